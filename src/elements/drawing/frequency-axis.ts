import { css, html } from 'lit';
import { BANDS, F_MAX, F_MIN } from '../../features/log-mel-parameters.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';

const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);
/** Distance between the centres of bands, mel. */
const STEP = (mel(F_MAX) - mel(F_MIN)) / (BANDS + 1);

/** Lowest frequency of the bird view, Hz, and its number of rows. */
const BIRDS_FROM = 1000;
const BIRD_ROWS = 136;

/** Frequencies of a picture: `all`, evenly spaced in mel, or `birds`: from 1 kHz on, evenly spaced in Hz. */
export type FrequencyView = 'all' | 'birds';

/** Labelled frequencies of each view, Hz, and those still labelled in a low picture. The top edge is always labelled. */
const LABELLED = {
  all: { frequencies: [250, 500, 1000, 2000, 4000], few: [1000] },
  birds: { frequencies: [1000, 2000, 3000, 4000, 5000, 6000], few: [1000, 4000] },
} as const satisfies Record<FrequencyView, object>;

export interface FrequencyTick {
  readonly frequency: number;
  /** Height in the picture, 0 at the bottom to 1 at the top. */
  readonly height: number;
  /** Whether the tick is hidden in a low picture. */
  readonly isFine: boolean;
}

/** Position of a frequency among the centres of the bands, 0 for that of the first band. */
const bandAt = (frequency: number) => (mel(frequency) - mel(F_MIN)) / STEP - 1;

/**
 * Returns the height of a frequency in a picture, 0 to 1. In the view `all`, the picture has one row per band of `LOG_MEL_64`,
 * and the lowest and the highest edge lie half a row outside it.
 */
export function frequencyHeight(frequency: number, view: FrequencyView = 'all'): number {
  return view === 'birds' ? (frequency - BIRDS_FROM) / (F_MAX - BIRDS_FROM) : (bandAt(frequency) + 0.5) / BANDS;
}

/** Returns the frequency at the centre of a band, Hz. */
export function bandFrequency(band: number): number {
  const at = mel(F_MIN) + (band + 1) * STEP;
  return 700 * (10 ** (at / 2595) - 1);
}

/** Returns the frequency at a height in a picture, Hz, and the nearest band. In the view `all`, it is that of the band. */
export function frequencyAt(
  height: number,
  view: FrequencyView,
): { readonly frequency: number; readonly band: number } {
  const within = (band: number) => Math.min(Math.max(band, 0), BANDS - 1);
  if (view === 'all') {
    const band = within(Math.floor(height * BANDS));
    return { frequency: bandFrequency(band), band };
  }
  const frequency = BIRDS_FROM + height * (F_MAX - BIRDS_FROM);
  return { frequency, band: within(Math.round(bandAt(frequency))) };
}

/**
 * Returns the rows of a picture from the bottom to the top, each as a position among the centres of the bands. A fraction lies
 * between two bands.
 */
export function pictureRows(view: FrequencyView): Float64Array {
  if (view === 'all') return Float64Array.from({ length: BANDS }, (_, band) => band);
  const height = (row: number) => (row + 0.5) / BIRD_ROWS;
  return Float64Array.from({ length: BIRD_ROWS }, (_, row) => {
    const band = bandAt(BIRDS_FROM + height(row) * (F_MAX - BIRDS_FROM));
    return Math.min(Math.max(band, 0), BANDS - 1);
  });
}

/** Returns the labelled frequencies below the top edge of a picture. */
export function frequencyTicks(view: FrequencyView = 'all'): FrequencyTick[] {
  const { frequencies, few } = LABELLED[view];
  return frequencies.map((frequency) => ({
    frequency,
    height: frequencyHeight(frequency, view),
    isFine: !few.some((each) => each === frequency),
  }));
}

/** Renders the labels of a picture's frequency axis, each at its height, and that of its top edge. */
export function frequencyLabels(words: Words, view: FrequencyView = 'all') {
  return html`
    <span class="edge">${words.hertz(F_MAX)}</span>
    ${frequencyTicks(view)
      .reverse()
      .map(
        ({ frequency, height, isFine }) =>
          html`<span
            class="${isFine ? 'fine' : ''} ${height < 0.03 ? 'ground' : ''}"
            ${ownStyle({ 'inset-block-end': `${height * 100}%` })}
          >
            ${words.hertz(frequency)}
          </span>`,
      )}
  `;
}

/** Styles of the frequency labels beside a picture. */
export const frequencyStyles = css`
  .frequencies {
    position: relative;
    container-type: size;
  }
  @container (max-height: 13em) {
    .fine {
      display: none;
    }
  }
  .frequencies span {
    position: absolute;
    inset-inline-end: 0.615em;
    line-height: 1;
    unicode-bidi: plaintext;
    transform: translateY(50%);
  }
  .frequencies .edge {
    inset-block-start: 0;
    transform: none;
  }
  .frequencies .ground {
    transform: none;
  }
`;
