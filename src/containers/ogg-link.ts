import { damagedBeyondUse } from './completeness.js';
import { setOggChecksum } from './ogg-checksum.js';
import { PACKET_HEAD_BYTES, packetClock, type OggCodec, type PacketClock } from './ogg-codec.js';
import { packetParts, withoutFirstPacket, type OggPage, type PacketPart } from './ogg-pages.js';
import { MAX_PARTS, PieceList, type Piece, type SoundPart } from './sound-part.js';

/** Number of bytes kept of a header packet. The modes of Vorbis take at most 335, at the end of its setup. */
const HEADER_TAIL_BYTES = 512;
/** Minimum jump of the page counters that shows a loss, seconds: writers round, and a packet of Opus has at least this. */
const LOSS_SECONDS = 0.02;
/** Maximum loss that silence stands in for, seconds. Longer jumps come from a clock that was set. */
const MAX_LOSS_SECONDS = 3600;
/** Maximum loss before the first page, seconds. With a longer one, the stream was joined late, as a radio station's. */
const MAX_LATE_SECONDS = 60;

/** A part of a link. Positions count samples from the beginning of the link, with those that a decoder discards. */
interface LinkPart {
  readonly list: PieceList;
  readonly begin: number;
  end: number;
}

/**
 * One stream of an Ogg file, from its first page to its last. Counts the samples of every packet and compares them with the
 * counters of the pages. Where pages are missing, a new part begins at its true position.
 */
export class OggLink {
  readonly codec: OggCodec;
  readonly serial: number;
  /** Whether its last page was found. */
  isEnded = false;
  readonly #first: DataView;
  readonly #firstPage: Uint8Array<ArrayBuffer>;
  readonly #headerPages = new PieceList();
  readonly #parts: LinkPart[] = [];
  #headers = 0;
  #clock: PacketClock | undefined;
  #headerTail: Uint8Array = new Uint8Array(0);
  /** Begin of a packet that its page left incomplete. */
  #pending: Uint8Array | undefined;
  #sequence: number;
  /** Whether pages are missing since the headers. */
  #hasLost = false;
  /** Whether a counter has set the base. */
  #isPlaced = false;
  /** Position after the last packet. */
  #position = 0;
  /** Counter of the pages minus position. */
  #base = 0;
  #lastCounter = 0;

  /** @param bytes the whole first page */
  constructor(codec: OggCodec, page: OggPage, bytes: Uint8Array) {
    this.codec = codec;
    this.serial = page.serial;
    this.#sequence = page.sequence;
    this.#firstPage = new Uint8Array(bytes);
    this.#first = new DataView(this.#firstPage.buffer, page.headerBytes);
    this.#headerPages.add(rangeOf(page, bytes));
    this.#headers = 1;
  }

  /** Whether all headers were read. */
  get hasStarted(): boolean {
    return this.#clock !== undefined;
  }

