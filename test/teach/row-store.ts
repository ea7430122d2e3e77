import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rows } from '../../src/teach/examples/embed.js';

/**
 * Keeps rows of sounds in files, so that several processes can compute them and a second run is fast. Delete the folder after a change
 * of the recipes.
 */
export class RowStore {
  readonly #folder: string;
  readonly #size: number;

  /** @param size values of a row @param hash of the network and its normalisation: other ones have other rows */
  constructor(folder: string, hash: string, size: number) {
    this.#folder = join(folder, hash.slice(0, 12));
    this.#size = size;
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Returns kept rows, or computes and keeps them. @param name of the file */
  async rows(name: string, compute: () => Promise<readonly Rows[]>): Promise<Rows[]> {
    const path = join(this.#folder, `${name}.f32`);
    if (!existsSync(path)) {
      const all = await compute();
      const counts = Float32Array.of(all.length, ...all.map(({ count }) => count));
      writeFileSync(`${path}.partial`, Buffer.concat([counts, ...all.map(({ values }) => values)].map(bytesOf)));
      renameSync(`${path}.partial`, path);
    }
    const file = readFileSync(path);
    const numbers = new Float32Array(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
    const count = numbers[0]!;
    let at = 1 + count;
    return Array.from(numbers.subarray(1, at), (rows) => {
      const values = numbers.subarray(at, (at += rows * this.#size));
      return { values, count: rows };
    });
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);
