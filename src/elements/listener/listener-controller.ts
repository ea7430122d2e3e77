import { ContextEvent, createContext } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { Scope } from '../../lifetime/scope.js';
import type { Listener } from '../../listener/listener.js';
import type { ListenerEventDetails } from '../../listener/listener-events.js';

/** What the elements need of a Listener: its public members, which any object that can be shown has. */
export type ListenerLike = Pick<Listener, keyof Listener>;

/** Provided by `<pinna-listener>`. A registered symbol: two copies of the package on one page find each other. */
export const listenerContext = createContext<ListenerLike | undefined>(Symbol.for('pinna-listener'));

/** An element that shows a Listener. */
export interface ListenerHost extends LitElement {
  /** Wins over `for`, which wins over the pinna-listener around the element. */
  listener?: ListenerLike | undefined;
  /** The id of a pinna-listener elsewhere in the same tree. */
  htmlFor?: string | undefined;
}

/** The events of a Listener by type. */
export type ListenerEvents = { [K in keyof ListenerEventDetails]: CustomEvent<ListenerEventDetails[K]> };

export type ListenerHandlers = { [K in keyof ListenerEvents]?: (event: ListenerEvents[K]) => void } & {
  /** The Listener was found, exchanged or lost. */
  changed?: (listener: ListenerLike | undefined) => void;
};

/** Finds the host's Listener and hears its events while the host is connected, and at no other time. */
export class ListenerController implements ReactiveController {
  readonly #host: ListenerHost;
  /** By the event's type. */
  readonly #handlers: object;
  readonly #changed: ListenerHandlers['changed'];
  readonly #descriptors: boolean;
  #current: ListenerLike | undefined;
  /** Closed when the current Listener is no longer heard. */
  #heard: Scope | undefined;
  #provided: ListenerLike | undefined;
  #askedFor: string | undefined;
  #unsubscribe: (() => void) | undefined;

  /** @param descriptors Whether the Listener computes descriptors while the host is connected. */
  constructor(host: ListenerHost, { changed, ...handlers }: ListenerHandlers, { descriptors = false } = {}) {
    this.#host = host;
    this.#descriptors = descriptors;
    this.#changed = changed;
    this.#handlers = handlers;
    host.addController(this);
  }

  get listener(): ListenerLike | undefined {
    return this.#current;
  }

  hostConnected(): void {
    this.#ask();
    // A pinna-listener that is defined after this element could not answer yet.
    if (!customElements.get('pinna-listener')) {
      void customElements.whenDefined('pinna-listener').then(() => {
        if (this.#host.isConnected) this.#ask();
      });
    }
    this.#settle();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    // While nobody has answered it asks again: the pinna-listener may have come later than this element.
    if (!this.#unsubscribe || this.#host.htmlFor !== this.#askedFor) this.#ask();
    this.#settle();
  }

  hostDisconnected(): void {
    this.#forget();
    this.#connect(undefined);
  }

  #ask(): void {
    this.#forget();
    const { htmlFor } = this.#host;
    this.#askedFor = htmlFor;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const asked = htmlFor ? root.getElementById(htmlFor) : this.#host;
    asked?.dispatchEvent(
      new ContextEvent(
        listenerContext,
        this.#host,
        (listener, unsubscribe) => {
          this.#provided = listener;
          this.#unsubscribe = unsubscribe;
          this.#settle();
        },
        true,
      ),
    );
  }

  #settle(): void {
    if (this.#host.isConnected) this.#connect(this.#host.listener ?? this.#provided);
  }

  #connect(listener: ListenerLike | undefined): void {
    if (listener === this.#current) return;
    void this.#heard?.close();
    this.#heard = new Scope();
    this.#current = listener;
    if (listener) this.#hear(listener, this.#heard);
    this.#changed?.(listener);
    this.#host.requestUpdate();
  }

  #hear(listener: ListenerLike, scope: Scope): void {
    for (const [type, handler] of Object.entries(this.#handlers))
      scope.listen(listener, type, handler as (event: Event) => void);
    if (!this.#descriptors) return;
    const wanted = new AbortController();
    scope.add(() => wanted.abort());
    listener.describe(wanted.signal);
  }

  #forget(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#provided = undefined;
  }
}
