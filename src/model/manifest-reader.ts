import { PinnaError, PinnaErrorCode } from '../errors';

/** Error for files that are there but are no whole, unchanged model. `what` is a sentence without its full stop. */
export function corrupt(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.ModelCorrupt,
    `${what}. Copy the whole model folder again, or export it again.`,
    options,
  );
}

/**
 * A place in `model.json`. Every method returns the checked value of one of its fields or throws PinnaError
 * `model-corrupt` that names the field.
 */
export class ManifestReader {
  private readonly fields: Readonly<Record<string, unknown>>;

  /** @param path what to call this place in errors, e.g. `heads[0]` */
  constructor(
    value: unknown,
    private readonly path: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw corrupt(`model.json: ${path || 'the file'} is not an object`);
    }
    this.fields = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  object(name: string): ManifestReader {
    return new ManifestReader(this.fields[name], this.pathOf(name));
  }

  string(name: string): string {
    const value = this.fields[name];
    if (typeof value !== 'string' || value === '') throw this.wrong(name, 'a text');
    return value;
  }

  oneOf<const T>(name: string, allowed: readonly T[]): T {
    const value = this.fields[name];
    const index = allowed.findIndex((candidate) => candidate === value);
    if (index < 0) throw this.wrong(name, allowed.map((candidate) => JSON.stringify(candidate)).join(' or '));
    return allowed[index]!;
  }

  number(name: string, accepts: (value: number) => boolean, what: string): number {
    return this.checkedNumber(this.fields[name], name, accepts, what);
  }

  /** A whole number of at least `least`. */
  count(name: string, least = 1): number {
    return this.number(name, isCount(least), `a whole number of at least ${least}`);
  }

  /** Whole numbers of at least `least`; at least one of them unless `mayBeEmpty`. */
  counts(name: string, least = 1): number[] {
    return this.list(name).map((value, i) =>
      this.checkedNumber(value, `${name}[${i}]`, isCount(least), `a whole number of at least ${least}`),
    );
  }

  objects(name: string): ManifestReader[] {
    return this.list(name).map((value, i) => new ManifestReader(value, this.pathOf(`${name}[${i}]`)));
  }

  /** For checks that compare several fields. */
  wrong(name: string, expected: string): PinnaError {
    const found = JSON.stringify(this.fields[name])?.slice(0, 60) ?? 'missing';
    return corrupt(`model.json: ${this.pathOf(name)} is ${found}, not ${expected}`);
  }

  private list(name: string): unknown[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw this.wrong(name, 'a list');
    return value;
  }

  private checkedNumber(value: unknown, name: string, accepts: (value: number) => boolean, what: string): number {
    if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value)) {
      const found = JSON.stringify(value)?.slice(0, 60) ?? 'missing';
      throw corrupt(`model.json: ${this.pathOf(name)} is ${found}, not ${what}`);
    }
    return value;
  }

  private pathOf(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }
}

function isCount(least: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= least;
}
