import type { Arrival } from './simulate.js';

type Draw = (random: () => number) => number;

export const exponential =
  (mean: number): Draw =>
  (random) =>
    -mean * Math.log(1 - random());

/** Most values are below the mean, and few far above it, like the durations of models. */
export const logNormal =
  (mean: number, sigma: number): Draw =>
  (random) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return mean * Math.exp(sigma * normal - (sigma * sigma) / 2);
  };

/** Requests that come independently of each other, of users that are equally likely. */
export function poisson(
  {
    perSecond,
    seconds,
    users,
    modelMs,
  }: { perSecond: number; seconds: number; users: number; modelMs: Draw },
  random: () => number,
): Arrival[] {
  const arrivals: Arrival[] = [];
  const gap = exponential(1_000 / perSecond);
  for (let at = gap(random); at < seconds * 1_000; at += gap(random))
    arrivals.push({ at, user: Math.floor(random() * users), modelMs: modelMs(random) });
  return arrivals;
}
