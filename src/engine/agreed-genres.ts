import type { Detection } from '../decisions/detection.js';
import type { GenreEstimate, Section, TrackStructure } from '../structure/structure.js';

/** Shortest stretch of music that has a genre, seconds. */
const SHORTEST = 1;

/** A stretch of music. Times are seconds. */
export interface MusicStretch {
  readonly onset: number;
  readonly offset: number;
  /** Null if the section around it has no genre. */
  readonly genre: GenreEstimate | null;
}

/**
 * Cuts detected music at the sections of the recording, which know its genre from the whole recording. Stretches that follow each
 * other and have the same genre become one.
 *
 * @param music detections of music, in order of onset
 */
export function musicStretches(music: readonly Detection[], { sections }: TrackStructure): MusicStretch[] {
  const stretches: MusicStretch[] = [];
  for (const { onset, offset } of music) {
    for (const section of sections) {
      const stretch = overlap(onset, offset ?? Infinity, section);
      const last = stretches.at(-1);
      if (!stretch) continue;
      if (last?.offset === stretch.onset && (last.genre?.label === stretch.genre?.label || isShort(stretch)))
        stretches[stretches.length - 1] = { ...last, offset: stretch.offset };
      else stretches.push(stretch);
    }
  }
  return stretches.map((stretch) => (isShort(stretch) ? { ...stretch, genre: null } : stretch));
}

const isShort = ({ onset, offset }: MusicStretch) => offset - onset < SHORTEST;

function overlap(onset: number, offset: number, { from, to, genre }: Section): MusicStretch | undefined {
  const stretch = { onset: Math.max(onset, from), offset: Math.min(offset, to), genre };
  return stretch.onset < stretch.offset ? stretch : undefined;
}

/**
 * Replaces the genres of a recording, which were detected as in live sound, by those of its sections. The whole recording is
 * known, so there is one answer: a genre where music was detected, and the same as that of the section.
 *
 * @param detections of the whole recording, in order of onset
 * @returns in order of onset; the genres have new ids
 */
export function withAgreedGenres(detections: readonly Detection[], structure: TrackStructure): Detection[] {
  const others = detections.filter(({ head }) => head !== 'genre');
  const music = others.filter(({ head, label }) => head === 'events' && label === 'music');
  const lastId = detections.reduce((last, { id }) => Math.max(last, id), 0);
  const genres = musicStretches(music, structure).flatMap(({ onset, offset, genre }, i): Detection[] => {
    if (!genre) return [];
    const { label, score } = genre;
    return [{ id: lastId + 1 + i, head: 'genre', label, families: [], onset, offset, peak: score, confidence: score }];
  });
  return [...others, ...genres].sort((a, b) => a.onset - b.onset || a.id - b.id);
}
