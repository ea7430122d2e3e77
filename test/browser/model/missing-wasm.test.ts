import { expect } from 'chai';
import { selectBackend } from '../../../src/model/backends/backends.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';
import { architectures, randomModel } from '../../unit/model/random-model.js';
import { rejects } from '../../unit/model/rejects.js';

/** In a separate page, because tfjs starts its WASM backend only once. */
describe('WASM files that are not there', () => {
  it('are an error when WASM was asked for, and a reason when it was not', async () => {
    const { manifest, weights } = await randomModel(architectures.crnn, 5);
    const model = await loadModel(manifest, weights);
    const nowhere = new URL('/nowhere/', location.href).href;
    const wasm = wasmFilesIn(nowhere);
    const asked = selectBackend(model, { requested: 'wasm', stepFrames: 5, wasm });
    expect(await rejects(asked, 'no-backend')).to.contain(`its .wasm files could not be loaded from ${nowhere}`);
    const { network, report } = await selectBackend(model, { requested: 'auto', stepFrames: 5, wasm });
    expect(report.backend).to.equal('cpu');
    expect(report.reason).to.equal('cpu is the only backend that works here');
    expect(report.measurements[0]!.reason).to.contain('could not be loaded');
    network.dispose();
  });
});
