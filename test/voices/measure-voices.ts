/**
 * Measures how much speech is left in excerpts that are saved without voices, and how much other sound is muted with it:
 * `node measure-voices.cjs DATA-FOLDER MODEL-FOLDER WASM-FOLDER EVERY`. Uses each EVERY-th validation recording of the data
 * folder's `manifest.csv`. Prints figures as JSON.
 */
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { decodeFile } from '../../src/cli/files/decode-file.js';
import { VOICE_MARGIN, VOICE_RULE, VoiceSpans, type VoiceRule } from '../../src/decisions/voice-spans.js';
import { Engine } from '../../src/engine/engine.js';
import { selectBackend } from '../../src/model/backends/backends.js';
import { wasmFilesIn } from '../../src/model/backends/wasm-files.js';
import { loadModel } from '../../src/model/loading/load-model.js';
import type { StreamingNetwork } from '../../src/model/network/streaming-network.js';
import type { ModelManifest } from '../../src/model/manifest.js';
import { seededRandom } from '../harness/random.js';
import { inRoom, RATE, ROW, singleWords, speechScene, type Scene } from './speech-scene.js';

const LEVELS = [-10, -20, -30, -40];
/** Level of the background below the speech, dB. */
const BELOW_SPEECH = 15;
/** Rules by name, the first one in use: the others show what a change of each part does. */
const RULES: Readonly<Record<string, VoiceRule>> = {
  'in use': VOICE_RULE,
  'half the mean': { ...VOICE_RULE, mean: VOICE_RULE.mean / 2 },
  'twice the mean': { ...VOICE_RULE, mean: VOICE_RULE.mean * 2 },
  'mean alone': { ...VOICE_RULE, single: Infinity },
  'half the context': { ...VOICE_RULE, context: VOICE_RULE.context / 2 },
  'single rows from 0.2': { ...VOICE_RULE, mean: Infinity, single: 0.2 },
  'single rows from 0.05': { ...VOICE_RULE, mean: Infinity, single: 0.05 },
};
/** Sets whose recordings hold no speech, by kind. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  'single sounds': /^esc50$/,
  'bird recordings': /^ff1010bird$/,
  ambience: /^amb_/,
  music: /^(music_|gtzan|fsdkaggle)/,
};

interface Entry {
  readonly path: string;
  readonly dataset: string;
  readonly split: string;
  readonly speech: string;
  readonly events: string;
}

const [data, modelFolder, wasmFolder, every] = process.argv.slice(2) as [string, string, string, string];

async function decode(path: string): Promise<Float32Array> {
  const blocks: number[] = [];
  for await (const { samples, sampleRate } of decodeFile(`${data}/${path}`)) {
    // Opus decodes to 48 kHz; the recordings hold nothing above 8 kHz.
    const every = sampleRate / RATE;
    for (let i = 0; i < samples.length; i += every) blocks.push(samples[i]!);
  }
  return Float32Array.from(blocks);
}

/** Returns, per rule, whether each row is muted. */
async function mutedRows(
  { samples }: Pick<Scene, 'samples'>,
  network: StreamingNetwork,
  manifest: ModelManifest,
): Promise<boolean[][]> {
  const engine = new Engine({ manifest, network, sampleRate: RATE, stepFrames: 50 });
  engine.reset();
  const memories = Object.values(RULES).map((rule) => new VoiceSpans(Infinity, rule));
  const steps = [...(await engine.push(samples)), ...(await engine.flush()).steps];
  for (const { update, time } of steps)
    for (const memory of memories) memory.add(update, time, manifest.heads, network.rowSeconds);
  return memories.map(({ spans }) => {
    const rows = Array.from({ length: Math.ceil(samples.length / ROW) }, () => false);
    // The last span is the undecided end; here, the whole scene has been analysed.
    for (const { from, to } of spans)
      for (let row = Math.max(0, Math.ceil((from * RATE) / ROW)); row < Math.min(rows.length, (to * RATE) / ROW); row++)
        rows[row] = true;
    return rows;
  });
}

async function measure(): Promise<object> {
  const manifest: unknown = JSON.parse(readFileSync(`${modelFolder}/model.json`, 'utf8'));
  const model = await loadModel(manifest, new Uint8Array(readFileSync(`${modelFolder}/weights.bin`)).buffer);
  const { network } = await selectBackend(model, { requested: 'wasm', stepFrames: 50, wasm: wasmFilesIn(wasmFolder) });
  const entries = (parse(readFileSync(`${data}/manifest.csv`, 'utf8'), { columns: true }) as Entry[]).filter(
    ({ split }) => split === 'val',
  );
  const decodeAll = (chosen: readonly Entry[]) =>
    Promise.all(chosen.filter((_, i) => i % Number(every) === 0).map(({ path }) => decode(path)));
  const utterances = await decodeAll(entries.filter(({ speech }) => speech === '1'));
  const backgroundOf = async (sets: RegExp) =>
    Float32Array.from(
      (await decodeAll(entries.filter(({ dataset, speech: spoken }) => sets.test(dataset) && spoken !== '1'))).flatMap(
        (samples) => [...samples],
      ),
    );
  const ambience = await backgroundOf(OTHERS.ambience!);
  const music = await backgroundOf(/^(music_|gtzan)/);
  const inARoom = inRoom(utterances, seededRandom(3));
  const scenes = [
    { what: 'near, quiet', spoken: utterances, isQuiet: true },
    { what: 'in a room, quiet', spoken: inARoom, isQuiet: true },
    { what: 'single words, near, quiet', spoken: singleWords(utterances), isQuiet: true },
    { what: 'near, with ambience', spoken: utterances, isQuiet: false, background: ambience },
    { what: 'in a room, with ambience', spoken: inARoom, isQuiet: false, background: ambience },
    { what: 'near, with music', spoken: utterances, isQuiet: false, background: music },
  ];

  const speech = [];
  for (const { what, spoken, isQuiet, background } of scenes) {
    for (const level of LEVELS) {
      const scene = speechScene(spoken, {
        level,
        background: background && { samples: background, level: level - BELOW_SPEECH },
        random: seededRandom(7),
      });
      const muted = await mutedRows(scene, network, model.manifest);
      const rows = scene.isSpeech.filter(Boolean).length;
      const audible = muted.map((found) => scene.isSpeech.filter((is, row) => is && !found[row]).length / rows);
      speech.push({ what, level, isQuiet, rows, audible });
    }
  }

  const others = [];
  for (const [kind, sets] of Object.entries(OTHERS)) {
    const chosen = entries.filter(
      ({ dataset, speech, events }) => sets.test(dataset) && speech !== '1' && !/speech|laugh|child|baby/.test(events),
    );
    let rows = 0;
    const muted = Object.keys(RULES).map(() => 0);
    const recordings = await decodeAll(chosen);
    for (const samples of recordings) {
      const found = await mutedRows({ samples }, network, model.manifest);
      // The end is undecided, whatever it holds.
      const undecided = Math.ceil(((VOICE_RULE.context + VOICE_MARGIN) * RATE) / ROW);
      const decided = Math.max(0, found[0]!.length - undecided);
      rows += decided;
      found.forEach((all, i) => (muted[i]! += all.slice(0, decided).filter(Boolean).length));
    }
    others.push({ kind, recordings: recordings.length, muted: muted.map((count) => count / Math.max(1, rows)) });
  }
  const { name, version } = model.manifest;
  return {
    model: { name, version },
    utterances: utterances.length,
    rules: Object.keys(RULES),
    speech,
    others,
  };
}

void measure().then((figures) => {
  process.stdout.write(JSON.stringify(figures));
  process.exit();
});
