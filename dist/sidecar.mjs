import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./lib/src/protocol/pod-variables.js
const podVariables = {
    gatewayToken: 'OPENCLAW_GATEWAY_TOKEN',
    stateDir: 'OPENCLAW_STATE_DIR',
    shard: 'JOB_COMPLETION_INDEX',
    root: 'CLAWBENCH_ROOT',
    caCertificates: 'CLAWBENCH_CA_CERTIFICATES',
    stays: 'CLAWBENCH_STAYS',
    gatewayStateDir: 'CLAWBENCH_GATEWAY_STATE_DIR',
    probePaths: 'CLAWBENCH_PROBE_PATHS',
    probeToken: 'CLAWBENCH_PROBE_TOKEN',
    relayToken: 'CLAWBENCH_RELAY_TOKEN',
    relayConfig: 'CLAWBENCH_RELAY_CONFIG',
    relayPort: 'CLAWBENCH_RELAY_PORT',
};

;// CONCATENATED MODULE: ./lib/src/protocol/probe-report.js
const PROBE_MARK = 'clawbench-probe:';

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./lib/src/protocol/attached-files.js
const tokenFile = 'gateway-token';
const readyFile = 'ready';
const stopFile = 'stop';

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: ./lib/src/base/missing-file.js
function hasCode(error, ...codes) {
    return (error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code));
}
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

;// CONCATENATED MODULE: ./lib/sidecar/files.js





