/* global clearInterval, document, EventTarget, MessageChannel, setInterval, Worker */
/**
 * The page of the soak test: the shipped elements, Listener, worklet and worker. Instead of the sound card, a thread plays
 * faster than real time and waits for the scores.
 */
const pinna = await import('/dist/pinna.js');

/** Maximum lead of the audio thread over the scores, seconds; the transports hold 2. */
const AHEAD = 1.2;
let now = 0;

/** Creates a node in a context whose audio thread is `audio-thread.js`. */
function fakeNode(sampleRate, start, sound) {
  const thread = new Worker('/test/soak/audio-thread.js');
  globalThis.AudioWorkletNode = function AudioWorkletNode() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    thread.postMessage({ type: 'node', port: port2, sampleRate, start, sound }, [port2]);
  };
  class Context extends EventTarget {
    sampleRate = sampleRate;
    state = 'running';
    audioWorklet = { addModule: async () => undefined };
    get currentTime() {
      return now;
    }
    get [Symbol.toStringTag]() {
      return 'AudioContext';
    }
  }
  let connected;
  const whenConnected = new Promise((resolve) => (connected = resolve));
  const node = { context: new Context(), numberOfOutputs: 1, connect: () => connected(), disconnect: () => undefined };
  return { node, thread, whenConnected };
}

/** Reads a mono 16-bit WAV file and keeps every third sample: 48 to 16 kHz. */
async function readSound(url) {
  const bytes = await (await fetch(url)).arrayBuffer();
  const samples = new Int16Array(bytes, 44);
  return Float32Array.from({ length: Math.floor(samples.length / 3) }, (_, i) => {
    return (samples[3 * i] + samples[3 * i + 1] + samples[3 * i + 2]) / 3 / 32768;
  });
}

const SAMPLE_RATE = 16_000;
const sound = await readSound('/test/fixtures/audio/scene.wav');

const seen = { tensors: 0, stopped: undefined };
globalThis.Worker = class extends Worker {
  /** Observes the messages of each user that joins. */
  postMessage(message, transfer = []) {
    if (message.type !== 'join') {
      super.postMessage(message, transfer);
      return;
    }
    const { port } = message;
    const { port1, port2 } = new MessageChannel();
    port.onmessage = ({ data, ports }) => port1.postMessage(data, [...ports]);
    port1.onmessage = ({ data }) => {
      port.postMessage(data);
      const status = data.type === 'status' ? data.report : data.type === 'stop' ? data.out : undefined;
      if (status) seen.tensors = status.tensors;
      if (data.type === 'stop') seen.stopped = status;
    };
    super.postMessage({ type: 'join', port: port2 }, [port2]);
  }
};

/**
 * Listens to a range of sound, shown by all elements. Rejects with the listener's first error.
 *
 * @param from, until positions, samples
 * @param keepFrom position from which scores are kept, samples
 * @param burstEvery interval between two bursts that no transport can hold, samples; none later than `lastBurst`
 * @param onProgress interval between two calls of `progress`, samples
 */
globalThis.hear = async ({ options, from, until, keepFrom, burstEvery = Infinity, lastBurst = 0, onProgress = 0 }) => {
  const { node, thread, whenConnected } = fakeNode(SAMPLE_RATE, from, sound);
  const host = document.querySelector('pinna-listener');
  Object.assign(host, options);
  await host.updateComplete;
  const kept = [];
  let rowsBefore = 0;
  let nextBurst = from + burstEvery;
  let nextProgress = from + onProgress;
  let bursts = 0;
  // End of the latest burst, samples. Until scores pass it, they do not show how far the thread may go. It then continues when
  // all sound that got through is computed.
  let burstEnd = 0;
  let hasHeard = true;
  const watch = setInterval(() => {
    if (burstEnd > 0 && !hasHeard) thread.postMessage({ type: 'more', samples: SAMPLE_RATE / 2 });
    hasHeard = false;
  }, 200);
  const finished = new Promise((resolve, reject) => {
    thread.onerror = ({ message }) => reject(new Error(`The audio thread failed: ${message}`));
    host.addEventListener('pinna-error', ({ detail }) => reject(detail), { once: true });
    const onFrames = ({ detail: { time, frames, scores, smoothed } }) => {
      const position = Math.round(time * SAMPLE_RATE);
      const end = position + frames * 320;
      now = end / SAMPLE_RATE + 0.05;
      hasHeard = true;
      if (end >= burstEnd) burstEnd = 0;
      if (position >= keepFrom) kept.push({ position, rowsBefore, frames, scores, smoothed });
      rowsBefore += frames;
      if (end >= nextBurst && nextBurst <= lastBurst) {
        nextBurst += burstEvery;
        bursts += 1;
        burstEnd = end + 5 * SAMPLE_RATE;
        thread.postMessage({ type: 'burst', samples: 5 * SAMPLE_RATE });
      }
      if (onProgress && end >= nextProgress) {
        nextProgress += onProgress;
        globalThis.progress?.((end - from) / SAMPLE_RATE);
      }
      thread.postMessage({ type: 'allow', until: Math.min(until, end + AHEAD * SAMPLE_RATE) });
      if (end > until - 2 * 50 * 320) {
        host.removeEventListener('pinna-frames', onFrames);
        resolve();
      }
    };
    host.addEventListener('pinna-frames', onFrames);
  });
  const began = performance.now();
  await Promise.race([host.start({ kind: 'node', node }), finished]);
  await whenConnected;
  thread.postMessage({ type: 'allow', until: from + AHEAD * SAMPLE_RATE });
  await finished;
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  await host.stop();
  thread.terminate();
  const { samples, backend, transport, model, latency } = host.listener.status;
  return {
    kept,
    figures: {
      seconds,
      bursts,
      samples,
      latency,
      backend: backend.backend,
      transport,
      model: `${model.name} ${model.version}`,
      tensorsLeft: seen.stopped?.tensors,
    },
  };
};

/** Returns the current memory use after garbage collection, and the number of entries in the log. */
globalThis.memory = () => {
  globalThis.gc?.();
  const { entries } = document.querySelector('pinna-log');
  return { heap: performance.memory?.usedJSHeapSize, tensors: seen.tensors, entries: entries.length };
};

/** Returns the largest difference of any score in the frames that both have. */
globalThis.difference = (a, b) => {
  const rows = new Map();
  const each = (kept, visit) => {
    for (const { position, frames, scores } of kept)
      for (const [head, values] of Object.entries(scores)) {
        const classes = values.length / frames;
        for (let f = 0; f < frames; f++)
          visit(`${head} ${position + f * 320}`, values.subarray(f * classes, (f + 1) * classes));
      }
  };
  each(a, (key, row) => rows.set(key, row));
  let worst = 0;
  let compared = 0;
  each(b, (key, row) => {
    const other = rows.get(key);
    if (!other) return;
    compared += 1;
    row.forEach((value, c) => (worst = Math.max(worst, Math.abs(value - other[c]))));
  });
  return { worst, compared };
};
globalThis.pinna = pinna;
globalThis.SAMPLE_RATE = SAMPLE_RATE;
globalThis.ready = true;
