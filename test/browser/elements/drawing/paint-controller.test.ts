import { expect } from 'chai';
import { LitElement } from 'lit';
import { displayClock, PaintController } from '../../../../src/elements/drawing/paint-controller.js';
import { until } from '../../until.js';
import { displayFrame, severalFrames } from '../on-page.js';

class PaintCounter extends LitElement {
  interval = 0;
  /** Time of each paint, ms. */
  readonly times: number[] = [];
  readonly paint = new PaintController(
    this,
    (now) => void this.times.push(now),
    () => this.interval,
  );
}
customElements.define('paint-counter', PaintCounter);

describe('PaintController', () => {
  let counter: PaintCounter;

  /** Resolves when the browser has reported this to this observer, and so also to the controller's earlier one. */
  const isOnScreen = (expected: boolean) =>
    new Promise<void>((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (entries.at(-1)!.isIntersecting !== expected) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(counter);
    });

  beforeEach(async () => {
    counter = new PaintCounter();
    counter.style.cssText = 'display: block; block-size: 1rem';
    document.body.append(counter);
    await isOnScreen(true);
  });

  afterEach(() => counter.remove());

  it('paints once for many requests, in the next display frame, and not unasked', async () => {
    for (let i = 0; i < 5; i++) counter.paint.invalidate();
    expect(counter.times).to.have.length(0);
    await displayFrame();
    await displayFrame();
    expect(counter.times).to.have.length(1);
    expect(displayClock.size).to.equal(0);
  });

  it('keeps its interval, and paints what was asked for meanwhile', async () => {
    counter.interval = 400;
    const { times } = counter;
    while (times.length < 4) {
      counter.paint.invalidate();
      await displayFrame();
    }
    counter.paint.invalidate();
    await until(() => times.length === 5, 'The last paint');
    await severalFrames();
    expect(times).to.have.length(5);
    expect(displayClock.size).to.equal(0);
    times.slice(1).forEach((time, i) => expect(time - times[i]!).to.be.at.least(400));
  });

  it('waits while it is off the screen, and paints once it comes back', async () => {
    counter.style.position = 'absolute';
    counter.style.insetBlockStart = '500vh';
    await isOnScreen(false);
    counter.paint.invalidate();
    await severalFrames();
    expect(counter.times).to.have.length(0);
    expect(displayClock.size).to.equal(0);
    counter.style.insetBlockStart = '0';
    await isOnScreen(true);
    await displayFrame();
    await displayFrame();
    expect(counter.times).to.have.length(1);
  });
});
