import { expect } from 'chai';
import { VIEWS } from './all-views.js';
import { displayClock } from '../../../src/elements/drawing/paint-controller.js';
import { until } from '../until.js';
import { onPage, settled } from './on-page.js';
import { SimulatedListener } from './simulated-listener.js';

/** Counts created and released resources: observers, device watchers. */
function counting(): { readonly left: number; restore(): void } {
  const undo: (() => void)[] = [];
  const live = new Set<unknown>();
  for (const Observer of [ResizeObserver, IntersectionObserver, MutationObserver]) {
    const { observe, disconnect } = Observer.prototype as ResizeObserver;
    Observer.prototype.observe = function (this: ResizeObserver, ...given: Parameters<typeof observe>) {
      live.add(this);
      observe.apply(this, given);
    };
    Observer.prototype.disconnect = function (this: ResizeObserver) {
      live.delete(this);
      disconnect.call(this);
    };
    undo.push(() => Object.assign(Observer.prototype, { observe, disconnect }));
  }
  const { mediaDevices } = navigator;
  const { addEventListener, removeEventListener } = mediaDevices;
  type Handler = EventListenerOrEventListenerObject;
  mediaDevices.addEventListener = function (
    type: string,
    handler: Handler,
    options?: boolean | AddEventListenerOptions,
  ) {
    live.add(handler);
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => live.delete(handler));
    addEventListener.call(this, type, handler, options);
  };
  mediaDevices.removeEventListener = function (
    type: string,
    handler: Handler,
    options?: boolean | EventListenerOptions,
  ) {
    live.delete(handler);
    removeEventListener.call(this, type, handler, options);
  };
  undo.push(() => Object.assign(mediaDevices, { addEventListener, removeEventListener }));
  return {
    get left() {
      return live.size;
    },
    restore: () => undo.forEach((step) => step()),
  };
}

describe('Connecting and disconnecting 100 times', () => {
  for (const name of VIEWS) {
    it(`leaves nothing of ${name}`, async () => {
      const count = counting();
      const listener = new SimulatedListener();
      const place = await onPage(`<${name}></${name}>`);
      const view = place.firstElementChild as HTMLElementTagNameMap['pinna-status'];
      view.listener = listener;
      for (let round = 0; round < 100; round++) {
        view.remove();
        place.append(view);
        if (round % 25 === 0) {
          await settled(place);
          listener.emitFrames(round, 5);
          listener.detect('start', { id: round + 1, label: 'dog' });
          listener.report({ level: -20 });
        }
      }
      await settled(place);
      const once = listener.listening;
      expect(once).to.be.within(1, 10);
      place.remove();
      expect(displayClock.size).to.equal(0);
      expect(count.left).to.equal(0);
      // The element may only be moving.
      expect(listener.listening).to.equal(once);
      await until(() => listener.listening === 0, 'The end of the subscriptions');
      expect(listener.requests).to.deep.equal({ features: 0, descriptors: 0, harmony: 0, embedding: 0, teaching: 0 });
      count.restore();
    });
  }

  it('leaves nothing of a pinna-listener with all of its views, and nothing draws afterwards', async () => {
    const count = counting();
    const listener = new SimulatedListener();
    const place = await onPage(
      `<pinna-listener>${VIEWS.map((name) => `<${name}></${name}>`).join('')}</pinna-listener>`,
    );
    const element = place.querySelector('pinna-listener')!;
    element.listener = listener;
    for (let round = 0; round < 100; round++) {
      element.remove();
      place.append(element);
    }
    await element.start();
    listener.emitFrames(0, 5);
    listener.detect('start', { id: 1, label: 'dog' });
    await settled(place);
    place.remove();
    await until(() => listener.state === 'idle' && listener.listening === 0, 'The stop');
    listener.emitFrames(1, 5);
    expect(displayClock.size).to.equal(0);
    expect(count.left).to.equal(0);
    count.restore();
  });
});
