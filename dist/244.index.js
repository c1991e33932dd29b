export const id = 244;
export const ids = [244];
export const modules = {

/***/ 63148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ clock)
/* harmony export */ });
/* unused harmony export steadyClock */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

const clock = {
    now: () => Date.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, signal === undefined ? {} : { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    },
};
const steadyClock = { ...clock, now: () => performance.timeOrigin + performance.now() };


/***/ }),

/***/ 860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ exitCode),
/* harmony export */   r: () => (/* binding */ exitTable)
/* harmony export */ });
const exitTable = {
    pass: [0, 'pass; or done, for a verb that judges nothing'],
    fail: [1, 'fail: the score is below the threshold, or dropped against the baseline'],
    usage: [2, 'an input is wrong; nothing was changed, or what was created is removed again; no output'],
    inconclusive: [3, 'inconclusive; 0 with `--on-inconclusive warn` or `pass`'],
    nothingToJudge: [
        4,
        'it could not be done: no cluster, missing rights, a refused image; also after Ctrl-C, and if an input is wrong after an earlier step of the command was done',
    ],
};
function exitCode(end) {
    return exitTable[end][0];
}


/***/ }),

/***/ 65244:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commandLine: () => (/* binding */ commandLine)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/nearest.js
var nearest = __webpack_require__(72844);
// EXTERNAL MODULE: ./lib/src/modes/table.js + 18 modules
var table = __webpack_require__(30265);
;// CONCATENATED MODULE: ./lib/src/cli/completion.js
const shells = ['bash', 'zsh', 'fish'];
function isShell(word) {
    return shells.some((shell) => shell === word);
}
const completionVerb = '__complete';
const FILES = ':files';
const installation = {
    bash: "echo 'source <(clawbench-k8s completion bash)' >> ~/.bashrc",
    zsh: "echo 'source <(clawbench-k8s completion zsh)' >> ~/.zshrc   # after compinit",
    fish: 'clawbench-k8s completion fish > ~/.config/fish/completions/clawbench-k8s.fish',
};
const scripts = {
    bash: String.raw `_clawbench_k8s() {
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
    zsh: String.raw `#compdef clawbench-k8s
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
    fish: String.raw `function __clawbench_k8s_complete
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
function completionScript(shell) {
    return scripts[shell];
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/src/inputs/flags.js
var flags = __webpack_require__(99189);
// EXTERNAL MODULE: ./lib/src/inputs/kinds.js
var kinds = __webpack_require__(49929);
// EXTERNAL MODULE: ./lib/src/inputs/load.js
var load = __webpack_require__(39240);
// EXTERNAL MODULE: ./lib/src/inputs/rules/words.js
var words = __webpack_require__(4215);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
;// CONCATENATED MODULE: ./lib/src/cli/flags.js








const switches = {
    json: { description: 'Print one JSON document instead of text.' },
    verbose: { description: 'Print debug lines.' },
    help: { description: 'Print the flags that most users need; also -h.' },
    'help-all': { description: 'Print all flags.' },
    version: { description: 'Print the version; also -v.' },
};
const outputFlag = {
    group: 'report',
    common: true,
    kind: (0,kinds/* text */.Qq)({ maxLength: 4096 }),
    description: 'New or empty directory for the results: verdict, figures of each run, and reports as HTML, Markdown, JUnit, CSV and JSON; by default they are in a temporary directory, and `verdict` writes none.',
};
function rowsOf(verb) {
    return verb.judges === true ? [...(0,flags/* flagsOf */.Zo)(verb), ['output', outputFlag]] : (0,flags/* flagsOf */.Zo)(verb);
}
function parseFlags(verbs, args, words = {}) {
    const rows = new Map(verbs.flatMap(rowsOf));
    const operands = verbs.find((verb) => verb.operands !== undefined)?.operands;
    const problems = [];
    const texts = new Map();
    let json = false;
    let isAfterUnknown = false;
    for (const token of tokensOf(rows, args)) {
        const mayBeItsValue = isAfterUnknown;
        isAfterUnknown = false;
        if (token.kind === 'option-terminator')
            continue;
        if (token.kind === 'positional') {
            if (operands !== undefined)
                add(operands.input, token.value);
            else if (!mayBeItsValue)
                problems.push(`Unexpected argument "${token.value}": ${words.verb ?? 'this verb'} takes flags alone.`);
            continue;
        }
        const { name, rawName, value } = token;
        if (rawName.startsWith('--') && Object.hasOwn(switches, name)) {
            if (value !== undefined)
                problems.push(`--${name} takes no value.`);
            json ||= name === 'json';
        }
        else if (rawName.startsWith('--') && rows.has(name)) {
            const wrong = valueProblem(name, value, token.inlineValue);
            if (wrong === null)
                add(name, value ?? '');
            else
                problems.push(wrong);
            isAfterUnknown = wrong !== null && value?.startsWith('-') === true;
        }
        else {
            problems.push(unknownFlag(rawName, [...rows.keys(), ...Object.keys(switches)], words));
            isAfterUnknown = value === undefined;
        }
    }
    for (const [name, values] of texts)
        if (values.length > 1 && !takesMany(rows.get(name)))
            problems.push(`--${name} is given more than once.`);
    if (problems.length > 0) {
        const verb = words.verb === undefined ? '' : ` ${words.verb}`;
        const hint = `See clawbench-k8s${verb} --help-all for all flags.`;
        throw new errors/* ActionError */.lZ('bad-input', (0,load/* asList */.DD)([...new Set(problems)]), { hint });
    }
    const [output = null] = texts.get('output') ?? [];
    texts.delete('output');
    const inputs = Object.fromEntries([...texts].map(([name, values]) => [name, values.join('\n')]));
    return { json, output, inputs };
    function add(name, value) {
        texts.set(name, [...(texts.get(name) ?? []), value]);
    }
}
function tokensOf(rows, args) {
    const options = Object.fromEntries([...rows.keys()].map((name) => [name, { type: 'string' }]));
    return (0,external_node_util_.parseArgs)({ args: spelledOut(rows, args), options, strict: false, tokens: true }).tokens;
}
function spelledOut(rows, args) {
    const rowOf = (arg) => arg.startsWith('--') ? rows.get(arg.slice(2)) : undefined;
    const words = [];
    for (const [index, arg] of args.entries()) {
        const before = words.at(-1) ?? '';
        const kind = rowOf(arg)?.kind;
        const isAlone = kind?.type.startsWith('boolean') && !('value' in kind.parse(args[index + 1] ?? ''));
        if (arg.startsWith('-----BEGIN') && rowOf(before) !== undefined)
            words.splice(-1, 1, `${before}=${arg}`);
        else
            words.push(isAlone ? `${arg}=true` : arg);
    }
    return words;
}
function valueProblem(name, value, isInline) {
    if (value === undefined)
        return `--${name} needs a value.`;
    if (value.trim() === '')
        return `--${name} is empty: write a value, or leave it out.`;
    if (isInline !== true && value.startsWith('-') && value.length > 1)
        return `--${name} needs a value; one that begins with a dash is written --${name}=VALUE.`;
    return null;
}
const everyRow = new Map(types/* inputRows */.k8);
function takesValue(arg) {
    const row = arg === '--output' ? outputFlag : everyRow.get(arg.replace(/^--/, ''));
    return arg.startsWith('--') && row !== undefined && row.kind.type !== 'boolean';
}
function unknownFlag(rawName, known, { verb, also = [] }) {
    const name = rawName.replace(/^-+/, '');
    const row = everyRow.get(name);
    if (row !== undefined)
        return notAFlag(name, row, verb);
    const secrets = types/* inputRows */.k8.flatMap(([input, each]) => (isKey(each) ? [input] : []));
    const near = rawName.startsWith('--') ? (0,nearest/* meant */.w)(name, [...known, ...also, ...secrets]) : undefined;
    const nearRow = near === undefined ? undefined : everyRow.get(near);
    if (near !== undefined && nearRow !== undefined && isKey(nearRow))
        return notAFlag(name, nearRow, verb);
    if (near !== undefined)
        return `Unknown option ${rawName}: did you mean --${near}?`;
    if (/(^|-)(api-?key|key|token|password|secret)$/i.test(name))
        return `${rawName} is not a flag: keys, tokens and passwords are read from the environment alone; ${words/* secretWords */.C.terminal.anyKey}.`;
    return `Unknown option ${rawName}.`;
}
function notAFlag(name, row, verb) {
    if (name === 'mode')
        return '--mode is not a flag: write the verb first, as in clawbench-k8s eval.';
    if (row.workflowOnly === true)
        return `--${name} has an effect in a workflow only: remove it.`;
    if (isKey(row))
        return `--${name} is not a flag, because every user of this machine can read the arguments of a process: set ${row.env} in the environment.`;
    return `--${name} is not a flag of ${verb ?? 'this verb'}: remove it.`;
}
function isKey({ secret, env, workflowOnly }) {
    return secret === true && env !== undefined && workflowOnly !== true;
}
function takesMany(row) {
    return row?.lines === true || row?.kind.type === 'list';
}
async function environmentOf(verb, mode, inputs) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
    const taken = new Set((0,flags/* inputsOf */.Vc)(mode).map(([name]) => name));
    const own = await Promise.all(Object.entries(inputs)
        .filter(([name]) => taken.has(name))
        .concat([['mode', verb]])
        .map(async ([name, value]) => [
        (0,types/* inputVariable */.LO)(name),
        name === 'kubeconfig' ? await contentsOf(value) : value,
    ]));
    return Object.fromEntries([...inherited, ...own]);
}
async function contentsOf(file) {
    const { readKubeconfig } = await Promise.all(/* import() | work */[__webpack_require__.e(49), __webpack_require__.e(112)]).then(__webpack_require__.bind(__webpack_require__, 1729));
    return await readKubeconfig(file);
}

;// CONCATENATED MODULE: ./lib/src/cli/command.js





const ownVerbs = {
    'deploy-sh': "does what ClawBench's deploy.sh did, by its flags and variables",
    completion: `prints the completion script of a shell: ${shells.join(', ')}`,
    help: 'shows the flags of a verb',
    version: 'prints the version',
};
const deployFlags = {
    'openclaw-only': 'deploys OpenClaw alone',
    'mlflow-only': 'deploys MLflow alone',
    'add-sidecar': 'starts an evaluation in the deployed OpenClaw, and returns',
    'remove-sidecar': 'stops that evaluation and leaves OpenClaw as it was',
    logs: 'follows the log of the evaluation',
    teardown: 'deletes what was deployed, except MLflow',
};
const stepOf = {
    'openclaw-only': { verb: 'deploy', preset: { components: 'openclaw' } },
    'mlflow-only': { verb: 'deploy', preset: { components: 'mlflow' } },
    'add-sidecar': { verb: 'attach', preset: { openclaw: 'existing', detach: 'true' } },
    'remove-sidecar': { verb: 'detach', preset: {} },
    logs: { verb: 'logs', preset: {} },
    teardown: { verb: 'teardown', preset: {} },
};
const fullMode = [{ verb: 'deploy', preset: {} }, stepOf['add-sidecar']];
const DEPLOY_SH_VARIABLE = 'CLAWBENCH_NAMESPACE';
function readRequest(args, caller) {
    const [first = '', ...rest] = args;
    if (first === completionVerb)
        return { kind: 'complete', words: rest };
    const asked = switchesIn(args);
    const has = (...flags) => flags.some((flag) => asked.includes(flag));
    if (has('-h', '--help', '--help-all') || first === 'help')
        return { kind: 'help', topic: topicOf(args), isComplete: has('--help-all') };
    if (has('-v', '--version') || first === 'version')
        return { kind: 'version' };
    if (first === 'completion')
        return { kind: 'script', shell: shellOf(rest) };
    if (first === 'deploy-sh')
        return { kind: 'command', ...readDeploySh(rest, first) };
    if (first === '' || first.startsWith('-'))
        return withoutVerb(args, caller);
    if (Object.hasOwn(table/* modes */.n, first))
        return { kind: 'command', steps: [{ verb: first, preset: {} }], args: rest };
    throw noSuchVerb(first);
}
function switchesIn(args) {
    const end = args.indexOf('--');
    const flags = end < 0 ? args : args.slice(0, end);
    return flags.filter((_, index) => !takesValue(flags[index - 1] ?? ''));
}
function topicOf([first = '', ...rest]) {
    const topic = (first === 'help' ? rest : [first]).find((word) => !word.startsWith('-')) ?? '';
    if (topic === '' || isVerb(topic))
        return topic;
    throw noSuchVerb(topic);
}
function isVerb(word) {
    return Object.hasOwn(table/* modes */.n, word) || Object.hasOwn(ownVerbs, word);
}
function noSuchVerb(word) {
    const verbs = [...Object.keys(table/* modes */.n), ...Object.keys(ownVerbs)];
    const near = (0,nearest/* meant */.w)(word, verbs);
    return near === undefined
        ? usage(`There is no verb "${word}".`, `Write one of ${verbs.join(', ')}; see clawbench-k8s --help.`)
        : usage(`There is no verb "${word}": did you mean ${near}?`);
}
function shellOf([shell = '']) {
    if (isShell(shell))
        return shell;
    throw usage(`Write the shell to complete in: clawbench-k8s completion ${shells.join('|')}.`, 'See clawbench-k8s completion --help.');
}
function readDeploySh(args, by) {
    const asked = [...new Set(args.filter(isDeployFlag))];
    const others = args.filter((arg) => !isDeployFlag(arg));
    if (asked.length > 1)
        throw usage(`${asked.join(' and ')} are two commands: write one of them.`);
    const [flag] = asked;
    if (flag !== undefined)
        return { steps: [stepOf[nameOf(flag)]], args: others, by: flag };
    return { steps: fullMode, args: others, ...(by === undefined ? {} : { by }) };
}
function withoutVerb(args, { isTerminal, env }) {
    if (args.some(isDeployFlag))
        return { kind: 'command', ...readDeploySh(args) };
    const flags = args.filter((arg) => !Object.keys(switches).includes(arg.slice(2)));
    if (flags.length === 0) {
        if (isTerminal)
            return { kind: 'help', topic: '', isComplete: false };
        if ((env[DEPLOY_SH_VARIABLE] ?? '').trim() !== '')
            return { kind: 'command', ...readDeploySh(args) };
        throw usage('Write a verb, for example clawbench-k8s eval.', `Without a verb it does what deploy.sh did, and needs ${DEPLOY_SH_VARIABLE} for that; see clawbench-k8s --help.`);
    }
    const verb = args.find((arg) => isVerb(arg));
    if (verb !== undefined)
        throw usage(`The verb comes first: clawbench-k8s ${verb}, then the flags.`);
    parseFlags(Object.values(table/* modes */.n), args, { also: Object.keys(deployFlags) });
    throw usage('Write a verb before the flags, for example clawbench-k8s eval.');
}
function inputsOfStep({ preset }, given, by) {
    for (const [name, text] of Object.entries(preset)) {
        if ((given[name] ?? text).toLowerCase() === text)
            continue;
        throw by?.startsWith('-') === true
            ? usage(`--${name} contradicts ${by}: remove one of them.`)
            : usage(`--${name} contradicts deploy-sh, which needs ${text}: write another verb, or remove it.`);
    }
    return { ...given, ...preset };
}
function isDeployFlag(arg) {
    return arg.startsWith('--') && Object.hasOwn(deployFlags, arg.slice(2));
}
function nameOf(flag) {
    return flag.slice(2);
}
function usage(message, hint = 'See clawbench-k8s --help for all verbs and flags.') {
    return new errors/* ActionError */.lZ('bad-input', message, { hint });
}

;// CONCATENATED MODULE: ./lib/src/cli/brief.js
function plain(text) {
    return text.replaceAll('`', '');
}
function brief(description) {
    return plain(description)
        .split(/[;:] |\. (?=[A-Z])|, (?:which|such as) /, 1)
        .join('')
        .replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./lib/src/cli/complete.js





const FILE_NAMES = 'files';
const notFiles = /^(boolean|integer|number|duration|URL)/;
function completeWords(words) {
    const joined = withoutBreaks(words);
    const last = joined.at(-1) ?? '';
    const found = candidates(joined.slice(0, -1), last);
    if (found === FILE_NAMES)
        return [FILES];
    return found.filter(([word]) => word.startsWith(last)).map(([word, about]) => `${word}\t${about}`);
}
function withoutBreaks(words) {
    const joined = [];
    for (const word of words) {
        const before = joined.at(-1) ?? '';
        if ((word === '=' && before.startsWith('--')) || /^--[^=]+=$/.test(before))
            joined.splice(-1, 1, before + word);
        else
            joined.push(word);
    }
    return joined;
}
function candidates(before, last) {
    const [verb = '', ...rest] = before;
    if (before.length === 0)
        return last.startsWith('-') ? [...deployShFlags(), ...switchFlags()] : verbs();
    if (verb === 'completion')
        return rest.length === 0 ? shells.map((shell) => [shell, '']) : [];
    if (verb === 'help')
        return rest.length === 0 ? verbs() : [];
    const mode = Object.hasOwn(table/* modes */.n, verb) ? table/* modes */.n[verb] : undefined;
    const rows = new Map(mode === undefined ? anyFlags() : rowsOf(mode));
    const [, name, head] = /^--(([^=]+)=)/.exec(last) ?? [];
    if (name !== undefined && head !== undefined)
        return valuesOf(rows.get(head), `--${name}`);
    const row = rows.get(/^--(.*)$/.exec(rest.at(-1) ?? '')?.[1] ?? '');
    if (row !== undefined && row.kind.type !== 'boolean')
        return valuesOf(row, '');
    if (last.startsWith('-') || mode?.operands === undefined)
        return [...(mode === undefined ? deployShFlags() : []), ...rowFlags([...rows]), ...switchFlags()];
    return FILE_NAMES;
}
function valuesOf(row, head) {
    if (row === undefined)
        return [];
    if (row.kind.values !== undefined)
        return row.kind.values.map((value) => [`${head}${value}`, '']);
    return notFiles.test(row.kind.type) ? [] : FILE_NAMES;
}
const verbs = () => [
    ...Object.entries(table/* modes */.n).map(([name, { does }]) => [name, brief(does)]),
    ...Object.entries(ownVerbs),
];
const rowFlags = (rows) => rows.map(([name, { description }]) => [`--${name}`, brief(description)]);
const switchFlags = () => rowFlags(Object.entries(switches));
const deployShFlags = () => Object.entries(deployFlags).map(([name, does]) => [`--${name}`, does]);
const anyFlags = () => Object.values(table/* modes */.n).flatMap((mode) => [...rowsOf(mode)]);

// EXTERNAL MODULE: ./lib/src/cli/exit-codes.js
var exit_codes = __webpack_require__(860);
;// CONCATENATED MODULE: ./node_modules/fast-string-truncated-width/dist/utils.js
/* MAIN */
const getCodePointsLength = (() => {
    const SURROGATE_PAIR_RE = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
    return (input) => {
        let surrogatePairsNr = 0;
        SURROGATE_PAIR_RE.lastIndex = 0;
        while (SURROGATE_PAIR_RE.test(input)) {
            surrogatePairsNr += 1;
        }
        return input.length - surrogatePairsNr;
    };
})();
const isFullWidth = (x) => {
    return x === 0x3000 || x >= 0xFF01 && x <= 0xFF60 || x >= 0xFFE0 && x <= 0xFFE6;
};
const isWideNotCJKTNotEmoji = (x) => {
    return x === 0x231B || x === 0x2329 || x >= 0x2FF0 && x <= 0x2FFF || x >= 0x3001 && x <= 0x303E || x >= 0x3099 && x <= 0x30FF || x >= 0x3105 && x <= 0x312F || x >= 0x3131 && x <= 0x318E || x >= 0x3190 && x <= 0x31E3 || x >= 0x31EF && x <= 0x321E || x >= 0x3220 && x <= 0x3247 || x >= 0x3250 && x <= 0x4DBF || x >= 0xFE10 && x <= 0xFE19 || x >= 0xFE30 && x <= 0xFE52 || x >= 0xFE54 && x <= 0xFE66 || x >= 0xFE68 && x <= 0xFE6B || x >= 0x1F200 && x <= 0x1F202 || x >= 0x1F210 && x <= 0x1F23B || x >= 0x1F240 && x <= 0x1F248 || x >= 0x20000 && x <= 0x2FFFD || x >= 0x30000 && x <= 0x3FFFD;
};
/* EXPORT */


;// CONCATENATED MODULE: ./node_modules/fast-string-truncated-width/dist/index.js
/* IMPORT */

/* HELPERS */
const ANSI_RE = /[\u001b\u009b][[()#;?]*(?:[0-9]{1,4}(?:;[0-9]{0,4})*)?[0-9A-ORZcf-nqry=><]|\u001b\]8;[^;]*;.*?(?:\u0007|\u001b\u005c)/y;
const CONTROL_RE = /[\x00-\x08\x0A-\x1F\x7F-\x9F]{1,1000}/y;
const CJKT_WIDE_RE = /(?:(?![\uFF61-\uFF9F\uFF00-\uFFEF])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Tangut}]){1,1000}/yu;
const TAB_RE = /\t{1,1000}/y;
const EMOJI_RE = /[\u{1F1E6}-\u{1F1FF}]{2}|\u{1F3F4}[\u{E0061}-\u{E007A}]{2}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,3}\u{E007F}|(?:\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}?|\p{Emoji_Presentation})(?:\u200D(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}?|\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?))*/yu;
const LATIN_RE = /(?:[\x20-\x7E\xA0-\xFF](?!\uFE0F)){1,1000}/y;
const MODIFIER_RE = /\p{M}+/gu;
const NO_TRUNCATION = { limit: Infinity, ellipsis: '' };
/* MAIN */
const getStringTruncatedWidth = (input, truncationOptions = {}, widthOptions = {}) => {
    /* CONSTANTS */
    const LIMIT = truncationOptions.limit ?? Infinity;
    const ELLIPSIS = truncationOptions.ellipsis ?? '';
    const ELLIPSIS_WIDTH = truncationOptions?.ellipsisWidth ?? (ELLIPSIS ? getStringTruncatedWidth(ELLIPSIS, NO_TRUNCATION, widthOptions).width : 0);
    const ANSI_WIDTH = 0;
    const CONTROL_WIDTH = widthOptions.controlWidth ?? 0;
    const TAB_WIDTH = widthOptions.tabWidth ?? 8;
    const EMOJI_WIDTH = widthOptions.emojiWidth ?? 2;
    const FULL_WIDTH_WIDTH = 2;
    const REGULAR_WIDTH = widthOptions.regularWidth ?? 1;
    const WIDE_WIDTH = widthOptions.wideWidth ?? FULL_WIDTH_WIDTH;
    const PARSE_BLOCKS = [
        [LATIN_RE, REGULAR_WIDTH],
        [ANSI_RE, ANSI_WIDTH],
        [CONTROL_RE, CONTROL_WIDTH],
        [TAB_RE, TAB_WIDTH],
        [EMOJI_RE, EMOJI_WIDTH],
        [CJKT_WIDE_RE, WIDE_WIDTH],
    ];
    /* STATE */
    let indexPrev = 0;
    let index = 0;
    let length = input.length;
    let lengthExtra = 0;
    let truncationEnabled = false;
    let truncationIndex = length;
    let truncationLimit = Math.max(0, LIMIT - ELLIPSIS_WIDTH);
    let unmatchedStart = 0;
    let unmatchedEnd = 0;
    let width = 0;
    let widthExtra = 0;
    /* PARSE LOOP */
    outer: while (true) {
        /* UNMATCHED */
        if ((unmatchedEnd > unmatchedStart) || (index >= length && index > indexPrev)) {
            const unmatched = input.slice(unmatchedStart, unmatchedEnd) || input.slice(indexPrev, index);
            lengthExtra = 0;
            for (const char of unmatched.replaceAll(MODIFIER_RE, '')) {
                const codePoint = char.codePointAt(0) || 0;
                if (isFullWidth(codePoint)) {
                    widthExtra = FULL_WIDTH_WIDTH;
                }
                else if (isWideNotCJKTNotEmoji(codePoint)) {
                    widthExtra = WIDE_WIDTH;
                }
                else {
                    widthExtra = REGULAR_WIDTH;
                }
                if ((width + widthExtra) > truncationLimit) {
                    truncationIndex = Math.min(truncationIndex, Math.max(unmatchedStart, indexPrev) + lengthExtra);
                }
                if ((width + widthExtra) > LIMIT) {
                    truncationEnabled = true;
                    break outer;
                }
                lengthExtra += char.length;
                width += widthExtra;
            }
            unmatchedStart = unmatchedEnd = 0;
        }
        /* EXITING */
        if (index >= length) {
            break outer;
        }
        /* PARSE BLOCKS */
        for (let i = 0, l = PARSE_BLOCKS.length; i < l; i++) {
            const [BLOCK_RE, BLOCK_WIDTH] = PARSE_BLOCKS[i];
            BLOCK_RE.lastIndex = index;
            if (BLOCK_RE.test(input)) {
                lengthExtra = BLOCK_RE === CJKT_WIDE_RE ? getCodePointsLength(input.slice(index, BLOCK_RE.lastIndex)) : BLOCK_RE === EMOJI_RE ? 1 : BLOCK_RE.lastIndex - index;
                widthExtra = lengthExtra * BLOCK_WIDTH;
                if ((width + widthExtra) > truncationLimit) {
                    truncationIndex = Math.min(truncationIndex, index + Math.floor((truncationLimit - width) / BLOCK_WIDTH));
                }
                if ((width + widthExtra) > LIMIT) {
                    truncationEnabled = true;
                    break outer;
                }
                width += widthExtra;
                unmatchedStart = indexPrev;
                unmatchedEnd = index;
                index = indexPrev = BLOCK_RE.lastIndex;
                continue outer;
            }
        }
        /* UNMATCHED INDEX */
        index += 1;
    }
    /* RETURN */
    return {
        width: truncationEnabled ? truncationLimit : width,
        index: truncationEnabled ? truncationIndex : length,
        truncated: truncationEnabled,
        ellipsed: truncationEnabled && LIMIT >= ELLIPSIS_WIDTH
    };
};
/* EXPORT */
/* harmony default export */ const dist = (getStringTruncatedWidth);

