/** Saves files and plays sounds. This module is loaded at the first use, so that a page that only listens never loads it. */
import { withAgreedGenres } from '../../engine/agreed-genres.js';
import { analysedBand } from '../../features/frame-geometry.js';
import { excerptRange } from '../../formats/excerpt-range.js';
import { exportedHarmony } from '../../formats/exported-harmony.js';
import { type EventList, exportedSections } from '../../formats/event-list.js';
import { exportFileName } from '../../formats/export-file-name.js';
import type { ExportFormatId } from '../../formats/export-format-ids.js';
import { EXPORT_FORMATS } from '../../formats/export-formats.js';
import { FRAME_SCORES, FrameScoresTsv } from '../../formats/frame-scores-tsv.js';
import { muteSpans } from '../../formats/mute-spans.js';
import { WAV_TYPE, writeWav } from '../../formats/write-wav.js';
import { writeZip } from '../../formats/write-zip.js';
import { timeout } from '../../lifetime/timers.js';
import type { Classification } from '../../recordings/classifier.js';
import type { ListenerLike } from '../listener/listener-controller.js';
import type { FormatId } from '../words/strings.js';
import type { WantedSound } from './wanted-sound.js';

export { SoundPlayer } from './sound-player.js';

/**
 * Downloads a file.
 *
 * @param type MIME type
 * @param content parts of the file, in order
 */
