/** Values that a page stores on this device. If storage is blocked (private windows), values are not kept. */
export const remembered = {
  /** Whether this browser stores values for the page. */
  isPossible(): boolean {
    try {
      return typeof localStorage.length === 'number';
    } catch {
      return false;
    }
  },
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set(key: string, value: string | undefined): void {
    try {
      if (value === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // The user is asked again next time.
    }
  },
};
