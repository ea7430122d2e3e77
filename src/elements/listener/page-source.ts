import type { Source } from '../../capture/sources/source.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { DefaultSource } from '../../listener/listener-options.js';

const MICROPHONE = /^microphone(?::(.+))?$/s;

/**
 * The source that an attribute names: `microphone`, `microphone:` with the id of a device, or else the selector of an audio
 * or video element, which is looked for at each start.
 *
 * @param root where the element is looked for
 */
export function pageSource(text: string, root: () => ParentNode): DefaultSource {
  const [named, deviceId] = MICROPHONE.exec(text.trim()) ?? [];
  if (named !== undefined) return deviceId === undefined ? { kind: 'microphone' } : { kind: 'microphone', deviceId };
  return () => mediaSource(text, root());
}

/** @throws PinnaError `bad-option` */
function mediaSource(selector: string, root: ParentNode): Source {
  const element = select(selector, root);
  if (element instanceof HTMLMediaElement) return { kind: 'element', element };
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    `The source "${selector}" is no audio or video element of this page. Give "microphone", "microphone:<id of a device>" or ` +
      'a selector like "#player".',
  );
}

function select(selector: string, root: ParentNode): Element | null {
  try {
    return root.querySelector(selector);
  } catch {
    return null;
  }
}
