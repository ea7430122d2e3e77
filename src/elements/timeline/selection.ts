import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Detection } from '../../decisions/detection.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { formatChoice, Saver } from '../saving/saver.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import { sessionEvents, type SessionRecord } from '../detections/session-record.js';
import type { SoundPlayer } from '../saving/sound-player.js';
import type { Words } from '../words/words.js';

/** Tools for the selected detections: play their sound, save them as text or sound, deselect them. */
export class SelectionTools implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #session: SessionRecord;
  readonly #saver: Saver;
  /** Created at the first playback. */
  #player: SoundPlayer | undefined;
  /** The detection to play back; replaced by the next request, cleared by `reset`. */
  #wanted: Detection | undefined;
  #format: ExportFormatId = 'csv';
  /** Whether the sound of the last request was no longer kept. */
  #notKept = false;

  constructor(host: ReactiveControllerHost, session: SessionRecord) {
    this.#host = host;
    this.#session = session;
    this.#saver = new Saver(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  render(words: Words, selected: readonly Detection[], listener: ListenerLike | undefined, clear: () => void) {
    const { strings } = words;
    const [first] = selected;
    const keeps = (listener?.status.keepSeconds ?? 0) > 0;
    return html`
      <div class="selection ${first ? '' : 'none'}">
        <span class="number" role="status">
          ${this.#notKept ? strings.soundNotKept : strings.selected(words.count(selected.length))}
        </span>
        ${
          keeps
            ? html`<button part="button hear" class="hear" @click=${() => this.#toggle(listener, first)}>
                  ${this.#player?.playing ? strings.stop : strings.hear}
                </button>
                <button part="button save-sound" @click=${() => this.#saveSounds(listener, selected)}>
                  ${strings.saveSound}
                </button>`
            : ''
        }
        ${formatChoice(strings, EXPORT_FORMAT_IDS, this.#format, (format) => (this.#format = format))}
        <button part="button save" @click=${() => this.#save(listener, selected)}>${strings.save}</button>
        <button part="button" @click=${clear}>${strings.clearSelection}</button>
      </div>
      ${this.#saver.message(words)}
    `;
  }

  /** Plays the sound of a detection, if the listener keeps sound. Call it from a click. */
  async play(listener: ListenerLike | undefined, detection: Detection): Promise<void> {
    if (!listener || listener.status.keepSeconds === 0) return;
    this.#wanted = detection;
    await this.#saver.use(async ({ recallExcerpt, SoundPlayer: Player }) => {
      const excerpt = await recallExcerpt(listener, detection);
      if (this.#wanted !== detection) return;
      this.#player ??= new Player(() => this.#host.requestUpdate());
      if (excerpt) this.#player.play(excerpt.samples, excerpt.sampleRate);
      this.#setNotKept(excerpt === null);
    });
  }

  /** Stops playback and clears the message, for another selection. */
  reset(): void {
    this.#notKept = false;
    this.#wanted = undefined;
    this.#player?.stop();
  }

  #toggle(listener: ListenerLike | undefined, detection: Detection | undefined): void {
    if (this.#player?.playing) this.#player.stop();
    else if (detection) void this.play(listener, detection);
  }

  #save(listener: ListenerLike | undefined, selected: readonly Detection[]): void {
    if (!listener) return;
    const { model, status } = listener;
    const events = sessionEvents(this.#session, selected, model, status.input);
    const format = this.#format;
    void this.#saver.use(({ saveDetections }) => saveDetections(events, format));
  }

  async #saveSounds(listener: ListenerLike | undefined, selected: readonly Detection[]): Promise<void> {
    if (!listener) return;
    let notKept = false;
    await this.#saver.use(async ({ saveExcerpt }) => {
      for (const detection of selected) notKept = !(await saveExcerpt(listener, detection)) || notKept;
    });
    this.#setNotKept(notKept);
  }

  #setNotKept(notKept: boolean): void {
    this.#notKept = notKept;
    this.#host.requestUpdate();
  }
}

/**
 * Returns the selection after a press on an item. A press selects the item alone; with Shift, Ctrl or Cmd it adds the item
 * to the others. A press on a selected item deselects it; without these keys, only if it is the only one selected.
 */
export function selectionAfter(
  selected: ReadonlySet<number>,
  id: number,
  { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): ReadonlySet<number> {
  const several = shiftKey || ctrlKey || metaKey;
  const others = several ? [...selected].filter((each) => each !== id) : [];
  const isDeselected = selected.has(id) && (several || selected.size === 1);
  return new Set(isDeselected ? others : [...others, id]);
}

/**
 * Returns the detection that an arrow key, Home or End moves to. Left and right move in time. Up and down move to the next
 * lane that is not empty, there to the detection nearest in time.
 *
 * @param all all detections, in order of onset
 * @param lanes the visible lanes, top to bottom
 * @returns undefined for other keys, and if there is no such detection
 */
export function neighbour(
  key: string,
  from: Detection,
  all: readonly Detection[],
  lanes: readonly (readonly Detection[])[],
): Detection | undefined {
  const at = all.findIndex(({ id }) => id === from.id);
  const lane = lanes.findIndex((bars) => bars.some(({ id }) => id === from.id));
  switch (key) {
    case 'ArrowLeft':
      return all[at - 1];
    case 'ArrowRight':
      return all[at + 1];
    case 'ArrowUp':
      return nearest(from, lanes.slice(0, Math.max(lane, 0)).reverse());
    case 'ArrowDown':
      return nearest(from, lanes.slice(lane + 1));
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
  }
  return undefined;
}

function nearest(from: Detection, lanes: readonly (readonly Detection[])[]): Detection | undefined {
  const distance = ({ onset }: Detection) => Math.abs(onset - from.onset);
  return lanes.find((bars) => bars.length > 0)?.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
