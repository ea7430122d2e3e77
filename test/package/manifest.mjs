import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installedPackage } from './setup/installed.mjs';

const sources = fileURLToPath(new URL('../../src/elements/', import.meta.url));
const tags = readdirSync(join(sources, 'define')).map((file) => file.replace(/\.ts$/, ''));
const names = (list = []) => list.map(({ name }) => name);
const hasAll = (documented, used, what) =>
  assert.deepEqual(
    used.filter((name) => !documented.includes(name)),
    [],
    `${what} without a word in the manifest`,
  );

/** Returns the templates of an element and of the modules that it renders with. */
function template(tag) {
  const file = readdirSync(sources, { recursive: true }).find(
    (each) => each.endsWith(`${tag}.ts`) && !each.startsWith('define'),
  );
  const own = readFileSync(join(sources, file), 'utf8');
  return own.includes("'./score-bar.js'") ? own + readFileSync(join(sources, 'meters/score-bar.ts'), 'utf8') : own;
}

describe('The manifest of the elements', () => {
  let manifest;
  let packageFolder;

  before(() => {
    ({ packageFolder } = installedPackage());
    manifest = JSON.parse(readFileSync(join(packageFolder, installedPackage().manifest.customElements), 'utf8'));
  });

  const declared = (tag) =>
    manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === tag);
  const classOf = async (tag) =>
    Object.values(await import(pathToFileURL(join(packageFolder, `dist/elements/${tag}.js`)).href))[0];

  it('names modules that are in the package', () => {
    for (const { path } of manifest.modules.filter(({ path }) => !path.endsWith('listener-view.js'))) {
      assert.ok(readFileSync(join(packageFolder, path)).length > 0, path);
    }
  });

  for (const tag of tags) {
    describe(tag, () => {
      let element;
      let declaration;

      before(async () => {
        element = await classOf(tag);
        declaration = declared(tag);
        assert.ok(declaration, `${tag} is not in the manifest`);
      });

      it('has every attribute', () => hasAll(names(declaration.attributes), element.observedAttributes, 'attributes'));

      it('has every public property and method, each with a description', () => {
        const state = [...element.elementProperties].filter(([, options]) => options.state).map(([name]) => name);
        const all = [...element.elementProperties.keys()].filter((name) => !state.includes(name));
        hasAll(names(declaration.members), all, 'properties');
        const open = declaration.members.filter(({ privacy, static: isStatic }) => !privacy && !isStatic);
        const silent = open.filter(({ description }) => !description).map(({ name }) => name);
        assert.deepEqual(silent, [], 'public members without a description');
      });

      it('has every event, with its type', () => {
        const dispatched = [...template(tag).matchAll(/(?:elementEvent|new (?:Custom)?Event)\(\s*'([^']+)'/g)];
        hasAll(
          names(declaration.events),
          dispatched.map(([, name]) => name),
          'events',
        );
        for (const { type, description } of declaration.events ?? []) assert.ok(type?.text && description);
      });

      it('has every part', () => {
        const parts = [...template(tag).matchAll(/\bpart="([a-z-]+)/g)].map(([, name]) => name);
        hasAll(names(declaration.cssParts), parts, 'parts');
      });

      it('has every slot', () => {
        const slots = [...template(tag).matchAll(/<slot(?: name="([a-z-]+)")?[\s>]/g)].map(([, name = '']) => name);
        hasAll(names(declaration.slots), slots, 'slots');
      });

      it('has every custom property of its styles', () => {
        const css = element.elementStyles.map(({ cssText }) => cssText).join('\n');
        const used = [...css.matchAll(/var\((--pinna-[a-z-]+)/g)].map(([, name]) => name);
        hasAll(names(declaration.cssProperties), used, 'custom properties');
      });
    });
  }
});
