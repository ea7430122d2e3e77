import * as tf from '@tensorflow/tfjs-core';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { BackendMeasurement, BackendName, BackendReport } from './backend-report.js';
import { measureStep } from './measure-step.js';
import type { Model } from '../manifest.js';
import { activateBackend, startBackend } from './start-backend.js';
import { StreamingNetwork } from '../network/streaming-network.js';
import type { WasmFiles } from './wasm-files.js';
import type { LoadWebgpu } from './webgpu-backend.js';
import { within } from '../../lifetime/waiting.js';

export interface BackendOptions {
  readonly requested: BackendName | 'auto';
  /** Frames per step. */
  readonly stepFrames: number;
  /** Without them there is no WASM. */
  readonly wasm?: WasmFiles | undefined;
  /** `navigator.gpu`, where there is one. */
  readonly gpu?: GPU | undefined;
  /** Without it there is no WebGPU. */
  readonly loadWebgpu?: LoadWebgpu | undefined;
}

/** A backend was lost, and sound is waiting: which one goes on is decided by nothing but that it runs. */
const IN_PLACE: readonly BackendName[] = ['wasm', 'cpu'];

export interface SelectedBackend {
  /** Warm, in the zero state, on the tfjs backend that is now current. */
  readonly network: StreamingNetwork;
  readonly report: BackendReport;
}

/** First the one that is nearly always the fastest at this size, so that the others' time can be limited. */
const CANDIDATES: readonly BackendName[] = ['wasm', 'webgpu', 'cpu'];
/** How long a candidate may take to get ready when another one is, milliseconds: somebody waits for a first answer. */
const READY_LIMIT = 500;
/** How long the first one may take, milliseconds: graphics drivers have been seen never to answer. */
const FIRST_READY_LIMIT = 120_000;
/** How long measuring a candidate may take, milliseconds. */
const MEASURING_LIMIT = 60;

interface Candidate {
  readonly backend: BackendName;
  readonly network: StreamingNetwork;
  readonly millisecondsPerStep: number;
  /** Frees the network and the backend's device. */
  readonly free: () => void;
}

/**
 * Puts the model on a backend. `auto` warms and measures every backend that is there, in steps of the size to come, and
 * takes the fastest; a backend asked for by name is taken, or the call fails.
 *
 * @throws PinnaError `no-backend` with the reasons of all that were tried
 */
export async function selectBackend(model: Model, options: BackendOptions): Promise<SelectedBackend> {
  const { requested } = options;
  tf.enableProdMode(); // no advertisement on the console, no second check of what loading has checked
  const measurements: BackendMeasurement[] = [];
  let best: Candidate | undefined;
  for (const backend of requested === 'auto' ? CANDIDATES : [requested]) {
    try {
      const candidate = await tryBackend(backend, model, options, best ? READY_LIMIT : FIRST_READY_LIMIT);
      measurements.push({ backend, millisecondsPerStep: candidate.millisecondsPerStep });
      const isFaster = !best || candidate.millisecondsPerStep < best.millisecondsPerStep;
      (isFaster ? best : candidate)?.free();
      if (isFaster) best = candidate;
    } catch (cause) {
      measurements.push({ backend, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  if (!best) throw noBackend(requested, measurements);
  await activateBackend(best.backend);
  const report = {
    backend: best.backend,
    requested,
    reason: reasonFor(best.backend, options, measurements),
    measurements,
  };
  return { network: best.network, report };
}

/**
 * Puts the model on the first backend that runs, other than the GPU that was lost, without measuring it.
 *
 * @throws PinnaError `no-backend`
 */
export async function replaceBackend(
  model: Model,
  options: Omit<BackendOptions, 'requested'>,
): Promise<SelectedBackend> {
  const measurements: BackendMeasurement[] = [];
  for (const backend of IN_PLACE) {
    try {
      await startBackend(backend, { ...options, software: false, limit: FIRST_READY_LIMIT });
      const network = StreamingNetwork.create(model);
      const reason = `webgpu was lost while listening; ${backend} goes on in its place`;
      return { network, report: { backend, requested: 'auto', reason, measurements: [], lost: 'webgpu' } };
    } catch (cause) {
      measurements.push({ backend, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  throw noBackend('auto', measurements);
}

/**
 * @param limit how long it may take to get ready, milliseconds
 * @throws Error that says in words why it cannot be used
 */
async function tryBackend(
  backend: BackendName,
  model: Model,
  { requested, stepFrames, ...options }: BackendOptions,
  limit: number,
): Promise<Candidate> {
  const stop = await startBackend(backend, { ...options, software: requested === backend, limit });
  const network = StreamingNetwork.create(model);
  const warm = network.warmUp(stepFrames);
  try {
    await within(limit, warm);
    const millisecondsPerStep = await measureStep(network, stepFrames, MEASURING_LIMIT);
    const free = () => {
      network.dispose();
      stop();
    };
    return { backend, network, millisecondsPerStep, free };
  } catch (cause) {
    network.dispose();
    void warm.then(stop, stop); // the read-back of a late warm-up still needs its device
    throw cause;
  }
}

function reasonFor(
  backend: BackendName,
  { requested, stepFrames }: BackendOptions,
  all: readonly BackendMeasurement[],
) {
  if (requested !== 'auto') return `${backend} was asked for`;
  const times = all
    .filter(({ millisecondsPerStep }) => millisecondsPerStep !== undefined)
    .map(({ backend: name, millisecondsPerStep }) => `${name} ${millisecondsPerStep!.toFixed(2)} ms`);
  if (times.length === 1) return `${backend} is the only one that can be used here`;
  return `${backend} is the fastest: ${times.join(', ')} per step of ${stepFrames} frame${stepFrames === 1 ? '' : 's'}`;
}

function noBackend(requested: BackendName | 'auto', measurements: readonly BackendMeasurement[]): PinnaError {
  const reasons = measurements.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ');
  const advice = requested === 'auto' ? 'Use a recent browser.' : 'Ask for another backend, or for "auto".';
  return new PinnaError(PinnaErrorCode.NoBackend, `No backend to compute the network (${reasons}). ${advice}`);
}
