import { css, html } from 'lit';
import { state } from 'lit/decorators.js';
import type { InputInfo } from '../../capture/sources/source.js';
import type { ListenerStatus } from '../../listener/listener-events.js';
import type { BackendReport } from '../../model/backends/backend-report.js';
import type { Words } from '../words/words.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { PaintController } from '../drawing/paint-controller.js';
import { theme } from '../style/theme.js';

/**
 * Technical details: the model, the backend and why it was chosen, the input, computing cost, latency, and dropped samples.
 *
 * @csspart list - The description list.
 */
export class PinnaStatus extends ListenerView {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(6em, 10em) minmax(0, 1fr);
        gap: 0.25em 1em;
        margin: 0;
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private status: ListenerStatus | undefined;

  readonly #paint = new PaintController(
    this,
    () => {
      this.status = this.#connection.listener?.status;
    },
    () => 500,
  );

  readonly #connection = new ListenerController(this, {
    status: () => this.#paint.invalidate(),
    changed: () => this.#paint.invalidate(),
  });

  protected override render() {
    return html`<dl part="list">
      ${statusRows(this.words, this.status).map(
        ([name, value]) =>
          html`<dt class="muted">${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }
}

/** Returns the rows of the status. An unknown value is shown as a dash, so that the layout does not change when it arrives. */
function statusRows(words: Words, status: ListenerStatus | undefined): [name: string, value: string][] {
  const { strings } = words;
  const { statusRows: names, unknown } = strings;
  const { model, backend, input, transport, sampleRate, samples } = status ?? {};
  const ran = status !== undefined && samples !== undefined && samples.processed > 0;
  return [
    [names.model, model ? `${model.name} ${model.version}` : unknown],
    [names.backend, backend?.backend ?? unknown],
    [names.reason, backend ? reason(words, backend, status!.stepFrames) : unknown],
    [names.input, input?.label || unknown],
    [names.processing, processing(words, input)],
    [names.sampleRate, sampleRate ? rate(words, sampleRate, status!.missingBands) : unknown],
    [
      names.step,
      ran
        ? strings.step(
            words.count(status.lastStepFrames ?? status.stepFrames),
            words.milliseconds(status.millisecondsPerStep, 1),
          )
        : unknown,
    ],
    [names.cost, ran ? strings.cost(words.percent(status.cost, 1)) : unknown],
    [names.latency, ran ? words.milliseconds(status.latency * 1000) : unknown],
    [names.dropped, ran ? strings.dropped(words.count(samples.dropped), words.number(samples.captured)) : unknown],
    [names.transport, transport ? strings.transport[transport] : unknown],
  ];
}

function rate(words: Words, sampleRate: number, missingBands = 0): string {
  const text = words.hertz(sampleRate, 3);
  return missingBands > 0 ? `${text}: ${words.strings.missingBands(words.hertz(sampleRate / 2, 3))}` : text;
}

/** Returns why this backend is used, and which backends are unavailable. */
function reason(
  words: Words,
  { backend, requested, measurements, replaced }: BackendReport,
  stepFrames: number,
): string {
  const reasons = words.strings.reason;
  const times = measurements.flatMap(({ backend: name, millisecondsPerStep }) =>
    millisecondsPerStep === undefined ? [] : [`${name} ${words.milliseconds(millisecondsPerStep, 2)}`],
  );
  if (replaced) return reasons.replaced(replaced, backend);
  if (requested !== 'auto') return reasons.requested(backend);
  if (backend === 'cpu') return reasons.only(backend);
  const why = reasons.fastest(backend, words.list(times), words.count(stepFrames));
  const unusable = words.list(measurements.filter((one) => one.reason).map(({ backend: name }) => name));
  return unusable ? `${why}; ${reasons.missing(unusable)}` : why;
}

/** Returns the processing that the browser reports for the microphone's signal. It may differ from the request. */
function processing(words: Words, input: InputInfo | undefined): string {
  const { unknown, processing: names, processingOn, processingOff, processingUnknown } = words.strings;
  if (!input?.settings) return unknown;
  const { echoCancellation, noiseSuppression, autoGainControl } = input.settings;
  const all = Object.entries({ echoCancellation, noiseSuppression, autoGainControl });
  const those = (fits: (value: unknown) => boolean) =>
    words.list(all.flatMap(([name, value]) => (fits(value) ? [names[name as keyof typeof names]] : [])));
  const on = those(Boolean);
  if (on) return processingOn(on);
  const unreported = those((value) => value === undefined);
  return unreported ? processingUnknown(unreported) : processingOff;
}
