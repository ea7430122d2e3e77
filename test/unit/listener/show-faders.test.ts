import { expect } from 'chai';
import { describe, it } from 'vitest';
import { showFaders } from '../../../src/listener/show-faders.js';

describe('faders as custom properties', () => {
  it('have the last value of each step, until they are no longer wanted', () => {
    const properties = new Map<string, string>();
    const style = {
      setProperty: (name: string, value: string) => void properties.set(name, value),
      removeProperty: (name: string) => void properties.delete(name),
    };
    const listener = new EventTarget();
    const frames = (faders?: Record<string, Float32Array>) =>
      listener.dispatchEvent(new CustomEvent('frames', { detail: { faders } }));
    const element = new EventTarget();
    const stopElement = showFaders(element, { style } as unknown as HTMLElement);
    element.dispatchEvent(new CustomEvent('pinna-frames', { detail: { faders: { depth: Float32Array.of(0.5) } } }));
    expect(Object.fromEntries(properties)).to.deep.equal({ '--pinna-fader-depth': '0.500' });
    stopElement();
    const stop = showFaders(listener, { style } as unknown as HTMLElement);
    frames();
    expect(properties.size).to.equal(0);
    frames({ Energy: Float32Array.of(0.1, 0.25), 'how close': Float32Array.of(1) });
    frames({ Energy: new Float32Array() });
    expect(Object.fromEntries(properties)).to.deep.equal({
      '--pinna-fader-energy': '0.250',
      '--pinna-fader-how-close': '1.000',
    });
    stop();
    expect(properties.size).to.equal(0);
    frames({ Energy: Float32Array.of(1) });
    expect(properties.size).to.equal(0);
  });
});
