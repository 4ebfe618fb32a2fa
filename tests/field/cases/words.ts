import { randomUUID } from 'node:crypto';
import { excerpt } from '../../../web/src/library/excerpt.js';
import { jobIdOf, untilStatus } from '../../faults/case.js';
import { type Example, type Field, lineOf, type Person, type Section } from '../field.js';

const CREATE = 'mutation($i:CreateContentInput!){createContent(input:$i){id title body}}';
const created = (field: Field, piece: object, person?: Person) =>
  field.post(
    { query: CREATE, variables: { i: { title: 'T', type: 'BLOG_POST_OUTLINE', body: '', ...piece } } },
    person,
  );

/**
 * Creates a piece with this text in its body and another with it in its title, and returns the results of the search.
 */
const search = (text: string, words: string, right: 'found' | 'not found'): Example => ({
  sent: `${JSON.stringify(words)} where there is ${JSON.stringify(text)}`,
  right,
  now: async (field) => {
    const person = await field.register();
    await created(field, { body: text }, person);
    await created(field, { title: text }, person);
    const query = 'query($s:String){contents(search:$s){totalCount}}';
    const { json, ...answer } = await field.post({ query, variables: { s: words } }, person);
    const count = (json.data?.contents as { totalCount: number } | undefined)?.totalCount;
    if (count === undefined) return lineOf({ json, ...answer });
    return ['not found', `found once`, 'found'][count] ?? `${count}`;
  },
});
const CREME = 'Crème brûlée at home';
const SEARCHES: Example[] = [
  search('Cafe\u0301', 'Café', 'found'),
  search('Café', 'Cafe\u0301', 'found'),
  ...[
    'creme brulee',
    'home brûlée',
    '  brûlée ',
    'BRULEE home',
    '"creme brulee"',
    '“Brûlée at”',
    '„creme brulee“',
    '«at home»',
  ].map((words) => search(CREME, words, 'found')),
  ...['"brulee creme"', 'creme tea', 'c.*e', 'cr_me', '%', '$', '\\'].map((words) =>
    search(CREME, words, 'not found'),
  ),
  ...['c.*e', '50%', 'a_b', '\\d', '$set', '[x]', '"'].map((words) => search(`x ${words} y`, words, 'found')),
  search('Łódź and smørrebrød', 'lodz smorrebrod', 'found'),
  search('STRASSE', 'straße', 'found'),
  search('İSTANBUL', 'istanbul', 'found'),
  search('ΟΔΟΣ', 'οδός', 'found'),
  search('ＦＵＬＬ　ｗｉｄｔｈ', 'full width', 'found'),
  search('e\u00admail and co\u200bop', 'email coop', 'found'),
  search('don’t', "don't", 'found'),
  search('twenty‑one – ok', 'twenty-one - ok', 'found'),
  search('أحمد', 'احمد', 'found'),
  search('ガラス', 'ｶﾞﾗｽ', 'found'),
  search('が', 'か', 'not found'),
];

const registered = (field: Field, email: string) =>
  field
    .post({
      query: 'mutation($i:RegisterInput!){register(input:$i){user{email}}}',
      variables: { i: { name: 'Ada', email, password: 'correct horse' } },
    })
    .then(lineOf);
