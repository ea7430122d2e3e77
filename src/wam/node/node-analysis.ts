import type { DetectionChange } from '../../decisions/detection.js';
import type { Frames, Gap, ListenerStatus } from '../../listener/listener-events.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { TaughtSet } from '../../teach/file/taught-file.js';
import { Scope } from '../../lifetime/scope.js';
import { Listener } from '../../listener/listener.js';
import { OpenDetections } from '../../listener/open-detections.js';

/** Options of one Listener of a {@link NodeAnalysis}. */
export interface NodeAnalysisOptions {
  readonly model: string;
  readonly stepFrames: number;
  readonly thresholds: Thresholds;
  readonly taught: TaughtSet | undefined;
  /** Whether the Listener continues with all that was taught to the current one, if there is one, instead of `taught`. */
  readonly keepsTaught: boolean;
}

/** Callbacks of a {@link NodeAnalysis}. */
export interface NodeAnalysisCallbacks {
  /** A detection started or ended. Ids continue from one Listener to the next. Every detection that starts also ends. */
  detection(change: DetectionChange): void;
  frames(frames: Frames): void;
  status(status: ListenerStatus): void;
  gap(gap: Gap): void;
  /** The Listener was replaced or removed. */
  changed(): void;
  /** The Listener failed while running. */
  error(error: PinnaError): void;
}

/** Analyses one audio node for the plugin's whole life. If options change, a new Listener replaces the current one. Main thread. */
export class NodeAnalysis {
  #current: Listener | undefined;
  /** The Listener that is starting, if any. */
  #next: Listener | undefined;
  /** Owns the event handlers on the current Listener. */
  #subscriptions: Scope | undefined;
  #open = new OpenDetections();
  /** Offset added to the detection ids of the current Listener. */
  #firstId = 0;
  /** Settles when all earlier requests have finished. */
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  readonly #node: AudioNode;
  readonly #callbacks: NodeAnalysisCallbacks;

  constructor(node: AudioNode, callbacks: NodeAnalysisCallbacks) {
    this.#node = node;
    this.#callbacks = callbacks;
  }

  /** The running Listener; undefined before the first one has started. */
  get listener(): Listener | undefined {
    return this.#current;
  }

  /**
   * Starts a Listener with these options. The current Listener runs until the new one has started.
   * @throws PinnaError as `Listener.start`; the current Listener then continues. DOMException `AbortError` if `close`
   * came first
   */
  start(options: NodeAnalysisOptions): Promise<void> {
    const started = this.#queue.then(() => this.#replaceListener(options));
    this.#queue = started.catch(() => undefined);
    return started;
  }

  /**
   * Ends all open detections, because no sound is analysed for now.
   * @param time seconds on the context's clock
   */
  endDetections(time: number): void {
    for (const change of this.#open.endAll(time)) this.#callbacks.detection(change);
  }

  /** Stops the current Listener and one that is still starting. Resolves when none runs. May be called twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#next?.stop();
    await this.#queue;
    const listener = this.#current;
    this.#release();
    await listener?.stop();
  }

  async #replaceListener({ keepsTaught, taught, ...options }: NodeAnalysisOptions): Promise<void> {
    this.#throwIfClosed();
    if (this.#node.context instanceof OfflineAudioContext) throw offlineError();
    const kept = keepsTaught ? this.#current?.taught : undefined;
    const next = new Listener({ ...options, taught: kept ? kept.set : taught });
    if (kept) void next.taught.adopt(kept).catch(() => undefined); // `start` reports why the sounds cannot be used
    this.#next = next;
    try {
      await next.start({ kind: 'node', node: this.#node });
      this.#throwIfClosed();
    } catch (error) {
      await next.stop();
      throw error;
    } finally {
      this.#next = undefined;
    }
    const before = this.#current;
    this.#release();
    this.#current = next;
    this.#subscribe(next);
    this.#callbacks.changed();
    await before?.stop();
  }

  /** Detaches from the current Listener and ends its open detections. */
  #release(): void {
    void this.#subscriptions?.close();
    this.endDetections(this.#node.context.currentTime);
    this.#firstId = this.#open.lastId;
    this.#current = undefined;
  }

  #subscribe(listener: Listener): void {
    const callbacks = this.#callbacks;
    const scope = (this.#subscriptions = new Scope());
    const on: typeof listener.addEventListener = (type: string, handler: unknown) =>
      void scope.listen(listener, type, handler as (event: Event) => void);
    on('detection', ({ detail: { phase, detection } }) => {
      const id = this.#firstId + detection.id;
      // If this detection was already ended here, its own end is skipped.
      if (phase === 'end' && !this.#open.has(id)) return;
      const change: DetectionChange = { phase, detection: { ...detection, id } };
      this.#open.follow(change);
      callbacks.detection(change);
    });
    on('frames', ({ detail }) => callbacks.frames(detail));
    on('status', ({ detail }) => callbacks.status(detail));
    on('gap', ({ detail }) => callbacks.gap(detail));
    on('error', ({ detail }) => callbacks.error(detail));
    on('statechange', ({ detail }) => {
      if (detail === 'idle') this.endDetections(this.#node.context.currentTime);
    });
  }

  #throwIfClosed(): void {
    if (this.#isClosed)
      throw new DOMException('The plugin was destroyed before its analysis had started.', 'AbortError');
  }
}

const offlineError = () =>
  new PinnaError(
    PinnaErrorCode.BadOption,
    'An OfflineAudioContext renders too fast for live analysis. The plugin passes its audio without analysing it. To ' +
      'analyse a rendering, give the rendered AudioBuffer to classify().',
  );
