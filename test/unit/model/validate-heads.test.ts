import { expect } from 'chai';
import { describe, it } from 'vitest';
import { ManifestReader } from '../../../src/model/loading/manifest-reader.js';
import { LIMITS } from '../../../src/model/loading/limits.js';
import { validateHeads } from '../../../src/model/loading/validate-heads.js';
import { sigmoidHead, softmaxHead } from '../decisions/heads.js';

describe('the heads of a model.json', () => {
  const good = sigmoidHead('bird', ['bird']);
  const events = sigmoidHead('events', ['music']);
  const confirm = { seconds: 0.4, coexistSeconds: 1.6, rivalSeconds: 1, pauseSeconds: 0 };

  it('accepts heads, implied classes and a gate', () => {
    const events = sigmoidHead('events', ['music', { name: 'violin', implies: 'music' }]);
    validateHeads(new ManifestReader({ heads: [softmaxHead('genre', ['jazz']), events, good] }, ''), 1);
  });

  it('accepts evidence, of the head and of a class', () => {
    const head = sigmoidHead('bird', [{ name: 'bird', confirmSeconds: 0.1 }], { confirm });
    validateHeads(new ManifestReader({ heads: [head] }, ''), 1);
  });

  const bad = {
    'no heads': [],
    'two heads of one name': [good, good],
    'no classes': [sigmoidHead('bird', [])],
    'a class twice': [sigmoidHead('bird', ['bird', 'bird'])],
    'no temperature': [{ ...good, temperature: 0 }],
    'a negative time': [sigmoidHead('bird', ['bird'], { mergeGap: -1 })],
    'a time that is not a number': [sigmoidHead('bird', ['bird'], { smoothingSeconds: NaN })],
    'off above on': [sigmoidHead('bird', [{ name: 'bird', on: 0.2 }])],
    'an off that nothing is below': [sigmoidHead('bird', ['bird'], { off: 0 })],
    'a class that implies an unknown one': [sigmoidHead('bird', [{ name: 'crow', implies: 'bird' }])],
    'a class that implies itself': [sigmoidHead('bird', [{ name: 'bird', implies: 'bird' }])],
    'a class that implies one that implies another': [
      sigmoidHead('events', ['music', { name: 'violin', implies: 'music' }, { name: 'fiddle', implies: 'violin' }]),
    ],
    'a class that implies another, where one excludes the other': [
      { ...sigmoidHead('bird', ['bird', { name: 'crow', implies: 'bird' }]), activation: 'softmax' as const },
    ],
    'no evidence needed': [sigmoidHead('bird', ['bird'], { confirm: { ...confirm, seconds: 0 } })],
    'a rival that needs less evidence': [
      sigmoidHead('bird', ['bird'], { confirm: { ...confirm, coexistSeconds: 0.1 } }),
    ],
    'a negative pause': [sigmoidHead('bird', ['bird'], { confirm: { ...confirm, pauseSeconds: -1 } })],
    'evidence where only one class can be on': [
      { ...softmaxHead('genre', ['jazz'], { confirm }), name: 'genre' },
      events,
    ],
    'evidence of a class in a head that asks for none': [sigmoidHead('bird', [{ name: 'bird', confirmSeconds: 1 }])],
    'a class that needs no evidence': [sigmoidHead('bird', [{ name: 'bird', confirmSeconds: 0 }], { confirm })],
    'a gate of an unknown head': [softmaxHead('genre', ['jazz'])],
    'a gate of an unknown class': [softmaxHead('genre', ['jazz']), sigmoidHead('events', ['dog'])],
    'a gate of a gated head': [
      softmaxHead('genre', ['jazz']),
      sigmoidHead('events', ['music'], { gate: { head: 'bird', class: 'bird' } }),
      good,
    ],
  };
  for (const [what, heads] of Object.entries(bad)) {
    it(`refuses a model with ${what}`, () => {
      expect(() => validateHeads(new ManifestReader({ heads }, ''), 1))
        .to.throw()
        .with.property('code', 'model-corrupt');
    });
  }

  describe('in format version 2', () => {
    const withParents = (parents: unknown) => ({ ...sigmoidHead('events', ['dog', 'bark', 'rain']), parents });
    const validate = (head: object, version: 1 | 2 = 2) =>
      validateHeads(new ManifestReader({ heads: [head] }, ''), version);

    it('have families that are classes, and families that are not, and quiet classes', () => {
      validate(withParents({ bark: ['dog', 'noise'], dog: ['pets'], pets: ['animal', 'home'], rain: [] }));
      validate(
        sigmoidHead('events', [
          { name: 'hum', quiet: true },
          { name: 'dog', quiet: false },
        ]),
      );
    });

    const chain = Object.fromEntries(Array.from({ length: LIMITS.familyDepth }, (_, i) => [`${i}`, [`${i + 1}`]]));
    it(`have up to ${LIMITS.familyDepth} families in a row`, () => {
      const { '0': first, ...rest } = chain;
      validate(withParents({ bark: first, ...rest }));
    });

    const refused: [what: string, head: object, message: string][] = [
      ['families that are not an object', withParents(['dog']), 'heads[0].parents is not an object'],
      ['a family that is not a list', withParents({ bark: 'dog' }), 'heads[0].parents gives "bark" "dog", not a list'],
      ['a family that is not a text', withParents({ bark: [7] }), 'heads[0].parents gives "bark" [7], not a list'],
      ['a family without a name', withParents({ bark: [''] }), 'heads[0].parents gives "bark" a list of 1, not a list'],
      [
        'too many families of one class',
        withParents({ bark: Array.from({ length: LIMITS.families + 1 }, (_, i) => `${i}`) }),
        'heads[0].parents gives "bark" a list of 17, not a list of at most 16 names',
      ],
      [
        'families of a name that does not occur',
        withParents({ bark: ['dog'], cat: ['animal'] }),
        'heads[0].parents names "cat", which is neither a class of the head nor a family',
      ],
      [
        'families of a name that only objects have',
        withParents({ constructor: ['animal'] }),
        'heads[0].parents names "constructor"',
      ],
      [
        'the same family twice',
        withParents({ bark: ['dog', 'dog'] }),
        'heads[0].parents gives "bark" the same family twice',
      ],
      ['a family of itself', withParents({ dog: ['dog'] }), 'heads[0].parents makes "dog" a family of itself'],
      [
        'families in a circle, below which a class lies',
        withParents({ bark: ['dog'], dog: ['pets', 'animal'], animal: ['life'], life: ['animal'] }),
        'heads[0].parents makes "animal" a family of itself',
      ],
      [
        'too many families in a row',
        withParents({ bark: ['0'], ...chain }),
        'heads[0].parents puts "bark" below more than 16 families in a row',
      ],
      [
        'families where one class excludes the other',
        { ...withParents({ bark: ['dog'] }), activation: 'softmax' },
        'heads[0].parents is an object, not absent',
      ],
      [
        'a class that implies another',
        sigmoidHead('events', ['music', { name: 'violin', implies: 'music' }]),
        'heads[0].classes[1].implies is "music", not absent: format version 2 has "parents" instead',
      ],
      [
        'a class that is quiet in words',
        { ...good, classes: [{ name: 'hum', quiet: 'yes' }] },
        'heads[0].classes[0].quiet is "yes", not true or false',
      ],
    ];
    for (const [what, head, message] of refused) {
      it(`refuse ${what}`, () => {
        expect(() => validate(head))
          .to.throw(message)
          .with.property('code', 'model-corrupt');
      });
    }

    it('names at most 4096 members of families', () => {
      const many = Object.fromEntries(Array.from({ length: LIMITS.familyMembers + 1 }, (_, i) => [`${i}`, []]));
      expect(() => validate(withParents(many))).to.throw(
        'heads[0].parents is an object, not an object of at most 4096 fields',
      );
    });

    it('have what version 1 refuses', () => {
      expect(() => validate(withParents({ bark: ['dog'] }), 1)).to.throw('heads[0].parents is an object, not absent');
      const quiet = sigmoidHead('events', [{ name: 'hum', quiet: true }]);
      expect(() => validate(quiet, 1)).to.throw('heads[0].classes[0].quiet is true, not absent');
    });
  });
});
