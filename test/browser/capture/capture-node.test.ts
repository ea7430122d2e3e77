import { expect } from 'chai';
import { CaptureNode } from '../../../src/capture/context/capture-node.js';
import type { ContextHandle } from '../../../src/capture/context/context-handle.js';
import { createTransport } from '../../../src/capture/transport/create-transport.js';
import { workletSettled } from '../../../src/capture/context/load-worklet.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { rejection } from '../when.js';
import { advance } from './audio-clock.js';
import { contexts, openCapture, WORKLET_URL } from './worklet-scenario.js';

const script = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
const portOf = ({ sampleRate }: ContextHandle) => createTransport('port', sampleRate);
const feed = ({ context }: ContextHandle, target: AudioNode) => {
  const source = context.createConstantSource();
  source.connect(target);
  source.start();
};

for (const [name, make] of Object.entries(contexts)) {
  describe(`CaptureNode in a ${name} context`, () => {
    let handle: ContextHandle;
    beforeEach(async () => {
      handle = make();
      await handle.run({ signal: new AbortController().signal });
    });
    afterEach(() => handle.close());

    it('fails with worklet-failed when the script is missing or broken, and can be tried again', async () => {
      for (const url of [`${location.origin}/nowhere.js`, script('this is not a script')]) {
        const error = await rejection(openCapture(handle, await portOf(handle), url));
        expect(error).to.have.property('code', 'worklet-failed');
        expect(error.message).to.contain(url);
      }
      await openCapture(handle, await portOf(handle));
    });

    it('fails with worklet-failed when the script is not ours', async () => {
      const error = await rejection(openCapture(handle, await portOf(handle), script('')));
      expect(error).to.have.property('code', 'worklet-failed');
    });

    it('loads the script once per context', async () => {
      const url = `${WORKLET_URL}?once=${name}`;
      const captures = await Promise.all([1, 2, 3].map(async () => openCapture(handle, await portOf(handle), url)));
      for (const capture of captures) await capture.close();
      await (await openCapture(handle, await portOf(handle), `${location.origin}/never-asked-for.js`)).close();
    });

    it('has one input, of as many channels as come, and no output', async () => {
      const { node } = await openCapture(handle, await portOf(handle));
      expect([node.numberOfInputs, node.numberOfOutputs]).to.deep.equal([1, 0]);
      // The wrapper always reports "explicit"; `channels.test.ts` tests the real behaviour.
      if (name === 'native') expect(node.channelCountMode).to.equal('max');
      expect(node.channelInterpretation).to.equal('discrete');
    });

    it('closes once: the second call gives the same counts', async () => {
      const capture = await openCapture(handle, await portOf(handle));
      feed(handle, capture.node);
      await advance(handle, 0.1);
      const counts = await capture.close();
      expect(counts?.captured).to.be.greaterThan(0);
      expect(await capture.close()).to.equal(counts);
    });

    it('does not hang on close when the context was closed before', async () => {
      const capture = await openCapture(handle, await portOf(handle));
      await handle.close();
      const began = performance.now();
      await capture.close();
      expect(performance.now() - began).to.be.lessThan(5000);
    });

    it('stops opening when aborted', async () => {
      const { worklet } = await portOf(handle);
      const abort = new AbortController();
      const opening = CaptureNode.open(handle, {
        workletUrl: WORKLET_URL,
        transport: worklet,
        signal: abort.signal,
      });
      abort.abort();
      expect(await rejection(opening)).to.have.property('name', 'AbortError');
    });

    it('reports a processor that throws', async () => {
      const broken = script(`registerProcessor('pinna-capture', class extends AudioWorkletProcessor {
        constructor() { super(); this.port.onmessage = () => this.port.postMessage({ type: 'opened' }); }
        process([input]) { if (input.length > 0) throw new Error('broken on purpose'); return true; }
      })`);
      const capture = await openCapture(handle, await portOf(handle), broken);
      feed(handle, capture.node);
      expect(await capture.failed).to.have.property('code', 'worklet-failed');
      await capture.close();
    });

    it('reports a processor that cannot be made', async () => {
      const broken = script(`registerProcessor('pinna-capture', class extends AudioWorkletProcessor {
        constructor() { super(); throw new Error('broken on purpose'); }
      })`);
      expect(await rejection(openCapture(handle, await portOf(handle), broken))).to.have.property(
        'code',
        'worklet-failed',
      );
    });

    it('opens in a suspended context and captures once it runs', async () => {
      const idle = make();
      const context = idle.context as AudioContext;
      await context.suspend();
      const opening = openCapture(idle, await portOf(idle));
      await workletSettled(context);
      await nextTask();
      expect(context.state).to.equal('suspended');
      await context.resume();
      const capture = await opening;
      feed(idle, capture.node);
      await advance(idle, 0.1);
      expect((await capture.close())?.captured).to.be.greaterThan(0);
      await idle.close();
    });
  });
}
