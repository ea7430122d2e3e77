import { css, html } from 'lit';
import type { ModelInfo } from '../../worker/contract.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);

/** The octaves that are labelled, Hz; and those of them that a low picture has room for. */
const LABELLED = [125, 250, 500, 1000, 2000, 4000, 8000];
const FEW = [250, 1000];

export interface FrequencyTick {
  readonly frequency: number;
  /** Height in the picture, 0 at the bottom to 1 at the top. */
  readonly height: number;
  /** Left out where the picture is low. */
  readonly isFine: boolean;
}

/**
 * Heights of frequencies in a picture of `bands` rows. The bands' centres are evenly spaced in mel; the lowest and the
 * highest corner frequency (`fMin`, `fMax`) lie half a row outside of the picture.
 */
export function frequencyHeight(frequency: number, bands: number, fMin: number, fMax: number): number {
  const step = (mel(fMax) - mel(fMin)) / (bands + 1);
  return ((mel(frequency) - mel(fMin)) / step - 0.5) / bands;
}

/** The frequency at the centre of a band, Hz. */
export function bandFrequency(band: number, bands: number, fMin: number, fMax: number): number {
  const at = mel(fMin) + ((band + 1) * (mel(fMax) - mel(fMin))) / (bands + 1);
  return 700 * (10 ** (at / 2595) - 1);
}

export function frequencyTicks(bands: number, fMin: number, fMax: number): FrequencyTick[] {
  return LABELLED.map((frequency) => ({
    frequency,
    height: frequencyHeight(frequency, bands, fMin, fMax),
    isFine: !FEW.includes(frequency),
  })).filter(({ height }) => height > 0.03 && height < 0.97);
}

/** The labels of a picture's frequency axis, each at its height. */
export function frequencyLabels(words: Words, { bands, fMin, fMax }: Pick<ModelInfo, 'bands' | 'fMin' | 'fMax'>) {
  return frequencyTicks(bands, fMin, fMax).map(
    ({ frequency, height, isFine }) =>
      html`<span class=${isFine ? 'fine' : ''} ${ownStyle({ 'inset-block-end': `${height * 100}%` })}>
        ${words.hertz(frequency)}
      </span>`,
  );
}

/** The frequencies beside a picture. */
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
