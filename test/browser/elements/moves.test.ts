import { expect } from 'chai';
import fc from 'fast-check';
import type { LitElement } from 'lit';
import { emptyDescriptors } from '../../../src/descriptors/descriptors.js';
import type { ListenerLike } from '../../../src/elements/listener/listener-controller.js';
import { PinnaLog } from '../../../src/elements/log/pinna-log.js';
import { timeViewOf } from '../../../src/elements/time/time-view.js';
import { until } from '../until.js';
import { VIEWS } from './all-views.js';
import { oneMinute } from './one-minute.js';
import { displayFrame, onPage, painted, settled, shadowText } from './on-page.js';
import { BANDS, HOP, MODEL, SimulatedListener } from './simulated-listener.js';

/** Seed of the acts. fast-check prints it, with the acts, if something is lost. */
const SEED = 20_261_129;
const RUNS = 3;
const ACTS = 12;
/** Length of one step of the made-up sound, frames. */
const STEP = 10;
const LABELS = ['dog', 'bird', 'siren'] as const;

/** Takes an element out of its place and puts it back; `sound` lets the next step of the sound arrive in between. */
type Act = (element: HTMLElement, sound: () => void) => unknown;

/** Returns a function that puts an element back where it is now. */
function wayBack(element: HTMLElement): () => void {
  const { parentElement, nextSibling } = element;
  return () => parentElement!.insertBefore(element, nextSibling);
}

/** What pages and frameworks do with elements. */
const acts: Readonly<Record<string, Act>> = {
  sort: (element) => element.parentElement!.prepend(element),
  wrap: (element) => {
    const wrapper = document.createElement('div');
    element.replaceWith(wrapper);
    wrapper.append(element);
  },
  moveBefore: (element) => {
    const parent = element.parentElement as HTMLElement & { moveBefore(node: Node, child: Node | null): void };
    parent.moveBefore(element, parent.firstChild === element ? null : parent.firstChild);
  },
  'leave for a microtask': async (element, sound) => {
    const back = wayBack(element);
    element.remove();
    await Promise.resolve();
    sound();
    back();
  },
  'leave for a frame': async (element, sound) => {
    const back = wayBack(element);
    element.remove();
    await displayFrame();
    sound();
    back();
  },
  'visit a place without a listener': async (element) => {
    const back = wayBack(element);
    document.body.append(element);
    await displayFrame();
    back();
  },
  'visit another document': async (element) => {
    const back = wayBack(element);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument!.body.append(element);
    await displayFrame();
    back();
    frame.remove();
  },
};

/** A made-up sound: each step has frames and descriptors; detections begin and end two steps later. */
class Sound {
  readonly #listener: SimulatedListener;
  #steps = 0;

  constructor(listener: SimulatedListener) {
    this.#listener = listener;
  }

  /** Lets frames arrive alone. @param variety changes the scores with time if not 0 */
  frames(variety = 0): void {
    const at = this.#steps++;
    const { scalars, ...rest } = emptyDescriptors(STEP);
    const descriptors = { frames: STEP, ...scalars, ...rest, beats: [] };
    descriptors.rms.fill(0.1);
    descriptors.chroma.forEach((_, i) => (descriptors.chroma[i] = ((i + at) % 12) / 12));
    const features = Float32Array.from({ length: STEP * BANDS }, (_, i) => -80 + ((i * (at + 3)) % 60));
    const events = Float32Array.from(MODEL.heads[2]!.classes, (_, i) => ((i + variety * at) % 5) / 5);
    this.#listener.emitFrames(at * STEP * HOP, STEP, { events, bird: Float32Array.of(0.7) }, features, descriptors);
    this.#listener.report({ level: -20 });
  }

  /** Lets a step arrive, in which a detection begins and an earlier one ends. */
  readonly step = (): void => {
    const id = this.#steps;
    this.frames(1);
    if (id > 1) this.#detect('end', id - 2, (id - 2) * STEP * HOP, id * STEP * HOP);
    this.#detect('start', id, id * STEP * HOP, null);
  };

