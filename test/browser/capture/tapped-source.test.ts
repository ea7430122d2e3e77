import { expect } from 'chai';
import * as wrapped from 'standardized-audio-context';
import { openSource } from '../../../src/capture/sources/open-source.js';
import { openContext } from '../../../src/capture/sources/open-context.js';
import type { PinnaError } from '../../../src/errors.js';
import { acceptDispatchedTrackEvents } from '../made-up-track-events.js';
import { rejection } from '../when.js';
import { wavBlob } from '../recordings/sound-file.js';
import { until } from '../until.js';
import { advance } from './audio-clock.js';
import { captureSource, isPending, peak, tone } from './hearing.js';
import { contexts } from './worklet-scenario.js';

const { signal } = new AbortController();

describe("A node of the host's graph", () => {
  for (const kind of ['native', 'wrapped'] as const) {
    it(`is captured in its own ${kind} context, which is left running`, async () => {
      const context = kind === 'native' ? new AudioContext() : (new wrapped.AudioContext() as unknown as AudioContext);
      await context.resume();
      const node = context.createOscillator();
      node.start();
      const hearing = await captureSource({ kind: 'node', node });
      expect(hearing.handle.context).to.equal(context);
      expect(hearing.handle.owner).to.equal('host');
      await hearing.until((samples) => peak(samples) > 0.99);
      expect(peak(await hearing.finish())).to.be.closeTo(1, 0.01);
      expect(context.state).to.equal('running');
      await context.close();
    });
  }

  it('keeps all its other edges, and loses exactly ours', async () => {
    const context = new AudioContext();
    const node = new ConstantSourceNode(context, { offset: 0.25 });
    const analyser = new AnalyserNode(context);
    node.connect(analyser);
    node.start();
    const hearing = await captureSource({ kind: 'node', node });
    await hearing.until(({ length }) => length > 0);
    hearing.source.release();
    const atRelease = context.currentTime;
    await advance(context, 0.5);
    const counts = await hearing.capture.close();
    const level = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(level);
    expect(level.at(-1)).to.equal(0.25);
    const samples = await hearing.finish();
    expect(samples.length).to.equal(counts?.captured);
    expect(samples.length / context.sampleRate).to.be.lessThan(atRelease + 0.2);
    await context.close();
  });

  it('may have been disconnected by its owner in the meantime', async () => {
    const context = new AudioContext();
    const node = new ConstantSourceNode(context);
    const hearing = await captureSource({ kind: 'node', node });
    node.disconnect();
    await hearing.finish();
    await context.close();
  });

  it('ends when its context is closed', async () => {
    const context = new AudioContext();
    const hearing = await captureSource({ kind: 'node', node: new GainNode(context) });
    await advance(context, 0.05);
    expect(await isPending(hearing.source.ended)).to.equal(true);
    await context.close();
    expect(await hearing.source.ended).to.equal(undefined);
    await hearing.finish();
  });

  it('must have an output', async () => {
    const handle = contexts.native();
    const source = { kind: 'node', node: handle.context.destination } as const;
    expect(await rejection(openSource(handle, source, signal))).to.have.property('code', 'bad-option');
    await handle.close();
  });

  it('must be native or of our wrapper', async () => {
    const node = { context: {} } as unknown as AudioNode;
    expect(await rejection(openContext({ kind: 'node', node }))).to.have.property('code', 'bad-option');
  });
});

