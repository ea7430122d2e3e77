import { resolveAssets, type AssetUrls } from './assets';
import { CaptureChain } from './capture/capture-chain';
import { followDefaultInput } from './capture/follow-default-input';
import { reopenMicrophone } from './capture/reopen-microphone';
import type { Source } from './capture/source';
import type { Transport } from './capture/transport';
import { withThresholds, type Thresholds } from './decisions/thresholds';
import { PinnaErrorCode, type PinnaError } from './errors';
import { missingBands } from './features/frame-geometry';
import { HeardFrames } from './heard-frames';
import { idleStatus } from './idle-status';
import { Interruptions, type Interruption } from './interruption';
import type { ResolvedListenerOptions } from './listener-options';
import type { DetectionDetail, Frames, Gap, ListenerStatus } from './listener-events';
import { OpenDetections } from './open-detections';
import type { RecalledSound } from './recalled-sound';
import { Retries } from './retries';
import { SampleAccount } from './sample-account';
import { Scope } from './scope';
import { SessionClock } from './session-clock';
import { SilenceWatch } from './silence-watch';
import type { FromWorker, KeptSound, LoadedMessage, LoadMessage, WorkerStatus } from './worker/protocol';
import { WorkerClient } from './worker/worker-client';

/** What a session tells its listener; never after `close` has resolved. */
export interface SessionCallbacks {
  frames(frames: Frames): void;
  detection(detection: DetectionDetail): void;
  gap(gap: Gap): void;
  status(status: Omit<ListenerStatus, 'state'>): void;
  /** Opening waits for the user to touch the page. */
  blocked(): void;
  /** The sound came to its end (no error) or cannot go on. The session still has to be closed. */
  ended(error: PinnaError | undefined): void;
}

/** How long the worker may take to compute what is in transit when a session closes, milliseconds. */
const STOP_LIMIT = 3000;
/** How many questions a worker at work may leave unanswered, one a second. */
const PATIENCE = 8;
/** So often in a row a worker is started again before the session gives up. */
const MOST_RESTARTS = 5;
/** What another worker may not have. */
const RESTARTABLE: ReadonlySet<PinnaErrorCode> = new Set([
  PinnaErrorCode.WorkerFailed,
  PinnaErrorCode.NoBackend,
  PinnaErrorCode.ModelMissing,
]);

