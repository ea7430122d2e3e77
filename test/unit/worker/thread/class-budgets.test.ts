import { expect } from 'chai';
import { describe, it } from 'vitest';
import { LOG_MEL_64 } from '../../../../src/features/log-mel-parameters.js';
import type { ModelHost } from '../../../../src/worker/thread/model-host.js';
import { Teaching } from '../../../../src/worker/thread/teaching.js';

/** A model with a class that is reported from 0.4 on, and one from 0.5 on. */
const HOST = {
  manifest: {
    features: LOG_MEL_64,
    heads: [{ name: 'events', classes: [{ name: 'dog', on: 0.4 }, { name: 'rain' }], decision: { on: 0.5 } }],
  },
  rowSeconds: 0.02,
  teaching: () => Promise.resolve({ normalisation: { size: 4 } }),
} as unknown as ModelHost;
const ONE_A_DAY = 1 / 24;

/** Teaching that has listened for five minutes, with these highest scores of "dog" in turn. */
async function after(...peaks: readonly number[]): Promise<Teaching> {
  const teaching = new Teaching(HOST);
  await teaching.follower();
  for (let block = 0; block < 60; block++)
    teaching.addScores(5 * block, { events: Float32Array.of(peaks[block % peaks.length]!, 0.001) });
  return teaching;
}

describe('a budget of a built-in class', () => {
  it('raises the threshold above what the room has scored, the more the smaller it is', async () => {
    const teaching = await after(0.1, 0.2, 0.6, 0.3);
    const fit = (target: number, below?: number) =>
      teaching.fitClasses([{ head: 'events', label: 'dog', target, below }])[0]!;
    const strict = fit(ONE_A_DAY);
    expect(strict.threshold).to.be.above(0.6);
    expect(strict.falseAlarms).to.be.closeTo(ONE_A_DAY, 0.001);
    expect(strict.roomMinutes).to.equal(5);
    const loose = fit(100);
    expect(loose.threshold).to.be.within(0.4, strict.threshold);
    // Blocks in which the class may be there do not count.
    const quiet = fit(ONE_A_DAY, 0.5);
    expect(quiet.threshold).to.be.below(strict.threshold);
    expect(quiet.roomMinutes).to.equal(3.75);
  });

  it('leaves the threshold of the model if the room keeps it anyway, or is not known', async () => {
    const teaching = await after(0.01);
    const fit = (label: string) => teaching.fitClasses([{ head: 'events', label, target: 1, below: undefined }])[0]!;
    expect(fit('dog').threshold).to.be.closeTo(0.4, 1e-9);
    expect(fit('rain').threshold).to.be.closeTo(0.5, 1e-9);
    teaching.forget();
    expect(fit('dog')).to.deep.include({ falseAlarms: 0, roomMinutes: 0 });
    expect(() => fit('cat')).to.throw('The model has no class "cat"');
  });
});
