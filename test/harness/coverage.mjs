/**
 * Measures which lines of `src/` the unit tests (in Node) and the browser tests (in Chromium) run, and prints the share of each
 * room. `--write` puts the table into CONTRIBUTING.md. Code inside workers and worklets counts only where a test imports it,
 * because the browser records pages only. Details are in `coverage/index.html`.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CoverageReport } from 'monocart-coverage-reports';
import { PAGES } from './covered-page.mjs';
import { endWith, runPart, webTestRunner } from './run-part.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}coverage`;
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

rmSync(folder, { recursive: true, force: true });
const env = { ...process.env, PINNA_COVERAGE: '1' };
const parts = [
  await runPart('Unit tests', [vitest, 'run', '--coverage'], { env }),
  await runPart('Chromium, plain pages', [webTestRunner], { env }),
  await runPart('Chromium, cross-origin isolated pages', [webTestRunner], { env: { ...env, PINNA_ISOLATED: '1' } }),
];

const report = new CoverageReport({
  name: 'Pinna',
  outputDir: folder,
  inputDir: [`${folder}/unit/raw`],
  reports: ['v8', 'console-summary'],
  clean: false,
  sourceFilter: (path) => path.startsWith('src/'),
  sourcePath: (path) => path.slice(Math.max(0, path.lastIndexOf('src/'))),
});
for (const name of readdirSync(PAGES)) await report.add(JSON.parse(readFileSync(`${PAGES}/${name}`, 'utf8')));
const result = await report.generate();

/** Lines by room: the folder below `src/`. @type {Map<string, { covered: number, total: number }>} */
const rooms = new Map();
for (const { sourcePath, summary } of result?.files ?? []) {
  const [, room = '', ...rest] = sourcePath.split('/');
  const name = rest.length > 0 ? room : 'errors, assets';
  // Packages have folders named src, too.
  if (rest.length > 0 && !existsSync(`${root}src/${room}`)) continue;
  // Its tests run the built program.
  if (room === 'cli') continue;
  const sum = rooms.get(name) ?? { covered: 0, total: 0 };
  sum.covered += summary.lines.covered;
  sum.total += summary.lines.total;
  rooms.set(name, sum);
}
const rows = [...rooms]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([room, { covered, total }]) => `| \`${room}\` | ${total} | ${((100 * covered) / total).toFixed(0)} % |`);
const table = ['| room | lines of code | run by tests |', '| --- | ---: | ---: |', ...rows].join('\n');
console.log(`\n${table}`);
if (process.argv.includes('--write')) {
  const path = `${root}CONTRIBUTING.md`;
  const text = readFileSync(path, 'utf8');
  const [begin, end] = ['<!-- coverage -->\n', '\n<!-- /coverage -->'];
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error('CONTRIBUTING.md has no place for the table: <!-- coverage --> … <!-- /coverage -->.');
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
}
endWith(parts);
