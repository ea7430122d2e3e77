import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { didYouMean } from '../../model/nearest-name.js';

/** Codes of the errors that the page's author can mend. The others concern the user, the device or a file. */
const OF_AUTHORS: ReadonlySet<PinnaErrorCode> = new Set([
  PinnaErrorCode.BadOption,
  PinnaErrorCode.ModelMissing,
  PinnaErrorCode.ModelCorrupt,
  PinnaErrorCode.NoBackend,
  PinnaErrorCode.WorkletFailed,
  PinnaErrorCode.WorkerFailed,
  PinnaErrorCode.FilesMissing,
  PinnaErrorCode.Unsupported,
  PinnaErrorCode.SampleRate,
]);

const BAD_OPTION = PinnaErrorCode.BadOption;

const logged = new WeakMap<Element, Set<string>>();

/** Logs an error in the console if the page's author can mend it: each message once per element. */
export function logMistake(element: Element, { code, message }: PinnaError): void {
  const before = logged.get(element) ?? new Set();
  if (!OF_AUTHORS.has(code) || before.has(message)) return;
  logged.set(element, before.add(message));
  // eslint-disable-next-line no-console -- the page's author looks here first
  console.error(`${startTag(element)}: ${message}`, element);
}

/** Attributes that show which of several elements is meant. */
const TELLING = ['id', 'for'];

function startTag(element: Element): string {
  const attributes = TELLING.filter((name) => element.hasAttribute(name)).map(
    (name) => ` ${name}="${element.getAttribute(name)!}"`,
  );
  return `<${element.localName}${attributes.join('')}>`;
}

/** Returns why a view has no listener: nothing encloses it, or its `for` names no listener. */
export function missingListener(view: Element, htmlFor: string | undefined): PinnaError {
  const root = view.getRootNode() as Document | ShadowRoot;
  const tag = `<${view.localName}>`;
  if (!customElements.get('pinna-listener'))
    return new PinnaError(
      BAD_OPTION,
      `${tag} has no listener: this page does not define <pinna-listener>. Load pinna.js as a module.`,
    );
  if (!htmlFor)
    return new PinnaError(
      BAD_OPTION,
      `${tag} has no listener. Put it inside a <pinna-listener>, or name the id of one as for="id".`,
    );
  const named = root.getElementById(htmlFor);
  if (named) {
    return new PinnaError(
      BAD_OPTION,
      `${tag} has no listener: for="${htmlFor}" is the id of a <${named.localName}>. Name the id of a <pinna-listener>.`,
    );
  }
  const ids = [...root.querySelectorAll('pinna-listener[id]')].map(({ id }) => id);
  return new PinnaError(
    BAD_OPTION,
    `${tag} has no listener: no element here has the id "${htmlFor}". Correct for="${htmlFor}", or give a ` +
      `<pinna-listener> this id.${didYouMean(htmlFor, ids)}`,
  );
}

/** Returns the mistake of a view or a `<pinna-listener>` that was given something else as its listener. */
export const notAListener = (element: Element, given: unknown): PinnaError =>
  new PinnaError(
    BAD_OPTION,
    `The property listener of <${element.localName}> is of the type ${typeof given}, and no Listener. Give what new Listener() returns.`,
  );

/**
 * Returns what is wrong with the value of an attribute; undefined if nothing is.
 *
 * @param value text of the attribute
 * @param expected `number`, or the possible values
 */
export function wrongValue(
  element: Element,
  attribute: string,
  value: string,
  expected: 'number' | readonly string[],
): PinnaError | undefined {
  const text = `<${element.localName} ${attribute}="${value}">`;
  if (expected === 'number') {
    if (value.trim() !== '' && Number.isFinite(Number(value))) return undefined;
    return new PinnaError(BAD_OPTION, `${text}: "${value}" is not a number. Give one, without a unit.`);
  }
  if (expected.includes(value)) return undefined;
  return new PinnaError(
    BAD_OPTION,
    `${text}: "${value}" is not a value of ${attribute}. Give ${orList(expected)}.${didYouMean(value, expected)}`,
  );
}

const orList = (choices: readonly string[]) => `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)!}`;
