import { expect } from 'chai';
import type { AxeResults } from 'axe-core';
import type { PinnaControls } from '../../src/elements/controls/pinna-controls.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import type { PinnaLive } from '../../src/elements/live/pinna-live.js';
import { until } from './until.js';

type PageWindow = Window & { axe: { run(context: Document): Promise<AxeResults> } };

/** Opens the built live page in a frame. */
async function openPage(width: number, scheme: 'light' | 'dark') {
  const frame = document.createElement('iframe');
  frame.style.cssText = `inline-size: ${width}px; block-size: 900px; border: 0`;
  frame.src = '/site/index.html';
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const page = frame.contentDocument!;
  page.documentElement.style.colorScheme = scheme;
  const axe = page.createElement('script');
  axe.src = '/node_modules/axe-core/axe.min.js';
  page.head.append(axe);
  await new Promise((resolve) => axe.addEventListener('load', resolve, { once: true }));
  const live = page.querySelector<PinnaLive>('pinna-live')!;
  await live.updateComplete;
  const view = live.shadowRoot!;
  const listener = view.querySelector<PinnaListener>('pinna-listener')!;
  await listener.updateComplete;
  const controls = view.querySelector<PinnaControls>('pinna-controls')!;
  return {
    page,
    view,
    listener,
    controls,
    press: () => controls.shadowRoot!.querySelector('button')!.click(),
    choose: (label: string) => {
      const select = controls.shadowRoot!.querySelector('select')!;
      select.value = [...select.options].find((option) => option.label === label)!.value;
      select.dispatchEvent(new Event('change'));
    },
    violations: async () => {
      const { violations } = await (frame.contentWindow as unknown as PageWindow).axe.run(page);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    close: async () => {
      await listener.stop();
      frame.remove();
    },
  };
}

describe('The live page', () => {
  for (const [width, scheme] of [
    [1280, 'light'],
    [1280, 'dark'],
    [320, 'light'],
    [320, 'dark'],
  ] as const) {
    it(`has no accessibility violations and no sideways scrolling, ${width} px wide, ${scheme}`, async () => {
      const { page, view, violations, close } = await openPage(width, scheme);
      for (const details of view.querySelectorAll('details')) details.open = true;
      expect(await violations()).to.deep.equal([]);
      expect(page.documentElement.scrollWidth).to.be.at.most(width);
      await close();
    });
  }

  it('listens to the microphone at a press, shows the picture, and stops at a press', async () => {
    const { view, listener, press, violations, close } = await openPage(1280, 'dark');
    const canvas = view.querySelector('pinna-spectrogram')!.shadowRoot!.querySelector('canvas')!;
    const brightest = () =>
      canvas
        .getContext('2d')!
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.reduce((most, value, i) => (i % 4 === 0 ? Math.max(most, value) : most), 0);
    press();
    await until(() => listener.listener!.state === 'running', 'the start');
    await until(() => brightest() > 150, 'the picture');
    expect(await violations()).to.deep.equal([]);
    press();
    await until(() => listener.listener!.state === 'idle', 'the stop');
    await close();
  });

  it('plays the demo scene, and shows the bird in it, now and on the time axis', async function () {
    // The scene is as long as a minute, and a busy machine may miss its first birds.
    this.timeout(150_000);
    // Narrow enough for the test's window, because elements off the screen are not drawn.
    const { view, choose, press, close } = await openPage(600, 'light');
    const now = view.querySelector('pinna-now')!;
    const timeline = view.querySelector('pinna-timeline')!;
    choose('Demo scene');
    press();
    await until(() => /bird/.test(now.shadowRoot!.textContent), 'the answer', 90);
    timeline.scrollIntoView({ block: 'center' });
    await until(() => timeline.shadowRoot!.querySelector('.bar.bird') !== null, 'the bar');
    await close();
  });

  it('analyses a file that is dropped anywhere on it', async () => {
    const { page, listener, close } = await openPage(1280, 'light');
    const sound = await (await fetch('/test/fixtures/audio/scene.wav')).blob();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([sound], 'scene.wav', { type: 'audio/wav' }));
    page.querySelector('main')!.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await until(() => listener.listener!.state === 'running', 'the start');
    expect(listener.listener!.status.input?.kind).to.equal('file');
    await close();
  });
});
