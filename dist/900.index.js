export const id = 900;
export const ids = [900];
export const modules = {

/***/ 63148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ clock)
/* harmony export */ });
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


/***/ }),

/***/ 4201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ compareText)
/* harmony export */ });
function compareText(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}


/***/ }),

/***/ 80837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
function shellWord(text) {
    return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw `'\''`)}'`;
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
    return inputsOf(mode).filter(([name, row]) => name === 'kubeconfig' || (!row.secret && name !== mode.operands?.input));
}
function keysOf(mode) {
    return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}
function inputsOf(mode) {
    return _types_js__WEBPACK_IMPORTED_MODULE_1__/* .inputRows */ .k8.filter(([name, row]) => (0,_mode_row_js__WEBPACK_IMPORTED_MODULE_0__/* .accepts */ .G)(mode, name, row) && row.workflowOnly !== true);
}


/***/ }),

/***/ 60489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gateOf: () => (/* binding */ gateOf),
/* harmony export */   warnIfUngated: () => (/* binding */ warnIfUngated)
/* harmony export */ });
/* harmony import */ var _result_verdict_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45085);

function warnIfUngated(inputs, log) {
    const { threshold, tierThresholds, requiredTasks, baseline } = inputs;
    const isGated = [threshold, tierThresholds, requiredTasks].some((rule) => rule !== null);
    if (isGated || baseline.length > 0)
        return;
    log.warning('Nothing is gated', 'Neither `threshold` nor `baseline` is set, so any score passes: write `threshold: 0.70` for a lowest score, or `baseline: artifact` to compare with the base branch.');
}
function gateOf(inputs) {
    return {
        threshold: inputs.threshold,
        minCoverage: inputs.minCoverage,
        tierThresholds: inputs.tierThresholds ?? {},
        requiredTasks: inputs.requiredTasks ?? [],
        alpha: _result_verdict_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .ALPHA */ .N,
        maxRegression: inputs.maxRegression,
        confirmRuns: inputs.confirmRuns,
    };
}


/***/ }),

/***/ 44720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   TG: () => (/* binding */ money),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Um: () => (/* binding */ roughDuration),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   fN: () => (/* binding */ score),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   qi: () => (/* binding */ verdictIcons)
/* harmony export */ });
const verdictIcons = { pass: '✅', fail: '❌', inconclusive: '⚠️' };
const unknown = '–';
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
function score(value) {
    return value === null ? unknown : value.toFixed(3);
}
function interval(value) {
    return value === null ? unknown : `${score(value.lower)} – ${score(value.upper)}`;
}
function percent(ratio) {
    return `${ratio === 1 ? '100' : (Math.floor(ratio * 1000) / 10).toFixed(1)} %`;
}
function money(usd) {
    if (usd === null)
        return unknown;
    return `$${usd === 0 || usd >= 1 ? usd.toFixed(2) : usd.toFixed(Math.min(6, 1 - Math.floor(Math.log10(usd))))}`;
}
function count(value) {
    return wholeNumber.format(value);
}
function duration(ms) {
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
    return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
function roughDuration(ms) {
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60)
        return `${minutes} min`;
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}


/***/ }),

/***/ 35509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ headline),
/* harmony export */   Z: () => (/* binding */ iconOf)
/* harmony export */ });
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44720);

function isUngated({ verdict, threshold, tiers, comparison }) {
    return (verdict === 'pass' &&
        threshold === null &&
        tiers.every((tier) => tier.threshold === null) &&
        comparison === null);
}
function iconOf(verdict) {
    return isUngated(verdict) ? 'ℹ️' : _figures_js__WEBPACK_IMPORTED_MODULE_0__/* .verdictIcons */ .qi[verdict.verdict];
}
function headline(verdict) {
    const { score, threshold, comparison, identity, reasons, failureReason } = verdict;
    const value = score === null ? '' : score.toFixed(3);
    if (verdict.verdict === 'inconclusive')
        return `Inconclusive: ${firstSentence(reasons[0] ?? '')}`;
    if (failureReason === 'regression' && comparison !== null) {
        const { baselineScore: before, headScore: after } = comparison;
        return `${identity.model} got worse: ${change(before, after)}`;
    }
    if (verdict.verdict === 'fail') {
        return score !== null && threshold !== null && score < threshold
            ? `Below the threshold: ${apart(score, threshold).join(' < ')}`
            : firstSentence(reasons[0] ?? '');
    }
    if (isUngated(verdict))
        return `Measured: ${value} (nothing was gated: no threshold, no baseline)`;
    if (comparison?.comparable === true)
        return `${value}, no regression`;
    return threshold === null ? value : `${value}, threshold ${threshold}`;
}
function change(before, after) {
    const [from, to] = apart(before ?? 0, after ?? 0);
    const digits = from.length - 2;
    const difference = Number(to) - Number(from);
    return `${from} → ${to} (${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(digits)})`;
}
function apart(a, b) {
    for (let digits = 2; digits < 10; digits += 1)
        if (a === b || a.toFixed(digits) !== b.toFixed(digits))
            return [a.toFixed(digits), b.toFixed(digits)];
    return [String(a), String(b)];
}
function firstSentence(text) {
    return /^.*?[.!?](?=\s|$)/.exec(text)?.[0].replace(/\.$/, '') ?? text;
}


/***/ }),

/***/ 98474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DJ: () => (/* binding */ refuseIncomplete),
/* harmony export */   Df: () => (/* binding */ taskFields),
/* harmony export */   Xs: () => (/* binding */ MAX_RESULT_BYTES),
/* harmony export */   h$: () => (/* binding */ parseBenchmark),
/* harmony export */   rM: () => (/* binding */ benchmarkSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38347);



const share = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0).max(1);
const amount = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0);
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().min(0);
const counts = zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), count);
const taskId = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .regex(/^[^\s\p{C}]{1,200}$/u, 'is not a task id (1 to 200 printable characters, no spaces)')
    .refine((id) => id !== '.' && id !== '..', 'is not a task id');
