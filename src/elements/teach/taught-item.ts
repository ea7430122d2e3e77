import { html, nothing, svg } from 'lit';
import { readableByLast } from '../../listener/example-cutter.js';
import type { TaughtSound } from '../../listener/taught-sounds.js';
import type { TaughtExample } from '../../listener/taught-state.js';
import type { Words } from '../words/words.js';
import { FEWEST_FOR_THOROUGH } from '../../teach/file/taught-class.js';
import { budgetSlider } from './budget-slider.js';
import { drawn } from './draw-directive.js';
import { thoroughButton, thoroughResult } from './thorough-result.js';

/** What the user does with a taught sound. */
export interface TaughtActions {
  readonly rename: (label: string) => void;
  readonly remove: (label: string) => void;
  readonly removeExample: (label: string, key: string) => void;
  readonly learnThoroughly: (label: string) => void;
  /** @param target false alarms an hour */
  readonly setTarget: (label: string, target: number) => void;
}

/** Renders one taught sound: how well it was learnt, its examples, its budget, and how it learnt. */
export function taughtItem(words: Words, sound: TaughtSound, all: readonly TaughtSound[], actions: TaughtActions) {
  const { teach } = words.strings;
  const { taught, examples, report } = sound;
  const { label, figures } = taught;
  const { falseAlarms, roomMinutes } = figures;
  const learnt = readableByLast(examples);
  const budget = {
    target: sound.target,
    falseAlarms,
    roomMinutes,
    withoutRoom: teach.noBasis,
    isImported: examples.length === 0,
  };
  return html`<li class="sound" part="sound">
    <div class="row">
      <h3 class="grow"><span class="mark" aria-hidden="true">◆</span> ${label}</h3>
      <button aria-label=${teach.renameNamed(label)} @click=${() => actions.rename(label)}>${teach.rename}</button>
      <button aria-label=${teach.removeNamed(label)} @click=${() => actions.remove(label)}>${teach.remove}</button>
    </div>
    <p class="small muted">${foundText(words, figures)} ${examples.length === 0 ? teach.imported : nothing}</p>
    <ul class="examples" aria-label=${teach.examplesOf(label)}>
      ${examples.map((example, at) =>
        exampleItem(words, example, report?.alike[learnt.indexOf(example)] ?? [], at, () =>
          actions.removeExample(label, example.key),
        ),
      )}
    </ul>
    ${budgetSlider(words, budget, (target) => actions.setTarget(label, target))}
    ${learnt.length >= FEWEST_FOR_THOROUGH ? thoroughButton(words, label, () => actions.learnThoroughly(label)) : nothing}
    ${report ? howItLearnt(words, sound, all) : nothing}
  </li>`;
}

/** Says how many examples were found when they were left out, and what to do if too few were. */
function foundText(words: Words, { examples, found }: TaughtSound['taught']['figures']): string {
  const { teach } = words.strings;
  if (examples === 1) return teach.foundSingle(found === 1);
  const text = teach.found(words.number(found), words.count(examples));
  return 2 * found < examples ? `${text} ${teach.foundFew}` : text;
}

function exampleItem(words: Words, example: TaughtExample, alike: readonly string[], at: number, remove: () => void) {
  const { teach } = words.strings;
  const number = words.number(at + 1);
  const quality = alike.length > 0 ? teach.alike(words.list(alike)) : teach.quality[example.quality];
  const isGood = example.quality === 'clear' && alike.length === 0;
  return html`<li part="example">
    <div class="picture">
      <canvas
        role="img"
        aria-label=${teach.examplePicture(number, words.seconds(example.seconds))}
        ${drawn(example)}
      ></canvas>
    </div>
    <div class="small ${isGood ? 'muted' : 'bad'}">${words.seconds(example.seconds)} · ${quality}</div>
    <button aria-label=${teach.removeExample(number)} @click=${remove}>${teach.remove}</button>
  </li>`;
}

/** Renders how a sound was learnt: the loss, the weights of both sides, and what happened to left-out examples. */
function howItLearnt(words: Words, { taught, report }: TaughtSound, all: readonly TaughtSound[]) {
  const { teach } = words.strings;
  const { losses = [], alpha = 0, beta = 0, regularisation, leftOut = [], alike = [] } = report ?? {};
  const found = leftOut.filter((score) => score >= taught.threshold).length;
  const recall = leftOut.length > 0 ? found / leftOut.length : 0;
  const others = all.filter((other) => other.taught.label !== taught.label);
  /** Examples of other sounds that are taken for this one. */
  const wrong = others.reduce(
    (sum, other) => sum + (other.report?.alike ?? []).filter((labels) => labels.includes(taught.label)).length,
    0,
  );
  const precision = found + wrong > 0 ? found / (found + wrong) : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  const percent = (share: number) => words.percent(share);
  const rows: [string, string][] = [
    [
      teach.how.method,
      regularisation === undefined ? teach.how.discriminant : teach.how.regression(words.number(regularisation, 3)),
    ],
    [teach.how.weights, `α = ${words.number(alpha, 3)}, β = ${words.number(beta, 3)}`],
    [taught.figures.examples === 1 ? teach.how.copies : teach.how.leftOut, words.list(leftOut.map(percent)) || '–'],
    [teach.how.figures, teach.how.precisionRecall(percent(precision), percent(recall), percent(f1))],
    ...others.map((other): [string, string] => [
      teach.how.takenFor(other.taught.label),
      words.number(alike.filter((labels) => labels.includes(other.taught.label)).length) +
        ` / ${words.number(alike.length)}`,
    ]),
  ];
  return html`<details>
    <summary class="small">${teach.how.title}</summary>
    <div class="table">
      <table class="small">
        ${rows.map(
          ([name, value]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${value}</td>
            </tr>`,
        )}
      </table>
    </div>
    ${losses.length > 1 ? lossCurve(words, losses) : nothing}
    ${report?.thorough ? thoroughResult(words, report.thorough, alike.length) : nothing}
  </details>`;
}

function lossCurve(words: Words, losses: readonly number[]) {
  const { how } = words.strings.teach;
  const most = Math.max(...losses);
  const points = losses.map((loss, i) => `${(100 * i) / (losses.length - 1)},${40 - (38 * loss) / most}`).join(' ');
  const text = how.losses(words.number(losses[0]!, 3), words.number(losses.at(-1)!, 3), words.number(losses.length));
  return html`<p class="small muted">${text}</p>
    <svg class="losses" viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<polyline points=${points} fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke" />`}
    </svg>`;
}
