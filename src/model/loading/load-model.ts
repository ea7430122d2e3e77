import { HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { createArchitecture } from '../architectures/create-architecture.js';
import { LIMITS } from './limits.js';
import type { ModelManifest, Model } from '../manifest.js';
import { corrupt } from './manifest-reader.js';
import { validateManifest } from './validate-manifest.js';
import { checkIntegrity, checkTensorShapes, decodeTensors } from './weights-file.js';

/**
 * Checks and decodes a model: format, every field, every size, shape and offset, the hash, the receptive field, the cost,
 * and that all weights are finite. Reads no files, so it runs in the page, in a worker and in Node.
 *
 * @param manifestJson the parsed `model.json`
 * @param weights the whole of `weights.bin`
 * @throws PinnaError `model-corrupt`; `unsupported-browser` outside a secure context
 */
export async function loadModel(manifestJson: unknown, weights: ArrayBuffer): Promise<Model> {
  const manifest = validateManifest(manifestJson);
  await checkIntegrity(manifest.weights, weights);
  checkShapes(manifest);
  return { manifest, tensors: decodeTensors(manifest.weights, weights) };
}

/**
 * Checks that receptive field, recurrence, distance between rows, period, state size and cost are those of the architecture.
 * Also checks that the tensors are exactly those that architecture and heads need.
 */
function checkShapes(manifest: ModelManifest): void {
  const { features, heads, weights, receptiveFieldFrames, recurrent = false, macsPerSecond } = manifest;
  const architecture = createArchitecture(manifest.architecture, features);
  if (architecture.receptiveFieldFrames !== receptiveFieldFrames) {
    throw corrupt(
      `model.json: receptiveFieldFrames is ${receptiveFieldFrames}, but its architecture's is ${architecture.receptiveFieldFrames}`,
    );
  }
  if (architecture.recurrent !== recurrent) {
    throw corrupt(`model.json: recurrent is ${recurrent}, but its architecture's is ${architecture.recurrent}`);
  }
  if (architecture.framesPerOutput % Math.round(HOP_SECONDS / features.hopSeconds) !== 0) {
    const milliseconds = Math.round(1000 * architecture.framesPerOutput * features.hopSeconds);
    throw corrupt(
      `model.json: its architecture gives scores every ${milliseconds} ms, not every 20 ms or a multiple of that`,
    );
  }
  if (architecture.period > LIMITS.period) {
    throw corrupt(
      `model.json: its architecture's strides in time multiply to ${architecture.period}, not at most ${LIMITS.period}`,
    );
  }
  const stateValues = architecture.stateShapes.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
  if (stateValues > LIMITS.stateValues) {
    throw corrupt(`model.json: its architecture's state has ${stateValues} numbers, not at most ${LIMITS.stateValues}`);
  }
  const classCount = heads.reduce((sum, { classes }) => sum + classes.length, 0);
  const macs = (architecture.macsPerFrame + architecture.headMacsPerFrame * classCount) / features.hopSeconds;
  if (Math.abs(macs - macsPerSecond) >= 1) {
    throw corrupt(`model.json: macsPerSecond is ${macsPerSecond}, but its architecture's is ${Math.round(macs)}`);
  }
  const expected = new Map<string, readonly number[]>(Object.entries(architecture.weightShapes));
  for (const { name, classes } of heads) {
    expected.set(`head.${name}/kernel`, [architecture.width, classes.length]);
    expected.set(`head.${name}/bias`, [classes.length]);
  }
  checkTensorShapes(weights, expected);
}