const taskFields = {
    task_id: taskId,
    tier: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1).max(100),
    family: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    scenario: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    subscenario: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    artifact_type: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    prompt_variant: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    query_difficulty: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    query_weight: amount.default(1),
    pool: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    subsets: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).default([]),
    capabilities: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).default([]),
    variant_group: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    variant_id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    template_id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    release_id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    source_kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    privacy_tier: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    contamination_risk: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    freshness_epoch: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    similarity_hash: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    official: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().default(false),
};
const taskStatsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    ...taskFields,
    runs: count.min(1),
    scores: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(share).min(1),
    mean_completion_score: share.default(0),
    mean_trajectory_score: share.default(0),
    mean_behavior_score: share.default(0),
    mean_judge_score: share.default(0),
    mean_judge_confidence: share.default(0),
    judge_pass_rate: share.default(0),
    judged_runs: count.default(0),
    judge_error_count: count.default(0),
    mean_run_score: share,
    reliability_score: share,
    mean_task_score: share,
    stddev: amount.default(0),
    pass_rate: share,
    pass_hat_k: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    worst_of_n: share.default(0),
    mean_duration_ms: amount,
    median_duration_ms: amount.default(0),
    p95_duration_ms: amount.default(0),
    mean_input_tokens: amount.default(0),
    mean_output_tokens: amount.default(0),
    mean_reasoning_tokens: amount.default(0),
    mean_total_tokens: amount,
    mean_cost_usd: amount,
    tokens_per_pass: amount.default(0),
    cost_per_pass: amount.default(0),
    delivery_outcome_counts: counts.default({}),
    failure_mode_counts: counts.default({}),
});
const tierResultSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    tier: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    mean_task_score: share,
    mean_completion: share.default(0),
    mean_trajectory: share.default(0),
    mean_behavior: share.default(0),
    mean_judge: share.default(0),
    mean_reliability: share.default(0),
    ci_lower: share,
    ci_upper: share,
    pass_hat_k_rate: share.default(0),
    task_stats: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(taskStatsSchema),
});
const scenarioResultSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    scenario: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    mean_task_score: share,
    weighted_score: share,
    mean_completion: share.default(0),
    mean_trajectory: share.default(0),
    mean_behavior: share.default(0),
    mean_judge: share.default(0),
    mean_reliability: share.default(0),
    pass_hat_k_rate: share.default(0),
    total_weight: amount.default(0),
    task_stats: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(taskStatsSchema),
});
const benchmarkSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    submission_id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    model: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1),
    provider: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    timestamp: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    openclaw_version: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    benchmark_version: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    environment: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ task_count: count.optional() }).default({}),
    overall_score: share,
    overall_completion: share.default(0),
    overall_trajectory: share.default(0),
    overall_behavior: share.default(0),
    judge_model: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    overall_judge_score: share.default(0),
    overall_judge_confidence: share.default(0),
    overall_judge_pass_rate: share.default(0),
    judge_task_coverage: share.default(0),
    judge_error_count: count.default(0),
    overall_reliability: share.default(0),
    overall_weighted_query_score: share.default(0),
    overall_median_latency_ms: amount.default(0),
    overall_p95_latency_ms: amount.default(0),
    overall_input_tokens: amount.default(0),
    overall_output_tokens: amount.default(0),
    overall_reasoning_tokens: amount.default(0),
    overall_total_tokens: amount.default(0),
    overall_cost_usd: amount.default(0),
    overall_tokens_per_pass: amount.default(0),
    overall_cost_per_pass: amount.default(0),
    overall_worst_of_n: share.default(0),
    public_dev_score: share.default(0),
    official_hidden_score: share.default(0),
    clear_prompt_score: share.default(0),
    ambiguous_prompt_score: share.default(0),
    consensus_subset_score: share.default(0),
    hard_subset_score: share.default(0),
    overall_delivery_outcome_counts: counts.default({}),
    overall_failure_mode_counts: counts.default({}),
    overall_ci_lower: share,
    overall_ci_upper: share,
    overall_pass_hat_k: share.default(0),
    tier_results: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(tierResultSchema).default([]),
    scenario_results: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(scenarioResultSchema).default([]),
    task_results: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(taskStatsSchema),
    certified: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().default(false),
    environment_checksum: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
    task_snapshot_fingerprint: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().default(''),
});
const MAX_RESULT_BYTES = 200_000_000;
function parseBenchmark(bytes, { name = 'benchmark.json', maxBytes = MAX_RESULT_BYTES } = {}) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(bytes, { name, maxBytes });
    refuseLookalikes(value, name);
    const parsed = benchmarkSchema.safeParse(value);
    if (!parsed.success)
        throw badResult(`${name} is not a ClawBench result: ${firstProblem(parsed.error)}.`);
    const result = parsed.data;
    if (result.task_results.length === 0)
        throw badResult(`${name} has no tasks.`);
    checkTasks(result.task_results, name);
    return result;
}
function refuseLookalikes(value, name) {
    if (typeof value !== 'object' || value === null)
        return;
    if ('overall_composite' in value) {
        throw badResult(`${name} has the shape of ClawBench before 0.3 ("overall_composite").`, {
            hint: 'Use a harness image of ClawBench 0.4 or newer.',
        });
    }
    if ('schemaVersion' in value && 'verdict' in value) {
        throw badResult(`${name} is a verdict record, which is already judged, not a result.`, {
            hint: 'Give the benchmark.json beside it, or the directory of both.',
        });
    }
    if ('run_index' in value && 'run_score' in value) {
        throw badResult(`${name} is one run of the run cache, not a result.`, {
            hint: 'Give the benchmark.json of the evaluation, and the directory of its runs as run cache.',
        });
    }
}
function checkTasks(tasks, name) {
    const seen = new Set();
    for (const task of tasks) {
        if (seen.has(task.task_id))
            throw badResult(`${name} lists task ${task.task_id} twice.`);
        seen.add(task.task_id);
        if (task.scores.length !== task.runs) {
            throw badResult(`${name} contradicts itself: task ${task.task_id} has ${task.runs} runs but ${task.scores.length} scores.`);
        }
    }
}
function refuseIncomplete({ environment, task_results: tasks }, name) {
    const { task_count: expected } = environment;
    if (expected === undefined || expected === tasks.length)
        return;
    throw badResult(`${name} claims ${expected} tasks but lists ${tasks.length}: a shard or some tasks are missing.`);
}
function firstProblem(error) {
    const issue = error.issues[0];
    const path = issue.path
        .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
        .join('');
    return `${path === '' ? 'the document' : path.replace(/^\./, '')}: ${issue.message}`;
}
function badResult(message, options = {}) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', message, options);
}


/***/ }),

/***/ 38347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);

function parseJson(bytes, { name, maxBytes }) {
    if (bytes.byteLength > maxBytes) {
        throw badJson(`${name} is ${megabytes(bytes.byteLength)}; at most ${megabytes(maxBytes)} are read.`);
    }
    if (bytes.byteLength === 0)
        throw badJson(`${name} is empty.`);
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        throw badJson(`${name} is not UTF-8 text.`, cause);
    }
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw badJson(whyNotJson(text, name, cause), cause);
    }
    refuseProto(value, name);
    return value;
}
function whyNotJson(text, name, cause) {
    const complaint = cause instanceof Error ? cause.message : '';
    if (/Unexpected end|Unterminated/.test(complaint) || complaint.includes(`position ${text.length} `)) {
        return `${name} is truncated: the JSON ends in the middle.`;
    }
    if (/[[:,]\s*-?(?:NaN|Infinity)\b/.test(text))
        return `${name} contains NaN or Infinity, which cannot be judged.`;
    return `${name} is not JSON.`;
}
function refuseProto(root, name) {
    const open = [root];
    while (open.length > 0) {
        const value = open.pop();
        if (typeof value !== 'object' || value === null)
            continue;
        if (Object.hasOwn(value, '__proto__'))
            throw badJson(`${name} has a key "__proto__" and is not trusted.`);
        for (const child of Object.values(value))
            open.push(child);
    }
}
const megabytes = (size) => `${(size / 1e6).toFixed(1)} MB`;
function badJson(message, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', message, { cause });
}


/***/ }),

/***/ 93207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ MAX_RUN_FILE_BYTES),
/* harmony export */   WG: () => (/* binding */ isPassing),
/* harmony export */   eS: () => (/* binding */ openRunCache),
/* harmony export */   hv: () => (/* binding */ runCacheEntrySchema),
/* harmony export */   k$: () => (/* binding */ runOfPath),
/* harmony export */   r7: () => (/* binding */ runKey),
/* harmony export */   yy: () => (/* binding */ readRunCache)
/* harmony export */ });
/* unused harmony export parseRunFile */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _benchmark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98474);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38347);
/* harmony import */ var _run_failures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45146);





const share = zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().min(0).max(1);
const amount = zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().min(0);
const usageSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    input_tokens: amount.default(0),
    output_tokens: amount.default(0),
    reasoning_tokens: amount.default(0),
    total_tokens: amount.default(0),
    total_cost_usd: amount.default(0),
})
    .prefault({});
const messageSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    role: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    text: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish(),
    tool_calls: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish() })).default([]),
    usage: usageSchema,
});
const axis = { score: share.default(0) };
const runCacheEntrySchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    ..._benchmark_js__WEBPACK_IMPORTED_MODULE_1__/* .taskFields */ .Df,
    run_index: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(0),
    run_score: share,
    completion_result: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ ...axis, ..._run_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .failureFields */ .cX.completion }).prefault({}),
    trajectory_result: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ ...axis, ..._run_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .failureFields */ .cX.trajectory }).prefault({}),
    behavior_result: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ ...axis, ..._run_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .failureFields */ .cX.behavior }).prefault({}),
    judge_result: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        ..._run_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .failureFields */ .cX.judge,
        enabled: zod__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY().default(false),
        passed: zod__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY().default(false),
        score: share.default(0),
        confidence: share.default(0),
        error: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish(),
        token_usage: usageSchema,
    })
        .prefault({}),
    transcript: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ messages: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(messageSchema).default([]) }).prefault({}),
    duration_ms: amount.default(0),
    token_usage: usageSchema,
    delivery_outcome: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().default(''),
    failure_mode: _run_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .failureModeSchema */ .R4,
    error: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish(),
    execution_status: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish(),
    error_phase: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish(),
});
function runKey(taskId, runIndex) {
    return `${taskId}/run${runIndex}`;
}
function runOfPath(file) {
    const [, task, index] = /([^/]+)\/run(\d{1,6})\.json$/.exec(file) ?? [];
    return task === undefined || index === undefined ? null : runKey(task, Number(index));
}
const MAX_RUN_FILE_BYTES = 16 * 1024 * 1024;
function parseRunFile(bytes, name) {
    const parsed = runCacheEntrySchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(bytes, { name, maxBytes: MAX_RUN_FILE_BYTES }));
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', `${name} is not a run of ClawBench: ${issue.path.join('.')}: ${issue.message}.`);
    }
    return parsed.data;
}
function readRunCache(files) {
    const { add, cache } = openRunCache();
    for (const file of files)
        add(file);
    return cache;
}
function openRunCache() {
    const entries = new Map();
    const repeated = new Set();
    const problems = [];
    function add({ path, bytes }) {
        const [, directory, index] = /([^/]+)\/run(\d{1,6})\.json$/.exec(path) ?? [];
        if (index === undefined)
            return;
        try {
            const entry = parseRunFile(bytes, path);
            const key = runKey(entry.task_id, entry.run_index);
            if (entry.run_index !== Number(index) || directoryOf(entry.task_id) !== directory) {
                problems.push(`${path} claims to be ${key}; it was not used.`);
            }
            else if (entries.has(key)) {
                repeated.add(key);
                problems.push(`${path} repeats a run of ${entry.task_id}; the first file was used.`);
            }
            else {
                entries.set(key, entry);
            }
        }
        catch (error) {
            if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error))
                throw error;
            problems.push(`${error.message} The run was not used.`);
        }
    }
    return { add, cache: { entries, repeated, problems } };
}
function directoryOf(id) {
    return (id
        .trim()
        .replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
        .replaceAll(/^[._-]+|[._-]+$/g, '') || 'unknown');
}
function isPassing(entry) {
    return entry.delivery_outcome === 'pass';
}


/***/ }),

/***/ 45146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R4: () => (/* binding */ failureModeSchema),
/* harmony export */   cX: () => (/* binding */ failureFields),
/* harmony export */   dJ: () => (/* binding */ failuresOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);


const MOST_LINES = 20;
const LINE_LENGTH = 300;
const linesSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J())
    .default([])
    .catch([])
    .transform((found) => found.slice(0, MOST_LINES).map(lineOf));
const failureFields = {
    completion: { failed_assertions: linesSchema },
    trajectory: { forbidden_violations: linesSchema, required_families_missing: linesSchema },
    behavior: { failed_expectations: linesSchema },
    judge: { rubric_misses: linesSchema },
};
function failuresOf(run) {
    const { forbidden_violations: forbidden, required_families_missing: missing } = run.trajectory_result;
    return [
        ...run.completion_result.failed_assertions,
        ...forbidden.map((line) => `Forbidden: ${line}`),
        ...run.behavior_result.failed_expectations.map((line) => `Not as expected: ${line}`),
        ...run.judge_result.rubric_misses.map((line) => `Judge: ${line}`),
        ...(missing.length === 0 ? [] : [`No tool used of: ${missing.join(', ')}`]),
    ];
}
const failureModeSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
    .nullish()
    .catch(null)
    .transform((mode) => (mode ? (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(mode, 60) : null));
function lineOf(found) {
    return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(typeof found === 'string' ? found : (JSON.stringify(found) ?? ''), LINE_LENGTH);
}


/***/ }),

