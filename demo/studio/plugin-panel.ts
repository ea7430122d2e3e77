import type { PinnaPlugin } from '../../src/wam/index.js';

/** The place for a track's plugin view, with the button that opens and closes it. */
export class PluginPanel {
  /** Text instead of the view before the plugin is loaded. */
  waitingText = '';
  #plugin: PinnaPlugin | undefined;
  #gui: HTMLElement | undefined;
  readonly #place: HTMLElement;
  readonly #button: HTMLButtonElement;

  constructor(place: HTMLElement, button: HTMLButtonElement) {
    this.#place = place;
    this.#button = button;
    button.addEventListener('click', () => {
      this.isOpen = !this.isOpen;
    });
  }

  get isOpen(): boolean {
    return this.#button.getAttribute('aria-expanded') === 'true';
  }

  /** Opens or closes the view, and dispatches `toggle` at its place. */
  set isOpen(isOpen: boolean) {
    this.#button.setAttribute('aria-expanded', String(isOpen));
    this.#place.hidden = !isOpen;
    this.#place.dispatchEvent(new Event('toggle', { bubbles: true }));
    this.#show();
  }

  /** Sets the plugin to show; undefined before it is loaded. */
  set plugin(plugin: PinnaPlugin | undefined) {
    const isOther = plugin !== this.#plugin;
    this.#plugin = plugin;
    if (isOther || !this.#gui) this.#show();
  }

  #show(): void {
    const plugin = this.#plugin;
    if (!this.isOpen) {
      if (this.#gui) plugin?.destroyGui(this.#gui);
      this.#gui = undefined;
      return;
    }
    if (!plugin) {
      this.#place.replaceChildren(
        Object.assign(document.createElement('p'), { className: 'small muted', textContent: this.waitingText }),
      );
      return;
    }
    if (this.#gui?.isConnected) return;
    void plugin.createGui().then((gui) => {
      const isWanted = this.isOpen && this.#plugin === plugin && !this.#gui?.isConnected;
      if (!isWanted) plugin.destroyGui(gui);
      else this.#place.replaceChildren((this.#gui = gui));
    });
  }
}
