import { ContextProvider } from '@lit/context';
import { css, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Source } from '../../capture/sources/source.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { listen } from '../../lifetime/listen.js';
import { Scope } from '../../lifetime/scope.js';
import { whenIdle } from '../../lifetime/when-idle.js';
import { checkTaught, Listener } from '../../listener/listener.js';
import type { DefaultSource, ListenerOptions } from '../../listener/listener-options.js';
import { Announcer } from './announcer.js';
import { elementEvent } from './element-events.js';
import {
  listenerContext,
  isListener,
  ListenerController,
  problemContext,
  type ListenerHandlers,
  type ListenerHost,
  type ListenerLike,
} from './listener-controller.js';
import { logMistake, notAListener } from './page-mistakes.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import { pageSource, thresholdsOf } from './attribute-values.js';
import { fetchTaught } from './fetch-taught.js';
import { reportWrongAttribute, wrongAttribute, type AttributeChoices } from './checked-attributes.js';
import { inheritRestored } from './restored-listeners.js';
import { ScreenLock } from './screen-lock.js';
import { theme } from '../style/theme.js';
import { Presence } from '../presence/presence.js';
import { BaseElement } from '../presence/base-element.js';
import { WordsController } from '../words/words-controller.js';

export type { ElementEventDetails } from './element-events.js';

const OPTIONS = [
  'model',
  'backend',
  'stepFrames',
  'keepSeconds',
  'features',
  'descriptors',
  'harmony',
  'keepListening',
  'teaching',
  'transport',
  'worker',
  'inside',
  'webgpu',
  'worklet',
  'wasm',
] as const;

/** Attributes of options that are numbers. */
const NUMBERS = ['step-frames', 'keep-seconds'];

/**
 * A Listener as an element. The pinna elements inside it show its results. If the element is moved, it keeps listening. Half a
 * second after it was removed from the page, it stops.
 *
 * @slot - The page's own content, with pinna elements anywhere inside.
 * @event {CustomEvent<DetectionChange>} pinna-detection - A detection has begun or ended.
 * @event {CustomEvent<Frames>} pinna-frames - One network step: all scores, and on request log-mel frames, descriptors, chords and key.
 * @event {CustomEvent<ListenerStatus>} pinna-status - About four times a second while running, and at each change of state.
 * @event {CustomEvent<PinnaError>} pinna-error - Listening failed to start or broke off, or an attribute is invalid.
 */
