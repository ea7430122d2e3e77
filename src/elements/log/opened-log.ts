import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { KeptLog, type LogChange, type LogStatus } from '../../log/kept-log.js';
import { dayOf, inOrder, type LogEntry } from '../../log/log-entry.js';
import { useLog } from '../../log/shared-log.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import { Presence } from '../presence/presence.js';
import { recordingOf, type LogRecording } from './log-recording.js';

/** Session that holds the entries of all days. */
export const ALL_DAYS = 'all';
/** Session that holds the entries of the current day, also after midnight. */
export const TODAY = 'today';

interface OpenedLogOptions {
  /** Returns the name of the log on this device; empty for a log in memory. */
  readonly name: () => string;
  /** Called when entries have changed. */
  readonly onEntries: () => void;
}

/**
 * The log that an element shows, and its opened session. It records the listener while the element is on the page, also while the
 * element is moved.
 */
export class OpenedLog implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: OpenedLogOptions;
  /** The log without a name: it lives as long as the element. */
  readonly #memory = new KeptLog();
  /** The log in use; undefined while the element is not on the page. */
  #log: KeptLog | undefined;
  #name: string | undefined;
  #endUse: (() => void)[] = [];
  #listener: ListenerLike | undefined;
  /** The listener that the log in memory belongs to. */
  #recorded: ListenerLike | undefined;
  #recording: LogRecording | undefined;
  #endRecording: (() => void) | undefined;
  #session: string | undefined;
  /** Entries of the opened session, by id. */
  #entries = new Map<string, LogEntry>();
  /** The day that is opened; undefined for all. */
  #day: string | undefined;
  /** Number of the newest reading; the results of earlier ones are ignored. */
  #readings = 0;

  constructor(host: ReactiveControllerHost, options: OpenedLogOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    new Presence(host, () => {
      this.#endAll();
      this.#log = undefined;
    });
  }

  hostConnected(): void {
    if (!this.#log) this.#use();
  }

  hostDisconnected(): void {
    // The page may end before the log is closed, unless the element only moves.
    void this.#log?.write();
  }

  hostUpdate(): void {
    if (this.#log && this.#name !== this.#options.name()) this.#use();
  }

  /** Status of the log. */
  get status(): LogStatus {
    return (this.#log ?? this.#memory).status;
  }

  /** Whether the log has a name, so that it is kept on this device. */
  get isKept(): boolean {
    return this.#options.name() !== '';
  }

  /** The opened session: `TODAY`, `ALL_DAYS` or a day. A log in memory opens all days, a kept one today. */
  get session(): string {
    return this.#session ?? (this.isKept ? TODAY : ALL_DAYS);
  }

  /** Entries of the opened session, in the order of their onsets. */
  get entries(): LogEntry[] {
    return inOrder(this.#entries.values());
  }

  /** Number of entries of the opened session. */
  get size(): number {
    return this.#entries.size;
  }

  /** Returns the newest versions of entries read earlier; those removed since are left out. */
  newestOf(earlier: readonly LogEntry[]): LogEntry[] {
    return earlier.flatMap(({ id }) => this.#entries.get(id) ?? []);
  }

  /** Opens a session. */
  open(session: string): void {
    this.#session = session;
    void this.#read();
  }

  /** Records another listener, or none. A log in memory belongs to one listener: it is emptied for another one. */
  follow(listener: ListenerLike | undefined): void {
    this.#listener = listener;
    if (listener) {
      const isOther = this.#recorded !== undefined && this.#recorded !== listener;
      this.#recorded = listener;
      if (isOther && !this.isKept) void this.clear();
    }
    this.#record();
  }

  /** Returns the times of an entry on the listener's clock, seconds; undefined if it is not of the present listening session. */
  spanOf(entry: LogEntry): (Pick<LogEntry, 'label'> & { onset: number; offset: number | null }) | undefined {
    const span = this.#recording?.recorder.spanOf(entry);
    return span && { ...span, label: entry.label };
  }

  /** Removes the entries of the opened session. @returns the removed entries, for `restore` */
  async clear(): Promise<LogEntry[]> {
    const { entries } = this;
    await (this.#log ?? this.#memory).remove(entries);
    return entries;
  }

  /** Brings removed entries back. */
  async restore(entries: readonly LogEntry[]): Promise<void> {
    await (this.#log ?? this.#memory).restore(entries);
  }

  #use(): void {
    this.#endAll();
    this.#name = this.#options.name();
    if (this.#name === '') this.#log = this.#memory;
    else {
      const { log, end } = useLog(this.#name);
      this.#log = log;
      this.#endUse.push(end);
    }
    this.#endUse.push(this.#log.watch((change) => this.#change(change)));
    this.#record();
    void this.#read();
  }

  #endAll(): void {
    this.#endRecording?.();
    this.#endRecording = undefined;
    for (const end of this.#endUse.splice(0)) end();
  }

  #record(): void {
    this.#endRecording?.();
    this.#endRecording = undefined;
    if (!this.#log || !this.#listener) return;
    this.#recording = recordingOf(this.#log, this.#listener);
    this.#endRecording = this.#recording.use();
  }

  async #read(): Promise<void> {
    const log = this.#log;
    if (!log) return;
    const reading = ++this.#readings;
    const { session } = this;
    this.#day = session === ALL_DAYS ? undefined : session === TODAY ? dayOf(Date.now()) : session;
    const entries = await log.entries(this.#day);
    if (reading !== this.#readings || log !== this.#log) return;
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#changed();
  }

  #change(change: LogChange): void {
    switch (change.kind) {
      case 'put':
      case 'restored':
        // After midnight, another day is today.
        if (this.session === TODAY && this.#day !== dayOf(Date.now())) void this.#read();
        for (const entry of change.entries) {
          if (this.#day === undefined || entry.day === this.#day) this.#entries.set(entry.id, entry);
        }
        break;
      case 'removed':
        for (const id of change.ids) this.#entries.delete(id);
        break;
      case 'reset':
        void this.#read();
    }
    this.#changed();
  }

  #changed(): void {
    this.#options.onEntries();
    this.#host.requestUpdate();
  }
}
