import { expect } from 'chai';
import { until } from '../../until.js';
import { displayFrame, painted, shadowText } from '../on-page.js';
import { running } from '../running.js';
import { MODEL, type SimulatedListener } from '../simulated-listener.js';

const eventScores = (scores: Record<string, number>) =>
  Float32Array.from(MODEL.heads[2]!.classes, ({ name }) => scores[name] ?? 0);

describe('Meters', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  const show = async (html: string) => {
    ({ place, listener } = await running(html));
  };
  afterEach(() => place.remove());

  describe('pinna-bird', () => {
    it('lights up from a detection’s start to its end, and shows the score', async () => {
      await show('<pinna-bird></pinna-bird>');
      const bird = place.querySelector('pinna-bird')!;
      listener.emitFrames(0, 5, { bird: Float32Array.of(0.4) });
      await painted(place);
      expect(shadowText(bird)).to.equal('no bird 40%');
      listener.emitFrames(0, 5, { bird: Float32Array.of(0.6) });
      await painted(place);
      expect(shadowText(bird)).to.equal('perhaps a bird 60%');
      listener.detect('start', { id: 1, head: 'bird', label: 'bird' });
      listener.emitFrames(0.1, 5, { bird: Float32Array.of(0.93) });
      await painted(place);
      expect(shadowText(bird)).to.equal('bird 93%');
      expect(bird.shadowRoot!.querySelector('[part~=light]')!.part.contains('on')).to.equal(true);
      listener.detect('end', { id: 1, head: 'bird', label: 'bird', offset: 1 });
      listener.emitFrames(0.2, 5, { bird: Float32Array.of(0.1) });
      await painted(place);
      expect(shadowText(bird)).to.match(/^no bird/);
    });
  });

  describe('pinna-bird, its last scores', () => {
    const picture = () => place.querySelector('pinna-bird')!.shadowRoot!.querySelector('[part=history]');

    it('are a picture with its content in words, and are forgotten at the end', async () => {
      await show('<pinna-bird history="10"></pinna-bird>');
      await painted(place);
      const label = () => picture()!.getAttribute('aria-label');
      expect(label()).to.equal('Bird score of the last 10 seconds: nothing heard yet');
      for (let step = 0; step < 10; step++) listener.emitFrames(step, 5, { bird: Float32Array.of(step / 10) });
      await painted(place);
      expect(label()).to.equal('Bird score of the last 10 seconds: no bird heard, at most 90%');
      listener.detect('start', { id: 1, head: 'bird', label: 'bird', onset: 3.5 });
      listener.detect('end', { id: 1, head: 'bird', label: 'bird', onset: 3.5, offset: 6.4 });
      await painted(place);
      expect(label()).to.equal('Bird score of the last 10 seconds: heard for 2 seconds, at most 90%');
      const all = picture()!.querySelector<SVGPathElement>('.all')!.getBBox();
      const detected = picture()!.querySelector<SVGPathElement>('.detected')!.getBBox();
      expect([all.width, detected.x, detected.width]).to.deep.equal([19, 9, 5]);
      expect(all.height).to.be.closeTo(18, 0.1);
      await listener.stop();
      await painted(place);
      expect(label()).to.equal('Bird score of the last 10 seconds: nothing heard yet');
    });

    it('can be left out, and keep their place from the beginning', async () => {
      await show('<pinna-bird history="0"></pinna-bird><pinna-bird></pinna-bird>');
      await painted(place);
      expect(picture()).to.equal(null);
      const { height } = place.getBoundingClientRect();
      listener.emitFrames(0, 5, { bird: Float32Array.of(1) });
      await painted(place);
      expect(place.getBoundingClientRect().height).to.equal(height);
    });
  });

  describe('Score bars', () => {
    for (const width of [150, 240, 300, 600]) {
      it(`have room for the longest name in ${width} pixels`, async () => {
        await show(
          `<div style="inline-size: ${width}px"><pinna-events></pinna-events><pinna-genre></pinna-genre></div>`,
        );
        const longest = ['washing_machine', 'door_wood_creaks', 'door_wood_knock'];
        listener.emitFrames(0, 5, {
          genre: new Float32Array(5).fill(0.2),
          events: eventScores(Object.fromEntries(longest.map((name) => [name, 0.9]))),
        });
        await painted(place);
        const names = ['pinna-events', 'pinna-genre'].flatMap((view) => [
          ...place.querySelector(view)!.shadowRoot!.querySelectorAll<HTMLElement>('.name'),
        ]);
        expect(names.length).to.be.above(5);
        for (const name of names) expect(name.scrollWidth, name.textContent!).to.be.at.most(name.clientWidth);
      });
    }
  });

  describe('pinna-genre', () => {
    it('says whether there is music', async () => {
      await show('<pinna-genre></pinna-genre>');
      const gate = () => place.querySelector('pinna-genre')!.shadowRoot!.querySelector('[part~=gate]')!;
      listener.emitFrames(0, 5, { genre: new Float32Array(5).fill(0.2) });
      await painted(place);
      expect(gate().textContent!.trim()).to.equal('no music');
      expect(gate().part.contains('on')).to.equal(false);
      listener.emitFrames(0.1, 5, { genre: new Float32Array(5).fill(0.2), events: eventScores({ music: 0.9 }) });
      await painted(place);
      expect(gate().textContent!.trim()).to.equal('music');
      expect(gate().part.contains('on')).to.equal(true);
    });

    it('has a bar for every genre of the model; without scores while no music is detected', async () => {
      await show('<pinna-genre></pinna-genre>');
      const genre = place.querySelector('pinna-genre')!;
      const scores = Float32Array.of(0.1, 0.5, 0.2, 0.1, 0.1);
      listener.emitFrames(0, 5, { genre: scores });
      await painted(place);
      expect(genre.shadowRoot!.querySelectorAll('li').length).to.equal(5);
      expect(shadowText(genre)).not.to.contain('%');
      listener.emitFrames(0.1, 5, { genre: scores, events: eventScores({ music: 0.9 }) });
      await painted(place);
      expect(shadowText(genre)).to.contain('classical 50%');
    });

    it('keeps its height when music begins', async () => {
      await show('<pinna-genre></pinna-genre>');
      const genre = place.querySelector('pinna-genre')!;
      await painted(place);
      const { height } = genre.getBoundingClientRect();
      listener.emitFrames(0, 5, { genre: new Float32Array(5).fill(0.2), events: eventScores({ music: 0.9 }) });
      await painted(place);
      expect(genre.getBoundingClientRect().height).to.equal(height);
    });
  });

  describe('pinna-events', () => {
    it('shows what stands out, strongest first, in a place that keeps its height', async () => {
      await show('<pinna-events></pinna-events>');
      const events = place.querySelector('pinna-events')!;
      listener.emitFrames(0, 5, {});
      await painted(place);
      expect(shadowText(events)).to.equal('nothing stands out');
      const { height } = events.getBoundingClientRect();
      await until(() => {
        listener.emitFrames(0, 5, { events: eventScores({ rain: 0.3, door_wood_knock: 0.8, dog: 0.05 }) });
        return shadowText(events) === 'knocking 80% rain 30%';
      }, 'The order of the sounds');
      expect(events.getBoundingClientRect().height).to.equal(height);
    });

    it('changes its numbers at most five times a second', async () => {
      await show('<pinna-events></pinna-events>');
      const events = place.querySelector('pinna-events')!;
      listener.emitFrames(0, 5, { events: eventScores({ rain: 0.5 }) });
      await painted(place);
      const seen: string[] = [];
      const began = performance.now();
      for (let i = 0; seen.length < 7; i++) {
        listener.emitFrames(0, 5, { events: eventScores({ rain: 0.5 + (i % 50) / 100 }) });
        await displayFrame();
        const text = shadowText(events);
        if (text !== seen.at(-1)) seen.push(text);
      }
      const periods = (performance.now() - began) / 200;
      expect(seen.length).to.be.at.most(periods + 2);
    });
  });

  describe('pinna-status', () => {
    it('says what computes and why, what it costs, and what the browser does to the sound', async () => {
      await show('<pinna-status></pinna-status>');
      const status = place.querySelector('pinna-status')!;
      const measurements = [
        { backend: 'wasm', millisecondsPerStep: 0.93 },
        { backend: 'webgpu', reason: 'It is not available.' },
        { backend: 'cpu', millisecondsPerStep: 4.1 },
      ] as const;
      listener.report({
        model: MODEL,
        backend: { backend: 'wasm', requested: 'auto', reason: '', measurements },
        input: {
          kind: 'microphone',
          label: 'USB',
          settings: { echoCancellation: false, noiseSuppression: true, autoGainControl: false },
        },
        transport: 'ring',
        sampleRate: 44_100,
        millisecondsPerStep: 0.93,
        cost: 0.0123,
        latency: 0.0418,
        samples: { captured: 1000, processed: 900, dropped: 7 },
      });
      await painted(place);
      const text = shadowText(status);
      for (const part of [
        'wasm is the fastest: wasm 0.93 ms and cpu 4.10 ms per step of 5 frames; not available here: webgpu',
        '44.1 kHz',
        '5 frames in 0.9 ms',
        '1.2% of a core',
        '42 ms',
      ]) {
        expect(text).to.contain(part);
      }
      expect(text).to.contain('7 of 1,000');
      listener.report({ sampleRate: 8000, missingBands: 19 });
      await painted(place);
      expect(shadowText(status)).to.contain('8 kHz: no sound above 4 kHz');
      expect(text).to.contain('shared memory ring');
      expect(text).to.contain('noise suppression on');
    });

    it('does not take for off what the browser says nothing about', async () => {
      await show('<pinna-status></pinna-status>');
      const told = async (settings: MediaTrackSettings) => {
        listener.report({ input: { kind: 'microphone', label: 'USB', settings } });
        await painted(place);
        return shadowText(place.querySelector('pinna-status')!);
      };
      const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      expect(await told(off)).to.contain('off: the sound arrives unchanged');
      expect(await told({ echoCancellation: false })) //
        .to.contain('off; the browser does not report noise suppression and automatic gain');
    });
  });
});