/***/ 70584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gQ: () => (/* binding */ sampleDeviation),
/* harmony export */   i2: () => (/* binding */ mean),
/* harmony export */   kd: () => (/* binding */ bootstrapInterval)
/* harmony export */ });
/* unused harmony export pcg64 */
const RESAMPLES = 10_000;
const SEED = 42;
function bootstrapInterval(scores, confidence = 0.95) {
    const n = scores.length;
    if (n === 0)
        return { lower: 0, upper: 0 };
    if (n === 1)
        return { lower: scores[0], upper: scores[0] };
    const random = pcg64(SEED);
    const means = new Float64Array(RESAMPLES);
    const sample = new Float64Array(n);
    for (let resample = 0; resample < RESAMPLES; resample += 1) {
        for (let i = 0; i < n; i += 1)
            sample[i] = scores[random.below(n)];
        means[resample] = mean(sample);
    }
    means.sort();
    const alpha = 1 - confidence;
    return {
        lower: percentile(means, (100 * alpha) / 2),
        upper: percentile(means, 100 * (1 - alpha / 2)),
    };
}
function mean(values) {
    return values.length === 0 ? 0 : pairwiseSum(values, 0, values.length) / values.length;
}
function sampleDeviation(values) {
    if (values.length < 2)
        return 0;
    const centre = mean(values);
    const squares = values.map((value) => (value - centre) * (value - centre));
    return Math.sqrt(pairwiseSum(squares, 0, squares.length) / (values.length - 1));
}
function pairwiseSum(values, start, length) {
    if (length < 8) {
        let sum = 0;
        for (let i = 0; i < length; i += 1)
            sum += values[start + i];
        return sum;
    }
    if (length <= 128) {
        const lanes = Array.from({ length: 8 }, (_, lane) => values[start + lane]);
        const whole = length - (length % 8);
        for (let i = 8; i < whole; i += 8) {
            for (let lane = 0; lane < 8; lane += 1)
                lanes[lane] += values[start + i + lane];
        }
        let sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
        for (let i = whole; i < length; i += 1)
            sum += values[start + i];
        return sum;
    }
    const half = length >> 1;
    const first = half - (half % 8);
    return pairwiseSum(values, start, first) + pairwiseSum(values, start + first, length - first);
}
function percentile(sorted, percent) {
    const position = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(position);
    const fraction = position - below;
    const a = sorted[below];
    const b = sorted[Math.min(below + 1, sorted.length - 1)];
    return fraction >= 0.5 ? b - (b - a) * (1 - fraction) : a + (b - a) * fraction;
}
const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];
function pcg64(seed) {
    const words = seedSequence(seed, 8);
    const start = [words[2], words[3], words[0], words[1]];
    const sequence = [words[6], words[7], words[4], words[5]];
    const increment = sequence.map((word, i) => ((word << 1) | (i === 0 ? 1 : sequence[i - 1] >>> 31)) >>> 0);
    const state = new Uint32Array(4);
    multiplyAdd(state, increment);
    add(state, start);
    multiplyAdd(state, increment);
    let spare = null;
    const next32 = () => {
        if (spare !== null) {
            const word = spare;
            spare = null;
            return word;
        }
        multiplyAdd(state, increment);
        const rotation = state[3] >>> 26;
        const folded = [state[2] ^ state[0], state[3] ^ state[1]];
        const [low, high] = rotation < 32 ? folded : [folded[1], folded[0]];
        const by = rotation & 31;
        if (by === 0) {
            spare = high >>> 0;
            return low >>> 0;
        }
        spare = ((high >>> by) | (low << (32 - by))) >>> 0;
        return ((low >>> by) | (high << (32 - by))) >>> 0;
    };
    return {
        below(n) {
            let product = next32() * n;
            if (product % WORD < n) {
                const threshold = (WORD - n) % n;
                while (product % WORD < threshold)
                    product = next32() * n;
            }
            return Math.floor(product / WORD);
        },
    };
}
const WORD = 2 ** 32;
function multiplyAdd(state, increment) {
    const [a, b, c, d] = [state[0], state[1], state[2], state[3]];
    const [p, q, r, s] = MULTIPLIER;
    const column0 = lowWord(a, p) + increment[0];
    const column1 = carry(column0) + highWord(a, p) + lowWord(a, q) + lowWord(b, p) + increment[1];
    const column2 = carry(column1) +
        highWord(a, q) +
        highWord(b, p) +
        lowWord(a, r) +
        lowWord(b, q) +
        lowWord(c, p) +
        increment[2];
    const column3 = carry(column2) +
        highWord(a, r) +
        highWord(b, q) +
        highWord(c, p) +
        lowWord(a, s) +
        lowWord(b, r) +
        lowWord(c, q) +
        lowWord(d, p) +
        increment[3];
    state[0] = column0;
    state[1] = column1;
    state[2] = column2;
    state[3] = column3;
}
function add(state, words) {
    let column = 0;
    for (let i = 0; i < 4; i += 1) {
        column = carry(column) + state[i] + words[i];
        state[i] = column;
    }
}
const carry = (column) => Math.floor(column / WORD);
const lowWord = (x, y) => Math.imul(x, y) >>> 0;
function highWord(x, y) {
    const [x0, x1, y0, y1] = [x & 0xffff, x >>> 16, y & 0xffff, y >>> 16];
    const middle = x1 * y0 + ((x0 * y0) >>> 16);
    const other = x0 * y1 + (middle % 0x1_0000);
    return x1 * y1 + Math.floor(middle / 0x1_0000) + Math.floor(other / 0x1_0000);
}
function seedSequence(seed, count) {
    const multiply = (a, b) => Math.imul(a, b) >>> 0;
    const fold = (word) => (word ^ (word >>> 16)) >>> 0;
    let hashConstant = 0x43b0d7e5;
    const hash = (word) => {
        const mixed = (word ^ hashConstant) >>> 0;
        hashConstant = multiply(hashConstant, 0x931e8875);
        return fold(multiply(mixed, hashConstant));
    };
    const mix = (x, y) => fold((multiply(0xca01f9dd, x) - multiply(0x4973f715, y)) >>> 0);
    const pool = [hash(seed), hash(0), hash(0), hash(0)];
    for (let from = 0; from < 4; from += 1) {
        for (let to = 0; to < 4; to += 1) {
            if (from !== to)
                pool[to] = mix(pool[to], hash(pool[from]));
        }
    }
    let outConstant = 0x8b51f9dd;
    return Array.from({ length: count }, (_, i) => {
        const mixed = (pool[i % 4] ^ outConstant) >>> 0;
        outConstant = multiply(outConstant, 0x58f38ded);
        return fold(multiply(mixed, outConstant));
    });
}


/***/ }),

/***/ 93734:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J0: () => (/* binding */ sortTasks),
/* harmony export */   Ox: () => (/* binding */ mergeShards),
/* harmony export */   sI: () => (/* binding */ composeResult)
/* harmony export */ });
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);
/* harmony import */ var _base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4201);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _bootstrap_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70584);




