export const id = 981;
export const ids = [981];
export const modules = {

/***/ 46981:
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
;// CONCATENATED MODULE: ./lib/src/cli/command.js

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
function readCommand(args, verbs) {
    const [first, ...rest] = args;
    if (first !== undefined && !first.startsWith('-')) {
        if (verbs.includes(first))
            return { steps: [{ verb: first, preset: {} }], args: rest };
        throw new errors/* ActionError */.lZ('bad-input', `There is no verb "${first}".`, {
            hint: `Write one of ${verbs.join(', ')}; see --help.`,
        });
    }
    const asked = [...new Set(args.filter(isDeployFlag))];
    const others = args.filter((arg) => !isDeployFlag(arg));
    if (asked.length > 1) {
        throw new errors/* ActionError */.lZ('bad-input', `${asked.join(' and ')} are two commands: write one of them.`, {
            hint: 'See --help for all flags.',
        });
    }
    const [flag] = asked;
    if (flag === undefined)
        return { steps: fullMode, args: others };
    return { steps: [stepOf[nameOf(flag)]], args: others, flag };
}
function inputsOfStep({ preset }, given, flag) {
    for (const [name, text] of Object.entries(preset)) {
        if ((given[name] ?? text).toLowerCase() === text)
            continue;
        throw new errors/* ActionError */.lZ('bad-input', flag === undefined
            ? `\`--${name}\` contradicts a command without a verb, which needs ${text}: write a verb, or remove it.`
            : `\`--${name}\` contradicts \`${flag}\`: remove one of them.`, { hint: 'See --help for all verbs and flags.' });
    }
    return { ...given, ...preset };
}
function isDeployFlag(arg) {
    return arg.startsWith('--') && Object.hasOwn(deployFlags, arg.slice(2));
}
function nameOf(flag) {
    return flag.slice(2);
}

;// CONCATENATED MODULE: ./lib/src/cli/exit-codes.js
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

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
// EXTERNAL MODULE: ./lib/src/inputs/flags.js
var inputs_flags = __webpack_require__(99189);
// EXTERNAL MODULE: ./lib/src/modes/table.js + 13 modules
var table = __webpack_require__(29270);
// EXTERNAL MODULE: ./lib/src/base/shell-word.js
var shell_word = __webpack_require__(80837);
;// CONCATENATED MODULE: ./lib/src/cli/flags.js






const switches = {
    json: { type: 'boolean', description: 'Print one JSON document instead of text.' },
    verbose: { type: 'boolean', description: 'Print debug lines.' },
    help: { type: 'boolean', description: 'Print this.' },
    version: { type: 'boolean', description: 'Print the version.' },
};
function parseFlags(verbs, args) {
    const rows = new Map(verbs.flatMap(inputs_flags/* flagsOf */.Zo));
    const operands = verbs.find((verb) => verb.operands !== undefined)?.operands;
    const { values, positionals } = parse(rows, operands !== undefined, args, verbs.length > 1);
    const { json, help: _help, version: _version, verbose: _verbose, ...flags } = values;
    const inputs = Object.entries(flags).map(([name, texts]) => [name, asText(rows.get(name), name, texts)]);
    if (operands !== undefined && positionals.length > 0)
        inputs.push([operands.input, positionals.join('\n')]);
    return {
        json: json === true,
        inputs: Object.fromEntries(inputs),
    };
}
function parse(rows, allowPositionals, args, isWithoutVerb) {
    const names = [...rows.keys()].map((name) => [name, { type: 'string', multiple: true }]);
    const options = { ...Object.fromEntries(names), ...switches };
    try {
        return (0,external_node_util_.parseArgs)({ args: spelledOut(rows, args), options, strict: true, allowPositionals });
    }
    catch (error) {
        const message = (0,errors/* messageOf */.bD)(error);
        const stray = /^Unexpected argument '(.*?)'\./.exec(message)?.[1] ?? '';
        if (isWithoutVerb && Object.hasOwn(table/* modes */.n, stray))
            throw usage(`The verb comes first: ${reordered(stray, args)}.`);
        const [sentence = ''] = message.split('. To specify a ');
        throw usage(sentence.replace(/[^.]$/, '$&.'));
    }
}
function reordered(verb, args) {
    const others = args.toSpliced(args.indexOf(verb), 1);
    return ['clawbench-k8s', verb, ...others.map(shell_word/* shellWord */.r)].join(' ');
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
function asText(row, name, values) {
    const texts = Array.isArray(values) ? values.map(String) : [];
    if (texts.some((text) => text.trim() === ''))
        throw usage(`Option '--${name}' is empty: write a value, or leave it out.`);
    const takesMany = row?.lines === true || row?.kind.type === 'list';
    if (texts.length > 1 && !takesMany)
        throw usage(`Option '--${name}' is given more than once.`);
    return texts.join('\n');
}
async function environmentOf(verb, mode, inputs) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
    const taken = new Set((0,inputs_flags/* inputsOf */.Vc)(mode).map(([name]) => name));
    const own = await Promise.all(Object.entries(inputs)
        .filter(([name]) => taken.has(name))
        .concat([['mode', verb]])
        .map(async ([name, text]) => [
        (0,types/* inputVariable */.LO)(name),
        name === 'kubeconfig' ? await contentsOf(text) : text,
    ]));
    return Object.fromEntries([...inherited, ...own]);
}
async function contentsOf(file) {
    const { readKubeconfig } = await Promise.all(/* import() | work */[__webpack_require__.e(857), __webpack_require__.e(55), __webpack_require__.e(900), __webpack_require__.e(112)]).then(__webpack_require__.bind(__webpack_require__, 1729));
    return await readKubeconfig(file);
}
function usage(message) {
    return new errors/* ActionError */.lZ('bad-input', message, { hint: 'See --help for all flags.' });
}

;// CONCATENATED MODULE: ./lib/src/inputs/row.js
const inputGroups = {
    mode: 'What to do',
    saved: 'Earlier result (`mode: verdict`)',
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
    existing: 'Existing OpenClaw',
    detached: 'Detached evaluation (`logs`, `results`, `detach`)',
    deployed: 'Deployed OpenClaw and MLflow',
    safety: 'Safety',
    cleanup: 'Clean-up',
};

;// CONCATENATED MODULE: ./lib/src/cli/help.js





const COLUMNS = 80;
const NAME_COLUMNS = 28;
function generalHelp(modes) {
    return [
        'ClawBench evaluations of OpenClaw agents on Kubernetes.',
        section('Usage', [
            '  clawbench-k8s VERB [flags]           clawbench-k8s VERB --help shows its flags',
            "  clawbench-k8s [deploy.sh flag]       what ClawBench's deploy.sh does",
        ]),
        section('Verbs', Object.entries(modes).map(([name, { does }]) => entry(name, does))),
        section('Flags of deploy.sh, in place of a verb', [
            entry('(none)', 'deploys OpenClaw and MLflow, starts an evaluation in it, and returns'),
            ...Object.entries(deployFlags).map(([name, does]) => entry(`--${name}`, does)),
        ]),
        section('For all of them', flagEntries(Object.entries(switches))),
        exitCodes(),
        section('Examples', [
            '  export KUBECONFIG=~/.kube/config OPENAI_API_KEY=sk-…',
            '  clawbench-k8s eval --threshold 0.70',
            '  CLAWBENCH_NAMESPACE=clawbench-eval clawbench-k8s --openclaw-only',
        ]),
    ].join('\n\n');
}
function verbHelp(name, mode) {
    const flags = (0,inputs_flags/* flagsOf */.Zo)(mode);
    const groups = Object.entries(inputGroups).flatMap(([group, title]) => {
        const rows = flags.filter(([, row]) => row.group === group);
        return rows.length === 0 ? [] : [section(title.replace(/ \(.*\)$/, ''), flagEntries(rows))];
    });
    const keys = (0,inputs_flags/* keysOf */.YD)(mode).map(([, row]) => entry(row.env ?? '', row.description));
    const usage = [name, mode.operands?.usage ?? '', '[flags]'].filter((word) => word !== '').join(' ');
    return [
        `clawbench-k8s ${name}: ${plain(mode.does)}`
            .split('\n')
            .flatMap((line) => wrap(line, COLUMNS))
            .join('\n'),
        `Usage: clawbench-k8s ${usage}`,
        ...groups,
        section('Output', flagEntries(Object.entries(switches))),
        ...(keys.length === 0 ? [] : [section('Environment variables, for secrets', keys)]),
        exitCodes(),
        section('Examples', mode.examples.map((flagsOfIt) => `  clawbench-k8s ${name} ${flagsOfIt}`.trimEnd())),
    ].join('\n\n');
}
function exitCodes() {
    return section('Exit codes', Object.values(exitTable).map(([code, meaning]) => entry(String(code), meaning)));
}
function section(title, lines) {
    return [`${title}:`, ...lines].join('\n');
}
function flagEntries(rows) {
    return rows.map(([name, row]) => {
        const text = name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : row.description;
        const variable = row.env ?? row.terminalEnv;
        const notes = [
            ...(row.default === undefined ? [] : [`[${row.default}]`]),
            ...(variable === undefined ? [] : [`[$${variable}]`]),
        ];
        return entry(`--${name}`, [text, ...notes].join(' '));
    });
}
function entry(name, description) {
    const lines = wrap(plain(description), COLUMNS - NAME_COLUMNS);
    const head = `  ${name}`;
    const beside = head.length < NAME_COLUMNS - 1;
    const indented = lines.map((line) => `${' '.repeat(NAME_COLUMNS)}${line}`);
    if (!beside)
        return [head, ...indented].join('\n');
    return [`${head.padEnd(NAME_COLUMNS)}${lines[0] ?? ''}`, ...indented.slice(1)].join('\n');
}
function plain(text) {
    return text.replaceAll('`', '');
}
function wrap(text, columns) {
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > columns) {
            lines.push(line);
            line = word;
        }
        else
            line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
}

