/**
 * The part of `npm run release` that npm does not do itself: dates the changelog's new version, and gives the plugin's
 * descriptor the version. `npm version` runs it, first with `--check`, which writes nothing. Exits with 1 if the changelog does
 * not allow the release. `docs/releasing.md` describes the whole release.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { released } from './changelog.mjs';

const CHANGELOG = 'CHANGELOG.md';
const DESCRIPTOR = 'src/wam/descriptor.json';
const version = process.env.npm_new_version;

try {
  if (!version) throw new Error('Start this with "npm run release -- 1.2.3".');
  const changelog = released(readFileSync(CHANGELOG, 'utf8'), version, new Date().toISOString().slice(0, 10));
  if (!process.argv.includes('--check')) {
    writeFileSync(CHANGELOG, changelog);
    const descriptor = readFileSync(DESCRIPTOR, 'utf8');
    writeFileSync(DESCRIPTOR, descriptor.replace(/(?<="version": ")[^"]*/, version));
  }
} catch ({ message }) {
  console.error(message);
  process.exitCode = 1;
}
