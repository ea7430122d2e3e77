import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Source } from '../../capture/sources/source.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import { PinnaError } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import { Listener } from '../../listener/listener.js';
import type { DefaultSource, ListenerOptions } from '../../listener/listener-options.js';
import { Announcer } from './announcer.js';
import { elementEvent } from './element-events.js';
import { listenerContext, ListenerController, type ListenerHost, type ListenerLike } from './listener-controller.js';
import { pageSource, thresholdsOf } from './attribute-values.js';
import { theme } from '../style/theme.js';
import { WordsController } from '../words/words-controller.js';

export type { ElementEventDetails } from './element-events.js';

const OPTIONS = [
  'model',
  'backend',
  'stepFrames',
  'keepSeconds',
  'descriptors',
  'keepListening',
  'transport',
  'worker',
  'webgpu',
  'worklet',
  'wasm',
] as const;

/**
 * A Listener as an element. The pinna elements inside it show its results. If the element is removed from the page, it
 * stops listening.
 *
 * @slot - The page's own content, with pinna elements anywhere inside.
 * @event {CustomEvent<DetectionChange>} pinna-detection - A detection has begun or ended.
 * @event {CustomEvent<Frames>} pinna-frames - One network step: log-mel frames and all scores.
 * @event {CustomEvent<ListenerStatus>} pinna-status - About four times a second while running, and at each change of state.
 * @event {CustomEvent<PinnaError>} pinna-error - Listening failed to start or broke off, or an attribute is invalid.
 */
export class PinnaListener extends LitElement implements ListenerHost {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
    `,
  ];

  /** Name of a model that comes with the package, or URL of a model folder. */
  @property() model?: string;
  /** `auto` (the default) measures each backend and uses the fastest. `webgpu`, `wasm` or `cpu` selects one. */
  @property() backend?: ListenerOptions['backend'];
  /** Frames (20 ms each) per network step, 1 to 50. Default: 5. */
  @property({ type: Number, attribute: 'step-frames' }) stepFrames?: number;
  /**
   * Length of the newest sound kept in memory, seconds, up to 600. The timeline can then play it and save it. Default: 0,
   * none. The sound never leaves the device, and the next start discards it.
   */
  @property({ type: Number, attribute: 'keep-seconds' }) keepSeconds?: number;
  /** Whether `pinna-frames` events carry descriptors. Elements that show descriptors request them automatically. */
  @property({ type: Boolean }) descriptors?: boolean;
  /**
   * `auto` (the default) uses shared memory if the page is cross-origin isolated, otherwise a message port. `ring` or
   * `port` selects one.
   */
  @property() transport?: ListenerOptions['transport'];
  /**
   * Detection thresholds; they override those of the model. Attribute syntax: `bird 0.8, dog 0.6 0.3, events:* 0.7`, or
   * JSON. Each entry names a class or, as in `events:*`, all other classes of a head. The first number is the score at
   * which a detection begins, the optional second one the score below which it ends. A change while listening applies from
   * the next step.
   */
  @property() thresholds?: string | Thresholds;
  /**
   * Default source of `start()` and the controls. As an attribute: `microphone` (the default), `microphone:` with a device
   * id, or the selector of an audio or video element, such as `#player`. As a property also a `Source`, or a function that
   * returns one. A change while listening switches to the new source.
   */
  @property() source?: string | DefaultSource;
  /** URL of `worker.js`. Default: beside the package's script. */
  @property() worker?: string;
  /** URL of `webgpu.js`. Default: beside the package's script. */
  @property() webgpu?: string;
  /** URL of `capture.worklet.js`. Default: beside the package's script. */
  @property() worklet?: string;
  /** URL of the folder with the .wasm files. Default: beside the package's script. */
  @property() wasm?: string;
  /** `off` turns off the screen-reader announcements of detections, for pages that announce them themselves. Default: `on`. */
  @property() announce?: 'on' | 'off';
  /** Starts listening to `source` at the first click or key press on the page; browsers require such a gesture. */
  @property({ type: Boolean }) autostart = false;
  /**
   * Keeps listening until it is stopped. After a failure that ends listening, it tries again after 1 s, then at intervals
   * that grow to 30 s. It tries at once when a device is plugged in, the microphone is allowed, or the page is touched or
   * shown again. `pinna-status` reports the next attempt as `retry`.
   */
  @property({ type: Boolean, attribute: 'keep-listening' }) keepListening?: boolean;
  /** `light` or `dark`, for all elements inside. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  @state() private own: ListenerLike | undefined;
  @state() private given: ListenerLike | undefined;
  @state() private announced: readonly string[] = [];

  readonly #provider = new ContextProvider(this, { context: listenerContext, initialValue: undefined });
  readonly #words = new WordsController(this);
  readonly #announcer = new Announcer((labels) => {
    this.announced = labels;
  });

  /** Why the element could not create its own listener. */
  #creationError: PinnaError | undefined;
  /** Closed when the element no longer waits for a gesture. */
  #gesture: Scope | undefined;

