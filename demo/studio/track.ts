import type { PinnaPlugin, PluginState } from '../../src/wam/index.js';
import { NEW_STRIP, type Strip } from './mixer.js';
import type { TrackMarkers } from './track-markers.js';

/** A named sound. */
export interface Sound {
  readonly name: string;
  readonly buffer: AudioBuffer;
}

/** The plugin of a track and the fader behind it. */
export interface Insert {
  readonly plugin: PinnaPlugin;
  readonly fader: GainNode;
}

/** Settings of the plugin that decide about detections, as text. */
const decisive = ({ model, heads, thresholds, taught, parameters }: PluginState): string => {
  const { birdThreshold, eventsThreshold, genreThreshold, step } = parameters;
  return JSON.stringify({ model, heads, thresholds, taught, birdThreshold, eventsThreshold, genreThreshold, step });
};

/** One track. Its signal path is source, plugin, fader, mix. Main thread. */
export class Track {
  strip: Strip = NEW_STRIP;
  /** State for the plugin when it is created; the last one of a plugin that was removed. */
  state: PluginState | undefined;
  #insert: Insert | undefined;
  #source: AudioBufferSourceNode | undefined;

  /** @param markers of this track, which the plugin's detections fill */
  constructor(
    readonly sound: Sound,
    readonly markers: TrackMarkers,
  ) {}

  /** The plugin; undefined until the engine is open. */
  get plugin(): PinnaPlugin | undefined {
    return this.#insert?.plugin;
  }

  /**
   * Connects the plugin: its detections become markers.
   * @param onChange called after a detection
   */
  attach(insert: Insert, onChange: () => void): void {
    this.#insert = insert;
    const { audioNode } = insert.plugin;
    let settings = decisive(audioNode.state);
    audioNode.addEventListener('pinna-detection', ({ detail: { detection } }) => {
      this.markers.follow(detection);
      onChange();
    });
    audioNode.addEventListener('pinna-frames', ({ detail: { time, frames } }) => {
      const seconds = audioNode.listener?.model?.rowSeconds ?? 0;
      this.markers.analysed(time, time + frames * seconds);
    });
    audioNode.addEventListener('pinna-change', () => {
      const now = decisive(audioNode.state);
      if (now !== settings) this.markers.changeSettings();
      settings = now;
    });
  }

  /** Removes the plugin and keeps its state. */
  detach(): void {
    if (!this.#insert) return;
    const { plugin, fader } = this.#insert;
    this.stop();
    this.state = plugin.audioNode.state;
    plugin.audioNode.destroy();
    fader.disconnect();
    this.#insert = undefined;
  }

  /**
   * Starts the sound.
   * @param at time of the first sample on the audio clock, seconds
   * @param position of the first sample in the sound, seconds
   */
  play(at: number, position: number): void {
    if (!this.#insert || position >= this.sound.buffer.duration) return;
    const { audioNode } = this.#insert.plugin;
    this.#source = new AudioBufferSourceNode(audioNode.context, { buffer: this.sound.buffer });
    this.#source.connect(audioNode);
    this.#source.start(at, position);
  }

  /** Stops the sound. May be called twice. */
  stop(): void {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = undefined;
  }

  /**
   * Moves the fader without a click.
   * @param gain linear
   */
  setGain(gain: number): void {
    const { fader } = this.#insert ?? {};
    fader?.gain.setTargetAtTime(gain, fader.context.currentTime, 0.01);
  }
}
