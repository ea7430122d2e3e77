import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Detection } from '../../../../src/decisions/detection.js';
import { PinnaError } from '../../../../src/errors.js';
import { LOG_MEL_64 } from '../../../../src/features/log-mel-parameters.js';
import type { TaughtClass } from '../../../../src/teach/file/taught-class.js';
import { TaughtHead } from '../../../../src/teach/taught-head.js';
import type { ModelHost } from '../../../../src/worker/thread/model-host.js';
import { Teaching } from '../../../../src/worker/thread/teaching.js';

const SIZE = 4;
const { bands } = LOG_MEL_64;
const ROW = 0.02;
/** Rows of a step. */
const STEP = 5;

/** The embedding is its own normalisation, up to the length. */
const normalisation = {
  ...{ width: SIZE, size: SIZE, mean: new Float32Array(SIZE) },
  projection: Float32Array.from({ length: SIZE * SIZE }, (_, i) => (i % (SIZE + 1) === 0 ? 1 : 0)),
};
const host = {
  manifest: { features: LOG_MEL_64, licence: '' },
  rowSeconds: ROW,
  teaching: () => Promise.resolve({ normalisation, negatives: new Float32Array(SIZE), hash: 'ab'.repeat(32) }),
} as unknown as ModelHost;

/** A sound that is there where the value of its place is high. */
const sound = (label: string, place: number): TaughtClass => ({
  ...{ label, bias: -5, radius: 1000, calibration: { slope: 1, offset: 0 }, threshold: 0.5 },
  weights: Float32Array.from({ length: SIZE }, (_, k) => (k === place ? 10 : 0)),
  centre: new Float32Array(SIZE),
  figures: { examples: 1, found: 1, falseAlarms: 0, roomMinutes: 0 },
});
const headOf = (...labels: string[]) =>
  new TaughtHead(
    labels.map((label) => sound(label, label === 'bell' ? 0 : 1)),
    normalisation,
  );

/** Teaching that keeps some seconds. @param isOn whether the sound of a place is there */
async function heardFor(seconds: number, isOn: (time: number, place: number) => boolean) {
  const teaching = new Teaching(host);
  const follow = await teaching.follower();
  let rows = 0;
  const add = (more: number) => {
    for (const end = rows + Math.round(more / ROW); rows < end; rows += STEP) {
      const embedding = Float32Array.from({ length: STEP * SIZE }, (_, i) =>
        isOn((rows + Math.floor(i / SIZE)) * ROW, i % SIZE) ? 4 : 0.01,
      );
      follow(rows * ROW, new Float32Array(STEP * bands), embedding);
    }
  };
  add(seconds);
  return { teaching, add };
}

const about = ({ id, label, onset, offset }: Detection) => ({
  ...{ id, label, onset: Math.round(onset * 10) / 10 },
  offset: offset === null ? null : Math.round(offset * 10) / 10,
});
const lastingBell: Detection = {
  ...{ id: 7, head: 'taught', label: 'bell', families: [], onset: 8.1, offset: null, peak: 1, confidence: 1 },
};

describe('Recent sound that is scored again', () => {
  const isBell = (time: number, place: number) => place === 0 && ((time >= 2 && time < 3) || time >= 8);

  it('has what is found; a detection that lasts is the one of live sound, with its id and onset', async () => {
    const { teaching } = await heardFor(10, isBell);
    const live = {
      thresholds: {},
      lastId: 2 ** 30 + 5,
      lasting: () => [lastingBell, { ...lastingBell, label: 'gate' }],
    };
    const rescored = await teaching.rescored(headOf('bell'), live);
    expect(rescored!.detections.map(about)).to.deep.equal([
      { id: 7, label: 'bell', onset: 8.1, offset: null },
      { id: 2 ** 30 + 6, label: 'bell', onset: 2, offset: 3.1 },
    ]);
    expect(rescored!.span.to).to.be.closeTo(10, 1e-6);
  });

  it('includes what arrives meanwhile, and what has ended meanwhile', async () => {
    const { teaching, add } = await heardFor(300, (time, place) => place === 0 && time >= 299 && time < 301);
    let lasting = [{ ...lastingBell, onset: 299 }];
    const rescoring = teaching.rescored(headOf('bell'), { thresholds: {}, lastId: 0, lasting: () => lasting });
    setTimeout(() => {
      add(3);
      lasting = [];
    });
    const { span, detections } = (await rescoring)!;
    expect(span.to).to.be.closeTo(303, 1e-6);
    expect(detections.map(about)).to.deep.equal([{ id: 2 ** 30 + 1, label: 'bell', onset: 299, offset: 301.1 }]);
  });

  it('keeps to the personal corrections', async () => {
    const { teaching } = await heardFor(10, isBell);
    const thresholds = { 'taught:bell': 1, 'events:dog': 0.9 };
    const rescored = await teaching.rescored(headOf('bell', 'gate'), { thresholds, lastId: 0, lasting: () => [] });
    expect(rescored!.detections).to.deep.equal([]);
  });
});

describe('Examples', () => {
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: unknown) => (error instanceof PinnaError ? error.code : String(error)),
    );

  it('of a stretch that is not kept are a typed error', async () => {
    const { teaching } = await heardFor(2, () => false);
    expect(await codeOf(teaching.example({ from: 20, to: 21 }))).to.equal('not-kept');
    expect(await codeOf(new Teaching(host).example({ from: 0, to: 1 }))).to.equal('not-kept');
  });

  it('of a silent recording are a typed error', async () => {
    const teaching = new Teaching(host);
    const sampleRate = 16_000;
    const quiet = Float32Array.from({ length: sampleRate }, (_, n) => (n % 2 === 0 ? 2 ** -17 : 0));
    expect(await codeOf(teaching.example({ samples: quiet, sampleRate }))).to.equal('empty-audio');
    const faint = quiet.map((sample) => 4 * sample);
    expect((await teaching.example({ samples: faint, sampleRate })).seconds).to.be.above(0.5);
  });

  it('of a model with other frames are left out, and so is a sound of which none is left', async () => {
    const { teaching } = await heardFor(2, () => false);
    const lessons = [{ label: 'bell', examples: [{ frames: new Float32Array(128 * 10), bands: 128, key: '1' }] }];
    const { set, reports } = await teaching.learn({ lessons, refused: [], spans: [] });
    expect([set.classes, reports]).to.deep.equal([[], []]);
  });
});
