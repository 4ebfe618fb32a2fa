import type { FaultCase } from '../case.js';
import { deliveryCases } from './delivery.js';
import { restCases } from './rest.js';
import { stoppingCases } from './stopping.js';
import { storeCases } from './stores.js';
import { upstreamCases } from './upstream.js';
import { workerCases } from './worker.js';

/** The fault cases of docs/reliability.md, in their order. */
export const cases: FaultCase[] = [
  ...workerCases,
  ...storeCases,
  ...stoppingCases,
  ...upstreamCases,
  ...deliveryCases,
  ...restCases,
].sort((a, b) => a.number - b.number);
