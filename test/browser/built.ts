import type * as Pinna from '../../src/pinna';

/** The product as it ships: what the tests open is `dist/`, not the sources. */
export async function built(): Promise<typeof Pinna> {
  const url = '/dist/pinna.js';
  return (await import(url)) as typeof Pinna;
}
