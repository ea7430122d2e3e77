import { expect } from 'chai';
import axe from 'axe-core';
import type { Detection } from '../../../../src/decisions/detection.js';
import type { FileClassified } from '../../../../src/elements/listener/element-events.js';
import { displayClock } from '../../../../src/elements/drawing/paint-controller.js';
import { wordsIn } from '../../../../src/elements/words/words.js';
import type { PinnaFile } from '../../../../src/elements/file/pinna-file.js';
import type { PinnaRecording } from '../../../../src/elements/file/pinna-recording.js';
import { recordingSummary } from '../../../../src/elements/file/recording-summary.js';
import { seekTarget } from '../../../../src/elements/file/playback.js';
import { shownDetections } from '../../../../src/engine/shown-detections.js';
import { TimeScale, timeTicks } from '../../../../src/elements/time/time-scale.js';
import type { GenreEstimate } from '../../../../src/structure/structure.js';
import { observe } from '../../observed.js';
import { fixture, wavBlob } from '../../recordings/sound-file.js';
import { SMALL_MODEL } from '../../small-model.js';
import { until } from '../../until.js';
import { onPage, settled } from '../on-page.js';
import { savedFiles } from '../saved-files.js';

const HTML = `<main><h1>Files</h1><pinna-file backend="wasm" model="${SMALL_MODEL}" worker="/dist/worker.js"
  webgpu="/dist/webgpu.js" wasm="/dist/wasm/"></pinna-file></main>`;

const texts = (element: PinnaFile) =>
  [...element.renderRoot.querySelectorAll('li')].map((line) => line.textContent.replace(/\s+/g, ' ').trim());

