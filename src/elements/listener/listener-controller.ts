import { ContextEvent, createContext } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { Scope } from '../../lifetime/scope.js';
import type { Listener } from '../../listener/listener.js';
import type { ListenerEventDetails } from '../../listener/listener-events.js';

/** The public members of a Listener. The elements accept any object that has them. */
export type ListenerLike = Pick<Listener, keyof Listener>;

/** Context provided by `<pinna-listener>`. Its symbol is registered, so that two copies of the package on a page share it. */
export const listenerContext = createContext<ListenerLike | undefined>(Symbol.for('pinna-listener'));

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
  /** Called when the listener was found, replaced or removed. */
  changed?: (listener: ListenerLike | undefined) => void;
};

/** Finds the host's listener and handles its events while the host is connected. */
export class ListenerController implements ReactiveController {
  readonly #host: ListenerHost;
  /** Handlers by event type. */
  readonly #handlers: object;
  readonly #changed: ListenerHandlers['changed'];
  readonly #descriptors: boolean;
  #current: ListenerLike | undefined;
  /** Closed when the controller stops following the current listener. */
  #subscriptions: Scope | undefined;
  #provided: ListenerLike | undefined;
  #requestedFor: string | undefined;
  #unsubscribe: (() => void) | undefined;

  /** @param descriptors whether the listener computes descriptors while the host is connected */
  constructor(host: ListenerHost, { changed, ...handlers }: ListenerHandlers, { descriptors = false } = {}) {
    this.#host = host;
    this.#descriptors = descriptors;
    this.#changed = changed;
    this.#handlers = handlers;
    host.addController(this);
  }

  /** The host's listener; undefined until one is found. */
  get listener(): ListenerLike | undefined {
    return this.#current;
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
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    // Without an answer it asks again: the pinna-listener may have been added after this element.
    if (!this.#unsubscribe || this.#host.htmlFor !== this.#requestedFor) this.#requestListener();
    this.#updateListener();
  }

  hostDisconnected(): void {
    this.#dropProvided();
    this.#connect(undefined);
  }

  #requestListener(): void {
    this.#dropProvided();
    const { htmlFor } = this.#host;
    this.#requestedFor = htmlFor;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const target = htmlFor ? root.getElementById(htmlFor) : this.#host;
    target?.dispatchEvent(
      new ContextEvent(
        listenerContext,
        this.#host,
        (listener, unsubscribe) => {
          this.#provided = listener;
          this.#unsubscribe = unsubscribe;
          this.#updateListener();
        },
        true,
      ),
    );
  }

  #updateListener(): void {
    if (this.#host.isConnected) this.#connect(this.#host.listener ?? this.#provided);
  }

  #connect(listener: ListenerLike | undefined): void {
    if (listener === this.#current) return;
    void this.#subscriptions?.close();
    this.#subscriptions = new Scope();
    this.#current = listener;
    if (listener) this.#subscribe(listener, this.#subscriptions);
    this.#changed?.(listener);
    this.#host.requestUpdate();
  }

  #subscribe(listener: ListenerLike, scope: Scope): void {
    for (const [type, handler] of Object.entries(this.#handlers))
      scope.listen(listener, type, handler as (event: Event) => void);
    if (!this.#descriptors) return;
    const request = new AbortController();
    scope.add(() => request.abort());
    listener.requestDescriptors(request.signal);
  }

  #dropProvided(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#provided = undefined;
  }
}
