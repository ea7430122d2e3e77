import '../../src/entries/file-view.js';
import '../../src/entries/pinna.js';
import { WAV_TYPE, writeWav } from '../../src/formats/write-wav.js';
import { sceneBuffer } from '../scene/scene-source.js';
import { startShell } from '../shell/shell.js';
import { acceptDroppedFiles } from '../shell/accept-dropped-files.js';

startShell();

const files = document.querySelector('pinna-file')!;
const sample = document.querySelector<HTMLButtonElement>('#sample')!;
const status = document.querySelector<HTMLElement>('#status')!;

acceptDroppedFiles((dropped) => files.add(dropped));

async function sceneFile(): Promise<File> {
  const scene = await sceneBuffer();
  const wav = writeWav([scene.getChannelData(0)], { sampleRate: scene.sampleRate, title: 'Demo scene' });
  return new File([wav], 'demo scene.wav', { type: WAV_TYPE });
}

sample.addEventListener('click', () => {
  sample.disabled = true;
  status.textContent = 'Rendering…';
  sceneFile()
    .then(
      (file) => {
        files.add([file]);
        status.textContent = '';
      },
      (error: unknown) => {
        status.textContent = error instanceof Error ? error.message : String(error);
      },
    )
    .finally(() => {
      sample.disabled = false;
    });
});
