import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Detection } from '../../decisions/detection.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { formatChoice, Saver } from '../saving/saver.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import { sessionEvents, type SessionRecord } from '../detections/session-record.js';
import type { SoundPlayer } from '../saving/sound-player.js';
import type { Words } from '../words/words.js';

/** What can be done with the detections that are selected: hear them again, save them as text or sound, let them go. */
export class SelectionTools implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #session: SessionRecord;
  readonly #saver: Saver;
  /** From the first sound on that is heard again. */
  #player: SoundPlayer | undefined;
  /** What is to be heard again, until something else is, or nothing. */
  #wanted: Detection | undefined;
  #format: ExportFormatId = 'csv';
  /** The last sound that was asked for was no longer kept. */
  #gone = false;

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
          ${this.#gone ? strings.soundGone : strings.selected(words.count(selected.length))}
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

  /** Plays a detection, where its sound is kept. Call it from a click. */
  async hear(listener: ListenerLike | undefined, detection: Detection): Promise<void> {
    if (!listener || listener.status.keepSeconds === 0) return;
    this.#wanted = detection;
    await this.#saver.use(async ({ recallClip, SoundPlayer: Player }) => {
      const clip = await recallClip(listener, detection);
      if (this.#wanted !== detection) return;
      this.#player ??= new Player(() => this.#host.requestUpdate());
      if (clip) this.#player.play(clip.samples, clip.sampleRate);
      this.#tell(clip === null);
    });
  }

  /** Another selection: what was said of the last one is past. */
  reset(): void {
    this.#gone = false;
    this.#wanted = undefined;
    this.#player?.stop();
  }

  #toggle(listener: ListenerLike | undefined, detection: Detection | undefined): void {
    if (this.#player?.playing) this.#player.stop();
    else if (detection) void this.hear(listener, detection);
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
    let gone = false;
    await this.#saver.use(async ({ saveClip }) => {
      for (const detection of selected) gone = !(await saveClip(listener, detection)) || gone;
    });
    this.#tell(gone);
  }

  #tell(gone: boolean): void {
    this.#gone = gone;
    this.#host.requestUpdate();
  }
}

/**
 * What is selected after a press on one of several things: that one alone, or with Shift, Ctrl or Cmd together with the others.
 * Pressed again, it is let go.
 */
export function selectionAfter(
  selected: ReadonlySet<number>,
  id: number,
  { shiftKey, ctrlKey, metaKey }: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>,
): ReadonlySet<number> {
  const several = shiftKey || ctrlKey || metaKey;
  const others = several ? [...selected].filter((each) => each !== id) : [];
  const letGo = selected.has(id) && (several || selected.size === 1);
  return new Set(letGo ? others : [...others, id]);
}

/**
 * Where an arrow key, Home or End leads from a detection: before or after it in time, or into the next lane that is not
 * empty, there to what is nearest in time.
 *
 * @param all In order of onset. @param lanes Those that are shown, top to bottom.
 * @returns undefined for any other key, and where there is nothing
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
