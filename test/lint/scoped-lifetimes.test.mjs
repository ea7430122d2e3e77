import { test } from 'node:test';
import { RuleTester } from 'eslint';
import { scopedLifetimes } from '../../lint/scoped-lifetimes.mjs';

RuleTester.describe = (name, run) => run();
RuleTester.it = (name, run) => void test(`scoped-lifetimes: ${name}`, run);

const found = (code, ...messageIds) => ({ code, errors: messageIds.map((messageId) => ({ messageId })) });

new RuleTester().run('scoped-lifetimes', scopedLifetimes, {
  valid: [
    'scope.timeout(5, run); scope.interval(5, run); scope.listen(document, "click", run); scope.worker(url);',
    'import { Worker } from "node:worker_threads"; new Worker(url);',
    'class Target extends EventTarget { addEventListener(type, run) { super.addEventListener(type, run); } }',
    'const setTimeout = () => {}; setTimeout();',
    'clearTimeout(timer); document.removeEventListener("click", run);',
  ],
  invalid: [
    found('setTimeout(run, 5); globalThis.setInterval(run, 5);', 'setTimeout', 'setInterval'),
    found(
      'addEventListener("click", run); document.addEventListener("click", run);',
      'addEventListener',
      'addEventListener',
    ),
    found('media?.["addEventListener"]("click", run);', 'addEventListener'),
    found('new Worker(url); new globalThis.Worker(url);', 'Worker', 'Worker'),
  ],
});
