import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Decisions } from '../../../src/decisions/decisions.js';
import type { DetectionChange } from '../../../src/decisions/detection.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { HOP, logit, logitsOf, sigmoidHead, softmaxHead, times } from './heads.js';

/** Runs the decisions of one class over frame scores. Returns each change with the frame at which it was decided. */
function follow(
  decision: Parameters<typeof sigmoidHead>[2],
  scores: readonly number[],
): (DetectionChange & { frame: number })[] {
  const decisions = new Decisions([sigmoidHead('bird', ['bird'], decision)], HOP);
  const changes = scores.flatMap((score, frame) =>
    decisions.push({ bird: logitsOf([score]) }, 1, frame * HOP).changes.map((change) => ({ ...change, frame })),
  );
  return [...changes, ...decisions.flush().map((change) => ({ ...change, frame: scores.length }))];
}

const phases = (changes: readonly (DetectionChange & { frame: number })[]) =>
  changes.map(({ phase, frame }) => `${phase} ${String(frame)}`);
/** Returns onset and offset of each detection in frames, rounded to a millionth. */
const spans = (changes: readonly DetectionChange[]) =>
  changes
    .filter(({ phase }) => phase === 'end')
    .map(({ detection: { onset, offset } }) => [onset, offset!].map((t) => Math.round((t / HOP) * 1e6) / 1e6));

