import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} path path from the repository's root */
const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const PINNA = root('dist/cli/pinna.js');
export const TINY = root('test/fixtures/reference/crnn-tiny');
/** @param {string} name file name of an encoded sound */
export const encoded = (name) => root(`test/fixtures/encoded/${name}`);

/** Time limit for one run of the command line, ms. */
const TIMEOUT = 300_000;

/**
 * Runs the built command line; its standard error is not a terminal.
 * @param {string[]} args
 */
export function pinna(...args) {
  const options = /** @type {const} */ ({ encoding: 'utf8', timeout: TIMEOUT });
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [PINNA, ...args], options);
  if (error) throw error;
  return { status, stdout, stderr };
}

/**
 * Runs `pinna classify` with a tiny random network on WASM, whatever backend is fastest at that size.
 * @param {string[]} args
 */
export const classify = (...args) => pinna('classify', '--model', TINY, '--backend', 'wasm', ...args);

/**
 * Parses printed JSON objects, one per line.
 * @param {string} text
 * @returns {unknown[]}
 */
export const jsonLines = (text) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** A folder for a test file's sounds, removed when the process ends. */
export class Folder {
  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'pinna-'));
    process.on('exit', () => rmSync(this.path, { recursive: true, force: true }));
  }

  /**
   * Writes a file.
   * @param {string} name
   * @param {string | NodeJS.ArrayBufferView} content
   * @returns {string} its path
   */
  write(name, content) {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }
}
