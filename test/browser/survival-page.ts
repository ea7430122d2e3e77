import type { PinnaControls } from '../../src/elements/controls/pinna-controls.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import type { ListenerLike } from '../../src/elements/listener/listener-controller.js';
import type { Detection } from '../../src/decisions/detection.js';
import type { Frames, Gap } from '../../src/listener/listener-events.js';
import { built } from './built.js';
import { advance } from './capture/audio-clock.js';
import { acceptDispatchedTrackEvents } from './made-up-track-events.js';
import { observe, type Observed } from './observed.js';
import { SMALL_MODEL } from './small-model.js';
import { until } from './until.js';

/**
 * All audio contexts created in this file. The package keeps the first AudioContext class that it sees, so the class is
 * replaced once.
 */
const made: AudioContext[] = [];
const RealAudioContext = AudioContext;
let rate: number | undefined;
globalThis.AudioContext = class extends AudioContext {
  constructor(options?: AudioContextOptions) {
    super(rate === undefined ? options : { ...options, sampleRate: rate });
    made.push(this);
  }
};

/** Sets the device's sample rate for new audio contexts, Hz; undefined restores the real one. */
export function setDeviceRate(hertz: number | undefined): void {
  rate = hertz;
}

/** A page with the built package and the usual elements, and access to everything that a test breaks. */
export interface SurvivalPage {
  readonly listener: ListenerLike;
  readonly seen: Observed;
  /** All audio contexts of the page so far. */
  readonly contexts: readonly AudioContext[];
  readonly gaps: Gap[];
  readonly detections: Map<number, Detection>;
  /** All frames so far. */
  readonly frames: readonly Frames[];
  /** The network's input of each step so far, by its time. */
  readonly inputs: ReadonlyMap<number, Float32Array>;
  /** Message in the controls, in English and in German. */
  messages(): { en: string; de: string };
  chip(): string;
  /** Value in the status row of this name. */
  row(name: string): string;
  /** Number of rows in the log. */
  rows(): number;
  /** Names of the gaps in the timeline. */
  gapsShown(): string[];
  /** Resolves when frames arrive that were computed after this call. */
  newFrames(): Promise<void>;
  /** Stops listening and removes the page. */
  close(): Promise<void>;
}

const text = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** Opens a page that listens to the fake microphone. If `isToListen` is false, it does not start listening. */
export async function openSurvivalPage(attributes = 'backend="wasm"', isToListen = true): Promise<SurvivalPage> {
  acceptDispatchedTrackEvents();
  await built();
  const german = '/dist/locales/de.js';
  await import(german);
  const inputs = new Map<number, Float32Array>();
  const seen = observe({
    received: (message) => {
      if (message.type === 'frames') inputs.set(message.report.time, message.report.input);
    },
  });
  const first = made.length;
  const place = document.createElement('div');
  place.style.inlineSize = '600px';
  place.innerHTML = `<pinna-listener id="ear" ${attributes.includes('model=') ? '' : `model="${SMALL_MODEL}"`} ${attributes}>
      <pinna-controls lang="en"></pinna-controls><pinna-controls lang="de"></pinna-controls>
      <pinna-timeline lang="en" seconds="20"></pinna-timeline><pinna-log lang="en"></pinna-log>
      <pinna-status lang="en" style="position: fixed; inset: 0 0 auto auto; inline-size: 200px"></pinna-status>
    </pinna-listener>`;
  document.body.append(place);
  const ear = place.querySelector<PinnaListener>('pinna-listener')!;
  await ear.updateComplete;
  const listener = ear.listener!;
  const frames: Frames[] = [];
  const gaps: Gap[] = [];
  const detections = new Map<number, Detection>();
  const message = (lang: string) =>
    text(
      place.querySelector<PinnaControls>(`pinna-controls[lang=${lang}]`)!.shadowRoot!.querySelector('[part=message]'),
    );
  const page: SurvivalPage = {
    listener,
    seen,
    get contexts() {
      return made.slice(first);
    },
    gaps,
    detections,
    frames,
    inputs,
    messages: () => ({ en: message('en'), de: message('de') }),
    chip: () => text(place.querySelector('pinna-controls')!.shadowRoot!.querySelector('[part=chip]')),
    row: (name) => {
      const root = place.querySelector('pinna-status')!.shadowRoot!;
      return text([...root.querySelectorAll('dt')].find((term) => text(term) === name)?.nextElementSibling);
    },
    rows: () => place.querySelector('pinna-log')!.shadowRoot!.querySelectorAll('tbody tr').length,
    gapsShown: () =>
      [...place.querySelector('pinna-timeline')!.shadowRoot!.querySelectorAll('[part=gap]')].map(
        (gap) => gap.ariaLabel ?? '',
      ),
    newFrames: async () => {
      const before = frames.length;
      await until(() => frames.length > before + 2 && !listener.status.interruption, 'new frames');
    },
    close: async () => {
      await listener.stop();
      seen.restore();
      place.remove();
    },
  };
  listener.addEventListener('frames', ({ detail }) => frames.push(detail));
  listener.addEventListener('gap', ({ detail }) => gaps.push(detail));
  listener.addEventListener('detection', ({ detail: { detection } }) => detections.set(detection.id, detection));
  if (!isToListen) return page;
  await listener.start();
  await page.newFrames();
  return page;
}

/** Lets an interruption last for this many seconds, on the clock of the audio device. */
export async function outage(seconds: number): Promise<void> {
  const clock = new RealAudioContext();
  await advance(clock, seconds);
  await clock.close();
}

/** Ends a track as the browser does when its device is unplugged. */
export function unplug(track: MediaStreamTrack): void {
  track.stop();
  track.dispatchEvent(new Event('ended'));
}

/**
 * Makes `getUserMedia` fail with this error name.
 * @param onAsked called at each request
 * @returns a function that restores it
 */
export function refuseMicrophone(name: string, onAsked = () => {}): () => void {
  const { mediaDevices } = navigator;
  const before = mediaDevices.getUserMedia;
  mediaDevices.getUserMedia = () => {
    onAsked();
    return Promise.reject(new DOMException('', name));
  };
  return () => {
    mediaDevices.getUserMedia = before;
  };
}
