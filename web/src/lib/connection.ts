import { createStore, type ConnectionState as SocketState, type Store } from '@smart-content/client';

/** `live` once the server has acknowledged the socket; `offline` if the browser reports no network. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline';

/** The state of the tab's socket, for users. */
export const connection = createStore<ConnectionState>('idle');

let socket: Store<SocketState> = createStore<SocketState>('idle');
let unfollow = () => {};

/** Shows the state of another socket. */
export function follow(next: Store<SocketState>): void {
  unfollow();
  socket = next;
  unfollow = next.subscribe(show);
  connection.set('idle');
}

function show(): void {
  const state = socket.get();
  if (!navigator.onLine) connection.set('offline');
  else if (state === 'waiting') connection.set('reconnecting');
  else if (state === 'connecting')
    connection.set(connection.get() === 'idle' ? 'connecting' : 'reconnecting');
  else connection.set(state);
}

addEventListener('online', show);
addEventListener('offline', show);
