/* global importScripts, MessageChannel */
/**
 * The audio thread of the soak test: a worker with the globals of an AudioWorkletGlobalScope. It runs the shipped worklet
 * quantum by quantum, as fast as the page allows. The sound depends only on the position, so any range can be played again.
 */
const QUANTUM = 128;
/** Longest run without returning to the event loop, samples. Returned buffers arrive there. */
const SLICE = 32 * QUANTUM;

globalThis.currentFrame = 0;
globalThis.AudioWorkletProcessor = class {
  port = globalThis.nodePort;
};
globalThis.registerProcessor = (_, Processor) => {
  globalThis.Processor = Processor;
};
importScripts('/dist/capture.worklet.js');

let processor;
let sound;
let allowed = 0;
let isRunning = false;
const quantum = new Float32Array(QUANTUM);

/** Gain of the n-th repetition of the sound: −24 to 0 dB, without a pattern. */
const gain = (n) => 10 ** (-1.2 * ((Math.imul(n + 1, 2654435761) >>> 0) / 2 ** 32));

function fill(position) {
  for (let i = 0; i < QUANTUM; i++) {
    const at = position + i;
    quantum[i] = sound[at % sound.length] * gain(Math.floor(at / sound.length));
  }
}

function render(until) {
  while (globalThis.currentFrame < until) {
    fill(globalThis.currentFrame);
    processor.process([[quantum]]);
    globalThis.currentFrame += QUANTUM;
  }
}

/** Schedules a separate task, so that pending buffers can arrive. */
const channel = new MessageChannel();
channel.port1.onmessage = run;

function run() {
  isRunning = globalThis.currentFrame < allowed;
  if (!isRunning) return;
  render(Math.min(allowed, globalThis.currentFrame + SLICE));
  channel.port2.postMessage(null);
}

globalThis.onmessage = ({ data }) => {
  if (data.type === 'node') {
    globalThis.currentFrame = data.start;
    globalThis.sampleRate = data.sampleRate;
    sound = data.sound;
    allowed = data.start;
    globalThis.nodePort = data.port;
    processor = new globalThis.Processor();
  } else if (data.type === 'burst') {
    // More than any transport can hold, at once, as after a machine has slept.
    render(globalThis.currentFrame + data.samples);
  } else if (data.type === 'more') allowed = Math.max(allowed, globalThis.currentFrame + data.samples);
  else allowed = Math.max(allowed, data.until);
  if (!isRunning) run();
};
