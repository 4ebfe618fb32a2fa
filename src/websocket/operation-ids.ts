/** An operation of a socket, from its `subscribe` until its last answer. */
interface RunningOperation {
  /** The client has sent `complete`: no further answer of the operation may be sent. */
  completed: boolean;
  /** The `subscribe` message that uses the id again as soon as the operation has ended. */
  next?: string | undefined;
}

type Handle = (message: string) => Promise<void>;

/**
 * Passes a socket's messages on so that an operation's id is used again only after the operation has ended. graphql-ws
 * identifies operations by their id alone: without this, an operation that is completed while it starts would answer
 * under the id of the next one.
 * @param refuse called if an id is in use and its next operation waits already; the protocol closes with 4409 then
 * @param isOpen whether the socket is open: an operation that starts on a closed one never ends
 */
export function orderById(handle: Handle, refuse: (id: string) => void, isOpen: () => boolean): Handle {
  const running = new Map<string, RunningOperation>();

  async function start(id: string, message: string): Promise<void> {
    const operation: RunningOperation = { completed: false };
    running.set(id, operation);
    try {
      await handle(message);
    } finally {
      running.delete(id);
      if (operation.next !== undefined && isOpen()) await start(id, operation.next);
    }
  }

  return async (message) => {
    const { type, id } = readHead(message);
    const operation = id === undefined ? undefined : running.get(id);
    if (id === undefined || (type === 'subscribe' && operation && !operation.completed))
      return handle(message);
    if (type === 'subscribe') {
      if (!operation) return start(id, message);
      if (operation.next !== undefined) return refuse(id);
      operation.next = message;
      return;
    }
    if (type === 'complete' && operation) {
      if (operation.next !== undefined) {
        operation.next = undefined;
        return;
      }
      operation.completed = true;
    }
    return handle(message);
  };
}

function readHead(message: string): { type?: string; id?: string } {
  try {
    const { type, id } = JSON.parse(message) as { type?: unknown; id?: unknown };
    return { ...(typeof type === 'string' && { type }), ...(typeof id === 'string' && { id }) };
  } catch {
    // graphql-ws refuses invalid messages.
    return {};
  }
}
