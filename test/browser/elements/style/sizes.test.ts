import { expect } from 'chai';
import type { LitElement } from 'lit';
import type { ListenerLike } from '../../../../src/elements/listener/listener-controller.js';
import { VIEWS } from '../all-views.js';
import { oneMinute } from '../one-minute.js';
import { onPage, painted } from '../on-page.js';
import { MODEL, SimulatedListener } from '../simulated-listener.js';

/** Smallest text and smallest target, CSS pixels. */
const TEXT = 12;
const TARGET = 24;

/** Style sheets of pages that make an em small. */
const PAGES = {
  'a root of 62.5 %': 'html { font-size: 62.5%; }',
  'a reset of every element': `
    html { font-size: 62.5%; }
    * { margin: 0; padding: 0; min-width: 0; min-height: 0; font-size: 9px; line-height: 1; }`,
  'a small size for the elements': `
    :is(${[...VIEWS, 'pinna-file', 'pinna-recording', 'pinna-live'].join()}) { font-size: 0.5rem; }`,
};

/** Returns all elements in a tree and in the shadow trees inside it. */
function everyElement(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everyElement(element.shadowRoot) : []),
  ]);
}

const isSeen = (element: HTMLElement) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden, option, style');

const nameOf = (element: HTMLElement) => {
  const { host } = element.getRootNode() as ShadowRoot;
  return `${host.localName} ${element.localName}.${element.getAttribute('class') ?? ''}`;
};

/** Returns the texts that are too small. */
function smallTexts(elements: readonly HTMLElement[]): string[] {
  const hasText = ({ childNodes }: HTMLElement) =>
    [...childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  return elements.flatMap((element) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    return hasText(element) && size < TEXT ? [`${nameOf(element)}: ${size}`] : [];
  });
}

/** Returns the targets that are too small. The length of a bar is that of its sound. */
function smallTargets(elements: readonly HTMLElement[]): string[] {
  return elements.flatMap((element) => {
    if (!element.matches('button, select, input, summary, [role=slider], label:has(input, select)')) return [];
    const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
    const isSmall =
      height < TARGET - 0.01 || (width < TARGET - 0.01 && !element.matches('.bar, [part~=section], .lens'));
    return isSmall ? [`${nameOf(element)}: ${width.toFixed(1)} × ${height.toFixed(1)}`] : [];
  });
}

describe('Sizes', () => {
  for (const [title, css] of Object.entries(PAGES)) {
    it(`text has 12 px and targets have 24 px on a page with ${title}`, async () => {
      const place = await onPage(`
        <style>${css}</style>
        <pinna-listener keep-seconds="60">${VIEWS.map((name) => `<${name}></${name}>`).join('')}</pinna-listener>
        <pinna-live></pinna-live><pinna-file></pinna-file><pinna-recording src="data:audio/wav,"></pinna-recording>`);
      const listener = new SimulatedListener();
      for (const element of place.querySelectorAll<LitElement & { listener: ListenerLike }>(
        'pinna-listener, pinna-live',
      ))
        element.listener = listener;
      place.querySelector('pinna-recording')!.classification = oneMinute();
      place.querySelector('pinna-file')!.add([new File(['Words only.'], 'notes.wav')]);
      await painted(place);
      listener.become('starting');
      listener.become('running');
      listener.report({ level: -20, peak: 1.2, model: MODEL, keepSeconds: 60 });
      for (const [id, [head, label]] of [
        ['events', 'dog'],
        ['bird', 'bird'],
        ['events', 'music'],
        ['genre', 'jazz'],
      ].entries())
        listener.detect('start', { id, head: head!, label: label!, onset: 0.1 * id });
      const events = new Float32Array(MODEL.heads[2]!.classes.length).fill(0.7);
      for (let step = 0; step < 10; step++)
        listener.emitFrames(step, 50, { events, genre: new Float32Array(5).fill(0.2) });
      for (const details of everyElement(place).filter((each) => each.localName === 'details'))
        (details as HTMLDetailsElement).open = true;
      for (const view of place.querySelectorAll('pinna-timeline, pinna-log, pinna-now')) {
        view.scrollIntoView();
        await painted(place);
        view.shadowRoot!.querySelector<HTMLElement>('.bar, button.sound')?.click();
      }
      await painted(place);
      const elements = everyElement(place).filter((each) => each.getRootNode() !== document && isSeen(each));
      expect(elements.length).to.be.above(300);
      expect(smallTexts(elements)).to.deep.equal([]);
      expect(smallTargets(elements)).to.deep.equal([]);
      place.remove();
    });
  }
});
