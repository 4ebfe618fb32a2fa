/**
 * The globals that browsers, Node, Deno, Bun and React Native all have. The package is compiled with these and the
 * language only, so the compiler refuses any other.
 */

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}

/** A number, or an object in Node. */
type Timer = number & { unref?(): void };

declare function setTimeout(work: () => void, ms?: number): Timer;
declare function clearTimeout(timer: Timer | undefined): void;
declare function setInterval(work: () => void, ms: number): Timer;
declare function clearInterval(timer: Timer | undefined): void;
