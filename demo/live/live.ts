import '../../src/pinna';
import { sceneSource } from '../scene/scene-source';
import { startShell } from '../shell/shell';

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

const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
addEventListener('dragover', (event) => {
  if (!hasFile(event)) return;
  event.preventDefault();
  document.body.classList.add('dropping');
});
addEventListener('dragleave', ({ relatedTarget }) => {
  if (!relatedTarget) document.body.classList.remove('dropping');
});
addEventListener('drop', (event) => {
  document.body.classList.remove('dropping');
  const file = event.dataTransfer?.files[0];
  // The controls take what falls on them.
  if (event.defaultPrevented || !file) return;
  event.preventDefault();
  controls.play(file);
});
