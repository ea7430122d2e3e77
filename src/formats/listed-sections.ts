import type { TrackStructure } from '../structure/structure.js';
import type { ListedSection } from './event-list.js';

/** Sections as they are written: numbered, with their genre where there is one. */
export function listedSections({ sections }: TrackStructure): ListedSection[] {
  return sections.map(({ from, genre }, i) => ({
    onset: from,
    label: `section ${String(i + 1)}${genre ? `: ${genre.label}` : ''}`,
  }));
}
