export const id = 248;
export const ids = [248];
export const modules = {

/***/ 33248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main),
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/eval/collect-eval.js
var collect_eval = __webpack_require__(25698);
// EXTERNAL MODULE: ./lib/src/eval/cleanup.js
var cleanup = __webpack_require__(6509);
// EXTERNAL MODULE: ./lib/src/backends/leftovers.js
var backends_leftovers = __webpack_require__(35938);
// EXTERNAL MODULE: ./lib/src/base/clock.js
var clock = __webpack_require__(63148);
// EXTERNAL MODULE: ./lib/src/eval/connect.js + 7 modules
var connect = __webpack_require__(66813);
// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __webpack_require__(1559);
;// CONCATENATED MODULE: ./lib/src/github/artifact.js

/** Waits before the second, third and fourth attempt. */
const retryAfterMs = [2000, 5000, 15_000];
/** GitHub's client retries other failures itself, but gives up when a connection is lost. */
const lostConnection = /ECONNRESET|ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH|EPIPE|EAI_AGAIN|socket hang up|stalled/;
/**
 * Uploads files as an artifact of the workflow run. Needs no permission, because the runner gives actions a token for it.
 *
 * @returns null, after one warning, if anything went wrong: a failed upload must not fail an evaluation
 */
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
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(495), __webpack_require__.e(830), __webpack_require__.e(165)]).then(__webpack_require__.bind(__webpack_require__, 40165));
    const client = new DefaultArtifactClient();
    const options = upload.retentionDays === 0 ? {} : { retentionDays: upload.retentionDays };
    for (let attempt = 0;; attempt++) {
        try {
            // The client masks the signatures in the URLs that it uploads to.
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
            // If only the answer was lost, the artifact exists, and its name could not be used again.
            await log.unfenced(() => client.deleteArtifact(upload.name)).catch(() => undefined);
        }
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/src/github/context.js

/** The context that the runner describes in the environment; null outside of GitHub Actions. */
function workflowContext(env) {
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    const [owner = '', repo = ''] = repository.split('/');
    if (env['GITHUB_ACTIONS'] !== 'true' || owner === '' || repo === '')
        return null;
    const serverUrl = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
    const runId = env['GITHUB_RUN_ID'] ?? '';
    const event = readEvent(env['GITHUB_EVENT_PATH']);
    const pullRequest = pullRequestOf(event, env);
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
        event: env['GITHUB_EVENT_NAME'] ?? '',
        branch: env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_NAME'] ?? ''),
        sha: pullRequest?.headSha || (env['GITHUB_SHA'] ?? ''),
        serverUrl,
        apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
        isEnterpriseServer: !isGitHubCloud(serverUrl),
        pullRequest,
        defaultBranch: context_text(field(field(event, 'repository'), 'default_branch')) || null,
    };
}
/** Only github.com and the tenants of ghe.com have the artifact service that uploads need. */
function isGitHubCloud(serverUrl) {
    const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname : '';
    return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.localhost');
}
/** The payload of the event; empty if there is none or it is not JSON. */
function readEvent(path) {
    try {
        return path === undefined ? {} : JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        // A tool that imitates the runner may not write the file, and only the comment needs it.
        return {};
    }
}
function pullRequestOf(event, env) {
    const payload = field(event, 'pull_request');
    const number = field(payload, 'number');
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1)
        return null;
    const head = field(payload, 'head');
    const base = field(payload, 'base');
    const headRepository = context_text(field(field(head, 'repo'), 'full_name'));
    return {
        number,
        headSha: context_text(field(head, 'sha')),
        baseBranch: context_text(field(base, 'ref')),
        isRestricted: env['GITHUB_EVENT_NAME'] !== 'pull_request_target' &&
            (headRepository !== env['GITHUB_REPOSITORY'] || env['GITHUB_ACTOR'] === 'dependabot[bot]'),
    };
}
function field(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
function context_text(value) {
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./lib/src/github/past-artifacts.js



/** The attempts of a workflow run that are searched: the REST API only finds artifacts by their full name. */
const ATTEMPTS = [1, 2, 3, 4, 5];
/** An artifact of 27 tasks with all logs has a few megabytes. */
const MAX_ZIP_BYTES = 300_000_000;
/**
 * @param nameOf the name of the leg's artifact in an attempt
 * @throws (all methods) ActionError `bad-baseline` with what GitHub said
 */
function openPastArtifacts(nameOf, deps) {
    const { workflow, token, log } = deps;
    const { owner, repo } = workflow;
    async function listNamed(name) {
        const { getOctokit } = await __webpack_require__.e(/* import() */ 495).then(__webpack_require__.bind(__webpack_require__, 53495));
        const octokit = getOctokit(token, { baseUrl: workflow.apiUrl });
        const all = await octokit.paginate(octokit.rest.actions.listArtifactsForRepo, {
            owner,
            repo,
            name,
            per_page: 100,
        });
        return all.flatMap(({ id, created_at, expired, size_in_bytes: size, workflow_run: run }) => expired || size > MAX_ZIP_BYTES || run?.id === undefined || created_at === null
            ? []
            : [
                {
                    id,
                    name,
                    runId: run.id,
                    createdAt: created_at,
                    branch: run.head_branch ?? '',
                    // The branch of a fork may have any name, and its author chooses what is in the artifact.
                    isForeign: run.head_repository_id !== run.repository_id,
                },
            ]);
    }
    return {
        baseBranch: workflow.pullRequest?.baseBranch || workflow.defaultBranch,
        async ofBranch(branch) {
            const lists = await withExplanation(() => Promise.all(ATTEMPTS.map((attempt) => listNamed(nameOf(attempt)))));
            return lists
                .flat()
                .filter((each) => each.branch === branch && !each.isForeign && String(each.runId) !== workflow.runId)
                .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);
        },
        async ofAttempt(attempt) {
            const list = await withExplanation(() => listNamed(nameOf(attempt)));
            return list.find((each) => String(each.runId) === workflow.runId) ?? null;
        },
        async fetch({ id, runId }) {
            const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(495), __webpack_require__.e(830), __webpack_require__.e(165)]).then(__webpack_require__.bind(__webpack_require__, 40165));
            const target = await (0,promises_.mkdtemp)(external_node_path_.join(deps.directory, 'artifact-'));
            const findBy = { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo };
            await withExplanation(() => log.unfenced(() => new DefaultArtifactClient().downloadArtifact(id, { path: target, findBy })));
            return target;
        },
    };
}
async function withExplanation(work) {
    try {
        return await work();
    }
    catch (error) {
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

// EXTERNAL MODULE: ./lib/src/github/outputs.js + 1 modules
var github_outputs = __webpack_require__(63230);
// EXTERNAL MODULE: ./lib/src/eval/judge-saved.js
var judge_saved = __webpack_require__(63536);
// EXTERNAL MODULE: ./lib/src/modes/cluster-modes.js + 11 modules
var cluster_modes = __webpack_require__(95930);
// EXTERNAL MODULE: ./lib/src/modes/plan.js + 1 modules
var plan = __webpack_require__(69198);
// EXTERNAL MODULE: ./lib/src/eval/own-kind.js + 4 modules
var own_kind = __webpack_require__(98418);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan_plan = __webpack_require__(30153);
// EXTERNAL MODULE: ./lib/src/base/compare-text.js
var compare_text = __webpack_require__(4201);
;// CONCATENATED MODULE: ./lib/src/github/comment-sections.js

/**
 * The body of the one comment that all evaluations of a pull request share, with a section for each leg. Markers carry a
 * version, so that a later format is not mistaken for this one.
 */
const commentMarker = '<!-- clawbench-k8s-action comment v1 -->';
/** GitHub refuses longer comments. */
const maxCommentLength = 65_536;
/** Whether a comment has our format. Anyone can write one, so check its author as well. */
function isSectionedComment(body) {
    return body.startsWith(commentMarker);
}
function parseSections(body) {
    const pattern = /<!-- clawbench-k8s-action section v1 leg=(?<leg>\w+) verdict=(?<verdict>pass|fail|inconclusive) label=(?<label>\S*) -->\n(?<markdown>[^]*?)\n<!-- clawbench-k8s-action end v1 leg=\k<leg> -->/g;
    return [...body.matchAll(pattern)].map(({ groups = {} }) => ({
        leg: groups['leg'] ?? '',
        label: decodeLabel(groups['label'] ?? ''),
        verdict: verdictOf(groups['verdict']),
        markdown: groups['markdown'] ?? '',
    }));
}
/** The body with this section added, or replacing that of the same leg. At most `maxCommentLength` characters. */
function withSection(body, section) {
    const others = parseSections(body).filter(({ leg }) => leg !== section.leg);
    const room = maxCommentLength - renderBody([...others, { ...section, markdown: '' }]).length;
    return renderBody([...others, { ...section, markdown: fit(harmless(section.markdown), room) }]);
}
/** Whether the body has exactly this section. */
function hasSection(body, section) {
    return withSection(body, section) === body;
}
function renderBody(sections) {
    const sorted = sections.toSorted((a, b) => (0,compare_text/* compareText */.n)(a.label, b.label) || (0,compare_text/* compareText */.n)(a.leg, b.leg));
    return [commentMarker, ...sorted.map(renderSection)].join('\n\n');
}
function renderSection({ leg, label, verdict, markdown }) {
    const begin = `<!-- clawbench-k8s-action section v1 leg=${leg} verdict=${verdict} label=${encodeLabel(label)} -->`;
    return `${begin}\n${markdown}\n<!-- clawbench-k8s-action end v1 leg=${leg} -->`;
}
/** The text of a section must not contain our markers. */
function harmless(markdown) {
    return markdown.replaceAll('<!-- clawbench-k8s-action', '&lt;!-- clawbench-k8s-action');
}
function fit(markdown, room) {
    if (markdown.length <= room)
        return markdown;
    const note = '\n\n… cut: the comment is full. The step summary has everything.';
    const head = markdown.slice(0, Math.max(0, room - note.length));
    // Cut at the end of a line, so that no table row is left incomplete.
    return `${head.slice(0, Math.max(0, head.lastIndexOf('\n')))}${note}`;
}
/** Hyphens are encoded too, because two in a row may end an HTML comment. */
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
/**
 * Puts the section of this leg into the comment on the pull request, and creates the comment if there is none. Several
 * legs may do so at the same moment, and GitHub has no transactions: each writes, waits a moment, reads again, and
 * repeats until its section is in the oldest comment. Never fails: if it cannot comment, it logs a warning.
 *
 * @returns the address of the comment; null if there is none
 */
async function commentOnPullRequest(section, { comment: mode, githubToken: token }, context, deps) {
    const { pullRequest } = context;
    if (mode === 'off' || pullRequest === null)
        return null;
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
            // Another leg that wrote into our younger comment meanwhile also finds the oldest, and moves there.
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
/** `failures` also updates an existing section, so that the page does not keep showing a failure that is fixed. */
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
    // The REST API has no request by which the token of an app learns its own login.
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
/** The login of an app ends in `[bot]` in one of GraphQL and REST, but not in the other. */
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

// EXTERNAL MODULE: ./lib/src/report/figures.js
var figures = __webpack_require__(44720);
;// CONCATENATED MODULE: ./lib/src/report/outputs.js
/** The outputs of the step. An unknown value is empty, not 0, so that a comparison in a workflow is false. */
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
        'results-path': facts.resultsPath ?? '',
        'artifact-url': facts.artifactUrl ?? '',
        namespace: facts.namespace ?? '',
        instance: facts.instance ?? '',
    };
}
function forecastOutputs(forecast, isPriceKnown) {
    return {
        'forecast-cost-usd': rounded(isPriceKnown ? (forecast?.costUsd.expected ?? null) : null),
        'forecast-tokens': whole(forecast?.tokens.expected),
        'forecast-minutes': whole(forecast?.minutes.expected),
    };
}
/** Has enough digits for any comparison, and no rounding errors of floating point. */
function rounded(value) {
    return value === null ? '' : Number(value.toFixed(6));
}
function whole(value) {
    return value === undefined ? '' : Math.ceil(value);
}

// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __webpack_require__(93863);
// EXTERNAL MODULE: ./lib/src/result/stats/forecast.js
var stats_forecast = __webpack_require__(13945);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __webpack_require__(252);
;// CONCATENATED MODULE: ./lib/src/report/markdown.js

/** Longer quotations are cut: a report is a summary. */
const maxTextLength = 500;
/**
 * Untrusted text as Markdown that only shows it. Every character that could be markup becomes a character entity, which
 * Markdown and HTML never read as structure. A zero-width space keeps `@name` and `#1` from notifying people or linking
 * issues.
 */
function markdown_text(raw) {
    return plain(raw).replace(/[^\p{L}\p{N}\p{M} ,;%."'():/?=+-]|^[-+]|\.(?=\p{L})|:(?=\/)/gu, (mark) => mark === '@' || mark === '#' ? `${entity(mark)}&#8203;` : entity(mark));
}
/** The same in a fixed-width font, for names. */
function code(raw) {
    return `<code>${markdown_text(raw)}</code>`;
}
/** A link. `href` must be trusted: it is only encoded, not checked. */
function markdown_link(label, href) {
    return `[${markdown_text(label)}](${encodeURI(href).replace(/[()]/g, encodeURIComponent)})`;
}
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
/**
 * The text, cut at the end of a line if it is over `maxBytes`, with `note` in place of the rest. The lines that may be
 * cut must not be inside a tag or a fence.
 */
function fitBytes(markdown, maxBytes, note) {
    if (Buffer.byteLength(markdown) <= maxBytes)
        return markdown;
    const room = Math.max(0, maxBytes - Buffer.byteLength(note) - 2);
    const bytes = Buffer.from(markdown);
    return `${bytes.subarray(0, Math.max(0, bytes.lastIndexOf('\n', room))).toString()}\n\n${note}`;
}
function plain(raw) {
    const line = (0,plain_text/* plainLines */.y1)(raw).join(' ');
    return line.length > maxTextLength ? `${line.slice(0, maxTextLength).toWellFormed()} …` : line;
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}

;// CONCATENATED MODULE: ./lib/src/report/summary.js





/** The step summary: everything a reader may want to know about a result, the most important first. */
function renderSummary(verdict, facts, maxBytes) {
    const parts = [
        `## ${figures/* verdictIcons */.qi[verdict.verdict]} ${markdown_text((0,figures/* headline */.Pl)(verdict))} · ${markdown_text(facts.label)}`,
        reasons(verdict),
        summary_figures(verdict, facts.forecast),
        invalidRuns(verdict),
        verdict.comparison === null ? '' : comparison(verdict.comparison),
        tiers(verdict),
        whatRan(verdict, facts),
        commands(facts),
        links(facts),
        // Last and without a closing tag, so that a long table can be cut.
        tasks(verdict),
    ];
    const markdown = `${parts.filter((part) => part !== '').join('\n\n')}\n`;
    return (0,clean/* madeOfClean */.Um)(fitBytes(markdown, maxBytes, '_Cut: the rest is in verdict.json in the artifact._'));
}
/** A short form of the summary, for a section of the pull-request comment. */
function renderComment(verdict, facts) {
    const { coverage, totals } = verdict;
    const weakest = verdict.tasks
        .filter((task) => task.score !== null)
        .toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0))
        .slice(0, 5);
    const parts = [
        `### ${figures/* verdictIcons */.qi[verdict.verdict]} ${markdown_text((0,figures/* headline */.Pl)(verdict))} · ${markdown_text(facts.label)}`,
        reasons(verdict),
        [
            `${coverage.valid} of ${coverage.planned} runs valid`,
            `95 % interval over runs ${(0,figures/* interval */.YP)(verdict.intervals.overRuns)}`,
            verdict.totals.costUsd === null ? 'cost unknown' : (0,figures/* money */.TG)(totals.costUsd),
            `${(0,figures/* count */.U9)(totals.totalTokens)} tokens`,
            facts.sha === '' ? '' : code(facts.sha.slice(0, 8)),
        ]
            .filter((figure) => figure !== '')
            .join(' · '),
        verdict.comparison === null ? '' : comparison(verdict.comparison),
        tiers(verdict),
        weakest.length === 0
            ? ''
            : `Lowest: ${weakest.map((task) => `${code(task.taskId)} ${(0,figures/* score */.fN)(task.score)}`).join(', ')}`,
        links(facts),
    ];
    return (0,clean/* madeOfClean */.Um)(parts.filter((part) => part !== '').join('\n\n'));
}
function reasons(verdict) {
    return [
        ...verdict.reasons.map((reason) => `- ${markdown_text(reason)}`),
        ...verdict.notes.map((note) => `- Note: ${markdown_text(note)}`),
    ].join('\n');
}
function summary_figures({ score: value, threshold, intervals, coverage, totals, harness }, forecast) {
    const rows = [
        ['Score', `**${(0,figures/* score */.fN)(value)}**${threshold === null ? '' : ` (threshold ${threshold})`}`],
        ['95 % interval over runs', `${(0,figures/* interval */.YP)(intervals.overRuns)}, if the same tasks were run again`],
        [
            '95 % interval over tasks',
            `${(0,figures/* interval */.YP)(intervals.overTasks)}, with other tasks of the same kind (ClawBench's own interval)`,
        ],
        [
            'Valid runs',
            `${coverage.valid} of ${coverage.planned} (${(0,figures/* percent */.KN)(coverage.ratio)}; ${(0,figures/* percent */.KN)(coverage.minimum)} needed)${coverage.certainty === 'likely' ? ', inferred from summary figures' : ''}`,
        ],
        ['Cost of all runs', totals.costUsd === null ? 'unknown: the model has no price' : (0,figures/* money */.TG)(totals.costUsd)],
        [
            'Tokens of all runs',
            `${(0,figures/* count */.U9)(totals.totalTokens)} (${(0,figures/* count */.U9)(totals.inputTokens)} in, ${(0,figures/* count */.U9)(totals.outputTokens)} out)`,
        ],
        ['Time of all runs', (0,figures/* duration */.p0)(totals.runDurationMs)],
        ...(forecast === null ? [] : [['Forecast', (0,stats_forecast/* forecastFigures */.LX)(forecast, totals.costUsd !== null)]]),
        ...(harness === null || harness.agrees
            ? []
            : [['Score by the harness', `${(0,figures/* score */.fN)(harness.score)}, invalid runs included`]]),
    ];
    return table(['Figure', 'Value'], rows);
}
function invalidRuns({ coverage }) {
    const dropped = coverage.droppedTasks.length === 0
        ? ''
        : `Not run, because the gateway image has no browser: ${coverage.droppedTasks.map(code).join(', ')}.`;
    if (coverage.invalid.length === 0)
        return dropped;
    const rows = coverage.invalid.map(({ class: kind, code: status, runs, cause }) => [
        `${kind}${status === null ? '' : ` ${status}`}`,
        String(runs),
        markdown_text(cause),
    ]);
    const invalid = `### Runs that do not count\n\n${table(['Why', 'Runs', 'Cause'], rows)}`;
    return dropped === '' ? invalid : `${invalid}\n\n${dropped}`;
}
function tiers({ tiers: rows }) {
    if (rows.length === 0)
        return '';
    const cells = rows.map((tier) => [
        code(tier.tier),
        `${(0,figures/* score */.fN)(tier.score)}${tier.threshold === null ? '' : ` (threshold ${tier.threshold})`}`,
        (0,figures/* interval */.YP)(tier.interval),
        String(tier.tasks),
    ]);
    return table(['Tier', 'Score', '95 % interval over tasks', 'Tasks'], cells);
}
function comparison(found) {
    const head = `### Against ${markdown_text(found.baseline)}`;
    if (!found.comparable)
        return `${head}\n\nNot comparable: ${found.differences.map(markdown_text).join('; ')}`;
    const rows = [
        ['Score', `${(0,figures/* score */.fN)(found.headScore)}, baseline ${(0,figures/* score */.fN)(found.baselineScore)}`],
        [
            'Drop',
            `${(0,figures/* score */.fN)(found.drop)} (95 % interval ${(0,figures/* interval */.YP)(found.dropInterval)}, p = ${found.pValue === null ? '–' : found.pValue.toPrecision(2)})`,
        ],
        [
            'Regression if',
            `p < ${found.level} and drop > ${found.maxRegression}${found.confirmed ? '; confirmed by more runs' : ''}`,
        ],
        ['Smallest drop this could detect', (0,figures/* score */.fN)(found.minimumDetectableEffect)],
    ];
    const notes = found.notes.map((note) => `- Note: ${markdown_text(note)}`).join('\n');
    return [head, table(['Figure', 'Value'], rows), notes].filter((part) => part !== '').join('\n\n');
}
function tasks({ tasks: rows, totals }) {
    if (rows.length === 0)
        return '';
    const head = ['Task', 'Tier', 'Score', 'Runs', 'Passed', 'Valid', 'Mean time', 'Tokens', 'Cost'];
    return `### Tasks\n\n${table(head, rows.map((task) => taskCells(task, totals.costUsd !== null)))}`;
}
function taskCells(task, isPriceKnown) {
    const { runs, invalid } = task;
    const shown = task.scores.slice(0, 10).map((value) => value.toFixed(2));
    const causes = invalid.map(({ class: kind, runs: times }) => `${times} ${kind}`).join(', ');
    return [
        code(task.taskId),
        code(task.tier),
        (0,figures/* score */.fN)(task.score),
        `${shown.join(' ')}${task.scores.length > shown.length ? ' …' : ''}`,
        `${task.passes} of ${runs.valid}`,
        `${runs.valid} of ${runs.planned}${causes === '' ? '' : ` (${causes})`}`,
        (0,figures/* duration */.p0)(task.meanDurationMs),
        (0,figures/* count */.U9)(task.totalTokens),
        (0,figures/* money */.TG)(isPriceKnown ? task.costUsd : null),
    ];
}
function whatRan({ identity }, facts) {
    const rows = [
        ['Model', code(identity.model)],
        ['Judge', identity.judgeModel === '' ? 'none' : code(identity.judgeModel)],
        ['OpenClaw', identity.openclawVersion === null ? 'unknown' : code(identity.openclawVersion)],
        ['ClawBench', identity.harnessVersion === '' ? 'unknown' : code(identity.harnessVersion)],
        ['Tasks', identity.taskFingerprint === '' ? 'unknown' : code(identity.taskFingerprint)],
        ...userRows(identity),
        ['Runs at a time', `${identity.concurrency ?? 'unknown'} on each ${gateways(facts.shards)}`],
        ...Object.entries(identity.images).map(([name, digest]) => [`Image of ${code(name)}`, code(digest)]),
        ...(facts.namespace === null ? [] : [['Namespace', code(facts.namespace)]]),
        ...(facts.sha === '' ? [] : [['Commit', code(facts.sha)]]),
    ];
    return `### What ran\n\n${table(['What', 'Which'], rows)}`;
}
/** Files and arguments of the user; no rows if there are none. */
function userRows({ agentFiles = 'none', clawbenchArgs = 'none' }) {
    return [
        ...(agentFiles === 'none' ? [] : [['Agent files', code(agentFiles.slice(0, 12))]]),
        ...(clawbenchArgs === 'none' ? [] : [['ClawBench arguments', code(clawbenchArgs)]]),
    ];
}
function gateways(shards) {
    return shards === null ? 'gateway' : `of ${shards} gateway${shards === 1 ? '' : 's'}`;
}
/** The fence is longer than any in the commands, so that a value of an input cannot end it. */
function commands({ reproduce }) {
    if (reproduce === null)
        return '';
    return ['### Reproduce', '', '````sh', ...(0,plain_text/* plainLines */.y1)(reproduce), '````'].join('\n');
}
function links({ runUrl, artifactUrl, mlflowUrl }) {
    return Object.entries({ 'All files': artifactUrl, MLflow: mlflowUrl, 'Workflow run': runUrl })
        .map(([label, url]) => (url === null || !/^https?:/.test(url) ? '' : markdown_link(label, url)))
        .filter((one) => one !== '')
        .join(' · ');
}

// EXTERNAL MODULE: ./lib/src/inputs/flags.js
var inputs_flags = __webpack_require__(99189);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __webpack_require__(43575);
// EXTERNAL MODULE: ./lib/src/base/shell-word.js
var shell_word = __webpack_require__(80837);
;// CONCATENATED MODULE: ./lib/src/action/reproduce.js



/** Flags that change nothing about the result, or mean another thing on another machine. */
const left = new Set(['kubeconfig', 'context', 'cluster', 'cleanup', 'label', 'artifact-content', 'resume']);
const evalVerb = { mode: 'eval', operands: null };
/**
 * The commands by which anybody makes the eval of this step again, on their own machine. Keys are named, never told.
 * @param env of the step
 * @param secrets hidden wherever they stand, such as the signature in an address
 */
function reproduceCommand(env, secrets) {
    const repository = env['GITHUB_ACTION_REPOSITORY'] || 'clawbench/k8s-action';
    const ref = env['GITHUB_ACTION_REF'] ?? '';
    const server = env['GITHUB_SERVER_URL'] || 'https://github.com';
    const flags = (0,inputs_flags/* flagsOf */.Zo)(evalVerb).flatMap(([name, row]) => flagsFor(name, row, env));
    const keys = (0,inputs_flags/* keysOf */.YD)(evalVerb)
        .filter(([name, row]) => given(name, row, env) !== '')
        .map(([, row]) => ` ${row.env}=…`);
    const needsArtifact = flags.includes(BASELINE);
    const commands = [
        `git clone ${(0,shell_word/* shellWord */.r)(`${server}/${repository}`)} k8s-action`,
        ...(ref === '' ? [] : [`git -C k8s-action checkout ${(0,shell_word/* shellWord */.r)(ref)}`]),
        `export KUBECONFIG=…${keys.join('')}`,
        ...(needsArtifact ? ['# Unpack the artifact this was compared with into ./baseline'] : []),
        ['node k8s-action/dist/cli.js eval', ...flags].join(' \\\n  '),
    ].join('\n');
    return secrets.clean(commands);
}
const BASELINE = '--baseline ./baseline';
function flagsFor(name, row, env) {
    const text = given(name, row, env);
    if (text === '' || text === row.default || (left.has(name) && text !== 'kind'))
        return [];
    const values = row.lines === true ? text.split(/\s*\n\s*/) : [text];
    return values.map((value) => name === 'baseline' && /^artifact(:|$)/.test(value)
        ? BASELINE
        : // Apart from its flag, what begins with a dash would be taken for a flag itself.
            `--${name}${value.startsWith('-') ? '=' : ' '}${(0,shell_word/* shellWord */.r)(value)}`);
}
/** As it was written; empty if it was not. */
function given(name, row, env) {
    const variables = [(0,types/* inputVariable */.LO)(name), ...(row.env === undefined ? [] : [row.env])];
    return variables.map((variable) => env[variable]?.trim() ?? '').find((text) => text !== '') ?? '';
}

;// CONCATENATED MODULE: ./lib/src/action/publish.js











/**
 * Tells the workflow what the run came to: artifact, outputs, summary, comment, and the colour of the step. What can
 * not be told is a warning; only the verdict makes the step red.
 */
async function publish(outcome, inputs, deps) {
    const { verdict, leg, label, namespace, instance } = outcome;
    const { log, workflow } = deps;
    const { clean } = log.secrets;
    const facts = {
        label,
        sha: workflow?.sha ?? '',
        namespace,
        shards: outcome.shards,
        runUrl: workflow?.runUrl ?? null,
        mlflowUrl: outcome.mlflowUrl,
        forecast: outcome.forecast,
        reproduce: inputs.mode === 'eval' ? reproduceCommand(deps.env, log.secrets) : null,
    };
    // For whoever has the artifact and not the page of the run.
    const page = renderSummary(verdict, clean({ ...facts, artifactUrl: null }), github_outputs/* maxSummaryBytes */.aH);
    await (0,promises_.writeFile)(external_node_path_.join(outcome.directory, 'summary.md'), page);
    const files = [...outcome.files, 'summary.md'];
    const artifactUrl = workflow === null ? null : await upload({ ...outcome, files }, inputs, workflow, deps);
    const resultsPath = outcome.files.includes('benchmark.json')
        ? external_node_path_.join(outcome.directory, 'benchmark.json')
        : null;
    const { forecast } = outcome;
    (0,github_outputs/* setOutputs */.n0)(clean(outputsOf(verdict, { namespace, instance, resultsPath, artifactUrl, forecast })));
    const report = clean({ ...facts, artifactUrl });
    try {
        await (0,github_outputs/* writeSummary */.Sy)(renderSummary(verdict, report, github_outputs/* maxSummaryBytes */.aH));
    }
    catch (error) {
        log.warning('No summary', (0,errors/* messageOf */.bD)(error));
    }
    if (workflow !== null) {
        const markdown = renderComment(verdict, report);
        const section = clean({ leg, label, verdict: verdict.verdict, markdown });
        await commentOnPullRequest(section, inputs, workflow, {
            ...deps,
            random: Math.random,
        });
    }
    if (verdict.verdict !== 'pass' && facts.reproduce !== null) {
        const close = log.group('Reproduce on another machine');
        log.info(facts.reproduce);
        close();
    }
    const tone = toneOf(verdict.verdict, inputs.onInconclusive);
    log[tone](`ClawBench ${(0,figures/* headline */.Pl)(verdict)}`, verdict.reasons.join('\n'));
    if (tone === 'error')
        process.exitCode = 1;
}
/** How loud a verdict is; an error makes the step red. */
function toneOf(verdict, onInconclusive) {
    if (verdict !== 'inconclusive')
        return verdict === 'pass' ? 'notice' : 'error';
    return { fail: 'error', warn: 'warning', pass: 'notice' }[onInconclusive];
}
async function upload({ directory, files, leg }, inputs, workflow, deps) {
    const artifact = await uploadArtifact({
        name: (0,plan_plan/* artifactName */.Cs)(inputs.artifactName, leg, workflow.attempt),
        directory,
        files: files.map((file) => external_node_path_.join(directory, file)),
        retentionDays: inputs.artifactRetentionDays,
    }, workflow, deps.env, deps);
    return artifact?.url ?? null;
}

// EXTERNAL MODULE: ./lib/src/eval/run.js + 10 modules
var run = __webpack_require__(53895);
;// CONCATENATED MODULE: ./lib/src/action/step.js





















const LEFTOVERS = 'leftovers';
const KIND = 'kind';
const KEPT = 'kept';
/** GitHub gives post steps five minutes in all after a cancellation. */
const POST_WAIT_MS = 2 * 60_000;
/**
 * The main step: runs the eval, or judges an earlier one, and publishes what it came to. A cancelled one deletes what it made and ends within the
 * 7.5 s a runner gives between SIGINT and SIGTERM; the post step finishes the rest.
 * @throws ActionError
 */
async function main(inputs, log, root) {
    const workflow = workflowContext(process.env);
    const cancelling = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.once(name, () => cancelling.abort(new errors/* ActionError */.lZ('cancelled', 'The step was cancelled.')));
    }
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(process.env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)(), 'clawbench-'));
    const token = inputs.githubToken;
    const deps = {
        log,
        clock: clock/* clock */.p,
        workflow,
        directory,
        pastArtifacts: (nameOf) => workflow === null || token === null
            ? null
            : openPastArtifacts(nameOf, { workflow, token, log, directory }),
        env: process.env,
        signal: cancelling.signal,
    };
    if (inputs.mode === 'verdict') {
        await publish(await (0,judge_saved/* judgeSavedStep */.t)(inputs, deps), inputs, deps);
        return;
    }
    if (inputs.mode === 'plan') {
        await showPlan(inputs, { ...deps, root });
        return;
    }
    if (inputs.mode !== 'eval' && inputs.mode !== 'attach' && inputs.mode !== 'results') {
        await doOnCluster(inputs.mode, inputs, { ...deps, root });
        return;
    }
    const runDeps = {
        ...deps,
        root,
        saveLeftovers: (leftovers) => (0,github_outputs/* saveState */.LZ)(LEFTOVERS, JSON.stringify(leftovers)),
        saveKind: (name) => (0,github_outputs/* saveState */.LZ)(KIND, name),
        async keepNodeLogs(logs, leg) {
            if (workflow === null)
                return;
            await uploadArtifact({
                name: `${(0,plan_plan/* artifactName */.Cs)(inputs.artifactName, leg, workflow.attempt)}-kind`,
                directory: logs.directory,
                files: logs.files.map((file) => external_node_path_.join(logs.directory, file)),
                retentionDays: inputs.artifactRetentionDays,
            }, workflow, process.env, deps);
        },
    };
    if (inputs.detach) {
        const told = await (0,run/* runDetached */.I3)(inputs, runDeps);
        (0,github_outputs/* saveState */.LZ)(KEPT, 'true');
        tell(told, log);
        return;
    }
    const keepUnlessRemoved = (passed) => {
        if (!(0,cleanup/* isRemoved */.R)(inputs, { passed, cancelled: cancelling.signal.aborted }))
            (0,github_outputs/* saveState */.LZ)(KEPT, 'true');
    };
    const work = inputs.mode === 'results' ? collect_eval/* bringHome */.Sk : run/* run */.eF;
    const outcome = await work(inputs, runDeps).catch((error) => {
        keepUnlessRemoved(false);
        throw error;
    });
    keepUnlessRemoved(outcome.verdict.verdict === 'pass');
    await publish(outcome, inputs, deps);
}
/** Says what an eval would do. */
async function showPlan(inputs, deps) {
    const planned = await (0,plan/* planEval */.M)(inputs, deps);
    for (const line of planned.lines)
        deps.log.info(line);
    const closeGroup = deps.log.group('Manifests');
    deps.log.info(planned.manifests);
    closeGroup();
    const forecast = forecastOutputs(planned.forecast, planned.isPriceKnown);
    (0,github_outputs/* setOutputs */.n0)(deps.log.secrets.clean({ namespace: planned.namespace, ...forecast }));
}
/** Does what judges nothing, and says what it did. */
async function doOnCluster(mode, inputs, deps) {
    const kube = await (0,connect/* connectTo */.m)(inputs, deps);
    try {
        tell(await cluster_modes/* clusterModes */.r[mode](kube, inputs, deps), deps.log);
    }
    finally {
        await kube.close();
    }
}
function tell({ lines, outputs }, log) {
    for (const line of lines)
        log.info(line);
    (0,github_outputs/* setOutputs */.n0)(log.secrets.clean(outputs));
}
/** The post step: deletes what the main step left, however it ended. @throws ActionError */
async function post(inputs, log) {
    if ((0,github_outputs/* savedState */.fP)(KEPT) === 'true' || inputs.cleanup === 'never')
        return;
    const kind = (0,github_outputs/* savedState */.fP)(KIND);
    if (kind !== null)
        await (0,own_kind/* removeOwnKind */.Bs)(kind, inputs, { log, clock: clock/* clock */.p, env: process.env });
    const saved = (0,github_outputs/* savedState */.fP)(LEFTOVERS);
    if (saved === null)
        return;
    const leftovers = (0,backends_leftovers/* parseLeftovers */.k)(saved);
    const kube = await (0,connect/* connectTo */.m)(inputs, { log, clock: clock/* clock */.p, env: process.env });
    try {
        const remaining = await (0,cleanup/* cleanUp */.n)(kube, leftovers, log, { waitMs: POST_WAIT_MS });
        if (remaining.length > 0) {
            log.warning('Clean-up', `Still being deleted: ${remaining.join(', ')}. What is left expires by itself.`);
        }
    }
    finally {
        await kube.close();
    }
}


/***/ })

};
