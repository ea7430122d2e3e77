import { expect } from 'chai';
import axe from 'axe-core';
import { VIEWS } from './all-views.js';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';
import { displayFrame, onPage, painted, settled } from './on-page.js';
import { MODEL, SimulatedListener } from './simulated-listener.js';

const PAGE = `
  <main>
    <h1>Test</h1>
    <pinna-listener>${VIEWS.map((name) => `<${name}></${name}>`).join('')}</pinna-listener>
  </main>`;

for (const [scheme, ground] of [
  ['light', '#fbfaf7'],
  ['dark', '#101216'],
] as const) {
  describe(`Accessibility, ${scheme}`, () => {
    let place: HTMLElement;
    const listener = new SimulatedListener();

    before(async () => {
      document.documentElement.lang = 'en';
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: ${ground}`;
      place = await onPage(PAGE);
      place.querySelector('pinna-listener')!.listener = listener;
      await settled(place);
    });

    after(() => {
      place.remove();
      document.documentElement.removeAttribute('style');
    });

    const violations = async () => {
      const { violations: found } = await axe.run(place, { resultTypes: ['violations'] });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    };

    it('has no violations while idle', async () => {
      expect(await violations()).to.deep.equal([]);
    });

    it('has none while running, with everything shown', async () => {
      await listener.start();
      listener.report({ level: -20, peak: 1.2, model: MODEL });
      listener.detect('start', { id: 1, head: 'events', label: 'music', onset: 0.1, confidence: 1 });
      listener.detect('start', { id: 2, head: 'bird', label: 'bird', onset: 0.2, confidence: 0.2 });
      listener.detect('start', { id: 3, head: 'genre', label: 'jazz', onset: 0.3, confidence: 0.6 });
      listener.detect('start', { id: 4, label: 'rain', onset: 0.5, confidence: 0.9 });
      const scores = new Float32Array(MODEL.heads[2]!.classes.length).fill(0.7);
      for (let step = 0; step < 15; step++) {
        listener.emitFrames(step / 10, 5, {
          bird: Float32Array.of(0.9),
          genre: new Float32Array(5).fill(0.2),
          events: scores,
        });
        listener.describeFrames(step / 10, 5, { tempo: new Float32Array(5).fill(120), beats: [step / 10] });
        await displayFrame();
      }
      await painted(place);
      expect(await violations()).to.deep.equal([]);
    });

    it('has none when something has gone wrong', async () => {
      await listener.stop();

      listener.emit('error', new PinnaError(PinnaErrorCode.MicrophoneDenied, 'It was not allowed. Allow it.'));
      await settled(place);
      expect(await violations()).to.deep.equal([]);
    });
  });
}
