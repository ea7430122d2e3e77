import { expect } from 'chai';
import axe from 'axe-core';
import type { Detection } from '../../../../src/decisions/detection.js';
import '../../../../src/elements/define/pinna-recording.js';
import type { PinnaRecording } from '../../../../src/elements/file/pinna-recording.js';
import type { Classification } from '../../../../src/recordings/classifier.js';
import type { GenreEstimate } from '../../../../src/structure/structure.js';
import { wavBlob } from '../../recordings/sound-file.js';
import { until } from '../../until.js';
import { displayFrame, onPage, settled } from '../on-page.js';

const DURATION = 120;
const FRAMES = DURATION * 50;

const genre = (label: string): GenreEstimate => ({ label, score: 0.8, scores: { [label]: 0.8 }, uncertainty: 0.2 });
let lastId = 0;
const detection = (head: string, label: string, onset: number, offset: number, confidence = 0.9): Detection => ({
  ...{ id: ++lastId, head, label, families: [], onset, offset, peak: confidence, confidence },
});

/** Two minutes: music that changes from jazz to rock while live sound would be called pop, birds, and a dog. */
function twoMinutes(): Classification {
  const result: Partial<Classification> = {
    ...{ duration: DURATION, frames: FRAMES, sampleRate: 16_000 },
    detections: [
      detection('bird', 'bird', 2, 6),
      detection('events', 'chirping_birds', 4, 8, 0.7),
      detection('events', 'music', 20, 80, 0.95),
      detection('genre', 'pop', 30, 70),
      detection('events', 'dog', 100, 101, 0.5),
      detection('events', 'dog', 110, 111, 0.65),
    ],
    structure: {
      sections: [
        { from: 0, to: 50, strength: 0, genre: genre('jazz') },
        { from: 50, to: DURATION, strength: 0.5, genre: genre('rock') },
      ],
      genre: genre('jazz'),
      course: [],
    },
    features: Float32Array.from({ length: FRAMES * 64 }, (_, i) => -80 + (i % 64)),
  };
  return result as Classification;
}

