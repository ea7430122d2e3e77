import { html } from 'lit';
import { TAUGHT } from '../../decisions/embedding-head.js';
import type { Words } from '../../elements/words/words.js';
import type { HeadManifest } from '../../model/manifest.js';
import type { ClassKey } from '../settings/class-key.js';
import { defaultControls, FADER, faderControls, type ScoreControl } from '../settings/score-controls.js';
import type { PluginStrings } from './words/plugin-strings.js';

/** Highest number of an assignable controller; MIDI reserves 120 to 127 for channel mode messages. */
const LAST_CONTROLLER = 119;

interface ControlListOptions {
  readonly heads: readonly HeadManifest[];
  /** Names of the faders. */
  readonly faders: readonly string[];
  readonly controls: readonly ScoreControl[];
  readonly words: Words;
  readonly strings: PluginStrings;
  readonly onChange: (controls: readonly ScoreControl[]) => void;
}

/** Renders one row for each fader and each score of {@link defaultControls}, with its controller number. Automation of other plugins is kept. */
export function controlList({ heads, faders, controls, words, strings, onChange }: ControlListOptions) {
  const set = (score: ClassKey, controller: number | undefined) => {
    const others = controls.filter((control) => control.score !== score || !('controller' in control));
    onChange(controller === undefined ? others : [...others, { score, controller }]);
  };
  return html`<ul>
    ${[...faderControls(faders), ...defaultControls(heads)].map(({ score, controller: defaultController }) => {
      const [head = '', ...rest] = score.split(':');
      const label = rest.join(':');
      const word = words.className(label);
      const chosen = controls.find((control) => control.score === score && 'controller' in control) as
        { controller: number } | undefined;
      return html`<li class=${head === FADER ? TAUGHT : head}>
        <label>
          <input
            type="checkbox"
            .checked=${chosen !== undefined}
            @change=${({ target }: Event) => set(score, (target as HTMLInputElement).checked ? defaultController : undefined)}
          />
          <span class="name">${word}</span>
        </label>
        <input
          type="number"
          min="0"
          max=${LAST_CONTROLLER}
          aria-label=${strings.controllerOf(word)}
          .value=${String(chosen?.controller ?? defaultController)}
          ?disabled=${!chosen}
          @change=${({ target }: Event) => {
            const input = target as HTMLInputElement;
            if (input.checkValidity() && input.value !== '') set(score, input.valueAsNumber);
            else input.value = String(chosen?.controller ?? defaultController);
          }}
        />
      </li>`;
    })}
  </ul>`;
}
