import { html } from 'lit';
import type { Classification } from '../../recordings/classification.js';
import type { Detection } from '../../decisions/detection.js';
import { laneRows } from '../detections/lane-rows.js';
import { Lanes, type Lane } from '../detections/lanes.js';
import { ownStyle } from '../style/own-style.js';
import { shareOf } from '../time/share-of.js';
import { timeTicks } from '../time/time-ticks.js';
import type { Words } from '../words/words.js';

/** A label of the time axis needs so much room, and a genre's name in its bar; CSS pixels. */
const LABEL_ROOM = 64;

/** A lane for each sound that there is in a recording. */
export function lanesOf({ detections }: Classification): Lane[] {
  const sounds = new Set(
    detections.filter(({ head, label }) => head === 'events' && label !== 'music').map(({ label }) => label),
  );
  return new Lanes(sounds.size).arrange(detections).filter(({ bars }) => bars.length > 0);
}

/**
 * Time axis and lanes of a whole recording.
 *
 * @param duration of the recording, seconds
 * @param width of the time axis, CSS pixels; 0 while it is not known
 */
export function recordingLanes(words: Words, lanes: readonly Lane[], duration: number, width: number) {
  const ticks = width > 0 ? timeTicks(duration, width / LABEL_ROOM) : [];
  const bar = ({ head, label, onset, offset, confidence }: Detection) => {
    const length = (offset ?? duration) - onset;
    const place = { left: shareOf(onset, duration), width: shareOf(length, duration), '--sure': confidence };
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
      <div class="times number muted" part="axis" aria-hidden="true">
        ${ticks.map((time) => html`<span class="tick" ${ownStyle({ left: shareOf(time, duration) })}>${words.clock(time)}</span>`)}
      </div>
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
