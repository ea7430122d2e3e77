import '../../src/entries/pinna.js';
import { english } from '../../src/elements/words/english.js';
import { saveFile } from '../../src/elements/saving/saving.js';
import { exportFileName } from '../../src/formats/export-file-name.js';
import { EXPORT_FORMATS } from '../../src/formats/export-formats.js';
import { startShell } from '../shell/shell.js';
import { clock } from './clock.js';
import { renderTracks } from './render-tracks.js';
import { Studio } from './studio.js';
import { studioFile } from './studio-file.js';
import { TrackView } from './track-view.js';

startShell();

const NAMES = ['Garden', 'Band'];
/** Interval for redrawing markers of sounds that have not ended, ms. */
const REDRAW_INTERVAL = 500;

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const play = find<HTMLButtonElement>('play');
const rewind = find<HTMLButtonElement>('rewind');
const save = find<HTMLButtonElement>('save');
const format = find<HTMLSelectElement>('format');
const status = find('status');
const place = find('tracks');

format.append(...EXPORT_FORMATS.map(({ id }) => new Option(english.strings.format[id], id)));

const views = NAMES.map((name) => new TrackView(name, find<HTMLTemplateElement>('track')));
place.append(...views.map(({ element }) => element));

let rendering: Promise<readonly AudioBuffer[]> | undefined;
let opening: Promise<Studio> | undefined;
let studio: Studio | undefined;
let lastRedraw = 0;

/** Renders the sound of each track once and shows its waveform. A later call after an error tries again. */
function sounds(): Promise<readonly AudioBuffer[]> {
  if (!rendering) status.textContent = 'Rendering the tracks.';
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

const showError = (error: unknown) => {
  status.textContent = error instanceof Error ? error.message : String(error);
};

async function open(): Promise<Studio> {
  const buffers = await sounds();
  status.textContent = 'Loading Pinna.';
  const opened = await Studio.open(buffers.map((buffer, i) => [NAMES[i]!, buffer] as const));
  for (const [i, view] of views.entries()) view.attach(opened, opened.tracks[i]!);
  for (const button of [rewind, save]) button.disabled = false;
  studio = opened;
  status.textContent = '';
  return opened;
}

function show(now = performance.now()): void {
  if (!studio) return;
  const { position, transport } = studio;
  find('position').textContent = clock(position);
  const share = `translateX(${String((100 * position) / transport.length)}%)`;
  for (const head of place.querySelectorAll<HTMLElement>('.playhead')) head.style.transform = share;
  play.textContent = transport.isPlaying ? 'Stop' : 'Play';
  rewind.disabled = transport.isPlaying;
  if (!transport.isPlaying) return;
  if (now - lastRedraw > REDRAW_INTERVAL) {
    lastRedraw = now;
    for (const view of views) view.draw();
  }
  requestAnimationFrame(show);
}

addEventListener('resize', () => {
  for (const view of views) view.draw();
});

play.addEventListener('click', () => {
  if (studio?.transport.isPlaying) {
    studio.stop();
    show();
    return;
  }
  opening ??= open();
  opening
    .then(async (opened) => {
      if (opened.position >= opened.transport.length) opened.transport.locate(0);
      for (const view of views) view.dropFrom(opened.position);
      await opened.play(show);
      show();
    })
    .catch((error: unknown) => {
      opening = undefined;
      showError(error);
    });
});

rewind.addEventListener('click', () => {
  studio?.transport.locate(0);
  show();
});

save.addEventListener('click', () => {
  const model = studio?.tracks[0]?.plugin.audioNode.listener?.model;
  if (!studio || !model) return;
  const chosen = EXPORT_FORMATS.find(({ id }) => id === format.value)!;
  const list = {
    timeBase: { kind: 'file' as const },
    model,
    band: { low: model.features.fMin, high: model.features.fMax },
    analysedUntil: studio.position,
  };
  const name = exportFileName('studio', new Date(), chosen.extension);
  saveFile(name, chosen.type, studioFile(chosen, list, views));
});

sounds().then(() => {
  if (!opening) status.textContent = '';
}, showError);
