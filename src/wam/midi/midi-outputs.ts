import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { SoundingNotes } from './sounding-notes.js';
import type { MidiBytes } from '../settings/wam-messages.js';

/** A MIDI output of the system: a device, or another program. */
export interface MidiOutputInfo {
  /** Id of the output, as the browser gives it. */
  readonly id: string;
  /** Name of the output for users. */
  readonly name: string;
}

/** The browser APIs that {@link MidiOutputs} uses; `navigator` implements both. */
export interface MidiBrowser {
  readonly requestMIDIAccess?: (options: MIDIOptions) => Promise<MIDIAccess>;
  readonly permissions?: Pick<Permissions, 'query'>;
}

/** Sends the plugin's MIDI messages to other programs, through Web MIDI. Main thread. */
export class MidiOutputs {
  #access: MIDIAccess | undefined;
  #output: MIDIOutput | undefined;
  #selected: string | null = null;
  readonly #sounding = new SoundingNotes();

  readonly #context: BaseAudioContext;
  readonly #onChange: () => void;
  readonly #onDisconnected: (error: PinnaError) => void;
  readonly #browser: MidiBrowser;

  /**
   * @param onChange called when the list of outputs or the selected output changes
   * @param onDisconnected called with an error when the selected output disappears
   */
  constructor(
    context: BaseAudioContext,
    onChange: () => void,
    onDisconnected: (error: PinnaError) => void,
    browser: MidiBrowser = navigator,
  ) {
    this.#context = context;
    this.#onChange = onChange;
    this.#onDisconnected = onDisconnected;
    this.#browser = browser;
  }

  /** Connected outputs; undefined until {@link requestOutputs} has succeeded. */
  get list(): readonly MidiOutputInfo[] | undefined {
    if (!this.#access) return undefined;
    return [...this.#access.outputs.values()]
      .filter(({ state }) => state === 'connected')
      .map(({ id, name, manufacturer }) => ({ id, name: name || manufacturer || id }));
  }

  /** Id of the selected output, open or not; null for none. */
  get chosen(): string | null {
    return this.#selected;
  }

  /** Whether the selected output is open, so that messages reach it. */
  get isOpen(): boolean {
    return this.#output !== undefined;
  }

  /**
   * Requests access and returns the outputs. Must be called from a click or key press, because the browser may ask the user.
   * @throws PinnaError `midi-denied`, `unsupported-browser`
   */
  async requestOutputs(): Promise<readonly MidiOutputInfo[]> {
    this.#access ??= await this.#requestAccess();
    this.#access.onstatechange = () => this.#refresh();
    if (this.#selected !== null && !this.#output) this.#open(this.#selected);
    this.#onChange();
    return this.list!;
  }

  /**
   * Selects the output for all further messages. If access was not requested before, this must be called from a click or key
   * press.
   * @param id null for none
   * @throws PinnaError `no-midi-output`, `midi-denied`, `unsupported-browser`; the previous selection is kept
   */
  async choose(id: string | null): Promise<void> {
    if (id !== null) {
      const outputs = await this.requestOutputs();
      if (!outputs.some((output) => output.id === id)) throw missingOutput();
    }
    this.#releaseOutput();
    this.#selected = id;
    if (id !== null) this.#open(id);
    this.#onChange();
  }

  /**
   * Selects an output without asking the user. If permission is missing, the output opens after {@link requestOutputs}. Never
   * rejects.
   */
  async restore(id: string | null): Promise<void> {
    this.#releaseOutput();
    this.#selected = id;
    this.#onChange();
    if (id === null) return;
    try {
      const permission = await this.#browser.permissions?.query({ name: 'midi' });
      if (permission?.state === 'granted' && this.#selected === id) await this.requestOutputs();
    } catch {
      // A browser without this permission name asks when the user selects an output.
    }
  }

  /**
   * Sends a message, if an output is open.
   * @param time seconds on the context's clock
   */
  send(bytes: MidiBytes, time: number): void {
    if (!this.#output) return;
    const { currentTime } = this.#context;
    const stamp = (this.#context as Partial<AudioContext>).getOutputTimestamp?.();
    this.#sounding.follow(bytes);
    this.#output.send(bytes, midiTime(time, { currentTime, stamp }, performance.now()));
  }

  /** Sends note-offs for all sounding notes and releases the output. May be called twice. */
  close(): void {
    this.#releaseOutput();
    if (this.#access) this.#access.onstatechange = null;
  }

  #open(id: string): void {
    const output = this.#access?.outputs.get(id);
    this.#output = output?.state === 'connected' ? output : undefined;
  }

  #releaseOutput(): void {
    for (const bytes of this.#sounding.allOff()) this.#output?.send(bytes);
    this.#output = undefined;
  }

  #refresh(): void {
    const wasOpen = this.isOpen;
    if (this.#selected !== null) this.#open(this.#selected);
    if (wasOpen && !this.isOpen) this.#onDisconnected(missingOutput());
    this.#onChange();
  }

  async #requestAccess(): Promise<MIDIAccess> {
    const { requestMIDIAccess } = this.#browser;
    if (!requestMIDIAccess) {
      throw new PinnaError(
        PinnaErrorCode.Unsupported,
        'Web MIDI is not available in this browser or on this page. Use Chrome, Edge or Firefox, over https.',
      );
    }
    try {
      return await requestMIDIAccess.call(this.#browser, { sysex: false });
    } catch (cause) {
      const { name } = cause as DOMException;
      if (name === 'NotAllowedError' || name === 'SecurityError') throw deniedAccess(cause);
      throw new PinnaError(
        PinnaErrorCode.Unsupported,
        `The browser cannot use the system's MIDI (${String(cause)}). Check the system's MIDI settings, then choose the output again.`,
        { cause },
      );
    }
  }
}

const missingOutput = () =>
  new PinnaError(
    PinnaErrorCode.NoMidiOutput,
    'The MIDI output was not found. Connect the device or open the program, then choose the output again.',
  );

const deniedAccess = (cause: unknown) =>
  new PinnaError(
    PinnaErrorCode.MidiDenied,
    "MIDI was not allowed. Allow it in the browser's site settings, then choose the output again; a plugin in a frame also " +
      'needs allow="midi" on it.',
    { cause },
  );

/**
 * Converts a time of the audio clock to the clock of Web MIDI, so that a message is sent when its sound leaves the speakers.
 * Pure.
 *
 * @param time seconds on the context's clock
 * @param clock the context's `currentTime`, seconds, and the result of its `getOutputTimestamp`
 * @param now `performance.now()`, ms
 * @returns ms on the clock of `performance.now()`, never in the past
 */
export function midiTime(
  time: number,
  clock: { readonly currentTime: number; readonly stamp: AudioTimestamp | undefined },
  now: number,
): number {
  const { contextTime = 0, performanceTime = 0 } = clock.stamp ?? {};
  // A context without output so far has no timestamp.
  const due =
    contextTime > 0 && performanceTime > 0
      ? performanceTime + 1000 * (time - contextTime)
      : now + 1000 * (time - clock.currentTime);
  return Math.max(now, due);
}