  constructor() {
    super();
    new ListenerController(this, {
      detection: ({ detail }) => {
        if (detail.phase === 'start' && this.announce !== 'off') this.#announcer.add(detail.detection);
        this.dispatchEvent(elementEvent('pinna-detection', detail));
      },
      frames: ({ detail }) => this.dispatchEvent(elementEvent('pinna-frames', detail)),
      status: ({ detail }) => this.dispatchEvent(elementEvent('pinna-status', detail)),
      error: ({ detail }) => this.dispatchEvent(elementEvent('pinna-error', detail)),
    });
  }

  /** The listener that was set, otherwise the element's own, created from the attributes. */
  get listener(): ListenerLike | undefined {
    return this.given ?? this.own;
  }

  set listener(listener: ListenerLike | undefined) {
    this.given = listener;
  }

  /**
   * Starts listening to a source; without one, to the default source of the attribute `source`.
   *
   * @throws PinnaError as `Listener.start`
   */
  async start(source?: Source): Promise<void> {
    await this.updateComplete;
    if (this.#creationError && !this.listener) throw this.#creationError;
    await this.listener?.start(source);
  }

  /** Stops listening. Resolves when all work has ended. */
  async stop(): Promise<void> {
    await this.listener?.stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#awaitGesture();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#gesture?.close();
    this.#announcer.clear();
    this.announced = [];
    void this.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isNew = !this.hasUpdated || !this.own || OPTIONS.some((option) => changed.has(option));
    if (isNew) this.#createListener();
    else if (changed.has('thresholds'))
      this.#reportErrors(() => this.own?.setThresholds(thresholdsOf(this.thresholds)));
    if (this.own && (isNew || changed.has('source'))) {
      this.own.source = this.#source;
      if (!isNew && ['starting', 'running'].includes(this.own.state)) void this.own.start().catch(() => undefined);
    }
    if (changed.has('autostart')) this.#awaitGesture();
    if (changed.has('announce') && this.announce === 'off') {
      this.#announcer.clear();
      this.announced = [];
    }
    if (this.#provider.value !== this.listener) this.#provider.setValue(this.listener);
  }

  protected override render() {
    const words = this.#words.current;
    const names = this.announced.map((label) => words.className(label));
    return html`
      <slot></slot>
      <div class="visually-hidden" role="status" lang=${words.lang}>
        ${names.length > 0 ? words.strings.detected(words.list(names)) : ''}
      </div>
    `;
  }

  /** Waits for the first gesture and then starts listening. A failure is reported as `pinna-error`. */
  #awaitGesture(): void {
    void this.#gesture?.close();
    this.#gesture = undefined;
    if (!this.autostart) return;
    const gesture = (this.#gesture = new Scope());
    const begin = () => {
      void gesture.close();
      if (this.listener?.state === 'idle') void this.start().catch(() => undefined);
    };
    for (const type of ['pointerup', 'keydown'] as const) gesture.listen(this.ownerDocument, type, begin);
  }

  #createListener(): void {
    void this.own?.stop();
    this.own = undefined;
    const given = OPTIONS.map((option) => [option, this[option]]).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    this.#creationError = this.#reportErrors(() => {
      const options = Object.fromEntries(given) as ListenerOptions;
      this.own = new Listener({ ...options, thresholds: thresholdsOf(this.thresholds) });
    });
  }

  /**
   * Runs work that throws a PinnaError if an attribute is invalid, and reports that error as `pinna-error`.
   *
   * @returns the error, or undefined
   */
  #reportErrors(work: () => void): PinnaError | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      if (!(error instanceof PinnaError)) throw error;
      this.dispatchEvent(elementEvent('pinna-error', error));
      return error;
    }
  }

  get #source(): DefaultSource {
    const { source } = this;
    if (typeof source !== 'string') return source ?? { kind: 'microphone' };
    return pageSource(source, () => this.getRootNode() as Document | ShadowRoot);
  }
}
