import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { followInputs, type InputDevice, type InputList } from '../../capture/sources/devices.js';
import type { Source } from '../../capture/sources/source.js';
import { PinnaErrorCode } from '../../errors.js';
import { fieldStyles, theme } from '../style/theme.js';
import { channelChoices, readLineIn, writeLineIn, type ChosenLineIn } from './line-in-choice.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';

/** The gain that can be chosen, dB. */
const GAIN = 24;

/**
 * The input for musicians, beside the controls: which device, which of its channels (left, right, both of a pair), and its
 * gain. It is what the listener begins with, changes at once while it listens to an input, and is remembered on this device.
 * The browser's own processing (echo cancellation, noise suppression, automatic gain) stays off.
 *
 * @csspart device - The choice of the device.
 * @csspart channels - The choice of its channels.
 * @csspart gain - The slider of the gain.
 */
export class PinnaLineIn extends ListenerView {
  static override styles = [
    theme,
    fieldStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
      }
      label {
        display: grid;
        flex: 1 1 10rem;
        gap: 0.125rem;
        font-size: var(--_small);
        color: var(--_muted);
      }
      select,
      input {
        inline-size: 100%;
        min-block-size: 2rem;
        accent-color: var(--_text);
      }
    `,
  ];

  /** Under which name the choice is remembered on this device; empty where it shall be forgotten. */
  @property() remember = 'pinna-line-in';

  @state() private inputs: readonly InputDevice[] = [];
  @state() private chosen: ChosenLineIn = {};
  /** Channels of the input that is open; two until one tells. */
  @state() private count = 2;

  #inputList: InputList | undefined;

  readonly #connection = new ListenerController(this, {
    statechange: ({ detail }) => {
      // Inputs have names only once the user has allowed one.
      if (detail === 'running') this.#inputList?.look();
    },
    status: ({ detail: { input } }) => {
      const { channelCount } = input?.settings ?? {};
      if (channelCount !== undefined) this.#offer(channelCount);
    },
    error: ({ detail: { code } }) => {
      // The one that was chosen may be there under another id.
      if (code === PinnaErrorCode.NoDevice) this.#inputList?.look();
    },
    changed: (listener) => {
      if (listener && this.hasUpdated) this.#tell(listener);
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#inputList = followInputs((inputs) => this.#list(inputs));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#inputList?.end();
  }

  protected override firstUpdated(): void {
    this.chosen = this.remember === '' ? {} : readLineIn(this.remember);
    this.#offer(2);
    const { listener } = this.#connection;
    if (listener) this.#tell(listener);
  }

  protected override render() {
    const { words, inputs, chosen, count } = this;
    const strings = words.strings.lineIn;
    const { gain = 0 } = chosen;
    const isThere = inputs.some(({ deviceId }) => deviceId === chosen.deviceId);
    return html`
      <label>
        ${strings.device}
        <select part="device" @change=${this.#chooseDevice}>
          <option value="" ?selected=${chosen.deviceId === undefined}>${words.strings.defaultMicrophone}</option>
          ${inputs
            .filter(({ deviceId }) => deviceId !== '')
            .map(
              ({ deviceId, label }, at) =>
                html`<option value=${deviceId} ?selected=${deviceId === chosen.deviceId}>
                  ${label || words.strings.unnamedInput(words.number(at + 1))}
                </option>`,
            )}
          ${
            chosen.deviceId !== undefined && !isThere
              ? html`<option value=${chosen.deviceId} selected>${chosen.label}</option>`
              : ''
          }
        </select>
      </label>
      <label>
        ${strings.channels}
        <select part="channels" @change=${this.#chooseChannels}>
          ${channelChoices(count, words).map(
            ({ value, label }) =>
              html`<option value=${value} ?selected=${value === (chosen.channels ?? []).join(' ')}>${label}</option>`,
          )}
        </select>
      </label>
      <label>
        <span>${strings.gain} <span class="number">${strings.decibels(words.number(gain))}</span></span>
        <input
          part="gain"
          type="range"
          min=${-GAIN}
          max=${GAIN}
          step="1"
          .value=${String(gain)}
          aria-valuetext=${strings.decibels(words.number(gain))}
          @change=${this.#chooseGain}
        />
      </label>
    `;
  }

  #list(inputs: InputDevice[]): void {
    this.inputs = inputs;
    // Some systems give a device in another socket another id: its name counts too.
    const { deviceId, label } = this.chosen;
    const renamed = this.inputs.find((input) => label !== undefined && label !== '' && input.label === label);
    if (deviceId !== undefined && renamed && !this.inputs.some((input) => input.deviceId === deviceId))
      this.#choose({ ...this.chosen, deviceId: renamed.deviceId });
  }

  readonly #chooseDevice = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    const { label = '' } = this.inputs.find(({ deviceId }) => deviceId === value) ?? {};
    const { gain } = this.chosen;
    // Another device has other channels.
    this.#choose({ ...(gain !== undefined && { gain }), ...(value !== '' && { deviceId: value, label }) });
    this.#offer(2);
  };

  readonly #chooseChannels = ({ target }: Event): void => {
    const channels = (target as HTMLSelectElement).value.split(' ').filter(Boolean).map(Number);
    const { channels: before, ...rest } = this.chosen;
    void before;
    this.#choose(channels.length > 0 ? { ...rest, channels } : rest);
  };

  readonly #chooseGain = ({ target }: Event): void => {
    this.#choose({ ...this.chosen, gain: Number((target as HTMLInputElement).value) });
  };

  /** Offers so many channels, and what is chosen in any case. */
  #offer(count: number): void {
    this.count = Math.max(count, ...(this.chosen.channels ?? []).map((channel) => channel + 1));
  }

  #choose(chosen: ChosenLineIn): void {
    this.chosen = chosen;
    if (this.remember !== '') writeLineIn(this.remember, chosen);
    const { listener } = this.#connection;
    if (!listener) return;
    const isHeard = listener.status.input?.kind === 'microphone';
    this.#tell(listener);
    if (isHeard && (listener.state === 'running' || listener.state === 'starting'))
      void listener.start().catch(() => undefined); // told as an event
  }

  #tell(listener: ListenerLike): void {
    // With a gain it is opened with all channels it has, and tells how many there are.
    const { deviceId, channels, gain = 0 } = this.chosen;
    const source: Source = {
      kind: 'microphone',
      ...(deviceId !== undefined && { deviceId }),
      ...(channels !== undefined && { channels }),
      gain,
    };
    // As a function it is the controls' own choice, and not taken for a device alone.
    listener.source = () => source;
  }
}
