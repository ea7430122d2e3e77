import getRingBuffer from '@webaudiomodules/sdk/src/RingBuffer.js';
import getWamEventRingBuffer from '@webaudiomodules/sdk/src/WamEventRingBuffer.js';
import getWamParameter from '@webaudiomodules/sdk/src/WamParameter.js';
import getWamParameterInfo from '@webaudiomodules/sdk/src/WamParameterInfo.js';
import getWamParameterInterpolator from '@webaudiomodules/sdk/src/WamParameterInterpolator.js';
import getWamProcessor from '@webaudiomodules/sdk/src/WamProcessor.js';
import type {
  WamEvent,
  WamParameterConfiguration,
  WamParameterData,
  WamParameterInfo,
} from '@webaudiomodules/api/dist/index.js';
import { identifier } from '../src/wam/descriptor.json';
import { fittingValue, isParameterId, PARAMETERS } from '../src/wam/settings/parameters.js';
import { SoundingNotes } from '../src/wam/midi/sounding-notes.js';
import type { Emission, FromPinnaProcessor, MidiBytes, ToPinnaProcessor } from '../src/wam/settings/wam-messages.js';

// These calls register the SDK's parts in the module's scope in the host's environment, where they find each other.
getRingBuffer(identifier);
getWamEventRingBuffer(identifier);
getWamParameter(identifier);
const ParameterInfo = getWamParameterInfo(identifier);
getWamParameterInterpolator(identifier);
const WamProcessor = getWamProcessor(identifier);

/**
 * Passes its input through unchanged and emits the events that the main thread has scheduled, when they are due. `bypass`
 * and `midiChannel` take effect at exactly the sample for which they were scheduled. Audio thread.
 */
class PinnaProcessor extends WamProcessor {
  /** Pending emissions, sorted by time. */
  readonly #due: Emission[] = [];
  readonly #sounding = new SoundingNotes();
  #channel = 1;
  #isBypassed = false;
  /** Time of the scheduled event being processed, or else the start of the current quantum, seconds. */
  #eventTime = 0;

  override process(
    inputs: Float32Array[][],
    outputs: Float32Array[][],
    parameters: Record<string, Float32Array>,
  ): boolean {
    const input = inputs[0];
    const output = outputs[0];
    if (input && output) {
      for (let channel = 0; channel < input.length; channel++) output[channel]?.set(input[channel]!);
    }
    if (this._destroyed) return false;
    if (!this._initialized) return true;
    const quantum = output?.[0]?.length ?? this._samplesPerQuantum;
    this._samplesPerQuantum = quantum;
    this.#eventTime = currentTime;
    // The SDK's `process` allocates, so it runs only if the host may have scheduled events.
    if (this._eventQueue.length > 0 || this._eventSabReady) return super.process(inputs, outputs, parameters);
    if (this.#due.length > 0) this._process(0, quantum);
    return true;
  }

  override destroy(): void {
    if (!this._destroyed) this.#endNotes(currentTime);
    this.#due.length = 0;
    super.destroy();
  }

  override _generateWamParameterInfo(): Record<string, WamParameterInfo> {
    const configurations: [string, WamParameterConfiguration][] = Object.entries(PARAMETERS);
    return Object.fromEntries(configurations.map(([id, configuration]) => [id, new ParameterInfo(id, configuration)]));
  }

  override async _onMessage(message: MessageEvent): Promise<void> {
    const { pinna } = message.data as Partial<ToPinnaProcessor>;
    if (!pinna) return super._onMessage(message);
    for (const emission of pinna.emissions) this.#schedule(emission);
  }

  override _processEvent(event: WamEvent): void {
    this.#eventTime = Math.max(event.time ?? 0, currentTime);
    super._processEvent(event);
  }

  /**
   * Emits everything due before `endSample` of the quantum, at `startSample` at the earliest. The SDK calls it after the
   * scheduled events at `startSample`.
   */
  override _process(startSample: number, endSample: number): void {
    // Rounds to whole samples, as the SDK does for scheduled events.
    while (this.#due.length > 0 && Math.round((this.#due[0]!.time - currentTime) * sampleRate) < endSample) {
      const emission = this.#due.shift()!;
      this.#emit(emission, Math.max(emission.time, currentTime + startSample / sampleRate));
    }
  }

  override _setParameterValue({ id, value, normalized }: WamParameterData, interpolate: boolean): void {
    if (!isParameterId(id)) return;
    const given = fittingValue(id, normalized ? this._parameterInfo[id]!.denormalize(value) : value);
    if (given === undefined || given === this._parameterState[id]!.value) return;
    super._setParameterValue({ id, value: given, normalized: false }, interpolate);
    if (id === 'midiChannel') this.#channel = given;
    if (id === 'bypass') this.#bypass(given === 1, this.#eventTime);
    this.#post({ pinna: { type: 'parameter', id, value: given, time: this.#eventTime } });
  }

  // The descriptor declares no such inputs. These overrides ignore stray input; the SDK's own would log errors.
  override _onTransport(): void {}
  override _onMidi(): void {}
  override _onSysex(): void {}
  override _onMpe(): void {}
  override _onOsc(): void {}

  #schedule(emission: Emission): void {
    if (this.#isBypassed || this._destroyed) return;
    let at = this.#due.length;
    while (at > 0 && this.#due[at - 1]!.time > emission.time) at--;
    this.#due.splice(at, 0, emission);
  }

  #bypass(isBypassed: boolean, time: number): void {
    this.#isBypassed = isBypassed;
    if (!isBypassed) return;
    this.#due.length = 0;
    this.#endNotes(time);
  }

  #endNotes(time: number): void {
    for (const bytes of this.#sounding.allOff()) this.#emitMidi(bytes, time);
  }

  #emit(emission: Emission, time: number): void {
    switch (emission.type) {
      case 'note-on':
        this.#emitMidi(this.#sounding.on(emission.note, emission.velocity, this.#channel), time);
        break;
      case 'note-off': {
        const bytes = this.#sounding.off(emission.note);
        if (bytes) this.#emitMidi(bytes, time);
        break;
      }
      case 'control':
        this.#emitMidi([0xb0 | (this.#channel - 1), emission.controller, emission.value], time);
        break;
      case 'automation': {
        const { parameter: id, value } = emission;
        this.emitEvents({ type: 'wam-automation', time, data: { id, value, normalized: true } });
      }
    }
  }

  #emitMidi(bytes: MidiBytes, time: number): void {
    this.emitEvents({ type: 'wam-midi', time, data: { bytes } });
    this.#post({ pinna: { type: 'midi', bytes, time } });
  }

  #post(message: FromPinnaProcessor): void {
    this.port.postMessage(message);
  }
}

try {
  registerProcessor(identifier, PinnaProcessor as unknown as Parameters<typeof registerProcessor>[1]);
} catch {
  // A second copy of this script in the same context cannot register the name again. The first copy serves both.
}