describe('pinna-file', () => {
  let place: HTMLElement;
  let element: PinnaFile;

  beforeEach(async () => {
    document.documentElement.lang = 'en';
    place = await onPage(HTML);
    element = place.querySelector('pinna-file')!;
  });

  afterEach(() => place.remove());

  it('classifies what is dropped, file after file in one worker, and says what cannot be decoded', async () => {
    const seen = observe();
    const told: FileClassified[] = [];
    const codes: string[] = [];
    element.addEventListener('pinna-classified', ({ detail }) => told.push(detail));
    element.addEventListener('pinna-error', ({ detail }) => codes.push(detail.code));
    const dataTransfer = new DataTransfer();
    const scene = await fixture('audio/scene.wav');
    for (const file of [scene, new File(['dear diary'], 'diary.txt'), await fixture('encoded/chirp.ogg')]) {
      dataTransfer.items.add(file);
    }
    element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await settled(place);
    expect(element.renderRoot.querySelectorAll('li').length).to.equal(3);
    await until(() => told.length === 2, 'the second result');
    await until(() => seen.workers.size === 0, 'the end of the worker');
    expect(seen.workersMade).to.equal(1);
    expect(codes).to.deep.equal(['bad-audio']);
    expect(told.map(({ file }) => file.name)).to.deep.equal(['scene.wav', 'chirp.ogg']);
    await settled(place);
    const [first, second, third] = texts(element);
    expect(first).to.match(/^scene\.wav 0:21 long: /);
    expect(second).to.match(/diary\.txt cannot be read/);
    expect(third).to.match(/^chirp\.ogg 0:00 long: /);

    const recording = element.renderRoot.querySelector('pinna-recording')!;
    expect(recording.classification).to.equal(told[0]!.classification);
    const bars = recording.renderRoot.querySelectorAll<HTMLElement>('.bar');
    const { structure: found, duration } = told[0]!.classification;
    const detections = shownDetections(told[0]!.classification.detections, found);
    expect(bars.length).to.equal(detections.length);
    expect([...bars].every((bar) => bar.getBoundingClientRect().width > 1)).to.equal(true);
    const rounded = (values: number[]) => values.map((value) => Number(value.toFixed(2))).sort((a, b) => a - b);
    const lefts = [...bars].map((bar) => parseFloat(bar.style.left));
    expect(rounded(lefts)).to.deep.equal(rounded(detections.map(({ onset }) => (100 * onset) / duration)));
    recording.scrollIntoView();
    await until(() => brightness(recording) > 20, 'the picture');

    const { violations } = await axe.run(place, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).to.deep.equal([]);

    const slider = recording.renderRoot.querySelector<HTMLElement>('[role=slider]')!;
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp' }));
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    await settled(place);
    expect(slider.getAttribute('aria-valuetext')).to.equal('0:09 of 0:21');
    const cursor = recording.renderRoot.querySelector<HTMLElement>('.cursor')!;
    expect(parseFloat(cursor.style.left)).to.be.closeTo(900 / duration, 0.01);
    expect(recording.renderRoot.querySelector('audio')!.currentTime).to.be.closeTo(9, 0.01);

    // The frame scores of the recording, saved as a table.
    const heard = told[0]!.classification;
    const format = recording.renderRoot.querySelector<HTMLSelectElement>('[part=format]')!;
    expect([...format.options].every(({ label }) => label !== '')).to.equal(true);
    format.value = 'frames';
    format.dispatchEvent(new Event('change'));
    const save = recording.renderRoot.querySelector<HTMLElement>('[part=save]')!;
    const [table] = await savedFiles(() => save.click());
    expect([table!.name, table!.type]).to.deep.equal(['scene.tsv', 'text/tab-separated-values']);
    const [header, ...rows] = table!.text.trimEnd().split('\n');
    const bird = header!.split('\t').indexOf('bird');
    expect(header).to.match(/^onset\toffset\t/);
    expect(rows.length).to.equal(heard.frames);
    const scores = rows.map((row) => Number(row.split('\t')[bird]));
    expect(Math.max(...scores.map((score, i) => Math.abs(score - heard.scores.bird![i]!)))).to.be.lessThan(1e-5);
    expect(rows.at(-1)!.split('\t')[1]).to.equal(String((heard.frames * 0.02).toFixed(2)).replace(/0$/, ''));

    // The results of all files, as one table or as an archive.
    const all = element.renderRoot.querySelector<HTMLElement>('[part=save-all]')!;
    const [csv] = await savedFiles(() => all.click());
    expect(csv!.name).to.match(/^pinna-[\d-]+\.csv$/);
    const lines = csv!.text.trimEnd().split('\r\n');
    expect(lines.filter((line) => line.startsWith('file,')).length).to.equal(1);
    expect(lines.filter((line) => line.startsWith('scene.wav,')).length).to.be.at.least(detections.length);
    const formats = element.renderRoot.querySelector<HTMLSelectElement>('.all select')!;
    formats.value = 'audacity';
    formats.dispatchEvent(new Event('change'));
    const [zip] = await savedFiles(() => all.click());
    expect([zip!.name.endsWith('.zip'), zip!.type]).to.deep.equal([true, 'application/zip']);
    for (const name of ['scene.labels.txt', 'chirp.labels.txt']) expect(zip!.text).to.contain(name);

    // The sections are listed if one of them has music.
    const sectionsAre = async (genre: GenreEstimate | null) => {
      const sections = [
        { from: 0, to: 8, strength: 0, genre },
        { from: 8, to: duration, strength: 0.7, genre: null },
      ];
      recording.classification = { ...heard, structure: { ...heard.structure, sections } };
      await settled(place);
      return [...recording.renderRoot.querySelectorAll<HTMLElement>('[part=section]')];
    };
    const sections = await sectionsAre({ label: 'jazz', score: 0.8, scores: { jazz: 0.8 }, uncertainty: 0.3 });
    expect(sections.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
      '1 · jazz 0:00–0:08',
      '2 · no music 0:08–0:21',
    ]);
    const [start, change] = sections.map(({ style }) => parseFloat(style.left)) as [number, number];
    expect(start).to.equal(0);
    expect(change).to.be.closeTo(800 / duration, 0.001);
    const structure = await axe.run(place, { resultTypes: ['violations'] });
    expect(structure.violations.map(({ id }) => id)).to.deep.equal([]);
    expect(await sectionsAre(null)).to.deep.equal([]);
    seen.restore();
  }).timeout(120_000);

  it('decides by its thresholds, and says of what makes no sense what to write', async () => {
    const told: FileClassified[] = [];
    const codes: string[] = [];
    element.addEventListener('pinna-classified', ({ detail }) => told.push(detail));
    element.addEventListener('pinna-error', ({ detail }) => codes.push(detail.code));
    const scene = await fixture('audio/scene.wav');
    element.setAttribute('thresholds', 'bird 1, genre:* 1, events:* 1');
    element.add([scene]);
    await until(() => told.length === 1, 'the first result');
    expect(told[0]!.classification.detections).to.deep.equal([]);
    element.thresholds = { bird: 0.05, 'genre:*': 1, 'events:*': 1 };
    element.add([scene]);
    await until(() => told.length === 2, 'the second result');
    expect(told[1]!.classification.detections.map(({ head }) => head)).to.include('bird');
    for (const senseless of ['bird', 'brid 0.5']) {
      element.setAttribute('thresholds', senseless);
      element.add([scene]);
      await until(() => codes.length > 0, 'the error');
      expect(codes.splice(0)).to.deep.equal(['bad-option']);
    }
    await settled(place);
    expect(texts(element).at(-2)).to.contain('"bird" is not a threshold');
    expect(texts(element).at(-1)).to.contain('name "brid", which is not a class of the model');
    expect(told.length).to.equal(2);
  });

  it('cancels a long file half-way and leaves no worker; its progress only rises', async () => {
    const seen = observe();
    const tone = Float32Array.from({ length: 16_000 * 600 }, (_, n) => 0.1 * Math.sin(n * 0.2));
    element.add([wavBlob(tone, 16_000, 'long.wav'), wavBlob(tone, 16_000, 'waits.wav')]);
    const shares: number[] = [];
    const progress = () => element.renderRoot.querySelector('progress');
    await until(() => {
      const { value = 0 } = progress() ?? {};
      if (value > (shares.at(-1) ?? 0)) shares.push(value);
      return value > 0.1;
    }, 'some progress');
    expect(shares).to.deep.equal([...shares].sort((a, b) => a - b));
    const buttons = () => [...element.renderRoot.querySelectorAll<HTMLElement>('li > button')];
    expect(buttons().map((button) => button.ariaLabel)).to.deep.equal(['Cancel long.wav', 'Cancel waits.wav']);
    buttons()[1]!.click();
    buttons()[0]!.click();
    expect(seen.workers.size).to.equal(0);
    await until(() => texts(element).every((line) => line.includes('cancelled')), 'the words');
    buttons()[0]!.click();
    await settled(place);
    expect(texts(element).length).to.equal(1);
    seen.restore();
  }).timeout(120_000);

  it('stops working when it leaves the page, keeps its files, and continues when it is back', async () => {
    const seen = observe();
    element.add([wavBlob(new Float32Array(16_000 * 300).fill(0.01), 16_000)]);
    await until(() => seen.workers.size === 1, 'the worker');
    element.remove();
    await until(() => seen.workers.size === 0, 'the end of the worker', 5);
    expect(displayClock.size).to.equal(0);
    place.querySelector('main')!.append(element);
    await until(() => seen.workers.size === 1, 'the worker, again');
    expect(texts(element).length).to.equal(1);
    element.clear();
    await until(() => seen.workers.size === 0, 'the end of the second worker', 5);
    await settled(place);
    expect(texts(element)).to.deep.equal([]);
    seen.restore();
  });
});

