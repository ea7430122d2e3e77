import { Scope } from '../lifetime/scope.js';
import { isFull } from '../storage/is-full.js';
import { LogChannel, type LogNews } from './log-channel.js';
import { bytesOf, inOrder, type LogDay, type LogEntry } from './log-entry.js';
import type { LogStore } from './log-store.js';

/**
 * Time between two writes, ms. A crash loses at most this, the time between two renewals of a lasting sound, and what the analysis
 * is behind: two seconds in all, on a busy computer too.
 */
const WRITE_INTERVAL = 500;
/** Number of entries kept in memory while they cannot be stored, about one day of them; the oldest are dropped. */
const MAX_UNSTORED = 20_000;
/** Largest storage of a log, bytes. Above it, the oldest day is deleted. */
const MAX_BYTES = 50_000_000;
/** Share of the largest storage from which on the deletion is announced. */
const NEARLY_FULL = 0.9;

/** Why a log that should be stored is only in memory: the browser refuses storage, or has no more space. */
export type LogProblem = 'refused' | 'full';

/** What a view shows of a log beside its entries. */
export interface LogStatus {
  /** Days with entries, oldest first. */
  readonly days: readonly LogDay[];
  /** Estimated storage on this device, bytes; undefined if the log is only in memory. */
  readonly storedBytes: number | undefined;
  /** Largest storage, bytes. */
  readonly maxBytes: number;
  /** Why the log is only in memory, although it should be stored. */
  readonly problem: LogProblem | undefined;
  /** The oldest day, if it will be deleted soon, because the log is nearly full. */
  readonly nextDeleted: string | undefined;
  /** The day that was deleted last, because the log was full. */
  readonly deleted: string | undefined;
}

/**
 * A change of a log, for its views. `status`: the days, the storage or a problem. `reset`: the storage was emptied from outside,
 * so the entries must be read again.
 */
export type LogChange = LogNews | { readonly kind: 'status' | 'reset' };

/** Options of a log. */
export interface KeptLogOptions {
  /** Opens the storage. Without it, the log is only in memory. */
  readonly open?: ((onClosed: () => void) => Promise<LogStore>) | undefined;
  /** Name by which pages notify each other of changes. */
  readonly channel?: string | undefined;
  /** Largest storage, bytes; 50 MB by default. */
  readonly maxBytes?: number;
}

/**
 * A log of detections. It writes to its storage at most twice a second. What cannot be stored stays in memory, so the log works without
 * storage, too. Main thread.
 */
export class KeptLog {
  readonly #options: KeptLogOptions;
  readonly #maxBytes: number;
  readonly #scope = new Scope();
  readonly #channel: LogChannel | undefined;
  readonly #watchers = new Set<(change: LogChange) => void>();
  /** Entries that are not stored yet, or cannot be stored, by id. */
  readonly #unstored = new Map<string, LogEntry>();
  /** Newest versions of removed entries, by id: a lasting sound must not come back when it ends. */
  readonly #removed = new Map<string, LogEntry | undefined>();
  /** Ids of this page's lasting sounds: another page may remove them while this one writes them. */
  readonly #lasting = new Map<string, string>();
  #store: LogStore | undefined;
  /** Settles when the storage is open or has refused. */
  #opened: Promise<void> = Promise.resolve();
  #storedDays: readonly LogDay[] = [];
  #problem: LogProblem | undefined;
  #deleted: string | undefined;
  /** Whether a write is due. */
  #isWriteDue = false;
  /** The current write; each waits for the one before. */
  #writing: Promise<void> = Promise.resolve();

  constructor(options: KeptLogOptions = {}) {
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
    if (options.open) this.#opened = this.#open();
    if (options.channel) {
      this.#channel = new LogChannel(options.channel, (news) => this.#receive(news));
      this.#scope.add(() => this.#channel?.close());
    }
  }

