import type { Detection } from '../../src/decisions/detection.js';
import type { PlayedSpan, Transport } from './playback-transport.js';

/**
 * Time at the end of a playback whose analysis counts as incomplete, seconds: a genre is detected 1.13 s after its onset, and
 * computing adds to that.
 */
const UNDECIDED = 1.5;
/** Longest gap at which two playbacks have cut one sound in two, seconds. */
const CUT = 1;
/** Shortest part of a sound that counts after a jump to another position, seconds: the detection ends a little late. */
const AFTER_JUMP = 0.5;

/** A marker on the time axis of the arrangement. */
interface Kept extends Detection {
  readonly playback: number;
  /** Settings of the plugin that made it, counting from 0. */
  readonly generation: number;
}

/** A detection of the plugin, and the settings that made it. Times are seconds on the audio clock. */
interface Heard {
  readonly detection: Detection;
  readonly generation: number;
}

/**
 * The markers of one track. They survive every further playback: what is analysed again gives no second marker. After a change
 * of the plugin's settings, what is analysed again replaces the earlier markers. Pure.
 */
export class TrackMarkers {
  #kept: readonly Kept[] = [];
  /** Detections that have not ended, by id. */
  readonly #open = new Map<number, Heard>();
  /** Parts that were analysed with the current settings, one or more for each playback. */
  #analysed: readonly PlayedSpan[] = [];
  #generation = 0;
  readonly #transport: Pick<Transport, 'spansOf'>;

  constructor(transport: Pick<Transport, 'spansOf'>) {
    this.#transport = transport;
  }

  /** Adds a detection or its end. */
  follow(detection: Detection): void {
    const generation = this.#open.get(detection.id)?.generation ?? this.#generation;
    if (detection.offset === null) {
      this.#open.set(detection.id, { detection, generation });
      return;
    }
    this.#open.delete(detection.id);
    this.#kept = this.#with(this.#kept, { detection, generation }, detection.offset);
  }

  /**
   * Records that the sound between two times was analysed.
   * @param from on the audio clock
   * @param to on the audio clock
   */
  analysed(from: number, to: number): void {
    for (const span of this.#transport.spansOf(from, to)) {
      const last = this.#analysed.at(-1);
      const continues = last?.playback === span.playback && span.from - last.to < 0.1;
      this.#analysed = continues
        ? [...this.#analysed.slice(0, -1), { ...last, to: span.to }]
        : [...this.#analysed, span];
      const isReplaced = ({ generation, onset }: Kept) =>
        generation < this.#generation && onset >= (continues ? last : span).from && onset < span.to - UNDECIDED;
      if (this.#kept.some(isReplaced)) this.#kept = this.#kept.filter((marker) => !isReplaced(marker));
    }
  }

  /** Call it when settings of the plugin that decide about detections have changed. */
  changeSettings(): void {
    this.#generation += 1;
    this.#analysed = [];
  }

  /**
   * Returns all markers, sorted by onset. A sound that has not ended has no offset. Ids count in the order in which the sounds were
   * first heard; two markers share one if the user jumped during a sound.
   * @param now on the audio clock
   */
  at(now: number): readonly Detection[] {
    const all = [...this.#open.values()].reduce((kept, open) => this.#with(kept, open, now), this.#kept);
    return [...all].sort((a, b) => a.onset - b.onset);
  }

  /** Adds what is new of a detection. @param until its end, or now, on the audio clock */
  #with(kept: readonly Kept[], { detection, generation }: Heard, until: number): readonly Kept[] {
    const spans = this.#transport.spansOf(detection.onset, until);
    return spans.reduce((all, span) => {
      const isAfterJump = span !== spans[0] && span.to - span.from < AFTER_JUMP;
      if (isAfterJump || this.#isKnown(span)) return all;
      const isOpen = detection.offset === null && span === spans.at(-1);
      const marker = { ...detection, ...span, generation, onset: span.from, offset: isOpen ? null : span.to };
      return this.#join(all, marker, span.to);
    }, kept);
  }

  /** Whether an earlier playback has decided about the whole span, with the same settings. */
  #isKnown({ playback, from, to }: PlayedSpan): boolean {
    return this.#analysed.some((part) => part.playback < playback && part.from <= from && to <= part.to - UNDECIDED);
  }

  /** Adds a marker, joined with those of the same sound that other playbacks have made. */
  #join(kept: readonly Kept[], marker: Kept, end: number): readonly Kept[] {
    const isSame = (other: Kept) =>
      other.head === marker.head &&
      other.label === marker.label &&
      other.playback !== marker.playback &&
      other.onset <= end + CUT &&
      (other.offset ?? Infinity) >= marker.onset - CUT;
    const same = kept.filter(isSame);
    const joined = same
      .filter(({ generation }) => generation === marker.generation)
      .reduce<Kept>(
        (all, { id, onset, offset, peak, confidence }) => ({
          ...all,
          id: Math.min(all.id, id),
          onset: Math.min(all.onset, onset),
          offset: all.offset === null || offset === null ? null : Math.max(all.offset, offset),
          peak: Math.max(all.peak, peak),
          confidence: Math.max(all.confidence, confidence),
        }),
        marker,
      );
    return [...kept.filter((other) => !same.includes(other)), joined];
  }
}