;// CONCATENATED MODULE: ./node_modules/fast-string-width/dist/index.js
/* IMPORT */

/* HELPERS */
const dist_NO_TRUNCATION = {
    limit: Infinity,
    ellipsis: '',
    ellipsisWidth: 0,
};
/* MAIN */
const fastStringWidth = (input, options = {}) => {
    return dist(input, dist_NO_TRUNCATION, options).width;
};
/* EXPORT */
/* harmony default export */ const fast_string_width_dist = (fastStringWidth);

;// CONCATENATED MODULE: ./node_modules/fast-wrap-ansi/lib/main.js

const ESC = '\x1B';
const CSI = '\x9B';
const END_CODE = 39;
const ANSI_ESCAPE_BELL = '\u0007';
const ANSI_CSI = '[';
const ANSI_OSC = ']';
const ANSI_SGR_TERMINATOR = 'm';
const ANSI_ESCAPE_LINK = `${ANSI_OSC}8;;`;
const GROUP_REGEX = new RegExp(`(?:\\${ANSI_CSI}(?<code>\\d+)m|\\${ANSI_ESCAPE_LINK}(?<uri>.*)${ANSI_ESCAPE_BELL})`, 'y');
const getClosingCode = (openingCode) => {
    if (openingCode >= 30 && openingCode <= 37)
        return 39;
    if (openingCode >= 90 && openingCode <= 97)
        return 39;
    if (openingCode >= 40 && openingCode <= 47)
        return 49;
    if (openingCode >= 100 && openingCode <= 107)
        return 49;
    if (openingCode === 1 || openingCode === 2)
        return 22;
    if (openingCode === 3)
        return 23;
    if (openingCode === 4)
        return 24;
    if (openingCode === 7)
        return 27;
    if (openingCode === 8)
        return 28;
    if (openingCode === 9)
        return 29;
    if (openingCode === 0)
        return 0;
    return undefined;
};
const wrapAnsiCode = (code) => `${ESC}${ANSI_CSI}${code}${ANSI_SGR_TERMINATOR}`;
const wrapAnsiHyperlink = (url) => `${ESC}${ANSI_ESCAPE_LINK}${url}${ANSI_ESCAPE_BELL}`;
const wrapWord = (rows, word, columns) => {
    const characters = word[Symbol.iterator]();
    let isInsideEscape = false;
    let isInsideLinkEscape = false;
    let lastRow = rows.at(-1);
    let visible = lastRow === undefined ? 0 : fast_string_width_dist(lastRow);
    let currentCharacter = characters.next();
    let nextCharacter = characters.next();
    let rawCharacterIndex = 0;
    while (!currentCharacter.done) {
        const character = currentCharacter.value;
        const characterLength = fast_string_width_dist(character);
        if (visible + characterLength <= columns) {
            rows[rows.length - 1] += character;
        }
        else {
            rows.push(character);
            visible = 0;
        }
        if (character === ESC || character === CSI) {
            isInsideEscape = true;
            isInsideLinkEscape = word.startsWith(ANSI_ESCAPE_LINK, rawCharacterIndex + 1);
        }
        if (isInsideEscape) {
            if (isInsideLinkEscape) {
                if (character === ANSI_ESCAPE_BELL) {
                    isInsideEscape = false;
                    isInsideLinkEscape = false;
                }
            }
            else if (character === ANSI_SGR_TERMINATOR) {
                isInsideEscape = false;
            }
        }
        else {
            visible += characterLength;
            if (visible === columns && !nextCharacter.done) {
                rows.push('');
                visible = 0;
            }
        }
        currentCharacter = nextCharacter;
        nextCharacter = characters.next();
        rawCharacterIndex += character.length;
    }
    lastRow = rows.at(-1);
    if (!visible && lastRow !== undefined && lastRow.length && rows.length > 1) {
        rows[rows.length - 2] += rows.pop();
    }
};
const stringVisibleTrimSpacesRight = (string) => {
    const words = string.split(' ');
    let last = words.length;
    while (last) {
        if (fast_string_width_dist(words[last - 1])) {
            break;
        }
        last--;
    }
    if (last === words.length) {
        return string;
    }
    return words.slice(0, last).join(' ') + words.slice(last).join('');
};
const exec = (string, columns, options = {}) => {
    if (options.trim !== false && string.trim() === '') {
        return '';
    }
    let returnValue = '';
    let escapeCode;
    let escapeUrl;
    const words = string.split(' ');
    let rows = [''];
    let rowLength = 0;
    for (let index = 0; index < words.length; index++) {
        const word = words[index];
        if (options.trim !== false) {
            const row = rows.at(-1) ?? '';
            const trimmed = row.trimStart();
            if (row.length !== trimmed.length) {
                rows[rows.length - 1] = trimmed;
                rowLength = fast_string_width_dist(trimmed);
            }
        }
        if (index !== 0) {
            if (rowLength >= columns &&
                (options.wordWrap === false || options.trim === false)) {
                rows.push('');
                rowLength = 0;
            }
            if (rowLength || options.trim === false) {
                rows[rows.length - 1] += ' ';
                rowLength++;
            }
        }
        const wordLength = fast_string_width_dist(word);
        if (options.hard && wordLength > columns) {
            const remainingColumns = columns - rowLength;
            const breaksStartingThisLine = 1 + Math.floor((wordLength - remainingColumns - 1) / columns);
            const breaksStartingNextLine = Math.floor((wordLength - 1) / columns);
            if (breaksStartingNextLine < breaksStartingThisLine) {
                rows.push('');
            }
            wrapWord(rows, word, columns);
            rowLength = fast_string_width_dist(rows.at(-1) ?? '');
            continue;
        }
        if (rowLength + wordLength > columns && rowLength && wordLength) {
            if (options.wordWrap === false && rowLength < columns) {
                wrapWord(rows, word, columns);
                rowLength = fast_string_width_dist(rows.at(-1) ?? '');
                continue;
            }
            rows.push('');
            rowLength = 0;
        }
        if (rowLength + wordLength > columns && options.wordWrap === false) {
            wrapWord(rows, word, columns);
            rowLength = fast_string_width_dist(rows.at(-1) ?? '');
            continue;
        }
        rows[rows.length - 1] += word;
        rowLength += wordLength;
    }
    if (options.trim !== false) {
        rows = rows.map((row) => stringVisibleTrimSpacesRight(row));
    }
    const preString = rows.join('\n');
    let inSurrogate = false;
    for (let i = 0; i < preString.length; i++) {
        const character = preString[i];
        returnValue += character;
        if (!inSurrogate) {
            inSurrogate = character >= '\ud800' && character <= '\udbff';
            if (inSurrogate) {
                continue;
            }
        }
        else {
            inSurrogate = false;
        }
        if (character === ESC || character === CSI) {
            GROUP_REGEX.lastIndex = i + 1;
            const groupsResult = GROUP_REGEX.exec(preString);
            const groups = groupsResult?.groups;
            if (groups?.code !== undefined) {
                const code = Number.parseFloat(groups.code);
                escapeCode = code === END_CODE ? undefined : code;
            }
            else if (groups?.uri !== undefined) {
                escapeUrl = groups.uri.length === 0 ? undefined : groups.uri;
            }
        }
        if (preString[i + 1] === '\n') {
            if (escapeUrl) {
                returnValue += wrapAnsiHyperlink('');
            }
            const closingCode = escapeCode ? getClosingCode(escapeCode) : undefined;
            if (escapeCode && closingCode) {
                returnValue += wrapAnsiCode(closingCode);
            }
        }
        else if (character === '\n') {
            if (escapeCode && getClosingCode(escapeCode)) {
                returnValue += wrapAnsiCode(escapeCode);
            }
            if (escapeUrl) {
                returnValue += wrapAnsiHyperlink(escapeUrl);
            }
        }
    }
    return returnValue;
};
const CRLF_OR_LF = /\r?\n/;
function wrapAnsi(string, columns, options) {
    return String(string)
        .normalize()
        .split(CRLF_OR_LF)
        .map((line) => exec(line, columns, options))
        .join('\n');
}

