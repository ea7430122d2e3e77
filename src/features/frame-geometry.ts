import { PinnaError, PinnaErrorCode } from '../errors';
import { F_MAX, HOP_SECONDS, MAX_BIN_WIDTH, WINDOW_SECONDS, type FrameGeometry } from './log-mel-parameters';

/**
 * Hop, window and FFT length in samples at a sample rate.
 * @param sampleRate Hz; one whose 20 ms are a whole number of samples, up to 192 kHz.
 * @throws PinnaError `unsupported-sample-rate` below twice the highest band, or where 20 ms is not a whole number.
 */
export function frameGeometry(sampleRate: number): FrameGeometry {
  const hop = Math.round(sampleRate * HOP_SECONDS);
  const wholeHop = Math.abs(sampleRate * HOP_SECONDS - hop) < 1e-6;
  if (!(sampleRate >= 2 * F_MAX && sampleRate <= 192_000 && wholeHop)) {
    throw new PinnaError(
      PinnaErrorCode.SampleRate,
      `${String(sampleRate)} Hz is not a sample rate that can be analysed: it must be from 16 to 192 kHz with a whole ` +
        'number of samples in 20 ms. Convert the sound to 44.1 or 48 kHz, or choose another device.',
    );
  }
  let fftSize = 1;
  while (fftSize * MAX_BIN_WIDTH < sampleRate) fftSize *= 2;
  return { sampleRate, hop, window: Math.round(sampleRate * WINDOW_SECONDS), fftSize };
}
