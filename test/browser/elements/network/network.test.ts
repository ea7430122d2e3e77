import axe from 'axe-core';
import { expect } from 'chai';
import { drawLamps } from '../../../../src/elements/network/lamps.js';
import { englishNetwork } from '../../../../src/elements/words/network/english-network.js';
import { germanNetwork } from '../../../../src/elements/words/network/german-network.js';
import { de } from '../../../../src/entries/german.js';
import type { PinnaError } from '../../../../src/errors.js';
import { silentFrames } from '../../../../src/features/band-value.js';
import { LOG_MEL_128 } from '../../../../src/features/log-mel-parameters.js';
import type { ModelManifest } from '../../../../src/model/manifest.js';
import { until } from '../../until.js';
import { onPage, painted, settled, shadowText } from '../on-page.js';
import { MODEL, SimulatedListener } from '../simulated-listener.js';
import { textOf, texts } from '../words/all-texts.js';

const STEP = 32;

/** A view on the page, and the listener whose network it shows. */
async function shown(attributes = 'open', model?: string) {
  const listener = new SimulatedListener();
  if (model) {
    const manifest = new URL(`/test/fixtures/reference/${model}/model.json`, location.href).href;
    listener.assetUrls = { ...listener.assetUrls, model: { manifest } };
  }
  const response = await fetch(listener.assetUrls.model.manifest);
  const { heads } = (await response.json()) as ModelManifest;
  listener.model = { ...MODEL, features: LOG_MEL_128, heads };
  const place = await onPage(`<pinna-network ${attributes}></pinna-network>`);
  const view = place.querySelector('pinna-network')!;
  view.listener = listener;
  await settled(place);
  let time = 0;
  /** Sends a step of sound through the tap of the network. */
  const hear = () => {
    const input = silentFrames(LOG_MEL_128, STEP);
    for (let t = 0; t < STEP; t++) input[t * 128 + 30 + ((t + Math.round(time * 100)) % 40)] = 1;
    for (const tap of listener.taps) tap({ time, input, state: undefined });
    time += STEP * LOG_MEL_128.hopSeconds;
  };
  /** Sends steps until a condition holds. */
  const hearUntil = async (isSo: () => boolean, what: string) => {
    hear();
    await until(() => {
      if (!isSo()) hear();
      return isSo();
    }, what);
    await settled(place);
  };
  const $ = <T extends Element>(selector: string) => view.shadowRoot!.querySelector<T>(selector)!;
  const $$ = <T extends Element>(selector: string) => [...view.shadowRoot!.querySelectorAll<T>(selector)];
  const running = async () => {
    await listener.start();
    await hearUntil(() => $$('.layer').length > 0, 'The layers');
  };
  return { listener, place, view, hear, hearUntil, running, $, $$ };
}

/** Returns the brightest pixel of a canvas. */
function brightest(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((most, value, i) => (i % 4 === 3 ? most : Math.max(most, value)), 0);
}

