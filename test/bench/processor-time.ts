/** Returns the processor time of all threads of this Node process, ms. It includes garbage collection and excludes other processes. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
