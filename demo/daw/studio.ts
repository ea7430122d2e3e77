import initializeWamHost from '@webaudiomodules/sdk/src/initializeWamHost.js';
import type { PinnaPlugin } from '../../src/wam/index.js';
import { Transport } from './playback-transport.js';

/** Delay between the press of Play and the first sample, seconds. All tracks then start at the same sample. */
const START_DELAY = 0.05;

/** One track. Its signal path is source, plugin, fader, mix. */
export interface Track {
  readonly name: string;
  readonly buffer: AudioBuffer;
  readonly plugin: PinnaPlugin;
  readonly fader: GainNode;
}

/** A Web Audio Modules host with its tracks and a transport. */
export class Studio {
  private sources: AudioBufferSourceNode[] = [];
  private isSettled = true;

  private constructor(
    readonly context: AudioContext,
    readonly tracks: readonly Track[],
    readonly transport: Transport,
  ) {}

  /**
   * Opens an AudioContext, loads a plugin for each track and waits until all plugins listen.
   * @param sounds name and sound of each track
   */
  static async open(sounds: readonly (readonly [name: string, buffer: AudioBuffer])[]): Promise<Studio> {
    const context = new AudioContext();
    await context.resume();
    const [group] = await initializeWamHost(context);
    const { default: Plugin } = await import('../../src/wam/index.js');
    const tracks = await Promise.all(
      sounds.map(async ([name, buffer]) => {
        const plugin = await Plugin.createInstance(group, context);
        const fader = new GainNode(context);
        plugin.audioNode.connect(fader).connect(context.destination);
        return { name, buffer, plugin, fader };
      }),
    );
    await Promise.all(tracks.map(({ plugin }) => plugin.audioNode.listening));
    const length = Math.max(...tracks.map(({ buffer }) => buffer.duration));
    return new Studio(context, tracks, new Transport(length));
  }

  get position(): number {
    return this.transport.positionAt(this.context.currentTime);
  }

  /**
   * Plays from the current position, or from the start if the position is at the end.
   * @param onEnd called when the arrangement ends
   */
  async play(onEnd: () => void): Promise<void> {
    if (this.transport.isPlaying || !this.isSettled) return;
    this.isSettled = false;
    await this.context.resume();
    this.isSettled = true;
    if (this.position >= this.transport.length) this.transport.locate(0);
    const { position } = this;
    const at = this.context.currentTime + START_DELAY;
    this.sources = this.tracks.map(({ buffer, plugin }) => {
      const source = new AudioBufferSourceNode(this.context, { buffer });
      source.connect(plugin.audioNode);
      source.start(at, position);
      return source;
    });
    this.transport.play(at);
    const longest = this.tracks.findIndex(({ buffer }) => buffer.duration === this.transport.length);
    this.sources[longest]!.onended = () => {
      this.stop();
      onEnd();
    };
  }

  stop(): void {
    for (const source of this.sources.splice(0)) {
      source.onended = null;
      source.stop();
      source.disconnect();
    }
    this.transport.stop(this.context.currentTime);
  }
}