describe('Decisions: one class', () => {
  it('reports onset, offset, peak and confidence of the frames that were on', () => {
    const changes = follow({}, [0.1, 0.6, 0.9, 0.4, 0.1, 0.1]);
    expect(phases(changes)).to.deep.equal(['start 1', 'end 4']);
    const { detection } = changes[1]!;
    expect(detection).to.include({ id: 1, head: 'bird', label: 'bird', onset: HOP, offset: 4 * HOP });
    expect(detection.peak).to.be.closeTo(0.9, 1e-6);
    expect(detection.confidence).to.be.closeTo((0.6 + 0.9 + 0.4) / 3, 1e-6);
    expect(changes[0]!.detection).to.include({ id: 1, onset: HOP, offset: null });
  });

  it('gives each detection the certain families of its class', () => {
    const parents = { bark: ['dog'], dog: ['pets', 'wild'], pets: ['animal'], wild: ['animal'] };
    const head = { ...sigmoidHead('events', ['bark']), parents };
    const { changes } = new Decisions([head], HOP).push({ events: logitsOf([0.9]) }, 1, 0);
    expect(changes[0]!.detection.families).to.deep.equal(['dog', 'animal']);
    expect(follow({}, [0.9])[0]!.detection.families).to.deep.equal([]);
  });

  it('needs `on` to begin and stays until below `off`', () => {
    expect(spans(follow({}, [0.4, 0.45, 0.4, 0.1]))).to.deep.equal([]);
    expect(spans(follow({}, [0.6, 0.31, 0.31, 0.29, 0.45, 0.1]))).to.deep.equal([[0, 3]]);
  });

  it('begins where the score came up to `off`, once it has reached `on`', () => {
    expect(spans(follow({}, [0.1, 0.35, 0.4, 0.9, 0.9, 0.1]))).to.deep.equal([[1, 5]]);
    expect(spans(follow({}, [0.1, 0.4, 0.2, 0.4, 0.9, 0.1]))).to.deep.equal([[3, 5]]);
    const changes = follow({ minDuration: 0.1 }, [0.4, 0.4, ...times(5, 0.9), 0.1]);
    expect(phases(changes)).to.deep.equal(['start 6', 'end 7']);
    expect(changes[1]!.detection.confidence).to.be.closeTo(0.9, 1e-6);
  });

  it('does not reach back over missing frames, nor into the sound before', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'])], HOP);
    decisions.push({ bird: logitsOf([0.4, 0.4]) }, 2, 0);
    const { changes } = decisions.push({ bird: logitsOf([0.9]) }, 1, 10);
    expect(changes[0]!.detection.onset).to.equal(10);
    expect(spans(follow({ mergeGap: 0.04 }, [0.9, 0.1, 0.4, 0.4, 0.4, 0.9, ...times(4, 0.1)]))).to.deep.equal([
      [0, 1],
      [2, 6],
    ]);
  });

  it("prefers a class's own thresholds", () => {
    const events = sigmoidHead('events', [{ name: 'dog', on: 0.8, off: 0.7 }, 'rain']);
    const decisions = new Decisions([events], HOP);
    const rows = [
      [0.75, 0.75],
      [0.85, 0.4],
      [0.65, 0.4],
    ];
    const { changes } = decisions.push({ events: logitsOf(rows.flat()) }, 3, 0);
    expect(changes.map(({ phase, detection }) => `${phase} ${detection.label}`)).to.deep.equal([
      'start rain',
      'start dog',
      'end dog',
    ]);
  });

  it('never reports what is shorter than the minimum duration, and starts once it has lasted', () => {
    expect(follow({ minDuration: 0.1 }, [0.1, ...times(4, 0.9), 0.1, 0.1])).to.deep.equal([]);
    const changes = follow({ minDuration: 0.1 }, [0.1, ...times(5, 0.9), 0.1, 0.1]);
    expect(phases(changes)).to.deep.equal(['start 5', 'end 6']);
    expect(changes[0]!.detection.onset).to.equal(HOP);
  });

  it('counts only the time on: two clicks inside a merge gap are not a sound, two calls are', () => {
    const rules = { minDuration: 0.1, mergeGap: 0.1 };
    expect(follow(rules, [0.9, 0.1, 0.1, 0.1, 0.9, ...times(9, 0.1)])).to.deep.equal([]);
    const calls = [...times(3, 0.9), 0.1, 0.1, 0.1, ...times(3, 0.9), ...times(9, 0.1)];
    expect(spans(follow(rules, calls))).to.deep.equal([[0, 9]]);
  });

  it('continues across a gap as long as the merge gap, not a longer one', () => {
    const gap = (frames: number) => follow({ mergeGap: 0.1 }, [0.9, ...times(frames, 0.1), 0.9, ...times(9, 0.1)]);
    expect(spans(gap(5))).to.deep.equal([[0, 7]]);
    expect(spans(gap(6))).to.deep.equal([
      [0, 1],
      [7, 8],
    ]);
  });

  it('says that a sound has ended as soon as it can no longer come back', () => {
    expect(phases(follow({ mergeGap: 0.1 }, [0.9, ...times(9, 0.1)]))).to.deep.equal(['start 0', 'end 6']);
    expect(phases(follow({ mergeGap: 0 }, [0.9, 0.1, 0.1]))).to.deep.equal(['start 0', 'end 1']);
  });

  it('smooths with a one-pole that begins at the first value', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'], { smoothingSeconds: 0.1 })], HOP);
    expect(decisions.push({ bird: logitsOf([0.8]) }, 1, 0).smoothed.bird![0]).to.be.closeTo(0.8, 1e-6);
    const { smoothed, scores } = decisions.push({ bird: logitsOf(times(5, 0.2)) }, 5, HOP);
    expect(smoothed.bird![0]).to.be.closeTo(0.2 + 0.6 * Math.exp(-1), 1e-6);
    expect(scores.bird![4]).to.be.closeTo(0.2, 1e-6);
  });

  it('flush ends at the last frame on what has lasted long enough, and forgets the rest', () => {
    expect(spans(follow({ minDuration: 0.06 }, [0.1, ...times(3, 0.9)]))).to.deep.equal([[1, 4]]);
    expect(spans(follow({ mergeGap: 1 }, [0.9, 0.9, 0.1, 0.1]))).to.deep.equal([[0, 2]]);
    expect(follow({ minDuration: 0.1 }, [0.1, ...times(3, 0.9)])).to.deep.equal([]);
  });

  it('after reset is as new', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'], { smoothingSeconds: 0.1 })], HOP);
    const input = { bird: logitsOf([0.9, 0.6, 0.1, 0.1]) };
    const first = decisions.push(input, 4, 0);
    decisions.reset();
    expect(decisions.push(input, 4, 0)).to.deep.equal(first);
  });
});

