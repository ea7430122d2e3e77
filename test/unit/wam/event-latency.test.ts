import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { DetectionChange } from '../../../src/decisions/detection.js';
import { HeadDecisions } from '../../../src/decisions/head-decisions.js';
import { LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import type { ClassManifest, DecisionManifest, HeadManifest } from '../../../src/model/manifest.js';
import { eventLatency } from '../../../src/wam/node/event-latency.js';
import { HOP, logitsOf, sigmoidHead } from '../decisions/heads.js';

const CONFIRM = { seconds: 0.8, coexistSeconds: 3.2, rivalSeconds: 3, pauseSeconds: 0.5 };

/** Returns a sigmoid head that waits for some duration, and for evidence if `more` says so. */
const head = (more: Partial<DecisionManifest>, classes: readonly (string | ClassManifest)[] = ['one', 'two']) =>
  sigmoidHead('sounds', classes, { minDuration: 0.1, mergeGap: 0.3, ...more });

/** Returns the time from the onset to the report of a class whose score jumps to a value, seconds. */
function reportedAfter(manifest: HeadManifest, score: number): number {
  let id = 0;
  const decisions = new HeadDecisions(manifest, HOP, () => ++id);
  const silence = manifest.classes.map(() => 0.001);
  const logits = logitsOf([score, ...silence.slice(1)]);
  const scores = new Float32Array(manifest.classes.length);
  for (let frame = 0; frame < 500; frame++) {
    const changes: DetectionChange[] = [];
    decisions.push(logits, 0, frame * HOP, HOP, scores, changes);
    if (changes.length > 0) return (frame + 1) * HOP;
  }
  return Infinity;
}

const model = (manifest: HeadManifest) => ({ heads: [manifest], features: LOG_MEL_64, rowSeconds: HOP });
const latencyOf = (manifest: HeadManifest) => eventLatency(model(manifest), manifest.name, 1);
/** Window and step: the parts of the latency that are not the decision's. */
const OTHERS = LOG_MEL_64.windowSeconds + HOP;

describe('the latency of a message', () => {
  it('is that of a sound at its threshold, with the evidence that it waits for', () => {
    const plain = head({});
    const confirmed = head({ confirm: CONFIRM });
    for (const manifest of [plain, confirmed]) {
      const after = reportedAfter(manifest, 0.501);
      expect(latencyOf(manifest)).to.be.within(after + OTHERS - 2 * HOP, after + OTHERS + 2 * HOP);
    }
    expect(latencyOf(confirmed) - latencyOf(plain)).to.be.closeTo(0.7, 1e-9);
    expect(reportedAfter(confirmed, 0.99)).to.be.below(reportedAfter(confirmed, 0.501));
  });

  it('is that of the class that waits longest, without classes that are never reported', () => {
    const classes = [
      { name: 'one' },
      { name: 'two', confirmSeconds: 2 },
      { name: 'three', confirmSeconds: 9, quiet: true },
    ];
    const manifest = head({ confirm: CONFIRM }, classes);
    expect(latencyOf(manifest)).to.be.closeTo(OTHERS + 2, 1e-9);
    const long = head({ confirm: CONFIRM, minDuration: 3 });
    expect(latencyOf(long)).to.be.closeTo(OTHERS + 3, 1e-9);
  });
});