// EXTERNAL MODULE: ./lib/src/base/clean.js
var base_clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/plan/gate.js
var gate = __webpack_require__(60489);
// EXTERNAL MODULE: ./lib/src/report/headline.js
var headline = __webpack_require__(35509);
// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 2 modules
var verdict = __webpack_require__(76617);
;// CONCATENATED MODULE: ./lib/src/result/verdict/inconclusive-record.js

function inconclusiveRecord({ code, message, hint }, gate) {
    const evidence = {
        result: null,
        planned: [],
        health: [],
        runFiles: null,
        droppedTasks: [],
        lostShards: [],
        contradictions: [],
        stopped: null,
        priceKnown: false,
        identity: {},
        remarks: [],
    };
    const reasons = hint === undefined ? [message] : [message, hint];
    return { ...(0,verdict/* judge */.S4)(evidence, gate), failureReason: code, reasons, notes: [] };
}

;// CONCATENATED MODULE: ./lib/src/cli/render.js





function render(result, { onInconclusive }) {
    if (result.kind === 'judged') {
        const { verdict, directory, files } = result.outcome;
        const where = files.length === 0 ? [] : [`Results: ${directory}`];
        return {
            exitCode: exitCodeOf(verdict.verdict, onInconclusive),
            lines: [(0,headline/* headline */.P)(verdict), ...verdict.reasons, ...verdict.notes, ...where],
            record: verdict,
        };
    }
    const { lines, record } = result;
    if (result.kind === 'done')
        return { exitCode: exitCode('pass'), lines, record };
    const comments = lines.map((line) => `# ${line}`);
    return { exitCode: exitCode('pass'), lines: [...comments, result.manifests], record };
}
function exitCodeOf(verdict, onInconclusive) {
    const isForgiven = verdict === 'inconclusive' && onInconclusive !== 'fail';
    return exitCode(isForgiven ? 'pass' : verdict);
}
function asTerminalError(error) {
    const failure = (0,errors/* asActionError */.z6)(error);
    const { code, message, terminalHint, cause } = failure;
    return terminalHint === undefined ? failure : new errors/* ActionError */.lZ(code, message, { hint: terminalHint, cause });
}
function recordOfFailure({ judges }, failure, inputs) {
    if (judges === true)
        return inconclusiveRecord(failure, (0,gate.gateOf)(inputs));
    const { code, message, hint } = failure;
    return { error: { code, message, hint: hint ?? null } };
}