function brightness(recording: PinnaRecording): number {
  const { width, height } = recording.renderRoot.querySelector<HTMLCanvasElement>('.frame canvas')!;
  const context = recording.renderRoot.querySelector<HTMLCanvasElement>('.frame canvas')!.getContext('2d')!;
  if (width === 0) return 0;
  const reds = context.getImageData(0, 0, width, height).data.filter((_, i) => i % 4 === 0);
  return Math.max(...[...reds.values()].slice(0, 50_000)) - Math.min(...[...reds.values()].slice(0, 50_000));
}

describe('recordingSummary', () => {
  const heard = (head: string, label: string, onset: number, offset: number): Detection => ({
    ...{ id: 1, head, label, families: [], onset, offset },
    ...{ peak: 1, confidence: 1 },
  });
  const words = wordsIn('en');

  it('names birds, then music with its genre, then the other sounds, the longest first', () => {
    const all = [
      heard('events', 'dog', 1, 2),
      heard('bird', 'bird', 0, 1),
      heard('events', 'music', 10, 38),
      heard('genre', 'jazz', 12, 37),
      heard('events', 'dog', 3, 4),
      heard('bird', 'bird', 5, 6),
      heard('events', 'siren', 20, 30),
    ];
    expect(recordingSummary(words, 41, all)).to.equal(
      '0:41 long: bird 2×, music (jazz) 0:10–0:38, siren 0:20–0:30, dog 2×',
    );
    expect(recordingSummary(words, 3700, [])).to.equal('1:01:40 long: nothing stands out');
  });

  it('counts what there is no room to name', () => {
    const many = ['dog', 'cat', 'rain', 'siren', 'engine', 'wind', 'speech', 'cow'].map((label, i) =>
      heard('events', label, 10 * i, 10 * i + 1),
    );
    expect(recordingSummary(words, 100, many)).to.match(/, 2 other sounds$/);
  });
});

describe('The time axis of a whole sound', () => {
  it('is labelled at even times, no more than there is room for', () => {
    expect(timeTicks(new TimeScale(41, 41), 6)).to.deep.equal([0, 10, 20, 30, 40]);
    expect(timeTicks(new TimeScale(3600, 3600), 5)).to.deep.equal([0, 900, 1800, 2700, 3600]);
    expect(timeTicks(new TimeScale(100 * 3600, 100 * 3600), 5).length).to.be.at.most(6);
  });

  it('is moved along by the keys, and no further than its ends', () => {
    expect(seekTarget('ArrowRight', 5, 10)).to.equal(6);
    expect(seekTarget('PageUp', 5, 10)).to.equal(10);
    expect(seekTarget('ArrowLeft', 0.5, 10)).to.equal(0);
    expect(seekTarget('End', 0, 10)).to.equal(10);
    expect(seekTarget('a', 5, 10)).to.equal(undefined);
  });
});
