import { expect } from '@esm-bundle/chai';
import { LitElement } from 'lit';
import { displayClock } from '../../../src/elements/display-clock';
import { PaintController } from '../../../src/elements/paint-controller';
import { displayFrame, pause } from './on-page';

class PaintCounter extends LitElement {
  interval = 0;
  paints = 0;
  readonly paint = new PaintController(
    this,
    () => void this.paints++,
    () => this.interval,
  );
}
customElements.define('paint-counter', PaintCounter);

describe('PaintController', () => {
  let counter: PaintCounter;

  beforeEach(async () => {
    counter = new PaintCounter();
    counter.style.cssText = 'display: block; block-size: 1rem';
    document.body.append(counter);
    await pause(50);
  });

  afterEach(() => counter.remove());

  it('paints once for many requests, in the next display frame, and not unasked', async () => {
    for (let i = 0; i < 5; i++) counter.paint.invalidate();
    expect(counter.paints).to.equal(0);
    await displayFrame();
    await displayFrame();
    expect(counter.paints).to.equal(1);
    expect(displayClock.size).to.equal(0);
  });

  it('keeps its interval, and paints what was asked for meanwhile', async () => {
    counter.interval = 400;
    for (let i = 0; i < 20; i++) {
      counter.paint.invalidate();
      await pause(50);
    }
    expect(counter.paints).to.be.within(2, 4);
    const before = counter.paints;
    counter.paint.invalidate();
    await pause(500);
    expect(counter.paints).to.equal(before + 1);
  });

  it('waits while it is off the screen, and paints once it comes back', async () => {
    counter.style.position = 'absolute';
    counter.style.insetBlockStart = '500vh';
    await pause(100);
    counter.paint.invalidate();
    await pause(100);
    expect(counter.paints).to.equal(0);
    expect(displayClock.size).to.equal(0);
    counter.style.insetBlockStart = '0';
    await pause(150);
    expect(counter.paints).to.equal(1);
  });
});
