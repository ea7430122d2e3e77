import type { Scope } from '../../lifetime/scope.js';

/** One edge from a node to the capturing node, which can be undone without touching the node's other edges. */
export class Tap {
  readonly #node: AudioNode;

  #target: AudioNode | undefined;
  #isPaused = false;

  constructor(node: AudioNode) {
    this.#node = node;
  }

  connect(target: AudioNode): void {
    this.#target = target;
    if (!this.#isPaused) this.#node.connect(target);
  }

  /** Takes the edge away until `resume`. */
  pause(): void {
    if (!this.#isPaused) this.#undo();
    this.#isPaused = true;
  }

  resume(): void {
    if (this.#isPaused && this.#target) this.#node.connect(this.#target);
    this.#isPaused = false;
  }

  /** For good. May be called twice. */
  disconnect(): void {
    if (!this.#isPaused) this.#undo();
    this.#target = undefined;
  }

  #undo(): void {
    if (!this.#target) return;
    try {
      this.#node.disconnect(this.#target);
    } catch {
      // The node's owner has already removed every edge, ours too, or closed the context.
    }
  }
}

/**
 * Takes a track's edge away while the system mutes it, and puts it back after: the zeros that come meanwhile are no sound
 * that was heard. A track that is muted from its beginning is left alone, because some browsers say so of one that sounds.
 */
export function followMute(track: MediaStreamTrack, tap: Tap, scope: Scope, onMuted: (isMuted: boolean) => void): void {
  const mute = () => {
    tap.pause();
    onMuted(true);
  };
  const unmute = () => {
    tap.resume();
    onMuted(false);
  };
  scope.listen(track, 'mute', mute);
  scope.listen(track, 'unmute', unmute);
}
