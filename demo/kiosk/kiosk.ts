import { followInputs, type InputDevice, type InputList } from '../../src/capture/sources/devices.js';
import type { PinnaListener } from '../../src/elements/listener/pinna-listener.js';
import '../../src/entries/pinna.js';
import { Scope } from '../../src/lifetime/scope.js';
import { remembered } from '../shell/remembered.js';
import { startShell } from '../shell/shell.js';
import { kioskWords } from './kiosk-words.js';
import { NowBoard } from './now-board.js';
import { findMicrophone, microphoneSource, rememberedMicrophone, rememberMicrophone } from './remembered-microphone.js';
import { hideWhenStill, keepScreenOn, lacking } from './stage.js';

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
let inputs: readonly InputDevice[] = [];
ear.source = () => microphoneSource(inputs);
/** The list of microphones, and the promise of its first contents. */
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
  keepScreenOn(own);
  hideWhenStill(stage, own);
  board.run(own);
  own.add(() => ear.stop());
  own.interval(500, show);
  await listed;
  if (!own.isClosed) await ear.start().catch(() => undefined); // the words say why, and it keeps trying until it is stopped
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
  list.look();
}

function show(): void {
  if (!ear.listener) return;
  const words = kioskWords(ear.listener.status, performance.now());
  // A screen reader is told the state, not the seconds.
  if (word.textContent !== words.word) word.textContent = words.word;
  if (why.textContent !== words.why) why.textContent = words.why;
  for (const mood of ['listening', 'starting', 'trouble']) stage.classList.toggle(mood, words.mood === mood);
}

function offer(present: readonly InputDevice[]): void {
  inputs = present;
  const chosen = rememberedMicrophone();
  const named = present.filter(({ label }) => label !== '');
  const isThere = named.some(({ label }) => label === chosen?.label);
  picker.replaceChildren(
    new Option('The system’s default', ''),
    ...named.map(({ deviceId, label }) => new Option(label, deviceId)),
    ...(chosen && !isThere ? [new Option(`${chosen.label} (not there now)`, chosen.deviceId)] : []),
  );
  picker.value = (chosen && findMicrophone(named, chosen))?.deviceId ?? chosen?.deviceId ?? '';
}

picker.addEventListener('change', () => {
  const { value, selectedOptions } = picker;
  // One that is not there has been chosen, with its own name, before.
  if (value === rememberedMicrophone()?.deviceId) return;
  rememberMicrophone(value === '' ? undefined : { deviceId: value, label: selectedOptions[0]!.label });
});
ear.addEventListener('pinna-detection', ({ detail }) => board.hear(detail));
ear.addEventListener('pinna-status', ({ detail }) => {
  if (detail.state === 'starting') board.clear();
  if (scope) show();
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
