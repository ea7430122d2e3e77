/** Renders the demo scene away from the page's own thread, and posts its samples, as its one sound. */
import { renderScene, SAMPLE_RATE } from './scene.js';

const page = globalThis as unknown as Pick<MessagePort, 'postMessage'>;
const { samples } = renderScene(SAMPLE_RATE);
page.postMessage([samples], [samples.buffer]);
