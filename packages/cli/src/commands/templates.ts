import { readFile } from 'node:fs/promises';
import type {
  ContentType,
  CreateTemplateInput,
  SmartContent,
  Template as TemplateRecord,
} from '@smart-content/client';
import {
  CreateTemplate,
  DeleteTemplate,
  Template,
  Templates,
  UpdateTemplate,
  Voices,
} from '@smart-content/client/operations';
import type { Context } from '../context.js';
import { EXIT, Failure } from '../failure.js';
import { oneLine } from '../output.js';
import { templateId } from '../request.js';

export async function listTemplates(
  context: Context,
  variables: { type?: ContentType; search?: string },
): Promise<number> {
  const data = await (await context.signedIn()).request(Templates, { ...variables });
  if (context.out.json) context.out.data(data);
  else {
    for (const { id, type, name } of data.templates) {
      context.out.row(`${id.padEnd(36)}  ${type.padEnd(20)}  `, name);
    }
  }
  return EXIT.done;
}

export async function showTemplate(
  context: Context,
  nameOrId: string,
  { version }: { version?: number },
): Promise<number> {
  const client = await context.signedIn();
  const id = await templateId(client, nameOrId);
  const data = await client.request(Template, { id, ...(version !== undefined && { version }) });
  if (!data.template)
    throw new Failure(EXIT.failed, 'NOT_FOUND', `There is no version ${version} of ${nameOrId}.`);
  if (context.out.json) context.out.data(data);
  else print(context, data.template);
  return EXIT.done;
}

function print({ out }: Context, { name, type, version, description, prompt, variables }: TemplateRecord) {
  out.note(`${name}  (${type}, version ${version})`);
  if (description) out.note(description);
  for (const variable of variables) {
    const value = variable.default === null ? '' : ` [${oneLine(variable.default, 40)}]`;
    const choices = variable.options.length > 0 ? `: ${variable.options.join(', ')}` : '';
    const must = variable.required && variable.default === null ? ', required' : '';
    out.note(`  --var ${variable.name}=…  ${oneLine(variable.label, 80)}${value}${must}${choices}`);
  }
  out.line(prompt);
}

/** From a file as `templates show --json` prints it. What the API sets itself is left out. */
async function templateFrom(file: string): Promise<CreateTemplateInput> {
  let read: unknown;
  try {
    read = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Failure(EXIT.usage, 'BAD_FILE', `${file}: ${(error as Error).message}`);
  }
  const { template = read } = (read ?? {}) as { template?: unknown };
  const { name, description, type, prompt, variables = [] } = (template ?? {}) as CreateTemplateInput;
  return { name, type, prompt, variables, ...(description != null && { description }) };
}

export async function createTemplate(context: Context, file: string): Promise<number> {
  const input = await templateFrom(file);
  const data = await (await context.signedIn()).request(CreateTemplate, { input });
  if (context.out.json) context.out.data(data);
  else context.out.line(data.createTemplate.id);
  return EXIT.done;
}

export async function updateTemplate(context: Context, nameOrId: string, file: string): Promise<number> {
  const input = await templateFrom(file);
  return change(context, nameOrId, async (client, id) => {
    const data = await client.request(UpdateTemplate, { id, input });
    return [data, `${id} has version ${data.updateTemplate.version}.`];
  });
}

export async function deleteTemplate(context: Context, nameOrId: string): Promise<number> {
  return change(context, nameOrId, async (client, id) => {
    const data = await client.request(DeleteTemplate, { id });
    return [data, `Deleted "${oneLine(data.deleteTemplate.name, 80)}".`];
  });
}

async function change(
  context: Context,
  nameOrId: string,
  work: (client: SmartContent, id: string) => Promise<[data: unknown, note: string]>,
): Promise<number> {
  const client = await context.signedIn();
  const [data, note] = await work(client, await templateId(client, nameOrId));
  if (context.out.json) context.out.data(data);
  else context.out.note(note);
  return EXIT.done;
}

export async function listVoices(context: Context): Promise<number> {
  const data = await (await context.signedIn()).request(Voices, {});
  if (context.out.json) context.out.data(data);
  else for (const { id, name } of data.brandVoices) context.out.line(`${id}  ${oneLine(name, 80)}`);
  return EXIT.done;
}
