import { PinnaError, PinnaErrorCode } from '../../errors.js';

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
 * Reads one object of `model.json`. Every reading method returns the checked value of a field, or throws PinnaError
 * `model-corrupt` that names the field.
 */
export class ManifestReader {
  readonly #path: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @param path name of this object in error messages, e.g. `heads[0]` */
  constructor(value: unknown, path: string) {
    this.#path = path;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw corrupt(`model.json: ${path || 'the file'} is not an object`);
    }
    this.#fields = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  object(name: string): ManifestReader {
    return new ManifestReader(this.#fields[name], this.#pathOf(name));
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

  /** Reads a list of objects. @param maxLength maximum number of entries */
  objects(name: string, maxLength: number): ManifestReader[] {
    return this.#list(name, maxLength).map((value, i) => new ManifestReader(value, this.#pathOf(`${name}[${i}]`)));
  }

  /** Returns the error for a field with a wrong value. For checks that compare several fields. */
  fieldError(name: string, expected: string): PinnaError {
    const found = describeValue(this.#fields[name]);
    return corrupt(`model.json: ${this.#pathOf(name)} is ${found}, not ${expected}`);
  }

  #list(name: string, maxLength: number): unknown[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || value.length > maxLength)
      throw this.fieldError(name, `a list of at most ${maxLength}`);
    return value;
  }

  #checkedNumber(value: unknown, name: string, accepts: (value: number) => boolean, what: string): number {
    if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value)) {
      const found = describeValue(value);
      throw corrupt(`model.json: ${this.#pathOf(name)} is ${found}, not ${what}`);
    }
    return value;
  }

  #pathOf(name: string): string {
    return this.#path ? `${this.#path}.${name}` : name;
  }
}

function isCount(min: number, max: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= min && value <= max;
}

/** Describes a value in a few words. Does not descend into nested values: deep nesting could exhaust the stack. */
function describeValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) {
    const flat = value.length <= 8 && value.every((entry) => typeof entry === 'number');
    return flat ? JSON.stringify(value) : `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 60) : value);
}