;// CONCATENATED MODULE: ./lib/src/cli/perform.js



async function perform(steps, host, { json, print, tell }) {
    const { clean } = host.log.secrets;
    const records = {};
    const printRecords = () => {
        const [only] = steps.length === 1 ? Object.values(records) : [records];
        if (json)
            print((0,base_clean/* madeOfClean */.Um)(JSON.stringify(only, null, 2)));
    };
    let code = exitCode('pass');
    for (const [index, { verb, mode, inputs, env }] of steps.entries()) {
        let result;
        try {
            host.log.status?.({ text: `clawbench-k8s ${verb}` });
            result = await mode.run(inputs, { ...host, env });
        }
        catch (error) {
            const failure = asTerminalError(error);
            tell(failure);
            if (failure.code === 'bad-input' && index === 0)
                return exitCode('usage');
            records[verb] = clean(recordOfFailure(mode, failure, inputs));
            printRecords();
            return exitCode('nothingToJudge');
        }
        const ended = render(result, inputs);
        records[verb] = clean(ended.record);
        if (!json)
            print(clean(ended.lines.join('\n')));
        code = ended.exitCode;
    }
    printRecords();
    return code;
}

// EXTERNAL MODULE: ./lib/src/stack/manifests.js
var manifests = __webpack_require__(36027);
;// CONCATENATED MODULE: ./lib/src/cli/process.js


