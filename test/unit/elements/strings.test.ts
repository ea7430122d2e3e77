import { expect } from '@esm-bundle/chai';
import { clockTime } from '../../../src/elements/clock-time';
import { classWords, strings } from '../../../src/elements/strings';
import { modelNames } from '../model/model-names';

describe('Words', () => {
  it('writes times as minutes and seconds, and hours where needed', () => {
    expect([0, 9.99, 61, 3599.5, 3600, 36_061].map(clockTime)).to.deep.equal([
      '0:00',
      '0:09',
      '1:01',
      '59:59',
      '1:00:00',
      '10:01:01',
    ]);
  });

  it('makes words of class names', () => {
    expect(['washing_machine', 'door_wood_knock', 'hiphop', 'dog'].map(classWords)).to.deep.equal([
      'washing machine',
      'knocking',
      'hip-hop',
      'dog',
    ]);
  });

  for (const model of modelNames) {
    it(`has no underscore for any class of ${model}`, async () => {
      const { heads } = (await (await fetch(`/models/${model}/model.json`)).json()) as {
        heads: { classes: { name: string }[] }[];
      };
      for (const { name } of heads.flatMap(({ classes }) => classes)) expect(classWords(name)).not.to.match(/[_A-Z]/);
    });
  }

  it('writes numbers with a true minus, and silence as a word', () => {
    expect(strings.decibels(-31.6)).to.equal('−32 dBFS');
    expect(strings.decibels(-Infinity)).to.equal('silence');
    expect(strings.hertz(7800)).to.equal('7.8 kHz');
  });
});
