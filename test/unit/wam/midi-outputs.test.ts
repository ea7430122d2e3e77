import { expect } from 'chai';
import { beforeEach, describe, it } from 'vitest';
import type { PinnaError } from '../../../src/errors.js';
import { MidiOutputs, type MidiBrowser } from '../../../src/wam/midi/midi-outputs.js';

/** Returns a simulated browser with MIDI outputs, because test machines have none. */
function browserWith(names: readonly string[], permission: PermissionState = 'prompt') {
  const sent: { id: string; bytes: number[]; time?: number }[] = [];
  const outputs = new Map(
    names.map((id) => [
      id,
      {
        id,
        name: `The ${id}`,
        manufacturer: '',
        state: 'connected' as MIDIPortDeviceState,
        send: (bytes: number[], time?: number) => sent.push({ id, bytes, ...(time === undefined ? {} : { time }) }),
      },
    ]),
  );
  const access = { outputs, onstatechange: null as (() => void) | null };
  const asked = { times: 0 };
  const browser = {
    requestMIDIAccess: async () => {
      asked.times += 1;
      return access;
    },
    permissions: { query: async () => ({ state: permission }) },
  } as unknown as MidiBrowser;
  return { browser, access, outputs, sent, asked };
}

describe('MIDI outputs', () => {
  const context = { currentTime: 1 } as BaseAudioContext;
  let changes: number;
  let lost: PinnaError[];
  const open = (browser: MidiBrowser) =>
    new MidiOutputs(
      context,
      () => changes++,
      (error) => lost.push(error),
      browser,
    );
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: PinnaError) => error.code,
    );
  beforeEach(() => {
    changes = 0;
    lost = [];
  });

  it('are listed once they have been asked for, and what is emitted goes to the chosen one', async () => {
    const { browser, sent } = browserWith(['synth', 'drums']);
    const midi = open(browser);
    expect(midi.list).to.equal(undefined);
    expect(await midi.requestOutputs()).to.deep.equal([
      { id: 'synth', name: 'The synth' },
      { id: 'drums', name: 'The drums' },
    ]);
    midi.send([0x90, 1, 1], 1);
    await midi.choose('drums');
    const now = performance.now();
    midi.send([0x90, 60, 100], 1.5);
    expect(sent).to.have.length(1);
    expect(sent[0]!.id).to.equal('drums');
    expect(sent[0]!.time).to.be.within(now + 499, now + 700);
    expect(changes).to.be.greaterThan(0);
    // The sounding note ends when the choice changes.
    await midi.choose(null);
    expect(sent.at(-1)).to.deep.equal({ id: 'drums', bytes: [0x80, 60, 0] });
    expect(midi.chosen).to.equal(null);
  });

  it('are not asked for when a state is restored, unless the user has allowed them before', async () => {
    const prompt = browserWith(['synth']);
    const midi = open(prompt.browser);
    await midi.restore('synth');
    expect([prompt.asked.times, midi.chosen, midi.isOpen]).to.deep.equal([0, 'synth', false]);
    await midi.requestOutputs();
    expect(midi.isOpen).to.equal(true);
    const granted = browserWith(['synth'], 'granted');
    const other = open(granted.browser);
    await other.restore('synth');
    expect([granted.asked.times, other.isOpen]).to.deep.equal([1, true]);
    midi.close();
    other.close();
    expect(granted.access.onstatechange).to.equal(null);
  });

  it('say when the chosen one goes, and take it again when it comes', async () => {
    const { browser, access, outputs } = browserWith(['synth']);
    const midi = open(browser);
    await midi.choose('synth');
    outputs.get('synth')!.state = 'disconnected';
    access.onstatechange!();
    expect(lost.map((error) => error.code)).to.deep.equal(['no-midi-output']);
    expect([midi.isOpen, midi.chosen, midi.list!.length]).to.deep.equal([false, 'synth', 0]);
    outputs.get('synth')!.state = 'connected';
    access.onstatechange!();
    expect(midi.isOpen).to.equal(true);
  });

  it('that are not there, not allowed or not known to the browser are typed errors', async () => {
    const midi = open(browserWith(['synth']).browser);
    await midi.choose('synth');
    expect(await code(midi.choose('organ'))).to.equal('no-midi-output');
    expect([midi.chosen, midi.isOpen]).to.deep.equal(['synth', true]);
    const refuse = (name: string) =>
      open({ requestMIDIAccess: () => Promise.reject(new DOMException('no', name)) } as MidiBrowser);
    expect(await code(refuse('NotAllowedError').requestOutputs())).to.equal('midi-denied');
    expect(await code(refuse('SecurityError').choose('synth'))).to.equal('midi-denied');
    expect(await code(refuse('InvalidStateError').requestOutputs())).to.equal('unsupported-browser');
    expect(await code(open({}).requestOutputs())).to.equal('unsupported-browser');
  });
});
