import { expect } from 'chai';
import '../../../../src/entries/german.js';
import { until } from '../../until.js';
import { settled } from '../on-page.js';
import { running } from '../running.js';
import type { SimulatedListener } from '../simulated-listener.js';

describe('pinna-now', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;
  const now = () => place.querySelector('pinna-now')!;
  const lines = () => [...now().shadowRoot!.querySelectorAll('li')];
  const texts = () => lines().map((line) => line.querySelector('.text')!.textContent!.trim());
  const says = (...wanted: string[]) =>
    until(() => {
      listener.report({ level: -50 });
      return texts().join(' | ') === wanted.join(' | ');
    }, wanted.join(' | '));

  const show = async (html = '<pinna-now></pinna-now>', lang = 'en') => {
    ({ place, listener } = await running(`<div lang="${lang}" style="inline-size: 800px">${html}</div>`));
  };

  afterEach(() => place.remove());

  it('says that it does not listen, gets ready, listens, and is quiet', async () => {
    await show();
    await says('getting ready');
    listener.emitFrames(0, 5);
    listener.report({ level: -80 });
    await says('quiet');
    await listener.stop();
    await settled(place);
    expect(texts()).to.deep.equal(['not listening']);
  });

  it('distinguishes no sound at all from a quiet room, also in German', async () => {
    await show('<pinna-now></pinna-now>', 'de');
    listener.emitFrames(0, 5);
    listener.report({ level: -Infinity, silent: true });
    await until(() => {
      listener.report({ level: -Infinity, silent: true });
      return texts()[0] === 'es kommt kein Ton an';
    }, 'No sound');
  });

  it('shows confirmed sounds with the shape and hue of their head, and nothing of scores', async () => {
    await show();
    listener.emitFrames(0, 5, { events: new Float32Array(8).fill(0.99) });
    await says('quiet');
    listener.detect('start', { id: 1, head: 'bird', label: 'bird', confidence: 0.9 });
    await says('birdsong');
    listener.detect('start', { id: 2, label: 'siren', confidence: 0.6, onset: 1 });
    await says('birdsong', 'probably a siren');
    expect(lines().map((line) => line.className.trim())).to.deep.equal(['bird', 'events']);
    const hues = lines().map((line) => getComputedStyle(line.querySelector('.mark')!).backgroundColor);
    expect(new Set(hues).size).to.equal(2);
  });

  it('dims a name when its sound has ended, then lets it go', async () => {
    await show();
    listener.emitFrames(0, 5);
    listener.detect('start', { id: 1, label: 'dog' });
    await says('dog');
    listener.detect('end', { id: 1, label: 'dog', offset: 1 });
    await until(() => lines()[0]!.classList.contains('over'), 'A dimmed name');
    expect(texts()).to.deep.equal(['dog']);
    await says('quiet');
  });

  it('says music and its genre in one line, and shows scores only on request', async () => {
    await show();
    listener.emitFrames(0, 5);
    listener.detect('start', { id: 1, label: 'music' });
    listener.detect('start', { id: 2, head: 'genre', label: 'jazz', confidence: 0.9 });
    await says('music · jazz');
    expect(now().shadowRoot!.querySelector('.share')).to.equal(null);
    now().percent = true;
    await settled(place);
    expect(now().shadowRoot!.querySelector('.share')!.textContent).to.match(/^\d+%$/);
  });

  it('asks for more certainty on request', async () => {
    await show('<pinna-now certainty="high"></pinna-now>');
    listener.emitFrames(0, 5);
    listener.detect('start', { id: 1, label: 'siren', confidence: 0.6 });
    listener.detect('start', { id: 2, label: 'dog', confidence: 0.95 });
    await says('dog');
    now().certainty = 'normal';
    await says('probably a siren', 'dog');
  });

  it('keeps its height, whatever it says', async () => {
    await show();
    const heights = new Set<number>();
    const note = () => heights.add(now().getBoundingClientRect().height);
    note();
    listener.emitFrames(0, 5);
    listener.detect('start', { id: 1, label: 'dog' });
    await says('dog');
    note();
    listener.detect('start', { id: 2, label: 'door_wood_knock', onset: 1 });
    await says('dog', 'knocking');
    note();
    expect(heights.size).to.equal(1);
  });
});
