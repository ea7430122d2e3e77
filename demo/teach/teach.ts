import '../../src/entries/teach-view.js';
import { playableScene, sceneSource } from '../scene/scene-source.js';
import { SceneCaption } from '../scene/scene-caption.js';
import { inPageLanguage } from '../shell/page-language.js';
import { startShell } from '../shell/shell.js';

startShell();

const listener = document.querySelector('pinna-listener')!;
const label = inPageLanguage({ en: 'Demo scene', de: 'Beispielszene' });
document.querySelector('pinna-controls')!.extraSources = [
  { label, open: sceneSource, prepare: () => void sceneSource() },
];
// Before the first sound, an empty picture would only push the place to teach off the screen.
const heard = document.querySelector<HTMLElement>('#heard')!;
listener.addEventListener('pinna-frames', () => (heard.hidden = false), { once: true });
new SceneCaption(document.querySelector('#caption')!, playableScene).follow(listener);
