import '../../src/entries/descriptor-view.js';
import '../../src/entries/file-view.js';
import '../../src/entries/line-in.js';
import '../../src/entries/novelty-view.js';
import '../../src/entries/pinna.js';
import '../../src/entries/network-view.js';
import '../../src/entries/teach-view.js';
import '../../src/entries/explore-view.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import { sceneSource } from '../scene/scene-source.js';
import { inPageLanguage } from '../shell/page-language.js';
import { errorText } from '../shell/page-words.js';
import { startShell } from '../shell/shell.js';
import { offerCopies } from './copy-code.js';

startShell();

/** The page's two buttons, one for each source. */
type Choice = 'scene' | 'microphone';

const TEXTS = inPageLanguage({
  en: {
    stop: 'Stop',
    idle: 'Every example on this page then shows the sounds.',
    starting: 'Getting ready.',
    scene: 'Playing birds, rain, music and other sounds, made by this page.',
    microphone: 'Listening. Sound stays on this device.',
    blocked: 'The browser waits until you touch the page.',
  },
  de: {
    stop: 'Stopp',
    idle: 'Jedes Beispiel dieser Seite zeigt dann die Geräusche.',
    starting: 'Wird vorbereitet.',
    scene: 'Spielt Vögel, Regen, Musik und andere Klänge, von dieser Seite erzeugt.',
    microphone: 'Hört zu. Der Ton bleibt auf diesem Gerät.',
    blocked: 'Der Browser wartet, bis Sie die Seite berühren.',
  },
});

const ear = document.querySelector<PinnaListener>('#ear')!;
const status = document.querySelector<HTMLElement>('#status')!;
const buttons: Readonly<Record<Choice, HTMLButtonElement>> = {
  scene: document.querySelector('#scene')!,
  microphone: document.querySelector('#microphone')!,
};
const labels = { scene: buttons.scene.textContent!, microphone: buttons.microphone.textContent! };
let active: Choice | undefined;

function showStatus(text: string, alert = false): void {
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle('alert', alert);
  for (const choice of ['scene', 'microphone'] as const) {
    buttons[choice].textContent = choice === active ? TEXTS.stop : labels[choice];
  }
}

async function toggle(choice: Choice): Promise<void> {
  if (active === choice) {
    active = undefined;
    showStatus(TEXTS.idle);
    await ear.stop();
    return;
  }
  active = choice;
  showStatus(TEXTS.starting);
  const isCurrent = () => active === choice;
  try {
    const source = choice === 'scene' ? await sceneSource() : ({ kind: 'microphone' } as const);
    if (isCurrent()) await ear.start(source);
  } catch (error) {
    // If the user stopped it or chose the other source, that action already shows its own text.
    if (!isCurrent() || (error instanceof DOMException && error.name === 'AbortError')) return;
    active = undefined;
    showStatus(errorText(error), true);
  }
}

for (const choice of ['scene', 'microphone'] as const) {
  buttons[choice].addEventListener('click', () => void toggle(choice));
}

ear.addEventListener('pinna-status', ({ target, detail: { state, blocked, input } }) => {
  // Examples with their own listener show their own status.
  if (target !== ear) return;
  // The controls among the examples also start and stop this listener.
  if (state === 'running') active = input?.kind === 'buffer' ? 'scene' : 'microphone';
  if (state === 'idle' && !status.classList.contains('alert')) {
    if (active) return;
    showStatus(TEXTS.idle);
  } else if (blocked) showStatus(TEXTS.blocked, true);
  else if (state === 'running') showStatus(TEXTS[active!]);
});
ear.addEventListener('pinna-error', ({ target, detail }) => {
  if (target !== ear) return;
  active = undefined;
  showStatus(errorText(detail), true);
});

offerCopies(document);
