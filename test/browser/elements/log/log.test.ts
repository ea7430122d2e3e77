import { expect } from 'chai';
import '../../../../src/entries/german.js';
import { until } from '../../until.js';
import { painted, settled } from '../on-page.js';
import { running } from '../running.js';
import { savedFiles } from '../saved-files.js';
import type { SimulatedListener } from '../simulated-listener.js';

describe('The log', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  const show = async (html: string) => {
    ({ place, listener } = await running(html));
  };
  afterEach(() => place.remove());

  describe('pinna-log', () => {
    it('lists detections newest first, with their wall-clock times, and keeps them at the next start', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const rows = () =>
        [...log.shadowRoot!.querySelectorAll('tbody tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent!.trim()).join('|'),
        );
      listener.emitFrames(60.9, 5);
      const zero = Date.now() - 61_000;
      const clock = (time: number) => new Date(zero + 1000 * time).toTimeString().slice(0, 8);
      listener.detect('start', { id: 1, label: 'dog', onset: 41.2 });
      listener.detect('end', { id: 1, label: 'dog', onset: 41.2, offset: 47.9, confidence: 0.75 });
      listener.detect('start', { id: 2, head: 'genre', label: 'hiphop', onset: 61 });
      await painted(place);
      const [genre, dog] = rows();
      expect(genre).to.match(/^hip-hop\|genre\|\d\d:\d\d:\d\d\|now\|80%$/);
      expect(dog).to.match(/^dog\|sound\|\d\d:\d\d:\d\d\|\d\d:\d\d:\d\d\|75%$/);
      const [, , from, to] = dog!.split('|') as [string, string, string, string];
      // The estimate may fall on either side of a second.
      expect([clock(41.1), clock(41.2), clock(41.3)]).to.include(from);
      expect([clock(47.8), clock(47.9), clock(48)]).to.include(to);
      expect(log.entries.map(({ label }) => label)).to.deep.equal(['dog', 'hiphop']);
      await listener.stop();
      await listener.start();
      listener.emitFrames(0.9, 5);
      listener.detect('start', { id: 1, label: 'rain', onset: 1 });
      await until(() => rows().length === 3, 'The sound after the second start');
      expect(log.entries.map(({ label }) => label)).to.deep.equal(['dog', 'hiphop', 'rain']);
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
      expect(log.entries.length).to.equal(3);
    });
  });

  describe('pinna-log, cleared', () => {
    const setUp = async () => {
      await show('<pinna-log lang="en"></pinna-log>');
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
      listener.detect('start', { id: 2, label: 'rain', onset: 3 });
      await painted(place);
      const log = place.querySelector('pinna-log')!;
      const press = async (part: string) => {
        const button = log.shadowRoot!.querySelector<HTMLButtonElement>(`[part=${part}]`)!;
        button.focus();
        button.click();
        await settled(place);
      };
      const labels = () => log.entries.map(({ label }) => label);
      return { log, press, labels };
    };

    it('asks first, and deletes nothing if the user keeps the log', async () => {
      const { log, press, labels } = await setUp();
      await press('clear');
      expect(log.shadowRoot!.querySelector('[role=group]')!.textContent).to.contain('Delete 2 entries (All days)?');
      expect((log.shadowRoot!.activeElement as HTMLElement).part.value).to.equal('keep');
      await press('keep');
      expect(labels()).to.deep.equal(['dog', 'rain']);
      expect(log.shadowRoot!.querySelector('[part=delete]')).to.equal(null);
      await press('clear');
      const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
      log.shadowRoot!.activeElement!.dispatchEvent(escape);
      await settled(place);
      expect(log.shadowRoot!.querySelector('[part=delete]')).to.equal(null);
      expect((log.shadowRoot!.activeElement as HTMLElement).part.value).to.equal('clear');
    });

    it('can be had back, and a lasting sound comes back only then', async () => {
      const { log, press, labels } = await setUp();
      await press('clear');
      await press('delete');
      await until(() => labels().length === 0, 'The deletion');
      listener.detect('end', { id: 2, label: 'rain', onset: 3, offset: 9 });
      await settled(place);
      expect(labels()).to.deep.equal([]);
      expect(log.shadowRoot!.textContent).to.contain('2 entries deleted.');
      await press('undo');
      await until(() => log.shadowRoot!.querySelectorAll('tbody tr').length === 2, 'The rows');
      expect(labels()).to.deep.equal(['dog', 'rain']);
      expect(log.entries[1]!.offset! - log.entries[1]!.onset).to.equal(6000);
      expect(log.shadowRoot!.querySelector('[part=undo]')).to.equal(null);
    });

    it('is cleared by its method at once', async () => {
      const { log, labels } = await setUp();
      await log.clear();
      expect(labels()).to.deep.equal([]);
    });
  });

  describe('pinna-log, heard again', () => {
    it('plays a sound of the present session at a press, and offers to save it', async () => {
      await show('<pinna-log lang="en"></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const all = (selector: string) => [...log.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
      listener.report({ keepSeconds: 120 });
      listener.emitFrames(20, 5);
      listener.detect('end', { id: 1, label: 'dog', onset: 12, offset: 13 });
      await painted(place);
      all('.sound')[0]!.click();
      await until(() => all('.hear')[0]?.textContent?.trim() === 'Stop', 'The sound');
      expect(all('.sound')[0]!.getAttribute('aria-expanded')).to.equal('true');
      const [file] = await savedFiles(() => all('[part~=save-sound]')[0]!.click());
      expect(file!.name).to.match(/^dog-.*\.wav$/);
      all('.sound')[0]!.click();
      await settled(place);
      expect(all('.hear').length).to.equal(0);
      await listener.stop();
      await listener.start();
      await until(() => all('.sound').length === 0, 'The end of the offer: the next session has dropped its sound');
    });

    it('offers nothing where no sound is kept', async () => {
      await show('<pinna-log></pinna-log>');
      listener.detect('end', { id: 1, label: 'dog', onset: 12, offset: 13 });
      await painted(place);
      expect(place.querySelector('pinna-log')!.shadowRoot!.querySelectorAll('.sound').length).to.equal(0);
    });
  });

  describe('pinna-log, moved', () => {
    it('keeps its entries, and the sound that lasts meanwhile has one entry', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      listener.detect('start', { id: 1, label: 'dog', onset: 1 });
      await painted(place);
      place.querySelector('pinna-listener')!.prepend(log);
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 5 });
      await painted(place);
      expect(log.entries.map(({ label, onset, offset }) => [label, offset! - onset])).to.deep.equal([['dog', 4000]]);
      expect(log.shadowRoot!.querySelectorAll('tbody tr').length).to.equal(1);
      expect(log.shadowRoot!.querySelector<HTMLButtonElement>('[part=save]')!.disabled).to.equal(false);
    });

    it('keeps its entries while it is off the page', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
      log.remove();
      await settled(place);
      place.querySelector('pinna-listener')!.append(log);
      await painted(place);
      expect(log.entries.map(({ label }) => label)).to.deep.equal(['dog']);
    });
  });

  describe('pinna-log, with families', () => {
    it('names the family beside the sound, in the language of the page, and finds the sound by it', async () => {
      await show('<pinna-log lang="en"></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const names = () => [...log.shadowRoot!.querySelectorAll('tbody th')].map((name) => name.textContent);
      listener.detect('end', {
        id: 1,
        label: 'dog',
        families: ['domestic_animals_pets', 'animal'],
        onset: 1,
        offset: 2,
      });
      listener.detect('end', { id: 2, label: 'rain', onset: 3, offset: 4 });
      await painted(place);
      expect(names()).to.deep.equal(['rain', 'dog · animal']);
      const search = log.shadowRoot!.querySelector<HTMLInputElement>('[part=search]')!;
      search.focus();
      for (const text of ['anim', 'pet']) {
        search.value = text;
        search.dispatchEvent(new Event('input'));
        await settled(place);
        expect(names()).to.deep.equal(['dog · animal']);
      }
      log.lang = 'de';
      await settled(place);
      expect(names()).to.deep.equal(['Hund · Tier']);
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
      await until(() => /dog/.test(text()[0]!) && !text()[0]!.includes('now'), 'The end of the dog');
      expect(text()).to.have.length(1);
      (log.shadowRoot!.activeElement as HTMLElement).blur();
      await until(() => text().length === 2, 'The second row');
    });
  });
});
