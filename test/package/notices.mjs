import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installedPackage } from './setup/installed.mjs';

/** The built files in this repository, because not all source maps are published. */
const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Returns the packages in the source maps of the built scripts. */
function bundled(dist) {
  const maps = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith('.js.map'));
  assert.ok(maps.length > 10);
  const sources = maps.flatMap((map) => JSON.parse(readFileSync(join(dist, map), 'utf8')).sources);
  const names = sources.map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source ?? '')?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

describe('The third-party notices', () => {
  let packageFolder;
  let notices;

  before(() => {
    ({ packageFolder } = installedPackage());
    notices = readFileSync(join(packageFolder, 'dist/THIRD_PARTY_NOTICES.txt'), 'utf8');
  });

  const sections = () => notices.split(/^-{80}\n/m).slice(1);

  it('name every package that is in the scripts, and no others', () => {
    const named = sections().map((section) => /^(\S+) \d+\.\d+\.\d+/.exec(section)?.[1]);
    assert.deepEqual([...new Set(named)].sort(), bundled(DIST));
    for (const expected of ['@tensorflow/tfjs-core', 'lit-html', 'standardized-audio-context', 'ringbuf.js']) {
      assert.ok(named.includes(expected), expected);
    }
  });

  it('give the licence of each with its text, and say where its source is', () => {
    const words = {
      MIT: 'Permission is hereby granted, free of charge',
      'Apache-2.0': 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION',
      'BSD-3-Clause': 'Redistribution and use in source and binary forms',
      'MPL-2.0': 'Mozilla Public License',
      ISC: 'Permission to use, copy, modify, and/or distribute this software',
      '0BSD': 'Permission to use, copy, modify, and/or distribute this software',
    };
    for (const section of sections()) {
      const [title] = section.split('\n');
      const licence = /^Licence: (.+)$/m.exec(section)?.[1];
      assert.ok(section.replace(/\s+/g, ' ').includes(words[licence]), `${title}: ${licence}`);
      assert.match(section, /copyright/i, title);
      assert.match(section, /^Source: https:\/\/\S+$/m, title);
    }
  });

  it('are named by the README', () => {
    assert.match(readFileSync(join(packageFolder, 'README.md'), 'utf8'), /dist\/THIRD_PARTY_NOTICES\.txt/);
  });
});
