export const id = 112;
export const ids = [112];
export const modules = {

/***/ 77091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _backends_leftovers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35938);
/* harmony import */ var _base_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63148);
/* harmony import */ var _cluster_kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48441);
/* harmony import */ var _eval_cleanup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6509);
/* harmony import */ var _eval_connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6518);
/* harmony import */ var _eval_own_cluster_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82875);
/* harmony import */ var _github_context_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(42963);
/* harmony import */ var _github_outputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61718);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(41020);









const POST_WAIT_MS = 2 * 60_000;
async function post(inputs, log) {
    if ((0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .savedState */ .fP)(_state_js__WEBPACK_IMPORTED_MODULE_8__/* .state */ .w.kept) === 'true' || inputs.cleanup === 'never')
        return;
    const deps = { log, clock: _base_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .clock */ .p, env: process.env };
    const kind = (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .savedState */ .fP)(_state_js__WEBPACK_IMPORTED_MODULE_8__/* .state */ .w.kind);
    if (kind !== null && !(0,_cluster_kind_js__WEBPACK_IMPORTED_MODULE_2__/* .isKindOfRun */ .Ff)(kind, (0,_github_context_js__WEBPACK_IMPORTED_MODULE_6__/* .workflowContext */ .R)(process.env))) {
        log.warning('Clean-up', 'The saved name of the kind cluster is not one of this run: nothing was deleted.');
    }
    else if (kind !== null) {
        await (0,_eval_own_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .removeKind */ .D)({ name: kind, version: inputs.kindVersion, isComplete: false }, deps);
    }
    const saved = (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .savedState */ .fP)(_state_js__WEBPACK_IMPORTED_MODULE_8__/* .state */ .w.leftovers);
    if (saved === null)
        return;
    const leftovers = (0,_backends_leftovers_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLeftovers */ .k)(saved);
    const kube = await (0,_eval_connect_js__WEBPACK_IMPORTED_MODULE_4__.connectTo)(inputs, deps);
    try {
        const remaining = await (0,_eval_cleanup_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanUp */ .n)(kube, leftovers, log, POST_WAIT_MS);
        if (remaining.length > 0) {
            log.warning('Clean-up', `Still being deleted: ${remaining.join(', ')}. What is left expires by itself.`);
        }
    }
    finally {
        await kube.close();
    }
}


/***/ }),

/***/ 98999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  step: () => (/* binding */ step)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
;// CONCATENATED MODULE: ./lib/src/github/artifact.js

const retryAfterMs = [2000, 5000, 15_000];
const lostConnection = /ECONNRESET|ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH|EPIPE|EAI_AGAIN|socket hang up|stalled/;
async function uploadArtifact(upload, context, env, deps) {
    const obstacle = obstacleTo(context, env);
    if (obstacle !== null) {
        deps.log.warning('No artifact', `${obstacle} The results are only on this runner: see \`results-path\`.`);
        return null;
    }
    try {
        return await uploadWithRetries(upload, context, deps);
    }
    catch (error) {
        const message = (0,errors/* messageOf */.bD)(error);
        const hint = /already exists/.test(message)
            ? 'Another step of this run uploaded an artifact of this name: give each evaluation a `label` of its own.'
            : 'The results are only on this runner: see `results-path`.';
        deps.log.warning('No artifact', `The artifact ${upload.name} could not be uploaded: ${message}\n${hint}`);
        return null;
    }
}
function obstacleTo(context, env) {
    if (context.isEnterpriseServer)
        return `GitHub Enterprise Server (${context.serverUrl}) has no service for these artifacts.`;
    if (!env['ACTIONS_RUNTIME_TOKEN'] || !env['ACTIONS_RESULTS_URL'])
        return 'The runner gave no access to the artifact service (ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL).';
    return null;
}
async function uploadWithRetries(upload, context, { log, clock }) {
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(495), __webpack_require__.e(830), __webpack_require__.e(411)]).then(__webpack_require__.bind(__webpack_require__, 96792));
    const client = new DefaultArtifactClient();
    const options = upload.retentionDays === 0 ? {} : { retentionDays: upload.retentionDays };
    for (let attempt = 0;; attempt++) {
        try {
            const { id, size } = await log.unfenced(() => client.uploadArtifact(upload.name, [...upload.files], upload.directory, options));
            if (id === undefined)
                throw new Error('the service gave it no ID');
            return { id, url: `${context.runUrl}/artifacts/${id}`, sizeBytes: size ?? 0 };
        }
        catch (error) {
            const waitMs = retryAfterMs[attempt];
            if (waitMs === undefined || !(error instanceof Error) || !lostConnection.test(error.message))
                throw error;
            log.info(`Upload of the artifact: ${error.message.split('\n')[0]}; again in ${waitMs / 1000} s`);
            await clock.sleep(waitMs);
            await log.unfenced(() => client.deleteArtifact(upload.name)).catch(() => undefined);
        }
    }
}

// EXTERNAL MODULE: ./lib/src/github/context.js
var context = __webpack_require__(42963);
// EXTERNAL MODULE: ./lib/src/github/outputs.js
var outputs = __webpack_require__(61718);
// EXTERNAL MODULE: ./lib/src/base/download.js + 1 modules
var download = __webpack_require__(73307);
// EXTERNAL MODULE: ./lib/src/base/safe-address.js
var safe_address = __webpack_require__(14804);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./lib/src/artifact/file-names.js
var file_names = __webpack_require__(15518);
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __webpack_require__(20663);
;// CONCATENATED MODULE: ./lib/src/github/unpack.js







const MOST_ENTRIES = 50_000;
const MOST_BYTES = 1_000_000_000;
async function unpack(zip, target, wanted) {
    const opened = await (0,yauzl/* openPromise */.sO)(zip, { lazyEntries: true, autoClose: false, decodeStrings: false });
    try {
        for (const [name, entry] of await wantedIn(opened, wanted))
            await unpackOne(opened, entry, external_node_path_.join(target, name));
    }
    finally {
        opened.close();
    }
}
async function wantedIn(zip, wanted) {
    if (zip.entryCount > MOST_ENTRIES)
        throw new Error(`it has ${zip.entryCount} files`);
    const entries = new Map();
    let total = 0;
    for await (const entry of zip.eachEntry()) {
        const name = entry.fileNameRaw.toString('utf8');
        const maxBytes = wanted(name);
        if (maxBytes === null || (0,file_names/* pathProblem */.z)(name) !== null)
            continue;
        if (entries.has(name))
            throw new Error(`it has ${name} twice`);
        entries.set(name, entry);
        total += entry.uncompressedSize;
        if (entry.uncompressedSize > maxBytes)
            throw new Error(`${name} in it has ${entry.uncompressedSize} bytes, which is too much`);
    }
    if (total > MOST_BYTES)
        throw new Error(`it has ${total} bytes when it is unpacked, which is too much`);
    return entries;
}
async function unpackOne(zip, entry, file) {
    await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
    let checksum = 0;
    await (0,external_node_stream_promises_.pipeline)(await zip.openReadStreamPromise(entry), async function* (pieces) {
        for await (const piece of pieces) {
            checksum = (0,external_node_zlib_.crc32)(piece, checksum);
            yield piece;
        }
    }, (0,external_node_fs_.createWriteStream)(file, { flags: 'wx' }));
    if (checksum !== entry.crc32)
        throw new Error(`${external_node_path_.basename(file)} in it is damaged`);
}

;// CONCATENATED MODULE: ./lib/src/github/artifact-store.js






const MOST_LISTED = 10_000;
const MAX_ZIP_BYTES = 300_000_000;
const REQUEST_MS = 60_000;
const DOWNLOAD_MS = 5 * 60_000;
const artifact_store_retryAfterMs = [2000, 10_000];
function openArtifactStore(deps) {
    const { workflow, token, env, clock, signal } = deps;
    const { owner, repo } = workflow;
    const explained = async (work) => await withExplanation(work, signal);
    async function github() {
        const library = await __webpack_require__.e(/* import() */ 495).then(__webpack_require__.bind(__webpack_require__, 53495));
        return library.getOctokit(token, { baseUrl: workflow.apiUrl });
    }
    async function list(name, isEnough) {
        const octokit = await github();
        const { listArtifactsForRepo } = octokit.rest.actions;
        const query = { owner, repo, per_page: 100, ...(name === undefined ? {} : { name }) };
        const found = [];
        let listed = 0;
        for await (const { data } of octokit.paginate.iterator(listArtifactsForRepo, query)) {
            found.push(...usable(data));
            listed += data.length;
            if (listed >= MOST_LISTED || isEnough(data))
                break;
        }
        return found;
    }
    return {
        named: (name) => explained(() => list(name, () => false)),
        since: (sinceMs) => explained(async () => {
            const isOld = (createdAt) => Date.parse(createdAt ?? '') < sinceMs;
            const all = await list(undefined, (page) => page.every(({ created_at }) => isOld(created_at)));
            return all.filter(({ createdAt }) => !isOld(createdAt));
        }),
        async fetch(artifact, wanted) {
            const target = await (0,promises_.mkdtemp)(external_node_path_.join(deps.directory, 'artifact-'));
            const zip = `${target}.zip`;
            try {
                await downloadZip(artifact, await explained(() => addressOf(artifact)), zip);
                await unpack(zip, target, wanted).catch((cause) => {
                    throw unusable(artifact, `cannot be unpacked: ${(0,errors/* messageOf */.bD)(cause)}`, cause);
                });
                return target;
            }
            finally {
                await (0,promises_.rm)(zip, { force: true });
            }
        },
    };
    async function addressOf({ id }) {
        const octokit = await github();
        const { headers } = await octokit.rest.actions.downloadArtifact({
            owner,
            repo,
            artifact_id: id,
            archive_format: 'zip',
            request: {
                redirect: 'manual',
                signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
            },
        });
        const { location } = headers;
        if (location === undefined || !URL.canParse(location) || (0,safe_address/* whyUnsafe */.T)(new URL(location)) !== null)
            throw new Error('GitHub gave no address to download it from');
        return location;
    }
    async function downloadZip(artifact, address, zip) {
        const options = { maxBytes: MAX_ZIP_BYTES, timeoutMs: DOWNLOAD_MS, env, signal };
        for (let attempt = 0;; attempt++) {
            const answer = await (0,download/* downloadFile */.PE)(address, zip, options);
            if ('sha256' in answer) {
                if (artifact.digest === undefined || artifact.digest === `sha256:${answer.sha256}`)
                    return;
                throw unusable(artifact, 'is not what GitHub has: its SHA-256 is another one');
            }
            await (0,promises_.rm)(zip, { force: true });
            const { problem, status = 500, cause } = answer;
            const waitMs = status < 500 ? undefined : artifact_store_retryAfterMs[attempt];
            if (waitMs === undefined)
                throw unusable(artifact, `cannot be read: ${problem}`, cause);
            await clock.sleep(waitMs, signal);
        }
    }
}
function usable(page) {
    return page.flatMap(({ id, name, created_at, expired, size_in_bytes: size, digest, workflow_run: run }) => expired || size > MAX_ZIP_BYTES || run?.id === undefined || created_at === null
        ? []
        : [
            {
                id,
                name,
                runId: run.id,
                createdAt: created_at,
                digest: digest ?? undefined,
                branch: run.head_branch ?? '',
                isForeign: run.head_repository_id !== run.repository_id,
            },
        ]);
}
function unusable({ name, runId }, what, cause) {
    return new errors/* ActionError */.lZ('bad-baseline', `The artifact ${name} of run ${runId} ${what}.`, { cause });
}
async function withExplanation(work, signal) {
    try {
        return await work();
    }
    catch (error) {
        signal.throwIfAborted();
        if ((0,errors/* isActionError */.Bd)(error))
            throw error;
        const message = (0,errors/* messageOf */.bD)(error);
        const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
        const hint = status === 401 || status === 403 || status === 404
            ? 'The token may not read artifacts. Add to the job: permissions: { actions: read, contents: read }.'
            : undefined;
        const sentence = `The artifacts of earlier runs cannot be read: ${message}`;
        throw new errors/* ActionError */.lZ('bad-baseline', sentence, {
            cause: error,
            ...(hint === undefined ? {} : { hint }),
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/github/past-artifacts.js
const ATTEMPTS = [1, 2, 3, 4, 5];
function openPastArtifacts(nameOf, store, { baseBranch, branch, pullRequest, runId, }) {
    return {
        baseBranch,
        ownBranch: pullRequest === null ? branch : null,
        fetch: (artifact, wanted) => store.fetch(artifact, wanted),
        async ofBranch(of) {
            const lists = await Promise.all(ATTEMPTS.map((attempt) => store.named(nameOf(attempt))));
            return lists
                .flat()
                .filter((each) => each.branch === of && !each.isForeign && String(each.runId) !== runId)
                .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);
        },
        async ofAttempt(attempt) {
            const list = await store.named(nameOf(attempt));
            return list.find((each) => String(each.runId) === runId) ?? null;
        },
    };
}

// EXTERNAL MODULE: ./lib/src/modes/table.js + 13 modules
var table = __webpack_require__(29270);
// EXTERNAL MODULE: ./lib/src/plan/terms.js
var terms = __webpack_require__(54183);
// EXTERNAL MODULE: ./lib/src/base/compare-text.js
var compare_text = __webpack_require__(4201);
;// CONCATENATED MODULE: ./lib/src/github/comment-sections.js

const commentMarker = '<!-- clawbench-k8s-action comment v1 -->';
const maxCommentLength = 65_536;
const SEPARATOR = '\n\n';
function isSectionedComment(body) {
    return body.startsWith(commentMarker);
}
function parseSections(body) {
    const pattern = /<!-- clawbench-k8s-action section v1 leg=(?<leg>\w+) verdict=(?<verdict>pass|fail|inconclusive) label=(?<label>\S*) -->\r?\n(?<markdown>[^]*?)\r?\n<!-- clawbench-k8s-action end v1 leg=\k<leg> -->/g;
    return [...body.matchAll(pattern)].map(({ groups = {} }) => ({
        leg: groups['leg'] ?? '',
        label: decodeLabel(groups['label'] ?? ''),
        verdict: verdictOf(groups['verdict']),
        markdown: withUnixLines(groups['markdown'] ?? ''),
    }));
}
function withSection(body, section) {
    const own = { ...section, markdown: harmless(section.markdown) };
    const others = parseSections(body).filter(({ leg }) => leg !== own.leg);
    const whole = renderBody([...others, own]);
    return whole.length <= maxCommentLength ? whole : renderBody(fitted(own, others));
}
function hasSection(body, { leg, verdict, markdown }) {
    const found = parseSections(body).find((section) => section.leg === leg);
    return found?.verdict === verdict && isSameOrCut(found.markdown, harmless(markdown));
}
const LEAST_LENGTH = 80;
const SHORT_LABEL = 20;
function fitted(own, others) {
    let room = maxCommentLength - commentMarker.length;
    const kept = [own, ...others].flatMap((section, index) => {
        const short = { ...section, label: section.label.slice(0, SHORT_LABEL) };
        const least = SEPARATOR.length + renderSection({ ...short, markdown: '' }).length;
        if (index > 0 && room < least + LEAST_LENGTH)
            return [];
        room -= least;
        return short;
    });
    let waiting = kept.length;
    return kept
        .toSorted((a, b) => a.markdown.length - b.markdown.length)
        .map((section) => {
        const markdown = fit(section.markdown, Math.floor(room / waiting));
        room -= markdown.length;
        waiting -= 1;
        return { ...section, markdown };
    });
}
function renderBody(sections) {
    const sorted = sections.toSorted((a, b) => (0,compare_text/* compareText */.n)(a.label, b.label) || (0,compare_text/* compareText */.n)(a.leg, b.leg));
    return [commentMarker, ...sorted.map(renderSection)].join(SEPARATOR);
}
function renderSection({ leg, label, verdict, markdown }) {
    const begin = `<!-- clawbench-k8s-action section v1 leg=${leg} verdict=${verdict} label=${encodeLabel(label)} -->`;
    return `${begin}\n${markdown}\n<!-- clawbench-k8s-action end v1 leg=${leg} -->`;
}
function harmless(markdown) {
    return withUnixLines(markdown).replaceAll('<!-- clawbench-k8s-action', '&lt;!-- clawbench-k8s-action');
}
function withUnixLines(text) {
    return text.replaceAll('\r\n', '\n');
}
const CUT = '…';
const CUT_NOTE = `\n\n${CUT} cut: the comment is full. The step summary has everything.`;
function fit(markdown, room) {
    if (markdown.length <= room)
        return markdown;
    const text = withoutCut(markdown);
    const note = room < LEAST_LENGTH + CUT_NOTE.length ? CUT : CUT_NOTE;
    const head = text.slice(0, Math.max(0, room - note.length));
    const end = head.lastIndexOf('\n');
    return `${end > 0 ? head.slice(0, end).trimEnd() : head.replace(/[<&][^>;]*$|[\uD800-\uDBFF]$/, '')}${note}`;
}
function withoutCut(markdown) {
    if (markdown.endsWith(CUT_NOTE))
        return markdown.slice(0, -CUT_NOTE.length);
    return markdown.endsWith(CUT) ? markdown.slice(0, -CUT.length) : markdown;
}
function isSameOrCut(found, whole) {
    const kept = withoutCut(found);
    return found === whole || (kept !== found && whole.startsWith(kept));
}
function encodeLabel(label) {
    return encodeURIComponent(label.toWellFormed()).replaceAll('-', '%2D');
}
function decodeLabel(encoded) {
    try {
        return decodeURIComponent(encoded);
    }
    catch {
        return encoded;
    }
}
function verdictOf(text) {
    return text === 'pass' || text === 'fail' ? text : 'inconclusive';
}

;// CONCATENATED MODULE: ./lib/src/github/comment.js


const maxAttempts = 5;
async function commentOnPullRequest(section, { comment: mode, githubToken: token }, context, deps) {
    const { pullRequest, whyNoPullRequest } = context;
    if (mode === 'off')
        return null;
    if (pullRequest === null) {
        if (whyNoPullRequest !== null)
            deps.log.notice('No comment on the pull request', `${whyNoPullRequest} The step summary has the report; with \`comment: off\` this is not said.`);
        return null;
    }
    if (token === null) {
        deps.log.warning('No comment on the pull request', 'Input `github-token` is empty: write ${{ github.token }}, or `comment: off`.');
        return null;
    }
    try {
        const comments = await openComments(token, context, pullRequest);
        return await putSection(section, mode, comments, deps);
    }
    catch (error) {
        deps.log.warning('No comment on the pull request', explain(error, pullRequest));
        return null;
    }
}
async function putSection(section, mode, comments, deps) {
    let created = null;
    for (let attempt = 0;; attempt++) {
        const [oldest, ...younger] = await comments.list();
        if (attempt === 0 && !isWanted(mode, section, oldest))
            return oldest?.url ?? null;
        if (oldest !== undefined && hasSection(oldest.body, section)) {
            for (const comment of younger)
                if (isOnlyOf(section.leg, comment))
                    await comments.remove(comment.id);
            if (created === null || attempt > 0)
                return oldest.url;
        }
        else if (attempt >= maxAttempts) {
            return oldest?.url ?? null;
        }
        else if (oldest === undefined) {
            created = (await comments.create(withSection('', section))).id;
        }
        else {
            await comments.update(oldest.id, withSection(oldest.body, section));
        }
        await deps.clock.sleep(300 + 600 * deps.random());
    }
}
function isWanted(mode, { leg, verdict }, comment) {
    const before = parseSections(comment?.body ?? '').find((section) => section.leg === leg)?.verdict;
    if (mode === 'changes')
        return before !== verdict;
    return mode === 'always' || verdict !== 'pass' || before !== undefined;
}
function isOnlyOf(leg, comment) {
    return parseSections(comment.body).every((section) => section.leg === leg);
}
async function openComments(token, { owner, repo, apiUrl }, pullRequest) {
    const { getOctokit } = await __webpack_require__.e(/* import() */ 495).then(__webpack_require__.bind(__webpack_require__, 53495));
    const octokit = getOctokit(token, { baseUrl: apiUrl });
    const issue = { owner, repo, issue_number: pullRequest.number };
    const { viewer } = await octokit.graphql('{ viewer { login } }');
    const author = withoutBot(viewer.login);
    return {
        async list() {
            const all = await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 100 });
            return all
                .map(({ id, body = '', html_url: url, user }) => ({ id, body, url, login: user?.login ?? '' }))
                .filter(({ body, login }) => withoutBot(login) === author && isSectionedComment(body))
                .toSorted((a, b) => a.id - b.id);
        },
        async create(body) {
            const { data } = await octokit.rest.issues.createComment({ ...issue, body });
            return { id: data.id, body, url: data.html_url };
        },
        async update(id, body) {
            await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
        },
        async remove(id) {
            await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
        },
    };
}
function withoutBot(login) {
    return login.replace(/\[bot\]$/, '');
}
function explain(error, pullRequest) {
    const message = (0,errors/* messageOf */.bD)(error);
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
    if (status !== 403 && status !== 404 && status !== 401)
        return message;
    if (pullRequest.isRestricted)
        return `The token can only read, as for all pull requests from forks and of Dependabot. The step summary has the report. (${message})`;
    return `The token may not write comments. Add to the job:\n\npermissions:\n  contents: read\n  pull-requests: write\n\nor set \`comment: off\`. (${message})`;
}

// EXTERNAL MODULE: ./lib/src/github/summary.js
var summary = __webpack_require__(55064);
// EXTERNAL MODULE: ./lib/src/report/headline.js
var headline = __webpack_require__(35509);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var report_outputs = __webpack_require__(42011);
// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
// EXTERNAL MODULE: ./lib/src/report/markdown.js
var markdown = __webpack_require__(12560);
// EXTERNAL MODULE: ./lib/src/report/opening.js
var opening = __webpack_require__(30621);
// EXTERNAL MODULE: ./lib/src/report/statistics.js
var statistics = __webpack_require__(51970);
// EXTERNAL MODULE: ./lib/src/report/task-table.js
var task_table = __webpack_require__(44089);
// EXTERNAL MODULE: ./lib/src/report/tasks.js + 1 modules
var report_tasks = __webpack_require__(61616);
;// CONCATENATED MODULE: ./lib/src/report/comment.js







const maxSectionBytes = 32_768;
const MOST_WORSE = 4;
const MOST_LOWEST = 3;
const MOST_FOLDED = 10;
const MOST_REASONS = 4;
function renderComment(verdict, facts) {
    const tasks = (0,report_tasks/* taskReports */.B)(verdict);
    const shown = openTasks(verdict, tasks);
    const folded = tasks.filter((task) => task.kind !== 'passed' && task.kind !== 'unanswered' && !shown.includes(task));
    const worse = folded.filter((task) => task.kind === 'regressed').length;
    const parts = [
        { name: 'title', rank: 0, markdown: `### ${(0,opening/* title */.DD)(verdict, facts)}` },
        { name: 'figures', rank: 0, markdown: (0,opening/* factsLine */.UM)(verdict, tasks, facts) },
        { name: 'reasons', rank: 1, markdown: (0,opening/* list */.p_)((0,opening/* openReasons */.mN)(verdict), MOST_REASONS) },
        { name: 'tasks', rank: 2, markdown: (0,task_table/* narrowTaskTable */.rF)(shown, facts, MOST_WORSE) },
        { name: 'failure modes', rank: 3, markdown: (0,markdown/* text */.Qq)((0,opening/* shiftSentence */.WV)(verdict)) },
        { name: 'links', rank: 0, markdown: (0,opening/* links */.yJ)(facts) },
        {
            name: 'other tasks',
            rank: 5,
            markdown: (0,opening/* details */.zH)(otherTasks(worse, folded.length - worse), (0,task_table/* narrowTaskTable */.rF)(folded, facts, MOST_FOLDED)),
        },
        { name: 'statistics', rank: 4, markdown: (0,opening/* details */.zH)('Statistics, tiers, notes', comment_figures(verdict, facts)) },
    ];
    return (0,clean/* madeOfClean */.Um)((0,markdown/* fitParts */.u5)(parts, maxSectionBytes, 'The step summary has everything.'));
}
function openTasks({ verdict }, tasks) {
    const worse = tasks.filter((task) => task.kind === 'regressed');
    if (worse.length > 0)
        return worse.slice(0, MOST_WORSE);
    if (verdict !== 'fail')
        return [];
    return tasks
        .filter((task) => task.kind === 'failed' || (task.isRequired && task.kind === 'flaky'))
        .slice(0, MOST_LOWEST);
}
function otherTasks(worse, failed) {
    return [
        ...(worse === 0 ? [] : [`${(0,figures/* plural */.LS)(worse, 'more task')} got worse`]),
        ...(failed === 0 ? [] : [`${(0,figures/* plural */.LS)(failed, 'other task')} did not pass every run`]),
    ].join(', ');
}
function comment_figures(verdict, facts) {
    return [
        (0,statistics/* statistics */.oG)(verdict, facts),
        (0,statistics/* tiers */.cK)(verdict),
        (0,statistics/* invalidRuns */.g4)(verdict),
        (0,opening/* list */.p_)([...verdict.reasons, ...verdict.notes.map((note) => `Note: ${note}`)]),
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}

// EXTERNAL MODULE: ./lib/src/report/summary.js + 1 modules
var report_summary = __webpack_require__(92690);
;// CONCATENATED MODULE: ./lib/src/action/publish.js











async function publish(outcome, how, host) {
    const { verdict, leg, instance, directory, files } = outcome;
    const { log, workflow } = host;
    const { clean } = log.secrets;
    const artifactUrl = await upload(outcome, how, host);
    const facts = outcome.report;
    const report = clean({ ...facts, artifactUrl });
    const { label, reproduce } = report;
    const pathOf = (file) => (files.includes(file) ? external_node_path_.join(directory, file) : null);
    const paths = {
        resultsPath: pathOf('benchmark.json'),
        verdictPath: pathOf('verdict.json'),
        junitPath: pathOf('junit.xml'),
    };
    (0,outputs/* setOutputs */.n0)(clean((0,report_outputs/* outputsOf */.Y)(verdict, { ...facts, ...paths, instance, artifactUrl })));
    try {
        await (0,summary/* writeSummary */.S)((0,report_summary/* renderSummary */.B)(verdict, report, summary/* maxSummaryBytes */.a));
    }
    catch (error) {
        log.warning('No summary', (0,errors/* messageOf */.bD)(error));
    }
    if (workflow !== null) {
        const markdown = renderComment(verdict, report);
        const section = clean({ leg, label, verdict: verdict.verdict, markdown });
        await commentOnPullRequest(section, how, workflow, {
            ...host,
            random: Math.random,
        });
    }
    if (verdict.verdict !== 'pass' && reproduce !== null) {
        const close = log.group('Reproduce on another machine');
        log.info(reproduce);
        close();
    }
    const tone = toneOf(verdict.verdict, how.onInconclusive);
    log[tone](`ClawBench: ${(0,headline/* headline */.Pl)(verdict)}`, verdict.reasons.join('\n'));
    return tone === 'error' ? 1 : 0;
}
function toneOf(verdict, onInconclusive) {
    if (verdict !== 'inconclusive')
        return verdict === 'pass' ? 'notice' : 'error';
    return { fail: 'error', warn: 'warning', pass: 'notice' }[onInconclusive];
}
async function upload({ directory, files, leg }, how, host) {
    const { workflow, env } = host;
    if (workflow === null)
        return null;
    const content = {
        name: (0,terms.artifactName)(how.artifactName, leg, workflow.attempt),
        directory,
        files: files.map((file) => external_node_path_.join(directory, file)),
        retentionDays: how.artifactRetentionDays,
    };
    const artifact = await uploadArtifact(content, workflow, env, host);
    return artifact?.url ?? null;
}

// EXTERNAL MODULE: ./lib/src/inputs/flags.js
var inputs_flags = __webpack_require__(99189);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
;// CONCATENATED MODULE: ./lib/src/base/shell-word.js
function shellWord(text) {
    return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw `'\''`)}'`;
}

;// CONCATENATED MODULE: ./lib/src/action/reproduce.js




function reproduceCommand(verb, env, { clean }) {
    const repository = env['GITHUB_ACTION_REPOSITORY'] || 'clawbench/k8s-action';
    const ref = env['GITHUB_ACTION_REF'] ?? '';
    const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
    const mode = table/* modes */.n[verb];
    const flags = (0,inputs_flags/* flagsOf */.Zo)(mode).flatMap(([name, row]) => flagsFor(name, row, env));
    const keys = (0,inputs_flags/* keysOf */.YD)(mode)
        .filter(([name, row]) => given(name, row, env) !== '')
        .map(([, row]) => ` ${row.env}=…`);
    const needsArtifact = flags.includes(BASELINE);
    const commands = [
        `git clone ${shellWord(`${server}/${repository}`)} k8s-action`,
        ...(ref === '' ? [] : [`git -C k8s-action checkout ${shellWord(ref)}`]),
        `export KUBECONFIG=…${keys.join('')}`,
        ...(needsArtifact ? ['# Unpack the artifact this was compared with into ./baseline'] : []),
        [`node k8s-action/dist/cli.js ${verb}`, ...flags].join(' \\\n  '),
    ].join('\n');
    return clean(commands);
}
const BASELINE = '--baseline ./baseline';
function flagsFor(name, row, env) {
    const text = given(name, row, env);
    const isLeftOut = row.circumstantial === true && text !== 'kind';
    if (text === '' || text === row.default || isLeftOut)
        return [];
    const values = row.lines === true ? text.split(/\s*\n\s*/) : [text];
    return values.map((value) => name === 'baseline' && /^artifact(:|$)/.test(value)
        ? BASELINE
        :
            `--${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`);
}
function given(name, row, env) {
    const variables = [(0,types/* inputVariable */.LO)(name), ...(row.env === undefined ? [] : [row.env])];
    return variables.map((variable) => env[variable]?.trim() ?? '').find((text) => text !== '') ?? '';
}

// EXTERNAL MODULE: ./lib/src/action/state.js
var state = __webpack_require__(41020);
;// CONCATENATED MODULE: ./lib/src/action/step.js
















async function step(inputs, log, root) {
    const { env } = process;
    const cancelling = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.once(name, () => cancelling.abort(new errors/* ActionError */.lZ('cancelled', 'The step was cancelled.')));
    }
    const host = {
        log,
        clock: clock/* clock */.p,
        signal: cancelling.signal,
        env,
        root,
        places: (0,checked_file/* placesOfStep */.Ue)(env),
        workflow: (0,context/* workflowContext */.R)(env),
        directory: await (0,promises_.mkdtemp)(external_node_path_.join(env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'clawbench-')),
    };
    const mode = table/* modes */.n[inputs.mode];
    return await report(await mode.run(inputs, stepHost(host, mode, inputs)), inputs, host);
}
function stepHost(host, { reproducible }, inputs) {
    const { log, env, workflow } = host;
    const { githubToken: token, artifactName: name, artifactRetentionDays: retentionDays } = inputs;
    const artifacts = workflow === null || token === null ? null : openArtifactStore({ ...host, workflow, token });
    return {
        ...host,
        pastArtifacts: (nameOf) => workflow === null || artifacts === null ? null : openPastArtifacts(nameOf, artifacts, workflow),
        artifacts,
        saveLeftovers: (leftovers) => (0,outputs/* saveState */.LZ)(state/* state */.w.leftovers, JSON.stringify(leftovers)),
        saveKind: (kind) => (0,outputs/* saveState */.LZ)(state/* state */.w.kind, kind ?? ''),
        keep: () => (0,outputs/* saveState */.LZ)(state/* state */.w.kept, 'true'),
        async keepNodeLogs(logs, leg) {
            if (workflow === null)
                return;
            const artifact = {
                name: `${(0,terms.artifactName)(name, leg, workflow.attempt)}-kind`,
                directory: logs.directory,
                files: logs.files.map((file) => external_node_path_.join(logs.directory, file)),
                retentionDays,
            };
            await uploadArtifact(artifact, workflow, env, host);
        },
        reproduce: reproducible === true ? reproduceCommand(inputs.mode, env, log.secrets) : null,
        savesVerdicts: true,
    };
}
async function report(result, how, host) {
    const { log } = host;
    if (result.kind === 'judged')
        return await publish(result.outcome, how, host);
    for (const line of result.lines)
        log.info(line);
    if (result.kind === 'planned') {
        const closeGroup = log.group('Manifests');
        log.info(result.manifests);
        closeGroup();
    }
    (0,outputs/* setOutputs */.n0)(log.secrets.clean(result.outputs));
    return 0;
}


/***/ }),

/***/ 15518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ collectPaths),
/* harmony export */   z: () => (/* binding */ pathProblem)
/* harmony export */ });
const MOST_CHARACTERS = 512;
const MOST_BYTES_OF_A_NAME = 200;
function pathProblem(file) {
    if (file.length > MOST_CHARACTERS)
        return 'has too long a path';
    for (const name of file.split('/')) {
        if (name === '' || name === '.' || name === '..')
            return 'is not a plain relative path';
        if (/["*:<>?|\\\p{Cc}\p{Cs}]/u.test(name))
            return 'has a character that artifacts cannot have';
        if (/[. ]$/.test(name))
            return 'has a name that ends with a dot or a blank';
        if (Buffer.byteLength(name) > MOST_BYTES_OF_A_NAME)
            return 'has too long a name';
    }
    return null;
}
function collectPaths() {
    const files = new Set();
    const directories = new Set();
    return (file) => {
        const problem = pathProblem(file);
        if (problem !== null)
            return problem;
        const key = file.toLowerCase();
        const above = directoriesOf(key);
        if (files.has(key) || directories.has(key) || above.some((directory) => files.has(directory)))
            return 'has the place of another file';
        files.add(key);
        for (const directory of above)
            directories.add(directory);
        return null;
    };
}
function directoriesOf(file) {
    const names = file.split('/').slice(0, -1);
    return names.map((_, index) => names.slice(0, index + 1).join('/'));
}


/***/ }),

/***/ 36002:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   eJ: () => (/* binding */ findRunFiles),
/* harmony export */   w3: () => (/* binding */ readIfFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40870);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _base_missing_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(68445);
/* harmony import */ var _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93207);






const MOST_RUN_FILES = 20_000;
const MOST_RUN_BYTES = 512_000_000;
const MOST_LEVELS = 16;
const MOST_ENTRIES = 200_000;
function readIfFile(directory, name, maxBytes) {
    const found = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .findPath */ .Hh)(name, (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .placesBelow */ ._$)(directory));
    if (!(0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(found) && found.kind === 'directory')
        return undefined;
    const read = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(found) ? found : (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readFound */ .$C)(found, maxBytes);
    if (!(0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(read))
        return read.content;
    if (read.isMissing === true)
        return undefined;
    throw unusable(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name), read);
}
function unusable(file, { refusal }) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('bad-result', `${file} ${refusal}.`);
}
function findRunFiles(directory) {
    const names = runFilesBelow(directory);
    return {
        names,
        *contents(problems) {
            let total = 0;
            for (const name of names) {
                const read = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readChecked */ .Yi)(name, (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .placesBelow */ ._$)(directory), _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_4__/* .MAX_RUN_FILE_BYTES */ .Qc);
                const refusal = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(read) ? read.refusal : overLimit((total += read.content.length));
                if (refusal !== null)
                    problems.push(`${name} ${refusal}; it was not used.`);
                else if (!(0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_2__/* .isRefusal */ .vu)(read))
                    yield { path: name, bytes: read.content };
            }
        },
    };
}
function overLimit(total) {
    return total <= MOST_RUN_BYTES
        ? null
        : `is beyond the ${MOST_RUN_BYTES / 1e6} MB of run files that are read in all`;
}
function runFilesBelow(directory) {
    const names = [];
    let entries = 0;
    const visit = (relative, level) => {
        if (level > MOST_LEVELS)
            throw tooMany(directory, `is more than ${MOST_LEVELS} directories deep`);
        for (const entry of listed(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, relative))) {
            if (++entries > MOST_ENTRIES)
                throw tooMany(directory, `holds more than ${MOST_ENTRIES} files`);
            const child = relative === '' ? entry.name : `${relative}/${entry.name}`;
            if (entry.isDirectory())
                visit(child, level + 1);
            else if ((0,_result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_4__/* .runOfPath */ .k$)(child) !== null)
                names.push(child);
        }
    };
    visit('', 0);
    if (names.length > MOST_RUN_FILES)
        throw tooMany(directory, `has ${names.length} run files; at most ${MOST_RUN_FILES} are read`);
    return names.sort();
}
function listed(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory, { withFileTypes: true });
    }
    catch (cause) {
        if ((0,_base_missing_file_js__WEBPACK_IMPORTED_MODULE_5__/* .hasCode */ .u)(cause, 'ENOENT'))
            return [];
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('bad-result', `${directory} cannot be read: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause)}`, { cause });
    }
}
function tooMany(directory, what) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('bad-result', `${directory} ${what}.`, {
        hint: 'Write the directory of one evaluation, with nothing else in it.',
    });
}


/***/ }),

/***/ 8317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qB: () => (/* binding */ artifactOf),
  X1: () => (/* binding */ evidenceOf),
  R9: () => (/* binding */ readArtifact),
  z$: () => (/* binding */ wantedOfArtifact)
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
// EXTERNAL MODULE: ./lib/src/result/formats/shard-plan.js
var shard_plan = __webpack_require__(26177);
;// CONCATENATED MODULE: ./lib/src/artifact/manifest.js



const isErrorCode = (name) => name in errors/* errorCodes */.fv;
const userFilesSchema = schemas/* object */.Ikc({ sha256: schemas/* string */.YjP(), files: schemas/* number */.aig() }).nullable();
const shardSchema = schemas/* object */.Ikc({
    index: schemas/* number */.aig().int().min(0),
    tasks: schemas/* array */.YOg(schemas/* string */.YjP()).nullable(),
    plan: shard_plan/* shardPlanSchema */.d3.nullable().optional(),
    rounds: schemas/* array */.YOg(schemas/* object */.Ikc({ tasks: schemas/* array */.YOg(schemas/* string */.YjP()), runs: schemas/* number */.aig() })).optional(),
    harnessStartedAt: schemas/* string */.YjP().nullable(),
    finishedAt: schemas/* string */.YjP().nullable().optional(),
    noticedAt: schemas/* string */.YjP().nullable().optional(),
    pod: schemas/* object */.Ikc({
        name: schemas/* string */.YjP().optional(),
        uid: schemas/* string */.YjP().optional(),
        node: schemas/* string */.YjP().optional(),
        images: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    })
        .nullable()
        .optional(),
    restarts: schemas/* number */.aig().nullable().optional(),
    tampered: schemas/* array */.YOg(schemas/* string */.YjP()),
    incidents: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* enum */.k5n(['oom', 'evicted', 'node-lost']), detail: schemas/* string */.YjP() })),
    failure: schemas/* object */.Ikc({ code: schemas/* enum */.k5n(Object.keys(errors/* errorCodes */.fv).filter(isErrorCode)), message: schemas/* string */.YjP() })
        .nullable(),
});
const fileSchema = schemas/* object */.Ikc({
    path: schemas/* string */.YjP(),
    sha256InPod: schemas/* string */.YjP().optional(),
    sha256: schemas/* string */.YjP(),
    sizeBytes: schemas/* number */.aig().optional(),
});
const manifestSchema = schemas/* object */.Ikc({
    schemaVersion: schemas/* literal */.euz(1),
    leg: schemas/* string */.YjP().optional(),
    instance: schemas/* string */.YjP().optional(),
    namespace: schemas/* string */.YjP().optional(),
    server: schemas/* string */.YjP().optional(),
    startedAt: schemas/* string */.YjP().optional(),
    finishedAt: schemas/* string */.YjP().optional(),
    workflow: schemas/* object */.Ikc({
        repository: schemas/* string */.YjP(),
        runUrl: schemas/* string */.YjP(),
        attempt: schemas/* number */.aig(),
        sha: schemas/* string */.YjP(),
        branch: schemas/* string */.YjP().nullable().optional(),
    })
        .nullable()
        .optional(),
    agentFiles: userFilesSchema.optional(),
    ownTasks: userFilesSchema.optional(),
    model: schemas/* object */.Ikc({ name: schemas/* string */.YjP().optional(), ref: schemas/* string */.YjP() }).optional(),
    openclawVersion: schemas/* string */.YjP().nullable().optional(),
    harnessVersion: schemas/* string */.YjP().nullable().optional(),
    shards: schemas/* array */.YOg(shardSchema),
    contradictions: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    settingsHash: schemas/* string */.YjP().optional(),
    taskDurations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig()).optional(),
    forecast: schemas/* unknown */.L5J().optional(),
    inputs: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).optional(),
    content: schemas/* enum */.k5n(['full', 'scores']).optional(),
    files: schemas/* array */.YOg(fileSchema),
});

// EXTERNAL MODULE: ./lib/src/artifact/shard-evidence.js + 2 modules
var shard_evidence = __webpack_require__(8769);
;// CONCATENATED MODULE: ./lib/src/artifact/read.js










const MAX_LOG_BYTES = 80 * 1024 * 1024;
function readArtifact(directory) {
    const record = readRecord(directory);
    const manifest = readManifest(directory);
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
function wantedOfArtifact(name) {
    if (/^(?:verdict|manifest|benchmark)\.json$/.test(name))
        return benchmark/* MAX_RESULT_BYTES */.Xs;
    if (/^logs\/shard-\d+\/(?:gateway|eval)\.log$/.test(name))
        return MAX_LOG_BYTES;
    return name.startsWith('runs/') && (0,run_cache/* runOfPath */.k$)(name) !== null ? run_cache/* MAX_RUN_FILE_BYTES */.Qc : null;
}
function artifactOf({ path: file }, bytes) {
    const directory = external_node_path_.dirname(file);
    const manifest = manifestBeside(directory);
    const hash = (0,sha256/* sha256 */.s)(bytes);
    const isListed = manifest?.files.some((entry) => entry.path === external_node_path_.basename(file) && entry.sha256 === hash);
    return isListed === true ? readArtifact(directory) : null;
}
function manifestBeside(directory) {
    try {
        return readManifest(directory);
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error))
            throw error;
        return undefined;
    }
}
function readRecord(directory) {
    const file = external_node_path_.join(directory, 'verdict.json');
    const bytes = (0,files/* readIfFile */.w3)(directory, 'verdict.json', benchmark/* MAX_RESULT_BYTES */.Xs);
    if (bytes === undefined)
        return undefined;
    const parsed = verdict_record/* verdictRecordSchema */.S.safeParse((0,json/* parseJson */.q)(bytes, { name: file, maxBytes: benchmark/* MAX_RESULT_BYTES */.Xs }));
    if (parsed.success)
        return parsed.data;
    throw foreign(file, parsed.error.issues[0]);
}
function readManifest(directory) {
    const file = external_node_path_.join(directory, 'manifest.json');
    const bytes = (0,files/* readIfFile */.w3)(directory, 'manifest.json', benchmark/* MAX_RESULT_BYTES */.Xs);
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
function evidenceOf({ directory, manifest }) {
    return manifest.shards.map(({ index, tasks, harnessStartedAt, incidents }) => {
        const model = manifest.model?.ref ?? null;
        const known = { tasks: tasks ?? [], harnessStartedAt, incidents, model };
        return (0,shard_evidence/* readShardEvidence */.E)(external_node_path_.join(directory, 'logs', `shard-${index}`), known, directory);
    });
}


/***/ }),

/***/ 55599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ readSavedEval)
});

// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
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
var read = __webpack_require__(8317);
// EXTERNAL MODULE: ./lib/src/artifact/files.js
var artifact_files = __webpack_require__(36002);
;// CONCATENATED MODULE: ./lib/src/artifact/scores.js

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
function validRuns(task, { totals }) {
    const { scores, passes } = task;
    const share = 1 / scores.length;
    const ofTask = totals.totalTokens === 0 ? 0 : task.totalTokens / totals.totalTokens;
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









function readSavedEval(paths, runCache, places) {
    const { result, artifact } = readResults(paths.map((name) => ({ name, found: findNamed(name, places) })));
    const runs = runCache === null
        ? artifact && readRuns('runs', (0,checked_file/* placesBelow */._$)(artifact.directory), true)
        : readRuns(runCache, places, false);
    if (runCache !== null && runs === null)
        throw new errors/* ActionError */.lZ('bad-input', `The run cache ${runCache} has no run files.`, {
            hint: whereRunsAre,
        });
    const planned = artifact === null
        ? plannedBy(result, runs)
        : artifact.record.tasks.map((task) => ({ taskId: task.taskId, runs: task.runs.planned }));
    const evidence = {
        result,
        planned,
        ...(artifact !== null && runs === null && !hadRunFiles(artifact)
            ? runsOfRecord(artifact.record)
            : runsOfFiles(planned, result, runs, artifact)),
        ...circumstances(result, artifact),
        contradictions: artifact?.manifest.contradictions ?? [],
        remarks: [],
    };
    return {
        evidence,
        isConfirmed: artifact?.record.comparison?.confirmed ?? false,
        runsDirectory: runs?.directory ?? null,
        problems: runs?.problems ?? [],
    };
}
function hadRunFiles({ manifest: { content, shards } }) {
    return content === 'full' && shards.length > 0;
}
function runsOfFiles(planned, result, runs, artifact) {
    const shards = artifact === null ? [] : (0,read/* evidenceOf */.X1)(artifact);
    const tampered = new Set([...(artifact?.tampered ?? []), ...(runs?.repeated ?? [])]);
    const runFiles = runs?.entries ?? (artifact === null ? null : new Map());
    return { health: (0,health/* assessRuns */.t)({ planned, result, runFiles, tampered, shards }), runFiles };
}
function findNamed(name, places) {
    const found = (0,checked_file/* findPath */.Hh)(name, places);
    if (!(0,checked_file/* isRefusal */.vu)(found))
        return found;
    throw badInput(found.isMissing === true
        ? `There is no file ${name}.`
        : `Input \`result\` names ${name}, which ${found.refusal}.`);
}
function readResults(paths) {
    const [first] = paths;
    if (first !== undefined && paths.length === 1 && first.found.kind === 'directory') {
        const directory = first.found.path;
        const artifact = (0,read/* readArtifact */.R9)(directory);
        const bytes = (0,artifact_files/* readIfFile */.w3)(directory, 'benchmark.json', benchmark/* MAX_RESULT_BYTES */.Xs);
        if (bytes === undefined && artifact === null) {
            throw badInput(`The directory ${first.name} has neither a benchmark.json nor the files of an artifact.`);
        }
        const result = bytes === undefined ? null : parsed(bytes, `${first.name}/benchmark.json`);
        return { result, artifact };
    }
    const shards = paths.map(({ name, found }) => {
        if (found.kind === 'directory')
            throw badInput(`There is no file ${name}, only a directory.`);
        const read = (0,checked_file/* readFound */.$C)(found, benchmark/* MAX_RESULT_BYTES */.Xs);
        if ((0,checked_file/* isRefusal */.vu)(read))
            throw (0,artifact_files/* unusable */._P)(name, read);
        return { result: parsed(read.content, name), bytes: read.content, found };
    });
    const [only] = shards;
    if (only !== undefined && shards.length === 1) {
        return { result: only.result, artifact: (0,read/* artifactOf */.qB)(only.found, only.bytes) };
    }
    return { result: (0,merge/* mergeShards */.Ox)(shards.map(({ result }) => result)), artifact: null };
}
function parsed(bytes, name) {
    try {
        const result = (0,benchmark/* parseBenchmark */.h$)(bytes, { name });
        (0,benchmark/* refuseIncomplete */.DJ)(result, name);
        return result;
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error) || error.hint !== undefined)
            throw error;
        throw new errors/* ActionError */.lZ(error.code, error.message, { hint: whatToWrite, cause: error.cause });
    }
}
function readRuns(directory, places, isOwn) {
    const found = (0,checked_file/* findPath */.Hh)(directory, places);
    if ((0,checked_file/* isRefusal */.vu)(found) && found.isMissing !== true) {
        if (isOwn)
            throw (0,artifact_files/* unusable */._P)(directory, found);
        throw new errors/* ActionError */.lZ('bad-input', `Input \`run-cache\` names ${directory}, which ${found.refusal}.`, {
            hint: whereRunsAre,
        });
    }
    if ((0,checked_file/* isRefusal */.vu)(found) || found.kind !== 'directory')
        return null;
    const files = (0,artifact_files/* findRunFiles */.eJ)(found.path);
    if (files.names.length === 0)
        return null;
    if (!isOwn)
        refuseSeveral(directory, files.names);
    const unread = [];
    const cache = (0,run_cache/* readRunCache */.yy)(files.contents(unread));
    return { ...cache, directory: found.path, problems: [...unread, ...cache.problems] };
}
function refuseSeveral(directory, files) {
    const seen = new Map();
    for (const file of files) {
        const [, evalName = '', run = ''] = /^(.*?)\/?([^/]+\/[^/]+)$/.exec(file) ?? [];
        const other = seen.get(run);
        if (other !== undefined) {
            const sentence = `${directory} has runs of several evaluations, such as "${other}" and "${evalName}".`;
            throw new errors/* ActionError */.lZ('bad-result', sentence, { hint: 'Write the directory of the one to judge.' });
        }
        seen.set(run, evalName);
    }
}
function plannedBy(result, runs) {
    const listed = new Map(result?.task_results.map((task) => [task.task_id, task.runs]));
    const made = new Map();
    for (const { task_id: id, run_index: index } of runs?.entries.values() ?? [])
        made.set(id, Math.max(made.get(id) ?? 0, index + 1));
    const unlisted = [...made.keys()].filter((id) => !listed.has(id)).sort();
    if (unlisted.length > 0) {
        const names = unlisted.slice(0, 3).join(', ');
        const sentence = `The run cache has runs of ${unlisted.length} task(s) that the result does not list (${names}).`;
        throw new errors/* ActionError */.lZ('bad-result', sentence, {
            hint: 'The run cache belongs to another evaluation, or a shard is missing: write the results of all shards.',
        });
    }
    return [...listed].map(([taskId, count]) => ({ taskId, runs: Math.max(count, made.get(taskId) ?? 0) }));
}
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
function stopOf({ record }) {
    const { failureReason: code, reasons } = record;
    if (code !== 'budget' && code !== 'timeout' && code !== 'cancelled')
        return null;
    return { code, message: reasons[0] ?? '' };
}
const whereRunsAre = 'Write the directory that holds `<task>/run<number>.json`, or leave `run-cache` out.';
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
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/result/formats/gateway-log.js
var gateway_log = __webpack_require__(86872);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/result/formats/harness-log.js

const STAMPED = /^(\d\d):(\d\d):(\d\d) (?:INFO|WARNING|ERROR) clawbench\.[\w.]+: (.*)$/;
const TIMING = /^TIMING (\S{1,200})\/run(\d{1,6}) total=(cached|\d+(?:\.\d+)?s)/;
const FAILED = /^Run (\S{1,200})\/(\d{1,6}) failed$/;
const SERIAL = /^Execution: serial$/;
const OVER_BUDGET = /^Run (\S{1,200})\/(\d{1,6}) hit per-run budget/;
const EXCEPTION = /^(?:[A-Za-z_][\w.]{0,200}(?:Error|Exception|Timeout|Refused|Closed\w*|Cancelled))(?::.*)?$/;
const DAY_MS = 86_400_000;
const BACK_MS = 600_000;
const MAX_EXCERPT = 300;
function parseHarnessLog(lines, startedAtMs) {
    const runs = new Map();
    const late = new Set();
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
function keyIn(match) {
    const [, task, index] = match ?? [];
    return task === undefined || index === undefined ? null : (0,run_cache/* runKey */.r7)(task, Number(index));
}
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

// EXTERNAL MODULE: ./lib/src/artifact/files.js
var files = __webpack_require__(36002);
;// CONCATENATED MODULE: ./lib/src/result/formats/lines.js
const MAX_LINE = 4000;
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
function readShardEvidence(directory, known, root = directory) {
    const gateway = linesOfFile(external_node_path_.join(directory, 'gateway.log'), root);
    const harness = linesOfFile(external_node_path_.join(directory, 'eval.log'), root);
    const startedAtMs = known.harnessStartedAt === null ? null : Date.parse(known.harnessStartedAt);
    return {
        tasks: known.tasks,
        gateway: gateway === undefined ? null : (0,gateway_log/* parseGatewayLog */.g)(gateway, known.model),
        harness: parseHarnessLog(harness ?? [], startedAtMs),
        incidents: known.incidents,
    };
}
function linesOfFile(file, root) {
    const found = (0,checked_file/* findPath */.Hh)(external_node_path_.resolve(file), (0,checked_file/* placesBelow */._$)(root));
    const opened = (0,checked_file/* isRefusal */.vu)(found) ? found : (0,checked_file/* openFound */.Bv)(found);
    if (!(0,checked_file/* isRefusal */.vu)(opened))
        return linesOf(piecesOf(opened.descriptor));
    if (opened.isMissing === true)
        return undefined;
    throw (0,files/* unusable */._P)(file, opened);
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
/* harmony import */ var _file_names_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(15518);









const PIECE_BYTES = 1024 * 1024;
async function writeArtifactContent(directory, parts, content, secrets) {
    const written = [];
    const leftOut = [];
    const take = (0,_file_names_js__WEBPACK_IMPORTED_MODULE_8__/* .collectPaths */ .j)();
    const copy = async (source, place) => {
        const copied = await copyWithoutSecrets(source, directory, secrets, { place, take });
        written.push(...copied.files);
        leftOut.push(...copied.leftOut);
    };
    const write = async (file, text) => {
        const bytes = Buffer.from(text);
        take(file);
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
            await copy(shard.directory, (file) => placeOf(file, shard.index));
        }
        if (parts.nodeLogs !== undefined) {
            await copy(parts.nodeLogs, (file) => node_path__WEBPACK_IMPORTED_MODULE_3__.join('logs', 'kind', file));
        }
        if (parts.postMortem !== undefined) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, 'logs'), { recursive: true });
            await write('logs/post-mortem.txt', parts.postMortem);
        }
    }
    for await (const [file, report] of parts.reports(directory, leftOut))
        await write(file, report);
    written.sort((a, b) => (a.path < b.path ? -1 : 1));
    const facts = parts.facts;
    const manifest = { schemaVersion: 1, ...facts, content, files: written };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(node_path__WEBPACK_IMPORTED_MODULE_3__.join(directory, 'manifest.json'), asJson(secrets.clean(manifest)), { flag: 'wx' });
    return { files: [...written.map((file) => file.path), 'manifest.json'].sort(), leftOut };
}
async function copyWithoutSecrets(source, target, secrets, { place = (file) => file, take = (0,_file_names_js__WEBPACK_IMPORTED_MODULE_8__/* .collectPaths */ .j)() } = {}) {
    const files = [];
    const leftOut = [];
    for (const file of await filesBelow(source)) {
        const clean = secrets.clean(place(file)).replaceAll(_base_redact_js__WEBPACK_IMPORTED_MODULE_7__/* .REPLACEMENT */ .x9, '___');
        const problem = take(clean);
        if (problem !== null) {
            leftOut.push(`${clean} ${problem}; it is not in the artifact.`);
            continue;
        }
        const copied = await copyClean(node_path__WEBPACK_IMPORTED_MODULE_3__.join(source, file), node_path__WEBPACK_IMPORTED_MODULE_3__.join(target, clean), secrets.all());
        files.push({ path: clean, ...copied });
    }
    return { files, leftOut };
}
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
const PROBE_MARK = 'clawbench-probe:';

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/src/backends/attached/probe-schema.js

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





async function askGateway(kube, gateway, program, token) {
    const paths = (gateway.container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
    const settings = { [pod_variables/* podVariables */.F.probePaths]: paths.join('\n'), [pod_variables/* podVariables */.F.probeToken]: token ?? '' };
    const stdin = Buffer.from(`Object.assign(process.env, ${JSON.stringify(settings)});\n${program}`);
    const { namespace, podName: pod, container } = gateway;
    const target = { namespace, pod, container: container.name };
    const { exitCode, stdout, stderr } = await (0,exec/* exec */.V)(kube, target, ['node', '--input-type=module', '-', 'probe'], { stdin, timeoutMs: 100_000, retryForMs: 30_000 });
    const line = stdout
        .toString('utf8')
        .split('\n')
        .find((text) => text.startsWith(PROBE_MARK));
    const parsed = probeReportSchema.safeParse(line === undefined ? undefined : asJson(line.slice(PROBE_MARK.length)));
    if (parsed.success)
        return parsed.data;
    throw new errors/* ActionError */.lZ('gateway-incompatible', `Container ${container.name} of pod ${namespace}/${pod} could not be probed (exit code ${exitCode}): ${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`, { hint: 'It must be a container of OpenClaw, whose image has node and sh.' });
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
  r: () => (/* binding */ attachedBackend)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/backends/post-mortem.js
var post_mortem = __webpack_require__(23027);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var kube_container = __webpack_require__(80321);
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






async function saveLog(kube, { namespace, pod, container }, file, { sinceMs, maxBytes, timeoutMs, retryForMs }) {
    const { signal } = kube;
    const operation = `read the log of container ${container} of pod ${namespace}/${pod}`;
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
                throw (0,transport_error/* transportFailure */.q)(operation, kube.cluster, 'NoAnswer');
            throw error instanceof errors/* KubeError */.a3 ? error : (0,transport_error/* transportError */.W)(operation, kube.cluster, error);
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
const LOG_MS = 60_000;
function attachedBackend(kube, namespace, record) {
    const { pod: name, podUid, container, gateway } = record;
    const targetIn = (pod) => ({ namespace, pod, container, root: attached_container/* ATTACHED_ROOT */.o });
    let missingSinceMs;
    const diagnose = (pod) => {
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
        podFinder: () => async () => {
            const pod = await (0,objects/* read */.LF)(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace });
            return pod?.metadata?.uid === podUid ? pod : undefined;
        },
        targetIn,
        controlContainer: (pod) => (0,kube_container/* statusOfContainer */.Z)(pod, container)?.state?.running === undefined ? undefined : targetIn(name),
        logContainer(pod) {
            const { running, terminated } = (0,kube_container/* statusOfContainer */.Z)(pod, container)?.state ?? {};
            return running === undefined && terminated === undefined
                ? undefined
                : { namespace, pod: name, container };
        },
        diagnose: (_, pod) => Promise.resolve(diagnose(pod)),
        collectExtra: async (directory) => await saveLog(kube, { namespace, pod: name, container: gateway }, external_node_path_.join(directory, 'gateway.log'), {
            sinceMs: record.sinceMs,
            maxBytes: MAX_LOG_BYTES,
            timeoutMs: LOG_MS,
            retryForMs: LOG_MS,
        }),
        postMortem: () => (0,post_mortem/* describePods */.s)(kube, namespace, `Pod ${namespace}/${name}`, {
            selector: { fieldSelector: `metadata.name=${name}` },
            owners: [],
        }),
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
        return lost(`Pod ${namespace}/${name} is gone, and the evaluation in it with it: it was deleted, or its node was lost.`);
    }
    const deletedAt = pod.metadata?.deletionTimestamp;
    if (deletedAt !== undefined && nowMs - Date.parse(deletedAt) > pod_readiness/* STUCK_MS */.c) {
        return {
            code: 'node-lost',
            message: `Pod ${namespace}/${name} was deleted and does not terminate: its node does not respond.`,
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
/* harmony export */   lg: () => (/* binding */ isAttached),
/* harmony export */   o: () => (/* binding */ ATTACHED_ROOT),
/* harmony export */   o2: () => (/* binding */ sendPrograms)
/* harmony export */ });
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36530);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60237);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97628);
/* harmony import */ var _protocol_settings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14286);
/* harmony import */ var _protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84245);







const ATTACHED_ROOT = '/tmp/clawbench';
const WAIT = `trap 'exit 143' TERM
i=0
until [ -e "$0/${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readyFile */ .Y2}" ]; do
  [ -e "$0/${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .stopFile */ .ph}" ] && exit 0
  i=$((i + 1))
  if [ "$i" -gt 6000 ]; then
    [ -n "$${_protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.stays}" ] || { echo 'The programs of the evaluation did not arrive.'; exit 1; }
    sleep 2
  fi
  sleep 0.1
done
exec node "$0/sidecar/sidecar.mjs" attached`;
function workspacesOf(homePath, instance) {
    return `${homePath.replace(/\/$/, '')}/clawbench-${instance}`;
}
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
function isAttached({ command, env, envFrom }, instance) {
    const isProgram = command?.[0] === 'sh' && command.at(-1) === ATTACHED_ROOT;
    const hasRoot = env?.some(({ name, value }) => name === _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_4__/* .podVariables */ .F.root && value === ATTACHED_ROOT);
    const hasSettings = envFrom?.some(({ configMapRef }) => configMapRef?.name === `clawbench-${instance}`);
    return isProgram && hasRoot === true && hasSettings === true;
}
const UNPACK = `const fs = require('node:fs'), path = require('node:path'), crypto = require('node:crypto');
const root = process.argv[1];
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  const bytes = Buffer.concat(chunks);
  if (crypto.createHash('sha256').update(bytes).digest('hex') !== process.argv[2]) throw new Error('the files arrived damaged');
  for (const [name, text] of Object.entries(JSON.parse(bytes))) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
  }
  fs.mkdirSync(path.join(root, 'control'), { recursive: true });
  fs.writeFileSync(path.join(root, '${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readyFile */ .Y2}'), '');
});`;
async function sendPrograms(kube, target, programs, token) {
    const files = Object.entries(programs).map(([name, text]) => [`sidecar/${name}`, text]);
    const stdin = Buffer.from(JSON.stringify(Object.fromEntries([...files, [_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_6__/* .tokenFile */ .IF, token]])));
    const command = ['node', '-e', UNPACK, (0,_backend_js__WEBPACK_IMPORTED_MODULE_2__/* .pathIn */ .l)(target, '/'), (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(stdin)];
    const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_3__/* .exec */ .V)(kube, target, command, { stdin });
    if (exitCode === 0)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('container-failed', `The programs of the evaluation could not be sent to container ${target.container} of pod ${target.namespace}/${target.pod}: ${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}`, { hint: 'Check "clawbench-image": the image must have node.' });
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
/* harmony import */ var _kube_poll_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(85493);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97628);







const rolloutManager = (instance) => `clawbench-k8s-action-attach-${instance}`;
const POLL_MS = 300;
async function refuseSecond(kube, { namespace, podName, pod, deployment }) {
    const ephemeral = await liveContainer(kube, namespace, pod);
    const isRolledOut = deployment.spec?.template.spec?.containers.some(({ name }) => name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .ROLLOUT_CONTAINER */ .w);
    if (ephemeral === undefined && isRolledOut !== true)
        return;
    throw gatewayBusy(namespace, podName, ephemeral);
}
function gatewayBusy(namespace, pod, container, cause) {
    const which = container === undefined ? '' : ` ${container.replace('clawbench-', '')}`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('gateway-busy', `Evaluation${which} is in pod ${namespace}/${pod} already; a gateway takes one at a time.`, { hint: 'Collect it with `mode: results`, or end it with `mode: detach`.', cause });
}
async function liveContainer(kube, namespace, pod, own) {
    for (const { name } of pod.spec?.ephemeralContainers ?? []) {
        if (!/^clawbench-[0-9a-f]{8}$/.test(name) || name === own)
            continue;
        const { running, terminated } = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOfContainer */ .Z)(pod, name)?.state ?? {};
        if (terminated !== undefined)
            continue;
        const record = { apiVersion: 'v1', kind: 'ConfigMap', name, namespace };
        if (running !== undefined || (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(kube, record)) !== undefined)
            return name;
    }
    return undefined;
}
async function joinEphemeral(kube, { namespace, podName }, container) {
    const ref = { apiVersion: 'v1', kind: 'Pod', name: podName, namespace };
    let joined;
    try {
        joined = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .patch */ .F6)(kube, ref, { spec: { ephemeralContainers: [container] } }, { type: 'strategic', subresource: 'ephemeralcontainers' });
    }
    catch (error) {
        const isRefused = (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error) && ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isAdmissionRefusal */ .MW)(error) || [403, 404].includes(error.status));
        if (!isRefused)
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('admission-refused', `The cluster takes no ephemeral container in pod ${namespace}/${podName}: ${error.message}`, {
            hint: 'Write `attach-method: rollout`, which restarts the gateway.',
            cause: error,
        });
    }
    const other = await liveContainer(kube, namespace, joined, container.name);
    if (other !== undefined)
        throw gatewayBusy(namespace, podName, other);
}
async function joinRollout(kube, { namespace, name, deployment, podName, podUid }, container, { instance, timeoutMs, log }) {
    const { replicas } = deployment.spec ?? {};
    if (replicas !== undefined && replicas !== 1) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `Deployment ${namespace}/${name} has ${replicas} replicas.`, {
            hint: 'Scale it to 1, or write `attach-method: ephemeral`, which joins one of its pods.',
        });
    }
    log.info(`Deployment ${namespace}/${name} gets a container "${container.name}": its gateway restarts, now and after the evaluation.`);
    try {
        await applyContainers(kube, { namespace, name, instance }, [container]);
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
    const joined = await (0,_kube_poll_js__WEBPACK_IMPORTED_MODULE_6__/* .poll */ .w)(kube, { everyMs: POLL_MS, budgetMs: timeoutMs }, async () => {
        const pods = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector });
        return pods.find(({ metadata, spec }) => metadata?.uid !== podUid &&
            metadata?.deletionTimestamp === undefined &&
            spec?.nodeName !== undefined &&
            spec.containers.some((item) => isSame(item, container)));
    });
    if (joined !== undefined)
        return joined;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('startup-timeout', `Deployment ${namespace}/${name} made no pod with the evaluation within ${Math.round(timeoutMs / 1000)} s.`, { hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}` });
}
function isSame(one, other) {
    const directory = (container) => container.env?.find(({ name }) => name === _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .podVariables */ .F.stateDir)?.value;
    return one.name === other.name && directory(one) === directory(other);
}
async function leaveRollout(kube, target) {
    const { namespace, name, instance } = target;
    const live = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace });
    const isOurs = live?.metadata?.managedFields?.some(({ manager }) => manager === rolloutManager(instance));
    if (isOurs === true)
        await applyContainers(kube, target, []);
}
async function applyContainers(kube, { namespace, name, instance }, containers) {
    const spec = containers.length === 0 ? {} : { spec: { template: { spec: { containers } } } };
    await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .apply */ .Bb)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, ...spec }, { fieldManager: rolloutManager(instance) });
}


/***/ }),

/***/ 85356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ podOf),
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
/* harmony import */ var _protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(84245);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(57427);
/* harmony import */ var _container_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(54828);
/* harmony import */ var _join_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(60375);
/* harmony import */ var _backend_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(97954);














const END = `mkdir -p "$0" && touch "$0/${_protocol_attached_files_js__WEBPACK_IMPORTED_MODULE_13__/* .stopFile */ .ph}" "$1/contact" 2>/dev/null
mkdir -p "$1" && printf %s "$2" > "$1/request.json.tmp" && mv "$1/request.json.tmp" "$1/request.json"`;
async function leaveGateway(kube, { namespace, instance, attached }, options = {}) {
    const map = await ourRecord(kube, namespace, instance);
    const record = placeIn(map, attached) ?? attached;
    const { pod: name, podUid, container, method } = record;
    const pod = await podOf(kube, { namespace, instance, attached: record });
    const stage = pod?.metadata?.uid === podUid ? stageOf(pod, container) : 'over';
    const canHear = stage === 'running' && pod?.metadata?.deletionTimestamp === undefined;
    const failure = canHear
        ? await askToEnd(kube, (0,_backend_js__WEBPACK_IMPORTED_MODULE_12__/* .attachedBackend */ .r)(kube, namespace, record).targetIn(name), options)
        : undefined;
    if (method === 'rollout') {
        await (0,_join_js__WEBPACK_IMPORTED_MODULE_11__/* .leaveRollout */ .Pn)(kube, { namespace, instance, name: record.deployment });
        if (stage !== 'over')
            return [`Pod ${namespace}/${name}`];
    }
    else if (failure !== undefined)
        throw failure;
    const uid = map?.metadata?.uid;
    if (uid !== undefined)
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .remove */ .TF)(kube, recordRef(namespace, instance), { uid, ...options });
    return stage === 'over' ? [] : [`Container ${container} of pod ${namespace}/${name}`];
}
async function podOf(kube, { namespace, instance, attached }) {
    const { method, pod: name, container } = attached;
    const pod = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace });
    const expected = method === 'rollout' ? _protocol_containers_js__WEBPACK_IMPORTED_MODULE_9__/* .ROLLOUT_CONTAINER */ .w : `clawbench-${instance}`;
    const { containers = [], ephemeralContainers = [] } = pod?.spec ?? {};
    const found = [...containers, ...ephemeralContainers].find((one) => one.name === container);
    if (container === expected && (found === undefined || (0,_container_js__WEBPACK_IMPORTED_MODULE_10__/* .isAttached */ .lg)(found, instance)))
        return pod;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('foreign-object', `Container ${container} of pod ${namespace}/${name} is not of evaluation ${instance}; nothing was done to it.`);
}
function stageOf(pod, name) {
    const { containers = [], ephemeralContainers = [] } = pod.spec ?? {};
    const exists = [...containers, ...ephemeralContainers].some((container) => container.name === name);
    const { running, terminated, waiting } = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOfContainer */ .Z)(pod, name)?.state ?? {};
    if (!exists || terminated !== undefined)
        return 'over';
    if (running !== undefined)
        return 'running';
    return /^(?:ContainerCreating|PodInitializing|)$/.test(waiting?.reason ?? '') ? 'starting' : 'over';
}
async function askToEnd(kube, target, options) {
    const request = JSON.stringify({ id: `finish-${target.pod}`, kind: 'finish' });
    const command = ['sh', '-c', END, target.root, (0,_backend_js__WEBPACK_IMPORTED_MODULE_1__/* .pathIn */ .l)(target, '/control'), request];
    try {
        const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_6__/* .exec */ .V)(kube, target, command, {
            retryForMs: 0,
            timeoutMs: 10_000,
            ...options,
        });
        if (exitCode === 0)
            return undefined;
        const where = `Container ${target.container} of pod ${target.namespace}/${target.pod}`;
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('container-failed', `${where} could not be asked to end: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(stderr, 300)}`);
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
async function ourRecord(kube, namespace, instance) {
    const map = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(kube, recordRef(namespace, instance));
    const { labels: found = {} } = map?.metadata ?? {};
    return (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .labelledInstance */ .zT)({ metadata: { labels: found } }) === instance ? map : undefined;
}
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

function pathIn(target, contractPath) {
    return node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(target.root, contractPath);
}


/***/ }),

/***/ 14418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   Tq: () => (/* binding */ findRecord),
/* harmony export */   mX: () => (/* binding */ attachedSchema),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34096);
/* harmony import */ var _shard_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85846);





const name = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const text = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().max(2000);
const hex = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().regex(/^[0-9a-f]{8,64}$/);
const attachedSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    kind: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('attached'),
    method: zod__WEBPACK_IMPORTED_MODULE_4__/* ["enum"] */ .k5n(['ephemeral', 'rollout']),
    deployment: name,
    pod: name,
    podUid: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().max(64),
    gateway: name,
    container: name,
    sinceMs: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(),
});
const placeRecordSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('job'), name }),
    attachedSchema,
]);
const factsSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ sha256: hex, files: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(0) }).nullable();
const modelSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ model: text, ref: text });
const recordSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    schemaVersion: zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz(1),
    instance: hex,
    leg: hex,
    label: text,
    runUrl: text.nullable(),
    branch: text.nullable().default(null),
    startedAtMs: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(),
    isDetached: zod__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
    place: placeRecordSchema,
    model: modelSchema,
    judge: modelSchema.nullable(),
    shards: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(1).max(100),
    concurrency: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(1).max(64),
    runs: zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig().int().min(1).max(100), zod__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .euz('auto')]),
    tasks: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()).nullable().default(null),
    timeoutMs: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(),
    startupTimeoutMs: zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(),
    settingsHash: hex,
    taskDurations: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig()),
    given: zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({ sha256: hex, agent: factsSchema, tasks: factsSchema }).nullable().default(null),
    clawbenchArgs: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().max(4096)).nullable().default(null),
    inputs: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J()),
});
function recordOf(plan, place, facts, { clean }) {
    const { model, judge, names, settings, userFiles } = plan;
    const { shards, concurrency, runs, tasks, timeoutMs, startupTimeoutMs, clawbenchArgs } = settings;
    return {
        schemaVersion: 1,
        ...names,
        label: plan.label,
        runUrl: plan.runUrl ?? null,
        branch: plan.branch,
        isDetached: plan.isDetached,
        place,
        model: { model: model.model, ref: model.ref },
        judge: judge === undefined ? null : { model: judge.model, ref: judge.ref },
        shards,
        concurrency,
        runs,
        tasks: tasks === null ? null : [...tasks],
        timeoutMs,
        startupTimeoutMs,
        given: userFiles === undefined
            ? null
            : { sha256: userFiles.sha256, agent: userFiles.agent, tasks: userFiles.tasks },
        clawbenchArgs: clawbenchArgs === null ? null : [...clawbenchArgs],
        ...facts,
        inputs: clean(Object.fromEntries(Object.entries(plan.terms.inputs).filter(isShort))),
    };
}
const MAX_INPUT_CHARACTERS = 2000;
function isShort([, value]) {
    return JSON.stringify(value).length <= MAX_INPUT_CHARACTERS;
}
async function findRecord(kube, namespace, instance) {
    const records = await listRecords(kube, namespace);
    if (instance === null && records.length > 1) {
        const known = records.map((record) => `${record.instance} (${record.label})`).join(', ');
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `Namespace ${namespace} has ${records.length} evaluations: ${known}.`, {
            hint: 'Write the one you mean as `instance`.',
        });
    }
    const found = records.find((record) => instance === null || record.instance === instance);
    if (found !== undefined)
        return found;
    const known = records.map((record) => record.instance).join(', ');
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', instance === null
        ? `There is no evaluation in namespace ${namespace}.`
        : `There is no evaluation ${instance} in namespace ${namespace}.`, {
        hint: known === '' ? 'Check `namespace` and the cluster.' : `Write one of these as \`instance\`: ${known}.`,
    });
}
async function listRecords(kube, namespace) {
    const labelSelector = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .labels */ .WD.managedBy}=${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .MANAGED_BY */ .Kf},${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .labels */ .WD.instance}`;
    const of = { apiVersion: 'v1', kind: 'ConfigMap', namespace };
    const maps = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(kube, of, { labelSelector });
    const records = maps.flatMap(({ metadata }) => {
        const json = metadata?.annotations?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .annotations */ .hk.run];
        const record = parseRecord(json);
        const isReal = record !== undefined && metadata?.labels?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .labels */ .WD.instance] === record.instance;
        return isReal && (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .isOurs */ .MU)({ metadata: { labels: metadata.labels ?? {} } })
            ? [
                {
                    ...record,
                    namespace,
                    configMap: metadata.name ?? '',
                    shardRecords: (0,_shard_record_js__WEBPACK_IMPORTED_MODULE_3__/* .readShardRecords */ .L)(metadata.annotations),
                },
            ]
            : [];
    });
    return records.sort((a, b) => b.startedAtMs - a.startedAtMs);
}
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

/***/ 91416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ jobBackend)
});

// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/backends/post-mortem.js
var post_mortem = __webpack_require__(23027);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/kube/container-trouble.js
var container_trouble = __webpack_require__(5067);
// EXTERNAL MODULE: ./lib/src/kube/pod-readiness.js
var pod_readiness = __webpack_require__(50524);
// EXTERNAL MODULE: ./lib/src/kube/workload-readiness.js
var workload_readiness = __webpack_require__(68520);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
// EXTERNAL MODULE: ./lib/src/stack/refused-pods.js + 1 modules
var refused_pods = __webpack_require__(30290);
// EXTERNAL MODULE: ./lib/src/stack/volume-hint.js
var volume_hint = __webpack_require__(72233);
;// CONCATENATED MODULE: ./lib/src/backends/job/diagnose.js







async function explainStart(kube, job, index, pod) {
    if (pod === undefined) {
        const live = await readJob(kube, job);
        if (live === undefined)
            return jobGone(job);
        const readiness = (0,workload_readiness/* jobReadiness */.A)(live, await eventsOf(kube, job.namespace, job.uid));
        return readiness.state === 'done' ? endedUnread(job) : await refusedOr(kube, live, readiness);
    }
    const hasTrouble = pod.status?.conditions?.find((condition) => condition.type === 'Ready')?.status !== 'True';
    if (!hasTrouble && pod.metadata?.deletionTimestamp === undefined)
        return undefined;
    const events = await eventsOf(kube, job.namespace, pod.metadata?.uid ?? '');
    const waiting = asWaiting((0,pod_readiness/* podReadiness */.a)(withoutForeign(pod), events, { now: kube.clock.now() }));
    const hasEnded = pod.status?.phase === 'Failed' || pod.metadata?.deletionTimestamp !== undefined;
    if (waiting === undefined || !hasEnded)
        return waiting;
    const live = await readJob(kube, job);
    if (live === undefined)
        return jobGone(job);
    const jobEnded = live.status?.conditions?.some(({ type, status }) => type === 'Failed' && status === 'True') ?? false;
    return { ...waiting, isFinal: jobEnded || isIndexFailed(live, index) };
}
async function refusedOr(kube, job, readiness) {
    const waiting = asWaiting(readiness);
    const spec = job.spec?.template.spec;
    if (waiting === undefined || readiness.refusal === undefined || spec === undefined)
        return waiting;
    const { name = '', namespace = '' } = job.metadata ?? {};
    const pods = { name: `Job ${namespace}/${name}`, namespace, spec, hasOverlay: true };
    return { ...waiting, ...(await (0,refused_pods/* explainRefused */.k)(kube, readiness, pods)) };
}
function withoutForeign(pod) {
    const { status } = pod;
    const isOver = status?.phase === 'Failed' || status?.phase === 'Succeeded';
    if (status === undefined || isOver)
        return pod;
    const { containerStatuses = [], initContainerStatuses = [] } = status;
    const isOurs = ({ name }) => ownNames.has(name);
    const own = containerStatuses.filter(isOurs);
    const runs = own.length > 0 && own.every(({ state }) => state?.running !== undefined);
    const init = runs ? initContainerStatuses.filter(isOurs) : initContainerStatuses;
    return { ...pod, status: { ...status, containerStatuses: own, initContainerStatuses: init } };
}
const ownNames = new Set(Object.values(containers/* podContainers */.G));
async function readJob(kube, job) {
    const ref = { apiVersion: 'batch/v1', kind: 'Job', name: job.name, namespace: job.namespace };
    const live = await (0,objects/* read */.LF)(kube, ref);
    return live?.metadata?.uid === job.uid ? live : undefined;
}
function jobGone(job) {
    const message = `Job ${job.namespace}/${job.name} was deleted by someone else.`;
    return { code: 'shard-lost', message, hint: undefined, isFinal: true };
}
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
        hint: hintFor(readiness.code, readiness.message),
        isFinal: readiness.state === 'failed',
    };
}
function hintFor(code, message) {
    if ((0,container_trouble/* isOtherPlatform */.cM)(message))
        return platformHint;
    const isVolume = code === 'container-failed';
    return (isVolume ? (0,volume_hint/* unwritableHint */.h)(message, overlayVolumes) : undefined) ?? hints[code];
}
const overlayVolumes = 'Give its directory to the user of the pods, or write another volume into "pod-overlay".';
const platformHint = 'The image is for other processors than the node: build it for both (docker buildx build --platform linux/amd64,linux/arm64), or run the pods on nodes of its platform (node selector kubernetes.io/arch).';
const hints = {
    'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
    unschedulable: 'Give the cluster a node with room for the pod, or lower "shards".',
    'out-of-memory': 'Lower "concurrency", so that fewer runs share the memory of the container.',
};
function isIndexFailed(job, index) {
    const ranges = (job.status?.failedIndexes ?? '').split(',').filter((range) => range !== '');
    return ranges.some((range) => {
        const [from, to = from] = range.split('-').map(Number);
        return from !== undefined && to !== undefined && index >= from && index <= to;
    });
}
async function eventsOf(kube, namespace, uid) {
    const of = { apiVersion: 'v1', kind: 'Event', namespace };
    return await (0,objects/* list */.p_)(kube, of, { fieldSelector: `involvedObject.uid=${uid}` });
}

;// CONCATENATED MODULE: ./lib/src/backends/job/find-pod.js

const STUCK_TERMINATING_MS = 20_000;
function findPod(kube, job, index) {
    const { namespace } = job;
    let known;
    let terminatingSinceMs;
    async function freeFromDeadNode(pod) {
        const { name, uid, deletionTimestamp, deletionGracePeriodSeconds = 0 } = pod.metadata ?? {};
        const nowMs = kube.clock.now();
        terminatingSinceMs = deletionTimestamp === undefined ? undefined : (terminatingSinceMs ?? nowMs);
        if (name === undefined || uid === undefined || terminatingSinceMs === undefined)
            return;
        if (nowMs - terminatingSinceMs < deletionGracePeriodSeconds * 1000 + STUCK_TERMINATING_MS)
            return;
        const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace };
        await (0,objects/* remove */.TF)(kube, ref, { uid, gracePeriodSeconds: 0 });
    }
    async function knownPod() {
        if (known === undefined)
            return undefined;
        const ref = { apiVersion: 'v1', kind: 'Pod', name: known.name, namespace };
        const pod = await (0,objects/* read */.LF)(kube, ref);
        if (pod?.metadata?.uid !== known.uid)
            return undefined;
        await freeFromDeadNode(pod);
        return pod.status?.phase === 'Failed' ? undefined : pod;
    }
    async function newestPod() {
        const labelSelector = `batch.kubernetes.io/job-name=${job.name},batch.kubernetes.io/job-completion-index=${index}`;
        const pods = await (0,objects/* list */.p_)(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector });
        const age = (pod) => pod.metadata?.creationTimestamp ?? '';
        return pods.sort((a, b) => (age(a) < age(b) ? 1 : -1))[0];
    }
    return async () => {
        const pod = (await knownPod()) ?? (await newestPod());
        const { name, uid } = pod?.metadata ?? {};
        if (name !== undefined && uid !== undefined && uid !== known?.uid) {
            known = { name, uid };
            terminatingSinceMs = undefined;
        }
        return pod;
    };
}

// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/stack/queue.js
var stack_queue = __webpack_require__(47650);
// EXTERNAL MODULE: ./lib/src/backends/job/queue.js
var job_queue = __webpack_require__(61601);
;// CONCATENATED MODULE: ./lib/src/backends/job/queue-words.js

function queueWaiting({ job, queue, workload, place }) {
    const where = `waits in LocalQueue ${queue}${position(place)}`;
    const late = (message, hint = raise) => ({
        code: 'startup-timeout',
        message,
        hint,
        isFinal: false,
    });
    if (workload === 'hidden')
        return late(`${job} ${where}; the credentials may not read its Workload, which would say why.`);
    if (workload === undefined)
        return late(`${job} ${where}; Kueue has not made a Workload of it.`, askAdmin);
    const told = (type, status) => {
        const found = workload.status?.conditions?.find((item) => item.type === type && item.status === status);
        return found === undefined ? undefined : sentence(found.message || found.reason || type);
    };
    if (workload.spec?.active === false)
        return late(`${job} was taken out of LocalQueue ${queue}: ${told('Evicted', 'True') ?? 'its Workload is not active.'}`, `Ask who deactivated Workload ${workload.metadata?.name}.`);
    if (told('QuotaReserved', 'True') !== undefined) {
        const checks = (workload.status?.admissionChecks ?? []).filter(({ state }) => state !== 'Ready');
        if (checks.length === 0)
            return late(`${job} is admitted from LocalQueue ${queue} and about to start.`);
        const open = checks.map(({ name, state, message }) => `${name} is ${state}${message ? ` (${message})` : ''}`);
        return late(`${job} has its quota in LocalQueue ${queue}; admission check ${sentence(open.join(', '))}`);
    }
    const reason = told('QuotaReserved', 'False') ?? 'Kueue has not looked at it yet.';
    const eviction = told('Evicted', 'True');
    const why = eviction === reason ? '.' : `: ${reason}`;
    const stopped = eviction === undefined ? job : `${job} was stopped by Kueue: ${eviction} It`;
    const isFinal = neverFits(reason);
    return {
        code: /insufficient|quota/i.test(reason) ? 'quota-exceeded' : 'startup-timeout',
        message: `${stopped} ${where}${why}`,
        hint: isFinal
            ? 'Lower "shards", or the requests of the containers in "pod-overlay", or write a "queue" with more quota.'
            : raise,
        isFinal,
    };
}
const raise = 'Raise "startup-timeout" to wait longer in the queue.';
const askAdmin = 'Ask the administrator of the cluster whether Kueue runs, and manages Jobs.';
function neverFits(reason) {
    return /> maximum capacity/.test(reason) && !/insufficient unused quota/.test(reason);
}
function position(place) {
    if (place === undefined)
        return '';
    const { inQueue, ofQueue, inCluster } = place;
    const among = inCluster === inQueue ? '' : `, ${inCluster} in its ClusterQueue`;
    return ` (position ${inQueue} of ${ofQueue}${among})`;
}
function sentence(text) {
    const line = (0,plain_text/* oneLine */.TN)(text);
    return /[.!?]$/.test(line) ? line : `${line}.`;
}

;// CONCATENATED MODULE: ./lib/src/backends/job/suspension.js





const FRESH_MS = 3000;
function openSuspensionWatch(kube, job) {
    let latest;
    return async (pod) => {
        const lives = pod !== undefined && pod.metadata?.deletionTimestamp === undefined;
        if (lives && pod.status?.phase !== 'Failed')
            return undefined;
        const nowMs = kube.clock.now();
        if (latest === undefined || nowMs - latest.atMs >= FRESH_MS)
            latest = { atMs: nowMs, answer: explainSuspension(kube, job) };
        return await latest.answer;
    };
}
async function explainSuspension(kube, job) {
    const { namespace, name, uid } = job;
    const live = await (0,objects/* read */.LF)(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace });
    if (live?.metadata?.uid !== uid || live.spec?.suspend !== true || isOver(live))
        return undefined;
    const queue = live.metadata.labels?.[stack_queue/* QUEUE_LABEL */.X];
    if (queue !== undefined)
        return queueWaiting(await (0,job_queue/* askKueue */.Tm)(kube, { namespace, name, uid, queue }));
    return suspendedByOthers(`Job ${namespace}/${name}`, suspenderOf(live));
}
function isOver({ status }) {
    return (status?.conditions?.some((condition) => ['Failed', 'Complete'].includes(condition.type) && condition.status === 'True') ?? false);
}
function suspenderOf({ metadata }) {
    const owners = (metadata?.managedFields ?? []).filter(({ fieldsV1, manager }) => {
        const spec = Object(fieldsV1)['f:spec'];
        return manager !== objects/* FIELD_MANAGER */.vy && Object.hasOwn(Object(spec), 'f:suspend');
    });
    return owners.toSorted((a, b) => ((a.time ?? '') < (b.time ?? '') ? 1 : -1))[0]?.manager;
}
function suspendedByOthers(job, by) {
    const who = by === undefined ? 'someone, or an admission webhook,' : `"${(0,plain_text/* oneLine */.TN)(by, 100)}"`;
    return {
        code: 'startup-timeout',
        message: `${job} was suspended by ${who}; it runs once it is resumed.`,
        hint: /kueue/i.test(by ?? '')
            ? 'Kueue manages the Jobs of this namespace: write the name of a LocalQueue as "queue".'
            : 'Find out who suspends Jobs in this namespace; if the cluster queues them with Kueue, write the name of a LocalQueue as "queue".',
        isFinal: false,
    };
}

;// CONCATENATED MODULE: ./lib/src/backends/job/backend.js






const { gateway, clawbench, results } = containers/* podContainers */.G;
function jobBackend(kube, job) {
    const { namespace } = job;
    const suspension = openSuspensionWatch(kube, job);
    const targetIn = (pod) => ({ namespace, pod, container: results, root: '/' });
    return {
        namespace,
        containers: { gateway, clawbench },
        sinceMs: 0,
        podFinder(shard) {
            const find = findPod(kube, job, shard);
            return async () => {
                await job.lease?.renew();
                return await find();
            };
        },
        targetIn,
        controlContainer(pod) {
            const { name } = pod.metadata ?? {};
            const runs = (0,container/* statusOfContainer */.Z)(pod, results)?.state?.running !== undefined;
            return name !== undefined && runs ? targetIn(name) : undefined;
        },
        logContainer(pod) {
            const { name } = pod.metadata ?? {};
            const { running, terminated } = (0,container/* statusOfContainer */.Z)(pod, clawbench)?.state ?? {};
            if (name === undefined || (running === undefined && terminated === undefined))
                return undefined;
            return { namespace, pod: name, container: clawbench };
        },
        diagnose: async (shard, pod) => (await suspension(pod)) ?? (await explainStart(kube, job, shard, pod)),
        collectExtra: () => Promise.resolve(),
        postMortem: () => (0,post_mortem/* describePods */.s)(kube, namespace, `Pods of Job ${namespace}/${job.name}`, {
            selector: { labelSelector: `batch.kubernetes.io/job-name=${job.name}` },
            owners: [job.uid],
        }),
    };
}


/***/ }),

/***/ 16798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AI: () => (/* binding */ leaseName),
/* harmony export */   Dk: () => (/* binding */ foundLease),
/* harmony export */   Wf: () => (/* binding */ LEASE_MS),
/* harmony export */   cI: () => (/* binding */ leaseSecrets)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);



const LEASE_MS = 10 * 60_000;
const RENEW_EVERY_MS = 2 * 60_000;
const RETRY_EVERY_MS = 15_000;
const leaseName = (job) => `${job}-keys`;
async function leaseSecrets(kube, leased) {
    const { lease, secrets, owner, patient } = leased;
    const { name, namespace = '' } = lease.metadata;
    let startedAtMs = kube.clock.now();
    async function grant() {
        startedAtMs = kube.clock.now();
        try {
            const { object } = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .apply */ .Bb)(kube, ownedBy(owner, lease));
            return { ...owner, name, uid: object.metadata?.uid ?? '' };
        }
        catch (error) {
            if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isAdmissionRefusal */ .MW)(error))
                throw error;
            kube.log?.info(`The keys stay in the cluster until the Job of the evaluation is deleted, even if this process is killed: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
            return undefined;
        }
    }
    const applySecrets = async (by) => void (await Promise.all(secrets.map((secret) => (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .apply */ .Bb)(patient, ownedBy(by, secret)))));
    const granted = await grant();
    await applySecrets(granted ?? owner);
    if (granted === undefined)
        return undefined;
    return renewing(kube, async () => {
        if (await extend(kube, { name, namespace }, kube.clock.now() - startedAtMs))
            return;
        await applySecrets((await grant()) ?? owner);
    });
}
function foundLease(kube, job) {
    const ref = { name: leaseName(job.name), namespace: job.namespace };
    return renewing(kube, async () => {
        const lease = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, { apiVersion: 'batch/v1', kind: 'Job', ...ref }, { retryForMs: 0 });
        const { startTime } = lease?.status ?? {};
        if (startTime !== undefined)
            await extend(kube, ref, kube.clock.now() - Date.parse(startTime));
    });
}
function renewing(kube, renew) {
    let dueAtMs = kube.clock.now() + RENEW_EVERY_MS;
    return {
        async renew() {
            const now = kube.clock.now();
            if (now < dueAtMs)
                return;
            dueAtMs = now + RENEW_EVERY_MS;
            try {
                await renew();
            }
            catch (error) {
                kube.signal.throwIfAborted();
                if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error))
                    throw error;
                dueAtMs = now + RETRY_EVERY_MS;
                kube.log?.debug(`The lease on the keys was not renewed: ${error.message}`);
            }
        },
    };
}
async function extend(kube, ref, ageMs) {
    const spec = { activeDeadlineSeconds: Math.ceil((ageMs + LEASE_MS) / 1000) };
    try {
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .patch */ .F6)(kube, { apiVersion: 'batch/v1', kind: 'Job', ...ref }, { spec }, { retryForMs: 0 });
        return true;
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && error.status === 404)
            return false;
        throw error;
    }
}
function ownedBy(owner, object) {
    return { ...object, metadata: { ...object.metadata, ownerReferences: [owner] } };
}


/***/ }),

/***/ 42086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ evalObjects)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78594);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57427);
/* harmony import */ var _protocol_settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14286);
/* harmony import */ var _stack_pod_network_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27213);
/* harmony import */ var _stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(96208);
/* harmony import */ var _stack_images_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60959);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34096);
/* harmony import */ var _stack_queue_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(47650);
/* harmony import */ var _key_lease_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(16798);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(75001);











function evalObjects(plan, manifests, taskDurations, record) {
    const metadata = (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .evalMetadata */ .gW)(plan.names, new Date(plan.expiresAtMs), plan.runUrl);
    const named = (name) => ({
        ...structuredClone(metadata),
        name,
        namespace: plan.namespace,
    });
    const { login } = plan.images;
    const { caCertificates } = plan.network;
    const job = evalJob(plan, manifests.job, metadata);
    return {
        job,
        keyLease: plan.isDetached || manifests.keys === undefined ? undefined : keyLease(plan, manifests.keys, job),
        secret: {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: named(plan.name),
            immutable: true,
            type: 'Opaque',
            stringData: plan.secrets,
        },
        pullSecret: login === null ? undefined : (0,_stack_images_js__WEBPACK_IMPORTED_MODULE_6__/* .pullSecret */ .QS)(login, named(`${plan.name}-pull`)),
        configMaps: [
            (0,_settings_js__WEBPACK_IMPORTED_MODULE_9__/* .settingsMap */ .Kz)(named(plan.name), plan, taskDurations, record),
            (0,_settings_js__WEBPACK_IMPORTED_MODULE_9__/* .configMap */ .f4)(named(`${plan.name}-openclaw`), { 'openclaw.json': (0,_settings_js__WEBPACK_IMPORTED_MODULE_9__/* .gatewayConfig */ .tL)(plan) }),
            (0,_settings_js__WEBPACK_IMPORTED_MODULE_9__/* .configMap */ .f4)(named(`${plan.name}-sidecar`), manifests.sidecar),
            ...(caCertificates === undefined
                ? []
                : [(0,_settings_js__WEBPACK_IMPORTED_MODULE_9__/* .configMap */ .f4)(named(`${plan.name}-ca`), { [_stack_pod_network_js__WEBPACK_IMPORTED_MODULE_4__/* .CA_FILE */ .S4]: caCertificates })]),
        ],
        networkPolicy: {
            ...structuredClone(manifests.networkPolicy),
            metadata: named(plan.name),
            spec: { podSelector: { matchLabels: { ...metadata.labels } }, policyTypes: ['Ingress'] },
        },
    };
}
function evalJob(plan, manifest, metadata) {
    const job = structuredClone(manifest);
    const { labels, annotations, queue } = plan.job;
    job.metadata = {
        ...job.metadata,
        name: plan.name,
        namespace: plan.namespace,
        labels: {
            ...job.metadata?.labels,
            ...labels,
            ...(queue !== undefined && { [_stack_queue_js__WEBPACK_IMPORTED_MODULE_10__/* .QUEUE_LABEL */ .X]: queue }),
            ...metadata.labels,
        },
        annotations: { ...job.metadata?.annotations, ...annotations, ...metadata.annotations },
    };
    const spec = present(job.spec, 'spec');
    spec.completions = plan.settings.shards;
    spec.parallelism = plan.settings.shards;
    spec.activeDeadlineSeconds = Math.ceil(plan.jobDeadlineMs / 1000);
    spec.template.metadata = {
        ...spec.template.metadata,
        labels: { ...spec.template.metadata?.labels, ...metadata.labels },
        annotations: { ...spec.template.metadata?.annotations, ...metadata.annotations },
    };
    const pod = present(spec.template.spec, 'spec.template.spec');
    pod.activeDeadlineSeconds = Math.ceil(plan.podDeadlineMs / 1000);
    const { pull, pullSecret: pullSecretName } = plan.images;
    if (pullSecretName !== undefined)
        pod.imagePullSecrets = [{ name: pullSecretName }];
    for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
        container.image = imageOf(plan, container);
        const policy = (0,_stack_images_js__WEBPACK_IMPORTED_MODULE_6__/* .pullPolicyOf */ .h6)(container.image, pull);
        if (policy !== undefined)
            container.imagePullPolicy = policy;
        renameSources(container, plan.name);
        if (plan.isDetached && container.name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .podContainers */ .G.results) {
            const hold = Object.entries((0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .writeSettings */ .Ln)({ holdMs: _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .DETACHED_HOLD_MS */ .s }));
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
    (0,_stack_pod_network_js__WEBPACK_IMPORTED_MODULE_4__/* .addNetwork */ .AE)(pod, plan.network, { secret: plan.name, ca: `${plan.name}-ca` });
    if (plan.podOverlay !== undefined)
        spec.template = (0,_stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_5__/* .overlayPod */ .E0)(spec.template, plan.podOverlay);
    return job;
}
function keyLease(plan, manifest, job) {
    const lease = structuredClone(manifest);
    const { labels = {}, annotations = {} } = job.metadata;
    lease.metadata = {
        ...lease.metadata,
        name: (0,_key_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .leaseName */ .AI)(plan.name),
        namespace: plan.namespace,
        labels: without(labels, /^(?:clawbench\.dev|kueue\.x-k8s\.io)\//),
        annotations: without(annotations, /^(?:clawbench\.dev|kueue\.x-k8s\.io)\//),
    };
    const spec = present(lease.spec, 'spec');
    spec.activeDeadlineSeconds = _key_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .LEASE_MS */ .Wf / 1000;
    for (const container of present(spec.template.spec, 'spec.template.spec').containers)
        container.image = plan.images.clawbench;
    return lease;
}
function without(values, names) {
    return Object.fromEntries(Object.entries(values).filter(([name]) => !names.test(name)));
}
function imageOf(plan, container) {
    return container.name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .podContainers */ .G.gateway ? plan.images.openclaw : plan.images.clawbench;
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
function renamed(reference, name) {
    return reference.replace(/^clawbench-eval/, name);
}
function present(value, where) {
    if (value === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('internal', `manifests/eval/job.yaml has no ${where}.`);
    return value;
}


/***/ }),

/***/ 61601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ft: () => (/* binding */ requireQueue),
/* harmony export */   Tm: () => (/* binding */ askKueue),
/* harmony export */   XF: () => (/* binding */ requireKueue)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_discovery_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37120);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86431);



const GROUP = 'kueue.x-k8s.io';
const VISIBILITY = 'visibility.kueue.x-k8s.io';
async function requireKueue(kube, queue) {
    const version = await (0,_kube_discovery_js__WEBPACK_IMPORTED_MODULE_1__/* .versionOf */ .E)(kube, GROUP);
    if (version !== undefined)
        return version;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `Input \`queue\` is "${queue}", but the cluster has no Kueue: it has no API ${GROUP}.`, { hint: 'Remove `queue`, or have Kueue installed in the cluster.' });
}
async function requireQueue(kube, { namespace, queue, version }) {
    const path = `/apis/${version}/namespaces/${encodeURIComponent(namespace)}/localqueues`;
    const operation = `list the LocalQueues of namespace ${namespace}`;
    const { body } = await kube.request('GET', path, { operation });
    const names = body.items.map(({ metadata }) => metadata.name);
    if (names.includes(queue))
        return;
    const known = names.length === 0 ? '' : `; it has ${names.join(', ')}`;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `Namespace ${namespace} has no LocalQueue "${queue}"${known}.`, {
        hint: names.length === 0
            ? 'Have the LocalQueue created, write the `namespace` that has it, or remove `queue`.'
            : 'Write one of these as `queue`.',
    });
}
async function askKueue(kube, { namespace, uid, name, queue }) {
    const job = `Job ${namespace}/${name}`;
    const version = await (0,_kube_discovery_js__WEBPACK_IMPORTED_MODULE_1__/* .versionOf */ .E)(kube, GROUP);
    if (version === undefined)
        return { job, queue, workload: undefined, place: undefined };
    const inNamespace = `namespaces/${encodeURIComponent(namespace)}`;
    const workloads = await ifAllowed(() => kube.request('GET', `/apis/${version}/${inNamespace}/workloads`, {
        operation: `list the Workloads of namespace ${namespace}`,
        query: { labelSelector: `${GROUP}/job-uid=${uid}` },
    }));
    if (workloads === undefined)
        return { job, queue, workload: 'hidden', place: undefined };
    const workload = workloads.items[0];
    const place = workload === undefined ? undefined : await placeOf(kube, workload, { inNamespace, queue });
    return { job, queue, workload, place };
}
async function placeOf(kube, workload, { inNamespace, queue }) {
    const version = await ifAllowed(async () => ({ body: await (0,_kube_discovery_js__WEBPACK_IMPORTED_MODULE_1__/* .versionOf */ .E)(kube, VISIBILITY) }));
    if (version === undefined)
        return undefined;
    const path = `/apis/${version}/${inNamespace}/localqueues/${encodeURIComponent(queue)}/pendingworkloads`;
    const pending = await ifAllowed(() => kube.request('GET', path, { operation: `ask for the position in LocalQueue ${queue}`, retryForMs: 0, timeoutMs: 5000 }));
    const own = pending?.items.find(({ metadata }) => metadata.name === workload.metadata?.name);
    if (pending === undefined || own === undefined)
        return undefined;
    return {
        inQueue: own.positionInLocalQueue + 1,
        ofQueue: pending.items.length,
        inCluster: own.positionInClusterQueue + 1,
    };
}
async function ifAllowed(ask) {
    try {
        return (await ask()).body;
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error) && [0, 403, 404, 500, 503].includes(error.status))
            return undefined;
        throw error;
    }
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
/* harmony import */ var _stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96208);




const ANY_NAMESPACE = 'default';
async function tryOverlay(kube, owner) {
    const inOwn = await answerTo(kube, owner, owner.metadata.namespace ?? ANY_NAMESPACE);
    if (inOwn === 'no namespace')
        await answerTo(kube, owner, ANY_NAMESPACE);
}
async function answerTo(kube, owner, namespace) {
    try {
        const metadata = { ...owner.metadata, name: `${owner.metadata.name}-trial`, namespace };
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .create */ .vt)(kube, { ...owner, metadata }, { dryRun: true });
        return 'read';
    }
    catch (error) {
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKubeError */ .Cv)(error))
            throw error;
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isAdmissionRefusal */ .MW)(error))
            return 'read';
        if (error.status === 400 || error.status === 422) {
            const problems = problemsIn(error.message, error.causes).map((text) => inOverlay(text, owner));
            throw (0,_stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .refusedByServer */ .jJ)(problems, error);
        }
        return error.status === 404 ? 'no namespace' : 'read';
    }
}
function problemsIn(message, causes) {
    const strict = /strict decoding error: (.*)$/.exec(message)?.[1];
    if (strict !== undefined)
        return strict.split(/, (?=unknown field|duplicate field)/);
    if (causes.length > 0)
        return causes.map((cause) => `${cause.field}: ${cause.message}`);
    return [message.replace(/^Could not create \w+ \S+: /, '')];
}
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
/* harmony export */   K: () => (/* binding */ leftoversOf),
/* harmony export */   k: () => (/* binding */ parseLeftovers)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34096);
/* harmony import */ var _eval_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14418);



const INSTANCE = /^[0-9a-f]{8}$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
function parseLeftovers(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        value = undefined;
    }
    if (typeof value === 'object' && value !== null) {
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
function leftoversOf({ cluster }, { names, namespace }) {
    const { server, caSha256 } = cluster;
    return { instance: names.instance, namespace, server, caSha256 };
}


/***/ }),

/***/ 10492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readEvalFiles)
/* harmony export */ });
/* harmony import */ var _stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36027);
/* harmony import */ var _stack_openshift_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60177);


const programs = [
    'gateway_shim.py',
    'agent_files.py',
    'mlflow_client.py',
    'check_mlflow.py',
    'log_to_mlflow.py',
    'fetch_from_mlflow.py',
];
async function readEvalFiles(root, isOpenShift = false) {
    const [namespace, job, keys, networkPolicy, supervisor] = await Promise.all([
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifest */ .W)(root, 'eval/namespace.yaml'),
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifest */ .W)(root, 'eval/job.yaml'),
        (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifest */ .W)(root, 'eval/keys.yaml'),
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
        keys,
        networkPolicy,
        sidecar: { 'sidecar.mjs': supervisor, ...Object.fromEntries(python) },
    };
}


/***/ }),

/***/ 23027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ describePods)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);


const TAIL_LINES = 30;
async function describePods(kube, namespace, title, of) {
    const sections = [];
    const attempt = async (what, work) => {
        try {
            sections.push(`== ${what}\n${await work()}`);
        }
        catch (error) {
            kube.signal.throwIfAborted();
            sections.push(`== ${what}\n(could not be read: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(String(error))})`);
        }
    };
    const pod = { apiVersion: 'v1', kind: 'Pod', namespace };
    const options = { ...of.selector, retryForMs: 5000 };
    let pods = [];
    await attempt(title, async () => {
        pods = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(kube, pod, options);
        return pods.map(describePod).join('\n') || 'none';
    });
    await attempt('Events', async () => {
        const events = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(kube, { ...pod, kind: 'Event' }, { retryForMs: 5000 });
        const ours = new Set([...of.owners, ...pods.map(({ metadata }) => metadata?.uid)]);
        const lines = events.filter((event) => ours.has(event.involvedObject.uid)).map(describeEvent);
        return lines.join('\n') || 'none';
    });
    for (const found of pods) {
        const { initContainers = [], containers = [], ephemeralContainers = [] } = found.spec ?? {};
        const names = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
        for (const name of names) {
            await attempt(`Last lines of container ${name} in pod ${found.metadata?.name}`, () => tailOf(kube, found, name));
        }
    }
    return `${sections.join('\n\n')}\n`;
}
async function tailOf(kube, pod, container) {
    const path = `/api/v1/namespaces/${pod.metadata?.namespace}/pods/${pod.metadata?.name}/log`;
    const query = { container, tailLines: TAIL_LINES, limitBytes: 64 * 1024 };
    const { body } = await kube.stream(path, { query, headersTimeoutMs: 5000 });
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

/***/ 75001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kz: () => (/* binding */ settingsMap),
/* harmony export */   Sc: () => (/* binding */ settingsHash),
/* harmony export */   f4: () => (/* binding */ configMap),
/* harmony export */   tL: () => (/* binding */ gatewayConfig)
/* harmony export */ });
/* unused harmony export supervisorSettings */
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37883);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78594);
/* harmony import */ var _plan_run_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30923);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96976);
/* harmony import */ var _protocol_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14286);
/* harmony import */ var _stack_openclaw_config_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94849);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(34096);







function configMap(metadata, data) {
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { ...data } };
}
function settingsMap(metadata, plan, taskDurations, record) {
    const found = record === undefined ? {} : { [_stack_ownership_js__WEBPACK_IMPORTED_MODULE_6__/* .annotations */ .hk.run]: JSON.stringify(record) };
    return configMap({ ...metadata, annotations: { ...metadata.annotations, ...found } }, {
        ...supervisorSettings(plan, taskDurations),
        ...(plan.isDetached ? (0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .writeSettings */ .Ln)(detachedSettings) : {}),
    });
}
const detachedSettings = { orphanLimitMs: 0, holdMs: _plan_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .DETACHED_HOLD_MS */ .s };
function gatewayConfig({ model, judge, images, openclawConfig: overlay }) {
    const routes = judge === undefined ? [model] : [model, judge];
    return JSON.stringify((0,_stack_openclaw_config_js__WEBPACK_IMPORTED_MODULE_5__/* .openclawConfig */ .MF)(routes, images.openclaw, overlay), null, 2);
}
function settingsHash(plan, taskDurations) {
    const settings = (0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .writeSettings */ .Ln)(supervisorValues(plan, taskDurations));
    const overlay = plan.podOverlay === undefined ? [] : [plan.podOverlay];
    return (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(JSON.stringify([settings, gatewayConfig(plan), ...overlay]));
}
function supervisorSettings(plan, taskDurations) {
    return { ...(0,_protocol_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .writeSettings */ .Ln)(supervisorValues(plan, taskDurations)), ...mlflowVariables(plan.terms.mlflow) };
}
function supervisorValues({ model, judge, settings, userFiles }, taskDurations) {
    return {
        model: model.ref,
        judgeModel: judge?.ref,
        tasks: settings.tasks ?? [],
        runs: (0,_plan_run_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .firstRuns */ .rg)(settings),
        concurrency: settings.concurrency,
        shards: settings.shards,
        connectTimeoutMs: settings.connectTimeoutMs,
        requestTimeoutMs: settings.requestTimeoutMs,
        perRunTimeoutMs: settings.perRunTimeoutMs,
        timeoutMs: settings.timeoutMs,
        gatewayTimeoutMs: settings.startupTimeoutMs,
        gatewayPort: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_3__/* .GATEWAY_PORT */ .pC,
        gatewayLog: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_3__/* .podPaths */ ._U.gatewayOwnLog,
        retryInvalid: settings.retryInvalid,
        priceKnown: model.isPriceKnown,
        taskDurations,
        userFilesSha256: userFiles?.sha256,
        harnessArgs: settings.clawbenchArgs ?? [],
        ...capsOfShard(settings),
    };
}
function mlflowVariables(mlflow) {
    if (mlflow === undefined)
        return {};
    const { trackingUri, experiment } = mlflow;
    return {
        MLFLOW_TRACKING_URI: trackingUri,
        ...('id' in experiment
            ? { MLFLOW_EXPERIMENT_ID: experiment.id }
            : { MLFLOW_EXPERIMENT_NAME: experiment.name }),
    };
}
function capsOfShard({ shards, maxCostUsd, maxTokens, maxMinutes, }) {
    return {
        maxCostUsd: maxCostUsd === null ? undefined : maxCostUsd / shards,
        maxTokens: maxTokens === null ? undefined : Math.ceil(maxTokens / shards),
        maxMinutes: maxMinutes ?? undefined,
    };
}


/***/ }),

/***/ 85846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readShardRecords),
/* harmony export */   t: () => (/* binding */ writeShardRecord)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92857);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99810);
/* harmony import */ var _result_formats_shard_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26177);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34096);




const runs = zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().int().min(1).max(1000);
const schema = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    plan: _result_formats_shard_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .shardPlanSchema */ .d3,
    rounds: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ tasks: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()), runs })).max(1000),
    earlierRuns: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), runs),
});
async function writeShardRecord(kube, { namespace, instance }, shard, record) {
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: `clawbench-${instance}`, namespace };
    const name = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .annotations */ .hk.shard}${shard}`;
    await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_0__/* .patch */ .F6)(kube, ref, { metadata: { annotations: { [name]: JSON.stringify(record) } } });
}
function readShardRecords(found = {}) {
    const records = new Map();
    for (const [name, text] of Object.entries(found)) {
        const shard = name.startsWith(_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .annotations */ .hk.shard) ? name.slice(_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .annotations */ .hk.shard.length) : '';
        const record = /^\d{1,3}$/.test(shard) ? parsed(text) : undefined;
        if (record !== undefined)
            records.set(Number(shard), record);
    }
    return records;
}
function parsed(text) {
    try {
        return schema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 53492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ withMlflow),
/* harmony export */   t: () => (/* binding */ settleMlflow)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34096);



async function settleMlflow(kube, mlflow, log) {
    if (mlflow?.server.kind !== 'standing')
        return mlflow;
    const { namespace } = mlflow.server;
    const why = await whyNone(kube, namespace);
    if (why === undefined) {
        log.info(`The result will be logged to the MLflow of namespace ${namespace}.`);
        return mlflow;
    }
    log.info(`The result will not be logged to MLflow: ${why}`);
    return undefined;
}
async function withMlflow(kube, plan, log) {
    return { ...plan, terms: { ...plan.terms, mlflow: await settleMlflow(kube, plan.terms.mlflow, log) } };
}
async function whyNone(kube, namespace) {
    try {
        const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mlflow', namespace };
        const found = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, ref);
        if (found === undefined)
            return `there is none in namespace ${namespace}, and \`mlflow: auto\` deploys none.`;
        return (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .isOurs */ .MU)(found)
            ? undefined
            : `Deployment ${namespace}/mlflow was not made by this action: to log to it, write its address as \`mlflow-tracking-uri\`.`;
    }
    catch (error) {
        kube.signal.throwIfAborted();
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error))
            throw error;
        return error.status === 403
            ? `the credentials may not look for one in namespace ${namespace} (get deployments.apps).`
            : `it could not be looked for. ${error.message}`;
    }
}


/***/ }),

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

/***/ 73307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RG: () => (/* binding */ download),
  PE: () => (/* binding */ downloadFile),
  zA: () => (/* binding */ shownUrl)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
// EXTERNAL MODULE: external "node:dns"
var external_node_dns_ = __webpack_require__(40610);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./lib/src/base/network-zone.js


const machine = new external_node_net_.BlockList();
machine.addSubnet('0.0.0.0', 8, 'ipv4');
machine.addSubnet('127.0.0.0', 8, 'ipv4');
machine.addSubnet('169.254.0.0', 16, 'ipv4');
machine.addAddress('::', 'ipv6');
machine.addAddress('::1', 'ipv6');
machine.addSubnet('fe80::', 10, 'ipv6');
const privateNetworks = new external_node_net_.BlockList();
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4');
privateNetworks.addSubnet('100.64.0.0', 10, 'ipv4');
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4');
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4');
privateNetworks.addSubnet('fc00::', 7, 'ipv6');
function zoneOf(host) {
    if (/^(?:.+\.)?localhost\.?$/i.test(host))
        return 0;
    const family = (0,external_node_net_.isIP)(host);
    if (family === 0)
        return 2;
    const type = family === 6 ? 'ipv6' : 'ipv4';
    if (machine.check(host, type))
        return 0;
    return privateNetworks.check(host, type) ? 1 : 2;
}
function lookupIn(check) {
    return (host, options, callback) => {
        (0,external_node_dns_.lookup)(host, options, (error, found, family) => {
            if (error !== null)
                return callback(error, found, family);
            const zones = (Array.isArray(found) ? found : [{ address: found }]).map(({ address }) => zoneOf(address));
            try {
                check(zones.reduce((nearest, zone) => (zone < nearest ? zone : nearest), 2), host);
            }
            catch (refused) {
                return callback(refused instanceof Error ? refused : new Error(String(refused)), '', 0);
            }
            return callback(null, found, family);
        });
    };
}

// EXTERNAL MODULE: ./lib/src/base/proxy.js
var base_proxy = __webpack_require__(23422);
// EXTERNAL MODULE: ./lib/src/base/safe-address.js
var safe_address = __webpack_require__(14804);
;// CONCATENATED MODULE: ./lib/src/base/download.js







const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;
async function download(address, options) {
    return await follow(address, options, async (body) => {
        const pieces = [];
        for await (const piece of body)
            pieces.push(piece);
        return { bytes: Buffer.concat(pieces) };
    });
}
async function downloadFile(address, file, options) {
    return await follow(address, options, async (body) => {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const hashed = async function* (pieces) {
            for await (const piece of pieces) {
                hash.update(piece);
                yield piece;
            }
        };
        await (0,promises_.pipeline)(body, hashed, (0,external_node_fs_.createWriteStream)(file, { flags: 'wx' }));
        return { sha256: hash.digest('hex') };
    });
}
function shownUrl({ host, pathname }) {
    return `${host}${pathname}`;
}
async function follow(address, options, take) {
    const { signal, timeoutMs = TIMEOUT_MS } = options;
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const limits = { ...options, signal: deadline };
    const first = new URL(address);
    const reach = reachOf(first);
    let url = first;
    try {
        for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            const answer = await get({ url, reach }, limits, take);
            if (!('redirect' in answer))
                return answer;
            const next = URL.canParse(answer.redirect, url.href) ? new URL(answer.redirect, url) : null;
            const problem = next === null ? 'no address' : reach.problemOf(next);
            if (next === null || problem !== null)
                return { problem: `${shownUrl(url)} redirects to ${problem}, which is not followed` };
            url = next;
        }
    }
    catch (cause) {
        signal.throwIfAborted();
        const problem = deadline.aborted
            ? `could not be downloaded within ${timeoutMs / 1000} s`
            : `cannot be downloaded: ${wordsOf(cause)}`;
        return { problem: `${shownUrl(url)} ${problem}`, cause };
    }
    return { problem: `${shownUrl(first)} redirects more than ${MOST_REDIRECTS} times` };
}
function reachOf(first) {
    let nearest = zoneOf(hostOf(first));
    return {
        problemOf(next) {
            if ((0,safe_address/* whyUnsafe */.T)(next) !== null || (first.protocol === 'https:' && next.protocol !== 'https:'))
                return next.protocol;
            const isNearer = next.host !== first.host && zoneOf(hostOf(next)) < nearest;
            return isNearer ? `${next.host}, an address of this network` : null;
        },
        lookup: lookupIn((zone, host) => {
            if (host === hostOf(first))
                nearest = zone;
            else if (zone < nearest)
                throw new Error(`${host} is an address of this network`);
        }),
    };
}
function hostOf({ hostname }) {
    return hostname.replace(/^\[|\]$/g, '');
}
async function get({ url, reach }, { env, signal, maxBytes }, take) {
    const proxy = (0,base_proxy/* proxyFor */.i)(url, env);
    const dispatcher = proxy === undefined ? new undici/* Agent */.g6({ connect: { lookup: reach.lookup } }) : new undici/* ProxyAgent */.kT(proxy);
    try {
        const { statusCode, headers, body } = await (0,undici/* request */.Em)(url, {
            dispatcher,
            signal,
            headers: { accept: 'application/json, */*', 'user-agent': 'clawbench-k8s-action' },
        });
        const { location } = headers;
        if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined) {
            return { redirect: String(location) };
        }
        if (statusCode !== 200)
            return { problem: `${shownUrl(url)} answered ${statusCode}`, status: statusCode };
        return await take(capped(body, maxBytes));
    }
    catch (error) {
        if (!(error instanceof TooLarge))
            throw error;
        return { problem: `${shownUrl(url)} has over ${maxBytes / 1e6} MB, which is too large`, status: 200 };
    }
    finally {
        await dispatcher.destroy();
    }
}
class TooLarge extends Error {
}
async function* capped(body, maxBytes) {
    let size = 0;
    for await (const piece of body) {
        size += piece.length;
        if (size > maxBytes)
            throw new TooLarge();
        yield piece;
    }
}
function wordsOf(error) {
    if (!(error instanceof Error))
        return String(error);
    const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
    return `${error.message}${code}`;
}


/***/ }),

/***/ 86083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ evaluatedBranch)
/* harmony export */ });
const PROPOSING_EVENTS = /^(?:pull_request|issue_comment$|merge_group$|workflow_run$|check_)/;
function evaluatedBranch({ event, branch }) {
    return PROPOSING_EVENTS.test(event) || branch === '' ? null : branch;
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
// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 1 modules
var verdict = __webpack_require__(88143);
;// CONCATENATED MODULE: ./lib/src/result/verdict/baseline.js







function parseBaseline(bytes, name) {
    const record = parseRecord(bytes, name);
    if (record.coverage.valid > 0)
        return record;
    throw notABaseline(`${name} has no valid run to compare with.`);
}
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
    const parsed = verdict_record/* verdictRecordSchema */.S.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const { path, message } = parsed.error.issues[0];
    throw notABaseline(`${name} is not a verdict record of this version: ${path.join('.')}: ${message}.`);
}
function recordOf(result, runFiles) {
    const planned = result.task_results.map((task) => ({ taskId: task.task_id, runs: task.runs }));
    const evidence = {
        result,
        planned,
        health: (0,health/* assessRuns */.t)({ planned, result, runFiles, tampered: new Set(), shards: [] }),
        runFiles,
        droppedTasks: [],
        lostShards: [],
        contradictions: [],
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

// EXTERNAL MODULE: ./lib/src/result/verdict/judge-against.js + 6 modules
var judge_against = __webpack_require__(18183);
// EXTERNAL MODULE: ./lib/src/base/download.js + 1 modules
var download = __webpack_require__(73307);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
;// CONCATENATED MODULE: ./lib/src/baseline/file.js





const baselineFiles = ['verdict.json', 'benchmark.json'];
function baselineFromFile(file, places, parse = parseBaseline) {
    const found = (0,checked_file/* findPath */.Hh)(file, places);
    const candidates = !(0,checked_file/* isRefusal */.vu)(found) && found.kind === 'directory'
        ? baselineFiles.map((name) => [external_node_path_.join(file, name), (0,checked_file/* findPath */.Hh)(name, (0,checked_file/* placesBelow */._$)(found.path))])
        : [[file, found]];
    for (const [name, candidate] of candidates) {
        if ((0,checked_file/* isRefusal */.vu)(candidate)) {
            if (candidate.isMissing === true)
                continue;
            throw unreadable(name, candidate);
        }
        if (candidate.kind === 'directory')
            continue;
        const read = (0,checked_file/* readFound */.$C)(candidate, benchmark/* MAX_RESULT_BYTES */.Xs);
        if ((0,checked_file/* isRefusal */.vu)(read))
            throw unreadable(name, read);
        return parse(read.content, name);
    }
    throw bad(`The baseline ${file} is neither a file nor a directory with a ${baselineFiles.join(' or a ')}.`);
}
function runsBeside(file, places) {
    const found = (0,checked_file/* findPath */.Hh)(external_node_path_.join(file, 'runs'), places);
    return !(0,checked_file/* isRefusal */.vu)(found) && found.kind === 'directory' ? found.path : null;
}
function unreadable(name, { refusal, isTooLarge }) {
    return bad(isTooLarge === true
        ? `The baseline ${name} is too large to be a result: it ${refusal}.`
        : `The baseline ${name} ${refusal}.`);
}
function bad(message) {
    return new errors/* ActionError */.lZ('bad-baseline', message, {
        hint: 'Paths are relative to the working directory; check out or download the file in an earlier step.',
        terminalHint: 'Paths are relative to the working directory: write the path of an existing file.',
    });
}

// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/baseline/past-evals.js







const wantedForBaseline = (name) => baselineFiles.some((file) => file === name) ? benchmark/* MAX_RESULT_BYTES */.Xs : null;
const wantedRuns = (name) => name.startsWith('runs/') && (0,run_cache/* runOfPath */.k$)(name) !== null ? run_cache/* MAX_RUN_FILE_BYTES */.Qc : null;
const MAX_CANDIDATES = 10;
function baselineBranch({ baseBranch }, named) {
    const branch = named ?? baseBranch;
    if (branch !== null)
        return branch;
    throw new errors/* ActionError */.lZ('bad-baseline', 'The event of this workflow does not say what the base branch is.', {
        hint: 'Write the branch: artifact:main in "baseline".',
    });
}
async function lastGoodEval(past, branch) {
    const from = baselineBranch(past, branch);
    const candidates = await past.ofBranch(from);
    for (const candidate of candidates.slice(0, MAX_CANDIDATES)) {
        const directory = await past.fetch(candidate, wantedForBaseline);
        const record = baselineFromFile('.', (0,checked_file/* placesBelow */._$)(directory), parseRecord);
        if (record.verdict === 'inconclusive')
            continue;
        return {
            name: `${from} (run ${candidate.runId})`,
            record,
            findRuns: async () => external_node_path_.join(await past.fetch(candidate, wantedRuns), 'runs'),
        };
    }
    return null;
}

;// CONCATENATED MODULE: ./lib/src/baseline/load.js






const MAX_DOWNLOAD_BYTES = 50_000_000;
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
        async findRuns() {
            const found = await Promise.all(parts.map(async (part) => (await part.findRuns?.()) ?? null));
            return found.filter((directory) => directory !== null);
        },
    };
}
async function load(source, deps) {
    const { env, signal, log, places } = deps;
    if (source.from === 'artifact') {
        const past = readable(deps.past);
        const found = await lastGoodEval(past, source.branch);
        if (found === null)
            tellFirst(baselineBranch(past, source.branch), past.ownBranch, log);
        return found;
    }
    if (source.from === 'mlflow')
        return null;
    if (source.from === 'file') {
        const record = baselineFromFile(source.path, places);
        return { name: source.path, record, findRuns: () => Promise.resolve(runsBeside(source.path, places)) };
    }
    const name = (0,download/* shownUrl */.zA)(new URL(source.url));
    const answer = await (0,download/* download */.RG)(source.url, { maxBytes: MAX_DOWNLOAD_BYTES, env, signal });
    if ('bytes' in answer)
        return { name, record: parseBaseline(answer.bytes, name) };
    throw new errors/* ActionError */.lZ('bad-baseline', `${answer.problem}.`, {
        cause: answer.cause,
        hint: 'The address in "baseline" must serve the verdict.json or benchmark.json itself, without a login.',
    });
}
function tellFirst(branch, ownBranch, log) {
    if (branch === ownBranch)
        return log.info(`This is the first evaluation of this step on ${branch}: later ones are compared with it.`);
    log.warning('No baseline yet', `No evaluation of this step on ${branch} has passed or failed yet, so nothing is compared. Run this workflow on ${branch} once, with \`on: push\` or \`workflow_dispatch\` and the same job, step and label: later pull requests are compared with that. Until then only a \`threshold\` gates.`);
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

/***/ 52896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  perform: () => (/* binding */ perform)
});

// EXTERNAL MODULE: ./lib/src/base/clean.js
var base_clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/cli/exit-codes.js
var exit_codes = __webpack_require__(860);
// EXTERNAL MODULE: ./lib/src/plan/gate.js
var gate = __webpack_require__(60489);
// EXTERNAL MODULE: ./lib/src/report/headline.js
var headline = __webpack_require__(35509);
// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 1 modules
var verdict = __webpack_require__(88143);
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
            lines: [(0,headline/* headline */.Pl)(verdict), ...verdict.reasons, ...verdict.notes, ...where],
            record: verdict,
        };
    }
    const { lines, record } = result;
    if (result.kind === 'done')
        return { exitCode: (0,exit_codes/* exitCode */.I)('pass'), lines, record };
    const comments = lines.map((line) => `# ${line}`);
    return { exitCode: (0,exit_codes/* exitCode */.I)('pass'), lines: [...comments, result.manifests], record };
}
function exitCodeOf(verdict, onInconclusive) {
    const isForgiven = verdict === 'inconclusive' && onInconclusive !== 'fail';
    return (0,exit_codes/* exitCode */.I)(isForgiven ? 'pass' : verdict);
}
function recordOfFailure({ judges }, failure, inputs) {
    if (judges === true)
        return inconclusiveRecord(failure, (0,gate.gateOf)(inputs));
    const { code, message, hint } = failure;
    return { error: { code, message, hint: hint ?? null } };
}

// EXTERNAL MODULE: ./lib/src/cli/terminal-error.js
var terminal_error = __webpack_require__(17164);
;// CONCATENATED MODULE: ./lib/src/cli/perform.js




async function perform(steps, host, { json, print, tell }) {
    const { clean } = host.log.secrets;
    const records = {};
    const printRecords = () => {
        const [only] = steps.length === 1 ? Object.values(records) : [records];
        if (json)
            print((0,base_clean/* madeOfClean */.Um)(JSON.stringify(only, null, 2)));
    };
    let code = (0,exit_codes/* exitCode */.I)('pass');
    for (const [index, { verb, mode, inputs, env }] of steps.entries()) {
        let result;
        try {
            host.log.status?.({ text: `clawbench-k8s ${verb}` });
            result = await mode.run(inputs, { ...host, env });
        }
        catch (error) {
            const failure = (0,terminal_error/* asTerminalError */.v)(error);
            tell(failure);
            if (failure.code === 'bad-input' && index === 0)
                return (0,exit_codes/* exitCode */.I)('usage');
            records[verb] = clean(recordOfFailure(mode, failure, inputs));
            printRecords();
            return (0,exit_codes/* exitCode */.I)('nothingToJudge');
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


/***/ }),

/***/ 7667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   saveStandardInput: () => (/* binding */ saveStandardInput)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _kube_http_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9347);
/* harmony import */ var _result_formats_benchmark_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98474);





async function saveStandardInput(stream, directory) {
    const text = await (0,_kube_http_js__WEBPACK_IMPORTED_MODULE_4__/* .readText */ .yR)(stream, _result_formats_benchmark_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_RESULT_BYTES */ .Xs);
    if (text === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-input', `Standard input has more than ${_result_formats_benchmark_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_RESULT_BYTES */ .Xs} bytes.`);
    if (text.trim() === '') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-input', 'Standard input is empty.', {
            hint: 'Pipe a benchmark.json into the command, or write its path in place of "-".',
        });
    }
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'standard-input.json');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, text, { mode: 0o600 });
    return file;
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

/***/ 87980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ credentialPlugin),
  C: () => (/* binding */ withoutOurSecrets)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/base/secret-variables.js
const ofInputs = new Set([
    'ANTHROPIC_API_KEY',
    'CLAWBENCH_HTTPS_PROXY',
    'GEMINI_API_KEY',
    'GITHUB_TOKEN',
    'IMAGE_REGISTRY_PASSWORD',
    'MLFLOW_TRACKING_PASSWORD',
    'MLFLOW_TRACKING_TOKEN',
    'OPENAI_API_KEY',
    'OPENCLAW_GATEWAY_TOKEN',
    'OPENROUTER_API_KEY',
]);
const ofRunner = [
    /^(?:INPUT|STATE)_/,
    /^ACTIONS_(?!ID_TOKEN_).*TOKEN$/,
    /^GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY)$/,
];
function isOursAlone(variable) {
    const name = variable.toUpperCase();
    return ofInputs.has(name) || ofRunner.some((pattern) => pattern.test(name));
}

;// CONCATENATED MODULE: ./lib/src/cluster/credential-plugin.js






const LARGEST_LEEWAY_MS = 60_000;
const SHARE_OF_LEEWAY = 0.1;
const REFUSED_AGAIN_MS = 10_000;
const PLUGIN_TIMEOUT_MS = 60_000;
const OUTPUT_BYTES = 1024 * 1024;
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
function credentialPlugin(spec, deps) {
    const { clock } = deps;
    let current;
    const start = (before, isForced) => {
        const started = runPlugin(spec, deps).then((printed) => issued(printed, before, { now: clock.now(), isForced }));
        current = started;
        started.catch(() => {
            if (current === started)
                current = undefined;
        });
        return started;
    };
    return {
        async get(refused) {
            const asked = current;
            const known = await asked;
            if (current !== asked)
                return await this.get(refused);
            const isRefused = known !== undefined && known.credential === refused;
            if (known === undefined)
                return (await start(undefined, false)).credential;
            const now = clock.now();
            const isNew = known.isForced && now - known.issuedAt < REFUSED_AGAIN_MS;
            if (isRefused ? isNew : now < known.usableUntil)
                return known.credential;
            return (await start(known, isRefused)).credential;
        },
    };
}
function issued({ credential, expiresAt }, before, { now, isForced }) {
    const lifetime = expiresAt - now;
    const leeway = Math.min(LARGEST_LEEWAY_MS, lifetime * SHARE_OF_LEEWAY);
    const isSame = before?.expiresAt === expiresAt;
    const usableUntil = lifetime <= 0 ? Infinity : isSame ? expiresAt : expiresAt - leeway;
    return { credential, expiresAt, usableUntil, issuedAt: now, isForced };
}
async function runPlugin(spec, deps) {
    const name = `The credential plugin ${JSON.stringify((0,plain_text/* oneLine */.TN)(spec.command, 120))} of the kubeconfig`;
    const output = await outputOf(spec, deps, name);
    const status = parseCredential(output);
    const { token, clientCertificateData: certificate, clientKeyData: key } = status ?? {};
    if ((certificate === undefined) !== (key === undefined)) {
        throw new errors/* ActionError */.lZ('cluster-auth', `${name} printed a client certificate without its key, or a key alone.`, {
            hint: 'Run it by hand as the kubeconfig says, and check its output.',
        });
    }
    if (token === undefined && certificate === undefined) {
        throw new errors/* ActionError */.lZ('cluster-auth', `${name} printed no ExecCredential with a token or a client certificate.`, {
            hint: 'Run it by hand as the kubeconfig says, and check its output.',
        });
    }
    for (const secret of [token, key])
        if (secret !== undefined)
            deps.mask(secret);
    const expiresAt = Date.parse(status?.expirationTimestamp ?? '');
    return {
        credential: { token, certificate, key },
        expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt,
    };
}
async function outputOf(spec, deps, name) {
    const { timeoutMs = PLUGIN_TIMEOUT_MS } = deps;
    try {
        const child = startPlugin(spec, deps.env);
        const timer = setTimeout(() => killGroup(child.pid), timeoutMs);
        const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
        const closed = (0,external_node_events_.once)(child, 'close');
        const [code, signal] = await closed.finally(() => clearTimeout(timer));
        if (code === 0)
            return stdout();
        const how = signal === null ? `exit code ${code}` : `it was stopped by ${signal} after ${timeoutMs / 1000} s`;
        const words = (0,plain_text/* oneLine */.TN)(stderr(), 400);
        throw new errors/* ActionError */.lZ('cluster-auth', `${name} failed (${how})${words === '' ? '.' : `: ${words}`}`, {
            hint: 'Log in to the cloud in an earlier step of the job.',
            terminalHint: 'Log in to the cloud.',
        });
    }
    catch (error) {
        throw (0,errors/* isActionError */.Bd)(error) ? error : notStarted(error, spec, name);
    }
}
function startPlugin(spec, env) {
    const info = {
        apiVersion: spec.apiVersion,
        kind: 'ExecCredential',
        spec: { interactive: false, ...(spec.clusterInfo === undefined ? {} : { cluster: spec.clusterInfo }) },
    };
    return (0,external_node_child_process_.spawn)(spec.command, spec.args, {
        env: {
            ...withoutOurSecrets(env),
            ...Object.fromEntries(spec.env.map((item) => [item.name, item.value])),
            KUBERNETES_EXEC_INFO: JSON.stringify(info),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
        windowsHide: true,
    });
}
function notStarted(error, spec, name) {
    const own = spec.installHint === undefined ? '' : ` The kubeconfig says: ${(0,plain_text/* oneLine */.TN)(spec.installHint, 300)}`;
    if (!(0,missing_file/* hasCode */.u)(error, 'ENOENT', 'EACCES')) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
        return new errors/* ActionError */.lZ('bad-kubeconfig', `${name} cannot be started (${code}).`, {
            hint: `Run it by hand as the kubeconfig says.${own}`,
            cause: error,
        });
    }
    const tool = spec.command.replace(/^.*[\\/]/, '').replace(/\.exe$/, '');
    const hint = setupHints[tool] ??
        'Install it in an earlier step of the job, or use a kubeconfig with the token of a ServiceAccount.';
    return new errors/* ActionError */.lZ('bad-kubeconfig', `${name} is not installed on this runner.`, {
        hint: hint + own,
        terminalHint: `Install it, or use a kubeconfig with the token of a ServiceAccount.${own}`,
        cause: error,
    });
}
function killGroup(pid) {
    if (pid === undefined)
        return;
    try {
        process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    }
    catch {
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
function withoutOurSecrets(env) {
    return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value === undefined || isOursAlone(name) ? [] : [[name, value]]));
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

/***/ 48441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ canonicalVersion),
/* harmony export */   Ep: () => (/* binding */ kindName),
/* harmony export */   Ff: () => (/* binding */ isKindOfRun),
/* harmony export */   Hr: () => (/* binding */ checksumIn),
/* harmony export */   It: () => (/* binding */ versionIn),
/* harmony export */   Tv: () => (/* binding */ kindArguments),
/* harmony export */   _M: () => (/* binding */ isKindName),
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   gI: () => (/* binding */ engineTrouble),
/* harmony export */   iQ: () => (/* binding */ missingImage),
/* harmony export */   s7: () => (/* binding */ kindPlatform),
/* harmony export */   ui: () => (/* binding */ defaultKindVersion),
/* harmony export */   un: () => (/* binding */ otherPlatformMissing),
/* harmony export */   wG: () => (/* binding */ pinnedKinds)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);

const defaultKindVersion = 'v0.31.0';
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
function canonicalVersion(version) {
    return version.replace(/^v?/, 'v');
}
function kindPlatform(os, arch) {
    const system = { linux: 'linux', darwin: 'darwin' }[os];
    const processor = { x64: 'amd64', arm64: 'arm64' }[arch];
    return system === undefined || processor === undefined ? undefined : `${system}-${processor}`;
}
function versionIn(output) {
    return /^kind (v\d+\.\d+\.\d+\S*)/.exec(output)?.[1];
}
function checksumIn(text) {
    return /^([0-9a-f]{64})(?:\s|$)/.exec(text)?.[1];
}
function kindName(run, random) {
    const of = run === null ? 'local' : `${run.runId.slice(0, 20)}-${run.attempt}`;
    return `clawbench-${of}-${random}`;
}
function isKindName(text) {
    return /^clawbench-[0-9a-z-]{1,38}$/.test(text);
}
function isKindOfRun(text, run) {
    return text === kindName(run, text.slice(-8)) && /-[0-9a-f]{8}$/.test(text);
}
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
    load: (name, images) => ['load', 'docker-image', ...images, `--name=${name}`],
    loadArchive: (name, archive) => ['load', 'image-archive', archive, `--name=${name}`],
    exportLogs: (name, directory) => ['export', 'logs', directory, `--name=${name}`],
    remove: (name, kubeconfig) => [
        'delete',
        'cluster',
        `--name=${name}`,
        `--kubeconfig=${kubeconfig}`,
    ],
};
const advice = /^(?:run|see|try) '|--help'?\.?$|^to see the stack trace|^for more information|^\[preflight\] if you know/i;
const complaint = /\b(?:errors?|fail(?:ed|ure|s)?|fatal|panic|denied|refused|forbidden|unauthorized|invalid|not found|no such|no space|cannot|can't|could not|unable|timed? ?out|exceeded|toomanyrequests|not enough)\b/i;
function lastWords(stderr) {
    const lines = stderr
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    const start = lines.findIndex((line) => line.startsWith('ERROR: '));
    const error = lines[start]?.slice('ERROR: '.length);
    const said = lines
        .slice(start + 1)
        .map((line) => line.replace(/^Command Output:\s*/, ''))
        .filter((line) => line !== '' && !advice.test(line));
    const telling = said.findLast((line) => line.startsWith('[ERROR ')) ??
        said.findLast((line) => complaint.test(line)) ??
        said.at(-1);
    const words = [error, telling].filter((word) => word !== undefined);
    return words.map((word) => (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(word, 400)).join(' … ');
}
function engineTrouble(stderr) {
    const pattern = /[^\n:]*: executable file not found[^\n]*|cannot connect to the (?:docker|podman)[^\n]*|permission denied while[^\n]*docker[^\n]*/i;
    const words = pattern.exec(stderr)?.[0];
    return words === undefined ? undefined : (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(words, 200);
}
function missingImage(stderr) {
    return /image: "([^"]+)" not present locally/.exec(stderr)?.[1];
}
function otherPlatformMissing(stderr) {
    return /content digest sha256:[0-9a-f]+: not found/.test(stderr);
}


/***/ }),

/***/ 39870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JP: () => (/* binding */ mergeDocuments),
  aO: () => (/* binding */ nameCluster),
  fI: () => (/* binding */ noSecrets),
  Tp: () => (/* binding */ parseDocument)
});

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(33243);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
// EXTERNAL MODULE: ./lib/src/cluster/mapping.js
var mapping = __webpack_require__(46813);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-shape.js


const tests = {
    text: (value) => typeof value === 'string',
    name: (value) => typeof value === 'string' || typeof value === 'number',
    'truth value': (value) => typeof value === 'boolean',
    list: Array.isArray,
    'list of texts': (value) => Array.isArray(value) && value.every(isText),
    mapping: json/* isObject */.G,
    'mapping of texts': (value) => (0,json/* isObject */.G)(value) && Object.values(value).every(isText),
    'mapping of lists of texts': (value) => (0,json/* isObject */.G)(value) && Object.values(value).every((list) => list === null || tests['list of texts'](list)),
};
const ofDocument = { clusters: 'list', contexts: 'list', users: 'list', 'current-context': 'name' };
const ofEntry = {
    cluster: {
        server: 'text',
        'tls-server-name': 'text',
        'insecure-skip-tls-verify': 'truth value',
        'certificate-authority': 'text',
        'certificate-authority-data': 'text',
        'proxy-url': 'text',
        'disable-compression': 'truth value',
        extensions: 'list',
    },
    context: { cluster: 'name', user: 'name', namespace: 'name', extensions: 'list' },
    user: {
        'client-certificate': 'text',
        'client-certificate-data': 'text',
        'client-key': 'text',
        'client-key-data': 'text',
        token: 'text',
        tokenFile: 'text',
        as: 'text',
        'as-uid': 'text',
        'as-groups': 'list of texts',
        'as-user-extra': 'mapping of lists of texts',
        username: 'text',
        password: 'text',
        'auth-provider': 'mapping',
        exec: 'mapping',
        extensions: 'list',
    },
};
const ofExec = {
    command: 'text',
    args: 'list of texts',
    env: 'list',
    apiVersion: 'text',
    installHint: 'text',
    provideClusterInfo: 'truth value',
    interactiveMode: 'text',
};
const ofProvider = { name: 'text', config: 'mapping of texts' };
function shapeProblem(document) {
    return (problemIn(document, ofDocument, '') ??
        ['cluster', 'context', 'user'].map((kind) => entriesProblem(document, kind)).find(Boolean));
}
function entriesProblem(document, kind) {
    const list = document[`${kind}s`];
    const names = new Set();
    for (const item of Array.isArray(list) ? list : []) {
        if (item === null)
            continue;
        if (!(0,json/* isObject */.G)(item))
            return `an entry of ${kind}s is not a mapping`;
        const name = (0,mapping/* asString */.o)(item['name']) ?? '';
        if (names.has(name))
            return `${kind}s has two entries with the name ${JSON.stringify(name)}`;
        names.add(name);
        const problem = entryProblem(item[kind] ?? {}, kind, `${kind}s.${name}`);
        if (problem !== undefined)
            return problem;
    }
    return undefined;
}
function entryProblem(entry, kind, where) {
    if (!(0,json/* isObject */.G)(entry))
        return `${where} is not a mapping`;
    const { exec, 'auth-provider': provider } = entry;
    return (problemIn(entry, ofEntry[kind], `${where}.`) ??
        ((0,json/* isObject */.G)(exec) ? problemIn(exec, ofExec, `${where}.exec.`) : undefined) ??
        ((0,json/* isObject */.G)(provider) ? problemIn(provider, ofProvider, `${where}.auth-provider.`) : undefined));
}
function problemIn(mapping, fields, where) {
    const wrong = Object.entries(fields).find(([field, shape]) => (mapping[field] ?? null) !== null && !tests[shape](mapping[field]));
    return wrong && `${where}${wrong[0]} is not a ${wrong[1]}`;
}
function isText(value) {
    return value === null || tests.text(value);
}

;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-document.js







const lists = ['clusters', 'contexts', 'users'];
const noSecrets = 'A secret that is not set is empty, and workflows of pull requests from forks (and of Dependabot) get no secrets at all.';
const nameCluster = 'Set KUBECONFIG, write --kubeconfig PATH, or --cluster ambient for ~/.kube/config.';
const howToWrite = {
    hint: 'Pass its contents, plain or as base64: `kubeconfig: ${{ secrets.KUBECONFIG }}`.',
    terminalHint: nameCluster,
};
function parseDocument(text, origin) {
    const parsed = firstDocument(decode(text, origin), origin) ?? {};
    if (!(0,json/* isObject */.G)(parsed))
        throw new errors/* ActionError */.lZ('bad-kubeconfig', whatElse(parsed, origin), howToWrite);
    const kind = (0,mapping/* asString */.o)(parsed['kind']) ?? 'Config';
    const version = (0,mapping/* asString */.o)(parsed['apiVersion']) ?? 'v1';
    if (kind !== 'Config' || version !== 'v1') {
        const what = kind === 'Config' ? `Config of version ${(0,plain_text/* oneLine */.TN)(version, 60)}` : (0,plain_text/* oneLine */.TN)(kind, 60);
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is a ${what}, not a kubeconfig.`, howToWrite);
    }
    const problem = shapeProblem(parsed);
    if (problem !== undefined)
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin}: ${(0,plain_text/* oneLine */.TN)(problem, 300)}.`, {
            hint: 'kubectl refuses it, too: correct it, or create one with `kubectl config view --raw --flatten --minify`.',
        });
    return {
        clusters: entries(parsed['clusters'], 'cluster'),
        contexts: entries(parsed['contexts'], 'context'),
        users: entries(parsed['users'], 'user'),
        currentContext: (0,mapping/* asString */.o)(parsed['current-context']),
        missing: lists.filter((name) => !Array.isArray(parsed[name])),
    };
}
function mergeDocuments(documents) {
    const merged = {
        clusters: new Map(),
        contexts: new Map(),
        users: new Map(),
        currentContext: documents.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
        missing: lists.filter((name) => documents.every(({ missing }) => missing.includes(name))),
    };
    for (const document of documents) {
        for (const name of lists) {
            for (const [key, entry] of document[name]) {
                if (!merged[name].has(key))
                    merged[name].set(key, entry);
            }
        }
    }
    return merged;
}
const schema = js_yaml/* CORE_SCHEMA */.OU.withTags(js_yaml/* boolYaml11Tag */.iE, js_yaml/* mergeTag */.LJ, js_yaml/* binaryTag */.kt, (0,js_yaml/* defineScalarTag */.Gf)('!', { matchByTagPrefix: true, resolve: (text) => text, identify: () => false }));
const trailing = /end of the stream or a document separator/;
function firstDocument(text, origin) {
    const marker = /^(?:---|\.\.\.)(?=\s|$)/m;
    const [, before = '', rest = ''] = /^((?:[ \t]*(?:#.*|%.*)?\r?\n)*)---(?=\s|$)([^]*)$/.exec(text) ?? [];
    const own = rest === '' ? text : rest;
    const end = marker.exec(own)?.index ?? own.length;
    const document = (rest === '' ? '' : before.replace(/^.*$/gm, '')) + own.slice(0, end);
    try {
        return parseYaml(document);
    }
    catch (error) {
        if (!(error instanceof js_yaml/* YAMLException */.tB))
            throw error;
        const line = error.mark === undefined ? '' : ` in line ${error.mark.line + 1}`;
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is not YAML: ${(0,plain_text/* oneLine */.TN)(error.reason, 200)}${line}.`, howToWrite);
    }
}
function parseYaml(text) {
    const options = { schema, json: true };
    try {
        return text.trim() === '' ? undefined : (0,js_yaml/* load */.Hh)(text, options);
    }
    catch (error) {
        const end = error instanceof js_yaml/* YAMLException */.tB && trailing.test(error.reason) ? error.mark?.position : undefined;
        if (end === undefined || end === 0)
            throw error;
        return (0,js_yaml/* load */.Hh)(text.slice(0, end), options);
    }
}
function decode(text, origin) {
    const trimmed = text.replace(/^\ufeff/, '').trim();
    if (!/^[A-Za-z0-9+/=_\s-]+$/.test(trimmed) || trimmed.length < 40)
        return trimmed;
    const bytes = external_node_buffer_.Buffer.from(trimmed.replace(/\s/g, ''), 'base64');
    const decoded = bytes.toString('utf8').replace(/^\ufeff/, '');
    if (decoded.includes('\ufffd') || !decoded.includes(':')) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} is neither YAML nor YAML in base64.`, howToWrite);
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
function entries(list, field) {
    const found = new Map();
    for (const item of Array.isArray(list) ? list : []) {
        const name = (0,json/* isObject */.G)(item) ? (0,mapping/* asString */.o)(item['name']) : undefined;
        const content = (0,json/* isObject */.G)(item) ? item[field] : undefined;
        if (name !== undefined)
            found.set(name, (0,json/* isObject */.G)(content) ? content : {});
    }
    return found;
}


/***/ }),

/***/ 20502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ flatten),
/* harmony export */   FA: () => (/* binding */ readableCertificates),
/* harmony export */   Gh: () => (/* binding */ readableText),
/* harmony export */   MB: () => (/* binding */ bad),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Yc: () => (/* binding */ certificatesIn),
/* harmony export */   _y: () => (/* binding */ pemOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   mN: () => (/* binding */ LARGEST_FILE_BYTES),
/* harmony export */   mm: () => (/* binding */ certificatesOf),
/* harmony export */   pc: () => (/* binding */ redacted)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(252);
/* harmony import */ var _base_checked_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40870);
/* harmony import */ var _mapping_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46813);






const LARGEST_FILE_BYTES = 1024 * 1024;
function bad(message, hint) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-kubeconfig', message, hint === undefined ? {} : { hint });
}
const flatten = 'Create a complete kubeconfig with `kubectl config view --raw --flatten --minify`.';
function quoted(name) {
    return JSON.stringify((0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(name, 120));
}
const anywhere = { directory: '/', trees: [], elsewhere: true };
function textOf(file) {
    const read = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readChecked */ .Yi)(node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(file), anywhere, LARGEST_FILE_BYTES);
    return (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isRefusal */ .vu)(read) ? read : { text: read.content.toString('utf8') };
}
function certificatesOf(entry, field, where) {
    return certificatesIn(pemOf(entry, field, where), `${where}: its ${field}`);
}
function certificatesIn(pem, what) {
    if (pem === undefined || pem.trim() === '')
        return undefined;
    const good = readableCertificates(pem);
    if (good.length === 0)
        throw bad(`${what} is not a certificate in PEM.`, flatten);
    return `${good.join('\n')}\n`;
}
function pemOf(entry, field, where) {
    const data = (0,_mapping_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .o)(entry[`${field}-data`]);
    const file = (0,_mapping_js__WEBPACK_IMPORTED_MODULE_5__/* .asString */ .o)(entry[field]);
    if (data !== undefined && file !== undefined)
        throw bad(`${where} has both ${field} and ${field}-data.`, 'Leave out one of the two.');
    if (data === undefined)
        return file === undefined ? undefined : readableText(file, `${where}: its ${field}`);
    if (/REDACTED|OMITTED/.test(data))
        throw redacted(where);
    const pem = Buffer.from(data, 'base64').toString('utf8');
    if (!pem.includes('-----BEGIN '))
        throw bad(`${where}: its ${field}-data is not base64-encoded PEM.`, flatten);
    return pem;
}
function readableText(file, what) {
    if (!node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute(file)) {
        throw bad(`${what} is the relative path ${quoted(file)}, which has no meaning here.`, flatten);
    }
    const read = textOf(file);
    if ('text' in read)
        return read.text;
    const says = read.isMissing ? 'cannot be read on this runner' : read.refusal;
    throw bad(`${what} is the file ${quoted(file)}, which ${says}.`, flatten);
}
function redacted(where) {
    return bad(`${where}: its credentials were redacted when the kubeconfig was printed.`, flatten.replace('Create', 'Add --raw: create'));
}
function readableCertificates(pem) {
    return pem.match(pemCertificate)?.filter(isCertificate) ?? [];
}
const pemCertificate = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
function isCertificate(pem) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem).raw.length > 0;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 1729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ withAbsolutePaths),
/* harmony export */   readKubeconfig: () => (/* binding */ readKubeconfig)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _base_checked_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40870);
/* harmony import */ var _kube_http_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9347);
/* harmony import */ var _kubeconfig_document_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(39870);
/* harmony import */ var _kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20502);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(49050);
/* harmony import */ var _mapping_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46813);










const PIPE_MS = 10_000;
function withAbsolutePaths(document, directory) {
    if (directory !== undefined)
        for (const { entry, field, file } of paths(document))
            entry[field] = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, file);
    return document;
}
async function readKubeconfig(file) {
    const read = isPipe(file) ? await textOfPipe(file) : (0,_kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(file);
    const refusal = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isRefusal */ .vu)(read) ? read.refusal : read.text.trim() === '' ? 'is empty' : undefined;
    if ((0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isRefusal */ .vu)(read) || refusal !== undefined) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('bad-input', `The kubeconfig ${file} ${refusal}.`, {
            hint: 'Write the path of a kubeconfig as --kubeconfig.',
        });
    }
    const document = parsed(read.text);
    if (document === undefined || paths(document).every((item) => node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute(item.file)))
        return read.text;
    return asText(withAbsolutePaths(document, node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(file))));
}
function isPipe(file) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false })?.isFIFO() === true;
}
async function textOfPipe(file) {
    const late = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(PIPE_MS, { refusal: `sends nothing in ${PIPE_MS / 1000} s` }, { ref: false });
    const whole = (0,_kube_http_js__WEBPACK_IMPORTED_MODULE_7__/* .readText */ .yR)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file), _kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__/* .LARGEST_FILE_BYTES */ .mN).then((text) => text === undefined ? { refusal: `has more than ${_kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__/* .LARGEST_FILE_BYTES */ .mN} bytes` } : { text });
    return await Promise.race([whole, late]);
}
function parsed(text) {
    try {
        return (0,_kubeconfig_document_js__WEBPACK_IMPORTED_MODULE_5__/* .parseDocument */ .Tp)(text, '');
    }
    catch (error) {
        if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isActionError */ .Bd)(error))
            throw error;
        return undefined;
    }
}
function paths(document) {
    const named = (entry, fields) => fields.flatMap((field) => {
        const file = (0,_mapping_js__WEBPACK_IMPORTED_MODULE_8__/* .asString */ .o)(entry[field]);
        return file === undefined ? [] : [{ entry, field, file }];
    });
    return [
        ...[...document.clusters.values()].flatMap((cluster) => named(cluster, ['certificate-authority'])),
        ...[...document.users.values()].flatMap((user) => {
            const plugin = user['exec'];
            const isPath = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_9__/* .isObject */ .G)(plugin) && /[\\/]/.test((0,_mapping_js__WEBPACK_IMPORTED_MODULE_8__/* .asString */ .o)(plugin['command']) ?? '');
            return [
                ...named(user, ['client-certificate', 'client-key', 'tokenFile']),
                ...(isPath ? named(plugin, ['command']) : []),
            ];
        }),
    ];
}
function asText({ clusters, contexts, users, currentContext, missing }) {
    const listed = (entries, key) => [...entries].map(([name, entry]) => ({ name, [key]: entry }));
    const lists = {
        clusters: listed(clusters, 'cluster'),
        contexts: listed(contexts, 'context'),
        users: listed(users, 'user'),
    };
    const present = Object.entries(lists).filter(([name]) => !missing.some((list) => list === name));
    return JSON.stringify({ 'current-context': currentContext, ...Object.fromEntries(present) });
}


/***/ }),

/***/ 46813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ asString)
/* harmony export */ });
function asString(value) {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text !== '' ? text : undefined;
}


/***/ }),

/***/ 86860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deployComponents: () => (/* binding */ deployComponents)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/kube/access.js
var access = __webpack_require__(61602);
// EXTERNAL MODULE: ./lib/src/kube/identify.js
var identify = __webpack_require__(58224);
// EXTERNAL MODULE: ./lib/src/kube/quota-wait.js
var quota_wait = __webpack_require__(83030);
// EXTERNAL MODULE: ./lib/src/kube/permissions.js
var permissions = __webpack_require__(88022);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var kube_objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
;// CONCATENATED MODULE: ./lib/src/stack/changed-fields.js

const notOurs = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp']);
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

// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
;// CONCATENATED MODULE: ./lib/src/stack/deploy.js





async function namespaceExists(kube, name, { log, waitMs }) {
    const deadlineMs = kube.clock.now() + waitMs;
    const ref = { apiVersion: 'v1', kind: 'Namespace', name };
    for (let looks = 0;; looks++) {
        let namespace;
        try {
            namespace = await (0,kube_objects/* read */.LF)(kube, ref);
        }
        catch (error) {
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
        await kube.clock.sleep(1000, kube.signal);
    }
}
async function prepareDeploy(kube, objects, isNew) {
    const pairs = isNew
        ? objects.map((wanted) => ({ wanted, found: undefined }))
        : await Promise.all(objects.map(async (wanted) => ({ wanted, found: await (0,kube_objects/* read */.LF)(kube, (0,kube_objects/* refOf */.H8)(wanted)) })));
    await refuseForeign(kube, pairs);
    for (const pair of pairs)
        refuseOtherClass(pair);
    const toWrite = pairs.filter(({ wanted, found }) => found === undefined || !isClaim(wanted));
    if (!isNew)
        await Promise.all(toWrite.map(({ wanted }) => tryApply(kube, wanted)));
    return async (by) => await Promise.all(pairs.map(async (pair) => {
        const { wanted, found } = pair;
        const { kind, metadata } = wanted;
        const written = { kind, name: metadata.name, namespace: metadata.namespace ?? '' };
        if (!toWrite.includes(pair))
            return { ...written, became: 'unchanged' };
        const { object } = await (0,kube_objects/* apply */.Bb)(by, wanted);
        if (found === undefined)
            return { ...written, became: 'created' };
        const isSame = found.metadata.resourceVersion === object.metadata.resourceVersion;
        return { ...written, became: isSame ? 'unchanged' : 'changed' };
    }));
}
async function tryApply(kube, wanted) {
    try {
        await (0,kube_objects/* apply */.Bb)(kube, wanted, { dryRun: true });
    }
    catch (error) {
        if (!(0,kube_errors/* isKubeError */.Cv)(error, kube_errors/* admissionReasons */.Nd.usedUp, kube_errors/* admissionReasons */.Nd.noDryRun))
            throw error;
    }
}
async function refuseForeign(kube, pairs) {
    const sentences = await Promise.all(pairs.map(async ({ wanted, found }) => {
        if (found === undefined || (0,ownership/* isOurs */.MU)(found))
            return [];
        return [`${(0,kube_objects/* describe */.q0)((0,kube_objects/* refOf */.H8)(wanted))} would be changed in ${await changes(kube, wanted, found)}.`];
    }));
    const foreign = sentences.flat();
    if (foreign.length === 0)
        return;
    throw new errors/* ActionError */.lZ('foreign-object', ['Objects to deploy exist already and belong to somebody else:', ...foreign].join('\n'), {
        hint: `Nothing was changed. Choose another "namespace" or "mlflow-namespace", or leave this part out of "components"; objects of this action carry the label ${ownership/* labels */.WD.managedBy}=${ownership/* MANAGED_BY */.Kf}.`,
    });
}
async function changes(kube, wanted, found) {
    try {
        const { object } = await (0,kube_objects/* apply */.Bb)(kube, wanted, { dryRun: true, force: true });
        const fields = changedFields(found, object);
        const shown = fields.slice(0, 6).join(', ');
        return fields.length > 6 ? `${shown} and ${fields.length - 6} more` : shown;
    }
    catch (error) {
        if ((0,kube_errors/* isKubeError */.Cv)(error, kube_errors/* admissionReasons */.Nd.noDryRun))
            return 'fields that could not be compared';
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.code === 'bad-manifest')
            return 'fields that cannot be changed';
        throw error;
    }
}
function isClaim(object) {
    return object.kind === 'PersistentVolumeClaim';
}
function refuseOtherClass({ wanted, found }) {
    if (found === undefined || !isClaim(wanted))
        return;
    const classOf = ({ spec }) => spec?.storageClassName;
    const asked = classOf(wanted);
    if (asked === undefined || asked === classOf(found))
        return;
    throw new errors/* ActionError */.lZ('bad-input', `${(0,kube_objects/* describe */.q0)((0,kube_objects/* refOf */.H8)(wanted))} has the storage class "${classOf(found) ?? ''}", which cannot be changed to "${asked}".`, { hint: 'Remove "storage-class", or delete the claim and all data in it with "mode: teardown" first.' });
}

// EXTERNAL MODULE: ./lib/src/stack/namespace.js
var stack_namespace = __webpack_require__(44238);
// EXTERNAL MODULE: ./lib/src/stack/openshift.js
var openshift = __webpack_require__(60177);
// EXTERNAL MODULE: ./lib/src/kube/workload-readiness.js
var workload_readiness = __webpack_require__(68520);
// EXTERNAL MODULE: ./lib/src/stack/refused-pods.js + 1 modules
var refused_pods = __webpack_require__(30290);
// EXTERNAL MODULE: ./lib/src/stack/volume-hint.js
var volume_hint = __webpack_require__(72233);
;// CONCATENATED MODULE: ./lib/src/stack/rollout.js






const POLL_MS = 500;
async function waitForRollout(kube, rollout, { budgetMs, log }) {
    const { clock } = kube;
    const deadlineMs = clock.now() + budgetMs;
    let logged = '';
    for (;;) {
        const { state, code, message, hint = hintFor(code, message, rollout) } = await look(kube, rollout);
        if (state === 'ready')
            return;
        if (state === 'failed')
            throw new errors/* ActionError */.lZ(code ?? 'container-failed', message, { hint });
        if (clock.now() >= deadlineMs) {
            throw new errors/* ActionError */.lZ(code ?? 'startup-timeout', `Not ready within ${Math.round(budgetMs / 1000)} s: ${message}`, { hint: hint ?? 'Raise "startup-timeout" if the cluster needs longer.' });
        }
        if (message !== logged)
            log.info(message);
        logged = message;
        await clock.sleep(POLL_MS, kube.signal);
    }
}
async function look(kube, { namespace, name, component }) {
    const of = { apiVersion: 'v1', namespace };
    const [deployment, pods, events] = await Promise.all([
        (0,kube_objects/* read */.LF)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace }),
        (0,kube_objects/* list */.p_)(kube, { ...of, kind: 'Pod' }, { labelSelector: `app=${name}` }),
        (0,kube_objects/* list */.p_)(kube, { ...of, kind: 'Event' }),
    ]);
    if (deployment === undefined)
        throw new errors/* ActionError */.lZ('api-error', `Deployment ${namespace}/${name} was deleted by somebody else.`);
    const stamp = deployment.spec?.template.metadata?.annotations?.[ownership/* annotations */.hk.template];
    const current = pods.filter(({ metadata }) => metadata?.annotations?.[ownership/* annotations */.hk.template] === stamp && metadata?.deletionTimestamp === undefined);
    const readiness = (0,workload_readiness/* deploymentReadiness */.k)(deployment, current, events, { now: kube.clock.now() });
    const spec = deployment.spec?.template.spec;
    if (readiness.refusal === undefined || spec === undefined)
        return readiness;
    const refused = {
        name: `Deployment ${namespace}/${name}`,
        namespace,
        spec,
        hasOverlay: component === 'openclaw',
    };
    return { ...readiness, ...(await (0,refused_pods/* explainRefused */.k)(kube, readiness, refused)) };
}
function hintFor(code, message, { namespace, name }) {
    const hints = {
        'image-pull': 'Check the image inputs, and "image-pull-secret" for a private registry.',
        'volume-unbound': 'Write a "storage-class" the cluster has, or give the cluster a default one.',
        unschedulable: 'Give the cluster a node with room for the pod.',
        'container-failed': (0,volume_hint/* unwritableHint */.h)(message, 'Give its directory to the user 1000, or write another "storage-class".') ??
            `Look at its log with: kubectl -n ${namespace} logs deploy/${name}`,
    };
    return code === undefined ? undefined : hints[code];
}

// EXTERNAL MODULE: ./lib/src/mlflow/deploy.js
var deploy = __webpack_require__(1567);
// EXTERNAL MODULE: ./lib/src/plan/mlflow.js
var mlflow = __webpack_require__(10031);
;// CONCATENATED MODULE: ./lib/src/deployed/mlflow.js



const MLFLOW_CPU = '100m';
function mlflowPart(pod, { root }) {
    const { namespace, image, login } = pod;
    return {
        component: 'mlflow',
        namespace,
        name: 'mlflow',
        permissions: [...permissions/* deployedMlflowPermissions */.wu, ...(login === null ? [] : permissions/* pullSecretPermissions */.A4)],
        async objects({ isOpenShift }) {
            const manifests = await (0,deploy/* readMlflowManifests */.eD)(root);
            const settings = { ...pod, isOpenShift, cpu: MLFLOW_CPU };
            return { namespace: manifests.namespace, objects: (0,deploy/* mlflowObjects */.QH)(settings, manifests.rest) };
        },
        lines: [
            `MLflow (${image}) runs in namespace ${namespace}; pods reach it at ${(0,mlflow/* mlflowUri */.Aq)(namespace)}.`,
            `Look at it at http://localhost:5000 with: kubectl -n ${namespace} port-forward svc/mlflow-service 5000`,
        ],
        record: { deployment: 'mlflow', image, trackingUri: (0,mlflow/* mlflowUri */.Aq)(namespace) },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/backends/job/try-overlay.js
var try_overlay = __webpack_require__(52782);
// EXTERNAL MODULE: ./lib/src/protocol/pod.js
var pod = __webpack_require__(96976);
// EXTERNAL MODULE: ./lib/src/protocol/pod-variables.js
var pod_variables = __webpack_require__(97628);
// EXTERNAL MODULE: ./lib/src/stack/openclaw.js
var openclaw = __webpack_require__(27382);
;// CONCATENATED MODULE: ./lib/src/deployed/openclaw.js







function openclawPart(kube, plan, { log, root }) {
    const { namespace, image, podOverlay, gatewayToken } = plan;
    const kubectl = `kubectl -n ${namespace}`;
    return {
        component: 'openclaw',
        namespace,
        name: openclaw/* OPENCLAW */.sy,
        permissions: permissions/* openclawPermissions */.wg,
        async objects({ isNew, isOpenShift }) {
            const manifests = await (0,openclaw/* readOpenclawManifests */.WQ)(root);
            const token = gatewayToken ??
                (isNew ? undefined : await existingToken(kube, namespace)) ??
                (0,external_node_crypto_.randomBytes)(32).toString('hex');
            log.mask([token]);
            const secrets = { ...plan.secrets, [pod_variables/* podVariables */.F.gatewayToken]: token };
            const objects = (0,openclaw/* openclawObjects */.wG)({ ...plan, isOpenShift, secrets }, manifests);
            const deployment = objects.find(({ kind }) => kind === 'Deployment');
            if (podOverlay !== undefined && deployment !== undefined)
                await (0,try_overlay/* tryOverlay */.u)(kube, deployment);
            return { namespace: manifests.namespace, objects };
        },
        lines: [
            `OpenClaw (${image}) runs in namespace ${namespace} as Deployment ${openclaw/* OPENCLAW */.sy}.`,
            `Reach it at http://localhost:${pod/* GATEWAY_PORT */.pC} with: ${kubectl} port-forward deploy/${openclaw/* OPENCLAW */.sy} ${pod/* GATEWAY_PORT */.pC}`,
            `Its token: ${kubectl} get secret ${openclaw/* OPENCLAW_SECRET */.vA} -o jsonpath='{.data.${pod_variables/* podVariables */.F.gatewayToken}}' | base64 -d`,
            `Evaluate it with: clawbench-k8s attach --namespace ${namespace}`,
        ],
        record: { deployment: openclaw/* OPENCLAW */.sy, image, secret: openclaw/* OPENCLAW_SECRET */.vA, port: pod/* GATEWAY_PORT */.pC },
    };
}
async function existingToken(kube, namespace) {
    const ref = { apiVersion: 'v1', kind: 'Secret', name: openclaw/* OPENCLAW_SECRET */.vA, namespace };
    const encoded = (await (0,kube_objects/* read */.LF)(kube, ref))?.data?.[pod_variables/* podVariables */.F.gatewayToken];
    return encoded === undefined || encoded === ''
        ? undefined
        : Buffer.from(encoded, 'base64').toString('utf8');
}

;// CONCATENATED MODULE: ./lib/src/deployed/deploy.js












async function deployComponents(kube, plan, host) {
    const { log } = host;
    const { startupTimeoutMs } = plan;
    const parts = [
        ...(plan.openclaw === undefined ? [] : [openclawPart(kube, plan.openclaw, host)]),
        ...(plan.mlflow === undefined ? [] : [mlflowPart(plan.mlflow, host)]),
    ];
    const existing = await checkAccess(kube, parts, { log, waitMs: startupTimeoutMs });
    const openShift = await (0,openshift/* isOpenShift */.L)(kube);
    const prepared = await Promise.all(parts.map(async (part) => {
        const isNew = !existing.has(part.namespace);
        const { namespace, objects } = await part.objects({ isNew, isOpenShift: openShift });
        return { part, namespace, write: await prepareDeploy(kube, objects, isNew) };
    }));
    log.status?.({ text: `Waiting for ${parts.map(({ name }) => name).join(' and ')}` });
    const results = await Promise.all(prepared.map(async ({ part, namespace, write }) => {
        const labels = (0,ownership/* deployedLabels */.MD)(part.component);
        const patient = (0,quota_wait/* waitingForQuota */.N)(kube, { budgetMs: startupTimeoutMs, log });
        await (0,stack_namespace/* ensureNamespace */.G)(patient, (0,stack_namespace/* namespaceObject */.r)(part.namespace, namespace, { labels }));
        const objects = await write(patient);
        logChanges(part, objects, log);
        await waitForRollout(kube, part, { budgetMs: startupTimeoutMs, log });
        log.info(`Deployment ${part.namespace}/${part.name} is ready.`);
        return { part, objects };
    }));
    return resultOf(results, plan.otherMlflow);
}
function logChanges(part, objects, log) {
    const changed = objects.filter(({ became }) => became !== 'unchanged');
    for (const { kind, name, namespace, became } of changed)
        log.info(`${kind} ${namespace}/${name} ${became}.`);
    if (changed.length === 0)
        log.info(`Deployment ${part.namespace}/${part.name} is up to date.`);
}
async function checkAccess(kube, parts, options) {
    const { user } = await (0,identify/* identifyAndLog */.G)(kube, options.log);
    const namespaces = [...new Set(parts.map(({ namespace }) => namespace))];
    const exist = await Promise.all(namespaces.map((name) => namespaceExists(kube, name, options)));
    const newOnes = namespaces.filter((_, index) => !exist[index]);
    const missing = await Promise.all([
        ...parts.map(({ permissions, namespace }) => (0,access/* missingPermissions */.H)(kube, permissions, namespace)),
        ...(newOnes.length === 0 ? [] : [(0,access/* missingPermissions */.H)(kube, permissions/* newNamespacePermissions */.QL, newOnes[0] ?? '')]),
    ]);
    if (missing.flat().length > 0) {
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)(missing.flat(), user, ...newOnes), {
            hint: newOnes.length === 0
                ? undefined
                : 'Or name an existing "namespace" and "mlflow-namespace": then no right to create namespaces is needed.',
        });
    }
    return new Set(namespaces.filter((name) => !newOnes.includes(name)));
}
function resultOf(results, otherMlflow) {
    const openclaw = results.find(({ part }) => part.component === 'openclaw');
    return {
        kind: 'done',
        lines: [
            ...results.flatMap(({ part }) => part.lines),
            ...(otherMlflow === null ? [] : [`MLflow is not deployed: ${otherMlflow} is used instead.`]),
            ...(results.length === 0 && otherMlflow === null ? ['There is nothing to deploy.'] : []),
        ],
        record: Object.fromEntries(results.map(({ part, objects }) => [
            part.component,
            { namespace: part.namespace, ...part.record, objects },
        ])),
        outputs: openclaw === undefined ? {} : { namespace: openclaw.part.namespace },
    };
}


/***/ }),

/***/ 34397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tearDown: () => (/* binding */ tearDown)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _backends_eval_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14418);
/* harmony import */ var _kube_access_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(61602);
/* harmony import */ var _kube_identify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58224);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99810);
/* harmony import */ var _kube_poll_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(85493);
/* harmony import */ var _kube_permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88022);
/* harmony import */ var _stack_foreign_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(36385);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34096);










const END_MS = 3 * 60_000;
const kinds = [
    { apiVersion: 'apps/v1', kind: 'Deployment' },
    { apiVersion: 'batch/v1', kind: 'Job' },
    { apiVersion: 'v1', kind: 'Service' },
    { apiVersion: 'v1', kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
];
async function tearDown(kube, plan, { log }) {
    const { user } = await (0,_kube_identify_js__WEBPACK_IMPORTED_MODULE_2__/* .identifyAndLog */ .G)(kube, log);
    const namespaces = [...plan.components.keys()];
    await checkPermissions(kube, namespaces, user);
    const results = await Promise.all([...plan.components].map(([namespace, components]) => tearDownNamespace(kube, namespace, components, log)));
    const deleted = results.flatMap((result) => result.deleted);
    const mlflow = plan.keptMlflow === null ? [] : await mlflowHint(kube, plan.keptMlflow);
    const kept = [...results.flatMap((result) => result.kept), ...mlflow];
    return {
        kind: 'done',
        lines: [
            ...(deleted.length === 0 ? [`Nothing of this action is in namespace ${namespaces.join(', ')}.`] : []),
            ...deleted.map((object) => `${object} is deleted.`),
            ...kept,
        ],
        record: { deleted, kept },
        outputs: {},
    };
}
async function mlflowHint(kube, namespace) {
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mlflow', namespace };
    try {
        const found = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(kube, ref);
        if (found === undefined || !(0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .isOurs */ .MU)(found))
            return [];
        return [`MLflow in namespace ${namespace} is kept: name it in "components" to delete it as well.`];
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return [];
        throw error;
    }
}
async function checkPermissions(kube, namespaces, user) {
    const missing = await Promise.all(namespaces.map((namespace) => (0,_kube_access_js__WEBPACK_IMPORTED_MODULE_8__/* .missingPermissions */ .H)(kube, _kube_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .teardownPermissions */ .pb, namespace)));
    if (missing.flat().length > 0)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('missing-permission', (0,_kube_access_js__WEBPACK_IMPORTED_MODULE_8__/* .explainMissing */ .C)(missing.flat(), user));
}
async function tearDownNamespace(kube, namespace, components, log) {
    const listWanted = async () => (await ourObjects(kube, namespace)).filter(({ isMlflow }) => components.includes(isMlflow ? 'mlflow' : 'openclaw'));
    const all = await listWanted();
    const running = await runningBeside(kube, namespace, all);
    const wanted = all.filter((object) => !running.includes(object));
    const stays = running.map(({ ref, joined }) => `${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(ref)} is kept: its evaluation is in pod ${namespace}/${joined?.pod}; end it by \`mode: detach\`.`);
    const going = [];
    const failures = [];
    for (const object of wanted) {
        try {
            await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .remove */ .TF)(kube, object.ref, { uid: object.uid });
            log.info(`${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(object.ref)} is being deleted.`);
            going.push(object);
        }
        catch (error) {
            kube.signal.throwIfAborted();
            if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error))
                throw error;
            failures.push(error);
        }
    }
    const names = going.map(({ ref }) => (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(ref));
    let late = [];
    const isGone = await (0,_kube_poll_js__WEBPACK_IMPORTED_MODULE_9__/* .poll */ .w)(kube, { everyMs: 500, budgetMs: END_MS }, async () => {
        const left = (await listWanted()).filter(({ uid }) => going.some((object) => object.uid === uid));
        late = left.map(({ ref }) => (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(ref));
        return late.length === 0 ? true : undefined;
    });
    if (isGone === undefined) {
        return {
            deleted: names.filter((name) => !late.includes(name)),
            kept: [...stays, ...late.map((name) => `${name} is still being deleted; its pod has not ended yet.`)],
        };
    }
    const [failure] = failures;
    if (failure !== undefined) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(failure.code, failures.map(({ message }) => message).join('\n'), {
            hint: `Deleted were: ${names.join(', ') || 'none'}. Run it again for the rest.`,
            cause: failure,
        });
    }
    const end = await removeNamespace(kube, namespace);
    return { deleted: [...names, ...end.deleted], kept: [...stays, ...end.kept] };
}
async function ourObjects(kube, namespace) {
    const labelSelector = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .labels */ .WD.managedBy}=${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .MANAGED_BY */ .Kf}`;
    const lists = await Promise.all(kinds.map(async (of) => {
        const objects = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(kube, { ...of, namespace }, { labelSelector });
        return objects.filter(isWhole).map(({ metadata }) => ({
            ref: { ...of, name: metadata.name, namespace },
            uid: metadata.uid ?? '',
            isMlflow: metadata.labels?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .labels */ .WD.component] === 'mlflow',
            joined: joinedBy(metadata.annotations?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .annotations */ .hk.run]),
        }));
    }));
    return lists.flat().filter(({ uid }) => uid !== '');
}
function isWhole(object) {
    const isOfEval = object.metadata.labels?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .labels */ .WD.component] === 'eval';
    return (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .isOurs */ .MU)(object) && (!isOfEval || (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .evalOf */ .sU)('object', object) !== undefined);
}
async function runningBeside(kube, namespace, all) {
    const joined = all.filter((object) => object.joined !== undefined);
    if (joined.length === 0)
        return [];
    const deployments = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(kube, { apiVersion: 'apps/v1', kind: 'Deployment', namespace });
    const staying = new Set(deployments.map(({ metadata }) => metadata.name));
    for (const { ref } of all)
        if (ref.kind === 'Deployment')
            staying.delete(ref.name);
    return joined.filter((object) => staying.has(object.joined?.deployment ?? ''));
}
function joinedBy(record) {
    const place = (0,_backends_eval_record_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRecord */ .Hh)(record)?.place;
    return place?.kind === 'attached' ? place : undefined;
}
async function removeNamespace(kube, name) {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name };
    try {
        const namespace = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(kube, ref);
        if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined)
            return { deleted: [], kept: [] };
        if (!(0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .isOurs */ .MU)(namespace) || (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .isReserved */ .Bs)(name))
            return keptFor(`Namespace ${name} is kept: this action did not create it.`);
        const stays = (await ourObjects(kube, name)).map((object) => `${object.ref.kind} ${object.ref.name}`);
        const others = [...stays, ...(await (0,_stack_foreign_js__WEBPACK_IMPORTED_MODULE_6__/* .foreignObjects */ .x)(kube, name, { isOwn: isWhole }))];
        if (others.length > 0)
            return keptFor((0,_stack_foreign_js__WEBPACK_IMPORTED_MODULE_6__/* .keptForOthers */ .j)(name, others));
        const { uid } = namespace.metadata;
        await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .remove */ .TF)(kube, ref, uid === undefined ? {} : { uid });
        return { deleted: [(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_4__/* .describe */ .q0)(ref)], kept: [] };
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return keptFor(`Namespace ${name} is kept: the credentials do not allow listing what else is in it.`);
        throw error;
    }
}
function keptFor(sentence) {
    return { deleted: [], kept: [sentence] };
}


/***/ }),

/***/ 6509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var _backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85356);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1559);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99810);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(34096);
/* harmony import */ var _eval_namespace_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35217);






async function cleanUp(kube, leftovers, log, waitMs) {
    if (kube.cluster.server !== leftovers.server || kube.cluster.caSha256 !== leftovers.caSha256) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('internal', 'The kubeconfig now leads to another cluster than the evaluation ran in; nothing was deleted.');
    }
    const deadlineMs = kube.clock.now() + waitMs;
    const told = new Set();
    const tell = (sentence) => {
        if (!told.has(sentence))
            log.info(sentence);
        told.add(sentence);
    };
    for (;;) {
        const remaining = await removeWhatIsLeft(kube, leftovers, tell).catch((error) => {
            if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(error) || kube.clock.now() >= deadlineMs)
                throw error;
            return [error.message];
        });
        if (remaining.length === 0)
            return [];
        if (kube.clock.now() >= deadlineMs)
            return waitMs === 0 ? [] : remaining;
        log.debug(`Waiting for the end of ${remaining.join(', ')}`);
        await kube.clock.sleep(1000, kube.signal);
    }
}
async function removeWhatIsLeft(kube, leftovers, tell) {
    const { attached, instance, namespace: name } = leftovers;
    if (attached !== undefined) {
        return await (0,_backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_0__/* .leaveGateway */ .S)(kube, { namespace: name, instance, attached }).catch((error) => {
            if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isActionError */ .Bd)(error) || error.code !== 'foreign-object')
                throw error;
            tell(error.message);
            return [];
        });
    }
    const namespace = await ownNamespace(kube, leftovers);
    if (namespace?.metadata?.deletionTimestamp !== undefined)
        return [`Namespace ${name}`];
    const remaining = await removeObjects(kube, leftovers, tell, namespace === undefined ? undefined : 2);
    if (namespace === undefined)
        return remaining;
    const kept = await (0,_eval_namespace_js__WEBPACK_IMPORTED_MODULE_5__/* .whyKept */ .$)(kube, namespace, instance);
    if (kept !== null) {
        tell(kept);
        return remaining;
    }
    const ref = { apiVersion: 'v1', kind: 'Namespace', name };
    const uid = namespace.metadata?.uid;
    if (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .remove */ .TF)(kube, ref, uid === undefined ? {} : { uid }))
        tell(`${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(ref)} is being deleted.`);
    return [`Namespace ${name}`];
}
async function ownNamespace(kube, { namespace: name, instance }) {
    if ((0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_4__/* .isReserved */ .Bs)(name))
        return undefined;
    try {
        const namespace = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .read */ .LF)(kube, { apiVersion: 'v1', kind: 'Namespace', name });
        return namespace !== undefined && (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_4__/* .labelledInstance */ .zT)(namespace) === instance ? namespace : undefined;
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return undefined;
        throw error;
    }
}
const made = [
    { apiVersion: 'batch/v1', kind: 'Job' },
    { apiVersion: 'v1', kind: 'Pod' },
];
async function removeObjects(kube, leftovers, tell, podGraceSeconds) {
    const found = [];
    const failures = [];
    for (const of of made) {
        for (const { ref, uid, isEnding } of await objectsOf(kube, of, leftovers)) {
            found.push((0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(ref));
            if (isEnding)
                continue;
            const isHurried = ref.kind === 'Pod' && podGraceSeconds !== undefined;
            try {
                const grace = isHurried ? { gracePeriodSeconds: podGraceSeconds } : {};
                if (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .remove */ .TF)(kube, ref, { uid, ...grace }))
                    tell(`${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .describe */ .q0)(ref)} is being deleted.`);
            }
            catch (error) {
                kube.signal.throwIfAborted();
                if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isActionError */ .Bd)(error))
                    throw error;
                failures.push(error);
            }
        }
    }
    const [failure] = failures;
    if (failure !== undefined)
        throw failure;
    return found;
}
async function objectsOf(kube, of, { namespace, instance }) {
    const labelSelector = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_4__/* .labels */ .WD.instance}=${instance}`;
    const objects = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)(kube, { ...of, namespace }, { labelSelector });
    return objects.flatMap((object) => {
        const { name, uid, deletionTimestamp } = object.metadata ?? {};
        if (name === undefined || uid === undefined || (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_4__/* .evalOf */ .sU)(of.kind, object) !== instance)
            return [];
        return [{ ref: { ...of, name, namespace }, uid, isEnding: deletionTimestamp !== undefined }];
    });
}


/***/ }),

/***/ 8819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   collectEval: () => (/* binding */ collectEval)
/* harmony export */ });
/* harmony import */ var _backends_attached_ask_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17337);
/* harmony import */ var _backends_standing_mlflow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53492);
/* harmony import */ var _baseline_load_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87855);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _inputs_rules_risks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21330);
/* harmony import */ var _kube_identify_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58224);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(99810);
/* harmony import */ var _mlflow_beside_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(75908);
/* harmony import */ var _plan_terms_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(54183);
/* harmony import */ var _stack_manifests_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(36027);
/* harmony import */ var _stack_openshift_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(60177);
/* harmony import */ var _existing_cluster_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(5923);
/* harmony import */ var _find_eval_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(57425);
/* harmony import */ var _finish_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(47702);
/* harmony import */ var _rounds_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(74672);
/* harmony import */ var _running_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(13209);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});

















async function collectEval(request, terms, host) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const cluster = __addDisposableResource(env_1, await (0,_existing_cluster_js__WEBPACK_IMPORTED_MODULE_12__/* .joinCluster */ .j)(request.access, terms.cleanup, host), true);
        await (0,_kube_identify_js__WEBPACK_IMPORTED_MODULE_5__/* .identifyAndLog */ .G)(cluster.kube, host.log);
        const found = await (0,_find_eval_js__WEBPACK_IMPORTED_MODULE_13__/* .findEval */ .I)(cluster.kube, request);
        const running = __addDisposableResource(env_1, await rejoin(cluster, found, { ...request, terms }, host), false);
        const collected = await (0,_rounds_js__WEBPACK_IMPORTED_MODULE_15__/* .untilDecided */ .N)(running, host.log);
        const outcome = await (0,_finish_js__WEBPACK_IMPORTED_MODULE_14__/* .finish */ .O)(running, collected, host);
        cluster.removeAtEnd(found.leftovers);
        return cluster.settle(outcome);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function rejoin(cluster, { record: found, backend }, { label, terms: wished }, host) {
    const { kube } = cluster;
    const { log } = host;
    log.info(`Evaluation ${found.instance} of ${found.model.model}, begun at ${new Date(found.startedAtMs).toISOString()}.`);
    const record = { ...found, label: label ?? found.label };
    const { mlflow: wishedMlflow, ...asked } = termsFor(record, wished);
    const terms = { ...asked, mlflow: await (0,_backends_standing_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .settleMlflow */ .t)(kube, wishedMlflow, log) };
    refuseLoginInUsersPod(record, terms);
    log.mask(await secretsOf(kube, found, host));
    const past = host.pastArtifacts((attempt) => (0,_plan_terms_js__WEBPACK_IMPORTED_MODULE_9__.artifactName)(terms.artifact.name, record.leg, attempt));
    const baseline = await (0,_baseline_load_js__WEBPACK_IMPORTED_MODULE_2__/* .loadBaseline */ .o)(terms.baseline, { ...host, past });
    const mlflow = (0,_mlflow_beside_js__WEBPACK_IMPORTED_MODULE_8__/* .startMlflow */ .U)(kube, terms.mlflow, await (0,_stack_openshift_js__WEBPACK_IMPORTED_MODULE_11__/* .isOpenShift */ .L)(kube), host);
    const { shardRecords } = found;
    return await (0,_running_js__WEBPACK_IMPORTED_MODULE_16__/* .openRunningEval */ .G)(cluster, { record, shardRecords, backend, terms, mlflow, baseline, launch: null }, host);
}
function termsFor({ inputs: launchedWith }, terms) {
    return {
        ...terms,
        mlflow: launchedWith['mlflow'] === false ? undefined : terms.mlflow,
        inputs: { ...launchedWith, ...terms.inputs, mode: launchedWith['mode'] },
    };
}
function refuseLoginInUsersPod({ instance, place }, { mlflow, acceptedRisks }) {
    const { password = null, token = null } = mlflow?.login ?? {};
    if (place.kind !== 'attached' || (password === null && token === null))
        return;
    if (acceptedRisks.includes('mlflow-credentials-in-attach'))
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('bad-input', `Evaluation ${instance} runs in the pod of an existing OpenClaw: credentials for MLflow ${_inputs_rules_risks_js__WEBPACK_IMPORTED_MODULE_4__/* .loginInUsersPod */ .q1}.`);
}
async function secretsOf(kube, record, host) {
    const { place } = record;
    return place.kind === 'attached'
        ? await tokenOfGateway(kube, record.namespace, { pod: place.pod, container: place.gateway }, host)
        : await valuesOfSecret(kube, record, host);
}
async function tokenOfGateway(kube, namespace, { pod: podName, container }, { log, root }) {
    const program = await (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_10__/* .readOwnFile */ .z)(root, 'dist/sidecar.mjs');
    try {
        const gateway = { namespace, podName, container: { name: container } };
        const { token } = await (0,_backends_attached_ask_js__WEBPACK_IMPORTED_MODULE_0__/* .askGateway */ .Q)(kube, gateway, program, null);
        return token === null ? [] : [token];
    }
    catch (error) {
        kube.signal.throwIfAborted();
        if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isActionError */ .Bd)(error))
            throw error;
        log.warning('Secrets', `The gateway could not be asked for its token, which will not be redacted if an agent printed it: ${error.message}`);
        return [];
    }
}
async function valuesOfSecret(kube, { namespace, instance }, { log }) {
    try {
        const ref = { apiVersion: 'v1', kind: 'Secret', name: `clawbench-${instance}`, namespace };
        const secret = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_7__/* .read */ .LF)(kube, ref);
        const values = Object.values(secret?.data ?? {});
        return values.map((value) => Buffer.from(value, 'base64').toString('utf8'));
    }
    catch (error) {
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isKubeError */ .Cv)(error) || error.status !== 403)
            throw error;
        log.warning('Secrets', 'The credentials may not read the keys of the evaluation, which will not be redacted if an agent printed them.');
        return [];
    }
}


/***/ }),

/***/ 6518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectBy: () => (/* binding */ connectBy),
  connectTo: () => (/* binding */ connectTo),
  onCluster: () => (/* binding */ onCluster)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/cluster/kubeconfig-document.js + 1 modules
var kubeconfig_document = __webpack_require__(39870);
// EXTERNAL MODULE: ./lib/src/cluster/kubeconfig-files.js
var kubeconfig_files = __webpack_require__(20502);
;// CONCATENATED MODULE: ./lib/src/cluster/choose.js




function chooseCluster(choice, kubeconfig, env, serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount') {
    const sources = {
        auto: () => fromInputOrVariable(kubeconfig, env),
        kubeconfig: () => [fromInput(kubeconfig)],
        ambient: () => [fromHome(env)],
        kind: () => {
            throw new errors/* ActionError */.lZ('no-cluster', 'The kind cluster of this evaluation does not exist.');
        },
        'in-cluster': () => [fromServiceAccount(env, serviceAccount)],
    };
    return sources[choice]();
}
function fromInput(kubeconfig) {
    return { text: kubeconfig ?? '', origin: 'The kubeconfig input' };
}
function fromInputOrVariable(kubeconfig, env) {
    if (kubeconfig !== null && kubeconfig.trim() !== '')
        return [fromInput(kubeconfig)];
    if (env['KUBECONFIG'])
        return fromVariable(env['KUBECONFIG']);
    throw new errors/* ActionError */.lZ('no-cluster', 'No cluster was named: the kubeconfig input and $KUBECONFIG are empty.', {
        hint: `${kubeconfig_document/* noSecrets */.fI} Write the contents of a kubeconfig as \`kubeconfig\`, log in to a cluster in an earlier step, or choose another one with the input \`cluster\`.`,
        terminalHint: kubeconfig_document/* nameCluster */.aO,
    });
}
function fromVariable(value) {
    const files = [...new Set(value.split(external_node_path_.delimiter).filter((file) => file !== ''))];
    const readings = files.map((file) => ({ file, reading: (0,kubeconfig_files/* textOf */.b6)(file) }));
    const isThere = ({ reading }) => !('isMissing' in reading) || 'isBelowFile' in reading;
    const existing = readings.filter(isThere);
    if (existing.length === 0) {
        const [file = value, ...others] = files;
        throw others.length === 0
            ? unreadable(`The kubeconfig ${file} that $KUBECONFIG names`, 'cannot be read', kubeconfig_document/* nameCluster */.aO)
            : unreadable(`None of the kubeconfigs ${value} that $KUBECONFIG names`, 'exists', kubeconfig_document/* nameCluster */.aO);
    }
    return existing.map(({ file, reading }) => fromFile(file, reading, {
        origin: `The kubeconfig ${file} that $KUBECONFIG names`,
        terminalHint: kubeconfig_document/* nameCluster */.aO,
    }));
}
function fromHome(env) {
    const file = external_node_path_.join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.kube', 'config');
    return fromFile(file, (0,kubeconfig_files/* textOf */.b6)(file), {
        origin: 'The kubeconfig ~/.kube/config',
        terminalHint: 'Leave out --cluster ambient. Set KUBECONFIG, or write --kubeconfig PATH.',
    });
}
function fromFile(file, reading, { origin, terminalHint }) {
    if ('text' in reading)
        return { text: reading.text, origin, directory: external_node_path_.dirname(external_node_path_.resolve(file)) };
    const says = reading.isMissing ? 'cannot be read' : reading.refusal;
    throw unreadable(origin, says, terminalHint);
}
function unreadable(origin, says, terminalHint) {
    return new errors/* ActionError */.lZ('no-cluster', `${origin} ${says}.`, {
        hint: 'Log in to the cluster in an earlier step of the same job, or pass the contents of a kubeconfig as the input `kubeconfig`.',
        terminalHint,
    });
}
function fromServiceAccount(env, directory) {
    const host = env['KUBERNETES_SERVICE_HOST'];
    const port = env['KUBERNETES_SERVICE_PORT'] || '443';
    const namespace = (0,kubeconfig_files/* textOf */.b6)(external_node_path_.join(directory, 'namespace'));
    if (host === undefined || host === '' || 'refusal' in namespace) {
        throw new errors/* ActionError */.lZ('no-cluster', 'Input `cluster` is in-cluster, but this runner is not a pod with a ServiceAccount.', {
            hint: 'Give the pod of the runner a ServiceAccount (automountServiceAccountToken), or use the input `kubeconfig`.',
            terminalHint: `Leave out --cluster in-cluster. ${kubeconfig_document/* nameCluster */.aO}`,
        });
    }
    const name = 'in-cluster';
    const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
    return {
        origin: "The ServiceAccount of the runner's pod",
        isServiceAccount: true,
        text: JSON.stringify({
            'current-context': name,
            contexts: [{ name, context: { cluster: name, user: name, namespace: namespace.text.trim() } }],
            clusters: [{ name, cluster: { server, 'certificate-authority': external_node_path_.join(directory, 'ca.crt') } }],
            users: [{ name, user: { tokenFile: external_node_path_.join(directory, 'token') } }],
        }),
    };
}

// EXTERNAL MODULE: ./lib/src/cluster/credential-plugin.js + 1 modules
var credential_plugin = __webpack_require__(87980);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/cluster/mapping.js
var mapping = __webpack_require__(46813);
// EXTERNAL MODULE: ./lib/src/cluster/kubeconfig-paths.js
var kubeconfig_paths = __webpack_require__(1729);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-user.js






const nobody = {
    token: undefined,
    tokenFile: undefined,
    certificate: undefined,
    key: undefined,
    username: undefined,
    password: undefined,
    plugin: undefined,
    oidc: undefined,
};
function credentialsOf(user, context) {
    const { where, now } = context;
    const token = tokenOf(user, where);
    const username = (0,mapping/* asString */.o)(user['username']);
    const password = (0,mapping/* asString */.o)(user['password']);
    const certificate = (0,kubeconfig_files/* certificatesOf */.mm)(user, 'client-certificate', where);
    const plugin = pluginOf(user, context);
    const oidc = oidcOf(user, where);
    const hasToken = token !== undefined || (0,mapping/* asString */.o)(user['tokenFile']) !== undefined;
    if (hasToken && (username !== undefined || (token !== undefined && password !== undefined)))
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has a password and a token.`, 'Leave out one of the two: kubectl refuses both.');
    if (plugin !== undefined && oidc !== undefined)
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has a credential plugin (exec) and an auth-provider.`, 'Leave out one of the two.');
    const isLoggedIn = hasToken || username !== undefined;
    const credentials = {
        token,
        tokenFile: tokenFileOf(user, token, where),
        certificate,
        key: certificate === undefined ? undefined : keyOf(user, where),
        username,
        password,
        plugin: isLoggedIn || certificate !== undefined ? undefined : plugin,
        oidc: isLoggedIn ? undefined : oidc,
    };
    const { password: _, ...identifying } = credentials;
    if (Object.values(identifying).every((value) => value === undefined))
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has no credentials: no token, client certificate or credential plugin.`, kubeconfig_files/* flatten */.Bq);
    refuseExpired(credentials, where, now);
    return credentials;
}
function tokenOf(user, where) {
    const token = (0,mapping/* asString */.o)(user['token'])?.trim();
    if (token === undefined || token === '')
        return undefined;
    if (/^(?:REDACTED|DATA\+OMITTED)$/.test(token))
        throw (0,kubeconfig_files/* redacted */.pc)(where);
    if (/[^\x21-\x7e]/.test(token))
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its token contains spaces or line breaks.`);
    return token;
}
function tokenFileOf(user, token, where) {
    const file = (0,mapping/* asString */.o)(user['tokenFile']);
    if (file === undefined || token !== undefined)
        return file;
    if ((0,kubeconfig_files/* readableText */.Gh)(file, `${where}: its tokenFile`).trim() === '')
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its tokenFile is empty.`);
    return file;
}
function keyOf(user, where) {
    const pem = (0,kubeconfig_files/* pemOf */._y)(user, 'client-key', where);
    if (pem === undefined)
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has a client certificate without its key.`, kubeconfig_files/* flatten */.Bq);
    try {
        (0,external_node_crypto_.createPrivateKey)(pem);
    }
    catch {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its client-key is not a private key in PEM.`, kubeconfig_files/* flatten */.Bq);
    }
    return pem;
}
function refuseExpired(credentials, where, now) {
    const expiry = expiryOf(credentials);
    if (expiry === undefined || expiry >= now)
        return;
    const what = credentials.token === undefined ? 'client certificate' : 'token';
    throw new errors/* ActionError */.lZ('cluster-auth', `${where}: its ${what} expired at ${new Date(expiry).toISOString()}.`, {
        hint: 'Create a new one (`kubectl create token`), or log in to the cluster in an earlier step.',
        terminalHint: 'Create a new one (`kubectl create token`), or log in to the cluster again.',
    });
}
function expiryOf({ token, tokenFile, certificate }) {
    if (tokenFile !== undefined)
        return undefined;
    if (token === undefined)
        return certificate === undefined ? undefined : Date.parse(new external_node_crypto_.X509Certificate(certificate).validTo);
    try {
        const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
        return (0,json/* isObject */.G)(payload) && typeof payload['exp'] === 'number' ? payload['exp'] * 1000 : undefined;
    }
    catch {
        return undefined;
    }
}
const interactiveModes = ['Never', 'IfAvailable', 'Always'];
function pluginOf(user, { where, clusterInfo }) {
    const spec = user['exec'];
    if (!(0,json/* isObject */.G)(spec))
        return undefined;
    const command = (0,mapping/* asString */.o)(spec['command']);
    if (command === undefined)
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its exec names no command.`);
    const apiVersion = (0,mapping/* asString */.o)(spec['apiVersion']) ?? '';
    if (!/^client\.authentication\.k8s\.io\/v1(?:beta1)?$/.test(apiVersion)) {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its exec has the apiVersion ${(0,kubeconfig_files/* quoted */.TL)(apiVersion)}, which Kubernetes no longer supports.`, 'Update the tool that wrote the kubeconfig, and write it again: the current one is client.authentication.k8s.io/v1.');
    }
    const mode = (0,mapping/* asString */.o)(spec['interactiveMode']) ?? 'IfAvailable';
    if (mode === 'Always') {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its credential plugin ${(0,kubeconfig_files/* quoted */.TL)(command)} is interactive, which is not possible here.`);
    }
    if (!interactiveModes.includes(mode))
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its exec has the interactiveMode ${(0,kubeconfig_files/* quoted */.TL)(mode)}.`, `Write ${interactiveModes[1]}.`);
    if (/[\\/]/.test(command) && !external_node_path_.isAbsolute(command)) {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its exec command is the relative path ${(0,kubeconfig_files/* quoted */.TL)(command)}, which has no meaning here.`);
    }
    return {
        apiVersion,
        command,
        args: (Array.isArray(spec['args']) ? spec['args'] : []).map((item) => (0,mapping/* asString */.o)(item) ?? ''),
        env: variablesOf(spec, where),
        installHint: (0,mapping/* asString */.o)(spec['installHint']),
        clusterInfo: spec['provideClusterInfo'] === true ? clusterInfo : undefined,
    };
}
function variablesOf(spec, where) {
    const list = Array.isArray(spec['env']) ? spec['env'] : [];
    return list.map((item) => {
        const name = (0,json/* isObject */.G)(item) ? (0,mapping/* asString */.o)(item['name']) : undefined;
        if (!(0,json/* isObject */.G)(item) || name === undefined)
            throw (0,kubeconfig_files/* bad */.MB)(`${where}: its exec has a variable without a name.`);
        return { name, value: (0,mapping/* asString */.o)(item['value']) ?? '' };
    });
}
function oidcOf(user, where) {
    const provider = user['auth-provider'];
    if (!(0,json/* isObject */.G)(provider))
        return undefined;
    const name = (0,mapping/* asString */.o)(provider['name']) ?? '';
    if (name !== 'oidc') {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its auth-provider ${(0,kubeconfig_files/* quoted */.TL)(name)} was removed from Kubernetes in 1.26.`, 'Write the kubeconfig again with a current gcloud or az, which name a credential plugin instead.');
    }
    return (0,json/* isObject */.G)(provider['config']) ? provider['config'] : {};
}
function impersonationOf(user, where) {
    const name = (0,mapping/* asString */.o)(user['as']);
    const uid = (0,mapping/* asString */.o)(user['as-uid']);
    const groups = texts(user['as-groups']);
    const extra = (0,json/* isObject */.G)(user['as-user-extra']) ? Object.entries(user['as-user-extra']) : [];
    if (name === undefined) {
        if (uid === undefined && groups.length === 0 && extra.length === 0)
            return {};
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has as-uid, as-groups or as-user-extra without \`as\`.`, 'Name the user to impersonate as `as`, or leave them out.');
    }
    return {
        'Impersonate-User': name,
        ...(uid === undefined ? {} : { 'Impersonate-Uid': uid }),
        ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
        ...Object.fromEntries(extra
            .map(([key, values]) => [`Impersonate-Extra-${headerKey(key)}`, texts(values)])
            .filter(([, values]) => values.length > 0)),
    };
}
function texts(list) {
    return Array.isArray(list) ? list.map((item) => (0,mapping/* asString */.o)(item) ?? '') : [];
}
function headerKey(key) {
    const encode = (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    return key.replace(/[^A-Za-z0-9!#$&'*+.^_`|~-]+/g, encode);
}

// EXTERNAL MODULE: ./lib/src/base/proxy.js
var proxy = __webpack_require__(23422);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-cluster.js




function clusterOf(entry, where, env) {
    const server = serverOf(entry, where);
    const isEncrypted = server.protocol === 'https:';
    const pem = isEncrypted ? (0,kubeconfig_files/* pemOf */._y)(entry, 'certificate-authority', where) : undefined;
    const ca = (0,kubeconfig_files/* certificatesIn */.Yc)(pem, `${where}: its certificate-authority`);
    const skipTlsVerify = entry['insecure-skip-tls-verify'] === true;
    if (ca !== undefined && skipTlsVerify)
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has a certificate-authority and insecure-skip-tls-verify.`, 'Leave out insecure-skip-tls-verify, so that the server is checked: kubectl refuses both.');
    const tlsServerName = (0,mapping/* asString */.o)(entry['tls-server-name']);
    const ownProxy = (0,mapping/* asString */.o)(entry['proxy-url']);
    const info = {
        server: (0,mapping/* asString */.o)(entry['server'])?.replace(/[?#].*$/s, ''),
        'tls-server-name': tlsServerName,
        'insecure-skip-tls-verify': skipTlsVerify || undefined,
        'certificate-authority-data': pem === undefined ? undefined : Buffer.from(pem).toString('base64'),
        'proxy-url': ownProxy,
        'disable-compression': entry['disable-compression'] === true || undefined,
        config: pluginConfigOf(entry),
    };
    return { server, proxyUrl: proxyUrlOf(ownProxy, server, env), ca, skipTlsVerify, tlsServerName, info };
}
function withoutSlash(server) {
    return server.href.replace(/\/+$/, '');
}
function serverOf(cluster, where) {
    const text = (0,mapping/* asString */.o)(cluster['server']);
    if (text === undefined)
        throw (0,kubeconfig_files/* bad */.MB)(`${where} has no server.`);
    const url = URL.parse(text);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its server ${(0,kubeconfig_files/* quoted */.TL)(text)} is not an https:// address.`);
    }
    if (url.username !== '' || url.password !== '') {
        throw (0,kubeconfig_files/* bad */.MB)(`${where}: its server contains a user name or password; they belong in the user of the context.`);
    }
    url.search = '';
    url.hash = '';
    return url;
}
function proxyUrlOf(own, server, env) {
    const text = own ?? (0,proxy/* proxyFor */.i)(server, env);
    if (text === undefined)
        return undefined;
    const url = URL.parse(text);
    if (url === null || !/^(?:https?|socks5):$/.test(url.protocol)) {
        throw (0,kubeconfig_files/* bad */.MB)(`The proxy to ${server.origin} is not an http://, https:// or socks5:// address.`, 'It comes from proxy-url in the kubeconfig, or from HTTPS_PROXY.');
    }
    return url.href;
}
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';
function pluginConfigOf(entry) {
    const extensions = Array.isArray(entry['extensions']) ? entry['extensions'] : [];
    const own = extensions.find((item) => (0,json/* isObject */.G)(item) && item['name'] === EXEC_EXTENSION);
    return ((0,json/* isObject */.G)(own) ? own['extension'] : undefined) ?? null;
}

;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-context.js









function parseKubeconfig(texts, options) {
    const [first] = texts;
    const origin = texts.length === 1 && first ? first.origin : 'The kubeconfig of the files in $KUBECONFIG';
    if (texts.every(({ text }) => text.trim() === ''))
        throw new errors/* ActionError */.lZ('no-cluster', `${origin} is empty.`, {
            hint: kubeconfig_document/* noSecrets */.fI,
            terminalHint: kubeconfig_document/* nameCluster */.aO,
        });
    const document = (0,kubeconfig_document/* mergeDocuments */.JP)(texts.map((item) => (0,kubeconfig_paths/* withAbsolutePaths */.M)((0,kubeconfig_document/* parseDocument */.Tp)(item.text, item.origin), item.directory)));
    const context = chooseContext(document, options.context, origin);
    const clusterEntry = document.clusters.get(context.cluster);
    if (clusterEntry === undefined)
        throw notThere('cluster', context.cluster, { context, origin });
    const cluster = clusterOf(clusterEntry, `${origin}: cluster ${(0,kubeconfig_files/* quoted */.TL)(context.cluster)}`, options.env);
    const { server, proxyUrl, ca, skipTlsVerify, tlsServerName } = cluster;
    const isEncrypted = server.protocol === 'https:';
    const userEntry = document.users.get(context.user ?? '');
    if (userEntry === undefined && context.user !== undefined && isEncrypted)
        throw notThere('user', context.user, { context, origin });
    const where = `${origin}: user ${(0,kubeconfig_files/* quoted */.TL)(context.user ?? '')}`;
    return {
        origin,
        context: context.name,
        namespace: context.namespace,
        server: withoutSlash(server),
        proxyUrl,
        ca,
        trust: ca === undefined ? 'system' : first?.isServiceAccount ? 'service-account' : 'kubeconfig',
        skipTlsVerify,
        tlsServerName,
        user: isEncrypted
            ? credentialsOf(userEntry ?? {}, { where, clusterInfo: cluster.info, now: options.now })
            : nobody,
        impersonation: impersonationOf(userEntry ?? {}, where),
    };
}
function notThere(kind, name, { context, origin }) {
    const says = `${origin}: context ${(0,plain_text/* oneLine */.TN)(context.name, 120)} names the ${kind} ${(0,kubeconfig_files/* quoted */.TL)(name)}`;
    return (0,kubeconfig_files/* bad */.MB)(`${says}, which is not in it.`, kubeconfig_files/* flatten */.Bq);
}
function chooseContext(document, wanted, origin) {
    const name = wanted ?? document.currentContext;
    const names = [...document.contexts.keys()];
    const known = names.length === 0
        ? 'It has no contexts.'
        : `It has ${names.slice(0, 20).map(kubeconfig_files/* quoted */.TL).join(', ')}${names.length > 20 ? ` and ${names.length - 20} more` : ''}.`;
    if (document.missing.includes('contexts')) {
        throw (0,kubeconfig_files/* bad */.MB)(`${origin} is not a kubeconfig: it has no list of ${document.missing.join(', ')}.`, kubeconfig_files/* flatten */.Bq);
    }
    if (name === undefined) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} has no current-context. ${known}`, {
            hint: 'Choose one of them with the input `context`.',
        });
    }
    const entry = document.contexts.get(name);
    if (entry === undefined) {
        const whose = wanted === undefined ? 'Its current-context is' : 'Input `context` is';
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin} has no context ${(0,kubeconfig_files/* quoted */.TL)(name)}. ${known}`, {
            hint: `${whose} ${(0,kubeconfig_files/* quoted */.TL)(name)}: choose an existing one with the input \`context\`.`,
        });
    }
    const cluster = (0,mapping/* asString */.o)(entry['cluster']);
    if (cluster === undefined) {
        throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin}: context ${(0,kubeconfig_files/* quoted */.TL)(name)} names no cluster.`, {
            hint: kubeconfig_files/* flatten */.Bq,
        });
    }
    return { name, cluster, user: (0,mapping/* asString */.o)(entry['user']), namespace: (0,mapping/* asString */.o)(entry['namespace']) };
}
function caFingerprint(ca) {
    return ca === undefined ? '' : (0,sha256/* sha256 */.s)(ca.trim());
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./lib/src/cluster/tls.js





function tlsMaker({ origin, ca, skipTlsVerify, tlsServerName }, env) {
    const trusted = ca ?? (skipTlsVerify ? undefined : caCertificatesOfMachine(env));
    let made;
    const contextFor = (cert, key) => {
        try {
            return (0,external_node_tls_.createSecureContext)({
                ca: trusted,
                cert,
                key,
                allowPartialTrustChain: true,
                minVersion: 'TLSv1.2',
            });
        }
        catch (error) {
            throw new errors/* ActionError */.lZ('bad-kubeconfig', `${origin}: the client certificate does not fit its key.`, {
                hint: kubeconfig_files/* flatten */.Bq,
                cause: error,
            });
        }
    };
    return (certificate, key) => {
        if (made === undefined || made.certificate !== certificate || made.key !== key) {
            const tls = {
                secureContext: contextFor(certificate, key),
                rejectUnauthorized: !skipTlsVerify,
                ...(tlsServerName === undefined ? {} : { servername: tlsServerName }),
            };
            made = { certificate, key, tls };
        }
        return made.tls;
    };
}
function caCertificatesOfMachine(env) {
    const directories = (env['SSL_CERT_DIR'] ?? '')
        .split(external_node_path_.delimiter)
        .filter((directory) => directory !== '');
    const system = directories.length > 1 ? listed(env['SSL_CERT_FILE'], directories) : (0,external_node_tls_.getCACertificates)('system');
    return [...new Set([...(0,external_node_tls_.getCACertificates)('default'), ...system])];
}
function listed(file, directories) {
    const files = directories
        .filter(external_node_fs_.existsSync)
        .flatMap((directory) => (0,external_node_fs_.readdirSync)(directory).map((name) => external_node_path_.join(directory, name)));
    return [...(file ? [file] : []), ...files].flatMap((name) => {
        const reading = (0,kubeconfig_files/* textOf */.b6)(name);
        return 'text' in reading ? (0,kubeconfig_files/* readableCertificates */.FA)(reading.text) : [];
    });
}

;// CONCATENATED MODULE: ./lib/src/cluster/token-file.js


function tokenReader(file, { token, origin, mask }) {
    let last = token;
    return () => {
        const reading = (0,kubeconfig_files/* textOf */.b6)(file);
        const read = 'text' in reading ? reading.text.trim() : '';
        if (read !== '' && read !== last)
            mask(read);
        last = read === '' ? last : read;
        if (last !== undefined)
            return last;
        const says = 'text' in reading ? 'is empty' : reading.refusal;
        throw new errors/* ActionError */.lZ('cluster-auth', `${origin}: its tokenFile ${(0,kubeconfig_files/* quoted */.TL)(file)} ${says}.`, {
            hint: 'Write the token into that file in an earlier step of the job.',
        });
    };
}

;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig.js





async function loadKubeconfig(texts, options) {
    const { context, env, clock, mask = () => undefined } = options;
    const kubeconfig = parseKubeconfig(texts, { context, env, now: clock.now() });
    const tlsFor = tlsMaker(kubeconfig, env);
    const { KubeConfig } = await Promise.all(/* import() */[__webpack_require__.e(830), __webpack_require__.e(107)]).then(__webpack_require__.bind(__webpack_require__, 2107));
    const config = new KubeConfig();
    config.loadFromString(JSON.stringify(plainDocument(kubeconfig)));
    const changing = changingCredential(kubeconfig, { env, clock, mask });
    const used = new WeakMap();
    return {
        server: kubeconfig.server,
        proxyUrl: kubeconfig.proxyUrl,
        context: kubeconfig.context,
        namespace: kubeconfig.namespace,
        caSha256: caFingerprint(kubeconfig.ca),
        trust: kubeconfig.trust,
        async authenticate(refused) {
            const request = {};
            const credential = await changing?.(refused && used.get(refused));
            try {
                await config.applyToHTTPSOptions(request);
            }
            catch (error) {
                throw new errors/* ActionError */.lZ('cluster-auth', `${kubeconfig.origin}: its credentials cannot be refreshed.`, {
                    hint: 'Log in to the cluster in an earlier step of the job.',
                    terminalHint: 'Log in to the cluster again.',
                    cause: error,
                });
            }
            const credentials = {
                headers: {
                    ...headersOf(request),
                    ...(credential?.token === undefined ? {} : { Authorization: `Bearer ${credential.token}` }),
                    ...kubeconfig.impersonation,
                },
                tls: tlsFor(credential?.certificate ?? kubeconfig.user.certificate, credential?.key ?? kubeconfig.user.key),
            };
            if (credential !== undefined)
                used.set(credentials, credential);
            return credentials;
        },
    };
}
function plainDocument({ server, user }) {
    return {
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'context',
        contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user' } }],
        clusters: [{ name: 'cluster', cluster: { server, 'insecure-skip-tls-verify': true } }],
        users: [
            {
                name: 'user',
                user: {
                    token: user.tokenFile === undefined ? user.token : undefined,
                    username: user.username,
                    password: user.username === undefined ? undefined : (user.password ?? ''),
                    'auth-provider': user.oidc && { name: 'oidc', config: user.oidc },
                },
            },
        ],
    };
}
function changingCredential({ user, origin }, deps) {
    if (user.tokenFile !== undefined) {
        const read = tokenReader(user.tokenFile, { token: user.token, origin, mask: deps.mask });
        return () => Promise.resolve({ token: read(), certificate: undefined, key: undefined });
    }
    const plugin = user.plugin && (0,credential_plugin/* credentialPlugin */.d)(user.plugin, deps);
    return plugin && (async (refused) => await plugin.get(refused));
}
function headersOf(request) {
    const headers = {};
    for (const [name, value] of Object.entries(request.headers ?? {})) {
        if (typeof value === 'string')
            headers[name] = value;
    }
    if (typeof request.auth === 'string') {
        headers['Authorization'] = `Basic ${Buffer.from(request.auth).toString('base64')}`;
    }
    return headers;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./lib/src/base/secret.js
var secret = __webpack_require__(31728);
;// CONCATENATED MODULE: ./lib/src/cluster/secrets.js





function secretsOf(text) {
    let users;
    try {
        const document = (0,kubeconfig_document/* parseDocument */.Tp)(text, '');
        users = [...document.users.values(), ...document.clusters.values()];
    }
    catch {
        return [];
    }
    return (0,secret/* secretLines */._o)(users.flatMap(leaves));
}
const secretName = /token(?!-?file)|passw|passphrase|pwd|secret|private|key/i;
const publicName = /(?:file|dir|path|url|type)$|^client-certificate|^certificate-authority|^apiVersion$|^interactiveMode$/i;
function isSecretName(name) {
    return secretName.test(name) && !publicName.test(name) && name !== 'client-key';
}
function leaves(entry) {
    const found = [];
    for (const [name, value] of Object.entries(entry)) {
        if ((0,json/* isObject */.G)(value))
            found.push(...leaves(value));
        else if (Array.isArray(value))
            found.push(...leavesOfList(value));
        else {
            const text = (0,mapping/* asString */.o)(value);
            if (text === undefined)
                continue;
            if (name === 'client-key-data')
                found.push(text, external_node_buffer_.Buffer.from(text, 'base64').toString('utf8'));
            else if (name === 'proxy-url')
                found.push(...(0,secret/* passwordsIn */.gW)(text));
            else if (isSecretName(name))
                found.push(text);
        }
    }
    return found;
}
function leavesOfList(list) {
    return list.flatMap((item, index) => {
        if ((0,json/* isObject */.G)(item)) {
            const name = (0,mapping/* asString */.o)(item['name']);
            const value = (0,mapping/* asString */.o)(item['value']);
            return name !== undefined && value !== undefined
                ? [...leaves({ [name]: value }), ...secretsIn(value)]
                : leaves(item);
        }
        const text = (0,mapping/* asString */.o)(item) ?? '';
        const next = (0,mapping/* asString */.o)(list[index + 1]) ?? '';
        return [...(isSecretFlag(text) && !isFlag(next) ? [next] : []), ...secretsIn(text)];
    });
}
function isSecretFlag(text) {
    const [, flag] = /^(?:--?|\/)([\w.-]+)$/.exec(text) ?? [];
    return flag !== undefined && (isSecretName(flag) || /^(?:p|pw|pass|pwd)$/i.test(flag));
}
function isFlag(text) {
    return /^--[a-z][a-z-]*(?:=|$)/i.test(text);
}
function secretsIn(text) {
    const whole = /^--?[\w.-]+=(.+)$/s.exec(text);
    const named = [...text.matchAll(/([\w.-]+)["']?\s*[=:]\s*(?:"([^"]+)"|'([^']+)'|([^\s"',;&}]+))/g)];
    return [
        ...(whole && isSecretName(text.slice(0, text.indexOf('='))) ? [whole[1] ?? ''] : []),
        ...named.flatMap(([, name = '', ...values]) => (isSecretName(name) ? [values.find(Boolean) ?? ''] : [])),
        ...[...text.matchAll(/(?:Bearer|Basic)\s+([\w~+/.=-]+)/gi)].map(([, value = '']) => value),
        ...(/^-p(?![a-z-]*(?:=|$))(.+)$/s.exec(text)?.slice(1) ?? []),
        ...(0,secret/* passwordsIn */.gW)(text),
    ];
}

// EXTERNAL MODULE: ./lib/src/kube/client.js + 4 modules
var client = __webpack_require__(15060);
;// CONCATENATED MODULE: ./lib/src/eval/connect.js




async function connectTo(access, host) {
    const texts = chooseCluster(access.cluster, access.kubeconfig, host.env);
    return await connectBy(texts, access.context, host);
}
async function connectBy(texts, context, { log, clock, env, signal }) {
    log.mask(texts.flatMap(({ text }) => secretsOf(text)));
    const cluster = await loadKubeconfig(texts, {
        context: context ?? undefined,
        env,
        clock,
        mask: (secret) => log.mask([secret]),
    });
    return (0,client/* connect */.N)(cluster, { clock, log, secrets: log.secrets, ...(signal === undefined ? {} : { signal }) });
}
async function onCluster(access, host, work) {
    const kube = await connectTo(access, host);
    try {
        return await work(kube);
    }
    finally {
        await kube.close();
    }
}


/***/ }),

/***/ 2151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endEval: () => (/* binding */ endEval)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _kube_identify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58224);
/* harmony import */ var _pods_requests_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30309);
/* harmony import */ var _pods_shard_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62241);
/* harmony import */ var _pods_shard_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(30485);
/* harmony import */ var _pods_user_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22722);
/* harmony import */ var _cleanup_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6509);
/* harmony import */ var _find_eval_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(57425);









const STOP_MS = 2 * 60_000;
async function endEval(kube, query, host) {
    const { log, directory } = host;
    await (0,_kube_identify_js__WEBPACK_IMPORTED_MODULE_2__/* .identifyAndLog */ .G)(kube, log);
    const found = await (0,_find_eval_js__WEBPACK_IMPORTED_MODULE_8__/* .findEval */ .I)(kube, query);
    const { record, leftovers } = found;
    const indexes = Array.from({ length: record.shards }, (_, index) => index);
    const shards = await Promise.all(indexes.map((index) => endShard(kube, found, index, directory)));
    const files = shards.reduce((sum, { runFiles }) => sum + runFiles.length, 0);
    for (const { failure } of shards)
        if (failure !== undefined)
            log.warning('Results', failure.message);
    if (files === 0)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true });
    const remaining = await (0,_cleanup_js__WEBPACK_IMPORTED_MODULE_7__/* .cleanUp */ .n)(kube, leftovers, log, STOP_MS);
    const { instance, namespace } = record;
    return {
        kind: 'done',
        lines: [
            `Evaluation ${instance} in namespace ${namespace} was ended and removed.`,
            files === 0 ? 'No run had finished.' : `${files} finished runs are in ${directory}.`,
            ...remaining.map((object) => `Still being deleted: ${object}.`),
        ],
        record: { instance, namespace, directory: files === 0 ? null : directory, runs: files, remaining },
        outputs: { namespace, instance },
    };
}
async function endShard(kube, { record, backend }, index, directory) {
    const pod = await backend.podFinder(index)();
    const target = pod === undefined ? undefined : backend.controlContainer(pod);
    if (target !== undefined) {
        const request = { id: `cancel-${target.pod}`, kind: 'cancel' };
        await (0,_pods_shard_files_js__WEBPACK_IMPORTED_MODULE_5__/* .ignoreTransient */ .hP)((0,_pods_requests_js__WEBPACK_IMPORTED_MODULE_3__/* .sendRequest */ .w)(kube, target, request));
    }
    const own = record.shards === 1 ? directory : node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, `shard-${index}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(own, { recursive: true });
    const shard = (0,_pods_shard_js__WEBPACK_IMPORTED_MODULE_4__/* .driveShard */ .z)({
        kube,
        backend,
        index,
        directory: own,
        startupTimeoutMs: STOP_MS,
        timeoutMs: 0,
        userFiles: (0,_pods_user_files_js__WEBPACK_IMPORTED_MODULE_6__/* .userFileDelivery */ .a)({
            sha256: null,
            bundle: undefined,
            directory: own,
            runningPods: () => Promise.resolve([]),
        }),
        isStarted: true,
        shardRecords: { known: record.shardRecords, save: () => Promise.resolve() },
        earlier: null,
        beforeStart: () => Promise.resolve(),
        events: {},
    });
    return await shard.untilCollected();
}


/***/ }),

/***/ 35217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ whyKept)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _stack_foreign_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36385);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34096);



const SETTLING_MS = 60_000;
async function whyKept(kube, namespace, instance) {
    const { name = '', creationTimestamp } = namespace.metadata ?? {};
    const isMadeForIt = (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .evalOf */ .sU)('Namespace', namespace) === instance;
    const madeAtMs = Date.parse(creationTimestamp ?? '');
    try {
        const others = await (0,_stack_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .foreignObjects */ .x)(kube, name, {
            isOwn: (object) => (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .evalOf */ .sU)('object', object) === instance,
            ...(isMadeForIt && !Number.isNaN(madeAtMs) ? { sinceMs: madeAtMs + SETTLING_MS } : {}),
            ...(isMadeForIt ? { retryForMs: 0 } : {}),
        });
        return others.length === 0 ? null : (0,_stack_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .keptForOthers */ .j)(name, others);
    }
    catch (error) {
        kube.signal.throwIfAborted();
        if (!(0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error))
            throw error;
        if (isMadeForIt)
            return null;
        if (error.status !== 403)
            throw error;
        return `Namespace ${name} is kept: the credentials do not allow listing what else is in it.`;
    }
}


/***/ }),

/***/ 5923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ joinCluster)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15060);
/* harmony import */ var _plan_terms_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54183);
/* harmony import */ var _cleanup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6509);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6518);





const LEAVE_MS = 2 * 60_000;
async function joinCluster(access, cleanup, host) {
    const { log, signal } = host;
    log.status?.({ text: 'Checking the cluster' });
    const kube = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_4__.connectTo)(access, host);
    let made = null;
    let hasPassed = false;
    let isLeftRunning = false;
    async function removeMade(leftovers) {
        const isKept = !(0,_plan_terms_js__WEBPACK_IMPORTED_MODULE_2__.isRemoved)(cleanup, { passed: hasPassed, cancelled: signal.aborted });
        if (isLeftRunning || isKept)
            host.keep();
        if (isLeftRunning)
            return;
        log.status?.({ text: 'Cleaning up' });
        if (!isKept)
            return await removeNow(kube, leftovers, host);
        const { namespace } = leftovers;
        log.info(`Namespace ${namespace} is kept; what the evaluation made in it expires by itself.`);
    }
    return {
        kube,
        nodeLogs: () => Promise.resolve(undefined),
        removeAtEnd(leftovers) {
            made = leftovers;
            host.saveLeftovers(leftovers);
        },
        settle(outcome) {
            hasPassed = outcome.verdict.verdict === 'pass';
            return outcome;
        },
        leaveRunning: () => void (isLeftRunning = true),
        async [Symbol.asyncDispose]() {
            try {
                if (made !== null)
                    await removeMade(made);
            }
            finally {
                await kube.close();
            }
        },
    };
}
async function removeNow(kube, leftovers, { log, signal }) {
    const isAttached = leftovers.attached !== undefined;
    const waitMs = isAttached && !signal.aborted ? LEAVE_MS : 0;
    const uncancelled = (0,_kube_client_js__WEBPACK_IMPORTED_MODULE_1__/* .withSignal */ .l)(kube, new AbortController().signal);
    await (0,_cleanup_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanUp */ .n)(uncancelled, leftovers, log, waitMs).catch((error) => log.warning('Clean-up', `Not everything was deleted: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`));
}


/***/ }),

/***/ 58851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ durationsOf),
/* harmony export */   Yn: () => (/* binding */ forecastFrom),
/* harmony export */   fL: () => (/* binding */ openExpectation)
/* harmony export */ });
/* harmony import */ var _plan_run_settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30923);
/* harmony import */ var _result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13945);
/* harmony import */ var _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93207);
/* harmony import */ var _artifact_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36002);




const LEAST_RUNS = 3;
const LEAST_SHARE = 0.1;
function openExpectation(settings, isPriceKnown, log) {
    const expectation = {
        forecast: null,
        fromBaseline(records) {
            announce(forecastFrom(records, settings), 'the baseline');
        },
        async fromRuns(tasks, done, directory) {
            if (expectation.forecast !== null)
                return 'enough';
            const wanted = Math.max(LEAST_RUNS, LEAST_SHARE * tasks.length * (0,_plan_run_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .firstRuns */ .rg)(settings));
            if (tasks.length === 0 || done < wanted)
                return 'more';
            const known = await usageBelow(directory);
            if (known.length < wanted)
                return 'more';
            announce(forecastOf(known, tasks, settings), `the first ${known.length} runs`);
            return 'enough';
        },
    };
    function announce(found, from) {
        expectation.forecast = found;
        if (expectation.forecast !== null)
            log.info(`Forecast from ${from}: ${(0,_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_3__/* .forecastFigures */ .LX)(expectation.forecast, isPriceKnown)}.`);
    }
    return expectation;
}
function forecastFrom(records, settings) {
    const known = records.flatMap(_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_3__/* .usageOf */ .Fs);
    return forecastOf(known, [...new Set(settings.tasks ?? known.map((run) => run.taskId))], settings);
}
function forecastOf(known, ids, settings) {
    const tasks = ids.map((taskId) => ({ taskId, runs: (0,_plan_run_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .firstRuns */ .rg)(settings) }));
    return (0,_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_3__/* .forecast */ .g3)(known, { tasks, shards: settings.shards, concurrency: settings.concurrency });
}
function durationsOf(records) {
    const known = (records[0]?.tasks ?? []).filter((task) => task.meanDurationMs > 0);
    return Object.fromEntries(known.map((task) => [task.taskId, Math.ceil(task.meanDurationMs / 1000)]));
}
async function usageBelow(directory) {
    const { entries } = (0,_result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunCache */ .yy)((0,_artifact_files_js__WEBPACK_IMPORTED_MODULE_2__/* .findRunFiles */ .eJ)(directory).contents([]));
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
/* harmony import */ var _backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85356);
/* harmony import */ var _backends_eval_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14418);
/* harmony import */ var _backends_job_backend_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91416);
/* harmony import */ var _backends_job_key_lease_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16798);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1559);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99810);







async function findEval(kube, query) {
    const record = await (0,_backends_eval_record_js__WEBPACK_IMPORTED_MODULE_2__/* .findRecord */ .Tq)(kube, query.namespace ?? '', query.instance);
    const { instance, namespace, place } = record;
    const { server, caSha256 } = kube.cluster;
    const leftovers = { instance, namespace, server, caSha256 };
    if (place.kind === 'attached') {
        await (0,_backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_1__/* .podOf */ .F)(kube, { namespace, instance, attached: place });
        const backend = (0,_backends_attached_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .attachedBackend */ .r)(kube, namespace, place);
        return { record, backend, leftovers: { ...leftovers, attached: place } };
    }
    const { name } = place;
    const job = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_6__/* .read */ .LF)(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace });
    const uid = job?.metadata?.uid;
    if (uid === undefined) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ('shard-lost', `Job ${namespace}/${name} of evaluation ${instance} is gone.`, {
            hint: 'It was deleted, or its results had expired.',
        });
    }
    const lease = (0,_backends_job_key_lease_js__WEBPACK_IMPORTED_MODULE_4__/* .foundLease */ .Dk)(kube, { name, namespace });
    return { record, backend: (0,_backends_job_backend_js__WEBPACK_IMPORTED_MODULE_3__/* .jobBackend */ .E)(kube, { namespace, name, uid, warnings: [], lease }), leftovers };
}


/***/ }),

/***/ 47702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ finish)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _artifact_write_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45050);
/* harmony import */ var _base_clean_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93863);
/* harmony import */ var _pods_requests_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30309);
/* harmony import */ var _report_reports_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51207);
/* harmony import */ var _result_verdict_judge_against_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(18183);
/* harmony import */ var _manifest_facts_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(16410);
/* harmony import */ var _next_round_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(86454);
/* harmony import */ var _report_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(10988);










async function finish(running, collected, host) {
    const { log } = host;
    log.status?.({ text: 'Judging' });
    const hasLost = collected.shards.some((shard) => shard.failure !== undefined);
    const postMortem = hasLost ? await running.backend.postMortem() : undefined;
    for (const problem of collected.gathered.problems)
        log.warning('ClawBench result', problem);
    const judged = judgeCollected(collected, running, host);
    const mlflowUrl = await logResult(running, judged, host);
    await Promise.all([...running.driver.held.values()].map((target) => (0,_pods_requests_js__WEBPACK_IMPORTED_MODULE_4__/* .releaseShard */ .S)(running.kube, target)));
    return await writeArtifact(running, collected, { ...judged, postMortem, mlflowUrl }, host);
}
function judgeCollected({ gathered, baseline, isConfirmed }, { terms }, { log }) {
    const verdict = (0,_result_verdict_judge_against_js__WEBPACK_IMPORTED_MODULE_6__/* .judgeAgainst */ .z)(gathered.evidence, terms.gate, baseline, (0,_next_round_js__WEBPACK_IMPORTED_MODULE_8__/* .finalStage */ .B)(isConfirmed));
    return { verdict: log.secrets.clean(verdict), result: (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanOrNull */ .qt)(gathered.result, log.secrets) };
}
async function logResult({ record, driver, mlflow }, { verdict, result }, { log }) {
    if (result === null)
        return null;
    const target = driver.held.get(0) ?? [...driver.held.values()][0];
    const { instance, leg, label, runUrl, branch, concurrency, runs } = record;
    const about = log.secrets.clean({ instance, leg, label, runUrl, branch, concurrency, runs });
    return await mlflow.log(target, { about, result, verdict });
}
async function writeArtifact(running, collected, judged, host) {
    const { record, terms } = running;
    const { shards, gathered } = collected;
    const { verdict, result, postMortem, mlflowUrl } = judged;
    const { secrets } = host.log;
    const report = reportFacts(running, mlflowUrl, host);
    const directory = node_path__WEBPACK_IMPORTED_MODULE_1__.join(host.directory, 'artifact');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory);
    const { content } = terms.artifact;
    const baselineRuns = await (0,_report_source_js__WEBPACK_IMPORTED_MODULE_9__/* .baselineRunsFor */ .t)({ verdict, content }, running.baselineRuns, host.log);
    const { files, leftOut } = await (0,_artifact_write_js__WEBPACK_IMPORTED_MODULE_2__/* .writeArtifactContent */ .r)(directory, {
        result,
        partial: (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanOrNull */ .qt)(gathered.partial, secrets),
        verdict,
        shards,
        reports: (written, problems) => (0,_report_reports_js__WEBPACK_IMPORTED_MODULE_5__/* .renderReports */ .k)((0,_report_source_js__WEBPACK_IMPORTED_MODULE_9__/* .reportSource */ .c)({ verdict, facts: report, runs: [node_path__WEBPACK_IMPORTED_MODULE_1__.join(written, 'runs')], baselineRuns, logs: written }, secrets, problems), problems),
        postMortem: postMortem === undefined ? undefined : secrets.clean(postMortem),
        nodeLogs: verdict.verdict === 'pass' ? undefined : await running.nodeLogs(),
        facts: secrets.clean((0,_manifest_facts_js__WEBPACK_IMPORTED_MODULE_7__/* .manifestFacts */ .n)(running, collected, host)),
    }, content, secrets);
    for (const problem of leftOut)
        host.log.warning('Artifact', problem);
    return { verdict, leg: record.leg, instance: record.instance, report, directory, files };
}
function reportFacts({ record, backend, forecast }, mlflowUrl, { log, workflow, reproduce }) {
    return log.secrets.clean({
        label: record.label,
        sha: workflow?.sha ?? '',
        namespace: backend.namespace,
        shards: record.shards,
        runUrl: workflow?.runUrl ?? null,
        artifactUrl: null,
        reportUrl: null,
        mlflowUrl,
        forecast: forecast(),
        reproduce,
    });
}


/***/ }),

/***/ 86199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   followEval: () => (/* binding */ followEval)
/* harmony export */ });
/* harmony import */ var _kube_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15060);
/* harmony import */ var _kube_identify_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58224);
/* harmony import */ var _kube_logs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83830);
/* harmony import */ var _kube_poll_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85493);
/* harmony import */ var _pods_shard_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30485);
/* harmony import */ var _find_eval_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57425);






const POLL_MS = 2000;
const LAST_LINES_MS = 15_000;
async function followEval(kube, query, { log }) {
    const { version } = await (0,_kube_identify_js__WEBPACK_IMPORTED_MODULE_1__/* .identify */ .l)(kube);
    log.debug(`Kubernetes ${version} at ${kube.cluster.server}.`);
    const found = await (0,_find_eval_js__WEBPACK_IMPORTED_MODULE_4__/* .findEval */ .I)(kube, query);
    const { instance, namespace, shards } = found.record;
    const indexes = Array.from({ length: shards }, (_, index) => index);
    const ends = await Promise.all(indexes.map((index) => followShard(kube, found, index, log)));
    return {
        kind: 'done',
        lines: ends.map((end, index) => `Evaluation ${instance}${shards === 1 ? '' : `, shard ${index}`}: ${end}`),
        record: { instance, namespace, ends },
        outputs: {},
    };
}
async function followShard(kube, { record, backend }, index, log) {
    const findPod = backend.podFinder(index);
    const shown = openShardLog(kube, record.shards === 1 ? '' : `[shard ${index}] `, log);
    try {
        for (;;) {
            const pod = await findPod();
            const container = pod === undefined ? undefined : backend.logContainer(pod);
            if (container !== undefined)
                shown.follow(container, pod?.metadata?.uid);
            const target = pod === undefined ? undefined : backend.controlContainer(pod);
            const state = target === undefined ? undefined : await (0,_pods_shard_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readState */ .un)(kube, target);
            if (state?.phase === 'done' || state?.phase === 'failed') {
                await shown.untilLine(state.message);
                return state.message;
            }
            const waiting = await backend.diagnose(index, pod);
            if (waiting?.isFinal === true) {
                await shown.untilEnd();
                return waiting.message;
            }
            await kube.clock.sleep(POLL_MS, kube.signal);
        }
    }
    finally {
        await shown.close();
    }
}
function openShardLog(kube, prefix, log) {
    const closing = new AbortController();
    const closable = (0,_kube_client_js__WEBPACK_IMPORTED_MODULE_0__/* .withSignal */ .l)(kube, AbortSignal.any([kube.signal, closing.signal]));
    let shownUid;
    let newest = [];
    let ended = Promise.resolve();
    async function show(container) {
        for await (const entry of (0,_kube_logs_js__WEBPACK_IMPORTED_MODULE_2__/* .followLog */ .w)(closable, container)) {
            const text = entry.kind === 'gap' ? '(lines may be missing here)' : entry.text;
            log.info(`${prefix}${text}`);
            newest = [...newest.slice(-9), text];
        }
    }
    return {
        follow(container, podUid) {
            if (shownUid === podUid)
                return;
            shownUid = podUid;
            ended = show(container);
            ended.catch(() => undefined);
        },
        async untilLine(text) {
            await kube.clock.sleep(POLL_MS, kube.signal);
            await (0,_kube_poll_js__WEBPACK_IMPORTED_MODULE_5__/* .poll */ .w)(kube, { everyMs: POLL_MS, budgetMs: LAST_LINES_MS }, () => Promise.resolve(newest.find((line) => line.endsWith(text))));
        },
        untilEnd: () => ended,
        close() {
            closing.abort();
            return ended;
        },
    };
}


/***/ }),

/***/ 63536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgeSaved: () => (/* binding */ judgeSaved)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _artifact_saved_eval_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55599);
/* harmony import */ var _artifact_write_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45050);
/* harmony import */ var _baseline_load_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87855);
/* harmony import */ var _base_clean_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(93863);
/* harmony import */ var _inputs_matrix_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(31017);
/* harmony import */ var _plan_terms_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(54183);
/* harmony import */ var _report_reports_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(51207);
/* harmony import */ var _result_verdict_judge_against_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(18183);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(34096);
/* harmony import */ var _manifest_facts_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(16410);
/* harmony import */ var _next_round_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(86454);
/* harmony import */ var _report_source_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(10988);














async function judgeSaved(saved, terms, host) {
    const { log, workflow } = host;
    const { secrets } = log;
    const { evidence, isConfirmed, runsDirectory, problems } = (0,_artifact_saved_eval_js__WEBPACK_IMPORTED_MODULE_2__/* .readSavedEval */ .m)(saved.paths, saved.runCache, host.places);
    for (const problem of problems)
        log.warning('Run files', problem);
    const { identity, result } = evidence;
    const baselineLeg = legOfSaved(saved, identity.model ?? result?.model ?? '', workflow);
    const past = host.pastArtifacts((attempt) => (0,_plan_terms_js__WEBPACK_IMPORTED_MODULE_7__.artifactName)(terms.artifact.name, baselineLeg, attempt));
    const { baseline, findRuns } = await (0,_baseline_load_js__WEBPACK_IMPORTED_MODULE_4__/* .loadBaseline */ .o)(terms.baseline, { ...host, past });
    const gate = { ...terms.gate, confirmRuns: 0 };
    const verdict = secrets.clean((0,_result_verdict_judge_against_js__WEBPACK_IMPORTED_MODULE_9__/* .judgeAgainst */ .z)(evidence, gate, baseline, (0,_next_round_js__WEBPACK_IMPORTED_MODULE_12__/* .finalStage */ .B)(isConfirmed)));
    const leg = legOfSaved(saved, verdict.identity.model, workflow);
    const report = secrets.clean({
        label: saved.label ?? (0,_inputs_matrix_js__WEBPACK_IMPORTED_MODULE_6__/* .legLabel */ .Nj)(verdict.identity.model, saved.matrix),
        sha: workflow?.sha ?? '',
        namespace: null,
        shards: null,
        runUrl: workflow?.runUrl ?? null,
        artifactUrl: null,
        reportUrl: null,
        mlflowUrl: null,
        forecast: null,
        reproduce: null,
    });
    const outcome = { verdict, leg, instance: null, report, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(host.directory, 'artifact') };
    if (!host.savesVerdicts)
        return { ...outcome, files: [] };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(outcome.directory);
    const { content } = terms.artifact;
    const runs = content === 'full' && runsDirectory !== null ? [runsDirectory] : [];
    const baselineRuns = await (0,_report_source_js__WEBPACK_IMPORTED_MODULE_13__/* .baselineRunsFor */ .t)({ verdict, content }, findRuns, log);
    const parts = {
        result: (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_5__/* .cleanOrNull */ .qt)(result, secrets),
        partial: null,
        verdict,
        shards: [],
        reports: (_, unreported) => (0,_report_reports_js__WEBPACK_IMPORTED_MODULE_8__/* .renderReports */ .k)((0,_report_source_js__WEBPACK_IMPORTED_MODULE_13__/* .reportSource */ .c)({ verdict, facts: report, runs, baselineRuns, logs: null }, secrets, unreported), unreported),
        postMortem: undefined,
        facts: secrets.clean({
            leg,
            workflow: workflow === null ? null : (0,_manifest_facts_js__WEBPACK_IMPORTED_MODULE_11__/* .workflowFacts */ .N)(workflow),
            shards: [],
            contradictions: [...evidence.contradictions],
            inputs: { ...terms.inputs },
        }),
    };
    const { files } = await (0,_artifact_write_js__WEBPACK_IMPORTED_MODULE_3__/* .writeArtifactContent */ .r)(outcome.directory, parts, content, secrets);
    return { ...outcome, files };
}
function legOfSaved({ label, matrix }, model, context) {
    const { repository = '', workflow = '', job = '', step = '' } = context ?? {};
    return (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_10__/* .legOf */ .Yk)({ repository, workflow, job, step, label: label ?? model, matrix });
}


/***/ }),

/***/ 16410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ workflowFacts),
/* harmony export */   n: () => (/* binding */ manifestFacts)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_workflow_context_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86083);
/* harmony import */ var _pods_collect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99337);
/* harmony import */ var _result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93207);




function manifestFacts({ kube, record, backend, terms, forecast }, { shards, gathered }, { clock, workflow }) {
    const { instance, leg, branch, startedAtMs, settingsHash, taskDurations, given, model } = record;
    return {
        instance,
        leg,
        namespace: backend.namespace,
        server: kube.cluster.server,
        startedAt: new Date(startedAtMs).toISOString(),
        finishedAt: new Date(clock.now()).toISOString(),
        workflow: workflow === null ? null : { ...workflowFacts(workflow), branch },
        agentFiles: given?.agent ?? null,
        ownTasks: given?.tasks ?? null,
        model: { name: model.model, ref: model.ref },
        openclawVersion: firstKnown(shards, 'openclawVersion'),
        harnessVersion: firstKnown(shards, 'harnessVersion'),
        shards: shards.map((shard) => shardFacts(shard, gathered.tampered)),
        contradictions: [...gathered.evidence.contradictions],
        inputs: { ...terms.inputs },
        settingsHash,
        taskDurations,
        forecast: forecast(),
    };
}
function workflowFacts(workflow) {
    const { repository, runUrl, attempt, sha } = workflow;
    return { repository, runUrl, attempt, sha, branch: (0,_base_workflow_context_js__WEBPACK_IMPORTED_MODULE_3__/* .evaluatedBranch */ .u)(workflow) };
}
function firstKnown(shards, name) {
    return shards.find((shard) => shard.state?.[name])?.state?.[name] ?? null;
}
function shardFacts(shard, tampered) {
    const { index, plan, pod, rounds, incidents, failure, state, done, noticedAtMs } = shard;
    return {
        index,
        tasks: (0,_pods_collect_js__WEBPACK_IMPORTED_MODULE_1__/* .planOf */ .XC)(shard)?.tasks ?? null,
        plan: plan ?? null,
        rounds: rounds.map(({ tasks, runs }) => ({ tasks: [...tasks], runs })),
        harnessStartedAt: state?.harnessStartedAt ?? null,
        finishedAt: done?.finishedAt ?? null,
        noticedAt: noticedAtMs === undefined ? null : new Date(noticedAtMs).toISOString(),
        pod: pod === undefined ? null : { ...pod },
        restarts: state?.restarts ?? null,
        tampered: tamperedFiles(shard, tampered),
        incidents,
        failure: failure === undefined ? null : { code: failure.code, message: (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageWithHint */ .X9)(failure) },
    };
}
function tamperedFiles(shard, tampered) {
    const named = new Set(shard.tampered.map(_result_formats_run_cache_js__WEBPACK_IMPORTED_MODULE_2__/* .runOfPath */ .k$));
    const tasks = (0,_pods_collect_js__WEBPACK_IMPORTED_MODULE_1__/* .tasksOf */ .a4)(shard);
    const others = [...tampered].filter((key) => !named.has(key) && tasks.includes(key.slice(0, key.lastIndexOf('/'))));
    return [...shard.tampered, ...others.map((key) => `run_cache/${key}.json`)].sort();
}


/***/ }),

/***/ 86454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ finalStage),
  q: () => (/* binding */ nextRound)
});

// EXTERNAL MODULE: ./lib/src/result/verdict/judge-against.js + 6 modules
var judge_against = __webpack_require__(18183);
// EXTERNAL MODULE: ./lib/src/result/stats/numbers.js
var numbers = __webpack_require__(22036);
// EXTERNAL MODULE: ./lib/src/result/stats/bootstrap.js
var bootstrap = __webpack_require__(70584);
// EXTERNAL MODULE: ./lib/src/result/stats/score.js
var stats_score = __webpack_require__(16248);
;// CONCATENATED MODULE: ./lib/src/result/stats/sequential.js



const ROUND_SHARE = 1 / 3;
const PRIOR_DEVIATION = 0.25;
const PRIOR_WEIGHT = 6;
const SHRINKAGE = 4;
function nextStep(all, rules) {
    const { threshold, maxRuns, error = 0.05, margin = 0.05 } = rules;
    const unanswered = all.filter((task) => task.scores.length === 0 && task.made < maxRuns);
    if (unanswered.length > 0)
        return together(unanswered);
    const tasks = all.filter((task) => task.scores.length > 0);
    if (tasks.length === 0)
        return { done: true, outcome: 'too-close' };
    const variances = runVariances(tasks);
    const ofScore = (0,numbers/* sum */.cz)(tasks, (task) => variances.get(task) / task.scores.length) / tasks.length ** 2;
    const score = (0,stats_score/* overallScoreOf */.Dz)(tasks.map((task) => (0,stats_score/* taskScoreOf */.Xw)(task.scores, passesOf(task))));
    const settled = (0,stats_score/* overallScoreOf */.Dz)(tasks.map((task) => settledScore(task, variances.get(task))));
    const clear = (Math.log((1 - error) / error) * ofScore) / (2 * margin);
    const repeated = tasks.filter((task) => task.scores.length > 1).length;
    const measured = repeated >= Math.min(tasks.length, Math.ceil(tasks.length * ROUND_SHARE));
    const agree = score >= threshold === settled >= threshold;
    if (measured && agree && Math.abs(settled - threshold) >= clear) {
        return { done: true, outcome: score >= threshold ? 'above' : 'below' };
    }
    return oneMoreBatch(tasks, variances, maxRuns) ?? { done: true, outcome: 'too-close' };
}
const passesOf = (task) => task.passed.filter(Boolean).length;
function settledScore(task, runVariance) {
    const passes = passesOf(task);
    const { allPassed, passRate } = (0,stats_score/* reliabilityOf */.CT)(task.scores, passes);
    const varianceScore = Math.max(0, 1 - Math.sqrt(runVariance) / 0.9 / 0.2);
    return 0.9 * (0,bootstrap/* mean */.i2)(task.scores) + 0.1 * (0.5 * (allPassed ? 1 : 0) + 0.3 * passRate + 0.2 * varianceScore);
}
function oneMoreBatch(tasks, variances, maxRuns) {
    const gain = (task) => variances.get(task) / (task.scores.length * (task.scores.length + 1));
    const open = tasks.filter((task) => task.made < maxRuns).sort((a, b) => gain(b) - gain(a) || byId(a, b));
    const [best] = open;
    if (best === undefined)
        return null;
    const alike = open.filter((task) => task.made === best.made);
    return together(alike.slice(0, Math.ceil(tasks.length * ROUND_SHARE)));
}
function together(tasks) {
    const fewest = Math.min(...tasks.map((task) => task.made));
    const ids = tasks.filter((task) => task.made === fewest).map((task) => task.taskId);
    return { done: false, tasks: ids.sort(), runs: fewest + 1 };
}
const byId = (a, b) => (a.taskId < b.taskId ? -1 : 1);
function runVariances(tasks) {
    const spread = tasks.map((task) => {
        const values = task.scores.map((score, run) => 0.9 * score + (task.passed[run] ? 0.08 : 0));
        const centre = (0,numbers/* sum */.cz)(values, (value) => value) / values.length;
        return { task, squares: (0,numbers/* sum */.cz)(values, (value) => (value - centre) ** 2), freedom: values.length - 1 };
    });
    const pooled = (PRIOR_WEIGHT * PRIOR_DEVIATION ** 2 + (0,numbers/* sum */.cz)(spread, (each) => each.squares)) /
        (PRIOR_WEIGHT + (0,numbers/* sum */.cz)(spread, (each) => each.freedom));
    return new Map(spread.map(({ task, squares, freedom }) => [
        task,
        (SHRINKAGE * pooled + squares) / (SHRINKAGE + freedom),
    ]));
}

// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 1 modules
var verdict = __webpack_require__(88143);
;// CONCATENATED MODULE: ./lib/src/eval/next-round.js



function nextRound(evidence, baseline, policy, { askable, isConfirmed }) {
    if (isConfirmed)
        return null;
    return undecided(evidence, policy, askable) ?? suspected(evidence, baseline, policy, askable);
}
function undecided(evidence, policy, askable) {
    const { runs: mode, maxRuns } = policy;
    const { threshold } = policy.gate;
    if (mode !== 'auto' || threshold === null)
        return null;
    const tasks = (0,verdict/* runsSoFar */.GV)(evidence).map((task) => askable.has(task.taskId) ? task : { ...task, made: Math.max(task.made, maxRuns) });
    const step = nextStep(tasks, { threshold, maxRuns });
    if (step.done)
        return null;
    const why = `Whether the score is above ${threshold} is not clear yet: run ${step.runs} of ${count(step.tasks)}.`;
    return { tasks: step.tasks, runs: step.runs, why, confirms: false };
}
function suspected(evidence, baseline, { gate }, askable) {
    const { confirmRuns } = gate;
    if (baseline === null || confirmRuns === 0)
        return null;
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
function finalStage(confirmed) {
    return confirmed ? 'confirmation' : 'single';
}
const count = (tasks) => `${tasks.length} task${tasks.length === 1 ? '' : 's'}`;
function shown(tasks) {
    return tasks.length <= 5 ? tasks.join(', ') : `${tasks.slice(0, 5).join(', ')}, …`;
}


/***/ }),

/***/ 82875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ makeCluster),
  D: () => (/* binding */ removeKind)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/artifact/write.js
var write = __webpack_require__(45050);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/cluster/kind.js
var cluster_kind = __webpack_require__(48441);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: ./lib/src/cluster/credential-plugin.js + 1 modules
var credential_plugin = __webpack_require__(87980);
;// CONCATENATED MODULE: ./lib/src/cluster/program.js





const OUTPUT_CHARACTERS = 1024 * 1024;
const ending = [
    { signal: 'SIGTERM', ofAll: false, patienceMs: 3000 },
    { signal: 'SIGTERM', ofAll: true, patienceMs: 1000 },
    { signal: 'SIGKILL', ofAll: true, patienceMs: 1000 },
];
const LOOK_MS = 25;
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
    let ended;
    const stopAll = async () => {
        await endAll(child.pid);
        child.stdout.destroy();
        child.stderr.destroy();
    };
    const onStop = () => void (ended = stopAll());
    stop.addEventListener('abort', onStop, { once: true });
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
        const [code] = (await (0,external_node_events_.once)(child, 'close'));
        await ended;
        signal.throwIfAborted();
        return { code, stdout, stderr };
    }
    catch (error) {
        if ((0,missing_file/* hasCode */.u)(error, 'ENOENT'))
            return 'missing';
        throw error;
    }
    finally {
        stop.removeEventListener('abort', onStop);
    }
}
async function endAll(pid) {
    if (pid === undefined)
        return;
    const group = process.platform === 'win32' ? pid : -pid;
    for (const { signal, ofAll, patienceMs } of ending) {
        send(signal, ofAll ? group : pid);
        for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs;) {
            if (!send(0, group))
                return;
            await (0,external_node_timers_promises_.setTimeout)(LOOK_MS);
        }
    }
}
function send(name, target) {
    try {
        return process.kill(target, name);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/src/cluster/kind-run.js




const LIST_MS = 60_000;
async function runKind(program, task, deps) {
    const ran = await tryKind(program, task, deps);
    if (ran === 'missing' || ran.code !== 0)
        throw kindFailure(ran, task);
    return ran.stdout;
}
async function tryKind(program, { args, timeoutMs, level = 'debug' }, { log, env, signal }) {
    const onLine = (line) => {
        if (line.trim() !== '')
            log[level]((0,plain_text/* oneLine */.TN)(line, 200));
    };
    return await runProgram(program, args, { env, signal, timeoutMs, onLine });
}
async function kindClusters(program, deps) {
    const list = { what: 'list its clusters', args: cluster_kind/* kindArguments */.Tv.list(), timeoutMs: LIST_MS };
    return (await runKind(program, list, deps)).split('\n').map((line) => line.trim());
}
function kindFailure(ran, { what, timeoutMs }) {
    if (ran === 'missing')
        return new errors/* ActionError */.lZ('kind-failed', 'kind is no longer installed on this machine.');
    const words = (0,cluster_kind/* lastWords */.aN)(ran.stderr);
    if (ran.code === null) {
        return new errors/* ActionError */.lZ('kind-failed', `kind could not ${what} in ${timeoutMs / 1000} s: ${words}`);
    }
    const trouble = (0,cluster_kind/* engineTrouble */.gI)(ran.stderr);
    if (trouble !== undefined) {
        return new errors/* ActionError */.lZ('kind-failed', `kind needs Docker or Podman, and neither answers on this machine: ${trouble}`, {
            hint: 'Use a runner with Docker, such as ubuntu-latest, or choose an existing cluster with the input `cluster`.',
        });
    }
    const image = (0,cluster_kind/* missingImage */.iQ)(ran.stderr);
    if (image !== undefined) {
        return new errors/* ActionError */.lZ('kind-failed', `Input \`load-images\` names ${image}, which is not on this machine.`, { hint: 'Build or pull it in an earlier step of the same job.' });
    }
    return new errors/* ActionError */.lZ('kind-failed', `kind could not ${what}: ${words}`, { hint: hintFor(ran.stderr) });
}
function hintFor(stderr) {
    if (/too many open files|inotify/i.test(stderr))
        return 'Raise the inotify limits: https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files';
    if ((0,cluster_kind/* otherPlatformMissing */.un)(stderr))
        return "Docker's containerd image store exports images without the platforms that were never pulled. Build them for one platform, or push them to a registry that the nodes reach.";
    return undefined;
}

;// CONCATENATED MODULE: ./lib/src/cluster/kind-load.js




const LOAD_MS = 15 * 60_000;
const VERSION_MS = 60_000;
async function loadImages(target, images, deps) {
    const { program, name } = target;
    const what = `load images into the cluster ${name}`;
    const load = { what, args: cluster_kind/* kindArguments */.Tv.load(name, images), timeoutMs: LOAD_MS, level: 'info' };
    const ran = await tryKind(program, load, deps);
    if (ran !== 'missing' && ran.code === 0)
        return;
    const archive = ran !== 'missing' && (0,cluster_kind/* otherPlatformMissing */.un)(ran.stderr)
        ? await ownPlatform(target, images, deps)
        : undefined;
    if (archive === undefined)
        throw kindFailure(ran, load);
    await runKind(program, { ...load, args: cluster_kind/* kindArguments */.Tv.loadArchive(name, archive) }, deps);
    deps.log.info('Docker has only one platform of these images, which was copied.');
}
async function ownPlatform({ temporary }, images, { env, signal, log }) {
    const docker = async (args, timeoutMs) => {
        const ran = await runProgram('docker', args, {
            env,
            signal,
            timeoutMs,
            onLine: (line) => log.debug(line),
        });
        return ran !== 'missing' && ran.code === 0 ? ran.stdout.trim() : undefined;
    };
    const platform = await docker(['version', '--format={{.Server.Os}}/{{.Server.Arch}}'], VERSION_MS);
    if (platform === undefined)
        return undefined;
    const archive = external_node_path_.join(temporary, 'images.tar');
    const save = ['image', 'save', `--platform=${platform}`, `--output=${archive}`, ...images];
    return (await docker(save, LOAD_MS)) === undefined ? undefined : archive;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./lib/src/base/secret.js
var secret = __webpack_require__(31728);
;// CONCATENATED MODULE: ./lib/src/cluster/kind-logs.js






const HEAD_BYTES = 64 * 1024;
async function cleanNodeLogs(directory) {
    const removed = [];
    for (const entry of await (0,promises_.readdir)(directory, { recursive: true, withFileTypes: true })) {
        if (entry.isDirectory())
            continue;
        const file = external_node_path_.join(entry.parentPath, entry.name);
        if (entry.isFile() && (await isText(file))) {
            await rewriteLines(file, withoutProxyLogins);
        }
        else {
            await (0,promises_.rm)(file);
            removed.push(external_node_path_.relative(directory, file));
        }
    }
    return removed.sort();
}
function withoutProxyLogins(line) {
    return (0,secret/* withoutLogins */.$b)(line).replace(/((?:https?|all|ftp|socks)_proxy=(?:[a-z\d]+:\/\/)?)(?:[^\s"\\]|\\.)*@/gi, '$1***@');
}
async function isText(file) {
    const opened = await (0,promises_.open)(file);
    try {
        const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
        const head = buffer.subarray(0, bytesRead);
        if (head.includes(0))
            return false;
        new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
        return true;
    }
    catch (error) {
        if (error instanceof TypeError)
            return false;
        throw error;
    }
    finally {
        await opened.close();
    }
}
async function rewriteLines(file, change) {
    const lines = (0,external_node_readline_.createInterface)({ input: (0,external_node_fs_.createReadStream)(file), crlfDelay: Infinity });
    const next = `${file}.clean`;
    await (0,external_node_stream_promises_.pipeline)(lines, async function* (texts) {
        for await (const text of texts)
            yield `${change(text)}\n`;
    }, (0,external_node_fs_.createWriteStream)(next, { flags: 'wx' }));
    await (0,promises_.rename)(next, file);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(81260);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: ./lib/src/base/download.js + 1 modules
var download = __webpack_require__(73307);
;// CONCATENATED MODULE: ./lib/src/cluster/kind-program.js










const RELEASES = 'https://github.com/kubernetes-sigs/kind/releases/download';
const VERSION_TIMEOUT_MS = 30_000;
const MAX_BYTES = 50_000_000;
const retryAfterMs = [2000, 10_000];
async function obtainKind(version, deps, releases = RELEASES) {
    const wanted = version === null ? null : (0,cluster_kind/* canonicalVersion */.Bp)(version);
    const installed = await kindInPath(deps);
    if (installed !== undefined && (wanted === null || installed === wanted)) {
        deps.log.info(`Using kind ${installed} of this machine.`);
        return 'kind';
    }
    return await downloadedKind(wanted ?? cluster_kind/* defaultKindVersion */.ui, deps, releases);
}
async function kindInPath({ env, signal }) {
    signal.throwIfAborted();
    const stop = AbortSignal.any([signal, AbortSignal.timeout(VERSION_TIMEOUT_MS)]);
    const options = { env: (0,credential_plugin/* withoutOurSecrets */.C)(env), silent: true, ignoreReturnCode: true };
    const asked = (0,exec/* getExecOutput */.H)('kind', [...cluster_kind/* kindArguments */.Tv.version()], options).catch(() => undefined);
    const ran = await Promise.race([asked, (0,external_node_events_.once)(stop, 'abort').then(() => undefined)]);
    signal.throwIfAborted();
    return ran?.exitCode === 0 ? (0,cluster_kind/* versionIn */.It)(ran.stdout) : undefined;
}
async function downloadedKind(version, deps, releases) {
    const platform = (0,cluster_kind/* kindPlatform */.s7)(process.platform, process.arch);
    if (platform === undefined) {
        throw new errors/* ActionError */.lZ('kind-failed', `kind has no release for ${process.platform} on ${process.arch}.`, {
            hint: 'Use a runner with Linux or macOS on x64 or arm64, or install kind in PATH in an earlier step.',
        });
    }
    const url = `${releases}/${version}/kind-${platform}`;
    const checksum = cluster_kind/* pinnedKinds */.wG[version]?.[platform] ?? (await publishedChecksum(url, version, deps));
    const file = external_node_path_.join(toolDirectory(deps.env), 'clawbench-kind', version, platform, 'kind');
    const kept = await (0,promises_.readFile)(file).catch(() => undefined);
    if (kept !== undefined && (0,sha256/* sha256 */.s)(kept) === checksum)
        return file;
    const bytes = await fetched(url, version, deps);
    if ((0,sha256/* sha256 */.s)(bytes) !== checksum) {
        throw new errors/* ActionError */.lZ('kind-failed', `The download of kind ${version} for ${platform} has the SHA-256 ${(0,sha256/* sha256 */.s)(bytes)}, not ${checksum}; it was not run.`, {
            hint: 'Try again. If it stays so, something between the runner and GitHub alters downloads.',
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
    const checksum = (0,cluster_kind/* checksumIn */.Hr)((await fetched(`${url}.sha256sum`, version, deps)).toString('utf8'));
    if (checksum !== undefined)
        return checksum;
    throw new errors/* ActionError */.lZ('kind-failed', `The release ${version} of kind has no readable SHA-256 checksum.`, {
        hint: `Write ${cluster_kind/* defaultKindVersion */.ui} as \`kind-version\`, or install kind in PATH in an earlier step.`,
    });
}
async function fetched(url, version, { env, clock, signal }) {
    for (let attempt = 0;; attempt++) {
        const answer = await (0,download/* download */.RG)(url, { maxBytes: MAX_BYTES, env, signal });
        if ('bytes' in answer)
            return answer.bytes;
        const { problem, status = 0, cause } = answer;
        const waitMs = status >= 400 && status < 500 ? undefined : retryAfterMs[attempt];
        if (waitMs === undefined) {
            throw new errors/* ActionError */.lZ('kind-failed', `kind ${version} cannot be downloaded: ${problem}.`, {
                hint: 'Write a release that exists as `kind-version`, or install kind in PATH in an earlier step.',
                cause,
            });
        }
        await clock.sleep(waitMs, signal);
    }
}
function toolDirectory(env) {
    return env['RUNNER_TOOL_CACHE'] || env['XDG_CACHE_HOME'] || external_node_path_.join((0,external_node_os_.homedir)(), '.cache');
}

;// CONCATENATED MODULE: ./lib/src/cluster/kind-cluster.js










const CREATE_MS = 15 * 60_000;
const MAX_CONFIG_BYTES = 1024 * 1024;
const EXPORT_MS = 2 * 60_000;
async function openKind(name, settings, directory, deps) {
    const configuration = textOfConfig(settings.config, deps.places);
    const program = await obtainKind(settings.version, deps);
    await kindClusters(program, deps);
    const own = await (0,promises_.mkdtemp)(external_node_path_.join(directory, 'kind-'));
    const temporary = external_node_path_.join(own, 'tmp');
    await (0,promises_.mkdir)(temporary);
    const ownDeps = { ...deps, env: { ...deps.env, TMPDIR: temporary } };
    return {
        name,
        async create() {
            const kubeconfig = external_node_path_.join(own, 'kubeconfig');
            const config = await configFile(configuration, own);
            const create = {
                what: `create the cluster ${name}`,
                args: cluster_kind/* kindArguments */.Tv.create(name, { kubeconfig, config }, settings),
                timeoutMs: CREATE_MS + settings.waitMs,
                level: 'info',
            };
            await runKind(program, create, ownDeps);
            await (0,promises_.chmod)(kubeconfig, 0o600);
            if (settings.loadImages.length > 0) {
                await loadImages({ program, name, temporary }, settings.loadImages, ownDeps);
            }
            return {
                text: await (0,promises_.readFile)(kubeconfig, 'utf8'),
                origin: `The kubeconfig of the kind cluster ${name}`,
            };
        },
        async exportLogs(target) {
            if (!(await kindClusters(program, ownDeps)).includes(name))
                return false;
            await (0,promises_.mkdir)(target, { recursive: true });
            const what = `export the logs of the cluster ${name}`;
            const task = { what, args: cluster_kind/* kindArguments */.Tv.exportLogs(name, target), timeoutMs: EXPORT_MS };
            await runKind(program, task, ownDeps).catch((error) => {
                deps.log.info(`The logs of the nodes may be incomplete: ${(0,errors/* messageOf */.bD)(error)}`);
            });
            const removed = await cleanNodeLogs(target);
            if (removed.length > 0) {
                const names = (0,plain_text/* oneLine */.TN)(removed.join(', '), 300);
                deps.log.info(`Left out of the logs of the nodes, because they are not text: ${names}`);
            }
            return (await (0,promises_.readdir)(target)).length > 0;
        },
        async [Symbol.asyncDispose]() {
            await (0,promises_.rm)(own, { recursive: true, force: true });
        },
    };
}
function textOfConfig(config, places) {
    if (config === null || 'text' in config)
        return config?.text ?? null;
    const read = (0,checked_file/* readChecked */.Yi)(config.path, places, MAX_CONFIG_BYTES);
    if (!(0,checked_file/* isRefusal */.vu)(read))
        return read.content.toString('utf8');
    throw new errors/* ActionError */.lZ('bad-input', `Input \`kind-config\` names ${config.path}, which ${read.refusal}.`, {
        hint: 'Check out the repository in an earlier step, or pass the YAML itself.',
    });
}
async function configFile(text, directory) {
    if (text === null)
        return null;
    const file = external_node_path_.join(directory, 'config.yaml');
    await (0,promises_.writeFile)(file, text);
    return file;
}

;// CONCATENATED MODULE: ./lib/src/cluster/kind-delete.js







const DELETE_MS = 2 * 60_000;
const LATE_NODES_MS = 5000;
const kind_delete_LOOK_MS = 1000;
const DELETIONS = 5;
async function deleteKind({ name, version, isComplete }, deps) {
    if (!(0,cluster_kind/* isKindName */._M)(name))
        throw new errors/* ActionError */.lZ('internal', 'The saved name of the kind cluster is damaged.');
    const program = await obtainKind(version, deps);
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(deps.env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'clawbench-kind-'));
    const args = cluster_kind/* kindArguments */.Tv.remove(name, external_node_path_.join(directory, 'kubeconfig'));
    const task = { what: `delete the cluster ${name}`, args, timeoutMs: DELETE_MS };
    const enough = isComplete ? 1 : LATE_NODES_MS / kind_delete_LOOK_MS;
    let deletions = 0;
    try {
        for (let inVain = 0; inVain < enough;) {
            if ((await kindClusters(program, deps)).includes(name)) {
                if (deletions++ === DELETIONS)
                    throw new errors/* ActionError */.lZ('kind-failed', `kind still lists the cluster ${name} after ${DELETIONS} deletions.`);
                await runKind(program, task, deps);
                inVain = 0;
            }
            else if (++inVain < enough)
                await deps.clock.sleep(kind_delete_LOOK_MS);
        }
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
    if (deletions > 0)
        deps.log.info(`The kind cluster ${name} is deleted.`);
}

// EXTERNAL MODULE: ./lib/src/plan/terms.js
var plan_terms = __webpack_require__(54183);
// EXTERNAL MODULE: ./lib/src/eval/connect.js + 8 modules
var connect = __webpack_require__(6518);
;// CONCATENATED MODULE: ./lib/src/eval/own-cluster.js









async function makeCluster({ names, terms }, settings, host) {
    const { log, signal } = host;
    const kind = await openKind((0,cluster_kind/* kindName */.Ep)(host.workflow, names.instance), settings, host.directory, host);
    let outcome = null;
    let isComplete = false;
    const nodeLogs = async () => terms.artifact.content === 'full' && !signal.aborted ? await exportLogs(kind, host) : undefined;
    host.saveKind(kind.name);
    async function giveUp() {
        if (outcome === null)
            await keepNodeLogs(await nodeLogs(), names.leg, host);
        const passed = outcome?.verdict.verdict === 'pass';
        if (!(0,plan_terms.isRemoved)(terms.cleanup, { passed, cancelled: signal.aborted })) {
            host.keep();
            log.info(`The kind cluster is kept: kind delete cluster --name ${kind.name} deletes it.`);
        }
        else if (!signal.aborted || host.workflow === null) {
            const deletion = { name: kind.name, version: settings.version, isComplete };
            if (await removeKind(deletion, host))
                host.saveKind(null);
        }
        await kind[Symbol.asyncDispose]();
    }
    try {
        log.status?.({ text: 'Making a cluster by kind' });
        const kubeconfig = await kind.create();
        isComplete = true;
        log.status?.({ text: 'Checking the cluster' });
        const kube = await (0,connect.connectBy)([kubeconfig], null, host);
        return {
            kube,
            nodeLogs,
            removeAtEnd: () => undefined,
            settle: (settled) => (outcome = settled),
            leaveRunning: () => undefined,
            async [Symbol.asyncDispose]() {
                await kube.close();
                await giveUp();
            },
        };
    }
    catch (error) {
        await giveUp();
        throw error;
    }
}
async function exportLogs(kind, { log, directory }) {
    const target = external_node_path_.join(directory, 'kind-logs');
    try {
        return (await kind.exportLogs(target)) ? target : undefined;
    }
    catch (error) {
        log.info(`The logs of the nodes could not be saved: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
async function keepNodeLogs(logs, leg, host) {
    if (logs === undefined)
        return;
    try {
        const directory = external_node_path_.join(host.directory, 'node-logs');
        await (0,promises_.mkdir)(directory, { recursive: true });
        const { files, leftOut } = await (0,write/* copyWithoutSecrets */.l)(logs, directory, host.log.secrets);
        for (const problem of leftOut)
            host.log.info(problem);
        await host.keepNodeLogs({ directory, files: files.map((file) => file.path) }, leg);
    }
    catch (error) {
        host.log.warning('Logs of the nodes', (0,errors/* messageOf */.bD)(error));
    }
}
async function removeKind(deletion, host) {
    try {
        await deleteKind(deletion, { ...host, signal: new AbortController().signal });
        return true;
    }
    catch (error) {
        const { name } = deletion;
        const advice = (0,cluster_kind/* isKindName */._M)(name) ? `\nDelete it by: kind delete cluster --name ${name}` : '';
        host.log.warning('Clean-up', `${(0,errors/* messageOf */.bD)(error)}${advice}`);
        return false;
    }
}


/***/ }),

/***/ 95810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planEval: () => (/* binding */ planEval)
});

// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(33243);
// EXTERNAL MODULE: ./lib/src/backends/job/objects.js
var job_objects = __webpack_require__(42086);
// EXTERNAL MODULE: ./lib/src/backends/own-files.js
var own_files = __webpack_require__(10492);
// EXTERNAL MODULE: ./lib/src/backends/settings.js
var settings = __webpack_require__(75001);
// EXTERNAL MODULE: ./lib/src/baseline/load.js + 3 modules
var load = __webpack_require__(87855);
// EXTERNAL MODULE: ./lib/src/mlflow/deploy.js
var deploy = __webpack_require__(1567);
// EXTERNAL MODULE: ./lib/src/plan/terms.js
var plan_terms = __webpack_require__(54183);
// EXTERNAL MODULE: ./lib/src/protocol/pod-variables.js
var pod_variables = __webpack_require__(97628);
// EXTERNAL MODULE: ./lib/src/report/outputs.js
var outputs = __webpack_require__(42011);
// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
// EXTERNAL MODULE: ./lib/src/plan/run-settings.js
var run_settings = __webpack_require__(30923);
// EXTERNAL MODULE: ./lib/src/result/stats/forecast.js
var stats_forecast = __webpack_require__(13945);
;// CONCATENATED MODULE: ./lib/src/report/plan.js



function plannedRuns({ settings, terms }, records) {
    const { tasks, runs, shards, concurrency, retryInvalid, maxCostUsd, maxTokens, maxMinutes } = settings;
    const known = new Set(records.flatMap((record) => record.tasks.map(({ taskId }) => taskId))).size;
    return {
        tasks: tasks?.length ?? (known === 0 ? null : known),
        runsPerTask: (0,run_settings/* firstRuns */.rg)(settings),
        mostRunsPerTask: runs === 'auto' ? Math.max(terms.maxRuns, 1) : runs,
        confirmRuns: terms.baseline.length === 0 ? 0 : terms.gate.confirmRuns,
        retryInvalid,
        shards,
        concurrency,
        maxCostUsd,
        maxTokens,
        maxMinutes,
        timeoutMinutes: Math.round(settings.timeoutMs / 60_000),
    };
}
function planLines(plan, { runs, forecast, mlflowRuns }) {
    const { model, judge, cluster, backend, names, terms, endpointNotice } = plan;
    return [
        `An evaluation of ${model.model}${judge === undefined ? '' : `, judged by ${judge.model}`}.`,
        ...(cluster.kind === 'own' ? [kindLine(plan, cluster.settings)] : []),
        ...placeLines(plan, backend),
        runsLine(runs),
        ...gateLines(runs, terms.gate),
        capsLine(plan, runs),
        ...(endpointNotice === null ? [] : [endpointNotice]),
        ...userFileLines(plan),
        mlflowLine(plan),
        forecastLine(forecast, runs, model.isPriceKnown),
        ...(mlflowRuns.length === 0
            ? []
            : [
                `Not in the forecast: MLflow run ${mlflowRuns.join(', ')}, which only pods of the evaluation read.`,
            ]),
        backend.kind === 'attached'
            ? 'The container is not among the objects: user, volume and token of the gateway are read from it when the evaluation starts.'
            : `Values of secrets are left out. The Job is suspended until ${suspendedUntil(plan)}.`,
        `The digits ${names.instance} are different in each evaluation.`,
    ];
}
function suspendedUntil({ job }) {
    return job.queue === undefined
        ? 'it owns its Secret and ConfigMaps'
        : `Kueue admits it from LocalQueue ${job.queue}`;
}
function placeLines(plan, backend) {
    const { namespace, name, images, ownNamespace } = plan;
    if (backend.kind === 'attached') {
        const { deployment, method } = backend;
        const which = deployment === null
            ? `the OpenClaw of namespace ${namespace}`
            : `Deployment ${namespace}/${deployment}`;
        return [
            method === 'rollout'
                ? `Place: ${which} gets a container of ${images.clawbench} (ClawBench), ${afterwards(plan, UNTIL_SWEPT)}; its gateway restarts when it comes and when it goes.`
                : `Place: the pod of ${which}, joined by the ephemeral container ${name} of ${images.clawbench} (ClawBench); nothing restarts, and the Deployment stays as it is.`,
        ];
    }
    return [
        ownNamespace
            ? `Namespace: its own, here called ${namespace}; ${afterwards(plan, UNTIL_SWEPT)}.`
            : `Namespace: ${namespace}, created if it does not exist; what the evaluation creates in it is ${afterwards(plan, 'until it expires')}.`,
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
function gateLines(runs, { threshold, maxRegression }) {
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
function capsLine({ model, backend }, { maxCostUsd, maxTokens, maxMinutes, timeoutMinutes }) {
    const condition = backend.kind === 'attached' ? ', if the gateway has a price for the model' : '';
    const isCostCapped = maxCostUsd !== null && model.isPriceKnown;
    const caps = [
        ...(isCostCapped ? [`$${maxCostUsd}${condition}`] : []),
        ...(maxTokens === null ? [] : [`${maxTokens} tokens`]),
        ...(maxMinutes === null ? [] : [`${maxMinutes} min`]),
    ];
    const timeout = `after ${(0,figures/* roughDuration */.Um)(timeoutMinutes * 60_000)} at the latest`;
    const when = caps.length > 0 ? `at ${caps.join(' or ')}, and ${timeout}` : timeout;
    if (maxCostUsd !== null && !isCostCapped)
        return `Stops: ${when}. ${(0,run_settings/* unknownPrice */.YK)(model.model)}`;
    return caps.length > 0 ? `Stops: ${when}.` : `Stops: ${when}; there is no cap on cost, tokens or minutes.`;
}
function userFileLines({ userFiles }) {
    const of = (facts) => `${count(facts.files, 'file')}, SHA-256 ${facts.sha256.slice(0, 12)}`;
    return [
        ...(userFiles?.agent ? [`Files for the agents' workspaces: ${of(userFiles.agent)}.`] : []),
        ...(userFiles?.tasks ? [`Tasks of your own, in place of the suite's: ${of(userFiles.tasks)}.`] : []),
    ];
}
function mlflowLine({ terms: { mlflow } }) {
    if (mlflow === undefined)
        return 'MLflow: nothing is logged.';
    const { experiment, server, trackingUri } = mlflow;
    const which = `experiment ${'id' in experiment ? experiment.id : experiment.name}`;
    if (server.kind === 'given')
        return `MLflow: ${which} at ${trackingUri}.`;
    return server.kind === 'standing'
        ? `MLflow: ${which} in namespace ${server.namespace}, if this action deployed one there before; else nothing is logged. None is deployed.`
        : `MLflow: ${which} in namespace ${server.pod.namespace}, where ${server.pod.image} is deployed if there is none, and stays; it requests 10 m of CPU, 512 MiB of memory and a volume of 5 GiB.`;
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
function afterwards({ isDetached, terms: { cleanup } }, until) {
    if (isDetached)
        return 'kept for 24 hours after the evaluation ends, or until `results` or `detach` removes it';
    const kept = `kept ${until}`;
    if (cleanup === 'never')
        return kept;
    return cleanup === 'always'
        ? 'deleted afterwards'
        : `deleted afterwards if the verdict is pass, else ${kept}`;
}
function kindLine(plan, { nodeImage, loadImages }) {
    const nodes = nodeImage === null ? '' : ` with nodes of ${nodeImage}`;
    const images = loadImages.length === 0 ? '' : `, the images ${loadImages.join(', ')} copied in`;
    return `Cluster: made by kind on this machine${nodes}${images}; ${afterwards(plan, 'until `kind delete cluster` deletes it')}.`;
}

// EXTERNAL MODULE: ./lib/src/stack/namespace.js
var namespace = __webpack_require__(44238);
// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
// EXTERNAL MODULE: ./lib/src/stack/providers.js
var providers = __webpack_require__(26439);
// EXTERNAL MODULE: ./lib/src/eval/expectation.js
var expectation = __webpack_require__(58851);
;// CONCATENATED MODULE: ./lib/src/eval/plan-eval.js














async function planEval(plan, host) {
    const { terms, settings, model, names, namespace } = plan;
    const { clean } = host.log.secrets;
    const past = host.pastArtifacts((attempt) => (0,plan_terms.artifactName)(terms.artifact.name, names.leg, attempt));
    const { baseline, mlflowRuns } = await (0,load/* loadBaseline */.o)(terms.baseline, { ...host, past });
    const records = baseline?.records ?? [];
    const forecast = (0,expectation/* forecastFrom */.Yn)(records, settings);
    const shown = { ...plan, terms: withoutStanding(terms) };
    const objects = await plannedObjects(shown, host.root, (0,expectation/* durationsOf */.DM)(records));
    const runs = plannedRuns(plan, records);
    return {
        kind: 'planned',
        lines: clean(planLines(plan, { runs, forecast, mlflowRuns })),
        manifests: clean(asYaml(objects)),
        outputs: { namespace, ...(0,outputs/* forecastOutputs */.q)(forecast, model.isPriceKnown) },
        record: clean({
            namespace,
            model: model.model,
            images: usedImages(plan),
            runs,
            forecast,
            objects,
        }),
    };
}
function usedImages({ images, backend, terms }) {
    return {
        openclaw: backend.kind === 'attached' ? null : images.openclaw,
        clawbench: images.clawbench,
        mlflow: terms.mlflow?.server.kind === 'deployed' ? terms.mlflow.server.pod.image : null,
    };
}
function withoutStanding({ mlflow, ...terms }) {
    return { ...terms, mlflow: mlflow?.server.kind === 'standing' ? undefined : mlflow };
}
async function plannedObjects(plan, root, taskDurations) {
    const metadata = (0,ownership/* evalMetadata */.gW)(plan.names, new Date(plan.expiresAtMs), plan.runUrl);
    const mlflow = await plannedMlflow(plan, root);
    if (plan.backend.kind === 'attached') {
        const { name, namespace } = plan;
        const named = { ...metadata, name, namespace };
        return [...mlflow, (0,settings/* settingsMap */.Kz)(named, plan, taskDurations, undefined)];
    }
    const files = await (0,own_files/* readEvalFiles */.O)(root);
    const withoutSecrets = { ...plan, secrets: placeholders(plan) };
    const made = (0,job_objects/* evalObjects */.X)(withoutSecrets, files, taskDurations);
    const objects = [
        ...(plan.ownNamespace ? [(0,namespace/* namespaceObject */.r)(plan.namespace, files.namespace, metadata)] : []),
        ...mlflow,
        ...(made.keyLease === undefined ? [] : [made.keyLease]),
        made.secret,
        ...(made.pullSecret === undefined ? [] : [made.pullSecret]),
        made.networkPolicy,
        made.job,
        ...made.configMaps,
    ];
    return objects.map(withoutLogin);
}
function withoutLogin(object) {
    if (object['type'] !== 'kubernetes.io/dockerconfigjson')
        return object;
    const { data: _data, ...rest } = object;
    return { ...rest, stringData: { '.dockerconfigjson': '{"auths":{}}' } };
}
async function plannedMlflow({ terms }, root) {
    const server = terms.mlflow?.server;
    if (server?.kind !== 'deployed')
        return [];
    const manifests = await (0,deploy/* readMlflowManifests */.eD)(root);
    const labels = (0,ownership/* deployedLabels */.MD)('mlflow');
    return [
        (0,namespace/* namespaceObject */.r)(server.pod.namespace, manifests.namespace, { labels }),
        ...(0,deploy/* mlflowObjects */.QH)({ ...server.pod, isOpenShift: false }, manifests.rest),
    ];
}
function placeholders({ secrets, model, judge }) {
    const needed = [model, ...(judge === undefined ? [] : [judge])].flatMap(({ keyVariable }) => keyVariable ?? []);
    const variables = [...new Set([...needed, ...Object.keys(secrets)])];
    return Object.fromEntries(variables.map((variable) => [
        variable,
        variable === pod_variables/* podVariables */.F.gatewayToken
            ? '<new for each evaluation>'
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

/***/ 10988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ baselineRunsFor),
  c: () => (/* binding */ reportSource)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/artifact/log-tails.js




const MOST_SHARDS = 8;
const MAX_BYTES = 24_000;
const MOST_LINES = 150;
function* logTailsIn(directory, { clean }) {
    for (const name of logNames(external_node_path_.join(directory, 'logs'))) {
        const read = endOf(external_node_path_.join(directory, name));
        if (read === null)
            continue;
        const lines = (0,plain_text/* plainLines */.y1)(read.text.trimEnd());
        const isCut = read.isCut || lines.length > MOST_LINES;
        yield clean({ name, lines: lines.slice(-MOST_LINES), isCut });
    }
}
function logNames(logs) {
    const shards = entriesOf(logs)
        .filter((name) => /^shard-\d+$/.test(name))
        .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
        .slice(0, MOST_SHARDS);
    return [
        'logs/post-mortem.txt',
        ...shards.flatMap((shard) => [`logs/${shard}/eval.log`, `logs/${shard}/gateway.log`]),
    ];
}
function entriesOf(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory);
    }
    catch (error) {
        if ((0,missing_file/* hasCode */.u)(error, 'ENOENT'))
            return [];
        throw error;
    }
}
function endOf(file) {
    let descriptor;
    try {
        descriptor = (0,external_node_fs_.openSync)(file, 'r');
    }
    catch (error) {
        if ((0,missing_file/* hasCode */.u)(error, 'ENOENT'))
            return null;
        throw error;
    }
    try {
        const { size } = (0,external_node_fs_.fstatSync)(descriptor);
        if (size === 0)
            return null;
        const isCut = size > MAX_BYTES;
        const bytes = Buffer.alloc(Math.min(size, MAX_BYTES));
        (0,external_node_fs_.readSync)(descriptor, bytes, 0, bytes.length, size - bytes.length);
        return { text: bytes.subarray(isCut ? bytes.indexOf('\n') + 1 : 0).toString(), isCut };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/result/formats/benchmark.js
var benchmark = __webpack_require__(98474);
// EXTERNAL MODULE: ./lib/src/result/formats/json.js
var json = __webpack_require__(38347);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./lib/src/result/formats/run-failures.js
var run_failures = __webpack_require__(45146);
;// CONCATENATED MODULE: ./lib/src/result/formats/run-detail.js







const MAX_TEXT = 8000;
const MOST_STEPS = 400;
const share = schemas/* number */.aig().min(0).max(1).default(0).catch(0);
const amount = schemas/* number */.aig().min(0).default(0).catch(0);
const run_detail_text = schemas/* string */.YjP().default('').catch('');
const callSchema = schemas/* object */.Ikc({ id: run_detail_text, name: run_detail_text, input: schemas/* unknown */.L5J(), output: run_detail_text, success: schemas/* boolean */.zMY().catch(true) })
    .catch({ id: '', name: '', input: undefined, output: '', success: true });
const messageSchema = schemas/* object */.Ikc({
    role: run_detail_text,
    text: run_detail_text,
    tool_calls: schemas/* array */.YOg(callSchema).catch([]),
    tool_result_for: run_detail_text,
    tool_result_content: run_detail_text,
});
const usage = { input_tokens: amount, output_tokens: amount, total_tokens: amount, total_cost_usd: amount };
const usageSchema = schemas/* object */.Ikc(usage).prefault({}).catch(schemas/* object */.Ikc(usage).parse({}));
const runSchema = schemas/* object */.Ikc({
    task_id: benchmark/* taskFields */.Df.task_id,
    tier: benchmark/* taskFields */.Df.tier,
    run_index: schemas/* number */.aig().int().min(0),
    run_score: share,
    completion_result: schemas/* object */.Ikc({ score: share, ...run_failures/* failureFields */.cX.completion }).prefault({}),
    trajectory_result: schemas/* object */.Ikc({ score: share, ...run_failures/* failureFields */.cX.trajectory }).prefault({}),
    behavior_result: schemas/* object */.Ikc({ score: share, ...run_failures/* failureFields */.cX.behavior }).prefault({}),
    judge_result: schemas/* object */.Ikc({
        enabled: schemas/* boolean */.zMY().default(false).catch(false),
        score: share,
        token_usage: usageSchema,
        ...run_failures/* failureFields */.cX.judge,
    })
        .prefault({}),
    transcript: schemas/* object */.Ikc({ messages: schemas/* array */.YOg(messageSchema).default([]).catch([]) })
        .prefault({})
        .catch({ messages: [] }),
    duration_ms: amount,
    token_usage: usageSchema,
    delivery_outcome: run_detail_text,
    failure_mode: run_failures/* failureModeSchema */.R4,
    error: run_detail_text,
});
function parseRunDetail(bytes, name) {
    const parsed = runSchema.safeParse((0,json/* parseJson */.q)(bytes, { name, maxBytes: run_cache/* MAX_RUN_FILE_BYTES */.Qc }));
    if (!parsed.success)
        throw new errors/* ActionError */.lZ('bad-result', `${name} is not a run of ClawBench.`);
    const run = parsed.data;
    const judged = run.judge_result;
    const used = (field) => run.token_usage[field] + judged.token_usage[field];
    return {
        taskId: run.task_id,
        tier: run.tier,
        runIndex: run.run_index,
        score: run.run_score,
        outcome: run.delivery_outcome,
        failureMode: run.failure_mode,
        axes: {
            completion: run.completion_result.score,
            trajectory: run.trajectory_result.score,
            behavior: run.behavior_result.score,
            judge: judged.enabled ? judged.score : null,
        },
        failures: (0,run_failures/* failuresOf */.dJ)(run),
        error: run.error === '' ? null : shortened(run.error),
        durationMs: run.duration_ms,
        totalTokens: used('total_tokens'),
        inputTokens: used('input_tokens'),
        outputTokens: used('output_tokens'),
        costUsd: used('total_cost_usd'),
        steps: stepsOf(run.transcript.messages),
    };
}
function stepsOf(messages) {
    const results = new Map(messages.filter(isResult).map((message) => [message.tool_result_for, message.tool_result_content]));
    const called = new Set(messages.flatMap((message) => message.tool_calls.map(({ id }) => id)));
    return messages
        .filter((message) => !isResult(message) || !called.has(message.tool_result_for))
        .slice(0, MOST_STEPS)
        .map((message) => ({
        role: roleOf(message),
        text: shortened(isResult(message) ? message.tool_result_content || message.text : message.text),
        calls: message.tool_calls.map((call) => ({
            name: shortened(call.name),
            input: shortened(call.input === undefined ? '' : JSON.stringify(call.input)),
            output: shortened(call.output || (results.get(call.id) ?? '')),
            ok: call.success,
        })),
    }));
}
function isResult({ role, tool_result_for: id }) {
    return id !== '' || /^tool/i.test(role);
}
function roleOf(message) {
    if (isResult(message))
        return 'tool';
    return message.role === 'user' ? 'user' : 'assistant';
}
function shortened(raw) {
    const cut = raw.length > MAX_TEXT ? `${raw.slice(0, MAX_TEXT)}\n… (${raw.length} characters)` : raw;
    return (0,plain_text/* plainLines */.y1)(cut).join('\n');
}

// EXTERNAL MODULE: ./lib/src/artifact/files.js
var files = __webpack_require__(36002);
;// CONCATENATED MODULE: ./lib/src/artifact/run-details.js



function* runDetailsIn(directory, { clean }, problems) {
    for (const { path: name, bytes } of (0,files/* findRunFiles */.eJ)(directory).contents(problems)) {
        try {
            yield clean(parseRunDetail(bytes, name));
        }
        catch (error) {
            if (!(0,errors/* isActionError */.Bd)(error))
                throw error;
            problems.push(`${error.message} It is not in the reports.`);
        }
    }
}

;// CONCATENATED MODULE: ./lib/src/eval/report-source.js



function reportSource({ verdict, facts, runs, baselineRuns, logs }, secrets, problems) {
    const told = new Set();
    function* runsIn(directories) {
        const found = [];
        for (const one of directories)
            yield* runDetailsIn(one, secrets, found);
        const fresh = found.filter((problem) => !told.has(problem));
        for (const problem of fresh)
            told.add(problem);
        const [first, ...others] = fresh;
        if (first !== undefined)
            problems.push(others.length === 0 ? first : `${first} So it is with ${others.length} more.`);
    }
    return {
        verdict,
        facts,
        runs: () => runsIn(runs),
        baselineRuns: () => runsIn(baselineRuns),
        logs: () => (logs === null ? [] : logTailsIn(logs, secrets)),
    };
}
async function baselineRunsFor({ verdict, content }, findRuns, log) {
    if (content !== 'full' || verdict.comparison?.comparable !== true)
        return [];
    try {
        return await findRuns();
    }
    catch (error) {
        log.warning('Report', `The report does not show the runs of the baseline. ${(0,errors/* messageOf */.bD)(error)}`);
        return [];
    }
}


/***/ }),

/***/ 74672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ untilDecided)
});

// UNUSED EXPORTS: wasConfirmed

// EXTERNAL MODULE: ./lib/src/plan/run-settings.js
var run_settings = __webpack_require__(30923);
// EXTERNAL MODULE: ./lib/src/pods/collect.js
var collect = __webpack_require__(99337);
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
;// CONCATENATED MODULE: ./lib/src/eval/contradictions.js



function plannedOf(shard) {
    const { tasks = [], runsPerTask = 0 } = (0,collect/* planOf */.XC)(shard) ?? {};
    return tasks.map((taskId) => ({
        taskId,
        runs: Math.max(runsPerTask, ...shard.rounds.filter((round) => round.tasks.includes(taskId)).map(({ runs }) => runs)),
    }));
}
function contradictionsOf(shards, results, record) {
    const said = shards.flatMap(({ index, plan, state, failure, contradictions }) => [
        ...contradictions,
        ...(failure === undefined ? (0,collect/* saidOtherwise */.Uc)(index, plan, state) : []),
    ]);
    return [
        ...new Set(said),
        ...shards.flatMap((shard) => wrongNumber(shard, record)),
        ...wrongTasks(shards, record),
        ...shards.flatMap(unordered),
        ...unorderedResults(shards, results),
    ];
}
function wrongNumber(shard, record) {
    const plan = (0,collect/* planOf */.XC)(shard);
    const wanted = (0,run_settings/* firstRuns */.rg)(record);
    if (plan === undefined || plan.runsPerTask === wanted)
        return [];
    return [`Shard ${shard.index} was to make ${plan.runsPerTask} runs of each task, and not ${wanted}.`];
}
function wrongTasks(shards, { tasks: wanted }) {
    if (wanted === null)
        return [];
    const had = shards.flatMap(collect/* tasksOf */.a4);
    const isComplete = shards.every((shard) => (0,collect/* planOf */.XC)(shard) !== undefined);
    const missing = isComplete ? wanted.filter((task) => !had.includes(task)) : [];
    const others = had.filter((task) => !wanted.includes(task));
    return [
        ...(missing.length === 0 ? [] : [`No shard was to run ${shown(missing)}, which "tasks" names.`]),
        ...(others.length === 0 ? [] : [`A shard was to run ${shown(others)}, which "tasks" does not name.`]),
    ];
}
function unordered(shard) {
    const ordered = new Map(plannedOf(shard).map(({ taskId, runs }) => [taskId, runs]));
    const names = shard.runFiles.filter((name) => {
        const [, task = '', index] = /^(.*)\/run(\d+)$/.exec((0,run_cache/* runOfPath */.k$)(name) ?? '') ?? [];
        return Number(index) >= Math.max(ordered.get(task) ?? 0, shard.earlierRuns[task] ?? 0);
    });
    if (names.length === 0)
        return [];
    const runs = names.map((name) => (0,run_cache/* runOfPath */.k$)(name) ?? name);
    return [`Shard ${shard.index} has files of runs that were not ordered: ${shown(runs)}.`];
}
function unorderedResults(shards, results) {
    const ordered = new Set(shards.flatMap(collect/* tasksOf */.a4));
    const listed = results.flatMap(({ task_results }) => task_results.map((task) => task.task_id));
    const others = listed.filter((task) => !ordered.has(task));
    return others.length === 0 ? [] : [`The result lists tasks that were not ordered: ${shown(others)}.`];
}
function shown(names) {
    return names.length <= 3
        ? names.join(', ')
        : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

;// CONCATENATED MODULE: ./lib/src/eval/evidence.js












async function gatherEvidence(shards, record) {
    const problems = [];
    const results = [];
    for (const shard of shards) {
        const result = await shardResult(shard, problems);
        if (result !== null)
            results.push(result);
    }
    const { entries, repeated, problems: cacheProblems } = await runCacheOf(shards);
    problems.push(...cacheProblems);
    const { result, partial } = mergedResult(shards, results, [...entries.values()], record);
    const ofShards = shards.map((shard) => shardEvidence(shard, record));
    const tampered = new Set([
        ...shards.flatMap((shard) => shard.tampered.map(run_cache/* runOfPath */.k$).filter((key) => key !== null)),
        ...repeated,
        ...(0,health/* scoredWithoutFile */.r)(results, entries, ofShards),
    ]);
    const planned = shards.flatMap(plannedOf);
    const evidence = {
        result,
        planned,
        health: (0,health/* assessRuns */.t)({ planned, result, runFiles: entries, tampered, shards: ofShards }),
        runFiles: entries,
        lostShards: shards.flatMap(({ index, failure }) => failure === undefined ? [] : [{ shard: index, code: failure.code, reason: (0,errors/* messageWithHint */.X9)(failure) }]),
        contradictions: contradictionsOf(shards, results, record),
        stopped: stopOf(shards),
        ...known(shards, record),
        remarks: [],
    };
    return { evidence, result, partial, tampered, problems };
}
function mergedResult(shards, results, runs, record) {
    const working = shards.filter((shard) => (0,collect/* planOf */.XC)(shard)?.tasks.length !== 0);
    const merged = results.length < Math.max(1, working.length) ? null : (0,merge/* mergeShards */.Ox)(results);
    const hasRounds = shards.some(({ rounds }) => rounds.length > 0);
    const whole = merged === null || !hasRounds ? merged : rebuildResult(merged, runs);
    if (whole !== null)
        return { result: underUsersName(whole, record), partial: null };
    if (runs.length === 0)
        return { result: null, partial: null };
    const partial = rebuildResult(results[0] ?? { model: record.model.model }, runs);
    return { result: null, partial: underUsersName(partial, record) };
}
function known(shards, record) {
    const plans = shards.map(collect/* planOf */.XC);
    const harnessVersion = shards.find(({ state }) => state !== undefined)?.state?.harnessVersion;
    return {
        droppedTasks: [...new Set(plans.flatMap((plan) => plan?.droppedTasks ?? []))].sort(),
        priceKnown: plans.every((plan) => plan?.priceKnown ?? false),
        identity: {
            model: record.model.model,
            judgeModel: record.judge?.model ?? '',
            openclawVersion: plans.find((plan) => plan !== undefined)?.openclawVersion ?? null,
            concurrency: record.concurrency,
            agentFiles: record.given?.agent?.sha256 ?? 'none',
            clawbenchArgs: (record.clawbenchArgs ?? []).join(' ') || 'none',
            images: Object.assign({}, ...shards.map((shard) => shard.pod?.images ?? {})),
            ...(harnessVersion ? { harnessVersion } : {}),
        },
    };
}
function stopOf(shards) {
    for (const { done, failure } of shards) {
        if (failure?.code === 'timeout')
            return { code: 'timeout', message: failure.message };
        switch (done?.reason) {
            case 'timeout':
                return { code: 'timeout', message: 'The evaluation did not finish within "timeout".' };
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
function underUsersName(result, record) {
    const { model } = record.model;
    return {
        ...result,
        model,
        provider: model.slice(0, model.indexOf('/')),
        judge_model: result.judge_model === '' ? '' : (record.judge?.model ?? result.judge_model),
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
async function runCacheOf(shards) {
    const files = shards.flatMap(({ directory, runFiles }) => runFiles.map((name) => ({ directory, name })));
    const { add, cache } = (0,run_cache/* openRunCache */.eS)();
    for (const { directory, name } of files.sort((one, other) => (one.name < other.name ? -1 : 1)))
        add({ path: name, bytes: await (0,promises_.readFile)(external_node_path_.join(directory, name)) });
    return cache;
}
function shardEvidence(shard, record) {
    return (0,shard_evidence/* readShardEvidence */.E)(shard.directory, {
        tasks: (0,collect/* tasksOf */.a4)(shard),
        harnessStartedAt: shard.state?.harnessStartedAt ?? null,
        incidents: shard.incidents,
        model: record.model.ref,
    });
}

// EXTERNAL MODULE: ./lib/src/eval/next-round.js + 1 modules
var next_round = __webpack_require__(86454);
;// CONCATENATED MODULE: ./lib/src/eval/rounds.js




async function untilDecided(running, log) {
    const { driver, record, terms, backend } = running;
    const policy = { runs: record.runs, maxRuns: terms.maxRuns, gate: terms.gate };
    let isConfirmed = false;
    for (;;) {
        const shards = await driver.untilCollected();
        isConfirmed ||= shards.some((shard) => wasConfirmed(shard, policy));
        const baseline = await running.baselineAt(healthyPod(shards, (pod) => backend.targetIn(pod)));
        const gathered = await gatherEvidence(shards, record);
        const { lostShards, contradictions, stopped } = gathered.evidence;
        const isOver = lostShards.length > 0 || contradictions.length > 0 || stopped !== null;
        const state = { askable: askableTasks(shards, driver.held), isConfirmed };
        const round = isOver ? null : (0,next_round/* nextRound */.q)(gathered.evidence, baseline, policy, state);
        if (round === null)
            return { shards, gathered, baseline, isConfirmed };
        log.info(round.why);
        isConfirmed ||= round.confirms;
        driver.order(round);
    }
}
function healthyPod(shards, targetIn) {
    const pod = shards.find((shard) => shard.failure === undefined)?.pod;
    return pod === undefined ? undefined : targetIn(pod.name);
}
function askableTasks(shards, held) {
    return new Set(shards.flatMap((shard) => (held.has(shard.index) ? (0,collect/* tasksOf */.a4)(shard) : [])));
}
function wasConfirmed({ rounds }, { runs, maxRuns }) {
    if (runs !== 'auto')
        return rounds.length > 0;
    const first = (0,run_settings/* firstRuns */.rg)({ runs });
    return rounds.some((round, index) => {
        const made = (task) => Math.max(first, ...rounds.slice(0, index).map((other) => (other.tasks.includes(task) ? other.runs : 0)));
        return round.runs > maxRuns || round.tasks.some((task) => round.runs > made(task) + 1);
    });
}


/***/ }),

/***/ 92786:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runEval: () => (/* binding */ runEval),
  startEval: () => (/* binding */ startEval)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var kube_objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
// EXTERNAL MODULE: ./lib/src/stack/images.js
var stack_images = __webpack_require__(60959);
// EXTERNAL MODULE: ./lib/src/stack/manifests.js
var manifests = __webpack_require__(36027);
// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
// EXTERNAL MODULE: ./lib/src/backends/eval-record.js
var eval_record = __webpack_require__(14418);
// EXTERNAL MODULE: ./lib/src/backends/leftovers.js
var leftovers = __webpack_require__(35938);
// EXTERNAL MODULE: ./lib/src/backends/own-files.js
var own_files = __webpack_require__(10492);
// EXTERNAL MODULE: ./lib/src/backends/settings.js
var backends_settings = __webpack_require__(75001);
// EXTERNAL MODULE: ./lib/src/backends/standing-mlflow.js
var standing_mlflow = __webpack_require__(53492);
// EXTERNAL MODULE: ./lib/src/backends/attached/ask.js + 2 modules
var ask = __webpack_require__(17337);
// EXTERNAL MODULE: ./lib/src/backends/attached/backend.js + 1 modules
var attached_backend = __webpack_require__(97954);
// EXTERNAL MODULE: ./lib/src/inputs/kinds.js
var kinds = __webpack_require__(49929);
;// CONCATENATED MODULE: ./lib/src/backends/attached/check.js


const EVAL_BYTES = 512 * 1024 ** 2;
const RUN_BYTES = 128 * 1024 ** 2;
function checkGateway(gateway, report, { model, judge, settings }, wishes) {
    const { gatewayToken, openaiApiBase } = wishes;
    const where = `The gateway in ${gateway.namespace}/${gateway.podName}`;
    const { token, config } = report;
    const open = report.listening.filter((address) => address !== '127.0.0.1' && address !== '::1');
    if (open.length > 0) {
        throw new errors/* ActionError */.lZ('bad-config', `${where} listens on ${open.join(', ')}, not only on loopback.`, {
            hint: 'Set "gateway.bind" of its openclaw.json to "loopback", and --bind of its command likewise.',
        });
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
        const source = gatewayToken === null ? 'its own environment' : '`openclaw-gateway-token`';
        throw new errors/* ActionError */.lZ(gatewayToken === null ? 'bad-config' : 'bad-input', `${where} refuses the token of ${source}.`, { hint: 'Write the token it was started with as `openclaw-gateway-token`.' });
    }
    if (config !== null)
        checkConfig(where, config, settings.tasks !== null);
    const home = homeOf(gateway, report, wishes.home);
    if (wishes.method === 'ephemeral')
        checkMemory(where, gateway, report, settings.concurrency);
    if (wishes.method === 'ephemeral' && (home.subPath !== undefined || home.subPathExpr !== undefined)) {
        throw new errors/* ActionError */.lZ('bad-input', `${where} mounts ${home.mountPath} by subPath, which an ephemeral container cannot use.`, { hint: 'Write `attach-method: rollout`, which restarts the gateway, or another `openclaw-home`.' });
    }
    const providers = config?.providers ?? [];
    return {
        uid: report.uid,
        gid: report.gid,
        token,
        version: report.gateway.version,
        home,
        stateDir: isBelow(report.stateDir, home.mountPath) ? report.stateDir : undefined,
        model: routeIn(providers, model.model, openaiApiBase),
        judge: judge === undefined ? undefined : routeIn(providers, judge.model, openaiApiBase),
    };
}
const profiles = new Set(['coding', 'full']);
const neededTools = new Set(['exec', 'process', 'read', 'write', 'edit', 'group:fs', 'group:runtime']);
function checkConfig(where, config, areTasksNamed) {
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
    if (areTasksNamed)
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
function homeOf({ container, namespace, podName }, report, wished) {
    const mounts = container.volumeMounts ?? [];
    const where = `Container ${container.name} of pod ${namespace}/${podName}`;
    const paths = mounts.map(({ mountPath }) => mountPath).join(', ') || 'none';
    const asked = wished?.replace(/(.)\/+$/, '$1') ?? null;
    const home = mounts
        .filter(({ mountPath }) => (asked === null ? isBelow(report.stateDir, mountPath) : mountPath === asked))
        .toSorted((a, b) => b.mountPath.length - a.mountPath.length)[0];
    if (home === undefined) {
        throw new errors/* ActionError */.lZ('bad-input', asked === null
            ? `${where} keeps its state in ${report.stateDir}, which is on no volume that an evaluation could share.`
            : `${where} mounts no volume at ${asked}.`, { hint: `Write one of these paths as \`openclaw-home\`: ${paths}.` });
    }
    if (home.readOnly === true || !report.writable.includes(home.mountPath)) {
        throw new errors/* ActionError */.lZ('bad-input', `${where} cannot write to ${home.mountPath}.`, {
            hint: `The workspaces of the evaluation go there; write another path as \`openclaw-home\`: ${paths}.`,
        });
    }
    return home;
}
function checkMemory(where, { pod }, { memory }, concurrency) {
    const isLimited = pod.spec?.containers.every(({ resources }) => resources?.limits?.['memory'] !== undefined);
    if (isLimited !== true || memory.limitBytes === null || memory.usedBytes === null)
        return;
    const left = memory.limitBytes - memory.usedBytes;
    const needed = EVAL_BYTES + concurrency * RUN_BYTES;
    if (left >= needed)
        return;
    const mib = (bytes) => Math.round(bytes / 1024 ** 2);
    throw new errors/* ActionError */.lZ('out-of-memory', `${where} has ${mib(left)} MiB of memory left under its limit, and an evaluation in its pod needs ${mib(needed)} MiB.`, {
        hint: 'Raise the limit, lower `concurrency`, or write `attach-method: rollout`, which gives the evaluation memory of its own.',
    });
}
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
// EXTERNAL MODULE: ./lib/src/kube/container.js
var kube_container = __webpack_require__(80321);
;// CONCATENATED MODULE: ./lib/src/backends/attached/discover.js




const DEFAULT_NAME = 'openclaw';
const CONTAINER_NAMES = ['gateway', 'openclaw'];
async function findGateway(kube, namespace, wishes) {
    const deployment = await findDeployment(kube, namespace, wishes);
    const name = deployment.metadata?.name ?? '';
    const container = chooseContainer(deployment, wishes);
    const pods = await (0,kube_objects/* list */.p_)(kube, { apiVersion: 'v1', kind: 'Pod', namespace }, { labelSelector: selectorOf(deployment) });
    const pod = pods.find((candidate) => candidate.metadata?.deletionTimestamp === undefined &&
        (0,kube_container/* statusOfContainer */.Z)(candidate, container.name)?.state?.running !== undefined);
    const { name: podName, uid: podUid } = pod?.metadata ?? {};
    if (pod === undefined || podName === undefined || podUid === undefined) {
        throw new errors/* ActionError */.lZ('gateway-not-ready', `No pod of Deployment ${namespace}/${name} has a running container "${container.name}".`, { hint: `Look at it with: kubectl -n ${namespace} describe deploy/${name}` });
    }
    const running = pod.spec?.containers.find((item) => item.name === container.name) ?? container;
    return { namespace, deployment, name, pod, podName, podUid, container: running };
}
async function findDeployment(kube, namespace, { deployment: wanted }) {
    const of = { apiVersion: 'apps/v1', kind: 'Deployment', namespace };
    const name = wanted ?? DEFAULT_NAME;
    const named = await (0,kube_objects/* read */.LF)(kube, { ...of, name });
    if (named !== undefined)
        return named;
    const all = await (0,kube_objects/* list */.p_)(kube, of);
    const names = (found) => found
        .map(({ metadata }) => metadata?.name ?? '')
        .sort()
        .join(', ');
    const none = {
        hint: 'There is no Deployment in it: deploy one with `mode: deploy`, or check `namespace` and the cluster.',
        terminalHint: `There is no Deployment in it: deploy one with \`clawbench-k8s deploy --namespace ${namespace}\`, or check \`namespace\` and the cluster.`,
    };
    if (wanted !== null) {
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
    return (deployment.spec?.template.spec?.containers ?? []).filter(({ name }) => name !== containers/* ROLLOUT_CONTAINER */.w);
}
function chooseContainer(deployment, { container: wished }) {
    const containers = containersOf(deployment);
    const wanted = wished === null ? CONTAINER_NAMES : [wished];
    for (const name of wanted) {
        const found = containers.find((container) => container.name === name);
        if (found !== undefined)
            return found;
    }
    const [only] = containers;
    if (wished === null && only !== undefined && containers.length === 1)
        return only;
    const { name, namespace } = deployment.metadata ?? {};
    const names = containers.map((container) => container.name).join(', ');
    throw new errors/* ActionError */.lZ('bad-input', wished === null
        ? `Deployment ${namespace}/${name} has several containers, none of which is called gateway or openclaw.`
        : `Deployment ${namespace}/${name} has no container "${wished}".`, { hint: `Write one of these as \`openclaw-container\`: ${names}.` });
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
// EXTERNAL MODULE: ./lib/src/kube/access.js
var access = __webpack_require__(61602);
// EXTERNAL MODULE: ./lib/src/kube/identify.js
var identify = __webpack_require__(58224);
// EXTERNAL MODULE: ./lib/src/kube/permissions.js
var kube_permissions = __webpack_require__(88022);
;// CONCATENATED MODULE: ./lib/src/backends/mlflow-permissions.js


async function missingForMlflow(kube, { terms, images }) {
    const server = terms.mlflow?.server;
    if (server?.kind !== 'deployed')
        return [];
    const permissions = images.login !== null ? [...kube_permissions/* mlflowPermissions */._o, kube_permissions/* pullSecretPermission */.Hp] : kube_permissions/* mlflowPermissions */._o;
    return await (0,access/* missingPermissions */.H)(kube, permissions, server.pod.namespace);
}
function warnOfMlflow(missing, user, log) {
    if (missing.length === 0)
        return;
    log.warning('MLflow', `MLflow cannot be deployed, so the result will not be logged unless it exists already.\n${(0,access/* explainMissing */.C)(missing, user)}`);
}

// EXTERNAL MODULE: ./lib/src/stack/openshift.js
var openshift = __webpack_require__(60177);
;// CONCATENATED MODULE: ./lib/src/backends/attached/preflight.js






async function attachPreflight(kube, plan, method, log) {
    const { user } = await (0,identify/* identifyAndLog */.G)(kube, log);
    const [openShift, needed, own, mlflow] = await Promise.all([
        (0,openshift/* isOpenShift */.L)(kube),
        (0,access/* missingPermissions */.H)(kube, kube_permissions/* attachPermissions */.s5, plan.namespace),
        (0,access/* missingPermissions */.H)(kube, method === 'rollout' ? kube_permissions/* rolloutPermissions */.ES : kube_permissions/* ephemeralPermissions */.uQ, plan.namespace),
        missingForMlflow(kube, plan),
    ]);
    if (needed.length + own.length > 0) {
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)([...needed, ...own], user), {
            hint: method === 'ephemeral' && needed.length === 0
                ? 'Or write `attach-method: rollout`, which needs no ephemeral containers and restarts the gateway.'
                : 'manifests/rbac/attach.yaml has all of it.',
        });
    }
    warnOfMlflow(mlflow, user, log);
    return openShift;
}

;// CONCATENATED MODULE: ./lib/src/backends/attached/prepare.js


















const POLL_MS = 200;
async function prepareAttached(kube, plan, backend, { log, root }) {
    const { method } = backend;
    const program = await (0,manifests/* readOwnFile */.z)(root, 'dist/sidecar.mjs');
    const isOpenShift = await attachPreflight(kube, plan, method, log);
    const gateway = await findGateway(kube, plan.namespace, backend);
    await (0,join/* refuseSecond */.d2)(kube, gateway);
    const report = await (0,ask/* askGateway */.Q)(kube, gateway, program, backend.gatewayToken);
    if (report.token !== null)
        log.mask([report.token]);
    const joinable = checkGateway(gateway, report, plan, backend);
    log.info(`OpenClaw ${joinable.version} in pod ${gateway.namespace}/${gateway.podName} can take the evaluation of ${joinable.model.ref}.`);
    const settled = await (0,standing_mlflow/* withMlflow */.q)(kube, plan, log);
    const known = { ...settled, model: joinable.model, judge: joinable.judge };
    const place = {
        kind: 'attached',
        method,
        deployment: gateway.name,
        pod: gateway.podName,
        podUid: gateway.podUid,
        gateway: gateway.container.name,
        container: method === 'rollout' ? containers/* ROLLOUT_CONTAINER */.w : plan.name,
        sinceMs: report.nowMs,
    };
    return {
        plan: known,
        isOpenShift,
        leftovers: { ...(0,leftovers/* leftoversOf */.K)(kube, plan), attached: place },
        async assemble(facts) {
            const { sidecar } = await (0,own_files/* readEvalFiles */.O)(root);
            return async () => await prepare_join(kube, known, { gateway, joinable, place, facts, sidecar }, log);
        },
    };
}
async function prepare_join(kube, plan, joining, log) {
    const { gateway, joinable, facts, sidecar } = joining;
    const { namespace, names, name } = plan;
    const { startupTimeoutMs } = plan.settings;
    const writeRecord = async (at) => {
        const metadata = { ...(0,ownership/* evalMetadata */.gW)(names, new Date(plan.expiresAtMs), plan.runUrl), name, namespace };
        const record = (0,eval_record/* recordOf */.zv)(plan, at, facts, log.secrets);
        await (0,kube_objects/* apply */.Bb)(kube, (0,backends_settings/* settingsMap */.Kz)(metadata, plan, facts.taskDurations, record));
        return record;
    };
    let { place } = joining;
    let record = await writeRecord(place);
    const container = containerFor(plan, joining);
    if (place.method === 'rollout') {
        const { instance } = names;
        const pod = await (0,join/* joinRollout */.Kj)(kube, gateway, container, { instance, timeoutMs: startupTimeoutMs, log });
        place = { ...place, pod: pod.metadata?.name ?? '', podUid: pod.metadata?.uid ?? '' };
        record = await writeRecord(place);
    }
    else
        await (0,join/* joinEphemeral */.iS)(kube, gateway, container);
    const backend = (0,attached_backend/* attachedBackend */.r)(kube, namespace, place);
    await untilItRuns(kube, backend, place, { timeoutMs: startupTimeoutMs, log });
    await (0,attached_container/* sendPrograms */.o2)(kube, backend.targetIn(place.pod), sidecar, joinable.token);
    log.info(`The evaluation joined pod ${namespace}/${place.pod} on ${kube.cluster.server}.`);
    return { backend, record };
}
function containerFor({ name, names, images }, { joinable, place }) {
    const image = images.clawbench;
    const isRollout = place.method === 'rollout';
    return (0,attached_container/* attachedContainer */.am)({
        name: place.container,
        image,
        imagePullPolicy: (0,stack_images/* pullPolicyOf */.h6)(image, images.pull),
        uid: joinable.uid,
        gid: joinable.gid,
        home: joinable.home,
        instance: names.instance,
        stateDir: joinable.stateDir,
        stays: isRollout,
        configMap: name,
        resources: isRollout
            ? { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '4Gi' } }
            : undefined,
    });
}
async function untilItRuns(kube, backend, { pod: name, container }, { timeoutMs, log }) {
    const { clock } = kube;
    const deadlineMs = clock.now() + timeoutMs;
    const ref = { apiVersion: 'v1', kind: 'Pod', name, namespace: backend.namespace };
    let reported = '';
    for (;;) {
        const pod = await (0,kube_objects/* read */.LF)(kube, ref);
        if (pod !== undefined && backend.controlContainer(pod) !== undefined)
            return;
        const waiting = await backend.diagnose(0, pod);
        const { message = `Container ${container} of pod ${backend.namespace}/${name} waits to start`, hint } = waiting ?? {};
        if (waiting?.isFinal === true)
            throw new errors/* ActionError */.lZ(waiting.code, message, { hint });
        if (clock.now() >= deadlineMs)
            throw new errors/* ActionError */.lZ(waiting?.code ?? 'startup-timeout', message, { hint });
        if (waiting !== undefined && message !== reported)
            log.info(message);
        reported = message;
        await clock.sleep(POLL_MS, kube.signal);
    }
}

// EXTERNAL MODULE: ./lib/src/stack/namespace.js
var namespace = __webpack_require__(44238);
// EXTERNAL MODULE: ./lib/src/backends/job/backend.js + 4 modules
var backend = __webpack_require__(91416);
// EXTERNAL MODULE: ./lib/src/kube/quota-wait.js
var quota_wait = __webpack_require__(83030);
// EXTERNAL MODULE: ./lib/src/stack/queue.js
var stack_queue = __webpack_require__(47650);
// EXTERNAL MODULE: ./lib/src/backends/job/key-lease.js
var key_lease = __webpack_require__(16798);
;// CONCATENATED MODULE: ./lib/src/backends/job/launch.js





async function launchJob(kube, objects, patience) {
    const patient = (0,quota_wait/* waitingForQuota */.N)(kube, patience);
    const { object: job, warnings } = await (0,kube_objects/* apply */.Bb)(patient, objects.job);
    const { name, namespace, uid } = job.metadata ?? {};
    if (name === undefined || namespace === undefined || uid === undefined) {
        throw new errors/* ActionError */.lZ('api-error', 'The API server created the Job of the evaluation and answered without its UID.');
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
    const { keyLease } = objects;
    const unleased = keyLease === undefined ? secrets : [];
    const owned = [...unleased, ...objects.configMaps, objects.networkPolicy].map((manifest) => ({
        ...manifest,
        metadata: { ...manifest.metadata, ownerReferences: [owner] },
    }));
    const [lease] = await Promise.all([
        keyLease === undefined ? undefined : (0,key_lease/* leaseSecrets */.cI)(kube, { lease: keyLease, secrets, owner, patient }),
        ...owned.map((object) => (0,kube_objects/* apply */.Bb)(patient, object)),
    ]);
    const queue = job.metadata?.labels?.[stack_queue/* QUEUE_LABEL */.X];
    if (queue === undefined)
        await (0,kube_objects/* patch */.F6)(kube, { apiVersion: 'batch/v1', kind: 'Job', name, namespace }, { spec: { suspend: false } });
    return { job: { namespace, name, uid, warnings, lease }, queue };
}

// EXTERNAL MODULE: ./lib/src/backends/job/objects.js
var job_objects = __webpack_require__(42086);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/backends/job/queue.js
var job_queue = __webpack_require__(61601);
;// CONCATENATED MODULE: ./lib/src/backends/job/preflight.js









async function preflight(kube, plan, log) {
    const { user } = await (0,identify/* identifyAndLog */.G)(kube, log);
    const { queue } = plan.job;
    const version = queue === undefined ? undefined : await (0,job_queue/* requireKueue */.XF)(kube, queue);
    const needed = queue === undefined ? kube_permissions/* evalPermissions */.xE : [...kube_permissions/* evalPermissions */.xE, ...kube_permissions/* queuePermissions */.wH];
    const [openShift, eval_, namespaces, mlflow] = await Promise.all([
        (0,openshift/* isOpenShift */.L)(kube),
        (0,access/* missingPermissions */.H)(kube, needed, plan.namespace),
        needsNamespace(kube, plan).then((isNeeded) => isNeeded ? (0,access/* missingPermissions */.H)(kube, kube_permissions/* ownNamespacePermissions */.u7, plan.namespace) : []),
        missingForMlflow(kube, plan),
    ]);
    const missing = [...namespaces, ...eval_];
    if (missing.length > 0) {
        const newNamespace = plan.ownNamespace ? plan.namespace : undefined;
        throw new errors/* ActionError */.lZ('missing-permission', (0,access/* explainMissing */.C)([...missing, ...mlflow], user, newNamespace), {
            hint: plan.ownNamespace
                ? 'Or name an existing "namespace": then no right to create namespaces is needed.'
                : undefined,
        });
    }
    if (queue !== undefined && version !== undefined)
        await (0,job_queue/* requireQueue */.Ft)(kube, { namespace: plan.namespace, queue, version });
    warnOfMlflow(mlflow, user, log);
    if (openShift)
        log.info('The cluster is OpenShift: the pods run as the user it assigns.');
    return openShift;
}
async function needsNamespace(kube, plan) {
    if (plan.ownNamespace)
        return true;
    try {
        return (await (0,kube_objects/* read */.LF)(kube, { apiVersion: 'v1', kind: 'Namespace', name: plan.namespace })) === undefined;
    }
    catch (error) {
        if ((0,kube_errors/* isKubeError */.Cv)(error) && error.status === 403)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/backends/job/try-overlay.js
var try_overlay = __webpack_require__(52782);
;// CONCATENATED MODULE: ./lib/src/backends/job/prepare.js












async function prepareJob(kube, wished, { log, root }) {
    const isOpenShift = await preflight(kube, wished, log);
    const plan = await (0,standing_mlflow/* withMlflow */.q)(kube, wished, log);
    return {
        plan,
        isOpenShift,
        leftovers: (0,leftovers/* leftoversOf */.K)(kube, plan),
        async assemble(facts) {
            const { openclaw, clawbench, mlflow, pull } = plan.images;
            for (const note of (0,stack_images/* pullNotes */.n_)([openclaw, clawbench, mlflow], pull))
                log.info(note);
            if (plan.notice !== null)
                log.warning('OpenClaw version', plan.notice);
            const files = await (0,own_files/* readEvalFiles */.O)(root, isOpenShift);
            const record = (0,eval_record/* recordOf */.zv)(plan, { kind: 'job', name: plan.name }, facts, log.secrets);
            const objects = (0,job_objects/* evalObjects */.X)(plan, files, facts.taskDurations, record);
            if (plan.podOverlay !== undefined)
                await (0,try_overlay/* tryOverlay */.u)(kube, objects.job);
            return async () => {
                const metadata = (0,ownership/* evalMetadata */.gW)(plan.names, new Date(plan.expiresAtMs), plan.runUrl);
                await (0,namespace/* ensureNamespace */.G)(kube, (0,namespace/* namespaceObject */.r)(plan.namespace, files.namespace, metadata));
                const patience = { budgetMs: plan.settings.startupTimeoutMs, log };
                const { job, queue } = await launchJob(kube, objects, patience);
                const does = queue === undefined ? 'runs' : `waits in LocalQueue ${queue}`;
                log.info(`Job ${job.namespace}/${job.name} ${does} on ${kube.cluster.server}.`);
                for (const warning of job.warnings)
                    log.warning('Kubernetes', warning);
                return { backend: (0,backend/* jobBackend */.E)(kube, job), record };
            };
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/backends/prepare.js


async function prepareEval(kube, plan, host) {
    const { backend } = plan;
    return backend.kind === 'job'
        ? await prepareJob(kube, plan, host)
        : await prepareAttached(kube, plan, backend, host);
}

// EXTERNAL MODULE: ./lib/src/eval/existing-cluster.js
var existing_cluster = __webpack_require__(5923);
// EXTERNAL MODULE: ./lib/src/eval/own-cluster.js + 7 modules
var own_cluster = __webpack_require__(82875);
;// CONCATENATED MODULE: ./lib/src/eval/open-cluster.js


async function openCluster(request, host) {
    const { cluster, terms } = request;
    return cluster.kind === 'own'
        ? await (0,own_cluster/* makeCluster */.d)(request, cluster.settings, host)
        : await (0,existing_cluster/* joinCluster */.j)(cluster.access, terms.cleanup, host);
}

// EXTERNAL MODULE: ./lib/src/eval/finish.js
var finish = __webpack_require__(47702);
// EXTERNAL MODULE: ./lib/src/baseline/load.js + 3 modules
var load = __webpack_require__(87855);
// EXTERNAL MODULE: ./lib/src/plan/terms.js
var plan_terms = __webpack_require__(54183);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./lib/src/artifact/files.js
var files = __webpack_require__(36002);
// EXTERNAL MODULE: ./lib/src/artifact/saved-eval.js + 1 modules
var saved_eval = __webpack_require__(55599);
// EXTERNAL MODULE: ./lib/src/artifact/read.js + 1 modules
var read = __webpack_require__(8317);
;// CONCATENATED MODULE: ./lib/src/eval/resume.js







async function earlierRuns(past, attempt, log) {
    try {
        for (let earlier = attempt - 1; earlier >= 1; earlier -= 1) {
            const artifact = await past.ofAttempt(earlier);
            if (artifact === null)
                continue;
            const found = readEarlier(await past.fetch(artifact, read/* wantedOfArtifact */.z$), earlier, log);
            if (found === 'judged')
                return null;
            if (found !== null)
                return found;
        }
    }
    catch (error) {
        if (!(0,errors/* isActionError */.Bd)(error))
            throw error;
        log.warning('Not resumed', `${error.message} All runs are made again.`);
    }
    return null;
}
function readEarlier(directory, attempt, log) {
    const saved = (0,read/* readArtifact */.R9)(directory);
    if (saved === null)
        return null;
    if (saved.record.verdict !== 'inconclusive') {
        log.info(`Attempt ${attempt} came to a verdict (${saved.record.verdict}); this one starts from the beginning.`);
        return 'judged';
    }
    const { manifest } = saved;
    const { settingsHash = '', taskDurations = {} } = manifest;
    const runs = external_node_path_.join(directory, 'runs');
    const { evidence, problems } = (0,saved_eval/* readSavedEval */.m)(['.'], null, (0,checked_file/* placesBelow */._$)(directory));
    for (const problem of problems)
        log.warning('Run files', problem);
    if (evidence.contradictions.length > 0) {
        log.info(`Attempt ${attempt} cannot be trusted, and nothing of it is reused: ${evidence.contradictions[0]}`);
        return null;
    }
    const valid = new Set(evidence.health.filter((run) => run.class === 'valid').map((run) => (0,run_cache/* runKey */.r7)(run.taskId, run.runIndex)));
    if (valid.size === 0)
        return null;
    const kept = (0,files/* findRunFiles */.eJ)(runs).names.filter((name) => {
        const key = (0,run_cache/* runOfPath */.k$)(name);
        return key !== null && valid.has(key);
    });
    if (kept.length === 0)
        return null;
    log.info(`Attempt ${attempt} left ${kept.length} valid runs, which are reused if nothing else has changed.`);
    return {
        directory: runs,
        files: kept,
        tasks: manifest.shards.map((shard) => shard.tasks ?? []),
        images: imagesOf(manifest),
        settingsHash,
        taskDurations,
    };
}
function imagesOf({ shards }) {
    return Object.assign({}, ...shards.map(({ pod }) => pod?.images ?? {}));
}

;// CONCATENATED MODULE: ./lib/src/eval/history.js



async function loadHistory(plan, host) {
    const { terms, names } = plan;
    const past = host.pastArtifacts((attempt) => (0,plan_terms.artifactName)(terms.artifact.name, names.leg, attempt));
    const baseline = await (0,load/* loadBaseline */.o)(terms.baseline, { ...host, past });
    const attempt = host.workflow?.attempt ?? 1;
    const resumes = plan.resumes && past !== null && attempt > 1;
    return { baseline, earlier: resumes ? await earlierRuns(past, attempt, host.log) : null };
}

// EXTERNAL MODULE: ./lib/src/mlflow/beside.js + 4 modules
var beside = __webpack_require__(75908);
// EXTERNAL MODULE: ./lib/src/eval/expectation.js
var eval_expectation = __webpack_require__(58851);
// EXTERNAL MODULE: ./lib/src/plan/run-settings.js
var run_settings = __webpack_require__(30923);
// EXTERNAL MODULE: ./lib/src/eval/running.js + 3 modules
var running = __webpack_require__(13209);
;// CONCATENATED MODULE: ./lib/src/eval/launch.js





async function launch(cluster, { plan, isOpenShift, assemble }, history, host) {
    const { log, clock } = host;
    const { terms, settings, model, userFiles } = plan;
    if (settings.maxCostUsd !== null && !model.isPriceKnown) {
        log.warning('Unknown price', (0,run_settings/* unknownPrice */.YK)(model.model));
    }
    log.status?.({ text: 'Starting the evaluation' });
    const records = history.baseline.baseline?.records ?? [];
    const expectation = (0,eval_expectation/* openExpectation */.fL)(settings, model.isPriceKnown, log);
    if (records.length > 0)
        expectation.fromBaseline(records);
    const taskDurations = history.earlier?.taskDurations ?? (0,eval_expectation/* durationsOf */.DM)(records);
    const hash = (0,backends_settings/* settingsHash */.Sc)(plan, taskDurations);
    const earlier = history.earlier?.settingsHash === hash ? history.earlier : null;
    if (history.earlier !== null && earlier === null)
        log.info('Nothing is taken over from the earlier attempt: it ran with other settings.');
    const create = await assemble({ startedAtMs: clock.now(), settingsHash: hash, taskDurations });
    const mlflow = (0,beside/* startMlflow */.U)(cluster.kube, terms.mlflow, isOpenShift, host);
    const launched = await create();
    return await (0,running/* openRunningEval */.G)(cluster, {
        ...launched,
        shardRecords: new Map(),
        terms,
        mlflow,
        baseline: history.baseline,
        launch: { bundle: userFiles?.bundle, earlier, expectation },
    }, host);
}

// EXTERNAL MODULE: ./lib/src/eval/rounds.js + 3 modules
var rounds = __webpack_require__(74672);
;// CONCATENATED MODULE: ./lib/src/eval/run.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






async function runEval(plan, host) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const history = await loadHistory(plan, host);
        const cluster = __addDisposableResource(env_1, await openCluster(plan, host), true);
        const prepared = await prepareEval(cluster.kube, plan, host);
        cluster.removeAtEnd(prepared.leftovers);
        const running = __addDisposableResource(env_1, await launch(cluster, prepared, history, host), false);
        const collected = await (0,rounds/* untilDecided */.N)(running, host.log);
        return cluster.settle(await (0,finish/* finish */.O)(running, collected, host));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function startEval(plan, host) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const history = await loadHistory(plan, host);
        const cluster = __addDisposableResource(env_2, await openCluster(plan, host), true);
        const prepared = await prepareEval(cluster.kube, plan, host);
        cluster.removeAtEnd(prepared.leftovers);
        const running = __addDisposableResource(env_2, await launch(cluster, prepared, history, host), false);
        await running.driver.untilStarted();
        cluster.leaveRunning();
        return startedLines(plan);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function startedLines({ names, namespace, model, settings }) {
    const { instance } = names;
    const flags = `--namespace ${namespace} --instance ${instance}`;
    return {
        kind: 'done',
        lines: [
            `Evaluation ${instance} of ${model.model} runs in namespace ${namespace} without this process; its results are kept for 24 hours.`,
            `Follow it:  clawbench-k8s logs ${flags}`,
            `Collect it: clawbench-k8s results ${flags}`,
            `End it:     clawbench-k8s detach ${flags}`,
        ],
        record: { instance, namespace, model: model.model, concurrency: settings.concurrency },
        outputs: { instance, namespace },
    };
}


/***/ }),

/***/ 13209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ openRunningEval)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/backends/shard-record.js
var shard_record = __webpack_require__(85846);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/client.js + 4 modules
var client = __webpack_require__(15060);
// EXTERNAL MODULE: ./lib/src/pods/collect.js
var collect = __webpack_require__(99337);
// EXTERNAL MODULE: ./lib/src/kube/logs.js + 2 modules
var logs = __webpack_require__(83830);
;// CONCATENATED MODULE: ./lib/src/pods/log-viewer.js


const MOST_SHOWN = 2_000_000;
function openLogViewer({ kube, log, backend, prefixOf }) {
    const closing = new AbortController();
    const followed = new Set();
    let closeGroup;
    async function show(shard, entries) {
        const say = (text) => log.info(`${prefixOf(shard)}${text}`);
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
    return {
        open: () => void (closeGroup ??= log.group('Evaluation')),
        isOpen: () => closeGroup !== undefined,
        follow(shard, pod) {
            const uid = pod.metadata?.uid;
            const target = backend.logContainer(pod);
            if (closeGroup === undefined || uid === undefined || target === undefined || followed.has(uid))
                return;
            followed.add(uid);
            const following = (0,client/* withSignal */.l)(kube, AbortSignal.any([kube.signal, closing.signal]));
            void show(shard, (0,logs/* followLog */.w)(following, target)).catch((error) => log.debug(`The log of pod ${target.pod} is no longer followed: ${String(error)}`));
        },
        close() {
            closing.abort();
            closeGroup?.();
            closeGroup = undefined;
        },
    };
}

// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
;// CONCATENATED MODULE: ./lib/src/pods/progress.js

const PROGRESS_MS = 15_000;
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
function openProgressReport(clock, log) {
    let printedMs = 0;
    let printed = '';
    return (states) => {
        const progress = sumProgress(states, clock.now());
        const message = states.map((state) => state.message).join(' · ');
        const line = progress.done === 0 ? message : progressLine(progress);
        if (log.status !== undefined) {
            if (line !== '')
                log.status({ text: line, ...(progress.total > 0 && { share: progress.done / progress.total }) });
            return;
        }
        const isDue = clock.now() - printedMs >= PROGRESS_MS || progress.done === progress.total;
        if (line === '' || line === printed || !isDue)
            return;
        printed = line;
        printedMs = clock.now();
        log.info(line);
    };
}

// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: ./lib/src/pods/shard.js + 4 modules
var shard = __webpack_require__(62241);
;// CONCATENATED MODULE: ./lib/src/pods/driver.js








async function openDriver(context) {
    const { log, backend } = context;
    const failed = new AbortController();
    const kube = (0,client/* withSignal */.l)(context.kube, AbortSignal.any([context.kube.signal, failed.signal]));
    const states = new Map();
    const pods = new Map();
    const held = new Map();
    const indexes = Array.from({ length: context.shards }, (_, index) => index);
    const prefixOf = (index) => (context.shards === 1 ? '' : `[shard ${index}] `);
    const viewer = openLogViewer({ kube, log, backend, prefixOf });
    const told = new Set();
    const report = openProgressReport(kube.clock, log);
    const watchFinished = finishedWatcher(context, states);
    let prepared;
    const prepareOnce = (target) => (prepared ??= context.beforeStart(target).catch((error) => {
        failed.abort(error);
        throw error;
    }));
    async function openShard(index) {
        const directory = external_node_path_.join(context.directory, `shard-${index}`);
        await (0,promises_.mkdir)(directory, { recursive: true });
        return (0,shard/* driveShard */.z)({
            ...context,
            kube,
            index,
            directory,
            beforeStart: prepareOnce,
            events: {
                takenOver: (runs) => log.info(`${prefixOf(index)}${takenOverLine(runs)}`),
                state(state) {
                    states.set(index, state);
                    if (!viewer.isOpen())
                        return;
                    report([...states.values()]);
                    watchFinished();
                },
                pod(pod) {
                    pods.set(index, pod);
                    viewer.follow(index, pod);
                },
                waiting(waiting) {
                    log.status?.({ text: 'Waiting for the pods' });
                    const { message, hint } = waiting;
                    if (told.has(message))
                        return;
                    told.add(message);
                    log.info(`${prefixOf(index)}${message}${hint === undefined ? '' : ` ${hint}`}`);
                },
            },
        });
    }
    const shards = await Promise.all(indexes.map(openShard));
    const collected = new Map();
    const pending = new Set(indexes);
    async function bringHome(index) {
        const shard = await shards[index].untilCollected();
        collected.set(index, shard);
        pending.delete(index);
        held.delete(index);
        if (shard.failure === undefined && shard.pod !== undefined)
            held.set(index, backend.targetIn(shard.pod.name));
        await makeRoom();
    }
    async function makeRoom() {
        if (!indexes.some((index) => hasNoNode(pods.get(index))))
            return;
        for (const [index, target] of held) {
            held.delete(index);
            await (0,requests/* releaseShard */.S)(kube, target);
            log.info(`Shard ${index} is collected; its pod makes room for the others.`);
        }
    }
    return {
        held,
        async untilStarted() {
            await Promise.all(shards.map((shard) => shard.untilStarted()));
        },
        async untilCollected() {
            viewer.open();
            await Promise.all([...pending].map(bringHome));
            return indexes.map((index) => collected.get(index));
        },
        order({ tasks, runs }) {
            for (const index of held.keys()) {
                const own = tasks.filter((task) => (0,collect/* tasksOf */.a4)(collected.get(index)).includes(task));
                if (own.length === 0)
                    continue;
                shards[index].order({ tasks: own, runs });
                pending.add(index);
            }
        },
        close: viewer.close,
    };
}
function takenOverLine(runs) {
    return runs === 0
        ? 'Nothing is taken over from the earlier attempt: it ran other images or tasks.'
        : `${runs} ${runs === 1 ? 'run is' : 'runs are'} taken over from the earlier attempt.`;
}
function finishedWatcher({ kube, log, shards, onFinished }, states) {
    let seen = { runs: 0, isBusy: false, isEnough: false };
    return () => {
        const progress = sumProgress([...states.values()], kube.clock.now());
        const isNew = progress.done !== seen.runs && progress.done !== progress.total;
        if (states.size < shards || seen.isEnough || seen.isBusy || !isNew)
            return;
        seen = { ...seen, runs: progress.done, isBusy: true };
        void onFinished(progress)
            .catch((error) => {
            log.debug(`Finished runs could not be read: ${String(error)}`);
            return 'enough';
        })
            .then((answer) => (seen = { ...seen, isBusy: false, isEnough: answer === 'enough' }));
    };
}
function hasNoNode(pod) {
    return pod === undefined || (pod.spec?.nodeName === undefined && pod.status?.phase === 'Pending');
}

// EXTERNAL MODULE: ./lib/src/pods/user-files.js
var user_files = __webpack_require__(22722);
;// CONCATENATED MODULE: ./lib/src/eval/running.js






async function openRunningEval({ kube, nodeLogs }, { record, shardRecords, backend, terms, mlflow, baseline, launch }, host) {
    const pods = external_node_path_.join(host.directory, 'pods');
    await (0,promises_.mkdir)(pods, { recursive: true });
    const baselineAt = baselineReader(baseline, mlflow);
    const driver = await openDriver({
        kube,
        log: host.log,
        backend,
        shards: record.shards,
        directory: pods,
        startupTimeoutMs: record.startupTimeoutMs,
        timeoutMs: record.timeoutMs,
        userFiles: (0,user_files/* userFileDelivery */.a)({
            sha256: record.given?.sha256 ?? null,
            bundle: launch?.bundle,
            directory: host.directory,
            runningPods: () => runningPods(backend, record.shards),
        }),
        earlier: launch?.earlier ?? null,
        isStarted: launch === null,
        shardRecords: {
            known: shardRecords,
            save: async (shard, orders) => {
                const { instance } = record;
                const { namespace } = backend;
                await (0,shard_record/* writeShardRecord */.t)(kube, { namespace, instance }, shard, orders).catch((error) => {
                    if (launch !== null || !(0,errors/* isKubeError */.Cv)(error) || error.status !== 403)
                        throw error;
                    host.log.info(`What shard ${shard} is ordered now could not be noted for other processes: ${error.message}`);
                });
            },
        },
        async beforeStart(target) {
            await mlflow.check(target);
            await baselineAt(target);
        },
        onFinished: async ({ done, tasks }) => launch === null ? 'enough' : await launch.expectation.fromRuns(tasks, done, pods),
    });
    return {
        kube,
        record,
        terms,
        backend,
        driver,
        mlflow,
        baselineAt,
        baselineRuns: baseline.findRuns,
        forecast: () => launch?.expectation.forecast ?? null,
        nodeLogs,
        [Symbol.dispose]: () => driver.close(),
    };
}
async function runningPods(backend, shards) {
    const indexes = Array.from({ length: shards }, (_, index) => index);
    const pods = await Promise.all(indexes.map((index) => backend.podFinder(index)()));
    return pods.flatMap((pod) => (pod === undefined ? [] : (backend.controlContainer(pod) ?? [])));
}
function baselineReader(known, mlflow) {
    let complete;
    if (known.mlflowRuns.length === 0)
        complete = Promise.resolve(known.baseline);
    return async (target) => {
        if (complete === undefined && target === undefined)
            return known.baseline;
        complete ??= known.complete((runId) => mlflow.fetchRun(target, runId));
        return await complete;
    };
}


/***/ }),

/***/ 4641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sweepUp: () => (/* binding */ sweepUp)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99810);
/* harmony import */ var _kube_identify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58224);
/* harmony import */ var _kube_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19344);
/* harmony import */ var _backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85356);
/* harmony import */ var _backends_eval_record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14418);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34096);
/* harmony import */ var _eval_namespace_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(35217);









async function sweepUp(kube, namespace, { log }) {
    await (0,_kube_identify_js__WEBPACK_IMPORTED_MODULE_3__/* .identifyAndLog */ .G)(kube, log);
    const found = [
        ...(await ownNamespaces(kube, namespace)),
        ...(await jobs(kube, namespace)),
        ...(await attachedEvals(kube, namespace)),
    ];
    const removed = [];
    const notes = [];
    const failures = [];
    for (const object of found) {
        try {
            const end = await sweepOne(kube, object);
            if (end?.removed !== undefined)
                removed.push(end.removed);
            if (end?.note !== undefined)
                notes.push(end.note);
        }
        catch (error) {
            kube.signal.throwIfAborted();
            if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error))
                throw error;
            failures.push(error);
        }
    }
    const where = namespace === null ? 'the cluster' : `namespace ${namespace}`;
    const deleted = removed.map((object) => `${object} had expired and is being deleted.`);
    const [failure] = failures;
    if (failure !== undefined) {
        for (const line of [...deleted, ...notes])
            log.info(line);
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(failure.code, failures.map(({ message }) => message).join('\n'), {
            hint: 'What could not be deleted is tried again by the next sweep.',
            cause: failure,
        });
    }
    const nothing = `Nothing in ${where} ${notes.length === 0 ? 'has expired' : 'was deleted'}.`;
    return {
        kind: 'done',
        lines: [...(removed.length === 0 ? [nothing] : deleted), ...notes],
        record: { removed, kept: found.length - removed.length, notes },
        outputs: {},
    };
}
async function sweepOne(kube, { ref, object }) {
    const { uid, deletionTimestamp, annotations: found } = object.metadata ?? {};
    const expiry = found?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .annotations */ .hk.expiresAt];
    if (expiry === undefined || uid === undefined || deletionTimestamp !== undefined)
        return null;
    const expiresAtMs = Date.parse(expiry);
    if (Number.isNaN(expiresAtMs))
        return { note: `${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(ref)} is kept: when it expires cannot be read from its annotation.` };
    if (expiresAtMs >= kube.clock.now())
        return null;
    const instance = (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .evalOf */ .sU)(ref.kind, object);
    if (instance === undefined)
        return { note: `${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(ref)} is kept: it has a label of an evaluation, but no evaluation made it.` };
    if (ref.kind === 'ConfigMap')
        return await leave(kube, ref, object, instance);
    const kept = ref.kind === 'Namespace' ? await (0,_eval_namespace_js__WEBPACK_IMPORTED_MODULE_8__/* .whyKept */ .$)(kube, object, instance) : null;
    if (kept !== null)
        return { note: kept };
    return (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .remove */ .TF)(kube, ref, { uid })) ? { removed: (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(ref) } : null;
}
async function leave(kube, ref, { metadata }, instance) {
    const place = (0,_backends_eval_record_js__WEBPACK_IMPORTED_MODULE_6__/* .parseRecord */ .Hh)(metadata?.annotations?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .annotations */ .hk.run])?.place;
    if (place?.kind !== 'attached')
        return null;
    const { namespace = '' } = ref;
    try {
        await (0,_backends_attached_leave_js__WEBPACK_IMPORTED_MODULE_5__/* .leaveGateway */ .S)(kube, { namespace, instance, attached: place }, { retryForMs: _kube_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .RETRY_BUDGET_MS */ .K });
        return { removed: `The evaluation in pod ${namespace}/${place.pod}` };
    }
    catch (error) {
        if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error) || error.code !== 'foreign-object')
            throw error;
        return { note: `${(0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(ref)} is kept: ${error.message}` };
    }
}
const OURS = `${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .labels */ .WD.managedBy}=${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .MANAGED_BY */ .Kf},${_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .labels */ .WD.instance}`;
async function ownNamespaces(kube, only) {
    const of = { apiVersion: 'v1', kind: 'Namespace' };
    try {
        const namespaces = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(kube, of, { labelSelector: OURS });
        return namespaces
            .filter(({ metadata }) => only === null || metadata?.name === only)
            .map((object) => ({ ref: { ...of, name: object.metadata?.name ?? '' }, object }));
    }
    catch (error) {
        if (only !== null && (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return [];
        throw error;
    }
}
async function jobs(kube, only) {
    const of = { apiVersion: 'batch/v1', kind: 'Job', ...(only === null ? {} : { namespace: only }) };
    return (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(kube, of, { labelSelector: OURS })).map((object) => inNamespace(of, object));
}
async function attachedEvals(kube, only) {
    const of = { apiVersion: 'v1', kind: 'ConfigMap', ...(only === null ? {} : { namespace: only }) };
    try {
        return (await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(kube, of, { labelSelector: OURS }))
            .filter(({ metadata }) => metadata?.ownerReferences === undefined)
            .filter(({ metadata }) => (0,_backends_eval_record_js__WEBPACK_IMPORTED_MODULE_6__/* .parseRecord */ .Hh)(metadata?.annotations?.[_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .annotations */ .hk.run])?.place.kind === 'attached')
            .map((object) => inNamespace(of, object));
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return [];
        throw error;
    }
}
function inNamespace(of, object) {
    const { name = '', namespace = '' } = object.metadata ?? {};
    return { ref: { ...of, name, namespace }, object };
}


/***/ }),

/***/ 42963:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ workflowContext)
/* harmony export */ });
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98860);

function workflowContext(env) {
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    const [owner = '', repo = ''] = repository.split('/');
    if (env['GITHUB_ACTIONS'] !== 'true' || owner === '' || repo === '')
        return null;
    const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
    const runId = env['GITHUB_RUN_ID'] ?? '';
    const event = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .readEvent */ .j_)(env['GITHUB_EVENT_PATH']);
    const eventName = env['GITHUB_EVENT_NAME'] ?? '';
    const { pullRequest, whyNone } = pullRequestOf(event, env);
    const mergeTarget = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(event, 'merge_group', 'base_ref').replace(/^refs\/heads\//, '');
    const defaultBranch = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(event, 'repository', 'default_branch');
    return {
        repository,
        owner,
        repo,
        workflow: env['GITHUB_WORKFLOW'] ?? '',
        job: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
        runId,
        attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) || 1,
        runUrl: `${serverUrl}/${repository}/actions/runs/${runId}`,
        event: eventName,
        branch: env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_NAME'] ?? ''),
        sha: pullRequest === null ? (env['GITHUB_SHA'] ?? '') : pullRequest.headSha,
        serverUrl,
        apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
        isEnterpriseServer: !isGitHubCloud(serverUrl),
        pullRequest,
        whyNoPullRequest: whyNone,
        baseBranch: pullRequest?.baseBranch || mergeTarget || defaultBranch || null,
    };
}
function isGitHubCloud(serverUrl) {
    const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
    return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
}
function pullRequestOf(event, env) {
    if ((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .isNumber */ .Et)((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(event, 'pull_request', 'number')))
        return found(restrictable((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(event, 'pull_request'), env));
    if ((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(event, 'issue') !== undefined)
        return ofIssue((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(event, 'issue'));
    const name = ['workflow_run', 'check_run', 'check_suite'].find((key) => (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(event, key) !== undefined);
    return name === undefined ? found(null) : ofOtherRun(name, event);
}
function found(pullRequest) {
    return { pullRequest, whyNone: null };
}
function restrictable(payload, env) {
    return {
        number: Number((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(payload, 'number')),
        headSha: (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(payload, 'head', 'sha') || (env['GITHUB_SHA'] ?? ''),
        baseBranch: (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(payload, 'base', 'ref'),
        isRestricted: env['GITHUB_EVENT_NAME'] !== 'pull_request_target' &&
            ((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(payload, 'head', 'repo', 'full_name') !== env['GITHUB_REPOSITORY'] ||
                env['GITHUB_ACTOR'] === 'dependabot[bot]'),
    };
}
function ofIssue(issue) {
    const number = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(issue, 'number');
    if ((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(issue, 'pull_request') && (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .isNumber */ .Et)(number))
        return found({ number, headSha: '', baseBranch: '', isRestricted: false });
    return { pullRequest: null, whyNone: 'The event is about an issue, not about a pull request.' };
}
function ofOtherRun(name, event) {
    const [only, ...others] = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .pullRequestsOf */ .Tb)(event, name);
    if (only !== undefined && others.length === 0) {
        const number = Number((0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldAt */ .UK)(only, 'number'));
        const headSha = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(event, name, 'head_sha');
        return found({ number, headSha, baseBranch: (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(only, 'base', 'ref'), isRestricted: false });
    }
    const isForPullRequest = name !== 'workflow_run' || (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(event, name, 'event').startsWith('pull_request');
    if (only === undefined && !isForPullRequest)
        return found(null);
    const which = only === undefined ? 'no pull request, as for all of forks' : 'several pull requests';
    return { pullRequest: null, whyNone: `The event ${name} names ${which}.` };
}


/***/ }),

/***/ 98860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ textAt),
/* harmony export */   Et: () => (/* binding */ isNumber),
/* harmony export */   Tb: () => (/* binding */ pullRequestsOf),
/* harmony export */   UK: () => (/* binding */ fieldAt),
/* harmony export */   j_: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

function readEvent(path) {
    try {
        return path === undefined ? {} : JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch {
        return {};
    }
}
function fieldAt(value, ...path) {
    return path.reduce((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), value);
}
function textAt(value, ...path) {
    const found = fieldAt(value, ...path);
    return typeof found === 'string' ? found : '';
}
function pullRequestsOf(event, name) {
    const listed = fieldAt(event, name, 'pull_requests');
    const repository = fieldAt(event, 'repository', 'id');
    return (Array.isArray(listed) ? listed : []).filter((each) => {
        const base = fieldAt(each, 'base', 'repo', 'id');
        return isNumber(fieldAt(each, 'number')) && (base === undefined || base === repository);
    });
}
function isNumber(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}


/***/ }),

/***/ 54266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  refuseForeignCheckout: () => (/* binding */ refuseForeignCheckout)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/inputs/rules/risks.js
var risks = __webpack_require__(21330);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
// EXTERNAL MODULE: ./lib/src/base/missing-file.js
var missing_file = __webpack_require__(68445);
;// CONCATENATED MODULE: ./lib/src/github/checkout.js



async function checkoutAround(place, isOutside) {
    let directory = await (0,promises_.realpath)(place).catch(() => null);
    while (directory !== null && !isOutside(directory)) {
        const found = await checkoutAt(directory);
        if (found !== null)
            return found;
        const parent = external_node_path_.dirname(directory);
        directory = parent === directory ? null : parent;
    }
    return null;
}
async function checkoutsIn(directory) {
    const entries = await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory());
    const found = await Promise.all(folders.map(({ name }) => checkoutAt(external_node_path_.join(directory, name))));
    return found.filter((each) => each !== null);
}
async function checkoutAt(directory) {
    const gitDirectory = await gitDirectoryOf(directory);
    if (gitDirectory === null)
        return null;
    try {
        return await readCheckout(directory, gitDirectory);
    }
    catch {
        return { directory, commit: null, origin: null, branchCommits: new Set() };
    }
}
async function readCheckout(directory, gitDirectory) {
    const head = await textOf(external_node_path_.join(gitDirectory, 'HEAD'));
    if (head === null)
        return null;
    const common = external_node_path_.resolve(gitDirectory, (await textOf(external_node_path_.join(gitDirectory, 'commondir')))?.trim() ?? '.');
    const packed = packedRefs((await textOf(external_node_path_.join(common, 'packed-refs'))) ?? '');
    const commit = await commitOf(head, [gitDirectory, common], packed);
    const isUnreadable = (await (0,missing_file/* ifExists */.A)((0,promises_.stat)(external_node_path_.join(common, 'reftable')))) !== undefined;
    if (commit === null && !isUnreadable)
        return null;
    const config = (await textOf(external_node_path_.join(common, 'config'))) ?? '';
    const branchCommits = new Set([
        ...(await looseRefs(external_node_path_.join(common, BRANCHES))),
        ...[...packed].filter(([name]) => name.startsWith(`${BRANCHES}/`)).map(([, found]) => found),
    ]);
    return { directory, commit, origin: originIn(config), branchCommits };
}
const BRANCHES = 'refs/remotes/origin';
const object = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
async function gitDirectoryOf(directory) {
    const place = external_node_path_.join(directory, '.git');
    const stats = await (0,promises_.stat)(place).catch(() => null);
    if (stats?.isDirectory())
        return place;
    const pointer = stats?.isFile() ? await textOf(place) : null;
    const target = /^gitdir: (.+)$/m.exec(pointer ?? '')?.[1];
    if (target === undefined)
        return null;
    const resolved = external_node_path_.resolve(directory, target.trim());
    return resolved.split(external_node_path_.sep).join('/').includes('/.git/modules/') ? null : resolved;
}
async function commitOf(text, directories, packed) {
    let content = text.trim();
    for (let step = 0; step < 5; step++) {
        if (object.test(content))
            return content;
        const name = /^ref: (refs\/\S+)$/.exec(content)?.[1];
        if (name === undefined || name.split('/').includes('..'))
            return null;
        const loose = await Promise.all(directories.map((directory) => textOf(external_node_path_.join(directory, name))));
        content = (loose.find((each) => each !== null) ?? packed.get(name) ?? '').trim();
    }
    return null;
}
function packedRefs(text) {
    return new Map([...text.matchAll(/^([0-9a-f]{40,64}) (refs\/\S+)$/gm)].map(([, commit = '', name = '']) => [
        name,
        commit,
    ]));
}
async function looseRefs(directory) {
    const entries = await (0,promises_.readdir)(directory, { withFileTypes: true, recursive: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile());
    const texts = await Promise.all(files.map(({ parentPath, name }) => textOf(external_node_path_.join(parentPath, name))));
    return texts.flatMap((text) => (text !== null && object.test(text.trim()) ? text.trim() : []));
}
function originIn(config) {
    const section = /^\[remote "origin"\]([^[]*)/m.exec(config)?.[1] ?? '';
    const address = /^\s*url\s*=\s*(\S+)\s*$/m.exec(section)?.[1] ?? '';
    return /([^/:\s]+\/[^/:\s]+?)(?:\.git)?\/?$/.exec(address)?.[1] ?? null;
}
async function textOf(file) {
    return (await (0,missing_file/* ifExists */.A)((0,promises_.readFile)(file, 'utf8'))) ?? null;
}

// EXTERNAL MODULE: ./lib/src/github/event.js
var github_event = __webpack_require__(98860);
;// CONCATENATED MODULE: ./lib/src/github/foreign-checkout.js









const eventsOfStrangers = new Set([
    'pull_request_target',
    'workflow_run',
    'issue_comment',
    'issues',
    'check_run',
    'check_suite',
    'status',
    'discussion',
    'discussion_comment',
    'fork',
    'gollum',
    'watch',
]);
async function refuseForeignCheckout(inputs, env) {
    const event = env['GITHUB_EVENT_NAME'] ?? '';
    const isOfStrangers = env['GITHUB_ACTIONS'] === 'true' && eventsOfStrangers.has(event);
    if (!isOfStrangers || (0,risks/* isAccepted */.oB)(inputs, 'foreign-checkout'))
        return;
    const named = env['GITHUB_WORKSPACE'] || process.cwd();
    const workspace = await (0,promises_.realpath)(named).catch(() => named);
    const source = sourceOf(event, env);
    for (const checkout of await usedCheckouts(workspace, env)) {
        const what = foreignPart(checkout, source, env['GITHUB_REPOSITORY'] ?? '');
        if (what === null)
            continue;
        const place = external_node_path_.relative(workspace, checkout.directory) || 'the workspace';
        throw new errors/* ActionError */.lZ('foreign-checkout', `The event ${event} gives this workflow run the secrets of the repository, but in ${place} ${what} is checked out: what a stranger wrote would run with your keys.`, {
            hint: 'Evaluate on `pull_request`, which gives a fork no secrets, or check out a branch of this repository. If every commit is reviewed before it gets here, accept the risk by `accept-risks: foreign-checkout`.',
        });
    }
}
function sourceOf(name, env) {
    const event = (0,github_event/* readEvent */.j_)(env['GITHUB_EVENT_PATH']);
    const ownCommits = [env['GITHUB_SHA'] ?? '', (0,github_event/* textAt */.$6)(event, 'pull_request', 'base', 'sha')];
    if (name === 'pull_request_target') {
        const of = (0,github_event/* fieldAt */.UK)(event, 'pull_request');
        const commits = [(0,github_event/* textAt */.$6)(of, 'head', 'sha'), (0,github_event/* textAt */.$6)(of, 'merge_commit_sha')];
        return { repository: (0,github_event/* textAt */.$6)(of, 'head', 'repo', 'full_name'), commits, ownCommits };
    }
    const commits = [(0,github_event/* textAt */.$6)(event, name, 'head_sha')];
    return { repository: repositoryOfRun(name, event, env['GITHUB_REPOSITORY'] ?? ''), commits, ownCommits };
}
function repositoryOfRun(name, event, own) {
    const head = (0,github_event/* textAt */.$6)(event, name, 'head_repository', 'full_name');
    if (head !== '')
        return head;
    const isForBranch = name === 'workflow_run' && !(0,github_event/* textAt */.$6)(event, name, 'event').startsWith('pull_request');
    return isForBranch || (0,github_event/* pullRequestsOf */.Tb)(event, name).length > 0 ? own : null;
}
function foreignPart({ commit, origin, branchCommits }, source, own) {
    const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();
    const ownerOf = (repository) => repository.split('/')[0] ?? '';
    const { repository, commits, ownCommits } = source;
    if (repository !== null && isSame(repository, own))
        return null;
    if (commit === null)
        return 'a commit that cannot be read';
    if (ownCommits.includes(commit))
        return null;
    const short = `commit ${commit.slice(0, 8)}`;
    if (repository !== null && commits.includes(commit))
        return `${short} of ${repository || 'a fork'}`;
    if (origin !== null && !isSame(origin, own)) {
        const isStrangers = repository
            ? isSame(ownerOf(origin), ownerOf(repository))
            : !isSame(ownerOf(origin), ownerOf(own));
        return isStrangers ? `${short} of ${origin}` : null;
    }
    return branchCommits.has(commit) ? null : `${short}, which is of no branch of ${own},`;
}
async function usedCheckouts(workspace, env) {
    const home = await (0,promises_.realpath)((0,external_node_os_.homedir)()).catch(() => (0,external_node_os_.homedir)());
    const isOutside = (directory) => directory !== workspace && ((0,checked_file/* isWithin */.UO)(workspace, directory) || (0,checked_file/* isWithin */.UO)(home, directory));
    const around = async (file) => await checkoutAround(file, isOutside);
    const top = await around(workspace);
    const paths = [...inputPaths(env), ...(env['KUBECONFIG'] ?? '').split(external_node_path_.delimiter)];
    const used = await Promise.all(paths.filter((each) => each !== '').map((each) => around(external_node_path_.resolve(workspace, each))));
    const all = [top, ...(top === null ? await checkoutsIn(workspace) : []), ...used];
    const byDirectory = all.flatMap((each) => (each === null ? [] : [[each.directory, each]]));
    return [...new Map(byDirectory).values()];
}
function inputPaths(env) {
    return types/* inputRows */.k8
        .filter(([, row]) => row.secret !== true)
        .flatMap(([name]) => (env[(0,types/* inputVariable */.LO)(name)] ?? '').split('\n'))
        .map((line) => line.trim())
        .filter((line) => line !== '' && line.length <= 4096 && !line.includes('\0'));
}


/***/ }),

/***/ 55064:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ writeSummary),
/* harmony export */   a: () => (/* binding */ maxSummaryBytes)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39362);

const maxSummaryBytes = 1024 * 1024;
async function writeSummary(markdown) {
    await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(markdown).write({ overwrite: true });
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

/***/ 61602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainMissing),
/* harmony export */   H: () => (/* binding */ missingPermissions)
/* harmony export */ });
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
    const operation = 'check the permissions of the credentials';
    const { body } = await kube.request('POST', path, { ...options, operation, body: review });
    return body.status?.allowed === true;
}
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
        'An administrator of the cluster can grant it by applying this with kubectl:',
        '',
        renderRbac(granted, user),
    ].join('\n');
}
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

/***/ 15060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect),
  l: () => (/* binding */ withSignal)
});

// EXTERNAL MODULE: ./node_modules/ws/wrapper.mjs
var wrapper = __webpack_require__(52977);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/http.js
var http = __webpack_require__(9347);
;// CONCATENATED MODULE: ./lib/src/kube/authenticated.js


async function authenticated(cluster, signal, send) {
    const credentials = await (0,http/* unlessAborted */.Wh)(signal, () => cluster.authenticate());
    try {
        return await send(credentials);
    }
    catch (error) {
        if (!(0,errors/* isKubeError */.Cv)(error) || error.status !== 401 || error.code !== 'cluster-auth')
            throw error;
        const fresh = await (0,http/* unlessAborted */.Wh)(signal, () => cluster.authenticate(credentials));
        if (sameCredentials(credentials, fresh))
            throw error;
        return await send(fresh);
    }
}
function sameCredentials(a, b) {
    return JSON.stringify(a.headers) === JSON.stringify(b.headers) && a.tls === b.tls;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
// EXTERNAL MODULE: ./lib/src/kube/tunnel.js
var tunnel = __webpack_require__(39982);
;// CONCATENATED MODULE: ./lib/src/kube/connections.js



function connections(server, proxyUrl) {
    let pool;
    const poolFor = (tls) => {
        if (pool?.tls === tls)
            return pool;
        void pool?.dispatcher.close();
        const connector = newConnector(proxyUrl, tls);
        pool = { tls, connector, dispatcher: newDispatcher(server, proxyUrl, connector) };
        return pool;
    };
    return {
        dispatcher: (tls) => poolFor(tls).dispatcher,
        opener(tls) {
            const { protocol, host, port } = server;
            const hostname = server.hostname.replace(/^\[|\]$/g, '');
            const open = (_, callback) => poolFor(tls).connector({ protocol, host, hostname, port }, callback);
            return open;
        },
        async destroy() {
            await pool?.dispatcher.destroy();
        },
    };
}
function newConnector(proxyUrl, tls) {
    const direct = (0,undici/* buildConnector */.gU)({
        ...tls,
        allowH2: false,
        timeout: tunnel/* CONNECT_TIMEOUT_MS */.cC,
        keepAlive: true,
        keepAliveInitialDelay: 30_000,
    });
    if (proxyUrl === undefined)
        return direct;
    const proxy = new URL(proxyUrl);
    const throughProxy = async (options) => {
        const isEncrypted = options.protocol === 'https:';
        const port = Number(options.port) || (isEncrypted ? 443 : 80);
        const httpSocket = await (0,tunnel/* openTunnel */.X)(proxy, { host: options.hostname, port });
        if (!isEncrypted)
            return httpSocket;
        const { promise, resolve, reject } = Promise.withResolvers();
        direct({ ...options, httpSocket }, (error, socket) => {
            if (error)
                reject(error);
            else
                resolve(socket);
        });
        return await promise;
    };
    const connect = (0,external_node_util_.callbackify)(throughProxy);
    return (options, callback) => connect(options, (error, socket) => {
        if (error === null)
            callback(null, socket);
        else
            callback(error, null);
    });
}
function newDispatcher(server, proxyUrl, connect) {
    const options = {
        allowH2: false,
        keepAliveTimeout: 60_000,
        bodyTimeout: 0,
    };
    if (proxyUrl?.startsWith('http') === true && server.protocol === 'http:')
        return new undici/* ProxyAgent */.kT({ ...options, connectTimeout: tunnel/* CONNECT_TIMEOUT_MS */.cC, uri: proxyUrl });
    return new undici/* Agent */.g6({ ...options, connect });
}

;// CONCATENATED MODULE: ./lib/src/kube/limit.js
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
// EXTERNAL MODULE: ./lib/src/kube/status.js + 1 modules
var kube_status = __webpack_require__(52028);
// EXTERNAL MODULE: ./lib/src/kube/transport-error.js
var transport_error = __webpack_require__(3252);
;// CONCATENATED MODULE: ./lib/src/kube/websocket.js



const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;
async function handshake(socket, context) {
    const { operation, peer, clock, signal } = context;
    const abort = () => socket.terminate();
    signal.addEventListener('abort', abort, { once: true });
    try {
        await new Promise((resolve, reject) => {
            socket.once('open', () => {
                socket.pause();
                resolve();
            });
            socket.on('error', (error) => reject((0,transport_error/* transportError */.W)(operation, peer, error)));
            socket.once('unexpected-response', (_, response) => {
                (0,http/* readText */.yR)(response, http/* LARGEST_ERROR_BYTES */.kQ)
                    .then((text = '') => {
                    throw (0,kube_status/* answeredError */.U)(operation, response.statusCode ?? 0, text, {
                        retryAfterMs: (0,http/* retryAfterMs */.Vs)(response.headers, clock.now()),
                    });
                })
                    .catch(reject)
                    .finally(() => socket.terminate());
            });
        });
    }
    catch (error) {
        throw signal.aborted ? signal.reason : error;
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
}

;// CONCATENATED MODULE: ./lib/src/kube/client.js










function withSignal(kube, signal) {
    const bound = (options) => ({ ...options, signal: options?.signal ?? signal });
    return {
        ...kube,
        signal,
        request: (method, path, options) => kube.request(method, path, bound(options)),
        stream: (path, options) => kube.stream(path, bound(options)),
        openWebSocket: (path, protocols, options) => kube.openWebSocket(path, protocols, bound(options)),
    };
}
const REQUEST_TIMEOUT_MS = 30_000;
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
const EXECS_PER_CONTAINER = 4;
function connect(cluster, deps) {
    const { clock, log, secrets } = deps;
    const ownSignal = deps.signal ?? new AbortController().signal;
    const server = new URL(cluster.server);
    const basePath = server.pathname.replace(/\/+$/, '');
    const sockets = new Set();
    const pool = connections(server, cluster.proxyUrl);
    const peer = { server: server.origin, trust: cluster.trust };
    async function sendOnce(credentials, wire) {
        return await pool.dispatcher(credentials.tls).request({
            origin: server.origin,
            path: basePath + wire.path + (0,http/* queryString */._L)(wire.query),
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
            const deadline = (0,http/* startDeadline */.db)(timeoutMs, signal);
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
                const text = await (0,http/* readText */.yR)(response.body, LARGEST_ANSWER_BYTES);
                if (text === undefined)
                    throw (0,transport_error/* transportFailure */.q)(operation, peer, 'AnswerTooLarge');
                if (response.statusCode >= 400)
                    throw refusal(operation, response, text, options.body);
                const parsed = parseJson(text, operation, peer);
                return { body: parsed, warnings: (0,http/* warningsOf */.nZ)(response.headers) };
            }
            catch (error) {
                throw explain(error, operation, deadline, signal);
            }
            finally {
                deadline.stop();
            }
        };
        const budgetMs = options.retryForMs ?? retry/* RETRY_BUDGET_MS */.K;
        return await (0,retry/* withRetries */.L)(() => authenticated(cluster, signal, attempt), { budgetMs, clock, log, signal });
    }
    async function stream(path, options = {}) {
        const { signal = ownSignal, operation = `GET ${path}`, headersTimeoutMs = REQUEST_TIMEOUT_MS } = options;
        return await authenticated(cluster, signal, async (credentials) => {
            const deadline = (0,http/* startDeadline */.db)(headersTimeoutMs, signal);
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
                const text = await (0,http/* readText */.yR)(response.body, http/* LARGEST_ERROR_BYTES */.kQ);
                throw refusal(operation, response, text ?? '');
            }
            catch (error) {
                deadline.stop();
                throw explain(error, operation, deadline, signal);
            }
        });
    }
    async function openWebSocket(path, protocols, options = {}) {
        const { signal = ownSignal, operation = `open ${path}`, timeoutMs = REQUEST_TIMEOUT_MS } = options;
        const url = `${server.origin.replace(/^http/, 'ws')}${basePath}${path}${(0,http/* queryString */._L)(options.query)}`;
        return await authenticated(cluster, signal, async (credentials) => {
            const socket = new wrapper/* WebSocket */.kb(url, protocols, {
                createConnection: pool.opener(credentials.tls),
                headers: { ...credentials.headers, 'user-agent': USER_AGENT },
                followRedirects: false,
                perMessageDeflate: false,
                maxPayload: LARGEST_MESSAGE_BYTES,
            });
            sockets.add(socket);
            socket.once('close', () => sockets.delete(socket));
            const deadline = (0,http/* startDeadline */.db)(timeoutMs, signal);
            try {
                await handshake(socket, { operation, peer, clock, signal: deadline.signal });
                return socket;
            }
            catch (error) {
                throw explain(error, operation, deadline, signal);
            }
            finally {
                deadline.stop();
            }
        });
    }
    function refusal(operation, response, text, sent) {
        const waitMs = (0,http/* retryAfterMs */.Vs)(response.headers, clock.now());
        return (0,kube_status/* answeredError */.U)(operation, response.statusCode, text, { retryAfterMs: waitMs, sent, secrets });
    }
    function explain(error, operation, deadline, signal) {
        if (signal.aborted)
            return signal.reason;
        if (deadline.hasPassed())
            return (0,transport_error/* transportFailure */.q)(operation, peer, 'NoAnswer', { cause: error });
        return (0,errors/* isKubeError */.Cv)(error) ? error : (0,transport_error/* transportError */.W)(operation, peer, error);
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
function parseJson(text, operation, peer) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw (0,transport_error/* transportFailure */.q)(operation, peer, 'NotKubernetes', { cause: error });
    }
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




const CRASHES = 3;
const LONG_LIFE_MS = 10 * 60_000;
const LATE_OBJECT_MS = 20_000;
function isObjectMissing(words) {
    return /(?:secret|configmap) "[^"]*" not found|references non-existent (?:secret|config) key/i.test(words);
}
const overloaded = /timed out waiting for the condition|failed to sync|context deadline exceeded/;
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
        return crashLoop(name, status, terminated);
    }
    if (wait?.reason === 'CrashLoopBackOff')
        return crashLoop(name, status, status.lastState?.terminated);
    const trouble = waitingTrouble(pod, name, status, events);
    return trouble && isNew(view) && isObjectMissing(trouble.message)
        ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(trouble.message, trouble.code)
        : trouble;
}
function isNew({ pod, now }) {
    return now - Date.parse(pod.status?.startTime ?? '') < LATE_OBJECT_MS;
}
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
function pullTrouble(pod, sentence, words, events) {
    const event = (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .latestEvent */ .aP)(events, pod.metadata?.uid, 'Failed');
    const reported = event && (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsOf */ .Z9)(event).includes('Failed to pull image') ? (0,_events_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsOf */ .Z9)(event) : '';
    const detail = words.length > 60 || reported === '' ? words : reported;
    const message = detail === words ? sentence : `${sentence} (${detail})`;
    return isPullRefused(detail) ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .failed */ .gz)(message, 'image-pull') : (0,_readiness_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg)(message, 'image-pull');
}
const refusals = /\b(?:401|403|404)\b|unauthorized|authentication required|authorization failed|access denied|denied:|manifest unknown|name unknown|repository does not exist|not found(?!:)|no match for platform/i;
function isPullRefused(words) {
    if (/toomanyrequests|rate limit|\b429\b/i.test(words))
        return false;
    return refusals.test(words.replace(/"[^"]*"/g, '""'));
}
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
function livedMs(last) {
    return Date.parse(last?.finishedAt ?? '') - Date.parse(last?.startedAt ?? '');
}
function isSidecar(pod, container) {
    return (pod.spec?.initContainers?.some((item) => item.name === container && item.restartPolicy === 'Always') ??
        false);
}
function isFailure(status) {
    const terminated = status.state?.terminated;
    return terminated !== undefined && (terminated.exitCode !== 0 || terminated.reason === 'OOMKilled');
}
function failureCode(status) {
    return status.state?.terminated?.reason === 'OOMKilled' ? 'out-of-memory' : 'container-failed';
}
function lastWords(status) {
    const { reason = 'Error', exitCode, message } = status.state?.terminated ?? {};
    return `container ${status.name} ended: ${exitOf(reason, exitCode)}${tail(message)}`;
}
function exitOf(reason, exitCode) {
    if (reason === 'OOMKilled')
        return 'OOMKilled, it used more memory than its limit';
    return `${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(reason, 80)}, exit code ${exitCode ?? 'unknown'}`;
}
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


async function containerLife(kube, target, options = {}) {
    const ref = { apiVersion: 'v1', kind: 'Pod', name: target.pod, namespace: target.namespace };
    return lifeOf(await (0,_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, ref, options), target);
}
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
        return { state: 'running', ...now, sentence: `${name} is running` };
    const reason = waiting?.reason === undefined ? '' : ` (${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(waiting.reason, 80)})`;
    return { state: 'waiting', ...now, sentence: `${name} is waiting to start${reason}` };
}
function statusesOf(pod) {
    return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}
function statusOfContainer(pod, container) {
    const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [], } = pod.status ?? {};
    return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find((status) => status.name === container);
}
function restarts(pod, container, exitCode) {
    const init = pod.spec?.initContainers?.find((item) => item.name === container);
    if (init?.restartPolicy === 'Always')
        return true;
    const isMain = pod.spec?.containers.some((item) => item.name === container) ?? false;
    if (!isMain && init === undefined)
        return false;
    const policy = pod.spec?.restartPolicy ?? 'Always';
    if (policy === 'OnFailure' || init !== undefined)
        return policy !== 'Never' && exitCode !== 0;
    return policy === 'Always';
}


/***/ }),

/***/ 37120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ versionOf),
/* harmony export */   c: () => (/* binding */ listableKinds)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

async function listableKinds(kube, options = {}) {
    const operation = 'list the kinds of objects in the cluster';
    const get = async (path) => (await kube.request('GET', path, { ...options, operation })).body;
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
async function versionOf(kube, group) {
    try {
        const operation = `look for the API ${group}`;
        const { body } = await kube.request('GET', `/apis/${group}`, { operation });
        return body.preferredVersion.groupVersion;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && error.status === 404)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 86431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cv: () => (/* binding */ isKubeError),
/* harmony export */   MW: () => (/* binding */ isAdmissionRefusal),
/* harmony export */   Nd: () => (/* binding */ admissionReasons),
/* harmony export */   a3: () => (/* binding */ KubeError),
/* harmony export */   dg: () => (/* binding */ isTransient)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);

const admissionReasons = { refused: 'Refused', usedUp: 'QuotaUsedUp', noDryRun: 'NoDryRun' };
class KubeError extends _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    status;
    reason;
    causes;
    retryable;
    retryAfterMs;
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
function isAdmissionRefusal(error) {
    return isKubeError(error, ...Object.values(admissionReasons));
}
function isTransient(error) {
    return isKubeError(error) && (error.retryable || isKubeError(error, 'ExecInterrupted', 'NoAnswer'));
}


/***/ }),

/***/ 76817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y8: () => (/* binding */ EVENTS_COMBINED),
/* harmony export */   Z9: () => (/* binding */ wordsOf),
/* harmony export */   aP: () => (/* binding */ latestEvent),
/* harmony export */   nR: () => (/* binding */ timeOf)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);

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
const EVENTS_COMBINED = /^\(combined from similar events\): /;
function wordsOf(event) {
    return (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)((event.message ?? '').replace(EVENTS_COMBINED, ''));
}
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
var client = __webpack_require__(15060);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/status.js + 1 modules
var kube_status = __webpack_require__(52028);
// EXTERNAL MODULE: ./lib/src/kube/transport-error.js
var transport_error = __webpack_require__(3252);
;// CONCATENATED MODULE: ./lib/src/kube/exec-session.js





const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const CLOSE = 255;
const V5 = 'v5.channel.k8s.io';
const V4 = 'v4.channel.k8s.io';
const PING_EVERY_MS = 5_000;
const SILENCE_MS = 20_000;
const CLOSE_GRACE_MS = 2_000;
const STDIN_CHUNK_BYTES = 32 * 1024;
const STDERR_BYTES = 64 * 1024;
const STATUS_BYTES = 64 * 1024;
const LATE_STATUS_MS = 10_000;
const LOOK_EVERY_MS = 500;
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
            socket.on('error', (error) => fail((0,transport_error/* transportError */.W)(operation, kube.cluster, error)));
            socket.on('close', finish);
            socket.on('pong', () => (heardAt = performance.now()));
            socket.on('message', (message) => {
                heardAt = performance.now();
                const frame = bytesOf(message);
                const data = frame.subarray(1);
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
                    fail((0,transport_error/* transportFailure */.q)(operation, kube.cluster, 'NoAnswer'));
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
function withInputOf(sizeBytes, command) {
    return ['sh', '-c', 'head -c "$0" | "$@"', String(sizeBytes), ...command];
}
async function feed(socket, stdin) {
    for (let offset = 0; offset < stdin.length; offset += STDIN_CHUNK_BYTES) {
        const sent = await send(socket, Buffer.concat([Buffer.of(STDIN), stdin.subarray(offset, offset + STDIN_CHUNK_BYTES)]));
        if (!sent)
            return;
    }
    if (socket.protocol === V5)
        await send(socket, Buffer.of(CLOSE, STDIN));
}
async function send(socket, data) {
    if (socket.readyState !== socket.OPEN)
        return false;
    return await new Promise((resolve) => {
        socket.send(data, (error) => resolve(!error));
    });
}
async function hasEnded(kube, target, begunMs) {
    let containerId;
    for (let waitedMs = 0; waitedMs <= LATE_STATUS_MS; waitedMs += LOOK_EVERY_MS) {
        if (waitedMs > 0)
            await kube.clock.sleep(LOOK_EVERY_MS, kube.signal);
        const life = await (0,container/* containerLife */.af)(kube, target);
        if (life.state !== 'running')
            return true;
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
function exitCodeOf(text, operation) {
    const status = (0,kube_status/* parseStatus */.i)(text);
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
const MOST_MISMATCHES = 5;
const SLOWEST_BYTES_PER_MS = 64;
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
                    for (let at = 0; at < chunk.length;)
                        at += (0,external_node_fs_.writeSync)(part.fd, chunk, at);
                },
            }).catch((error) => {
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
async function explained(kube, target, error) {
    if (!(0,kube_errors/* isKubeError */.Cv)(error, 'ContainerNotFound'))
        return error;
    let life = await (0,container/* containerLife */.af)(kube, target);
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

/***/ 9347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vs: () => (/* binding */ retryAfterMs),
/* harmony export */   Wh: () => (/* binding */ unlessAborted),
/* harmony export */   _L: () => (/* binding */ queryString),
/* harmony export */   db: () => (/* binding */ startDeadline),
/* harmony export */   kQ: () => (/* binding */ LARGEST_ERROR_BYTES),
/* harmony export */   nZ: () => (/* binding */ warningsOf),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
const LARGEST_ERROR_BYTES = 256 * 1024;
function startDeadline(timeoutMs, signal) {
    const controller = new AbortController();
    let passed = false;
    const timer = setTimeout(() => {
        passed = true;
        controller.abort();
    }, timeoutMs);
    const forward = () => controller.abort(signal.reason);
    if (signal.aborted)
        forward();
    signal.addEventListener('abort', forward, { once: true });
    const stopTimer = () => clearTimeout(timer);
    return {
        signal: controller.signal,
        hasPassed: () => passed,
        stopTimer,
        stop() {
            stopTimer();
            signal.removeEventListener('abort', forward);
        },
    };
}
async function unlessAborted(signal, work) {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
        work().then(resolve, reject);
        return await promise;
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}
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
function retryAfterMs(headers, now) {
    const value = headers['retry-after'];
    if (value === undefined)
        return undefined;
    const seconds = Number(value);
    if (Number.isFinite(seconds))
        return Math.max(0, seconds * 1000);
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
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


/***/ }),

/***/ 58224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ identifyAndLog),
/* harmony export */   l: () => (/* binding */ identify)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(252);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86431);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9347);




const OLDEST_MINOR = 29;
const IDENTIFY_TIMEOUT_MS = 10_000;
async function identify(kube) {
    const options = { timeoutMs: IDENTIFY_TIMEOUT_MS, retryForMs: 0 };
    await (0,_http_js__WEBPACK_IMPORTED_MODULE_3__/* .unlessAborted */ .Wh)(kube.signal, () => kube.cluster.authenticate());
    const [version, user] = await Promise.all([serverVersion(kube, options), whoAmI(kube, options)]);
    if (version.major === 1 && version.minor < OLDEST_MINOR) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('cluster-too-old', `${kube.cluster.server} runs Kubernetes ${version.text}.`, {
            hint: `The evaluation's pod needs native sidecars: Kubernetes 1.${OLDEST_MINOR} or newer.`,
        });
    }
    return { version: version.text, minor: version.minor, user };
}
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KubeError */ .a3('cluster-unreachable', `${kube.cluster.server} answers, but not like a Kubernetes API server.`, {
            status: 0,
            reason: 'NotKubernetes',
            retryable: false,
            hint: 'Write the address of the API server as server in the kubeconfig.',
        });
    }
    return { text, major: Number(numbers[1]), minor: Number(numbers[2]) };
}
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
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKubeError */ .Cv)(error, 'Unauthorized', 'Forbidden') || !kube.cluster.server.startsWith('http:'))
            throw error;
        const { status, reason, retryable } = error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KubeError */ .a3(error.code, error.message, {
            status,
            reason,
            retryable,
            hint: 'Credentials are not sent over http://. Write the https:// address of the API server.',
        });
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
var client = __webpack_require__(15060);
// EXTERNAL MODULE: ./lib/src/kube/container.js
var container = __webpack_require__(80321);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
;// CONCATENATED MODULE: ./lib/src/kube/lines.js
function lineSplitter(maxBytes) {
    let parts = [];
    let keptBytes = 0;
    let droppedBytes = 0;
    const keep = (piece, isRest) => {
        const room = Math.min(piece.length, maxBytes - keptBytes);
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
const stamped = /^((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)) ?/;
function resumePoint() {
    let last;
    let overlap;
    return {
        sinceTime: () => last?.second,
        reopened() {
            overlap = last && { stamp: last.stamp, skip: last.lines, isFirst: true };
        },
        accept(line) {
            const [prefix, stamp, second, zone] = stamped.exec(line) ?? [];
            if (prefix === undefined || stamp === undefined) {
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
const NO_LOG = /^(?:unable to retrieve container logs for|failed to try resolving symlinks in path) /;
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
        if (wasFinished && newLines === 0)
            return;
        wasFinished = await unlessUnreachable(isFinished, signal);
        pauseMs = newLines > 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        if (!wasFinished)
            await kube.clock.sleep(pauseMs, signal).catch(() => undefined);
    }
}
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
async function* linesOf(body, maxLineBytes, silenceMs, isComplete) {
    const splitter = lineSplitter(maxLineBytes);
    let watchdog;
    const watch = () => {
        watchdog = setTimeout(() => body.destroy(), silenceMs);
    };
    try {
        watch();
        for await (const chunk of body) {
            clearTimeout(watchdog);
            const lines = [];
            splitter.push(chunk, (line) => lines.push(line));
            yield lines;
            watch();
        }
        const rest = splitter.end();
        if (rest !== undefined && isComplete)
            yield [rest];
    }
    catch {
    }
    finally {
        clearTimeout(watchdog);
        body.destroy();
    }
}
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
/* harmony export */   _w: () => (/* binding */ listAll),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   vt: () => (/* binding */ create),
/* harmony export */   vy: () => (/* binding */ FIELD_MANAGER)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

const FIELD_MANAGER = 'clawbench-k8s-action';
const inNamespace = (plural) => ({ plural, namespaced: true });
const inNone = (plural) => ({ plural, namespaced: false });
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
async function read(kube, ref, options = {}) {
    try {
        const operation = `read ${describe(ref)}`;
        return (await kube.request('GET', objectPath(ref), { ...options, operation })).body;
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && error.status === 404)
            return undefined;
        throw error;
    }
}
function severalOf(kind) {
    return `${kind.replace(/y$/, 'ie').replace(/s$/, 'se')}s`;
}
async function list(kube, of, options = {}) {
    const operation = `list ${severalOf(of.kind)}${of.namespace === undefined ? '' : ` of namespace ${of.namespace}`}`;
    return await listAll(kube, collectionPath(of.apiVersion, of.kind, of.namespace), operation, options);
}
const PAGE = 500;
const MOST_RESTARTS = 3;
async function listAll(kube, path, operation, options = {}) {
    const { labelSelector, fieldSelector, ...call } = options;
    let items = [];
    let next;
    for (let restarts = 0;;) {
        try {
            const query = { labelSelector, fieldSelector, limit: PAGE, continue: next };
            const { body } = await kube.request('GET', path, {
                ...call,
                operation,
                query,
            });
            items.push(...body.items);
            next = body.metadata?.continue;
            if (next === undefined || next === '')
                return items;
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) || error.status !== 410 || next === undefined)
                throw error;
            restarts += 1;
            if (restarts > MOST_RESTARTS)
                throw error;
            items = [];
            next = undefined;
        }
    }
}
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
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) || error.code === 'admission-refused')
            throw error;
        if (error.status === 404)
            return false;
        if (error.status === 409 && uid !== undefined && /precondition/i.test(error.message))
            return false;
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
/* harmony export */   wH: () => (/* binding */ queuePermissions),
/* harmony export */   wg: () => (/* binding */ openclawPermissions),
/* harmony export */   wu: () => (/* binding */ deployedMlflowPermissions),
/* harmony export */   xE: () => (/* binding */ evalPermissions)
/* harmony export */ });
const inNamespace = (group, resource, verbs, purpose) => ({ group, resource, verbs, scope: 'namespace', purpose });
const evalPermissions = [
    inNamespace('', 'pods', ['get', 'list', 'delete'], 'follow the evaluation and delete pods of lost nodes'),
    inNamespace('', 'pods/exec', ['get', 'create'], 'exchange requests and results with its pod'),
    inNamespace('', 'pods/log', ['get'], 'show the log'),
    inNamespace('', 'events', ['list'], 'say why a pod does not start'),
    inNamespace('', 'configmaps', ['create', 'patch'], 'configure the evaluation'),
    inNamespace('', 'secrets', ['create', 'patch'], 'pass the keys to the evaluation'),
    inNamespace('batch', 'jobs', ['get', 'list', 'create', 'patch', 'delete'], 'run the evaluation'),
    inNamespace('networking.k8s.io', 'networkpolicies', ['create', 'patch'], 'keep other pods away from the evaluation'),
];
const queuePermissions = [
    inNamespace('kueue.x-k8s.io', 'localqueues', ['list'], 'find the queue of the evaluation'),
    inNamespace('kueue.x-k8s.io', 'workloads', ['list'], 'say why the evaluation waits in its queue'),
];
const attachPermissions = [
    inNamespace('apps', 'deployments', ['get', 'list'], 'find the existing OpenClaw'),
    inNamespace('', 'pods', ['get', 'list'], 'find its pod and follow the evaluation'),
    inNamespace('', 'pods/exec', ['get', 'create'], 'inspect the gateway, and exchange requests and results'),
    inNamespace('', 'pods/log', ['get'], 'show the logs'),
    inNamespace('', 'events', ['list'], 'say what went wrong'),
    inNamespace('', 'configmaps', ['get', 'list', 'create', 'patch', 'delete'], 'configure the evaluation and find it again'),
];
const ephemeralPermissions = [
    inNamespace('', 'pods/ephemeralcontainers', ['patch'], 'add containers to the pod of the gateway'),
];
const rolloutPermissions = [
    inNamespace('apps', 'deployments', ['patch'], 'roll the evaluation out with the gateway'),
];
const ownNamespacePermissions = [
    {
        group: '',
        resource: 'namespaces',
        verbs: ['get', 'create', 'patch', 'delete'],
        scope: 'cluster',
        purpose: 'give each evaluation its own namespace',
    },
];
const mlflowPermissions = [
    inNamespace('apps', 'deployments', ['get', 'create', 'patch'], 'deploy MLflow'),
    inNamespace('', 'services', ['create', 'patch'], 'make MLflow reachable'),
    inNamespace('', 'persistentvolumeclaims', ['get', 'create', 'patch'], 'keep the data of MLflow'),
];
const toCreate = ['get', 'create', 'patch'];
const openclawPermissions = [
    inNamespace('apps', 'deployments', toCreate, 'deploy OpenClaw'),
    inNamespace('', 'services', toCreate, 'make OpenClaw reachable'),
    inNamespace('', 'persistentvolumeclaims', toCreate, 'keep the data of OpenClaw'),
    inNamespace('', 'configmaps', toCreate, 'configure OpenClaw'),
    inNamespace('', 'secrets', toCreate, 'pass the keys to OpenClaw'),
    inNamespace('', 'pods', ['list'], 'see whether OpenClaw is ready'),
    inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];
const deployedMlflowPermissions = [
    ...mlflowPermissions,
    inNamespace('', 'services', ['get'], 'make MLflow reachable'),
    inNamespace('', 'pods', ['list'], 'see whether MLflow is ready'),
    inNamespace('', 'events', ['list'], 'say why a pod does not start'),
];
const pullSecretPermissions = [
    inNamespace('', 'secrets', toCreate, 'pass the login of the registry to MLflow'),
];
const newNamespacePermissions = [
    {
        group: '',
        resource: 'namespaces',
        verbs: toCreate,
        scope: 'cluster',
        purpose: 'create the namespaces of OpenClaw and MLflow',
    },
];
const toDelete = ['list', 'delete'];
const teardownPermissions = [
    inNamespace('apps', 'deployments', toDelete, 'delete what was deployed'),
    inNamespace('batch', 'jobs', toDelete, 'delete evaluations'),
    inNamespace('', 'services', toDelete, 'delete what was deployed'),
    inNamespace('', 'persistentvolumeclaims', toDelete, 'delete what was deployed'),
    inNamespace('', 'configmaps', toDelete, 'delete what was deployed'),
    inNamespace('', 'secrets', toDelete, 'delete what was deployed'),
    inNamespace('networking.k8s.io', 'networkpolicies', toDelete, 'delete evaluations'),
];
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





const STUCK_MS = 30_000;
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
const failureCodes = {
    Evicted: 'evicted',
    Preempting: 'evicted',
    Shutdown: 'evicted',
    Terminated: 'evicted',
    NodeShutdown: 'evicted',
    NodeLost: 'node-lost',
    DeadlineExceeded: 'timeout',
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
    const words = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)((condition.message ?? '').replace(/ ?(?:no new claims[^:]*)?preemption: .*$/s, ''));
    const uid = pod.metadata?.uid;
    const autoscaler = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'TriggeredScaleUp') ?? (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'NotTriggerScaleUp');
    const more = autoscaler ? ` Autoscaler: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z9)(autoscaler)}` : '';
    const code = /persistentvolumeclaim|PersistentVolumeClaims/.test(words)
        ? 'volume-unbound'
        : 'unschedulable';
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} waits for a node: ${words}${more}`, code);
}
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
    if ((0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'Pulling') ?? (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'Pulled'))
        return undefined;
    const mount = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'FailedMount');
    if (mount) {
        const message = `${name}: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z9)(mount)}`;
        return (0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isObjectMissing */ .yt)(message) && !(0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isNew */ .BS)(view)
            ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, 'container-failed')
            : (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(message, 'container-failed');
    }
    const attach = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'FailedAttachVolume');
    if (attach)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z9)(attach)}`, 'volume-unbound');
    const sandbox = (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, uid, 'FailedCreatePodSandBox');
    if (sandbox)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${(0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z9)(sandbox)}`, 'container-failed');
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
    if (pod.status?.phase === 'Running' && (0,_events_js__WEBPACK_IMPORTED_MODULE_3__/* .latestEvent */ .aP)(events, pod.metadata?.uid, 'NodeNotReady')) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: its node does not answer.`, 'node-lost');
    }
    if (unready.length > 0) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: not ready yet: ${unready.join(', ')}.`);
    }
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} is starting.`);
}
function mainFirst(pod) {
    const init = (pod.status?.initContainerStatuses ?? []).filter((status) => !(0,_container_trouble_js__WEBPACK_IMPORTED_MODULE_1__/* .isSidecar */ .SE)(pod, status.name));
    return [...init, ...(pod.status?.containerStatuses ?? [])];
}


/***/ }),

/***/ 85493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ poll)
/* harmony export */ });
async function poll({ clock, signal }, { everyMs, budgetMs }, ask) {
    const deadlineMs = clock.now() + budgetMs;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined || clock.now() >= deadlineMs)
            return answer;
        await clock.sleep(everyMs, signal);
    }
}


/***/ }),

/***/ 93197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ writeQuantity),
/* harmony export */   L: () => (/* binding */ parseQuantity)
/* harmony export */ });
const factors = {
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
    '': 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    E: 1e18,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
    Ei: 2 ** 60,
};
function parseQuantity(text) {
    const [, number = '', suffix = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkMGTPE]?|[KMGTPE]i)$/.exec(text.trim()) ?? [];
    return number === '' ? NaN : Number(number) * (factors[suffix] ?? NaN);
}
function writeQuantity(amount, unit) {
    if (unit === 'bytes') {
        const mebibytes = Math.floor(amount / 2 ** 20);
        return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
    }
    const thousandths = Math.floor(amount * 1000 + 1e-6);
    return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}


/***/ }),

/***/ 83030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ waitingForQuota)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

const EVERY_MS = 2000;
function waitingForQuota(kube, { budgetMs, log }) {
    const deadlineMs = kube.clock.now() + budgetMs;
    const told = new Set();
    return {
        ...kube,
        async request(method, path, options) {
            for (;;) {
                try {
                    return await kube.request(method, path, options);
                }
                catch (error) {
                    if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error, _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .admissionReasons */ .Nd.usedUp) || kube.clock.now() >= deadlineMs)
                        throw error;
                    if (!told.has(error.message))
                        log.info(`${error.message} Waiting until the quota is freed.`);
                    told.add(error.message);
                    await kube.clock.sleep(EVERY_MS, options?.signal ?? kube.signal);
                }
            }
        },
    };
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
function failed(message, code) {
    return { state: 'failed', code, message, terminal: true };
}
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

/***/ 3322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ refusalHint)
/* harmony export */ });
const askOwner = 'or ask the administrator who set the policy';
const policyHints = {
    Job: `What the policy asks of the Job can be written into "job-labels" or "job-annotations", what it asks of the pods into "pod-overlay"; ${askOwner}.`,
    Deployment: `What the policy asks of the pods can be written into "pod-overlay"; ${askOwner}.`,
    Pod: `What the policy asks of the pods can be written into "pod-overlay"; ${askOwner}.`,
    Namespace: `Name a "namespace" that exists, ${askOwner}.`,
};
function refusalHint(refusal, kind) {
    if (refusal.kind === 'policy')
        return policyHints[kind] ?? 'Ask the administrator who set the policy to let such an object pass.';
    if (refusal.kind !== 'quota')
        return undefined;
    return refusal.fits
        ? 'Delete what the quota counts and nobody needs, or raise the quota of the namespace.'
        : 'Raise the quota of the namespace: it has no room for this even when nothing else is there.';
}


/***/ }),

/***/ 13878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BC: () => (/* binding */ isDeniedByPolicy),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   I9: () => (/* binding */ isTooLarge),
/* harmony export */   ST: () => (/* binding */ unansweredWebhook),
/* harmony export */   T4: () => (/* binding */ codeOfRefusal),
/* harmony export */   WW: () => (/* binding */ refusalWords),
/* harmony export */   gi: () => (/* binding */ admissionRefusal),
/* harmony export */   iy: () => (/* binding */ podRefusal)
/* harmony export */ });
/* harmony import */ var _quantity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93197);

const deniedByPolicy = /admission webhook "[^"]*" denied the request|(?:Validating|Mutating)AdmissionPolicy '[^']*' with binding '[^']*' denied request/;
const policyWords = /violates PodSecurity|unable to validate against any security context constraint|denied the request|denied by|AdmissionPolicy|image policy webhook|unable to admit pod|node label selector conflicts|tolerations .*conflict/;
const lacksRight = /User "[^"]*" cannot \w+ resource/;
function isDeniedByPolicy(message) {
    return deniedByPolicy.test(message);
}
function admissionRefusal(message) {
    if (isDeniedByPolicy(message))
        return { kind: 'policy' };
    if (/admission webhook "[^"]*" does not support dry run/.test(message))
        return { kind: 'no-dry-run' };
    if (lacksRight.test(message))
        return undefined;
    return quotaRefusal(message) ?? missingObject(message) ?? ruleRefusal(message);
}
function podRefusal(words) {
    return admissionRefusal(words) ?? (/\bis invalid: /.test(words) ? invalidPod(words) : undefined);
}
function isTerminal(refusal) {
    if (refusal.kind === 'quota')
        return !refusal.fits;
    return refusal.kind !== 'missing' || refusal.what !== 'ServiceAccount';
}
function codeOfRefusal(refusal) {
    if (refusal.kind === 'invalid')
        return refusal.above.length > 0 ? 'quota-exceeded' : 'bad-manifest';
    return isOfAmounts(refusal) ? 'quota-exceeded' : 'admission-refused';
}
function isOfAmounts({ kind }) {
    return kind === 'unset' || kind === 'quota' || kind === 'limit-range';
}
function unansweredWebhook(message) {
    const [, webhook, words = ''] = /failed calling webhook "([^"]*)": (?:failed to call webhook: )?(.*)$/s.exec(message) ?? [];
    return webhook === undefined ? undefined : { webhook, words };
}
function refusalWords(message) {
    return message.replace(/^Error creating: /, '').replace(/^[\w.-]+ "[^"]*" is (?:forbidden|invalid): /, '');
}
function quotaRefusal(message) {
    const [, requested, limited] = /exceeded quota: [^,]*, requested: ([^ ]*), used: [^ ]*, limited: ([^ ]*)/.exec(message) ?? [];
    if (requested !== undefined && limited !== undefined) {
        const limits = new Map(amountsIn(limited));
        const over = amountsIn(requested).map(([resource, amount]) => ({
            resource,
            requested: amount,
            limited: limits.get(resource) ?? '',
        }));
        return { kind: 'quota', over, fits: !over.some(isTooLarge) };
    }
    const [, unset] = /failed quota: [^:]*: must specify (.*)$/s.exec(message) ?? [];
    if (unset !== undefined)
        return { kind: 'unset', missing: missingIn(unset) };
    if (/insufficient quota to /.test(message))
        return { kind: 'quota', over: [], fits: false };
    return /exceeded quota|status unknown for quota|failed quota/.test(message)
        ? { kind: 'quota', over: [], fits: true }
        : undefined;
}
function amountsIn(list) {
    return list
        .split(',')
        .filter((part) => part.includes('='))
        .map((part) => [part.slice(0, part.lastIndexOf('=')), part.slice(part.lastIndexOf('=') + 1)]);
}
function isTooLarge({ requested, limited }) {
    return (0,_quantity_js__WEBPACK_IMPORTED_MODULE_0__/* .parseQuantity */ .L)(requested) > (0,_quantity_js__WEBPACK_IMPORTED_MODULE_0__/* .parseQuantity */ .L)(limited);
}
function missingIn(list) {
    return list.split(';').flatMap((part) => {
        const [resources = '', containers = ''] = part.split(' for: ');
        const names = containers.split(',').map((name) => name.trim());
        return resources
            .split(',')
            .map((resource) => ({ resource: resource.trim(), containers: names.filter((name) => name !== '') }))
            .filter(({ resource }) => resource !== '');
    });
}
function missingObject(message) {
    const [, priority] = /no PriorityClass with name "?([^"\s]+)"? was found/.exec(message) ?? [];
    if (priority !== undefined)
        return { kind: 'missing', what: 'PriorityClass', name: priority };
    const [, runtime] = /RuntimeClass "([^"]*)" not found/.exec(message) ?? [];
    if (runtime !== undefined)
        return { kind: 'missing', what: 'RuntimeClass', name: runtime };
    const [, account] = /serviceaccount "([^"]*)" not found/.exec(message) ?? [];
    return account === undefined ? undefined : { kind: 'missing', what: 'ServiceAccount', name: account };
}
function ruleRefusal(message) {
    const rules = rulesIn(message);
    if (rules.length > 0)
        return { kind: 'limit-range', rules };
    return policyWords.test(message) ? { kind: 'policy' } : undefined;
}
function rulesIn(message) {
    const bounds = /(maximum|minimum) (\S+) usage per (\w+) is ([\w.]*\w)/g;
    const ratios = /(\S+) max limit to request ratio per (\w+) is ([\w.]*\w)/g;
    return [
        ...[...message.matchAll(bounds)].map(([, bound, resource = '', per = '', allowed = '']) => ({
            bound: bound === 'minimum' ? 'minimum' : 'maximum',
            resource,
            per,
            allowed,
        })),
        ...[...message.matchAll(ratios)].map(([, resource = '', per = '', allowed = '']) => ({
            bound: 'ratio',
            resource: resource.replace('[', ''),
            per,
            allowed,
        })),
    ];
}
function invalidPod(words) {
    const pattern = /spec\.(initContainers|containers)\[(\d+)\]\.resources\.requests: Invalid value: "([^"]*)": must be less than or equal to (\S+) limit of ([^\s,\]]+)/g;
    const above = [...words.matchAll(pattern)].map(([, list, index, requested, resource, limit]) => ({
        list: list === 'initContainers' ? 'initContainers' : 'containers',
        index: Number(index),
        resource: resource ?? '',
        requested: requested ?? '',
        limit: limit ?? '',
    }));
    return { kind: 'invalid', above };
}


/***/ }),

/***/ 19344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ RETRY_BUDGET_MS),
/* harmony export */   L: () => (/* binding */ withRetries)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

const RETRY_BUDGET_MS = 120_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;
const REPORT_AFTER_MS = 5_000;
async function withRetries(attempt, options) {
    const { budgetMs, clock, log, signal, random = Math.random } = options;
    let firstFailureAt;
    let reported = false;
    for (let attempts = 1;; attempts++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error))
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
            if (!reported && now - firstFailureAt >= REPORT_AFTER_MS) {
                log?.info(`${error.message} Retrying for ${Math.ceil(leftMs / 1000)} s more.`);
                reported = true;
            }
            log?.debug(`Attempt ${attempts} failed, next in ${Math.round(delayMs)} ms: ${error.message}`);
            await clock.sleep(delayMs, signal);
        }
    }
}
function backoff(attempts, random) {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
    return longest / 2 + (longest / 2) * random();
}


/***/ }),

/***/ 52028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ answeredError),
  i: () => (/* binding */ parseStatus)
});

// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/refusal.js
var kube_refusal = __webpack_require__(13878);
// EXTERNAL MODULE: ./lib/src/kube/refusal-hint.js
var refusal_hint = __webpack_require__(3322);
// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __webpack_require__(93863);
;// CONCATENATED MODULE: ./lib/src/kube/secret-answer.js



function secretsOfObject(sent) {
    if (!isSecret(sent))
        return (0,clean/* openSecrets */.cA)();
    const texts = Object.values(asFields(sent['stringData'])).map(String);
    const encoded = Object.values(asFields(sent['data'])).map(String);
    return (0,clean/* openSecrets */.cA)([
        ...texts,
        ...encoded,
        ...encoded.map((value) => Buffer.from(value, 'base64').toString()),
    ]);
}
function holdsSecrets(sent, secrets) {
    if (isSecret(sent))
        return true;
    if (sent === undefined || secrets === undefined)
        return false;
    const text = JSON.stringify(sent);
    return secrets.clean(text) !== text;
}
function withoutServersWords(status, httpStatus) {
    const known = knownWords
        .map((pattern) => pattern.exec(status.message)?.[0])
        .find((found) => found !== undefined);
    if (known !== undefined)
        return (0,plain_text/* oneLine */.TN)(known);
    const fields = status.causes
        .map(({ field }) => field)
        .filter((field) => /^[\w.[\]"/-]{1,200}$/.test(field));
    const where = fields.length === 0 ? '' : ` because of ${fields.join(', ')}`;
    return `the API server refused it (${httpStatus})${where}. Its words are left out, because they may repeat a secret.`;
}
const knownWords = [
    /User "[^"]{1,200}" cannot \w+ resource "[\w./-]+" in API group "[\w.-]*"(?: in the namespace "[\w.-]+")?/,
    /exceeded quota: [\w.-]+, requested: count\/[\w./-]+=\d+, used: count\/[\w./-]+=\d+, limited: count\/[\w./-]+=\d+/,
    /exceeded quota: [\w.-]+, requested: secrets=\d+, used: secrets=\d+, limited: secrets=\d+/,
    /secrets "[\w.-]+" already exists/,
    /namespaces "[\w.-]+" not found/,
    /namespace [\w.-]+ because it is being terminated/,
    /\.[\w.[\]"=/-]{1,200}: (?:field not declared in schema|expected [a-z ()]{1,60}(?=, got ))/,
];
function isSecret(sent) {
    return (0,json/* isObject */.G)(sent) && sent['kind'] === 'Secret';
}
function asFields(value) {
    return (0,json/* isObject */.G)(value) ? value : {};
}

;// CONCATENATED MODULE: ./lib/src/kube/status.js






function parseStatus(body) {
    const parsed = parseObject(body);
    if (parsed?.['kind'] !== 'Status' && typeof parsed?.['status'] !== 'string') {
        const text = /<html|<!doctype/i.test(body) ? 'an HTML page instead of a response of Kubernetes' : body;
        return { succeeded: false, reason: '', message: (0,plain_text/* oneLine */.TN)(text), causes: [], retryAfterMs: undefined };
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
function answeredError(operation, httpStatus, body, { retryAfterMs, sent, secrets } = {}) {
    const status = parseStatus(body);
    const refusal = refusedByAdmission(httpStatus, status);
    const { code, hint } = classify(httpStatus, status, refusal, kindOf(sent));
    const own = secretsOfObject(sent);
    const clean = (text) => own.clean(secrets?.clean(text) ?? text);
    const isSecret = holdsSecrets(sent, secrets);
    const words = isSecret && !(0,kube_refusal/* isDeniedByPolicy */.BC)(status.message)
        ? withoutServersWords(status, httpStatus)
        : explain(httpStatus, status, refusal);
    return new errors/* KubeError */.a3(code, clean(`Could not ${operation}: ${words}`), {
        status: httpStatus,
        reason: reasonOf(httpStatus, status, refusal),
        causes: isSecret ? [] : status.causes,
        retryable: isRetryable(httpStatus, status, refusal),
        retryAfterMs: retryAfterMs ?? status.retryAfterMs,
        hint,
    });
}
function refusedByAdmission(httpStatus, { causes, message }) {
    if (causes.some((cause) => cause.reason === 'NamespaceTerminating'))
        return undefined;
    const isRefusal = httpStatus === 400 || httpStatus === 403 || httpStatus === 422;
    return isRefusal || (0,kube_refusal/* isDeniedByPolicy */.BC)(message) ? (0,kube_refusal/* admissionRefusal */.gi)(message) : undefined;
}
function kindOf(sent) {
    return asText(asObject(sent)?.['kind']);
}
const applyRefusal = /^failed to (?:create typed patch object|convert new object) \([^)]*\)(?: to proper version)?: (?:unable to convert unstructured object to [^:]*: )?/;
function isRetryable(httpStatus, status, refusal) {
    if (refusal !== undefined)
        return false;
    if (httpStatus === 429)
        return true;
    if (httpStatus < 500 || httpStatus === 501)
        return false;
    return !applyRefusal.test(status.message);
}
function classify(httpStatus, status, refusal, kind) {
    if (status.causes.some((cause) => cause.reason === 'NamespaceTerminating'))
        return { code: 'api-error' };
    if (refusal !== undefined)
        return { code: (0,kube_refusal/* codeOfRefusal */.T4)(refusal), hint: (0,refusal_hint/* refusalHint */.a)(refusal, kind) };
    if ((0,kube_refusal/* unansweredWebhook */.ST)(status.message) !== undefined) {
        return {
            code: 'api-error',
            hint: 'The cluster asks this webhook before it accepts such an object: have its owner repair it or remove it.',
        };
    }
    if (httpStatus === 401) {
        return {
            code: 'cluster-auth',
            hint: 'The token or client certificate in the kubeconfig has expired, was revoked, or belongs to another cluster. Create a new one, or log in to the cluster in an earlier step.',
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
function classifyForbidden(status) {
    if (status.message.includes('"system:anonymous"')) {
        return {
            code: 'cluster-auth',
            hint: 'The kubeconfig has no credentials for this cluster: its user has no token, client certificate or plugin.',
        };
    }
    return {
        code: 'missing-permission',
        hint: 'Grant it to the account in the kubeconfig; manifests/rbac lists what the action needs.',
    };
}
function explain(httpStatus, status, refusal) {
    if (refusal !== undefined)
        return (0,plain_text/* oneLine */.TN)((0,kube_refusal/* refusalWords */.WW)(status.message));
    const unanswered = (0,kube_refusal/* unansweredWebhook */.ST)(status.message);
    if (unanswered !== undefined)
        return (0,plain_text/* oneLine */.TN)(`admission webhook "${unanswered.webhook}" cannot be called: ${unanswered.words}`);
    const owners = status.causes.filter((cause) => cause.reason === 'FieldManagerConflict');
    if (owners.length > 0) {
        const fields = owners.map((cause) => {
            const owner = /conflict with "([^"]*)"/.exec(cause.message)?.[1];
            return owner === undefined ? cause.field : `${cause.field} (${owner})`;
        });
        return (0,plain_text/* oneLine */.TN)(`some of its fields are managed by others: ${fields.join(', ')}.`);
    }
    if (httpStatus === 422 && status.causes.length > 0) {
        return (0,plain_text/* oneLine */.TN)(status.causes.map(explainCause).join('; '));
    }
    if (applyRefusal.test(status.message))
        return withoutEcho(status.message.replace(applyRefusal, ''));
    if (status.message === '')
        return `the API server answered ${httpStatus}.`;
    return (0,plain_text/* oneLine */.TN)(httpStatus === 422 ? withoutValue(status.message) : status.message);
}
function explainCause({ field, message }) {
    return field === '' ? withoutValue(message) : `${field}: ${withoutValue(message)}`;
}
function withoutValue(message) {
    const kind = /(Invalid|Unsupported|Duplicate) value: /.exec(message);
    if (kind === null)
        return message;
    const rest = message.slice(kind.index + kind[0].length);
    const detail = /^"(?:[^"\\]|\\.)*"(?:: )?(.*)$/s.exec(rest)?.[1] ?? rest.slice(rest.lastIndexOf(': ') + 2);
    const start = message.slice(0, kind.index);
    return detail === '' ? `${start}${kind[1]} value` : `${start}${detail}`;
}
function withoutEcho(message) {
    return (0,plain_text/* oneLine */.TN)(message.replace(/(expected [^,]*), got .*$/s, '$1, got something else'));
}
function reasonOf(httpStatus, { reason }, refusal) {
    if (refusal?.kind === 'no-dry-run')
        return errors/* admissionReasons */.Nd.noDryRun;
    if (refusal?.kind === 'quota' && refusal.fits)
        return errors/* admissionReasons */.Nd.usedUp;
    if (refusal !== undefined)
        return errors/* admissionReasons */.Nd.refused;
    if (reason !== '')
        return reason;
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
    return (0,json/* isObject */.G)(value) ? value : undefined;
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
/* harmony import */ var _tunnel_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39982);


const unreachableHint = 'Check the server in the kubeconfig, and whether this runner can reach it: a private API server needs a self-hosted runner or a proxy (HTTPS_PROXY).';
const signers = {
    kubeconfig: 'the CA in the kubeconfig',
    'service-account': 'the CA that the pod of this runner has (ca.crt of its ServiceAccount)',
    system: 'a CA that this machine trusts, and the kubeconfig names none',
};
const trustHints = {
    kubeconfig: 'The kubeconfig belongs to another cluster, the cluster got a new CA, the server does not send the certificates between its own and that CA, or a proxy intercepts TLS. Write the right certificate-authority-data.',
    'service-account': 'A proxy intercepts TLS, or KUBERNETES_SERVICE_HOST is not the API server. Use the input `kubeconfig` instead.',
    system: 'Write the CA of the cluster into the kubeconfig as certificate-authority-data, or set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to a file with it.',
};
const failures = {
    NameNotResolved: {
        code: 'cluster-unreachable',
        reason: 'NameNotResolved',
        retryable: true,
        sentence: ({ server }) => `the name of the API server ${server} cannot be resolved.`,
        hint: unreachableHint,
    },
    ConnectionRefused: {
        code: 'cluster-unreachable',
        reason: 'ConnectionRefused',
        retryable: true,
        sentence: ({ server }) => `nothing listens at ${server} (connection refused).`,
        hint: unreachableHint,
    },
    ConnectionLost: {
        code: 'cluster-unreachable',
        reason: 'ConnectionLost',
        retryable: true,
        sentence: ({ server }, code) => `the connection to ${server} broke (${code}).`,
    },
    NoAnswer: {
        code: 'cluster-unreachable',
        reason: 'NoAnswer',
        retryable: true,
        sentence: ({ server }) => `${server} does not answer.`,
        hint: unreachableHint,
    },
    CertificateNotTrusted: {
        code: 'cluster-tls',
        reason: 'CertificateNotTrusted',
        retryable: false,
        sentence: ({ server, trust }, code) => `the certificate of ${server} is not signed by ${signers[trust]} (${code}).`,
        hint: ({ trust }) => trustHints[trust],
    },
    CertificateExpired: {
        code: 'cluster-tls',
        reason: 'CertificateExpired',
        retryable: false,
        sentence: ({ server }) => `the certificate of ${server} has expired or is not valid yet.`,
    },
    CertificateNameMismatch: {
        code: 'cluster-tls',
        reason: 'CertificateNameMismatch',
        retryable: false,
        sentence: ({ server }) => `the certificate of ${server} was issued for another name.`,
        hint: 'Use a name from the certificate as server, or set tls-server-name in the kubeconfig.',
    },
    TlsFailed: {
        code: 'cluster-tls',
        reason: 'TlsFailed',
        retryable: false,
        sentence: ({ server }, code) => `${server} and this program cannot agree on TLS (${code}).`,
        hint: 'The server at that address does not speak HTTPS, or refuses the client certificate.',
    },
    ProxyRefused: {
        code: 'cluster-unreachable',
        reason: 'ProxyRefused',
        retryable: false,
        sentence: ({ server }, code) => `the proxy does not connect to ${server} (${code}).`,
        hint: 'Check HTTPS_PROXY, NO_PROXY, and proxy-url in the kubeconfig.',
    },
    ProxyUnreachable: {
        code: 'cluster-unreachable',
        reason: 'ProxyUnreachable',
        retryable: true,
        sentence: ({ server }, code) => `the proxy makes no connection to ${server} (${code}).`,
        hint: 'Check HTTPS_PROXY, NO_PROXY, and proxy-url in the kubeconfig.',
    },
    NotKubernetes: {
        code: 'cluster-unreachable',
        reason: 'NotKubernetes',
        retryable: false,
        sentence: ({ server }) => `${server} answers, but not like a Kubernetes API server.`,
        hint: unreachableHint,
    },
    AnswerTooLarge: {
        code: 'api-error',
        reason: 'AnswerTooLarge',
        retryable: false,
        sentence: ({ server }) => `the response of ${server} is too large to be read.`,
    },
};
function transportError(operation, peer, error) {
    const code = errorCodeOf(error);
    const detail = code.startsWith(_tunnel_js__WEBPACK_IMPORTED_MODULE_1__/* .PROXY_CODE */ .nv) ? code.slice(_tunnel_js__WEBPACK_IMPORTED_MODULE_1__/* .PROXY_CODE */ .nv.length) : code;
    return transportFailure(operation, peer, transportReason(code), { detail, cause: error });
}
function transportFailure(operation, peer, reason, options = {}) {
    const { detail = reason, cause } = options;
    const failure = failures[reason];
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KubeError */ .a3(failure.code, `Could not ${operation}: ${failure.sentence(peer, detail)}`, {
        status: 0,
        reason: failure.reason,
        retryable: failure.retryable,
        hint: typeof failure.hint === 'function' ? failure.hint(peer) : failure.hint,
        cause,
    });
}
function transportReason(code) {
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
            if (code.startsWith(_tunnel_js__WEBPACK_IMPORTED_MODULE_1__/* .PROXY_CODE */ .nv))
                return / HTTP [45]/.test(code) ? 'ProxyRefused' : 'ProxyUnreachable';
            return 'ConnectionLost';
    }
}
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

/***/ 39982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ openTunnel),
/* harmony export */   cC: () => (/* binding */ CONNECT_TIMEOUT_MS),
/* harmony export */   nv: () => (/* binding */ PROXY_CODE)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var socks__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42474);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46752);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);




const CONNECT_TIMEOUT_MS = 10_000;
const PROXY_CODE = 'PROXY ';
async function openTunnel(proxy, destination) {
    try {
        return proxy.protocol.startsWith('http')
            ? await throughHttp(proxy, destination)
            : await throughSocks(proxy, destination);
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error);
        throw code.startsWith(PROXY_CODE) ? error : proxyError(code);
    }
}
async function throughHttp(proxy, { host, port }) {
    const client = new undici__WEBPACK_IMPORTED_MODULE_2__/* .Client */ .Kj(proxy.origin, { connect: { timeout: CONNECT_TIMEOUT_MS } });
    const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const [user, password] = loginOf(proxy);
    const login = Buffer.from(`${user}:${password}`).toString('base64');
    try {
        const { statusCode, socket } = await client.connect({
            path: target,
            headers: {
                host: target,
                ...(user === '' && password === '' ? {} : { 'proxy-authorization': `Basic ${login}` }),
            },
            signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS),
        });
        if (statusCode === 200)
            return asSocket(socket);
        socket.on('error', () => undefined).destroy();
        throw proxyError(`HTTP ${statusCode}`);
    }
    finally {
        await client.close();
    }
}
async function throughSocks(proxy, destination) {
    const [userId, password] = loginOf(proxy);
    const { socket } = await socks__WEBPACK_IMPORTED_MODULE_1__.SocksClient.createConnection({
        proxy: {
            host: proxy.hostname.replace(/^\[|\]$/g, ''),
            port: Number(proxy.port) || 1080,
            type: 5,
            ...(userId === '' ? {} : { userId, password }),
        },
        destination,
        command: 'connect',
        timeout: CONNECT_TIMEOUT_MS,
    });
    return socket;
}
function loginOf(proxy) {
    return [decodeURIComponent(proxy.username), decodeURIComponent(proxy.password)];
}
function asSocket(stream) {
    if (stream instanceof node_net__WEBPACK_IMPORTED_MODULE_0__.Socket)
        return stream;
    throw new Error('undici gave a tunnel that is not a socket');
}
function proxyError(why) {
    return Object.assign(new Error('The proxy made no connection.'), { code: PROXY_CODE + why });
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
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13878);





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
        const refusal = (0,_events_js__WEBPACK_IMPORTED_MODULE_1__/* .latestEvent */ .aP)(events, job.metadata?.uid, 'FailedCreate');
        if (refusal) {
            const sinceMs = Date.parse((0,_events_js__WEBPACK_IMPORTED_MODULE_1__/* .timeOf */ .nR)(refusal)) - Date.parse(job.status?.startTime ?? '');
            return creationRefused(name, refusal.message ?? '', sinceMs);
        }
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name} has created ${active} of ${wanted} pods.`);
    }
    if (readyPods >= active)
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .ready */ .Gc)(`${name} runs ${active} pods.`);
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(`${name}: ${readyPods} of ${active} pods are ready.`);
}
function deploymentReadiness(deployment, pods, events, options) {
    const name = `Deployment ${nameOf(deployment)}`;
    const wanted = deployment.spec?.replicas ?? 1;
    const { conditions = [], observedGeneration = 0, updatedReplicas = 0, availableReplicas = 0, } = deployment.status ?? {};
    const isObserved = observedGeneration >= (deployment.metadata?.generation ?? 0);
    if (isObserved && updatedReplicas >= wanted && availableReplicas >= wanted) {
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .ready */ .Gc)(`${name} is available.`);
    }
    const refused = conditions.find((item) => item.type === 'ReplicaFailure' && item.status === 'True');
    if (isObserved && refused) {
        const sinceMs = options.now - Date.parse(refused.lastTransitionTime ?? '');
        return creationRefused(name, refused.message ?? '', sinceMs);
    }
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
const GRACE_MS = 20_000;
function creationRefused(name, reported, sinceMs) {
    const words = (0,_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .refusalWords */ .WW)(reported.replace(_events_js__WEBPACK_IMPORTED_MODULE_1__/* .EVENTS_COMBINED */ .Y8, ''));
    const message = `${name} cannot create its pods: ${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(words)}`;
    const refusal = (0,_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .podRefusal */ .iy)(reported);
    if (refusal !== undefined) {
        const code = (0,_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOfRefusal */ .T4)(refusal);
        const isFinal = (0,_refusal_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(refusal) || (refusal.kind === 'missing' && sinceMs > GRACE_MS);
        return { ...(isFinal ? (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, code) : (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(message, code)), refusal };
    }
    if (/being terminated/.test(words))
        return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(message, 'api-error');
    return (0,_readiness_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg)(message, 'api-error');
}
function nameOf(object) {
    return `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}


/***/ }),

/***/ 75908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ startMlflow)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/kube/exec.js + 1 modules
var exec = __webpack_require__(60237);
// EXTERNAL MODULE: ./lib/src/backends/backend.js
var backend = __webpack_require__(36530);
;// CONCATENATED MODULE: ./lib/src/mlflow/client.js




const TIMEOUT_MS = 60_000;
function mlflowServer({ trackingUri, login }) {
    return {
        trackingUri,
        ...Object.fromEntries(Object.entries(login).filter(([, value]) => value !== null)),
    };
}
async function askMlflow(kube, target, { program, fields, maxBytes }) {
    const { exitCode, stdout, stderr } = await (0,exec/* exec */.V)(kube, target, ['python3', '-s', (0,backend/* pathIn */.l)(target, `/sidecar/${program}`)], {
        stdin: Buffer.from(JSON.stringify({ ...fields, timeoutSeconds: TIMEOUT_MS / 1000 })),
        timeoutMs: TIMEOUT_MS + 30_000,
        retryForMs: TIMEOUT_MS,
        maxBytes,
    });
    if (exitCode !== 0)
        throw new errors/* ActionError */.lZ('api-error', (0,plain_text/* oneLine */.TN)(stderr.trim().split('\n').at(-1) ?? '', 500));
    try {
        return JSON.parse(stdout.toString('utf8').trim().split('\n').at(-1) ?? '');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/src/mlflow/check.js




const MAX_ANSWER_BYTES = 16 * 1024;
const answerSchema = schemas/* object */.Ikc({
    problem: schemas/* enum */.k5n(['unreachable', 'credentials', 'host', 'experiment', 'server']).nullable(),
    sentence: schemas/* string */.YjP().nullable(),
});
const hints = {
    unreachable: 'Write the address of an MLflow that the pods can reach as "mlflow-tracking-uri", or "mlflow: false".',
    credentials: 'Write the "mlflow-username" and "mlflow-password", or the "mlflow-token", of this server.',
    host: 'Add this name to --allowed-hosts of the server, or write "mlflow-tracking-uri" with a name it allows.',
    experiment: 'Write the id of an existing experiment as "mlflow-experiment-id", or an "mlflow-experiment-name", which is created if needed.',
    server: 'Write the address of an MLflow server, with its path if it has one, as "mlflow-tracking-uri".',
};
async function checkMlflow(kube, target, mlflow) {
    const answer = answerSchema.safeParse(await askMlflow(kube, target, {
        program: 'check_mlflow.py',
        fields: { ...mlflowServer(mlflow), experiment: mlflow.experiment },
        maxBytes: MAX_ANSWER_BYTES,
    }));
    if (!answer.success)
        throw new errors/* ActionError */.lZ('api-error', 'The program that checks MLflow in the pod gave no valid answer.');
    const { problem, sentence } = answer.data;
    if (problem !== null)
        throw new errors/* ActionError */.lZ('bad-input', (0,plain_text/* oneLine */.TN)(sentence ?? problem, 500), { hint: hints[problem] });
}

// EXTERNAL MODULE: ./lib/src/mlflow/deploy.js
var deploy = __webpack_require__(1567);
// EXTERNAL MODULE: ./lib/src/kube/errors.js
var kube_errors = __webpack_require__(86431);
;// CONCATENATED MODULE: ./lib/src/mlflow/fetch.js




const MAX_FILE_BYTES = 20_000_000;
const fetch_MAX_ANSWER_BYTES = 3 * MAX_FILE_BYTES;
const fetch_answerSchema = schemas/* object */.Ikc({ content: schemas/* string */.YjP() });
async function fetchFromMlflow(kube, target, mlflow, runId) {
    const files = ['verdict.json', 'benchmark.json'];
    try {
        const answer = await askMlflow(kube, target, {
            program: 'fetch_from_mlflow.py',
            fields: { ...mlflowServer(mlflow), runId, files, maxBytes: MAX_FILE_BYTES },
            maxBytes: fetch_MAX_ANSWER_BYTES,
        });
        return new TextEncoder().encode(fetch_answerSchema.parse(answer).content);
    }
    catch (error) {
        if (kube.signal.aborted || (0,kube_errors/* isKubeError */.Cv)(error))
            throw error;
        const message = (0,errors/* isActionError */.Bd)(error)
            ? error.message
            : 'The MLflow client in the pod gave no valid answer.';
        throw new errors/* ActionError */.lZ('bad-baseline', message, {
            cause: error,
            hint: 'Write the id of a run this action logged to the same MLflow server after mlflow: in "baseline".',
        });
    }
}

;// CONCATENATED MODULE: ./lib/src/mlflow/log.js



const log_MAX_ANSWER_BYTES = 64 * 1024;
const log_answerSchema = schemas/* object */.Ikc({ run_id: schemas/* string */.YjP(), url: schemas/* string */.YjP(), warnings: schemas/* array */.YOg(schemas/* string */.YjP()) });
async function logToMlflow(kube, target, mlflow, records) {
    const output = await askMlflow(kube, target, {
        program: 'log_to_mlflow.py',
        fields: { ...mlflowServer(mlflow), experiment: mlflow.experiment, ...loggedFields(records) },
        maxBytes: log_MAX_ANSWER_BYTES,
    });
    const answer = log_answerSchema.safeParse(output);
    if (!answer.success)
        throw new errors/* ActionError */.lZ('api-error', 'The MLflow client in the pod gave no valid answer.');
    return { url: answer.data.url, warnings: answer.data.warnings };
}
function loggedFields({ about, result, verdict }) {
    return {
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
            'clawbench.leg': about.leg,
            'clawbench.label': about.label,
            ...(about.runUrl === null ? {} : { 'clawbench.run_url': about.runUrl }),
            ...(about.branch === null ? {} : { 'clawbench.branch': about.branch }),
        },
        artifacts: { 'verdict.json': JSON.stringify(verdict, null, 2) },
    };
}

;// CONCATENATED MODULE: ./lib/src/mlflow/beside.js





const MLFLOW_WAIT_MS = 5 * 60_000;
const NO_MLFLOW = {
    check: () => Promise.resolve(),
    fetchRun: () => Promise.reject(new errors/* ActionError */.lZ('bad-baseline', 'There is no MLflow to fetch the baseline from.', {
        hint: 'Write the address of the one that has it as "mlflow-tracking-uri".',
    })),
    log: () => Promise.resolve(null),
};
function startMlflow(kube, mlflow, isOpenShift, host) {
    if (mlflow === undefined)
        return NO_MLFLOW;
    const { log } = host;
    const untilReady = deployed(kube, mlflow, isOpenShift, host);
    return {
        async check(target) {
            if (mlflow.server.kind !== 'given') {
                if (!('id' in mlflow.experiment))
                    return;
                const isReady = await untilReady().then(() => true, () => false);
                if (!isReady)
                    return;
            }
            try {
                await checkMlflow(kube, target, mlflow);
            }
            catch (error) {
                if (!(0,errors/* isActionError */.Bd)(error, 'api-error'))
                    throw error;
                log.warning('MLflow', `It could not be checked whether MLflow will take the result: ${error.message}`);
            }
        },
        async fetchRun(target, runId) {
            await untilReady();
            return await fetchFromMlflow(kube, target, mlflow, runId);
        },
        async log(target, records) {
            try {
                if (target === undefined)
                    throw new errors/* ActionError */.lZ('shard-lost', 'No pod of the evaluation is left to log from.');
                await untilReady();
                const { url, warnings } = await logToMlflow(kube, target, mlflow, records);
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
        },
    };
}
function deployed(kube, { server }, isOpenShift, { log, root }) {
    if (server.kind === 'given')
        return () => Promise.resolve();
    if (server.kind === 'standing')
        return () => (0,deploy/* waitForMlflow */.g8)(kube, server.namespace, MLFLOW_WAIT_MS);
    const { namespace } = server.pod;
    const starting = (0,deploy/* ensureMlflow */.cM)(kube, root, { ...server.pod, isOpenShift }).then((isNew) => log.info(isNew
        ? `MLflow is being deployed to namespace ${namespace}.`
        : `MLflow of namespace ${namespace} is used.`));
    starting.catch((error) => log.debug(`MLflow: ${String(error)}`));
    return async () => {
        await starting;
        await (0,deploy/* waitForMlflow */.g8)(kube, namespace, MLFLOW_WAIT_MS);
    };
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
/* harmony import */ var _plan_mlflow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10031);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99810);
/* harmony import */ var _kube_poll_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(85493);
/* harmony import */ var _stack_manifests_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36027);
/* harmony import */ var _stack_namespace_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44238);
/* harmony import */ var _stack_images_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(60959);
/* harmony import */ var _stack_openshift_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60177);
/* harmony import */ var _stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34096);
/* harmony import */ var _stack_pod_template_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(85769);
/* harmony import */ var _stack_deployed_pod_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(76381);











async function readMlflowManifests(root) {
    const [namespace, ...rest] = await Promise.all(['namespace', 'persistentvolumeclaim', 'service', 'deployment'].map((name) => (0,_stack_manifests_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .W)(root, `mlflow/${name}.yaml`)));
    if (namespace === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('internal', 'manifests/mlflow is empty.');
    return { namespace, rest };
}
async function ensureMlflow(kube, root, settings) {
    const { namespace } = settings;
    if ((await readDeployment(kube, namespace)) !== undefined)
        return false;
    const manifests = await readMlflowManifests(root);
    const labels = (0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .deployedLabels */ .MD)('mlflow');
    await (0,_stack_namespace_js__WEBPACK_IMPORTED_MODULE_4__/* .ensureNamespace */ .G)(kube, (0,_stack_namespace_js__WEBPACK_IMPORTED_MODULE_4__/* .namespaceObject */ .r)(namespace, manifests.namespace, { labels }));
    const objects = mlflowObjects(settings, manifests.rest);
    await Promise.all(objects.map((object) => (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .apply */ .Bb)(kube, object)));
    return true;
}
function mlflowObjects(settings, manifests) {
    const { login, namespace } = settings;
    const objects = manifests.map((manifest) => overlay(manifest, settings));
    return login === null ? objects : [(0,_stack_images_js__WEBPACK_IMPORTED_MODULE_5__/* .deployedPullSecret */ .aM)(login, namespace, 'mlflow'), ...objects];
}
function overlay(manifest, settings) {
    const object = structuredClone(manifest);
    object.metadata.namespace = settings.namespace;
    object.metadata.labels = { ...object.metadata.labels, ...(0,_stack_ownership_js__WEBPACK_IMPORTED_MODULE_7__/* .deployedLabels */ .MD)('mlflow') };
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
        template.spec = (0,_stack_openshift_js__WEBPACK_IMPORTED_MODULE_6__/* .withoutFixedIds */ .R)(template.spec);
    const pod = template.spec;
    (0,_stack_deployed_pod_js__WEBPACK_IMPORTED_MODULE_9__/* .setImage */ .g)(pod, pod.containers, settings);
    for (const container of pod.containers) {
        const { cpu } = settings;
        if (cpu !== undefined)
            container.resources = { ...container.resources, requests: { ...container.resources?.requests, cpu } };
        container.command =
            container.command?.map((argument) => argument.startsWith('--allowed-hosts=')
                ? `--allowed-hosts=${allowedHosts(settings.namespace).join(',')}`
                : argument) ?? [];
    }
    (0,_stack_pod_template_js__WEBPACK_IMPORTED_MODULE_8__/* .stampTemplate */ .k)(deployment);
}
function allowedHosts(namespace) {
    const service = [
        _plan_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .MLFLOW_SERVICE */ .Q5,
        `${_plan_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .MLFLOW_SERVICE */ .Q5}.${namespace}`,
        `${_plan_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .MLFLOW_SERVICE */ .Q5}.${namespace}.svc`,
        `${_plan_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .MLFLOW_SERVICE */ .Q5}.${namespace}.svc.cluster.local`,
    ];
    return ['localhost', ...service].flatMap((host) => [host, `${host}:${_plan_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .MLFLOW_PORT */ .az}`]);
}
async function readDeployment(kube, namespace) {
    return await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_2__/* .read */ .LF)(kube, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'mlflow',
        namespace,
    });
}
async function waitForMlflow(kube, namespace, budgetMs) {
    const ready = await (0,_kube_poll_js__WEBPACK_IMPORTED_MODULE_10__/* .poll */ .w)(kube, { everyMs: 1000, budgetMs }, async () => {
        const deployment = await readDeployment(kube, namespace);
        return (deployment?.status?.readyReplicas ?? 0) > 0 ? deployment : undefined;
    });
    if (ready !== undefined)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('startup-timeout', `Deployment ${namespace}/mlflow is not ready after ${Math.round(budgetMs / 1000)} s.`, { hint: `Look at it with: kubectl -n ${namespace} describe pod -l app=mlflow` });
}


/***/ }),

/***/ 53325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deployPlan: () => (/* binding */ deployPlan)
/* harmony export */ });
/* harmony import */ var _inputs_rules_components_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59200);
/* harmony import */ var _inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10107);
/* harmony import */ var _inputs_rules_risks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21330);
/* harmony import */ var _stack_openclaw_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27382);
/* harmony import */ var _stack_pod_network_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27213);
/* harmony import */ var _stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96208);
/* harmony import */ var _stack_providers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26439);
/* harmony import */ var _deployed_pod_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(16278);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87842);
/* harmony import */ var _network_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(65978);










function deployPlan(inputs) {
    const { mlflowTrackingUri, components, mlflowNamespace, mlflowImage, startupTimeoutMs } = inputs;
    const wanted = (0,_inputs_rules_components_js__WEBPACK_IMPORTED_MODULE_8__/* .wantedComponents */ .y)(inputs);
    const isMlflowAskedFor = components?.includes('mlflow') ?? true;
    return {
        openclaw: wanted.includes('openclaw') ? openclawDeployment(inputs) : undefined,
        mlflow: wanted.includes('mlflow') ? (0,_deployed_pod_js__WEBPACK_IMPORTED_MODULE_6__/* .podSettings */ .n)(mlflowNamespace, mlflowImage, inputs) : undefined,
        otherMlflow: isMlflowAskedFor ? mlflowTrackingUri : null,
        startupTimeoutMs,
    };
}
function openclawDeployment(inputs) {
    const { namespace, model, judgeModel, openclawImage, openclawConfig, podOverlay } = inputs;
    const endpoint = (0,_inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_0__/* .endpointOf */ .X5)(inputs);
    const models = judgeModel === null ? [model] : [model, judgeModel];
    return {
        ...(0,_deployed_pod_js__WEBPACK_IMPORTED_MODULE_6__/* .podSettings */ .n)(namespace ?? _stack_openclaw_js__WEBPACK_IMPORTED_MODULE_2__/* .OPENCLAW_NAMESPACE */ .ef, openclawImage, inputs),
        routes: models.map((name) => (0,_stack_providers_js__WEBPACK_IMPORTED_MODULE_5__/* .routeModel */ .Nh)(name, endpoint, openclawConfig)),
        secrets: { ...(0,_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .everyGatewayKey */ .v)(inputs), ...(0,_stack_pod_network_js__WEBPACK_IMPORTED_MODULE_3__/* .proxySecrets */ .Wm)(inputs.httpsProxy) },
        configOverlay: openclawConfig,
        network: (0,_network_js__WEBPACK_IMPORTED_MODULE_9__/* .networkOf */ .A)(inputs),
        podOverlay: podOverlay === null ? undefined : (0,_stack_pod_overlay_js__WEBPACK_IMPORTED_MODULE_4__/* .parseOverlay */ .Cy)(podOverlay, (0,_inputs_rules_risks_js__WEBPACK_IMPORTED_MODULE_1__/* .isAccepted */ .oB)(inputs, 'pod-overlay-host')),
        gatewayToken: inputs.openclawGatewayToken,
    };
}


/***/ }),

/***/ 16278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ podSettings)
/* harmony export */ });
/* harmony import */ var _stack_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60959);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39764);


function podSettings(namespace, image, inputs) {
    return {
        namespace,
        image,
        imagePullPolicy: (0,_stack_images_js__WEBPACK_IMPORTED_MODULE_0__/* .pullPolicyOf */ .h6)(image, (0,_images_js__WEBPACK_IMPORTED_MODULE_1__/* .pullWishes */ .vz)(inputs)),
        imagePullSecret: inputs.imagePullSecret ?? undefined,
        login: (0,_images_js__WEBPACK_IMPORTED_MODULE_1__/* .registryLogin */ .j8)(inputs),
        storageClass: inputs.storageClass ?? undefined,
    };
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

/***/ 39764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IC: () => (/* binding */ imagesOf),
/* harmony export */   j8: () => (/* binding */ registryLogin),
/* harmony export */   vz: () => (/* binding */ pullWishes)
/* harmony export */ });
function imagesOf(inputs, name) {
    const login = registryLogin(inputs);
    return {
        openclaw: inputs.openclawImage,
        clawbench: inputs.clawbenchImage,
        mlflow: inputs.mlflowImage,
        pull: pullWishes(inputs),
        login,
        pullSecret: login === null ? (inputs.imagePullSecret ?? undefined) : `${name}-pull`,
    };
}
function pullWishes(inputs) {
    return { policy: inputs.imagePullPolicy, loaded: inputs.loadImages ?? [] };
}
function registryLogin(inputs) {
    const { imageRegistry: registry, imageRegistryUsername: username, imageRegistryPassword: password, } = inputs;
    if (registry === null || username === null || password === null)
        return null;
    return { registry, username, password };
}


/***/ }),

/***/ 87842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ gatewayKeys),
/* harmony export */   v: () => (/* binding */ everyGatewayKey)
/* harmony export */ });
/* harmony import */ var _inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10107);
/* harmony import */ var _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15558);
/* harmony import */ var _stack_providers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26439);



function gatewayKeys(inputs, routes) {
    const used = new Set([
        ...routes.flatMap((route) => route.keyVariable ?? []),
        ...(0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .referredVariables */ .XL)(inputs.openclawConfig ?? {}),
    ]);
    return Object.fromEntries(givenKeys(inputs).filter(([variable]) => used.has(variable)));
}
function everyGatewayKey(inputs) {
    const referred = (0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .referredVariables */ .XL)(inputs.openclawConfig ?? {});
    const isOfEndpoint = (variable) => variable === 'OPENAI_API_KEY' && inputs.openaiApiBase !== null && !referred.includes(variable);
    return Object.fromEntries(givenKeys(inputs).filter(([variable]) => !isOfEndpoint(variable)));
}
function givenKeys(inputs) {
    const keys = Object.entries({
        ...(0,_inputs_rules_model_js__WEBPACK_IMPORTED_MODULE_0__/* .providerKeys */ .uU)(inputs),
        [_stack_providers_js__WEBPACK_IMPORTED_MODULE_2__/* .CUSTOM_KEY */ .K3]: inputs.openaiApiBase === null ? null : (inputs.openaiApiKey ?? 'none'),
    });
    return keys.flatMap(([variable, value]) => (value === null ? [] : [[variable, value]]));
}


/***/ }),

/***/ 10031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ mlflowUri),
/* harmony export */   PP: () => (/* binding */ mlflowOf),
/* harmony export */   Q5: () => (/* binding */ MLFLOW_SERVICE),
/* harmony export */   az: () => (/* binding */ MLFLOW_PORT)
/* harmony export */ });
/* harmony import */ var _deployed_pod_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16278);

const MLFLOW_SERVICE = 'mlflow-service';
const MLFLOW_PORT = 5000;
function mlflowUri(namespace) {
    return `http://${MLFLOW_SERVICE}.${namespace}.svc.cluster.local:${MLFLOW_PORT}`;
}
function mlflowOf(inputs) {
    const { mlflowTrackingUri, mlflowNamespace, mlflowExperimentId: id } = inputs;
    const server = serverOf(inputs);
    if (server === undefined)
        return undefined;
    return {
        trackingUri: mlflowTrackingUri ?? mlflowUri(mlflowNamespace),
        experiment: id === null ? { name: inputs.mlflowExperimentName } : { id },
        login: {
            username: inputs.mlflowUsername,
            password: inputs.mlflowPassword,
            token: inputs.mlflowToken,
        },
        server,
    };
}
function serverOf(inputs) {
    const { mlflow, mlflowTrackingUri, mlflowNamespace: namespace, mlflowImage, cluster } = inputs;
    if (mlflow === false)
        return undefined;
    if (mlflowTrackingUri !== null)
        return { kind: 'given' };
    if (mlflow === true)
        return { kind: 'deployed', pod: (0,_deployed_pod_js__WEBPACK_IMPORTED_MODULE_0__/* .podSettings */ .n)(namespace, mlflowImage, inputs) };
    return cluster === 'kind' ? undefined : { kind: 'standing', namespace };
}


/***/ }),

/***/ 65978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ networkOf)
/* harmony export */ });
function networkOf({ httpsProxy, noProxy, caCertificates, }) {
    return {
        noProxy: httpsProxy === null ? undefined : (noProxy ?? []),
        caCertificates: caCertificates ?? undefined,
    };
}


/***/ }),

/***/ 48852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NOTHING_RANDOM: () => (/* binding */ NOTHING_RANDOM),
  newPlan: () => (/* binding */ newPlan)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/src/stack/images.js
var stack_images = __webpack_require__(60959);
// EXTERNAL MODULE: ./lib/src/plan/plan.js + 3 modules
var plan_plan = __webpack_require__(78594);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/base/checked-file.js
var checked_file = __webpack_require__(40870);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/inputs/kinds.js
var kinds = __webpack_require__(49929);
// EXTERNAL MODULE: ./lib/src/protocol/pod.js
var pod = __webpack_require__(96976);
;// CONCATENATED MODULE: ./lib/src/plan/user-files.js







const MIB = 1024 * 1024;
const MOST_FILES = 2000;
const MOST_BYTES = 16 * MIB;
const MOST_LEVELS = 16;
async function readUserFiles(inputs, places = (0,checked_file/* placesOfStep */.Ue)(process.env)) {
    const { agentFiles, tasksDir } = inputs;
    if (agentFiles === null && tasksDir === null)
        return undefined;
    const agent = agentFiles === null ? null : readAll('agent-files', agentFiles, places);
    const tasks = tasksDir === null ? null : readAll('tasks-dir', [tasksDir], places);
    const content = { agent: agent ?? [], tasks };
    const bundle = Buffer.from(JSON.stringify(content));
    return { bundle, sha256: (0,sha256/* sha256 */.s)(bundle), agent: factsOf(agent), tasks: factsOf(tasks) };
}
function factsOf(files) {
    return files === null ? null : { sha256: (0,sha256/* sha256 */.s)(Buffer.from(JSON.stringify(files))), files: files.length };
}
function readAll(input, sources, places) {
    const files = new Map();
    let bytes = 0;
    const add = (name, found) => {
        if (files.has(name))
            throw refused(input, `names ${(0,kinds/* quote */.hD)(name)} twice`, 'name each file once');
        const { content, mode } = readOne(input, name, found);
        bytes += content.length;
        if (files.size === MOST_FILES || bytes > MOST_BYTES)
            throw tooMuch(input);
        const executable = (mode & external_node_fs_.constants.S_IXUSR) !== 0;
        files.set(name, { path: name, executable, base64: content.toString('base64') });
    };
    for (const source of sources) {
        const found = (0,checked_file/* findPath */.Hh)(source, places);
        if ((0,checked_file/* isRefusal */.vu)(found))
            throw unreadable(input, source, found);
        if (found.kind === 'directory')
            walk(input, found.path, add);
        else if (input === 'agent-files')
            add(external_node_path_.basename(source), found);
        else
            throw refused(input, `names ${(0,kinds/* quote */.hD)(source)}, which is not a directory`, 'write the path of a directory');
    }
    if (files.size === 0)
        throw refused(input, `names ${sources.map(kinds/* quote */.hD).join(', ')}, which holds no file`, 'check the path');
    return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
function walk(input, top, add) {
    const within = (0,checked_file/* placesBelow */._$)(top, 'the directory');
    const visit = (relative, level) => {
        if (level > MOST_LEVELS)
            throw refused(input, `is more than ${MOST_LEVELS} directories deep at ${(0,kinds/* quote */.hD)(relative)}`, 'name a directory with nothing else in it');
        for (const name of namesIn(input, top, relative)) {
            if (name === '.git')
                continue;
            const child = relative === '' ? name : `${relative}/${name}`;
            if (/[\p{Cc}\\]/u.test(name))
                throw refused(input, `holds ${(0,kinds/* quote */.hD)(child)}`, 'give it a name without control characters and backslashes');
            const found = (0,checked_file/* findPath */.Hh)(child, within);
            if ((0,checked_file/* isRefusal */.vu)(found))
                throw refused(input, `holds ${(0,kinds/* quote */.hD)(child)}, which ${found.refusal}`, 'remove it');
            if (found.kind === 'file')
                add(child, found);
            else if (found.path === external_node_path_.join(top, child))
                visit(child, level + 1);
            else
                throw refused(input, `holds ${(0,kinds/* quote */.hD)(child)}, a link to a directory`, 'put the directory itself there');
        }
    };
    visit('', 0);
}
function namesIn(input, top, relative) {
    try {
        return (0,external_node_fs_.readdirSync)(external_node_path_.join(top, relative)).sort();
    }
    catch (cause) {
        const place = relative === '' ? 'a directory' : (0,kinds/* quote */.hD)(relative);
        throw new errors/* ActionError */.lZ('bad-input', `Input \`${input}\` names ${place}, which cannot be read.`, {
            cause,
        });
    }
}
function readOne(input, name, found) {
    const read = (0,checked_file/* readFound */.$C)(found, MOST_BYTES);
    if (!(0,checked_file/* isRefusal */.vu)(read))
        return read;
    if (read.isTooLarge === true)
        throw tooMuch(input);
    throw refused(input, `holds ${(0,kinds/* quote */.hD)(name)}, which ${read.refusal}`, 'remove it');
}
function unreadable(input, source, { refusal }) {
    return new errors/* ActionError */.lZ('bad-input', `Input \`${input}\` names ${(0,kinds/* quote */.hD)(source)}, which ${refusal}.`, {
        hint: 'Write a path of the checkout, and check the repository out before this step.',
        terminalHint: 'Write the path of an existing file or directory, not of a link.',
    });
}
function tooMuch(input) {
    const limit = `${MOST_FILES} files or ${MOST_BYTES / MIB} MiB`;
    return refused(input, `holds more than ${limit}`, 'name a directory with nothing else in it');
}
function refused(input, what, write) {
    return new errors/* ActionError */.lZ('bad-input', `Input \`${input}\` ${what}: ${write}.`);
}

;// CONCATENATED MODULE: ./lib/src/plan/new-plan.js




const NOTHING_RANDOM = { instance: '00000000', gatewayToken: '' };
function newRandom() {
    return { instance: (0,external_node_crypto_.randomBytes)(4).toString('hex'), gatewayToken: (0,external_node_crypto_.randomBytes)(32).toString('hex') };
}
async function newPlan(inputs, shown, { log, clock, workflow, places }, random = newRandom()) {
    const userFiles = await readUserFiles(inputs, places);
    const plan = (0,plan_plan/* makePlan */.C)(inputs, { facts: workflow, nowMs: clock.now(), shown, ...random }, userFiles);
    const { login } = plan.images;
    log.mask([random.gatewayToken, ...(login === null ? [] : [(0,stack_images/* authOf */.g)(login)])]);
    return plan;
}


/***/ }),

/***/ 78594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ DETACHED_HOLD_MS),
  C: () => (/* binding */ makePlan)
});

// EXTERNAL MODULE: ./lib/src/inputs/rules/addresses.js
var addresses = __webpack_require__(74922);
// EXTERNAL MODULE: ./lib/src/inputs/rules/model.js
var model = __webpack_require__(10107);
// EXTERNAL MODULE: ./lib/src/inputs/rules/risks.js
var risks = __webpack_require__(21330);
// EXTERNAL MODULE: ./lib/src/inputs/matrix.js
var inputs_matrix = __webpack_require__(31017);
// EXTERNAL MODULE: ./lib/src/base/workflow-context.js
var workflow_context = __webpack_require__(86083);
// EXTERNAL MODULE: ./lib/src/protocol/pod-variables.js
var pod_variables = __webpack_require__(97628);
// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __webpack_require__(34096);
// EXTERNAL MODULE: ./lib/src/stack/pod-network.js
var pod_network = __webpack_require__(27213);
// EXTERNAL MODULE: ./lib/src/stack/pod-overlay.js + 4 modules
var pod_overlay = __webpack_require__(96208);
// EXTERNAL MODULE: ./lib/src/stack/providers.js
var providers = __webpack_require__(26439);
;// CONCATENATED MODULE: ./lib/src/plan/backend.js
function backendOf(inputs) {
    if (inputs.openclaw !== 'existing')
        return { kind: 'job' };
    return {
        kind: 'attached',
        deployment: inputs.openclawDeployment,
        container: inputs.openclawContainer,
        home: inputs.openclawHome,
        method: inputs.attachMethod,
        gatewayToken: inputs.openclawGatewayToken,
        openaiApiBase: inputs.openaiApiBase,
    };
}

// EXTERNAL MODULE: ./lib/src/cluster/kind.js
var kind = __webpack_require__(48441);
;// CONCATENATED MODULE: ./lib/src/plan/cluster.js

function clusterOf(inputs) {
    const { cluster, kubeconfig, context } = inputs;
    if (cluster !== 'kind')
        return { kind: 'existing', access: { cluster, kubeconfig, context } };
    return {
        kind: 'own',
        settings: {
            version: inputs.kindVersion,
            nodeImage: inputs.kindNodeImage,
            config: inputs.kindConfig,
            waitMs: inputs.kindWaitMs,
            loadImages: inputs.loadImages ?? [],
        },
    };
}

// EXTERNAL MODULE: ./lib/src/plan/images.js
var plan_images = __webpack_require__(39764);
// EXTERNAL MODULE: ./lib/src/plan/keys.js
var keys = __webpack_require__(87842);
;// CONCATENATED MODULE: ./lib/src/plan/job.js
function jobWishes({ queue, jobLabels, jobAnnotations }) {
    return { labels: jobLabels ?? {}, annotations: jobAnnotations ?? {}, queue: queue ?? undefined };
}

// EXTERNAL MODULE: ./lib/src/plan/run-settings.js
var run_settings = __webpack_require__(30923);
// EXTERNAL MODULE: ./lib/src/plan/network.js
var network = __webpack_require__(65978);
// EXTERNAL MODULE: ./lib/src/plan/terms.js
var plan_terms = __webpack_require__(54183);
;// CONCATENATED MODULE: ./lib/src/plan/plan.js


















const AFTER_EVAL_MS = 40 * 60_000;
const HOLD_MS = 2 * 60 * 60_000;
const DETACHED_HOLD_MS = 24 * 60 * 60_000;
function makePlan(inputs, circumstances, userFiles) {
    const { facts, instance, nowMs } = circumstances;
    const { matrix, model: modelName } = inputs;
    const name = `clawbench-${instance}`;
    const { model, judge } = routesOf(inputs);
    const backend = backendOf(inputs);
    const isAttached = backend.kind === 'attached';
    const terms = (0,plan_terms.termsOf)(inputs, circumstances.shown);
    const podDeadlineMs = inputs.timeoutMs + AFTER_EVAL_MS + (inputs.detach ? DETACHED_HOLD_MS : 0);
    const jobDeadlineMs = inputs.startupTimeoutMs + podDeadlineMs;
    const { repository = '', workflow = '', job = '', step = '' } = facts ?? {};
    return {
        names: {
            instance,
            leg: (0,ownership/* legOf */.Yk)({ repository, workflow, job, step, label: inputs.label ?? modelName, matrix }),
        },
        label: inputs.label ?? (0,inputs_matrix/* legLabel */.Nj)(modelName, matrix),
        cluster: clusterOf(inputs),
        backend,
        namespace: inputs.namespace ?? (0,ownership/* evalNamespace */.yf)(facts, instance),
        ownNamespace: inputs.namespace === null,
        name,
        runUrl: facts?.runUrl,
        branch: facts === null ? null : (0,workflow_context/* evaluatedBranch */.u)(facts),
        expiresAtMs: nowMs + jobDeadlineMs + HOLD_MS,
        model,
        judge,
        images: (0,plan_images/* imagesOf */.IC)(inputs, name),
        openclawConfig: inputs.openclawConfig,
        settings: (0,run_settings/* runSettings */.n)(inputs, isAttached ? 1 : (0,run_settings/* shardsOf */.$b)(inputs)),
        notice: isAttached ? null : (0,run_settings/* concurrencyNotice */.KK)(inputs),
        endpointNotice: (0,addresses/* endpointNotice */.u)((model.endpoint ?? judge?.endpoint)?.baseUrl),
        network: (0,network/* networkOf */.A)(inputs),
        job: jobWishes(inputs),
        podOverlay: inputs.podOverlay === null
            ? undefined
            : (0,pod_overlay/* parseOverlay */.Cy)(inputs.podOverlay, (0,risks/* isAccepted */.oB)(inputs, 'pod-overlay-host')),
        userFiles,
        isDetached: inputs.detach,
        resumes: inputs.resume === 'auto',
        podDeadlineMs,
        jobDeadlineMs,
        secrets: {
            ...(0,keys/* gatewayKeys */.t)(inputs, judge === undefined ? [model] : [model, judge]),
            ...(0,pod_network/* proxySecrets */.Wm)(inputs.httpsProxy),
            [pod_variables/* podVariables */.F.gatewayToken]: circumstances.gatewayToken,
        },
        terms: inputs.detach ? { ...terms, cleanup: 'always' } : terms,
    };
}
function routesOf(inputs) {
    const endpoint = (0,model/* endpointOf */.X5)(inputs);
    const route = (model) => inputs.openclaw === 'existing'
        ?
            { model, ref: model, keyVariable: undefined, endpoint: undefined, isPriceKnown: true }
        : (0,providers/* routeModel */.Nh)(model, endpoint, inputs.openclawConfig);
    return {
        model: route(inputs.model),
        judge: inputs.judgeModel === null ? undefined : route(inputs.judgeModel),
    };
}


/***/ }),

/***/ 30923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $b: () => (/* binding */ shardsOf),
/* harmony export */   KK: () => (/* binding */ concurrencyNotice),
/* harmony export */   YK: () => (/* binding */ unknownPrice),
/* harmony export */   n: () => (/* binding */ runSettings),
/* harmony export */   rg: () => (/* binding */ firstRuns)
/* harmony export */ });
/* harmony import */ var _protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95493);

function runSettings(inputs, shards) {
    const { tasks, runs, concurrency, retryInvalid, clawbenchArgs, maxCostUsd, maxTokens, maxMinutes } = inputs;
    const { connectTimeoutMs, requestTimeoutMs, perRunTimeoutMs, timeoutMs, startupTimeoutMs } = inputs;
    return {
        tasks,
        runs,
        concurrency,
        shards,
        connectTimeoutMs,
        requestTimeoutMs,
        perRunTimeoutMs,
        timeoutMs,
        startupTimeoutMs,
        retryInvalid,
        clawbenchArgs,
        maxCostUsd,
        maxTokens,
        maxMinutes,
    };
}
function firstRuns({ runs }) {
    return runs === 'auto' ? 1 : runs;
}
function unknownPrice(model) {
    return `The price of ${model} is not known, so \`max-cost-usd\` cannot stop the evaluation: write \`price-input\` and \`price-output\`, or cap it by \`max-tokens\`.`;
}
function shardsOf({ shards, concurrency, tasks, openclawImage }) {
    const most = (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__/* .maxConcurrencyOf */ .jf)(openclawImage);
    if (shards !== 'auto')
        return shards;
    if (concurrency <= most)
        return 1;
    return Math.max(1, Math.min(Math.ceil(concurrency / most), tasks?.length ?? Number.POSITIVE_INFINITY));
}
function concurrencyNotice(wishes) {
    const { openclawImage, concurrency, shards } = wishes;
    const most = (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__/* .maxConcurrencyOf */ .jf)(openclawImage);
    const planned = shardsOf(wishes);
    if (concurrency <= most)
        return null;
    const fact = `OpenClaw ${(0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_0__/* .taggedVersion */ .Bd)(openclawImage)} ends the turns of other runs whenever one begins (openclaw#144291), so each gateway makes ${most} run at a time`;
    if (shards !== 'auto')
        return `${fact}: \`concurrency: ${concurrency}\` has no effect, more \`shards\` give the speed back.`;
    return planned === 1 ? `${fact}.` : `${fact}, and the tasks are divided over ${planned} gateways.`;
}


/***/ }),

/***/ 8414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   teardownPlan: () => (/* binding */ teardownPlan)
/* harmony export */ });
/* harmony import */ var _stack_openclaw_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27382);

function teardownPlan(inputs) {
    const components = new Map();
    const named = inputs.components ?? ['openclaw'];
    for (const component of named) {
        const namespace = component === 'mlflow' ? inputs.mlflowNamespace : (inputs.namespace ?? _stack_openclaw_js__WEBPACK_IMPORTED_MODULE_0__/* .OPENCLAW_NAMESPACE */ .ef);
        components.set(namespace, [...(components.get(namespace) ?? []), component]);
    }
    return { components, keptMlflow: named.includes('mlflow') ? null : inputs.mlflowNamespace };
}


/***/ }),

/***/ 54183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   artifactName: () => (/* binding */ artifactName),
/* harmony export */   isRemoved: () => (/* binding */ isRemoved),
/* harmony export */   termsOf: () => (/* binding */ termsOf)
/* harmony export */ });
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60489);
/* harmony import */ var _mlflow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10031);


function termsOf(inputs, shown) {
    return {
        gate: (0,_gate_js__WEBPACK_IMPORTED_MODULE_0__.gateOf)(inputs),
        maxRuns: inputs.maxRuns,
        baseline: inputs.baseline,
        mlflow: (0,_mlflow_js__WEBPACK_IMPORTED_MODULE_1__/* .mlflowOf */ .PP)(inputs),
        acceptedRisks: inputs.acceptRisks ?? [],
        cleanup: inputs.cleanup,
        artifact: { name: inputs.artifactName, content: inputs.artifactContent },
        inputs: shown,
    };
}
function isRemoved(cleanup, end) {
    return cleanup === 'always' || (cleanup === 'on-success' && (end.passed || end.cancelled));
}
function artifactName(base, leg, attempt) {
    return `${base}-${leg}-a${attempt}`;
}


/***/ }),

/***/ 99337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ incidentsOf),
/* harmony export */   Jf: () => (/* binding */ fetchResults),
/* harmony export */   LA: () => (/* binding */ pullAnnounced),
/* harmony export */   Uc: () => (/* binding */ saidOtherwise),
/* harmony export */   XC: () => (/* binding */ planOf),
/* harmony export */   a4: () => (/* binding */ tasksOf),
/* harmony export */   u5: () => (/* binding */ pullRunFiles),
/* harmony export */   zS: () => (/* binding */ podFacts)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(252);
/* harmony import */ var _kube_container_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(80321);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(60237);
/* harmony import */ var _kube_poll_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(85493);
/* harmony import */ var _result_formats_benchmark_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98474);
/* harmony import */ var _result_formats_shard_plan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26177);
/* harmony import */ var _pod_files_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(33050);
/* harmony import */ var _backends_backend_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(36530);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(96976);
/* harmony import */ var _shard_files_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(30485);














function tasksOf(shard) {
    return planOf(shard)?.tasks ?? [];
}
function planOf(shard) {
    return shard?.plan ?? (0,_result_formats_shard_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .planIn */ .rP)(shard?.state);
}
function saidOtherwise(index, plan, state) {
    const now = (0,_result_formats_shard_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .planIn */ .rP)(state);
    const changed = plan === undefined || now === undefined ? [] : (0,_result_formats_shard_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .differences */ .tX)(plan, now);
    if (changed.length === 0)
        return [];
    return [
        `After its start, the pod of shard ${index} said something else about the ${changed.join(' and ')} than before.`,
    ];
}
const logs = new Set(['eval.log', 'gateway.log']);
const MAX_LOG_BYTES = 80 * 1024 * 1024;
const MAX_RUN_FILE_BYTES = 50_000_000;
const KEEPING_MS = 15_000;
const KEEPING_POLL_MS = 250;
const keptIndexFile = { path: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_11__/* .podPaths */ ._U.keptIndex, schema: _pod_files_js__WEBPACK_IMPORTED_MODULE_8__/* .keptIndexSchema */ .Wi };
const RUN_FILE = /^run_cache\/.+\/run\d{1,6}\.json$/;
const isRunFile = (file) => RUN_FILE.test(file) && (0,_pod_files_js__WEBPACK_IMPORTED_MODULE_8__/* .isPodPath */ .pd)(file);
const isResultFile = (file) => (0,_pod_files_js__WEBPACK_IMPORTED_MODULE_8__/* .isPodPath */ .pd)(file) && !file.includes('/');
async function pullRunFiles(kube, target, files) {
    const options = { retryForMs: 30_000 };
    const index = await (0,_shard_files_js__WEBPACK_IMPORTED_MODULE_12__/* .readPodFile */ .qL)(kube, target, keptIndexFile, options);
    if (index === undefined)
        return;
    for (const file of index.tampered)
        files.tampered.add(file);
    const missing = index.files.filter((file) => isRunFile(file.path) && files.fetched.get(file.path) !== file.sha256);
    await Promise.all(missing.map(async (file) => {
        await fetchFile(kube, target, file, {
            from: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_11__/* .podPaths */ ._U.kept,
            directory: files.directory,
            maxBytes: MAX_RUN_FILE_BYTES,
        });
        files.fetched.set(file.path, file.sha256);
    }));
}
async function pullAnnounced(kube, target, done, files) {
    const announced = done.files.filter((file) => isRunFile(file.path));
    await (0,_kube_poll_js__WEBPACK_IMPORTED_MODULE_13__/* .poll */ .w)(kube, { everyMs: KEEPING_POLL_MS, budgetMs: KEEPING_MS }, async () => {
        await pullRunFiles(kube, target, files);
        const isComplete = announced.every(({ path: name, sha256 }) => files.fetched.get(name) === sha256 || files.tampered.has(name));
        return isComplete ? true : undefined;
    });
}
async function fetchResults(kube, target, done, directory) {
    const strange = done.results.filter((file) => !isResultFile(file)).map((file) => (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(file, 100));
    if (strange.length > 0) {
        const some = strange.slice(0, 3).join(', ');
        const sentence = `Pod ${target.pod} calls ${strange.length} file(s) results that the harness does not write (${some}); they are left out.`;
        kube.log?.warning('Strange results', sentence);
    }
    await Promise.all(done.files.map(async (file) => {
        const isResult = done.results.includes(file.path) && isResultFile(file.path);
        if (!isResult && !logs.has(file.path))
            return;
        const maxBytes = isResult ? _result_formats_benchmark_js__WEBPACK_IMPORTED_MODULE_6__/* .MAX_RESULT_BYTES */ .Xs : MAX_LOG_BYTES;
        await fetchFile(kube, target, file, { from: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_11__/* .podPaths */ ._U.results, directory, maxBytes });
    }));
}
async function fetchFile(kube, target, file, { from, directory, maxBytes }) {
    const local = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, file.path);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(local), { recursive: true }).catch((cause) => {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('bad-result', `${file.path} of pod ${target.pod} has the place of another file.`, {
            cause,
        });
    });
    await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_5__/* .copyFile */ .m)(kube, target, (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_9__/* .pathIn */ .l)(target, `${from}/${file.path}`), {
        to: local,
        maxBytes,
        sizeBytes: file.size,
        sha256: file.sha256,
    });
}
function podFacts(pod, { containers }) {
    const { gateway, clawbench } = containers;
    const others = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_4__/* .statusesOf */ .CB)(pod).filter(({ name }) => name !== gateway && name !== clawbench);
    const images = others.map(({ name, imageID }) => [name, imageID]);
    for (const [role, name] of Object.entries({ gateway, clawbench })) {
        const status = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_4__/* .statusOfContainer */ .Z)(pod, name);
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
function incidentsOf(pod, { containers, sinceMs }) {
    const killed = (0,_kube_container_js__WEBPACK_IMPORTED_MODULE_4__/* .statusesOf */ .CB)(pod).filter(({ state, lastState }) => [state?.terminated, lastState?.terminated].some((end) => end?.reason === 'OOMKilled' && !(Date.parse(end.finishedAt ?? '') < sinceMs)));
    const own = new Set([containers.gateway, containers.clawbench, _protocol_containers_js__WEBPACK_IMPORTED_MODULE_10__/* .podContainers */ .G.results]);
    const incidents = killed
        .toSorted((a, b) => Number(own.has(b.name)) - Number(own.has(a.name)))
        .map(({ name }) => ({
        kind: 'oom',
        detail: `Container ${name}${own.has(name) ? '' : ', which is not of the evaluation,'} was killed for using more memory than its limit.`,
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


/***/ }),

/***/ 26867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ writeFile),
/* harmony export */   o: () => (/* binding */ printFile)
/* harmony export */ });
/* harmony import */ var _backends_backend_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36530);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96976);


const CONTACT = 'touch "$0"';
const WRITE = `${CONTACT} && mkdir -p "$(dirname "$1")" && cat > "$1.tmp" && [ "$(wc -c < "$1.tmp")" -eq "$2" ] && mv "$1.tmp" "$1"`;
function printFile(target, file) {
    const script = `${CONTACT}; [ -e "$1" ] || exit 0; exec cat -- "$1"`;
    return ['sh', '-c', script, (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .pathIn */ .l)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__/* .podPaths */ ._U.contact), (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_0__/* .pathIn */ .l)(target, file)];
}
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
/* harmony export */   pd: () => (/* binding */ isPodPath),
/* harmony export */   qS: () => (/* binding */ shardDoneSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64377);
/* harmony import */ var _artifact_file_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15518);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96976);




const text = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().max(4000);
const count = zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().int().min(0).max(1e9);
const sha256 = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{64}$/);
const filePath = zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().max(4096);
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
function isPodPath(file) {
    const isPlain = /^[A-Za-z0-9_@+=,-][\w.@+=,-]*(\/[A-Za-z0-9_@+=,-][\w.@+=,-]*)*$/.test(file);
    return isPlain && (0,_artifact_file_names_js__WEBPACK_IMPORTED_MODULE_4__/* .pathProblem */ .z)(file) === null;
}
const MAX_POD_FILE_BYTES = 32 * 1024 * 1024;
function parsePodFile(schema, bytes, name) {
    let value;
    try {
        value = JSON.parse(new TextDecoder().decode(bytes));
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', `${name} in the pod is not JSON.`, { cause });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-result', `${name} in the pod has an unexpected content: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`);
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




async function sendRequest(kube, target, request) {
    const stdin = Buffer.from(JSON.stringify(request));
    const command = (0,_pod_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFile */ ._)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_3__/* .podPaths */ ._U.request, stdin.length);
    const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .V)(kube, target, command, { stdin, retryForMs: 120_000 });
    if (exitCode !== 0) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('shard-lost', `The request could not be written in pod ${target.pod}: ${stderr.slice(0, 300)}`);
    }
}
async function releaseShard(kube, target) {
    try {
        await sendRequest(kube, target, { id: `finish-${target.pod}`, kind: 'finish' });
    }
    catch (error) {
        kube.signal.throwIfAborted();
        if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error))
            throw error;
        kube.log?.debug(`Pod ${target.namespace}/${target.pod} was not asked to end: ${error.message}`);
    }
}


/***/ }),

/***/ 30485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ readDone),
/* harmony export */   Lv: () => (/* binding */ unlessLost),
/* harmony export */   hP: () => (/* binding */ ignoreTransient),
/* harmony export */   qL: () => (/* binding */ readPodFile),
/* harmony export */   un: () => (/* binding */ readState),
/* harmony export */   y2: () => (/* binding */ withTasksOf)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60237);
/* harmony import */ var _pod_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26867);
/* harmony import */ var _pod_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33050);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(96976);





const MOST_READS = 4;
const READ_AGAIN_MS = 300;
async function readPodFile(kube, target, { path, schema }, options) {
    for (let reads = 1;; reads++) {
        const command = (0,_pod_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .printFile */ .o)(target, path);
        const { stdout } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .V)(kube, target, command, { ...options, maxBytes: _pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .MAX_POD_FILE_BYTES */ .cR });
        if (stdout.length === 0)
            return undefined;
        try {
            return (0,_pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePodFile */ .Bu)(schema, stdout, path);
        }
        catch (error) {
            if (reads >= MOST_READS)
                throw error;
        }
        await kube.clock.sleep(READ_AGAIN_MS, kube.signal);
    }
}
const stateFile = { path: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__/* .podPaths */ ._U.state, schema: _pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .shardStateSchema */ .L4 };
const doneFile = { path: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_4__/* .podPaths */ ._U.done, schema: _pod_files_js__WEBPACK_IMPORTED_MODULE_3__/* .shardDoneSchema */ .qS };
const POLL_TIMEOUT_MS = 15_000;
async function readState(kube, target) {
    const options = { timeoutMs: POLL_TIMEOUT_MS };
    return await ignoreTransient(readPodFile(kube, target, stateFile, options));
}
function withTasksOf(before, now) {
    if (before === undefined || before.tasks === null || now.tasks !== null)
        return now;
    const { tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, harnessStartedAt } = before;
    return { ...now, tasks, droppedTasks, runsPerTask, openclawVersion, harnessVersion, harnessStartedAt };
}
async function readDone(kube, target, lastOrder) {
    const options = { timeoutMs: POLL_TIMEOUT_MS };
    const done = await ignoreTransient(readPodFile(kube, target, doneFile, options));
    if (done === undefined)
        return undefined;
    return done.generation === lastOrder || done.reason !== 'finished' ? done : undefined;
}
function mayBeLoss(error) {
    return (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isTransient */ .dg)(error) || (0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error, 'ContainerEnded', 'NotFound');
}
async function ignoreTransient(work) {
    try {
        return await work;
    }
    catch (error) {
        if (mayBeLoss(error))
            return undefined;
        throw error;
    }
}
async function unlessLost(work, stillRuns) {
    try {
        return await work;
    }
    catch (error) {
        if (!mayBeLoss(error) || (await stillRuns()))
            throw error;
        return undefined;
    }
}


/***/ }),

/***/ 62241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ driveShard)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/pods/collect.js
var collect = __webpack_require__(99337);
// EXTERNAL MODULE: ./lib/src/result/formats/shard-plan.js
var shard_plan = __webpack_require__(26177);
// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/src/protocol/pod.js
var pod = __webpack_require__(96976);
// EXTERNAL MODULE: ./lib/src/pods/shard-files.js
var shard_files = __webpack_require__(30485);
;// CONCATENATED MODULE: ./lib/src/pods/journal.js



const taskIds = schemas/* array */.YOg(schemas/* string */.YjP().min(1).max(200)).max(10_000);
const journalSchema = schemas/* object */.Ikc({
    work: schemas/* array */.YOg(schemas/* discriminatedUnion */.gMt('kind', [
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('start') }),
        schemas/* object */.Ikc({ kind: schemas/* literal */.euz('runs'), tasks: taskIds, runs: schemas/* number */.aig().int().min(1).max(1000) }),
    ]))
        .max(1000),
});
const journalFile = { path: pod/* podPaths */._U.journal, schema: journalSchema };
async function readJournal(kube, target) {
    const options = { retryForMs: 120_000 };
    const { work = [] } = (await (0,shard_files/* readPodFile */.qL)(kube, target, journalFile, options)) ?? {};
    if (work.length === 0)
        return null;
    return work.flatMap((item) => (item.kind === 'runs' ? [{ tasks: item.tasks, runs: item.runs }] : []));
}

// EXTERNAL MODULE: ./lib/src/pods/requests.js
var requests = __webpack_require__(30309);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/src/base/sha256.js
var sha256 = __webpack_require__(37883);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/kube/exec.js + 1 modules
var exec = __webpack_require__(60237);
// EXTERNAL MODULE: ./lib/src/pods/pod-commands.js
var pod_commands = __webpack_require__(26867);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var containers = __webpack_require__(57427);
;// CONCATENATED MODULE: ./lib/src/pods/seed.js









const judgedBy = [containers/* podContainers */.G.gateway, containers/* podContainers */.G.clawbench];
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
async function seedPod(kube, target, files) {
    const seed = [...files.fetched].filter(([name]) => !files.tampered.has(name));
    return await Promise.all(seed.map(async ([name, hash]) => {
        const relative = external_node_path_.posix.relative('run_cache', name);
        const stdin = await (0,promises_.readFile)(external_node_path_.join(files.directory, name));
        const command = (0,pod_commands/* writeFile */._)(target, `${pod/* podPaths */._U.seed}/${relative}`, stdin.length);
        const { exitCode, stderr } = await (0,exec/* exec */.V)(kube, target, command, { stdin, retryForMs: 120_000 });
        if (exitCode !== 0) {
            throw new errors/* ActionError */.lZ('shard-lost', `${name} could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`);
        }
        return { path: relative, sha256: hash };
    }));
}

;// CONCATENATED MODULE: ./lib/src/pods/orders.js







const orderId = (pod, order) => order === 0 ? `start-${pod}` : `runs-${order}-${pod}`;
function hasStarted({ lastRequest, phase }, { pod }) {
    const isTaken = lastRequest?.id === orderId(pod, 0) && lastRequest.status !== 'refused';
    return isTaken && (phase === 'running' || phase === 'done');
}
async function welcomePod(context, orders, pod, target) {
    const { kube, userFiles, beforeStart } = context;
    const podUid = pod.metadata?.uid;
    if (orders.sent.count > 0 && orders.state !== undefined) {
        const { tokens, costUsd } = orders.state;
        orders.spent = { tokens, costUsd };
    }
    const ordered = context.isStarted ? await readJournal(kube, target) : null;
    if (ordered === null) {
        await Promise.all([userFiles.deliverTo(kube, target), beforeStart(target)]);
        Object.assign(orders.sent, { podUid, count: 0 });
        return true;
    }
    await userFiles.copyFrom(kube, target);
    noteOrdered(context.index, orders, ordered);
    Object.assign(orders.sent, { podUid, count: 1 + Math.min(ordered.length, orders.rounds.length) });
    return true;
}
function noteOrdered(index, orders, ordered) {
    if (orders.plan === undefined) {
        orders.rounds.splice(0, orders.rounds.length, ...ordered);
        return;
    }
    const isOurs = ordered.every((round, at) => JSON.stringify(round) === JSON.stringify(orders.rounds[at]));
    if (!isOurs)
        orders.contradictions.add(`The pod of shard ${index} names orders that it was not given.`);
}
async function sendOrders(context, orders, { pod, target }, state) {
    const { kube, index } = context;
    const { sent } = orders;
    if (sent.count === 0)
        return await orderStart(context, orders, { pod, target }, state);
    const { lastRequest } = state;
    if (lastRequest?.id !== orderId(target.pod, sent.count - 1))
        return undefined;
    if (lastRequest.status === 'refused') {
        const sentence = `Shard ${index} refused a request: ${lastRequest.reason}.`;
        return new errors/* ActionError */.lZ('internal', sentence);
    }
    const round = orders.rounds[sent.count - 1];
    if (round === undefined)
        return undefined;
    const id = orderId(target.pod, sent.count);
    await record(context, orders);
    await (0,requests/* sendRequest */.w)(kube, target, { id, kind: 'runs', tasks: [...round.tasks], runs: round.runs });
    sent.count += 1;
    return undefined;
}
async function orderStart(context, orders, { pod, target }, state) {
    const { kube, index, earlier } = context;
    const plan = (0,shard_plan/* planIn */.rP)(state);
    if (state.phase !== 'ready' || plan === undefined)
        return undefined;
    if (orders.plan === undefined) {
        if (earlier !== null) {
            const runs = await takeOver(earlier, index, (0,collect/* podFacts */.zS)(pod, context.backend), orders.files);
            context.events.takenOver?.(runs);
        }
        orders.plan = plan;
        orders.earlierRuns = beyond(plan, orders.files);
        await record(context, orders);
    }
    else {
        const others = (0,shard_plan/* differences */.tX)(orders.plan, plan);
        if (others.length > 0) {
            const sentence = `Pod ${target.pod} replaces one of shard ${index}, but not with the same ${others.join(' and ')}: an image has changed meanwhile.`;
            return new errors/* ActionError */.lZ('shard-lost', sentence, { hint: 'Name the images by version or digest.' });
        }
    }
    const { spent } = orders;
    const seed = await seedPod(kube, target, orders.files);
    await (0,requests/* sendRequest */.w)(kube, target, {
        id: orderId(target.pod, 0),
        kind: 'start',
        ...(seed.length === 0 ? {} : { seed }),
        ...(spent === undefined ? {} : { spent }),
    });
    orders.sent.count = 1;
    return undefined;
}
async function record({ shardRecords, index }, { plan, rounds, earlierRuns }) {
    if (plan === undefined)
        return;
    const orders = rounds.map(({ tasks, runs }) => ({ tasks: [...tasks], runs }));
    await shardRecords.save(index, { plan, rounds: orders, earlierRuns });
}
function beyond({ runsPerTask }, files) {
    const most = new Map();
    for (const key of [...files.fetched.keys()].map(run_cache/* runOfPath */.k$)) {
        const [, task = '', index = ''] = /^(.*)\/run(\d+)$/.exec(key ?? '') ?? [];
        if (Number(index) >= runsPerTask)
            most.set(task, Math.max(most.get(task) ?? 0, Number(index) + 1));
    }
    return Object.fromEntries(most);
}

;// CONCATENATED MODULE: ./lib/src/pods/shard-limits.js

const STOP_MS = 3 * 60_000;
function limitMs({ startupTimeoutMs, timeoutMs }, state, goal) {
    return state === undefined || goal === 'started'
        ? startupTimeoutMs
        : startupTimeoutMs + timeoutMs + STOP_MS;
}
function tooLate({ index, startupTimeoutMs }, state, goal, waiting) {
    const last = state === undefined ? '' : ` Its last message: ${state.message}`;
    if (state !== undefined && goal === 'collected')
        return new errors/* ActionError */.lZ('timeout', `Shard ${index} did not end in time.${last}`);
    return notRunning(`did not start within ${inSeconds(startupTimeoutMs)}`, index, waiting, last);
}
function tooLongAway({ index, startupTimeoutMs }, waiting) {
    return notRunning(`has had no running pod for ${inSeconds(startupTimeoutMs)}`, index, waiting);
}
function notRunning(what, index, waiting, last = '') {
    const late = `Shard ${index} ${what}`;
    if (waiting === undefined)
        return new errors/* ActionError */.lZ('startup-timeout', `${late}.${last}`);
    return new errors/* ActionError */.lZ(waiting.code, `${late}: ${waiting.message}`, {
        hint: waiting.hint ?? 'Raise "startup-timeout" if the cluster needs longer, for a new node for example.',
    });
}
function inSeconds(ms) {
    return `${Math.round(ms / 1000)} s`;
}

;// CONCATENATED MODULE: ./lib/src/pods/shard.js





const POLL_MS = 1000;
const READY_POLL_MS = 400;
const PULL_MS = 3000;
function driveShard(context) {
    const { directory, index, backend, kube } = context;
    const recorded = context.shardRecords.known.get(index);
    const progress = {
        files: { directory, fetched: new Map(), tampered: new Set() },
        plan: recorded?.plan,
        earlierRuns: recorded?.earlierRuns ?? {},
        rounds: [...(recorded?.rounds ?? [])],
        sent: { podUid: undefined, count: 0 },
        spent: undefined,
        contradictions: new Set(),
        pod: undefined,
        state: undefined,
        done: undefined,
        noticedAtMs: undefined,
        pulled: { atMs: 0, runs: 0, endingUid: undefined },
        incidents: new Map(),
    };
    const findPod = backend.podFinder(index);
    const watch = async (goal) => {
        try {
            return await watchShard(context, progress, findPod, goal);
        }
        catch (error) {
            kube.signal.throwIfAborted();
            if (!(0,errors/* isActionError */.Bd)(error))
                throw error;
            return error;
        }
    };
    return {
        order: (round) => void progress.rounds.push(round),
        async untilStarted() {
            const failure = await watch('started');
            if (failure !== undefined)
                throw failure;
        },
        async untilCollected() {
            const failure = await watch('collected');
            const { files, plan, earlierRuns, rounds, pod, state, done, noticedAtMs, incidents } = progress;
            return {
                index,
                directory,
                runFiles: [...files.fetched.keys()].sort(),
                tampered: [...files.tampered].sort(),
                plan,
                earlierRuns,
                rounds: [...rounds],
                contradictions: [...progress.contradictions],
                state,
                done,
                noticedAtMs,
                pod: pod === undefined ? undefined : (0,collect/* podFacts */.zS)(pod, backend),
                incidents: [...incidents.values()],
                failure,
            };
        },
    };
}
async function watchShard(context, progress, findPod, goal) {
    const { kube, backend, index, events } = context;
    const { clock, signal } = kube;
    const startedMs = clock.now();
    let lastRanMs = startedMs;
    const reported = new Set();
    for (;;) {
        signal.throwIfAborted();
        const pod = await findPod();
        if (pod !== undefined) {
            notePod(context, progress, pod);
            const stillRuns = async () => isRunning(backend, pod, await findPod());
            const end = await attend(context, progress, { pod, stillRuns }, goal);
            if (end !== undefined)
                return end.failure;
            if (isRunning(backend, pod, pod))
                lastRanMs = clock.now();
        }
        const waiting = await backend.diagnose(index, pod);
        if (waiting !== undefined) {
            if (waiting.isFinal)
                return new errors/* ActionError */.lZ(waiting.code, waiting.message, { hint: waiting.hint });
            if (!reported.has(waiting.message))
                events.waiting?.(waiting);
            reported.add(waiting.message);
        }
        if (clock.now() - startedMs > limitMs(context, progress.state, goal))
            return tooLate(context, progress.state, goal, waiting);
        if (clock.now() - lastRanMs > context.startupTimeoutMs)
            return tooLongAway(context, waiting);
        const isPrepared = progress.sent.podUid !== undefined && progress.sent.count === 0;
        await clock.sleep(isPrepared ? READY_POLL_MS : POLL_MS, signal);
    }
}
async function attend(context, progress, { pod, stillRuns }, goal) {
    const { kube, backend } = context;
    const target = backend.controlContainer(pod);
    if (target === undefined)
        return undefined;
    if (pod.metadata?.deletionTimestamp !== undefined) {
        await pullFromEnding(kube, target, progress, pod);
        return undefined;
    }
    if (progress.sent.podUid !== pod.metadata?.uid) {
        const isWelcomed = await (0,shard_files/* unlessLost */.Lv)(welcomePod(context, progress, pod, target), stillRuns);
        if (isWelcomed === undefined)
            return undefined;
    }
    const state = await (0,shard_files/* readState */.un)(kube, target);
    if (state === undefined)
        return undefined;
    noteState(context, progress, state);
    const refusal = await (0,shard_files/* unlessLost */.Lv)(sendOrders(context, progress, { pod, target }, state), stillRuns);
    if (refusal !== undefined)
        return { failure: refusal };
    if (goal === 'started' && hasStarted(state, target))
        return { failure: undefined };
    await pullFinished(kube, target, progress, state);
    const lastOrder = orderId(target.pod, progress.rounds.length);
    const done = isOver(state) ? await (0,shard_files/* readDone */.$n)(kube, target, lastOrder) : undefined;
    if (done === undefined)
        return undefined;
    const isCollected = await (0,shard_files/* unlessLost */.Lv)(shard_collect(context, progress, target, done), stillRuns);
    return isCollected === undefined ? undefined : { failure: failureOf(state, done) };
}
function isRunning(backend, pod, now) {
    if (now === undefined || now.metadata?.uid !== pod.metadata?.uid)
        return false;
    return now.metadata?.deletionTimestamp === undefined && backend.controlContainer(now) !== undefined;
}
async function pullFromEnding(kube, target, { files, pulled }, pod) {
    const uid = pod.metadata?.uid;
    if (pulled.endingUid === uid)
        return;
    pulled.endingUid = uid;
    await (0,shard_files/* ignoreTransient */.hP)((0,collect/* pullRunFiles */.u5)(kube, target, files));
}
async function pullFinished(kube, target, { files, pulled }, { done, total }) {
    const nowMs = kube.clock.now();
    if (done === pulled.runs || done === total || nowMs - pulled.atMs < PULL_MS)
        return;
    Object.assign(pulled, { atMs: nowMs, runs: done });
    await (0,shard_files/* ignoreTransient */.hP)((0,collect/* pullRunFiles */.u5)(kube, target, files));
}
async function shard_collect({ kube, backend, directory }, progress, target, done) {
    const noticedAtMs = kube.clock.now();
    await (0,collect/* pullAnnounced */.LA)(kube, target, done, progress.files);
    await (0,collect/* fetchResults */.Jf)(kube, target, done, directory);
    await backend.collectExtra(directory);
    Object.assign(progress, { done, noticedAtMs });
    return true;
}
function noteState({ index, events }, progress, state) {
    progress.state = (0,shard_files/* withTasksOf */.y2)(progress.state, state);
    events.state?.(state);
    if (progress.sent.count === 0)
        return;
    for (const sentence of (0,collect/* saidOtherwise */.Uc)(index, progress.plan, state))
        progress.contradictions.add(sentence);
}
function notePod({ backend, events }, progress, pod) {
    progress.pod = pod;
    for (const incident of (0,collect/* incidentsOf */.D3)(pod, backend))
        progress.incidents.set(`${pod.metadata?.uid} ${incident.kind} ${incident.detail}`, incident);
    events.pod?.(pod);
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

/***/ 22722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ userFileDelivery)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _backends_backend_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36530);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1559);
/* harmony import */ var _kube_exec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60237);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(96976);
/* harmony import */ var _pod_commands_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26867);







const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;
function userFileDelivery({ sha256, bundle, directory, runningPods, }) {
    let ours = bundle;
    let lastCopy = Promise.resolve();
    async function fetchCopy(kube, target, expected) {
        const local = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, `user-files-${target.pod}.json`);
        try {
            const source = (0,_backends_backend_js__WEBPACK_IMPORTED_MODULE_2__/* .pathIn */ .l)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_5__/* .podPaths */ ._U.userFiles);
            await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_4__/* .copyFile */ .m)(kube, target, source, { to: local, maxBytes: MAX_BUNDLE_BYTES, sha256: expected });
            ours = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(local);
        }
        catch (error) {
            kube.signal.throwIfAborted();
            if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isActionError */ .Bd)(error))
                throw error;
            kube.log?.debug(`The user files of pod ${target.pod} could not be copied: ${error.message}`);
        }
    }
    async function copyFrom(kube, target, expected) {
        const before = lastCopy;
        const copyAfter = async () => {
            await before;
            if (ours === undefined)
                await fetchCopy(kube, target, expected);
        };
        lastCopy = copyAfter();
        await lastCopy;
    }
    async function copyFromAny(kube, except, expected) {
        for (const other of await runningPods())
            if (other.pod !== except.pod && ours === undefined)
                await copyFrom(kube, other, expected);
    }
    return {
        async deliverTo(kube, target) {
            if (sha256 === null)
                return;
            if (ours === undefined)
                await copyFromAny(kube, target, sha256);
            if (ours === undefined) {
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('shard-lost', `Pod ${target.pod} replaces one that was lost, and no other pod has the files of "agent-files" and "tasks-dir".`, { hint: 'Start the evaluation again.' });
            }
            const stdin = ours;
            const command = (0,_pod_commands_js__WEBPACK_IMPORTED_MODULE_6__/* .writeFile */ ._)(target, _protocol_pod_js__WEBPACK_IMPORTED_MODULE_5__/* .podPaths */ ._U.userFiles, stdin.length);
            const { exitCode, stderr } = await (0,_kube_exec_js__WEBPACK_IMPORTED_MODULE_4__/* .exec */ .V)(kube, target, command, { stdin, retryForMs: 120_000 });
            if (exitCode === 0)
                return;
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ActionError */ .lZ('shard-lost', `The files of "agent-files" and "tasks-dir" could not be written to pod ${target.pod}: ${stderr.slice(0, 300)}`);
        },
        async copyFrom(kube, target) {
            if (sha256 === null || ours !== undefined)
                return;
            await copyFrom(kube, target, sha256);
        },
    };
}


/***/ }),

/***/ 84245:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IF: () => (/* binding */ tokenFile),
/* harmony export */   Y2: () => (/* binding */ readyFile),
/* harmony export */   ph: () => (/* binding */ stopFile)
/* harmony export */ });
const tokenFile = 'gateway-token';
const readyFile = 'ready';
const stopFile = 'stop';


/***/ }),

/***/ 57427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ podContainers),
/* harmony export */   w: () => (/* binding */ ROLLOUT_CONTAINER)
/* harmony export */ });
const podContainers = {
    gateway: 'gateway',
    clawbench: 'clawbench',
    results: 'results',
};
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
const textOrEmpty = { write: (value) => value ?? '', read: setting_formats_text.read };
const words = {
    write: (value) => value.join(' '),
    read: (raw) => ({ value: [...new Set(raw.split(/[\s,]+/))].filter((word) => word !== '') }),
};
const count = (min) => number({ min, isWhole: true, unit: 1 });
const amount = number({ min: 0, isWhole: false, unit: 1 });
const seconds = (min = 0) => number({ min, isWhole: false, unit: 1000 });
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
const strings = json('a JSON list of strings', (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'));
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
            }
            return { problem: `is not ${what}` };
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/protocol/settings.js


const limit = optional(seconds(0.001));
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
const names = Object.keys(settings);
function writeSettings(values) {
    const written = {};
    for (const name of names.filter((key) => key in values)) {
        const { variable, format } = settings[name];
        const value = format.write(values[name]);
        if (value !== undefined)
            written[variable] = value;
    }
    return written;
}
function readSettings(env) {
    const answers = names.map((name) => [name, read(name, env)]);
    const values = Object.fromEntries(answers.map(([name, { value }]) => [name, value]));
    const problems = answers.flatMap(([, { problem }]) => problem ?? []);
    return { values: values, problems };
}
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
const GATEWAY_TEXTS = [
    /^The agent run failed before producing a reply\b/,
    /^\[assistant turn failed before producing content\]/,
    /^(?:⚠️ ?)?Agent failed before reply:/,
    /^(?:⚠️ ?)?Agent run (?:failed\b|ended before producing|blocked before producing)/,
    /^This turn ended before a reply\b/,
    /^LLM request failed:/,
    /^⚠️ (?:API|The AI service|The model|The configured model)\b/,
];
const LIMIT_TEXTS = [/^This operation was aborted\.?$/i, /^Context overflow:/];
const PROVIDER_WORDS = /rate limit|billing|credit|quota|api key|auth|unauthorized|forbidden|overloaded|unavailable from the provider|network connection|LLM request failed|provider/i;
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
    if (message.tool_calls.length > 0 || message.usage.total_tokens > 0)
        return null;
    const text = (message.text ?? '').trim();
    const written = GATEWAY_TEXTS.some((pattern) => pattern.test(text));
    const code = codeIn(text);
    if (!written && (code === null || !confirmed(code, loggedStatuses)))
        return null;
    return { kind: code !== null || PROVIDER_WORDS.test(text) ? 'provider' : 'unknown', code, text };
}
function codeIn(text) {
    const [first = '', second = ''] = text.split('\n', 2);
    if (first.length > 500)
        return null;
    return leadingStatus(first) ?? (first.startsWith('[assistant turn failed') ? leadingStatus(second) : null);
}
function confirmed(code, loggedStatuses) {
    return loggedStatuses === null || loggedStatuses.includes(code);
}
function leadingStatus(text) {
    const status = /^(?:HTTP )?([45]\d\d)\b/.exec(text)?.[1];
    return status === undefined ? null : Number(status);
}


/***/ }),

/***/ 44720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ changeOf),
/* harmony export */   Dz: () => (/* binding */ chance),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   TG: () => (/* binding */ money),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Um: () => (/* binding */ roughDuration),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   aQ: () => (/* binding */ ageBetween),
/* harmony export */   bB: () => (/* binding */ strip),
/* harmony export */   fN: () => (/* binding */ score),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   qK: () => (/* binding */ signedInterval),
/* harmony export */   qi: () => (/* binding */ verdictIcons)
/* harmony export */ });
/* unused harmony export signed */
const verdictIcons = { pass: '✅', fail: '❌', inconclusive: '⚠️' };
const unknown = '–';
const wholeNumber = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
function score(value) {
    return value === null ? unknown : value.toFixed(3);
}
function changeOf(before, after, leastDigits = 3) {
    const isSame = Math.abs(after - before) < EQUAL;
    const units = (digits) => [
        rounded(before, digits),
        rounded(after, digits),
    ];
    const isApart = (digits) => isSame || units(digits)[0] !== units(digits)[1];
    let digits = 3;
    while (digits < MOST_DIGITS && !isApart(digits))
        digits += 1;
    const [from, to] = units(digits);
    if (leastDigits === 2) {
        const [shortFrom, shortTo] = units(2);
        const isTrue = rounded((to - from) / 10 ** digits, 2) === shortTo - shortFrom;
        if (isTrue && isApart(2))
            return asShown(shortFrom, shortTo, 2);
    }
    return asShown(from, to, digits);
}
function asShown(from, to, digits) {
    const figure = (units) => (units / 10 ** digits).toFixed(digits);
    const sign = to === from ? '±' : to < from ? MINUS : '+';
    return { before: figure(from), after: figure(to), change: `${sign}${figure(Math.abs(to - from))}` };
}
const EQUAL = 1e-9;
const MOST_DIGITS = 9;
const MINUS = '−';
function rounded(value, digits) {
    return Math.sign(value) * Math.round(Math.abs(value) * 10 ** digits);
}
function signed(value, digits = 3) {
    const shown = Math.abs(value).toFixed(digits);
    if (Number(shown) === 0)
        return shown;
    return `${value < 0 ? MINUS : '+'}${shown}`;
}
function signedInterval(value) {
    return value === null ? unknown : `${signed(value.lower)} … ${signed(value.upper)}`;
}
const BARS = '▁▂▃▄▅▆▇█';
const MOST_BARS = 12;
function strip(scores) {
    const bars = scores.slice(0, MOST_BARS).map((value) => BARS[Math.round(value * (BARS.length - 1))] ?? '?');
    return `${bars.join('')}${scores.length > MOST_BARS ? '…' : ''}`;
}
function chance(value) {
    if (value === null)
        return `p = ${unknown}`;
    return value < 0.0001 ? 'p < 0.0001' : `p = ${Number(value.toPrecision(2))}`;
}
function ageBetween(earlier, later) {
    const hours = (Date.parse(later) - Date.parse(earlier)) / 3_600_000;
    if (!Number.isFinite(hours) || hours < 0)
        return '';
    const [amount, unit] = hours < 48 ? [Math.round(hours), 'hour'] : [Math.round(hours / 24), 'day'];
    return amount === 0 ? 'less than an hour older' : `${amount} ${unit}${amount === 1 ? '' : 's'} older`;
}
function plural(number, noun) {
    return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
function interval(value) {
    return value === null ? unknown : `${score(value.lower)} – ${score(value.upper)}`;
}
function percent(ratio) {
    return `${Math.floor(ratio * 1000 + EQUAL) / 10} %`;
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
/* harmony export */   Pl: () => (/* binding */ headline),
/* harmony export */   SD: () => (/* binding */ meanRunScores),
/* harmony export */   ZG: () => (/* binding */ iconOf),
/* harmony export */   c_: () => (/* binding */ shownChange),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   l7: () => (/* binding */ isImprovement)
/* harmony export */ });
/* harmony import */ var _result_verdict_decide_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56218);
/* harmony import */ var _result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(22036);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(252);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44720);




function isUngated({ verdict, threshold, tiers, comparison, requiredTasks = [] }) {
    return (verdict === 'pass' &&
        threshold === null &&
        tiers.every((tier) => tier.threshold === null) &&
        comparison === null &&
        requiredTasks.length === 0);
}
function iconOf(verdict) {
    return isUngated(verdict) ? 'ℹ️' : _figures_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictIcons */ .qi[verdict.verdict];
}
function headline(verdict) {
    if (verdict.verdict === 'inconclusive')
        return `Inconclusive: ${causeOf(verdict)}`;
    return verdict.verdict === 'fail' ? failed(verdict) : passed(verdict);
}
function failed(verdict) {
    const { score: value, threshold, tiers, comparison, reasons } = verdict;
    if (value !== null && threshold !== null && value < threshold)
        return `Below the threshold: ${(0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .tellApart */ .us)(value, threshold, 2).join(' < ')}`;
    for (const tier of tiers) {
        if (tier.score === null || tier.threshold === null || tier.score >= tier.threshold)
            continue;
        return `${tier.tier} is below its threshold: ${(0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .tellApart */ .us)(tier.score, tier.threshold, 2).join(' < ')}`;
    }
    const isRegression = verdict.failureReason === 'regression' && comparison !== null;
    return isRegression
        ? `${subject(verdict)} got worse: ${changed(comparison)}`
        : firstSentence(reasons[0] ?? '');
}
function passed(verdict) {
    const { score: value, threshold, comparison } = verdict;
    const shown = (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .score */ .fN)(value);
    if (isUngated(verdict))
        return `Measured: ${shown} (nothing was gated: no threshold, no baseline)`;
    const reached = value === null || threshold === null
        ? null
        : `Reached the threshold: ${(0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .tellApart */ .us)(value, threshold, 2).join(' ≥ ')}`;
    if (comparison === null)
        return reached ?? `${shown}, and every requirement is met`;
    if (!comparison.comparable)
        return `${reached ?? shown}, not comparable with the baseline`;
    if (isImprovement(comparison))
        return `${subject(verdict)} got better: ${changed(comparison)}`;
    return `${shown}, no regression`;
}
function subject({ identity }) {
    return identity.model === '' ? 'The score' : identity.model;
}
function isImprovement({ drop, pValueBetter, alpha, maxRegression }) {
    return drop !== null && -drop > maxRegression && pValueBetter !== null && pValueBetter < alpha;
}
function shownChange(comparison) {
    const { baselineScore: before, headScore: after, regressed, maxRegression } = comparison;
    if (!comparison.comparable || before === null || after === null)
        return null;
    const contradicts = regressed
        ? before - after <= maxRegression
        : isImprovement(comparison) && after <= before;
    const shown = { measure: 'score', before, after };
    return contradicts ? (meanRunScores(comparison) ?? shown) : shown;
}
function meanRunScores({ tasks }) {
    if (tasks.length === 0)
        return null;
    return {
        measure: 'mean run score',
        before: (0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .meanOf */ .hm)(tasks.map((task) => task.baselineMean)),
        after: (0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_3__/* .meanOf */ .hm)(tasks.map((task) => task.headMean)),
    };
}
function changed(comparison) {
    const found = shownChange(comparison);
    if (found === null)
        return 'by an unknown amount';
    return `${found.measure === 'score' ? '' : `${found.measure} `}${asText((0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .changeOf */ .C2)(found.before, found.after, 2))}`;
}
function asText({ before, after, change }) {
    return `${before} → ${after} (${change})`;
}
function causeOf({ reasons, failureReason, coverage, tasks, comparison }) {
    const [worst] = coverage.invalid;
    const isMissing = coverage.ratio < coverage.minimum || tasks.some((task) => task.runs.valid === 0);
    if (isMissing && worst !== undefined && (0,_result_verdict_decide_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(worst) === failureReason)
        return causeOfRuns(worst);
    if (failureReason === 'not-comparable' && comparison !== null)
        return `not comparable with ${comparison.baseline}: ${comparison.differences[0] ?? 'no common task'}`;
    if (comparison !== null && comparison.suspects.length > 0)
        return 'a regression is suspected, but could not be confirmed';
    return firstSentence(reasons[0] ?? '');
}
function causeOfRuns({ class: kind, code }) {
    if (kind !== 'provider-error')
        return CAUSES[kind];
    if (code === null)
        return CAUSES[kind];
    return (REFUSALS[code] ??
        (code >= 500 ? `the provider failed (${code})` : `the provider refused requests (${code})`));
}
const CAUSES = {
    valid: 'too few runs are valid',
    'provider-error': 'the provider failed',
    'no-answer': 'the model did not answer',
    'dead-turn': 'the gateway ended turns without an answer',
    'gateway-lost': 'the gateway was lost',
    'harness-error': 'ClawBench failed',
    evicted: 'pods were evicted',
    oom: 'a container ran out of memory',
    tampered: 'results were tampered with',
    'not-run': 'runs did not finish',
};
const REFUSALS = {
    401: 'the provider refused the key',
    402: 'the account at the provider has no credit',
    403: 'the key may not use this model',
    404: 'the provider has no such model',
    408: 'the provider timed out',
    429: "the provider's rate limit was reached",
};
const LONGEST_CAUSE = 160;
function firstSentence(text) {
    const line = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(text, LONGEST_CAUSE);
    return (/^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line).replace(/\.$/, '');
}


/***/ }),

/***/ 12560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ linkAround),
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   u5: () => (/* binding */ fitParts)
/* harmony export */ });
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);

const maxTextLength = 500;
function text(raw) {
    return escapedText(plain(raw));
}
function escapedText(line) {
    return escaped(withoutReferences(line));
}
function code(raw) {
    return `<code>${escaped(plain(raw).replace(/[@#]/g, `$&${ZERO_WIDTH_SPACE}`))}</code>`;
}
function sentence(raw) {
    return plain(raw)
        .split(/(`[\w-]+`)/)
        .map((part, index) => (index % 2 === 0 ? escapedText(part) : code(part.slice(1, -1))))
        .join('');
}
function codeBlock(language, lines) {
    const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
    const fence = '`'.repeat(Math.max(3, ...runs) + 1);
    return [`${fence}${language}`, ...lines, fence].join('\n');
}
const ZERO_WIDTH_SPACE = '\u200b';
function withoutReferences(line) {
    return (line
        .replace(/[@#]/g, `$&${ZERO_WIDTH_SPACE}`)
        .replace(/(?<![0-9a-z])(?:GH|GHSA|CVE)-(?=[0-9a-z])/gi, `$&${ZERO_WIDTH_SPACE}`)
        .replace(/\bwww(?=\.)|:(?=\/)/gi, `$&${ZERO_WIDTH_SPACE}`)
        .replace(/:(?=[\w+-]+:)/g, `$&${ZERO_WIDTH_SPACE}`)
        .replace(/(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/gi, (digits) => digits.replace(/.{6}(?=.)/g, `$&${ZERO_WIDTH_SPACE}`)));
}
function escaped(line) {
    return line.replace(/[^\p{L}\p{N}\p{M} ,;%."'():/?=+-]|^[-+]|(?<=^\d{1,9})[.)]|\.(?=\p{L})|(?<=www)\.|:(?=\/)/giu, entity);
}
function link(label, href) {
    return linkAround(text(label), href);
}
function linkAround(markdown, href) {
    return `[${markdown}](${encodeURI(href).replace(/[()]/g, encodeURIComponent)})`;
}
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
function fitParts(parts, maxBytes, note) {
    const some = parts.filter(({ markdown }) => markdown !== '');
    const ranks = [...new Set(some.map(({ rank }) => rank))].sort((a, b) => a - b);
    const upTo = (last) => {
        const left = new Set(some.filter(({ rank }) => rank > last).map(({ name }) => name));
        const cut = left.size === 0 ? [] : [`_Left out, because this report is full: ${[...left].join(', ')}. ${note}_`];
        return [...some.filter(({ rank }) => rank <= last).map(({ markdown }) => markdown), ...cut].join('\n\n');
    };
    const fitting = ranks.findLast((rank) => Buffer.byteLength(upTo(rank)) <= maxBytes);
    return upTo(fitting ?? 0);
}
function plain(raw) {
    const line = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLines */ .y1)(raw).join(' ').trim();
    return line.length > maxTextLength ? `${line.slice(0, maxTextLength).toWellFormed()} …` : line;
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}


/***/ }),

/***/ 30621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DD: () => (/* binding */ title),
/* harmony export */   UM: () => (/* binding */ factsLine),
/* harmony export */   WV: () => (/* binding */ shiftSentence),
/* harmony export */   d3: () => (/* binding */ isWebAddress),
/* harmony export */   mN: () => (/* binding */ openReasons),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yJ: () => (/* binding */ links),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* unused harmony export keyFacts */
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44720);
/* harmony import */ var _result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22036);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35509);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12560);
/* harmony import */ var _tasks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61616);






function title(verdict, { label }) {
    const words = (0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .headline */ .Pl)(verdict);
    const name = (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(label, LONGEST_NAME);
    return `${(0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .iconOf */ .ZG)(verdict)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(words)}${words.includes(name) ? '' : ` · ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(name)}`}`;
}
const LONGEST_NAME = 100;
function keyFacts(verdict, tasks) {
    return [tasksFact(verdict, tasks), baselineFact(verdict), costFact(verdict)].filter((fact) => fact !== '');
}
function tasksFact({ verdict, coverage, comparison }, tasks) {
    const among = (number, did) => `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(number)} of ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(tasks.length, 'task')} ${did}`;
    const countOf = (kind) => tasks.filter((task) => task.kind === kind).length;
    if (verdict === 'inconclusive')
        return coverage.planned === 0
            ? ''
            : `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(coverage.valid)} of ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(coverage.planned, 'run')} valid (${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .percent */ .KN)(coverage.minimum)} needed)`;
    const worse = countOf('regressed');
    if (worse > 0)
        return `${among(worse, 'got worse')}${comparison?.confirmed === true ? ', confirmed by more runs' : ''}`;
    return among(countOf('passed'), 'passed every run');
}
function baselineFact(verdict) {
    const { comparison, resultTimestamp } = verdict;
    if (comparison === null || verdict.verdict === 'inconclusive')
        return '';
    const age = (0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .ageBetween */ .aQ)(comparison.baselineTimestamp ?? '', resultTimestamp);
    const baseline = `${(0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(comparison.baseline, LONGEST_NAME)}${age === '' ? '' : `, ${age}`}`;
    if (!comparison.comparable)
        return `not comparable with ${baseline}`;
    const found = (0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .shownChange */ .c_)(comparison);
    const isInTitle = comparison.regressed || (0,_headline_js__WEBPACK_IMPORTED_MODULE_2__/* .isImprovement */ .l7)(comparison);
    if (found === null || isInTitle)
        return `baseline ${baseline}`;
    const measure = found.measure === 'score' ? '' : `${found.measure} `;
    return `${measure}${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .changeOf */ .C2)(found.before, found.after).change} against ${baseline}`;
}
function costFact({ totals, comparison }) {
    if (totals.costUsd === null)
        return totals.totalTokens === 0 ? '' : 'cost unknown';
    const { baseline = 0, head = 0 } = comparison?.costPerRun ?? {};
    if (baseline === 0)
        return (0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .money */ .TG)(totals.costUsd);
    const percentage = Math.round((head / baseline - 1) * 100);
    const change = percentage === 0 ? 'as before' : `${percentage > 0 ? '+' : '−'}${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(Math.abs(percentage))} %`;
    return `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .money */ .TG)(totals.costUsd)} (${change} a run)`;
}
function openReasons({ verdict, reasons }) {
    if (verdict === 'pass')
        return [];
    return verdict === 'fail' && reasons.length === 1 ? [] : reasons;
}
function shiftSentence(verdict) {
    const shifts = (0,_tasks_js__WEBPACK_IMPORTED_MODULE_4__/* .failureShift */ .r)(verdict)
        .slice(0, 3)
        .map(({ mode, before, after }) => `${mode} ${shareChange(before, after)}`);
    return shifts.length === 0 ? '' : `How runs fail, against the baseline: ${shifts.join(', ')} of runs.`;
}
function shareChange(before, after) {
    return `${(0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_5__/* .tellApart */ .us)(before * 100, after * 100, 0).join(' → ')} %`;
}
const MOST_REASONS = 12;
function list(sentences, most = MOST_REASONS) {
    const shown = sentences.slice(0, most).map((line) => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .sentence */ .em)(line)}`);
    const more = sentences.length - shown.length;
    return [...shown, ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n');
}
function details(summary, content) {
    return content === '' ? '' : `<details><summary>${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(summary)}</summary>\n\n${content}\n\n</details>`;
}
function links({ reportUrl, artifactUrl, mlflowUrl, runUrl }) {
    const all = { Report: reportUrl, 'All files': artifactUrl, MLflow: mlflowUrl, 'Workflow run': runUrl };
    return Object.entries(all)
        .flatMap(([label, url]) => (isWebAddress(url) ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .link */ .nf)(label, url)] : []))
        .join(' · ');
}
function isWebAddress(url) {
    return url !== null && /^https?:\/\//.test(url);
}
function factsLine(verdict, tasks, { sha }) {
    const commit = sha === '' ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(sha.slice(0, 8))];
    return [...keyFacts(verdict, tasks).map(_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq), ...commit].join(' · ');
}


/***/ }),

/***/ 42011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ outputsOf),
/* harmony export */   q: () => (/* binding */ forecastOutputs)
/* harmony export */ });
/* harmony import */ var _tasks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61616);

function outputsOf(verdict, facts) {
    const interval = verdict.intervals.overTasks;
    return {
        verdict: verdict.verdict,
        passed: verdict.verdict === 'pass',
        'failure-reason': verdict.failureReason ?? '',
        score: rounded(verdict.score),
        'ci-lower': rounded(interval?.lower ?? null),
        'ci-upper': rounded(interval?.upper ?? null),
        'tasks-run': verdict.tasks.filter((task) => task.runs.valid > 0).length,
        'valid-runs': verdict.coverage.valid,
        'cost-usd': rounded(verdict.totals.costUsd),
        'total-tokens': verdict.totals.totalTokens,
        ...forecastOutputs(facts.forecast, verdict.totals.costUsd !== null),
        ...comparisonOutputs(verdict),
        'results-path': facts.resultsPath ?? '',
        'junit-path': facts.junitPath ?? '',
        'verdict-path': facts.verdictPath ?? '',
        'artifact-url': facts.artifactUrl ?? '',
        'mlflow-url': facts.mlflowUrl ?? '',
        namespace: facts.namespace ?? '',
        instance: facts.instance ?? '',
    };
}
function comparisonOutputs(verdict) {
    const { baselineScore: before = null, headScore: after = null, pValue = null } = verdict.comparison ?? {};
    const worse = (0,_tasks_js__WEBPACK_IMPORTED_MODULE_0__/* .taskReports */ .B)(verdict).filter((task) => task.kind === 'regressed');
    return {
        'score-change': rounded(before === null || after === null ? null : after - before),
        'baseline-score': rounded(before),
        'p-value': rounded(pValue),
        'regressed-tasks': worse.map((task) => task.taskId.replaceAll(/\s+/g, '_')).join(' '),
    };
}
function forecastOutputs(forecast, isPriceKnown) {
    return {
        'forecast-cost-usd': rounded(isPriceKnown ? (forecast?.costUsd?.expected ?? null) : null),
        'forecast-tokens': whole(forecast?.tokens.expected),
        'forecast-minutes': whole(forecast?.minutes.expected),
    };
}
function rounded(value) {
    return value === null ? '' : Number(value.toFixed(6));
}
function whole(value) {
    return value === undefined ? '' : Math.ceil(value);
}


/***/ }),

/***/ 51207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ renderReports)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/github/summary.js
var summary = __webpack_require__(55064);
// EXTERNAL MODULE: ./node_modules/csv-stringify/lib/sync.js + 7 modules
var sync = __webpack_require__(96789);
// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __webpack_require__(93863);
;// CONCATENATED MODULE: ./lib/src/report/csv.js


const columns = [
    'label',
    'model',
    'task',
    'tier',
    'run',
    'valid',
    'score',
    'outcome',
    'failure_mode',
    'first_failure',
    'error',
    'completion',
    'trajectory',
    'behavior',
    'judge',
    'duration_s',
    'total_tokens',
    'input_tokens',
    'output_tokens',
    'cost_usd',
];
function renderRunsCsv({ verdict, facts, runs }) {
    const common = { label: facts.label, model: verdict.identity.model };
    const tasks = new Map(verdict.tasks.map((task) => [task.taskId, task]));
    const written = new Set();
    const rows = [];
    for (const run of runs()) {
        written.add(keyOf(run.taskId, run.runIndex));
        rows.push({ ...common, ...rowOf(run, tasks.get(run.taskId), verdict.totals.costUsd !== null) });
    }
    for (const task of verdict.tasks)
        for (const [index, score] of task.scores.entries()) {
            const run = task.scoredRuns?.[index] ?? index;
            if (!written.has(keyOf(task.taskId, run)))
                rows.push({ ...common, task: task.taskId, tier: task.tier, run, valid: true, score });
        }
    return (0,clean/* madeOfClean */.Um)(csv(columns, rows));
}
const keyOf = (taskId, run) => `${taskId} ${run}`;
function rowOf(run, task, isPriceKnown) {
    return {
        task: run.taskId,
        tier: run.tier,
        run: run.runIndex,
        valid: task?.scoredRuns?.includes(run.runIndex) ?? null,
        score: run.score,
        outcome: run.outcome,
        failure_mode: run.failureMode,
        first_failure: run.failures[0] ?? null,
        error: run.error,
        ...run.axes,
        duration_s: run.durationMs / 1000,
        total_tokens: run.totalTokens,
        input_tokens: run.inputTokens,
        output_tokens: run.outputTokens,
        cost_usd: isPriceKnown ? run.costUsd : null,
    };
}
function csv(head, rows) {
    return (0,sync/* stringify */.A)([...rows], {
        header: true,
        columns: [...head],
        record_delimiter: 'windows',
        escape_formulas: true,
        cast: { boolean: String },
    });
}

// EXTERNAL MODULE: ./node_modules/fast-xml-builder/src/fxb.js + 3 modules
var fxb = __webpack_require__(43489);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/result/stats/numbers.js
var numbers = __webpack_require__(22036);
// EXTERNAL MODULE: ./lib/src/report/headline.js
var headline = __webpack_require__(35509);
;// CONCATENATED MODULE: ./lib/src/report/junit.js





function renderJunit({ verdict, facts }) {
    const tiers = [...new Set(verdict.tasks.map(({ tier }) => tier))];
    const suites = [
        suite(`${facts.label} · verdict`, verdict, [verdictCase(verdict)]),
        ...tiers.map((tier) => {
            const tasks = verdict.tasks.filter((task) => task.tier === tier);
            return suite(`${facts.label} · ${tier}`, verdict, tasks.map((task) => taskCase(task, verdict)));
        }),
        ...(verdict.coverage.droppedTasks.length === 0
            ? []
            : [suite(`${facts.label} · not run`, verdict, verdict.coverage.droppedTasks.map(droppedCase))]),
    ];
    const report = {
        '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
        testsuites: {
            '@name': (0,plain_text/* oneLine */.TN)(`ClawBench ${facts.label}`),
            ...totals(suites.flatMap(({ testcase }) => testcase)),
            testsuite: suites,
        },
    };
    return (0,clean/* madeOfClean */.Um)(builder.build(report).replaceAll(/[\uFFFE\uFFFF]/g, ''));
}
const builder = new fxb/* default */.A({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    format: true,
});
function suite(name, { resultTimestamp, identity }, cases) {
    const called = (0,plain_text/* oneLine */.TN)(name);
    const time = new Date(resultTimestamp);
    return {
        '@name': called,
        ...totals(cases),
        ...(Number.isNaN(time.getTime()) ? {} : { '@timestamp': time.toISOString().slice(0, 19) }),
        properties: { property: [{ '@name': 'model', '@value': (0,plain_text/* oneLine */.TN)(identity.model) }] },
        testcase: cases.map((each) => ({ ...each, '@classname': called })),
    };
}
function totals(cases) {
    const having = (field) => cases.filter((each) => each[field] !== undefined).length;
    return {
        '@tests': cases.length,
        '@failures': having('failure'),
        '@errors': having('error'),
        '@skipped': having('skipped'),
        '@time': (0,numbers/* sum */.cz)(cases, (each) => Number(each['@time'])).toFixed(3),
    };
}
function verdictCase(verdict) {
    const detail = {
        '@message': (0,plain_text/* oneLine */.TN)((0,headline/* headline */.Pl)(verdict)),
        '@type': verdict.failureReason ?? '',
        '#text': lines([...verdict.reasons, ...verdict.notes]),
    };
    const outcome = { pass: {}, fail: { failure: detail }, inconclusive: { error: detail } }[verdict.verdict];
    return { '@name': 'verdict', '@time': '0.000', ...outcome };
}
function droppedCase(taskId) {
    const skipped = { '@message': 'Left out before the start.', '@type': 'dropped' };
    return { '@name': (0,plain_text/* oneLine */.TN)(taskId), '@time': '0.000', skipped };
}
function taskCase(task, verdict) {
    const seconds = (task.meanDurationMs * task.runs.planned) / 1000;
    return { '@name': (0,plain_text/* oneLine */.TN)(task.taskId), '@time': seconds.toFixed(3), ...outcomeOf(task, verdict) };
}
function outcomeOf(task, verdict) {
    const { runs, passes, invalid } = task;
    if (runs.valid === 0) {
        const [cause] = invalid;
        const detail = {
            '@message': (0,plain_text/* oneLine */.TN)(`No run counts: ${cause?.cause ?? 'none was made.'}`),
            '@type': cause?.class ?? 'not-run',
        };
        return verdict.verdict === 'inconclusive' ? { error: detail } : { skipped: detail };
    }
    const drop = verdict.comparison?.tasks.find(({ taskId }) => taskId === task.taskId);
    const hasDropped = verdict.failureReason === 'regression' &&
        drop !== undefined &&
        drop.change < 0 &&
        drop.pWorse < DROP_LEVEL;
    if (hasDropped)
        return { failure: failed(task, 'regression', `${scored(drop.baselineMean)} → ${scored(drop.headMean)}`) };
    if (passes === runs.valid)
        return {};
    if (passes > 0)
        return { 'system-out': lines([`Flaky: ${passed(task)}.`, ...details(task)]) };
    return verdict.verdict === 'fail' && verdict.failureReason !== 'regression'
        ? { failure: failed(task, 'failed', passed(task)) }
        : { skipped: failed(task, 'allowed', `${passed(task)}, which the verdict allows`) };
}
const DROP_LEVEL = 0.1;
function failed(task, type, what) {
    const why = task.firstFailure === undefined ? '' : `: ${task.firstFailure}`;
    return { '@message': (0,plain_text/* oneLine */.TN)(`${what}${why}`), '@type': type, '#text': lines(details(task)) };
}
const passed = ({ passes, runs }) => `passed in ${passes} of ${runs.valid} runs`;
const scored = (value) => value.toFixed(2);
function details({ scores, failureModes, firstFailure }) {
    const modes = Object.entries(failureModes ?? {}).map(([mode, runs]) => `${mode} (${runs})`);
    return [
        `Scores: ${scores.map(scored).join(' ')}`,
        ...(modes.length === 0 ? [] : [`Failed by: ${modes.join(', ')}`]),
        ...(firstFailure === undefined ? [] : [`First failure: ${firstFailure}`]),
    ];
}
function lines(texts) {
    return texts.flatMap((text) => (0,plain_text/* plainLines */.y1)(text)).join('\n');
}

;// CONCATENATED MODULE: ./lib/src/report/results-json.js


function renderResultsJson({ verdict, facts }) {
    const { identity, comparison, totals } = verdict;
    const baseline = new Map(comparison?.tasks.map(({ taskId, baselineMean }) => [taskId, baselineMean]));
    const results = {
        schemaVersion: 1,
        label: facts.label,
        model: identity.model,
        headline: (0,headline/* headline */.Pl)(verdict),
        verdict: verdict.verdict,
        failureReason: verdict.failureReason,
        score: verdict.score,
        scoreInterval: verdict.intervals.overTasks,
        threshold: verdict.threshold,
        baselineScore: comparison?.baselineScore ?? null,
        pValue: comparison?.pValue ?? null,
        regressed: comparison?.regressed ?? false,
        runs: { planned: verdict.coverage.planned, valid: verdict.coverage.valid },
        costUsd: totals.costUsd,
        totalTokens: totals.totalTokens,
        runDurationMs: totals.runDurationMs,
        sha: facts.sha,
        runUrl: facts.runUrl,
        finishedAt: verdict.resultTimestamp,
        openclawVersion: identity.openclawVersion,
        harnessVersion: identity.harnessVersion,
        tasks: verdict.tasks.map((task) => ({
            id: task.taskId,
            tier: task.tier,
            score: task.score,
            baselineScore: baseline.get(task.taskId) ?? null,
            runs: task.runs.valid,
            passes: task.passes,
            failureMode: mainMode(task),
            meanDurationMs: task.meanDurationMs,
            totalTokens: task.totalTokens,
            costUsd: totals.costUsd === null ? null : task.costUsd,
        })),
    };
    return (0,clean/* madeOfClean */.Um)(`${JSON.stringify(results, null, 2)}\n`);
}
function mainMode({ failureModes = {} }) {
    const [first] = Object.entries(failureModes).toSorted(([, a], [, b]) => b - a);
    return first?.[0] ?? null;
}

// EXTERNAL MODULE: ./lib/src/report/summary.js + 1 modules
var report_summary = __webpack_require__(92690);
;// CONCATENATED MODULE: ./lib/src/report/reports.js






const reports = [
    { file: 'summary.md', render: ({ verdict, facts }) => (0,report_summary/* renderSummary */.B)(verdict, facts, summary/* maxSummaryBytes */.a) },
    { file: 'junit.xml', render: renderJunit },
    { file: 'runs.csv', render: renderRunsCsv },
    { file: 'results.json', render: renderResultsJson },
];
async function* renderReports(source, problems) {
    for (const { file, render } of reports) {
        try {
            yield [file, await render(source)];
        }
        catch (error) {
            problems.push(`${file} could not be made: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
}


/***/ }),

/***/ 51970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cK: () => (/* binding */ tiers),
/* harmony export */   g4: () => (/* binding */ invalidRuns),
/* harmony export */   oG: () => (/* binding */ statistics)
/* harmony export */ });
/* harmony import */ var _result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13945);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44720);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35509);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12560);




function statisticsRows({ score: value, threshold, intervals, coverage, totals, harness, comparison }, { forecast }) {
    return [
        ['Score', `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .score */ .fN)(value)}${threshold === null ? '' : ` (threshold ${threshold})`}`],
        ['95 % interval over runs', `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .interval */ .YP)(intervals.overRuns)}, if the same tasks were run again`],
        [
            '95 % interval over tasks',
            `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .interval */ .YP)(intervals.overTasks)}, if other tasks of the kind were drawn (ClawBench's own interval)`,
        ],
        ...(comparison?.comparable === true ? comparisonRows(comparison) : []),
        [
            'Valid runs',
            `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(coverage.valid)} of ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(coverage.planned)} (${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .percent */ .KN)(coverage.ratio)}; ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .percent */ .KN)(coverage.minimum)} needed)${coverage.certainty === 'likely' ? ', inferred from summary figures' : ''}`,
        ],
        ['Cost of all runs', totals.costUsd === null ? 'unknown: the model has no price' : (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .money */ .TG)(totals.costUsd)],
        [
            'Tokens of all runs',
            `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(totals.totalTokens)} (${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(totals.inputTokens)} in, ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(totals.outputTokens)} out)`,
        ],
        ['Time of all runs', (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(totals.runDurationMs)],
        ...(forecast === null
            ? []
            : [['Forecast', (0,_result_stats_forecast_js__WEBPACK_IMPORTED_MODULE_3__/* .forecastFigures */ .LX)(forecast, totals.costUsd !== null)]]),
        ...(harness === null || harness.agrees
            ? []
            : [['Score by the harness', `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .score */ .fN)(harness.score)}, invalid runs included`]]),
    ];
}
function comparisonRows(found) {
    const { baselineScore: before, headScore: after, dropInterval, costPerRun } = found;
    const tested = (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__/* .meanRunScores */ .SD)(found);
    const changed = (interval_) => (interval_ === '–' ? '' : ` (95 % interval ${interval_})`);
    const rows = [
        ['Tasks compared', `${found.tasks.length}, ${found.runs.head} runs against ${found.runs.baseline}`],
    ];
    if (before !== null && after !== null) {
        const { before: from, after: to, change } = (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .changeOf */ .C2)(before, after);
        rows.push(['Score of these tasks', `${from} → ${to}`], ['Change', `${change}${changed((0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .signedInterval */ .qK)(found.scoreChangeInterval ?? null))}`]);
    }
    if (tested !== null) {
        const opposite = dropInterval === null ? null : { lower: -dropInterval.upper, upper: -dropInterval.lower };
        rows.push([
            'Mean run score, which is tested',
            (0,_headline_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)((0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .changeOf */ .C2)(tested.before, tested.after)) + changed((0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .signedInterval */ .qK)(opposite)),
        ], [
            'Chance of this without a change',
            `worse: ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .chance */ .Dz)(found.pValue)}; better: ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .chance */ .Dz)(found.pValueBetter)}`,
        ]);
    }
    rows.push([
        'Fails if',
        `p < ${found.level} and the mean run score drops by more than ${found.maxRegression}${found.confirmed ? '; confirmed by more runs' : ''}`,
    ], ['Smallest detectable drop', `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .score */ .fN)(found.minimumDetectableEffect)} (in 4 of 5 cases)`]);
    if (costPerRun)
        rows.push(['Cost of a run', `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .money */ .TG)(costPerRun.baseline)} → ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .money */ .TG)(costPerRun.head)}`]);
    return rows;
}
function statistics(verdict, facts) {
    const rows = statisticsRows(verdict, facts).map((row) => row.map(_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Figure', 'Value'], rows);
}
const MOST_TIERS = 30;
function tiers({ tiers: rows }) {
    if (rows.length === 0)
        return '';
    const cells = rows
        .slice(0, MOST_TIERS)
        .map((tier) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(tier.tier),
        `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .score */ .fN)(tier.score)}${tier.threshold === null ? '' : ` (threshold ${tier.threshold})`}`,
        (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .interval */ .YP)(tier.interval),
        String(tier.tasks),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Tier', 'Score', '95 % interval over tasks', 'Tasks'], cells);
}
function invalidRuns({ coverage }) {
    if (coverage.invalid.length === 0)
        return '';
    const rows = coverage.invalid.map(({ class: kind, code: status, runs, cause }) => [
        `${kind}${status === null ? '' : ` ${status}`}`,
        String(runs),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(cause),
    ]);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Runs that do not count', 'Runs', 'Cause'], rows);
}


/***/ }),

/***/ 92690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ renderSummary)
});

// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
// EXTERNAL MODULE: ./lib/src/report/markdown.js
var markdown = __webpack_require__(12560);
;// CONCATENATED MODULE: ./lib/src/report/chart.js


const MOST_TASKS = 12;
function changeChart(tasks) {
    const moved = tasks
        .flatMap(({ taskId, before, after }) => before === null || after === null ? [] : [{ taskId, before, after }])
        .filter(({ before, after }) => Math.abs(after - before) >= LEAST_CHANGE)
        .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
        .slice(0, MOST_TASKS)
        .sort((a, b) => a.after - a.before - (b.after - b.before));
    if (moved.length === 0)
        return '';
    const values = (of) => moved.map((task) => of(task).toFixed(3)).join(', ');
    return (0,markdown/* codeBlock */.DV)('mermaid', [
        '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#54aeff, #cf222e"}}}}%%',
        'xychart-beta horizontal',
        '  title "Scores: bars now, line before"',
        `  x-axis [${moved.map(({ taskId }) => `"${chartName(taskId)}"`).join(', ')}]`,
        '  y-axis "Score" 0 --> 1',
        `  bar [${values(({ after }) => after)}]`,
        `  line [${values(({ before }) => before)}]`,
    ]);
}
const LEAST_CHANGE = 0.05;
function chartName(taskId) {
    return (0,plain_text/* oneLine */.TN)(taskId.replaceAll(/[^\w .-]/g, '_'), 40).replace('…', '...');
}

// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
// EXTERNAL MODULE: ./lib/src/report/opening.js
var opening = __webpack_require__(30621);
// EXTERNAL MODULE: ./lib/src/report/statistics.js
var statistics = __webpack_require__(51970);
// EXTERNAL MODULE: ./lib/src/report/task-table.js
var task_table = __webpack_require__(44089);
// EXTERNAL MODULE: ./lib/src/report/tasks.js + 1 modules
var report_tasks = __webpack_require__(61616);
;// CONCATENATED MODULE: ./lib/src/report/summary.js









const MOST_ROWS = 100;
function renderSummary(verdict, facts, maxBytes) {
    const tasks = (0,report_tasks/* taskReports */.B)(verdict);
    const of = (kind) => tasks.filter((task) => task.kind === kind);
    const section = (kind, did) => {
        const some = of(kind);
        return some.length === 0
            ? ''
            : `### ${(0,figures/* plural */.LS)(some.length, 'task')} ${did}\n\n${(0,task_table/* taskTable */.AX)(some, facts, MOST_ROWS)}`;
    };
    const passed = of('passed');
    const parts = [
        { name: 'title', rank: 0, markdown: `## ${(0,opening/* title */.DD)(verdict, facts)}` },
        { name: 'figures', rank: 0, markdown: (0,opening/* factsLine */.UM)(verdict, tasks, facts) },
        { name: 'reasons', rank: 2, markdown: (0,opening/* list */.p_)((0,opening/* openReasons */.mN)(verdict)) },
        { name: 'links', rank: 0, markdown: (0,opening/* links */.yJ)(facts) },
        { name: 'tasks that got worse', rank: 1, markdown: section('regressed', 'got worse') },
        { name: 'failure modes', rank: 3, markdown: (0,markdown/* text */.Qq)((0,opening/* shiftSentence */.WV)(verdict)) },
        { name: 'chart', rank: 9, markdown: changeChart(tasks) },
        { name: 'tasks without a valid run', rank: 6, markdown: section('unanswered', 'without a valid run') },
        { name: 'failed tasks', rank: 7, markdown: section('failed', 'failed every run') },
        { name: 'flaky tasks', rank: 8, markdown: section('flaky', 'passed only some runs') },
        {
            name: 'tasks that passed',
            rank: 12,
            markdown: (0,opening/* details */.zH)(`${(0,figures/* plural */.LS)(passed.length, 'task')} passed every run`, (0,task_table/* taskTable */.AX)(passed, facts, MOST_ROWS)),
        },
        { name: 'notes', rank: 3, markdown: notes(verdict) },
        { name: 'statistics', rank: 4, markdown: (0,opening/* details */.zH)('Statistics', (0,statistics/* statistics */.oG)(verdict, facts)) },
        { name: 'tiers', rank: 5, markdown: (0,opening/* details */.zH)('Tiers', (0,statistics/* tiers */.cK)(verdict)) },
        { name: 'runs that do not count', rank: 5, markdown: invalid(verdict) },
        { name: 'what ran', rank: 10, markdown: (0,opening/* details */.zH)('What ran', whatRan(verdict, facts)) },
        { name: 'commands to reproduce it', rank: 11, markdown: commands(facts) },
    ];
    return (0,clean/* madeOfClean */.Um)(`${(0,markdown/* fitParts */.u5)(parts, maxBytes - 1, 'verdict.json in the artifact has everything.')}\n`);
}
function notes(verdict) {
    const reasons = (0,opening/* openReasons */.mN)(verdict).length === 0 ? verdict.reasons : [];
    return (0,opening/* details */.zH)('Reasons and notes', (0,opening/* list */.p_)([...reasons, ...verdict.notes]));
}
function invalid(verdict) {
    const { droppedTasks } = verdict.coverage;
    const dropped = droppedTasks.length === 0
        ? ''
        : `Not run, because the gateway image has no browser: ${droppedTasks.map(markdown/* code */.aY).join(', ')}.`;
    return [(0,statistics/* invalidRuns */.g4)(verdict), dropped].filter((part) => part !== '').join('\n\n');
}
function whatRan({ identity }, facts) {
    const rows = [
        ['Model', (0,markdown/* code */.aY)(identity.model)],
        ['Judge', identity.judgeModel === '' ? 'none' : (0,markdown/* code */.aY)(identity.judgeModel)],
        ['OpenClaw', identity.openclawVersion === null ? 'unknown' : (0,markdown/* code */.aY)(identity.openclawVersion)],
        ['ClawBench', identity.harnessVersion === '' ? 'unknown' : (0,markdown/* code */.aY)(identity.harnessVersion)],
        ['Tasks', identity.taskFingerprint === '' ? 'unknown' : (0,markdown/* code */.aY)(identity.taskFingerprint)],
        ...userRows(identity),
        ['Runs at a time', `${identity.concurrency ?? 'unknown'} on each ${gateways(facts.shards)}`],
        ...Object.entries(identity.images).map(([name, digest]) => [`Image of ${(0,markdown/* code */.aY)(name)}`, (0,markdown/* code */.aY)(digest)]),
        ...(facts.namespace === null ? [] : [['Namespace', (0,markdown/* code */.aY)(facts.namespace)]]),
        ...(facts.sha === '' ? [] : [['Commit', (0,markdown/* code */.aY)(facts.sha)]]),
    ];
    return (0,markdown/* table */.tp)(['What', 'Which'], rows);
}
function userRows({ agentFiles = 'none', clawbenchArgs = 'none' }) {
    return [
        ...(agentFiles === 'none' ? [] : [['Agent files', (0,markdown/* code */.aY)(agentFiles.slice(0, 12))]]),
        ...(clawbenchArgs === 'none' ? [] : [['ClawBench arguments', (0,markdown/* code */.aY)(clawbenchArgs)]]),
    ];
}
function gateways(shards) {
    return shards === null ? 'gateway' : `of ${shards} gateway${shards === 1 ? '' : 's'}`;
}
function commands({ reproduce }) {
    return reproduce === null ? '' : (0,opening/* details */.zH)('Reproduce', (0,markdown/* codeBlock */.DV)('sh', (0,plain_text/* plainLines */.y1)(reproduce)));
}


/***/ }),

/***/ 44089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ taskTable),
/* harmony export */   rF: () => (/* binding */ narrowTaskTable)
/* harmony export */ });
/* unused harmony exports scoreWords, divergenceWords */
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(252);
/* harmony import */ var _result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(22036);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44720);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12560);
/* harmony import */ var _opening_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30621);





const LONGEST_ID = 80;
function taskTable(tasks, facts, most) {
    if (tasks.length === 0)
        return '';
    const isCompared = tasks.some(({ before }) => before !== null);
    const head = ['Task', isCompared ? 'Before → after' : 'Score', 'What happened'];
    const rows = tasks
        .slice(0, most)
        .map((task) => [nameCell(task, facts), scoreCell(task), whyCell(task, facts)]);
    return withRest((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(head, rows), tasks.length - most);
}
function narrowTaskTable(tasks, facts, most) {
    if (tasks.length === 0)
        return '';
    const rows = tasks
        .slice(0, most)
        .map((task) => [
        [nameCell(task, facts), `${scoreWords(task)} ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .strip */ .bB)(task.scores)}`.trim()].join('<br>'),
        lines([(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(task.why), quoted(task.failure, LONGEST_NARROW)]),
    ]);
    return withRest((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Task', 'What happened'], rows), tasks.length - most);
}
const LONGEST_NARROW = 60;
function withRest(rows, more) {
    return more > 0 ? `${rows}\n\n… and ${more} more` : rows;
}
function nameCell({ taskId, anchor, isRequired }, { reportUrl }) {
    const name = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(taskId, LONGEST_ID));
    const linked = (0,_opening_js__WEBPACK_IMPORTED_MODULE_3__/* .isWebAddress */ .d3)(reportUrl) ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .linkAround */ .CE)(name, `${reportUrl}#${anchor}`) : name;
    return isRequired ? `${linked} (required)` : linked;
}
function scoreCell(task) {
    const bars = [task.scoresBefore, task.scores].filter((side) => side.length > 0).map(_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .strip */ .bB);
    return lines([scoreWords(task), bars.join(' → ')]);
}
function scoreWords({ before, after }) {
    if (after === null)
        return before === null ? '–' : `${before.toFixed(2)} → –`;
    return before === null ? after.toFixed(2) : (0,_result_stats_numbers_js__WEBPACK_IMPORTED_MODULE_4__/* .tellApart */ .us)(before, after, 2).join(' → ');
}
function whyCell({ taskId, why, failure }, { divergences = [] }) {
    const parted = divergences.find((divergence) => divergence.taskId === taskId);
    return lines([(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(why), quoted(failure), parted === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(divergenceWords(parted))]);
}
function quoted(failure, longest = Infinity) {
    if (failure === null)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(`“${Number.isFinite(longest) ? (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(failure, longest) : failure}”`);
}
function divergenceWords({ call, before, after }) {
    if (after === null)
        return `Tool call ${call} is missing, in the baseline: ${before ?? ''}`;
    const instead = before === null ? 'where the baseline had ended' : `in the baseline: ${before}`;
    return `Tool call ${call}: ${after}, ${instead}`;
}
function lines(some) {
    return some.filter((line) => line !== '').join('<br>');
}


/***/ }),

/***/ 61616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ failureShift),
  B: () => (/* binding */ taskReports)
});

// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/report/anchors.js
function taskAnchor(taskId) {
    return `task-${plainId(taskId)}`;
}
function runAnchor(taskId, runIndex) {
    return `run-${plainId(taskId)}-${runIndex}`;
}
function plainId(id) {
    return id.replace(/[^A-Za-z0-9_-]/gu, (character) => `.${character.codePointAt(0).toString(16)}.`);
}

;// CONCATENATED MODULE: ./lib/src/report/tasks.js


const taskKinds = ['regressed', 'unanswered', 'failed', 'flaky', 'passed'];
function taskReports(verdict) {
    const changes = new Map(verdict.comparison?.tasks.map((task) => [task.taskId, task]));
    const required = new Set(verdict.requiredTasks);
    const worse = new Set(worseTasks(verdict.comparison));
    const reports = verdict.tasks.map((row) => {
        const change = changes.get(row.taskId);
        const { before, after } = scoresOf(row, change);
        const gotWorse = worse.has(row.taskId) && before !== null && after !== null && after < before;
        return {
            taskId: row.taskId,
            kind: gotWorse ? 'regressed' : kindOf(row),
            isRequired: required.has(row.taskId),
            before,
            after,
            scoresBefore: change?.baselineScores ?? [],
            scores: row.scores,
            why: whyOf(row),
            failure: row.firstFailure === undefined ? null : (0,plain_text/* oneLine */.TN)(row.firstFailure, LONGEST_FAILURE),
            anchor: anchorOf(row),
        };
    });
    return reports.sort((a, b) => taskKinds.indexOf(a.kind) - taskKinds.indexOf(b.kind) ||
        Number(b.isRequired) - Number(a.isRequired) ||
        weightOf(a) - weightOf(b));
}
const LONGEST_FAILURE = 140;
function scoresOf(row, change) {
    if (change === undefined)
        return { before: null, after: row.score };
    const { baselineScore, baselineMean, headMean } = change;
    return baselineScore === undefined
        ? { before: baselineMean, after: headMean }
        : { before: baselineScore, after: row.score };
}
const SUSPECT_LEVEL = 0.1;
function worseTasks(comparison) {
    if (comparison === null || !comparison.comparable)
        return [];
    const fell = comparison.tasks.filter((task) => task.change < 0);
    const least = Math.min(...fell.map((task) => task.pWorse));
    const level = comparison.regressed || comparison.suspects.length > 0
        ? Math.max(SUSPECT_LEVEL, least)
        : 1 / comparison.tasks.length;
    const worse = fell.filter((task) => task.pWorse <= level);
    const much = worse.filter((task) => -task.change > comparison.maxRegression);
    return (much.length > 0 || !comparison.regressed ? much : worse).map((task) => task.taskId);
}
function kindOf({ passes, runs }) {
    if (runs.valid === 0)
        return 'unanswered';
    if (passes === 0)
        return 'failed';
    return passes < runs.valid ? 'flaky' : 'passed';
}
function weightOf({ kind, before, after }) {
    return (after ?? 0) - (kind === 'regressed' ? (before ?? 0) : 0);
}
function whyOf({ passes, runs, invalid, failureModes = {} }) {
    if (runs.valid === 0)
        return (0,plain_text/* oneLine */.TN)(invalid[0]?.cause ?? 'no run finished', LONGEST_FAILURE);
    if (passes === runs.valid)
        return '';
    const [mode] = Object.entries(failureModes).sort(([, a], [, b]) => b - a);
    if (mode === undefined)
        return `passed ${passes} of ${runs.valid}`;
    const [name, times] = mode;
    return `${failureWords(name)} ${Math.min(times, runs.valid)} of ${runs.valid}`;
}
function failureWords(mode) {
    return (0,plain_text/* oneLine */.TN)(mode.replaceAll('_', ' '), 60);
}
function anchorOf({ taskId, scores, runs }) {
    return scores.length > 0 && runs.valid === runs.planned
        ? runAnchor(taskId, scores.indexOf(Math.min(...scores)))
        : taskAnchor(taskId);
}
const LEAST_SHIFT = 0.02;
function failureShift({ comparison, tasks }) {
    if (comparison === null || comparison.tasks.length === 0)
        return [];
    const rows = new Map(tasks.map((row) => [row.taskId, row]));
    const [before, after] = [new Map(), new Map()];
    for (const { taskId, baselineFailureModes, baselineScores = [] } of comparison.tasks) {
        const { failureModes, runs } = rows.get(taskId) ?? {};
        if (baselineFailureModes === undefined || failureModes === undefined)
            return [];
        addShares(before, baselineFailureModes, baselineScores.length);
        addShares(after, failureModes, runs?.valid ?? 0);
    }
    const share = (sums, mode) => (sums.get(mode) ?? 0) / comparison.tasks.length;
    return [...new Set([...before.keys(), ...after.keys()])]
        .map((mode) => ({ mode: failureWords(mode), before: share(before, mode), after: share(after, mode) }))
        .filter((shift) => Math.abs(shift.after - shift.before) >= LEAST_SHIFT)
        .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}
function addShares(sums, counts, runs) {
    for (const [mode, times] of Object.entries(counts))
        sums.set(mode, (sums.get(mode) ?? 0) + Math.min(1, times / Math.max(1, runs)));
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
const ANSI = /\u001B\[[0-9;]*m/g;
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

/***/ 26177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d3: () => (/* binding */ shardPlanSchema),
/* harmony export */   rP: () => (/* binding */ planIn),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);

const taskIds = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1).max(200)).max(10_000);
const shardPlanSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    tasks: taskIds,
    droppedTasks: taskIds,
    runsPerTask: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().min(0),
    priceKnown: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
    openclawVersion: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().max(4000).nullable(),
});
function planIn(state) {
    if (state === undefined || state.tasks === null)
        return undefined;
    const { tasks, droppedTasks, runsPerTask, priceKnown, openclawVersion } = state;
    return { tasks, droppedTasks, runsPerTask, priceKnown, openclawVersion };
}
const words = {
    tasks: 'tasks',
    droppedTasks: 'tasks that are left out',
    runsPerTask: 'number of runs',
    priceKnown: 'knowledge of the price',
    openclawVersion: 'version of OpenClaw',
};
function differences(before, now) {
    const { tasks, droppedTasks, runsPerTask, priceKnown, openclawVersion } = before;
    const isSame = {
        tasks: sameNames(tasks, now.tasks),
        droppedTasks: sameNames(droppedTasks, now.droppedTasks),
        runsPerTask: runsPerTask === now.runsPerTask,
        priceKnown: priceKnown === now.priceKnown,
        openclawVersion: openclawVersion === now.openclawVersion,
    };
    return Object.entries(words).flatMap(([name, word]) => isSame[name] ? [] : [word]);
}
const sameNames = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());


/***/ }),

/***/ 16988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ verdictRecordSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1559);


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
    scoredRuns: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(count)
        .optional()
        .describe('Which runs these are, counted from 0; absent in records of older versions.'),
    passes: count.describe('Valid runs that passed: every assertion held and the score reached the pass mark.'),
    runs: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ planned: count, valid: count }),
    invalid: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(invalidRunsSchema),
    failureModes: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), count)
        .optional()
        .describe('How valid runs failed, by the name ClawBench gives it. Without run files, invalid runs are counted too.'),
    firstFailure: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .optional()
        .describe('First failed assertion of the first valid run that did not pass; absent if none is known.'),
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
        baselineScore: share
            .optional()
            .describe('Task score of the baseline, as `score` of the task in this result.'),
        baselineScores: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(share).optional().describe('Run scores of the valid runs of the baseline.'),
        baselineFailureModes: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), count)
            .optional()
            .describe('As `failureModes` of the task in this result; absent if the baseline has none.'),
    })),
    baselineTimestamp: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .optional()
        .describe('When the harness finished the newest result of the baseline, as it wrote it.'),
    scoreChangeInterval: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ lower: signedShare, upper: signedShare })
        .nullable()
        .optional()
        .describe('95 % interval of headScore − baselineScore over run-to-run noise.'),
    costPerRun: zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ baseline: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0), head: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig().min(0) })
        .nullable()
        .optional()
        .describe('Mean over the compared tasks of the cost of a run, US dollars; null if the price is unknown on a side.'),
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
    requiredTasks: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).optional().describe('Tasks whose valid runs had to pass, all of them.'),
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



const USUAL_SPREAD = 0.5;
const PRIOR_WEIGHT = 4;
const SIMULATIONS = 400;
const SEED = 20_261_122;
function forecast(known, work) {
    if (known.length === 0)
        return null;
    const normal = (0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .standardNormal */ .l)((0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .seededRandom */ .I)(SEED));
    const order = (0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .seededRandom */ .I)(SEED + 1);
    const isCostKnown = known.some((run) => run.costUsd !== null);
    const usage = {
        costUsd: estimates(known, work, (run) => run.costUsd),
        tokens: estimates(known, work, (run) => run.tokens),
        minutes: estimates(known, work, (run) => run.durationMs / 60_000),
    };
    const outcomes = Array.from({ length: SIMULATIONS }, () => {
        const outcome = { costUsd: 0, tokens: 0, minutes: 0 };
        const shards = Array.from({ length: work.shards }, () => []);
        for (const [index, task] of work.tasks.entries()) {
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
        costUsd: isCostKnown ? range('costUsd') : null,
        tokens: range('tokens'),
        minutes: range('minutes'),
        basedOnRuns: known.length,
    };
}
function forecastFigures({ costUsd, tokens, minutes }, priceKnown) {
    const range = ({ low, high }, text) => text(low) === text(high) ? text(low) : `${text(low)}–${text(high)}`;
    const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 });
    const time = minutes.high < 1 ? 'less than a minute' : `${range(minutes, (value) => String(Math.ceil(value)))} min`;
    return [
        ...(priceKnown && costUsd !== null ? [`$${range(costUsd, (value) => value.toFixed(2))}`] : []),
        `${range(tokens, (value) => compact.format(value))} tokens`,
        time,
    ].join(' · ');
}
function usageOf({ tasks, totals }) {
    return tasks
        .filter((task) => task.runs.valid > 0)
        .map((task) => ({
        taskId: task.taskId,
        durationMs: task.meanDurationMs,
        tokens: task.totalTokens / task.runs.planned,
        costUsd: totals.costUsd === null ? null : task.costUsd / task.runs.planned,
    }));
}
function estimates(known, work, value) {
    const byTask = new Map();
    for (const run of known) {
        const figure = value(run);
        if (figure !== null)
            byTask.set(run.taskId, [...(byTask.get(run.taskId) ?? []), figure]);
    }
    const means = [...byTask.values()].map((values) => (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(values));
    const overall = (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(means);
    const spread = relativeVariance([...byTask.values()]);
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
function relativeVariance(groups) {
    const repeated = groups.filter((runs) => runs.length > 1);
    const freedom = (0,_numbers_js__WEBPACK_IMPORTED_MODULE_2__/* .sum */ .cz)(repeated, (runs) => runs.length - 1);
    return (PRIOR_WEIGHT * USUAL_SPREAD ** 2 + (0,_numbers_js__WEBPACK_IMPORTED_MODULE_2__/* .sum */ .cz)(repeated, relative)) / (PRIOR_WEIGHT + freedom);
}
function relative(values) {
    const centre = (0,_bootstrap_js__WEBPACK_IMPORTED_MODULE_1__/* .mean */ .i2)(values);
    return centre === 0 ? 0 : (0,_numbers_js__WEBPACK_IMPORTED_MODULE_2__/* .sum */ .cz)(values, (value) => (value / centre - 1) ** 2);
}
const logSigma = (relativeSquare) => Math.sqrt(Math.log(1 + relativeSquare));
const logNormal = (sigma, deviate) => Math.exp(sigma * deviate - sigma ** 2 / 2);
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
/* harmony export */   FW: () => (/* binding */ runNoiseInterval),
/* harmony export */   qq: () => (/* binding */ changeInterval),
/* harmony export */   xf: () => (/* binding */ studentT975)
/* harmony export */ });
/* harmony import */ var _score_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16248);

function runNoiseInterval(tasks, score) {
    const noise = scoreNoise(tasks);
    if (noise === null)
        return null;
    const half = (studentT975(noise.freedom) * Math.sqrt(noise.variance)) / tasks.length;
    return { lower: Math.max(0, score - half), upper: Math.min(1, score + half) };
}
function changeInterval(before, after, change) {
    const noise = scoreNoise([...before, ...after]);
    if (noise === null)
        return null;
    const half = (studentT975(noise.freedom) * Math.sqrt(noise.variance)) / after.length;
    return { lower: Math.max(-1, change - half), upper: Math.min(1, change + half) };
}
function scoreNoise(tasks) {
    const repeated = tasks.filter((task) => task.scores.length > 1);
    const freedom = repeated.reduce((sum, task) => sum + task.scores.length - 1, 0);
    if (freedom === 0)
        return null;
    const variances = new Map(repeated.map((task) => [task, taskScoreVariance(task)]));
    const perRun = repeated.reduce((sum, task) => sum + variances.get(task) * task.scores.length, 0) / repeated.length;
    const variance = tasks.reduce((sum, task) => sum + (variances.get(task) ?? perRun), 0);
    return { variance, freedom };
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
/* harmony export */   cz: () => (/* binding */ sum),
/* harmony export */   hm: () => (/* binding */ meanOf),
/* harmony export */   us: () => (/* binding */ tellApart)
/* harmony export */ });
function sum(items, value) {
    return items.reduce((total, item) => total + value(item), 0);
}
function meanOf(values) {
    return sum(values, (value) => value) / values.length;
}
function tellApart(a, b, leastDigits) {
    for (let digits = leastDigits; digits < 10; digits += 1) {
        if (a === b || a.toFixed(digits) !== b.toFixed(digits))
            return [a.toFixed(digits), b.toFixed(digits)];
    }
    return [String(a), String(b)];
}


/***/ }),

/***/ 98663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ seededRandom),
/* harmony export */   l: () => (/* binding */ standardNormal)
/* harmony export */ });
function seededRandom(seed) {
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
function standardNormal(random) {
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

/***/ 56218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   LD: () => (/* binding */ decide),
/* harmony export */   h$: () => (/* binding */ notesOf)
/* harmony export */ });
/* harmony import */ var _stats_numbers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22036);

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
function whyInconclusive(facts) {
    const { evidence, gate, comparison, tasks, score, coverage } = facts;
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
        causes.push(...coverageCauses(facts, unanswered));
    }
    for (const taskId of gate.requiredTasks) {
        if (!tasks.some((task) => task.taskId === taskId)) {
            const sentence = `Required task ${taskId} was not part of this evaluation; correct \`required-tasks\` or \`tasks\`.`;
            causes.push({ code: 'unknown-task', sentence });
        }
    }
    for (const tier of Object.keys(gate.tierThresholds)) {
        if (!tasks.some((task) => task.tier === tier)) {
            const sentence = `No task of ${tier} was part of this evaluation, but \`tier-thresholds\` asks for one.`;
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
function coverageCauses({ coverage, evidence }, unanswered) {
    const [worst] = coverage.invalid;
    const code = worst === undefined ? 'low-coverage' : codeOf(worst);
    const causes = coverage.invalid.map((group) => ({
        code: codeOf(group),
        sentence: `${plural(group.runs, 'run')}: ${group.cause} ${remedyFor(group, evidence)}`.trim(),
    }));
    if (coverage.ratio < coverage.minimum) {
        const sentence = `Only ${coverage.valid} of ${coverage.planned} runs (${percent(coverage.ratio)}) can be judged; ` +
            `\`min-coverage\` is ${percent(coverage.minimum)}.`;
        causes.push({ code, sentence });
    }
    if (unanswered.length > 0) {
        const names = unanswered.length > 5
            ? `${unanswered.slice(0, 5).join(', ')} and ${unanswered.length - 5} more`
            : unanswered.join(', ');
        causes.push({ code, sentence: `No valid run of ${plural(unanswered.length, 'task')}: ${names}.` });
    }
    return causes;
}
const REFUSED_ACCESS = new Set([401, 402, 403, 404]);
function remedyFor({ class: kind }, { runFiles }) {
    const { remedy } = ADVICE[kind];
    return runFiles === null && remedy.endsWith('in the artifact.') ? '' : remedy;
}
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
        remedy: 'Lower `concurrency` or use a pinned OpenClaw image, then re-run.',
    },
    'gateway-lost': { code: 'low-coverage', remedy: 'See the gateway log in the artifact.' },
    'harness-error': { code: 'low-coverage', remedy: 'See eval.log in the artifact.' },
    evicted: { code: 'evicted', remedy: 'Use a node with more room, then re-run.' },
    oom: {
        code: 'out-of-memory',
        remedy: 'Give the container more memory or lower `concurrency`, then re-run.',
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
        const [is, least] = (0,_stats_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .tellApart */ .us)(score, threshold, 3);
        causes.push({ code: 'below-threshold', sentence: `Score ${is} is below the threshold ${least}.` });
    }
    for (const tier of tiers) {
        if (tier.threshold !== null && tier.score !== null && tier.score < tier.threshold) {
            const [is, least] = (0,_stats_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .tellApart */ .us)(tier.score, tier.threshold, 3);
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
        const [is, least] = (0,_stats_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .tellApart */ .us)(score, threshold, 3);
        reasons.push(`Score ${is} is at or above the threshold ${least}.`);
    }
    for (const tier of tiers) {
        if (tier.threshold === null || tier.score === null)
            continue;
        const [is, least] = (0,_stats_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .tellApart */ .us)(tier.score, tier.threshold, 3);
        reasons.push(`Score ${is} of ${tier.tier} is at or above its threshold ${least}.`);
    }
    if (requiredTasks.length > 0)
        reasons.push('Every valid run of the required tasks passed.');
    if (comparison?.comparable === true)
        reasons.push(againstBaseline(comparison));
    if (reasons.length === 0) {
        reasons.push(`Nothing was gated: there is neither a threshold nor a baseline to hold the score against. ${coverage.valid} of ${plural(coverage.planned, 'run')} are valid.`);
    }
    return reasons;
}
function notesOf(facts) {
    const { evidence, comparison, coverage, harness } = facts;
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
        const [own, summary] = (0,_stats_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .tellApart */ .us)(facts.score ?? 0, harness.score, 3);
        const source = evidence.runFiles === null ? 'its own figures of the runs' : 'the run files';
        notes.push(`The harness's summary says ${summary}, but ${source} give ${own}, which was used.`);
    }
    if (comparison !== null) {
        notes.push(comparison.comparable ? sensitivity(comparison) : notComparable(comparison));
        notes.push(...comparison.notes);
    }
    return notes;
}
function againstBaseline({ baseline, pValueBetter, alpha }) {
    return pValueBetter !== null && pValueBetter < alpha
        ? `Better than ${baseline}, by more than chance explains.`
        : `No regression against ${baseline}.`;
}
function sensitivity({ tasks, runs, minimumDetectableEffect: least }) {
    const size = `With ${plural(tasks.length, 'task')}, ${plural(runs.head, 'run')} against ${runs.baseline},`;
    if (least === null)
        return `${size} nothing is known of the noise; repeat runs to see what this gate can detect.`;
    return `${size} this gate detects drops of ${least.toFixed(2)} or more (in 4 of 5 cases).`;
}
function regression({ baseline, maxRegression, tasks }) {
    const worst = tasks
        .filter((task) => task.change < 0)
        .sort((a, b) => a.change - b.change)
        .slice(0, 3)
        .map((task) => task.taskId);
    return (`Worse than ${baseline}: the mean run score dropped by more than \`max-regression\` ${maxRegression}, ` +
        `and chance does not explain it; most in ${worst.join(', ')}.`);
}
function notComparable(comparison) {
    return `Not comparable with ${comparison.baseline}: ${comparison.differences.join('; ')}.`;
}
const percent = (ratio) => `${Math.floor(ratio * 1000) / 10} %`;
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;


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

/***/ 47233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ assessRuns),
  r: () => (/* binding */ scoredWithoutFile)
});

// EXTERNAL MODULE: ./lib/src/result/formats/run-cache.js
var run_cache = __webpack_require__(93207);
;// CONCATENATED MODULE: ./lib/src/result/verdict/classify-by-summary.js
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
function loggedStatusOfRun({ gateway, harness }) {
    if (gateway === null)
        return null;
    const { startedAtMs = null, endedAtMs = null } = harness ?? {};
    if (startedAtMs !== null && endedAtMs !== null) {
        const [status] = (0,gateway_log/* errorStatuses */.p)(gateway, startedAtMs - CLOCK_SLACK_MS, endedAtMs + CLOCK_SLACK_MS);
        if (status !== undefined)
            return status;
    }
    const all = (0,gateway_log/* errorStatuses */.p)(gateway);
    return all.length === 1 ? all[0] : null;
}
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
const CLOCK_SLACK_MS = 1500;
function mayBeUnderWay({ startedAtMs, endedAtMs }, atMs) {
    return (atMs >= (startedAtMs ?? -Infinity) - CLOCK_SLACK_MS && atMs <= (endedAtMs ?? Infinity) + CLOCK_SLACK_MS);
}

;// CONCATENATED MODULE: ./lib/src/result/verdict/classify-run.js



function classifyRun(evidence) {
    if (evidence.tampered) {
        const cause = evidence.entry === null
            ? 'The result of the harness has a score for the run, but its run file was never seen.'
            : 'The run file was changed after it had been written, or there are two of them.';
        return invalid(evidence, 'tampered', cause);
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
        cause: (0,plain_text/* oneLine */.TN)(cause, MAX_CAUSE_LENGTH),
        certainty: 'sure',
        overBudget: false,
    };
}

;// CONCATENATED MODULE: ./lib/src/result/verdict/health.js



function scoredWithoutFile(results, files, shards) {
    const shardOf = new Map(shards.flatMap((shard) => shard.tasks.map((task) => [task, shard])));
    return results
        .flatMap((result) => result.task_results)
        .flatMap(({ task_id: task, scores }) => scores.flatMap((score, index) => (score > 0 ? [{ task, key: (0,run_cache/* runKey */.r7)(task, index) }] : [])))
        .filter(({ task, key }) => {
        const { incidents = [], harness } = shardOf.get(task) ?? {};
        return !files.has(key) && incidents.length === 0 && (harness?.get(key)?.exception ?? null) === null;
    })
        .map(({ key }) => key);
}
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

/***/ 18183:
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
    compare('the judge', baseline.judgeModel || 'none', head.judgeModel || 'none');
    compare('the ClawBench version', baseline.harnessVersion, head.harnessVersion);
    compare('the OpenClaw release', release(baseline.openclawVersion), release(head.openclawVersion));
    compare('concurrency', String(baseline.concurrency ?? ''), String(head.concurrency ?? ''));
    compare('the arguments of ClawBench', baseline.clawbenchArgs ?? 'none', head.clawbenchArgs ?? 'none');
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
function release(version) {
    return version === null ? '' : version.split('.').slice(0, 2).join('.');
}

;// CONCATENATED MODULE: ./lib/src/result/stats/normal.js
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
function normalQuantile(p) {
    return bisect((z) => normalCdf(z) - p, -8, 8);
}
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

const DEALS = 20_000;
const DEALS_PER_TASK = 2000;
const SEED = 20_261_122;
const TIE = 1e-7;
const SHARE_EVERYWHERE = 0.9;
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



const suspicionLevel = (alpha) => 2 * alpha;
const confirmationLevel = (alpha) => alpha / 5;
const POWER = 0.8;
function standardError(tasks, extraRuns = 0) {
    const error = errorOf(tasks.map(({ baseline, head }) => ({
        squares: squaresAround(baseline) + squaresAround(head),
        freedom: baseline.length + head.length - 2,
        perUnit: 1 / baseline.length + 1 / (head.length + extraRuns),
    })));
    if (Number.isFinite(error) || tasks.length < 2)
        return error;
    const drops = tasks.map(({ baseline, head }) => (0,numbers/* meanOf */.hm)(baseline) - (0,numbers/* meanOf */.hm)(head));
    return Math.sqrt(squaresAround(drops) / (drops.length - 1) / drops.length);
}
function errorOf(noise) {
    const repeated = noise.filter((task) => task.freedom > 0);
    if (repeated.length === 0)
        return Number.NaN;
    const meanVariance = (0,numbers/* sum */.cz)(repeated, (task) => task.squares / task.freedom) / repeated.length;
    const variance = (0,numbers/* sum */.cz)(noise, (task) => (task.freedom > 0 ? task.squares / task.freedom : meanVariance) * task.perUnit);
    return Math.sqrt(variance) / noise.length;
}
function minimumDetectableEffect(tasks, gate) {
    const first = standardError(tasks);
    if (!Number.isFinite(first))
        return null;
    const joint = gate.confirmRuns > 0 ? standardError(tasks, gate.confirmRuns) : first;
    return detectable(first, joint, gate);
}
function plannedDetectableEffect(baseline, runs, gate) {
    const errorWith = (head) => errorOf(baseline.map((scores) => ({
        squares: squaresAround(scores),
        freedom: scores.length - 1,
        perUnit: 1 / scores.length + 1 / head,
    })));
    const first = errorWith(runs);
    return Number.isFinite(first) ? detectable(first, errorWith(runs + gate.confirmRuns), gate) : null;
}
function detectable(first, joint, gate) {
    const chance = (drop) => gate.confirmRuns > 0
        ? confirmedChance(drop, first, joint, gate)
        : beyond(Math.max(criticalDrop(gate.alpha, first), gate.maxRegression), drop, first);
    return bisect((drop) => chance(drop) - POWER, 0, 2);
}
function criticalDrop(level, error) {
    return -normalQuantile(level * SHARE_EVERYWHERE) * error;
}
function beyond(bound, drop, error) {
    if (error === 0)
        return drop > bound ? 1 : 0;
    return normalCdf((drop - bound) / error);
}
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
    const centre = (0,numbers/* meanOf */.hm)(values);
    return (0,numbers/* sum */.cz)(values, (value) => (value - centre) ** 2);
}

// EXTERNAL MODULE: ./lib/src/result/stats/noise.js
var noise = __webpack_require__(46936);
// EXTERNAL MODULE: ./lib/src/result/stats/score.js
var score = __webpack_require__(16248);
;// CONCATENATED MODULE: ./lib/src/result/verdict/compare.js






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
            baseline: (0,numbers/* sum */.cz)(pairs, (task) => task.baseline.length),
            head: (0,numbers/* sum */.cz)(pairs, (task) => task.head.length),
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
            baselineMean: (0,numbers/* meanOf */.hm)(pairs[i].baseline),
            headMean: (0,numbers/* meanOf */.hm)(pairs[i].head),
            change: -drop,
            pWorse,
            pBetter,
        })),
    };
}
function levelOf({ alpha }, stage) {
    return stage === 'confirmation' ? confirmationLevel(alpha) : alpha;
}
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
function pair(baseline, head) {
    const before = new Map(baseline.tasks.map((task) => [task.taskId, task.scores]));
    return head.tasks
        .map(({ taskId, scores }) => ({ taskId, baseline: before.get(taskId) ?? [], head: scores }))
        .filter((task) => task.baseline.length > 0 && task.head.length > 0)
        .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
}
const SUSPECT_LEVEL = 0.1;
function suspects(test, gate) {
    if (test.pValue >= suspicionLevel(gate.alpha) || test.drop <= gate.maxRegression)
        return [];
    const everywhere = test.pEverywhere / SHARE_EVERYWHERE;
    const inFewTasks = test.pFewTasks / (1 - SHARE_EVERYWHERE);
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
    const freedom = (0,numbers/* sum */.cz)(pairs, (task) => task.baseline.length + task.head.length - 2) || pairs.length - 1;
    const half = (0,noise/* studentT975 */.xf)(freedom) * error;
    return { lower: Math.max(-1, drop - half), upper: Math.min(1, drop + half) };
}
function scoreOver(sample, pairs) {
    const compared = new Set(pairs.map((task) => task.taskId));
    const scores = sample.tasks.flatMap((task) => compared.has(task.taskId) && task.score !== null ? [task.score] : []);
    return scores.length === 0 ? null : (0,score/* overallScoreOf */.Dz)(scores);
}

;// CONCATENATED MODULE: ./lib/src/result/verdict/describe-change.js


function describeChange(comparison, sides) {
    const { records, sample, head } = sides;
    const [newest] = records;
    const described = {
        ...comparison,
        ...(newest === undefined ? {} : { baselineTimestamp: newest.resultTimestamp }),
    };
    if (!comparison.comparable)
        return described;
    const compared = new Set(comparison.tasks.map(({ taskId }) => taskId));
    const before = records.flatMap((record) => record.tasks).filter(({ taskId }) => compared.has(taskId));
    const after = head.filter(({ taskId }) => compared.has(taskId));
    const was = Map.groupBy(before, ({ taskId }) => taskId);
    const scores = new Map(sample.tasks.map(({ taskId, score }) => [taskId, score]));
    const change = (comparison.headScore ?? 0) - (comparison.baselineScore ?? 0);
    const isPriceKnown = sides.isPriceKnown && records.every(({ totals }) => totals.costUsd !== null);
    return {
        ...described,
        scoreChangeInterval: (0,noise/* changeInterval */.qq)([...was.values()].map(runsOf), after.map((row) => runsOf([row])), change),
        costPerRun: isPriceKnown
            ? {
                baseline: (0,numbers/* meanOf */.hm)([...was.values()].map(costOfRun)),
                head: (0,numbers/* meanOf */.hm)(after.map((row) => costOfRun([row]))),
            }
            : null,
        tasks: comparison.tasks.map((task) => {
            const rows = was.get(task.taskId) ?? [];
            const score = scores.get(task.taskId) ?? null;
            const modes = failureModesOf(rows);
            return {
                ...task,
                ...(score === null ? {} : { baselineScore: score }),
                baselineScores: rows.flatMap((row) => row.scores),
                ...(modes === null ? {} : { baselineFailureModes: modes }),
            };
        }),
    };
}
function runsOf(rows) {
    const scores = rows.flatMap((row) => row.scores).sort((a, b) => b - a);
    const passes = (0,numbers/* sum */.cz)(rows, (row) => row.passes);
    return { scores, passed: scores.map((_, index) => index < passes) };
}
function costOfRun(rows) {
    return ((0,numbers/* sum */.cz)(rows, (row) => row.costUsd) /
        Math.max(1, (0,numbers/* sum */.cz)(rows, (row) => row.runs.planned)));
}
function failureModesOf(rows) {
    const modes = new Map();
    for (const { failureModes } of rows) {
        if (failureModes === undefined)
            return null;
        for (const [mode, runs] of Object.entries(failureModes))
            modes.set(mode, (modes.get(mode) ?? 0) + runs);
    }
    return Object.fromEntries(modes);
}

// EXTERNAL MODULE: ./lib/src/result/verdict/verdict.js + 1 modules
var verdict = __webpack_require__(88143);
;// CONCATENATED MODULE: ./lib/src/result/verdict/judge-against.js






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
function judgeAgainst(evidence, gate, baseline, stage) {
    if (baseline === null)
        return (0,verdict/* judge */.S4)(evidence, gate);
    const { name, sample, records } = baseline;
    const head = (0,verdict/* headSample */.Df)(evidence);
    const comparison = compare({ name, ...sample }, head, gate, stage);
    const sides = { sample, records, head: head.tasks, isPriceKnown: evidence.priceKnown };
    return (0,verdict/* judge */.S4)(evidence, gate, describeChange(comparison, sides));
}
const ageOf = ({ name, record }) => `${record.resultTimestamp} ${name}`;


/***/ }),

/***/ 88143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Df: () => (/* binding */ headSample),
  S4: () => (/* binding */ judge),
  GV: () => (/* binding */ runsSoFar)
});

// EXTERNAL MODULE: ./lib/src/result/stats/bootstrap.js
var bootstrap = __webpack_require__(70584);
// EXTERNAL MODULE: ./lib/src/result/verdict/decide.js
var decide = __webpack_require__(56218);
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
    const decision = (0,decide/* decide */.LD)(facts);
    return {
        schemaVersion: 1,
        ...decision,
        notes: (0,decide/* notesOf */.h$)(facts).filter((note) => !decision.reasons.includes(note)),
        identity: identityOf(evidence),
        resultTimestamp: evidence.result?.timestamp ?? '',
        score,
        threshold: gate.threshold,
        intervals: {
            overTasks: score === null ? null : (0,bootstrap/* bootstrapInterval */.kd)(scored),
            overRuns: score === null ? null : (0,noise/* runNoiseInterval */.FW)(collected.map(validRuns).filter(hasRuns), score),
        },
        coverage: facts.coverage,
        tiers: facts.tiers,
        tasks,
        totals: {
            costUsd: evidence.priceKnown ? (0,numbers/* sum */.cz)(runs, (run) => run.costUsd) : null,
            totalTokens: (0,numbers/* sum */.cz)(runs, (run) => run.totalTokens),
            inputTokens: (0,numbers/* sum */.cz)(runs, (run) => run.inputTokens),
            outputTokens: (0,numbers/* sum */.cz)(runs, (run) => run.outputTokens),
            runDurationMs: (0,numbers/* sum */.cz)(runs, (run) => run.durationMs),
        },
        harness: facts.harness,
        comparison,
        ...(gate.requiredTasks.length === 0 ? {} : { requiredTasks: [...gate.requiredTasks] }),
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
        totalTokens: (0,numbers/* sum */.cz)(task.runs, (run) => run.totalTokens),
        costUsd: (0,numbers/* sum */.cz)(task.runs, (run) => run.costUsd),
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

/***/ 76381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ setImage)
/* harmony export */ });
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60959);

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

/***/ 36385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ keptForOthers),
/* harmony export */   x: () => (/* binding */ foreignObjects)
/* harmony export */ });
/* harmony import */ var _kube_discovery_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37120);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);


const records = new Set(['Event', 'Lease', 'PodMetrics', 'Endpoints', 'EndpointSlice']);
const builtIn = [
    /^ConfigMap (kube-root-ca\.crt|openshift-service-ca\.crt)$/,
    /^ServiceAccount (default|builder|deployer)$/,
    /^Secret (default|builder|deployer)-(token|dockercfg)-\w+$/,
    /^RoleBinding system:(image-pullers|image-builders|deployers)$/,
];
async function foreignObjects(kube, namespace, own) {
    const { retryForMs } = own;
    const call = retryForMs === undefined ? {} : { retryForMs };
    const kinds = (await (0,_kube_discovery_js__WEBPACK_IMPORTED_MODULE_0__/* .listableKinds */ .c)(kube, call)).filter(({ kind }) => !records.has(kind));
    const found = await Promise.all(kinds.map((kind) => namesOf(kube, kind, namespace, { ...own, call })));
    return found.flat().toSorted();
}
async function namesOf(kube, { apiVersion, plural, kind }, namespace, { isOwn, sinceMs = Number.NEGATIVE_INFINITY, call }) {
    const root = apiVersion.includes('/') ? '/apis' : '/api';
    const path = `${root}/${apiVersion}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
    const objects = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .listAll */ ._w)(kube, path, `list what is in namespace ${namespace}`, call);
    return objects
        .filter((object) => !isOwn(object) && (object.metadata.ownerReferences ?? []).length === 0)
        .filter(({ metadata: { creationTimestamp } }) => !(Date.parse(creationTimestamp ?? '') < sinceMs))
        .map(({ metadata }) => `${kind} ${metadata.name}`)
        .filter((name) => !builtIn.some((pattern) => pattern.test(name)));
}
function keptForOthers(namespace, others) {
    const more = others.length > 6 ? ` and ${others.length - 6} more` : '';
    return `Namespace ${namespace} is kept: it also has ${others.slice(0, 6).join(', ')}${more}.`;
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

function pullPolicyOf(image, { policy, loaded }) {
    if (policy === 'IfNotPresent' || policy === 'Never')
        return policy;
    if (isFixed(image, loaded))
        return 'IfNotPresent';
    return policy === 'auto' ? undefined : policy;
}
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
function fullName(image) {
    const [first = '', ...rest] = image.split('/');
    const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
    const named = hasHost ? image : `docker.io/${rest.length === 0 ? 'library/' : ''}${image}`;
    return /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
}
function authOf({ username, password }) {
    return Buffer.from(`${username}:${password}`).toString('base64');
}
function pullSecret(login, metadata) {
    const { registry, username, password } = login;
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


/***/ }),

/***/ 44238:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ ensureNamespace),
/* harmony export */   r: () => (/* binding */ namespaceObject)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);
/* harmony import */ var _kube_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99810);


async function ensureNamespace(kube, namespace) {
    const ref = { apiVersion: 'v1', kind: 'Namespace', name: namespace.metadata.name };
    try {
        if ((await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(kube, ref)) !== undefined)
            return undefined;
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && error.status === 403)
            return undefined;
        throw error;
    }
    const { object } = await (0,_kube_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .apply */ .Bb)(kube, namespace);
    return object.metadata?.uid;
}
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

/***/ 27382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WQ: () => (/* binding */ readOpenclawManifests),
/* harmony export */   ef: () => (/* binding */ OPENCLAW_NAMESPACE),
/* harmony export */   sy: () => (/* binding */ OPENCLAW),
/* harmony export */   vA: () => (/* binding */ OPENCLAW_SECRET),
/* harmony export */   wG: () => (/* binding */ openclawObjects)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37883);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1559);
/* harmony import */ var _config_overlay_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15558);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60959);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(36027);
/* harmony import */ var _openclaw_config_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94849);
/* harmony import */ var _openshift_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(60177);
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(34096);
/* harmony import */ var _pod_network_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(27213);
/* harmony import */ var _pod_overlay_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(96208);
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(97628);
/* harmony import */ var _pod_template_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(85769);
/* harmony import */ var _deployed_pod_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(76381);















const OPENCLAW_NAMESPACE = 'clawbench';
const OPENCLAW = 'openclaw';
const OPENCLAW_SECRET = 'clawbench-secrets';
const OPENCLAW_CA = 'openclaw-ca';
const OPENCLAW_HOME = '/openclaw';
async function readOpenclawManifests(root) {
    const of = async (name) => await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_5__/* .readManifest */ .W)(root, `openclaw/${name}.yaml`);
    const [namespace, claim, service, configMap, deployment] = await Promise.all([
        of('namespace'),
        of('persistentvolumeclaim'),
        of('service'),
        of('configmap'),
        of('deployment'),
    ]);
    return { namespace, claim, service, configMap, deployment };
}
function openclawObjects(settings, manifests) {
    const { namespace } = settings;
    const configMap = structuredClone(manifests.configMap);
    configMap.data = { ...configMap.data, 'openclaw.json': deployedConfig(settings) };
    const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: OPENCLAW_SECRET, labels: { app: OPENCLAW } },
        type: 'Opaque',
        data: Object.fromEntries(Object.entries(settings.secrets).map(([name, value]) => [name, Buffer.from(value).toString('base64')])),
    };
    const claim = structuredClone(manifests.claim);
    if (settings.storageClass !== undefined && claim.spec !== undefined)
        claim.spec.storageClassName = settings.storageClass;
    return [
        ...(settings.login === null ? [] : [(0,_images_js__WEBPACK_IMPORTED_MODULE_4__/* .deployedPullSecret */ .aM)(settings.login, namespace, 'openclaw')]),
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
            labels: { ...deployed.metadata.labels, ...(0,_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .deployedLabels */ .MD)('openclaw') },
        };
        return deployed;
    });
}
function deployedConfig({ routes, image, configOverlay, secrets, }) {
    const config = (0,_openclaw_config_js__WEBPACK_IMPORTED_MODULE_6__/* .openclawConfig */ .MF)(routes, image);
    const { defaults } = config['agents'];
    const ours = {
        ...config,
        ...(secrets['OPENROUTER_API_KEY'] === undefined ? {} : _openclaw_config_js__WEBPACK_IMPORTED_MODULE_6__/* .withoutPerplexity */ .nF),
        logging: { file: `${OPENCLAW_HOME}/gateway.log` },
        agents: {
            defaults: {
                ...defaults,
                ...(routes[0] === undefined ? {} : { model: { primary: routes[0].ref } }),
                heartbeat: { every: '0m' },
            },
        },
    };
    return JSON.stringify((0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .merged */ .Zu)(ours, configOverlay ?? {}), null, 2);
}
function caConfigMap(caCertificates) {
    if (caCertificates === undefined)
        return [];
    const metadata = { name: OPENCLAW_CA, labels: { app: OPENCLAW } };
    return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [_pod_network_js__WEBPACK_IMPORTED_MODULE_9__/* .CA_FILE */ .S4]: caCertificates } }];
}
function openclawDeployment(settings, manifests, configMap) {
    const deployment = structuredClone(manifests.deployment);
    const template = deployment.spec?.template;
    if (template?.spec !== undefined && settings.isOpenShift)
        template.spec = (0,_openshift_js__WEBPACK_IMPORTED_MODULE_7__/* .withoutFixedIds */ .R)(template.spec);
    const pod = template?.spec;
    const gateway = pod?.containers.find(({ name }) => name === _protocol_containers_js__WEBPACK_IMPORTED_MODULE_11__/* .podContainers */ .G.gateway);
    if (template === undefined || pod === undefined || gateway === undefined)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .lZ('internal', 'manifests/openclaw/deployment.yaml has no container gateway.');
    (0,_deployed_pod_js__WEBPACK_IMPORTED_MODULE_14__/* .setImage */ .g)(pod, [gateway], settings);
    template.metadata = {
        ...template.metadata,
        labels: { ...template.metadata?.labels, ...(0,_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .deployedLabels */ .MD)('openclaw') },
        annotations: {
            ...template.metadata?.annotations,
            [_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .annotations */ .hk.secretsHash]: secretsHash(settings.secrets),
            [_ownership_js__WEBPACK_IMPORTED_MODULE_8__/* .annotations */ .hk.configHash]: (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_1__/* .sha256 */ .s)(JSON.stringify(configMap.data)),
        },
    };
    if (settings.network !== undefined)
        (0,_pod_network_js__WEBPACK_IMPORTED_MODULE_9__/* .addNetwork */ .AE)(pod, settings.network, { secret: OPENCLAW_SECRET, ca: OPENCLAW_CA });
    if (settings.podOverlay !== undefined && deployment.spec !== undefined)
        deployment.spec.template = (0,_pod_overlay_js__WEBPACK_IMPORTED_MODULE_10__/* .overlayPod */ .E0)(template, settings.podOverlay);
    (0,_pod_template_js__WEBPACK_IMPORTED_MODULE_13__/* .stampTemplate */ .k)(deployment);
    return deployment;
}
function secretsHash(secrets) {
    const sorted = Object.entries(secrets).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', secrets[_protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_12__/* .podVariables */ .F.gatewayToken] ?? '')
        .update(JSON.stringify(sorted))
        .digest('hex');
}


/***/ }),

/***/ 60177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ isOpenShift),
/* harmony export */   R: () => (/* binding */ withoutFixedIds)
/* harmony export */ });
/* harmony import */ var _kube_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86431);

async function isOpenShift(kube) {
    try {
        await kube.request('GET', '/apis/security.openshift.io', {
            operation: 'ask whether the cluster runs OpenShift',
        });
        return true;
    }
    catch (error) {
        if ((0,_kube_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKubeError */ .Cv)(error) && (error.status === 404 || error.status === 403))
            return false;
        throw error;
    }
}
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

/***/ 27213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AE: () => (/* binding */ addNetwork),
/* harmony export */   S4: () => (/* binding */ CA_FILE),
/* harmony export */   Wm: () => (/* binding */ proxySecrets)
/* harmony export */ });
/* harmony import */ var _protocol_containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57427);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97628);


const callers = new Set([_protocol_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .podContainers */ .G.gateway, _protocol_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .podContainers */ .G.results]);
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];
const CA_VOLUME = 'ca-certificates';
const CA_DIRECTORY = '/etc/clawbench-ca';
const CA_FILE = 'ca.crt';
function proxySecrets(httpsProxy) {
    return httpsProxy === null ? {} : Object.fromEntries(proxyVariables.map((name) => [name, httpsProxy]));
}
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
        env.push({ name: 'NODE_EXTRA_CA_CERTS', value: file }, { name: _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_1__/* .podVariables */ .F.caCertificates, value: file });
        (container.volumeMounts ??= []).push({ name: CA_VOLUME, mountPath: CA_DIRECTORY, readOnly: true });
    }
    if (hasCa)
        (pod.volumes ??= []).push({ name: CA_VOLUME, configMap: { name: names.ca } });
}
function withOwnHosts(noProxy) {
    const own = ['localhost', '127.0.0.1', '::1', '.svc', '.cluster.local', '$(KUBERNETES_SERVICE_HOST)'];
    return [...new Set([...own, ...noProxy])].join(',');
}


/***/ }),

/***/ 96208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E0: () => (/* binding */ overlayPod),
  Cy: () => (/* binding */ parseOverlay),
  jJ: () => (/* binding */ refusedByServer)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(33243);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
// EXTERNAL MODULE: ./lib/src/base/json.js
var json = __webpack_require__(49050);
// EXTERNAL MODULE: ./lib/src/protocol/containers.js
var protocol_containers = __webpack_require__(57427);
;// CONCATENATED MODULE: ./lib/src/stack/overlay-items.js

function itemsOf(list) {
    return Array.isArray(list) ? list.filter(json/* isObject */.G) : [];
}
function nameOf(item) {
    return typeof item['name'] === 'string' ? item['name'] : '';
}

;// CONCATENATED MODULE: ./lib/src/stack/overlay-boundary.js



const loadsCode = /^(NODE_(?!EXTRA_CA_CERTS$).*|LD_.*|PYTHON.*|PATH|BASH_ENV|ENV|GCONV_PATH|OPENSSL_(CONF|MODULES|ENGINES))$/;
const ofOnePod = new Set(['emptyDir', 'ephemeral']);
const readOnly = new Set(['configMap', 'secret', 'projected', 'downwardAPI']);
function containerBoundary(own, change, volumes) {
    const where = `spec.containers[${nameOf(own)}]`;
    const mounts = itemsOf(change['volumeMounts']);
    const foreign = mounts
        .filter((mount) => volumes.ours.has(nameOf(mount)))
        .map((mount) => `${where}.volumeMounts[${String(mount['mountPath'])}]: ${nameOf(mount)} is a volume of the evaluation, which decides who sees it`);
    if (nameOf(own) !== protocol_containers/* podContainers */.G.results)
        return foreign;
    return [
        ...foreign,
        ...mounts
            .filter((mount) => {
            const volume = volumes.theirs.find((each) => nameOf(each) === nameOf(mount));
            return volume !== undefined && !sourcesOf(volume).every((source) => readOnly.has(source));
        })
            .map((mount) => `${where}.volumeMounts[${String(mount['mountPath'])}]: the agent under test might write what the judge reads`),
        ...itemsOf(change['env'])
            .map(nameOf)
            .filter((name) => loadsCode.test(name))
            .map((name) => `${where}.env[${name}]: the judge would run other code`),
        ...(itemsOf(change['envFrom']).length > 0
            ? [`${where}.envFrom: the judge might run other code: write its variables in \`env\``]
            : []),
    ];
}
function volumeBoundary(change, isOfJudge) {
    const where = `spec.volumes[${nameOf(change)}]`;
    const { projected } = change;
    const tokens = itemsOf((0,json/* isObject */.G)(projected) ? projected['sources'] : undefined).filter((source) => (0,json/* isObject */.G)(source['serviceAccountToken']));
    const shared = isOfJudge ? sourcesOf(change).filter((source) => !ofOnePod.has(source)) : [];
    return [
        ...(tokens.length > 0
            ? [`${where}.projected.serviceAccountToken: the agent under test would get the token`]
            : []),
        ...shared.map((source) => `${where}.${source}: the judge's volumes belong to its pod alone`),
    ];
}
function sourcesOf(volume) {
    return Object.keys(volume).filter((field) => field !== 'name' && volume[field] !== null);
}

;// CONCATENATED MODULE: ./lib/src/stack/overlay-powers.js


function nodePowers({ metadata, spec }) {
    const pod = (0,json/* isObject */.G)(spec) ? spec : {};
    const containers = [...itemsOf(pod['initContainers']), ...itemsOf(pod['containers'])];
    return [
        ...annotationPowers((0,json/* isObject */.G)(metadata) ? metadata['annotations'] : undefined),
        ...itemsOf(pod['volumes']).flatMap((volume) => ['hostPath', 'gitRepo', 'flexVolume']
            .filter((source) => isSet(volume[source]))
            .map((source) => `spec.volumes[${nameOf(volume)}].${source}`)),
        ...contextPowers('spec.securityContext', pod, podContext),
        ...containers.flatMap((container) => {
            const where = `spec.containers[${nameOf(container)}]`;
            return [
                ...contextPowers(`${where}.securityContext`, container, containerContext),
                ...itemsOf(container['ports'])
                    .filter((port) => isSet(port['hostPort']) && port['hostPort'] !== 0)
                    .map((port) => `${where}.ports[${String(port['containerPort'])}].hostPort`),
            ];
        }),
    ];
}
const isUnconfined = (value) => value === null || ((0,json/* isObject */.G)(value) && /^unconfined$/i.test(String(value['type'])));
const everyContext = {
    seccompProfile: isUnconfined,
    appArmorProfile: (value) => isSet(value) && isUnconfined(value),
    windowsOptions: (value) => (0,json/* isObject */.G)(value) && value['hostProcess'] === true,
    seLinuxOptions: (value) => (0,json/* isObject */.G)(value) &&
        (isSet(value['user']) ||
            isSet(value['role']) ||
            (isSet(value['type']) && !/^(container(_init|_kvm|_engine)?_t)?$/.test(String(value['type'])))),
};
const podContext = everyContext;
const containerContext = {
    ...everyContext,
    seccompProfile: (value) => isSet(value) && isUnconfined(value),
    privileged: (value) => isSet(value) && value !== false,
    allowPrivilegeEscalation: (value) => value !== false,
    capabilities: (value) => !(0,json/* isObject */.G)(value) || addsCapabilities(value),
    procMount: (value) => isSet(value) && value !== 'Default',
};
function addsCapabilities({ add, drop }) {
    const added = Array.isArray(add) ? add : [];
    const keepsSome = drop !== undefined && !(Array.isArray(drop) && drop.includes('ALL'));
    return keepsSome || added.some((capability) => capability !== 'NET_BIND_SERVICE');
}
function contextPowers(where, owner, rules) {
    const { securityContext: context } = owner;
    if (context === null)
        return [where];
    if (!(0,json/* isObject */.G)(context))
        return [];
    return Object.entries(context)
        .filter(([field, value]) => rules[field]?.(value) === true)
        .map(([field]) => `${where}.${field}`);
}
function annotationPowers(annotations) {
    return Object.entries((0,json/* isObject */.G)(annotations) ? annotations : {})
        .filter(([name, value]) => /(apparmor|seccomp)\.security\./.test(name) && /unconfined/i.test(String(value)))
        .map(([name]) => `metadata.annotations[${name}]`);
}
function isSet(value) {
    return value !== undefined && value !== null;
}

;// CONCATENATED MODULE: ./lib/src/stack/strategic-merge.js

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
const appended = new Set(['tolerations', 'envFrom']);
const alternatives = {
    volumes: ['name'],
    env: ['name'],
};
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
const ownVariable = /^(OPENCLAW_(STATE_DIR|CONFIG_DIR|GATEWAY_TOKEN)|JOB_COMPLETION_INDEX|CLAWBENCH_(?!PER_TURN_TIMEOUT_SECONDS$|KEEP_WORKSPACES$|STANDIN_).*)$/;
function parseOverlay(text, acceptsNode = false) {
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
    if (sizeOf(overlay, 20_000) >= 20_000)
        throw refused(['has more than 20000 fields']);
    const powers = acceptsNode ? [] : nodePowers(overlay);
    if (powers.length > 0)
        throw refused([
            `would give the agent under test a hold on the node: remove ${powers.join(', ')}, or accept the risk by \`accept-risks: pod-overlay-host\``,
        ]);
    return overlay;
}
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
    const ours = new Map(itemsOf(pod['volumes']).map((volume) => [nameOf(volume), volume]));
    const theirs = itemsOf(spec['volumes']);
    const judge = containers.find((container) => nameOf(container) === protocol_containers/* podContainers */.G.results);
    const ofJudge = new Set(itemsOf(judge?.['volumeMounts']).map(nameOf));
    return [
        ...fixedFields('spec', spec, fixedInPod),
        ...['initContainers', 'containers', 'volumes'].flatMap((list) => spec[list] === undefined || Array.isArray(spec[list]) ? [] : [`spec.${list} is not a list`]),
        ...[...itemsOf(spec['initContainers']), ...itemsOf(spec['containers'])].flatMap((change) => {
            const own = containers.find((container) => nameOf(container) === nameOf(change));
            return own === undefined
                ? [`spec.containers[${nameOf(change)}]: the containers are ${containers.map(nameOf).join(', ')}`]
                : [...containerProblems(own, change), ...containerBoundary(own, change, { theirs, ours })];
        }),
        ...theirs.flatMap((change) => [
            ...volumeProblems(ours.get(nameOf(change)), change),
            ...volumeBoundary(change, ofJudge.has(nameOf(change))),
        ]),
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
            .filter((mount) => paths.some((other) => overlap(other, mount)))
            .map((mount) => `${where}.volumeMounts[${mount}]: the evaluation has its files there`),
    ];
}
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
function overlap(one, other) {
    const [a, b] = [one, other].map((mount) => `${external_node_path_.posix.resolve('/', mount).replace(/\/$/, '')}/`);
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
const namesIn = (list) => itemsOf(list).map(nameOf);
function refused(problems, cause) {
    const [first = '', ...rest] = problems;
    const text = rest.length === 0 ? first : problems.join('; ');
    const sentence = /^(is|has|would) /.test(text) ? text : `cannot be merged over the pod: ${text}`;
    return new errors/* ActionError */.lZ('bad-input', `Input \`pod-overlay\` ${sentence}.`, cause === undefined ? {} : { cause });
}
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


/***/ }),

/***/ 30290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ explainRefused)
});

// EXTERNAL MODULE: ./lib/src/kube/errors.js
var errors = __webpack_require__(86431);
// EXTERNAL MODULE: ./lib/src/kube/objects.js
var objects = __webpack_require__(99810);
// EXTERNAL MODULE: ./lib/src/kube/refusal.js
var kube_refusal = __webpack_require__(13878);
// EXTERNAL MODULE: ./lib/src/kube/refusal-hint.js
var refusal_hint = __webpack_require__(3322);
// EXTERNAL MODULE: ./lib/src/kube/quantity.js
var quantity = __webpack_require__(93197);
;// CONCATENATED MODULE: ./lib/src/stack/pod-amounts.js


const usualLimits = {
    cpu: { gateway: '2', clawbench: '1', results: '500m' },
    memory: { gateway: '4Gi', clawbench: '4Gi', results: '1Gi' },
    'ephemeral-storage': { gateway: '8Gi', clawbench: '8Gi', results: '4Gi' },
};
const usualRequests = {
    cpu: { gateway: '500m', clawbench: '250m', results: '10m' },
    memory: { gateway: '1Gi', clawbench: '512Mi', results: '64Mi' },
    'ephemeral-storage': { gateway: '1Gi', clawbench: '1Gi', results: '100Mi' },
};
function fittingAmounts(refusal, pod) {
    const containers = containersOf(pod);
    if (refusal.kind === 'unset') {
        return refusal.missing.flatMap(({ resource, containers: names }) => containers
            .filter(({ name }) => names.length === 0 || names.includes(name))
            .map((container) => usualAmount(container, ...sectionOf(resource))));
    }
    if (refusal.kind === 'invalid') {
        return refusal.above.flatMap(({ list, index, resource }) => {
            const container = pod[list]?.[index];
            return container === undefined ? [] : [usualAmount(container, 'limits', resource)];
        });
    }
    if (refusal.kind === 'quota') {
        return refusal.over.filter(kube_refusal/* isTooLarge */.I9).flatMap(({ resource, requested, limited }) => {
            const share = (0,quantity/* parseQuantity */.L)(limited) / (0,quantity/* parseQuantity */.L)(requested);
            return scaled(containers, ...sectionOf(resource), share);
        });
    }
    return refusal.kind === 'limit-range' ? refusal.rules.flatMap((rule) => withinRule(containers, rule)) : [];
}
function asOverlay(amounts) {
    const names = [...new Set(amounts.map(({ container }) => container))];
    const containers = names.map((name) => {
        const own = amounts.filter(({ container }) => container === name);
        const sections = ['requests', 'limits'].flatMap((section) => {
            const fields = new Map(own.filter((amount) => amount.section === section).map(({ resource, value }) => [resource, value]));
            const list = [...fields].map(([resource, value]) => `${resource}: '${value}'`).join(', ');
            return list === '' ? [] : [`${section}: {${list}}`];
        });
        return `{name: ${name}, resources: {${sections.join(', ')}}}`;
    });
    return `spec: {containers: [${containers.join(', ')}]}`;
}
function containersOf(pod) {
    return [...(pod.initContainers ?? []), ...pod.containers];
}
function sectionOf(resource) {
    if (resource.startsWith('limits.'))
        return ['limits', resource.slice('limits.'.length)];
    return ['requests', resource.replace(/^requests\./, '')];
}
function usualAmount(container, section, resource) {
    const table = section === 'limits' ? usualLimits : usualRequests;
    const usual = table[resource]?.[container.name] ?? table[resource]?.['results'] ?? '1';
    const requested = container.resources?.requests?.[resource];
    const isTooSmall = section === 'limits' && (0,quantity/* parseQuantity */.L)(requested ?? '0') > (0,quantity/* parseQuantity */.L)(usual);
    return { container: container.name, section, resource, value: isTooSmall ? (requested ?? usual) : usual };
}
function scaled(containers, section, resource, share) {
    const amounts = containers.flatMap((container) => {
        const stated = container.resources?.[section]?.[resource];
        if (stated === undefined)
            return [];
        const value = (0,quantity/* writeQuantity */.$)((0,quantity/* parseQuantity */.L)(stated) * share, unitOf(resource));
        return [{ container: container.name, section, resource, value }];
    });
    const isPossible = amounts.every(({ container, value }) => {
        const { requests } = containers.find(({ name }) => name === container)?.resources ?? {};
        const least = section === 'limits' ? (0,quantity/* parseQuantity */.L)(requests?.[resource] ?? '0') : 0;
        return (0,quantity/* parseQuantity */.L)(value) > 0 && (0,quantity/* parseQuantity */.L)(value) >= least;
    });
    return isPossible ? amounts : [];
}
function withinRule(containers, { bound, resource, per, allowed }) {
    const most = (0,quantity/* parseQuantity */.L)(allowed);
    const stated = ({ resources }, section) => (0,quantity/* parseQuantity */.L)(resources?.[section]?.[resource] ?? '0');
    if (bound === 'ratio') {
        return containers
            .filter((container) => stated(container, 'limits') > most * stated(container, 'requests'))
            .map(({ name, resources }) => ({
            container: name,
            section: 'requests',
            resource,
            value: resources?.limits?.[resource] ?? allowed,
        }));
    }
    if (per === 'Pod') {
        const sections = ['requests', 'limits'].filter((section) => {
            const sum = containers.reduce((total, container) => total + stated(container, section), 0);
            return bound === 'maximum' && sum > most;
        });
        return sections.flatMap((section) => {
            const sum = containers.reduce((total, container) => total + stated(container, section), 0);
            return scaled(containers, section, resource, most / sum);
        });
    }
    const amount = (container, section) => ({
        container: container.name,
        section,
        resource,
        value: allowed,
    });
    if (bound === 'minimum') {
        return containers
            .filter((container) => stated(container, 'requests') < most)
            .map((container) => amount(container, 'requests'));
    }
    return containers.flatMap((container) => {
        const limit = stated(container, 'limits');
        return [
            ...(stated(container, 'requests') > most ? [amount(container, 'requests')] : []),
            ...(limit === 0 || limit > most ? [amount(container, 'limits')] : []),
        ];
    });
}
const unitOf = (resource) => (resource === 'cpu' ? 'count' : 'bytes');

;// CONCATENATED MODULE: ./lib/src/stack/refused-pods.js





async function explainRefused(kube, { message, refusal }, pods) {
    if (refusal === undefined)
        return { message, hint: undefined };
    const hint = hintFor(refusal, pods);
    if (refusal.kind === 'limit-range') {
        const names = nameList(await limitRanges(kube, pods.namespace));
        return { message: names === '' ? message : `${message} (set by ${names})`, hint };
    }
    if (refusal.kind !== 'invalid' || refusal.above.length === 0)
        return { message, hint };
    const ranges = await limitRanges(kube, pods.namespace, refusal.above);
    return { message: tooLowLimits(refusal.above, pods, ranges), hint };
}
function hintFor(refusal, { spec, hasOverlay }) {
    if (refusal.kind === 'policy')
        return (0,refusal_hint/* refusalHint */.a)(refusal, hasOverlay ? 'Pod' : '');
    if (refusal.kind === 'missing') {
        const field = fields[refusal.what];
        return `Create the ${refusal.what}, or write the name of another one as spec.${field} into "pod-overlay".`;
    }
    if (refusal.kind === 'quota' && refusal.fits)
        return 'Raise the quota of the namespace, or lower "shards".';
    const amounts = hasOverlay ? fittingAmounts(refusal, spec) : [];
    const write = amounts.length === 0 ? [] : [`Write into "pod-overlay": ${asOverlay(amounts)}`];
    if (refusal.kind === 'quota') {
        const needs = refusal.over
            .filter(kube_refusal/* isTooLarge */.I9)
            .map(({ resource, requested }) => `${resource}=${requested}`);
        const least = needs.length === 0 ? '' : ` to at least ${needs.join(', ')}`;
        return [
            ...write,
            `${write.length === 0 ? 'Raise' : 'Or raise'} the quota of the namespace${least}.`,
        ].join(' ');
    }
    if (refusal.kind === 'invalid' && refusal.above.length === 0)
        return 'What was added to the pods, by "pod-overlay" or by the cluster, does not fit them.';
    const own = new Set(containersOf(spec).map(({ name }) => name));
    const injected = [...namesIn(refusal)].filter((name) => !own.has(name));
    const others = injected.length === 0 ? [] : [`What adds ${nameList(injected)} to the pods has to state it there.`];
    const sentences = [...write, ...others];
    return sentences.length > 0
        ? sentences.join(' ')
        : 'Change the quota or the LimitRange of the namespace, or use another namespace.';
}
const fields = {
    PriorityClass: 'priorityClassName',
    RuntimeClass: 'runtimeClassName',
    ServiceAccount: 'serviceAccountName',
};
function namesIn(refusal) {
    return new Set(refusal.kind === 'unset' ? refusal.missing.flatMap(({ containers }) => containers) : []);
}
function tooLowLimits(above, { name, spec }, ranges) {
    const resources = [...new Set(above.map(({ resource }) => resource))];
    const each = resources.map((resource) => {
        const own = above.filter((overrun) => overrun.resource === resource);
        const requests = own.map(({ list: of, index, requested }) => `${spec[of]?.[index]?.name ?? `container ${index}`} ${requested}`);
        return `the limit of ${resource} is ${own[0]?.limit ?? ''}, and the containers request more (${requests.join(', ')})`;
    });
    const origin = ranges === undefined
        ? 'A LimitRange of the namespace sets it.'
        : ranges.length === 0
            ? 'Something that changes pods in this cluster sets it.'
            : `${nameList(ranges)} of the namespace sets it.`;
    return `${name} cannot create its pods: ${each.join('; ')}. ${origin}`;
}
async function limitRanges(kube, namespace, above) {
    try {
        const found = await (0,objects/* list */.p_)(kube, { apiVersion: 'v1', kind: 'LimitRange', namespace });
        return found
            .filter(({ spec }) => above === undefined ||
            spec?.limits.some((item) => above.some(({ resource }) => item.default?.[resource] !== undefined)))
            .map(({ metadata }) => `LimitRange ${metadata?.name ?? ''}`);
    }
    catch (error) {
        if ((0,errors/* isKubeError */.Cv)(error))
            return undefined;
        throw error;
    }
}
function nameList(names = []) {
    return names.join(', ');
}


/***/ }),

/***/ 72233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ unwritableHint)
/* harmony export */ });
const denied = /permission denied|EACCES|operation not permitted|EPERM|read-only file system|EROFS|unable to open database file/i;
function unwritableHint(words, wayOut) {
    if (!denied.test(words))
        return undefined;
    return `The user of the pod may not write into its volume, whose kind seems to ignore "fsGroup". ${wayOut}`;
}


/***/ })

};
