/* global document -- inside page.evaluate */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withoutGesture } from '../harness/chromium-flags.mjs';
import { launch } from '../harness/launch.mjs';
import { installedPackage } from './setup/installed.mjs';
import { detection, listen, openPage } from './setup/listening-page.mjs';
import { serve } from './setup/server.mjs';

const fixture = fileURLToPath(new URL('next', import.meta.url));

describe('The package in Next.js', () => {
  const endings = [];

  after(async () => {
    for (const end of endings.reverse()) await end();
  });

  it('is built as in the documentation, is rendered by the server, and listens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pinna-next-'));
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(fixture, folder, { recursive: true });
    const { folder: packedIn, packed } = installedPackage();
    const run = (program, ...args) => execFileSync(program, args, { cwd: folder, stdio: 'inherit', env });
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
    run('npm', 'install', '--no-audit', '--no-fund', '--no-save', join(packedIn, packed.filename));
    run(process.execPath, 'node_modules/next/dist/bin/next', 'build', '--webpack');

    const server = await serve(join(folder, 'out'));
    endings.push(() => server.close());
    const browser = await launch({ flags: [withoutGesture] });
    endings.push(() => browser.close());
    const { page, wrongs } = await openPage(browser, `http://localhost:${server.port}/index.html`);
    await listen(page);
    const { errors, detections } = await detection(page);
    assert.deepEqual(errors, []);
    assert.deepEqual(wrongs, []);
    await page.waitForFunction(() => document.querySelector('#heard').textContent !== '');
    assert.ok(detections.includes(await page.textContent('#heard')));
  });
});
