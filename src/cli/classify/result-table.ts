import { heardSounds, type HeardSound } from '../../engine/heard-sounds.js';
import { oneLine } from '../../formats/safe-text.js';
import { englishClass } from '../../model/english-classes.js';
import { certaintyText } from '../terminal/certainty-text.js';
import { clockText, spanText } from '../terminal/clock-text.js';
import type { TextStyle } from '../terminal/text-style.js';
import type { FileResult } from './classify-file.js';

/** Longest name before the times move to the right in that row only, characters. */
const MAX_NAME = 28;
const CERTAINTY_WIDTH = 'probably'.length;
const GAP = 2;

/**
 * Formats the result for people: a line with the file and its length, then a row per sound with its times and how sure it is.
 * If the times do not fit the line, the last ones are counted only.
 */
export function resultTable({ file, duration, detections, structure }: FileResult, style: TextStyle): string {
  const sounds = heardSounds(detections, structure).map((sound) => ({ ...sound, name: nameOf(sound) }));
  const name = Math.min(MAX_NAME, Math.max(...sounds.map((sound) => sound.name.length), 0));
  const room = style.width - 1 - GAP - name - GAP - CERTAINTY_WIDTH - GAP;
  const row = (sound: (typeof sounds)[number]) =>
    [
      ' '.repeat(GAP) + sound.name.padEnd(name),
      style.weak(certaintyText(sound.confidence).padEnd(CERTAINTY_WIDTH)),
      timesText(sound.spans, room),
    ].join(' '.repeat(GAP));
  const rows = sounds.length > 0 ? sounds.map(row) : [' '.repeat(GAP) + style.weak('nothing recognised')];
  const title = `${style.strong(oneLine(file))}  ${style.weak(clockText(duration))}`;
  return `${[title, ...rows].join('\n')}\n`;
}

/** Returns the name with what is known beyond it: `birdsong · crow, rooster`. */
function nameOf({ label, kinds }: HeardSound): string {
  return [englishClass(label), kinds.map(englishClass).join(', ')].filter(Boolean).join(' · ');
}

/** Lists as many times as fit. @param room characters */
function timesText(spans: HeardSound['spans'], room: number): string {
  const texts = spans.map(({ onset, offset }) => spanText(onset, offset));
  const whole = texts.join(', ');
  if (whole.length <= room) return whole;
  const rest = (shown: number) => ` and ${texts.length - shown} more`;
  let shown = texts.length - 1;
  const cut = () => texts.slice(0, shown).join(', ') + rest(shown);
  while (shown > 1 && cut().length > room) shown -= 1;
  return cut();
}
