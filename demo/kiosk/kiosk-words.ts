import type { Interruption } from '../../src/capture/sources/interruption.js';
import { PinnaErrorCode, type ListenerStatus, type PinnaError } from '../../src/entries/pinna.js';
import { inPageLanguage } from '../shell/page-language.js';

/** Texts of the kiosk's status display. */
export interface KioskWords {
  readonly mood: 'off' | 'starting' | 'listening' | 'trouble';
  readonly word: string;
  /** Reason and remedy; empty if there is no problem. */
  readonly why: string;
}

const english = {
  listening: 'Listening',
  starting: 'Starting',
  off: 'Off',
  notListening: 'Not listening',
  notYet: 'Not listening yet',
  touch: 'Touch the screen to begin.',
  silent: 'No sound is arriving: is the microphone muted?',
  nextTry: (when: string) => `Next try ${when}.`,
  now: 'now',
  inSeconds: (seconds: number) => `in ${seconds} s`,
  denied: 'The microphone is not allowed. Allow it for this page in the browser.',
  noLongerAllowed: 'The microphone is no longer allowed. Allow it for this page in the browser.',
  notFound: 'The microphone was not found. Plug it in.',
  unplugged: 'The microphone was unplugged. Plug it in again.',
  inUse: 'Another program is using the microphone. Close that program.',
  muted: 'The microphone is muted. Unmute it.',
  suspended: 'The sound was interrupted. If it does not return, touch the screen.',
  analysis: 'The analysis is being restarted.',
};

const WORDS = inPageLanguage<typeof english>({
  en: english,
  de: {
    listening: 'Hört zu',
    starting: 'Beginnt',
    off: 'Aus',
    notListening: 'Hört nicht zu',
    notYet: 'Hört noch nicht zu',
    touch: 'Berühren Sie den Bildschirm, um zu beginnen.',
    silent: 'Es kommt kein Ton an: Ist das Mikrofon stumm?',
    nextTry: (when: string) => `Nächster Versuch ${when}.`,
    now: 'jetzt',
    inSeconds: (seconds: number) => `in ${seconds} s`,
    denied: 'Das Mikrofon ist nicht erlaubt. Erlauben Sie es für diese Seite im Browser.',
    noLongerAllowed: 'Das Mikrofon ist nicht mehr erlaubt. Erlauben Sie es für diese Seite im Browser.',
    notFound: 'Das Mikrofon wurde nicht gefunden. Schließen Sie es an.',
    unplugged: 'Das Mikrofon wurde abgezogen. Schließen Sie es wieder an.',
    inUse: 'Ein anderes Programm benutzt das Mikrofon. Schließen Sie jenes Programm.',
    muted: 'Das Mikrofon ist stumm. Heben Sie das auf.',
    suspended: 'Der Ton wurde unterbrochen. Wenn er nicht wiederkommt, berühren Sie den Bildschirm.',
    analysis: 'Die Analyse wird neu gestartet.',
  },
});

/** Problem and remedy for each error, short enough to read from across a room. */
const REASONS: Partial<Record<PinnaErrorCode, string>> = {
  [PinnaErrorCode.MicrophoneDenied]: WORDS.denied,
  [PinnaErrorCode.NoDevice]: WORDS.notFound,
  [PinnaErrorCode.DeviceLost]: WORDS.unplugged,
  [PinnaErrorCode.DeviceUnavailable]: WORDS.inUse,
};

/** Problem and remedy for each interruption from which the listener recovers automatically. */
const INTERRUPTIONS: Record<Interruption, string> = {
  'device-lost': WORDS.unplugged,
  'device-unavailable': WORDS.inUse,
  'microphone-denied': WORDS.noLongerAllowed,
  muted: WORDS.muted,
  suspended: WORDS.suspended,
  analysis: WORDS.analysis,
};

/**
 * Returns the texts for a listener's status.
 * @param now current time on the clock of `performance.now()`, ms
 */
export function kioskWords({ state, interruption, silent, blocked, retry }: ListenerStatus, now: number): KioskWords {
  if (state === 'running') {
    if (interruption) return trouble(INTERRUPTIONS[interruption]);
    if (silent) return trouble(WORDS.silent);
    return { mood: 'listening', word: WORDS.listening, why: '' };
  }
  if (state === 'starting') {
    if (retry) return trouble(`${reason(retry.error)} ${WORDS.nextTry(soon(retry.at - now))}`);
    if (blocked) return { ...trouble(WORDS.touch), word: WORDS.notYet };
    return { mood: 'starting', word: WORDS.starting, why: '' };
  }
  return { mood: 'off', word: WORDS.off, why: '' };
}

const trouble = (why: string) => ({ mood: 'trouble', word: WORDS.notListening, why }) as const;

const reason = ({ code, message }: PinnaError) => REASONS[code] ?? message;

function soon(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds > 0 ? WORDS.inSeconds(seconds) : WORDS.now;
}
