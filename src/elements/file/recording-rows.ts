import { html, nothing } from 'lit';
import type { Classification } from '../../recordings/classifier.js';
import type { Detection } from '../../decisions/detection.js';
import { laneRows } from '../timeline/timeline-lanes.js';
import { Lanes, type Lane } from '../detections/lanes.js';
import { ownStyle } from '../style/own-style.js';
import { TimeScale, timeLabels, timeTicks } from '../time/time-scale.js';
import type { Words } from '../words/words.js';

/** Minimum space for a label of the time axis, and for a genre's name in its bar, CSS pixels. */
const LABEL_ROOM = 64;

/** Returns the lanes of a recording: birds, music, and one for each other sound; empty lanes are left out. */
export function lanesOf({ detections }: Classification): Lane[] {
  const sounds = new Set(
    detections.filter(({ head, label }) => head === 'events' && label !== 'music').map(({ label }) => label),
  );
  return new Lanes(sounds.size).arrange(detections).filter(({ bars }) => bars.length > 0);
}

/**
 * Renders the time axis and lanes of a recording.
 *
 * @param duration of the recording, seconds
 * @param width of the time axis, CSS pixels; 0 while it is not known
 */
export function recordingLanes(words: Words, lanes: readonly Lane[], duration: number, width: number) {
  const scale = new TimeScale(duration, duration);
  const ticks = width > 0 ? timeTicks(scale, width / LABEL_ROOM) : [];
  const bar = ({ head, label, onset, offset, confidence }: Detection) => {
    const length = (offset ?? duration) - onset;
    const place = { left: scale.left(onset), width: scale.width(length), '--sure': confidence };
    const isNamed = head === 'genre' && (length / duration) * width > LABEL_ROOM;
    return html`<li>
      <span class="bar fill ${head}" part="bar" ${ownStyle(place)}>
        <span class=${isNamed ? 'label' : 'visually-hidden'}>${words.className(label)}</span>
        <span class="visually-hidden">${words.span(onset, offset)}</span>
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

/** Minimum width of a section that shows its name, CSS pixels. */
const NAME_ROOM = 32;

/**
 * Renders the sections of a recording in one row, each as a block with its number and genre. Sections begin where the genre
 * or the instruments change. Renders nothing if the recording has no music.
 *
 * @param width of the time axis, CSS pixels; 0 while it is not known
 */
export function recordingSections(words: Words, { structure, duration }: Classification, width: number) {
  const { sections } = structure;
  if (!sections.some(({ genre }) => genre)) return nothing;
  const { strings } = words;
  const scale = new TimeScale(duration, duration);
  return html`<div class="structure" part="sections">
    <div class="name muted" aria-hidden="true">${strings.file.sections}</div>
    <ul class="lane" aria-label=${strings.file.sections}>
      ${sections.map(({ from, to, genre }, i) => {
        const place = {
          left: scale.left(from),
          width: scale.width(to - from),
          '--sure': 1 - (genre?.uncertainty ?? 1),
        };
        const name = genre ? words.className(genre.label) : strings.noMusic;
        const isNamed = ((to - from) / duration) * width > NAME_ROOM;
        return html`<li>
          <span class="section fill ${genre ? 'genre' : ''}" part="section" ${ownStyle(place)}>
            <span class=${isNamed ? '' : 'visually-hidden'}>${strings.file.section(words.number(i + 1), name)}</span>
            <span class="visually-hidden">${words.span(from, to)}</span>
          </span>
        </li>`;
      })}
    </ul>
  </div>`;
}
