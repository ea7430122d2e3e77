import WebAudioModule from '@webaudiomodules/sdk/src/WebAudioModule.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { loadPart } from '../lifetime/load-part.js';
import { withTimeout } from '../lifetime/waiting.js';
import descriptor from './descriptor.json';
import type { PinnaPlugin } from './node/plugin.js';
import { processorUrl } from './processor-url.js';
import { defaultSettings, readState, type PluginState } from './settings/settings.js';
import { WamPinnaNode } from './node/wam-node.js';

/** Time limit for loading the processor's script, ms. */
const LOAD_LIMIT = 30_000;

/** The plugin as a Web Audio Modules 2 module: creates its node and its views. Main thread. */
export class WamPinnaModule extends WebAudioModule<WamPinnaNode> implements PinnaPlugin {
  readonly #id = `${descriptor.identifier}-${crypto.randomUUID()}`;
  readonly #guis = new Map<Element, () => void>();

  constructor(groupId: string, audioContext: BaseAudioContext) {
    super(groupId, audioContext);
    Object.assign(this._descriptor, descriptor);
  }

  /** A unique id. The SDK's default is a time of day, which two instances may share. */
  override get instanceId(): string {
    return this.#id;
  }

  /** @throws PinnaError `worklet-failed`, `bad-state` */
  override async initialize(state?: Partial<PluginState>): Promise<this> {
    this.audioNode = await this.createAudioNode(state);
    this.initialized = true;
    return this;
  }

  /** @param state null, as some hosts pass it, means the default settings */
  override async createAudioNode(state?: Partial<PluginState> | null): Promise<WamPinnaNode> {
    const { settings, parameters } = readState(state ?? {}, defaultSettings());
    const url = processorUrl();
    try {
      await withTimeout(LOAD_LIMIT, this.audioContext.audioWorklet.addModule(url));
    } catch (cause) {
      throw notLoaded(url, cause);
    }
    let node: WamPinnaNode;
    try {
      node = new WamPinnaNode(this, settings, () => this.#destroyGuis());
    } catch (cause) {
      throw notLoaded(url, cause);
    }
    try {
      await node.initialize(parameters);
    } catch (error) {
      node.destroy();
      throw error;
    }
    return node;
  }

  override async createGui(): Promise<HTMLElement> {
    const { createGui } = await loadPart(import('./gui/create-gui.js'), "The plugin's view", 'open it again');
    const { gui, remove } = createGui(this.audioNode);
    this.#guis.set(gui, remove);
    return gui;
  }

  override destroyGui(gui: Element): void {
    this.#guis.get(gui)?.();
    this.#guis.delete(gui);
  }

  #destroyGuis(): void {
    for (const gui of [...this.#guis.keys()]) this.destroyGui(gui);
  }
}

const notLoaded = (url: string, cause: unknown) =>
  new PinnaError(
    PinnaErrorCode.WorkletFailed,
    `The plugin's processor at ${url} could not be loaded. Call the SDK's initializeWamHost with this AudioContext first, and ` +
      'serve that file as JavaScript (from another origin: with CORS headers), allowed by script-src where there is a ' +
      'Content-Security-Policy.',
    { cause },
  );