;// CONCATENATED MODULE: ./lib/src/inputs/row.js
const inputGroups = {
    mode: 'What to do',
    saved: 'Earlier result (`verdict`, `report`)',
    legs: 'Several evaluations (`report`)',
    trend: 'History (`mode: history`)',
    cluster: 'Cluster',
    kind: 'New cluster (`cluster: kind`)',
    model: 'Model',
    agent: 'Agent and tasks',
    eval: 'Evaluation',
    gate: 'Verdict',
    report: 'Report',
    mlflow: 'MLflow',
    images: 'Images',
    job: 'Job and queue',
    pods: 'Pods',
    relay: 'Requests to models',
    existing: 'Existing OpenClaw',
    detached: 'Detached evaluation (`logs`, `results`, `detach`)',
    deployed: 'Deployed OpenClaw and MLflow',
    safety: 'Safety',
    cleanup: 'Clean-up',
};

;// CONCATENATED MODULE: ./lib/src/cli/help.js










const NAME_COLUMNS = 28;
const NARROWEST_FOR_TWO = 60;
function helpText(topic, isComplete, page) {
    const detail = isComplete ? 'complete' : 'short';
    const mode = Object.hasOwn(table/* modes */.n, topic) ? table/* modes */.n[topic] : undefined;
    const sections = mode !== undefined
        ? verbHelp(topic, mode, detail, page)
        : topic === 'deploy-sh'
            ? deployShHelp(page)
            : topic === 'completion'
                ? completionHelp(page)
                : generalHelp(detail, page);
    return sections.join('\n\n');
}
function generalHelp(detail, page) {
    const own = Object.entries(ownVerbs).map(([name, does]) => entry(name, does, page));
    return [
        paragraph('ClawBench evaluations of OpenClaw agents on Kubernetes.', page),
        section('Usage', [example('VERB [flags]')], page),
        section('Verbs', [...Object.entries(table/* modes */.n).map(([name, { does }]) => entry(name, does, page)), ...own], page),
        ...(detail === 'complete' ? deployShSections(page) : []),
        section('Flags of every verb', flagEntries(Object.entries(switches), 'complete', page), page),
        exitCodes(detail, page),
        section('Examples', [
            '  export KUBECONFIG=~/.kube/config OPENAI_API_KEY=sk-…',
            example('eval --threshold 0.70'),
            example('help eval'),
        ], page),
        paragraph('https://github.com/clawbench/k8s-action/blob/main/docs/cli.md', page),
    ];
}
function verbHelp(name, mode, detail, page) {
    const all = rowsOf(mode);
    const flags = detail === 'complete' ? all : all.filter(([, row]) => row.common === true);
    const groups = Object.entries(inputGroups).flatMap(([group, title]) => {
        const rows = flags.filter(([, row]) => row.group === group);
        const entries = flagEntries(rows, detail, page);
        return rows.length === 0 ? [] : [section(title.replace(/ \(.*\)$/, ''), entries, page)];
    });
    const shown = Object.entries(switches).filter(([flag]) => detail === 'complete' || !/help|version/.test(flag));
    const usage = [name, mode.operands?.usage ?? '', '[flags]'].filter((word) => word !== '').join(' ');
    return [
        paragraph(`clawbench-k8s ${name}: ${plain(mode.does)}`, page),
        section('Usage', [example(usage)], page),
        section('Examples', mode.examples.map((flagsOfIt) => example(`${name} ${flagsOfIt}`)), page),
        ...groups,
        ...keys(mode, detail, page),
        section('Output', flagEntries(shown, detail, page), page),
        exitCodes(detail, page),
        ...(detail === 'complete'
            ? []
            : [paragraph(`All ${all.length} flags: clawbench-k8s ${name} --help-all`, page)]),
    ];
}
function keys(mode, detail, page) {
    const rows = (0,flags/* keysOf */.YD)(mode);
    const title = 'Keys, from the environment alone';
    if (rows.length === 0)
        return [];
    if (detail === 'complete')
        return [
            section(title, rows.map(([, row]) => entry(row.env ?? '', row.description, page)), page),
        ];
    const names = rows.filter(([, row]) => row.group === 'model').map(([, row]) => row.env ?? '');
    return names.length === 0 ? [] : [section(title, [indented(names.join(', '), 2, page)], page)];
}
function deployShHelp(page) {
    return [
        paragraph(`clawbench-k8s deploy-sh: ${ownVerbs['deploy-sh']}`, page),
        section('Usage', [example('deploy-sh [flag of deploy.sh] [flags]')], page),
        ...deployShSections(page),
        section('Examples', [`  CLAWBENCH_NAMESPACE=bench clawbench-k8s deploy-sh --openclaw-only`], page),
        paragraph('https://github.com/clawbench/k8s-action/blob/main/docs/deploy-sh.md', page),
    ];
}
function deployShSections(page) {
    const all = 'deploys OpenClaw and MLflow, starts an evaluation in it, and returns';
    const entries = Object.entries(deployFlags).map(([name, does]) => entry(`--${name}`, does, page));
    return [
        section('Flags of deploy.sh, in place of a verb or after deploy-sh', entries, page),
        section('Without a flag', [indented(`deploy-sh ${all}.`, 2, page)], page),
    ];
}
function completionHelp(page) {
    return [
        paragraph(`clawbench-k8s completion: ${ownVerbs.completion}`, page),
        section('Usage', [example('completion bash|zsh|fish')], page),
        section('To have it in every shell', Object.values(installation).map((line) => `  ${line}`), page),
    ];
}
function exitCodes(detail, page) {
    const entries = Object.values(exit_codes/* exitTable */.r).map(([code, meaning]) => entry(String(code), detail === 'short' ? brief(meaning) : meaning, page));
    return section('Exit codes', entries, page);
}
function section(title, lines, { colour }) {
    const head = colour ? (0,external_node_util_.styleText)('bold', `${title}:`, { validateStream: false }) : `${title}:`;
    return [head, ...lines].join('\n');
}
function example(words) {
    return `  clawbench-k8s ${words}`.trimEnd();
}
function flagEntries(rows, detail, page) {
    return rows.map(([name, row]) => {
        const text = name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : row.description;
        const variable = row.env ?? row.terminalEnv;
        const notes = [
            ...(row.default === undefined ? [] : [`[${row.default}]`]),
            ...(variable === undefined ? [] : [`[$${variable}]`]),
        ];
        const values = row.kind?.values ?? [];
        const said = detail === 'complete'
            ? [text]
            : [brief(text), ...(values.length === 0 ? [] : [`(${values.join(', ')})`])];
        return entry(`--${name}`, [...said, ...notes].join(' '), page);
    });
}
function entry(name, description, page) {
    if (page.width < NARROWEST_FOR_TWO)
        return `  ${name}\n${indented(description, 6, page)}`;
    const text = indented(description, NAME_COLUMNS, page);
    const head = `  ${name}`;
    return head.length < NAME_COLUMNS - 1
        ? `${head.padEnd(NAME_COLUMNS)}${text.trimStart()}`
        : `${head}\n${text}`;
}
function indented(text, columns, page) {
    return wrapAnsi(plain(text), Math.max(20, page.width - columns), { hard: true })
        .split('\n')
        .map((line) => `${' '.repeat(columns)}${line}`)
        .join('\n');
}
function paragraph(text, { width }) {
    return wrapAnsi(text, width);
}

