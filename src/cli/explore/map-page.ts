import { dirname, relative, resolve } from 'node:path';
import { boxesByClass, type ClassBox } from '../../explore/box-plot.js';
import { classesOf, markOf, MARK_COLOURS } from '../../explore/class-marks.js';
import { COURSE_DESCRIPTORS } from '../../explore/course-descriptors.js';
import { fittedPoints } from '../../explore/fitted-points.js';
import { VALUE_KINDS, type ValueKind } from '../../explore/recording-values.js';
import type { PageLanguage } from '../arguments/commands.js';
import { oneLine } from '../../formats/safe-text.js';
import { descriptorCorrelations, unusualRecordings, type Explored, type ExploredRecording } from './explored.js';
import { germanMapTexts } from './german-map-texts.js';
import { englishMapTexts, type MapTexts } from './map-texts.js';

/** Width and height of a map, units. */
const [WIDTH, HEIGHT] = [640, 480];
/** Radius of a mark, units. */
const MARK = 5;
/** Descriptors with box plots: those that separate the classes best. */
const BOX_PLOTS = 4;
const TEXTS: Readonly<Record<PageLanguage, MapTexts>> = { en: englishMapTexts, de: germanMapTexts };

/** Returns the maps as one page without other files. It plays a recording, if asked to, from where it lies relative to the page. */
export function mapPage(explored: Explored, out: string): string {
  const { recordings, maps, model, failed, lang } = explored;
  const texts = TEXTS[lang];
  const write = new Figures(lang);
  const classes = classesOf(recordings);
  const title = texts.title(write.number(recordings.length));
  const figures = VALUE_KINDS.map((kind) => {
    const one = maps[kind].leaveOneOut;
    const accuracy = one
      ? `${write.percent(one.accuracy)} (${texts.chance(write.percent(one.chance))})`
      : texts.needsClasses;
    const explained = maps[kind].explained.map((share) => write.percent(share)).join(' + ');
    return `<tr><th scope="row">${texts.kinds[kind]}</th><td>${accuracy}</td><td>${explained}</td></tr>`;
  });
  const page: Page = { explored, texts, write, classes, out };
  return `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title} – Pinna</title>
<style>${STYLE}${MARK_COLOURS.map(({ light, dark }, i) => `.c${i}{fill:light-dark(${light},${dark})}`).join('')}</style>
<main><h1>${title}</h1>
<p>${texts.madeBy(text(`${model.name} ${model.version}`))}</p>
<p><label><input type="checkbox" id="play" /> ${texts.play}</label></p>
<table><caption>${texts.accuracy}</caption>
<thead><tr><th scope="col">${texts.columns.values}</th><th scope="col">${texts.columns.accuracy}</th><th scope="col">${texts.columns.variance}</th></tr></thead>
<tbody>${figures.join('')}</tbody></table>
${legend(page)}
<div class="maps">${map(page, 'descriptors')}${map(page, 'embedding')}</div>
${unusual(page)}
${classes.length > 1 ? boxPlots(page) : ''}
${heatMap(page)}
${failed.length > 0 ? `<h2>${texts.failed}</h2><ul>${failed.map(({ path, message }) => `<li>${text(path)}: <span lang="en">${text(message)}</span></li>`).join('')}</ul>` : ''}
</main>
<script>${SCRIPT}</script>
</html>
`;
}

/** What all parts of the page need. */
interface Page {
  readonly explored: Explored;
  readonly texts: MapTexts;
  readonly write: Figures;
  readonly classes: readonly string[];
  /** Path of the page. */
  readonly out: string;
}

/** Writes numbers in a language. */
class Figures {
  readonly #whole: Intl.NumberFormat;
  readonly #hundredths: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;

  constructor(lang: string) {
    this.#whole = new Intl.NumberFormat(lang);
    this.#hundredths = new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.#percent = new Intl.NumberFormat(lang, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
  }

  number(value: number): string {
    return this.#whole.format(value);
  }

  /** Writes a number with two decimals. */
  exact(value: number): string {
    return this.#hundredths.format(value).replace('-', '−');
  }

  percent(share: number): string {
    return this.#percent.format(share);
  }
}

