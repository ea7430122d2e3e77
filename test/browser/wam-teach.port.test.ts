import { expect } from 'chai';
import type { PluginState } from '../../src/wam/index.js';
import { parseTaughtFile, writeTaughtFile } from '../../src/teach/file/taught-file.js';
import { until } from './until.js';
import { nodeEvent, openHost, type Host } from './wam-host.js';

const RATE = 48_000;
const NOTE = 72;
const CONTROLLER = 102;

/** A sound that no class knows: a rhythm of two tones. Takes differ in pitch. */
function takes(pitches: readonly number[]): AudioBuffer {
  const [before, each] = [0.5, 1.9];
  const buffer = new AudioBuffer({ length: RATE * (before + each * pitches.length), sampleRate: RATE });
  const samples = Float32Array.from({ length: buffer.length }, (_, n) => {
    const t = n / RATE - before;
    const since = t % each;
    const isOn = t >= 0 && since < 0.9 && since % 0.3 < 0.15;
    const hertz = pitches[Math.floor(t / each)]! * (since % 0.6 < 0.3 ? 1 : 1.5);
    return 0.0005 * Math.sin(n * n) + (isOn ? 0.3 * Math.sin(2 * Math.PI * hertz * since) : 0);
  });
  buffer.copyToChannel(samples, 0);
  return buffer;
}

describe('teaching in the plugin', function () {
  this.timeout(120_000);
  let host: Host;
  before(async () => {
    host = await openHost();
  });
  after(() => host.close());

  const play = (buffer: AudioBuffer, to: AudioNode) => {
    const source = new AudioBufferSourceNode(host.context, { buffer });
    source.connect(to);
    source.start();
    return new Promise((resolve) => (source.onended = resolve));
  };

  it('turns a sound that was played a few times into a note, which the state keeps, and faders into controllers', async () => {
    const plugin = await host.create({ model: 'crnn' });
    const { audioNode: node } = plugin;
    await node.listening;
    const gui = await plugin.createGui();
    document.body.append(gui);
    const view = gui.shadowRoot!;
    await until(() => view.querySelector('#teach-name') !== null, 'the form');
    const [name, note] = ['#teach-name', '#teach-note'].map((one) => view.querySelector<HTMLInputElement>(one)!);
    const button = () => view.querySelector<HTMLButtonElement>('form button')!;
    const status = () => view.querySelector('form [role=status]')!.textContent;
    await until(() => !button().disabled, 'the analysis');
    name!.value = 'two tones';
    note!.value = String(NOTE);
    button().click();
    await until(() => status().includes('0 takes'), 'the recording');
    await play(takes([700, 720, 690]), node as unknown as AudioNode);
    await until(() => status().includes('3 takes'), 'three takes');
    button().click();
    await until(() => status().includes('Learnt: two tones'), 'the learning');
    const nameField = () => view.querySelector<HTMLInputElement>('li.taught input[type=text]')!;
    expect([nameField().value, nameField().getAttribute('aria-label')]).to.deep.equal([
      'two tones',
      'Name of two tones',
    ]);
    expect(node.state.notes['taught:two tones']).to.equal(NOTE);
    const played = nodeEvent(node, 'pinna-midi', ({ bytes }) => bytes[0] === 0x90 && bytes[1] === NOTE);
    const detected = nodeEvent(node, 'pinna-detection', ({ detection }) => detection.head === 'taught');
    void play(takes([710]), node as unknown as AudioNode);
    await played;
    const { detection } = await detected;
    expect(detection.label).to.equal('two tones');
    expect(node.eventLatency('taught')).to.be.within(0.05, 0.3);

    const saved = JSON.parse(JSON.stringify(await node.getState())) as PluginState;
    const set = parseTaughtFile(saved.taught!);
    const weights = new Float32Array(set.classes[0]!.weights.length).fill(1e-6);
    const steady = { weights, descriptors: new Float32Array(4), bias: 0.5, figures: { examples: 9, correlation: 0.8 } };
    const { audioNode: other } = await host.create({
      ...saved,
      taught: writeTaughtFile({ ...set, faders: [{ name: 'energy', ...steady }] }),
      controls: [{ score: 'fader:energy', controller: CONTROLLER }],
    });
    await other.listening;
    const again = nodeEvent(other, 'pinna-midi', ({ bytes }) => bytes[0] === 0x90 && bytes[1] === NOTE);
    const fader = nodeEvent(other, 'pinna-midi', ({ bytes }) => bytes[0] === 0xb0 && bytes[1] === CONTROLLER);
    void play(takes([700]), other as unknown as AudioNode);
    await again;
    expect((await fader).bytes[2]).to.be.within(63, 64);
    // The controller and the note follow their names.
    await other.renameFader('energy', 'drive');
    expect(other.state.controls).to.deep.equal([{ score: 'fader:drive', controller: CONTROLLER }]);
    const { faders } = parseTaughtFile((await other.getState()).taught!);
    expect(faders!.map((one) => one.name)).to.deep.equal(['drive']);
    nameField().value = 'chime';
    nameField().dispatchEvent(new Event('change'));
    await until(() => nameField().value === 'chime', 'the new name');
    expect(Object.entries(node.state.notes).filter(([key]) => key.startsWith('taught:'))).to.deep.equal([
      ['taught:chime', NOTE],
    ]);
    expect(node.listener!.taught.examplesOf('chime')).to.have.length(3);
    plugin.destroyGui(gui);
  });

  it('keeps examples and budget when another step replaces its listener, and records again what that cannot know', async () => {
    const plugin = await host.create({ model: 'crnn' });
    const { audioNode: node } = plugin;
    await node.listening;
    const gui = await plugin.createGui();
    document.body.append(gui);
    const view = gui.shadowRoot!;
    const status = () => view.querySelector('form [role=status]')!.textContent;
    const button = () => view.querySelector<HTMLButtonElement>('form button')!;
    await until(() => view.querySelector('#teach-name') !== null && !button().disabled, 'the analysis');
    view.querySelector<HTMLInputElement>('#teach-name')!.value = 'two tones';
    button().click();
    await until(() => status().includes('0 takes'), 'the recording');
    await play(takes([700]), node as unknown as AudioNode);
    await until(() => status().includes('1 take'), 'a take');
    const first = node.listener!;
    const replaced = async (step: number) => {
      const before = node.listener;
      await node.setParameterValues({ step: { id: 'step', value: step, normalized: false } });
      await until(() => node.listener !== before && node.listener?.state === 'running', 'another listener');
    };
    await replaced(10);
    // The take of the first listener is not among those of the second one.
    await until(() => status().includes('0 takes'), 'the recording by the second listener');
    await play(takes([700, 720]), node as unknown as AudioNode);
    await until(() => status().includes('2 takes'), 'two takes');
    button().click();
    await until(() => status().includes('Learnt: two tones'), 'the learning');
    expect(first.taught.list).to.deep.equal([]);
    expect(node.listener!.taught.examplesOf('two tones')).to.have.length(2);
    await node.listener!.taught.setTarget('two tones', 4);
    await replaced(5);
    const [sound] = node.listener!.taught.list;
    expect([sound!.taught.label, sound!.examples.length, sound!.target]).to.deep.equal(['two tones', 2, 4]);
    const played = nodeEvent(node, 'pinna-detection', ({ detection }) => detection.head === 'taught');
    void play(takes([710]), node as unknown as AudioNode);
    expect((await played).detection.label).to.equal('two tones');
    plugin.destroyGui(gui);
  });
});
