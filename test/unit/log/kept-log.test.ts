import { expect } from 'chai';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { KeptLog, type LogChange } from '../../../src/log/kept-log.js';
import { bytesOf, type LogDay, type LogEntry } from '../../../src/log/log-entry.js';
import type { LogStore } from '../../../src/log/log-store.js';
import { entry } from './entries.js';

/** A store in memory, which refuses writes on demand. */
class SimulatedStore implements LogStore {
  readonly stored = new Map<string, LogEntry>();
  refusal: Error | undefined;
  writes = 0;
  isClosed = false;

  async days(): Promise<LogDay[]> {
    const days = [...new Set([...this.stored.values()].map(({ day }) => day))].sort();
    return days.map((day) => {
      const entries = [...this.stored.values()].filter((each) => each.day === day);
      return { day, entries: entries.length, bytes: entries.reduce((sum, each) => sum + bytesOf(each), 0) };
    });
  }

  async entries(day: string): Promise<LogEntry[]> {
    return [...this.stored.values()].filter((each) => each.day === day).sort((a, b) => a.onset - b.onset);
  }

  async put(entries: readonly LogEntry[]): Promise<void> {
    this.writes++;
    if (this.refusal) throw this.refusal;
    for (const each of entries) this.stored.set(each.id, each);
  }

  async remove(_day: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.stored.delete(id);
  }

  close(): void {
    this.isClosed = true;
  }
}

const ids = (entries: readonly LogEntry[]) => entries.map(({ id }) => id);

