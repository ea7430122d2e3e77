import { html } from 'lit';
import type { WamParameterConfiguration } from '@webaudiomodules/api/dist/index.js';
import type { Words } from '../../elements/words/words.js';
import { PARAMETERS, type ParameterId } from '../settings/parameters.js';
import type { PluginStrings } from './words/plugin-strings.js';

type Slidable = Exclude<ParameterId, 'bypass'>;

interface ParameterSliderOptions {
  readonly id: Slidable;
  readonly value: number;
  /** Distance between frames, ms. */
  readonly hop: number;
  readonly words: Words;
  readonly strings: PluginStrings;
  readonly onInput: (id: Slidable, value: number) => void;
}

/** Renders a parameter's name, its value as text, a slider, and what the parameter does. */
export function parameterSlider({ id, value, hop, words, strings, onInput }: ParameterSliderOptions) {
  const { minValue, maxValue, discreteStep }: WamParameterConfiguration = PARAMETERS[id];
  const text = valueText(id, value, hop, words, strings);
  return html`<div class="field">
    <label for=${id}>${strings.parameter[id]}</label>
    <span class="number muted" aria-hidden="true">${text}</span>
    <input
      id=${id}
      type="range"
      min=${minValue}
      max=${maxValue}
      step=${discreteStep ?? 0.05}
      .value=${String(value)}
      aria-valuetext=${text}
      aria-describedby="help-${id}"
      @input=${({ target }: Event) => onInput(id, (target as HTMLInputElement).valueAsNumber)}
    />
    <p id="help-${id}" class="small muted">${strings.parameterHelp[id]}</p>
  </div>`;
}

function valueText(id: Slidable, value: number, hop: number, words: Words, strings: PluginStrings): string {
  if (id === 'step') return strings.frames(words.number(value), words.number(value * hop));
  if (id === 'midiChannel') return words.number(value);
  if (id.endsWith('Threshold')) {
    const off = Math.abs(value - 0.5) < 1e-6 ? strings.asTheModel : value > 0.5 ? strings.moreSure : strings.lessSure;
    return `${words.number(value, 2)} · ${off}`;
  }
  return id === 'delay' && value === 0 ? strings.atOnce : strings.seconds(words.number(value, 2));
}
