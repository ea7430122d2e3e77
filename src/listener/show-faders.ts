import { listen } from '../lifetime/listen.js';
import { faderProperty } from '../teach/file/taught-fader.js';
import type { Frames } from './listener-events.js';

/** Decimals of a property. A finer change is invisible. */
const DIGITS = 3;

/**
 * Writes the faders of a listener to custom properties of an element, for its styles and those of everything in it:
 * `--pinna-fader-energy` from 0 to 1. Without faders nothing happens.
 *
 * @param listener a `Listener`, or a `<pinna-listener>`: that replaces its `Listener` when an attribute changes
 * @param element for example `document.documentElement`
 * @returns a function that ends this and removes the properties. Main thread.
 */
export function showFaders(listener: EventTarget, element: HTMLElement): () => void {
  const shown = new Set<string>();
  const show = (event: Event) => {
    for (const [name, values] of Object.entries((event as CustomEvent<Frames>).detail.faders ?? {})) {
      const value = values.at(-1);
      if (value === undefined) continue;
      const property = faderProperty(name);
      shown.add(property);
      element.style.setProperty(property, value.toFixed(DIGITS));
    }
  };
  const stops = ['frames', 'pinna-frames'].map((type) => listen(listener, type, show));
  return () => {
    for (const stop of stops) stop();
    for (const property of shown) element.style.removeProperty(property);
  };
}
