import { PinnaErrorCode, type PinnaError } from '../../errors.js';
import type { ListenerStatus } from '../../listener/listener-events.js';
import type { Words } from '../words/words.js';

/** State message of the controls: the state in a word, what happened, and what to do about it. */
export interface ListeningMessage {
  readonly mood: 'calm' | 'live' | 'alert';
  readonly word: string;
  readonly what: string;
  readonly todo: string;
  /** The error's own message, always in English; present if the translated texts leave something out. */
  readonly detail?: string;
}

/**
 * Returns the message for the listener's state.
 *
 * @param error why the last session ended; undefined if it was stopped on purpose
 * @param asks whether the browser may ask for the microphone at the start
 * @param choice label of the chosen source, used if the input reports no name
 */
export function listeningMessage(
  words: Words,
  status: ListenerStatus | undefined,
  error: PinnaError | undefined,
  asks: boolean,
  choice: string,
): ListeningMessage {
  const { state, message, interruption, privacy } = words.strings;
  switch (status?.state) {
    case 'starting':
      if (status.blocked)
        return { mood: 'alert', word: state.starting, what: message.blocked, todo: message.blockedTodo };
      return asks
        ? { mood: 'calm', word: state.asking, what: message.asking, todo: message.askingTodo }
        : { mood: 'calm', word: state.starting, what: message.starting, todo: privacy };
    case 'running':
      if (status.interruption) return { mood: 'alert', word: state.interrupted, ...interruption[status.interruption] };
      return status.silent
        ? { mood: 'alert', word: state.silent, what: message.silent, todo: message.silentTodo }
        : { mood: 'live', word: state.running, what: message.running(status.input?.label || choice), todo: privacy };
    case 'stopping':
      return { mood: 'calm', word: state.stopping, what: message.stopping, todo: privacy };
  }
  if (!error) return { mood: 'calm', word: state.idle, what: message.idle, todo: privacy };
  return { mood: 'alert', word: wordOf(error, words), ...words.error(error) };
}

function wordOf({ code }: PinnaError, { strings: { microphone, state } }: Words): string {
  switch (code) {
    case PinnaErrorCode.MicrophoneDenied:
      return microphone.denied;
    case PinnaErrorCode.NoDevice:
      return microphone.missing;
    case PinnaErrorCode.DeviceUnavailable:
      return microphone.inUse;
    case PinnaErrorCode.DeviceLost:
      return microphone.lost;
    default:
      return state.failed;
  }
}
