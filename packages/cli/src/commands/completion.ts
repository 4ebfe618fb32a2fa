import type { Command } from 'commander';
import { EXIT, Failure } from '../failure.js';

/** A command of the tree, by the words before it. */
interface Node {
  path: string;
  words: string[];
}

/** A script for the shell that completes commands and options. */
export function completion(program: Command, shell: string): string {
  const nodes = nodesOf(program, []);
  const make = { bash, zsh, fish }[shell];
  if (!make)
    throw new Failure(EXIT.usage, 'BAD_SHELL', `There is no completion for ${shell}: bash, zsh, fish.`);
  return make(nodes);
}

function nodesOf(command: Command, path: string[]): Node[] {
  const names = command.commands.map((child) => child.name());
  const globals = ['--json', '--url', '--help'];
  const options = command.options.flatMap(({ long }) => (long ? [long] : []));
  const words = [...new Set([...names, ...options, ...globals])];
  return [
    { path: path.join(' '), words },
    ...command.commands.flatMap((child) => nodesOf(child, [...path, child.name()])),
  ];
}

/** The commands among the words typed so far, one after another, are the key of the table. */
const table = (nodes: Node[]) =>
  nodes.map(({ path, words }) => `    '${path}') words='${words.join(' ')}' ;;`).join('\n');

const pathFunction = (nodes: Node[]) => {
  const paths = nodes.filter(({ path }) => path).map(({ path }) => `'${path}'`);
  return `_scg_words() {
  local path='' word words=''
  for word in "$@"; do
    case "\${path:+$path }$word" in
    ${paths.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${table(nodes)}
  esac
  printf '%s' "$words"
}`;
};

const bash = (nodes: Node[]) => `# eval "$(scg completion bash)"
${pathFunction(nodes)}
_scg() {
  COMPREPLY=($(compgen -W "$(_scg_words "\${COMP_WORDS[@]:1:COMP_CWORD-1}")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _scg scg
`;

const zsh = (nodes: Node[]) => `#compdef scg
# eval "$(scg completion zsh)"
${pathFunction(nodes)}
_scg() {
  compadd -- \${=$(_scg_words "\${(@)words[2,CURRENT-1]}")}
}
compdef _scg scg
`;

const fish = (nodes: Node[]) => `# scg completion fish | source
function __scg_words
  set -l path ''
  for word in (commandline -opc)[2..-1]
    set -l next (string trim "$path $word")
    switch $next
    case ${nodes
      .filter(({ path }) => path)
      .map(({ path }) => `'${path}'`)
      .join(' ')}
      set path $next
    end
  end
  switch $path
${nodes.map(({ path, words }) => `  case '${path}'\n    printf '%s\\n' ${words.join(' ')}`).join('\n')}
  end
end
complete -c scg -f -a '(__scg_words)'
`;
