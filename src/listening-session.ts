import { resolveAssets, type AssetUrls } from './assets';
import { CaptureNode } from './capture/capture-node';
import type { ContextHandle } from './capture/context-handle';
import { createTransport } from './capture/create-transport';
import { openContext } from './capture/open-context';
import { openSource, type OpenSource } from './capture/open-source';
import type { Source } from './capture/source';
import type { Transport } from './capture/transport';
import { withThresholds, type Thresholds } from './decisions/thresholds';
import type { PinnaError } from './errors';
import { missingBands } from './features/frame-geometry';
import { idleStatus } from './idle-status';
import type { ResolvedListenerOptions } from './listener-options';
import type { DetectionDetail, Frames, ListenerStatus } from './listener-events';
import { Scope } from './scope';
import { SilenceWatch } from './silence-watch';
import type { RecalledSound } from './recalled-sound';
import type { FromWorker, KeptSound, LoadedMessage, WorkerStatus } from './worker/protocol';
import { WorkerClient } from './worker/worker-client';

/** What a session tells its listener; never after `close` has resolved. */
export interface SessionCallbacks {
  frames(frames: Frames): void;
  detection(detection: DetectionDetail): void;
  status(status: Omit<ListenerStatus, 'state'>): void;
  /** Opening waits for the user to touch the page. */
  blocked(): void;
  /** The sound came to its end (no error) or cannot go on. The session still has to be closed. */
  ended(error: PinnaError | undefined): void;
}

/** How long the worker may take to compute what is in transit when a session closes, milliseconds. */
const STOP_LIMIT = 3000;

/** One run from source to decisions: everything it starts is in its scope. Main thread. */
export class ListeningSession {
  private readonly scope = new Scope();
  private readonly silence = new SilenceWatch();
  private readonly assets: AssetUrls;
  private worker!: WorkerClient;
  private context!: ContextHandle;
  private source!: OpenSource;
  private capture!: CaptureNode;
  private transport!: Transport;
  private loaded!: LoadedMessage;
  private closing: Promise<void> | undefined;
  /** Counts what the worker is asked for. */
  private requests = 0;
  /** All that was kept, once the worker has ended. */
  private afterwards: KeptSound | undefined;
  private latency = 0;
  private lastStepFrames: number | undefined;
  private lastStatus: WorkerStatus | undefined;
  /** Set once `open` has succeeded: failures before it reject `open` instead. */
  private isOpen = false;

  private constructor(
    private readonly options: ResolvedListenerOptions,
    private readonly callbacks: SessionCallbacks,
  ) {
    this.assets = resolveAssets(options);
  }

  /**
   * Opens everything, side by side where it can: the worker loads and measures while the user is asked for the microphone.
   * @throws PinnaError; the signal's reason. Whatever was open by then has been closed.
   */
  static async open(
    source: Source,
    options: ResolvedListenerOptions,
    signal: AbortSignal,
    callbacks: SessionCallbacks,
  ): Promise<ListeningSession> {
    const session = new ListeningSession(options, callbacks);
    const abandon = new AbortController();
    const either = AbortSignal.any([signal, abandon.signal]);
    try {
      const loading = session.load(either);
      const capturing = session.openCapture(source, either);
      // The first failure ends the other branch too, and is the one that is told.
      await Promise.all([loading, capturing]).catch(async (error: unknown) => {
        abandon.abort(error);
        await Promise.allSettled([loading, capturing]);
        throw error;
      });
      session.connect();
      return session;
    } catch (error) {
      await session.scope.close();
      throw error;
    }
  }

  /** What is kept of a stretch of sound, seconds on the capturing clock; also after the end. */
  async recall(from: number, to: number): Promise<RecalledSound | undefined> {
    const sound = this.afterwards ?? (await this.ask(from, to).catch(() => undefined));
    if (!sound) return undefined;
    const { start, sampleRate } = sound;
    const at = (time: number) => Math.min(Math.max(Math.round((time - start) * sampleRate), 0), sound.samples.length);
    const [first, end] = [at(from), at(to)];
    if (first >= end) return undefined;
    const samples = Float32Array.from(sound.samples.subarray(first, end), (sample) => sample / 32_767);
    return { start: start + first / sampleRate, sampleRate, samples };
  }

  /**
   * Decides by other thresholds from the next step on.
   * @throws PinnaError `bad-option` for what this model does not have; nothing has changed then
   */
  setThresholds(thresholds: Thresholds): void {
    withThresholds(this.loaded.model.heads, thresholds);
    this.worker.send({ type: 'thresholds', thresholds });
  }

  /** Stops the source, computes what is in transit, then frees everything. Every call gives the same promise. */
  close(): Promise<void> {
    this.closing ??= this.drain().then(() => this.scope.close());
    return this.closing;
  }

