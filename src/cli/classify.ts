import { PinnaError } from '../errors';
import { selectBackend } from '../model/backends';
import { classifyFile } from './classify-file';
import type { ClassifyCommand } from './command-line';
import { ProgressBar } from './progress-bar';
import { readModel } from './read-model';
import { createResultWriter } from './result-writer';
import type { Streams } from './streams';

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
  const { network, report } = await selectBackend(model, { requested: backend, stepFrames: chunk });
  const writeResult = await createResultWriter(command, manifest, report.backend, stdout);
  const bar = new ProgressBar(stderr, files.length);
  let status = 0;
  for (const [index, file] of files.entries()) {
    const tell = (message: string) => {
      bar.clear();
      stderr.write(`pinna: ${file}: ${message}\n`);
    };
    bar.draw(index, file, 0);
    try {
      const result = await classifyFile(file, {
        manifest,
        network,
        chunk,
        keepScores: format === 'frames',
        onProgress: (share) => bar.draw(index, file, share),
        onDamage: () => tell('Warning: damaged parts were skipped; times after them are too early.'),
      });
      bar.clear();
      await writeResult(result);
    } catch (error) {
      tell(error instanceof PinnaError ? error.message : String(error));
      status = 1;
    }
  }
  bar.clear();
  network.dispose();
  return status;
}
