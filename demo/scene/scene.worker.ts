/** Renders the demo scene in a worker thread, and posts its samples and where each sound is. */
import { renderScene, SAMPLE_RATE } from './scene.js';

const page = globalThis as unknown as Pick<MessagePort, 'postMessage'>;
const { samples, parts } = renderScene(SAMPLE_RATE);
page.postMessage({ samples, parts }, [samples.buffer]);