export class PinnaListener extends BaseElement implements ListenerHost {
  /** Attributes that allow only certain values, besides those of the options, which the Listener checks. */
  static readonly choices: AttributeChoices = {
    announce: ['on', 'off'],
    'keep-awake': ['auto', 'on', 'off'],
    preload: ['none', 'auto'],
    theme: ['light', 'dark'],
  };
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
  /** Duration of a network step, frames of 20 ms, 1 to 50. Default: 5. */
  @property({ type: Number, attribute: 'step-frames' }) stepFrames?: number;
  /**
   * Length of the newest sound kept in memory, seconds, up to 600. The timeline can then play it and save it. Default: 0,
   * none. The sound never leaves the device, and the next start discards it.
   */
  @property({ type: Number, attribute: 'keep-seconds' }) keepSeconds?: number;
  /** Whether `pinna-frames` events carry log-mel frames. A spectrogram requests them automatically. */
  @property({ type: Boolean }) features?: boolean;
  /** Whether `pinna-frames` events carry descriptors. Elements that show descriptors request them automatically. */
  @property({ type: Boolean }) descriptors?: boolean;
  /** Whether `pinna-frames` events carry chords and key. A `<pinna-chroma>` with `chords` requests them automatically. */
  @property({ type: Boolean }) harmony?: boolean;
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
   * URL of a file of taught sounds, which are detected as well, or the sounds themselves. The first value adds the sounds whose names
   * are not taught yet, such as those that are restored from this device. A change applies at once and replaces all taught sounds.
   */
  @property() taught?: string | TaughtSet;
  /** Keeps log-mel frames of the last ten minutes, from which sounds can be taught. `<pinna-teach>` requests them automatically. */
  @property({ type: Boolean }) teaching?: boolean;
  /**
   * Default source of `start()` and the controls. As an attribute: `microphone` (the default), `microphone:` with a device
   * id, or the selector of an audio or video element, such as `#player`. As a property also a `Source`, or a function that
   * returns one. A change while listening switches to the new source.
   */
  @property() source?: string | DefaultSource;
  /** URL of `worker.js`. Default: beside the package's script. */
  @property() worker?: string;
  /** URL of `inside-worker.js`, which `<pinna-network>` needs. Default: beside the package's script. */
  @property() inside?: string;
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
  /**
   * Whether the screen stays on while listening. `auto` (the default): on devices with a touch screen as their main pointer, such
   * as phones. `on`: always. `off`: never. Some browsers, and devices with a low battery, cannot keep the screen on.
   */
  @property({ attribute: 'keep-awake' }) keepAwake: 'auto' | 'on' | 'off' = 'auto';
  /**
   * `auto` loads worker and model (3 MB for the default model) while the page is idle, so that listening begins soon after the start. It
   * keeps them in memory as long as the element is on the page. It waits for the start if the browser saves data. `none` (the default)
   * always waits for the start.
   */
  @property() preload: 'none' | 'auto' = 'none';
  /** `light` or `dark`, for all elements inside. Default: the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  @state() private own: Listener | undefined;
  @state() private given: ListenerLike | undefined;
  @state() private announced: readonly string[] = [];

  readonly #provider = new ContextProvider(this, { context: listenerContext, initialValue: undefined });
  readonly #problem = new ContextProvider(this, { context: problemContext, initialValue: undefined });
  readonly #words = new WordsController(this);
  readonly #announcer = new Announcer((labels) => {
    this.announced = labels;
  });

  readonly #screenLock = new ScreenLock(this, () => this.#staysAwake);

  /** The newest listener of the element, also while an invalid attribute leaves it without one. It knows what was taught. */
  #latest: Listener | undefined;
  /** Value of the attribute `taught` that the listener was given last. */
  #usedTaught: string | TaughtSet | undefined;
  /** Whether a listener of the element was given a value of the attribute `taught`. */
  #hasUsedTaught = false;
  /** Why the element could not create its own listener. */
  #creationError: PinnaError | undefined;
  /** Closed when the element no longer waits for a gesture. */
  #gesture: Scope | undefined;
  /** Aborts loading ahead, and releases what is loaded. */
  #preloading: AbortController | undefined;

  constructor() {
    super();
    const handlers: ListenerHandlers = {
      detection: ({ detail }) => {
        if (detail.phase === 'start' && this.announce !== 'off') this.#announcer.add(detail.detection);
        this.dispatchEvent(elementEvent('pinna-detection', detail));
      },
      frames: ({ detail }) => this.dispatchEvent(elementEvent('pinna-frames', detail)),
      status: ({ detail }) => this.dispatchEvent(elementEvent('pinna-status', detail)),
      error: ({ detail }) => {
        logMistake(this, detail);
        this.dispatchEvent(elementEvent('pinna-error', detail));
      },
      statechange: ({ detail }) => {
        this.#screenLock.update();
        // Whatever was wrong, it works now.
        if (detail === 'running') this.#problem.setValue(undefined);
      },
      changed: () => this.#screenLock.update(),
    };
    new ListenerController(this, handlers, {}, false);
    new Presence(this, () => {
      this.#preloading?.abort();
      this.#announcer.clear();
      this.announced = [];
      void this.stop();
    });
    listen(this as HTMLElement, 'pinna-error', (event) => {
      const { target, detail } = event as CustomEvent<PinnaError>;
      const isOfView = target !== this && (target as Element).closest(this.localName) === this;
      if (isOfView && detail.code === PinnaErrorCode.BadOption) this.#problem.setValue(detail);
    });
  }

  /** The listener that was set, otherwise the element's own, created from the attributes. */
  get listener(): ListenerLike | undefined {
    return this.given ?? this.own;
  }

