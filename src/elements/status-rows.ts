import type { InputInfo, ListenerStatus } from '../listener-events';
import { strings } from './strings';

/** The status in words, row by row; what is not known yet has a dash, so that nothing moves when it comes. */
export function statusRows(status: ListenerStatus | undefined): [name: string, value: string][] {
  const { statusRows: names, unknown } = strings;
  const { model, backend, input, transport, sampleRate, samples } = status ?? {};
  const ran = status !== undefined && samples !== undefined && samples.processed > 0;
  return [
    [names.model, model ? `${model.name} ${model.version}` : unknown],
    [names.backend, backend?.backend ?? unknown],
    [names.reason, backend?.reason ?? unknown],
    [names.input, input?.label || unknown],
    [names.processing, processing(input)],
    [names.sampleRate, sampleRate ? strings.sampleRate(sampleRate) : unknown],
    [names.step, ran ? strings.step(status.stepFrames, status.millisecondsPerStep) : unknown],
    [names.cost, ran ? strings.cost(status.cost) : unknown],
    [names.latency, ran ? strings.latency(status.latency) : unknown],
    [names.dropped, ran ? strings.dropped(status.samples.dropped, status.samples.captured) : unknown],
    [names.transport, transport ? strings.transport[transport] : unknown],
  ];
}

/** What the browser really does to the microphone's signal, whatever was asked for. */
function processing(input: InputInfo | undefined): string {
  if (!input?.settings) return strings.unknown;
  const { echoCancellation, noiseSuppression, autoGainControl } = input.settings;
  const on = Object.entries({ echoCancellation, noiseSuppression, autoGainControl })
    .filter(([, value]) => value)
    .map(([name]) => strings.processing[name as keyof typeof strings.processing]);
  return on.length > 0 ? strings.processingOn(on) : strings.processingOff;
}
