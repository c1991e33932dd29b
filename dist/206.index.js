export const id = 206;
export const ids = [206];
export const modules = {

/***/ 89206:
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
// EXTERNAL MODULE: ./lib/src/clock.js
var clock = __webpack_require__(79508);
// EXTERNAL MODULE: ./lib/src/root.js
var root = __webpack_require__(9916);
// EXTERNAL MODULE: ./lib/src/run.js + 43 modules
var run = __webpack_require__(67501);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
;// CONCATENATED MODULE: ./lib/src/cli/stop.js

/** Aborts when the user stops the program. */
function untilStopped() {
    const cancelling = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.once(name, () => cancelling.abort(new errors/* ActionError */.l('cancelled', 'You stopped it.')));
    }
    return cancelling.signal;
}

// EXTERNAL MODULE: ./lib/src/github/failure.js
var github_failure = __webpack_require__(43890);
// EXTERNAL MODULE: ./lib/src/inputs/gate.js
var gate = __webpack_require__(11963);
// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
// EXTERNAL MODULE: ./lib/src/result/verdict.js + 2 modules
var verdict = __webpack_require__(3109);
;// CONCATENATED MODULE: ./lib/src/result/unjudged.js

/** The record of an eval of which there is nothing to judge: inconclusive, for this reason, and no number in it. */
function unjudged({ code, message, hint }, rules) {
    const record = (0,verdict/* judge */.S4)({
        result: null,
        planned: [],
        health: [],
        runFiles: null,
        droppedTasks: [],
        lostShards: [],
        stopped: null,
        priceKnown: false,
        identity: {},
        rules,
        remarks: [],
        comparison: null,
    });
    const reasons = hint === undefined ? [message] : [message, hint];
    return { ...record, failureReason: code, reasons, notes: [] };
}

;// CONCATENATED MODULE: ./lib/src/cli/exit-codes.js
/** How the command line ends. */
const exitCodes = { pass: 0, fail: 1, usage: 2, inconclusive: 3, nothingToJudge: 4 };

;// CONCATENATED MODULE: ./lib/src/cli/verdict-output.js





/**
 * Does the work that ends in a verdict, and prints it. With `--json` there is a record even if nothing could be judged,
 * so that whoever reads it needs no second way to learn of failures.
 * @param work gives the verdict and lines to print after it
 * @returns the exit code @throws ActionError
 */
async function printVerdict(inputs, terminal, work) {
    try {
        const { verdict: record, lines } = await work();
        terminal.print(terminal.json
            ? asJson(record)
            : [(0,figures/* headline */.Pl)(record), ...record.reasons, ...record.notes, ...lines].join('\n'));
        const { verdict } = record;
        return verdict === 'inconclusive' && inputs.onInconclusive !== 'fail'
            ? exitCodes.pass
            : exitCodes[verdict];
    }
    catch (error) {
        const failure = (0,github_failure/* asActionError */.z)(error);
        if (terminal.json && failure.code !== 'bad-input')
            terminal.print(asJson(unjudged(failure, (0,gate/* rulesOf */.f)(inputs))));
        throw error;
    }
}
const asJson = (record) => JSON.stringify(record, null, 2);

;// CONCATENATED MODULE: ./lib/src/cli/eval.js








const evalVerb = {
    description: 'deploys OpenClaw, runs ClawBench and judges; done when no verb is given',
    operands: null,
    mode: 'eval',
    run: (inputs, terminal) => printVerdict(inputs, terminal, () => evaluate(inputs, terminal)),
};
async function evaluate(inputs, { log, env }) {
    const { verdict, directory } = await (0,run/* run */.e)(inputs, {
        log,
        clock: clock/* clock */.p,
        env,
        workflow: null,
        pastArtifacts: () => null,
        directory: await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'clawbench-')),
        signal: untilStopped(),
        root: root/* root */.z,
        saveLeftovers: ({ namespace, instance }) => log.debug(`Instance ${instance} in namespace ${namespace}.`),
    });
    return { verdict, lines: [`Results: ${directory}`] };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/src/inputs.js
var src_inputs = __webpack_require__(35777);
;// CONCATENATED MODULE: ./lib/src/cli/flags.js




/** Inputs that only mean something in a workflow. */
const workflowOnly = new Set(['github-token', 'comment', 'artifact-name', 'artifact-retention-days', 'mode']);
/** Flags of every verb. */
const switches = {
    json: { type: 'boolean', description: 'Print the verdict record as JSON.' },
    verbose: { type: 'boolean', description: 'Print debug lines.' },
    help: { type: 'boolean', description: 'Print this.' },
};
/** Keys come from the environment alone: everybody on the machine can read the flags of a process. */
function flagsOf({ mode, operands }) {
    return inputsOf(mode).filter(([name, row]) => name === 'kubeconfig' || (!row.secret && name !== operands?.input));
}
/** Inputs that are taken from the environment instead. */
function keysOf({ mode }) {
    return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}