describe('KeptLog', () => {
  let store: SimulatedStore;
  let log: KeptLog;

  beforeEach(() => {
    vi.useFakeTimers();
    store = new SimulatedStore();
    log = new KeptLog({ open: async () => store });
  });
  afterEach(async () => {
    await log.close();
    vi.useRealTimers();
  });

  it('stores entries within a second, several with one write, and closes the store in the end', async () => {
    log.put([entry('a')]);
    log.put([entry('b'), entry('a', { label: 'cat' })]);
    expect(store.writes).to.equal(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.writes).to.equal(1);
    expect(store.stored.get('a')!.label).to.equal('cat');
    log.put([entry('c')]);
    await log.close();
    expect([...store.stored.keys()]).to.deep.equal(['a', 'b', 'c']);
    expect(store.isClosed).to.equal(true);
  });

  it('shows what is stored and what is not yet, in order of time', async () => {
    store.stored.set('old', entry('old', { daysAgo: 3 }));
    store.stored.set('a', entry('a'));
    log.put([entry('a', { label: 'cat' }), entry('earlier', { onset: entry('a').onset - 1 })]);
    expect(ids(await log.entries())).to.deep.equal(['old', 'earlier', 'a']);
    const today = await log.entries('2026-11-29');
    expect(today.map(({ label }) => label)).to.deep.equal(['dog', 'cat']);
  });

  it('works without a store', async () => {
    const inMemory = new KeptLog();
    inMemory.put([entry('a')]);
    expect(ids(await inMemory.entries())).to.deep.equal(['a']);
    expect(inMemory.status).to.deep.include({ storedBytes: undefined, problem: undefined });
    expect(inMemory.status.days.map(({ day, entries }) => [day, entries])).to.deep.equal([['2026-11-29', 1]]);
  });

  it('works in memory if the store cannot be opened, and says so', async () => {
    const refused = new KeptLog({
      open: async () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    refused.put([entry('a')]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ids(await refused.entries())).to.deep.equal(['a']);
    expect(refused.status).to.include({ problem: 'refused', storedBytes: undefined });
  });

  it('keeps new entries in memory if there is no more space, until a day is deleted', async () => {
    store.stored.set('old', entry('old', { daysAgo: 3 }));
    store.refusal = new DOMException('Full.', 'QuotaExceededError');
    log.put([entry('a')]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.status.problem).to.equal('full');
    log.put([entry('b')]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.writes).to.equal(1);
    expect(ids(await log.entries())).to.deep.equal(['old', 'a', 'b']);
    store.refusal = undefined;
    await log.remove(await log.entries('2026-11-26'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.status.problem).to.equal(undefined);
    expect([...store.stored.keys()]).to.deep.equal(['a', 'b']);
  });

  it('removes entries at once, and brings them back as they are by then', async () => {
    log.put([entry('a'), entry('lasting', { offset: null })]);
    await vi.advanceTimersByTimeAsync(1000);
    const removed = await log.entries();
    await log.remove(removed);
    expect(store.stored.size).to.equal(0);
    log.put([entry('lasting', { offset: entry('x').onset + 9000 })]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await log.entries()).to.deep.equal([]);
    expect(store.stored.size).to.equal(0);
    await log.restore(removed);
    expect(ids(await log.entries())).to.have.members(['a', 'lasting']);
    expect(store.stored.get('lasting')!.offset).to.equal(entry('x').onset + 9000);
  });

  it('announces that the oldest day will go, and deletes it at the limit', async () => {
    const size = bytesOf(entry('a'));
    await log.close();
    const deleted: string[] = [];
    log = new KeptLog({ open: async () => store, maxBytes: 10.5 * size });
    log.watch((change: LogChange) => change.kind === 'removed' && deleted.push(...change.ids));
    for (let i = 0; i < 10; i++) log.put([entry(String(i), { daysAgo: i < 3 ? 9 : 1 })]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.status).to.include({ nextDeleted: '2026-11-20', deleted: undefined });
    log.put([entry('a')]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(deleted).to.deep.equal(['0', '1', '2']);
    expect(log.status).to.include({ nextDeleted: undefined, deleted: '2026-11-20' });
    expect(store.stored.size).to.equal(8);
  });

  it('deletes the oldest quarter of the only day at the limit', async () => {
    const size = bytesOf(entry('a'));
    await log.close();
    log = new KeptLog({ open: async () => store, maxBytes: 8.5 * size });
    for (let i = 0; i < 9; i++) log.put([entry(String(i), { onset: entry('a').onset + i })]);
    await vi.advanceTimersByTimeAsync(1000);
    expect([...store.stored.keys()]).to.deep.equal(['3', '4', '5', '6', '7', '8']);
  });

  it('reopens a store that the browser has closed, and keeps what was not stored', async () => {
    await log.close();
    let closed = () => {};
    const second = new SimulatedStore();
    const stores = [new SimulatedStore(), second];
    log = new KeptLog({
      open: async (onClosed) => {
        closed = onClosed;
        return stores.shift()!;
      },
    });
    await log.entries();
    log.put([entry('a')]);
    closed();
    await vi.advanceTimersByTimeAsync(1000);
    expect([...second.stored.keys()]).to.deep.equal(['a']);
    expect(log.status.problem).to.equal(undefined);
  });
});

describe('Two pages with the same log', () => {
  let store: SimulatedStore;
  let pages: KeptLog[];
  /** Resolves when a page has received a change of a kind. */
  const change = (log: KeptLog, kind: LogChange['kind']) =>
    new Promise<void>((resolve) => {
      const end = log.watch((news) => {
        if (news.kind !== kind) return;
        end();
        resolve();
      });
    });

  beforeEach(() => {
    store = new SimulatedStore();
    pages = [0, 1].map(() => new KeptLog({ open: async () => store, channel: 'test-of-two-pages' }));
  });
  afterEach(async () => {
    for (const page of pages) await page.close();
  });

  it('have all entries of both, and learn at once what the other removes and brings back', async () => {
    const [one, two] = pages as [KeptLog, KeptLog];
    const received = change(two, 'put');
    one.put([entry('one')]);
    await one.write();
    await received;
    two.put([entry('two', { offset: null })]);
    await two.write();
    expect(ids(await one.entries())).to.have.members(['one', 'two']);

    const removed = await one.entries();
    const gone = change(two, 'removed');
    await one.remove(removed);
    await gone;
    two.put([entry('two', { peak: 1 })]); // the sound ends on the page that detects it
    await two.write();
    expect(await one.entries()).to.deep.equal([]);
    expect(await two.entries()).to.deep.equal([]);

    const back = change(two, 'restored');
    await one.restore(removed);
    await back;
    await two.write();
    expect((await one.entries()).map(({ id, peak }) => [id, peak])).to.deep.equal([
      ['one', 0.9],
      ['two', 1],
    ]);
  });
});
