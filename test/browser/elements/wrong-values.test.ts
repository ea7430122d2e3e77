import { expect } from 'chai';
import type { LitElement } from 'lit';
import type { PinnaError } from '../../../src/errors.js';
import * as elements from '../../../src/entries/elements.js';
import { wrongAttribute } from '../../../src/elements/listener/checked-attributes.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { seededRandom } from '../../harness/random.js';
import { onPage, settled } from './on-page.js';

/** Elements of the package, by their tag names. */
const ELEMENTS = Object.values(elements).flatMap((element) => {
  const tag = typeof element === 'function' ? customElements.getName(element as CustomElementConstructor) : null;
  return tag ? [{ tag, properties: [...(element as unknown as typeof LitElement).elementProperties] }] : [];
});
const SEED = 1;
const VALUES = [
  ...['', ' ', 'banana', '-1', '0', '1e999', 'NaN', '10 s', '1,5', '{"', '{"a":1}', '[1]', 'null', 'undefined'],
  ...['\u202e', '💥', '#nothing', 'no such id', 'http://[', 'javascript:1', '<img src=x>', 'x'.repeat(3000)],
];
const SHAPES: readonly unknown[] = [
  null,
  undefined,
  NaN,
  -1,
  Infinity,
  true,
  '',
  'banana',
  [],
  {},
  { kind: 'mic' },
  () => 1,
];
/** Any text is a name under which something is stored, or begins work that other tests check. */
const ANY_TEXT = ['remember', 'preload', 'autostart', 'lang', 'taught'];

describe(`Wrong values (seed ${SEED})`, () => {
  const { error: log } = console;
  let unforeseen: unknown[] = [];
  const note = (event: Event) => {
    event.preventDefault();
    unforeseen.push((event as ErrorEvent).error ?? (event as PromiseRejectionEvent).reason);
  };
  beforeEach(() => {
    unforeseen = [];
    console.error = () => undefined;
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  afterEach(() => {
    console.error = log;
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
    document.querySelectorAll('main, .place').forEach((left) => left.remove());
  });

  it('are tried on all elements', () => expect(ELEMENTS.length).to.be.at.least(18));

  for (const { tag, properties } of ELEMENTS) {
    const attributes = properties.flatMap(([property, { attribute, state }]) =>
      attribute === false || state ? [] : [typeof attribute === 'string' ? attribute : String(property).toLowerCase()],
    );

    it(`of the attributes of <${tag}> break nothing; a wrong number or choice is reported with the attribute`, async () => {
      const random = seededRandom(SEED);
      const texts = () =>
        Array.from({ length: 1 + random() * 12 }, () => String.fromCharCode(32 + random() * 0x2ff)).join('');
      for (const attribute of attributes.filter((one) => !ANY_TEXT.includes(one))) {
        const place = await onPage(`<pinna-listener><${tag}></${tag}></pinna-listener>`);
        const element = place.querySelector<LitElement>(tag)!;
        let errors: PinnaError[] = [];
        element.addEventListener('pinna-error', (event) => errors.push((event as CustomEvent<PinnaError>).detail));
        for (const value of [...VALUES, texts(), texts()]) {
          element.removeAttribute(attribute);
          await element.updateComplete;
          errors = [];
          element.setAttribute(attribute, value);
          await element.updateComplete;
          await nextTask();
          const expected = wrongAttribute(element, attribute);
          const title = `<${tag} ${attribute}=${JSON.stringify(value.slice(0, 40))}>`;
          if (expected) {
            const reported = errors.filter(({ message }) => message === expected.message);
            expect(
              reported.map(({ code }) => code),
              title,
            ).to.deep.equal(['bad-option']);
          }
          for (const { code, message } of errors) {
            expect(code, `${title}: ${message}`).to.equal('bad-option');
            expect(message, title).to.match(/^[^\n]{10,}[.?]$/);
          }
          expect(unforeseen.map(String), title).to.deep.equal([]);
        }
        await settled(place);
        place.remove();
      }
      expect(unforeseen.map(String), tag).to.deep.equal([]);
    });

    it(`of the properties of <${tag}> throw nothing that is not typed`, async () => {
      for (const [property, { state }] of properties) {
        if (state || ANY_TEXT.includes(String(property))) continue;
        const place = await onPage(`<pinna-listener><${tag}></${tag}></pinna-listener>`);
        const element = place.querySelector<LitElement>(tag)!;
        for (const value of SHAPES) {
          Object.assign(element, { [property]: value });
          await nextTask();
          const title = `${tag}.${String(property)} = ${typeof value} ${JSON.stringify(value) ?? ''}`;
          expect(unforeseen.map(String), title).to.deep.equal([]);
        }
        await settled(place);
        place.remove();
      }
      expect(unforeseen.map(String), tag).to.deep.equal([]);
    });
  }
});