/** `@@` stands for a value that differs between runs. */
const emails = (first: string, second: string, right: string | RegExp): Example => ({
  sent: `accounts of ${first.replace('@@', '')} and ${second.replace('@@', '')}`,
  right,
  now: async (field) => {
    const own = randomUUID().slice(0, 8);
    await registered(field, first.replace('@@', own));
    return registered(field, second.replace('@@', own));
  },
});
const TAKEN = /^200 (?:CONFLICT|EMAIL_TAKEN)$/;
const ACCOUNTS: Example[] = [
  emails('ada@@@münchen.example', 'ada@@@xn--mnchen-3ya.example', TAKEN),
  emails('ada@@@MÜNCHEN.example', 'Ada@@@mu\u0308nchen.example', TAKEN),
  emails('ada@@@example.com', 'ada@@@ｅｘａｍｐｌｅ。com', TAKEN),
  emails('jos\u00e9@@@example.com', 'jose\u0301@@@example.com', TAKEN),
  emails('ada@@@example.com', 'a\u00adda@@@example.com', TAKEN),
  emails('ada@@@example.com', 'ada@@\u200b@example.com', TAKEN),
  emails('ada@@@example.com', ' ada@@@example.com ', TAKEN),
  ...[
    'a﹫b@example.com',
    'ﷺ@example.com',
    'a@b@example.com',
    'ada@exa mple.com',
    'ada@example',
    '@example.com',
  ].map((email) => ({
    sent: `an account of ${email}`,
    right: '200 BAD_USER_INPUT',
    now: (field: Field) => registered(field, email),
  })),
];

const signIn = (password: string, typed: string, right: string | RegExp): Example => ({
  sent: `the password ${JSON.stringify(password)} typed as ${JSON.stringify(typed)}`,
  right,
  now: async (field) => {
    const { email } = await field.register({ password });
    const query = 'mutation($i:LoginInput!){login(input:$i){user{name}}}';
    return lineOf(await field.post({ query, variables: { i: { email, password: typed } } }));
  },
});
const IN = '200 {"data":{"login":{"user":{"name":"Ada"}}}}';
const PASSWORDS: Example[] = [
  signIn('cre\u0300me bru\u0302le\u0301e', 'crème brûlée', IN),
  signIn('crème brûlée', 'cre\u0300me bru\u0302le\u0301e', IN),
  signIn('correct\u00a0horse', 'correct horse', IN),
  signIn('correct\u3000horse', 'correct horse', IN),
  signIn(
    '한국어비밀번호입니다'.normalize('NFD').slice(0, 24),
    '한국어비밀번호입니다'.normalize('NFD').slice(0, 24).normalize('NFC'),
    IN,
  ),
  signIn('crème brûlée', 'creme brulee', /^200 (?:UNAUTHENTICATED|INVALID_CREDENTIALS)$/),
  signIn('correct horse', 'Correct horse', /^200 (?:UNAUTHENTICATED|INVALID_CREDENTIALS)$/),
];

/** The text of a job for an output of the model. */
async function written(field: Field, text: string, person?: Person): Promise<string> {
  const prompt = `p ${randomUUID()}`;
  const chunks = text.match(/[\s\S]{1,20000}/gu) ?? [];
  field.rig.upstream.when((request) => request.prompt === prompt, { kind: 'text', chunks });
  const query =
    'mutation($p:String!){generateContent(input:{prompt:$p,type:BLOG_POST_OUTLINE,delaySeconds:0}){id}}';
  const { json } = await field.post({ query, variables: { p: prompt } }, person);
  const id = jobIdOf({ body: json });
  await untilStatus(field.rig, id, 'COMPLETED');
  return id;
}
const SAVE = 'mutation($id:ID!,$t:String){saveJobToLibrary(id:$id,title:$t){id title type body}}';
type Saved = { id: string; title: string; type: string; body: string };
const saved = async (field: Field, id: string, t?: string) =>
  (await field.post({ query: SAVE, variables: { id, t } })).json.data?.saveJobToLibrary as Saved;

const title = (text: string, right: string): Example => ({
  sent: `a text ${JSON.stringify(text)}: its default title`,
  right,
  now: async (field) => (await saved(field, await written(field, text))).title,
});
const shown = (text: string, right: string): Example => ({
  sent: `a text ${JSON.stringify(text)}: its excerpt`,
  right,
  now: async () => excerpt(text, null),
});
const TITLES: Example[] = [
  title('**Title:** A Teapot\n\nText', 'A Teapot'),
  title('Intro\n\n```js\nlet a;\n```', 'Intro'),
  title('```markdown\n# A Teapot\n```\n\nMore', 'A Teapot'),
  title('~~~\n# A Teapot\n~~~', 'A Teapot'),
  title('\ufeff# A Teapot', 'A Teapot'),
  title('\u200b## A Teapot', 'A Teapot'),
  title('***A Teapot***', 'A Teapot'),
  title('__Title__: A Teapot', 'A Teapot'),
  title('• A Teapot\n• A cup', 'A Teapot'),
  title('1) A Teapot', 'A Teapot'),
  title('&nbsp;\n\nA Teapot', 'A Teapot'),
  title('#linocut #handprinted', '#linocut #handprinted'),
  shown('#linocut #handprinted', '#linocut #handprinted'),
  shown('# Tea\n\n#linocut', 'Tea #linocut'),
  shown('> *Tea*\n\n- [ ] cup', 'Tea cup'),
];

