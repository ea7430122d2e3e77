import { expect } from 'chai';
import { render } from 'lit';
import '../../../../src/elements/define/pinna-recording.js';
import { SaveAll } from '../../../../src/elements/file/save-all.js';
import { wordsIn } from '../../../../src/elements/words/words.js';
import { LOG_MEL_64 } from '../../../../src/features/log-mel-parameters.js';
import type { Classification } from '../../../../src/recordings/classifier.js';
import { taughtClass } from '../../../unit/teach/made-up.js';
import { until } from '../../until.js';
import { onPage, settled } from '../on-page.js';
import { running } from '../running.js';
import { savedFiles } from '../saved-files.js';

const RESULT = {
  ...{ duration: 2, frames: 100, sampleRate: 16_000, detections: [], recordingScores: null, scores: {} },
  structure: { sections: [], genre: null, course: [] },
  features: new Float32Array(100 * 64).fill(-60),
  model: { name: 'tiny', version: '1.0.0', heads: [], rowSeconds: 0.02, features: LOG_MEL_64 },
} as unknown as Classification;

/** A view with a button that saves a file. */
interface Way {
  readonly place: HTMLElement;
  readonly root: ParentNode;
  readonly button: () => HTMLElement | null;
}

const WAYS: readonly (readonly [string, () => Promise<Way>])[] = [
  [
    'the selected detections of a timeline',
    async () => {
      const { place, listener } = await running('<pinna-timeline></pinna-timeline>');
      const root = place.querySelector('pinna-timeline')!.shadowRoot!;
      listener.emitFrames(4, 5);
      listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3 });
      await until(() => root.querySelector('.bar') !== null, 'The bar');
      root.querySelector<HTMLElement>('.bar')!.click();
      return { place, root, button: () => root.querySelector('[part~=save]') };
    },
  ],
  [
    'the log',
    async () => {
      const { place, listener } = await running('<pinna-log></pinna-log>');
      const root = place.querySelector('pinna-log')!.shadowRoot!;
      listener.emitFrames(4, 5);
      listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3 });
      await settled(place);
      return { place, root, button: () => root.querySelector('[part=save]:not(:disabled)') };
    },
  ],
  [
    'taught sounds',
    async () => {
      const { place, listener } = await running('<pinna-teach></pinna-teach>');
      const root = place.querySelector('pinna-teach')!.shadowRoot!;
      listener.teachingResult = () => [];
      await listener.taught.import({ network: 'ab'.repeat(32), licence: 'MIT', classes: [taughtClass('bell')] });
      const button = () =>
        [...root.querySelectorAll('button')].find((one) => one.textContent!.trim() === 'Save as a file') ?? null;
      return { place, root, button };
    },
  ],
  [
    'a recording',
    async () => {
      const place = await onPage('<pinna-recording src="data:audio/wav,"></pinna-recording>');
      const recording = place.querySelector('pinna-recording')!;
      recording.classification = RESULT;
      await settled(place);
      const root = recording.shadowRoot!;
      return { place, root, button: () => root.querySelector('[part=save]') };
    },
  ],
  [
    'the results of several files',
    () => {
      const place = document.createElement('div');
      document.body.append(place);
      const files = ['a.wav', 'b.wav'].map((name) => ({ file: new File([], name), classification: RESULT }));
      const host = { addController: () => undefined, requestUpdate: () => draw() } as never;
      const saveAll = new SaveAll(host);
      const draw = () => render(saveAll.render(wordsIn('en'), files as never), place);
      draw();
      return Promise.resolve({ place, root: place, button: () => place.querySelector('[part=save-all]') });
    },
  ],
];

describe('A way out of the page that the browser refuses', () => {
  const { createObjectURL } = URL;
  before(() => (document.documentElement.lang = 'en'));
  afterEach(() => (URL.createObjectURL = createObjectURL));

  for (const [what, open] of WAYS)
    it(`is said beside the button that saves ${what}; the next attempt saves`, async () => {
      const { place, root, button } = await open();
      await until(() => button() !== null, 'The button');
      const alert = () => root.querySelector('[role=alert]');
      URL.createObjectURL = () => {
        throw new DOMException('No.', 'NotAllowedError');
      };
      button()!.click();
      await until(() => alert() !== null, 'The message');
      expect(alert()!.textContent).to.contain('The browser refused it (NotAllowedError: No.).');
      URL.createObjectURL = createObjectURL;
      const [file] = await savedFiles(() => button()!.click());
      expect(file!.content.byteLength).to.be.above(0);
      await until(() => alert() === null, 'No message');
      place.remove();
    });
});
