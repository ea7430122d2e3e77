import { expect } from 'chai';
import { beforeEach, describe, it } from 'vitest';
import type { Detection } from '../../../../src/decisions/detection.js';
import { Transport } from '../../../../demo/studio/playback-transport.js';
import { TrackMarkers } from '../../../../demo/studio/track-markers.js';
import { marker } from './marker.js';

/** Rounds seconds to milliseconds. */
const milliseconds = (time: number) => Math.round(1000 * time) / 1000;

describe("a track's markers", () => {
  let transport: Transport;
  let markers: TrackMarkers;
  /** Time of the audio clock. */
  let now: number;
  beforeEach(() => {
    transport = Object.assign(new Transport(), { length: 60 });
    markers = new TrackMarkers(transport);
    now = 100;
  });

  /** Plays a part of the arrangement, in which the plugin detects sounds at these positions. */
  function play(
    from: number,
    to: number,
    sounds: readonly (readonly [label: string, from: number, to: number])[],
  ): void {
    transport.locate(from);
    transport.play(now);
    const at = (position: number) => now + position - from;
    for (const [label, onset, offset] of sounds)
      markers.follow(marker('events', at(onset), { label, offset: at(offset) }));
    markers.analysed(now, at(to));
    now = at(to);
    transport.stop(now);
    now += 5;
  }

  const listed = (all: readonly Detection[] = markers.at(now)) =>
    all.map(({ label, onset, offset }) => [label, milliseconds(onset), offset === null ? null : milliseconds(offset)]);

  const DOGS = [
    ['dog', 2, 3],
    ['dog', 6, 7],
  ] as const;

  it('are kept when it is played again, without a second one of anything', () => {
    play(0, 20, DOGS);
    play(0, 20, [
      ['dog', 2.1, 3],
      ['cat', 4, 5],
      ['dog', 6, 7.2],
    ]);
    expect(listed()).to.deep.equal([
      ['dog', 2, 3],
      ['dog', 6, 7],
    ]);
  });

  it('are kept where it is not played again, and added where it was not played before', () => {
    play(0, 10, DOGS);
    play(5, 30, [
      ['dog', 6, 7],
      ['cat', 20, 22],
    ]);
    expect(listed()).to.deep.equal([
      ['dog', 2, 3],
      ['dog', 6, 7],
      ['cat', 20, 22],
    ]);
  });

  it('are one where Stop has cut a sound in two', () => {
    play(0, 10, [['rain', 4, 10.3]]);
    play(10, 20, [['rain', 10.2, 16]]);
    expect(listed()).to.deep.equal([['rain', 4, 16]]);
  });

  it('include what the end of a playback had left undecided', () => {
    play(0, 10, []);
    play(5, 20, [['dog', 9, 9.8]]);
    expect(listed()).to.deep.equal([['dog', 9, 9.8]]);
  });

  it('end at the playhead while a sound continues, and at Stop although the detection ends later', () => {
    transport.play(now);
    markers.follow(marker('events', now + 3, { id: 7, label: 'rain', offset: null }));
    expect(listed(markers.at(now + 4))).to.deep.equal([['rain', 3, null]]);
    transport.stop(now + 8);
    markers.follow(marker('events', now + 3, { id: 7, label: 'rain', offset: now + 8.4 }));
    expect(listed(markers.at(now + 9))).to.deep.equal([['rain', 3, 8]]);
  });

  it('follow a sound over a jump, but not what only ends late', () => {
    transport.play(now);
    transport.stop(now + 10);
    transport.locate(40);
    transport.play(now + 10);
    markers.follow(marker('events', now + 5, { label: 'rain', offset: now + 15 }));
    markers.follow(marker('events', now + 6, { label: 'dog', offset: now + 10.3 }));
    expect(listed(markers.at(now + 20))).to.deep.equal([
      ['rain', 5, 10],
      ['dog', 6, 10],
      ['rain', 40, 45],
    ]);
  });

  it('are replaced after a change of settings, where it is played again', () => {
    play(0, 20, [
      ['dog', 2, 3],
      ['cat', 4, 5],
      ['dog', 12, 13],
    ]);
    markers.changeSettings();
    expect(listed()).to.have.length(3);
    play(0, 8, [['dog', 2.5, 3.5]]);
    expect(listed()).to.deep.equal([
      ['dog', 2.5, 3.5],
      ['dog', 12, 13],
    ]);
  });

  it('leave out sounds in the silence between playbacks', () => {
    play(0, 5, []);
    markers.follow(marker('events', now - 2, { offset: now - 1 }));
    expect(listed()).to.deep.equal([]);
  });
});
