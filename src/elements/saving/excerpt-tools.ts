import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { ListenerLike } from '../listener/listener-controller.js';
import { Presence } from '../presence/presence.js';
import type { Words } from '../words/words.js';
import type { ExcerptSaving } from './saving.js';
import { Saver } from './saver.js';
import type { SoundPlayer } from './sound-player.js';
import type { WantedSound } from './wanted-sound.js';

/** Plays, saves and shares the sound of detections that the listener still keeps. Voices are muted in saved and shared sound. */
export class ExcerptTools {
  readonly #host: ReactiveControllerHost;
  readonly #saver: Saver;
  /** Created at the first playback. */
  #player: SoundPlayer | undefined;
  /** The sound to play back; replaced by the next request, cleared by `reset`. */
  #wanted: WantedSound | undefined;
  #withVoices = false;
  /** Result of the last request, if it needs a word. */
  #outcome: { readonly notKept: boolean; readonly mutedSeconds: number } = { notKept: false, mutedSeconds: 0 };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#saver = new Saver(host);
    new Presence(host, () => this.reset());
  }

  /** Whether the listener keeps sound. */
  keeps(listener: ListenerLike | undefined): boolean {
    return (listener?.status.keepSeconds ?? 0) > 0;
  }

  /** Renders the buttons for the wanted sounds; the first one is played. */
  render(words: Words, listener: ListenerLike | undefined, wanted: readonly WantedSound[]) {
    if (!this.keeps(listener)) return nothing;
    const { strings } = words;
    const [first] = wanted;
    return html`
      ${this.playButton(words, listener, first)}
      <button part="button save-sound" @click=${() => this.#save(listener, wanted, 'save')}>
        ${strings.saveSound}
      </button>
      ${
        canShare()
          ? html`<button part="button share" @click=${() => this.#save(listener, wanted, 'share')}>
              ${strings.share}
            </button>`
          : nothing
      }
      <label class="voices small">
        <input
          type="checkbox"
          part="voices"
          .checked=${this.#withVoices}
          @change=${({ target }: Event) => (this.#withVoices = (target as HTMLInputElement).checked)}
        />
        ${strings.withVoices}
      </label>
    `;
  }

  /** Renders the button that plays a sound, and that stops it, if the listener keeps sound. */
  playButton({ strings }: Words, listener: ListenerLike | undefined, wanted: WantedSound | undefined) {
    if (!this.keeps(listener)) return nothing;
    return html`<button type="button" part="button hear" class="hear" @click=${() => this.#toggle(listener, wanted)}>
      ${this.#player?.playing ? strings.stop : strings.hear}
    </button>`;
  }

  /** Returns what the last request has to say: the sound is no longer kept, or voices were muted; empty if nothing. */
  outcome(words: Words): string {
    const { notKept, mutedSeconds } = this.#outcome;
    if (notKept) return words.strings.soundNotKept;
    return mutedSeconds > 0 ? words.strings.voicesMuted(words.seconds(mutedSeconds)) : '';
  }

  /** Renders an error of the last request. */
  message(words: Words) {
    return this.#saver.message(words);
  }

  /** Plays a sound, if the listener keeps sound. Call it from a click. */
  async play(listener: ListenerLike | undefined, wanted: WantedSound): Promise<void> {
    if (!listener || !this.keeps(listener)) return;
    this.#wanted = wanted;
    await this.#saver.use(async ({ recallExcerpt, SoundPlayer: Player }) => {
      const excerpt = await recallExcerpt(listener, wanted);
      if (this.#wanted !== wanted) return;
      this.#player ??= new Player(() => this.#host.requestUpdate());
      if (excerpt) this.#player.play(excerpt.samples, excerpt.sampleRate);
      this.#set({ notKept: excerpt === null, mutedSeconds: 0 });
    });
  }

  /** Stops playback and clears the outcome, for another selection. */
  reset(): void {
    this.#outcome = { notKept: false, mutedSeconds: 0 };
    this.#wanted = undefined;
    this.#player?.stop();
  }

  #toggle(listener: ListenerLike | undefined, wanted: WantedSound | undefined): void {
    if (this.#player?.playing) this.#player.stop();
    else if (wanted) void this.play(listener, wanted);
  }

  async #save(
    listener: ListenerLike | undefined,
    wanted: readonly WantedSound[],
    how: 'save' | 'share',
  ): Promise<void> {
    if (!listener) return;
    const withVoices = this.#withVoices;
    await this.#saver.use(async ({ saveExcerpts, shareExcerpts }) => {
      const work: ExcerptSaving = how === 'share' ? shareExcerpts : saveExcerpts;
      this.#set(await work(listener, wanted, { withVoices }));
    });
  }

  #set(outcome: { readonly notKept: boolean; readonly mutedSeconds: number }): void {
    this.#outcome = outcome;
    this.#host.requestUpdate();
  }
}

/** Whether the browser can share sound files. */
function canShare(): boolean {
  const file = new File([], 'sound.wav', { type: 'audio/wav' });
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] });
}
