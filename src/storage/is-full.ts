/** Whether the browser has refused to store something because it has no more space. */
export const isFull = (error: unknown): boolean =>
  (error as Partial<DOMException> | undefined)?.name === 'QuotaExceededError';
