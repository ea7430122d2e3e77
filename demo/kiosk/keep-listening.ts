import type { ListenerLike } from '../../src/elements/listener/listener-like.js';
import type { Source } from '../../src/capture/sources/source.js';
import type { Interruption } from '../../src/capture/sources/interruption.js';
import { PinnaError } from '../../src/entries/pinna.js';
import { Scope } from '../../src/lifetime/scope.js';
import { retryDelay } from './retry-delay.js';

/** How often to look whether sound still flows, milliseconds. */
const LOOK = 1000;
/** Without a frame for so long, something has stopped that even the Listener has not noticed, milliseconds. */
const STALLED = 15_000;
/** Digital silence for so long: some systems give a microphone back only to who opens it anew, milliseconds. */
const SILENT = 60_000;
/** A start that takes so long hangs, unless the user is being asked, milliseconds. */
const STARTING = 60_000;
/** After so long without trouble the next failure is the first again, milliseconds. */
const TROUBLE_FREE = 20_000;

/** What the kiosk says of its ear. */
export interface EarState {
  readonly mood: 'off' | 'starting' | 'blocked' | 'listening' | 'silent' | 'waiting';
  /** Why it waits: it could not start … */
  readonly error?: Error;
  /** … or the Listener is interrupted, and goes on by itself. */
  readonly interruption?: Interruption;
  /** When it tries again by itself, on the clock of `performance.now()`. */
  readonly retryAt?: number;
}

export interface KeepListeningOptions {
  readonly listener: ListenerLike;
  /** Asked before each try: the devices may be others by then. */
  readonly source: () => Promise<Source>;
  readonly tell: (state: EarState) => void;
}

/**
 * Keeps a Listener listening from `begin` to `end`: what it does not survive by itself (no microphone at the start, a model
 * that cannot be loaded, a page that the system halts) it starts again, soon at first, then less often. Main thread.
 */
export class KeepListening {
  readonly #options: KeepListeningOptions;
  #scope: Scope | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #state: EarState = { mood: 'off' };
  #failures = 0;
  /** All on the clock of `performance.now()`. */
  #tried = 0;
  #heard = 0;
  #looked = 0;
  #sounded = 0;
  #asking = false;

  constructor(options: KeepListeningOptions) {
    this.#options = options;
  }

  get state(): EarState {
    return this.#state;
  }

  begin(): void {
    if (this.#scope) return;
    this.#scope = new Scope();
    this.#failures = 0;
    this.#watch(this.#scope);
    void this.#try();
  }

  /** Resolves when nothing runs any more. */
  async end(): Promise<void> {
    const scope = this.#scope;
    this.#scope = undefined;
    clearTimeout(this.#retry);
    await scope?.close();
    this.#become({ mood: 'off' });
    await this.#options.listener.stop();
  }

  /** Tries at once where it waits: somebody has done something about it. */
  nudge(): void {
    if (!this.#scope || this.#state.mood !== 'waiting' || this.#state.interruption) return;
    this.#failures = 0;
    void this.#try();
  }

  #watch(scope: Scope): void {
    const { listener } = this.#options;
    const ending = new AbortController();
    const { signal } = ending;
    scope.add(() => ending.abort());
    listener.addEventListener('error', ({ detail }) => this.#wait(detail), { signal });
    listener.addEventListener('frames', () => (this.#heard = performance.now()), { signal });
    listener.addEventListener('status', () => this.#follow(), { signal });
    const nudge = () => this.nudge();
    navigator.mediaDevices?.addEventListener('devicechange', nudge, { signal });
    document.addEventListener('visibilitychange', nudge, { signal });
    document.addEventListener('resume', nudge, { signal });
    document.addEventListener('pointerdown', nudge, { signal });
    void this.#watchPermission(signal);
    const timer = setInterval(() => this.#look(), LOOK);
    scope.add(() => clearInterval(timer));
  }

  async #watchPermission(signal: AbortSignal): Promise<void> {
    try {
      const permission = await navigator.permissions.query({ name: 'microphone' });
      const follow = () => (this.#asking = permission.state === 'prompt');
      follow();
      permission.addEventListener('change', () => (follow(), this.nudge()), { signal });
    } catch {
      // Some browsers do not tell: the next try finds out.
    }
  }

  async #try(): Promise<void> {
    clearTimeout(this.#retry);
    const scope = this.#scope;
    this.#tried = this.#looked = performance.now();
    this.#become({ mood: 'starting' });
    try {
      const source = await this.#options.source();
      if (this.#scope !== scope) return;
      await this.#options.listener.start(source);
      this.#heard = this.#sounded = performance.now();
    } catch (error) {
      // An abort is our own doing, and a PinnaError has come as an event.
      const isKnown = error instanceof PinnaError || (error instanceof DOMException && error.name === 'AbortError');
      if (this.#scope === scope && !isKnown) this.#wait(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #wait(error: Error): void {
    if (!this.#scope) return;
    const now = performance.now();
    if (now - this.#tried > TROUBLE_FREE) this.#failures = 0;
    const delay = retryDelay(++this.#failures);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#try(), delay);
    this.#become({ mood: 'waiting', error, retryAt: now + delay });
  }

  #follow(): void {
    const { state, status } = this.#options.listener;
    if (!status.silent) this.#sounded = performance.now();
    const { interruption } = status;
    if (state === 'running' && interruption) this.#become({ mood: 'waiting', interruption });
    else if (state === 'running') this.#become({ mood: status.silent ? 'silent' : 'listening' });
    else if (state === 'starting') this.#become({ mood: status.blocked ? 'blocked' : 'starting' });
  }

  #look(): void {
    const now = performance.now();
    // A page that was halted for a while has missed its frames; they get the time to come.
    if (now - this.#looked > 3 * LOOK) this.#heard = this.#sounded = this.#tried = now;
    this.#looked = now;
    const { mood } = this.#state;
    const runs = mood === 'listening' || mood === 'silent';
    if (!runs) this.#heard = now;
    const stalled = runs && now - this.#heard > STALLED;
    const deaf = mood === 'silent' && now - this.#sounded > SILENT;
    const hangs = mood === 'starting' && !this.#asking && now - this.#tried > STARTING;
    if (stalled || deaf || hangs) void this.#restart();
  }

  async #restart(): Promise<void> {
    const scope = this.#scope;
    this.#become({ mood: 'starting' });
    this.#tried = performance.now();
    await this.#options.listener.stop();
    if (scope && this.#scope === scope) await this.#try();
  }

  #become(state: EarState): void {
    // What a Listener reports while it ends does not change why it waits.
    if (this.#scope === undefined && state.mood !== 'off') return;
    this.#state = state;
    this.#options.tell(state);
  }
}