  /**
   * Adds the next page of this stream.
   *
   * @param bytes the whole page
   * @throws PinnaError `bad-audio`
   */
  add(page: OggPage, bytes: Uint8Array): void {
    const isRepeated = this.hasStarted && page.sequence === this.#sequence;
    if (isRepeated) return;
    const isNext = page.sequence === this.#sequence + 1;
    this.#sequence = page.sequence;
    this.isEnded ||= page.isLast;
    if (this.#clock || this.#isAudio(page, bytes)) this.#addAudio(page, bytes, isNext);
    else {
      this.#headerPages.add(rangeOf(page, bytes));
      this.#addHeaders(packetParts(bytes, page));
    }
  }

  /** Returns the parts, with positions relative to the beginning of the recording, samples. @param offset of this link */
  finish(offset: number): SoundPart[] {
    const { skipped } = this.codec;
    const last = this.#parts.at(-1);
    // The last counter leaves out the encoder's padding.
    const end = this.#lastCounter - this.#base;
    if (last && end < last.end) last.end = Math.max(last.begin, end);
    return this.#parts.map(({ list, begin, end }) => {
      const from = Math.max(0, begin - skipped);
      return { pieces: list.pieces, begin: offset + from, length: Math.max(0, end - skipped - from) };
    });
  }

  /** Number of samples from the beginning of the link to its end. */
  get samples(): number {
    return Math.max(0, (this.#parts.at(-1)?.end ?? 0) - this.codec.skipped);
  }

  #isAudio(page: OggPage, bytes: Uint8Array): boolean {
    if (this.codec.headerPackets !== undefined || bytes[page.headerBytes] !== 0xff || page.isContinued) return false;
    this.#start();
    return true;
  }

  #addHeaders(parts: readonly PacketPart[]): void {
    for (const { bytes, isComplete } of parts) {
      const joined = new Uint8Array(this.#headerTail.length + bytes.length);
      joined.set(this.#headerTail);
      joined.set(bytes, this.#headerTail.length);
      this.#headerTail = joined.slice(-HEADER_TAIL_BYTES);
      if (!isComplete) continue;
      this.#headers += 1;
      if (this.#headers === this.codec.headerPackets) return this.#start();
      this.#headerTail = new Uint8Array(0);
    }
  }

  #start(): void {
    this.#clock = packetClock(this.codec, this.#first, this.#headerTail);
  }

  #addAudio(page: OggPage, bytes: Uint8Array, isNext: boolean): void {
    const packets = this.#packetsEndingIn(page, packetParts(bytes, page), isNext);
    this.#hasLost ||= !isNext;
    let samples = this.#count(packets);
    let isLoss = false;
    if (page.granule >= 0) {
      const jump = page.granule - this.#base - (this.#position + samples);
      isLoss = this.#isLoss(jump);
      if (isLoss) {
        this.#start();
        samples = this.#count(packets);
        this.#position = page.granule - this.#base - samples;
      } else if (!this.#isPlaced) this.#base += Math.max(0, jump);
      else if (Math.abs(jump) > this.codec.sampleRate && !page.isLast) this.#base += jump;
      this.#isPlaced = true;
      this.#lastCounter = page.granule;
    }
    if (isLoss || this.#parts.length === 0) this.#open(isLoss);
    const part = this.#parts.at(-1)!;
    const isOrphaned = page.isContinued && !isNext;
    part.list.add(isOrphaned ? withoutFirstPacket(bytes, page) : rangeOf(page, bytes));
    this.#position += samples;
    part.end = this.#position;
  }

  /** Whether a jump of the counters, samples, shows that sound is missing. Before the first page, also the numbers of pages must. */
  #isLoss(jump: number): boolean {
    const { sampleRate } = this.codec;
    if (jump <= LOSS_SECONDS * sampleRate) return false;
    if (this.#isPlaced) return jump <= MAX_LOSS_SECONDS * sampleRate;
    return this.#hasLost && jump <= MAX_LATE_SECONDS * sampleRate;
  }

  #count(packets: readonly Uint8Array[]): number {
    return packets.reduce(
      (sum, { buffer, byteOffset, length }) => sum + this.#clock!(new DataView(buffer, byteOffset, length)),
      0,
    );
  }

  /** Returns the beginnings of the packets that end in a page. A packet whose beginning is lost does not count. */
  #packetsEndingIn(page: OggPage, parts: readonly PacketPart[], isNext: boolean): Uint8Array[] {
    const packets: Uint8Array[] = [];
    parts.forEach(({ bytes, isComplete }, i) => {
      let head: Uint8Array | undefined = bytes.subarray(0, PACKET_HEAD_BYTES);
      if (i === 0 && page.isContinued) head = isNext ? this.#pending : undefined;
      if (isComplete && head) packets.push(head);
      this.#pending = isComplete || !head ? undefined : new Uint8Array(head);
    });
    return packets;
  }

  /** Begins a part: the headers, then pages. After a loss, the decoder discards no samples. */
  #open(isAfterLoss: boolean): void {
    if (this.#parts.length === MAX_PARTS) throw damagedBeyondUse();
    const headers = isAfterLoss && this.codec.codec === 'opus' ? this.#headersWithoutSkip() : this.#headerPages.pieces;
    this.#parts.push({ list: new PieceList(headers), begin: this.#position, end: this.#position });
  }

  /** Returns the headers of Opus with a pre-skip of 0. */
  #headersWithoutSkip(): Piece[] {
    const page = new Uint8Array(this.#firstPage);
    new DataView(page.buffer).setUint16(this.#first.byteOffset + 10, 0, true);
    setOggChecksum(page);
    const [first, ...others] = this.#headerPages.pieces as [{ start: number; end: number }, ...Piece[]];
    const rest = { start: first.start + page.length, end: first.end };
    return rest.end > rest.start ? [page, rest, ...others] : [page, ...others];
  }
}

const rangeOf = ({ position }: OggPage, { length }: Uint8Array) => ({ start: position, end: position + length });
