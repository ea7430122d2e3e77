import { expect } from 'chai';
import type { Detection } from '../../../../src/decisions/detection.js';
import { tickStep } from '../../../../src/elements/time/time-scale.js';
import { displayFrame, onPage, painted, settled } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';

describe('pinna-timeline, by hand', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  const view = <T extends 'pinna-timeline' | 'pinna-spectrogram'>(name: T) =>
    place.querySelector(name) as HTMLElementTagNameMap[T];
  const all = (selector: string) => [...view('pinna-timeline').shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  const names = () => all('.bar').map((bar) => bar.textContent!.replace(/\s+/g, ' ').trim());
  const focused = () =>
    view('pinna-timeline').shadowRoot!.activeElement?.textContent?.replace(/\s+/g, ' ').trim() ?? 'nothing';
  const button = (label: string) =>
    all('.tools button').find((each) => each.textContent!.trim() === label || each.ariaLabel === label)!;
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    const target = view('pinna-timeline').shadowRoot!.activeElement ?? all('.window')[0]!;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    await painted(place);
  };
  const width = (selector = '.bar') => all(selector)[0]!.getBoundingClientRect().width;

  beforeEach(async () => {
    place = await onPage(
      `<pinna-listener style="display: block; inline-size: 600px; --pinna-spectrogram-height: 4rem">
        <pinna-spectrogram seconds="10"></pinna-spectrogram><pinna-timeline seconds="10"></pinna-timeline>
      </pinna-listener>`,
    );
    listener = new SimulatedListener();
    place.querySelector('pinna-listener')!.listener = listener;
    await settled(place);
    await listener.start();
    for (let time = 0; time < 60; time += 1) listener.emitFrames(time, 50);
    listener.detect('end', { id: 1, label: 'dog', onset: 5, offset: 7 });
    listener.detect('end', { id: 2, label: 'rain', onset: 52, offset: 54 });
    listener.detect('end', { id: 3, head: 'bird', label: 'bird', onset: 53, offset: 55, confidence: 0.5 });
    listener.detect('end', { id: 4, label: 'dog', onset: 57, offset: 58 });
    await painted(place);
  });

  afterEach(() => place.remove());

  it('names each bar with its sound, its times and its score', () => {
    expect(names()).to.deep.equal(['bird 0:53–0:55, 50%', 'rain 0:52–0:54, 80%', 'dog 0:57–0:58, 80%']);
  });

  it('has one tab stop, and goes from bar to bar in time, also to those that are out of the picture', async () => {
    expect(all('.bar[tabindex="0"]').length).to.equal(1);
    all('.bar[tabindex="0"]')[0]!.focus();
    expect(focused()).to.match(/^dog 0:57/);
    await press('ArrowLeft');
    expect(focused()).to.match(/^bird/);
    await press('ArrowLeft');
    expect(focused()).to.match(/^rain/);
    await press('ArrowLeft');
    expect(focused()).to.match(/^dog 0:05/);
    // The spectrogram follows.
    const canvas = view('pinna-spectrogram').shadowRoot!.querySelector('canvas')!;
    expect(canvas.getAttribute('aria-label')).to.match(/^Spectrogram, 0:00–0:10$/);
    await press('End');
    expect(focused()).to.match(/^dog 0:57/);
    expect(all('.bar[tabindex="0"]').map((bar) => bar.textContent)).to.have.length(1);
  });

  it('goes from lane to lane', async () => {
    all('.bar')[0]!.focus();
    await press('ArrowDown');
    expect(focused()).to.match(/^rain/);
    await press('ArrowUp');
    expect(focused()).to.match(/^bird/);
  });

  it('selects one at a press, several with Shift, and notifies the page', async () => {
    const told: number[][] = [];
    const hear = ({ detail }: CustomEvent<readonly Detection[]>) => void told.push(detail.map(({ id }) => id));
    document.body.addEventListener('pinna-select', hear);
    const before = view('pinna-timeline').getBoundingClientRect().height;
    all('.bar')[0]!.click();
    await settled(place);
    expect(all('.bar[aria-pressed="true"]').length).to.equal(1);
    all('.bar')[1]!.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
    await settled(place);
    expect(all('.selection .number')[0]!.textContent!.trim()).to.equal('2 selected');
    expect(view('pinna-timeline').selected.map(({ label }) => label)).to.deep.equal(['rain', 'bird']);
    all('.bar')[1]!.click();
    all('.bar')[1]!.click();
    await settled(place);
    await press('Escape');
    document.body.removeEventListener('pinna-select', hear);
    expect(told).to.deep.equal([[3], [2, 3], [2], []]);
    expect(view('pinna-timeline').getBoundingClientRect().height).to.equal(before);
  });

  it('zooms with keys, buttons and the wheel, and the spectrogram with it', async () => {
    const before = width();
    button('Zoom in').click();
    await painted(place);
    expect(width()).to.be.closeTo(before * 1.5, 1);
    all('.bar')[0]!.focus();
    await press('-');
    expect(width()).to.be.closeTo(before, 1);
    const wheel = (ctrlKey: boolean) =>
      all('.window')[0]!.dispatchEvent(new WheelEvent('wheel', { deltaY: 200, ctrlKey, cancelable: true }));
    expect(wheel(false)).to.equal(true);
    await painted(place);
    expect(width()).to.be.closeTo(before, 1);
    expect(wheel(true)).to.equal(false);
    await painted(place);
    expect(width()).to.be.closeTo(before / Math.E, 1);
    const canvas = view('pinna-spectrogram').shadowRoot!.querySelector('canvas')!;
    expect(canvas.getAttribute('aria-label')).to.contain('last 27 seconds');
    for (let more = 0; more < 20; more++) button('Zoom out').click();
    await painted(place);
    expect(names()[0]).to.match(/bird/);
    expect(names().some((name) => /^dog 0:05/.test(name))).to.equal(true);
  });

  it('is dragged into the past; what is dragged is not pressed', async () => {
    const window = all('.window')[0]!;
    const { left, top } = window.getBoundingClientRect();
    window.setPointerCapture = () => undefined;
    const send = (type: string, x: number) =>
      window.dispatchEvent(
        new PointerEvent(type, { clientX: left + x, clientY: top + 60, pointerId: 1, button: 0, bubbles: true }),
      );
    send('pointerdown', 20);
    send('pointermove', 500);
    send('pointerup', 500);
    await painted(place);
    expect(button('Live')).not.to.equal(undefined);
    expect(names().some((name) => /^dog 0:57/.test(name))).to.equal(false);
    button('Live').click();
    await painted(place);
    expect(names().some((name) => /^dog 0:57/.test(name))).to.equal(true);
  });

  it('keeps in the picture what has the focus', async () => {
    all('.bar').at(-1)!.focus();
    for (let time = 60; time < 90; time++) {
      listener.emitFrames(time, 50);
      await displayFrame();
    }
    await painted(place);
    expect(focused()).to.match(/^dog 0:57/);
  });

  it('keeps in the picture what has the focus also when nothing was painted for a while', async () => {
    all('.bar').at(-1)!.focus();
    for (let time = 60; time < 90; time++) listener.emitFrames(time, 50);
    await painted(place);
    expect(focused()).to.match(/^dog 0:57/);
  });

  it('writes times at round steps, few enough to read', () => {
    expect([2, 8, 10, 20, 60, 300].map((span) => tickStep(span, 6))).to.deep.equal([1, 2, 2, 5, 10, 60]);
  });
});
