/** Renders the example sounds in a worker thread, and posts them. */
import { renderExamples } from './examples.js';

const page = globalThis as unknown as Pick<MessagePort, 'postMessage'>;
const takes = renderExamples();
page.postMessage(
  takes,
  takes.map(({ samples }) => samples.buffer),
);
