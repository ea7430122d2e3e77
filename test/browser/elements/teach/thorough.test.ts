import { expect } from 'chai';
import axe from 'axe-core';
import '../../../../src/entries/german.js';
import type { PinnaTeach } from '../../../../src/entries/elements.js';
import type { LearnRequest } from '../../../../src/worker/contract.js';
import { layeredClass, taughtClass } from '../../../unit/teach/made-up.js';
import { until } from '../../until.js';
import { settled, shadowText } from '../on-page.js';
import { running } from '../running.js';
import type { SimulatedListener } from '../simulated-listener.js';

const NETWORK = 'ab'.repeat(32);
const BANDS = 4;
const REPORT = {
  ...{ frozen: { loss: 0.21, found: 17 }, trained: { loss: 0.12, found: 19 }, error: 0.03, steps: 2 },
  ...{ learning: [0.3, 0.2, 0.1, 0.05], leftOut: [0.4, 0.3, 0.2, 0.25] },
};

/** Answers requests of teaching as a worker would, without learning anything. @param isKept whether a layer makes sounds better */
function answer(listener: SimulatedListener, isKept: boolean): void {
  listener.teachingResult = (type, input) => {
    if (type === 'example')
      return { frames: new Float32Array(10 * BANDS), bands: BANDS, seconds: 1, rise: 12, clipped: false };
    if (type === 'uncertain') return [];
    if (type !== 'learn') return undefined;
    const { lessons } = input as LearnRequest;
    const isLayered = (lesson: LearnRequest['lessons'][number]) => isKept && lesson.thorough === true;
    return {
      set: {
        ...{ network: NETWORK, licence: 'MIT' },
        classes: lessons.map((lesson, seed) =>
          (isLayered(lesson) ? layeredClass : taughtClass)(lesson.label, seed + 1),
        ),
      },
      reports: lessons.map(({ label, examples, thorough }) => ({
        ...{
          label,
          losses: [1, 0.5],
          alpha: 2,
          beta: 0.5,
          regularisation: 0.03,
          absent: { sounds: [-4], quiet: [-9] },
        },
        leftOut: examples.map(() => 0.9),
        alike: examples.map(() => []),
        ...(thorough && { thorough: { ...REPORT, isKept } }),
      })),
    };
  };
}

describe('thorough learning in pinna-teach', () => {
  let place: HTMLElement;
  let teach: PinnaTeach;
  let listener: SimulatedListener;
  const root = () => teach.shadowRoot!;
  const button = () => root().querySelector<HTMLButtonElement>('button[aria-label="Thorough: kettle"]');
  const teachTimes = async (count: number) => {
    for (let i = 0; i < count; i++) await listener.taught.add('kettle', { from: i, to: i + 0.5 });
    await listener.taught.learn();
    await settled(place);
  };
  const open = async (isKept: boolean) => {
    document.documentElement.lang = 'en';
    ({ place, listener } = await running('<pinna-teach links></pinna-teach>'));
    answer(listener, isKept);
    teach = place.querySelector('pinna-teach')!;
    await settled(place);
  };
  const lessons = () =>
    listener.teachingRequests.flatMap(({ type, input }) => (type === 'learn' ? (input as LearnRequest).lessons : []));

  afterEach(() => place.remove());

  it('is offered from 20 examples on, and shows both figures, both curves and whether the layer is used', async () => {
    await open(true);
    await teachTimes(19);
    expect(button()).to.equal(null);
    const refused = await listener.taught.learnThoroughly('kettle').catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'bad-option');
    await teachTimes(1);
    button()!.click();
    await until(() => shadowText(teach).includes('the trained layer is used'), 'The result');
    expect(lessons().at(-1)).to.include({ label: 'kettle', thorough: true });
    for (const details of root().querySelectorAll('details')) details.open = true;
    const text = shadowText(teach);
    for (const part of [
      'difference of the losses: 0.03',
      'Frozen layers',
      '17 / 20',
      '0.21',
      'With a trained layer',
      '19 / 20',
      '0.12',
    ])
      expect(text).to.contain(part);
    expect(text).to.contain('Loss of what was left out: 0.4 at first, 0.2 after 2 steps.');
    expect(root().querySelectorAll('svg.losses polyline')).to.have.lengthOf(3);
    expect((await axe.run(place, { resultTypes: ['violations'] })).violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('counts only examples that the model can read, which has learnt from them', async () => {
    await open(true);
    const { teachingResult } = listener;
    // Three examples of a model with other frames.
    listener.teachingResult = (type, input) =>
      type === 'example'
        ? { frames: new Float32Array(10 * 2 * BANDS), bands: 2 * BANDS, seconds: 1, rise: 12, clipped: false }
        : teachingResult(type, input);
    for (let i = 0; i < 3; i++) await listener.taught.add('kettle', { from: 100 + i, to: 100.5 + i });
    listener.teachingResult = (type, input) =>
      teachingResult(
        type,
        type !== 'learn'
          ? input
          : {
              ...(input as LearnRequest),
              lessons: (input as LearnRequest).lessons.map((lesson) => ({
                ...lesson,
                examples: lesson.examples.filter(({ bands }) => bands === BANDS),
              })),
            },
      );
    await listener.taught.teach('bell', { from: 0, to: 0.5 });
    await teachTimes(19);
    expect(button()).to.equal(null);
    expect(await listener.taught.learnThoroughly('kettle').catch(String)).to.contain('too few examples');
    await teachTimes(1);
    button()!.click();
    await until(() => shadowText(teach).includes('the trained layer is used'), 'The result');
    const text = shadowText(teach);
    expect(text).to.contain('17 / 20');
    expect(text).to.contain('0 / 20');
    expect(text).not.to.contain('/ 23');
  });

  it('says beside the links that only a file holds the layer, and trains the layer again with each later learning', async () => {
    await open(true);
    await teachTimes(20);
    expect(shadowText(teach)).not.to.contain('without their trained layer');
    await listener.taught.learnThoroughly('kettle');
    await settled(place);
    expect(shadowText(teach)).to.contain(
      'hold these sounds without their trained layer: kettle. Save a file to keep it.',
    );
    await teachTimes(1);
    expect(lessons().at(-1)).to.include({ label: 'kettle', thorough: true });
    await listener.taught.rename('kettle', 'tea');
    expect(listener.taught.list[0]!.taught.layer).not.to.equal(undefined);
  });

  it('says that the frozen layers stay where left-out examples did not get better, in German too', async () => {
    await open(false);
    await teachTimes(20);
    await listener.taught.learnThoroughly('kettle');
    await settled(place);
    expect(shadowText(teach)).to.contain('so the frozen layers stay');
    expect(shadowText(teach)).not.to.contain('without their trained layer');
    place.lang = 'de';
    await until(() => shadowText(teach).includes('deshalb bleiben die eingefrorenen Schichten'), 'The German text');
    expect(root().querySelector('[aria-label="Gründlich: kettle"]')!.textContent).to.contain('Gründlich');
    await teachTimes(1);
    expect(lessons().at(-1)).to.include({ thorough: false });
  });
});
