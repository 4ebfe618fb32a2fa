import { useQuery } from 'urql';
import NotFound from '../layout/not-found.js';
import { Failed, Loading } from '../layout/states.js';
import { Editor } from './editor.js';
import { OneContent } from './operations.js';

/**
 * A piece of the library, or at `/library/new` a new one. The editor takes the first response; later ones do not change
 * what is being written. The server reports a conflict when the piece has changed since.
 */
export default function EditorPage({ id }: { id: string }) {
  const isNew = id === 'new';
  const [{ data, error }, refetch] = useQuery({
    query: OneContent,
    variables: { id },
    pause: isNew,
    requestPolicy: 'network-only',
  });
  if (isNew) return <Editor piece={null} />;
  if (error && !data)
    return <Failed error={error} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  if (!data.content) return <NotFound />;
  return <Editor piece={data.content} />;
}
