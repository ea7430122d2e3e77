import type { FromWorker } from '../../src/worker/protocol';

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
  restore(): void;
}

/** Watches getUserMedia, AudioContext and Worker from now on. */
export function observe(): Observed {
  const { Worker: RealWorker, AudioContext: RealContext } = globalThis;
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  const observed: Observed = {
    tracks: [],
    contexts: [],
    workers: new Set(),
    workersMade: 0,
    tensorsLeft: [],
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
        if (data.type === 'stopped') observed.tensorsLeft.push(data.tensors);
      });
    }
    override terminate(): void {
      observed.workers.delete(this);
      super.terminate();
    }
  };
  return observed;
}
