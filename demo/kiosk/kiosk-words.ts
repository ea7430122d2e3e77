import type { Interruption } from '../../src/capture/sources/interruption.js';
import { PinnaErrorCode, type ListenerStatus, type PinnaError } from '../../src/entries/pinna.js';

/** Texts of the kiosk's status display. */
export interface KioskWords {
  readonly mood: 'off' | 'starting' | 'listening' | 'trouble';
  readonly word: string;
  /** Reason and remedy; empty if there is no problem. */
  readonly why: string;
}

/** Problem and remedy for each error, short enough to read from across a room. */
const REASONS: Partial<Record<PinnaErrorCode, string>> = {
  [PinnaErrorCode.MicrophoneDenied]: 'The microphone is not allowed. Allow it for this page in the browser.',
  [PinnaErrorCode.NoDevice]: 'The microphone was not found. Plug it in.',
  [PinnaErrorCode.DeviceLost]: 'The microphone was unplugged. Plug it in again.',
  [PinnaErrorCode.DeviceUnavailable]: 'Another program is using the microphone. Close that program.',
};

/** Problem and remedy for each interruption from which the listener recovers automatically. */
const INTERRUPTIONS: Record<Interruption, string> = {
  'device-lost': 'The microphone was unplugged. Plug it in again.',
  'device-unavailable': 'Another program is using the microphone. Close that program.',
  'microphone-denied': 'The microphone is no longer allowed. Allow it for this page in the browser.',
  muted: 'The microphone is muted. Unmute it.',
  suspended: 'The sound was interrupted. If it does not return, touch the screen.',
  analysis: 'The analysis is being restarted.',
};

/**
 * Returns the texts for a listener's status.
 * @param now current time on the clock of `performance.now()`, ms
 */
export function kioskWords({ state, interruption, silent, blocked, retry }: ListenerStatus, now: number): KioskWords {
  if (state === 'running') {
    if (interruption) return trouble(INTERRUPTIONS[interruption]);
    if (silent) return trouble('No sound is arriving: is the microphone muted?');
    return { mood: 'listening', word: 'Listening', why: '' };
  }
  if (state === 'starting') {
    if (retry) return trouble(`${reason(retry.error)} Next try ${soon(retry.at - now)}.`);
    if (blocked) return { ...trouble('Touch the screen to begin.'), word: 'Not listening yet' };
    return { mood: 'starting', word: 'Starting', why: '' };
  }
  return { mood: 'off', word: 'Off', why: '' };
}

const trouble = (why: string) => ({ mood: 'trouble', word: 'Not listening', why }) as const;

const reason = ({ code, message }: PinnaError) => REASONS[code] ?? message;

function soon(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds > 0 ? `in ${seconds} s` : 'now';
}
