import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the place of the keyboard if a render disables or removes the focused control. A disabled control gets the focus back once it is
 * enabled. Instead of a removed one, the heading of its section gets it, or else the first heading. The host wraps its parts in sections
 * that headings label. Main thread.
 */
export class KeptFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #isBusy: () => boolean;
  /** The control that had the focus before a render, until it is clear that it has not lost it. */
  #control: HTMLElement | undefined;
  /** Id of the heading of its section. */
  #heading: string | undefined;

  /** @param isBusy whether controls are disabled or hidden until work has ended */
  constructor(host: ReactiveControllerHost & HTMLElement, isBusy: () => boolean) {
    this.#host = host;
    this.#isBusy = isBusy;
    host.addController(this);
  }

  /** Moves the focus to a control that the next render shows. @param selector of the control */
  async moveTo(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.shadowRoot!.querySelector<HTMLElement>(selector)?.focus();
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    if (!(focused instanceof HTMLElement)) return;
    this.#control = focused;
    this.#heading = focused.closest('section')?.getAttribute('aria-labelledby') ?? undefined;
  }

  hostUpdated(): void {
    if (!this.#control || this.#isBusy()) return;
    const control = this.#control;
    this.#control = undefined;
    const root = this.#host.shadowRoot!;
    // The control has kept the focus, or the user or another part of the page has moved it.
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (root.activeElement || !isLost) return;
    const isUsable = control.isConnected && !control.matches(':disabled');
    const heading = this.#heading === undefined ? null : root.getElementById(this.#heading);
    (isUsable ? control : (heading ?? root.querySelector<HTMLElement>('h2')))?.focus();
  }
}
