/** Sample formats of WAV: format tag, bytes per sample, and a function that writes one sample of ±1. */
const FORMATS = {
  u8: [1, 1, (b, o, x) => b.writeUInt8(Math.round(x * 127) + 128, o)],
  s16: [1, 2, (b, o, x) => b.writeInt16LE(Math.round(x * 32767), o)],
  s24: [1, 3, (b, o, x) => b.writeIntLE(Math.round(x * 8388607), o, 3)],
  s32: [1, 4, (b, o, x) => b.writeInt32LE(Math.round(x * 2147483647), o)],
  f32: [3, 4, (b, o, x) => b.writeFloatLE(x, o)],
  f64: [3, 8, (b, o, x) => b.writeDoubleLE(x, o)],
};

/**
 * Returns a RIFF WAVE file.
 *
 * @param {Float32Array[]} channels ±1
 * @param {number} sampleRate Hz
 * @param {keyof FORMATS} format
 * @returns {Buffer} the file
 */
export function wavFile(channels, sampleRate, format = 's16') {
  const [tag, width, write] = FORMATS[format];
  const frame = channels.length * width;
  const bytes = channels[0].length * frame;
  const file = Buffer.alloc(44 + bytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + bytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(tag, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * frame, 28);
  file.writeUInt16LE(frame, 32);
  file.writeUInt16LE(width * 8, 34);
  file.write('data', 36);
  file.writeUInt32LE(bytes, 40);
  channels.forEach((samples, c) => samples.forEach((x, i) => write(file, 44 + i * frame + c * width, x)));
  return file;
}

/**
 * Returns a rising tone in soft noise, the same at every call. `test/fixtures/encoded/` holds it in other formats.
 *
 * @param {number} seconds duration
 * @param {number} sampleRate Hz
 */
export function chirp(seconds, sampleRate = 16_000) {
  let state = 1;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, n) => {
    // The linear congruential generator of Numerical Recipes.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const t = n / sampleRate;
    return 0.3 * Math.sin(2 * Math.PI * (300 * t + 1500 * t * t)) + 0.02 * (state / 2 ** 31 - 1);
  });
}
