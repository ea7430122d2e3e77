import { expect } from 'chai';
import { describe, it } from 'vitest';
import { asWritten, checkNetwork, parseTaughtFile, writeTaughtFile } from '../../../src/teach/file/taught-file.js';
import { fromLinkPayload, toLinkPayload } from '../../../src/teach/file/taught-link.js';
import { peakIn } from '../../../src/teach/learning/row-logits.js';
import { seededRandom } from '../../harness/random.js';
import { codeOf } from './code-of.js';
import { layeredClass, rowsAround, SIZE, taughtClass } from './made-up.js';

const network = 'ab'.repeat(32);
const set = { network, licence: 'MIT', classes: [layeredClass('kettle', 1), taughtClass('door', 2)] };

describe('files of sounds with a hidden layer', () => {
  it('return the layer and the head without it, and score the same after every later writing', () => {
    const read = asWritten(set);
    const [kettle, door] = read.classes;
    expect(kettle!.layer!.kernel).to.have.length(4 * SIZE);
    const largest = Math.max(...set.classes[0]!.layer!.kernel.map(Math.abs));
    kettle!.layer!.kernel.forEach((value, i) =>
      expect(value).to.be.closeTo(set.classes[0]!.layer!.kernel[i]!, largest / 250),
    );
    expect(kettle!.frozen!.figures).to.deep.equal(set.classes[0]!.frozen!.figures);
    expect(door).not.to.have.any.keys('layer', 'frozen');
    expect(asWritten(read)).to.deep.equal(read);
    const rows = rowsAround([1, -1], 5, 1, seededRandom(3)).values;
    const without = { ...kettle!, layer: undefined };
    expect(peakIn(kettle!, rows)).not.to.equal(peakIn(without, rows));
  });

  it('have a version that a reader without layers refuses; others keep theirs', () => {
    const version = (classes: typeof set.classes) =>
      (JSON.parse(writeTaughtFile({ ...set, classes })) as { formatVersion: number }).formatVersion;
    expect(version(set.classes)).to.equal(2);
    expect(version([taughtClass('door', 2)])).to.equal(1);
  });

  it('take at most 5 kB for each sound', () => {
    const classes = Array.from({ length: 32 }, (_, i) => layeredClass(`sound ${i}`, i, 128));
    const text = writeTaughtFile({ ...set, classes });
    expect(text.length / 32).to.be.below(5000);
    expect(parseTaughtFile(text).classes).to.have.length(32);
  });

  it('are refused with a code for another network, or with a layer of a wrong shape', () => {
    expect(codeOf(() => checkNetwork(set, network, SIZE))).to.equal('none');
    expect(codeOf(() => checkNetwork(set, 'cd'.repeat(32), SIZE))).to.equal('wrong-network');
    expect(codeOf(() => checkNetwork(set, network, SIZE + 1))).to.equal('wrong-network');
    const [kettle] = set.classes;
    for (const layer of [
      { ...kettle!.layer!, head: kettle!.layer!.head.map(() => NaN) },
      { ...kettle!.layer!, bias: new Float32Array(3) },
      { ...kettle!.layer!, kernel: new Float32Array(SIZE) },
    ])
      expect(codeOf(() => checkNetwork({ ...set, classes: [{ ...kettle!, layer }] }, network, SIZE))).to.equal(
        'bad-taught-file',
      );
    const text = writeTaughtFile(set);
    const changed = (change: (layer: Record<string, unknown>, sound: Record<string, unknown>) => void) => {
      const file = JSON.parse(text) as { classes: { layer: Record<string, unknown> }[] };
      change(file.classes[0]!.layer, file.classes[0]!);
      return JSON.stringify(file);
    };
    const wide = 'A'.repeat(4 * 100);
    for (const bad of [
      changed((layer) => (layer.kernel = '1 AAAA')),
      changed((layer) => (layer.bias = '1 AAAA')),
      changed((layer) => (layer.head = '1 AAAA')),
      changed((layer) => (layer.head = '1e999 AAAAAA==')),
      changed((layer) => delete layer.bias),
      changed((layer) => Object.assign(layer, { bias: `1 ${wide}`, head: `1 ${wide}` })),
      text.replace('"formatVersion":2', '"formatVersion":1'),
      changed((_, sound) => (sound.layer = null)),
      changed((_, sound) => (sound.layer = [])),
      changed((_, sound) => delete sound.frozen),
      changed((_, sound) => Object.assign(sound.frozen as object, { weights: '1 AAAA', centre: '1 AAAA' })),
      changed((_, sound) => Object.assign(sound.frozen as object, { threshold: 2 })),
    ])
      expect(
        codeOf(() => parseTaughtFile(bad)),
        bad.slice(0, 200),
      ).to.equal('bad-taught-file');
  });

  it('travel in a link as the head without the layer', () => {
    const read = asWritten(set);
    const [kettle] = fromLinkPayload(toLinkPayload(read)).classes;
    expect(kettle).not.to.have.any.keys('layer', 'frozen');
    kettle!.weights.forEach((weight, k) => expect(weight).to.be.closeTo(read.classes[0]!.frozen!.weights[k]!, 1e-5));
    expect(kettle!.threshold).to.be.closeTo(read.classes[0]!.frozen!.threshold, 1e-6);
  });
});
