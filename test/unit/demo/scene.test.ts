import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { renderScene, renderSound, SAMPLE_RATE, SOUNDS, type Scene } from '../../../demo/scene/scene.js';
import type { Detection } from '../../../src/decisions/detection.js';
import { Engine } from '../../../src/engine/engine.js';
import { Families } from '../../../src/model/families.js';
import { DEFAULT_MODEL } from '../../../src/model/shipped-models.js';
import { StreamingNetwork } from '../../../src/model/network/streaming-network.js';
import { useBackend } from '../model/test-backends.js';
import { modelIn } from '../on-disk.js';

/** Sample rate of the pages, Hz. */
const RATE = SAMPLE_RATE;

describe('Demo scene', () => {
  let scene: Scene;

  beforeAll(() => {
    scene = renderScene(RATE);
  });

  it('lasts between one and two minutes and never clips', () => {
    expect(scene.samples.length / RATE).to.be.within(60, 120);
    for (const sample of scene.samples) if (!(Math.abs(sample) < 0.95)) expect.fail(`a sample is ${sample}`);
  });

  it('is the same each time', () => {
    const [sound] = SOUNDS;
    expect(renderSound(sound!, RATE)).to.deep.equal(renderSound(sound!, RATE));
  });

  it('has every sound stand out from the silence around it', () => {
    const level = (from: number, to: number) => {
      const part = scene.samples.subarray(from * RATE, to * RATE);
      return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
    };
    for (const { name, onset, offset } of scene.parts) {
      expect(level(onset, offset) - level(onset - 0.5, onset), name).to.be.above(10);
    }
  });

  it('is recognised by the default model: every sound of it', async () => {
    await useBackend('wasm');
    const model = await modelIn(`models/${DEFAULT_MODEL}`);
    const network = StreamingNetwork.create(model);
    const engine = new Engine({ manifest: model.manifest, network, sampleRate: RATE, stepFrames: 10 });
    const steps = await engine.push(scene.samples);
    const changes = [...steps.flatMap(({ update }) => update.changes), ...(await engine.flush()).changes];
    network.dispose();
    const heard = changes.filter(({ phase }) => phase === 'end').map(({ detection }) => detection);
    const overlap = ({ onset, offset }: Detection, part: Scene['parts'][number]) =>
      Math.min(offset!, part.offset) - Math.max(onset, part.onset);
    const families = new Families(model.manifest.heads.find(({ name }) => name === 'events')!);
    // Crickets are insects.
    const answers = (name: string) => [name, ...families.certain(name)];
    const missed = scene.parts.filter(
      (part) => !heard.some((one) => answers(part.name).includes(one.label) && overlap(one, part) > 0.3),
    );
    expect(missed.map(({ name }) => name)).to.deep.equal([]);
    const bird = heard.find(({ head, onset }) => head === 'bird' && onset < 5);
    expect(bird && bird.offset! - bird.onset).to.be.above(2);
  });
});
