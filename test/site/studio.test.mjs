/* global document, AudioNode, AudioDestinationNode, DataTransfer, File -- inside page.evaluate */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parseMidi } from 'midi-file';
import { wav } from '../fixtures/wav.mjs';
import { onSite } from '../harness/on-site.mjs';
import { openPage, violations } from '../harness/open-page.mjs';

const LONG = { timeout: 120_000 };

/** Returns a recording to choose: a tone of 440 Hz. */
const tone = (name, seconds, sampleRate = 16_000) => ({
  name,
  mimeType: 'audio/wav',
  buffer: wav(
    Float32Array.from({ length: seconds * sampleRate }, (_, i) => 0.2 * Math.sin((2 * Math.PI * 440 * i) / sampleRate)),
    sampleRate,
  ),
});

/** Collects the nodes that are connected to the output: the faders, in the order of their tracks. */
const collectFaders = () => {
  globalThis.faders = [];
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...others) {
    if (to instanceof AudioDestinationNode) globalThis.faders.push(this);
    return connect.call(this, to, ...others);
  };
};

/** Returns the markers of each track: name of the row, and start of each marker in seconds. */
const markers = () =>
  [...document.querySelectorAll('.track')].map((track) =>
    [...track.querySelectorAll('.row')].map((row) => [
      row.querySelector('.name').textContent,
      [...row.querySelectorAll('.bars > li')].map((bar) => Number(bar.dataset.from)),
    ]),
  );

/** Returns pairs of markers of one row that overlap on the screen by more than half a pixel. */
const overlaps = () =>
  [...document.querySelectorAll('.bars')].flatMap((row) => {
    const boxes = [...row.children].map((bar) => bar.getBoundingClientRect());
    return boxes.flatMap(({ left }, i) =>
      i > 0 && boxes[i - 1].right > left + 0.5 ? [[boxes[i - 1].right, left]] : [],
    );
  });

/** Returns the shown position, seconds. */
const position = () => {
  const [minutes, seconds] = document.querySelector('#position').textContent.split(':');
  return 60 * Number(minutes) + Number(seconds.replace(',', '.'));
};

const reaches = (page, seconds) =>
  page.waitForFunction(
    (least) => {
      const [minutes, rest] = document.querySelector('#position').textContent.split(':');
      return 60 * Number(minutes) + Number(rest.replace(',', '.')) >= least;
    },
    seconds,
    LONG,
  );

const isStopped = (page) => page.waitForFunction(() => document.querySelector('#play').textContent === 'Play');

