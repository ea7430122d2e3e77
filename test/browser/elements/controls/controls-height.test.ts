import { expect } from 'chai';
import { microphoneError } from '../../../../src/capture/sources/microphone-error.js';
import type { Interruption } from '../../../../src/capture/sources/interruption.js';
import '../../../../src/entries/german.js';
import { onPage, settled } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';

/** Widths of the element, CSS pixels: the narrowest phone and a common one, with and without page margins, and wider. */
const WIDTHS = [288, 320, 358, 390, 600, 1280];
const INTERRUPTIONS: Interruption[] = [
  'device-lost',
  'device-unavailable',
  'microphone-denied',
  'muted',
  'suspended',
  'analysis',
];

describe('pinna-controls does not move what is below it', () => {
  /**
   * Puts the listener into one state after another, and calls `inState` in each. Errors about the page's set-up are excluded,
   * because they may be longer.
   */
  async function eachState(listener: SimulatedListener, inState: (name: string) => Promise<void>): Promise<void> {
    const tell = (name: string, status: Parameters<SimulatedListener['report']>[0]) => {
      listener.report({ silent: false, blocked: false, interruption: undefined, ...status });
      return inState(name);
    };
    await tell('idle', {});
    for (const state of ['starting', 'running', 'stopping'] as const) {
      listener.become(state);
      await inState(state);
    }
    listener.become('starting');
    await tell('blocked', { blocked: true });
    listener.become('running');
    await tell('named', {
      input: { kind: 'microphone', label: 'Default - Microphone Array (Realtek(R) High Definition Audio)' },
    });
    await tell('silent', { silent: true });
    for (const interruption of INTERRUPTIONS) await tell(interruption, { interruption });
    for (const name of ['NotAllowedError', 'NotFoundError', 'NotReadableError']) {
      listener.become('idle');
      listener.emit('error', microphoneError(new DOMException('', name)));
      await inState(name);
    }
  }

  for (const lang of ['en', 'de']) {
    it(`is as high in every state, at any width (${lang})`, async () => {
      const place = await onPage('<pinna-controls></pinna-controls>');
      const controls = place.querySelector('pinna-controls')!;
      const listener = new SimulatedListener();
      place.lang = lang;
      place.style.fontFamily = 'system-ui';
      controls.listener = listener;
      const heights = new Map<number, Map<string, number>>();
      await eachState(listener, async (name) => {
        await settled(place);
        for (const width of WIDTHS) {
          place.style.inlineSize = `${width}px`;
          const ofWidth = heights.get(width) ?? new Map<string, number>();
          heights.set(width, ofWidth.set(name, controls.getBoundingClientRect().height));
        }
      });
      for (const [width, all] of heights) {
        const idle = all.get('idle')!;
        const other = [...all].filter(([, height]) => Math.abs(height - idle) > 0.5);
        expect(Object.fromEntries(other), `${width} px: ${idle} px when idle`).to.deep.equal({});
      }
      place.remove();
    });
  }
});
