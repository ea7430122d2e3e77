/* global document */
import { offer, provide } from './listening.js';

const [ear, text] = [document.querySelector('pinna-listener'), document.querySelector('p')];
/** Changes the page as a view transition, where the browser has them. */
const change = async (work) => {
  await document.startViewTransition(work).finished;
};

provide();
offer({
  move: () => change(() => (ear.nextElementSibling ? ear.before(text) : ear.after(text))),
  leave: () => change(() => ear.remove()),
  back: () => change(() => text.after(ear)),
});
