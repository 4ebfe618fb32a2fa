import { type Env, type RunningProcess, startProcess } from '../support/process.js';

/** A process of the product that a case may kill. */
export interface Proc extends RunningProcess {
  /** Whether a case ended it. Any other end is a fault. */
  expendable: boolean;
  over: boolean;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export async function startProc(
  list: Proc[],
  file: string,
  settings: Env,
  execArgv: string[] = [],
): Promise<Proc> {
  const running = await startProcess(file, settings, execArgv);
  const proc: Proc = Object.assign(running, {
    expendable: false,
    over: false,
    async kill() {
      proc.expendable = true;
      await running.end('SIGKILL');
    },
    freeze: () => void process.kill(running.pid, 'SIGSTOP'),
    thaw: () => void process.kill(running.pid, 'SIGCONT'),
  });
  void running.ended.then(() => {
    proc.over = true;
  });
  list.push(proc);
  return proc;
}
