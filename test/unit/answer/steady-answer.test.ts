import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Detection } from '../../../src/decisions/detection.js';
import { CERTAINTY_LIMITS, SteadyAnswer, type Answer } from '../../../src/answer/steady-answer.js';
import { questionOf } from '../../../src/decisions/question.js';
import { recorded, replay } from './recorded-scores.js';

const sound = (label: string, given: Partial<Detection> = {}): Detection => ({
  id: 1,
  head: 'events',
  label,
  families: [],
  onset: 0,
  offset: null,
  peak: 0.9,
  confidence: 0.9,
  ...given,
});

/** Writes an answer as one line: `probable` names begin with "?", families with "a ", sounds that are over are in brackets. */
const written = ({ lines, nameless }: Answer): string =>
  nameless ??
  lines
    .map(({ label, isFamily, certainty, detail, isOver }) => {
      const kind = detail ? ` · ${detail.certainty === 'sure' ? '' : '?'}${detail.label}` : '';
      const name = `${certainty === 'sure' ? '' : '?'}${isFamily ? 'a ' : ''}${label}${kind}`;
      return isOver ? `(${name})` : name;
    })
    .join(' | ');

/** An answer with its own clock, seconds. */
class Played {
  readonly answer: SteadyAnswer;
  time = 0;

  constructor(lines = 2, limits: keyof typeof CERTAINTY_LIMITS = 'normal') {
    this.answer = new SteadyAnswer({ lines, limits: CERTAINTY_LIMITS[limits] });
  }

  start(label: string, given: Partial<Detection> = {}): this {
    this.answer.detect({ phase: 'start', detection: sound(label, { onset: this.time, ...given }) }, this.time * 1000);
    return this;
  }

  end(label: string, given: Partial<Detection> = {}): this {
    this.answer.detect({ phase: 'end', detection: sound(label, { offset: this.time, ...given }) }, this.time * 1000);
    return this;
  }

  /** Returns what is shown after a time, with sound of a level, dBFS. */
  after(seconds: number, level = -50, isArriving = true): string {
    let shown = '';
    const end = this.time + seconds;
    while (this.time < end - 1e-9) {
      this.time += 0.1;
      this.answer.hear(level, isArriving, this.time * 1000);
      shown = written(this.answer.at(this.time * 1000));
    }
    return shown;
  }
}

