import { describe, expect, it } from 'vitest';
import { beatEdges } from '../../../src/harmony/beat-edges.js';
import { ChordSmoothing } from '../../../src/harmony/chord-smoothing.js';
import { CHORD_COUNT, chordLabel, chordLikeness, NO_CHORD } from '../../../src/harmony/chord-templates.js';
import { HarmonyFollower } from '../../../src/harmony/harmony-follower.js';
import type { ChordSpan } from '../../../src/harmony/harmony.js';
import { fittedKey } from '../../../src/harmony/key-profiles.js';
import { COLUMN_BINS, LongChroma } from '../../../src/harmony/long-chroma.js';
import { trackHarmony } from '../../../src/harmony/track-harmony.js';
import { seededRandom } from '../../harness/random.js';
import { hearHarmony, tallyChords } from '../../chords/score-harmony.js';
import { playChords } from './synthesise.js';

const RATE = 16_000;
const SECONDS = 2;
const LINE = ['C:maj', 'F:maj', 'G:maj', 'C:maj', 'A:min', 'D:min', 'G:maj', 'F:maj', 'C:maj', 'N'];

const truth = LINE.map((label, i) => ({ from: i * SECONDS, to: (i + 1) * SECONDS, label }));
const shareOf = ({ right, chords }: { right: number; chords: number }) => right / chords;

