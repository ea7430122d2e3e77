import { escaped } from '../html.mjs';
import { valuesHtml } from './in-words.mjs';

const CELL = 12;
/** Opacity of a cell with a single clip of many. */
const FAINTEST = 0.3;

/** Returns the number of clips of each true name. */
const clipsOf = (row) => row.reduce((sum, count) => sum + count, 0);

/**
 * Returns the most frequent confusions of a matrix, the most frequent first.
 *
 * @param {{ names: string[], counts: number[][] }} matrix counts `[true][predicted]`
 */
export function confusionsOf({ names, counts }) {
  return counts
    .flatMap((row, sound) =>
      row.map((count, reported) => ({ sound: names[sound], reported: names[reported], count, of: clipsOf(row) })),
    )
    .filter(({ sound, reported, count }) => count > 0 && sound !== reported)
    .sort((one, other) => other.count - one.count);
}

/** Says in words how many clips were answered rightly, and what is confused most often. */
function matrixInWords({ names, counts }, texts) {
  const all = counts.reduce((sum, row) => sum + clipsOf(row), 0);
  const right = counts.reduce((sum, row, at) => sum + row[at], 0);
  const [worst] = confusionsOf({ names, counts });
  return [texts.matrixSeen(right, all), worst && texts.matrixWorst(worst)].filter(Boolean).join(' ');
}

/** Returns the table of a matrix: a row for each sound, with all answers other than the right one, the most frequent first. */
function matrixTable({ title, names, counts }, texts) {
  const confusions = confusionsOf({ names, counts });
  return {
    caption: title,
    kind: 'texts',
    header: texts.matrixHead.map(escaped),
    rows: names.map((name, at) => [
      escaped(name),
      String(clipsOf(counts[at])),
      String(counts[at][at]),
      confusions
        .filter(({ sound }) => sound === name)
        .map(({ reported, count }) => `${escaped(reported)} (${count})`)
        .join(', ') || '–',
    ]),
  };
}

/**
 * Renders a confusion matrix into which one can point: a picture of the counts, a list to choose a row by the keyboard, and the row in words,
 * which the page's script writes. Without a script, the most frequent confusions remain.
 *
 * @param {object} matrix
 * @param {string} matrix.id id of the elements
 * @param {string} matrix.title
 * @param {string[]} matrix.names in the page's language
 * @param {number[][]} matrix.counts `[true][predicted]`
 * @param {object} texts the page's words
 */
export function matrixHtml({ id, title, names, counts }, texts) {
  const side = names.length * CELL;
  const cells = counts.flatMap((row, sound) =>
    row.map((count, reported) => {
      if (count === 0) return '';
      const share = count / clipsOf(row);
      const kind = sound === reported ? 'right' : 'wrong';
      const opacity = (FAINTEST + (1 - FAINTEST) * share).toFixed(2);
      return `<rect class="${kind}" x="${reported * CELL}" y="${sound * CELL}" width="${CELL}" height="${CELL}" fill-opacity="${opacity}" />`;
    }),
  );
  const order = names.map((name, at) => ({ name, at })).sort((one, other) => one.name.localeCompare(other.name));
  const all = confusionsOf({ names, counts });
  const list = all
    .slice(0, 8)
    .map(({ sound, reported, count, of }) => `<li>${escaped(texts.taken(sound, reported, count, of))}</li>`)
    .join('');
  return `<div class="matrix" id="${id}" data-matrix="${escaped(JSON.stringify({ names, counts }))}">
<div>
<h3>${escaped(title)}</h3>
<svg viewBox="-1 -1 ${side + 2} ${side + 2}" role="img" aria-label="${escaped(`${title}. ${texts.matrixPicture}`)}">
<rect class="ground" width="${side}" height="${side}" />
${cells.join('')}
<rect class="row" width="${side}" height="${CELL}" visibility="hidden" />
<rect class="cell" width="${CELL}" height="${CELL}" visibility="hidden" />
</svg>
<p class="small muted">${escaped(texts.matrixAxes)}</p>
<p class="seen small">${escaped(matrixInWords({ names, counts }, texts))}</p>
</div>
<div>
<p class="choose" hidden><label for="${id}-row">${escaped(texts.chooseRow)}</label>
<select id="${id}-row">${order.map(({ name, at }) => `<option value="${at}">${escaped(name)}</option>`).join('')}</select></p>
<div class="said" role="status"></div>
<h4>${escaped(texts.mostTaken)}</h4>
<ul>${list}</ul>
</div>
${valuesHtml(matrixTable({ title, names, counts }, texts), texts)}
</div>`;
}