async function writeAtomic(file, content) {
    await (0,promises_namespaceObject.mkdir)(external_node_path_namespaceObject.dirname(file), { recursive: true });
    const temp = `${file}.tmp`;
    const handle = await (0,promises_namespaceObject.open)(temp, 'w', 0o644);
    try {
        await handle.writeFile(content);
        await handle.sync();
    }
    finally {
        await handle.close();
    }
    await (0,promises_namespaceObject.rename)(temp, file);
}
async function openRegular(file) {
    let handle;
    try {
        handle = await (0,promises_namespaceObject.open)(file, external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NOFOLLOW | external_node_fs_namespaceObject.constants.O_NONBLOCK);
    }
    catch (error) {
        if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EACCES'))
            return undefined;
        throw error;
    }
    if ((await handle.stat()).isFile())
        return handle;
    await handle.close();
    return undefined;
}
async function readRegular(file, maxBytes) {
    const handle = await openRegular(file);
    if (handle === undefined)
        return undefined;
    try {
        const { size } = await handle.stat();
        if (size > maxBytes)
            return undefined;
        const buffer = Buffer.alloc(size);
        let filled = 0;
        while (filled < size) {
            const { bytesRead } = await handle.read(buffer, filled, size - filled, filled);
            if (bytesRead === 0)
                break;
            filled += bytesRead;
        }
        return buffer.subarray(0, filled);
    }
    finally {
        await handle.close();
    }
}
async function readJson(file, maxBytes) {
    const content = await readRegular(file, maxBytes);
    if (content === undefined)
        return undefined;
    try {
        return JSON.parse(content.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
async function digest(file) {
    const handle = await openRegular(file);
    if (handle === undefined)
        return undefined;
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    let size = 0;
    for await (const chunk of bytesOf(handle.createReadStream())) {
        hash.update(chunk);
        size += chunk.length;
    }
    return { size, sha256: hash.digest('hex') };
}
async function* bytesOf(stream) {
    for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk))
            throw new TypeError('a stream of bytes gave something else');
        yield chunk;
    }
}
const plainName = /^[A-Za-z0-9_][A-Za-z0-9._@+=-]{0,199}$/;
async function findFiles(directory, maxFiles) {
    const found = [];
    const visit = async (relative, depth) => {
        if (depth > 8)
            return;
        const entries = await (0,promises_namespaceObject.opendir)(external_node_path_namespaceObject.join(directory, relative)).catch((error) => {
            if (hasCode(error, 'ENOENT', 'ENOTDIR', 'EACCES'))
                return undefined;
            throw error;
        });
        for await (const entry of entries ?? []) {
            if (found.length >= maxFiles)
                return;
            if (!plainName.test(entry.name))
                continue;
            const child = relative === '' ? entry.name : `${relative}/${entry.name}`;
            if (entry.isDirectory())
                await visit(child, depth + 1);
            else if (entry.isFile()) {
                const stats = await statIfThere(external_node_path_namespaceObject.join(directory, child));
                if (stats?.isFile())
                    found.push({ path: child, stats });
            }
        }
    };
    await visit('', 0);
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
async function statIfThere(file) {
    return await ifExists((0,promises_namespaceObject.lstat)(file));
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./lib/src/base/errors.js
const errorCodes = {
    'bad-input': {
        meaning: 'An input is missing, malformed, or contradicts another one.',
        remedy: 'Correct the inputs that the message lists: it says for each one what to write.',
    },
    'foreign-checkout': {
        meaning: 'A commit of a stranger is checked out in a workflow run that has the secrets of the repository.',
        remedy: 'Evaluate on `pull_request`, or check out a branch of this repository. If every commit is reviewed before it gets there, write `accept-risks: foreign-checkout`.',
    },
    'no-cluster': {
        meaning: 'No cluster was named, or the kubeconfig is empty.',
        remedy: 'Pass `kubeconfig`, log in to a cluster in an earlier step, or write `cluster: kind`. In a pull request from a fork secrets are empty.',
    },
    'bad-kubeconfig': {
        meaning: 'The kubeconfig cannot be used: not YAML, no such context, a missing credential plugin.',
        remedy: 'Write one that needs no other files: `kubectl config view --raw --flatten --minify`. Install a missing plugin in an earlier step.',
    },
    'kind-failed': {
        meaning: 'kind is not available, or could not create its cluster.',
        remedy: 'Use a runner with Docker, such as `ubuntu-latest`. The logs of the nodes are in the artifact.',
    },
    'cluster-unreachable': {
        meaning: 'The API server does not answer.',
        remedy: 'Check `server` in the kubeconfig, firewalls and `HTTPS_PROXY`. A private endpoint needs a runner in its network.',
    },
    'cluster-auth': {
        meaning: 'The API server refused the credentials.',
        remedy: 'The token or certificate has expired, or belongs to another cluster: create a new one, or log in in an earlier step.',
    },
    'cluster-tls': {
        meaning: 'The certificate of the API server is not signed by the CA in the kubeconfig.',
        remedy: "Put the cluster's CA into `certificate-authority-data` of the kubeconfig, and use the host name that the certificate has.",
    },
    'cluster-too-old': {
        meaning: 'The Kubernetes version has no native sidecars (needs 1.29 or newer).',
        remedy: 'Use a cluster with Kubernetes 1.29 or newer, or `cluster: kind`.',
    },
    'missing-permission': {
        meaning: 'The credentials lack a permission the action needs.',
        remedy: 'Apply the Role in the message and bind it to the account of the kubeconfig; `manifests/rbac/` has the whole roles.',
    },
    'foreign-object': {
        meaning: 'An object that the action would write exists and belongs to someone else.',
        remedy: 'Choose another `namespace` or `mlflow-namespace`, or delete that object if nobody needs it.',
    },
    'bad-manifest': {
        meaning: 'The API server refused an object of the action.',
        remedy: 'Most often a field of `pod-overlay` is wrong: correct the one that the message names.',
    },
    'api-error': {
        meaning: 'The Kubernetes API kept returning an error.',
        remedy: 'Re-run the job. If the error stays, look at the API server and at the webhooks it asks.',
    },
    unschedulable: {
        meaning: 'No node can run the pod.',
        remedy: "Add nodes, or lower the requests or add a toleration with `pod-overlay`. The message has the scheduler's reason.",
    },
    'quota-exceeded': {
        meaning: 'A quota or a LimitRange of the namespace refused the pods, or another object.',
        remedy: 'Write the `pod-overlay` in the message, raise the quota, or lower `shards`.',
    },
    'admission-refused': {
        meaning: 'PodSecurity, an SCC, a webhook or another policy refused the pods, or another object.',
        remedy: 'Meet the policy that the message names with `pod-overlay` or `job-labels`, or use another `namespace`.',
    },
    'image-pull': {
        meaning: 'An image cannot be pulled.',
        remedy: 'Check the name of the image, and that the nodes reach its registry. For a private one set `image-registry` or `image-pull-secret`; with kind, `load-images`.',
    },
    'volume-unbound': {
        meaning: 'A volume claim is not bound.',
        remedy: 'Set `storage-class` to one that the cluster can provision: `kubectl get storageclass`.',
    },
    'container-failed': {
        meaning: 'A container cannot start, or keeps failing.',
        remedy: 'Read its log in the artifact. Most often the image or `pod-overlay` is at fault.',
    },
    'out-of-memory': {
        meaning: 'A container was killed for using too much memory.',
        remedy: "Raise the container's memory limit with `pod-overlay`, or lower `concurrency`.",
    },
    evicted: {
        meaning: 'The pod was evicted from its node.',
        remedy: 'Use nodes with more free memory and disk, or raise the requests with `pod-overlay`. "Re-run failed jobs" keeps the valid runs.',
    },
    'node-lost': {
        meaning: 'The node of the pod was lost.',
        remedy: '"Re-run failed jobs" keeps the valid runs. Keep the pods off spot nodes with `pod-overlay`.',
    },
    'startup-timeout': {
        meaning: 'The evaluation did not start in time.',
        remedy: 'The message says what the pods wait for. Raise `startup-timeout` if nodes or images only need longer.',
    },
    timeout: {
        meaning: 'The evaluation did not finish in time.',
        remedy: 'Raise `timeout` and the `timeout-minutes` of the job, raise `shards`, or lower `runs`.',
    },
    'bad-model-access': {
        meaning: 'The model provider refused the key or the model, or another model answered.',
        remedy: 'Check the key, its credit, and that it may use this model; then the spelling of `model`, and `openai-api-base`.',
    },
    'bad-config': {
        meaning: 'OpenClaw or the harness refused the configuration.',
        remedy: "Correct `openclaw-config` or `clawbench-args`; the gateway's log in the artifact has OpenClaw's own message.",
    },
    'unknown-task': {
        meaning: 'A task id is not in the suite of the harness image.',
        remedy: 'Write ids that the message offers as `tasks`. Another `clawbench-image` may have other tasks.',
    },
    'gateway-not-ready': {
        meaning: 'The OpenClaw gateway did not become ready.',
        remedy: "Read the gateway's log in the artifact. If it only starts slowly, raise its CPU with `pod-overlay`, or `startup-timeout`.",
    },
    'gateway-busy': {
        meaning: 'Another evaluation is using this OpenClaw gateway, or is detached on it.',
        remedy: 'Wait for it, fetch it with `mode: results`, or end it with `mode: detach`.',
    },
    'gateway-incompatible': {
        meaning: 'The OpenClaw version does not work with the harness.',
        remedy: 'Use another `openclaw-image`; `docs/openclaw-versions.md` lists what works.',
    },
    'shard-lost': {
        meaning: 'A shard ended without a result.',
        remedy: '"Re-run failed jobs" keeps the valid runs. The message and the logs in the artifact say what ended the pod.',
    },
    'bad-result': {
        meaning: 'The result is missing, truncated, or not in the format of the harness.',
        remedy: 'Check `result`, and that `clawbench-image` has ClawBench 0.4 or newer.',
    },
    'low-coverage': {
        meaning: 'Too few valid runs to judge.',
        remedy: 'The summary says why runs do not count: for rate limits lower `concurrency`, for a slow node give the gateway more CPU. Then "Re-run failed jobs".',
    },
    tampered: {
        meaning: 'Something in a pod changed what is judged: the tasks, the number of runs, or a run that had been written.',
        remedy: 'Do not trust the score. Read the transcripts of the tasks that the message names.',
    },
    'not-comparable': {
        meaning: 'The baseline and this result are not comparable.',
        remedy: 'Evaluate the base branch with the same model, tasks, versions and harness image, pin `clawbench-image` by digest, or gate by `threshold`.',
    },
    'bad-baseline': {
        meaning: 'The baseline cannot be read.',
        remedy: 'Check the path, address or branch in `baseline`; `artifact` needs the permission `actions: read`.',
    },
    'bad-history': {
        meaning: 'The evaluations for the history cannot be read.',
        remedy: 'Check the paths and addresses in `history-from`; `artifacts` needs the permission `actions: read`, `mlflow` a server that the runner reaches.',
    },
    budget: {
        meaning: 'A spend cap stopped the evaluation before it was decided.',
        remedy: 'Raise the cap that was reached (`max-cost-usd`, `max-tokens` or `max-minutes`), or lower `runs`.',
    },
    'below-threshold': {
        meaning: 'The score is below the threshold.',
        remedy: 'The table of tasks shows where points were lost.',
    },
    regression: {
        meaning: 'The score dropped compared with the baseline.',
        remedy: 'The report names the tasks that got worse: compare their runs with those of the baseline. Merging accepts the new level, because the next baseline is made on the base branch.',
    },
    cancelled: {
        meaning: 'The evaluation was cancelled.',
        remedy: 'If nobody cancelled it, look at `concurrency` and `timeout-minutes` of the workflow.',
    },
    internal: {
        meaning: 'A defect in the action itself.',
        remedy: 'Report it with the log of a run in debug mode.',
    },
};
class ActionError extends Error {
    name = 'ActionError';
    code;
    hint;
    terminalHint;
    constructor(code, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.code = code;
        this.hint = options.hint;
        this.terminalHint = options.terminalHint;
    }
}
function isActionError(error, ...codes) {
    return error instanceof ActionError && (codes.length === 0 || codes.includes(error.code));
}
function messageWithHint({ message, hint }) {
    if (hint === undefined)
        return message;
    return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${hint}`;
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function asActionError(error) {
    if (isActionError(error))
        return error;
    return new ActionError('internal', `A defect in this action: ${messageOf(error)}`, {
        hint: 'Please report it with the log of a run in debug mode: https://github.com/clawbench/k8s-action/issues',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./lib/src/base/json.js
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/sidecar/json.js

function asObject(value) {
    return isObject(value) ? value : {};
}
function asAmount(value) {
    return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function asText(value) {
    return typeof value === 'string' ? value : '';
}
function asObjects(value) {
    return Array.isArray(value) ? value.filter(isObject) : [];
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/src/base/plain-text.js

const maxLineBytes = 4096;
function plainLines(text, change = (line) => line) {
    return visible(text)
        .split('\n')
        .map((line) => capLine(change(line.trimEnd())));
}
function oneLine(text, maxLength = 600) {
    const line = (0,external_node_util_namespaceObject.stripVTControlCharacters)(text.slice(0, maxLength * 4))
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .trim();
    if (line.length <= maxLength && text.length <= maxLength * 4)
        return line;
    const head = line.slice(0, maxLength - 1).toWellFormed();
    return `${head.trimEnd()}…`;
}
function visible(text) {
    return stripVTControlCharacters(text)
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        .replace(/[\t\v\f\u0085\u2028\u2029]/g, ' ')
        .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}
function capLine(line) {
    const bytes = Buffer.byteLength(line);
    if (bytes <= maxLineBytes)
        return line;
    const note = ` … (${bytes} bytes, cut)`;
    const head = Buffer.from(line).subarray(0, maxLineBytes - Buffer.byteLength(note));
    const shown = head
        .toString()
        .replace(/\uFFFD+$/, '')
        .replace(/\*+$/, (stars) => stars.slice(stars.length % 3));
    return `${shown}${note}`;
}
function withoutCommands(line) {
    return line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}

;// CONCATENATED MODULE: ./lib/sidecar/words.js

function cleanWords(raw, secrets = [], limit = 300) {
    let text = raw;
    for (const secret of secrets)
        if (secret.length >= 4)
            text = text.replaceAll(secret, '***');
    text = oneLine(text, text.length)
        .replaceAll(/\b(?:(?:sk|pk|rk)-|gh[a-z]_|xox[a-z]-|AIza)[^\s"',;]{6,}/g, '***')
        .replaceAll(/\b(bearer\s+)\S+/gi, '$1***')
        .replaceAll(/:\/\/[^/\s@]+@/g, '://***@');
    return oneLine(text, limit);
}
function errorText(error) {
    return error instanceof Error ? error.message || error.name : String(error);
}

;// CONCATENATED MODULE: ./lib/sidecar/gateway.js




class GatewayRefusal extends Error {
    name = 'GatewayRefusal';
    code;
    detail;
    constructor(code, message, detail) {
        super(message);
        this.code = code;
        this.detail = detail;
    }
}
const defaultCallTimeoutMs = 30_000;
async function waitUntilReady(port, timeoutMs, signal) {
    const deadline = performance.now() + timeoutMs;
    let last = 'it did not answer';
    while (performance.now() < deadline) {
        signal.throwIfAborted();
        const answer = await readiness(port);
        if (typeof answer === 'number')
            return answer;
        last = answer;
        await pause(150, signal);
    }
    throw new ActionError('gateway-not-ready', `The OpenClaw gateway was not ready after ${Math.round(timeoutMs / 1000)} s: ${last}.`, { hint: 'Look at the gateway log; give it more CPU or memory, or raise "startup-timeout".' });
}
async function readiness(port) {
    try {
        const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
            signal: AbortSignal.timeout(2000),
            redirect: 'manual',
        });
        const text = (await response.text()).slice(0, 10_000);
        const body = parseObject(text);
        if (body === undefined)
            return `it answered ${response.status} with something other than a readiness report`;
        if (body['ready'] === true)
            return typeof body['uptimeMs'] === 'number' ? body['uptimeMs'] : 0;
        return `it reports ${cleanWords(text, [], 200)}`;
    }
    catch (error) {
        const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
        return `its port ${port} does not answer (${cleanWords(errorText(cause), [], 100)})`;
    }
}
async function connect(address, timeoutMs, signal) {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
        signal.throwIfAborted();
        try {
            return await handshake(address, Math.min(10_000, Math.max(1000, deadline - performance.now())));
        }
        catch (error) {
            if (error instanceof GatewayRefusal)
                throw refusalOf(error, address);
            if (performance.now() >= deadline) {
                throw new ActionError('gateway-not-ready', `The OpenClaw gateway is ready but accepts no connection: ${cleanWords(errorText(error), [address.token])}.`, { cause: error });
            }
            await pause(250, signal);
        }
    }
}
function refusalOf(error, address) {
    const words = cleanWords(error.message, [address.token]);
    if (error.detail.startsWith('AUTH_')) {
        return new ActionError('bad-config', `The gateway refused the token: ${words}.`, {
            hint: 'The gateway and the eval must get the same OPENCLAW_GATEWAY_TOKEN.',
        });
    }
    return new ActionError('gateway-incompatible', `The gateway refused the handshake: ${words}.`, {
        hint: 'Choose an OpenClaw version that ClawBench is known to work with.',
    });
}
async function handshake({ port, token }, timeoutMs) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    const pending = new Map();
    const challenge = Promise.withResolvers();
    let lost;
    let nextId = 1;
    const fail = (error) => {
        lost ??= error;
        challenge.reject(lost);
        for (const request of pending.values())
            request.reject(lost);
        pending.clear();
    };
    challenge.promise.catch(() => undefined);
    socket.addEventListener('error', () => fail(new Error('the connection failed')));
    socket.addEventListener('close', (event) => {
        fail(new Error(`it closed the connection (${[event.code, event.reason].join(' ').trim()})`));
    });
    socket.addEventListener('message', (event) => {
        const frame = typeof event.data === 'string' ? parseObject(event.data) : undefined;
        if (frame?.['type'] === 'event' && frame['event'] === 'connect.challenge')
            challenge.resolve();
        if (frame?.['type'] !== 'res')
            return;
        const request = pending.get(String(frame['id']));
        pending.delete(String(frame['id']));
        if (frame['ok'] === true)
            request?.resolve(asObject(frame['payload']));
        else
            request?.reject(refusalIn(frame['error']));
    });
    const call = async (method, params, callTimeoutMs = defaultCallTimeoutMs) => {
        if (lost !== undefined)
            throw lost;
        const id = String(nextId++);
        const request = Promise.withResolvers();
        pending.set(id, request);
        socket.send(JSON.stringify({ type: 'req', id, method, params }));
        return withTimeout(request.promise, callTimeoutMs, `no answer to ${method}`).finally(() => pending.delete(id));
    };
    try {
        await withTimeout(challenge.promise, timeoutMs, 'no challenge');
        const hello = await call('connect', {
            minProtocol: 3,
            maxProtocol: 4,
            client: { id: 'gateway-client', version: '1', platform: 'linux', mode: 'backend' },
            role: 'operator',
            scopes: [
                'operator.admin',
                'operator.read',
                'operator.write',
                'operator.approvals',
                'operator.pairing',
            ],
            caps: [],
            commands: [],
            permissions: {},
            auth: { token },
        }, timeoutMs);
        const version = asObject(hello['server'])['version'];
        return { version: typeof version === 'string' ? version : 'unknown', call, close: () => socket.close() };
    }
    catch (error) {
        socket.close();
        throw error;
    }
}
function refusalIn(raw) {
    const error = asObject(raw);
    const detail = asObject(error['details'])['code'];
    return new GatewayRefusal(asText(error['code']) || 'UNKNOWN', asText(error['message']) || 'no reason given', asText(detail));
}
async function withTimeout(promise, timeoutMs, what) {
    const timer = Promise.withResolvers();
    const handle = setTimeout(() => timer.reject(new Error(`${what} within ${timeoutMs / 1000} s`)), timeoutMs);
    try {
        return await Promise.race([promise, timer.promise]);
    }
    finally {
        clearTimeout(handle);
    }
}
async function pause(ms, signal) {
    await (0,external_node_timers_promises_namespaceObject.setTimeout)(ms, undefined, signal === undefined ? {} : { signal }).catch((error) => {
        throw signal?.aborted === true ? signal.reason : error;
    });
}

;// CONCATENATED MODULE: ./lib/src/protocol/pod.js
const SCHEMA_VERSION = 1;
const GATEWAY_PORT = 18789;
const podPaths = {
    results: '/results',
    state: '/results/state.json',
    done: '/results/done.json',
    evalLog: '/results/eval.log',
    gatewayLog: '/results/gateway.log',
    benchmark: '/results/benchmark.json',
    runCache: '/results/run_cache',
    journal: '/results/supervisor.json',
    control: '/control',
    request: '/control/request.json',
    contact: '/control/contact',
    seed: '/control/seed',
    userFiles: '/control/given.json',
    unpacked: '/tmp/given',
    evidence: '/tmp/evidence',
    reviews: '/tmp/reviews',
    kept: '/kept',
    keptIndex: '/kept/index.json',
    wire: '/wire',
    wireJournal: '/wire/wire.jsonl',
    wireState: '/wire/state.json',
    wireBodies: '/wire/bodies',
    wireBefore: '/control/wire-before.json',
    allowance: '/control/allowance.json',
    work: '/work',
    gatewayOwnLog: '/work/gateway/gateway.log',
};
const shardFailures = [
    'bad-model-access',
    'bad-config',
    'unknown-task',
    'gateway-not-ready',
    'gateway-incompatible',
    'internal',
];

;// CONCATENATED MODULE: ./lib/sidecar/paths.js


function pathsBelow(root) {
    return mapValues(podPaths, (absolute) => external_node_path_namespaceObject.join(root, absolute));
}
function mapValues(record, change) {
    const changed = { ...record };
    for (const key in record)
        changed[key] = change(record[key]);
    return changed;
}

;// CONCATENATED MODULE: ./lib/src/base/sha256.js

function sha256(content) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(content).digest('hex');
}

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
    gatewayPort: { variable: 'CLAWBENCH_GATEWAY_PORT', format: count(1), fallback: GATEWAY_PORT },
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

;// CONCATENATED MODULE: ./lib/sidecar/requests.js

const maxRuns = 1000;
function parseRequest(raw) {
    if (!isObject(raw))
        return { ok: false, id: null, reason: 'the request is not a JSON object' };
    const { id, kind, tasks, runs, seed, spent } = raw;
    if (typeof id !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id)) {
        return { ok: false, id: null, reason: 'the request has no usable id' };
    }
    const refuse = (reason) => ({ ok: false, id, reason });
    switch (kind) {
        case 'cancel':
        case 'finish':
            return { ok: true, request: { id, kind } };
        case 'start': {
            const request = { id, kind };
            if (seed !== undefined) {
                if (!Array.isArray(seed) || !seed.every(isSeed))
                    return refuse('"seed" must list files as {path, sha256}');
                request.seed = seed;
            }
            if (spent !== undefined) {
                if (!isSpent(spent))
                    return refuse('"spent" must be {tokens, costUsd}');
                request.spent = spent;
            }
            return { ok: true, request };
        }
        case 'runs': {
            if (!isNames(tasks))
                return refuse('"tasks" must list task ids');
            if (!isRuns(runs))
                return refuse(`"runs" must be a whole number from 1 to ${maxRuns}`);
            return { ok: true, request: { id, kind, tasks, runs } };
        }
        default:
            return refuse('"kind" must be start, runs, cancel or finish');
    }
}
function isSeed(value) {
    return (isObject(value) && typeof value['path'] === 'string' && /^[0-9a-f]{64}$/.test(String(value['sha256'])));
}
function isSpent(value) {
    if (!isObject(value))
        return false;
    return [value['tokens'], value['costUsd']].every((amount) => typeof amount === 'number' && amount >= 0);
}
function isRuns(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= maxRuns;
}
function isNames(value) {
    return (Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name !== ''));
}

;// CONCATENATED MODULE: ./lib/src/protocol/transcript.js
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
function missingTurns(messages, asked) {
    const turns = splitTurns(messages).filter(([first]) => isOfUser(first));
    const unanswered = turns.filter((turn) => !turn.some(isSurelyModel)).length;
    return Math.max(0, Math.min(turns.length - asked, unanswered));
}
function isOfUser(message) {
    return (message?.role === 'user' && message.text?.startsWith('<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>') !== true);
}
function isSurelyModel({ role, tool_calls: calls, usage }) {
    return role === 'assistant' && (calls.length > 0 || usage.total_tokens > 0);
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

;// CONCATENATED MODULE: ./lib/sidecar/run-files.js





const maxRunFileBytes = 16 * 1024 * 1024;
const maxRunFiles = 20_000;
const runFilePath = /^[^/]+\/v\d+-[0-9a-f]+\/([^/]+)\/run(\d{1,6})\.json$/;
function parseRunPath(relative) {
    const [, task, run] = runFilePath.exec(relative) ?? [];
    return task === undefined || run === undefined ? undefined : { task, run: Number(run) };
}
function runCacheReader(directory) {
    const known = new Map();
    return async () => {
        const files = [];
        for (const found of await findFiles(directory, maxRunFiles)) {
            const stamp = stampOf(found);
            const previous = known.get(found.path);
            const file = previous?.stamp === stamp ? previous.file : await readRunFile(directory, found.path);
            if (file === undefined)
                continue;
            known.set(found.path, { stamp, file });
            files.push(file);
        }
        return files;
    };
}
const stampOf = ({ stats }) => `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
async function readRunFile(directory, relative) {
    const identity = parseRunPath(relative);
    if (identity === undefined)
        return undefined;
    const content = await readJson(external_node_path_namespaceObject.join(directory, relative), maxRunFileBytes);
    if (!isObject(content) || content['task_id'] !== identity.task)
        return undefined;
    const used = [content, asObject(content['judge_result'])].map((part) => asObject(part['token_usage']));
    const total = (figure) => used.reduce((sum, usage) => sum + asAmount(usage[figure]), 0);
    return {
        path: relative,
        ...identity,
        valid: modelAnswered(content),
        score: Math.min(1, asAmount(content['run_score'])),
        tokens: total('total_tokens'),
        costUsd: total('total_cost_usd'),
    };
}
function modelAnswered(run) {
    const { messages: raw } = asObject(asObject(run)['transcript']);
    const messages = Array.isArray(raw) ? raw.filter(isObject) : [];
    const turns = readTurns(messages.map(asMessage), null);
    return turns.answered && turns.failures.length === 0;
}
function asMessage(raw) {
    return {
        role: typeof raw['role'] === 'string' ? raw['role'] : '',
        text: typeof raw['text'] === 'string' ? raw['text'] : null,
        tool_calls: Array.isArray(raw['tool_calls']) ? raw['tool_calls'].filter(isObject) : [],
        usage: { total_tokens: asAmount(asObject(raw['usage'])['total_tokens']) },
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/results.js












const pollMs = 250;
const farewellMs = 5000;
const lastAnswersMs = 7000;
const recentMs = 30_000;
const results_maxRunFiles = 20_000;
const maxKeptBytes = 1024 * 1024 * 1024;
async function keepResults(host) {
    const paths = pathsBelow(host.root);
    await (0,promises_namespaceObject.mkdir)(paths.seed, { recursive: true });
    await (0,promises_namespaceObject.mkdir)(paths.kept, { recursive: true });
    const holdMs = readSetting(host.env, 'holdMs');
    const keep = runKeeper(paths, (text) => void host.print(Buffer.from(`results: ${text}\n`)));
    while (!host.signal.aborted) {
        await keep();
        if (await isFinished(paths))
            return 'released';
        if (await isForgotten(paths, holdMs))
            return 'released';
        await pause(pollMs, host.signal).catch(() => undefined);
    }
    if (!(await isInContact(paths)))
        return 'stopped';
    return (await statIfThere(paths.wireState)) === undefined
        ? await sayFarewell(paths, farewellMs, async () => void (await keep()))
        : await sayFarewellWithRelay(paths, keep);
}
async function sayFarewell(paths, forMs, meanwhile) {
    const farewell = AbortSignal.timeout(forMs);
    while (!farewell.aborted) {
        await meanwhile();
        if (await isFinished(paths))
            return 'released';
        await pause(pollMs, farewell).catch(() => undefined);
    }
    return 'stopped';
}
async function sayFarewellWithRelay(paths, keep) {
    await keep();
    const nothing = { maxCostUsd: 0, maxTokens: 0 };
    await writeAtomic(paths.allowance, JSON.stringify(nothing));
    const end = await sayFarewell(paths, farewellMs, () => Promise.resolve());
    if (end === 'released')
        return end;
    const tooLong = AbortSignal.timeout(lastAnswersMs);
    while (!tooLong.aborted && (await hasOpenRequests(paths)))
        await pause(pollMs, tooLong).catch(() => undefined);
    return end;
}
async function hasOpenRequests(paths) {
    const state = await readJson(paths.wireState, 1024 * 1024);
    return isObject(state) && typeof state['open'] === 'number' && state['open'] > 0;
}
async function isInContact(paths) {
    const contact = await statIfThere(paths.contact);
    return contact !== undefined && Date.now() - contact.mtimeMs < recentMs;
}
async function isFinished(paths) {
    const parsed = parseRequest(await readJson(paths.request, 4 * 1024 * 1024));
    return parsed.ok && parsed.request.kind === 'finish';
}
async function isForgotten(paths, holdMs) {
    const done = await statIfThere(paths.done);
    if (done === undefined)
        return false;
    const contact = await statIfThere(paths.contact);
    return Date.now() - Math.max(done.mtimeMs, contact?.mtimeMs ?? 0) > holdMs;
}
function runKeeper(paths, say) {
    const kept = new Map();
    const tampered = new Set();
    const replaced = new Set();
    const runCacheName = external_node_path_namespaceObject.relative(paths.results, paths.runCache);
    let keptBytes = 0;
    let full = false;
    let written = '';
    const keep = async (name, stamp, content) => {
        if (keptBytes + content.length > maxKeptBytes) {
            if (!full)
                say(`${maxKeptBytes} bytes of run files are kept, which is the limit`);
            full = true;
            return;
        }
        await writeAtomic(external_node_path_namespaceObject.join(paths.kept, name), content);
        keptBytes += content.length;
        const firstSeenAt = new Date().toISOString();
        kept.set(name, {
            entry: { path: name, size: content.length, sha256: sha256(content), firstSeenAt },
            stamp,
            answered: modelAnswered(parseObject(Buffer.from(content).toString('utf8'))),
        });
    };
    const look = async (name, stamp) => {
        const known = kept.get(name);
        if (known?.stamp === stamp)
            return;
        const content = await readRegular(external_node_path_namespaceObject.join(paths.results, name), maxRunFileBytes);
        if (known === undefined) {
            if (content !== undefined)
                await keep(name, stamp, content);
            return;
        }
        known.stamp = stamp;
        if (content !== undefined && sha256(content) === known.entry.sha256)
            return;
        if (known.answered) {
            tampered.add(name);
        }
        else if (content !== undefined) {
            let count = 1;
            while ((await statIfThere(external_node_path_namespaceObject.join(paths.kept, `${name}.replaced${count}`))) !== undefined)
                count++;
            await (0,promises_namespaceObject.rename)(external_node_path_namespaceObject.join(paths.kept, name), external_node_path_namespaceObject.join(paths.kept, `${name}.replaced${count}`));
            replaced.add(name);
            await keep(name, stamp, content);
        }
    };
    return async () => {
        const found = new Map();
        for (const { path: name, stats } of await findFiles(paths.runCache, results_maxRunFiles)) {
            if (parseRunPath(name) === undefined)
                continue;
            found.set(`${runCacheName}/${name}`, [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(':'));
        }
        for (const [name, stamp] of found)
            await look(name, stamp);
        for (const [name, { answered }] of kept)
            if (answered && !found.has(name))
                tampered.add(name);
        const index = {
            schemaVersion: SCHEMA_VERSION,
            files: [...kept.values()].map(({ entry }) => entry).sort((a, b) => (a.path < b.path ? -1 : 1)),
            replaced: [...replaced].sort(),
            tampered: [...tampered].sort(),
        };
        const text = `${JSON.stringify(index, null, 2)}\n`;
        if (text !== written) {
            await writeAtomic(paths.keptIndex, text);
            written = text;
        }
        return index;
    };
}

;// CONCATENATED MODULE: ./lib/src/protocol/openclaw-version.js

const oldest = [2026, 6, 1];
function compatibilityWith(version) {
    const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
    if (match === null)
        return { shim: true, maxConcurrency: 1 };
    const numbers = match.slice(1).map(Number);
    if (isBefore(numbers, oldest)) {
        throw new ActionError('gateway-incompatible', `OpenClaw ${version} is older than ${oldest.join('.')}, the oldest version ClawBench works with.`, { hint: 'Choose a newer OpenClaw image.' });
    }
    const endsOtherTurns = !isBefore(numbers, [2026, 9, 5]) || (!isBefore(numbers, [2026, 8, 2]) && isBefore(numbers, [2026, 8, 3]));
    return {
        shim: !isBefore(numbers, [2026, 8, 1]),
        maxConcurrency: endsOtherTurns ? 1 : Number.POSITIVE_INFINITY,
    };
}
function isBefore(version, limit) {
    for (const [index, part] of limit.entries()) {
        const own = version[index] ?? 0;
        if (own !== part)
            return own < part;
    }
    return false;
}
function taggedVersion(image) {
    return /:v?(\d{4}\.\d+\.\d+)(?=[-@]|$)/.exec(image)?.[1] ?? null;
}
function isTaggedFrom(image, version) {
    const tagged = taggedVersion(image);
    return tagged !== null && !isBefore(tagged.split('.').map(Number), version);
}
function maxConcurrencyOf(image) {
    const version = taggedVersion(image);
    return version === null ? Number.POSITIVE_INFINITY : compatibilityWith(version).maxConcurrency;
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: ./lib/sidecar/harness-process.js



function spawnHarness(command, env, channel = 'no channel') {
    const third = channel === 'channel' ? ['pipe'] : [];
    const child = (0,external_node_child_process_namespaceObject.spawn)('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], {
        env: { ...env },
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit', ...third],
    });
    const [, output, , duplex] = child.stdio;
    if (output === null)
        throw new Error('a process was started without standard output');
    const ended = new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    ended.catch(() => undefined);
    return { pid: child.pid, output, channel: duplex instanceof external_node_stream_namespaceObject.Duplex ? duplex : undefined, ended };
}
function attend({ pid, output, ended }, onOutput) {
    const reading = (async () => {
        for await (const chunk of bytesOf(output))
            await onOutput(chunk);
    })();
    const exit = ended.then(async (result) => {
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(), 2000);
        await Promise.race([
            reading,
            new Promise((resolve) => late.signal.addEventListener('abort', () => resolve())),
        ]);
        clearTimeout(timer);
        output.destroy();
        killGroup(pid, 'SIGKILL');
        return result;
    });
    reading.catch(() => undefined);
    return {
        exit,
        stop: async (graceMs) => {
            killGroup(pid, 'SIGTERM');
            const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs);
            await ended.catch(() => undefined);
            clearTimeout(timer);
            killGroup(pid, 'SIGKILL');
        },
    };
}
function killGroup(pid, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch {
    }
}

;// CONCATENATED MODULE: ./lib/sidecar/lines.js
function lineSplitter(onLine, maxBytes = 64 * 1024) {
    let parts = [];
    let held = 0;
    const emit = () => {
        onLine(Buffer.concat(parts).toString('utf8').replace(/\r$/, ''));
        parts = [];
        held = 0;
    };
    const hold = (part) => {
        const kept = part.subarray(0, maxBytes - held);
        if (kept.length === 0)
            return;
        parts.push(Uint8Array.from(kept));
        held += kept.length;
    };
    return (chunk) => {
        if (chunk === undefined) {
            if (held > 0)
                emit();
            return;
        }
        let start = 0;
        for (;;) {
            const end = chunk.indexOf(0x0a, start);
            if (end === -1)
                break;
            hold(chunk.subarray(start, end));
            emit();
            start = end + 1;
        }
        if (start < chunk.length)
            hold(chunk.subarray(start));
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/warm-harness.js



const maxAnswerBytes = 32 * 1024 * 1024;
function warmUp(process) {
    const { channel, ended, output, pid } = process;
    let answered = () => undefined;
    const gone = ended.then(() => undefined, () => undefined);
    const split = lineSplitter((line) => answered(parseObject(line)), maxAnswerBytes);
    channel?.on('data', split);
    channel?.on('error', () => undefined);
    const end = () => {
        killGroup(pid, 'SIGKILL');
        channel?.destroy();
        output.destroy();
    };
    const order = async (request, signal) => {
        if (signal.aborted)
            return undefined;
        const aborted = Promise.withResolvers();
        const onAbort = () => aborted.resolve(undefined);
        signal.addEventListener('abort', onAbort, { once: true });
        const answer = new Promise((resolve) => {
            answered = resolve;
        });
        channel?.write(`${JSON.stringify(request)}\n`);
        const first = await Promise.race([answer, gone, aborted.promise]);
        signal.removeEventListener('abort', onAbort);
        return first;
    };
    return {
        end,
        ask: async (program, args, signal) => {
            const answer = await order({ program, args, keep: true }, signal);
            return answer?.['code'] === 0 && typeof answer['output'] === 'string' ? answer['output'] : undefined;
        },
        become: async (program, args, signal) => {
            const answer = await order({ program, args, keep: false }, signal);
            if (answer?.['taken'] !== true) {
                end();
                return undefined;
            }
            channel?.destroy();
            return process;
        },
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/harness.js






const loadLimitMs = 30_000;
async function openHarness(env, sidecarDir) {
    const program = await findInPath('clawbench', env['PATH'] ?? '');
    if (program === undefined) {
        throw new ActionError('bad-config', 'The harness image has no program "clawbench" in its PATH.', {
            hint: 'Write the name of a ClawBench image.',
        });
    }
    const interpreter = await interpreterOf(program);
    let warm;
    const close = () => {
        warm?.end();
        warm = undefined;
    };
    return {
        close,
        prepare: () => {
            if (interpreter === undefined)
                return;
            const command = [interpreter, external_node_path_namespaceObject.join(sidecarDir, 'warm_harness.py'), program];
            warm ??= warmUp(spawnHarness(command, env, 'channel'));
        },
        listTasks: async (timeoutMs, signal) => {
            const args = ['list-tasks'];
            const giveUp = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
            const listed = await warm?.ask(program, args, giveUp);
            signal.throwIfAborted();
            if (listed !== undefined)
                return listed;
            close();
            const start = (onOutput) => attend(spawnHarness([program, ...args], env), onOutput);
            return await listTasks(start, timeoutMs, { signal, giveUp });
        },
        start: async (args, { shim, onOutput }, signal) => {
            const limit = AbortSignal.any([signal, AbortSignal.timeout(loadLimitMs)]);
            const prepared = warm;
            warm = undefined;
            const ready = await prepared?.become(shim ?? program, args, limit);
            const command = shim === undefined ? [program] : [interpreter ?? 'python3', shim];
            return attend(ready ?? spawnHarness([...command, ...args], env), onOutput);
        },
    };
}
async function findInPath(name, searched) {
    for (const directory of searched.split(external_node_path_namespaceObject.delimiter).filter((entry) => entry !== '')) {
        const candidate = external_node_path_namespaceObject.join(directory, name);
        try {
            await (0,promises_namespaceObject.access)(candidate, promises_namespaceObject.constants.X_OK);
            return candidate;
        }
        catch {
        }
    }
    return undefined;
}
async function interpreterOf(script) {
    const handle = await (0,promises_namespaceObject.open)(script);
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
        const [, interpreter] = /^#!(\/\S*python[^\s/]*)\s*\n/.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
        return interpreter;
    }
    finally {
        await handle.close();
    }
}
async function listTasks(start, timeoutMs, { signal, giveUp }) {
    const chunks = [];
    let size = 0;
    const listing = start(async (chunk) => {
        size += chunk.length;
        if (size < 4 * 1024 * 1024)
            chunks.push(chunk);
    });
    const stop = () => void listing.stop(1000);
    if (giveUp.aborted)
        stop();
    else
        giveUp.addEventListener('abort', stop, { once: true });
    const { code, signal: killedBy } = await listing.exit;
    signal.throwIfAborted();
    const output = Buffer.concat(chunks).toString('utf8');
    if (code === 0)
        return output;
    const how = giveUp.aborted ? `did not end within ${timeoutMs / 1000} s` : `failed (${code ?? killedBy})`;
    const words = cleanWords(output.trim().split('\n').slice(-3).join(' '));
    throw new ActionError('bad-config', `\`clawbench list-tasks\` ${how}: ${words || 'it printed nothing'}.`, {
        hint: 'Look at the harness image.',
    });
}
function runArguments(options) {
    const { model, runs, concurrency, output, tasks, more } = options;
    const named = tasks.flatMap((task) => ['-t', task]);
    return ['run', '-m', model, '-n', String(runs), '-c', String(concurrency), '-o', output, ...named, ...more];
}

;// CONCATENATED MODULE: ./lib/sidecar/evidence.js


const EVIDENCE_SETTLES_MS = 60_000;
function evidencePlaces({ evidence, reviews }) {
    return { CLAWBENCH_EVIDENCE_DIR: evidence, CLAWBENCH_REVIEW_DIR: reviews };
}
async function dropEvidence({ evidence, reviews }, settledMs) {
    for (const directory of [evidence, reviews]) {
        for (const name of await namesIn(directory)) {
            const run = external_node_path_namespaceObject.join(directory, name);
            if (Date.now() - (await changedMs(run)) >= settledMs)
                await (0,promises_namespaceObject.rm)(run, { recursive: true, force: true });
        }
    }
}
async function namesIn(directory) {
    const isDirectory = (await (0,promises_namespaceObject.lstat)(directory).catch(() => undefined))?.isDirectory() === true;
    return isDirectory ? await (0,promises_namespaceObject.readdir)(directory).catch(() => []) : [];
}
async function changedMs(run) {
    const all = [run, ...(await namesIn(run)).map((name) => external_node_path_namespaceObject.join(run, name))];
    const times = await Promise.all(all.map(async (each) => (await (0,promises_namespaceObject.lstat)(each).catch(() => undefined))?.ctimeMs));
    return Math.max(...times.map((time) => time ?? 0));
}

;// CONCATENATED MODULE: ./lib/sidecar/harness-env.js


function harnessEnv({ config, env, paths, }) {
    return {
        ...env,
        CLAWBENCH_RUN_CACHE_DIR: paths.runCache,
        ...evidencePlaces(paths),
        COLUMNS: '200',
        [podVariables.stateDir]: config.harnessStateDir,
        PYTHONNOUSERSITE: '1',
        PYTHONUNBUFFERED: '1',
        TZ: 'UTC',
        MLFLOW_TRACKING_URI: undefined,
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/preflight.js





async function openSession(gateway, model) {
    try {
        const label = `clawbench-preflight-${(0,external_node_crypto_namespaceObject.randomUUID)().slice(0, 8)}`;
        const created = await gateway.call('sessions.create', { model, label });
        return { model, key: String(created['key'] ?? created['sessionKey']) };
    }
    catch (error) {
        if (error instanceof GatewayRefusal)
            throw noAccess(model, cleanWords(error.message));
        throw error;
    }
}
async function closeSession(gateway, { key }) {
    await gateway.call('sessions.abort', { key }).catch(() => undefined);
    await gateway.call('sessions.delete', { key }).catch(() => undefined);
}
async function hasBrowser(gateway, { key }) {
    const [tools, browser] = await Promise.all([
        gateway.call('tools.effective', { sessionKey: key }),
        gateway.call('browser.request', { method: 'GET', path: '/' }).catch(nothingWhenRefused),
    ]);
    const groups = Array.isArray(tools['groups']) ? tools['groups'].map(asObject) : [];
    const offered = groups.some((group) => Array.isArray(group['tools']) && group['tools'].some((tool) => asObject(tool)['id'] === 'browser'));
    const program = browser['detectedExecutablePath'] ?? browser['executablePath'];
    return offered && typeof program === 'string' && program !== '';
}
function nothingWhenRefused(error) {
    if (error instanceof GatewayRefusal)
        return {};
    throw error;
}
async function listsModels(gateway, wanted) {
    const { models } = await gateway.call('models.list', {}).catch(nothingWhenRefused);
    const usable = (Array.isArray(models) ? models.map(asObject) : []).filter(({ available }) => available !== false);
    const names = new Set(usable.map(({ provider, id }) => `${asText(provider)}/${asText(id)}`));
    return wanted.every((model) => names.has(model));
}
const connectionProblemLimitMs = 20_000;
async function takeTurn(gateway, session, timeoutMs, signal) {
    const start = performance.now();
    let current = session;
    for (;;) {
        const leftMs = timeoutMs - (performance.now() - start);
        const outcome = await turn(gateway, current, Math.max(1000, leftMs), signal);
        void closeSession(gateway, current);
        if (outcome.ok)
            return outcome.usage;
        const elapsedMs = performance.now() - start;
        const limitMs = isRateLimit(outcome.words) ? timeoutMs : Math.min(timeoutMs, connectionProblemLimitMs);
        if (!isTransient(outcome.words) || elapsedMs + 3000 > limitMs) {
            throw noAccess(session.model, cleanWords(outcome.words));
        }
        await pause(3000, signal);
        current = await openSession(gateway, session.model);
    }
}
async function turn(gateway, { key }, timeoutMs, signal) {
    const sent = await gateway.call('sessions.send', {
        key,
        message: 'Reply with exactly: pong',
        idempotencyKey: (0,external_node_crypto_namespaceObject.randomUUID)(),
        timeoutMs: Math.round(timeoutMs),
    });
    const aborted = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const waited = await Promise.race([
        gateway.call('agent.wait', { runId: sent['runId'], timeoutMs: Math.round(timeoutMs) }, timeoutMs + 10_000),
        aborted,
    ]);
    const { messages } = await gateway.call('sessions.get', { key });
    return judgeTurn(waited, Array.isArray(messages) ? messages : []);
}
function judgeTurn(waited, messages) {
    const last = messages.map(asObject).findLast((message) => message['role'] !== 'user') ?? {};
    const texts = textOf(last['content']);
    const failure = last['errorMessage'] ?? (last['role'] === 'custom' ? asObject(last['details'])['error'] : undefined);
    const byGateway = last['provider'] === 'openclaw' || last['model'] === 'gateway-injected';
    const usage = asObject(last['usage']);
    const answered = waited['status'] === 'ok' &&
        last['role'] === 'assistant' &&
        failure === undefined &&
        last['stopReason'] !== 'error' &&
        !byGateway &&
        Array.isArray(last['content']) &&
        last['content'].length > 0;
    if (answered) {
        return {
            ok: true,
            usage: { tokens: asAmount(usage['totalTokens']), costUsd: asAmount(asObject(usage['cost'])['total']) },
        };
    }
    const words = failure ?? (byGateway && texts !== '' ? texts : undefined) ?? waited['error'];
    if (typeof words === 'string' && words !== '')
        return { ok: false, words: plainWords(words) };
    return { ok: false, words: waited['status'] === 'timeout' ? 'no answer in time' : 'an empty answer' };
}
function plainWords(words) {
    return words
        .replace(/^⚠️\s*/u, '')
        .replace(/^Agent failed before reply:\s*/, '')
        .replace(/\n(?:Logs:|To view logs)[^]*$/, '');
}
function textOf(content) {
    if (typeof content === 'string')
        return content;
    if (!Array.isArray(content))
        return '';
    return content
        .map((block) => asObject(block)['text'])
        .filter((text) => typeof text === 'string')
        .join('\n');
}
function noAccess(model, words) {
    return new ActionError('bad-model-access', `The model ${model} does not answer: ${words.replace(/\.$/, '')}.`, {
        hint: /connection error/i.test(words)
            ? 'Check that pods reach the endpoint: `https-proxy` and `ca-certificates` are for proxies and private certificates.'
            : 'Check the provider key, the model name, and the endpoint.',
    });
}
const isRateLimit = (words) => /^429\b|rate.?limit/i.test(words) && !/quota|billing/i.test(words);
const isTransient = (words) => isRateLimit(words) || /^5\d\d\b|^HTTP 5\d\d\b|connection error|overloaded|an empty answer/i.test(words);

;// CONCATENATED MODULE: ./lib/sidecar/tasks.js

function parseTaskList(output) {
    const row = /^ {2}(\S+) +tier\d +\S+ +(\S+) +\S+ +(\S+) *$/;
    return output.split(/\r?\n/).flatMap((line) => {
        const [, id, variants, family] = row.exec(line) ?? [];
        return id !== undefined && family !== undefined && variants !== 'ambiguous' ? [{ id, family }] : [];
    });
}
function selectTasks(suite, wanted, browser) {
    const known = new Map(suite.map((task) => [task.id, task]));
    const unknown = wanted.filter((id) => !known.has(id));
    if (unknown.length > 0) {
        const names = unknown.map((id) => {
            const near = nearest(id, [...known.keys()]);
            return near.length > 0 ? `"${id}" (did you mean ${near.join(' or ')}?)` : `"${id}"`;
        });
        throw new ActionError('unknown-task', `The harness image has no task ${names.join(', ')}.`, {
            hint: `It has: ${[...known.keys()].sort().join(', ')}.`,
        });
    }
    const tasks = wanted.length > 0 ? wanted.flatMap((id) => known.get(id) ?? []) : suite;
    refuseStrangeIds(tasks);
    const needBrowser = tasks.filter((task) => task.family === 'browser' && !browser).map((task) => task.id);
    if (wanted.length > 0 && needBrowser.length > 0) {
        throw new ActionError('bad-config', `The gateway has no browser, which ${needBrowser.join(', ')} need${needBrowser.length === 1 ? 's' : ''}.`, { hint: 'Use an OpenClaw image with a browser (the "-browser" variant), or leave these tasks out.' });
    }
    return {
        chosen: tasks
            .map((task) => task.id)
            .filter((id) => !needBrowser.includes(id))
            .sort(),
        dropped: needBrowser.sort(),
    };
}
const directoryName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?$/;
function refuseStrangeIds(tasks) {
    const strange = tasks.map((task) => task.id).filter((id) => !directoryName.test(id));
    if (strange.length === 0)
        return;
    const names = strange.map((id) => JSON.stringify(id)).join(', ');
    throw new ActionError('bad-config', `Runs cannot be stored under the id of task ${names}.`, {
        hint: 'Use ids of letters, digits, ".", "_" and "-", with a letter or digit at both ends.',
    });
}
function shareOf(tasks, shard, shards, durations) {
    const sorted = [...tasks].sort();
    const known = sorted.flatMap((id) => durations[id] ?? []).sort((a, b) => a - b);
    const median = known[Math.floor(known.length / 2)];
    if (median === undefined)
        return sorted.filter((_, index) => index % shards === shard);
    const lengthOf = (id) => durations[id] ?? median;
    const load = Array.from({ length: shards }, () => 0);
    const share = [];
    for (const id of sorted.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
        const least = load.indexOf(Math.min(...load));
        load[least] = (load[least] ?? 0) + lengthOf(id);
        if (least === shard)
            share.push(id);
    }
    return share.sort();
}
function nearest(id, known) {
    const limit = Math.max(2, Math.floor(id.length / 3));
    return known
        .map((candidate) => ({
        candidate,
        distance: candidate.includes(id) || id.includes(candidate) ? 1 : editDistance(id, candidate),
    }))
        .filter(({ distance }) => distance <= limit)
        .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
        .slice(0, 3)
        .map(({ candidate }) => candidate);
}
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[b.length] ?? 0;
}

;// CONCATENATED MODULE: ./lib/sidecar/user-files.js








const user_files_pollMs = 50;
const maxBundleBytes = 64 * 1024 * 1024;
async function takeUserFiles(expected, paths, signal) {
    if (expected === undefined)
        return { env: {}, needsShim: false };
    while ((await statIfThere(paths.userFiles)) === undefined)
        await pause(user_files_pollMs, signal);
    const content = await readRegular(paths.userFiles, maxBundleBytes);
    const bundle = content === undefined ? {} : parseObject(content.toString('utf8'));
    if (content === undefined || sha256(content) !== expected || !isObject(bundle))
        throw otherFiles();
    const { agent, tasks } = bundle;
    await (0,promises_namespaceObject.rm)(paths.unpacked, { recursive: true, force: true });
    const env = {};
    if (Array.isArray(agent) && agent.length > 0)
        env['CLAWBENCH_AGENT_FILES'] = await unpack(agent, external_node_path_namespaceObject.join(paths.unpacked, 'agent'));
    if (Array.isArray(tasks))
        env['CLAWBENCH_TASKS_DIR'] = await unpack(tasks, external_node_path_namespaceObject.join(paths.unpacked, 'tasks'));
    return { env, needsShim: env['CLAWBENCH_AGENT_FILES'] !== undefined };
}
async function unpack(files, directory) {
    await (0,promises_namespaceObject.mkdir)(directory, { recursive: true });
    for (const file of files) {
        if (!isUserFile(file))
            throw otherFiles();
        const place = external_node_path_namespaceObject.join(directory, file.path);
        if (!place.startsWith(`${directory}/`))
            throw otherFiles();
        await (0,promises_namespaceObject.mkdir)(external_node_path_namespaceObject.dirname(place), { recursive: true });
        await (0,promises_namespaceObject.writeFile)(place, Buffer.from(file.base64, 'base64'), { flag: 'wx' });
        if (file.executable)
            await (0,promises_namespaceObject.chmod)(place, 0o755);
    }
    return directory;
}
function isUserFile(value) {
    return (isObject(value) &&
        typeof value['path'] === 'string' &&
        typeof value['executable'] === 'boolean' &&
        typeof value['base64'] === 'string');
}
function otherFiles() {
    return new ActionError('bad-config', 'The user files that arrived are not those that the settings of this evaluation announce.');
}

;// CONCATENATED MODULE: ./lib/sidecar/boot.js










const listTimeoutMs = 120_000;
async function boot(config, paths, host, signal) {
    const { HOME: home = config.harnessStateDir } = host.env;
    for (const directory of [config.harnessStateDir, home])
        await (0,promises_namespaceObject.mkdir)(directory, { recursive: true, mode: 0o750 });
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    let harness;
    const list = async () => {
        const { env, needsShim } = await takeUserFiles(config.userFilesSha256, paths, either);
        harness = await openHarness(harnessEnv({ config, env: { ...host.env, ...env }, paths }), host.sidecarDir);
        either.throwIfAborted();
        harness.prepare();
        return { harness, needsShim, listing: await harness.listTasks(listTimeoutMs, either) };
    };
    try {
        const ready = waitUntilReady(config.gatewayPort, config.gatewayTimeoutMs, either);
        const [listed] = await Promise.all([list(), ready]).catch((error) => {
            failed.abort(error);
            throw error;
        });
        const hasRelay = (host.env[podVariables.relayToken] ?? '') !== '';
        return { harness: listed.harness, ...(await ask(config, { ...listed, hasRelay }, signal)) };
    }
    catch (error) {
        harness?.close();
        throw error;
    }
}
async function ask(config, { listing, needsShim, hasRelay }, signal) {
    const suite = parseTaskList(listing);
    if (suite.length === 0) {
        throw new ActionError('bad-config', '`clawbench list-tasks` listed no task.', {
            hint: 'Look at the harness image.',
        });
    }
    const wished = selectTasks(suite, config.tasks, true);
    const gateway = await connect({ port: config.gatewayPort, token: config.gatewayToken }, config.gatewayTimeoutMs, signal);
    try {
        const found = compatibilityWith(gateway.version);
        const compatibility = { ...found, shim: found.shim || needsShim || config.shim === 'always' };
        let selection = wished;
        if (needsBrowser(suite, wished) && config.browser !== 'yes') {
            const browser = config.browser === 'auto' && (await asksForBrowser(gateway, config.model));
            selection = selectTasks(suite, config.tasks, browser);
        }
        const models = config.judgeModel === undefined ? [config.model] : [config.model, config.judgeModel];
        const knowsModels = hasRelay && (await listsModels(gateway, models));
        gateway.close();
        return {
            openclawVersion: gateway.version,
            compatibility,
            tasks: shareOf(selection.chosen, config.shard, config.shards, config.taskDurations),
            droppedTasks: selection.dropped,
            knowsModels,
        };
    }
    catch (error) {
        gateway.close();
        throw error;
    }
}
async function asksForBrowser(gateway, model) {
    const session = await openSession(gateway, model);
    try {
        return await hasBrowser(gateway, session);
    }
    finally {
        await closeSession(gateway, session);
    }
}
function needsBrowser(suite, { chosen }) {
    return suite.some((task) => task.family === 'browser' && chosen.includes(task.id));
}

;// CONCATENATED MODULE: ./lib/sidecar/capped-log.js



function openCappedLog(file, headBytes, tailBytes) {
    const older = `${file}.older.tmp`;
    const newer = `${file}.newer.tmp`;
    const segmentBytes = Math.max(1, Math.floor(tailBytes / 2));
    const head = (0,external_node_fs_namespaceObject.openSync)(file, openFlags(file));
    let segment;
    let headSize = Math.min(sizeOf(file), headBytes);
    let segmentSize = sizeOf(newer);
    let beyondHead = sizeOf(older) + segmentSize;
    const write = (chunk) => {
        const forHead = chunk.subarray(0, headBytes - headSize);
        writeAt(head, forHead, headSize);
        headSize += forHead.length;
        let rest = chunk.subarray(forHead.length);
        beyondHead += rest.length;
        while (rest.length > 0) {
            if (segmentSize >= segmentBytes) {
                if (segment !== undefined)
                    (0,external_node_fs_namespaceObject.closeSync)(segment);
                (0,external_node_fs_namespaceObject.renameSync)(newer, older);
                segment = undefined;
                segmentSize = 0;
            }
            segment ??= (0,external_node_fs_namespaceObject.openSync)(newer, openFlags(newer));
            const part = rest.subarray(0, segmentBytes - segmentSize);
            writeAt(segment, part, segmentSize);
            segmentSize += part.length;
            rest = rest.subarray(part.length);
        }
    };
    const join = async () => {
        if (beyondHead === 0)
            return;
        (0,external_node_fs_namespaceObject.ftruncateSync)(head, headSize);
        let end = headSize;
        const append = (chunk) => {
            writeAt(head, chunk, end);
            end += chunk.length;
        };
        const leftOut = beyondHead - sizeOf(older) - segmentSize;
        if (leftOut > 0)
            append(Buffer.from(`\n[… ${leftOut} bytes left out …]\n`));
        for (const name of [older, newer]) {
            if (sizeOf(name) === 0)
                continue;
            for await (const chunk of bytesOf((0,external_node_fs_namespaceObject.createReadStream)(name)))
                append(chunk);
        }
    };
    return {
        write,
        join,
        close: () => {
            (0,external_node_fs_namespaceObject.closeSync)(head);
            if (segment !== undefined)
                (0,external_node_fs_namespaceObject.closeSync)(segment);
        },
    };
}
function removeLog(file, what) {
    for (const name of [...(what === 'log' ? [file] : []), `${file}.older.tmp`, `${file}.newer.tmp`]) {
        (0,external_node_fs_namespaceObject.rmSync)(name, { force: true });
    }
}
function writeAt(fd, chunk, position) {
    let written = 0;
    while (written < chunk.length) {
        written += (0,external_node_fs_namespaceObject.writeSync)(fd, chunk, written, chunk.length - written, position + written);
    }
}
const openFlags = (file) => (sizeOf(file) === 0 ? 'w' : 'r+');
function sizeOf(file) {
    try {
        return (0,external_node_fs_namespaceObject.statSync)(file).size;
    }
    catch (error) {
        if (hasCode(error, 'ENOENT'))
            return 0;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/sidecar/collect.js





const maxFiles = 20_000;
const maxResultBytes = 256 * 1024 * 1024;
async function acceptResult(written, place) {
    const content = await readRegular(written, maxResultBytes);
    const tasks = content === undefined ? undefined : asObject(parseObject(content.toString('utf8')))['task_results'];
    if (!Array.isArray(tasks) || tasks.length === 0)
        return false;
    await (0,promises_namespaceObject.rename)(written, place);
    return true;
}
async function writeDone(paths, outcome) {
    const own = new Set([paths.state, paths.done, paths.journal].map((file) => external_node_path_namespaceObject.relative(paths.results, file)));
    const files = [];
    for (const { path: name } of await findFiles(paths.results, maxFiles)) {
        if (own.has(name) || name.endsWith('.tmp'))
            continue;
        const content = await digest(external_node_path_namespaceObject.join(paths.results, name));
        if (content !== undefined)
            files.push({ path: name, ...content });
    }
    const done = {
        schemaVersion: SCHEMA_VERSION,
        ...outcome,
        finishedAt: new Date().toISOString(),
        files,
    };
    await writeAtomic(paths.done, `${JSON.stringify(done, null, 2)}\n`);
}

;// CONCATENATED MODULE: ./lib/sidecar/config.js





function readConfig(env, root) {
    const { values, problems } = readSettings(env);
    const text = (name) => env[name]?.trim() ?? '';
    const gatewayToken = text(podVariables.gatewayToken);
    if (gatewayToken === '')
        problems.push(`${podVariables.gatewayToken} is not set: the gateway refuses connections without its token`);
    const index = text(podVariables.shard) || '0';
    const shard = Number(index);
    if (!Number.isSafeInteger(shard) || shard < 0)
        problems.push(`${podVariables.shard} is "${index}": write a whole number of at least 0`);
    else if (shard >= values.shards)
        problems.push(`${podVariables.shard} is ${shard}, but ${settings.shards.variable} is ${values.shards}`);
    if (problems.length > 0) {
        throw new ActionError('bad-config', `The evaluation's settings are wrong: ${problems.join('; ')}.`);
    }
    return {
        ...values,
        shard,
        gatewayToken,
        gatewayLog: gatewayLogPath(env, root),
        harnessStateDir: text(podVariables.stateDir) || external_node_path_namespaceObject.join(root, podPaths.work, 'eval'),
    };
}
function gatewayLogPath(env, root) {
    return readSetting(env, 'gatewayLog') ?? external_node_path_namespaceObject.join(root, podPaths.gatewayOwnLog);
}

;// CONCATENATED MODULE: ./lib/sidecar/gateway-log.js





function consoleLine(line) {
    const entry = parseObject(line);
    if (entry === undefined)
        return line;
    const { time, message, 0: name, 1: fields } = entry;
    const source = /"subsystem":"(?:gateway\/)?([^"]+)"/.exec(asText(name))?.[1];
    const text = asText(message);
    const words = source !== undefined && text.startsWith(`${source} `) ? text.slice(source.length + 1) : text;
    const details = describe(asObject(fields));
    return [
        asText(time),
        source === undefined ? '' : `[${source}]`,
        details === '' ? words : `${words}: ${details}`,
    ]
        .filter((part) => part !== '')
        .join(' ')
        .replaceAll(/[\r\n]+/g, ' ');
}
function describe(fields) {
    const { rawErrorPreview, ...rest } = fields;
    const parts = Object.entries(rest)
        .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
        .map(([name, value]) => `${name}=${String(value)}`);
    if (typeof rawErrorPreview === 'string')
        parts.push(`rawError=${rawErrorPreview}`);
    return parts.join(' ');
}
const headBytes = 16 * 1024 * 1024;
const tailBytes = 48 * 1024 * 1024;
async function copyGatewayLog(from, to) {
    const handle = await openRegular(from);
    if (handle === undefined)
        return false;
    removeLog(to, 'log');
    const log = openCappedLog(to, headBytes, tailBytes);
    const buffered = buffer(log);
    const split = lineSplitter((line) => buffered.write(`${consoleLine(line)}\n`));
    for await (const chunk of bytesOf(handle.createReadStream()))
        split(chunk);
    split();
    buffered.flush();
    await log.join();
    log.close();
    removeLog(to, 'segments');
    return true;
}
function buffer(log) {
    let held = '';
    const flush = () => {
        log.write(Buffer.from(held));
        held = '';
    };
    return {
        write: (text) => {
            held += text;
            if (held.length > 256 * 1024)
                flush();
        },
        flush,
    };
}
const tailWindowBytes = 64 * 1024;
async function lastGatewayLines(file, count) {
    const handle = await openRegular(file);
    if (handle === undefined)
        return [];
    const { size } = await handle.stat();
    const lines = [];
    const split = lineSplitter((line) => lines.push(line));
    const start = Math.max(0, size - tailWindowBytes);
    for await (const chunk of bytesOf(handle.createReadStream({ start })))
        split(chunk);
    split();
    return lines
        .filter((line) => line.trim() !== '')
        .slice(-count)
        .map((line) => cleanWords(consoleLine(line)));
}

;// CONCATENATED MODULE: ./lib/sidecar/journal.js



const empty = {
    schemaVersion: SCHEMA_VERSION,
    restarts: 0,
    tasks: null,
    work: [],
    finishedWork: [],
    seeded: [],
    overhead: { tokens: 0, costUsd: 0 },
    lost: { tokens: 0, costUsd: 0 },
    stopped: [],
    retries: {},
    harnessStartedAt: null,
    idleSince: null,
    idleMs: 0,
    modelChecked: false,
    end: null,
    results: [],
    lastRequest: null,
};
function beginWork({ harnessStartedAt, idleSince, idleMs }, now) {
    return {
        harnessStartedAt: harnessStartedAt ?? now.toISOString(),
        idleSince: null,
        idleMs: idleMs + (idleSince === null ? 0 : Math.max(0, now.getTime() - Date.parse(idleSince))),
    };
}
function workedMs({ harnessStartedAt, idleMs }, nowMs) {
    return harnessStartedAt === null ? undefined : nowMs - Date.parse(harnessStartedAt) - idleMs;
}
function isJournal(value) {
    return isObject(value) && value['schemaVersion'] === SCHEMA_VERSION;
}
async function openJournal(file) {
    const previous = await readJson(file, 16 * 1024 * 1024);
    let entries = isJournal(previous)
        ? { ...empty, ...previous, restarts: (previous.restarts ?? 0) + 1 }
        : empty;
    let writing = Promise.resolve();
    const record = (change) => {
        entries = { ...entries, ...change };
        const written = writing.then(() => writeAtomic(file, `${JSON.stringify(entries)}\n`));
        writing = written.catch(() => undefined);
        return written;
    };
    await record({});
    return {
        get entries() {
            return entries;
        },
        record,
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/leftovers.js



const runName = /^clawbench-.+-[0-9a-f]{6,8}(?:-.*)?$/;
async function endLeftovers(address, signal) {
    const gateway = await connect(address, 2000, signal);
    const quietly = async (method, params) => {
        await gateway.call(method, params, 10_000).catch(() => undefined);
    };
    const listed = async (method, field) => {
        const items = (await gateway.call(method, {}, 10_000))[field];
        return Array.isArray(items) ? items.filter(isObject) : [];
    };
    try {
        const sessions = (await listed('sessions.list', 'sessions'))
            .filter((session) => runName.test(asText(session['label'])))
            .map((session) => asText(session['key']));
        await Promise.all(sessions.map((key) => quietly('sessions.abort', { key })));
        await Promise.all(sessions.map((key) => quietly('sessions.delete', { key })));
        const agents = (await listed('agents.list', 'agents'))
            .filter((agent) => runName.test(asText(agent['name'])))
            .map((agent) => asText(agent['id']));
        for (const agentId of agents)
            await quietly('agents.delete', { agentId, deleteFiles: false });
        return { sessions: sessions.length, agents: agents.length };
    }
    finally {
        gateway.close();
    }
}

;// CONCATENATED MODULE: ./lib/src/protocol/relay.js
const RELAY_PORT = 18700;
const relayPaths = {
    state: '/-/state',
    runs: '/-/runs',
};
const wireApis = [
    'openai-completions',
    'openai-responses',
    'anthropic-messages',
    'google-generative-ai',
];
function allTokens({ input, output, cacheRead, cacheWrite }) {
    return input + output + cacheRead + cacheWrite;
}
function waitingWords({ provider, status, lanes }) {
    const what = status === 429
        ? 'the rate limit (429)'
        : status === null
            ? `${provider}, which cannot be reached`
            : `${provider}, which is overloaded or away (${status})`;
    return `waiting for ${what}, ${lanes.open} of ${lanes.of} lanes`;
}

;// CONCATENATED MODULE: ./lib/sidecar/progress.js

const keyOf = (task, run) => `${task}/${run}`;
function progressOf(plan, files, reported, spent) {
    const planned = plannedKeys(plan);
    const counted = new Map(files.map((file) => [keyOf(file.task, file.run), file]));
    const finished = [...planned].filter((key) => counted.has(key) || reported.has(key));
    const valid = [...planned].flatMap((key) => counted.get(key) ?? []).filter((file) => file.valid);
    const seeded = new Set(spent.seeded);
    const paid = files.filter((file) => !seeded.has(file.path));
    return {
        done: finished.length,
        total: planned.size,
        valid: valid.length,
        meanRunScore: valid.length === 0 ? null : sum(valid.map((file) => file.score)) / valid.length,
        tokens: sum(paid.map((file) => file.tokens)) + spent.overhead.tokens,
        costUsd: sum(paid.map((file) => file.costUsd)) + spent.overhead.costUsd,
    };
}
function spentByRelay({ tokens, costUsd, unpriced }, lost) {
    return {
        tokens: allTokens(tokens) + lost.tokens,
        ...(unpriced === 0 && { costUsd: costUsd + lost.costUsd }),
    };
}
function plannedKeys(plan) {
    return new Set([...plan].flatMap(([task, runs]) => Array.from({ length: runs }, (_, run) => keyOf(task, run))));
}
const sum = (values) => values.reduce((total, value) => total + value, 0);
const head = /^ClawBench v(\S{1,40}) — \d+ tasks x \d+ runs$/;
const stoppedRun = /WARNING clawbench\.harness: Run (\S{1,200})\/(\d{1,6}) hit per-run budget /;
const finishedRun = /^\[\d+\/\d+\] (\S{1,200}) \(tier\d+\/\w+\) run (\d{1,6}):/;
function readLine(line) {
    const [, version] = head.exec(line) ?? [];
    if (version !== undefined)
        return { kind: 'version', version };
    const [, stoppedTask, stoppedIndex] = stoppedRun.exec(line) ?? [];
    if (stoppedTask !== undefined)
        return { kind: 'stopped', key: keyOf(stoppedTask, Number(stoppedIndex)) };
    const [, task, run] = finishedRun.exec(line) ?? [];
    if (task === undefined || run === undefined)
        return undefined;
    return { kind: 'finished', key: keyOf(task, Number(run) - 1) };
}

;// CONCATENATED MODULE: ./lib/sidecar/seeds.js






async function takeSeeds(seed, from, runCache) {
    for (const { path: name, sha256: expected } of seed) {
        if (parseRunPath(name) === undefined || name.split('/').some((part) => part === '..' || part === '.')) {
            return {
                ok: false,
                reason: `the seed ${JSON.stringify(name.slice(0, 200))} is not the path of a run file`,
            };
        }
        const content = await readRegular(external_node_path_namespaceObject.join(from, name), maxRunFileBytes);
        if (content === undefined)
            return { ok: false, reason: `the seed ${name} does not exist` };
        if (sha256(content) !== expected)
            return { ok: false, reason: `the seed ${name} does not have the announced content` };
    }
    const taken = [];
    for (const { path: name } of seed) {
        const content = await readRegular(external_node_path_namespaceObject.join(from, name), maxRunFileBytes);
        if (content === undefined || !modelAnswered(parseObject(content.toString('utf8'))))
            continue;
        await writeAtomic(external_node_path_namespaceObject.join(runCache, name), content);
        taken.push(name);
    }
    return { ok: true, taken };
}
async function dropRuns(runCache, files) {
    for (const file of files)
        await (0,promises_namespaceObject.rm)(external_node_path_namespaceObject.join(runCache, file.path), { force: true });
}

;// CONCATENATED MODULE: ./lib/sidecar/request-queue.js





const request_queue_pollMs = 200;
const maxRequestBytes = 4 * 1024 * 1024;
function openRequestQueue({ paths, journal, status, say, end }) {
    const record = async (id, answer) => {
        const lastRequest = { id, status: answer.status, reason: cleanWords(answer.reason ?? '', [], 500) };
        await journal.record({
            lastRequest,
            ...(answer.work === undefined ? {} : { work: [...journal.entries.work, answer.work] }),
            ...(answer.end === undefined ? {} : { end: answer.end }),
        });
        status.update({ lastRequest });
        if (answer.end !== undefined)
            end(answer.end);
    };
    const answerTo = async (request) => {
        const { work, finishedWork, end: ended, tasks: known } = journal.entries;
        const busy = work.some((item) => !finishedWork.includes(item.id));
        const isOver = ended === null ? undefined : refused(`the shard has ended: ${ended.message}`);
        if (request.kind === 'start') {
            if (isOver !== undefined)
                return isOver;
            if (work.length > 0)
                return refused('the shard was started before');
            const seeds = await takeSeeds(request.seed ?? [], paths.seed, paths.runCache);
            if (!seeds.ok)
                return refused(seeds.reason);
            if (seeds.taken.length > 0)
                say(`took over ${seeds.taken.length} runs of an earlier eval`);
            const lost = request.spent ?? journal.entries.lost;
            await journal.record({
                seeded: seeds.taken,
                lost,
                overhead: request.spent ?? journal.entries.overhead,
            });
            return { status: 'accepted', work: { id: request.id, kind: 'start' } };
        }
        if (request.kind === 'runs') {
            if (isOver !== undefined)
                return isOver;
            if (work.length === 0 || known === null)
                return refused('the shard was not started yet');
            const { tasks, runs } = request;
            const foreign = tasks.filter((task) => !known.includes(task));
            if (foreign.length > 0)
                return refused(`not in this shard: ${foreign.join(', ')}`);
            return { status: 'accepted', work: { id: request.id, kind: 'runs', tasks, runs } };
        }
        if (ended !== null || (work.length > 0 && !busy))
            return { status: 'done' };
        const message = request.kind === 'cancel' ? 'cancelled' : 'asked to finish before its work was done';
        return { status: 'accepted', end: { reason: 'cancelled', failure: null, message } };
    };
    const look = async () => {
        const parsed = parseRequest(await readJson(paths.request, maxRequestBytes));
        const id = parsed.ok ? parsed.request.id : parsed.id;
        const { lastRequest, work } = journal.entries;
        if (id === null || id === lastRequest?.id || work.some((item) => item.id === id))
            return;
        const answer = parsed.ok ? await answerTo(parsed.request) : refused(parsed.reason);
        say([`request ${id} ${answer.status}`, answer.reason].filter((part) => part !== undefined).join(': '));
        await record(id, answer);
    };
    return {
        serve: async (signal) => {
            let seen = '';
            while (!signal.aborted) {
                const stats = await statIfThere(paths.request);
                const stamp = stats === undefined ? '' : `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
                if (stamp !== seen) {
                    await look();
                    seen = stamp;
                }
                await pause(request_queue_pollMs, signal).catch(() => undefined);
            }
        },
        nextWork: async (signal) => {
            for (;;) {
                signal.throwIfAborted();
                const { work, finishedWork } = journal.entries;
                const next = work.find((item) => !finishedWork.includes(item.id));
                if (next !== undefined)
                    return next;
                await pause(50, signal);
            }
        },
        settle: async (id) => {
            if (journal.entries.lastRequest?.id !== id)
                return;
            const lastRequest = { id, status: 'done', reason: '' };
            await journal.record({ lastRequest });
            status.update({ lastRequest });
        },
    };
}
const refused = (reason) => ({ status: 'refused', reason });

;// CONCATENATED MODULE: ./lib/sidecar/relay-view.js



const timeoutMs = 5000;
const relay_view_maxAnswerBytes = 64 * 1024 * 1024;
function openRelayView(env) {
    const token = env[podVariables.relayToken]?.trim() ?? '';
    if (token === '')
        return null;
    const port = Number(env[podVariables.relayPort] ?? RELAY_PORT);
    let state = null;
    async function ask(page) {
        try {
            const response = await fetch(`http://127.0.0.1:${port}${page}`, {
                headers: { authorization: `Bearer ${token}` },
                redirect: 'manual',
                signal: AbortSignal.timeout(timeoutMs),
            });
            return response.status === 200 ? JSON.parse(await relay_view_textOf(response)) : null;
        }
        catch {
            return null;
        }
    }
    return {
        get state() {
            return state;
        },
        async look() {
            const answer = await ask(relayPaths.state);
            if (isState(answer))
                state = answer;
        },
        async tries() {
            const answer = await ask(relayPaths.runs);
            return areTries(answer) ? answer : null;
        },
    };
}
async function relay_view_textOf({ body }) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body ?? []) {
        bytes += chunk.byteLength;
        if (bytes > relay_view_maxAnswerBytes)
            throw new Error('too long');
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function isState(value) {
    if (!isObject(value) || value['schemaVersion'] !== 1 || !isObject(value['tokens']))
        return false;
    const { tokens, costUsd, unpriced, cap, waiting } = value;
    const figures = [
        tokens['input'],
        tokens['output'],
        tokens['cacheRead'],
        tokens['cacheWrite'],
        costUsd,
        unpriced,
    ];
    return (figures.every((figure) => typeof figure === 'number' && Number.isFinite(figure)) &&
        (cap === null || typeof cap === 'string') &&
        (waiting === null || (isObject(waiting) && isObject(waiting['lanes']))));
}
function areTries(value) {
    return (Array.isArray(value) &&
        value.every((one) => isObject(one) && Array.isArray(one['turns']) && isObject(one['spent'])));
}

;// CONCATENATED MODULE: ./lib/sidecar/status.js



const heartbeatMs = 4000;
const settleMs = 100;
function initialState(restarts) {
    return {
        schemaVersion: SCHEMA_VERSION,
        phase: 'booting',
        message: 'starting',
        failure: null,
        heartbeat: new Date().toISOString(),
        shard: 0,
        shards: 1,
        tasks: null,
        droppedTasks: [],
        runsPerTask: 0,
        concurrency: 0,
        done: 0,
        total: 0,
        valid: 0,
        meanRunScore: null,
        tokens: 0,
        costUsd: 0,
        priceKnown: false,
        waiting: null,
        openclawVersion: null,
        harnessVersion: null,
        restarts,
        gatewayRestarts: 0,
        harnessStartedAt: null,
        lastRequest: null,
    };
}
function restoredState(previous, restarts) {
    const known = isObject(previous) && previous['schemaVersion'] === SCHEMA_VERSION ? previous : {};
    const { phase, failure, message, schemaVersion } = initialState(restarts);
    return { ...initialState(restarts), ...known, phase, failure, message, schemaVersion, restarts };
}
function publishState(file, first, onError) {
    let state = first;
    let dirty = true;
    let writing = Promise.resolve();
    let timer;
    let stopped = false;
    const writeIfDirty = async () => {
        if (!dirty)
            return;
        dirty = false;
        state = { ...state, heartbeat: new Date().toISOString() };
        try {
            await writeAtomic(file, `${JSON.stringify(state, null, 2)}\n`);
        }
        catch (error) {
            dirty = true;
            onError(error);
        }
    };
    const write = () => {
        writing = writing.then(writeIfDirty);
        return writing;
    };
    const beat = async () => {
        await write();
        schedule(heartbeatMs);
    };
    const schedule = (ms) => {
        clearTimeout(timer);
        if (stopped)
            return;
        timer = setTimeout(() => {
            dirty = true;
            void beat();
        }, ms);
    };
    schedule(0);
    return {
        get state() {
            return state;
        },
        update: (change) => {
            const next = { ...state, ...change };
            if (JSON.stringify(next) === JSON.stringify(state))
                return;
            state = next;
            dirty = true;
            schedule(settleMs);
        },
        flush: write,
        stop: () => {
            stopped = true;
            clearTimeout(timer);
        },
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/shard.js









const maxStateBytes = 4 * 1024 * 1024;
async function openShard(host) {
    const paths = pathsBelow(host.root);
    await (0,promises_namespaceObject.mkdir)(paths.results, { recursive: true });
    const journal = await openJournal(paths.journal);
    const say = (text) => {
        void host.print(Buffer.from(`supervisor: ${cleanWords(text, secretsOf(host), 2000)}\n`));
    };
    const { restarts, lastRequest, harnessStartedAt } = journal.entries;
    if (restarts > 0)
        say(`started again in place (${restarts})`);
    const previous = restoredState(restarts > 0 ? await readJson(paths.state, maxStateBytes) : undefined, restarts);
    const status = publishState(paths.state, { ...previous, lastRequest, harnessStartedAt }, (error) => say(`state.json cannot be written: ${errorText(error)}`));
    const ending = new AbortController();
    let requested;
    const end = (reason) => {
        requested ??= reason;
        ending.abort(new Error(reason.message));
    };
    return {
        host,
        paths,
        journal,
        status,
        relay: openRelayView(host.env),
        requests: openRequestQueue({ paths, journal, status, say, end }),
        say,
        end,
        endRequested: () => requested,
        stopping: AbortSignal.any([host.signal, ending.signal]),
    };
}
function secretsOf({ env }) {
    return [env[podVariables.gatewayToken] ?? '', env[podVariables.relayToken] ?? ''];
}

;// CONCATENATED MODULE: ./lib/sidecar/shard-end.js







async function endOf({ endRequested, host }, error) {
    const requested = endRequested();
    if (requested !== undefined)
        return requested;
    const failure = isActionError(error) && isShardFailure(error.code) ? error.code : 'internal';
    const hint = isActionError(error) && error.hint !== undefined ? ` ${error.hint}` : '';
    const lines = failure === 'gateway-not-ready' ? await lastGatewayLines(gatewayLogPath(host.env, host.root), 5) : [];
    const log = lines.length > 0 ? ` Last lines of its log: ${lines.join(' | ')}` : '';
    const message = cleanWords(`${errorText(error)}${hint}${log}`, secretsOf(host), 2000);
    return { reason: 'failed', failure, message };
}
function isShardFailure(code) {
    return shardFailures.some((failure) => failure === code);
}
async function closeShard({ host, journal, paths, requests, say, status }) {
    const { end, lastRequest } = journal.entries;
    if (end === null)
        throw new ActionError('internal', 'A shard stopped without a reason.');
    await copyGatewayLog(gatewayLogPath(host.env, host.root), paths.gatewayLog);
    if (lastRequest?.status === 'accepted')
        await requests.settle(lastRequest.id);
    await status.flush();
    await writeDone(paths, {
        generation: lastRequest?.id ?? '',
        reason: end.reason,
        failure: end.failure,
        message: end.message,
        exitCode: null,
        results: journal.entries.results,
    });
    const { failure, message } = end;
    status.update({ phase: failure === null ? 'done' : 'failed', failure, message });
    say(`${failure ?? end.reason}: ${message}`);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/budget.js



const maxFileBytes = 4096;
function allowanceReader(file, caps) {
    let known = { stamp: '', caps };
    return () => {
        const stats = (0,external_node_fs_namespaceObject.statSync)(file, { throwIfNoEntry: false });
        if (stats === undefined || stats.size > maxFileBytes)
            return known.caps;
        const stamp = `${stats.ino}:${stats.size}:${stats.mtimeMs}`;
        if (stamp !== known.stamp)
            known = { stamp, caps: parsed((0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8')) ?? known.caps };
        return known.caps;
    };
}
function openBudget(capsNow, before) {
    let tokens = allTokens(before.tokens);
    let costUsd = before.costUsd;
    return {
        refusal() {
            const { maxCostUsd, maxTokens } = capsNow();
            if (maxCostUsd !== null && costUsd >= maxCostUsd)
                return `spent $${costUsd.toFixed(4)} of at most $${round(maxCostUsd)}`;
            if (maxTokens !== null && tokens >= maxTokens)
                return `used ${tokens} of at most ${Math.floor(maxTokens)} tokens`;
            return null;
        },
        spent(used, cost) {
            tokens += allTokens(used);
            costUsd += cost ?? 0;
        },
    };
}
const round = (usd) => Number(usd.toFixed(4));
function parsed(text) {
    const { maxCostUsd, maxTokens } = parseObject(text) ?? {};
    return isCap(maxCostUsd) && isCap(maxTokens) ? { maxCostUsd, maxTokens } : undefined;
}
function isCap(value) {
    return value === null || (typeof value === 'number' && value >= 0);
}

;// CONCATENATED MODULE: ./lib/sidecar/watch.js







function capReached(config, spent, elapsedMs) {
    const stop = (reason, message) => ({ reason, failure: null, message });
    const { maxCostUsd, maxTokens, maxMinutes, timeoutMs } = config;
    if (maxCostUsd !== undefined && spent.costUsd >= maxCostUsd) {
        return stop('budget', `spent $${spent.costUsd.toFixed(4)} of at most $${maxCostUsd}`);
    }
    if (maxTokens !== undefined && spent.tokens >= maxTokens) {
        return stop('budget', `used ${spent.tokens} of at most ${maxTokens} tokens`);
    }
    if (maxMinutes !== undefined && elapsedMs >= maxMinutes * 60_000) {
        return stop('budget', `ran for ${maxMinutes} min, the most it may`);
    }
    if (timeoutMs > 0 && elapsedMs >= timeoutMs) {
        return stop('timeout', `did not finish within ${Math.round(timeoutMs / 1000)} s`);
    }
    return undefined;
}
async function abandoned(contactFile, limitMs, sinceMs, nowMs) {
    if (limitMs === 0)
        return undefined;
    const contact = await statIfThere(contactFile);
    const lastMs = Math.max(sinceMs, contact?.mtimeMs ?? 0);
    if (nowMs - lastMs < limitMs)
        return undefined;
    const message = `there was no contact for ${Math.round(limitMs / 1000)} s`;
    return { reason: 'abandoned', failure: null, message };
}
function capsBeside(relay, config, capsNow) {
    if (relay === null)
        return config;
    const knowsPrices = relay.state !== null && relay.state.unpriced === 0;
    return {
        ...config,
        maxTokens: undefined,
        maxCostUsd: knowsPrices ? undefined : (capsNow().maxCostUsd ?? undefined),
    };
}
async function lookAtRelay({ journal, relay, status }) {
    await relay?.look();
    const state = relay?.state ?? null;
    if (state === null)
        return;
    const waiting = state.waiting === null ? null : cleanWords(waitingWords(state.waiting));
    const isNews = waiting !== status.state.waiting && status.state.phase === 'running';
    status.update({
        ...spentByRelay(state, journal.entries.lost),
        waiting,
        ...(isNews && { message: waiting ?? 'running' }),
    });
}
function watchGateway(port) {
    let restarts = 0;
    let uptimeMs = 0;
    let downSince;
    return {
        look: async () => {
            const answer = await readiness(port);
            if (typeof answer === 'number') {
                if (answer < uptimeMs)
                    restarts++;
                uptimeMs = answer;
                downSince = undefined;
            }
            else {
                downSince ??= performance.now();
            }
        },
        get restarts() {
            return restarts;
        },
        get downMs() {
            return downSince === undefined ? 0 : performance.now() - downSince;
        },
    };
}
const watchMs = 2000;
const gatewayDownLimitMs = 180_000;
async function keepWatch(shard, config) {
    const { end, journal, paths, relay, status, stopping } = shard;
    const sinceMs = Date.now();
    const gateway = watchGateway(config.gatewayPort);
    const capsNow = allowanceReader(paths.allowance, {
        maxCostUsd: config.maxCostUsd ?? null,
        maxTokens: config.maxTokens ?? null,
    });
    const look = async (nowMs) => {
        const { phase } = status.state;
        const elapsedMs = workedMs(journal.entries, nowMs);
        await lookAtRelay(shard);
        if (phase === 'running' && elapsedMs !== undefined) {
            await gateway.look();
            status.update({ gatewayRestarts: gateway.restarts });
            if (gateway.downMs > gatewayDownLimitMs) {
                const message = `The gateway was away for ${gatewayDownLimitMs / 1000} s.`;
                return { reason: 'failed', failure: 'gateway-not-ready', message };
            }
            const cap = relay?.state?.cap ?? null;
            if (cap !== null)
                return { reason: 'budget', failure: null, message: cleanWords(cap) };
            const reached = capReached(capsBeside(relay, config, capsNow), status.state, elapsedMs);
            if (reached !== undefined)
                return reached;
        }
        return phase === 'done' ? undefined : abandoned(paths.contact, config.orphanLimitMs, sinceMs, nowMs);
    };
    while (!stopping.aborted) {
        await pause(watchMs, stopping).catch(() => undefined);
        try {
            const reason = await look(Date.now());
            if (reason !== undefined)
                end(reason);
        }
        catch (error) {
            end({
                reason: 'failed',
                failure: 'internal',
                message: cleanWords(`The watch failed: ${String(error)}`),
            });
        }
    }
}

;// CONCATENATED MODULE: ./lib/src/protocol/wire-faults.js

const providerFailures = (/* unused pure expression or super */ null && ([
    'network',
    'timeout',
    'cut-stream',
    'empty-answer',
    'bad-answer',
    'wrong-model',
]));
const TURN_LIMIT_MS = 180_000;
function faultOf(tried, end) {
    const [other] = tried.otherModels;
    if (tried.turns.length === 0 && other !== undefined)
        return providerError('wrong-model', `Another model was asked than the one under test: ${oneLine(other, 160)}.`);
    const endedAtMs = end.endedAtMs ?? tried.lastAt;
    const whole = { tookMs: endedAtMs - tried.openedAt, waitedMs: tried.spent.waitedMs };
    const faults = tried.turns.flatMap((turn, index) => {
        const next = tried.turns[index + 1];
        const tookMs = (next?.openedAt ?? endedAtMs) - turn.openedAt;
        const isStopped = (next === undefined && end.isStopped) || tookMs >= 0.85 * end.turnLimitMs;
        const limited = tooLongWaited({ tookMs, waitedMs: turn.waitedMs }) ?? tooLongWaited(whole);
        const fault = faultOfTurn(turn, { answered: tried.answered, isStopped, limited });
        return fault === null || (fault.class === 'dead-turn' && isWithin(turn, tried.turns)) ? [] : fault;
    });
    const worst = faults.find((fault) => fault.class !== 'dead-turn') ?? faults[0];
    return worst ?? (end.isStopped ? tooLongWaited(whole) : null);
}
function isWithin(turn, turns) {
    return turns.some((other) => other !== turn && other.openedAt < turn.openedAt && turn.openedAt <= other.lastAt);
}
function faultOfTurn({ end, wrongModel }, around) {
    if (wrongModel !== null) {
        return providerError('wrong-model', `Another model answered than the one asked for: ${wrongModel}.`);
    }
    if (end === 'open')
        return null;
    if (end === 'lost')
        return relayLost('The relay ended while a request was under way.');
    switch (end.outcome) {
        case 'complete':
            return end.callsTool ? stoppedOr(around, 'the model called a tool, and nothing followed') : null;
        case 'client-gone':
            return clientGone(end, around);
        case 'refused':
            return wire_faults_refused(end);
        case 'http-error':
            return isBeyondContext(end) && around.answered ? null : httpError(end, around);
        case 'empty':
            return isCutByLimit(end)
                ? null
                : providerError('empty-answer', 'The model provider ended its answer without a text or a call of a tool.');
        case 'network':
            return providerError('network', `The model provider could not be reached${quoted(end)}.`);
        case 'timeout':
            return silence(end);
        case 'cut-stream':
            return providerError('cut-stream', `The model provider's answer broke off${quoted(end)}.`);
        case 'bad-answer':
        default:
            return providerError('bad-answer', `The model provider sent no answer in its protocol${quoted(end)}.`);
    }
}
const SILENCE_MS = 50_000;
function clientGone(end, around) {
    if (around.limited === null && end.silentMs >= SILENCE_MS)
        return silence(end);
    return stoppedOr(around, "the gateway left the model's answer before it was whole");
}
function stoppedOr({ isStopped, limited }, what) {
    if (isStopped || limited !== null)
        return limited;
    return { class: 'dead-turn', code: null, cause: `The gateway ended a turn without an answer: ${what}.` };
}
const WAITED_SHARE = 0.25;
const LEAST_WAIT_MS = 5000;
function tooLongWaited({ tookMs, waitedMs }) {
    if (waitedMs < LEAST_WAIT_MS || waitedMs < WAITED_SHARE * tookMs)
        return null;
    const cause = `The run's time was up after its requests had waited ${inSeconds(waitedMs)} for the provider's limits.`;
    return { class: 'rate-limited', code: null, cause };
}
function silence({ silentMs }) {
    return providerError('timeout', `The model provider fell silent: nothing came for ${inSeconds(silentMs)}.`);
}
function wire_faults_refused(end) {
    switch (end.refusal) {
        case 'too-large':
            return providerError(413, 'The relay refused a request: it was too large.');
        case 'too-many':
            return providerError(429, 'The relay refused a request: too many were under way.');
        case 'budget':
            return {
                class: 'over-cap',
                code: null,
                cause: `A cap was reached before the run had ended${quoted(end)}.`,
            };
        case 'journal':
        case null:
        default:
            return relayLost(`The relay forwarded nothing${quoted(end)}.`);
    }
}
function isBeyondContext({ status, error }) {
    return ((status === 400 || status === 413) &&
        /context.{0,20}(?:length|window|size)|prompt is too long|input.{0,40}exceeds the (?:maximum|limit)|maximum number of tokens/i.test(error ?? ''));
}
function isCutByLimit({ finishReason }) {
    return /^(?:length|max_tokens|max_output_tokens|content_filter|refusal|safety|recitation|blocklist|prohibited_content)$/i.test(finishReason ?? '');
}
function httpError(end, { answered }) {
    const status = end.status ?? 500;
    const when = answered ? 'Midway, the' : 'The';
    return providerError(status, `${when} model provider answered ${describeStatus(status)}${quoted(end)}.`);
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
const quoted = ({ error }) => error === null || error.trim() === '' ? '' : `: ${oneLine(error, 160).replace(/[.…]+$/, '')}`;
const inSeconds = (ms) => `${Math.round(ms / 1000)} s`;
const providerError = (code, cause) => ({
    class: 'provider-error',
    code,
    cause,
});
const relayLost = (cause) => ({ class: 'relay-lost', code: null, cause });

;// CONCATENATED MODULE: ./lib/sidecar/judged-runs.js


function runJudge({ relay, read, isStopped, turnLimitMs }) {
    const known = new WeakMap();
    let faults = new Map();
    return async () => {
        const files = await read();
        if (relay === null)
            return { files, faults };
        if (files.some((file) => !known.has(file))) {
            const tries = await relay.tries();
            if (tries === null)
                return { files: files.map((file) => known.get(file) ?? file), faults };
            const last = lastTries(tries);
            faults = new Map([...last].flatMap(([key, tried]) => {
                const fault = judged(tried, { endedAtMs: null, isStopped: isStopped(key), turnLimitMs });
                return fault === null ? [] : [[key, fault]];
            }));
            for (const file of files) {
                const key = keyOf(file.task, file.run);
                if (!known.has(file))
                    known.set(file, last.has(key) ? { ...file, valid: !faults.has(key) } : file);
            }
        }
        return { files: files.map((file) => known.get(file) ?? file), faults };
    };
}
function judged(tried, end) {
    try {
        return faultOf(tried, end);
    }
    catch {
        return null;
    }
}
function lastTries(tries) {
    const last = new Map();
    for (const tried of tries) {
        const key = keyOf(tried.task, tried.run);
        const other = last.get(key);
        if (other === undefined || other.openedAt <= tried.openedAt)
            last.set(key, tried);
    }
    return last;
}
function mayPass({ class: kind, code }) {
    if (kind === 'rate-limited')
        return true;
    if (kind !== 'provider-error')
        return false;
    return (code === 'network' || code === 'timeout' || code === 429 || (typeof code === 'number' && code >= 500));
}

;// CONCATENATED MODULE: ./lib/sidecar/work.js













const maxCrashes = 2;
const scanIntervalMs = 1000;
const stopGraceMs = 1000;
const recoveryMs = 30_000;
function planOf(tasks, runs, work) {
    const plan = new Map();
    for (const item of work) {
        const wanted = item.kind === 'start' ? { tasks, runs } : item;
        for (const task of wanted.tasks)
            plan.set(task, Math.max(plan.get(task) ?? 0, wanted.runs));
    }
    return plan;
}
const resultName = (work) => work.kind === 'start' ? 'benchmark.json' : `benchmark.${work.id}.json`;
async function doWork(context, work, signal) {
    const { config, journal, paths, status } = context;
    const wanted = work.kind === 'start' ? { tasks: context.tasks, runs: config.runs } : work;
    if (wanted.tasks.length === 0)
        return null;
    const plan = planOf(wanted.tasks, wanted.runs, [work]);
    const output = external_node_path_namespaceObject.join(paths.results, resultName(work));
    const judge = judgeOf(context);
    const overall = planOf(context.tasks, config.runs, journal.entries.work);
    await dropInvalid(context, plan, (await judge()).files);
    for (let crashes = 0;;) {
        const reported = new Set();
        const run = { ...wanted, output: `${output}.tmp`, reported };
        const exit = await runOnce(context, overall, run, signal);
        const { files, faults } = await judge();
        status.update(counted(context, overall, files, reported));
        signal.throwIfAborted();
        if (!(await acceptResult(`${output}.tmp`, output))) {
            crashes++;
            if (crashes > maxCrashes)
                throw crashed(exit);
            status.update({ message: `the harness ${ended(exit)} without a result; started again` });
            continue;
        }
        const valid = new Set(files.filter((file) => file.valid).map((file) => keyOf(file.task, file.run)));
        const missing = [...plannedKeys(plan)].filter((key) => !valid.has(key));
        const retries = journal.entries.retries[work.id] ?? 0;
        if (missing.length === 0 || retries >= config.retryInvalid)
            return exit.code;
        await journal.record({ retries: { ...journal.entries.retries, [work.id]: retries + 1 } });
        await dropInvalid(context, plan, files);
        const isPassing = missing.some((key) => faults.has(key) && mayPass(faults.get(key)));
        const when = isPassing ? `in ${recoveryMs / 1000} s, since the provider failed` : 'now';
        status.update({
            message: `the model did not answer in ${missing.length} runs; they are run again ${when}`,
        });
        if (isPassing)
            await pause(recoveryMs, signal);
    }
}
function judgeOf({ config, journal, paths, relay }) {
    const turnLimitMs = config.perTurnTimeoutMs ?? TURN_LIMIT_MS;
    const isStopped = (key) => journal.entries.stopped.includes(key);
    return runJudge({ relay, read: runCacheReader(paths.runCache), isStopped, turnLimitMs });
}
function counted({ journal, relay }, overall, files, reported) {
    const progress = progressOf(overall, files, reported, journal.entries);
    const state = relay?.state ?? null;
    return state === null ? progress : { ...progress, ...spentByRelay(state, journal.entries.lost) };
}
async function dropInvalid({ journal, paths }, plan, files) {
    const planned = plannedKeys(plan);
    const invalid = files.filter((file) => !file.valid && planned.has(keyOf(file.task, file.run)));
    if (invalid.length === 0)
        return;
    await dropRuns(paths.runCache, invalid);
    const again = new Set(invalid.map((file) => keyOf(file.task, file.run)));
    const { tokens, costUsd } = journal.entries.overhead;
    await journal.record({
        stopped: journal.entries.stopped.filter((key) => !again.has(key)),
        overhead: {
            tokens: invalid.reduce((total, file) => total + file.tokens, tokens),
            costUsd: invalid.reduce((total, file) => total + file.costUsd, costUsd),
        },
    });
}
async function runOnce(context, overall, { tasks, runs, output, reported }, signal) {
    const { config, log, status } = context;
    await waitUntilReady(config.gatewayPort, config.gatewayTimeoutMs, signal);
    await (0,promises_namespaceObject.rm)(external_node_path_namespaceObject.join(config.harnessStateDir, 'workspace-clawbench'), { recursive: true, force: true });
    await (0,promises_namespaceObject.rm)(output, { force: true });
    const split = lineSplitter((line) => {
        const fact = readLine(line);
        if (fact?.kind === 'version')
            status.update({ harnessVersion: fact.version });
        if (fact?.kind === 'finished')
            reported.add(fact.key);
        if (fact?.kind === 'stopped')
            void context.journal.record({ stopped: [...context.journal.entries.stopped, fact.key] });
    }, 1024);
    const shim = context.compatibility.shim ? external_node_path_namespaceObject.join(context.sidecarDir, 'gateway_shim.py') : undefined;
    const concurrency = Math.min(config.concurrency, context.compatibility.maxConcurrency);
    const harness = await context.harness.start(runArguments({ model: config.model, tasks, runs, concurrency, output, more: config.harnessArgs }), {
        shim,
        onOutput: async (chunk) => {
            log.write(chunk);
            split(chunk);
            await context.print(chunk);
        },
    }, signal);
    const over = new AbortController();
    const counting = keepCounting(context, overall, reported, over.signal);
    counting.catch(() => undefined);
    const stop = () => void harness.stop(stopGraceMs);
    if (signal.aborted)
        stop();
    else
        signal.addEventListener('abort', stop, { once: true });
    try {
        const exit = await harness.exit;
        split();
        return exit;
    }
    finally {
        signal.removeEventListener('abort', stop);
        over.abort();
        await counting;
        await dropEvidence(context.paths, 0);
    }
}
async function keepCounting(context, overall, reported, signal) {
    const { paths, status } = context;
    const judge = judgeOf(context);
    while (!signal.aborted) {
        status.update(counted(context, overall, (await judge()).files, reported));
        await dropEvidence(paths, EVIDENCE_SETTLES_MS);
        await pause(scanIntervalMs, signal).catch(() => undefined);
    }
}
const ended = ({ code, signal }) => signal === null ? `ended with exit code ${code}` : `was killed (${signal})`;
function crashed(exit) {
    const why = exit.signal === 'SIGKILL' ? ', as for using too much memory' : '';
    return new ActionError('internal', `The harness ${ended(exit)}${why}, ${maxCrashes + 1} times, without a result.`, {
        hint: 'Look at the last lines of eval.log.',
    });
}

;// CONCATENATED MODULE: ./lib/sidecar/supervisor.js

















const logHeadBytes = 24 * 1024 * 1024;
const logTailBytes = 40 * 1024 * 1024;
async function supervise(host) {
    const shard = await openShard(host);
    const answering = shard.requests.serve(host.signal);
    try {
        if (shard.journal.entries.end === null)
            await live(shard);
    }
    catch (error) {
        if (!host.signal.aborted)
            await shard.journal.record({ end: await endOf(shard, error) });
    }
    if (!host.signal.aborted)
        await closeShard(shard);
    await answering;
    shard.status.stop();
}
async function live(shard) {
    const { requests, host, journal, paths, say, status, stopping } = shard;
    const config = readConfig(host.env, host.root);
    status.update({
        shard: config.shard,
        shards: config.shards,
        runsPerTask: config.runs,
        priceKnown: config.priceKnown,
        message: 'waiting for the gateway',
    });
    void keepWatch(shard, config);
    const { work: accepted, finishedWork } = journal.entries;
    if (accepted.length > 0 && accepted.every((work) => finishedWork.includes(work.id))) {
        status.update({ phase: 'done', message: 'done; waiting' });
        await requests.nextWork(stopping);
    }
    const booted = await boot(config, paths, host, stopping);
    await journal.record({ tasks: booted.tasks });
    const concurrency = Math.min(config.concurrency, booted.compatibility.maxConcurrency);
    status.update({
        phase: 'ready',
        message: 'waiting for the start request',
        tasks: booted.tasks,
        droppedTasks: booted.droppedTasks,
        total: booted.tasks.length * config.runs,
        concurrency,
        openclawVersion: booted.openclawVersion,
    });
    say(`OpenClaw ${booted.openclawVersion}; ${booted.tasks.length} tasks x ${config.runs} runs, ${concurrency} at a time`);
    if (journal.entries.harnessStartedAt !== null)
        await tidy(shard, config);
    const log = openCappedLog(paths.evalLog, logHeadBytes, logTailBytes);
    const running = { ...shard, config, booted, log };
    try {
        for (;;) {
            const work = await requests.nextWork(stopping);
            const exitCode = await perform(running, work);
            await log.join();
            await finish(running, work, exitCode);
            if (exitCode !== null)
                await tidy(shard, config);
            if (booted.tasks.length > 0)
                booted.harness.prepare();
        }
    }
    finally {
        booted.harness.close();
        await log.join();
        log.close();
        if (!host.signal.aborted && journal.entries.harnessStartedAt !== null)
            await tidy(shard, config);
    }
}
async function perform(shard, work) {
    const { config, booted, host, journal, status, stopping } = shard;
    if (booted.tasks.length === 0)
        return null;
    if (!journal.entries.modelChecked && !booted.knowsModels) {
        status.update({ phase: 'running', message: 'asking the model for a first answer' });
        await checkModels(shard);
    }
    await journal.record(beginWork(journal.entries, new Date()));
    status.update({
        phase: 'running',
        message: 'running',
        harnessStartedAt: journal.entries.harnessStartedAt,
        total: plannedKeys(planOf(booted.tasks, config.runs, journal.entries.work)).size,
    });
    const { tasks, compatibility, harness } = booted;
    const { print, sidecarDir } = host;
    return doWork({ ...shard, harness, print, sidecarDir, tasks, compatibility }, work, stopping);
}
async function checkModels({ config, journal, say, stopping }) {
    const gateway = await connect(addressOf(config), config.gatewayTimeoutMs, stopping);
    const models = config.judgeModel === undefined ? [config.model] : [config.model, config.judgeModel];
    const turns = await Promise.all(models.map(async (model) => takeTurn(gateway, await openSession(gateway, model), config.preflightTimeoutMs, stopping))).catch((error) => {
        gateway.close();
        throw error;
    });
    setTimeout(() => gateway.close(), 10_000).unref();
    say(`${models.join(' and ')} answered`);
    const { tokens, costUsd } = journal.entries.overhead;
    await journal.record({
        modelChecked: true,
        overhead: {
            tokens: turns.reduce((sum, turn) => sum + turn.tokens, tokens),
            costUsd: turns.reduce((sum, turn) => sum + turn.costUsd, costUsd),
        },
    });
}
async function finish(shard, work, exitCode) {
    const { config, requests, journal, paths, say, status } = shard;
    await copyGatewayLog(config.gatewayLog, paths.gatewayLog);
    const { valid, total } = status.state;
    const message = total === 0 ? 'this shard has no task' : `the model answered in ${valid} of ${total} runs`;
    const name = resultName(work);
    const written = (await statIfThere(external_node_path_namespaceObject.join(paths.results, name))) !== undefined;
    await journal.record({
        finishedWork: [...journal.entries.finishedWork, work.id],
        idleSince: new Date().toISOString(),
        results: written ? [...journal.entries.results, name] : journal.entries.results,
    });
    await requests.settle(work.id);
    await status.flush();
    await writeDone(paths, {
        generation: work.id,
        reason: 'finished',
        failure: null,
        message,
        exitCode,
        results: journal.entries.results,
    });
    status.update({ phase: 'done', message });
    say(message);
}
async function tidy({ say }, config) {
    try {
        const { sessions, agents } = await endLeftovers(addressOf(config), AbortSignal.timeout(20_000));
        if (sessions + agents > 0)
            say(`ended ${sessions} sessions and ${agents} agents that a stopped harness left`);
    }
    catch (error) {
        say(`what a stopped harness left in the gateway could not be ended: ${errorText(error)}`);
    }
}
function addressOf(config) {
    return { port: config.gatewayPort, token: config.gatewayToken };
}

;// CONCATENATED MODULE: ./lib/sidecar/attached.js









const attached_settleMs = 25_000;
async function attached(host) {
    const paths = pathsBelow(host.root);
    const ending = new AbortController();
    const env = { ...host.env, [podVariables.gatewayToken]: await takeToken(host.root) };
    const signal = AbortSignal.any([host.signal, ending.signal]);
    const agents = external_node_path_namespaceObject.join(host.env[podVariables.gatewayStateDir] ?? '', 'agents');
    const before = await agentsIn(agents);
    const supervising = supervise({ ...host, env, signal });
    try {
        const kept = await keepResults({ ...host, env });
        if (kept === 'released')
            await settled(paths, AbortSignal.any([host.signal, AbortSignal.timeout(attached_settleMs)]));
        return kept;
    }
    finally {
        ending.abort(new Error('released'));
        await supervising.catch(() => undefined);
        const workspaces = host.env[podVariables.stateDir] ?? '';
        if (workspaces !== '')
            await (0,promises_namespaceObject.rm)(workspaces, { recursive: true, force: true, maxRetries: 3 });
        const left = (await agentsIn(agents)).filter((name) => !before.includes(name));
        for (const name of left)
            await (0,promises_namespaceObject.rm)(external_node_path_namespaceObject.join(agents, name), { recursive: true, force: true });
    }
}
async function agentsIn(directory) {
    if (!external_node_path_namespaceObject.isAbsolute(directory))
        return [];
    const names = await (0,promises_namespaceObject.readdir)(directory).catch(() => []);
    return names.filter((name) => /^clawbench-.+-[0-9a-f]{8}$/.test(name));
}
async function takeToken(root) {
    const file = external_node_path_namespaceObject.join(root, tokenFile);
    const token = await (0,promises_namespaceObject.readFile)(file, 'utf8');
    await (0,promises_namespaceObject.rm)(file);
    return token;
}
async function settled(paths, signal) {
    while (!signal.aborted) {
        const state = (await readJson(paths.state, 4 * 1024 * 1024));
        const isAnswered = state?.lastRequest?.id.startsWith('finish-') === true && state.lastRequest.status !== 'accepted';
        if (isAnswered)
            return;
        await pause(200, signal).catch(() => undefined);
    }
}

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./lib/sidecar/probe.js








const gatewayTimeoutMs = 60_000;
async function probe(env) {
    const stateDir = env[podVariables.stateDir]?.trim() || external_node_path_namespaceObject.join((0,external_node_os_namespaceObject.homedir)(), '.openclaw');
    const paths = (env[podVariables.probePaths] ?? '').split('\n').filter((item) => item !== '');
    const token = env[podVariables.probeToken] || env[podVariables.gatewayToken] || (await tokenInConfig(env, stateDir));
    const [memory, listening, writable, asked] = await Promise.all([
        memoryOf(),
        listeningOn(GATEWAY_PORT),
        Promise.all(paths.map(async (item) => ((await isWritable(item)) ? [item] : []))),
        askGateway(token ?? ''),
    ]);
    return {
        uid: process.getuid?.() ?? 0,
        gid: process.getgid?.() ?? 0,
        nowMs: Date.now(),
        memory,
        stateDir,
        writable: writable.flat(),
        listening,
        token: token ?? null,
        ...asked,
    };
}
async function askGateway(token) {
    let gateway;
    try {
        gateway = await connect({ port: GATEWAY_PORT, token }, gatewayTimeoutMs, AbortSignal.timeout(80_000));
    }
    catch (error) {
        if (!isActionError(error))
            throw error;
        const { code, message } = error;
        const known = code === 'bad-config' || code === 'gateway-incompatible' ? code : 'gateway-not-ready';
        return { gateway: { code: known, message }, config: null };
    }
    try {
        const answer = await gateway.call('config.get', {});
        const config = asObject(answer['runtimeConfig'] ?? answer['config']);
        return { gateway: { version: gateway.version }, config: essentials(config) };
    }
    finally {
        gateway.close();
    }
}
function essentials(config) {
    const tools = asObject(config['tools']);
    const browser = asObject(config['browser'])['enabled'];
    const providers = Object.entries(asObject(asObject(config['models'])['providers']));
    return {
        browserEnabled: typeof browser === 'boolean' ? browser : null,
        toolsProfile: typeof tools['profile'] === 'string' ? tools['profile'] : null,
        alsoAllow: texts(tools['alsoAllow']),
        deny: texts(tools['deny']),
        providers: providers.map(([id, raw]) => {
            const { baseUrl, models } = asObject(raw);
            return {
                id,
                baseUrl: typeof baseUrl === 'string' ? baseUrl : null,
                models: (Array.isArray(models) ? models : []).map(asObject).map((model) => ({
                    id: String(model['id']),
                    priceKnown: Object.values(asObject(model['cost'])).some((price) => Number(price) > 0),
                    contextWindow: typeof model['contextWindow'] === 'number' ? model['contextWindow'] : null,
                })),
            };
        }),
    };
}
const texts = (value) => Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
async function tokenInConfig(env, stateDir) {
    const file = env['OPENCLAW_CONFIG_PATH']?.trim() || external_node_path_namespaceObject.join(stateDir, 'openclaw.json');
    const config = parseObject((await probe_textOf(file)) ?? '') ?? {};
    const token = asObject(asObject(config['gateway'])['auth'])['token'];
    return typeof token === 'string' && token !== '' && !token.includes('${') ? token : undefined;
}
async function isWritable(file) {
    try {
        await (0,promises_namespaceObject.access)(file, promises_namespaceObject.constants.W_OK);
        return true;
    }
    catch {
        return false;
    }
}
async function memoryOf() {
    const v2 = '/sys/fs/cgroup';
    const v1 = '/sys/fs/cgroup/memory';
    const [limit, used, stat] = await Promise.all([
        numberIn(`${v2}/memory.max`, `${v1}/memory.limit_in_bytes`),
        numberIn(`${v2}/memory.current`, `${v1}/memory.usage_in_bytes`),
        firstText(`${v2}/memory.stat`, `${v1}/memory.stat`),
    ]);
    const cache = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(stat ?? '')?.[1] ?? 0);
    return {
        limitBytes: limit === null || limit > 2 ** 53 ? null : limit,
        usedBytes: used === null ? null : Math.max(0, used - cache),
    };
}
async function numberIn(...files) {
    const text = (await firstText(...files))?.trim() ?? '';
    return /^\d+$/.test(text) ? Number(text) : null;
}
async function firstText(...files) {
    for (const file of files) {
        const text = await probe_textOf(file);
        if (text !== undefined)
            return text;
    }
    return undefined;
}
async function probe_textOf(file) {
    try {
        return await (0,promises_namespaceObject.readFile)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}
const LISTEN = '0A';
async function listeningOn(port) {
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(probe_textOf));
    const found = tables
        .flatMap((table) => (table ?? '').split('\n'))
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local = '', , state]) => state === LISTEN && local.endsWith(`:${hex(port)}`))
        .map(([, local = '']) => probe_addressOf(local.split(':')[0] ?? ''));
    return [...new Set(found)].sort();
}
const hex = (port) => port.toString(16).toUpperCase().padStart(4, '0');
function probe_addressOf(raw) {
    const words = raw.match(/.{8}/g) ?? [];
    const octets = words.flatMap((word) => (word.match(/../g) ?? []).reverse().map((byte) => parseInt(byte, 16)));
    if (octets.length === 4)
        return octets.join('.');
    const groups = Array.from({ length: 8 }, (_, index) => (((octets[2 * index] ?? 0) << 8) | (octets[2 * index + 1] ?? 0)).toString(16));
    const full = groups.join(':');
    if (full === '0:0:0:0:0:0:0:1')
        return '::1';
    return full === '0:0:0:0:0:0:0:0' ? '::' : full.replace(/^0:0:0:0:0:ffff:/, '::ffff:');
}

;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: ./lib/src/base/clock.js

const clock = {
    now: () => Date.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,external_node_timers_promises_namespaceObject.setTimeout)(ms, undefined, signal === undefined ? {} : { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    },
};

;// CONCATENATED MODULE: ./lib/src/protocol/model-names.js
const SNAPSHOT = /(?:[-@:._](?:\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{2}-\d{2}|\d{2}-\d{4}|\d{8}|\d{6}|\d{3,4}|latest|preview|exp|beta|stable|v\d+:\d+|free|nitro|floor|online|exacto|fp\d+|q\d\w*|gguf))+$/;
function isNameOf(served, asked) {
    const [one, other] = [plain(served), plain(asked)];
    return one === other || other === 'auto' || withoutSnapshot(one) === withoutSnapshot(other);
}
function plain(name) {
    const last = name.slice(-200).toLowerCase().trim().split('/').at(-1);
    return last.replace(/^(?:~|(?:us|eu|apac|global)\.)?(?:anthropic|meta|google|openai|mistral|amazon|cohere)\./, '');
}
const withoutSnapshot = (name) => name.replace(SNAPSHOT, '');

;// CONCATENATED MODULE: ./lib/src/protocol/wire-runs.js

const MOST_TRIES = 5000;
const MOST_TURNS = 200;
const MOST_OPEN = 2000;
const MOST_NAMES = 20;
function openWireRuns(model) {
    const tries = new Map();
    const open = new Map();
    const checks = new Set();
    const ownNames = new Set();
    function opened(line) {
        const isOurs = asksFor(line, model);
        if (line.purpose === 'check' && isOurs && checks.size < MOST_OPEN)
            checks.add(line.id);
        if (line.purpose !== 'run' || line.run === null || open.size >= MOST_OPEN)
            return;
        const tried = tryOf(line, line.run);
        if (tried === undefined)
            return;
        tried.lastAt = line.at;
        tried.spent.requests += 1;
        if (isOurs) {
            const turn = turnOf(tried, line.run.turn, line.at);
            turn.lastId = line.id;
            turn.end = 'open';
            open.set(line.id, { tried, turn, asked: line.model });
        }
        else {
            if (tried.otherModels.length < MOST_NAMES && !tried.otherModels.includes(nameOf(line)))
                tried.otherModels.push(nameOf(line));
            open.set(line.id, { tried, turn: null, asked: line.model });
        }
    }
    function tryOf({ at }, { task, run, workspace }) {
        const key = JSON.stringify([task, run, workspace]);
        const known = tries.get(key);
        if (known !== undefined || tries.size >= MOST_TRIES)
            return known;
        const times = { openedAt: at, lastAt: at };
        const tried = {
            task,
            run,
            workspace,
            ...times,
            turns: [],
            answered: false,
            otherModels: [],
            spent: noneSpent(),
        };
        tries.set(key, tried);
        return tried;
    }
    function closed(line) {
        if (checks.delete(line.id) && line.servedModel !== null && ownNames.size < MOST_NAMES)
            ownNames.add(line.servedModel);
        const request = open.get(line.id);
        if (request === undefined)
            return;
        open.delete(line.id);
        const { tried, turn, asked } = request;
        tried.lastAt = line.at;
        addSpent(tried.spent, line);
        if (turn === null)
            return;
        turn.lastAt = line.at;
        turn.waitedMs += line.waitedMs;
        if (line.outcome === 'complete') {
            tried.answered = true;
            turn.wrongModel ??= otherThan(asked, line.servedModel);
        }
        if (turn.lastId !== line.id)
            return;
        if (line.outcome === 'complete')
            turn.answer = line.callsTool ? null : line;
        turn.end = line.outcome === 'client-gone' ? (turn.answer ?? line) : line;
    }
    function otherThan(asked, served) {
        if (served === null)
            return null;
        if (ownNames.size === 0)
            ownNames.add(served);
        return [asked, ...ownNames].some((name) => isNameOf(served, name)) ? null : served;
    }
    function end() {
        for (const [id, { turn }] of open)
            if (turn?.lastId === id)
                turn.end = turn.answer ?? 'lost';
        open.clear();
        checks.clear();
    }
    return {
        add(line) {
            if (line.kind === 'opened')
                opened(line);
            else if (line.kind === 'closed')
                closed(line);
            else
                end();
        },
        end,
        tries: () => [...tries.values()],
    };
}
function asksFor(line, model) {
    if (model === null || nameOf(line) === model)
        return true;
    const id = model.slice(line.provider.length + 1);
    return model.startsWith(`${line.provider}/`) && isNameOf(line.model, id);
}
const nameOf = ({ provider, model }) => `${provider}/${model}`;
function turnOf(tried, id, at) {
    const turns = tried.turns;
    const last = turns.at(-1);
    const isNamed = id !== '' && turns.length < MOST_TURNS;
    const known = turns.find(({ turn }) => turn === id) ?? (isNamed ? undefined : last);
    if (known !== undefined)
        return known;
    const times = { openedAt: at, lastAt: at };
    const turn = {
        turn: id,
        ...times,
        waitedMs: 0,
        end: 'open',
        wrongModel: null,
        lastId: '',
        answer: null,
    };
    turns.push(turn);
    return turn;
}
function noneSpent() {
    const tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
    return { requests: 0, tokens, estimated: 0, costUsd: 0, unpriced: 0, waitedMs: 0 };
}
function addSpent(spent, { tokens, estimated, costUsd, waitedMs }) {
    const { input, output, cacheRead, cacheWrite } = tokens;
    spent.tokens.input += input;
    spent.tokens.output += output;
    spent.tokens.cacheRead += cacheRead;
    spent.tokens.cacheWrite += cacheWrite;
    const used = input + output + cacheRead + cacheWrite > 0;
    if (estimated && used)
        spent.estimated += 1;
    if (costUsd !== null)
        spent.costUsd += costUsd;
    else if (used)
        spent.unpriced += 1;
    spent.waitedMs += waitedMs;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/places.js
function openPlaces({ underWay, inLine, waitMs }) {
    const line = new Set();
    let free = underWay;
    const take = () => {
        free -= 1;
        let isBack = false;
        return () => {
            if (isBack)
                return;
            isBack = true;
            free += 1;
            const [next] = line;
            next?.();
        };
    };
    return {
        async enter(client) {
            if (client.aborted)
                return null;
            if (free > 0 && line.size === 0)
                return take();
            if (line.size >= inLine)
                return null;
            return await new Promise((resolve) => {
                const end = (leave) => {
                    line.delete(turn);
                    clearTimeout(late);
                    client.removeEventListener('abort', gone);
                    resolve(leave);
                };
                const turn = () => end(take());
                const gone = () => end(null);
                const late = setTimeout(gone, waitMs);
                client.addEventListener('abort', gone, { once: true });
                line.add(turn);
            });
        },
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/attribution.js

const workspaceLine = /^## Workspace\n[^\n]*?\bworking directory\b[^\n/]*(\/[^\n]+)$/im;
const skills = /<available_skills>[^]*?<\/available_skills>/g;
const runWorkspace = /\/workspace-clawbench\/([^/]{1,200})\/run-(\d{1,6})-([0-9A-Za-z]{1,64})$/;
function runIn(instructions) {
    const named = workspaceLine.exec(instructions.replace(skills, ''))?.[1]?.trim() ?? '';
    const [, task, run, workspace] = runWorkspace.exec(named) ?? [];
    return task === undefined ? null : { task, run: Number(run), workspace: workspace };
}
const stamp = /^\[[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d[^\]\n]*\] */;
const appended = /\n\n(?:The previous (?:attempt|assistant turn) |Runtime: agent=)[^]*$/;
const gatewayTexts = /^(?:<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>|OpenClaw runtime (?:context|event)|The conversation history before this point was compacted|The following is a summary of a branch|Attached image\(s\) from tool result|Continue (?:from the current transcript|the OpenClaw runtime event)|Before accepting the previous final answer)/;
const failedAnswer = /^\[assistant turn failed before producing content\]/;
function attribution_turnOf(messages) {
    const isStamped = messages.some(({ role, text }) => role === 'user' && stamp.test(text));
    const isOfUser = (text) => isStamped ? stamp.test(text) : text !== '' && !gatewayTexts.test(text);
    const turns = [];
    let isAnswered = false;
    for (const { role, text, callsTool } of messages) {
        if (role === 'assistant')
            isAnswered = !callsTool && text.trim() !== '' && !failedAnswer.test(text);
        if (role !== 'user' || !isOfUser(text))
            continue;
        const said = text.replace(stamp, '').replace(appended, '').trim();
        const isRepeated = said === turns.at(-1) && !isAnswered;
        if (!isRepeated)
            turns.push(said);
        isAnswered = false;
    }
    const last = turns.at(-1);
    if (last === undefined)
        return '';
    const before = turns.filter((said) => said === last).length - 1;
    const name = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(last).digest('hex').slice(0, 12);
    return before === 0 ? name : `${name}-${before + 1}`;
}
const judgePrompt = /^You are (?:evaluating one ClawBench agent run|the judge of an agent's run)\b/;
function isJudged(messages) {
    const first = messages.find(({ role, text }) => role === 'user' && !gatewayTexts.test(text));
    return first !== undefined && judgePrompt.test(first.text.replace(stamp, ''));
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/content.js


function content_textOf(content) {
    if (typeof content === 'string')
        return content;
    return asObjects(content)
        .map((part) => asText(part['text']))
        .filter((text) => text !== '')
        .join('\n');
}
function saidByUser(content) {
    const texts = typeof content === 'string' ? [content] : asObjects(content).map((part) => asText(part['text']));
    return texts.filter((text) => text !== '').map((text) => ({ role: 'user', text, callsTool: false }));
}
function nameIn(value, known) {
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : known;
}
function heardText(heard, ...texts) {
    const said = texts.filter((text) => typeof text === 'string' && text !== '');
    if (said.length === 0)
        return heard;
    return {
        ...heard,
        hasText: true,
        written: heard.written + said.reduce((sum, { length }) => sum + length, 0),
    };
}
function heardUnseen(heard, ...texts) {
    const written = texts.reduce((sum, text) => sum + asText(text).length, heard.written);
    return written === heard.written ? heard : { ...heard, written };
}
function usageOf(usage) {
    const { prompt, output } = usage;
    if (prompt + output === 0)
        return null;
    const cacheRead = Math.min(usage.cacheRead, prompt);
    const cacheWrite = Math.min(usage.cacheWrite, prompt - cacheRead);
    return { input: prompt - cacheRead - cacheWrite, output, cacheRead, cacheWrite };
}
function errorIn(event) {
    const written = event['error'];
    const isWhole = event['type'] === 'error' || event['object'] === 'error';
    if ((written === undefined || written === null) && !isWhole)
        return undefined;
    if (typeof written === 'string')
        return { status: statusOf([event['code'], event['type'], written]), message: written };
    const error = isObject(written) ? written : event;
    const words = asText(error['message']) || asText(error['code']) || asText(error['type']);
    return {
        status: statusOf([error['code'], error['status'], error['type']]),
        message: words || 'an error without words',
    };
}
function statusOf(names) {
    for (const name of names) {
        const number = typeof name === 'string' && /^[45]\d\d$/.test(name) ? Number(name) : asAmount(name);
        if (Number.isInteger(number) && number >= 400 && number <= 599)
            return number;
        const known = typeof name === 'string' && statuses.find(([pattern]) => pattern.test(name));
        if (known)
            return known[1];
    }
    return 500;
}
const statuses = [
    [/rate_?limit|too_?many_?requests|resource_exhausted|insufficient_quota|quota_exceeded/i, 429],
    [/billing|payment|insufficient_credit/i, 402],
    [/authentication|unauthenticated|invalid_api_key|unauthorized/i, 401],
    [/permission|forbidden/i, 403],
    [/not_?found/i, 404],
    [/request_too_large/i, 413],
    [/overloaded/i, 529],
    [/unavailable/i, 503],
    [/timeout|deadline_exceeded/i, 504],
    [/invalid_?(?:request|argument|prompt)|bad_?request|context_length_exceeded|failed_precondition/i, 400],
];

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/anthropic-messages.js


const anthropicMessages = {
    generates: (path) => path.endsWith('/messages'),
    readRequest: (body) => ({
        model: asText(body['model']),
        isStream: body['stream'] === true,
        instructions: content_textOf(body['system']),
        messages: asObjects(body['messages']).flatMap(saidIn),
        lacksUsage: false,
    }),
    endsByMark: true,
    hear(before, event) {
        const error = errorIn(event);
        if (error !== undefined)
            return { ...before, isKnown: true, error };
        const heard = { ...before, isKnown: true };
        switch (event['type']) {
            case 'message':
                return { ...heardMessage(heard, event), isEnded: true };
            case 'message_start':
                return heardMessage(heard, asObject(event['message']));
            case 'content_block_start':
                return heardBlock(heard, asObject(event['content_block']));
            case 'content_block_delta':
                return heardDelta(heard, asObject(event['delta']));
            case 'message_delta':
                return heardUsage({ ...heard, finishReason: nameIn(asObject(event['delta'])['stop_reason'], heard.finishReason) }, event['usage']);
            case 'message_stop':
                return { ...heard, isEnded: true };
            case 'content_block_stop':
            case 'ping':
                return heard;
            default:
                return before;
        }
    },
};
function saidIn(message) {
    const { content } = message;
    const blocks = asObjects(content);
    if (message['role'] === 'assistant') {
        return [
            { role: 'assistant', text: content_textOf(content), callsTool: blocks.some(({ type }) => type === 'tool_use') },
        ];
    }
    const results = blocks.filter(({ type }) => type === 'tool_result');
    const said = typeof content === 'string' ? content : blocks.filter(({ type }) => type === 'text');
    return [
        ...results.map((block) => ({ role: 'tool', text: content_textOf(block['content']), callsTool: false })),
        ...saidByUser(said),
    ];
}
function heardMessage(before, message) {
    const heard = asObjects(message['content']).reduce(heardBlock, before);
    return heardUsage({
        ...heard,
        servedModel: nameIn(message['model'], heard.servedModel),
        finishReason: nameIn(message['stop_reason'], heard.finishReason),
    }, message['usage']);
}
function heardBlock(heard, block) {
    if (block['type'] !== 'tool_use')
        return heardText(heard, block['text']);
    return heardUnseen({ ...heard, callsTool: true }, JSON.stringify(block['input'] ?? ''));
}
function heardDelta(heard, delta) {
    return delta['type'] === 'text_delta'
        ? heardText(heard, delta['text'])
        : heardUnseen(heard, delta['partial_json'], delta['thinking']);
}
function heardUsage(heard, written) {
    const usage = asObject(written);
    const known = heard.tokens ?? { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
    const newest = (field, before) => asAmount(usage[field]) || before;
    const tokens = {
        input: newest('input_tokens', known.input),
        output: newest('output_tokens', known.output),
        cacheRead: newest('cache_read_input_tokens', known.cacheRead),
        cacheWrite: newest('cache_creation_input_tokens', known.cacheWrite),
    };
    return Object.values(tokens).every((amount) => amount === 0) ? heard : { ...heard, tokens };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/google-generative-ai.js



const action = /\/models\/([^/:]+):(streamGenerateContent|generateContent)$/;
const googleGenerativeAi = {
    generates: (path) => action.test(path),
    readRequest(body, path) {
        const [, model = '', verb] = action.exec(path) ?? [];
        const system = body['systemInstruction'] ?? body['system_instruction'];
        return {
            model: decoded(model),
            isStream: verb === 'streamGenerateContent',
            instructions: isObject(system) ? content_textOf(system['parts']) : content_textOf(system),
            messages: asObjects(body['contents']).flatMap(google_generative_ai_saidIn),
            lacksUsage: false,
        };
    },
    endsByMark: false,
    hear(before, event) {
        const error = errorIn(event);
        const candidates = asObjects(event['candidates']);
        const blocked = nameIn(asObject(event['promptFeedback'])['blockReason'], null);
        const usage = event['usageMetadata'];
        if (error === undefined && candidates.length === 0 && blocked === null && !isObject(usage))
            return before;
        const heard = {
            ...before,
            isKnown: true,
            servedModel: nameIn(event['modelVersion'], before.servedModel),
            finishReason: blocked ?? before.finishReason,
            isEnded: before.isEnded || blocked !== null,
            tokens: tokensIn(asObject(usage)) ?? before.tokens,
            error: error ?? before.error,
        };
        return candidates.reduce(heardCandidate, heard);
    },
};
function google_generative_ai_saidIn(content) {
    const parts = asObjects(content['parts']);
    if (content['role'] === 'model') {
        const text = content_textOf(parts.filter((part) => part['thought'] !== true));
        return [{ role: 'assistant', text, callsTool: parts.some((part) => isObject(part['functionCall'])) }];
    }
    const answers = parts.map((part) => part['functionResponse']).filter(isObject);
    return [
        ...answers.map((answer) => ({
            role: 'tool',
            text: asText(asObject(answer['response'])['output']),
            callsTool: false,
        })),
        ...saidByUser(parts),
    ];
}
function heardCandidate(before, candidate) {
    const parts = asObjects(asObject(candidate['content'])['parts']);
    const calls = parts.map((part) => part['functionCall']).filter(isObject);
    const isThought = (part) => part['thought'] === true;
    let heard = heardText(before, ...parts.filter((part) => !isThought(part)).map((part) => part['text']));
    heard = heardUnseen(heard, ...parts.filter(isThought).map((part) => part['text']));
    heard = heardUnseen(heard, ...calls.map((call) => JSON.stringify(call['args'] ?? '')));
    const reason = nameIn(candidate['finishReason'], null);
    return {
        ...heard,
        callsTool: heard.callsTool || calls.length > 0,
        finishReason: reason ?? heard.finishReason,
        isEnded: heard.isEnded || reason !== null,
    };
}
function tokensIn(usage) {
    return usageOf({
        prompt: asAmount(usage['promptTokenCount']) + asAmount(usage['toolUsePromptTokenCount']),
        output: asAmount(usage['candidatesTokenCount']) + asAmount(usage['thoughtsTokenCount']),
        cacheRead: asAmount(usage['cachedContentTokenCount']),
        cacheWrite: 0,
    });
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/openai-completions.js



const openAiCompletions = {
    generates: (path) => path.endsWith('/chat/completions'),
    readRequest(body) {
        const messages = asObjects(body['messages']);
        const isStream = body['stream'] === true;
        const first = messages[0];
        return {
            model: asText(body['model']),
            isStream,
            instructions: first !== undefined && isInstruction(first['role']) ? content_textOf(first['content']) : '',
            messages: messages.flatMap(openai_completions_saidIn),
            lacksUsage: isStream && !Object.hasOwn(body, 'stream_options'),
        };
    },
    endsByMark: false,
    hear(before, event) {
        const error = errorIn(event);
        const choices = asObjects(event['choices']);
        if (error === undefined && choices.length === 0 && !isObject(event['usage']) && !isChunk(event))
            return before;
        let heard = {
            ...before,
            isKnown: true,
            servedModel: nameIn(event['model'], before.servedModel),
            error: error ?? before.error,
        };
        for (const choice of choices)
            heard = heardChoice(heard, choice);
        const usage = [event['usage'], ...choices.map((choice) => choice['usage'])].find(isObject);
        return usage === undefined ? heard : openai_completions_heardUsage(heard, usage);
    },
};
const isChunk = ({ object }) => asText(object).startsWith('chat.completion');
const isInstruction = (role) => role === 'system' || role === 'developer';
function openai_completions_saidIn(message) {
    const { role, content } = message;
    if (role === 'user')
        return saidByUser(content);
    if (role !== 'assistant' && role !== 'tool')
        return [];
    return [{ role, text: content_textOf(content), callsTool: asObjects(message['tool_calls']).length > 0 }];
}
function heardChoice(before, choice) {
    const delta = asObject(choice['delta'] ?? choice['message']);
    const calls = [...asObjects(delta['tool_calls']), delta['function_call']].filter(isObject);
    let heard = heardText(before, content_textOf(delta['content']), delta['refusal']);
    heard = heardUnseen(heard, delta['reasoning_content'] ?? delta['reasoning']);
    heard = heardUnseen(heard, ...calls.map((call) => asObject(call['function'] ?? call)['arguments']));
    const reason = nameIn(choice['finish_reason'], null);
    return {
        ...heard,
        callsTool: heard.callsTool || calls.length > 0,
        finishReason: reason ?? heard.finishReason,
        isEnded: heard.isEnded || reason !== null,
    };
}
function openai_completions_heardUsage(heard, usage) {
    const details = asObject(usage['prompt_tokens_details']);
    const prompt = asAmount(usage['prompt_tokens']);
    const output = Math.max(asAmount(usage['completion_tokens']), asAmount(usage['total_tokens']) - prompt);
    const cacheRead = asAmount(details['cached_tokens'] ?? usage['cached_tokens'] ?? usage['prompt_cache_hit_tokens']);
    const tokens = usageOf({ prompt, output, cacheRead, cacheWrite: asAmount(details['cache_write_tokens']) });
    const cost = usage['cost'];
    return {
        ...heard,
        tokens: tokens ?? heard.tokens,
        costUsd: typeof cost === 'number' && cost >= 0 && Number.isFinite(cost) ? cost : heard.costUsd,
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/openai-responses.js



const openAiResponses = {
    generates: (path) => path.endsWith('/responses'),
    readRequest(body) {
        const { input } = body;
        const items = typeof input === 'string' ? [{ role: 'user', content: input }] : asObjects(input);
        const first = items[0];
        const isInstruction = first !== undefined && (first['role'] === 'system' || first['role'] === 'developer');
        return {
            model: asText(body['model']),
            isStream: body['stream'] === true,
            instructions: asText(body['instructions']) || (isInstruction ? content_textOf(first['content']) : ''),
            messages: items.flatMap(openai_responses_saidIn),
            lacksUsage: false,
        };
    },
    endsByMark: true,
    hear(before, event) {
        const type = asText(event['type']);
        const whole = event['object'] === 'response' ? event : event['response'];
        const error = isObject(whole) ? errorOfWhole(whole) : errorIn(event);
        if (error === undefined && !isObject(whole) && !type.startsWith('response.'))
            return before;
        const heard = { ...before, isKnown: true, error: error ?? before.error };
        if (isObject(whole))
            return heardWhole(heard, whole);
        const { delta } = event;
        if (type === 'response.output_text.delta' || type === 'response.refusal.delta')
            return heardText(heard, delta);
        if (type === 'response.output_item.added' || type === 'response.output_item.done')
            return { ...heard, callsTool: heard.callsTool || isCall(asObject(event['item'])) };
        return type.endsWith('.delta') ? heardUnseen(heard, delta) : heard;
    },
};
function openai_responses_saidIn(item) {
    const { type, role } = item;
    if (isCall(item))
        return [{ role: 'assistant', text: '', callsTool: true }];
    if (asText(type).endsWith('_call_output'))
        return [{ role: 'tool', text: content_textOf(item['output']), callsTool: false }];
    if (role === 'user')
        return saidByUser(item['content']);
    if (role !== 'assistant')
        return [];
    return [{ role, text: content_textOf(item['content']), callsTool: false }];
}
const isCall = ({ type }) => type === 'function_call' ||
    type === 'custom_tool_call' ||
    type === 'local_shell_call' ||
    type === 'computer_call';
function heardWhole(before, whole) {
    const { status } = whole;
    const isEnded = status === 'completed' || status === 'incomplete';
    const output = isEnded ? asObjects(whole['output']) : [];
    const texts = output
        .flatMap((item) => asObjects(item['content']))
        .map((part) => part['text'] ?? part['refusal']);
    const usage = asObject(whole['usage']);
    const heard = {
        ...before,
        servedModel: nameIn(whole['model'], before.servedModel),
        tokens: usageOf({
            prompt: asAmount(usage['input_tokens']),
            output: asAmount(usage['output_tokens']),
            cacheRead: asAmount(asObject(usage['input_tokens_details'])['cached_tokens']),
            cacheWrite: 0,
        }) ?? before.tokens,
        isEnded: before.isEnded || isEnded,
        finishReason: isEnded
            ? nameIn(asObject(whole['incomplete_details'])['reason'], asText(status))
            : before.finishReason,
        callsTool: before.callsTool || output.some(isCall),
    };
    return heard.written > 0 ? heard : heardText(heard, ...texts);
}
function errorOfWhole(whole) {
    if (whole['status'] !== 'failed')
        return undefined;
    const error = asObject(whole['error']);
    return {
        status: statusOf([error['code'], error['type']]),
        message: asText(error['message']) || asText(error['code']) || 'The response failed without words.',
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/table.js




const protocols = {
    'openai-completions': openAiCompletions,
    'openai-responses': openAiResponses,
    'anthropic-messages': anthropicMessages,
    'google-generative-ai': googleGenerativeAi,
};

;// CONCATENATED MODULE: ./lib/sidecar/relay/skim.js
const longestText = 128 * 1024;
const longestData = 4 * 1024;
const tellsData = 2 * 1024;
function openSkimmer(maxBytes) {
    const kept = [];
    let bytes = 0;
    let inText = false;
    let length = 0;
    let isData = true;
    let escape = 0;
    let isCut = false;
    const keep = (part) => {
        if (part.length === 0)
            return;
        bytes += part.length;
        if (bytes <= maxBytes)
            kept.push(Uint8Array.from(part));
        else
            kept.length = 0;
    };
    return {
        push(chunk) {
            if (bytes > maxBytes)
                return;
            let from = 0;
            for (let at = 0; at < chunk.length; at += 1) {
                const byte = chunk[at];
                if (!inText) {
                    if (byte !== QUOTE)
                        continue;
                    inText = true;
                    isCut = false;
                    isData = true;
                    length = 0;
                    continue;
                }
                if (escape > 0) {
                    escape = escape === FIRST ? (byte === LETTER_U ? 4 : 0) : escape - 1;
                }
                else if (byte === QUOTE) {
                    inText = false;
                    if (isCut)
                        from = at;
                    continue;
                }
                else if (isCut) {
                    if (byte === BACKSLASH)
                        escape = FIRST;
                    continue;
                }
                else if (length >= longestText || (length >= longestData && isData)) {
                    keep(chunk.subarray(from, at));
                    isCut = true;
                    if (byte === BACKSLASH)
                        escape = FIRST;
                    continue;
                }
                else if (byte === BACKSLASH) {
                    escape = FIRST;
                    if (length < tellsData)
                        isData = false;
                }
                else if (byte === BLANK && length < tellsData) {
                    isData = false;
                }
                length += 1;
            }
            if (!(inText && isCut))
                keep(chunk.subarray(from));
        },
        end: () => (bytes > maxBytes ? null : Buffer.concat(kept)),
    };
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANK = 0x20;
const LETTER_U = 0x75;
const FIRST = 5;
function skim(document, maxBytes) {
    const skimmer = openSkimmer(maxBytes);
    skimmer.push(document);
    return skimmer.end();
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/read-request.js




const maxReadBytes = 8 * 1024 * 1024;
const bytesPerToken = 4;
const nothingAsked = { model: '', isStream: false, instructions: '', messages: [], lacksUsage: false };
function readRequest(request, models) {
    const protocol = protocols[request.api];
    const path = request.path.split('?', 1)[0];
    const view = skim(request.body.view, maxReadBytes);
    const document = view === null ? undefined : parseObject(view.toString('utf8'));
    const asked = document === undefined ? nothingAsked : protocol.readRequest(document, path);
    const generates = protocol.generates(path);
    const found = generates ? runIn(asked.instructions) : null;
    return {
        model: asked.model.slice(0, 200),
        isStream: asked.isStream,
        generates,
        purpose: purposeOf(asked, found !== null, models),
        run: found === null ? null : { ...found, turn: attribution_turnOf(asked.messages) },
        estimatedInput: Math.ceil((view ?? request.body.view).length / bytesPerToken),
        insert: asked.lacksUsage && generates ? '"stream_options":{"include_usage":true},' : '',
    };
}
function purposeOf(asked, isOfRun, { provider, model, judgeModel }) {
    if (isOfRun)
        return 'run';
    if (judgeModel === null || `${provider}/${asked.model}` !== judgeModel)
        return 'other';
    return judgeModel !== model || isJudged(asked.messages) ? 'judge' : 'other';
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/body.js








const maxInMemory = 1024 * 1024;
const maxBodyBytes = 64 * 1024 * 1024;
const maxInFiles = 1024 * 1024 * 1024;
const body_headBytes = 4096;
class BodyRefused extends Error {
    name = 'BodyRefused';
    refusal;
    constructor(refusal) {
        super(`the body is ${refusal}`);
        this.refusal = refusal;
    }
}
function openBodyReader(directory = (0,external_node_os_namespaceObject.tmpdir)()) {
    const largeOnes = openPlaces({ underWay: 4, inLine: 60, waitMs: 30_000 });
    let inFiles = 0;
    async function openSpill(signal) {
        const leave = await largeOnes.enter(signal);
        if (leave === null)
            throw new BodyRefused('too-many');
        const file = await openUnnamed(directory).catch((error) => {
            leave();
            throw error;
        });
        const skimmer = openSkimmer(maxReadBytes);
        let bytes = 0;
        return {
            async add(chunk) {
                bytes += chunk.length;
                inFiles += chunk.length;
                if (bytes > maxBodyBytes)
                    throw new BodyRefused('too-large');
                if (inFiles > maxInFiles)
                    throw new BodyRefused('too-many');
                skimmer.push(chunk);
                await file.writeFile(chunk);
            },
            leave,
            body: (head) => ({
                bytes,
                view: skimmer.end() ?? Buffer.alloc(0),
                head: Buffer.from(head.subarray(0, body_headBytes)),
                content: null,
                open: (start) => file.createReadStream({ start, autoClose: false, highWaterMark: 256 * 1024 }),
                dispose: async () => await dispose(),
            }),
            dispose,
        };
        async function dispose() {
            inFiles -= bytes;
            await file.close();
        }
    }
    return {
        async read(stream, signal) {
            const chunks = [];
            let bytes = 0;
            let spill;
            try {
                for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
                    if (!Buffer.isBuffer(chunk))
                        throw new TypeError('a request gave something else than bytes');
                    bytes += chunk.length;
                    if (spill === undefined)
                        chunks.push(chunk);
                    else
                        await spill.add(chunk);
                    if (spill !== undefined || bytes <= maxInMemory)
                        continue;
                    spill = await openSpill(signal);
                    for (const early of chunks)
                        await spill.add(early);
                    chunks.length = 1;
                }
                return spill?.body(chunks[0] ?? Buffer.alloc(0)) ?? inMemory(Buffer.concat(chunks));
            }
            catch (error) {
                await spill?.dispose();
                throw error;
            }
            finally {
                spill?.leave();
            }
        },
    };
}
function inMemory(content) {
    return {
        bytes: content.length,
        view: content,
        head: content.subarray(0, body_headBytes),
        content,
        open: (from) => external_node_stream_namespaceObject.Readable.from([content.subarray(from)], { objectMode: false }),
        dispose: async () => undefined,
    };
}
async function openUnnamed(directory) {
    const name = external_node_path_namespaceObject.join(directory, `body-${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    const file = await (0,promises_namespaceObject.open)(name, 'wx+', 0o600);
    await (0,promises_namespaceObject.unlink)(name);
    return file;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/smallest-request.js
const smallest_request_words = 'Reply with exactly: pong';
const fewTokens = 16;
const bodies = {
    'openai-completions': (model) => [{ max_completion_tokens: fewTokens }, { max_tokens: fewTokens }, {}].map((limit) => ({
        model,
        messages: [{ role: 'user', content: smallest_request_words }],
        stream: true,
        ...limit,
    })),
    'openai-responses': (model) => [{ max_output_tokens: fewTokens, store: false }, {}].map((more) => ({
        model,
        input: [{ role: 'user', content: [{ type: 'input_text', text: smallest_request_words }] }],
        stream: true,
        ...more,
    })),
    'anthropic-messages': (model) => [
        { model, max_tokens: fewTokens, messages: [{ role: 'user', content: smallest_request_words }], stream: true },
    ],
    'google-generative-ai': () => [{ generationConfig: { maxOutputTokens: fewTokens } }, {}].map((limit) => ({
        contents: [{ role: 'user', parts: [{ text: smallest_request_words }] }],
        ...limit,
    })),
};
const targets = {
    'openai-completions': () => '/chat/completions',
    'openai-responses': () => '/responses',
    'anthropic-messages': () => '/v1/messages',
    'google-generative-ai': (model) => `/models/${model}:streamGenerateContent?alt=sse`,
};
function smallestRequests(api, model) {
    return bodies[api](model).map((body) => ({
        target: targets[api](model),
        headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream',
            ...(api === 'anthropic-messages' && { 'anthropic-version': '2023-06-01' }),
        },
        body: JSON.stringify(body),
    }));
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/check.js


const reachableMs = 20_000;
const overloadMs = 120_000;
const pauseMs = 3000;
async function check_checkModels({ providers, model, judgeModel }, parts) {
    const asked = [...new Set([model, judgeModel ?? model])];
    const results = await Promise.all(asked.map(async (ref) => {
        const provider = providers.get(ref.slice(0, ref.indexOf('/')));
        return provider === undefined
            ? check_noAccess(ref, { words: 'the relay does not know its provider', hint: hints.other })
            : await checkOne(ref, provider, parts);
    }));
    return results.find(({ status }) => status === 'failed') ?? { status: 'ok' };
}
async function checkOne(ref, provider, parts) {
    const { clock, signal } = parts;
    const forms = smallestRequests(provider.api, ref.slice(ref.indexOf('/') + 1));
    const untilMs = clock.now() + overloadMs;
    for (;;) {
        const ending = await sendForms(forms, (form) => parts.send(provider, form));
        signal.throwIfAborted();
        const found = check_read(ending);
        if (found === 'answers')
            return { status: 'ok' };
        const afterMs = Math.max(pauseMs, ending.retryAfterMs ?? 0);
        if (!found.mayPass || clock.now() + afterMs >= untilMs)
            return check_noAccess(ref, found);
        await clock.sleep(afterMs, signal);
    }
}
async function sendForms(forms, send) {
    let last;
    for (const form of forms) {
        last = await send(form);
        if (last.status !== 400 && last.status !== 422)
            return last;
    }
    if (last === undefined)
        throw new Error('a check has no request to send');
    return last;
}
function check_read(ending) {
    const { outcome, refusal, status, error } = ending;
    if (outcome === 'complete' || outcome === 'empty')
        return 'answers';
    const words = wordsOf(status, error ?? outcome);
    if (outcome === 'refused')
        return { words, mayPass: false, hint: refusal === 'budget' ? hints.cap : hints.other };
    if (outcome === 'bad-answer')
        return { words, mayPass: false, hint: hints.endpoint };
    if (outcome !== 'http-error' || status === null)
        return { words, mayPass: false, hint: hints.network };
    if (status === 402 || isUsedUp(ending))
        return { words, mayPass: false, hint: hints.credit };
    if (status === 429)
        return { words, mayPass: true, hint: hints.limit };
    if (status === 408 || status >= 500)
        return { words, mayPass: true, hint: hints.away };
    return { words, mayPass: false, hint: hintFor.get(status) ?? hints.other };
}
const isUsedUp = ({ status, attempts, retryAfterMs }) => status === 429 && attempts === 1 && retryAfterMs === null;
const hints = {
    key: 'Check the provider key, and that it may use this model.',
    model: 'Check the name of the model, and the base URL of the endpoint.',
    credit: 'The account behind the key has no credit or quota left.',
    limit: 'The account behind the key is limited by others who use it: run at another time, or raise the limit.',
    cap: 'Raise `max-cost-usd` or `max-tokens`.',
    away: 'Look at the status page of the provider, or at the log of the endpoint.',
    network: 'Check that pods reach the endpoint: `https-proxy` and `ca-certificates` are for proxies and private certificates.',
    endpoint: 'Check the base URL of the endpoint: another server may answer there.',
    other: 'Check the provider key, the model name, and the endpoint.',
};
const hintFor = new Map([
    [401, hints.key],
    [403, hints.key],
    [404, hints.model],
]);
function wordsOf(status, error) {
    const words = cleanWords(error).replace(/\.$/, '');
    return status === null || status < 400 || words.startsWith(String(status)) ? words : `${status} ${words}`;
}
function check_noAccess(model, { words, hint }) {
    return { status: 'failed', message: `The model ${model} does not answer: ${words}.`, hint };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/headers.js
const hopByHop = [
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authentication-info',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
];
const keyHeaders = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key'];
const droppedFromRequests = new Set([
    ...hopByHop,
    ...keyHeaders,
    'host',
    'content-length',
    'expect',
    'accept-encoding',
    'cookie',
    'forwarded',
    'via',
    'x-host',
    'x-real-ip',
    'x-original-url',
    'x-rewrite-url',
    'x-http-method-override',
    'x-method-override',
]);
const droppedFromAnswers = new Set([...hopByHop, 'set-cookie', 'alt-svc']);
const bearer = (key) => ({ authorization: `Bearer ${key}` });
const keyHeaderOf = {
    'openai-completions': bearer,
    'openai-responses': bearer,
    'anthropic-messages': (key) => ({ 'x-api-key': key }),
    'google-generative-ai': (key) => ({ 'x-goog-api-key': key }),
};
function authentication(api, key) {
    return key === null || key === '' ? {} : keyHeaderOf[api](key);
}
function shownTokens(headers, query) {
    const inHeaders = keyHeaders.flatMap((name) => headers[name] ?? []);
    return [...inHeaders.map((value) => value.replace(/^bearer\s+/i, '').trim()), ...query.getAll('key')];
}
function forwardedHeaders(raw, token, own) {
    const headers = {};
    const connection = pairs(raw).flatMap(([name, value]) => (name === 'connection' ? [value] : []));
    const named = namedIn(connection.join(','));
    for (const [name, value] of pairs(raw)) {
        const isDropped = droppedFromRequests.has(name) || named.has(name) || name.startsWith('x-forwarded-');
        if (isDropped || value.includes(token))
            continue;
        const earlier = headers[name];
        headers[name] = earlier === undefined ? value : [earlier, value].flat();
    }
    return { ...headers, 'accept-encoding': 'identity', ...own };
}
function answeredHeaders(headers, hide) {
    const named = namedIn(headers.connection ?? '');
    const kept = Object.entries(headers).filter(([name]) => !droppedFromAnswers.has(name) && !named.has(name));
    return Object.fromEntries(kept.map(([name, value]) => [name, hide([value ?? ''].flat().join(', '))]));
}
function namedIn(connection) {
    return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}
function pairs(raw) {
    const found = [];
    for (let at = 0; at + 1 < raw.length; at += 2)
        found.push([(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? '']);
    return found;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/config.js






const providerName = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;
const reference = /\$(\$?)\{([A-Z_][A-Z0-9_]*)\}/g;
const shortestToken = 16;
function readToken(env) {
    const token = env[podVariables.relayToken]?.trim() ?? '';
    return token.length < shortestToken ? '' : token;
}
function readRelaySettings(env) {
    const problems = [];
    const token = readToken(env);
    if (token === '')
        problems.push(`${podVariables.relayToken} has fewer than ${shortestToken} characters`);
    const config = parseObject(env[podVariables.relayConfig] ?? '');
    if (config === undefined)
        problems.push(`${podVariables.relayConfig} is not a JSON object`);
    const { model, judgeModel = null, record = false } = config ?? {};
    if (config !== undefined && (typeof model !== 'string' || !model.includes('/')))
        problems.push('model is not <provider>/<id>');
    const secrets = new Set();
    const providers = new Map();
    const written = config?.['providers'] ?? {};
    if (!isObject(written))
        problems.push('providers is not an object');
    for (const [name, raw] of Object.entries(isObject(written) ? written : {})) {
        const answer = readProvider(name, raw, env);
        for (const value of answer.secrets)
            secrets.add(value);
        problems.push(...answer.problems.map((problem) => `provider "${name}": ${problem}`));
        if (answer.provider !== undefined)
            providers.set(name, answer.provider);
    }
    if (problems.length > 0)
        throw new ActionError('bad-config', `The config of the relay is wrong: ${problems.join('; ')}.`);
    return {
        token,
        providers,
        secrets: [...secrets],
        model: String(model),
        judgeModel: typeof judgeModel === 'string' ? judgeModel : null,
        maxCostUsd: limitOf(config?.['maxCostUsd']),
        maxTokens: limitOf(config?.['maxTokens']),
        rateLimitWaitMs: asAmount(config?.['rateLimitWaitMs']),
        record: record === true,
    };
}
function readProvider(name, raw, env) {
    const problems = [];
    const secrets = [];
    if (!isObject(raw))
        return { problems: ['it is not an object'], secrets };
    if (!providerName.test(name))
        problems.push('its name is no part of a path');
    const resolved = (field, text) => {
        if (typeof text !== 'string') {
            problems.push(`${field} is not a text`);
            return '';
        }
        const { value, used, missing } = resolveVariables(text, env);
        secrets.push(...used);
        for (const variable of missing)
            problems.push(`${field} names ${variable}, which the relay does not have`);
        return value;
    };
    const api = wireApis.find((known) => known === raw['api']);
    if (api === undefined)
        problems.push(`api "${String(raw['api'])}" is none of ${wireApis.join(', ')}`);
    const base = readBase(resolved('baseUrl', raw['baseUrl']));
    if (typeof base === 'string')
        problems.push(base);
    const key = raw['key'] === null || raw['key'] === undefined ? null : resolved('key', raw['key']).trim();
    if (key !== null && key !== '')
        secrets.push(key);
    const own = isObject(raw['headers']) ? raw['headers'] : {};
    const headers = Object.fromEntries(Object.entries(own).map(([header, text]) => [header.toLowerCase(), resolved(`header ${header}`, text)]));
    problems.push(...badHeaders(headers));
    if (key !== null && !isHeaderValue(key))
        problems.push('key has characters that no header can hold');
    if (api === undefined || typeof base === 'string' || problems.length > 0)
        return { problems, secrets };
    return {
        provider: {
            name,
            api,
            base,
            headers: { ...authentication(api, key), ...headers },
            prices: readPrices(raw['prices']),
        },
        problems,
        secrets,
    };
}
function readBase(text) {
    if (!URL.canParse(text))
        return 'baseUrl is no URL: write it like https://models.example.com/v1';
    const url = new URL(text);
    if (!/^https?:$/.test(url.protocol))
        return `baseUrl begins with ${url.protocol}, not with http: or https:`;
    if (url.username !== '' || url.password !== '')
        return 'baseUrl holds a user or password: write them as a header';
    if (url.search !== '' || url.hash !== '')
        return 'baseUrl has a query or fragment: only a path may come after the host';
    url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
}
function resolveVariables(text, env) {
    const used = [];
    const missing = [];
    const value = text.replace(reference, (whole, escape, name) => {
        if (escape !== '')
            return whole.slice(1);
        const found = env[name]?.trim() ?? '';
        (found === '' ? missing : used).push(found === '' ? name : found);
        return found;
    });
    return { value, used, missing };
}
function badHeaders(headers) {
    return Object.entries(headers).flatMap(([name, value]) => {
        if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name))
            return [`"${name}" is no name of a header`];
        return isHeaderValue(value) ? [] : [`header ${name} has characters that no header can hold`];
    });
}
const isHeaderValue = (text) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
function readPrices(raw) {
    const rows = Object.entries(isObject(raw) ? raw : {});
    return Object.fromEntries(rows.flatMap(([model, price]) => isObject(price)
        ? [
            [
                model,
                {
                    input: asAmount(price['input']),
                    output: asAmount(price['output']),
                    cacheRead: asAmount(price['cacheRead']),
                    cacheWrite: asAmount(price['cacheWrite']),
                },
            ],
        ]
        : []));
}
const limitOf = (raw) => typeof raw === 'number' && Number.isFinite(raw) && raw >= 0 ? raw : null;

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./lib/src/base/secret.js

const SHORTEST = 8;
const placeholders = ['none', 'dummy', 'empty', 'null', 'changeme', 'test', 'redacted', 'data+omitted'];
const ownWords = ['inconclusive', ...Object.keys(errorCodes)];
const standIns = new Set([...placeholders, ...ownWords]);
function isStandIn(value) {
    return value.length < SHORTEST || standIns.has(value.toLowerCase());
}
function secretLines(values) {
    const lines = values.flatMap((value) => value.split(/[\r\n]+/)).map((line) => line.trim());
    return [...new Set(lines.filter((line) => !isStandIn(line) && !line.startsWith('-----')))];
}
const login = /(?<=:\/\/)([^\s/?#:@"'`<>]*):(?!\d+(?:[/?#"'`<>\s,;)\]}]|$))([^\s"'`<>]+)@(?!sha\d+:)/g;
const lonelyToken = /(?<=:\/\/)[^\s/?#:@"'`<>]{8,}@(?!sha\d+:)/g;
function withoutLogins(text) {
    return text.includes('://') ? text.replace(login, '***@').replace(lonelyToken, '***@') : text;
}
function passwordsIn(text) {
    return [...text.matchAll(login)].flatMap(([, , written = '']) => {
        const meant = secret_decoded(written);
        return encodeURIComponent(meant.toWellFormed()) === written ? [meant] : [meant, written];
    });
}
function proxyPasswords(env) {
    return Object.entries(env)
        .filter(([name]) => /(?:^|_)(?:https?|all|ftp|socks)_proxy$/i.test(name))
        .flatMap(([, address = '']) => passwordsIn(address.includes('://') ? address : `http://${address}`));
}
function secret_decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/hide.js


function hiding(secrets) {
    const forms = secretLines(secrets).map((secret) => Buffer.from(secret));
    let rest;
    return new external_node_stream_namespaceObject.Transform({
        transform(chunk, _, done) {
            const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
            const shown = withoutForms(bytes, forms);
            const held = Math.max(0, ...forms.map((form) => lengthOfBeginning(shown, form)));
            rest = held === 0 ? undefined : Buffer.from(shown.subarray(shown.length - held));
            if (held < shown.length)
                this.push(shown.subarray(0, shown.length - held));
            done();
        },
        flush(done) {
            done(null, rest);
        },
    });
}
function hiddenIn(text, secrets) {
    return secretLines(secrets).reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text);
}
function withoutForms(bytes, forms) {
    let shown = bytes;
    for (const form of forms)
        for (let at = shown.indexOf(form); at !== -1; at = shown.indexOf(form, at)) {
            if (shown === bytes)
                shown = Buffer.from(bytes);
            shown.fill('*', at, at + form.length);
        }
    return shown;
}
function lengthOfBeginning(bytes, form) {
    const first = form[0] ?? 0;
    const from = Math.max(0, bytes.length - form.length + 1);
    for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
        if (form.subarray(0, bytes.length - at).equals(bytes.subarray(at)))
            return bytes.length - at;
    return 0;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/prices.js
function costOf(tokens, price, reportedUsd) {
    if (reportedUsd !== null)
        return reportedUsd;
    if (price === undefined)
        return null;
    const { input, output, cacheRead, cacheWrite } = price;
    return ((tokens.input * input +
        tokens.output * output +
        tokens.cacheRead * cacheRead +
        tokens.cacheWrite * cacheWrite) /
        1e6);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/event-stream.js

const maxEventBytes = 2 * 1024 * 1024;
const field = Buffer.from('data:');
function openEventStream(onData) {
    let data;
    let matched = 0;
    let isEmpty = true;
    let afterReturn = false;
    const dispatch = () => {
        const read = data?.end();
        data = undefined;
        if (read)
            onData(read.toString('utf8').trim());
    };
    const endLine = () => {
        if (isEmpty)
            dispatch();
        else if (matched === field.length)
            data?.push(lineFeed);
        matched = 0;
        isEmpty = true;
    };
    const readLine = (part) => {
        isEmpty = false;
        let at = 0;
        for (; at < part.length && matched >= 0 && matched < field.length; at += 1)
            matched = part[at] === field[matched] ? matched + 1 : -1;
        if (matched !== field.length)
            return;
        data ??= openSkimmer(maxEventBytes);
        data.push(part.subarray(at));
    };
    return {
        push(chunk) {
            let from = 0;
            for (let at = 0; at < chunk.length; at += 1) {
                const byte = chunk[at];
                if (byte === LF && afterReturn)
                    from = at + 1;
                else if (byte === LF || byte === CR) {
                    if (at > from)
                        readLine(chunk.subarray(from, at));
                    endLine();
                    from = at + 1;
                }
                afterReturn = byte === CR;
            }
            if (from < chunk.length)
                readLine(chunk.subarray(from));
        },
        end: dispatch,
    };
}
const LF = 0x0a;
const CR = 0x0d;
const lineFeed = Buffer.of(LF);

;// CONCATENATED MODULE: ./lib/sidecar/relay/protocols/protocol.js
const nothingHeard = {
    isKnown: false,
    isEnded: false,
    servedModel: null,
    finishReason: null,
    hasText: false,
    callsTool: false,
    written: 0,
    tokens: null,
    costUsd: null,
    error: null,
};

;// CONCATENATED MODULE: ./lib/sidecar/relay/read-answer.js







const maxErrorLength = 300;
const charactersPerToken = 4;
const noTokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
function openAnswerReader(answer, request) {
    const protocol = protocols[answer.api];
    const head = openHead();
    let heard = nothingHeard;
    let isMarked = false;
    let isUnreadable = false;
    let form;
    const hear = (value) => {
        if (Array.isArray(value))
            value.forEach(hear);
        else if (isObject(value))
            heard = protocol.hear(heard, value);
    };
    const parse = (text) => {
        try {
            hear(JSON.parse(text));
        }
        catch {
            isUnreadable = true;
        }
    };
    const events = openEventStream((data) => {
        if (data === '[DONE]')
            isMarked = true;
        else
            parse(data);
    });
    const document = openSkimmer(maxReadBytes);
    const outcomeOf = (isWhole) => {
        if (answer.status >= 400 || heard.error !== null)
            return 'http-error';
        if (answer.status >= 300)
            return 'bad-answer';
        if (!request.generates)
            return isWhole ? 'complete' : 'cut-stream';
        if (!heard.isKnown && isWhole)
            return 'bad-answer';
        const isEnded = form === 'document' ? !isUnreadable : isMarked || (heard.isEnded && (isWhole || protocol.endsByMark));
        if (!isEnded || !heard.isKnown)
            return 'cut-stream';
        return heard.hasText || heard.callsTool ? 'complete' : 'empty';
    };
    return {
        push(chunk) {
            head.push(chunk);
            const start = form === undefined ? firstByte(chunk) : 0;
            if (start === -1)
                return;
            const rest = chunk.subarray(start);
            form ??= formOf(String.fromCharCode(rest[0] ?? 0));
            if (form === 'document')
                document.push(rest);
            else if (form === 'events')
                events.push(rest);
        },
        end(isWhole) {
            if (form === 'events')
                events.end();
            if (form === 'document')
                parse(document.end()?.toString('utf8') ?? '');
            const outcome = outcomeOf(isWhole);
            const isEnded = outcome === 'complete' || outcome === 'empty';
            const wasAnswered = request.generates && (isEnded || outcome === 'cut-stream' || heard.written > 0);
            const writtenTokens = Math.ceil(heard.written / charactersPerToken);
            const estimate = (tokens) => ({
                ...tokens,
                output: Math.max(tokens.output, writtenTokens),
            });
            const isReported = heard.tokens !== null && isEnded;
            const counted = heard.tokens ?? (wasAnswered ? { ...noTokens, input: request.estimatedInput } : noTokens);
            return {
                outcome,
                status: answer.status >= 400 ? answer.status : (heard.error?.status ?? answer.status),
                error: errorOf(outcome, { ...answer, said: heard.error?.message ?? null, head: head.text() }),
                servedModel: heard.servedModel,
                finishReason: heard.finishReason,
                callsTool: outcome === 'complete' && heard.callsTool,
                tokens: isReported ? counted : estimate(counted),
                estimated: !isReported && (wasAnswered || heard.tokens !== null),
                reportedCostUsd: heard.costUsd,
            };
        },
    };
}
function formOf(first) {
    if (first === '{' || first === '[')
        return 'document';
    return 'deir:'.includes(first) ? 'events' : 'foreign';
}
function firstByte(chunk) {
    return chunk.findIndex((byte) => !' \t\r\n\u00EF\u00BB\u00BF'.includes(String.fromCharCode(byte)));
}
function openHead() {
    let kept = Buffer.alloc(0);
    return {
        push(chunk) {
            if (kept.length < 2048)
                kept = Buffer.concat([kept, chunk.subarray(0, 2048 - kept.length)]);
        },
        text: () => kept.toString('utf8'),
    };
}
function errorOf(outcome, answer) {
    const { status, contentType, said, head } = answer;
    const what = `The answer with status ${status}`;
    const words = {
        complete: null,
        empty: 'The answer has neither text nor a tool call.',
        'cut-stream': 'The answer ended before it was complete.',
        'bad-answer': head === ''
            ? `${what} has no body.`
            : `${what} is not in the provider's protocol: ${contentType || 'no content type'}, ${JSON.stringify(oneLine(head, 120))}`,
        'http-error': said ?? `HTTP ${status}${head === '' ? ' without a body' : `: ${head}`}`,
    };
    const told = words[outcome];
    return told === null ? null : oneLine(told, maxErrorLength);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/route.js
function targetOf(written) {
    if (!/^\/[\x21-\x7e]*$/.test(written) || /[\\#]/.test(written))
        return null;
    const [pathname = '', ...query] = written.split('?');
    if (pathname.startsWith('//') || leadsOut(pathname))
        return null;
    const slash = pathname.indexOf('/', 1);
    return {
        provider: slash < 0 ? pathname.slice(1) : pathname.slice(1, slash),
        rest: slash < 0 ? '' : pathname.slice(slash),
        query: new URLSearchParams(query.join('?')),
    };
}
function leadsOut(pathname) {
    let decoded = pathname;
    for (let round = 0; round < 4; round++) {
        if (/[\\\0\r\n]/.test(decoded))
            return true;
        if (decoded.split('/').some((segment) => /^\.{1,2}(?:;.*)?$/.test(segment)))
            return true;
        const next = decodedOnce(decoded);
        if (next === decoded)
            return false;
        decoded = next;
    }
    return true;
}
function decodedOnce(text) {
    return text.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)));
}
function upstreamPath(base, { rest, query }, token) {
    const kept = [...query].filter(([name, value]) => name !== 'key' && !value.includes(token) && !name.includes(token));
    const search = new URLSearchParams(kept).toString();
    return `${base.pathname.replace(/\/+$/, '')}${rest}${search === '' ? '' : `?${search}`}` || '/';
}
const calls = {
    'openai-completions': /\/(?:chat\/completions|completions|responses|embeddings)$/,
    'openai-responses': /\/(?:chat\/completions|completions|responses|responses\/compact|embeddings)$/,
    'anthropic-messages': /\/messages(?:\/count_tokens)?$/,
    'google-generative-ai': /\/models\/[^/]+:(?:generateContent|streamGenerateContent|countTokens|embedContent|batchEmbedContents)$/,
};
function isModelCall(api, method, rest) {
    if (method === 'POST')
        return calls[api].test(rest);
    return (method === 'GET' || method === 'HEAD') && /\/models(?:\/[^?]+)?$/.test(rest);
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./lib/src/base/proxy.js


function proxyFor(server, env) {
    const scheme = server.protocol.slice(0, -1);
    const proxy = variable(env, `${scheme}_proxy`);
    if (proxy === undefined)
        return undefined;
    const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const port = server.port === '' ? (scheme === 'https' ? '443' : '80') : server.port;
    if (host === 'localhost' || isLoopbackAddress(host))
        return undefined;
    const exceptions = (variable(env, 'no_proxy') ?? '').split(',').map((entry) => entry.trim().toLowerCase());
    if (exceptions.some((entry) => matches(entry, host, port)))
        return undefined;
    return proxy.includes('://') ? proxy.replace(/^socks5h:/i, 'socks5:') : `http://${proxy}`;
}
function isLoopback(host) {
    return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);
}
function variable(env, name) {
    return env[name.toUpperCase()] || env[name] || undefined;
}
function isLoopbackAddress(host) {
    return inRange(host, '127.0.0.0', 8) || host === '::1' || inRange(host, '::ffff:127.0.0.0', 104);
}
function matches(entry, host, port) {
    if (entry === '*')
        return true;
    const [, network = '', prefix = ''] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
    if ((0,external_node_net_namespaceObject.isIP)(network) !== 0)
        return inRange(host, network, Number(prefix));
    const withPort = (0,external_node_net_namespaceObject.isIP)(entry) === 0 ? /^(?:\[(.+)\]|([^:]+)):(\d*)$/.exec(entry) : null;
    if (withPort && withPort[3] !== '' && withPort[3] !== port)
        return false;
    const name = withPort ? (withPort[1] ?? withPort[2] ?? '') : entry;
    if ((0,external_node_net_namespaceObject.isIP)(name) !== 0)
        return inRange(host, name, (0,external_node_net_namespaceObject.isIP)(name) === 6 ? 128 : 32);
    if (name === '' || (0,external_node_net_namespaceObject.isIP)(host) !== 0)
        return false;
    const domain = (0,external_node_url_namespaceObject.domainToASCII)(name.replace(/^\*?\./, ''));
    if (domain === '')
        return false;
    return host.endsWith(`.${domain}`) || (host === domain && !/^\*?\./.test(name));
}
function inRange(host, network, prefix) {
    const family = (0,external_node_net_namespaceObject.isIP)(network);
    if (family === 0 || (0,external_node_net_namespaceObject.isIP)(host) !== family || prefix > (family === 6 ? 128 : 32))
        return false;
    const type = family === 6 ? 'ipv6' : 'ipv4';
    const list = new external_node_net_namespaceObject.BlockList();
    list.addSubnet(network, prefix, type);
    return list.check(host, type);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/tunnel.js



class ProxyError extends Error {
    name = 'ProxyError';
}
const connectTimeoutMs = 15_000;
function tunnelAgent(proxy, options) {
    const agent = new external_node_https_namespaceObject.Agent(options);
    const secure = agent.createConnection.bind(agent);
    const connect = (0,external_node_util_namespaceObject.callbackify)(async (connection) => {
        const socket = await openTunnel(proxy, `${connection.host ?? ''}:${connection.port ?? 443}`);
        const stream = secure(Object.assign(connection, { socket }));
        if (!stream)
            throw new Error('Node opened no stream in a tunnel');
        return stream;
    });
    agent.createConnection = (connection, callback) => {
        connect(connection, callback ?? (() => undefined));
        return undefined;
    };
    return agent;
}
async function openTunnel(proxy, target) {
    const request = (proxy.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request)({
        ...proxyAddress(proxy),
        method: 'CONNECT',
        path: target,
        headers: { host: target, ...proxyLogin(proxy) },
        agent: false,
        timeout: connectTimeoutMs,
    });
    return await new Promise((resolve, reject) => {
        request.once('connect', (response, socket, head) => {
            if (response.statusCode !== 200) {
                socket.destroy();
                reject(new ProxyError(`the proxy refused to connect: HTTP ${response.statusCode}`));
                return;
            }
            socket.setTimeout(0);
            if (head.length > 0)
                socket.unshift(head);
            resolve(socket);
        });
        request.once('response', (response) => {
            request.destroy();
            reject(new ProxyError(`the proxy refused to connect: HTTP ${response.statusCode}`));
        });
        request.once('timeout', () => request.destroy(new Error(`no answer within ${connectTimeoutMs / 1000} s`)));
        request.once('error', (error) => reject(new ProxyError(`the proxy made no connection: ${error.message}`)));
        request.end();
    });
}
function proxyAddress(proxy) {
    const port = Number(proxy.port) || (proxy.protocol === 'https:' ? 443 : 80);
    return { hostname: proxy.hostname.replace(/^\[|\]$/g, ''), port };
}
function proxyLogin({ username, password }) {
    if (username === '' && password === '')
        return {};
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/upstream.js







const usualTimes = { connectMs: 15_000, silenceMs: 600_000 };
const staleMs = 2000;
function openUpstream(base, env, times = usualTimes) {
    const proxyUrl = proxyFor(base, env);
    const proxy = proxyUrl === undefined ? undefined : new URL(proxyUrl);
    const isSecure = base.protocol === 'https:';
    const pool = { keepAlive: true, maxSockets: Infinity, maxFreeSockets: 64, timeout: 55_000 };
    const isForwarded = proxy !== undefined && !isSecure;
    const start = (isForwarded ? proxy.protocol === 'https:' : isSecure) ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request;
    const agent = isForwarded
        ? newAgent(proxy.protocol === 'https:')
        : proxy === undefined
            ? newAgent(isSecure)
            : tunnelAgent(proxy, pool);
    function newAgent(secure) {
        return secure ? new external_node_https_namespaceObject.Agent(pool) : new external_node_http_namespaceObject.Agent(pool);
    }
    const address = isForwarded
        ? proxyAddress(proxy)
        : { hostname: base.hostname.replace(/^\[|\]$/g, ''), port: Number(base.port) || (isSecure ? 443 : 80) };
    const attempt = async (sent, signal) => {
        const startedAt = Date.now();
        const request = start({
            ...address,
            agent,
            method: sent.method,
            path: isForwarded ? `${base.origin}${sent.path}` : sent.path,
            headers: {
                ...sent.headers,
                host: base.host,
                ...(isForwarded && proxyLogin(proxy)),
                ...lengthOf(sent),
            },
            timeout: times.silenceMs,
            signal,
        });
        try {
            const response = await answerTo(request, sent, times);
            if (isForwarded && response.statusCode === 407)
                throw new ProxyError('the proxy refused to connect: HTTP 407');
            return answered(response, times);
        }
        catch (error) {
            request.destroy();
            signal.throwIfAborted();
            const isStale = request.reusedSocket && Date.now() - startedAt < staleMs && !(error instanceof Silence);
            return { ...unanswered(error), ...(isStale && { isStale }) };
        }
    };
    return {
        async send(request, signal) {
            const first = await attempt(request, signal);
            return first.isStale ? await attempt(request, signal) : first;
        },
        close: () => agent.destroy(),
    };
}
class Silence extends Error {
    name = 'Silence';
}
async function answerTo(request, sent, times) {
    return await new Promise((resolve, reject) => {
        const connecting = setTimeout(() => request.destroy(new Error(`no connection within ${times.connectMs / 1000} s`)), times.connectMs);
        const connected = () => clearTimeout(connecting);
        request.once('socket', (socket) => {
            if (request.reusedSocket)
                connected();
            else
                socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
        });
        request.once('close', connected);
        request.once('response', (response) => {
            connected();
            resolve(response);
        });
        request.on('timeout', () => request.destroy(new Silence(`nothing came for ${times.silenceMs / 1000} s`)));
        request.on('error', reject);
        sendBody(request, sent, reject);
    });
}
function sendBody(request, { body, insert }, failed) {
    const at = insert === '' ? 0 : body.head.indexOf('{') + 1;
    const begun = at === 0 ? Buffer.alloc(0) : Buffer.concat([body.head.subarray(0, at), Buffer.from(insert)]);
    if (body.content !== null) {
        request.end(at === 0 ? body.content : Buffer.concat([begun, body.content.subarray(at)]));
        return;
    }
    request.write(begun);
    (0,external_node_stream_namespaceObject.pipeline)(body.open(at), request, (error) => {
        if (error)
            failed(error);
    });
}
function lengthOf({ method, body, insert }) {
    if (body.bytes === 0)
        return method === 'POST' ? { 'content-length': '0' } : {};
    const isInserted = insert !== '' && body.head.includes('{');
    return { 'content-length': String(body.bytes + (isInserted ? Buffer.byteLength(insert) : 0)) };
}
function answered(response, times) {
    response.setTimeout(times.silenceMs, () => response.destroy(new Silence(`nothing came for ${times.silenceMs / 1000} s`)));
    const { headers, statusCode: status = 502 } = response;
    const { 'content-encoding': encoding, 'content-length': _, ...others } = headers;
    const decoder = decoderFor(encoding);
    if (decoder === undefined)
        return { kind: 'answer', status, headers, body: response };
    return { kind: 'answer', status, headers: others, body: (0,external_node_stream_namespaceObject.pipeline)(response, decoder, () => undefined) };
}
function decoderFor(encoding = '') {
    const asItComes = { flush: external_node_zlib_namespaceObject.constants.Z_SYNC_FLUSH };
    if (/^(?:x-)?gzip$/i.test(encoding))
        return (0,external_node_zlib_namespaceObject.createGunzip)(asItComes);
    if (/^deflate$/i.test(encoding))
        return (0,external_node_zlib_namespaceObject.createInflate)(asItComes);
    if (/^br$/i.test(encoding))
        return (0,external_node_zlib_namespaceObject.createBrotliDecompress)({ flush: external_node_zlib_namespaceObject.constants.BROTLI_OPERATION_FLUSH });
    return undefined;
}
function unanswered(error) {
    if (error instanceof Silence)
        return { kind: 'no-answer', outcome: 'timeout', error: `it is silent: ${error.message}` };
    return { kind: 'no-answer', outcome: 'network', error: networkWords(error) };
}
const wordsOfCodes = {
    ECONNREFUSED: 'it refused the connection',
    ENOTFOUND: 'its name cannot be resolved',
    EAI_AGAIN: 'its name cannot be resolved at the moment',
    ECONNRESET: 'it closed the connection without an answer',
    EPIPE: 'it closed the connection without an answer',
    ETIMEDOUT: 'it does not answer',
    EHOSTUNREACH: 'there is no way to it',
    ENETUNREACH: 'there is no way to it',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by no CA that is trusted here',
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by no CA that is trusted here',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by no CA that is trusted here',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by no CA that is trusted here',
};
function networkWords(error) {
    if (error instanceof ProxyError)
        return cleanWords(error.message);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const known = wordsOfCodes[code];
    if (known !== undefined)
        return `${known} (${code})`;
    return cleanWords(code === '' ? errorText(error) : `${errorText(error)} (${code})`);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/exchange.js












async function exchange(call, body, client, parts) {
    const { provider, target } = call;
    const { api, name } = provider;
    const { model, judgeModel } = parts.settings;
    const facts = readRequest({ api, path: target.rest, body }, { provider: name, model, judgeModel });
    const draft = opened(call, { ...facts, bytes: body.bytes }, parts);
    const kept = keepRequest(parts.recorder?.keep(draft.id, 'request'), body);
    try {
        const end = await carriedOut({ call, body, facts, draft }, client, parts);
        parts.budget.spent(end.tokens, end.costUsd);
        parts.journal.closed(end);
        return end;
    }
    catch (error) {
        const message = 'The relay could not handle this request.';
        parts.journal.closed({ ...draft, at: parts.clock.now(), outcome: 'network', error: message });
        throw error;
    }
    finally {
        await kept;
    }
}
async function keepRequest(tap, body) {
    if (tap === undefined)
        return;
    try {
        for await (const chunk of bytesOf(body.open(0)))
            tap.push(chunk);
    }
    finally {
        tap.end();
    }
}
function refuse(call, refusal, own, parts) {
    const draft = opened(call, { model: '', purpose: 'other', run: null, bytes: 0 }, parts);
    parts.client.answer(own);
    parts.journal.closed({ ...draft, at: parts.clock.now(), outcome: 'refused', refusal, error: own.message });
}
function opened(call, facts, { journal }) {
    const { at, provider, isCheck } = call;
    const { model, run, bytes: requestBytes } = facts;
    const id = (0,external_node_crypto_namespaceObject.randomUUID)();
    const purpose = isCheck ? 'check' : facts.purpose;
    journal.opened({ id, at, provider: provider.name, api: provider.api, model, purpose, run, requestBytes });
    return {
        id,
        at,
        outcome: 'client-gone',
        refusal: null,
        status: null,
        error: null,
        firstByteAt: null,
        silentMs: 0,
        attempts: 0,
        waitedMs: 0,
        retryAfterMs: null,
        servedModel: null,
        finishReason: null,
        callsTool: false,
        tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
        estimated: false,
        costUsd: null,
        responseBytes: 0,
        providerRequestId: null,
    };
}
class OverCap extends Error {
    name = 'OverCap';
}
const exchange_capReached = (cap) => `The evaluation has reached its cap: ${cap}.`;
async function carriedOut(order, client, parts) {
    const { call, draft } = order;
    const { budget, clock, patience } = parts;
    const { provider } = call;
    const request = asForwarded(order, parts.settings.token);
    let heardAt = call.at;
    const send = async (signal) => {
        const cap = budget.refusal();
        if (cap !== null)
            throw new OverCap(cap);
        heardAt = clock.now();
        return await parts.upstreamOf(provider).send(request, signal);
    };
    const ended = (changes) => {
        const at = clock.now();
        return { ...draft, at, silentMs: Math.max(0, at - heardAt), ...changes };
    };
    let sent;
    try {
        sent = await patience.run(provider.name, send, client.signal);
    }
    catch (error) {
        if (!(error instanceof OverCap))
            throw error;
        const message = exchange_capReached(error.message);
        client.answer({ status: 402, code: 'clawbench_budget', message });
        return ended({ outcome: 'refused', refusal: 'budget', error: message, silentMs: 0 });
    }
    try {
        const { attempt, attempts, waitedMs, retryAfterMs } = sent;
        const soFar = { attempts, waitedMs, retryAfterMs };
        if (attempt === null)
            return ended(soFar);
        const status = attempt.kind === 'answer' ? attempt.status : null;
        const instead = insteadOf(attempt, provider);
        if (instead !== null) {
            client.answer(instead.own);
            return ended({ ...soFar, status, outcome: instead.outcome, error: instead.error });
        }
        if (attempt.kind !== 'answer')
            throw new Error('an attempt without an answer has none to pass on');
        const passed = await passOn(attempt, order, { client, parts, heard: (at) => (heardAt = at) });
        return ended({ ...soFar, ...passed });
    }
    finally {
        sent.release();
    }
}
function asForwarded({ call, body, facts }, token) {
    const { provider, target, method, rawHeaders } = call;
    return {
        method,
        path: upstreamPath(provider.base, target, token),
        headers: forwardedHeaders(rawHeaders, token, provider.headers),
        body,
        insert: facts.insert,
    };
}
function insteadOf(attempt, { name, base }) {
    const server = `${name} (${base.host})`;
    const code = 'clawbench_upstream';
    if (attempt.kind === 'no-answer') {
        const { outcome, error } = attempt;
        const status = outcome === 'timeout' ? 504 : 502;
        return { own: { status, code, message: `${server} gave no answer: ${error}.` }, outcome, error };
    }
    const { status, headers, body } = attempt;
    if (status < 300 || status >= 400 || headers.location === undefined)
        return null;
    body.destroy();
    const error = `it redirects to another address (HTTP ${status}), which has to be its base URL`;
    return {
        own: { status: 502, code, message: `${server} gave no answer: ${error}.` },
        outcome: 'bad-answer',
        error,
    };
}
async function passOn({ status, headers, body }, { call, facts, draft }, { client, parts, heard }) {
    const { secrets } = parts.settings;
    const { provider } = call;
    const contentType = headers['content-type'] ?? '';
    const reader = openAnswerReader({ api: provider.api, status, contentType }, facts);
    let cut;
    body.once('error', (error) => {
        if (!client.signal.aborted)
            cut = error;
    });
    let firstByteAt = null;
    let responseBytes = 0;
    const kept = parts.recorder?.keep(draft.id, 'answer');
    const tap = tapping((chunk) => {
        const now = parts.clock.now();
        firstByteAt ??= now;
        responseBytes += chunk.length;
        heard(now);
        reader.push(chunk);
        kept?.push(chunk);
    });
    const out = client.begin(status, answeredHeaders(headers, (value) => hiddenIn(value, secrets)));
    const isWhole = await (0,external_node_stream_promises_namespaceObject.pipeline)(body, hiding(secrets), tap, out).then(() => true, () => false);
    kept?.end();
    const { reportedCostUsd, ...answer } = reader.end(isWhole);
    const price = Object.hasOwn(provider.prices, facts.model) ? provider.prices[facts.model] : undefined;
    return {
        ...answer,
        ...(isWhole ? {} : brokenOff(answer, cut)),
        costUsd: costOf(answer.tokens, price, reportedCostUsd),
        firstByteAt,
        responseBytes,
        providerRequestId: requestIdIn(headers),
    };
}
function brokenOff({ outcome }, cut) {
    if (outcome !== 'cut-stream' && outcome !== 'bad-answer')
        return {};
    if (cut === undefined)
        return { outcome: 'client-gone', error: null };
    return cut instanceof Silence ? { outcome: 'timeout', error: cut.message } : { outcome: 'cut-stream' };
}
function tapping(onChunk) {
    return new external_node_stream_namespaceObject.Transform({
        transform(chunk, _, done) {
            onChunk(chunk);
            done(null, chunk);
        },
    });
}
function requestIdIn(headers) {
    const found = [headers['x-request-id'], headers['request-id'], headers['cf-ray']].flat().find((id) => id);
    return found === undefined ? null : oneLine(found, 200);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/own-answer.js
function answerItself(response, answer, api = 'openai-completions') {
    const body = Buffer.from(`${JSON.stringify(own_answer_errorIn[api](answer))}\n`);
    const { status, retryAfterSeconds } = answer;
    response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': String(body.length),
        ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    });
    response.end(body);
}
const openAi = ({ code, message }) => ({
    error: { message, type: code, code, param: null },
});
const own_answer_errorIn = {
    'openai-completions': openAi,
    'openai-responses': openAi,
    'anthropic-messages': ({ code, message }) => ({ type: 'error', error: { type: code, message } }),
    'google-generative-ai': ({ status, code, message }) => ({ error: { code: status, message, status: code } }),
};

;// CONCATENATED MODULE: ./lib/sidecar/relay/forward.js



async function forward(incoming, parts) {
    const { request, response, provider, target } = incoming;
    const { method = '', rawHeaders } = request;
    const call = { at: parts.clock.now(), provider, method, target, rawHeaders, isCheck: false };
    const client = clientOf(incoming, parts.signal);
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
        return refuse(call, 'too-large', tooLarge, { ...parts, client });
    const leave = await parts.places.enter(client.signal);
    if (leave === null)
        return refuse(call, 'too-many', tooMany, { ...parts, client });
    try {
        if (request.headers.expect !== undefined)
            response.writeContinue();
        const body = await parts.bodies.read(request, client.signal);
        try {
            await exchange(call, body, client, parts);
            if (!response.headersSent)
                response.destroy();
        }
        finally {
            await body.dispose();
        }
    }
    catch (error) {
        if (!(error instanceof BodyRefused))
            throw error;
        refuse(call, error.refusal, error.refusal === 'too-large' ? tooLarge : tooMany, { ...parts, client });
    }
    finally {
        leave();
    }
}
function clientOf({ response, provider }, stopped) {
    const gone = new AbortController();
    response.once('close', () => {
        if (!response.writableFinished)
            gone.abort(new Error('the client went away'));
    });
    return {
        signal: AbortSignal.any([stopped, gone.signal]),
        begin(status, headers) {
            response.writeHead(status, headers);
            response.flushHeaders();
            return response;
        },
        answer: (own) => answerItself(response, own, provider.api),
    };
}
const tooLarge = {
    status: 413,
    code: 'clawbench_relay',
    message: `The relay takes requests of at most ${maxBodyBytes / 1024 / 1024} MiB.`,
};
const tooMany = {
    status: 429,
    code: 'clawbench_relay',
    message: 'Too many requests at a time.',
    retryAfterSeconds: 5,
};

;// CONCATENATED MODULE: ./lib/sidecar/relay/line-file.js


function openLineFile(file) {
    (0,external_node_fs_namespaceObject.mkdirSync)(external_node_path_namespaceObject.dirname(file), { recursive: true });
    const handle = (0,external_node_fs_namespaceObject.openSync)(file, external_node_fs_namespaceObject.constants.O_RDWR | external_node_fs_namespaceObject.constants.O_CREAT | external_node_fs_namespaceObject.constants.O_NOFOLLOW, 0o644);
    let size = endOfLines(handle, (0,external_node_fs_namespaceObject.fstatSync)(handle).size);
    (0,external_node_fs_namespaceObject.ftruncateSync)(handle, size);
    return {
        get size() {
            return size;
        },
        append(text) {
            const bytes = Buffer.from(text);
            let written = 0;
            try {
                while (written < bytes.length)
                    written += (0,external_node_fs_namespaceObject.writeSync)(handle, bytes, written, bytes.length - written, size + written);
            }
            catch (error) {
                (0,external_node_fs_namespaceObject.ftruncateSync)(handle, size);
                throw error;
            }
            size += written;
        },
        close: () => (0,external_node_fs_namespaceObject.closeSync)(handle),
    };
}
function endOfLines(handle, size) {
    const block = Buffer.alloc(64 * 1024);
    for (let end = size; end > 0;) {
        const start = Math.max(0, end - block.length);
        const read = (0,external_node_fs_namespaceObject.readSync)(handle, block, 0, end - start, start);
        const found = block.subarray(0, read).lastIndexOf(0x0a);
        if (found !== -1)
            return start + found + 1;
        end = start;
    }
    return 0;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/state.js

const mostModels = 100;
const mostNames = 20;
function openCount() {
    const open = new Map();
    const served = new Map();
    const sums = {
        requests: 0,
        failed: 0,
        unattributed: 0,
        tokens: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
        estimated: 0,
        costUsd: 0,
        unpriced: 0,
        waitedMs: 0,
    };
    let starts = 0;
    const opened = ({ id, provider, model, purpose }) => {
        open.set(id, `${provider}/${model}`);
        sums.requests += 1;
        if (purpose === 'other')
            sums.unattributed += 1;
    };
    const closed = (line) => {
        const asked = open.get(line.id);
        open.delete(line.id);
        if (line.outcome !== 'complete')
            sums.failed += 1;
        sums.tokens = sumOf(sums.tokens, line.tokens);
        if (line.estimated)
            sums.estimated += 1;
        sums.costUsd += line.costUsd ?? 0;
        if (line.costUsd === null && allTokens(line.tokens) > 0)
            sums.unpriced += 1;
        sums.waitedMs += line.waitedMs;
        if (asked !== undefined && line.servedModel !== null)
            noteServed(asked, line.servedModel);
    };
    const noteServed = (asked, name) => {
        const names = served.get(asked) ?? new Set();
        if (names.size >= mostNames || (names.size === 0 && served.size >= mostModels))
            return;
        served.set(asked, names.add(name));
    };
    return {
        add(line) {
            if (line.kind === 'opened')
                opened(line);
            else if (line.kind === 'closed')
                closed(line);
            else {
                starts += 1;
                sums.failed += open.size;
                open.clear();
            }
        },
        starts: () => starts,
        totals: () => ({
            ...sums,
            restarts: Math.max(0, starts - 1),
            open: open.size,
            servedModels: Object.fromEntries([...served].map(([asked, names]) => [asked, [...names]])),
        }),
    };
}
function sumOf(a, b) {
    return {
        input: a.input + b.input,
        output: a.output + b.output,
        cacheRead: a.cacheRead + b.cacheRead,
        cacheWrite: a.cacheWrite + b.cacheWrite,
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/journal.js










const usualLimits = { maxBytes: 64 * 1024 * 1024, maxWaiting: 4 * 1024 * 1024, retryMs: 1000 };
async function journal_openJournal(place, limits = usualLimits) {
    const file = openLineFile(place.journal);
    const count = openCount();
    const heard = (line) => {
        count.add(line);
        place.onLine?.(line);
    };
    for await (const line of linesOf(place.journal))
        heard(line);
    let waiting = [];
    let waitingBytes = 0;
    let lost = 0;
    let failure = null;
    let retry;
    let published;
    let beside = {
        check: { status: 'pending' },
        waiting: null,
        cap: null,
    };
    const startedAt = new Date(place.now()).toISOString();
    const problem = () => {
        const missing = lost === 0 ? '' : ` ${lost} lines of it are lost.`;
        if (failure !== null)
            return `The relay cannot write its journal, and forwards nothing until it can: ${failure}.${missing}`;
        if (file.size >= limits.maxBytes)
            return `The relay's journal has reached ${Math.floor(limits.maxBytes / 1024 / 1024)} MiB, and nothing more is forwarded.${missing}`;
        return null;
    };
    const state = () => ({
        schemaVersion: 1,
        startedAt,
        heartbeat: new Date(place.now()).toISOString(),
        ...count.totals(),
        ...beside,
        problem: problem(),
        journalBytes: file.size,
    });
    const publish = () => published?.update(state());
    const write = () => {
        if (waiting.length === 0)
            return;
        try {
            file.append(waiting.join(''));
            waiting = [];
            waitingBytes = 0;
            failure = null;
            clearInterval(retry);
            retry = undefined;
        }
        catch (error) {
            failure = hasCode(error, 'ENOSPC', 'EDQUOT') ? 'the disk is full' : errorText(error);
            retry ??= setInterval(() => {
                write();
                publish();
            }, limits.retryMs);
        }
    };
    const note = (line) => {
        heard(line);
        const text = `${JSON.stringify(line)}\n`;
        if (waitingBytes + text.length > limits.maxWaiting)
            lost += 1;
        else {
            waiting.push(text);
            waitingBytes += text.length;
        }
        write();
        publish();
    };
    note({ kind: 'started', at: place.now(), restarts: count.starts() });
    published = publishState(place.state, state(), place.onError);
    return {
        opened: (line) => note({ kind: 'opened', ...line }),
        closed: (line) => note({ kind: 'closed', ...line }),
        problem,
        update(change) {
            beside = { ...beside, ...change };
            publish();
        },
        state,
        async flush() {
            write();
            publish();
            await published.flush();
        },
        async close() {
            write();
            clearInterval(retry);
            published.stop();
            publish();
            await published.flush();
            file.close();
        },
    };
}
const longestLine = 64 * 1024;
async function* linesOf(file) {
    const found = [];
    const split = lineSplitter((text) => {
        const line = parseObject(text);
        if (isLine(line))
            found.push(line);
    }, longestLine);
    for await (const chunk of bytesOf((0,external_node_fs_namespaceObject.createReadStream)(file))) {
        split(chunk);
        yield* found.splice(0);
    }
}
function isLine(value) {
    return isObject(value) && ['started', 'opened', 'closed'].includes(String(value['kind']));
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/lanes.js
const firstPauseMs = 1000;
const longestPauseMs = 30_000;
function openLanes(random) {
    let underWay = 0;
    let trouble = null;
    let period = 0;
    let refusals = 0;
    let answers = 0;
    let pausedUntilMs = Number.NEGATIVE_INFINITY;
    return {
        waitMs(nowMs) {
            if (trouble !== null && underWay >= trouble.lanes.open)
                return Number.POSITIVE_INFINITY;
            return Math.max(0, pausedUntilMs - nowMs);
        },
        enter() {
            underWay += 1;
            return { period };
        },
        refused(lane, nowMs, { status, afterMs }) {
            if (lane.period !== period) {
                pausedUntilMs = Math.max(pausedUntilMs, nowMs + (afterMs ?? 0));
                return;
            }
            const { open, of } = trouble?.lanes ?? { open: underWay, of: underWay };
            trouble = { status, lanes: { open: Math.max(1, Math.floor(open / 2)), of } };
            period += 1;
            answers = 0;
            refusals += 1;
            const growing = Math.min(longestPauseMs, firstPauseMs * 2 ** (refusals - 1)) * (0.5 + random() / 2);
            pausedUntilMs = nowMs + (afterMs === null ? growing : afterMs + random() * firstPauseMs);
        },
        taken(lane) {
            if (trouble === null || lane.period !== period)
                return;
            refusals = 0;
            answers += 1;
            const { open, of } = trouble.lanes;
            if (answers < open)
                return;
            answers = 0;
            trouble = open >= of ? null : { ...trouble, lanes: { open: open + 1, of } };
        },
        leave() {
            underWay -= 1;
        },
        trouble: () => trouble,
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/peek.js


const peekBytes = 64 * 1024;
const peekMs = 5000;
async function peek(body) {
    const chunks = [];
    const iterator = body[Symbol.asyncIterator]();
    const late = new AbortController();
    const isLate = (0,external_node_timers_promises_namespaceObject.setTimeout)(peekMs, null, { signal: late.signal }).catch(() => null);
    let pending = iterator.next();
    for (let bytes = 0; bytes < peekBytes; pending = iterator.next()) {
        const next = await Promise.race([pending.catch(() => null), isLate]);
        if (next === null || next.done === true)
            break;
        chunks.push(next.value);
        bytes += next.value.length;
    }
    late.abort();
    pending.catch(() => undefined);
    const whole = external_node_stream_namespaceObject.Readable.from(rejoined(chunks, pending, iterator), { objectMode: false });
    whole.once('close', () => body.destroy());
    return { text: Buffer.concat(chunks).toString('utf8'), body: whole };
}
async function* rejoined(chunks, pending, iterator) {
    yield* chunks;
    for (let next = await pending; next.done !== true; next = await iterator.next())
        yield next.value;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/refusal.js


const passing = new Set([429, 502, 503, 504, 521, 522, 523, 529]);
const usedUp = /^(insufficient_quota|exceeded_current_quota_error|billing_\w+|insufficient_(balance|credits?|funds)|quota_exceeded)$/i;
const usedUpWords = /\b(out of|no|insufficient|all( available)?) (credits?|balance|funds)\b|\bcredit balance\b/i;
const refusal_mayPass = (status) => passing.has(status);
function passingRefusal({ status, headers, body }, nowMs) {
    const error = refusal_errorIn(body);
    const details = Array.isArray(error['details']) ? error['details'].filter(isObject) : [];
    if (status === 429 && (refusal_isUsedUp(error) || details.some(isOfTheDay)))
        return null;
    return { afterMs: retryAfterMs(headers, nowMs) ?? retryDelayIn(details) };
}
function refusal_errorIn(body) {
    const parsed = parseObject(body) ?? parseObject(body.replace(/^\s*\[/, '').replace(/\]\s*$/, '')) ?? {};
    return isObject(parsed['error']) ? parsed['error'] : parsed;
}
function refusal_isUsedUp(error) {
    return ([error['code'], error['type']].some((word) => usedUp.test(asText(word))) ||
        usedUpWords.test(asText(error['message'])));
}
function isOfTheDay(detail) {
    const { violations } = detail;
    return (Array.isArray(violations) && violations.some((one) => /PerDay/.test(asText(asObject(one)['quotaId']))));
}
function retryDelayIn(details) {
    const delays = details.map((detail) => secondsIn(/^([\d.]+)s$/.exec(asText(detail['retryDelay']))?.[1]));
    return delays.find((delay) => delay !== null) ?? null;
}
function retryAfterMs(headers, nowMs) {
    const text = (name) => asText(headers[name]).trim();
    const ms = refusal_amount(text('retry-after-ms'));
    if (ms !== null)
        return ms;
    const seconds = secondsIn(text('retry-after'));
    if (seconds !== null)
        return seconds;
    const dateMs = Date.parse(/^\w{3}, .+ GMT$/.exec(text('retry-after'))?.[0] ?? '');
    if (Number.isFinite(dateMs))
        return Math.max(0, dateMs - nowMs);
    const reset = refusal_amount(text('x-ratelimit-reset'));
    return reset !== null && reset > 1e12 ? Math.max(0, reset - nowMs) : null;
}
function secondsIn(text) {
    const seconds = refusal_amount(text ?? '');
    return seconds === null ? null : Math.round(seconds * 1000);
}
function refusal_amount(text) {
    return /^\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/patience.js



function openPatience({ limitMs, clock, random, }) {
    const lines = new Map();
    function lineTo(provider) {
        const known = lines.get(provider);
        if (known !== undefined)
            return known;
        const line = { lanes: openLanes(random), places: [], alarm: null };
        lines.set(provider, line);
        return line;
    }
    function advance(line) {
        line.alarm?.abort();
        line.alarm = null;
        while (line.places.length > 0) {
            const ms = line.lanes.waitMs(clock.now());
            if (ms === Number.POSITIVE_INFINITY)
                return;
            if (ms > 0) {
                const alarm = new AbortController();
                line.alarm = alarm;
                void clock.sleep(ms, alarm.signal).then(() => line.alarm === alarm && advance(line), () => undefined);
                return;
            }
            line.places.shift().start(line.lanes.enter());
        }
    }
    function takeTurn(line, leftMs, signal) {
        return new Promise((resolve) => {
            const over = new AbortController();
            const end = (how) => {
                over.abort();
                line.places = line.places.filter((other) => other !== place);
                signal.removeEventListener('abort', gone);
                resolve(how);
            };
            const place = { start: end };
            const gone = () => end('gone');
            if (signal.aborted)
                return resolve('gone');
            signal.addEventListener('abort', gone, { once: true });
            line.places.push(place);
            advance(line);
            if (!over.signal.aborted)
                void clock.sleep(leftMs, over.signal).then(() => over.signal.aborted || end('late'), () => undefined);
        });
    }
    return {
        async run(provider, send, signal) {
            const line = lineTo(provider);
            const soFar = { attempts: 0, waitedMs: 0, retryAfterMs: null };
            const ended = (attempt, release = () => undefined) => ({
                ...soFar,
                attempt,
                release,
            });
            if (limitMs === 0)
                return { ...ended(await unlessGone(send, signal)), attempts: 1 };
            let last = null;
            for (;;) {
                const sinceMs = clock.now();
                const turn = await takeTurn(line, limitMs - soFar.waitedMs, signal);
                soFar.waitedMs = Math.min(limitMs, soFar.waitedMs + clock.now() - sinceMs);
                if (turn === 'late')
                    return ended(last ?? noLane(provider, limitMs));
                discard(last);
                if (turn === 'gone')
                    return ended(null);
                soFar.attempts += 1;
                let isOver = false;
                const release = () => {
                    if (isOver)
                        return;
                    isOver = true;
                    line.lanes.leave();
                    advance(line);
                };
                try {
                    const { attempt, refusal } = await patience_judged(await unlessGone(send, signal), clock);
                    last = attempt;
                    if (refusal === null) {
                        if (attempt?.kind === 'answer')
                            line.lanes.taken(turn);
                        return ended(attempt, release);
                    }
                    soFar.retryAfterMs = refusal.afterMs;
                    const leftMs = limitMs - soFar.waitedMs;
                    const afterMs = refusal.afterMs !== null && refusal.afterMs <= leftMs ? refusal.afterMs : null;
                    line.lanes.refused(turn, clock.now(), { ...refusal, afterMs });
                    release();
                    if (refusal.afterMs !== null && refusal.afterMs > leftMs)
                        return ended(attempt);
                }
                catch (error) {
                    release();
                    throw error;
                }
            }
        },
        waiting() {
            const busy = [...lines].filter(([, { lanes, places }]) => places.length > 0 && lanes.trouble() !== null);
            const [provider, line] = busy.toSorted(([, a], [, b]) => b.places.length - a.places.length)[0] ?? [];
            const trouble = line?.lanes.trouble() ?? null;
            return provider === undefined || trouble === null ? null : { provider, ...trouble };
        },
    };
}
async function unlessGone(send, signal) {
    if (signal.aborted)
        return null;
    try {
        return await send(signal);
    }
    catch (error) {
        if (signal.aborted)
            return null;
        throw error;
    }
}
const certificateTrouble = /\b(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)[A-Z_]+/;
async function patience_judged(attempt, clock) {
    if (attempt === null)
        return { attempt, refusal: null };
    if (attempt.kind === 'no-answer') {
        const mayComeBack = attempt.outcome === 'network' && !certificateTrouble.test(attempt.error);
        return { attempt, refusal: mayComeBack ? { status: null, afterMs: null } : null };
    }
    const { status, headers } = attempt;
    if (!refusal_mayPass(status))
        return { attempt, refusal: null };
    const { text, body } = await peek(attempt.body);
    const refusal = passingRefusal({ status, headers, body: text }, clock.now());
    return { attempt: { ...attempt, body }, refusal: refusal === null ? null : { status, ...refusal } };
}
function discard(attempt) {
    if (attempt?.kind === 'answer')
        attempt.body.destroy();
}
function noLane(provider, limitMs) {
    const error = `waited ${Math.round(limitMs / 1000)} s for ${provider}, which takes fewer requests at a time now`;
    return { kind: 'no-answer', outcome: 'timeout', error };
}

;// CONCATENATED MODULE: ./lib/src/base/redact.js

function redactor(secrets) {
    const forms = byteForms(secrets);
    return (bytes) => forms.reduce(replaceAll, bytes);
}
async function* redactStream(pieces, secrets) {
    const forms = byteForms(secrets);
    const redact = redactor(secrets);
    const longest = Math.max(1, ...forms.map((form) => form.length));
    let rest = Buffer.alloc(0);
    for await (const piece of pieces) {
        rest = Buffer.concat([rest, piece]);
        const cut = cutBefore(rest, rest.length - longest + 1, forms);
        if (cut <= 0)
            continue;
        yield redact(rest.subarray(0, cut));
        rest = rest.subarray(cut);
    }
    if (rest.length > 0)
        yield redact(rest);
}
function cutBefore(bytes, at, forms) {
    const across = forms.map((form) => bytes.indexOf(form, Math.max(0, at - form.length + 1)));
    const first = Math.min(at, ...across.filter((found) => found !== -1));
    return first < at ? cutBefore(bytes, first, forms) : at;
}
const REPLACEMENT = '***';
const replacement = Buffer.from(REPLACEMENT);
function byteForms(secrets) {
    return formsOf(secrets).map((form) => Buffer.from(form));
}
function formsOf(secrets) {
    return [...new Set(secretLines(secrets).flatMap(textForms))].sort((a, b) => b.length - a.length);
}
function textForms(secret) {
    return [secret, ...jsonForms(secret), ...urlForms(secret), ...base64Forms(secret)];
}
function jsonForms(secret) {
    const codeOf = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const escape = (text) => JSON.stringify(text).slice(1, -1);
    const ascii = (text) => escape(text).replace(/[^ -~]/g, codeOf);
    const html = (text) => escape(text).replace(/[<>&\u2028\u2029]/g, codeOf);
    return [escape, ascii, html].flatMap((form) => [form(secret), escape(form(secret))]);
}
function urlForms(secret) {
    const usual = encodeURIComponent(secret.toWellFormed());
    const strict = usual.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
    const forms = [usual, strict, strict.replaceAll('%20', '+'), strict.replaceAll('%2F', '/')];
    return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}
function base64Forms(secret) {
    return [0, 1, 2].flatMap((offset) => {
        const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
            .toString('base64')
            .replace(/=+$/, '');
        const core = encoded.slice(offset === 0 ? 0 : offset + 1, (offset + Buffer.byteLength(secret)) % 3 === 0 ? undefined : -1);
        return core.length < 8 ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
function replaceAll(bytes, form) {
    let at = bytes.indexOf(form);
    if (at === -1)
        return bytes;
    const parts = [];
    let from = 0;
    for (; at !== -1; at = bytes.indexOf(form, from)) {
        parts.push(bytes.subarray(from, at), replacement);
        from = at + form.length;
    }
    parts.push(bytes.subarray(from));
    return Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/record.js








const record_usualLimits = { bodyBytes: 8 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };
const nothing = { push() { }, end() { } };
function openRecorder(directory, secrets, onError, limits = record_usualLimits) {
    const writing = new Set();
    let total = 0;
    let isFull = false;
    const write = async (file, source) => {
        try {
            await (0,promises_namespaceObject.mkdir)(directory, { recursive: true });
            const out = (0,external_node_fs_namespaceObject.createWriteStream)(file, { flags: 'wx' });
            await (0,external_node_stream_promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(redactStream(bytesOf(source), secrets)), (0,external_node_zlib_namespaceObject.createGzip)(), out);
            total += out.bytesWritten;
        }
        catch (error) {
            source.destroy();
            onError(error);
        }
    };
    return {
        keep(id, part) {
            if (total >= limits.totalBytes) {
                if (!isFull)
                    onError(new Error(`the bodies have reached ${limits.totalBytes} bytes, and no more are kept`));
                isFull = true;
                return nothing;
            }
            const source = new external_node_stream_namespaceObject.PassThrough();
            source.on('error', () => undefined);
            const written = write(external_node_path_namespaceObject.join(directory, `${id}.${part}.gz`), source);
            writing.add(written);
            void written.then(() => writing.delete(written));
            let bytes = 0;
            return {
                push(chunk) {
                    const kept = chunk.subarray(0, Math.max(0, limits.bodyBytes - bytes));
                    bytes += chunk.length;
                    if (kept.length > 0 && source.writable)
                        source.write(Uint8Array.from(kept));
                },
                end() {
                    const left = bytes - limits.bodyBytes;
                    if (source.writable)
                        source.end(left > 0 ? `\n[${left} more bytes]\n` : undefined);
                },
            };
        },
        async flush() {
            await Promise.all(writing);
        },
    };
}

;// CONCATENATED MODULE: ./lib/sidecar/relay/server.js






const lingerMs = 2000;
async function serve(door, port) {
    const server = (0,external_node_http_namespaceObject.createServer)({
        headersTimeout: 20_000,
        requestTimeout: 120_000,
        connectionsCheckingInterval: 5000,
        keepAliveTimeout: 120_000,
        maxHeaderSize: 64 * 1024,
    });
    server.maxConnections = 1024;
    const receive = (request, response) => {
        receiveOne(door, { request, response }).catch((error) => {
            if (!response.destroyed)
                door.onError(error);
            if (response.headersSent)
                response.destroy();
            else
                answerItself(response, failed);
        });
    };
    server.on('request', receive);
    server.on('checkContinue', receive);
    server.on('upgrade', (_, socket) => refuseSocket(socket, '501 Not Implemented', 'The relay takes no WebSockets: use HTTP.'));
    server.on('connect', (_, socket) => refuseSocket(socket, '405 Method Not Allowed', 'The relay is no proxy.'));
    server.listen(port, '127.0.0.1');
    await (0,external_node_events_namespaceObject.once)(server, 'listening');
    return server;
}
async function receiveOne(door, client) {
    const { request, response } = client;
    const target = targetOf(request.url ?? '');
    const isKnown = target !== null && shownTokens(request.headers, target.query).some(equals(door.token));
    const provider = target === null ? undefined : door.providers.get(target.provider);
    const refused = (answer) => {
        answerItself(response, answer, provider?.api);
        linger(request);
    };
    if (target === null)
        return refused(badTarget);
    if (!isKnown)
        return refused(wrongToken);
    const page = door.pages.get(`/${target.provider}${target.rest}`);
    if (page !== undefined)
        return answerPage(client, page);
    const problem = door.problem();
    if (problem !== null)
        return refused({ status: 503, code: 'clawbench_relay', message: problem });
    if (provider === undefined)
        return refused(unknownProvider(target.provider, [...door.providers.keys()]));
    const method = request.method ?? '';
    if (!isModelCall(provider.api, method, target.rest))
        return refused(noModelCall(method, target.rest));
    try {
        await door.forward({ ...client, provider, target });
    }
    finally {
        linger(request);
    }
}
function equals(token) {
    const digest = (text) => (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest();
    const wanted = digest(token);
    return (shown) => token !== '' && (0,external_node_crypto_namespaceObject.timingSafeEqual)(digest(shown), wanted);
}
function answerPage({ request, response }, page) {
    if (request.method !== 'GET')
        return answerItself(response, readOnly);
    const body = Buffer.from(`${JSON.stringify(page())}\n`);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) });
    response.end(body);
}
function linger(request) {
    if (request.complete || request.destroyed)
        return;
    request.resume();
    const end = setTimeout(() => request.destroy(), lingerMs);
    request.once('close', () => clearTimeout(end));
}
function refuseSocket(socket, status, message) {
    const body = `${JSON.stringify({ error: { message, type: 'clawbench_relay', code: 'clawbench_relay', param: null } })}\n`;
    socket.on('error', () => undefined);
    socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
}
const own = (status, message) => ({ status, code: 'clawbench_relay', message });
const badTarget = own(400, 'The relay takes plain paths alone, such as /<provider>/chat/completions.');
const wrongToken = own(401, "The relay takes the token of this evaluation alone, in place of the provider's key.");
const readOnly = own(405, 'This can only be read: use GET.');
const failed = own(500, 'The relay could not handle this request.');
const unknownProvider = (name, known) => own(404, `The relay has no provider "${name}": the config has ${known.join(', ')}.`);
const noModelCall = (method, rest) => own(403, `The relay forwards requests to models alone, and ${method} ${rest || '/'} is none.`);

;// CONCATENATED MODULE: ./lib/sidecar/relay/relay.js






















async function relay(host) {
    const { settings, problem } = settingsOf(host.env);
    const { token, providers, secrets } = settings;
    const paths = pathsBelow(host.root);
    const say = (text) => void host.print(Buffer.from(`relay: ${cleanWords(text, secrets)}\n`));
    const onError = (error) => say(errorText(error));
    const upstreams = openUpstreams(host.env);
    const patience = openPatience({ limitMs: settings.rateLimitWaitMs, clock: clock, random: Math.random });
    const runs = openWireRuns(settings.model);
    const journal = await journal_openJournal({
        journal: paths.wireJournal,
        state: paths.wireState,
        now: () => clock.now(),
        onLine: (line) => runs.add(line),
        onError,
    });
    const budget = openBudget(allowanceReader(paths.allowance, settings), journal.state());
    const parts = {
        settings,
        upstreamOf: upstreams.of,
        patience,
        budget,
        journal,
        recorder: settings.record ? openRecorder(paths.wireBodies, [...secrets, token], onError) : undefined,
        clock: clock,
        places: openPlaces({ underWay: 64, inLine: 192, waitMs: 30_000 }),
        bodies: openBodyReader(),
        signal: host.signal,
    };
    const refresh = refresher(journal, { budget, patience });
    const underWay = new Set();
    const server = await serve({
        token,
        providers,
        pages: new Map([
            [relayPaths.state, () => (refresh(), journal.state())],
            [relayPaths.runs, () => runs.tries()],
        ]),
        problem: () => problem ?? journal.problem(),
        async forward(incoming) {
            const forwarding = forward(incoming, parts);
            underWay.add(forwarding);
            await forwarding.finally(() => underWay.delete(forwarding));
        },
        onError,
    }, Number(host.env[podVariables.relayPort] ?? RELAY_PORT));
    say(`${problem ?? `forwards to ${[...providers.keys()].join(', ')}`} (listens at ${relay_addressOf(server)})`);
    const checking = problem === null ? check(parts) : refusedCheck(problem);
    const watching = setInterval(refresh, refreshMs);
    try {
        journal.update({ check: await Promise.race([checking, aborted(host.signal)]) });
        await aborted(host.signal);
    }
    catch (error) {
        if (!host.signal.aborted)
            throw error;
    }
    clearInterval(watching);
    server.close();
    await Promise.race([Promise.allSettled(underWay), clock.sleep(endMs)]);
    server.closeAllConnections();
    upstreams.close();
    await parts.recorder?.flush();
    await journal.close();
}
const refreshMs = 500;
const endMs = 1000;
function refresher(journal, { budget, patience }) {
    let last = '';
    return () => {
        const cap = budget.refusal();
        const change = { waiting: patience.waiting(), cap: cap === null ? null : exchange_capReached(cap) };
        const text = JSON.stringify(change);
        if (text !== last)
            journal.update(change);
        last = text;
    };
}
async function check(parts) {
    const patience = openPatience({ limitMs: reachableMs, clock: clock, random: Math.random });
    const send = async (provider, { target, headers, body }) => await exchange({
        at: clock.now(),
        provider,
        method: 'POST',
        target: parsedTarget(`/${provider.name}${target}`),
        rawHeaders: Object.entries(headers).flat(),
        isCheck: true,
    }, inMemory(Buffer.from(body)), nobody(parts.signal), { ...parts, patience });
    return await check_checkModels(parts.settings, { send, clock: clock, signal: parts.signal });
}
async function refusedCheck(message) {
    return { status: 'failed', message, hint: 'This is what the action wrote: please report it as a bug.' };
}
function parsedTarget(written) {
    const target = targetOf(written);
    if (target === null)
        throw new Error(`the check has no target that can be forwarded: ${written}`);
    return target;
}
function nobody(signal) {
    return {
        signal,
        begin: () => new external_node_stream_namespaceObject.Writable({ write: (_chunk, _encoding, done) => done() }),
        answer: () => undefined,
    };
}
function openUpstreams(env) {
    const opened = new Map();
    return {
        of(provider) {
            const known = opened.get(provider) ?? openUpstream(provider.base, env);
            opened.set(provider, known);
            return known;
        },
        close: () => opened.forEach((upstream) => upstream.close()),
    };
}
const noSettings = {
    token: '',
    providers: new Map(),
    secrets: [],
    model: '',
    judgeModel: null,
    maxCostUsd: null,
    maxTokens: null,
    rateLimitWaitMs: 0,
    record: false,
};
function settingsOf(env) {
    try {
        return { settings: readRelaySettings(env), problem: null };
    }
    catch (error) {
        if (!isActionError(error))
            throw error;
        return { settings: { ...noSettings, token: readToken(env) }, problem: error.message };
    }
}
function relay_addressOf(server) {
    const address = server.address();
    return typeof address === 'object' && address !== null
        ? `${address.address}:${address.port}`
        : String(address);
}
async function aborted(signal) {
    signal.throwIfAborted();
    await (0,external_node_events_namespaceObject.once)(signal, 'abort');
    throw signal.reason;
}

;// CONCATENATED MODULE: ./lib/sidecar/main.js








async function main() {
    const role = process.argv[2] ?? '';
    process.on('SIGUSR1', () => undefined);
    const stopped = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT']) {
        process.once(signal, () => {
            stopped.abort(new Error(signal));
            setTimeout(() => process.exit(TERMINATED), exitDeadlineMs(role)).unref();
        });
    }
    const host = {
        env: process.env,
        root: process.env[podVariables.root] ?? '/',
        sidecarDir: external_node_path_namespaceObject.dirname(external_node_path_namespaceObject.resolve(process.argv[1] ?? '.')),
        print,
        signal: stopped.signal,
    };
    switch (role) {
        case 'supervisor':
            await supervise(host);
            return 0;
        case 'results':
            return (await keepResults(host)) === 'released' ? 0 : TERMINATED;
        case 'relay':
            await relay(host);
            return 0;
        case 'attached':
            return (await attached(host)) === 'released' ? 0 : TERMINATED;
        case 'probe':
            await print(Buffer.from(`${PROBE_MARK}${JSON.stringify(await probe(process.env))}\n`));
            return 0;
        default:
            await print(Buffer.from('usage: sidecar.mjs supervisor|relay|results|attached|probe\n'));
            return 2;
    }
}
const TERMINATED = 143;
const exitDeadlineMs = (role) => (role === 'supervisor' ? 1800 : 7000);
async function print(chunk) {
    if (process.stdout.write(chunk))
        return;
    await new Promise((resolve) => process.stdout.once('drain', () => resolve()));
}
process.stdout.on('error', () => undefined);
void main().then((code) => process.exit(code));