// EXTERNAL MODULE: ./lib/src/cli/output-directory.js
var output_directory = __webpack_require__(37672);
// EXTERNAL MODULE: ./lib/src/stack/manifests.js
var manifests = __webpack_require__(36027);
;// CONCATENATED MODULE: ./lib/src/cli/process.js



const WIDEST = 100;
function openStandardOutput(stream) {
    let failure = null;
    stream.on('error', (error) => {
        if (error.code !== 'EPIPE')
            failure ??= error;
    });
    return {
        print: (text) => void stream.write(`${text}\n`),
        async finish() {
            await new Promise((resolve) => stream.write('', () => resolve()));
            return failure;
        },
    };
}
function pageOf(stream) {
    const width = stream.isTTY && stream.columns > 0 ? Math.min(stream.columns, WIDEST) : 80;
    return { width, colour: (0,external_node_util_.styleText)('bold', 'x', { stream }) !== 'x' };
}
function untilStopped() {
    const cancelling = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.once(name, () => cancelling.abort(new errors/* ActionError */.lZ('cancelled', 'You stopped it.')));
    }
    return cancelling.signal;
}
async function version(root) {
    const { version: text } = JSON.parse(await (0,manifests/* readOwnFile */.z)(root, 'package.json'));
    return text;
}

// EXTERNAL MODULE: ./lib/src/cli/terminal-error.js
var terminal_error = __webpack_require__(17164);
// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/cli/words.js
var cli_words = __webpack_require__(93426);
;// CONCATENATED MODULE: ./lib/src/cli/terminal-status.js
const FRAME_MS = 120;
const NARROWEST_FOR_BAR = 60;
const BAR_COLUMNS = 20;
function canRedraw(stream, env) {
    const set = (name) => (env[name] ?? '') !== '';
    return stream.isTTY === true && env['TERM'] !== 'dumb' && !set('CI') && !set('NO_COLOR');
}
function openStatusLine(stream, env) {
    const signs = signsOf(env);
    let current = null;
    let frame = 0;
    let timer;
    const draw = () => {
        if (current === null)
            return;
        const line = statusLine(current, stream.columns ?? 80, signs, frame);
        stream.write(`\r${line}\u001b[K`);
    };
    const erase = () => {
        if (current !== null)
            stream.write('\r\u001b[K');
    };
    return {
        show(status) {
            if (status === null) {
                erase();
                clearInterval(timer);
                timer = undefined;
            }
            current = status;
            if (status === null || timer !== undefined)
                return;
            draw();
            timer = setInterval(() => {
                frame += 1;
                draw();
            }, FRAME_MS);
            timer.unref();
        },
        above(text) {
            erase();
            stream.write(text);
            draw();
        },
    };
}
function signsOf(env) {
    const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
    return /utf-?8/i.test(locale)
        ? { spinner: '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', full: '━', empty: '─', more: '…' }
        : { spinner: '|/-\\', full: '#', empty: '.', more: '~' };
}
function statusLine({ text, share }, columns, { spinner, full, empty, more }, frame) {
    const sign = spinner[frame % spinner.length] ?? '';
    const filled = Math.round(Math.min(1, Math.max(0, share ?? 0)) * BAR_COLUMNS);
    const bar = share === undefined || columns < NARROWEST_FOR_BAR
        ? ''
        : `${full.repeat(filled)}${empty.repeat(BAR_COLUMNS - filled)} `;
    return fit(`${sign} ${bar}${text}`, columns - 1, more);
}
function fit(text, columns, more) {
    if (widthOf(text) <= columns)
        return text;
    let kept = '';
    for (const character of text) {
        if (widthOf(kept + character + more) > columns)
            break;
        kept += character;
    }
    return columns < 1 ? '' : `${kept}${more}`;
}
function widthOf(text) {
    let width = 0;
    for (const character of text) {
        const code = character.codePointAt(0) ?? 0;
        width += code < 0x1100 || (code >= 0x2000 && code < 0x2e80) ? 1 : 2;
    }
    return width;
}

