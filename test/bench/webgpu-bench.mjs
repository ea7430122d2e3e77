/* global navigator, benchNetworks -- inside page.evaluate */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { fusedKernelsForEsbuild } from '../../build/fused-kernels.mjs';
import { findChromium } from '../harness/chromium.mjs';
import { printSteps } from './steps.mjs';

/** Origin of the page. Any secure origin works, because every request is answered here. */
const ORIGIN = 'http://localhost:1';

/**
 * Measures the network on WebGPU in a headless Chromium, by the wall clock, if there is a graphics card.
 *
 * @returns the adapter's description, the time from requesting a backend to its first step, and the rows of `benchNetwork`
 * (empty without a graphics card)
 */
export async function benchWebgpu(manifest, weights) {
  const executablePath = findChromium();
  if (!executablePath) return { adapter: 'none: no Chromium or Chrome was found (CHROME_PATH)', rows: [] };
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
    plugins: [fusedKernelsForEsbuild],
  });
  const args = [
    '--enable-unsafe-webgpu',
    '--enable-features=Vulkan',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: outputFiles[0].text });
    return await page.evaluate(
      async ({ json, bytes }) => {
        const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
        if (!adapter) return { adapter: 'none', rows: [] };
        const { vendor, architecture, description } = adapter.info;
        const name = [vendor, architecture, description].filter(Boolean).join(' ');
        if (/swiftshader|llvmpipe|lavapipe/i.test(name)) return { adapter: `${name}, which is software`, rows: [] };
        const [shipped] = await benchNetworks.benchModels(json, Uint8Array.from(bytes).buffer);
        const files = { gpu: navigator.gpu };
        const compileMilliseconds = await benchNetworks.timeToReady(shipped, 'webgpu', files);
        const rows = await benchNetworks.benchNetwork(shipped, 'webgpu', () => performance.now(), files);
        return { adapter: name, compileMilliseconds, rows };
      },
      { json: manifest, bytes: [...weights] },
    );
  } finally {
    await browser.close();
  }
}

export function printWebgpu({ adapter, compileMilliseconds, rows }) {
  console.log(`\nWebGPU in Chromium, wall clock; adapter: ${adapter}`);
  if (rows.length === 0) console.log('Without a graphics card nothing was measured. Run this where there is one.');
  else {
    console.log(`From its choice to the first step, shaders compiled: ${compileMilliseconds.toFixed(0)} ms`);
    printSteps(rows);
  }
}
