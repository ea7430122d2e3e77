/** Languages of the site, the default first. Each page is built once in each. */
export const LANGUAGES = ['en', 'de'];

/** Returns the file name of a page in a language: `files.html`, and `files.de.html` in German. */
export const fileIn = (file, language) =>
  language === LANGUAGES[0] ? file : file.replace(/\.html$/, `.${language}.html`);

/** Returns the relative address of a page in a language. The first page is the folder itself. */
export const addressIn = (file, language) => {
  const name = fileIn(file, language);
  return name === 'index.html' ? './' : name;
};