;// CONCATENATED MODULE: ./lib/src/cli/terminal-log.js






function openTerminalLog(stream, options) {
    const secrets = (0,clean/* openSecrets */.cA)();
    const statusLine = canRedraw(stream, options.env) ? openStatusLine(stream, options.env) : null;
    function write(text) {
        if (statusLine === null)
            stream.write(text);
        else
            statusLine.above(text);
    }
    function safeLines(text) {
        return (0,plain_text/* plainLines */.y1)(secrets.clean(text));
    }
    function print(text, prefix = '') {
        write(`${prefix}${safeLines(text).join('\n')}\n`);
    }
    function say(text, prefix) {
        const words = `${prefix}${safeLines((0,cli_words/* terminalWords */.A)(text)).join('\n')}`;
        const isWide = stream.isTTY === true && (stream.columns ?? 0) > 0;
        write(`${isWide ? wrapAnsi(words, stream.columns ?? 0, { trim: false }) : words}\n`);
    }
    function styled(style, text) {
        return (0,external_node_util_.styleText)(style, text, { stream });
    }
    return {
        info: (text) => print(text),
        debug: (text) => options.verbose && print(text, styled('dim', 'debug: ')),
        notice: (title, text) => say(`${title}: ${text}`, styled('cyan', 'note: ')),
        warning: (title, text) => say(`${title}: ${text}`, styled('yellow', 'warning: ')),
        error: (title, text) => say(`${title}: ${text}`, styled('red', 'error: ')),
        group(title) {
            print(title, styled('bold', '> '));
            return () => undefined;
        },
        mask: (values) => void secrets.add(values),
        secrets,
        ...(statusLine === null
            ? {}
            : {
                status: (status) => statusLine.show(status === null ? null : { ...status, text: safeLines(status.text).join(' ') }),
            }),
    };
}

