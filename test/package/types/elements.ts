import type { Listener } from 'pinna';
import 'pinna/elements/define/pinna-listener';

const element = document.querySelector('pinna-listener')!;
export const model: string | undefined = element.model;
element.addEventListener('pinna-detection', ({ detail }) => {
  const onset: number = detail.detection.onset;
  // @ts-expect-error there is no such property
  console.log(onset, detail.detection.nonsense);
});
// @ts-expect-error it is a number, not a word
element.stepFrames = 'five';
export declare const listener: Listener;