describe('Decisions: scores and cutting', () => {
  it('calibrates frame scores by temperature, sigmoid and softmax, without overflow', () => {
    const heads = [
      { ...sigmoidHead('events', ['dog', 'music']), temperature: 2 },
      { ...softmaxHead('genre', ['jazz', 'rock']), temperature: 4 },
    ];
    const { scores } = new Decisions(heads, HOP).push(
      { events: Float32Array.of(1, -3000), genre: Float32Array.of(3000, 2998) },
      1,
      0,
    );
    expect(scores.events![0]).to.be.closeTo(1 / (1 + Math.exp(-0.5)), 1e-7);
    expect(scores.events![1]).to.equal(0);
    expect(scores.genre![0]).to.be.closeTo(1 / (1 + Math.exp(-0.5)), 1e-7);
    expect(scores.genre![0]! + scores.genre![1]!).to.be.closeTo(1, 1e-6);
  });

  it('gives identical output however the frames are cut', () => {
    const random = seededRandom(7);
    const heads = [
      softmaxHead('genre', ['jazz', 'pop', 'rock'], { poolSeconds: 0.5, minDuration: 0.1, mergeGap: 0.2, on: 0.4 }),
      sigmoidHead('bird', ['bird'], { smoothingSeconds: 0.1, minDuration: 0.06, mergeGap: 0.1 }),
      sigmoidHead('events', ['dog', 'music'], { smoothingSeconds: 0.05, minDuration: 0.04, mergeGap: 0.06 }),
    ];
    const frames = 1500;
    const start = 12.3456789;
    const logits = Object.fromEntries(
      heads.map(({ name, classes }) => {
        // Slow waves with noise, which produce detections of all lengths.
        const wave = (i: number, c: number) => 4 * Math.sin(i / (9 + 8 * c)) + 4 * (random() - 0.5);
        const size = classes.length;
        return [name, Float32Array.from({ length: frames * size }, (_, k) => wave(Math.floor(k / size), k % size))];
      }),
    );
    const run = (cuts: readonly (readonly [number, number])[]) => {
      const decisions = new Decisions(heads, HOP);
      const scores = new Map(heads.map(({ name }) => [name, [] as number[]]));
      const changes: DetectionChange[] = [];
      let last: object = {};
      for (const [from, to] of cuts) {
        const part = Object.fromEntries(
          heads.map(({ name, classes: { length } }) => [name, logits[name]!.slice(from * length, to * length)]),
        );
        const update = decisions.push(part, to - from, start + from * HOP);
        changes.push(...update.changes);
        for (const [name, values] of Object.entries(update.scores)) scores.get(name)!.push(...values);
        last = { smoothed: update.smoothed, gates: update.gates };
      }
      return { scores: [...scores], changes: [...changes, ...decisions.flush()], last };
    };
    const whole = run([[0, frames]]);
    for (const head of heads) expect(whole.changes.filter((c) => c.detection.head === head.name).length).to.be.above(6);
    for (let trial = 0; trial < 20; trial++) {
      const longest = [1, 3, 17, 200][trial % 4]!;
      expect(run(randomCuts(frames, longest, random)), `cut ${String(trial)}`).to.deep.equal(whole);
    }
  });

  it('accepts a step without frames', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'])], HOP);
    expect(decisions.push({ bird: new Float32Array(0) }, 0, 0)).to.deep.equal({
      frames: 0,
      scores: { bird: new Float32Array(0) },
      smoothed: { bird: new Float32Array(1) },
      gates: {},
      changes: [],
    });
  });
});

describe('Decisions: jumps of time', () => {
  const step = (decisions: Decisions, scores: readonly number[], time: number) =>
    decisions.push({ bird: logitsOf(scores) }, scores.length, time);

  it('continues a sound across missing frames up to its merge gap, with true times', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'], { mergeGap: 0.1 })], HOP);
    step(decisions, [0.9, 0.9], 5);
    step(decisions, [0.9, 0.1], 5.1);
    expect(spans(decisions.flush())).to.deep.equal([[250, 256]]);
  });

  it('ends a sound at a longer gap; the next one has to reach `on` again', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'], { mergeGap: 0.1 })], HOP);
    step(decisions, [0.9, 0.9], 5);
    expect(spans(step(decisions, [0.4, 0.4, 0.9], 6).changes)).to.deep.equal([[250, 252]]);
    const next = decisions.flush();
    expect(next[0]!.detection.id).to.equal(2);
    expect(spans(next)).to.deep.equal([[300, 303]]);
  });

  it('follows jumps of a single sample', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'])], HOP);
    const late = 1 / 192_000;
    step(decisions, [0.1, 0.1], 0);
    expect(step(decisions, [0.1, 0.9], 2 * HOP + late).changes[0]!.detection.onset).to.equal(2 * HOP + late + HOP);
  });

  it('lets a smoothed score age over the gap', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'], { smoothingSeconds: 0.1 })], HOP);
    step(decisions, [0.8], 0);
    const { smoothed } = step(decisions, [0.2], HOP + 0.08);
    expect(smoothed.bird![0]).to.be.closeTo(0.2 + 0.6 * Math.exp(-1), 1e-6);
  });

  it('takes a jump back for another recording', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'], { smoothingSeconds: 9, mergeGap: 9 })], HOP);
    step(decisions, [0.9, 0.9], 5);
    const { changes, smoothed } = step(decisions, [0.1], 0);
    expect(spans(changes)).to.deep.equal([[250, 252]]);
    expect(smoothed.bird![0]).to.be.closeTo(0.1, 1e-6);
  });
});

