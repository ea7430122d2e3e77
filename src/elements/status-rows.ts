import type { InputInfo, ListenerStatus } from '../listener-events';
import type { BackendReport } from '../model/backend-report';
import type { Words } from './words';

/** The status in words, row by row; what is not known yet has a dash, so that nothing moves when it comes. */
export function statusRows(words: Words, status: ListenerStatus | undefined): [name: string, value: string][] {
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
  const told = words.hertz(sampleRate, 3);
  return missingBands > 0 ? `${told}: ${words.strings.narrow(words.hertz(sampleRate / 2, 3))}` : told;
}

/** Why it computes there. */
function reason(words: Words, { backend, requested, measurements, lost }: BackendReport, stepFrames: number): string {
  const { asked, only, fastest, lost: wasLost } = words.strings.reason;
  const times = measurements.flatMap(({ backend: name, millisecondsPerStep }) =>
    millisecondsPerStep === undefined ? [] : [`${name} ${words.milliseconds(millisecondsPerStep, 2)}`],
  );
  const chosen = () => {
    if (requested !== 'auto') return asked(backend);
    return times.length > 1 ? fastest(backend, words.list(times), words.count(stepFrames)) : only(backend);
  };
  return lost ? wasLost(lost, chosen()) : chosen();
}

/** What the browser really does to the microphone's signal, whatever was asked for. */
function processing(words: Words, input: InputInfo | undefined): string {
  const { unknown, processing: names, processingOn, processingOff } = words.strings;
  if (!input?.settings) return unknown;
  const { echoCancellation, noiseSuppression, autoGainControl } = input.settings;
  const on = Object.entries({ echoCancellation, noiseSuppression, autoGainControl })
    .filter(([, value]) => value)
    .map(([name]) => names[name as keyof typeof names]);
  return on.length > 0 ? processingOn(words.list(on)) : processingOff;
}
