import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the playground is served, and where a browser that opens the endpoint is sent to. */
const PLAYGROUND_PATH = '/playground';

const SIGNED_IN = { Authorization: 'Bearer {{token}}' };

interface Tab {
  name: string;
  query: string;
  variables?: object;
  anonymous?: boolean;
}

const TABS: Tab[] = [
  {
    name: '1 register',
    query: `# Makes an account. Then put the token of the answer into the environment (top right, Edit) as "token":
# the tabs from 3 on send it as {{token}}.
mutation Register($input: RegisterInput!) {
  register(input: $input) { token expiresAt user { id name eventCursor } }
}`,
    variables: { input: { name: 'Ada', email: 'ada@example.com', password: 'correct horse' } },
    anonymous: true,
  },
  {
    name: '2 login',
    query: `# For later visits; the same with its token.
mutation Login($input: LoginInput!) {
  login(input: $input) { token expiresAt user { id name eventCursor } }
}`,
    variables: { input: { email: 'ada@example.com', password: 'correct horse' } },
    anonymous: true,
  },
  {
    name: '3 generate',
    query: `# Accepts a job and answers at once. Begin the tab "4 watch" before or after: it misses nothing.
mutation Generate($input: GenerateContentInput!) {
  generateContent(input: $input) { id status scheduledFor }
}`,
    variables: {
      input: { prompt: 'The first snow in our coffee shop', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 0 },
    },
  },
  {
    name: '4 watch',
    query: `# Every completion, from the very first on. Leave "after" out to begin now.
subscription Watch($after: String) {
  jobCompleted(after: $after) { cursor job { id status generatedContent error { code message } } }
}`,
    variables: { after: '0' },
  },
  {
    name: '5 search',
    query: `query Search($search: String) {
  contents(search: $search, first: 10) { totalCount edges { node { id title type body } } }
}`,
    variables: { search: 'snow' },
  },
  {
    name: '6 save',
    query: `# Put the id of a COMPLETED job here: see "4 watch".
mutation Save($id: ID!) {
  saveJobToLibrary(id: $id) { id title type body }
}`,
    variables: { id: '' },
  },
];

/** What the page needs and no more: nothing of it comes from another origin. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Altair, served whole by this process, with a tab for each step from an account to a saved piece. */
export async function servePlayground(app: FastifyInstance) {
  // Loaded only where there is a playground.
  const altair = await import('altair-static');
  const options = {
    baseURL: `${PLAYGROUND_PATH}/`,
    endpointURL: '/graphql',
    subscriptionsEndpoint: '/graphql',
    initialEnvironments: { base: { title: 'Environment', variables: { token: '' } } },
    initialWindows: TABS.map(({ name, query, variables, anonymous }) => ({
      initialName: name,
      initialQuery: query,
      initialVariables: JSON.stringify(variables ?? {}, null, 2),
      initialHeaders: anonymous ? {} : SIGNED_IN,
      initialSubscriptionRequestHandlerId: 'graphql-ws',
      initialSubscriptionsPayload: anonymous ? {} : SIGNED_IN,
    })),
    disableAccount: true,
    persistedSettings: { 'banners.disable': true },
    serveInitialOptionsInSeperateRequest: 'initial-options.js',
  };

  const page = altair.renderAltair(options as never);
  const script = altair.renderInitSnippet(options as never);

  // Whoever opens the endpoint in a browser wants to look around.
  app.addHook('onRequest', async (request, reply) => {
    const opened = request.method === 'GET' && request.url === '/graphql';
    if (opened && request.headers.accept?.includes('text/html')) return reply.redirect(`${PLAYGROUND_PATH}/`);
  });

  await app.register(
    async (scope) => {
      scope.addHook('onSend', async (request, reply) => {
        if (!altair.isSandboxFrame(request.url)) {
          reply.header('content-security-policy', POLICY);
          return;
        }
        // The frame that runs the tabs' scripts is of no origin, so that they reach nothing of the page.
        reply.header('content-security-policy', altair.SANDBOX_FRAME_CSP);
        reply.header('access-control-allow-origin', '*');
        reply.header('cross-origin-resource-policy', 'cross-origin');
        reply.removeHeader('origin-agent-cluster');
      });
      scope.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
      scope.get('/initial-options.js', async (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').send(script),
      );
      await scope.register(fastifyStatic, { root: altair.getDistDirectory(), index: false, redirect: false });
    },
    { prefix: PLAYGROUND_PATH },
  );
}
