import { html, nothing, svg } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { colourClass, markOf } from '../../explore/class-marks.js';
import { DIRECTIONS, isInside, pointTowards, type PicturePoint } from '../../explore/lasso.js';
import type { Words } from '../words/words.js';
import type { ExploredSound } from './explored-sounds.js';
import { exploreStrings } from './explore-words.js';

/** Width and height of the picture, units. */
export const MAP_SIZE = { width: 800, height: 560 };
/** Reach of a mark around its place, CSS pixels: a target of 28 px also on a narrow page. */
const REACH = 14;
/** Recordings from which on the marks are smaller. */
const MANY = 500;
/** Way of the pointer from which on it draws an outline, units. */
const OUTLINE_FROM = 6;

/** What the picture shows. */
export interface MapContent {
  readonly sounds: readonly ExploredSound[];
  /** Their places, from 0 to {@link MAP_SIZE}. */
  readonly places: readonly PicturePoint[];
  readonly classes: readonly string[];
  /** Ids of the selected recordings. */
  readonly selected: ReadonlySet<number>;
  /** Ids of the recordings that are most unlike all others. */
  readonly unusual: ReadonlySet<number>;
  /** Id of the recording under the pointer or the focus. */
  readonly current: number | undefined;
  readonly name: string;
}

/** What a person does on the picture. */
export interface MapActions {
  /** Points at a recording; undefined at none. */
  point(id: number | undefined): void;
  select(ids: ReadonlySet<number>): void;
  play(id: number): void;
  stop(): void;
  update(): void;
}

/** The map: marks that can be pointed at, selected one by one, or surrounded by an outline. By keyboard it is a list box. Main thread. */
export class MapPicture {
  #content: MapContent | undefined;
  /** The outline being drawn; empty if none is. */
  #outline: readonly PicturePoint[] = [];
  readonly #actions: MapActions;

  constructor(actions: MapActions) {
    this.#actions = actions;
  }

  /** Renders the map. */
  render(content: MapContent, words: Words) {
    this.#content = content;
    const { sounds, places, classes, selected, unusual, name, current } = content;
    const { width, height } = MAP_SIZE;
    const at = sounds.findIndex(({ id }) => id === current);
    return html`<svg
      part="map"
      class=${sounds.length < MANY ? '' : 'many'}
      viewBox="0 0 ${width} ${height}"
      role="listbox"
      aria-multiselectable="true"
      aria-label=${name}
      aria-describedby="hint"
      tabindex="0"
      aria-activedescendant=${at >= 0 ? `mark-${String(current)}` : nothing}
      @keydown=${this.#key}
      @focus=${this.#focus}
      @blur=${() => this.#actions.stop()}
      @pointerdown=${this.#down}
      @pointermove=${this.#move}
      @pointerup=${this.#up}
      @pointercancel=${this.#cancel}
      @pointerleave=${this.#leave}
    >
      ${guard([sounds, places, classes.join('\n'), selected, [...unusual].join(), words], () =>
        sounds.map((sound, i) => this.#mark(sound, i, words)),
      )}
      <g aria-hidden="true" class="above">
        ${sounds.map(({ id }, i) =>
          unusual.has(id)
            ? svg`<g transform=${moveTo(places[i]!)}><circle class="ring" r="1.9"></circle></g>`
            : nothing,
        )}
        ${at >= 0 ? this.#currentMark(at) : nothing}
      </g>
      ${
        this.#outline.length > 1
          ? svg`<path class="outline" d="M${this.#outline.map(({ x, y }) => `${x.toFixed(0)} ${y.toFixed(0)}`).join('L')}z" />`
          : nothing
      }
    </svg>`;
  }

