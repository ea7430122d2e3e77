import { html } from 'lit';
import type { ModelInfo } from '../../worker/contract.js';
import { frequencyTicks } from './frequency-axis.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

/** The labels of a picture's frequency axis, each at its height. */
export function frequencyLabels(words: Words, { bands, fMin, fMax }: Pick<ModelInfo, 'bands' | 'fMin' | 'fMax'>) {
  return frequencyTicks(bands, fMin, fMax).map(
    ({ frequency, height, isFine }) =>
      html`<span class=${isFine ? 'fine' : ''} ${ownStyle({ 'inset-block-end': `${height * 100}%` })}>
        ${words.hertz(frequency)}
      </span>`,
  );
}
