import '../../../src/entries/elements.js';
import type { LitElement } from 'lit';

/** Puts elements on the page and waits until they have drawn themselves. */
export async function onPage(html: string): Promise<HTMLElement> {
  const place = document.createElement('div');
  place.innerHTML = html;
  document.body.append(place);
  await settled(place);
  return place;
}

/** Waits for two display frames, in which paints happen, and for every element's update. */
export async function settled(place: ParentNode): Promise<void> {
  await displayFrame();
  await displayFrame();
  for (const element of place.querySelectorAll<LitElement>('*')) await element.updateComplete;
}

export function displayFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The text of an element's shadow tree, white space folded. */
export function shadowText(element: Element): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
