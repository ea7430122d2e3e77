import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PinnaError } from '../../../src/errors.js';
import { parseTaughtFile, writeTaughtFile } from '../../../src/teach/file/taught-file.js';
import { fromLinkPayload, toLinkPayload } from '../../../src/teach/file/taught-link.js';
import { seededRandom } from '../../harness/random.js';
import { layeredClass, taughtClass } from '../teach/made-up.js';
import { runs, SEED } from './finite.js';

/** Number of damaged files and of damaged links. */
const CASES = runs(10_000).numRuns;

const set = {
  network: '0123456789abcdef'.repeat(4),
  licence: 'MIT',
  classes: [taughtClass('kettle', 1, 16), layeredClass('Türgong', 2, 16)],
  corrections: [
    { head: 'events', label: 'dog', on: 0.8, budget: { target: 1 / 24, falseAlarms: 0.03, roomMinutes: 8 } },
    { head: 'events', label: 'rain', on: 0.9 },
  ],
};

/** Pieces that a damaged file may get instead of others. */
const PIECES = [
  '',
  '"',
  '{}',
  '[]',
  'null',
  '-1',
  '1e400',
  '1e308',
  '"__proto__":',
  '\u0000',
  '\ud800',
  '9'.repeat(400),
  '[[[[',
  'NaN',
  '==',
];

function damaged(text: string, random: () => number): string {
  let changed = text;
  for (let i = 0; i <= random() * 3; i++) {
    const at = Math.floor(random() * (changed.length + 1));
    const piece =
      random() < 0.5 ? PIECES[Math.floor(random() * PIECES.length)]! : String.fromCharCode(32 + random() * 95);
    changed = changed.slice(0, at) + piece + changed.slice(Math.min(changed.length, at + Math.floor(random() * 12)));
  }
  return random() < 0.1 ? changed.slice(0, Math.floor(random() * changed.length)) : changed;
}

for (const [what, original, read] of [
  ['file', writeTaughtFile(set), parseTaughtFile],
  ['link', toLinkPayload(set), fromLinkPayload],
  [
    'link with corrections',
    toLinkPayload({ ...set, corrections: [{ head: 'events', label: 'dog', on: 0.8 }] }),
    fromLinkPayload,
  ],
] as const) {
  describe(`any damage to a ${what} of taught sounds (seed ${SEED})`, () => {
    it('gives its typed error, or sounds whose numbers are all finite', () => {
      const random = seededRandom(SEED + what.length);
      let refused = 0;
      for (let i = 0; i < CASES; i++) {
        const text = damaged(original, random);
        try {
          const { classes, corrections = [] } = read(text);
          for (const { on, budget } of corrections)
            expect([on, ...Object.values(budget ?? {})].every(Number.isFinite), text).to.equal(true);
          for (const { layer, frozen, ...own } of classes) {
            for (const { weights, centre, bias, radius, calibration, threshold } of frozen ? [own, frozen] : [own]) {
              const numbers = [...weights, ...centre, bias, radius, calibration.slope, calibration.offset, threshold];
              expect(numbers.every(Number.isFinite), text).to.equal(true);
              expect(weights.length, text).to.equal(own.weights.length);
            }
            if (!layer) continue;
            const { kernel, bias, head } = layer;
            expect([...kernel, ...bias, ...head].every(Number.isFinite), text).to.equal(true);
            expect(kernel.length, text).to.equal(bias.length * own.weights.length);
          }
        } catch (error) {
          if (!(error instanceof PinnaError)) throw error;
          expect(error.code).to.equal('bad-taught-file');
          refused += 1;
        }
      }
      expect(refused).to.be.above(CASES / 4);
    }, 600_000);
  });
}
