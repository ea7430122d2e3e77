import { expect } from '@esm-bundle/chai';
import { detectionsToJsonLines } from '../../../src/formats/detections-json-lines';

const detection = {
  id: 3,
  head: 'events',
  label: 'dog "big"',
  onset: 0.1 + 0.2,
  offset: 0.7000000000000001,
  peak: 0.9876543210123,
  confidence: 0.000001234567891,
};

describe('detectionsToJsonLines', () => {
  it('writes one line per detection, with the file where there is one', () => {
    const text = detectionsToJsonLines([detection, { ...detection, offset: null }], 'a b.wav');
    const lines = text.split('\n');
    expect(lines).to.have.length(3);
    expect(lines[2]).to.equal('');
    expect(JSON.parse(lines[0]!)).to.deep.equal({
      file: 'a b.wav',
      head: 'events',
      label: 'dog "big"',
      onset: 0.3,
      offset: 0.7,
      peak: 0.987654,
      confidence: 0.00000123457,
    });
    expect(JSON.parse(lines[1]!).offset).to.equal(null);
    expect(detectionsToJsonLines([detection])).to.not.contain('file');
  });

  it('is empty without detections', () => {
    expect(detectionsToJsonLines([], 'a.wav')).to.equal('');
  });
});
