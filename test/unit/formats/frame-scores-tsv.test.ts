import { expect } from 'chai';
import { describe, it } from 'vitest';
import { FrameScoresTsv } from '../../../src/formats/frame-scores-tsv.js';
import { HOP, sigmoidHead } from '../decisions/heads.js';

const heads = [sigmoidHead('bird', ['bird']), sigmoidHead('events', ['dog', 'rain'])];

describe('FrameScoresTsv', () => {
  it('writes a header and one row per frame', () => {
    const tsv = new FrameScoresTsv(heads, HOP);
    expect(tsv.header()).to.equal('onset\toffset\tbird\tdog\train\n');
    const scores = { bird: Float32Array.of(0.5, 1), events: Float32Array.of(0, 0.25, 1e-9, 0.75) };
    expect(tsv.rows(scores, 2, 7)).to.equal('0.14\t0.16\t0.5\t0\t0.25\n0.16\t0.18\t1\t1e-9\t0.75\n');
  });

  it('writes faders after the classes, which may have the same names', () => {
    const tsv = new FrameScoresTsv([sigmoidHead('bird', ['bird'])], HOP, ['bird', 'energy']);
    expect(tsv.header()).to.equal('onset\toffset\tbird\tfader:bird\tfader:energy\n');
    const faders = { energy: Float32Array.of(0.75), bird: Float32Array.of(0.25) };
    expect(tsv.rows({ bird: Float32Array.of(0.5) }, 1, 0, faders)).to.equal('0\t0.02\t0.5\t0.25\t0.75\n');
  });

  it('has no gap between any two rows of two hours, as sed_scores_eval demands of the text', () => {
    const tsv = new FrameScoresTsv([sigmoidHead('bird', ['bird'])], HOP);
    const frames = 360_000;
    const rows = tsv
      .rows({ bird: new Float32Array(frames) }, frames, 0)
      .trimEnd()
      .split('\n');
    expect(rows).to.have.length(frames);
    let last = '0';
    for (const row of rows) {
      const [onset, offset] = row.split('\t');
      if (onset !== last || onset === offset) expect.fail(`gap at ${row}`);
      last = offset!;
    }
    expect(last).to.equal('7200');
  });

  it('names the head of a class that occurs in several', () => {
    const shared = [sigmoidHead('bird', ['bird']), sigmoidHead('events', ['bird', 'rain'])];
    expect(new FrameScoresTsv(shared, HOP).header()).to.equal('onset\toffset\tbird:bird\tevents:bird\train\n');
  });

  for (const name of ['a\tb', 'a\\b', 'a\nb']) {
    it(`refuses the class name ${JSON.stringify(name)}`, () => {
      expect(() => new FrameScoresTsv([sigmoidHead('events', [name])], HOP))
        .to.throw()
        .with.property('code', 'bad-option');
    });
  }

  it('refuses a score that is not a number', () => {
    const tsv = new FrameScoresTsv([sigmoidHead('bird', ['bird'])], HOP);
    expect(() => tsv.rows({ bird: Float32Array.of(NaN) }, 1, 0)).to.throw('The score is NaN.');
  });
});
