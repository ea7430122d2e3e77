import { expect } from 'chai';
import { deleteDB } from 'idb';
import { databaseName, IndexedLogStore } from '../../../../src/log/indexed-log-store.js';
import { dayOf } from '../../../../src/log/log-entry.js';
import { entry } from '../../../unit/log/entries.js';
import { until } from '../../until.js';
import { painted, settled } from '../on-page.js';
import { running } from '../running.js';
import { savedFiles } from '../saved-files.js';
import type { SimulatedListener } from '../simulated-listener.js';

describe('pinna-log remember', () => {
  const places: HTMLElement[] = [];
  let name: string;
  let count = 0;

  beforeEach(() => {
    name = `test-${String(++count)}`;
  });
  afterEach(async () => {
    for (const place of places.splice(0)) place.remove();
    await deleteDB(databaseName(name));
  });

  /** Puts a log on the page, as after a reload: nothing of an earlier one is left in memory. */
  async function load(): Promise<{ log: HTMLElementTagNameMap['pinna-log']; listener: SimulatedListener }> {
    const { place, listener } = await running(`<pinna-log lang="en" remember="${name}"></pinna-log>`);
    places.push(place);
    return { log: place.querySelector('pinna-log')!, listener };
  }
  /** Takes all logs off the page and waits until they are written. */
  async function unload(): Promise<void> {
    for (const place of places.splice(0)) place.remove();
    await settled(document);
  }
  const part = <T extends HTMLElement = HTMLElement>(log: HTMLElement, which: string) =>
    log.shadowRoot!.querySelector<T>(`[part~=${which}]`);
  const labels = (log: HTMLElementTagNameMap['pinna-log']) => log.entries.map(({ label }) => label);

  it('has its entries again after a reload, and continues with new ones', async () => {
    const first = await load();
    first.listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
    first.listener.detect('start', { id: 2, label: 'rain', onset: 3 });
    const before = first.log.entries;
    await unload();
    const { log, listener } = await load();
    await until(() => log.entries.length === 2, 'The stored entries');
    expect(log.entries.map(({ id }) => id)).to.deep.equal(before.map(({ id }) => id));
    listener.detect('end', { id: 1, label: 'siren', onset: 1, offset: 2 });
    expect(labels(log)).to.have.members(['dog', 'rain', 'siren']);
    await until(
      () => /Kept on this device: 1 day, 1 kB of 50 MB/.test(part(log, 'stored')?.textContent ?? ''),
      'Storage',
    );
  });

  it('stores an entry within two seconds, without any sign that the page will end', async () => {
    const { listener } = await load();
    const began = performance.now();
    listener.detect('start', { id: 1, label: 'dog', onset: 1 });
    const store = await IndexedLogStore.open(name, () => {});
    let stored = false;
    await until(() => {
      void store.days().then((days) => (stored = days.length > 0));
      return stored;
    }, 'The stored entry');
    store.close();
    // The rest of the two seconds is the interval in which a lasting sound is renewed.
    expect(performance.now() - began).to.be.below(1900);
  });

  it('opens, saves, searches and deletes each day', async () => {
    const store = await IndexedLogStore.open(name, () => {});
    const now = Date.now();
    const earlier = { onset: now - 3 * 86_400_000, offset: now - 3 * 86_400_000 + 5 };
    await store.put([
      entry('old-1', { ...earlier, day: dayOf(earlier.onset), label: 'rain' }),
      entry('old-2', { ...earlier, day: dayOf(earlier.onset), label: 'siren' }),
    ]);
    store.close();
    const { log, listener } = await load();
    listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
    const session = () => part<HTMLSelectElement>(log, 'session')!;
    await until(() => session().options.length === 3 && session().options[0]!.text.includes('1'), 'The days');
    expect([...session().options].map(({ text }) => text.trim().replace(/^.* · /, ''))).to.deep.equal(['1', '2', '3']);
    expect(session().options[0]!.text.trim()).to.equal('Today · 1');
    expect(labels(log)).to.deep.equal(['dog']);

    const choose = async (value: string) => {
      session().value = value;
      session().dispatchEvent(new Event('change'));
      await settled(document);
    };
    await choose(dayOf(earlier.onset));
    await until(() => labels(log).join() === 'rain,siren', 'The earlier day');
    listener.detect('end', { id: 2, label: 'dog', onset: 3, offset: 4 });
    expect(labels(log)).to.deep.equal(['rain', 'siren']);
    const [file] = await savedFiles(() => part<HTMLButtonElement>(log, 'save')!.click());
    expect(file!.text.trim().split('\r\n')).to.have.length(3);

    await choose('all');
    await until(() => labels(log).length === 4, 'All days');
    const search = part<HTMLInputElement>(log, 'search')!;
    search.value = 'rain';
    search.dispatchEvent(new Event('input'));
    await painted(places[0]!);
    const names = [...log.shadowRoot!.querySelectorAll('tbody th')].map(({ textContent }) => textContent!.trim());
    expect(names).to.deep.equal(['rain · animal']);
    await choose(dayOf(earlier.onset));
    await until(() => labels(log).length === 2, 'The earlier day again');
    part<HTMLButtonElement>(log, 'clear')!.click();
    await settled(document);
    part<HTMLButtonElement>(log, 'delete')!.click();
    await until(() => session().options.length === 1, 'The deletion');
    await choose('today');
    await until(() => labels(log).join() === 'dog,dog', 'Today');
  });

  it('is not changed by another tab that listens, too, and learns of what it does', async () => {
    const one = await load();
    // A second connection to the same database, as another tab has it.
    const other = await IndexedLogStore.open(name, () => {});
    await other.put([entry('other', { onset: Date.now() - 5000, day: dayOf(Date.now() - 5000), label: 'rain' })]);
    one.listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
    await unload();
    // A log that leaves the page writes after half a second, because it may only be moved.
    let stored: string[] = [];
    const read = async () => {
      stored = (await other.entries(dayOf(Date.now()))).map(({ label }) => label);
    };
    await until(() => {
      void read();
      return stored.length === 2;
    }, 'Both entries');
    expect(stored).to.have.members(['rain', 'dog']);
    other.close();
  });

  it('works in memory, and says so once, if the browser refuses', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    try {
      const { log, listener } = await load();
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
      await until(() => log.shadowRoot!.querySelectorAll('[part=notice]').length === 1, 'The notice');
      listener.detect('end', { id: 2, label: 'rain', onset: 3, offset: 4 });
      await painted(places[0]!);
      expect(log.shadowRoot!.querySelectorAll('[part=notice]').length).to.equal(1);
      expect(part(log, 'notice')!.textContent).to.contain('does not let this page store');
      expect(part(log, 'stored')).to.equal(null);
      expect(labels(log)).to.deep.equal(['dog', 'rain']);
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('works in memory if there is no more space', async () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    try {
      const { log, listener } = await load();
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
      await until(() => part(log, 'notice')?.textContent?.includes('no more space') ?? false, 'The notice');
      listener.detect('end', { id: 2, label: 'rain', onset: 3, offset: 4 });
      expect(labels(log)).to.deep.equal(['dog', 'rain']);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  });

  it('survives the deletion of the database from outside', async () => {
    const { log, listener } = await load();
    listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
    await until(() => part(log, 'stored')?.textContent?.includes('1 day') ?? false, 'The stored entry');
    await deleteDB(databaseName(name));
    await until(() => labels(log).length === 0, 'The empty log');
    listener.detect('end', { id: 2, label: 'rain', onset: 3, offset: 4 });
    await until(() => part(log, 'stored')?.textContent?.includes('1 day') ?? false, 'The next entry');
    expect(labels(log)).to.deep.equal(['rain']);
  });

  it('has one entry for each detection if two logs of a page show the same', async () => {
    const { place, listener } = await running(
      `<pinna-log remember="${name}"></pinna-log><pinna-log remember="${name}"></pinna-log>`,
    );
    places.push(place);
    listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 2 });
    const [one, two] = place.querySelectorAll('pinna-log');
    await until(() => labels(one!).length === 1 && labels(two!).length === 1, 'The entry');
  });
});
