import initializeWamHost from '@webaudiomodules/sdk/src/initializeWamHost.js';
import type { PinnaPluginConstructor } from '../../src/wam/index.js';
import { gains } from './mixer.js';
import { Transport } from './playback-transport.js';
import { TrackMarkers } from './track-markers.js';
import { Track, type Sound } from './track.js';

/** Delay between the press of Play and the first sample, seconds. All tracks then start at the same sample. */
const START_DELAY = 0.05;

/** What creates plugins. */
interface Engine {
  readonly context: AudioContext;
  readonly group: string;
  readonly Plugin: PinnaPluginConstructor;
}

/** A Web Audio Modules host with its tracks and a transport. Main thread. */
export class StudioHost {
  readonly transport = new Transport();
  #tracks: readonly Track[] = [];
  #opening: Promise<Engine> | undefined;
  #engine: Engine | undefined;
  readonly #onChange: () => void;

  /** @param onChange called when a track has new markers, and when playback has ended */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** Current time of the audio clock, seconds; 0 before the first Play. */
  get now(): number {
    return this.#engine?.context.currentTime ?? 0;
  }

  /** Position in the arrangement, seconds. */
  get position(): number {
    return this.transport.positionAt(this.now);
  }

  get isPlaying(): boolean {
    return this.transport.isPlaying;
  }

  /**
   * Adds a track. If the engine is open, its plugin is created at once, and it joins the playback.
   * @param at place among the tracks; absent for the last one
   */
  add(track: Track, at = this.#tracks.length): void {
    this.#tracks = [...this.#tracks.slice(0, at), track, ...this.#tracks.slice(at)];
    this.#fit();
    const engine = this.#engine;
    if (!engine) return;
    void this.#insert(track, engine).then(() => {
      if (this.isPlaying) track.play(this.now + START_DELAY, this.transport.positionAt(this.now + START_DELAY));
    });
  }

  /** Returns a new track for {@link add}. */
  create(sound: Sound): Track {
    return new Track(sound, new TrackMarkers(this.transport));
  }

  /** Removes a track with its plugin. The track keeps its markers and settings, and can be added again. */
  remove(track: Track): void {
    track.detach();
    this.#tracks = this.#tracks.filter((one) => one !== track);
    if (this.#tracks.length === 0) this.stop();
    this.#fit();
  }

  /** Applies volume, mute and solo of all tracks. */
  mix(): void {
    const all = gains(this.#tracks.map(({ strip }) => strip));
    for (const [i, track] of this.#tracks.entries()) track.setGain(all[i]!);
  }

  /**
   * Opens an AudioContext and loads a plugin for each track, unless that has happened. Resolves when all plugins listen. A call
   * after an error tries again.
   * @throws PinnaError if a plugin cannot listen
   */
  async open(): Promise<void> {
    this.#opening ??= createEngine();
    try {
      this.#engine = await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
    const engine = this.#engine;
    await Promise.all(this.#tracks.map((track) => track.plugin ?? this.#insert(track, engine)));
    await Promise.all(this.#tracks.map(({ plugin }) => plugin?.audioNode.listening));
  }

  /** Plays from the current position, or from the start if the position is at the end. Call `open` before. */
  async play(): Promise<void> {
    if (this.isPlaying || !this.#engine) return;
    await this.#engine.context.resume();
    if (this.isPlaying) return;
    const { transport } = this;
    if (this.position >= transport.length) transport.locate(0);
    const { position } = this;
    const at = this.now + START_DELAY;
    for (const track of this.#tracks) track.play(at, position);
    transport.play(at);
  }

  stop(): void {
    for (const track of this.#tracks) track.stop();
    this.transport.stop(this.now);
  }

  /** Moves to a position in the arrangement, seconds. Playback continues there. */
  seek(position: number): void {
    const wasPlaying = this.isPlaying;
    if (wasPlaying) this.stop();
    this.transport.locate(position);
    if (wasPlaying) void this.play();
  }

  /** Stops at the end of the arrangement. Call it while it plays, at each picture. */
  stopAtEnd(): void {
    if (this.isPlaying && this.position >= this.transport.length) this.stop();
  }

  async #insert(track: Track, { context, group, Plugin }: Engine): Promise<void> {
    const plugin = await Plugin.createInstance(group, context, track.state);
    if (!this.#tracks.includes(track) || track.plugin) {
      plugin.audioNode.destroy();
      return;
    }
    const fader = new GainNode(context, { gain: 0 });
    plugin.audioNode.connect(fader).connect(context.destination);
    track.attach({ plugin, fader }, this.#onChange);
    this.mix();
    this.#onChange();
  }

  #fit(): void {
    this.transport.length = Math.max(0, ...this.#tracks.map(({ sound }) => sound.buffer.duration));
    this.mix();
  }
}

async function createEngine(): Promise<Engine> {
  const context = new AudioContext();
  await context.resume();
  const [group] = await initializeWamHost(context);
  const { default: Plugin } = await import('../../src/wam/index.js');
  return { context, group, Plugin };
}
