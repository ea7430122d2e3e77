import { expect } from 'chai';
import { describe, it } from 'vitest';
import { VOICE_MARGIN, VOICE_RULE, VoiceSpans } from '../../../src/decisions/voice-spans.js';
import { sigmoidHead } from './heads.js';

const ROW = 0.02;
const HEADS = [
  sigmoidHead('bird', ['bird']),
  { ...sigmoidHead('events', ['dog', 'speech', 'conversation']), parents: { conversation: ['speech'] } },
];

/** Returns the scores of rows in which one class of `events` has a score. */
const rows = (frames: number, index: number, score: number) => {
  const events = new Float32Array(frames * 3);
  for (let row = 0; row < frames; row++) events[row * 3 + index] = score;
  return { frames, scores: { bird: new Float32Array(frames).fill(0.9), events }, smoothed: {}, gates: {} };
};
const quiet = (frames: number) => rows(frames, 0, 0.99);
const speech = (frames: number) => rows(frames, 1, 0.9);

/** Returns spans rounded to the millisecond. */
const rounded = (spans: VoiceSpans['spans']) => spans.map(({ from, to }) => [from, to].map((time) => +time.toFixed(3)));

describe('VoiceSpans', () => {
  it('reach half a second before and after the voice, and the undecided end counts too', () => {
    const voices = new VoiceSpans(60);
    voices.add(quiet(100), 0, HEADS, ROW);
    voices.add(speech(50), 2, HEADS, ROW);
    voices.add(quiet(250), 3, HEADS, ROW);
    expect(rounded(voices.spans)).to.deep.equal([
      [1.5, 3.5],
      [6.5, Infinity],
    ]);
  });

  /** Returns the number of decided spans of rows with a score, in quiet. */
  const spansOf = (frames: number, index: number, score: number, around = quiet(200)) => {
    const voices = new VoiceSpans(60);
    voices.add(around, 0, HEADS, ROW);
    voices.add(rows(frames, index, score), 4, HEADS, ROW);
    voices.add(around, 4 + frames * ROW, HEADS, ROW);
    return voices.spans.length - 1;
  };

  it('need only a low score if it lasts, and include the members of the family', () => {
    const { mean } = VOICE_RULE;
    expect(spansOf(200, 1, mean * 0.99)).to.equal(0);
    expect(spansOf(200, 1, mean * 1.01)).to.equal(1);
    expect(spansOf(200, 2, mean * 1.01)).to.equal(1);
    expect(spansOf(200, 0, 1)).to.equal(0);
  });

  it('include a single word with a higher score, but not single rows with a lower one', () => {
    const { single } = VOICE_RULE;
    expect(spansOf(1, 1, single * 1.01)).to.equal(1);
    expect(spansOf(20, 1, single * 0.99)).to.equal(0);
  });

  it('take the sound after a moment into account as the sound before it', () => {
    const voices = new VoiceSpans(60);
    voices.add(quiet(100), 0, HEADS, ROW);
    voices.add(rows(100, 1, 0.3), 2, HEADS, ROW);
    voices.add(quiet(200), 4, HEADS, ROW);
    const [[from, to]] = rounded(voices.spans) as [[number, number]];
    expect(from).to.be.within(1.6, 2.5);
    expect(to - 4).to.be.closeTo(2 - from, ROW + 1e-9);
  });

  it('join where their margins meet, whatever the steps are', () => {
    const voices = new VoiceSpans(60);
    const plan = [quiet(50), speech(1), quiet(45), speech(1), quiet(500)];
    let time = 0;
    for (const step of plan) {
      voices.add(step, time, HEADS, ROW);
      time += step.frames * ROW;
    }
    expect(rounded(voices.spans)[0]).to.deep.equal([1 - VOICE_MARGIN, +(1 + 47 * ROW + VOICE_MARGIN).toFixed(3)]);
  });

  it('include what was not analysed', () => {
    const voices = new VoiceSpans(60);
    voices.add(quiet(100), 0, HEADS, ROW);
    voices.add(quiet(250), 5, HEADS, ROW);
    expect(rounded(voices.spans)[0]).to.deep.equal([0.5, 5.5]);
  });

  it('are forgotten with the sound', () => {
    const voices = new VoiceSpans(6);
    for (let time = 0; time < 100; time += 2) {
      voices.add(speech(5), time, HEADS, ROW);
      voices.add(quiet(95), time + 0.1, HEADS, ROW);
    }
    expect(voices.spans.length).to.be.within(2, 4);
  });

  it('count everything as a voice before the first score', () => {
    expect(new VoiceSpans(60).spans).to.deep.equal([{ from: -Infinity, to: Infinity }]);
  });
});
