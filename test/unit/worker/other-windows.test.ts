import { expect } from '@esm-bundle/chai';
import { pause } from '../elements/on-page.js';

describe('The worker’s script in a page', () => {
  it('listens to no window: what others send it is not answered, and nothing is fetched', async () => {
    const url = '/dist/worker.js';
    await import(url);
    const model = { manifest: `${location.origin}/stolen/model.json` };
    const answers: unknown[] = [];
    const note = ({ data }: MessageEvent<{ type?: string }>) => {
      if (data.type !== 'load') answers.push(data);
    };
    addEventListener('message', note);
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>
      parent.postMessage(${JSON.stringify({ type: 'load', model, backend: 'cpu', stepFrames: 5, wasm: {} })}, '*');
      parent.postMessage({ type: 'sent' }, '*');
    </script>`;
    document.body.append(frame);
    while (answers.length === 0) await pause(20);
    await pause(200);
    removeEventListener('message', note);
    frame.remove();
    expect(answers).to.deep.equal([{ type: 'sent' }]);
    expect(performance.getEntriesByType('resource').some(({ name }) => name.includes('/stolen/'))).to.equal(false);
  });
});
