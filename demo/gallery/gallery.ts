import '../../src/entries/descriptor-view.js';
import '../../src/entries/file-view.js';
import '../../src/entries/line-in.js';
import '../../src/entries/pinna.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import { sceneSource } from '../scene/scene-source.js';
import { startShell } from '../shell/shell.js';
import { offerCopies } from './copy-code.js';

startShell();

/** The page's two buttons, one for each source. */
type Choice = 'scene' | 'microphone';

const WORDS = {
  idle: 'Every example on this page shows the source that you choose.',
  starting: 'Getting ready.',
  scene: 'Playing birds, rain, music and other sounds, made by this page.',
  microphone: 'Listening. Sound stays on this device.',
  blocked: 'The browser waits until you touch the page.',
} as const;

const ear = document.querySelector<PinnaListener>('#ear')!;
const said = document.querySelector<HTMLElement>('#said')!;
const buttons: Readonly<Record<Choice, HTMLButtonElement>> = {
  scene: document.querySelector('#scene')!,
  microphone: document.querySelector('#microphone')!,
};
const labels = { scene: buttons.scene.textContent!, microphone: buttons.microphone.textContent! };
let active: Choice | undefined;

function show(words: string, alert = false): void {
  if (said.textContent !== words) said.textContent = words;
  said.classList.toggle('alert', alert);
  for (const choice of ['scene', 'microphone'] as const) {
    buttons[choice].textContent = choice === active ? 'Stop' : labels[choice];
  }
}

async function toggle(choice: Choice): Promise<void> {
  if (active === choice) {
    active = undefined;
    show(WORDS.idle);
    await ear.stop();
    return;
  }
  active = choice;
  show(WORDS.starting);
  const isCurrent = () => active === choice;
  try {
    const source = choice === 'scene' ? await sceneSource() : ({ kind: 'microphone' } as const);
    if (isCurrent()) await ear.start(source);
  } catch (error) {
    // If the user stopped it or chose the other source, that action already shows its own text.
    if (!isCurrent() || (error instanceof DOMException && error.name === 'AbortError')) return;
    active = undefined;
    show(error instanceof Error ? error.message : String(error), true);
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
  if (state === 'idle' && !said.classList.contains('alert')) {
    if (active) return;
    show(WORDS.idle);
  } else if (blocked) show(WORDS.blocked, true);
  else if (state === 'running') show(WORDS[active!]);
});
ear.addEventListener('pinna-error', ({ target, detail }) => {
  if (target !== ear) return;
  active = undefined;
  show(detail.message, true);
});

offerCopies(document);
