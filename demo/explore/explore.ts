import '../../src/entries/explore-view.js';
import '../../src/entries/teach-view.js';
import { WAV_TYPE, writeWav } from '../../src/formats/write-wav.js';
import { postedBy } from '../scene/render-in-worker.js';
import { SAMPLE_RATE } from '../scene/scene.js';
import { playableScene, sceneSource } from '../scene/scene-source.js';
import { SceneCaption } from '../scene/scene-caption.js';
import { acceptDroppedFiles } from '../shell/accept-dropped-files.js';
import { inPageLanguage } from '../shell/page-language.js';
import { errorText, pageWords } from '../shell/page-words.js';
import { startShell } from '../shell/shell.js';
import type { ExampleTake } from './examples.js';

startShell();

const WORDS = inPageLanguage({
  en: { scene: 'Demo scene', rendering: 'Rendering…', what: 'The example sounds' },
  de: { scene: 'Beispielszene', rendering: 'Werden erzeugt …', what: 'Die Beispielgeräusche' },
});

const explore = document.querySelector('pinna-explore')!;
const sample = document.querySelector<HTMLButtonElement>('#sample')!;
const status = document.querySelector<HTMLElement>('#status')!;
document.querySelector('pinna-controls')!.extraSources = [
  { label: WORDS.scene, open: sceneSource, prepare: () => void sceneSource() },
];
const listener = document.querySelector('pinna-listener')!;
new SceneCaption(document.querySelector('#caption')!, playableScene).follow(listener);
acceptDroppedFiles((_, data) => explore.addDropped(data));

async function addExamples(): Promise<void> {
  const worker = new Worker(new URL('./examples.worker.js', import.meta.url), { type: 'module' });
  const words = pageWords();
  for (const { name, take, samples } of await postedBy<ExampleTake[]>(WORDS.what, worker)) {
    const title = `${words.className(name)} ${String(take)}`;
    const wav = writeWav([samples], { sampleRate: SAMPLE_RATE, title });
    explore.add([new File([wav], `${title}.wav`, { type: WAV_TYPE })], name);
  }
}

sample.addEventListener('click', () => {
  sample.disabled = true;
  status.textContent = WORDS.rendering;
  addExamples()
    .then(
      () => (status.textContent = ''),
      (error: unknown) => {
        status.textContent = errorText(error);
      },
    )
    .finally(() => {
      sample.disabled = false;
    });
});
