import { expect } from 'chai';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { Scope } from '../../../src/lifetime/scope.js';

describe('Scope', () => {
  it('ends what it owns once, the last first, and continues past an ending that fails', async () => {
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

describe('What a scope owns', () => {
  let scope: Scope;
  let target: EventTarget;
  let heard: number;
  const count = () => void heard++;
  const tell = () => target.dispatchEvent(new Event('word'));
  beforeEach(() => {
    scope = new Scope();
    target = new EventTarget();
    heard = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('listeners end before close has returned, explicitly, or earlier where one asks', () => {
    const removed: string[] = [];
    const remove = target.removeEventListener.bind(target);
    target.removeEventListener = (type: string, ...rest: [EventListener]) => {
      removed.push(type);
      remove(type, ...rest);
    };
    const unlisten = scope.listen(target, 'word', count);
    scope.listen(target, 'word', () => count());
    tell();
    expect(heard).to.equal(2);
    unlisten();
    tell();
    expect(heard).to.equal(3);
    void scope.close();
    tell();
    expect(heard).to.equal(3);
    expect(removed).to.deep.equal(['word', 'word']);
    scope.listen(target, 'word', count);
    tell();
    expect(heard).to.equal(3);
  });

  it('timers run until it closes, or until they are cancelled', async () => {
    vi.useFakeTimers();
    scope.timeout(5, count);
    scope.timeout(5, count)();
    vi.advanceTimersByTime(40);
    expect(heard).to.equal(1);
    scope.interval(5, count);
    vi.advanceTimersByTime(60);
    expect(heard).to.equal(13);
    scope.timeout(5, count);
    await scope.close();
    expect(vi.getTimerCount()).to.equal(0);
    vi.advanceTimersByTime(40);
    expect(heard).to.equal(13);
  });

  it('ports are closed with it', async () => {
    const { port1, port2 } = new MessageChannel();
    const told: unknown[] = [];
    const first = new Promise<void>((resolve) =>
      scope.port(port1, (message) => {
        told.push(message);
        resolve();
      }),
    );
    port2.postMessage('hello');
    await first;
    await scope.close();
    port2.postMessage('too late');
    await nextTask();
    expect(told).to.deep.equal(['hello']);
    port2.close();
  });

  it('ends with a signal where it is bound to one, and lets go of it where it ends before', () => {
    const abort = new AbortController();
    Scope.until(abort.signal).listen(target, 'word', count);
    tell();
    abort.abort();
    tell();
    expect(heard).to.equal(1);
    expect(Scope.until(abort.signal).isClosed).to.equal(true);
  });
});
