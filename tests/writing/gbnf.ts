/**
 * Converts a grammar in GBNF to a regular expression. It works for grammars without recursion, such as those of the
 * forms. llama.cpp constrains a model to the same texts.
 */
export function asRegExp(grammar: string): RegExp {
  const rules = new Map(
    grammar
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [name = '', body = ''] = line.split(/ ::= (.*)/s);
        return [name, body] as const;
      }),
  );
  const TOKEN = /"((?:[^"\\]|\\.)*)"|(\[(?:[^\]\\]|\\.)*\])|([a-z][a-z0-9-]*)|(\{[\d,]+\}|[()|?*+])|\s+/gy;
  const expand = (name: string): string => {
    const body = rules.get(name);
    if (body === undefined) throw new Error(`no rule ${name}`);
    let source = '';
    TOKEN.lastIndex = 0;
    const tokens: (RegExpExecArray | null)[] = [];
    for (let at = 0; at < body.length; ) {
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(body);
      if (!token) throw new Error(`not GBNF: ${body.slice(at)}`);
      tokens.push(token);
      at = TOKEN.lastIndex;
    }
    for (const token of tokens) {
      const [, literal, set, rule, operator] = token as RegExpExecArray;
      if (literal !== undefined) source += `(?:${literalOf(literal)})`;
      else if (set !== undefined) source += setOf(set);
      else if (rule !== undefined) source += `(?:${expand(rule)})`;
      else if (operator !== undefined) source += operator === '(' ? '(?:' : operator;
    }
    return source;
  };
  return new RegExp(`^${expand('root')}$`, 'u');
}

const literalOf = (text: string) =>
  text.replace(/\\n|[.*+?^${}()|[\]/]/g, (found) => (found === '\\n' ? found : `\\${found}`));

const setOf = (set: string) =>
  set
    .replace(/\\U([0-9A-F]{8})/g, (_, hex: string) => `\\u{${hex.replace(/^0+/, '')}}`)
    .replace(/\\u([0-9A-F]{4})/g, (_, hex: string) => `\\u{${hex}}`);
