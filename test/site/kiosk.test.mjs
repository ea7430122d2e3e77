/* global document, navigator, localStorage, innerHeight, getComputedStyle, AudioContext, Worker, Event, ErrorEvent, DOMException -- inside page.evaluate */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

/** Records the objects that the page creates, so that a test can break them. All of them are real. */
function takeHold() {
  const held = { tracks: [], contexts: [], workers: [], unplugged: false, locks: 0 };
  globalThis.held = held;
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    if (held.unplugged) throw new DOMException('Requested device not found', 'NotFoundError');
    const stream = await getUserMedia(constraints);
    held.tracks.push(...stream.getTracks());
    return stream;
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(options) {
      super(options);
      held.contexts.push(this);
    }
  };
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      held.workers.push(this);
    }
  };
  if (navigator.wakeLock) {
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = (type) => {
      held.locks++;
      return request(type);
    };
  }
}

describe('Kiosk', () => {
  const site = onSite();
  let page;
  let errors;

  /** Resolves when frames arrive that were computed after this call. */
  const hears = () =>
    page
      .evaluate(
        () =>
          new Promise((resolve, reject) => {
            const ear = document.querySelector('#ear');
            setTimeout(() => reject(new Error('Nothing is detected.')), 45_000);
            ear.addEventListener('pinna-frames', resolve, { once: true });
          }),
      )
      .then(() => page.waitForFunction(() => document.querySelector('#word').textContent === 'Listening'));
  const says = (words) =>
    page.waitForFunction((part) => document.querySelector('.top').textContent.includes(part), words);

  before(async () => {
    ({ page, errors } = await openPage(site.browser, `${site.address}kiosk.html`, { before: takeHold }));
  });

  it('begins with one press, in full screen, and shows detections in large words', async () => {
    await page.click('#begin');
    await hears();
    assert.ok(await page.evaluate(() => document.fullscreenElement !== null));
    assert.ok((await page.evaluate(() => globalThis.held.locks)) > 0);
    const word = page.locator('#now [part~=line]').first();
    await word.waitFor({ timeout: 45_000 });
    const { height, size } = await word.evaluate((item) => ({
      height: innerHeight,
      size: parseFloat(getComputedStyle(item).fontSize),
    }));
    assert.ok(size > height / 10, `${size} px of ${height} px`);
    // The controls hide without activity, so the pointer moves before they are checked.
    await page.mouse.move(200, 200);
    await page.waitForFunction(() => getComputedStyle(document.querySelector('#leave')).opacity === '1');
    assert.deepEqual(await violations(page), []);
  });

  it('says beforehand what the browser cannot do', async () => {
    const sentences = (before) =>
      openPage(site.browser, `${site.address}kiosk.html`, { before }).then(async ({ page: other }) => {
        const said = await other.locator('#missing li').allTextContents();
        const found = await violations(other);
        await other.close();
        return [said.length, said.join(' '), found];
      });
    assert.deepEqual(await sentences(), [0, '', []]);
    const [count, words, found] = await sentences(() => {
      delete globalThis.Navigator.prototype.wakeLock;
      Object.defineProperty(document, 'fullscreenEnabled', { value: false });
    });
    assert.equal(count, 2);
    assert.match(words, /cannot keep the screen on.+no full screen/);
    assert.deepEqual(found, []);
  });

  it('hides the pointer while nobody moves it', async () => {
    await page.mouse.move(300, 300);
    assert.equal(await page.$eval('#stage', (stage) => getComputedStyle(stage).cursor), 'auto');
    await page.waitForSelector('#stage.still');
    assert.equal(await page.$eval('#stage', (stage) => getComputedStyle(stage).cursor), 'none');
  });

  it('listens again when the microphone was unplugged, and says so while it is', async () => {
    await page.evaluate(() => {
      globalThis.held.unplugged = true;
      const track = globalThis.held.tracks.at(-1);
      track.stop();
      track.dispatchEvent(new Event('ended'));
    });
    await says('Not listening');
    await says('The microphone was unplugged. Plug it in again.');
    await page.evaluate(() => {
      globalThis.held.unplugged = false;
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    });
    await hears();
  });

  it('listens again, at growing intervals, without an event that the microphone is back', async () => {
    await page.evaluate(() => {
      globalThis.held.unplugged = true;
      const track = globalThis.held.tracks.at(-1);
      track.stop();
      track.dispatchEvent(new Event('ended'));
    });
    await says('The microphone was unplugged');
    await page.evaluate(() => (globalThis.held.unplugged = false));
    await hears();
  });

  it('listens again when the audio context was suspended', async () => {
    await page.evaluate(() => globalThis.held.contexts.at(-1).suspend());
    await page.waitForFunction(() => globalThis.held.contexts.at(-1).state === 'running');
    await hears();
  });

  it('listens again when the worker died without a word', async () => {
    const workers = await page.evaluate(() => {
      globalThis.held.workers.at(-1).terminate();
      return globalThis.held.workers.length;
    });
    await page.waitForFunction((before) => globalThis.held.workers.length > before, workers);
    await hears();
  });

  it('listens again when the worker crashed', async () => {
    await page.evaluate(() =>
      globalThis.held.workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })),
    );
    await says('Not listening');
    await hears();
  });

  it('listens on when the page was frozen in the background and shown again', async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    // eslint-disable-next-line tests/no-fixed-sleeps -- in a frozen page nothing happens that the test could wait for
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await hears();
  });

  it('continues automatically when the page is loaded again', async () => {
    await page.reload();
    await hears();
  });

  it('leaves with Escape, and leaves nothing open', async () => {
    await page.keyboard.press('Escape');
    await page.waitForSelector('#begin', { state: 'visible' });
    await page.waitForFunction(() => document.querySelector('#ear').listener.state === 'idle');
    assert.deepEqual(await page.evaluate(() => globalThis.held.tracks.map(({ readyState }) => readyState)), ['ended']);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'begin');
    await page.reload();
    assert.ok(await page.isVisible('#begin'));
    assert.deepEqual(errors, []);
  });

  it('remembers the microphone, and listens to no other instead', async () => {
    const options = await page.$$eval('#microphone option', (all) => all.map(({ value, label }) => ({ value, label })));
    const chosen = options.at(-1);
    assert.ok(options.length > 1, JSON.stringify(options));
    await page.selectOption('#microphone', chosen.value);
    await page.reload();
    assert.equal(await page.inputValue('#microphone'), chosen.value);
    await page.click('#begin');
    await hears();
    assert.equal(await page.evaluate(() => globalThis.held.tracks.at(-1).label), chosen.label);
    await page.click('#leave');
    await page.waitForSelector('#begin', { state: 'visible' });
    await page.evaluate(() => {
      localStorage.setItem(
        'pinna-kiosk-microphone',
        JSON.stringify({ deviceId: 'gone', label: 'A microphone that is gone' }),
      );
    });
    await page.reload();
    await page.click('#begin');
    await says('The microphone was not found');
    assert.deepEqual(await page.evaluate(() => globalThis.held.tracks), []);
    await page.keyboard.press('Escape');
  });
});
