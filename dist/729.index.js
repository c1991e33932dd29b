export const id = 729;
export const ids = [729];
export const modules = {

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
// EXTERNAL MODULE: ./lib/src/cluster/mapping.js
var mapping = __webpack_require__(46813);
;// CONCATENATED MODULE: ./lib/src/cluster/kubeconfig-shape.js

const tests = {
    text: (value) => typeof value === 'string',
    name: (value) => typeof value === 'string' || typeof value === 'number',
    'truth value': (value) => typeof value === 'boolean',
    list: Array.isArray,
    'list of texts': (value) => Array.isArray(value) && value.every(isText),
    mapping: mapping/* isMapping */.p,
    'mapping of texts': (value) => (0,mapping/* isMapping */.p)(value) && Object.values(value).every(isText),
    'mapping of lists of texts': (value) => (0,mapping/* isMapping */.p)(value) && Object.values(value).every((list) => list === null || tests['list of texts'](list)),
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
        if (!(0,mapping/* isMapping */.p)(item))
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
    if (!(0,mapping/* isMapping */.p)(entry))
        return `${where} is not a mapping`;
    const { exec, 'auth-provider': provider } = entry;
    return (problemIn(entry, ofEntry[kind], `${where}.`) ??
        ((0,mapping/* isMapping */.p)(exec) ? problemIn(exec, ofExec, `${where}.exec.`) : undefined) ??
        ((0,mapping/* isMapping */.p)(provider) ? problemIn(provider, ofProvider, `${where}.auth-provider.`) : undefined));
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
    if (!(0,mapping/* isMapping */.p)(parsed))
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
        const name = (0,mapping/* isMapping */.p)(item) ? (0,mapping/* asString */.o)(item['name']) : undefined;
        const content = (0,mapping/* isMapping */.p)(item) ? item[field] : undefined;
        if (name !== undefined)
            found.set(name, (0,mapping/* isMapping */.p)(content) ? content : {});
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
/* harmony import */ var _kubeconfig_document_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(39870);
/* harmony import */ var _kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20502);
/* harmony import */ var _mapping_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(46813);








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
    return await Promise.race([wholeOf((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(file)), late]);
}
async function wholeOf(pipe) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of pipe) {
        chunks.push(chunk);
        sizeBytes += chunk.length;
        if (sizeBytes > _kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__/* .LARGEST_FILE_BYTES */ .mN)
            return { refusal: `has more than ${_kubeconfig_files_js__WEBPACK_IMPORTED_MODULE_6__/* .LARGEST_FILE_BYTES */ .mN} bytes` };
    }
    return { text: Buffer.concat(chunks).toString('utf8') };
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
        const file = (0,_mapping_js__WEBPACK_IMPORTED_MODULE_7__/* .asString */ .o)(entry[field]);
        return file === undefined ? [] : [{ entry, field, file }];
    });
    return [
        ...[...document.clusters.values()].flatMap((cluster) => named(cluster, ['certificate-authority'])),
        ...[...document.users.values()].flatMap((user) => {
            const plugin = user['exec'];
            const isPath = (0,_mapping_js__WEBPACK_IMPORTED_MODULE_7__/* .isMapping */ .p)(plugin) && /[\\/]/.test((0,_mapping_js__WEBPACK_IMPORTED_MODULE_7__/* .asString */ .o)(plugin['command']) ?? '');
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
/* harmony export */   o: () => (/* binding */ asString),
/* harmony export */   p: () => (/* binding */ isMapping)
/* harmony export */ });
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function asString(value) {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text !== '' ? text : undefined;
}


/***/ })

};
