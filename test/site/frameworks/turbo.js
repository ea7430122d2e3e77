/* global document */
import * as Turbo from '@hotwired/turbo';
import { offer, provide } from './listening.js';

const visit = (address) =>
  new Promise((resolve) => {
    document.addEventListener(
      'turbo:load',
      () => {
        provide();
        resolve();
      },
      { once: true },
    );
    Turbo.visit(address);
  });

let isSecond = false;
provide();
offer({
  move: () => {
    isSecond = !isSecond;
    return visit(isSecond ? 'second.html' : 'first.html');
  },
  leave: () => visit('empty.html'),
  back: () => visit('first.html'),
});
