import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import license from 'rollup-plugin-license';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Licences of packages that may be bundled. Each permits redistribution inside files of another licence, if its text is
 * included.
 */
const ALLOWED = ['MIT', 'BSD-3-Clause', '0BSD', 'ISC', 'Apache-2.0', 'MPL-2.0'];

/**
 * Copyright holders, from the source files, of packages that name a licence without its text: start of the package name →
 * notice.
 */
const HOLDERS = {
  '@tensorflow/': 'Copyright Google LLC. All Rights Reserved.',
  '@webaudiomodules/': 'Copyright (c) 2021 Web Audio Modules (WAMs)',
};

/** Additional licence texts, for parts of a package that are under another licence: package → file. */
const OTHERS = {
  '@webaudiomodules/sdk': '../node_modules/@webaudiomodules/sdk/src/RingBuffer_LICENSE.txt',
  'umap-js': 'licences/umap.txt',
};

/** Licences of packages whose manifest names another licence than their LICENSE file and their sources. */
const CORRECTED = { 'umap-js': 'Apache-2.0' };

const ABOUT = `Third-party software in Pinna

The scripts in this folder contain the packages below, whole or in part; the .wasm files in wasm/ are those of
@tensorflow/tfjs-backend-wasm, unchanged. Each is under its own licence.
`;

/** Returns the section of a package's README headed LICENSE or License. Some packages have their licence only there. */
function licenceInReadme(name) {
  const readme = readFileSync(path(`../node_modules/${name}/README.md`), 'utf8');
  return /^(?:#+ *licen[cs]e\b.*|licen[cs]e\b.*\n-+)\n([^]*?(?:\n#|$(?![^])))/im.exec(readme)?.[1].replace(/\n#$/, '');
}

function textOf({ name, license: licence, licenseText, noticeText }) {
  const holder = Object.entries(HOLDERS).find(([start]) => name.startsWith(start))?.[1];
  const shared = holder && `${holder}\n\n${readFileSync(path(`licences/${licence}.txt`), 'utf8')}`;
  const text = licenseText ?? shared ?? licenceInReadme(name);
  if (!/copyright/i.test(text ?? '')) throw new Error(`No text of the licence of ${name} was found: say where it is.`);
  const other = OTHERS[name] && readFileSync(path(OTHERS[name]), 'utf8');
  return [text.trim(), noticeText?.trim(), other?.trim()].filter(Boolean).join('\n\n');
}

function sourceOf({ repository, homepage }) {
  const url = typeof repository === 'string' ? repository : repository?.url;
  const short = /^[\w-]+\/[\w.-]+$/.test(url ?? '') ? `https://github.com/${url}` : url;
  return (short ?? homepage ?? '').replace(/^git\+|\.git$/g, '').replace(/^(git|ssh):\/\/(git@)?/, 'https://');
}

/**
 * Creates two Rollup plugins that collect and write the licences of all bundled packages. Add `collect` to each build that
 * bundles packages, and `write` to the last build.
 */
export function thirdPartyNotices(file) {
  const packages = new Map();
  const collect = license({
    thirdParty: {
      allow: {
        test: ({ license: licence }) => ALLOWED.includes(licence),
        failOnUnlicensed: true,
        failOnViolation: true,
      },
      output(dependencies) {
        for (const one of dependencies) packages.set(`${one.name} ${one.version}`, one);
      },
    },
  });
  const write = {
    name: 'write-third-party-notices',
    async writeBundle() {
      const sections = [...packages]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([title, one]) =>
            `${'-'.repeat(80)}\n${title}\nLicence: ${CORRECTED[one.name] ?? one.license}\nSource: ${sourceOf(one)}\n\n${textOf(one)}\n`,
        );
      await writeFile(file, [ABOUT, ...sections].join('\n'));
    },
  };
  return { collect, write };
}