  private async load(signal: AbortSignal): Promise<void> {
    const { model, wasm, webgpu, worker } = this.assets;
    const { backend, stepFrames } = this.options;
    this.worker = new WorkerClient(
      worker,
      (message) => this.receive(message),
      (error) => {
        if (this.isOpen) this.callbacks.ended(error);
      },
    );
    this.scope.add(() => this.worker.terminate());
    const stopWaiting = () => this.worker.terminate();
    signal.addEventListener('abort', stopWaiting, { once: true });
    this.worker.send({ type: 'load', model, wasm, webgpu, backend, stepFrames });
    try {
      this.loaded = await this.worker.next('loaded');
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stopWaiting);
    }
  }

  private async openCapture(source: Source, signal: AbortSignal): Promise<void> {
    this.context = await openContext(source);
    this.scope.add(() => this.context.close());
    this.source = await openSource(this.context, source, signal);
    this.scope.add(() => this.source.release());
    await this.context.run({ signal, onBlocked: () => this.callbacks.blocked() });
    this.transport = await createTransport(this.options.transport, this.context.sampleRate);
    this.capture = await CaptureNode.open(this.context, {
      workletUrl: this.assets.worklet,
      transport: this.transport.worklet,
      signal,
    });
    this.scope.add(async () => void (await this.capture.close()));
  }

  /** @throws PinnaError `bad-option` for thresholds of what this model does not have */
  private connect(): void {
    const { keepSeconds, thresholds } = this.options;
    withThresholds(this.loaded.model.heads, thresholds);
    this.isOpen = true;
    const { handle, transfer } = this.transport.worker;
    const { sampleRate } = this.context;
    this.worker.send({ type: 'attach', sampleRate, transport: handle, keepSeconds, thresholds }, transfer);
    this.source.connect(this.capture.node);
    this.publish();
    const watch = setInterval(() => this.publish(), SilenceWatch.INTERVAL);
    this.scope.add(() => clearInterval(watch));
    const end = (error: PinnaError | undefined) => {
      if (!this.closing) this.callbacks.ended(error);
    };
    void this.source.ended.then(end);
    void this.capture.failed.then(end);
  }

  /** @throws PinnaError when the worker has ended */
  private async ask(from: number, to: number): Promise<KeptSound | undefined> {
    if (this.options.keepSeconds === 0) return undefined;
    const request = ++this.requests;
    this.worker.send({ type: 'recall', request, from, to });
    for (;;) {
      const answer = await this.worker.next('recalled');
      if (answer.request === request) return answer.sound;
    }
  }

  private async drain(): Promise<void> {
    this.source.release();
    const counts = await this.capture.close();
    const limit = new Promise<undefined>((resolve) => {
      const timer = setTimeout(resolve, STOP_LIMIT, undefined);
      this.scope.add(() => clearTimeout(timer));
    });
    this.worker.send({ type: 'stop' });
    const stopped = this.worker.next('stopped').catch(() => undefined);
    const hasAnswered = await Promise.race([stopped, limit]);
    // The worker ends, and its memory with it.
    const whole = this.ask(-Infinity, Infinity).catch(() => undefined);
    this.afterwards = await Promise.race([whole, limit]);
    if (hasAnswered || !counts || !this.lastStatus) return;
    // A worker that is cut off in the middle of a step leaves the rest uncomputed.
    const { captured } = counts;
    const { processed } = this.lastStatus.samples;
    this.lastStatus = { ...this.lastStatus, samples: { captured, processed, dropped: captured - processed } };
    this.publish();
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case 'frames': {
        const { time, features, update } = message;
        const { hopSeconds, windowSeconds } = this.loaded.model;
        const end = time + (update.frames - 1) * hopSeconds + windowSeconds;
        this.lastStepFrames = Math.max(this.options.stepFrames, update.frames);
        this.latency = Math.max(0, this.context.currentTime - end);
        this.callbacks.frames({ ...update, time, features });
        break;
      }
      case 'detection':
        this.callbacks.detection({ phase: message.phase, detection: message.detection });
        break;
      case 'backend':
        this.loaded = { ...this.loaded, backend: message.backend };
        this.publish();
        break;
      case 'status':
      case 'stopped':
        this.lastStatus = message;
        this.silence.add(message.peak, performance.now());
        this.publish();
    }
  }

  private publish(): void {
    const { stepFrames } = this.options;
    const { millisecondsPerStep, cost, samples, level, peak } = this.lastStatus ?? idleStatus(stepFrames);
    this.callbacks.status({
      model: this.loaded.model,
      backend: this.loaded.backend,
      input: this.source.info,
      transport: this.transport.kind,
      keepSeconds: this.options.keepSeconds,
      sampleRate: this.context.sampleRate,
      missingBands: missingBands(this.context.sampleRate),
      stepFrames,
      ...(this.lastStepFrames === undefined ? {} : { lastStepFrames: this.lastStepFrames }),
      latency: this.latency,
      blocked: false,
      silent: this.silence.isSilent(performance.now()),
      millisecondsPerStep,
      cost,
      samples,
      level,
      peak,
    });
  }
}