describe('Decisions: a pooled head behind a gate', () => {
  const events = sigmoidHead('events', ['dog', 'music']);
  const rules = { poolSeconds: 0.4, minDuration: 0.1, mergeGap: 0.1, on: 0.6, off: 0.5 };
  const build = () => new Decisions([softmaxHead('genre', ['jazz', 'rock'], rules), events], HOP);
  /** Pushes `frames` frames with or without music, with this logit difference between jazz and rock. */
  const play = (decisions: Decisions, at: number, frames: number, music: boolean, jazz: number) =>
    decisions.push(
      {
        genre: Float32Array.from({ length: frames * 2 }, (_, i) => (i % 2 === 0 ? jazz : 0)),
        events: Float32Array.from({ length: frames * 2 }, (_, i) => (i % 2 === 1 && music ? 3 : -3)),
      },
      frames,
      at * HOP,
    );
  const genres = (changes: readonly DetectionChange[]) => changes.filter(({ detection }) => detection.head === 'genre');

  it('says nothing while the gate is closed', () => {
    const update = play(build(), 0, 100, false, 9);
    expect(update.changes).to.deep.equal([]);
    expect(update.gates).to.deep.equal({ genre: false });
    expect([...update.smoothed.genre!]).to.deep.equal([0, 0]);
    expect(update.scores.genre![0]).to.be.above(0.99);
  });

  it('acts on the very frame on which the gate opens', () => {
    const decisions = build();
    play(decisions, 0, 10, false, 9);
    const { gates, changes } = play(decisions, 10, 5, true, 9);
    expect(gates).to.deep.equal({ genre: true });
    expect(genres(changes)[0]!.detection).to.include({ label: 'jazz', onset: 10 * HOP });
  });

  it('pools logits with weights that decay by age', () => {
    const decisions = build();
    const jazz = [2, -1, 0.5, 3, -2, 1];
    const update = jazz.map((value, i) => play(decisions, i, 1, true, value)).at(-1)!;
    const weights = jazz.map((_, i) => Math.exp((-(jazz.length - 1 - i) * HOP) / rules.poolSeconds));
    const mean =
      jazz.reduce((sum, value, i) => sum + value * weights[i]!, 0) / weights.reduce((sum, weight) => sum + weight, 0);
    expect(update.smoothed.genre![0]).to.be.closeTo(1 / (1 + Math.exp(-mean)), 1e-6);
    expect(update.smoothed.genre![1]).to.be.closeTo(1 / (1 + Math.exp(mean)), 1e-6);
  });

  it('pools only frames with the gate open, and remembers across a short pause', () => {
    const decisions = build();
    play(decisions, 0, 50, true, 2);
    play(decisions, 50, 20, false, -50);
    const { smoothed } = play(decisions, 70, 1, true, 2);
    expect(smoothed.genre![0]).to.be.closeTo(1 / (1 + Math.exp(-2)), 1e-6);
  });

  it('forgets after a pause longer than it remembers', () => {
    const decisions = build();
    play(decisions, 0, 50, true, 2);
    play(decisions, 50, 21, false, 2);
    const { smoothed } = play(decisions, 71, 1, true, -1);
    expect(smoothed.genre![0]).to.be.closeTo(1 / (1 + Math.exp(1)), 1e-6);
  });

  it('ends the genre when the music ends', () => {
    const decisions = build();
    play(decisions, 0, 50, true, 3);
    expect(spans(genres(play(decisions, 50, 50, false, 3).changes))).to.deep.equal([[0, 50]]);
  });

  it('lets only the winner be on, however low the threshold', () => {
    const heads = [softmaxHead('genre', ['jazz', 'rock'], { ...rules, minDuration: 0, on: 0.1, off: 0.05 }), events];
    const { changes } = play(new Decisions(heads, HOP), 0, 20, true, 0.5);
    expect(genres(changes).map(({ detection }) => detection.label)).to.deep.equal(['jazz']);
  });

  it('works without a gate, too', () => {
    const genre = { ...sigmoidHead('genre', ['jazz', 'rock']), activation: 'softmax' as const };
    const { changes, gates } = new Decisions([genre], HOP).push({ genre: Float32Array.of(3, 0) }, 1, 0);
    expect(genres(changes)).to.have.length(1);
    expect(gates).to.deep.equal({});
  });
});

