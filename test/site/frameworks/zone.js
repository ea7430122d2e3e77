/* global document, requestAnimationFrame, Zone -- the page loads zone.js */
import { ear as listener, offer, provide } from './listening.js';

const ear = document.querySelector('pinna-listener');
const zone = Zone.current.fork({ name: 'app' });
/** Does something as an Angular application does it: in a zone, after a promise. */
const inZone = (work) => zone.run(() => Promise.resolve().then(work));

provide();
offer({
  move: () =>
    inZone(async () => {
      document.body.prepend(ear);
      // A view that leaves must take no listeners of others with it.
      const view = document.createElement('pinna-events');
      ear.append(view);
      await view.updateComplete;
      const before = listener.listening;
      view.remove();
      while (listener.listening === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    }),
  leave: () => inZone(() => ear.remove()),
  back: () => inZone(() => document.body.append(ear)),
});
