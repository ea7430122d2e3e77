import '../../src/entries/pinna.js';
import { english } from '../../src/elements/words/english.js';
import { saveFile } from '../../src/elements/saving/saving.js';
import { exportFileName } from '../../src/formats/export-file-name.js';
import { EXPORT_FORMATS } from '../../src/formats/export-formats.js';
import { startShell } from '../shell/shell.js';
import { clock } from './clock.js';
import { renderTracks } from './render-tracks.js';
import { Session } from './session.js';
import { sessionFile } from './session-file.js';
import { TrackView } from './track-view.js';

startShell();

const NAMES = ['Garden', 'Band'];
/** Interval for redrawing markers of sounds that have not ended, ms. */
const GROWING = 500;

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const play = find<HTMLButtonElement>('play');
const rewind = find<HTMLButtonElement>('rewind');
const save = find<HTMLButtonElement>('save');
const format = find<HTMLSelectElement>('format');
const said = find('said');
const place = find('tracks');

format.append(...EXPORT_FORMATS.map(({ id }) => new Option(english.strings.format[id], id)));

const views = NAMES.map((name) => new TrackView(name, find<HTMLTemplateElement>('track')));
place.append(...views.map(({ element }) => element));

let rendering: Promise<readonly AudioBuffer[]> | undefined;
let opening: Promise<Session> | undefined;
let session: Session | undefined;
let lastGrown = 0;

/** Renders the sound of each track once and shows its waveform. A later call after an error tries again. */
function sounds(): Promise<readonly AudioBuffer[]> {
  if (!rendering) said.textContent = 'Making the tracks.';
  rendering ??= renderTracks().then((buffers) => {
    const length = Math.max(...buffers.map(({ duration }) => duration));
    for (const [i, view] of views.entries()) view.showSound(buffers[i]!, length);
    return buffers;
  });
  return rendering.catch((error: unknown) => {
    rendering = undefined;
    throw error;
  });
}

const say = (error: unknown) => {
  said.textContent = error instanceof Error ? error.message : String(error);
};

async function open(): Promise<Session> {
  const buffers = await sounds();
  said.textContent = 'Loading the ear.';
  const opened = await Session.open(buffers.map((buffer, i) => [NAMES[i]!, buffer] as const));
  for (const [i, view] of views.entries()) view.attach(opened, opened.tracks[i]!);
  for (const button of [rewind, save]) button.disabled = false;
  session = opened;
  said.textContent = '';
  return opened;
}

function show(now = performance.now()): void {
  if (!session) return;
  const { position, transport } = session;
  find('position').textContent = clock(position);
  const share = `translateX(${String((100 * position) / transport.length)}%)`;
  for (const head of place.querySelectorAll<HTMLElement>('.playhead')) head.style.transform = share;
  play.textContent = transport.isPlaying ? 'Stop' : 'Play';
  rewind.disabled = transport.isPlaying;
  if (!transport.isPlaying) return;
  if (now - lastGrown > GROWING) {
    lastGrown = now;
    for (const view of views) view.draw();
  }
  requestAnimationFrame(show);
}

addEventListener('resize', () => {
  for (const view of views) view.draw();
});

play.addEventListener('click', () => {
  if (session?.transport.isPlaying) {
    session.stop();
    show();
    return;
  }
  opening ??= open();
  opening
    .then(async (opened) => {
      if (opened.position >= opened.transport.length) opened.transport.locate(0);
      for (const view of views) view.forget(opened.position);
      await opened.play(show);
      show();
    })
    .catch((error: unknown) => {
      opening = undefined;
      say(error);
    });
});

rewind.addEventListener('click', () => {
  session?.transport.locate(0);
  show();
});

save.addEventListener('click', () => {
  const model = session?.tracks[0]?.plugin.audioNode.listener?.model;
  if (!session || !model) return;
  const chosen = EXPORT_FORMATS.find(({ id }) => id === format.value)!;
  const list = {
    timeBase: { kind: 'file' as const },
    model,
    band: { low: model.features.fMin, high: model.features.fMax },
    analysedUntil: session.position,
  };
  const name = exportFileName('session', new Date(), chosen.extension);
  saveFile(name, chosen.type, sessionFile(chosen, list, views));
});

sounds().then(() => {
  if (!opening) said.textContent = '';
}, say);