describe("A caller's stream", () => {
  before(acceptDispatchedTrackEvents);
  const toneStream = () => {
    const context = new AudioContext();
    const out = new MediaStreamAudioDestinationNode(context);
    const node = new OscillatorNode(context);
    node.connect(out);
    node.start();
    return out.stream;
  };

  it('is captured, and its tracks live on', async () => {
    const stream = toneStream();
    const hearing = await captureSource({ kind: 'stream', stream });
    await hearing.until((samples) => peak(samples) > 0.5);
    await hearing.finish();
    expect(stream.getAudioTracks()[0]!.readyState).to.equal('live');
  });

  it('ends with its tracks', async () => {
    const stream = toneStream();
    const hearing = await captureSource({ kind: 'stream', stream });
    const [track] = stream.getAudioTracks();
    await advance(hearing.handle, 0.05);
    expect(await isPending(hearing.source.ended)).to.equal(true);
    track!.stop();
    track!.dispatchEvent(new Event('ended'));
    expect(await hearing.source.ended).to.equal(undefined);
    await hearing.finish();
  });

  it('must have a live audio track', async () => {
    const handle = contexts.native();
    const ended = toneStream();
    ended.getTracks().forEach((track) => track.stop());
    for (const stream of [new MediaStream(), ended]) {
      expect(await rejection(openSource(handle, { kind: 'stream', stream }, signal))).to.have.property(
        'code',
        'bad-option',
      );
    }
    await handle.close();
  });
});

describe('A media element', () => {
  const element = async () => {
    const audio = new Audio(URL.createObjectURL(wavBlob(tone(44_100, 1), 44_100)));
    audio.loop = true;
    await audio.play();
    return audio;
  };

  it('is captured, again and again', async () => {
    const audio = await element();
    for (let i = 0; i < 2; i++) {
      const hearing = await captureSource({ kind: 'element', element: audio });
      await hearing.until((samples) => peak(samples) > 0.45);
      await hearing.finish();
      expect(hearing.handle.context.state).to.equal('running');
    }
    audio.pause();
  });

  it('that plays a stream is captured by that stream, even if it is muted', async () => {
    const context = new AudioContext();
    const destination = new MediaStreamAudioDestinationNode(context);
    const oscillator = new OscillatorNode(context);
    oscillator.connect(destination);
    oscillator.start();
    const audio = new Audio();
    audio.srcObject = destination.stream;
    audio.muted = true;
    await audio.play();
    const hearing = await captureSource({ kind: 'element', element: audio });
    expect(hearing.source.info.kind).to.equal('element');
    await hearing.until((samples) => peak(samples) > 0.9);
    await hearing.finish();
    audio.srcObject = null;
    await context.close();
  });

  it('sounds for the user as before, also after release', async () => {
    const audio = await element();
    const handle = contexts.native();
    await handle.run({ signal });
    const speakers = new AnalyserNode(handle.context);
    Object.defineProperty(handle.context, 'destination', { value: speakers });
    const source = await openSource(handle, { kind: 'element', element: audio }, signal);
    source.connect(new GainNode(handle.context));
    source.release();
    const samples = new Float32Array(speakers.fftSize);
    await until(() => {
      speakers.getFloatTimeDomainData(samples);
      return peak([...samples]) >= 0.45;
    }, 'The sound for the user');
    audio.pause();
    await handle.close();
  });

  it('that plays through a context of the host already is refused with what to do, or heard where it may do both', async () => {
    const audio = await element();
    const context = new AudioContext();
    context.createMediaElementSource(audio);
    const hearing = await captureSource({ kind: 'element', element: audio }).catch(
      (error: unknown) => error as PinnaError,
    );
    if (hearing instanceof Error) {
      expect(hearing).to.have.property('code', 'bad-option');
      expect(hearing.message).to.contain('kind: "node"');
    } else {
      await hearing.until((samples) => peak(samples) > 0.45);
      await hearing.finish();
    }
    audio.pause();
    await context.close();
  });

  it('of another origin without CORS is refused before it falls silent', async () => {
    const audio = new Audio('https://elsewhere.invalid/bird.mp3');
    const error = await rejection(captureSource({ kind: 'element', element: audio }));
    expect(error).to.have.property('code', 'bad-option');
    expect(error.message).to.contain('crossorigin');
    new AudioContext().createMediaElementSource(audio);
  });
});