describe('Studio', () => {
  const site = onSite();

  it('marks what each demo track sounds like, keeps the markers when it plays again, and saves them with notes', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}studio.html`);
    await page.click('#demo');
    const [garden, band] = [page.locator('.track').nth(0), page.locator('.track').nth(1)];
    await band.locator('.wave path[d^=M]').waitFor({ ...LONG, state: 'attached' });
    assert.deepEqual(await page.locator('.board h2').allTextContents(), ['Garden', 'Band']);
    // Nothing of the engine loads before Play.
    const loaded = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('weights.bin'));
    assert.equal(await page.evaluate(loaded), false);
    assert.deepEqual(await violations(page), []);

    await page.click('#play');
    await garden.locator('.row.bird .bars > li').first().waitFor(LONG);
    await band.locator('.row.genre').first().waitFor(LONG);
    await garden.locator('.midi', { hasText: 'MIDI note' }).waitFor(LONG);
    // The plugin's view begins with what the track is: music with its tempo, or birds and sounds.
    if (!(await page.locator('pinna-plugin').count())) await band.locator('.show').click();
    await band
      .locator('pinna-plugin .views[data-kind=music] > .music:first-child .tempo', { hasText: 'BPM' })
      .waitFor(LONG);
    await reaches(page, 12);
    await page.click('#play');
    await isStopped(page);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await page.evaluate(overlaps), []);

    const download = async (format) => {
      await page.selectOption('#format', format);
      const downloading = page.waitForEvent('download');
      await page.click('#save');
      return readFile(await (await downloading).path());
    };
    const table = (await download('csv')).toString();
    assert.match(table, /^Garden,.*,bird,/m);
    assert.match(table, /^Band,.*,music,/m);
    const { header, tracks } = parseMidi(await download('midi'));
    assert.deepEqual([header.format, header.numTracks], [1, 3]);
    const notes = tracks.map((track) =>
      track.filter(({ type }) => type === 'noteOn').map(({ noteNumber }) => noteNumber),
    );
    assert.ok(notes[1].includes(35), `notes of the garden: ${notes[1]}`);
    assert.ok(notes[2].length > 0);

    // Playing again keeps every marker and makes no second one of it.
    const before = await page.evaluate(markers);
    assert.ok(before.flat().length >= 2, JSON.stringify(before));
    await page.click('#rewind');
    assert.equal(await page.evaluate(position), 0);
    assert.deepEqual(await page.evaluate(markers), before);
    await page.click('#play');
    await reaches(page, 6);
    await page.click('#play');
    await isStopped(page);
    assert.deepEqual(await page.evaluate(markers), before);

    // A click on a marker, on the waveform, and a key on the time axis move the position.
    const last = garden.locator('.row.bird .bars > li').last();
    await last.click({ position: { x: 1, y: 5 } });
    assert.ok(Math.abs((await page.evaluate(position)) - Number(await last.getAttribute('data-from'))) < 0.11);
    const { width } = await band.locator('.wave').boundingBox();
    await band.locator('.wave').click({ position: { x: width / 2, y: 20 } });
    const length = await page.$eval('#seek', ({ max }) => Number(max));
    assert.ok(Math.abs((await page.evaluate(position)) - length / 2) < length / 100);
    await page.focus('#seek');
    await page.keyboard.press('Home');
    assert.equal(await page.evaluate(position), 0);

    // A removed track comes back with its markers.
    await garden.locator('.remove').click();
    assert.deepEqual(await page.locator('.board h2').allTextContents(), ['Band']);
    await page.click('#undo');
    assert.deepEqual(await page.locator('.board h2').allTextContents(), ['Garden', 'Band']);
    assert.deepEqual(await page.evaluate(markers), before);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('takes own recordings, chosen or dropped, says which it cannot read, and mixes them', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}studio.html`, { before: collectFaders });
    const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no sound') };
    await page.setInputFiles('#files', [tone('one.wav', 4), text, tone('two.wav', 30)]);
    await page.locator('#problems', { hasText: 'notes.txt' }).waitFor(LONG);
    await page.locator('.track').nth(1).waitFor(LONG);
    const dropped = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(bytes)], 'one.wav'));
        return transfer;
      },
      [...tone('', 2).buffer],
    );
    await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
    await page.locator('.track').nth(2).waitFor(LONG);
    assert.deepEqual(await page.locator('.board h2').allTextContents(), ['one.wav', 'two.wav', 'one.wav (2)']);
    assert.deepEqual(await violations(page), []);

    await page.click('#play');
    await page.waitForFunction(() => document.querySelector('#play').textContent === 'Stop', undefined, LONG);
    // The plugins load in any order, so the volumes distinguish the tracks.
    const gains = (...expected) =>
      page.waitForFunction(
        (wanted) => {
          const all = globalThis.faders.map(({ gain }) => gain.value).sort((a, b) => a - b);
          return wanted.every((gain, i) => Math.abs(all[i] - gain) < 0.01);
        },
        expected,
        LONG,
      );
    const [one, two, three] = [0, 1, 2].map((i) => page.locator('.track').nth(i));
    await gains(1, 1, 1);
    await one.locator('.volume input').fill('-12');
    await two.locator('.volume input').fill('-6');
    await three.locator('.volume input').fill('6');
    await gains(0.251, 0.501, 1.995);
    await one.locator('.mute').click();
    await gains(0, 0.501, 1.995);
    await two.locator('.solo').click();
    await gains(0, 0, 0.501);
    await one.locator('.solo').click();
    await gains(0, 0, 0.501);
    await one.locator('.mute').click();
    await gains(0, 0.251, 0.501);
    await one.locator('.solo').click();
    await two.locator('.solo').click();
    await gains(0.251, 0.501, 1.995);
    assert.equal(await two.locator('.volume .number').textContent(), '−6\u00a0dB');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('speaks German, with the names of sounds', async () => {
    const { page, errors } = await openPage(site.browser, `${site.address}studio.de.html`, { locale: 'de-DE' });
    await page.click('#demo');
    await page.locator('.track').nth(1).waitFor(LONG);
    assert.deepEqual(await page.locator('.board h2').allTextContents(), ['Garten', 'Band']);
    assert.equal(await page.locator('.track .mute').first().textContent(), 'Stumm');
    await page.click('#play');
    await page.locator('.row.bird .name', { hasText: 'Vogel' }).waitFor(LONG);
    assert.equal(await page.textContent('#play'), 'Anhalten');
    assert.deepEqual(errors, []);
    await page.close();
  });

  it('is found at its former address', async () => {
    const page = await site.browser.newPage();
    await page.goto(`${site.address}daw.html`);
    await page.waitForURL(`${site.address}studio.html`);
    await page.close();
  });
});