function mergeShards(shards) {
    const first = shards[0];
    if (first === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-result', 'There is no result to merge.');
    refuseMismatch(shards);
    return composeResult(first, shards.flatMap((shard) => shard.task_results));
}
const SAME_IN_ALL = [
    'model',
    'provider',
    'judge_model',
    'benchmark_version',
    'benchmark_release_id',
    'public_release_id',
    'hidden_release_id',
];
function refuseMismatch(shards) {
    const first = shards[0];
    const owner = new Map();
    for (const [index, shard] of shards.entries()) {
        for (const field of SAME_IN_ALL) {
            if (shard[field] !== first[field]) {
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-result', `Shards 0 and ${index} cannot be merged: ${field} is "${String(first[field])}" in one and "${String(shard[field])}" in the other.`);
            }
        }
        if (environmentKey(shard) !== environmentKey(first)) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-result', `Shards 0 and ${index} cannot be merged: their "environment" differs.`);
        }
        for (const task of shard.task_results) {
            const other = owner.get(task.task_id);
            if (other !== undefined) {
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-result', `Shards ${other} and ${index} cannot be merged: both ran task ${task.task_id}.`);
            }
            owner.set(task.task_id, index);
        }
    }
}
function environmentKey(shard) {
    return canonical({ ...shard.environment, task_count: 0 });
}
function canonical(value) {
    return JSON.stringify(value, (_key, part) => typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a, b)))
        : part);
}
function sortTasks(tasks) {
    return [...tasks].sort((a, b) => (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a.tier, b.tier) || (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a.task_id, b.task_id));
}
function composeResult(base, stats) {
    const tasks = sortTasks(stats);
    const judged = judgedOnly(tasks);
    const interval = (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_3__/* .bootstrapInterval */ .kd)(scores(tasks));
    return {
        ...base,
        environment: { ...base.environment, task_count: tasks.length },
        overall_score: (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_3__/* .mean */ .i2)(scores(tasks)),
        overall_completion: average(tasks, (task) => task.mean_completion_score),
        overall_trajectory: average(tasks, (task) => task.mean_trajectory_score),
        overall_behavior: average(tasks, (task) => task.mean_behavior_score),
        overall_judge_score: average(judged, (task) => task.mean_judge_score),
        overall_judge_confidence: average(judged, (task) => task.mean_judge_confidence),
        overall_judge_pass_rate: average(judged, (task) => task.judge_pass_rate),
        judge_task_coverage: tasks.length === 0 ? 0 : judged.length / tasks.length,
        judge_error_count: tasks.reduce((sum, task) => sum + task.judge_error_count, 0),
        overall_reliability: average(tasks, (task) => task.reliability_score),
        overall_weighted_query_score: weighted(tasks) ?? 0,
        overall_median_latency_ms: average(tasks, (task) => task.median_duration_ms),
        overall_p95_latency_ms: average(tasks, (task) => task.p95_duration_ms),
        overall_input_tokens: average(tasks, (task) => task.mean_input_tokens),
        overall_output_tokens: average(tasks, (task) => task.mean_output_tokens),
        overall_reasoning_tokens: average(tasks, (task) => task.mean_reasoning_tokens),
        overall_total_tokens: average(tasks, (task) => task.mean_total_tokens),
        overall_cost_usd: average(tasks, (task) => task.mean_cost_usd),
        overall_tokens_per_pass: average(tasks, (task) => task.tokens_per_pass),
        overall_cost_per_pass: average(tasks, (task) => task.cost_per_pass),
        overall_worst_of_n: average(tasks, (task) => task.worst_of_n),
        public_dev_score: scoreOfOnly(tasks, (task) => task.pool === 'public_dev'),
        official_hidden_score: scoreOfOnly(tasks, (task) => task.pool === 'official_hidden'),
        clear_prompt_score: scoreOfOnly(tasks, (task) => task.prompt_variant === 'clear'),
        ambiguous_prompt_score: scoreOfOnly(tasks, (task) => task.prompt_variant === 'ambiguous'),
        consensus_subset_score: scoreOfOnly(tasks, (task) => task.subsets.includes('consensus')),
        hard_subset_score: scoreOfOnly(tasks, (task) => task.subsets.includes('hard')),
        overall_delivery_outcome_counts: addCounts(tasks.map((task) => task.delivery_outcome_counts)),
        overall_failure_mode_counts: addCounts(tasks.map((task) => task.failure_mode_counts)),
        overall_ci_lower: interval.lower,
        overall_ci_upper: interval.upper,
        overall_pass_hat_k: passShare(tasks),
        tier_results: groups(tasks, (task) => task.tier).map(([tier, members]) => tierResult(tier, members)),
        scenario_results: groups(tasks, (task) => task.scenario)
            .filter(([scenario]) => scenario !== '')
            .map(([scenario, members]) => scenarioResult(scenario, members)),
        task_results: tasks,
        environment_checksum: fingerprint(tasks, (task) => [
            task.task_id,
            task.pool,
            task.variant_id,
            task.release_id,
        ]),
        task_snapshot_fingerprint: fingerprint(tasks, (task) => [
            task.task_id,
            task.pool,
            task.variant_group,
            task.variant_id,
            task.release_id,
        ]),
    };
}
function tierResult(tier, tasks) {
    const interval = (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_3__/* .bootstrapInterval */ .kd)(scores(tasks));
    return {
        tier,
        mean_task_score: (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_3__/* .mean */ .i2)(scores(tasks)),
        mean_completion: average(tasks, (task) => task.mean_completion_score),
        mean_trajectory: average(tasks, (task) => task.mean_trajectory_score),
        mean_behavior: average(tasks, (task) => task.mean_behavior_score),
        mean_judge: average(judgedOnly(tasks), (task) => task.mean_judge_score),
        mean_reliability: average(tasks, (task) => task.reliability_score),
        ci_lower: interval.lower,
        ci_upper: interval.upper,
        pass_hat_k_rate: passShare(tasks),
        task_stats: tasks,
    };
}
function scenarioResult(scenario, tasks) {
    return {
        scenario,
        mean_task_score: average(tasks, (task) => task.mean_task_score),
        weighted_score: weighted(tasks) ?? average(tasks, (task) => task.mean_task_score),
        mean_completion: average(tasks, (task) => task.mean_completion_score),
        mean_trajectory: average(tasks, (task) => task.mean_trajectory_score),
        mean_behavior: average(tasks, (task) => task.mean_behavior_score),
        mean_judge: average(judgedOnly(tasks), (task) => task.mean_judge_score),
        mean_reliability: average(tasks, (task) => task.reliability_score),
        pass_hat_k_rate: passShare(tasks),
        total_weight: tasks.reduce((sum, task) => sum + task.query_weight, 0),
        task_stats: tasks,
    };
}
const scores = (tasks) => tasks.map((task) => task.mean_task_score);
function judgedOnly(tasks) {
    return tasks.filter((task) => task.judged_runs > 0);
}
function average(tasks, value) {
    return plainMean(tasks.map(value));
}
function plainMean(values) {
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
function scoreOfOnly(tasks, belongs) {
    return plainMean(scores(tasks.filter(belongs)));
}
function passShare(tasks) {
    return plainMean(tasks.map((task) => (task.pass_hat_k ? 1 : 0)));
}
function weighted(tasks) {
    const total = tasks.reduce((sum, task) => sum + task.query_weight, 0);
    if (total === 0)
        return null;
    return tasks.reduce((sum, task) => sum + task.mean_task_score * task.query_weight, 0) / total;
}
function groups(tasks, nameOf) {
    const byName = new Map();
    for (const task of tasks) {
        const name = nameOf(task);
        byName.set(name, [...(byName.get(name) ?? []), task]);
    }
    return [...byName].sort(([a], [b]) => (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a, b));
}
function addCounts(all) {
    const sums = new Map();
    for (const counts of all) {
        for (const [name, count] of Object.entries(counts))
            sums.set(name, (sums.get(name) ?? 0) + count);
    }
    return Object.fromEntries([...sums].sort(([a], [b]) => (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a, b)));
}
function fingerprint(tasks, parts) {
    const lines = tasks.map((task) => parts(task).join(':')).sort(_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n);
    return (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(lines.join('|'));
}


/***/ }),

/***/ 46936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ runNoiseInterval),
/* harmony export */   x: () => (/* binding */ studentT975)
/* harmony export */ });
/* harmony import */ var _score_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16248);

function runNoiseInterval(tasks, score) {
    const repeated = tasks.filter((task) => task.scores.length > 1);
    const freedom = repeated.reduce((sum, task) => sum + task.scores.length - 1, 0);
    if (freedom === 0)
        return null;
    const variances = new Map(repeated.map((task) => [task, taskScoreVariance(task)]));
    const perRun = repeated.reduce((sum, task) => sum + variances.get(task) * task.scores.length, 0) / repeated.length;
    const total = tasks.reduce((sum, task) => sum + (variances.get(task) ?? perRun), 0);
    const halfWidth = (studentT975(freedom) * Math.sqrt(total)) / tasks.length;
    return { lower: Math.max(0, score - halfWidth), upper: Math.min(1, score + halfWidth) };
}
const ENUMERATE_UP_TO = 6;
function taskScoreVariance({ scores, passed }) {
    const n = scores.length;
    if (n > ENUMERATE_UP_TO)
        return linearVariance(scores, passed);
    let mean = 0;
    let square = 0;
    for (const { picks, probability } of resamples(n)) {
        const chosen = picks.flatMap((times, run) => Array.from({ length: times }, () => scores[run]));
        const passes = picks.reduce((sum, times, run) => sum + (passed[run] ? times : 0), 0);
        const value = (0,_score_js__WEBPACK_IMPORTED_MODULE_0__/* .taskScoreOf */ .Xw)(chosen, passes);
        mean += probability * value;
        square += probability * value * value;
    }
    return (Math.max(0, square - mean * mean) * n) / (n - 1);
}
function linearVariance(scores, passed) {
    const values = scores.map((score, run) => 0.9 * score + 0.03 * (passed[run] ? 1 : 0));
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return squares / (values.length - 1) / values.length;
}
function* resamples(n) {
    const factorial = (k) => (k < 2 ? 1 : k * factorial(k - 1));
    const all = factorial(n) / n ** n;
    const picks = Array.from({ length: n }, () => 0);
    function* place(run, left) {
        if (run === n - 1) {
            picks[run] = left;
            yield { picks, probability: picks.reduce((product, times) => product / factorial(times), all) };
            return;
        }
        for (let times = 0; times <= left; times += 1) {
            picks[run] = times;
            yield* place(run + 1, left - times);
        }
    }
    yield* place(0, n);
}
function studentT975(freedom) {
    if (freedom === 1)
        return Math.tan(Math.PI * 0.475);
    if (freedom === 2)
        return 0.95 * Math.sqrt(2 / (4 * 0.975 * 0.025));
    const z = 1.959963984540054;
    const v = freedom;
    return (z +
        (z ** 3 + z) / (4 * v) +
        (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
        (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3) +
        (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * v ** 4));
}


/***/ }),

/***/ 22036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ sum),
/* harmony export */   h: () => (/* binding */ meanOf)
/* harmony export */ });
function sum(items, value) {
    return items.reduce((total, item) => total + value(item), 0);
}
function meanOf(values) {
    return sum(values, (value) => value) / values.length;
}


