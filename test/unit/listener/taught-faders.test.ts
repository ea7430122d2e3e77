import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PinnaError } from '../../../src/errors.js';
import { TaughtSounds } from '../../../src/listener/taught-sounds.js';
import type { TeachingHost } from '../../../src/listener/teaching-host.js';
import { withSet } from '../../../src/teach/file/set-parts.js';
import type { TaughtFader } from '../../../src/teach/file/taught-fader.js';
import type { TaughtSet } from '../../../src/teach/file/taught-file.js';
import type { FaderLesson } from '../../../src/worker/contract.js';
import { SIZE, taughtClass } from '../teach/made-up.js';

const network = 'ab'.repeat(32);
const fader = (name: string, bias: number): TaughtFader => ({
  ...{ name, bias, weights: new Float32Array(SIZE), descriptors: new Float32Array(4) },
  figures: { examples: 6, correlation: 0.7 },
});
const setOf = (labels: readonly string[], faders: readonly TaughtFader[]): TaughtSet => ({
  ...{ network, licence: '', classes: labels.map((label) => taughtClass(label)) },
  ...(faders.length > 0 && { faders }),
});

describe('faders among the taught sounds of a listener', () => {
  const example = { frames: new Float32Array(64), bands: 64, seconds: 1, rise: 20, clipped: false };
  const host = {
    request: (type: string) =>
      Promise.resolve(type === 'learn' ? { set: setOf(['kettle'], []), reports: [] } : example),
    use: () => Promise.resolve(),
    heads: () => undefined,
    correct: () => undefined,
    changed: () => undefined,
  } as unknown as TeachingHost;
  const biases = ({ set }: TaughtSounds) => set?.faders?.map(({ name, bias }) => [name, bias]);

  it('stay when a sound is learnt, renamed and removed', async () => {
    const sounds = new TaughtSounds(host, setOf([], [fader('energy', 0.5)]));
    await sounds.teach('kettle', { from: 0, to: 1 });
    await sounds.rename('kettle', 'pot');
    expect(sounds.list.map(({ taught }) => taught.label)).to.deep.equal(['pot']);
    expect(biases(sounds)).to.deep.equal([['energy', 0.5]]);
    await sounds.remove('pot');
    expect(biases(sounds)).to.deep.equal([['energy', 0.5]]);
  });

  it('may have the name of a sound, also while both wait for another model', async () => {
    const sounds = new TaughtSounds(host, setOf(['bell'], [fader('kettle', 0.5)]));
    await sounds.teach('kettle', { from: 0, to: 1 });
    expect([sounds.list.map(({ taught }) => taught.label), biases(sounds)]).to.deep.equal([
      ['bell', 'kettle'],
      [['kettle', 0.5]],
    ]);
    expect(withSet([sounds.set!], setOf([], [fader('bell', 0.1)]))).to.deep.equal([
      setOf(['bell', 'kettle'], [fader('kettle', 0.5), fader('bell', 0.1)]),
    ]);
  });

  it('are renamed with their stretches, also those that wait for another model; a taken name is refused', async () => {
    const sounds = new TaughtSounds(host, undefined);
    const stretch = { ...example, key: '1', quality: 'clear', span: undefined, value: 0.5, recording: '1' } as const;
    const other = { ...setOf([], [fader('energy', 0.2)]), network: 'cd'.repeat(32) };
    await sounds.restore({
      ...{ ...sounds.state, set: setOf([], [fader('energy', 0.5), fader('how close', 0.1)]), others: [other] },
      stretches: new Map([
        ['energy', [stretch]],
        ['later', [stretch]],
      ]),
    });
    for (const name of ['How-close', 'later', ' ', 'x'.repeat(65)])
      expect(await sounds.renameFader('energy', name).catch((error: PinnaError) => error.code)).to.equal('bad-option');
    await sounds.renameFader('energy', 'Energy');
    await sounds.renameFader('later', 'soon');
    await sounds.renameFader('how close', 'distance');
    expect(
      sounds.faders.map(({ name, fader: learnt, stretches }) => [name, learnt?.bias, stretches.length]),
    ).to.deep.equal([
      ['Energy', 0.5, 1],
      ['distance', 0.1, 0],
      ['soon', undefined, 1],
    ]);
    expect(sounds.state.others[0]!.faders!.map(({ name }) => name)).to.deep.equal(['Energy']);
  });

  it('are added by a file; one of the same name is replaced, and there are at most eight', async () => {
    const sounds = new TaughtSounds(host, setOf(['gate'], [fader('energy', 0.5), fader('tension', 0.1)]));
    await sounds.import(setOf(['kettle'], [fader('Energy', 0.9)]));
    expect(biases(sounds)).to.deep.equal([
      ['tension', 0.1],
      ['Energy', 0.9],
    ]);
    await sounds.import(setOf(['bell'], []));
    expect(biases(sounds)).to.have.length(2);
    const many = setOf(
      [],
      Array.from({ length: 7 }, (_, i) => fader(`f${String(i)}`, 0)),
    );
    const error = await sounds.import(many).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PinnaError);
    expect((error as PinnaError).code).to.equal('bad-option');
    expect(biases(sounds)).to.have.length(2);
  });

  it('that are known stay with their stretches when missing ones are added, as sounds do with their examples', async () => {
    const sounds = new TaughtSounds(host, setOf(['gate'], [fader('energy', 0.5)]));
    const stretch = { ...example, key: '1', quality: 'clear', span: undefined, value: 0.5, recording: '1' } as const;
    const { state } = sounds;
    await sounds.restore({
      ...{ ...state, stretches: new Map([['energy', [stretch]]]), examples: new Map([['gate', [stretch]]]) },
      corrections: [{ head: 'events', label: 'dog', on: 0.8 }],
    });
    await sounds.addMissing({
      ...setOf(['gate', 'bell'], [fader('Energy', 0.9), fader('tension', 0.1)]),
      corrections: [
        { head: 'events', label: 'dog', on: 0.9 },
        { head: 'events', label: 'cat', on: 0.7 },
      ],
    });
    expect(biases(sounds)).to.deep.equal([
      ['energy', 0.5],
      ['tension', 0.1],
    ]);
    expect(sounds.faders.map(({ stretches }) => stretches.length)).to.deep.equal([1, 0]);
    expect(sounds.list.map(({ taught, examples }) => [taught.label, examples.length])).to.deep.equal([
      ['gate', 1],
      ['bell', 0],
    ]);
    expect(sounds.state.corrections.map(({ label, on }) => [label, on])).to.deep.equal([
      ['dog', 0.8],
      ['cat', 0.7],
    ]);
    const error = await sounds
      .addMissing({ ...setOf(['drum'], []), network: 'cd'.repeat(32) })
      .catch((reason: unknown) => reason);
    expect((error as PinnaError).code).to.equal('wrong-network');
    expect(sounds.list).to.have.length(2);
  });

  it('are taught by stretches with numbers; overlapping ones are left out together', async () => {
    let lessons: readonly FaderLesson[] = [];
    const learning = {
      ...host,
      request: (type: string, input: unknown) => {
        if (type !== 'learn-faders') return Promise.resolve(example);
        lessons = input as readonly FaderLesson[];
        const learnt = lessons.filter(({ stretches }) => new Set(stretches.map(({ value }) => value)).size > 1);
        return Promise.resolve({ network, licence: '', faders: learnt.map(({ name }) => fader(name, 0.1)) });
      },
    } as unknown as TeachingHost;
    const sounds = new TaughtSounds(learning, setOf(['gate'], [fader('tension', 0.5)]));
    await sounds.teachFader('energy', 0.2, { from: 0, to: 5 });
    expect(sounds.faders.map(({ name, fader: learnt }) => [name, learnt !== undefined])).to.deep.equal([
      ['tension', true],
      ['energy', false],
    ]);
    await sounds.teachFader('energy', 0.8, { from: 4, to: 9 });
    await sounds.teachFader('energy', 0.7, { from: 10, to: 15 });
    expect(sounds.faders.map(({ fader: learnt }) => learnt !== undefined)).to.deep.equal([true, true]);
    const [first, second, third] = lessons[0]!.stretches.map(({ recording }) => recording);
    expect([second === first, third === first]).to.deep.equal([true, false]);
    expect(sounds.list.map(({ taught }) => taught.label)).to.deep.equal(['gate']);

    for (const [name, value] of [
      ['Energy', 0.5],
      ['', 0.5],
      ['energy', 2],
    ] as const)
      expect(
        await sounds.teachFader(name, value, { from: 0, to: 5 }).catch((error: PinnaError) => error.code),
      ).to.equal('bad-option');
    for (let i = 0; i < 6; i++) await sounds.teachFader(`f${String(i)}`, 0.5, { from: 0, to: 5 });
    expect(await sounds.teachFader('ninth', 0.5, { from: 0, to: 5 }).catch(String)).to.contain('at most 8 faders');

    await sounds.removeStretch('energy', sounds.faders.find(({ name }) => name === 'energy')!.stretches[0]!.key);
    expect(sounds.faders.find(({ name }) => name === 'energy')!.stretches).to.have.length(2);
    await sounds.removeFader('energy');
    expect(sounds.faders.map(({ name }) => name)).not.to.contain('energy');
    expect(biases(sounds)).to.deep.equal([['tension', 0.5]]);
  });
});
