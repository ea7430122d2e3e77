import { expect } from 'chai';
import { beforeEach, describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { NoteEmission, velocity } from '../../../src/wam/midi/note-emission.js';
import { defaultNotes, noteName, withTaughtNotes } from '../../../src/wam/settings/note-map.js';
import { defaultControls, faderControls, ScoreControls } from '../../../src/wam/settings/score-controls.js';
import { SoundingNotes } from '../../../src/wam/midi/sounding-notes.js';
import { Emitter } from '../../../src/wam/node/emitter.js';
import { eventLatency } from '../../../src/wam/node/event-latency.js';
import { defaultParameterValues } from '../../../src/wam/settings/parameters.js';
import { defaultSettings } from '../../../src/wam/settings/settings.js';
import { taughtClass } from '../teach/made-up.js';
import { MODEL } from '../../browser/elements/simulated-listener.js';

const map = {
  'bird:bird': 60,
  'events:dog': 40,
  'events:cow': 40,
  'genre:jazz': 24,
  'genre:rock': 25,
  'events:rain': null,
};
const sound = (id: number, head: string, label: string, times: Partial<Detection> = {}): Detection => ({
  id,
  head,
  label,
  families: [],
  onset: 1,
  offset: null,
  peak: 1,
  confidence: 0.5,
  ...times,
});

describe('notes', () => {
  const timing = { delay: 0, genreHold: 0 };
  let notes: NoteEmission;
  const start = (detection: Detection, now = 2, given = timing) =>
    notes.follow({ phase: 'start', detection }, map, given, now);
  const end = (detection: Detection, now = 4, given = timing) =>
    notes.follow({ phase: 'end', detection }, map, given, now);
  beforeEach(() => {
    notes = new NoteEmission();
  });

  it('begin and end with their sound, as loud as it is sure, never before now', () => {
    expect(start(sound(1, 'bird', 'bird'))).to.deep.equal([{ type: 'note-on', time: 2, note: 60, velocity: 64 }]);
    expect(end(sound(1, 'bird', 'bird', { offset: 3 }))).to.deep.equal([{ type: 'note-off', time: 4, note: 60 }]);
    expect([velocity(0), velocity(1), velocity(2)]).to.deep.equal([1, 127, 127]);
  });

  it('come equally late with a delay, and end no sooner than they begin', () => {
    const late = { delay: 1.5, genreHold: 0 };
    expect(start(sound(1, 'bird', 'bird'), 1.2, late)[0]!.time).to.equal(2.5);
    expect(end(sound(1, 'bird', 'bird', { offset: 1.1 }), 1.3, { delay: 0, genreHold: 0 })[0]!.time).to.equal(2.5);
  });

  it('are one where two sounds share it, and none where the map has none', () => {
    expect(start(sound(1, 'events', 'dog'))).to.have.length(1);
    expect(start(sound(2, 'events', 'cow'))).to.deep.equal([]);
    expect(end(sound(1, 'events', 'dog'))).to.deep.equal([]);
    expect(end(sound(2, 'events', 'cow'))).to.have.length(1);
    expect(start(sound(3, 'events', 'rain'))).to.deep.equal([]);
    expect(start(sound(4, 'events', 'siren'))).to.deep.equal([]);
    expect(end(sound(3, 'events', 'rain'))).to.deep.equal([]);
  });

  it('of a genre are held, in case it begins again; another genre ends them', () => {
    const hold = { delay: 0, genreHold: 3 };
    start(sound(1, 'genre', 'jazz'), 2, hold);
    expect(end(sound(1, 'genre', 'jazz', { offset: 4 }), 4, hold)).to.deep.equal([]);
    expect(notes.tick(6.9)).to.deep.equal([]);
    expect(start(sound(2, 'genre', 'jazz', { onset: 6 }), 6.9, hold)).to.deep.equal([]);
    expect(end(sound(2, 'genre', 'jazz', { offset: 8 }), 8, hold)).to.deep.equal([]);
    expect(start(sound(3, 'genre', 'rock', { onset: 9 }), 9, hold)).to.deep.equal([
      { type: 'note-off', time: 9, note: 24 },
      { type: 'note-on', time: 9, note: 25, velocity: 64 },
    ]);
    end(sound(3, 'genre', 'rock', { offset: 10 }), 10, hold);
    expect(notes.tick(13)).to.deep.equal([{ type: 'note-off', time: 13, note: 25 }]);
    expect(notes.tick(20)).to.deep.equal([]);
  });

  it('that somebody else has ended are forgotten', () => {
    start(sound(1, 'bird', 'bird'));
    notes.reset();
    expect(end(sound(1, 'bird', 'bird'))).to.deep.equal([]);
  });

  it('are one for each class, by head', () => {
    const usual = defaultNotes(MODEL.heads);
    const given = Object.values(usual);
    expect(usual['bird:bird']).to.equal(35);
    expect(new Set(given).size).to.equal(given.length);
    expect([noteName(60), noteName(24), noteName(35)]).to.deep.equal(['C4', 'C1', 'B1']);
  });

  it('of taught sounds are the next free ones from middle C on, and a taught sound has a known latency', () => {
    const classes = ['kettle', 'gate', 'drum'].map((label) => taughtClass(label));
    const notes = withTaughtNotes({ 'taught:gate': 60, 'bird:bird': 61 }, { classes });
    expect(notes).to.deep.equal({ 'bird:bird': 61, 'taught:kettle': 61, 'taught:gate': 60, 'taught:drum': 62 });
    expect(withTaughtNotes({ 'taught:kettle': null }, { classes: classes.slice(0, 1) })['taught:kettle']).to.equal(
      null,
    );
    expect(eventLatency(MODEL, 'taught', 5)).to.be.within(0.1, 0.3);
  });

  it('end on the channel on which they began', () => {
    const sounding = new SoundingNotes();
    expect(sounding.on(60, 100, 3)).to.deep.equal([0x92, 60, 100]);
    expect(sounding.off(61)).to.equal(undefined);
    expect(sounding.allOff()).to.deep.equal([[0x82, 60, 0]]);
    expect(sounding.allOff()).to.deep.equal([]);
    sounding.follow([0x95, 7, 1]);
    expect(sounding.allOff()).to.deep.equal([[0x85, 7, 0]]);
  });
});

describe('scores as controllers', () => {
  const controls = [{ score: 'bird:bird', controller: 20 } as const, { score: 'bird:bird', parameter: 'mix' } as const];
  const scores = (bird: number) => ({ bird: Float32Array.of(bird) });
  const push = (follower: ScoreControls, bird: number, smoothing = 0) =>
    follower.push(scores(bird), MODEL.heads, { controls, time: 1, seconds: 0.1, smoothing });

  it('are sent when they change', () => {
    const follower = new ScoreControls();
    expect(push(follower, 0.5)).to.deep.equal([
      { type: 'control', time: 1, controller: 20, value: 64 },
      { type: 'automation', time: 1, parameter: 'mix', value: 0.5 },
    ]);
    expect(push(follower, 0.5001)).to.deep.equal([]);
    expect(push(follower, 1).map(({ type }) => type)).to.deep.equal(['control', 'automation']);
    follower.reset();
    expect(push(follower, 1)).to.have.length(2);
  });

  it('are smoothed with their time constant', () => {
    const follower = new ScoreControls();
    push(follower, 0, 1);
    let last = 0;
    for (let step = 0; step < 10; step++) {
      const told = push(follower, 1, 1).find((emission) => emission.type === 'automation');
      last = told!.type === 'automation' ? told!.value : last;
    }
    expect(last).to.be.closeTo(1 - Math.exp(-1), 1e-6);
  });

  it('have a controller each that MIDI leaves undefined', () => {
    const usual = defaultControls(MODEL.heads);
    expect(usual[0]).to.deep.equal({ score: 'bird:bird', controller: 20 });
    expect(usual.every(({ controller }) => controller >= 20 && controller <= 31)).to.equal(true);
    expect(usual.map(({ score }) => score)).to.include.members(['events:music', 'genre:jazz']);
  });

  it('of faders and taught sounds are sent like those of the model', () => {
    const controls = [
      ...faderControls(['energy', 'how close: drill']),
      { score: 'taught:kettle', controller: 5 } as const,
    ];
    expect(controls.map(({ controller }) => controller)).to.deep.equal([102, 103, 5]);
    const frames = {
      ...{ frames: 2, time: 1, scores: {}, gates: {}, smoothed: { taught: Float32Array.of(0.5) } },
      faders: { 'how close: drill': Float32Array.of(0, 1), energy: Float32Array.of(1, 0.25) },
      changes: [],
    };
    const state = {
      settings: { ...defaultSettings(), controls },
      values: { ...defaultParameterValues(), smoothing: 0 },
      taught: { network: '', licence: '', classes: [taughtClass('kettle')] },
      ...{ model: MODEL, now: 9 },
    };
    expect(new Emitter().frames(frames, state)).to.deep.equal([
      { type: 'control', time: 9, controller: 102, value: 32 },
      { type: 'control', time: 9, controller: 103, value: 127 },
      { type: 'control', time: 9, controller: 5, value: 64 },
    ]);
  });

  it('of taught sounds are looked up once for each change of the sounds, not for each step', () => {
    const state = {
      settings: { ...defaultSettings(), controls: [{ score: 'taught:bell', controller: 5 } as const] },
      values: { ...defaultParameterValues(), smoothing: 0 },
      ...{ model: MODEL, now: 9 },
    };
    const emitter = new Emitter();
    let reads = 0;
    const setOf = (...labels: string[]) => ({
      ...{ network: '', licence: '' },
      get classes() {
        reads += 1;
        return labels.map((label) => taughtClass(label));
      },
    });
    const sent = (taught: ReturnType<typeof setOf>, ...smoothed: number[]) =>
      emitter.frames(
        { frames: 2, time: 1, scores: {}, gates: {}, smoothed: { taught: Float32Array.from(smoothed) } },
        { ...state, taught },
      );
    const first = setOf('bell');
    for (const score of [0, 0.5, 1]) expect(sent(first, score)).to.have.length(1);
    expect(reads).to.equal(1);
    expect(sent(setOf('kettle', 'bell'), 1, 0)).to.deep.equal([{ type: 'control', time: 9, controller: 5, value: 0 }]);
    expect(reads).to.equal(2);
  });

  it('of a class that the model does not have are absent', () => {
    const follower = new ScoreControls();
    const given = {
      controls: [{ score: 'events:unicorn', controller: 1 } as const],
      time: 0,
      seconds: 0.1,
      smoothing: 0,
    };
    expect(follower.push(scores(1), MODEL.heads, given)).to.deep.equal([]);
  });
});
