import { html, nothing } from 'lit';
import type { NetworkLayer } from '../../inside/network-layers.js';
import type { FilterPicture } from '../../inside/unit-filter.js';
import type { Words } from '../words/words.js';
import { FORMULAS } from '../words/network/formulas.js';
import { layerName, layerSize, unitsOf } from './layer-names.js';
import { ALL_GATES, ALL_UNITS, ONE_UNIT } from './layer-pictures.js';
import { signed } from './signed-picture.js';
import type { Moment } from './unit-moments.js';
import type { UnitValues } from './unit-values.js';
import type { NetworkStrings } from '../words/network/network-strings.js';

/** What is shown of one layer and one of its units. */
export interface ShownDetail {
  readonly layer: NetworkLayer;
  readonly layers: readonly NetworkLayer[];
  /** Distance of input frames, seconds. */
  readonly hop: number;
  /** Bands of the input. */
  readonly bands: number;
  readonly unit: number;
  /** Name of the unit, if it has one: a class. */
  readonly unitName: string | undefined;
  /** Newest values of the unit; undefined before the first step. */
  readonly values: UnitValues | undefined;
  /** Whether the layer has gates with a picture. */
  readonly hasGates: boolean;
  readonly filter: readonly FilterPicture[];
  readonly moments: readonly Moment[];
  /** @param unit from 0 on */
  readonly choose: (unit: number) => void;
  /** Chooses the unit under the pointer. */
  readonly point: (event: MouseEvent) => void;
}

/** Renders a layer, one of its units, and the formula. */
export function detailView(detail: ShownDetail, words: Words, texts: NetworkStrings) {
  const { layer, layers, hop, bands, unit, unitName, filter, moments } = detail;
  const { field, stride, remembers, kind } = layer;
  const name = layerName(layer, layers, words, texts);
  const units = unitsOf(layer);
  const all = texts.unitOf(words.number(unit + 1), words.number(units));
  const reads = texts.reads(
    durationOf(field.frames * hop, words),
    words.number(Math.min(field.bands, bands)),
    words.number(bands),
  );
  return html`
    <h3>${name}</h3>
    <p class="small muted number">
      ${layerSize(layer, words, texts)} · ${texts.every(durationOf(stride * hop, words))}
    </p>
    <p>${texts.does[kind]}</p>
    <p class="small">${reads}${remembers ? ` ${texts.remembers}` : ''}.</p>
    <h4>${kind === 'gru' ? texts.lampsTitle : texts.channels}</h4>
    <canvas
      class="units ${kind}"
      data-name=${ALL_UNITS}
      role="img"
      aria-label=${kind === 'gru' ? texts.lampsPicture(name) : texts.channelsPicture(name)}
      @click=${detail.point}
    ></canvas>
    ${kind === 'gru' ? html`<p class="small muted">${texts.lamps}</p>` : nothing}
    <label class="row small">
      ${texts.unit}
      <input
        type="range"
        min="0"
        max=${units - 1}
        .value=${String(unit)}
        aria-valuetext=${unitName ? `${all}: ${unitName}` : all}
        @input=${({ target }: Event) => detail.choose(Number((target as HTMLInputElement).value))}
      />
      <span class="number">${all}${unitName ? html` · ${unitName}` : nothing}</span>
    </label>
    ${detail.values && newestView(detail.values, words, texts)}
    ${
      layer.bands > 1 && kind !== 'normalize'
        ? html`<canvas class="one" data-name=${ONE_UNIT} aria-hidden="true"></canvas>`
        : nothing
    }
    ${
      detail.hasGates
        ? html`<h4>${texts.gates}</h4>
            <canvas class="gates" data-name=${ALL_GATES} role="img" aria-label=${texts.gatesPicture(name)}></canvas>
            <p class="small muted">${texts.gatesHelp}</p>`
        : nothing
    }
    <h4>${texts.filter}</h4>
    <p class="small muted">${texts.signs}</p>
    <div class="kernels">${filter.map((picture) => kernelView(picture, words, texts))}</div>
    <h4>${texts.answersTo}</h4>
    ${moments.length === 0 ? html`<p class="small muted">${texts.noMoment}</p>` : nothing}
    <div class="moments">
      ${moments.map((moment) => {
        const caption = texts.moment(words.clock(moment.time, 1), words.number(moment.value, 2));
        return html`<figure>
          <canvas role="img" aria-label=${caption} ${signed(moment.picture)}></canvas>
          <figcaption class="number">${caption}</figcaption>
        </figure>`;
      })}
    </div>
    <h4>${texts.formula}</h4>
    <code class="formula" tabindex="0">${FORMULAS[kind].join('\n')}</code>
  `;
}

/** Returns a duration in milliseconds, or from a second on in seconds. */
function durationOf(seconds: number, words: Words): string {
  return seconds < 1 ? words.milliseconds(Math.round(seconds * 1000)) : words.seconds(seconds);
}

function newestView({ value, gates }: UnitValues, words: Words, texts: NetworkStrings) {
  const values = [
    ...(value === undefined ? [] : [texts.newest(words.number(value, 2))]),
    ...gates.map(({ gate, value: open }) => `${texts.part[gate]} ${words.number(open, 2)}`),
  ];
  return values.length === 0 ? nothing : html`<p class="small number">${values.join(' · ')}</p>`;
}

function kernelView(picture: FilterPicture, words: Words, texts: NetworkStrings) {
  const { part, channel, rows, columns, values, weight } = picture;
  const named = channel === undefined ? texts.part[part] : texts.partOf(texts.part[part], words.number(channel + 1));
  const isNumber = rows === 1 && columns === 1;
  const number = isNumber ? values[0]! : weight;
  const caption = number === undefined ? named : `${named} · ${words.number(number, 2)}`;
  if (isNumber) return html`<p class="small number">${caption}</p>`;
  return html`<figure class=${columns > 8 ? 'wide' : ''}>
    <canvas role="img" aria-label=${caption} ${signed(picture)}></canvas>
    <figcaption>${caption}</figcaption>
  </figure>`;
}
