/** Entry of a `--jobs` thread: loads one network and classifies one file after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { PinnaError } from '../../errors.js';
import { selectBackend } from '../../model/backends/backends.js';
import { classifyFile } from './classify-file.js';
import type { JobData, JobReply, JobRequest } from './job-messages.js';
import { readTaughtHead } from '../files/read-taught.js';
import { readModel, wasm } from '../files/read-model.js';

const { model: named, backend, chunk, keepScores, taught } = workerData as JobData;

const loaded = readModel(named).then(async (model) => {
  const { network } = await selectBackend(model, { requested: backend, stepFrames: chunk, wasm });
  return { manifest: model.manifest, network, embeddingHead: await readTaughtHead(taught, model, named) };
});
// `classify` reports the failure for each file.
loaded.catch(() => undefined);

function reply(message: JobReply): void {
  parentPort?.postMessage(message);
}

async function classify({ file, partial }: JobRequest): Promise<void> {
  try {
    const result = await classifyFile(file, {
      ...(await loaded),
      chunk,
      keepScores,
      partial,
      onProgress: (share) => reply({ type: 'progress', share }),
      onWarning: (warning) => reply({ type: 'warning', warning }),
    });
    reply({ type: 'result', result });
  } catch (error) {
    const known = error instanceof PinnaError;
    reply({
      type: 'failure',
      code: known ? error.code : undefined,
      message: known ? error.message : String(error),
    });
  }
}

parentPort?.on('message', (request: JobRequest) => void classify(request));
