import { expect } from 'chai';
import { describe, it } from 'vitest';
import { nearestClasses } from '../../../src/decisions/nearest-classes.js';

const CLASSES = [
  'dog',
  'bark',
  'church_bells',
  'bicycle_bell',
  'chirping_birds',
  'bird',
  'car_horn',
  'speech',
  'doorbell',
];

describe('nearestClasses', () => {
  for (const [given, meant] of [
    ['brid', ['bird']],
    ['dogs', ['dog']],
    ['Church Bells', ['church_bells', 'bicycle_bell']],
    ['events:church-bels', ['church_bells']],
    ['birdsong', ['chirping_birds', 'bird']],
    ['barking', ['bark']],
    ['horn', ['car_horn']],
    ['yodelling', []],
    ['', []],
  ] as const) {
    it(`${given || 'nothing'} → ${meant.join(', ') || 'nothing'}`, () => {
      expect(nearestClasses(given, CLASSES)).to.deep.equal(meant);
    });
  }

  it('names no more than asked for', () => {
    expect(nearestClasses('bell', CLASSES, 1)).to.have.lengthOf(1);
  });
});