function map({ explored, texts, classes, out }: Page, kind: ValueKind): string {
  const { recordings, points, layout } = explored;
  const places = fittedPoints(points[kind], WIDTH, HEIGHT);
  const marks = recordings.map((recording, i) => {
    const { x, y } = places[i]!;
    const { path, colour } = markOf(classes, recording.label);
    const name = text(nameOf(recording));
    return (
      `<a href="${linkTo(recording, out)}" aria-label="${name}"><path class="c${colour}" d="${path}" ` +
      `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${MARK})"><title>${name}</title></path></a>`
    );
  });
  return `<figure><figcaption>${texts.kinds[kind]}. ${texts.layouts[layout]}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${texts.kinds[kind]}">${marks.join('')}</svg><p class="name" aria-live="polite"></p></figure>`;
}

const nameOf = ({ file, label }: ExploredRecording) => `${file.name}${label === undefined ? '' : ` · ${label}`}`;

/** Returns the address of a recording, relative to the page, safe to insert. */
const linkTo = ({ file }: ExploredRecording, out: string) =>
  text(
    relative(dirname(resolve(out)), resolve(file.path))
      .split(/[\\/]/)
      .map(encodeURIComponent)
      .join('/'),
  );

function legend({ texts, classes }: Page): string {
  const items = classes.map((name) => {
    const { path, colour } = markOf(classes, name);
    return `<li><svg viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true"><path class="c${colour}" d="${path}"/></svg>${text(name)}</li>`;
  });
  return items.length > 0 ? `<ul class="legend" aria-label="${texts.classes}">${items.join('')}</ul>` : '';
}

/** Lists the recordings that are most unlike all others. */
function unusual({ explored, texts, write, out }: Page): string {
  const items = unusualRecordings(explored).map(
    ({ recording, distance }) =>
      `<li><a href="${linkTo(recording, out)}">${text(nameOf(recording))}</a> ${write.exact(distance)}</li>`,
  );
  return `<h2>${texts.unusual}</h2><p>${texts.unusualWhat}</p><ol>${items.join('')}</ol>`;
}

/** Draws the descriptors that separate the classes best, one box for each class. */
function boxPlots({ explored: { recordings, maps }, texts, write }: Page): string {
  const labelled = recordings.filter(({ label }) => label !== undefined);
  const labels = labelled.map(({ label }) => label!);
  const figures = maps.ranked.slice(0, BOX_PLOTS).map(({ name, column, share }) => {
    const values = labelled.map(({ descriptors }) => descriptors[column]!);
    return `<figure><figcaption>${texts.separates(name, write.percent(share))}</figcaption>${boxes(boxesByClass(values, labels), texts.boxes)}</figure>`;
  });
  return `<h2>${texts.ranked}</h2><div class="maps">${figures.join('')}</div>`;
}

/** @param name of the picture */
function boxes(all: readonly ClassBox[], name: string): string {
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
  return `<svg viewBox="0 0 ${WIDTH} ${all.length * row + 4}" role="img" aria-label="${name}">${rows.join('')}</svg>`;
}

/** Draws the correlation of each pair of descriptors: blue −1, none 0, red 1. */
function heatMap({ explored, texts, write }: Page): string {
  const rows = descriptorCorrelations(explored);
  const cell = WIDTH / rows.length;
  const cells = rows.flatMap((row, y) =>
    row.map((value, x) => {
      const share = Math.round(Math.abs(value) * 100);
      const name = `${COURSE_DESCRIPTORS[y]!}, ${COURSE_DESCRIPTORS[x]!}: ${write.exact(value)}`;
      return share === 0
        ? ''
        : `<rect class="${value < 0 ? 'c0' : 'c3'}" x="${(x * cell).toFixed(1)}" y="${(y * cell).toFixed(1)}" width="${cell.toFixed(1)}" height="${cell.toFixed(1)}" opacity="${share / 100}"><title>${name}</title></rect>`;
    }),
  );
  return `<h2>${texts.correlation}</h2><figure class="heat"><figcaption>${texts.correlationWhat}</figcaption><svg viewBox="0 0 ${WIDTH} ${WIDTH}" role="img" aria-label="${texts.heatMap}">${cells.join('')}</svg></figure>`;
}

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
const show=({target})=>{const a=target.closest?.('a');if(!a)return;const name=a.closest('figure')?.querySelector('.name');if(name)name.textContent=a.getAttribute('aria-label');
if(box.checked&&sound.getAttribute('src')!==a.getAttribute('href')){sound.src=a.getAttribute('href');sound.play().catch(()=>{})}};
const stop=()=>{sound.pause();sound.removeAttribute('src')};
for(const type of['pointerover','focusin'])addEventListener(type,show);
for(const type of['pointerout','focusout'])addEventListener(type,stop);
addEventListener('keydown',({key})=>{if(key==='Escape')stop()});`;