/***/ }),

/***/ 16248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CT: () => (/* binding */ reliabilityOf),
/* harmony export */   Dz: () => (/* binding */ overallScoreOf),
/* harmony export */   Hb: () => (/* binding */ passesOf),
/* harmony export */   Xw: () => (/* binding */ taskScoreOf)
/* harmony export */ });
/* harmony import */ var _bootstrap_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70584);

function reliabilityOf(scores, passes) {
    if (scores.length === 0)
        return { passRate: 0, allPassed: false, varianceScore: 0, score: 0 };
    const passRate = passes / scores.length;
    const allPassed = passes === scores.length;
    const varianceScore = Math.max(0, 1 - (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_0__/* .sampleDeviation */ .gQ)(scores) / 0.2);
    return {
        passRate,
        allPassed,
        varianceScore,
        score: 0.5 * (allPassed ? 1 : 0) + 0.3 * passRate + 0.2 * varianceScore,
    };
}
function taskScoreOf(scores, passes) {
    return scores.length === 0 ? 0 : 0.9 * (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(scores) + 0.1 * reliabilityOf(scores, passes).score;
}
function overallScoreOf(taskScores) {
    return (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(taskScores);
}
function passesOf(task) {
    return Math.round(task.pass_rate * task.runs);
}


/***/ }),

/***/ 45085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ ALPHA),
/* harmony export */   g: () => (/* binding */ NO_GATE)
/* harmony export */ });
const ALPHA = 0.05;
const NO_GATE = {
    threshold: null,
    minCoverage: 0,
    tierThresholds: {},
    requiredTasks: [],
    alpha: ALPHA,
    maxRegression: 0,
    confirmRuns: 0,
};


/***/ }),

/***/ 76617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Df: () => (/* binding */ headSample),
  S4: () => (/* binding */ judge),
  GV: () => (/* binding */ runsSoFar)
});

// EXTERNAL MODULE: ./lib/src/result/stats/bootstrap.js
var bootstrap = __webpack_require__(70584);
;// CONCATENATED MODULE: ./lib/src/result/verdict/decide.js
function decide(facts) {
    const unknown = whyInconclusive(facts);
    if (unknown[0] !== undefined) {
        return {
            verdict: 'inconclusive',
            failureReason: unknown[0].code,
            reasons: unknown.map((cause) => cause.sentence),
        };
    }
    const failed = whyFailed(facts);
    if (failed[0] !== undefined) {
        return { verdict: 'fail', failureReason: failed[0].code, reasons: failed.map((cause) => cause.sentence) };
    }
    return { verdict: 'pass', failureReason: null, reasons: whyPassed(facts) };
}
function whyInconclusive({ evidence, gate, comparison, tasks, score, coverage }) {
    const causes = evidence.contradictions.map((sentence) => ({
        code: 'tampered',
        sentence: `${sentence} ${ADVICE.tampered.remedy}`,
    }));
    for (const { shard, code, reason } of evidence.lostShards) {
        causes.push({ code, sentence: `Shard ${shard} has no result: ${reason}` });
    }
    const unanswered = tasks.filter((task) => task.runs.valid === 0).map((task) => task.taskId);
    if (coverage.planned === 0) {
        causes.push({ code: 'bad-result', sentence: 'There was nothing to judge: no run was planned.' });
    }
    else if (coverage.ratio < coverage.minimum || unanswered.length > 0 || score === null) {
        if (evidence.stopped !== null)
            causes.push({ code: evidence.stopped.code, sentence: evidence.stopped.message });
        causes.push(...coverageCauses(coverage, unanswered));
    }
    for (const taskId of gate.requiredTasks) {
        if (!tasks.some((task) => task.taskId === taskId)) {
            const sentence = `Required task ${taskId} was not part of this evaluation; correct "required-tasks" or "tasks".`;
            causes.push({ code: 'unknown-task', sentence });
        }
    }
    for (const tier of Object.keys(gate.tierThresholds)) {
        if (!tasks.some((task) => task.tier === tier)) {
            const sentence = `No task of ${tier} was part of this evaluation, but "tier-thresholds" asks for one.`;
            causes.push({ code: 'bad-input', sentence });
        }
    }
    const judgedByThreshold = gate.threshold !== null;
    if (comparison !== null && !comparison.comparable && !judgedByThreshold) {
        causes.push({ code: 'not-comparable', sentence: notComparable(comparison) });
    }
    if (comparison !== null && comparison.suspects.length > 0) {
        const sentence = `A regression against ${comparison.baseline} is suspected in ${plural(comparison.suspects.length, 'task')}, ` +
            `but there were no more runs to confirm it.`;
        causes.push({ code: evidence.stopped?.code ?? 'low-coverage', sentence });
    }
    return causes;
}
function coverageCauses(coverage, unanswered) {
    const [worst] = coverage.invalid;
    const code = worst === undefined ? 'low-coverage' : codeOf(worst);
    const causes = [];
    if (coverage.ratio < coverage.minimum) {
        const sentence = `Only ${coverage.valid} of ${coverage.planned} runs (${percent(coverage.ratio)}) can be judged; ` +
            `"min-coverage" is ${percent(coverage.minimum)}.`;
        causes.push({ code, sentence });
    }
    if (unanswered.length > 0) {
        const names = unanswered.length > 5
            ? `${unanswered.slice(0, 5).join(', ')} and ${unanswered.length - 5} more`
            : unanswered.join(', ');
        causes.push({ code, sentence: `No valid run of ${plural(unanswered.length, 'task')}: ${names}.` });
    }
    for (const group of coverage.invalid) {
        causes.push({
            code: codeOf(group),
            sentence: `${plural(group.runs, 'run')}: ${group.cause} ${ADVICE[group.class].remedy}`.trim(),
        });
    }
    return causes;
}
const REFUSED_ACCESS = new Set([401, 402, 403, 404]);
function codeOf({ class: kind, code }) {
    if (kind === 'provider-error' && REFUSED_ACCESS.has(code))
        return 'bad-model-access';
    return ADVICE[kind].code;
}
const ADVICE = {
    valid: { code: 'low-coverage', remedy: '' },
    'provider-error': {
        code: 'low-coverage',
        remedy: 'Check the key, the model name and the limits at the provider, then re-run.',
    },
    'no-answer': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
    'dead-turn': {
        code: 'low-coverage',
        remedy: 'Lower "concurrency" or use a pinned OpenClaw image, then re-run.',
    },
    'gateway-lost': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
    'harness-error': { code: 'low-coverage', remedy: 'See eval.log in the artifact.' },
    evicted: { code: 'evicted', remedy: 'Use a node with more room, then re-run.' },
    oom: {
        code: 'out-of-memory',
        remedy: 'Give the container more memory or lower "concurrency", then re-run.',
    },
    tampered: {
        code: 'tampered',
        remedy: 'Code of the agent may have written to the results; see docs/security.md.',
    },
    'not-run': { code: 'low-coverage', remedy: '' },
};
function whyFailed({ gate, comparison, tasks, tiers, score }) {
    const causes = [];
    const { threshold, requiredTasks } = gate;
    if (threshold !== null && score !== null && score < threshold) {
        const [is, least] = tellApart(score, threshold);
        causes.push({ code: 'below-threshold', sentence: `Score ${is} is below the threshold ${least}.` });
    }
    for (const tier of tiers) {
        if (tier.threshold !== null && tier.score !== null && tier.score < tier.threshold) {
            const [is, least] = tellApart(tier.score, tier.threshold);
            causes.push({
                code: 'below-threshold',
                sentence: `Score ${is} of ${tier.tier} is below its threshold ${least}.`,
            });
        }
    }
    for (const task of tasks) {
        if (requiredTasks.includes(task.taskId) && task.passes < task.runs.valid) {
            const sentence = `Required task ${task.taskId} passed in ${task.passes} of ${plural(task.runs.valid, 'valid run')}.`;
            causes.push({ code: 'below-threshold', sentence });
        }
    }
    if (comparison !== null && comparison.regressed)
        causes.push({ code: 'regression', sentence: regression(comparison) });
    return causes;
}
function whyPassed({ gate, comparison, tiers, score, coverage }) {
    const reasons = [];
    const { threshold, requiredTasks } = gate;
    if (threshold !== null && score !== null) {
        const [is, least] = tellApart(score, threshold);
        reasons.push(`Score ${is} is at or above the threshold ${least}.`);
    }
    for (const tier of tiers) {
        if (tier.threshold === null || tier.score === null)
            continue;
        const [is, least] = tellApart(tier.score, tier.threshold);
        reasons.push(`Score ${is} of ${tier.tier} is at or above its threshold ${least}.`);
    }
    if (requiredTasks.length > 0)
        reasons.push('Every valid run of the required tasks passed.');
    if (comparison?.comparable === true)
        reasons.push(againstBaseline(comparison));
    if (reasons.length === 0) {
        reasons.push(`${coverage.valid} of ${plural(coverage.planned, 'run')} are valid; no threshold and no baseline to hold the score against.`);
    }
    return reasons;
}
function notesOf({ evidence, comparison, coverage, harness }) {
    const notes = [...evidence.remarks];
    if (coverage.certainty === 'likely') {
        notes.push('There were no run files: whether the model answered was inferred from summary figures, with less certainty.');
    }
    if (coverage.valid < coverage.planned && coverage.valid > 0) {
        const left = coverage.planned - coverage.valid;
        notes.push(`Not in the score: ${left} of ${plural(coverage.planned, 'run')}, in which the model could not answer.`);
    }
    const overBudget = evidence.health.filter((run) => run.class === 'valid' && run.overBudget).length;
    if (overBudget > 0)
        notes.push(`${plural(overBudget, 'run')} used up the time of a run; they count as the model's.`);
    if (evidence.droppedTasks.length > 0) {
        notes.push(`Left out because the gateway image has no browser: ${evidence.droppedTasks.join(', ')}.`);
    }
    if (!evidence.priceKnown)
        notes.push("The gateway does not know this model's price, so there is no cost.");
    if (evidence.stopped !== null)
        notes.push(evidence.stopped.message);
    if (harness !== null && !harness.agrees && coverage.valid === coverage.planned) {
        notes.push(`The harness's summary says ${harness.score.toFixed(3)}; the run files say otherwise and were used.`);
    }
    if (comparison !== null) {
        notes.push(comparison.comparable ? sensitivity(comparison) : notComparable(comparison));
        notes.push(...comparison.notes);
    }
    return notes;
}
function againstBaseline({ baseline, drop, pValueBetter, alpha }) {
    if (drop !== null && pValueBetter !== null && pValueBetter < alpha) {
        return `Better than ${baseline}: the mean run score rose by ${(-drop).toFixed(3)} (p = ${pValueBetter.toPrecision(2)}).`;
    }
    return `No regression against ${baseline}.`;
}
function sensitivity({ tasks, runs, minimumDetectableEffect: least }) {
    const size = `With ${plural(tasks.length, 'task')}, ${plural(runs.head, 'run')} against ${runs.baseline},`;
    if (least === null)
        return `${size} nothing is known of the noise; repeat runs to see what this gate can detect.`;
    return `${size} this gate sees drops of ${least.toFixed(2)} or more (in 4 of 5 cases).`;
}
function regression({ baseline, drop, pValue, maxRegression, tasks }) {
    const worst = tasks
        .filter((task) => task.change < 0)
        .sort((a, b) => a.change - b.change)
        .slice(0, 3)
        .map((task) => `${task.taskId} ${task.change.toFixed(2)}`);
    return (`The mean run score dropped by ${(drop ?? 0).toFixed(3)} against ${baseline} (p = ${(pValue ?? 1).toPrecision(2)}), ` +
        `more than "max-regression" ${maxRegression}; worst: ${worst.join(', ')}.`);
}
function notComparable(comparison) {
    return `Not comparable with ${comparison.baseline}: ${comparison.differences.join('; ')}.`;
}
const percent = (ratio) => `${Math.floor(ratio * 1000) / 10} %`;
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
function tellApart(a, b) {
    for (let digits = 3; digits < 10; digits += 1) {
        if (a === b || a.toFixed(digits) !== b.toFixed(digits))
            return [a.toFixed(digits), b.toFixed(digits)];
    }
    return [String(a), String(b)];
}

