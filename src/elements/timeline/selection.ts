import { html, type ReactiveControllerHost } from 'lit';
import type { Detection } from '../../decisions/detection.js';
import { EXPORT_FORMAT_IDS, type ExportFormatId } from '../../formats/export-format-ids.js';
import { ExcerptTools } from '../saving/excerpt-tools.js';
import { formatChoice, Saver } from '../saving/saver.js';
import { LessonTools } from './lesson-tools.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import { sessionEvents, type SessionRecord } from '../detections/session-record.js';
import type { Words } from '../words/words.js';

/** Tools for the selected detections: play, save and share their sound, save them as text, deselect them. */
export class SelectionTools {
  readonly #session: SessionRecord;
  readonly #saver: Saver;
  readonly #excerpts: ExcerptTools;
  readonly #lessons: LessonTools;
  #format: ExportFormatId = 'csv';

  constructor(host: ReactiveControllerHost, session: SessionRecord) {
    this.#session = session;
    this.#saver = new Saver(host);
    this.#excerpts = new ExcerptTools(host);
    this.#lessons = new LessonTools(host);
  }

  render(words: Words, selected: readonly Detection[], listener: ListenerLike | undefined, clear: () => void) {
    const { strings } = words;
    return html`
      <div class="selection ${selected.length > 0 ? '' : 'none'}">
        <span class="number" role="status">
          ${this.#lessons.outcome(words) || this.#excerpts.outcome(words) || strings.selected(words.count(selected.length))}
        </span>
        ${this.#excerpts.render(words, listener, selected)}
        ${formatChoice(strings, EXPORT_FORMAT_IDS, this.#format, (format) => (this.#format = format))}
        <button part="button save" @click=${() => this.#save(words, listener, selected)}>${strings.save}</button>
        ${this.#lessons.render(words, selected, listener, clear)}
        <button part="button" @click=${clear}>${strings.clearSelection}</button>
      </div>
      ${this.#saver.message(words)} ${this.#excerpts.message(words)} ${this.#lessons.message(words)}
    `;
  }

  /** Plays the sound of a detection, if the listener keeps sound. Call it from a click. */
  play(listener: ListenerLike | undefined, detection: Detection): Promise<void> {
    return this.#excerpts.play(listener, detection);
  }

  /** Stops playback and clears the message, for another selection. */
  reset(): void {
    this.#excerpts.reset();
    this.#lessons.reset();
  }

  #save(words: Words, listener: ListenerLike | undefined, selected: readonly Detection[]): void {
    if (!listener) return;
    const { model, status } = listener;
    const named = selected.map((detection) => ({ ...detection, name: words.className(detection.label) }));
    const events = sessionEvents(this.#session, named, model, status.input);
    const format = this.#format;
    void this.#saver.use(({ saveDetections }) => saveDetections(events, format));
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
