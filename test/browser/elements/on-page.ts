import '../../../src/entries/elements.js';
import type { LitElement } from 'lit';
import { displayClock } from '../../../src/elements/drawing/paint-controller.js';
import { until } from '../until.js';

/** Adds elements to the page and waits until they have rendered. */
export async function onPage(html: string): Promise<HTMLElement> {
  const place = document.createElement('div');
  place.innerHTML = html;
  document.body.append(place);
  await settled(place);
  return place;
}

/** Waits for two display frames, in which painting happens, and for every element's update. */
export async function settled(place: ParentNode): Promise<void> {
  await displayFrame();
  await displayFrame();
  for (const element of place.querySelectorAll<LitElement>('*')) await element.updateComplete;
}

/** Waits until every element on the screen has painted what it was asked to paint, and has rendered it. */
export async function painted(place: HTMLElement): Promise<void> {
  await settled(place);
  await onScreenReported(place);
  await until(() => displayClock.size === 0, 'The end of painting');
  await settled(place);
}

/** Resolves when the browser has reported to this observer, and so to all earlier ones, which elements are on the screen. */
function onScreenReported(place: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(place);
  });
}

export function displayFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Resolves after six display frames. A requested paint happens within them, unless the element holds it back. */
export async function severalFrames(): Promise<void> {
  for (let frame = 0; frame < 6; frame++) await displayFrame();
}

/** Returns the text of an element's shadow tree, with white space collapsed. */
export function shadowText(element: Element): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
