import type { Words } from '../../src/elements/words/words.js';
import { noteName } from '../../src/wam/settings/note-map.js';
import { MarkerView } from './marker-view.js';
import { HIGHEST, LOWEST, NEW_STRIP } from './mixer.js';
import { PluginPanel } from './plugin-panel.js';
import type { StudioHost } from './studio-host.js';
import type { StudioWords } from './studio-words.js';
import type { Track } from './track.js';
import { COLUMNS, waveform, waveformPath } from './waveform.js';

/** What the views of all tracks share. */
export interface StudioTexts {
  readonly studio: StudioWords;
  /** Names of sounds, numbers and times. */
  readonly words: Words;
}

/** View of one track: its controls, waveform, markers and plugin, built from the page's template. Main thread. */
export class TrackView {
  readonly element: HTMLElement;
  readonly panel: PluginPanel;
  readonly #markers: MarkerView;
  #texts: StudioTexts;
  #lastNote: readonly [note: number, channel: number] | undefined;
  #listens = false;

  /** @param onRemove called when the user removes the track */
  constructor(
    readonly track: Track,
    readonly host: StudioHost,
    template: HTMLTemplateElement,
    texts: StudioTexts,
    onRemove: () => void,
  ) {
    this.element = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    this.#texts = texts;
    this.#markers = new MarkerView(this.#find('.rows'));
    this.panel = new PluginPanel(this.#find('.gui'), this.#button('show'));
    this.#showSound();
    this.#connectControls();
    this.#button('remove').addEventListener('click', onRemove);
    this.#find('.board').addEventListener('click', (event) => this.#seek(event));
    this.translate(texts);
  }

  /** Shows all texts in another language. */
  translate(texts: StudioTexts): void {
    this.#texts = texts;
    const { studio } = texts;
    const { name } = this.track.sound;
    this.element.setAttribute('aria-label', name);
    const heading = this.#find('h2');
    heading.textContent = heading.title = name;
    const remove = this.#button('remove');
    remove.textContent = '✕';
    remove.title = studio.remove;
    remove.setAttribute('aria-label', studio.removeOf(name));
    for (const [part, text, label] of [
      ['mute', studio.mute, studio.muteOf(name)],
      ['solo', studio.solo, studio.soloOf(name)],
      ['show', studio.plugin, studio.pluginOf(name)],
    ] as const) {
      this.#button(part).textContent = text;
      this.#button(part).setAttribute('aria-label', label);
    }
    this.#find('.volume .visually-hidden').textContent = studio.volumeOf(name);
    this.#find('.rows').setAttribute('aria-label', studio.markersOf(name));
    this.panel.waitingText = studio.pluginWaits;
    this.showStrip();
    this.draw();
  }

  /** Shows volume, mute and solo. */
  showStrip(): void {
    const { volume, isMuted, isSolo } = this.track.strip;
    const { studio, words } = this.#texts;
    const text = volume <= LOWEST ? studio.silent : studio.decibels(words.number(volume, 1));
    const input = this.#volume;
    input.value = String(volume);
    input.setAttribute('aria-valuetext', text);
    this.#find('.volume .number').textContent = text;
    this.#button('mute').setAttribute('aria-pressed', String(isMuted));
    this.#button('solo').setAttribute('aria-pressed', String(isSolo));
  }

  /** Draws markers, the last note and the plugin as they are now. */
  draw(): void {
    const { host, track } = this;
    const { plugin } = track;
    if (plugin && !this.#listens) {
      this.#listens = true;
      plugin.audioNode.addEventListener('pinna-midi', ({ detail: { bytes } }) => {
        const [status, note] = bytes;
        if ((status & 0xf0) === 0x90) this.#lastNote = [note, (status & 0x0f) + 1];
      });
    }
    this.panel.plugin = plugin;
    const { studio, words } = this.#texts;
    const { length } = host.transport;
    this.#find<SVGElement>('.wave path').style.transform = `scaleX(${String(track.sound.buffer.duration / length)})`;
    this.#markers.draw(track.markers.at(host.now), { words, length, position: host.position });
    this.#find('.midi').textContent = this.#lastNote
      ? studio.midiNote(noteName(this.#lastNote[0]), this.#lastNote[0], this.#lastNote[1])
      : '';
  }

  #showSound(): void {
    const { buffer } = this.track.sound;
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
    this.#find('.wave').setAttribute('viewBox', `0 -1 ${String(COLUMNS)} 2`);
    this.#find('.wave path').setAttribute('d', waveformPath(waveform(channels)));
  }

  #connectControls(): void {
    const change = (part: Partial<Track['strip']>) => {
      this.track.strip = { ...this.track.strip, ...part };
      this.host.mix();
      this.showStrip();
    };
    const volume = this.#volume;
    volume.min = String(LOWEST);
    volume.max = String(HIGHEST);
    volume.addEventListener('input', () => change({ volume: volume.valueAsNumber }));
    volume.addEventListener('dblclick', () => change({ volume: NEW_STRIP.volume }));
    this.#button('mute').addEventListener('click', () => change({ isMuted: !this.track.strip.isMuted }));
    this.#button('solo').addEventListener('click', () => change({ isSolo: !this.track.strip.isSolo }));
  }

  /** Moves to the marker, or to the time, that was clicked. */
  #seek({ target, clientX }: MouseEvent): void {
    const element = target as Element;
    if (element.closest('header')) return;
    const marker = element.closest<HTMLElement>('[data-from]');
    const { left, width } = this.#find('.time').getBoundingClientRect();
    const share = (clientX - left) / width;
    if (marker) this.host.seek(Number(marker.dataset['from']));
    else if (share >= 0 && share <= 1) this.host.seek(share * this.host.transport.length);
  }

  get #volume(): HTMLInputElement {
    return this.#find('.volume input');
  }

  #button(name: string): HTMLButtonElement {
    return this.#find(`.${name}`);
  }

  #find<T extends Element = HTMLElement>(selector: string): T {
    return this.element.querySelector<T>(selector)!;
  }
}
