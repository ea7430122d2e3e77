import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import { typecheck } from './setup/bundle.mjs';
import { entries } from './setup/entries.mjs';
import { installedPackage } from './setup/installed.mjs';

const scripts = () => entries().filter(({ browser }) => browser.endsWith('.js'));

describe('The entries of the package', () => {
  let folder;
  let packageFolder;
  let manifest;

  before(() => {
    ({ folder, packageFolder, manifest } = installedPackage());
  });

  /** Runs a module in the folder where the package is installed. Returns its output. */
  function node(source) {
    return execFileSync(process.execPath, ['--input-type=module', '--eval', source], { cwd: folder, encoding: 'utf8' });
  }

  it('are there, with their types', () => {
    assert.ok(entries().length > 40);
    for (const { specifier, types, node, browser } of entries()) {
      for (const file of [types, node, browser].filter(Boolean)) {
        assert.ok(existsSync(join(packageFolder, file)), `${specifier}: there is no ${file}`);
      }
    }
    for (const path of [manifest.main, manifest.types, manifest.customElements, manifest.bin.pinna]) {
      assert.ok(existsSync(join(packageFolder, path)), path);
    }
  });

  it('are a module that defines each element, and one with its class alone', () => {
    const specifiers = scripts().map(({ specifier }) => specifier);
    const define = specifiers.filter((specifier) => specifier.startsWith('pinna/elements/define/'));
    const classes = specifiers.filter((specifier) => /^pinna\/elements\/pinna-/.test(specifier));
    assert.ok(define.length >= 10);
    assert.deepEqual(
      classes,
      define.map((specifier) => specifier.replace('define/', '')),
    );
    const told = node(`
      const defined = (specifiers) => specifiers.map((name) => customElements.get(name.split('/').at(-1))?.name);
      const define = ${JSON.stringify(define)};
      for (const specifier of ${JSON.stringify(classes)}) await import(specifier);
      const before = defined(define);
      for (const specifier of define) await import(specifier);
      console.log(JSON.stringify({ before, after: defined(define) }));
    `);
    const { before, after } = JSON.parse(told);
    assert.ok(before.every((name) => name === null));
    assert.ok(
      after.every((name) => /^Pinna[A-Z]/.test(name)),
      String(after),
    );
  });

  it('can all be imported in Node, as a server does that renders the page', () => {
    const specifiers = scripts().map(({ specifier }) => specifier);
    for (const needed of [
      'pinna',
      'pinna/worker',
      'pinna/worklet',
      'pinna/formats',
      'pinna/features',
      'pinna/models',
    ]) {
      assert.ok(specifiers.includes(needed), needed);
    }
    const failed = JSON.parse(
      node(`
      const failed = {};
      for (const specifier of ${JSON.stringify(specifiers)}) {
        await import(specifier).catch((error) => (failed[specifier] = String(error)));
      }
      console.log(JSON.stringify(failed));
      process.exit(); // as the worker's own timers and ports would keep it open
    `),
    );
    assert.deepEqual(failed, {});
  });

  it('give what they promise', () => {
    const output = node(`
      import { Listener, PinnaError, SHIPPED_MODELS } from 'pinna';
      import { detectionsToCsv } from 'pinna/formats';
      import { LogMelStream } from 'pinna/features';
      import { modelUrls, DEFAULT_MODEL } from 'pinna/models';
      const frames = new LogMelStream(16000).push(new Float32Array(16000));
      console.log([typeof Listener, typeof PinnaError, typeof detectionsToCsv, frames.length / 64, modelUrls(DEFAULT_MODEL).weights].join());
    `);
    assert.match(output, /^function,function,function,49,file:.*\/dist\/models\/crnn\/weights\.bin\n$/);
  });

  it('that have side effects are named in package.json, and no others', () => {
    const named = (file) =>
      manifest.sideEffects.some((pattern) =>
        new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(file),
      );
    for (const { browser } of scripts()) {
      const defines =
        /elements\.js$|elements\/define\/|locales\/|\/(worker|inside-worker|map-worker|capture\.worklet|pinna|file-view|descriptor-view|line-in|teach-view|explore-view|network-view|novelty-view)\.js$/.test(
          browser,
        );
      assert.equal(named(browser), defines, browser);
    }
  });

  for (const resolution of ['bundler', 'nodenext']) {
    it(`have types that compile in a fresh TypeScript project, with moduleResolution ${resolution}`, () => {
      // pinna/react extends React's types, which are not installed in this project; fixtures.mjs tests it.
      const typed = scripts().filter(({ types, specifier }) => types && specifier !== 'pinna/react');
      const imports = typed.map(
        ({ specifier }, i) => `import * as entry${i} from '${specifier}';\nexport type Entry${i} = typeof entry${i};\n`,
      );
      writeFileSync(join(folder, 'types/entries.ts'), imports.join(''));
      typecheck(join(folder, `types/tsconfig.${resolution}.json`));
    });
  }

  it('have types that name only files and packages that come with the package', () => {
    const known = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const types = join(packageFolder, 'dist/types');
    const files = readdirSync(types, { recursive: true }).filter((file) => file.endsWith('.ts'));
    assert.ok(files.length > 40);
    for (const file of files) {
      const { importedFiles, referencedFiles, typeReferenceDirectives } = ts.preProcessFile(
        readFileSync(join(types, file), 'utf8'),
      );
      assert.deepEqual([...referencedFiles, ...typeReferenceDirectives], [], file);
      for (const { fileName } of importedFiles) {
        const found = fileName.startsWith('.')
          ? existsSync(join(types, dirname(file), fileName.replace(/\.js$/, '.d.ts')))
          : known.some((name) => fileName === name || fileName.startsWith(`${name}/`));
        assert.ok(found, `${file}: ${fileName}`);
      }
    }
  });

  it('are of a package without anything that only its builders need', () => {
    const files = readFileSync(join(packageFolder, 'dist/index.js'), 'utf8');
    assert.doesNotMatch(files, /@tensorflow/);
    assert.ok(!existsSync(join(packageFolder, 'src')));
    assert.ok(!existsSync(join(packageFolder, 'test')));
  });
});
