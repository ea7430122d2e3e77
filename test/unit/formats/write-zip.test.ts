import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { writeZip, type ZipEntry } from '../../../src/formats/write-zip.js';

/** Reads an archive as APPNOTE describes it, from its directory. */
function read(archive: Buffer): Record<string, Buffer> {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).to.equal(0x06054b50);
  const files: Record<string, Buffer> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    expect(archive.readUInt32LE(at)).to.equal(0x02014b50);
    const [crc, packed, size] = [16, 20, 24].map((field) => archive.readUInt32LE(at + field)) as [
      number,
      number,
      number,
    ];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const local = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(local)).to.equal(0x04034b50);
    expect([packed, archive.readUInt16LE(at + 8) & 0x800]).to.deep.equal([size, 0x800]);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(start, start + size);
    expect(crc32(content)).to.equal(crc);
    files[name] = content;
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  expect(at).to.equal(end);
  return files;
}

const entries: readonly ZipEntry[] = [
  { name: 'garden.csv', content: ['file,label\r\n', 'garden,bird\r\n'] },
  { name: 'Vögel 鳥.mid', content: [Uint8Array.of(0x4d, 0x54, 0, 255)] },
  { name: 'empty.txt', content: [] },
];
const archive = (list: readonly ZipEntry[]) => Buffer.concat(writeZip(list));

describe('writeZip', () => {
  it('writes every file with its name, content and checksum', () => {
    const files = read(archive(entries));
    expect(Object.keys(files)).to.deep.equal(entries.map(({ name }) => name));
    expect(files['garden.csv']!.toString()).to.equal('file,label\r\ngarden,bird\r\n');
    expect([...files['Vögel 鳥.mid']!]).to.deep.equal([0x4d, 0x54, 0, 255]);
    expect(files['empty.txt']!.length).to.equal(0);
  });

  it('writes an empty archive', () => {
    expect(read(archive([]))).to.deep.equal({});
  });

  it('gives the same archive for the same files', () => {
    expect(archive(entries).equals(archive(entries))).to.equal(true);
  });

  describe('is read by another program', () => {
    let folder: string;
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pinna-zip-'))));
    afterEach(() => rmSync(folder, { recursive: true }));

    it('Python', ({ skip }) => {
      writeFileSync(join(folder, 'a.zip'), archive(entries));
      try {
        execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'a.zip'), folder], { stdio: 'ignore' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return skip('there is no Python');
        throw error;
      }
      expect(readFileSync(join(folder, 'Vögel 鳥.mid')).length).to.equal(4);
    });
  });
});
