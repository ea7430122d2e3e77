/** Renders the studio's tracks in a worker thread, and posts the samples of each. */
import { renderScene, SAMPLE_RATE, SOUNDS } from '../scene/scene.js';

const page = globalThis as unknown as Pick<MessagePort, 'postMessage'>;

const GARDEN = ['chirping_birds', 'door_wood_knock', 'dog', 'crickets', 'rain'];
const isOn = (names: readonly string[]) => SOUNDS.filter(({ name }) => names.includes(name));

const tracks = [isOn(GARDEN), isOn(['music'])].map((sounds) => renderScene(SAMPLE_RATE, sounds).samples);
page.postMessage(
  tracks,
  tracks.map(({ buffer }) => buffer),
);
