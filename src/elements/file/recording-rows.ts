import { html, nothing } from 'lit';
import type { Classification } from '../../recordings/classifier.js';
import type { Detection } from '../../decisions/detection.js';
import { chordSymbol, chordText } from '../descriptors/chord-text.js';
import { laneRows } from '../timeline/timeline-lanes.js';
import { Lanes, type Lane } from '../detections/lanes.js';
import { ownStyle } from '../style/own-style.js';
import { timeLabels, timeTicks } from '../time/time-scale.js';
import type { Words } from '../words/words.js';
import { certaintyOf, timesOf } from './recording-sounds.js';
import type { RecordingWindow } from './recording-window.js';

/** Minimum space for a label of the time axis, CSS pixels. */
const LABEL_ROOM = 64;
/** Minimum width of a section that shows its name, CSS pixels. */
const SECTION_ROOM = 32;
/** Space that a name in a bar needs: around it, and for each character, CSS pixels. */
const AROUND_NAME = 12;
const PER_CHARACTER = 7;

/** Returns the lanes of a recording: birds, music, and one for each other sound; empty lanes are left out. */
export function lanesOf(detections: readonly Detection[]): Lane[] {
  const sounds = new Set(
    detections.filter(({ head, label }) => head === 'events' && label !== 'music').map(({ label }) => label),
  );
  return new Lanes(sounds.size).arrange(detections).filter(({ bars }) => bars.length > 0);
}

/** What the rows of a recording need. */
export interface RowOptions {
  readonly words: Words;
  /** The visible part. */
  readonly window: RecordingWindow;
  /** Width of the time axis, CSS pixels; 0 while it is not known. */
  readonly width: number;
  /** Called with the onset of a bar that was pressed. */
  readonly onPress: (time: number) => void;
}

/**
 * Renders the time axis and the lanes. Each bar has a name, and a tooltip with its times and how sure it is.
 *
 * @param duration of the recording, seconds
 */
export function recordingLanes(lanes: readonly Lane[], duration: number, options: RowOptions) {
  const { words, window, width, onPress } = options;
  const { scale } = window;
  const ticks = width > 0 ? timeTicks(scale, width / LABEL_ROOM) : [];
  const bar = (detection: Detection) => {
    const { head, label, onset, offset, confidence } = detection;
    const end = offset ?? duration;
    if (!window.shows(onset, end)) return nothing;
    const family = words.familyName(detection);
    const { left, length } = window.visible(onset, end);
    const place = { left: scale.left(left), width: scale.width(length), '--sure': confidence };
    const name = words.className(label);
    const room = (length / window.span) * width;
    // The genre lies over the music.
    const isNamed = room > AROUND_NAME + PER_CHARACTER * name.length && !(head === 'events' && label === 'music');
    const about = [words.soundName(detection), timesOf(words, onset, end), certaintyOf(words, confidence)].join(', ');
    return html`<li>
      <span class="bar fill ${head}" part="bar" title=${about} ${ownStyle(place)} @click=${() => onPress(onset)}>
        <span class=${isNamed ? 'label' : 'visually-hidden'} dir="auto">${name}</span>
        <span class="visually-hidden">${family === undefined ? '' : `${family}, `}${timesOf(words, onset, end)}</span>
      </span>
    </li>`;
  };
  return html`<div class="rows">
    ${laneRows(lanes, (lane) => laneName(words, lane))}
    <div class="window" role="group" aria-label=${words.strings.file.sounds}>
      <div class="times number muted" part="axis" aria-hidden="true">${timeLabels(words, scale, ticks)}</div>
      ${lanes.map(
        (lane) =>
          html`<ul class="lane ${lane.head}" aria-label=${laneName(words, lane)}>
            ${lane.bars.map(({ detection }) => bar(detection))}
          </ul>`,
      )}
    </div>
  </div>`;
}

function laneName(words: Words, { head, bars }: Lane): string {
  const label = bars[0]?.detection.label;
  return head === 'events' && label ? words.className(label) : words.strings.head[head];
}

/** A block of a row of blocks without gaps. Times are seconds. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** Short name to show; the name when absent. */
  readonly symbol?: string;
  /** Opacity of its colour, 0 to 1. */
  readonly sure: number;
  /** Whether it has the colour of genres. */
  readonly isGenre: boolean;
}

/** Renders a row of blocks. Each has its name, if it fits, and a tooltip with its times. */
function blockRow(
  part: string,
  title: string,
  blocks: readonly Block[],
  { words, window, width, onPress }: RowOptions,
) {
  const { scale } = window;
  return html`<div class="structure" part=${part}>
    <div class="name muted" aria-hidden="true">${title}</div>
    <ul class="lane" aria-label=${title}>
      ${blocks.map(({ from, to, name, symbol, sure, isGenre }) => {
        if (!window.shows(from, to)) return nothing;
        const { left, length } = window.visible(from, to);
        const place = { left: scale.left(left), width: scale.width(length), '--sure': sure };
        const isNamed = (length / window.span) * width > SECTION_ROOM;
        return html`<li>
          <span
            class="section fill ${isGenre ? 'genre' : ''}"
            part="section"
            title="${name}, ${words.span(from, to)}"
            ${ownStyle(place)}
            @click=${() => onPress(from)}
          >
            ${isNamed && symbol !== undefined ? html`<span aria-hidden="true">${symbol}</span>` : nothing}
            <span class=${isNamed && symbol === undefined ? '' : 'visually-hidden'}>${name}</span>
            <span class="visually-hidden">${words.span(from, to)}</span>
          </span>
        </li>`;
      })}
    </ul>
  </div>`;
}

/**
 * Renders the sections of a recording in one row, each as a block with its number and genre. Sections begin where the genre
 * or the instruments change. Renders nothing if the recording has no music.
 */
export function recordingSections({ structure }: Classification, options: RowOptions) {
  const { sections } = structure;
  if (!sections.some(({ genre }) => genre)) return nothing;
  const { words } = options;
  const { strings } = words;
  const blocks = sections.map(({ from, to, genre }, i) => ({
    ...{ from, to },
    name: strings.file.section(words.number(i + 1), genre ? words.className(genre.label) : strings.noMusic),
    sure: 1 - (genre?.uncertainty ?? 1),
    isGenre: genre !== null,
  }));
  return blockRow('sections', strings.file.sections, blocks, options);
}

/** Renders the chords of a recording in one row, with its key. Renders nothing unless chords were requested. */
export function recordingChords({ harmony }: Classification, options: RowOptions) {
  if (!harmony) return nothing;
  const { words } = options;
  const { strings } = words;
  const { chords, key: keyName, unknown, simple } = strings.descriptors;
  const blocks = harmony.chords
    .filter(({ label }) => label !== 'N')
    .map(({ from, to, label, fit }) => ({
      from,
      to,
      name: chordText(words, label),
      symbol: chordSymbol(words, label),
      sure: fit,
      isGenre: false,
    }));
  const key = harmony.key ? chordText(words, harmony.key.label) : unknown;
  return html`${blockRow('chords', chords, blocks, options)}
    <p class="harmony" part="harmony"><span class="small muted">${keyName}: ${key} · ${simple}</span></p>`;
}