  get status(): LogStatus {
    const storedBytes = this.#store && this.#storedDays.reduce((sum, { bytes }) => sum + bytes, 0);
    const isNearlyFull = storedBytes !== undefined && storedBytes > NEARLY_FULL * this.#maxBytes;
    return {
      days: this.#days,
      storedBytes,
      maxBytes: this.#maxBytes,
      problem: this.#problem,
      nextDeleted: isNearlyFull ? this.#storedDays[0]?.day : undefined,
      deleted: this.#deleted,
    };
  }

  /** Calls back after every change. Returns a function that ends it. */
  watch(onChange: (change: LogChange) => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  /** Adds entries, and replaces those with the same ids. */
  put(entries: readonly LogEntry[]): void {
    const kept = entries.filter((entry) => {
      if (!this.#removed.has(entry.id)) return true;
      this.#removed.set(entry.id, entry);
      return false;
    });
    if (kept.length === 0) return;
    for (const entry of kept) {
      this.#unstored.set(entry.id, entry);
      if (entry.offset === null) this.#lasting.set(entry.id, entry.day);
      else this.#lasting.delete(entry.id);
    }
    while (this.#unstored.size > MAX_UNSTORED) this.#unstored.delete(this.#unstored.keys().next().value!);
    this.#notify({ kind: 'put', entries: kept });
    this.#writeSoon();
  }

  /** Returns the entries of a day, or of all days, in the order of their onsets. */
  async entries(day?: string): Promise<LogEntry[]> {
    await this.#opened;
    const byId = new Map<string, LogEntry>();
    try {
      const days = day === undefined ? ((await this.#store?.days()) ?? []).map((each) => each.day) : [day];
      for (const each of days) for (const entry of (await this.#store?.entries(each)) ?? []) byId.set(entry.id, entry);
    } catch (error) {
      this.#fail(error);
    }
    for (const entry of this.#unstored.values()) if (day === undefined || entry.day === day) byId.set(entry.id, entry);
    return inOrder([...byId.values()].filter(({ id }) => !this.#removed.has(id)));
  }

  /** Removes entries, at once. `restore` brings them back. */
  async remove(entries: readonly LogEntry[]): Promise<void> {
    const ids = entries.map(({ id }) => id);
    for (const entry of entries) {
      this.#removed.set(entry.id, entry);
      this.#unstored.delete(entry.id);
    }
    this.#notify({ kind: 'removed', ids });
    await this.#enqueue(async (store) => {
      for (const day of new Set(entries.map((each) => each.day)))
        await store.remove(
          day,
          entries.filter((each) => each.day === day).map(({ id }) => id),
        );
      // There may be space again.
      if (this.#problem === 'full') this.#problem = undefined;
    });
    this.#writeSoon();
    this.#channel?.send({ kind: 'removed', ids });
  }

  /** Brings removed entries back. Sounds that have ended since have their ends. */
  async restore(entries: readonly LogEntry[]): Promise<void> {
    const newest = entries.map((entry) => this.#removed.get(entry.id) ?? entry);
    for (const { id } of entries) this.#removed.delete(id);
    this.put(newest);
    await this.write();
    this.#channel?.send({ kind: 'restored', entries: newest });
  }

  /** Writes what is not stored yet. Resolves when it is stored, or cannot be; never rejects. */
  async write(): Promise<void> {
    this.#isWriteDue = false;
    await this.#enqueue(async (store) => {
      const entries = [...this.#unstored.values()];
      if (entries.length === 0 || this.#problem === 'full') return;
      await store.put(entries);
      for (const entry of entries) if (this.#unstored.get(entry.id) === entry) this.#unstored.delete(entry.id);
      this.#channel?.send({ kind: 'put', entries });
      await this.#makeRoom(store);
    });
  }

  /** Writes what is not stored yet, then closes the storage. Entries that cannot be stored are lost. */
  async close(): Promise<void> {
    await this.write();
    await this.#scope.close();
    this.#store?.close();
    this.#store = undefined;
  }

  async #open(): Promise<void> {
    try {
      this.#store = await this.#options.open?.(() => this.#closed());
      await this.#readDays();
    } catch (error) {
      this.#fail(error);
    }
    this.#notify({ kind: 'status' });
  }

  /** Reopens the storage that the browser has closed, once: if it refuses then, the log stays in memory. */
  #closed(): void {
    if (!this.#store || this.#scope.isClosed) return;
    this.#store = undefined;
    this.#storedDays = [];
    this.#opened = this.#open().then(() => this.#notify({ kind: 'reset' }));
  }

  /** Does work on the storage after all earlier work. If it fails, the log continues in memory. */
  #enqueue(work: (store: LogStore) => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      await this.#opened;
      if (!this.#store) return;
      try {
        await work(this.#store);
        await this.#readDays();
      } catch (error) {
        this.#fail(error);
      }
      this.#notify({ kind: 'status' });
    });
    return this.#writing;
  }

  async #readDays(): Promise<void> {
    this.#storedDays = (await this.#store?.days()) ?? [];
  }

  /** Deletes the oldest day if the log is too large. Of the only day, deletes the oldest quarter. */
  async #makeRoom(store: LogStore): Promise<void> {
    for (;;) {
      const days = await store.days();
      const [oldest] = days;
      const bytes = days.reduce((sum, day) => sum + day.bytes, 0);
      if (!oldest || bytes <= this.#maxBytes) return;
      const entries = await store.entries(oldest.day);
      const removed = days.length > 1 ? entries : entries.slice(0, Math.ceil(entries.length / 4));
      const ids = removed.map(({ id }) => id);
      await store.remove(oldest.day, ids);
      this.#deleted = oldest.day;
      this.#notify({ kind: 'removed', ids });
      this.#channel?.send({ kind: 'removed', ids });
    }
  }

  /** Continues in memory. What is stored already stays readable if there is merely no more space. */
  #fail(error: unknown): void {
    if (this.#problem) return;
    this.#problem = isFull(error) ? 'full' : 'refused';
    if (this.#problem === 'full') return;
    this.#store?.close();
    this.#store = undefined;
    this.#storedDays = [];
  }

  #writeSoon(): void {
    if (!this.#store && (!this.#options.open || this.#problem)) this.#notify({ kind: 'status' });
    if (this.#isWriteDue || !this.#options.open || this.#problem) return;
    this.#isWriteDue = true;
    this.#scope.timeout(WRITE_INTERVAL, () => void this.write());
  }

  /** Follows a change that another page has made. */
  #receive(news: LogNews): void {
    this.#notify(news);
    if (news.kind === 'removed') {
      const lasting = news.ids.filter((id) => this.#lasting.has(id));
      for (const id of news.ids) {
        this.#removed.set(id, this.#unstored.get(id));
        this.#unstored.delete(id);
      }
      // This page may have stored them once more before it received the news.
      void this.#enqueue(async (store) => {
        for (const id of lasting) await store.remove(this.#lasting.get(id)!, [id]);
      });
      return;
    }
    if (news.kind === 'restored') {
      const newer = news.entries.flatMap(({ id }) => this.#removed.get(id) ?? []);
      for (const { id } of news.entries) this.#removed.delete(id);
      this.put(newer);
    }
    void this.#enqueue(async () => undefined); // reads the days
  }

  /** The stored days, with the entries in memory that cannot be stored. */
  get #days(): readonly LogDay[] {
    const days = new Map(this.#storedDays.map((day) => [day.day, day]));
    if (this.#store && !this.#problem) return this.#storedDays;
    for (const entry of this.#unstored.values()) {
      const { entries, bytes } = days.get(entry.day) ?? { entries: 0, bytes: 0 };
      days.set(entry.day, { day: entry.day, entries: entries + 1, bytes: bytes + bytesOf(entry) });
    }
    return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
  }

  #notify(change: LogChange): void {
    for (const watcher of [...this.#watchers]) watcher(change);
  }
}
