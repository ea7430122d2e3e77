import { html } from 'lit';
import { EXPORT_FORMATS, type ExportFormatId } from '../formats/export-formats';
import type { Strings } from './strings';

/** A choice of the kinds of file that detections can be saved as. */
export function formatChoice(strings: Strings, chosen: ExportFormatId, choose: (format: ExportFormatId) => void) {
  return html`<select
    part="format"
    aria-label=${strings.exportFormat}
    .value=${chosen}
    @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as ExportFormatId)}
  >
    ${EXPORT_FORMATS.map(({ id }) => html`<option value=${id}>${strings.format[id]}</option>`)}
  </select>`;
}
