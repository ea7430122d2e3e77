import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { FileResult } from '../../../src/cli/classify/classify-file.js';
import { resultTable } from '../../../src/cli/classify/result-table.js';
import { textStyle } from '../../../src/cli/terminal/text-style.js';
import type { Terminal } from '../../../src/cli/terminal/streams.js';
import type { GenreEstimate } from '../../../src/structure/structure.js';

const terminal = (properties: { isTTY?: boolean; columns?: number }) => properties as Terminal;
const plain = (columns: number) => textStyle(terminal({ isTTY: true, columns }), { NO_COLOR: '1' });

const JAZZ: GenreEstimate = { label: 'jazz', score: 0.8, scores: { jazz: 0.8 }, uncertainty: 0.2 };

/** Returns a result. @param sounds head, label, onset, offset, confidence */
function result(...sounds: (readonly [string, string, number, number, number])[]): FileResult {
  return {
    ...{ file: 'garden.wav', duration: 75.2, sampleRate: 16_000, frames: 3760, costPerSecond: 0, scores: [] },
    ...{ recordingScores: null, rhythm: undefined },
    structure: { sections: [{ from: 0, to: 75.2, strength: 0, genre: JAZZ }], genre: JAZZ, course: [] },
    detections: sounds.map(([head, label, onset, offset, confidence], i) => ({
      ...{ id: i + 1, head, label, families: [], onset, offset, peak: confidence, confidence },
    })),
  };
}

describe('resultTable', () => {
  it('names each sound once, with its times and how sure it is', () => {
    const text = resultTable(
      result(
        ['bird', 'bird', 1, 4, 0.9],
        ['events', 'crow', 3, 6, 0.9],
        ['events', 'chirping_birds', 3, 5, 0.9],
        ['events', 'music', 20, 40, 0.7],
        ['genre', 'pop', 22, 30, 0.9],
        ['events', 'dog', 50.1, 50.4, 0.5],
        ['events', 'dog', 60, 62, 0.5],
      ),
      plain(80),
    );
    expect(text).to.equal(
      [
        'garden.wav  1:15',
        '  birdsong · crow  sure      0:01–0:06',
        '  music · jazz     probably  0:20–0:40',
        '  dog              perhaps   0:50, 1:00–1:02',
        '',
      ].join('\n'),
    );
  });

  it('has no genre without music', () => {
    const text = resultTable(result(['genre', 'pop', 22, 30, 0.9], ['events', 'rain', 0, 70, 0.9]), plain(80));
    expect(text).to.equal('garden.wav  1:15\n  rain  sure      0:00–1:10\n');
  });

  it('says that there is nothing', () => {
    expect(resultTable(result(), plain(80))).to.equal('garden.wav  1:15\n  nothing recognised\n');
  });

  it('fits the terminal, and counts the times that do not', () => {
    const dogs = Array.from({ length: 20 }, (_, i) => ['events', 'dog', 3 * i, 3 * i + 1, 0.9] as const);
    const lines = resultTable(result(...dogs), plain(60))
      .trimEnd()
      .split('\n');
    expect(lines).to.have.length(2);
    expect(lines[1]!.length).to.be.below(60);
    const [, shown, rest] = /sure {6}(.*) and (\d+) more$/.exec(lines[1]!)!;
    expect(shown!.split(', ').length + Number(rest)).to.equal(20);
  });

  it('has escape codes on a terminal only, none from a name, and none that the user forbids', () => {
    const dog = { ...result(['events', 'dog', 1, 2, 0.9]), file: 'a\x1b[2Jb\n.wav' };
    const styled = resultTable(dog, textStyle(terminal({ isTTY: true, columns: 80 }), {}));
    expect(styled).to.contain('\x1b[1m').and.not.contain('\x1b[2J');
    expect(styled.trimEnd().split('\n')).to.have.length(2);
    for (const style of [
      textStyle(terminal({}), {}),
      plain(80),
      textStyle(terminal({ isTTY: true, columns: 0 }), { TERM: 'dumb' }),
    ])
      expect(resultTable(dog, style)).to.not.contain('\x1b');
  });
});
