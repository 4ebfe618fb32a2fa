import type { Example, Field, Request, Section } from '../field.js';
import { lineOf, thrice } from '../field.js';
import { chosen } from '../sockets.js';

const BAD_INPUT = /^3 x (?:101|200|400) BAD_USER_INPUT$/;
const BAD_REQUEST = /^3 x 400 BAD_REQUEST$/;
const INVALID = /^3 x (?:101|400) GRAPHQL_VALIDATION_FAILED$/;
const ME = '3 x 200 {"data":{"me":{"name":"Ada"}}}';
const CREATED = '3 x 200 {"data":{"createContent":{"__typename":"Content"}}}';

const WAYS = {
  POST: (field: Field, request: Request) => field.post(request),
  GET: (field: Field, request: Request) => field.get(request as Record<string, string>),
  socket: (field: Field, request: Request) => field.overSocket(request),
};

/** Sends the same request three times, in each of these ways. */
function requested(request: Request, right: string | RegExp, ...ways: (keyof typeof WAYS)[]): Example[] {
  return (ways.length > 0 ? ways : (['POST'] as const)).map((way) => ({
    sent: `${way} ${JSON.stringify(request)}`,
    right,
    now: (field) => thrice(() => WAYS[way](field, request)),
  }));
}

const create = (title: string) =>
  `mutation{createContent(input:{title:"${title}",type:BLOG_POST_OUTLINE,body:"Tea"}){__typename}}`;
const generate = (of: string) =>
  `mutation(${of}){generateContent(input:{prompt:$p,type:BLOG_POST_OUTLINE,delaySeconds:0}){__typename}}`;
const JOBS = 'query($n:Int){jobs(first:$n){edges{cursor}}}';
const COSTLY =
  'query($n: Int! = 1) { jobs(first: $n) { edges { node { attemptHistory { run number startedAt endedAt model } } } } }';
const SUBSCRIPTION = 'subscription{jobCompleted{cursor}}';

/** The number of these rows in the store, of all users. */
const counted = (sent: string, collection: string, filter: object, right: number): Example => ({
  sent,
  right: String(right),
  now: async ({ rig }) => String(await rig.mongo.collection(collection).countDocuments(filter)),
});

const NULLS: Example[] = [
  ...requested({ query: generate('$p:String="x"'), variables: { p: null } }, BAD_INPUT, 'POST', 'socket'),
  counted('and then jobs without a prompt', 'jobs', { prompt: null }, 0),
  {
    sent: 'and then the lists of their owner',
    right: '3 x 200 {"data":{"jobs":{"edges":[]},"notifications":{"edges":[]}}}',
    now: (field) => thrice(() => field.post({ query: '{jobs{edges{cursor}}notifications{edges{cursor}}}' })),
  },
  ...requested({ query: JOBS, variables: { n: null } }, BAD_INPUT, 'POST', 'socket'),
  ...requested(
    { query: 'query($o:ContentOrder){contents(orderBy:$o){edges{cursor}}}', variables: { o: null } },
    BAD_INPUT,
  ),
  ...requested(
    { query: 'query($u:Boolean){notifications(unreadOnly:$u){edges{cursor}}}', variables: { u: null } },
    BAD_INPUT,
  ),
  // Of the same kind.
  ...requested(
    {
      query: 'mutation($i:CreateContentInput!){createContent(input:$i){__typename}}',
      variables: { i: { title: null, type: 'BLOG_POST_OUTLINE', body: '' } },
    },
    BAD_INPUT,
    'POST',
    'socket',
  ),
  ...requested(
    {
      query:
        'mutation($d:Int=0){generateContent(input:{prompt:"x",type:BLOG_POST_OUTLINE,delaySeconds:$d}){__typename}}',
      variables: { d: '0' },
    },
    BAD_INPUT,
  ),
  ...requested({ query: JOBS, variables: { n: 1.5 } }, BAD_INPUT),
  ...requested({ query: JOBS, variables: { n: 2 ** 31 } }, BAD_INPUT),
  ...requested({ query: JOBS, variables: { n: [1] } }, BAD_INPUT),
  ...requested(
    { query: 'query($s:[JobStatus!]){jobs(status:$s){edges{cursor}}}', variables: { s: [null] } },
    BAD_INPUT,
  ),
  ...requested(
    { query: 'query($i:ID!){content(id:$i){id}}', variables: { i: 5 } },
    '3 x 200 {"data":{"content":null}}',
  ),
  ...requested({ query: 'query($i:ID!){content(id:$i){id}}' }, BAD_INPUT),
];

