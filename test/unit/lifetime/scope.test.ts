import { expect } from '@esm-bundle/chai';
import { Scope } from '../../../src/lifetime/scope.js';

describe('Scope', () => {
  it('ends what it owns once, the last first, and goes on past an ending that fails', async () => {
    const scope = new Scope();
    const ended: number[] = [];
    scope.add(() => void ended.push(1));
    scope.add(() => {
      throw new Error('already gone');
    });
    scope.add(async () => {
      await Promise.resolve();
      ended.push(3);
    });
    await Promise.all([scope.close(), scope.close()]);
    expect(ended).to.deep.equal([3, 1]);
  });

  it('ends at once what is added too late', async () => {
    const scope = new Scope();
    await scope.close();
    let ended = false;
    scope.add(() => {
      ended = true;
    });
    expect(ended).to.equal(true);
    expect(scope.isClosed).to.equal(true);
  });
});
