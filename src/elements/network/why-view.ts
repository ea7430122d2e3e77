import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { melEdges } from '../../features/mel-filterbank.js';
import { usedBands } from '../../features/frame-geometry.js';
import type { NetworkLayer } from '../../inside/network-layers.js';
import { explainedShare } from '../../inside/explained-share.js';
import type { WhyMethod, WhyProgress } from '../../inside/why.js';
import type { HeadManifest } from '../../model/manifest.js';
import type { ModelInfo } from '../../worker/contract.js';
import type { ShownReasons } from '../../worker/inside-contract.js';
import type { Words } from '../words/words.js';
import { layerName } from './layer-names.js';
import { signed, type SignedPicture } from './signed-picture.js';
import { raisingUnits, summedReasons, type RaisingUnit } from './summed-reasons.js';
import type { NetworkStrings } from '../words/network/network-strings.js';

/** Difference of the logits under which silence counts as almost the same. A share of it would say nothing. */
const ALIKE = 0.5;

/** A class that can be explained. */
export interface ChosenClass {
  readonly head: string;
  readonly label: string;
}

/** Reasons for a class, and their picture. */
export interface FoundReasons {
  readonly of: ChosenClass;
  readonly method: WhyMethod;
  readonly reasons: ShownReasons;
  readonly picture: SignedPicture;
}

/** What the part on reasons shows. */
export interface ShownWhy {
  readonly model: ModelInfo;
  readonly layers: readonly NetworkLayer[];
  readonly chosen: ChosenClass;
  /** Undefined while nothing is computed; without points before the first report. */
  readonly progress: WhyProgress | undefined;
  /** Undefined before the first request; null without sound. */
  readonly found: FoundReasons | null | undefined;
  readonly choose: (chosen: ChosenClass) => void;
  readonly ask: (method: WhyMethod) => void;
  readonly stop: () => void;
  readonly look: (unit: RaisingUnit) => void;
}

/** Renders the choice of a class, and what raises it. */
export function whyView(why: ShownWhy, words: Words, texts: NetworkStrings) {
  const { model, chosen, progress, found } = why;
  const keyOf = ({ head, label }: ChosenClass) => `${head}/${label}`;
  const choose = ({ target }: Event) => {
    const [head = '', ...label] = (target as HTMLSelectElement).value.split('/');
    why.choose({ head, label: label.join('/') });
  };
  return html`<section class="reasons">
    <h3>${texts.why}</h3>
    <p class="small muted">${texts.whyHelp}</p>
    <div class="row">
      <select aria-label=${texts.whyClass} @change=${choose}>
        ${guard([model, words, keyOf(chosen)], () =>
          model.heads.map(({ name, classes }) =>
            sorted(classes, words).map(
              ({ label, text }) =>
                html`<option
                  value=${keyOf({ head: name, label })}
                  ?selected=${keyOf(chosen) === keyOf({ head: name, label })}
                >
                  ${text}
                </option>`,
            ),
          ),
        )}
      </select>
      <button @click=${() => why.ask('gradient')}>${texts.quick}</button>
      <button @click=${() => (progress ? why.stop() : why.ask('integrated'))}>
        ${progress ? texts.stop : texts.exact}
      </button>
    </div>
    <div role="status">
      ${progress === undefined ? nothing : html`<p class="small">${texts.finding}</p>`}
      ${found === null ? html`<p class="small">${texts.noReasons}</p>` : nothing}
      ${found ? sentences(found, why, words, texts) : nothing}
    </div>
    ${progress === undefined ? nothing : searching(progress, words, texts)}
    ${found ? result(found, why, words, texts) : nothing}
  </section>`;
}

function sorted(classes: HeadManifest['classes'], words: Words) {
  return classes
    .map(({ name }) => ({ label: name, text: words.className(name) }))
    .sort((a, b) => a.text.localeCompare(b.text, words.lang));
}

function searching({ used, points, explained }: WhyProgress, words: Words, texts: NetworkStrings) {
  const share = explained === undefined ? undefined : words.percent(explained);
  return html`<div class="row">
    <progress max="1" value=${points === 0 ? nothing : used} aria-label=${texts.finding}></progress>
    <span class="small number">${texts.searched(words.number(points), share)}</span>
  </div>`;
}

function sentences(found: FoundReasons, { model }: ShownWhy, words: Words, texts: NetworkStrings) {
  const { of, reasons } = found;
  const { bands, hopSeconds } = model.features;
  const summed = summedReasons(reasons.input, bands, hopSeconds);
  const to = Math.max(0, summed?.to ?? 0);
  const edges = melEdges(model.features);
  const name = words.className(of.label);
  return html`<p>
    ${texts.reasons(name, words.number(reasons.logit, 1), words.number(reasons.silentLogit, 1))}
    ${
      summed
        ? texts.mostly(
            words.seconds(Math.max(summed.from, to + 0.1)), // the text has one decimal
            words.seconds(to),
            words.hertz(edges[summed.low]!),
            words.hertz(edges[summed.high + 2]!),
          )
        : texts.nothingRaises
    }
    ${sumSentence(found, words, texts)}
  </p>`;
}

/** Says how much of the difference the shares explain. */
function sumSentence({ method, reasons }: FoundReasons, words: Words, texts: NetworkStrings): string {
  const { rest, points, addsUp } = reasons;
  const difference = reasons.logit - reasons.silentLogit;
  const [all, left, count] = [words.number(difference, 2), words.number(rest, 2), words.number(points)];
  if (method === 'gradient') return texts.quickSum(words.number(difference - rest, 2), all);
  if (Math.abs(difference) < ALIKE) return texts.almostAlike(all, left);
  return (addsUp ? texts.explains : texts.explainsPart)(
    words.percent(explainedShare(rest, difference)),
    all,
    left,
    count,
  );
}

function result({ of, reasons, picture }: FoundReasons, why: ShownWhy, words: Words, texts: NetworkStrings) {
  const units = raisingUnits(reasons.units);
  const nameOf = (name: string) => {
    const layer = why.layers.find((each) => each.name === name);
    return layer ? layerName(layer, why.layers, words, texts) : name;
  };
  return html`
    <canvas role="img" aria-label=${texts.reasonsPicture(words.className(of.label))} ${signed(picture)}></canvas>
    <p class="small muted">${texts.signs} ${texts.axes}</p>
    ${
      units.length === 0
        ? nothing
        : html`<h4>${texts.unitsRaise}</h4>
            <ul class="row">
              ${units.map(
                (unit) =>
                  html`<li>
                    <button class="small number" @click=${() => why.look(unit)}>
                      ${texts.unitRaises(nameOf(unit.layer), words.number(unit.unit + 1), words.number(unit.share, 2))}
                    </button>
                  </li>`,
              )}
            </ul>`
    }
  `;
}

/** Returns the picture of reasons: time to the right, low frequencies at the bottom. The strongest percent has the full colour. */
export function picturedReasons({ input }: ShownReasons, model: ModelInfo): SignedPicture {
  const { bands } = model.features;
  const rows = usedBands(model.features);
  const columns = input.length / bands;
  const values = new Float32Array(rows * columns);
  for (let t = 0; t < columns; t++)
    for (let band = 0; band < rows; band++) values[(rows - 1 - band) * columns + t] = input[t * bands + band]!;
  const sizes = values.map(Math.abs).sort();
  return { rows, columns, values, range: sizes[Math.floor(0.99 * sizes.length)] };
}
