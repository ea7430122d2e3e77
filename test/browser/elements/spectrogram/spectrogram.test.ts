import { expect } from 'chai';
import { magma, paperCividis } from '../../../../src/elements/drawing/color-map.js';
import { SpectrogramImage } from '../../../../src/elements/drawing/spectrogram-image.js';
import { wordsIn } from '../../../../src/elements/words/words.js';
import { melEdges } from '../../../../src/features/mel-filterbank.js';
import { until } from '../../until.js';
import { displayFrame, onPage, painted, settled, severalFrames } from '../on-page.js';
import { BANDS, HOP, SimulatedListener } from '../simulated-listener.js';

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

  it('is drawn without a seam, and knows its levels, across many tiles', () => {
    const image = new SpectrogramImage(4, 5000, magma);
    expect(image.columns).to.be.within(5000, 5003);
    for (let index = 0; index < 12_000; index++) image.add(index, frame(index % 2 ? 0 : 3), RANGE);
    const context = target();
    context.canvas.width = 5000;
    context.imageSmoothingEnabled = false;
    image.draw(context, 7000, 12_000);
    const { data } = context.getImageData(0, 3, 5000, 1);
    const wrong = Array.from({ length: 5000 }, (_, x) => x).filter((x) => (data[x * 4] === LOUD[0]) !== (x % 2 === 1));
    expect(wrong).to.deep.equal([]);
    expect(image.levelAt(11_999, 0)).to.equal(0);
    expect(image.levelAt(11_999, 1)).to.equal(-100);
    expect(image.levelAt(12_000, 0)).to.equal(undefined);
    expect(image.levelAt(12_000 - image.columns - 1, 0)).to.equal(undefined);
  });

  it('leaves the place of dropped frames blank', () => {
    const image = new SpectrogramImage(4, 12, magma);
    for (let index = 0; index < 12; index++) image.add(index, frame(0), RANGE);
    image.add(15, frame(0), RANGE);
    const context = target();
    image.draw(context, 6, 16);
    expect([5, 6, 7, 8, 9].map((x) => pixel(context, x, 3))).to.deep.equal([LOUD, QUIET, QUIET, QUIET, LOUD]);
  });

  it('starts again when time runs backwards', () => {
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
    image.redraw(paperCividis);
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
  /** Returns the colour in the middle of the picture's rightmost tenth. */
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
      listener.emitFrames(step * 5 * HOP, 5, {}, new Float32Array(5 * BANDS).fill(step < 10 ? -90 : -10));
    }
    await painted(place);
  };
  /** Whether the canvas has the pixels of the place that it fills. */
  const fits = () =>
    canvas().width === Math.round(canvas().clientWidth * devicePixelRatio) &&
    canvas().height === Math.round(canvas().clientHeight * devicePixelRatio);

  afterEach(() => place.remove());

  it('requests log-mel frames while it is on the page, and draws nothing for steps without them', async () => {
    await show('inline-size: 400px');
    expect(listener.requests).to.deep.equal({ features: 1, descriptors: 0, harmony: 0, embedding: 0, teaching: 0 });
    listener.emit('frames', { time: 0, frames: 5, scores: {}, smoothed: {}, gates: {} });
    await settled(place);
    expect(place.querySelector('pinna-spectrogram')!.shadowRoot!.querySelector('[part~=hold]')).to.equal(null);
    await quietThenLoud();
    expect(place.querySelector('pinna-spectrogram')!.shadowRoot!.querySelector('[part~=hold]')).to.not.equal(null);
    place.querySelector('pinna-spectrogram')!.remove();
    await until(() => listener.requests.features === 0, 'The end of the request');
  });

  it('has the canvas’s pixels match the screen’s', async () => {
    await show('inline-size: 400px');
    expect(canvas().width).to.equal(Math.round(canvas().clientWidth * devicePixelRatio));
    expect(canvas().height).to.equal(Math.round(canvas().clientHeight * devicePixelRatio));
    place.firstElementChild!.setAttribute('style', 'inline-size: 300px');
    await until(fits, 'A canvas of the new size');
  });

  it('is dark in both colour schemes: loud sound is bright', async () => {
    for (const scheme of ['dark', 'light']) {
      await show(`inline-size: 400px; color-scheme: ${scheme}`);
      await quietThenLoud();
      expect(
        rightEdge().reduce((sum, channel) => sum + channel, 0),
        scheme,
      ).to.be.above(500);
      expect(leftEdge(), scheme).to.be.below(100);
      if (scheme === 'dark') place.remove();
    }
  });

  it('names its top edge, and shows the frequencies of birds at one press', async () => {
    await show('inline-size: 400px');
    const view = place.querySelector('pinna-spectrogram')!;
    const labels = () =>
      [...view.shadowRoot!.querySelectorAll('[part=axis] span')].map((label) => label.textContent!.trim());
    const tone = new Float32Array(5 * BANDS).fill(-90);
    const band = melEdges().findIndex((edge) => edge > 5000) - 1;
    for (let frame = 0; frame < 5; frame++) tone[frame * BANDS + band] = -20;
    for (let step = 0; step < 20; step++) listener.emitFrames(step * 5 * HOP, 5, {}, tone);
    await painted(place);
    /** Returns the height of the brightest row at the right edge, 0 at the bottom to 1 at the top. */
    const loudest = () => {
      const { height, width } = canvas();
      const { data } = canvas()
        .getContext('2d')!
        .getImageData(width * 0.7, 0, 1, height);
      const rows = Array.from({ length: height }, (_, y) => data[y * 4]! + data[y * 4 + 1]! + data[y * 4 + 2]!);
      return 1 - (rows.indexOf(Math.max(...rows)) + 0.5) / height;
    };
    expect(labels()[0]).to.match(/^7\.8\skHz$/);
    expect(labels().at(-1)).to.match(/^250\sHz$/);
    const before = loudest();
    const button = view.shadowRoot!.querySelector<HTMLButtonElement>('[part~=view]')!;
    expect(button.getAttribute('aria-pressed')).to.equal('false');
    button.click();
    await painted(place);
    expect(button.getAttribute('aria-pressed')).to.equal('true');
    expect([labels()[0], labels().at(-1)].join()).to.match(/^7\.8\skHz,1\skHz$/);
    expect(before).to.be.above(0.7);
    await until(() => Math.abs(loudest() - (melEdges()[band + 1]! - 1000) / 6800) < 0.05, 'A linear picture');
    button.click();
    await painted(place);
    await until(() => Math.abs(loudest() - before) < 0.02, 'The whole picture');
  });

  it('shows what was before when it is made to show more', async () => {
    await show('inline-size: 400px; color-scheme: dark');
    for (let step = 0; step < 40; step++) {
      listener.emitFrames(step * 5 * HOP, 5, {}, new Float32Array(5 * BANDS).fill(step < 10 ? -10 : -90));
    }
    await painted(place);
    expect(leftEdge()).to.be.below(100);
    place.querySelector('pinna-spectrogram')!.seconds = 4;
    await painted(place);
    expect(leftEdge()).to.be.above(500);
  });

  it('says to a screen reader where the sound is loudest', async () => {
    await show('inline-size: 400px');
    let step = 0;
    for (const band of [31, 12]) {
      const features = new Float32Array(5 * BANDS).fill(-90);
      for (let frame = 0; frame < 5; frame++) features[frame * BANDS + band] = -20;
      const peak = wordsIn('en').hertz(melEdges()[band + 1]!);
      await until(() => {
        listener.emitFrames(step++ * 5 * HOP, 5, {}, features);
        return canvas().getAttribute('aria-label') === `Spectrogram of the last 2 seconds: loudest near ${peak}`;
      }, `The frequency of band ${band}`);
    }
  });

  it('shows less where it is narrow, and as much as it is asked for', async () => {
    await show('inline-size: 800px');
    const view = place.querySelector('pinna-spectrogram')!;
    const seconds = () => /\d+/.exec(canvas().getAttribute('aria-label')!)?.[0];
    expect(seconds()).to.equal('2');
    view.removeAttribute('seconds');
    await until(() => seconds() === '20', 'The longest picture');
    place.firstElementChild!.setAttribute('style', 'inline-size: 300px');
    await until(() => seconds() === '8', 'A short picture');
  });

  it('draws nothing while it is off the screen', async () => {
    await show('inline-size: 400px; position: absolute; inset-block-start: 500vh');
    const context = canvas().getContext('2d')!;
    let draws = 0;
    context.drawImage = () => void draws++;
    for (let step = 0; step < 5; step++) {
      listener.emitFrames(step * 5 * HOP, 5);
      await displayFrame();
    }
    await severalFrames();
    expect(draws).to.equal(0);
  });

  describe('in the past', () => {
    const element = () => place.querySelector('pinna-spectrogram')!;
    const inside = <T extends Element>(selector: string) => element().shadowRoot!.querySelector<T>(selector)!;
    const slider = () => inside<HTMLElement>('[role=slider]');
    const button = () => inside<HTMLButtonElement>('[part~=hold]');
    const press = async (key: string) => {
      slider().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await settled(place);
    };
    const drag = (type: string, x: number) => {
      const { left, top, height } = slider().getBoundingClientRect();
      const at = { clientX: left + x, clientY: top + height / 4, pointerId: 1, button: 0, bubbles: true };
      slider().dispatchEvent(new PointerEvent(type, at));
    };
    /** Emits 10 s of sound, loud from 2 to 4 s. */
    const tenSeconds = async () => {
      await show('inline-size: 400px; color-scheme: dark');
      for (let step = 0; step < 100; step++) {
        const loud = step >= 20 && step < 40;
        listener.emitFrames(step * 5 * HOP, 5, {}, new Float32Array(5 * BANDS).fill(loud ? -10 : -90));
      }
      await painted(place);
    };
    const isLoud = () => rightEdge().reduce((sum, channel) => sum + channel, 0) > 400;

    it('holds still at the button, and returns to the present at the same place', async () => {
      await tenSeconds();
      expect(button().textContent!.trim()).to.equal('Hold');
      button().click();
      await settled(place);
      expect(button().textContent!.trim()).to.equal('Live');
      expect(canvas().getAttribute('aria-label')).to.match(/^Spectrogram, 0:0[78]–0:(09|10)$/);
      for (let step = 100; step < 120; step++)
        listener.emitFrames(step * 5 * HOP, 5, {}, new Float32Array(5 * BANDS).fill(-10));
      await painted(place);
      expect(isLoud()).to.equal(false);
      button().click();
      await painted(place);
      expect(isLoud()).to.equal(true);
    });

    it('hides none of the sound behind the button, and has room for its labels, low or high', async () => {
      for (const height of ['5rem', '10rem', '20rem']) {
        await tenSeconds();
        element().style.setProperty('--pinna-spectrogram-height', height);
        await until(fits, 'A canvas of the new size');
        const box = element().shadowRoot!.querySelector('.buttons')!.getBoundingClientRect();
        expect(box.right, height).to.be.at.most(canvas().getBoundingClientRect().left);
        const [edge, ...shown] = [...element().shadowRoot!.querySelectorAll('[part=axis] span')]
          .map((label) => label.getBoundingClientRect())
          .filter((label) => label.height > 0);
        expect(edge!.bottom, height).to.be.at.most(box.top + 1);
        expect(shown.length, height).to.be.above(0);
        for (const [at, label] of shown.entries()) {
          expect(label.top, height).to.be.at.least(box.bottom);
          if (at > 0) expect(label.top, height).to.be.at.least(shown[at - 1]!.bottom);
        }
        place.remove();
      }
      await tenSeconds();
    });

    it('goes back and forth with the keys, to the oldest and to the present', async () => {
      await tenSeconds();
      expect(slider().getAttribute('aria-valuetext')).to.equal('live');
      await press('Home');
      expect(slider().getAttribute('aria-valuetext')).to.equal('0:00–0:02');
      expect(isLoud()).to.equal(false);
      for (let presses = 0; presses < 15; presses++) await press('ArrowRight');
      expect(slider().getAttribute('aria-valuenow')).to.equal('4');
      await painted(place);
      expect(isLoud()).to.equal(true);
      await press('PageDown');
      expect(slider().getAttribute('aria-valuetext')).to.equal('0:00–0:02');
      await press('End');
      expect(slider().getAttribute('aria-valuetext')).to.equal('live');
      await press(' ');
      expect(button().textContent!.trim()).to.equal('Live');
    });

    it('is dragged with the pointer, and lets go at the present', async () => {
      await tenSeconds();
      drag('pointerdown', 50);
      slider().setPointerCapture = () => undefined;
      // The picture is 2 s wide, so 300 of its 344 pixels are about 1.7 s.
      for (const x of [60, 200, 350]) drag('pointermove', x);
      drag('pointerup', 350);
      await settled(place);
      const held = Number(slider().getAttribute('aria-valuenow'));
      expect(held).to.equal(8);
      drag('pointermove', 100);
      expect(Number(slider().getAttribute('aria-valuenow'))).to.equal(held);
      drag('pointerdown', 350);
      drag('pointermove', 10);
      drag('pointerup', 10);
      await settled(place);
      expect(slider().getAttribute('aria-valuetext')).to.equal('live');
    });

    it('says time, frequency and level under the pointer', async () => {
      await tenSeconds();
      await press('Home');
      for (let presses = 0; presses < 15; presses++) await press('ArrowRight');
      drag('pointermove', canvas().clientWidth / 2);
      await painted(place);
      const [time, frequency, level] = inside('[part=readout]').textContent!.split(' · ');
      expect(time).to.match(/^0:02\.[45]$/);
      expect(frequency).to.match(/^[34](\.\d)?\skHz$/);
      expect(level).to.match(/^−10\sdBFS$/);
      slider().dispatchEvent(new PointerEvent('pointerleave'));
      await settled(place);
      expect(inside('[part=readout]').textContent).to.equal('');
    });

    it('boxes what was recognised, from onset to offset, by name', async () => {
      await tenSeconds();
      element().boxes = 'named';
      listener.detect('end', { id: 1, label: 'dog', onset: 8.5, offset: 9.5 });
      listener.detect('end', { id: 2, head: 'bird', label: 'bird', onset: 1, offset: 2 });
      await painted(place);
      const boxes = () => [...element().shadowRoot!.querySelectorAll('.box')];
      const names = () => boxes().map((each) => each.textContent!.trim());
      expect(names()).to.deep.equal(['dog']);
      const frame = canvas().getBoundingClientRect();
      const box = boxes()[0]!.getBoundingClientRect();
      expect(box.width).to.be.closeTo(frame.width / 2, 1);
      // The edge is at most one step before the newest frame.
      expect(box.right - frame.left).to.be.closeTo(frame.width * 0.775, frame.width * 0.05);
      await press('Home');
      await until(() => names().join() === 'bird', 'The box of the bird alone');
      element().boxes = 'none';
      await until(() => boxes().length === 0, 'A picture without boxes');
    });

    it('keeps each box at its own detection when another time shows other detections', async () => {
      await tenSeconds();
      element().boxes = 'named';
      listener.detect('end', { id: 1, label: 'dog', onset: 0.5, offset: 1 });
      listener.detect('end', { id: 2, label: 'rain', onset: 1.2, offset: 9.4 });
      const boxes = () => [...element().shadowRoot!.querySelectorAll<HTMLElement>('.box')];
      const rain = () => boxes().find((box) => box.textContent!.trim() === 'rain');
      await until(() => boxes().length === 1 && rain()!.style.width !== '');
      const widths: number[] = [];
      const watch = new MutationObserver(() => widths.push(rain()!.offsetWidth));
      watch.observe(element().shadowRoot!, { subtree: true, attributes: true, attributeFilter: ['style'] });
      await press('Home');
      await until(() => boxes().length === 2 && boxes().every((box) => box.style.width !== ''));
      watch.disconnect();
      // Two seconds fill the picture. The dog's box is half a second wide.
      expect(Math.min(...widths)).to.be.greaterThan(canvas().clientWidth / 2);
    });

    it('asks the page for no measure in a display frame', async () => {
      await tenSeconds();
      listener.detect('start', { id: 1, label: 'dog', onset: 8.5 });
      await settled(place);
      const { prototype } = Element;
      const asked: string[] = [];
      const real = Object.getOwnPropertyDescriptor(prototype, 'clientWidth')!;
      const measure = prototype.getBoundingClientRect;
      Object.defineProperty(prototype, 'clientWidth', { ...real, get: () => asked.push('clientWidth') });
      prototype.getBoundingClientRect = function () {
        asked.push('getBoundingClientRect');
        return measure.call(this);
      };
      const layer = element().shadowRoot!.querySelector<HTMLElement>('.layer')!;
      const seen = new Set<string>();
      try {
        for (let time = 10; seen.size < 5; time += 0.1) {
          listener.emitFrames(time, 5);
          await displayFrame();
          seen.add(layer.style.transform);
        }
      } finally {
        Object.defineProperty(prototype, 'clientWidth', real);
        prototype.getBoundingClientRect = measure;
      }
      expect(asked).to.deep.equal([]);
    });

    it('takes the colours that are asked for', async () => {
      await tenSeconds();
      await press('Home');
      for (let presses = 0; presses < 20; presses++) await press('ArrowRight');
      element().setAttribute('color-map', 'grey');
      await painted(place);
      const [r, g, b] = rightEdge();
      expect(r).to.be.closeTo(g!, 2);
      expect(r).to.be.closeTo(b!, 2);
    });
  });
});
