import { Progress, Stack, Text } from '@mantine/core';
import type { ModelState } from './use-model-state.js';

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000).toLocaleString('en');

/** Whether jobs wait for the model. */
export const isModelLoading = (model: ModelState | null) =>
  model?.state === 'fetching' || model?.state === 'preparing' || model?.state === 'loading';

/** The progress of the model, shown for a job that waits for it. */
export function ModelWait({ model }: { model: ModelState | null }) {
  if (model?.state === 'fetching') return <Fetching model={model} />;
  return (
    <Text size="sm" data-testid="model-wait">
      The model is being made ready: jobs wait for it.
    </Text>
  );
}

function Fetching({ model }: { model: Extract<ModelState, { state: 'fetching' }> }) {
  const { name, received, total } = model;
  const share = total > 0 ? Math.floor((received / total) * 100) : 0;
  return (
    <Stack gap={6} data-testid="model-wait">
      <Text size="sm">
        The model is still being downloaded: {share} % of {megabytes(total)} MB ({name})
      </Text>
      <Progress value={share} aria-label="Download of the model" />
      <Text size="sm" c="dimmed">
        Jobs wait for it, and this one begins by itself. You may leave: the bell tells you when it is done.
      </Text>
    </Stack>
  );
}
