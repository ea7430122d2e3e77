import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { advance } from './capture/audio-clock.js';
import {
  openSurvivalPage,
  outage,
  refuseMicrophone,
  setDeviceRate,
  unplug,
  type SurvivalPage,
} from './survival-page.js';
import { until } from './until.js';

describe('A microphone that leaves while it is listened to', function () {
  this.timeout(120_000);
  let page: SurvivalPage;
  beforeEach(async () => {
    page = await openSurvivalPage();
    await until(() => page.rows() > 0, 'a row of the log');
  });
  afterEach(async () => {
    await page.close();
    const { captured, processed, dropped } = page.listener.status.samples;
    expect(captured).to.be.greaterThan(0);
    expect(captured).to.equal(processed + dropped);
    expect(page.seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
    await allClosed(page.contexts);
    expect(page.seen.workers.size).to.equal(0);
  });

  const isBack = async (rows: number) => {
    await page.newFrames();
    await until(() => page.chip() === 'Listening', 'the word');
    expect(page.listener.state).to.equal('running');
    expect(page.rows()).to.be.at.least(rows);
  };

  it('says that it was unplugged, keeps the log, and continues when it is back, with the gap in the timeline', async () => {
    const rows = page.rows();
    const plugIn = refuseMicrophone('NotFoundError');
    const began = Date.now();
    unplug(page.seen.tracks.at(-1)!);
    await until(() => page.chip() === 'Interrupted', 'the word');
    await until(() => page.messages().en.startsWith('The microphone was disconnected. Plug it in'), 'the words');
    await until(() => page.messages().de.startsWith('Das Mikrofon wurde getrennt.'), 'the German words');
    // Open detections have ended, because their true end is unknown.
    await until(() => [...page.detections.values()].every(({ offset }) => offset !== null), 'the ends');
    await outage(2.5);
    expect(page.rows()).to.be.at.least(rows);
    plugIn();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await isBack(rows);
    const seconds = (Date.now() - began) / 1000;
    // A busy browser may also lose a moment, which is another gap.
    const long = page.gaps.filter((gap) => gap.to - gap.from > 1);
    expect(long).to.have.length(1);
    const { from, to } = long[0]!;
    // The gap is as long as the wall clock measured, within the sound in transit.
    expect(to - from).to.be.within(2.4, seconds + 0.5);
    const outageShown = /^No sound was analysed (\d+:\d\d)–(?!\1)\d+:\d\d$/; // two different seconds
    await until(() => page.gapsShown().some((shown) => outageShown.test(shown)), 'the gap in the timeline');
    expect(page.seen.workersMade).to.equal(1);
    // No onset lies inside the gap.
    for (const { onset } of page.detections.values()) expect(onset > from && onset < to - 0.1).to.equal(false);
  });

  it('finds it again without an event of the browser', async () => {
    let asked = 0;
    const plugIn = refuseMicrophone('NotFoundError', () => asked++);
    unplug(page.seen.tracks.at(-1)!);
    await until(() => page.listener.status.interruption === 'device-lost', 'the interruption');
    await until(() => asked > 0, 'a request for the microphone');
    plugIn();
    await isBack(1);
  });

  it('is asked for again at once where another one takes its place', async () => {
    unplug(page.seen.tracks.at(-1)!);
    await until(() => page.seen.tracks.length === 2, 'another one');
    await isBack(1);
    expect(page.gaps[0]!.to - page.gaps[0]!.from).to.be.lessThan(10);
  });

  it('says that something else holds it, and waits', async () => {
    const free = refuseMicrophone('NotReadableError');
    unplug(page.seen.tracks.at(-1)!);
    await until(() => page.messages().en.startsWith('Another program is using the microphone.'), 'the words');
    await until(() => page.messages().de.startsWith('Ein anderes Programm benutzt das Mikrofon.'), 'the German words');
    free();
    await isBack(1);
  });

  it('says that it is no longer allowed, does not ask again and again, and continues when it is allowed', async () => {
    const permission = Object.assign(new EventTarget(), { state: 'denied' });
    const { query } = navigator.permissions;
    navigator.permissions.query = () => Promise.resolve(permission as unknown as PermissionStatus);
    let asked = 0;
    const allow = refuseMicrophone('NotAllowedError', () => asked++);
    unplug(page.seen.tracks.at(-1)!);
    await until(() => page.messages().en.startsWith('The microphone is no longer allowed.'), 'the words');
    await until(() => page.messages().de.startsWith('Das Mikrofon ist nicht mehr erlaubt.'), 'the German words');
    // After another failure, the next request would come after 1 s.
    await outage(3);
    expect(asked).to.equal(1);
    allow();
    permission.state = 'granted';
    permission.dispatchEvent(new Event('change'));
    await isBack(1);
    navigator.permissions.query = query;
  });

  it('says that the system has muted it; what comes meanwhile is not taken for sound', async () => {
    const track = page.seen.tracks.at(-1)!;
    const { captured } = page.listener.status.samples;
    track.dispatchEvent(new Event('mute'));
    await until(() => page.messages().en.startsWith('The system or a switch has muted the microphone.'), 'the words');
    await until(() => page.messages().de.startsWith('Das System oder ein Schalter'), 'the German words');
    await advance(page.contexts.at(-1)!, 2.5);
    expect(page.listener.status.samples.captured).to.be.at.most(captured + 2 * 48_000);
    track.dispatchEvent(new Event('unmute'));
    await isBack(1);
    expect(page.gaps).to.have.length(1);
    expect(page.gaps[0]!.to - page.gaps[0]!.from).to.be.greaterThan(2.2);
    await until(() => page.gapsShown().length === 1, 'the gap in the timeline');
  });

  it('is exchanged for the new default when the system’s default changes', async () => {
    const { enumerateDevices } = navigator.mediaDevices;
    const devices = await navigator.mediaDevices.enumerateDevices();
    const inputs = devices.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== 'default');
    const other = inputs.find(({ label }) => label !== page.listener.status.input?.label)!;
    // The fake devices have no default entry, so another device becomes the first one.
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve([other, ...inputs.filter((one) => one !== other)]);
    const { getUserMedia } = navigator.mediaDevices;
    navigator.mediaDevices.getUserMedia = (constraints) =>
      getUserMedia.call(navigator.mediaDevices, {
        audio: { ...(constraints!.audio as MediaTrackConstraints), deviceId: { exact: other.deviceId } },
      });
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await until(() => page.listener.status.input?.label === other.label, 'the other input');
    await until(() => page.messages().en.includes(other.label), 'its name');
    await isBack(1);
    expect(page.seen.tracks[0]!.readyState).to.equal('ended');
    for (const { from, to } of page.gaps) expect(to - from).to.be.lessThan(10);
    navigator.mediaDevices.enumerateDevices = enumerateDevices;
    navigator.mediaDevices.getUserMedia = getUserMedia;
  });

  it('may come back with another sample rate: detections stay on one clock', async () => {
    const { sampleRate } = page.listener.status;
    setDeviceRate(16_000);
    const before = page.gaps.length;
    unplug(page.seen.tracks.at(-1)!);
    await until(() => page.listener.status.sampleRate === 16_000, 'the other rate');
    await isBack(1);
    expect(sampleRate).not.to.equal(16_000);
    const { from, to } = page.gaps[before]!;
    expect(to).to.be.greaterThan(from);
    expect(to - from).to.be.lessThan(10);
    setDeviceRate(undefined);
  });
});
