import type { Scope } from '../../lifetime/scope.js';

/** One edge from a node to the capture node. It can be removed without touching the node's other edges. */
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

  /** Removes the edge until `resume`. */
  pause(): void {
    if (!this.#isPaused) this.#undo();
    this.#isPaused = true;
  }

  resume(): void {
    if (this.#isPaused && this.#target) this.#node.connect(this.#target);
    this.#isPaused = false;
  }

  /** Removes the edge for good. May be called twice. */
  disconnect(): void {
    if (!this.#isPaused) this.#undo();
    this.#target = undefined;
  }

  #undo(): void {
    if (!this.#target) return;
    try {
      this.#node.disconnect(this.#target);
    } catch {
      // The node's owner has already removed every edge, including ours, or closed the context.
    }
  }
}

/**
 * Removes a track's edge while the system mutes the track, and restores it afterwards: the zeros of a muted track are not
 * captured audio. A track that is muted from its beginning stays connected, because some browsers report a sounding track
 * as muted.
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
