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
 * A Listener as an element. The pinna elements inside it show what it hears. Leaving the page stops it.
 *
 * @slot - The page's own content, with pinna elements anywhere inside.
 * @event {CustomEvent<DetectionChange>} pinna-detection - A sound begins or has ended.
 * @event {CustomEvent<Frames>} pinna-frames - One network step: log-mel frames and all scores.
 * @event {CustomEvent<ListenerStatus>} pinna-status - About four times a second while running.
 * @event {CustomEvent<PinnaError>} pinna-error - It could not start, or cannot go on.
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

  /** Name of a model that comes with the package, or address of a model folder. */
  @property() model?: string;
  /** `auto` (the default) measures each and takes the fastest; `webgpu`, `wasm` or `cpu` asks for that one. */
  @property() backend?: ListenerOptions['backend'];
  /** Frames (20 ms each) per network step. */
  @property({ type: Number, attribute: 'step-frames' }) stepFrames?: number;
  /**
   * Seconds of the newest sound that are kept in memory, to be heard again and saved from the timeline; none when absent.
   * They never leave the device, and the next start forgets them.
   */
  @property({ type: Number, attribute: 'keep-seconds' }) keepSeconds?: number;
  /** Whether `pinna-frames` carry descriptors; the elements that show some ask for them themselves. */
  @property({ type: Boolean }) descriptors?: boolean;
  /** `auto` (the default): shared memory where the page is cross-origin isolated, else a message port; `ring` or `port`. */
  @property() transport?: ListenerOptions['transport'];
  /**
   * When a score is a sound, in the place of the model's own thresholds. As an attribute, `bird 0.8, dog 0.6 0.3, events:* 0.7`:
   * a class, or all of a head that are not named, with the score from which on it is heard, and perhaps the one below which it
   * ends; or JSON. Changed while listening, it counts from the next step on.
   */
  @property() thresholds?: string | Thresholds;
  /**
   * What `start()` and the controls begin with: `microphone` (the default), `microphone:` with the id of a device, or the
   * selector of an audio or video element, like `#player`; as a property also a `Source`, or a function that gives one. Changed
   * while listening, it goes over to that.
   */
  @property() source?: string | DefaultSource;
  /** Address of `worker.js`, where it is not beside the script. */
  @property() worker?: string;
  /** Address of `webgpu.js`, where it is not beside the script. */
  @property() webgpu?: string;
  /** Address of `capture.worklet.js`, where it is not beside the script. */
  @property() worklet?: string;
  /** Address of the folder with the .wasm files, where it is not beside the script. */
  @property() wasm?: string;
  /** `off` where the page says itself what is heard; a screen reader is told of detections otherwise. */
  @property() announce?: 'on' | 'off';
  /** Starts, with its `source`, at the first click or key on the page: browsers ask for one. */
  @property({ type: Boolean }) autostart = false;
  /**
   * Keeps listening until it is stopped: starts again after whatever it cannot survive, soon at first, then less often;
   * `pinna-status` says when, in `retry`.
   */
  @property({ type: Boolean, attribute: 'keep-listening' }) keepListening?: boolean;
  /** `light` or `dark` for all elements inside; the page's `color-scheme` when absent. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  @state() private own: ListenerLike | undefined;
  @state() private given: ListenerLike | undefined;
  @state() private announced: readonly string[] = [];

  readonly #provider = new ContextProvider(this, { context: listenerContext, initialValue: undefined });
  readonly #words = new WordsController(this);
  readonly #announcer = new Announcer((labels) => {
    this.announced = labels;
  });

  /** Why there is no Listener of its own. */
  #problem: PinnaError | undefined;
  /** Closed when no gesture is waited for any more. */
  #gesture: Scope | undefined;

  constructor() {
    super();
    new ListenerController(this, {
      detection: ({ detail }) => {
        if (detail.phase === 'start' && this.announce !== 'off') this.#announcer.hear(detail.detection);
        this.dispatchEvent(elementEvent('pinna-detection', detail));
      },
      frames: ({ detail }) => this.dispatchEvent(elementEvent('pinna-frames', detail)),
      status: ({ detail }) => this.dispatchEvent(elementEvent('pinna-status', detail)),
      error: ({ detail }) => this.dispatchEvent(elementEvent('pinna-error', detail)),
    });
  }

  /** The Listener: the one that was set, else its own, made from the attributes. */
  get listener(): ListenerLike | undefined {
    return this.given ?? this.own;
  }

  set listener(listener: ListenerLike | undefined) {
    this.given = listener;
  }

  /**
   * Starts listening; to what the attribute `source` says where left out.
   * @throws PinnaError as `Listener.start`
   */
  async start(source?: Source): Promise<void> {
    await this.updateComplete;
    if (this.#problem && !this.listener) throw this.#problem;
    await this.listener?.start(source);
  }

  /** Stops listening; resolves when nothing runs any more. */
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
    if (isNew) this.#make();
    else if (changed.has('thresholds')) this.#tell(() => this.own?.setThresholds(thresholdsOf(this.thresholds)));
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
        ${names.length > 0 ? words.strings.heard(words.list(names)) : ''}
      </div>
    `;
  }

  /** The first gesture that starts a session; what it fails with is told as `pinna-error`. */
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

  #make(): void {
    void this.own?.stop();
    this.own = undefined;
    const given = OPTIONS.map((option) => [option, this[option]]).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    this.#problem = this.#tell(() => {
      const options = Object.fromEntries(given) as ListenerOptions;
      this.own = new Listener({ ...options, thresholds: thresholdsOf(this.thresholds) });
    });
  }

  /** Does what may fail for an attribute that makes no sense. @returns what was wrong, which is told as `pinna-error` */
  #tell(work: () => void): PinnaError | undefined {
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
