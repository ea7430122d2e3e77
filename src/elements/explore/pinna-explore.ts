import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { classesOf } from '../../explore/class-marks.js';
import { fittedPoints } from '../../explore/fitted-points.js';
import { nearest } from '../../explore/nearest.js';
import { VALUE_KINDS, type ValueKind } from '../../explore/recording-map.js';
import { unforeseenError, type PinnaError } from '../../errors.js';
import { Scope } from '../../lifetime/scope.js';
import { Classifier, type ClassifierOptions } from '../../recordings/classifier.js';
import { elementEvent } from '../listener/element-events.js';
import { ListenerController } from '../listener/listener-controller.js';
import { ListenerView } from '../listener/listener-view.js';
import { Presence } from '../presence/presence.js';
import { Saver } from '../saving/saver.js';
import { droppingStyles, fieldStyles, theme } from '../style/theme.js';
import { exampleInFile } from '../teach/example-file.js';
import { accuracyTable } from './accuracy-table.js';
import { boxPlots, rankedDescriptors } from './box-plots.js';
import { correlationMap } from './correlation-map.js';
import { DrawnMaps, type Layout } from './drawn-maps.js';
import { ExploredSounds, MOST_RECORDINGS, type ExploredSound } from './explored-sounds.js';
import { exploreStyles } from './explore-styles.js';
import { chosenRecordings, droppedRecordings, type FoundRecording } from './found-recordings.js';
import { loggedRecordings, type SoundLog } from './logged-sounds.js';
import { classSign, MAP_SIZE, MapPicture } from './map-picture.js';
import { NEAREST, recordingPanel, selectionPanel } from './side-panel.js';
import { PointedSound } from './pointed-sound.js';
import { exploreStrings } from './explore-words.js';

const OPTIONS = ['model', 'backend', 'worker', 'webgpu', 'wasm'] as const;
const LAYOUTS = ['pca', 'neighbours'] as const;

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
 * class, and be taught to the listener, if there is one. Beside the map: the most alike recordings, how well a linear classifier finds the
 * classes, box plots by class, and correlations. The analysis runs in a worker; the sound stays on the device.
 *
 * @csspart drop - The drop area.
 * @csspart map - The map.
 * @csspart accuracy - The table of how well the classes are found.
 * @csspart progress - The progress of the analysis.
 * @event {CustomEvent<PinnaError>} pinna-error - A recording could not be used, or taught.
 */
export class PinnaExplore extends ListenerView {
  static override styles = [theme, fieldStyles, droppingStyles, exploreStyles];

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
  /** Id of a `<pinna-log>` in the same tree, whose sounds can be taken. The listener must keep sound (`keep-seconds`). */
  @property() log?: string;

  @state() private kind: ValueKind = 'embedding';
  @state() private layout: Layout = 'pca';
  @state() private playsPointed = true;
  @state() private current: number | undefined;
  @state() private selected: ReadonlySet<number> = new Set();
  @state() private label = '';
  @state() private descriptor: string | undefined;
  @state() private cell: readonly [number, number] | undefined;
  @state() private dropping = false;
  @state() private message = '';
  @state() private error: PinnaError | undefined;
  @state() private isTeaching = false;
  @query('input[webkitdirectory]') private folderPicker!: HTMLInputElement;
  @query('input[type=file]:not([webkitdirectory])') private filePicker!: HTMLInputElement;

