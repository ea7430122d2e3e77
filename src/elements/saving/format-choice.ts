import { html } from 'lit';
import type { ExportFormatId } from '../../formats/export-format-ids.js';
import type { Strings } from '../words/strings.js';

/** The kinds of text file that an element saves: those of detections, and a recording's frame scores. */
export type FormatId = ExportFormatId | 'frames';

/** A choice among the kinds of file that something can be saved as. */
export function formatChoice<T extends FormatId>(
  strings: Strings,
  formats: readonly T[],
  chosen: T,
  choose: (format: T) => void,
) {
  return html`<select
    part="format"
    aria-label=${strings.exportFormat}
    .value=${chosen}
    @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as T)}
  >
    ${formats.map((id) => html`<option value=${id}>${strings.format[id]}</option>`)}
  </select>`;
}
