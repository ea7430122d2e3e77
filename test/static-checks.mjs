/** Style, form and types beside each other, before anything is built. Run by npm, of whose scripts they are. */
import { endWith, runPart } from './run-part.mjs';

const scripts = ['lint:code', 'lint:form', 'typecheck'];

endWith(
  await Promise.all(scripts.map((script) => runPart(script, [process.env.npm_execpath, 'run', '--silent', script]))),
);
