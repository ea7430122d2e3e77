import { expect } from 'chai';
import { describe, it } from 'vitest';
import { emptyDescriptors, SCALAR_DESCRIPTORS, type Descriptors } from '../../../src/descriptors/descriptors.js';
import { COURSE_DESCRIPTORS, CourseDescriptors } from '../../../src/explore/course-descriptors.js';
import { seededRandom } from '../../harness/random.js';

const random = seededRandom(3);

function randomFrames(frames: number): Descriptors {
  const { scalars, ...rest } = emptyDescriptors(frames);
  for (const values of [...Object.values(scalars), rest.mfcc, rest.chroma]) {
    for (let i = 0; i < values.length; i++) values[i] = random();
  }
  return { frames, ...scalars, ...rest, beats: [] };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));

describe('CourseDescriptors', () => {
  const parts = [randomFrames(7), randomFrames(1), randomFrames(30)];
  const collected = new CourseDescriptors();
  for (const part of parts) collected.add(part);
  const values = collected.values(121);
  const named = Object.fromEntries(COURSE_DESCRIPTORS.map((name, i) => [name, values[i]!]));

  it('has 57 values with different names', () => {
    expect(values).to.have.lengthOf(57);
    expect(Object.keys(named)).to.have.lengthOf(57);
  });

  it('has mean and variance over all frames, however they arrive', () => {
    const scalars = SCALAR_DESCRIPTORS.filter((name) => !['peak', 'flux'].includes(name));
    for (const name of scalars) {
      const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const all = parts.flatMap((part) => [...part[name]]);
      expect(named[`${column}_mean`], name).to.be.closeTo(mean(all), 1e-6);
      expect(named[`${column}_var`], name).to.be.closeTo(variance(all), 1e-6);
    }
    for (const coefficient of [0, 19]) {
      const all = parts.flatMap(({ mfcc }) => [...mfcc].filter((_, i) => i % 20 === coefficient));
      expect(named[`mfcc${coefficient + 1}_mean`]).to.be.closeTo(mean(all), 1e-6);
      expect(named[`mfcc${coefficient + 1}_var`]).to.be.closeTo(variance(all), 1e-6);
    }
  });

  it('takes all pitch classes as one column, and the tempo as it is', () => {
    const chroma = parts.flatMap((part) => [...part.chroma]);
    expect(named['chroma_mean']).to.be.closeTo(mean(chroma), 1e-6);
    expect(named['chroma_var']).to.be.closeTo(variance(chroma), 1e-6);
    expect(named['tempo']).to.equal(121);
  });
});
