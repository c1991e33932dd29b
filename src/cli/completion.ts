/**
 * Completion by a shell. The scripts ask the program itself at each press of the key, so they never go stale, and hand it
 * the words as they are: nothing that stands on the line is evaluated.
 */

export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

export function isShell(word: string): word is Shell {
  return shells.some((shell) => shell === word);
}

/** The verb by which the scripts ask; it is in no help. */
export const completionVerb = '__complete';

/** The line that asks the shell for the names of files. */
export const FILES = ':files';

/** How each shell is told about a script, for the help and the documentation. */
export const installation: Readonly<Record<Shell, string>> = {
  bash: "echo 'source <(clawbench-k8s completion bash)' >> ~/.bashrc",
  zsh: "echo 'source <(clawbench-k8s completion zsh)' >> ~/.zshrc   # after compinit",
  fish: 'clawbench-k8s completion fish > ~/.config/fish/completions/clawbench-k8s.fish',
};

// Bash and zsh replace what follows the `=` of `--cluster=`, fish the whole word.
const scripts: Readonly<Record<Shell, string>> = {
  bash: String.raw`_clawbench_k8s() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ${FILES} ]]; then
      compopt -o default 2>/dev/null
      continue
    fi
    line=${'$'}{line%%$'\t'*}
    [[ $COMP_WORDBREAKS == *=* ]] && line=${'$'}{line#--*=}
    COMPREPLY+=("$line")
  done < <(clawbench-k8s ${completionVerb} "${'$'}{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _clawbench_k8s clawbench-k8s`,
  zsh: String.raw`#compdef clawbench-k8s
_clawbench_k8s() {
  local line word files=0
  local -a found
  while IFS= read -r line; do
    if [[ $line == ${FILES} ]]; then
      files=1
      continue
    fi
    word=${'$'}{${'$'}{line%%$'\t'*}#--*=}
    found+=("${'$'}{word//:/\\:}:${'$'}{line#*$'\t'}")
  done < <(clawbench-k8s ${completionVerb} "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)
  [[ $PREFIX == --*=* ]] && compset -P '--*='
  (( $#found )) && _describe -V clawbench-k8s found
  (( files )) && _files
}
if [[ $funcstack[1] == _clawbench_k8s ]]; then
  _clawbench_k8s "$@"
else
  compdef _clawbench_k8s clawbench-k8s
fi`,
  fish: String.raw`function __clawbench_k8s_complete
  set -l before (commandline -opc)
  set -l last (commandline -ct)
  for line in (clawbench-k8s ${completionVerb} $before[2..-1] "$last" 2>/dev/null)
    if test "$line" = ${FILES}
      set -l head (string match -r -- '^--[^=]*=' "$last")
      __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$last") | string replace -r -- '^' "$head"
    else
      printf '%s\n' $line
    end
  end
end
complete -c clawbench-k8s -e
complete -c clawbench-k8s -f -a '(__clawbench_k8s_complete)'`,
};

/** The completion script of a shell, to be sourced. */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}
