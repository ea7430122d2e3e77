/**
 * Makes the file `teaching.bin` of a model: the normalisation of its embedding, the bank of other sounds, and quiet rooms.
 * Arguments: model folder, data folder (manifest.csv), and `--keep-normalisation` to use that of the file which is there. Sounds that
 * were taught with it then stay valid.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../../src/cli/files/read-model.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { FusedNetwork } from '../../src/model/fused/fused-network.js';
import { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import { networkHash } from '../../src/teach/data/network-hash.js';
import type { Normalisation } from '../../src/teach/data/normalisation.js';
import { seededRandom } from '../../src/teach/data/seeded-random.js';
import { readTeachingData, TEACHING_FILE, writeTeachingData } from '../../src/teach/data/teaching-data.js';
import { Embedder } from '../../src/teach/examples/embed.js';
import { fitNormalisation } from './fit-normalisation.js';
import { moments } from './moments.js';
import { quietRoom, ROOM_RATE } from './quiet-rooms.js';
import { chosen, read, type Listed } from './recordings.js';

/** Recordings that the normalisation is fitted to. */
const RECORDINGS = 1200;
/** Sounds in the bank, and rows of each. */
const BANK = 300;
const BANK_ROWS = 6;
/** Start of a recording of which the network still remembers the silence before, seconds. */
const BANK_START = 0.24;
/** Quiet rooms, and rows of each. */
const ROOMS = 120;
const ROOM_ROWS = 6;
/** Duration of a quiet room, and of its start that is not used, seconds. */
const ROOM_SECONDS = 4;
const ROOM_START = 0.5;
/** Seed of the quiet rooms. */
const ROOM_SEED = 40_000;
const KEEP = '--keep-normalisation';

async function main(args: readonly string[]): Promise<void> {
  const [modelFolder, dataFolder] = args.filter((arg) => arg !== KEEP);
  if (modelFolder === undefined || dataFolder === undefined) throw new Error('Give a model folder and a data folder.');
  const fileOf = ({ path: name }: Listed) => join(dataFolder, name);
  const path = join(modelFolder, TEACHING_FILE);
  const random = seededRandom(11);
  const model = await readModel(modelFolder);
  const { features } = model.manifest;
  const hash = await networkHash(model);
  const network = FusedNetwork.canRun(model.manifest)
    ? new StreamingNetwork(FusedNetwork.create(model))
    : StreamingNetwork.create(model);
  const list = chosen(dataFolder, model.manifest, RECORDINGS, random);

  /** Reads the recordings in order, without those shorter than a second. */
  async function* recordings(): AsyncGenerator<Float32Array> {
    for (const [i, one] of list.entries()) {
      const { samples, sampleRate } = await read(fileOf(one));
      const frames = new LogMelStream(sampleRate, features).push(samples);
      if (frames.length * features.hopSeconds >= features.bands) yield frames;
      if (i % 100 === 99) process.stderr.write(`${i + 1} of ${list.length}\n`);
    }
  }

  const fitted: Normalisation = args.includes(KEEP)
    ? (await readTeachingData(readFileSync(path), hash)).normalisation
    : await fitNormalisation(recordings(), network, random);
  // Everybody uses the rounded normalisation, so the bank does, too.
  const content = { normalisation: fitted, bank: [], quiet: [], network: hash };
  const { normalisation } = await readTeachingData(writeTeachingData(content), hash);
  const embedder = new Embedder(network, normalisation);
  const { size } = normalisation;
  const rowsIn = (seconds: number) => Math.round(seconds / embedder.rowSeconds);
  const bank: Float32Array[] = [];
  for await (const frames of recordings()) {
    bank.push(moments(await embedder.rows(frames), size, BANK_ROWS, rowsIn(BANK_START)));
    if (bank.length === BANK) break;
  }
  const quiet: Float32Array[] = [];
  for (let i = 0; i < ROOMS; i++) {
    const frames = new LogMelStream(ROOM_RATE, features).push(quietRoom(i, ROOM_SECONDS, ROOM_SEED));
    quiet.push(moments(await embedder.rows(frames), size, ROOM_ROWS, rowsIn(ROOM_START)));
  }
  const bytes = writeTeachingData({ ...content, bank, quiet });
  writeFileSync(path, bytes);
  process.stderr.write(`${TEACHING_FILE}: ${bytes.length} bytes, ${bank.length} sounds, ${quiet.length} quiet rooms\n`);
}

void main(process.argv.slice(2));
