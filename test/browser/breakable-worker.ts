import type { SurvivalPage } from './survival-page.js';

/**
 * The shipped worker, and a way to break it: its own code throws, its thread ends without a word, it hangs, or every call
 * into its WASM traps.
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

/** Lets a page's breakable worker fail. */
export function breakWorker(page: SurvivalPage, fault: 'throw' | 'end' | 'hang' | 'trap'): void {
  const [worker] = page.seen.workers;
  worker!.postMessage({ type: fault });
}
