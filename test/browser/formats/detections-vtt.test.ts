import { expect } from 'chai';
import * as fc from 'fast-check';
import { detectionsToVtt } from '../../../src/formats/detections-vtt.js';
import { oneLine } from '../../../src/formats/safe-text.js';
import { anyEventList, inOrder } from '../../unit/formats/any-event-list.js';
import { garden, live, nothing } from '../../unit/formats/garden.js';

/** Returns the cues that the browser's own parser reads. */
async function cuesOf(text: string): Promise<VTTCue[]> {
  const video = document.createElement('video');
  const track = document.createElement('track');
  const url = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
  try {
    await new Promise((resolve, reject) => {
      track.onload = resolve;
      track.onerror = () => reject(new Error('The browser reads no WebVTT in this.'));
      track.src = url;
      video.append(track);
      track.track.mode = 'hidden';
    });
    return [...(track.track.cues as unknown as Iterable<VTTCue>)];
  } finally {
    URL.revokeObjectURL(url);
  }
}

const shown = (cue: VTTCue) => cue.getCueAsHTML().textContent;

describe('detectionsToVtt', () => {
  it('is read back by the browser', async () => {
    const cues = await cuesOf(detectionsToVtt(garden));
    expect(cues.map((cue) => [cue.id, cue.startTime, cue.endTime, shown(cue)])).to.deep.equal([
      ['1', 3.42, 9.18, 'bird'],
      ['2', 41.2, 47.9, 'dog'],
      ['3', 52.06, 60, 'rain'],
    ]);
    expect(cues[1]!.getCueAsHTML().firstElementChild!.className).to.equal('events');
  });

  it('has a class that a style can name for any head', async () => {
    const detections = ['bird-song', 'a b.c>', 'x--', ''].map((head) => ({ ...garden.detections[0]!, head }));
    const cues = await cuesOf(detectionsToVtt({ ...garden, detections }));
    expect(cues.map((cue) => cue.getCueAsHTML().firstElementChild?.className)).to.deep.equal([
      ...['bird_song', 'a_b_c_', 'x__', undefined],
    ]);
  });

  it('names file, time base and model in a comment', () => {
    expect(detectionsToVtt(garden).split('\n\n')[1]).to.equal(
      'NOTE\nfile: garden.flac\ntime base: file\nmodel: crnn 1.0.0',
    );
    expect(detectionsToVtt(live)).to.contain('\ntime base: 2026-11-20T12:00:00.250Z\n');
    expect(detectionsToVtt({ ...garden, file: 'a --> b' })).to.contain('\nfile: a → b\n');
  });

  it('is a file without cues without detections', async () => {
    expect(await cuesOf(detectionsToVtt(nothing))).to.deep.equal([]);
  });

  it('carries milliseconds into minutes and hours, and continues after a hundred of them', async () => {
    const detections = [59.9996, 3599.9999, 360_000.001, 10].map((onset) => {
      return { ...garden.detections[0]!, onset, offset: onset };
    });
    const cues = await cuesOf(detectionsToVtt({ ...garden, detections }));
    expect(cues.map(({ startTime, endTime }) => [startTime, endTime])).to.deep.equal([
      [10, 10.001],
      [60, 60.001],
      [3600, 3600.001],
      [360_000.001, 360_000.002],
    ]);
  });

  it('shows any name as it is, in one cue', async () => {
    // Hundreds of lists share one file, because a browser needs a moment for each file.
    const lists = fc.sample(anyEventList, { seed: 20_261_120, numRuns: 300 });
    for (const { file, model, timeBase } of lists) {
      expect(await cuesOf(detectionsToVtt({ ...nothing, file, model, timeBase })).then((cues) => cues.length)).to.equal(
        0,
      );
    }
    const list = { ...garden, detections: lists.flatMap(({ detections }) => detections) };
    const cues = await cuesOf(detectionsToVtt(list));
    const expected = inOrder(list);
    expect(cues).to.have.length(expected.length);
    for (const cue of cues) {
      // Matched by number, because the browser sorts cues of the same millisecond by their ends.
      const { label, onset } = expected[Number(cue.id) - 1]!;
      expect(shown(cue)).to.equal(oneLine(label));
      expect(cue.startTime).to.be.closeTo(onset, 0.0006);
      expect(cue.endTime).to.be.greaterThan(cue.startTime);
    }
  });
});
