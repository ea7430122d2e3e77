import { inPageLanguage } from '../shell/page-language.js';
import { startShell } from '../shell/shell.js';

startShell();

/** A confusion matrix: names, and the number of clips `[true][predicted]`. */
interface Matrix {
  readonly names: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

const WORDS = inPageLanguage({
  en: {
    of: (name: string, clips: number) =>
      `${name}: ${String(clips)} ${clips === 1 ? 'recording' : 'recordings'}, answered as`,
    none: 'There is no recording of it.',
  },
  de: {
    of: (name: string, clips: number) =>
      `${name}: ${String(clips)} ${clips === 1 ? 'Aufnahme' : 'Aufnahmen'}, beantwortet als`,
    none: 'Davon gibt es keine Aufnahme.',
  },
});

/** Writes a row in words: what the network said to the recordings of a sound, the most frequent first. */
function describeRow(said: HTMLElement, { names, counts }: Matrix, row: number, pointedAt: number): void {
  const answers = (counts[row] ?? [])
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const clips = answers.reduce((sum, { count }) => sum + count, 0);
  const head = document.createElement('p');
  head.textContent = clips > 0 ? WORDS.of(names[row] ?? '', clips) : `${names[row] ?? ''}: ${WORDS.none}`;
  const list = document.createElement('ul');
  for (const { count, at } of answers) {
    const entry = document.createElement('li');
    entry.textContent = `${names[at] ?? ''}: ${String(count)}`;
    if (at === row) entry.classList.add('right');
    if (at === pointedAt) entry.classList.add('pointed-at');
    list.append(entry);
  }
  said.replaceChildren(head, list);
}

/** Lets a reader point into a matrix, or choose a row of it. */
function connect(matrix: HTMLElement): void {
  const data = JSON.parse(matrix.dataset.matrix!) as Matrix;
  const picture = matrix.querySelector('svg')!;
  const select = matrix.querySelector('select')!;
  const said = matrix.querySelector<HTMLElement>('.said')!;
  const row = matrix.querySelector<SVGRectElement>('rect.row')!;
  const cell = matrix.querySelector<SVGRectElement>('rect.cell')!;
  const side = row.height.baseVal.value;
  const show = (sound: number, pointedAt = -1) => {
    row.setAttribute('y', String(sound * side));
    row.setAttribute('visibility', 'visible');
    cell.setAttribute('x', String(pointedAt * side));
    cell.setAttribute('y', String(sound * side));
    cell.setAttribute('visibility', pointedAt < 0 ? 'hidden' : 'visible');
    describeRow(said, data, sound, pointedAt);
  };
  select.parentElement!.hidden = false;
  select.addEventListener('change', () => {
    last = '';
    show(Number(select.value));
  });
  let last = '';
  const point = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    const { length } = data.names;
    const sound = Math.floor(((clientY - top) / height) * length);
    const reported = Math.floor(((clientX - left) / width) * length);
    if (sound < 0 || reported < 0 || sound >= length || reported >= length) return;
    const place = `${String(sound)} ${String(reported)}`;
    if (place === last) return;
    last = place;
    select.value = String(sound);
    show(sound, reported);
  };
  show(Number(select.value));
  picture.addEventListener('pointermove', point);
  picture.addEventListener('pointerdown', point);
}

for (const matrix of document.querySelectorAll<HTMLElement>('[data-matrix]')) connect(matrix);
