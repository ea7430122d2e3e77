import '../../../src/entries/elements.js';
import type { LitElement } from 'lit';

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

export function displayFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Returns the text of an element's shadow tree, with white space collapsed. */
export function shadowText(element: Element): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
