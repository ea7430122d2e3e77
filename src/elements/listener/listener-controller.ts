import { ContextEvent, createContext, type Context } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { LiveSelection } from '../../engine/frame-selection.js';
import type { PinnaError } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import { timeout } from '../../lifetime/timers.js';
import type { Listener } from '../../listener/listener.js';
import type { ListenerEventDetails } from '../../listener/listener-events.js';
import { Presence } from '../presence/presence.js';
import { isShadowRoot } from '../presence/window-of.js';
import { elementEvent } from './element-events.js';
import { logMistake, missingListener, notAListener } from './page-mistakes.js';

/** The public members of a Listener. The elements accept any object that has them. */
export type ListenerLike = Pick<Listener, keyof Listener>;

/** Context provided by `<pinna-listener>`. Its symbol is registered, so that two copies of the package on a page share it. */
export const listenerContext = createContext<ListenerLike | undefined>(Symbol.for('pinna-listener'));

/** Context in which `<pinna-listener>` provides why it has no listener, or which attribute of a view inside it is wrong. */
export const problemContext = createContext<PinnaError | undefined>(Symbol.for('pinna-problem'));

/** Time after which a view without a listener is a mistake of the page, ms. A framework may set the listener later than the view. */
const SETTLING_TIME = 2000;

/** An element that shows a listener. */
export interface ListenerHost extends LitElement {
  /** Takes precedence over `for`, which takes precedence over the enclosing `<pinna-listener>`. */
  listener?: ListenerLike | undefined;
  /** The id of a `<pinna-listener>` elsewhere in the same tree. */
  htmlFor?: string | undefined;
}

/** The events of a Listener by type. */
export type ListenerEvents = { [K in keyof ListenerEventDetails]: CustomEvent<ListenerEventDetails[K]> };

/** Handlers of the events of a Listener, by event type. */
export type ListenerHandlers = { [K in keyof ListenerEvents]?: (event: ListenerEvents[K]) => void } & {
  /** Called when the listener was found, replaced or removed. What is shown stays, unless `replaced` is called too. */
  changed?: (listener: ListenerLike | undefined) => void;
  /** Called when the host follows another listener than before, or another listening session: what it shows is not of it. */
  replaced?: (listener: ListenerLike) => void;
  /** Called when the host follows the same listening session again, after a time in which it missed its events. */
  missed?: (listener: ListenerLike) => void;
};

/**
 * Finds the host's listener and handles its events while the host is on the page, also while it is moved. What the host shows is lost
 * only to another listener or another listening session. If the host stays without a listener, this is logged in the console and
 * dispatched as `pinna-error`.
 */
export class ListenerController implements ReactiveController {
  readonly #host: ListenerHost;
  /** Handlers by event type. */
  readonly #handlers: object;
  readonly #changed: ListenerHandlers['changed'];
  readonly #replaced: ListenerHandlers['replaced'];
  readonly #missed: ListenerHandlers['missed'];
  #selection: Partial<LiveSelection>;
  /** Aborted when the data are not wanted any more. */
  #wanted: AbortController | undefined;
  #current: ListenerLike | undefined;
  /** The listening session that was followed last, and that the host may still show. */
  #previous: { readonly listener: ListenerLike; readonly sessions: number } | undefined;
  /** Closed when the controller stops following the current listener. */
  #subscriptions: Scope | undefined;
  readonly #needsListener: boolean;
  #provided: ListenerLike | undefined;
  /** What the page has given last instead of a listener. */
  #refused: unknown;
  #providedProblem: PinnaError | undefined;
  #missing: PinnaError | undefined;
  #requestedFor: string | undefined;
  /** End the subscriptions to what a `<pinna-listener>` provides; empty if none has answered. */
  readonly #unsubscribes = new Map<object, () => void>();
  /** Cancels the check for a missing listener. */
  #cancelCheck: (() => void) | undefined;

