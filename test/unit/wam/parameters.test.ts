import { describe, it } from 'vitest';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { expect } from 'chai';
import getWamParameterInfo from '@webaudiomodules/sdk/src/WamParameterInfo.js';
import { headThresholds } from '../../../src/wam/settings/head-thresholds.js';
import { fittingValue, PARAMETER_IDS, PARAMETERS } from '../../../src/wam/settings/parameters.js';
import { eventLatency } from '../../../src/wam/node/event-latency.js';
import { midiTime } from '../../../src/wam/midi/midi-outputs.js';
import descriptor from '../../../src/wam/descriptor.json';
import { version } from '../../../package.json';
import { MODEL } from '../../browser/elements/simulated-listener.js';
import { rejects } from '../model/rejects.js';

const usual = { birdThreshold: 0.5, eventsThreshold: 0.5, genreThreshold: 0.5 };

describe('the parameters of the plugin', () => {
  it('are ones that the SDK takes', () => {
    const ParameterInfo = getWamParameterInfo();
    for (const id of PARAMETER_IDS) expect(() => new ParameterInfo(id, PARAMETERS[id])).not.to.throw();
  });

  it('are brought within bounds', () => {
    expect(fittingValue('step', 7.4)).to.equal(7);
    expect(fittingValue('step', 0)).to.equal(1);
    expect(fittingValue('bypass', 0.7)).to.equal(1);
    expect(fittingValue('delay', 3)).to.equal(2);
    expect(fittingValue('delay', NaN)).to.equal(undefined);
  });

  it('leave every threshold as the model has it at 0.5, and move it evenly, and in order, beside that', () => {
    const own = headThresholds(MODEL.heads, {}, usual);
    for (const { name: head, decision, classes } of MODEL.heads) {
      for (const { name, on = decision.on, off = decision.off } of classes) {
        expect(own[`${head}:${name}`]).to.deep.equal({ on, off });
      }
    }
    const surer = headThresholds(MODEL.heads, { dog: 0.5 }, { ...usual, eventsThreshold: 0.8 });
    expect((surer['events:dog'] as { on: number }).on).to.be.closeTo(0.8, 1e-9);
    for (const [key, value] of Object.entries(surer)) {
      const { on, off } = value as { on: number; off: number };
      const before = own[key] as { on: number };
      expect(off).to.be.greaterThan(0).and.at.most(on);
      expect(on).to.be.below(1);
      if (!key.startsWith('events')) expect(on).to.equal(before.on);
      else if (key !== 'events:dog') expect(on).to.be.greaterThan(before.on);
    }
  });

  it('do not hide a class that the model does not have', async () => {
    const work = async () => headThresholds(MODEL.heads, { unicorn: 0.5 }, usual);
    await rejects(work(), 'bad-option');
  });

  it('say how late a message is', () => {
    const model = { heads: MODEL.heads, features: LOG_MEL_64, rowSeconds: 0.02 };
    const { minDuration } = MODEL.heads.find(({ name }) => name === 'bird')!.decision;
    expect(eventLatency(model, 'bird', 5)).to.be.closeTo(0.132 + minDuration, 1e-9);
    expect(eventLatency(model, 'fish', 5)).to.equal(0);
    const twoSpeeds = { ...model, features: LOG_MEL_128 };
    expect(eventLatency(twoSpeeds, 'bird', 5)).to.be.closeTo(0.135 + minDuration, 1e-9);
    // A step of 100 ms has to wait for a row of 320 ms.
    expect(eventLatency({ ...twoSpeeds, rowSeconds: 0.32 }, 'bird', 5)).to.be.closeTo(0.655 + minDuration, 1e-9);
  });

  it('have a descriptor of the version of the package', () => {
    expect(descriptor.version).to.equal(version);
  });
});

describe('the time of a MIDI message', () => {
  const stamp = { contextTime: 10, performanceTime: 5000 };

  it('is when the sound leaves the speakers, and never past', () => {
    expect(midiTime(10.5, { currentTime: 10.2, stamp }, 4000)).to.equal(5500);
    expect(midiTime(9, { currentTime: 10.2, stamp }, 4321)).to.equal(4321);
  });

  it("goes by the context's clock while nothing has sounded", () => {
    for (const none of [undefined, { contextTime: 0, performanceTime: 0 }]) {
      expect(midiTime(0.5, { currentTime: 0.25, stamp: none }, 1000)).to.equal(1250);
    }
  });
});
