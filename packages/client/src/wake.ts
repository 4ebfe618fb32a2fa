/** A timer that fires later than this, in milliseconds, shows that the machine was asleep. */
const SLEPT_MS = 15_000;
const CLOCK_MS = 3_000;

interface Events {
  addEventListener?(name: string, listener: () => void): void;
  removeEventListener?(name: string, listener: () => void): void;
}

/** The last one, because a browser may report the network as lost if only one of its interfaces is. */
const NETWORK_EVENTS = ['online', 'pageshow', 'offline'];

/** The globals that only browsers have. */
type Browser = Events & { document?: Events & { visibilityState?: string } };

/**
 * Calls `wake` when a connection may be dead without a close event: the network is back or gone, a page is shown
 * again, the machine was asleep. Returns the function that ends it. Runtimes without these events have the clock only.
 */
export function watchForWaking(wake: () => void): () => void {
  const browser = globalThis as Browser;
  const page = browser.document;
  const shown = () => {
    if (page?.visibilityState === 'visible') wake();
  };
  for (const name of NETWORK_EVENTS) browser.addEventListener?.(name, wake);
  page?.addEventListener?.('visibilitychange', shown);

  let tick = Date.now();
  const clock = setInterval(() => {
    const late = Date.now() - tick - CLOCK_MS;
    tick = Date.now();
    if (late > SLEPT_MS) wake();
  }, CLOCK_MS);
  // In Node it must not keep the process alive. In other runtimes a timer is a number.
  clock.unref?.();

  return () => {
    clearInterval(clock);
    for (const name of NETWORK_EVENTS) browser.removeEventListener?.(name, wake);
    page?.removeEventListener?.('visibilitychange', shown);
  };
}
