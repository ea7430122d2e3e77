import { expect } from 'chai';
import { registerLocale } from '../../../../src/entries/elements.js';
import '../../../../src/entries/german.js';
import { PinnaError, PinnaErrorCode } from '../../../../src/errors.js';
import { onPage, painted, settled, shadowText } from '../on-page.js';
import { MODEL, SimulatedListener } from '../simulated-listener.js';

const VIEWS = ['controls', 'spectrogram', 'timeline', 'bird', 'genre', 'events', 'log', 'status'] as const;
const ALL = `<pinna-listener>${VIEWS.map((name) => `<pinna-${name}></pinna-${name}>`).join('')}</pinna-listener>`;

const button = (place: ParentNode) =>
  place.querySelector('pinna-controls')!.shadowRoot!.querySelector('button')!.textContent!.trim();

describe('The language of an element', () => {
  let place: HTMLElement;
  const page = document.documentElement;
  const before = page.lang;

  afterEach(() => {
    place.remove();
    page.lang = before;
  });

  it('is that of the nearest lang, and changes with it', async () => {
    place = await onPage('<div lang="de"><p><pinna-controls></pinna-controls></p></div>');
    expect(button(place)).to.equal('Start');
    const controls = place.querySelector('pinna-controls')!;
    expect(shadowText(controls)).to.contain('Der Ton bleibt auf diesem Gerät.');
    controls.lang = 'en';
    await settled(place);
    expect(shadowText(controls)).to.contain('Sound stays on this device.');
    controls.removeAttribute('lang');
    await settled(place);
    expect(shadowText(controls)).to.contain('Der Ton bleibt');
    place.firstElementChild!.setAttribute('lang', 'en-GB');
    await settled(place);
    expect(shadowText(controls)).to.contain('Sound stays');
  });

  it('is the document’s where nothing nearer has one, and English where nothing has', async () => {
    page.lang = 'de-AT';
    place = await onPage('<pinna-controls></pinna-controls>');
    expect(shadowText(place.firstElementChild!)).to.contain('Der Ton bleibt');
    page.removeAttribute('lang');
    await settled(place);
    expect(shadowText(place.firstElementChild!)).to.contain('Sound stays');
  });

  it('is found through shadow trees, and follows an element that moves', async () => {
    place = await onPage('<section lang="de"><div id="host"></div></section><section lang="en"></section>');
    const root = place.querySelector('#host')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<p><pinna-controls></pinna-controls></p>';
    const controls = root.querySelector('pinna-controls')!;
    await settled(root);
    expect(shadowText(controls)).to.contain('Der Ton bleibt');
    place.querySelector('section')!.lang = 'en';
    await settled(root);
    expect(shadowText(controls)).to.contain('Sound stays');
    root.firstElementChild!.setAttribute('lang', 'de');
    await settled(root);
    expect(shadowText(controls)).to.contain('Der Ton bleibt');
    place.querySelectorAll('section')[1]!.append(controls);
    await settled(place);
    expect(shadowText(controls)).to.contain('Sound stays');
  });

  it('is spoken at once when it is registered later', async () => {
    place = await onPage('<div lang="it"><pinna-controls></pinna-controls></div>');
    expect(button(place)).to.equal('Start');
    registerLocale({ lang: 'it', strings: { start: 'Avvia' } });
    await settled(place);
    expect(button(place)).to.equal('Avvia');
  });
});

