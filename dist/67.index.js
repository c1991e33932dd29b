export const id = 67;
export const ids = [67];
export const modules = {

/***/ 12067:
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
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/src/clock.js
var clock = __webpack_require__(79508);
// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(65071);
// EXTERNAL MODULE: ./lib/src/github/failure.js
var github_failure = __webpack_require__(43890);
// EXTERNAL MODULE: ./lib/src/inputs.js
var src_inputs = __webpack_require__(35777);
// EXTERNAL MODULE: ./lib/src/inputs/table.js
var table = __webpack_require__(9278);
// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
// EXTERNAL MODULE: ./lib/src/run.js + 58 modules
var run = __webpack_require__(31488);
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












const exitCodes = { pass: 0, fail: 1, usage: 2, inconclusive: 3, nothingToJudge: 4 };
/** Inputs that only mean something in a workflow. */
const workflowOnly = new Set(['github-token', 'comment', 'artifact-name', 'artifact-retention-days', 'mode']);
/** Keys come from the environment alone: everybody on the machine can read the flags of a process. */
const flags = src_inputs/* inputRows */.k8.filter(([name, row]) => name === 'kubeconfig' || (!row.secret && !workflowOnly.has(name)));
const keys = src_inputs/* inputRows */.k8.filter(([name, row]) => row.secret && row.env !== undefined && !workflowOnly.has(name));
const switches = {
    json: { type: 'boolean', description: 'Print the verdict record as JSON.' },
    verbose: { type: 'boolean', description: 'Print debug lines.' },
    help: { type: 'boolean', description: 'Print this.' },
};
/**
 * The same evaluation from a terminal: each input of the action is a flag, and `--kubeconfig` is a path. Progress goes
 * to standard error, the verdict to standard output.
 * @returns the exit code: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged
 */
async function commandLine(args) {
    const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose') });
    try {
        const { json, help, verbose: _, ...given } = parseFlags(args);
        if (help === true) {
            process.stdout.write(helpText());
            return exitCodes.pass;
        }
        const env = await environmentOf(given);
        const inputs = (0,src_inputs/* loadMaskedInputs */.Ry)(env, log);
        const outcome = await evaluate(inputs, log);
        process.stdout.write(json === true ? `${JSON.stringify(outcome.verdict, null, 2)}\n` : asText(outcome));
        const { verdict } = outcome.verdict;
        return verdict === 'inconclusive' && inputs.onInconclusive !== 'fail'
            ? exitCodes.pass
            : exitCodes[verdict];
    }
    catch (error) {
        const failure = (0,github_failure/* asActionError */.z)(error);
        log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
        return failure.code === 'bad-input' ? exitCodes.usage : exitCodes.nothingToJudge;
    }
}
/** Repeated flags are lines of one input. */
function parseFlags(args) {
    const inputs = Object.fromEntries(flags.map(([name]) => [name, { type: 'string', multiple: true }]));
    try {
        const { values } = (0,external_node_util_.parseArgs)({ args: [...args], options: { ...inputs, ...switches }, strict: true });
        return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asOneValue(name, value)]));
    }
    catch (error) {
        throw new errors/* ActionError */.l('bad-input', error instanceof Error ? error.message : String(error), {
            hint: 'See --help for the flags there are.',
        });
    }
}
function asOneValue(name, value) {
    if (!Array.isArray(value))
        return value;
    const takesLines = flags.some(([flag, row]) => flag === name && row.lines);
    if (value.length > 1 && !takesLines)
        throw new Error(`Option '--${name}' is given more than once`);
    return value.join('\n');
}
/** Flags as the runner would hand them over as inputs; the environment keeps the keys of providers. */
async function environmentOf(given) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
    const inputs = await Promise.all(Object.entries(given).map(async ([name, value]) => {
        const text = String(value);
        return [(0,src_inputs/* inputVariable */.LO)(name), name === 'kubeconfig' ? await contentsOf(text) : text];
    }));
    return Object.fromEntries([...inherited, ...inputs]);
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
async function evaluate(inputs, log) {
    const cancelling = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.once(name, () => cancelling.abort(new errors/* ActionError */.l('cancelled', 'You stopped it.')));
    }
    return await (0,run/* run */.e)(inputs, {
        log,
        clock: clock/* clock */.p,
        workflow: null,
        directory: await (0,promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'clawbench-')),
        env: process.env,
        signal: cancelling.signal,
        root: external_node_path_.join(import.meta.dirname, '..'),
        saveLeftovers: ({ namespace, instance }) => log.debug(`Instance ${instance} in namespace ${namespace}.`),
    });
}
function asText({ verdict, directory }) {
    const lines = [(0,figures/* headline */.Pl)(verdict), ...verdict.reasons, ...verdict.notes, `Results: ${directory}`];
    return `${lines.join('\n')}\n`;
}
function helpText() {
    const groups = Object.entries(table/* inputGroups */.Dk).map(([group, title]) => {
        const rows = flags.filter(([, row]) => row.group === group);
        return [`${title}:`, ...rows.map(([name, row]) => flagLine(name, row.description, row.default))].join('\n');
    });
    const others = Object.entries(switches).map(([name, { description }]) => flagLine(name, description));
    const environment = keys.map(([, row]) => line(row.env ?? '', row.description));
    const parts = [
        'Usage: clawbench-k8s [flags]',
        ...groups,
        ['Output:', ...others].join('\n'),
        ['Environment:', ...environment].join('\n'),
    ];
    return `${parts.join('\n\n')}\n`;
}
function flagLine(name, description, value) {
    const text = name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : description;
    return line(`--${name}`, `${text}${value === undefined ? '' : ` [${value}]`}`);
}
function line(name, description) {
    return `  ${name.padEnd(26)} ${description}`;
}


/***/ })

};
