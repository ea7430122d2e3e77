import { pages } from './pages.mjs';

/** Escapes text for HTML. */
export const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const link = ({ file, nav, name }, current) =>
  `<a href="${file === 'index.html' ? './' : file}"${name === current ? ' aria-current="page"' : ''}>${nav}</a>`;

/**
 * Builds a whole page: the parts that all pages share around the page's own content. All addresses are relative, so the site
 * works under any path.
 */
export const pageHtml = ({ name, title, description }, content) => `<!doctype html>
<html lang="en" data-page="${name}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf7" />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#101216" />
    <meta name="description" content="${escaped(description)}" />
    <title>${escaped(title)}</title>
    <link rel="icon" href="icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="icon-180.png" />
    <link rel="manifest" href="manifest.webmanifest" />
    <script src="scheme.js"></script>
    <link rel="stylesheet" href="site.css" />
    <link rel="stylesheet" href="${name}.css" />
    <link rel="modulepreload" href="pinna/pinna.js" />
    <script type="module" src="${name}.js"></script>
  </head>
  <body>
    <a class="skip" href="#content">Skip to the content</a>
    <header class="site">
      <a class="brand" href="./"><img src="icon.svg" alt="" width="28" height="28" />Pinna</a>
      <nav aria-label="Pages">${pages.map((page) => link(page, name)).join(' ')}</nav>
      <label class="scheme">
        <span class="visually-hidden">Colours</span>
        <select id="scheme">
          <option value="system">Auto</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
    </header>
    <noscript><p class="notice">Pinna needs JavaScript. Allow it for this page.</p></noscript>
    <div id="notices" role="status"></div>
${content.trimEnd()}
  </body>
</html>
`;
