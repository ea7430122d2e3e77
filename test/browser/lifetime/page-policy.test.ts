import { expect } from 'chai';
import { PolicyWatch, WORKER_DIRECTIVES } from '../../../src/lifetime/page-policy.js';

const OWN = new URL('/pinna/worker.js', location.href).href;
const FOREIGN = 'https://cdn.example/pinna/worker.js';

/** Returns the advice after the policy has blocked something. */
async function adviceAfter(
  blocked: Pick<SecurityPolicyViolationEventInit, 'effectiveDirective' | 'blockedURI'> &
    Partial<SecurityPolicyViolationEventInit>,
  address = OWN,
): Promise<string | undefined> {
  const watch = new PolicyWatch([address, 'blob:'], WORKER_DIRECTIVES);
  const init = { documentURI: location.href, originalPolicy: '', violatedDirective: '', statusCode: 200, ...blocked };
  document.dispatchEvent(
    new SecurityPolicyViolationEvent('securitypolicyviolation', { disposition: 'enforce', bubbles: true, ...init }),
  );
  return watch.finish();
}

describe('The watch of the page’s policy', () => {
  it('names the directive that blocked a script of Pinna', async () => {
    const sentence = (what: string) => `The page's Content-Security-Policy blocked it. Add ${what} in that header.`;
    const worker = { effectiveDirective: 'worker-src', blockedURI: OWN };
    expect(await adviceAfter(worker)).to.equal(sentence("'self' to worker-src"));
    expect(await adviceAfter({ ...worker, blockedURI: 'blob' })).to.equal(sentence('blob: to worker-src'));
    expect(await adviceAfter({ effectiveDirective: 'script-src-elem', blockedURI: OWN })).to.equal(
      sentence("'self' to script-src"),
    );
    for (const blockedURI of [FOREIGN, 'https://cdn.example', 'https://cdn.example/'])
      expect(await adviceAfter({ ...worker, blockedURI }, FOREIGN)).to.equal(
        sentence('https://cdn.example to worker-src'),
      );
  });

  it('leaves out what the policy blocked of the page', async () => {
    for (const blocked of [
      { effectiveDirective: 'img-src', blockedURI: OWN },
      { effectiveDirective: 'img-src', blockedURI: 'blob' },
      { effectiveDirective: 'worker-src', blockedURI: new URL('/other.js', location.href).href },
      { effectiveDirective: 'worker-src', blockedURI: new URL('/pinna/', location.href).href },
      { effectiveDirective: 'script-src-elem', blockedURI: location.origin },
      { effectiveDirective: 'script-src-elem', blockedURI: 'inline' },
      { effectiveDirective: 'script-src', blockedURI: '' },
      { effectiveDirective: 'trusted-types', blockedURI: 'trusted-types-policy', sample: 'other' },
      {
        effectiveDirective: 'require-trusted-types-for',
        blockedURI: 'trusted-types-sink',
        sample: 'Element innerHTML|',
      },
      { effectiveDirective: 'worker-src', blockedURI: OWN, disposition: 'report' as const },
    ])
      expect(await adviceAfter(blocked), JSON.stringify(blocked)).to.equal(undefined);
  });
});
