import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { motionInterval } from '../../elements/drawing/paint-controller.js';
import { Scope } from '../../lifetime/scope.js';
import { timeout } from '../../lifetime/timers.js';
import type { Listener } from '../../listener/listener.js';
import type { Frames } from '../../listener/listener-events.js';

/** Duration of the light after a beat, ms. */
const BEAT = 120;
/** Shortest time between two numbers, ms. */
const INTERVAL = 500;

/** Follows tempo and beats of a listener while they are shown. Then alone are they computed. */
export class TempoController implements ReactiveController {
  /** Beats per minute; 0 while there is none. */
  tempo = 0;
  /** Whether a beat was just reported. Always false with reduced motion. */
  isBeat = false;
  #listener: Listener | undefined;
  #subscriptions: Scope | undefined;
  #cancel = () => {};
  #shownAt = -Infinity;
  readonly #host: ReactiveControllerHost;

  /** Adds itself to the host. */
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.follow(undefined);
  }

  /** Follows another listener; none if it is undefined. */
  follow(listener: Listener | undefined): void {
    if (listener === this.#listener) return;
    void this.#subscriptions?.close();
    this.#cancel();
    this.#listener = listener;
    [this.tempo, this.isBeat, this.#shownAt] = [0, false, -Infinity];
    if (!listener) return;
    const scope = (this.#subscriptions = new Scope());
    const request = new AbortController();
    scope.add(() => request.abort());
    listener.requestDescriptors(request.signal);
    scope.listen(listener, 'frames', (event) => {
      const { descriptors } = (event as CustomEvent<Frames>).detail;
      if (descriptors) this.#show(descriptors.tempo.at(-1) ?? 0, descriptors.beats.length > 0);
    });
  }

  #show(tempo: number, isBeat: boolean): void {
    if (isBeat && motionInterval() === 0) {
      this.isBeat = true;
      this.#cancel();
      this.#cancel = timeout(BEAT, () => {
        this.isBeat = false;
        this.#host.requestUpdate();
      });
      this.#host.requestUpdate();
    }
    const now = performance.now();
    if (now - this.#shownAt < INTERVAL || Math.round(tempo) === Math.round(this.tempo)) return;
    [this.tempo, this.#shownAt] = [tempo, now];
    this.#host.requestUpdate();
  }
}
