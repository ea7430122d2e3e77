import type { InputDevice } from '../../capture/sources/devices.js';
import type { Source } from '../../capture/sources/source.js';
import type { DefaultSource } from '../../listener/listener-options.js';
import type { Words } from '../words/words.js';

/** A source that the page offers in addition to inputs and files. */
export interface ExtraSource {
  /** Name of the source in the picker. */
  readonly label: string;
  /** Called at each start. */
  open(): Source | Promise<Source>;
  /** Called when the source is chosen; slow preparation can begin before the user presses Start. */
  prepare?(): void;
}

/** One option of the source picker. `open` is absent if the listener supplies the source, or if a file must be picked first. */
export interface SourceChoice {
  /** Unique, and stable while devices come and go. */
  readonly value: string;
  readonly label: string;
  readonly group: 'inputs' | 'other';
  open?(): Source | Promise<Source>;
  prepare?(): void;
}

export const PICK_FILE = 'file';
export const PICKED_FILE = 'picked';
/** Value of the listener's default source, if that is not a microphone. */
export const DEFAULT_SOURCE = 'default';

/** Returns the picker's value for a listener's default source. */
export function choiceOf(source: DefaultSource): string {
  if (typeof source === 'function' || source.kind !== 'microphone') return DEFAULT_SOURCE;
  return source.deviceId ? `microphone:${source.deviceId}` : 'microphone';
}

export function sourceChoices(
  words: Words,
  inputs: readonly InputDevice[],
  file: File | undefined,
  extras: readonly ExtraSource[],
  defaultSource: DefaultSource,
): SourceChoice[] {
  const { strings } = words;
  const named = inputs.filter(({ deviceId }) => deviceId !== '');
  return [
    { value: 'microphone', label: strings.defaultMicrophone, group: 'inputs', open: () => ({ kind: 'microphone' }) },
    ...named.map(({ deviceId, label }, at): SourceChoice => ({
      value: `microphone:${deviceId}`,
      label: label || strings.unnamedInput(words.number(at + 1)),
      group: 'inputs',
      open: () => ({ kind: 'microphone', deviceId }),
    })),
    ...(choiceOf(defaultSource) === DEFAULT_SOURCE
      ? [{ value: DEFAULT_SOURCE, label: strings.ownSource, group: 'other' } satisfies SourceChoice]
      : []),
    ...extras.map((extra, at): SourceChoice => ({ ...extra, value: `extra:${at}`, group: 'other' })),
    ...(file
      ? [
          {
            value: PICKED_FILE,
            label: file.name,
            group: 'other',
            open: () => ({ kind: 'file', file, audible: true }),
          } satisfies SourceChoice,
        ]
      : []),
    { value: PICK_FILE, label: strings.chooseFile, group: 'other' },
  ];
}
