import { listen } from './listen.js';
import { nextTask } from './next-task.js';

/** What a Content-Security-Policy blocked. */
interface Blocked {
  /** Directive that blocked it, such as `worker-src`. */
  readonly directive: string;
  /** What the policy would have to name there, such as `blob:`. */
  readonly missing: string;
}

/** Advice for each directive of Trusted Types, whose values are names of policies. */
const TRUSTED_TYPES = /^(require-trusted-types-for|trusted-types)$/;

/**
 * Observes what the page's Content-Security-Policy blocks among some addresses. Thread: any with events of the policy (a page or a
 * worker).
 */
export class PolicyWatch {
  readonly #addresses: readonly string[];
  readonly #end: () => void;
  #blocked: Blocked | undefined;

  /** @param addresses absolute addresses, or only a scheme such as `blob:` */
  constructor(addresses: readonly string[]) {
    this.#addresses = addresses;
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
    if (TRUSTED_TYPES.test(effectiveDirective)) {
      this.#blocked = { directive: 'trusted-types', missing: 'the policy name pinna' };
      return;
    }
    const address = this.#addresses.find(
      (one) => blockedURI === one.replace(/:.*$/s, '') || one.startsWith(blockedURI),
    );
    if (address === undefined) return;
    // The variants for elements and attributes of scripts fall back on `script-src`.
    const directive = effectiveDirective.replace(/-(elem|attr)$/, '');
    this.#blocked = { directive, missing: sourceOf(address) };
  }
}

/** Returns what a directive names to allow an address. */
function sourceOf(address: string): string {
  if (!/^https?:/.test(address)) return address.replace(/:.*$/s, ':');
  const { origin } = new URL(address);
  return origin === self.origin ? "'self'" : origin;
}
