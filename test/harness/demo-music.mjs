import { readFileSync } from 'node:fs';

const audio = new URL('../fixtures/audio/', import.meta.url);

/**
 * Returns music of the demo scene's fixture, from its first sample on.
 * @param {number} seconds length, at most that of the music
 * @returns samples as base64 of 16-bit PCM, mono; sample rate, Hz
 */
export function demoMusic(seconds) {
  const file = readFileSync(new URL('demo-scene.wav', audio));
  const sampleRate = file.readUInt32LE(24);
  /** @type {{ name: string, onset: number }[]} */
  const parts = JSON.parse(readFileSync(new URL('demo-scene.json', audio), 'utf8'));
  const onset = parts.find(({ name }) => name === 'music')?.onset ?? 0;
  const [from, to] = [onset, onset + seconds].map((time) => 44 + 2 * Math.round(time * sampleRate));
  return { samples: file.subarray(from, to).toString('base64'), sampleRate };
}
