import { Progress, Stack, Text } from '@mantine/core';
import { type ModelState, useModelState } from './use-model-state.js';

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000).toLocaleString('en');

/** For what a job waits besides its time: a model that is still on its way. Nothing where there is no such thing. */
export function ModelWait() {
  const model = useModelState();
  if (model?.state === 'fetching') return <Fetching model={model} />;
  if (model?.state !== 'preparing' && model?.state !== 'loading') return null;
  return (
    <Text size="sm" c="dimmed" data-testid="model-wait">
      The model is being made ready; jobs wait for it.
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
        Jobs wait for it and lose nothing; this one begins by itself.
      </Text>
    </Stack>
  );
}
