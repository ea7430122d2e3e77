import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import license from 'rollup-plugin-license';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** What may be bundled: each lets others pass it on inside of files of another licence, with its text beside them. */
const ALLOWED = ['MIT', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'MPL-2.0'];

/** Packages that name a licence and bring no text of it: who holds the copyright, as their sources say. */
const HOLDERS = {
  '@tensorflow/': 'Copyright Google LLC. All Rights Reserved.',
  '@webaudiomodules/': 'Copyright (c) 2021 Web Audio Modules (WAMs)',
};

/** Texts in a package for those of its files that are under another licence, which it names in them. */
const OTHERS = { '@webaudiomodules/sdk': 'src/RingBuffer_LICENSE.txt' };

const ABOUT = `Third-party software in Pinna

The scripts in this folder contain the packages below, whole or in part; the .wasm files in wasm/ are those of
@tensorflow/tfjs-backend-wasm, unchanged. Each is under its own licence.
`;

/** The section of a README that is headed LICENSE or License: some packages have their licence there alone. */
function licenceInReadme(name) {
  const readme = readFileSync(path(`../node_modules/${name}/README.md`), 'utf8');
  return /^(?:#+ *licen[cs]e\b.*|licen[cs]e\b.*\n-+)\n([^]*?(?:\n#|$(?![^])))/im.exec(readme)?.[1].replace(/\n#$/, '');
}

function textOf({ name, license: licence, licenseText, noticeText }) {
  const holder = Object.entries(HOLDERS).find(([start]) => name.startsWith(start))?.[1];
  const shared = holder && `${holder}\n\n${readFileSync(path(`licences/${licence}.txt`), 'utf8')}`;
  const text = licenseText ?? shared ?? licenceInReadme(name);
  if (!/copyright/i.test(text ?? '')) throw new Error(`No text of the licence of ${name} was found: say where it is.`);
  const other = OTHERS[name] && readFileSync(path(`../node_modules/${name}/${OTHERS[name]}`), 'utf8');
  return [text.trim(), noticeText?.trim(), other?.trim()].filter(Boolean).join('\n\n');
}

function sourceOf({ repository, homepage }) {
  const url = typeof repository === 'string' ? repository : repository?.url;
  const short = /^[\w-]+\/[\w.-]+$/.test(url ?? '') ? `https://github.com/${url}` : url;
  return (short ?? homepage ?? '').replace(/^git\+|\.git$/g, '').replace(/^(git|ssh):\/\/(git@)?/, 'https://');
}

/**
 * Rollup plugins that write the licences of everything that the builds before, and the one with `write`, put into their
 * files. `collect` belongs into each build that bundles packages, `write` into the last one.
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
            `${'-'.repeat(80)}\n${title}\nLicence: ${one.license}\nSource: ${sourceOf(one)}\n\n${textOf(one)}\n`,
        );
      await writeFile(file, [ABOUT, ...sections].join('\n'));
    },
  };
  return { collect, write };
}
