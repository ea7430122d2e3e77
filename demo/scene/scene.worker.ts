/** Renders the demo scene in a worker thread, and posts its samples as the only sound. */
import { renderScene, SAMPLE_RATE } from './scene.js';

const page = globalThis as unknown as Pick<MessagePort, 'postMessage'>;
const { samples } = renderScene(SAMPLE_RATE);
page.postMessage([samples], [samples.buffer]);
