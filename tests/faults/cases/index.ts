import type { FaultCase } from '../case.js';
import { storeCases } from './stores.js';
import { workerCases } from './worker.js';

export const cases: FaultCase[] = [...workerCases, ...storeCases];
