/**
 * Checks code style, floors, formatting, words, spelling and types in parallel, before anything is built. It must be started by
 * npm, because it runs npm scripts.
 */
import { endWith, runPart } from './run-part.mjs';

const scripts = ['lint:code', 'lint:floors', 'lint:form', 'lint:prose', 'typecheck'];

endWith(
  await Promise.all(scripts.map((script) => runPart(script, [process.env.npm_execpath, 'run', '--silent', script]))),
);