  set listener(listener: ListenerLike | undefined) {
    const isMistake = listener !== undefined && listener !== null && !isListener(listener);
    this.given = isMistake ? undefined : (listener ?? undefined);
    if (isMistake)
      this.#reportErrors(() => {
        throw notAListener(this, listener);
      });
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

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (NUMBERS.includes(name)) return;
    const error = reportWrongAttribute(this, name);
    if (error) void this.updateComplete.then(() => this.#problem.setValue(error));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    this.#awaitGesture();
    if (this.#preloading?.signal.aborted) this.#preload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#gesture?.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isNew = !this.hasUpdated || !this.own || OPTIONS.some((option) => changed.has(option));
    if (isNew) this.#createListener();
    else if (changed.has('thresholds'))
      this.#reportErrors(() => this.own?.setThresholds(thresholdsOf(this.thresholds)));
    if (this.#latest && this.taught !== this.#usedTaught) void this.#useTaught();
    if (this.own && (isNew || changed.has('source'))) {
      this.#reportErrors(() => {
        this.own!.source = this.#source;
      });
      if (!isNew && ['starting', 'running'].includes(this.own.state)) void this.own.start().catch(() => undefined);
    }
    if (changed.has('autostart')) this.#awaitGesture();
    if (isNew || changed.has('preload') || changed.has('given' as keyof PinnaListener)) this.#preload();
    if (changed.has('keepAwake')) this.#screenLock.update();
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

  /** Begins to load ahead if that is wanted, and releases what was loaded before. `start` reports a failure again. */
  #preload(): void {
    this.#preloading?.abort();
    const { own, isConnected } = this;
    // Some browsers have no such information.
    const { connection } = navigator as { connection?: { readonly saveData: boolean } };
    if (this.preload !== 'auto' || !own || this.given || !isConnected || connection?.saveData) return;
    const { signal } = (this.#preloading = new AbortController());
    void whenIdle(signal)
      .then(() => own.preload(signal))
      .catch(() => undefined);
  }

  /** Creates a listener from the attributes. It continues with all that was taught to the one before. */
  #createListener(): void {
    void this.own?.stop();
    const before = this.#latest;
    this.own = undefined;
    const given = OPTIONS.map((option) => [option, this[option]]).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    this.#problem.setValue(undefined);
    this.#creationError = this.#reportErrors(() => {
      const wrong = NUMBERS.map((name) => wrongAttribute(this, name)).find((error) => error !== undefined);
      if (wrong) throw wrong;
      const options = Object.fromEntries(given) as ListenerOptions;
      const thresholds = thresholdsOf(this.thresholds);
      const own = new Listener({ ...options, thresholds, taught: before?.taught.set });
      if (before) {
        void own.taught.adopt(before.taught).catch((cause: unknown) => this.#reportRejection(cause));
        inheritRestored(own, before);
      }
      this.own = this.#latest = own;
    });
  }

  /**
   * Uses the sounds of the attribute: those of the first one beside the sounds that are known, which may be restored before it was
   * fetched; those of a later one instead of all. The newest attribute wins.
   */
  async #useTaught(): Promise<void> {
    const { taught } = this;
    this.#usedTaught = taught;
    try {
      const set = typeof taught === 'string' ? await fetchTaught(taught, this.baseURI) : taught;
      // Another listener may have been created meanwhile.
      if (taught !== this.taught || !this.#latest) return;
      const isFirst = !this.#hasUsedTaught;
      this.#hasUsedTaught = true;
      checkTaught(set);
      if (isFirst && set) await this.#latest.taught.addMissing(set);
      else await this.#latest.setTaught(set);
    } catch (cause) {
      this.#reportRejection(cause);
    }
  }

  /** Reports why taught sounds cannot be used. */
  #reportRejection(cause: unknown): void {
    this.#reportErrors(() => {
      throw cause;
    });
  }

  /**
   * Runs work that throws a PinnaError if an attribute is invalid. Reports that error to the console and the controls, and as
   * `pinna-error`.
   *
   * @returns the error, or undefined
   */
  #reportErrors(work: () => void): PinnaError | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      if (!(error instanceof PinnaError)) throw error;
      logMistake(this, error);
      this.#problem.setValue(error);
      this.dispatchEvent(elementEvent('pinna-error', error));
      return error;
    }
  }

  get #staysAwake(): boolean {
    const { state = 'idle' } = this.listener ?? {};
    if (state !== 'starting' && state !== 'running') return false;
    return this.keepAwake === 'on' || (this.keepAwake !== 'off' && matchMedia('(pointer: coarse)').matches);
  }

  get #source(): DefaultSource {
    const { source } = this;
    if (typeof source !== 'string') return source ?? { kind: 'microphone' };
    return pageSource(source, () => this.getRootNode() as Document | ShadowRoot);
  }
}
