/** How settings name a class: `bird:bird`, `genre:jazz`, `events:dog`. */
export type ClassKey = `${string}:${string}`;

export const classKey = (head: string, label: string): ClassKey => `${head}:${label}`;

export const isClassKey = (key: string): key is ClassKey => /^[^:]+:.+$/.test(key);
