import { onPage, settled } from './on-page.js';
import { SimulatedListener } from './simulated-listener.js';

/** Puts elements on the page inside a `<pinna-listener>` whose simulated listener is running. */
export async function running(html: string): Promise<{ place: HTMLElement; listener: SimulatedListener }> {
  const place = await onPage(`<pinna-listener>${html}</pinna-listener>`);
  const listener = new SimulatedListener();
  place.querySelector('pinna-listener')!.listener = listener;
  await settled(place);
  listener.become('running');
  return { place, listener };
}
