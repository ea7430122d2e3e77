import '../../src/entries/teach-view.js';
import { playableScene, sceneSource } from '../scene/scene-source.js';
import { SceneCaption } from '../scene/scene-caption.js';
import { acceptDroppedFiles } from '../shell/accept-dropped-files.js';
import { inPageLanguage } from '../shell/page-language.js';
import { startShell } from '../shell/shell.js';

startShell();

const live = document.querySelector('pinna-live')!;
const label = inPageLanguage({ en: 'Demo scene', de: 'Beispielszene' });
live.extraSources = [{ label, open: sceneSource, prepare: () => void sceneSource() }];
new SceneCaption(document.querySelector('#caption')!, playableScene).follow(live);

acceptDroppedFiles(([file]) => file && void live.play(file));
