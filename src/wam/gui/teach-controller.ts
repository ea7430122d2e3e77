import type { ReactiveControllerHost } from 'lit';
import { Presence } from '../../elements/presence/presence.js';
import { TakeRecorder } from '../node/take-recorder.js';
import type { WamPinnaNode } from '../node/wam-node.js';

/** Fewest takes from which a sound is learnt. */
const FEWEST_TAKES = 1;

/** What the teaching of a sound is doing. */
export type TeachState = 'idle' | 'recording' | 'learning';

/** Leads through teaching a sound in a plugin's view: record takes, then learn. Main thread. */
export class TeachController {
  /** Label of the sound that was learnt last; undefined before, and while another one is taught. */
  learnt: string | undefined;
  #state: TeachState = 'idle';
  #recorder: TakeRecorder | undefined;
  readonly #host: ReactiveControllerHost;

  /** @param host the view; when it has left the page, a recording ends */
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    new Presence(host, () => {
      if (this.#state === 'recording') this.cancel();
    });
  }

  get state(): TeachState {
    return this.#state;
  }

  /** Number of takes so far. */
  get takes(): number {
    return this.#recorder?.takes.length ?? 0;
  }

  /** Whether there are enough takes to learn. */
  get isReady(): boolean {
    return this.takes >= FEWEST_TAKES;
  }

  /** Begins to record takes of what the node analyses, if it runs. */
  record({ listener }: WamPinnaNode): void {
    if (!listener || this.#state !== 'idle') return;
    this.learnt = undefined;
    this.#recorder = new TakeRecorder(listener, () => this.#host.requestUpdate());
    this.#set('recording');
  }

  /** Ends the recording without learning. */
  cancel(): void {
    this.#recorder?.release();
    this.#recorder = undefined;
    this.#set('idle');
  }

  /** Ends the recording, and learns the sound. Does nothing without a take. @throws PinnaError as `PinnaNode.teach` */
  async learn(node: WamPinnaNode, label: string, note: number | null): Promise<void> {
    const takes = this.#recorder?.finish() ?? [];
    if (takes.length < FEWEST_TAKES || this.#state !== 'recording') return;
    this.#set('learning');
    try {
      await node.teach(label, takes, note);
      this.learnt = label;
    } finally {
      this.cancel();
    }
  }

  #set(state: TeachState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
