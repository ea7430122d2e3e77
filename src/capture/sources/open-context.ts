import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { withTimeout } from '../../lifetime/waiting.js';
import { ContextHandle, type ContextOwner } from '../context/context-handle.js';
import type { Source } from './source.js';

/**
 * Returns the context for a source: that of a node, the shared one of media elements, or a new one at the device's own
 * rate. Main thread.
 *
 * @throws PinnaError `unsupported-browser`, `worklet-failed` (the wrapper could not be loaded), `bad-option`.
 */
export async function openContext(source: Source): Promise<ContextHandle> {
  requireWorklets();
  switch (source.kind) {
    case 'node':
      return contextOf(source.node);
    case 'element':
      return elementContext();
    default:
      return createContext('own');
  }
}

/** Time limit for loading standardized-audio-context, ms. */
const LOAD_TIMEOUT = 30_000;

let forElements: Promise<ContextHandle> | undefined;

/**
 * Returns the context that all media elements share; it is never closed. A media element can be connected to one context
 * only, permanently, and plays through it from then on.
 */
function elementContext(): Promise<ContextHandle> {
  forElements ??= createContext('elements').catch((error: unknown) => {
    forElements = undefined;
    throw error;
  });
  return forElements;
}

async function createContext(owner: ContextOwner): Promise<ContextHandle> {
  const { AudioContext, AudioWorkletNode } = await loadWrapper();
  return new ContextHandle(
    new AudioContext() as unknown as BaseAudioContext,
    AudioWorkletNode as unknown as typeof globalThis.AudioWorkletNode,
    owner,
  );
}

async function contextOf(node: AudioNode): Promise<ContextHandle> {
  // Native contexts, including those of other frames, have this tag. Wrapped contexts are instances of plain classes.
  const isNative = /AudioContext\]$/.test(Object.prototype.toString.call(node.context));
  if (isNative) return new ContextHandle(node.context, globalThis.AudioWorkletNode, 'host');
  const { AudioWorkletNode, isAnyAudioNode } = await loadWrapper();
  if (isAnyAudioNode(node)) {
    return new ContextHandle(node.context, AudioWorkletNode as unknown as typeof globalThis.AudioWorkletNode, 'host');
  }
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    'This audio node is neither native nor of the copy of standardized-audio-context that Pinna uses. Pass a native ' +
      'node, or have your bundler share one copy of standardized-audio-context (npm dedupe).',
  );
}

async function loadWrapper() {
  try {
    return await withTimeout(LOAD_TIMEOUT, import('standardized-audio-context'));
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.WorkletFailed,
      "Pinna's code for audio could not be loaded. Check that all files of the dist folder are served.",
      { cause },
    );
  }
}

function requireWorklets(): void {
  if (typeof globalThis.AudioWorkletNode === 'function') return;
  throw new PinnaError(
    PinnaErrorCode.Unsupported,
    globalThis.isSecureContext
      ? 'This browser has no AudioWorklet. Use a current Chrome, Edge, Firefox or Safari.'
      : 'Browsers allow audio worklets only on secure pages. Serve the page over https (or from localhost).',
  );
}