/** The stored title, by createContent and by saveJobToLibrary. */
const titled = (what: string, text: string, right: RegExp): Example => ({
  sent: `a title of ${what}, by createContent and by saveJobToLibrary`,
  right,
  now: async (field) => {
    const one = lineOf(await created(field, { title: text }));
    const other = lineOf(
      await field.post({ query: SAVE, variables: { id: await written(field, 'Tea'), t: text } }),
    );
    return [one, other].map((line) => line.replace(/\{.*\}/, 'taken')).join(', ');
  },
});
const BOTH_TAKEN = /^200 taken, 200 taken$/;
const BOTH_REFUSED = /^200 BAD_USER_INPUT, 200 BAD_USER_INPUT$/;
const SIZES: Example[] = [
  titled('150 ☎️ (300 code points)', '☎️'.repeat(150), BOTH_REFUSED),
  titled('100 ☎️', '☎️'.repeat(100), BOTH_TAKEN),
  titled('200 🍵', '🍵'.repeat(200), BOTH_TAKEN),
  titled('201 🍵', '🍵'.repeat(201), BOTH_REFUSED),
  titled('200 é in NFD', 'e\u0301'.repeat(200), BOTH_TAKEN),
  ...[
    '\u200b',
    '\u3164',
    '\u2800',
    '\ufe0f',
    '\u0085',
    '\u17b4',
    '\u180b',
    '\u{e0100}',
    '\u{1d159}',
    '\u00ad\u2028',
  ].map((sign) =>
    titled(
      JSON.stringify(sign).replace(/[^\x20-\x7e]/gu, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`),
      sign,
      BOTH_REFUSED,
    ),
  ),
  ...['a\u0000b', 'a\u001bb', 'a\u007fb', 'a\u009bb', 'a\ud83d'].map((text) =>
    titled(
      JSON.stringify(text).replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`),
      text,
      BOTH_REFUSED,
    ),
  ),
];

const edited = (what: string, text: string, right: string): Example => ({
  sent: `a model's text of ${what}, saved and edited`,
  right,
  now: async (field) => {
    const { id, type, body } = await saved(field, await written(field, text));
    const query = 'mutation($id:ID!,$i:UpdateContentInput!){updateContent(id:$id,input:$i){title}}';
    const line = lineOf(await field.post({ query, variables: { id, i: { title: 'New', type, body } } }));
    return `${[...body].length} characters, ${line}`;
  },
});
const CHANGED = '200 {"data":{"updateContent":{"title":"New"}}}';
const MODELS: Example[] = [
  edited('a\\u0000b', 'a\u0000b', `2 characters, ${CHANGED}`),
  edited('a\\u009bb', 'a\u009bb', `2 characters, ${CHANGED}`),
  edited('150,000 characters', 'x'.repeat(150_000), `100000 characters, ${CHANGED}`),
  edited('150,000 emoji', '🍵'.repeat(150_000), `100000 characters, ${CHANGED}`),
  edited('Hangul in NFD', '한글'.repeat(10).normalize('NFD'), `20 characters, ${CHANGED}`),
];

export const words: Section = {
  title: '4. People’s words',
  examples: [...SEARCHES, ...ACCOUNTS, ...PASSWORDS, ...TITLES, ...SIZES, ...MODELS],
};
