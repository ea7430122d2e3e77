import '../../src/pinna';
import type { Detection } from '../../src/decisions/detection';
import { en } from '../../src/elements/locales/en';
import { saveFile } from '../../src/elements/save-file';
import { exportFileName } from '../../src/formats/export-file-name';
import { EXPORT_FORMATS } from '../../src/formats/export-formats';
import { startShell } from '../shell/shell';
import { clock } from './clock';
import { renderTracks } from './render-tracks';
import { Session } from './session';
import { TrackView } from './track-view';

startShell();

const NAMES = ['Garden', 'Band'];
/** Markers of sounds that go on are drawn so often, milliseconds. */
const GROWING = 500;

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const play = find<HTMLButtonElement>('play');
const rewind = find<HTMLButtonElement>('rewind');
const save = find<HTMLButtonElement>('save');
const format = find<HTMLSelectElement>('format');
const said = find('said');
const place = find('tracks');

format.append(...EXPORT_FORMATS.map(({ id }) => new Option(en.strings.format[id], id)));

let opening: Promise<Session> | undefined;
let session: Session | undefined;
let views: TrackView[] = [];
let lastGrown = 0;

async function open(): Promise<Session> {
  said.textContent = 'Making the tracks, and loading the ear.';
  const sounds = await renderTracks();
  const opened = await Session.open(sounds.map((buffer, i) => [NAMES[i]!, buffer] as const));
  const template = find<HTMLTemplateElement>('track');
  views = opened.tracks.map((track) => new TrackView(opened, track, template));
  place.replaceChildren(...views.map(({ element }) => element));
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
      said.textContent = error instanceof Error ? error.message : String(error);
    });
});

rewind.addEventListener('click', () => {
  session?.transport.locate(0);
  show();
});

save.addEventListener('click', () => {
  const model = session?.tracks[0]?.plugin.audioNode.listener?.model;
  if (!session || !model) return;
  const { write, extension, type } = EXPORT_FORMATS.find(({ id }) => id === format.value)!;
  const detections: Detection[] = views.flatMap((view) => view.detections);
  const list = {
    file: 'session',
    timeBase: { kind: 'file' as const },
    model,
    band: { low: model.fMin, high: model.fMax },
    heardUntil: session.position,
    detections,
  };
  saveFile(exportFileName('session', new Date(), extension), type, [write(list)]);
});
