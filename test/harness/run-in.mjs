/** Runs the browser tests in another browser: `node test/harness/run-in.mjs firefox`. With `--files path`, only that file runs. */
import { endWith, runPart, webTestRunner } from './run-part.mjs';
import { startSoundServer } from './sound-server.mjs';
import { startWebKitDriver } from './webkit.mjs';

const [browser, ...args] = process.argv.slice(2);
/** @type {{ kinds: Record<string, unknown> }} */
const { kinds } = await import(`./launchers/${browser}.mjs`);
const sound = await startSoundServer();
const driver = browser === 'webkit' ? await startWebKitDriver(sound.env) : undefined;
const env = { ...(driver ?? sound).env, PINNA_BROWSER: browser };
/**
 * @param {string} title
 * @param {NodeJS.ProcessEnv} [more] further environment variables
 */
const run = (title, more) => runPart(`${browser}, ${title}`, [webTestRunner, ...args], { env: { ...env, ...more } });
try {
  const parts = [args.length > 0 ? await run('what was asked for') : await run('plain pages')];
  if (args.length === 0 && kinds.isolated)
    parts.push(await run('cross-origin isolated pages', { PINNA_ISOLATED: '1' }));
  endWith(parts);
} finally {
  driver?.stop();
  sound.stop();
}
