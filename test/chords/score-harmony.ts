import { BeatFollower } from '../../src/descriptors/beat-follower.js';
import { ONSET_IN_FRAME } from '../../src/descriptors/beat-period.js';
import { DescriptorStream } from '../../src/descriptors/descriptor-stream.js';
import { trackBeats } from '../../src/descriptors/track-beats.js';
import { HOP_SECONDS } from '../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { HarmonyFollower } from '../../src/harmony/harmony-follower.js';
import type { ChordSpan, Harmony, HarmonyStep } from '../../src/harmony/harmony.js';
import { LongChroma } from '../../src/harmony/long-chroma.js';
import { trackHarmony } from '../../src/harmony/track-harmony.js';
import type { PlayedChord } from './progression.js';

/** The harmony that is found in a piece: as a whole recording, and live. */
export interface HeardHarmony {
  readonly whole: Harmony;
  readonly live: HarmonyStep;
  /** Computing time of the columns, seconds per second of sound. */
  readonly cost: number;
}

/** Analyses a piece, as a whole recording and live. @param sound mono */
export function hearHarmony(sound: Float32Array, sampleRate: number): HeardHarmony {
  const features = new LogMelStream(sampleRate);
  const stream = new DescriptorStream(features.geometry, features.scale);
  features.onFrame = stream.add;
  features.push(sound);
  const { onsetStrength } = stream.drain(features.frameCount, 0)!;
  const duration = sound.length / sampleRate;
  const before = process.cpuUsage();
  const columns = new LongChroma(sampleRate).push(sound);
  const { user, system } = process.cpuUsage(before);
  const whole = trackHarmony(columns, trackBeats(onsetStrength).beats, duration);
  const follower = new BeatFollower();
  const beats: number[] = [];
  onsetStrength.forEach((onset, i) => {
    if (follower.push(onset).isBeat) beats.push(i * HOP_SECONDS + ONSET_IN_FRAME);
  });
  const live = new HarmonyFollower(0).push(columns, beats, duration + 1);
  return { whole, live, cost: (user + system) / 1e6 / duration };
}

/** Number of 10 ms steps with a chord, and of those that were found; the same for steps without a chord. */
export interface ChordTally {
  chords: number;
  right: number;
  none: number;
  rightNone: number;
}

/** Compares chords every 10 ms. Times at which the truth has no label do not count. */
export function tallyChords(truth: readonly PlayedChord[], heard: readonly ChordSpan[]): ChordTally {
  const tally = { chords: 0, right: 0, none: 0, rightNone: 0 };
  for (const { from, to, label } of truth) {
    for (let step = Math.ceil(from * 100); step < to * 100; step++) {
      const isRight = heard.find((span) => step / 100 >= span.from && step / 100 < span.to)?.label === label;
      if (label === 'N') {
        tally.none += 1;
        tally.rightNone += Number(isRight);
      } else {
        tally.chords += 1;
        tally.right += Number(isRight);
      }
    }
  }
  return tally;
}
