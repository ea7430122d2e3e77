/**
 * German sentences for the headers, attributes and addresses that page authors must change, by the English ones in the messages of
 * errors. Names of headers, directives and sources are the same in both languages.
 */
const ADVICE: readonly (readonly [english: RegExp, german: string])[] = [
  [
    /Add the policy name pinna to ([\w-]+) in that header\./,
    'Ergänzen Sie die Policy pinna bei $1 im Header Content-Security-Policy.',
  ],
  [/Add (\S+) to ([\w-]+) in that header\./, 'Ergänzen Sie $1 bei $2 im Header Content-Security-Policy der Seite.'],
  [
    /add the policy name pinna to trusted-types in its Content-Security-Policy\./,
    'Ergänzen Sie die Policy pinna bei trusted-types im Header Content-Security-Policy.',
  ],
  [
    /same Cross-Origin-Embedder-Policy header as the page/,
    'Senden Sie das Skript mit dem Header Cross-Origin-Embedder-Policy der Seite, oder erlauben Sie blob: bei worker-src im Header ' +
      'Content-Security-Policy.',
  ],
  [
    /let a Content-Security-Policy allow it: script-src with that address and blob:/,
    'Liefern Sie das Skript dort als JavaScript aus, und erlauben Sie seine Adresse und blob: bei script-src im Header ' +
      'Content-Security-Policy.',
  ],
  [
    /The page is a file on the disk/,
    'Die Seite ist eine Datei: Öffnen Sie sie über http von localhost oder über https.',
  ],
  [
    /add allow-same-origin to sandbox in its Content-Security-Policy header/,
    'Ergänzen Sie allow-same-origin bei sandbox im Header Content-Security-Policy der Seite.',
  ],
  [/add allow-same-origin to its sandbox attribute/, 'Ergänzen Sie allow-same-origin im Attribut sandbox des Rahmens.'],
  [
    /send microphone=\(self\) in that header/,
    'Der Header Permissions-Policy der Seite verbietet es: Senden Sie darin microphone=(self).',
  ],
  [
    /write <iframe allow="microphone">/,
    'Schreiben Sie <iframe allow="microphone">, und erlauben Sie es im Header Permissions-Policy beider Seiten.',
  ],
  [
    /"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp"/,
    'Senden Sie die Header „Cross-Origin-Opener-Policy: same-origin“ und „Cross-Origin-Embedder-Policy: require-corp“.',
  ],
  [
    /add blob: to media-src/,
    'Hat die Seite den Header Content-Security-Policy, dann ergänzen Sie blob: bei media-src.',
  ],
];

/** Returns what to change in the page or its headers, in German. @returns undefined if the message names no such thing */
export function germanAdvice(message: string): string | undefined {
  for (const [english, german] of ADVICE) {
    const found = english.exec(message);
    if (found) return german.replace(/\$(\d)/g, (_, group: string) => found[Number(group)]!);
  }
  return undefined;
}
