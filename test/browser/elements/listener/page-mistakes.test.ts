import { expect } from 'chai';
import type { PinnaError } from '../../../../src/errors.js';
import type { Source } from '../../../../src/capture/sources/source.js';
import { until } from '../../until.js';
import { onPage, settled } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';

describe('Mistakes of the page', () => {
  const log = console.error;
  let logged: string[];
  let place: HTMLElement;

  beforeEach(() => {
    logged = [];
    console.error = (text: unknown) => void logged.push(String(text));
  });
  afterEach(() => {
    console.error = log;
    place.remove();
  });

  const controls = () => place.querySelector('pinna-controls')!;
  const message = () =>
    controls().shadowRoot!.querySelector('[part=message]')!.textContent!.replace(/\s+/g, ' ').trim();
  const pressStart = () => controls().shadowRoot!.querySelector('button')!.click();

  for (const [attributes, words] of [
    ['model="wavnet"', /There is no model named "wavnet".+Did you mean wavenet\?/],
    ['thresholds="dog 2"', /The threshold of "dog" is 2\. Give a score above 0/],
    ['step-frames="banana"', /<pinna-listener step-frames="banana">: "banana" is not a number/],
    ['keep-seconds="10 s"', /keep-seconds="10 s">: "10 s" is not a number\. Give one, without a unit\./],
    ['backend="wepgpu"', /backend is "wepgpu": give auto, webgpu, wasm or cpu\. Did you mean webgpu\?/],
    ['transport="rign"', /Did you mean ring\?/],
    ['theme="drak"', /"drak" is not a value of theme\. Give light or dark\. Did you mean dark\?/],
    ['announce="no"', /"no" is not a value of announce\. Give on or off/],
  ] as const) {
    it(`<pinna-listener ${attributes}>: in the controls, and once in the console`, async () => {
      place = await onPage(`<pinna-listener ${attributes}><pinna-controls></pinna-controls></pinna-listener>`);
      expect(message()).to.match(words);
      expect(logged.filter((text) => words.test(text))).to.have.lengthOf(1);
      expect(logged).to.have.lengthOf(1);
      if (place.querySelector('pinna-listener')!.listener) return;
      pressStart();
      await settled(place);
      expect(message()).to.match(words);
      expect(logged).to.have.lengthOf(1);
    });
  }

  it('shows a wrong attribute of a view in the controls of its listener, and a right one no more', async () => {
    place = await onPage(
      `<pinna-listener><pinna-controls></pinna-controls><pinna-spectrogram color-map="magam" seconds="ten"></pinna-spectrogram>
      </pinna-listener>`,
    );
    await until(() => logged.length === 2);
    expect(logged[0]).to.contain('"magam" is not a value of color-map').and.to.contain('Did you mean magma?');
    expect(logged[1]).to.contain('"ten" is not a number');
    expect(message()).to.match(/is not a/);
    const listener = new SimulatedListener();
    place.querySelector('pinna-listener')!.listener = listener;
    await settled(place);
    await listener.start();
    await listener.stop();
    await settled(place);
    expect(message()).to.match(/^Press Start/);
  });

  it('says which id a view misses, and the id that was probably meant', async () => {
    place = await onPage(
      '<pinna-listener id="ear"></pinna-listener><pinna-controls for="eer"></pinna-controls><p id="text"></p>',
    );
    const errors: string[] = [];
    place.addEventListener('pinna-error', ({ detail }) => void errors.push((detail as PinnaError).code));
    await until(() => logged.length > 0);
    expect(logged).to.have.lengthOf(1);
    expect(logged[0]).to.match(/<pinna-controls for="eer">: .+no element here has the id "eer".+Did you mean ear\?/);
    await settled(place);
    expect(message()).to.match(/no element here has the id "eer"/);
    expect(errors).to.deep.equal(['bad-option']);
    controls().setAttribute('for', 'ear');
    await settled(place);
    expect(message()).to.match(/^Press Start/);
    controls().setAttribute('for', 'text');
    await settled(place);
    pressStart();
    await settled(place);
    expect(message()).to.match(/for="text" is the id of a <p>/);
  });

  it('says at once at Start that there is no listener, also to a view in nothing', async () => {
    place = await onPage('<pinna-controls></pinna-controls>');
    pressStart();
    await settled(place);
    expect(message()).to.match(/has no listener\. Put it inside a <pinna-listener>/);
    expect(logged).to.have.lengthOf(1);
  });

  it('says nothing about a view that is given its listener, or finds it, later', async () => {
    place = await onPage('<pinna-bird></pinna-bird><pinna-level for="late"></pinna-level>');
    const later = document.createElement('pinna-listener');
    later.id = 'late';
    place.append(later);
    const listener = new SimulatedListener();
    later.listener = listener;
    place.querySelector('pinna-bird')!.listener = listener;
    listener.become('running');
    const meter = () => place.querySelector('pinna-level')!.shadowRoot!.querySelector('[role=meter]')!;
    await until(() => {
      listener.report({ level: -20, peak: 0.5 });
      return meter().getAttribute('aria-valuenow') === '-20';
    }, 'The listener that was added later');
    expect(logged).to.deep.equal([]);
  });

  it('names a source of an unknown kind', async () => {
    place = await onPage('<pinna-listener><pinna-controls></pinna-controls></pinna-listener>');
    const element = place.querySelector('pinna-listener')!;
    element.source = { kind: 'mic' } as unknown as Source;
    await settled(place);
    expect(message()).to.match(/no source of the kind "mic"\. Did you mean "microphone"\?/);
    expect(logged).to.have.lengthOf(1);
  });
});
