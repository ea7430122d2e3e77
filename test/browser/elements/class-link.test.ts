import { expect } from 'chai';
import '../../../src/entries/german.js';
import { until } from '../until.js';
import { painted, settled } from './on-page.js';
import { running } from './running.js';
import type { SimulatedListener } from './simulated-listener.js';

describe('Names that link to the page of the classes', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;
  const links = (view: string) => [
    ...place.querySelector(view)!.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a[part=class]'),
  ];
  const show = async (html: string) => {
    ({ place, listener } = await running(`<div lang="de">${html}</div>`));
    listener.emitFrames(0, 5);
    listener.detect('start', { id: 1, head: 'bird', label: 'bird', onset: 0, confidence: 0.9 });
    listener.detect('start', { id: 2, label: 'door_wood_knock', onset: 0.05, confidence: 0.9 });
    listener.detect('start', { id: 3, head: 'taught', label: 'my_gate', onset: 0.1, confidence: 0.9 });
    listener.report({ level: -30 });
  };

  afterEach(() => place.remove());

  it('lead to the named class in a new tab, from the answer, the log and the selection, but not for taught sounds', async () => {
    const page = 'class-page="sounds.html"';
    await show(
      `<pinna-now lines="3" ${page}></pinna-now><pinna-log ${page}></pinna-log><pinna-timeline ${page}></pinna-timeline>`,
    );
    const addresses = (view: string) => links(view).map((link) => link.getAttribute('href'));
    await until(() => links('pinna-now').length === 2, 'the links of the answer');
    expect(addresses('pinna-now')).to.deep.equal(['sounds.html#chirping_birds', 'sounds.html#door_wood_knock']);
    const [, knock] = links('pinna-now');
    expect(knock!.textContent).to.equal('Klopfen');
    expect(knock!.title).to.contain('Über „Klopfen“, in einem neuen Tab');
    expect(knock!.target).to.equal('_blank');
    knock!.focus();
    expect(place.querySelector('pinna-now')!.shadowRoot!.activeElement).to.equal(knock);
    await painted(place);
    await until(() => links('pinna-log').length === 2, 'the links of the log');
    expect(addresses('pinna-log')).to.have.members(['sounds.html#bird', 'sounds.html#door_wood_knock']);
    // A sound that can be played is a button. The link is then beside its tools.
    listener.report({ keepSeconds: 60 });
    await settled(place);
    expect(links('pinna-timeline')).to.deep.equal([]);
    const bars = [...place.querySelector('pinna-timeline')!.shadowRoot!.querySelectorAll<HTMLElement>('.bar')];
    bars.find((bar) => bar.textContent!.includes('Klopfen'))!.click();
    await until(() => links('pinna-timeline').length === 1, 'the link of the selection');
    expect(addresses('pinna-timeline')).to.deep.equal(['sounds.html#door_wood_knock']);
    expect(links('pinna-timeline')[0]!.textContent).to.equal('Über „Klopfen“');
  });

  it('are plain text without such a page', async () => {
    await show('<pinna-now lines="3"></pinna-now><pinna-log></pinna-log>');
    const now = place.querySelector('pinna-now')!.shadowRoot!;
    await until(() => now.querySelectorAll('[part~=line]').length === 3, 'the answer');
    expect(links('pinna-now')).to.deep.equal([]);
    expect(links('pinna-log')).to.deep.equal([]);
  });
});
