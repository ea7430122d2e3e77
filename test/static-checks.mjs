/** Checks style, floors, form and types at the same time, before anything is built. npm runs it, and it runs npm's scripts. */
import { endWith, runPart } from './run-part.mjs';

const scripts = ['lint:code', 'lint:floors', 'lint:form', 'typecheck'];

endWith(
  await Promise.all(scripts.map((script) => runPart(script, [process.env.npm_execpath, 'run', '--silent', script]))),
);
