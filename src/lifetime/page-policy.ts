import { listen } from './listen.js';
import { nextTask } from './next-task.js';

/** What a Content-Security-Policy blocked. */
interface Blocked {
  /** Directive that blocked it, such as `worker-src`. */
  readonly directive: string;
  /** What the policy would have to name there, such as `blob:`. */
  readonly missing: string;
}

/** Directives that decide about the script of a worker. Browsers without `worker-src` name the others. */
export const WORKER_DIRECTIVES = ['worker-src', 'child-src', 'script-src'] as const;
/** Directives that decide about a worklet, which is fetched and then run as a script. */
export const WORKLET_DIRECTIVES = ['connect-src', 'script-src', 'worker-src'] as const;

/**
 * Observes what the page's Content-Security-Policy blocks of Pinna's own requests. What it blocks of the page, such as an image or
 * another script, does not count. Thread: any with events of the policy (a page or a worker).
 */
export class PolicyWatch {
  readonly #addresses: readonly string[];
  readonly #directives: readonly string[];
  readonly #end: () => void;
  #blocked: Blocked | undefined;

  /**
   * @param addresses absolute addresses that Pinna requests, or only a scheme such as `blob:`
   * @param directives that decide about these requests
   */
  constructor(addresses: readonly string[], directives: readonly string[]) {
    this.#addresses = addresses;
    this.#directives = directives;
    this.#end = listen(globalThis as unknown as EventTarget, 'securitypolicyviolation', (event) =>
      this.#note(event as SecurityPolicyViolationEvent),
    );
  }

  /**
   * Waits until pending events have arrived, and ends the watch.
   *
   * @returns a sentence that says which directive to change; undefined if the policy blocked nothing
   */
  async finish(): Promise<string | undefined> {
    await nextTask();
    this.#end();
    if (!this.#blocked) return undefined;
    const { directive, missing } = this.#blocked;
    return `The page's Content-Security-Policy blocked it. Add ${missing} to ${directive} in that header.`;
  }

  /** Ends the watch without waiting. */
  cancel(): void {
    this.#end();
  }

  #note({ effectiveDirective, blockedURI, disposition }: SecurityPolicyViolationEvent): void {
    if (this.#blocked || disposition === 'report') return;
    // The variants for elements and attributes of scripts fall back on `script-src`.
    const directive = effectiveDirective.replace(/-(elem|attr)$/, '');
    if (!this.#directives.includes(directive)) return;
    const address = this.#addresses.find((one) => isReportOf(blockedURI, one));
    if (address !== undefined) this.#blocked = { directive, missing: sourceOf(address) };
  }
}

/**
 * Whether a browser reports a blocked address so: whole; of another origin only the origin, if the server redirects; of any scheme but
 * http only the scheme.
 */
function isReportOf(blockedURI: string, address: string): boolean {
  if (!/^https?:/.test(address)) return blockedURI.replace(/:.*$/s, '') === address.replace(/:.*$/s, '');
  const { href, hash, origin } = new URL(address);
  const reported = blockedURI.replace(/\/$/, '');
  return blockedURI === href.slice(0, href.length - hash.length) || (origin !== self.origin && reported === origin);
}

/** Returns what a directive names to allow an address. */
function sourceOf(address: string): string {
  if (!/^https?:/.test(address)) return address.replace(/:.*$/s, ':');
  const { origin } = new URL(address);
  return origin === self.origin ? "'self'" : origin;
}