  /** Open while the element is connected. */
  #scope: Scope | undefined;
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
  readonly #maps = new DrawnMaps(() => this.requestUpdate());
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
      this.#maps.stop();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scope = new Scope();
    this.#scope.listen(this as HTMLElement, 'dragover', this.#over);
    this.#scope.listen(this as HTMLElement, 'dragleave', this.#leave);
    this.#scope.listen(this as HTMLElement, 'drop', this.#drop);
    this.#sounds.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sound.stop();
    void this.#scope?.close();
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
      <div class="drop ${this.dropping ? 'dropping' : ''}" part="drop">
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
    if (this.#maps.isBusy)
      return html`${tooMany}
        <p class="row small"><progress aria-label=${explore.computing}></progress> ${explore.computing}</p>`;
    if (sounds.length > 0 && !this.#maps.maps) return html`<p class="small">${explore.needsMore}</p>`;
    return tooMany;
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
    const { words } = this;
    const explore = exploreStrings(words);
    const points = this.#maps.points(this.kind, this.layout) ?? maps[this.kind].points;
    const isLaidOut = this.layout === 'pca' || this.#maps.points(this.kind, this.layout) !== undefined;
    const [across, up] = maps[this.kind].explained.map((share) => words.percent(share, 1));
    const classes = classesOf(sounds);
    const ranked = classes.length > 0 ? rankedDescriptors(sounds) : undefined;
    return html`
      <div class="row">
        ${this.#choice(explore.values, {
          ...{ options: VALUE_KINDS, names: explore.kinds, chosen: this.kind },
          choose: (kind) => (this.kind = kind),
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
              ...{ sounds, classes, selected: this.selected, current: this.current },
              places: fittedPoints(points, MAP_SIZE.width, MAP_SIZE.height),
              name: explore.map(words.count(sounds.length), explore.kinds[this.kind]),
            },
            words,
          )}
          <p class="small muted">
            ${isLaidOut && this.layout === 'neighbours' ? explore.neighbourNote : explore.explained(across!, up!)}
            <span id="hint">${explore.hint}</span>
          </p>
          ${
            classes.length > 0
              ? html`<ul class="legend small" aria-label=${explore.classes} tabindex="0">
                  ${classes.map((name) => html`<li>${classSign(classes, name)}${words.className(name)}</li>`)}
                </ul>`
              : nothing
          }
        </div>
        <div class="side">${this.#pointedAt(sounds, classes)} ${this.#selection(sounds)}</div>
      </div>
      <div class="row"><div>${accuracyTable(words, maps)}</div></div>
      ${
        ranked
          ? html`<details>
              <summary>${explore.boxes}</summary>
              ${boxPlots(words, ranked, this.descriptor, (name) => (this.descriptor = name))}
            </details>`
          : nothing
      }
      <details>
        <summary>${explore.correlation}</summary>
        ${correlationMap(words, maps.descriptors.table, this.cell, (cell) => (this.cell = cell))}
      </details>
    `;
  }

  #choice<T extends string>(text: string, { options, names, chosen, choose }: Choice<T>) {
    return html`<label
      >${text}
      <select
        @change=${({ target }: Event) => {
          choose((target as HTMLSelectElement).value as T);
          void this.#maps.layOut(this.kind, this.layout);
        }}
      >
        ${options.map((one) => html`<option value=${one} ?selected=${one === chosen}>${names[one]}</option>`)}
      </select></label
    >`;
  }

  #selection(sounds: readonly ExploredSound[]) {
    const chosen = sounds.filter(({ id }) => this.selected.has(id));
    return selectionPanel(
      this.words,
      {
        ...{ chosen, classes: classesOf(sounds), label: this.label, isTeaching: this.isTeaching },
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
    const near = at < 0 ? [] : nearest(this.#maps.maps![this.kind].table, at, NEAREST);
    return recordingPanel(
      this.words,
      { sound: sounds[at], near: near.map(({ index }) => sounds[index]!), classes },
      (id) => {
        this.#point(id);
        this.#play(id);
      },
    );
  }

  /** Draws the maps when an analysis has ended, or a class has changed. */
  #follow(): void {
    const { sounds, failed, isBusy } = this.#sounds;
    for (const { error } of failed.slice(this.#reported)) this.dispatchEvent(elementEvent('pinna-error', error));
    this.#reported = failed.length;
    if (!isBusy && sounds !== this.#drawn) {
      this.#drawn = sounds;
      void this.#maps.draw(sounds, this.kind, this.layout);
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

  #play(id: number): void {
    const sound = this.#sounds.sounds.find((one) => one.id === id);
    if (sound) this.#sound.play(sound.file);
  }

  #addNearest(sounds: readonly ExploredSound[]): void {
    const at = sounds.findIndex(({ id }) => id === this.current);
    const near = nearest(this.#maps.maps![this.kind].table, at, NEAREST).map(({ index }) => sounds[index]!.id);
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
      this.error = unforeseenError(cause);
      this.dispatchEvent(elementEvent('pinna-error', this.error));
    } finally {
      this.isTeaching = false;
    }
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

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  };

  readonly #leave = ({ relatedTarget }: DragEvent): void => {
    if (!this.contains(relatedTarget as Node | null)) this.dropping = false;
  };

  readonly #drop = (event: DragEvent): void => {
    this.dropping = false;
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    droppedRecordings(dataTransfer).then(
      (found) => this.#add(found),
      (cause: unknown) => {
        this.error = unforeseenError(cause);
        this.dispatchEvent(elementEvent('pinna-error', this.error));
      },
    );
  };
}
