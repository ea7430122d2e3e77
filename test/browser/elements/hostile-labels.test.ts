import { expect } from 'chai';
import { PinnaError } from '../../../src/errors.js';
import { until } from '../until.js';
import { onPage, painted, settled } from './on-page.js';
import { MODEL, SimulatedListener } from './simulated-listener.js';

const ATTACK = '<img src=x onerror="globalThis.attacked=true"><script>globalThis.attacked=true</script>';
const VIEWS = ['controls', 'spectrogram', 'timeline', 'bird', 'genre', 'events', 'level', 'log', 'status'];

/** Returns all elements of all shadow trees. */
function everything(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everything(element.shadowRoot) : []),
  ]);
}

describe('What a model, a device and an error say of themselves', () => {
  it('is text in every element, never markup', async () => {
    const place = await onPage(
      `<pinna-listener>${VIEWS.map((view) => `<pinna-${view}></pinna-${view}>`).join('')}</pinna-listener>`,
    );
    const listener = new SimulatedListener();
    const heads = MODEL.heads.map((head) => ({
      ...head,
      classes: head.classes.map(({ name }, c) => ({ name: `${name} ${c} ${ATTACK}` })),
    }));
    const model = { ...MODEL, name: ATTACK, version: ATTACK, licence: ATTACK, heads };
    listener.model = model;
    place.querySelector('pinna-listener')!.listener = listener;
    await settled(place);
    listener.become('running');
    listener.report({ model, input: { kind: 'microphone', label: ATTACK }, sampleRate: 48_000 });
    const loud = (head: number) => new Float32Array(heads[head]!.classes.length).fill(0.9);
    for (const [id, head] of ['genre', 'bird', 'events'].entries()) {
      const label = heads[id]!.classes[0]!.name;
      listener.detect('start', { id: id + 1, head, label });
      listener.detect('end', { id: id + 1, head, label, offset: 1 });
    }
    listener.detect('start', { id: 9, head: ATTACK, label: ATTACK });
    listener.emitFrames(0, 5, { genre: loud(0), bird: loud(1), events: loud(2) });
    const announced = place.querySelector('pinna-listener')!.shadowRoot!.querySelector('[role=status]')!;
    await until(() => announced.textContent.includes(ATTACK), 'The announcement');
    await painted(place);
    listener.dispatchEvent(new CustomEvent('error', { detail: new PinnaError('bad-audio', ATTACK) }));
    await painted(place);
    const all = everything(place);
    expect(all.filter((element) => element.matches('img, script')).length).to.equal(0);
    expect(all.some(({ textContent }) => textContent.includes(ATTACK))).to.equal(true);
    expect(globalThis).to.not.have.property('attacked');
    place.remove();
  });
});
