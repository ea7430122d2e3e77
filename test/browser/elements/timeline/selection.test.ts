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

  it('is played at a press, and at the button, until it is stopped', async () => {
    listener.report({ keepSeconds: 120 });
    all('.bar')[0]!.click();
    await plays();
    hear().click();
    await settled(place);
    expect(word()).to.equal('Hear');
    hear().click();
    await plays();
    place.remove();
    expect(word()).to.equal('Stop');
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
