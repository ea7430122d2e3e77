import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { CONFUSIONS } from '../sounds/confusions.mjs';
import { escaped } from './html.mjs';
import { WORDS } from './sound-words.mjs';
import { packageSource } from './package-source.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const json = async (relative) => JSON.parse(await readFile(path(relative), 'utf8'));

/** Returns everything that the page lists: the default model's classes, and why some are quiet. */
export async function soundsOfDefaultModel() {
  const { wordsIn, classList, DEFAULT_MODEL } = await packageSource('sound-names.ts');
  const manifest = await json(`../../models/${DEFAULT_MODEL}/model.json`);
  const { quiet } = await json('../../models/classes.json');
  return {
    manifest,
    classes: classList(manifest),
    quiet,
    confusions: CONFUSIONS[`${manifest.name} ${manifest.version}`] ?? [],
    wordsIn,
  };
}

const byName = (words) => (one, other) =>
  words.className(one.name).localeCompare(words.className(other.name), words.lang);

/** Returns a share in tenths, as people count: 0.87 is 9. Only certainty is 0 or 10. */
const tenths = (share) => (share === 0 || share === 1 ? share * 10 : Math.min(9, Math.max(1, Math.round(share * 10))));

/** Returns the figures of a class as sentences. @param texts {@link WORDS} of a language */
export function figuresInWords(figures, texts) {
  const { clips, precision, recall } = figures ?? {};
  if (recall === undefined || clips === 0) return texts.notMeasured;
  const found = recall === 0 ? texts.neverFound : texts.found(tenths(recall));
  const right = precision === undefined || recall === 0 ? '' : texts.right(tenths(precision));
  return [found, right, clips === undefined ? '' : texts.basis(clips)].filter(Boolean).join(' ');
}

/** Renders the entry of a class. Its id is the name of the class, so that other pages can link to it. */
function entry({ name, families, figures, head, isQuiet }, { words, english, texts, confusions, id }) {
  const nameOf = (each) => `<a href="#${each}">${escaped(words.className(each))}</a>`;
  const list = (names) => words.list(names.map(nameOf));
  const reportedAs = confusions.filter(([sound]) => sound === name).map(([, reported]) => reported);
  const insteadOf = confusions.filter(([, reported]) => reported === name).map(([sound]) => sound);
  const measured = head === 'genre' && !figures ? texts.genreNotMeasured : figuresInWords(figures, texts);
  const searched = [name, ...families].map((each) => words.className(each)).join(' ');
  const also = `${english.className(name)} ${name.replaceAll('_', ' ')}`;
  const lines = [
    isQuiet ? '' : escaped(measured),
    reportedAs.length > 0 ? texts.reportedAs(list(reportedAs)) : '',
    insteadOf.length > 0 ? texts.insteadOf(list(insteadOf)) : '',
    families.length > 0 ? texts.families(words.list(families.map((each) => escaped(words.className(each))))) : '',
  ].filter(Boolean);
  return `<li id="${escaped(id)}" data-find="${escaped(searched.toLowerCase())}" data-also="${escaped(also.toLowerCase())}">
<h3>${escaped(words.className(name))} <code translate="no">${escaped(name)}</code></h3>
<p>${lines.join(' ')}</p>
</li>`;
}

/**
 * Inserts the lists into the page “What can it hear?”.
 *
 * @param page the page's HTML
 * @param language language of the page
 */
export async function soundsHtml(page, language) {
  const { manifest, classes, quiet, confusions, wordsIn } = await soundsOfDefaultModel();
  const texts = WORDS[language];
  const words = wordsIn(language);
  const taken = new Set();
  const idOf = ({ head, name }) => {
    const id = taken.has(name) ? `${head}-${name}` : name;
    taken.add(id);
    return id;
  };
  const list = (some) =>
    `<ul class="sounds">${some
      .map((each) => entry(each, { words, english: wordsIn('en'), texts, confusions, id: idOf(each) }))
      .join('\n')}</ul>`;
  const loud = classes.filter(({ isQuiet }) => !isQuiet).sort(byName(words));
  const of = (head) => list(loud.filter((each) => each.head === head));
  const parts = {
    basis: basisOf(manifest, classes, words, texts),
    bird: of('bird'),
    genre: of('genre'),
    events: of('events'),
    families: familyList(loud, { words, texts, taken }),
    quiet: quietList(classes.filter(({ isQuiet }) => isQuiet).sort(byName(words)), quiet, texts, list),
  };
  return page.replace(/<!-- (\w+) -->/g, (placeholder, name) => parts[name] ?? placeholder);
}

/** Says which model the page is about, and what its figures mean. */
function basisOf({ name, version, figures }, classes, words, texts) {
  const { genreAccuracy } = figures ?? {};
  const parts = [
    texts.model(name, version),
    classes.some((each) => each.figures) ? texts.measured : texts.unmeasured,
    genreAccuracy === undefined ? '' : texts.genres(words.percent(genreAccuracy)),
    texts.limits,
  ];
  return parts.filter(Boolean).join(' ');
}

/** Renders the families, each with its sounds. A detection is named after its family if only that is sure. */
function familyList(classes, { words, texts, taken }) {
  const members = new Map();
  for (const { name, families } of classes)
    for (const family of families) members.set(family, [...(members.get(family) ?? []), name]);
  const items = [...members]
    .filter(([family]) => !taken.has(family))
    .map(([name, sounds]) => ({ name, sounds }))
    .sort(byName(words))
    .map(
      ({ name, sounds }) =>
        `<li id="${escaped(name)}"><h3>${escaped(words.className(name))}</h3><p>${words.list(
          sounds.map((each) => `<a href="#${each}">${escaped(words.className(each))}</a>`),
        )}</p></li>`,
    );
  return items.length === 0
    ? ''
    : folded(texts.familiesTitle, texts.familiesIntro, `<ul class="sounds">${items.join('\n')}</ul>`);
}

/** Renders the classes that have scores but are never reported, by the reason for it. */
function quietList(classes, reasons, texts, list) {
  if (classes.length === 0) return '';
  const groups = reasons.map(({ reason, classes: names }) => [
    texts.quietReason(reason),
    classes.filter(({ name }) => names.includes(name)),
  ]);
  const explained = new Set(groups.flatMap(([, some]) => some));
  groups.push([texts.otherReason, classes.filter((each) => !explained.has(each))]);
  const parts = groups
    .filter(([, some]) => some.length > 0)
    .map(([reason, some]) => `<p>${escaped(reason)}</p>\n${list(some)}`);
  return folded(texts.quietTitle, texts.quietIntro, parts.join('\n'));
}

const folded = (title, intro, content) =>
  `<details class="folded"><summary>${escaped(title)}</summary>\n<p>${escaped(intro)}</p>\n${content}\n</details>`;