const NAMES: Example[] = [
  ...requested({ operationName: '', query: create('By POST') }, CREATED),
  counted('and then pieces of that title', 'contents', { title: 'By POST' }, 3),
  {
    sent: 'POST {"operationName":"","query":"mutation{login(…){token}}"}',
    right: '3 x 200 a token',
    now: async (field) => {
      const { email, password } = await field.register();
      const query = 'mutation($input:LoginInput!){login(input:$input){token}}';
      return thrice(async () => {
        const answer = await field.post({
          operationName: '',
          query,
          variables: { input: { email, password } },
        });
        return { ...answer, text: answer.text.includes('"token":"ey') ? 'a token' : answer.text };
      });
    },
  },
  ...requested({ operationName: '', query: create('By GET') }, /^3 x 405 /, 'GET'),
  ...requested({ query: create('By GET') }, /^3 x 405 /, 'GET'),
  ...requested(
    { operationName: 'A', query: `query A{me{name}} ${create('By GET').replace('mutation', 'mutation B')}` },
    ME,
    'GET',
  ),
  counted('and then pieces of that title', 'contents', { title: 'By GET' }, 0),
  ...requested({ query: '{me{name}}', variables: '', operationName: '', extensions: '' }, ME, 'GET'),
  ...requested({ query: '{me{name}}', variables: null, operationName: null, extensions: null }, ME),
  ...requested({ query: '{me{name}}', variables: 'null', extensions: '{}' }, ME, 'GET'),
  ...requested({ query: '{me{name}}', variables: [] }, BAD_REQUEST),
  ...requested({ query: '{me{name}}', variables: '{"n"' }, BAD_REQUEST, 'GET'),
  ...requested({ query: '{me{name}}', operationName: 5 }, BAD_REQUEST),
  ...requested({ query: '{me{name}}', operationName: 'None' }, /^3 x 400 /),
  ...requested(
    { query: 'query A{me{name}} query B{me{name}}', operationName: '' },
    /^3 x (?:101|400) /,
    'POST',
    'socket',
  ),
  ...requested({ query: '' }, /^3 x 400 GRAPHQL_PARSE_FAILED$/),
  ...requested({ query: '{__proto__:me{name}}' }, '3 x 200 {"data":{"__proto__":{"name":"Ada"}}}'),
];

const SUBSCRIPTIONS: Example[] = [
  ...requested({ query: SUBSCRIPTION }, BAD_REQUEST, 'POST', 'GET'),
  {
    sent: 'and the message of that response',
    right: /WebSocket/,
    now: async (field) => (await field.post({ query: SUBSCRIPTION })).json.errors?.[0]?.message ?? '',
  },
  ...requested(
    { query: 'subscription($s:Boolean!){jobCompleted @skip(if:$s){cursor}}', variables: { s: false } },
    INVALID,
    'POST',
    'socket',
  ),
  ...requested(
    { query: 'subscription($s:Boolean!){...@include(if:$s){jobCompleted{cursor}}}', variables: { s: true } },
    INVALID,
    'socket',
  ),
  ...requested({ query: 'subscription{jobCompleted{cursor} a:jobCompleted{cursor}}' }, INVALID, 'socket'),
  ...chosen,
];

const COSTS: Example[] = [
  ...requested({ query: COSTLY }, '3 x 200 {"data":{"jobs":{"edges":[]}}}', 'POST', 'GET'),
  ...requested({ query: COSTLY, variables: '{"n":100}' }, INVALID, 'GET'),
  {
    sent: 'and the reported cost of 100, by POST and GET',
    right: /^(\d+) \1$/,
    now: async (field) => {
      const told = [
        await field.post({ query: COSTLY, variables: { n: 100 } }),
        await field.get({ query: COSTLY, variables: '{"n":100}' }),
      ];
      return told
        .map(({ json }) => (json.errors?.[0]?.extensions.limit as { found?: number })?.found)
        .join(' ');
    },
  },
];

const STORED: Example[] = [
  {
    sent: 'a job without a prompt, inserted into the database',
    right: 'refused by MongoDB (121)',
    now: async ({ rig }) => {
      try {
        await rig.mongo.collection('jobs').insertOne({ _id: 'x' as never, prompt: null });
        return 'stored';
      } catch (error) {
        return `refused by MongoDB (${(error as { code?: number }).code})`;
      }
    },
  },
  {
    sent: 'a list with a job of an earlier version that has no prompt',
    right: '200 {"data":{"jobs":{"edges":[{"node":{"prompt":""}}]}}}',
    now: async (field) => {
      const person = await field.register();
      await field.post(
        {
          query: 'mutation{generateContent(input:{prompt:"x",type:BLOG_POST_OUTLINE,delaySeconds:900}){id}}',
        },
        person,
      );
      const change = { $set: { prompt: null } };
      await field.rig.mongo
        .collection('jobs')
        .updateOne({ prompt: 'x' }, change, { bypassDocumentValidation: true });
      return lineOf(await field.post({ query: '{jobs{edges{node{prompt}}}}' }, person));
    },
  },
  {
    sent: 'and the errors that the API has logged meanwhile',
    right: 'nothing',
    now: async ({ rig }) => {
      const lines = rig.apis.flatMap((api) => api.output().split('\n'));
      return lines.filter((line) => /"level":(?:50|60)/.test(line)).join() || 'nothing';
    },
  },
];

export const requests: Section = {
  title: '1. What GraphQL refuses',
  examples: [...NULLS, ...NAMES, ...COSTS, ...SUBSCRIPTIONS, ...STORED],
};