describe('pinna-recording', () => {
  let place: HTMLElement;
  let recording: PinnaRecording;
  const all = (selector: string) => [...recording.renderRoot.querySelectorAll<HTMLElement>(selector)];
  const text = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim();
  const map = () => all('[part=map]')[0]!;
  const shown = () => map().getAttribute('aria-valuetext');
  const press = async (target: HTMLElement, key: string) => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await settled(place);
  };

  beforeEach(async () => {
    document.documentElement.lang = 'en';
    place = await onPage('<main><h1>Recording</h1><pinna-recording src="data:audio/wav,"></pinna-recording></main>');
    recording = place.querySelector('pinna-recording')!;
    recording.classification = twoMinutes();
    await settled(place);
  });
  afterEach(() => place.remove());

  it('has genres where music is, the same as in the sections', () => {
    const titles = all('.lane.genre .bar.genre').map(({ title }) => title);
    expect(titles).to.deep.equal(['jazz, 0:20–0:50, sure', 'rock, 0:50–1:20, sure']);
    expect(all('[part=section]').map(({ title }) => title)).to.deep.equal([
      '1 · jazz, 0:00–0:50',
      '2 · rock, 0:50–2:00',
    ]);
  });

  it('has a row of chords and the key, if chords were requested', async () => {
    expect(all('[part=chords], [part=harmony]')).to.deep.equal([]);
    recording.classification = {
      ...twoMinutes(),
      harmony: {
        chords: [
          { from: 0, to: 50, label: 'N', fit: 0.7 },
          { from: 50, to: 90, label: 'F#:maj', fit: 0.9 },
          { from: 90, to: DURATION, label: 'D#:min', fit: 0.8 },
        ],
        key: { label: 'F#:maj', fit: 0.8 },
        tuning: 0,
      },
    };
    await settled(place);
    expect(all('[part=chords] [part=section]').map(({ title }) => title)).to.deep.equal([
      'F♯ major, 0:50–1:30',
      'E♭ minor, 1:30–2:00',
    ]);
    expect(all('[part=chords] [aria-hidden]').map(text)).to.deep.equal(['Chords', 'F♯', 'E♭m']);
    expect(text(all('[part=harmony]')[0]!)).to.equal('Key: F♯ major · simple estimate');
    all('[part=chords] [part=section]')[1]!.click();
    await settled(place);
    expect(all('.seek')[0]!.getAttribute('aria-valuetext')).to.equal('1:30 of 2:00');
    const { violations } = await axe.run(place, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('shows the mean of each beat on request', async () => {
    // A click every half second: the band 20 is loud in one frame of 25.
    const features = Float32Array.from({ length: FRAMES * 64 }, (_, i) => (Math.floor(i / 64) % 25 < 3 ? -20 : -80));
    recording.classification = { ...twoMinutes(), duration: 20, features: features.slice(0, 20 * 50 * 64) };
    await settled(place);
    const canvas = all('.picture')[0] as HTMLCanvasElement;
    const shades = () => {
      const { data } = canvas.getContext('2d')!.getImageData(0, canvas.height / 2, canvas.width, 1);
      const middle = Array.from({ length: canvas.width / 2 }, (_, x) => data[4 * (x + Math.floor(canvas.width / 4))]!);
      return Math.max(...middle) - Math.min(...middle);
    };
    await until(() => shades() > 100, 'Frames');
    const toggle = all('[part=by-beat]')[0]!;
    expect(toggle.getAttribute('aria-pressed')).to.equal('false');
    toggle.click();
    await settled(place);
    await until(() => shades() < 20, 'The mean of each beat');
    expect(toggle.getAttribute('aria-pressed')).to.equal('true');
    toggle.click();
    await until(() => shades() > 100, 'Frames again');
  });

  it('has one bar for detectors of the same bird', () => {
    expect(all('.lane.bird .bar').map(({ title }) => title)).to.deep.equal(['birdsong, 0:02–0:08, sure']);
  });

  it('lists the sounds, the surest first, and goes to their surest moment', async () => {
    expect(all('[part=found] li').map(text)).to.deep.equal([
      'music · jazz sure 0:20–0:50',
      'music · rock sure 0:50–1:20',
      'birdsong sure 0:02–0:08',
      'dog perhaps 1:40–1:41, 1:50–1:51',
    ]);
    all('[part=sound]').at(-1)!.click();
    await settled(place);
    expect(all('.seek')[0]!.getAttribute('aria-valuetext')).to.equal('1:50 of 2:00');
  });

  it('zooms, and shows in the map which part is visible', async () => {
    expect(shown()).to.equal('0:00–2:00');
    const zoomIn = all('.zoom .sign')[1]!;
    for (let i = 0; i < 3; i++) zoomIn.click();
    await settled(place);
    const span = DURATION / 1.5 ** 3;
    expect(shown()).to.equal('0:42–1:17');
    const lens = all('.lens')[0]!.style;
    expect(parseFloat(lens.width)).to.be.closeTo((100 * span) / DURATION, 0.01);
    // Bars outside the part are gone, and those at its edge begin there.
    expect(all('.lane .bar').map(({ title }) => title)).to.deep.equal([
      'music, 0:20–1:20, sure',
      'jazz, 0:20–0:50, sure',
      'rock, 0:50–1:20, sure',
    ]);
    expect(parseFloat(all('.lane .bar')[0]!.style.left)).to.equal(0);
    await press(map(), 'End');
    expect(shown()).to.equal('1:24–2:00');
    await press(map(), 'Home');
    expect(shown()).to.equal('0:00–0:35');
    await press(map(), 'ArrowRight');
    expect(shown()).to.equal('0:08–0:44');
    for (let i = 0; i < 20; i++) await press(map(), '+');
    expect(shown()).to.equal('0:24–0:28');
    all('.zoom button').at(-1)!.click();
    await settled(place);
    expect(shown()).to.equal('0:00–2:00');
  });

  it('zooms around the cursor, and keeps it visible', async () => {
    recording.seek(100);
    const seek = all('.seek')[0]!;
    for (let i = 0; i < 4; i++) await press(seek, '+');
    const [from, to] = shown()!.split('–') as [string, string];
    expect(from < '1:40' && '1:40' < to, shown()!).to.equal(true);
    await press(seek, 'Home');
    expect(shown()!.startsWith('0:00')).to.equal(true);
  });

  it('has tooltips that a pointer reaches, and a press on a bar goes there', async () => {
    const bar = all('.lane.genre .bar.genre')[1]!;
    bar.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = bar.getBoundingClientRect();
    const hit = recording.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2);
    expect(hit?.closest('.bar')).to.equal(bar);
    bar.click();
    await settled(place);
    expect(all('.seek')[0]!.getAttribute('aria-valuetext')).to.equal('0:50 of 2:00');
  });

  it('draws the whole sound in the map, and is accessible', async () => {
    const canvas = map().querySelector('canvas')!;
    expect(canvas.width).to.be.greaterThan(100);
    const { violations } = await axe.run(place, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('says what to do if the browser cannot play the sound', async () => {
    recording.src = 'data:audio/wav,';
    await settled(place);
    all('.play')[0]!.click();
    await until(() => all('[role=alert]').length > 0, 'The message');
    expect(text(all('[role=alert]')[0]!)).to.match(/cannot play this sound\. .+add blob: to media-src/);
  });

  it('keeps playing while it is moved, pauses when it leaves the page, and keeps its position under another URL', async () => {
    const sound = wavBlob(new Float32Array(8000 * DURATION), 8000);
    const urls = [URL.createObjectURL(sound), URL.createObjectURL(sound)];
    recording.src = urls[0]!;
    await settled(place);
    const audio = recording.shadowRoot!.querySelector('audio')!;
    recording.seek(60);
    all('.play')[0]!.click();
    await until(() => audio.currentTime > 60 && !audio.paused, 'The sound');
    recording.remove();
    await displayFrame();
    place.append(recording);
    await until(() => !audio.paused, 'The sound after a move');
    const position = audio.currentTime;
    await until(() => audio.currentTime > position, 'More sound after a move');
    recording.remove();
    await until(() => audio.paused, 'The pause');
    recording.src = urls[1]!;
    place.append(recording);
    await until(() => audio.src === urls[1] && audio.currentTime >= position, 'The position');
    expect(audio.paused).to.equal(true);
    await until(() => /^1:0\d of 2:00$/.test(all('.seek')[0]!.getAttribute('aria-valuetext')!), 'The shown position');
    for (const url of urls) URL.revokeObjectURL(url);
  });

  it('has no zoom for a short sound', async () => {
    recording.classification = { ...twoMinutes(), duration: 20 };
    await settled(place);
    expect(all('[part=map], .zoom')).to.deep.equal([]);
  });
});
