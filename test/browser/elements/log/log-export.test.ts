import { expect } from 'chai';
import { sessionEvents, SessionRecord } from '../../../../src/elements/detections/session-record.js';
import { EXPORT_FORMAT_IDS } from '../../../../src/formats/export-format-ids.js';
import { EXPORT_FORMATS } from '../../../../src/formats/export-formats.js';
import '../../../../src/entries/german.js';
import { nothing } from 'lit';
import { Saver } from '../../../../src/elements/saving/saver.js';
import { wordsIn } from '../../../../src/elements/words/words.js';
import { until } from '../../until.js';
import { onPage, painted, settled } from '../on-page.js';
import { savedFiles, type SavedFile } from '../saved-files.js';
import { MODEL, SimulatedListener } from '../simulated-listener.js';

describe('pinna-log, saved', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  beforeEach(async () => {
    place = await onPage('<pinna-log></pinna-log>');
    listener = new SimulatedListener();
    place.querySelector('pinna-log')!.listener = listener;
    await settled(place);
  });

  afterEach(() => place.remove());

  const part = <T extends HTMLElement>(name: string) =>
    place.querySelector('pinna-log')!.shadowRoot!.querySelector<T>(`[part=${name}]`)!;

  /** Chooses a format and presses the button. Returns the saved file. */
  async function saved(format: string): Promise<SavedFile> {
    await painted(place);
    const select = part<HTMLSelectElement>('format');
    select.value = format;
    select.dispatchEvent(new Event('change'));
    const [file] = await savedFiles(() => part<HTMLButtonElement>('save').click());
    return file!;
  }

  const dog = { id: 1, label: 'dog', onset: 41.2, offset: 47.9, confidence: 0.75 };

  it('offers every format by name, and nothing to save before the first detection', () => {
    const options = [...part<HTMLSelectElement>('format').options];
    expect(options.map(({ value }) => value)).to.deep.equal([...EXPORT_FORMAT_IDS]);
    expect(EXPORT_FORMATS.map(({ id }) => id)).to.deep.equal([...EXPORT_FORMAT_IDS]);
    for (const { label } of options) expect(label).to.not.equal('');
    expect(part<HTMLButtonElement>('save').disabled).to.equal(true);
  });

  it('says so if the browser refuses to make or to share the file, and saves when it does not', async () => {
    await listener.start();
    listener.emitFrames(41, 5);
    listener.detect('end', dog);
    await settled(place);
    const alert = () => place.querySelector('pinna-log')!.shadowRoot!.querySelector('[role=alert]');
    const { createObjectURL } = URL;
    URL.createObjectURL = () => {
      throw new DOMException('No.', 'NotAllowedError');
    };
    part<HTMLButtonElement>('save').click();
    await until(() => alert() !== null, 'The message');
    URL.createObjectURL = createObjectURL;
    expect(alert()!.textContent).to.match(/The browser refused it \(NotAllowedError: No\.\)\.\s+Choose less/);
    expect((await saved('csv')).text).to.contain('dog');
    expect(alert()).to.equal(null);

    const share = navigator.share as unknown;
    navigator.share = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    const saver = new Saver({ requestUpdate: () => undefined });
    const wanted = [{ label: 'dog', onset: 0.5, offset: 1 }];
    const sound = { start: 0, sampleRate: 16_000, samples: new Float32Array(32_000), voices: [] };
    const kept = Object.assign(new SimulatedListener(), { recall: () => Promise.resolve(sound) });
    await saver.use(({ shareExcerpts }) => shareExcerpts(kept, wanted, { withVoices: true }));
    navigator.share = share as typeof navigator.share;
    expect(saver.message(wordsIn('en'))).not.to.equal(nothing);
  });

  it('can be saved and cleared while it is out of sight, where nothing of it is painted', async () => {
    place.style.display = 'none';
    await painted(place);
    await listener.start();
    listener.emitFrames(41, 5);
    listener.detect('end', dog);
    await settled(place);
    expect(part<HTMLButtonElement>('save').disabled).to.equal(false);
    const [file] = await savedFiles(() => part<HTMLButtonElement>('save').click());
    expect(file!.text).to.contain('dog');
    part<HTMLButtonElement>('clear').click();
    await settled(place);
    part<HTMLButtonElement>('delete').click();
    await until(() => part<HTMLButtonElement>('save').disabled, 'The empty log');
    expect(part<HTMLButtonElement>('save').disabled).to.equal(true);
    expect(part<HTMLButtonElement>('clear').disabled).to.equal(true);
  });

  for (const { id, extension, type } of EXPORT_FORMATS) {
    it(`is a file of its kind as ${id}, with model and input`, async () => {
      listener.report({ input: { kind: 'microphone', label: 'USB microphone' } });
      await listener.start();
      listener.emitFrames(41, 5);
      listener.detect('end', dog);
      const file = await saved(id);
      expect(file.name).to.match(/^pinna-\d{4}-\d\d-\d\d-\d{6}\./);
      expect(file.name.endsWith(`.${extension}`)).to.equal(true);
      expect(file.type).to.equal(type);
      for (const word of ['dog', 'USB microphone', 'simulated', '1.0.0']) expect(file.text).to.contain(word);
    });
  }

  it('keeps the times of live sound, and says when second 0 was', async () => {
    listener.report({ input: { kind: 'microphone', label: 'USB microphone' } });
    await listener.start();
    listener.emitFrames(41.9, 5);
    const heard = Date.now();
    listener.detect('end', dog);
    const { onset, offset, timeBase } = JSON.parse((await saved('jsonl')).text);
    expect([onset, offset]).to.deep.equal([41.2, 47.9]);
    expect(heard - Date.parse(timeBase)).to.be.closeTo(42_000, 100);
  });

  it('has wall-clock times with the offset from UTC, and the names on the screen beside the ids', async () => {
    place.lang = 'de';
    await listener.start();
    listener.emitFrames(41.9, 5);
    const heard = Date.now();
    listener.detect('end', { ...dog, label: 'door_wood_knock' });
    const row = JSON.parse((await saved('jsonl')).text);
    expect(row).to.include({ label: 'door_wood_knock', name: 'Klopfen' });
    expect(row.onsetTime).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
    expect(heard - Date.parse(row.onsetTime)).to.be.closeTo(800, 100);
    expect(Date.parse(row.offsetTime) - Date.parse(row.onsetTime)).to.be.closeTo(6700, 1);
  });

  it('holds a played file and a microphone, each with its own times, in one table', async () => {
    listener.report({ input: { kind: 'file', label: 'garden.flac' } });
    await listener.start();
    listener.emitFrames(1.2, 5);
    listener.detect('end', dog);
    await listener.stop();
    listener.report({ input: { kind: 'microphone', label: 'USB microphone' } });
    await listener.start();
    listener.emitFrames(0, 5);
    listener.detect('end', { ...dog, label: 'rain', onset: 0.05, offset: 0.08 });
    const rows = (await saved('jsonl')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).to.have.length(2);
    const [played, live] = ['garden.flac', 'USB microphone'].map((name) => rows.find(({ file }) => file === name));
    expect([played.label, live.label]).to.deep.equal(['dog', 'rain']);
    expect(played.timeBase).to.equal('file');
    expect(played.onset).to.be.closeTo(40, 1e-6);
    expect(played).to.not.have.property('onsetTime');
    expect(live).to.have.property('onsetTime');
    // Labels of Audacity have one clock, so both are on the wall clock.
    expect((await saved('audacity')).text.split('\n')).to.have.length(4);
  });

  it("gives a played file's sounds their times in the file, and its name", async () => {
    listener.report({ input: { kind: 'file', label: 'garden.flac' } });
    await listener.start();
    listener.emitFrames(1.2, 5);
    listener.emitFrames(48, 5);
    listener.detect('end', dog);
    listener.detect('start', { id: 2, label: 'rain', onset: 1.2 });
    const { name, text } = await saved('audacity');
    expect(name).to.match(/^garden-/);
    expect(text.split('\n').slice(1)).to.deep.equal(['0.000000\t46.900000\train', '40.000000\t46.700000\tdog', '']);
  });

  it('does not claim times in a file whose beginning it has not heard', async () => {
    listener.report({ input: { kind: 'file', label: 'garden.flac' } });
    listener.emitFrames(40, 5);
    listener.detect('end', dog);
    const { onset, timeBase } = JSON.parse((await saved('jsonl')).text);
    expect(onset).to.equal(41.2);
    expect(timeBase).to.not.equal('file');
  });
});

describe('SessionRecord', () => {
  it('takes the least late frame for the clock', () => {
    const record = new SessionRecord();
    const hear = (time: number, now: number) =>
      record.addFrames(
        { time, frames: 5, features: new Float32Array(), scores: {}, smoothed: {}, gates: {} },
        0.02,
        now,
      );
    record.reset(true);
    hear(1, 1_000_300);
    hear(2, 1_001_130);
    hear(3, 1_002_500);
    const { timeBase } = sessionEvents(record, [], MODEL, undefined);
    expect(timeBase).to.deep.equal({ kind: 'clock', zero: new Date(999_030) });
  });
});
