import { expect } from 'chai';
import type { PinnaNovelty } from '../../../../src/elements/novelty/pinna-novelty.js';
import { readHeard } from '../../../../src/elements/novelty/place-store.js';
import type { HeardState } from '../../../../src/novelty/familiar-sounds.js';
import { englishNovelty } from '../../../../src/elements/words/novelty/english-novelty.js';
import type { Novelty } from '../../../../src/elements/listener/element-events.js';
import '../../../../src/entries/elements.js';
import { until } from '../../until.js';
import { onPage, settled } from '../on-page.js';
import { BANDS, HOP, MODEL, SimulatedListener } from '../simulated-listener.js';

const SIZE = 16;
const ROW = 0.08;
/** Frames of a step: two rows of the embedding. */
const STEP = 8;

/** Returns a row in one of 16 directions. */
const row = (kind: number) => Float32Array.from({ length: SIZE }, (_, k) => (k === kind ? 1 : 0.01 * Math.sin(k)));

/** Emits a sound: steps with frames and embeddings. @returns the end, seconds */
function play(
  listener: SimulatedListener,
  from: number,
  seconds: number,
  kind: number,
  { embeds = true, level = -40 } = {},
): number {
  const steps = Math.round(seconds / (STEP * HOP));
  for (let i = 0; i < steps; i++) {
    const time = from + i * STEP * HOP;
    const values = new Float32Array(2 * SIZE);
    values.set(row(kind), 0);
    values.set(row(kind), SIZE);
    listener.emit('frames', {
      time,
      frames: STEP,
      scores: {},
      smoothed: Object.fromEntries(MODEL.heads.map(({ name, classes }) => [name, new Float32Array(classes.length)])),
      gates: {},
      features: new Float32Array(STEP * BANDS).fill(level),
      embedding: embeds ? { time, rowSeconds: ROW, size: SIZE, values, network: 'abc' } : undefined,
    });
  }
  return from + steps * STEP * HOP;
}

async function novelty(attributes = ''): Promise<{ element: PinnaNovelty; listener: SimulatedListener }> {
  const page = await onPage(
    `<pinna-novelty ${attributes.includes('expectation') ? '' : 'expectation="/models/novelty"'} ${attributes}></pinna-novelty>`,
  );
  const element = page.querySelector<PinnaNovelty>('pinna-novelty')!;
  const listener = new SimulatedListener();
  element.listener = listener;
  await settled(element);
  listener.become('starting');
  listener.become('running');
  // The memory, which may be stored, and the auto-encoder load with the first steps.
  let time = play(listener, 0, 0.32, 0);
  await until(() => {
    time = play(listener, time, 0.16, 0);
    return !text(element, '.now').includes(englishNovelty.beforeSound);
  });
  return { element, listener };
}

const text = (element: PinnaNovelty, selector: string) =>
  element.shadowRoot!.querySelector(selector)?.textContent.trim() ?? '';

const reported = (element: PinnaNovelty): Novelty[] => {
  const all: Novelty[] = [];
  element.addEventListener('pinna-novelty', ({ detail }) => all.push(detail));
  return all;
};

