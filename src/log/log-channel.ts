import { Scope } from '../lifetime/scope.js';
import type { LogEntry } from './log-entry.js';
import { isLogEntry } from './valid-entry.js';

/** News of a log for the other pages that show it. */
export type LogNews =
  | { readonly kind: 'put'; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'removed'; readonly ids: readonly string[] }
  | { readonly kind: 'restored'; readonly entries: readonly LogEntry[] };

/** Notifies the other pages of this origin of changes in a log. Without a BroadcastChannel it does nothing. */
export class LogChannel {
  readonly #scope = new Scope();
  readonly #channel: BroadcastChannel | undefined;

  constructor(name: string, receive: (news: LogNews) => void) {
    if (typeof BroadcastChannel === 'undefined') return;
    const channel = (this.#channel = new BroadcastChannel(name));
    this.#scope.listen(channel, 'message', ({ data }: MessageEvent<unknown>) => {
      if (isLogNews(data)) receive(data);
    });
    this.#scope.add(() => channel.close());
  }

  send(news: LogNews): void {
    if (!this.#scope.isClosed) this.#channel?.postMessage(news);
  }

  close(): void {
    void this.#scope.close();
  }
}

/** Whether a message is news of a log. Another page may have another version. */
export function isLogNews(message: unknown): message is LogNews {
  const { kind, ids, entries } = Object(message) as { readonly [name in 'kind' | 'ids' | 'entries']?: unknown };
  if (kind === 'removed') return Array.isArray(ids) && ids.every((id) => typeof id === 'string');
  return (kind === 'put' || kind === 'restored') && Array.isArray(entries) && entries.every(isLogEntry);
}
