import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = [
  ...readdirSync(root),
  ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', name)),
  ...readdirSync(join(root, '.github'), { recursive: true }).map((name) => join('.github', name)),
].filter((name) => name.endsWith('.md'));

/** Returns the anchor that hosts generate for a heading. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
const anchorsIn = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading));

describe('Links in the documentation', () => {
  for (const page of pages) {
    it(`${page} leads to files and headings that are there`, () => {
      const file = join(root, page);
      const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, address]) => address);
      const dead = links
        .filter((address) => !/^[a-z]+:/.test(address))
        .filter((address) => {
          const [path, heading] = address.split('#');
          const target = path ? join(dirname(file), path) : file;
          return !existsSync(target) || (heading !== undefined && !anchorsIn(target).includes(heading));
        });
      assert.deepEqual(dead, []);
    });
  }
});
