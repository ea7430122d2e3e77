import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RuleTester } from 'eslint';
import { noFixedSleeps } from '../../lint/no-fixed-sleeps.mjs';

RuleTester.describe = (name, run) => run();
RuleTester.it = (name, run) => void test(`no-fixed-sleeps: ${name}`, run);

const errors = [{ messageId: 'sleep' }];

new RuleTester().run('no-fixed-sleeps', noFixedSleeps, {
  valid: [
    'new Promise((resolve) => (worker.onmessage = resolve));',
    'new Promise((resolve, reject) => { setTimeout(reject, 5000); port.onmessage = resolve; });',
    'new Promise((resolve, reject) => { setTimeout(() => reject(new Error("late")), 5000); });',
    'setTimeout(() => close());',
    'import { setInterval } from "node:timers/promises";',
    'import { timeout } from "../../src/lifetime/timers.js";',
  ],
  invalid: [
    { code: 'new Promise((resolve) => setTimeout(resolve, 100));', errors },
    { code: 'new Promise(function (done) { setTimeout(done, 100); });', errors },
    { code: 'new Promise((resolve) => { globalThis.setTimeout(() => resolve(), 100); });', errors },
    { code: 'new Promise((resolve) => setTimeout(() => { close(); resolve(1); }, 100));', errors },
    { code: 'new Promise((resolve) => setTimeout(() => void resolve(), 100));', errors },
    { code: 'page.waitForTimeout(100);', errors },
    { code: 'import { setTimeout as sleep } from "node:timers/promises";', errors },
    { code: 'import * as timers from "timers/promises";', errors },
    { code: 'import { pause } from "../../src/lifetime/timers.js";', errors },
  ],
});

/** Number of fixed sleeps that the tests may contain. */
const LIMIT = 15;

test('no-fixed-sleeps: few exceptions, each with its reason', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const own = fileURLToPath(import.meta.url);
  const exceptions = readdirSync(folder, { recursive: true })
    .map((file) => `${folder}${file}`)
    .filter((file) => /\.(ts|tsx|js|jsx|mjs)$/.test(file) && !file.includes('node_modules') && file !== own)
    .flatMap((file) => readFileSync(file, 'utf8').match(/eslint-disable.*no-fixed-sleeps.*/g) ?? []);
  assert.ok(exceptions.length <= LIMIT, `${exceptions.length} fixed sleeps`);
  for (const exception of exceptions)
    assert.match(exception, /^eslint-disable-next-line tests\/no-fixed-sleeps -- \w+/);
});
