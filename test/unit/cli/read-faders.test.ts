import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { afterAll, describe, it } from 'vitest';
import { readFaders } from '../../../src/cli/teach/read-faders.js';
import { PinnaError } from '../../../src/errors.js';
import { LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { writeWav } from '../../../src/formats/write-wav.js';

describe('reading faders.csv', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pinna-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const said: string[] = [];
  const stderr = new Writable({
    write(chunk, _, done) {
      said.push(String(chunk));
      done();
    },
  });
  const read = (table: string) => {
    writeFileSync(join(folder, 'faders.csv'), table);
    return readFaders(folder, LOG_MEL_64, stderr);
  };
  const messageOf = async (table: string): Promise<string> => {
    try {
      await read(table);
    } catch (error) {
      if (error instanceof PinnaError) return `${error.code}: ${error.message}`;
      throw error;
    }
    return 'none';
  };

  it('gives each stretch its frames, its number and the key of its recording; a missing file counts as lost', async () => {
    const samples = Float32Array.from({ length: 32_000 }, (_, n) => 0.1 * Math.sin(n / 5));
    writeFileSync(join(folder, 'a.wav'), writeWav([samples], { sampleRate: 16_000 }));
    const { faders, failed } = await read(
      'file,name,value,from,to\na.wav,loud,0.5,,\na.wav,loud,1,0.5,1\na.wav,high,0,1,\nnone.wav,high,1,,\n',
    );
    expect(failed).to.equal(1);
    expect(said.join('')).to.include('none.wav');
    const seconds = (name: string) => faders.get(name)!.map(({ frames }) => (frames.length / 64) * 0.02);
    expect([...faders.keys()]).to.deep.equal(['loud', 'high']);
    expect(seconds('loud')[0]).to.be.closeTo(2, 0.05);
    expect(seconds('loud')[1]).to.be.closeTo(0.5, 0.021);
    expect(seconds('high')).to.have.length(1);
    expect(faders.get('loud')!.map(({ target }) => target)).to.deep.equal([0.5, 1]);
    expect(new Set([...faders.values()].flat().map(({ key }) => key)).size).to.equal(1);
  });

  it('says in which line a mistake is', async () => {
    const mistakes: [string, RegExp][] = [
      ['a.wav,,1,,', /line 2: "" cannot be a name/],
      ['a.wav,loud,2,,', /line 2: the value "2"/],
      ['a.wav,loud,,,', /line 2: the value ""/],
      [',loud,1,,', /line 2: there is no file/],
      ['a.wav,loud,1,3,2', /line 2: "from" and "to"/],
      ['a.wav,loud,1,x,', /line 2: "from" and "to"/],
      ['a.wav,loud,1,-1,', /line 2: "from" and "to"/],
      ['a.wav,loud,1,Infinity,', /line 2: "from" and "to"/],
      ['a.wav,loud,0x1,,', /line 2: the value "0x1"/],
      ['a.wav,loud,NaN,,', /line 2: the value "NaN"/],
      ['a.wav,loud,"0,5",,', /line 2: the value "0,5"/],
      ['a.wav,loud,1,2.5,', /line 2: there is no sound from 2.5 to the end s. The file has 2.0 s/],
      ['a.wav,loud,1,1,1.001', /line 2: there is no sound from 1 to 1.001 s/],
    ];
    for (const [line, message] of mistakes) {
      const text = await messageOf(`file,name,value,from,to\n${line}\n`);
      expect(text).to.match(/^bad-option: /);
      expect(text).to.match(message);
    }
    const rows = (names: readonly string[]) => `file,name,value\n${names.map((name) => `a.wav,${name},1\n`).join('')}`;
    expect(await messageOf(rows(Array.from({ length: 9 }, (_, i) => `f${String(i)}`)))).to.match(/9 faders/);
    expect(await messageOf(rows(['Loud', 'loud']))).to.match(/only in case/);
  });

  it('accepts spaces around values, capitals in the names of columns, and a stretch that ends after its file', async () => {
    const { faders } = await read('File,Name, Value ,From,To\r\na.wav , loud , 0.5 , 1 , 60 \r\na.wav,loud,1, ,\r\n');
    const stretches = faders.get('loud')!;
    expect(stretches.map(({ target }) => target)).to.deep.equal([0.5, 1]);
    expect(stretches.map(({ frames }) => Math.round((frames.length / 64) * 0.02))).to.deep.equal([1, 2]);
  });

  it('finds no faders in a table without rows', async () => {
    expect((await read('file,name,value\n')).faders.size).to.equal(0);
    expect((await read('')).faders.size).to.equal(0);
  });

  it('finds no faders without the table', async () => {
    rmSync(join(folder, 'faders.csv'));
    const { faders, failed } = await readFaders(folder, LOG_MEL_64, stderr);
    expect([faders.size, failed]).to.deep.equal([0, 0]);
  });
});
