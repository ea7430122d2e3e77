import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Decisions } from '../../../src/decisions/decisions.js';
import type { DetectionChange } from '../../../src/decisions/detection.js';
import type { ClassManifest, ConfirmManifest } from '../../../src/model/manifest.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { HOP, logitsOf, sigmoidHead } from './heads.js';

const CONFIRM: ConfirmManifest = { seconds: 0.4, coexistSeconds: 1.6, rivalSeconds: 1, pauseSeconds: 0.5 };
const QUIET = 0.01;

/** A score of a class from one time to another, seconds. */
interface Part {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

const part = (label: string, from: number, to: number, score: number): Part => ({ label, from, to, score });

interface Scene {
  readonly classes: readonly (string | ClassManifest)[];
  readonly parts: readonly Part[];
  readonly parents?: Record<string, string[]>;
  readonly confirm?: Partial<ConfirmManifest>;
  readonly hop?: number;
  readonly seconds?: number;
}

interface Report {
  readonly label: string;
  readonly onset: number;
  readonly offset: number;
  readonly reportedAt: number;
}

const rounded = (time: number): number => Math.round(time * 1e6) / 1e6;

function start({ classes, parents, confirm, hop = HOP }: Scene) {
  const head = sigmoidHead('events', classes, { mergeGap: 0.1, confirm: { ...CONFIRM, ...confirm } });
  return new Decisions([parents ? { ...head, parents } : head], hop);
}

function framesOf({ classes, parts, hop = HOP, seconds = 5 }: Scene): number[][] {
  const names = classes.map((entry) => (typeof entry === 'string' ? entry : entry.name));
  return Array.from({ length: Math.round(seconds / hop) }, (_, frame) => {
    const time = frame * hop + 1e-9;
    return names.map(
      (name) => parts.find((one) => one.label === name && one.from <= time && time < one.to)?.score ?? QUIET,
    );
  });
}

/** Returns all reports in the order in which they were made, and the time at which each was. */
function reportsOf(scene: Scene): Report[] {
  const { hop = HOP } = scene;
  const decisions = start(scene);
  const reportedAt = new Map<number, number>();
  const ended: DetectionChange['detection'][] = [];
  const read = (changes: readonly DetectionChange[], time: number) => {
    for (const { phase, detection } of changes) {
      if (phase === 'start') reportedAt.set(detection.id, time);
      else ended.push(detection);
    }
  };
  framesOf(scene).forEach((frame, i) =>
    read(decisions.push({ events: logitsOf(frame) }, 1, i * hop).changes, (i + 1) * hop),
  );
  read(decisions.flush(), NaN);
  return ended
    .sort((a, b) => a.id - b.id)
    .map(({ id, label, onset, offset }) => ({
      label,
      onset: rounded(onset),
      offset: rounded(offset!),
      reportedAt: rounded(reportedAt.get(id)!),
    }));
}

const labels = (scene: Scene): string[] => reportsOf(scene).map(({ label }) => label);

describe('SoundContest: evidence', () => {
  const alone = (score: number, hop = HOP) => reportsOf({ classes: ['dog'], parts: [part('dog', 1, 4, score)], hop });

  it('reports a class that stays at `on` after `seconds`, with its true onset', () => {
    expect(alone(0.5)).to.deep.equal([{ label: 'dog', onset: 1, offset: 4, reportedAt: 1.4 }]);
  });

  it('reports a surer class sooner, by up to three times', () => {
    expect(alone(0.8)[0]!.reportedAt).to.be.within(1.1, 1.3);
    expect(alone(0.9999)[0]!.reportedAt).to.be.within(1.13, 1.15);
  });

  it('does not depend on the length of a frame', () => {
    for (const hop of [0.01, 0.02, 0.04]) {
      const [report] = alone(0.5, hop);
      expect(report).to.deep.include({ onset: 1, offset: 4 });
      expect(report!.reportedAt).to.be.closeTo(1.4, hop);
    }
  });

  it('counts active time across short pauses and begins again after long ones', () => {
    const calls = (pause: number) =>
      labels({
        classes: ['dog'],
        parts: [0, 1, 2].map((i) => part('dog', 1 + i * (0.2 + pause), 1.2 + i * (0.2 + pause), 0.5)),
      });
    expect(calls(0.08)).to.deep.equal(['dog']);
    expect(calls(0.2)).to.deep.equal([]);
  });

  it("prefers a class's own amount", () => {
    const classes = [{ name: 'click', confirmSeconds: 0.1 }, 'dog'];
    const parts = [part('click', 0, 0.2, 0.5), part('dog', 2, 2.2, 0.5)];
    expect(labels({ classes, parts })).to.deep.equal(['click']);
  });

  it('still asks for the minimum duration', () => {
    const head = sigmoidHead('events', ['dog'], { minDuration: 0.3, confirm: { ...CONFIRM, seconds: 0.02 } });
    const decisions = new Decisions([head], HOP);
    expect(decisions.push({ events: logitsOf(Array<number>(14).fill(0.9)) }, 14, 0).changes).to.have.length(0);
    expect(decisions.push({ events: logitsOf([0.9]) }, 1, 14 * HOP).changes).to.have.length(1);
  });
});

describe('SoundContest: rivals', () => {
  const classes = ['flute', 'siren'];

  it('does not report short rivals of one sound, and dates the winner back to where the sound began', () => {
    const parts = [part('flute', 1, 1.3, 0.6), part('siren', 1.2, 4, 0.95)];
    const [report, ...others] = reportsOf({ classes, parts });
    expect(others).to.deep.equal([]);
    expect(report).to.deep.include({ label: 'siren', onset: 1, offset: 4 });
  });

  it('keeps its own onset after a rival that was reported, or that rose long before', () => {
    const reported = [part('flute', 1, 1.2, 0.9999), part('siren', 1.18, 4, 0.95)];
    expect(reportsOf({ classes, parts: reported }).map(({ onset }) => onset)).to.deep.equal([1, 1.18]);
    const before = [part('flute', 0.5, 1.3, 0.31), part('siren', 1.2, 4, 0.95)];
    expect(reportsOf({ classes, parts: before })).to.deep.include.members([
      { label: 'siren', onset: 1.2, offset: 4, reportedAt: reportsOf({ classes, parts: before })[0]!.reportedAt },
    ]);
  });

  it('gives the evidence to the surer class, whatever the thresholds', () => {
    const unequal = [
      { name: 'flute', on: 0.4, off: 0.2 },
      { name: 'siren', on: 0.9, off: 0.36 },
    ];
    const parts = [part('flute', 1, 1.5, 0.6), part('siren', 1, 4, 0.97)];
    expect(labels({ classes: unequal, parts })).to.deep.equal(['siren']);
    expect(labels({ classes: unequal, parts: parts.slice(0, 1) })).to.deep.equal(['flute']);
  });

  it('finds two sounds that are sure at once, the less sure one by `coexistSeconds`', () => {
    const equal = reportsOf({ classes, parts: [part('flute', 1, 4, 0.5), part('siren', 1, 4, 0.5)] });
    expect(equal.map(({ reportedAt }) => reportedAt)).to.deep.equal([1.8, 1.8]);
    const unequal = reportsOf({ classes, parts: [part('flute', 1, 4, 0.5), part('siren', 1, 4, 0.9999)] });
    expect(unequal.map(({ label }) => label)).to.deep.equal(['siren', 'flute']);
    expect(unequal[1]!.reportedAt).to.equal(2.6);
  });

  it('reports at most four sounds of a strange noise that resembles many', () => {
    const many = Array.from({ length: 12 }, (_, i) => `class ${String(i)}`);
    const parts = many.map((label, i) => part(label, 1, 5, 0.8 + 0.01 * i));
    expect(labels({ classes: many, parts })).to.have.members(many.slice(-4));
  });

  it('does not let a sound compete with one that began long before', () => {
    const parts = [part('flute', 0, 5, 0.9999), part('siren', 2, 2.5, 0.5)];
    expect(reportsOf({ classes, parts })[1]).to.deep.include({ label: 'siren', onset: 2, reportedAt: 2.4 });
    expect(labels({ classes, parts, confirm: { rivalSeconds: 3 } })).to.deep.equal(['flute']);
  });
});

describe('SoundContest: pauses of a reported sound', () => {
  const classes = ['speech', 'rain'];
  const words = [part('speech', 0, 1.5, 0.95), part('speech', 2.1, 4, 0.95)];
  const scene = (rain: Part, pauseSeconds = 0.5) =>
    labels({ classes, parts: [...words, rain], confirm: { pauseSeconds } });

  it('does not report what is only there in the pause', () => {
    expect(scene(part('rain', 1.5, 2.1, 0.5))).to.deep.equal(['speech', 'speech']);
    expect(scene(part('rain', 1.5, 2.1, 0.5), 0)).to.deep.equal(['speech', 'rain', 'speech']);
  });

  it('reports what outlasts it, and what was there before the pause', () => {
    const alone = (rain: Part) => labels({ classes, parts: [words[0]!, rain] });
    expect(alone(part('rain', 1.5, 2.7, 0.5))).to.deep.equal(['speech', 'rain']);
    expect(scene(part('rain', 1.3, 2.1, 0.5))).to.deep.equal(['speech', 'rain', 'speech']);
  });
});

describe('SoundContest: families', () => {
  const classes = ['animal', 'dog', 'cat', 'rain'];
  const parents = { dog: ['pets'], cat: ['pets'], pets: ['animal'] };
  const scene = (...parts: Part[]): Scene => ({ classes, parents, parts });

  it('reports the most specific sure class, not its families as well', () => {
    expect(reportsOf(scene(part('dog', 1, 2, 0.7), part('animal', 1, 2, 0.9)))).to.have.length(1);
    expect(labels(scene(part('dog', 1, 2, 0.7), part('animal', 1, 2, 0.9)))).to.deep.equal(['dog']);
  });

  it('gives a family the score of its members', () => {
    const { smoothed } = start(scene()).push({ events: logitsOf([0.1, 0.3, 0.4, 0.2]) }, 1, 0);
    expect([...smoothed.events!].map((score) => Math.round(score * 10) / 10)).to.deep.equal([0.4, 0.3, 0.4, 0.2]);
  });

  it('reports the family if no member of it is confirmed', () => {
    expect(labels(scene(part('animal', 1, 2, 0.7)))).to.deep.equal(['animal']);
    const undecided = [0, 1, 2, 3].flatMap((i) => [
      part(i % 2 ? 'dog' : 'cat', 1 + i * 0.2, 1.2 + i * 0.2, 0.6),
      part(i % 2 ? 'cat' : 'dog', 1 + i * 0.2, 1.2 + i * 0.2, 0.1),
    ]);
    expect(labels(scene(...undecided))).to.deep.equal(['animal']);
  });

  it('does not compete with its members', () => {
    const reports = reportsOf(scene(part('dog', 1, 2, 0.5), part('animal', 1, 2, 0.99)));
    expect(reports).to.deep.equal([{ label: 'dog', onset: 1, offset: 2, reportedAt: 1.4 }]);
  });

  it('adds the odds of all rivals, with their families', () => {
    const report = (...parts: Part[]) =>
      reportsOf(scene(part('rain', 1, 4, 0.5), ...parts)).find((one) => one.label === 'rain')!;
    const besideDog = report(part('dog', 1, 4, 0.5));
    expect(besideDog.reportedAt).to.equal(2.14);
    expect(report().reportedAt).to.be.below(1.8);
  });

  it('continues a family that was reported before, and begins it again after a member', () => {
    const before = reportsOf(scene(part('animal', 0, 4, 0.7), part('dog', 2, 3, 0.7)));
    expect(before.map(({ label, onset, offset }) => [label, onset, offset])).to.deep.equal([
      ['animal', 0, 4],
      ['dog', 2, 3],
    ]);
    const after = reportsOf(scene(part('animal', 1, 4, 0.7), part('dog', 1, 2, 0.7)));
    expect(after.map(({ label }) => label)).to.deep.equal(['dog', 'animal']);
    expect(after[1]!.onset).to.be.within(2, 2.12);
    expect(labels(scene(part('animal', 1, 2.2, 0.7), part('dog', 1, 2, 0.7)))).to.deep.equal(['dog']);
  });

  it('opens a gate while a member is active, reported or not', () => {
    const events = {
      ...sigmoidHead('events', ['music', 'violin'], { confirm: CONFIRM }),
      parents: { violin: ['music'] },
    };
    const genre = sigmoidHead('genre', ['jazz'], { gate: { head: 'events', class: 'music' } });
    const decisions = new Decisions([events, genre], HOP);
    const { gates } = decisions.push({ events: logitsOf([0.1, 0.6]), genre: logitsOf([0.9]) }, 1, 0);
    expect(gates).to.deep.equal({ genre: true });
  });
});

describe('SoundContest: quiet classes', () => {
  const noise = { name: 'noise', quiet: true };

  it('have scores and no reports, with and without a contest', () => {
    const scene = { classes: [noise], parts: [part('noise', 1, 4, 0.99)] };
    expect(labels(scene)).to.deep.equal([]);
    const decisions = new Decisions([sigmoidHead('events', [noise])], HOP);
    const { changes, smoothed } = decisions.push({ events: logitsOf([0.9]) }, 1, 0);
    expect(changes).to.deep.equal([]);
    expect(smoothed.events![0]).to.be.closeTo(0.9, 1e-6);
  });

  it('compete: hiss is not rain', () => {
    const parts = [part('noise', 1, 2, 0.95), part('rain', 1, 2, 0.6)];
    expect(labels({ classes: [noise, 'rain'], parts })).to.deep.equal([]);
    expect(labels({ classes: [noise, 'rain'], parts: parts.slice(1) })).to.deep.equal(['rain']);
  });

  it('do not keep their family waiting', () => {
    const parents = { noise: ['sound'] };
    const parts = [part('noise', 1, 2, 0.5), part('sound', 1, 2, 0.5)];
    expect(reportsOf({ classes: [noise, 'sound'], parents, parts })).to.deep.equal([
      { label: 'sound', onset: 1, offset: 2, reportedAt: 1.4 },
    ]);
  });
});

describe('SoundContest: streams', () => {
  it('decides the same however the frames are cut', () => {
    const random = seededRandom(7);
    const classes = ['animal', 'dog', 'cat', 'rain', { name: 'noise', quiet: true }];
    const parents = { dog: ['animal'], cat: ['animal'] };
    const parts = Array.from({ length: 60 }, () => {
      const from = random() * 20;
      const name = ['animal', 'dog', 'cat', 'rain', 'noise'][Math.floor(random() * 5)]!;
      return part(name, from, from + random() * 2, 0.2 + 0.8 * random());
    });
    const scene = { classes, parents, parts, seconds: 20 };
    const frames = framesOf(scene);
    const run = (cuts: readonly (readonly [from: number, to: number])[]) => {
      const decisions = start(scene);
      const changes = cuts.flatMap(([from, to]) => {
        const logits = logitsOf(frames.slice(from, to).flat());
        return decisions.push({ events: logits }, to - from, from * HOP).changes;
      });
      return [...changes, ...decisions.flush()];
    };
    const whole = run([[0, frames.length]]);
    expect(whole.length).to.be.above(10);
    for (let i = 0; i < 5; i++) expect(run(randomCuts(frames.length, 50, random))).to.deep.equal(whole);
  });

  it('begins again after a jump back in time, and after reset', () => {
    const scene = { classes: ['dog'], parts: [part('dog', 0, 0.3, 0.5)], seconds: 0.3 };
    const decisions = start(scene);
    const frames = framesOf(scene);
    const push = (time: number) => decisions.push({ events: logitsOf(frames.flat()) }, frames.length, time).changes;
    expect([push(10), push(0)].flat()).to.deep.equal([]);
    decisions.reset();
    expect(push(0)).to.deep.equal([]);
  });

  it('adopts other thresholds', () => {
    const scene = { classes: ['dog'], parts: [part('dog', 0, 1, 0.5)], seconds: 1 };
    const decisions = start(scene);
    decisions.setThresholds({ dog: 0.8 });
    const frames = framesOf(scene);
    expect(decisions.push({ events: logitsOf(frames.flat()) }, frames.length, 0).changes).to.deep.equal([]);
    decisions.setThresholds({ dog: 0.3 });
    const { changes } = decisions.push({ events: logitsOf(frames.flat()) }, frames.length, 1);
    expect(changes).to.have.length(1);
  });
});
