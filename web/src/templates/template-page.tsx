import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import NotFound from '../layout/not-found.js';
import { Failed, Loading } from '../layout/states.js';
import { TemplateWithVersions } from './operations.js';
import { TemplateEditor } from './template-editor.js';

/** A template; at `/templates/new` a new one, `?from=` a copy of another. Built-in ones are copied, too. */
export default function TemplatePage({ id }: { id: string }) {
  const [params] = useSearchParams();
  const source = id === 'new' ? params.get('from') : id;
  const [{ data, error }, refetch] = useQuery({
    query: TemplateWithVersions,
    variables: { id: source ?? '' },
    pause: source === null,
    requestPolicy: 'network-only',
  });
  if (source === null)
    return <TemplateEditor template={null} origin={null} versions={[]} reload={() => {}} />;
  const reload = () => refetch({ requestPolicy: 'network-only' });
  if (error && !data) return <Failed error={error} retry={reload} />;
  if (!data) return <Loading />;
  if (!data.template) return <NotFound />;
  const isCopy = id === 'new' || data.template.builtIn;
  return (
    <TemplateEditor
      key={source}
      template={isCopy ? null : data.template}
      origin={data.template}
      versions={isCopy ? [] : data.template.versions}
      reload={reload}
    />
  );
}
