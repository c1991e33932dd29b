export const id = 614;
export const ids = [614];
export const modules = {

/***/ 36002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ readRunFiles),
/* harmony export */   w3: () => (/* binding */ readIfFile),
/* harmony export */   wd: () => (/* binding */ isDirectory)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _base_missing_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68445);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93207);





/** More files than any eval makes: 100 tasks × 100 runs. */
const MOST_RUN_FILES = 20_000;
/**
 * Reads a file that may be missing.
 * @returns undefined if there is no such file, or if it is a directory
 * @throws ActionError `bad-result` if it is larger than `maxBytes` or cannot be read
 */
async function readIfFile(file, maxBytes) {
    try {
        const found = await (0,_base_missing_file_js__WEBPACK_IMPORTED_MODULE_4__/* .ifExists */ .A)((0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file));
        if (!found?.isFile())
            return undefined;
        if (found.size > maxBytes)
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-result', `${file} has ${found.size} bytes; at most ${maxBytes} are read.`);
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file);
    }
    catch (error) {
        if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isActionError */ .Bd)(error))
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-result', `${file} can not be read: ${String(error)}`, { cause: error });
    }
}
async function isDirectory(name) {
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(name).then((found) => found.isDirectory(), () => false);
}
/**
 * All run files below a directory, in any depth; links are not followed.
 * @throws ActionError `bad-result` if there are too many, or one is too large
 */
async function readRunFiles(directory) {
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory, { recursive: true, withFileTypes: true });
    const names = entries
        .filter((entry) => entry.isFile())
        .map((entry) => node_path__WEBPACK_IMPORTED_MODULE_1__.relative(directory, node_path__WEBPACK_IMPORTED_MODULE_1__.join(entry.parentPath, entry.name)))
        .filter((name) => (0,_result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_3__/* .runOfPath */ .k$)(name) !== null)
        .sort();
    if (names.length > MOST_RUN_FILES) {
        const sentence = `${directory} has ${names.length} run files; at most ${MOST_RUN_FILES} are read.`;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-result', sentence);
    }
    const files = [];
    for (const name of names) {
        const bytes = await readIfFile(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name), _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_RUN_FILE_BYTES */ .Qc);
        if (bytes !== undefined)
            files.push({ path: name, bytes });
    }
    return files;
}


/***/ }),

/***/ 8317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qB: () => (/* binding */ artifactOf),
  X1: () => (/* binding */ evidenceOf),
  R9: () => (/* binding */ readArtifact)
});

// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/result/formats/benchmark.js
var benchmark = __webpack_require__(98474);
// EXTERNAL MODULE: ./lib/src/result/formats/json.js
var json = __webpack_require__(38347);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./lib/src/result/formats/verdict-record.js
var verdict_record = __webpack_require__(16988);
// EXTERNAL MODULE: ./lib/src/artifact/files.js
var files = __webpack_require__(36002);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/artifact/manifest.js


/** What of an artifact's `manifest.json` is read back; `writeArtifactContent` and `runFacts` write it. */
const isErrorCode = (name) => name in errors/* errorCodes */.fv;
const manifestSchema = schemas/* looseObject */._H3({
    schemaVersion: schemas/* literal */.euz(1),
    shards: schemas/* array */.YOg(schemas/* looseObject */._H3({
        index: schemas/* number */.aig().int().min(0),
        tasks: schemas/* array */.YOg(schemas/* string */.YjP()).nullable(),
        harnessStartedAt: schemas/* string */.YjP().nullable(),
        tampered: schemas/* array */.YOg(schemas/* string */.YjP()),
        incidents: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* enum */.k5n(['oom', 'evicted', 'node-lost']), detail: schemas/* string */.YjP() })),
        failure: schemas/* object */.Ikc({ code: schemas/* enum */.k5n(Object.keys(errors/* errorCodes */.fv).filter(isErrorCode)), message: schemas/* string */.YjP() })
            .nullable(),
        pod: schemas/* looseObject */._H3({ images: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()) })
            .nullable()
            .optional(),
    })),
    model: schemas/* looseObject */._H3({ ref: schemas/* string */.YjP() }).optional(),
    settingsHash: schemas/* string */.YjP().optional(),
    taskDurations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig()).optional(),
    files: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP(), sha256: schemas/* string */.YjP() })),
});

// EXTERNAL MODULE: ./lib/src/artifact/shard-evidence.js + 2 modules
var shard_evidence = __webpack_require__(8769);
;// CONCATENATED MODULE: ./lib/src/artifact/read.js










/**
 * Reads what an eval left beside its result.
 * @returns null if the directory has no `verdict.json` and `manifest.json`
 * @throws ActionError `bad-result` if one of them is there and can not be read
 */
async function readArtifact(directory) {
    const record = await readRecord(external_node_path_.join(directory, 'verdict.json'));
    const manifest = await readManifest(external_node_path_.join(directory, 'manifest.json'));
    if (record === undefined || manifest === undefined)
        return null;
    const tampered = manifest.shards.flatMap((shard) => shard.tampered.map(run_cache/* runOfPath */.k$));
    return {
        directory,
        record,
        manifest,
        tampered: new Set(tampered.filter((key) => key !== null)),
        lostShards: manifest.shards.flatMap(({ index, failure }) => failure === null ? [] : [{ shard: index, code: failure.code, reason: failure.message }]),
    };
}
/** The artifact a file belongs to: the manifest beside it lists it with this very content. Null if there is none. */
async function artifactOf(file, bytes) {
    const directory = external_node_path_.dirname(file);
    const manifest = await readManifest(external_node_path_.join(directory, 'manifest.json')).catch(() => undefined);
    const hash = (0,sha256/* sha256 */.s)(bytes);
    const isListed = manifest?.files.some((entry) => entry.path === external_node_path_.basename(file) && entry.sha256 === hash);
    return isListed === true ? await readArtifact(directory) : null;
}
async function readRecord(file) {
    const bytes = await (0,files/* readIfFile */.w3)(file, benchmark/* MAX_RESULT_BYTES */.Xs);
    if (bytes === undefined)
        return undefined;
    const parsed = verdict_record/* verdictRecordSchema */.S4.safeParse((0,json/* parseJson */.q)(bytes, { name: file, maxBytes: benchmark/* MAX_RESULT_BYTES */.Xs }));
    if (parsed.success)
        return parsed.data;
    throw foreign(file, parsed.error.issues[0]);
}
async function readManifest(file) {
    const bytes = await (0,files/* readIfFile */.w3)(file, benchmark/* MAX_RESULT_BYTES */.Xs);
    if (bytes === undefined)
        return undefined;
    const parsed = manifestSchema.safeParse((0,json/* parseJson */.q)(bytes, { name: file, maxBytes: benchmark/* MAX_RESULT_BYTES */.Xs }));
    if (parsed.success)
        return parsed.data;
    throw foreign(file, parsed.error.issues[0]);
}
function foreign(file, issue) {
    const where = issue === undefined ? '' : `: ${issue.path.join('.')}: ${issue.message}`;
    return new errors/* ActionError */.lZ('bad-result', `${file} is not of this version of the action${where}.`);
}
/** Reads what the logs of an artifact tell about its runs. */
function evidenceOf({ directory, manifest }) {
    return manifest.shards.map(({ index, tasks, harnessStartedAt, incidents }) => (0,shard_evidence/* readShardEvidence */.E)(external_node_path_.join(directory, 'logs', `shard-${index}`), {
        tasks: tasks ?? [],
        harnessStartedAt,
        incidents,
        model: manifest.model?.ref ?? null,
    }));
}


/***/ }),

/***/ 55599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ readSavedEval)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/result/formats/benchmark.js
var benchmark = __webpack_require__(98474);
// EXTERNAL MODULE: ./lib/src/result/verdict/health.js + 3 modules
var health = __webpack_require__(47233);
// EXTERNAL MODULE: ./lib/src/result/stats/merge.js
var merge = __webpack_require__(93734);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./lib/src/artifact/read.js + 1 modules
var artifact_read = __webpack_require__(8317);
// EXTERNAL MODULE: ./lib/src/artifact/files.js
var artifact_files = __webpack_require__(36002);
;// CONCATENATED MODULE: ./lib/src/artifact/scores.js

/**
 * The runs of an eval whose artifact has none (`artifact-content: scores`), as they were judged with their transcripts
 * and logs: benchmark.json counts runs in which the model could not answer, and does not tell which.
 */
function runsOfRecord(record) {
    const { tasks, coverage } = record;
    const entries = tasks.flatMap((task) => validRuns(task, record));
    const { certainty } = coverage;
    const health = tasks.flatMap(({ taskId, scores, invalid }) => {
        const valid = scores.map(() => ({ class: 'valid', code: null, cause: 'The model answered.' }));
        const causes = invalid.flatMap(({ runs, ...why }) => Array.from({ length: runs }, () => why));
        return [...valid, ...causes].map((why, runIndex) => {
            return { taskId, runIndex, ...why, certainty, overBudget: false };
        });
    });
    return {
        health,
        runFiles: new Map(entries.map((entry) => [(0,run_cache/* runKey */.r7)(entry.task_id, entry.run_index), entry])),
    };
}
/** What the runs that do not count have used goes with the others: the sums of the task are known, and no more. */
function validRuns(task, { totals }) {
    const { scores, passes } = task;
    const share = 1 / scores.length;
    const ofTask = totals.totalTokens === 0 ? 0 : task.totalTokens / totals.totalTokens;
    // Passing needs a score over a mark, so it was the best ones.
    const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
    const best = new Set(order.slice(0, passes));
    return scores.map((score, run) => run_cache/* runCacheEntrySchema */.hv.parse({
        task_id: task.taskId,
        tier: task.tier,
        family: task.family,
        run_index: run,
        run_score: score,
        delivery_outcome: best.has(run) ? 'pass' : 'fail',
        duration_ms: task.meanDurationMs * task.runs.planned * share,
        token_usage: {
            total_tokens: task.totalTokens * share,
            input_tokens: totals.inputTokens * ofTask * share,
            output_tokens: totals.outputTokens * ofTask * share,
            total_cost_usd: task.costUsd * share,
        },
    }));
}

;// CONCATENATED MODULE: ./lib/src/artifact/saved-eval.js









/**
 * Reads an eval back from its files, into what the verdict is made of.
 * @param paths one directory of an unpacked artifact, or benchmark.json files: of an eval, or of each of its shards
 * @param runCache directory of the run files; null for those of the artifact, if there is one
 * @throws ActionError `bad-input` for paths that lead nowhere, `bad-result` for files that can not be judged
 */
async function readSavedEval(paths, runCache) {
    const { result, artifact } = await readResults(paths);
    const runs = await readRuns(runCache ?? (artifact === null ? null : external_node_path_.join(artifact.directory, 'runs')));
    if (runCache !== null && runs === null)
        throw new errors/* ActionError */.lZ('bad-input', `The run cache ${runCache} has no run files.`, {
            hint: 'Write the directory that holds `<task>/run<number>.json`, or leave `run-cache` out.',
        });
    const planned = artifact === null
        ? plannedBy(result, runs)
        : artifact.record.tasks.map((task) => ({ taskId: task.taskId, runs: task.runs.planned }));
    const evidence = {
        result,
        planned,
        ...(artifact !== null && runs === null
            ? runsOfRecord(artifact.record)
            : runsOfFiles(planned, result, runs, artifact)),
        ...circumstances(result, artifact),
        remarks: [],
    };
    return {
        evidence,
        isConfirmed: artifact?.record.comparison?.confirmed ?? false,
        problems: runs?.problems ?? [],
    };
}
function runsOfFiles(planned, result, runs, artifact) {
    const shards = artifact === null ? [] : (0,artifact_read/* evidenceOf */.X1)(artifact);
    const tampered = artifact?.tampered ?? new Set();
    const runFiles = (0,health/* runFilesToJudge */.p)(result, runs?.entries ?? new Map(), shards);
    return { health: (0,health/* assessRuns */.t)({ planned, result, runFiles, tampered, shards }), runFiles };
}
async function readResults(paths) {
    const [first] = paths;
    if (first !== undefined && paths.length === 1 && (await (0,artifact_files/* isDirectory */.wd)(first))) {
        const artifact = await (0,artifact_read/* readArtifact */.R9)(first);
        const read = await readResult(external_node_path_.join(first, 'benchmark.json'));
        if (read === null && artifact === null) {
            throw badInput(`The directory ${first} has neither a benchmark.json nor the files of an artifact.`);
        }
        return { result: read?.result ?? null, artifact };
    }
    const shards = await Promise.all(paths.map(async (file) => {
        const read = await readResult(file);
        if (read === null)
            throw badInput(`There is no file ${file}.`);
        return { ...read, file };
    }));
    const [only] = shards;
    if (only !== undefined && shards.length === 1) {
        return { result: only.result, artifact: await (0,artifact_read/* artifactOf */.qB)(only.file, only.bytes) };
    }
    return { result: (0,merge/* mergeShards */.Ox)(shards.map(({ result }) => result)), artifact: null };
}
/** Null if there is no such file. */
async function readResult(file) {
    const bytes = await (0,artifact_files/* readIfFile */.w3)(file, benchmark/* MAX_RESULT_BYTES */.Xs);
    if (bytes === undefined)
        return null;
    const result = parsed(bytes, file);
    (0,benchmark/* refuseIncomplete */.DJ)(result, file);
    return { result, bytes };
}
function parsed(bytes, file) {
    try {
        return (0,benchmark/* parseBenchmark */.h$)(bytes, { name: file });
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error) || error.hint !== undefined)
            throw error;
        throw new errors/* ActionError */.lZ(error.code, error.message, { hint: whatToWrite, cause: error.cause });
    }
}
/** Null if there are no run files. @throws ActionError `bad-result` if there are those of several evals */
async function readRuns(directory) {
    if (directory === null || !(await (0,artifact_files/* isDirectory */.wd)(directory)))
        return null;
    const files = await (0,artifact_files/* readRunFiles */.DF)(directory);
    if (files.length === 0)
        return null;
    const seen = new Map();
    for (const { path: file } of files) {
        const [, evalName = '', run = ''] = /^(.*?)\/?([^/]+\/[^/]+)$/.exec(file) ?? [];
        const other = seen.get(run);
        if (other !== undefined) {
            const sentence = `${directory} has runs of several evals, "${other}" and "${evalName}" among them.`;
            throw new errors/* ActionError */.lZ('bad-result', sentence, { hint: 'Name the directory of the one to judge.' });
        }
        seen.set(run, evalName);
    }
    return (0,run_cache/* readRunCache */.yy)(files);
}
/** The runs a result lists, and those that were made beyond them. */
function plannedBy(result, runs) {
    const listed = new Map(result?.task_results.map((task) => [task.task_id, task.runs]));
    const made = new Map();
    for (const { task_id: id, run_index: index } of runs?.entries.values() ?? [])
        made.set(id, Math.max(made.get(id) ?? 0, index + 1));
    const strangers = [...made.keys()].filter((id) => !listed.has(id)).sort();
    if (strangers.length > 0) {
        const names = strangers.slice(0, 3).join(', ');
        const sentence = `The run cache has runs of ${strangers.length} task(s) that the result does not list (${names}).`;
        throw new errors/* ActionError */.lZ('bad-result', sentence, {
            hint: 'It belongs to another eval, or the result lacks a shard: give the results of all shards.',
        });
    }
    return [...listed].map(([taskId, count]) => ({ taskId, runs: Math.max(count, made.get(taskId) ?? 0) }));
}
/** What is known of how the eval went, beyond the runs. */
function circumstances(result, artifact) {
    if (artifact === null) {
        const priceKnown = result?.task_results.some((task) => task.mean_cost_usd > 0) ?? false;
        return { droppedTasks: [], lostShards: [], stopped: null, priceKnown, identity: {} };
    }
    const { record, lostShards } = artifact;
    return {
        droppedTasks: record.coverage.droppedTasks,
        lostShards,
        stopped: stopOf(artifact),
        priceKnown: record.totals.costUsd !== null,
        identity: record.identity,
    };
}
/** The record keeps why an eval was stopped where that decided. */
function stopOf({ record }) {
    const { failureReason: code, reasons } = record;
    if (code !== 'budget' && code !== 'timeout' && code !== 'cancelled')
        return null;
    return { code, message: reasons[0] ?? '' };
}
const whatToWrite = 'Write the path of a benchmark.json, or of the directory of an unpacked artifact.';
function badInput(message) {
    return new errors/* ActionError */.lZ('bad-input', message, { hint: whatToWrite });
}


/***/ }),

/***/ 8769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ readShardEvidence)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: ./lib/src/result/formats/gateway-log.js
var gateway_log = __webpack_require__(86872);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/result/formats/harness-log.js

const STAMPED = /^(\d\d):(\d\d):(\d\d) (?:INFO|WARNING|ERROR) clawbench\.[\w.]+: (.*)$/;
const TIMING = /^TIMING (\S{1,200})\/run(\d{1,6}) total=(cached|\d+(?:\.\d+)?s)/;
const FAILED = /^Run (\S{1,200})\/(\d{1,6}) failed$/;
/** Runs are made one after the other. Each process says so once, before its first run. */
const SERIAL = /^Execution: serial$/;
const OVER_BUDGET = /^Run (\S{1,200})\/(\d{1,6}) hit per-run budget/;
const EXCEPTION = /^(?:[A-Za-z_][\w.]{0,200}(?:Error|Exception|Timeout|Refused|Closed\w*|Cancelled))(?::.*)?$/;
const DAY_MS = 86_400_000;
/** A larger step back is a new day: lines of parallel runs, and the clocks of supervisor and harness, differ by seconds. */
const BACK_MS = 600_000;
const MAX_EXCERPT = 300;
/**
 * Reads the harness's log. It stamps lines with the time of day only (UTC in the pod); `startedAtMs` gives the date, and
 * the day advances when the clock goes back.
 */
function parseHarnessLog(lines, startedAtMs) {
    const runs = new Map();
    /** Runs that used up their time and have not ended yet. */
    const late = new Set();
    /** In a serial process only: the earliest possible start of the current run. */
    let since = null;
    const end = (key, times, exception) => {
        const last = runs.get(key);
        const earlier = last === undefined
            ? []
            : [...last.earlier, { startedAtMs: last.startedAtMs, endedAtMs: last.endedAtMs }];
        runs.set(key, { ...times, exception, overBudget: late.delete(key), earlier });
        if (since !== null)
            since = times.endedAtMs;
    };
    const clock = dayClock(startedAtMs);
    let failing = null;
    for (const line of lines) {
        const [, hours, minutes, seconds, message] = STAMPED.exec(line) ?? [];
        if (message === undefined) {
            if (line.startsWith('Execution: '))
                since = SERIAL.test(line) ? 'next line' : null;
            // A traceback follows its ERROR line; its last line is the exception.
            const failed = failing === null ? undefined : runs.get(failing);
            if (failing !== null && failed !== undefined && EXCEPTION.test(line)) {
                runs.set(failing, { ...failed, exception: line.slice(0, MAX_EXCERPT) });
                failing = null;
            }
            continue;
        }
        failing = null;
        const atMs = clock(Number(hours), Number(minutes), Number(seconds));
        if (since === 'next line')
            since = atMs;
        const failed = keyIn(FAILED.exec(message));
        const overBudget = keyIn(OVER_BUDGET.exec(message));
        const timing = TIMING.exec(message);
        const timed = keyIn(timing);
        if (failed !== null) {
            end(failed, { startedAtMs: since, endedAtMs: atMs }, 'an exception');
            failing = failed;
        }
        else if (overBudget !== null) {
            late.add(overBudget);
        }
        else if (timed !== null && timing?.[3] !== undefined && timing[3] !== 'cached') {
            // A cached run did not happen at this time.
            const began = atMs === null ? null : atMs - Number.parseFloat(timing[3]) * 1000;
            end(timed, { startedAtMs: began, endedAtMs: atMs }, null);
        }
    }
    for (const key of late) {
        const begun = { startedAtMs: null, endedAtMs: null, exception: null, earlier: [] };
        runs.set(key, { ...begun, ...runs.get(key), overBudget: true });
    }
    return runs;
}
/** The run that a line is about. */
function keyIn(match) {
    const [, task, index] = match ?? [];
    return task === undefined || index === undefined ? null : (0,run_cache/* runKey */.r7)(task, Number(index));
}
/**
 * Turns times of day into Unix ms. A time much earlier than the last one is on the next day. The limit is in minutes,
 * because almost a day may pass between two rounds of a detached evaluation.
 */
function dayClock(startedAtMs) {
    let last = startedAtMs;
    return (hours, minutes, seconds) => {
        if (last === null)
            return null;
        const midnight = Math.floor(last / DAY_MS) * DAY_MS;
        let atMs = midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000;
        if (atMs < last - BACK_MS)
            atMs += DAY_MS;
        else if (atMs > last + DAY_MS - BACK_MS)
            atMs -= DAY_MS;
        last = Math.max(last, atMs);
        return atMs;
    };
}

;// CONCATENATED MODULE: ./lib/src/result/formats/lines.js
/** Far longer than any line that is searched for; the rest of a longer line is not needed. */
const MAX_LINE = 4000;
/**
 * The lines of a text that arrives in pieces, each cut to 4000 characters: a log may have hundreds of megabytes, and so
 * may a single line.
 */
function* linesOf(pieces) {
    let line = '';
    for (const piece of pieces) {
        let start = 0;
        for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
            yield cut(line + piece.slice(start, Math.min(end, start + MAX_LINE)));
            line = '';
            start = end + 1;
        }
        line = cut(line + piece.slice(start, start + MAX_LINE));
    }
    if (line !== '')
        yield cut(line);
}
function cut(line) {
    return line.slice(0, MAX_LINE).replace(/\r$/, '');
}

;// CONCATENATED MODULE: ./lib/src/artifact/shard-evidence.js







const PIECE_BYTES = 1024 * 1024;
/**
 * Reads what the logs of a shard tell about its runs. The same for an eval that ends and for one that is judged again:
 * they must come to the same verdict.
 * @param directory holds `gateway.log` and `eval.log`, if there are such
 */
function readShardEvidence(directory, known) {
    const gateway = linesOfFile(external_node_path_.join(directory, 'gateway.log'));
    const harness = linesOfFile(external_node_path_.join(directory, 'eval.log'));
    const startedAtMs = known.harnessStartedAt === null ? null : Date.parse(known.harnessStartedAt);
    return {
        tasks: known.tasks,
        gateway: gateway === undefined ? null : (0,gateway_log/* parseGatewayLog */.g)(gateway, known.model),
        harness: parseHarnessLog(harness ?? [], startedAtMs),
        incidents: known.incidents,
    };
}
/** The lines of a log, read piece by piece: it has up to 64 MiB. @returns undefined if there is no such file */
function linesOfFile(file) {
    try {
        const descriptor = (0,external_node_fs_.openSync)(file, 'r');
        if ((0,external_node_fs_.fstatSync)(descriptor).isFile())
            return linesOf(piecesOf(descriptor));
        (0,external_node_fs_.closeSync)(descriptor);
        return undefined;
    }
    catch (error) {
        if ((0,missing_file/* hasCode */.u)(error, 'ENOENT'))
            return undefined;
        throw error;
    }
}
function* piecesOf(descriptor) {
    const piece = Buffer.alloc(PIECE_BYTES);
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    try {
        for (;;) {
            const size = (0,external_node_fs_.readSync)(descriptor, piece, 0, PIECE_BYTES, null);
            if (size === 0)
                break;
            yield decoder.write(piece.subarray(0, size));
        }
        yield decoder.end();
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}


/***/ }),

/***/ 45050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ copyWithoutSecrets),
/* harmony export */   r: () => (/* binding */ writeArtifactContent)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37883);
/* harmony import */ var _base_clean_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(93863);
/* harmony import */ var _base_redact_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(38945);








const PIECE_BYTES = 1024 * 1024;
/**
 * Writes the content of the artifact: benchmark.json, verdict.json, manifest.json, `runs/` and `logs/`. Secrets are
 * replaced in the files of pods and nodes, whose hashes before and after are in the manifest; the records have none.
 * @param directory exists and is empty
 * @returns the paths written, relative to `directory`, sorted
 */
async function writeArtifactContent(directory, parts, content, secrets) {
    const written = [];
    const write = async (file, text) => {
        const bytes = Buffer.from(text);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, file), bytes, { flag: 'wx' });
        written.push({ path: file, sha256: (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_5__/* .sha256 */ .s)(bytes), sizeBytes: bytes.length });
    };
    await write('verdict.json', asJson(parts.verdict));
    if (parts.result !== null)
        await write('benchmark.json', asJson(parts.result));
    if (parts.partial !== null)
        await write('benchmark.partial.json', asJson(parts.partial));
    if (content === 'full') {
        for (const shard of parts.shards) {
            const place = (file) => placeOf(file, shard.index);
            written.push(...(await copyWithoutSecrets(shard.directory, directory, secrets, place)));
        }
        if (parts.nodeLogs !== undefined) {
            const place = (file) => node_path__WEBPACK_IMPORTED_MODULE_3__.join('logs', 'kind', file);
            written.push(...(await copyWithoutSecrets(parts.nodeLogs, directory, secrets, place)));
        }
        if (parts.postMortem !== undefined) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, 'logs'), { recursive: true });
            await write('logs/post-mortem.txt', parts.postMortem);
        }
    }
    written.sort((a, b) => (a.path < b.path ? -1 : 1));
    const facts = parts.facts;
    const manifest = { schemaVersion: 1, ...facts, content, files: written };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, 'manifest.json'), asJson(secrets.clean(manifest)), { flag: 'wx' });
    return [...written.map((file) => file.path), 'manifest.json'].sort();
}
/**
 * Copies all files below a directory without the secrets in them and in their names.
 * @param place where a file goes, relative to `target`, by its path relative to `source`
 */
async function copyWithoutSecrets(source, target, secrets, place = (file) => file) {
    const written = [];
    for (const file of await filesBelow(source)) {
        // The artifact service takes no name with an asterisk.
        const clean = secrets.clean(place(file)).replaceAll(_base_redact_js__WEBPACK_IMPORTED_MODULE_7__/* .REPLACEMENT */ .x9, '___');
        const copied = await copyClean(node_path__WEBPACK_IMPORTED_MODULE_3__.join(source, file), node_path__WEBPACK_IMPORTED_MODULE_3__.join(target, clean), secrets.all());
        written.push({ path: clean, ...copied });
    }
    return written;
}
/** Copies a file of a pod without the secrets in it, piece by piece: logs have up to 64 MiB. */
async function copyClean(source, target, secrets) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_3__.dirname(target), { recursive: true });
    const before = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const after = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let sizeBytes = 0;
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(source, { highWaterMark: PIECE_BYTES }), async function* (pieces) {
        for await (const piece of pieces) {
            before.update(piece);
            yield piece;
        }
    }, (pieces) => (0,_base_redact_js__WEBPACK_IMPORTED_MODULE_7__/* .redactStream */ .SI)(pieces, secrets), async function* (pieces) {
        for await (const piece of pieces) {
            after.update(piece);
            sizeBytes += piece.length;
            yield piece;
        }
    }, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createWriteStream)(target, { flags: 'wx' }));
    return { sha256InPod: before.digest('hex'), sha256: after.digest('hex'), sizeBytes };
}
/** Run files of shards are disjoint, so they share one directory, as one shard would have written them. */
function placeOf(file, shard) {
    const run = /^run_cache\/(.+)$/.exec(file)?.[1];
    return run === undefined ? `logs/shard-${shard}/${file}` : `runs/${run}`;
}
async function filesBelow(directory) {
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => node_path__WEBPACK_IMPORTED_MODULE_3__.relative(directory, node_path__WEBPACK_IMPORTED_MODULE_3__.join(entry.parentPath, entry.name)))
        .sort();
}
function asJson(value) {
    return (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_6__/* .madeOfClean */ .Um)(`${JSON.stringify(value, null, 2)}\n`);
}


/***/ }),

/***/ 17337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ askGateway)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/kube/exec.js + 1 modules
var exec = __webpack_require__(60237);
// EXTERNAL MODULE: ./lib/src/protocol/pod-variables.js
var pod_variables = __webpack_require__(97628);
;// CONCATENATED MODULE: ./lib/src/protocol/probe-report.js
/** Precedes the report on standard output, which may hold other lines. */
const PROBE_MARK = 'clawbench-probe:';

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/backends/attached/probe-schema.js

/**
 * What the probe (sidecar/probe.ts) finds out in the container of an existing gateway, before anything is changed. It is
 * somebody else's container: what it says is checked before it is believed.
 */
const probe_schema_text = schemas/* string */.YjP().max(4096);
const bytes = schemas/* number */.aig().min(0);
const probeReportSchema = schemas/* object */.Ikc({
    uid: schemas/* number */.aig().int().min(0),
    gid: schemas/* number */.aig().int().min(0),
    nowMs: schemas/* number */.aig(),
    memory: schemas/* object */.Ikc({ limitBytes: bytes.nullable(), usedBytes: bytes.nullable() }),
    stateDir: probe_schema_text,
    writable: schemas/* array */.YOg(probe_schema_text).max(200),
    listening: schemas/* array */.YOg(probe_schema_text).max(50),
    token: probe_schema_text.nullable(),
    gateway: schemas/* union */.KCZ([
        schemas/* object */.Ikc({ version: probe_schema_text }),
        schemas/* object */.Ikc({
            code: schemas/* enum */.k5n(['bad-config', 'gateway-incompatible', 'gateway-not-ready']),
            message: probe_schema_text,
        }),
    ]),
    config: schemas/* object */.Ikc({
        browserEnabled: schemas/* boolean */.zMY().nullable(),
        toolsProfile: probe_schema_text.nullable(),
        alsoAllow: schemas/* array */.YOg(probe_schema_text).max(1000),
        deny: schemas/* array */.YOg(probe_schema_text).max(1000),
        providers: schemas/* array */.YOg(schemas/* object */.Ikc({
            id: probe_schema_text,
            baseUrl: probe_schema_text.nullable(),
            models: schemas/* array */.YOg(schemas/* object */.Ikc({ id: probe_schema_text, priceKnown: schemas/* boolean */.zMY(), contextWindow: schemas/* number */.aig().nullable() }))
                .max(10_000),
        }))
            .max(1000),
    })
        .nullable(),
});

;// CONCATENATED MODULE: ./lib/src/backends/attached/ask.js





/**
 * Runs the probe in the gateway's container: one exec, whose program comes by stdin, and the given token with it.
 * @param program text of dist/sidecar.mjs
 * @throws ActionError gateway-incompatible when no report comes back; KubeError
 */
async function askGateway(kube, gateway, program, token, signal) {
    const paths = (gateway.container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
    const settings = { [pod_variables/* podVariables */.F.probePaths]: paths.join('\n'), [pod_variables/* podVariables */.F.probeToken]: token ?? '' };
    const stdin = Buffer.from(`Object.assign(process.env, ${JSON.stringify(settings)});\n${program}`);
    const { namespace, podName: pod, container } = gateway;
    const target = { namespace, pod, container: container.name };
    const { exitCode, stdout, stderr } = await (0,exec/* exec */.V)(kube, target, ['node', '--input-type=module', '-', 'probe'], { stdin, timeoutMs: 100_000, retryForMs: 30_000, signal });
    const line = stdout
        .toString('utf8')
        .split('\n')
        .find((text) => text.startsWith(PROBE_MARK));
    const parsed = probeReportSchema.safeParse(line === undefined ? undefined : asJson(line.slice(PROBE_MARK.length)));
    if (parsed.success)
        return parsed.data;
    throw new errors/* ActionError */.lZ('gateway-incompatible', `Container ${container.name} of pod ${namespace}/${pod} could not be looked at (exit code ${exitCode}): ${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`, { hint: 'It must be a container of OpenClaw, whose image has node and sh.' });
}
function asJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 97954:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ attachedPlace)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/backends/job/diagnose.js
var diagnose = __webpack_require__(55756);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var kube_container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/kube/client.js + 4 modules
var client = __webpack_require__(16480);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/retry.js
var retry = __webpack_require__(19344);
// EXTERNAL MODULE: ./lib/src/kube/transport-error.js
var transport_error = __webpack_require__(3252);
;// CONCATENATED MODULE: ./lib/src/kube/log-file.js






/** Saves what a container has logged so far: whole, or the file is as it was. @throws KubeError, the signal's reason */
async function saveLog(kube, { namespace, pod, container }, file, { sinceMs, maxBytes, timeoutMs, retryForMs }) {
    const { signal } = kube;
    const operation = `read the log of container ${container} of pod ${namespace}/${pod}`;
    const { server } = kube.cluster;
    const part = `${file}.part`;
    const query = { container, sinceTime: new Date(sinceMs).toISOString(), limitBytes: maxBytes };
    const attempt = async () => {
        const late = AbortSignal.timeout(timeoutMs);
        const within = AbortSignal.any([signal, late]);
        try {
            const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log`;
            const { body } = await kube.stream(path, { operation, query, signal: within });
            await (0,external_node_stream_promises_.pipeline)(body, (0,external_node_fs_.createWriteStream)(part), { signal: within });
            await (0,promises_.rename)(part, file);
        }
        catch (error) {
            await (0,promises_.rm)(part, { force: true });
            signal.throwIfAborted();
            if (late.aborted)
                throw (0,transport_error/* transportFailure */.q)(operation, server, 'NoAnswer');
            throw error instanceof errors/* KubeError */.a3 ? error : (0,transport_error/* transportError */.W)(operation, server, error);
        }
    };
    await (0,retry/* withRetries */.L)(attempt, { budgetMs: retryForMs, clock: kube.clock, log: kube.log, signal });
}

// EXTERNAL MODULE: ./lib/src/kube/objects.js
var objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/kube/container-trouble.js
var container_trouble = __webpack_require__(5067);
// EXTERNAL MODULE: ./lib/src/kube/pod-readiness.js
var pod_readiness = __webpack_require__(50524);
// EXTERNAL MODULE: ./lib/src/backends/attached/container.js
var attached_container = __webpack_require__(54828);
;// CONCATENATED MODULE: ./lib/src/backends/attached/backend.js










const MAX_LOG_BYTES = 64 * 1024 * 1024;
/** For each of them; a failure of the provider may stand nowhere else, so that there is no verdict without it. */
const LOG_MS = 60_000;
/** A container of ours in somebody else's pod: one shard, and nobody makes another pod for it. */
function attachedPlace(kube, namespace, record) {
    const { pod: name, podUid, container, gateway } = record;
    const at = (pod) => ({ namespace, pod, container, root: attached_container/* ATTACHED_ROOT */.o });
    let missingSinceMs;
    const explain = (pod) => {
        const nowMs = kube.clock.now();
        const waiting = explainAttached(namespace, record, pod, nowMs);
        if (waiting === undefined || !(0,container_trouble/* isObjectMissing */.yt)(waiting.message)) {
            missingSinceMs = undefined;
            return waiting;
        }
        missingSinceMs ??= nowMs;
        return { ...waiting, isFinal: nowMs - missingSinceMs >= container_trouble/* LATE_OBJECT_MS */.Qs };
    };
    return {
        namespace,
        containers: { gateway, clawbench: container },
        sinceMs: record.sinceMs,
        finder: (_, signal) => ({
            async current() {
                const pod = await (0,objects/* read */.LF)(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace }, { signal });
                return pod?.metadata?.uid === podUid ? pod : undefined;
            },
        }),
        at,
        answering: (pod) => (0,kube_container/* statusOfContainer */.Z)(pod, container)?.state?.running === undefined ? undefined : at(name),
        speaking(pod) {
            const { running, terminated } = (0,kube_container/* statusOfContainer */.Z)(pod, container)?.state ?? {};
            return running === undefined && terminated === undefined
                ? undefined
                : { namespace, pod: name, container };
        },
        explain: (_, pod) => Promise.resolve(explain(pod)),
        fetchRest: async (directory, signal) => await saveLog((0,client/* withSignal */.l)(kube, signal), { namespace, pod: name, container: gateway }, external_node_path_.join(directory, 'gateway.log'), {
            sinceMs: record.sinceMs,
            maxBytes: MAX_LOG_BYTES,
            timeoutMs: LOG_MS,
            retryForMs: LOG_MS,
        }),
        postMortem: (signal) => (0,diagnose/* describePods */.sT)(kube, namespace, `Pod ${namespace}/${name}`, { fieldSelector: `metadata.name=${name}` }, [], signal),
    };
}
function explainAttached(namespace, record, pod, nowMs) {
    const { pod: name, container } = record;
    const lost = (message) => ({
        code: 'shard-lost',
        message,
        hint: undefined,
        isFinal: true,
    });
    if (pod === undefined) {
        return lost(`Pod ${namespace}/${name} is gone, and the evaluation in it with it: somebody deleted it or its node was lost.`);
    }
    const deletedAt = pod.metadata?.deletionTimestamp;
    if (deletedAt !== undefined && nowMs - Date.parse(deletedAt) > pod_readiness/* STUCK_MS */.c) {
        return {
            code: 'node-lost',
            message: `Pod ${namespace}/${name} was deleted and does not end: its node does not answer.`,
            hint: undefined,
            isFinal: true,
        };
    }
    const status = (0,kube_container/* statusOfContainer */.Z)(pod, container);
    const where = `Container ${container} of pod ${namespace}/${name}`;
    const ended = status?.state?.terminated ?? status?.lastState?.terminated;
    if (ended !== undefined) {
        const isMemory = ended.reason === 'OOMKilled';
        const why = (0,plain_text/* oneLine */.TN)([ended.reason, ended.message].filter(Boolean).join(': '), 300);
        return {
            code: isMemory ? 'out-of-memory' : 'container-failed',
            message: `${where} ended with exit code ${ended.exitCode} (${why}).`,
            hint: isMemory ? 'Lower "concurrency", or raise the memory limit of the pod.' : undefined,
            isFinal: true,
        };
    }
    if (status === undefined)
        return undefined;
    // Events are not asked for: they only tell more of kubelets that know no ephemeral containers yet.
    const trouble = (0,container_trouble/* waitingTrouble */.Rd)(pod, `Pod ${namespace}/${name}`, status, []);
    if (trouble?.code === undefined)
        return undefined;
    return {
        code: trouble.code,
        message: trouble.message,
        hint: trouble.code === 'image-pull'
            ? 'Check "clawbench-image"; the pull secrets are those of the pod.'
            : undefined,
        isFinal: trouble.terminal,
    };
}


/***/ }),

/***/ 54828:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   am: () => (/* binding */ attachedContainer),
/* harmony export */   ge: () => (/* binding */ bringPrograms),
/* harmony export */   o: () => (/* binding */ ATTACHED_ROOT)
/* harmony export */ });
/* unused harmony export workspacesOf */
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36530);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60237);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97628);
/* harmony import */ var _protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14286);
/* harmony import */ var _protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84245);







/** Of the container's own filesystem: ephemeral containers have no volumes of their own. */
const ATTACHED_ROOT = '/tmp/clawbench';
/** Waits for its programs, which no volume could bring; nobody who was killed meanwhile leaves it waiting for ever. */
const WAIT = `trap 'exit 143' TERM
i=0
until [ -e "$0/${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readyFile */ .Y2}" ]; do
  [ -e "$0/${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .stopFile */ .ph}" ] && exit 0
  i=$((i + 1))
  if [ "$i" -gt 6000 ]; then
    [ -n "$${_protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.stays}" ] || { echo 'The programs of the eval did not come.'; exit 1; }
    sleep 2
  fi
  sleep 0.1
done
exec node "$0/sidecar/sidecar.mjs" attached`;
/** Where the workspaces of one eval lie on the user's volume. */
function workspacesOf(homePath, instance) {
    return `${homePath.replace(/\/$/, '')}/clawbench-${instance}`;
}
/** The container that joins the pod; it meets PodSecurity restricted unless the gateway itself is root. */
function attachedContainer(settings) {
    const { name, image, imagePullPolicy, uid, gid, home, instance, stays, configMap, resources, stateDir } = settings;
    return {
        name,
        image,
        ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
        command: ['sh', '-c', WAIT, ATTACHED_ROOT],
        env: [
            { name: 'HOME', value: `${ATTACHED_ROOT}/home` },
            { name: _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.root, value: ATTACHED_ROOT },
            // By itself ClawBench pairs a device, which would stay in the user's gateway.
            ...Object.entries((0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__/* .writeSettings */ .Ln)({ shim: 'always' })).map(([variable, value]) => ({
                name: variable,
                value,
            })),
            ...(stays ? [{ name: _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.stays, value: '1' }] : []),
            { name: _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.stateDir, value: workspacesOf(home.mountPath, instance) },
            ...(stateDir === undefined ? [] : [{ name: _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.gatewayStateDir, value: stateDir }]),
        ],
        envFrom: [{ configMapRef: { name: configMap } }],
        securityContext: {
            runAsUser: uid,
            runAsGroup: gid,
            runAsNonRoot: uid !== 0,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            seccompProfile: { type: 'RuntimeDefault' },
        },
        volumeMounts: [structuredClone(home)],
        ...(resources === undefined ? {} : { resources }),
        terminationMessagePolicy: 'FallbackToLogsOnError',
    };
}
/** Takes what comes by stdin, checks it, and puts the mark last. */
const UNPACK = `const fs = require('node:fs'), path = require('node:path'), crypto = require('node:crypto');
const root = process.argv[1];
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  const bytes = Buffer.concat(chunks);
  if (crypto.createHash('sha256').update(bytes).digest('hex') !== process.argv[2]) throw new Error('it arrived damaged');
  for (const [name, text] of Object.entries(JSON.parse(bytes))) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
  }
  fs.mkdirSync(path.join(root, 'control'), { recursive: true });
  fs.writeFileSync(path.join(root, '${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readyFile */ .Y2}'), '');
});`;
/** Brings the programs and the gateway's token to the waiting container. @throws ActionError container-failed; KubeError */
async function bringPrograms(kube, target, programs, token, signal) {
    const files = Object.entries(programs).map(([name, text]) => [`sidecar/${name}`, text]);
    const stdin = Buffer.from(JSON.stringify(Object.fromEntries([...files, [_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenFile */ .IF, token]])));
    const command = ['node', '-e', UNPACK, (0,_backend_js__WEBPACK_IMPORTED_MODULE_2__/* .pathIn */ .l)(target, '/'), (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(stdin)];
    const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_3__/* .exec */ .V)(kube, target, command, { stdin, signal });
    if (exitCode === 0)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('container-failed', `The programs of the eval could not be brought to container ${target.container} of pod ${target.namespace}/${target.pod}: ${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`, { hint: 'Look at "clawbench-image": it must have node.' });
}


/***/ }),

/***/ 60375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kj: () => (/* binding */ joinRollout),
/* harmony export */   Pn: () => (/* binding */ leaveRollout),
/* harmony export */   d2: () => (/* binding */ refuseSecond),
/* harmony export */   iS: () => (/* binding */ joinEphemeral)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_container_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80321);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99810);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97628);






/** Of one eval alone: what it gives up later is what it added, and another one that joins meanwhile is a conflict. */
const rolloutManager = (instance) => `clawbench-k8s-action-attach-${instance}`;
const POLL_MS = 300;
/**
 * Refuses where an eval is there already, running or held.
 * @throws ActionError gateway-busy; KubeError
 */
async function refuseSecond(kube, { namespace, podName, pod, deployment }, signal) {
    const ephemeral = await liveContainer(kube, namespace, pod, signal);
    const isRolledOut = deployment.spec?.template.spec?.containers.some(({ name }) => name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .ROLLOUT_CONTAINER */ .w);
    if (ephemeral === undefined && isRolledOut !== true)
        return;
    throw gatewayBusy(namespace, podName, ephemeral);
}
function gatewayBusy(namespace, pod, container, cause) {
    const which = container === undefined ? '' : ` ${container.replace('clawbench-', '')}`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('gateway-busy', `Evaluation${which} runs or is held in pod ${namespace}/${pod}; one gateway takes one at a time.`, { hint: 'Bring it home with `mode: results`, or end it with `mode: detach`.', cause });
}
/** One that never started can not be taken out of its pod; it never will once its ConfigMap is gone. */
async function liveContainer(kube, namespace, pod, signal, own) {
    for (const { name } of pod.spec?.ephemeralContainers ?? []) {
        if (!/^clawbench-[0-9a-f]{8}$/.test(name) || name === own)
            continue;
        const { running, terminated } = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOfContainer */ .Z)(pod, name)?.state ?? {};
        if (terminated !== undefined)
            continue;
        const record = { apiVersion: 'v1', kind: 'ConfigMap', name, namespace };
        if (running !== undefined || (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(kube, record, { signal })) !== undefined)
            return name;
    }
    return undefined;
}
/**
 * Adds an ephemeral container to the pod: nothing restarts, and no object of the user's changes but the pod itself.
 * Of two that come at the same moment the API server's order decides: the second sees the first.
 * @throws ActionError gateway-busy; missing-permission or admission-refused that name the other method; KubeError
 */
async function joinEphemeral(kube, { namespace, podName }, container, signal) {
    const ref = { apiVersion: 'v1', kind: 'Pod', name: podName, namespace };
    let joined;
    try {
        joined = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .patch */ .F6)(kube, ref, { spec: { ephemeralContainers: [container] } }, { type: 'strategic', subresource: 'ephemeralcontainers', signal });
    }
    catch (error) {
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error) || (error.status !== 403 && error.status !== 404))
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('admission-refused', `The cluster takes no ephemeral container in pod ${namespace}/${podName}: ${error.message}`, {
            hint: 'Write `attach-method: rollout`, which restarts the gateway.',
            cause: error,
        });
    }
    const other = await liveContainer(kube, namespace, joined, signal, container.name);
    if (other !== undefined)
        throw gatewayBusy(namespace, podName, other);
}
/**
 * Adds the container to the Deployment, which makes the pod anew, and waits for that.
 * @returns the new pod
 * @throws ActionError gateway-busy, startup-timeout; KubeError
 */
async function joinRollout(kube, { namespace, name, deployment, podName, podUid }, container, { instance, timeoutMs, log, signal, }) {
    const { replicas } = deployment.spec ?? {};
    if (replicas !== undefined && replicas !== 1) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `Deployment ${namespace}/${name} has ${replicas} replicas.`, {
            hint: 'Scale it to 1, or write `attach-method: ephemeral`, which joins one of its pods.',
        });
    }
    log.info(`Deployment ${namespace}/${name} gets a container "${container.name}": its gateway restarts, now and after the evaluation.`);
    try {
        await applyContainers(kube, namespace, name, instance, [container], signal);
    }
    catch (error) {
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error, 'Conflict'))
            throw error;
        throw gatewayBusy(namespace, podName, undefined, error);
    }
    const { matchLabels = {} } = deployment.spec?.selector ?? {};
    const labelSelector = Object.entries(matchLabels)
        .map(([key, value]) => `${key}=${value}`)
        .join(',');
    const { clock } = kube;
    const deadlineMs = clock.now() + timeoutMs;
    for (;;) {
        const pods = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector, signal });
        const joined = pods.find(({ metadata, spec }) => metadata?.uid !== podUid &&
            metadata?.deletionTimestamp === undefined &&
            spec?.containers.some((item) => isSame(item, container)) === true);
        if (joined !== undefined && joined.spec?.nodeName !== undefined)
            return joined;
        if (clock.now() >= deadlineMs) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('startup-timeout', `Deployment ${namespace}/${name} made no pod with the evaluation in ${Math.round(timeoutMs / 1000)} s.`, {
                hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}`,
            });
        }
        await clock.sleep(POLL_MS, signal);
    }
}
/** The workspaces have the instance in their name. */
function isSame(one, other) {
    const directory = (container) => container.env?.find(({ name }) => name === _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .podVariables */ .F.stateDir)?.value;
    return one.name === other.name && directory(one) === directory(other);
}
/** Gives up what `joinRollout` added; the Deployment is as it was. Safe to repeat. @throws KubeError */
async function leaveRollout(kube, namespace, instance, { deployment }, signal) {
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment, namespace };
    const live = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(kube, ref, signal === undefined ? {} : { signal });
    const isOurs = live?.metadata?.managedFields?.some(({ manager }) => manager === rolloutManager(instance));
    if (isOurs !== true)
        return;
    await applyContainers(kube, namespace, deployment, instance, [], signal);
}
async function applyContainers(kube, namespace, name, instance, containers, signal) {
    const spec = containers.length === 0 ? {} : { spec: { template: { spec: { containers } } } };
    await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .apply */ .Bb)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, ...spec }, { fieldManager: rolloutManager(instance), ...(signal === undefined ? {} : { signal }) });
}


/***/ }),

/***/ 85356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ leaveGateway)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36530);
/* harmony import */ var _eval_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14418);
/* harmony import */ var _kube_container_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80321);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(252);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86431);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60237);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(99810);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(34096);
/* harmony import */ var _protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(84245);
/* harmony import */ var _join_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(60375);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(97954);












/** Ends the eval, or the wait for its programs if they never came. */
const END = `mkdir -p "$0" && touch "$0/${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_11__/* .stopFile */ .ph}" "$1/contact" 2>/dev/null
mkdir -p "$1" && printf %s "$2" > "$1/request.json.tmp" && mv "$1/request.json.tmp" "$1/request.json"`;
/**
 * Takes an eval out of the user's pod: the container ends by itself and removes its files, a rolled out one leaves the
 * Deployment; its ConfigMap goes, unless the container could not be told: then it can be found again. Safe to repeat.
 * @param saved where it was to be; a rollout has it in another pod, as its ConfigMap tells
 * @returns what is still there, a sentence each
 * @throws KubeError
 */
async function leaveGateway(kube, namespace, instance, saved, call) {
    const map = await ourRecord(kube, namespace, instance, call);
    const record = placeIn(map, saved) ?? saved;
    const { pod: name, podUid, container, method } = record;
    const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace };
    const pod = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(kube, ref, call);
    const stage = pod?.metadata?.uid === podUid ? stageOf(pod, container) : 'over';
    const hears = stage === 'running' && pod?.metadata?.deletionTimestamp === undefined;
    const failure = hears
        ? await tellToEnd(kube, (0,_backend_js__WEBPACK_IMPORTED_MODULE_10__/* .attachedPlace */ .W)(kube, namespace, record).at(name), call)
        : undefined;
    if (method === 'rollout') {
        // Its container ends with the pod, told or not.
        await (0,_join_js__WEBPACK_IMPORTED_MODULE_9__/* .leaveRollout */ .Pn)(kube, namespace, instance, record, call.signal);
        if (stage !== 'over')
            return [`Pod ${namespace}/${name}`];
    }
    else if (failure !== undefined)
        throw failure;
    const uid = map?.metadata?.uid;
    if (uid !== undefined)
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .remove */ .TF)(kube, recordRef(namespace, instance), { uid, ...call });
    return stage === 'over' ? [] : [`Container ${container} of pod ${namespace}/${name}`];
}
/** One that waits for what will not come, its image or its ConfigMap, is over: it can not be taken out of the pod. */
function stageOf(pod, name) {
    const { containers = [], ephemeralContainers = [] } = pod.spec ?? {};
    const isThere = [...containers, ...ephemeralContainers].some((container) => container.name === name);
    const { running, terminated, waiting } = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOfContainer */ .Z)(pod, name)?.state ?? {};
    if (!isThere || terminated !== undefined)
        return 'over';
    if (running !== undefined)
        return 'running';
    return /^(?:ContainerCreating|PodInitializing|)$/.test(waiting?.reason ?? '') ? 'starting' : 'over';
}
/** @returns why it could not be told; it may as well have ended in this very moment */
async function tellToEnd(kube, target, call) {
    const request = JSON.stringify({ id: `finish-${target.pod}`, kind: 'finish' });
    const command = ['sh', '-c', END, target.root, (0,_backend_js__WEBPACK_IMPORTED_MODULE_1__/* .pathIn */ .l)(target, '/control'), request];
    try {
        const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_6__/* .exec */ .V)(kube, target, command, {
            retryForMs: 0,
            timeoutMs: 10_000,
            ...call,
        });
        if (exitCode === 0)
            return undefined;
        const where = `Container ${target.container} of pod ${target.namespace}/${target.pod}`;
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('container-failed', `${where} could not be told to end: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(stderr, 300)}`);
    }
    catch (error) {
        return (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .isKubeError */ .Cv)(error, 'ContainerEnded') ? undefined : error;
    }
}
const recordRef = (namespace, instance) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: `clawbench-${instance}`,
    namespace,
});
async function ourRecord(kube, namespace, instance, call) {
    const map = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(kube, recordRef(namespace, instance), call);
    const { labels: found = {} } = map?.metadata ?? {};
    return (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .isOurs */ .MU)({ metadata: { labels: found } }) && found[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .labels */ .WD.instance] === instance ? map : undefined;
}
/** Others may write in the namespace: it leads to no other Deployment than what was saved. */
function placeIn(map, saved) {
    const place = (0,_eval_record_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRecord */ .Hh)(map?.metadata?.annotations?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .annotations */ .hk.run])?.place;
    if (place?.kind !== 'attached')
        return undefined;
    return place.deployment === saved.deployment && place.method === saved.method ? place : undefined;
}


/***/ }),

/***/ 36530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ pathIn)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** A path of the contract as it is in this container. */
function pathIn(target, contractPath) {
    return node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(target.root, contractPath);
}


/***/ }),

/***/ 14418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Lc: () => (/* binding */ findRun),
/* harmony export */   mX: () => (/* binding */ attachedSchema),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* unused harmony exports placeRecordSchema, listRuns */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(92857);
/* harmony import */ var _base_clean_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93863);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _inputs_load_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6423);
/* harmony import */ var _inputs_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43575);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99810);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34096);







/**
 * What another process must know of an eval to follow it, bring its results home or end it: an annotation of the
 * ConfigMap with its settings. Nothing secret is in it; it is read as data of a stranger.
 */
const name = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const text = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().max(2000);
const hex = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().regex(/^[0-9a-f]{8,64}$/);
/** A container of ours in somebody else's pod. */
const attachedSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('attached'),
    method: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['ephemeral', 'rollout']),
    deployment: name,
    pod: name,
    podUid: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().max(64),
    /** Of the gateway. */
    gateway: name,
    /** Ours. */
    container: name,
    /** When it joined, by the node's clock, in ms since the epoch. */
    sinceMs: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
});
const placeRecordSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('job'), name }),
    attachedSchema,
]);
const factsSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ sha256: hex, files: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().int().min(0) }).nullable();
const modelSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ model: text, ref: text });
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1),
    instance: hex,
    leg: hex,
    label: text,
    runUrl: text.nullable(),
    startedAtMs: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
    isDetached: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY(),
    place: placeRecordSchema,
    model: modelSchema,
    judge: modelSchema.nullable(),
    shards: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().int().min(1).max(100),
    concurrency: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().int().min(1).max(64),
    runs: zod__WEBPACK_IMPORTED_MODULE_6__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig().int().min(1).max(100), zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('auto')]),
    timeoutMs: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
    startupTimeoutMs: zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig(),
    settingsHash: hex,
    taskDurations: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig()),
    /** What the files were that it was given: results are held against others by them. Null without any. */
    given: zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ sha256: hex, agent: factsSchema, tasks: factsSchema }).nullable().default(null),
    clawbenchArgs: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().max(4096)).nullable().default(null),
    /** As they were given, for people; a secret is `set` or null. */
    inputs: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_6__/* .unknown */ .L5J()),
});
function recordOf(plan, inputs, place, facts) {
    const { model, judge, identity } = plan;
    return {
        schemaVersion: 1,
        ...identity,
        label: plan.label,
        runUrl: plan.runUrl ?? null,
        isDetached: inputs.detach,
        place,
        model: { model: model.model, ref: model.ref },
        judge: judge === undefined ? null : { model: judge.model, ref: judge.ref },
        shards: plan.shards,
        concurrency: inputs.concurrency,
        runs: inputs.runs,
        timeoutMs: inputs.timeoutMs,
        startupTimeoutMs: inputs.startupTimeoutMs,
        given: plan.given === undefined ? null : givenFacts(plan.given),
        clawbenchArgs: inputs.clawbenchArgs === null ? null : [...inputs.clawbenchArgs],
        ...facts,
        inputs: shownInputs(inputs),
    };
}
function givenFacts({ sha256, agent, tasks }) {
    return { sha256, agent, tasks };
}
/** All annotations of an object may have 256 KiB; what is longer than this is for nobody to read there. */
const MAX_INPUT_CHARACTERS = 2000;
/** Secrets are out of them, also those in an address that is an input. */
function shownInputs(inputs) {
    const short = Object.entries((0,_inputs_load_js__WEBPACK_IMPORTED_MODULE_2__/* .publicInputs */ .PX)(inputs)).filter(([, value]) => JSON.stringify(value).length <= MAX_INPUT_CHARACTERS);
    return (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .openSecrets */ .cA)((0,_inputs_load_js__WEBPACK_IMPORTED_MODULE_2__/* .secretValues */ .VX)(inputs)).clean(Object.fromEntries(short));
}
/**
 * The run with this instance, or the only one of the namespace: of several nobody guesses, what is fetched is removed.
 * @throws ActionError bad-input that names the runs there are; KubeError
 */
async function findRun(kube, namespace, instance, signal) {
    const runs = await listRuns(kube, namespace, signal);
    if (instance === null && runs.length > 1) {
        const known = runs.map((run) => `${run.instance} (${run.label})`).join(', ');
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-input', `Namespace ${namespace} has ${runs.length} evaluations: ${known}.`, {
            hint: 'Write the `instance` of the one you mean.',
        });
    }
    const found = runs.find((run) => instance === null || run.instance === instance);
    if (found !== undefined)
        return found;
    const known = runs.map((run) => run.instance).join(', ');
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-input', instance === null
        ? `No evaluation runs or is held in namespace ${namespace}.`
        : `No evaluation ${instance} runs or is held in namespace ${namespace}.`, {
        hint: known === ''
            ? 'Look at `namespace` and the cluster.'
            : `Write one of these as \`instance\`: ${known}.`,
    });
}
/** The newest first. */
async function listRuns(kube, namespace, signal) {
    const labelSelector = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .labels */ .WD.managedBy}=${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .MANAGED_BY */ .Kf},${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .labels */ .WD.instance}`;
    const of = { apiVersion: 'v1', kind: 'ConfigMap', namespace };
    const maps = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(kube, of, { labelSelector, signal });
    const runs = maps.flatMap(({ metadata }) => {
        const json = metadata?.annotations?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .annotations */ .hk.run];
        const record = parseRecord(json);
        const isReal = record !== undefined && metadata?.labels?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .labels */ .WD.instance] === record.instance;
        return isReal && (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .isOurs */ .MU)({ metadata: { labels: metadata.labels ?? {} } })
            ? [{ ...record, namespace, configMap: metadata.name ?? '' }]
            : [];
    });
    return runs.sort((a, b) => b.startedAtMs - a.startedAtMs);
}
/** Undefined for what is no such record. */
function parseRecord(json) {
    if (json === undefined)
        return undefined;
    try {
        return recordSchema.parse(JSON.parse(json));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 48616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $: () => (/* binding */ jobPlace)
});

// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/backends/job/diagnose.js
var diagnose = __webpack_require__(55756);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var objects = __webpack_require__(99810);
;// CONCATENATED MODULE: ./lib/src/backends/job/find-pod.js

/** A pod on a dead node stays Terminating until somebody says that the node will not come back. */
const STUCK_TERMINATING_MS = 20_000;
function findPod(kube, job, index, signal) {
    const { namespace } = job;
    let known;
    /** When the known pod was first seen Terminating, in ms; the API server's clock is not ours. */
    let terminatingSinceMs;
    /** The Job waits with a replacement until the old pod has really ended; on a dead node it never does by itself. */
    async function freeFromDeadNode(pod) {
        const { name, uid, deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata ?? {};
        const nowMs = kube.clock.now();
        terminatingSinceMs = deletionTimestamp === undefined ? undefined : (terminatingSinceMs ?? nowMs);
        if (name === undefined || uid === undefined || terminatingSinceMs === undefined)
            return;
        if (nowMs - terminatingSinceMs < deletionGracePeriodSeconds * 1000 + STUCK_TERMINATING_MS)
            return;
        const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace };
        await (0,objects/* remove */.TF)(kube, ref, { uid, gracePeriodSeconds: 0, signal });
    }
    async function knownPod() {
        if (known === undefined)
            return undefined;
        const ref = { apiVersion: 'v1', kind: 'Pod', name: known.name, namespace };
        const pod = await (0,objects/* read */.LF)(kube, ref, { signal });
        if (pod?.metadata?.uid !== known.uid)
            return undefined;
        await freeFromDeadNode(pod);
        return pod.status?.phase === 'Failed' ? undefined : pod;
    }
    async function newestPod() {
        const labelSelector = `batch.kubernetes.io/job-name=${job.name},batch.kubernetes.io/job-completion-index=${index}`;
        const pods = await (0,objects/* list */.p_)(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector, signal });
        const age = (pod) => pod.metadata?.creationTimestamp ?? '';
        return pods.sort((a, b) => (age(a) < age(b) ? 1 : -1))[0];
    }
    return {
        async current() {
            const pod = (await knownPod()) ?? (await newestPod());
            const { name, uid } = pod?.metadata ?? {};
            if (name !== undefined && uid !== undefined && uid !== known?.uid) {
                known = { name, uid };
                terminatingSinceMs = undefined;
            }
            return pod;
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/backends/job/backend.js




const { gateway, clawbench, results } = containers/* podContainers */.G;
/** An Indexed Job of ours: each shard has a pod of its own, which the Job replaces when it is lost. */
function jobPlace(kube, job) {
    const { namespace } = job;
    const at = (pod) => ({ namespace, pod, container: results, root: '/' });
    return {
        namespace,
        containers: { gateway, clawbench },
        sinceMs: 0,
        finder: (index, signal) => findPod(kube, job, index, signal),
        at,
        answering(pod) {
            const { name } = pod.metadata ?? {};
            const runs = (0,container/* statusOfContainer */.Z)(pod, results)?.state?.running !== undefined;
            return name !== undefined && runs ? at(name) : undefined;
        },
        speaking(pod) {
            const { name } = pod.metadata ?? {};
            const { running, terminated } = (0,container/* statusOfContainer */.Z)(pod, clawbench)?.state ?? {};
            if (name === undefined || (running === undefined && terminated === undefined))
                return undefined;
            return { namespace, pod: name, container: clawbench };
        },
        explain: (index, pod, signal) => (0,diagnose/* explainStart */._c)(kube, job, index, pod, signal),
        fetchRest: () => Promise.resolve(),
        postMortem: (signal) => (0,diagnose/* postMortem */.DK)(kube, job, signal),
    };
}


/***/ }),

/***/ 55756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DK: () => (/* binding */ postMortem),
/* harmony export */   _c: () => (/* binding */ explainStart),
/* harmony export */   sT: () => (/* binding */ describePods)
/* harmony export */ });
/* unused harmony export isIndexFailed */
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);
/* harmony import */ var _kube_container_trouble_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5067);
/* harmony import */ var _kube_pod_readiness_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50524);
/* harmony import */ var _kube_workload_readiness_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68520);





/**
 * Why a shard is not (or no longer) on its way, undefined if it is. A pod that ended is no reason to give up while the
 * Job makes another in its place.
 * @throws KubeError
 */
async function explainStart(kube, job, index, pod, signal) {
    if (pod === undefined) {
        const live = await readJob(kube, job, signal);
        if (live === undefined)
            return jobGone(job);
        const readiness = (0,_kube_workload_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .jobReadiness */ .A)(live, await eventsOf(kube, job.namespace, job.uid, signal));
        return readiness.state === 'done' ? endedUnread(job) : asWaiting(readiness);
    }
    const hasTrouble = pod.status?.conditions?.find((condition) => condition.type === 'Ready')?.status !== 'True';
    if (!hasTrouble && pod.metadata?.deletionTimestamp === undefined)
        return undefined;
    const events = await eventsOf(kube, job.namespace, pod.metadata?.uid ?? '', signal);
    const waiting = asWaiting((0,_kube_pod_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .podReadiness */ .a)(pod, events, { now: kube.clock.now() }));
    const hasEnded = pod.status?.phase === 'Failed' || pod.metadata?.deletionTimestamp !== undefined;
    if (waiting === undefined || !hasEnded)
        return waiting;
    const live = await readJob(kube, job, signal);
    if (live === undefined)
        return jobGone(job);
    const jobEnded = live.status?.conditions?.some(({ type, status }) => type === 'Failed' && status === 'True') ?? false;
    return { ...waiting, isFinal: jobEnded || isIndexFailed(live, index) };
}
async function readJob(kube, job, signal) {
    const ref = { apiVersion: 'batch/v1', kind: 'Job', name: job.name, namespace: job.namespace };
    const live = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, ref, { signal });
    return live?.metadata?.uid === job.uid ? live : undefined;
}
function jobGone(job) {
    const message = `Job ${job.namespace}/${job.name} was deleted by somebody else.`;
    return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}
/** Only `finish` lets a pod succeed, and that is not sent before its results are home. */
function endedUnread(job) {
    const message = `Job ${job.namespace}/${job.name} ended before its results were fetched.`;
    return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}
function asWaiting(readiness) {
    if (readiness.code === undefined)
        return undefined;
    return {
        code: readiness.code,
        message: readiness.message,
        hint: (0,_kube_container_trouble_js__WEBPACK_IMPORTED_MODULE_2__/* .isOtherPlatform */ .cM)(readiness.message) ? platformHint : hints[readiness.code],
        isFinal: readiness.state === 'failed',
    };
}
const platformHint = 'The image is for other processors than the node: build it for those too (docker buildx build --platform linux/amd64,linux/arm64), or have the pods run on nodes of its own kind (node selector kubernetes.io/arch).';
const hints = {
    'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
    unschedulable: 'Give the cluster a node with room for the pod, or lower "shards".',
    'quota-exceeded': 'Raise the quota of the namespace, or lower "shards".',
    'out-of-memory': 'Lower "concurrency", so that fewer runs share the memory of the container.',
};
/** Whether the Job has given this index up; `failedIndexes` is like `1,3-5`. */
function isIndexFailed(job, index) {
    const ranges = (job.status?.failedIndexes ?? '').split(',').filter((range) => range !== '');
    return ranges.some((range) => {
        const [from, to = from] = range.split('-').map(Number);
        return from !== undefined && to !== undefined && index >= from && index <= to;
    });
}
async function eventsOf(kube, namespace, uid, signal) {
    const of = { apiVersion: 'v1', kind: 'Event', namespace };
    return await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(kube, of, { fieldSelector: `involvedObject.uid=${uid}`, signal });
}
const TAIL_LINES = 30;
/**
 * What a person would look at first after a failure: states, events and last log lines of the eval's pods, as text.
 * What can not be read is said in its place: this runs when things are broken already.
 */
async function postMortem(kube, job, signal) {
    const { name, namespace, uid } = job;
    const selector = { labelSelector: `batch.kubernetes.io/job-name=${name}` };
    return await describePods(kube, namespace, `Pods of Job ${namespace}/${name}`, selector, [uid], signal);
}
/** The same for any pods. @param owners UIDs of objects whose events matter, too */
async function describePods(kube, namespace, title, selector, owners, signal) {
    const sections = [];
    const attempt = async (what, work) => {
        try {
            sections.push(`== ${what}\n${await work()}`);
        }
        catch (error) {
            signal.throwIfAborted();
            sections.push(`== ${what}\n(could not be read: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(String(error))})`);
        }
    };
    const of = { apiVersion: 'v1', kind: 'Pod', namespace };
    const options = { ...selector, retryForMs: 5000, signal };
    let pods = [];
    await attempt(title, async () => {
        pods = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(kube, of, options);
        return pods.map(describePod).join('\n') || 'none';
    });
    await attempt('Events', async () => {
        const events = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(kube, { ...of, kind: 'Event' }, { retryForMs: 5000, signal });
        const ours = new Set([...owners, ...pods.map((pod) => pod.metadata?.uid)]);
        const lines = events.filter((event) => ours.has(event.involvedObject.uid)).map(describeEvent);
        return lines.join('\n') || 'none';
    });
    for (const pod of pods) {
        const { initContainers = [], containers = [], ephemeralContainers = [] } = pod.spec ?? {};
        const names = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
        for (const name of names) {
            await attempt(`Last lines of container ${name} in pod ${pod.metadata?.name}`, () => tailOf(kube, pod, name, signal));
        }
    }
    return `${sections.join('\n\n')}\n`;
}
async function tailOf(kube, pod, container, signal) {
    const path = `/api/v1/namespaces/${pod.metadata?.namespace}/pods/${pod.metadata?.name}/log`;
    const query = { container, tailLines: TAIL_LINES, limitBytes: 64 * 1024 };
    const { body } = await kube.stream(path, { query, headersTimeoutMs: 5000, signal });
    const chunks = [];
    for await (const chunk of body)
        chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8').trimEnd();
}
function describePod(pod) {
    const { name, deletionTimestamp } = pod.metadata ?? {};
    const phase = deletionTimestamp === undefined ? pod.status?.phase : `${pod.status?.phase}, being deleted`;
    const reason = [pod.status?.reason, pod.status?.message].filter(Boolean).join(': ');
    const conditions = (pod.status?.conditions ?? [])
        .filter(({ status, message }) => status !== 'True' && message)
        .map(({ type, message }) => `  ${type}: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message ?? '')}`);
    const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [], } = pod.status ?? {};
    const containers = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses];
    return [
        `${name} on ${pod.spec?.nodeName ?? 'no node'}: ${phase}${reason === '' ? '' : ` (${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(reason)})`}`,
        ...conditions,
        ...containers.map((status) => `  ${describeContainer(status)}`),
    ].join('\n');
}
function describeContainer({ name, state, lastState, restartCount, image }) {
    const { running, waiting, terminated } = state ?? {};
    const ended = terminated ?? lastState?.terminated;
    const now = running
        ? `running since ${running.startedAt}`
        : waiting
            ? (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(`waiting: ${waiting.reason ?? ''} ${waiting.message ?? ''}`)
            : 'ended';
    const last = ended
        ? `; ended ${ended.finishedAt ?? ''} with exit code ${ended.exitCode} (${ended.reason ?? ''})`
        : '';
    return `${name} (${image}): ${now}${last}; ${restartCount} restarts`;
}
function describeEvent(event) {
    const time = event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
    return `${time} ${event.type} ${event.reason} ${event.involvedObject.kind}/${event.involvedObject.name}: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(event.message ?? '')}`;
}


/***/ }),

/***/ 42086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kz: () => (/* binding */ settingsMap),
/* harmony export */   Sc: () => (/* binding */ settingsHash),
/* harmony export */   XH: () => (/* binding */ evalObjects),
/* harmony export */   bp: () => (/* binding */ isPriceKnown)
/* harmony export */ });
/* unused harmony export supervisorSettings */
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _plan_runs_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(18772);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30153);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96976);
/* harmony import */ var _protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14286);
/* harmony import */ var _stack_openclaw_config_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94849);
/* harmony import */ var _stack_pod_network_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27213);
/* harmony import */ var _stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(58409);
/* harmony import */ var _stack_images_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(60959);
/* harmony import */ var _plan_images_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(39764);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(34096);













/** @param manifests are not changed  @param record goes with the settings, so that others find the run */
function evalObjects(plan, inputs, manifests, sidecar, taskDurations, record) {
    const metadata = (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_10__/* .evalMetadata */ .gW)(plan.identity, new Date(plan.expiresAtMs), plan.runUrl);
    const named = (name) => ({
        ...structuredClone(metadata),
        name,
        namespace: plan.namespace,
    });
    const login = (0,_plan_images_js__WEBPACK_IMPORTED_MODULE_11__/* .registryLogin */ .j)(inputs);
    const { caCertificates } = plan.network;
    return {
        job: evalJob(plan, inputs, manifests.job, metadata),
        secret: {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: named(plan.name),
            immutable: true,
            type: 'Opaque',
            stringData: plan.secrets,
        },
        pullSecret: login === null ? undefined : (0,_stack_images_js__WEBPACK_IMPORTED_MODULE_9__/* .pullSecret */ .QS)(login, named(`${plan.name}-pull`)),
        configMaps: [
            settingsMap(named(plan.name), plan, inputs, taskDurations, record),
            configMap(named(`${plan.name}-openclaw`), { 'openclaw.json': gatewayConfig(plan) }),
            configMap(named(`${plan.name}-sidecar`), sidecar),
            ...(caCertificates === undefined
                ? []
                : [configMap(named(`${plan.name}-ca`), { [_stack_pod_network_js__WEBPACK_IMPORTED_MODULE_7__/* .CA_FILE */ .S4]: caCertificates })]),
        ],
        networkPolicy: {
            ...structuredClone(manifests.networkPolicy),
            metadata: named(plan.name),
            spec: { podSelector: { matchLabels: { ...metadata.labels } }, policyTypes: ['Ingress'] },
        },
    };
}
function configMap(metadata, data) {
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ...data } };
}
/** The supervisor's settings, and beside them what another process must know of the run. */
function settingsMap(metadata, plan, inputs, taskDurations, record) {
    const run = record === undefined ? {} : { [_stack_ownership_js__WEBPACK_IMPORTED_MODULE_10__/* .annotations */ .hk.run]: JSON.stringify(record) };
    return configMap({ ...metadata, annotations: { ...metadata.annotations, ...run } }, {
        ...supervisorSettings(plan, inputs, taskDurations),
        ...(inputs.detach ? (0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__/* .writeSettings */ .Ln)(detachedSettings) : {}),
    });
}
/** A detached evaluation has no contact with us: only `timeout` ends it, and its results wait longer. */
const detachedSettings = { orphanLimitMs: 0, holdMs: _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .DETACHED_HOLD_MS */ .sQ };
function gatewayConfig({ model, judge, images, openclawConfig: overlay }) {
    const routes = judge === undefined ? [model] : [model, judge];
    return JSON.stringify((0,_stack_openclaw_config_js__WEBPACK_IMPORTED_MODULE_6__/* .openclawConfig */ .MF)(routes, images.openclaw, overlay), null, 2);
}
/** Of everything that is told to supervisor and gateway: runs under other settings are runs of something else. */
function settingsHash(plan, inputs, taskDurations) {
    const { 
    // Where results are logged changes no run.
    MLFLOW_TRACKING_URI: _uri, MLFLOW_EXPERIMENT_NAME: _name, MLFLOW_EXPERIMENT_ID: _id, ...settings } = supervisorSettings(plan, inputs, taskDurations);
    return (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(JSON.stringify([
        settings,
        gatewayConfig(plan),
        ...(plan.podOverlay === undefined ? [] : [plan.podOverlay]),
    ]));
}
/** The environment of the supervisor, as `kubectl` shows it in the ConfigMap. */
function supervisorSettings(plan, inputs, taskDurations) {
    return {
        ...(0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__/* .writeSettings */ .Ln)({
            model: plan.model.ref,
            judgeModel: plan.judge?.ref,
            tasks: inputs.tasks ?? [],
            runs: (0,_plan_runs_js__WEBPACK_IMPORTED_MODULE_12__/* .firstRuns */ .r)(inputs),
            concurrency: inputs.concurrency,
            shards: plan.shards,
            connectTimeoutMs: inputs.connectTimeoutMs,
            requestTimeoutMs: inputs.requestTimeoutMs,
            perRunTimeoutMs: inputs.perRunTimeoutMs,
            timeoutMs: inputs.timeoutMs,
            gatewayTimeoutMs: inputs.startupTimeoutMs,
            gatewayPort: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__/* .GATEWAY_PORT */ .pC,
            gatewayLog: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__/* .podPaths */ ._U.gatewayOwnLog,
            retryInvalid: inputs.retryInvalid,
            priceKnown: isPriceKnown(plan),
            taskDurations,
            userFilesSha256: plan.given?.sha256,
            harnessArgs: inputs.clawbenchArgs ?? [],
            ...caps(inputs, plan.shards),
        }),
        ...mlflowSettings(plan, inputs),
    };
}
/** For people alone: what logs is told by the action. */
function mlflowSettings({ mlflow }, inputs) {
    if (mlflow === undefined)
        return {};
    const { mlflowExperimentId, mlflowExperimentName } = inputs;
    return {
        MLFLOW_TRACKING_URI: mlflow.trackingUri,
        ...(mlflowExperimentId === null
            ? { MLFLOW_EXPERIMENT_NAME: mlflowExperimentName }
            : { MLFLOW_EXPERIMENT_ID: mlflowExperimentId }),
    };
}
/** Whether the gateway can tell what the model costs. */
function isPriceKnown(plan) {
    return plan.model.isPriceKnown;
}
/** Shards know nothing of each other, so each gets its share. */
function caps({ maxCostUsd, maxTokens, maxMinutes }, shards) {
    return {
        maxCostUsd: maxCostUsd === null ? undefined : maxCostUsd / shards,
        maxTokens: maxTokens === null ? undefined : Math.ceil(maxTokens / shards),
        maxMinutes: maxMinutes ?? undefined,
    };
}
function evalJob(plan, inputs, manifest, metadata) {
    const job = structuredClone(manifest);
    job.metadata = {
        ...job.metadata,
        name: plan.name,
        namespace: plan.namespace,
        labels: { ...job.metadata?.labels, ...metadata.labels },
        annotations: { ...job.metadata?.annotations, ...metadata.annotations },
    };
    const spec = present(job.spec, 'spec');
    spec.completions = plan.shards;
    spec.parallelism = plan.shards;
    spec.activeDeadlineSeconds = Math.ceil(plan.jobDeadlineMs / 1000);
    spec.template.metadata = {
        ...spec.template.metadata,
        labels: { ...spec.template.metadata?.labels, ...metadata.labels },
        annotations: { ...spec.template.metadata?.annotations, ...metadata.annotations },
    };
    const pod = present(spec.template.spec, 'spec.template.spec');
    pod.activeDeadlineSeconds = Math.ceil(plan.podDeadlineMs / 1000);
    if (plan.imagePullSecret !== undefined)
        pod.imagePullSecrets = [{ name: plan.imagePullSecret }];
    for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
        container.image = imageOf(plan, container);
        const policy = (0,_stack_images_js__WEBPACK_IMPORTED_MODULE_9__/* .pullPolicyOf */ .h6)(container.image, (0,_plan_images_js__WEBPACK_IMPORTED_MODULE_11__/* .pullWishes */ .v)(inputs));
        if (policy !== undefined)
            container.imagePullPolicy = policy;
        renameSources(container, plan.name);
        if (inputs.detach && container.name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .podContainers */ .G.results) {
            const hold = Object.entries((0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__/* .writeSettings */ .Ln)({ holdMs: detachedSettings.holdMs }));
            container.env = [...(container.env ?? []), ...hold.map(([name, value]) => ({ name, value }))];
        }
    }
    for (const volume of pod.volumes ?? []) {
        if (volume.configMap?.name !== undefined)
            volume.configMap.name = renamed(volume.configMap.name, plan.name);
    }
    for (const constraint of pod.topologySpreadConstraints ?? []) {
        constraint.labelSelector = { matchLabels: { ...metadata.labels } };
    }
    (0,_stack_pod_network_js__WEBPACK_IMPORTED_MODULE_7__/* .addNetwork */ .AE)(pod, plan.network, { secret: plan.name, ca: `${plan.name}-ca` });
    if (plan.podOverlay !== undefined)
        spec.template = (0,_stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_8__/* .overlayPod */ .E0)(spec.template, plan.podOverlay);
    return job;
}
function imageOf(plan, container) {
    return container.name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .podContainers */ .G.gateway ? plan.images.openclaw : plan.images.clawbench;
}
function renameSources(container, name) {
    for (const source of container.envFrom ?? []) {
        if (source.secretRef?.name !== undefined)
            source.secretRef.name = renamed(source.secretRef.name, name);
        if (source.configMapRef?.name !== undefined)
            source.configMapRef.name = renamed(source.configMapRef.name, name);
    }
    for (const variable of container.env ?? []) {
        const key = variable.valueFrom?.secretKeyRef;
        if (key?.name !== undefined)
            key.name = renamed(key.name, name);
    }
}
/** The manifest calls everything `clawbench-eval…`; one eval calls it by its own name. */
function renamed(reference, name) {
    return reference.replace(/^clawbench-eval/, name);
}
function present(value, where) {
    if (value === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('internal', `manifests/eval/job.yaml has no ${where}.`);
    return value;
}


/***/ }),

/***/ 52782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ tryOverlay)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99810);
/* harmony import */ var _stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58409);




/** Exists in every cluster; nothing is made in it. */
const ANY_NAMESPACE = 'default';
/**
 * Has the API server read the Job or Deployment with the overlay in it, which tells every misspelt field at once, before anything is
 * made. A namespace that is made later can not be asked for more than that; where others may be, their answer counts.
 * @throws ActionError bad-input
 */
async function tryOverlay(kube, owner, signal) {
    const inOwn = await answerTo(kube, owner, owner.metadata.namespace ?? ANY_NAMESPACE, signal);
    if (inOwn === 'no namespace')
        await answerTo(kube, owner, ANY_NAMESPACE, signal);
}
async function answerTo(kube, owner, namespace, signal) {
    try {
        // Another name: it may be there already.
        const metadata = { ...owner.metadata, name: `${owner.metadata.name}-trial`, namespace };
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .create */ .vt)(kube, { ...owner, metadata }, { dryRun: true, signal });
        return 'read';
    }
    catch (error) {
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKubeError */ .Cv)(error))
            throw error;
        if (error.status === 400 || error.status === 422) {
            const problems = problemsIn(error.message, error.causes).map((text) => inOverlay(text, owner));
            throw (0,_stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .refusedByServer */ .jJ)(problems, error);
        }
        // Rights, quotas and admission speak for themselves when it is made.
        return error.status === 404 ? 'no namespace' : 'read';
    }
}
/** Of `strict decoding error: unknown field "spec.a", unknown field "spec.b"` the parts; else the causes, else all of it. */
function problemsIn(message, causes) {
    const strict = /strict decoding error: (.*)$/.exec(message)?.[1];
    if (strict !== undefined)
        return strict.split(/, (?=unknown field|duplicate field)/);
    if (causes.length > 0)
        return causes.map((cause) => `${cause.field}: ${cause.message}`);
    return [message.replace(/^Could not create \w+ \S+: /, '')];
}
/** The user wrote a pod, not what makes it, and containers by name. */
function inOverlay(text, owner) {
    const { spec } = owner;
    const { initContainers = [], containers = [] } = spec?.template.spec ?? {};
    const lists = { initContainers, containers };
    return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text)
        .replaceAll('spec.template.', '')
        .replaceAll(/spec\.(initContainers|containers)\[(\d+)\]/g, (whole, list, index) => {
        const name = lists[list]?.[Number(index)]?.name;
        return name === undefined ? whole : `spec.containers[${name}]`;
    })
        .replace(/unknown field "([^"]*)"/, 'unknown field $1')
        .replace(/\.$/, '');
}


/***/ }),

/***/ 35938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ parseLeftovers)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34096);
/* harmony import */ var _eval_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14418);



const INSTANCE = /^[0-9a-f]{8}$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/**
 * Reads saved leftovers. They come from a file that text in the log could once write to, so they are checked.
 * @throws ActionError internal when they are not what `saveLeftovers` wrote
 */
function parseLeftovers(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        value = undefined;
    }
    if (typeof value === 'object' && value !== null) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field is checked below
        const { instance, namespace, server, caSha256, attached } = value;
        const place = attached === undefined ? undefined : _eval_record_js__WEBPACK_IMPORTED_MODULE_2__/* .attachedSchema */ .mX.safeParse(attached);
        if (typeof instance === 'string' &&
            INSTANCE.test(instance) &&
            typeof namespace === 'string' &&
            NAMESPACE.test(namespace) &&
            typeof server === 'string' &&
            typeof caSha256 === 'string' &&
            place?.success !== false) {
            const at = place === undefined ? {} : { attached: place.data };
            return { instance, namespace, server, caSha256, ...at };
        }
    }
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('internal', 'The saved state of the main step is damaged; nothing was deleted.', {
        hint: `Look for objects with the label ${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_1__/* .labels */ .WD.instance} in the cluster; they expire by themselves.`,
    });
}


/***/ }),

/***/ 10492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readEvalFiles)
/* harmony export */ });
/* harmony import */ var _stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36027);
/* harmony import */ var _stack_openshift_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60177);


/** Programs of the harness image's Python. */
const programs = [
    'gateway_shim.py',
    'agent_files.py',
    'mlflow_client.py',
    'check_mlflow.py',
    'log_to_mlflow.py',
    'fetch_from_mlflow.py',
];
/**
 * @param isOpenShift leaves the pods' user to the cluster
 * @throws ActionError internal when the action's files are incomplete
 */
async function readEvalFiles(root, isOpenShift = false) {
    const [namespace, job, networkPolicy, supervisor] = await Promise.all([
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifest */ .W)(root, 'eval/namespace.yaml'),
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifest */ .W)(root, 'eval/job.yaml'),
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifest */ .W)(root, 'eval/networkpolicy.yaml'),
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readOwnFile */ .z)(root, 'dist/sidecar.mjs'),
    ]);
    const python = await Promise.all(programs.map(async (name) => [name, await (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readOwnFile */ .z)(root, `sidecar/${name}`)]));
    const template = job.spec?.template;
    if (isOpenShift && template?.spec !== undefined)
        template.spec = (0,_stack_openshift_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutFixedIds */ .R)(template.spec);
    return {
        namespace,
        job,
        networkPolicy,
        sidecar: { 'sidecar.mjs': supervisor, ...Object.fromEntries(python) },
    };
}


/***/ }),

/***/ 63148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ clock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

/** The time as it is. */
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
/** Sorts text by code unit, which gives the same order in every locale. */
function compareText(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}


/***/ }),

/***/ 18588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ download),
/* harmony export */   z: () => (/* binding */ shownUrl)
/* harmony export */ });
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46752);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23422);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _safe_address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14804);




/** A result of 27 tasks is 139 kB. */
const MAX_BYTES = 50_000_000;
const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;
/**
 * Fetches one file of the web by a GET that carries nothing of ours: no token, no cookie.
 * @returns its bytes, at most 50 MB
 * @throws ActionError `bad-baseline` with one sentence; of the address only host and path are in it
 */
async function download(address, env, signal) {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    let url = new URL(address);
    try {
        for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            const answer = await get(url, env, deadline);
            if (Buffer.isBuffer(answer))
                return answer;
            const next = URL.canParse(answer, url.href) ? new URL(answer, url) : null;
            if (next === null || (0,_safe_address_js__WEBPACK_IMPORTED_MODULE_3__/* .whyUnsafe */ .T)(next) !== null)
                throw badBaseline(`${shownUrl(url)} leads on to ${next?.protocol ?? 'nowhere'}, which is not followed.`);
            url = next;
        }
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isActionError */ .Bd)(error))
            throw error;
        if (deadline.aborted)
            throw badBaseline(`${shownUrl(url)} was not there after ${TIMEOUT_MS / 1000} s.`, error);
        throw badBaseline(`${shownUrl(url)} can not be fetched: ${wordsOf(error)}.`, error);
    }
    throw badBaseline(`${shownUrl(new URL(address))} leads on more than ${MOST_REDIRECTS} times.`);
}
/** Host and path; what follows may be a signature. */
function shownUrl({ host, pathname }) {
    return `${host}${pathname}`;
}
/** @returns the content, or where it has moved to */
async function get(url, env, signal) {
    const proxy = (0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .proxyFor */ .i)(url, env);
    const dispatcher = proxy === undefined ? new undici__WEBPACK_IMPORTED_MODULE_0__/* .Agent */ .g6() : new undici__WEBPACK_IMPORTED_MODULE_0__/* .ProxyAgent */ .kT(proxy);
    try {
        const { statusCode, headers, body } = await (0,undici__WEBPACK_IMPORTED_MODULE_0__/* .request */ .Em)(url, {
            dispatcher,
            signal,
            headers: { accept: 'application/json, */*', 'user-agent': 'clawbench-k8s-action' },
        });
        const { location } = headers;
        if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined) {
            return String(location);
        }
        if (statusCode !== 200)
            throw badBaseline(`${shownUrl(url)} answered ${statusCode}.`);
        return await readCapped(body, url);
    }
    finally {
        // Whatever was not read is of no interest.
        await dispatcher.destroy();
    }
}
async function readCapped(body, url) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of body) {
        sizeBytes += chunk.length;
        if (sizeBytes > MAX_BYTES)
            throw badBaseline(`${shownUrl(url)} has over ${MAX_BYTES / 1e6} MB: no result has.`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
function wordsOf(error) {
    if (!(error instanceof Error))
        return String(error);
    const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
    return `${error.message}${code}`;
}
function badBaseline(message, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-baseline', message, {
        cause,
        hint: 'The address in "baseline" must serve the verdict.json or benchmark.json itself, to anybody who asks.',
    });
}


/***/ }),

/***/ 68445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ ifExists),
/* harmony export */   u: () => (/* binding */ hasCode)
/* harmony export */ });
/** Whether an error of the file system, or of starting a program, has one of these codes. */
function hasCode(error, ...codes) {
    return (error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code));
}
/** The result of reading a file or its metadata; undefined if there is no such file. */
async function ifExists(reading) {
    try {
        return await reading;
    }
    catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR'))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 37883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** The SHA-256 of a text (as UTF-8) or of bytes, in hex. */
function sha256(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
}


/***/ }),

/***/ 80837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/** A text as one word of a shell. */
function shellWord(text) {
    return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw `'\''`)}'`;
}


/***/ }),

/***/ 87855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ loadBaseline)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/result/formats/benchmark.js
var benchmark = __webpack_require__(98474);
// EXTERNAL MODULE: ./lib/src/result/verdict/gate.js
var gate = __webpack_require__(45085);
// EXTERNAL MODULE: ./lib/src/result/verdict/health.js + 3 modules
var health = __webpack_require__(47233);
// EXTERNAL MODULE: ./lib/src/result/formats/json.js
var json = __webpack_require__(38347);
// EXTERNAL MODULE: ./lib/src/result/formats/verdict-record.js
var verdict_record = __webpack_require__(16988);
// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 2 modules
var verdict = __webpack_require__(76617);
;// CONCATENATED MODULE: ./lib/src/result/verdict/baseline.js







/**
 * Reads a file to compare a result with.
 *
 * @param name its name in messages
 * @throws ActionError `bad-baseline` if it cannot be one, or has no valid run
 */
function parseBaseline(bytes, name) {
    const record = parseRecord(bytes, name);
    if (record.coverage.valid > 0)
        return record;
    throw notABaseline(`${name} has no valid run to compare with.`);
}
/**
 * Reads a `verdict.json`, which says what ran and which runs were valid, or a bare `benchmark.json`, which says less. It
 * may have no valid run.
 *
 * @throws ActionError `bad-baseline` if it is neither
 */
function parseRecord(bytes, name) {
    try {
        return readRecord(bytes, name);
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error))
            throw error;
        throw notABaseline(error.message, error);
    }
}
function readRecord(bytes, name) {
    const value = (0,json/* parseJson */.q)(bytes, { name, maxBytes: benchmark/* MAX_RESULT_BYTES */.Xs });
    if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) {
        const result = (0,benchmark/* parseBenchmark */.h$)(bytes, { name });
        (0,benchmark/* refuseIncomplete */.DJ)(result, name);
        return recordOf(result, null);
    }
    const parsed = verdict_record/* verdictRecordSchema */.S4.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const { path, message } = parsed.error.issues[0];
    throw notABaseline(`${name} is not a verdict record of this version: ${path.join('.')}: ${message}.`);
}
/**
 * The record of a result by itself, without a gate and a baseline.
 *
 * @param runFiles its run cache; null if there is none
 */
function recordOf(result, runFiles) {
    const planned = result.task_results.map((task) => ({ taskId: task.task_id, runs: task.runs }));
    const evidence = {
        result,
        planned,
        health: (0,health/* assessRuns */.t)({ planned, result, runFiles, tampered: new Set(), shards: [] }),
        runFiles,
        droppedTasks: [],
        lostShards: [],
        stopped: null,
        priceKnown: result.task_results.some((task) => task.mean_cost_usd > 0),
        identity: {},
        remarks: [],
    };
    return (0,verdict/* judge */.S4)(evidence, gate/* NO_GATE */.g);
}
function notABaseline(message, cause) {
    return new errors/* ActionError */.lZ('bad-baseline', message, {
        cause,
        hint: 'Give "baseline" the verdict.json or benchmark.json of an earlier evaluation.',
    });
}

// EXTERNAL MODULE: ./lib/src/result/verdict/judge-against.js + 5 modules
var judge_against = __webpack_require__(81517);
// EXTERNAL MODULE: ./lib/src/base/download.js
var download = __webpack_require__(18588);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/src/baseline/file.js






/** The files of an artifact that can be a baseline. The verdict record is first, because it says more than the result. */
const names = ['verdict.json', 'benchmark.json'];
/**
 * Reads a baseline from a file, or from the directory of an unpacked artifact.
 * @param parse reads a candidate; throws if it cannot be a baseline
 * @throws ActionError `bad-baseline`
 */
async function baselineFromFile(file, parse = parseBaseline) {
    const candidates = [file, ...names.map((name) => external_node_path_.join(file, name))];
    for (const candidate of candidates) {
        const bytes = await readIfFile(candidate);
        if (bytes !== undefined)
            return parse(bytes, candidate);
    }
    throw unreadable(`The baseline ${file} is neither a file nor a directory with a ${names.join(' or a ')}.`);
}
/** The content of the file; undefined if there is none, or if it is a directory. */
async function readIfFile(file) {
    try {
        const found = await (0,missing_file/* ifExists */.A)((0,promises_.stat)(file));
        if (!found?.isFile())
            return undefined;
        if (found.size > benchmark/* MAX_RESULT_BYTES */.Xs)
            throw unreadable(`The baseline ${file} is too large to be a result.`);
        return await (0,promises_.readFile)(file);
    }
    catch (error) {
        if ((0,errors/* isActionError */.Bd)(error))
            throw error;
        const reason = (0,errors/* messageOf */.bD)(error);
        throw unreadable(`The baseline ${file} cannot be read: ${reason}`, error);
    }
}
function unreadable(message, cause) {
    return new errors/* ActionError */.lZ('bad-baseline', message, {
        cause,
        hint: 'Paths are relative to the working directory; check out or download the file in an earlier step.',
        terminalHint: 'Paths are relative to the working directory: write the path of an existing file.',
    });
}

;// CONCATENATED MODULE: ./lib/src/baseline/past-evals.js



/** Inconclusive evaluations are skipped; after this many of them, an older one would say little. */
const MAX_CANDIDATES = 10;
/**
 * The newest evaluation of a branch that came to a verdict.
 * @param branch null for the base branch of the pull request, else the default branch
 * @returns null if there is none yet
 * @throws ActionError `bad-baseline`
 */
async function lastGoodEval(past, branch) {
    const from = branch ?? past.baseBranch;
    if (from === null) {
        throw new errors/* ActionError */.lZ('bad-baseline', 'The event of this workflow does not say what the base branch is.', {
            hint: 'Write the branch: artifact:main in "baseline".',
        });
    }
    const candidates = await past.ofBranch(from);
    for (const candidate of candidates.slice(0, MAX_CANDIDATES)) {
        // Not parseBaseline: a record without a valid run is inconclusive, and must be skipped rather than refused.
        const record = await baselineFromFile(await past.fetch(candidate), parseRecord);
        if (record.verdict === 'inconclusive')
            continue;
        return { name: `${from} (run ${candidate.runId})`, record };
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/src/baseline/load.js






/**
 * Fetches the baseline to compare a result with, before anything is spent.
 * @throws ActionError `bad-baseline`
 */
async function loadBaseline(sources, deps) {
    const loaded = await Promise.all(sources.map((source) => load(source, deps)));
    const parts = loaded.filter((part) => part !== null);
    const mlflowRuns = sources.flatMap((source) => (source.from === 'mlflow' ? [source.runId] : []));
    return {
        baseline: (0,judge_against/* poolBaselines */.n)(parts),
        mlflowRuns,
        async complete(fetchRun) {
            const late = mlflowRuns.map(async (runId) => {
                const name = `MLflow run ${runId}`;
                return { name, record: parseBaseline(await fetchRun(runId), name) };
            });
            return (0,judge_against/* poolBaselines */.n)([...parts, ...(await Promise.all(late))]);
        },
    };
}
/** Null for an MLflow run, which has to wait, and if there is no earlier evaluation yet. */
async function load(source, deps) {
    const { env, signal, log } = deps;
    if (source.from === 'artifact') {
        const found = await lastGoodEval(readable(deps.past), source.branch);
        if (found === null) {
            log.warning('No baseline yet', 'No earlier evaluation of this step on the base branch came to a verdict, so nothing is compared: run this workflow there once.');
        }
        return found;
    }
    if (source.from === 'mlflow')
        return null;
    if (source.from === 'file')
        return { name: source.path, record: await baselineFromFile(source.path) };
    const name = (0,download/* shownUrl */.z)(new URL(source.url));
    return { name, record: parseBaseline(await (0,download/* download */.R)(source.url, env, signal), name) };
}
function readable(past) {
    if (past !== null)
        return past;
    throw new errors/* ActionError */.lZ('bad-baseline', 'Artifacts of earlier runs can only be read in a workflow with a token.', {
        hint: 'Give `github-token`, or download the artifact and write its path in "baseline".',
        terminalHint: 'Download the artifact and write its path as --baseline.',
    });
}


/***/ }),

/***/ 96664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ withoutOurSecrets),
/* harmony export */   d: () => (/* binding */ credentialPlugin)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var _base_missing_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68445);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(252);





/** A token that ends within a minute may end on its way. */
const LEEWAY_MS = 60_000;
const PLUGIN_TIMEOUT_MS = 60_000;
const OUTPUT_BYTES = 1024 * 1024;
/** Who installs what on a runner. */
const setupHints = {
    aws: 'Add a step with aws-actions/configure-aws-credentials; the AWS CLI is on GitHub-hosted runners.',
    'aws-iam-authenticator': 'Install it in an earlier step, or use `aws eks update-kubeconfig`, which needs only the AWS CLI.',
    'gke-gcloud-auth-plugin': 'Add a step with google-github-actions/setup-gcloud and `install_components: gke-gcloud-auth-plugin`, or make the kubeconfig with google-github-actions/get-gke-credentials, which needs no plugin.',
    kubelogin: 'Add a step with azure/use-kubelogin after azure/login.',
    doctl: 'Add a step with digitalocean/action-doctl.',
    'kubectl-oidc_login': 'Interactive logins do not work in a workflow: use the token of a ServiceAccount.',
    tsh: 'Add a step with teleport-actions/setup and teleport-actions/auth-k8s.',
    oci: 'Add a step with oracle-actions/configure-kubectl-oke.',
};
/**
 * Runs the credential plugin a kubeconfig names, once for all who ask at the same time.
 * client-node's own runner starts one per request, hands it all of the environment, tells it nothing of the
 * cluster and keeps a token to its last second; see docs/decisions/0031-kubeconfigs.md.
 *
 * @param mask is told every token, before anybody can print it
 */
function credentialPlugin(spec, env, mask) {
    let current;
    return {
        async get() {
            const known = current;
            if (known !== undefined) {
                const { credential, expiresAt } = await known;
                if (expiresAt - LEEWAY_MS > Date.now())
                    return credential;
                // Whoever sees first that it has expired starts the plugin; the others find its promise.
                if (current === known)
                    current = undefined;
            }
            const started = (current ??= runPlugin(spec, env, mask));
            // A failure is not kept: the next request may have more luck.
            started.catch(() => {
                if (current === started)
                    current = undefined;
            });
            return (await started).credential;
        },
        forget() {
            current = undefined;
        },
    };
}
async function runPlugin(spec, env, mask) {
    const name = `The credential plugin ${JSON.stringify((0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(spec.command, 120))} of the kubeconfig`;
    const output = await outputOf(spec, env, name);
    const status = parseCredential(output);
    const { token, clientCertificateData: certificate, clientKeyData: key } = status ?? {};
    if (token === undefined && (certificate === undefined || key === undefined)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('cluster-auth', `${name} printed no ExecCredential with a token or a client certificate.`, {
            hint: 'Run it by hand as the kubeconfig says, and see what it prints.',
        });
    }
    for (const secret of [token, key])
        if (secret !== undefined)
            mask(secret);
    const expiresAt = Date.parse(status?.expirationTimestamp ?? '');
    return {
        credential: { token, certificate, key },
        expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt,
    };
}
async function outputOf(spec, env, name) {
    const info = {
        apiVersion: spec.apiVersion,
        kind: 'ExecCredential',
        spec: { interactive: false, ...(spec.clusterInfo === undefined ? {} : { cluster: spec.clusterInfo }) },
    };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(spec.command, spec.args, {
        env: {
            ...withoutOurSecrets(env),
            ...Object.fromEntries(spec.env.map((item) => [item.name, item.value])),
            KUBERNETES_EXEC_INFO: JSON.stringify(info),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: PLUGIN_TIMEOUT_MS,
        windowsHide: true,
    });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the arguments of 'close'
        const [code, signal] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
        if (code === 0)
            return stdout();
        const how = signal === null
            ? `exit code ${code}`
            : `it was stopped by ${signal} after ${PLUGIN_TIMEOUT_MS / 1000} s`;
        const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(stderr(), 400);
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('cluster-auth', `${name} failed (${how})${words === '' ? '.' : `: ${words}`}`, {
            hint: 'Log in to the cloud in an earlier step of the job.',
            terminalHint: 'Log in to the cloud.',
        });
    }
    catch (error) {
        if (!(0,_base_missing_file_js__WEBPACK_IMPORTED_MODULE_4__/* .hasCode */ .u)(error, 'ENOENT', 'EACCES'))
            throw error;
        const tool = spec.command.replace(/^.*[\\/]/, '').replace(/\.exe$/, '');
        const hint = setupHints[tool] ??
            'Install it in an earlier step of the job, or use a kubeconfig with the token of a ServiceAccount.';
        const own = spec.installHint === undefined ? '' : ` The kubeconfig says: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(spec.installHint, 300)}`;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-kubeconfig', `${name} is not installed on this runner.`, {
            hint: hint + own,
            terminalHint: `Install it, or use a kubeconfig with the token of a ServiceAccount.${own}`,
            cause: error,
        });
    }
}
function collect(stream) {
    const chunks = [];
    let sizeBytes = 0;
    stream.on('data', (chunk) => {
        sizeBytes += chunk.length;
        if (sizeBytes <= OUTPUT_BYTES)
            chunks.push(chunk);
    });
    return () => Buffer.concat(chunks).toString('utf8');
}
/** Programs we start have no business with our inputs or the token of the artifact service. */
function withoutOurSecrets(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT_|STATE_|ACTIONS_RUNTIME_TOKEN$)/i.test(name)));
}
function parseCredential(output) {
    try {
        const parsed = JSON.parse(output);
        if (typeof parsed !== 'object' || parsed === null || !('status' in parsed))
            return undefined;
        const status = parsed.status;
        if (typeof status !== 'object' || status === null)
            return undefined;
        return Object.fromEntries(Object.entries(status).filter(([, value]) => typeof value === 'string' && value !== ''));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 6509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ isRemoved),
/* harmony export */   n: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var _backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85356);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _kube_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16480);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99810);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(34096);






/** Whether what an eval made goes at its end, by the input `cleanup`: a cancelled one has nothing to be looked at. */
function isRemoved({ cleanup }, { passed, cancelled }) {
    return cleanup === 'always' || (cleanup === 'on-success' && (passed || cancelled));
}
/**
 * Deletes what an eval made, found by its instance label and deleted by UID: its namespace, or in a given one the Job,
 * which takes the rest along; from somebody else's pod it takes the eval out. What is not there, or not ours, is left. Safe to repeat.
 * @returns what is still there, a sentence each
 * @throws ActionError when the cluster is another one; KubeError
 */
async function cleanUp(connection, leftovers, log, options) {
    // What was made has to go also after a cancellation, which has aborted the connection's own signal.
    const kube = (0,_kube_client_js__WEBPACK_IMPORTED_MODULE_2__/* .withSignal */ .l)(connection, options.signal ?? new AbortController().signal);
    if (kube.cluster.server !== leftovers.server || kube.cluster.caSha256 !== leftovers.caSha256) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('internal', 'The kubeconfig now leads to another cluster than the eval ran in; nothing was deleted.');
    }
    const deadlineMs = kube.clock.now() + options.waitMs;
    const call = options.signal === undefined ? {} : { signal: options.signal };
    for (;;) {
        const remaining = await removeWhatIsLeft(kube, leftovers, call).catch((error) => {
            // A node that is starved or on its way out; the same question is asked again in a moment.
            if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isTransient */ .dg)(error) || kube.clock.now() >= deadlineMs)
                throw error;
            return [error.message];
        });
        if (remaining.length === 0)
            return [];
        if (kube.clock.now() >= deadlineMs)
            return options.waitMs === 0 ? [] : remaining;
        log.debug(`Waiting for the end of ${remaining.join(', ')}`);
        await kube.clock.sleep(1000, options.signal);
    }
}
async function removeWhatIsLeft(kube, leftovers, call) {
    const { attached, instance } = leftovers;
    if (attached !== undefined)
        return await (0,_backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_0__/* .leaveGateway */ .S)(kube, leftovers.namespace, instance, attached, call);
    const namespace = await ownNamespace(kube, leftovers, call);
    if (namespace === undefined)
        return await removeObjects(kube, leftovers, call);
    if (namespace.metadata?.deletionTimestamp === undefined) {
        // The pods are told first and with little grace: a namespace waits for the slowest of them.
        await removeObjects(kube, leftovers, { ...call, gracePeriodSeconds: 2 });
        const uid = namespace.metadata?.uid;
        const ref = { apiVersion: 'v1', kind: 'Namespace', name: leftovers.namespace };
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .remove */ .TF)(kube, ref, uid === undefined ? call : { ...call, uid });
    }
    return [`Namespace ${leftovers.namespace}`];
}
/** The eval's namespace if the eval made it; one that was there before carries no instance label of this eval. */
async function ownNamespace(kube, leftovers, call) {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: leftovers.namespace };
    try {
        const namespace = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(kube, ref, call);
        const isMade = namespace !== undefined &&
            (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .isOurs */ .MU)(asLabelled(namespace)) &&
            namespace.metadata?.labels?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .labels */ .WD.instance] === leftovers.instance;
        return isMade ? namespace : undefined;
    }
    catch (error) {
        // Who may not read namespaces could not make one.
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return undefined;
        throw error;
    }
}
/** Kinds that one eval makes; the Job owns the others, which are named here in case it never came to be. */
const made = [
    { apiVersion: 'batch/v1', kind: 'Job' },
    { apiVersion: 'v1', kind: 'Pod' },
];
async function removeObjects(kube, leftovers, call) {
    const { namespace, instance } = leftovers;
    const { gracePeriodSeconds, ...request } = call;
    const found = [];
    for (const of of made) {
        const labelSelector = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .labels */ .WD.instance}=${instance}`;
        for (const object of await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(kube, { ...of, namespace }, { labelSelector, ...request })) {
            const { name, uid, deletionTimestamp } = object.metadata ?? {};
            if (name === undefined || uid === undefined || !(0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .isOurs */ .MU)(asLabelled(object)))
                continue;
            found.push(`${of.kind} ${namespace}/${name}`);
            if (deletionTimestamp !== undefined)
                continue;
            const grace = of.kind === 'Pod' && gracePeriodSeconds !== undefined ? { gracePeriodSeconds } : {};
            await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .remove */ .TF)(kube, { ...of, name, namespace }, { ...request, uid, ...grace });
        }
    }
    return found;
}
function asLabelled(object) {
    return { metadata: { labels: object.metadata?.labels ?? {} } };
}


/***/ }),

/***/ 25698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sk: () => (/* binding */ bringHome)
/* harmony export */ });
/* unused harmony exports asItRan, planOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _backends_attached_ask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17337);
/* harmony import */ var _baseline_load_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87855);
/* harmony import */ var _finish_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96256);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(66813);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1559);
/* harmony import */ var _pods_evaluate_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(98487);
/* harmony import */ var _mlflow_fetch_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(99174);
/* harmony import */ var _mlflow_beside_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(25779);
/* harmony import */ var _find_eval_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(57425);
/* harmony import */ var _inputs_load_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6423);
/* harmony import */ var _inputs_types_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(43575);
/* harmony import */ var _kube_identify_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(58224);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(99810);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(30153);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(53895);
/* harmony import */ var _stack_manifests_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(36027);
/* harmony import */ var _rounds_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(45632);
/* harmony import */ var _stack_openshift_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(60177);





















/**
 * The second half of the story, for an eval that another process began: waits for it, brings it home, judges by the
 * gate of this call, and cleans up.
 * @throws ActionError
 */
async function bringHome(given, deps) {
    const { log, signal } = deps;
    const kube = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_5__/* .connectTo */ .m)(given, deps);
    try {
        await (0,_kube_identify_js__WEBPACK_IMPORTED_MODULE_13__/* .identifyAndLog */ .GY)(kube, log);
        const { run, place, leftovers } = await (0,_find_eval_js__WEBPACK_IMPORTED_MODULE_10__/* .findEval */ .I)(kube, given, signal);
        log.info(`Evaluation ${run.instance} of ${run.model.model}, begun at ${new Date(run.startedAtMs).toISOString()}.`);
        const secrets = await secretsOf(kube, run, deps.root, log, signal);
        log.mask(secrets);
        const inputs = asItRan(given, run);
        const plan = planOf(run, inputs);
        const past = deps.pastArtifacts((attempt) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_16__/* .artifactName */ .Cs)(inputs.artifactName, run.leg, attempt));
        const baselineSoFar = await (0,_baseline_load_js__WEBPACK_IMPORTED_MODULE_3__/* .loadBaseline */ .o)(inputs.baseline, { ...deps, past });
        const bring = async () => {
            const platform = { isOpenShift: await (0,_stack_openshift_js__WEBPACK_IMPORTED_MODULE_20__/* .isOpenShift */ .L)(kube, signal) };
            const mlflow = (0,_mlflow_beside_js__WEBPACK_IMPORTED_MODULE_9__/* .startMlflow */ .U)(kube, plan, inputs, { ...deps, ...platform });
            const pods = node_path__WEBPACK_IMPORTED_MODULE_1__.join(deps.directory, 'pods');
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(pods, { recursive: true });
            let { baseline } = baselineSoFar;
            const { mlflow: server } = plan;
            let isComplete = server === undefined || baselineSoFar.mlflowRuns.length === 0;
            const baselineOf = async (collected) => {
                const pod = collected.find((shard) => shard.failure === undefined)?.pod;
                if (isComplete || server === undefined || pod === undefined)
                    return baseline;
                const target = place.at(pod.name);
                await mlflow.untilReady();
                baseline = await baselineSoFar.complete((runId) => (0,_mlflow_fetch_js__WEBPACK_IMPORTED_MODULE_8__/* .fetchFromMlflow */ .w)(kube, target, server, inputs, runId, signal));
                isComplete = true;
                return baseline;
            };
            const rounds = (0,_rounds_js__WEBPACK_IMPORTED_MODULE_19__/* .openRounds */ .K)(plan, inputs, baselineOf, log);
            const { shards, held } = await (0,_pods_evaluate_js__WEBPACK_IMPORTED_MODULE_7__/* .evaluate */ ._)({
                kube,
                log,
                place,
                shards: run.shards,
                directory: pods,
                startupTimeoutMs: run.startupTimeoutMs,
                timeoutMs: run.timeoutMs,
                signal,
                given: undefined,
                isStarted: true,
                earlier: null,
                beforeStart: () => Promise.resolve(),
                onFinished: () => Promise.resolve('enough'),
                nextRound: rounds.next,
            });
            const { startedAtMs, settingsHash, taskDurations } = run;
            return await (0,_finish_js__WEBPACK_IMPORTED_MODULE_4__/* .conclude */ .E)({
                kube,
                plan,
                place,
                shards,
                held,
                baseline,
                isConfirmed: rounds.isConfirmed(),
                facts: { startedAtMs, settingsHash, taskDurations },
                publicInputs: inputsOf(run, inputs),
                forecast: null,
                mlflowReady: mlflow.untilReady,
                nodeLogs: undefined,
            }, inputs, deps);
        };
        const outcome = await bring();
        // Stopped or failing before there is a verdict, it leaves the eval as it is: it can be fetched again.
        return await (0,_run_js__WEBPACK_IMPORTED_MODULE_17__/* .withCleanUp */ .pv)(kube, leftovers, inputs, deps, () => Promise.resolve(outcome));
    }
    finally {
        await kube.close();
    }
}
/** The inputs of this call, with what was decided when the eval began. */
function asItRan(inputs, { concurrency, runs, shards, timeoutMs, startupTimeoutMs, clawbenchArgs, inputs: then }) {
    // Whoever began it without MLflow does not get one deployed at its end.
    const mlflow = inputs.mlflow && then['mlflow'] !== false;
    return { ...inputs, concurrency, runs, shards, timeoutMs, startupTimeoutMs, clawbenchArgs, mlflow };
}
/** What ran is told by its record, by which gate it was judged by this call. */
function inputsOf(run, inputs) {
    const own = new Set(_inputs_types_js__WEBPACK_IMPORTED_MODULE_12__/* .inputRows */ .k8.filter(([name, row]) => (0,_inputs_load_js__WEBPACK_IMPORTED_MODULE_11__/* .takes */ .ny)('results', name, row)).map(([name]) => name));
    const ofThisCall = Object.entries((0,_inputs_load_js__WEBPACK_IMPORTED_MODULE_11__/* .publicInputs */ .PX)(inputs)).filter(([name]) => own.has(name));
    return { ...run.inputs, ...Object.fromEntries(ofThisCall), mode: run.inputs['mode'] };
}
/** The pods have the files already, and of what they were the record tells. */
const NOT_HERE = Buffer.alloc(0);
/** The plan of an eval that another process began, as far as judging it asks for. */
function planOf(run, inputs) {
    const route = ({ model, ref }) => ({
        model,
        ref,
        keyVariable: undefined,
        endpoint: undefined,
        isPriceKnown: true,
    });
    return {
        identity: { instance: run.instance, leg: run.leg },
        label: inputs.label ?? run.label,
        namespace: run.namespace,
        ownNamespace: false,
        name: `clawbench-${run.instance}`,
        runUrl: run.runUrl ?? undefined,
        expiresAtMs: 0,
        model: route(run.model),
        judge: run.judge === null ? undefined : route(run.judge),
        images: { openclaw: inputs.openclawImage, clawbench: inputs.clawbenchImage, mlflow: inputs.mlflowImage },
        openclawConfig: null,
        shards: run.shards,
        network: { noProxy: undefined, caCertificates: undefined },
        podOverlay: undefined,
        given: run.given === null ? undefined : { ...run.given, bundle: NOT_HERE },
        imagePullSecret: undefined,
        makesPullSecret: false,
        mlflow: (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_16__/* .mlflowPlan */ .X2)(inputs),
        podDeadlineMs: 0,
        jobDeadlineMs: 0,
        secrets: {},
    };
}
/** What must not stand in the artifact, and this process was never told. */
async function secretsOf(kube, run, root, log, signal) {
    const { namespace, instance, place } = run;
    if (place.kind === 'attached') {
        const program = await (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_18__/* .readOwnFile */ .z)(root, 'dist/sidecar.mjs');
        const gateway = { namespace, podName: place.pod, container: { name: place.gateway } };
        try {
            const { token } = await (0,_backends_attached_ask_js__WEBPACK_IMPORTED_MODULE_2__/* .askGateway */ .Q)(kube, gateway, program, null, signal);
            return token === null ? [] : [token];
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isActionError */ .Bd)(error))
                throw error;
            log.warning('Secrets', `The gateway could not be asked for its token, so that it could not be hidden if an agent printed it: ${error.message}`);
            return [];
        }
    }
    try {
        const ref = { apiVersion: 'v1', kind: 'Secret', name: `clawbench-${instance}`, namespace };
        const secret = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_15__/* .read */ .LF)(kube, ref, { signal });
        const values = Object.values(secret?.data ?? {});
        return values.map((value) => Buffer.from(value, 'base64').toString('utf8'));
    }
    catch (error) {
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_14__/* .isKubeError */ .Cv)(error) || error.status !== 403)
            throw error;
        log.warning('Secrets', 'The keys the evaluation ran with may not be read, so that they could not be hidden if an agent printed them.');
        return [];
    }
}


/***/ }),

/***/ 66813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ connectTo)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(33243);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-document.js




const noSecrets = 'A secret that is not set is empty, and workflows of pull requests from forks (and of Dependabot) get no secrets at all.';
/** How a cluster is named on the command line. */
const nameCluster = 'Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.';
const howToWrite = {
    hint: 'Write its contents, plain or base64: `kubeconfig: ${{ secrets.KUBECONFIG }}`.',
    terminalHint: nameCluster,
};
/**
 * Reads the text of a kubeconfig, plain or base64.
 *
 * @param origin for messages: "The kubeconfig input"
 * @throws ActionError `no-cluster` when it is empty, `bad-kubeconfig` when it is something else; the text itself
 *   is in no message
 */
function parseDocument(text, origin) {
    const plain = decode(text, origin);
    let parsed;
    try {
        parsed = (0,js_yaml/* load */.Hh)(plain);
    }
    catch (error) {
        if (!(error instanceof js_yaml/* YAMLException */.tB))
            throw error;
        // The message of the exception quotes the line, and with it perhaps a key: `reason` does not.
        const line = error.mark === undefined ? '' : ` in line ${error.mark.line + 1}`;
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is not YAML: ${(0,plain_text/* oneLine */.TN)(error.reason, 200)}${line}.`, howToWrite);
    }
    if (!isMapping(parsed))
        throw new errors/* ActionError */.lZ('bad-kubeconfig', whatElse(parsed, origin), howToWrite);
    if (parsed['kind'] !== undefined && parsed['kind'] !== 'Config') {
        const kind = (0,plain_text/* oneLine */.TN)(asString(parsed['kind']) ?? '', 60);
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is a ${kind}, not a kubeconfig.`, howToWrite);
    }
    const missing = ['clusters', 'contexts', 'users'].filter((field) => !Array.isArray(parsed[field]));
    if (missing.length > 0) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is not a kubeconfig: it has no list of ${missing.join(', ')}.`, {
            hint: 'Make one that holds all with `kubectl config view --raw --flatten --minify`.',
        });
    }
    return {
        clusters: entries(parsed['clusters'], 'cluster'),
        contexts: entries(parsed['contexts'], 'context'),
        users: entries(parsed['users'], 'user'),
        currentContext: asString(parsed['current-context']),
    };
}
/** Several files, as in `KUBECONFIG=a:b`: of two entries with one name the first counts. */
function mergeDocuments(documents) {
    const merged = {
        clusters: new Map(),
        contexts: new Map(),
        users: new Map(),
        currentContext: undefined,
    };
    for (const document of documents) {
        for (const field of ['clusters', 'contexts', 'users']) {
            for (const [name, entry] of document[field]) {
                if (!merged[field].has(name))
                    merged[field].set(name, entry);
            }
        }
        merged.currentContext ??= document.currentContext;
    }
    return merged;
}
function decode(text, origin) {
    const trimmed = text.replace(/^\ufeff/, '').trim();
    if (trimmed === '') {
        throw new errors/* ActionError */.lZ('no-cluster', `${origin} is empty.`, {
            hint: noSecrets,
            terminalHint: nameCluster,
        });
    }
    // No mapping, in YAML or JSON, is without a colon, and no base64 is with one.
    if (!/^[A-Za-z0-9+/=_\s-]+$/.test(trimmed) || trimmed.length < 40)
        return trimmed;
    const bytes = external_node_buffer_.Buffer.from(trimmed.replace(/\s/g, ''), 'base64');
    const decoded = bytes.toString('utf8').replace(/^\ufeff/, '');
    if (decoded.includes('\ufffd') || !decoded.includes(':')) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is neither YAML nor the base64 of it.`, howToWrite);
    }
    return decoded;
}
function whatElse(parsed, origin) {
    if (typeof parsed === 'string') {
        if (/^(?:~|\.{0,2}\/|[A-Za-z]:\\|\$)[^\s]*$/.test(parsed))
            return `${origin} is a path, not a kubeconfig.`;
        if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(parsed))
            return `${origin} is a token, not a kubeconfig.`;
    }
    return `${origin} is not a kubeconfig: it is YAML, but not a mapping.`;
}
/** Entries without a name or content are left out; a context that needs one says what it misses. */
function entries(list, field) {
    const found = new Map();
    for (const item of Array.isArray(list) ? list : []) {
        if (!isMapping(item))
            continue;
        const name = asString(item['name']);
        const content = item[field];
        if (name !== undefined && !found.has(name))
            found.set(name, isMapping(content) ? content : {});
    }
    return found;
}
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** A string that says something; a number in its place, as in `name: 1`, counts as written. */
function asString(value) {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text !== '' ? text : undefined;
}

;// CONCATENATED MODULE: ./lib/src/cluster/choose.js




/**
 * Finds the kubeconfig of the cluster that was named, and only that one: nothing falls through to a cluster
 * nobody named.
 *
 * @param kubeconfig contents of the input, null when it is empty
 * @param serviceAccount directory in which a pod finds its account
 * @returns texts for `loadKubeconfig`; all their secrets are in the texts themselves (`secretsOf`)
 * @throws ActionError `no-cluster`, `bad-kubeconfig` when a file can not be read
 */
async function chooseCluster(choice, kubeconfig, env, serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount') {
    // One entry for each choice: a new kind of cluster finds its place here.
    const sources = {
        auto: async () => await fromInputOrVariable(kubeconfig, env),
        kubeconfig: async () => [fromInput(kubeconfig)],
        ambient: async () => [await fromHome(env)],
        // It has a kubeconfig only once it is made, and then need not be looked for.
        kind: () => Promise.reject(new errors/* ActionError */.lZ('no-cluster', 'The kind cluster of this run is not there.')),
        'in-cluster': async () => [await fromServiceAccount(env, serviceAccount)],
    };
    return await sources[choice]();
}
function fromInput(kubeconfig) {
    return { text: kubeconfig ?? '', origin: 'The kubeconfig input' };
}
async function fromInputOrVariable(kubeconfig, env) {
    if (kubeconfig !== null && kubeconfig.trim() !== '')
        return [fromInput(kubeconfig)];
    if (env['KUBECONFIG'])
        return await fromVariable(env['KUBECONFIG']);
    throw new errors/* ActionError */.lZ('no-cluster', 'No cluster is named: the kubeconfig input and $KUBECONFIG are empty.', {
        hint: `${noSecrets} Write the contents of a kubeconfig as \`kubeconfig\`, log in to a cluster in an earlier step, or name another one in the input \`cluster\`.`,
        terminalHint: nameCluster,
    });
}
async function fromVariable(value) {
    const files = value.split(external_node_path_.delimiter).filter((file) => file !== '');
    return await Promise.all(files.map((file) => fromFile(file, `The kubeconfig ${file} that $KUBECONFIG names`, nameCluster)));
}
async function fromHome(env) {
    const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
    const instead = 'Leave out --cluster ambient. Set KUBECONFIG, or write --kubeconfig PATH.';
    return await fromFile(external_node_path_.join(home, '.kube', 'config'), 'The kubeconfig ~/.kube/config', instead);
}
async function fromFile(file, origin, terminalHint) {
    try {
        return { text: await (0,promises_.readFile)(file, 'utf8'), origin, directory: external_node_path_.dirname(external_node_path_.resolve(file)) };
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ('no-cluster', `${origin} can not be read.`, {
            hint: 'Log in to the cluster in an earlier step of the same job, or write the contents of a kubeconfig as input `kubeconfig`.',
            terminalHint,
            cause,
        });
    }
}
/** The account of the pod this runs in, written as the kubeconfig it amounts to. */
async function fromServiceAccount(env, directory) {
    const host = env['KUBERNETES_SERVICE_HOST'];
    const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
    const namespace = await (0,promises_.readFile)(external_node_path_.join(directory, 'namespace'), 'utf8').catch(() => undefined);
    if (host === undefined || host === '' || namespace === undefined) {
        throw new errors/* ActionError */.lZ('no-cluster', 'Input `cluster` is in-cluster, but this runner is not in a pod with a service account.', {
            hint: 'Give the pod of the runner a service account (automountServiceAccountToken), or use the input `kubeconfig`.',
            terminalHint: `Leave out --cluster in-cluster. ${nameCluster}`,
        });
    }
    const name = 'in-cluster';
    const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
    return {
        origin: "The service account of the runner's pod",
        text: JSON.stringify({
            'current-context': name,
            contexts: [{ name, context: { cluster: name, user: name, namespace: namespace.trim() } }],
            clusters: [{ name, cluster: { server, 'certificate-authority': external_node_path_.join(directory, 'ca.crt') } }],
            users: [{ name, user: { tokenFile: external_node_path_.join(directory, 'token') } }],
        }),
    };
}

// EXTERNAL MODULE: ./lib/src/cluster/credential-plugin.js
var credential_plugin = __webpack_require__(96664);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-files.js






/** What is wrong with a kubeconfig, and what to do about it. */
function bad(message, hint) {
    return new errors/* ActionError */.lZ('bad-kubeconfig', message, hint === undefined ? {} : { hint });
}
const flatten = 'Make a kubeconfig that holds all with `kubectl config view --raw --flatten --minify`.';
function quoted(name) {
    return JSON.stringify((0,plain_text/* oneLine */.TN)(name, 120));
}
function certificateOf(entry, field, where) {
    const pem = pemOf(entry, field, where);
    if (pem === undefined)
        return undefined;
    try {
        // Of a bundle, the first.
        const certificate = new external_node_crypto_.X509Certificate(pem);
        void certificate;
    }
    catch {
        throw bad(`${where}: its ${field} is not a certificate in PEM.`, flatten);
    }
    return pem;
}
/** `field-data` in base64, or the file that `field` names. */
function pemOf(entry, field, where) {
    const data = asString(entry[`${field}-data`]);
    if (data !== undefined) {
        if (/REDACTED|OMITTED/.test(data))
            throw redacted(where);
        const pem = Buffer.from(data, 'base64').toString('utf8');
        if (!pem.includes('-----BEGIN '))
            throw bad(`${where}: its ${field}-data is not PEM in base64.`, flatten);
        return pem;
    }
    const file = asString(entry[field]);
    return file === undefined ? undefined : readableText(file, `${where}: its ${field}`);
}
function readableText(file, what) {
    if (!external_node_path_.isAbsolute(file)) {
        throw bad(`${what} is the relative path ${quoted(file)}, which leads nowhere from here.`, flatten);
    }
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        throw bad(`${what} is the file ${quoted(file)}, which can not be read on this runner.`, flatten);
    }
}
function redacted(where) {
    return bad(`${where}: its credentials were left out when the kubeconfig was printed.`, flatten.replace('Make', 'Add --raw: make'));
}

;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-user.js





function credentialsOf(user, context) {
    const { where, now } = context;
    const token = asString(user['token'])?.trim();
    if (token !== undefined && /^(?:REDACTED|DATA\+OMITTED)$/.test(token))
        throw redacted(where);
    if (token !== undefined && /[^\x21-\x7e]/.test(token))
        throw bad(`${where}: its token has spaces or line breaks inside.`);
    const credentials = {
        token,
        tokenFile: tokenFileOf(user, where),
        certificate: certificateOf(user, 'client-certificate', where),
        key: keyOf(user, where),
        username: asString(user['username']),
        password: asString(user['password']),
        plugin: pluginOf(user, context),
        oidc: oidcOf(user, where),
    };
    if ((credentials.certificate === undefined) !== (credentials.key === undefined)) {
        throw bad(`${where} has a client certificate without its key, or a key without its certificate.`, flatten);
    }
    const expiry = expiryOf(credentials);
    if (expiry !== undefined && expiry < now) {
        const what = credentials.token === undefined ? 'client certificate' : 'token';
        throw new errors/* ActionError */.lZ('cluster-auth', `${where}: its ${what} expired at ${new Date(expiry).toISOString()}.`, {
            hint: 'Create a new one (`kubectl create token`), or log in to the cluster in an earlier step.',
            terminalHint: 'Create a new one (`kubectl create token`), or log in to the cluster again.',
        });
    }
    return credentials;
}
function hasCredentials(user) {
    return Object.values(user).some((value) => value !== undefined);
}
/** When the token or certificate ends, if that can be told. */
function expiryOf({ token, certificate }) {
    if (token !== undefined) {
        try {
            const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
            return isMapping(payload) && typeof payload['exp'] === 'number' ? payload['exp'] * 1000 : undefined;
        }
        catch {
            return undefined; // Not a JWT: only the server knows.
        }
    }
    return certificate === undefined ? undefined : Date.parse(new external_node_crypto_.X509Certificate(certificate).validTo);
}
function tokenFileOf(user, where) {
    const file = asString(user['tokenFile']) ?? asString(user['token-file']);
    if (file === undefined)
        return undefined;
    if (readableText(file, `${where}: its tokenFile`).trim() === '')
        throw bad(`${where}: its tokenFile is empty.`);
    return file;
}
function keyOf(user, where) {
    const pem = pemOf(user, 'client-key', where);
    if (pem === undefined)
        return undefined;
    try {
        (0,external_node_crypto_.createPrivateKey)(pem);
    }
    catch {
        throw bad(`${where}: its client-key is not a private key in PEM.`, flatten);
    }
    return pem;
}
function pluginOf(user, { where, cluster }) {
    const spec = user['exec'];
    if (!isMapping(spec))
        return undefined;
    const command = asString(spec['command']);
    if (command === undefined)
        throw bad(`${where}: its exec names no command.`);
    const apiVersion = asString(spec['apiVersion']) ?? '';
    if (!/^client\.authentication\.k8s\.io\/v1(?:beta1)?$/.test(apiVersion)) {
        throw bad(`${where}: its exec has the apiVersion ${quoted(apiVersion)}, which Kubernetes no longer knows.`, 'Update the tool that wrote the kubeconfig, and write it again: it is client.authentication.k8s.io/v1 today.');
    }
    if (spec['interactiveMode'] === 'Always') {
        throw bad(`${where}: its credential plugin ${quoted(command)} must ask somebody, and nobody is here.`);
    }
    if (/[\\/]/.test(command) && !external_node_path_.isAbsolute(command)) {
        throw bad(`${where}: its exec command is the relative path ${quoted(command)}, which leads nowhere from here.`);
    }
    return {
        apiVersion,
        command,
        args: strings(spec['args']),
        env: (Array.isArray(spec['env']) ? spec['env'] : []).flatMap((item) => {
            const name = isMapping(item) ? asString(item['name']) : undefined;
            return isMapping(item) && name !== undefined ? [{ name, value: asString(item['value']) ?? '' }] : [];
        }),
        installHint: asString(spec['installHint']),
        clusterInfo: spec['provideClusterInfo'] === true ? cluster : undefined,
    };
}
function oidcOf(user, where) {
    const provider = user['auth-provider'];
    if (!isMapping(provider))
        return undefined;
    const name = asString(provider['name']) ?? '';
    if (name !== 'oidc') {
        throw bad(`${where}: its auth-provider ${quoted(name)} was removed from Kubernetes in 1.26.`, 'Write the kubeconfig again with a current gcloud or az, which name a credential plugin instead.');
    }
    return isMapping(provider['config']) ? provider['config'] : {};
}
function impersonationOf(user, where) {
    const unsupported = ['as-uid', 'as-groups', 'as-user-extra'].filter((field) => user[field] !== undefined);
    if (unsupported.length > 0) {
        throw bad(`${where}: impersonation by ${unsupported.join(', ')} is not supported, only by \`as\`.`);
    }
    return asString(user['as']);
}
function strings(list) {
    return Array.isArray(list) ? list.map((item) => asString(item) ?? '') : [];
}

// EXTERNAL MODULE: ./lib/src/base/proxy.js
var proxy = __webpack_require__(23422);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-context.js








/**
 * Finds the context in one or more kubeconfigs and checks all that can be checked without the cluster.
 *
 * @throws ActionError `no-cluster`, `bad-kubeconfig`, or `cluster-auth` when the credentials are expired
 */
function parseKubeconfig(texts, options) {
    const origin = texts[0]?.origin ?? 'The kubeconfig';
    const document = mergeDocuments(texts.map((item) => withAbsolutePaths(parseDocument(item.text, item.origin), item.directory)));
    const context = chooseContext(document, options.context, origin);
    const name = (0,plain_text/* oneLine */.TN)(context.name, 120);
    const cluster = document.clusters.get(context.cluster);
    if (cluster === undefined) {
        throw bad(`${origin}: context ${name} names the cluster ${quoted(context.cluster)}, which is not in it.`, flatten);
    }
    const userEntry = context.user === undefined ? {} : document.users.get(context.user);
    if (userEntry === undefined) {
        throw bad(`${origin}: context ${name} names the user ${quoted(context.user ?? '')}, which is not in it.`, flatten);
    }
    const server = serverOf(cluster, `${origin}: cluster ${quoted(context.cluster)}`);
    const where = `${origin}: user ${quoted(context.user ?? '')}`;
    const user = credentialsOf(userEntry, { where, cluster, now: options.now });
    if (!hasCredentials(user) && !(0,proxy/* isLoopback */.U)(server.hostname)) {
        throw bad(`${where} has no credentials: no token, client certificate or credential plugin.`, flatten);
    }
    const url = server.href.replace(/\/+$/, '');
    return {
        origin,
        context: context.name,
        namespace: context.namespace,
        server: url,
        proxyUrl: proxyUrlOf(cluster, server, options.env),
        ca: certificateOf(cluster, 'certificate-authority', `${origin}: cluster ${quoted(context.cluster)}`),
        skipTlsVerify: cluster['insecure-skip-tls-verify'] === true || server.protocol === 'http:',
        tlsServerName: asString(cluster['tls-server-name']),
        user,
        impersonate: impersonationOf(userEntry, where),
    };
}
function chooseContext(document, wanted, origin) {
    const name = wanted ?? document.currentContext;
    const names = [...document.contexts.keys()];
    const known = names.length === 0
        ? 'It has no contexts at all.'
        : `It has ${names.slice(0, 20).map(quoted).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''}.`;
    if (name === undefined) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} has no current-context. ${known}`, {
            hint: 'Name one of them in the input `context`.',
        });
    }
    const entry = document.contexts.get(name);
    if (entry === undefined) {
        const whose = wanted === undefined ? 'Its current-context is' : 'Input `context` is';
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} has no context ${quoted(name)}. ${known}`, {
            hint: `${whose} ${quoted(name)}: name one of those there are in the input \`context\`.`,
        });
    }
    const cluster = asString(entry['cluster']);
    if (cluster === undefined) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin}: context ${quoted(name)} names no cluster.`, {
            hint: flatten,
        });
    }
    return { name, cluster, user: asString(entry['user']), namespace: asString(entry['namespace']) };
}
function serverOf(cluster, where) {
    const text = asString(cluster['server']);
    if (text === undefined)
        throw bad(`${where} has no server.`);
    const url = URL.parse(text);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
        throw bad(`${where}: its server ${quoted(text)} is not an https:// address.`);
    }
    if (url.username !== '' || url.password !== '') {
        throw bad(`${where}: its server holds a user name or password; they belong to the user of the context.`);
    }
    if (url.protocol === 'http:' && !(0,proxy/* isLoopback */.U)(url.hostname) && cluster['insecure-skip-tls-verify'] !== true) {
        throw bad(`${where}: its server ${quoted(url.origin)} is not https: the credentials would be sent in clear.`, 'Write the https:// address. Where this is really wanted, set `insecure-skip-tls-verify: true`.');
    }
    url.search = '';
    url.hash = '';
    return url;
}
function proxyUrlOf(cluster, server, env) {
    const text = asString(cluster['proxy-url']) ?? (0,proxy/* proxyFor */.i)(server, env);
    if (text === undefined)
        return undefined;
    const url = URL.parse(text);
    if (url === null || !/^(?:https?|socks5h?):$/.test(url.protocol)) {
        throw bad(`The proxy to ${server.origin} is not an http://, https:// or socks5:// address.`, 'It comes from proxy-url in the kubeconfig, or from HTTPS_PROXY.');
    }
    return url.href;
}
/** Paths in a file start from where it lies; without a directory they stay as they are, and are refused when used. */
function withAbsolutePaths(document, directory) {
    if (directory === undefined)
        return document;
    const absolute = (entry, fields) => {
        for (const field of fields) {
            const file = asString(entry[field]);
            if (file !== undefined)
                entry[field] = external_node_path_.resolve(directory, file);
        }
    };
    for (const cluster of document.clusters.values())
        absolute(cluster, ['certificate-authority']);
    for (const user of document.users.values()) {
        absolute(user, ['client-certificate', 'client-key', 'tokenFile', 'token-file']);
        const plugin = user['exec'];
        // A bare name is looked for in PATH.
        if (isMapping(plugin) && /[\\/]/.test(asString(plugin['command']) ?? ''))
            absolute(plugin, ['command']);
    }
    return document;
}
/** SHA-256 of the CA certificates, hex; empty without any. */
function caFingerprint(ca) {
    return ca === undefined ? '' : (0,sha256/* sha256 */.s)(ca.trim());
}

;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig.js




/**
 * The cluster that a kubeconfig's context names. Nothing is written to disk and nothing is sent yet.
 * The larger part of the client library is loaded here, and not by what rejects a wrong kubeconfig.
 *
 * @param texts one, or several as `KUBECONFIG=a:b` names them
 * @throws ActionError `no-cluster`, `bad-kubeconfig`, or `cluster-auth` when the credentials are expired
 */
async function loadKubeconfig(texts, options) {
    const { context, env, mask = () => undefined } = options;
    const kubeconfig = parseKubeconfig(texts, { context, env, now: Date.now() });
    const { KubeConfig } = await Promise.all(/* import() */[__webpack_require__.e(830), __webpack_require__.e(107)]).then(__webpack_require__.bind(__webpack_require__, 2107));
    const own = ownAuthenticator(kubeconfig, env, mask);
    const build = () => {
        const config = new KubeConfig();
        config.addAuthenticator({
            isAuthProvider: (user) => isOwn(user),
            applyAuthentication: (_user, request) => own.apply(request),
        });
        config.loadFromString(JSON.stringify(plainDocument(kubeconfig)));
        return config;
    };
    let config = build();
    let certificate;
    return {
        server: kubeconfig.server,
        proxyUrl: kubeconfig.proxyUrl,
        context: kubeconfig.context,
        namespace: kubeconfig.namespace,
        caSha256: caFingerprint(kubeconfig.ca),
        async authenticate({ fresh = false } = {}) {
            if (fresh)
                own.forget();
            const request = {};
            try {
                await config.applyToHTTPSOptions(request);
                // client-node keeps one agent per user for good, with the certificate it was made with.
                if (certificate !== undefined && certificate !== String(request.cert)) {
                    config = build();
                    await config.applyToHTTPSOptions(request);
                }
            }
            catch (error) {
                if ((0,errors/* isActionError */.Bd)(error))
                    throw error;
                throw new errors/* ActionError */.lZ('cluster-auth', `${kubeconfig.origin}: its credentials can not be refreshed.`, {
                    hint: 'Log in to the cluster in an earlier step of the job.',
                    terminalHint: 'Log in to the cluster again.',
                    cause: error,
                });
            }
            certificate = String(request.cert);
            return kubeconfig_credentialsOf(request);
        },
    };
}
const OWN_PROVIDER = 'clawbench-k8s-action';
function isOwn(user) {
    const provider = user.authProvider;
    return (typeof provider === 'object' && provider !== null && 'name' in provider && provider.name === OWN_PROVIDER);
}
/** What client-node gets to see: everything inline, and credentials that change left to us. */
function plainDocument(kubeconfig) {
    const { user } = kubeconfig;
    const isOwnUser = user.plugin !== undefined || user.tokenFile !== undefined;
    return {
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'context',
        contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
        clusters: [
            {
                name: 'cluster',
                cluster: {
                    server: kubeconfig.server,
                    'certificate-authority-data': base64(kubeconfig.ca),
                    'insecure-skip-tls-verify': kubeconfig.skipTlsVerify,
                    'tls-server-name': kubeconfig.tlsServerName,
                    'proxy-url': kubeconfig.proxyUrl,
                },
            },
        ],
        users: [
            {
                name: 'user',
                user: {
                    // A token file comes before a token, as for kubectl.
                    token: isOwnUser ? undefined : user.token,
                    username: user.username,
                    password: user.password,
                    'client-certificate-data': base64(user.certificate),
                    'client-key-data': base64(user.key),
                    as: kubeconfig.impersonate,
                    'auth-provider': isOwnUser
                        ? { name: OWN_PROVIDER, config: {} }
                        : user.oidc && { name: 'oidc', config: user.oidc },
                },
            },
        ],
    };
}
/** For token files, which client-node ignores, and plugins, which it runs badly. */
function ownAuthenticator(kubeconfig, env, mask) {
    const { tokenFile, plugin: spec } = kubeconfig.user;
    const plugin = spec && (0,credential_plugin/* credentialPlugin */.d)(spec, env, mask);
    let masked;
    const current = async () => {
        if (tokenFile === undefined && plugin)
            return await plugin.get();
        const token = (await (0,promises_.readFile)(tokenFile ?? '', 'utf8')).trim();
        if (token !== masked)
            mask(token);
        masked = token;
        return { token, certificate: undefined, key: undefined };
    };
    return {
        async apply(request) {
            const { token, certificate, key } = await current();
            if (token !== undefined)
                Object.assign((request.headers ??= {}), { Authorization: `Bearer ${token}` });
            if (certificate !== undefined && key !== undefined)
                Object.assign(request, { cert: certificate, key });
        },
        forget: () => plugin?.forget(),
    };
}
function kubeconfig_credentialsOf(request) {
    const headers = {};
    for (const [name, value] of Object.entries(request.headers ?? {})) {
        if (typeof value === 'string')
            headers[name] = value;
    }
    if (typeof request.auth === 'string') {
        headers['Authorization'] = `Basic ${Buffer.from(request.auth).toString('base64')}`;
    }
    const tls = {};
    for (const field of ['ca', 'cert', 'key', 'servername', 'rejectUnauthorized']) {
        if (request[field] !== undefined)
            Object.assign(tls, { [field]: request[field] });
    }
    const { agent } = request;
    return { headers, tls, agent: typeof agent === 'object' ? agent : undefined };
}
function base64(text) {
    return text === undefined ? undefined : Buffer.from(text).toString('base64');
}

// EXTERNAL MODULE: ./lib/src/base/secret.js
var secret = __webpack_require__(31728);
;// CONCATENATED MODULE: ./lib/src/cluster/secrets.js



/**
 * The values in a kubeconfig that must not be printed: tokens, passwords, keys and what plugins are given as
 * such, of all its users, line by line. Leaves only: the runner would else mask lines like `apiVersion: v1`.
 * Empty for a text that is no kubeconfig; nothing of such a text is ever printed.
 */
function secretsOf(text) {
    let users;
    try {
        const document = parseDocument(text, '');
        users = [...document.users.values(), ...document.clusters.values()];
    }
    catch {
        return [];
    }
    return (0,secret/* secretLines */._o)(users.flatMap(leaves));
}
const secretName = /token(?!-?file)|password|passphrase|secret|private|key/i;
/** Names of things that only sound like secrets. */
const publicName = /file$|^client-certificate|^certificate-authority|^apiVersion$|^interactiveMode$/i;
function leaves(entry) {
    const found = [];
    for (const [name, value] of Object.entries(entry)) {
        if (isMapping(value))
            found.push(...leaves(value));
        else if (Array.isArray(value))
            found.push(...leavesOfList(value));
        else {
            const text = asString(value);
            if (text === undefined)
                continue;
            if (name === 'client-key-data')
                found.push(text, external_node_buffer_.Buffer.from(text, 'base64').toString('utf8'));
            else if (name === 'proxy-url')
                found.push(...(0,secret/* passwordsIn */.gW)(text));
            else if (secretName.test(name) && !publicName.test(name) && name !== 'client-key')
                found.push(text);
        }
    }
    return found;
}
/** Entries of `exec.env`, or of `exec.args`, where a secret stands in `--token=VALUE` or in the item after `--token`. */
function leavesOfList(list) {
    return list.flatMap((item, index) => {
        if (isMapping(item)) {
            const name = asString(item['name']);
            const value = asString(item['value']);
            return name !== undefined && value !== undefined ? leaves({ [name]: value }) : leaves(item);
        }
        const text = asString(item) ?? '';
        const [, flag, value] = /^--?([\w-]+)(?:=(.+))?$/s.exec(text) ?? [];
        const next = asString(list[index + 1]) ?? '';
        const given = value ?? (isFlag(next) ? '' : next);
        const named = flag === undefined ? [] : leaves({ [flag]: given });
        return [...named, ...(0,secret/* passwordsIn */.gW)(text)];
    });
}
function isFlag(text) {
    return /^--[a-z][a-z-]*(?:=|$)/i.test(text);
}

// EXTERNAL MODULE: ./lib/src/kube/client.js + 4 modules
var client = __webpack_require__(16480);
;// CONCATENATED MODULE: ./lib/src/eval/connect.js




/**
 * Gets hold of the cluster the inputs name. Asks it nothing yet. Every secret of the credentials is masked, also those
 * that plugins hand out later.
 * @param made of a cluster that was made for this run
 * @returns to be closed
 * @throws ActionError no-cluster, bad-kubeconfig
 */
async function connectTo(inputs, { log, clock, env, signal }, made = null) {
    const texts = made === null ? await chooseCluster(inputs.cluster, inputs.kubeconfig, env) : [made];
    log.mask(texts.flatMap(({ text }) => secretsOf(text)));
    const cluster = await loadKubeconfig(texts, {
        context: inputs.context ?? undefined,
        env,
        mask: (secret) => log.mask([secret]),
    });
    return (0,client/* connect */.N)(cluster, { clock, log, ...(signal === undefined ? {} : { signal }) });
}


/***/ }),

/***/ 56399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ gatherEvidence)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/result/formats/benchmark.js
var benchmark = __webpack_require__(98474);
// EXTERNAL MODULE: ./lib/src/result/verdict/health.js + 3 modules
var health = __webpack_require__(47233);
// EXTERNAL MODULE: ./lib/src/result/stats/merge.js
var merge = __webpack_require__(93734);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/result/stats/bootstrap.js
var bootstrap = __webpack_require__(70584);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./lib/src/result/stats/score.js
var score = __webpack_require__(16248);
;// CONCATENATED MODULE: ./lib/src/result/stats/rebuild.js






/**
 * Builds the result that the harness would have written for these runs. Needed if it was stopped, because then it writes
 * none, and if some tasks were run again, because then its own file only has the last of their runs.
 *
 * @param base the harness's own file if there is one, else what is known without it
 */
function rebuildResult(base, runFiles) {
    const byTask = new Map();
    for (const run of runFiles)
        byTask.set(run.task_id, [...(byTask.get(run.task_id) ?? []), run]);
    return (0,merge/* composeResult */.sI)(benchmark/* benchmarkSchema */.rM.parse({
        overall_score: 0,
        overall_ci_lower: 0,
        overall_ci_upper: 0,
        task_results: [],
        ...base,
    }), [...byTask.values()].map(statsOf));
}
/** The harness's summary of the runs of one task. */
function statsOf(runFiles) {
    const runs = [...runFiles].sort((a, b) => a.run_index - b.run_index);
    const scores = runs.map((run) => run.run_score);
    const passing = runs.filter(run_cache/* isPassing */.WG);
    const reliability = (0,score/* reliabilityOf */.CT)(scores, passing.length);
    const deviation = (0,bootstrap/* sampleDeviation */.gQ)(scores);
    const judged = runs.filter((run) => run.judge_result.enabled && !run.judge_result.error);
    const durations = runs.map((run) => run.duration_ms).filter((duration) => duration > 0);
    const average = (of, value) => of.length === 0 ? 0 : of.reduce((sum, run) => sum + value(run), 0) / of.length;
    return {
        ...taskOf(runs[0]),
        runs: runs.length,
        scores,
        mean_completion_score: average(runs, (run) => run.completion_result.score),
        mean_trajectory_score: average(runs, (run) => run.trajectory_result.score),
        mean_behavior_score: average(runs, (run) => run.behavior_result.score),
        mean_judge_score: average(judged, (run) => run.judge_result.score),
        mean_judge_confidence: average(judged, (run) => run.judge_result.confidence),
        judge_pass_rate: average(judged, (run) => (run.judge_result.passed ? 1 : 0)),
        judged_runs: judged.length,
        judge_error_count: runs.filter((run) => run.judge_result.enabled && run.judge_result.error).length,
        mean_run_score: (0,bootstrap/* mean */.i2)(scores),
        reliability_score: reliability.score,
        variance_score: reliability.varianceScore,
        mean_task_score: (0,score/* taskScoreOf */.Xw)(scores, passing.length),
        stddev: deviation,
        min_score: Math.min(...scores),
        max_score: Math.max(...scores),
        worst_of_n: Math.min(...scores),
        pass_at_1: (0,run_cache/* isPassing */.WG)(runs[0]),
        pass_rate: reliability.passRate,
        pass_hat_k: reliability.allPassed,
        high_variance: deviation > 0.15,
        mean_duration_ms: durations.length === 0 ? 0 : durations.reduce((a, b) => a + b, 0) / durations.length,
        median_duration_ms: percentile(durations, 0.5),
        p95_duration_ms: percentile(durations, 0.95),
        mean_input_tokens: average(runs, (run) => run.token_usage.input_tokens),
        mean_output_tokens: average(runs, (run) => run.token_usage.output_tokens),
        mean_reasoning_tokens: average(runs, (run) => run.token_usage.reasoning_tokens),
        mean_total_tokens: average(runs, (run) => run.token_usage.total_tokens),
        mean_cost_usd: average(runs, (run) => run.token_usage.total_cost_usd),
        tokens_per_pass: average(passing, (run) => run.token_usage.total_tokens),
        cost_per_pass: average(passing, (run) => run.token_usage.total_cost_usd),
        delivery_outcome_counts: countOf(runs.map((run) => run.delivery_outcome)),
        failure_mode_counts: countOf(runs.flatMap((run) => run.failure_mode ?? [])),
    };
}
function taskOf(run) {
    return taskSchema.parse(run);
}
const taskSchema = schemas/* object */.Ikc(benchmark/* taskFields */.Df);
/** The harness's percentile: linear between the nearest two. */
function percentile(values, share) {
    if (values.length === 0)
        return 0;
    const ordered = [...values].sort((a, b) => a - b);
    const position = (ordered.length - 1) * share;
    const below = Math.floor(position);
    const weight = position - below;
    return ordered[below] * (1 - weight) + ordered[Math.min(below + 1, ordered.length - 1)] * weight;
}
function countOf(names) {
    return Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((other) => other === name).length]));
}

// EXTERNAL MODULE: ./lib/src/artifact/shard-evidence.js + 2 modules
var shard_evidence = __webpack_require__(8769);
;// CONCATENATED MODULE: ./lib/src/eval/evidence.js










/** Reads what was collected from the shards into what the verdict is made of. Nothing here asks the cluster. */
async function gatherEvidence(shards, plan, inputs) {
    const problems = [];
    const results = [];
    const lostShards = [];
    for (const shard of shards) {
        const result = await shardResult(shard, problems);
        if (result !== null)
            results.push(result);
        if (shard.failure !== undefined)
            lostShards.push({ shard: shard.index, code: shard.failure.code, reason: shard.failure.message });
    }
    const { entries, problems: cacheProblems } = (0,run_cache/* readRunCache */.yy)(await runFilesOf(shards));
    problems.push(...cacheProblems);
    const planned = shards.flatMap(plannedOf);
    // One that has no task, as where more shards than tasks were wished for, writes no result and lacks none.
    const working = shards.filter(({ state }) => state?.tasks?.length !== 0);
    const merged = results.length < Math.max(1, working.length) ? null : (0,merge/* mergeShards */.Ox)(results);
    const hasRounds = shards.some(({ rounds }) => rounds.length > 0);
    const whole = merged === null || !hasRounds ? merged : rebuildResult(merged, entries.values());
    const result = whole === null ? null : underUsersName(whole, plan);
    const partial = result !== null || entries.size === 0
        ? null
        : underUsersName(rebuildResult(results[0] ?? { model: plan.model.model }, entries.values()), plan);
    const tampered = new Set(shards.flatMap((shard) => shard.tampered.map(run_cache/* runOfPath */.k$).filter((key) => key !== null)));
    const ofShards = shards.map((shard) => shardEvidence(shard, plan));
    const runFiles = (0,health/* runFilesToJudge */.p)(result, entries, ofShards);
    const first = shards.find((shard) => shard.state !== undefined)?.state;
    const evidence = {
        result,
        planned,
        health: (0,health/* assessRuns */.t)({ planned, result, runFiles, tampered, shards: ofShards }),
        runFiles,
        droppedTasks: [...new Set(shards.flatMap((shard) => shard.state?.droppedTasks ?? []))].sort(),
        lostShards,
        stopped: stopOf(shards),
        priceKnown: shards.every((shard) => shard.state?.priceKnown ?? false),
        identity: {
            model: plan.model.model,
            judgeModel: plan.judge?.model ?? '',
            openclawVersion: first?.openclawVersion ?? null,
            concurrency: inputs.concurrency,
            agentFiles: plan.given?.agent?.sha256 ?? 'none',
            clawbenchArgs: (inputs.clawbenchArgs ?? []).join(' ') || 'none',
            images: Object.assign({}, ...shards.map((shard) => shard.pod?.images ?? {})),
            ...(first?.harnessVersion ? { harnessVersion: first.harnessVersion } : {}),
        },
        remarks: [],
    };
    return { evidence, result, partial, problems };
}
/** The runs a shard was told to make. */
function plannedOf({ state, rounds }) {
    return (state?.tasks ?? []).map((taskId) => ({
        taskId,
        runs: Math.max(state?.runsPerTask ?? 0, ...rounds.filter(({ tasks }) => tasks.includes(taskId)).map(({ runs }) => runs)),
    }));
}
/** What ended the eval before its time, if anything did. */
function stopOf(shards) {
    for (const { done, failure } of shards) {
        if (failure?.code === 'timeout')
            return { code: 'timeout', message: failure.message };
        switch (done?.reason) {
            case 'timeout':
                return { code: 'timeout', message: 'The eval did not finish within "timeout".' };
            case 'budget':
                return { code: 'budget', message: done.message };
            case 'cancelled':
            case 'abandoned':
                return { code: 'cancelled', message: done.message };
            case 'finished':
            case 'failed':
            case undefined:
        }
    }
    return null;
}
/** The gateway's name for the model is of no interest to anybody but the gateway. */
function underUsersName(result, plan) {
    const { model } = plan.model;
    return {
        ...result,
        model,
        provider: model.slice(0, model.indexOf('/')),
        judge_model: result.judge_model === '' ? '' : (plan.judge?.model ?? result.judge_model),
    };
}
async function shardResult(shard, problems) {
    const bytes = await (0,missing_file/* ifExists */.A)((0,promises_.readFile)(external_node_path_.join(shard.directory, 'benchmark.json')));
    if (bytes === undefined)
        return null;
    try {
        return (0,benchmark/* parseBenchmark */.h$)(bytes.subarray(0, benchmark/* MAX_RESULT_BYTES */.Xs), {
            name: `benchmark.json of shard ${shard.index}`,
        });
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error))
            throw error;
        problems.push(error.message);
        return null;
    }
}
async function runFilesOf(shards) {
    const files = shards.flatMap((shard) => shard.runFiles.map((name) => ({ shard, name })));
    return await Promise.all(files.map(async ({ shard, name }) => ({
        path: name,
        bytes: await (0,promises_.readFile)(external_node_path_.join(shard.directory, name)),
    })));
}
function shardEvidence({ directory, state, incidents }, plan) {
    const { tasks, harnessStartedAt = null } = state ?? {};
    return (0,shard_evidence/* readShardEvidence */.E)(directory, {
        tasks: tasks ?? [],
        harnessStartedAt,
        incidents,
        model: plan.model.ref,
    });
}


/***/ }),

/***/ 58851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ durationsOf),
/* harmony export */   Yn: () => (/* binding */ forecastFrom),
/* harmony export */   fL: () => (/* binding */ openExpectation)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _plan_runs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18772);
/* harmony import */ var _result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13945);
/* harmony import */ var _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93207);
/* harmony import */ var _artifact_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36002);





/** Fewer runs than these say little about the rest. */
const LEAST_RUNS = 3;
const LEAST_SHARE = 0.1;
function openExpectation(inputs, shards, priceKnown, log) {
    const expectation = {
        forecast: null,
        fromBaseline(records) {
            tell(forecastFrom(records, inputs, shards), 'the baseline');
        },
        async fromRuns(tasks, done, directory) {
            if (expectation.forecast !== null)
                return 'enough';
            const wanted = Math.max(LEAST_RUNS, LEAST_SHARE * tasks.length * (0,_plan_runs_js__WEBPACK_IMPORTED_MODULE_3__/* .firstRuns */ .r)(inputs));
            if (tasks.length === 0 || done < wanted)
                return 'more';
            const known = await usageBelow(directory);
            if (known.length < wanted)
                return 'more';
            tell(forecastOf(known, tasks, inputs, shards), `the first ${known.length} runs`);
            return 'enough';
        },
    };
    function tell(found, from) {
        expectation.forecast = found;
        if (expectation.forecast !== null)
            log.info(`Forecast from ${from}: ${(0,_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_4__/* .forecastFigures */ .LX)(expectation.forecast, priceKnown)}.`);
    }
    return expectation;
}
/** What an eval is expected to use, from earlier results; null if they tell nothing. */
function forecastFrom(records, inputs, shards) {
    const known = records.flatMap(_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_4__/* .usageOf */ .Fs);
    return forecastOf(known, [...new Set(inputs.tasks ?? known.map((run) => run.taskId))], inputs, shards);
}
function forecastOf(known, ids, inputs, shards) {
    const tasks = ids.map((taskId) => ({ taskId, runs: (0,_plan_runs_js__WEBPACK_IMPORTED_MODULE_3__/* .firstRuns */ .r)(inputs) }));
    return (0,_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_4__/* .forecast */ .g3)(known, { tasks, shards, concurrency: inputs.concurrency });
}
/** Expected seconds of each task, from a baseline. */
function durationsOf(records) {
    const known = (records[0]?.tasks ?? []).filter((task) => task.meanDurationMs > 0);
    return Object.fromEntries(known.map((task) => [task.taskId, Math.ceil(task.meanDurationMs / 1000)]));
}
async function usageBelow(directory) {
    const files = await (0,_artifact_files_js__WEBPACK_IMPORTED_MODULE_2__/* .readRunFiles */ .DF)(directory);
    // Shards have a run cache each; their runs are disjoint.
    const { entries } = (0,_result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunCache */ .yy)(files.map((file) => ({ ...file, path: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(file.path) })));
    return [...entries.values()].map((run) => ({
        taskId: run.task_id,
        durationMs: run.duration_ms,
        tokens: run.token_usage.total_tokens + run.judge_result.token_usage.total_tokens,
        costUsd: run.token_usage.total_cost_usd + run.judge_result.token_usage.total_cost_usd,
    }));
}


/***/ }),

/***/ 57425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ findEval)
/* harmony export */ });
/* harmony import */ var _backends_attached_backend_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97954);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _backends_job_backend_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48616);
/* harmony import */ var _backends_eval_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14418);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99810);





/** @throws ActionError bad-input when there is none, shard-lost when nothing of it runs any more; KubeError */
async function findEval(kube, { namespace, instance }, signal) {
    const run = await (0,_backends_eval_record_js__WEBPACK_IMPORTED_MODULE_3__/* .findRun */ .Lc)(kube, namespace ?? '', instance, signal);
    const { server, caSha256 } = kube.cluster;
    const leftovers = { instance: run.instance, namespace: run.namespace, server, caSha256 };
    if (run.place.kind === 'attached') {
        const place = (0,_backends_attached_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .attachedPlace */ .W)(kube, run.namespace, run.place);
        return { run, place, leftovers: { ...leftovers, attached: run.place } };
    }
    const { name } = run.place;
    const ref = { apiVersion: 'batch/v1', kind: 'Job', name, namespace: run.namespace };
    const job = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(kube, ref, { signal });
    const uid = job?.metadata?.uid;
    if (uid === undefined) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('shard-lost', `Job ${run.namespace}/${name} of evaluation ${run.instance} is gone.`, {
            hint: 'Its results were held until they expired, or somebody deleted it.',
        });
    }
    const launched = { namespace: run.namespace, name, uid, warnings: [] };
    return { run, place: (0,_backends_job_backend_js__WEBPACK_IMPORTED_MODULE_2__/* .jobPlace */ .$)(kube, launched), leftovers };
}


/***/ }),

/***/ 96256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ conclude)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/artifact/write.js
var write = __webpack_require__(45050);
// EXTERNAL MODULE: ./lib/src/base/clean.js
var base_clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/eval/evidence.js + 1 modules
var evidence = __webpack_require__(56399);
// EXTERNAL MODULE: ./lib/src/mlflow/beside.js + 1 modules
var beside = __webpack_require__(25779);
// EXTERNAL MODULE: ./lib/src/mlflow/client.js
var client = __webpack_require__(13859);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/mlflow/log.js



const MAX_ANSWER_BYTES = 64 * 1024;
const answerSchema = schemas/* object */.Ikc({ run_id: schemas/* string */.YjP(), url: schemas/* string */.YjP(), warnings: schemas/* array */.YOg(schemas/* string */.YjP()) });
/**
 * Logs the merged result to MLflow from the `results` container of a pod that is still held. Logging twice finds the run of the first time.
 * @throws ActionError api-error with the client's sentence
 */
async function logToMlflow(kube, target, order, signal) {
    const said = await (0,client/* askMlflow */.bY)(kube, target, 'log_to_mlflow.py', order, {
        maxBytes: MAX_ANSWER_BYTES,
        signal,
    });
    const answer = answerSchema.safeParse(said);
    if (!answer.success)
        throw new errors/* ActionError */.lZ('api-error', 'The MLflow client in the pod gave no answer.');
    return { url: answer.data.url, warnings: answer.data.warnings };
}
/** What the program in the pod is to log. The login for the server is the one secret in it, and it goes by stdin. */
function mlflowOrder(server, experiment, { about, result, verdict }) {
    return {
        ...server,
        experiment,
        result,
        params: {
            openclaw_version: verdict.identity.openclawVersion ?? 'unknown',
            concurrency: about.concurrency,
            runs: about.runs,
        },
        metrics: {
            ...(verdict.score === null ? {} : { score: verdict.score }),
            coverage: verdict.coverage.ratio,
            valid_runs: verdict.coverage.valid,
            total_tokens: verdict.totals.totalTokens,
            ...(verdict.totals.costUsd === null ? {} : { total_cost_usd: verdict.totals.costUsd }),
        },
        tags: {
            verdict: verdict.verdict,
            'clawbench.instance': about.instance,
            'clawbench.label': about.label,
            ...(about.runUrl === undefined ? {} : { 'clawbench.run_url': about.runUrl }),
        },
        artifacts: { 'verdict.json': JSON.stringify(verdict, null, 2) },
    };
}

// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: ./lib/src/eval/next-round.js + 1 modules
var next_round = __webpack_require__(86454);
// EXTERNAL MODULE: ./lib/src/plan/gate.js
var gate = __webpack_require__(60489);
// EXTERNAL MODULE: ./lib/src/result/verdict/judge-against.js + 5 modules
var judge_against = __webpack_require__(81517);
;// CONCATENATED MODULE: ./lib/src/eval/run-facts.js
/** What manifest.json says of how the result came about; no secret is in it. */
function runFacts(plan, inputs, deps, kube, shards, startedAtMs) {
    const { workflow } = deps;
    return {
        instance: plan.identity.instance,
        leg: plan.identity.leg,
        namespace: plan.namespace,
        server: kube.cluster.server,
        startedAt: new Date(startedAtMs).toISOString(),
        finishedAt: new Date(deps.clock.now()).toISOString(),
        workflow: workflow === null
            ? null
            : {
                repository: workflow.repository,
                runUrl: workflow.runUrl,
                attempt: workflow.attempt,
                sha: workflow.sha,
            },
        agentFiles: plan.given?.agent ?? null,
        ownTasks: plan.given?.tasks ?? null,
        model: { name: plan.model.model, ref: plan.model.ref },
        openclawVersion: shards.find((shard) => shard.state?.openclawVersion)?.state?.openclawVersion ?? null,
        harnessVersion: shards.find((shard) => shard.state?.harnessVersion)?.state?.harnessVersion ?? null,
        shards: shards.map(({ index, pod, tampered, rounds, incidents, failure, state, done, noticedAtMs }) => ({
            index,
            tasks: state?.tasks ?? null,
            rounds,
            harnessStartedAt: state?.harnessStartedAt ?? null,
            finishedAt: done?.finishedAt ?? null,
            noticedAt: noticedAtMs === undefined ? null : new Date(noticedAtMs).toISOString(),
            pod: pod ?? null,
            restarts: state?.restarts ?? null,
            tampered,
            incidents,
            failure: failure === undefined ? null : { code: failure.code, message: failure.message },
        })),
        inputs,
    };
}

;// CONCATENATED MODULE: ./lib/src/eval/finish.js














/** The end of the story: judges, logs to MLflow, lets go of the pods, and writes the artifact. @throws ActionError */
async function conclude(home, inputs, deps) {
    const { log, signal } = deps;
    const { kube, plan, place, shards, held, baseline, facts } = home;
    const { clean } = log.secrets;
    log.status?.({ text: 'Judging' });
    const lost = shards.filter((shard) => shard.failure !== undefined);
    const report = lost.length === 0 ? undefined : await place.postMortem(signal);
    const gathered = await (0,evidence/* gatherEvidence */.h)(shards, plan, inputs);
    for (const problem of gathered.problems)
        log.warning('ClawBench result', problem);
    // From here on there is no other record: what is published, logged and returned is this one.
    const verdict = clean((0,judge_against/* judgeAgainst */.z)(gathered.evidence, (0,gate/* gateOf */.R)(inputs), baseline, (0,next_round/* finalStage */.B)(home.isConfirmed)));
    const result = (0,base_clean/* cleanOrNull */.qt)(gathered.result, log.secrets);
    const mlflowUrl = await (0,beside/* logged */.J)(plan, result, log, async (mlflowPlan, cleanResult) => {
        const target = held.get(0) ?? [...held.values()][0];
        if (target === undefined)
            throw new errors/* ActionError */.lZ('shard-lost', 'No pod of the eval is left to log from.');
        await home.mlflowReady();
        const { concurrency, runs } = inputs;
        const about = clean({ ...plan.identity, label: plan.label, runUrl: plan.runUrl, concurrency, runs });
        const order = mlflowOrder((0,client/* mlflowServer */.zY)(mlflowPlan, inputs), (0,client/* wantedExperiment */.J4)(inputs), {
            about,
            result: cleanResult,
            verdict,
        });
        return await logToMlflow(kube, target, order, signal);
    });
    await Promise.all([...held.values()].map((target) => (0,requests/* releaseShard */.S)(kube, target, signal)));
    const directory = external_node_path_.join(deps.directory, 'artifact');
    await (0,promises_.mkdir)(directory);
    const parts = {
        result,
        partial: (0,base_clean/* cleanOrNull */.qt)(gathered.partial, log.secrets),
        verdict,
        shards,
        postMortem: report === undefined ? undefined : clean(report),
        nodeLogs: verdict.verdict === 'pass' ? undefined : await home.nodeLogs?.(),
        facts: clean({
            ...runFacts(plan, home.publicInputs, deps, kube, shards, facts.startedAtMs),
            settingsHash: facts.settingsHash,
            taskDurations: facts.taskDurations,
            forecast: home.forecast,
        }),
    };
    const written = await (0,write/* writeArtifactContent */.r)(directory, parts, inputs.artifactContent, log.secrets);
    return {
        leg: plan.identity.leg,
        label: plan.label,
        verdict,
        namespace: plan.namespace,
        instance: plan.identity.instance,
        shards: plan.shards,
        directory,
        files: written,
        mlflowUrl,
        forecast: home.forecast,
    };
}


/***/ }),

/***/ 63536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ judgeSaved),
/* harmony export */   t: () => (/* binding */ judgeSavedStep)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _artifact_write_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45050);
/* harmony import */ var _baseline_load_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87855);
/* harmony import */ var _base_clean_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93863);
/* harmony import */ var _inputs_load_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6423);
/* harmony import */ var _plan_gate_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60489);
/* harmony import */ var _next_round_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86454);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30153);
/* harmony import */ var _result_verdict_judge_against_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(81517);
/* harmony import */ var _artifact_saved_eval_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(55599);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(34096);












/**
 * Judges an eval that is over from its files, as it would have been judged at its end.
 * @throws ActionError
 */
async function judgeSaved(inputs, deps) {
    const saved = await (0,_artifact_saved_eval_js__WEBPACK_IMPORTED_MODULE_10__/* .readSavedEval */ .m)(inputs.result ?? [], inputs.runCache);
    const { evidence, isConfirmed, problems } = saved;
    for (const problem of problems)
        deps.log.warning('Run files', problem);
    const leg = legOfSaved(inputs, evidence.identity.model ?? evidence.result?.model ?? '', deps.workflow);
    const past = deps.pastArtifacts((attempt) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_8__/* .artifactName */ .Cs)(inputs.artifactName, leg, attempt));
    const { baseline } = await (0,_baseline_load_js__WEBPACK_IMPORTED_MODULE_3__/* .loadBaseline */ .o)(inputs.baseline, { ...deps, past });
    // The evaluation is over: there will be no more runs.
    const gate = { ...(0,_plan_gate_js__WEBPACK_IMPORTED_MODULE_6__/* .gateOf */ .R)(inputs), confirmRuns: 0 };
    const { secrets } = deps.log;
    const verdict = secrets.clean((0,_result_verdict_judge_against_js__WEBPACK_IMPORTED_MODULE_9__/* .judgeAgainst */ .z)(evidence, gate, baseline, (0,_next_round_js__WEBPACK_IMPORTED_MODULE_7__/* .finalStage */ .B)(isConfirmed)));
    return { verdict, result: (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_4__/* .cleanOrNull */ .qt)(evidence.result, secrets) };
}
/** The same as a step of a workflow, with an artifact of its own: the next one may be held against it. */
async function judgeSavedStep(inputs, deps) {
    const { verdict, result } = await judgeSaved(inputs, deps);
    const label = inputs.label ?? verdict.identity.model;
    const leg = legOfSaved(inputs, verdict.identity.model, deps.workflow);
    const directory = node_path__WEBPACK_IMPORTED_MODULE_1__.join(deps.directory, 'artifact');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory);
    const files = await (0,_artifact_write_js__WEBPACK_IMPORTED_MODULE_2__/* .writeArtifactContent */ .r)(directory, {
        result,
        partial: null,
        verdict,
        shards: [],
        postMortem: undefined,
        facts: deps.log.secrets.clean({ leg, shards: [], inputs: (0,_inputs_load_js__WEBPACK_IMPORTED_MODULE_5__/* .publicInputs */ .PX)(inputs) }),
    }, inputs.artifactContent, deps.log.secrets);
    return {
        leg,
        label,
        verdict,
        namespace: null,
        instance: null,
        shards: null,
        directory,
        files,
        mlflowUrl: null,
        forecast: null,
    };
}
function legOfSaved({ label }, model, context) {
    const { repository = '', workflow = '', job = '', step = '' } = context ?? {};
    return (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_11__/* .legOf */ .Yk)({ repository, workflow, job, step, label: label ?? model });
}


/***/ }),

/***/ 86454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ finalStage),
  q: () => (/* binding */ nextRound)
});

// EXTERNAL MODULE: ./lib/src/result/verdict/judge-against.js + 5 modules
var judge_against = __webpack_require__(81517);
// EXTERNAL MODULE: ./lib/src/result/stats/numbers.js
var numbers = __webpack_require__(22036);
// EXTERNAL MODULE: ./lib/src/result/stats/bootstrap.js
var bootstrap = __webpack_require__(70584);
// EXTERNAL MODULE: ./lib/src/result/stats/score.js
var stats_score = __webpack_require__(16248);
;// CONCATENATED MODULE: ./lib/src/result/stats/sequential.js



/** Decides after each third of a round: smaller steps save little more, and each costs a start of the harness. */
const ROUND_SHARE = 1 / 3;
/** The standard deviation assumed before runs show theirs, and the number of runs it weighs as much as. */
const PRIOR_DEVIATION = 0.25;
const PRIOR_WEIGHT = 6;
/** How many runs beyond the first a task needs for its own spread to weigh as much as the mean spread. */
const SHRINKAGE = 4;
/**
 * Decides after each batch of runs whether the verdict is clear, and if not, which tasks to run once more: Wald's
 * sequential probability ratio test of "the score is `margin` above the threshold" against "`margin` below", on the
 * overall score, with the noise estimated from the runs (Wald, Sequential Analysis, 1947). It stops when the
 * distance to the threshold exceeds ln((1 − error) / error) × variance / (2 × margin): at once if the score is far from
 * the threshold, late if it is near. A score still undecided at `maxRuns` is too close to the threshold to tell.
 */
function nextStep(all, rules) {
    const { threshold, maxRuns, error = 0.05, margin = 0.05 } = rules;
    const unanswered = all.filter((task) => task.scores.length === 0 && task.made < maxRuns);
    if (unanswered.length > 0)
        return together(unanswered);
    // A task without any valid run is left out here; it makes the verdict inconclusive anyway.
    const tasks = all.filter((task) => task.scores.length > 0);
    if (tasks.length === 0)
        return { done: true, outcome: 'too-close' };
    const variances = runVariances(tasks);
    const ofScore = (0,numbers/* sum */.c)(tasks, (task) => variances.get(task) / task.scores.length) / tasks.length ** 2;
    const score = (0,stats_score/* overallScoreOf */.Dz)(tasks.map((task) => (0,stats_score/* taskScoreOf */.Xw)(task.scores, passesOf(task))));
    const settled = (0,stats_score/* overallScoreOf */.Dz)(tasks.map((task) => settledScore(task, variances.get(task))));
    const clear = (Math.log((1 - error) / error) * ofScore) / (2 * margin);
    // Only repeated runs show the noise, so the first decision waits for some.
    const repeated = tasks.filter((task) => task.scores.length > 1).length;
    const measured = repeated >= Math.min(tasks.length, Math.ceil(tasks.length * ROUND_SHARE));
    const agree = score >= threshold === settled >= threshold;
    if (measured && agree && Math.abs(settled - threshold) >= clear) {
        return { done: true, outcome: score >= threshold ? 'above' : 'below' };
    }
    return oneMoreBatch(tasks, variances, maxRuns) ?? { done: true, outcome: 'too-close' };
}
const passesOf = (task) => task.passed.filter(Boolean).length;
/**
 * The task score with the spread that its runs will show in the end. A single run shows none, which ClawBench's formula
 * rewards as perfect reliability, so early scores are up to 0.02 too high.
 */
function settledScore(task, runVariance) {
    const passes = passesOf(task);
    const { allPassed, passRate } = (0,stats_score/* reliabilityOf */.CT)(task.scores, passes);
    const varianceScore = Math.max(0, 1 - Math.sqrt(runVariance) / 0.9 / 0.2);
    return 0.9 * (0,bootstrap/* mean */.i2)(task.scores) + 0.1 * (0.5 * (allPassed ? 1 : 0) + 0.3 * passRate + 0.2 * varianceScore);
}
/** The tasks whose next run tells most: noisy ones with few runs. All tasks of a batch get the same number of runs. */
function oneMoreBatch(tasks, variances, maxRuns) {
    const gain = (task) => variances.get(task) / (task.scores.length * (task.scores.length + 1));
    const open = tasks.filter((task) => task.made < maxRuns).sort((a, b) => gain(b) - gain(a) || byId(a, b));
    const [best] = open;
    if (best === undefined)
        return null;
    const alike = open.filter((task) => task.made === best.made);
    return together(alike.slice(0, Math.ceil(tasks.length * ROUND_SHARE)));
}
/** One more run of the tasks that have the fewest. */
function together(tasks) {
    const fewest = Math.min(...tasks.map((task) => task.made));
    const ids = tasks.filter((task) => task.made === fewest).map((task) => task.taskId);
    return { done: false, tasks: ids.sort(), runs: fewest + 1 };
}
const byId = (a, b) => (a.taskId < b.taskId ? -1 : 1);
/** The variance of what one run adds to its task score, that of each task shrunk towards the mean of all. */
function runVariances(tasks) {
    const spread = tasks.map((task) => {
        // A run adds 0.9 of its score to the task score, and a pass up to 0.8 × 0.1 through the reliability.
        const values = task.scores.map((score, run) => 0.9 * score + (task.passed[run] ? 0.08 : 0));
        const centre = (0,numbers/* sum */.c)(values, (value) => value) / values.length;
        return { task, squares: (0,numbers/* sum */.c)(values, (value) => (value - centre) ** 2), freedom: values.length - 1 };
    });
    const pooled = (PRIOR_WEIGHT * PRIOR_DEVIATION ** 2 + (0,numbers/* sum */.c)(spread, (each) => each.squares)) /
        (PRIOR_WEIGHT + (0,numbers/* sum */.c)(spread, (each) => each.freedom));
    return new Map(spread.map(({ task, squares, freedom }) => [
        task,
        (SHRINKAGE * pooled + squares) / (SHRINKAGE + freedom),
    ]));
}

// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 2 modules
var verdict = __webpack_require__(76617);
;// CONCATENATED MODULE: ./lib/src/eval/next-round.js



/**
 * What to run once more, from the runs that are home: with `runs: auto` what is still undecided about the threshold,
 * then what is suspected to be worse than the baseline. Nothing if neither is the case.
 * @param askable tasks whose pod can still be asked
 * @param confirmed the runs that confirm were made already
 */
function nextRound(evidence, baseline, wanted, askable, confirmed) {
    return ((confirmed ? null : undecided(evidence, wanted, askable)) ??
        suspected(evidence, baseline, wanted, askable, confirmed));
}
function undecided(evidence, wanted, askable) {
    const { runs: mode, maxRuns } = wanted;
    const { threshold } = wanted.gate;
    if (mode !== 'auto' || threshold === null)
        return null;
    // Those whose pod is gone count, but have all the runs they will ever have.
    const tasks = (0,verdict/* runsSoFar */.GV)(evidence).map((task) => askable.has(task.taskId) ? task : { ...task, made: Math.max(task.made, maxRuns) });
    const step = nextStep(tasks, { threshold, maxRuns });
    if (step.done)
        return null;
    const why = `Whether the score is above ${threshold} is not clear yet: run ${step.runs} of ${count(step.tasks)}.`;
    return { tasks: step.tasks, runs: step.runs, why, confirms: false };
}
function suspected(evidence, baseline, { gate }, askable, confirmed) {
    const { confirmRuns } = gate;
    if (baseline === null || confirmRuns === 0 || confirmed)
        return null;
    // What is not even known of by itself gets no clearer by more runs of some tasks.
    if ((0,verdict/* judge */.S4)(evidence, gate).verdict === 'inconclusive')
        return null;
    const { comparison } = (0,judge_against/* judgeAgainst */.z)(evidence, gate, baseline, 'screening');
    const tasks = (comparison?.suspects ?? []).filter((task) => askable.has(task));
    if (tasks.length === 0)
        return null;
    const made = (0,verdict/* runsSoFar */.GV)(evidence).filter(({ taskId }) => tasks.includes(taskId));
    const runs = Math.max(...made.map((task) => task.made)) + confirmRuns;
    const why = `A regression is suspected: ${confirmRuns} more runs of ${count(tasks)} will tell (${shown(tasks)}).`;
    return { tasks, runs, why, confirms: true };
}
/** The stage of the final comparison. If no more runs could be made, a suspicion is decided without them. */
function finalStage(confirmed) {
    return confirmed ? 'confirmation' : 'single';
}
const count = (tasks) => `${tasks.length} task${tasks.length === 1 ? '' : 's'}`;
function shown(tasks) {
    return tasks.length <= 5 ? tasks.join(', ') : `${tasks.slice(0, 5).join(', ')}, …`;
}


/***/ }),

/***/ 98418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bs: () => (/* binding */ removeOwnKind),
  Lb: () => (/* binding */ withOwnKind)
});

// UNUSED EXPORTS: kindSettings

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/artifact/write.js
var write = __webpack_require__(45050);
// EXTERNAL MODULE: ./lib/src/eval/cleanup.js
var cleanup = __webpack_require__(6509);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/cluster/kind.js

/** The release that is downloaded when none is asked for and none is in PATH. Its nodes run Kubernetes 1.35. */
const defaultKindVersion = 'v0.31.0';
/** SHA-256 of the programs of releases we know, so that whoever could change a release could not change what runs. */
const pinnedKinds = {
    'v0.30.0': {
        'linux-amd64': '517ab7fc89ddeed5fa65abf71530d90648d9638ef0c4cde22c2c11f8097b8889',
        'linux-arm64': '7ea2de9d2d190022ed4a8a4e3ac0636c8a455e460b9a13ccf19f15d07f4f00eb',
        'darwin-amd64': '4f0b6e3b88bdc66d922c08469f05ef507d4903dd236e6319199bb9c868eed274',
        'darwin-arm64': 'ceaf40df1d1551c481fb50e3deb5c3deecad5fd599df5469626b70ddf52a1518',
    },
    'v0.31.0': {
        'linux-amd64': 'eb244cbafcc157dff60cf68693c14c9a75c4e6e6fedaf9cd71c58117cb93e3fa',
        'linux-arm64': '8e1014e87c34901cc422a1445866835d1e666f2a61301c27e722bdeab5a1f7e4',
        'darwin-amd64': 'a8b3cf77b2ad77aec5bf710d1a2589d9117576132af812885cad41e9dede4d4e',
        'darwin-arm64': '88bf554fe9da6311c9f8c2d082613c002911a476f6b5090e9420b35d84e70c5c',
    },
};
/** As releases are named: `v0.31.0`. */
function canonicalVersion(version) {
    return version.replace(/^v?/, 'v');
}
/** Operating system and processor as in the names of kind's programs; undefined if there is none for it. */
function kindPlatform(os, arch) {
    const system = { linux: 'linux', darwin: 'darwin' }[os];
    const processor = { x64: 'amd64', arm64: 'arm64' }[arch];
    return system === undefined || processor === undefined ? undefined : `${system}-${processor}`;
}
/** The version in what `kind version` prints: `kind v0.31.0 go1.25.5 linux/amd64`. */
function versionIn(output) {
    return /^kind (v\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
}
/** The checksum in a `.sha256sum` file of a release: 64 hex digits, then the name of the program. */
function checksumIn(text) {
    return /^([0-9a-f]{64})(?:\s|$)/.exec(text)?.[1];
}
/**
 * A name no other cluster on the machine has. Nodes are called after it, and the name of a host has 63 characters.
 * @param run null outside of GitHub Actions
 */
function kindName(run, random) {
    const of = run === null ? 'local' : `${run.runId.slice(0, 20)}-${run.attempt}`;
    return `clawbench-${of}-${random}`;
}
/** Whether a text is such a name: it comes from a file that text in the log could once write to. */
function isKindName(text) {
    return /^clawbench-[0-9a-z-]{1,38}$/.test(text);
}
/** Arguments of kind, for each thing we ask of it. Nodes of a failed creation stay, their logs tell why it failed. */
const kindArguments = {
    version: () => ['version'],
    list: () => ['get', 'clusters'],
    create: (name, files, settings) => [
        'create',
        'cluster',
        `--name=${name}`,
        `--kubeconfig=${files.kubeconfig}`,
        '--retain',
        `--wait=${settings.waitMs / 1000}s`,
        ...(files.config === null ? [] : [`--config=${files.config}`]),
        ...(settings.nodeImage === null ? [] : [`--image=${settings.nodeImage}`]),
    ],
    // One call: layers that images share are saved once, and kind copies to all nodes at the same time.
    load: (name, images) => ['load', 'docker-image', ...images, `--name=${name}`],
    exportLogs: (name, directory) => ['export', 'logs', directory, `--name=${name}`],
    remove: (name, kubeconfig) => [
        'delete',
        'cluster',
        `--name=${name}`,
        `--kubeconfig=${kubeconfig}`,
    ],
};
/** What kind said of what went wrong: its error, and the last line of the program that failed it. */
function lastWords(stderr) {
    const lines = stderr
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    const error = lines.find((line) => line.startsWith('ERROR: '))?.slice('ERROR: '.length);
    const last = lines.at(-1)?.replace(/^ERROR: /, '');
    const words = [error, last === error || last?.startsWith('Command Output:') ? undefined : last];
    return (0,plain_text/* oneLine */.TN)(words.filter((word) => word !== undefined).join(' … '), 500);
}
/** Why kind found nothing to run nodes with; undefined if that is not what went wrong. */
function engineTrouble(stderr) {
    const pattern = /[^\n:]*: executable file not found[^\n]*|cannot connect to the (?:docker|podman)[^\n]*|permission denied while[^\n]*docker[^\n]*/i;
    const words = pattern.exec(stderr)?.[0];
    return words === undefined ? undefined : (0,plain_text/* oneLine */.TN)(words, 200);
}
/** The image that `kind load` looked for in vain: `image: "x" not present locally`. */
function missingImage(stderr) {
    return /image: "([^"]+)" not present locally/.exec(stderr)?.[1];
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: ./lib/src/base/download.js
var download = __webpack_require__(18588);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: ./lib/src/cluster/credential-plugin.js
var credential_plugin = __webpack_require__(96664);
;// CONCATENATED MODULE: ./lib/src/cluster/program.js




/** More than any program has to say that we start. */
const OUTPUT_CHARACTERS = 1024 * 1024;
/** Between asking a program to end and ending it. */
const GRACE_MS = 2000;
/**
 * Runs a program to its end, without a shell and without our inputs in its environment. With the signal or the timeout
 * it is stopped together with all it started: kind's docker commands would go on making containers.
 * @returns its end, or `missing` if there is no such program
 * @throws the signal's reason when it aborts
 */
async function runProgram(command, args, options) {
    const { signal, timeoutMs, onLine } = options;
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)(command, args, {
        env: (0,credential_plugin/* withoutOurSecrets */.C)(options.env),
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        windowsHide: true,
    });
    const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const stopAll = () => {
        kill(child.pid, 'SIGTERM');
        setTimeout(() => kill(child.pid, 'SIGKILL'), GRACE_MS).unref();
    };
    stop.addEventListener('abort', stopAll, { once: true });
    let stdout = '';
    let stderr = '';
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout = (stdout + text).slice(-OUTPUT_CHARACTERS);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr = (stderr + text).slice(-OUTPUT_CHARACTERS);
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
            onLine?.(line);
    });
    try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the arguments of 'close'
        const [code] = (await (0,external_node_events_.once)(child, 'close'));
        signal.throwIfAborted();
        return { code, stdout, stderr };
    }
    catch (error) {
        if ((0,missing_file/* hasCode */.u)(error, 'ENOENT'))
            return 'missing';
        throw error;
    }
    finally {
        stop.removeEventListener('abort', stopAll);
    }
}
/** The whole group of a process, which leads one since it is detached. */
function kill(pid, name) {
    if (pid === undefined)
        return;
    try {
        process.kill(process.platform === 'win32' ? pid : -pid, name);
    }
    catch {
        // It has ended already.
    }
}

;// CONCATENATED MODULE: ./lib/src/cluster/kind-program.js








/** Where releases are; each program has its checksum beside it. */
const RELEASES = 'https://github.com/kubernetes-sigs/kind/releases/download';
/** Waits before the second and third attempt at a download. */
const retryAfterMs = [2000, 10_000];
/**
 * A kind of the version asked for: the one in PATH if it fits, else a download that is kept for later runs.
 * @param version as `v0.31.0`, null takes any kind that is there
 * @returns what to start it by
 * @throws ActionError kind-failed
 */
async function obtainKind(version, deps, releases = RELEASES) {
    const wanted = version === null ? null : canonicalVersion(version);
    const there = await kindInPath(deps);
    if (there !== undefined && (wanted === null || there === wanted)) {
        deps.log.info(`kind ${there} of this machine is used.`);
        return 'kind';
    }
    return await downloadedKind(wanted ?? defaultKindVersion, deps, releases);
}
/** The version of the kind in PATH, undefined without one. */
async function kindInPath({ env, signal }) {
    const ran = await runProgram('kind', kindArguments.version(), { env, signal, timeoutMs: 30_000 });
    return ran === 'missing' || ran.code !== 0 ? undefined : versionIn(ran.stdout);
}
async function downloadedKind(version, deps, releases) {
    const platform = kindPlatform(process.platform, process.arch);
    if (platform === undefined) {
        throw new errors/* ActionError */.lZ('kind-failed', `There is no kind for ${process.platform} on ${process.arch}.`, {
            hint: 'Use a runner with Linux or macOS on x64 or arm64, or install kind in PATH in an earlier step.',
        });
    }
    const url = `${releases}/${version}/kind-${platform}`;
    const checksum = pinnedKinds[version]?.[platform] ?? (await publishedChecksum(url, version, deps));
    const file = external_node_path_.join(toolDirectory(deps.env), 'clawbench-kind', version, platform, 'kind');
    // Also one that is there already: other jobs of this machine could write to it.
    const kept = await (0,promises_.readFile)(file).catch(() => undefined);
    if (kept !== undefined && (0,sha256/* sha256 */.s)(kept) === checksum)
        return file;
    const bytes = await fetched(url, version, deps);
    if ((0,sha256/* sha256 */.s)(bytes) !== checksum) {
        throw new errors/* ActionError */.lZ('kind-failed', `The download of kind ${version} for ${platform} has the SHA-256 ${(0,sha256/* sha256 */.s)(bytes)}, not ${checksum}; it was not started.`, {
            hint: 'Run it again; if it stays so, something between the runner and GitHub changes what it loads.',
        });
    }
    await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
    const part = `${file}.${process.pid}`;
    await (0,promises_.writeFile)(part, bytes, { mode: 0o700 });
    await (0,promises_.chmod)(part, 0o755);
    await (0,promises_.rename)(part, file);
    deps.log.info(`kind ${version} was downloaded and its SHA-256 checked.`);
    return file;
}
async function publishedChecksum(url, version, deps) {
    const checksum = checksumIn((await fetched(`${url}.sha256sum`, version, deps)).toString('utf8'));
    if (checksum !== undefined)
        return checksum;
    throw new errors/* ActionError */.lZ('kind-failed', `The release ${version} of kind has no readable SHA-256 checksum.`, {
        hint: `Write ${defaultKindVersion} as \`kind-version\`, or install kind in PATH in an earlier step.`,
    });
}
async function fetched(url, version, { env, clock, signal }) {
    for (let attempt = 0;; attempt++) {
        try {
            return await (0,download/* download */.R)(url, env, signal);
        }
        catch (error) {
            if (signal.aborted || !(0,errors/* isActionError */.Bd)(error))
                throw error;
            const waitMs = / answered 4\d\d\.$/.test(error.message) ? undefined : retryAfterMs[attempt];
            if (waitMs === undefined) {
                throw new errors/* ActionError */.lZ('kind-failed', `kind ${version} can not be downloaded: ${error.message}`, {
                    hint: 'Write a release that exists as `kind-version`, or install kind in PATH in an earlier step.',
                    cause: error,
                });
            }
            await clock.sleep(waitMs, signal);
        }
    }
}
/** Of the runner, else of the user. */
function toolDirectory(env) {
    return env['RUNNER_TOOL_CACHE'] || env['XDG_CACHE_HOME'] || external_node_path_.join((0,external_node_os_.homedir)(), '.cache');
}

;// CONCATENATED MODULE: ./lib/src/cluster/kind-cluster.js








/** Beside the wait for the control plane: pulling the image of the nodes. */
const CREATE_MS = 15 * 60_000;
const LIST_MS = 60_000;
const LOAD_MS = 15 * 60_000;
const EXPORT_MS = 2 * 60_000;
const DELETE_MS = 2 * 60_000;
/**
 * A cluster that is still to be made; nothing is changed yet.
 * @param directory for this run alone
 * @throws ActionError kind-failed without kind or Docker, bad-input if its configuration is no file
 */
async function openKind(name, settings, directory, deps) {
    if (settings.config !== null && 'path' in settings.config)
        await mustBeFile(settings.config.path);
    const program = await obtainKind(settings.version, deps);
    // Asks Docker, and so tells at once if there is none.
    await ask(program, kindArguments.list(), LIST_MS, 'list its clusters', deps);
    return {
        name,
        async create() {
            // A directory nobody else can look into: kind writes the file, and its rights are ours only afterwards.
            const own = await (0,promises_.mkdtemp)(external_node_path_.join(directory, 'kind-'));
            const kubeconfig = external_node_path_.join(own, 'kubeconfig');
            const config = await configFile(settings.config, own);
            const create = kindArguments.create(name, { kubeconfig, config }, settings);
            await ask(program, create, CREATE_MS + settings.waitMs, `make the cluster ${name}`, deps, 'info');
            await (0,promises_.chmod)(kubeconfig, 0o600);
            if (settings.loadImages.length > 0) {
                const load = kindArguments.load(name, settings.loadImages);
                await ask(program, load, LOAD_MS, `copy images into the cluster ${name}`, deps, 'info');
            }
            return {
                text: await (0,promises_.readFile)(kubeconfig, 'utf8'),
                origin: `The kubeconfig of the kind cluster ${name}`,
            };
        },
        async exportLogs(target) {
            const args = kindArguments.exportLogs(name, target);
            await ask(program, args, EXPORT_MS, `export the logs of the cluster ${name}`, deps);
        },
    };
}
/**
 * Deletes a cluster of ours, whatever became of it; one that is gone is no error.
 * @throws ActionError internal if the name is none of ours, kind-failed
 */
async function deleteKind(name, version, deps) {
    if (!isKindName(name))
        throw new errors/* ActionError */.lZ('internal', 'The saved name of the kind cluster is damaged.');
    const program = await obtainKind(version, deps);
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(deps.env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'clawbench-kind-'));
    try {
        // Of an empty kubeconfig: the context is taken out of it, and the user's own must stay as it is.
        const args = kindArguments.remove(name, external_node_path_.join(directory, 'kubeconfig'));
        await ask(program, args, DELETE_MS, `delete the cluster ${name}`, deps);
        deps.log.info(`The kind cluster ${name} is deleted.`);
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
async function mustBeFile(file) {
    const found = await (0,promises_.stat)(file).catch(() => undefined);
    if (found?.isFile())
        return;
    throw new errors/* ActionError */.lZ('bad-input', `Input \`kind-config\` names ${file}, which is no file here.`, {
        hint: 'Check out the repository in an earlier step, or write the YAML itself.',
    });
}
async function configFile(config, directory) {
    if (config === null)
        return null;
    if ('path' in config)
        return config.path;
    const file = external_node_path_.join(directory, 'config.yaml');
    await (0,promises_.writeFile)(file, config.text);
    return file;
}
async function ask(program, args, timeoutMs, what, { log, env, signal }, loudness = 'debug') {
    const onLine = (line) => {
        if (line.trim() !== '')
            log[loudness]((0,plain_text/* oneLine */.TN)(line, 200));
    };
    const ran = await runProgram(program, args, { env, signal, timeoutMs, onLine });
    if (ran === 'missing' || ran.code !== 0)
        throw failure(ran, what, timeoutMs);
}
function failure(ran, what, timeoutMs) {
    if (ran === 'missing')
        return new errors/* ActionError */.lZ('kind-failed', 'kind is not on this machine any more.');
    const words = lastWords(ran.stderr);
    if (ran.code === null) {
        return new errors/* ActionError */.lZ('kind-failed', `kind could not ${what} in ${timeoutMs / 1000} s: ${words}`);
    }
    const trouble = engineTrouble(ran.stderr);
    if (trouble !== undefined) {
        return new errors/* ActionError */.lZ('kind-failed', `kind makes its nodes with Docker or Podman, and none answers on this machine: ${trouble}`, {
            hint: 'Use a runner with Docker, such as ubuntu-latest, or name a cluster that is there in the input `cluster`.',
        });
    }
    const image = missingImage(ran.stderr);
    if (image !== undefined) {
        return new errors/* ActionError */.lZ('kind-failed', `Input \`load-images\` names ${image}, which is not on this machine.`, { hint: 'Build or pull it in an earlier step of the same job.' });
    }
    return new errors/* ActionError */.lZ('kind-failed', `kind could not ${what}: ${words}`, {
        hint: /too many open files|inotify/i.test(ran.stderr)
            ? 'Raise the limits of inotify: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files'
            : undefined,
    });
}

;// CONCATENATED MODULE: ./lib/src/eval/own-kind.js







/** The inputs of `cluster: kind`. */
function kindSettings(inputs) {
    return {
        version: inputs.kindVersion,
        nodeImage: inputs.kindNodeImage,
        config: inputs.kindConfig,
        waitMs: inputs.kindWaitMs,
        loadImages: inputs.loadImages ?? [],
    };
}
/**
 * Makes a cluster by kind, has the eval run in it, and deletes it. A cancelled step leaves the deletion to the post
 * step, which has the time for it; a command line has none and waits.
 * @param instance of the eval, which tells its cluster from all others
 * @throws ActionError kind-failed, and whatever the eval throws
 */
async function withOwnKind(inputs, instance, deps, work) {
    const { log, signal } = deps;
    const settings = kindSettings(inputs);
    const kind = await openKind(kindName(deps.workflow, instance), settings, deps.directory, deps);
    const nodeLogs = async () => inputs.artifactContent === 'full' && !signal.aborted ? await exported(kind, deps) : undefined;
    deps.saveKind(kind.name);
    let passed = false;
    try {
        log.status?.({ text: 'Making a cluster by kind' });
        const outcome = await work({ kubeconfig: await kind.create(), nodeLogs });
        passed = outcome.verdict.verdict === 'pass';
        return outcome;
    }
    catch (error) {
        const logs = await nodeLogs();
        if (logs !== undefined) {
            const directory = external_node_path_.join(deps.directory, 'node-logs');
            await (0,promises_.mkdir)(directory, { recursive: true });
            const files = await (0,write/* copyWithoutSecrets */.l)(logs, directory, log.secrets);
            await deps.keepNodeLogs({ directory, files: files.map((file) => file.path) });
        }
        throw error;
    }
    finally {
        if (!(0,cleanup/* isRemoved */.R)(inputs, { passed, cancelled: signal.aborted }))
            log.info(`The kind cluster is kept: kind delete cluster --name ${kind.name} deletes it.`);
        else if (!signal.aborted || deps.workflow === null)
            await removeOwnKind(kind.name, inputs, deps);
    }
}
async function exported(kind, { log, directory }) {
    const target = external_node_path_.join(directory, 'kind-logs');
    try {
        await kind.exportLogs(target);
        return target;
    }
    catch (error) {
        // Often no node came to be; what went wrong is told already.
        log.info(`The logs of the nodes can not be had: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
/** Deletes a cluster of ours. That it can not be deleted is a warning: it must not hide what the eval came to. */
async function removeOwnKind(name, inputs, deps) {
    try {
        await deleteKind(name, inputs.kindVersion, { ...deps, signal: new AbortController().signal });
    }
    catch (error) {
        const words = (0,errors/* messageOf */.bD)(error);
        deps.log.warning('Clean-up', `${words}\nDelete it by: kind delete cluster --name ${name}`);
    }
}


/***/ }),

/***/ 45632:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ openRounds)
/* harmony export */ });
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56399);
/* harmony import */ var _next_round_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86454);
/* harmony import */ var _plan_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60489);
/* harmony import */ var _plan_runs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18772);




/** @param baselineOf what the runs that are home are held against */
function openRounds(plan, inputs, baselineOf, log) {
    let confirmed = false;
    return {
        isConfirmed: () => confirmed,
        async next(collected, open) {
            confirmed ||= collected.some((shard) => wasConfirmed(shard, inputs));
            const baseline = await baselineOf(collected);
            const { evidence } = await (0,_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .gatherEvidence */ .h)(collected, plan, inputs);
            if (evidence.lostShards.length > 0 || evidence.stopped !== null)
                return null;
            const askable = new Set(collected.flatMap(({ index, state }) => (open.has(index) ? (state?.tasks ?? []) : [])));
            const round = (0,_next_round_js__WEBPACK_IMPORTED_MODULE_1__/* .nextRound */ .q)(evidence, baseline, { ...inputs, gate: (0,_plan_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .gateOf */ .R)(inputs) }, askable, confirmed);
            if (round === null)
                return null;
            log.info(round.why);
            confirmed ||= round.confirms;
            return round;
        },
    };
}
/**
 * A process that is gone may have ordered the runs that confirm. `runs: auto` orders one more run of a task at a time, and
 * at most `max-runs` of it.
 */
function wasConfirmed({ rounds }, { runs, maxRuns }) {
    if (runs !== 'auto')
        return rounds.length > 0;
    const first = (0,_plan_runs_js__WEBPACK_IMPORTED_MODULE_3__/* .firstRuns */ .r)({ runs });
    return rounds.some((round, index) => {
        const made = (task) => Math.max(first, ...rounds.slice(0, index).map((other) => (other.tasks.includes(task) ? other.runs : 0)));
        return round.runs > maxRuns || round.tasks.some((task) => round.runs > made(task) + 1);
    });
}


/***/ }),

/***/ 53895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eF: () => (/* binding */ run),
  I3: () => (/* binding */ runDetached),
  pv: () => (/* binding */ withCleanUp)
});

// UNUSED EXPORTS: cleanUpAfter

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/kube/access.js
var access = __webpack_require__(61602);
// EXTERNAL MODULE: ./lib/src/kube/identify.js
var identify = __webpack_require__(58224);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var kube_objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/kube/permissions.js
var kube_permissions = __webpack_require__(88022);
// EXTERNAL MODULE: ./lib/src/stack/openshift.js
var openshift = __webpack_require__(60177);
;// CONCATENATED MODULE: ./lib/src/backends/job/preflight.js







/**
 * Asks the cluster, before anything is made in it, whether it can take the eval: version, credentials, permissions;
 * everything that is missing is told at once.
 * @throws ActionError cluster-unreachable, cluster-tls, cluster-auth, cluster-too-old, missing-permission
 */
async function preflight(kube, plan, log, signal) {
    const { user } = await (0,identify/* identifyAndLog */.GY)(kube, log);
    const [openShift, eval_, namespaces, mlflow] = await Promise.all([
        (0,openshift/* isOpenShift */.L)(kube, signal),
        (0,access/* missingPermissions */.H)(kube, kube_permissions/* evalPermissions */.xE, plan.namespace, { signal }),
        needsNamespace(kube, plan, signal).then((needed) => needed ? (0,access/* missingPermissions */.H)(kube, kube_permissions/* ownNamespacePermissions */.u7, plan.namespace, { signal }) : []),
        missingForMlflow(kube, plan, signal),
    ]);
    const missing = [...namespaces, ...eval_];
    if (missing.length > 0) {
        const newNamespace = plan.ownNamespace ? plan.namespace : undefined;
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)([...missing, ...mlflow], user, newNamespace), {
            hint: plan.ownNamespace
                ? 'Or name an existing "namespace": then no right to make namespaces is needed.'
                : undefined,
        });
    }
    warnOfMlflow(mlflow, user, log);
    if (openShift)
        log.info('It is an OpenShift: the pods run as the user it gives them.');
    return { isOpenShift: openShift };
}
/** What an eval lacks to deploy an MLflow, where it is to. @throws KubeError */
async function missingForMlflow(kube, { mlflow, makesPullSecret }, signal) {
    if (mlflow?.namespace === undefined)
        return [];
    const permissions = makesPullSecret ? [...kube_permissions/* mlflowPermissions */._o, kube_permissions/* pullSecretPermission */.Hp] : kube_permissions/* mlflowPermissions */._o;
    return await (0,access/* missingPermissions */.H)(kube, permissions, mlflow.namespace, { signal });
}
/** It is no reason to stop: one may be there already. */
function warnOfMlflow(missing, user, log) {
    if (missing.length === 0)
        return;
    log.warning('MLflow', `MLflow can not be deployed, so the result will not be logged unless it is there already.\n${(0,access/* explainMissing */.C)(missing, user)}`);
}
async function needsNamespace(kube, plan, signal) {
    if (plan.ownNamespace)
        return true;
    try {
        return ((await (0,kube_objects/* read */.LF)(kube, { apiVersion: 'v1', kind: 'Namespace', name: plan.namespace }, { signal })) ===
            undefined);
    }
    catch (error) {
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/stack/namespace.js
var namespace = __webpack_require__(44238);
// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
// EXTERNAL MODULE: ./lib/src/stack/images.js
var stack_images = __webpack_require__(60959);
// EXTERNAL MODULE: ./lib/src/plan/images.js
var plan_images = __webpack_require__(39764);
// EXTERNAL MODULE: ./lib/src/plan/shards.js
var shards = __webpack_require__(93179);
// EXTERNAL MODULE: ./lib/src/backends/job/objects.js
var job_objects = __webpack_require__(42086);
// EXTERNAL MODULE: ./lib/src/backends/job/backend.js + 1 modules
var backend = __webpack_require__(48616);
;// CONCATENATED MODULE: ./lib/src/backends/job/launch.js


/**
 * Creates the Job suspended, gives it the Secret and the ConfigMaps as its own, and lets it run. In this order nothing
 * with a key in it is ever without an owner that takes it along.
 * @throws KubeError
 */
async function launchJob(kube, objects, signal) {
    const { object: job, warnings } = await (0,kube_objects/* apply */.Bb)(kube, objects.job, { signal });
    const { name, namespace, uid } = job.metadata ?? {};
    if (name === undefined || namespace === undefined || uid === undefined) {
        throw new errors/* ActionError */.lZ('api-error', 'The API server created the eval Job and answered without its UID.');
    }
    const owner = {
        apiVersion: 'batch/v1',
        kind: 'Job',
        name,
        uid,
        controller: false,
        blockOwnerDeletion: false,
    };
    const secrets = [objects.secret, ...(objects.pullSecret === undefined ? [] : [objects.pullSecret])];
    const owned = [...secrets, ...objects.configMaps, objects.networkPolicy].map((manifest) => ({
        ...manifest,
        metadata: { ...manifest.metadata, ownerReferences: [owner] },
    }));
    await Promise.all(owned.map((object) => (0,kube_objects/* apply */.Bb)(kube, object, { signal })));
    await (0,kube_objects/* patch */.F6)(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace }, { spec: { suspend: false } }, { signal });
    return { namespace, name, uid, warnings };
}

// EXTERNAL MODULE: ./lib/src/backends/own-files.js
var own_files = __webpack_require__(10492);
// EXTERNAL MODULE: ./lib/src/backends/eval-record.js
var eval_record = __webpack_require__(14418);
// EXTERNAL MODULE: ./lib/src/backends/job/try-overlay.js
var try_overlay = __webpack_require__(52782);
;// CONCATENATED MODULE: ./lib/src/backends/job/prepare.js












/** An eval in a Job of its own, with gateways of its own. @throws ActionError, KubeError */
async function jobStage(kube, plan, inputs, { log, signal, root }) {
    const platform = await preflight(kube, plan, log, signal);
    return {
        plan,
        platform,
        leftovers: leftoversOf(kube, plan),
        async prepare(facts) {
            for (const note of (0,stack_images/* pullNotes */.n_)(Object.values(plan.images), (0,plan_images/* pullWishes */.v)(inputs)))
                log.info(note);
            const notice = (0,shards/* versionNotice */.l)(inputs);
            if (notice !== null)
                log.warning('OpenClaw version', notice);
            const files = await (0,own_files/* readEvalFiles */.O)(root, platform.isOpenShift);
            const record = (0,eval_record/* recordOf */.zv)(plan, inputs, { kind: 'job', name: plan.name }, facts);
            const objects = (0,job_objects/* evalObjects */.XH)(plan, inputs, files, files.sidecar, facts.taskDurations, record);
            if (plan.podOverlay !== undefined)
                await (0,try_overlay/* tryOverlay */.u)(kube, objects.job, signal);
            return async () => {
                const metadata = (0,ownership/* evalMetadata */.gW)(plan.identity, new Date(plan.expiresAtMs), plan.runUrl);
                await (0,namespace/* ensureNamespace */.G)(kube, (0,namespace/* namespaceObject */.r)(plan.namespace, files.namespace, metadata), signal);
                const job = await launchJob(kube, objects, signal);
                log.info(`Job ${job.namespace}/${job.name} runs on ${kube.cluster.server}.`);
                for (const warning of job.warnings)
                    log.warning('Kubernetes', warning);
                return (0,backend/* jobPlace */.$)(kube, job);
            };
        },
    };
}
function leftoversOf({ cluster }, plan) {
    const { server, caSha256 } = cluster;
    return { instance: plan.identity.instance, namespace: plan.namespace, server, caSha256 };
}

// EXTERNAL MODULE: ./lib/src/stack/manifests.js
var manifests = __webpack_require__(36027);
// EXTERNAL MODULE: ./lib/src/backends/attached/ask.js + 2 modules
var ask = __webpack_require__(17337);
// EXTERNAL MODULE: ./lib/src/inputs/kinds.js
var kinds = __webpack_require__(49929);
;// CONCATENATED MODULE: ./lib/src/backends/attached/check.js


/** For the harness, the supervisor, and what the gateway itself needs more for each run: an estimate (docs/decisions/0044-attach.md). */
const EVAL_BYTES = 512 * 1024 ** 2;
const RUN_BYTES = 128 * 1024 ** 2;
/**
 * Whether an eval can join this gateway, from what the probe found. Every reason against it is one sentence that says
 * what to write where.
 * @throws ActionError
 */
function checkGateway(gateway, report, inputs) {
    const where = `The gateway in ${gateway.namespace}/${gateway.podName}`;
    const { token, config } = report;
    const open = report.listening.filter((address) => address !== '127.0.0.1' && address !== '::1');
    if (open.length > 0) {
        throw new errors/* ActionError */.lZ('bad-config', `${where} listens on ${open.join(', ')}, and not on loopback alone.`, { hint: 'Set "gateway.bind" of its openclaw.json to "loopback", and --bind of its command likewise.' });
    }
    if (token === null) {
        throw new errors/* ActionError */.lZ('bad-input', `${where} has no token in its environment or openclaw.json.`, {
            hint: 'Write it as `openclaw-gateway-token`, or set "gateway.auth.mode" to "token" and OPENCLAW_GATEWAY_TOKEN in the container.',
        });
    }
    if ('code' in report.gateway) {
        const { code, message } = report.gateway;
        if (code !== 'bad-config')
            throw new errors/* ActionError */.lZ(code, message);
        const source = inputs.openclawGatewayToken === null ? 'its own environment' : '`openclaw-gateway-token`';
        throw new errors/* ActionError */.lZ(inputs.openclawGatewayToken === null ? 'bad-config' : 'bad-input', `${where} refuses the token of ${source}.`, { hint: 'Write the token it was started with as `openclaw-gateway-token`.' });
    }
    if (config !== null)
        checkConfig(where, config, inputs);
    const home = homeOf(gateway, report, inputs);
    checkMemory(where, gateway, report, inputs);
    if (inputs.attachMethod === 'ephemeral' && (home.subPath !== undefined || home.subPathExpr !== undefined)) {
        throw new errors/* ActionError */.lZ('bad-input', `${where} mounts ${home.mountPath} by subPath, which an ephemeral container can not.`, { hint: 'Write `attach-method: rollout`, which restarts the gateway, or another `openclaw-home`.' });
    }
    const providers = config?.providers ?? [];
    return {
        uid: report.uid,
        gid: report.gid,
        token,
        version: report.gateway.version,
        home,
        stateDir: isBelow(report.stateDir, home.mountPath) ? report.stateDir : undefined,
        model: routeIn(providers, inputs.model, inputs.openaiApiBase),
        judge: inputs.judgeModel === null ? undefined : routeIn(providers, inputs.judgeModel, inputs.openaiApiBase),
    };
}
/** Profiles of tools that hold what the tasks are about: files, programs, processes. */
const profiles = new Set(['coding', 'full']);
const neededTools = new Set(['exec', 'process', 'read', 'write', 'edit', 'group:fs', 'group:runtime']);
function checkConfig(where, config, inputs) {
    const { toolsProfile, alsoAllow, deny, browserEnabled } = config;
    if (toolsProfile !== null && !profiles.has(toolsProfile)) {
        throw new errors/* ActionError */.lZ('bad-config', `${where} gives its agents the tools of profile ${(0,kinds/* quote */.hD)(toolsProfile)}.`, {
            hint: 'Set "tools.profile" of its openclaw.json to "coding".',
        });
    }
    const denied = deny.filter((tool) => neededTools.has(tool));
    if (denied.length > 0) {
        throw new errors/* ActionError */.lZ('bad-config', `${where} denies its agents ${denied.join(', ')}, which tasks need.`, {
            hint: 'Remove them from "tools.deny" of its openclaw.json.',
        });
    }
    // Who names tasks may have none that wants a browser; the supervisor knows.
    if (inputs.tasks !== null)
        return;
    if (browserEnabled === false) {
        throw new errors/* ActionError */.lZ('bad-config', `${where} has its browser switched off, which tasks of the suite need.`, {
            hint: 'Set "browser.enabled" of its openclaw.json to true, or write `tasks` that need none.',
        });
    }
    const allowed = new Set(['browser', 'group:ui', '*']);
    if (deny.includes('browser') ||
        (toolsProfile === 'coding' && !alsoAllow.some((tool) => allowed.has(tool)))) {
        throw new errors/* ActionError */.lZ('bad-config', `${where} does not give its agents the tool browser.`, {
            hint: 'Add "browser" to "tools.alsoAllow" of its openclaw.json, or write `tasks` that need none.',
        });
    }
}
const isBelow = (file, directory) => file === directory || file.startsWith(`${directory.replace(/\/$/, '')}/`);
function homeOf({ container, namespace, podName }, report, inputs) {
    const mounts = container.volumeMounts ?? [];
    const where = `Container ${container.name} of pod ${namespace}/${podName}`;
    const paths = mounts.map(({ mountPath }) => mountPath).join(', ') || 'none';
    const asked = inputs.openclawHome?.replace(/(.)\/+$/, '$1') ?? null;
    const home = mounts
        .filter(({ mountPath }) => (asked === null ? isBelow(report.stateDir, mountPath) : mountPath === asked))
        .toSorted((a, b) => b.mountPath.length - a.mountPath.length)[0];
    if (home === undefined) {
        throw new errors/* ActionError */.lZ('bad-input', asked === null
            ? `${where} keeps its state in ${report.stateDir}, which is on no volume that an eval could share.`
            : `${where} mounts no volume at ${asked}.`, { hint: `Write one of these paths as \`openclaw-home\`: ${paths}.` });
    }
    if (home.readOnly === true || !report.writable.includes(home.mountPath)) {
        throw new errors/* ActionError */.lZ('bad-input', `${where} can not write to ${home.mountPath}.`, {
            hint: `The workspaces of the eval go there; write another path as \`openclaw-home\`: ${paths}.`,
        });
    }
    return home;
}
/** An ephemeral container takes its memory from the pod's limit, and the kernel may then choose the gateway to kill. */
function checkMemory(where, { pod }, { memory }, inputs) {
    if (inputs.attachMethod !== 'ephemeral')
        return;
    const isLimited = pod.spec?.containers.every(({ resources }) => resources?.limits?.['memory'] !== undefined);
    if (isLimited !== true || memory.limitBytes === null || memory.usedBytes === null)
        return;
    const left = memory.limitBytes - memory.usedBytes;
    const needed = EVAL_BYTES + inputs.concurrency * RUN_BYTES;
    if (left >= needed)
        return;
    const mib = (bytes) => Math.round(bytes / 1024 ** 2);
    throw new errors/* ActionError */.lZ('out-of-memory', `${where} has ${mib(left)} MiB of memory left under its limit, and an eval in its pod needs ${mib(needed)} MiB.`, {
        hint: 'Raise the limit, lower `concurrency`, or write `attach-method: rollout`, which gives the eval memory of its own.',
    });
}
/**
 * The model as this gateway knows it. `openai/…` of an endpoint is whatever provider it has for that address, or the
 * `custom` one of gateways that this action deployed.
 * @throws ActionError bad-input when the gateway has no provider for the endpoint
 */
function routeIn(providers, model, base) {
    const slash = model.indexOf('/');
    const [prefix, id] = [model.slice(0, slash), model.slice(slash + 1)];
    const hasModel = (provider) => provider.models.some((entry) => entry.id === id);
    const same = (url) => url?.replace(/\/+$/, '') === base;
    let provider = providers.find((item) => item.id === prefix);
    if (prefix === 'openai' && base !== null) {
        const serving = providers.filter((item) => same(item.baseUrl));
        provider = serving.find(hasModel) ?? serving[0];
        if (provider === undefined) {
            const known = providers.flatMap(({ baseUrl }) => (baseUrl === null ? [] : [baseUrl])).join(', ') || 'none';
            throw new errors/* ActionError */.lZ('bad-input', `The gateway has no provider for \`openai-api-base\` ${(0,kinds/* quote */.hD)(base)}.`, {
                hint: `Addresses it has providers for: ${known}.`,
            });
        }
    }
    else if (prefix === 'openai' && (provider === undefined || !hasModel(provider))) {
        provider = providers.find((item) => item.id === 'custom' && hasModel(item)) ?? provider;
    }
    const entry = provider?.models.find((item) => item.id === id);
    return {
        model,
        ref: provider === undefined ? model.replace(/^gemini\//, 'google/') : `${provider.id}/${id}`,
        keyVariable: undefined,
        endpoint: endpointIn(provider, entry),
        isPriceKnown: provider === undefined || provider.baseUrl === null || entry?.priceKnown === true,
    };
}
/** Only what matters here: whether costs that the gateway reports rest on a price. */
function endpointIn(provider, entry) {
    if (provider === undefined || provider.baseUrl === null)
        return undefined;
    return {
        baseUrl: provider.baseUrl,
        price: entry?.priceKnown === true ? { inputUsd: 0, outputUsd: 0 } : undefined,
        contextWindowTokens: entry?.contextWindow ?? undefined,
    };
}

// EXTERNAL MODULE: ./lib/src/backends/attached/container.js
var attached_container = __webpack_require__(54828);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var kube_container = __webpack_require__(80321);
;// CONCATENATED MODULE: ./lib/src/backends/attached/discover.js




const DEFAULT_NAME = 'openclaw';
const CONTAINER_NAMES = ['gateway', 'openclaw'];
/**
 * Finds the gateway that the inputs mean. Guesses only where there is nothing to choose from.
 * @throws ActionError bad-input that names what there is; gateway-not-ready when it does not run; KubeError
 */
async function findGateway(kube, namespace, wishes, signal) {
    const deployment = await findDeployment(kube, namespace, wishes, signal);
    const name = deployment.metadata?.name ?? '';
    const container = chooseContainer(deployment, wishes);
    const pods = await (0,kube_objects/* list */.p_)(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector: selectorOf(deployment), signal });
    const pod = pods.find((candidate) => candidate.metadata?.deletionTimestamp === undefined &&
        (0,kube_container/* statusOfContainer */.Z)(candidate, container.name)?.state?.running !== undefined);
    const { name: podName, uid: podUid } = pod?.metadata ?? {};
    if (pod === undefined || podName === undefined || podUid === undefined) {
        throw new errors/* ActionError */.lZ('gateway-not-ready', `No pod of Deployment ${namespace}/${name} has a running container "${container.name}".`, { hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}` });
    }
    // What runs counts, not what the template says meanwhile.
    const running = pod.spec?.containers.find((item) => item.name === container.name) ?? container;
    return { namespace, deployment, name, pod, podName, podUid, container: running };
}
async function findDeployment(kube, namespace, { openclawDeployment }, signal) {
    const of = { apiVersion: 'apps/v1', kind: 'Deployment', namespace };
    const name = openclawDeployment ?? DEFAULT_NAME;
    const named = await (0,kube_objects/* read */.LF)(kube, { ...of, name }, { signal });
    if (named !== undefined)
        return named;
    const all = await (0,kube_objects/* list */.p_)(kube, of, { signal });
    const names = (found) => found
        .map(({ metadata }) => metadata?.name ?? '')
        .sort()
        .join(', ');
    const none = {
        hint: 'There is no Deployment in it: deploy one with `mode: deploy`, or look at `namespace` and the cluster.',
        terminalHint: `There is no Deployment in it: deploy one with \`clawbench-k8s deploy --namespace ${namespace}\`, or look at \`namespace\` and the cluster.`,
    };
    if (openclawDeployment !== null) {
        throw new errors/* ActionError */.lZ('bad-input', `There is no Deployment "${name}" in namespace ${namespace}.`, all.length === 0 ? none : { hint: `Write one of: ${names(all)}.` });
    }
    const alike = all.filter(looksLikeOpenclaw);
    const [only] = alike;
    if (only !== undefined && alike.length === 1)
        return only;
    throw new errors/* ActionError */.lZ('bad-input', alike.length === 0
        ? `No Deployment of namespace ${namespace} looks like an OpenClaw.`
        : `Several Deployments of namespace ${namespace} look like an OpenClaw: ${names(alike)}.`, all.length === 0 ? none : { hint: 'Write which one as `openclaw-deployment`.' });
}
function looksLikeOpenclaw(deployment) {
    return containersOf(deployment).some(({ name, image = '' }) => CONTAINER_NAMES.includes(name) || /(^|\/)[^/]*openclaw[^/]*$/.test(image));
}
function containersOf(deployment) {
    // The one we roll out is not theirs.
    return (deployment.spec?.template.spec?.containers ?? []).filter(({ name }) => name !== containers/* ROLLOUT_CONTAINER */.w);
}
/** @throws ActionError bad-input */
function chooseContainer(deployment, { openclawContainer }) {
    const containers = containersOf(deployment);
    const wanted = openclawContainer === null ? CONTAINER_NAMES : [openclawContainer];
    for (const name of wanted) {
        const found = containers.find((container) => container.name === name);
        if (found !== undefined)
            return found;
    }
    const [only] = containers;
    if (openclawContainer === null && only !== undefined && containers.length === 1)
        return only;
    const { name, namespace } = deployment.metadata ?? {};
    const names = containers.map((container) => container.name).join(', ');
    throw new errors/* ActionError */.lZ('bad-input', openclawContainer === null
        ? `Deployment ${namespace}/${name} has several containers, none of which is called gateway or openclaw.`
        : `Deployment ${namespace}/${name} has no container "${openclawContainer}".`, { hint: `Write one of these as \`openclaw-container\`: ${names}.` });
}
function selectorOf(deployment) {
    const { matchLabels = {}, matchExpressions = [] } = deployment.spec?.selector ?? {};
    const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
    const others = matchExpressions.map(({ key, operator, values = [] }) => {
        if (operator === 'Exists')
            return key;
        if (operator === 'DoesNotExist')
            return `!${key}`;
        return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
    });
    return [...equal, ...others].join(',');
}

// EXTERNAL MODULE: ./lib/src/backends/attached/join.js
var join = __webpack_require__(60375);
// EXTERNAL MODULE: ./lib/src/backends/attached/backend.js + 1 modules
var attached_backend = __webpack_require__(97954);
;// CONCATENATED MODULE: ./lib/src/backends/attached/preflight.js






/**
 * Asks the cluster whether the credentials may do what attaching takes.
 * @throws ActionError cluster-unreachable, cluster-tls, cluster-auth, missing-permission
 */
async function attachPreflight(kube, plan, method, log, signal) {
    const { user } = await (0,identify/* identifyAndLog */.GY)(kube, log);
    const [openShift, needed, own, mlflow] = await Promise.all([
        (0,openshift/* isOpenShift */.L)(kube, signal),
        (0,access/* missingPermissions */.H)(kube, kube_permissions/* attachPermissions */.s5, plan.namespace, { signal }),
        (0,access/* missingPermissions */.H)(kube, method === 'rollout' ? kube_permissions/* rolloutPermissions */.ES : kube_permissions/* ephemeralPermissions */.uQ, plan.namespace, { signal }),
        missingForMlflow(kube, plan, signal),
    ]);
    if (needed.length + own.length > 0) {
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)([...needed, ...own], user), {
            hint: method === 'ephemeral' && needed.length === 0
                ? 'Or write `attach-method: rollout`, which needs no ephemeral containers and restarts the gateway.'
                : 'manifests/rbac/attach.yaml has all of it.',
        });
    }
    warnOfMlflow(mlflow, user, log);
    return { isOpenShift: openShift };
}

;// CONCATENATED MODULE: ./lib/src/backends/attached/prepare.js


















const POLL_MS = 200;
/**
 * An eval in the pod of an OpenClaw that is there. All that speaks against it is found before anything is changed.
 * @param onSecret told the gateway's token
 * @throws ActionError, KubeError
 */
async function attachStage(kube, plan, inputs, deps, onSecret) {
    const { log, signal, root } = deps;
    const program = await (0,manifests/* readOwnFile */.z)(root, 'dist/sidecar.mjs');
    const platform = await attachPreflight(kube, plan, inputs.attachMethod, log, signal);
    const gateway = await findGateway(kube, plan.namespace, inputs, signal);
    await (0,join/* refuseSecond */.d2)(kube, gateway, signal);
    const report = await (0,ask/* askGateway */.Q)(kube, gateway, program, inputs.openclawGatewayToken, signal);
    if (report.token !== null)
        onSecret(report.token);
    const joinable = checkGateway(gateway, report, inputs);
    log.info(`OpenClaw ${joinable.version} in pod ${gateway.namespace}/${gateway.podName} can take the evaluation of ${joinable.model.ref}.`);
    const known = { ...plan, model: joinable.model, judge: joinable.judge };
    const record = {
        kind: 'attached',
        method: inputs.attachMethod,
        deployment: gateway.name,
        pod: gateway.podName,
        podUid: gateway.podUid,
        gateway: gateway.container.name,
        container: inputs.attachMethod === 'rollout' ? containers/* ROLLOUT_CONTAINER */.w : plan.name,
        sinceMs: report.nowMs,
    };
    return {
        plan: known,
        platform,
        leftovers: { ...leftoversOf(kube, plan), attached: record },
        prepare: async (facts) => {
            const files = await (0,own_files/* readEvalFiles */.O)(root);
            return async () => await prepare_join(kube, known, inputs, deps, { gateway, joinable, record, facts, programs: files.sidecar });
        },
    };
}
async function prepare_join(kube, plan, inputs, { log, signal }, { gateway, joinable, record, facts, programs }) {
    const { namespace, identity, name } = plan;
    const writeRecord = async (place) => {
        const metadata = { ...(0,ownership/* evalMetadata */.gW)(identity, new Date(plan.expiresAtMs), plan.runUrl), name, namespace };
        const run = (0,eval_record/* recordOf */.zv)(plan, inputs, place, facts);
        await (0,kube_objects/* apply */.Bb)(kube, (0,job_objects/* settingsMap */.Kz)(metadata, plan, inputs, facts.taskDurations, run), { signal });
    };
    await writeRecord(record);
    const image = plan.images.clawbench;
    const isRollout = record.method === 'rollout';
    const container = (0,attached_container/* attachedContainer */.am)({
        name: record.container,
        image,
        imagePullPolicy: (0,stack_images/* pullPolicyOf */.h6)(image, (0,plan_images/* pullWishes */.v)(inputs)),
        uid: joinable.uid,
        gid: joinable.gid,
        home: joinable.home,
        instance: identity.instance,
        stateDir: joinable.stateDir,
        stays: isRollout,
        configMap: name,
        resources: isRollout
            ? { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '4Gi' } }
            : undefined,
    });
    let place = record;
    if (isRollout) {
        const timeoutMs = inputs.startupTimeoutMs;
        const { instance } = identity;
        const pod = await (0,join/* joinRollout */.Kj)(kube, gateway, container, { instance, timeoutMs, log, signal });
        place = { ...record, pod: pod.metadata?.name ?? '', podUid: pod.metadata?.uid ?? '' };
        await writeRecord(place);
    }
    else
        await (0,join/* joinEphemeral */.iS)(kube, gateway, container, signal);
    const target = (0,attached_backend/* attachedPlace */.W)(kube, namespace, place);
    await untilItRuns(kube, target, place, inputs.startupTimeoutMs, log, signal);
    await (0,attached_container/* bringPrograms */.ge)(kube, target.at(place.pod), programs, joinable.token, signal);
    log.info(`The evaluation joined pod ${namespace}/${place.pod} on ${kube.cluster.server}.`);
    return target;
}
async function untilItRuns(kube, place, { pod: name, container }, timeoutMs, log, signal) {
    const { clock } = kube;
    const deadlineMs = clock.now() + timeoutMs;
    const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: place.namespace };
    let told = '';
    for (;;) {
        const pod = await (0,kube_objects/* read */.LF)(kube, ref, { signal });
        if (pod !== undefined && place.answering(pod) !== undefined)
            return;
        const waiting = await place.explain(0, pod, signal);
        const { message = `Container ${container} of pod ${place.namespace}/${name} waits to start`, hint } = waiting ?? {};
        if (waiting?.isFinal === true)
            throw new errors/* ActionError */.lZ(waiting.code, message, { hint });
        if (clock.now() >= deadlineMs)
            throw new errors/* ActionError */.lZ(waiting?.code ?? 'startup-timeout', message, { hint });
        if (waiting !== undefined && message !== told)
            log.info(message);
        told = message;
        await clock.sleep(POLL_MS, signal);
    }
}

// EXTERNAL MODULE: ./lib/src/baseline/load.js + 3 modules
var load = __webpack_require__(87855);
// EXTERNAL MODULE: ./lib/src/eval/cleanup.js
var cleanup = __webpack_require__(6509);
// EXTERNAL MODULE: ./lib/src/backends/leftovers.js
var leftovers = __webpack_require__(35938);
// EXTERNAL MODULE: ./lib/src/eval/finish.js + 2 modules
var finish = __webpack_require__(96256);
// EXTERNAL MODULE: ./lib/src/eval/connect.js + 7 modules
var connect = __webpack_require__(66813);
;// CONCATENATED MODULE: ./lib/src/eval/detached.js
/** What is said of an eval that was left alone. */
function toldOfDetached(plan, inputs) {
    const { instance } = plan.identity;
    const { namespace } = plan;
    const flags = `--namespace ${namespace} --instance ${instance}`;
    return {
        lines: [
            `Evaluation ${instance} of ${plan.model.model} runs in namespace ${namespace}, and needs nobody until it is fetched; its results are held for 24 hours.`,
            `Follow it:  clawbench-k8s logs ${flags}`,
            `Fetch it:   clawbench-k8s results ${flags}`,
            `End it:     clawbench-k8s detach ${flags}`,
        ],
        record: { instance, namespace, model: plan.model.model, concurrency: inputs.concurrency },
        outputs: { instance, namespace },
    };
}

// EXTERNAL MODULE: ./lib/src/pods/evaluate.js + 1 modules
var evaluate = __webpack_require__(98487);
// EXTERNAL MODULE: ./lib/src/eval/expectation.js
var eval_expectation = __webpack_require__(58851);
// EXTERNAL MODULE: ./lib/src/plan/user-files.js
var user_files = __webpack_require__(62715);
// EXTERNAL MODULE: ./lib/src/mlflow/fetch.js
var fetch = __webpack_require__(99174);
// EXTERNAL MODULE: ./lib/src/mlflow/beside.js + 1 modules
var beside = __webpack_require__(25779);
// EXTERNAL MODULE: ./lib/src/pods/give-files.js
var give_files = __webpack_require__(29924);
// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: ./lib/src/pods/shard-files.js
var shard_files = __webpack_require__(30485);
// EXTERNAL MODULE: ./lib/src/pods/shard.js + 3 modules
var shard = __webpack_require__(89324);
;// CONCATENATED MODULE: ./lib/src/pods/start.js






const start_POLL_MS = 1000;
/** Has every shard begin, and returns when all of them did: from there on they need nobody. @throws ActionError, KubeError */
async function startShards(context) {
    const indexes = Array.from({ length: context.shards }, (_, index) => index);
    let prepared;
    const prepare = (target) => (prepared ??= context.beforeStart(target));
    await Promise.all(indexes.map((index) => startShard({ ...context, beforeStart: prepare }, index)));
}
async function startShard(context, index) {
    const { kube, place, given, startupTimeoutMs, signal } = context;
    const { clock } = kube;
    const finder = place.finder(index, signal);
    const deadlineMs = clock.now() + startupTimeoutMs;
    let asked;
    for (;;) {
        const pod = await finder.current();
        const target = pod === undefined ? undefined : place.answering(pod);
        if (target !== undefined) {
            const id = (0,shard/* orderId */.q)(target.pod, 0);
            if (asked !== id) {
                await context.beforeStart(target);
                await (0,give_files/* giveFiles */.D)(kube, target, given, signal);
                await (0,requests/* sendRequest */.w)(kube, target, { id, kind: 'start' }, signal);
                asked = id;
            }
            const state = await (0,shard_files/* readState */.un)(kube, target, signal);
            if (state?.phase === 'failed') {
                const done = await (0,shard_files/* readDone */.$n)(kube, target, id, signal);
                throw new errors/* ActionError */.lZ(done?.failure ?? state.failure ?? 'internal', done?.message ?? state.message);
            }
            const isTaken = state?.lastRequest?.id === id && state.lastRequest.status !== 'refused';
            if (isTaken && ['running', 'done'].includes(state.phase))
                return;
        }
        const waiting = await place.explain(index, pod, signal);
        if (waiting?.isFinal === true)
            throw new errors/* ActionError */.lZ(waiting.code, waiting.message, { hint: waiting.hint });
        if (clock.now() >= deadlineMs) {
            throw new errors/* ActionError */.lZ(waiting?.code ?? 'startup-timeout', waiting?.message ?? `Shard ${index} did not start in time.`, { hint: waiting?.hint });
        }
        await clock.sleep(start_POLL_MS, signal);
    }
}

// EXTERNAL MODULE: ./lib/src/inputs/load.js + 1 modules
var inputs_load = __webpack_require__(6423);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
// EXTERNAL MODULE: ./lib/src/eval/own-kind.js + 4 modules
var own_kind = __webpack_require__(98418);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan_plan = __webpack_require__(30153);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./lib/src/artifact/files.js
var artifact_files = __webpack_require__(36002);
// EXTERNAL MODULE: ./lib/src/artifact/saved-eval.js + 1 modules
var saved_eval = __webpack_require__(55599);
// EXTERNAL MODULE: ./lib/src/artifact/read.js + 1 modules
var read = __webpack_require__(8317);
;// CONCATENATED MODULE: ./lib/src/eval/resume.js






/**
 * What an earlier attempt of this workflow run has paid for and did not come to a verdict with: the newest that has any,
 * since one whose pods never started has none of what it could have taken over. Never fails: what can not be taken over
 * is run again, with a warning.
 * @param attempt of now
 */
async function earlierRuns(past, attempt, log) {
    try {
        for (let earlier = attempt - 1; earlier >= 1; earlier -= 1) {
            const artifact = await past.ofAttempt(earlier);
            if (artifact === null)
                continue;
            const found = await readEarlier(await past.fetch(artifact), earlier, log);
            if (found === 'judged')
                return null;
            if (found !== null)
                return found;
        }
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error))
            throw error;
        log.warning('Not resumed', `${error.message} All runs are made anew.`);
    }
    return null;
}
/** Null if it left no valid run. */
async function readEarlier(directory, attempt, log) {
    const saved = await (0,read/* readArtifact */.R9)(directory);
    if (saved === null)
        return null;
    if (saved.record.verdict !== 'inconclusive') {
        log.info(`Attempt ${attempt} came to a verdict (${saved.record.verdict}); this one begins anew.`);
        return 'judged';
    }
    const { manifest } = saved;
    const { settingsHash = '', taskDurations = {} } = manifest;
    const runs = external_node_path_.join(directory, 'runs');
    const { evidence } = await (0,saved_eval/* readSavedEval */.m)([directory], null);
    const valid = new Set(evidence.health.filter((run) => run.class === 'valid').map((run) => (0,run_cache/* runKey */.r7)(run.taskId, run.runIndex)));
    const files = await (0,artifact_files/* readRunFiles */.DF)(runs).catch(() => []);
    const kept = files.flatMap(({ path: name }) => {
        const key = (0,run_cache/* runOfPath */.k$)(name);
        return key !== null && valid.has(key) ? [name] : [];
    });
    if (kept.length === 0)
        return null;
    log.info(`Attempt ${attempt} left ${kept.length} valid runs; they are not made again if nothing else changed.`);
    return {
        directory: runs,
        files: kept,
        tasks: manifest.shards.map((shard) => shard.tasks ?? []),
        images: imagesOf(manifest),
        settingsHash,
        taskDurations,
    };
}
/** Digests by container, over all shards: they run the same images. */
function imagesOf({ shards }) {
    return Object.assign({}, ...shards.map(({ pod }) => pod?.images ?? {}));
}

// EXTERNAL MODULE: ./lib/src/eval/rounds.js
var eval_rounds = __webpack_require__(45632);
;// CONCATENATED MODULE: ./lib/src/eval/run.js



























/**
 * The story: connect, check, launch, evaluate, bring home, judge, clean up. What is wrong with the run of the eval
 * is in the verdict; what keeps it from running is thrown.
 * @throws ActionError
 */
async function run(inputs, deps) {
    const begun = await begin(inputs, deps);
    if (inputs.cluster !== 'kind') {
        return await onStage(begun, null, inputs, deps, async (ready) => {
            const { kube, stage } = ready;
            deps.saveLeftovers(stage.leftovers);
            return await withCleanUp(kube, stage.leftovers, inputs, deps, () => runOn(ready, inputs, deps));
        });
    }
    const { instance, leg } = begun.plan.identity;
    const keepNodeLogs = (logs) => deps.keepNodeLogs(logs, leg);
    // Everything in a cluster of its own leaves with it.
    return await (0,own_kind/* withOwnKind */.Lb)(inputs, instance, { ...deps, keepNodeLogs }, (kind) => onStage(begun, kind, inputs, deps, (ready) => runOn(ready, inputs, deps)));
}
/**
 * The first half of the story: returns when the eval runs. Nothing is cleaned up then: `mode: results` does that.
 * @throws ActionError
 */
async function runDetached(inputs, deps) {
    return await onStage(await begin(inputs, deps), null, inputs, deps, async (ready) => {
        const { kube, stage } = ready;
        deps.saveLeftovers(stage.leftovers);
        try {
            const { place, mlflow, evalDeps } = await launch(ready, inputs, deps);
            const { shards } = stage.plan;
            const beforeStart = mlflow.check;
            await startShards({ ...evalDeps, kube, place, shards, beforeStart, signal: deps.signal });
            return toldOfDetached(stage.plan, inputs);
        }
        catch (error) {
            await (0,cleanup/* cleanUp */.n)(kube, stage.leftovers, deps.log, { waitMs: 0 }).catch((failure) => deps.log.warning('Clean-up', `Not everything was deleted: ${String(failure)}`));
            throw error;
        }
    });
}
async function begin(inputs, deps) {
    const { log, clock } = deps;
    const secrets = { instance: (0,external_node_crypto_.randomBytes)(4).toString('hex'), gatewayToken: (0,external_node_crypto_.randomBytes)(32).toString('hex') };
    const given = await (0,user_files/* readGivenFiles */.l)(inputs);
    const plan = (0,plan_plan/* makePlan */.j7)(inputs, deps.workflow, secrets, clock.now(), given);
    const past = deps.pastArtifacts((attempt) => (0,plan_plan/* artifactName */.Cs)(inputs.artifactName, plan.identity.leg, attempt));
    const baseline = await (0,load/* loadBaseline */.o)(inputs.baseline, { ...deps, past });
    const attempt = deps.workflow?.attempt ?? 1;
    const earlier = inputs.resume === 'auto' && past !== null && attempt > 1 ? await earlierRuns(past, attempt, log) : null;
    const login = (0,plan_images/* registryLogin */.j)(inputs);
    log.mask([secrets.gatewayToken, ...(login === null ? [] : [(0,stack_images/* authOf */.g)(login)])]);
    return { plan, baseline, earlier };
}
async function onStage({ plan, ...begun }, kind, inputs, deps, work) {
    const { log } = deps;
    log.status?.({ text: 'Checking the cluster' });
    const kube = await (0,connect/* connectTo */.m)(inputs, deps, kind?.kubeconfig);
    const onToken = (token) => log.mask([token]);
    try {
        const stage = (0,types/* isExisting */.a_)(inputs)
            ? await attachStage(kube, plan, inputs, deps, onToken)
            : await jobStage(kube, plan, inputs, deps);
        return await work({ ...begun, kube, stage, kind });
    }
    finally {
        await kube.close();
    }
}
async function launch(ready, inputs, deps) {
    const { log, clock } = deps;
    const { kube, stage, earlier, baseline: { baseline }, } = ready;
    const { plan } = stage;
    if (inputs.maxCostUsd !== null && !(0,job_objects/* isPriceKnown */.bp)(plan)) {
        log.warning('Unknown price', `The price of ${plan.model.model} is not known, so that \`max-cost-usd\` can not stop it: write \`price-input\` and \`price-output\`, or cap it by \`max-tokens\`.`);
    }
    log.status?.({ text: 'Starting the eval' });
    const expectation = (0,eval_expectation/* openExpectation */.fL)(inputs, plan.shards, (0,job_objects/* isPriceKnown */.bp)(plan), log);
    if (baseline !== null)
        expectation.fromBaseline(baseline.records);
    const taskDurations = earlier?.taskDurations ?? (0,eval_expectation/* durationsOf */.DM)(baseline?.records ?? []);
    const hash = (0,job_objects/* settingsHash */.Sc)(plan, inputs, taskDurations);
    if (earlier !== null && earlier.settingsHash !== hash)
        log.info('Nothing is taken over from the earlier attempt: it ran with other settings.');
    const facts = { startedAtMs: clock.now(), settingsHash: hash, taskDurations };
    const start = await stage.prepare(facts);
    const mlflow = (0,beside/* startMlflow */.U)(kube, plan, inputs, { ...deps, ...stage.platform });
    return {
        place: await start(),
        mlflow,
        expectation,
        facts,
        evalDeps: {
            earlier: earlier?.settingsHash === hash ? earlier : null,
            given: plan.given,
            startupTimeoutMs: inputs.startupTimeoutMs,
        },
    };
}
async function runOn(ready, inputs, deps) {
    const { log, signal } = deps;
    const { kube, stage, kind, baseline: baselineSoFar } = ready;
    const { plan } = stage;
    let { baseline } = baselineSoFar;
    const { place, mlflow, expectation, facts, evalDeps } = await launch(ready, inputs, deps);
    const pods = external_node_path_.join(deps.directory, 'pods');
    await (0,promises_.mkdir)(pods, { recursive: true });
    const rounds = (0,eval_rounds/* openRounds */.K)(plan, inputs, async () => baseline, log);
    const { shards, held } = await (0,evaluate/* evaluate */._)({
        ...evalDeps,
        kube,
        log,
        place,
        shards: plan.shards,
        directory: pods,
        timeoutMs: inputs.timeoutMs,
        signal,
        async beforeStart(target) {
            await mlflow.check(target);
            const { mlflow: mlflowPlan } = plan;
            if (mlflowPlan === undefined || baselineSoFar.mlflowRuns.length === 0)
                return;
            await mlflow.untilReady();
            baseline = await baselineSoFar.complete((runId) => (0,fetch/* fetchFromMlflow */.w)(kube, target, mlflowPlan, inputs, runId, signal));
        },
        async onFinished({ done, tasks }) {
            return await expectation.fromRuns(tasks, done, pods);
        },
        nextRound: rounds.next,
    });
    return await (0,finish/* conclude */.E)({
        kube,
        plan,
        place,
        shards,
        held,
        baseline,
        isConfirmed: rounds.isConfirmed(),
        facts,
        publicInputs: (0,inputs_load/* publicInputs */.PX)(inputs),
        forecast: expectation.forecast,
        mlflowReady: mlflow.untilReady,
        nodeLogs: kind === null ? undefined : () => kind.nodeLogs(),
    }, inputs, deps);
}
async function withCleanUp(kube, leftovers, inputs, deps, work) {
    let passed = false;
    try {
        const outcome = await work();
        passed = outcome.verdict.verdict === 'pass';
        return outcome;
    }
    finally {
        deps.log.status?.({ text: 'Cleaning up' });
        if ((0,cleanup/* isRemoved */.R)(inputs, { passed, cancelled: deps.signal.aborted }))
            await cleanUpAfter(kube, leftovers, deps);
        else
            deps.log.info(`Namespace ${leftovers.namespace} is kept; what the eval made in it expires by itself.`);
    }
}
/** In somebody else's pod it is seen to its end, which takes the grace period of that pod; else the post step does that. */
const LEAVE_MS = 2 * 60_000;
/** A cancelled step has seconds: it asks for the removal and goes. */
async function cleanUpAfter(kube, leftovers, { log, signal }) {
    const isAttached = leftovers.attached !== undefined;
    const waitMs = isAttached && !signal.aborted ? LEAVE_MS : 0;
    await (0,cleanup/* cleanUp */.n)(kube, leftovers, log, { waitMs }).catch((error) => log.warning('Clean-up', `Not everything was deleted: ${(0,errors/* messageOf */.bD)(error)}`));
}


/***/ }),

/***/ 99189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vc: () => (/* binding */ inputsOf),
/* harmony export */   YD: () => (/* binding */ keysOf),
/* harmony export */   Zo: () => (/* binding */ flagsOf)
/* harmony export */ });
/* harmony import */ var _load_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6423);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43575);


/** Inputs that only mean something in a workflow. */
const workflowOnly = new Set(['github-token', 'comment', 'artifact-name', 'artifact-retention-days', 'mode']);
/** Keys come from the environment alone: everybody on the machine can read the flags of a process. */
function flagsOf({ mode, operands }) {
    return inputsOf(mode).filter(([name, row]) => name === 'kubeconfig' || (!row.secret && name !== operands?.input));
}
/** Inputs that are taken from the environment instead. */
function keysOf({ mode }) {
    return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}
function inputsOf(mode) {
    return _types_js__WEBPACK_IMPORTED_MODULE_1__/* .inputRows */ .k8.filter(([name, row]) => (0,_load_js__WEBPACK_IMPORTED_MODULE_0__/* .takes */ .ny)(mode, name, row) && !workflowOnly.has(name));
}


/***/ }),

/***/ 61602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainMissing),
/* harmony export */   H: () => (/* binding */ missingPermissions)
/* harmony export */ });
/**
 * Which of the permissions the credentials lack, asked of the API server all at once; it changes nothing.
 * @param namespace where permissions of scope `namespace` are needed
 * @throws KubeError
 */
async function missingPermissions(kube, permissions, namespace, options = {}) {
    const questions = permissions.flatMap((permission) => permission.verbs.map((verb) => ({
        permission,
        verb,
        namespace: permission.scope === 'cluster' ? undefined : namespace,
    })));
    const answers = await Promise.all(questions.map((question) => isAllowed(kube, question, options)));
    return questions.filter((_, index) => !answers[index]);
}
async function isAllowed(kube, question, options) {
    const { permission, verb, namespace } = question;
    const [resource, subresource] = permission.resource.split('/');
    const review = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { group: permission.group, resource, subresource, verb, namespace } },
    };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const operation = `ask what the credentials may do`;
    const { body } = await kube.request('POST', path, { ...options, operation, body: review });
    return body.status?.allowed === true;
}
/**
 * Says what is missing as a table, and the Role or ClusterRole to apply.
 * @param user as the API server knows the credentials; a ServiceAccount gets its binding, too
 * @param newNamespaces that are not there yet: no Role can be in them before, so what is needed there is granted in
 *   the cluster
 */
function explainMissing(missing, user, ...newNamespaces) {
    const granted = missing.map((item) => newNamespaces.includes(item.namespace) ? { ...item, namespace: undefined } : item);
    const rows = granted.map(({ permission, verb, namespace }) => [
        verb,
        permission.group === '' ? permission.resource : `${permission.resource}.${permission.group}`,
        namespace === undefined ? 'in the cluster' : `in ${namespace}`,
        `to ${permission.purpose}`,
    ]);
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const table = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
    return [
        `${user ?? 'The user of the kubeconfig'} may not:`,
        ...table.map((line) => `  ${line}`),
        '',
        'An administrator of the cluster can grant it with kubectl apply -f of:',
        '',
        renderRbac(granted, user),
    ].join('\n');
}
/** Roles with exactly what is missing, bound to the user, as YAML. */
function renderRbac(missing, user) {
    const namespaces = new Map();
    for (const { permission, verb, namespace } of missing) {
        const permissions = namespaces.get(namespace) ?? [];
        namespaces.set(namespace, permissions);
        const same = permissions.find((item) => item.group === permission.group && item.resource === permission.resource);
        if (same === undefined)
            permissions.push({ ...permission, verbs: [verb] });
        else if (!same.verbs.includes(verb))
            same.verbs = [...same.verbs, verb];
    }
    return [...namespaces]
        .map(([namespace, permissions]) => {
        const isCluster = namespace === undefined;
        const name = 'clawbench-k8s-action';
        const metadata = `metadata: { name: ${name}${isCluster ? '' : `, namespace: ${namespace}`} }`;
        const kind = isCluster ? 'ClusterRole' : 'Role';
        return [
            'apiVersion: rbac.authorization.k8s.io/v1',
            `kind: ${kind}`,
            metadata,
            'rules:',
            ...rulesYaml(permissions),
            '---',
            'apiVersion: rbac.authorization.k8s.io/v1',
            `kind: ${kind}Binding`,
            metadata,
            `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }`,
            `subjects: [${subjectYaml(user)}]`,
        ].join('\n');
    })
        .join('\n---\n');
}
/** One line a rule. */
function rulesYaml(permissions) {
    return permissions.map(({ group, resource, verbs }) => `  - { apiGroups: [${JSON.stringify(group)}], resources: [${resource}], verbs: [${verbs.join(', ')}] }`);
}
function subjectYaml(user) {
    const account = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/.exec(user ?? '');
    if (account)
        return `{ kind: ServiceAccount, namespace: ${account[1]}, name: ${account[2]} }`;
    return `{ apiGroup: rbac.authorization.k8s.io, kind: User, name: ${JSON.stringify(user ?? 'the user of the kubeconfig')} }`;
}


/***/ }),

/***/ 16480:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect),
  l: () => (/* binding */ withSignal)
});

// EXTERNAL MODULE: ./node_modules/ws/wrapper.mjs
var wrapper = __webpack_require__(52977);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
;// CONCATENATED MODULE: ./lib/src/kube/connections.js

const CONNECT_TIMEOUT_MS = 10_000;
/** @param proxyUrl of the proxy to go through, if any */
function connections(proxyUrl) {
    let pool;
    return {
        dispatcher(tls) {
            if (pool && sameTls(pool.tls, tls))
                return pool.dispatcher;
            // A plugin issued a new client certificate. Running requests finish on the old connections.
            void pool?.dispatcher.close();
            pool = { tls, dispatcher: newDispatcher(proxyUrl, tls) };
            return pool.dispatcher;
        },
        async destroy() {
            await pool?.dispatcher.destroy();
        },
    };
}
function newDispatcher(proxyUrl, tls) {
    const options = {
        // One stream per connection, so that a stalled log delays nothing else.
        allowH2: false,
        // With undici's default of 4 s, a poll every 5 s would open a new connection each time.
        keepAliveTimeout: 60_000,
        bodyTimeout: 0,
    };
    const connectOptions = { timeout: CONNECT_TIMEOUT_MS, keepAlive: true, keepAliveInitialDelay: 30_000 };
    if (proxyUrl === undefined)
        return new undici/* Agent */.g6({ ...options, connect: { ...connectOptions, ...tls } });
    return new undici/* ProxyAgent */.kT({ ...options, connect: connectOptions, uri: proxyUrl, requestTls: tls });
}
const tlsFields = ['ca', 'cert', 'key', 'pfx', 'passphrase', 'servername', 'rejectUnauthorized'];
/** Whether a connection made with one of these serves the other, too. */
function sameTls(a, b) {
    return tlsFields.every((field) => String(a[field]) === String(b[field]));
}

// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
;// CONCATENATED MODULE: ./lib/src/kube/http.js
/** Of an answer that is an error; a Status has a few hundred. */
const LARGEST_ERROR_BYTES = 256 * 1024;
/** Aborts after `timeoutMs`, or with `signal`. Leaves no listener behind, unlike `AbortSignal.any` on a signal that lives for hours. */
function startDeadline(timeoutMs, signal) {
    const controller = new AbortController();
    let passed = false;
    const timer = setTimeout(() => {
        passed = true;
        controller.abort();
    }, timeoutMs);
    const forward = () => controller.abort(signal?.reason);
    signal?.addEventListener('abort', forward, { once: true });
    const stopTimer = () => clearTimeout(timer);
    return {
        signal: controller.signal,
        hasPassed: () => passed,
        stopTimer,
        stop() {
            stopTimer();
            signal?.removeEventListener('abort', forward);
        },
    };
}
/** The whole text, or undefined when it is longer than `maxBytes`. */
async function readText(body, maxBytes) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of body) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes)
            return undefined;
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function retryAfterMs(headers) {
    const value = headers['retry-after'];
    if (value === undefined)
        return undefined;
    const seconds = Number(value);
    if (Number.isFinite(seconds))
        return Math.max(0, seconds * 1000);
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
/** `299 - "first", 299 - "second"`: one header may hold several, with commas inside. */
function warningsOf(headers) {
    const value = headers['warning'];
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
    return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1'));
}
function queryString(query) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
        if (value === undefined)
            continue;
        for (const item of Array.isArray(value) ? value : [value])
            parameters.append(name, String(item));
    }
    return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

;// CONCATENATED MODULE: ./lib/src/kube/limit.js
/** @param max how many tasks of one key may run at the same time */
function keyedLimit(max) {
    const queues = new Map();
    return async (key, task) => {
        const queue = queues.get(key) ?? { running: 0, waiting: [] };
        queues.set(key, queue);
        if (queue.running >= max)
            await new Promise((resolve) => queue.waiting.push(resolve));
        else
            queue.running++;
        try {
            return await task();
        }
        finally {
            // A place is handed to the next in line without being given up, so that nobody can slip in between.
            const next = queue.waiting.shift();
            if (next)
                next();
            else if (--queue.running === 0)
                queues.delete(key);
        }
    };
}

// EXTERNAL MODULE: ./lib/src/kube/retry.js
var retry = __webpack_require__(19344);
// EXTERNAL MODULE: ./lib/src/kube/status.js
var kube_status = __webpack_require__(214);
// EXTERNAL MODULE: ./lib/src/kube/transport-error.js
var transport_error = __webpack_require__(3252);
;// CONCATENATED MODULE: ./lib/src/kube/websocket.js



/**
 * Waits until the socket is open, and leaves it paused.
 * @throws KubeError, with the Status a server refused it with; the signal's reason
 */
async function handshake(socket, operation, server, signal) {
    const abort = () => socket.terminate();
    signal?.addEventListener('abort', abort, { once: true });
    try {
        await new Promise((resolve, reject) => {
            socket.once('open', () => {
                // The first message can be in the packet of the handshake's answer, ahead of anybody's listener.
                socket.pause();
                resolve();
            });
            // Kept for good: a socket without a listener for errors ends the process.
            socket.on('error', (error) => reject((0,transport_error/* transportError */.W)(operation, server, error)));
            socket.once('unexpected-response', (_, response) => {
                readText(response, LARGEST_ERROR_BYTES)
                    .then((text = '') => {
                    throw (0,kube_status/* answeredError */.Ux)(operation, response.statusCode ?? 0, text, retryAfterMs(response.headers));
                })
                    .catch(reject)
                    .finally(() => socket.terminate());
            });
        });
    }
    catch (error) {
        throw signal?.aborted ? signal.reason : error;
    }
    finally {
        signal?.removeEventListener('abort', abort);
    }
}

;// CONCATENATED MODULE: ./lib/src/kube/client.js









/** The same connection for work that ends when `signal` aborts. */
function withSignal(kube, signal) {
    const bound = (options) => 
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field but the signal is optional or kept
    ({ ...options, signal: options?.signal ?? signal });
    return {
        ...kube,
        signal,
        request: (method, path, options) => kube.request(method, path, bound(options)),
        stream: (path, options) => kube.stream(path, bound(options)),
        openWebSocket: (path, protocols, options) => kube.openWebSocket(path, protocols, bound(options)),
    };
}
const REQUEST_TIMEOUT_MS = 30_000;
/** Enough for a list of every pod in a large namespace. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
/** More than 25 concurrent execs block every exec in that container for seconds to minutes; 4 are fast enough (1 MB in 80 ms). */
const EXECS_PER_CONTAINER = 4;
/** Makes a client for `cluster`. Nothing is sent before the first request. */
function connect(cluster, deps) {
    const { clock, log } = deps;
    const ownSignal = deps.signal ?? new AbortController().signal;
    const server = new URL(cluster.server);
    const basePath = server.pathname.replace(/\/+$/, '');
    const sockets = new Set();
    const pool = connections(cluster.proxyUrl);
    /** Runs `send` with our credentials, and once more with fresh ones if the server refuses those. */
    async function authenticated(send) {
        const credentials = await cluster.authenticate();
        try {
            return await send(credentials);
        }
        catch (error) {
            if (!(0,errors/* isKubeError */.Cv)(error) || error.status !== 401)
                throw error;
            const fresh = await cluster.authenticate({ fresh: true });
            if (sameCredentials(credentials, fresh))
                throw error;
            return await send(fresh);
        }
    }
    async function sendOnce(credentials, wire) {
        return await pool.dispatcher(credentials.tls).request({
            origin: server.origin,
            path: basePath + wire.path + queryString(wire.query),
            method: wire.method,
            headers: {
                ...credentials.headers,
                accept: 'application/json',
                'user-agent': USER_AGENT,
                ...(wire.body === undefined ? {} : { 'content-type': wire.contentType ?? 'application/json' }),
            },
            body: wire.body ?? null,
            headersTimeout: wire.headersTimeoutMs,
            signal: wire.signal,
        });
    }
    async function request(method, path, options = {}) {
        const { signal = ownSignal, timeoutMs = REQUEST_TIMEOUT_MS, operation = `${method} ${path}` } = options;
        const { query, contentType } = options;
        const body = options.body === undefined ? undefined : JSON.stringify(options.body);
        const attempt = async (credentials) => {
            signal.throwIfAborted();
            const deadline = startDeadline(timeoutMs, signal);
            try {
                const response = await sendOnce(credentials, {
                    method,
                    path,
                    query,
                    body,
                    contentType,
                    headersTimeoutMs: timeoutMs,
                    signal: deadline.signal,
                });
                const text = await readText(response.body, LARGEST_ANSWER_BYTES);
                if (text === undefined)
                    throw (0,transport_error/* transportFailure */.q)(operation, server.origin, 'AnswerTooLarge');
                if (response.statusCode >= 400)
                    throw answerOf(operation, response, text);
                // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller knows what it asked for
                const parsed = parseJson(text, operation, server.origin);
                return { body: parsed, warnings: warningsOf(response.headers) };
            }
            catch (error) {
                throw explain(error, operation, deadline, signal);
            }
            finally {
                deadline.stop();
            }
        };
        const budgetMs = options.retryForMs ?? retry/* RETRY_BUDGET_MS */.K;
        return await (0,retry/* withRetries */.L)(() => authenticated(attempt), { budgetMs, clock, log, signal });
    }
    async function stream(path, options = {}) {
        const { signal = ownSignal, operation = `GET ${path}`, headersTimeoutMs = REQUEST_TIMEOUT_MS } = options;
        return await authenticated(async (credentials) => {
            signal.throwIfAborted();
            // Covers connecting and the headers; after that only the caller's signal covers the body.
            const deadline = startDeadline(headersTimeoutMs, signal);
            try {
                const response = await sendOnce(credentials, {
                    method: 'GET',
                    path,
                    query: options.query,
                    headersTimeoutMs,
                    signal: deadline.signal,
                });
                deadline.stopTimer();
                response.body.once('close', deadline.stop);
                if (response.statusCode < 400)
                    return { status: response.statusCode, body: response.body };
                const text = await readText(response.body, LARGEST_ERROR_BYTES);
                throw answerOf(operation, response, text ?? '');
            }
            catch (error) {
                deadline.stop();
                throw explain(error, operation, deadline, signal);
            }
        });
    }
    async function openWebSocket(path, protocols, options = {}) {
        const { signal = ownSignal, operation = `open ${path}`, timeoutMs = REQUEST_TIMEOUT_MS } = options;
        const url = `${server.origin.replace(/^http/, 'ws')}${basePath}${path}${queryString(options.query)}`;
        return await authenticated(async (credentials) => {
            signal.throwIfAborted();
            const socket = new wrapper/* WebSocket */.kb(url, protocols, {
                ...(credentials.agent === undefined ? {} : { agent: credentials.agent }),
                headers: { ...credentials.headers, 'user-agent': USER_AGENT },
                handshakeTimeout: timeoutMs,
                followRedirects: false,
                perMessageDeflate: false,
                maxPayload: LARGEST_MESSAGE_BYTES,
            });
            sockets.add(socket);
            socket.once('close', () => sockets.delete(socket));
            await handshake(socket, operation, server.origin, signal);
            return socket;
        });
    }
    function explain(error, operation, deadline, signal) {
        if (signal.aborted)
            return signal.reason;
        if (deadline.hasPassed())
            return (0,transport_error/* transportFailure */.q)(operation, server.origin, 'NoAnswer', { cause: error });
        return (0,errors/* isKubeError */.Cv)(error) ? error : (0,transport_error/* transportError */.W)(operation, server.origin, error);
    }
    return {
        cluster,
        clock,
        log,
        signal: ownSignal,
        execLimit: keyedLimit(EXECS_PER_CONTAINER),
        request,
        stream,
        openWebSocket,
        async close() {
            for (const socket of sockets)
                socket.terminate();
            await pool.destroy();
        },
    };
}
const USER_AGENT = 'clawbench-k8s-action';
/** The API server sends exec output in messages of at most 32 KiB. */
const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;
function answerOf(operation, response, text) {
    return (0,kube_status/* answeredError */.Ux)(operation, response.statusCode, text, retryAfterMs(response.headers));
}
function parseJson(text, operation, server) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw (0,transport_error/* transportFailure */.q)(operation, server, 'NotKubernetes', { cause: error });
    }
}
function sameCredentials(a, b) {
    return JSON.stringify(a.headers) === JSON.stringify(b.headers) && sameTls(a.tls, b.tls);
}


/***/ }),

/***/ 5067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $C: () => (/* binding */ containerTrouble),
/* harmony export */   AD: () => (/* binding */ failureCode),
/* harmony export */   BS: () => (/* binding */ isNew),
/* harmony export */   N6: () => (/* binding */ isFailure),
/* harmony export */   Qs: () => (/* binding */ LATE_OBJECT_MS),
/* harmony export */   Rd: () => (/* binding */ waitingTrouble),
/* harmony export */   SE: () => (/* binding */ isSidecar),
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   cM: () => (/* binding */ isOtherPlatform),
/* harmony export */   yt: () => (/* binding */ isObjectMissing)
/* harmony export */ });
/* unused harmony export isPullRefused */
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80321);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(252);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76817);
/* harmony import */ var _readiness_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17994);




/** How often a container may crash before we stop waiting for it: about 70 s of back-off. */
const CRASHES = 3;
/** A container that ran this long has no back-off and did some work: the kubelet restarts it at once. */
const LONG_LIFE_MS = 10 * 60_000;
/** A kubelet may see a ConfigMap or Secret later than the pod that names it, and until then reports it as missing. */
const LATE_OBJECT_MS = 20_000;
/** Whether a kubelet says that a ConfigMap or Secret, or a key in it, does not exist. */
function isObjectMissing(words) {
    return /(?:secret|configmap) "[^"]*" not found|references non-existent (?:secret|config) key/i.test(words);
}
/** Messages of an overloaded node, which tries again by itself. */
const overloaded = /timed out waiting for the condition|failed to sync|context deadline exceeded/;
/** The trouble of the first container that has any. Init containers come first: they hold up the others. */
function containerTrouble(view) {
    const all = (0,_container_js__WEBPACK_IMPORTED_MODULE_0__/* .statusesOf */ .CB)(view.pod).map((status) => troubleOf(view, status));
    return all.find((item) => item?.terminal) ?? all.find((item) => item !== undefined);
}
function troubleOf(view, status) {
    const { pod, name, events } = view;
    const { waiting: wait, terminated } = status.state ?? {};
    if (terminated && isFailure(status)) {
        const isFinal = pod.spec?.restartPolicy === 'Never' && !isSidecar(pod, status.name);
        if (isFinal)
            return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(`${name}: ${lastWords(status)}`, failureCode(status));
        // While it waits for its next start, a sidecar in a pod that is never restarted shows this, not CrashLoopBackOff.
        return crashLoop(name, status, terminated);
    }
    if (wait?.reason === 'CrashLoopBackOff')
        return crashLoop(name, status, status.lastState?.terminated);
    const trouble = waitingTrouble(pod, name, status, events);
    return trouble && isNew(view) && isObjectMissing(trouble.message)
        ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(trouble.message, trouble.code)
        : trouble;
}
/** Whether the kubelet may not yet see all objects that the pod names. */
function isNew({ pod, now }) {
    return now - Date.parse(pod.status?.startTime ?? '') < LATE_OBJECT_MS;
}
/** Why a container of any kind does not start; undefined while it is only taking its time. */
function waitingTrouble(pod, name, status, events) {
    const { reason = '', message = '' } = status.state?.waiting ?? {};
    const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(message);
    const sentence = `${name}: container ${status.name}: ${reason}${words === '' ? '' : `: ${words}`}`;
    switch (reason) {
        case 'InvalidImageName':
        case 'ErrImageNeverPull':
        case 'SignatureValidationFailed':
            return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(sentence, 'image-pull');
        case 'ErrImagePull':
        case 'ImagePullBackOff':
        case 'ImageInspectError':
        case 'RegistryUnavailable':
            return pullTrouble(pod, sentence, words, events);
        case 'CreateContainerConfigError':
        case 'RunContainerError':
            if (overloaded.test(words))
                return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(sentence, 'container-failed');
            return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(sentence, 'container-failed');
        case 'CreateContainerError':
            if (/no command specified|executable file not found/.test(words))
                return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(sentence, 'container-failed');
            return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(sentence, 'container-failed');
        default:
            return undefined;
    }
}
/** A refusal is final; anything else (rate limits, DNS, a registry that is down) may pass. */
function pullTrouble(pod, sentence, words, events) {
    // Older kubelets give the reason only in the event.
    const event = (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .latestEvent */ .a)(events, pod.metadata?.uid, 'Failed');
    const reported = event && (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsOf */ .Z)(event).includes('Failed to pull image') ? (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsOf */ .Z)(event) : '';
    const detail = words.length > 60 || reported === '' ? words : reported;
    const message = detail === words ? sentence : `${sentence} (${detail})`;
    return isPullRefused(detail) ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(message, 'image-pull') : (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(message, 'image-pull');
}
const refusals = /\b(?:401|403|404)\b|unauthorized|authentication required|authorization failed|access denied|denied:|manifest unknown|name unknown|repository does not exist|not found(?!:)|no match for platform/i;
/** Whether a registry refused (401, 403, 404), as opposed to a failure that may pass. */
function isPullRefused(words) {
    // "429 Too Many Requests" and Docker Hub's "You have reached your pull rate limit" pass by themselves.
    if (/toomanyrequests|rate limit|\b429\b/i.test(words))
        return false;
    return refusals.test(words.replace(/"[^"]*"/g, '""'));
}
/** Whether an image is for another processor than the node's, in the words of registries, runtimes or the kernel. */
function isOtherPlatform(words) {
    return /no match for platform|exec format error/i.test(words);
}
function crashLoop(name, status, last) {
    const reason = last?.reason ?? 'Error';
    const message = `${name}: container ${status.name} keeps ending (${status.restartCount} restarts): ${exitOf(reason, last?.exitCode)}${tail(last?.message)}`;
    const cannotRun = (reason === 'StartError' || reason === 'ContainerCannotRun') && !overloaded.test(last?.message ?? '');
    if (cannotRun || isOtherPlatform(last?.message ?? ''))
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(message, 'container-failed');
    const code = reason === 'OOMKilled' ? 'out-of-memory' : 'container-failed';
    const isLoop = status.restartCount >= CRASHES && !(livedMs(last) >= LONG_LIFE_MS);
    return isLoop ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(message, code) : (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(message, code);
}
/** NaN when unknown. */
function livedMs(last) {
    return Date.parse(last?.finishedAt ?? '') - Date.parse(last?.startedAt ?? '');
}
function isSidecar(pod, container) {
    return (pod.spec?.initContainers?.some((item) => item.name === container && item.restartPolicy === 'Always') ??
        false);
}
/** Also for exit code 0: when only a child of the main process is OOM-killed, the main process can still exit with 0. */
function isFailure(status) {
    const terminated = status.state?.terminated;
    return terminated !== undefined && (terminated.exitCode !== 0 || terminated.reason === 'OOMKilled');
}
function failureCode(status) {
    return status.state?.terminated?.reason === 'OOMKilled' ? 'out-of-memory' : 'container-failed';
}
/** `container main ended: Error, exit code 1: …` */
function lastWords(status) {
    const { reason = 'Error', exitCode, message } = status.state?.terminated ?? {};
    return `container ${status.name} ended: ${exitOf(reason, exitCode)}${tail(message)}`;
}
function exitOf(reason, exitCode) {
    if (reason === 'OOMKilled')
        return 'OOMKilled, it used more memory than its limit';
    return `${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(reason, 80)}, exit code ${exitCode ?? 'unknown'}`;
}
/** The termination message can be 4 KiB of the container's output; the end matters. */
function tail(message) {
    if (message === undefined || message === '')
        return '';
    return `: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(message.slice(-400))}`;
}


/***/ }),

/***/ 80321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CB: () => (/* binding */ statusesOf),
/* harmony export */   Z: () => (/* binding */ statusOfContainer),
/* harmony export */   af: () => (/* binding */ containerLife)
/* harmony export */ });
/* unused harmony export lifeOf */
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);


/** Reads the pod and says how its container stands. A pod that is not there is `gone`. @throws KubeError */
async function containerLife(kube, target, options = {}) {
    const ref = { apiVersion: 'v1', kind: 'Pod', name: target.pod, namespace: target.namespace };
    return lifeOf(await (0,_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, ref, options), target);
}
/** The pure part of `containerLife`. */
function lifeOf(pod, target) {
    const name = `container ${target.container} of pod ${target.namespace}/${target.pod}`;
    if (pod === undefined) {
        const sentence = `pod ${target.namespace}/${target.pod} is gone`;
        return { state: 'gone', isFinal: true, containerId: undefined, startedAtMs: NaN, sentence };
    }
    const status = statusOfContainer(pod, target.container);
    const containerId = status?.containerID;
    const startedAtMs = Date.parse(status?.state?.running?.startedAt ?? '');
    const phase = pod.status?.phase;
    const podEnded = phase === 'Succeeded' || phase === 'Failed';
    const { running, terminated, waiting } = status?.state ?? {};
    if (terminated) {
        const reason = terminated.reason === undefined ? '' : `${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(terminated.reason, 80)}, `;
        return {
            state: 'terminated',
            isFinal: podEnded || !restarts(pod, target.container, terminated.exitCode),
            containerId,
            startedAtMs,
            sentence: `${name} terminated (${reason}exit code ${terminated.exitCode})`,
        };
    }
    if (podEnded) {
        const reason = pod.status?.reason === undefined ? '' : ` (${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(pod.status.reason, 80)})`;
        const sentence = `pod ${target.namespace}/${target.pod} ended as ${phase}${reason}`;
        return { state: 'terminated', isFinal: true, containerId, startedAtMs, sentence };
    }
    const now = { isFinal: false, containerId, startedAtMs };
    if (running)
        return { state: 'running', ...now, sentence: `${name} runs` };
    const reason = waiting?.reason === undefined ? '' : ` (${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(waiting.reason, 80)})`;
    return { state: 'waiting', ...now, sentence: `${name} waits to start${reason}` };
}
/** Of all containers that a pod began with, in the order they start. Ephemeral ones came later. */
function statusesOf(pod) {
    return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}
function statusOfContainer(pod, container) {
    const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [], } = pod.status ?? {};
    return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find((status) => status.name === container);
}
/** Whether the kubelet starts a container again after it ended with `exitCode`. Ephemeral ones it never does. */
function restarts(pod, container, exitCode) {
    const init = pod.spec?.initContainers?.find((item) => item.name === container);
    if (init?.restartPolicy === 'Always')
        return true;
    const isMain = pod.spec?.containers.some((item) => item.name === container) ?? false;
    if (!isMain && init === undefined)
        return false;
    const policy = pod.spec?.restartPolicy ?? 'Always';
    // An init container that failed is tried again unless nothing in the pod is; one that succeeded is done.
    if (policy === 'OnFailure' || init !== undefined)
        return policy !== 'Never' && exitCode !== 0;
    return policy === 'Always';
}


/***/ }),

/***/ 86431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cv: () => (/* binding */ isKubeError),
/* harmony export */   a3: () => (/* binding */ KubeError),
/* harmony export */   dg: () => (/* binding */ isTransient)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);

/** A request to the API server that failed: an ActionError that also says how, for code that can go on. */
class KubeError extends _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    /** HTTP status, 0 when there was no answer. */
    status;
    /** `reason` of the Status, or a TransportReason, or one of exec's reasons. */
    reason;
    causes;
    /** Whether the same request may succeed later without anybody changing anything. */
    retryable;
    retryAfterMs;
    /** How often the request was sent. With more than one, `AlreadyExists` may mean our own earlier attempt. */
    attempts = 1;
    constructor(code, message, details) {
        super(code, message, {
            ...(details.hint === undefined ? {} : { hint: details.hint }),
            ...(details.cause === undefined ? {} : { cause: details.cause }),
        });
        this.status = details.status;
        this.reason = details.reason;
        this.causes = details.causes ?? [];
        this.retryable = details.retryable;
        this.retryAfterMs = details.retryAfterMs;
    }
}
function isKubeError(error, ...reasons) {
    return error instanceof KubeError && (reasons.length === 0 || reasons.includes(error.reason));
}
/** Whether the same request may succeed in a moment: an overloaded node, or an API server that is restarting. */
function isTransient(error) {
    return isKubeError(error) && (error.retryable || isKubeError(error, 'ExecInterrupted', 'NoAnswer'));
}


/***/ }),

/***/ 76817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ wordsOf),
/* harmony export */   a: () => (/* binding */ latestEvent)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);

/** The newest event with this reason about the object with this UID. */
function latestEvent(events, uid, reason) {
    if (uid === undefined)
        return undefined;
    let latest;
    for (const event of events) {
        if (event.involvedObject.uid !== uid || event.reason !== reason)
            continue;
        if (latest === undefined || timeOf(event) >= timeOf(latest))
            latest = event;
    }
    return latest;
}
/** The message of an event, on one line. */
function wordsOf(event) {
    return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)((event.message ?? '').replace(/^\(combined from similar events\): /, ''));
}
/** When it was last seen; RFC 3339 in UTC, so that the strings compare. */
function timeOf(event) {
    return (event.series?.lastObservedTime ??
        event.lastTimestamp ??
        event.eventTime ??
        event.metadata.creationTimestamp ??
        '');
}


/***/ }),

/***/ 60237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ copyFile),
  V: () => (/* binding */ exec)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/kube/client.js + 4 modules
var client = __webpack_require__(16480);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/status.js
var kube_status = __webpack_require__(214);
// EXTERNAL MODULE: ./lib/src/kube/transport-error.js
var transport_error = __webpack_require__(3252);
;// CONCATENATED MODULE: ./lib/src/kube/exec-session.js





// Channels of the remote command protocol: the first byte of every message.
// https://kubernetes.io/docs/reference/using-api/websockets/ and client-go tools/remotecommand
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const CLOSE = 255;
const V5 = 'v5.channel.k8s.io';
/** Spoken by 1.29 servers. It has no way to close stdin alone. */
const V4 = 'v4.channel.k8s.io';
const PING_EVERY_MS = 5_000;
/** After four unanswered pings the peer is gone: a dropped route closes no connection. */
const SILENCE_MS = 20_000;
/** The server should close right after the status; we wait no longer than this for it. */
const CLOSE_GRACE_MS = 2_000;
const STDIN_CHUNK_BYTES = 32 * 1024;
const STDERR_BYTES = 64 * 1024;
const STATUS_BYTES = 64 * 1024;
/** A pod's status lags behind the kubelet: by a second, or more on a busy node. */
const LATE_STATUS_MS = 10_000;
const LOOK_EVERY_MS = 500;
/** One exec, once: opens the WebSocket, feeds stdin, and waits for the status and the end of the output. */
async function runCommand(kube, target, command, options) {
    const { stdin, timeoutMs } = options;
    const place = `container ${target.container} of pod ${target.namespace}/${target.pod}`;
    const operation = `run ${command[0] ?? 'nothing'} in ${place}`;
    const startedAt = performance.now();
    const path = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/pods/${encodeURIComponent(target.pod)}/exec`;
    const socket = await kube.openWebSocket(path, [V5, V4], {
        operation,
        query: {
            container: target.container,
            command: stdin === undefined ? command : withInputOf(stdin.length, command),
            stdin: stdin !== undefined,
            stdout: true,
            stderr: true,
        },
        timeoutMs,
    });
    const leftMs = Math.max(0, timeoutMs - (performance.now() - startedAt));
    const { status, stderr } = await converse(kube, socket, operation, { ...options, timeoutMs: leftMs });
    const exitCode = exitCodeOf(status, operation);
    const tookMs = performance.now() - startedAt;
    if (exitCode === 137 && (await hasEnded(kube, target, kube.clock.now() - tookMs))) {
        throw execError(operation, 'the container ended meanwhile.', containerGone);
    }
    return { exitCode, stderr };
}
async function converse(kube, socket, operation, options) {
    const { signal } = kube;
    const { server } = kube.cluster;
    const { stdin, maxBytes } = options;
    const stderr = [];
    const status = [];
    let stdoutBytes = 0;
    let stderrBytes = 0;
    let statusBytes = 0;
    let heardAt = performance.now();
    let graceTimer;
    const timers = [];
    let onAbort;
    try {
        return await new Promise((resolve, reject) => {
            const fail = (error) => {
                reject(error instanceof Error ? error : new Error(String(error)));
                socket.terminate();
            };
            const finish = () => {
                const text = Buffer.concat(status).toString('utf8');
                if (isWholeStatus(text))
                    resolve({ status: text, stderr: Buffer.concat(stderr).toString('utf8') });
                else
                    fail(interrupted(operation));
                socket.terminate();
            };
            onAbort = () => {
                reject(signal.reason);
                socket.terminate();
            };
            if (signal.aborted)
                return onAbort();
            signal.addEventListener('abort', onAbort, { once: true });
            socket.on('error', (error) => fail((0,transport_error/* transportError */.W)(operation, server, error)));
            socket.on('close', finish);
            socket.on('pong', () => (heardAt = performance.now()));
            socket.on('message', (message) => {
                heardAt = performance.now();
                const frame = bytesOf(message);
                const data = frame.subarray(1);
                // Other channels, including those of a later protocol, are ignored.
                switch (frame[0] ?? CLOSE) {
                    case STDOUT:
                        stdoutBytes += data.length;
                        if (stdoutBytes > maxBytes)
                            fail(tooLarge(operation, maxBytes));
                        else
                            options.onStdout(data);
                        break;
                    case STDERR:
                        stderrBytes += data.length;
                        if (stderrBytes <= STDERR_BYTES)
                            stderr.push(data);
                        else if (stderrBytes > STDERR_BYTES + maxBytes)
                            fail(tooLarge(operation, maxBytes));
                        break;
                    case STATUS:
                        statusBytes += data.length;
                        if (statusBytes > STATUS_BYTES)
                            fail(tooLarge(operation, STATUS_BYTES));
                        else
                            status.push(data);
                        graceTimer ??= setTimeout(finish, CLOSE_GRACE_MS);
                        break;
                }
            });
            timers.push(setTimeout(() => fail(tooLong(operation)), options.timeoutMs), setInterval(() => {
                if (performance.now() - heardAt > SILENCE_MS)
                    fail((0,transport_error/* transportFailure */.q)(operation, server, 'NoAnswer'));
                else
                    socket.ping();
            }, PING_EVERY_MS));
            socket.resume();
            if (stdin !== undefined)
                feed(socket, stdin).catch(fail);
        });
    }
    finally {
        for (const timer of timers)
            clearTimeout(timer);
        clearTimeout(graceTimer);
        if (onAbort)
            signal.removeEventListener('abort', onAbort);
    }
}
/** The command behind `head`, which ends its input even where the protocol cannot close stdin. */
function withInputOf(sizeBytes, command) {
    return ['sh', '-c', 'head -c "$0" | "$@"', String(sizeBytes), ...command];
}
/** Sends stdin chunk by chunk, each when the previous one has been handed to the socket, and closes it. */
async function feed(socket, stdin) {
    for (let offset = 0; offset < stdin.length; offset += STDIN_CHUNK_BYTES) {
        const sent = await send(socket, Buffer.concat([Buffer.of(STDIN), stdin.subarray(offset, offset + STDIN_CHUNK_BYTES)]));
        if (!sent)
            return;
    }
    if (socket.protocol === V5)
        await send(socket, Buffer.of(CLOSE, STDIN));
}
/** False when the socket is closing: a command may end without having read all its input. */
async function send(socket, data) {
    if (socket.readyState !== socket.OPEN)
        return false;
    return await new Promise((resolve) => {
        socket.send(data, (error) => resolve(!error));
    });
}
/**
 * Whether exit code 137 means that the container ended during the exec, rather than that the command was killed in it.
 * The pod's status lags behind, and the container may have been restarted by the time it shows.
 */
async function hasEnded(kube, target, begunMs) {
    let containerId;
    for (let waitedMs = 0; waitedMs <= LATE_STATUS_MS; waitedMs += LOOK_EVERY_MS) {
        if (waitedMs > 0)
            await kube.clock.sleep(LOOK_EVERY_MS, kube.signal);
        const life = await (0,container/* containerLife */.af)(kube, target);
        if (life.state !== 'running')
            return true;
        // The status gives the start in whole seconds.
        if (life.startedAtMs + 1000 > begunMs)
            return true;
        containerId ??= life.containerId;
        if (life.containerId !== containerId)
            return true;
    }
    return false;
}
function isWholeStatus(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
/** @throws KubeError if the command did not run */
function exitCodeOf(text, operation) {
    const status = (0,kube_status/* parseStatus */.i$)(text);
    if (status.succeeded)
        return 0;
    const exitCode = status.causes.find((cause) => cause.reason === 'ExitCode')?.message;
    if (status.reason === 'NonZeroExitCode' && exitCode !== undefined && /^\d{1,3}$/.test(exitCode)) {
        return Number(exitCode);
    }
    const words = (0,plain_text/* oneLine */.TN)(status.message.replace(/^(?:Internal error occurred: )+/, ''), 300);
    if (containerIsNotThere.test(words)) {
        throw execError(operation, 'the container is not running.', containerGone);
    }
    // The runtime nests it: "…: OCI runtime exec failed: exec failed: unable to start container process: …"
    const start = /unable to start container process: (.*)$/s.exec(status.message)?.[1];
    if (start !== undefined || /executable file not found/.test(words)) {
        const failure = { code: 'container-failed', reason: 'CommandNotStarted', retryable: false };
        throw execError(operation, (0,plain_text/* oneLine */.TN)(start ?? words, 300), failure);
    }
    throw execError(operation, words, { code: 'api-error', reason: 'ExecFailed', retryable: true });
}
const containerIsNotThere = /container not found|CONTAINER_EXITED|container .* is not running|container .* not created|task .* not found/i;
const containerGone = { code: 'shard-lost', reason: 'ContainerNotFound', retryable: true };
function execError(operation, why, { code, ...details }) {
    return new kube_errors/* KubeError */.a3(code, `Could not ${operation}: ${why}`, { status: 0, ...details });
}
function interrupted(operation) {
    const why = 'the connection closed before the command had ended.';
    return execError(operation, why, { code: 'api-error', reason: 'ExecInterrupted', retryable: true });
}
function tooLong(operation) {
    const failure = { code: 'api-error', reason: 'DeadlineExceeded', retryable: true };
    return execError(operation, 'it did not end in time.', failure);
}
function tooLarge(operation, maxBytes) {
    const failure = { code: 'bad-result', reason: 'OutputTooLarge', retryable: false };
    return execError(operation, `it prints more than ${maxBytes} bytes.`, failure);
}
function bytesOf(message) {
    if (Buffer.isBuffer(message))
        return message;
    return Array.isArray(message) ? Buffer.concat(message) : Buffer.from(message);
}

// EXTERNAL MODULE: ./lib/src/kube/retry.js
var retry = __webpack_require__(19344);
;// CONCATENATED MODULE: ./lib/src/kube/exec.js










const EXEC_TIMEOUT_MS = 60_000;
const STDOUT_BYTES = 8 * 1024 * 1024;
/**
 * Runs a short command in a running container; at most four at the same time in one container.
 * A command that fails is a result, not an error: see `exitCode`.
 *
 * @throws KubeError with reason `ContainerEnded` (the container ended meanwhile, or was not running),
 *   `CommandNotStarted` (no such program), `OutputTooLarge`, `ExecInterrupted` (the connection closed without a
 *   status: the command may or may not have ended), `DeadlineExceeded`, or that of any failed request
 */
async function exec(kube, target, command, options = {}) {
    const { stdin, timeoutMs = EXEC_TIMEOUT_MS, maxBytes = STDOUT_BYTES, retryForMs = 0 } = options;
    const own = options.signal === undefined ? kube : (0,client/* withSignal */.l)(kube, options.signal);
    return await retried(own, target, retryForMs, async () => {
        const chunks = [];
        const { exitCode, stderr } = await runCommand(own, target, command, {
            ...(stdin === undefined ? {} : { stdin }),
            timeoutMs,
            maxBytes,
            onStdout: (chunk) => chunks.push(chunk),
        });
        return { exitCode, stderr, stdout: Buffer.concat(chunks) };
    });
}
/** How often a file may differ from its announced size or hash before that is an error. */
const MOST_MISMATCHES = 5;
/** The slowest connection for which the default timeout is long enough. */
const SLOWEST_BYTES_PER_MS = 64;
/**
 * Copies a file of a container to a local one, and checks its size and hash: exec is known to truncate output and
 * still exit with 0 (https://github.com/kubernetes/kubernetes/issues/60140). The file is streamed, and gets its name
 * only when it is complete.
 *
 * @throws ActionError `bad-result` if the file is missing, too large, or keeps differing; KubeError as `exec`
 */
async function copyFile(kube, target, path, options) {
    const { to: local, maxBytes, sizeBytes, sha256, retryForMs = retry/* RETRY_BUDGET_MS */.K } = options;
    const own = options.signal === undefined ? kube : (0,client/* withSignal */.l)(kube, options.signal);
    const name = `${path} of container ${target.container} in pod ${target.namespace}/${target.pod}`;
    if (sizeBytes !== undefined && sizeBytes > maxBytes) {
        throw new errors/* ActionError */.lZ('bad-result', `${name} has ${sizeBytes} bytes, more than the ${maxBytes} allowed.`);
    }
    const timeoutMs = options.timeoutMs ?? EXEC_TIMEOUT_MS + (sizeBytes ?? maxBytes) / SLOWEST_BYTES_PER_MS;
    let mismatches = 0;
    const mismatch = (text) => new kube_errors/* KubeError */.a3('bad-result', `${name} arrived with ${text}.`, {
        status: 0,
        reason: 'FileMismatch',
        retryable: ++mismatches < MOST_MISMATCHES,
    });
    await retried(own, target, retryForMs, async () => {
        const part = await (0,promises_.open)(`${local}.part`, 'w');
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let gotBytes = 0;
        try {
            const result = await runCommand(own, target, ['cat', '--', path], {
                timeoutMs,
                maxBytes: sizeBytes ?? maxBytes,
                onStdout: (chunk) => {
                    gotBytes += chunk.length;
                    hash.update(chunk);
                    // Written synchronously, so that chunks cannot pile up; they are small and the disk is local.
                    for (let at = 0; at < chunk.length;)
                        at += (0,external_node_fs_.writeSync)(part.fd, chunk, at);
                },
            }).catch((error) => {
                // It is longer than announced, so it may have been replaced since.
                if (sizeBytes !== undefined && (0,kube_errors/* isKubeError */.Cv)(error, 'OutputTooLarge')) {
                    throw mismatch(`more than its ${sizeBytes} bytes`);
                }
                throw error;
            });
            if (result.exitCode !== 0) {
                throw new errors/* ActionError */.lZ('bad-result', `${name} cannot be read: ${(0,plain_text/* oneLine */.TN)(result.stderr, 300)}`);
            }
        }
        finally {
            await part.close();
        }
        if (sizeBytes !== undefined && gotBytes !== sizeBytes) {
            throw mismatch(`${gotBytes} of ${sizeBytes} bytes`);
        }
        if (sha256 !== undefined && hash.digest('hex') !== sha256)
            throw mismatch('another SHA-256 than announced');
    }).catch(async (error) => {
        await (0,promises_.rm)(`${local}.part`, { force: true });
        throw error;
    });
    await (0,promises_.rename)(`${local}.part`, local);
}
async function retried(kube, target, budgetMs, attempt) {
    const { clock, log, signal } = kube;
    const key = `${target.namespace}/${target.pod}/${target.container}`;
    return await (0,retry/* withRetries */.L)(async () => {
        try {
            return await kube.execLimit(key, attempt);
        }
        catch (error) {
            throw await explained(kube, target, error);
        }
    }, { budgetMs, clock, log, signal });
}
/**
 * "Container not found" can mean that it has not started, has ended, or is being restarted. The pod's status tells
 * which, and so whether to retry.
 */
async function explained(kube, target, error) {
    if (!(0,kube_errors/* isKubeError */.Cv)(error, 'ContainerNotFound'))
        return error;
    let life = await (0,container/* containerLife */.af)(kube, target);
    // The pod's status lags up to a second behind the kubelet.
    for (let look = 0; life.state === 'running' && look < 3; look++) {
        await kube.clock.sleep(500, kube.signal);
        life = await (0,container/* containerLife */.af)(kube, target);
    }
    return new kube_errors/* KubeError */.a3('shard-lost', `${error.message.replace(/\.$/, '')}: ${life.sentence}.`, {
        status: error.status,
        reason: 'ContainerEnded',
        retryable: !life.isFinal,
        cause: error,
    });
}


/***/ }),

/***/ 58224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GY: () => (/* binding */ identifyAndLog),
/* harmony export */   ls: () => (/* binding */ identify)
/* harmony export */ });
/* unused harmony export OLDEST_MINOR */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(252);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86431);



/** Native sidecars are on by default from 1.29. */
const OLDEST_MINOR = 29;
const IDENTIFY_TIMEOUT_MS = 10_000;
/**
 * Asks for the server's version and our user: the first two requests to a cluster. They are not retried, so that a
 * wrong address or CA is reported within seconds instead of after two minutes.
 * @throws ActionError `cluster-unreachable`, `cluster-tls`, `cluster-auth`, `cluster-too-old`
 */
async function identify(kube) {
    const options = { timeoutMs: IDENTIFY_TIMEOUT_MS, retryForMs: 0 };
    // Runs a credential plugin once now, not once for each of the two parallel requests.
    await kube.cluster.authenticate();
    const [version, user] = await Promise.all([serverVersion(kube, options), whoAmI(kube, options)]);
    if (version.major === 1 && version.minor < OLDEST_MINOR) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('cluster-too-old', `${kube.cluster.server} runs Kubernetes ${version.text}.`, {
            hint: `The eval pod needs native sidecars: Kubernetes 1.${OLDEST_MINOR} or newer.`,
        });
    }
    return { version: version.text, minor: version.minor, user };
}
/** The same, and logs the result. @throws ActionError as `identify` does */
async function identifyAndLog(kube, log) {
    const identity = await identify(kube);
    const { version, user } = identity;
    log.info(`Kubernetes ${version} at ${kube.cluster.server}${user === undefined ? '' : ` as ${user}`}.`);
    return identity;
}
async function serverVersion(kube, options) {
    const operation = 'ask the API server for its version';
    const { body } = await kube.request('GET', '/version', { ...options, operation });
    const text = typeof body.gitVersion === 'string' ? (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(body.gitVersion, 60) : '';
    const numbers = /^v(\d+)\.(\d+)/.exec(text);
    if (numbers === null) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KubeError */ .a3('cluster-unreachable', `${kube.cluster.server} answers, but not as Kubernetes does.`, {
            status: 0,
            reason: 'NotKubernetes',
            retryable: false,
            hint: 'Write the address of the API server as server in the kubeconfig.',
        });
    }
    return { text, major: Number(numbers[1]), minor: Number(numbers[2]) };
}
/**
 * The version is public, so only this request shows whether the credentials are valid. Undefined if the server
 * lacks this API (before 1.28), or forbids it to users it has authenticated.
 */
async function whoAmI(kube, options) {
    try {
        const { body } = await kube.request('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
            ...options,
            operation: 'log in to the cluster',
            body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
        });
        const username = body.status?.userInfo?.username;
        return typeof username === 'string' ? (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(username, 200) : undefined;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error) && (error.status === 404 || error.code === 'missing-permission'))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 83830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ followLog)
});

// EXTERNAL MODULE: ./lib/src/kube/client.js + 4 modules
var client = __webpack_require__(16480);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
;// CONCATENATED MODULE: ./lib/src/kube/lines.js
/**
 * Cuts a byte stream into lines, in constant memory: of a line longer than `maxBytes` only the head is kept.
 * Bytes are cut, not text, so that a character over two chunks stays whole.
 */
function lineSplitter(maxBytes) {
    let parts = [];
    let keptBytes = 0;
    let droppedBytes = 0;
    const keep = (piece, isRest) => {
        const room = Math.min(piece.length, maxBytes - keptBytes);
        // A rest stays until the next chunk: copied, or each would hold on to its whole chunk.
        if (room > 0)
            parts.push(isRest ? Buffer.from(piece.subarray(0, room)) : piece.subarray(0, room));
        keptBytes += room;
        droppedBytes += piece.length - room;
    };
    const take = () => {
        const line = (parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)).toString('utf8');
        const text = droppedBytes === 0 ? line : `${line} … [${droppedBytes} bytes more]`;
        parts = [];
        keptBytes = 0;
        droppedBytes = 0;
        return text.endsWith('\r') ? text.slice(0, -1) : text;
    };
    return {
        push(chunk, onLine) {
            let start = 0;
            for (;;) {
                const newline = chunk.indexOf(0x0a, start);
                if (newline === -1)
                    break;
                keep(chunk.subarray(start, newline), false);
                onLine(take());
                start = newline + 1;
            }
            if (start < chunk.length)
                keep(chunk.subarray(start), true);
        },
        end() {
            return keptBytes + droppedBytes === 0 ? undefined : take();
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/kube/log-resume.js
// The kubelet pads stamps to nine digits, so that they compare as strings.
const stamped = /^((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)) ?/;
/**
 * Where to go on after a log stream was cut. `sinceTime` counts whole seconds, so a reopened stream repeats
 * lines: those before the last stamp are dropped, and of those with the very same stamp as many as were seen.
 * (The way of https://github.com/stern/stern/pull/230.) Within one stream nothing is dropped: stdout and
 * stderr may be stamped out of order.
 */
function resumePoint() {
    /** The highest stamp so far, how many lines had it, and the second to resume at. */
    let last;
    /** What is repeated at the start of a reopened stream; undefined once that is over. */
    let overlap;
    return {
        sinceTime: () => last?.second,
        reopened() {
            overlap = last && { stamp: last.stamp, skip: last.lines, isFirst: true };
        },
        accept(line) {
            const [prefix, stamp, second, zone] = stamped.exec(line) ?? [];
            if (prefix === undefined || stamp === undefined) {
                // The first line of a reopened stream can be the tail of a line that was skipped.
                return overlap?.isFirst ? undefined : { time: undefined, text: line, gapSince: undefined };
            }
            let gapSince;
            if (overlap) {
                if (stamp < overlap.stamp || (stamp === overlap.stamp && overlap.skip > 0)) {
                    if (stamp === overlap.stamp)
                        overlap.skip--;
                    overlap.isFirst = false;
                    return undefined;
                }
                // The stream was asked for from the last line on: without any overlap, the file that line was in is gone.
                if (overlap.isFirst)
                    gapSince = overlap.stamp;
                overlap = undefined;
            }
            if (last?.stamp === stamp)
                last.lines++;
            else if (last === undefined || stamp > last.stamp)
                last = { stamp, lines: 1, second: `${second}${zone}` };
            return { time: stamp, text: line.slice(prefix.length), gapSince };
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/kube/logs.js





const SILENCE_MS = 60_000;
const MAX_LINE_BYTES = 16 * 1024;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;
/** For an evicted pod, among others, the kubelet returns this text as the log, with status 200. */
const NO_LOG = /^(?:unable to retrieve container logs for|failed to try resolving symlinks in path) /;
/**
 * Follows a container's log for people to read. Nothing may be decided by it: lines can be missing after a rotation
 * (the complete log is a file in the pod). Resumes after a cut without repeating lines, in constant memory.
 * Ends when the container has ended for good, or quietly when the signal aborts.
 *
 * @throws KubeError if waiting does not help: no permission, no such container
 */
async function* followLog(kube, target, options = {}) {
    const { silenceMs = SILENCE_MS, maxLineBytes = MAX_LINE_BYTES } = options;
    const own = options.signal === undefined ? kube : (0,client/* withSignal */.l)(kube, options.signal);
    const { signal } = own;
    const isFinished = options.isFinished ?? (async () => (await (0,container/* containerLife */.af)(own, target)).isFinal);
    const resume = resumePoint();
    let pauseMs = FIRST_PAUSE_MS;
    let wasFinished = false;
    for (;;) {
        if (signal.aborted)
            return;
        let newLines = 0;
        try {
            const body = await openLog(own, target, resume.sinceTime(), silenceMs);
            resume.reopened();
            for await (const lines of linesOf(body, maxLineBytes, silenceMs, wasFinished)) {
                for (const line of lines) {
                    const entry = NO_LOG.test(line) ? undefined : resume.accept(line);
                    if (entry === undefined)
                        continue;
                    newLines++;
                    if (entry.gapSince !== undefined)
                        yield { kind: 'gap', since: entry.gapSince };
                    yield { kind: 'line', time: entry.time, text: entry.text };
                }
            }
        }
        catch (error) {
            if (signal.aborted)
                return;
            if (!(0,errors/* isKubeError */.Cv)(error) || !mayComeBack(error))
                throw error;
            kube.log?.debug(error.message);
        }
        // The status can report the end before the last lines are in the log, so read once more after it.
        if (wasFinished && newLines === 0)
            return;
        wasFinished = await unlessUnreachable(isFinished, signal);
        pauseMs = newLines > 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        // Rejects only when aborted, which the loop checks next.
        if (!wasFinished)
            await kube.clock.sleep(pauseMs, signal).catch(() => undefined);
    }
}
/** False if the API server cannot be reached: the container may still be running. */
async function unlessUnreachable(isFinished, signal) {
    try {
        return await isFinished();
    }
    catch (error) {
        if (signal.aborted || ((0,errors/* isKubeError */.Cv)(error) && error.retryable))
            return false;
        throw error;
    }
}
async function openLog(kube, target, sinceTime, silenceMs) {
    const { namespace, pod, container } = target;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
    const { body } = await kube.stream(path, {
        operation: `read the log of container ${container} of pod ${namespace}/${pod}`,
        query: { container, follow: true, timestamps: true, sinceTime },
        headersTimeoutMs: silenceMs,
    });
    return body;
}
/** The lines of each chunk. Ends when the stream ends, is cut, or is silent for too long; the caller then reopens it. */
async function* linesOf(body, maxLineBytes, silenceMs, isComplete) {
    const splitter = lineSplitter(maxLineBytes);
    let watchdog;
    const watch = () => {
        watchdog = setTimeout(() => body.destroy(), silenceMs);
    };
    try {
        watch();
        for await (const chunk of body) {
            // Stopped while the reader works on these lines: its time must not count as the stream's silence.
            clearTimeout(watchdog);
            const lines = [];
            splitter.push(chunk, (line) => lines.push(line));
            yield lines;
            watch();
        }
        // An incomplete line, unless the container has ended: then it is the last one, without a newline.
        const rest = splitter.end();
        if (rest !== undefined && isComplete)
            yield [rest];
    }
    catch {
        // The stream was cut. Its incomplete last line comes again, whole, after reopening.
    }
    finally {
        clearTimeout(watchdog);
        body.destroy();
    }
}
/** "Waiting to start" is 400, a restarting kubelet 500; whether a pod that is not found is gone, `isFinished` decides. */
function mayComeBack(error) {
    if (error.retryable || error.status === 404)
        return true;
    return (error.status === 400 &&
        /waiting to start|not (?:yet )?(?:available|ready)|ContainerCreating|PodInitializing/.test(error.message));
}


/***/ }),

/***/ 99810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bb: () => (/* binding */ apply),
/* harmony export */   F6: () => (/* binding */ patch),
/* harmony export */   H8: () => (/* binding */ refOf),
/* harmony export */   LF: () => (/* binding */ read),
/* harmony export */   TF: () => (/* binding */ remove),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   vt: () => (/* binding */ create)
/* harmony export */ });
/* unused harmony exports FIELD_MANAGER, collectionPath, objectPath */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

/** Under this name the API server remembers which fields are ours. */
const FIELD_MANAGER = 'clawbench-k8s-action';
const inNamespace = (plural) => ({ plural, namespaced: true });
const inNone = (plural) => ({ plural, namespaced: false });
/** The kinds this program handles; a table instead of discovery, which is two requests before the first one. */
const kinds = {
    'v1/ConfigMap': inNamespace('configmaps'),
    'v1/Event': inNamespace('events'),
    'v1/LimitRange': inNamespace('limitranges'),
    'v1/Namespace': inNone('namespaces'),
    'v1/Node': inNone('nodes'),
    'v1/PersistentVolumeClaim': inNamespace('persistentvolumeclaims'),
    'v1/Pod': inNamespace('pods'),
    'v1/ResourceQuota': inNamespace('resourcequotas'),
    'v1/Secret': inNamespace('secrets'),
    'v1/Service': inNamespace('services'),
    'v1/ServiceAccount': inNamespace('serviceaccounts'),
    'apps/v1/Deployment': inNamespace('deployments'),
    'apps/v1/ReplicaSet': inNamespace('replicasets'),
    'apps/v1/StatefulSet': inNamespace('statefulsets'),
    'batch/v1/Job': inNamespace('jobs'),
    'networking.k8s.io/v1/NetworkPolicy': inNamespace('networkpolicies'),
    'policy/v1/PodDisruptionBudget': inNamespace('poddisruptionbudgets'),
    'rbac.authorization.k8s.io/v1/ClusterRole': inNone('clusterroles'),
    'rbac.authorization.k8s.io/v1/ClusterRoleBinding': inNone('clusterrolebindings'),
    'rbac.authorization.k8s.io/v1/Role': inNamespace('roles'),
    'rbac.authorization.k8s.io/v1/RoleBinding': inNamespace('rolebindings'),
    'storage.k8s.io/v1/StorageClass': inNone('storageclasses'),
};
/** Where the objects of a kind live: `/apis/batch/v1/namespaces/bench/jobs`. Without a namespace: in all of them. */
function collectionPath(apiVersion, kind, namespace) {
    const known = kinds[`${apiVersion}/${kind}`];
    if (known === undefined)
        throw new TypeError(`${apiVersion} ${kind} is not in the table of kinds.`);
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    if (!known.namespaced || namespace === undefined)
        return `${root}/${known.plural}`;
    return `${root}/namespaces/${encodeURIComponent(namespace)}/${known.plural}`;
}
function objectPath(ref) {
    return `${collectionPath(ref.apiVersion, ref.kind, ref.namespace)}/${encodeURIComponent(ref.name)}`;
}
/** For messages: `ConfigMap bench/config`. */
function describe(ref) {
    return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}
function refOf(object) {
    const { apiVersion, kind, metadata } = object;
    return {
        apiVersion,
        kind,
        name: metadata.name,
        ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    };
}
/**
 * Server-side apply: creates the object or changes exactly the fields given. A misspelt field is refused.
 * @param options.force take over fields others manage; off unless said
 * @throws KubeError `foreign-object` when others manage a field with another value, `bad-manifest` when the
 *   server refuses the object
 */
async function apply(kube, object, options = {}) {
    const { force = false, dryRun = false, fieldManager = FIELD_MANAGER, ...call } = options;
    const ref = refOf(object);
    const { body, warnings } = await kube.request('PATCH', objectPath(ref), {
        ...call,
        operation: `apply ${describe(ref)}`,
        query: { fieldManager, fieldValidation: 'Strict', force, dryRun: dryRun ? 'All' : undefined },
        body: object,
        contentType: 'application/apply-patch+yaml',
    });
    return { object: body, warnings };
}
/**
 * Creates an object that must not exist yet.
 * @throws KubeError with reason `AlreadyExists`; if its `attempts` is over 1, the object may be of our own first try
 */
async function create(kube, object, options = {}) {
    const { dryRun = false, ...call } = options;
    const ref = refOf(object);
    const path = collectionPath(ref.apiVersion, ref.kind, ref.namespace);
    const { body, warnings } = await kube.request('POST', path, {
        ...call,
        operation: `create ${describe(ref)}`,
        query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', dryRun: dryRun ? 'All' : undefined },
        body: object,
    });
    return { object: body, warnings };
}
/** The object, or undefined if there is none. @throws KubeError */
async function read(kube, ref, options = {}) {
    try {
        const operation = `read ${describe(ref)}`;
        return (await kube.request('GET', objectPath(ref), { ...options, operation })).body;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KubeError */ .a3 && error.status === 404)
            return undefined;
        throw error;
    }
}
/** `NetworkPolicies`, `StorageClasses`. */
function severalOf(kind) {
    return `${kind.replace(/y$/, 'ie').replace(/s$/, 'se')}s`;
}
/** All objects of a kind in a namespace (in all of them, without one) that match the selectors. */
async function list(kube, of, options = {}) {
    const { labelSelector, fieldSelector, ...call } = options;
    const items = [];
    let next;
    do {
        const { body } = await kube.request('GET', collectionPath(of.apiVersion, of.kind, of.namespace), {
            ...call,
            operation: `list ${severalOf(of.kind)}${of.namespace === undefined ? '' : ` of namespace ${of.namespace}`}`,
            query: { labelSelector, fieldSelector, limit: 500, continue: next },
        });
        items.push(...body.items);
        next = body.metadata?.continue;
    } while (next !== undefined && next !== '');
    return items;
}
/**
 * Changes some fields: `merge` replaces lists, `strategic` merges them by key (built-in kinds only).
 * @param options.subresource `ephemeralcontainers`, `status`
 */
async function patch(kube, ref, change, options = {}) {
    const { type = 'merge', subresource, ...call } = options;
    const path = subresource === undefined ? objectPath(ref) : `${objectPath(ref)}/${subresource}`;
    const { body } = await kube.request('PATCH', path, {
        ...call,
        operation: `change ${describe(ref)}`,
        query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
        body: change,
        contentType: `application/${type === 'merge' ? 'merge' : 'strategic-merge'}-patch+json`,
    });
    return body;
}
/**
 * Asks for an object's removal; does not wait for the end of it.
 * @returns false if it is gone already, or a namesake stands in its place
 */
async function remove(kube, ref, options = {}) {
    const { uid, propagationPolicy = 'Background', gracePeriodSeconds, ...call } = options;
    try {
        await kube.request('DELETE', objectPath(ref), {
            ...call,
            operation: `delete ${describe(ref)}`,
            body: {
                apiVersion: 'v1',
                kind: 'DeleteOptions',
                propagationPolicy,
                ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
                ...(uid === undefined ? {} : { preconditions: { uid } }),
            },
        });
        return true;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KubeError */ .a3))
            throw error;
        if (error.status === 404)
            return false;
        if (error.status === 409 && uid !== undefined && /precondition/i.test(error.message))
            return false;
        // A namespace that is on its way out answers a second request so.
        if (error.status === 409 && /ensuring all content is removed/.test(error.message))
            return true;
        throw error;
    }
}


/***/ }),

/***/ 88022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ pullSecretPermissions),
/* harmony export */   ES: () => (/* binding */ rolloutPermissions),
/* harmony export */   Hp: () => (/* binding */ pullSecretPermission),
/* harmony export */   QL: () => (/* binding */ newNamespacePermissions),
/* harmony export */   _o: () => (/* binding */ mlflowPermissions),
/* harmony export */   pb: () => (/* binding */ teardownPermissions),
/* harmony export */   s5: () => (/* binding */ attachPermissions),
/* harmony export */   u7: () => (/* binding */ ownNamespacePermissions),
/* harmony export */   uQ: () => (/* binding */ ephemeralPermissions),
/* harmony export */   wg: () => (/* binding */ openclawPermissions),
/* harmony export */   wu: () => (/* binding */ deployedMlflowPermissions),
/* harmony export */   xE: () => (/* binding */ evalPermissions)
/* harmony export */ });
const inNamespace = (group, resource, verbs, purpose) => ({ group, resource, verbs, scope: 'namespace', purpose });
/**
 * For an eval in a namespace that is there already. Server-side apply that makes an object needs `create`
 * beside `patch`. Exec by WebSocket is a GET, and from Kubernetes 1.35 on also asks for `create`.
 * Secrets are written but never read; they, ConfigMaps and policies leave with the Job that owns them.
 */
const evalPermissions = [
    inNamespace('', 'pods', ['get', 'list', 'delete'], 'follow the eval and give up pods of lost nodes'),
    inNamespace('', 'pods/exec', ['get', 'create'], 'exchange requests and results with the eval pod'),
    inNamespace('', 'pods/log', ['get'], 'show the log'),
    inNamespace('', 'events', ['list'], 'say why a pod does not start'),
    inNamespace('', 'configmaps', ['create', 'patch'], 'configure the eval'),
    inNamespace('', 'secrets', ['create', 'patch'], 'hand the keys to the eval'),
    inNamespace('batch', 'jobs', ['get', 'list', 'create', 'patch', 'delete'], 'run the eval'),
    inNamespace('networking.k8s.io', 'networkpolicies', ['create', 'patch'], 'keep other pods away from the eval'),
];
/** For an eval on an OpenClaw that is there: the user's own objects are only read. */
const attachPermissions = [
    inNamespace('apps', 'deployments', ['get', 'list'], 'find the OpenClaw that is there'),
    inNamespace('', 'pods', ['get', 'list'], 'find its pod and follow the eval'),
    inNamespace('', 'pods/exec', ['get', 'create'], 'look at the gateway, and exchange requests and results'),
    inNamespace('', 'pods/log', ['get'], 'show the logs'),
    inNamespace('', 'events', ['list'], 'say what went wrong'),
    inNamespace('', 'configmaps', ['get', 'list', 'create', 'patch', 'delete'], 'configure the eval and find it again'),
];
const ephemeralPermissions = [
    inNamespace('', 'pods/ephemeralcontainers', ['patch'], 'join the pod of the gateway'),
];
const rolloutPermissions = [
    inNamespace('apps', 'deployments', ['patch'], 'roll the eval out with the gateway'),
];
/** For namespaces the action makes for each eval and deletes after it. */
const ownNamespacePermissions = [
    {
        group: '',
        resource: 'namespaces',
        verbs: ['get', 'create', 'patch', 'delete'],
        scope: 'cluster',
        purpose: 'give each eval a namespace of its own',
    },
];
/** For deploying MLflow, in its namespace. */
const mlflowPermissions = [
    inNamespace('apps', 'deployments', ['get', 'create', 'patch'], 'deploy MLflow'),
    inNamespace('', 'services', ['create', 'patch'], 'make MLflow reachable'),
    inNamespace('', 'persistentvolumeclaims', ['get', 'create', 'patch'], 'keep the data of MLflow'),
];
const toCreate = ['get', 'create', 'patch'];
/** For a standing OpenClaw, in its namespace. Its Secret is read: a redeploy keeps the gateway's token. */
const openclawPermissions = [
    inNamespace('apps', 'deployments', toCreate, 'deploy OpenClaw'),
    inNamespace('', 'services', toCreate, 'make OpenClaw reachable'),
    inNamespace('', 'persistentvolumeclaims', toCreate, 'keep the data of OpenClaw'),
    inNamespace('', 'configmaps', toCreate, 'configure OpenClaw'),
    inNamespace('', 'secrets', toCreate, 'hand the keys to OpenClaw'),
    inNamespace('', 'pods', ['list'], 'see whether OpenClaw is ready'),
    inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];
/** For deploying MLflow by itself, and waiting for it. */
const deployedMlflowPermissions = [
    ...mlflowPermissions,
    inNamespace('', 'services', ['get'], 'make MLflow reachable'),
    inNamespace('', 'pods', ['list'], 'see whether MLflow is ready'),
    inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];
/** For the login of a private registry beside MLflow. */
const pullSecretPermissions = [
    inNamespace('', 'secrets', toCreate, 'hand the login of the registry to MLflow'),
];
/** For making the namespace of what stands. */
const newNamespacePermissions = [
    {
        group: '',
        resource: 'namespaces',
        verbs: toCreate,
        scope: 'cluster',
        purpose: 'make the namespaces of OpenClaw and MLflow',
    },
];
const toDelete = ['list', 'delete'];
/** For `mode: teardown`, in each namespace. */
const teardownPermissions = [
    inNamespace('apps', 'deployments', toDelete, 'delete what was deployed'),
    inNamespace('batch', 'jobs', toDelete, 'delete evals'),
    inNamespace('', 'services', toDelete, 'delete what was deployed'),
    inNamespace('', 'persistentvolumeclaims', toDelete, 'delete what was deployed'),
    inNamespace('', 'configmaps', toDelete, 'delete what was deployed'),
    inNamespace('', 'secrets', toDelete, 'delete what was deployed'),
    inNamespace('networking.k8s.io', 'networkpolicies', toDelete, 'delete evals'),
];
/** Beside those for MLflow, when its image is in a private registry. */
const pullSecretPermission = inNamespace('', 'secrets', ['create', 'patch'], 'let nodes pull the image of MLflow');


/***/ }),

/***/ 50524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ podReadiness),
/* harmony export */   c: () => (/* binding */ STUCK_MS)
/* harmony export */ });
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80321);
/* harmony import */ var _container_trouble_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5067);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(252);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76817);
/* harmony import */ var _readiness_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17994);





/** How long a pod may outlive its grace period; on a live node it is gone within seconds. */
const STUCK_MS = 30_000;
/**
 * Whether a pod is ready, and if not, why.
 * @param events of the namespace, or of the pod
 */
function podReadiness(pod, events, options) {
    const name = `Pod ${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
    const view = { pod, name, events, now: options.now };
    return (ended(view) ??
        leaving(view) ??
        unscheduled(view) ??
        (0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .containerTrouble */ .$C)(view) ??
        mountTrouble(view) ??
        running(view));
}
function ended({ pod, name }) {
    const phase = pod.status?.phase;
    if (phase !== 'Failed' && phase !== 'Succeeded')
        return undefined;
    const disrupted = disruption(pod, name);
    if (phase === 'Failed' && disrupted)
        return disrupted;
    const reason = pod.status?.reason ?? '';
    const code = phase === 'Failed' ? failureCodes[reason] : undefined;
    if (code !== undefined) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} failed: ${reason}: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(pod.status?.message ?? '')}`, code);
    }
    // A pod that succeeded can have one, too: see isFailure.
    const container = mainFirst(pod).find((status) => (0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(status));
    if (container)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name}: ${(0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .lastWords */ .aN)(container)}`, (0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .failureCode */ .AD)(container));
    if (phase === 'Succeeded')
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .done */ .Vw)(`${name} succeeded.`);
    if ((0,_container_js__WEBPACK_IMPORTED_MODULE_0__/* .statusesOf */ .CB)(pod).some((status) => status.state?.running)) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} failed while its containers ran: its node does not answer.`, 'node-lost');
    }
    const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(`${reason} ${pod.status?.message ?? ''}`);
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} failed: ${words === '' ? 'no reason was given.' : words}`, 'container-failed');
}
/** `status.reason` of a failed pod. */
const failureCodes = {
    Evicted: 'evicted',
    Preempting: 'evicted',
    Shutdown: 'evicted',
    Terminated: 'evicted',
    NodeShutdown: 'evicted',
    NodeLost: 'node-lost',
    DeadlineExceeded: 'timeout',
    // The kubelet refused what the scheduler sent it.
    NodeAffinity: 'unschedulable',
    OutOfcpu: 'unschedulable',
    OutOfmemory: 'unschedulable',
    OutOfpods: 'unschedulable',
    'OutOfephemeral-storage': 'unschedulable',
    UnexpectedAdmissionError: 'unschedulable',
};
function leaving({ pod, name, now }) {
    const deletedAt = pod.metadata?.deletionTimestamp;
    if (deletedAt === undefined)
        return undefined;
    const disrupted = disruption(pod, name);
    if (disrupted)
        return disrupted;
    if (now - Date.parse(deletedAt) > STUCK_MS) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} is stuck in Terminating: its node does not answer.`, 'node-lost');
    }
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} is being deleted.`, 'evicted');
}
function disruption(pod, name) {
    const target = pod.status?.conditions?.find((condition) => condition.type === 'DisruptionTarget' && condition.status === 'True');
    if (target === undefined)
        return undefined;
    const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(`${target.reason ?? ''}: ${target.message ?? ''}`);
    if (target.reason === 'DeletionByTaintManager')
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} lost its node: ${words}`, 'node-lost');
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} was evicted: ${words}`, 'evicted');
}
function unscheduled({ pod, name, events }) {
    const condition = pod.status?.conditions?.find((item) => item.type === 'PodScheduled');
    if (condition?.status !== 'False')
        return undefined;
    // "no new claims to deallocate, preemption: …" only repeats that no node has room.
    const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)((condition.message ?? '').replace(/ ?(?:no new claims[^:]*)?preemption: .*$/s, ''));
    const uid = pod.metadata?.uid;
    const autoscaler = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'TriggeredScaleUp') ?? (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'NotTriggerScaleUp');
    const more = autoscaler ? ` Autoscaler: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z)(autoscaler)}` : '';
    const code = /persistentvolumeclaim|PersistentVolumeClaims/.test(words)
        ? 'volume-unbound'
        : 'unschedulable';
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} waits for a node: ${words}${more}`, code);
}
/** Volumes that cannot be mounted appear in no status, only in events. */
function mountTrouble(view) {
    const { pod, name, events } = view;
    const isStarting = (0,_container_js__WEBPACK_IMPORTED_MODULE_0__/* .statusesOf */ .CB)(pod).some((status) => {
        const reason = status.state?.waiting?.reason;
        return reason === 'ContainerCreating' || reason === 'PodInitializing';
    });
    const hasBegun = (0,_container_js__WEBPACK_IMPORTED_MODULE_0__/* .statusesOf */ .CB)(pod).some((status) => status.state?.running ?? status.state?.terminated);
    if (!isStarting || hasBegun)
        return undefined;
    const uid = pod.metadata?.uid;
    // Images are pulled after everything is mounted, so earlier trouble is over.
    if ((0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'Pulling') ?? (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'Pulled'))
        return undefined;
    const mount = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'FailedMount');
    if (mount) {
        const message = `${name}: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z)(mount)}`;
        return (0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isObjectMissing */ .yt)(message) && !(0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isNew */ .BS)(view)
            ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, 'container-failed')
            : (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(message, 'container-failed');
    }
    const attach = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'FailedAttachVolume');
    if (attach)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z)(attach)}`, 'volume-unbound');
    const sandbox = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, uid, 'FailedCreatePodSandBox');
    if (sandbox)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z)(sandbox)}`, 'container-failed');
    return undefined;
}
function running({ pod, name, events }) {
    const condition = pod.status?.conditions?.find((item) => item.type === 'Ready');
    if (condition?.status === 'True')
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .ready */ .Gc)(`${name} is ready.`);
    const started = (0,_container_js__WEBPACK_IMPORTED_MODULE_0__/* .statusesOf */ .CB)(pod);
    const unready = started
        .filter((status) => !status.ready && status.state?.running)
        .map((status) => status.name);
    if (pod.status?.phase === 'Running' && (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .a)(events, pod.metadata?.uid, 'NodeNotReady')) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: its node does not answer.`, 'node-lost');
    }
    if (unready.length > 0) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: not ready yet: ${unready.join(', ')}.`);
    }
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} is starting.`);
}
/** Init and main containers, without sidecars: those are stopped at the end and then look as if they had failed. */
function mainFirst(pod) {
    const init = (pod.status?.initContainerStatuses ?? []).filter((status) => !(0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isSidecar */ .SE)(pod, status.name));
    return [...init, ...(pod.status?.containerStatuses ?? [])];
}


/***/ }),

/***/ 17994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gc: () => (/* binding */ ready),
/* harmony export */   Vw: () => (/* binding */ done),
/* harmony export */   eg: () => (/* binding */ waiting),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   hm: () => (/* binding */ worstOf)
/* harmony export */ });
/** The one to tell of: what can not be mended before what is in trouble before what only waits. */
function worstOf(all) {
    const rank = (item) => {
        if (item.state === 'failed')
            return 0;
        if (item.state === 'waiting')
            return item.code === undefined ? 2 : 1;
        return 3;
    };
    return all.reduce((worst, item) => (worst === undefined || rank(item) < rank(worst) ? item : worst), undefined);
}
/** No waiting mends it. */
function failed(message, code) {
    return { state: 'failed', code, message, terminal: true };
}
/** It may pass; without a code it is only taking its time. */
function waiting(message, code) {
    return { state: 'waiting', message, terminal: false, ...(code === undefined ? {} : { code }) };
}
function ready(message) {
    return { state: 'ready', message, terminal: false };
}
function done(message) {
    return { state: 'done', message, terminal: true };
}


/***/ }),

/***/ 19344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ RETRY_BUDGET_MS),
/* harmony export */   L: () => (/* binding */ withRetries)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

/** An API server that restarts refuses connections for about 62 s; tries go on for longer than that. */
const RETRY_BUDGET_MS = 120_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;
/** Waits shorter than this are nobody's business. */
const TELL_AFTER_MS = 5_000;
/**
 * Calls `attempt` until it succeeds, fails for good, or the time is over: by time and not by count, because
 * refused connections come back at once and would use up any count while a server restarts.
 * `Retry-After` is obeyed where it fits the budget.
 */
async function withRetries(attempt, options) {
    const { budgetMs, clock, log, signal, random = Math.random } = options;
    let firstFailureAt;
    let told = false;
    for (let attempts = 1;; attempts++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KubeError */ .a3))
                throw error;
            error.attempts = attempts;
            if (!error.retryable)
                throw error;
            signal?.throwIfAborted();
            const now = clock.now();
            firstFailureAt ??= now;
            const leftMs = firstFailureAt + budgetMs - now;
            const delayMs = error.retryAfterMs ?? backoff(attempts, random);
            if (delayMs > leftMs)
                throw error;
            if (!told && now - firstFailureAt >= TELL_AFTER_MS) {
                log?.info(`${error.message} Trying for ${Math.ceil(leftMs / 1000)} s more.`);
                told = true;
            }
            log?.debug(`Attempt ${attempts} failed, next in ${Math.round(delayMs)} ms: ${error.message}`);
            await clock.sleep(delayMs, signal);
        }
    }
}
/** Exponential, with equal jitter, so that parallel requests do not come back all at once. */
function backoff(attempts, random) {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
    return longest / 2 + (longest / 2) * random();
}


/***/ }),

/***/ 214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ux: () => (/* binding */ answeredError),
/* harmony export */   gi: () => (/* binding */ admissionRefusal),
/* harmony export */   i$: () => (/* binding */ parseStatus)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86431);


/** Reads a `Status` out of an answer's body; anything else (a proxy's page, plain text) becomes its message. */
function parseStatus(body) {
    const parsed = parseObject(body);
    // The status at the end of an exec names neither kind nor apiVersion.
    if (parsed?.['kind'] !== 'Status' && typeof parsed?.['status'] !== 'string') {
        const text = /<html|<!doctype/i.test(body) ? 'an HTML page instead of an answer of Kubernetes' : body;
        return { succeeded: false, reason: '', message: (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(text), causes: [], retryAfterMs: undefined };
    }
    const details = asObject(parsed['details']);
    const causes = Array.isArray(details?.['causes']) ? details['causes'] : [];
    const retryAfterSeconds = details?.['retryAfterSeconds'];
    return {
        succeeded: parsed['status'] === 'Success',
        reason: asText(parsed['reason']),
        message: asText(parsed['message']),
        causes: causes.map((item) => {
            const cause = asObject(item);
            return {
                reason: asText(cause?.['reason']),
                field: asText(cause?.['field']),
                message: asText(cause?.['message']),
            };
        }),
        retryAfterMs: typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : undefined,
    };
}
/**
 * The API server answered, with an error.
 *
 * @param operation what was tried, after "Could not": `apply ConfigMap bench/config`
 * @param retryAfterMs from the `Retry-After` header; a value in the Status is used where the header is missing
 */
function answeredError(operation, httpStatus, body, retryAfterMs) {
    const status = parseStatus(body);
    const { code, hint } = classify(httpStatus, status);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .KubeError */ .a3(code, `Could not ${operation}: ${explain(httpStatus, status)}`, {
        status: httpStatus,
        reason: status.reason === '' ? reasonOf(httpStatus) : status.reason,
        causes: status.causes,
        retryable: isRetryable(httpStatus, status),
        retryAfterMs: retryAfterMs ?? status.retryAfterMs,
        hint,
    });
}
// A misspelt or mistyped field in server-side apply is HTTP 500 without a reason, unlike every other
// refusal of a manifest. Sent again it fails again.
const applyRefusal = /^failed to (?:create typed patch object|convert new object) \([^)]*\)(?: to proper version)?: (?:unable to convert unstructured object to [^:]*: )?/;
function isRetryable(httpStatus, status) {
    if (httpStatus === 429)
        return true;
    if (httpStatus < 500 || httpStatus === 501)
        return false;
    return !applyRefusal.test(status.message);
}
function classify(httpStatus, status) {
    if (httpStatus === 401) {
        return {
            code: 'cluster-auth',
            hint: 'The token or client certificate in the kubeconfig is expired, revoked, or of another cluster. Create a new one, or log in to the cluster in an earlier step.',
        };
    }
    if (httpStatus === 403)
        return classifyForbidden(status);
    if (httpStatus === 409 && status.causes.some((cause) => cause.reason === 'FieldManagerConflict')) {
        return { code: 'foreign-object' };
    }
    if (httpStatus === 409 && status.reason === 'AlreadyExists')
        return { code: 'foreign-object' };
    if (httpStatus === 400 || httpStatus === 413 || httpStatus === 415 || httpStatus === 422) {
        return { code: 'bad-manifest' };
    }
    if (httpStatus === 500 && applyRefusal.test(status.message))
        return { code: 'bad-manifest' };
    return { code: 'api-error' };
}
/** 403 is what RBAC answers, but also quotas and every admission rule. */
function classifyForbidden(status) {
    if (status.causes.some((cause) => cause.reason === 'NamespaceTerminating'))
        return { code: 'api-error' };
    const refusal = admissionRefusal(status.message);
    if (refusal)
        return { code: refusal.code };
    if (status.message.includes('"system:anonymous"')) {
        return {
            code: 'cluster-auth',
            hint: 'The kubeconfig holds no credentials for this cluster: its user has no token, client certificate or plugin.',
        };
    }
    return {
        code: 'missing-permission',
        hint: 'Grant it to the account in the kubeconfig; manifests/rbac lists what the action needs.',
    };
}
/**
 * Why an admission rule refused an object, from its message, or undefined when it was not one.
 * `terminal` is false for a quota: it may be given back while we wait.
 */
function admissionRefusal(message) {
    if (/exceeded quota|failed quota/.test(message))
        return { code: 'quota-exceeded', terminal: false };
    // LimitRange: "maximum memory usage per Container is 1Gi, but limit is 2Gi"
    if (/(?:maximum|minimum) \S+ usage per|max limit to request ratio per/.test(message)) {
        return { code: 'quota-exceeded', terminal: true };
    }
    const refused = /violates PodSecurity|unable to validate against any security context constraint|denied the request|denied by|ValidatingAdmissionPolicy/;
    return refused.test(message) ? { code: 'admission-refused', terminal: true } : undefined;
}
function explain(httpStatus, status) {
    const owners = status.causes.filter((cause) => cause.reason === 'FieldManagerConflict');
    if (owners.length > 0) {
        const fields = owners.map((cause) => {
            const owner = /conflict with "([^"]*)"/.exec(cause.message)?.[1];
            return owner === undefined ? cause.field : `${cause.field} (${owner})`;
        });
        return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(`fields of it are managed by others: ${fields.join(', ')}.`);
    }
    if (httpStatus === 422 && status.causes.length > 0) {
        return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(status.causes.map((cause) => `${cause.field}: ${withoutValue(cause.message)}`).join('; '));
    }
    if (applyRefusal.test(status.message))
        return withoutEcho(status.message.replace(applyRefusal, ''));
    if (status.message === '')
        return `the API server answered ${httpStatus}.`;
    // A 422 without causes, and a webhook's words, can hold the object itself: keep to its first words.
    return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(httpStatus === 422 ? withoutValue(status.message) : status.message);
}
/** `Invalid value: core.PodTemplateSpec{…}: field is immutable` holds the whole object, values of secrets too. */
function withoutValue(message) {
    const kind = /(Invalid|Unsupported|Duplicate) value: /.exec(message);
    if (kind === null)
        return message;
    const rest = message.slice(kind.index + kind[0].length);
    const detail = /^"(?:[^"\\]|\\.)*"(?:: )?(.*)$/s.exec(rest)?.[1] ?? rest.slice(rest.lastIndexOf(': ') + 2);
    const start = message.slice(0, kind.index);
    return detail === '' ? `${start}${kind[1]} value` : `${start}${detail}`;
}
/** Server-side apply quotes the value that has the wrong type, which in a Secret is the secret. */
function withoutEcho(message) {
    return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(message.replace(/(expected [^,]*), got .*$/s, '$1, got something else'));
}
function reasonOf(httpStatus) {
    const reasons = {
        400: 'BadRequest',
        401: 'Unauthorized',
        403: 'Forbidden',
        404: 'NotFound',
        409: 'Conflict',
        413: 'RequestEntityTooLarge',
        422: 'Invalid',
        429: 'TooManyRequests',
        500: 'InternalError',
        503: 'ServiceUnavailable',
        504: 'Timeout',
    };
    return reasons[httpStatus] ?? `HTTP ${httpStatus}`;
}
function parseObject(text) {
    try {
        return asObject(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function asObject(value) {
    return isObject(value) ? value : undefined;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function asText(value) {
    return typeof value === 'string' ? value : '';
}


/***/ }),

/***/ 3252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ transportError),
/* harmony export */   q: () => (/* binding */ transportFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

const unreachableHint = 'Check the server in the kubeconfig, and whether this runner can reach it: a private API server needs a self-hosted runner or a proxy (HTTPS_PROXY).';
const failures = {
    NameNotResolved: {
        code: 'cluster-unreachable',
        reason: 'NameNotResolved',
        retryable: true,
        sentence: (server) => `the name of the API server ${server} cannot be resolved.`,
        hint: unreachableHint,
    },
    ConnectionRefused: {
        code: 'cluster-unreachable',
        reason: 'ConnectionRefused',
        retryable: true,
        sentence: (server) => `nothing listens at ${server} (connection refused).`,
        hint: unreachableHint,
    },
    ConnectionLost: {
        code: 'cluster-unreachable',
        reason: 'ConnectionLost',
        retryable: true,
        sentence: (server, code) => `the connection to ${server} broke (${code}).`,
    },
    NoAnswer: {
        code: 'cluster-unreachable',
        reason: 'NoAnswer',
        retryable: true,
        sentence: (server) => `${server} does not answer.`,
        hint: unreachableHint,
    },
    CertificateNotTrusted: {
        code: 'cluster-tls',
        reason: 'CertificateNotTrusted',
        retryable: false,
        sentence: (server, code) => `the certificate of ${server} is not signed by the CA in the kubeconfig (${code}).`,
        hint: 'The kubeconfig belongs to another cluster, the cluster got a new CA, or a proxy intercepts TLS. Write the right certificate-authority-data.',
    },
    CertificateExpired: {
        code: 'cluster-tls',
        reason: 'CertificateExpired',
        retryable: false,
        sentence: (server) => `the certificate of ${server} has expired or is not valid yet.`,
    },
    CertificateNameMismatch: {
        code: 'cluster-tls',
        reason: 'CertificateNameMismatch',
        retryable: false,
        sentence: (server) => `the certificate of ${server} was issued for another name.`,
        hint: 'Use a name from the certificate as server, or set tls-server-name in the kubeconfig.',
    },
    TlsFailed: {
        code: 'cluster-tls',
        reason: 'TlsFailed',
        retryable: false,
        sentence: (server, code) => `${server} and this program cannot agree on TLS (${code}).`,
        hint: 'The server at that address does not speak HTTPS, or refuses the client certificate.',
    },
    ProxyRefused: {
        code: 'cluster-unreachable',
        reason: 'ProxyRefused',
        retryable: false,
        sentence: (server, code) => `the proxy does not connect to ${server} (${code}).`,
        hint: 'Check HTTPS_PROXY, NO_PROXY, and proxy-url in the kubeconfig.',
    },
    NotKubernetes: {
        code: 'cluster-unreachable',
        reason: 'NotKubernetes',
        retryable: false,
        sentence: (server) => `${server} answers, but not like a Kubernetes API server.`,
        hint: unreachableHint,
    },
    AnswerTooLarge: {
        code: 'api-error',
        reason: 'AnswerTooLarge',
        retryable: false,
        sentence: (server) => `the response of ${server} is too large to be read.`,
    },
};
/** There was no response, or only part of one. `error` was thrown by undici, ws or Node. */
function transportError(operation, server, error) {
    const code = errorCodeOf(error);
    return transportFailure(operation, server, transportReason(code, error), { detail: code, cause: error });
}
/** @param options.detail for the message, such as the system's error code; the reason if left out */
function transportFailure(operation, server, reason, options = {}) {
    const { detail = reason, cause } = options;
    const failure = failures[reason];
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KubeError */ .a3(failure.code, `Could not ${operation}: ${failure.sentence(server, detail)}`, {
        status: 0,
        reason: failure.reason,
        retryable: failure.retryable,
        hint: failure.hint,
        cause,
    });
}
function transportReason(code, error) {
    switch (code) {
        case 'ENOTFOUND':
        case 'EAI_AGAIN':
        case 'EAI_NODATA':
            return 'NameNotResolved';
        case 'ECONNREFUSED':
            return 'ConnectionRefused';
        case 'ETIMEDOUT':
        case 'EHOSTUNREACH':
        case 'ENETUNREACH':
        case 'UND_ERR_CONNECT_TIMEOUT':
        case 'UND_ERR_HEADERS_TIMEOUT':
        case 'UND_ERR_BODY_TIMEOUT':
            return 'NoAnswer';
        case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
        case 'UNABLE_TO_GET_ISSUER_CERT':
        case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
        case 'SELF_SIGNED_CERT_IN_CHAIN':
        case 'DEPTH_ZERO_SELF_SIGNED_CERT':
        case 'CERT_SIGNATURE_FAILURE':
        case 'CERT_UNTRUSTED':
        case 'CERT_REJECTED':
        case 'INVALID_CA':
            return 'CertificateNotTrusted';
        case 'CERT_HAS_EXPIRED':
        case 'CERT_NOT_YET_VALID':
            return 'CertificateExpired';
        case 'ERR_TLS_CERT_ALTNAME_INVALID':
        case 'HOSTNAME_MISMATCH':
            return 'CertificateNameMismatch';
        default:
            if (code.startsWith('HPE_'))
                return 'NotKubernetes';
            if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_OSSL_'))
                return 'TlsFailed';
            if (code === 'UND_ERR_PRX_TLS' || code === 'UND_ERR_PRX_CONN' || mentionsProxy(error))
                return 'ProxyRefused';
            return 'ConnectionLost';
    }
}
function mentionsProxy(error) {
    return error instanceof Error && /proxy (?:response|authentication|connection)/i.test(error.message);
}
/** The innermost `code`: undici wraps the socket's error, and Node wraps one error per address it tried. */
function errorCodeOf(error) {
    const seen = new Set();
    let code = '';
    let current = error;
    while (current instanceof Error && !seen.has(current)) {
        seen.add(current);
        const own = 'code' in current ? current.code : undefined;
        if (typeof own === 'string')
            code = own;
        current = current instanceof AggregateError && code === '' ? current.errors[0] : current.cause;
    }
    return code === '' ? 'no reason given' : code;
}


/***/ }),

/***/ 68520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ jobReadiness),
/* harmony export */   k: () => (/* binding */ deploymentReadiness)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76817);
/* harmony import */ var _pod_readiness_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50524);
/* harmony import */ var _readiness_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17994);
/* harmony import */ var _status_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(214);





/**
 * Whether a Job runs its pods, and if not, why. What keeps it from creating them is only in events, in no condition.
 * @param events of the namespace, or of the Job
 */
function jobReadiness(job, events) {
    const name = `Job ${nameOf(job)}`;
    const { conditions = [], active = 0, ready: readyPods = 0, succeeded = 0 } = job.status ?? {};
    const isTrue = (type) => conditions.find((condition) => condition.type === type && condition.status === 'True');
    const failure = isTrue('Failed') ?? isTrue('FailureTarget');
    if (failure) {
        const code = failure.reason === 'DeadlineExceeded' ? 'timeout' : 'container-failed';
        const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(`${failure.reason ?? 'Failed'}: ${failure.message ?? ''}`);
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(`${name} failed: ${words}`, code);
    }
    if (isTrue('Complete'))
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .done */ .Vw)(`${name} is complete.`);
    if (isTrue('Suspended') ?? job.spec?.suspend)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} is suspended.`);
    const wanted = Math.min(job.spec?.parallelism ?? 1, (job.spec?.completions ?? Infinity) - succeeded);
    if (active < wanted) {
        const refusal = (0,_events_js__WEBPACK_IMPORTED_MODULE_1__/* .latestEvent */ .a)(events, job.metadata?.uid, 'FailedCreate');
        if (refusal)
            return creationRefused(name, (0,_events_js__WEBPACK_IMPORTED_MODULE_1__/* .wordsOf */ .Z)(refusal));
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} has created ${active} of ${wanted} pods.`);
    }
    if (readyPods >= active)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .ready */ .Gc)(`${name} runs ${active} pods.`);
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${readyPods} of ${active} pods are ready.`);
}
/**
 * Whether a Deployment is available, and if not, why.
 * @param pods of the Deployment
 * @param events of the namespace, or of the Deployment's ReplicaSets and pods
 */
function deploymentReadiness(deployment, pods, events, options) {
    const name = `Deployment ${nameOf(deployment)}`;
    const wanted = deployment.spec?.replicas ?? 1;
    const { conditions = [], observedGeneration = 0, updatedReplicas = 0, availableReplicas = 0, } = deployment.status ?? {};
    const isObserved = observedGeneration >= (deployment.metadata?.generation ?? 0);
    if (isObserved && updatedReplicas >= wanted && availableReplicas >= wanted) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .ready */ .Gc)(`${name} is available.`);
    }
    const refused = conditions.find((item) => item.type === 'ReplicaFailure' && item.status === 'True');
    if (isObserved && refused)
        return creationRefused(name, (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(refused.message ?? ''));
    const worst = (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .worstOf */ .hm)(pods.map((pod) => (0,_pod_readiness_js__WEBPACK_IMPORTED_MODULE_2__/* .podReadiness */ .a)(pod, events, options)));
    if (worst && worst.code !== undefined)
        return { ...worst, message: `${name}: ${worst.message}` };
    const progress = conditions.find((item) => item.type === 'Progressing');
    if (isObserved && progress?.reason === 'ProgressDeadlineExceeded') {
        const message = `${name}: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(progress.message ?? 'it makes no progress.')}`;
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, 'startup-timeout');
    }
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${availableReplicas} of ${wanted} replicas are available.`);
}
/** The API server refuses the pods of a controller, which keeps trying forever and only reports it. */
function creationRefused(name, words) {
    const message = `${name} cannot create its pods: ${words}`;
    const refusal = (0,_status_js__WEBPACK_IMPORTED_MODULE_3__/* .admissionRefusal */ .gi)(words);
    if (refusal?.terminal)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, refusal.code);
    if (/being terminated/.test(words))
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, 'api-error');
    // May pass: a new namespace gets its ServiceAccount a moment later, for example.
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(message, refusal?.code ?? 'api-error');
}
function nameOf(object) {
    return `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}


/***/ }),

/***/ 25779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ logged),
  U: () => (/* binding */ startMlflow)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/mlflow/deploy.js
var deploy = __webpack_require__(1567);
// EXTERNAL MODULE: ./lib/src/plan/deployed-pod.js
var deployed_pod = __webpack_require__(16278);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/mlflow/client.js
var client = __webpack_require__(13859);
;// CONCATENATED MODULE: ./lib/src/mlflow/check.js




const MAX_ANSWER_BYTES = 16 * 1024;
const answerSchema = schemas/* object */.Ikc({
    problem: schemas/* enum */.k5n(['unreachable', 'credentials', 'host', 'experiment', 'server']).nullable(),
    sentence: schemas/* string */.YjP().nullable(),
});
const hints = {
    unreachable: 'Write as "mlflow-tracking-uri" the address of an MLflow that the pods reach, or "mlflow: false".',
    credentials: 'Write "mlflow-username" and "mlflow-password", or "mlflow-token", that this server takes.',
    host: 'Start that server with --allowed-hosts and this name, or write "mlflow-tracking-uri" with a name it takes.',
    experiment: 'Write as "mlflow-experiment-id" one that is there, or "mlflow-experiment-name", which is made if it is not.',
    server: 'Write as "mlflow-tracking-uri" the address of an MLflow server, with its path if it has one.',
};
/**
 * Whether an MLflow will take the result, asked from the pod that will log it: what is wrong is better told before
 * anything is spent than after it.
 * @throws ActionError bad-input when it will not; api-error when it could not be asked; KubeError
 */
async function checkMlflow(kube, target, mlflow, inputs, signal) {
    const order = { ...(0,client/* mlflowServer */.zY)(mlflow, inputs), experiment: (0,client/* wantedExperiment */.J4)(inputs) };
    const said = answerSchema.safeParse(await (0,client/* askMlflow */.bY)(kube, target, 'check_mlflow.py', order, { maxBytes: MAX_ANSWER_BYTES, signal }));
    if (!said.success)
        throw new errors/* ActionError */.lZ('api-error', 'The check of MLflow in the pod gave no answer.');
    const { problem, sentence } = said.data;
    if (problem !== null)
        throw new errors/* ActionError */.lZ('bad-input', (0,plain_text/* oneLine */.TN)(sentence ?? problem, 500), { hint: hints[problem] });
}

;// CONCATENATED MODULE: ./lib/src/mlflow/beside.js




/** A first start migrates its database, beside gateways that go first; most evals take longer than that anyway. */
const MLFLOW_WAIT_MS = 5 * 60_000;
/** MLflow starts beside the eval, which does not need it before its end; that it can not is no reason to stop. */
function startMlflow(kube, plan, inputs, deps) {
    const { log, signal } = deps;
    const namespace = plan.mlflow?.namespace;
    const check = async (target) => {
        if (plan.mlflow === undefined)
            return;
        try {
            await checkMlflow(kube, target, plan.mlflow, inputs, signal);
        }
        catch (error) {
            if (!(0,errors/* isActionError */.Bd)(error, 'api-error'))
                throw error;
            log.warning('MLflow', `Whether MLflow will take the result could not be asked: ${error.message}`);
        }
    };
    if (namespace === undefined)
        return { untilReady: () => Promise.resolve(), check };
    const settings = (0,deployed_pod/* deployedPod */.w)(namespace, plan.images.mlflow, inputs, deps.isOpenShift);
    const deployed = (0,deploy/* ensureMlflow */.cM)(kube, deps.root, settings, signal).then((isNew) => log.info(isNew
        ? `MLflow is being deployed to namespace ${namespace}.`
        : `MLflow of namespace ${namespace} is used.`));
    // Whoever awaits it at the end gets the error; until then it is nobody's.
    deployed.catch((error) => log.debug(`MLflow: ${String(error)}`));
    const untilReady = async () => {
        await deployed;
        await (0,deploy/* waitForMlflow */.g8)(kube, namespace, MLFLOW_WAIT_MS, signal);
    };
    return {
        untilReady,
        async check(target) {
            // Ours takes what it gets, unless it is asked for an experiment by number.
            if (inputs.mlflowExperimentId === null)
                return;
            const isReady = await untilReady().then(() => true, 
            // That it is not there is a warning when it is time to log.
            () => false);
            if (isReady)
                await check(target);
        },
    };
}
/** Failing to log never costs a result: it is a warning. @returns the address of the MLflow run */
async function logged(plan, result, log, work) {
    if (plan.mlflow === undefined || result === null)
        return null;
    try {
        const { url, warnings } = await work(plan.mlflow, result);
        for (const warning of warnings)
            log.warning('MLflow', warning);
        log.info(`Logged to MLflow: ${url}`);
        return url;
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error) || error.code === 'cancelled')
            throw error;
        log.warning('MLflow', `The result was not logged to MLflow: ${error.message}`);
        return null;
    }
}


/***/ }),

/***/ 13859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J4: () => (/* binding */ wantedExperiment),
/* harmony export */   bY: () => (/* binding */ askMlflow),
/* harmony export */   zY: () => (/* binding */ mlflowServer)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(252);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60237);
/* harmony import */ var _backends_backend_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36530);




/** For the client in the pod, which needs some seconds to load. */
const TIMEOUT_MS = 60_000;
/** The server and how to log in, as the programs in the pod take them. */
function mlflowServer(mlflow, inputs) {
    const credentials = {
        username: inputs.mlflowUsername,
        password: inputs.mlflowPassword,
        token: inputs.mlflowToken,
    };
    return {
        trackingUri: mlflow.trackingUri,
        ...Object.fromEntries(Object.entries(credentials).filter(([, value]) => value !== null)),
    };
}
/** The experiment to log to, as the programs take it. */
function wantedExperiment(inputs) {
    const { mlflowExperimentId: id, mlflowExperimentName: name } = inputs;
    return id === null ? { name } : { id };
}
/**
 * Has a program in the `results` container speak with MLflow: the server need not be reachable from here. The order,
 * credentials included, goes by stdin.
 * @param maxBytes of the answer
 * @returns the answer; undefined if it is no JSON
 * @throws ActionError api-error with the program's sentence; KubeError
 */
async function askMlflow(kube, target, program, order, { maxBytes, signal }) {
    const { exitCode, stdout, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_2__/* .exec */ .V)(kube, target, ['python3', (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_3__/* .pathIn */ .l)(target, `/sidecar/${program}`)], {
        stdin: Buffer.from(JSON.stringify({ ...order, timeoutSeconds: TIMEOUT_MS / 1000 })),
        timeoutMs: TIMEOUT_MS + 30_000,
        retryForMs: TIMEOUT_MS,
        maxBytes,
        signal,
    });
    if (exitCode !== 0)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('api-error', (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(stderr.trim().split('\n').at(-1) ?? '', 500));
    try {
        return JSON.parse(stdout.toString('utf8').trim().split('\n').at(-1) ?? '');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 1567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QH: () => (/* binding */ mlflowObjects),
/* harmony export */   cM: () => (/* binding */ ensureMlflow),
/* harmony export */   eD: () => (/* binding */ readMlflowManifests),
/* harmony export */   g8: () => (/* binding */ waitForMlflow)
/* harmony export */ });
/* unused harmony export allowedHosts */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _plan_mlflow_address_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(82742);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);
/* harmony import */ var _stack_manifests_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36027);
/* harmony import */ var _stack_namespace_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44238);
/* harmony import */ var _stack_images_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60959);
/* harmony import */ var _stack_openshift_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(60177);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34096);
/* harmony import */ var _stack_pod_template_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(85769);
/* harmony import */ var _stack_deployed_pod_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(76381);










/** @throws ActionError internal when the action's files are incomplete */
async function readMlflowManifests(root) {
    const [namespace, ...rest] = await Promise.all(['namespace', 'persistentvolumeclaim', 'service', 'deployment'].map((name) => (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .W)(root, `mlflow/${name}.yaml`)));
    if (namespace === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('internal', 'manifests/mlflow is empty.');
    return { namespace, rest };
}
/**
 * Deploys MLflow unless there is one in the namespace: its data outlives evals, and two evals with different pins
 * must not take turns at its version. Returns before it is ready.
 * @returns whether it was deployed now
 */
async function ensureMlflow(kube, root, settings, signal) {
    const { namespace } = settings;
    if ((await readDeployment(kube, namespace, signal)) !== undefined)
        return false;
    const manifests = await readMlflowManifests(root);
    const labels = (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .deployedLabels */ .MD)('mlflow');
    await (0,_stack_namespace_js__WEBPACK_IMPORTED_MODULE_3__/* .ensureNamespace */ .G)(kube, (0,_stack_namespace_js__WEBPACK_IMPORTED_MODULE_3__/* .namespaceObject */ .r)(namespace, manifests.namespace, { labels }), signal);
    const objects = mlflowObjects(settings, manifests.rest);
    await Promise.all(objects.map((object) => (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .apply */ .Bb)(kube, object, { signal })));
    return true;
}
/** The objects of MLflow, without the namespace. Manifests are not changed. */
function mlflowObjects(settings, manifests) {
    const { login, namespace } = settings;
    const objects = manifests.map((manifest) => overlay(manifest, settings));
    return login === null ? objects : [(0,_stack_images_js__WEBPACK_IMPORTED_MODULE_4__/* .deployedPullSecret */ .aM)(login, namespace, 'mlflow'), ...objects];
}
function overlay(manifest, settings) {
    const object = structuredClone(manifest);
    object.metadata.namespace = settings.namespace;
    object.metadata.labels = { ...object.metadata.labels, ...(0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .deployedLabels */ .MD)('mlflow') };
    if (object.kind === 'PersistentVolumeClaim' && settings.storageClass !== undefined) {
        const { spec } = object;
        if (spec !== undefined)
            spec.storageClassName = settings.storageClass;
    }
    if (object.kind === 'Deployment')
        overlayDeployment(object, settings);
    return object;
}
function overlayDeployment(deployment, settings) {
    const template = deployment.spec?.template;
    if (template?.spec === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('internal', 'manifests/mlflow/deployment.yaml has no pod.');
    if (settings.isOpenShift)
        template.spec = (0,_stack_openshift_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutFixedIds */ .R)(template.spec);
    const pod = template.spec;
    (0,_stack_deployed_pod_js__WEBPACK_IMPORTED_MODULE_8__/* .setImage */ .g)(pod, pod.containers, settings);
    for (const container of pod.containers) {
        const { cpu } = settings;
        if (cpu !== undefined)
            container.resources = { ...container.resources, requests: { ...container.resources?.requests, cpu } };
        container.command =
            container.command?.map((argument) => argument.startsWith('--allowed-hosts=')
                ? `--allowed-hosts=${allowedHosts(settings.namespace).join(',')}`
                : argument) ?? [];
    }
    (0,_stack_pod_template_js__WEBPACK_IMPORTED_MODULE_7__/* .stampTemplate */ .k)(deployment);
}
/** Every name of the Service, with and without port: MLflow compares the Host header letter by letter. */
function allowedHosts(namespace) {
    const service = [
        _plan_mlflow_address_js__WEBPACK_IMPORTED_MODULE_9__/* .MLFLOW_SERVICE */ .Q5,
        `${_plan_mlflow_address_js__WEBPACK_IMPORTED_MODULE_9__/* .MLFLOW_SERVICE */ .Q5}.${namespace}`,
        `${_plan_mlflow_address_js__WEBPACK_IMPORTED_MODULE_9__/* .MLFLOW_SERVICE */ .Q5}.${namespace}.svc`,
        `${_plan_mlflow_address_js__WEBPACK_IMPORTED_MODULE_9__/* .MLFLOW_SERVICE */ .Q5}.${namespace}.svc.cluster.local`,
    ];
    return ['localhost', ...service].flatMap((host) => [host, `${host}:${_plan_mlflow_address_js__WEBPACK_IMPORTED_MODULE_9__/* .MLFLOW_PORT */ .az}`]);
}
async function readDeployment(kube, namespace, signal) {
    return await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mlflow', namespace }, { signal });
}
/**
 * Waits until the deployed MLflow answers its readiness probe. Only asks for the Deployment: the rights of an eval need
 * not reach further into a namespace that others share.
 * @throws ActionError startup-timeout after `budgetMs`
 */
async function waitForMlflow(kube, namespace, budgetMs, signal) {
    const { clock } = kube;
    const deadlineMs = clock.now() + budgetMs;
    for (;;) {
        const deployment = await readDeployment(kube, namespace, signal);
        if ((deployment?.status?.readyReplicas ?? 0) > 0)
            return;
        if (clock.now() >= deadlineMs) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('startup-timeout', `Deployment ${namespace}/mlflow is not ready after ${Math.round(budgetMs / 1000)} s.`, {
                hint: `Look at it with: kubectl -n ${namespace} describe pod -l app=mlflow`,
            });
        }
        await clock.sleep(1000, signal);
    }
}


/***/ }),

/***/ 99174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ fetchFromMlflow)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86431);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13859);




/** A result of 27 tasks is 139 kB. */
const MAX_FILE_BYTES = 20_000_000;
/** The file is a string in JSON, whose quotes are escaped. */
const MAX_ANSWER_BYTES = 3 * MAX_FILE_BYTES;
const answerSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ content: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() });
/**
 * Fetches what an earlier eval logged of itself, by way of the `results` container.
 * @returns its verdict.json, or its benchmark.json if the run has no other
 * @throws ActionError bad-baseline; KubeError
 */
async function fetchFromMlflow(kube, target, mlflow, inputs, runId, signal) {
    const order = {
        ...(0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .mlflowServer */ .zY)(mlflow, inputs),
        runId,
        files: ['verdict.json', 'benchmark.json'],
        maxBytes: MAX_FILE_BYTES,
    };
    try {
        const said = await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .askMlflow */ .bY)(kube, target, 'fetch_from_mlflow.py', order, {
            maxBytes: MAX_ANSWER_BYTES,
            signal,
        });
        return new TextEncoder().encode(answerSchema.parse(said).content);
    }
    catch (error) {
        if (signal.aborted || (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKubeError */ .Cv)(error))
            throw error;
        const sentence = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error) ? error.message : 'The MLflow client in the pod gave no answer.';
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-baseline', sentence, {
            cause: error,
            hint: 'Write the id of a run this action logged to the same MLflow server after mlflow: in "baseline".',
        });
    }
}


/***/ }),

/***/ 95930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ clusterModes)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/inputs/rules.js + 3 modules
var rules = __webpack_require__(45532);
// EXTERNAL MODULE: ./lib/src/inputs/rules/model.js
var model = __webpack_require__(10107);
// EXTERNAL MODULE: ./lib/src/kube/access.js
var access = __webpack_require__(61602);
// EXTERNAL MODULE: ./lib/src/kube/identify.js
var identify = __webpack_require__(58224);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var kube_objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/kube/permissions.js
var permissions = __webpack_require__(88022);
// EXTERNAL MODULE: ./lib/src/backends/job/try-overlay.js
var try_overlay = __webpack_require__(52782);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan = __webpack_require__(30153);
// EXTERNAL MODULE: ./lib/src/plan/images.js
var plan_images = __webpack_require__(39764);
// EXTERNAL MODULE: ./lib/src/mlflow/deploy.js
var deploy = __webpack_require__(1567);
// EXTERNAL MODULE: ./lib/src/plan/mlflow-address.js
var mlflow_address = __webpack_require__(82742);
// EXTERNAL MODULE: ./lib/src/stack/namespace.js
var stack_namespace = __webpack_require__(44238);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: ./lib/src/stack/config-overlay.js
var config_overlay = __webpack_require__(15558);
// EXTERNAL MODULE: ./lib/src/stack/images.js
var stack_images = __webpack_require__(60959);
// EXTERNAL MODULE: ./lib/src/stack/manifests.js
var manifests = __webpack_require__(36027);
// EXTERNAL MODULE: ./lib/src/stack/openclaw-config.js
var openclaw_config = __webpack_require__(94849);
// EXTERNAL MODULE: ./lib/src/stack/openshift.js
var openshift = __webpack_require__(60177);
// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
// EXTERNAL MODULE: ./lib/src/stack/pod-network.js
var pod_network = __webpack_require__(27213);
// EXTERNAL MODULE: ./lib/src/stack/pod-overlay.js + 1 modules
var pod_overlay = __webpack_require__(58409);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
// EXTERNAL MODULE: ./lib/src/protocol/pod-variables.js
var pod_variables = __webpack_require__(97628);
// EXTERNAL MODULE: ./lib/src/stack/pod-template.js
var pod_template = __webpack_require__(85769);
// EXTERNAL MODULE: ./lib/src/stack/deployed-pod.js
var deployed_pod = __webpack_require__(76381);
;// CONCATENATED MODULE: ./lib/src/stack/openclaw.js















/** The namespace of a deployed OpenClaw by default. */
const OPENCLAW_NAMESPACE = 'clawbench';
const OPENCLAW = 'openclaw';
const OPENCLAW_SECRET = 'clawbench-secrets';
const OPENCLAW_CA = 'openclaw-ca';
/** Where the home volume is mounted; the gateway keeps its state in a directory inside it. */
const OPENCLAW_HOME = '/openclaw';
/** @throws ActionError internal when the action's files are incomplete */
async function readOpenclawManifests(root) {
    const of = async (name) => await (0,manifests/* readManifest */.W)(root, `openclaw/${name}.yaml`);
    const [namespace, claim, service, configMap, deployment] = await Promise.all([
        of('namespace'),
        of('persistentvolumeclaim'),
        of('service'),
        of('configmap'),
        of('deployment'),
    ]);
    return { namespace, claim, service, configMap, deployment };
}
/** The objects of a deployed OpenClaw without its namespace, in the order in which to make them. @param manifests are not changed */
function openclawObjects(settings, manifests) {
    const { namespace } = settings;
    const configMap = structuredClone(manifests.configMap);
    configMap.data = { ...configMap.data, 'openclaw.json': deployedConfig(settings) };
    const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: OPENCLAW_SECRET, labels: { app: OPENCLAW } },
        type: 'Opaque',
        // Not stringData: the API server would never remove a key from it again.
        data: Object.fromEntries(Object.entries(settings.secrets).map(([name, value]) => [name, Buffer.from(value).toString('base64')])),
    };
    const claim = structuredClone(manifests.claim);
    if (settings.storageClass !== undefined && claim.spec !== undefined)
        claim.spec.storageClassName = settings.storageClass;
    return [
        ...(settings.login === null ? [] : [(0,stack_images/* deployedPullSecret */.aM)(settings.login, namespace, 'openclaw')]),
        claim,
        manifests.service,
        configMap,
        ...caConfigMap(settings.network?.caCertificates),
        secret,
        openclawDeployment(settings, manifests, configMap),
    ].map((object) => {
        const deployed = structuredClone(object);
        deployed.metadata = {
            ...deployed.metadata,
            namespace,
            labels: { ...deployed.metadata.labels, ...(0,ownership/* deployedLabels */.MD)('openclaw') },
        };
        return deployed;
    });
}
/** openclaw.json of the deployed gateway: that of an evaluation, and what only matters to a gateway that stays. */
function deployedConfig({ routes, image, configOverlay, secrets, }) {
    const config = (0,openclaw_config/* openclawConfig */.MF)(routes, image);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- openclawConfig makes it
    const { defaults } = config['agents'];
    const ours = {
        ...config,
        ...(secrets['OPENROUTER_API_KEY'] === undefined ? {} : openclaw_config/* withoutPerplexity */.nF),
        // On the volume, where containers that join the pod find it; OpenClaw rotates it.
        logging: { file: `${OPENCLAW_HOME}/gateway.log` },
        agents: {
            defaults: {
                ...defaults,
                ...(routes[0] === undefined ? {} : { model: { primary: routes[0].ref } }),
                // The default is a paid turn every half hour that nobody asked for.
                heartbeat: { every: '0m' },
            },
        },
    };
    return JSON.stringify((0,config_overlay/* merged */.Zu)(ours, configOverlay ?? {}), null, 2);
}
function caConfigMap(caCertificates) {
    if (caCertificates === undefined)
        return [];
    const metadata = { name: OPENCLAW_CA, labels: { app: OPENCLAW } };
    return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [pod_network/* CA_FILE */.S4]: caCertificates } }];
}
function openclawDeployment(settings, manifests, configMap) {
    const deployment = structuredClone(manifests.deployment);
    const template = deployment.spec?.template;
    if (template?.spec !== undefined && settings.isOpenShift)
        template.spec = (0,openshift/* withoutFixedIds */.R)(template.spec);
    const pod = template?.spec;
    const gateway = pod?.containers.find(({ name }) => name === containers/* podContainers */.G.gateway);
    if (template === undefined || pod === undefined || gateway === undefined)
        throw new errors/* ActionError */.lZ('internal', 'manifests/openclaw/deployment.yaml has no container gateway.');
    (0,deployed_pod/* setImage */.g)(pod, [gateway], settings);
    template.metadata = {
        ...template.metadata,
        labels: { ...template.metadata?.labels, ...(0,ownership/* deployedLabels */.MD)('openclaw') },
        annotations: {
            ...template.metadata?.annotations,
            [ownership/* annotations */.hk.secretsHash]: secretsHash(settings.secrets),
            [ownership/* annotations */.hk.configHash]: (0,sha256/* sha256 */.s)(JSON.stringify(configMap.data)),
        },
    };
    if (settings.network !== undefined)
        (0,pod_network/* addNetwork */.AE)(pod, settings.network, { secret: OPENCLAW_SECRET, ca: OPENCLAW_CA });
    if (settings.podOverlay !== undefined && deployment.spec !== undefined)
        deployment.spec.template = (0,pod_overlay/* overlayPod */.E0)(template, settings.podOverlay);
    (0,pod_template/* stampTemplate */.k)(deployment);
    return deployment;
}
/** A hash of the keys, so that a rotated key restarts the pod. Keyed by the token, so that short keys cannot be guessed. */
function secretsHash(secrets) {
    const sorted = Object.entries(secrets).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return (0,external_node_crypto_.createHmac)('sha256', secrets[pod_variables/* podVariables */.F.gatewayToken] ?? '')
        .update(JSON.stringify(sorted))
        .digest('hex');
}

// EXTERNAL MODULE: ./lib/src/protocol/pod.js
var pod = __webpack_require__(96976);
// EXTERNAL MODULE: ./lib/src/stack/providers.js
var providers = __webpack_require__(26439);
// EXTERNAL MODULE: ./lib/src/kube/workload-readiness.js
var workload_readiness = __webpack_require__(68520);
;// CONCATENATED MODULE: ./lib/src/stack/rollout.js




/** On average a rollout seems to take half of this longer than it does. */
const POLL_MS = 500;
/**
 * Waits until the pods of a Deployment's newest template are ready, and logs what they wait for whenever that changes.
 * @throws ActionError at once if waiting cannot help, otherwise after `budgetMs`; `startup-timeout` if the reason is
 *   unknown
 */
async function waitForRollout(kube, rollout, { budgetMs, log, signal }) {
    const { clock } = kube;
    const deadlineMs = clock.now() + budgetMs;
    let logged = '';
    for (;;) {
        const { state, code, message } = await look(kube, rollout, signal);
        if (state === 'ready')
            return;
        if (state === 'failed')
            throw new errors/* ActionError */.lZ(code ?? 'container-failed', message, { hint: hintFor(code, rollout) });
        if (clock.now() >= deadlineMs) {
            throw new errors/* ActionError */.lZ(code ?? 'startup-timeout', `Not ready within ${Math.round(budgetMs / 1000)} s: ${message}`, { hint: hintFor(code, rollout) ?? 'Raise "startup-timeout" if the cluster needs longer.' });
        }
        if (message !== logged)
            log.info(message);
        logged = message;
        await clock.sleep(POLL_MS, signal);
    }
}
async function look(kube, { namespace, name }, signal) {
    const of = { apiVersion: 'v1', namespace };
    const [deployment, pods, events] = await Promise.all([
        (0,kube_objects/* read */.LF)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace }, { signal }),
        (0,kube_objects/* list */.p_)(kube, { ...of, kind: 'Pod' }, { labelSelector: `app=${name}`, signal }),
        (0,kube_objects/* list */.p_)(kube, { ...of, kind: 'Event' }, { signal }),
    ]);
    if (deployment === undefined)
        throw new errors/* ActionError */.lZ('api-error', `Deployment ${namespace}/${name} was deleted by somebody else.`);
    const stamp = deployment.spec?.template.metadata?.annotations?.[ownership/* annotations */.hk.template];
    const current = pods.filter(({ metadata }) => metadata?.annotations?.[ownership/* annotations */.hk.template] === stamp && metadata?.deletionTimestamp === undefined);
    return (0,workload_readiness/* deploymentReadiness */.k)(deployment, current, events, { now: kube.clock.now() });
}
function hintFor(code, { namespace, name }) {
    const hints = {
        'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
        'volume-unbound': 'Write a "storage-class" the cluster has, or give the cluster a default one.',
        unschedulable: 'Give the cluster a node with room for the pod.',
        'container-failed': `Look at its log with: kubectl -n ${namespace} logs deploy/${name}`,
    };
    return code === undefined ? undefined : hints[code];
}

// EXTERNAL MODULE: ./lib/src/plan/deployed-pod.js
var plan_deployed_pod = __webpack_require__(16278);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
;// CONCATENATED MODULE: ./lib/src/stack/changed-fields.js

const notOurs = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp']);
/**
 * Paths of the fields in which two versions of an object differ, such as `spec.template.spec.containers[0].image`,
 * without those that the API server maintains.
 */
function changedFields(before, after) {
    return differences({ ...before, status: undefined }, { ...after, status: undefined }, '');
}
function differences(before, after, path) {
    if (Array.isArray(before) && Array.isArray(after)) {
        return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap((index) => differences(before[index], after[index], `${path}[${index}]`));
    }
    if ((0,json/* isObject */.G)(before) && (0,json/* isObject */.G)(after)) {
        const names = new Set([...Object.keys(before), ...Object.keys(after)]);
        return [...names].flatMap((name) => {
            if (path === 'metadata' && notOurs.has(name))
                return [];
            return differences(before[name], after[name], path === '' ? name : `${path}.${name}`);
        });
    }
    return before === after ? [] : [path];
}

;// CONCATENATED MODULE: ./lib/src/stack/deploy.js





/**
 * Whether a namespace exists; if it is being deleted, waits until it is gone.
 * @throws ActionError startup-timeout; KubeError
 */
async function namespaceExists(kube, name, { log, waitMs, signal }) {
    const deadlineMs = kube.clock.now() + waitMs;
    const ref = { apiVersion: 'v1', kind: 'Namespace', name };
    for (let looks = 0;; looks++) {
        let namespace;
        try {
            namespace = await (0,kube_objects/* read */.LF)(kube, ref, { signal });
        }
        catch (error) {
            // Rights in one namespace only: then it usually exists.
            if ((0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
                return true;
            throw error;
        }
        if (namespace === undefined)
            return false;
        if (namespace.metadata?.deletionTimestamp === undefined)
            return true;
        if (looks === 0)
            log.info(`Namespace ${name} is being deleted; waiting until it is gone.`);
        if (kube.clock.now() >= deadlineMs) {
            throw new errors/* ActionError */.lZ('startup-timeout', `Namespace ${name} is being deleted, and still exists after ${Math.round(waitMs / 1000)} s.`, { hint: `See what it waits for: kubectl get namespace ${name} -o jsonpath='{.status.conditions}'` });
        }
        await kube.clock.sleep(1000, signal);
    }
}
/**
 * Compares the objects with the cluster's, and has the API server try to apply all of them: what it would refuse, and
 * what belongs to somebody else, is reported before anything is changed.
 * @returns writes the objects
 * @throws ActionError foreign-object, bad-manifest, bad-input; KubeError
 */
async function prepareDeploy(kube, objects, { isNew, signal }) {
    const pairs = isNew
        ? objects.map((wanted) => ({ wanted, found: undefined }))
        : await Promise.all(objects.map(async (wanted) => ({ wanted, found: await (0,kube_objects/* read */.LF)(kube, (0,kube_objects/* refOf */.H8)(wanted), { signal }) })));
    await refuseForeign(kube, pairs, signal);
    for (const pair of pairs)
        refuseOtherClass(pair);
    const toWrite = pairs.filter(({ wanted, found }) => found === undefined || !isClaim(wanted));
    // In a namespace that does not exist yet, nothing can be tried and nothing can be in the way.
    if (!isNew)
        await Promise.all(toWrite.map(({ wanted }) => (0,kube_objects/* apply */.Bb)(kube, wanted, { dryRun: true, signal })));
    return async () => await Promise.all(pairs.map(async (pair) => {
        const { wanted, found } = pair;
        const { kind, metadata } = wanted;
        const written = { kind, name: metadata.name, namespace: metadata.namespace ?? '' };
        if (!toWrite.includes(pair))
            return { ...written, became: 'unchanged' };
        const { object } = await (0,kube_objects/* apply */.Bb)(kube, wanted, { signal });
        if (found === undefined)
            return { ...written, became: 'created' };
        const isSame = found.metadata.resourceVersion === object.metadata.resourceVersion;
        return { ...written, became: isSame ? 'unchanged' : 'changed' };
    }));
}
async function refuseForeign(kube, pairs, signal) {
    const sentences = await Promise.all(pairs.map(async ({ wanted, found }) => {
        if (found === undefined || (0,ownership/* isOurs */.MU)(found))
            return [];
        return [
            `${(0,kube_objects/* describe */.q0)((0,kube_objects/* refOf */.H8)(wanted))} would be changed in ${await changes(kube, wanted, found, signal)}.`,
        ];
    }));
    const foreign = sentences.flat();
    if (foreign.length === 0)
        return;
    throw new errors/* ActionError */.lZ('foreign-object', ['Objects to deploy exist already and belong to somebody else:', ...foreign].join('\n'), {
        hint: `Nothing was changed. Choose another "namespace" or "mlflow-namespace", or leave this part out of "components"; objects of this action carry the label ${ownership/* labels */.WD.managedBy}=${ownership/* MANAGED_BY */.Kf}.`,
    });
}
/** Names of the fields that would change; never their values, which may be secret. */
async function changes(kube, wanted, found, signal) {
    try {
        const { object } = await (0,kube_objects/* apply */.Bb)(kube, wanted, { dryRun: true, force: true, signal });
        const fields = changedFields(found, object);
        const shown = fields.slice(0, 6).join(', ');
        return fields.length > 6 ? `${shown} and ${fields.length - 6} more` : shown;
    }
    catch (error) {
        // Some fields cannot be changed at all, for example the selector of a Deployment.
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.code === 'bad-manifest')
            return 'fields that cannot be changed';
        throw error;
    }
}
function isClaim(object) {
    return object.kind === 'PersistentVolumeClaim';
}
/** A claim is never written again, and its storage class cannot be changed. */
function refuseOtherClass({ wanted, found }) {
    if (found === undefined || !isClaim(wanted))
        return;
    const classOf = ({ spec }) => spec?.storageClassName;
    const asked = classOf(wanted);
    if (asked === undefined || asked === classOf(found))
        return;
    throw new errors/* ActionError */.lZ('bad-input', `${(0,kube_objects/* describe */.q0)((0,kube_objects/* refOf */.H8)(wanted))} has the storage class "${classOf(found) ?? ''}", which cannot be changed to "${asked}".`, { hint: 'Remove "storage-class", or delete the claim and all data in it with "mode: teardown" first.' });
}

;// CONCATENATED MODULE: ./lib/src/modes/deploy.js

























/** More than beside an eval: here somebody waits for it. */
const MLFLOW_CPU = '100m';
/**
 * Deploys an OpenClaw and an MLflow that stay, and waits until they are ready. Doing it again changes what is different
 * and nothing else; what belongs to others is refused before anything is changed.
 */
const deploy_deploy = async (kube, inputs, deps) => {
    const { log, signal } = deps;
    const wanted = (0,rules/* wantedComponents */.y)(inputs);
    const parts = [
        ...(wanted.includes('openclaw') ? [openclawPart(kube, inputs, deps)] : []),
        ...(wanted.includes('mlflow') ? [mlflowPart(inputs, deps)] : []),
    ];
    const known = await check(kube, parts, { log, waitMs: inputs.startupTimeoutMs, signal });
    const openShift = await (0,openshift/* isOpenShift */.L)(kube, signal);
    const prepared = await Promise.all(parts.map(async (part) => {
        const isNew = !known.has(part.namespace);
        const { namespace, objects } = await part.objects(isNew, openShift);
        return { part, namespace, write: await prepareDeploy(kube, objects, { isNew, signal }) };
    }));
    log.status?.({ text: `Waiting for ${parts.map(({ name }) => name).join(' and ')}` });
    const results = await Promise.all(prepared.map(async ({ part, namespace, write }) => {
        const labels = (0,ownership/* deployedLabels */.MD)(part.component);
        await (0,stack_namespace/* ensureNamespace */.G)(kube, (0,stack_namespace/* namespaceObject */.r)(part.namespace, namespace, { labels }), signal);
        const objects = await write();
        tellWritten(part, objects, log);
        await waitForRollout(kube, part, { budgetMs: inputs.startupTimeoutMs, log, signal });
        log.info(`Deployment ${part.namespace}/${part.name} is ready.`);
        return { part, objects };
    }));
    return told(inputs, results);
};
function tellWritten(part, objects, log) {
    const changed = objects.filter(({ became }) => became !== 'unchanged');
    for (const { kind, name, namespace, became } of changed)
        log.info(`${kind} ${namespace}/${name} ${became}.`);
    if (changed.length === 0)
        log.info(`Deployment ${part.namespace}/${part.name} is as it is to be already.`);
}
/** @returns the namespaces that are there @throws ActionError missing-permission, with all that is missing */
async function check(kube, parts, deps) {
    const { log, signal } = deps;
    const { user } = await (0,identify/* identifyAndLog */.GY)(kube, log);
    const namespaces = [...new Set(parts.map(({ namespace }) => namespace))];
    const exist = await Promise.all(namespaces.map((name) => namespaceExists(kube, name, deps)));
    const missingOnes = namespaces.filter((_, index) => !exist[index]);
    const missing = await Promise.all([
        ...parts.map(({ permissions, namespace }) => (0,access/* missingPermissions */.H)(kube, permissions, namespace, { signal })),
        ...(missingOnes.length === 0
            ? []
            : [(0,access/* missingPermissions */.H)(kube, permissions/* newNamespacePermissions */.QL, missingOnes[0] ?? '', { signal })]),
    ]);
    if (missing.flat().length > 0) {
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)(missing.flat(), user, ...missingOnes), {
            hint: missingOnes.length === 0
                ? undefined
                : 'Or name an existing "namespace" and "mlflow-namespace": then no right to make namespaces is needed.',
        });
    }
    return new Set(namespaces.filter((name) => !missingOnes.includes(name)));
}
function openclawPart(kube, inputs, { log, root, signal }) {
    const namespace = inputs.namespace ?? OPENCLAW_NAMESPACE;
    const endpoint = (0,model/* endpointOf */.X5)(inputs);
    const models = [inputs.model, ...(inputs.judgeModel === null ? [] : [inputs.judgeModel])];
    const routes = models.map((model) => (0,providers/* routeModel */.Nh)(model, endpoint, inputs.openclawConfig));
    const podOverlay = inputs.podOverlay === null ? undefined : (0,pod_overlay/* parseOverlay */.Cy)(inputs.podOverlay);
    const kubectl = `kubectl -n ${namespace}`;
    return {
        component: 'openclaw',
        namespace,
        name: OPENCLAW,
        permissions: permissions/* openclawPermissions */.wg,
        async objects(isNew, openShift) {
            const manifests = await readOpenclawManifests(root);
            const token = inputs.openclawGatewayToken ??
                (isNew ? undefined : await tokenThere(kube, namespace, signal)) ??
                (0,external_node_crypto_.randomBytes)(32).toString('hex');
            log.mask([token]);
            const secrets = {
                ...(0,plan/* everyGatewayKey */.vT)(inputs),
                ...(0,pod_network/* proxySecrets */.Wm)(inputs.httpsProxy),
                [pod_variables/* podVariables */.F.gatewayToken]: token,
            };
            const settings = {
                ...(0,plan_deployed_pod/* deployedPod */.w)(namespace, inputs.openclawImage, inputs, openShift),
                routes,
                secrets,
                configOverlay: inputs.openclawConfig,
                network: (0,plan/* networkOf */.Af)(inputs),
                podOverlay,
            };
            const objects = openclawObjects(settings, manifests);
            const deployment = objects.find(({ kind }) => kind === 'Deployment');
            if (podOverlay !== undefined && deployment !== undefined)
                await (0,try_overlay/* tryOverlay */.u)(kube, deployment, signal);
            return { namespace: manifests.namespace, objects };
        },
        lines: [
            `OpenClaw (${inputs.openclawImage}) stands in namespace ${namespace} as Deployment ${OPENCLAW}.`,
            `Reach it at http://localhost:${pod/* GATEWAY_PORT */.pC} with: ${kubectl} port-forward deploy/${OPENCLAW} ${pod/* GATEWAY_PORT */.pC}`,
            `Its token: ${kubectl} get secret ${OPENCLAW_SECRET} -o jsonpath='{.data.${pod_variables/* podVariables */.F.gatewayToken}}' | base64 -d`,
            `Evaluate it with: clawbench-k8s attach --namespace ${namespace}`,
        ],
        record: {
            deployment: OPENCLAW,
            image: inputs.openclawImage,
            secret: OPENCLAW_SECRET,
            port: pod/* GATEWAY_PORT */.pC,
        },
    };
}
/** The gateway's token of an earlier deployment. */
async function tokenThere(kube, namespace, signal) {
    const ref = { apiVersion: 'v1', kind: 'Secret', name: OPENCLAW_SECRET, namespace };
    const encoded = (await (0,kube_objects/* read */.LF)(kube, ref, { signal }))?.data?.[pod_variables/* podVariables */.F.gatewayToken];
    return encoded === undefined || encoded === ''
        ? undefined
        : Buffer.from(encoded, 'base64').toString('utf8');
}
function mlflowPart(inputs, { root }) {
    const namespace = inputs.mlflowNamespace;
    return {
        component: 'mlflow',
        namespace,
        name: 'mlflow',
        permissions: [
            ...permissions/* deployedMlflowPermissions */.wu,
            ...((0,plan_images/* registryLogin */.j)(inputs) === null ? [] : permissions/* pullSecretPermissions */.A4),
        ],
        async objects(_, openShift) {
            const manifests = await (0,deploy/* readMlflowManifests */.eD)(root);
            const pod = (0,plan_deployed_pod/* deployedPod */.w)(namespace, inputs.mlflowImage, inputs, openShift);
            const settings = { ...pod, cpu: MLFLOW_CPU };
            return { namespace: manifests.namespace, objects: (0,deploy/* mlflowObjects */.QH)(settings, manifests.rest) };
        },
        lines: [
            `MLflow (${inputs.mlflowImage}) stands in namespace ${namespace}; pods reach it at ${(0,mlflow_address/* mlflowUri */.Aq)(namespace)}.`,
            `Look at it at http://localhost:5000 with: kubectl -n ${namespace} port-forward svc/mlflow-service 5000`,
        ],
        record: { deployment: 'mlflow', image: inputs.mlflowImage, trackingUri: (0,mlflow_address/* mlflowUri */.Aq)(namespace) },
    };
}
function told(inputs, results) {
    const { mlflowTrackingUri: uri, components } = inputs;
    const isMlflowElsewhere = uri !== null && (components?.includes('mlflow') ?? true);
    const openclaw = results.find(({ part }) => part.component === 'openclaw');
    return {
        lines: [
            ...results.flatMap(({ part }) => part.lines),
            ...(isMlflowElsewhere ? [`MLflow is not deployed: the one at ${uri} is used.`] : []),
            ...(results.length === 0 && !isMlflowElsewhere ? ['There is nothing to deploy.'] : []),
        ],
        record: Object.fromEntries(results.map(({ part, objects }) => [
            part.component,
            { namespace: part.namespace, ...part.record, objects },
        ])),
        outputs: openclaw === undefined ? {} : { namespace: openclaw.part.namespace },
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/eval/cleanup.js
var cleanup = __webpack_require__(6509);
// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: ./lib/src/pods/shard.js + 3 modules
var pods_shard = __webpack_require__(89324);
// EXTERNAL MODULE: ./lib/src/pods/shard-files.js
var shard_files = __webpack_require__(30485);
// EXTERNAL MODULE: ./lib/src/eval/find-eval.js
var find_eval = __webpack_require__(57425);
;// CONCATENATED MODULE: ./lib/src/modes/detach.js









/** For the harness to stop, and for its pod or container to go. */
const STOP_MS = 2 * 60_000;
/** Ends an eval that runs or is held. What it has comes home first, so that nothing that was paid is lost. */
const detach = async (kube, inputs, deps) => {
    const { log, signal, env } = deps;
    await (0,identify/* identifyAndLog */.GY)(kube, log);
    const found = await (0,find_eval/* findEval */.I)(kube, inputs, signal);
    const { run, leftovers } = found;
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), `clawbench-${run.instance}-`));
    const indexes = Array.from({ length: run.shards }, (_, index) => index);
    const shards = await Promise.all(indexes.map((index) => endShard(kube, found, index, directory, deps)));
    const files = shards.reduce((sum, { runFiles }) => sum + runFiles.length, 0);
    for (const { failure } of shards)
        if (failure !== undefined)
            log.warning('Results', failure.message);
    if (files === 0)
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    const remaining = await (0,cleanup/* cleanUp */.n)(kube, leftovers, log, { waitMs: STOP_MS, signal });
    const { instance, namespace } = run;
    return {
        lines: [
            `Evaluation ${instance} in namespace ${namespace} has ended and is removed.`,
            files === 0 ? 'No run had finished.' : `${files} finished runs are in ${directory}.`,
            ...remaining.map((object) => `Still being deleted: ${object}.`),
        ],
        record: { instance, namespace, directory: files === 0 ? null : directory, runs: files, remaining },
        outputs: { namespace, instance },
    };
};
async function endShard(kube, { run, place }, index, directory, { signal }) {
    const pod = await place.finder(index, signal).current();
    const target = pod === undefined ? undefined : place.answering(pod);
    if (target !== undefined) {
        const request = { id: `cancel-${target.pod}`, kind: 'cancel' };
        await (0,shard_files/* tolerate */.j9)((0,requests/* sendRequest */.w)(kube, target, request, signal));
    }
    const own = run.shards === 1 ? directory : external_node_path_.join(directory, `shard-${index}`);
    await (0,promises_.mkdir)(own, { recursive: true });
    const shard = (0,pods_shard/* openShard */.f)({
        kube,
        place,
        index,
        directory: own,
        startupTimeoutMs: STOP_MS,
        timeoutMs: 0,
        signal,
        given: undefined,
        isStarted: true,
        earlier: null,
        onTakenOver: () => undefined,
        beforeStart: () => Promise.resolve(),
        onState: () => undefined,
        onPod: () => undefined,
        onWaiting: () => undefined,
    });
    return await shard.drive();
}

// EXTERNAL MODULE: ./lib/src/kube/logs.js + 2 modules
var logs = __webpack_require__(83830);
;// CONCATENATED MODULE: ./lib/src/modes/logs.js




const logs_POLL_MS = 2000;
/** For the last words of an eval that has ended, on a cluster that is slow to tell them. */
const LAST_WORDS_MS = 15_000;
/** Follows the log of an eval from its first line, over cut connections, until the eval has ended. */
const logs_logs = async (kube, inputs, deps) => {
    const { version } = await (0,identify/* identify */.ls)(kube);
    deps.log.debug(`Kubernetes ${version} at ${kube.cluster.server}.`);
    const found = await (0,find_eval/* findEval */.I)(kube, inputs, deps.signal);
    const { instance, namespace, shards } = found.run;
    const indexes = Array.from({ length: shards }, (_, index) => index);
    const ends = await Promise.all(indexes.map((index) => followShard(kube, found, index, deps)));
    return {
        lines: ends.map((end, index) => `Evaluation ${instance}${shards === 1 ? '' : `, shard ${index}`}: ${end}`),
        record: { instance, namespace, ends },
        outputs: {},
    };
};
/** @returns how it ended, or why it can not be followed */
async function followShard(kube, { run, place }, index, { log, signal }) {
    const finder = place.finder(index, signal);
    const prefix = run.shards === 1 ? '' : `[shard ${index}] `;
    const ended = new AbortController();
    let following;
    let newest = [];
    try {
        for (;;) {
            const pod = await finder.current();
            const speaking = pod === undefined ? undefined : place.speaking(pod);
            const uid = pod?.metadata?.uid;
            if (speaking !== undefined && following?.uid !== uid) {
                const show = async () => {
                    const entries = (0,logs/* followLog */.w)(kube, speaking, { signal: AbortSignal.any([signal, ended.signal]) });
                    for await (const entry of entries) {
                        const text = entry.kind === 'gap' ? '(lines may be missing here)' : entry.text;
                        log.info(`${prefix}${text}`);
                        newest = [...newest.slice(-9), text];
                    }
                };
                following = { uid, done: show() };
                following.done.catch(() => undefined);
            }
            const target = pod === undefined ? undefined : place.answering(pod);
            const state = target === undefined ? undefined : await (0,shard_files/* readState */.un)(kube, target, signal);
            if (state?.phase === 'done' || state?.phase === 'failed') {
                // What was written last is on its way: the supervisor says how it ended when it has written that down.
                const deadlineMs = kube.clock.now() + LAST_WORDS_MS;
                do
                    await kube.clock.sleep(logs_POLL_MS, signal);
                while (!newest.some((text) => text.endsWith(state.message)) && kube.clock.now() < deadlineMs);
                return state.message;
            }
            const waiting = await place.explain(index, pod, signal);
            if (waiting?.isFinal === true) {
                await following?.done;
                return waiting.message;
            }
            await kube.clock.sleep(logs_POLL_MS, signal);
        }
    }
    finally {
        ended.abort();
        await following?.done;
    }
}

// EXTERNAL MODULE: ./lib/src/kube/retry.js
var retry = __webpack_require__(19344);
// EXTERNAL MODULE: ./lib/src/backends/attached/leave.js
var leave = __webpack_require__(85356);
// EXTERNAL MODULE: ./lib/src/backends/eval-record.js
var eval_record = __webpack_require__(14418);
;// CONCATENATED MODULE: ./lib/src/modes/sweep.js








/**
 * Deletes what evals left behind whose job died before it could clean up: namespaces and Jobs of ours whose expiry is
 * over, by UID; expired evals in pods of users are taken out of them. What stands (MLflow, `mode: deploy`) has no expiry.
 */
const sweep = async (kube, { namespace }, { log, signal }) => {
    await (0,identify/* identifyAndLog */.GY)(kube, log);
    const found = [
        ...(await ownNamespaces(kube, namespace, signal)),
        ...(await jobs(kube, namespace, signal)),
        ...(await attachedRuns(kube, namespace, signal)),
    ];
    const nowMs = kube.clock.now();
    const expired = found.filter((object) => expiryOf(object) < nowMs);
    const removed = [];
    const failures = [];
    for (const { ref, metadata } of expired) {
        const { uid } = metadata;
        if (uid === undefined || metadata.deletionTimestamp !== undefined)
            continue;
        const record = (0,eval_record/* parseRecord */.Hh)(metadata.annotations?.[ownership/* annotations */.hk.run]);
        try {
            if (record?.place.kind === 'attached') {
                const call = { signal, retryForMs: retry/* RETRY_BUDGET_MS */.K };
                await (0,leave/* leaveGateway */.S)(kube, ref.namespace ?? '', record.instance, record.place, call);
                removed.push(`The evaluation in pod ${ref.namespace}/${record.place.pod}`);
            }
            else if (await (0,kube_objects/* remove */.TF)(kube, ref, { uid, signal }))
                removed.push((0,kube_objects/* describe */.q0)(ref));
        }
        catch (error) {
            // What stands in the way of one is no reason to leave the others.
            signal.throwIfAborted();
            if (!(0,errors/* isActionError */.Bd)(error))
                throw error;
            failures.push(error);
        }
    }
    const where = namespace === null ? 'the cluster' : `namespace ${namespace}`;
    const lines = removed.map((object) => `${object} had expired and is being deleted.`);
    const [failure] = failures;
    if (failure !== undefined) {
        for (const line of lines)
            log.info(line);
        throw new errors/* ActionError */.lZ(failure.code, failures.map(({ message }) => message).join('\n'), {
            hint: 'What could not be deleted is tried again by the next sweep.',
            cause: failure,
        });
    }
    return {
        lines: removed.length === 0 ? [`Nothing in ${where} has expired.`] : lines,
        record: { removed, kept: found.length - removed.length },
        outputs: {},
    };
};
const OURS = `${ownership/* labels */.WD.managedBy}=${ownership/* MANAGED_BY */.Kf},${ownership/* labels */.WD.instance}`;
async function ownNamespaces(kube, only, signal) {
    const of = { apiVersion: 'v1', kind: 'Namespace' };
    try {
        const namespaces = await (0,kube_objects/* list */.p_)(kube, of, { labelSelector: OURS, signal });
        return namespaces
            .filter(({ metadata }) => only === null || metadata?.name === only)
            .map(({ metadata = {} }) => ({ ref: { ...of, name: metadata.name ?? '' }, metadata }));
    }
    catch (error) {
        // Who may look into one namespace alone could not make others.
        if (only !== null && (0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
            return [];
        throw error;
    }
}
async function jobs(kube, only, signal) {
    const of = { apiVersion: 'batch/v1', kind: 'Job', ...(only === null ? {} : { namespace: only }) };
    return (await (0,kube_objects/* list */.p_)(kube, of, { labelSelector: OURS, signal })).map(({ metadata = {} }) => ({
        ref: { ...of, name: metadata.name ?? '', namespace: metadata.namespace ?? '' },
        metadata,
    }));
}
/** Those in pods of users: other ConfigMaps leave with the Job that owns them. */
async function attachedRuns(kube, only, signal) {
    const of = { apiVersion: 'v1', kind: 'ConfigMap', ...(only === null ? {} : { namespace: only }) };
    const metadataOf = ({ metadata = {} }) => metadata;
    try {
        return (await (0,kube_objects/* list */.p_)(kube, of, { labelSelector: OURS, signal }))
            .map(metadataOf)
            .filter(({ ownerReferences }) => ownerReferences === undefined)
            .filter((metadata) => (0,eval_record/* parseRecord */.Hh)(metadata.annotations?.[ownership/* annotations */.hk.run])?.place.kind === 'attached')
            .map((metadata) => ({
            ref: { ...of, name: metadata.name ?? '', namespace: metadata.namespace ?? '' },
            metadata,
        }));
    }
    catch (error) {
        // The rights for an eval in a Job know no ConfigMaps but those it makes; then none of this kind was made.
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
            return [];
        throw error;
    }
}
/** @returns ms since the epoch; what says nothing of itself never expires */
function expiryOf({ ref, metadata }) {
    const text = metadata.annotations?.[ownership/* annotations */.hk.expiresAt];
    if (text === undefined)
        return Number.POSITIVE_INFINITY;
    const at = Date.parse(text);
    if (Number.isNaN(at))
        throw new errors/* ActionError */.lZ('api-error', `The expiry of ${(0,kube_objects/* describe */.q0)(ref)} is no time.`);
    return at;
}

;// CONCATENATED MODULE: ./lib/src/kube/discovery.js
/** Every kind that lives in namespaces, each in the version its group prefers. @throws KubeError */
async function listableKinds(kube) {
    const operation = 'ask which kinds of objects there are';
    const get = async (path) => (await kube.request('GET', path, { operation })).body;
    const { groups } = await get('/apis');
    const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
    const lists = await Promise.all(versions.map(async (apiVersion) => {
        const root = apiVersion.includes('/') ? '/apis' : '/api';
        const { resources } = await get(`${root}/${apiVersion}`);
        return resources
            .filter(({ name, namespaced, verbs }) => namespaced && verbs.includes('list') && !name.includes('/'))
            .map(({ name, kind }) => ({ apiVersion, plural: name, kind }));
    }));
    return lists.flat();
}

;// CONCATENATED MODULE: ./lib/src/stack/foreign.js


/** Records about other objects, which can be deleted without loss. */
const records = new Set(['Event', 'Lease', 'PodMetrics', 'Endpoints', 'EndpointSlice']);
/** What Kubernetes and OpenShift put into every namespace. */
const builtIn = [
    /^ConfigMap (kube-root-ca\.crt|openshift-service-ca\.crt)$/,
    /^ServiceAccount (default|builder|deployer)$/,
    /^Secret (default|builder|deployer)-(token|dockercfg)-\w+$/,
    /^RoleBinding system:(image-pullers|image-builders|deployers)$/,
];
/**
 * The objects in a namespace that this action did not make, such as `ConfigMap theirs`. Objects owned by another object
 * are left out.
 * @throws KubeError, also where the credentials may not list a kind: what we cannot see may be somebody's
 */
async function foreignObjects(kube, namespace, signal) {
    const kinds = (await listableKinds(kube)).filter(({ kind }) => !records.has(kind));
    const found = await Promise.all(kinds.map((kind) => namesOf(kube, kind, namespace, signal)));
    return found.flat().toSorted();
}
async function namesOf(kube, { apiVersion, plural, kind }, namespace, signal) {
    const root = apiVersion.includes('/') ? '/apis' : '/api';
    const { body } = await kube.request('GET', `${root}/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${plural}`, {
        operation: `list what is in namespace ${namespace}`,
        query: { limit: 100 },
        signal,
    });
    return body.items
        .filter((object) => !(0,ownership/* isOurs */.MU)(object) && (object.metadata.ownerReferences ?? []).length === 0)
        .map(({ metadata }) => `${kind} ${metadata.name}`)
        .filter((name) => !builtIn.some((pattern) => pattern.test(name)));
}

;// CONCATENATED MODULE: ./lib/src/modes/teardown.js










/** A pod with a turn under way takes its time to end, and its volume waits for it. */
const END_MS = 3 * 60_000;
/** The kinds that are made by this action, those first that make others. */
const kinds = [
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'batch/v1', kind: 'Job' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'v1', kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
];
/**
 * Deletes, by UID, what this action made and that stands: OpenClaw and evals, MLflow only when it is named. Namespaces
 * go if this action made them and nothing else is in them.
 */
const teardown = async (kube, inputs, { log, signal }) => {
    const { user } = await (0,identify/* identifyAndLog */.GY)(kube, log);
    const targets = targetsOf(inputs);
    await checkRights(kube, [...targets.keys()], user, signal);
    const results = await Promise.all([...targets].map(([namespace, components]) => tearDown(kube, namespace, components, log, signal)));
    const deleted = results.flatMap((result) => result.deleted);
    const kept = [...results.flatMap((result) => result.kept), ...(await deployedMlflow(kube, inputs, signal))];
    const where = [...targets.keys()].join(', ');
    return {
        lines: [
            ...(deleted.length === 0 ? [`Nothing of this action stands in namespace ${where}.`] : []),
            ...deleted.map((object) => `${object} is deleted.`),
            ...kept,
        ],
        record: { deleted, kept },
        outputs: {},
    };
};
/** That an MLflow of ours stays; nothing where it is named, is not there, or may not be looked at. */
async function deployedMlflow(kube, inputs, signal) {
    const { components, mlflowNamespace: namespace } = inputs;
    if (components?.includes('mlflow'))
        return [];
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mlflow', namespace };
    try {
        const found = await (0,kube_objects/* read */.LF)(kube, ref, { signal });
        if (found === undefined || !(0,ownership/* isOurs */.MU)(found))
            return [];
        return [`MLflow of namespace ${namespace} is kept: name it in "components" to delete it, too.`];
    }
    catch (error) {
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
            return [];
        throw error;
    }
}
/** The components to delete, by namespace. */
function targetsOf(inputs) {
    const targets = new Map();
    const components = inputs.components ?? ['openclaw'];
    for (const component of components) {
        const namespace = component === 'mlflow' ? inputs.mlflowNamespace : (inputs.namespace ?? OPENCLAW_NAMESPACE);
        targets.set(namespace, [...(targets.get(namespace) ?? []), component]);
    }
    return targets;
}
async function checkRights(kube, namespaces, user, signal) {
    const missing = await Promise.all(namespaces.map((namespace) => (0,access/* missingPermissions */.H)(kube, permissions/* teardownPermissions */.pb, namespace, { signal })));
    if (missing.flat().length > 0)
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)(missing.flat(), user));
}
async function tearDown(kube, namespace, components, log, signal) {
    const look = async () => (await ours(kube, namespace, signal)).filter(isWanted);
    const isWanted = ({ isMlflow }) => components.includes(isMlflow ? 'mlflow' : 'openclaw');
    const all = await look();
    const running = await runningBeside(kube, namespace, all, signal);
    const found = all.filter((object) => !running.includes(object));
    const stays = running.map(({ ref, joined }) => `${(0,kube_objects/* describe */.q0)(ref)} is kept: its evaluation is in pod ${namespace}/${joined?.pod}; end it by \`mode: detach\`.`);
    for (const { ref, uid } of found) {
        await (0,kube_objects/* remove */.TF)(kube, ref, { uid, signal });
        log.info(`${(0,kube_objects/* describe */.q0)(ref)} is being deleted.`);
    }
    const gone = found.map(({ ref }) => (0,kube_objects/* describe */.q0)(ref));
    const deadlineMs = kube.clock.now() + END_MS;
    for (;;) {
        const left = (await look()).filter(({ uid }) => found.some((object) => object.uid === uid));
        if (left.length === 0)
            break;
        if (kube.clock.now() >= deadlineMs) {
            const names = left.map(({ ref }) => (0,kube_objects/* describe */.q0)(ref));
            return {
                deleted: gone.filter((name) => !names.includes(name)),
                kept: [
                    ...stays,
                    ...names.map((name) => `${name} is still being deleted; its pod has not ended yet.`),
                ],
            };
        }
        await kube.clock.sleep(500, signal);
    }
    const end = await endNamespace(kube, namespace, signal);
    return { deleted: [...gone, ...end.deleted], kept: [...stays, ...end.kept] };
}
async function ours(kube, namespace, signal) {
    const labelSelector = `${ownership/* labels */.WD.managedBy}=${ownership/* MANAGED_BY */.Kf}`;
    const lists = await Promise.all(kinds.map(async (of) => {
        const objects = await (0,kube_objects/* list */.p_)(kube, { ...of, namespace }, { labelSelector, signal });
        return objects.map(({ metadata }) => ({
            ref: { ...of, name: metadata.name, namespace },
            uid: metadata.uid ?? '',
            isMlflow: metadata.labels?.[ownership/* labels */.WD.component] === 'mlflow',
            joined: joinedBy(metadata.annotations?.[ownership/* annotations */.hk.run]),
        }));
    }));
    return lists.flat().filter(({ uid }) => uid !== '');
}
/** The records of evals in Deployments that stay. */
async function runningBeside(kube, namespace, all, signal) {
    const joined = all.filter((object) => object.joined !== undefined);
    if (joined.length === 0)
        return [];
    const deployments = await (0,kube_objects/* list */.p_)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', namespace }, { signal });
    const staying = new Set(deployments.map(({ metadata }) => metadata.name));
    for (const { ref } of all)
        if (ref.kind === 'Deployment')
            staying.delete(ref.name);
    return joined.filter((object) => staying.has(object.joined?.deployment ?? ''));
}
function joinedBy(record) {
    const place = (0,eval_record/* parseRecord */.Hh)(record)?.place;
    return place?.kind === 'attached' ? place : undefined;
}
/** Nothing of a kind is asked where it is clear already: whoever keeps a namespace need not have rights to look into it. */
async function endNamespace(kube, name, signal) {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name };
    try {
        const namespace = await (0,kube_objects/* read */.LF)(kube, ref, { signal });
        if (namespace === undefined)
            return { deleted: [], kept: [] };
        if (namespace.metadata.deletionTimestamp !== undefined)
            return { deleted: [], kept: [] };
        if (!(0,ownership/* isOurs */.MU)(namespace))
            return keptFor(`Namespace ${name} is kept: this action did not make it.`);
        const stays = (await ours(kube, name, signal)).map((object) => `${object.ref.kind} ${object.ref.name}`);
        const others = [...stays, ...(await foreignObjects(kube, name, signal))];
        if (others.length > 0) {
            const shown = others.slice(0, 6).join(', ');
            const more = others.length > 6 ? ` and ${others.length - 6} more` : '';
            return keptFor(`Namespace ${name} is kept: there is also ${shown}${more}.`);
        }
        const { uid } = namespace.metadata;
        await (0,kube_objects/* remove */.TF)(kube, ref, uid === undefined ? { signal } : { uid, signal });
        return { deleted: [(0,kube_objects/* describe */.q0)(ref)], kept: [] };
    }
    catch (error) {
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
            return keptFor(`Namespace ${name} is kept: the credentials may not see whether something else is in it.`);
        throw error;
    }
}
function keptFor(sentence) {
    return { deleted: [], kept: [sentence] };
}

;// CONCATENATED MODULE: ./lib/src/modes/cluster-modes.js





/** Every mode that works on a cluster and judges nothing. */
const clusterModes = {
    deploy: deploy_deploy,
    teardown: teardown,
    detach: detach,
    logs: logs_logs,
    sweep: sweep,
};


/***/ }),

/***/ 69198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ planEval)
});

// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(33243);
// EXTERNAL MODULE: ./lib/src/baseline/load.js + 3 modules
var load = __webpack_require__(87855);
// EXTERNAL MODULE: ./lib/src/eval/expectation.js
var expectation = __webpack_require__(58851);
// EXTERNAL MODULE: ./lib/src/plan/user-files.js
var user_files = __webpack_require__(62715);
// EXTERNAL MODULE: ./lib/src/backends/job/objects.js
var job_objects = __webpack_require__(42086);
// EXTERNAL MODULE: ./lib/src/backends/own-files.js
var own_files = __webpack_require__(10492);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan_plan = __webpack_require__(30153);
// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
// EXTERNAL MODULE: ./lib/src/plan/runs.js
var plan_runs = __webpack_require__(18772);
// EXTERNAL MODULE: ./lib/src/result/stats/forecast.js
var stats_forecast = __webpack_require__(13945);
;// CONCATENATED MODULE: ./lib/src/report/plan.js




/** @param records the records of the baseline, which show how many tasks the suite has */
function runsOf(inputs, shards, records) {
    const { runs, maxRuns, concurrency, retryInvalid, maxCostUsd, maxTokens, maxMinutes } = inputs;
    const known = new Set(records.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId))).size;
    return {
        tasks: inputs.tasks?.length ?? (known === 0 ? null : known),
        runsPerTask: (0,plan_runs/* firstRuns */.r)(inputs),
        mostRunsPerTask: runs === 'auto' ? Math.max(maxRuns, 1) : runs,
        confirmRuns: inputs.baseline.length === 0 ? 0 : inputs.confirmRuns,
        retryInvalid,
        shards,
        concurrency,
        maxCostUsd,
        maxTokens,
        maxMinutes,
        timeoutMinutes: Math.round(inputs.timeoutMs / 60_000),
    };
}
/** A plan in sentences. */
function planLines({ plan, inputs, runs, forecast, mlflowRuns, isPriceKnown }) {
    return [
        `An evaluation of ${plan.model.model}${plan.judge === undefined ? '' : `, judged by ${plan.judge.model}`}.`,
        ...(inputs.cluster === 'kind' ? [kindLine(inputs)] : []),
        ...placeLines(plan, inputs),
        runsLine(runs),
        ...ruleLines(runs, inputs),
        capsLine(runs),
        ...userFileLines(plan),
        mlflowLine(plan, inputs),
        forecastLine(forecast, runs, isPriceKnown),
        ...(mlflowRuns.length === 0
            ? []
            : [
                `Not in the forecast: MLflow run ${mlflowRuns.join(', ')}, which only pods of the evaluation read.`,
            ]),
        (0,types/* isExisting */.a_)(inputs)
            ? 'The container is not among the objects: user, volume and token of the gateway are read from it when the evaluation starts.'
            : 'Values of secrets are left out. The Job is suspended until it owns its Secret and ConfigMaps.',
        `The digits ${plan.identity.instance} are different in each evaluation.`,
    ];
}
function placeLines(plan, inputs) {
    const { namespace, name, images, ownNamespace } = plan;
    if ((0,types/* isExisting */.a_)(inputs)) {
        const { openclawDeployment, attachMethod } = inputs;
        const which = openclawDeployment === null
            ? `the OpenClaw of namespace ${namespace}`
            : `Deployment ${namespace}/${openclawDeployment}`;
        return [
            attachMethod === 'rollout'
                ? `Place: ${which} gets a container of ${images.clawbench} (ClawBench), ${afterwards(inputs, UNTIL_SWEPT)}; its gateway restarts when it comes and when it goes.`
                : `Place: the pod of ${which}, joined by the ephemeral container ${name} of ${images.clawbench} (ClawBench); nothing restarts, and the Deployment stays as it is.`,
        ];
    }
    return [
        ownNamespace
            ? `Namespace: its own, here called ${namespace}; ${afterwards(inputs, UNTIL_SWEPT)}.`
            : `Namespace: ${namespace}, created if it does not exist; what the evaluation creates in it is ${afterwards(inputs, 'until it expires')}.`,
        `Images: ${images.openclaw} (OpenClaw), ${images.clawbench} (ClawBench).`,
    ];
}
function runsLine({ tasks, runsPerTask, shards, concurrency }) {
    const what = tasks === null
        ? `the whole suite, ${count(runsPerTask, 'run')} of each task`
        : `${count(tasks, 'task')} × ${count(runsPerTask, 'run')} = ${count(tasks * runsPerTask, 'run')}`;
    const where = shards === 1 ? '1 gateway' : `${shards} gateways in a pod each`;
    return `Runs: ${what}, on ${where}, ${concurrency * shards} at a time.`;
}
function ruleLines(runs, { threshold, maxRegression }) {
    return [
        ...(runs.mostRunsPerTask > runs.runsPerTask
            ? [
                `Up to ${runs.mostRunsPerTask} runs of a task, until it is clear whether the threshold ${threshold} is reached.`,
            ]
            : []),
        ...(runs.confirmRuns > 0
            ? [
                `If a drop of more than ${maxRegression} against the baseline is suspected: ${count(runs.confirmRuns, 'more run')} of each suspect task.`,
            ]
            : []),
        ...(runs.retryInvalid > 0
            ? [
                `Runs that fail for other reasons than the model: again, ${count(runs.retryInvalid, 'time')} at most.`,
            ]
            : []),
    ];
}
function capsLine({ maxCostUsd, maxTokens, maxMinutes, timeoutMinutes }) {
    const caps = [
        ...(maxCostUsd === null ? [] : [`$${maxCostUsd}`]),
        ...(maxTokens === null ? [] : [`${maxTokens} tokens`]),
        ...(maxMinutes === null ? [] : [`${maxMinutes} min`]),
    ];
    const timeout = `after ${(0,figures/* roughDuration */.Um)(timeoutMinutes * 60_000)} at the latest`;
    return caps.length === 0
        ? `Stops: ${timeout}; there is no cap on cost, tokens or minutes.`
        : `Stops: at ${caps.join(' or ')}, and ${timeout}.`;
}
function userFileLines({ given }) {
    const of = (facts) => `${count(facts.files, 'file')}, SHA-256 ${facts.sha256.slice(0, 12)}`;
    return [
        ...(given?.agent ? [`Files for the agents' workspaces: ${of(given.agent)}.`] : []),
        ...(given?.tasks ? [`Tasks of your own, in place of the suite's: ${of(given.tasks)}.`] : []),
    ];
}
function mlflowLine({ mlflow, images }, { mlflowExperimentId, mlflowExperimentName }) {
    if (mlflow === undefined)
        return 'MLflow: nothing is logged.';
    const experiment = mlflowExperimentId === null ? `experiment ${mlflowExperimentName}` : `experiment ${mlflowExperimentId}`;
    return mlflow.namespace === undefined
        ? `MLflow: ${experiment} at ${mlflow.trackingUri}.`
        : `MLflow: ${experiment} in namespace ${mlflow.namespace}, where ${images.mlflow} is deployed if there is none.`;
}
function forecastLine(forecast, { confirmRuns }, isPriceKnown) {
    if (forecast === null)
        return 'Forecast: none. Nothing is known to predict cost and time from: give an earlier result as `baseline`.';
    const figures = (0,stats_forecast/* forecastFigures */.LX)(forecast, isPriceKnown);
    const price = isPriceKnown ? '' : ' The price of the model is not known.';
    const without = confirmRuns > 0 ? ', without runs to confirm a regression' : '';
    return `Forecast from the baseline: ${figures}${without}.${price}`;
}
function count(number, word) {
    return `${number} ${word}${number === 1 ? '' : 's'}`;
}
const UNTIL_SWEPT = 'until `sweep` finds it expired';
/** What happens afterwards. @param until when it is deleted if it is kept */
function afterwards({ cleanup, detach }, until) {
    if (detach)
        return 'kept for 24 hours after the evaluation ends, or until `results` or `detach` removes it';
    const kept = `kept ${until}`;
    if (cleanup === 'never')
        return kept;
    return cleanup === 'always'
        ? 'deleted afterwards'
        : `deleted afterwards if the verdict is pass, else ${kept}`;
}
function kindLine(inputs) {
    const { kindNodeImage, loadImages } = inputs;
    const nodes = kindNodeImage === null ? '' : ` with nodes of ${kindNodeImage}`;
    const images = loadImages === null ? '' : `, the images ${loadImages.join(', ')} copied in`;
    return `Cluster: made by kind on this machine${nodes}${images}; ${afterwards(inputs, 'until `kind delete cluster` deletes it')}.`;
}

// EXTERNAL MODULE: ./lib/src/mlflow/deploy.js
var deploy = __webpack_require__(1567);
// EXTERNAL MODULE: ./lib/src/stack/namespace.js
var stack_namespace = __webpack_require__(44238);
// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
// EXTERNAL MODULE: ./lib/src/protocol/pod-variables.js
var pod_variables = __webpack_require__(97628);
// EXTERNAL MODULE: ./lib/src/stack/providers.js
var providers = __webpack_require__(26439);
// EXTERNAL MODULE: ./lib/src/plan/deployed-pod.js
var deployed_pod = __webpack_require__(16278);
;// CONCATENATED MODULE: ./lib/src/modes/plan.js















/** In place of the digits that chance gives each eval, so that two plans can be compared. */
const NO_INSTANCE = '00000000';
/**
 * What an eval with these inputs would apply and run, and what it would cost. Asks no cluster: there may be none.
 * @throws ActionError `bad-input`, `bad-baseline`
 */
async function planEval(inputs, deps) {
    const given = await (0,user_files/* readGivenFiles */.l)(inputs);
    const random = { instance: NO_INSTANCE, gatewayToken: '' };
    const plan = (0,plan_plan/* makePlan */.j7)(inputs, deps.workflow, random, deps.clock.now(), given);
    const past = deps.pastArtifacts((attempt) => (0,plan_plan/* artifactName */.Cs)(inputs.artifactName, plan.identity.leg, attempt));
    const { baseline, mlflowRuns } = await (0,load/* loadBaseline */.o)(inputs.baseline, { ...deps, past });
    const records = baseline?.records ?? [];
    const forecast = (0,expectation/* forecastFrom */.Yn)(records, inputs, plan.shards);
    const objects = await plannedObjects(plan, inputs, deps.root, (0,expectation/* durationsOf */.DM)(records));
    const runs = runsOf(inputs, plan.shards, records);
    const { clean } = deps.log.secrets;
    const facts = { plan, inputs, runs, forecast, mlflowRuns, isPriceKnown: (0,job_objects/* isPriceKnown */.bp)(plan) };
    const { namespace } = plan;
    const record = {
        namespace,
        model: plan.model.model,
        images: usedImages(plan, inputs),
        runs,
        forecast,
        objects,
    };
    return {
        lines: clean(planLines(facts)),
        manifests: clean(asYaml(objects)),
        namespace,
        forecast,
        isPriceKnown: facts.isPriceKnown,
        record: clean(record),
    };
}
/** Null for what is there already, or is not used. */
function usedImages({ images, mlflow }, inputs) {
    return {
        openclaw: (0,types/* isExisting */.a_)(inputs) ? null : images.openclaw,
        clawbench: images.clawbench,
        mlflow: mlflow?.namespace === undefined ? null : images.mlflow,
    };
}
/** As they are applied, but that values of secrets are told in words; the longest come last. */
async function plannedObjects(plan, inputs, root, taskDurations) {
    const metadata = (0,ownership/* evalMetadata */.gW)(plan.identity, new Date(plan.expiresAtMs), plan.runUrl);
    const mlflow = await mlflowOf(plan, inputs, root);
    if ((0,types/* isExisting */.a_)(inputs)) {
        const { name, namespace } = plan;
        const named = { ...metadata, name, namespace };
        return [...mlflow, (0,job_objects/* settingsMap */.Kz)(named, plan, inputs, taskDurations, undefined)];
    }
    const files = await (0,own_files/* readEvalFiles */.O)(root);
    const withoutSecrets = { ...plan, secrets: placeholders(plan) };
    const { job, secret, pullSecret, configMaps, networkPolicy } = (0,job_objects/* evalObjects */.XH)(withoutSecrets, inputs, files, files.sidecar, taskDurations);
    const objects = [
        // One that was named may be somebody's: labels of ours would have it swept.
        ...(plan.ownNamespace ? [(0,stack_namespace/* namespaceObject */.r)(plan.namespace, files.namespace, metadata)] : []),
        ...mlflow,
        secret,
        ...(pullSecret === undefined ? [] : [pullSecret]),
        networkPolicy,
        job,
        ...configMaps,
    ];
    return objects.map(withoutLogin);
}
/** The API server only takes a registry's credentials in their own form, so that no words can stand in their place. */
function withoutLogin(object) {
    if (object['type'] !== 'kubernetes.io/dockerconfigjson')
        return object;
    const { data: _data, ...rest } = object;
    return { ...rest, stringData: { '.dockerconfigjson': '{"auths":{}}' } };
}
async function mlflowOf(plan, inputs, root) {
    const namespace = plan.mlflow?.namespace;
    if (namespace === undefined)
        return [];
    const manifests = await (0,deploy/* readMlflowManifests */.eD)(root);
    return [
        (0,stack_namespace/* namespaceObject */.r)(namespace, manifests.namespace, { labels: (0,ownership/* deployedLabels */.MD)('mlflow') }),
        ...(0,deploy/* mlflowObjects */.QH)((0,deployed_pod/* deployedPod */.w)(namespace, plan.images.mlflow, inputs, false), manifests.rest),
    ];
}
/** A key that is not given stands here too: the eval will need it. */
function placeholders({ secrets, model, judge }) {
    const needed = [model, ...(judge === undefined ? [] : [judge])].flatMap(
    // A provider of `openclaw-config` needs none.
    ({ keyVariable }) => keyVariable ?? []);
    const variables = [...new Set([...needed, ...Object.keys(secrets)])];
    return Object.fromEntries(variables.map((variable) => [
        variable,
        variable === pod_variables/* podVariables */.F.gatewayToken
            ? '<made anew for each eval>'
            : `<the value of ${variable === providers/* CUSTOM_KEY */.K3 ? 'OPENAI_API_KEY' : variable}>`,
    ]));
}
function asYaml(objects) {
    return objects
        .map((object) => `---\n${(0,js_yaml/* dump */.Bh)(object, { lineWidth: -1, noRefs: true })}`)
        .join('')
        .trimEnd();
}


/***/ }),

/***/ 16278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ deployedPod)
/* harmony export */ });
/* harmony import */ var _stack_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60959);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39764);


function deployedPod(namespace, image, inputs, isOpenShift) {
    return {
        namespace,
        image,
        imagePullPolicy: (0,_stack_images_js__WEBPACK_IMPORTED_MODULE_0__/* .pullPolicyOf */ .h6)(image, (0,_images_js__WEBPACK_IMPORTED_MODULE_1__/* .pullWishes */ .v)(inputs)),
        imagePullSecret: inputs.imagePullSecret ?? undefined,
        login: (0,_images_js__WEBPACK_IMPORTED_MODULE_1__/* .registryLogin */ .j)(inputs),
        storageClass: inputs.storageClass ?? undefined,
        isOpenShift,
    };
}


/***/ }),

/***/ 60489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ gateOf)
/* harmony export */ });
/* harmony import */ var _result_verdict_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45085);

/** What the inputs ask of a result. */
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

/***/ 39764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ registryLogin),
/* harmony export */   v: () => (/* binding */ pullWishes)
/* harmony export */ });
function pullWishes(inputs) {
    return { policy: inputs.imagePullPolicy, loaded: inputs.loadImages ?? [] };
}
/** Null if none are given; the inputs come together or not at all. */
function registryLogin(inputs) {
    const { imageRegistry: registry, imageRegistryUsername: username, imageRegistryPassword: password, } = inputs;
    if (registry === null || username === null || password === null)
        return null;
    return { registry, username, password };
}


/***/ }),

/***/ 82742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ mlflowUri),
/* harmony export */   Q5: () => (/* binding */ MLFLOW_SERVICE),
/* harmony export */   az: () => (/* binding */ MLFLOW_PORT)
/* harmony export */ });
const MLFLOW_SERVICE = 'mlflow-service';
const MLFLOW_PORT = 5000;
/** The address under which pods find the MLflow that is deployed in `namespace`. */
function mlflowUri(namespace) {
    return `http://${MLFLOW_SERVICE}.${namespace}.svc.cluster.local:${MLFLOW_PORT}`;
}


/***/ }),

/***/ 30153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Cs: () => (/* binding */ artifactName),
/* harmony export */   X2: () => (/* binding */ mlflowPlan),
/* harmony export */   j7: () => (/* binding */ makePlan),
/* harmony export */   sQ: () => (/* binding */ DETACHED_HOLD_MS),
/* harmony export */   vT: () => (/* binding */ everyGatewayKey)
/* harmony export */ });
/* harmony import */ var _inputs_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43575);
/* harmony import */ var _inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10107);
/* harmony import */ var _stack_providers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26439);
/* harmony import */ var _stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58409);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(39764);
/* harmony import */ var _stack_pod_network_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27213);
/* harmony import */ var _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15558);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(97628);
/* harmony import */ var _shards_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(93179);
/* harmony import */ var _mlflow_address_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(82742);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(34096);











/** What may follow the eval itself: confirming runs, the wait of an abandoned eval, and slack. */
const AFTER_EVAL_MS = 40 * 60_000;
/** How long results are held for whoever comes to fetch them. */
const HOLD_MS = 2 * 60 * 60_000;
/** The same where nobody waits. */
const DETACHED_HOLD_MS = 24 * 60 * 60_000;
/** @param facts null outside of GitHub Actions  @param random.instance 8 random hex digits  @param gatewayToken unguessable, new for each eval */
function makePlan(inputs, facts, random, nowMs, given) {
    const { instance } = random;
    const endpoint = (0,_inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointOf */ .X5)(inputs);
    const label = inputs.label ?? inputs.model;
    const { openclawConfig } = inputs;
    // What a gateway that is there calls them is found out by asking it.
    const route = (name) => (0,_inputs_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isExisting */ .a_)(inputs)
        ? { model: name, ref: name, keyVariable: undefined, endpoint: undefined, isPriceKnown: true }
        : (0,_stack_providers_js__WEBPACK_IMPORTED_MODULE_2__/* .routeModel */ .Nh)(name, endpoint, openclawConfig);
    const model = route(inputs.model);
    const judge = inputs.judgeModel === null ? undefined : route(inputs.judgeModel);
    const routes = judge === undefined ? [model] : [model, judge];
    const makesPullSecret = (0,_images_js__WEBPACK_IMPORTED_MODULE_9__/* .registryLogin */ .j)(inputs) !== null;
    const podDeadlineMs = inputs.timeoutMs + AFTER_EVAL_MS + (inputs.detach ? DETACHED_HOLD_MS : 0);
    const jobDeadlineMs = inputs.startupTimeoutMs + podDeadlineMs;
    return {
        identity: {
            instance,
            leg: (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .legOf */ .Yk)({
                repository: facts?.repository ?? '',
                workflow: facts?.workflow ?? '',
                job: facts?.job ?? '',
                step: facts?.step ?? '',
                label,
            }),
        },
        label,
        namespace: inputs.namespace ?? namespaceName(facts, instance),
        ownNamespace: inputs.namespace === null,
        name: `clawbench-${instance}`,
        runUrl: facts?.runUrl,
        expiresAtMs: nowMs + jobDeadlineMs + HOLD_MS,
        model,
        judge,
        images: { openclaw: inputs.openclawImage, clawbench: inputs.clawbenchImage, mlflow: inputs.mlflowImage },
        openclawConfig,
        shards: (0,_inputs_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isExisting */ .a_)(inputs) ? 1 : (0,_shards_js__WEBPACK_IMPORTED_MODULE_7__/* .shardsOf */ .$)(inputs),
        network: networkOf(inputs),
        podOverlay: inputs.podOverlay === null ? undefined : (0,_stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .parseOverlay */ .Cy)(inputs.podOverlay),
        given,
        imagePullSecret: makesPullSecret ? `clawbench-${instance}-pull` : (inputs.imagePullSecret ?? undefined),
        makesPullSecret,
        mlflow: mlflowPlan(inputs),
        podDeadlineMs,
        jobDeadlineMs,
        secrets: {
            ...gatewayKeys(inputs, routes),
            ...(0,_stack_pod_network_js__WEBPACK_IMPORTED_MODULE_4__/* .proxySecrets */ .Wm)(inputs.httpsProxy),
            [_protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_6__/* .podVariables */ .F.gatewayToken]: random.gatewayToken,
        },
    };
}
/** How the pods reach what is outside of the cluster. */
function networkOf({ httpsProxy, noProxy, caCertificates }) {
    return {
        noProxy: httpsProxy === null ? undefined : (noProxy ?? []),
        caCertificates: caCertificates ?? undefined,
    };
}
function namespaceName(facts, instance) {
    return facts === null
        ? `clawbench-local-${instance}`
        : `clawbench-${facts.runId}-${facts.attempt}-${instance}`;
}
/**
 * The keys that are of use to this eval, and no others: the agent under test can read them. With an endpoint of its
 * own, the OpenAI key is that endpoint's and goes by another name.
 */
function gatewayKeys(inputs, routes) {
    const used = new Set([
        ...routes.flatMap((route) => route.keyVariable ?? []),
        ...(0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_5__/* .referredVariables */ .XL)(inputs.openclawConfig ?? {}),
    ]);
    return Object.fromEntries(givenKeys(inputs).filter(([variable]) => used.has(variable)));
}
/** All keys that are given, for a gateway of which nobody knows yet what it will be asked for. */
function everyGatewayKey(inputs) {
    const referred = (0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_5__/* .referredVariables */ .XL)(inputs.openclawConfig ?? {});
    const isOfEndpoint = (variable) => variable === 'OPENAI_API_KEY' && inputs.openaiApiBase !== null && !referred.includes(variable);
    return Object.fromEntries(givenKeys(inputs).filter(([variable]) => !isOfEndpoint(variable)));
}
function givenKeys(inputs) {
    const keys = Object.entries({
        ...(0,_inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_1__/* .providerKeys */ .uU)(inputs),
        [_stack_providers_js__WEBPACK_IMPORTED_MODULE_2__/* .CUSTOM_KEY */ .K3]: inputs.openaiApiBase === null ? null : (inputs.openaiApiKey ?? 'none'),
    });
    return keys.flatMap(([variable, value]) => (value === null ? [] : [[variable, value]]));
}
function mlflowPlan(inputs) {
    if (!inputs.mlflow)
        return undefined;
    if (inputs.mlflowTrackingUri !== null)
        return { trackingUri: inputs.mlflowTrackingUri, namespace: undefined };
    return { trackingUri: (0,_mlflow_address_js__WEBPACK_IMPORTED_MODULE_10__/* .mlflowUri */ .Aq)(inputs.mlflowNamespace), namespace: inputs.mlflowNamespace };
}
/** A short name for a leg's artifact, unique within the workflow run's attempts: `<artifact-name>-<leg>-a<attempt>`. */
function artifactName(base, leg, attempt) {
    return `${base}-${leg}-a${attempt}`;
}


/***/ }),

/***/ 18772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ firstRuns)
/* harmony export */ });
/** Runs of each task to begin with. */
function firstRuns({ runs }) {
    return runs === 'auto' ? 1 : runs;
}


/***/ }),

/***/ 93179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ shardsOf),
/* harmony export */   l: () => (/* binding */ versionNotice)
/* harmony export */ });
/* harmony import */ var _protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95493);

/**
 * How many pods the tasks are divided over. Where it is known before the launch that a gateway takes one run at a
 * time, `auto` gives the same speed by as many gateways.
 * @throws ActionError gateway-incompatible
 */
function shardsOf({ shards, concurrency, tasks, openclawImage }) {
    const most = (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__/* .maxConcurrencyOf */ .jf)(openclawImage);
    if (shards !== 'auto')
        return shards;
    if (concurrency <= most)
        return 1;
    return Math.max(1, Math.min(Math.ceil(concurrency / most), tasks?.length ?? Number.POSITIVE_INFINITY));
}
/** What to tell a user whose `concurrency` the gateway can not take; null if it can, or nobody knows yet. */
function versionNotice(inputs) {
    const { openclawImage, concurrency, shards } = inputs;
    const most = (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__/* .maxConcurrencyOf */ .jf)(openclawImage);
    const planned = shardsOf(inputs);
    if (concurrency <= most)
        return null;
    const fact = `OpenClaw ${(0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__/* .taggedVersion */ .Bd)(openclawImage)} ends the turns of other runs whenever one begins (openclaw#144291), so each gateway makes ${most} run at a time`;
    if (shards !== 'auto')
        return `${fact}: \`concurrency: ${concurrency}\` has no effect, more \`shards\` give the speed back.`;
    return planned === 1 ? `${fact}.` : `${fact}, and the tasks are divided over ${planned} gateways.`;
}


/***/ }),

/***/ 62715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ readGivenFiles)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37883);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1559);
/* harmony import */ var _inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49929);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(96976);







const MIB = 1024 * 1024;
/** Of one input: workspaces get a copy for each run, and nobody means to give a node_modules. */
const MOST_FILES = 2000;
const MOST_BYTES = 16 * MIB;
const MOST_LEVELS = 16;
/**
 * Reads what `agent-files` and `tasks-dir` name.
 * @returns undefined if neither is given
 * @throws ActionError bad-input
 */
async function readGivenFiles(inputs) {
    const { agentFiles, tasksDir } = inputs;
    if (agentFiles === null && tasksDir === null)
        return undefined;
    const agent = agentFiles === null ? null : await readAll('agent-files', agentFiles);
    const tasks = tasksDir === null ? null : await readAll('tasks-dir', [tasksDir]);
    const content = { agent: agent ?? [], tasks };
    const bundle = Buffer.from(JSON.stringify(content));
    return { bundle, sha256: (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256 */ .s)(bundle), agent: factsOf(agent), tasks: factsOf(tasks) };
}
function factsOf(files) {
    return files === null ? null : { sha256: (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_2__/* .sha256 */ .s)(Buffer.from(JSON.stringify(files))), files: files.length };
}
/** Files by the path they get, sorted. */
async function readAll(input, sources) {
    const files = new Map();
    let bytes = 0;
    const add = async (name, file) => {
        if (files.has(name))
            throw refused(input, `gives ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)} twice`, 'name each file once');
        const read = await readFileWhole(file);
        bytes += read.content.length;
        if (files.size === MOST_FILES || bytes > MOST_BYTES) {
            const limit = `${MOST_FILES} files or ${MOST_BYTES / MIB} MiB`;
            throw refused(input, `holds more than ${limit}`, 'name a directory with nothing else in it');
        }
        files.set(name, { path: name, executable: read.executable, base64: read.content.toString('base64') });
    };
    for (const source of sources) {
        const stats = await statOf(input, source);
        if (stats.isDirectory())
            await walk(input, source, add);
        else if (stats.isFile() && input === 'agent-files')
            await add(node_path__WEBPACK_IMPORTED_MODULE_3__.basename(source), source);
        else
            throw refused(input, `names ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(source)}, which is no directory`, 'write the path of a directory');
    }
    if (files.size === 0)
        throw refused(input, `names ${sources.map(_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD).join(', ')} without a file in it`, 'look at the path');
    return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
async function walk(input, root, add) {
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root);
    const visit = async (relative, level) => {
        if (level > MOST_LEVELS)
            throw refused(input, `is more than ${MOST_LEVELS} directories deep at ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(relative)}`, 'name a directory with nothing else in it');
        for (const name of (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(home, relative))).sort()) {
            if (name === '.git')
                continue;
            const child = relative === '' ? name : `${relative}/${name}`;
            if (/[\p{Cc}\\]/u.test(name))
                throw refused(input, `holds ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(child)}`, 'give it a name of plain characters');
            const place = node_path__WEBPACK_IMPORTED_MODULE_3__.join(home, child);
            if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(place)).isSymbolicLink())
                await checkLink(input, home, child);
            const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(place);
            if (stats.isDirectory())
                await visit(child, level + 1);
            else if (stats.isFile())
                await add(child, place);
            else
                throw refused(input, `holds ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(child)}, which is no file`, 'remove it');
        }
    };
    await visit('', 0);
}
/** What the checkout of a pull request links to must not be read off the runner. */
async function checkLink(input, home, child) {
    const target = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(home, child)).catch(() => undefined);
    if (target === undefined)
        throw refused(input, `holds ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(child)}, a link to nothing`, 'remove it');
    if (!target.startsWith(`${home}${node_path__WEBPACK_IMPORTED_MODULE_3__.sep}`))
        throw refused(input, `holds ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(child)}, a link out of the directory`, 'put the file itself there');
    // Followed, two of them in a circle would never end.
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(target)).isDirectory())
        throw refused(input, `holds ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(child)}, a link to a directory`, 'put the directory itself there');
}
async function statOf(input, source) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(source);
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ('bad-input', `Input \`${input}\` names ${(0,_inputs_kinds_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(source)}, which can not be read.`, {
            hint: 'Write a path of the checkout, and check the repository out before this step.',
            terminalHint: 'Write a path that is there.',
            cause,
        });
    }
}
async function readFileWhole(file) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file);
    try {
        const stats = await handle.stat();
        const executable = (stats.mode & node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.S_IXUSR) !== 0;
        // Larger ones are refused by whoever counts, without having been read.
        if (stats.size > MOST_BYTES)
            return { content: Buffer.alloc(MOST_BYTES + 1), executable };
        return { content: await handle.readFile(), executable };
    }
    finally {
        await handle.close();
    }
}
function refused(input, what, write) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ('bad-input', `Input \`${input}\` ${what}: ${write}.`);
}


/***/ }),

/***/ 98487:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ evaluate)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/kube/logs.js + 2 modules
var logs = __webpack_require__(83830);
// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
;// CONCATENATED MODULE: ./lib/src/pods/progress.js

/**
 * Sums what the shards say. `shards` counts the planned ones; `states` holds those that were heard of.
 * Shards run side by side, so the slowest one decides how long is left.
 */
function sumProgress(states, nowMs) {
    const sum = (pick) => states.reduce((total, state) => total + pick(state), 0);
    const valid = sum((state) => state.valid);
    const scored = states.filter((state) => state.meanRunScore !== null);
    const weight = scored.reduce((total, state) => total + state.valid, 0);
    return {
        done: sum((state) => state.done),
        total: sum((state) => state.total),
        valid,
        tasks: states.flatMap((state) => state.tasks ?? []),
        meanRunScore: weight === 0
            ? null
            : scored.reduce((total, state) => total + (state.meanRunScore ?? 0) * state.valid, 0) / weight,
        tokens: sum((state) => state.tokens),
        costUsd: sum((state) => state.costUsd),
        priceKnown: states.length > 0 && states.every((state) => state.priceKnown),
        remainingMs: slowest(states.map((state) => remaining(state, nowMs))),
    };
}
function remaining(state, nowMs) {
    if (state.done >= state.total)
        return 0;
    if (state.harnessStartedAt === null || state.done === 0)
        return null;
    const elapsedMs = nowMs - Date.parse(state.harnessStartedAt);
    return (elapsedMs / state.done) * (state.total - state.done);
}
function slowest(remainings) {
    const known = remainings.filter((ms) => ms !== null);
    return known.length === 0 || known.length < remainings.length ? null : Math.max(...known);
}
/** One line for people: `12/81 runs · 0.71 so far · $1.92 · 23 min left`. */
function progressLine(progress) {
    const parts = [`${progress.done}/${progress.total} runs`];
    if (progress.meanRunScore !== null)
        parts.push(`${progress.meanRunScore.toFixed(2)} so far`);
    if (progress.valid < progress.done)
        parts.push(`${progress.done - progress.valid} invalid`);
    if (progress.priceKnown)
        parts.push(`$${progress.costUsd.toFixed(2)}`);
    else if (progress.tokens > 0)
        parts.push(`${compact(progress.tokens)} tokens`);
    if (progress.remainingMs !== null && progress.done < progress.total)
        parts.push(`${(0,figures/* roughDuration */.Um)(progress.remainingMs)} left`);
    return parts.join(' · ');
}
function compact(count) {
    return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: ./lib/src/pods/shard.js + 3 modules
var shard = __webpack_require__(89324);
;// CONCATENATED MODULE: ./lib/src/pods/evaluate.js







/** A line every so often: a job that prints nothing looks dead, one that prints every second can not be read. */
const PROGRESS_MS = 15_000;
/** Characters of one shard's log that are shown while it runs: the runner chokes on logs of hundreds of megabytes. */
const MOST_SHOWN = 2_000_000;
/**
 * Runs all shards to their end, and what is to be run more often after that. A shard is released as soon as it is home while another has no node yet: finished pods
 * could hold the very room that the others wait for.
 * @throws the signal's reason
 */
async function evaluate(context) {
    const { kube, log, place } = context;
    const unprepared = new AbortController();
    const signal = AbortSignal.any([context.signal, unprepared.signal]);
    const states = new Map();
    const pods = new Map();
    const held = new Map();
    const following = new AbortController();
    const logSignal = AbortSignal.any([signal, following.signal]);
    const followers = new Set();
    const report = progressReporter(context, states);
    let finished = { runs: 0, busy: false, enough: false };
    const watchFinished = () => {
        const progress = sumProgress([...states.values()], kube.clock.now());
        if (states.size < context.shards ||
            finished.enough ||
            finished.busy ||
            progress.done === finished.runs ||
            progress.done === progress.total)
            return;
        finished = { ...finished, runs: progress.done, busy: true };
        void context
            .onFinished(progress)
            .catch((error) => {
            log.debug(`Finished runs could not be looked at: ${String(error)}`);
            return 'enough';
        })
            .then((answer) => (finished = { ...finished, busy: false, enough: answer === 'enough' }));
    };
    let prepared;
    /** All shards wait for the one that prepares. */
    const prepare = (target) => (prepared ??= context.beforeStart(target).catch((error) => {
        unprepared.abort(error);
        throw error;
    }));
    const open = async (index) => {
        const directory = external_node_path_.join(context.directory, `shard-${index}`);
        await (0,promises_.mkdir)(directory, { recursive: true });
        return (0,shard/* openShard */.f)({
            kube,
            place,
            index,
            directory,
            startupTimeoutMs: context.startupTimeoutMs,
            timeoutMs: context.timeoutMs,
            signal,
            given: context.given,
            isStarted: context.isStarted ?? false,
            beforeStart: prepare,
            earlier: context.earlier,
            onTakenOver: (runs) => log.info(runs === 0
                ? `${shardName(context, index)}Nothing is taken over from the earlier attempt: it ran other images or tasks.`
                : `${shardName(context, index)}${runs} runs are taken over from the earlier attempt.`),
            onState: (state) => {
                states.set(index, state);
                report();
                watchFinished();
            },
            onPod: (pod) => {
                pods.set(index, pod);
                follow(index, pod);
            },
            onWaiting: (waiting) => {
                log.status?.({ text: 'Waiting for the pods' });
                log.info(`${shardName(context, index)}${waiting.message}`);
            },
        });
    };
    const drive = async (handle, index) => {
        const shard = await handle.drive();
        held.delete(index);
        if (shard.failure === undefined && shard.pod !== undefined)
            held.set(index, place.at(shard.pod.name));
        await makeRoom();
        return shard;
    };
    /** Keeps one pod for logging to MLflow: the last one is never given up here. */
    async function makeRoom() {
        const waits = Array.from({ length: context.shards }, (_, index) => index).some((index) => hasNoNode(pods.get(index)));
        if (!waits)
            return;
        for (const [index, target] of held) {
            held.delete(index);
            await (0,requests/* releaseShard */.S)(kube, target, signal);
            log.info(`Shard ${index} is home; its pod makes room for the others.`);
        }
    }
    function follow(index, pod) {
        const uid = pod.metadata?.uid;
        const target = place.speaking(pod);
        if (uid === undefined || target === undefined || followers.has(uid))
            return;
        followers.add(uid);
        void showLog(context, index, (0,logs/* followLog */.w)(kube, target, { signal: logSignal })).catch((error) => log.debug(`The log of pod ${target.pod} is no longer followed: ${String(error)}`));
    }
    const closeGroup = log.group('Evaluation');
    try {
        const handles = await Promise.all(Array.from({ length: context.shards }, (_, index) => open(index)));
        let shards = await Promise.all(handles.map(drive));
        for (;;) {
            const round = await context.nextRound(shards, new Set(held.keys()));
            if (round === null)
                return { shards, held };
            shards = await Promise.all(shards.map(async (shard) => {
                const tasks = round.tasks.filter((task) => shard.state?.tasks?.includes(task));
                if (tasks.length === 0 || !held.has(shard.index))
                    return shard;
                const handle = handles[shard.index];
                handle.order({ tasks, runs: round.runs });
                return await drive(handle, shard.index);
            }));
        }
    }
    finally {
        following.abort();
        closeGroup();
    }
}
/** Shows a shard's log while it runs: for display alone, the whole of it is a file in the pod. */
async function showLog(context, index, entries) {
    const say = (text) => context.log.info(`${shardName(context, index)}${text}`);
    let shown = 0;
    for await (const entry of entries) {
        if (entry.kind === 'gap') {
            say('(lines may be missing here; the whole log will be in the artifact)');
            continue;
        }
        shown += entry.text.length;
        if (shown > MOST_SHOWN)
            return say('(the log goes on; all of it will be in the artifact)');
        say(entry.text);
    }
}
function shardName(context, index) {
    return context.shards === 1 ? '' : `[shard ${index}] `;
}
function hasNoNode(pod) {
    return pod === undefined || (pod.spec?.nodeName === undefined && pod.status?.phase === 'Pending');
}
/** Shows the progress when there is some; where that means another line in a log, not too often. */
function progressReporter(context, states) {
    const { clock } = context.kube;
    const { log } = context;
    let printedMs = 0;
    let printed = '';
    return () => {
        const progress = sumProgress([...states.values()], clock.now());
        const message = [...states.values()].map((state) => state.message).join(' · ');
        const line = progress.done === 0 ? message : progressLine(progress);
        if (log.status !== undefined) {
            if (line !== '')
                log.status({ text: line, ...(progress.total > 0 && { share: progress.done / progress.total }) });
            return;
        }
        const due = clock.now() - printedMs >= PROGRESS_MS || progress.done === progress.total;
        if (line === '' || line === printed || !due)
            return;
        printed = line;
        printedMs = clock.now();
        log.info(line);
    };
}


/***/ }),

/***/ 29924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ giveFiles)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60237);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96976);
/* harmony import */ var _pod_commands_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26867);




/**
 * Puts the files into a pod, which waits for them before it lists its tasks.
 * @throws ActionError shard-lost
 */
async function giveFiles(kube, target, given, signal) {
    if (given === undefined)
        return;
    const stdin = given.bundle;
    const command = (0,_pod_commands_js__WEBPACK_IMPORTED_MODULE_3__/* .writeFile */ ._)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_2__/* .podPaths */ ._U.userFiles, stdin.length);
    const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .V)(kube, target, command, { stdin, retryForMs: 120_000, signal });
    if (exitCode === 0)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('shard-lost', `The files of "agent-files" and "tasks-dir" could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`);
}


/***/ }),

/***/ 26867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ writeFile),
/* harmony export */   o: () => (/* binding */ printFile)
/* harmony export */ });
/* harmony import */ var _backends_backend_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36530);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96976);


/**
 * The commands the action runs in the container that answers, as argument lists. Each says "somebody is there" by touching
 * the contact file: a supervisor nobody contacts stops spending.
 */
const CONTACT = 'touch "$0"';
/** Whole or not at all: what a cut connection left is shorter than announced, and never gets the final name. */
const WRITE = `${CONTACT} && mkdir -p "$(dirname "$1")" && cat > "$1.tmp" && [ "$(wc -c < "$1.tmp")" -eq "$2" ] && mv "$1.tmp" "$1"`;
/** Prints a file of the contract, or nothing if it is not there yet. */
function printFile(target, file) {
    const script = `${CONTACT}; [ -e "$1" ] || exit 0; exec cat -- "$1"`;
    return ['sh', '-c', script, (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .pathIn */ .l)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__/* .podPaths */ ._U.contact), (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .pathIn */ .l)(target, file)];
}
/** Writes the `sizeBytes` that come on stdin to a file of the contract; fails if it got fewer. */
function writeFile(target, file, sizeBytes) {
    return ['sh', '-c', WRITE, (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .pathIn */ .l)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__/* .podPaths */ ._U.contact), (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .pathIn */ .l)(target, file), String(sizeBytes)];
}


/***/ }),

/***/ 33050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bu: () => (/* binding */ parsePodFile),
/* harmony export */   L4: () => (/* binding */ shardStateSchema),
/* harmony export */   Wi: () => (/* binding */ keptIndexSchema),
/* harmony export */   cR: () => (/* binding */ MAX_POD_FILE_BYTES),
/* harmony export */   qS: () => (/* binding */ shardDoneSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64377);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96976);



/**
 * What the eval pod writes, checked before it is believed: the agent under test runs with the rights of the supervisor
 * and could have written any of it.
 */
const text = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().max(4000);
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().min(0).max(1e9);
const sha256 = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/);
/** Relative, of plain segments, none of which starts with a dot. */
const filePath = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .max(512)
    .regex(/^[A-Za-z0-9_@+=,-][\w.@+=,:-]*(\/[A-Za-z0-9_@+=,-][\w.@+=,:-]*)*$/);
const fileEntry = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ path: filePath, size: count, sha256 });
const failure = zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__/* .shardFailures */ .qu).nullable();
const taskIds = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1).max(200)).max(10_000);
const shardStateSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    phase: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['booting', 'ready', 'running', 'idle', 'done', 'failed']),
    message: text,
    failure,
    heartbeat: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    shard: count,
    shards: count,
    tasks: taskIds.nullable(),
    droppedTasks: taskIds,
    runsPerTask: count,
    concurrency: count,
    done: count,
    total: count,
    valid: count,
    meanRunScore: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0).max(1).nullable(),
    tokens: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0),
    costUsd: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0),
    priceKnown: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    openclawVersion: text.nullable(),
    harnessVersion: text.nullable(),
    restarts: count,
    gatewayRestarts: count,
    harnessStartedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$().nullable(),
    lastRequest: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: text, status: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['accepted', 'done', 'refused']), reason: text })
        .nullable(),
});
const shardDoneSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    generation: text,
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(['finished', 'cancelled', 'abandoned', 'timeout', 'budget', 'failed']),
    failure,
    message: text,
    exitCode: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().nullable(),
    finishedAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$(),
    results: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(filePath).max(1000),
    files: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(fileEntry).max(100_000),
});
const keptIndexSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz(1),
    files: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(fileEntry.extend({ firstSeenAt: zod__WEBPACK_IMPORTED_MODULE_3__/* .datetime */ .w$() })).max(100_000),
    replaced: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(filePath).max(100_000),
    tampered: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(filePath).max(100_000),
});
/** Larger than any of these files has reason to be. */
const MAX_POD_FILE_BYTES = 32 * 1024 * 1024;
/** @throws ActionError bad-result when the bytes are not what `schema` says; `name` is for the message */
function parsePodFile(schema, bytes, name) {
    let value;
    try {
        value = JSON.parse(new TextDecoder().decode(bytes));
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', `${name} in the eval pod is not JSON.`, { cause });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', `${name} in the eval pod is not what it should be: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`);
}


/***/ }),

/***/ 30309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ releaseShard),
/* harmony export */   w: () => (/* binding */ sendRequest)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60237);
/* harmony import */ var _pod_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26867);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96976);




/** Hands the supervisor its next task. Repeating a request is harmless: its id says that it is the same. */
async function sendRequest(kube, target, request, signal) {
    const stdin = Buffer.from(JSON.stringify(request));
    const command = (0,_pod_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFile */ ._)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_3__/* .podPaths */ ._U.request, stdin.length);
    const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .V)(kube, target, command, { stdin, retryForMs: 120_000, signal });
    if (exitCode !== 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('shard-lost', `The request could not be written in pod ${target.pod}: ${stderr.slice(0, 300)}`);
    }
}
/**
 * Lets the pod end: what it has is home. One that can not be told is no reason to lose that: the clean-up ends it.
 * @throws the signal's reason
 */
async function releaseShard(kube, target, signal) {
    try {
        await sendRequest(kube, target, { id: `finish-${target.pod}`, kind: 'finish' }, signal);
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error))
            throw error;
        kube.log?.debug(`Pod ${target.namespace}/${target.pod} was not told to end: ${error.message}`);
    }
}


/***/ }),

/***/ 30485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ readDone),
/* harmony export */   j9: () => (/* binding */ tolerate),
/* harmony export */   qL: () => (/* binding */ readPodFile),
/* harmony export */   un: () => (/* binding */ readState),
/* harmony export */   y2: () => (/* binding */ withTasksOf)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60237);
/* harmony import */ var _pod_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26867);
/* harmony import */ var _pod_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33050);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96976);





/** So often a file is read that arrives in pieces. */
const MOST_READS = 4;
const READ_AGAIN_MS = 300;
/**
 * Reads a file that a program in the pod writes whole; undefined before the first time. Truncated output with exit code 0
 * is a known fault of exec (https://github.com/kubernetes/kubernetes/issues/60140): what is not what it should be is read
 * again before it is believed.
 * @throws ActionError bad-result, KubeError
 */
async function readPodFile(kube, target, file, schema, options) {
    for (let reads = 1;; reads++) {
        const command = (0,_pod_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .printFile */ .o)(target, file);
        const { stdout } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .V)(kube, target, command, { ...options, maxBytes: _pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_POD_FILE_BYTES */ .cR });
        if (stdout.length === 0)
            return undefined;
        try {
            return (0,_pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePodFile */ .Bu)(schema, stdout, file);
        }
        catch (error) {
            if (reads >= MOST_READS)
                throw error;
        }
        await kube.clock.sleep(READ_AGAIN_MS, options.signal);
    }
}
const POLL_TIMEOUT_MS = 15_000;
/** The state the supervisor last wrote; undefined before the first, or while the pod can not be asked. */
async function readState(kube, target, signal) {
    const options = { timeoutMs: POLL_TIMEOUT_MS, signal };
    return await tolerate(readPodFile(kube, target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__/* .podPaths */ ._U.state, _pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .shardStateSchema */ .L4, options));
}
/**
 * A pod that replaces another does not know its tasks until its gateway is up, and may never: the runs that are home are
 * judged, and taken over by the next attempt, by what the lost one told.
 */
function withTasksOf(before, now) {
    if (before === undefined || before.tasks === null || now.tasks !== null)
        return now;
    const { tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, harnessStartedAt } = before;
    return { ...now, tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, harnessStartedAt };
}
/** How the shard ended its last order, or for good; undefined as long as it did not. */
async function readDone(kube, target, lastOrder, signal) {
    const options = { timeoutMs: POLL_TIMEOUT_MS, signal };
    const done = await tolerate(readPodFile(kube, target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__/* .podPaths */ ._U.done, _pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .shardDoneSchema */ .qS, options));
    if (done === undefined)
        return undefined;
    // The one of an earlier request may still lie there.
    return done.generation === lastOrder || done.reason !== 'finished' ? done : undefined;
}
/** What may come back by itself is no reason to give up a shard: the pod's status says when to. */
async function tolerate(work) {
    try {
        return await work;
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTransient */ .dg)(error) || (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error, 'ContainerEnded'))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 89324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ openShard),
  q: () => (/* binding */ orderId)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/kube/exec.js + 1 modules
var exec = __webpack_require__(60237);
// EXTERNAL MODULE: ./lib/src/result/formats/benchmark.js
var benchmark = __webpack_require__(98474);
// EXTERNAL MODULE: ./lib/src/pods/pod-files.js
var pod_files = __webpack_require__(33050);
// EXTERNAL MODULE: ./lib/src/backends/backend.js
var backend = __webpack_require__(36530);
// EXTERNAL MODULE: ./lib/src/protocol/pod.js
var pod = __webpack_require__(96976);
// EXTERNAL MODULE: ./lib/src/pods/shard-files.js
var shard_files = __webpack_require__(30485);
;// CONCATENATED MODULE: ./lib/src/pods/collect.js









/** Logs are capped by the supervisor, at 64 MiB each. */
const logs = new Set(['eval.log', 'gateway.log']);
const MAX_LOG_BYTES = 80 * 1024 * 1024;
const MAX_RUN_FILE_BYTES = 50_000_000;
/** For a container that is starved of CPU; what is not kept by then never will be. */
const KEEPING_MS = 15_000;
const KEEPING_POLL_MS = 250;
const RUN_FILE = /^run_cache\/.+\/run\d{1,6}\.json$/;
/**
 * Fetches the run files that are new since the last call, from the trusted container's copies.
 * @throws ActionError bad-result, KubeError
 */
async function pullRunFiles(kube, target, files, signal) {
    const options = { retryForMs: 30_000, signal };
    const index = await (0,shard_files/* readPodFile */.qL)(kube, target, pod/* podPaths */._U.keptIndex, pod_files/* keptIndexSchema */.Wi, options);
    if (index === undefined)
        return;
    for (const file of index.tampered)
        files.tampered.add(file);
    const missing = index.files.filter((file) => RUN_FILE.test(file.path) && files.fetched.get(file.path) !== file.sha256);
    await Promise.all(missing.map(async (file) => {
        await fetchFile(kube, target, `${pod/* podPaths */._U.kept}/${file.path}`, file, MAX_RUN_FILE_BYTES, files.directory, signal);
        files.fetched.set(file.path, file.sha256);
    }));
}
/**
 * Fetches the run files that `done` announces. The trusted container looks for new ones every half second: the last ones
 * may be announced before it has kept them.
 * @throws ActionError bad-result, KubeError
 */
async function pullAnnounced(kube, target, done, files, signal) {
    const announced = done.files.filter((file) => RUN_FILE.test(file.path));
    const deadlineMs = kube.clock.now() + KEEPING_MS;
    for (;;) {
        await pullRunFiles(kube, target, files, signal);
        // One that was run again has a new content; one that was changed by others never gets what is announced.
        const isComplete = announced.every(({ path: name, sha256 }) => files.fetched.get(name) === sha256 || files.tampered.has(name));
        if (isComplete || kube.clock.now() >= deadlineMs)
            return;
        await kube.clock.sleep(KEEPING_POLL_MS, signal);
    }
}
/** Fetches what `done` announces beside the run files. @throws ActionError bad-result, KubeError */
async function fetchResults(kube, target, done, directory, signal) {
    await Promise.all(done.files.map(async (file) => {
        const isResult = done.results.includes(file.path);
        if (!isResult && !logs.has(file.path))
            return;
        const maxBytes = isResult ? benchmark/* MAX_RESULT_BYTES */.Xs : MAX_LOG_BYTES;
        await fetchFile(kube, target, `${pod/* podPaths */._U.results}/${file.path}`, file, maxBytes, directory, signal);
    }));
}
async function fetchFile(kube, target, source, file, maxBytes, directory, signal) {
    const local = external_node_path_.join(directory, file.path);
    await (0,promises_.mkdir)(external_node_path_.dirname(local), { recursive: true });
    await (0,exec/* copyFile */.m)(kube, target, (0,backend/* pathIn */.l)(target, source), {
        to: local,
        maxBytes,
        sizeBytes: file.size,
        sha256: file.sha256,
        signal,
    });
}
/** @param pod with a node and container statuses, as it is once it runs */
function podFacts(pod, { containers }) {
    const { gateway, clawbench } = containers;
    const others = (0,container/* statusesOf */.CB)(pod).filter(({ name }) => name !== gateway && name !== clawbench);
    const images = others.map(({ name, imageID }) => [name, imageID]);
    for (const [role, name] of Object.entries({ gateway, clawbench })) {
        const status = (0,container/* statusOfContainer */.Z)(pod, name);
        if (status !== undefined)
            images.push([role, status.imageID]);
    }
    return {
        name: pod.metadata?.name ?? '',
        uid: pod.metadata?.uid ?? '',
        node: pod.spec?.nodeName ?? '',
        images: Object.fromEntries(images),
    };
}
/** What happened to the pod that its runs may have suffered from: not what a user's pod went through before. */
function incidentsOf(pod, { sinceMs }) {
    const killed = (0,container/* statusesOf */.CB)(pod).filter(({ state, lastState }) => [state?.terminated, lastState?.terminated].some((end) => end?.reason === 'OOMKilled' && !(Date.parse(end.finishedAt ?? '') < sinceMs)));
    const incidents = killed.map(({ name }) => ({
        kind: 'oom',
        detail: `Container ${name} was killed for using more memory than its limit.`,
    }));
    if (pod.status?.reason === 'Evicted')
        incidents.push({
            kind: 'evicted',
            detail: `The pod was evicted from node ${pod.spec?.nodeName ?? '?'}.`,
        });
    for (const condition of pod.status?.conditions ?? []) {
        if (condition.type !== 'DisruptionTarget' || condition.status !== 'True')
            continue;
        const lost = condition.reason === 'DeletionByTaintManager';
        incidents.push({
            kind: lost ? 'node-lost' : 'evicted',
            detail: lost
                ? `Node ${pod.spec?.nodeName ?? '?'} was lost.`
                : `The pod was disrupted on node ${pod.spec?.nodeName ?? '?'}.`,
        });
    }
    return incidents;
}

// EXTERNAL MODULE: ./lib/src/plan/user-files.js
var user_files = __webpack_require__(62715);
// EXTERNAL MODULE: ./lib/src/pods/give-files.js
var give_files = __webpack_require__(29924);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/pods/ordered.js



const taskIds = schemas/* array */.YOg(schemas/* string */.YjP().min(1).max(200)).max(10_000);
const journalSchema = schemas/* object */.Ikc({
    work: schemas/* array */.YOg(schemas/* discriminatedUnion */.gMt('kind', [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('start') }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('runs'), tasks: taskIds, runs: schemas/* number */.aig().int().min(1).max(1000) }),
    ]))
        .max(1000),
});
/**
 * The rounds another process ordered of a pod, null if it did not even start it.
 * @throws ActionError bad-result, KubeError
 */
async function orderedBefore(kube, target, signal) {
    const options = { retryForMs: 120_000, signal };
    const { work = [] } = (await (0,shard_files/* readPodFile */.qL)(kube, target, pod/* podPaths */._U.journal, journalSchema, options)) ?? {};
    if (work.length === 0)
        return null;
    return work.flatMap((item) => (item.kind === 'runs' ? [{ tasks: item.tasks, runs: item.runs }] : []));
}

// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: ./lib/src/pods/pod-commands.js
var pod_commands = __webpack_require__(26867);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
;// CONCATENATED MODULE: ./lib/src/pods/seed.js









const judgedBy = [containers/* podContainers */.G.gateway, containers/* podContainers */.G.clawbench];
/**
 * Makes the runs of an earlier attempt those that are home already, if this pod runs the same images.
 * @returns how many
 */
async function takeOver(earlier, shard, pod, files) {
    if (judgedBy.some((name) => !pod.images[name] || pod.images[name] !== earlier.images[name]))
        return 0;
    const tasks = new Set(earlier.tasks[shard]);
    const own = earlier.files.filter((name) => tasks.has(external_node_path_.posix.dirname(name).split('/').at(-1) ?? ''));
    await Promise.all(own.map(async (name) => {
        const bytes = await (0,promises_.readFile)(external_node_path_.join(earlier.directory, name));
        const relative = external_node_path_.posix.join('run_cache', name);
        const local = external_node_path_.join(files.directory, relative);
        await (0,promises_.mkdir)(external_node_path_.dirname(local), { recursive: true });
        await (0,promises_.writeFile)(local, bytes);
        files.fetched.set(relative, (0,sha256/* sha256 */.s)(bytes));
    }));
    return own.length;
}
/**
 * Gives a new pod the runs that are home already, so that they are not paid again.
 * @returns what the `start` request says about them; the supervisor checks each hash
 */
async function seedPod(kube, target, files, signal) {
    const seed = [...files.fetched].filter(([name]) => !files.tampered.has(name));
    return await Promise.all(seed.map(async ([name, hash]) => {
        // Relative to the run cache: the supervisor puts it there.
        const relative = external_node_path_.posix.relative('run_cache', name);
        const stdin = await (0,promises_.readFile)(external_node_path_.join(files.directory, name));
        const command = (0,pod_commands/* writeFile */._)(target, `${pod/* podPaths */._U.seed}/${relative}`, stdin.length);
        const { exitCode, stderr } = await (0,exec/* exec */.V)(kube, target, command, { stdin, retryForMs: 120_000, signal });
        if (exitCode !== 0) {
            throw new errors/* ActionError */.lZ('shard-lost', `${name} could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`);
        }
        return { path: relative, sha256: hash };
    }));
}

;// CONCATENATED MODULE: ./lib/src/pods/shard.js








/** Often enough to notice the end within 2 s; one exec costs some 30 ms of CPU. */
const POLL_MS = 1000;
/** Least time between two fetches of finished runs: as much may be lost with a node. */
const PULL_MS = 3000;
/** What the supervisor has beyond its own time limit to stop the harness and write everything down. */
const STOP_MS = 3 * 60_000;
/** Begins with one order: `start`. */
function openShard(context) {
    const files = { directory: context.directory, fetched: new Map(), tampered: new Set() };
    const seen = {
        pod: undefined,
        state: undefined,
        done: undefined,
        noticedAtMs: undefined,
        incidents: new Map(),
    };
    const rounds = [];
    const told = { uid: undefined, orders: 0 };
    const finder = context.place.finder(context.index, context.signal);
    return {
        order: (round) => void rounds.push(round),
        async drive() {
            let failure;
            try {
                failure = await watchShard(context, { files, seen, rounds, told, finder });
            }
            catch (error) {
                if (context.signal.aborted)
                    throw context.signal.reason;
                if (!(0,errors/* isActionError */.Bd)(error))
                    throw error;
                failure = error;
            }
            return {
                index: context.index,
                directory: context.directory,
                runFiles: [...files.fetched.keys()].sort(),
                tampered: [...files.tampered].sort(),
                rounds: [...rounds],
                state: seen.state,
                done: seen.done,
                noticedAtMs: seen.noticedAtMs,
                pod: seen.pod === undefined ? undefined : podFacts(seen.pod, context.place),
                incidents: [...seen.incidents.values()],
                failure,
            };
        },
    };
}
async function watchShard(context, memory) {
    const { kube, signal } = context;
    const { files, seen, finder } = memory;
    const { clock } = kube;
    const launchedMs = clock.now();
    let pulled = { atMs: 0, runs: 0 };
    let farewellUid;
    const shown = new Set();
    for (;;) {
        signal.throwIfAborted();
        const pod = await finder.current();
        if (pod !== undefined)
            notePod(context, seen, pod);
        const target = pod === undefined ? undefined : context.place.answering(pod);
        const isEnding = pod?.metadata?.deletionTimestamp !== undefined;
        if (target !== undefined && isEnding && farewellUid !== pod.metadata?.uid) {
            // `results` stays a moment longer than it must (sidecar/results.ts).
            farewellUid = pod.metadata?.uid;
            await (0,shard_files/* tolerate */.j9)(pullRunFiles(kube, target, files, signal));
        }
        if (pod !== undefined && target !== undefined && !isEnding) {
            const refusal = await instruct(context, memory, pod, target);
            if (refusal !== undefined)
                return refusal;
            const state = await (0,shard_files/* readState */.un)(context.kube, target, signal);
            if (state !== undefined) {
                seen.state = (0,shard_files/* withTasksOf */.y2)(seen.state, state);
                context.onState(state);
                // The last ones come with the results in a moment.
                const isLast = state.done === state.total;
                if (state.done !== pulled.runs && !isLast && clock.now() - pulled.atMs >= PULL_MS) {
                    pulled = { atMs: clock.now(), runs: state.done };
                    await (0,shard_files/* tolerate */.j9)(pullRunFiles(kube, target, files, signal));
                }
                const done = isOver(state)
                    ? await (0,shard_files/* readDone */.$n)(kube, target, orderId(target.pod, memory.rounds.length), signal)
                    : undefined;
                if (done !== undefined) {
                    seen.done = done;
                    seen.noticedAtMs = clock.now();
                    await pullAnnounced(kube, target, done, files, signal);
                    await fetchResults(kube, target, done, context.directory, signal);
                    await context.place.fetchRest(context.directory, signal);
                    return failureOf(state, done);
                }
            }
        }
        const waiting = await context.place.explain(context.index, pod, signal);
        if (waiting !== undefined) {
            if (waiting.isFinal)
                return new errors/* ActionError */.lZ(waiting.code, waiting.message, hinted(waiting.hint));
            // Kubernetes says the same by turns, as ErrImagePull and ImagePullBackOff.
            if (!shown.has(waiting.message))
                context.onWaiting(waiting);
            shown.add(waiting.message);
        }
        const limitMs = seen.state === undefined
            ? context.startupTimeoutMs
            : context.startupTimeoutMs + context.timeoutMs + STOP_MS;
        if (clock.now() - launchedMs > limitMs)
            return tooLate(context, seen, waiting);
        await clock.sleep(POLL_MS, signal);
    }
}
/** The id of an order: 0 is `start`. One pod takes each once. */
const orderId = (pod, order) => order === 0 ? `start-${pod}` : `runs-${order}-${pod}`;
/**
 * Tells the pod what it does not know yet, one order after the other: there is room for one request at a time.
 * @returns why it will not do what it was told
 */
async function instruct(context, { files, seen, rounds, told }, pod, target) {
    const uid = pod.metadata?.uid;
    if (told.uid !== uid) {
        const ordered = context.isStarted === true ? await orderedBefore(context.kube, target, context.signal) : null;
        if (ordered !== null) {
            rounds.splice(0, rounds.length, ...ordered);
            Object.assign(told, { uid, orders: 1 + ordered.length });
            return undefined;
        }
        if (told.uid === undefined && context.earlier !== null) {
            const facts = podFacts(pod, context.place);
            context.onTakenOver(await takeOver(context.earlier, context.index, facts, files));
        }
        // A new pod counts from 0, and what it gets of the lost one is not paid again.
        const spent = told.uid === undefined ? undefined : seen.state;
        await begin(context, target, files, spent);
        told.uid = uid;
        told.orders = 1;
        return undefined;
    }
    const { lastRequest } = seen.state ?? {};
    if (lastRequest?.id !== orderId(target.pod, told.orders - 1))
        return undefined;
    if (lastRequest.status === 'refused') {
        const sentence = `Shard ${context.index} refused what it was asked: ${lastRequest.reason}.`;
        return new errors/* ActionError */.lZ('internal', sentence);
    }
    const round = rounds[told.orders - 1];
    if (round === undefined)
        return undefined;
    const id = orderId(target.pod, told.orders);
    await (0,requests/* sendRequest */.w)(context.kube, target, { id, kind: 'runs', tasks: [...round.tasks], runs: round.runs }, context.signal);
    told.orders += 1;
    return undefined;
}
function hinted(hint) {
    return hint === undefined ? {} : { hint };
}
function tooLate(context, seen, waiting) {
    if (seen.state !== undefined) {
        return new errors/* ActionError */.lZ('timeout', `Shard ${context.index} did not end in time. Last it said: ${seen.state.message}`);
    }
    const seconds = Math.round(context.startupTimeoutMs / 1000);
    if (waiting === undefined) {
        return new errors/* ActionError */.lZ('startup-timeout', `Shard ${context.index} did not start within ${seconds} s.`);
    }
    return new errors/* ActionError */.lZ(waiting.code, `Shard ${context.index} did not start within ${seconds} s: ${waiting.message}`, hinted(waiting.hint ?? 'Raise "startup-timeout" if the cluster needs longer, for a new node for example.'));
}
function notePod(context, seen, pod) {
    seen.pod = pod;
    for (const incident of incidentsOf(pod, context.place))
        seen.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
    context.onPod(pod);
}
async function begin(context, target, files, spent) {
    // The pod lists its tasks meanwhile, and can not without them.
    await Promise.all([
        (0,give_files/* giveFiles */.D)(context.kube, target, context.given, context.signal),
        context.beforeStart(target),
    ]);
    const seed = await seedPod(context.kube, target, files, context.signal);
    await (0,requests/* sendRequest */.w)(context.kube, target, {
        id: orderId(target.pod, 0),
        kind: 'start',
        ...(seed.length === 0 ? {} : { seed }),
        ...(spent === undefined ? {} : { spent: { tokens: spent.tokens, costUsd: spent.costUsd } }),
    }, context.signal);
}
function isOver(state) {
    return state.phase === 'done' || state.phase === 'idle' || state.phase === 'failed';
}
function failureOf(state, done) {
    if (state.phase !== 'failed')
        return undefined;
    return new errors/* ActionError */.lZ(done.failure ?? state.failure ?? 'internal', done.message || state.message);
}


/***/ }),

/***/ 84245:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IF: () => (/* binding */ tokenFile),
/* harmony export */   Y2: () => (/* binding */ readyFile),
/* harmony export */   ph: () => (/* binding */ stopFile)
/* harmony export */ });
/** Files below the root of an attached container, in addition to those of an eval pod. */
const tokenFile = 'gateway-token';
/** Written last, when everything the supervisor needs has arrived. */
const readyFile = 'ready';
/** Tells a container that still waits for its programs to end. */
const stopFile = 'stop';


/***/ }),

/***/ 57427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ podContainers),
/* harmony export */   w: () => (/* binding */ ROLLOUT_CONTAINER)
/* harmony export */ });
/** The containers of the eval pod, as manifests/eval/job.yaml names them. The deployed OpenClaw's is `gateway` too. */
const podContainers = {
    gateway: 'gateway',
    /** The supervisor, with the harness. */
    clawbench: 'clawbench',
    /** Keeps the first copy of each run file, and takes what the action writes. */
    results: 'results',
};
/** The container that joins the Deployment of an existing OpenClaw; ClawBench's deploy.sh uses the same name. */
const ROLLOUT_CONTAINER = 'clawbench';


/***/ }),

/***/ 14286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ln: () => (/* binding */ writeSettings)
});

// UNUSED EXPORTS: readSetting, readSettings, settings

// EXTERNAL MODULE: ./lib/src/protocol/pod.js
var pod = __webpack_require__(96976);
;// CONCATENATED MODULE: ./lib/src/protocol/setting-formats.js
const setting_formats_text = { write: (value) => value, read: (value) => ({ value }) };
/** Undefined is written as an empty variable, so that one in the image's own environment cannot take its place. */
const textOrEmpty = { write: (value) => value ?? '', read: setting_formats_text.read };
/** Names separated by spaces; when read, also by commas. Each is read once. */
const words = {
    write: (value) => value.join(' '),
    read: (raw) => ({ value: [...new Set(raw.split(/[\s,]+/))].filter((word) => word !== '') }),
};
/** A whole number of at least `min`. */
const count = (min) => number({ min, isWhole: true, unit: 1 });
/** A number of at least 0. */
const amount = number({ min: 0, isWhole: false, unit: 1 });
/** Milliseconds as a value, seconds as text. */
const seconds = (min = 0) => number({ min, isWhole: false, unit: 1000 });
/** @param unit what 1 in the text is worth in the value */
function number({ min, isWhole, unit }) {
    return {
        write: (value) => String(value / unit),
        read: (raw) => {
            const value = Number(raw);
            return Number.isFinite(value) && value >= min && (!isWhole || Number.isSafeInteger(value))
                ? { value: value * unit }
                : { problem: `is "${raw}": write a ${isWhole ? 'whole ' : ''}number of at least ${min}` };
        },
    };
}
const optional = ({ write, read }) => ({
    write: (value) => (value === undefined ? undefined : write(value)),
    read,
});
function oneOf(...allowed) {
    return {
        write: (value) => value,
        read: (raw) => {
            const value = allowed.find((choice) => choice === raw);
            return value === undefined ? { problem: `is "${raw}": write one of ${allowed.join(', ')}` } : { value };
        },
    };
}
const trueOrFalse = oneOf('false', 'true');
const flag = {
    write: String,
    read: (raw) => {
        const answer = trueOrFalse.read(raw);
        return 'problem' in answer ? answer : { value: answer.value === 'true' };
    },
};
/** A JSON list of strings; an empty one is left out. */
const strings = json('a JSON list of strings', (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'));
/** A JSON object of task ids to seconds; an empty one is left out. */
const taskSeconds = json('a JSON object of task ids to seconds', (value) => typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((item) => typeof item === 'number' && item >= 0));
function json(what, isValid) {
    return {
        write: (value) => (Object.keys(value).length === 0 ? undefined : JSON.stringify(value)),
        read: (raw) => {
            try {
                const value = JSON.parse(raw);
                if (isValid(value))
                    return { value };
            }
            catch {
                // Reported below, with what to write.
            }
            return { problem: `is not ${what}` };
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/protocol/settings.js


/** ClawBench ignores one it cannot read and uses its own, which is also what unset means. */
const limit = optional(seconds(0.001));
/** In the order in which they are written. */
const settings = {
    model: {
        variable: 'CLAWBENCH_MODEL',
        format: setting_formats_text,
        fallback: '',
        required: 'name the model as <provider>/<id>',
    },
    judgeModel: { variable: 'CLAWBENCH_JUDGE_MODEL', format: textOrEmpty, fallback: undefined },
    tasks: { variable: 'CLAWBENCH_TASKS', format: words, fallback: [] },
    runs: { variable: 'CLAWBENCH_RUNS', format: count(1), fallback: 3 },
    concurrency: { variable: 'CLAWBENCH_CONCURRENCY', format: count(1), fallback: 4 },
    shards: { variable: 'CLAWBENCH_SHARDS', format: count(1), fallback: 1 },
    connectTimeoutMs: {
        variable: 'CLAWBENCH_CONNECT_TIMEOUT',
        format: limit,
        fallback: undefined,
    },
    requestTimeoutMs: {
        variable: 'CLAWBENCH_REQUEST_TIMEOUT',
        format: limit,
        fallback: undefined,
    },
    perTurnTimeoutMs: {
        variable: 'CLAWBENCH_PER_TURN_TIMEOUT_SECONDS',
        format: limit,
        fallback: undefined,
    },
    perRunTimeoutMs: {
        variable: 'CLAWBENCH_PER_RUN_BUDGET_SECONDS',
        format: limit,
        fallback: undefined,
    },
    timeoutMs: { variable: 'CLAWBENCH_TIMEOUT_SECONDS', format: seconds(), fallback: 0 },
    gatewayTimeoutMs: { variable: 'CLAWBENCH_GATEWAY_TIMEOUT_SECONDS', format: seconds(), fallback: 300_000 },
    gatewayPort: { variable: 'CLAWBENCH_GATEWAY_PORT', format: count(1), fallback: pod/* GATEWAY_PORT */.pC },
    gatewayLog: { variable: 'CLAWBENCH_GATEWAY_LOG', format: optional(setting_formats_text), fallback: undefined },
    retryInvalid: { variable: 'CLAWBENCH_RETRY_INVALID', format: count(0), fallback: 1 },
    priceKnown: { variable: 'CLAWBENCH_PRICE_KNOWN', format: flag, fallback: false },
    taskDurations: { variable: 'CLAWBENCH_TASK_DURATIONS', format: taskSeconds, fallback: {} },
    userFilesSha256: { variable: 'CLAWBENCH_GIVEN_SHA256', format: optional(setting_formats_text), fallback: undefined },
    harnessArgs: { variable: 'CLAWBENCH_ARGS', format: strings, fallback: [] },
    maxCostUsd: { variable: 'CLAWBENCH_MAX_COST_USD', format: optional(amount), fallback: undefined },
    maxTokens: { variable: 'CLAWBENCH_MAX_TOKENS', format: optional(amount), fallback: undefined },
    maxMinutes: { variable: 'CLAWBENCH_MAX_MINUTES', format: optional(amount), fallback: undefined },
    orphanLimitMs: { variable: 'CLAWBENCH_ORPHAN_LIMIT_SECONDS', format: seconds(), fallback: 600_000 },
    holdMs: { variable: 'CLAWBENCH_HOLD_SECONDS', format: seconds(), fallback: 7_200_000 },
    preflightTimeoutMs: {
        variable: 'CLAWBENCH_PREFLIGHT_TIMEOUT_SECONDS',
        format: seconds(),
        fallback: 120_000,
    },
    browser: { variable: 'CLAWBENCH_BROWSER', format: oneOf('auto', 'yes', 'no'), fallback: 'auto' },
    shim: { variable: 'CLAWBENCH_SHIM', format: oneOf('auto', 'always'), fallback: 'auto' },
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal
const names = Object.keys(settings);
/** The pod's environment with these settings; the others keep their defaults there. */
function writeSettings(values) {
    const written = {};
    for (const name of names.filter((key) => key in values)) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a row's format writes that row's value
        const { variable, format } = settings[name];
        const value = format.write(values[name]);
        if (value !== undefined)
            written[variable] = value;
    }
    return written;
}
/** @returns all settings, those with a problem by their defaults, and a sentence for each problem */
function readSettings(env) {
    const answers = names.map((name) => [name, read(name, env)]);
    const values = Object.fromEntries(answers.map(([name, { value }]) => [name, value]));
    const problems = answers.flatMap(([, { problem }]) => problem ?? []);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the value of every row, by its name
    return { values: values, problems };
}
/**
 * One setting, or its default if what is written cannot be read: for programs that leave complaining to the supervisor.
 */
function readSetting(env, name) {
    return read(name, env).value;
}
function read(name, env) {
    const row = settings[name];
    const { variable, format, fallback, required } = row;
    const raw = env[variable]?.trim() ?? '';
    if (raw === '' && required === undefined)
        return { value: fallback };
    const answer = raw === '' ? { problem: `is not set: ${required}` } : format.read(raw);
    return 'value' in answer ? answer : { value: fallback, problem: `${variable} ${answer.problem}` };
}


/***/ }),

/***/ 83909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ readTurns),
/* harmony export */   p: () => (/* binding */ leadingStatus)
/* harmony export */ });
/**
 * Texts that the gateway writes in place of the model, as assistant or `custom` messages. OpenClaw 2026.7 to 2026.9;
 * the first two are constants in its chat projection and session repair.
 */
const GATEWAY_TEXTS = [
    /^The agent run failed before producing a reply\b/,
    /^\[assistant turn failed before producing content\]/,
    /^(?:⚠️ ?)?Agent failed before reply:/,
    /^(?:⚠️ ?)?Agent run (?:failed\b|ended before producing|blocked before producing)/,
    /^This turn ended before a reply\b/,
    /^LLM request failed:/,
    /^⚠️ (?:API|The AI service|The model|The configured model)\b/,
];
/**
 * The gateway's texts for limits that the model itself reached, of time or context. Neither an answer nor a failure.
 */
const LIMIT_TEXTS = [/^This operation was aborted\.?$/i, /^Context overflow:/];
const PROVIDER_WORDS = /rate limit|billing|credit|quota|api key|auth|unauthorized|forbidden|overloaded|unavailable from the provider|network connection|LLM request failed|provider/i;
/**
 * Splits a transcript into turns and finds those that ended without an answer. Only the end of a turn counts: an
 * attempt after which the gateway retried with success is not a failure. A retry repeats the user's message, so equal
 * messages in a row belong to one turn.
 *
 * @param loggedStatuses error statuses of the provider in the gateway's log, which distinguish its errors from a model
 *   that merely writes "429 …"; null if no log has any response
 */
function readTurns(messages, loggedStatuses) {
    const failures = splitTurns(messages)
        .map((turn) => failureOf(turn, loggedStatuses))
        .filter((failure) => failure !== null);
    return { answered: messages.some((message) => isAnswer(message, loggedStatuses)), failures };
}
function splitTurns(messages) {
    const turns = [[]];
    let asked = null;
    for (const message of messages) {
        if (message.role === 'user') {
            const text = message.text ?? '';
            if (text !== asked)
                turns.push([]);
            asked = text;
        }
        turns.at(-1).push(message);
    }
    return turns;
}
/**
 * The failure a turn ended with: the last one after the last answer, with the code of an earlier attempt if it has
 * none.
 */
function failureOf(turn, loggedStatuses) {
    const afterAnswer = turn.slice(turn.findLastIndex((message) => isAnswer(message, loggedStatuses)) + 1);
    const attempts = afterAnswer
        .map((message) => failureIn(message, loggedStatuses))
        .filter((failure) => failure !== null);
    const last = attempts.at(-1);
    if (last === undefined)
        return null;
    return attempts.findLast((failure) => failure.code !== null) ?? last;
}
function isAnswer(message, loggedStatuses) {
    if (message.role !== 'assistant' || failureIn(message, loggedStatuses) !== null)
        return false;
    if (message.tool_calls.length > 0)
        return true;
    const text = (message.text ?? '').trim();
    return text !== '' && !LIMIT_TEXTS.some((pattern) => pattern.test(text));
}
function failureIn(message, loggedStatuses) {
    if (message.role !== 'assistant' && message.role !== 'custom')
        return null;
    // A message that used tokens or called a tool is the model's, whatever its text.
    if (message.tool_calls.length > 0 || message.usage.total_tokens > 0)
        return null;
    const text = (message.text ?? '').trim();
    const written = GATEWAY_TEXTS.some((pattern) => pattern.test(text));
    const code = codeIn(text);
    // On an endpoint that reports no usage, "429 Rate limit reached" could be the model's own text: the log decides.
    if (!written && (code === null || !confirmed(code, loggedStatuses)))
        return null;
    return { kind: code !== null || PROVIDER_WORDS.test(text) ? 'provider' : 'unknown', code, text };
}
/** The status a failure text begins with, on its first or second line. */
function codeIn(text) {
    const [first = '', second = ''] = text.split('\n', 2);
    if (first.length > 500)
        return null;
    return leadingStatus(first) ?? (first.startsWith('[assistant turn failed') ? leadingStatus(second) : null);
}
function confirmed(code, loggedStatuses) {
    return loggedStatuses === null || loggedStatuses.includes(code);
}
/** `429 Rate limit reached` → 429; null if the text does not begin with an HTTP error status. */
function leadingStatus(text) {
    const status = /^(?:HTTP )?([45]\d\d)\b/.exec(text)?.[1];
    return status === undefined ? null : Number(status);
}


/***/ }),

/***/ 44720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   Pl: () => (/* binding */ headline),
/* harmony export */   TG: () => (/* binding */ money),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Um: () => (/* binding */ roughDuration),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   fN: () => (/* binding */ score),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   qi: () => (/* binding */ verdictIcons)
/* harmony export */ });
/** Formats numbers for reports. An unknown number is a dash, never a 0. */
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
    // Rounded down, so that 100 % means all.
    return `${ratio === 1 ? '100' : (Math.floor(ratio * 1000) / 10).toFixed(1)} %`;
}
/** US dollars; small amounts with two significant digits. */
function money(usd) {
    if (usd === null)
        return unknown;
    return `$${usd === 0 || usd >= 1 ? usd.toFixed(2) : usd.toFixed(Math.min(6, 1 - Math.floor(Math.log10(usd))))}`;
}
function count(value) {
    return wholeNumber.format(value);
}
/** `1 h 5 min`, `2 min 3 s`, `4.2 s`. */
function duration(ms) {
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
    return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
/** A duration as people say it: `45 s`, `23 min`, `1 h 05 min`. */
function roughDuration(ms) {
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60)
        return `${minutes} min`;
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
/** `pass: 0.742 (threshold 0.7)`. */
function headline({ verdict, score: value, threshold }) {
    const figures = value === null ? 'no score' : score(value);
    return `${verdict}: ${figures}${threshold === null ? '' : ` (threshold ${threshold})`}`;
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
/* unused harmony exports taskStatsSchema, tierResultSchema, scenarioResultSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38347);



/**
 * `benchmark.json` as the ClawBench harness writes it (`BenchmarkResult`). Fields that this program computes with are
 * required, fields that it only passes on have defaults, and unknown fields of other harness versions are kept.
 */
const share = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0).max(1);
const amount = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().min(0);
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().min(0);
const counts = zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), count);
/** Ids end up in paths, tables and log lines, so they must be printable and without spaces. */
const taskId = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()
    .regex(/^[^\s\p{C}]{1,200}$/u, 'is not a task id (1 to 200 printable characters, no spaces)')
    .refine((id) => id !== '.' && id !== '..', 'is not a task id');
/** The fields that identify and group tasks, in run files as well as in summaries. */
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
/** A result of 27 tasks has 139 kB, so a file near this size cannot be one. */
const MAX_RESULT_BYTES = 200_000_000;
/**
 * Reads one `benchmark.json`.
 *
 * @param name the name of the file in messages
 * @throws ActionError `bad-result` with one sentence that says what is wrong: too large, truncated, not JSON, NaN,
 * another shape, no tasks, duplicate ids, a score outside 0..1
 */
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
/** Files that are easily mistaken for a result get a better message than the first field that they lack. */
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
/**
 * Refuses a result that claims more or fewer tasks than it lists: it was cut or pasted together, after the loss of a
 * shard for example. The harness and `composeResult` write the number of tasks that they list.
 * @throws ActionError `bad-result`
 */
function refuseIncomplete({ environment, task_results: tasks }, name) {
    const { task_count: expected } = environment;
    if (expected === undefined || expected === tasks.length)
        return;
    throw badResult(`${name} claims ${expected} tasks but lists ${tasks.length}: a shard or some tasks are missing.`);
}
/** `task_results[3].scores[0]: Too big: expected number to be <=1`: the first problem, with its place. */
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

/***/ 86872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ parseGatewayLog),
/* harmony export */   p: () => (/* binding */ errorStatuses)
/* harmony export */ });
/* harmony import */ var _protocol_transcript_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83909);

const MAX_EXCERPT = 160;
const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) \[([^\]\s]{1,80})\] (.*)$/;
const RESPONSE = /^\[model-fetch\] response provider=(\S+) api=\S+ model=(\S+) status=(\d{3})\b/;
const GAVE_UP = /^embedded run failover decision: (.*\bdecision=surface_error\b.*?)\brawError=(.*)$/;
const FROM = /\bfrom=(\S+)/;
// The gateway writes colours even if the output is not a terminal.
// oxlint-disable-next-line no-control-regex
const ANSI = /\u001B\[[0-9;]*m/g;
/**
 * @param model the model under test, by the gateway's name for it: the log of a user's own OpenClaw also has their other
 *   models, whose failures do not concern us. With null, or with a model that the log never names, every entry counts.
 */
function parseGatewayLog(lines, model = null) {
    const responses = [];
    const failedTurns = [];
    let restarts = -1;
    for (const raw of lines) {
        const [, timestamp, source, message] = LINE.exec(raw.replaceAll(ANSI, '')) ?? [];
        if (timestamp === undefined || source === undefined || message === undefined)
            continue;
        const atMs = Date.parse(timestamp);
        if (Number.isNaN(atMs))
            continue;
        if (source === 'provider-transport-fetch') {
            const [, provider, id, status] = RESPONSE.exec(message) ?? [];
            if (status !== undefined)
                responses.push({ of: `${provider}/${id}`, entry: { atMs, status: Number(status) } });
        }
        else if (source === 'agent/embedded') {
            const [, fields, cause] = GAVE_UP.exec(message) ?? [];
            if (fields !== undefined && cause !== undefined) {
                const text = cause.slice(0, MAX_EXCERPT);
                failedTurns.push({ of: FROM.exec(fields)?.[1], entry: { atMs, code: (0,_protocol_transcript_js__WEBPACK_IMPORTED_MODULE_0__/* .leadingStatus */ .p)(cause), text } });
            }
        }
        else if (source === 'gateway' && message === 'ready') {
            restarts += 1;
        }
    }
    const isNamed = [...responses, ...failedTurns].some(({ of }) => of === model);
    const ours = (all) => all.filter(({ of }) => !isNamed || of === undefined || of === model).map(({ entry }) => entry);
    return {
        responses: ours(responses),
        failedTurns: ours(failedTurns),
        restarts: Math.max(0, restarts),
    };
}
/** The error statuses of the provider in a period, the most frequent first. */
function errorStatuses(log, fromMs = -Infinity, toMs = Infinity) {
    const counts = new Map();
    for (const { atMs, status } of log.responses) {
        if (status >= 400 && atMs >= fromMs && atMs <= toMs)
            counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([status]) => status);
}


/***/ }),

/***/ 38347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);

/**
 * Parses untrusted JSON.
 *
 * @throws ActionError `bad-result` for input that is too large, empty, not UTF-8, truncated, not JSON, holds NaN or
 * Infinity (Python writes them, JSON does not have them), or has a `__proto__` key
 */
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
/** A `__proto__` key would set the prototype of an object the value is copied into. No honest program writes one. */
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
/* harmony export */   hv: () => (/* binding */ runCacheEntrySchema),
/* harmony export */   k$: () => (/* binding */ runOfPath),
/* harmony export */   r7: () => (/* binding */ runKey),
/* harmony export */   yy: () => (/* binding */ readRunCache)
/* harmony export */ });
/* unused harmony export parseRunFile */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _benchmark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98474);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38347);




/**
 * One file of the harness's run cache (`<model>/v<schema>-<scope>/<task>/run<i>.json`): everything it knows about one
 * scored run. Only the fields that this program uses are described. Schema 2 is the current one; schema 4 of newer
 * harnesses adds `execution_status` and `error_phase`.
 */
const share = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0).max(1);
const amount = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().min(0);
const usageSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    input_tokens: amount.default(0),
    output_tokens: amount.default(0),
    reasoning_tokens: amount.default(0),
    total_tokens: amount.default(0),
    total_cost_usd: amount.default(0),
})
    .prefault({});
const messageSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    role: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    text: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish(),
    tool_calls: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ name: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish() })).default([]),
    usage: usageSchema,
});
const axisSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ score: share.default(0) }).prefault({});
const runCacheEntrySchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    ..._benchmark_js__WEBPACK_IMPORTED_MODULE_1__/* .taskFields */ .Df,
    run_index: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int().min(0),
    run_score: share,
    completion_result: axisSchema,
    trajectory_result: axisSchema,
    behavior_result: axisSchema,
    judge_result: zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
        enabled: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().default(false),
        passed: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY().default(false),
        score: share.default(0),
        confidence: share.default(0),
        error: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish(),
        token_usage: usageSchema,
    })
        .prefault({}),
    transcript: zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ messages: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(messageSchema).default([]) }).prefault({}),
    duration_ms: amount.default(0),
    token_usage: usageSchema,
    delivery_outcome: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().default(''),
    failure_mode: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish(),
    error: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish(),
    /** Schema 4 only. */
    execution_status: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish(),
    error_phase: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().nullish(),
});
function runKey(taskId, runIndex) {
    return `${taskId}/run${runIndex}`;
}
/** The run in a file of this name: `model/v2-0a/t1-x/run2.json` is run 2 of t1-x. Null for other files. */
function runOfPath(file) {
    const [, task, index] = /([^/]+)\/run(\d{1,6})\.json$/.exec(file) ?? [];
    return task === undefined || index === undefined ? null : runKey(task, Number(index));
}
/** Transcripts of long runs have a few hundred kB. */
const MAX_RUN_FILE_BYTES = 50_000_000;
/**
 * Reads one file of the run cache.
 *
 * @throws ActionError `bad-result` if the file is not a run
 */
function parseRunFile(bytes, name) {
    const parsed = runCacheEntrySchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(bytes, { name, maxBytes: MAX_RUN_FILE_BYTES }));
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', `${name} is not a run of ClawBench: ${issue.path.join('.')}: ${issue.message}.`);
    }
    return parsed.data;
}
/**
 * Reads all run files of an evaluation. A file that cannot be read, contradicts its own path or repeats a run is skipped
 * and reported; its run then counts as if there were no file.
 *
 * @param files paths relative to the cache directory, with their content
 */
function readRunCache(files) {
    const entries = new Map();
    const problems = [];
    for (const { path, bytes } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
        const [, directory, index] = /([^/]+)\/run(\d{1,6})\.json$/.exec(path) ?? [];
        if (index === undefined)
            continue;
        try {
            const entry = parseRunFile(bytes, path);
            const key = runKey(entry.task_id, entry.run_index);
            if (entry.run_index !== Number(index) || directoryOf(entry.task_id) !== directory) {
                problems.push(`${path} claims to be ${key}; it was not used.`);
            }
            else if (entries.has(key)) {
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
    return { entries, problems };
}
/** The harness's directory name for a task id. */
function directoryOf(id) {
    return (id
        .trim()
        .replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
        .replaceAll(/^[._-]+|[._-]+$/g, '') || 'unknown');
}
/** ClawBench's own mark of a passing run: every assertion held and the score reached the task's pass threshold. */
function isPassing(entry) {
    return entry.delivery_outcome === 'pass';
}


/***/ }),

/***/ 16988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S4: () => (/* binding */ verdictRecordSchema)
/* harmony export */ });
/* unused harmony exports runClasses, identitySchema, comparisonSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);


/**
 * Separates runs in which the model answered from runs that failed for other reasons. Only the first kind may be scored.
 * The harness itself scores both (a wrong API key gives 0.300, an unreachable gateway 0.020) and exits 0.
 */
const runClasses = [
    'valid',
    'provider-error',
    'no-answer',
    'dead-turn',
    'gateway-lost',
    'harness-error',
    'evicted',
    'oom',
    'tampered',
    'not-run',
];
/**
 * `verdict.json`: what was decided and every number behind it, each with its definition (they become the descriptions
 * in the published JSON Schema). Lists have a fixed order: tasks and tiers by tier and id, reasons by weight.
 */
const isErrorCode = (name) => name in _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCodes */ .fv;
const share = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).max(1);
const count = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().int().min(0);
const signedShare = zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(-1).max(1);
const intervalSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ lower: share, upper: share }).describe('Bounds of a 95 % interval.');
const invalidRunsSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    class: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(runClasses).describe('Why these runs do not count.'),
    code: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().int().nullable().describe('HTTP status of the model provider, if it is known.'),
    runs: count.describe('How many runs.'),
    cause: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('One sentence, from the first such run.'),
});
const identitySchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    model: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('The model under test, as the user named it.'),
    judgeModel: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('The judge model; empty if there was none.'),
    harnessVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('Version of ClawBench.'),
    openclawVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .nullable()
        .describe('Version of OpenClaw, from its handshake; null if unknown.'),
    taskFingerprint: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe("ClawBench's fingerprint of the set of tasks (SHA-256)."),
    concurrency: count.nullable().describe('Runs at a time per gateway; null if unknown.'),
    images: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('Image digests by container; empty if unknown.'),
    agentFiles: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .optional()
        .describe('SHA-256 of the agent files, which go into the workspace of each agent; `none` without any.'),
    clawbenchArgs: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .optional()
        .describe('Arguments the user added to the harness; `none` without any.'),
});
const taskRowSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    taskId: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    tier: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    family: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    score: share
        .nullable()
        .describe('0.9 × mean run score + 0.1 × reliability, over valid runs; null without any.'),
    meanRunScore: share.nullable().describe('Mean score of the valid runs; null without any.'),
    reliability: share
        .nullable()
        .describe('0.5 × [all valid runs passed] + 0.3 × share of passes + 0.2 × max(0, 1 − sd / 0.2).'),
    scores: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(share).describe('Run scores of the valid runs, in run order.'),
    passes: count.describe('Valid runs that passed: every assertion held and the score reached the pass mark.'),
    runs: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ planned: count, valid: count }),
    invalid: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(invalidRunsSchema),
    meanDurationMs: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).describe('Mean duration of the runs, valid or not.'),
    totalTokens: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).describe('Tokens of all runs of the task.'),
    costUsd: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).describe('Cost of all runs of the task, US dollars; 0 if the price is unknown.'),
});
const tierRowSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    tier: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    tasks: count.describe('Tasks of the tier that have a score.'),
    score: share.nullable().describe('Plain mean of the task scores; null without any.'),
    interval: intervalSchema.nullable().describe('As intervals.overTasks, for this tier.'),
    threshold: share.nullable().describe('The least score this tier must have; null if there is none.'),
});
const comparisonSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    baseline: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('Where the baseline came from.'),
    comparable: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
    differences: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('Why the two cannot be compared; empty if they can.'),
    notes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('Differences that do not forbid the comparison.'),
    runs: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ baseline: count, head: count })
        .describe('Valid runs of the compared tasks on each side.'),
    baselineScore: share.nullable().describe('Score of the baseline over the compared tasks.'),
    headScore: share.nullable().describe('Score of this result over the compared tasks.'),
    drop: signedShare
        .nullable()
        .describe('Mean over tasks of (mean run score of the baseline − of this result); negative is better.'),
    dropInterval: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ lower: signedShare, upper: signedShare })
        .nullable()
        .describe('95 % interval of the drop over run-to-run noise.'),
    pValue: share
        .nullable()
        .describe('Chance of differences at least this bad if nothing had changed (permutation of runs within tasks).'),
    pValueBetter: share
        .nullable()
        .describe('The same for an improvement: chance of differences at least this good if nothing had changed.'),
    alpha: share.describe('Chance of a false alarm of this comparison.'),
    level: share.describe('A regression needs a p-value below this: alpha, or alpha / 5 after confirmation.'),
    maxRegression: share.describe('A regression needs a drop above this.'),
    minimumDetectableEffect: share
        .nullable()
        .describe('The drop on all tasks that this comparison detects with 80 % probability.'),
    regressed: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY(),
    suspects: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
        .describe('Tasks to run more often before a suspected regression is believed; empty if nothing is suspected.'),
    confirmed: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().describe('Decided on the joint data after more runs of the suspects.'),
    tasks: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        taskId: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        baselineMean: share.describe('Mean run score in the baseline.'),
        headMean: share.describe('Mean run score in this result.'),
        change: signedShare.describe('headMean − baselineMean.'),
        pWorse: share.describe('Chance of a drop at least this large in this task alone if nothing had changed.'),
        pBetter: share.describe('The same for a rise.'),
    })),
});
const verdictRecordSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz(1),
    verdict: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['pass', 'fail', 'inconclusive']),
    failureReason: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(Object.keys(_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCodes */ .fv).filter(isErrorCode)).nullable().describe('Null for pass.'),
    reasons: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).min(1).describe('What decided, most important first; sentences to act on.'),
    notes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('What a reader should know although it did not decide.'),
    identity: identitySchema,
    resultTimestamp: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().describe('When the harness finished, as it wrote it.'),
    score: share
        .nullable()
        .describe('Mean of the task scores, recomputed from valid runs; null if there is none.'),
    threshold: share.nullable().describe('The least score that passes; null if there is none.'),
    intervals: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        overTasks: intervalSchema
            .nullable()
            .describe("ClawBench's bootstrap over tasks: how the score would vary with other tasks of the same kind."),
        overRuns: intervalSchema
            .nullable()
            .describe('How the score would vary if the same tasks were run again; null with one run per task.'),
    }),
    coverage: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        planned: count.describe('Runs that were planned.'),
        valid: count.describe('Runs in which the model answered.'),
        ratio: share.describe('valid / planned.'),
        minimum: share.describe('Below this ratio there is no verdict.'),
        certainty: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['sure', 'likely'])
            .describe('likely: there were no run files, so validity was inferred from summary figures.'),
        invalid: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(invalidRunsSchema).describe('Runs that do not count, by cause, most first.'),
        droppedTasks: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).describe('Tasks left out before the start; not part of planned.'),
    }),
    tiers: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(tierRowSchema),
    tasks: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(taskRowSchema),
    totals: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        costUsd: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig()
            .min(0)
            .nullable()
            .describe('Cost of all runs, valid or not; null if the price is unknown.'),
        totalTokens: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0),
        inputTokens: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0),
        outputTokens: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0),
        runDurationMs: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0).describe('Sum of the durations of all runs; not wall time.'),
    }),
    harness: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        score: share.describe('overall_score of the file.'),
        lower: share,
        upper: share,
        agrees: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().describe('The recomputed score equals it to 1e-9.'),
    })
        .nullable()
        .describe('What the harness itself reported, invalid runs included; null if it wrote no result.'),
    comparison: comparisonSchema.nullable().describe('Against the baseline; null if there is none.'),
});


/***/ }),

/***/ 70584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gQ: () => (/* binding */ sampleDeviation),
/* harmony export */   i2: () => (/* binding */ mean),
/* harmony export */   kd: () => (/* binding */ bootstrapInterval)
/* harmony export */ });
/* unused harmony export pcg64 */
/**
 * ClawBench's confidence interval, reproduced bit for bit.
 *
 * The harness resamples task scores with numpy (`default_rng(42).choice(…).mean()`, 10 000 times) and takes linear
 * percentiles. To get the same bits, this file reproduces numpy's generator (PCG64 seeded by SeedSequence), its bounded
 * integers (Lemire) and its order of additions (pairwise summation).
 * Sources: https://numpy.org/doc/stable/reference/random/bit_generators/pcg64.html,
 * https://www.pcg-random.org, https://arxiv.org/abs/1805.10941.
 */
/** ClawBench's settings; intervals made with other values cannot be compared with those in its files. */
const RESAMPLES = 10_000;
const SEED = 42;
/**
 * The 95 % interval of the mean over tasks, as in `overall_ci_lower` and `overall_ci_upper`.
 * It says how much the score would vary with other tasks of the same kind, not with other runs of the same tasks.
 *
 * @param scores task scores, 0..1. The interval depends on their order.
 */
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
/** numpy's `mean`: pairwise summation, then one division. 0 for no values, as in the harness. */
function mean(values) {
    return values.length === 0 ? 0 : pairwiseSum(values, 0, values.length) / values.length;
}
/** numpy's `std(ddof=1)`; 0 for fewer than two values, as in the harness. */
function sampleDeviation(values) {
    if (values.length < 2)
        return 0;
    const centre = mean(values);
    const squares = values.map((value) => (value - centre) * (value - centre));
    return Math.sqrt(pairwiseSum(squares, 0, squares.length) / (values.length - 1));
}
/** numpy adds in eight interleaved lanes up to 128 values and halves longer arrays. */
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
/** numpy's linear percentile; like numpy it changes the formula halfway between two values, to stay monotone. */
function percentile(sorted, percent) {
    const position = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(position);
    const fraction = position - below;
    const a = sorted[below];
    const b = sorted[Math.min(below + 1, sorted.length - 1)];
    return fraction >= 0.5 ? b - (b - a) * (1 - fraction) : a + (b - a) * fraction;
}
/** 2360ed05 1fc65da4 4385df64 9fccf645, the multiplier of PCG64, least significant word first. */
const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];
/**
 * The part of numpy's `default_rng(seed)` behind `integers(0, n)` with n below 2²¹: a 128-bit linear congruential
 * generator whose halves are folded and rotated (XSL-RR). In 32-bit words, because BigInt takes ten times as long.
 */
function pcg64(seed) {
    const words = seedSequence(seed, 8);
    // Each is two 64-bit halves, the most significant first, with their words the other way round.
    const start = [words[2], words[3], words[0], words[1]];
    const sequence = [words[6], words[7], words[4], words[5]];
    const increment = sequence.map((word, i) => ((word << 1) | (i === 0 ? 1 : sequence[i - 1] >>> 31)) >>> 0);
    const state = new Uint32Array(4);
    multiplyAdd(state, increment);
    add(state, start);
    multiplyAdd(state, increment);
    // Each 64-bit output gives two 32-bit draws, the low half first.
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
/** state = state × MULTIPLIER + increment, modulo 2¹²⁸. */
function multiplyAdd(state, increment) {
    const [a, b, c, d] = [state[0], state[1], state[2], state[3]];
    const [p, q, r, s] = MULTIPLIER;
    // Column by column as on paper; the sums stay below 2⁵³.
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
/** numpy's `SeedSequence(seed).generate_state(count, uint32)` for a seed of one word. */
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

/***/ 13945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fs: () => (/* binding */ usageOf),
/* harmony export */   LX: () => (/* binding */ forecastFigures),
/* harmony export */   g3: () => (/* binding */ forecast)
/* harmony export */ });
/* harmony import */ var _bootstrap_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70584);
/* harmony import */ var _numbers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22036);
/* harmony import */ var _random_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98663);



/** The assumed standard deviation of the runs of one task, relative to their mean, until enough runs show it. */
const USUAL_SPREAD = 0.5;
const PRIOR_WEIGHT = 4;
const SIMULATIONS = 400;
const SEED = 20_261_122;
/**
 * Predicts what an evaluation will use from what its tasks used before, by simulating it: each task's mean is as
 * uncertain as the few known runs leave it, each run varies around that mean, tasks are dealt to shards in turn, and in
 * each shard the first free slot takes the next run in random order. An unknown task is assumed to be an average one.
 *
 * @returns null if nothing is known at all
 */
function forecast(known, work) {
    if (known.length === 0)
        return null;
    const normal = (0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .standardNormal */ .l)((0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .seededRandom */ .I)(SEED));
    const order = (0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .seededRandom */ .I)(SEED + 1);
    const usage = {
        costUsd: estimates(known, work, (run) => run.costUsd),
        tokens: estimates(known, work, (run) => run.tokens),
        minutes: estimates(known, work, (run) => run.durationMs / 60_000),
    };
    const outcomes = Array.from({ length: SIMULATIONS }, () => {
        const outcome = { costUsd: 0, tokens: 0, minutes: 0 };
        const shards = Array.from({ length: work.shards }, () => []);
        for (const [index, task] of work.tasks.entries()) {
            // A task that is large in one figure is large in all: one deviate serves cost, tokens and time.
            const ofTask = normal();
            for (let run = 0; run < task.runs; run += 1) {
                const ofRun = normal();
                const draw = (figure) => {
                    const { expected, taskSigma, runSigma } = usage[figure][index];
                    return expected * logNormal(taskSigma, ofTask) * logNormal(runSigma, ofRun);
                };
                outcome.costUsd += draw('costUsd');
                outcome.tokens += draw('tokens');
                shards[index % work.shards].push(draw('minutes'));
            }
        }
        outcome.minutes = Math.max(...shards.map((runs) => wallTime(shuffle(runs, order), work.concurrency)));
        return outcome;
    });
    const range = (figure) => {
        const values = outcomes.map((outcome) => outcome[figure]).sort((a, b) => a - b);
        const at = (share) => values[Math.round(share * (values.length - 1))];
        return { low: at(0.05), expected: (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(values), high: at(0.95) };
    };
    return {
        costUsd: range('costUsd'),
        tokens: range('tokens'),
        minutes: range('minutes'),
        basedOnRuns: known.length,
    };
}
/** For people: `$1.20–2.40 · 120K–200K tokens · 20–35 min`; nine of ten evaluations stay within it. */
function forecastFigures({ costUsd, tokens, minutes }, priceKnown) {
    const range = ({ low, high }, text) => text(low) === text(high) ? text(low) : `${text(low)}–${text(high)}`;
    const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 });
    const time = minutes.high < 1 ? 'less than a minute' : `${range(minutes, (value) => String(Math.ceil(value)))} min`;
    return [
        ...(priceKnown ? [`$${range(costUsd, (value) => value.toFixed(2))}`] : []),
        `${range(tokens, (value) => compact.format(value))} tokens`,
        time,
    ].join(' · ');
}
/** What the tasks in a verdict record used, as one average run each. */
function usageOf({ tasks, totals }) {
    return tasks
        .filter((task) => task.runs.valid > 0)
        .map((task) => ({
        taskId: task.taskId,
        durationMs: task.meanDurationMs,
        tokens: task.totalTokens / task.runs.planned,
        costUsd: totals.costUsd === null ? 0 : task.costUsd / task.runs.planned,
    }));
}
function estimates(known, work, value) {
    const byTask = new Map();
    for (const run of known)
        byTask.set(run.taskId, [...(byTask.get(run.taskId) ?? []), value(run)]);
    const means = [...byTask.values()].map((values) => (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(values));
    const overall = (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(means);
    const spread = relativeVariance([...byTask.values()]);
    // Tasks differ from each other: knowing one says little about another.
    const between = (means.length > 1 ? relative(means) / (means.length - 1) : USUAL_SPREAD ** 2) + spread;
    return work.tasks.map(({ taskId }) => {
        const seen = byTask.get(taskId);
        return {
            expected: seen === undefined ? overall : (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(seen),
            taskSigma: logSigma(seen === undefined ? between : spread / seen.length),
            runSigma: logSigma(spread),
        };
    });
}
/** The variance of runs relative to the square of their task's mean, over all tasks, shrunk towards the usual one. */
function relativeVariance(groups) {
    const repeated = groups.filter((runs) => runs.length > 1);
    const freedom = (0,_numbers_js__WEBPACK_IMPORTED_MODULE_2__/* .sum */ .c)(repeated, (runs) => runs.length - 1);
    return (PRIOR_WEIGHT * USUAL_SPREAD ** 2 + (0,_numbers_js__WEBPACK_IMPORTED_MODULE_2__/* .sum */ .c)(repeated, relative)) / (PRIOR_WEIGHT + freedom);
}
/** The sum of squares around the mean, relative to the square of the mean. */
function relative(values) {
    const centre = (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(values);
    return centre === 0 ? 0 : (0,_numbers_js__WEBPACK_IMPORTED_MODULE_2__/* .sum */ .c)(values, (value) => (value / centre - 1) ** 2);
}
const logSigma = (relativeSquare) => Math.sqrt(Math.log(1 + relativeSquare));
/** A log-normal number with mean 1. */
const logNormal = (sigma, deviate) => Math.exp(sigma * deviate - sigma ** 2 / 2);
/** When the last run ends if each free slot takes the next one. */
function wallTime(runs, concurrency) {
    const slots = Array.from({ length: concurrency }, () => 0);
    for (const run of runs)
        slots[slots.indexOf(Math.min(...slots))] += run;
    return Math.max(...slots);
}
function shuffle(values, random) {
    for (let i = values.length - 1; i > 0; i -= 1) {
        const j = random.below(i + 1);
        [values[i], values[j]] = [values[j], values[i]];
    }
    return values;
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




/**
 * Merges the results of shards exactly: every shard ran whole tasks, and each number of a result is a function of its
 * tasks, so the merged file is what one harness would have written for all of them. Tasks are sorted by tier and id, also
 * those of a single shard, because the bootstrap interval depends on their order and a harness shuffles them. So the
 * number of shards affects no figure.
 *
 * @throws ActionError `bad-result` if there is nothing to merge, tasks overlap, or shards ran different things
 */
function mergeShards(shards) {
    const first = shards[0];
    if (first === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-result', 'There is no result to merge.');
    refuseMismatch(shards);
    return composeResult(first, shards.flatMap((shard) => shard.task_results));
}
/** Fields that must be equal in all shards, beside `environment` without its number of tasks. */
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
/** JSON with sorted keys. */
function canonical(value) {
    return JSON.stringify(value, (_key, part) => typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a, b)))
        : part);
}
/** The fixed order of tasks: tier, then id. */
function sortTasks(tasks) {
    return [...tasks].sort((a, b) => (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a.tier, b.tier) || (0,_base_compare_text_js__WEBPACK_IMPORTED_MODULE_2__/* .compareText */ .n)(a.task_id, b.task_id));
}
/**
 * Builds a whole result from its tasks, by the harness's own aggregation.
 *
 * @param base has the fields that are not computed from tasks
 */
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
/** Figures of the judge are averaged over the tasks that it judged. */
function judgedOnly(tasks) {
    return tasks.filter((task) => task.judged_runs > 0);
}
/** Python's `sum(values) / len(values)`: plain summation, unlike numpy's mean. */
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
/** Mean task score by query weight; null if no task has a weight. */
function weighted(tasks) {
    const total = tasks.reduce((sum, task) => sum + task.query_weight, 0);
    if (total === 0)
        return null;
    return tasks.reduce((sum, task) => sum + task.mean_task_score * task.query_weight, 0) / total;
}
/** Groups sorted by name. */
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
/** ClawBench's fingerprint of a set of tasks. */
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

/**
 * The 95 % interval of the overall score under run-to-run noise: how it would vary if the same tasks were run again.
 *
 * The variance of each task score is that over all resamples of its runs (enumerated, because n runs have few distinct
 * resamples), times n/(n − 1) because resampling only sees the spread around the sample's own mean. Tasks with one run
 * are given the mean variance per run of the others. The bounds come from Student's t, with one degree of freedom for
 * each run beyond the first of its task.
 *
 * @returns null if no task has two runs
 */
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
/** More runs have too many resamples to enumerate; there the linear part of the score is accurate enough. */
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
/** The variance of `0.9·mean(score) + 0.03·pass rate`: with many runs, the rest of the reliability hardly varies. */
function linearVariance(scores, passed) {
    const values = scores.map((score, run) => 0.9 * score + 0.03 * (passed[run] ? 1 : 0));
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return squares / (values.length - 1) / values.length;
}
/** All ways to draw n of n runs with replacement: how often each run is picked, with the multinomial probability. */
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
/** The 97.5 % quantile of Student's t: exact for 1 and 2 degrees of freedom, else the Cornish-Fisher expansion. */
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
/** The sum of a value over items. */
function sum(items, value) {
    return items.reduce((total, item) => total + value(item), 0);
}
/** The plain mean. `mean` in bootstrap.ts adds in numpy's order, for figures that must equal the harness's. */
function meanOf(values) {
    return sum(values, (value) => value) / values.length;
}


/***/ }),

/***/ 98663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ seededRandom),
/* harmony export */   l: () => (/* binding */ standardNormal)
/* harmony export */ });
function seededRandom(seed) {
    // The authors advise to fill the state with SplitMix32.
    let mix = seed >>> 0;
    const split = () => {
        mix = (mix + 0x9e3779b9) >>> 0;
        let word = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
        word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
        return word ^ (word >>> 15);
    };
    let [a, b, c, d] = [split(), split(), split(), split()];
    const next = () => {
        const scrambled = Math.imul(b, 5);
        const shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = (d << 11) | (d >>> 21);
        return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    };
    const unit = () => next() / 2 ** 32;
    return { unit, below: (n) => Math.floor(unit() * n) };
}
/** Standard normal numbers, by Marsaglia's polar method. */
function standardNormal(random) {
    // The method makes two at a time.
    let spare = null;
    return () => {
        if (spare !== null) {
            const value = spare;
            spare = null;
            return value;
        }
        for (;;) {
            const u = 2 * random.unit() - 1;
            const v = 2 * random.unit() - 1;
            const r = u * u + v * v;
            if (r >= 1 || r === 0)
                continue;
            const factor = Math.sqrt((-2 * Math.log(r)) / r);
            spare = v * factor;
            return u * factor;
        }
    };
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

/** `reliability = 0.5·[all runs pass] + 0.3·pass rate + 0.2·max(0, 1 − sd/0.2)`, sd with n − 1. */
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
/**
 * `task score = 0.9·mean(run scores) + 0.1·reliability`.
 *
 * @param passes how many of the runs passed
 */
function taskScoreOf(scores, passes) {
    return scores.length === 0 ? 0 : 0.9 * (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(scores) + 0.1 * reliabilityOf(scores, passes).score;
}
/** The headline score: the plain mean of the task scores. */
function overallScoreOf(taskScores) {
    return (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .i2)(taskScores);
}
/** How many runs of a task passed, according to the file. */
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
/** The chance of a false alarm per comparison with a baseline. */
const ALPHA = 0.05;
/** Asks for nothing: for results that are only read, not judged. */
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

/***/ 47233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ assessRuns),
  p: () => (/* binding */ runFilesToJudge)
});

// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/result/verdict/classify-by-summary.js
/**
 * Classifies the runs of a result that came without run files, from its summary figures. None of it is certain; a run
 * that cannot be told to be valid does not count as valid.
 */
function classifyBySummary(result) {
    const signs = {
        usageReported: result.task_results.some((task) => task.mean_total_tokens > 0),
        anythingSolved: result.task_results.some((task) => task.pass_rate > 0),
    };
    return result.task_results.flatMap((task) => task.scores.map((score, runIndex) => {
        const [kind, cause] = guess(task, score, signs);
        return {
            taskId: task.task_id,
            runIndex,
            class: kind,
            code: null,
            cause,
            certainty: 'likely',
            overBudget: false,
        };
    }));
}
function guess(task, score, signs) {
    if (task.mean_duration_ms === 0 && score === 0) {
        return ['harness-error', 'The run ended with an exception before the model was asked (it took 0 ms).'];
    }
    // The harness gives a run that ends in an exception exactly 0, and calls it unavailable or timeout.
    const unavailable = task.failure_mode_counts['environment_unavailable'] ?? 0;
    if (score === 0 && unavailable > 0) {
        return ['gateway-lost', 'The harness could not reach the gateway (environment_unavailable).'];
    }
    if (task.mean_total_tokens > 0)
        return ['valid', 'The model answered, as far as token counts tell.'];
    if (signs.usageReported) {
        return ['no-answer', 'No tokens were used in this task, though the model reports usage in others.'];
    }
    if (signs.anythingSolved) {
        return ['valid', 'Tasks were solved, so the model answered; its endpoint reports no token counts.'];
    }
    return [
        'no-answer',
        'No tokens were counted and no task was solved: nothing shows that the model answered. Run files would tell.',
    ];
}

// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/protocol/transcript.js
var transcript = __webpack_require__(83909);
// EXTERNAL MODULE: ./lib/src/result/formats/gateway-log.js
var gateway_log = __webpack_require__(86872);
;// CONCATENATED MODULE: ./lib/src/result/verdict/logged-failures.js

/**
 * The provider's error statuses in the gateway's log.
 * @returns null without a log that covers the time of the run: one that was rotated or capped cannot prove that no
 *   request failed
 */
function loggedStatuses({ gateway, harness }) {
    if (gateway === null || gateway.responses.length === 0)
        return null;
    const { startedAtMs = null, endedAtMs = null } = harness ?? {};
    return startedAtMs === null || endedAtMs === null || covers(gateway, { startedAtMs, endedAtMs })
        ? (0,gateway_log/* errorStatuses */.p)(gateway)
        : null;
}
function covers(log, times) {
    return log.responses.some(({ atMs }) => mayBeUnderWay(times, atMs));
}
/** The provider's error status for a run whose transcript only says that a turn failed. */
function loggedStatusOfRun({ gateway, harness }) {
    if (gateway === null)
        return null;
    const { startedAtMs = null, endedAtMs = null } = harness ?? {};
    if (startedAtMs !== null && endedAtMs !== null) {
        const [status] = (0,gateway_log/* errorStatuses */.p)(gateway, startedAtMs - CLOCK_SLACK_MS, endedAtMs + CLOCK_SLACK_MS);
        if (status !== undefined)
            return status;
    }
    // Without the run's times, only a log with a single kind of error leaves no doubt.
    const all = (0,gateway_log/* errorStatuses */.p)(gateway);
    return all.length === 1 ? all[0] : null;
}
/**
 * The status of a turn that the gateway gave up and the transcript does not show. It counts against a run only if
 * nothing else was under way at that moment, and not if it was the judge that got no answer.
 */
function loggedFailureOfRun({ gateway, harness, neighbours, entry }) {
    if (gateway === null || entry?.judge_result.error)
        return null;
    const { startedAtMs = null, endedAtMs = null } = harness ?? {};
    if (startedAtMs === null || endedAtMs === null)
        return null;
    const own = gateway.failedTurns.find(({ atMs, code }) => code !== null &&
        atMs >= startedAtMs &&
        atMs <= endedAtMs &&
        !neighbours.some((other) => mayBeUnderWay(other, atMs)));
    return own?.code ?? null;
}
/** The harness's log has whole seconds. */
const CLOCK_SLACK_MS = 1500;
function mayBeUnderWay({ startedAtMs, endedAtMs }, atMs) {
    return (atMs >= (startedAtMs ?? -Infinity) - CLOCK_SLACK_MS && atMs <= (endedAtMs ?? Infinity) + CLOCK_SLACK_MS);
}

;// CONCATENATED MODULE: ./lib/src/result/verdict/classify-run.js



/** Classifies one run of an evaluation that kept its run files. */
function classifyRun(evidence) {
    if (evidence.tampered) {
        return invalid(evidence, 'tampered', 'The run file was changed after it had been written.');
    }
    return evidence.entry === null ? classifyMissing(evidence) : classifyEntry(evidence, evidence.entry);
}
function classifyEntry(evidence, entry) {
    const turns = (0,transcript/* readTurns */.$)(entry.transcript.messages, loggedStatuses(evidence));
    const failed = turns.failures[0];
    if (failed !== undefined) {
        const code = failed.code ?? loggedStatusOfRun(evidence);
        if (code !== null)
            return providerError(evidence, code, turns.answered);
        if (failed.kind === 'provider') {
            return invalid(evidence, 'provider-error', `The model provider failed: ${failed.text}`);
        }
        return invalid(evidence, 'dead-turn', `The gateway ended a turn without an answer: ${failed.text}`);
    }
    const logged = loggedFailureOfRun(evidence);
    if (logged !== null)
        return providerError(evidence, logged, turns.answered);
    // `timeout` is the time budget: the model's failure if it was answering. The other statuses are the harness's failures.
    const status = entry.execution_status ?? 'complete';
    if (['setup_error', 'execution_error', 'grading_error', 'error'].includes(status)) {
        return classifyException(evidence, entry.error ?? `${status} in the harness`);
    }
    const overBudget = evidence.harness?.overBudget === true || status === 'timeout' || /per-run budget/.test(entry.error ?? '');
    if (entry.error && !overBudget)
        return classifyException(evidence, entry.error);
    if (!turns.answered) {
        const code = loggedStatusOfRun(evidence);
        if (code !== null)
            return providerError(evidence, code, false);
        return invalid(evidence, 'no-answer', 'The transcript has no answer by the model.');
    }
    return {
        taskId: evidence.taskId,
        runIndex: evidence.runIndex,
        class: 'valid',
        code: null,
        cause: overBudget ? 'The model answered but used up the time of the run.' : 'The model answered.',
        certainty: 'sure',
        overBudget,
    };
}
/** The harness writes a file for each run that it scored: a run without one failed or never began. */
function classifyMissing(evidence) {
    const incident = evidence.incidents[0];
    if (incident !== undefined) {
        return invalid(evidence, incident.kind === 'oom' ? 'oom' : 'evicted', incident.detail);
    }
    const exception = evidence.harness?.exception;
    if (exception)
        return classifyException(evidence, exception);
    return invalid(evidence, 'not-run', 'The run did not finish: the harness wrote nothing about it.');
}
const GATEWAY_LOST = /connect|refused|reset|websocket|handshake|close frame|timed out|timeout|UNAVAILABLE|not connected|protocol mismatch|hello-ok/i;
function classifyException(evidence, text) {
    const words = (0,plain_text/* oneLine */.TN)(text, MAX_CAUSE_LENGTH);
    if (GATEWAY_LOST.test(text)) {
        return invalid(evidence, 'gateway-lost', `The harness lost the gateway: ${words}`);
    }
    return invalid(evidence, 'harness-error', `The harness failed: ${words}`);
}
const STATUS_MEANINGS = {
    401: 'the key was refused',
    402: 'the account has no credit',
    403: 'the key may not use this model',
    404: 'there is no such model',
    408: 'the request timed out',
    413: 'the request was too large',
    429: 'rate limit',
};
/** `429 (rate limit)` */
function describeStatus(code) {
    const meaning = STATUS_MEANINGS[code] ?? (code >= 500 ? 'server error' : 'request refused');
    return `${code} (${meaning})`;
}
function providerError(evidence, code, answeredBefore) {
    const status = describeStatus(code);
    const cause = answeredBefore
        ? `Midway, the model provider answered ${status}.`
        : `The model provider answered ${status}.`;
    return { ...invalid(evidence, 'provider-error', cause), code };
}
const MAX_CAUSE_LENGTH = 300;
function invalid({ taskId, runIndex }, kind, cause) {
    return {
        taskId,
        runIndex,
        class: kind,
        code: null,
        // It quotes untrusted text.
        cause: (0,plain_text/* oneLine */.TN)(cause, MAX_CAUSE_LENGTH),
        certainty: 'sure',
        overBudget: false,
    };
}

;// CONCATENATED MODULE: ./lib/src/result/verdict/health.js



/**
 * The run files to judge by; null if only the summary figures are left, because the files were not kept. A run that ended
 * with an exception leaves no file: if all did, the harness's log tells more than the figures.
 */
function runFilesToJudge(result, found, shards) {
    if (found.size > 0 || result === null)
        return found;
    const tookTime = result.task_results.some((task) => task.mean_duration_ms > 0);
    return tookTime || shards.every(({ harness }) => harness.size === 0) ? null : found;
}
/**
 * Classifies every planned run, in the order of `planned`.
 *
 * @param evidence its `runFiles` as `runFilesToJudge` returns them
 */
function assessRuns(evidence) {
    const { planned, result, runFiles, tampered, shards } = evidence;
    const bySummary = new Map(runFiles === null && result !== null
        ? classifyBySummary(result).map((health) => [(0,run_cache/* runKey */.r7)(health.taskId, health.runIndex), health])
        : []);
    const shardOf = new Map(shards.flatMap((shard) => shard.tasks.map((task) => [task, shard])));
    return planned.flatMap(({ taskId, runs }) => Array.from({ length: runs }, (_, runIndex) => {
        const key = (0,run_cache/* runKey */.r7)(taskId, runIndex);
        const likely = bySummary.get(key);
        if (likely !== undefined)
            return likely;
        const shard = shardOf.get(taskId);
        return classifyRun({
            taskId,
            runIndex,
            entry: runFiles?.get(key) ?? null,
            tampered: tampered.has(key),
            harness: shard?.harness.get(key) ?? null,
            gateway: shard?.gateway ?? null,
            neighbours: [...(shard?.harness ?? [])].flatMap(([other, run]) => other === key ? run.earlier : [run, ...run.earlier]),
            incidents: shard?.incidents ?? [],
        });
    }));
}


/***/ }),

/***/ 81517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ judgeAgainst),
  n: () => (/* binding */ poolBaselines)
});

// EXTERNAL MODULE: ./lib/src/base/compare-text.js
var compare_text = __webpack_require__(4201);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
;// CONCATENATED MODULE: ./lib/src/result/verdict/comparability.js
/**
 * Whether two results differ in anything but the thing under test. OpenClaw's monthly releases alone have moved scores
 * by 0.13 to 0.29, and so have concurrency and the choice of judge: a drop with such a difference is not a regression.
 */
function comparability(baseline, head) {
    const differences = [];
    const notes = [];
    const compare = (what, before, now) => {
        if (before === now)
            return;
        if (before === '' || now === '')
            notes.push(`${what} is not known on both sides (${before || now}).`);
        else
            differences.push(`${what} was ${before}, now ${now}`);
    };
    compare('the set of tasks (fingerprint)', shorten(baseline.taskFingerprint), shorten(head.taskFingerprint));
    compare('the model', baseline.model, head.model);
    // An empty judge means that there was none, not that it is unknown.
    compare('the judge', baseline.judgeModel || 'none', head.judgeModel || 'none');
    compare('the ClawBench version', baseline.harnessVersion, head.harnessVersion);
    compare('the OpenClaw release', release(baseline.openclawVersion), release(head.openclawVersion));
    compare('concurrency', String(baseline.concurrency ?? ''), String(head.concurrency ?? ''));
    compare('the arguments of ClawBench', baseline.clawbenchArgs ?? 'none', head.clawbenchArgs ?? 'none');
    // Agent files are what an evaluation is often run to compare.
    if ((baseline.agentFiles ?? 'none') !== (head.agentFiles ?? 'none'))
        notes.push('The agent files are others.');
    if (baseline.openclawVersion !== head.openclawVersion &&
        release(baseline.openclawVersion) === release(head.openclawVersion)) {
        notes.push(`OpenClaw was ${baseline.openclawVersion}, now ${head.openclawVersion}.`);
    }
    for (const container of Object.keys(head.images).sort()) {
        const before = Object.hasOwn(baseline.images, container) ? baseline.images[container] : undefined;
        if (before !== undefined && before !== head.images[container])
            notes.push(`The image of ${container} is another one.`);
    }
    return { differences, notes };
}
const shorten = (fingerprint) => fingerprint.slice(0, 12);
/** `2026.7.35` → `2026.7`: OpenClaw numbers its releases by year and month; the rest is the patch. */
function release(version) {
    return version === null ? '' : version.split('.').slice(0, 2).join('.');
}

;// CONCATENATED MODULE: ./lib/src/result/stats/normal.js
/** The standard normal distribution, to seven digits (Abramowitz and Stegun, 7.1.26). */
function normalCdf(z) {
    const x = Math.abs(z) / Math.SQRT2;
    const t = 1 / (1 + 0.3275911 * x);
    const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    const tail = (polynomial * Math.exp(-x * x)) / 2;
    return z < 0 ? tail : 1 - tail;
}
function normalDensity(z) {
    return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
/** The z with `normalCdf(z) = p`. */
function normalQuantile(p) {
    return bisect((z) => normalCdf(z) - p, -8, 8);
}
/** The root of an increasing function, between `low` and `high`. */
function bisect(f, low, high) {
    let [a, b] = [low, high];
    for (let i = 0; i < 60; i += 1) {
        const middle = (a + b) / 2;
        if (f(middle) < 0)
            a = middle;
        else
            b = middle;
    }
    return (a + b) / 2;
}

// EXTERNAL MODULE: ./lib/src/result/stats/numbers.js
var numbers = __webpack_require__(22036);
// EXTERNAL MODULE: ./lib/src/result/stats/random.js
var stats_random = __webpack_require__(98663);
;// CONCATENATED MODULE: ./lib/src/result/stats/regression.js

/** How many ways to deal the runs of all tasks are tried: the error of a p-value near 0.01 is then 0.0007. */
const DEALS = 20_000;
/** The most ways to deal the runs of one task that are kept. */
const DEALS_PER_TASK = 2000;
const SEED = 20_261_122;
/** Differences below this come from rounding and count as equal: scores are not that precise. */
const TIE = 1e-7;
/** The share of the false alarms that the test for a drop everywhere may cause; the rest is left to drops in few tasks. */
const SHARE_EVERYWHERE = 0.9;
/**
 * A paired permutation test, stratified by task: if nothing changed, the runs of a task could have come from either side.
 * So the runs of each task are dealt to baseline and head again, and the observed difference is compared with those of
 * all deals. That needs no assumption about the noise, which differs from task to task.
 *
 * There are two statistics. The mean drop has power against a small drop everywhere, which is what most regressions look
 * like. The sum of squared drops of the tasks that got worse has power against a large drop in few tasks, which is easy
 * to detect. They share the allowed false alarms nine to one (weighted Bonferroni). Runs per task may differ; the caller
 * leaves out tasks without runs on both sides. The order of tasks makes no difference.
 */
function testRegression(tasks, { deals = DEALS, seed = SEED } = {}) {
    const random = (0,stats_random/* seededRandom */.I)(seed);
    const strata = [...tasks]
        .sort((a, b) => (a.taskId < b.taskId ? -1 : 1))
        .map((task) => ({ taskId: task.taskId, ...dealTask(task, random) }));
    const { everywhere, fewTasks, exact } = dealAll(strata, deals, random);
    const pEverywhere = upperTail(everywhere, everywhere[0]);
    const pFewTasks = upperTail(fewTasks, fewTasks[0]);
    return {
        drop: strata.reduce((sum, { drops }) => sum + drops[0], 0) / Math.max(1, strata.length),
        pValue: Math.min(1, pEverywhere / SHARE_EVERYWHERE, pFewTasks / (1 - SHARE_EVERYWHERE)),
        pEverywhere,
        pFewTasks,
        exact,
        tasks: strata.map(({ taskId, drops }) => taskChange(taskId, drops)),
    };
}
function dealTask({ baseline, head }, random) {
    const runs = [...baseline, ...head];
    const total = runs.reduce((sum, score) => sum + score, 0);
    const drop = (baselineSum) => grid(baselineSum / baseline.length - (total - baselineSum) / head.length);
    const weight = 1 / (1 / baseline.length + 1 / head.length);
    const ways = binomial(runs.length, baseline.length);
    if (ways <= DEALS_PER_TASK) {
        const drops = Float64Array.from(subsetSums(runs, baseline.length), drop);
        return { drops, weight, complete: true };
    }
    const drops = new Float64Array(DEALS_PER_TASK);
    // The observed deal is part of the sample, which keeps the test exact whatever the size of the sample.
    drops[0] = drop(baseline.reduce((sum, score) => sum + score, 0));
    for (let deal = 1; deal < DEALS_PER_TASK; deal += 1) {
        let sum = 0;
        for (let drawn = 0; drawn < baseline.length; drawn += 1) {
            const other = drawn + random.below(runs.length - drawn);
            [runs[drawn], runs[other]] = [runs[other], runs[drawn]];
            sum += runs[drawn];
        }
        drops[deal] = drop(sum);
    }
    return { drops, weight, complete: false };
}
/** The sums of all subsets of a size; the first is that of the first elements. */
function subsetSums(values, size) {
    const sums = [];
    const extend = (from, left, sum) => {
        if (left === 0) {
            sums.push(sum);
            return;
        }
        for (let i = from; i <= values.length - left; i += 1)
            extend(i + 1, left - 1, sum + values[i]);
    };
    extend(0, size, 0);
    return sums;
}
/** Both statistics under every combination of deals, or under a sample of them; the observed one is first. */
function dealAll(strata, deals, random) {
    const combinations = strata.reduce((product, { drops }) => product * drops.length, 1);
    const enumerate = combinations <= deals;
    const size = enumerate ? combinations : deals;
    const everywhere = new Float64Array(size);
    const fewTasks = new Float64Array(size);
    let repeat = 1;
    for (const { drops, weight } of strata) {
        const squares = drops.map((drop) => (drop > 0 ? grid(weight * drop * drop) : 0));
        for (let deal = 0; deal < size; deal += 1) {
            const own = enumerate ? Math.floor(deal / repeat) % drops.length : random.below(drops.length);
            const chosen = deal === 0 ? 0 : own;
            everywhere[deal] += drops[chosen];
            fewTasks[deal] += squares[chosen];
        }
        repeat *= drops.length;
    }
    return { everywhere, fewTasks, exact: enumerate && strata.every(({ complete }) => complete) };
}
/** The share of values that are at least this large. */
function upperTail(values, from) {
    return values.reduce((count, value) => (value >= from - TIE ? count + 1 : count), 0) / values.length;
}
function taskChange(taskId, drops) {
    const observed = drops[0];
    const share = (holds) => drops.filter(holds).length / drops.length;
    return {
        taskId,
        drop: observed,
        pWorse: share((drop) => drop >= observed - TIE),
        pBetter: share((drop) => drop <= observed + TIE),
    };
}
/** Rounds to a multiple of 2⁻³², so that sums are exact and do not depend on the order of tasks. */
function grid(value) {
    return Math.round(value * 2 ** 32) / 2 ** 32;
}
function binomial(n, k) {
    let result = 1;
    for (let i = 1; i <= Math.min(k, n - k); i += 1)
        result = (result * (n - i + 1)) / i;
    return Math.round(result);
}

;// CONCATENATED MODULE: ./lib/src/result/stats/detectable.js



/** With confirmation, a drop is suspected below this p-value … */
const suspicionLevel = (alpha) => 2 * alpha;
/** … and confirmed if all runs together are below this one: false alarms fall to a fifth although there are two tests. */
const confirmationLevel = (alpha) => alpha / 5;
const POWER = 0.8;
/**
 * The standard error of the mean drop due to run-to-run noise. The noise of a task is the spread of its runs around the
 * mean of their side. Tasks without repeated runs are given the mean noise of the others; if no task has repeated runs,
 * the spread of the drops over tasks is used instead.
 *
 * @param extraRuns runs still to be added to each task of head
 */
function standardError(tasks, extraRuns = 0) {
    const noise = tasks.map(({ baseline, head }) => ({
        squares: squaresAround(baseline) + squaresAround(head),
        freedom: baseline.length + head.length - 2,
        perUnit: 1 / baseline.length + 1 / (head.length + extraRuns),
    }));
    const freedom = (0,numbers/* sum */.c)(noise, (task) => task.freedom);
    if (freedom === 0) {
        if (tasks.length < 2)
            return Number.NaN;
        const drops = tasks.map(({ baseline, head }) => (0,numbers/* meanOf */.h)(baseline) - (0,numbers/* meanOf */.h)(head));
        return Math.sqrt(squaresAround(drops) / (drops.length - 1) / drops.length);
    }
    const repeated = noise.filter((task) => task.freedom > 0);
    const meanVariance = (0,numbers/* sum */.c)(repeated, (task) => task.squares / task.freedom) / repeated.length;
    const variance = (0,numbers/* sum */.c)(noise, (task) => (task.freedom > 0 ? task.squares / task.freedom : meanVariance) * task.perUnit);
    return Math.sqrt(variance) / tasks.length;
}
/**
 * The minimum detectable effect: the drop of the mean run score, the same on all tasks, that the gate calls a
 * regression with 80 % probability.
 *
 * @returns null if the runs do not show how noisy they are; above 1 if no drop could be detected
 */
function minimumDetectableEffect(tasks, gate) {
    const first = standardError(tasks);
    if (!Number.isFinite(first))
        return null;
    const joint = gate.confirmRuns > 0 ? standardError(tasks, gate.confirmRuns) : first;
    const chance = (drop) => gate.confirmRuns > 0
        ? confirmedChance(drop, first, joint, gate)
        : beyond(Math.max(criticalDrop(gate.alpha, first), gate.maxRegression), drop, first);
    return bisect((drop) => chance(drop) - POWER, 0, 2);
}
function criticalDrop(level, error) {
    return -normalQuantile(level * SHARE_EVERYWHERE) * error;
}
/** P(an estimate of `drop` with this error is above `bound`). */
function beyond(bound, drop, error) {
    if (error === 0)
        return drop > bound ? 1 : 0;
    return normalCdf((drop - bound) / error);
}
/**
 * P(screening raises a suspicion and the joint data confirm it), integrated over the first estimate. The joint estimate
 * contains the first one, so their covariance is the variance of the joint one.
 */
function confirmedChance(drop, first, joint, gate) {
    const suspicious = Math.max(criticalDrop(suspicionLevel(gate.alpha), first), gate.maxRegression);
    const confirmed = Math.max(criticalDrop(confirmationLevel(gate.alpha), joint), gate.maxRegression);
    if (first === 0)
        return drop > Math.max(suspicious, confirmed) ? 1 : 0;
    const slope = (joint / first) ** 2;
    const residual = joint * Math.sqrt(Math.max(0, 1 - slope));
    const from = Math.max(-6, (suspicious - drop) / first);
    const step = (6 - from) / 200;
    if (step <= 0)
        return 0;
    let total = 0;
    for (let i = 0; i < 200; i += 1) {
        const z = from + (i + 0.5) * step;
        total += normalDensity(z) * step * beyond(confirmed, drop + slope * z * first, residual);
    }
    return total;
}
function squaresAround(values) {
    const centre = (0,numbers/* meanOf */.h)(values);
    return (0,numbers/* sum */.c)(values, (value) => (value - centre) ** 2);
}

// EXTERNAL MODULE: ./lib/src/result/stats/noise.js
var noise = __webpack_require__(46936);
// EXTERNAL MODULE: ./lib/src/result/stats/score.js
var score = __webpack_require__(16248);
;// CONCATENATED MODULE: ./lib/src/result/verdict/compare.js






/**
 * Compares a result with a baseline, if they are comparable (see `comparability`). A regression takes both: differences
 * that chance is unlikely to cause, and a mean drop above `maxRegression`. Only tasks with a valid run in both count.
 *
 * With `confirmRuns`, screening at twice α only names suspects: all tasks if the drop is everywhere, else those that
 * stand out. After more runs of these in head, the confirmation decides on all runs at α / 5. False alarms stay below
 * that level, because the confirmation is a valid test by itself and screening can only acquit; repeating only the
 * suspects moves their means back towards the truth, which acquits more often than it convicts.
 */
function compare({ name, ...baseline }, head, gate, stage) {
    const { differences, notes } = comparability(baseline.identity, head.identity);
    const pairs = pair(baseline, head);
    if (pairs.length === 0 && differences.length === 0)
        differences.push('no task has a valid run on both sides');
    const level = levelOf(gate, stage);
    const common = {
        baseline: name,
        alpha: gate.alpha,
        level,
        maxRegression: gate.maxRegression,
        confirmed: stage === 'confirmation',
    };
    if (differences.length > 0) {
        return { ...common, comparable: false, differences, notes, ...NOTHING_COMPARED };
    }
    const left = new Set([...baseline.tasks, ...head.tasks].map((task) => task.taskId));
    for (const { taskId } of pairs)
        left.delete(taskId);
    if (left.size > 0)
        notes.push(`Not compared, for want of a valid run on one side: ${[...left].sort().join(', ')}.`);
    const test = testRegression(pairs);
    return {
        ...common,
        comparable: true,
        differences,
        notes,
        runs: {
            baseline: (0,numbers/* sum */.c)(pairs, (task) => task.baseline.length),
            head: (0,numbers/* sum */.c)(pairs, (task) => task.head.length),
        },
        baselineScore: scoreOver(baseline, pairs),
        headScore: scoreOver(head, pairs),
        drop: test.drop,
        dropInterval: dropInterval(pairs, test.drop),
        pValue: test.pValue,
        pValueBetter: testRegression(pairs.map(({ taskId, baseline: was, head: is }) => ({ taskId, baseline: is, head: was }))).pValue,
        minimumDetectableEffect: minimumDetectableEffect(pairs, stage === 'confirmation' ? { ...gate, alpha: level, confirmRuns: 0 } : gate),
        regressed: stage !== 'screening' && isRegression(test, gate, stage),
        suspects: stage === 'screening' ? suspects(test, gate) : [],
        tasks: test.tasks.map(({ taskId, drop, pWorse, pBetter }, i) => ({
            taskId,
            baselineMean: (0,numbers/* meanOf */.h)(pairs[i].baseline),
            headMean: (0,numbers/* meanOf */.h)(pairs[i].head),
            change: -drop,
            pWorse,
            pBetter,
        })),
    };
}
function levelOf({ alpha }, stage) {
    return stage === 'confirmation' ? confirmationLevel(alpha) : alpha;
}
/** Whether a drop is both unlikely to be chance and large enough to matter. */
function isRegression(test, gate, stage) {
    return test.pValue < levelOf(gate, stage) && test.drop > gate.maxRegression;
}
const NOTHING_COMPARED = {
    runs: { baseline: 0, head: 0 },
    baselineScore: null,
    headScore: null,
    drop: null,
    dropInterval: null,
    pValue: null,
    pValueBetter: null,
    minimumDetectableEffect: null,
    regressed: false,
    suspects: [],
    tasks: [],
};
/** Pools several results of the same thing into one with more runs. */
function poolSamples(samples) {
    const [newest] = samples;
    const ids = new Set(samples.flatMap((sample) => sample.tasks.map((task) => task.taskId)));
    return {
        identity: newest.identity,
        tasks: [...ids].sort().map((taskId) => {
            const rows = samples.flatMap((sample) => sample.tasks.filter((task) => task.taskId === taskId));
            const known = rows.flatMap((row) => (row.score === null ? [] : [row.score]));
            return {
                taskId,
                score: known.length === 0 ? null : (0,score/* overallScoreOf */.Dz)(known),
                scores: rows.flatMap((row) => row.scores),
            };
        }),
    };
}
/** Tasks with valid runs in both samples, sorted by id as in the result of `testRegression`. */
function pair(baseline, head) {
    const before = new Map(baseline.tasks.map((task) => [task.taskId, task.scores]));
    return head.tasks
        .map(({ taskId, scores }) => ({ taskId, baseline: before.get(taskId) ?? [], head: scores }))
        .filter((task) => task.baseline.length > 0 && task.head.length > 0)
        .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
}
/** A single task is suspect below this p-value; with few runs, no task can have a much smaller one. */
const SUSPECT_LEVEL = 0.1;
/** The ids of the tasks to run more often; none if there is no suspicion. */
function suspects(test, gate) {
    if (test.pValue >= suspicionLevel(gate.alpha) || test.drop <= gate.maxRegression)
        return [];
    const everywhere = test.pEverywhere / SHARE_EVERYWHERE;
    const inFewTasks = test.pFewTasks / (1 - SHARE_EVERYWHERE);
    // Large drops in few tasks lower the overall mean too: if they explain it by themselves, no other task is suspect.
    if (inFewTasks >= Math.max(everywhere, confirmationLevel(gate.alpha))) {
        return test.tasks.map((task) => task.taskId);
    }
    const worse = test.tasks.filter((task) => task.drop > 0);
    const least = Math.min(...worse.map((task) => task.pWorse));
    return worse.filter((task) => task.pWorse <= Math.max(SUSPECT_LEVEL, least)).map((task) => task.taskId);
}
function dropInterval(pairs, drop) {
    const error = standardError(pairs);
    if (!Number.isFinite(error))
        return null;
    const freedom = (0,numbers/* sum */.c)(pairs, (task) => task.baseline.length + task.head.length - 2) || pairs.length - 1;
    const half = (0,noise/* studentT975 */.x)(freedom) * error;
    return { lower: Math.max(-1, drop - half), upper: Math.min(1, drop + half) };
}
function scoreOver(sample, pairs) {
    const compared = new Set(pairs.map((task) => task.taskId));
    const scores = sample.tasks.flatMap((task) => compared.has(task.taskId) && task.score !== null ? [task.score] : []);
    return scores.length === 0 ? null : (0,score/* overallScoreOf */.Dz)(scores);
}

// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 2 modules
var verdict = __webpack_require__(76617);
;// CONCATENATED MODULE: ./lib/src/result/verdict/judge-against.js





/**
 * Pools several records of the same thing into one baseline with more runs. Their order makes no difference.
 * @returns null if there is no record
 * @throws ActionError `bad-baseline` if the records are not comparable with each other
 */
function poolBaselines(parts) {
    const [newest, ...others] = [...parts].sort((a, b) => (0,compare_text/* compareText */.n)(ageOf(b), ageOf(a)));
    if (newest === undefined)
        return null;
    for (const other of others) {
        const { differences } = comparability(other.record.identity, newest.record.identity);
        if (differences.length > 0) {
            const sentence = `${other.name} and ${newest.name} cannot be one baseline: ${differences.join('; ')}.`;
            throw new errors/* ActionError */.lZ('bad-baseline', sentence, {
                hint: 'Give "baseline" results of the same model, tasks, judge and versions only.',
            });
        }
    }
    const all = [newest, ...others];
    return {
        name: all.map(({ name }) => name).join(' and '),
        sample: poolSamples([newest.record, ...others.map(({ record }) => record)]),
        records: all.map(({ record }) => record),
    };
}
/** The verdict on a result, compared with a baseline if there is one. */
function judgeAgainst(evidence, gate, baseline, stage) {
    if (baseline === null)
        return (0,verdict/* judge */.S4)(evidence, gate);
    const comparison = compare({ name: baseline.name, ...baseline.sample }, (0,verdict/* headSample */.Df)(evidence), gate, stage);
    return (0,verdict/* judge */.S4)(evidence, gate, comparison);
}
const ageOf = ({ name, record }) => `${record.resultTimestamp} ${name}`;


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
/** The verdict with its reasons. `inconclusive` beats `fail`, `fail` beats `pass`. */
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
    const causes = [];
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
/** Statuses by which a provider refuses the key or the model. */
const REFUSED_ACCESS = new Set([401, 402, 403, 404]);
/** The code that tells a workflow most about what to do. */
function codeOf({ class: kind, code }) {
    if (kind === 'provider-error' && REFUSED_ACCESS.has(code))
        return 'bad-model-access';
    return ADVICE[kind].code;
}
/** How a workflow and a person learn what to do about runs of a class. */
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
        code: 'low-coverage',
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
/** What a reader should know although it decided nothing. */
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
/** Two scores with enough digits to show that they differ. */
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
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/result/verdict/task-runs.js



/**
 * Collects what is known about each planned run, tasks sorted by tier and id. Run files take precedence over the
 * summary: they are copied when they first appear, while the container under test writes the summary at the end.
 */
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
    };
}
/** The summary says how many runs passed, not which. Passing takes a minimum score, so it must be the best ones. */
function rankOf(scores, index) {
    return scores.filter((score, other) => score > scores[index] || (score === scores[index] && other < index))
        .length;
}
const NOTHING_USED = { durationMs: 0, totalTokens: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
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






/** The result as one side of a comparison with a baseline. */
function headSample(evidence) {
    return { identity: identityOf(evidence), tasks: collectRuns(evidence).map(taskRow) };
}
/** The valid runs of each task so far, to decide whether more are needed. */
function runsSoFar(evidence) {
    return collectRuns(evidence).map((task) => ({
        taskId: task.task_id,
        ...validRuns(task),
        made: task.runs.length,
    }));
}
/**
 * Decides from valid runs only: `inconclusive` if too little is known, else `fail` or `pass` by the thresholds and the
 * comparison with the baseline. Every number is recomputed from runs; the harness's own are only quoted.
 *
 * @param comparison with a baseline; null if none was asked for
 */
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
        passes,
        runs: { planned: task.runs.length, valid: scores.length },
        invalid: invalidGroups(task.runs),
        meanDurationMs: (0,bootstrap/* mean */.i2)(task.runs.map((run) => run.durationMs)),
        totalTokens: (0,numbers/* sum */.c)(task.runs, (run) => run.totalTokens),
        costUsd: (0,numbers/* sum */.c)(task.runs, (run) => run.costUsd),
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
/** Invalid runs by class and code, the most frequent first. */
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

/***/ 76381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ setImage)
/* harmony export */ });
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60959);

/** Sets which image these containers of the pod run, and how it is pulled. */
function setImage(pod, containers, { image, imagePullPolicy, imagePullSecret, login }) {
    const pullSecret = login === null ? imagePullSecret : _images_js__WEBPACK_IMPORTED_MODULE_0__/* .DEPLOYED_PULL_SECRET */ .mm;
    if (pullSecret !== undefined)
        pod.imagePullSecrets = [{ name: pullSecret }];
    for (const container of containers) {
        container.image = image;
        if (imagePullPolicy !== undefined)
            container.imagePullPolicy = imagePullPolicy;
    }
}


/***/ }),

/***/ 60959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QS: () => (/* binding */ pullSecret),
/* harmony export */   aM: () => (/* binding */ deployedPullSecret),
/* harmony export */   g: () => (/* binding */ authOf),
/* harmony export */   h6: () => (/* binding */ pullPolicyOf),
/* harmony export */   mm: () => (/* binding */ DEPLOYED_PULL_SECRET),
/* harmony export */   n_: () => (/* binding */ pullNotes)
/* harmony export */ });
/* unused harmony export fullName */
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34096);

/**
 * The pull policy of one image; undefined leaves it to Kubernetes, which always pulls the tag `latest` and others once.
 * Pulling again is never right for a digest, which cannot change, or for a copied image, which no registry may have.
 */
function pullPolicyOf(image, { policy, loaded }) {
    if (policy === 'IfNotPresent' || policy === 'Never')
        return policy;
    if (isFixed(image, loaded))
        return 'IfNotPresent';
    return policy === 'auto' ? undefined : policy;
}
/** A sentence for each image that is not always pulled although the user asked for that. */
function pullNotes(images, { policy, loaded }) {
    if (policy !== 'Always')
        return [];
    return [...new Set(images)]
        .filter((image) => isFixed(image, loaded))
        .map((image) => {
        const why = image.includes('@') ? 'is pinned by its digest' : 'was copied into the cluster';
        return `Image ${image} ${why}: it is pulled only where it is missing, not always.`;
    });
}
function isFixed(image, loaded) {
    return image.includes('@sha256:') || loaded.some((other) => fullName(other) === fullName(image));
}
/** `busybox` is `docker.io/library/busybox:latest`. */
function fullName(image) {
    const [first = '', ...rest] = image.split('/');
    const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
    const named = hasHost ? image : `docker.io/${rest.length === 0 ? 'library/' : ''}${image}`;
    return /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
}
/** A login as Docker's configuration holds it: a secret, like the password in it. */
function authOf({ username, password }) {
    return Buffer.from(`${username}:${password}`).toString('base64');
}
/** The Secret with which nodes pull from a private registry. */
function pullSecret(login, metadata) {
    const { registry, username, password } = login;
    // The kubelet knows Docker Hub by the address that docker login writes.
    const key = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
    const config = { auths: { [key]: { username, password, auth: authOf(login) } } };
    return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata,
        type: 'kubernetes.io/dockerconfigjson',
        stringData: { '.dockerconfigjson': JSON.stringify(config) },
    };
}
/** Beside what `deploy` makes. It stays, since a pod that moves to another node pulls its image again. */
const DEPLOYED_PULL_SECRET = 'clawbench-pull';
function deployedPullSecret(login, namespace, component) {
    const metadata = { name: DEPLOYED_PULL_SECRET, namespace, labels: (0,_ownership_js__WEBPACK_IMPORTED_MODULE_0__/* .deployedLabels */ .MD)(component) };
    return pullSecret(login, metadata);
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




// Our manifests may use the merge keys of YAML 1.1, but not its surprising numbers and booleans.
const schema = js_yaml__WEBPACK_IMPORTED_MODULE_2__/* .CORE_SCHEMA */ .OU.withTags(js_yaml__WEBPACK_IMPORTED_MODULE_2__/* .mergeTag */ .LJ);
/**
 * One of the action's own manifests, which hold one object each.
 * @param name relative to `manifests/`: `eval/job.yaml`
 * @throws ActionError internal when the action's files are incomplete
 */
async function readManifest(root, name) {
    const text = await readOwnFile(root, node_path__WEBPACK_IMPORTED_MODULE_1__.join('manifests', name));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file; a test checks each of them
    return (0,js_yaml__WEBPACK_IMPORTED_MODULE_2__/* .load */ .Hh)(text, { schema, filename: name });
}
/** A text file of the action's own, `name` relative to the checkout. @throws ActionError internal when missing */
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


/***/ }),

/***/ 44238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ ensureNamespace),
/* harmony export */   r: () => (/* binding */ namespaceObject)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);


/**
 * Makes a namespace unless it exists. An existing one is used as it is, regardless of who made it.
 * @returns the UID of the namespace if it was made here; undefined if it existed, or the credentials may not look
 */
async function ensureNamespace(kube, namespace, signal) {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: namespace.metadata.name };
    try {
        if ((await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, ref, { signal })) !== undefined)
            return undefined;
    }
    catch (error) {
        // Rights in one namespace only: then it usually exists. If not, the next request fails and says so.
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return undefined;
        throw error;
    }
    const { object } = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .apply */ .Bb)(kube, namespace, { signal });
    return object.metadata?.uid;
}
/** The namespace of a manifest under this name, with labels and annotations added. */
function namespaceObject(name, manifest, metadata) {
    return {
        ...manifest,
        metadata: {
            ...manifest.metadata,
            name,
            labels: { ...manifest.metadata.labels, ...metadata.labels },
            annotations: { ...manifest.metadata.annotations, ...metadata.annotations },
        },
    };
}


/***/ }),

/***/ 60177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ isOpenShift),
/* harmony export */   R: () => (/* binding */ withoutFixedIds)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

/**
 * Whether the cluster runs OpenShift, which has an API group of its own.
 * @throws KubeError
 */
async function isOpenShift(kube, signal) {
    try {
        const operation = 'ask whether the cluster runs OpenShift';
        await kube.request('GET', '/apis/security.openshift.io', { operation, signal });
        return true;
    }
    catch (error) {
        // OpenShift lets any user list API groups, so a 403 means it isn't OpenShift.
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && (error.status === 404 || error.status === 403))
            return false;
        throw error;
    }
}
/**
 * A copy of the pod without user and group IDs of our choice: OpenShift gives each namespace its own range, refuses
 * others, and fills in what is missing. The group it fills in is 0, so containers share files by group or by user.
 */
function withoutFixedIds(pod) {
    const copy = structuredClone(pod);
    for (const context of [
        copy.securityContext,
        ...[...(copy.initContainers ?? []), ...copy.containers].map((container) => container.securityContext),
    ]) {
        if (context === undefined)
            continue;
        for (const id of ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups'])
            Reflect.deleteProperty(context, id);
    }
    return copy;
}


/***/ }),

/***/ 34096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kf: () => (/* binding */ MANAGED_BY),
/* harmony export */   MD: () => (/* binding */ deployedLabels),
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   WD: () => (/* binding */ labels),
/* harmony export */   Yk: () => (/* binding */ legOf),
/* harmony export */   gW: () => (/* binding */ evalMetadata),
/* harmony export */   hk: () => (/* binding */ annotations)
/* harmony export */ });
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);

/** Labels and annotations that say that an object is ours, to which evaluation it belongs, and until when. */
const MANAGED_BY = 'clawbench-k8s-action';
const labels = {
    managedBy: 'app.kubernetes.io/managed-by',
    component: 'app.kubernetes.io/component',
    instance: 'clawbench.dev/instance',
    leg: 'clawbench.dev/leg',
};
const annotations = {
    expiresAt: 'clawbench.dev/expires-at',
    runUrl: 'clawbench.dev/run-url',
    /** The record of an evaluation, for other processes. */
    run: 'clawbench.dev/run',
    /** On the pods of deployed objects: a change replaces the pods. */
    configHash: 'clawbench.dev/config-hash',
    secretsHash: 'clawbench.dev/secrets-hash',
    template: 'clawbench.dev/template',
};
/** The leg of a step: 10 hex digits of a hash over what stays the same in the next attempt. */
function legOf(parts) {
    const text = [parts.repository, parts.workflow, parts.job, parts.step, parts.label].join('\n');
    return (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(text).slice(0, 10);
}
/** Metadata of an object that is deleted with its evaluation. */
function evalMetadata(names, expiresAt, runUrl) {
    return {
        labels: {
            [labels.managedBy]: MANAGED_BY,
            [labels.component]: 'eval',
            [labels.instance]: names.instance,
            [labels.leg]: names.leg,
        },
        annotations: {
            [annotations.expiresAt]: expiresAt.toISOString(),
            ...(runUrl === undefined ? {} : { [annotations.runUrl]: runUrl }),
        },
    };
}
/** Labels of deployed objects: without instance and expiry, so that no cleanup ever matches them. */
function deployedLabels(component) {
    return { [labels.managedBy]: MANAGED_BY, [labels.component]: component };
}
/** Whether an object found in the cluster was made by this program. */
function isOurs(object) {
    return object.metadata?.labels?.[labels.managedBy] === MANAGED_BY;
}


/***/ }),

/***/ 27213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AE: () => (/* binding */ addNetwork),
/* harmony export */   S4: () => (/* binding */ CA_FILE),
/* harmony export */   Wm: () => (/* binding */ proxySecrets)
/* harmony export */ });
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97628);


/** The gateway calls models, `results` calls MLflow. The harness only talks to the gateway, and gets nothing. */
const callers = new Set([_protocol_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .podContainers */ .G.gateway, _protocol_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .podContainers */ .G.results]);
/** Both spellings: curl reads `http_proxy` in lower case only. */
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];
const CA_VOLUME = 'ca-certificates';
const CA_DIRECTORY = '/etc/clawbench-ca';
/** The key in the ConfigMap of the CAs. */
const CA_FILE = 'ca.crt';
/** The proxy as variables of the Secret: its address may hold a password. */
function proxySecrets(httpsProxy) {
    return httpsProxy === null ? {} : Object.fromEntries(proxyVariables.map((name) => [name, httpsProxy]));
}
/**
 * Sends the callers' traffic through a proxy and lets them trust CAs. OpenClaw 2026.7 and 2026.9 obey these variables,
 * including credentials and domain suffixes in them.
 * @param pod is changed
 * @param names names of the Secret with `proxySecrets` and of the ConfigMap with the CAs
 */
function addNetwork(pod, network, names) {
    const { noProxy, caCertificates } = network;
    const hasCa = caCertificates !== undefined;
    for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
        if (!callers.has(container.name))
            continue;
        const env = (container.env ??= []);
        if (noProxy !== undefined) {
            for (const name of proxyVariables)
                env.push({ name, valueFrom: { secretKeyRef: { name: names.secret, key: name } } });
            for (const name of ['NO_PROXY', 'no_proxy'])
                env.push({ name, value: withOwnHosts(noProxy) });
        }
        if (!hasCa)
            continue;
        const file = `${CA_DIRECTORY}/${CA_FILE}`;
        // Node adds these to its own CAs; for Python, sidecar/mlflow_client.py does.
        env.push({ name: 'NODE_EXTRA_CA_CERTS', value: file }, { name: _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_1__/* .podVariables */ .F.caCertificates, value: file });
        (container.volumeMounts ??= []).push({ name: CA_VOLUME, mountPath: CA_DIRECTORY, readOnly: true });
    }
    if (hasCa)
        (pod.volumes ??= []).push({ name: CA_VOLUME, configMap: { name: names.ca } });
}
/** Loopback, names of the cluster and its API server never go through a proxy. */
function withOwnHosts(noProxy) {
    const own = ['localhost', '127.0.0.1', '::1', '.svc', '.cluster.local', '$(KUBERNETES_SERVICE_HOST)'];
    return [...new Set([...own, ...noProxy])].join(',');
}


/***/ }),

/***/ 58409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E0: () => (/* binding */ overlayPod),
  Cy: () => (/* binding */ parseOverlay),
  jJ: () => (/* binding */ refusedByServer)
});

// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(33243);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
;// CONCATENATED MODULE: ./lib/src/stack/strategic-merge.js

/** The keys by which Kubernetes merges a pod's lists; it replaces all other lists. */
const keys = {
    containers: 'name',
    initContainers: 'name',
    volumes: 'name',
    env: 'name',
    volumeMounts: 'mountPath',
    volumeDevices: 'devicePath',
    ports: 'containerPort',
    hostAliases: 'ip',
    topologySpreadConstraints: 'topologyKey',
    resourceClaims: 'name',
};
/** Lists in which we keep our items and add theirs; Kubernetes would replace ours. */
const appended = new Set(['tolerations', 'envFrom']);
/**
 * Items in these lists are unions (a volume has one source): an overlay's source replaces ours instead of merging with
 * it. Only the named fields are kept.
 */
const alternatives = {
    volumes: ['name'],
    env: ['name'],
};
/** Merges as Kubernetes' strategic merge patch does for pods: mappings by field, lists by key, null removes. */
function mergeFields(base, change) {
    const merged = { ...base };
    for (const [name, value] of Object.entries(change)) {
        if (value === null)
            delete merged[name];
        else
            merged[name] = mergeValue(name, merged[name], value);
    }
    return merged;
}
function mergeValue(name, base, change) {
    if ((0,json/* isObject */.G)(change))
        return mergeFields((0,json/* isObject */.G)(base) ? base : {}, change);
    if (!Array.isArray(change) || !Array.isArray(base))
        return change;
    if (appended.has(name))
        return [...base, ...change];
    const key = keys[name];
    return key === undefined ? change : mergeList(name, key, base, change);
}
function mergeList(name, key, base, change) {
    const merged = [...base];
    for (const item of change) {
        const at = (0,json/* isObject */.G)(item) ? merged.findIndex((own) => (0,json/* isObject */.G)(own) && own[key] === item[key]) : -1;
        const own = merged[at];
        if ((0,json/* isObject */.G)(own) && (0,json/* isObject */.G)(item))
            merged[at] = mergeItem(name, own, item);
        else
            merged.push(item);
    }
    return merged;
}
function mergeItem(list, own, item) {
    const kept = alternatives[list];
    const isOther = kept !== undefined && Object.keys(item).some((field) => !kept.includes(field) && !(field in own));
    if (!isOther)
        return mergeFields(own, item);
    return mergeFields(Object.fromEntries(Object.entries(own).filter(([field]) => kept.includes(field))), item);
}

;// CONCATENATED MODULE: ./lib/src/stack/pod-overlay.js




/** Fields of the pod that evaluations depend on, and why they cannot be changed or what to write instead. */
const fixedInPod = {
    restartPolicy: 'the evaluation depends on it',
    activeDeadlineSeconds: 'write `timeout`',
    automountServiceAccountToken: 'the agent under test would get the token',
    ephemeralContainers: 'a new pod cannot have any',
    hostNetwork: "the gateway's port would be open on the node",
    hostPID: 'the agent under test would see the node',
    hostIPC: 'the agent under test would see the node',
    shareProcessNamespace: 'the agent under test would see the judge',
    imagePullSecrets: 'write `image-pull-secret`',
};
const fixedInContainer = {
    command: 'the evaluation depends on it',
    args: 'the evaluation depends on it',
    restartPolicy: 'the evaluation depends on it',
    workingDir: 'the evaluation depends on it',
    image: 'write `openclaw-image`, `clawbench-image` or `mlflow-image`',
    imagePullPolicy: 'write `image-pull-policy`',
};
/** Variables that configure the evaluation, besides those in the manifest. */
const ownVariable = /^(OPENCLAW_(STATE_DIR|CONFIG_DIR|GATEWAY_TOKEN)|JOB_COMPLETION_INDEX|CLAWBENCH_(?!PER_TURN_TIMEOUT_SECONDS$|KEEP_WORKSPACES$|STANDIN_).*)$/;
/**
 * Reads the text of `pod-overlay`.
 * @throws ActionError bad-input
 */
function parseOverlay(text) {
    let overlay;
    try {
        overlay = (0,js_yaml/* load */.Hh)(text, { schema: js_yaml/* CORE_SCHEMA */.OU, filename: 'pod-overlay' });
    }
    catch (cause) {
        if (!(cause instanceof js_yaml/* YAMLException */.tB))
            throw cause;
        throw refused([`is not YAML (${cause.reason}, line ${(cause.mark?.line ?? 0) + 1})`], cause);
    }
    if (!(0,json/* isObject */.G)(overlay))
        throw refused(['is not a mapping: write `metadata:` and `spec:` of a pod in it']);
    // With aliases of aliases a few lines can expand to gigabytes.
    if (sizeOf(overlay, 20_000) >= 20_000)
        throw refused(['has more than 20000 fields']);
    return overlay;
}
/**
 * A copy of the pod with the overlay merged in as by Kubernetes' strategic merge: lists of containers, volumes and
 * variables by their keys; null removes. Tolerations and sources of variables are added to ours. A container is found
 * by its name in either list of containers.
 * @throws ActionError bad-input with everything that would break an evaluation; misspelt fields are left to the API
 *   server
 */
function overlayPod(template, overlay) {
    const problems = problemsOf(template, overlay);
    if (problems.length > 0)
        throw refused(problems);
    const { metadata, spec } = overlay;
    const base = structuredClone(template);
    const wanted = (0,json/* isObject */.G)(spec) ? spec : {};
    const pod = { ...base.spec };
    const { containers, initContainers, ...rest } = wanted;
    const merged = mergeFields(pod, rest);
    for (const list of ['initContainers', 'containers']) {
        const names = namesIn(pod[list]);
        const changes = [...itemsOf(initContainers), ...itemsOf(containers)].filter((item) => names.includes(nameOf(item)));
        if (changes.length > 0)
            Object.assign(merged, mergeFields({ [list]: merged[list] }, { [list]: changes }));
    }
    return {
        ...base,
        metadata: mergeFields({ ...base.metadata }, (0,json/* isObject */.G)(metadata) ? metadata : {}),
        spec: merged,
    };
}
function problemsOf(template, overlay) {
    const { metadata, spec, ...others } = overlay;
    const pod = { ...template.spec };
    return [
        ...Object.keys(others).map((name) => `${name} is not part of a pod: write \`metadata\` or \`spec\``),
        ...metadataProblems(template, metadata),
        ...(spec === undefined || spec === null
            ? []
            : (0,json/* isObject */.G)(spec)
                ? specProblems(pod, spec)
                : ['spec is not a mapping']),
    ];
}
function metadataProblems({ metadata: own }, metadata) {
    if (metadata === undefined || metadata === null)
        return [];
    if (!(0,json/* isObject */.G)(metadata))
        return ['metadata is not a mapping'];
    return Object.entries(metadata).flatMap(([name, value]) => {
        if (name !== 'labels' && name !== 'annotations')
            return [`metadata.${name}: only labels and annotations can be set`];
        if (!(0,json/* isObject */.G)(value))
            return [`metadata.${name} is not a mapping`];
        return Object.keys(value)
            .filter((key) => key.startsWith('clawbench.dev/') || (name === 'labels' && Object.hasOwn(own?.labels ?? {}, key)))
            .map((key) => `metadata.${name}[${key}]: the evaluation is found by it`);
    });
}
function specProblems(pod, spec) {
    const containers = [...itemsOf(pod['initContainers']), ...itemsOf(pod['containers'])];
    const ownVolumes = new Map(itemsOf(pod['volumes']).map((volume) => [nameOf(volume), volume]));
    return [
        ...fixedFields('spec', spec, fixedInPod),
        ...['initContainers', 'containers', 'volumes'].flatMap((list) => spec[list] === undefined || Array.isArray(spec[list]) ? [] : [`spec.${list} is not a list`]),
        ...[...itemsOf(spec['initContainers']), ...itemsOf(spec['containers'])].flatMap((change) => {
            const own = containers.find((container) => nameOf(container) === nameOf(change));
            return own === undefined
                ? [`spec.containers[${nameOf(change)}]: the containers are ${containers.map(nameOf).join(', ')}`]
                : containerProblems(own, change);
        }),
        ...itemsOf(spec['volumes']).flatMap((change) => volumeProblems(ownVolumes.get(nameOf(change)), change)),
    ];
}
function containerProblems(own, change) {
    const where = `spec.containers[${nameOf(change)}]`;
    const paths = itemsOf(own['volumeMounts']).map((mount) => String(mount['mountPath']));
    const variables = new Set(itemsOf(own['env']).map(nameOf));
    return [
        ...fixedFields(where, change, fixedInContainer),
        ...['env', 'envFrom', 'volumeMounts'].flatMap((list) => change[list] === undefined || Array.isArray(change[list]) ? [] : [`${where}.${list} is not a list`]),
        ...itemsOf(change['env'])
            .map(nameOf)
            .filter((name) => variables.has(name) || ownVariable.test(name))
            .map((name) => `${where}.env[${name}]: the evaluation sets it`),
        ...itemsOf(change['volumeMounts'])
            .map((mount) => String(mount['mountPath']))
            .filter((mount) => paths.some((path) => overlap(path, mount)))
            .map((mount) => `${where}.volumeMounts[${mount}]: the evaluation has its files there`),
    ];
}
/** An empty volume may be replaced by another kind; one that brings our files may not. */
function volumeProblems(own, change) {
    const where = `spec.volumes[${nameOf(change)}]`;
    if ('$patch' in change)
        return [`${where}.$patch: volumes of the evaluation cannot be removed`];
    if (own === undefined || own['emptyDir'] !== undefined)
        return [];
    return [`${where}: the evaluation gets its files from it`];
}
function fixedFields(where, change, fixed) {
    return Object.keys(change).flatMap((name) => {
        if (name.startsWith('$'))
            return [`${where}.${name}: directives are not supported`];
        return Object.hasOwn(fixed, name) ? [`${where}.${name}: ${fixed[name]}`] : [];
    });
}
/** Whether one path is the other, or contains it. */
function overlap(one, other) {
    const [a, b] = [one, other].map((path) => `${path.replace(/\/+$/, '')}/`);
    return a !== undefined && b !== undefined && (a.startsWith(b) || b.startsWith(a));
}
function sizeOf(value, limit) {
    let size = 1;
    for (const child of typeof value === 'object' && value !== null ? Object.values(value) : []) {
        size += sizeOf(child, limit - size);
        if (size >= limit)
            break;
    }
    return size;
}
function itemsOf(list) {
    return Array.isArray(list) ? list.filter(json/* isObject */.G) : [];
}
const namesIn = (list) => itemsOf(list).map(nameOf);
function nameOf(item) {
    return typeof item['name'] === 'string' ? item['name'] : '';
}
function refused(problems, cause) {
    const [first = '', ...rest] = problems;
    const text = rest.length === 0 ? first : problems.join('; ');
    const sentence = /^(is|has) /.test(text) ? text : `cannot be merged over the pod: ${text}`;
    return new errors/* ActionError */.lZ('bad-input', `Input \`pod-overlay\` ${sentence}.`, cause === undefined ? {} : { cause });
}
/** The API server's complaints about the pods with the overlay, as one bad-input error. */
function refusedByServer(problems, cause) {
    return refused(problems, cause);
}


/***/ }),

/***/ 85769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ stampTemplate)
/* harmony export */ });
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34096);



/** Marks the pods of this template, so that pods of an earlier one are not taken for them. @param deployment is changed */
function stampTemplate(deployment) {
    const template = deployment.spec?.template;
    if (template === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('internal', 'A Deployment has no template.');
    const stamp = (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(JSON.stringify(template)).slice(0, 16);
    template.metadata = {
        ...template.metadata,
        annotations: { ...template.metadata?.annotations, [_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .annotations */ .hk.template]: stamp },
    };
}


/***/ })

};
