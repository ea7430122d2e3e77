import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { OpenedSource, Source } from './source.js';
import { Tap } from './tap.js';

/** An element's one and only source node; browsers refuse to make a second one. */
const sources = new WeakMap<HTMLMediaElement, MediaElementAudioSourceNode>();

/**
 * Listens to an audio or video element. From the first time on, the element sounds through the context that all elements
 * share: it stays as audible as it was, also after `release`. Media of another origin without CORS would fall silent for
 * the user too, so they are refused where they can be recognised (a redirect cannot; it shows as digital silence).
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
    'This media element plays from another origin, and without CORS a page may not hear it. Set crossorigin="anonymous" ' +
      'on the element before its address and have that server send Access-Control-Allow-Origin.',
  );
}

/** The last part of an address, for people to read. */
function nameOf(address: string): string {
  const name = /([^/]+)$/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? '';
  try {
    return /^(blob|data):/.test(address) ? '' : decodeURIComponent(name);
  } catch {
    return name;
  }
}
