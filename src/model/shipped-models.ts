import { PinnaError, PinnaErrorCode } from '../errors.js';
import { didYouMean } from './nearest-name.js';

/** Models that may come with the package, by the name of their folder in `models/`. */
export const SHIPPED_MODELS = ['crnn', 'free', 'wavenet', 'tiny'] as const;

/** Name of a model that may come with the package. */
export type ShippedModel = (typeof SHIPPED_MODELS)[number];

/** Model that is used if none is named. */
export const DEFAULT_MODEL: ShippedModel = 'crnn';

/**
 * Distinguishes a model's name from an address. A name consists of small letters, digits and hyphens, and never refers to
 * a folder: `./tiny` is a folder, `tiny` is a model that comes with the package.
 *
 * @param model a shipped model's name, or the address or path of any other model
 * @returns the name; undefined for an address
 * @throws PinnaError `bad-option` for an unknown name
 */
export function shippedModel(model: string): ShippedModel | undefined {
  if (!/^[a-z0-9-]+$/.test(model)) return undefined;
  const name = SHIPPED_MODELS.find((shipped) => shipped === model);
  if (name) return name;
  throw new PinnaError(
    PinnaErrorCode.BadOption,
    `There is no model named "${model}": name ${SHIPPED_MODELS.join(', ')}, or write a folder of that name as ` +
      `"./${model}".${didYouMean(model, SHIPPED_MODELS)}`,
  );
}
