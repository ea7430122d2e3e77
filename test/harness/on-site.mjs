import { after, before } from 'node:test';
import { launch } from './launch.mjs';
import { serve } from './serve.mjs';

/** Provides a browser and the built site on a free port to the tests of the calling suite. Both exist once tests run. */
export function onSite() {
  const site = /** @type {{ address: string, browser: import('playwright-core').Browser }} */ ({});
  /** @type {Awaited<ReturnType<typeof serve>> | undefined} */
  let server;
  before(async () => {
    server = await serve();
    site.address = server.address;
    site.browser = await launch();
  });
  after(async () => {
    await site.browser?.close();
    server?.close();
  });
  return site;
}
