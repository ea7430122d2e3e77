/** The product as it ships: what the tests open is `dist/`, not the sources. */
export async function built(): Promise<typeof import('../../src/pinna')> {
  const url = '/dist/pinna.js';
  return (await import(url)) as typeof import('../../src/pinna');
}
