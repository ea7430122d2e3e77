/** Runs a task once, after `delay` milliseconds. Returns a function that cancels it. */
export function timeout(delay: number, task: () => void): () => void {
  const timer = setTimeout(task, delay);
  return () => clearTimeout(timer);
}

/** Runs a task every `period` milliseconds. Returns a function that ends it. */
export function interval(period: number, task: () => void): () => void {
  const timer = setInterval(task, period);
  return () => clearInterval(timer);
}

/** Resolves after `delay` milliseconds. */
export function pause(delay: number): Promise<void> {
  return new Promise((resolve) => void timeout(delay, resolve));
}
