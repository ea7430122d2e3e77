/* global BroadcastChannel, WebAssembly */
import { startShippedWorker } from '/test/start-shipped-worker.js';

/**
 * The worker that ships on a slower machine: every call into WASM takes `factor` times as long, and it can be made to stand
 * still. Told on the channel "slowness": `{ factor }` or `{ stall }`, milliseconds.
 */
let factor = 1;

function spin(until) {
  while (performance.now() < until);
}

const slowed = (call) =>
  function (...args) {
    const began = performance.now();
    const result = call(...args);
    if (factor > 1) spin(began + (performance.now() - began) * factor);
    return result;
  };

function slowInstance({ exports }) {
  return {
    exports: Object.fromEntries(
      Object.entries(exports).map(([name, one]) => [name, typeof one === 'function' ? slowed(one) : one]),
    ),
  };
}

for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const made = await original.apply(WebAssembly, args);
    return 'instance' in made ? { ...made, instance: slowInstance(made.instance) } : slowInstance(made);
  };
}

new BroadcastChannel('slowness').onmessage = ({ data }) => {
  if (data.factor !== undefined) factor = data.factor;
  if (data.stall !== undefined) spin(performance.now() + data.stall);
};

await startShippedWorker();
