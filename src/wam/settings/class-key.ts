/** Name of a class in the settings, with its head: `bird:bird`, `genre:jazz`, `events:dog`. */
export type ClassKey = `${string}:${string}`;

/** Returns the key of a class. */
export const classKey = (head: string, label: string): ClassKey => `${head}:${label}`;

/** Whether a text has the form of a class key. */
export const isClassKey = (key: string): key is ClassKey => /^[^:]+:.+$/.test(key);