function openStandardOutput(stream) {
    stream.on('error', (error) => {
        if (error.code !== 'EPIPE')
            throw error;
    });
    return { print: (text) => void stream.write(`${text}\n`) };
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

// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/inputs/load.js
var load = __webpack_require__(39240);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
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
    const secrets = (0,base_clean/* openSecrets */.cA)();
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
    function styled(style, text) {
        return (0,external_node_util_.styleText)(style, text, { stream });
    }
    return {
        info: (text) => print(text),
        debug: (text) => options.verbose && print(text, styled('dim', 'debug: ')),
        notice: (title, text) => print(`${title}: ${text}`, styled('cyan', 'note: ')),
        warning: (title, text) => print(`${title}: ${text}`, styled('yellow', 'warning: ')),
        error: (title, text) => print(`${title}: ${text}`, styled('red', 'error: ')),
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
    const { env } = process;
    const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose'), env });
    const output = openStandardOutput(process.stdout);
    const print = (text) => {
        log.status?.(null);
        output.print(text);
    };
    try {
        if (args.includes('--version'))
            print((0,base_clean/* madeOfClean */.Um)(`clawbench-k8s ${await version(root)}`));
        else if (args.includes('--help'))
            print((0,base_clean/* madeOfClean */.Um)(helpOf(args)));
        else
            return await performCommand(readCommand(args, Object.keys(table/* modes */.n)), { log, root, print });
        return exitCode('pass');
    }
    catch (error) {
        const failure = asTerminalError(error);
        tell(failure, log);
        return exitCode(failure.code === 'bad-input' ? 'usage' : 'nothingToJudge');
    }
    finally {
        log.status?.(null);
    }
}
const modeOf = ({ verb }) => table/* modes */.n[verb];
function helpOf([name = '']) {
    const mode = Object.hasOwn(table/* modes */.n, name) ? table/* modes */.n[name] : undefined;
    return mode === undefined ? generalHelp(table/* modes */.n) : verbHelp(name, mode);
}
async function performCommand({ steps, args, flag }, terminal) {
    const { log, print } = terminal;
    const given = parseFlags(steps.map(modeOf), args);
    const prepared = [];
    for (const step of steps) {
        const { verb } = step;
        const mode = modeOf(step);
        const env = await environmentOf(verb, mode, inputsOfStep(step, given.inputs, flag));
        prepared.push({ verb, mode, env, inputs: (0,load/* loadMaskedInputs */.Ry)(env, table/* modes */.n, log, 'terminal') });
    }
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'clawbench-'));
    try {
        return await perform(prepared, hostOf(terminal, directory), {
            json: given.json,
            print,
            tell: (failure) => tell(failure, log),
        });
    }
    finally {
        await (0,promises_.rmdir)(directory).catch(() => undefined);
    }
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
        savesVerdicts: false,
    };
}
function tell(failure, log) {
    log.status?.(null);
    for (let cause = failure.cause; cause instanceof Error; cause = cause.cause)
        log.debug(cause.stack ?? '');
    log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
}


/***/ })

};
