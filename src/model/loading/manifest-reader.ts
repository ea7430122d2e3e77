import { PinnaError, PinnaErrorCode } from '../../errors.js';

/** Maximum length of a name or text from `model.json` in an error message. */
const MAX_NAME = 60;

/**
 * Returns the error for model files that exist but are incomplete or changed.
 * @param what a sentence without its full stop
 */
export function corrupt(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.ModelCorrupt,
    `${what}. Copy the whole model folder again, or export it again.`,
    options,
  );
}

/**
 * Reads one object of `model.json`, or of a file like it. Every reading method returns the checked value of a field, or throws PinnaError
 * `model-corrupt` that names the field.
 */
export class ManifestReader {
  readonly #path: string;
  readonly #file: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @param path name of this object in error messages, e.g. `heads[0]` @param file name of the file in error messages */
  constructor(value: unknown, path: string, file = 'model.json') {
    this.#path = path;
    this.#file = file;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw corrupt(`${file}: ${path || 'the file'} is not an object`);
    }
    this.#fields = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  object(name: string): ManifestReader {
    return new ManifestReader(this.#fields[name], this.#pathOf(name), this.#file);
  }

  string(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string' || value === '') throw this.fieldError(name, 'a text');
    return value;
  }

  oneOf<const T>(name: string, allowed: readonly T[]): T {
    const value = this.#fields[name];
    const index = allowed.findIndex((candidate) => candidate === value);
    if (index < 0) throw this.fieldError(name, allowed.map((candidate) => JSON.stringify(candidate)).join(' or '));
    return allowed[index]!;
  }

  number(name: string, accepts: (value: number) => boolean, what: string): number {
    return this.#checkedNumber(this.#fields[name], name, accepts, what);
  }

  /** Reads a whole number from 1 to `most`. */
  count(name: string, max: number): number {
    return this.number(name, isCount(1, max), `a whole number from 1 to ${max}`);
  }

  /** Reads a whole number ≥ 0. */
  offset(name: string): number {
    return this.number(name, isCount(0, Number.MAX_SAFE_INTEGER), 'a whole number of at least 0');
  }

  /** Reads a list of at most `length` whole numbers from 1 to `most`. */
  counts(name: string, max: number, maxLength: number): number[] {
    return this.#list(name, maxLength).map((value, i) =>
      this.#checkedNumber(value, `${name}[${i}]`, isCount(1, max), `a whole number from 1 to ${max}`),
    );
  }

  /** Returns the names of the fields of an object. @param max maximum number of fields */
  names(name: string, max: number): string[] {
    const names = Object.keys(this.object(name).#fields);
    if (names.length > max) throw this.fieldError(name, `an object of at most ${max} fields`);
    return names;
  }

  /** Reads a list of objects. @param maxLength maximum number of entries */
  objects(name: string, maxLength: number): ManifestReader[] {
    return this.#list(name, maxLength).map(
      (value, i) => new ManifestReader(value, this.#pathOf(`${name}[${i}]`), this.#file),
    );
  }

  /**
   * Reads an object whose fields are lists of texts.
   *
   * @param maxFields maximum number of fields
   * @param maxLength maximum length of a list
   */
  textLists(name: string, maxFields: number, maxLength: number): ReadonlyMap<string, readonly string[]> {
    const fields = this.names(name, maxFields).map((field) => [field, this.object(name).#fields[field]] as const);
    for (const [field, value] of fields) {
      const isTexts = Array.isArray(value) && value.every((text) => typeof text === 'string' && text !== '');
      if (isTexts && value.length <= maxLength) continue;
      throw this.corruptField(
        name,
        `gives ${quoted(field)} ${describeValue(value)}, not a list of at most ${maxLength} names`,
      );
    }
    return new Map(fields as (readonly [string, string[]])[]);
  }

  /**
   * Returns the error for a field that breaks another rule than its type.
   *
   * @param what predicate of the sentence about the field
   */
  corruptField(name: string, what: string): PinnaError {
    return corrupt(`${this.#file}: ${this.#pathOf(name)} ${what}`);
  }

  /** Returns the error for a field with a wrong value. For checks that compare several fields. */
  fieldError(name: string, expected: string): PinnaError {
    return this.corruptField(name, `is ${describeValue(this.#fields[name])}, not ${expected}`);
  }

  #list(name: string, maxLength: number): unknown[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || value.length > maxLength)
      throw this.fieldError(name, `a list of at most ${maxLength}`);
    return value;
  }

  #checkedNumber(value: unknown, name: string, accepts: (value: number) => boolean, what: string): number {
    if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value)) {
      throw this.corruptField(name, `is ${describeValue(value)}, not ${what}`);
    }
    return value;
  }

  #pathOf(name: string): string {
    const short = name.slice(0, MAX_NAME);
    return this.#path ? `${this.#path}.${short}` : short;
  }
}

function isCount(min: number, max: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= min && value <= max;
}

/** Returns a name in quotes, shortened, for an error message. */
export const quoted = (name: string): string => JSON.stringify(name.slice(0, MAX_NAME));

/** Describes a value in a few words. Does not descend into nested values: deep nesting could exhaust the stack. */
function describeValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) {
    const flat = value.length <= 8 && value.every((entry) => typeof entry === 'number');
    return flat ? JSON.stringify(value) : `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}
