import { expect } from 'chai';
import { displayFrame, painted, settled } from '../on-page.js';
import { running } from '../running.js';
import type { SimulatedListener } from '../simulated-listener.js';

describe('Bars', () => {
  let place: HTMLElement;
  let listener: SimulatedListener;

  const show = async (html: string) => {
    ({ place, listener } = await running(html));
  };
  afterEach(() => place.remove());

  describe('pinna-timeline', () => {
    it('places each bar on the time axis, from onset to offset', async () => {
      await show('<pinna-timeline seconds="10" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('end', { id: 1, head: 'bird', label: 'bird', onset: 14, offset: 16, confidence: 0.5 });
      listener.detect('end', { id: 2, label: 'rain', onset: 17, offset: 18 });
      listener.detect('end', { id: 3, label: 'dog', onset: 2, offset: 3 });
      listener.emitFrames(19.9, 5);
      await painted(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const bars = [...timeline.shadowRoot!.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect());
      // The right edge is at 20 s, so 10 s fill the window.
      const x = (time: number) => window.left + ((time - 10) / 10) * window.width;
      expect(bars.length).to.equal(2);
      expect(bars[0]!.left).to.be.closeTo(x(14), 1);
      expect(bars[0]!.right).to.be.closeTo(x(16), 1);
      expect(bars[1]!.left).to.be.closeTo(x(17), 1);
      expect(timeline.shadowRoot!.querySelector('.bar')!.textContent).to.match(/bird\s+0:14–0:16/);
    });

    it('names the family of a sound in its tooltip and for screen readers, where there is one', async () => {
      await show('<pinna-timeline seconds="10" style="inline-size: 600px"></pinna-timeline>');
      listener.detect('end', { id: 1, label: 'bark', families: ['dog', 'animal'], onset: 15, offset: 16 });
      listener.detect('end', { id: 2, label: 'rain', onset: 17, offset: 18 });
      listener.emitFrames(19.9, 5);
      await painted(place);
      const bars = [...place.querySelector('pinna-timeline')!.shadowRoot!.querySelectorAll<HTMLElement>('.bar')];
      expect(bars.map(({ title }) => title)).to.deep.equal(['barking · dog', '']);
      expect(bars.map((bar) => bar.textContent.replace(/\s+/g, ' ').trim())).to.deep.equal([
        'barking dog, 0:15–0:16, 80%',
        'rain 0:17–0:18, 80%',
      ]);
      expect(bars[1]!.hasAttribute('title')).to.equal(false);
    });

    it('shows the whole label of a sound that has only just begun', async () => {
      await show('<pinna-timeline seconds="20" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('start', { id: 1, label: 'door_wood_knock', onset: 29.8 });
      listener.emitFrames(29.9, 5);
      await painted(place);
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
      listener.emitFrames(29.9, 5);
      await painted(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(timeline.shadowRoot!.querySelector('.label')!);
      expect(words.getBoundingClientRect().right).to.be.at.most(window.right + 1);
    });

    it('keeps the label of a long sound in the picture', async () => {
      await show('<pinna-timeline seconds="10" style="inline-size: 600px"></pinna-timeline>');
      const timeline = place.querySelector('pinna-timeline')!;
      listener.detect('start', { id: 1, label: 'rain', onset: 1 });
      listener.emitFrames(29.9, 5);
      await painted(place);
      const window = timeline.shadowRoot!.querySelector('.window')!.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(timeline.shadowRoot!.querySelector('.label')!);
      const label = words.getBoundingClientRect();
      const bar = timeline.shadowRoot!.querySelector('.bar')!.getBoundingClientRect();
      expect(label.left).to.be.within(window.left, window.left + 10);
      // The bar continues beyond the edge.
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
        listener.emitFrames(time, 15);
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

    it('has as many lanes as its width has room for, and as many before the first detection', async () => {
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
      listener.emitFrames(11, 5);
      await painted(place);
      expect(timelines[0]!.shadowRoot!.querySelectorAll('.bar')).to.have.length(5);
      expect(lanes()).to.deep.equal([5, 6, 3]);
      expect(heights()).to.deep.equal(before);
    });
  });
});
