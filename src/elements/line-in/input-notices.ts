import { html, nothing } from 'lit';
import type { ChosenLineIn } from './line-in-choice.js';
import type { ListenerStatus } from '../../listener/listener-events.js';
import { PinnaErrorCode, type PinnaError } from '../../errors.js';
import type { Words } from '../words/words.js';

/** What is known about a choice of input settings. */
export interface InputOutcome {
  readonly chosen: ChosenLineIn;
  /** Latest status of the listener; undefined before the first. */
  readonly status: Pick<ListenerStatus, 'input' | 'silent'> | undefined;
  /** Why the input could not be opened as chosen; undefined if it could. */
  readonly error: PinnaError | undefined;
  /** Whether the browser has refused to store the choice. */
  readonly isForgotten: boolean;
}

/** Renders what became of the chosen input settings, where they are not in effect. */
export function inputNotices(words: Words, { chosen, status, error, isForgotten }: InputOutcome) {
  const { processing: names } = words.strings;
  const strings = words.strings.lineIn;
  const { settings, kind } = status?.input ?? {};
  const isOpen = error === undefined && kind === 'microphone';
  const { echoCancellation, noiseSuppression, autoGainControl } = (isOpen && settings) || {};
  const processed = Object.entries({ echoCancellation, noiseSuppression, autoGainControl }).flatMap(([name, value]) =>
    value ? [names[name as keyof typeof names]] : [],
  );
  // Some browsers do not report the number of channels. There, a missing channel is silent.
  const mayBeMissing = isOpen && chosen.channels && settings?.channelCount === undefined && status?.silent;
  const notices = [
    ...(mayBeMissing ? [strings.silentChannels] : []),
    ...(processed.length > 0 ? [strings.processed(words.list(processed))] : []),
    ...(isForgotten ? [strings.forgotten] : []),
  ];
  return html`${error ? errorText(words, chosen, error) : nothing}
    <p class="notice small" role="status">${notices.join(' ')}</p>`;
}

function errorText(words: Words, { channels }: ChosenLineIn, error: PinnaError) {
  const isChannel = channels !== undefined && error.code === PinnaErrorCode.BadOption;
  const { what, todo, detail } = words.error(error);
  return html`<p class="notice small bad" role="alert">
    ${isChannel ? words.strings.lineIn.missingChannels : html`${what} ${todo}`}
    ${detail && !isChannel ? html`<span lang="en">${detail}</span>` : nothing}
  </p>`;
}
