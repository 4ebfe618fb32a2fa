import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the playground is served, and where a browser that opens the endpoint is sent to. */
const PLAYGROUND_PATH = '/playground';

const SIGNED_IN = { Authorization: 'Bearer {{token}}' };

interface Tab {
  name: string;
  query: string;
  anonymous?: boolean;
  /** A value of the answer that later tabs use as `{{name}}`. */
  keeps?: Kept;
}

interface Kept {
  name: string;
  from: [field: string, key: string];
}

/** In the order of use; arguments are inline, so that they are seen at once. */
const TABS: Tab[] = [
  {
    name: '1 register',
    query: `# Makes an account. The token of the answer goes into the environment by itself (see Post-request),
# and the tabs from 3 on send it: see their headers (the topmost icon on the left).
# If this email is taken, use another one, or continue with "2 login".
mutation Register {
  register(input: { name: "Ada", email: "ada@example.com", password: "correct horse" }) {
    token
    expiresAt
    user { id name eventCursor }
  }
}`,
    anonymous: true,
    keeps: { name: 'token', from: ['register', 'token'] },
  },
  {
    name: '2 login',
    query: `# For later visits; its token takes the place of the one before.
mutation Login {
  login(input: { email: "ada@example.com", password: "correct horse" }) {
    token
    expiresAt
    user { id name eventCursor }
  }
}`,
    anonymous: true,
    keeps: { name: 'token', from: ['login', 'token'] },
  },
  {
    name: '3 generate',
    query: `# Accepts a job and answers at once. Begin "4 watch" before or after this: it misses nothing.
mutation Generate {
  generateContent(
    input: { prompt: "The first snow in our coffee shop", type: SOCIAL_MEDIA_CAPTION, delaySeconds: 0 }
  ) {
    id
    status
    scheduledFor
  }
}`,
    keeps: { name: 'jobId', from: ['generateContent', 'id'] },
  },
  {
    name: '4 watch',
    query: `# Each completion, from the very first on: leave "after" out to begin now.
# To see a text while it is written: jobProgress(jobId: "{{jobId}}") { status offset text }
subscription Watch {
  jobCompleted(after: "0") {
    cursor
    job { id status generatedContent error { code message } }
  }
}`,
  },
  {
    name: '5 search',
    query: `# Looks through your library. It is empty until something was saved: see "6 save".
query Search {
  contents(search: "snow", first: 10) {
    totalCount
    edges { node { id title type body } }
  }
}`,
  },
  {
    name: '6 save',
    query: `# Saves the text of the job that was asked for last in "3 generate", once it is COMPLETED; then search again.
mutation Save {
  saveJobToLibrary(id: "{{jobId}}") {
    id
    title
    type
    body
  }
}`,
  },
];

/** Runs after the tab's request, in the ECMAScript of Altair's own interpreter (2019). */
const keep = ({ name, from: [field, key] }: Kept) => `// Keeps it for the other tabs, as {{${name}}}.
const { data } = JSON.parse(altair.response.body);
if (data && data.${field}) altair.helpers.setEnvironment('${name}', data.${field}.${key}, true);`;

/**
 * Altair opens the tab that was created last. The first visit opens the first tab; later visits open the tab that was
 * open last.
 */
const BEGIN_WITH_THE_FIRST = `
const visited = localStorage.getItem('playground-visited');
localStorage.setItem('playground-visited', 'yes');
const look = setInterval(() => {
  const tabs = document.querySelectorAll('.window-switcher__input');
  if (tabs.length < ${TABS.length}) return;
  clearInterval(look);
  if (!visited) tabs[0].click();
}, 50);
setTimeout(() => clearInterval(look), 20000);
`;

/** The minimum for the page: it loads nothing from another origin. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves Altair, without other origins, with a tab for each step from an account to a saved piece. */
export async function servePlayground(app: FastifyInstance) {
  // Loaded only where there is a playground.
  const altair = await import('altair-static');
  const options = {
    baseURL: `${PLAYGROUND_PATH}/`,
    endpointURL: '/graphql',
    subscriptionsEndpoint: '/graphql',
    // Scripts may write to the one that is active, and the base never is.
    initialEnvironments: {
      base: { title: 'All', variables: {} },
      activeSubEnvironment: 'you',
      subEnvironments: [{ id: 'you', title: 'You', variables: { token: '', jobId: '' } }],
    },
    initialWindows: TABS.map(({ name, query, anonymous, keeps }) => ({
      initialName: name,
      initialQuery: query,
      ...(keeps && { initialPostRequestScript: keep(keeps) }),
      initialHeaders: anonymous ? {} : SIGNED_IN,
      initialSubscriptionRequestHandlerId: 'graphql-ws',
      initialSubscriptionsPayload: anonymous ? {} : SIGNED_IN,
    })),
    disableAccount: true,
    // Its interpreter runs the tabs' scripts; the newer way is `eval`, in this page or in a frame of this origin.
    persistedSettings: {
      'banners.disable': true,
      'beta.disable.newScript': true,
      'schema.reloadOnStart': true,
    },
    serveInitialOptionsInSeperateRequest: 'initial-options.js',
  };

  const page = altair.renderAltair(options as never);
  const script = altair.renderInitSnippet(options as never) + BEGIN_WITH_THE_FIRST;

  // A browser that opens the endpoint gets the playground.
  app.addHook('onRequest', async (request, reply) => {
    const opened = request.method === 'GET' && request.url === '/graphql';
    if (opened && request.headers.accept?.includes('text/html')) return reply.redirect(`${PLAYGROUND_PATH}/`);
  });

  await app.register(
    async (scope) => {
      scope.addHook('onSend', async (_request, reply) => {
        reply.header('content-security-policy', POLICY);
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
