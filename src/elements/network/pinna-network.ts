import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { BREAKAGES, type Breakage } from '../../inside/breakages.js';
import type { Branch, NetworkLayer } from '../../inside/network-layers.js';
import type { FilterPicture } from '../../inside/unit-filter.js';
import type { WhyMethod, WhyProgress } from '../../inside/why.js';
import type { OpenedNetwork, ShownStep } from '../../worker/inside-contract.js';
import { usedBands } from '../../features/frame-geometry.js';
import { motionInterval, PaintController } from '../drawing/paint-controller.js';
import { ListenerController, type ListenerLike } from '../listener/listener-controller.js';
import { elementEvent } from '../listener/element-events.js';
import { logMistake, wrongValue } from '../listener/page-mistakes.js';
import { didYouMean } from '../../model/nearest-name.js';
import { ListenerView } from '../listener/listener-view.js';
import { listIn } from '../presence/list-in.js';
import { Presence } from '../presence/presence.js';
import { ownStyle } from '../style/own-style.js';
import { fieldStyles, theme } from '../style/theme.js';
import { TimeAxis } from '../time/time-window.js';
import { CanvasSet } from './canvas-set.js';
import { comparedScores, scoresOf, type ComparedScore, type NewestScores } from './compared-scores.js';
import { detailView } from './detail-view.js';
import { faultView } from './fault-view.js';
import { drawLamps, lampColumns, lampsOf, type Lamps } from './lamps.js';
import { newestValues, type UnitValues } from './unit-values.js';
import { layerName, layerSize, unitsOf, withUnits } from './layer-names.js';
import { ALL_GATES, ALL_UNITS, gatesOf, LayerPictures, ONE_UNIT, SHOWN_SECONDS } from './layer-pictures.js';
import { NetworkFeed } from './network-feed.js';
import { networkStyles } from './network-styles.js';
import { UnitMoments, type Moment } from './unit-moments.js';
import { picturedReasons, whyView, type ChosenClass, type FoundReasons } from './why-view.js';
import { networkStrings } from '../words/network/network-words.js';

/** Least time between two updates of the numbers, ms. */
const NUMBERS_INTERVAL = 400;
/** Steps whose scores are kept until the shown network has computed them, too. */
const KEPT_STEPS = 60;
const BRANCHES: readonly Branch[] = ['input', 'trunk', 'fast', 'rows'];

/**
 * The running network, layer by layer, on the time axis of the sound. Choose a layer to see its channels, a unit, its weights, the
 * sounds that it answers to, and the formula. Ask why a class scores as it does. Break the shown network on purpose. A second copy of the
 * network computes what is shown, in a separate worker that runs only while the view is open and sound is analysed; the network that
 * listens is not changed, and costs the same.
 *
 * @event {CustomEvent<PinnaError>} pinna-error - The network has no such layer or unit (`bad-option`). The default is shown.
 * @csspart toggle - The button that opens and closes the view.
 * @csspart input - The picture of the input.
 * @csspart layer - A layer; also named `chosen` if it is looked at.
 * @csspart detail - What is shown of the chosen layer.
 * @cssproperty --pinna-network-input-height - Height of the picture of the input.
 */
export class PinnaNetwork extends ListenerView {
  static override styles = [theme, fieldStyles, networkStyles];

  /** Whether the view is open. Nothing is computed while it is closed. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** Name of the layer that is looked at, such as `gru` or `trunk/block3`. Default: the memory, or the last layer. */
  @property() layer?: string | undefined;
  /** Unit of that layer, from 0 on. */
  @property({ type: Number }) unit = 0;
  /** Faults of the shown network: `relu`, `no-normalisation`, `future`, `forget`. */
  @property({ attribute: false }) faults: readonly Breakage[] = [];

  @state() private opened: OpenedNetwork | undefined;
  @state() private failure: PinnaError | undefined;
  @state() private filter: readonly FilterPicture[] = [];
  @state() private moments: readonly Moment[] = [];
  @state() private scores: readonly ComparedScore[] = [];
  @state() private leftOut = 0;
  /** Whether the chosen layer has gates with a picture. */
  @state() private hasGates = false;
  /** Newest values of the chosen unit. */
  @state() private values: UnitValues | undefined;
  @state() private chosenClass: ChosenClass = { head: 'bird', label: 'bird' };
  /** Undefined while no reasons are searched. */
  @state() private progress: WhyProgress | undefined;
  @state() private found: FoundReasons | null | undefined;

