import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PresentAnswer } from '../../../src/cli/listen/present-answer.js';
import type { DetectionChange } from '../../../src/decisions/detection.js';

let lastId = 0;
const sound = (label: string, head = 'events', confidence = 0.9) => ({
  ...{ id: ++lastId, head, label, families: [], onset: 1, offset: null, peak: confidence, confidence },
});
const start = (detection: DetectionChange['detection']): DetectionChange => ({ phase: 'start', detection });
const end = (detection: DetectionChange['detection']): DetectionChange => ({ phase: 'end', detection });

/** Returns an answer at which sound has arrived for two seconds, and the time then, ms. */
function answer(level: number): { one: PresentAnswer; now: number } {
  const one = new PresentAnswer();
  let now = 0;
  for (; now <= 2000; now += 100) one.sound(level, now);
  return { one, now };
}

describe('PresentAnswer', () => {
  it('distinguishes: not yet, quiet, something, and no sound', () => {
    expect(new PresentAnswer().text(0)).to.equal('listening');
    const [soft, loud] = [answer(-70), answer(-20)];
    expect(soft.one.text(soft.now)).to.equal('quiet');
    expect(loud.one.text(loud.now)).to.equal('something – not sure what');
    expect(loud.one.text(loud.now + 5000)).to.equal('no sound arrives');
  });

  it('says that no sound arrives if only digital silence does', () => {
    const { one, now } = answer(-20);
    for (let later = 0; later <= 3000; later += 100) one.sound(-Infinity, now + later);
    expect(one.text(now + 3000)).to.equal('no sound arrives');
  });

  it('has one answer for a bird, and one for music with its genre', () => {
    const { one, now } = answer(-20);
    for (const change of [sound('bird', 'bird'), sound('crow'), sound('music'), sound('cello'), sound('jazz', 'genre')])
      one.change(start(change), now);
    expect(one.text(now)).to.equal('crow, music · jazz');
  });

  it('says how sure it is, and becomes surer with the scores', () => {
    const { one, now } = answer(-20);
    const siren = sound('siren', 'events', 0.6);
    one.change(start(siren), now);
    expect(one.text(now)).to.equal('probably siren');
    const heads = [{ name: 'events', classes: [{ name: 'siren' }] }] as unknown as Parameters<
      PresentAnswer['score']
    >[0];
    for (let later = 100; later <= 1500; later += 100)
      one.score(heads, { smoothed: { events: Float32Array.of(0.95) } }, now + later);
    expect(one.text(now + 1500)).to.equal('siren');
  });

  it('keeps a name for two seconds after its sound', () => {
    const { one, now } = answer(-70);
    const dog = sound('dog');
    one.change(start(dog), now);
    one.change(end(dog), now + 100);
    const texts: string[] = [];
    for (let later = 100; later < 4000; later += 100) {
      one.sound(-70, now + later);
      texts.push(one.text(now + later));
    }
    expect(texts[0]).to.equal('dog');
    expect(texts.indexOf('quiet')).to.be.within(20, 22);
  });
});
