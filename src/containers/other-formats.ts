import { characters, type ByteReader } from './byte-reader.js';
import { readOggPage } from './ogg-pages.js';
import { skipTagsInFront } from './tags.js';

/** Formats that are named but not read: name, position of the first bytes, and the first bytes. */
const OTHERS: readonly (readonly [name: string, at: number, magic: string])[] = [
  ['MP4 (M4A)', 4, 'ftyp'],
  ['WebM or Matroska', 0, '\x1a\x45\xdf\xa3'],
  ['AIFF', 0, 'FORM'],
  ['AMR', 0, '#!AMR'],
  ['Wave64', 0, 'riff'],
  ['WAV with its bytes reversed (RIFX)', 0, 'RIFX'],
  ['AVI', 8, 'AVI '],
  ['WavPack', 0, 'wvpk'],
  ["Monkey's Audio", 0, 'MAC '],
  ['Windows Media Audio', 0, '\x30\x26\xb2\x75'],
  ['DSD', 0, 'DSD '],
  ['DSD', 0, 'FRM8'],
  ['MIDI', 0, 'MThd'],
  ['True Audio', 0, 'TTA'],
  ['Musepack', 0, 'MPCK'],
  ['Musepack', 0, 'MP+'],
  ['AAC', 0, 'ADIF'],
  ['AC-3', 0, '\x0b\x77'],
  ['DTS', 0, '\x7f\xfe\x80\x01'],
  ['VOC', 0, 'Creative Voice'],
  ['SoX', 0, '.SoX'],
  ['Flash Video', 0, 'FLV'],
  ['RealMedia', 0, '.RMF'],
  ['MPEG video', 0, '\0\0\x01\xba'],
  ['a ZIP archive', 0, 'PK\x03\x04'],
  ['a PDF document', 0, '%PDF'],
  ['a playlist', 0, '#EXTM3U'],
  ['a playlist', 0, '[playlist]'],
  ['a web page', 0, '<!DOCTYPE html'],
  ['a web page', 0, '<!doctype html'],
  ['a web page', 0, '<html'],
];
/** Number of first bytes that identify a format. */
export const MAGIC_BYTES = 16;
/** Distance of the packets of an MPEG transport stream, bytes, and their first byte. */
const TRANSPORT_PACKET = 188;
const TRANSPORT_SYNC = 0x47;

/** Codecs in Ogg that are named but not read, by the first bytes of their first packet. */
const IN_OGG: readonly (readonly [name: string, magic: string])[] = [
  ['Speex', 'Speex   '],
  ['video alone', '\x80theora'],
  ['CELT', 'CELT    '],
  ['PCM', 'PCM     '],
];

/** Returns the name of a known format that is not read; undefined for any other file. */
export async function nameOtherFormat(reader: ByteReader): Promise<string | undefined> {
  const start = await skipTagsInFront(reader);
  const name = otherFormat(await reader.view(start, MAGIC_BYTES));
  if (name !== undefined) return name;
  const page = await readOggPage(reader, start);
  if (page) {
    const packet = await reader.view(start + page.headerBytes, 8);
    const inside = IN_OGG.find(([, magic]) => characters(packet, 0, magic.length) === magic);
    return inside ? `Ogg with ${inside[0]}` : 'Ogg with another codec';
  }
  const isTransport = await Promise.all([0, 1, 2].map((i) => startsWith(reader, start + i * TRANSPORT_PACKET)));
  return isTransport.every(Boolean) ? 'an MPEG transport stream' : undefined;
}

async function startsWith(reader: ByteReader, position: number): Promise<boolean> {
  const view = await reader.view(position, 1);
  return view.byteLength === 1 && view.getUint8(0) === TRANSPORT_SYNC;
}

/** Returns the name of a format by its first bytes, at least {@link MAGIC_BYTES}; undefined if it is not known. */
export function otherFormat(head: DataView): string | undefined {
  const bits = head.byteLength >= 2 ? head.getUint16(0) : 0;
  // ADTS: twelve bits set, and layer 0. MPEG audio: eleven bits set, and layer II.
  if ((bits & 0xfff6) === 0xfff0) return 'AAC';
  if ((bits & 0xfff6) === 0xfff4) return 'MPEG audio layer II';
  return OTHERS.find(([, at, magic]) => characters(head, at, magic.length) === magic)?.[0];
}
