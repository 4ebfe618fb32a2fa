import { z } from 'zod';

/** A model of a server that already runs on this machine. */
export interface RunningModel {
  /** The URL of its OpenAI-compatible API. */
  uri: string;
  /** Its name at the server. */
  name: string;
  /** What it is and where it runs, for the user. */
  source: string;
}

export interface ModelServers {
  ollama: string;
  lmStudio: string;
}

const USUAL: ModelServers = { ollama: 'http://127.0.0.1:11434', lmStudio: 'http://127.0.0.1:1234' };
/** A local server responds within milliseconds. */
const LIMIT_MS = 1_500;

interface Candidate {
  name: string;
  /** On the disk, in bytes; unknown if the server does not report it. */
  size?: number | undefined;
  /** Whether it is in memory and responds at once. */
  loaded?: boolean;
}

const ollamaTags = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      size: z.number().optional(),
      // Set for paid models that run elsewhere.
      remote_host: z.string().optional(),
      details: z.object({ family: z.string().optional() }).optional(),
    }),
  ),
});
const ollamaShow = z.object({ capabilities: z.array(z.string()) });
const lmStudioModels = z.object({
  data: z.array(z.object({ id: z.string(), type: z.string().optional(), state: z.string().optional() })),
});

/** A text model of a running Ollama or LM Studio; null if there is none. */
export async function findRunningModel(
  servers: ModelServers = USUAL,
  preferred?: string,
): Promise<RunningModel | null> {
  for (const [product, url, list] of [
    ['Ollama', servers.ollama, ollamaModels],
    ['LM Studio', servers.lmStudio, lmStudioList],
  ] as const) {
    const chosen = choose(await list(url).catch(() => []), preferred);
    if (chosen) {
      return { uri: `${url}/v1`, name: chosen.name, source: `${chosen.name} of the ${product} at ${url}` };
    }
  }
  return null;
}

async function ollamaModels(url: string): Promise<Candidate[]> {
  const { models } = ollamaTags.parse(await getJson(`${url}/api/tags`));
  const writing = await Promise.all(
    models.map(async ({ name, size, remote_host, details }) => {
      if (remote_host || EMBEDDING.test(`${name} ${details?.family ?? ''}`)) return [];
      // Older versions do not report capabilities.
      const shown = ollamaShow.safeParse(await getJson(`${url}/api/show`, { model: name }).catch(() => null));
      return !shown.success || shown.data.capabilities.includes('completion') ? [{ name, size }] : [];
    }),
  );
  return writing.flat();
}

async function lmStudioList(url: string): Promise<Candidate[]> {
  // Its own API reports more than OpenAI's; older versions lack it.
  const listed = await getJson(`${url}/api/v0/models`).catch(() => getJson(`${url}/v1/models`));
  return lmStudioModels
    .parse(listed)
    .data.filter(({ id, type }) => (type ? type === 'llm' || type === 'vlm' : !EMBEDDING.test(id)))
    .map(({ id, state }) => ({ name: id, loaded: state === 'loaded' }));
}

async function getJson(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(LIMIT_MS),
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Names of embedding models, for servers that do not report the kind. */
const EMBEDDING = /embed|bert|minilm|\bbge\b|\bgte\b|\be5\b|rerank/i;
/** Models made for other purposes than prose, or that reason first. */
const SPECIAL = /code|math|sql|guard|vision|llava|-vl|ocr|r1|qwq|think|reason|gpt-oss/i;
const BASE = /-base\b|:base\b|-text\b/i;
/** The size up to which a laptop writes at reading speed. */
const COMFORTABLE_BYTES = 6_000_000_000;

/** The preferred model, or a text model: one in memory first, then the largest that a laptop runs well. */
export function choose(candidates: Candidate[], preferred?: string): Candidate | undefined {
  const wanted = candidates.find(({ name }) => name === preferred || name === `${preferred}:latest`);
  if (wanted) return wanted;
  const rank = ({ name, size = 0, loaded = false }: Candidate) => [
    Number(SPECIAL.test(name) || BASE.test(name)),
    Number(!loaded),
    Number(size > COMFORTABLE_BYTES),
    size > COMFORTABLE_BYTES ? size : -size,
  ];
  return candidates.toSorted((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    const differs = left.findIndex((value, index) => value !== right[index]);
    return differs < 0 ? one.name.localeCompare(other.name) : (left[differs] ?? 0) - (right[differs] ?? 0);
  })[0];
}
