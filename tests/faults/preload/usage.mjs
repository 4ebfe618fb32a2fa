// Loaded before a process of the product, with --expose-gc: at SIGUSR2 it collects garbage and prints what it holds.
process.on('SIGUSR2', () => {
  globalThis.gc();
  const { heapUsed } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo().length;
  console.log(`USAGE ${JSON.stringify({ at: Date.now(), heapMb: heapUsed / 1_048_576, resources })}`);
});