;// CONCATENATED MODULE: ./lib/src/cli/main.js


















async function commandLine(args, root) {
    const { env, stdin, stdout } = process;
    const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose'), env });
    const output = openStandardOutput(stdout);
    const print = (text) => {
        log.status?.(null);
        output.print(text);
    };
    const isTerminal = stdin.isTTY || stdout.isTTY;
    const code = await answer(() => readRequest(args, { isTerminal, env }), { log, root, print });
    const unwritten = await output.finish();
    if (unwritten === null)
        return code;
    log.error('output', `Standard output could not be written: ${unwritten.message}`);
    return (0,exit_codes/* exitCode */.I)('nothingToJudge');
}
async function answer(read, terminal) {
    const { log, root, print } = terminal;
    try {
        const request = read();
        if (request.kind === 'command')
            return await performCommand(request, terminal);
        for (const text of await textsOf(request, root))
            print((0,clean/* madeOfClean */.Um)(text));
        return (0,exit_codes/* exitCode */.I)('pass');
    }
    catch (error) {
        const failure = (0,terminal_error/* asTerminalError */.v)(error);
        tell(failure, log);
        return (0,exit_codes/* exitCode */.I)(failure.code === 'bad-input' ? 'usage' : 'nothingToJudge');
    }
    finally {
        log.status?.(null);
    }
}
async function textsOf(request, root) {
    if (request.kind === 'help')
        return [helpText(request.topic, request.isComplete, pageOf(process.stdout))];
    if (request.kind === 'version')
        return [`clawbench-k8s ${await version(root)}`];
    if (request.kind === 'script')
        return [completionScript(request.shell)];
    return completeWords(request.words);
}
const modeOf = ({ verb }) => table/* modes */.n[verb];
async function performCommand({ steps, args, by }, terminal) {
    const { log, print } = terminal;
    const verb = by ?? steps[0]?.verb;
    const given = parseFlags(steps.map(modeOf), args, verb === undefined ? {} : { verb });
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'clawbench-'));
    const saved = [];
    try {
        const texts = await withStandardInput(given.inputs, directory, saved);
        const prepared = [];
        for (const step of steps) {
            const mode = modeOf(step);
            const env = await environmentOf(step.verb, mode, inputsOfStep(step, texts, by));
            prepared.push({ verb: step.verb, mode, env, inputs: (0,load/* loadMaskedInputs */.Ry)(env, table/* modes */.n, log, 'terminal') });
        }
        const { perform } = await Promise.all(/* import() | work */[__webpack_require__.e(49), __webpack_require__.e(112)]).then(__webpack_require__.bind(__webpack_require__, 17445));
        if (given.output !== null)
            await (0,output_directory/* makeOutputDirectory */.Z)(given.output);
        const host = { ...hostOf(terminal, directory), savesVerdicts: given.output !== null };
        return await perform(prepared, host, {
            json: given.json,
            output: given.output,
            page: pageOf(process.stdout),
            print,
            tell: (failure) => tell(failure, log),
        });
    }
    finally {
        for (const file of saved)
            await (0,promises_.rm)(file, { force: true });
        await (0,promises_.rmdir)(directory).catch(() => undefined);
    }
}
async function withStandardInput(texts, directory, saved) {
    const results = texts['result']?.split('\n') ?? [];
    if (!results.includes('-'))
        return texts;
    const { saveStandardInput } = await Promise.all(/* import() | work */[__webpack_require__.e(49), __webpack_require__.e(112)]).then(__webpack_require__.bind(__webpack_require__, 7667));
    const file = await saveStandardInput(process.stdin, directory);
    saved.push(file);
    return { ...texts, result: results.map((name) => (name === '-' ? file : name)).join('\n') };
}
function hostOf({ log, root }, directory) {
    return {
        log,
        clock: clock/* clock */.p,
        signal: untilStopped(),
        root,
        places: (0,checked_file/* placesOfTerminal */.yq)(),
        workflow: null,
        directory,
        pastArtifacts: () => null,
        artifacts: null,
        saveLeftovers: ({ namespace, instance }) => log.debug(`Instance ${instance} in namespace ${namespace}.`),
        saveKind: (name) => log.debug(`kind cluster: ${name ?? 'none'}.`),
        keep: () => undefined,
        keepNodeLogs: async (logs) => log.info(`Logs of the nodes: ${logs.directory}`),
        reproduce: null,
    };
}
function tell(failure, log) {
    log.status?.(null);
    for (let cause = failure.cause; cause instanceof Error; cause = cause.cause)
        log.debug(cause.stack ?? '');
    const { message, hint = '' } = failure;
    const text = message.startsWith('- ') ? `\n${message}` : message;
    log.error(failure.code, `${text}\n${hint}`.trimEnd());
}


