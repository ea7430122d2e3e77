import { expect } from 'chai';
import { describe, it } from 'vitest';
import { germanError } from '../../../../src/elements/words/german-errors.js';
import { PinnaErrorCode } from '../../../../src/errors.js';

/** Ends of English messages, and what the German text must name. `test/package/policies.mjs` checks real ones. */
const MESSAGES: readonly (readonly [code: PinnaErrorCode, english: string, names: readonly string[]])[] = [
  [
    PinnaErrorCode.WorkerFailed,
    "The page's Content-Security-Policy blocked it. Add blob: to worker-src in that header.",
    ['blob:', 'worker-src', 'Content-Security-Policy'],
  ],
  [
    PinnaErrorCode.WorkerFailed,
    'Send it with the same Cross-Origin-Embedder-Policy header as the page, or let worker-src of the page allow blob:.',
    ['Cross-Origin-Embedder-Policy', 'worker-src', 'blob:'],
  ],
  [
    PinnaErrorCode.WorkerFailed,
    'The page requires Trusted Types: add the policy name pinna to trusted-types in its Content-Security-Policy.',
    ['pinna', 'trusted-types', 'Content-Security-Policy'],
  ],
  [
    PinnaErrorCode.MicrophoneDenied,
    "The page's Permissions-Policy header forbids it: send microphone=(self) in that header.",
    ['Permissions-Policy', 'microphone=(self)'],
  ],
  [
    PinnaErrorCode.BadAudio,
    'If the page has a Content-Security-Policy, add blob: to media-src; otherwise convert the file.',
    ['Content-Security-Policy', 'blob:', 'media-src'],
  ],
];

describe('German errors', () => {
  it('name the headers that page authors must change', () => {
    for (const [code, message, names] of MESSAGES) {
      const { todo } = germanError({ code, message });
      for (const name of names) expect(todo).to.contain(name);
      expect(todo).to.match(/^\p{Lu}.+\.$/u);
    }
  });

  it('keep their usual advice where no header is at fault', () => {
    const { todo } = germanError({ code: PinnaErrorCode.WorkerFailed, message: 'It ended. Start again.' });
    expect(todo).to.equal('Starten Sie erneut; hilft das nicht, laden Sie die Seite neu.');
  });
});
