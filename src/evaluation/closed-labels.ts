import type { Families } from '../model/families.js';

/** What is known about the labels of one recording. A label in none of the sets is unknown. */
export interface LabelStates {
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  /** Labels that are explicitly unknown. */
  readonly unknown: ReadonlySet<string>;
}

/**
 * Completes the labels of a recording by the families of the model's classes.
 *
 * - The certain families of a present label are present: a dog is an animal. A family that is stated to be absent stays so.
 * - The other families of a present label, and the families of an unknown one, are not known to be absent.
 * - A class that the manifest never mentions is not known to be absent beside a present or unknown label that it belongs
 *   to: where there is a dog, there may be a bark. A present label with a more specific one beside it does not count.
 *
 * @param stated what the manifest says
 * @param isMentioned whether the manifest has the label in any row
 * @param isStatedAbsent whether the recording's own flag says that the label is absent
 */
export function closedLabels(
  stated: LabelStates,
  families: Families,
  isMentioned: (label: string) => boolean,
  isStatedAbsent: (label: string) => boolean,
): LabelStates {
  const certain = [...stated.present].flatMap((label) => families.certain(label));
  const present = new Set([...stated.present, ...certain.filter((label) => !isStatedAbsent(label))]);
  const aboveUnknown = new Set([...stated.unknown].flatMap((label) => families.of(label)));
  const abovePresent = new Set([...stated.present].flatMap((label) => families.of(label)));
  const open = new Set(families.mostSpecific(stated.present));
  const isUnmentionedMember = (label: string, above: ReadonlySet<string>) =>
    !isMentioned(label) && families.of(label).some((family) => above.has(family));
  const isUnknown = (label: string) =>
    !isStatedAbsent(label) && (aboveUnknown.has(label) || isUnmentionedMember(label, stated.unknown));
  const mayBePresent = (label: string) =>
    isUnknown(label) || (!isStatedAbsent(label) && abovePresent.has(label)) || isUnmentionedMember(label, open);
  const absent = [...stated.absent].filter((label) => !present.has(label));
  const unknown = [...stated.unknown].filter((label) => !present.has(label));
  return {
    present,
    absent: new Set(absent.filter((label) => !mayBePresent(label))),
    unknown: new Set([...unknown, ...absent.filter(isUnknown)]),
  };
}