/***/ }),

/***/ 37672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ makeOutputDirectory),
/* harmony export */   _: () => (/* binding */ moveResults)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);


async function makeOutputDirectory(directory) {
    let files;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory, { recursive: true });
        files = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory);
    }
    catch (error) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-input', `--output ${directory} cannot be made: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`, {
            hint: 'Write the name of a new directory.',
            cause: error,
        });
    }
    if (files.length > 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-input', `--output ${directory} is not empty.`, {
            hint: 'Write the name of a new or an empty directory.',
        });
    }
}
async function moveResults(from, to, log) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.cp)(from, to, { recursive: true });
    }
    catch (error) {
        log.warning('Results', `They could not be written to ${to}: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
        return from;
    }
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(from, { recursive: true });
    return to;
}


/***/ }),

/***/ 17164:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ asTerminalError)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93426);


function asTerminalError(error) {
    const failure = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .asActionError */ .z6)(error);
    const { code, message, cause } = failure;
    const hint = failure.terminalHint ?? failure.hint;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .terminalWords */ .A)(message), {
        ...(hint === undefined ? {} : { hint: (0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .terminalWords */ .A)(hint) }),
        cause,
    });
}


/***/ }),

/***/ 93426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ terminalWords)
/* harmony export */ });
/* harmony import */ var _inputs_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43575);

const rows = new Map(_inputs_types_js__WEBPACK_IMPORTED_MODULE_0__/* .inputRows */ .k8);
function terminalWords(text) {
    return text.replaceAll(/(?:\bInput )?`([a-z][a-z-]*)(?:: ([\w.-]+))?`/g, (whole, name, value) => {
        const row = rows.get(name);
        if (name === 'mode' && value !== undefined)
            return `clawbench-k8s ${value}`;
        if (row === undefined || row.workflowOnly === true)
            return whole;
        const word = row.secret === true && row.env !== undefined ? row.env : `--${name}`;
        return value === undefined ? word : `${word} ${value}`;
    });
}


/***/ }),

/***/ 99189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vc: () => (/* binding */ inputsOf),
/* harmony export */   YD: () => (/* binding */ keysOf),
/* harmony export */   Zo: () => (/* binding */ flagsOf)
/* harmony export */ });
/* harmony import */ var _mode_row_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20498);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43575);


function flagsOf(mode) {
    return inputsOf(mode).filter(([name, row]) => name === 'kubeconfig' || !row.secret);
}
function keysOf(mode) {
    return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}
function inputsOf(mode) {
    return _types_js__WEBPACK_IMPORTED_MODULE_1__/* .inputRows */ .k8.filter(([name, row]) => (0,_mode_row_js__WEBPACK_IMPORTED_MODULE_0__/* .accepts */ .G)(mode, name, row) && row.workflowOnly !== true);
}


/***/ }),

/***/ 36027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ readManifest),
/* harmony export */   z: () => (/* binding */ readOwnFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33243);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);




const schema = js_yaml__WEBPACK_IMPORTED_MODULE_2__/* .CORE_SCHEMA */ .OU.withTags(js_yaml__WEBPACK_IMPORTED_MODULE_2__/* .mergeTag */ .LJ);
async function readManifest(root, name) {
    const text = await readOwnFile(root, node_path__WEBPACK_IMPORTED_MODULE_1__.join('manifests', name));
    return (0,js_yaml__WEBPACK_IMPORTED_MODULE_2__/* .load */ .Hh)(text, { schema, filename: name });
}
async function readOwnFile(root, name) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(root, name), 'utf8');
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('internal', `The action's own file ${name} cannot be read.`, {
            hint: 'Use the action at a released version or a commit whose dist/ is built.',
            cause,
        });
    }
}


/***/ })

};