describe('SteadyAnswer', () => {
  it('says a name at once when it is confirmed, dimmed for two seconds after its end, then no more', () => {
    const played = new Played();
    expect(played.after(3)).to.equal('quiet');
    expect(played.start('dog').after(0.1)).to.equal('dog');
    expect(played.after(5)).to.equal('dog');
    expect(played.end('dog').after(1.9)).to.equal('(dog)');
    expect(played.after(0.3)).to.equal('quiet');
  });

  it('gives one answer to one question: a bird, with its kind if that is sure', () => {
    const played = new Played();
    played.start('bird', { id: 1, head: 'bird' }).start('chirping_birds', { id: 2 });
    expect(played.after(1)).to.equal('chirping_birds');
    played.start('crow', { id: 3, confidence: 0.6 });
    expect(played.after(2)).to.equal('chirping_birds');
    played.start('rooster', { id: 4, confidence: 0.95 });
    expect(played.after(2)).to.equal('rooster');
  });

  it('gives one answer to one question with families, too', () => {
    const animal = ['wild_animals', 'animal'];
    const played = new Played();
    played.start('animal', { id: 1, families: [] });
    expect(played.after(1)).to.equal('a animal');
    played.start('dog', { id: 2, families: ['domestic_animals_pets', 'animal'], confidence: 0.6 });
    expect(played.after(2)).to.equal('a animal');
    played.start('bark', { id: 3, families: ['dog', 'domestic_animals_pets', 'animal'] });
    expect(played.after(2)).to.equal('bark');
    const birds = new Played();
    birds.start('bird', { id: 1, head: 'bird' });
    birds.start('caw', { id: 2, families: ['crow', 'bird', ...animal] });
    birds.start('hen', {
      id: 3,
      families: ['chicken_rooster', 'fowl', 'livestock_farm_animals_working_animals', 'animal'],
    });
    expect(birds.after(1)).not.to.contain('|');
  });

  it('says the family, less boldly, of a sound whose kind is uncertain, and nothing of one without family', () => {
    const played = new Played();
    played.start('bark', { confidence: 0.4, families: ['dog', 'domestic_animals_pets', 'animal'] });
    expect(played.after(1)).to.equal('?a dog');
    expect(new Played().start('siren', { confidence: 0.4 }).after(3)).to.equal('quiet');
  });

  it('says "probably" until the score has been high for a while, and does not take that back', () => {
    const played = new Played();
    played.start('siren', { confidence: 0.6 });
    expect(played.after(1)).to.equal('?siren');
    for (let i = 0; i < 20; i++) {
      played.answer.score(() => 0.95, played.time * 1000);
      played.after(0.1);
    }
    expect(played.after(1)).to.equal('siren');
    for (let i = 0; i < 20; i++) {
      played.answer.score(() => 0.1, played.time * 1000);
      played.after(0.1);
    }
    expect(played.after(1)).to.equal('siren');
  });

  it('asks for more certainty in large type', () => {
    const normal = new Played().start('siren', { confidence: 0.6 });
    const high = new Played(3, 'high').start('siren', { confidence: 0.6 });
    expect(normal.after(1)).to.equal('?siren');
    expect(high.after(1, -20)).not.to.contain('siren');
    expect(high.after(2, -20)).to.equal('unsure');
    expect(new Played().start('dog', { confidence: 0.8 }).after(1)).to.equal('dog');
    expect(new Played(3, 'high').start('dog', { confidence: 0.8 }).after(1)).to.equal('?dog');
  });

  it('says music and its genre in one line', () => {
    const played = new Played();
    played.start('music', { id: 1 });
    expect(played.after(2)).to.equal('music');
    played.start('jazz', { id: 2, head: 'genre', confidence: 0.6 });
    expect(played.after(2)).to.equal('music · ?jazz');
    played.start('blues', { id: 3, head: 'genre', confidence: 0.9 });
    expect(played.after(1)).to.equal('music · ?jazz');
    played.end('jazz', { id: 2, head: 'genre', confidence: 0.6 });
    expect(played.after(3)).to.equal('music · blues');
  });

  it('says an instrument as a kind of music', () => {
    const families = ['plucked_string_instrument', 'musical_instrument', 'music'];
    expect(new Played().start('guitar', { families }).after(1)).to.equal('music · guitar');
    expect(new Played().start('flute').after(1)).to.equal('music · flute');
  });

  it('says singing, not speech, while somebody sings', () => {
    const voice = ['human_voice', 'human_sounds'];
    const played = new Played();
    played.start('music', { id: 1 }).start('speech', { id: 2, families: voice, confidence: 0.99 });
    expect(played.after(1)).to.equal('music | speech');
    played.start('singing', { id: 3, families: voice, confidence: 0.8 });
    expect(played.after(4)).to.match(/music.*\| singing/);
  });

  it('keeps its order while sounds come and go, and gives a newer sound the place of the oldest', () => {
    const played = new Played();
    played.start('rain', { id: 1 });
    played.after(2);
    played.start('siren', { id: 2 });
    expect(played.after(2)).to.equal('rain | siren');
    played.end('rain', { id: 1 }).after(1);
    expect(played.start('rain', { id: 3 }).after(1)).to.equal('rain | siren');
    expect(played.start('dog', { id: 4 }).after(2)).to.equal('siren | dog');
    played.end('dog', { id: 4 });
    expect(played.after(3)).to.equal('siren | rain');
  });

  it('distinguishes quiet, loud but unrecognised, and nothing at all', () => {
    const played = new Played();
    expect(played.after(5, -65)).to.equal('quiet');
    expect(played.after(1, -25)).to.equal('quiet');
    expect(played.after(2, -25)).to.equal('unsure');
    expect(played.after(60, -25)).to.equal('unsure');
    expect(played.after(6, -65)).to.equal('quiet');
    expect(played.after(2, -Infinity, false)).to.equal('none');
    expect(played.start('dog').after(2)).to.equal('dog');
  });

  it('claims nothing before the first sound', () => {
    expect(written(new SteadyAnswer({ lines: 2, limits: CERTAINTY_LIMITS.normal }).at(0))).to.equal('');
  });

  it('leaves a name that comes and goes', () => {
    const played = new Played();
    let changes = 0;
    let last = '';
    for (let id = 1; id <= 20; id++) {
      played.start('dog', { id });
      for (const [length, end] of [
        [0.5, false],
        [4, true],
      ] as const) {
        if (end) played.end('dog', { id });
        for (let i = 0; i < length * 10; i++) {
          const text = played.after(0.1).replace(/[()]/g, '');
          if (text !== last) changes++;
          last = text;
        }
      }
    }
    expect(changes).to.be.at.most(8);
  });

  it('forgets everything at a new session', () => {
    const played = new Played().start('dog');
    played.after(1);
    played.answer.clear();
    expect(played.after(1), 'before a first sound can have a name').to.equal('');
    expect(played.after(1)).to.equal('quiet');
  });

  it('never changes its texts more than once a second, nor more than eight times a minute without anything new', () => {
    const labels = ['dog', 'siren', 'cow', 'rain', 'music', 'crow'];
    const step = fc.record({
      pause: fc.integer({ min: 1, max: 40 }),
      label: fc.constantFrom(...labels),
      confidence: fc.double({ min: 0.3, max: 1, noNaN: true }),
      level: fc.integer({ min: -90, max: 0 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 100 }), fc.integer({ min: 1, max: 3 }), (steps, lines) => {
        const answer = new SteadyAnswer({ lines, limits: CERTAINTY_LIMITS.normal });
        const lasting = new Map<string, Detection>();
        const changes: { time: number; isNew: boolean }[] = [];
        const seen = new Map<string, number>();
        let [time, id, last] = [0, 0, ''];
        for (const { pause, label, confidence, level } of steps) {
          const before = lasting.get(label);
          if (before) {
            answer.detect({ phase: 'end', detection: { ...before, offset: time / 1000 } }, time);
            lasting.delete(label);
          } else {
            const detection = sound(label, { id: ++id, onset: time / 1000, confidence });
            answer.detect({ phase: 'start', detection }, time);
            lasting.set(label, detection);
          }
          for (let i = 0; i < pause; i++) {
            time += 100;
            answer.hear(level, true, time);
            const shown = answer.at(time);
            const questions = new Set(shown.lines.map(({ question }) => question));
            if (shown.lines.length > lines || questions.size < shown.lines.length) expect.fail(written(shown));
            const text = written(shown).replace(/[()]/g, '');
            const parts = text.split(' | ');
            if (text !== last)
              changes.push({ time, isNew: parts.some((part) => time - (seen.get(part) ?? -1e9) >= 60_000) });
            for (const part of parts) seen.set(part, time);
            last = text;
          }
        }
        changes.forEach(({ time: at }, i) => {
          if (i > 0) expect(at - changes[i - 1]!.time).to.be.at.least(1000);
          const minute = changes.filter((each) => each.time <= at && at - each.time < 60_000);
          const fresh = minute.filter(({ isNew }) => isNew).length;
          expect(minute.length - fresh).to.be.at.most(8);
        });
      }),
      { numRuns: 30, seed: 5 },
    );
  });
});

