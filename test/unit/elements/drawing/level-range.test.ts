import { expect } from 'chai';
import { describe, it } from 'vitest';
import { LevelFollower } from '../../../../src/elements/drawing/level-range.js';

const frame = (level: number) => new Float32Array(64).fill(level);

describe('LevelFollower', () => {
  it('puts a quiet room below the picture', () => {
    const { low } = new LevelFollower().follow(frame(-85), 0.02);
    expect(low).to.be.above(-85);
  });

  it('believes a quieter room within seconds, a louder one slowly', () => {
    const follower = new LevelFollower();
    for (let t = 0; t < 90; t += 0.02) follower.follow(frame(-60), 0.02);
    const start = follower.follow(frame(-60), 0.02).low;
    let low = start;
    for (let t = 0; t < 3; t += 0.02) low = follower.follow(frame(-80), 0.02).low;
    expect(low).to.be.below(start - 15);
    for (let t = 0; t < 3; t += 0.02) low = follower.follow(frame(-60), 0.02).low;
    expect(low).to.be.below(start - 10);
    for (let t = 0; t < 60; t += 0.02) low = follower.follow(frame(-60), 0.02).low;
    expect(low).to.be.closeTo(start, 1);
  });

  it('shows music bright also when the session begins with it', () => {
    expect(new LevelFollower().follow(frame(-40), 0.02).low).to.be.below(-60);
  });

  it('does not take a loud narrow sound for the floor', () => {
    const chirp = frame(-80);
    chirp.fill(-20, 40, 50);
    expect(new LevelFollower().follow(chirp, 0.02).low).to.be.below(-70);
  });

  it('is not drawn down by digital silence', () => {
    const { low, high } = new LevelFollower().follow(frame(-100), 0.02);
    expect(low).to.be.at.least(-95);
    expect(high).to.be.below(-20);
  });
});
