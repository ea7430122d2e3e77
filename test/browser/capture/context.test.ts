import { expect } from 'chai';
import { ContextHandle } from '../../../src/capture/context/context-handle.js';
import { openContext } from '../../../src/capture/sources/open-context.js';
import { runContext } from '../../../src/capture/context/run-context.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { until } from '../until.js';
import { rejection } from '../when.js';
import { advance } from './audio-clock.js';
import { isPending } from './hearing.js';

const { signal } = new AbortController();

/** A context that the autoplay policy blocks: `resume` has no effect until the user touches the page. */
class BlockedContext extends EventTarget {
  state = 'suspended';
  resumed = 0;
  touched = false;
  resume(): Promise<void> {
    this.resumed++;
    if (!this.touched) return new Promise(() => undefined);
    this.enter('running');
    return Promise.resolve();
  }
  enter(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
  as(): AudioContext {
    return this as unknown as AudioContext;
  }
}

describe('openContext', () => {
  it('makes its own context at the device rate, and closes it, also twice', async () => {
    const device = new AudioContext();
    const handle = await openContext({ kind: 'microphone' });
    expect(handle.owner).to.equal('own');
    expect(handle.sampleRate).to.equal(device.sampleRate);
    await handle.run({ signal });
    await advance(handle, 0.1);
    await handle.close();
    await handle.close();
    expect(handle.context.state).to.equal('closed');
    await device.close();
  });

  it('shares one context among all media elements and never closes it', async () => {
    const element = new Audio();
    const [first, second] = await Promise.all([1, 2].map(() => openContext({ kind: 'element', element })));
    expect(first).to.equal(second);
    await first!.close();
    expect(first!.context.state).not.to.equal('closed');
  });

  it("never starts or closes a host's context", async () => {
    const context = new AudioContext();
    await context.suspend();
    const handle = await openContext({ kind: 'node', node: new GainNode(context) });
    await handle.run({ signal });
    await handle.close();
    expect(context.state).to.equal('suspended');
    await context.close();
  });

  it('takes a native context of another frame for what it is', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const context = new (frame.contentWindow as unknown as typeof globalThis).AudioContext();
    const handle = await openContext({ kind: 'node', node: context.createGain() });
    expect(handle.AudioWorkletNode).to.equal(AudioWorkletNode);
    await context.close();
    frame.remove();
  });

  it('says why where there are no audio worklets', async () => {
    const original = Object.getOwnPropertyDescriptor(globalThis, 'AudioWorkletNode')!;
    Object.defineProperty(globalThis, 'AudioWorkletNode', { value: undefined, configurable: true });
    try {
      expect(await rejection(openContext({ kind: 'microphone' }))).to.have.property('code', 'unsupported-browser');
    } finally {
      Object.defineProperty(globalThis, 'AudioWorkletNode', original);
    }
  });
});

describe('ContextHandle.run', () => {
  it('starts an interrupted context again until aborted', async () => {
    const context = new BlockedContext();
    context.touched = true;
    const abort = new AbortController();
    await new ContextHandle(context.as(), AudioWorkletNode, 'own').run({ signal: abort.signal });
    for (let i = 0; i < 2; i++) {
      context.enter('interrupted');
      await until(() => context.state === 'running', 'The new start');
    }
    abort.abort();
    context.enter('interrupted');
    await nextTask();
    expect(context.state).to.equal('interrupted');
  });

  it('does the same in a wrapped context, and does not wake one that was closed', async () => {
    const handle = await openContext({ kind: 'microphone' });
    await handle.run({ signal });
    await (handle.context as AudioContext).suspend();
    await until(() => handle.context.state === 'running', 'The new start');
    const told = new Promise((resolve) => handle.context.addEventListener('statechange', resolve, { once: true }));
    await handle.close();
    await told;
    await nextTask();
    expect(handle.context.state).to.equal('closed');
  });
});

describe('runContext', () => {
  it('starts a suspended context', async () => {
    const context = new AudioContext();
    await context.suspend();
    await runContext(context, { signal });
    expect(context.state).to.equal('running');
    await context.close();
  });

  it('says once that the browser wants a gesture, and starts at the gesture', async () => {
    const blocked = new BlockedContext();
    let told = 0;
    const running = runContext(blocked.as(), { signal, onBlocked: () => told++ });
    await until(() => told > 0, 'The call for a gesture');
    blocked.touched = true;
    document.dispatchEvent(new Event('pointerup'));
    await running;
    const { resumed } = blocked;
    document.dispatchEvent(new Event('keydown'));
    expect(blocked.resumed).to.equal(resumed);
    expect(told).to.equal(1);
  });

  it('needs no statechange event', async () => {
    const silent = new BlockedContext();
    silent.resume = async () => {
      await nextTask();
      silent.state = 'running';
    };
    await runContext(silent.as(), { signal });
  });

  it('says nothing when the context starts at once', async () => {
    const blocked = new BlockedContext();
    blocked.touched = true;
    let told = 0;
    await runContext(blocked.as(), { signal, onBlocked: () => told++ });
    // Another context, which does not start, is reported later.
    const abort = new AbortController();
    let others = 0;
    const other = runContext(new BlockedContext().as(), { signal: abort.signal, onBlocked: () => others++ });
    await until(() => others > 0, 'The report of the other context');
    expect(told).to.equal(0);
    abort.abort();
    await rejection(other);
  });

  it('gives up when aborted or when the context is closed, and leaves no listener', async () => {
    const aborted = new BlockedContext();
    const abort = new AbortController();
    const running = runContext(aborted.as(), { signal: abort.signal });
    expect(await isPending(running)).to.equal(true);
    abort.abort();
    expect(await rejection(running)).to.have.property('name', 'AbortError');
    document.dispatchEvent(new Event('pointerup'));
    expect(aborted.resumed).to.equal(1);

    const closed = new BlockedContext();
    const ending = runContext(closed.as(), { signal });
    closed.enter('closed');
    await rejection(ending);
    expect(new ContextHandle(closed.as(), AudioWorkletNode, 'own').close()).to.be.instanceOf(Promise);
  });
});
