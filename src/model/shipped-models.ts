import { PinnaError, PinnaErrorCode } from '../errors.js';

/** The models that may come with the package, by the name of their folder in `models/`. */
export const SHIPPED_MODELS = ['crnn', 'wavenet', 'tiny'] as const;

export type ShippedModel = (typeof SHIPPED_MODELS)[number];

/** What listens where no model is named. */
export const DEFAULT_MODEL: ShippedModel = 'crnn';

/**
 * Tells a name from an address: a name is small letters, digits and hyphens, and no folder is looked for under it
 * (`./tiny` is a folder, `tiny` is a model that comes with the package).
 *
 * @param model a name, or the address or path of a model of one's own
 * @returns the name; undefined for an address
 * @throws PinnaError `bad-option` for a name that no shipped model has
 */
export function shippedModel(model: string): ShippedModel | undefined {
  if (!/^[a-z0-9-]+$/.test(model)) return undefined;
  const name = SHIPPED_MODELS.find((shipped) => shipped === model);
  if (name) return name;
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    `There is no model named "${model}": name ${SHIPPED_MODELS.join(', ')}, or write a folder of that name as "./${model}".`,
  );
}
