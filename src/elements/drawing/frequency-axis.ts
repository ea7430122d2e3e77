import { css, html } from 'lit';
import type { FeatureGeometry } from '../../features/log-mel-parameters.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);

/** Labelled octaves, Hz, and those still labelled in a low picture. */
const LABELLED = [125, 250, 500, 1000, 2000, 4000, 8000];
const FEW = [250, 1000];

export interface FrequencyTick {
  readonly frequency: number;
  /** Height in the picture, 0 at the bottom to 1 at the top. */
  readonly height: number;
  /** Whether the tick is hidden in a low picture. */
  readonly isFine: boolean;
}

/**
 * Returns the height of a frequency in a picture with one row per band, 0 to 1. The band centres are evenly spaced in mel.
 * The corner frequencies `fMin` and `fMax` lie half a row outside the picture.
 */
export function frequencyHeight(frequency: number, { bands, fMin, fMax }: FeatureGeometry): number {
  const step = (mel(fMax) - mel(fMin)) / (bands + 1);
  return ((mel(frequency) - mel(fMin)) / step - 0.5) / bands;
}

/** Returns the frequency at the centre of a band, Hz. */
export function bandFrequency(band: number, { bands, fMin, fMax }: FeatureGeometry): number {
  const at = mel(fMin) + ((band + 1) * (mel(fMax) - mel(fMin))) / (bands + 1);
  return 700 * (10 ** (at / 2595) - 1);
}

export function frequencyTicks(features: FeatureGeometry): FrequencyTick[] {
  return LABELLED.map((frequency) => ({
    frequency,
    height: frequencyHeight(frequency, features),
    isFine: !FEW.includes(frequency),
  })).filter(({ height }) => height > 0.03 && height < 0.97);
}

/** Renders the labels of a picture's frequency axis, each at its height. */
export function frequencyLabels(words: Words, features: FeatureGeometry) {
  return frequencyTicks(features).map(
    ({ frequency, height, isFine }) =>
      html`<span class=${isFine ? 'fine' : ''} ${ownStyle({ 'inset-block-end': `${height * 100}%` })}>
        ${words.hertz(frequency)}
      </span>`,
  );
}

/** Styles of the frequency labels beside a picture. */
export const frequencyStyles = css`
  .frequencies {
    position: relative;
    container-type: size;
  }
  @container (max-height: 9rem) {
    .fine {
      display: none;
    }
  }
  .frequencies span {
    position: absolute;
    inset-inline-end: 0.5rem;
    line-height: 1;
    unicode-bidi: plaintext;
    transform: translateY(50%);
  }
`;
