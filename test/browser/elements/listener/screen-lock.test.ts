import { expect } from 'chai';
import { until } from '../../until.js';
import { onPage, settled } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';

/** A lock as the browser gives it. */
class SimulatedLock extends EventTarget {
  released = false;
  async release(): Promise<void> {
    this.released = true;
  }
}

describe('pinna-listener keep-awake', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;
  let locks: SimulatedLock[];
  let refusal: Error | undefined;
  let isCoarse: boolean;
  let isHidden: boolean;
  const real = { matchMedia: globalThis.matchMedia };

  beforeEach(() => {
    [locks, refusal, isCoarse, isHidden] = [[], undefined, false, false];
    const request = async () => {
      if (refusal) throw refusal;
      const lock = new SimulatedLock();
      locks.push(lock);
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    globalThis.matchMedia = (query) =>
      query === '(pointer: coarse)' ? ({ matches: isCoarse } as MediaQueryList) : real.matchMedia(query);
  });
  afterEach(() => {
    place.remove();
    Reflect.deleteProperty(navigator, 'wakeLock');
    Reflect.deleteProperty(document, 'hidden');
    globalThis.matchMedia = real.matchMedia;
  });

  async function show(attributes = ''): Promise<HTMLElementTagNameMap['pinna-listener']> {
    place = await onPage(`<pinna-listener ${attributes}></pinna-listener>`);
    const element = place.querySelector('pinna-listener')!;
    listener = new SimulatedListener();
    element.listener = listener;
    await settled(place);
    return element;
  }
  const held = () => locks.filter(({ released }) => !released).length;
  /** Hides or shows the page. The browser releases the lock of a hidden page. */
  const hide = (hidden: boolean) => {
    isHidden = hidden;
    if (hidden) for (const lock of locks) lock.released = true;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('keeps the screen of a phone on while listening, and no longer', async () => {
    isCoarse = true;
    await show();
    expect(held()).to.equal(0);
    await listener.start();
    await until(() => held() === 1, 'The lock');
    await listener.stop();
    expect(held()).to.equal(0);
    expect(locks.length).to.equal(1);
  });

  it('leaves the screen of a computer alone, unless it is asked to', async () => {
    const element = await show();
    await listener.start();
    await settled(place);
    expect(locks.length).to.equal(0);
    element.keepAwake = 'on';
    await until(() => held() === 1, 'The lock');
    element.keepAwake = 'off';
    await until(() => held() === 0, 'The release');
  });

  it('can be turned off on a phone', async () => {
    isCoarse = true;
    await show('keep-awake="off"');
    await listener.start();
    await settled(place);
    expect(locks.length).to.equal(0);
  });

  it('gets the lock again when the page is visible again', async () => {
    await show('keep-awake="on"');
    await listener.start();
    await until(() => held() === 1, 'The lock');
    hide(true);
    expect(held()).to.equal(0);
    hide(false);
    await until(() => held() === 1, 'The second lock');
    await listener.stop();
    hide(true);
    hide(false);
    await settled(place);
    expect(held()).to.equal(0);
  });

  it('releases a lock that arrives after Stop, and that of an element that leaves the page', async () => {
    await show('keep-awake="on"');
    void listener.start();
    await listener.stop();
    await settled(place);
    expect(held()).to.equal(0);
    await listener.start();
    await until(() => held() === 1, 'The lock');
    place.remove();
    await until(() => held() === 0, 'The release');
  });

  it('listens without a lock if the browser refuses or has none', async () => {
    refusal = new DOMException('The battery is low.', 'NotAllowedError');
    await show('keep-awake="on"');
    await listener.start();
    await settled(place);
    expect(listener.state).to.equal('running');
    Reflect.deleteProperty(navigator, 'wakeLock');
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: undefined });
    await listener.stop();
    await listener.start();
    expect(listener.state).to.equal('running');
  });
});
