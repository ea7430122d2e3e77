import type { HeadManifest, ModelManifest } from '../model/manifest.js';

export const EVENTS = 'events';
export const BIRD = 'bird';
export const GENRE = 'genre';

/** What a model can say, as far as it is evaluated. */
export interface Vocabulary {
  /** Event classes, in the head's order; none without the head. */
  readonly events: readonly string[];
  readonly genres: readonly string[];
  readonly heads: { readonly events?: HeadManifest; readonly bird?: HeadManifest; readonly genre?: HeadManifest };
}

export function vocabularyOf({ heads }: Pick<ModelManifest, 'heads'>): Vocabulary {
  const [events, bird, genre] = [EVENTS, BIRD, GENRE].map((name) => heads.find((head) => head.name === name));
  const names = (head: HeadManifest | undefined) => head?.classes.map(({ name }) => name) ?? [];
  return {
    events: names(events),
    genres: names(genre),
    heads: { ...(events && { events }), ...(bird && { bird }), ...(genre && { genre }) },
  };
}
