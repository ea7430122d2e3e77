import { expect } from 'chai';
import { Scope } from '../../../src/lifetime/scope.js';
import { until } from '../until.js';

describe('A worker that a scope owns', () => {
  it('is terminated with it', async () => {
    const scope = new Scope();
    const script = URL.createObjectURL(new Blob(['postMessage(1); setInterval(postMessage, 5, 2)']));
    const [owned, other] = [scope.worker(script), new Worker(script)];
    const messages = { owned: 0, other: 0 };
    owned.onmessage = () => (messages.owned += 1);
    other.onmessage = () => (messages.other += 1);
    await until(() => messages.owned > 0 && messages.other > 0, 'Messages of both workers');
    await scope.close();
    Object.assign(messages, { owned: 0, other: 0 });
    await until(() => messages.other > 11, 'More messages of the other worker');
    other.terminate();
    expect(messages.owned).to.be.lessThan(3); // messages in transit
    URL.revokeObjectURL(script);
  });
});