function inputsOf(mode) {
    return src_inputs/* inputRows */.k8.filter(([name, row]) => (0,src_inputs/* takes */.ny)(mode, row) && !workflowOnly.has(name));
}
/** @throws ActionError `bad-input` */
function parseFlags(verb, args) {
    const { values, positionals } = parse(verb, args);
    const { json, help, verbose: _, ...flags } = values;
    const inputs = Object.entries(flags).map(([name, texts]) => [name, asText(verb, name, texts)]);
    const { operands } = verb;
    if (operands !== null && positionals.length > 0)
        inputs.push([operands.input, positionals.join('\n')]);
    return { json: json === true, help: help === true, inputs: Object.fromEntries(inputs) };
}
function parse(verb, args) {
    const names = flagsOf(verb).map(([name]) => [name, { type: 'string', multiple: true }]);
    const options = { ...Object.fromEntries(names), ...switches };
    try {
        return (0,external_node_util_.parseArgs)({ args: [...args], options, strict: true, allowPositionals: verb.operands !== null });
    }
    catch (error) {
        throw usage(error instanceof Error ? error.message : String(error));
    }
}
/** Repeated flags are lines of one input. */
function asText(verb, name, values) {
    const texts = Array.isArray(values) ? values.map(String) : [];
    const takesLines = flagsOf(verb).some(([flag, row]) => flag === name && row.lines);
    if (texts.length > 1 && !takesLines)
        throw usage(`Option '--${name}' is given more than once`);
    return texts.join('\n');
}
/** Flags as the runner would hand them over as inputs; the environment keeps the keys of providers. */
async function environmentOf(verb, inputs) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
    const own = await Promise.all(Object.entries({ ...inputs, mode: verb.mode }).map(async ([name, text]) => [
        (0,src_inputs/* inputVariable */.LO)(name),
        name === 'kubeconfig' ? await contentsOf(text) : text,
    ]));
    return Object.fromEntries([...inherited, ...own]);
}
async function contentsOf(file) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (cause) {
        throw new errors/* ActionError */.l('bad-input', `The kubeconfig ${file} can not be read.`, {
            hint: 'Write the path of a kubeconfig as --kubeconfig.',
            cause,
        });
    }
}
function usage(message) {
    return new errors/* ActionError */.l('bad-input', message, { hint: 'See --help for the flags there are.' });
}

;// CONCATENATED MODULE: ./lib/src/inputs/row.js
/** Sections of the inputs table, in the order of the README. */
const inputGroups = {
    mode: 'What to do',
    saved: 'Earlier result (`mode: verdict`)',
    cluster: 'Cluster',
    model: 'Model',
    agent: 'Agent and tasks',
    eval: 'Evaluation',
    gate: 'Verdict',
    report: 'Report',
    mlflow: 'MLflow',
    images: 'Images',
    cleanup: 'Clean-up',
};

;// CONCATENATED MODULE: ./lib/src/cli/help.js


const exits = '0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged';
/** @param name of the verb in `verbs`, which are all there are */
function helpText(name, verbs) {
    const verb = verbs[name];
    const flags = flagsOf(verb);
    const groups = Object.entries(inputGroups).flatMap(([group, title]) => {
        const rows = flags.filter(([, row]) => row.group === group);
        if (rows.length === 0)
            return [];
        return [
            section(title, rows.map(([flag, row]) => flagLine(flag, row.description, row.default))),
        ];
    });
    const keys = keysOf(verb).map(([, row]) => line(row.env ?? '', row.description));
    const parts = [
        `Usage: clawbench-k8s ${[name, verb.operands?.usage ?? '', '[flags]'].filter((word) => word !== '').join(' ')}`,
        section('Verbs (`<verb> --help` has its flags)', Object.entries(verbs).map(([other, { description }]) => line(other, description))),
        ...groups,
        section('Output', Object.entries(switches).map(([flag, { description }]) => flagLine(flag, description))),
        ...(keys.length === 0 ? [] : [section('Environment', keys)]),
        `Exit codes: ${exits}.`,
    ];
    return parts.join('\n\n');
}
function section(title, lines) {
    return [`${title}:`, ...lines].join('\n');
}
function flagLine(name, description, value) {
    const text = name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : description;
    return line(`--${name}`, `${text}${value === undefined ? '' : ` [${value}]`}`);
}
function line(name, description) {
    return `  ${name.padEnd(26)} ${description}`;
}

