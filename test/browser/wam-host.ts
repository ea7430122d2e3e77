import initializeWamHost from '@webaudiomodules/sdk/src/initializeWamHost.js';
import type { WamEventMap } from '@webaudiomodules/api/dist/index.js';
import type * as Wam from '../../src/wam/index.js';
import type { PinnaNode, PinnaPlugin, PluginState } from '../../src/wam/index.js';
import type { PinnaNodeEventDetails } from '../../src/wam/node/plugin.js';
import { SMALL_MODEL } from './small-model.js';

/** Imports the built plugin. */
export async function builtPlugin(): Promise<typeof Wam> {
  const address = '/dist/wam/index.js';
  return (await import(address)) as typeof Wam;
}

/** A Web Audio Modules host with one group, made with the SDK. */
export interface Host<Context extends BaseAudioContext = AudioContext> {
  readonly context: Context;
  /** Id of the group. */
  readonly group: string;
  /** Creates an instance with a small model. */
  create(state?: Partial<PluginState>): Promise<PinnaPlugin>;
  /** Destroys all instances that this host created, except `keeper`. */
  destroyAll(keeper?: PinnaPlugin): void;
  /** Destroys all instances and closes the context. */
  close(): Promise<void>;
}

export function openHost(): Promise<Host>;
export function openHost<Context extends BaseAudioContext>(context: Context): Promise<Host<Context>>;
export async function openHost(
  context: BaseAudioContext = new AudioContext({ sampleRate: 48_000 }),
): Promise<Host<BaseAudioContext>> {
  const [group] = await initializeWamHost(context);
  const { default: Plugin } = await builtPlugin();
  const made: PinnaPlugin[] = [];
  if (context instanceof AudioContext) await context.resume();
  const destroyAll = (keeper?: PinnaPlugin) => {
    for (const plugin of made) if (plugin !== keeper) plugin.audioNode.destroy();
  };
  return {
    context,
    group,
    async create(state = {}) {
      const plugin = await Plugin.createInstance(group, context, { model: SMALL_MODEL, ...state });
      made.push(plugin);
      return plugin;
    },
    destroyAll,
    async close() {
      destroyAll();
      if (context instanceof AudioContext) await context.close();
    },
  };
}

type Details = PinnaNodeEventDetails & WamEventMap;

/** Returns the detail of the node's next event for which `fits` returns true. Rejects after `seconds`. */
export function nodeEvent<K extends keyof Details>(
  node: PinnaNode,
  type: K,
  fits: (detail: Details[K]) => boolean = () => true,
  seconds = 30,
): Promise<Details[K]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`No fitting ${type} within ${String(seconds)} s.`)),
      seconds * 1000,
    );
    const seen = (event: Event) => {
      const { detail } = event as CustomEvent<Details[K]>;
      if (!fits(detail)) return;
      clearTimeout(timer);
      node.removeEventListener(type, seen);
      resolve(detail);
    };
    node.addEventListener(type as string, seen);
  });
}
