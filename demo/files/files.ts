import '../../src/entries/file-view.js';
import '../../src/entries/pinna.js';
import { WAV_TYPE, writeWav } from '../../src/formats/write-wav.js';
import { sceneBuffer } from '../scene/scene-source.js';
import { inPageLanguage } from '../shell/page-language.js';
import { errorText } from '../shell/page-words.js';
import { startShell } from '../shell/shell.js';
import { acceptDroppedFiles } from '../shell/accept-dropped-files.js';

startShell();

const WORDS = inPageLanguage({
  en: { title: 'Demo scene', file: 'demo scene.wav', rendering: 'Rendering…' },
  de: { title: 'Beispielszene', file: 'Beispielszene.wav', rendering: 'Wird erzeugt …' },
});

const files = document.querySelector('pinna-file')!;
const sample = document.querySelector<HTMLButtonElement>('#sample')!;
const status = document.querySelector<HTMLElement>('#status')!;

const chords = document.querySelector<HTMLInputElement>('#chords')!;
const followChords = () => {
  files.chords = chords.checked;
};
chords.addEventListener('change', followChords);
// After a reload, a browser may show the box as it was left.
followChords();

acceptDroppedFiles((dropped) => files.add(dropped));

async function sceneFile(): Promise<File> {
  const scene = await sceneBuffer();
  const wav = writeWav([scene.getChannelData(0)], { sampleRate: scene.sampleRate, title: WORDS.title });
  return new File([wav], WORDS.file, { type: WAV_TYPE });
}

sample.addEventListener('click', () => {
  sample.disabled = true;
  status.textContent = WORDS.rendering;
  sceneFile()
    .then(
      (file) => {
        files.add([file]);
        status.textContent = '';
      },
      (error: unknown) => {
        status.textContent = errorText(error);
      },
    )
    .finally(() => {
      sample.disabled = false;
    });
});