  /**
   * @param selection data that the listener computes while the host is connected, in addition to the scores
   * @param needsListener whether it is a mistake of the page if the host stays without a listener
   */
  constructor(
    host: ListenerHost,
    { changed, replaced, missed, ...handlers }: ListenerHandlers,
    selection: Partial<LiveSelection> = {},
    needsListener = true,
  ) {
    this.#host = host;
    this.#needsListener = needsListener;
    this.#selection = selection;
    this.#changed = changed;
    this.#replaced = replaced;
    this.#missed = missed;
    this.#handlers = handlers;
    host.addController(this);
    new Presence(host, () => this.#connect(undefined));
  }

  /** The host's listener; undefined until one is found. */
  get listener(): ListenerLike | undefined {
    return this.#current;
  }

  /** The page's mistake because of which there is no listener, or no valid one; undefined if there is none. */
  get problem(): PinnaError | undefined {
    return this.#providedProblem ?? this.#missing;
  }

  /** Changes the data that the listener computes while the host is connected. */
  select(selection: Partial<LiveSelection>): void {
    this.#selection = selection;
    if (this.#current) this.#requestData(this.#current);
  }

  hostConnected(): void {
    this.#requestListener();
    // A pinna-listener that is defined after this element could not answer yet.
    if (!customElements.get('pinna-listener')) {
      void customElements.whenDefined('pinna-listener').then(() => {
        if (this.#host.isConnected) this.#requestListener();
      });
    }
    this.#updateListener();
    if (this.#needsListener) this.#cancelCheck = timeout(SETTLING_TIME, () => this.reportMissing());
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    // Without an answer it asks again: the pinna-listener may have been added after this element.
    if (this.#unsubscribes.size === 0 || this.#host.htmlFor !== this.#requestedFor) this.#requestListener();
    this.#updateListener();
  }

  hostDisconnected(): void {
    this.#cancelCheck?.();
    this.#dropProvided();
  }

  #requestListener(): void {
    this.#dropProvided();
    const { htmlFor } = this.#host;
    this.#requestedFor = htmlFor;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const target = htmlFor ? root.getElementById(htmlFor) : this.#host;
    this.#request(target, problemContext, (problem) => {
      if (problem === this.#providedProblem) return;
      this.#providedProblem = problem;
      this.#host.requestUpdate();
    });
    this.#request(target, listenerContext, (listener) => {
      this.#provided = listener;
      this.#updateListener();
    });
  }

  #request<T>(target: Element | null, context: Context<unknown, T>, update: (value: T) => void): void {
    target?.dispatchEvent(
      new ContextEvent(
        context,
        this.#host,
        (value, unsubscribe) => {
          if (unsubscribe) this.#unsubscribes.set(context as object, unsubscribe);
          update(value);
        },
        true,
      ),
    );
  }

  /** Reports that the host has no listener, unless it has one by now or has reported it before. */
  reportMissing(): void {
    if (this.#current || this.#missing || isPartOfView(this.#host)) return;
    // The pinna-listener may have come later than this element.
    this.#requestListener();
    this.#updateListener();
    if (this.#current || this.#unsubscribes.size > 0) return;
    this.#missing = missingListener(this.#host, this.#host.htmlFor);
    this.#report(this.#missing);
    this.#host.requestUpdate();
  }

  #updateListener(): void {
    if (!this.#host.isConnected) return;
    const { listener } = this.#host;
    const isMistake = listener !== undefined && listener !== null && !isListener(listener);
    if (isMistake && listener !== this.#refused) this.#report(notAListener(this.#host, listener));
    this.#refused = isMistake ? listener : undefined;
    this.#connect((isMistake ? undefined : listener) ?? this.#provided);
  }

  /** Reports a mistake of the page. */
  #report(mistake: PinnaError): void {
    logMistake(this.#host, mistake);
    this.#host.dispatchEvent(elementEvent('pinna-error', mistake));
  }

  #connect(listener: ListenerLike | undefined): void {
    if (listener === this.#current) return;
    void this.#subscriptions?.close();
    this.#subscriptions = new Scope();
    if (this.#current) this.#previous = { listener: this.#current, sessions: this.#current.status.sessions };
    this.#current = listener;
    this.#missing = undefined;
    if (listener) this.#subscribe(listener, this.#subscriptions);
    this.#changed?.(listener);
    if (listener) {
      const isSame = this.#previous?.listener === listener && this.#previous.sessions === listener.status.sessions;
      if (isSame) this.#missed?.(listener);
      else this.#replaced?.(listener);
    }
    this.#host.requestUpdate();
  }

  #subscribe(listener: ListenerLike, scope: Scope): void {
    for (const [type, handler] of Object.entries(this.#handlers))
      scope.listen(listener, type, handler as (event: Event) => void);
    this.#requestData(listener);
    scope.add(() => this.#wanted?.abort());
  }

  /** Requests the data, and then ends the request before. */
  #requestData(listener: ListenerLike): void {
    const before = this.#wanted;
    this.#wanted = new AbortController();
    const { signal } = this.#wanted;
    if (this.#selection.features) listener.requestFeatures(signal);
    if (this.#selection.descriptors) listener.requestDescriptors(signal);
    if (this.#selection.harmony) listener.requestHarmony(signal);
    if (this.#selection.embedding) listener.requestEmbedding(signal);
    before?.abort();
  }

  #dropProvided(): void {
    for (const unsubscribe of this.#unsubscribes.values()) unsubscribe();
    this.#unsubscribes.clear();
    this.#provided = undefined;
    this.#providedProblem = undefined;
  }
}

/** Whether a value has what all views need of a listener. */
export const isListener = (value: unknown): value is ListenerLike =>
  typeof value === 'object' && value !== null && 'addEventListener' in value && 'status' in value;

/** Whether an element is in the shadow tree of another view, which passes its listener on. */
function isPartOfView(element: Element): boolean {
  const root = element.getRootNode();
  return isShadowRoot(root) && root.host.localName.startsWith('pinna-');
}
