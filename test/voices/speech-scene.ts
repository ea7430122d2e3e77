import FFT from 'fft.js';
import type { Random } from '../../src/teach/data/seeded-random.js';

/** Sample rate of all scenes, Hz. */
export const RATE = 16_000;
/** Rows of scores are this far apart, samples. */
export const ROW = 320;
/** A row holds speech if its energy is at most this far below the loudest row of the utterance, dB. */
const SPEECH_RANGE = 35;
/** Level of the noise of the microphone and a quiet room, dBFS. */
const NOISE_LEVEL = -70;
/** Time until the reverberation has decayed by 60 dB, seconds. */
const REVERBERATION = 0.5;
/** Time of the first reflection, seconds. */
const FIRST_REFLECTION = 0.008;

/** Sound with speech, and where the speech is. */
export interface Scene {
  readonly samples: Float32Array;
  /** Per row whether it holds speech. */
  readonly isSpeech: readonly boolean[];
}

/** How a scene is made. */
export interface SceneOptions {
  /** RMS level of the rows with speech, dBFS. */
  readonly level: number;
  /** Sound below the speech, repeated as often as needed; quiet noise alone if undefined. */
  readonly background?: { readonly samples: Float32Array; readonly level: number } | undefined;
  readonly random: Random;
}

/** Joins utterances with pauses of one to six seconds. */
export function speechScene(utterances: readonly Float32Array[], options: SceneOptions): Scene {
  const { level, background, random } = options;
  const parts = utterances.map((speech) => {
    const rows = speechRows(speech);
    const gain = decibels(level) / rmsOf(speech, rows);
    return { speech: speech.map((sample) => sample * gain), rows };
  });
  const pauses = parts.map(() => Math.round((1 + 5 * random()) * (RATE / ROW)) * ROW);
  const length = parts.reduce((sum, { speech }, i) => sum + wholeRows(speech.length) + pauses[i]!, 0);
  const samples = new Float32Array(length);
  const isSpeech: boolean[] = Array.from({ length: length / ROW }, () => false);
  let at = 0;
  parts.forEach(({ speech, rows }, i) => {
    at += pauses[i]!;
    samples.set(speech, at);
    rows.forEach((is, row) => (isSpeech[at / ROW + row] = is));
    at += wholeRows(speech.length);
  });
  const under = background && decibels(background.level) / rmsOf(background.samples);
  const noise = decibels(NOISE_LEVEL);
  for (let i = 0; i < length; i++) {
    samples[i]! += noise * gaussian(random);
    if (background) samples[i]! += under! * background.samples[i % background.samples.length]!;
    samples[i] = Math.max(-1, Math.min(1, samples[i]!));
  }
  return { samples, isSpeech };
}

/** Length of a single word, samples. */
const WORD = RATE / 2;

/** Returns the loudest half second of each utterance. */
export function singleWords(utterances: readonly Float32Array[]): Float32Array[] {
  return utterances.map((speech) => {
    let [loudest, at] = [0, 0];
    for (let from = 0; from + WORD <= speech.length; from += ROW) {
      const loudness = rmsOf(speech.subarray(from, from + WORD));
      if (loudness > loudest) [loudest, at] = [loudness, from];
    }
    return speech.slice(at, at + WORD);
  });
}

/** Whether each row of an utterance holds speech. */
function speechRows(speech: Float32Array): boolean[] {
  const energies = Array.from({ length: Math.ceil(speech.length / ROW) }, (_, row) =>
    speech.subarray(row * ROW, (row + 1) * ROW).reduce((sum, sample) => sum + sample ** 2, 0),
  );
  const least = Math.max(...energies) / 10 ** (SPEECH_RANGE / 10);
  return energies.map((energy) => energy > least);
}

/** Returns the RMS of the samples, or of those in the given rows. */
function rmsOf(samples: Float32Array, rows?: readonly boolean[]): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    if (rows && !rows[Math.floor(i / ROW)]) continue;
    sum += samples[i]! ** 2;
    count++;
  }
  return Math.sqrt(sum / Math.max(1, count)) || 1;
}

/** Returns utterances as they arrive from some metres away in a room, with as much energy in the reflections as directly. */
export function inRoom(utterances: readonly Float32Array[], random: Random): Float32Array[] {
  const response = roomResponse(random);
  return utterances.map((dry) => convolve(dry, response));
}

/** Returns a direct sound and a decaying tail of noise with the same energy. */
function roomResponse(random: Random): Float32Array {
  const response = new Float32Array(RATE * REVERBERATION);
  let energy = 0;
  for (let i = Math.round(FIRST_REFLECTION * RATE); i < response.length; i++) {
    response[i] = gaussian(random) * 10 ** ((-3 * i) / response.length);
    energy += response[i]! ** 2;
  }
  for (let i = 1; i < response.length; i++) response[i]! /= Math.sqrt(energy);
  response[0] = 1;
  return response;
}

/** Convolves an utterance with the response of a room, in the frequency domain. */
function convolve(dry: Float32Array, response: Float32Array): Float32Array {
  const length = dry.length + response.length - 1;
  const fft = new FFT(2 ** Math.ceil(Math.log2(length)));
  const spectrumOf = (samples: Float32Array) => {
    const [complex, spectrum] = [fft.createComplexArray().fill(0), fft.createComplexArray()];
    samples.forEach((sample, i) => (complex[2 * i] = sample));
    fft.transform(spectrum, complex);
    return spectrum;
  };
  const [a, b] = [spectrumOf(dry), spectrumOf(response)];
  const product = a.map((value, i) =>
    i % 2 === 0 ? value * b[i]! - a[i + 1]! * b[i + 1]! : a[i - 1]! * b[i]! + value * b[i - 1]!,
  );
  const result = fft.createComplexArray();
  fft.inverseTransform(result, product);
  return Float32Array.from({ length }, (_, i) => result[2 * i]!);
}

const decibels = (level: number): number => 10 ** (level / 20);

const wholeRows = (samples: number): number => Math.ceil(samples / ROW) * ROW;

/** Returns a sample of a normal distribution with variance 1. */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
