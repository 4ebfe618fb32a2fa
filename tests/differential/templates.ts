import { BUILT_IN } from '../../src/modules/templates/builtin/built-in.js';

interface Makers {
  asked<T>(name: string, args: unknown[], answer: () => T): Promise<T>;
  row<T extends object>(place: string, values: T): T;
  at(number: number): Date;
}

/** The rows that the service of templates returns. */
export function createTemplates({ asked, row, at }: Makers) {
  const template = (id: string, version = 1) =>
    row(`template ${id} ${version}`, {
      ...(BUILT_IN[version % BUILT_IN.length] as object),
      id,
      version,
      builtIn: id === 't2',
      createdAt: id === 't2' ? null : at(1),
      updatedAt: at(version),
    });
  const answer = (name: string) => (_: string, id: string, more: unknown) =>
    asked(name, [id, more], () => template(id, 2));
  return {
    list: (_: string, args: unknown) =>
      asked('templates', [args], () => ['t1', 't2'].map((id) => template(id))),
    get: (_: string, id: string, version?: number | null) =>
      asked('template', [id, version], () => (id.startsWith('p') ? template(id, version ?? 1) : null)),
    versions: (_: string, { id }: { id: string }, first: number) =>
      asked('versions', [id, first], () => [2, 1].map((version) => template(id, version))),
    create: (_: string, input: unknown) => asked('createTemplate', [input], () => template('t3')),
    optionsOf: (_: string, { id }: { id: string }) =>
      asked('optionsOfTemplate', [id], () =>
        id === 't2' ? null : row(`options of ${id}`, { tone: 'FRIENDLY' }),
      ),
    update: answer('updateTemplate'),
    delete: answer('deleteTemplate'),
  };
}
