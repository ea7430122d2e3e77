import { expect } from 'chai';
import { describe, it } from 'vitest';
import { classMark, MARK_COLOURS, markOf } from '../../../src/explore/class-marks.js';
import { fittedPoints } from '../../../src/explore/fitted-points.js';
import { DIRECTIONS, isInside, pointTowards } from '../../../src/explore/lasso.js';
import { contrast } from './contrast.js';

describe('isInside', () => {
  const horseshoe = [
    ...[
      { x: 0, y: 0 },
      { x: 9, y: 0 },
      { x: 9, y: 9 },
      { x: 6, y: 9 },
    ],
    ...[
      { x: 6, y: 3 },
      { x: 3, y: 3 },
      { x: 3, y: 9 },
      { x: 0, y: 9 },
    ],
  ];
  it('follows an outline that is not convex', () => {
    expect(isInside({ x: 1, y: 8 }, horseshoe)).to.equal(true);
    expect(isInside({ x: 8, y: 8 }, horseshoe)).to.equal(true);
    expect(isInside({ x: 4.5, y: 8 }, horseshoe)).to.equal(false);
    expect(isInside({ x: 4.5, y: 1 }, horseshoe)).to.equal(true);
    expect(isInside({ x: 10, y: 1 }, horseshoe)).to.equal(false);
    expect(isInside({ x: 1, y: 1 }, [])).to.equal(false);
  });
});

describe('pointTowards', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 1 },
    { x: 4, y: 30 },
    { x: -5, y: 0 },
  ];
  it('leads to the nearest point on a side, and stays without one', () => {
    expect(pointTowards(points, 0, DIRECTIONS.ArrowRight)).to.equal(1);
    expect(pointTowards(points, 0, DIRECTIONS.ArrowDown)).to.equal(2);
    expect(pointTowards(points, 0, DIRECTIONS.ArrowLeft)).to.equal(3);
    expect(pointTowards(points, 0, DIRECTIONS.ArrowUp)).to.equal(0);
  });

  it('reaches every point of a cloud', () => {
    const cloud = Array.from({ length: 60 }, (_, i) => ({ x: Math.sin(i * 12.9) * 100, y: Math.cos(i * 78.2) * 80 }));
    const reached = new Set([0]);
    for (const from of reached)
      for (const way of Object.values(DIRECTIONS)) reached.add(pointTowards(cloud, from, way));
    expect(reached.size).to.equal(cloud.length);
  });
});

describe('fittedPoints', () => {
  it('keeps proportions, and everything inside', () => {
    const places = fittedPoints(Float64Array.of(0, 0, 10, 0, 0, 5), 200, 100);
    const [origin, right, up] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
    expect(right.x - origin.x).to.be.closeTo(2 * (origin.y - up.y), 1e-9);
    for (const { x, y } of places) expect(x > 0 && x < 200 && y > 0 && y < 100).to.equal(true);
    expect(fittedPoints(Float64Array.of(1, 1, 1, 1), 200, 100)).to.deep.equal([
      { x: 100, y: 50 },
      { x: 100, y: 50 },
    ]);
  });
});

describe('classMark', () => {
  it('differs among 48 classes, and in shape and colour between neighbours', () => {
    const marks = Array.from({ length: 48 }, (_, i) => classMark(i));
    expect(new Set(marks.map(({ shape, colour }) => `${shape} ${colour}`)).size).to.equal(48);
    marks.slice(1).forEach(({ shape, colour }, i) => {
      expect(shape).to.not.equal(marks[i]!.shape);
      expect(colour).to.not.equal(marks[i]!.colour);
    });
  });

  it('differs from the mark of a recording without a class', () => {
    const classes = Array.from({ length: 48 }, (_, i) => String(i).padStart(2, '0'));
    const paths = new Set(classes.map((name) => markOf(classes, name).path));
    expect(paths.size).to.equal(6);
    expect(paths.has(markOf(classes, undefined).path)).to.equal(false);
  });

  it('is seen on light and on dark ground', () => {
    for (const { light, dark } of MARK_COLOURS) {
      expect(contrast(light, '#fbfaf7'), light).to.be.at.least(3);
      expect(contrast(dark, '#101216'), dark).to.be.at.least(3);
    }
  });
});