// EXTERNAL MODULE: ./lib/src/result/stats/noise.js
var noise = __webpack_require__(46936);
// EXTERNAL MODULE: ./lib/src/result/stats/numbers.js
var numbers = __webpack_require__(22036);
// EXTERNAL MODULE: ./lib/src/result/stats/score.js
var stats_score = __webpack_require__(16248);
// EXTERNAL MODULE: ./lib/src/result/stats/merge.js
var merge = __webpack_require__(93734);
// EXTERNAL MODULE: ./lib/src/result/formats/run-failures.js
var run_failures = __webpack_require__(45146);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/result/verdict/task-runs.js




function collectRuns(input) {
    const stats = new Map(input.result?.task_results.map((task) => [task.task_id, task]));
    const healthOf = new Map(input.health.map((health) => [(0,run_cache/* runKey */.r7)(health.taskId, health.runIndex), health]));
    const tasks = input.planned.map(({ taskId, runs: planned }) => {
        const task = stats.get(taskId);
        const runs = Array.from({ length: planned }, (_, index) => {
            const key = (0,run_cache/* runKey */.r7)(taskId, index);
            const health = healthOf.get(key) ?? notRun(taskId, index);
            if (input.runFiles !== null)
                return fromFile(health, input.runFiles.get(key));
            return fromStats(health, task);
        });
        const file = [...Array(planned).keys()]
            .map((index) => input.runFiles?.get((0,run_cache/* runKey */.r7)(taskId, index)))
            .find((entry) => entry !== undefined);
        return {
            task_id: taskId,
            tier: task?.tier ?? file?.tier ?? 'unknown',
            family: task?.family ?? file?.family ?? '',
            runs,
            summedModes: input.runFiles === null ? (task?.failure_mode_counts ?? {}) : null,
        };
    });
    return (0,merge/* sortTasks */.J0)(tasks);
}
function fromFile(health, entry) {
    if (entry === undefined)
        return { health, score: null, passed: false, ...NOTHING_USED };
    const judge = entry.judge_result.token_usage;
    return {
        health,
        score: entry.run_score,
        passed: (0,run_cache/* isPassing */.WG)(entry),
        durationMs: entry.duration_ms,
        totalTokens: entry.token_usage.total_tokens + judge.total_tokens,
        inputTokens: entry.token_usage.input_tokens + judge.input_tokens,
        outputTokens: entry.token_usage.output_tokens + judge.output_tokens,
        costUsd: entry.token_usage.total_cost_usd + judge.total_cost_usd,
        failureMode: entry.failure_mode,
        firstFailure: (0,run_failures/* failuresOf */.dJ)(entry)[0] ?? null,
    };
}
function fromStats(health, task) {
    const score = task?.scores[health.runIndex];
    if (task === undefined || score === undefined)
        return { health, score: null, passed: false, ...NOTHING_USED };
    return {
        health,
        score,
        passed: rankOf(task.scores, health.runIndex) < (0,stats_score/* passesOf */.Hb)(task),
        durationMs: task.mean_duration_ms,
        totalTokens: task.mean_total_tokens,
        inputTokens: task.mean_input_tokens,
        outputTokens: task.mean_output_tokens,
        costUsd: task.mean_cost_usd,
        failureMode: null,
        firstFailure: null,
    };
}
function rankOf(scores, index) {
    return scores.filter((score, other) => score > scores[index] || (score === scores[index] && other < index))
        .length;
}
const NOTHING_USED = {
    durationMs: 0,
    totalTokens: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    failureMode: null,
    firstFailure: null,
};
function notRun(taskId, runIndex) {
    return {
        taskId,
        runIndex,
        class: 'not-run',
        code: null,
        cause: 'Nothing is known about this run.',
        certainty: 'sure',
        overBudget: false,
    };
}

