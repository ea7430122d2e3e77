import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { openStream } from './open-stream.js';
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
 * The volume of the element counts, and a muted one is silent. For an element that plays a MediaStream browsers deliver silence, so
 * its stream is opened instead: neither volume nor mute counts, and the source ends with the stream.
 *
 * @param onMuted called when the system mutes or unmutes a stream that the element plays
 * @throws PinnaError `bad-option`.
 */
export function openElement(
  context: AudioContext,
  { element }: Source & { kind: 'element' },
  onMuted: (isMuted: boolean) => void,
): OpenedSource {
  const { srcObject } = element;
  if (isStream(srcObject)) {
    const opened = openStream(context, { kind: 'stream', stream: srcObject }, onMuted);
    return { ...opened, info: { ...opened.info, kind: 'element' } };
  }
  requireReadable(element);
  const tap = new Tap(sourceOf(element, context));
  return {
    info: { kind: 'element', label: nameOf(element.currentSrc) },
    connect: (target) => tap.connect(target),
    ended: new Promise(() => undefined),
    release: () => tap.disconnect(),
  };
}

/** Whether an element plays a stream, also one of another frame. */
function isStream(provider: MediaProvider | null): provider is MediaStream {
  return provider !== null && 'getAudioTracks' in provider;
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
  if (new URL(address, document.baseURI).origin === self.origin) return;
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
