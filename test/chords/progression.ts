import { seededRandom } from '../harness/random.js';

/** A chord that is played, seconds. */
export interface PlayedChord {
  readonly from: number;
  readonly to: number;
  /** In the syntax of Harte et al. 2005: "C:maj", "A:min", or "N" for none. */
  readonly label: string;
}

/** A note of a General MIDI program. Times are seconds. */
export interface PlayedNote {
  readonly from: number;
  readonly to: number;
  /** 0 to 127; 60 is middle C. */
  readonly pitch: number;
  /** 1 to 127. */
  readonly velocity: number;
  /** 0 to 15; 9 is drums. */
  readonly channel: number;
}

/** A made-up piece with its chords and its key. */
export interface Piece {
  readonly name: string;
  /** Conditions, for figures by condition. */
  readonly conditions: Readonly<Record<'drums' | 'melody' | 'sevenths' | 'voicing' | 'instrument' | 'detuned', string>>;
  readonly notes: readonly PlayedNote[];
  /** General MIDI program of each channel. */
  readonly programs: Readonly<Record<number, number>>;
  /** Distance from A4 = 440 Hz, cents. */
  readonly cents: number;
  readonly chords: readonly PlayedChord[];
  readonly key: string;
  /** Seconds. */
  readonly duration: number;
  /** Beats per minute. */
  readonly tempo: number;
}

const NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
/** Degrees of each progression: semitones above the tonic, and whether the chord is minor. */
const MAJOR: readonly string[] = [
  'I V vi IV',
  'I vi IV V',
  'ii V I I',
  'I IV V I',
  'I iii IV V',
  'vi IV I V',
  'I IV I V',
];
const MINOR: readonly string[] = ['i VI III VII', 'i iv V i', 'i VII VI V', 'i iv VII III', 'i i iv V'];
const DEGREES: Readonly<Record<string, readonly [number, boolean]>> = {
  ...{ I: [0, false], ii: [2, true], iii: [4, true], IV: [5, false], V: [7, false], vi: [9, true] },
  ...{ i: [0, true], iv: [5, true], VI: [8, false], III: [3, false], VII: [10, false] },
};
/** General MIDI programs. */
const INSTRUMENTS: Readonly<Record<string, number>> = {
  ...{ piano: 0, 'electric piano': 4, organ: 19, 'nylon guitar': 24, 'steel guitar': 25, 'clean guitar': 27 },
  ...{ strings: 48, brass: 61, pad: 89, harpsichord: 6, vibraphone: 11 },
};
const VOICINGS = ['root', 'first inversion', 'second inversion', 'open', 'arpeggio', 'strummed'] as const;
const BASS = 33;
const MELODY = 73;

