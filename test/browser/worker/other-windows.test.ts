import { expect } from 'chai';
import { until } from '../until.js';

describe('The worker’s script in a page', () => {
  it('listens to no window: what others send it is not answered, and nothing is fetched', async () => {
    const url = '/dist/worker.js';
    await import(url);
    const model = { manifest: `${location.origin}/stolen/model.json` };
    const answers: unknown[] = [];
    const note = ({ data }: MessageEvent<{ type?: string }>) => {
      if (data.type !== 'join') answers.push(data);
    };
    addEventListener('message', note);
    const frame = document.createElement('iframe');
    const load = { type: 'load', id: 1, in: { model, backend: 'cpu', stepFrames: 5, wasm: {} } };
    frame.srcdoc = `<script>
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => parent.postMessage({ type: 'answered' }, '*');
      port1.postMessage(${JSON.stringify(load)});
      parent.postMessage({ type: 'join', port: port2 }, '*', [port2]);
      parent.postMessage({ type: 'sent' }, '*');
    </script>`;
    document.body.append(frame);
    await until(() => answers.length > 0, 'The message of the frame');
    // eslint-disable-next-line tests/no-fixed-sleeps -- a wrong answer or fetch would come later, and nothing else happens
    await new Promise((resolve) => setTimeout(resolve, 200));
    removeEventListener('message', note);
    frame.remove();
    expect(answers).to.deep.equal([{ type: 'sent' }]);
    expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('/stolen/'))).to.equal(false);
  });
});