;// CONCATENATED MODULE: ./lib/src/result/verdict/verdict.js






function headSample(evidence) {
    return { identity: identityOf(evidence), tasks: collectRuns(evidence).map(taskRow) };
}
function runsSoFar(evidence) {
    return collectRuns(evidence).map((task) => ({
        taskId: task.task_id,
        ...validRuns(task),
        made: task.runs.length,
    }));
}
function judge(evidence, gate, comparison = null) {
    const collected = collectRuns(evidence);
    const runs = collected.flatMap((task) => task.runs);
    const tasks = collected.map(taskRow);
    const scored = tasks.flatMap((task) => (task.score === null ? [] : [task.score]));
    const score = scored.length === 0 ? null : (0,stats_score/* overallScoreOf */.Dz)(scored);
    const facts = {
        evidence,
        gate,
        comparison,
        tasks,
        score,
        tiers: tierRows(tasks, gate),
        coverage: coverageOf(runs, evidence, gate),
        harness: harnessFigures(evidence.result, score),
    };
    const decision = decide(facts);
    return {
        schemaVersion: 1,
        ...decision,
        notes: notesOf(facts).filter((note) => !decision.reasons.includes(note)),
        identity: identityOf(evidence),
        resultTimestamp: evidence.result?.timestamp ?? '',
        score,
        threshold: gate.threshold,
        intervals: {
            overTasks: score === null ? null : (0,bootstrap/* bootstrapInterval */.kd)(scored),
            overRuns: score === null ? null : (0,noise/* runNoiseInterval */.F)(collected.map(validRuns).filter(hasRuns), score),
        },
        coverage: facts.coverage,
        tiers: facts.tiers,
        tasks,
        totals: {
            costUsd: evidence.priceKnown ? (0,numbers/* sum */.c)(runs, (run) => run.costUsd) : null,
            totalTokens: (0,numbers/* sum */.c)(runs, (run) => run.totalTokens),
            inputTokens: (0,numbers/* sum */.c)(runs, (run) => run.inputTokens),
            outputTokens: (0,numbers/* sum */.c)(runs, (run) => run.outputTokens),
            runDurationMs: (0,numbers/* sum */.c)(runs, (run) => run.durationMs),
        },
        harness: facts.harness,
        comparison,
    };
}
function taskRow(task) {
    const { scores, passed } = validRuns(task);
    const passes = passed.filter(Boolean).length;
    return {
        taskId: task.task_id,
        tier: task.tier,
        family: task.family,
        score: scores.length === 0 ? null : (0,stats_score/* taskScoreOf */.Xw)(scores, passes),
        meanRunScore: scores.length === 0 ? null : (0,bootstrap/* mean */.i2)(scores),
        reliability: scores.length === 0 ? null : (0,stats_score/* reliabilityOf */.CT)(scores, passes).score,
        scores,
        scoredRuns: task.runs.filter(isValid).map(({ health }) => health.runIndex),
        passes,
        runs: { planned: task.runs.length, valid: scores.length },
        invalid: invalidGroups(task.runs),
        ...failuresOfTask(task),
        meanDurationMs: (0,bootstrap/* mean */.i2)(task.runs.map((run) => run.durationMs)),
        totalTokens: (0,numbers/* sum */.c)(task.runs, (run) => run.totalTokens),
        costUsd: (0,numbers/* sum */.c)(task.runs, (run) => run.costUsd),
    };
}
function failuresOfTask({ runs, summedModes }) {
    const failed = runs.filter((run) => isValid(run) && !run.passed);
    const modes = new Map();
    for (const { failureMode } of failed)
        if (failureMode !== null)
            modes.set(failureMode, (modes.get(failureMode) ?? 0) + 1);
    const firstFailure = failed.find((run) => run.firstFailure !== null)?.firstFailure;
    return {
        failureModes: summedModes ?? Object.fromEntries(modes),
        ...(firstFailure ? { firstFailure } : {}),
    };
}
function isValid(run) {
    return run.health.class === 'valid' && run.score !== null;
}
function validRuns(task) {
    const valid = task.runs.filter(isValid);
    return { scores: valid.map((run) => run.score), passed: valid.map((run) => run.passed) };
}
const hasRuns = ({ scores }) => scores.length > 0;
function tierRows(tasks, { tierThresholds }) {
    return [...new Set(tasks.map((task) => task.tier))].map((tier) => {
        const scores = tasks.flatMap((task) => (task.tier === tier && task.score !== null ? [task.score] : []));
        return {
            tier,
            tasks: scores.length,
            score: scores.length === 0 ? null : (0,stats_score/* overallScoreOf */.Dz)(scores),
            interval: scores.length === 0 ? null : (0,bootstrap/* bootstrapInterval */.kd)(scores),
            threshold: Object.hasOwn(tierThresholds, tier) ? tierThresholds[tier] : null,
        };
    });
}
function coverageOf(runs, { droppedTasks }, { minCoverage }) {
    const valid = runs.filter(isValid).length;
    return {
        planned: runs.length,
        valid,
        ratio: runs.length === 0 ? 0 : valid / runs.length,
        minimum: minCoverage,
        certainty: runs.some((run) => run.health.certainty === 'likely') ? 'likely' : 'sure',
        invalid: invalidGroups(runs),
        droppedTasks: [...droppedTasks].sort(),
    };
}
function invalidGroups(runs) {
    const groups = new Map();
    for (const run of runs) {
        if (isValid(run))
            continue;
        const { class: kind, code, cause } = run.health;
        const group = groups.get(`${kind} ${code}`) ?? { class: kind, code, runs: 0, cause };
        groups.set(`${kind} ${code}`, { ...group, runs: group.runs + 1 });
    }
    return [...groups].sort(([a, x], [b, y]) => y.runs - x.runs || (a < b ? -1 : 1)).map(([, group]) => group);
}
function identityOf({ result, identity }) {
    return {
        model: identity.model ?? result?.model ?? '',
        judgeModel: identity.judgeModel ?? result?.judge_model ?? '',
        harnessVersion: identity.harnessVersion ?? result?.benchmark_version ?? '',
        openclawVersion: identity.openclawVersion ?? (result?.openclaw_version || null),
        taskFingerprint: identity.taskFingerprint ?? result?.task_snapshot_fingerprint ?? '',
        concurrency: identity.concurrency ?? null,
        images: identity.images ?? {},
        ...(identity.agentFiles === undefined ? {} : { agentFiles: identity.agentFiles }),
        ...(identity.clawbenchArgs === undefined ? {} : { clawbenchArgs: identity.clawbenchArgs }),
    };
}
function harnessFigures(result, score) {
    if (result === null)
        return null;
    return {
        score: result.overall_score,
        lower: result.overall_ci_lower,
        upper: result.overall_ci_upper,
        agrees: score !== null && Math.abs(score - result.overall_score) < 1e-9,
    };
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
