import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { OpenedSource, Source } from './source.js';
import { Tap } from './tap.js';

/** The only source node of each element; browsers refuse to create a second one. */
const sources = new WeakMap<HTMLMediaElement, MediaElementAudioSourceNode>();

/**
 * Opens an audio or video element as a source. From the first call on, the element plays through the context that all
 * elements share. It stays as audible as it was, also after `release`.
 *
 * Refuses media from another origin without CORS, which would fall silent for the user too. A redirect cannot be
 * recognised; it appears as digital silence.
 *
 * @throws PinnaError `bad-option`.
 */
export function openElement(context: AudioContext, { element }: Source & { kind: 'element' }): OpenedSource {
  requireReadable(element);
  const tap = new Tap(sourceOf(element, context));
  return {
    info: { kind: 'element', label: nameOf(element.currentSrc) },
    connect: (target) => tap.connect(target),
    ended: new Promise(() => undefined),
    release: () => tap.disconnect(),
  };
}

function sourceOf(element: HTMLMediaElement, context: AudioContext): MediaElementAudioSourceNode {
  let source = sources.get(element);
  if (!source) {
    try {
      source = context.createMediaElementSource(element);
    } catch (cause) {
      throw new PinnaError(
        PinnaErrorCode.BadOption,
        'This media element already plays through another AudioContext, and an element can only do so once. Pass its ' +
          'MediaElementAudioSourceNode as { kind: "node" } instead.',
        { cause },
      );
    }
    source.connect(context.destination);
    sources.set(element, source);
  }
  return source;
}

function requireReadable(element: HTMLMediaElement): void {
  const address = element.currentSrc || element.src;
  if (!address || element.crossOrigin !== null || address.startsWith('data:')) return;
  if (new URL(address, document.baseURI).origin === location.origin) return;
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    'This media element plays from another origin, and without CORS a page may not read its sound. Set crossorigin="anonymous" ' +
      'on the element before its address and have that server send Access-Control-Allow-Origin.',
  );
}

/** Returns the last part of an address, decoded, as a label. Empty for `blob:` and `data:` addresses. */
function nameOf(address: string): string {
  const name = /([^/]+)$/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? '';
  try {
    return /^(blob|data):/.test(address) ? '' : decodeURIComponent(name);
  } catch {
    return name;
  }
}
