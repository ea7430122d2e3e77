import { expect } from 'chai';
import { describe, it } from 'vitest';
import { silentFrames } from '../../../src/features/band-value.js';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';

describe('a silent frame', () => {
  it('has the value of the floor power in every band', () => {
    expect([...silentFrames(LOG_MEL_64)]).to.deep.equal(Array.from({ length: 64 }, () => -100));
    const silence = Math.fround((Math.log(1e-5) + 4.5) / 5);
    expect([...silentFrames(LOG_MEL_128, 2)]).to.deep.equal(Array.from({ length: 256 }, () => silence));
  });
});
