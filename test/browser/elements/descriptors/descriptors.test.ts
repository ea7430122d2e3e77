import { expect } from 'chai';
import { registerLocale } from '../../../../src/entries/elements.js';
import { de } from '../../../../src/entries/german.js';
import { onPage, settled, shadowText } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';
import { until } from '../../until.js';

const shadow = (element: Element) => element.shadowRoot!;

/** Returns ten frames with loud C and G. */
function fifth(): { chroma: Float32Array; rms: Float32Array } {
  const chroma = Float32Array.from({ length: 120 }, (_, i) => (i % 12 === 0 ? 1 : i % 12 === 7 ? 0.8 : 0));
  return { chroma, rms: new Float32Array(10).fill(0.1) };
}

describe('pinna-descriptors', () => {
  it('wants descriptors of the listener that it shows, and of no other', async () => {
    const [first, second] = [new SimulatedListener(), new SimulatedListener()];
    const place = await onPage('<pinna-descriptors></pinna-descriptors>');
    const view = place.querySelector('pinna-descriptors')!;
    view.listener = first;
    await settled(place);
    expect([first.requests.descriptors, second.requests.descriptors]).to.deep.equal([1, 0]);
    view.listener = second;
    await settled(place);
    expect([first.requests.descriptors, second.requests.descriptors]).to.deep.equal([0, 1]);
    place.remove();
    await until(() => second.requests.descriptors === 0, 'The end of the request');
    expect(first.requests.descriptors).to.equal(0);
  });

  it('says the means in words, the tempo, and each coefficient', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-descriptors></pinna-descriptors>');
    const view = place.querySelector('pinna-descriptors')!;
    view.listener = listener;
    await listener.start();
    expect(shadow(view).querySelector('svg')!.getAttribute('aria-label')).to.equal('Cepstral coefficients');
    listener.describeFrames(0, 2, {
      rms: new Float32Array([0.1, 0.1]),
      centroid: new Float32Array([1000, 2000]),
      flatness: new Float32Array([0.25, 0.75]),
      mfcc: Float32Array.from({ length: 40 }, (_, i) => (i % 20) - 4),
      tempo: new Float32Array([0, 128.2]),
      beats: [0.02],
    });
    await until(() => shadowText(view).includes('BPM'));
    const text = shadowText(view);
    expect(text).to.match(/Level \(RMS\) −20.dBFS/);
    expect(text).to.match(/Centroid 1\.5.kHz/);
    expect(text).to.contain('Flatness 0.5');
    expect(text).to.match(/Tempo 128.BPM/);
    expect(shadow(view).querySelector('svg')!.getAttribute('aria-label')).to.match(
      /from the first on: −4, −3, .* and 15$/,
    );
    listener.describeFrames(0.04, 2);
    await until(() => shadowText(view).includes('no beat'));
    expect(shadowText(view)).to.contain('silence');
    await listener.stop();
    await until(() => !shadowText(view).includes('no beat'));
    place.remove();
  });

  it('speaks German', async () => {
    registerLocale(de);
    const place = await onPage(
      '<div lang="de"><pinna-descriptors></pinna-descriptors><pinna-chroma></pinna-chroma></div>',
    );
    expect(shadowText(place.querySelector('pinna-descriptors')!)).to.contain('Schwerpunkt');
    expect(shadowText(place.querySelector('pinna-chroma')!)).to.match(/^H ?B/);
    expect(place.querySelector('pinna-chroma')!.shadowRoot!.querySelector('canvas')!.ariaLabel).to.contain(
      'noch kein Ton',
    );
    place.remove();
  });
});

describe('pinna-chroma', () => {
  it('draws the pitch classes by their names, and says which are strongest', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-chroma seconds="4" theme="dark"></pinna-chroma>');
    const view = place.querySelector('pinna-chroma')!;
    const canvas = shadow(view).querySelector('canvas')!;
    expect(canvas.ariaLabel).to.equal('Chromagram of the last 4 seconds: no tone heard yet');
    view.listener = listener;
    await listener.start();
    for (let i = 0; i < 20; i++) listener.describeFrames(i * 0.2, 10, fifth());
    await until(() => canvas.ariaLabel!.includes('C and G'));
    await settled(place);
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const shade = (pitch: number) => {
      const y = Math.floor(height * (1 - (pitch + 0.5) / 12));
      const at = 4 * (y * width + Math.floor(width * 0.6));
      return data[at]! + data[at + 1]! + data[at + 2]!;
    };
    expect(shade(0)).to.be.greaterThan(shade(7));
    expect(shade(7)).to.be.greaterThan(shade(5) + 100);
    place.remove();
  });

  it('shows silence blank, whatever its chroma', async () => {
    const listener = new SimulatedListener();
    const place = await onPage('<pinna-chroma seconds="4" theme="dark"></pinna-chroma>');
    const view = place.querySelector('pinna-chroma')!;
    view.listener = listener;
    await listener.start();
    for (let i = 0; i < 20; i++) listener.describeFrames(i * 0.2, 10, { ...fifth(), rms: new Float32Array(10) });
    await settled(place);
    expect(shadow(view).querySelector('canvas')!.ariaLabel).to.contain('no tone heard yet');
    place.remove();
  });
});
