import { followInputs, type InputDevice, type InputList } from '../../src/capture/sources/devices.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import '../../src/entries/pinna.js';
import { Scope } from '../../src/lifetime/scope.js';
import { remembered } from '../shell/remembered.js';
import { startShell } from '../shell/shell.js';
import { kioskWords } from './kiosk-words.js';
import { findMicrophone, microphoneSource, rememberedMicrophone, rememberMicrophone } from './remembered-microphone.js';
import { hideWhenStill, missingFeatures } from './stage.js';
import { inPageLanguage } from '../shell/page-language.js';

const WORDS = inPageLanguage({
  en: { systemDefault: 'The system’s default', unplugged: 'unplugged' },
  de: { systemDefault: 'Standard des Systems', unplugged: 'abgezogen' },
});

/** Storage key, set while the kiosk runs. If the page is loaded again in this time, the kiosk starts automatically. */
const RUNS = 'pinna-kiosk-runs';

startShell();

const root = document.documentElement;
const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;
const [setup, stage, word, why] = [find('#setup'), find('#stage'), find('#word'), find('#why')];
const [beginButton, leaveButton] = [find('#begin'), find('#leave')];
const picker = find<HTMLSelectElement>('#microphone');
const ear = find<PinnaListener>('#ear');

const missing = missingFeatures();
find('#missing').hidden = missing.length === 0;
find('#missing').append(...missing.map((words) => Object.assign(document.createElement('li'), { textContent: words })));

let scope: Scope | undefined;
let inputs: readonly InputDevice[] = [];
ear.source = () => microphoneSource(inputs);
/** Microphones, and a promise that resolves with the first list. */
let list!: InputList;
const listed = new Promise<void>((resolve) => {
  list = followInputs((present) => {
    offer(present);
    resolve();
  });
});

async function begin(): Promise<void> {
  if (scope) return;
  const own = (scope = new Scope());
  remembered.set(RUNS, 'yes');
  root.classList.add('kiosk');
  setup.hidden = true;
  stage.hidden = false;
  stage.focus();
  hideWhenStill(stage, own);
  own.add(() => ear.stop());
  own.interval(500, show);
  await listed;
  if (!own.isClosed) await ear.start().catch(() => undefined); // the display shows the error; the listener retries until it is stopped
}

async function leave(): Promise<void> {
  if (!scope) return;
  const ending = scope;
  scope = undefined;
  remembered.set(RUNS, undefined);
  root.classList.remove('kiosk');
  stage.hidden = true;
  setup.hidden = false;
  beginButton.focus();
  if (document.fullscreenElement) void document.exitFullscreen();
  await ending.close();
  show();
  list.refresh();
}

function show(): void {
  if (!ear.listener) return;
  const words = kioskWords(ear.listener.status, performance.now());
  // Texts change only when needed, so that a screen reader announces states and not every second.
  if (word.textContent !== words.word) word.textContent = words.word;
  if (why.textContent !== words.why) why.textContent = words.why;
  for (const mood of ['listening', 'starting', 'trouble']) stage.classList.toggle(mood, words.mood === mood);
  stage.classList.toggle('runs', ear.listener.state === 'running');
}

function offer(present: readonly InputDevice[]): void {
  inputs = present;
  const chosen = rememberedMicrophone();
  const named = present.filter(({ label }) => label !== '');
  const isPluggedIn = named.some(({ label }) => label === chosen?.label);
  picker.replaceChildren(
    new Option(WORDS.systemDefault, ''),
    ...named.map(({ deviceId, label }) => new Option(label, deviceId)),
    ...(chosen && !isPluggedIn ? [new Option(`${chosen.label} (${WORDS.unplugged})`, chosen.deviceId)] : []),
  );
  picker.value = (chosen && findMicrophone(named, chosen))?.deviceId ?? chosen?.deviceId ?? '';
}

picker.addEventListener('change', () => {
  const { value, selectedOptions } = picker;
  // A missing microphone is already stored under its own name.
  if (value === rememberedMicrophone()?.deviceId) return;
  rememberMicrophone(value === '' ? undefined : { deviceId: value, label: selectedOptions[0]!.label });
});
ear.addEventListener('pinna-status', () => {
  if (scope) show();
});

beginButton.addEventListener('click', () => {
  // If the browser has no full screen (some phones), the kiosk fills the page.
  root.requestFullscreen?.().catch(() => undefined);
  void begin();
});
leaveButton.addEventListener('click', () => void leave());
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') void leave();
});
document.addEventListener('fullscreenchange', () => {
  // The browser handles Escape in full screen, so leaving full screen leaves the kiosk. If the system ends full screen while
  // the page is hidden or unfocused, the kiosk continues.
  if (!document.fullscreenElement && document.hasFocus() && document.visibilityState === 'visible') void leave();
});

if (remembered.get(RUNS)) void begin();
