import { test } from 'node:test';
import { RuleTester } from 'eslint';
import { noWordsInElements } from '../../lint/no-words-in-elements.mjs';

RuleTester.describe = (name, run) => run();
RuleTester.it = (name, run) => void test(`no-words-in-elements: ${name}`, run);

const errors = [{ messageId: 'word' }];

new RuleTester().run('no-words-in-elements', noWordsInElements, {
  valid: [
    'html`<p class="small muted">${words.start}</p>`',
    'html`<ul aria-label=${words.title}><li>${a} × ${b}</li></ul>`',
    'html`<meter aria-valuetext="${level}${clips}. ${more}"></meter>`',
    'html`<!-- a note --><button ?disabled=${off} @click=${() => save()}></button>`',
    'css`.a { content: "some words"; }`',
    "throw new PinnaError(code, 'It was not found. Look elsewhere.')",
    "loadPart(import('./saving'), 'The part that saves', 'save again')",
    "import x from './some file'",
    "matchMedia('(prefers-reduced-motion: reduce)')",
    "element.setAttribute('aria-hidden', 'true')",
  ],
  invalid: [
    { code: 'html`<button>Start</button>`', errors },
    { code: 'html`<p>${count} frames</p>`', errors },
    { code: 'html`<ul aria-label="Sounds"></ul>`', errors },
    { code: "html`<input placeholder='Filter' />`", errors },
    { code: 'html`<p class=${a} title="At ${time}"></p>`', errors },
    { code: 'html`${on ? html`<b>now</b>` : ""}`', errors },
    { code: "this.message = 'Nothing was detected'", errors },
    { code: 'const words = `heard at ${time}`', errors },
  ],
});