  #feed: NetworkFeed | undefined;
  readonly #pictures = new LayerPictures();
  readonly #best = new UnitMoments();
  readonly #axis = new TimeAxis();
  /** Which half of the layers was drawn last. */
  #half = 0;
  #lamps: Lamps | undefined;
  #drawnLamps: Lamps | undefined;
  /** Size of the canvas and unit with which the lamps were drawn. */
  #drawnSize: string | undefined;
  #layers: readonly NetworkLayer[] = [];
  /** The newest scores of the listening network, by the time of their step. */
  #whole: readonly { readonly time: number; readonly scores: NewestScores }[] = [];
  #updated = -Infinity;
  /** The layer and the unit whose weights were requested last. */
  #filtered = '';
  /** The layer that the user has chosen in the view. */
  #pressed: string | undefined;
  /** The layer and the unit that were reported as wrong last. */
  #wrong: string | undefined;
  /** Number of searches for reasons so far. An older one has no result. */
  #searches = 0;
  readonly #canvases = new CanvasSet(this, () => {
    this.#drawnSize = undefined;
    this.#paint.invalidate();
  });
  readonly #paint = new PaintController(
    this,
    (now) => this.#draw(now),
    () => motionInterval(),
  );
  readonly #controller = new ListenerController(this, {
    frames: ({ detail: { time, scores, frames } }) => {
      if (this.#feed) this.#whole = [...this.#whole.slice(1 - KEPT_STEPS), { time, scores: newestOf(scores, frames) }];
    },
    changed: () => this.#renew(),
    replaced: () => this.#clear(),
  });

  constructor() {
    super();
    new Presence(this, () => this.#close());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.open && !this.#feed) this.#renew();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open')) this.#renew();
    if (changed.has('faults') && this.#checkFaults()) {
      this.#feed?.break(listIn(this.faults));
      this.#best.clear(); // the moments were those of another network
      this.moments = [];
      this.#stopSearch();
      this.found = undefined;
    }
    if (changed.has('layer') || changed.has('unit')) this.#choose();
  }

  protected override updated(): void {
    this.#paint.invalidate();
  }

  protected override render() {
    const texts = networkStrings(this.words.lang);
    return html`
      <div class="head">
        <h2>${texts.title}</h2>
        <button part="toggle" aria-expanded=${this.open} @click=${() => (this.open = !this.open)}>
          ${this.open ? texts.close : texts.look}
        </button>
      </div>
      <p class="small muted">${texts.what}</p>
      ${this.open ? this.#view() : nothing}
    `;
  }

  #view() {
    const { words, opened } = this;
    const texts = networkStrings(words.lang);
    const { listener } = this.#controller;
    const model = listener?.model;
    if (this.failure) {
      const { what, todo } = words.error(this.failure);
      return html`<p role="alert" class="alert">${what} ${todo}</p>`;
    }
    if (!opened || !model) {
      const waits = listener?.state === 'running' || listener?.state === 'starting';
      return html`<p role="status">${waits ? texts.loading : texts.beforeSound}</p>`;
    }
    const { layers, backend } = opened;
    const layer = this.#layer!;
    const { bands, hopSeconds: hop } = model.features;
    return html`
      <p class="small muted">${texts.runsOn(backend.toUpperCase(), words.number(layers.length))}</p>
      ${this.leftOut > 0 ? html`<p class="small alert">${texts.leftOut(words.number(this.leftOut))}</p>` : nothing}
      <div class="panes">
        <div class="layers">${BRANCHES.map((branch) => this.#branch(branch, layer))}</div>
        <div>
          <div part="detail">
            ${detailView(
              {
                ...{ layer, layers, hop, bands, unit: this.#unit, filter: this.filter, moments: this.moments },
                unitName: this.#unitName(layer),
                values: this.values,
                hasGates: this.hasGates,
                choose: (unit) => (this.unit = unit),
                point: (event) => this.#point(event, layer),
              },
              words,
              texts,
            )}
          </div>
          ${whyView(
            {
              model,
              layers,
              chosen: this.chosenClass,
              progress: this.progress,
              found: this.found,
              choose: (chosen) => (this.chosenClass = chosen),
              ask: (method) => void this.#ask(method),
              stop: () => this.#stopSearch(),
              look: ({ layer: name, unit }) => this.#press(name, unit),
            },
            words,
            texts,
          )}
          ${faultView(new Set(listIn(this.faults)), this.scores, (fault) => this.#toggle(fault), words, texts)}
        </div>
      </div>
    `;
  }

  #branch(branch: Branch, chosen: NetworkLayer) {
    const { words } = this;
    const texts = networkStrings(words.lang);
    const all = this.opened!.layers;
    const layers = all.filter((layer) => layer.branch === branch);
    if (layers.length === 0) return nothing;
    return html`<div class="branch">
      <h3>${texts.branch[branch]}</h3>
      ${branch === 'input' ? this.#input(chosen) : nothing}
      <ul>
        ${layers.map((layer) => {
          const isChosen = layer === chosen;
          return html`<li>
            <button
              class="layer"
              part="layer ${isChosen ? 'chosen' : ''}"
              aria-pressed=${isChosen}
              @click=${() => this.#press(layer.name, 0)}
            >
              <span>
                <span class="name">${layerName(layer, all, words, texts)}</span>
                <span class="numbers small muted number">${layerSize(layer, words, texts)}</span>
              </span>
              ${
                layer.kind === 'normalize'
                  ? nothing
                  : html`<canvas data-name=${layer.name} aria-hidden="true"></canvas>`
              }
            </button>
          </li>`;
        })}
      </ul>
    </div>`;
  }

  /** The input, large, with a bracket around what the newest value of the chosen layer reads. */
  #input({ field, bands: own }: NetworkLayer) {
    const { features } = this.#controller.listener!.model!;
    const { hopSeconds } = features;
    const bands = usedBands(features);
    const middle = own > 1 ? field.lowest + Math.floor(own / 2) * field.step : 0;
    const low = Math.max(0, middle);
    const high = Math.min(bands, own > 1 ? middle + field.bands : bands);
    return html`<div class="input">
      <canvas
        part="input"
        data-name="input"
        role="img"
        aria-label=${networkStrings(this.words.lang).inputPicture}
      ></canvas>
      <div
        class="field"
        ${ownStyle({
          'inline-size': `${Math.min(100, (100 * field.frames * hopSeconds) / SHOWN_SECONDS)}%`,
          'inset-block-start': `${100 * (1 - high / bands)}%`,
          'inset-block-end': `${(100 * low) / bands}%`,
        })}
      ></div>
    </div>`;
  }

  get #layer(): NetworkLayer | undefined {
    const layers = this.opened?.layers ?? [];
    return layers.find(({ name }) => name === this.layer) ?? layers.find(({ kind }) => kind === 'gru') ?? layers.at(-1);
  }

  /** The chosen unit, within those that the layer has. */
  get #unit(): number {
    const layer = this.#layer;
    return layer ? Math.min(Math.max(0, Math.floor(this.unit) || 0), unitsOf(layer) - 1) : 0;
  }

  #unitName({ kind }: NetworkLayer): string | undefined {
    if (kind !== 'heads') return undefined;
    const classes = this.#controller.listener?.model?.heads.flatMap((head) => head.classes);
    const name = classes?.[this.#unit]?.name;
    return name === undefined ? undefined : this.words.className(name);
  }

  /** Starts what an open view needs, or ends all of it. */
  #renew(): void {
    const { listener } = this.#controller ?? {};
    this.#close();
    if (this.open && listener && this.isConnected) this.#begin(listener);
  }

  /** Reports a misspelt fault. @returns whether all faults exist */
  #checkFaults(): boolean {
    const wrong = listIn(this.faults).find((fault) => !BREAKAGES.includes(fault));
    if (wrong === undefined) {
      if (this.failure?.code === PinnaErrorCode.BadOption) this.failure = undefined;
      return true;
    }
    const meant = didYouMean(String(wrong), BREAKAGES);
    this.failure = new PinnaError(PinnaErrorCode.BadOption, `There is no fault "${wrong}".${meant}`);
    logMistake(this, this.failure);
    return false;
  }

  /** Reports a layer or a unit that the network does not have. A layer that the user chose may be missing in the next model. */
  #checkChoice(shown: NetworkLayer): void {
    const names = this.opened!.layers.map(({ name }) => name);
    const { layer, unit } = this;
    const isWrongLayer = layer !== undefined && layer !== this.#pressed && !names.includes(layer);
    const error = isWrongLayer
      ? wrongValue(this, 'layer', String(layer), names)
      : wrongUnit(this, unit, shown.name, unitsOf(shown));
    const wrong = error && `${String(layer)} ${unit}`;
    if (error && wrong !== this.#wrong) {
      logMistake(this, error);
      this.dispatchEvent(elementEvent('pinna-error', error));
    }
    this.#wrong = wrong;
  }

  #begin(listener: ListenerLike): void {
    this.failure = undefined;
    this.#feed = new NetworkFeed(listener, {
      onOpened: (opened) => {
        this.opened = opened;
        this.#layers = opened.layers.map(withUnits);
        this.#wrong = undefined;
        this.#choose();
      },
      onStep: (step) => this.#add(step),
      onProgress: (progress) => {
        if (this.progress) this.progress = progress;
      },
      onFailure: (error) => {
        this.failure = error;
        this.progress = undefined;
      },
    });
    if (this.#checkFaults() && listIn(this.faults).length > 0) this.#feed.break(listIn(this.faults));
  }

  #close(): void {
    this.#feed?.close();
    this.#feed = undefined;
    this.opened = undefined;
    this.#filtered = '';
    this.#clear();
  }

  #clear(): void {
    this.#pictures.clear();
    this.#best.clear();
    this.#axis.reset();
    this.#whole = [];
    this.moments = [];
    this.scores = [];
    this.leftOut = 0;
    this.values = undefined;
    this.#searches += 1;
    this.progress = undefined;
    this.found = undefined;
    this.#paint?.invalidate();
  }

  /** Passes on which layer is looked at, and requests the weights of the unit. */
  #choose(): void {
    const layer = this.#layer;
    if (!layer || !this.#feed) return;
    this.#checkChoice(layer);
    const key = `${layer.name} ${this.#unit}`;
    if (key === this.#filtered) return;
    if (!this.#filtered.startsWith(`${layer.name} `)) {
      this.#feed.watch(layer.name);
      this.#pictures.forgetWatched();
      this.#lamps = undefined;
      this.hasGates = false;
    }
    this.#filtered = key;
    this.values = undefined;
    this.moments = [];
    this.filter = [];
    this.#feed.filter(layer.name, this.#unit).then(
      (filter) => {
        if (this.#filtered === key) this.filter = filter;
      },
      () => undefined, // the failure of the worker is reported once
    );
  }

  #add(step: ShownStep): void {
    const { opened } = this;
    const model = this.#controller.listener?.model;
    if (!opened || !model) return;
    const { hopSeconds: hop } = model.features;
    this.#pictures.inputBands = usedBands(model.features);
    const now = performance.now();
    this.#pictures.add(step, this.#layers, hop, this.#unit);
    const isBetter = this.#best.add(step, this.#layers, hop, this.#unit);
    this.#axis.arrive(step.time + step.duration, step.duration, now);
    const { watched } = step;
    if (watched) {
      this.#lamps = lampsOf(watched) ?? this.#lamps;
      this.hasGates = gatesOf(watched) !== undefined && watched.layer === this.#layer?.name;
    }
    if (now - this.#updated > NUMBERS_INTERVAL) {
      this.#updated = now;
      const logits = step.layers.heads?.values;
      const whole = this.#whole.find(({ time }) => time === step.time)?.scores;
      if (logits && whole) this.scores = comparedScores(model.heads, whole, scoresOf(model.heads, logits));
      this.leftOut = step.leftOut;
      if (watched && watched.layer === this.#layer?.name) this.values = newestValues(watched, this.#layers, this.#unit);
      this.moments = this.#best.moments;
    } else if (isBetter && this.moments.length === 0) this.moments = this.#best.moments;
    this.#paint.invalidate();
  }

  #draw(now: number): void {
    const layers = this.opened?.layers;
    if (!layers) return;
    const to = this.#axis.edge(now);
    const from = to - SHOWN_SECONDS;
    const draw = (canvas: string, name = canvas) => {
      const target = this.#canvases.get(canvas);
      if (target) this.#pictures.draw(name, target, from, to);
    };
    draw('input', 'normalize');
    // The list is drawn in two halves, one after the other: without a graphics card, each canvas costs time.
    const isWhole = motionInterval() > 0;
    this.#half = 1 - this.#half;
    layers.forEach(({ name }, i) => (isWhole || i % 2 === this.#half) && draw(name));
    if (this.#lamps && this.#layer?.kind === 'gru') this.#drawLamps(this.#lamps);
    else draw(ALL_UNITS);
    draw(ONE_UNIT);
    draw(ALL_GATES);
    const moves = Number.isFinite(to) && to < this.#axis.newest;
    if (moves || (this.#half === 1 && !isWhole)) this.#paint.invalidate();
  }

  /** Draws the lamps, unless they are drawn already: they change with each step only. */
  #drawLamps(lamps: Lamps): void {
    const target = this.#canvases.get(ALL_UNITS);
    const drawn = target && `${target.canvas.width} ${target.canvas.height} ${this.#unit}`;
    if (!target || (lamps === this.#drawnLamps && drawn === this.#drawnSize)) return;
    this.#drawnLamps = lamps;
    this.#drawnSize = drawn;
    drawLamps(target, lamps, this.#unit);
  }

  /** Chooses the unit under the pointer: a lamp, or a strip of the picture. */
  #point(event: MouseEvent, layer: NetworkLayer): void {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height];
    const units = unitsOf(layer);
    if (layer.kind === 'gru') {
      const columns = lampColumns(units, width, height);
      this.unit = Math.min(units - 1, Math.floor(y * Math.ceil(units / columns)) * columns + Math.floor(x * columns));
    } else this.unit = Math.min(units - 1, Math.floor(y * units));
  }

  #toggle(fault: Breakage): void {
    const faults = listIn(this.faults);
    this.faults = faults.includes(fault) ? faults.filter((each) => each !== fault) : [...faults, fault];
  }

  /** Shows a layer and a unit that the user has chosen. */
  #press(layer: string, unit: number): void {
    this.#pressed = layer;
    this.layer = layer;
    this.unit = unit;
  }

  async #ask(method: WhyMethod): Promise<void> {
    const feed = this.#feed;
    const model = this.#controller.listener?.model;
    if (!feed || !model) return;
    const of = this.chosenClass;
    const search = ++this.#searches;
    this.progress = { used: 0, points: 0, explained: undefined };
    try {
      const reasons = await feed.why({ ...of, method });
      if (search === this.#searches)
        this.found = reasons && { of, method, reasons, picture: picturedReasons(reasons, model) };
    } catch {
      // The failure of the worker is reported once.
    }
    if (search === this.#searches) this.progress = undefined;
  }

  /** Ends the search for reasons. Earlier reasons stay. */
  #stopSearch(): void {
    this.#searches += 1;
    if (this.progress) this.#feed?.stopWhy();
    this.progress = undefined;
  }
}

/** Returns what is wrong with a unit; undefined for one that the layer has. An attribute that is not a number is reported elsewhere. */
function wrongUnit(element: Element, unit: number, layer: string, units: number): PinnaError | undefined {
  if (!Number.isFinite(unit) || (unit >= 0 && unit < units)) return undefined;
  return new PinnaError(
    PinnaErrorCode.BadOption,
    `<${element.localName} unit="${unit}">: "${unit}" is not a unit of ${layer}. Give 0 to ${units - 1}.`,
  );
}

/** Returns the newest scores of each head. @param rows of each head's scores */
function newestOf(scores: NewestScores, rows: number): NewestScores {
  return Object.fromEntries(
    Object.entries(scores).map(([head, values]) => [head, values.slice(values.length - values.length / rows)]),
  );
}