/** Small enough for the test's window, because elements off the screen are not drawn. */
describe('A page in German', () => {
  let place: HTMLElement;
  const listener = new SimulatedListener();
  const text = (name: (typeof VIEWS)[number]) => shadowText(place.querySelector(`pinna-${name}`)!);

  before(async () => {
    place = await onPage(`<div lang="de" style="zoom: 0.3">${ALL}</div>`);
    place.querySelector('pinna-listener')!.listener = listener;
    await settled(place);
  });

  after(() => place.remove());

  it('names in German what it detects, in every view', async () => {
    await listener.start();
    listener.report({
      model: MODEL,
      sampleRate: 44_100,
      latency: 0.0418,
      cost: 0.0123,
      millisecondsPerStep: 0.93,
      samples: { captured: 12_000, processed: 11_000, dropped: 7 },
      transport: 'port',
      backend: { backend: 'wasm', requested: 'wasm', reason: 'wasm was requested', measurements: [] },
    });
    listener.detect('start', { id: 1, label: 'door_wood_knock', onset: 18 });
    const bird = { id: 2, head: 'bird', label: 'bird', onset: 15, confidence: 0.5 };
    listener.detect('start', bird);
    listener.detect('end', { ...bird, offset: 16 });
    const events = Float32Array.from(MODEL.heads[2]!.classes, ({ name }) =>
      name === 'door_wood_knock' ? 0.8 : Number(name === 'music'),
    );
    listener.emitFrames(19.9, 5, {
      bird: Float32Array.of(0.6),
      genre: Float32Array.of(0.1, 0.5, 0.2, 0.1, 0.1),
      events,
    });
    await painted(place);
    expect(text('controls')).to.contain('Hört zu: Mikrofon.');
    expect(text('bird')).to.equal('vielleicht ein Vogel 60 %');
    expect(text('genre')).to.contain('Klassik 50 %');
    expect(text('events')).to.contain('Klopfen 80 %');
    expect(text('log')).to.match(/Vogel Vogel [\d:]+ [\d:]+ 50 % Klopfen Geräusch [\d:]+ jetzt 80 %/);
    expect(text('timeline')).to.match(/Vogel 0:15–0:16.*Klopfen seit 0:18/);
    for (const words of ['44,1 kHz', '0,9 ms', '1,2 % eines Prozessorkerns', '7 von 12.000', 'wasm wurde angefordert'])
      expect(text('status')).to.contain(words);
    const canvas = place.querySelector('pinna-spectrogram')!.shadowRoot!.querySelector('canvas')!;
    expect(canvas.ariaLabel).to.match(/^Spektrogramm der letzten 20 Sekunden: am lautesten bei/);
  });

  it('announces in German, and marks it as German', () => {
    const region = place.querySelector('pinna-listener')!.shadowRoot!.querySelector('[role=status]')!;
    expect(region.textContent!.trim()).to.equal('Gehört: Klopfen und Vogel.');
    expect(region.getAttribute('lang')).to.equal('de');
  });

  it('says errors in German, and what only the English message knows as English', async () => {
    await listener.stop();
    listener.emit('error', new PinnaError(PinnaErrorCode.MicrophoneDenied, 'It was not allowed. Allow it.'));
    await settled(place);
    expect(text('controls')).to.contain(
      'Das Mikrofon wurde nicht erlaubt. Erlauben Sie es in den Website-Einstellungen',
    );
    expect(text('controls')).not.to.contain('It was');
    listener.emit('error', new PinnaError(PinnaErrorCode.ModelMissing, 'Nothing at https://x/. Check it.'));
    await settled(place);
    expect(text('controls')).to.contain('Das Modell wurde nicht gefunden.');
    const english = place.querySelector('pinna-controls')!.shadowRoot!.querySelector('[lang=en]')!;
    expect(english.textContent).to.equal('Nothing at https://x/. Check it.');
  });
});

describe('A page that runs from right to left', () => {
  it('mirrors its layout, but time still runs to the right', async () => {
    const place = await onPage(`<div dir="rtl" style="inline-size: 1000px; zoom: 0.4">${ALL}</div>`);
    const listener = new SimulatedListener();
    place.querySelector('pinna-listener')!.listener = listener;
    await settled(place);
    await listener.start();
    listener.detect('end', { id: 1, label: 'dog', onset: 5, offset: 7 });
    listener.detect('end', { id: 2, head: 'bird', label: 'bird', onset: 12, offset: 16 });
    listener.emitFrames(19.9, 5, { events: new Float32Array(MODEL.heads[2]!.classes.length).fill(0.5) });
    await painted(place);
    const box = (view: string, selector: string) =>
      place.querySelector(view)!.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
    expect(box('pinna-timeline', '.bar.events').right).to.be.lessThan(box('pinna-timeline', '.bar.bird').left);
    expect(box('pinna-timeline', '.name').left).to.be.at.least(box('pinna-timeline', '.window').right);
    const canvas = box('pinna-spectrogram', 'canvas');
    const timeline = box('pinna-timeline', '.window');
    expect(box('pinna-spectrogram', '.frequencies').left).to.be.at.least(canvas.right);
    // Both share one time axis.
    expect(timeline.left).to.be.closeTo(canvas.left, 2);
    expect(timeline.right).to.be.closeTo(canvas.right, 2);
    const rail = box('pinna-events', '.rail');
    const bar = box('pinna-events', '.length');
    expect(bar.right).to.be.closeTo(rail.right, 1);
    expect(bar.width).to.be.lessThan(rail.width * 0.8);
    expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
    place.remove();
  });
});
