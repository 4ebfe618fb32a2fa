import { useQuery } from 'urql';
import NotFound from '../layout/not-found.js';
import { Failed, Loading } from '../layout/states.js';
import { ScheduleQuery, TemplateOf } from './operations.js';
import { ScheduleForm } from './schedule-form.js';

/** A schedule to edit; at `/schedules/new` a new one. */
export default function SchedulePage({ id }: { id: string }) {
  const isNew = id === 'new';
  const [{ data, error }, refetch] = useQuery({
    query: ScheduleQuery,
    variables: { id },
    pause: isNew,
    requestPolicy: 'network-only',
  });
  const schedule = data?.schedule;
  const templateId = schedule?.templateId;
  const [found] = useQuery({
    query: TemplateOf,
    variables: { id: templateId ?? '', version: schedule?.templateVersion ?? null },
    pause: !templateId,
    requestPolicy: 'network-only',
  });
  if (isNew) return <ScheduleForm schedule={null} template={null} />;
  const fault = error ?? found.error;
  if (fault && (!data || !found.data))
    return <Failed error={fault} retry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data || (templateId && !found.data)) return <Loading />;
  if (!schedule) return <NotFound />;
  return <ScheduleForm schedule={schedule} template={found.data?.template ?? null} />;
}
