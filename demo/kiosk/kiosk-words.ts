import { PinnaErrorCode, type PinnaError } from '../../src/entries/pinna.js';
import type { Interruption } from '../../src/capture/sources/interruption.js';
import type { EarState } from './keep-listening.js';

export interface KioskWords {
  readonly word: string;
  /** Empty while all is well. */
  readonly why: string;
}

/** What is wrong, and what to do about it, short enough to be read from across a room. */
const REASONS: Partial<Record<string, string>> = {
  [PinnaErrorCode.MicrophoneDenied]: 'The microphone is not allowed. Allow it for this page in the browser.',
  [PinnaErrorCode.NoDevice]: 'The microphone is not there. Plug it in.',
  [PinnaErrorCode.DeviceLost]: 'The microphone was unplugged. Plug it in again.',
  [PinnaErrorCode.DeviceUnavailable]: 'Something else holds the microphone. Close other programs that use it.',
};

/** The same of what goes on by itself. */
const INTERRUPTIONS: Record<Interruption, string> = {
  'device-lost': 'The microphone was unplugged. Plug it in again.',
  'device-unavailable': 'Something else holds the microphone. Close other programs that use it.',
  'microphone-denied': 'The microphone is no longer allowed. Allow it for this page in the browser.',
  muted: 'The microphone is muted. Unmute it.',
  suspended: 'The sound was interrupted. If it does not come back, touch the screen.',
  analysis: 'The analysis is being started again.',
};

/** @param now on the clock of `performance.now()` */
export function kioskWords({ mood, error, interruption, retryAt }: EarState, now: number): KioskWords {
  switch (mood) {
    case 'listening':
      return { word: 'Listening', why: '' };
    case 'silent':
      return { word: 'Not listening', why: 'No sound is arriving: is the microphone muted?' };
    case 'blocked':
      return { word: 'Not listening yet', why: 'Touch the screen to begin.' };
    case 'waiting': {
      if (interruption) return { word: 'Not listening', why: INTERRUPTIONS[interruption] };
      const seconds = Math.max(0, Math.ceil(((retryAt ?? now) - now) / 1000));
      const reason = REASONS[(error as PinnaError | undefined)?.code ?? ''] ?? error?.message ?? '';
      return { word: 'Not listening', why: `${reason} Next try ${seconds > 0 ? `in ${seconds} s` : 'now'}.` };
    }
    case 'starting':
      return { word: 'Starting', why: '' };
    case 'off':
      return { word: 'Off', why: '' };
  }
}
