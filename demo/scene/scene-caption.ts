import { playingAt, type PlayableScene } from './scene-source.js';
import { inPageLanguage } from '../shell/page-language.js';
import { pageWords } from '../shell/page-words.js';

const TEXTS = inPageLanguage({
  en: { playing: (sound: string) => `Playing now: ${sound}`, pause: 'Playing now: silence' },
  de: { playing: (sound: string) => `Jetzt gespielt: ${sound}`, pause: 'Jetzt gespielt: Stille' },
});

/** Says which sound of the demo scene is playing, so that one can compare it with the answer. Main thread. */
export class SceneCaption {
  readonly #line: HTMLElement;
  readonly #scene: () => Promise<PlayableScene>;
  #loaded: PlayableScene | undefined;
  /** Session time of the first frame of the scene, seconds; undefined while another source is analysed. */
  #beganAt: number | undefined;

  /** @param scene returns the scene; called when it plays, so that it is rendered already */
  constructor(line: HTMLElement, scene: () => Promise<PlayableScene>) {
    this.#line = line;
    this.#scene = scene;
  }

  /** Follows the source of a live view, or of a listener. */
  follow(live: HTMLElement): void {
    live.addEventListener('pinna-status', ({ detail: { state, input } }) => {
      const isScene = state === 'running' && input?.kind === 'buffer';
      if (isScene && !this.#loaded) void this.#scene().then((scene) => (this.#loaded = scene));
      if (!isScene) this.#beganAt = undefined;
      this.#line.hidden = !isScene;
    });
    live.addEventListener('pinna-frames', ({ detail: { time } }) => {
      if (this.#line.hidden || !this.#loaded) return;
      this.#beganAt ??= time;
      this.#show(this.#loaded, time - this.#beganAt);
    });
  }

  #show({ buffer, parts }: PlayableScene, time: number): void {
    const name = playingAt(parts, buffer.duration, time);
    const text = name === undefined ? TEXTS.pause : TEXTS.playing(pageWords().className(name));
    if (this.#line.textContent !== text) this.#line.textContent = text;
  }
}
