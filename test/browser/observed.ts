import type { FromWorker, ToWorker } from '../../src/worker/contract.js';

/** Everything that listening may leave behind, seen from outside: real objects, only counted. */
export interface Observed {
  readonly tracks: MediaStreamTrack[];
  readonly contexts: AudioContext[];
  /** Workers that were made and not terminated. */
  readonly workers: Set<Worker>;
  /** Every worker ever made. */
  workersMade: number;
  /** Live tensors that each worker reported when it stopped. */
  readonly tensorsLeft: number[];
  /** Live tensors that each worker reported after each recording. */
  readonly clipTensors: number[];
  restore(): void;
}

/** Told of every message between page and worker. */
interface Messages {
  readonly sent?: (message: ToWorker) => void;
  readonly received?: (message: FromWorker) => void;
}

/** Watches getUserMedia, AudioContext and Worker from now on. */
export function observe({ sent, received }: Messages = {}): Observed {
  const { Worker: RealWorker, AudioContext: RealContext } = globalThis;
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  const observed: Observed = {
    tracks: [],
    contexts: [],
    workers: new Set(),
    workersMade: 0,
    tensorsLeft: [],
    clipTensors: [],
    restore() {
      globalThis.Worker = RealWorker;
      globalThis.AudioContext = RealContext;
      delete (devices as Partial<MediaDevices>).getUserMedia;
    },
  };
  devices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    observed.tracks.push(...stream.getTracks());
    return stream;
  };
  globalThis.AudioContext = class extends RealContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      observed.contexts.push(this);
    }
  };
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      observed.workersMade += 1;
      observed.workers.add(this);
      this.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        received?.(data);
        if (data.type === 'stopped') observed.tensorsLeft.push(data.tensors);
        if (data.type === 'clip') observed.clipTensors.push(data.tensors);
      });
    }
    override postMessage(message: ToWorker, options?: Transferable[] | StructuredSerializeOptions): void {
      sent?.(message);
      super.postMessage(message, options as Transferable[]);
    }
    override terminate(): void {
      observed.workers.delete(this);
      super.terminate();
    }
  };
  return observed;
}
