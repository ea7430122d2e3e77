import { expect } from 'chai';
import { Scope } from '../../../src/lifetime/scope.js';
import { pause } from '../../../src/lifetime/timers.js';

describe('A worker that a scope owns', () => {
  it('is terminated with it', async () => {
    const scope = new Scope();
    const script = URL.createObjectURL(new Blob(['postMessage(1); setInterval(postMessage, 5, 2)']));
    const worker = scope.worker(script);
    await new Promise((resolve) => (worker.onmessage = resolve));
    let messages = 0;
    worker.onmessage = () => (messages += 1);
    await scope.close();
    messages = 0;
    await pause(60);
    expect(messages).to.be.lessThan(3); // messages in transit
    URL.revokeObjectURL(script);
  });
});
