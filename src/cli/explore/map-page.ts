import { dirname, relative, resolve } from 'node:path';
import { boxesByClass, separation, type ClassBox } from '../../explore/box-plot.js';
import { classesOf, classMark, MARK_COLOURS, MARK_SHAPES } from '../../explore/class-marks.js';
import { COURSE_DESCRIPTORS } from '../../explore/course-descriptors.js';
import { fittedPoints } from '../../explore/fitted-points.js';
import type { ValueKind } from '../../explore/recording-map.js';
import { columnOf, valueTable } from '../../explore/value-table.js';
import { oneLine } from '../../formats/safe-text.js';
import { descriptorCorrelations, type Explored } from './explored.js';

/** Width and height of a map, units. */
const [WIDTH, HEIGHT] = [640, 480];
/** Radius of a mark, units. */
const MARK = 5;
/** Descriptors with box plots: those that separate the classes best. */
const BOX_PLOTS = 4;
const TITLES: Readonly<Record<ValueKind, string>> = {
  descriptors: 'By hand: 57 descriptors',
  embedding: 'Learnt: the embedding of the network',
};

/** Returns the maps as one page without other files. It plays a recording, if asked to, from where it lies relative to the page. */
export function mapPage(explored: Explored, out: string): string {
  const { recordings, maps, model, failed } = explored;
  const classes = classesOf(recordings);
  const figures = (['descriptors', 'embedding'] as const).map((kind) => {
    const one = maps[kind].leaveOneOut;
    const accuracy = one
      ? `${percent(one.accuracy)} (always the largest class: ${percent(one.chance)})`
      : 'needs two classes';
    return `<tr><th scope="row">${TITLES[kind]}</th><td>${accuracy}</td><td>${maps[kind].explained.map(percent).join(' + ')}</td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Map of ${recordings.length} recordings – Pinna</title>
<style>${STYLE}${MARK_COLOURS.map(({ light, dark }, i) => `.c${i}{fill:light-dark(${light},${dark})}`).join('')}</style>
<h1>Map of ${recordings.length} recordings</h1>
<p>Made by <code>pinna explore</code> with the model ${text(model.name)} ${text(model.version)}. Recordings that sound alike lie together.
Point at a mark, or move to it with the tab key: its name appears below the map.</p>
<p><label><input type="checkbox" id="play" /> Play the recording under the pointer or the focus</label></p>
<table><caption>How well a linear classifier finds the class of a recording that it was not fitted to (leave one out)</caption>
<thead><tr><th scope="col">Values</th><th scope="col">Accuracy</th><th scope="col">Variance on the map</th></tr></thead>
<tbody>${figures.join('')}</tbody></table>
${legend(classes)}
<div class="maps">${map(explored, 'descriptors', classes, out)}${map(explored, 'embedding', classes, out)}</div>
${classes.length > 1 ? boxPlots(explored) : ''}
${heatMap(explored)}
${failed.length > 0 ? `<h2>Not on the map</h2><ul>${failed.map(({ path, message }) => `<li>${text(path)}: ${text(message)}</li>`).join('')}</ul>` : ''}
<script>${SCRIPT}</script>
</html>
`;
}

function map(
  { recordings, points, layout }: Explored,
  kind: ValueKind,
  classes: readonly string[],
  out: string,
): string {
  const places = fittedPoints(points[kind], WIDTH, HEIGHT);
  const marks = recordings.map(({ file, label }, i) => {
    const { x, y } = places[i]!;
    const { shape, colour } = markOf(classes, label);
    const name = `${file.name}${label === undefined ? '' : ` · ${label}`}`;
    const href = relative(dirname(resolve(out)), resolve(file.path))
      .split(/[\\/]/)
      .map(encodeURIComponent)
      .join('/');
    return (
      `<a href="${text(href)}" aria-label="${text(name)}"><path class="c${colour}" d="${MARK_SHAPES[shape]!}" ` +
      `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${MARK})"><title>${text(name)}</title></path></a>`
    );
  });
  const axes = layout === 'pca' ? 'First principal component across, second up' : 'Layout by neighbours (UMAP)';
  return `<figure><figcaption>${TITLES[kind]}. ${axes}.</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${TITLES[kind]}">${marks.join('')}</svg><p class="name" aria-live="polite"></p></figure>`;
}

function legend(classes: readonly string[]): string {
  const items = classes.map((name) => {
    const { shape, colour } = markOf(classes, name);
    return `<li><svg viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true"><path class="c${colour}" d="${MARK_SHAPES[shape]!}"/></svg>${text(name)}</li>`;
  });
  return items.length > 0 ? `<ul class="legend" aria-label="Classes">${items.join('')}</ul>` : '';
}

const markOf = (classes: readonly string[], label: string | undefined) =>
  classMark(label === undefined ? MARK_COLOURS.length - 1 : classes.indexOf(label));

/** Draws the descriptors that separate the classes best, one box for each class. */
function boxPlots({ recordings }: Explored): string {
  const labelled = recordings.filter(({ label }) => label !== undefined);
  const labels = labelled.map(({ label }) => label!);
  const table = valueTable(labelled.map(({ descriptors }) => descriptors));
  const ranked = COURSE_DESCRIPTORS.map((name, column) => {
    const values = columnOf(table, column);
    return { name, values, share: separation(values, labels) };
  }).sort((a, b) => b.share - a.share);
  const figures = ranked.slice(0, BOX_PLOTS).map(({ name, values, share }) => {
    return `<figure><figcaption>${name}: ${percent(share)} of its variance lies between the classes</figcaption>${boxes(boxesByClass(values, labels))}</figure>`;
  });
  return `<h2>Descriptors that separate the classes best</h2><div class="maps">${figures.join('')}</div>`;
}

function boxes(all: readonly ClassBox[]): string {
  const [row, left] = [22, 150];
  const low = Math.min(...all.map((box) => box.outliers[0] ?? box.low, Infinity), ...all.map((box) => box.low));
  const high = Math.max(...all.map((box) => box.outliers.at(-1) ?? box.high), ...all.map((box) => box.high));
  const at = (value: number) => (left + ((value - low) / (high - low || 1)) * (WIDTH - left - 10)).toFixed(1);
  const rows = all.map((box, i) => {
    const y = i * row + row / 2;
    const { first, median, third } = box;
    return (
      `<text x="${left - 8}" y="${y + 4}">${text(box.label)}</text>` +
      `<path class="line" d="M${at(box.low)} ${y}H${at(first)}M${at(third)} ${y}H${at(box.high)}M${at(first)} ${y - 7}H${at(third)}V${y + 7}H${at(first)}zM${at(median)} ${y - 7}V${y + 7}"/>` +
      box.outliers.map((value) => `<circle cx="${at(value)}" cy="${y}" r="2"/>`).join('')
    );
  });
  return `<svg viewBox="0 0 ${WIDTH} ${all.length * row + 4}" role="img" aria-label="Box plots by class">${rows.join('')}</svg>`;
}

/** Draws the correlation of each pair of descriptors: blue −1, none 0, red 1. */
function heatMap(explored: Explored): string {
  const rows = descriptorCorrelations(explored);
  const cell = WIDTH / rows.length;
  const cells = rows.flatMap((row, y) =>
    row.map((value, x) => {
      const share = Math.round(Math.abs(value) * 100);
      const name = `${COURSE_DESCRIPTORS[y]!}, ${COURSE_DESCRIPTORS[x]!}: ${value.toFixed(2)}`;
      return share === 0
        ? ''
        : `<rect class="${value < 0 ? 'c0' : 'c3'}" x="${(x * cell).toFixed(1)}" y="${(y * cell).toFixed(1)}" width="${cell.toFixed(1)}" height="${cell.toFixed(1)}" opacity="${share / 100}"><title>${name}</title></rect>`;
    }),
  );
  return `<h2>Correlation of the descriptors</h2><figure class="heat"><figcaption>Each row and column is a descriptor, in the order of the table: red rise together, blue one rises as the other falls. Point at a cell for its names.</figcaption><svg viewBox="0 0 ${WIDTH} ${WIDTH}" role="img" aria-label="Correlation heat map">${cells.join('')}</svg></figure>`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Writes untrusted text into the page. */
const text = (value: string) => oneLine(value).replace(/[&<>"']/g, (character) => ENTITIES[character]!);

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:84rem;margin:0 auto;padding:1rem;background:light-dark(#fbfaf7,#101216);color:light-dark(#1b1d21,#e8eaee)}
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1rem}
figure{margin:0}svg{inline-size:100%;block-size:auto;border:1px solid light-dark(#dedbd3,#2a2f38);border-radius:.5rem}
.heat{max-inline-size:40rem}
svg a:focus-visible{outline:none}svg a:focus-visible path,svg a:hover path{stroke:currentColor;stroke-width:.4}
svg text{font-size:12px;fill:currentColor;text-anchor:end}.line{fill:none;stroke:currentColor}circle{fill:currentColor}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none;font-size:.875rem}
.legend svg{inline-size:1em;block-size:1em;border:0;margin-inline-end:.35em;vertical-align:-.1em}
.name{min-block-size:1.5em;margin:.25rem 0;overflow-wrap:anywhere}
table{border-collapse:collapse}caption{text-align:start}th,td{padding:.25rem 1rem .25rem 0;text-align:start;font-weight:400}thead th{font-weight:600}
`;

/** Plays under the pointer and the focus, once the box is ticked. The tick is the gesture that browsers ask for. */
const SCRIPT = `const sound=new Audio(),box=document.getElementById('play');
const show=({target})=>{const a=target.closest?.('svg a');if(!a)return;a.closest('figure').querySelector('.name').textContent=a.getAttribute('aria-label');
if(box.checked&&sound.getAttribute('src')!==a.getAttribute('href')){sound.src=a.getAttribute('href');sound.play().catch(()=>{})}};
const stop=()=>{sound.pause();sound.removeAttribute('src')};
for(const type of['pointerover','focusin'])addEventListener(type,show);
for(const type of['pointerout','focusout'])addEventListener(type,stop);
addEventListener('keydown',({key})=>{if(key==='Escape')stop()});`;