// EXTERNAL MODULE: ./lib/src/connect.js + 12 modules
var connect = __webpack_require__(10774);
// EXTERNAL MODULE: ./lib/src/inputs/modes.js
var modes = __webpack_require__(84398);
// EXTERNAL MODULE: ./lib/src/modes/cluster-modes.js + 1 modules
var cluster_modes = __webpack_require__(82192);
;// CONCATENATED MODULE: ./lib/src/cli/plain.js







/** The verb for a mode that works on a cluster and judges nothing. */
function plainVerb(mode) {
    return {
        description: modes/* modes */.n[mode].does,
        operands: null,
        mode,
        async run(inputs, terminal) {
            const { log, env, json } = terminal;
            const deps = { log, clock: clock/* clock */.p, env, root: root/* root */.z, signal: untilStopped() };
            const kube = await (0,connect/* connectTo */.m)(inputs, deps);
            try {
                const { lines, record } = await cluster_modes/* clusterModes */.r[mode](kube, inputs, deps);
                terminal.print(json ? JSON.stringify(record, null, 2) : lines.join('\n'));
                return exitCodes.pass;
            }
            finally {
                await kube.close();
            }
        },
    };
}

// EXTERNAL MODULE: ./lib/src/judge-saved.js
var judge_saved = __webpack_require__(45071);
;// CONCATENATED MODULE: ./lib/src/cli/verdict.js



const verdictVerb = {
    description: 'judges an earlier result, without a cluster',
    operands: { usage: 'RESULT…', input: 'result' },
    mode: 'verdict',
    run: (inputs, terminal) => printVerdict(inputs, terminal, async () => {
        const { verdict } = await (0,judge_saved/* judgeSaved */.h)(inputs, {
            ...terminal,
            workflow: null,
            pastArtifacts: () => null,
            signal: untilStopped(),
        });
        return { verdict, lines: [] };
    }),
};

// EXTERNAL MODULE: ./lib/src/plain-text.js
var plain_text = __webpack_require__(16628);
// EXTERNAL MODULE: ./lib/src/redact.js
var src_redact = __webpack_require__(18089);
;// CONCATENATED MODULE: ./lib/src/terminal-log.js



/**
 * The log of the command line. It goes to `stream` (standard error, so that standard output carries the result
 * alone), in colour where that is a terminal.
 */
function openTerminalLog(stream, options) {
    let redactBytes = (0,src_redact/* redactor */.$)([]);
    const secrets = [];
    function redact(text) {
        return redactBytes(Buffer.from(text)).toString();
    }
    function print(text, prefix = '') {
        // Redacted first: taking out an invisible character could join the halves of a secret, so once more after.
        const lines = (0,plain_text/* plainLines */.y)(redact(text)).map((line) => redact(line));
        stream.write(`${prefix}${lines.join('\n')}\n`);
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
        mask(values) {
            secrets.push(...values);
            redactBytes = (0,src_redact/* redactor */.$)(secrets);
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/cli.js










/** What the command line can do; each is a small file. */
const verbs = {
    eval: evalVerb,
    sweep: plainVerb('sweep'),
    verdict: verdictVerb,
};
/**
 * The action from a terminal: its inputs are the flags, and `--kubeconfig` is a path. Progress goes to standard error,
 * the result to standard output.
 * @returns the exit code: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged
 */
async function commandLine(args) {
    const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose') });
    const print = (text) => void process.stdout.write(`${text}\n`);
    try {
        const [name, rest] = verbOf(args);
        const verb = verbs[name];
        const { json, help, inputs } = parseFlags(verb, rest);
        if (help) {
            print(helpText(name, verbs));
            return exitCodes.pass;
        }
        const env = await environmentOf(verb, inputs);
        return await verb.run((0,src_inputs/* loadMaskedInputs */.Ry)(env, log, 'terminal'), { log, env, json, print });
    }
    catch (error) {
        return tell((0,github_failure/* asActionError */.z)(error), log);
    }
}
/** The verb and what follows it; without one, an eval. */
function verbOf(args) {
    const [first, ...rest] = args;
    if (first === undefined || first.startsWith('-'))
        return ['eval', args];
    if (Object.hasOwn(verbs, first))
        return [first, rest];
    throw new errors/* ActionError */.l('bad-input', `There is no verb "${first}".`, {
        hint: `Write one of ${Object.keys(verbs).join(', ')}; see --help.`,
    });
}
function tell(failure, log) {
    for (let cause = failure.cause; cause instanceof Error; cause = cause.cause)
        log.debug(cause.stack ?? '');
    log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
    return failure.code === 'bad-input' ? exitCodes.usage : exitCodes.nothingToJudge;
}


/***/ })

};
