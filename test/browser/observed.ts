import type { Answer, Join, Report, Request } from '../../src/worker/contract.js';

/** Counts of everything that listening might leave open. All objects are real. */
export interface Observed {
  readonly tracks: MediaStreamTrack[];
  readonly contexts: AudioContext[];
  /** Workers that were created and not terminated. */
  readonly workers: Set<Worker>;
  /** Number of workers created. */
  workersMade: number;
  /** Live tensors that each worker reported at the end of listening. */
  readonly tensorsLeft: number[];
  /** Live tensors that each worker reported after each recording. */
  readonly recordingTensors: number[];
  restore(): void;
}

/** Callbacks for every message between page and worker. */
interface Messages {
  readonly sent?: (message: Request) => void;
  readonly received?: (message: Answer | Report) => void;
}

/** Observes all uses of getUserMedia, AudioContext and Worker from now on. */
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
    recordingTensors: [],
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
    }
    override postMessage(message: Partial<Join>): void {
      const { type, port } = message;
      if (type !== 'join' || !port) {
        super.postMessage(message);
        return;
      }
      const end = relay(port, {
        sent: (request) => sent?.(request),
        received: (message) => {
          received?.(message);
          if (!('out' in message)) return;
          if (message.type === 'stop') observed.tensorsLeft.push(message.out.tensors);
          if (message.type === 'close-recording') observed.recordingTensors.push(message.out.tensors);
        },
      });
      super.postMessage({ type, port: end }, [end]);
    }
    override terminate(): void {
      observed.workers.delete(this);
      super.terminate();
    }
  };
  return observed;
}

/** Relays the messages of a port and reports each of them. @returns the port for the worker, instead of `port` */
function relay(port: MessagePort, { sent, received }: Required<Messages>): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port.onmessage = ({ data, ports }: MessageEvent<Request>) => {
    sent(data);
    port1.postMessage(data, [...ports]);
  };
  port1.onmessage = ({ data }: MessageEvent<Answer | Report>) => {
    received(data);
    port.postMessage(data);
  };
  return port2;
}