export function saveFile(fileName: string, type: string, content: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(content, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has read the URL by the end of the click's task.
  timeout(0, () => URL.revokeObjectURL(url));
}

/** Downloads detections in an export format. */
export function saveDetections(list: EventList, id: ExportFormatId): void {
  saveLists([list], id, list);
}

/**
 * Downloads several lists as one file.
 *
 * @param lists at least one
 * @param whole all detections in one list, for the formats that hold only one
 */
export function saveLists(lists: readonly EventList[], id: ExportFormatId, whole: EventList): void {
  const { extension, type, write, writeMore } = EXPORT_FORMATS.find((format) => format.id === id)!;
  const [first, ...more] = writeMore ? lists : [whole];
  const source = whole.timeBase.kind === 'file' ? whole.file : '';
  saveFile(exportFileName(source, new Date(), extension), type, [
    write(first!),
    ...more.map((list) => writeMore?.(list) ?? ''),
  ]);
}

/** Frames per part of a table: the text of an hour is too long for one string. */
const PART = 1000;

/** A whole recording and the name of its sound file. */
export interface NamedRecording {
  readonly name: string;
  readonly classification: Classification;
}

/**
 * Downloads the result of a whole recording.
 *
 * @throws PinnaError `bad-option` for a class name that the format cannot hold
 */
export function saveRecording({ name, classification }: NamedRecording, id: FormatId): void {
  if (id === FRAME_SCORES.id) {
    // Named like the sound file, without a date: sed_scores_eval uses the file name as the name of the recording.
    saveFile(`${stemOf(name)}.${FRAME_SCORES.extension}`, FRAME_SCORES.type, frameScores(classification));
  } else saveDetections(recordingEvents(name, classification), id);
}

/**
 * Downloads the results of several recordings as one file: a table or JSON Lines of all, or an archive with a file for each.
 *
 * @throws PinnaError `bad-option` for a class name that the format cannot hold
 */
export function saveRecordings(recordings: readonly NamedRecording[], id: FormatId): void {
  const format = EXPORT_FORMATS.find((one) => one.id === id);
  const { writeMore } = format ?? {};
  if (format && writeMore) {
    const [first, ...others] = recordings.map(({ name, classification }) => recordingEvents(name, classification));
    if (!first) return;
    saveFile(exportFileName('', new Date(), format.extension), format.type, [
      format.write(first),
      ...others.map(writeMore),
    ]);
    return;
  }
  const { extension } = format ?? FRAME_SCORES;
  const taken = new Set<string>();
  const entries = recordings.map(({ name, classification }) => ({
    name: `${freeName(stemOf(name), taken)}.${extension}`,
    content: format ? [format.write(recordingEvents(name, classification))] : frameScores(classification),
  }));
  saveFile(exportFileName('', new Date(), 'zip'), 'application/zip', writeZip(entries));
}

/** Returns a name that no other file of the archive has. Some systems do not distinguish small letters from capitals. */
function freeName(stem: string, taken: Set<string>): string {
  let name = stem;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem} ${String(count)}`;
  taken.add(name.toLowerCase());
  return name;
}

/** Returns the name of a file without its extension, and without what would be a folder in an archive. */
const stemOf = (name: string): string => name.replace(/(?<=.)\.[^.]*$/su, '').replace(/[/\\]/g, '-') || 'pinna';

function recordingEvents(name: string, { model, detections, duration, structure, harmony }: Classification): EventList {
  return {
    file: name,
    timeBase: { kind: 'file' },
    model: { name: model.name, version: model.version },
    band: analysedBand(model.features),
    analysedUntil: duration,
    detections: [...(harmony ? exportedHarmony(harmony, duration) : []), ...withAgreedGenres(detections, structure)],
    sections: exportedSections(structure),
  };
}

function frameScores({ model, scores, frames }: Classification): string[] {
  const table = new FrameScoresTsv(model.heads, model.rowSeconds);
  const parts = [table.header()];
  for (let first = 0; first < frames; first += PART) {
    const end = Math.min(first + PART, frames);
    const rows = Object.fromEntries(
      model.heads.map(({ name, classes }) => [
        name,
        scores[name]!.subarray(first * classes.length, end * classes.length),
      ]),
    );
    parts.push(table.rows(rows, end - first, first));
  }
  return parts;
}

/** Length of the excerpt before the onset and after the offset, seconds. */
const MARGIN = 1;

/**
 * Returns an excerpt: the sound of a detection with one second before and after, as far as the listener has kept it.
 *
 * @returns null if the listener no longer keeps any sound of the detection itself
 */
export async function recallExcerpt(listener: ListenerLike, { onset, offset }: WantedSound) {
  const sound = await listener.recall(onset - MARGIN, offset === null ? Infinity : offset + MARGIN);
  if (!sound) return null;
  const { start, sampleRate, samples, voices } = sound;
  const margins = { preRoll: MARGIN, postRoll: MARGIN };
  const range = excerptRange({ onset, offset }, { start, length: samples.length, sampleRate }, margins);
  return range && { sampleRate, startTime: range.startTime, samples: samples.slice(range.first, range.end), voices };
}

/** Saves or shares the excerpts of detections as WAV files. */
export type ExcerptSaving = (
  listener: ListenerLike,
  wanted: readonly WantedSound[],
  options: { readonly withVoices: boolean },
) => Promise<ExcerptOutcome>;

/** What happened to the excerpts. */
export interface ExcerptOutcome {
  /** Whether the sound of a detection was no longer kept. */
  readonly notKept: boolean;
  /** Duration of the muted voices in all excerpts, seconds. */
  readonly mutedSeconds: number;
}

/** Downloads the excerpts of detections. */
export const saveExcerpts: ExcerptSaving = async (listener, wanted, options) => {
  const { files, ...outcome } = await excerptFiles(listener, wanted, options);
  for (const file of files) saveFile(file.name, file.type, [file]);
  return outcome;
};

/** Offers the excerpts of detections to other apps. If the user cancels, nothing happens. */
export const shareExcerpts: ExcerptSaving = async (listener, wanted, options) => {
  const { files, ...outcome } = await excerptFiles(listener, wanted, options);
  if (files.length > 0)
    await navigator.share({ files: [...files] }).catch((error: unknown) => {
      if ((error as Error).name !== 'AbortError') throw error;
    });
  return outcome;
};

/** Returns the excerpts as WAV files, without voices unless they are wanted. */
async function excerptFiles(
  listener: ListenerLike,
  wanted: readonly WantedSound[],
  { withVoices }: { readonly withVoices: boolean },
): Promise<ExcerptOutcome & { readonly files: readonly File[] }> {
  const files: File[] = [];
  let [notKept, mutedSeconds] = [false, 0];
  for (const detection of wanted) {
    const excerpt = await recallExcerpt(listener, detection);
    if (!excerpt) {
      notKept = true;
      continue;
    }
    const { sampleRate, startTime, samples } = excerpt;
    const voices = withVoices ? [] : spansWithin(excerpt);
    const muted = voices.reduce((sum, { from, to }) => sum + to - from, 0);
    mutedSeconds += muted;
    const { model } = listener;
    const comment = [
      `from ${startTime.toFixed(3)} s`,
      `onset ${detection.onset.toFixed(3)} s`,
      ...(muted > 0 ? [`muted ${muted.toFixed(3)} s`] : []),
      ...(model ? [`${model.name} ${model.version}`] : []),
    ].join('; ');
    const audible = muteSpans(samples, { start: startTime, sampleRate }, voices);
    const wav = writeWav([audible], { sampleRate, title: detection.label, comment });
    files.push(new File([wav], exportFileName(detection.label, new Date(), 'wav'), { type: WAV_TYPE }));
  }
  return { files, notKept, mutedSeconds };
}

/** Returns the parts of the voices that are in an excerpt. */
function spansWithin({ startTime, samples, sampleRate, voices }: Excerpt) {
  const end = startTime + samples.length / sampleRate;
  return voices
    .filter(({ from, to }) => from < end && to > startTime)
    .map(({ from, to }) => ({ from: Math.max(from, startTime), to: Math.min(to, end) }));
}

type Excerpt = NonNullable<Awaited<ReturnType<typeof recallExcerpt>>>;
