import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { elementReference } from '../../demo/build/reference.mjs';

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { elements, shared } = elementReference(JSON.parse(file('dist/custom-elements.json')));
const cellsOf = (lists, title) =>
  lists.filter((list) => list.title === title).flatMap(({ rows }) => rows.map(([name]) => name));

describe('The reference of the elements', () => {
  it('has a description for everything', () => {
    for (const { tag, description, lists } of elements) {
      assert.ok(description.length > 20, tag);
      for (const { title, rows } of lists) {
        for (const row of rows) assert.ok(row.at(-1).length > 5, `${tag}, ${title}, ${row[0]}`);
      }
    }
  });

  for (const name of readdirSync(new URL('../../demo/gallery/elements/', import.meta.url))) {
    it(`knows every attribute, part and custom property in the gallery's ${name}`, () => {
      const html = file(`demo/gallery/elements/${name}`);
      const all = elements.flatMap(({ lists }) => lists).concat(shared);
      for (const [, property] of html.matchAll(/(--pinna-[\w-]+):/g)) {
        assert.ok(cellsOf(all, 'Custom properties').includes(property), property);
      }
      const tag = name.replace('.html', '');
      const own = elements.find((element) => element.tag === tag).lists;
      for (const [, parts] of html.matchAll(/::part\(([^)]+)\)/g)) {
        // A second name is a state, which the description of the first one mentions.
        const [part] = parts.split(' ');
        assert.ok(cellsOf(own, 'Parts').includes(part), `${tag}::part(${part})`);
      }
      for (const [, used, rest] of html.matchAll(/<(pinna-[a-z-]+)\b([^>]*)>/g)) {
        const known = [
          ...cellsOf(elements.find((element) => element.tag === used).lists, 'Attributes'),
          ...cellsOf(shared, 'Attributes'),
        ];
        for (const [, attribute] of rest.matchAll(/([a-z-]+)=/g)) {
          assert.ok(['class', 'id', ...known].includes(attribute), `${used} ${attribute}`);
        }
      }
    });
  }
});
