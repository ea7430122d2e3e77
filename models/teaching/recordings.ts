import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { decodeFile } from '../../src/cli/files/decode-file.js';
import type { ModelManifest } from '../../src/model/manifest.js';

/** Sound of each recording that is used, seconds. */
const SECONDS = 3;

/** A recording in the manifest of the data. */
export interface Listed {
  readonly path: string;
  readonly dataset: string;
  readonly split: string;
  readonly events: string;
}

/**
 * Returns recordings of the data sets that the model learned from, in turns: one of each kind, then the next of each.
 * @param part split of the recordings; `teaching.bin` is made from `train` only
 */
export function chosen(
  folder: string,
  { datasets }: ModelManifest,
  count: number,
  random: () => number,
  part: 'train' | 'val' = 'train',
): Listed[] {
  const all = parse(readFileSync(join(folder, 'manifest.csv')), { columns: true }) as Listed[];
  const learned = new Set(datasets.filter(({ use }) => use.startsWith('train:')).map(({ name }) => name));
  const rows = all.filter(({ split, dataset }) => split === part && learned.has(dataset));
  const kinds = new Map<string, Listed[]>();
  for (const row of rows) {
    const kind = `${row.dataset} ${row.events}`;
    const own = kinds.get(kind) ?? [];
    own.splice(Math.floor(random() * (own.length + 1)), 0, row);
    kinds.set(kind, own);
  }
  const lists = [...kinds.values()].sort(() => random() - 0.5);
  const order: Listed[] = [];
  for (let turn = 0; order.length < count && lists.some((list) => turn < list.length); turn++) {
    order.push(...lists.flatMap((list) => list[turn] ?? []));
  }
  return order.slice(0, count);
}

/** Reads the loudest stretch of a recording: a padded one may begin with silence. */
export async function read(path: string): Promise<{ samples: Float32Array; sampleRate: number }> {
  const blocks: Float32Array[] = [];
  let sampleRate = 0;
  let length = 0;
  for await (const block of decodeFile(path)) {
    sampleRate = block.sampleRate;
    blocks.push(block.samples);
    length += block.samples.length;
    if (length > 10 * sampleRate) break;
  }
  const all = new Float32Array(length);
  let written = 0;
  for (const block of blocks) {
    all.set(block, written);
    written += block.length;
  }
  const size = Math.min(length, Math.round(SECONDS * sampleRate));
  let [best, first] = [-1, 0];
  for (let from = 0; from + size <= length; from += Math.round(0.5 * sampleRate)) {
    const power = all.subarray(from, from + size).reduce((sum, x) => sum + x * x, 0);
    if (power > best * 1.05) [best, first] = [power, from];
  }
  return { samples: all.subarray(first, first + size), sampleRate };
}
