import type { ReactiveControllerHost } from 'lit';
import { Presence } from '../../elements/presence/presence.js';
import { Scope } from '../../lifetime/scope.js';
import type { Listener } from '../../listener/listener.js';
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
  /** The Listener whose sound is recorded. */
  #recorded: Listener | undefined;
  /** Closed when the recording ends. */
  #scope: Scope | undefined;
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

  /**
   * Begins to record takes of what the node analyses, if it runs. If the node replaces its Listener, the recording begins again: only the
   * Listener that has analysed a take can learn from it.
   */
  record(node: WamPinnaNode): void {
    if (!node.listener || this.#state !== 'idle') return;
    this.learnt = undefined;
    this.#scope = new Scope();
    this.#scope.listen(node, 'pinna-change', () => this.#follow(node.listener));
    this.#follow(node.listener);
    this.#set('recording');
  }

  #follow(listener: Listener | undefined): void {
    if (!listener || listener === this.#recorded || this.#state === 'learning') return;
    this.#recorder?.release();
    this.#recorded = listener;
    this.#recorder = new TakeRecorder(listener, () => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }

  /** Ends the recording without learning. */
  cancel(): void {
    void this.#scope?.close();
    this.#recorder?.release();
    this.#recorder = this.#recorded = undefined;
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
