import { expect } from 'chai';
import { SimulatedListener } from '../simulated-listener.js';
import { onPage, painted, shadowText } from '../on-page.js';

/** Returns which Listener a pinna-status shows, identified by its sample rate. */
async function shown(view: Element): Promise<string> {
  view.scrollIntoView();
  await painted(document.body);
  return /([\d.]+) kHz/.exec(shadowText(view))?.[1] ?? 'none';
}

function reporting(kiloHertz: number): SimulatedListener {
  const listener = new SimulatedListener();
  listener.report({ sampleRate: kiloHertz * 1000 });
  return listener;
}

describe('A view finds its Listener', () => {
  let place: HTMLElement;
  const outer = reporting(8);
  const other = reporting(16);
  const own = reporting(32);

  beforeEach(async () => {
    place = await onPage(`
      <pinna-status id="before" for="other"></pinna-status>
      <pinna-listener id="outer"><p><pinna-status></pinna-status></p></pinna-listener>
      <pinna-listener id="other"></pinna-listener>
      <pinna-status id="alone"></pinna-status>
    `);
    place.querySelector<HTMLElementTagNameMap['pinna-listener']>('#outer')!.listener = outer;
    place.querySelector<HTMLElementTagNameMap['pinna-listener']>('#other')!.listener = other;
  });

  afterEach(() => place.remove());

  it('around itself', async () => {
    expect(await shown(place.querySelector('#outer pinna-status')!)).to.equal('8');
  });

  it('by id, wherever it stands', async () => {
    const alone = place.querySelector('#alone')!;
    expect(await shown(alone)).to.equal('none');
    alone.setAttribute('for', 'other');
    expect(await shown(alone)).to.equal('16');
    alone.removeAttribute('for');
    expect(await shown(alone)).to.equal('none');
  });

  it('by id, also where the pinna-listener comes later in the page', async () => {
    expect(await shown(place.querySelector('#before')!)).to.equal('16');
  });

  it('by property, before anything else', async () => {
    const view = place.querySelector<HTMLElementTagNameMap['pinna-status']>('#outer pinna-status')!;
    view.setAttribute('for', 'other');
    view.listener = own;
    expect(await shown(view)).to.equal('32');
    view.listener = undefined;
    expect(await shown(view)).to.equal('16');
  });

  it('again when it is moved, or when its pinna-listener gets another', async () => {
    const view = place.querySelector<HTMLElementTagNameMap['pinna-status']>('#outer pinna-status')!;
    place.querySelector('#other')!.append(view);
    expect(await shown(view)).to.equal('16');
    place.querySelector<HTMLElementTagNameMap['pinna-listener']>('#other')!.listener = own;
    expect(await shown(view)).to.equal('32');
  });
});
