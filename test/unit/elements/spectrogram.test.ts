import { expect } from '@esm-bundle/chai';
import { magma, paperCividis } from '../../../src/elements/color-map';
import { SpectrogramImage } from '../../../src/elements/spectrogram-image';
import { wordsIn } from '../../../src/elements/locale-registry';
import { melEdges } from '../../../src/features/mel-filterbank';
import { displayFrame, onPage, pause, settled } from './on-page';
import { BANDS, HOP, SimulatedListener } from './simulated-listener';

const RANGE = { low: -80, high: -20 };
const QUIET = [...magma.slice(0, 3)];
const LOUD = [...magma.slice(-3)];

describe('SpectrogramImage', () => {
  const target = () => {
    const canvas = document.createElement('canvas');
    canvas.width = 10;
    canvas.height = 4;
    const context = canvas.getContext('2d')!;
    context.imageSmoothingEnabled = false;
    return context;
  };
  const pixel = (context: CanvasRenderingContext2D, x: number, y: number) => [
    ...context.getImageData(x, y, 1, 1).data.slice(0, 3),
  ];
  const frame = (loudBand: number) => Float32Array.from({ length: 4 }, (_, band) => (band === loudBand ? 0 : -100));

  it('draws low bands at the bottom, the newest frame at the right, also across the end of its ring', () => {
    const image = new SpectrogramImage(4, 12, magma);
    for (let index = 0; index < 31; index++) image.add(index, frame(index === 30 ? 3 : 0), RANGE);
    const context = target();
    image.draw(context, 21, 31);
    for (let x = 0; x < 9; x++) expect(pixel(context, x, 3), `column ${x}`).to.deep.equal(LOUD);
    expect(pixel(context, 9, 3)).to.deep.equal(QUIET);
    expect(pixel(context, 9, 0)).to.deep.equal(LOUD);
  });

  it('leaves the place of dropped frames blank', () => {
    const image = new SpectrogramImage(4, 12, magma);
    for (let index = 0; index < 12; index++) image.add(index, frame(0), RANGE);
    image.add(15, frame(0), RANGE);
    const context = target();
    image.draw(context, 6, 16);
    expect([5, 6, 7, 8, 9].map((x) => pixel(context, x, 3))).to.deep.equal([LOUD, QUIET, QUIET, QUIET, LOUD]);
  });

  it('begins anew when time runs backwards', () => {
    const image = new SpectrogramImage(4, 12, magma);
    for (let index = 0; index < 12; index++) image.add(index, frame(0), RANGE);
    image.add(3, frame(0), RANGE);
    const context = target();
    image.draw(context, -6, 4);
    expect(pixel(context, 8, 3)).to.deep.equal(QUIET);
    expect(pixel(context, 9, 3)).to.deep.equal(LOUD);
  });

  it('draws what it holds in other colours', () => {
    const image = new SpectrogramImage(4, 12, magma);
    for (let index = 0; index < 10; index++) image.add(index, frame(2), RANGE);
    image.recolor(paperCividis);
    const context = target();
    image.draw(context, 0, 10);
    expect(pixel(context, 4, 1)).to.deep.equal([...paperCividis.slice(-3)]);
    expect(pixel(context, 4, 3)).to.deep.equal([...paperCividis.slice(0, 3)]);
  });
});

describe('pinna-spectrogram', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;
  const canvas = () => place.querySelector('pinna-spectrogram')!.shadowRoot!.querySelector('canvas')!;
  /** The middle of the picture's right-most tenth. */
  const rightEdge = () =>
    [
      ...canvas()
        .getContext('2d')!
        .getImageData(canvas().width * 0.95, canvas().height / 2, 1, 1).data,
    ].slice(0, 3);

  const leftEdge = () =>
    canvas()
      .getContext('2d')!
      .getImageData(canvas().width * 0.1, canvas().height / 2, 1, 1)
      .data.slice(0, 3)
      .reduce((sum, channel) => sum + channel, 0);

  const show = async (style: string) => {
    place = await onPage(`<div style="${style}"><pinna-spectrogram seconds="2"></pinna-spectrogram></div>`);
    listener = new SimulatedListener();
    place.querySelector('pinna-spectrogram')!.listener = listener;
    await settled(place);
    listener.become('running');
  };
  const quietThenLoud = async () => {
    for (let step = 0; step < 20; step++) {
      listener.hear(step * 5 * HOP, 5, {}, new Float32Array(5 * BANDS).fill(step < 10 ? -90 : -10));
    }
    await pause(300);
    await settled(place);
  };

  afterEach(() => place.remove());

  it('has the canvas’s pixels match the screen’s', async () => {
    await show('inline-size: 400px');
    expect(canvas().width).to.equal(Math.round(canvas().clientWidth * devicePixelRatio));
    expect(canvas().height).to.equal(Math.round(canvas().clientHeight * devicePixelRatio));
    place.firstElementChild!.setAttribute('style', 'inline-size: 300px');
    await pause(100);
    expect(canvas().width).to.equal(Math.round(canvas().clientWidth * devicePixelRatio));
  });

  it('draws loud sound bright on dark, dark on light, by the colour scheme around it', async () => {
    const brightness = () => rightEdge().reduce((sum, channel) => sum + channel, 0);
    await show('inline-size: 400px; color-scheme: dark');
    await quietThenLoud();
    expect(brightness()).to.be.above(500);
    place.remove();
    await show('inline-size: 400px; color-scheme: light');
    await quietThenLoud();
    expect(brightness()).to.be.below(250);
  });

  it('shows what was before when it is made to show more', async () => {
    await show('inline-size: 400px; color-scheme: dark');
    for (let step = 0; step < 40; step++) {
      listener.hear(step * 5 * HOP, 5, {}, new Float32Array(5 * BANDS).fill(step < 10 ? -10 : -90));
    }
    await pause(300);
    expect(leftEdge()).to.be.below(100);
    place.querySelector('pinna-spectrogram')!.seconds = 4;
    await pause(300);
    expect(leftEdge()).to.be.above(500);
  });

  it('tells a screen reader where the sound is loudest', async () => {
    await show('inline-size: 400px');
    const features = new Float32Array(5 * BANDS).fill(-90);
    for (let frame = 0; frame < 5; frame++) features[frame * BANDS + 31] = -20;
    for (let step = 0; step < 30; step++) {
      listener.hear(step * 5 * HOP, 5, {}, features);
      await pause(100);
    }
    const peak = wordsIn('en').hertz(melEdges()[31 + 1]!);
    expect(canvas().getAttribute('aria-label')).to.equal(`Spectrogram of the last 2 seconds: loudest near ${peak}`);
  });

  it('draws nothing while it is off the screen', async () => {
    await show('inline-size: 400px; position: absolute; inset-block-start: 500vh');
    const context = canvas().getContext('2d')!;
    let draws = 0;
    context.drawImage = () => void draws++;
    for (let step = 0; step < 5; step++) {
      listener.hear(step * 5 * HOP, 5);
      await displayFrame();
    }
    await pause(100);
    expect(draws).to.equal(0);
  });
});
