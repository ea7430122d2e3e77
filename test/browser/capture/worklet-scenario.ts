import { expect } from 'chai';
import * as wrapped from 'standardized-audio-context';
import { CaptureNode } from '../../../src/capture/context/capture-node.js';
import { ContextHandle } from '../../../src/capture/context/context-handle.js';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import type { Transport, TransportKind } from '../../../src/capture/transport/transport.js';
import { advance } from './audio-clock.js';
import { canaries, canary, newWitness, observe, type Range, type Witness } from './canary.js';
import { startReader, type Reading } from './reader-thread.js';

/** Address of the built worklet. */
export const WORKLET_URL = new URL('/dist/capture.worklet.js', location.href).href;
const never = new AbortController().signal;

/** Both kinds of context that a listener may use. */
export const contexts = {
  native: () => new ContextHandle(new AudioContext(), AudioWorkletNode, 'own'),
  wrapped: () =>
    new ContextHandle(
      new wrapped.AudioContext() as unknown as BaseAudioContext,
      wrapped.AudioWorkletNode as unknown as typeof AudioWorkletNode,
      'own',
    ),
} satisfies Record<string, () => ContextHandle>;

export const openCapture = (handle: ContextHandle, transport: Transport, workletUrl = WORKLET_URL) =>
  CaptureNode.open(handle, { workletUrl, transport: transport.worklet, signal: never });

/** Lead time for scheduling a player before its first sample, seconds. While the graph changes, Chromium may skip quanta. */
const LEAD = 0.25;

/** Merges ranges across holes of at most `hole` samples, which Chromium skipped while the graph changed. */
function withoutHoles(ranges: readonly Range[], hole: number): Range[] {
  const whole: Range[] = [];
  for (const [start, end] of ranges) {
    const last = whole.at(-1);
    if (last && start - last[1] <= hole) last[1] = end;
    else whole.push([start, end]);
  }
  return whole;
}

/** Plays `seconds` of canaries from the context's time `at` on. Resolves when the last one is rendered. */
async function play(context: BaseAudioContext, target: AudioNode, seconds: number, at: number): Promise<void> {
  const samples = canaries(0, Math.round(seconds * context.sampleRate));
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const player = context.createBufferSource();
  player.buffer = buffer;
  player.connect(target);
  const ended = new Promise((resolve) => (player.onended = resolve));
  player.start(at);
  await ended;
}

/** Checks the canaries that were read. They begin at `start`, the first sample that is not zero. */
function check(blocks: Reading['blocks'], length: number): { witness: Witness; start: number } {
  const first = blocks.find(({ samples }) => samples.some((sample) => sample !== 0))!;
  const start = first.position + first.samples.findIndex((sample) => sample !== 0);
  const witness = newWitness();
  for (const block of blocks) {
    observe(witness, block, (position) =>
      position < start || position >= start + length ? 0 : canary(position - start),
    );
  }
  return { witness, start };
}

/** Tests the built worklet in a real context with a reader in a real worker. */
export function itCaptures(testFile: string, kind: TransportKind): void {
  for (const [name, make] of Object.entries(contexts)) {
    it(`delivers what is played in a ${name} context, sample for sample`, async () => {
      const handle = make();
      await handle.run({ signal: never });
      const transport = createTransport(kind, handle.sampleRate);
      const { reading } = await startReader(testFile, transport.worker);
      const capture = await openCapture(handle, transport);
      await play(handle.context, capture.node, 1, handle.context.currentTime + LEAD);
      const counts = await capture.close();
      const { blocks, counts: readerCounts } = await reading;
      await handle.close();
      const length = handle.sampleRate;
      const { witness, start } = check(blocks, length);
      expect(witness.wrong).to.equal(0);
      expect(witness.ranges.some(([from, to]) => from <= start && to >= start + length)).to.equal(true);
      expect(witness.read).to.be.within(handle.sampleRate, 2 * handle.sampleRate);
      expect(counts).to.deep.equal({ captured: witness.read, dropped: 0 });
      expect(readerCounts).to.deep.equal(counts);
    });
  }

  it('stamps positions with the context clock, and counts nothing while nothing is connected', async () => {
    const handle = contexts.native();
    await handle.run({ signal: never });
    const transport = createTransport(kind, handle.sampleRate);
    const { reading } = await startReader(testFile, transport.worker);
    const capture = await openCapture(handle, transport);
    const one = new ConstantSourceNode(handle.context, { offset: 1 });
    one.start();
    const connected: Range[] = [];
    for (let i = 0; i < 2; i++) {
      await advance(handle, 0.2);
      const from = handle.currentTime;
      one.connect(capture.node);
      await advance(handle, 0.2);
      one.disconnect(capture.node);
      connected.push([from, handle.currentTime]);
    }
    await advance(handle, 0.2);
    const counts = await capture.close();
    const { blocks } = await reading;
    await handle.close();
    const witness = newWitness();
    for (const block of blocks) observe(witness, block, () => 1);
    expect(witness.wrong).to.equal(0);
    expect(counts).to.deep.equal({ captured: witness.read, dropped: 0 });
    const ranges = withoutHoles(witness.ranges, 0.05 * handle.sampleRate);
    expect(ranges).to.have.length(2);
    ranges.forEach(([start, end], i) => {
      // Changes of the graph take effect after the call, delayed by at most the context's buffering.
      const [from, to] = connected[i]!;
      expect(start / handle.sampleRate).to.be.within(from - 0.01, from + 0.19);
      expect(end / handle.sampleRate).to.be.within(to - 0.05, to + 0.19);
    });
  });

  it('counts what an offline rendering, faster than any reader, makes it drop', async () => {
    const rate = 48_000;
    const seconds = 60;
    const offline = new OfflineAudioContext(1, seconds * rate, rate);
    const handle = new ContextHandle(offline, AudioWorkletNode, 'host');
    const transport = createTransport(kind, rate);
    const { reading } = await startReader(testFile, transport.worker, { stall: 100, stallEvery: 200 });
    const capture = await openCapture(handle, transport);
    const played = play(offline, capture.node, seconds, 0);
    await offline.startRendering();
    await played;
    const counts = await capture.close();
    const { blocks } = await reading;
    const witness = newWitness();
    for (const block of blocks) observe(witness, block);
    expect(witness.wrong).to.equal(0);
    expect(counts!.dropped).to.be.greaterThan(0);
    expect(counts).to.deep.equal({ captured: seconds * rate, dropped: seconds * rate - witness.read });
  });
}
