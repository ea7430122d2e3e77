import type { LitElement } from 'lit';
import type { PinnaError } from '../../errors.js';
import { elementEvent } from './element-events.js';
import { logMistake, wrongValue } from './page-mistakes.js';

/** Possible values of the attributes of an element that allow only certain ones. */
export type AttributeChoices = Readonly<Record<string, readonly string[]>>;

type CheckedElement = typeof LitElement & {
  /** Attributes of the class that allow only certain values. */
  readonly choices?: AttributeChoices;
};

/** Returns what is wrong with the value of an attribute: a number must be a number, a choice one of the choices. */
export function wrongAttribute(element: LitElement, attribute: string): PinnaError | undefined {
  const constructor = element.constructor as CheckedElement;
  const expected = constructor.choices?.[attribute] ?? (isNumeric(constructor, attribute) ? 'number' : undefined);
  const value = element.getAttribute(attribute);
  return expected && value !== null ? wrongValue(element, attribute, value, expected) : undefined;
}

/**
 * Logs a wrong value of an attribute once and dispatches it as `pinna-error`. Call it in `attributeChangedCallback`. The event comes
 * after the update, when the `<pinna-listener>` around the element is defined, too.
 *
 * @returns the error; undefined for a valid value
 */
export function reportWrongAttribute(element: LitElement, attribute: string): PinnaError | undefined {
  const error = wrongAttribute(element, attribute);
  if (!error) return undefined;
  logMistake(element, error);
  void element.updateComplete.then(() => element.dispatchEvent(elementEvent('pinna-error', error)));
  return error;
}

function isNumeric({ elementProperties }: CheckedElement, attribute: string): boolean {
  for (const [property, { type, attribute: name }] of elementProperties)
    if (type === Number && (typeof name === 'string' ? name : String(property).toLowerCase()) === attribute)
      return true;
  return false;
}
