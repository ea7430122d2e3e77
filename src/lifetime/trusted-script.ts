/** The part of Trusted Types that Pinna uses. TypeScript's types of the DOM lack it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): unknown };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/**
 * Returns the address of a worker's script in a form that a page with `require-trusted-types-for 'script'` accepts: through the
 * policy `pinna`. Returns the address itself if the browser has no Trusted Types or the page allows no such policy.
 */
export function trustedScript(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    policy ??= trustedTypes?.createPolicy('pinna', { createScriptURL: (own) => own });
  } catch {
    // The page allows no policy of this name. It may still accept the address.
  }
  // `Worker` accepts a TrustedScriptURL; its declared type does not.
  return (policy?.createScriptURL(address) ?? address) as string;
}
