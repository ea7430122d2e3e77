import { expect } from 'chai';
import { until } from '../../until.js';
import { painted, settled } from '../on-page.js';
import { running } from '../running.js';
import type { SimulatedListener } from '../simulated-listener.js';

describe('The log', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  const show = async (html: string) => {
    ({ place, listener } = await running(html));
  };
  afterEach(() => place.remove());

  describe('pinna-log', () => {
    it('lists detections newest first, with onset and offset, and forgets them at the next start', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const rows = () =>
        [...log.shadowRoot!.querySelectorAll('tbody tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent!.trim()).join('|'),
        );
      listener.detect('start', { id: 1, label: 'dog', onset: 41.2 });
      listener.detect('end', { id: 1, label: 'dog', onset: 41.2, offset: 47.9, confidence: 0.75 });
      listener.detect('start', { id: 2, head: 'genre', label: 'hiphop', onset: 61 });
      await painted(place);
      expect(rows()).to.deep.equal(['hip-hop|genre|1:01|now|80%', 'dog|sound|0:41|0:47|75%']);
      expect(log.detections.map(({ id }) => id)).to.deep.equal([1, 2]);
      await listener.start();
      expect(log.detections.length).to.equal(0);
    });
  });

  describe('pinna-log, filtered', () => {
    it('shows one kind, or what has a text in its name, at once; and is emptied', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const inside = <T extends Element>(selector: string) => log.shadowRoot!.querySelector<T>(selector)!;
      const names = () => [...log.shadowRoot!.querySelectorAll('tbody th')].map((name) => name.textContent);
      listener.detect('end', { id: 1, label: 'door_wood_knock', onset: 1, offset: 2 });
      listener.detect('end', { id: 2, head: 'bird', label: 'bird', onset: 3, offset: 4 });
      listener.detect('end', { id: 3, label: 'rain', onset: 5, offset: 6 });
      await painted(place);
      expect(names()).to.deep.equal(['rain', 'bird', 'knocking']);
      const kind = inside<HTMLSelectElement>('[part=kind]');
      kind.value = 'events';
      kind.dispatchEvent(new Event('change'));
      await settled(place);
      expect(names()).to.deep.equal(['rain', 'knocking']);
      const search = inside<HTMLInputElement>('[part=search]');
      search.focus();
      search.value = 'KNOCK';
      search.dispatchEvent(new Event('input'));
      await settled(place);
      expect(names()).to.deep.equal(['knocking']);
      expect(log.detections.length).to.equal(3);
      inside<HTMLButtonElement>('[part=clear]').click();
      await settled(place);
      expect(names()).to.deep.equal([]);
      expect(log.detections.length).to.equal(0);
    });
  });

  describe('pinna-log, under the pointer or the focus', () => {
    it('keeps its rows in place, and what they say true', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const text = () =>
        [...log.shadowRoot!.querySelectorAll('tbody tr')].map((row) => row.textContent!.replace(/\s+/g, ' '));
      listener.detect('start', { id: 1, label: 'dog', onset: 1 });
      await painted(place);
      log.shadowRoot!.querySelector<HTMLElement>('.room')!.focus();
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 5 });
      listener.detect('start', { id: 2, label: 'rain', onset: 6 });
      await until(() => /dog.*0:05/.test(text()[0]!), 'The end of the dog');
      expect(text()).to.have.length(1);
      (log.shadowRoot!.activeElement as HTMLElement).blur();
      await until(() => text().length === 2, 'The second row');
    });
  });
});
