import initializeWamHost from '@webaudiomodules/sdk/src/initializeWamHost.js';
import type { PinnaPlugin } from '../../src/wam/index.js';
import { Transport } from './playback-transport.js';

/** A moment between the press of Play and the first sample, so that all tracks begin on the same one. Seconds. */
const LEAD = 0.05;

/** One track: its sound goes through its plugin and its fader to the mix. */
export interface Track {
  readonly name: string;
  readonly buffer: AudioBuffer;
  readonly plugin: PinnaPlugin;
  readonly fader: GainNode;
}

/** A host of Web Audio Modules with two tracks and a transport. */
export class Session {
  private sources: AudioBufferSourceNode[] = [];
  private isSettled = true;

  private constructor(
    readonly context: AudioContext,
    readonly tracks: readonly Track[],
    readonly transport: Transport,
  ) {}

  /** @param sounds name and sound of each track */
  static async open(sounds: readonly (readonly [name: string, buffer: AudioBuffer])[]): Promise<Session> {
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
    return new Session(context, tracks, new Transport(length));
  }

  get position(): number {
    return this.transport.positionAt(this.context.currentTime);
  }

  /** @param onEnd the arrangement has come to its end */
  async play(onEnd: () => void): Promise<void> {
    if (this.transport.isPlaying || !this.isSettled) return;
    this.isSettled = false;
    await this.context.resume();
    this.isSettled = true;
    if (this.position >= this.transport.length) this.transport.locate(0);
    const { position } = this;
    const at = this.context.currentTime + LEAD;
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
