import { html } from 'lit';
import type { HeardSound } from '../../engine/heard-sounds.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** Confidence from which a sound is sure, and from which it is probable. */
const SURE = 0.8;
const PROBABLE = 0.6;
/** Number of times that are listed; the others are only counted. */
const MAX_TIMES = 3;

/** Returns how sure a confidence is, in a word. @param confidence 0 to 1 */
export function certaintyOf({ strings }: Words, confidence: number): string {
  const { sure, probable, possible } = strings.file.certainty;
  if (confidence >= SURE) return sure;
  return confidence >= PROBABLE ? probable : possible;
}

/** Formats the times of a sound: only the onset if it ends within that second. Times are seconds. */
export function timesOf(words: Words, onset: number, offset: number): string {
  const from = words.clock(onset);
  return from === words.clock(offset) ? from : words.span(onset, offset);
}

/** Returns the name of a sound with what is known beyond it: `music · jazz`, `birdsong · crow`. */
function nameOf(words: Words, { label, kinds }: HeardSound): string {
  const more = kinds.map((kind) => words.className(kind));
  return [words.className(label), ...(more.length > 0 ? [more.join(', ')] : [])].join(' · ');
}

/**
 * Renders the list of all sounds, the surest one first. A press on a sound goes to its surest moment.
 *
 * @param onPress called with the onset of that moment, seconds
 */
export function soundList(words: Words, sounds: readonly HeardSound[], onPress: (sound: HeardSound) => void) {
  const { strings } = words;
  if (sounds.length === 0) return html`<p class="muted">${strings.nothingDetected}</p>`;
  const sorted = [...sounds].sort((a, b) => b.confidence - a.confidence);
  return html`<ol class="found" part="found" aria-label=${strings.file.found}>
    ${sorted.map((sound) => {
      const { spans, confidence, label } = sound;
      const head = label === 'music' ? 'genre' : label === 'chirping_birds' ? 'bird' : 'events';
      const times = spans.slice(0, MAX_TIMES).map(({ onset, offset }) => timesOf(words, onset, offset));
      const rest = spans.length - times.length;
      return html`<li>
        <button part="sound" @click=${() => onPress(sound)}>${nameOf(words, sound)}</button>
        <span class="sure">
          <span class="meter ${head}" aria-hidden="true"
            ><span ${ownStyle({ width: `${100 * confidence}%` })}></span
          ></span>
          ${certaintyOf(words, confidence)}
        </span>
        <span class="number muted"
          >${times.join(', ')}${rest > 0 ? ` ${strings.file.moreTimes(words.count(rest))}` : ''}</span
        >
      </li>`;
    })}
  </ol>`;
}