/** Makes the piece with a number, always the same. It begins and ends with bars without chord: drums if it has them, else silence. */
export function makePiece(seed: number): Piece {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;
  const tonic = below(12);
  const isMinor = random() < 0.4;
  const tempo = 66 + below(100);
  const beat = 60 / tempo;
  const instrument = pick(Object.keys(INSTRUMENTS));
  const voicing = pick(VOICINGS);
  const [drums, melody, bass, sevenths] = [random() < 0.5, random() < 0.5, random() < 0.7, random() < 0.25];
  const cents = random() < 0.5 ? 0 : Math.round(random() * 80 - 40);
  const beatsPerChord = pick([2, 4, 4]);
  const progressions = isMinor ? MINOR : MAJOR;
  const lines = [pick(progressions), pick(progressions)];
  const degrees = [...lines, ...lines, lines[0]!]
    .flatMap((line) => line.split(' '))
    .slice(0, beatsPerChord === 2 ? 20 : 16);
  degrees.push(isMinor ? 'i' : 'I');
  const notes: PlayedNote[] = [];
  const chords: PlayedChord[] = [];
  const silent = 4 * beat;
  let now = silent;
  chords.push({ from: 0, to: now, label: 'N' });
  let before = 72;
  for (const [i, degree] of degrees.entries()) {
    const [above, minor] = DEGREES[degree]!;
    const root = (tonic + above) % 12;
    const length = (i === degrees.length - 1 ? 4 : beatsPerChord) * beat;
    chords.push({ from: now, to: now + length, label: `${NAMES[root]!}:${minor ? 'min' : 'maj'}` });
    const tones = [0, minor ? 3 : 4, 7, ...(sevenths ? [degree === 'V' || minor ? 10 : 11] : [])];
    const voiced = voice(voicing, root, tones);
    const start = now;
    const strike = (pitch: number, from: number, to: number, velocity = 80 + below(20)) =>
      notes.push({ from: start + from, to: start + to, pitch, velocity, channel: 0 });
    if (voicing === 'arpeggio')
      for (let t = 0, n = 0; t < length - 0.01; t += beat / 2, n++)
        strike(voiced[n % voiced.length]!, t, Math.min(length, t + 2 * beat));
    else if (voicing === 'strummed')
      for (let t = 0; t < length - 0.01; t += beat)
        for (const [n, pitch] of voiced.entries()) strike(pitch, t + 0.012 * n, t + beat * 0.95);
    else for (const pitch of voiced) strike(pitch, 0, length * 0.98);
    if (bass)
      for (let t = 0; t < length - 0.01; t += beat)
        notes.push({
          from: now + t,
          to: now + t + beat * 0.9,
          pitch: 28 + ((root + 8) % 12),
          velocity: 90,
          channel: 1,
        });
    if (melody)
      for (let t = 0; t < length - 0.01; t += beat / 2) {
        if (random() < 0.3) continue;
        // On the beat a tone of the chord, off the beat a neighbour in the scale.
        const scale = isMinor ? [0, 2, 3, 5, 7, 8, 10] : [0, 2, 4, 5, 7, 9, 11];
        const isOn = Math.round((2 * t) / beat) % 2 === 0;
        const wanted = isOn ? (root + pick(tones)) % 12 : (tonic + pick(scale)) % 12;
        before = nearest(before, wanted);
        notes.push({ from: now + t, to: now + t + beat * 0.45, pitch: before, velocity: 85, channel: 2 });
      }
    now += length;
  }
  chords.push({ from: now + 0.5, to: now + silent, label: 'N' });
  const duration = now + silent;
  if (drums) notes.push(...drumNotes(duration, beat));
  return {
    name: `piece ${String(seed)}`,
    conditions: {
      drums: drums ? 'with drums' : 'without drums',
      melody: melody ? 'with melody' : 'without melody',
      sevenths: sevenths ? 'sevenths' : 'triads',
      detuned: Math.abs(cents) > 10 ? 'detuned' : 'in tune',
      ...{ voicing, instrument },
    },
    programs: { 0: INSTRUMENTS[instrument]!, 1: BASS, 2: MELODY },
    key: `${NAMES[tonic]!}:${isMinor ? 'min' : 'maj'}`,
    ...{ notes, cents, chords, duration, tempo },
  };
}

function voice(voicing: (typeof VOICINGS)[number], root: number, tones: readonly number[]): number[] {
  const base = 48 + root;
  const [first, third, fifth, ...more] = tones.map((tone) => base + tone) as [number, number, number, ...number[]];
  if (voicing === 'first inversion') return [third, fifth, first + 12, ...more];
  if (voicing === 'second inversion') return [fifth, first + 12, third + 12, ...more];
  if (voicing === 'open') return [first, fifth, third + 12, ...more.map((tone) => tone + 12)];
  if (voicing === 'strummed') return [first - 12, fifth - 12, first, third, fifth, first + 12, ...more];
  return [first, third, fifth, ...more];
}

/** Returns the pitch of a class that is nearest to another pitch, between C5 and C7. */
function nearest(to: number, pitchClass: number): number {
  const candidates = [60, 72, 84].map((octave) => octave + pitchClass);
  return candidates.reduce((best, pitch) => (Math.abs(pitch - to) < Math.abs(best - to) ? pitch : best));
}

function drumNotes(duration: number, beat: number): PlayedNote[] {
  const notes: PlayedNote[] = [];
  for (let half = 0; half * (beat / 2) < duration - 0.1; half++) {
    const from = half * (beat / 2);
    const hit = (pitch: number, velocity: number) => notes.push({ from, to: from + 0.1, pitch, velocity, channel: 9 });
    hit(42, 70);
    if (half % 4 === 0 || half % 8 === 5) hit(36, 100);
    if (half % 4 === 2) hit(38, 95);
  }
  return notes;
}
