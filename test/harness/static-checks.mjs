/**
 * Checks code style, floors, formatting, words, spelling and types in parallel, before anything is built. It must be started by
 * npm, because it runs npm scripts.
 */
import { endWith, runPart } from './run-part.mjs';

const { npm_execpath: npm } = process.env;
if (!npm) throw new Error('npm must run the checks: npm run check.');
const scripts = ['lint:code', 'lint:floors', 'lint:form', 'lint:prose', 'typecheck'];

endWith(await Promise.all(scripts.map((script) => runPart(script, [npm, 'run', '--silent', script]))));
