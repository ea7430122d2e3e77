import { expect } from 'chai';
import type { PinnaLive } from '../../../../src/entries/elements.js';
import { until } from '../../until.js';
import { onPage, settled } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';

describe('pinna-live', () => {
  let place: HTMLElement;
  let live: PinnaLive;
  let listener: SimulatedListener;
  const inside = <T extends Element>(selector: string) => live.shadowRoot!.querySelector<T>(selector)!;
  const isShown = (selector: string) => inside(selector)?.checkVisibility() ?? false;

  const show = async (style = 'inline-size: 800px') => {
    place = await onPage(`<div style="${style}"><pinna-live><p slot="samples">Samples</p></pinna-live></div>`);
    live = place.querySelector('pinna-live')!;
    listener = new SimulatedListener();
    live.listener = listener;
    await settled(place);
  };

  afterEach(() => place.remove());

  it('says what it is until the first start, with one filled button, and then shows the answer and the picture', async () => {
    await show();
    expect(inside('.what').textContent).to.contain('Nothing leaves this device.');
    expect(isShown('.answer')).to.equal(false);
    expect(isShown('.picture')).to.equal(false);
    expect(isShown('.samples')).to.equal(true);
    expect(inside('pinna-controls').shadowRoot!.querySelectorAll('button.filled')).to.have.lengthOf(1);
    await live.start();
    await until(() => isShown('.answer') && isShown('.picture'), 'The answer and the picture');
    expect(inside('.welcome')).to.equal(null);
    await live.stop();
    await settled(place);
    expect(isShown('.picture')).to.equal(true);
    expect(listener.calls).to.deep.equal(['start', 'stop']);
  });

  it('offers the page’s own sound before the first start', async () => {
    await show();
    expect(inside('.welcome button')).to.equal(null);
    const source = { kind: 'stream', stream: new MediaStream() } as const;
    live.extraSources = [{ label: 'Demo scene', open: () => source }];
    await settled(place);
    expect(inside('.welcome button').textContent).to.equal('Try the demo scene');
    inside<HTMLButtonElement>('.welcome button').click();
    await until(() => listener.calls.length > 0, 'The start');
    expect(listener.sources).to.deep.equal([source]);
  });

  it('counts the log, marks the selected detection in the picture, and folds everything else', async () => {
    await show();
    await live.start();
    listener.emitFrames(0, 5);
    listener.detect('end', { id: 1, label: 'dog', onset: 0, offset: 0.08 });
    listener.detect('end', { id: 2, label: 'rain', onset: 0, offset: 0.1 });
    await settled(place);
    const titles = [...live.shadowRoot!.querySelectorAll('summary')].map((each) => each.textContent!.trim());
    expect(titles).to.deep.equal(['Scores', 'Log · 2', 'Technical details']);
    for (const details of live.shadowRoot!.querySelectorAll('details')) expect(details.open).to.equal(false);
    const timeline = inside('pinna-timeline').shadowRoot!;
    await until(() => timeline.querySelector('.bar') !== null, 'A bar');
    timeline.querySelector<HTMLElement>('.bar')!.click();
    const picture = inside('pinna-spectrogram').shadowRoot!;
    await until(() => picture.querySelector('.bracket') !== null, 'A bracket');
    expect(picture.querySelectorAll('.bracket')).to.have.lengthOf(1);
    expect(picture.querySelectorAll('.box')).to.have.lengthOf(0);
  });

  it('passes its attributes on to its listener', async () => {
    place = await onPage('<pinna-live model="tiny" thresholds="dog 0.6" keep-seconds="20" theme="dark"></pinna-live>');
    live = place.querySelector('pinna-live')!;
    await settled(place);
    const own = inside<HTMLElementTagNameMap['pinna-listener']>('pinna-listener');
    expect([own.model, own.keepSeconds, own.theme]).to.deep.equal(['tiny', 20, 'dark']);
    expect(live.listener!.thresholds).to.deep.equal({ dog: 0.6 });
  });

  it('keeps the controls in one line at the bottom of a narrow page', async () => {
    await show('inline-size: 340px; block-size: 500px; overflow: auto');
    await live.start();
    await settled(place);
    const row = inside('pinna-controls').shadowRoot!.querySelector('.row')!;
    const parts = [...row.children].map((part) => part.getBoundingClientRect());
    const middle = (box: DOMRect) => (box.top + box.bottom) / 2;
    for (const box of parts) expect(middle(box)).to.be.closeTo(middle(parts[0]!), 3);
    const bottom = inside('.controls').getBoundingClientRect().bottom;
    expect(bottom).to.be.closeTo(place.firstElementChild!.getBoundingClientRect().bottom, 2);
  });
});
