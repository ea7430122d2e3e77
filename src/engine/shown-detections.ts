import type { Detection } from '../decisions/detection.js';
import { questionOf } from '../decisions/question.js';
import type { TrackStructure } from '../structure/structure.js';
import { withAgreedGenres } from './agreed-genres.js';
import { BIRDSONG, isGeneralBird, joined, meanConfidence } from './heard-sounds.js';

/**
 * Returns the detections of a recording as people should see them: one answer to one question. Genres are those of the sections.
 * Detectors of any bird share one detection at a time, with the head `bird`; kinds of birds are beside it.
 *
 * @returns in order of onset
 */
export function shownDetections(detections: readonly Detection[], structure: TrackStructure): Detection[] {
  const agreed = withAgreedGenres(detections, structure);
  const birds = agreed.filter((one) => questionOf(one) === 'bird');
  const general = birds.filter(isGeneralBird);
  const kinds = birds.filter((one) => !isGeneralBird(one)).map((one) => ({ ...one, head: 'bird' }));
  const song = joined(general, 0).map(({ onset, offset }): Detection => {
    const parts = general.filter((one) => one.onset >= onset && one.onset <= offset);
    const peak = Math.max(...parts.map((one) => one.peak));
    const { id } = parts[0]!;
    return { id, head: 'bird', label: BIRDSONG, families: [], onset, offset, peak, confidence: meanConfidence(parts) };
  });
  const others = agreed.filter((one) => !birds.includes(one));
  return [...others, ...song, ...kinds].sort((a, b) => a.onset - b.onset || a.id - b.id);
}
