import { expect } from 'chai';
import { beforeEach, describe, it } from 'vitest';
import type { HeadManifest } from '../../../src/model/manifest.js';
import { TrackKindDecision } from '../../../src/wam/node/track-kind.js';

const decision = {} as HeadManifest['decision'];
const head = (name: string, labels: readonly string[]) =>
  ({
    name,
    activation: 'sigmoid',
    decision,
    classes: labels.map((label) => ({ name: label })),
  }) as unknown as HeadManifest;
const HEADS = [head('bird', ['bird']), head('events', ['dog', 'music', 'speech'])];

const SCORES = {
  music: { bird: [0], events: [0, 0.9, 0] },
  song: { bird: [0], events: [0, 0.9, 0.8] },
  speech: { bird: [0], events: [0, 0, 0.9] },
  dog: { bird: [0], events: [0.9, 0, 0] },
  bird: { bird: [0.9], events: [0, 0, 0] },
  quiet: { bird: [0.2], events: [0.3, 0.1, 0] },
} as const;

describe('what a track mostly is', () => {
  let kind: TrackKindDecision;
  beforeEach(() => {
    kind = new TrackKindDecision();
  });
  /** Pushes steps of 0.1 s and returns the number of changes. */
  const push = (sound: keyof typeof SCORES, seconds: number): number => {
    const scores = { bird: Float32Array.from(SCORES[sound].bird), events: Float32Array.from(SCORES[sound].events) };
    return Array.from({ length: Math.round(10 * seconds) }, () => kind.push(scores, HEADS, 0.1)).filter(Boolean).length;
  };

  it('is open until three seconds of sound have decided, and quiet decides nothing', () => {
    push('quiet', 20);
    push('music', 2.8);
    expect(kind.kind).to.equal(undefined);
    expect(push('music', 0.3)).to.equal(1);
    expect(kind.kind).to.equal('music');
  });

  for (const [sound, expected] of [
    ['song', 'music'],
    ['speech', 'speech'],
    ['dog', 'field'],
    ['bird', 'field'],
  ] as const)
    it(`is ${expected} for ${sound}`, () => {
      push(sound, 4);
      expect(kind.kind).to.equal(expected);
    });

  it('stays the same for a short interlude, and changes after ten seconds of something else', () => {
    push('music', 30);
    expect(push('speech', 9)).to.equal(0);
    push('music', 20);
    expect([push('speech', 9), kind.kind]).to.deep.equal([0, 'music']);
    expect([push('speech', 1.2), kind.kind]).to.deep.equal([1, 'speech']);
  });
});
