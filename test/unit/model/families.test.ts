import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Families } from '../../../src/model/families.js';

describe('the families of classes', () => {
  const families = new Families({
    parents: {
      bark: ['dog'],
      growling: ['dog', 'cat', 'canine'],
      dog: ['pets'],
      cat: ['pets'],
      canine: ['wild_animals'],
      pets: ['animal'],
      wild_animals: ['animal'],
      choir: ['singing', 'instrument'],
      singing: ['voice'],
      instrument: ['music'],
    },
  });

  it('are listed from specific to general, each after its members', () => {
    expect(families.of('bark')).to.deep.equal(['dog', 'pets', 'animal']);
    expect(families.of('growling')).to.deep.equal(['dog', 'cat', 'pets', 'canine', 'wild_animals', 'animal']);
    expect(families.of('animal')).to.deep.equal([]);
    expect(families.of('rain')).to.deep.equal([]);
  });

  it('are certain if every way up leads through them', () => {
    expect(families.certain('bark')).to.deep.equal(['dog', 'pets', 'animal']);
    expect(families.certain('growling')).to.deep.equal(['animal']);
    expect(families.certain('choir')).to.deep.equal([]);
  });

  it('have members of all levels', () => {
    expect(families.membersOf('pets')).to.deep.equal(['bark', 'growling', 'dog', 'cat']);
    expect(families.membersOf('bark')).to.deep.equal([]);
  });

  it('give way to the most specific of several names', () => {
    expect(families.mostSpecific(['animal', 'dog', 'rain'])).to.deep.equal(['dog', 'rain']);
    expect(families.mostSpecific(['music', 'choir', 'singing'])).to.deep.equal(['choir']);
    expect(families.mostSpecific([])).to.deep.equal([]);
  });

  it('do not come from what every object has', () => {
    expect(families.of('constructor')).to.deep.equal([]);
    expect(new Families({}).certain('toString')).to.deep.equal([]);
  });
});