/** One run from source to decisions: everything it starts is in its scope. Main thread. */
export class ListeningSession {
  private readonly scope = new Scope();
  private readonly silence = new SilenceWatch();
  private readonly account = new SampleAccount();
  private readonly interruptions = new Interruptions();
  private readonly clock = new SessionClock();
  private readonly detections = new OpenDetections();
  private readonly restarts = new Retries();
  private readonly assets: AssetUrls;
  /** Absent while it is started again. */
  private worker: WorkerClient | undefined;
  /** Absent while its device is. */
  private chain: CaptureChain | undefined;
  /** What the last chain was. */
  private capture!: Pick<CaptureChain, 'info' | 'sampleRate' | 'transport'>;
  private loaded!: LoadedMessage;
  private heard!: HeardFrames;
  private heardUntil = 0;
  /** Counts the transports that a worker was given. */
  private attachments = 0;
  private attached: Transport | undefined;
  /** A worker has failed: the next one is told what had been heard. */
  private hasFailed = false;
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
    private readonly source: Source,
    private readonly options: ResolvedListenerOptions,
    private readonly signal: AbortSignal,
    private readonly callbacks: SessionCallbacks,
  ) {
    this.assets = resolveAssets(options);
  }

  /**
   * Opens everything, side by side where it can: the worker loads and measures while the user is asked for the microphone.
   * @param signal ends opening, and later whatever is being opened again
   * @throws PinnaError; the signal's reason. Whatever was open by then has been closed.
   */
  static async open(
    source: Source,
    options: ResolvedListenerOptions,
    signal: AbortSignal,
    callbacks: SessionCallbacks,
  ): Promise<ListeningSession> {
    const session = new ListeningSession(source, options, signal, callbacks);
    const abandon = new AbortController();
    const either = AbortSignal.any([signal, abandon.signal]);
    try {
      const loading = session.load(either);
      const capturing = session.openChain(source, either);
      // The first failure ends the other branch too, and is the one that is told.
      const [, chain] = await Promise.all([loading, capturing]).catch(async (error: unknown) => {
        abandon.abort(error);
        await Promise.allSettled([loading, capturing.then((late) => late.close())]);
        throw error;
      });
      try {
        session.begin(chain);
      } catch (error) {
        await chain.close();
        throw error;
      }
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
    this.worker?.send({ type: 'thresholds', thresholds }); // the next worker is told when it is attached
  }

  /** Stops the source, computes what is in transit, then frees everything. Every call gives the same promise. */
  close(): Promise<void> {
    this.closing ??= this.drain().then(() => this.scope.close());
    return this.closing;
  }

  /** Loads a worker; `this.worker` is there when it is ready. @throws PinnaError; the signal's reason */
  private async load(signal: AbortSignal): Promise<void> {
    const { model, wasm, webgpu, worker: url } = this.assets;
    const { backend, stepFrames } = this.options;
    // Whatever made a worker fail, the next one is free to avoid it.
    const load: LoadMessage = {
      type: 'load',
      model,
      wasm,
      webgpu,
      backend: this.hasFailed ? 'auto' : backend,
      stepFrames,
    };
    const worker: WorkerClient = new WorkerClient({
      url,
      sharedAs: JSON.stringify(load),
      onMessage: (message) => this.receive(message),
      onFailure: (error) => {
        if (this.isOpen && this.worker === worker) void this.restart(error);
      },
    });
    this.scope.add(() => worker.terminate());
    const stopWaiting = () => worker.terminate();
    signal.addEventListener('abort', stopWaiting, { once: true });
    worker.send(load);
    try {
      this.loaded = await worker.next('loaded');
      worker.patience = PATIENCE;
      this.worker = worker;
    } catch (error) {
      worker.terminate();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stopWaiting);
    }
  }

  private openChain(source: Source, signal: AbortSignal): Promise<CaptureChain> {
    return CaptureChain.open(source, {
      workletUrl: this.assets.worklet,
      transport: this.options.transport,
      signal,
      onBlocked: () => (this.isOpen ? this.interrupt('context', 'suspended') : this.callbacks.blocked()),
      onRunning: (isRunning) => this.interrupt('context', isRunning ? undefined : 'suspended'),
      onMuted: (isMuted) => this.interrupt('mute', isMuted ? 'muted' : undefined),
    });
  }

  /** @throws PinnaError `bad-option` for thresholds of what this model does not have */
  private begin(chain: CaptureChain): void {
    withThresholds(this.loaded.model.heads, this.options.thresholds);
    this.isOpen = true;
    this.heard = new HeardFrames(this.loaded.model.bands);
    this.take(chain);
    const watch = setInterval(() => this.look(), SilenceWatch.INTERVAL);
    this.scope.add(() => clearInterval(watch));
    const { source } = this;
    if (source.kind !== 'microphone' || source.deviceId !== undefined) return;
    this.scope.add(followDefaultInput(() => void this.changeOver(source)));
  }

  private look(): void {
    if (this.chain) this.clock.follow(this.chain.time, Date.now());
    this.publish();
  }

  /** Goes on with this chain. */
  private take(chain: CaptureChain): void {
    chain.origin = Math.max(0, this.clock.at(Date.now()) - chain.time);
    this.chain = this.capture = chain;
    for (const part of ['capture', 'context', 'mute'] as const) this.interruptions.set(part, undefined);
    this.attach();
    chain.connect();
    this.publish();
    void chain.ended.then((error) => {
      if (!this.closing && this.chain === chain) void this.lose(chain, error);
    });
  }

  /** Hands the chain to the worker once both are there. */
  private attach(): void {
    const { worker, chain } = this;
    if (!worker || !chain || this.attached === chain.transport) return;
    this.attached = chain.transport;
    const { handle, transfer } = chain.transport.worker;
    worker.send(
      {
        type: 'attach',
        attachment: ++this.attachments,
        sampleRate: chain.sampleRate,
        transport: handle,
        origin: chain.origin,
        heard: this.hasFailed ? { steps: this.heard.steps, lastId: this.detections.lastId } : undefined,
        keepSeconds: this.options.keepSeconds,
        thresholds: this.options.thresholds,
      },
      transfer,
    );
  }

  /** The chain has come to its end: another one of the same microphone, when there is one. */
  private async lose(chain: CaptureChain, error: PinnaError | undefined): Promise<void> {
    const { source, signal } = this;
    if (!error || source.kind !== 'microphone') {
      this.callbacks.ended(error);
      return;
    }
    this.chain = undefined;
    this.interrupt('capture', error.code === PinnaErrorCode.DeviceLost ? 'device-lost' : 'suspended');
    await this.retire(chain);
    try {
      const open = (same: Source) => this.openChain(same, signal);
      const next = await reopenMicrophone(
        source,
        chain.info,
        open,
        (cause) => this.interrupt('capture', cause),
        signal,
      );
      if (signal.aborted) await next.close();
      else this.take(next);
    } catch (cause) {
      if (!signal.aborted) this.callbacks.ended(cause as PinnaError);
    }
  }

  /** The system's default is another microphone now: it takes the place of the one before as soon as it is open. */
  private async changeOver(source: Source): Promise<void> {
    const before = this.chain;
    const next = await this.openChain(source, this.signal).catch(() => undefined);
    if (!next) return;
    if (!before || this.chain !== before || isSameDevice(before, next)) {
      await next.close();
      return;
    }
    this.chain = undefined;
    await this.retire(before);
    if (this.signal.aborted) await next.close();
    else this.take(next);
  }

  private async retire(chain: CaptureChain): Promise<void> {
    this.clock.follow(chain.time, Date.now());
    const counts = await chain.close();
    // No worker has seen it.
    if (this.attached !== chain.transport) this.account.lost(++this.attachments, counts?.captured);
  }

  /** The worker has failed: another one goes on with what this one had heard. */
  private async restart(error: PinnaError): Promise<void> {
    const { failures, delay } = this.restarts.next(performance.now());
    if (this.closing || failures > MOST_RESTARTS || !RESTARTABLE.has(error.code)) {
      if (!this.closing) this.callbacks.ended(error);
      return;
    }
    this.worker?.terminate();
    this.worker = undefined;
    this.hasFailed = true;
    this.interrupt('analysis', 'analysis');
    for (const change of this.detections.endAll(this.heardUntil)) this.callbacks.detection(change);
    const { chain } = this;
    if (chain && this.attached === chain.transport) {
      const orphaned = this.attachments;
      const counts = await chain.renewTransport();
      this.account.lost(orphaned, counts?.captured);
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (this.closing) return;
    try {
      await this.load(this.signal);
      this.interruptions.set('analysis', undefined);
      this.attach();
      this.publish();
    } catch (cause) {
      if (!this.signal.aborted) await this.restart(cause as PinnaError);
    }
  }

  private interrupt(part: Parameters<Interruptions['set']>[0], cause: Interruption | undefined): void {
    if (!this.isOpen || this.closing) return;
    this.interruptions.set(part, cause);
    this.publish();
  }

  /** @throws PinnaError when the worker has ended */
  private async ask(from: number, to: number): Promise<KeptSound | undefined> {
    const { worker } = this;
    if (this.options.keepSeconds === 0 || !worker) return undefined;
    const request = ++this.requests;
    worker.send({ type: 'recall', request, from, to });
    for (;;) {
      const answer = await worker.next('recalled');
      if (answer.request === request) return answer.sound;
    }
  }

  private async drain(): Promise<void> {
    const { chain, worker } = this;
    const counts = await chain?.close();
    const limit = new Promise<undefined>((resolve) => {
      const timer = setTimeout(resolve, STOP_LIMIT, undefined);
      this.scope.add(() => clearTimeout(timer));
    });
    worker?.send({ type: 'stop' });
    const stopped = worker?.next('stopped').catch(() => undefined);
    const hasAnswered = await Promise.race([stopped, limit]);
    // The worker ends, and its memory with it.
    const whole = this.ask(-Infinity, Infinity).catch(() => undefined);
    this.afterwards = await Promise.race([whole, limit]);
    // A worker that is cut off in the middle of a step, or was not there, leaves the rest uncomputed.
    if (hasAnswered) return;
    const isAttached = this.attached === chain?.transport;
    if (counts) this.account.lost(isAttached ? this.attachments : ++this.attachments, counts.captured);
    this.publish();
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case 'frames': {
        const { time, features, update } = message;
        const { hopSeconds, windowSeconds } = this.loaded.model;
        const end = time + (update.frames - 1) * hopSeconds + windowSeconds;
        this.lastStepFrames = Math.max(this.options.stepFrames, update.frames);
        if (this.chain) this.latency = Math.max(0, this.chain.time - end);
        this.heard.add({ time, features });
        this.heardUntil = time + update.frames * hopSeconds;
        this.callbacks.frames({ ...update, time, features });
        break;
      }
      case 'detection': {
        const { phase, detection } = message;
        this.detections.follow(message);
        this.callbacks.detection({ phase, detection });
        break;
      }
      case 'gap':
        this.callbacks.gap({ from: message.from, to: message.to });
        break;
      case 'backend':
        this.loaded = { ...this.loaded, backend: message.backend };
        this.publish();
        break;
      case 'status':
      case 'stopped':
        this.lastStatus = message;
        if (message.attachment > 0) this.account.told(message.attachment, message.samples);
        this.silence.add(message.peak, performance.now());
        this.publish();
    }
  }

  private publish(): void {
    const { stepFrames, keepSeconds } = this.options;
    const { millisecondsPerStep, cost, level, peak } = this.lastStatus ?? idleStatus(stepFrames);
    this.callbacks.status({
      model: this.loaded.model,
      backend: this.loaded.backend,
      input: this.capture.info,
      transport: this.capture.transport.kind,
      keepSeconds,
      sampleRate: this.capture.sampleRate,
      missingBands: missingBands(this.capture.sampleRate),
      stepFrames,
      ...(this.lastStepFrames === undefined ? {} : { lastStepFrames: this.lastStepFrames }),
      latency: this.latency,
      blocked: false,
      interruption: this.interruptions.current,
      silent: this.silence.isSilent(performance.now()),
      millisecondsPerStep,
      cost,
      samples: this.account.total,
      level,
      peak,
    });
  }
}

/** The system's default may have come to be called differently and still be the same. */
function isSameDevice(a: CaptureChain, b: CaptureChain): boolean {
  const [one, other] = [a.info, b.info];
  return one.label === other.label && one.settings?.groupId === other.settings?.groupId;
}
