import { after, before } from 'node:test';
import { launch } from './launch.mjs';
import { serve } from './serve.mjs';

/** A browser and the built site on a free port, for the tests of the suite that this is called in: both are there once tests run. */
export function onSite() {
  const site = {};
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
