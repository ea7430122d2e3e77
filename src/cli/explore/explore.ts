import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { classesOf } from '../../explore/class-marks.js';
import { recordingMaps } from '../../explore/recording-map.js';
import {
  FEWEST_FOR_NEIGHBOURS,
  FEWEST_RECORDINGS,
  VALUE_KINDS,
  type ValueKind,
} from '../../explore/recording-values.js';
import { oneLine } from '../../formats/safe-text.js';
import { selectBackend } from '../../model/backends/backends.js';
import { seededRandom } from '../../teach/data/seeded-random.js';
import type { ExploreCommand, MapFormat } from '../arguments/commands.js';
import { eachFile } from '../files/each-file.js';
import { OutputFile } from '../files/output-file.js';
import { readModel, wasm } from '../files/read-model.js';
import { write, type OutputStreams } from '../terminal/streams.js';
import { textTable } from '../terminal/text-table.js';
import { unusualRecordings, type Explored, type ExploredRecording } from './explored.js';
import { exploredFiles } from './explored-files.js';
import { mapCsv, mapJson } from './map-files.js';
import { mapPage } from './map-page.js';
import { fileValues } from './recording-values.js';

/**
 * Runs `pinna explore`: computes the values of each recording of a folder, writes the maps and prints how well the classes are found.
 *
 * @returns the exit status: 0, or 1 if a file could not be used
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`, `no-backend`; `bad-audio` if too few files can be used
 */
export async function explore(command: ExploreCommand, { stdout, stderr }: OutputStreams): Promise<number> {
  const { out, layout, lang, partial, chunk } = command;
  const files = await exploredFiles(command);
  const model = await readModel(command.model);
  // Opened before the work, so that a wrong path is reported at once.
  const output = await OutputFile.open(out, 'out');
  try {
    const { network } = await selectBackend(model, { requested: command.backend, stepFrames: chunk, wasm });
    const recordings: ExploredRecording[] = [];
    let failed;
    try {
      failed = await eachFile(
        files.map(({ path }) => path),
        {
          stderr,
          analyse: ({ file, decoding }) => fileValues(file, { network, chunk, partial, ...decoding }),
          deliver: (values, { index }) => {
            const file = files[index]!;
            recordings.push({ ...values, file, label: file.label, group: file.group });
            return Promise.resolve();
          },
        },
      );
    } finally {
      network.dispose();
    }
    const fewest = layout === 'neighbours' ? FEWEST_FOR_NEIGHBOURS : FEWEST_RECORDINGS;
    if (recordings.length < fewest)
      throw new PinnaError(
        PinnaErrorCode.BadAudio,
        `A map needs ${fewest} recordings, and ${recordings.length} could be read. Add more.`,
      );
    const maps = recordingMaps(recordings);
    const points = {
      descriptors: await placesOf(maps.descriptors, layout),
      embedding: await placesOf(maps.embedding, layout),
    };
    const explored: Explored = { model: model.manifest, layout, lang, recordings, maps, points, failed };
    await output.write(WRITERS[command.format](explored, out));
    await output.complete();
    await write(stdout, tableOf(explored));
    return failed.length > 0 ? 1 : 0;
  } finally {
    await output.discard();
  }
}

const WRITERS: Readonly<Record<MapFormat, (explored: Explored, out: string) => string>> = {
  json: mapJson,
  csv: mapCsv,
  html: mapPage,
};

async function placesOf(
  { components, points }: Explored['maps'][ValueKind],
  layout: ExploreCommand['layout'],
): Promise<Float64Array> {
  if (layout === 'pca') return points;
  // Other commands do not load the library.
  const { LAYOUT_SEED, neighbourLayout } = await import('../../explore/neighbour-layout.js');
  return neighbourLayout(components, { random: seededRandom(LAYOUT_SEED) });
}

function tableOf(explored: Explored): string {
  const { recordings, maps } = explored;
  const unusual = unusualRecordings(explored).map(({ recording }) => oneLine(recording.file.name));
  const classes = classesOf(recordings).length;
  return (
    `${recordings.length} recordings, ${classes} ${classes === 1 ? 'class' : 'classes'}. Leave one out:\n` +
    textTable(
      ['values', 'accuracy', 'largest class', 'variance on the map'],
      VALUE_KINDS.map((kind) => {
        const { leaveOneOut, explained } = maps[kind];
        return [
          kind,
          leaveOneOut ? leaveOneOut.accuracy.toFixed(3) : null,
          leaveOneOut ? leaveOneOut.chance.toFixed(3) : null,
          (explained[0]! + explained[1]!).toFixed(3),
        ];
      }),
    ) +
    `Most unusual here: ${unusual.join(', ')}\n`
  );
}