  /** Ends what still lasts. */
  end(): void {
    const time = this.#steps * STEP * HOP;
    for (const id of [this.#steps - 2, this.#steps - 1]) this.#detect('end', id, id * STEP * HOP, time);
  }

  #detect(phase: 'start' | 'end', id: number, onset: number, offset: number | null): void {
    const label = LABELS[id % LABELS.length]!;
    this.#listener.detect(phase, { id, label, head: label === 'bird' ? 'bird' : 'events', onset, offset });
  }
}

/**
 * Returns everything that an element shows: its texts, those of the elements inside it, and the pictures of its canvases. Of a log,
 * its entries without their times: each log has its own estimate of the wall clock.
 */
function shown(element: Element): string[] {
  if (element instanceof PinnaLog)
    return element.entries.map(({ label, start, offset }) => [label, start, offset === null].join(' '));
  const root = element.shadowRoot!;
  const pictures = [...root.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL());
  const bars = [...root.querySelectorAll<HTMLElement>('.bar')].map((bar) => `${bar.dataset.id!} ${bar.title}`);
  const own = [shadowText(element), ...bars, ...pictures];
  const inner = [...root.querySelectorAll('*')].filter((each) => each.shadowRoot);
  return [...own, ...inner.flatMap(shown)];
}

describe('Moving elements', () => {
  const marked = (names: readonly string[]) => names.map((name) => `<${name}></${name}>`).join('');
  const names = VIEWS.filter((name) => name !== 'pinna-line-in');

  it(`loses nothing, whatever is done to them (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat()), { minLength: ACTS, maxLength: ACTS }),
        async (sequence) => {
          const listener = new SimulatedListener();
          const place = await onPage(`
            <style>
              .stack :is(${names.join()}, pinna-live, pinna-file, pinna-recording) {
                position: absolute; inset: 0 auto auto 0; inline-size: 600px;
              }
            </style>
            <div class="stack moved">
              <pinna-listener>${marked(names)}</pinna-listener>
              <div>${marked(['pinna-live', 'pinna-file', 'pinna-recording'])}</div>
            </div>
            <div class="stack still">${marked([...names, 'pinna-live'])}</div>`);
          const find = <T extends keyof HTMLElementTagNameMap>(selector: string, name: T) =>
            place.querySelector<HTMLElementTagNameMap[T]>(`${selector} ${name}`)!;
          const still = [...place.querySelectorAll<LitElement & { listener: ListenerLike }>('.still > *')];
          const home = find('.moved', 'pinna-listener');
          for (const each of [home, find('.moved', 'pinna-live'), ...still]) each.listener = listener;
          const file = find('.moved', 'pinna-file');
          file.add([new File(['Words only.'], 'notes.wav')]);
          const recording = find('.moved', 'pinna-recording');
          recording.src = 'data:audio/wav,';
          recording.classification = oneMinute();
          await settled(place);
          recording.seek(31);
          await painted(place);
          listener.become('starting');
          listener.become('running');
          const sound = new Sound(listener);
          sound.step();
          await until(() => /WAV/.test(shadowText(file)), 'The error of the file');
          const [files, position] = [shadowText(file), shown(recording)];

          const targets = [
            ...place.querySelectorAll<HTMLElement>(
              '.moved pinna-listener, .moved pinna-listener > *, .moved > div > *',
            ),
          ];
          for (const [name, number] of sequence) {
            await acts[name]!(targets[number % targets.length]!, sound.step);
            sound.step();
          }

          sound.end();
          timeViewOf(listener).pause(2);
          for (const fixed of still) {
            const moved = find('.moved', fixed.localName as 'pinna-live');
            const differing = () => {
              const parts = shown(fixed);
              return shown(moved).filter((part, at) => part !== parts[at]);
            };
            await until(
              () => {
                // Views of this moment show the newest sound.
                sound.frames();
                return differing().length === 0;
              },
              fixed.localName,
              8,
            ).catch((error: unknown) => {
              expect(differing(), String(error)).to.deep.equal([]);
            });
          }
          expect(shown(find('.still', 'pinna-log'))).to.have.length.above(ACTS);
          expect(listener.calls).to.deep.equal([]);
          expect(shadowText(file)).to.equal(files);
          await until(() => shown(recording).join() === position.join(), 'The recording, as before', 8);
          place.remove();
        },
      ),
      { seed: SEED, numRuns: RUNS, endOnFailure: true, includeErrorInReport: true },
    );
  });

  it('keeps what was shown when an element leaves the page and returns, and stops listening meanwhile', async () => {
    const listener = new SimulatedListener();
    const place = await onPage(
      `<pinna-listener>${marked(['pinna-timeline', 'pinna-spectrogram', 'pinna-log'])}</pinna-listener>`,
    );
    const home = place.querySelector('pinna-listener')!;
    home.listener = listener;
    await settled(place);
    listener.become('starting');
    listener.become('running');
    const sound = new Sound(listener);
    for (let step = 0; step < 5; step++) sound.step();
    timeViewOf(listener).pause(1);
    const log = place.querySelector('pinna-log')!;
    const views = [...home.children];
    await until(() => views.every((view) => shown(view).length > 0 && log.entries.length === 5), 'The sounds');
    await settled(place);
    const before = views.map(shown);

    const alone = place.querySelector('pinna-timeline')!;
    const listening = listener.listening;
    alone.remove();
    await until(() => listener.listening < listening, 'The end of the subscriptions of the timeline');
    home.prepend(alone);
    expect(listener.calls).to.deep.equal([]);

    home.remove();
    await until(() => listener.listening === 0, 'The end of all subscriptions');
    expect(listener.calls).to.deep.equal(['stop']);
    place.append(home);
    // Whether a sound lasts is not known after an absence.
    const ended = (parts: readonly string[]) => parts.map((part) => part.replace('true', 'false'));
    await until(() => views.every((view, at) => ended(shown(view)).length === before[at]!.length), 'The views');
    await settled(place);
    expect(ended(shown(log))).to.deep.equal(ended(before[2]!));
    expect(shown(views[1]!)).to.deep.equal(before[1]);
    const ids = (parts: readonly string[]) => parts.flatMap((part) => /^\d+(?= )/.exec(part) ?? []);
    expect(ids(shown(alone))).to.deep.equal(ids(before[0]!)).and.not.to.be.empty;

    // A session that began meanwhile is another one.
    home.remove();
    await until(() => listener.listening === 0, 'The end of all subscriptions, again');
    listener.become('starting');
    listener.become('running');
    place.append(home);
    await until(() => ids(shown(alone)).length === 0, 'An empty timeline');
    expect(shown(log)).to.have.length(5);
    place.remove();
  });

  it('shows elements in a popup and an iframe as in the page: styles, pictures at its pixel ratio, its display frames', async () => {
    const all = [...names, 'pinna-line-in', 'pinna-live', 'pinna-file', 'pinna-recording'];
    const listener = new SimulatedListener();
    const place = await onPage('<iframe width="700" height="600"></iframe><div></div>');
    const popup = window.open('about:blank', '', 'width=700,height=600')!;
    const frame = place.querySelector('iframe')!.contentWindow as Window & typeof globalThis;
    Object.defineProperty(frame, 'devicePixelRatio', { value: 3, configurable: true });
    const home = place.querySelector('div')!;
    home.innerHTML = marked(all);
    const elements = [...home.querySelectorAll<LitElement & { listener: ListenerLike }>('*')];
    for (const element of elements) {
      element.style.cssText = 'position: absolute; inset: 0 auto auto 0; inline-size: 600px';
      element.listener = listener;
    }
    home.querySelector('pinna-recording')!.classification = oneMinute();
    listener.become('starting');
    listener.become('running');
    const sound = new Sound(listener);
    sound.step();
    await settled(place);
    const looks = () =>
      elements.map((element) => {
        const { display, color, fontSize } = element.ownerDocument.defaultView!.getComputedStyle(element);
        return [element.localName, element.shadowRoot!.adoptedStyleSheets.length, display, color, fontSize].join(' ');
      });
    const before = looks();
    for (const view of [popup as Window & typeof globalThis, frame, popup as Window & typeof globalThis, window]) {
      (view === window ? home : view.document.body).append(...elements);
      sound.step();
      expect(looks()).to.deep.equal(before);
      const canvases = ['pinna-spectrogram', 'pinna-chroma', 'pinna-recording'].map((name) => {
        const { shadowRoot } = elements.find(({ localName }) => localName === name)!;
        return shadowRoot!.querySelector('canvas')!;
      });
      const isSharp = ({ width, clientWidth }: HTMLCanvasElement) =>
        clientWidth > 0 && width === Math.round(clientWidth * view.devicePixelRatio);
      await until(() => canvases.every(isSharp), 'Pictures of the right size');
      // Only the display frames of this window paint.
      const level = elements.find(({ localName }) => localName === 'pinna-level')!;
      const value = () => level.shadowRoot!.querySelector('[role=meter]')!.getAttribute('aria-valuenow');
      for (const decibels of [-40, -13]) {
        listener.report({ level: decibels });
        await until(() => value() === String(decibels), 'The level');
      }
      const fresh = document.createElement('pinna-controls');
      view.document.body.append(fresh);
      await fresh.updateComplete;
      const { shadowRoot } = fresh;
      expect(shadowRoot!.adoptedStyleSheets.length).to.be.above(2);
      fresh.remove();
    }
    popup.close();
    place.remove();
  });
});
