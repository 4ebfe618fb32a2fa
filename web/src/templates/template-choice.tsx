import { Anchor, NativeSelect, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { ContentType, TemplatePartsFragment } from '../gql/graphql.js';
import { TemplateList } from './operations.js';

export type TemplateParts = TemplatePartsFragment;

/** The templates for a type of text; undefined while they are loading. */
export function useTemplates(type: ContentType): TemplateParts[] | undefined {
  const [{ data }] = useQuery({
    query: TemplateList,
    variables: { type },
    requestPolicy: 'cache-and-network',
  });
  return data?.templates;
}

interface Props {
  templates: TemplateParts[] | undefined;
  value: string | null;
  onChange: (template: TemplateParts | null) => void;
  /** The label for no template. */
  none?: string;
}

/** Picks a template: none, one of the user's own, or a ready-made one. */
export function TemplateChoice({ templates = [], value, onChange, none = 'None: write the prompt' }: Props) {
  const group = (name: string, of: TemplateParts[]) =>
    of.length > 0 ? [{ group: name, items: of.map(({ id, name: label }) => ({ value: id, label })) }] : [];
  const chosen = templates.find(({ id }) => id === value);
  return (
    <NativeSelect
      label="Template"
      description={chosen?.description ?? undefined}
      value={chosen?.id ?? ''}
      onChange={({ currentTarget }) =>
        onChange(templates.find(({ id }) => id === currentTarget.value) ?? null)
      }
      data={[
        { value: '', label: none },
        ...group(
          'Your own',
          templates.filter(({ builtIn }) => !builtIn),
        ),
        ...group(
          'Ready-made',
          templates.filter(({ builtIn }) => builtIn),
        ),
      ]}
      inputContainer={(children) => (
        <>
          {children}
          <Text size="xs" mt={4}>
            <Anchor component={Link} href="/templates">
              All templates
            </Anchor>
          </Text>
        </>
      )}
    />
  );
}