describe('SteadyAnswer, on recorded scores', () => {
  const scores = recorded('crnn');

  /** Returns the times and texts of all changes, and checks each answer. */
  function changesOf(name: string) {
    const answer = new SteadyAnswer({ lines: 2, limits: CERTAINTY_LIMITS.normal });
    const changes: { time: number; text: string }[] = [];
    const confirmed = new Set<string>();
    for (const { time, level, changes: detections, scoreOf } of replay(scores, name)) {
      for (const change of detections) {
        confirmed.add(questionOf(change.detection));
        answer.detect(change, time * 1000);
      }
      answer.score(scoreOf, time * 1000);
      answer.hear(level, true, time * 1000);
      const shown = answer.at(time * 1000);
      for (const { question } of shown.lines) expect(confirmed).to.include(question);
      expect(new Set(shown.lines.map(({ question }) => question)).size).to.equal(shown.lines.length);
      const text = written(shown).replace(/[()]/g, '');
      if (text !== (changes.at(-1)?.text ?? '')) changes.push({ time, text });
    }
    return changes;
  }

  it('two minutes of mixed sound: at most one change a second, and the sounds are named', () => {
    const changes = changesOf('mixed');
    changes.slice(1).forEach(({ time }, i) => expect(time - changes[i]!.time).to.be.at.least(0.999));
    const texts = changes.map(({ text }) => text).join('; ');
    for (const name of [
      'chirping_birds',
      'speech',
      'music · jazz',
      'crow',
      'music · metal',
      'laughing',
      'vacuum_cleaner',
    ])
      expect(texts).to.contain(name);
    expect(changes.length).to.be.below(30);
  });

  for (const name of ['siren', 'rain', 'chirping_birds', 'speech']) {
    it(`a minute of ${name}: at most eight changes`, () => {
      const changes = changesOf(name);
      expect(changes.length).to.be.within(1, 8);
      expect(changes.map(({ text }) => text).join('; ')).to.contain(name);
    });
  }

  it('a minute of three pieces of music names each genre once, and has no second line for the genre', () => {
    const texts = changesOf('music').map(({ text }) => text);
    for (const text of texts) expect(text.match(/rock|blues|jazz/g) ?? []).to.have.lengthOf.at.most(1);
    for (const genre of ['rock', 'blues', 'jazz']) expect(texts.join('; ')).to.contain(`music · ${genre}`);
  });
});
