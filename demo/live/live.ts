import '../../src/entries/pinna.js';
import { sceneSource } from '../scene/scene-source.js';
import { startShell } from '../shell/shell.js';
import { acceptDroppedFiles } from '../shell/accept-dropped-files.js';

startShell();

/** Number of event rows by layout. On narrow pages, fewer rows bring the spectrogram below them into view. */
const SOUNDS = { wide: 6, narrow: 3 };

const controls = document.querySelector('pinna-controls')!;
controls.extraSources = [{ label: 'Demo scene', open: sceneSource, prepare: () => void sceneSource() }];

const wide = matchMedia('(min-width: 60rem)');
const fit = () => {
  document.querySelector('pinna-events')!.count = wide.matches ? SOUNDS.wide : SOUNDS.narrow;
};
wide.addEventListener('change', fit);
fit();

acceptDroppedFiles(([file]) => file && controls.play(file));
