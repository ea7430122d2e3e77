import { documents } from './document-pages.mjs';
import { addressIn, LANGUAGES } from './languages.mjs';
import { pageIn, pages } from './pages.mjs';

/** Escapes text for HTML. */
export const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Texts that all pages share. */
const WORDS = {
  en: {
    noScript: 'Pinna listens with JavaScript: allow it to begin.',
    fromDisk:
      'Browsers run no Pinna from a file on the disk: serve this folder, for instance with npx serve, and open that address.',
    skip: 'Skip to the content',
    pages: 'Pages',
    otherLanguage: 'Deutsch',
    colours: 'Colours',
    system: 'Auto',
    light: 'Light',
    dark: 'Dark',
  },
  de: {
    noScript: 'Pinna hört mit JavaScript zu: Erlauben Sie es, um zu beginnen.',
    fromDisk:
      'Aus einer Datei auf der Platte führen Browser Pinna nicht aus: Stellen Sie diesen Ordner bereit, etwa mit npx serve, und ' +
      'öffnen Sie dessen Adresse.',
    skip: 'Zum Inhalt',
    pages: 'Seiten',
    otherLanguage: 'English',
    colours: 'Farben',
    system: 'Auto',
    light: 'Hell',
    dark: 'Dunkel',
  },
};

/** Links to a page. The link to the section of a page that is not in the navigation is current too, but not the page itself. */
const link = ({ file, nav, name }, { name: current, section }, language) => {
  const mark = name === current ? ' aria-current="page"' : name === section ? ' aria-current="true"' : '';
  return `<a href="${addressIn(file, language)}"${mark}>${nav}</a>`;
};

/** Names the address of the page in each language, for search engines and for the script in the head. */
const alternates = (file) =>
  LANGUAGES.map(
    (language) => `<link rel="alternate" hreflang="${language}" href="${addressIn(file, language)}" />`,
  ).join('\n    ');

/** Links to pages of the site, as all content and the elements in it have them: by file name, without a folder. */
const PAGE_LINK = new RegExp(
  `(<(?:a\\b[^>]*\\bhref|[\\w-]+\\b[^>]*\\bclass-page)=")(${[...pages, ...documents].map(({ file }) => file).join('|')})(?=[#?"])`,
  'g',
);

/** Makes the links of a page's content lead to the pages of the same language. */
const withLinksIn = (content, language) =>
  content.replace(PAGE_LINK, (_, before, file) => before + addressIn(file, language));

/** What only pages that listen have. The German texts load before the elements, so that these never show others. */
const forElements = (language) => `
    <link rel="modulepreload" href="pinna/pinna.js" />${
      language === 'en' ? '' : `\n    <script type="module" src="pinna/locales/${language}.js"></script>`
    }`;
/** What pages that listen say where they cannot. `before-paint.js` finds out whether the page is a file on the disk. */
const hindrances = ({ noScript, fromDisk }) => `
    <noscript><p class="notice">${noScript}</p></noscript>
    <p class="notice from-disk">${fromDisk}</p>`;

/**
 * Builds a whole page in a language: the parts that all pages share around the page's content. All addresses are relative, so the site
 * works under any path. `page` is one of `pages` or of `documents`.
 */
export function pageHtml(page, content, language) {
  const { name, title, description, isOnlyText, file } = pageIn(page, language);
  const words = WORDS[language];
  const other = LANGUAGES.find((each) => each !== language);
  return `<!doctype html>
<html lang="${language}" data-page="${name}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf7" />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#101216" />
    <meta name="description" content="${escaped(description)}" />
    <title>${escaped(title)}</title>
    ${alternates(file)}
    <script src="before-paint.js"></script>
    <link rel="icon" href="icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="icon-180.png" />
    <link rel="manifest" href="manifest${language === 'en' ? '' : `.${language}`}.webmanifest" />
    <link rel="stylesheet" href="site.css" />
    <link rel="stylesheet" href="${name}.css" />${isOnlyText ? '' : forElements(language)}
    <script type="module" src="${name}.js"></script>
  </head>
  <body>
    <a class="skip" href="#content">${words.skip}</a>
    <header class="site">
      <a class="brand" href="${addressIn('index.html', language)}"><img src="icon.svg" alt="" width="28" height="28" />Pinna</a>
      <nav aria-label="${words.pages}">${pages.map((each) => link(pageIn(each, language), page, language)).join(' ')}</nav>
      <a id="language" class="language" href="${addressIn(file, other)}" hreflang="${other}" lang="${other}">${words.otherLanguage}</a>
      <label class="scheme">
        <span class="visually-hidden">${words.colours}</span>
        <select id="scheme">
          <option value="system">${words.system}</option>
          <option value="light">${words.light}</option>
          <option value="dark">${words.dark}</option>
        </select>
      </label>
    </header>${isOnlyText ? '' : hindrances(words)}
    <div id="notices" role="status"></div>
${withLinksIn(content, language).trimEnd()}
  </body>
</html>
`;
}

/** Builds a page at a former address, which leads to the page's own. Its link works without JavaScript and without redirects. */
export const redirectHtml = ({ title, file }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta http-equiv="refresh" content="0; url=${file}" />
    <link rel="canonical" href="${file}" />
    <title>${escaped(title)}</title>
  </head>
  <body>
    <p><a href="${file}">${escaped(title)}</a></p>
  </body>
</html>
`;
