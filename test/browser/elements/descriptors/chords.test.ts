import axe from 'axe-core';
import { expect } from 'chai';
import { registerLocale } from '../../../../src/entries/elements.js';
import { de } from '../../../../src/entries/german.js';
import type { HarmonyStep } from '../../../../src/harmony/harmony.js';
import { onPage, settled, shadowText } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';
import { until } from '../../until.js';

/** Returns a step in which a chord became known. */
const step = (label: string | undefined, key: string | null): HarmonyStep => ({
  chords: label === undefined ? [] : [{ from: 0, to: 0.5, label, fit: 0.9 }],
  key: key === null ? null : { label: key, fit: 0.8 },
  tuning: 0,
  columns: new Float32Array(0),
});

describe('pinna-chroma with chords', () => {
  it('wants harmony only while it shows chords', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-chroma></pinna-chroma>');
    const view = place.querySelector('pinna-chroma')!;
    view.listener = listener;
    await settled(place);
    expect(listener.requests).to.include({ descriptors: 1, harmony: 0 });
    view.chords = true;
    await settled(place);
    expect(listener.requests).to.include({ descriptors: 1, harmony: 1 });
    view.chords = false;
    await settled(place);
    expect(listener.requests).to.include({ descriptors: 1, harmony: 0 });
    view.chords = true;
    await settled(place);
    place.remove();
    await until(() => listener.requests.harmony === 0, 'The end of the request');
  });

  it('shows the newest chord and the key, and forgets them at the next start', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-chroma chords></pinna-chroma>');
    const view = place.querySelector('pinna-chroma')!;
    view.listener = listener;
    await listener.start();
    await settled(place);
    const text = (part: string) => view.shadowRoot!.querySelector(`[part=${part}]`)!.textContent!.trim();
    expect([text('chord'), text('key')]).to.deep.equal(['not yet', 'not yet']);
    listener.describeFrames(0, 10, {}, step('C#:min', null));
    await settled(place);
    expect([text('chord'), text('key')]).to.deep.equal(['C♯ minor', 'not yet']);
    listener.describeFrames(0.2, 10, {}, step(undefined, 'E:maj'));
    await settled(place);
    expect([text('chord'), text('key')]).to.deep.equal(['C♯ minor', 'E major']);
    listener.describeFrames(0.4, 10, {}, step('N', 'E:maj'));
    await settled(place);
    expect(text('chord')).to.equal('none');
    expect(text('harmony')).to.contain('simple estimate');
    await listener.stop();
    await listener.start();
    await settled(place);
    expect(text('chord')).to.equal('not yet');
    place.remove();
  });

  it('keeps its height while chords change, and has no fault that axe finds', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-chroma chords></pinna-chroma>');
    const view = place.querySelector('pinna-chroma')!;
    view.listener = listener;
    await listener.start();
    await settled(place);
    const canvas = view.shadowRoot!.querySelector('canvas')!;
    const before = [view.offsetHeight, canvas.getBoundingClientRect().top];
    listener.describeFrames(0, 10, {}, step('F#:min', 'G#:maj'));
    await settled(place);
    expect([view.offsetHeight, canvas.getBoundingClientRect().top]).to.deep.equal(before);
    const { violations } = await axe.run(place, { resultTypes: ['violations'] });
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
    place.remove();
  });

  it('speaks German', async () => {
    registerLocale(de);
    const listener = new SimulatedListener();
    const place = await onPage('<div lang="de"><pinna-chroma chords></pinna-chroma></div>');
    const view = place.querySelector('pinna-chroma')!;
    view.listener = listener;
    await listener.start();
    listener.describeFrames(0, 10, {}, step('B:min', 'D#:maj'));
    await settled(place);
    for (const word of ['Akkord', 'h-Moll', 'Tonart', 'Es-Dur', 'einfache Schätzung'])
      expect(shadowText(view)).to.contain(word);
    place.remove();
  });
});

describe('pinna-chroma by="beat"', () => {
  it('draws the mean of each beat, once the beat has ended', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-chroma seconds="4" theme="dark" by="beat"></pinna-chroma>');
    const view = place.querySelector('pinna-chroma')!;
    view.listener = listener;
    await listener.start();
    // C is loud in every other frame. A beat falls every 0.4 s.
    const chroma = Float32Array.from({ length: 120 }, (_, i) => (i % 24 === 0 ? 1 : 0));
    const rms = new Float32Array(10).fill(0.1);
    for (let i = 0; i < 20; i++)
      listener.describeFrames(i * 0.2, 10, { chroma, rms, beats: i % 2 === 0 && i > 0 ? [i * 0.2] : [] });
    await settled(place);
    const canvas = view.shadowRoot!.querySelector('canvas')!;
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const row = Math.floor(height * (1 - 0.5 / 12));
    const shades = Array.from({ length: 40 }, (_, x) => {
      const at = 4 * (row * width + Math.floor(width * (0.3 + x / 200)));
      return data[at]! + data[at + 1]! + data[at + 2]!;
    });
    // Frame by frame, neighbours would be black and bright.
    expect(Math.max(...shades) - Math.min(...shades)).to.be.lessThan(3);
    expect(shades[0]).to.be.greaterThan(100);
    place.remove();
  });
});
