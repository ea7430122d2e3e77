import { html, nothing } from 'lit';
import type { Classification } from '../../recordings/classification.js';
import { ownStyle } from '../style/own-style.js';
import { shareOf } from '../time/share-of.js';
import type { Words } from '../words/words.js';

/** A name needs at least so much room, CSS pixels. */
const NAME_ROOM = 32;

/**
 * The sections of a recording in which there is music, in one row: a block each, with its number and genre. Of another recording
 * nothing: sections begin where the genre or the instruments change.
 *
 * @param width of the time axis, CSS pixels; 0 while it is not known
 */
export function recordingSections(words: Words, { structure, duration }: Classification, width: number) {
  const { sections } = structure;
  if (!sections.some(({ genre }) => genre)) return nothing;
  const { strings } = words;
  return html`<div class="structure" part="sections">
    <div class="name muted" aria-hidden="true">${strings.file.sections}</div>
    <ul class="lane" aria-label=${strings.file.sections}>
      ${sections.map(({ from, to, genre }, i) => {
        const place = {
          left: shareOf(from, duration),
          width: shareOf(to - from, duration),
          '--sure': 1 - (genre?.uncertainty ?? 1),
        };
        const name = genre ? words.className(genre.label) : strings.noMusic;
        const isNamed = ((to - from) / duration) * width > NAME_ROOM;
        return html`<li>
          <span class="section fill ${genre ? 'genre' : ''}" part="section" ${ownStyle(place)}>
            <span class=${isNamed ? '' : 'visually-hidden'}>${strings.file.section(words.number(i + 1), name)}</span>
            <span class="visually-hidden">${words.span(from, to)}</span>
          </span>
        </li>`;
      })}
    </ul>
  </div>`;
}
