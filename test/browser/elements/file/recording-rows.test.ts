import { expect } from 'chai';
import { render } from 'lit';
import type { Detection } from '../../../../src/decisions/detection.js';
import { Lanes } from '../../../../src/elements/detections/lanes.js';
import { recordingLanes } from '../../../../src/elements/file/recording-rows.js';
import { RecordingWindow } from '../../../../src/elements/file/recording-window.js';
import { wordsIn } from '../../../../src/elements/words/words.js';

describe('recordingLanes', () => {
  const times = { onset: 1, offset: 2, peak: 1, confidence: 1 };
  const dog: Detection = { id: 1, head: 'events', label: 'dog', families: ['animal'], ...times };
  const rain: Detection = { ...dog, id: 2, label: 'rain', families: [], offset: 1.5, confidence: 0.7 };

  /** Renders the lanes of ten seconds and returns the bars. */
  function bars(width: number, onPress: (time: number) => void = () => undefined): HTMLElement[] {
    const window = new RecordingWindow(() => undefined);
    window.reset(10);
    const place = document.createElement('div');
    render(
      recordingLanes(new Lanes(2).arrange([dog, rain]), 10, { words: wordsIn('en'), window, width, onPress }),
      place,
    );
    return [...place.querySelectorAll<HTMLElement>('.bar')];
  }

  it('name every sound, its family, its times and how sure it is', () => {
    expect(bars(500).map(({ title }) => title)).to.deep.equal([
      'dog · animal, 0:01–0:02, sure',
      'rain, 0:01, probably',
    ]);
    expect(bars(500).map((bar) => bar.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'dog animal, 0:01–0:02',
      'rain 0:01',
    ]);
  });

  it('show the names that fit', () => {
    const isShown = (width: number) => bars(width).map((bar) => bar.querySelector('.label') !== null);
    expect(isShown(2000)).to.deep.equal([true, true]);
    expect(isShown(500)).to.deep.equal([true, false]);
    expect(isShown(50)).to.deep.equal([false, false]);
  });

  it('report a press with the onset', () => {
    const pressed: number[] = [];
    bars(500, (time) => pressed.push(time))[0]!.click();
    expect(pressed).to.deep.equal([1]);
  });
});
