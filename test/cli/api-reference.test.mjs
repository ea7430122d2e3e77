import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

describe('The reference of the JavaScript API on the site', () => {
  const html = file('site/reference.html');
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => plain(id));
  const { name, exports } = JSON.parse(file('package.json'));

  for (const [key, { types }] of Object.entries(exports)) {
    if (types) it(`has a section for ${key}`, () => assert.ok(ids.includes(name + key.slice(1))));
  }

  it('has every name that an entry exports', () => {
    const { sections } = JSON.parse(file('.cache/api/reference.json'));
    const exported = sections.flatMap(({ modules }) => modules).flatMap((module) => module.exports);
    assert.ok(exported.length > 100);
    for (const { anchor } of exported) assert.ok(ids.includes(anchor), anchor);
  });

  it('has each anchor once, and links only to anchors that it has', () => {
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    const targets = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, target]) => plain(target));
    assert.ok(targets.length > 500);
    assert.deepEqual(
      targets.filter((target) => !ids.includes(target)),
      [],
    );
  });

  it('links each element to its part of the gallery, and only to those', () => {
    const gallery = file('site/gallery.html');
    const tags = [...html.matchAll(/ href="gallery\.html#([^"]+)"/g)].map(([, tag]) => tag);
    assert.deepEqual(
      tags.filter((tag) => !gallery.includes(`<section id="${tag}"`)),
      [],
    );
    assert.equal(tags.length, [...gallery.matchAll(/<section id="pinna-/g)].length);
  });
});
