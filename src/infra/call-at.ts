/** The longest timeout of setTimeout; a longer one is set in parts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back at a time, however distant, unless the process ends before. Returns a function that cancels the call. */
export function callAt(time: Date, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const set = () => {
    const left = time.getTime() - Date.now();
    timer =
      left > LONGEST_TIMER_MS ? setTimeout(set, LONGEST_TIMER_MS) : setTimeout(callback, Math.max(0, left));
    timer.unref();
  };
  set();
  return () => clearTimeout(timer);
}
