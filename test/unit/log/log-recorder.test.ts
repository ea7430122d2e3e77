import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { endOf, isOngoing } from '../../../src/log/log-entry.js';
import { LogRecorder, type DetectionOrigin } from '../../../src/log/log-recorder.js';
import { WallClock } from '../../../src/log/wall-clock.js';
import { NOON } from './entries.js';

const microphone: DetectionOrigin = {
  input: { kind: 'microphone', label: 'USB microphone' },
  model: { name: 'crnn', version: '1', features: LOG_MEL_64 },
};
const played: DetectionOrigin = { ...microphone, input: { kind: 'file', label: 'garden.flac' } };

const dog = (more: Partial<Detection> = {}): Detection => ({
  ...{
    id: 1,
    head: 'events',
    label: 'dog',
    families: ['animal'],
    onset: 41.2,
    offset: null,
    peak: 0.9,
    confidence: 0.8,
  },
  ...more,
});
const start = (detection: Detection) => ({ phase: 'start', detection }) as const;
const end = (detection: Detection) => ({ phase: 'end', detection }) as const;

describe('LogRecorder', () => {
  it('gives a sound its wall-clock times, and keeps its id and onset until its end', () => {
    const recorder = new LogRecorder();
    recorder.begin(true);
    recorder.analysed(0, 41, NOON + 41_030);
    const begun = recorder.detected(start(dog()), microphone, NOON + 41_500);
    expect(begun).to.include({ onset: NOON + 41_230, offset: null, day: '2026-11-29', input: 'USB microphone' });
    recorder.analysed(41, 48, NOON + 48_000); // a better estimate of second 0
    const ended = recorder.detected(end(dog({ offset: 47.9, peak: 0.95 })), microphone, NOON + 48_100);
    expect(ended.id).to.equal(begun.id);
    expect(ended).to.include({ onset: NOON + 41_230, offset: NOON + 41_230 + 6700, peak: 0.95 });
    expect(recorder.spanOf(ended)!.onset).to.equal(41.2);
    expect(recorder.spanOf(ended)!.offset).to.be.closeTo(47.9, 0.001);
  });

  it('ends lasting sounds when events may have been missed, and continues an entry whose end comes later', () => {
    const recorder = new LogRecorder();
    recorder.begin(true);
    recorder.analysed(0, 41, NOON + 41_000);
    const begun = recorder.detected(start(dog()), microphone, NOON + 41_300);
    recorder.analysed(41, 45, NOON + 45_500);
    recorder.renewed();
    expect(recorder.interrupt()).to.deep.equal([{ ...begun, until: NOON + 45_000, offset: NOON + 45_000 }]);
    expect(recorder.renewed()).to.deep.equal([]);
    const ended = recorder.detected(end(dog({ offset: 47.2 })), microphone, NOON + 48_000);
    expect(ended).to.include({ id: begun.id, onset: begun.onset, offset: begun.onset + 6000 });
  });

  it('renews the entries of lasting sounds, and ends them at the next session', () => {
    const recorder = new LogRecorder();
    recorder.begin(true);
    recorder.analysed(0, 41, NOON + 41_000);
    recorder.detected(start(dog()), microphone, NOON + 41_300);
    recorder.analysed(41, 60, NOON + 60_000);
    const [renewed] = recorder.renewed();
    expect(renewed).to.include({ offset: null, until: NOON + 60_000 });
    expect(isOngoing(renewed!, NOON + 61_000)).to.equal(true);
    expect(isOngoing(renewed!, NOON + 66_000)).to.equal(false);
    expect(endOf(renewed!)).to.equal(NOON + 60_000);
    const [ended] = recorder.begin(true);
    expect(ended).to.include({ id: renewed!.id, offset: NOON + 60_000 });
    expect(recorder.renewed()).to.deep.equal([]);
    expect(recorder.spanOf(ended!)).to.equal(undefined);
  });

  it('never uses an id again, in another session or on another page', () => {
    const ids = new Set<string>();
    for (let page = 0; page < 20; page++) {
      const recorder = new LogRecorder();
      for (let session = 0; session < 20; session++) {
        recorder.begin(true);
        ids.add(recorder.detected(start(dog()), microphone, NOON).id);
      }
    }
    expect(ids.size).to.equal(400);
  });

  it('notes the time in a played file, but not if it did not record its beginning', () => {
    const recorder = new LogRecorder();
    recorder.begin(true);
    recorder.analysed(1.2, 2, NOON);
    expect(recorder.detected(start(dog()), played, NOON).inFile).to.be.closeTo(40, 1e-9);
    expect(recorder.detected(start(dog({ id: 2 })), microphone, NOON)).to.not.have.property('inFile');
    recorder.begin(false);
    expect(recorder.detected(start(dog()), played, NOON)).to.not.have.property('inFile');
  });

  it('logs a detection that comes before any frame', () => {
    const recorder = new LogRecorder();
    expect(recorder.detected(end(dog({ offset: 42 })), microphone, NOON)).to.include({
      onset: NOON - 800,
      offset: NOON,
    });
  });
});

describe('WallClock', () => {
  it('takes the earliest arrival, because frames come late but never early', () => {
    const clock = new WallClock();
    for (const late of [300, 130, 500]) clock.add(late / 100, NOON + late * 10 + late);
    expect(clock.zero).to.equal(NOON + 130);
  });

  it('follows clocks that drift apart, for a whole day', () => {
    const clock = new WallClock();
    // The audio clock loses 100 ppm, 8.6 s a day.
    for (let time = 0; time < 86_400; time += 5) clock.add(time, NOON + time * 1000 * 1.0001);
    expect(clock.zero + 86_400_000).to.be.closeTo(NOON + 86_400_000 * 1.0001, 20);
  });
});
