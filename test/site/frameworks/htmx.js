import htmx from 'htmx.org';
import { offer, provide } from './listening.js';

const swap = async (address) => {
  await htmx.ajax('GET', address, { target: 'main', swap: 'innerHTML' });
  provide();
};

let isSecond = false;
provide();
offer({
  move: () => {
    isSecond = !isSecond;
    return swap(isSecond ? 'second.html' : 'first.html');
  },
  leave: () => swap('empty.html'),
  back: () => swap('first.html'),
});
