import type { Source } from '../../capture/sources/source.js';
import { checkThresholds, type Threshold, type Thresholds } from '../../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { DefaultSource } from '../../listener/listener-options.js';
import { windowOf } from '../presence/window-of.js';

/** A name and a number. Applied twice to `dog 0.6 0.3`, it yields the name and both thresholds. */
const RULE = /^(.*\S)\s+(\d*\.?\d+)$/s;

/**
 * Parses thresholds as written in an attribute: either `bird 0.8, dog 0.6 0.3, events:* 0.7`, each entry a class with `on`
 * and optionally `off`, or an object in JSON.
 *
 * @throws PinnaError `bad-option`, naming the invalid part
 */
export function parseThresholds(text: string): Thresholds {
  const thresholds = text.trim().startsWith('{') ? fromJson(text) : fromRules(text);
  checkThresholds(thresholds);
  return thresholds;
}

/**
 * Returns an element's thresholds, given as an attribute or a property.
 *
 * @throws PinnaError `bad-option`
 */
export function thresholdsOf(thresholds: string | Thresholds | null | undefined): Thresholds {
  return typeof thresholds === 'string' ? parseThresholds(thresholds) : (thresholds ?? {});
}

function fromJson(text: string): Thresholds {
  try {
    return JSON.parse(text) as Thresholds;
  } catch (cause) {
    throw new PinnaError(
      PinnaErrorCode.BadOption,
      `The thresholds are not valid JSON (${(cause as Error).message}). Write {"bird": 0.8}, or "bird 0.8, dog 0.6 0.3".`,
      { cause },
    );
  }
}

function fromRules(text: string): Thresholds {
  const rules = text.split(/[,;]/).map((rule) => rule.trim());
  const pairs = rules.filter(Boolean).map((rule): [string, Threshold] => {
    const [, before, last] = RULE.exec(rule) ?? [];
    if (before === undefined) {
      throw new PinnaError(
        PinnaErrorCode.BadOption,
        `"${rule}" is not a threshold. Write a class name and a score, optionally with the score at which it ends: "bird 0.8, dog 0.6 0.3".`,
      );
    }
    const [, name, first] = RULE.exec(before) ?? [];
    return name === undefined ? [before, Number(last)] : [name, { on: Number(first), off: Number(last) }];
  });
  return Object.fromEntries(pairs);
}

const MICROPHONE = /^microphone(?::(.+))?$/s;

/**
 * Returns the source that an attribute names: `microphone`, `microphone:` with a device id, or the selector of an audio or
 * video element. The element is looked up at each start.
 *
 * @param root returns the tree in which the element is looked up
 */
export function pageSource(text: string, root: () => ParentNode): DefaultSource {
  const [named, deviceId] = MICROPHONE.exec(text.trim()) ?? [];
  if (named !== undefined) return deviceId === undefined ? { kind: 'microphone' } : { kind: 'microphone', deviceId };
  return () => mediaSource(text, root());
}

/**
 * Returns the source of a selected audio or video element.
 *
 * @throws PinnaError `bad-option` if the selector matches no such element
 */
function mediaSource(selector: string, root: ParentNode): Source {
  const element = select(selector, root);
  if (isMedia(element)) return { kind: 'element', element };
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    `The source "${selector}" is not an audio or video element of this page. Give "microphone", "microphone:<device id>" or ` +
      'a selector like "#player".',
  );
}

/** Whether an element is an audio or video element, also one of another window. */
function isMedia(element: Element | null): element is HTMLMediaElement {
  return element !== null && element instanceof windowOf(element).HTMLMediaElement;
}

function select(selector: string, root: ParentNode): Element | null {
  try {
    return root.querySelector(selector);
  } catch {
    return null;
  }
}
