import { expect } from '@esm-bundle/chai';
import { displayFrame, onPage, pause, settled, shadowText } from './on-page.js';
import { MODEL, SimulatedListener } from './simulated-listener.js';

const eventScores = (scores: Record<string, number>) =>
  Float32Array.from(MODEL.heads[2]!.classes, ({ name }) => scores[name] ?? 0);

describe('Views', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  const show = async (html: string) => {
    place = await onPage(`<pinna-listener>${html}</pinna-listener>`);
    listener = new SimulatedListener();
    place.querySelector('pinna-listener')!.listener = listener;
    await settled(place);
    listener.become('running');
  };
  /** Until numbers may have changed. */
  const later = async () => {
    await pause(250);
    await settled(place);
  };

  afterEach(() => place.remove());

  describe('pinna-bird', () => {
    it('lights up from a detection’s start to its end, and shows the score', async () => {
      await show('<pinna-bird></pinna-bird>');
      const bird = place.querySelector('pinna-bird')!;
      listener.hear(0, 5, { bird: Float32Array.of(0.4) });
      await later();
      expect(shadowText(bird)).to.equal('no bird 40%');
      listener.hear(0, 5, { bird: Float32Array.of(0.6) });
      await later();
      expect(shadowText(bird)).to.equal('perhaps a bird 60%');
      listener.detect('start', { id: 1, head: 'bird', label: 'bird' });
      listener.hear(0.1, 5, { bird: Float32Array.of(0.93) });
      await later();
      expect(shadowText(bird)).to.equal('bird 93%');
      expect(bird.shadowRoot!.querySelector('[part~=light]')!.part.contains('on')).to.equal(true);
      listener.detect('end', { id: 1, head: 'bird', label: 'bird', offset: 1 });
      listener.hear(0.2, 5, { bird: Float32Array.of(0.1) });
      await later();
      expect(shadowText(bird)).to.match(/^no bird/);
    });
  });

  describe('pinna-bird, its last scores', () => {
    const picture = () => place.querySelector('pinna-bird')!.shadowRoot!.querySelector('[part=history]');

    it('are a picture with its content in words, and are forgotten at the end', async () => {
      await show('<pinna-bird history="10"></pinna-bird>');
      await later();
      const label = () => picture()!.getAttribute('aria-label');
      expect(label()).to.equal('Bird score of the last 10 seconds: nothing heard yet');
      for (let step = 0; step < 10; step++) listener.hear(step, 5, { bird: Float32Array.of(step / 10) });
      await later();
      expect(label()).to.equal('Bird score of the last 10 seconds: no bird heard, at most 90%');
      listener.detect('start', { id: 1, head: 'bird', label: 'bird', onset: 3.5 });
      listener.detect('end', { id: 1, head: 'bird', label: 'bird', onset: 3.5, offset: 6.4 });
      await later();
      expect(label()).to.equal('Bird score of the last 10 seconds: heard for 2 seconds, at most 90%');
      const heard = picture()!.querySelector<SVGPathElement>('.heard')!.getBBox();
      const claimed = picture()!.querySelector<SVGPathElement>('.claimed')!.getBBox();
      expect([heard.width, claimed.x, claimed.width]).to.deep.equal([19, 9, 5]);
      expect(heard.height).to.be.closeTo(18, 0.1);
      await listener.stop();
      await later();
      expect(label()).to.equal('Bird score of the last 10 seconds: nothing heard yet');
    });

    it('can be left out, and keep their place from the beginning', async () => {
      await show('<pinna-bird history="0"></pinna-bird><pinna-bird></pinna-bird>');
      await later();
      expect(picture()).to.equal(null);
      const { height } = place.getBoundingClientRect();
      listener.hear(0, 5, { bird: Float32Array.of(1) });
      await later();
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
        listener.hear(0, 5, {
          genre: new Float32Array(5).fill(0.2),
          events: eventScores(Object.fromEntries(longest.map((name) => [name, 0.9]))),
        });
        await later();
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
      listener.hear(0, 5, { genre: new Float32Array(5).fill(0.2) });
      await later();
      expect(gate().textContent!.trim()).to.equal('no music');
      expect(gate().part.contains('on')).to.equal(false);
      listener.hear(0.1, 5, { genre: new Float32Array(5).fill(0.2), events: eventScores({ music: 0.9 }) });
      await later();
      expect(gate().textContent!.trim()).to.equal('music');
      expect(gate().part.contains('on')).to.equal(true);
    });

    it('has a bar for every genre of the model; without scores while no music is heard', async () => {
      await show('<pinna-genre></pinna-genre>');
      const genre = place.querySelector('pinna-genre')!;
      const scores = Float32Array.of(0.1, 0.5, 0.2, 0.1, 0.1);
      listener.hear(0, 5, { genre: scores });
      await later();
      expect(genre.shadowRoot!.querySelectorAll('li').length).to.equal(5);
      expect(shadowText(genre)).not.to.contain('%');
      listener.hear(0.1, 5, { genre: scores, events: eventScores({ music: 0.9 }) });
      await later();
      expect(shadowText(genre)).to.contain('classical 50%');
    });

    it('keeps its height when music begins', async () => {
      await show('<pinna-genre></pinna-genre>');
      const genre = place.querySelector('pinna-genre')!;
      await later();
      const { height } = genre.getBoundingClientRect();
      listener.hear(0, 5, { genre: new Float32Array(5).fill(0.2), events: eventScores({ music: 0.9 }) });
      await later();
      expect(genre.getBoundingClientRect().height).to.equal(height);
    });
  });

  describe('pinna-events', () => {
    it('shows what stands out, strongest first, in a place that keeps its height', async () => {
      await show('<pinna-events></pinna-events>');
      const events = place.querySelector('pinna-events')!;
      listener.hear(0, 5, {});
      await later();
      expect(shadowText(events)).to.equal('nothing stands out');
      const { height } = events.getBoundingClientRect();
      await pause(1000);
      listener.hear(0, 5, { events: eventScores({ rain: 0.3, door_wood_knock: 0.8, dog: 0.05 }) });
      await later();
      expect(shadowText(events)).to.equal('knocking 80% rain 30%');
      expect(events.getBoundingClientRect().height).to.equal(height);
    });

    it('changes its numbers at most five times a second', async () => {
      await show('<pinna-events></pinna-events>');
      const events = place.querySelector('pinna-events')!;
      listener.hear(0, 5, { events: eventScores({ rain: 0.5 }) });
      await later();
      const seen = new Set<string>();
      const began = performance.now();
      for (let i = 0; i < 20; i++) {
        listener.hear(0, 5, { events: eventScores({ rain: 0.5 + i / 100 }) });
        await pause(50);
        seen.add(shadowText(events));
      }
      const periods = (performance.now() - began) / 200;
      expect(seen.size).to.be.within(2, periods + 2);
    });
  });

  describe('pinna-log', () => {
    it('lists detections newest first, with onset and offset, and forgets them at the next start', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const rows = () =>
        [...log.shadowRoot!.querySelectorAll('tbody tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent!.trim()).join('|'),
        );
      listener.detect('start', { id: 1, label: 'dog', onset: 41.2 });
      listener.detect('end', { id: 1, label: 'dog', onset: 41.2, offset: 47.9, confidence: 0.75 });
      listener.detect('start', { id: 2, head: 'genre', label: 'hiphop', onset: 61 });
      await pause(1100);
      await settled(place);
      expect(rows()).to.deep.equal(['hip-hop|genre|1:01|now|80%', 'dog|sound|0:41|0:47|75%']);
      expect(log.detections.map(({ id }) => id)).to.deep.equal([1, 2]);
      await listener.start();
      expect(log.detections.length).to.equal(0);
    });
  });

  describe('pinna-log, filtered', () => {
    it('shows one kind, or what has a text in its name, at once; and is emptied', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const inside = <T extends Element>(selector: string) => log.shadowRoot!.querySelector<T>(selector)!;
      const names = () => [...log.shadowRoot!.querySelectorAll('tbody th')].map((name) => name.textContent);
      listener.detect('end', { id: 1, label: 'door_wood_knock', onset: 1, offset: 2 });
      listener.detect('end', { id: 2, head: 'bird', label: 'bird', onset: 3, offset: 4 });
      listener.detect('end', { id: 3, label: 'rain', onset: 5, offset: 6 });
      await pause(1100);
      await settled(place);
      expect(names()).to.deep.equal(['rain', 'bird', 'knocking']);
      const kind = inside<HTMLSelectElement>('[part=kind]');
      kind.value = 'events';
      kind.dispatchEvent(new Event('change'));
      await settled(place);
      expect(names()).to.deep.equal(['rain', 'knocking']);
      const search = inside<HTMLInputElement>('[part=search]');
      search.focus();
      search.value = 'KNOCK';
      search.dispatchEvent(new Event('input'));
      await settled(place);
      expect(names()).to.deep.equal(['knocking']);
      expect(log.detections.length).to.equal(3);
      inside<HTMLButtonElement>('[part=clear]').click();
      await settled(place);
      expect(names()).to.deep.equal([]);
      expect(log.detections.length).to.equal(0);
    });
  });

  describe('pinna-log, under the pointer or the focus', () => {
    it('keeps its rows in place, and what they say true', async () => {
      await show('<pinna-log></pinna-log>');
      const log = place.querySelector('pinna-log')!;
      const text = () =>
        [...log.shadowRoot!.querySelectorAll('tbody tr')].map((row) => row.textContent!.replace(/\s+/g, ' '));
      listener.detect('start', { id: 1, label: 'dog', onset: 1 });
      await pause(1100);
      log.shadowRoot!.querySelector<HTMLElement>('.room')!.focus();
      listener.detect('end', { id: 1, label: 'dog', onset: 1, offset: 5 });
      listener.detect('start', { id: 2, label: 'rain', onset: 6 });
      await pause(1100);
      await settled(place);
      expect(text()).to.have.length(1);
      expect(text()[0]).to.match(/dog.*0:05/);
      (log.shadowRoot!.activeElement as HTMLElement).blur();
      await pause(1100);
      await settled(place);
      expect(text()).to.have.length(2);
    });
  });

  describe('pinna-status', () => {
    it('says what computes and why, what it costs, and what the browser does to the sound', async () => {
      await show('<pinna-status></pinna-status>');
      const status = place.querySelector('pinna-status')!;
      const measurements = [
        { backend: 'wasm', millisecondsPerStep: 0.93 },
        { backend: 'webgpu', reason: 'It is not there.' },
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
      await pause(600);
      await settled(place);
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
      await pause(600);
      await settled(place);
      expect(shadowText(status)).to.contain('8 kHz: nothing above 4 kHz can be heard');
      expect(text).to.contain('shared memory ring');
      expect(text).to.contain('noise suppression on');
    });

    it('does not take for off what the browser says nothing about', async () => {
      await show('<pinna-status></pinna-status>');
      const told = async (settings: MediaTrackSettings) => {
        listener.report({ input: { kind: 'microphone', label: 'USB', settings } });
        await pause(600);
        await settled(place);
        return shadowText(place.querySelector('pinna-status')!);
      };
      const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      expect(await told(off)).to.contain('off: the sound arrives untouched');
      expect(await told({ echoCancellation: false })) //
        .to.contain('off; the browser says nothing of noise suppression and automatic gain');
    });
  });

  describe('pinna-timeline', () => {
    it('places each bar on the time axis, from onset to offset', async () => {
      await show('<pinna-timeline seconds="10" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('end', { id: 1, head: 'bird', label: 'bird', onset: 14, offset: 16, confidence: 0.5 });
      listener.detect('end', { id: 2, label: 'rain', onset: 17, offset: 18 });
      listener.detect('end', { id: 3, label: 'dog', onset: 2, offset: 3 });
      listener.hear(19.9, 5);
      await pause(400);
      await settled(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const bars = [...timeline.shadowRoot!.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect());
      // The right edge is at 20 s, so that 10 s fill the window.
      const x = (time: number) => window.left + ((time - 10) / 10) * window.width;
      expect(bars.length).to.equal(2);
      expect(bars[0]!.left).to.be.closeTo(x(14), 1);
      expect(bars[0]!.right).to.be.closeTo(x(16), 1);
      expect(bars[1]!.left).to.be.closeTo(x(17), 1);
      expect(timeline.shadowRoot!.querySelector('.bar')!.textContent).to.match(/bird\s+0:14–0:16/);
    });

    it('shows the whole label of a sound that has only just begun', async () => {
      await show('<pinna-timeline seconds="20" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('start', { id: 1, label: 'door_wood_knock', onset: 29.8 });
      listener.hear(29.9, 5);
      await pause(400);
      await settled(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const label = timeline.shadowRoot!.querySelector('.label')!;
      expect(label.scrollWidth).to.equal(label.clientWidth);
      const words = document.createRange();
      words.selectNodeContents(label);
      expect(words.getBoundingClientRect().right).to.be.at.most(window.right);
    });

    it('shows the whole label of a sound that has just ended', async () => {
      await show('<pinna-timeline seconds="20" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('end', { id: 1, label: 'door_wood_creaks', onset: 29.3, offset: 29.5 });
      listener.hear(29.9, 5);
      await pause(400);
      await settled(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(timeline.shadowRoot!.querySelector('.label')!);
      expect(words.getBoundingClientRect().right).to.be.at.most(window.right + 1);
    });

    it('keeps the label of a long sound in the picture', async () => {
      await show('<pinna-timeline seconds="10" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('start', { id: 1, label: 'rain', onset: 1 });
      listener.hear(29.9, 5);
      await pause(400);
      await settled(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(timeline.shadowRoot!.querySelector('.label')!);
      const label = words.getBoundingClientRect();
      const bar = timeline.shadowRoot!.querySelector('.bar')!.getBoundingClientRect();
      expect(label.left).to.be.within(window.left, window.left + 10);
      // It goes on, beyond the edge.
      expect(bar.right).to.be.at.least(window.right);
    });

    it('never cuts a label at its start, on a phone either', async () => {
      await show('<pinna-timeline style="inline-size: 360px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      const shadow = timeline.shadowRoot!;
      listener.detect('end', { id: 1, label: 'door_wood_knock', onset: 10.1, offset: 10.3 });
      listener.detect('end', { id: 2, head: 'bird', label: 'bird', onset: 10.1, offset: 12 });
      const seen = new Set<string>();
      for (let time = 10.5; time < 21; time += 0.3) {
        listener.hear(time, 15);
        await displayFrame();
        await settled(place);
        const window = shadow.querySelector('.window')!.getBoundingClientRect();
        for (const label of shadow.querySelectorAll<HTMLElement>('.label')) {
          const { left, right } = label.getBoundingClientRect();
          if (label.style.opacity === '0') continue;
          seen.add(label.textContent.trim());
          expect(left, `${label.textContent} at ${time} s`).to.be.at.least(window.left - 0.5);
          expect(right).to.be.at.most(window.right + 0.5);
        }
      }
      expect([...seen]).to.have.members(['bird', 'knocking']);
    });

    it('has as many lanes as its width has room for, and as many before anything is heard', async () => {
      await show(
        `<pinna-timeline style="inline-size: 360px"></pinna-timeline><pinna-timeline style="inline-size: 900px"></pinna-timeline>
        <pinna-timeline lanes="1" style="inline-size: 900px"></pinna-timeline>`,
      );
      const timelines = [...place.querySelectorAll('pinna-timeline')];
      const lanes = () => timelines.map(({ shadowRoot }) => shadowRoot!.querySelectorAll('.lane').length);
      const heights = () => timelines.map(({ offsetHeight }) => offsetHeight);
      expect(lanes()).to.deep.equal([5, 6, 3]);
      const before = heights();
      for (const [id, label] of ['dog', 'rain', 'speech', 'siren', 'engine'].entries()) {
        listener.detect('start', { id, label, onset: 10 });
      }
      listener.hear(11, 5);
      await settled(place);
      await pause(100);
      await settled(place);
      expect(timelines[0]!.shadowRoot!.querySelectorAll('.bar')).to.have.length(5);
      expect(lanes()).to.deep.equal([5, 6, 3]);
      expect(heights()).to.deep.equal(before);
    });
  });
});
