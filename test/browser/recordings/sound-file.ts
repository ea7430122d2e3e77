/** Returns a mono PCM16 WAV file. @param samples ±1 @param sampleRate Hz */
export function wavBlob(samples: Float32Array, sampleRate: number, name = 'sound.wav'): File {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (at: number, word: string) => [...word].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((x, i) => view.setInt16(44 + 2 * i, Math.round(x * 32767), true));
  return new File([view], name, { type: 'audio/wav' });
}

/** Loads a file of `test/fixtures/`. */
export async function fixture(path: string): Promise<File> {
  const response = await fetch(`/test/fixtures/${path}`);
  if (!response.ok) throw new Error(`There is no fixture ${path}: run "npm run fixtures".`);
  return new File([await response.blob()], path.replace(/.*\//, ''));
}
