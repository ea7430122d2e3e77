import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { oneLine } from './safe-text.js';
import { timeBaseCode } from './written-values.js';

/**
 * Writes WebVTT (https://www.w3.org/TR/webvtt1/) for the `<track>` of a player: a comment block with file, time base
 * and model, then one numbered cue per detection. Its text is the label in a span whose class is the head, so that a
 * page can colour it: `::cue(.bird)`. Captions have no field for scores, so they are left out.
 *
 * A cue must have a duration. A detection shorter than the format's resolution of 1 ms becomes a cue of 1 ms. A
 * detection without an offset ends at `analysedUntil`.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToVtt(list: EventList): string {
  const { file, timeBase, model } = list;
  const note = [
    'NOTE',
    ...(file === '' ? [] : [`file: ${comment(file)}`]),
    `time base: ${timeBaseCode(timeBase)}`,
    `model: ${comment(`${model.name} ${model.version}`)}`,
  ];
  const cues = eventSpans(list).map(({ head, label, onset, end }, i) => {
    const start = Math.round(onset * 1000);
    const stop = Math.max(start + 1, Math.round(end * 1000));
    return [String(i + 1), `${timestamp(start)} --> ${timestamp(stop)}`, cueText(head, label)];
  });
  return ['WEBVTT', ...[note, ...cues].map((block) => block.join('\n'))].join('\n\n') + '\n';
}

/** @param milliseconds whole number */
function timestamp(milliseconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const minutes = Math.floor(milliseconds / 60_000);
  const rest = String(milliseconds % 1000).padStart(3, '0');
  return `${two(minutes / 60)}:${two(minutes % 60)}:${two((milliseconds / 1000) % 60)}.${rest}`;
}

/** Makes a text safe for a comment, which has no escapes and must not contain the arrow of a cue's times. */
const comment = (text: string): string => oneLine(text).replaceAll('-->', '→');

function cueText(head: string, label: string): string {
  const text = oneLine(label).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  // A class may contain a hyphen, but two hyphens and the span's `>` would form an arrow.
  const className = head.replace(/[^\p{L}\p{N}_]/gu, '_');
  return className === '' ? text : `<c.${className}>${text}</c>`;
}
