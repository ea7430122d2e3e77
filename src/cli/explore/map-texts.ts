import type { Layout, ValueKind } from '../../explore/recording-values.js';

/** Texts of the page with the maps. */
export interface MapTexts {
  /** @param count number of recordings */
  readonly title: (count: string) => string;
  /** @param model name and version, safe to insert */
  readonly madeBy: (model: string) => string;
  readonly play: string;
  readonly accuracy: string;
  readonly columns: { readonly values: string; readonly accuracy: string; readonly variance: string };
  /** @param share of the largest class */
  readonly chance: (share: string) => string;
  readonly needsClasses: string;
  readonly kinds: Readonly<Record<ValueKind, string>>;
  readonly layouts: Readonly<Record<Layout, string>>;
  readonly classes: string;
  readonly unusual: string;
  readonly unusualWhat: string;
  readonly ranked: string;
  /** @param name of a descriptor @param share of its variance */
  readonly separates: (name: string, share: string) => string;
  readonly boxes: string;
  readonly correlation: string;
  readonly correlationWhat: string;
  readonly heatMap: string;
  readonly failed: string;
}

/** English texts of the page with the maps. */
export const englishMapTexts: MapTexts = {
  title: (count) => `Map of ${count} recordings`,
  madeBy: (model) =>
    `Made by <code>pinna explore</code> with the model ${model}. Recordings that sound alike lie together. Point at a mark, or move to it with the tab key: its name appears below the map.`,
  play: 'Play the recording under the pointer or the focus',
  accuracy: 'How well a linear classifier finds the class of a recording that it was not fitted to (leave one out)',
  columns: { values: 'Values', accuracy: 'Accuracy', variance: 'Variance on the map' },
  chance: (share) => `always the largest class: ${share}`,
  needsClasses: 'needs two classes',
  kinds: { descriptors: 'By hand: 57 descriptors', embedding: 'Learnt: the embedding of the network' },
  layouts: { pca: 'First principal component across, second up.', neighbours: 'Layout by neighbours (UMAP).' },
  classes: 'Classes',
  unusual: 'Most unusual here',
  unusualWhat: 'The recordings that are farthest from all others by the embedding, with their cosine distance, 0 to 2.',
  ranked: 'Descriptors that separate the classes best',
  separates: (name, share) => `${name}: ${share} of its variance lies between the classes`,
  boxes: 'Box plots by class',
  correlation: 'Correlation of the descriptors',
  correlationWhat:
    'Each row and column is a descriptor, in the order of the table: red rise together, blue one rises as the other falls. Point at a cell for its names.',
  heatMap: 'Correlation heat map',
  failed: 'Not on the map',
};
