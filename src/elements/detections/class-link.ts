import { css, html, type TemplateResult } from 'lit';
import type { Detection } from '../../decisions/detection.js';
import type { Words } from '../words/words.js';

/** A class that a link leads to. */
type Linked = Pick<Detection, 'head' | 'label'>;

/**
 * Renders content as a link to the entry of a class on the page that describes the classes. It opens a new tab, because leaving the
 * page would end listening. Without such a page, and for sounds that the user has taught, returns the content itself.
 *
 * @param page address of the page, from the attribute `class-page`; the name of the class is appended as its fragment
 * @param title more for the tooltip, before the link's own
 */
export function classLink<T>(
  words: Words,
  page: string | undefined,
  { head, label }: Linked,
  content: T,
  title = '',
): T | TemplateResult {
  if (!page || head === 'taught') return content;
  const about = words.strings.aboutInNewTab(words.className(label));
  return html`<a
    class="class"
    part="class"
    href="${page}#${encodeURIComponent(label)}"
    target="_blank"
    rel="noopener"
    title=${title ? `${title} · ${about}` : about}
    >${content}</a
  >`;
}

/** Renders one link for each class among the sounds, such as “About dog”; nothing without a page that describes the classes. */
export function aboutLinks(words: Words, page: string | undefined, sounds: readonly Linked[]): TemplateResult[] {
  if (!page) return [];
  const classes = new Map(sounds.filter(({ head }) => head !== 'taught').map((sound) => [sound.label, sound]));
  return [...classes.values()].map(
    (sound) =>
      html`<span class="about"
        >${classLink(words, page, sound, words.strings.about(words.className(sound.label)))}</span
      >`,
  );
}

export const classLinkStyles = css`
  .class {
    color: inherit;
    text-decoration: underline 1px;
    text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent);
    text-underline-offset: 0.2em;
  }
  .class:hover,
  .class:focus-visible {
    text-decoration-color: currentcolor;
  }
  .about {
    display: inline-flex;
    align-items: center;
    min-block-size: 24px;
  }
`;
