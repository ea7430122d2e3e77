import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/formats/export-formats.js';
import { FrameScoresTsv } from '../../../src/formats/frame-scores-tsv.js';
import { HOP, sigmoidHead } from '../decisions/heads.js';
import { garden } from './garden.js';
import { readText } from '../on-disk.js';

const frames = new FrameScoresTsv([sigmoidHead('bird', ['bird']), sigmoidHead('events', ['dog', 'rain'])], HOP);
const scores = { bird: Float32Array.of(0.02, 0.61, 0.93), events: Float32Array.of(0.25, 1e-5, 0.5, 0, 0.125, 0.0625) };

/** Formats bytes as a hex dump, sixteen per line. */
function shown(content: string | Uint8Array): string {
  if (typeof content === 'string') return content;
  const lines = Array.from({ length: Math.ceil(content.length / 16) }, (_, i) =>
    content.subarray(16 * i, 16 * (i + 1)),
  );
  return lines.map((line) => `${[...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}\n`).join('');
}

/** Example of each format, as `docs/formats.md` must show it. */
const examples = new Map<string, string>([
  ...EXPORT_FORMATS.map(({ id, write }) => [id, shown(write(garden))] as const),
  ['frames', frames.header() + frames.rows(scores, 3, 171)],
]);

describe('docs/formats.md', () => {
  let text: string;

  beforeAll(async () => {
    text = await readText('docs/formats.md');
  });

  for (const [id, example] of examples) {
    it(`shows what ${id} really is`, () => {
      const [section] = text.split(/^## /m).filter((part) => part.split('\n')[0]!.endsWith(`\`${id}\``));
      const shown = /^```text\n(.*?)^```$/ms.exec(section ?? '')?.[1];
      expect(shown).to.equal(example.replaceAll('\r\n', '\n'));
    });
  }

  for (const { id, extension } of EXPORT_FORMATS) {
    it(`names ${id} and its extension in the table`, () => {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${id}\` `)) ?? 'no row';
      expect(row.split('|')[2]?.trim()).to.equal(`\`.${extension}\``);
    });
  }
});
