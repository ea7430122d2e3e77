import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { entryPoints } from '../../build/api/entry-points.mjs';
import { publicNames } from '../../build/api/public-names.mjs';

const root = mkdtempSync(join(tmpdir(), 'pinna-api-'));
after(() => rmSync(root, { recursive: true }));

/** Reads a package with these declarations (path → text). `own/index.d.ts` is its entry and the source of its introduction. */
function read(files) {
  const folder = mkdtempSync(join(root, 'package-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const file = join(folder, 'own/index.d.ts');
  const modules = [{ specifier: 'package', source: 'src/index.ts', declaration: file, file }];
  return publicNames([{ name: 'package', isPattern: false, modules }], join(folder, 'own'), {
    lib: ['lib.es5.d.ts'],
    types: [],
  });
}

const ENTRY = "/** The entry. */\nexport * from './one.js';\n";
const problemsOf = async (text, others = {}) =>
  (await read({ 'own/index.d.ts': ENTRY, 'own/one.d.ts': text, ...others })).problems;

describe('The check of doc comments on public names', () => {
  it('accepts an API with a comment on every name', async () => {
    const text = `
      /** Opens a door. */
      export declare class Door {
        #lock;
        private key;
        /** @param width metres */
        constructor(width: number);
        /** Whether it is open. */
        get open(): boolean;
        set open(open: boolean);
      }`;
    assert.deepEqual(await problemsOf(text), []);
  });

  it('names file, name and what to do for each missing comment', async () => {
    const text = `
      export declare function open(): void;
      /** A door. */
      export interface Door { width: number; }
      /** A gate. */
      export declare class Gate { constructor(width: number); close(): void; static count: number; }
      /** Sizes. */
      export type Size = { height: number };`;
    assert.deepEqual(
      await problemsOf(text),
      ['Door.width', 'Gate.close', 'Gate.constructor', 'Gate.count', 'Size.height', 'open'].map(
        (name) => `src/one.ts: ${name} has no doc comment. Write one above it: /** … */`,
      ),
    );
  });

  it('asks for comments on types that no entry exports, if a signature names them', async () => {
    const text = `
      interface Hinge {
        /** Millimetres. */
        size: number;
      }
      interface Unused { size: number; }
      /** Returns the hinge. */
      export declare function hinge(): Hinge;
      export {};`;
    assert.deepEqual(await problemsOf(text), ['src/one.ts: Hinge has no doc comment. Write one above it: /** … */']);
  });

  it('asks for no comment on what another package declares or the base class describes', async () => {
    const text = `
      import { Foreign } from '../foreign.js';
      /** A base. */
      export declare class Base extends Foreign {
        render(): void;
        /** Draws. */
        draw(): void;
      }
      /** A door. */
      export declare class Door extends Base { render(): void; draw(): void; }`;
    const foreign = { 'foreign.d.ts': 'export declare class Foreign { render(): void; }' };
    assert.deepEqual(await problemsOf(text, foreign), []);
  });

  it('asks for a comment at the start of an entry', async () => {
    const { problems } = await read({ 'own/index.d.ts': 'export {};' });
    assert.deepEqual(problems, ['src/index.ts: package has no doc comment. Begin the file with one: /** … */']);
  });

  it('finds a name of a kind that the reference cannot describe', async () => {
    assert.deepEqual(await problemsOf('/** Sides. */\nexport declare enum Side { Left }'), [
      'src/index.ts: the reference cannot describe Side. Export a class, a function, a constant or a type.',
    ]);
  });

  it('finds links that lead nowhere, and tags that the reference does not show', async () => {
    const text = `
      /** Opens a {@link Door} with {@link Door.open}, not a {@link Window}. @author nobody */
      export declare function open(): void;
      /** A door. See {@link open}, {@link close}, {@link https://door.example}. */
      export interface Door {
        /** Opens it. */
        open(): void;
      }`;
    const problems = await problemsOf(text);
    assert.equal(problems.length, 3);
    assert.match(problems[0], /^src\/one\.ts: the comment on Door links to close, which is not public\./);
    assert.match(problems[1], /^src\/one\.ts: the comment on open has the tag @author/);
    assert.match(problems[2], /^src\/one\.ts: the comment on open links to Window/);
  });
});

describe('The reference of public names', () => {
  it('has signatures with links, and comments with their tags', async () => {
    const text = `
      /** A door. */
      export interface Door {
        /** Metres. */
        readonly width: number;
      }
      /**
       * Opens doors:
       * - fast
       * - *quietly*, with \`Door.width\`
       *
       * @param doors from {@link Door}
       * @returns the first one
       * @throws TypeError without a door
       */
      export declare function open({ width }: Door, ...doors: Door[]): Door;`;
    const { names, sections } = await read({ 'own/index.d.ts': ENTRY, 'own/one.d.ts': text });
    assert.deepEqual(sections[0].modules[0].exports, [
      { name: 'open', anchor: 'open' },
      { name: 'Door', anchor: 'Door' },
    ]);
    const [{ signature, comment }] = names[0].variants;
    assert.equal(
      signature.map(({ text: part, to }) => (to ? `[${part}]` : part)).join(''),
      'function open(doors: [Door], ...doors: [Door][]): [Door];',
    );
    assert.deepEqual(comment.blocks[1].items[1], [
      { stressed: 'quietly' },
      { text: ', with ' },
      { code: 'Door.width', to: 'Door.width' },
    ]);
    assert.deepEqual(comment.parameters, [{ name: 'doors', parts: [{ text: 'from ' }, { code: 'Door', to: 'Door' }] }]);
    assert.deepEqual(comment.returns, [[{ text: 'the first one' }]]);
    assert.deepEqual(comment.throws, [[{ text: 'TypeError without a door' }]]);
  });

  it('has a section for each key of exports with types; the longer of two patterns wins', () => {
    const types = (path) => ({ types: `./dist/types/${path}.d.ts` });
    const exports = {
      '.': types('index'),
      './parts/*': types('parts/*'),
      './parts/all/*': types('parts/all/*'),
      './data.json': './dist/data.json',
    };
    assert.throws(() => entryPoints({ name: 'package', exports }, { index: 'src/a.ts' }), /"\.\/parts\/\*"/);
    const sources = { index: 'src/a.ts', 'parts/one': 'src/b.ts', 'parts/all/one': 'src/c.ts' };
    assert.deepEqual(
      entryPoints({ name: 'package', exports }, sources).map(({ name, modules }) => [name, modules]),
      [
        ['package', [{ specifier: 'package', source: 'src/a.ts' }]],
        ['package/parts/*', [{ specifier: 'package/parts/one', source: 'src/b.ts' }]],
        ['package/parts/all/*', [{ specifier: 'package/parts/all/one', source: 'src/c.ts' }]],
      ],
    );
  });
});
