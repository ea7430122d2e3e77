import { html } from 'lit';
import { LONGEST_RECORDING } from '../../teach/examples/example-length.js';
import type { HeardPicture, TimeSpan } from '../../worker/contract.js';
import { ownStyle } from '../style/own-style.js';
import type { Words } from '../words/words.js';
import { drawn } from './draw-directive.js';

/** Distance between two positions of a slider, seconds. */
const STEP = 0.1;
/** Shortest stretch, seconds. */
const SHORTEST = 0.2;

/** Duration of a picture, seconds. */
export const durationOf = ({ frames, bands, hopSeconds }: HeardPicture): number => (frames.length / bands) * hopSeconds;

/**
 * Renders recent sound as a picture with two sliders: the beginning and the end of a stretch. A drag over the picture sets both.
 *
 * @param stretch session time, seconds
 */
export function stretchPicker(
  words: Words,
  picture: HeardPicture,
  stretch: TimeSpan,
  choose: (stretch: TimeSpan) => void,
) {
  const { teach } = words.strings;
  const duration = durationOf(picture);
  const end = picture.start + duration;
  const share = (time: number) => `${(100 * (time - picture.start)) / duration}%`;
  const timeAt = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    return picture.start + duration * Math.min(1, Math.max(0, (clientX - left) / width));
  };
  const slider = (label: string, value: number, set: (time: number) => void) =>
    html`<label class="end small"
      >${label}
      <input
        type="range"
        min="0"
        max=${duration.toFixed(1)}
        step=${STEP}
        .value=${(value - picture.start).toFixed(1)}
        aria-valuetext=${teach.ago(words.seconds(end - value))}
        @input=${({ target }: Event) => set(picture.start + Number((target as HTMLInputElement).value))}
      />
      <span class="number">${teach.ago(words.seconds(end - value))}</span></label
    >`;
  const dragTo = (event: PointerEvent, from: number) => {
    const to = timeAt(event);
    choose(to < from ? endingAt(from, to) : beginningAt(from, to));
  };
  return html`<div class="picker" part="picker">
    <div
      class="picture"
      @pointerdown=${(event: PointerEvent) => {
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        dragTo(event, timeAt(event));
      }}
      @pointermove=${(event: PointerEvent) => {
        if ((event.currentTarget as Element).hasPointerCapture(event.pointerId))
          dragTo(
            event,
            Math.abs(timeAt(event) - stretch.to) < Math.abs(timeAt(event) - stretch.from) ? stretch.from : stretch.to,
          );
      }}
    >
      <canvas role="img" aria-label=${teach.picture(words.seconds(duration))} ${drawn(picture)}></canvas>
      <div class="chosen" ${ownStyle({ left: share(stretch.from), right: `calc(100% - ${share(stretch.to)})` })}></div>
    </div>
    ${slider(teach.from, stretch.from, (from) => choose(beginningAt(from, stretch.to)))}
    ${slider(teach.to, stretch.to, (to) => choose(endingAt(to, stretch.from)))}
  </div>`;
}

/** Returns the stretch that begins at `from`. It ends at `to` if that is neither too short nor too long. */
const beginningAt = (from: number, to: number): TimeSpan => ({
  from,
  to: Math.min(Math.max(to, from + SHORTEST), from + LONGEST_RECORDING),
});

/** Returns the stretch that ends at `to`. It begins at `from` if that is neither too short nor too long. */
const endingAt = (to: number, from: number): TimeSpan => ({
  from: Math.max(Math.min(from, to - SHORTEST), to - LONGEST_RECORDING),
  to,
});
