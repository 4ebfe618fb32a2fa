import { Paper, Text } from '@mantine/core';
import { judgeValues, renderTemplate, type TemplateVariable } from '../../../src/text/template.js';
import classes from './templates.module.css';
import { givenOf, type Typed } from './typed.js';

interface Props {
  prompt: string;
  variables: readonly TemplateVariable[];
  typed: Typed;
}

/** The prompt as it will be sent. The server renders it by the same rules. What is still missing is in brackets. */
export function PromptPreview({ prompt, variables, typed }: Props) {
  const { values } = judgeValues(variables, givenOf(variables, typed));
  for (const { name, label, required } of variables)
    if (required && !values.get(name)) values.set(name, `[${label}]`);
  return (
    <Paper withBorder p="sm" component="section" aria-label="The prompt as it will be sent">
      <Text size="xs" c="dimmed" mb={4}>
        The prompt as it will be sent
      </Text>
      <Text size="sm" className={classes.prompt ?? ''} data-testid="preview">
        {renderTemplate(prompt, values)}
      </Text>
    </Paper>
  );
}
