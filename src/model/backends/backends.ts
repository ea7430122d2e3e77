import * as tf from '@tensorflow/tfjs-core';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { BackendMeasurement, BackendName, BackendReport } from './backend-report.js';
import { measureStep } from './measure-step.js';
import type { Model } from '../manifest.js';
import { openNetwork, type OpenNetwork } from './open-network.js';
import { activateBackend } from './start-backend.js';
import type { StreamingNetwork } from '../network/streaming-network.js';
import { rowsPerStep } from '../../features/rows.js';
import type { WasmFiles } from './wasm-files.js';
import type { LoadWebgpu } from './webgpu-backend.js';
import { withTimeout } from '../../lifetime/waiting.js';

export interface BackendOptions {
  readonly requested: BackendName | 'auto';
  /** Duration of a step, frames of 20 ms. */
  readonly stepFrames: number;
  /** Addresses of the WASM builds; WASM is unavailable without them. */
  readonly wasm?: WasmFiles | undefined;
  /** `navigator.gpu`, if it exists. */
  readonly gpu?: GPU | undefined;
  /** Loads the WebGPU backend's module; WebGPU is unavailable without it. */
  readonly loadWebgpu?: LoadWebgpu | undefined;
}

/** Backends to try after a GPU failure, in this order. Sound is waiting, so the first that runs is used, unmeasured. */
const FALLBACKS: readonly BackendName[] = ['wasm', 'cpu'];

export interface SelectedBackend {
  /** In the initial state. `selectBackend` has warmed it up; `replaceBackend` has not. */
  readonly network: StreamingNetwork;
  /** Returns another network of the model on this backend, with its own copy of the weights. */
  readonly create: () => StreamingNetwork;
  readonly report: BackendReport;
}

/**
 * Candidates in the order of trying. WASM is nearly always the fastest at this size; once it runs, WebGPU gets less time. The CPU
 * takes 30 times as long as WASM, and to measure that takes seven times as long as to load the model. So it is tried last, and only if
 * no other runs.
 */
const CANDIDATES: readonly BackendName[] = ['wasm', 'webgpu', 'cpu'];
/**
 * Time limit for opening a candidate's graphics device, and again for its warm-up, once another candidate is ready, ms.
 * The user is waiting for a first result.
 */
const READY_TIMEOUT = 500;
/** Time limit for the warm-up of the first candidate, ms. Some graphics drivers never answer. */
const FIRST_READY_TIMEOUT = 120_000;
/** Time after which no further measuring round of a candidate begins, ms. */
const MEASURING_LIMIT = 60;

interface Candidate extends Omit<OpenNetwork, 'stop'> {
  readonly backend: BackendName;
  readonly millisecondsPerStep: number;
  /** Frees the network and the backend's device. */
  readonly free: () => void;
}

/**
 * Puts the model on a backend. `auto` warms up and measures WASM and WebGPU with steps of `stepFrames` and uses the faster one; if
 * neither runs, it uses the CPU. If a backend is requested by name, it is used or the call fails.
 *
 * @throws PinnaError `no-backend` with the reasons of all candidates
 */
export async function selectBackend(model: Model, options: BackendOptions): Promise<SelectedBackend> {
  const { requested } = options;
  tf.enableProdMode(); // no notice on the console, no repetition of the checks made while loading
  const measurements: BackendMeasurement[] = [];
  let best: Candidate | undefined;
  for (const backend of requested === 'auto' ? CANDIDATES : [requested]) {
    if (backend === 'cpu' && best) continue;
    try {
      const candidate = await tryBackend(backend, model, options, best ? READY_TIMEOUT : FIRST_READY_TIMEOUT);
      measurements.push({ backend, millisecondsPerStep: candidate.millisecondsPerStep });
      const isFaster = !best || candidate.millisecondsPerStep < best.millisecondsPerStep;
      (isFaster ? best : candidate)?.free();
      if (isFaster) best = candidate;
    } catch (cause) {
      measurements.push({ backend, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  if (!best) throw noBackend(requested, measurements);
  if (best.usesTfjs) await activateBackend(best.backend);
  const report = {
    backend: best.backend,
    requested,
    reason: reasonFor(best.backend, options, measurements),
    measurements,
  };
  return { network: best.network, create: best.create, report };
}

/**
 * Puts the model on WASM, or on the CPU if WASM does not run, without warm-up or measurement. For use after a GPU
 * failure.
 *
 * @throws PinnaError `no-backend`
 */
export async function replaceBackend(
  model: Model,
  options: Omit<BackendOptions, 'requested'>,
): Promise<SelectedBackend> {
  const measurements: BackendMeasurement[] = [];
  for (const backend of FALLBACKS) {
    try {
      const limit = FIRST_READY_TIMEOUT;
      const { network, create } = await openNetwork(backend, model, { ...options, software: false, limit });
      const reason = `webgpu failed while listening; ${backend} replaced it`;
      return { network, create, report: { backend, requested: 'auto', reason, measurements: [], replaced: 'webgpu' } };
    } catch (cause) {
      measurements.push({ backend, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  throw noBackend('auto', measurements);
}

/**
 * Starts, warms up and measures one candidate.
 *
 * @param limit time limit for opening a graphics device, and again for the warm-up, ms
 * @throws Error whose message says why the backend cannot be used
 */
async function tryBackend(
  backend: BackendName,
  model: Model,
  { requested, stepFrames, ...options }: BackendOptions,
  limit: number,
): Promise<Candidate> {
  const { stop, ...open } = await openNetwork(backend, model, { ...options, software: requested === backend, limit });
  const { network } = open;
  const inputFrames = rowsPerStep(stepFrames, network.rowSeconds) * network.framesPerOutput;
  const warmUp = network.warmUp(inputFrames);
  try {
    await withTimeout(limit, warmUp);
    const millisecondsPerStep = await measureStep(network, inputFrames, MEASURING_LIMIT);
    const free = () => {
      network.dispose();
      stop();
    };
    return { ...open, backend, millisecondsPerStep, free };
  } catch (cause) {
    network.dispose();
    void warmUp.then(stop, stop); // a late warm-up still needs the device for its read-back
    throw cause;
  }
}

function reasonFor(
  backend: BackendName,
  { requested, stepFrames }: BackendOptions,
  all: readonly BackendMeasurement[],
) {
  if (requested !== 'auto') return `${backend} was requested`;
  const times = all
    .filter(({ millisecondsPerStep }) => millisecondsPerStep !== undefined)
    .map(({ backend: name, millisecondsPerStep }) => `${name} ${millisecondsPerStep!.toFixed(2)} ms`);
  if (backend === 'cpu') return `${backend} is the only backend that works here`;
  return `${backend} is the fastest: ${times.join(', ')} per step of ${stepFrames} frame${stepFrames === 1 ? '' : 's'}`;
}

function noBackend(requested: BackendName | 'auto', measurements: readonly BackendMeasurement[]): PinnaError {
  const reasons = measurements.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ');
  const advice = requested === 'auto' ? 'Use a recent browser.' : 'Request another backend, or "auto".';
  return new PinnaError(PinnaErrorCode.NoBackend, `No backend can compute the network (${reasons}). ${advice}`);
}
