import { expect } from 'chai';
import axe from 'axe-core';
import type { PinnaNode, PinnaPlugin, PluginState } from '../../src/wam/index.js';
import type { Emission } from '../../src/wam/settings/wam-messages.js';
import { registerLocale } from '../../src/entries/elements.js';
import { seededRandom } from '../harness/random.js';
import { observe, type Observed } from './observed.js';
import { until } from './until.js';
import { builtPlugin, nodeEvent, openHost, type Host } from './wam-host.js';
import { rejection } from './when.js';

/** Creates noise with this number of channels, including very loud and very quiet samples. */
function noise(context: BaseAudioContext, channels: number): AudioBufferSourceNode {
  const next = seededRandom(channels);
  const buffer = new AudioBuffer({ numberOfChannels: channels, length: 48_000, sampleRate: 48_000 });
  for (let channel = 0; channel < channels; channel++) {
    const samples = Float32Array.from({ length: 48_000 }, () => (next() - 0.5) * 10 ** Math.round(8 * next() - 6));
    buffer.copyToChannel(samples, channel);
  }
  const node = new AudioBufferSourceNode(context, { buffer, loop: true });
  node.start();
  return node;
}

describe('the plugin in a Web Audio Modules host', function () {
  this.timeout(120_000);
  let host: Host;
  let seen: Observed;
  let scene: AudioBufferSourceNode;
  /** An instance that keeps the worker alive between tests. */
  let keeper: PinnaPlugin;
  before(async () => {
    seen = observe();
    host = await openHost();
    await host.context.audioWorklet.addModule('/test/browser/compare-inputs.js');
    const response = await fetch('/test/fixtures/audio/scene.wav');
    const buffer = await host.context.decodeAudioData(await response.arrayBuffer());
    scene = new AudioBufferSourceNode(host.context, { buffer, loop: true });
    scene.start();
    keeper = await host.create();
    await keeper.audioNode.listening;
  });
  afterEach(async () => {
    scene.disconnect();
    host.destroyAll(keeper);
    await until(() => seen.workers.size === 1, 'the other workers to end');
  });
  after(async () => {
    await host.close();
    await until(() => seen.workers.size === 0, 'the last worker to end');
    expect(seen.tensorsLeft.at(-1)).to.equal(0);
    seen.restore();
  });

  /** Creates two plugins connected in series, audio and events, that analyse the scene. */
  async function chain(state: Partial<PluginState> = {}) {
    const [first, second] = [await host.create(state), await host.create()];
    scene.connect(first.audioNode).connect(second.audioNode);
    first.audioNode.connectEvents(second.instanceId);
    await first.audioNode.listening;
    return { first, second, node: first.audioNode, after: second.audioNode };
  }

  it('passes any number of channels bit by bit through two of them, listening and bypassed', async () => {
    const compared = await Promise.all(
      [1, 2, 6].map(async (channels) => {
        const [first, second] = [await host.create(), await host.create()];
        const source = noise(host.context, channels);
        const compare = new AudioWorkletNode(host.context, 'compare-inputs', { numberOfInputs: 2, numberOfOutputs: 0 });
        source.connect(compare, 0, 0);
        source.connect(first.audioNode).connect(second.audioNode).connect(compare, 0, 1);
        await nodeEvent(second.audioNode, 'pinna-frames');
        await first.audioNode.setParameterValues({ bypass: { id: 'bypass', value: 1, normalized: false } });
        await nodeEvent(second.audioNode, 'pinna-frames');
        const told = new Promise<Record<string, number>>((resolve) => {
          compare.port.onmessage = ({ data }) => resolve(data as Record<string, number>);
        });
        compare.port.postMessage('tell');
        const seen = await told;
        source.disconnect();
        expect(await first.audioNode.getCompensationDelay()).to.equal(0);
        return seen;
      }),
    );
    expect(compared.map(({ channels }) => channels)).to.deep.equal([1, 2, 6]);
    for (const { compared: samples, different, loudest } of compared) {
      expect(samples).to.be.greaterThan(10_000);
      expect(loudest).to.be.greaterThan(1);
      expect(different).to.equal(0);
    }
  });

  it('emits notes, controllers and automation, which reach the plugin after it', async () => {
    const { node, after } = await chain({
      controls: [
        { score: 'bird:bird', controller: 20 },
        { score: 'bird:bird', parameter: 'smoothing' },
      ],
      parameters: { birdThreshold: 0.3 },
    });
    const detected = nodeEvent(
      node,
      'pinna-detection',
      ({ phase, detection }) => phase === 'start' && detection.head === 'bird',
    );
    const note = await nodeEvent(after, 'wam-midi', ({ data }) => data.bytes[0] === 0x90 && data.bytes[1] === 35);
    const { detection } = await detected;
    expect(note.time).to.be.at.least(detection.onset);
    expect(note.data.bytes[2]).to.be.within(1, 127);
    const bird = await nodeEvent(after, 'wam-midi', ({ data }) => data.bytes[0] === 0xb0 && data.bytes[2] > 64);
    expect(bird.data.bytes[1]).to.equal(20);
    await until(() => (after.state.parameters.smoothing ?? 0) > 2.5, 'the automation of the other plugin');
    const end = await nodeEvent(after, 'wam-midi', ({ data }) => data.bytes[0] === 0x80);
    expect(end.time).to.be.greaterThan(note.time!);
  });

  it('applies channel and bypass from the very sample on for which they are scheduled', async () => {
    const { node, after } = await chain();
    const received: { bytes: number[]; time: number }[] = [];
    after.addEventListener('wam-midi', ({ detail }) =>
      received.push({ bytes: [...detail.data.bytes], time: detail.time! }),
    );
    const sample = 1 / host.context.sampleRate;
    // A time in the middle of a render quantum.
    const at = Math.round((host.context.currentTime + 0.3) / sample) * sample + 37 * sample;
    const emissions: Emission[] = [
      { type: 'note-on', time: at - sample, note: 1, velocity: 9 },
      { type: 'note-on', time: at, note: 2, velocity: 9 },
      { type: 'note-on', time: at + 100 * sample, note: 3, velocity: 9 },
      { type: 'note-on', time: at + 101 * sample, note: 4, velocity: 9 },
    ];
    (node as unknown as AudioWorkletNode).port.postMessage({ pinna: { type: 'emit', emissions } });
    node.scheduleEvents(
      { type: 'wam-automation', time: at, data: { id: 'midiChannel', value: 5, normalized: false } },
      { type: 'wam-automation', time: at + 101 * sample, data: { id: 'bypass', value: 1, normalized: false } },
    );
    await until(() => received.filter(({ bytes }) => bytes[1]! < 5).length >= 6, 'six messages');
    const mine = received.filter(({ bytes }) => bytes[1]! < 5);
    const off = at + 101 * sample;
    expect(mine.map(({ bytes }) => bytes)).to.deep.equal([
      [0x90, 1, 9],
      [0x94, 2, 9],
      [0x94, 3, 9],
      [0x80, 1, 0],
      [0x84, 2, 0],
      [0x84, 3, 0],
    ]);
    for (const { time } of mine.slice(3)) expect(time).to.be.closeTo(off, sample / 10);
    expect(mine[1]!.time).to.be.closeTo(at, sample / 10);
    await until(() => node.state.parameters.bypass === 1, 'the main thread to know');
  });

  it('detects nothing while bypassed, ends what was on, and detects again', async () => {
    const { node } = await chain({ parameters: { birdThreshold: 0.3 } });
    const began = await nodeEvent(node, 'pinna-detection', ({ phase }) => phase === 'start');
    const ended = nodeEvent(
      node,
      'pinna-detection',
      ({ phase, detection }) => phase === 'end' && detection.id === began.detection.id,
    );
    await node.setParameterValues({ bypass: { id: 'bypass', value: 1, normalized: false } });
    const time = host.context.currentTime;
    expect((await ended).detection.offset).to.be.at.most(time + 0.1);
    let frames = 0;
    node.addEventListener('pinna-frames', ({ detail }) => (frames += detail.time > time + 0.1 ? 1 : 0));
    await until(() => host.context.currentTime > time + 0.7, 'time to pass');
    expect(frames).to.equal(0);
    await node.setParameterValues({ bypass: { id: 'bypass', value: 0, normalized: false } });
    await nodeEvent(node, 'pinna-frames');
  });

  it('describes its parameters, and keeps them within bounds', async () => {
    const { audioNode: node } = await host.create();
    const info = await node.getParameterInfo();
    expect(Object.keys(info)).to.include.members([
      'birdThreshold',
      'eventsThreshold',
      'genreThreshold',
      'smoothing',
      'step',
      'genreHold',
      'midiChannel',
      'bypass',
    ]);
    const { step, bypass, delay } = info;
    expect([step!.type, step!.minValue, step!.maxValue, step!.defaultValue, step!.units]).to.deep.equal([
      'int',
      1,
      50,
      5,
      'frames',
    ]);
    expect(bypass!.type).to.equal('boolean');
    expect(delay!.valueString(delay!.denormalize(0.5))).to.equal('1.00 s');
    expect(Object.keys(await node.getParameterInfo('step'))).to.deep.equal(['step']);
    await node.setParameterValues({
      delay: { id: 'delay', value: 0.25, normalized: true },
      midiChannel: { id: 'midiChannel', value: 99, normalized: false },
      smoothing: { id: 'smoothing', value: NaN, normalized: false },
    });
    const values = await node.getParameterValues(false);
    expect(values.delay!.value).to.equal(0.5);
    expect(values.midiChannel!.value).to.equal(16);
    expect(values.smoothing!.value).to.equal(0);
    expect(node.state.parameters).to.include({ delay: 0.5, midiChannel: 16, smoothing: 0 });
  });

  it('gives and takes its whole state, as JSON', async () => {
    const { audioNode: node } = await host.create();
    await node.listening;
    const state: Partial<PluginState> = {
      model: 'crnn',
      heads: ['bird', 'genre'],
      thresholds: { dog: 0.7 },
      emitsNotes: false,
      notes: { 'bird:bird': 60, 'genre:jazz': null },
      controls: [{ score: 'genre:jazz', controller: 7 }],
      midiOutput: 'out-1',
      parameters: { step: 10, birdThreshold: 0.25, bypass: 0 },
    };
    await node.setState(state);
    const saved = JSON.parse(JSON.stringify(await node.getState())) as PluginState;
    expect(saved).to.deep.include({ ...state, parameters: { ...saved.parameters, step: 10, birdThreshold: 0.25 } });
    expect(node.listener!.model!.name).to.match(/crnn/);
    expect(node.listener!.status.stepFrames).to.equal(10);
    const { audioNode: other } = await host.create(saved);
    await other.listening;
    expect(await other.getState()).to.deep.equal(saved);
    expect(other.listener!.model!.name).to.equal(node.listener!.model!.name);
    expect((await other.getParameterValues(false)).step!.value).to.equal(10);
  });

  it('refuses an invalid state, and keeps the one that it has', async () => {
    const { audioNode: node } = await host.create();
    await node.listening;
    const before = await node.getState();
    const { listener } = node;
    const wrong: [unknown, string][] = [
      ['loud', 'bad-state'],
      [{ version: 2 }, 'bad-state'],
      [{ heads: ['bird'], notes: { 'bird:bird': 200 } }, 'bad-state'],
      [{ heads: [], parameters: { step: 900 } }, 'bad-state'],
      [{ heads: [], model: 'nosuch' }, 'bad-state'],
      [{ heads: [], thresholds: { unicorn: 0.5 } }, 'bad-option'],
      [{ heads: [], model: './no-such-folder' }, 'model-missing'],
    ];
    for (const [state, code] of wrong) {
      expect((await rejection(node.setState(state as PluginState))).code).to.equal(code);
      expect(await node.getState()).to.deep.equal(before);
    }
    expect(node.listener).to.equal(listener);
    expect(listener!.state).to.equal('running');
    expect((await rejection(host.create({ notes: { 'bird:bird': 200 } }))).code).to.equal('bad-state');
  });

  it('has the default settings if a host passes no first state, or null', async () => {
    const { default: Plugin } = await builtPlugin();
    for (const state of [undefined, null]) {
      const plugin = await Plugin.createInstance(host.group, host.context, state as undefined);
      expect((await plugin.audioNode.getState()).heads).to.deep.equal(['bird', 'events', 'genre']);
      plugin.audioNode.destroy();
    }
  });

  it('continues to analyse when the host removes all its connections, and with another step', async () => {
    const { node } = await chain();
    node.disconnect();
    await nodeEvent(node, 'pinna-frames');
    await node.setParameterValues({ step: { id: 'step', value: 2, normalized: false } });
    const { frames } = await nodeEvent(node, 'pinna-frames', (detail) => detail.frames === 2);
    expect(frames).to.equal(2);
    expect(node.eventLatency('bird')).to.be.closeTo(0.032 + 0.04 + 0.1, 1e-9);
  });

  it('shares one worker and one model among 20, of which any can go while the others run', async () => {
    const plugins = await Promise.all(Array.from({ length: 20 }, () => host.create()));
    const nodes = plugins.map(({ audioNode }) => audioNode);
    for (const node of nodes) scene.connect(node);
    await Promise.all(nodes.map((node) => node.listening));
    expect(seen.workers.size).to.equal(1);
    expect(new Set(plugins.map(({ instanceId }) => instanceId)).size).to.equal(20);
    await Promise.all(nodes.map((node) => nodeEvent(node, 'pinna-frames')));
    const gone = nodes.splice(0, 10);
    for (const node of gone) node.destroy();
    await Promise.all(nodes.map((node) => nodeEvent(node, 'pinna-frames')));
    expect(seen.workers.size).to.equal(1);
    for (const node of gone) expect(node.listener).to.equal(undefined);
  });

  it('shows itself in any number of views, which its end takes away', async () => {
    const plugin = await host.create({ heads: ['bird', 'genre'], controls: [{ score: 'bird:bird', controller: 20 }] });
    const { audioNode: node } = plugin;
    scene.connect(node);
    const place = document.body.appendChild(document.createElement('main'));
    place.lang = 'de';
    const guis = [await plugin.createGui(), await plugin.createGui()];
    place.append(...guis);
    await node.listening;
    const text = (gui: Element) => gui.shadowRoot!.textContent.replace(/\s+/g, ' ');
    await until(() => guis.every((gui) => text(gui).includes('Hört zu')), 'the views to know');
    place.lang = 'en';
    await until(() => guis.every((gui) => text(gui).includes('Listening')), 'English');
    // A host's texts reach the view, even if another copy of the package registered them.
    registerLocale({ lang: 'en-x-host', strings: { plugin: { settings: 'Set-up' }, state: { running: 'All ears' } } });
    place.lang = 'en-x-host';
    await until(() => guis.every((gui) => /All ears.*Set-up.*Notes/.test(text(gui))), "the host's words");
    place.lang = 'en';
    await until(() => guis.every((gui) => text(gui).includes('Listening')), 'English again');
    for (const details of guis[0]!.shadowRoot!.querySelectorAll('details')) details.open = true;
    // Each slider is explained.
    for (const input of guis[0]!.shadowRoot!.querySelectorAll('input[type=range]')) {
      const help = guis[0]!.shadowRoot!.getElementById(input.getAttribute('aria-describedby')!);
      expect(help!.textContent, input.id).to.match(/\.$/);
    }
    const { violations } = await axe.run(place, { resultTypes: ['violations'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).to.deep.equal([]);
    // A setting changed in one view shows in the other.
    const bypass = (gui: Element) => gui.shadowRoot!.querySelector('header button')!;
    (bypass(guis[0]!) as HTMLButtonElement).click();
    await until(() => bypass(guis[1]!).getAttribute('aria-pressed') === 'true', 'the other view');
    const note = guis[0]!.shadowRoot!.querySelector<HTMLInputElement>('[aria-label="Note of jazz"]')!;
    note.value = '60';
    note.dispatchEvent(new Event('change'));
    await until(() => node.state.notes['genre:jazz'] === 60, 'the note');
    plugin.destroyGui(guis[0]!);
    expect(place.children.length).to.equal(1);
    const again = await plugin.createGui();
    place.append(again);
    await until(() => text(again).includes('bypassed'), 'a view that came later');
    node.destroy();
    expect(place.children.length).to.equal(0);
    place.remove();
  });

  it('takes a state while it still begins', async () => {
    const { audioNode: node } = await host.create();
    await node.setState({ parameters: { step: 7 } });
    await until(() => node.listener?.status.stepFrames === 7, 'the step');
    expect(node.problem).to.equal(undefined);
  });

  it('takes a state while it still begins, and has begun before the state is taken', async () => {
    const { audioNode: node } = await host.create();
    const set = node.setParameterValues.bind(node);
    node.setParameterValues = async (values) => {
      await set(values);
      await until(() => node.listener?.state === 'running', 'what began before');
    };
    await node.setState({ parameters: { step: 7 } });
    await until(() => node.listener?.status.stepFrames === 7, 'the step');
    expect(node.problem).to.equal(undefined);
  });

  it('is taken away while it still begins', async () => {
    const { audioNode: node } = await host.create();
    const { listening } = node;
    node.destroy();
    node.destroy();
    expect((await rejection(listening)).name).to.equal('AbortError');
  });

  it('passes an offline rendering untouched, and says that it does not hear it', async () => {
    const context = new OfflineAudioContext({ numberOfChannels: 2, length: 4096, sampleRate: 48_000 });
    const offline = await openHost(context);
    const { audioNode: node } = await offline.create();
    expect((await rejection(node.listening)).message).to.match(/classify/);
    expect((node as PinnaNode).problem?.code).to.equal('bad-option');
    const source = noise(context, 2);
    source.connect(node).connect(context.destination);
    const rendered = await context.startRendering();
    for (const channel of [0, 1]) {
      expect(rendered.getChannelData(channel)).to.deep.equal(source.buffer!.getChannelData(channel).subarray(0, 4096));
    }
    offline.destroyAll();
  });

  it('says what is missing where no host is initialised', async () => {
    const { default: Plugin } = await builtPlugin();
    const context = new AudioContext();
    const failure = await rejection(Plugin.createInstance('no-group', context));
    expect(failure.code).to.equal('worklet-failed');
    expect(failure.message).to.match(/initializeWamHost/);
    await context.close();
    const { audioNode: node } = await host.create();
    expect((await rejection(Plugin.createInstance('no-group', host.context))).code).to.equal('worklet-failed');
    await node.listening;
  });
});
