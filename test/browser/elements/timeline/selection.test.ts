import { expect } from 'chai';
import { until } from '../../until.js';
import { onPage, painted, settled } from '../on-page.js';
import { savedFiles } from '../saved-files.js';
import { SimulatedListener } from '../simulated-listener.js';

describe('pinna-timeline, what is selected', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;
  const timeline = () => place.querySelector('pinna-timeline')!;
  const all = (selector: string) => [...timeline().shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  const hear = () => all('.hear')[0]!;
  const word = () => all('.hear')[0]?.textContent!.trim();
  const message = () => all('.selection [role=status]')[0]!.textContent!.trim();
  /** Resolves when the sound plays. The code that plays it is loaded at the first press. */
  const plays = () => until(() => word() === 'Stop', 'The sound');

  beforeEach(async () => {
    place = await onPage('<pinna-timeline seconds="10" style="inline-size: 600px"></pinna-timeline>');
    listener = new SimulatedListener();
    timeline().listener = listener;
    await settled(place);
    await listener.start();
    for (let time = 0; time < 20; time += 1) listener.emitFrames(time, 50);
    listener.detect('end', { id: 1, label: 'dog', onset: 12, offset: 13 });
    listener.detect('end', { id: 2, label: 'rain', onset: 15, offset: 16 });
    await painted(place);
  });

  afterEach(() => place.remove());

  it('is saved, and nothing else', async () => {
    all('.bar')[1]!.click();
    await settled(place);
    const [file, ...others] = await savedFiles(() => all('[part~=save]')[0]!.click());
    expect(others.length).to.equal(0);
    expect(file!.name).to.match(/^pinna-.*\.csv$/);
    expect(file!.text).to.contain('rain');
    expect(file!.text).not.to.contain('dog');
  });

  it('cannot be played where no sound is kept', async () => {
    all('.bar')[0]!.click();
    await painted(place);
    expect(all('.hear').length).to.equal(0);
  });

  it('is played at a press, and at the button, until it is stopped; not off the page, but during a move', async () => {
    listener.report({ keepSeconds: 120 });
    all('.bar')[0]!.click();
    await plays();
    hear().click();
    await settled(place);
    expect(word()).to.equal('Hear');
    hear().click();
    await plays();
    place.remove();
    document.body.append(place);
    await settled(place);
    expect(word()).to.equal('Stop');
    place.remove();
    await until(() => word() !== 'Stop', 'The end of the sound off the page');
    document.body.append(place);
    await settled(place);
    expect(word()).to.equal('Hear');
  });

  it('stops automatically at the end', async () => {
    listener.report({ keepSeconds: 120 });
    all('.bar')[0]!.click();
    await plays();
    await until(() => word() === 'Hear', 'The end of the sound');
  });

  it('is saved as WAV, a second around it', async () => {
    listener.report({ keepSeconds: 120 });
    all('.bar')[0]!.click();
    await settled(place);
    const [file] = await savedFiles(() => all('[part~=save-sound]')[0]!.click());
    expect(file!.name).to.match(/^dog-.*\.wav$/);
    const view = new DataView(file!.content);
    expect(view.getUint32(24, true)).to.equal(16_000);
    expect(view.getUint32(40, true)).to.equal(2 * 3 * 16_000);
  });

  /** Returns the samples of the WAV file that a button saves. */
  const savedSamples = async (button: () => HTMLElement) => {
    const [file] = await savedFiles(() => button().click());
    return new Int16Array(file!.content, 44, new DataView(file!.content).getUint32(40, true) / 2);
  };
  const isSilent = (samples: Int16Array) => samples.every((sample) => sample === 0);
  const seconds = (samples: Int16Array, from: number, to: number) => samples.subarray(from * 16_000, to * 16_000);

  it('is saved without voices, unless the user wants them', async () => {
    listener.report({ keepSeconds: 120 });
    listener.voices = [{ from: 12.5, to: 13.5 }];
    all('.bar')[0]!.click();
    await settled(place);
    const save = () => all('[part~=save-sound]')[0]!;
    // The excerpt lasts from second 11 to 14.
    const muted = await savedSamples(save);
    expect(isSilent(seconds(muted, 1.52, 2.48))).to.equal(true);
    expect(isSilent(seconds(muted, 0, 1.5))).to.equal(false);
    expect(isSilent(seconds(muted, 2.5, 3))).to.equal(false);
    await until(() => message() === '1 sec of voices muted.', 'The message');
    const voices = all('[part=voices]')[0] as HTMLInputElement;
    voices.click();
    expect(isSilent(seconds(await savedSamples(save), 1.52, 2.48))).to.equal(false);
  });

  it('is shared without voices where the browser can share files, and cancelling is allowed', async () => {
    const shared: ShareData[] = [];
    let cancels = false;
    const share = async (data: ShareData) => {
      shared.push(data);
      if (cancels) throw new DOMException('The user cancelled.', 'AbortError');
    };
    Object.assign(navigator, { canShare: () => true, share });
    try {
      listener.report({ keepSeconds: 120 });
      listener.voices = [{ from: 0, to: 100 }];
      all('.bar')[0]!.click();
      await settled(place);
      all('[part~=share]')[0]!.click();
      await until(() => shared.length === 1, 'The shared file');
      const [file] = shared[0]!.files!;
      expect(file!.name).to.match(/^dog-.*\.wav$/);
      expect(file!.type).to.equal('audio/wav');
      const samples = new Int16Array(await file!.arrayBuffer(), 44, 16_000 * 3);
      expect(isSilent(seconds(samples, 0.1, 2.9))).to.equal(true);
      cancels = true;
      all('[part~=share]')[0]!.click();
      await until(() => shared.length === 2, 'The second file');
      await settled(place);
      expect(all('[role=alert]').length).to.equal(0);
    } finally {
      for (const name of ['canShare', 'share']) Reflect.deleteProperty(navigator, name);
    }
  });

  it('says when the sound is no longer kept', async () => {
    listener.report({ keepSeconds: 120 });
    listener.recall = async () => undefined;
    all('.bar')[0]!.click();
    await until(() => message() === 'This sound is no longer kept.', 'The message');
    listener.report({ keepSeconds: 0 });
    all('.bar')[1]!.click();
    await settled(place);
    expect(message()).to.equal('1 selected');
  });
});
