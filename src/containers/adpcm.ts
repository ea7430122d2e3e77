/** Layout of ADPCM in WAV: every block begins with the state of its decoder. */
export interface AdpcmFormat {
  readonly codec: 'ima-adpcm' | 'ms-adpcm';
  readonly channels: number;
  /** Length of a block, bytes. */
  readonly blockBytes: number;
  /** Samples per channel in a block. */
  readonly blockSamples: number;
  /** MS ADPCM: pairs of prediction factors, in 1/256. */
  readonly factors: readonly (readonly [number, number])[];
}

/** Factors of MS ADPCM that every file has first. */
export const STANDARD_FACTORS = [
  [256, 0],
  [512, -256],
  [0, 0],
  [192, 64],
  [240, 0],
  [460, -208],
  [392, -232],
] as const;

/** IMA: the 89 step sizes grow by about a tenth each. */
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
  130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
  1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
  7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];
/** IMA: change of the step's index, by the code without its sign. */
const INDEX_CHANGES = [-1, -1, -1, -1, 2, 4, 6, 8];
/** MS: factor of the step in 1/256, by code. */
const ADAPTATION = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
const MIN_STEP = 16;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
const toSample = (value: number) => clamp(value, -32_768, 32_767);

/**
 * Decodes whole blocks of ADPCM (Microsoft and IMA, as in WAV).
 *
 * @param bytes a whole number of blocks
 * @returns one array per channel, ±1
 */
export function decodeAdpcm(bytes: Uint8Array, format: AdpcmFormat): Float32Array<ArrayBuffer>[] {
  const { channels, blockBytes, blockSamples } = format;
  const blocks = Math.floor(bytes.length / blockBytes);
  const output = Array.from({ length: channels }, () => new Float32Array(blocks * blockSamples));
  const decodeBlock = format.codec === 'ima-adpcm' ? imaBlock : msBlock;
  for (let block = 0; block < blocks; block++) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + block * blockBytes, blockBytes);
    const first = block * blockSamples;
    decodeBlock(
      view,
      format,
      output.map((channel) => channel.subarray(first, first + blockSamples)),
    );
  }
  return output;
}

/** Per channel a sample and the step's index; then, channel by channel, four bytes with eight codes, the lower four bits first. */
function imaBlock(view: DataView, { channels, blockBytes }: AdpcmFormat, output: readonly Float32Array[]): void {
  output.forEach((samples, channel) => {
    let value = view.getInt16(4 * channel, true);
    let index = Math.min(view.getUint8(4 * channel + 2), STEPS.length - 1);
    samples[0] = value / 32_768;
    for (let i = 1; i < samples.length; i++) {
      const code = i - 1;
      const at = 4 * channels * (1 + (code >> 3)) + 4 * channel + ((code & 7) >> 1);
      if (at >= blockBytes) return;
      const bits = (view.getUint8(at) >> (4 * (code & 1))) & 15;
      const change = ((2 * (bits & 7) + 1) * STEPS[index]!) >> 3;
      value = toSample(value + (bits & 8 ? -change : change));
      index = clamp(index + INDEX_CHANGES[bits & 7]!, 0, STEPS.length - 1);
      samples[i] = value / 32_768;
    }
  });
}

/** Per channel the number of its factors, its step and two samples, the later one first; then codes, the higher four bits first. */
function msBlock(view: DataView, { channels, factors }: AdpcmFormat, output: readonly Float32Array[]): void {
  const int16 = (field: number, channel: number) => view.getInt16(channels + 2 * (field * channels + channel), true);
  output.forEach((samples, channel) => {
    const [first, second] = factors[view.getUint8(channel)] ?? STANDARD_FACTORS[0];
    let step = int16(0, channel);
    let [last, before] = [int16(1, channel), int16(2, channel)];
    [before, last].forEach((value, i) => (samples[i] = value / 32_768));
    for (let i = 2; i < samples.length; i++) {
      const code = (i - 2) * channels + channel;
      const at = 7 * channels + (code >> 1);
      if (at >= view.byteLength) return;
      const bits = (view.getUint8(at) >> (code & 1 ? 0 : 4)) & 15;
      const predicted = (last * first + before * second) >> 8;
      before = last;
      last = toSample(predicted + (bits < 8 ? bits : bits - 16) * step);
      step = Math.max(MIN_STEP, (ADAPTATION[bits]! * step) >> 8);
      samples[i] = last / 32_768;
    }
  });
}
