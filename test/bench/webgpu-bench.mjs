/* global navigator, benchNetworks -- inside page.evaluate */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

/** Any secure origin does: every request is answered from here. */
const ORIGIN = 'http://localhost:1';

/**
 * The shipped network on WebGPU in a headless Chromium, also on a software adapter where there is no other.
 * @returns the adapter in words, and the rows of `benchNetwork` (none without an adapter)
 */
export async function benchWebgpu(executablePath, manifest, weights) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./network-bench.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'benchNetworks',
    platform: 'browser',
    target: 'es2022',
    define: { global: 'globalThis' },
    write: false,
    logLevel: 'error',
  });
  const browser = await chromium.launch({
    executablePath,
    args: ['--enable-unsafe-webgpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: outputFiles[0].text });
    return await page.evaluate(
      async ({ json, bytes }) => {
        const adapter = await navigator.gpu?.requestAdapter();
        if (!adapter) return { adapter: 'none', measured: [] };
        const { vendor, architecture, description } = adapter.info;
        const [shipped] = await benchNetworks.benchModels(json, Uint8Array.from(bytes).buffer);
        const measured = await benchNetworks.benchNetwork(shipped, 'webgpu', () => performance.now(), {
          gpu: navigator.gpu,
        });
        return { adapter: [vendor, architecture, description].filter(Boolean).join(' '), measured };
      },
      { json: manifest, bytes: [...weights] },
    );
  } finally {
    await browser.close();
  }
}