describe('pinna-novelty', () => {
  // Elements off the screen do not paint.
  afterEach(() => {
    for (const element of document.querySelectorAll('pinna-novelty')) element.remove();
  });

  it('requests frames and embeddings while it is on the page', async () => {
    const { element, listener } = await novelty();
    expect(listener.requests).to.include({ features: 1, embedding: 1 });
    element.remove();
    await until(() => listener.requests.features === 0);
    expect(listener.requests).to.include({ features: 0, embedding: 0 });
  });

  it('gets to know a place, and then reports a new sound once, with both pictures', async () => {
    const { element, listener } = await novelty();
    const all = reported(element);
    expect(text(element, '.now')).to.match(/^Learning this place: \d+%$/);
    let time = play(listener, 100, 70, 0);
    await until(() => text(element, '.now') === englishNovelty.familiar);
    expect(all).to.deep.equal([]);
    const began = time;
    time = play(listener, time, 3, 5);
    expect(all).to.have.length(1);
    const [detail] = all;
    expect(detail!.time).to.be.closeTo(began, 0.5);
    expect(detail!.score).to.be.above(0.9);
    expect(detail!.by).to.equal('sound');
    expect(detail!.heard).to.have.length(24 * BANDS);
    expect(detail!.expected).to.have.length(24 * BANDS);
    await until(() => text(element, '.now') === englishNovelty.isNew);
    expect(text(element, '.list li')).to.match(/^\d\d:\d\d:\d\d · \d+%$/);
    expect(text(element, '.visually-hidden[role=status]')).to.include('Never heard here before');
    // The second time it is familiar.
    time = play(listener, time, 10, 0);
    play(listener, time, 3, 5);
    expect(all).to.have.length(1);
  });

  it('keeps what it knows when it moves on the page, and when listening starts again', async () => {
    const { element, listener } = await novelty();
    play(listener, 100, 70, 0);
    await until(() => text(element, '.now') === englishNovelty.familiar);
    element.parentElement!.append(element);
    listener.become('idle');
    listener.become('starting');
    listener.become('running');
    play(listener, 0, 2, 0);
    await until(() => text(element, '.now') === englishNovelty.familiar);
  });

  it('stores a place, restores it, and forgets it on request', async () => {
    const name = 'test-hall';
    const first = await novelty(`remember="${name}"`);
    play(first.listener, 100, 70, 0);
    await until(() => text(first.element, '.now') === englishNovelty.familiar);
    first.listener.become('idle');
    first.element.remove();
    let stored: HeardState | undefined;
    await until(() => {
      void readHeard(name, 'abc').then((state) => (stored = state as HeardState | undefined));
      return (stored?.calibration.moments ?? 0) > 126;
    });

    const second = await novelty(`remember="${name}"`);
    await until(() => text(second.element, '.now') === englishNovelty.familiar);
    expect(text(second.element, '.facts')).to.include('1 kind of sound known');

    const root = second.element.shadowRoot!;
    root.querySelector<HTMLButtonElement>('[part=forget]')!.click();
    await settled(second.element);
    expect(root.activeElement?.textContent).to.equal(englishNovelty.forgetNo);
    [...root.querySelectorAll('button')].find(({ textContent }) => textContent === englishNovelty.forgetYes)!.click();
    await until(() => text(second.element, '.now') === englishNovelty.beforeSound);
    second.element.remove();
    const third = await novelty(`remember="${name}"`);
    expect(text(third.element, '.now')).to.match(/^Learning/);
    third.element.remove();
  });

  it('compares pictures, and says so, if the model gives no embedding', async () => {
    const page = await onPage('<pinna-novelty expectation="/models/novelty"></pinna-novelty>');
    const element = page.querySelector<PinnaNovelty>('pinna-novelty')!;
    const listener = new SimulatedListener();
    element.listener = listener;
    await settled(element);
    let time = 0;
    await until(() => {
      time = play(listener, time, 4.8, 0, { embeds: false });
      return text(element, '.now').startsWith('Learning') && element.shadowRoot!.textContent.includes('no embedding');
    });
    expect(element.shadowRoot!.querySelector('select')!.disabled).to.equal(true);
    expect(element.shadowRoot!.querySelector('select')!.value).to.equal('picture');
  });

  it('says what to do if the auto-encoder is missing, and still finds new sounds', async () => {
    const { element, listener } = await novelty('expectation="/nowhere"');
    await until(() => element.shadowRoot!.textContent.includes(englishNovelty.noPicture));
    const all = reported(element);
    play(listener, play(listener, 100, 70, 0), 1, 5);
    expect(all).to.have.length(1);
    expect(all[0]!.expected).to.equal(undefined);
  });

  it('leaves silence out', async () => {
    const { element, listener } = await novelty();
    const before = text(element, '.now');
    play(listener, 100, 70, 0, { level: -99 });
    await settled(element);
    expect(text(element, '.now').slice(0, 10)).to.equal(before.slice(0, 10));
  });
});
