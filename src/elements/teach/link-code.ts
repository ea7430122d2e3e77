import { svg } from 'lit';
import { loadPart } from '../../lifetime/load-part.js';
import { MOST_QR_BYTES } from '../../teach/file/taught-link.js';

/** A QR code: its width, and the outline of its dark squares as an SVG path, in squares. */
export interface LinkCode {
  readonly size: number;
  readonly path: string;
}

/** White squares around a QR code, as its standard demands. */
const QUIET = 4;

/** Returns the QR code of a link; undefined if the link is too long for one. @throws PinnaError `files-missing` */
export async function linkCode(link: string): Promise<LinkCode | undefined> {
  if (new TextEncoder().encode(link).length > MOST_QR_BYTES) return undefined;
  const { generate } = await loadPart(import('lean-qr'), 'The code for QR codes', 'try again');
  const bitmap = generate(link);
  let path = '';
  for (let y = 0; y < bitmap.size; y++)
    for (let x = 0; x < bitmap.size; x++) if (bitmap.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return { size: bitmap.size + 2 * QUIET, path };
}

/** Renders a QR code, dark on white in every scheme. */
export const codePicture = ({ size, path }: LinkCode, label: string) =>
  svg`<svg class="code" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" />
    <path d=${path} fill="#000" />
  </svg>`;
