import type { SurvivalPage } from './survival-page.js';

/**
 * Returns the address of the shipped worker, with four faults that a message can trigger: its code throws, its thread ends
 * silently, it hangs, or every call into its WASM traps.
 */
export function breakableWorker(): string {
  const script = `
    import ${JSON.stringify(new URL('/dist/worker.js', location.href).href)};
    let trap = false;
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const { module, instance } = await original.apply(WebAssembly, given);
        const exports = Object.fromEntries(Object.entries(instance.exports).map(([key, value]) => [
          key,
          typeof value !== 'function' ? value : (...values) => {
            if (trap) throw new WebAssembly.RuntimeError('unreachable');
            return value(...values);
          },
        ]));
        return { module, instance: { exports } };
      };
    }
    const fail = { throw: () => setTimeout(() => { throw new Error('broken on purpose'); }), end: () => close(),
      hang: () => { for (;;); }, trap: () => { trap = true; } };
    addEventListener('message', ({ data }) => {
      fail[data.type]?.();
    });
    `;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

/** Triggers a fault in a page's breakable worker. */
export function breakWorker(page: SurvivalPage, fault: 'throw' | 'end' | 'hang' | 'trap'): void {
  const [worker] = page.seen.workers;
  worker!.postMessage({ type: fault });
}
