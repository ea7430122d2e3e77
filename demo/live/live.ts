import '../../src/pinna';
import { sceneSource } from '../scene/scene-source';
import { startShell } from '../shell/shell';
import { takeDroppedFiles } from '../shell/take-dropped-files';

startShell();

/** Where the page is narrow, a second keeps a readable width, and the picture comes into view below the sounds. */
const WIDE = { seconds: 20, sounds: 6 };
const NARROW = { seconds: 8, sounds: 3 };

const controls = document.querySelector('pinna-controls')!;
controls.extraSources = [{ label: 'Demo scene', open: sceneSource, prepare: () => void sceneSource() }];

const wide = matchMedia('(min-width: 60rem)');
const fit = () => {
  const { seconds, sounds } = wide.matches ? WIDE : NARROW;
  document.querySelector('pinna-events')!.count = sounds;
  for (const view of document.querySelectorAll<HTMLElementTagNameMap['pinna-spectrogram' | 'pinna-timeline']>(
    'pinna-spectrogram, pinna-timeline',
  )) {
    view.seconds = seconds;
  }
};
wide.addEventListener('change', fit);
fit();

takeDroppedFiles(([file]) => file && controls.play(file));
