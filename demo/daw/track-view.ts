import type { Detection } from '../../src/decisions/detection.js';
import type { PinnaPlugin } from '../../src/wam/index.js';
import { clock } from './clock.js';
import { markerPlaces } from './marker-rows.js';
import type { Session, Track } from './session.js';

/** Number of peaks in a waveform. */
const PEAKS = 600;
/** Width of a marker's name, CSS pixels. */
const NAME = 116;

/** View of one track: strip, waveform and markers, built from the page's template. */
export class TrackView {
  readonly element: HTMLElement;
  /** Sorted by onset; times are seconds of the arrangement. */
  private markers: Detection[] = [];
  private readonly list: HTMLOListElement;
  private readonly midi: HTMLElement;
  private session: Session | undefined;

  /** Creates the strip and an empty lane. */
  constructor(
    readonly name: string,
    template: HTMLTemplateElement,
  ) {
    this.element = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    this.list = this.element.querySelector('ol')!;
    this.midi = this.element.querySelector('.midi')!;
    this.element.setAttribute('aria-label', name);
    this.element.querySelector('h2')!.textContent = name;
    this.list.setAttribute('aria-label', `Detections on ${name}`);
    const mute = this.button('mute');
    mute.addEventListener('click', () => {
      mute.setAttribute('aria-pressed', String(mute.getAttribute('aria-pressed') !== 'true'));
    });
  }

  /** Draws the waveform. @param length of the arrangement, seconds */
  showSound(buffer: AudioBuffer, length: number): void {
    const samples = buffer.getChannelData(0);
    const step = Math.ceil(samples.length / PEAKS);
    const highest = (from: number) =>
      samples.subarray(from, from + step).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const peaks = Array.from({ length: PEAKS }, (_, i) => highest(i * step));
    const bars = peaks.map((peak, i) => `M${String(i)} ${(-peak).toFixed(3)}V${peak.toFixed(3)}`);
    this.element.querySelector('path')!.setAttribute('d', bars.join(''));
    const wave = this.element.querySelector<SVGElement>('.wave')!;
    wave.style.inlineSize = `${String((100 * buffer.duration) / length)}%`;
  }

  /** Connects the view to its track: fader, plugin view and detections. */
  attach(session: Session, { fader, plugin }: Track): void {
    this.session = session;
    const volume = this.element.querySelector<HTMLInputElement>('input')!;
    const mute = this.button('mute');
    const level = () => {
      fader.gain.value = mute.getAttribute('aria-pressed') === 'true' ? 0 : volume.valueAsNumber;
    };
    level();
    volume.addEventListener('input', level);
    mute.addEventListener('click', level);
    this.showPlugin(plugin);
    const { audioNode } = plugin;
    audioNode.addEventListener('pinna-detection', ({ detail }) => this.put(detail.detection));
    audioNode.addEventListener('pinna-midi', ({ detail: { bytes } }) => {
      const [status, note] = bytes;
      if ((status & 0xf0) === 0x90)
        this.midi.textContent = `MIDI note ${String(note)}, channel ${String((status & 0x0f) + 1)}`;
    });
  }

  /** Detections so far, sorted by onset; times are seconds of the arrangement. */
  get detections(): readonly Detection[] {
    return this.markers;
  }

  /** Removes markers that playback will detect again. @param from seconds of the arrangement */
  forget(from: number): void {
    this.markers = this.markers.filter(({ onset }) => onset < from);
    this.draw();
  }

  /** Redraws all markers. A sound that has not ended is drawn up to the current position. */
  draw(): void {
    if (!this.session) return;
    const { position, transport } = this.session;
    const { length } = transport;
    const places = markerPlaces(this.markers, (length * NAME) / Math.max(1, this.list.clientWidth));
    const items = this.markers.map(({ head, label, onset, offset, confidence }, i) => {
      const item = document.createElement('li');
      const end = offset ?? position;
      item.className = head;
      item.style.insetInlineStart = `${String((100 * onset) / length)}%`;
      item.style.inlineSize = `${String((100 * Math.max(0, end - onset)) / length)}%`;
      item.style.setProperty('--row', String(places[i]!.row));
      item.style.setProperty('--sure', String(confidence));
      const name = document.createElement('span');
      name.textContent = label.replaceAll('_', ' ');
      if (!places[i]!.isNamed) name.className = 'visually-hidden';
      const times = document.createElement('span');
      times.className = 'visually-hidden';
      times.textContent = ` ${clock(onset)} to ${offset === null ? 'now' : clock(offset)}`;
      item.title = `${name.textContent}${times.textContent}`;
      item.append(name, times);
      return item;
    });
    this.list.replaceChildren(...items);
  }

  private put(detection: Detection): void {
    if (!this.session) return;
    const { transport } = this.session;
    const { id, onset, offset } = detection;
    const placed: Detection = {
      ...detection,
      onset: transport.positionOf(onset),
      offset: offset === null ? null : transport.positionOf(offset),
    };
    this.markers = [...this.markers.filter((marker) => marker.id !== id), placed].sort((a, b) => a.onset - b.onset);
    this.draw();
  }

  private button(name: string): HTMLButtonElement {
    return this.element.querySelector<HTMLButtonElement>(`.${name}`)!;
  }

  private showPlugin(plugin: PinnaPlugin): void {
    const show = this.button('show');
    const place = this.element.querySelector<HTMLElement>('.gui')!;
    let gui: HTMLElement | undefined;
    place.replaceChildren();
    show.disabled = false;
    show.addEventListener('click', () => {
      const isOpen = show.getAttribute('aria-expanded') === 'true';
      show.setAttribute('aria-expanded', String(!isOpen));
      if (isOpen) {
        if (gui) plugin.destroyGui(gui);
        gui = undefined;
      } else {
        void plugin.createGui().then((made) => {
          if (show.getAttribute('aria-expanded') !== 'true' || gui) plugin.destroyGui(made);
          else place.append((gui = made));
        });
      }
    });
    show.click();
  }
}
