import { watchInputs } from '../../src/capture/sources/devices.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import { listInputs } from '../../src/entries/pinna.js';
import { Scope } from '../../src/lifetime/scope.js';
import { remembered } from '../shell/remembered.js';
import { startShell } from '../shell/shell.js';
import { hideWhenStill } from './hide-when-still.js';
import { KeepListening, type EarState } from './keep-listening.js';
import { kioskWords } from './kiosk-words.js';
import { lacking } from './lacking.js';
import { NowBoard } from './now-board.js';
import { microphoneSource, rememberedMicrophone, rememberMicrophone } from './remembered-microphone.js';
import { keepScreenOn } from './screen-on.js';

/** Set from the press on Begin until someone leaves: a page that is loaded in between goes on by itself. */
const RUNS = 'pinna-kiosk-runs';

startShell();

const root = document.documentElement;
const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;
const [setup, stage, word, why] = [find('#setup'), find('#stage'), find('#word'), find('#why')];
const [beginButton, leaveButton] = [find('#begin'), find('#leave')];
const picker = find<HTMLSelectElement>('#microphone');
const ear = find<PinnaListener>('#ear');
const board = new NowBoard(find('#now'));

const missing = lacking();
find('#lacking').hidden = missing.length === 0;
find('#lacking').append(...missing.map((words) => Object.assign(document.createElement('li'), { textContent: words })));

let scope: Scope | undefined;

async function begin(): Promise<void> {
  if (scope) return;
  const own = (scope = new Scope());
  remembered.set(RUNS, 'yes');
  root.classList.add('kiosk');
  setup.hidden = true;
  stage.hidden = false;
  stage.focus();
  keepScreenOn(own);
  hideWhenStill(stage, own);
  board.begin();
  own.add(() => board.end());
  await ear.updateComplete;
  if (own.isClosed) return;
  const keeping = new KeepListening({ listener: ear.listener!, source: microphoneSource, tell: show });
  const clock = setInterval(() => show(keeping.state), 500);
  own.add(() => clearInterval(clock));
  own.add(() => keeping.end());
  keeping.begin();
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
  await list();
}

function show(state: EarState): void {
  const words = kioskWords(state, performance.now());
  // A screen reader is told the state, not the seconds.
  if (word.textContent !== words.word) word.textContent = words.word;
  if (why.textContent !== words.why) why.textContent = words.why;
  stage.classList.toggle('listening', state.mood === 'listening');
  stage.classList.toggle('starting', state.mood === 'starting');
  stage.classList.toggle('trouble', ['waiting', 'silent', 'blocked'].includes(state.mood));
}

async function list(): Promise<void> {
  const chosen = rememberedMicrophone();
  const named = (await listInputs()).filter(({ label }) => label !== '');
  const isThere = named.some(({ label }) => label === chosen?.label);
  picker.replaceChildren(
    new Option('The system’s default', ''),
    ...named.map(({ deviceId, label }) => new Option(label, deviceId)),
    ...(chosen && !isThere ? [new Option(`${chosen.label} (not there now)`, chosen.deviceId)] : []),
  );
  const found =
    named.find(({ deviceId }) => deviceId === chosen?.deviceId) ?? named.find(({ label }) => label === chosen?.label);
  picker.value = found?.deviceId ?? chosen?.deviceId ?? '';
}

picker.addEventListener('change', () => {
  const { value, selectedOptions } = picker;
  // One that is not there has been chosen, with its own name, before.
  if (value === rememberedMicrophone()?.deviceId) return;
  rememberMicrophone(value === '' ? undefined : { deviceId: value, label: selectedOptions[0]!.label });
});
watchInputs(() => void list());
void list();

ear.addEventListener('pinna-detection', ({ detail }) => board.hear(detail));
ear.addEventListener('pinna-status', ({ detail }) => {
  if (detail.state === 'starting') board.clear();
});

beginButton.addEventListener('click', () => {
  // Where there is no full screen (some phones), it fills the page.
  root.requestFullscreen?.().catch(() => undefined);
  void begin();
});
leaveButton.addEventListener('click', () => void leave());
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') void leave();
});
document.addEventListener('fullscreenchange', () => {
  // In full screen the browser keeps Escape for itself. What the system ends behind our back is no wish to leave.
  if (!document.fullscreenElement && document.hasFocus() && document.visibilityState === 'visible') void leave();
});

if (remembered.get(RUNS)) void begin();
