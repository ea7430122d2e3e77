import type { HeadManifest, ModelManifest } from '../model/manifest.js';

/** Name of the head for event classes. */
export const EVENTS = 'events';
/** Name of the bird head, its class and its label. */
export const BIRD = 'bird';
/** Name of the genre head. */
export const GENRE = 'genre';

/** The heads and classes of a model, as far as they are evaluated. */
export interface Vocabulary {
  /** Event classes, in the head's order; empty if the model has no such head. */
  readonly events: readonly string[];
  readonly genres: readonly string[];
  /** Labels of taught sounds; none when absent. */
  readonly taught?: readonly string[];
  readonly heads: { readonly events?: HeadManifest; readonly bird?: HeadManifest; readonly genre?: HeadManifest };
}

/** Collects the heads and classes of a model that are evaluated. */
export function vocabularyOf({ heads }: Pick<ModelManifest, 'heads'>): Vocabulary {
  const [events, bird, genre] = [EVENTS, BIRD, GENRE].map((name) => heads.find((head) => head.name === name));
  const names = (head: HeadManifest | undefined) => head?.classes.map(({ name }) => name) ?? [];
  return {
    events: names(events),
    genres: names(genre),
    heads: { ...(events && { events }), ...(bird && { bird }), ...(genre && { genre }) },
  };
}
