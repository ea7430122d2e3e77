import { expect } from 'chai';
import { describe, it } from 'vitest';
import { decodeHalfFloats } from '../../../src/model/loading/half-float.js';

const known: [bits: number, value: number][] = [
  [0x0000, 0],
  [0x8000, -0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0xfbff, -65504],
  [0x0400, 2 ** -14],
  [0x03ff, 1023 * 2 ** -24],
  [0x0001, 2 ** -24],
  [0x8001, -(2 ** -24)],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
];

describe('half-precision floats', () => {
  it('are decoded, little-endian: normal, subnormal, zero, infinite, not a number', () => {
    const bytes = new DataView(new ArrayBuffer(2 * known.length));
    known.forEach(([bits], i) => bytes.setUint16(2 * i, bits, true));
    expect([...decodeHalfFloats(bytes)]).to.deep.equal(known.map(([, value]) => value));
  });

  it('increase with their bits', () => {
    const bytes = new DataView(new ArrayBuffer(2 * 0x7c00));
    for (let bits = 0; bits < 0x7c00; bits++) bytes.setUint16(2 * bits, bits, true);
    const values = decodeHalfFloats(bytes);
    expect(values.every((value, i) => i === 0 || value > values[i - 1]!)).to.equal(true);
  });
});
