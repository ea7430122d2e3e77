import '../../src/entries/network-view.js';
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
new SceneCaption(document.querySelector('#caption')!, playableScene).follow(listener);