describe('Decisions: a class that implies another', () => {
  const classes = [
    { name: 'music', on: 0.8, off: 0.4 },
    { name: 'dog' },
    { name: 'violin', implies: 'music' },
    { name: 'drum', on: 0.6, implies: 'music' },
  ];
  const build = () => new Decisions([sigmoidHead('events', classes)], HOP);
  const listen = (decisions: Decisions, frames: readonly (readonly number[])[]) => ({
    ...decisions.push({ events: logitsOf(frames.flat()) }, frames.length, 0),
    rest: decisions.flush(),
  });
  const music = (changes: readonly DetectionChange[]) => changes.filter(({ detection }) => detection.label === 'music');

  it('keeps the implied class on, from onset to offset, with at least its score', () => {
    const { changes, smoothed } = listen(build(), [
      [0.1, 0.9, 0.1, 0.1],
      [0.1, 0.1, 0.4, 0.1],
      [0.2, 0.1, 0.7, 0.1],
      [0.1, 0.1, 0.6, 0.1],
      [0.1, 0.1, 0.2, 0.1],
    ]);
    expect(spans(music(changes))).to.deep.equal([[1, 4]]);
    expect(music(changes)[1]!.detection.peak).to.be.closeTo(0.7, 1e-6);
    expect(smoothed.events![0]).to.be.closeTo(0.2, 1e-6);
  });

  it('is on once, whichever class implies it, and on its own score too', () => {
    const { changes, rest } = listen(build(), [
      [0.1, 0.1, 0.7, 0.1],
      [0.1, 0.1, 0.2, 0.7],
      [0.9, 0.1, 0.2, 0.2],
      [0.5, 0.1, 0.2, 0.2],
    ]);
    expect(spans(music([...changes, ...rest]))).to.deep.equal([[0, 4]]);
  });

  it('does not take a lower score of the other for enough', () => {
    expect(music(listen(build(), times(5, [0.1, 0.1, 0.1, 0.55])).changes)).to.deep.equal([]);
  });
});

describe('Decisions: what it refuses', () => {
  const good = sigmoidHead('bird', ['bird']);
  for (const value of [NaN, Infinity, -Infinity]) {
    it(`refuses the logit ${String(value)}, and continues as if it had not come`, () => {
      const input = { bird: logitsOf([0.9, 0.9]) };
      const untouched = new Decisions([good], HOP);
      const decisions = new Decisions([good], HOP);
      expect(() => decisions.push({ bird: Float32Array.of(logit(0.9), value) }, 2, 0))
        .to.throw()
        .with.property('code', 'model-corrupt');
      expect(decisions.push(input, 2, 0)).to.deep.equal(untouched.push(input, 2, 0));
    });
  }

  it('refuses logits of another shape, a head without logits, a hop and a time that make no sense', () => {
    const decisions = new Decisions([good], HOP);
    for (const attempt of [
      () => decisions.push({ bird: new Float32Array(3) }, 2, 0),
      () => decisions.push({}, 1, 0),
      () => decisions.push({ bird: new Float32Array(1) }, 1, NaN),
      () => new Decisions([good], 0),
    ]) {
      expect(attempt).to.throw().with.property('code', 'bad-option');
    }
  });
});
