import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { property, query, state } from 'lit/decorators.js';
import { classesOf } from '../../explore/class-marks.js';
import { mapWorkerUrl } from '../../assets.js';
import { nearestTo } from '../../explore/nearest.js';
import { mostUnusual } from '../../explore/novelty.js';
import { LAYOUTS, VALUE_KINDS, type Layout, type ValueKind } from '../../explore/recording-values.js';
import { unforeseenError, type PinnaError } from '../../errors.js';
import { Classifier, type ClassifierOptions } from '../../recordings/classifier.js';
import { elementEvent } from '../listener/element-events.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { DropTarget } from '../presence/drop-target.js';
import { Presence } from '../presence/presence.js';
import { Saver } from '../saving/saver.js';
import { dropAreaStyles, droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { exampleInFile } from '../teach/example-file.js';
import { accuracyTable } from './accuracy-table.js';
import { boxPlots } from './box-plots.js';
import { correlationMap, type Cell } from './correlation-map.js';
import { DrawnMaps } from './drawn-maps.js';
import { ExploredSounds, MOST_RECORDINGS, type ExploredSound } from './explored-sounds.js';
import { exploreStyles } from './explore-styles.js';
import { chosenRecordings, droppedRecordings, type FoundRecording } from './found-recordings.js';
import { loggedRecordings, type SoundLog } from './logged-sounds.js';
import { classSign, MapPicture, ringSign } from './map-picture.js';
import { recordingPanel, selectionPanel, unusualPanel } from './side-panel.js';
import { PointedSound } from './pointed-sound.js';
import { exploreStrings } from './explore-words.js';

const OPTIONS = ['model', 'backend', 'worker', 'webgpu', 'wasm'] as const;

/** A choice of one of several names. */
interface Choice<T extends string> {
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly choose: (one: T) => void;
}

/**
 * A map of recordings: those that sound alike lie together. Drop a folder on the element, choose one, or take the sounds of a
 * `<pinna-log>`. Each recording is described by hand (57 descriptors) and by the network's embedding; the map shows either, by principal
 * components or by neighbours (UMAP). It plays under the pointer and the focus. Marks can be selected with an outline or by keyboard, get a
 * class, and be taught to the listener, if there is one. Beside the map: the most alike and the most unusual recordings, how well a linear
 * classifier finds the classes, box plots by class, and correlations. Analysis and maps are computed in workers; the sound stays on the
 * device.
 *
 * @csspart drop - The drop area.
 * @csspart map - The map.
 * @csspart accuracy - The table of how well the classes are found.
 * @csspart progress - The progress of the analysis.
 * @event {CustomEvent<PinnaError>} pinna-error - A recording could not be used or taught, or the maps could not be computed.
 */
export class PinnaExplore extends ListenerView {
  static override styles = [theme, fieldStyles, dropAreaStyles, droppingStyles, exploreStyles];

  /** Name of a model that comes with the package, or URL of a model folder. */
  @property() model?: string;
  /** `auto` (the default) measures each backend and uses the fastest. `webgpu`, `wasm` or `cpu` selects one. */
  @property() backend?: ClassifierOptions['backend'];
  /** URL of `worker.js`. Default: beside the package's script. */
  @property() worker?: string;
  /** URL of `webgpu.js`. Default: beside the package's script. */
  @property() webgpu?: string;
  /** URL of the folder with the .wasm files. Default: beside the package's script. */
  @property() wasm?: string;
  /** URL of `map-worker.js`, which computes the maps. Default: beside the package's script. */
  @property({ attribute: 'map-worker' }) mapWorker?: string;
  /** Id of a `<pinna-log>` in the same tree, whose sounds can be taken. The listener must keep sound (`keep-seconds`). */
  @property() log?: string;

  @state() private kind: ValueKind = 'embedding';
  @state() private layout: Layout = 'pca';
  @state() private playsPointed = true;
  @state() private current: number | undefined;
  @state() private selected: ReadonlySet<number> = new Set();
  @state() private label = '';
  @state() private descriptor: string | undefined;
  @state() private cell: Cell | undefined;
  @state() private message = '';
  @state() private error: PinnaError | undefined;
  @state() private isTeaching = false;
  @query('input[webkitdirectory]') private folderPicker!: HTMLInputElement;
  @query('input[type=file]:not([webkitdirectory])') private filePicker!: HTMLInputElement;

  readonly #connection = new ListenerController(
    this,
    { changed: () => this.requestUpdate(), statechange: () => this.requestUpdate() },
    {},
    false,
  );
  readonly #saver = new Saver(this);
  readonly #sound = new PointedSound();
  readonly #sounds = new ExploredSounds(
    () => new Classifier(this.#options),
    () => this.#follow(),
  );
  readonly #maps = new DrawnMaps({
    url: () => mapWorkerUrl(this.mapWorker),
    onChange: () => this.requestUpdate(),
    onFailure: (error) => this.#report(error),
  });
  readonly #dropTarget = new DropTarget(this, (data) => this.addDropped(data));
  /** Recordings that the maps were asked for. */
  #drawn: readonly ExploredSound[] = [];
  /** Number of files that could not be used and were reported. */
  #reported = 0;
  readonly #picture = new MapPicture({
    point: (id) => this.#point(id),
    select: (ids) => (this.selected = ids),
    play: (id) => this.#play(id),
    stop: () => this.#sound.stop(),
    update: () => this.requestUpdate(),
  });

  constructor() {
    super();
    new Presence(this, () => {
      this.#sounds.suspend();
      this.#maps.cancel();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sounds.resume();
    this.#maps.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sound.stop();
  }

  /** Recordings on the map, with their values and classes. */
  get recordings(): readonly ExploredSound[] {
    return this.#sounds.sounds;
  }

  /**
   * Adds recordings, as a drop does.
   * @param label their class; without it, that of the folder which they were chosen from
   */
  add(files: Iterable<File>, label?: string): void {
    const found = chosenRecordings(files);
    this.#add(label === undefined ? found : found.map((one) => ({ ...one, label })));
  }

  /**
   * Adds the files and folders of a drop elsewhere on the page. Those on the element are added without it.
   * @param data of the event, in whose task this is called
   */
  addDropped(data: DataTransfer): void {
    droppedRecordings(data).then(
      (found) => this.#add(found),
      (cause: unknown) => this.#report(unforeseenError(cause)),
    );
  }

  /** Cancels the analysis and removes all recordings. */
  clear(): void {
    this.#sound.stop();
    this.selected = new Set();
    this.current = undefined;
    this.message = '';
    this.error = undefined;
    this.#reported = 0;
    this.#sounds.clear();
  }

  protected override render() {
    const { strings } = this.words;
    const explore = exploreStrings(this.words);
    return html`
      <div class="drop ${this.#dropTarget.isOver ? 'dropping' : ''}" part="drop">
        <p>
          <span>${explore.drop}</span>
          <span class="small muted">${strings.privacy}</span>
        </p>
        <button class="filled" @click=${() => this.folderPicker.click()}>${explore.chooseFolder}</button>
        <button @click=${() => this.filePicker.click()}>${strings.file.choose}</button>
        ${
          this.log
            ? html`<button ?disabled=${!this.#keepsSound} @click=${() => void this.#takeLog()}>
                ${explore.takeLog}
              </button>`
            : nothing
        }
        <input type="file" webkitdirectory multiple hidden @change=${this.#pick} />
        <input type="file" accept="audio/*,video/*" multiple hidden @change=${this.#pick} />
      </div>
      ${this.#progress()}
      <p class="small" role="status">${this.message}</p>
      <p class="visually-hidden" role="status">${this.#drawnText()}</p>
      ${this.#errorText()} ${this.#saver.message(this.words)} ${this.#unused()} ${this.#view()}
    `;
  }

  #progress() {
    const { words } = this;
    const { file } = words.strings;
    const explore = exploreStrings(words);
    const { isBusy, progress, sounds, isFull } = this.#sounds;
    if (isBusy)
      return html`<div class="row">
        <progress
          part="progress"
          max="1"
          value=${progress.share}
          aria-label=${explore.progress(words.number(progress.done), words.count(progress.all))}
        ></progress>
        <span class="small number">${explore.progress(words.number(progress.done), words.count(progress.all))}</span>
        <button @click=${() => this.#sounds.cancel()}>${file.cancel}</button>
      </div>`;
    const tooMany = isFull
      ? html`<p class="small bad" role="alert">${explore.tooMany(words.count(MOST_RECORDINGS))}</p>`
      : nothing;
    if (this.#maps.progress !== undefined)
      return html`${tooMany}
        <div class="row">
          <progress part="progress" max="1" value=${this.#maps.progress} aria-label=${explore.computing}></progress>
          <span class="small">${explore.computing}</span>
          <button @click=${() => this.#maps.cancel()}>${file.cancel}</button>
        </div>`;
    if (this.#maps.isUnfinished)
      return html`${tooMany}
        <p class="row small">
          ${explore.notDrawn} <button @click=${() => this.#maps.resume()}>${explore.draw}</button>
        </p>`;
    if (sounds.length > 0 && !this.#maps.maps) return html`<p class="small">${explore.needsMore}</p>`;
    return tooMany;
  }

  /** What a screen reader says when the map is there. */
  #drawnText(): string {
    const { maps, sounds, progress } = this.#maps;
    if (!maps || progress !== undefined || this.#sounds.isBusy) return '';
    const explore = exploreStrings(this.words);
    return explore.map(this.words.count(sounds.length), explore.kinds[this.kind]);
  }

  #errorText() {
    if (!this.error) return nothing;
    const { what, todo, detail } = this.words.error(this.error);
    return html`<p class="small bad" role="alert">
      ${what} ${todo} ${detail ? html`<span lang="en">${detail}</span>` : nothing}
    </p>`;
  }

  #unused() {
    const { failed } = this.#sounds;
    if (failed.length === 0) return nothing;
    return html`<details>
      <summary class="small bad">${exploreStrings(this.words).failed(this.words.count(failed.length))}</summary>
      <ul class="small">
        ${failed.map(({ name, error }) => {
          const { what, todo } = this.words.error(error);
          return html`<li>${name}: ${what} ${todo}</li>`;
        })}
      </ul>
    </details>`;
  }

  #view() {
    const { maps, sounds } = this.#maps;
    if (!maps) return nothing;
    const { words, kind } = this;
    const explore = exploreStrings(words);
    const [across, up] = maps[kind].explained.map((share) => words.percent(share, 1));
    const classes = classesOf(sounds);
    const unusual = mostUnusual(maps.novelty);
    return html`
      <div class="row">
        ${this.#choice(explore.values, {
          ...{ options: VALUE_KINDS, names: explore.kinds, chosen: kind },
          choose: (chosen) => (this.kind = chosen),
        })}
        ${this.#choice(explore.layout, {
          options: this.#maps.hasNeighbours ? LAYOUTS : (['pca'] as const),
          names: explore.layouts,
          chosen: this.layout,
          choose: (layout: Layout) => (this.layout = layout),
        })}
        <label
          ><input
            type="checkbox"
            .checked=${this.playsPointed}
            @change=${({ target }: Event) => (this.playsPointed = (target as HTMLInputElement).checked)}
          />${explore.play}</label
        >
        <button @click=${() => this.clear()}>${explore.removeAll}</button>
      </div>
      <div class="view">
        <div>
          ${this.#picture.render(
            {
              ...{ sounds, classes, selected: this.selected, current: this.current, places: this.#maps.places },
              unusual: new Set(unusual.flatMap((i) => sounds[i]?.id ?? [])),
              name: explore.map(words.count(sounds.length), explore.kinds[kind]),
            },
            words,
          )}
          <p class="small muted">
            ${this.#maps.isLaidOut && this.layout === 'neighbours' ? explore.neighbourNote : explore.explained(across!, up!)}
            <span id="hint">${explore.hint}</span>
          </p>
          <ul class="legend small" aria-label=${explore.classes} tabindex="0">
            ${classes.map((name) => html`<li>${classSign(classes, name)}${words.className(name)}</li>`)}
            <li>${ringSign()}${explore.unusualMark}</li>
          </ul>
        </div>
        <div class="side">
          ${this.#pointedAt(sounds, classes)} ${this.#selection(sounds, classes)}
          ${unusualPanel(
            words,
            {
              ...{ sounds: unusual.map((i) => sounds[i]!), classes },
              distances: unusual.map((i) => maps.novelty[i]!),
            },
            (id) => this.#go(id),
          )}
        </div>
      </div>
      <div class="row"><div>${accuracyTable(words, maps)}</div></div>
      ${
        maps.ranked.length > 0
          ? html`<details>
              <summary>${explore.boxes}</summary>
              ${guard([words, sounds, maps, this.descriptor], () =>
                boxPlots(words, { sounds, ranked: maps.ranked }, this.descriptor, (name) => (this.descriptor = name)),
              )}
            </details>`
          : nothing
      }
      <details>
        <summary>${explore.correlation}</summary>
        ${guard([words, maps, this.cell], () =>
          correlationMap(words, maps.correlations, this.cell, (cell) => (this.cell = cell)),
        )}
      </details>
    `;
  }

  #choice<T extends string>(text: string, { options, names, chosen, choose }: Choice<T>) {
    return html`<label
      >${text}
      <select
        @change=${({ target }: Event) => {
          choose((target as HTMLSelectElement).value as T);
          this.#maps.show({ kind: this.kind, layout: this.layout });
        }}
      >
        ${options.map((one) => html`<option value=${one} ?selected=${one === chosen}>${names[one]}</option>`)}
      </select></label
    >`;
  }

  #selection(sounds: readonly ExploredSound[], classes: readonly string[]) {
    const chosen = sounds.filter(({ id }) => this.selected.has(id));
    return selectionPanel(
      this.words,
      {
        ...{ chosen, classes, label: this.label, isTeaching: this.isTeaching },
        current: sounds.find(({ id }) => id === this.current),
        canTeach: this.#connection.listener !== undefined,
      },
      {
        addNearest: () => this.#addNearest(sounds),
        addClass: () => this.#addClass(sounds),
        selectNone: () => (this.selected = new Set()),
        type: (label) => (this.label = label),
        setClass: () => this.#sounds.setLabel(this.selected, this.label.trim()),
        teach: () => void this.#teach(chosen),
      },
    );
  }

  #pointedAt(sounds: readonly ExploredSound[], classes: readonly string[]) {
    const at = sounds.findIndex(({ id }) => id === this.current);
    return recordingPanel(this.words, { sound: sounds[at], near: this.#near(sounds, at), classes }, (id) =>
      this.#go(id),
    );
  }

  /** Returns the recordings most like one, the most alike first. @param at its place; −1 for none */
  #near(sounds: readonly ExploredSound[], at: number): ExploredSound[] {
    return at < 0 ? [] : nearestTo(this.#maps.maps![this.kind].nearest, at).map((index) => sounds[index]!);
  }

  /** Draws the maps when an analysis has ended, or a class has changed. */
  #follow(): void {
    const { sounds, failed, isBusy } = this.#sounds;
    for (const { error } of failed.slice(this.#reported)) this.dispatchEvent(elementEvent('pinna-error', error));
    this.#reported = failed.length;
    if (!isBusy && sounds !== this.#drawn) {
      this.#drawn = sounds;
      this.#maps.draw(sounds);
    }
    this.requestUpdate();
  }

  #add(recordings: readonly FoundRecording[]): void {
    this.message = '';
    this.error = undefined;
    this.#sounds.add(recordings);
  }

  #point(id: number | undefined): void {
    this.current = id;
    if (id !== undefined && this.playsPointed) this.#play(id);
  }

  /** Points at a recording of a list, and plays it. */
  #go(id: number): void {
    this.current = id;
    this.#play(id);
  }

  #play(id: number): void {
    const sound = this.#sounds.sounds.find((one) => one.id === id);
    if (sound) this.#sound.play(sound.file);
  }

  #addNearest(sounds: readonly ExploredSound[]): void {
    const at = sounds.findIndex(({ id }) => id === this.current);
    const near = this.#near(sounds, at).map(({ id }) => id);
    this.selected = new Set([...this.selected, sounds[at]!.id, ...near]);
  }

  #addClass(sounds: readonly ExploredSound[]): void {
    const label = sounds.find(({ id }) => id === this.current)?.label;
    const same = sounds.filter((sound) => sound.label === label).map(({ id }) => id);
    this.selected = new Set([...this.selected, ...same]);
  }

  async #teach(chosen: readonly ExploredSound[]): Promise<void> {
    const { listener } = this.#connection;
    const label = this.label.trim();
    if (!listener || label === '') return;
    [this.isTeaching, this.message, this.error] = [true, '', undefined];
    try {
      for (const { file } of chosen) await listener.taught.add(label, await exampleInFile(file));
      await listener.taught.learn();
      this.message = exploreStrings(this.words).learnt(label, this.words.count(chosen.length));
    } catch (cause) {
      this.#report(unforeseenError(cause));
    } finally {
      this.isTeaching = false;
    }
  }

  /** Shows an error, and dispatches it. */
  #report(error: PinnaError): void {
    this.error = error;
    this.dispatchEvent(elementEvent('pinna-error', error));
  }

  async #takeLog(): Promise<void> {
    const { listener } = this.#connection;
    const log = (this.getRootNode() as Document | ShadowRoot).getElementById(this.log ?? '');
    let found: readonly FoundRecording[] = [];
    if (listener && log && 'sessionSounds' in log)
      await this.#saver.use(async ({ recallExcerpt }) => {
        found = await loggedRecordings(log as unknown as SoundLog, listener, recallExcerpt);
      });
    if (found.length > 0) this.#add(found);
    else this.message = exploreStrings(this.words).logEmpty;
  }

  /** Whether the listener keeps sound, without which the log has only names. */
  get #keepsSound(): boolean {
    return (this.#connection.listener?.status.keepSeconds ?? 0) > 0;
  }

  get #options(): ClassifierOptions {
    const given = OPTIONS.map((option) => [option, this[option]]).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    return Object.fromEntries(given) as ClassifierOptions;
  }

  readonly #pick = ({ target }: Event): void => {
    const picker = target as HTMLInputElement;
    this.#add(chosenRecordings(picker.files ?? []));
    picker.value = '';
  };
}
