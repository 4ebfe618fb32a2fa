/**
 * PM2: `npm run build`, then `pm2 start ecosystem.config.cjs`. `pm2 reload ecosystem.config.cjs` replaces one process
 * after another. Settings come from the environment or from `.env`: see docs/settings.md.
 */
const LISTEN_MS = 70_000; // START_TIMEOUT_MS, and the start itself
const both = {
  wait_ready: true,
  listen_timeout: LISTEN_MS,
  max_restarts: 20,
  exp_backoff_restart_delay: 500,
};

module.exports = {
  apps: [
    {
      ...both,
      name: 'api',
      script: 'dist/bundle/api.js',
      // The processes share one port.
      exec_mode: 'cluster',
      instances: Number(process.env.API_PROCESSES ?? 2),
      // SHUTDOWN_DELAY_SECONDS, and 10 s for what runs.
      kill_timeout: (Number(process.env.SHUTDOWN_DELAY_SECONDS ?? 0) + 15) * 1_000,
    },
    {
      ...both,
      name: 'worker',
      script: 'dist/bundle/worker.js',
      exec_mode: 'fork',
      instances: Number(process.env.WORKER_PROCESSES ?? 2),
      kill_timeout: 15_000,
    },
  ],
};
