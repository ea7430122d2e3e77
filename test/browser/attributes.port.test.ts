import { expect } from 'chai';
import type { PinnaError } from '../../src/errors.js';
import type { DetectionChange } from '../../src/decisions/detection.js';
import type { Frames } from '../../src/listener/listener-events.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import { built } from './built.js';
import { SMALL_MODEL } from './small-model.js';
import { until } from './until.js';
import { rejection } from './when.js';

/** Shows the built element and collects its events. */
async function onPage(attributes: string) {
  await built();
  const place = document.createElement('div');
  place.innerHTML = `<pinna-listener model="${SMALL_MODEL}" backend="wasm" ${attributes}></pinna-listener>`;
  document.body.append(place);
  const element = place.querySelector<PinnaListener>('pinna-listener')!;
  const told: { birds: number[]; heard: DetectionChange[]; errors: PinnaError[]; frames: number } = {
    birds: [],
    heard: [],
    errors: [],
    frames: 0,
  };
  element.addEventListener('pinna-detection', ({ detail }) => told.heard.push(detail));
  element.addEventListener('pinna-error', ({ detail }) => told.errors.push(detail));
  element.addEventListener('pinna-frames', ({ detail }: CustomEvent<Frames>) => {
    told.frames += detail.frames;
    told.birds.push(...detail.smoothed.bird!);
  });
  return { place, element, told };
}

/** Time limit for what the scene contains, seconds. It has a bird every 21.5 s; on a busy machine, not every bird is clear. */
const SCENE = 110;

describe('pinna-listener, its attributes', () => {
  it('features: log-mel frames come with the scores; else while somebody wants them', async () => {
    const buffer = new AudioBuffer({ length: 44_100 * 30, sampleRate: 44_100 });
    const { place, element } = await onPage('');
    const lengths: (number | undefined)[] = [];
    element.addEventListener('pinna-frames', ({ detail: { features, frames } }) =>
      lengths.push(features && features.length / frames),
    );
    await element.start({ kind: 'buffer', buffer });
    await until(() => lengths.length > 2, 'scores');
    expect(lengths).to.deep.equal(lengths.map(() => undefined));
    const wanted = new AbortController();
    element.listener!.requestFeatures(wanted.signal);
    await until(() => lengths.includes(64), 'log-mel frames');
    wanted.abort();
    await until(() => lengths.at(-1) === undefined, 'scores without them');
    element.setAttribute('features', '');
    await element.updateComplete;
    await element.start({ kind: 'buffer', buffer });
    const { length } = lengths;
    await until(() => lengths.length > length + 2, 'scores of another listener');
    expect(new Set(lengths.slice(length + 1))).to.deep.equal(new Set([64]));
    place.remove();
  });

  it('descriptors: come with the frames; else while somebody wants them', async () => {
    const buffer = new AudioBuffer({ length: 44_100 * 30, sampleRate: 44_100 });
    buffer.getChannelData(0).forEach((_, n, samples) => (samples[n] = 0.1 * Math.sin(n * 0.1)));
    const { place, element } = await onPage('');
    const described: boolean[] = [];
    element.addEventListener('pinna-frames', ({ detail: { descriptors, frames } }) => {
      described.push(descriptors !== undefined);
      if (descriptors) expect([descriptors.rms.length, descriptors.chroma.length]).to.deep.equal([frames, 12 * frames]);
    });
    await element.start({ kind: 'buffer', buffer });
    await until(() => described.length > 2, 'frames');
    expect(described).not.to.include(true);
    const wanted = new AbortController();
    element.listener!.requestDescriptors(wanted.signal);
    await until(() => described.includes(true), 'descriptors');
    wanted.abort();
    await until(() => described.at(-1) === false, 'frames without them');
    element.setAttribute('descriptors', '');
    await element.updateComplete;
    await element.start({ kind: 'buffer', buffer });
    const { length } = described;
    await until(() => described.length > length + 2, 'frames of another listener');
    expect(described.slice(length + 1)).not.to.include(false);
    place.remove();
  });

  it('thresholds: decide what is detected, also when they change while it listens', async () => {
    const { place, element, told } = await onPage('thresholds="bird 1, events:* 1"');
    await element.start();
    // With the model's own thresholds this would be a bird: above 0.7 for a tenth of a second.
    const sure = () => told.birds.filter((score) => score > 0.7).length >= 5;
    await until(sure, 'a bird', SCENE);
    expect(told.heard).to.deep.equal([]);
    element.setAttribute('thresholds', '{"bird": {"on": 0.2, "off": 0.1}, "events:*": 1}');
    await until(() => told.heard.some(({ detection }) => detection.head === 'bird'), 'the bird', SCENE);
    expect(told.heard.every(({ detection }) => detection.head === 'bird')).to.equal(true);

    const { listener } = element;
    const running = listener!.thresholds;
    element.setAttribute('thresholds', 'brid 0.5');
    await element.updateComplete;
    element.setAttribute('thresholds', 'bird');
    await element.updateComplete;
    expect(told.errors.map(({ code }) => code)).to.deep.equal(['bad-option', 'bad-option']);
    expect(told.errors[0]!.message).to.match(
      /thresholds name "brid", which is not a class of the model\. Did you mean "bird"\?/,
    );
    const { frames } = told;
    await until(() => told.frames > frames + 20, 'more');
    expect(element.listener).to.equal(listener);
    expect(listener!.state).to.equal('running');
    expect(listener!.thresholds).to.equal(running);
    await element.stop();
    place.remove();
  }).timeout(360_000);

  it('thresholds of what the model does not have: it does not start, and says why', async () => {
    const { place, element, told } = await onPage('thresholds="brid 0.5"');
    const error = await rejection(element.start());
    expect(error).to.have.property('code', 'bad-option');
    expect(error.message).to.contain('brid');
    expect(told.errors).to.deep.equal([error]);
    expect(element.listener!.state).to.equal('idle');
    element.setAttribute('thresholds', 'bird 0.5');
    await element.start();
    expect(element.listener!.state).to.equal('running');
    await element.stop();
    place.remove();
  }).timeout(150_000);

  it('source: an element of the page is analysed, also one that comes later, and another source while it listens', async () => {
    const { place, element, told } = await onPage('source="#garden"');
    const error = await rejection(element.start());
    expect(error.message).to.match(/"#garden" is not an audio or video element.+"#player"/);
    expect(told.errors).to.deep.equal([error]);
    place.insertAdjacentHTML('beforeend', '<audio id="garden" loop src="/test/fixtures/audio/scene.wav"></audio>');
    const audio = place.querySelector('audio')!;
    await element.start();
    await audio.play();
    const input = () => element.listener!.status.input?.kind;
    await until(() => told.heard.length > 0, 'what plays', SCENE);
    expect(input()).to.equal('element');
    element.setAttribute('source', 'microphone');
    await until(() => input() === 'microphone' && element.listener!.state === 'running', 'the microphone');
    element.source = () => ({ kind: 'element', element: audio });
    await until(() => input() === 'element' && element.listener!.state === 'running', 'the element');
    await element.stop();
    audio.pause();
    place.remove();
  }).timeout(150_000);
});
