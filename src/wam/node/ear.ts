import type { DetectionChange } from '../../decisions/detection.js';
import type { Frames, Gap, ListenerStatus } from '../../listener/listener-events.js';
import type { Thresholds } from '../../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import { Listener } from '../../listener/listener.js';
import { OpenDetections } from '../../listener/open-detections.js';

export interface EarOptions {
  readonly model: string;
  readonly stepFrames: number;
  readonly thresholds: Thresholds;
}

/** What an ear tells. */
export interface EarCallbacks {
  /** Ids go on counting from one Listener to the next; whatever begins also ends. */
  detection(change: DetectionChange): void;
  frames(frames: Frames): void;
  status(status: ListenerStatus): void;
  gap(gap: Gap): void;
  /** It has another Listener, or none. */
  changed(): void;
  /** It could not start, or cannot go on. */
  error(error: PinnaError): void;
}

/** Listens to one node for as long as the plugin lives, with one Listener after another. Main thread. */
export class Ear {
  #current: Listener | undefined;
  /** What is still being opened. */
  #next: Listener | undefined;
  /** Owns the listeners of the present Listener. */
  #heard: Scope | undefined;
  #open = new OpenDetections();
  /** Added to the present Listener's ids. */
  #firstId = 0;
  /** Settles when what was asked for before is done. */
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  readonly #node: AudioNode;
  readonly #callbacks: EarCallbacks;

  constructor(node: AudioNode, callbacks: EarCallbacks) {
    this.#node = node;
    this.#callbacks = callbacks;
  }

  /** The Listener that hears, once one does. */
  get listener(): Listener | undefined {
    return this.#current;
  }

  /**
   * Begins, or goes over to other options; what listened before does so until the new one does.
   * @throws PinnaError as `Listener.start`; what listened before then goes on. DOMException `AbortError` when closed first
   */
  start(options: EarOptions): Promise<void> {
    const started = this.#queue.then(() => this.#exchange(options));
    this.#queue = started.catch(() => undefined);
    return started;
  }

  /** Ends every sound that is on: nothing is heard for now. @param time seconds on the context's clock */
  endDetections(time: number): void {
    for (const change of this.#open.endAll(time)) this.#callbacks.detection(change);
  }

  /** Stops, also what is still starting. Resolves when nothing runs any more; may be called twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#next?.stop();
    await this.#queue;
    const listener = this.#current;
    this.#release();
    await listener?.stop();
  }

  async #exchange(options: EarOptions): Promise<void> {
    this.#throwIfClosed();
    if (this.#node.context instanceof OfflineAudioContext) throw offline();
    const next = new Listener(options);
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
    this.#hear(next);
    this.#callbacks.changed();
    await before?.stop();
  }

  /** Lets go of the present Listener, and ends what it had begun. */
  #release(): void {
    void this.#heard?.close();
    this.endDetections(this.#node.context.currentTime);
    this.#firstId = this.#open.lastId;
    this.#current = undefined;
  }

  #hear(listener: Listener): void {
    const callbacks = this.#callbacks;
    const scope = (this.#heard = new Scope());
    const on: typeof listener.addEventListener = (type: string, handler: unknown) =>
      void scope.listen(listener, type, handler as (event: Event) => void);
    on('detection', ({ detail: { phase, detection } }) => {
      const id = this.#firstId + detection.id;
      // What was ended here before its time does not end again.
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
    if (this.#isClosed) throw new DOMException('The plugin was destroyed before it listened.', 'AbortError');
  }
}

const offline = () =>
  new PinnaError(
    PinnaErrorCode.BadOption,
    'An OfflineAudioContext renders faster than a live ear can follow; the plugin passes its audio and hears nothing. To ' +
      'know what is in a rendering, give the rendered AudioBuffer to classify().',
  );
