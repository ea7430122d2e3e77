import { fstatSync } from 'node:fs';
import type { DetectionChange } from '../../decisions/detection.js';
import { Engine, type EngineStep } from '../../engine/engine.js';
import { selectBackend } from '../../model/backends/backends.js';
import type { ListenCommand } from '../arguments/commands.js';
import { usage } from '../arguments/usage.js';
import { readModel, wasm } from '../files/read-model.js';
import { readTaughtHead } from '../files/read-taught.js';
import { clockText } from '../terminal/clock-text.js';
import { write, type Streams } from '../terminal/streams.js';
import { ChordLines } from './chord-lines.js';
import { EventLines } from './event-lines.js';
import { FaderLines } from './fader-lines.js';
import { openLiveInput } from './live-input.js';
import { LiveScreen } from './live-screen.js';
import { StreamClock } from './stream-clock.js';

/**
 * Runs `pinna listen`: classifies the sound of standard input as it arrives, until it ends or the program is interrupted. Sounds
 * that last then are reported as ended.
 *
 * @returns the exit status 0
 * @throws PinnaError `bad-option`, `model-missing`, `model-corrupt`, `no-backend`, `empty-audio`, `bad-audio`,
 *   `unsupported-sample-rate`, `bad-taught-file`, `wrong-network`
 */
export async function listen(command: ListenCommand, { stdin, stdout, interrupted }: Streams): Promise<number> {
  if (stdin.isTTY) throw usage('Standard input is a terminal: pipe sound into pinna listen.', 'listen');
  if (command.format === 'answer' && !stdout.isTTY)
    throw usage('--format answer needs a terminal: leave it out in a pipe.', 'listen');
  if (command.chords && command.format === undefined && stdout.isTTY)
    throw usage('The present answer has no chords: use --format jsonl with --chords.', 'listen');
  const stop = interrupted();
  const model = await readModel(command.model);
  const { manifest } = model;
  const embeddingHead = await readTaughtHead(command.taught, model, command.model);
  const heads = embeddingHead ? [...manifest.heads, embeddingHead.manifest] : manifest.heads;
  const { network } = await selectBackend(model, { requested: command.backend, stepFrames: command.chunk, wasm });
  let screen: LiveScreen | undefined;
  try {
    const { sampleRate, blocks } = await openLiveInput(stdin, command.raw, stop);
    const stepFrames = command.chunk;
    const harmony = command.chords;
    const engine = new Engine({ manifest, network, sampleRate, stepFrames, adaptive: true, embeddingHead, harmony });
    engine.reset();
    const clock = new StreamClock();
    const isLive = !isRegularFile(stdin.fd);
    const timeOf = (seconds: number) =>
      isLive ? new Date(clock.zero.getTime() + 1000 * seconds).toLocaleTimeString('en-GB') : clockText(seconds);
    if (command.format !== 'jsonl' && stdout.isTTY === true) screen = new LiveScreen(stdout, timeOf);
    const zero = isLive ? () => clock.zero : undefined;
    const about = { source: command.source, model: manifest, zero };
    const lines = new EventLines(about);
    const faderLines = new FaderLines(about);
    const chordLines = new ChordLines(about);
    const report = async (change: DetectionChange) => {
      if (screen) screen.change(change);
      else await write(stdout, lines.line(change));
    };
    const reportStep = async (step: EngineStep) => {
      for (const change of step.update.changes) await report(change);
      screen?.score(heads, step.update);
      const text = screen ? '' : (faderLines.line(step, network.rowSeconds) ?? '') + chordLines.lines(step);
      if (text !== '') await write(stdout, text);
    };
    let samples = 0;
    for await (const block of blocks) {
      samples += block.length;
      clock.arrived(samples / sampleRate, Date.now());
      screen?.sound(levelOf(block));
      for (const step of await engine.push(block)) await reportStep(step);
    }
    const { steps, changes } = await engine.flush();
    for (const step of steps) await reportStep(step);
    for (const change of changes) await report(change);
    return 0;
  } catch (error) {
    if (stop.aborted) return 0;
    throw error;
  } finally {
    screen?.close();
    network.dispose();
  }
}

/** Whether standard input is a file, whose sound has no wall-clock time. */
function isRegularFile(descriptor: number | undefined): boolean {
  return descriptor !== undefined && fstatSync(descriptor).isFile();
}

/** Returns the RMS level of samples, dBFS; −Infinity for digital silence. */
function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return power > 0 ? 10 * Math.log10(power) : -Infinity;
}
