import '../../src/entries/pinna.js';
import { saveFile } from '../../src/elements/saving/saving.js';
import { analysedBand } from '../../src/features/frame-geometry.js';
import { exportFileName } from '../../src/formats/export-file-name.js';
import { EXPORT_FORMATS } from '../../src/formats/export-formats.js';
import { acceptDroppedFiles } from '../shell/accept-dropped-files.js';
import { errorText, pageWords } from '../shell/page-words.js';
import { startShell } from '../shell/shell.js';
import { readRecordings } from './read-recordings.js';
import { renderTracks } from './render-tracks.js';
import { Ruler } from './ruler.js';
import { StudioHost } from './studio-host.js';
import { studioFile } from './studio-file.js';
import { studioWords } from './studio-words.js';
import { trackNotes } from './track-notes.js';
import type { Sound, Track } from './track.js';
import { TrackView } from './track-view.js';

startShell();

/** Interval for redrawing markers of sounds that have not ended, ms. */
const REDRAW_INTERVAL = 250;
/** From this width on, CSS pixels, a plugin's view is open from the beginning: there is room beside the track. */
const WIDE = 1200;

const find = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const button = (id: string) => find<HTMLButtonElement>(id);
const [play, rewind, save, undo] = [button('play'), button('rewind'), button('save'), button('undo')];
const format = find<HTMLSelectElement>('format');
const input = find<HTMLInputElement>('files');
const [status, problems, place, arrangement] = [find('status'), find('problems'), find('tracks'), find('arrangement')];

const words = pageWords();
const studio = studioWords;
format.append(...EXPORT_FORMATS.map(({ id }) => new Option(words.strings.format[id], id)));

const host = new StudioHost(() => draw());
const views = new Map<Track, TrackView>();
const ruler = new Ruler(find<HTMLInputElement>('seek'), find('ticks'), (position) => {
  host.seek(position);
  move();
});
let lastRedraw = 0;
/** Number of markers when they were last saved. */
let savedMarkers = 0;
const countMarkers = () => host.tracks.reduce((sum, { markers }) => sum + markers.at(host.now).length, 0);

function say(text: string): void {
  status.textContent = text;
  undo.hidden = true;
}

function addTrack(track: Track, at?: number): void {
  host.add(track, at);
  const view = new TrackView(track, host, find<HTMLTemplateElement>('track'), { studio, words }, () => remove(track));
  views.set(track, view);
  place.insertBefore(view.element, place.children[at ?? place.children.length] ?? null);
  view.panel.isOpen = innerWidth >= WIDE;
  draw();
}

const addSounds = (sounds: readonly Sound[]) => {
  for (const sound of sounds) addTrack(host.create(sound));
};

function remove(track: Track): void {
  const at = host.tracks.indexOf(track);
  const view = views.get(track)!;
  view.panel.isOpen = false;
  host.remove(track);
  view.element.remove();
  views.delete(track);
  say(studio.removed(track.sound.name));
  undo.hidden = false;
  undo.onclick = () => {
    say('');
    addTrack(track, at);
  };
  undo.focus();
  draw();
}

async function addFiles(files: readonly File[]): Promise<void> {
  say(studio.reading(files.length));
  problems.replaceChildren();
  const taken = host.tracks.map(({ sound }) => sound.name);
  const read = await readRecordings(files, taken);
  say('');
  problems.append(...read.problems.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  addSounds(read.sounds);
}

async function addDemo(): Promise<void> {
  say(studio.rendering);
  try {
    const buffers = await renderTracks();
    say('');
    addSounds(buffers.map((buffer, i) => ({ name: studio.demoTracks[i]!, buffer })));
  } catch (error) {
    say(errorText(error));
  }
}

/** Draws everything: after a change of tracks, markers or size. */
function draw(): void {
  const hasTracks = host.tracks.length > 0;
  find('empty').hidden = hasTracks;
  arrangement.hidden = !hasTracks;
  for (const control of [play, save]) control.disabled = !hasTracks;
  arrangement.classList.toggle(
    'has-views',
    [...views.values()].some(({ panel }) => panel.isOpen),
  );
  for (const view of views.values()) view.draw();
  move();
}

/** Shows the position. */
function move(): void {
  const { position, transport } = host;
  find('position').textContent = words.clock(position, 1);
  const share = `translateX(${String((100 * position) / (transport.length || 1))}%)`;
  for (const head of place.querySelectorAll<HTMLElement>('.playhead')) head.style.transform = share;
  ruler.draw(words, transport.length, position);
  play.textContent = host.isPlaying ? studio.stop : studio.play;
  rewind.disabled = host.tracks.length === 0 || position === 0;
}

/** Follows the playback, picture by picture. */
function follow(now: number): void {
  host.stopAtEnd();
  if (!host.isPlaying || now - lastRedraw > REDRAW_INTERVAL) {
    lastRedraw = now;
    draw();
  } else move();
  if (host.isPlaying) requestAnimationFrame(follow);
}

async function toggle(): Promise<void> {
  if (host.isPlaying) {
    host.stop();
    draw();
    return;
  }
  play.disabled = true;
  say(studio.loading);
  try {
    await host.open();
    say('');
    await host.play();
    requestAnimationFrame(follow);
  } catch (error) {
    say(errorText(error));
  }
  draw();
}

function saveMarkers(): void {
  const model = host.tracks.map(({ plugin }) => plugin?.audioNode.listener?.model).find(Boolean);
  if (!model) {
    say(studio.nothingToSave);
    return;
  }
  const until = host.transport.length;
  const chosen = EXPORT_FORMATS.find(({ id }) => id === format.value)!;
  const list = {
    timeBase: { kind: 'file' as const },
    model,
    band: analysedBand(model.features),
    analysedUntil: until,
  };
  const tracks = host.tracks.map(({ sound, markers, plugin }) => {
    const detections = markers.at(host.now);
    const heads = plugin?.audioNode.listener?.model?.heads ?? [];
    const notes = plugin ? trackNotes(detections, plugin.audioNode.state, heads, host.position) : [];
    return { name: sound.name, detections, notes };
  });
  saveFile(exportFileName('studio', new Date(), chosen.extension), chosen.type, studioFile(chosen, list, tracks));
  savedMarkers = countMarkers();
}

for (const id of ['choose', 'choose-first']) find(id).addEventListener('click', () => input.click());
input.addEventListener('change', () => {
  void addFiles([...(input.files ?? [])]);
  input.value = '';
});
acceptDroppedFiles((files) => void addFiles(files));
find('demo').addEventListener('click', () => void addDemo());
play.addEventListener('click', () => void toggle());
save.addEventListener('click', saveMarkers);
rewind.addEventListener('click', () => {
  host.seek(0);
  move();
});
place.addEventListener('toggle', () => draw());
place.addEventListener('click', () => move());
addEventListener('resize', () => draw());
// The space bar plays and stops, unless it belongs to a control.
addEventListener('keydown', (event) => {
  const [target] = event.composedPath();
  const isFree = target === document.body || (target instanceof HTMLInputElement && target.type === 'range');
  if (event.key !== ' ' || event.defaultPrevented || !isFree || play.disabled) return;
  event.preventDefault();
  void toggle();
});
addEventListener('beforeunload', (event) => {
  if (countMarkers() !== savedMarkers) event.preventDefault();
});
