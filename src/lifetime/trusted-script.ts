/** A policy of Trusted Types for addresses of scripts. */
interface ScriptPolicy {
  createScriptURL(address: string): unknown;
}

/** The part of Trusted Types that Pinna uses. TypeScript's types of the DOM lack it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

/**
 * Where the policy is kept. A page may allow only one policy of a name, so all copies of Pinna on a page share it. The registry of
 * symbols gives each copy the same one.
 */
const POLICY = Symbol.for('pinna.trusted-types-policy');

/**
 * Returns the address of a worker's script in a form that a page with `require-trusted-types-for 'script'` accepts: through the
 * policy `pinna`. Returns the address itself if the browser has no Trusted Types or the page allows no such policy.
 */
export function trustedScript(address: string): string {
  const realm = globalThis as { trustedTypes?: TrustedTypes; [POLICY]?: ScriptPolicy | undefined };
  try {
    realm[POLICY] ??= realm.trustedTypes?.createPolicy('pinna', { createScriptURL: (own) => own });
  } catch {
    // The page allows no policy of this name. It may still accept the address.
  }
  // `Worker` accepts a TrustedScriptURL; its declared type does not.
  return (realm[POLICY]?.createScriptURL(address) ?? address) as string;
}