describe('chords', () => {
  it.each([0, 35, -30])(
    'of a synthesised line %i cents off are right for 95 in 100 s, live for 85, with its key',
    (cents) => {
      const { whole, live } = hearHarmony(playChords(LINE, RATE, SECONDS, cents), RATE);
      expect(shareOf(tallyChords(truth, whole.chords))).toBeGreaterThan(0.95);
      expect(shareOf(tallyChords(truth, live.chords))).toBeGreaterThan(0.85);
      expect(whole.key?.label).toBe('C:maj');
      expect(live.key?.label).toBe('C:maj');
      expect(whole.tuning).toBeCloseTo(cents / 100, 1);
      const { none, rightNone } = tallyChords(truth, whole.chords);
      expect(rightNone / none).toBeGreaterThan(0.7);
    },
  );

  it('cover a recording without gaps, and neighbours differ', () => {
    const { chords } = hearHarmony(playChords(LINE, RATE, SECONDS), RATE).whole;
    expect(chords[0]!.from).toBe(0);
    expect(chords.at(-1)!.to).toBeCloseTo(LINE.length * SECONDS, 6);
    for (const [i, { from, label, fit }] of chords.entries()) {
      if (i > 0) expect([chords[i - 1]!.to, chords[i - 1]!.label !== label]).toEqual([from, true]);
      expect(fit).toBeGreaterThan(0);
      expect(fit).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('of silence is "N" alone, without key', () => {
    const { whole, live } = hearHarmony(new Float32Array(8 * RATE), RATE);
    expect(whole.chords.map(({ label }) => label)).toEqual(['N']);
    expect([whole.key, live.key]).toEqual([null, null]);
    expect(live.chords.every(({ label }) => label === 'N')).toBe(true);
  });

  it('of a recording shorter than a column is "N"', () => {
    expect(trackHarmony(new Float32Array(0), [], 0.1).chords).toEqual([{ from: 0, to: 0.1, label: 'N', fit: 1 }]);
  });
});

describe('HarmonyFollower', () => {
  const columns = new LongChroma(RATE).push(playChords(LINE, RATE, SECONDS));
  const beats = Array.from({ length: 39 }, (_, i) => 0.5 + 0.5 * i).filter((beat) => beat < 8 || beat > 12);
  const end = LINE.length * SECONDS;

  it('gives the same chords, key and tuning for every cutting of the input', () => {
    const whole = new HarmonyFollower(3).push(
      columns,
      beats.map((beat) => beat + 3),
      end + 3,
    );
    expect(whole.chords.length).toBeGreaterThan(30);
    const random = seededRandom(7);
    for (let trial = 0; trial < 10; trial++) {
      const follower = new HarmonyFollower(3);
      const chords: ChordSpan[] = [];
      let [column, until] = [0, 0];
      let last = follower.push(new Float32Array(0), [], 3);
      while (until < end) {
        const next = Math.min(end, until + 0.02 * Math.ceil(random() * 60));
        // Columns arrive up to half a second before or after the beats.
        const to = Math.min(columns.length / COLUMN_BINS, Math.max(column, Math.round((next + random() - 0.5) * 10)));
        const due = next >= end ? columns.length / COLUMN_BINS : to;
        const now = beats.filter((beat) => beat >= until && beat < next).map((beat) => beat + 3);
        last = follower.push(columns.slice(column * COLUMN_BINS, due * COLUMN_BINS), now, next + 3);
        chords.push(...last.chords);
        [column, until] = [due, next];
      }
      expect(chords).toEqual(whole.chords);
      expect([last.key, last.tuning]).toEqual([whole.key, whole.tuning]);
    }
  });

  it('reports a chord at most 0.1 s after its beat, and a half second without beats 0.3 s after it', () => {
    const follower = new HarmonyFollower(0);
    let column = 0;
    for (let now = 0.02; now < end; now += 0.02) {
      const complete = Math.min(columns.length / COLUMN_BINS, Math.max(0, Math.floor((now - 0.19) / 0.1 + 1e-6) + 1));
      const { chords } = follower.push(
        columns.slice(column * COLUMN_BINS, complete * COLUMN_BINS),
        beats.filter((beat) => beat >= now - 0.02 && beat < now),
        now,
      );
      column = complete;
      for (const { from, to } of chords)
        expect(now - to, `${String(from)} to ${String(to)}`).toBeLessThan(beats.includes(to) ? 0.14 : 0.3);
    }
  });

  it('continues after a gap, with key and tuning', () => {
    const follower = new HarmonyFollower(0);
    const { key } = follower.push(columns, beats, end);
    follower.restart(100);
    const after = follower.push(
      columns,
      beats.map((beat) => beat + 100),
      end + 100,
    );
    expect(key?.label).toBe('C:maj');
    expect(follower.push(new Float32Array(0), [], end + 100).key?.label).toBe('C:maj');
    expect(after.chords[0]!.from).toBe(100);
  });
});

describe('parts', () => {
  it('chordLikeness prefers each triad to all others, and none for a flat chroma', () => {
    const likeness = new Float64Array(CHORD_COUNT);
    const best = () => likeness.indexOf(Math.max(...likeness));
    for (let root = 0; root < 12; root++) {
      for (const [first, third] of [
        [0, 4],
        [12, 3],
      ] as const) {
        const chroma = new Float64Array(12);
        for (const tone of [0, third, 7]) chroma[(root + tone) % 12] = 1;
        chordLikeness(chroma, likeness);
        expect(best()).toBe(first + root);
      }
    }
    chordLikeness(new Float64Array(12).fill(1), likeness);
    expect(best()).toBe(NO_CHORD);
    chordLikeness(new Float64Array(12), likeness);
    expect([best(), chordLabel(best())]).toEqual([NO_CHORD, 'N']);
    expect([chordLabel(0), chordLabel(13), chordLabel(23)]).toEqual(['C:maj', 'C#:min', 'B:min']);
  });

  it('ChordSmoothing bridges one doubtful beat, and follows a real change', () => {
    const smoothing = new ChordSmoothing();
    const beat = (chord: number, likeness: number, other: number) => {
      const values = new Float64Array(CHORD_COUNT).fill(0.3);
      values[0] = other;
      values[chord] = likeness;
      smoothing.push(values);
    };
    [1, 2, 3].forEach(() => beat(0, 0.9, 0.9));
    beat(5, 0.8, 0.75);
    [1, 2, 3].forEach(() => beat(0, 0.9, 0.9));
    [1, 2, 3].forEach(() => beat(7, 0.9, 0.4));
    expect(smoothing.path()).toEqual([0, 0, 0, 0, 0, 0, 0, 7, 7, 7]);
    smoothing.reset();
    expect(smoothing.path()).toEqual([]);
  });

  it('fittedKey finds every key from its scale with a strong tonic triad', () => {
    for (let tonic = 0; tonic < 12; tonic++) {
      for (const [first, scale, third] of [
        [0, [0, 2, 4, 5, 7, 9, 11], 4],
        [12, [0, 2, 3, 5, 7, 8, 11], 3],
      ] as const) {
        const chroma = new Float64Array(12);
        for (const tone of scale) chroma[(tonic + tone) % 12] = 1;
        for (const tone of [0, third, 7]) chroma[(tonic + tone) % 12] = 2;
        expect(fittedKey(chroma)?.key).toBe(first + tonic);
      }
    }
    expect(fittedKey(new Float64Array(12))).toBe(undefined);
  });

  it('beatEdges divides long beats, and stretches without beats into half seconds', () => {
    expect(beatEdges([0.5, 1, 2], 4)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(beatEdges([], 1)).toEqual([0, 0.5, 1]);
    expect(beatEdges([0, 0.4, 0.8], 0.8)).toEqual([0, 0.4, 0.8]);
  });
});
