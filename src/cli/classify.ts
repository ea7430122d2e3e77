import { selectBackend } from '../model/backends';
import { classifyFile } from './classify-file';
import { FRAMES, type ClassifyCommand } from './command-line';
import { eachFile } from './each-file';
import { readModel } from './read-model';
import { createResultWriter } from './result-writer';
import type { Streams } from './streams';
import { wasm } from './wasm-folder';

/**
 * `pinna classify`: loads one model and runs file after file through it.
 *
 * @returns the exit status: 0, or 1 when a file has no result
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`, `no-backend`
 */
export async function classify(command: ClassifyCommand, { stdout, stderr }: Streams): Promise<number> {
  const { files, backend, chunk, format } = command;
  const model = await readModel(command.model);
  const { manifest } = model;
  const { network, report } = await selectBackend(model, { requested: backend, stepFrames: chunk, wasm });
  try {
    const writeResult = await createResultWriter(command, manifest, report.backend, stdout);
    const failed = await eachFile(files, stderr, async ({ file, decoding, clear }) => {
      const result = await classifyFile(file, {
        manifest,
        network,
        chunk,
        keepScores: format === FRAMES,
        ...decoding,
      });
      clear();
      await writeResult(result);
    });
    return failed.length > 0 ? 1 : 0;
  } finally {
    network.dispose();
  }
}