describe('pinna-network', () => {
  const scripts = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('inside-worker'));

  it('taps nothing and loads nothing while it is closed, and before there is sound', async () => {
    performance.clearResourceTimings();
    const { listener, place, view, $ } = await shown('');
    expect(listener.taps.size).to.equal(0);
    $<HTMLButtonElement>('[part=toggle]').click();
    await settled(place);
    expect(view.open).to.equal(true);
    expect(listener.taps.size).to.equal(1);
    expect($('[part=toggle]').getAttribute('aria-expanded')).to.equal('true');
    expect(shadowText(view)).to.contain('Start listening');
    expect(scripts()).to.have.length(0);
    $<HTMLButtonElement>('[part=toggle]').click();
    await settled(place);
    expect(listener.taps.size).to.equal(0);
    expect(listener.requests).to.deep.equal({ features: 0, descriptors: 0, harmony: 0, embedding: 0, teaching: 0 });
    place.remove();
  });

  it('ends the tap when it leaves the page', async () => {
    const { listener, place, running } = await shown();
    await running();
    place.remove();
    await until(() => listener.taps.size === 0, 'The end of the tap');
  });

  it('shows all layers as pictures, and the memory as lamps', async () => {
    const { place, view, running, hearUntil, $, $$ } = await shown('open');
    await running();
    expect($$('.layer').length).to.be.above(8);
    expect($('.layer[aria-pressed=true]').textContent).to.contain('Memory');
    const canvas = $$<HTMLCanvasElement>('.layer canvas').at(-2)!;
    await hearUntil(() => brightest(canvas) > 60, 'A picture of a layer');
    await painted(place);
    expect(brightest($('.units'))).to.be.above(60);
    expect(shadowText(view)).to.contain('computed by WASM');
    place.remove();
  });

  it('shows a layer, a unit, its weights, what it answers to, and the formula', async () => {
    const { place, view, running, hearUntil, $, $$ } = await shown('open layer="trunk/stem"');
    await running();
    expect($('[part=detail] h3').textContent).to.equal('First convolution');
    expect(shadowText(view)).to.contain('30 ms');
    const slider = $<HTMLInputElement>('input[type=range]');
    slider.value = '2';
    slider.dispatchEvent(new InputEvent('input'));
    await settled(place);
    expect(view.unit).to.equal(2);
    expect(slider.getAttribute('aria-valuetext')).to.equal('3 of 3');
    await hearUntil(() => $$('.kernels canvas').length > 0 && $$('.moments canvas').length > 0, 'Weights and moments');
    expect($('.formula').textContent).to.contain('Σ');
    place.remove();
  });

  it('marks what a layer reads by a bracket that grows with the layer', async () => {
    const { place, running, $, $$ } = await shown('open layer="trunk/stem"');
    await running();
    const width = () => $('.field').getBoundingClientRect().width;
    const first = width();
    $$<HTMLButtonElement>('.layer').at(-1)!.click();
    await settled(place);
    expect(width()).to.be.above(2 * first);
    place.remove();
  });

  it('answers why, and leads to the units that raise the class', async () => {
    const { place, view, running, hear, hearUntil, $, $$ } = await shown();
    await running();
    for (let i = 0; i < 6; i++) hear();
    $<HTMLButtonElement>('.reasons button').click();
    await hearUntil(() => $('.reasons canvas') !== null, 'The reasons');
    expect($('.reasons [role=status]').textContent).to.match(/bird.*in silence[^]*Quick shares need not add up/);
    const [unit] = $$<HTMLButtonElement>('.reasons li button');
    unit!.click();
    await settled(place);
    expect(view.layer).to.be.a('string');
    place.remove();
  });

  it('computes exact reasons with progress, and says how much of the difference they explain', async () => {
    const { place, running, hear, hearUntil, $, $$ } = await shown();
    await running();
    for (let i = 0; i < 6; i++) hear();
    const exact = $$<HTMLButtonElement>('.reasons > .row button')[1]!;
    exact.focus();
    exact.click();
    await settled(place);
    expect($('.reasons progress')).not.to.equal(null);
    expect($('.reasons [role=status]').textContent!.trim()).to.equal('Computing the gradients…');
    // The button that ends the search is the same, so the focus stays.
    expect(place.querySelector('pinna-network')!.shadowRoot!.activeElement).to.equal(exact);
    await hearUntil(() => $('.reasons canvas') !== null, 'The reasons');
    expect($('.reasons progress')).to.equal(null);
    expect($('.reasons [role=status]').textContent).to.match(/left over/);
    place.remove();
  });

  it('ends the search for reasons on request', async () => {
    const { place, running, hear, $, $$ } = await shown();
    await running();
    for (let i = 0; i < 6; i++) hear();
    const exact = $$<HTMLButtonElement>('.reasons > .row button')[1]!;
    exact.click();
    await settled(place);
    expect(exact.textContent!.trim()).to.equal('Stop');
    exact.click();
    await settled(place);
    expect(exact.textContent!.trim()).to.equal('Why now? (exact)');
    expect($('.reasons progress')).to.equal(null);
    expect($('.reasons [role=status]').textContent!.trim()).to.equal('');
    place.remove();
  });

  it('shows the reset gate of a unit above its lamp, and the update gate below, and says both in numbers', async () => {
    const { place, running, hearUntil, $, $$ } = await shown();
    await running();
    const newest = () => $$('[part=detail] p').find((each) => each.textContent!.includes('reset gate 0.'));
    await hearUntil(() => newest() !== undefined, 'The gates in numbers');
    expect(newest()!.textContent).to.match(/^now -?0\.\d+ · reset gate 0\.\d+ · update gate 0\.\d+$/);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [100, 100];
    const target = canvas.getContext('2d')!;
    drawLamps(target, { values: Float32Array.of(0), reset: Float32Array.of(1), update: Float32Array.of(0.5) }, -1);
    const lit = (top: number) => {
      const { data } = target.getImageData(0, top, 100, 50);
      return data.reduce((count, value, i) => count + Number(i % 4 === 2 && value > 200), 0);
    };
    expect(lit(0))
      .to.be.closeTo(2 * lit(50), 8)
      .and.above(0);
    expect($('.gates')).to.equal(null);
    place.remove();
  });

  it('shows the gates of a gated convolution as strips', async () => {
    const { place, view, running, hearUntil, $ } = await shown('open layer="layer2"', 'wavenet-trunk-tiny');
    await running();
    await hearUntil(() => $('.gates') !== null, 'The strips of the gates');
    await hearUntil(() => brightest($('.gates')) > 60, 'The picture of the gates');
    await hearUntil(() => /now -?0\.\d+ · gate 0\.\d+/.test(shadowText(view)), 'The gate in numbers');
    place.remove();
  });

  for (const [wrong, meant, attributes] of [
    ['trunk/steam', 'Did you mean trunk/stem?', 'layer="trunk/steam"'],
    ['999', 'is not a unit of gru. Give 0 to', 'layer="gru" unit="999"'],
  ] as const) {
    it(`reports ${attributes} once the network is loaded, and shows the default`, async () => {
      const { error: log } = console;
      const logged: unknown[] = [];
      console.error = (message: unknown) => logged.push(message);
      const { place, view, running, $ } = await shown(`open ${attributes}`);
      const errors: PinnaError[] = [];
      view.addEventListener('pinna-error', ({ detail }) => errors.push(detail));
      expect(logged).to.have.length(0);
      await running();
      console.error = log;
      expect(errors.map(({ code }) => code)).to.deep.equal(['bad-option']);
      expect(errors[0]!.message).to.contain(wrong).and.to.contain(meant);
      expect(logged).to.have.length(1);
      expect($('[part=detail] h3').textContent).to.contain('Memory');
      view.layer = 'trunk/stem';
      view.unit = 0;
      await settled(place);
      expect(errors).to.have.length(1);
      place.remove();
    });
  }

  it('breaks the shown network: the bird never falls below one half', async () => {
    const { listener, place, view, running, hearUntil, $, $$ } = await shown();
    await running();
    $<HTMLInputElement>('input[name=relu]').click();
    await settled(place);
    expect(view.faults).to.deep.equal(['relu']);
    const tap = [...listener.taps][0]!;
    listener.taps.clear();
    listener.taps.add((step) => {
      tap(step);
      const scores = Object.fromEntries(
        listener.model!.heads.map(({ name, classes }) => [name, new Float32Array(classes.length * 16)]),
      );
      listener.emit('frames', { time: step.time, frames: 16, scores, smoothed: {}, gates: {} });
    });
    const row = () => $$('tr').find((each) => each.textContent!.includes('bird'));
    await hearUntil(() => row() !== undefined, 'The scores');
    const [whole, broken] = [...row()!.querySelectorAll('td')].map((cell) => parseInt(cell.textContent!));
    expect(whole).to.equal(0);
    expect(broken).to.be.at.least(50);
    expect(row()!.querySelector('.differs')).not.to.equal(null);
    place.remove();
  });

  it('names the fault that was probably meant', async () => {
    const { place, view, running, $ } = await shown();
    await running();
    view.faults = ['rely' as 'relu'];
    await settled(place);
    expect($('[role=alert]').textContent).to.contain('relu?');
    place.remove();
  });

  it('says why it shows nothing if its worker is missing', async () => {
    const { listener, place, hearUntil, $ } = await shown();
    listener.assetUrls = { ...listener.assetUrls, inside: new URL('/missing.js', location.href).href };
    await listener.start();
    await hearUntil(() => $('[role=alert]') !== null, 'The error');
    expect($('[role=alert]').textContent).to.contain('missing.js');
    place.remove();
  });

  for (const scheme of ['light', 'dark']) {
    it(`has no violations of accessibility with everything shown, ${scheme}`, async () => {
      document.documentElement.lang = 'en';
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: ${scheme === 'dark' ? '#101216' : '#fbfaf7'}`;
      const { place, running, hear, hearUntil, $, $$ } = await shown();
      await running();
      for (let i = 0; i < 6; i++) hear();
      $<HTMLButtonElement>('.reasons button').click();
      await hearUntil(() => $('.reasons canvas') !== null && $$('.moments canvas').length > 0, 'Reasons and moments');
      const { violations } = await axe.run(place, {
        resultTypes: ['violations'],
        rules: { region: { enabled: false } },
      });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).to.deep.equal([]);
      document.documentElement.removeAttribute('style');
      place.remove();
    });
  }

  it('speaks German', async () => {
    expect(de.lang).to.equal('de');
    const { place, view, running } = await shown('open lang="de"');
    await running();
    expect(shadowText(view)).to.contain('Gedächtnis (GRU)').and.to.contain('Mit Absicht kaputt');
    place.remove();
  });

  it('has every text in both languages', () => {
    const [english, german] = [englishNetwork, germanNetwork].map((strings) => texts(strings));
    expect([...german!.keys()].sort()).to.deep.equal([...english!.keys()].sort());
    const same = ['kind.block', 'moment', 'unitRaises', 'partOf'];
    for (const [key, text] of english!) {
      expect(textOf(german!.get(key)), key).not.to.equal('');
      if (!same.includes(key)) expect(textOf(german!.get(key)), key).not.to.equal(textOf(text));
    }
  });
});
