import { expect } from 'chai';
import { describe, it } from 'vitest';
import { oneLine } from '../../../src/formats/safe-text.js';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../src/teach/file/base64.js';
import {
  asWritten,
  checkNetwork,
  isLabel,
  parseTaughtFile,
  writeTaughtFile,
  type TaughtSet,
} from '../../../src/teach/file/taught-file.js';
import { fromLinkPayload, MOST_QR_BYTES, toLinkPayload } from '../../../src/teach/file/taught-link.js';
import { taughtClass } from './made-up.js';
import { codeOf } from './code-of.js';

const network = 'ab'.repeat(32);
const setOf = (...labels: string[]): TaughtSet => ({
  network,
  licence: 'The weights are for non-commercial research use only.',
  classes: labels.map((label, i) => taughtClass(label, i + 1, 128)),
});

describe('files of taught sounds', () => {
  it('return what was written, within the rounding', () => {
    const set = setOf('kettle', 'Türgong');
    const read = parseTaughtFile(writeTaughtFile(set));
    expect(read.classes.map(({ label }) => label)).to.deep.equal(['kettle', 'Türgong']);
    read.classes.forEach((one, c) => {
      const original = set.classes[c]!;
      const largest = Math.max(...original.weights.map(Math.abs));
      one.weights.forEach((weight, k) => expect(weight).to.be.closeTo(original.weights[k]!, largest / 250));
      expect(one.figures).to.deep.equal(original.figures);
      expect(one.threshold).to.be.closeTo(original.threshold, 1e-6);
    });
    expect(asWritten(read)).to.deep.equal(read);
  });

  it('hold personal corrections with their budgets, and refuse wrong ones', () => {
    const corrections = [
      { head: 'events', label: 'dog', on: 0.75, budget: { target: 0.25, falseAlarms: 0.125, roomMinutes: 8 } },
      { head: 'events', label: 'rain', on: 0.5 },
    ];
    expect(parseTaughtFile(writeTaughtFile({ ...setOf('kettle'), corrections })).corrections).to.deep.equal(
      corrections,
    );
    expect(parseTaughtFile(writeTaughtFile(setOf('kettle'))).corrections).to.equal(undefined);
    const [dog] = corrections as [(typeof corrections)[0]];
    for (const wrong of [
      { ...dog, on: 0 },
      { ...dog, on: 1.5 },
      { ...dog, label: '*' },
      { ...dog, budget: { target: 0, falseAlarms: 0, roomMinutes: 0 } },
      { ...dog, budget: { target: 1, falseAlarms: -1, roomMinutes: 0 } },
    ])
      expect(codeOf(() => parseTaughtFile(writeTaughtFile({ ...setOf('kettle'), corrections: [wrong] })))).to.equal(
        'bad-taught-file',
      );
  });

  it('take at most 2.5 kB for each sound', () => {
    for (const count of [1, 32]) {
      const text = writeTaughtFile(setOf(...Array.from({ length: count }, (_, i) => `sound ${i}`)));
      expect(text.length / count).to.be.below(2500);
    }
  });

  it('travel in a link, also several in a QR code', () => {
    const set = asWritten(setOf('kettle', 'Türgong', 'läuft'));
    const payload = toLinkPayload(set);
    expect(payload).to.match(/^[\w-]+$/);
    expect(payload.length).to.be.below(MOST_QR_BYTES - 200);
    const read = fromLinkPayload(payload);
    expect(read.network).to.equal(set.network);
    expect(read.classes.map(({ label }) => label)).to.deep.equal(set.classes.map(({ label }) => label));
    read.classes.forEach((one, c) => {
      one.weights.forEach((weight, k) => expect(weight).to.be.closeTo(set.classes[c]!.weights[k]!, 1e-5));
    });
  });

  it('travel with their corrections, also without faders', () => {
    const corrections = [
      {
        head: 'events',
        label: 'dog',
        on: 0.75,
        refused: 0.5,
        budget: { target: 0.25, falseAlarms: 0, roomMinutes: 8 },
      },
      { head: 'events', label: 'baby cry', on: 0.5, budget: { target: 1, falseAlarms: 0.125, roomMinutes: 0 } },
      { head: 'bird', label: 'bird', on: 0.875, refused: 0.875 },
      { head: 'events', label: 'rain', on: 0.5 },
    ];
    const fader = {
      ...{ name: 'energy', bias: 0, weights: new Float32Array(128).fill(1) },
      figures: { examples: 2, correlation: null },
    };
    for (const faders of [[], [{ ...fader, descriptors: new Float32Array(4) }]]) {
      const set = asWritten({ ...setOf('kettle'), faders, corrections });
      const payload = toLinkPayload(set);
      expect(fromLinkPayload(payload).corrections).to.deep.equal(corrections);
      expect(fromLinkPayload(payload).faders?.length ?? 0).to.equal(faders.length);
      expect(payload.length - toLinkPayload({ ...set, corrections: [] }).length).to.be.below(50 * corrections.length);
      for (let end = payload.length - 150; end < payload.length; end++) {
        const isWithout = payload.slice(0, end) === toLinkPayload({ ...set, corrections: [] });
        if (!isWithout) expect(codeOf(() => fromLinkPayload(payload.slice(0, end)))).to.equal('bad-taught-file');
      }
    }
  });

  it('are refused with a code for another network', () => {
    const set = setOf('kettle');
    expect(codeOf(() => checkNetwork(set, network, 128))).to.equal('none');
    expect(codeOf(() => checkNetwork(set, 'cd'.repeat(32), 128))).to.equal('wrong-network');
    expect(codeOf(() => checkNetwork(set, network, 64))).to.equal('wrong-network');
  });

  it('are refused with a code if they are damaged, hostile or too large', () => {
    const text = writeTaughtFile(setOf('kettle'));
    const changed = (change: (file: Record<string, unknown>, first: Record<string, unknown>) => void) => {
      const file = JSON.parse(text) as Record<string, unknown>;
      change(file, (file.classes as Record<string, unknown>[])[0]!);
      return JSON.stringify(file);
    };
    const bad = [
      '',
      'null',
      '[]',
      text.slice(0, -20),
      ' '.repeat(2 ** 18 + 1),
      changed((file) => (file.format = 'pinna-model')),
      changed((file) => (file.formatVersion = 2)),
      changed((file) => (file.network = 'x')),
      changed((file) => (file.classes = [])),
      changed(
        (file) =>
          (file.classes = Array.from({ length: 33 }, (_, i) => ({ ...(file.classes as object[])[0], label: `${i}` }))),
      ),
      changed((file) => (file.classes = [...(file.classes as object[]), ...(file.classes as object[])])),
      changed((_, first) => (first.label = '')),
      changed((_, first) => (first.label = 'a\u001b[31m')),
      changed((_, first) => (first.label = 'a\u202egnp')),
      changed((_, first) => (first.label = 'a\ud800')),
      changed((_, first) => (first.label = 'x'.repeat(65))),
      changed((_, first) => (first.weights = '1 AAAA')),
      changed((_, first) => (first.weights = '1e999 AAAA')),
      changed((_, first) => (first.centre = 5)),
      changed((_, first) => (first.threshold = 2)),
      changed((_, first) => (first.radius = 0)),
      changed((_, first) => (first.bias = null)),
      changed((_, first) => (first.calibration = [1])),
      changed((_, first) => (first.figures = { examples: -1 })),
    ];
    for (const one of bad)
      expect(
        codeOf(() => parseTaughtFile(one)),
        one.slice(0, 60),
      ).to.equal('bad-taught-file');
  });

  it('have only names that stay the same as text within one line', () => {
    const names = Array.from({ length: 0x10000 }, (_, code) => `a${String.fromCharCode(code)}b`);
    expect(names.filter((name) => isLabel(name) !== (oneLine(name) === name))).to.deep.equal([]);
    expect(isLabel('*'), 'all classes').to.equal(false);
  });

  it('write base64 of any length', () => {
    for (let length = 0; length < 40; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 97 + length * 31) & 255);
      expect(toBase64(bytes)).to.equal(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).to.deep.equal(bytes);
      expect(toBase64Url(bytes)).to.equal(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(toBase64Url(bytes))).to.deep.equal(bytes);
    }
    for (const text of ['a', '====', 'ab=c', 'a b=', '\u00e4\u00e4\u00e4\u00e4'])
      expect(fromBase64(text), text).to.equal(undefined);
  });
});
