import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Words } from '../../elements/words/words.js';
import { HOP_SECONDS } from '../../features/log-mel-parameters.js';
import { SHIPPED_MODELS } from '../../model/shipped-models.js';
import type { WamPinnaNode } from '../node/wam-node.js';
import { PARAMETER_IDS, type ParameterId } from '../settings/parameters.js';
import { HEADS, type Head, type PluginSettings } from '../settings/settings.js';
import { parameterSlider } from './parameter-slider.js';
import type { PluginStrings } from './words/plugin-strings.js';

interface SettingsSectionOptions {
  readonly node: WamPinnaNode;
  readonly words: Words;
  readonly strings: PluginStrings;
  readonly onParameter: (id: ParameterId, value: number) => void;
  readonly onSettings: (settings: Partial<PluginSettings>) => void;
  /** Called with what the user wants of MIDI; it may reject with a PinnaError. */
  readonly onMidi: (work: () => Promise<unknown>) => void;
}

/** Renders the folded settings: heads, parameters, model and MIDI output, each with what it does. */
export function settingsSection(options: SettingsSectionOptions) {
  const { node, words, strings, onParameter, onSettings } = options;
  const { heads, model, parameters } = node.state;
  const sliders = PARAMETER_IDS.filter((id) => id !== 'bypass').map((id) =>
    parameterSlider({ id, value: parameters[id]!, hop: 1000 * HOP_SECONDS, words, strings, onInput: onParameter }),
  );
  const models: string[] = [...new Set([...SHIPPED_MODELS, model])];
  const chooseHead = (head: Head, isOn: boolean) =>
    onSettings({ heads: HEADS.filter((one) => (one === head ? isOn : heads.includes(one))) });
  return html`<details>
    <summary>${strings.settings}</summary>
    <fieldset aria-describedby="help-heads">
      <legend>${strings.heads}</legend>
      ${HEADS.map(
        (head) =>
          html`<label>
            <input
              type="checkbox"
              .checked=${heads.includes(head)}
              @change=${({ target }: Event) => chooseHead(head, (target as HTMLInputElement).checked)}
            />
            ${strings.head[head]}
          </label>`,
      )}
    </fieldset>
    <p id="help-heads" class="small muted">${strings.headsHelp}</p>
    ${sliders}
    <div class="field">
      <label for="model">${strings.model}</label>
      <select
        id="model"
        aria-describedby="restarts"
        .value=${live(model)}
        @change=${({ target }: Event) => onSettings({ model: (target as HTMLSelectElement).value })}
      >
        ${models.map((name) => html`<option value=${name} ?selected=${name === model}>${name}</option>`)}
      </select>
    </div>
    <p id="restarts" class="small muted">${strings.restarts}</p>
    ${midiField(options)}
  </details>`;
}

function midiField({ node, strings, onMidi }: SettingsSectionOptions) {
  const outputs = node.knownMidiOutputs;
  const { midiOutput } = node.state;
  const isMissing = midiOutput !== null && !outputs?.some(({ id }) => id === midiOutput);
  const choose = ({ target }: Event) => {
    const { value } = target as HTMLSelectElement;
    onMidi(() => node.chooseMidiOutput(value === '' ? null : value));
  };
  return html`<div class="field">
    <label for="midi">${strings.midiOutput}</label>
    ${
      outputs
        ? html`<select id="midi" aria-describedby="help-midi" @change=${choose}>
            <option value="" ?selected=${midiOutput === null}>${strings.noOutput}</option>
            ${isMissing ? html`<option value=${midiOutput} selected>${strings.waiting(midiOutput)}</option>` : nothing}
            ${outputs.map(({ id, name }) => html`<option value=${id} ?selected=${id === midiOutput}>${name}</option>`)}
          </select>`
        : html`<button id="midi" aria-describedby="help-midi" @click=${() => onMidi(() => node.midiOutputs())}>
            ${strings.findOutputs}
          </button>`
    }
    <p id="help-midi" class="small muted">${strings.midiOutputHelp}</p>
  </div>`;
}
