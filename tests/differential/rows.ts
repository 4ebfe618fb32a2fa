import { ContentType } from '../../src/writing/content-type.js';
import { hash, Random } from '../support/random.js';
import { withFaults } from './faults.js';

const SECTIONS = ['Flour', 'Water', 'Salt', 'Time', 'Heat'].map(
  (name) => `## ${name}\n- in short\n- at length`,
);
export const TEXTS: Record<ContentType, string> = {
  BLOG_POST_OUTLINE: ['# Bread', 'It takes a day.', ...SECTIONS, '## Conclusion\n\nBegin.'].join('\n\n'),
  PRODUCT_DESCRIPTION:
    '# A teapot\n\nIt never drips.\n\n- **Spout**: pours well\n- **Lid**: stays on\n- **Glaze**: cleans easily\n\nOrder yours today.',
  SOCIAL_MEDIA_CAPTION: 'Tea is ready 🫖\n\n#tea #pot',
  EMAIL_NEWSLETTER:
    'Subject: Tea\nPreheader: It never drips\n\nHello,\n\n## A teapot\n\nIt pours well.\n\nOrder yours today.\n\nBest wishes,\nAda',
  BLOG_POST: '# Bread\n\nIt takes a day.\n\n## Flour\n\nAny flour.\n\nAnd more.\n\n## Conclusion\n\nBegin.',
};

/** The rows that services return, always the same for one seed, with faults if `broken` is set. */
export function createRows(seed: number, broken: boolean) {
  function row<T extends object>(place: string, values: T): T {
    return broken ? withFaults(values, `${seed} ${place}`) : values;
  }
  /** A type with a text in its form, in the form of another type, or in none. */
  function text(place: string, name: string) {
    const random = new Random(hash(`${seed} text ${place}`));
    const type = random.pick(Object.values(ContentType));
    return { type, [name]: random.chance(0.7) ? TEXTS[type] : random.pick(['Tea', TEXTS.BLOG_POST_OUTLINE]) };
  }
  const at = (number: number) => new Date(1.7e12 + number * 1_000);
  const user = () =>
    row('user', {
      id: 'u1',
      name: 'Ada',
      email: 'ada@example.com',
      emailVerified: true,
      status: 'ACTIVE',
      role: 'ADMIN',
      createdAt: at(1),
    });
  const piece = (id: string, more: object = {}) =>
    row(`piece ${id}`, {
      id,
      title: `Piece ${id}`,
      ...text(`piece ${id}`, 'body'),
      version: 1,
      tags: ['tea'],
      starred: false,
      ...(id === 'p1' && { jobId: 'j1', snapshot: { prompt: 'Tea' } }),
      createdAt: at(2),
      updatedAt: at(3),
      ...more,
    });
  const job = (id: string, more: object = {}) =>
    row(`job ${id}`, {
      id,
      userId: 'u1',
      prompt: 'Tea',
      status: 'FAILED',
      batch: id === 'j1' ? row(`place ${id}`, { id: 'b1', item: 0, variation: 1 }) : null,
      schedule: id === 'j2' ? row(`schedule of ${id}`, { id: 's1', dueAt: at(5) }) : null,
      template:
        id === 'j1'
          ? row(`used ${id}`, {
              id: 't1',
              name: 'Tea',
              version: 2,
              variables: [row(`used value ${id}`, { name: 'topic', value: 'Tea' })],
            })
          : null,
      basis:
        id === 'j2'
          ? row(`basis ${id}`, { kind: 'REFINE', jobId: 'j1', start: 0, end: 3, instruction: 'shorter' })
          : null,
      ...text(`job ${id}`, 'generatedContent'),
      options: row(`options ${id}`, {
        tone: 'FRIENDLY',
        length: 'SHORT',
        language: 'de',
        keywords: ['tea'],
        temperature: 0.5,
        brandVoice: row(`voice of ${id}`, { id: 'v1', name: 'Ada', description: 'Dry.', samples: ['Tea.'] }),
      }),
      error: row(`error ${id}`, { code: 'TIMEOUT', message: 'late', retriable: true }),
      checks: [row(`check ${id}`, { name: 'sections', passed: true, detail: 'five' })],
      finishReason: 'STOP',
      run: 1,
      attempts: 1,
      attemptHistory: [1, 2].map((number) =>
        row(`attempt ${id} ${number}`, {
          run: 1,
          number,
          startedAt: at(4),
          endedAt: null,
          model: 'm',
          error: null,
          repair: number === 1 ? null : 'DROPPED',
          usage:
            number === 1
              ? row(`usage ${id}`, { promptTokens: 7, completionTokens: 9, costUsd: 0.25, model: 'm' })
              : null,
        }),
      ),
      scheduledFor: at(5),
      startedAt: null,
      completedAt: at(6),
      createdAt: at(7),
      updatedAt: at(8),
      ...more,
    });
  const session = (id: string) =>
    row(`session ${id}`, {
      id,
      current: id === 's1',
      userAgent: null,
      createdAt: at(9),
      lastSeenAt: at(9),
      expiresAt: at(10),
    });
  const payload = () => ({
    ...session('s1'),
    token: 't',
    refreshToken: 'r',
    refreshExpiresAt: at(11),
    user: user(),
  });
  const pageOf = (name: string, nodes: object[], count: () => Promise<number>) =>
    row(`page ${name}`, {
      edges: nodes.map((node, number) =>
        row(`edge ${name} ${number}`, {
          cursor: `${number}`,
          occurredAt: at(1),
          read: false,
          node,
          terms: ['tea'],
        }),
      ),
      pageInfo: row(`pageInfo ${name}`, {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: null,
        endCursor: 'e',
      }),
      count,
    });
  return { row, at, user, piece, job, session, payload, pageOf };
}
