/* global BroadcastChannel, WebAssembly */
import { startShippedWorker } from '/test/harness/start-shipped-worker.js';

/**
 * The shipped worker on a slower machine: every call into WASM takes `factor` times as long. A message on the channel
 * "slowness" sets `{ factor }`, or blocks the thread for `{ stall }` ms.
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
