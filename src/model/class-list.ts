import { Families } from './families.js';
import type { ClassFigures, ModelManifest } from './manifest.js';

/** A class that a model can detect. */
export interface ListedClass {
  /** Name of its head. */
  readonly head: string;
  /** Name of the class. */
  readonly name: string;
  /** Certain families, from the most specific one to the most general one. */
  readonly families: readonly string[];
  /** Whether the class has scores but no detections. */
  readonly isQuiet: boolean;
  /** Measured quality; undefined if it was not measured. */
  readonly figures: ClassFigures | undefined;
}

/**
 * Lists what a model can detect: the classes of all heads, in the order of the scores.
 *
 * @param model its `model.json`, or `model` of a listener
 */
export function classList({ heads, figures }: Pick<ModelManifest, 'heads' | 'figures'>): readonly ListedClass[] {
  return heads.flatMap((head) => {
    const families = new Families(head);
    const measured = new Map(Object.entries(figures?.classes?.[head.name] ?? {}));
    return head.classes.map(({ name, quiet = false }) => ({
      head: head.name,
      name,
      families: families.certain(name),
      isQuiet: quiet,
      figures: measured.get(name),
    }));
  });
}
