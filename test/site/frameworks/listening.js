/* global document */
import '../../../src/entries/elements.js';
import { SimulatedListener } from '../../browser/elements/simulated-listener.js';

/** The listener of the page. */
export const ear = new SimulatedListener();

/** Names of the views that each page shows, in this order at first. */
export const views = ['pinna-log', 'pinna-timeline'];

/** Length of a bark, seconds. */
const LENGTH = 0.2;
let barks = 0;

/** Starts a listening session. */
export function begin() {
  ear.become('starting');
  ear.become('running');
}

/** Lets the listener detect a dog. */
export function bark() {
  const [id, onset] = [++barks, barks * LENGTH];
  ear.emitFrames(onset - LENGTH, 10);
  ear.detect('end', { id, label: 'dog', onset: onset - LENGTH, offset: onset });
}

/** Returns the number of detections that the log and the timeline show, and what the listener was asked for. */
export function shown() {
  const log = document.querySelector('pinna-log')?.entries.length;
  const bars = document.querySelector('pinna-timeline')?.shadowRoot.querySelectorAll('.bar').length;
  return [log, bars, ...ear.calls].join(' ');
}

/** Gives the listener to the elements that came as HTML. */
export function provide() {
  for (const element of document.querySelectorAll('pinna-listener')) element.listener = ear;
}

/**
 * Offers the page to the test.
 *
 * @param {{ move: () => unknown, leave: () => unknown, back: () => unknown }} acts moves, removes and brings back the elements
 */
export function offer(acts) {
  Object.assign(globalThis, { begin, bark, shown, ear, acts });
}