  #mark({ id, name, label }: ExploredSound, i: number, words: Words) {
    const { places, classes, selected, unusual } = this.#content!;
    const explore = exploreStrings(words);
    const { path, colour } = markOf(classes, label);
    const isSelected = selected.has(id);
    const parts = [
      name,
      label === undefined ? explore.noClass : words.className(label),
      unusual.has(id) ? explore.unusualMark : [],
    ];
    return svg`<g transform=${moveTo(places[i]!)}><path
      id="mark-${id}"
      role="option"
      class="mark ${colourClass(colour)} ${isSelected ? 'selected' : ''}"
      aria-selected=${isSelected ? 'true' : 'false'}
      aria-label=${parts.flat().join(' · ')}
      d=${path}
    ></path></g>`;
  }

  /** Renders the recording under the pointer or the focus once more, above all others. */
  #currentMark(at: number) {
    const { sounds, places, classes } = this.#content!;
    const { path, colour } = markOf(classes, sounds[at]!.label);
    return svg`<g transform=${moveTo(places[at]!)}><path
      class="mark current ${colourClass(colour)}"
      d=${path}
    ></path></g>`;
  }

  readonly #focus = (): void => {
    const { sounds, current } = this.#content!;
    if (!sounds.some(({ id }) => id === current)) this.#actions.point(sounds[0]?.id);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { sounds, places, selected, current } = this.#content!;
    const { key, ctrlKey, metaKey } = event;
    const at = sounds.findIndex(({ id }) => id === current);
    const used = () => event.preventDefault();
    if (key in DIRECTIONS && at >= 0) {
      used();
      this.#actions.point(sounds[pointTowards(places, at, DIRECTIONS[key as keyof typeof DIRECTIONS])]!.id);
    } else if (key === 'Home' || key === 'End') {
      used();
      this.#actions.point(sounds.at(key === 'Home' ? 0 : -1)?.id);
    } else if (key === ' ' && current !== undefined) {
      used();
      this.#actions.select(toggled(selected, current));
    } else if (key === 'Enter' && current !== undefined) {
      used();
      this.#actions.play(current);
    } else if (key === 'Escape') {
      this.#actions.stop();
      if (this.#outline.length > 0) this.#cancel();
    } else if (key === 'a' && (ctrlKey || metaKey)) {
      used();
      this.#actions.select(new Set(sounds.map(({ id }) => id)));
    }
  };

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#outline = [placeOf(event)];
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  readonly #move = (event: PointerEvent): void => {
    const place = placeOf(event);
    const [start] = this.#outline;
    if (!start) {
      const id = this.#under(event);
      if (id !== this.#content!.current && id !== undefined) this.#actions.point(id);
      if (id === undefined) this.#actions.stop();
      return;
    }
    if (this.#outline.length === 1 && distance(start, place) < OUTLINE_FROM) return;
    this.#outline = [...this.#outline, place];
    this.#actions.update();
  };

  readonly #up = (event: PointerEvent): void => {
    const outline = this.#outline;
    this.#outline = [];
    const { sounds, places, selected } = this.#content!;
    if (outline.length > 1) {
      const inside = sounds.filter((_, i) => isInside(places[i]!, outline)).map(({ id }) => id);
      this.#actions.select(new Set(event.shiftKey ? [...selected, ...inside] : inside));
    } else if (outline.length === 1) {
      const id = this.#under(event);
      if (id === undefined) return;
      this.#actions.point(id);
      this.#actions.play(id);
      this.#actions.select(toggled(selected, id));
    }
  };

  readonly #cancel = (): void => {
    this.#outline = [];
    this.#actions.update();
  };

  readonly #leave = (): void => {
    if (this.#outline.length === 0) this.#actions.stop();
  };

  /** Returns the id of the nearest mark that the pointer touches. */
  #under(event: PointerEvent): number | undefined {
    const { sounds, places } = this.#content!;
    const place = placeOf(event);
    const unit = (event.currentTarget as Element).getBoundingClientRect().width / MAP_SIZE.width;
    let [best, nearest] = [-1, REACH / unit];
    places.forEach((other, i) => {
      const away = distance(place, other);
      if (away < nearest) [best, nearest] = [i, away];
    });
    return sounds[best]?.id;
  }
}

/** Renders the mark of a class beside text. */
export function classSign(classes: readonly string[], label: string | undefined) {
  const { path, colour } = markOf(classes, label);
  return html`<svg class="sign" viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true">
    <path class=${colourClass(colour)} d=${path} />
  </svg>`;
}

/** Renders the ring of unusual recordings beside text. */
export const ringSign = () =>
  html`<svg class="sign" viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true"><circle class="line" r="1.2" /></svg>`;

function toggled(selected: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

const moveTo = ({ x, y }: PicturePoint) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

const distance = (a: PicturePoint, b: PicturePoint) => Math.hypot(a.x - b.x, a.y - b.y);

/** Returns the place of the pointer in units of the picture. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent): PicturePoint {
  const { left, top, width, height } = (currentTarget as Element).getBoundingClientRect();
  return {
    x: ((clientX - left) / width) * MAP_SIZE.width,
    y: ((clientY - top) / height) * MAP_SIZE.height,
  };
}
