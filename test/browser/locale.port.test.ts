import { expect } from 'chai';
import { built } from './built.js';

describe('The package in German', () => {
  it('speaks it once its file was loaded beside the script', async () => {
    await built();
    const place = document.createElement('div');
    place.lang = 'de';
    place.innerHTML = '<pinna-listener><pinna-bird></pinna-bird><pinna-controls></pinna-controls></pinna-listener>';
    document.body.append(place);
    const controls = place.querySelector('pinna-controls')!;
    await controls.updateComplete;
    expect(controls.shadowRoot!.textContent).to.contain('Sound stays on this device.');
    const german = '/dist/locales/de.js';
    await import(german);
    await controls.updateComplete;
    expect(controls.shadowRoot!.textContent).to.contain('Der Ton bleibt auf diesem Gerät.');
    place.remove();
  });
});
