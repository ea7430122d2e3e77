import { css, html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { followInputs, type InputDevice, type InputList } from '../../capture/sources/devices.js';
import type { Source } from '../../capture/sources/source.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { fieldStyles, theme } from '../style/theme.js';
import { inputNotices } from './input-notices.js';
import { channelChoices, readLineIn, writeLineIn, type ChosenLineIn } from './line-in-choice.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';

/** Maximum gain or attenuation that can be chosen, dB. */
const MAX_GAIN = 24;

/**
 * Input settings for musicians, beside the controls: the device, its channels (left, right, or both of a pair) and the
 * gain. They set the listener's default source. If the listener is capturing an input, a change applies at once. The
 * settings are stored on this device. The browser's own processing (echo cancellation, noise suppression, automatic gain)
 * is requested to be off. If the input lacks the chosen channels, cannot be opened, is processed all the same, or if the choice is not
 * stored, a text below says so.
 *
 * @csspart device - The device picker.
 * @csspart channels - The channel picker.
 * @csspart gain - The gain slider.
 */
export class PinnaLineIn extends ListenerView {
  static override styles = [
    theme,
    fieldStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5em 1em;
      }
      label {
        display: grid;
        flex: 1 1 10em;
        gap: 0.125em;
        font-size: var(--_small);
        color: var(--_muted);
      }
      select,
      input {
        inline-size: 100%;
        min-block-size: 2em;
        accent-color: var(--_text);
      }
      .notice {
        flex-basis: 100%;
        margin: 0;
      }
      .notice:empty {
        display: none;
      }
      .bad {
        color: var(--_alert);
      }
    `,
  ];

  /** Key under which the settings are stored on this device (`localStorage`). An empty key stores nothing. */
  @property() remember = 'pinna-line-in';

  @state() private inputs: readonly InputDevice[] = [];
  @state() private chosen: ChosenLineIn = {};
  /** Number of channels of the open input; 2 until the input has reported it. */
  @state() private count = 2;

  /** Why the input could not be opened; undefined if it could. */
  @state() private error: PinnaError | undefined;
  /** Whether the browser has refused to store the choice. */
  @state() private isForgotten = false;

  #inputList: InputList | undefined;
  /** The source that was set last. */
  #source: (() => Source) | undefined;
  /** Whether the input stopped because it could not be opened as chosen. Another choice then starts it again. */
  #hasFailed = false;
  /** The listener whose source was set last. Its source may have been changed since by another element. */
  #configured: ListenerLike | undefined;

  readonly #connection = new ListenerController(this, {
    statechange: ({ detail }) => {
      // The browser reveals input names only after the user has allowed the microphone.
      if (detail === 'running') this.#inputList?.refresh();
      if (detail === 'starting' || detail === 'running') this.error = undefined;
    },
    status: ({ detail: { input } }) => {
      const { channelCount } = input?.settings ?? {};
      if (channelCount !== undefined) this.#setChannelCount(channelCount);
      this.requestUpdate();
    },
    error: ({ detail, detail: { code } }) => {
      if (this.#isOwnSource) this.error = detail;
      // The chosen device may be available under another id.
      if (code === PinnaErrorCode.NoDevice) this.#inputList?.refresh();
    },
    changed: (listener) => {
      if (listener && listener !== this.#configured && this.hasUpdated) this.#setSource(listener);
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
    this.#setChannelCount(2);
    const { listener } = this.#connection;
    if (listener) this.#setSource(listener);
  }

  protected override render() {
    const { words, inputs, chosen, count } = this;
    const strings = words.strings.lineIn;
    const { gain = 0 } = chosen;
    const isPluggedIn = inputs.some(({ deviceId }) => deviceId === chosen.deviceId);
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
            chosen.deviceId !== undefined && !isPluggedIn
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
          min=${-MAX_GAIN}
          max=${MAX_GAIN}
          step="1"
          .value=${String(gain)}
          aria-valuetext=${strings.decibels(words.number(gain))}
          @change=${this.#chooseGain}
        />
      </label>
      ${inputNotices(words, { chosen, status: this.#connection.listener?.status, error: this.error, isForgotten: this.isForgotten })}
    `;
  }

  #list(inputs: InputDevice[]): void {
    this.inputs = inputs;
    // Some systems change a device's id when it moves to another socket. The device is then matched by name.
    const { deviceId, label } = this.chosen;
    const renamed = this.inputs.find((input) => label !== undefined && label !== '' && input.label === label);
    if (deviceId !== undefined && renamed && !this.inputs.some((input) => input.deviceId === deviceId))
      this.#choose({ ...this.chosen, deviceId: renamed.deviceId });
  }

  readonly #chooseDevice = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    const { label = '' } = this.inputs.find(({ deviceId }) => deviceId === value) ?? {};
    const { gain } = this.chosen;
    // The channels are reset: another device has other channels.
    this.#choose({ ...(gain !== undefined && { gain }), ...(value !== '' && { deviceId: value, label }) });
    this.#setChannelCount(2);
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

  /** Offers a number of channels, and always the chosen ones. */
  #setChannelCount(count: number): void {
    this.count = Math.max(count, ...(this.chosen.channels ?? []).map((channel) => channel + 1));
  }

  #choose(chosen: ChosenLineIn): void {
    this.chosen = chosen;
    this.isForgotten = this.remember !== '' && !writeLineIn(this.remember, chosen);
    const { listener } = this.#connection;
    if (!listener) return;
    const isCapturing =
      listener.status.input?.kind === 'microphone' && (listener.state === 'running' || listener.state === 'starting');
    const starts = isCapturing || (this.#hasFailed && listener.state === 'idle');
    this.#setSource(listener);
    this.error = undefined;
    this.#hasFailed = false;
    if (starts) void this.#start(listener);
  }

  /** Starts with the new choice. A failure is reported as an `error` event. */
  async #start(listener: ListenerLike): Promise<void> {
    try {
      await listener.start();
    } catch (error) {
      this.#hasFailed = error instanceof PinnaError;
    }
  }

  /** Whether the listener begins with the source of this element. */
  get #isOwnSource(): boolean {
    return this.#source !== undefined && this.#connection.listener?.source === this.#source;
  }

  #setSource(listener: ListenerLike): void {
    this.#configured = listener;
    // A gain, even of 0 dB, makes the listener open the input with all its channels and report their number.
    const { deviceId, channels, gain = 0 } = this.chosen;
    const source: Source = {
      kind: 'microphone',
      ...(deviceId !== undefined && { deviceId }),
      ...(channels !== undefined && { channels }),
      gain,
    };
    // A function counts as the page's own source. The controls would reduce a plain microphone source to its device.
    this.#source = () => source;
    listener.source = this.#source;
  }
}
