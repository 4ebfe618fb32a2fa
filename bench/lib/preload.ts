// Loaded before every process that is measured. It does nothing until it is asked: what the process holds, once all
// garbage is gone, and where its time goes (a CPU profile of the time between two questions).
import { Session } from 'node:inspector/promises';

let session: Session | undefined;

/** Undefined for a question that somebody else answers. */
async function answer(question: string): Promise<object | undefined> {
  switch (question) {
    case 'usage': {
      globalThis.gc?.();
      globalThis.gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      return { rss, heapUsed };
    }
    case 'profile-start': {
      session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: 500 });
      await session.post('Profiler.start');
      return {};
    }
    case 'profile-stop': {
      const taken = await session?.post('Profiler.stop');
      session?.disconnect();
      return { profile: taken?.profile };
    }
    default:
      return undefined;
  }
}

process.on('message', async (message: { ask?: string }) => {
  const said = message.ask && (await answer(message.ask));
  if (said) process.send?.({ type: message.ask, ...said });
});
// The listener alone shall not keep the process alive.
process.channel?.unref();
