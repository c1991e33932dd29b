import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 72250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 98995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 80481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 80099:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:sqlite");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 37830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 87997:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 83480:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("querystring");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 69154:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("vm");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 86120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yz: () => (/* binding */ debug),
  N4: () => (/* binding */ endGroup),
  z3: () => (/* binding */ error),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  Oh: () => (/* binding */ startGroup),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, addPath, exportVariable, getBooleanInput, getIDToken, getInput, getMultilineInput, group, markdownSummary, platform, setCommandEcho, setFailed, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(70857);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(76982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(79896);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(16928);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 46660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  X: () => (/* binding */ action)
});

// EXTERNAL MODULE: ./lib/src/base/errors.js
var errors = __nccwpck_require__(1559);
// EXTERNAL MODULE: ./lib/src/github/outputs.js
var outputs = __nccwpck_require__(61718);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 3 modules
var core = __nccwpck_require__(86120);
// EXTERNAL MODULE: ./lib/src/base/clean.js
var clean = __nccwpck_require__(93863);
// EXTERNAL MODULE: ./lib/src/base/plain-text.js
var plain_text = __nccwpck_require__(252);
;// CONCATENATED MODULE: ./lib/src/github/workflow-log.js




function openWorkflowLog() {
    let write = (text) => process.stdout.write(text);
    let isOurs = false;
    let token = raiseFence();
    const secrets = (0,clean/* openSecrets */.cA)();
    function print(text) {
        const lines = (0,plain_text/* plainLines */.y1)(secrets.clean(text), plain_text/* withoutCommands */.Df);
        write(lines.map((line) => `${line}\n`).join(''));
    }
    function annotation(text) {
        return (0,plain_text/* plainLines */.y1)(secrets.clean(text)).join('\n').slice(0, 4096);
    }
    function titleOf(text) {
        return (0,plain_text/* plainLines */.y1)(secrets.clean(text)).join(' ').slice(0, 200);
    }
    function command(issue) {
        lowerFence(token);
        isOurs = true;
        try {
            issue();
        }
        finally {
            isOurs = false;
            token = raiseFence();
        }
    }
    function annotate(all) {
        command(() => {
            for (const { level, title, text } of all)
                annotationCommands[level](annotation(text), { title: titleOf(title) });
        });
    }
    function mask(values) {
        const lines = secrets.add(values);
        command(() => lines.forEach((line) => core/* setSecret */.Pq(line)));
    }
    const debug = (text) => {
        if (core/* isDebug */._o())
            print(text.replace(/^/gm, 'debug: '));
    };
    function printForLibrary(text) {
        const [, name = '', data = ''] = /^::([\w-]+)(?: [^\r\n]*?)?::([^\r\n]*)\r?\n$/.exec(text) ?? [];
        if (name === 'add-mask')
            mask([unescaped(data)]);
        else if (name === 'debug')
            debug(data);
        else
            print(text.replace(/\r?\n$/, ''));
    }
    return {
        info: print,
        debug,
        notice: (title, text) => annotate([{ level: 'notice', title, text }]),
        warning: (title, text) => annotate([{ level: 'warning', title, text }]),
        error: (title, text) => annotate([{ level: 'error', title, text }]),
        annotate,
        group(title) {
            command(() => core/* startGroup */.Oh(titleOf(title)));
            let open = true;
            return () => {
                if (open)
                    command(() => core/* endGroup */.N4());
                open = false;
            };
        },
        mask,
        secrets,
        async unfenced(work) {
            const { stdout } = process;
            const usual = stdout.write;
            const before = write;
            write = (text) => usual.call(stdout, text);
            stdout.write = (chunk, ...rest) => {
                if (isOurs)
                    return usual.call(stdout, chunk);
                printForLibrary(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
                const written = rest.at(-1);
                if (typeof written === 'function')
                    process.nextTick(written);
                return true;
            };
            try {
                return await work();
            }
            finally {
                stdout.write = usual;
                write = before;
            }
        },
        close: () => lowerFence(token),
    };
    function raiseFence() {
        const next = (0,external_node_crypto_.randomBytes)(32).toString('hex');
        write(`::stop-commands::${next}\n`);
        return next;
    }
    function lowerFence(current) {
        write(`::${current}::\n`);
    }
}
const annotationCommands = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
function unescaped(data) {
    return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

// EXTERNAL MODULE: ./lib/src/inputs/load.js
var load = __nccwpck_require__(39240);
// EXTERNAL MODULE: ./lib/src/base/nearest.js
var nearest = __nccwpck_require__(72844);
// EXTERNAL MODULE: ./lib/src/inputs/types.js
var types = __nccwpck_require__(43575);
;// CONCATENATED MODULE: ./lib/src/inputs/unknown-keys.js


function unknownKeys(env) {
    const known = new Set(types/* inputRows */.k8.map(([name]) => (0,types/* inputVariable */.LO)(name)));
    return Object.keys(env)
        .filter((variable) => variable.startsWith('INPUT_') && !known.has(variable))
        .flatMap((variable) => {
        const key = variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-');
        const near = (0,nearest/* nearest */.p)(key, types/* inputRows */.k8.map(([name]) => name));
        return near === undefined ? [] : [{ key, near }];
    });
}

// EXTERNAL MODULE: ./lib/src/modes/table.js + 18 modules
var table = __nccwpck_require__(30265);
// EXTERNAL MODULE: ./lib/src/action/state.js
var state = __nccwpck_require__(41020);
// EXTERNAL MODULE: ./lib/src/action/tell-failure.js
var tell_failure = __nccwpck_require__(84253);
;// CONCATENATED MODULE: ./lib/src/action/action.js








async function action(root, part) {
    const log = openWorkflowLog();
    process.once('uncaughtException', (error) => {
        (0,tell_failure/* tellFailure */.s)(log, error, { tone: 'error', judges: false });
        process.exit(1);
    });
    if (part === 'main')
        return await main(log, root);
    try {
        return await post(log);
    }
    catch (error) {
        (0,tell_failure/* tellFailure */.s)(log, error, { tone: 'error', judges: false });
        return 1;
    }
}
async function main(log, root) {
    const { env } = process;
    let inputs;
    try {
        inputs = (0,load/* loadMaskedInputs */.Ry)(env, table/* modes */.n, log, 'workflow');
    }
    catch (error) {
        (0,tell_failure/* tellFailure */.s)(log, error, { tone: 'error', judges: true });
        try {
            await (await Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 74087))).reportRefused(error, log);
        }
        catch (problem) {
            log.debug(`The report: ${(0,errors/* messageOf */.bD)(problem)}`);
        }
        return 1;
    }
    for (const { variable, input } of (0,load/* unreadVariables */.tN)(env, table/* modes */.n))
        log.warning('Not read', `${variable} is read by the command line alone: write \`${input}\` instead.`);
    for (const { key, near } of unknownKeys(env))
        log.warning('Unknown input', `There is no input \`${key}\`, so it has no effect: write \`${near}\`.`);
    return await (await Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5363))).step(inputs, log, root);
}
async function post(log) {
    if ([state/* state */.w.leftovers, state/* state */.w.kind, state/* state */.w.report].every((name) => (0,outputs/* savedState */.fP)(name) === null))
        return 0;
    const inputs = (0,load/* loadMaskedInputs */.Ry)(process.env, table/* modes */.n, log, 'workflow');
    await (await Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 77091))).post(inputs, log);
    return 0;
}


/***/ }),

/***/ 41020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ state)
/* harmony export */ });
const state = {
    leftovers: 'leftovers',
    kind: 'kind',
    kept: 'kept',
    report: 'report',
};


/***/ }),

/***/ 84253:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isInconclusive),
/* harmony export */   s: () => (/* binding */ tellFailure)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);
/* harmony import */ var _github_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(61718);


const noVerdict = new Set(['bad-input', 'foreign-checkout', 'cancelled', 'internal']);
function isInconclusive(code) {
    return !noVerdict.has(code);
}
function tellFailure(log, error, { tone, judges }) {
    const failure = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .asActionError */ .z6)(error);
    const { code, message, hint = '' } = failure;
    for (let cause = failure; cause instanceof Error; cause = cause.cause)
        log.debug(cause.stack ?? '');
    const title = judges && isInconclusive(code) ? `ClawBench inconclusive: ${code}` : `ClawBench: ${code}`;
    log[tone](title, `${message}\n${hint}`.trim());
    (0,_github_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .setOutputs */ .n0)(log.secrets.clean({ verdict: 'inconclusive', passed: false, 'failure-reason': code }));
}


/***/ }),

/***/ 40870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $C: () => (/* binding */ readFound),
/* harmony export */   Bv: () => (/* binding */ openFound),
/* harmony export */   Hh: () => (/* binding */ findPath),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   Ue: () => (/* binding */ placesOfStep),
/* harmony export */   Yi: () => (/* binding */ readChecked),
/* harmony export */   _$: () => (/* binding */ placesBelow),
/* harmony export */   vu: () => (/* binding */ isRefusal),
/* harmony export */   yq: () => (/* binding */ placesOfTerminal)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76760);
/* harmony import */ var _missing_file_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(68445);



function placesOfStep(env) {
    const checkout = { path: env['GITHUB_WORKSPACE'] || process.cwd(), name: 'the checkout' };
    const temp = env['RUNNER_TEMP'];
    return {
        directory: process.cwd(),
        trees: temp ? [checkout, { path: temp, name: 'RUNNER_TEMP' }] : [checkout],
        elsewhere: false,
    };
}
function placesOfTerminal() {
    const here = process.cwd();
    return { directory: here, trees: [{ path: here, name: 'the current directory' }], elsewhere: true };
}
function placesBelow(directory, name = 'its directory') {
    return { directory, trees: [{ path: directory, name }], elsewhere: false };
}
function isRefusal(result) {
    return 'refusal' in result;
}
function findPath(written, places) {
    const full = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(places.directory, written);
    const tree = treeOf(full, places.trees);
    if (tree === undefined && !places.elsewhere)
        return { refusal: `is outside of ${places.trees[0]?.name ?? 'it'}` };
    try {
        const real = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(full);
        const root = tree === undefined ? real : (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(tree.path);
        if (!isWithin(real, root))
            return { refusal: `leads out of ${tree?.name ?? 'it'}` };
        if (isOfTheSystem(real))
            return { refusal: 'leads to the files of the operating system' };
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(real);
        if (stats.isDirectory())
            return { path: real, kind: 'directory', root };
        return stats.isFile() ? { path: real, kind: 'file', root } : { refusal: `is ${kindOf(stats)}` };
    }
    catch (error) {
        return unreadable(error);
    }
}
function readFound(found, maxBytes) {
    const opened = openFound(found);
    if (isRefusal(opened))
        return opened;
    const { descriptor, stats } = opened;
    try {
        if (stats.size > maxBytes)
            return tooLarge(stats.size, maxBytes);
        const buffer = Buffer.alloc(stats.size + 1);
        let size = 0;
        for (let read = -1; read !== 0 && size < buffer.length; size += read)
            read = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(descriptor, buffer, size, buffer.length - size, null);
        if (size > stats.size)
            return { refusal: 'changed while it was read' };
        return { content: buffer.subarray(0, size), mode: stats.mode };
    }
    catch (error) {
        return unreadable(error);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    }
}
function readChecked(written, places, maxBytes) {
    const found = findPath(written, places);
    return isRefusal(found) ? found : readFound(found, maxBytes);
}
function openFound({ path: file, root }) {
    let descriptor;
    try {
        descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
    }
    catch (error) {
        return unreadable(error);
    }
    const refusal = whyNotOpened(descriptor, file, root);
    if (refusal === null)
        return { descriptor, stats: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor) };
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    return refusal;
}
function whyNotOpened(descriptor, file, root) {
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor);
        if (!stats.isFile())
            return { refusal: `is ${kindOf(stats)}` };
        const opened = placeOf(descriptor, file, stats);
        return isWithin(opened, root) && !isOfTheSystem(opened)
            ? null
            : { refusal: 'was replaced while it was read' };
    }
    catch (error) {
        return unreadable(error);
    }
}
function placeOf(descriptor, file, stats) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/self/fd/${descriptor}`);
    }
    catch (error) {
        if (!(0,_missing_file_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .u)(error, 'ENOENT', 'ENOTDIR'))
            throw error;
        const there = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file);
        return there.ino === stats.ino && there.dev === stats.dev ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(file) : '';
    }
}
function treeOf(full, trees) {
    return trees
        .filter((tree) => isWithin(full, node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(tree.path)) || isWithin(full, withoutLinks(tree.path)))
        .toSorted((a, b) => b.path.length - a.path.length)[0];
}
function withoutLinks(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(directory);
    }
    catch (error) {
        if ((0,_missing_file_js__WEBPACK_IMPORTED_MODULE_2__/* .hasCode */ .u)(error, 'ENOENT', 'ENOTDIR'))
            return node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory);
        throw error;
    }
}
function isWithin(file, directory) {
    return (file === directory || file.startsWith(directory.endsWith(node_path__WEBPACK_IMPORTED_MODULE_1__.sep) ? directory : directory + node_path__WEBPACK_IMPORTED_MODULE_1__.sep));
}
function isOfTheSystem(real) {
    return ['/proc', '/sys', '/dev'].some((place) => isWithin(real, place)) && !isWithin(real, '/dev/shm');
}
function kindOf(stats) {
    if (stats.isDirectory())
        return 'a directory';
    if (stats.isFIFO())
        return 'a named pipe';
    if (stats.isSocket())
        return 'a socket';
    return 'a device';
}
function tooLarge(size, maxBytes) {
    return { refusal: `has ${size} bytes, and at most ${maxBytes} are read`, isTooLarge: true };
}
function unreadable(error) {
    if (!(error instanceof Error) || !('code' in error))
        throw error;
    const code = String(error.code);
    if (code === 'ENOENT')
        return { refusal: 'does not exist', isMissing: true };
    if (code === 'ENOTDIR')
        return { refusal: 'does not exist', isMissing: true, isBelowFile: true };
    return { refusal: code === 'ELOOP' ? 'is a link in a circle' : `cannot be read (${code})` };
}


/***/ }),

/***/ 93863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Um: () => (/* binding */ madeOfClean),
/* harmony export */   cA: () => (/* binding */ openSecrets),
/* harmony export */   qt: () => (/* binding */ cleanOrNull)
/* harmony export */ });
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(252);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(38945);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(31728);



function openSecrets(values = []) {
    const known = new Set((0,_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .secretLines */ ._o)(values));
    let forms = (0,_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .formsOf */ .XP)([...known]);
    return {
        add(more) {
            const added = (0,_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .secretLines */ ._o)(more).filter((line) => !known.has(line));
            for (const line of added)
                known.add(line);
            if (added.length > 0)
                forms = (0,_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .formsOf */ .XP)([...known]);
            return added;
        },
        all: () => [...known],
        clean: (value) => asClean(cleaned(value, (text) => withoutSecrets(text, forms))),
    };
}
function cleanOrNull(value, { clean }) {
    return value === null ? null : clean(value);
}
function madeOfClean(text) {
    return asClean(text);
}
function asClean(value) {
    return value;
}
function cleaned(value, ofText) {
    if (typeof value === 'string')
        return ofText(value);
    if (Array.isArray(value))
        return value.map((item) => cleaned(item, ofText));
    if (typeof value !== 'object' || value === null)
        return value;
    const fields = new Map();
    for (const [name, item] of Object.entries(value)) {
        let key = ofText(name);
        while (fields.has(key))
            key += '*';
        fields.set(key, cleaned(item, ofText));
    }
    return Object.fromEntries(fields);
}
function withoutSecrets(text, forms) {
    const seen = (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(text);
    const shown = replaced(seen, forms);
    if (seen === text)
        return shown;
    const clean = replaced(text, forms);
    return (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(clean) === shown ? clean : shown;
}
function replaced(text, forms) {
    const whole = forms.reduce((rest, form) => rest.replaceAll(form, _redact_js__WEBPACK_IMPORTED_MODULE_1__/* .REPLACEMENT */ .x9), (0,_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutLogins */ .$b)(text));
    return forms.length === 0 ? whole : withoutCutSecrets(whole, forms);
}
function withoutCutSecrets(text, forms) {
    return text.replace(/[^\s…]{8,}/g, (word, at) => {
        if (!/^(?:\s?…|$)/.test(text.slice(at + word.length, at + word.length + 2)))
            return word;
        const end = word.slice(-8);
        const cut = forms.flatMap((form) => headsWith(end, form)).filter((head) => word.endsWith(head));
        const longest = Math.max(0, ...cut.map((head) => head.length));
        return longest === 0 ? word : `${word.slice(0, -longest)}${_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .REPLACEMENT */ .x9}`;
    });
}
function headsWith(end, form) {
    const heads = [];
    for (let at = form.indexOf(end); at !== -1; at = form.indexOf(end, at + 1))
        heads.push(form.slice(0, at + end.length));
    return heads;
}


/***/ }),

/***/ 1559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ isActionError),
/* harmony export */   X9: () => (/* binding */ messageWithHint),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   fv: () => (/* binding */ errorCodes),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   z6: () => (/* binding */ asActionError)
/* harmony export */ });
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
    'network-not-enforced': {
        meaning: 'The pods reach what `network: model-only` forbids.',
        remedy: 'Use a cluster whose network enforces NetworkPolicies (Calico, Cilium, or the option of your cloud). If it does, `network-allow` has the API server in it: write narrower ranges. To run without isolation, write `accept-risks: network-not-enforced`.',
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
    'provider-unavailable': {
        meaning: 'The model provider cannot be reached, does not answer, or is overloaded.',
        remedy: 'Look at the status page of the provider or the log of the endpoint, then re-run. If it never answered, check `openai-api-base`, `https-proxy` and `ca-certificates`.',
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
    'cannot-detect': {
        meaning: 'Whatever this result had scored, it could not have been told from chance.',
        remedy: 'Evaluate more tasks, or more `runs` of each, on the base branch too; or gate by `threshold`.',
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
    'task-regression': {
        meaning: 'A single task got worse than in all evaluations it is held against, and fresh runs confirmed it.',
        remedy: 'Compare the runs of the task that the message names with those of the baseline. `task-regression: warn` only tells it. Merging accepts the new level: the task then counts as unstable on the base branch until its earlier runs are forgotten.',
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


/***/ }),

/***/ 49050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isObject)
/* harmony export */ });
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 68445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ ifExists),
/* harmony export */   u: () => (/* binding */ hasCode)
/* harmony export */ });
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


/***/ }),

/***/ 72844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest),
/* harmony export */   w: () => (/* binding */ meant)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(21916);

function nearest(word, candidates) {
    if (candidates.length === 0)
        return undefined;
    const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(word, candidates);
    return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(word, near) <= (word.length < 6 ? 1 : 2) ? near : undefined;
}
function meant(word, candidates) {
    const longer = candidates.filter((candidate) => word.length >= 3 && candidate.startsWith(word));
    return nearest(word, candidates) ?? (longer.length === 1 ? longer[0] : undefined);
}


/***/ }),

/***/ 252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ withoutCommands),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   y1: () => (/* binding */ plainLines)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(57975);

const maxLineBytes = 4096;
function plainLines(text, change = (line) => line) {
    return visible(text)
        .split('\n')
        .map((line) => capLine(change(line.trimEnd())));
}
function oneLine(text, maxLength = 600) {
    const line = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text.slice(0, maxLength * 4))
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .trim();
    if (line.length <= maxLength && text.length <= maxLength * 4)
        return line;
    const head = line.slice(0, maxLength - 1).toWellFormed();
    return `${head.trimEnd()}…`;
}
function visible(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text)
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


/***/ }),

/***/ 23422:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback),
/* harmony export */   i: () => (/* binding */ proxyFor)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77030);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(73136);


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
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(network) !== 0)
        return inRange(host, network, Number(prefix));
    const withPort = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(entry) === 0 ? /^(?:\[(.+)\]|([^:]+)):(\d*)$/.exec(entry) : null;
    if (withPort && withPort[3] !== '' && withPort[3] !== port)
        return false;
    const name = withPort ? (withPort[1] ?? withPort[2] ?? '') : entry;
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) !== 0)
        return inRange(host, name, (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) === 6 ? 128 : 32);
    if (name === '' || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== 0)
        return false;
    const domain = (0,node_url__WEBPACK_IMPORTED_MODULE_1__.domainToASCII)(name.replace(/^\*?\./, ''));
    if (domain === '')
        return false;
    return host.endsWith(`.${domain}`) || (host === domain && !/^\*?\./.test(name));
}
function inRange(host, network, prefix) {
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(network);
    if (family === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== family || prefix > (family === 6 ? 128 : 32))
        return false;
    const type = family === 6 ? 'ipv6' : 'ipv4';
    const list = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    list.addSubnet(network, prefix, type);
    return list.check(host, type);
}


/***/ }),

/***/ 38945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SI: () => (/* binding */ redactStream),
/* harmony export */   XP: () => (/* binding */ formsOf),
/* harmony export */   x9: () => (/* binding */ REPLACEMENT)
/* harmony export */ });
/* unused harmony exports redactor, cutBefore */
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(31728);

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
    return [...new Set((0,_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .secretLines */ ._o)(secrets).flatMap(textForms))].sort((a, b) => b.length - a.length);
}
function textForms(secret) {
    return [secret, ...jsonForms(secret), ...htmlForms(secret), ...urlForms(secret), ...base64Forms(secret)];
}
function jsonForms(secret) {
    const codeOf = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const escape = (text) => JSON.stringify(text).slice(1, -1);
    const ascii = (text) => escape(text).replace(/[^ -~]/g, codeOf);
    const html = (text) => escape(text).replace(/[<>&\u2028\u2029]/g, codeOf);
    const slashes = (text) => ascii(text).replaceAll('/', '\\/');
    return [escape, ascii, html, slashes].flatMap((form) => [form(secret), escape(form(secret))]);
}
function htmlForms(secret) {
    const usual = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const quoted = usual.replaceAll('"', '&quot;');
    return [usual, quoted, ...['&#39;', '&#039;', '&#x27;'].map((mark) => quoted.replaceAll("'", mark))];
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


/***/ }),

/***/ 14804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ whyUnsafe)
/* harmony export */ });
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(23422);

function whyUnsafe({ protocol, hostname }) {
    if (protocol === 'https:')
        return null;
    if (protocol === 'http:' && (0,_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U)(hostname.replace(/^\[|\]$/g, '')))
        return null;
    return 'an https address; http is for this machine alone';
}


/***/ }),

/***/ 31728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $b: () => (/* binding */ withoutLogins),
/* harmony export */   PK: () => (/* binding */ proxyPasswords),
/* harmony export */   WG: () => (/* binding */ isStandIn),
/* harmony export */   _o: () => (/* binding */ secretLines),
/* harmony export */   gW: () => (/* binding */ passwordsIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);

const SHORTEST = 8;
const placeholders = ['none', 'dummy', 'empty', 'null', 'changeme', 'test', 'redacted', 'data+omitted'];
const ownWords = ['inconclusive', ...Object.keys(_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCodes */ .fv)];
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
        const meant = decoded(written);
        return encodeURIComponent(meant.toWellFormed()) === written ? [meant] : [meant, written];
    });
}
function proxyPasswords(env) {
    return Object.entries(env)
        .filter(([name]) => /(?:^|_)(?:https?|all|ftp|socks)_proxy$/i.test(name))
        .flatMap(([, address = '']) => passwordsIn(address.includes('://') ? address : `http://${address}`));
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}


/***/ }),

/***/ 37883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77598);

function sha256(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
}


/***/ }),

/***/ 61718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   fP: () => (/* binding */ savedState),
/* harmony export */   n0: () => (/* binding */ setOutputs)
/* harmony export */ });
/* unused harmony export outputTable */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(86120);

const outputTable = {
    verdict: '`pass`, `fail` or `inconclusive`; `inconclusive` after any error; empty in modes that judge nothing (`detach`, `plan`, `deploy`, …).',
    passed: '`true` if the verdict is pass, `false` if it is not; empty without a verdict.',
    'failure-reason': 'Code of the reason when the verdict is not pass; docs/troubleshooting.md lists the codes with their remedies.',
    score: 'Score from 0 to 1, recomputed from the valid runs.',
    'ci-lower': 'Lower end of the 95 % interval of the score over tasks, as ClawBench computes it.',
    'ci-upper': 'Upper end of the 95 % interval of the score over tasks, as ClawBench computes it.',
    'score-change': 'Score minus score of the baseline, over the tasks that both have; below 0 is worse; of the mean run score where the sides had different numbers of runs; empty without a comparison, as the next three.',
    'baseline-score': 'Score of the baseline, over the tasks that both have; its mean run score where the sides had different numbers of runs.',
    'p-value': 'Chance of a drop at least this large if nothing had changed; that of the fresh runs, where these decided.',
    'regressed-tasks': 'Ids of the tasks that got worse, separated by spaces, as the input `tasks` takes them.',
    'tasks-run': 'Number of tasks with at least one valid run.',
    'valid-runs': 'Number of runs in which the model answered.',
    'cost-usd': 'Cost of all runs in USD, those of the base arm included; empty if the price of the model is unknown.',
    'total-tokens': 'Tokens of the same runs.',
    'forecast-cost-usd': 'What all runs were expected to cost in USD; empty without earlier results to predict it from.',
    'forecast-tokens': 'Tokens all runs were expected to use.',
    'forecast-minutes': 'Minutes the runs were expected to take.',
    'results-path': 'Path of benchmark.json on the runner; the rest of the artifact is beside it.',
    'junit-path': 'Path of junit.xml on the runner, for actions that show test results.',
    'verdict-path': 'Path of verdict.json on the runner, which has every figure.',
    'leaderboard-path': 'Path of leaderboard.json on the runner, for `mode: report`; leaderboard.md, .csv and .html are beside it.',
    'artifact-url': 'URL of the uploaded artifact.',
    'report-url': 'URL of the HTML report, or of the leaderboard, which a browser opens; it is in the artifact too.',
    'comment-url': 'URL of the comment on the pull request; empty if there is none.',
    'check-url': 'URL of the check run; empty without `check-run: true`.',
    'mlflow-url': 'URL of the run in MLflow; empty if nothing was logged.',
    'history-path': 'Directory that `mode: history` wrote: the page (index.html), history.json and the badges.',
    'history-slides': 'Number of series whose score slides, after `mode: history`.',
    namespace: 'Namespace the evaluation ran in.',
    instance: 'Name of the evaluation in the namespace, for `logs`, `results` and `detach`.',
};
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, value);
}
function saveState(name, value) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(name, value);
}
function savedState(name) {
    return _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(name) || null;
}


/***/ }),

/***/ 95210:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(76760);
/* harmony import */ var _action_action_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(46660);


const root = node_path__WEBPACK_IMPORTED_MODULE_0__.join(import.meta.dirname, '..');
if ('clawbenchCommandLine' in globalThis) {
    const { commandLine } = await __nccwpck_require__.e(/* import() */ 244).then(__nccwpck_require__.bind(__nccwpck_require__, 65244));
    await end(await commandLine(process.argv.slice(2), root));
}
else {
    await end(await (0,_action_action_js__WEBPACK_IMPORTED_MODULE_1__/* .action */ .X)(root, 'clawbenchPostStep' in globalThis ? 'post' : 'main'));
}
async function end(code) {
    await Promise.all([process.stdout, process.stderr].map(drained));
    process.exit(code);
}
async function drained(stream) {
    await new Promise((resolve) => stream.write('', () => resolve()));
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 72226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ti: () => (/* binding */ baseArmInputs),
/* harmony export */   Yq: () => (/* binding */ mayDiffer),
/* harmony export */   g6: () => (/* binding */ differencesOf),
/* harmony export */   uo: () => (/* binding */ otherInputs),
/* harmony export */   ws: () => (/* binding */ inputsUnderTest)
/* harmony export */ });
/* harmony import */ var _base_nearest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(72844);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(49929);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(43575);



const mayDiffer = [
    'model',
    'openai-api-base',
    'price-input',
    'price-cached-input',
    'price-output',
    'context-window',
    'openclaw-config',
    'agent-files',
    'openclaw-image',
];
const onePlace = 'both arms run in one namespace of one cluster';
const likePods = 'both arms run in pods and on nodes alike';
const wholeEval = 'it is about the evaluation as a whole';
const groupReasons = {
    cluster: onePlace,
    kind: onePlace,
    eval: 'both arms make the same runs under the same limits',
    gate: 'the verdict is about both arms together',
    images: 'the images of both arms are pulled alike',
    job: likePods,
    pods: likePods,
    relay: 'the requests of both arms are counted and judged alike',
};
const harness = 'ClawBench measures both arms alike';
const reasons = {
    'judge-model': 'the answers of both arms are judged alike',
    'tasks-dir': 'both arms run the same tasks',
    'clawbench-args': harness,
    'clawbench-image': harness,
};
function reasonFor(name, row) {
    if (row.secret === true)
        return 'keys are inputs of their own, which both arms have';
    return reasons[name] ?? groupReasons[row.group] ?? wholeEval;
}
function baseArmInputs(inputs) {
    const problems = [];
    const values = new Map();
    for (const [name, text] of Object.entries(inputs.baselineInputs ?? {})) {
        const row = _types_js__WEBPACK_IMPORTED_MODULE_2__/* .inputRows */ .k8.find(([known]) => known === name)?.[1];
        if (row === undefined || !isOneOf(mayDiffer, name)) {
            problems.push(refusalOf(name, row));
            continue;
        }
        const raw = text === '' ? (row.default ?? null) : text;
        const parsed = raw === null ? { value: null } : row.kind.parse(raw);
        if ('value' in parsed)
            values.set((0,_types_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldOf */ ._F)(name, row), parsed.value);
        else
            problems.push(`Input \`baseline-inputs\` has ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(`${name}: ${text}`)}: write ${parsed.write}.`);
    }
    if (problems.length > 0)
        return { problems };
    return { inputs: { ...inputs, ...Object.fromEntries(values), baseline: [], baselineInputs: null } };
}
function refusalOf(name, row) {
    if (row !== undefined)
        return `Input \`baseline-inputs\` names ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(name)}, but ${reasonFor(name, row)}: remove it there.`;
    const near = (0,_base_nearest_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .p)(name, mayDiffer);
    const write = near === undefined ? `one of ${mayDiffer.join(', ')}` : (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(near);
    return `Input \`baseline-inputs\` names ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(name)}, which is no input: write ${write}.`;
}
function isOneOf(names, name) {
    return names.includes(name);
}
function differencesOf(texts) {
    const words = Object.entries(texts).map(([name, text]) => {
        if (text === '')
            return `no ${name}`;
        const isShort = !/[\n{]/.test(text);
        return isShort ? `${name} ${text}` : `other ${name}`;
    });
    return words.join(', ');
}
function inputsUnderTest(head, base) {
    if (mayDiffer.some((name) => head[name] === undefined || base[name] === undefined))
        return null;
    const different = mayDiffer.filter((name) => !isSame(head[name], base[name]));
    return Object.fromEntries(different.map((name) => [name, base[name]]));
}
function otherInputs(wanted, had) {
    return Object.keys(wanted).filter((name) => !isSame(wanted[name], had[name]));
}
function isSame(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
}


/***/ }),

/***/ 83060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ inputTexts),
/* harmony export */   X: () => (/* binding */ inputTextsType)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(33243);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(49050);
/* harmony import */ var _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(15558);



const inputTextsType = 'YAML of inputs';
const MAX_BYTES = 64 * 1024;
const EXAMPLE = 'a line for each input, for example "openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1"';
function inputTexts() {
    return {
        type: inputTextsType,
        parse(raw) {
            if (Buffer.byteLength(raw) > MAX_BYTES)
                return { write: `at most ${MAX_BYTES / 1024} KiB` };
            try {
                return textsIn(raw);
            }
            catch (error) {
                if (!(error instanceof js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLException */ .tB))
                    throw error;
                const line = error.mark === undefined ? '' : ` in line ${error.mark.line + 1}`;
                return { write: `${EXAMPLE}; this is not YAML (${error.reason}${line})` };
            }
        },
    };
}
function textsIn(raw) {
    const written = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .load */ .Hh)(raw, { schema: js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .FAILSAFE_SCHEMA */ .uH });
    const typed = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .load */ .Hh)(raw, { schema: js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .CORE_SCHEMA */ .OU });
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(written) || !(0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(typed))
        return { write: EXAMPLE };
    const problem = (0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .problemIn */ .Dk)(typed);
    if (problem !== null)
        return problem;
    const texts = Object.entries(written).map(([name, value]) => [name, textOf(value, typed[name])]);
    const wrong = texts.find(([, text]) => text === null)?.[0];
    return wrong === undefined
        ? { value: Object.fromEntries(texts) }
        : { write: `a text, a list of texts or a mapping as the value of each input; that of ${wrong} is none` };
}
function textOf(written, typed) {
    if (typed === null)
        return '';
    if (typeof written === 'string')
        return written.trim();
    if (Array.isArray(written))
        return written.every((item) => typeof item === 'string' && !item.includes('\n'))
            ? written.join('\n')
            : null;
    return (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(typed) ? JSON.stringify(typed) : null;
}


/***/ }),

/***/ 27042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ baselineSources),
/* harmony export */   I: () => (/* binding */ armSource)
/* harmony export */ });
/* harmony import */ var _base_safe_address_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(14804);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(49929);


function armSource(sources) {
    const [first] = sources;
    return first?.from === 'base' || first?.from === 'run' ? first.from : null;
}
function baselineSources() {
    return {
        type: 'text',
        parse(raw) {
            if (raw === 'none')
                return { value: [] };
            const sources = [];
            for (const line of raw.split('\n').map((text) => text.trim())) {
                if (line === '')
                    continue;
                const parsed = parseSource(line);
                if ('write' in parsed)
                    return parsed;
                sources.push(parsed.value);
            }
            const arm = sources.find(({ from }) => from === 'base' || from === 'run')?.from;
            if (arm !== undefined && sources.length > 1)
                return {
                    write: `${arm} alone, which runs beside the evaluation, or ./${arm} for a file of that name`,
                };
            return { value: sources };
        },
    };
}
const forms = 'none, base, run, artifact, artifact:<branch>, the path of a verdict.json or benchmark.json, its https address, mlflow, or mlflow:<run id>';
const branchName = /^[^\s~^:?*[\\]{1,255}$/;
const mlflowRun = /^[A-Za-z0-9][\w-]{0,255}$/;
function parseSource(line) {
    if (line.length > 4096 || /[\p{Cc}\p{Cf}]/u.test(line))
        return { write: `${forms}; ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(line)} is none of these` };
    if (line === 'none')
        return { write: 'none alone, or the baselines without it' };
    if (line === 'base' || line === 'run')
        return { value: { from: line } };
    if (line === 'artifact')
        return { value: { from: 'artifact', branch: null } };
    if (line.startsWith('artifact:')) {
        const branch = line.slice('artifact:'.length);
        return branchName.test(branch)
            ? { value: { from: 'artifact', branch } }
            : { write: 'the name of a branch after artifact:' };
    }
    if (line === 'mlflow')
        return { value: { from: 'mlflow', runId: null } };
    if (line.startsWith('mlflow:')) {
        const runId = line.slice('mlflow:'.length);
        return mlflowRun.test(runId)
            ? { value: { from: 'mlflow', runId } }
            : { write: 'the id of an MLflow run after mlflow:' };
    }
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(line))
        return parseUrl(line);
    return { value: { from: 'file', path: line } };
}
function parseUrl(line) {
    const url = URL.canParse(line) ? new URL(line) : null;
    if (url === null || !/^https?:$/.test(url.protocol))
        return { write: `${forms}; ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(line)} is none of these` };
    if (url.username !== '' || url.password !== '')
        return { write: 'an address without user and password' };
    const problem = (0,_base_safe_address_js__WEBPACK_IMPORTED_MODULE_0__/* .whyUnsafe */ .T)(url);
    return problem === null ? { value: { from: 'url', url: url.href } } : { write: problem };
}


/***/ }),

/***/ 23496:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ configText),
/* harmony export */   e: () => (/* binding */ configPath)
/* harmony export */ });
/* harmony import */ var _base_checked_file_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(40870);
/* harmony import */ var _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(15558);


function configPath(raw) {
    return /^[\w./@ -]+\.(ya?ml|json)$/.test(raw) ? raw : null;
}
function configText(checkout = () => process.cwd()) {
    return {
        type: 'YAML, JSON or path',
        parse(raw) {
            const file = configPath(raw);
            if (file === null)
                return (0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOverlay */ .Cy)(raw);
            const read = (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_0__/* .readChecked */ .Yi)(file, (0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_0__/* .placesBelow */ ._$)(checkout(), 'the checkout'), _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_OVERLAY_BYTES */ .sw);
            if (!(0,_base_checked_file_js__WEBPACK_IMPORTED_MODULE_0__/* .isRefusal */ .vu)(read))
                return (0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .parseOverlay */ .Cy)(read.content.toString('utf8'));
            if (read.isTooLarge === true)
                return { write: `at most ${_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_OVERLAY_BYTES */ .sw / 1024} KiB` };
            return {
                write: `YAML, JSON, or the path of a file within the checkout (this one ${read.refusal}); check out the repository before this step`,
            };
        },
    };
}


/***/ }),

/***/ 74969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ kindInputs)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49929);

const kindInputs = {
    'kind-version': {
        group: 'kind',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            pattern: /^v?\d{1,4}\.\d{1,4}\.\d{1,4}$/,
            write: 'a release of kind such as v0.31.0',
        }),
        description: 'Release of kind; the kind in PATH is used if it is that release or if none is named, else it is downloaded and checked by SHA-256.',
    },
    'kind-node-image': {
        group: 'kind',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .image */ .Sl)(),
        description: "Image of the nodes, which decides the version of Kubernetes; by default kind's own.",
    },
    'kind-config': {
        group: 'kind',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .yamlOrPath */ .kB)(),
        description: "Kind's configuration of the cluster, as YAML or as the path of a file.",
    },
    'kind-wait': {
        group: 'kind',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)('1s', '1h'),
        default: '5m',
        description: 'Time limit until the control plane is ready.',
    },
    'load-images': {
        group: 'kind',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .imagePattern */ .Ks, 'image references separated by spaces'),
        description: 'Images on this machine that are copied into the cluster before anything is deployed, for those that are in no registry.',
    },
};


/***/ }),

/***/ 19122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ keyInput),
/* harmony export */   p: () => (/* binding */ modelInputs)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49929);
/* harmony import */ var _config_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(23496);
/* harmony import */ var _patterns_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(29327);
/* harmony import */ var _stack_providers_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(26439);




function keyInput(key) {
    return key.toLowerCase().replaceAll('_', '-');
}
const keyInputs = Object.fromEntries(Object.values(_stack_providers_js__WEBPACK_IMPORTED_MODULE_2__/* .hostedProviders */ .WK).map(({ key, keyFor }) => [
    keyInput(key),
    { group: 'model', kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretText */ .yD)(), env: key, secret: true, description: `Key for ${keyFor}.` },
]));
const prefixes = Object.keys(_stack_providers_js__WEBPACK_IMPORTED_MODULE_2__/* .hostedProviders */ .WK).map((provider) => `${provider}/…`);
const modelInputs = {
    model: {
        group: 'model',
        common: true,
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ pattern: _patterns_js__WEBPACK_IMPORTED_MODULE_3__/* .modelPattern */ .O, write: 'provider/model, for example openai/gpt-5.5' }),
        terminalEnv: 'CLAWBENCH_MODEL',
        default: 'openai/gpt-5.5',
        description: `Model to evaluate, as provider/model: ${prefixes.slice(0, -1).join(', ')} or ${prefixes.at(-1)}.`,
    },
    'judge-model': {
        group: 'model',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ pattern: _patterns_js__WEBPACK_IMPORTED_MODULE_3__/* .modelPattern */ .O, write: 'provider/model, for example openai/gpt-5.5' }),
        terminalEnv: 'CLAWBENCH_JUDGE_MODEL',
        description: 'Model that also judges the answers; its judgement is advisory and does not change the score.',
    },
    ...keyInputs,
    'openai-api-base': {
        group: 'model',
        common: true,
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .httpUrl */ .q3)('http://vllm.models.svc.cluster.local:8000/v1'),
        env: 'OPENAI_API_BASE',
        description: 'Base URL of an OpenAI-compatible endpoint (vLLM, Ollama, TGI) that serves the openai/… models, and that the pods must be able to reach.',
    },
    'price-input': {
        group: 'model',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .decimal */ ._)(0, 100_000, '1.25'),
        description: 'Price of the model at `openai-api-base` in USD per million input tokens.',
    },
    'price-cached-input': {
        group: 'model',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .decimal */ ._)(0, 100_000, '0.125'),
        description: 'Price of the model at `openai-api-base` in USD per million input tokens that it read from its cache (`cached_tokens`). Unset: `price-input`.',
    },
    'price-output': {
        group: 'model',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .decimal */ ._)(0, 100_000, '10'),
        description: 'Price of the model at `openai-api-base` in USD per million output tokens.',
    },
    'context-window': {
        group: 'model',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)(1024, 100_000_000),
        description: 'Context window of the model at `openai-api-base` in tokens.',
    },
    'openclaw-config': {
        group: 'model',
        kind: (0,_config_text_js__WEBPACK_IMPORTED_MODULE_1__/* .configText */ .U)(),
        description: 'Part of openclaw.json that is merged over the generated one (mappings merge, lists replace, null removes), as YAML, JSON, or the path of a file in the checkout; write keys as `${ANTHROPIC_API_KEY}`.',
    },
};


/***/ }),

/***/ 32486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ relayInputs)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49929);
/* harmony import */ var _network_kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(44278);


const relayInputs = {
    relay: {
        group: 'relay',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(['on', 'off']),
        default: 'on',
        description: 'Whether requests to models go through a container of their own, which alone has the provider keys, counts every request and holds the caps; with `off` the agent under test can read the keys, caps are noticed late, and runs are judged by logs.',
    },
    'rate-limit-wait': {
        group: 'relay',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)('1s', '6h', { zero: true }),
        default: '10m',
        description: 'How long a request to a model waits for a provider that is overloaded, limits the rate or is out of reach; 0 to fail at once.',
    },
    network: {
        group: 'relay',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(['open', 'model-only']),
        default: 'open',
        description: 'What the pods may reach, by a NetworkPolicy: `open` is everything but the metadata services of clouds; `model-only` is DNS, the models that the relay forwards to (or `https-proxy`), and MLflow alone.',
    },
    'network-allow': {
        group: 'relay',
        kind: (0,_network_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .addressRanges */ .fT)(),
        description: 'Addresses and ranges that the pods may reach with `network: model-only` besides Services and addresses of this evaluation, such as those of a model server that is called by its name.',
    },
    record: {
        group: 'relay',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)(),
        default: 'false',
        description: 'Keep the bodies of all requests to models and their answers in the artifact, with secrets replaced.',
    },
};


/***/ }),

/***/ 24293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ retiredRisks),
/* harmony export */   I: () => (/* binding */ safetyInputs)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49929);

const risks = {
    'foreign-checkout': 'a commit of a fork is evaluated in a workflow run that has secrets, as on `pull_request_target`',
    'pod-overlay-host': '`pod-overlay` gives the containers a hold on their node: host paths and ports, privileges, capabilities, no seccomp or AppArmor profile',
    'direct-provider': 'a provider that the relay cannot forward to is called by the gateway itself, so the agent under test can read its key, and no cap holds for it',
    'network-not-enforced': '`network: model-only` is asked for in a cluster that does not enforce NetworkPolicies, so the pods reach everything',
};
const retiredRisks = {
    'mlflow-credentials-in-attach': 'credentials for MLflow no longer go into the pod of an existing OpenClaw: a pod of its own talks to MLflow',
};
const riskNames = Object.keys(risks);
const retiredNames = Object.keys(retiredRisks);
const safetyInputs = {
    'accept-risks': {
        group: 'safety',
        kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choices */ .zM)(riskNames, retiredNames),
        lines: true,
        description: `Risks to take that are refused otherwise, by name: ${riskNames
            .map((name) => `\`${name}\` (${risks[name]})`)
            .join(', ')}.`,
    },
};


/***/ }),

/***/ 49929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ shares),
/* harmony export */   HL: () => (/* binding */ quoteAddress),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Ks: () => (/* binding */ imagePattern),
/* harmony export */   PG: () => (/* binding */ contents),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Rl: () => (/* binding */ secretContents),
/* harmony export */   Sl: () => (/* binding */ image),
/* harmony export */   UG: () => (/* binding */ dnsLabel),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   _: () => (/* binding */ decimal),
/* harmony export */   ch: () => (/* binding */ integerOr),
/* harmony export */   f0: () => (/* binding */ paths),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   il: () => (/* binding */ flagOr),
/* harmony export */   kB: () => (/* binding */ yamlOrPath),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   ou: () => (/* binding */ dnsSubdomain),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   q3: () => (/* binding */ httpUrl),
/* harmony export */   yD: () => (/* binding */ secretText),
/* harmony export */   zM: () => (/* binding */ choices)
/* harmony export */ });
function text(options = {}) {
    const { pattern, write = 'plain text on one line', maxLength = 1024 } = options;
    return {
        type: 'text',
        parse(raw) {
            if (raw.length > maxLength)
                return { write: `at most ${maxLength} characters` };
            if (/[\p{Cc}\p{Cf}]/u.test(raw))
                return { write: 'text on one line, without control characters' };
            return pattern === undefined || pattern.test(raw) ? { value: raw } : { write };
        },
    };
}
function secretText() {
    return {
        type: 'secret',
        parse: (raw) => /^[\x21-\x7e]+$/.test(raw)
            ? { value: raw }
            : { write: 'the value alone: one line of ASCII without spaces' },
    };
}
function secretContents(maxBytes) {
    return {
        type: 'secret',
        parse: (raw) => Buffer.byteLength(raw) <= maxBytes
            ? { value: raw }
            : { write: `at most ${maxBytes / 1024} KiB (GitHub cannot pass more to a step)` },
    };
}
function contents(maxBytes) {
    return {
        type: 'text',
        parse: (raw) => Buffer.byteLength(raw) <= maxBytes ? { value: raw } : { write: `at most ${maxBytes / 1024} KiB` },
    };
}
function integerOr(word, min, max) {
    const number = integer(min, max);
    return {
        type: `integer or \`${word}\``,
        parse(raw) {
            if (raw === word)
                return { value: word };
            const parsed = number.parse(raw);
            return 'value' in parsed ? parsed : { write: `${parsed.write}, or ${word}` };
        },
    };
}
function integer(min, max) {
    return {
        type: 'integer',
        parse(raw) {
            const value = /^\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
            return value >= min && value <= max ? { value } : { write: `a whole number from ${min} to ${max}` };
        },
    };
}
function decimal(min, max, example) {
    return {
        type: 'number',
        parse(raw) {
            const value = /^\d{1,15}(\.\d{1,15})?$|^\.\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
            return value >= min && value <= max
                ? { value }
                : { write: `a number from ${min} to ${max}, for example ${example}` };
        },
    };
}
function flag() {
    return {
        type: 'boolean',
        parse(raw) {
            if (['true', 'True', 'TRUE'].includes(raw))
                return { value: true };
            if (['false', 'False', 'FALSE'].includes(raw))
                return { value: false };
            return { write: 'true or false' };
        },
    };
}
function flagOr(word) {
    const yesOrNo = flag();
    return {
        type: `boolean or \`${word}\``,
        parse(raw) {
            if (raw === word)
                return { value: word };
            const parsed = yesOrNo.parse(raw);
            return 'value' in parsed ? parsed : { write: `true, false or ${word}` };
        },
    };
}
function choice(values) {
    return {
        type: values.map((value) => `\`${value}\``).join(' '),
        values,
        parse(raw) {
            const value = values.find((known) => known === raw);
            return value === undefined ? { write: `one of ${values.join(', ')}` } : { value };
        },
    };
}
const unitMs = { s: 1000, m: 60_000, h: 3_600_000 };
function duration(min, max, options = {}) {
    const minMs = durationMs(min);
    const maxMs = durationMs(max);
    const { zero = false } = options;
    return {
        type: 'duration',
        parse(raw) {
            const value = zero && raw === '0' ? 0 : durationMs(raw);
            const isRight = (value >= minMs && value <= maxMs) || (zero && value === 0);
            if (isRight)
                return { value };
            const others = zero ? ', or 0' : '';
            return { write: `a time from ${min} to ${max} with its unit, for example 90s, 30m or 2h${others}` };
        },
    };
}
function durationMs(raw) {
    const match = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(raw);
    if (match === null || raw === '')
        return Number.NaN;
    const [, hours = 0, minutes = 0, seconds = 0] = match;
    return Number(hours) * unitMs.h + Number(minutes) * unitMs.m + Number(seconds) * unitMs.s;
}
function list(pattern, write) {
    return {
        type: 'list',
        parse(raw) {
            const items = raw.split(/[\s,]+/).filter((item) => item !== '');
            const wrong = items.find((item) => !pattern.test(item));
            if (wrong !== undefined)
                return { write: `${write}; ${quote(wrong)} is not one` };
            const twice = items.find((item, index) => items.indexOf(item) !== index);
            if (twice !== undefined)
                return { write: `each item once; ${quote(twice)} is there twice` };
            return { value: items };
        },
    };
}
function choices(values, retired = []) {
    const words = list(/^\S+$/, 'names');
    return {
        type: 'list',
        values,
        parse(raw) {
            const parsed = words.parse(raw);
            if (!('value' in parsed))
                return parsed;
            const known = parsed.value.flatMap((word) => [...values, ...retired].find((value) => value === word) ?? []);
            return known.length === parsed.value.length
                ? { value: known }
                : { write: `only names of ${values.join(', ')}` };
        },
    };
}
function yamlOrPath() {
    const path = text({ maxLength: 4096 });
    return {
        type: 'YAML',
        parse(raw) {
            if (/\n|:\s|:$/.test(raw))
                return { value: { text: raw } };
            const parsed = path.parse(raw);
            return 'value' in parsed ? { value: { path: parsed.value } } : parsed;
        },
    };
}
function paths() {
    const path = text({ maxLength: 4096 });
    return {
        type: 'text',
        parse(raw) {
            const lines = raw.split('\n').map((line) => line.trim());
            const values = lines.filter((line) => line !== '');
            const problem = values.map((line) => path.parse(line)).find((parsed) => 'write' in parsed);
            return problem === undefined ? { value: values } : problem;
        },
    };
}
function shares(namePattern, example) {
    const share = decimal(0, 1, '0.70');
    return {
        type: 'list',
        parse(raw) {
            const values = new Map();
            for (const item of raw.split(/[\s,]+/).filter((part) => part !== '')) {
                const [name = '', number = '', ...rest] = item.split('=');
                const parsed = share.parse(number);
                if (!namePattern.test(name) || rest.length > 0 || !('value' in parsed))
                    return { write: `pairs such as ${example}, with numbers from 0 to 1; ${quote(item)} is not one` };
                if (values.has(name))
                    return { write: `each name once; ${quote(name)} is there twice` };
                values.set(name, parsed.value);
            }
            return { value: Object.fromEntries(values) };
        },
    };
}
function httpUrl(example) {
    return {
        type: 'URL',
        parse(raw) {
            const url = URL.canParse(raw) ? new URL(raw) : null;
            if (url === null || !/^https?:$/.test(url.protocol))
                return { write: `an address such as ${example}` };
            if (url.username !== '' || url.password !== '')
                return { write: 'the address without user and password; they have their own inputs' };
            if (url.search !== '' || url.hash !== '')
                return { write: 'the address without ? and # parts' };
            if (raw.includes('${'))
                return { write: 'the address itself, since variables are not replaced in it' };
            return { value: raw.replace(/\/+$/, '') };
        },
    };
}
const imagePattern = /^(?=.{1,512}$)[a-z0-9]+(?:[._:-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;
function image() {
    return text({
        pattern: imagePattern,
        write: 'an image reference such as ghcr.io/owner/name:tag or ghcr.io/owner/name@sha256:<64 hex digits>',
        maxLength: 512,
    });
}
function dnsLabel() {
    return text({
        pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
        write: 'a name of lower-case letters, digits and hyphens, at most 63 characters',
    });
}
function dnsSubdomain() {
    return text({
        pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
        write: 'the name of a Kubernetes object: lower-case letters, digits, hyphens and dots',
        maxLength: 253,
    });
}
function quote(raw) {
    const shown = withoutAddressSecrets(raw);
    return JSON.stringify(shown.length > 60 ? `${shown.slice(0, 60)}…` : shown);
}
function quoteAddress(raw) {
    return quote(raw.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^]*@/i, '$1***@').replace(/[?#][^]*$/, ''));
}
function withoutAddressSecrets(raw) {
    return raw
        .replace(/(\/\/|^[^\s/@:]+:(?!\/\/))[^\n]*@(?!sha\d+:)/gim, (_, head) => head === '//' ? '//***@' : '***@')
        .replace(/(:\/\/[^\s?#]*)[?#][^\s]+/g, '$1?…');
}


/***/ }),

/***/ 39240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DD: () => (/* binding */ asList),
/* harmony export */   PX: () => (/* binding */ publicInputs),
/* harmony export */   Ry: () => (/* binding */ loadMaskedInputs),
/* harmony export */   gJ: () => (/* binding */ readableInputs),
/* harmony export */   tN: () => (/* binding */ unreadVariables)
/* harmony export */ });
/* unused harmony exports loadInputs, secretValues */
/* harmony import */ var _base_clean_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(93863);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1559);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(49929);
/* harmony import */ var _mode_row_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(20498);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(43575);
/* harmony import */ var _rules_cluster_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(79580);
/* harmony import */ var _rules_gate_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(34055);
/* harmony import */ var _rules_words_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(4215);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(11);
/* harmony import */ var _base_secret_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(31728);










function loadInputs(env, modes, surface = 'workflow') {
    const name = modeName(env);
    const mode = modeOf(name, modes);
    const problems = [];
    const values = {};
    for (const [input, row] of (0,_mode_row_js__WEBPACK_IMPORTED_MODULE_3__/* .inputRowsOf */ .h)(modes)) {
        const isAccepted = mode === null || (0,_mode_row_js__WEBPACK_IMPORTED_MODULE_3__/* .accepts */ .G)(mode, input, row);
        if (!isAccepted && isWritten(input, row, env))
            problems.push(`Input \`${input}\` is not for \`mode: ${name}\`: remove it.`);
        const given = isAccepted ? givenValue(input, row, env, surface) : null;
        const raw = presetOf(mode, input) ?? given?.text ?? row.default ?? null;
        const parsed = raw === null ? { value: null } : row.kind.parse(raw);
        if ('value' in parsed)
            values[(0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .fieldOf */ ._F)(input, row)] = parsed.value;
        else {
            const place = given?.variable === undefined ? '' : `, from ${given.variable} in the environment,`;
            const found = row.secret ? 'is malformed' : `is ${quoted(row, raw ?? '')}`;
            problems.push(`Input \`${input}\`${place} ${found}: write ${parsed.write}.`);
        }
    }
    const inputs = values;
    if (problems.length === 0 && mode !== null)
        problems.push(...contradictions(inputs, mode, env, surface));
    if (problems.length > 0)
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('bad-input', asList(problems));
    return inputs;
}
function readableInputs(env) {
    const values = _types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputRows */ .k8.map(([name, row]) => {
        const raw = givenValue(name, row, env, 'workflow')?.text ?? row.default ?? null;
        const parsed = raw === null ? { value: null } : row.kind.parse(raw);
        return [(0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .fieldOf */ ._F)(name, row), 'value' in parsed ? parsed.value : undefined];
    });
    return Object.fromEntries(values);
}
function quoted({ kind }, raw) {
    return kind.type === 'URL' ? (0,_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteAddress */ .HL)(raw) : (0,_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(raw);
}
function contradictions(inputs, mode, env, surface) {
    const words = _rules_words_js__WEBPACK_IMPORTED_MODULE_7__/* .secretWords */ .C[surface];
    const given = new Set(_types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputRows */ .k8.flatMap(([name, row]) => (isGiven(name, row, env) ? name : [])));
    return [
        ...mode.problems(inputs, { given, words }),
        ...(0,_rules_cluster_js__WEBPACK_IMPORTED_MODULE_5__/* .registryProblems */ .SN)(inputs, words),
        ...(0,_rules_gate_js__WEBPACK_IMPORTED_MODULE_6__/* .gateProblems */ .y$)(inputs, given),
    ];
}
function loadMaskedInputs(env, modes, log, surface) {
    const written = writtenSecrets(env, surface);
    try {
        const inputs = loadInputs(env, modes, surface);
        log.mask([...secretValues(inputs), ...written]);
        return inputs;
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ))
            throw error;
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(error.code, (0,_base_clean_js__WEBPACK_IMPORTED_MODULE_0__/* .openSecrets */ .cA)(written).clean(error.message), { hint: error.hint });
    }
}
function modeName(env) {
    return textOf(env, (0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputVariable */ .LO)('mode')) || _table_js__WEBPACK_IMPORTED_MODULE_8__/* .inputTable */ .F.mode.default;
}
function modeOf(name, modes) {
    return (Object.hasOwn(modes, name) ? modes[name] : undefined) ?? null;
}
function presetOf(mode, name) {
    const preset = mode?.preset ?? {};
    return preset[name];
}
function isWritten(name, row, env) {
    return row.runnerDefault === undefined && differs(row, textOf(env, (0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputVariable */ .LO)(name)));
}
function isGiven(name, row, env) {
    const variable = row.env;
    return (isWritten(name, row, env) || (variable !== undefined && differs(row, fromVariable(row, env, variable))));
}
function differs(row, text) {
    if (text === '' || text === row.default)
        return false;
    if (row.default === undefined)
        return true;
    const [value, usual] = [row.kind.parse(text), row.kind.parse(row.default)];
    return !('value' in value && 'value' in usual && value.value === usual.value);
}
function givenValue(name, row, env, surface) {
    const text = textOf(env, (0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputVariable */ .LO)(name));
    if (text !== '')
        return { text };
    const variables = [row.env, surface === 'terminal' ? row.terminalEnv : undefined];
    const variable = variables.find((candidate) => candidate !== undefined && textOf(env, candidate) !== '');
    if (variable === undefined)
        return null;
    return { text: fromVariable(row, env, variable), variable };
}
function fromVariable(row, env, variable) {
    const text = textOf(env, variable);
    return row.kind.type === 'duration' && /^\d+$/.test(text) ? `${text}s` : text;
}
function textOf(env, variable) {
    return env[variable]?.trim() ?? '';
}
function unreadVariables(env, modes) {
    const mode = modeOf(modeName(env), modes);
    return _types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputRows */ .k8.flatMap(([input, row]) => {
        const variable = row.terminalEnv;
        if (mode !== null && !(0,_mode_row_js__WEBPACK_IMPORTED_MODULE_3__/* .accepts */ .G)(mode, input, row))
            return [];
        if (variable === undefined || isWritten(input, row, env))
            return [];
        return differs(row, fromVariable(row, env, variable)) ? [{ variable, input }] : [];
    });
}
function asList(problems) {
    return problems.length === 1 ? problems.join('') : problems.map((problem) => `- ${problem}`).join('\n');
}
function writtenSecrets(env, surface) {
    const written = _types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputRows */ .k8.flatMap(([name, row]) => {
        const text = givenValue(name, row, env, surface)?.text ?? '';
        const isSecret = row.secret === true && name !== 'kubeconfig';
        return [...(isSecret ? [text] : []), ...(0,_base_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .passwordsIn */ .gW)(text)];
    });
    return [...written, ...(0,_base_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .proxyPasswords */ .PK)(env)];
}
function secretValues(inputs) {
    const values = inputs;
    const queries = inputs.baseline.flatMap((source) => source.from === 'url' ? [new URL(source.url).search.slice(1)] : []);
    const proxyPassword = (0,_base_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .passwordsIn */ .gW)(inputs.httpsProxy ?? '');
    return _types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputRows */ .k8
        .filter(([, row]) => row.secret)
        .map(([name, row]) => values[(0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .fieldOf */ ._F)(name, row)])
        .filter((value) => typeof value === 'string')
        .concat(queries, proxyPassword)
        .filter((value) => !(0,_base_secret_js__WEBPACK_IMPORTED_MODULE_9__/* .isStandIn */ .WG)(value) && !value.includes('\n'));
}
function publicInputs(inputs, mode) {
    const values = inputs;
    const rows = _types_js__WEBPACK_IMPORTED_MODULE_4__/* .inputRows */ .k8.filter(([name, row]) => mode === undefined || (0,_mode_row_js__WEBPACK_IMPORTED_MODULE_3__/* .accepts */ .G)(mode, name, row));
    return Object.fromEntries(rows.map(([name, row]) => {
        const value = values[(0,_types_js__WEBPACK_IMPORTED_MODULE_4__/* .fieldOf */ ._F)(name, row)] ?? null;
        return [name, row.secret && value !== null ? 'set' : value];
    }));
}


/***/ }),

/***/ 31017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J3: () => (/* binding */ MATRIX_EXPRESSION),
/* harmony export */   Nj: () => (/* binding */ legLabel),
/* harmony export */   QD: () => (/* binding */ matrixLeg),
/* harmony export */   xs: () => (/* binding */ matrixLegs)
/* harmony export */ });
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(49050);
/* harmony import */ var _base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(252);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(49929);



const MATRIX_EXPRESSION = '${{ strategy.job-index }} ${{ toJSON(matrix) }}';
function matrixLeg() {
    return {
        type: 'JSON',
        parse(raw) {
            if (raw.includes('${{'))
                return { value: null };
            const [, index, json = raw] = /^(\d+)\s+([^]*)$/.exec(raw) ?? [];
            const values = parsed(json);
            const isNone = values === null || ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(values) && Object.keys(values).length === 0);
            return { value: isNone ? null : identity(values, index) };
        },
    };
}
function matrixLegs() {
    const number = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd)(1, 256);
    return {
        type: 'integer',
        parse: (raw) => (raw.includes('${{') ? { value: null } : number.parse(raw)),
    };
}
function legLabel(model, leg) {
    const values = leg === null ? [] : namesIn(parsed(leg.replace(NUMBER, '')));
    const others = values.filter((value) => value !== model);
    return others.length === 0 ? model : (0,_base_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN)(`${model} (${others.join(', ')})`, 100);
}
const NUMBER = / #\d+$/;
const perRun = /sha256:[0-9a-f]{64}|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b|\bpr-?\d+\b/gi;
function identity(values, index) {
    const whole = JSON.stringify(sorted(values));
    const lasting = whole.replace(perRun, '…');
    return index === undefined || lasting === whole ? whole : `${lasting} #${index}`;
}
function namesIn(values) {
    const all = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(values) ? Object.values(values) : [values];
    return all.filter((value) => typeof value !== 'object' && value !== '').map(String);
}
function parsed(raw) {
    try {
        return JSON.parse(raw);
    }
    catch {
        return raw;
    }
}
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(value))
        return value;
    return Object.fromEntries(Object.keys(value)
        .toSorted()
        .map((key) => [key, sorted(value[key])]));
}


/***/ }),

/***/ 20498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ accepts),
/* harmony export */   h: () => (/* binding */ inputRowsOf)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49929);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(43575);


function accepts({ accepts: accepted }, name, row) {
    const { groups, also = [], without = [] } = accepted;
    const isNamed = (names) => names.includes(name);
    return (groups.includes(row.group) && !isNamed(without)) || isNamed(also);
}
function inputRowsOf(modes) {
    const sentences = Object.entries(modes).map(([name, { does }]) => `\`${name}\` ${does}`);
    return _types_js__WEBPACK_IMPORTED_MODULE_1__/* .inputRows */ .k8.map(([name, row]) => name === 'mode'
        ? [name, { ...row, kind: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(Object.keys(modes)), description: `${sentences.join('; ')}.` }]
        : [name, row]);
}


/***/ }),

/***/ 44278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TB: () => (/* binding */ caCertificates),
/* harmony export */   fT: () => (/* binding */ addressRanges),
/* harmony export */   sd: () => (/* binding */ proxyUrl)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77598);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(77030);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(49929);



function proxyUrl() {
    return {
        type: 'secret',
        parse(raw) {
            const url = /^[\x21-\x7e]+$/.test(raw) && URL.canParse(raw) ? new URL(raw) : null;
            const isProxy = url !== null && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname);
            return isProxy && url.search === '' && url.hash === '' && isDecodable(url.password)
                ? { value: raw.replace(/\/$/, '') }
                : { write: 'the address of a proxy such as http://proxy.example.com:3128' };
        },
    };
}
function isDecodable(text) {
    try {
        return decodeURIComponent(text) !== undefined;
    }
    catch {
        return false;
    }
}
const pemBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
function caCertificates() {
    const size = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .contents */ .PG)(512 * 1024);
    return {
        type: 'text',
        parse(raw) {
            const fits = size.parse(raw);
            if ('write' in fits)
                return fits;
            if (raw.includes('PRIVATE KEY-----'))
                return { write: 'certificates alone, without a private key' };
            const blocks = raw.match(pemBlock) ?? [];
            if (blocks.length === 0)
                return { write: 'certificates in PEM, which begin with -----BEGIN CERTIFICATE-----' };
            const broken = blocks.findIndex((block) => !isCertificate(block));
            return broken < 0
                ? { value: `${blocks.join('\n')}\n` }
                : { write: `certificates that can be read; number ${broken + 1} cannot` };
        },
    };
}
function isCertificate(pem) {
    try {
        return new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem).subject !== undefined;
    }
    catch {
        return false;
    }
}
function addressRanges() {
    const write = 'addresses or ranges such as 10.1.2.3 or 10.1.0.0/16, separated by spaces or commas';
    const items = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(/^[0-9a-fA-F:.]+(\/\d{1,3})?$/, write);
    return {
        type: 'list',
        parse(raw) {
            const parsed = items.parse(raw);
            if ('write' in parsed)
                return parsed;
            const ranges = parsed.value.map(rangeOf);
            return ranges.every((range) => range !== null) ? { value: ranges } : { write };
        },
    };
}
function rangeOf(text) {
    const [address = '', prefix] = text.split('/');
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.isIP)(address);
    const bits = family === 6 ? 128 : 32;
    if (family === 0 || Number(prefix ?? bits) > bits)
        return null;
    return `${address}/${prefix ?? bits}`;
}


/***/ }),

/***/ 29327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ taskId),
/* harmony export */   O: () => (/* binding */ modelPattern)
/* harmony export */ });
const taskId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const modelPattern = /^[A-Za-z0-9][\w.-]*\/[\w.:@/+-]*[\w@+]$/;


/***/ }),

/***/ 74922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ addressProblems),
/* harmony export */   u: () => (/* binding */ endpointNotice)
/* harmony export */ });
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(49050);
/* harmony import */ var _base_proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(23422);
/* harmony import */ var _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(15558);



const operation = /\/(?:v\d\/chat|chat\/completions|completions|responses|embeddings|messages)$/i;
const ollamaOperation = /\/api\/(?:chat|generate|tags)$/i;
const serviceExample = 'http://vllm.models.svc.cluster.local:8000/v1';
function addressProblems(inputs) {
    const models = modelAddresses(inputs);
    return [
        ...models.flatMap(operationProblem),
        ...(inputs.openclaw === 'existing'
            ? []
            : [...models, ...addressOf('Input `mlflow-tracking-uri`', inputs.mlflowTrackingUri)].flatMap(loopbackProblem)),
    ];
}
function endpointNotice(openaiApiBase) {
    const [address] = addressOf('', openaiApiBase ?? null);
    if (address === undefined || address.url.pathname.replaceAll('/', '') !== '')
        return null;
    const { origin } = address.url;
    return `\`openai-api-base\` is ${origin}, without a path, so the model is asked at ${origin}/chat/completions. vLLM, Ollama, TGI and most other servers answer at /v1: write ${origin}/v1.`;
}
function modelAddresses({ openaiApiBase, openclawConfig }) {
    return [...addressOf('Input `openai-api-base`', openaiApiBase), ...configuredAddresses(openclawConfig)];
}
function configuredAddresses(config) {
    const providers = (0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .valueAt */ .fK)(config, 'models.providers');
    return Object.entries((0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(providers) ? providers : {}).flatMap(([provider, settings]) => {
        const base = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(settings) ? settings['baseUrl'] : undefined;
        const name = `Input \`openclaw-config\` at models.providers.${provider}.baseUrl`;
        return typeof base === 'string' ? addressOf(name, base) : [];
    });
}
function addressOf(name, text) {
    return text !== null && URL.canParse(text) ? [{ name, url: new URL(text) }] : [];
}
function operationProblem({ name, url }) {
    const path = url.pathname.replace(/\/+$/, '');
    const isOllama = ollamaOperation.test(path);
    const found = (isOllama ? ollamaOperation : operation).exec(path)?.[0];
    if (found === undefined)
        return [];
    const base = path.slice(0, -found.length);
    const version = /^\/v\d\/chat$/i.test(found) ? found.slice(0, -'/chat'.length) : '';
    return isOllama
        ? [`${name} ends in ${found}, which is Ollama's own API: write ${url.origin}${base}/v1.`]
        : [
            `${name} ends in ${found}, which is added to it for each request: write ${url.origin}${base}${version}.`,
        ];
}
function loopbackProblem({ name, url }) {
    const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
    const isPodItself = (0,_base_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U)(host) ||
        host === '0.0.0.0' ||
        host === '::' ||
        host.startsWith('::ffff:7f') ||
        host === '::ffff:0:0';
    return isPodItself
        ? [
            `${name} names ${host}, which for a pod is the pod itself: write an address that pods reach, such as that of a Service, ${serviceExample}.`,
        ]
        : [];
}


/***/ }),

/***/ 79580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ lastingClusterProblems),
/* harmony export */   FV: () => (/* binding */ kindProblems),
/* harmony export */   SN: () => (/* binding */ registryProblems),
/* harmony export */   _g: () => (/* binding */ contextProblems),
/* harmony export */   rz: () => (/* binding */ networkProblems),
/* harmony export */   xC: () => (/* binding */ clusterProblems)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49929);
/* harmony import */ var _groups_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(74969);
/* harmony import */ var _base_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(31728);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4215);




function clusterProblems(inputs, { words }) {
    const { cluster, kubeconfig } = inputs;
    return [
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(cluster === 'kubeconfig' && kubeconfig === null, `Input \`kubeconfig\` is empty: ${words.kubeconfig}.`),
        ...contextProblems(inputs),
    ];
}
function lastingClusterProblems(inputs, origin) {
    return [
        ...clusterProblems(inputs, origin),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(inputs.cluster === 'kind', `Input \`cluster\` is kind, which is made for one evaluation and gone after it; \`mode: ${inputs.mode}\` works on a cluster that stays: write another.`),
    ];
}
function contextProblems({ cluster, kubeconfig, context, namespace }) {
    return [
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)((cluster === 'ambient' || cluster === 'in-cluster' || cluster === 'kind') && kubeconfig !== null, `Input \`kubeconfig\` contradicts \`cluster: ${cluster}\`: remove one of them.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)((cluster === 'in-cluster' || cluster === 'kind') && context !== null, `Input \`context\` contradicts \`cluster: ${cluster}\`, which has no contexts to choose from: remove one of them.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(namespace !== null && /^(kube|openshift)(-|$)/.test(namespace), `Input \`namespace\` is ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(namespace ?? '')}: write another, this one belongs to the cluster itself.`),
    ];
}
function kindProblems(inputs, { given }) {
    if (inputs.cluster === 'kind') {
        return (0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(inputs.imagePullSecret !== null, 'Input `image-pull-secret` names a Secret that must exist before, but `cluster: kind` is new: write `image-registry` with its user and password, or `load-images`.');
    }
    return Object.keys(_groups_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .kindInputs */ .Q)
        .filter((name) => given.has(name))
        .map((name) => `Input \`${name}\` is for \`cluster: kind\`: write that too, or remove it.`);
}
function registryProblems(inputs, words) {
    const { imageRegistry, imageRegistryUsername, imageRegistryPassword, imagePullSecret } = inputs;
    const parts = [imageRegistry, imageRegistryUsername, imageRegistryPassword];
    const isComplete = parts.every((part) => part !== null);
    return [
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(!isComplete && parts.some((part) => part !== null), `Inputs \`image-registry\`, \`image-registry-username\` and \`image-registry-password\` belong together: ${words.registry}.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(isComplete && imagePullSecret !== null, 'Inputs `image-pull-secret` and `image-registry` are two ways to the same credentials: write one of them.'),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(isComplete && (0,_base_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .isStandIn */ .WG)(imageRegistryPassword ?? ''), 'Input `image-registry-password` is too short to be hidden in logs: write the password or token of the registry.'),
    ];
}
function networkProblems({ noProxy, httpsProxy }) {
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_3__/* .when */ .z)(noProxy !== null && httpsProxy === null, 'Input `no-proxy` is for what does not go through `https-proxy`: write that too, or remove it.');
}


/***/ }),

/***/ 59200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ wantedComponents)
/* harmony export */ });
function wantedComponents({ mlflow, mlflowTrackingUri, components, }) {
    const isMlflowOurs = mlflow !== false && mlflowTrackingUri === null;
    const wanted = components ?? ['openclaw', 'mlflow'];
    return wanted.filter((component) => component !== 'mlflow' || isMlflowOurs);
}


/***/ }),

/***/ 34055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Mu: () => (/* binding */ armOfFinishedProblems),
/* harmony export */   QX: () => (/* binding */ savedProblems),
/* harmony export */   y$: () => (/* binding */ gateProblems)
/* harmony export */ });
/* harmony import */ var _baseline_kind_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(27042);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(49929);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4215);



function savedProblems({ result, baseline }) {
    return [
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(result === null, 'Input `result` is empty, but `mode: verdict` judges it: write the path of a benchmark.json or of an unpacked artifact.'),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(baseline.some((source) => source.from === 'mlflow'), 'Input `baseline` names MLflow, which `mode: verdict` does not ask: write the path of the verdict.json of a run instead.'),
        ...armOfFinishedProblems(baseline, 'leave `baseline` out, and an artifact that has a base arm is compared with it'),
    ];
}
function armOfFinishedProblems(baseline, instead) {
    const arm = (0,_baseline_kind_js__WEBPACK_IMPORTED_MODULE_0__/* .armSource */ .I)(baseline);
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(arm !== null, `Input \`baseline\` is ${arm}, which runs beside an evaluation from its start, and this one was launched before: ${instead}.`);
}
function gateProblems({ mode, tasks, requiredTasks, baseline, confirmRuns, confirm }, given) {
    const isCompared = baseline.length > 0 || mode === 'results';
    const left = tasks === null ? [] : (requiredTasks ?? []).filter((task) => !tasks.includes(task));
    return [
        ...left.map((task) => `Input \`required-tasks\` names ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(task)}, which \`tasks\` leaves out: write it there too, or remove it.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(!isCompared && given.has('max-regression'), 'Input `max-regression` is for the comparison with a baseline: write `baseline` too, or remove it.'),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(!isCompared && given.has('confirm'), 'Input `confirm` is for a drop against a baseline: write `baseline` too, or remove it.'),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(confirm === 'off' && given.has('confirm-runs') && confirmRuns > 0, `Input \`confirm\` is off, which contradicts \`confirm-runs: ${confirmRuns}\`: remove one of them.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(confirmRuns === 0 && confirm !== 'off' && given.has('confirm'), `Input \`confirm\` is ${confirm}, which contradicts \`confirm-runs: 0\`: remove one of them.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(!isCompared && given.has('task-regression'), 'Input `task-regression` is for the comparison with a baseline: write `baseline` too, or remove it.'),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .when */ .z)(!hasHistory(baseline, mode) && given.has('history'), 'Input `history` is for the evaluations of the branch in `baseline: artifact` or `mlflow`, or of the base branch with `base` or `run`: write one of them, or remove it.'),
    ];
}
function hasHistory(baseline, mode) {
    if (baseline.length === 0)
        return mode === 'results' || mode === 'verdict';
    return baseline.some(({ from }) => from !== 'file' && from !== 'url');
}


/***/ }),

/***/ 10107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ anyKeyProblems),
/* harmony export */   QW: () => (/* binding */ modelProblems),
/* harmony export */   X5: () => (/* binding */ endpointOf),
/* harmony export */   _d: () => (/* binding */ routeProblems),
/* harmony export */   pN: () => (/* binding */ overlayProblems),
/* harmony export */   sj: () => (/* binding */ endpointProblems),
/* harmony export */   uU: () => (/* binding */ providerKeys)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);
/* harmony import */ var _base_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(31728);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(43575);
/* harmony import */ var _stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(15558);
/* harmony import */ var _stack_openclaw_config_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(94849);
/* harmony import */ var _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(97628);
/* harmony import */ var _stack_providers_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(26439);
/* harmony import */ var _groups_model_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(19122);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(49929);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(11);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(4215);











function endpointOf(inputs) {
    const { openaiApiBase, priceInput, priceCachedInput, priceOutput, contextWindow } = inputs;
    if (openaiApiBase === null)
        return undefined;
    return {
        baseUrl: openaiApiBase,
        price: priceInput === null || priceOutput === null
            ? undefined
            : { inputUsd: priceInput, cachedUsd: priceCachedInput ?? priceInput, outputUsd: priceOutput },
        contextWindowTokens: contextWindow ?? undefined,
    };
}
function providerKeys(inputs) {
    const values = inputs;
    return Object.fromEntries(_stack_providers_js__WEBPACK_IMPORTED_MODULE_6__/* .providerKeyNames */ .Pd.map((key) => [key, values[(0,_types_js__WEBPACK_IMPORTED_MODULE_2__/* .fieldOf */ ._F)((0,_groups_model_js__WEBPACK_IMPORTED_MODULE_7__/* .keyInput */ .i)(key), _table_js__WEBPACK_IMPORTED_MODULE_9__/* .inputTable */ .F[(0,_groups_model_js__WEBPACK_IMPORTED_MODULE_7__/* .keyInput */ .i)(key)])]]));
}
function modelsOf({ model, judgeModel }) {
    return [
        ['model', model],
        ...(judgeModel === null ? [] : [['judge-model', judgeModel]]),
    ];
}
function routeProblems(inputs) {
    return modelsOf(inputs).flatMap(([name, model]) => {
        const route = routeOf(inputs, name, model);
        return typeof route === 'string' ? route : [];
    });
}
function modelProblems(inputs, { words }) {
    return modelsOf(inputs).flatMap(([name, model]) => {
        const route = routeOf(inputs, name, model);
        if (typeof route === 'string')
            return route;
        const { keyVariable } = route;
        if (keyVariable === _stack_providers_js__WEBPACK_IMPORTED_MODULE_6__/* .CUSTOM_KEY */ .K3 || keyVariable === undefined)
            return [];
        const key = providerKeys(inputs)[keyVariable];
        if (key !== null && !(0,_base_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .isStandIn */ .WG)(key))
            return [];
        const input = (0,_groups_model_js__WEBPACK_IMPORTED_MODULE_7__/* .keyInput */ .i)(keyVariable);
        return key === null
            ? `Input \`${input}\` is empty, but \`${name}\` ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)(model)} needs it: ${words.key(keyVariable)}.`
            : `Input \`${input}\` looks like a placeholder, but \`${name}\` ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)(model)} needs a real key: ${words.realKey(keyVariable)}; only the endpoint of \`openai-api-base\` may do without.`;
    });
}
function routeOf(inputs, name, model) {
    try {
        return (0,_stack_providers_js__WEBPACK_IMPORTED_MODULE_6__/* .routeModel */ .Nh)(model, endpointOf(inputs), inputs.openclawConfig);
    }
    catch (error) {
        if (!(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isActionError */ .Bd)(error))
            throw error;
        return `Input \`${name}\`: ${error.message} ${error.hint ?? ''}`;
    }
}
function anyKeyProblems(inputs, { words }) {
    const keys = Object.values(providerKeys(inputs)).filter((key) => key !== null && !(0,_base_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .isStandIn */ .WG)(key));
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_10__/* .when */ .z)(keys.length === 0 && inputs.openaiApiBase === null, `No key of a model provider is given, so OpenClaw could not reach any model: ${words.anyKey}.`);
}
function endpointProblems(inputs) {
    const { openaiApiBase, priceInput, priceCachedInput, priceOutput, contextWindow } = inputs;
    const unused = Object.entries({
        'price-input': priceInput,
        'price-cached-input': priceCachedInput,
        'price-output': priceOutput,
        'context-window': contextWindow,
    }).filter(([, value]) => openaiApiBase === null && value !== null);
    return [
        ...unused.map(([name]) => `Input \`${name}\` is for the endpoint of \`openai-api-base\`: write that too, or remove it.`),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_10__/* .when */ .z)((priceInput === null) !== (priceOutput === null), 'Inputs `price-input` and `price-output` belong together: write both, or neither.'),
        ...(0,_words_js__WEBPACK_IMPORTED_MODULE_10__/* .when */ .z)(openaiApiBase !== null && priceCachedInput !== null && priceInput === null && priceOutput === null, 'Input `price-cached-input` needs the other prices of the model: write `price-input` and `price-output` too, or remove it.'),
    ];
}
function overlayProblems(inputs) {
    const { openclawConfig: overlay } = inputs;
    if (overlay === null)
        return [];
    const given = Object.entries(providerKeys(inputs)).flatMap(([variable, key]) => key === null ? [] : variable);
    const known = new Set([...given, _protocol_pod_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .podVariables */ .F.gatewayToken]);
    if (inputs.openaiApiBase !== null)
        known.add(_stack_providers_js__WEBPACK_IMPORTED_MODULE_6__/* .CUSTOM_KEY */ .K3);
    return [
        ...(0,_stack_openclaw_config_js__WEBPACK_IMPORTED_MODULE_4__/* .contradictedPaths */ .fm)(overlay).map(({ path, is }) => `Input \`openclaw-config\` changes ${path}, where the evaluation needs ${is}: remove it there.`),
        ...(0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .clearTextSecrets */ .Qo)(overlay, _base_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .isStandIn */ .WG).map((path) => `Input \`openclaw-config\` has a key in clear text at ${(0,_kinds_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)(path)}: pass it as one of the key inputs and write its variable there, for example \${OPENAI_API_KEY}.`),
        ...(0,_stack_config_overlay_js__WEBPACK_IMPORTED_MODULE_3__/* .referredVariables */ .XL)(overlay)
            .filter((variable) => !known.has(variable))
            .map((variable) => `Input \`openclaw-config\` refers to \${${variable}}, which the gateway does not have: write one of ${_stack_providers_js__WEBPACK_IMPORTED_MODULE_6__/* .providerKeyNames */ .Pd.join(', ')} and pass that key as an input.`),
    ];
}


/***/ }),

/***/ 21330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ retiredRiskNotes),
/* harmony export */   o: () => (/* binding */ isAccepted)
/* harmony export */ });
/* harmony import */ var _groups_safety_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24293);

function isAccepted({ acceptRisks }, risk) {
    return acceptRisks?.includes(risk) ?? false;
}
function retiredRiskNotes({ acceptRisks }) {
    return Object.entries(_groups_safety_js__WEBPACK_IMPORTED_MODULE_0__/* .retiredRisks */ .C)
        .filter(([name]) => acceptRisks?.some((accepted) => accepted === name))
        .map(([name, why]) => `\`${name}\` is no longer a risk, since ${why}. Remove it from \`accept-risks\`.`);
}


/***/ }),

/***/ 4215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ secretWords),
/* harmony export */   z: () => (/* binding */ when)
/* harmony export */ });
/* harmony import */ var _stack_providers_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(26439);

function when(wrong, problem) {
    return wrong ? [problem] : [];
}
const forkHint = 'GitHub passes no secrets to pull requests from forks or by Dependabot';
const secretWords = {
    workflow: {
        key: (variable) => `write \${{ secrets.${variable} }}, or set ${variable} in the environment (${forkHint})`,
        realKey: (variable) => `write \${{ secrets.${variable} }}`,
        anyKey: `write \`openai-api-key\` or another (${forkHint})`,
        kubeconfig: `write the contents of a kubeconfig, for example \${{ secrets.KUBECONFIG }} (${forkHint})`,
        registry: `write all three, or none (${forkHint})`,
    },
    terminal: {
        key: (variable) => `set ${variable} in the environment`,
        realKey: (variable) => `set ${variable} in the environment to one`,
        anyKey: `set ${_stack_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .providerKeyNames */ .Pd.slice(0, -1).join(', ')} or ${_stack_providers_js__WEBPACK_IMPORTED_MODULE_0__/* .providerKeyNames */ .Pd.at(-1)} in the environment`,
        kubeconfig: 'write --kubeconfig PATH, or leave out --cluster and set KUBECONFIG, or write --cluster ambient for ~/.kube/config',
        registry: 'write all three, or none; the password is IMAGE_REGISTRY_PASSWORD in the environment',
    },
};


/***/ }),

/***/ 11:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  F: () => (/* binding */ inputTable)
});

// EXTERNAL MODULE: ./lib/src/inputs/kinds.js
var kinds = __nccwpck_require__(49929);
;// CONCATENATED MODULE: ./lib/src/inputs/words.js
function splitWords(text) {
    const words = [];
    let word = null;
    let quote = '';
    for (let at = 0; at < text.length; at++) {
        const character = text[at] ?? '';
        if (quote === '' && /\s/.test(character)) {
            if (word !== null)
                words.push(word);
            word = null;
        }
        else if (quote === '' && (character === '"' || character === "'")) {
            quote = character;
            word ??= '';
        }
        else if (character === quote) {
            quote = '';
        }
        else if (character === '\\' && quote !== "'") {
            at += 1;
            if (at === text.length)
                return null;
            word = (word ?? '') + (text[at] ?? '');
        }
        else {
            word = (word ?? '') + character;
        }
    }
    if (quote !== '')
        return null;
    return word === null ? words : [...words, word];
}
const owned = [
    [/^(-m|--model(=|$))/, 'write `model` instead'],
    [/^(-n|--runs(=|$))/, 'write `runs` instead'],
    [/^(-c|--concurrency(=|$))/, 'write `concurrency` instead'],
    [/^(-t|--(task|tier|scenario|pool|subset|capability)(=|$))/, 'write `tasks` instead'],
    [/^--judge-model(=|$)/, 'write `judge-model` instead'],
    [/^(-o|--output(=|$))/, 'the action collects the result itself'],
    [/^--judge-affects-score$/, 'the score counts only what can be verified'],
    [/^--gateway-token(=|$)/, 'each gateway has its own token'],
    [/^--(upload|submit|hf-|hub-)/, 'only the action takes results out of the pod'],
    [/^--(help|version)$/, 'an evaluation cannot run with it'],
    [/^--$/, "the action's arguments would follow it"],
];
function harnessArguments() {
    return {
        type: 'text',
        parse(raw) {
            if (raw.length > 4096)
                return { write: 'at most 4096 characters' };
            if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(raw))
                return { write: 'text without control characters' };
            const words = splitWords(raw);
            if (words === null)
                return { write: 'arguments with every quote closed' };
            const refused = words.flatMap((word) => {
                const why = owned.find(([pattern]) => pattern.test(word))?.[1];
                return why === undefined ? [] : [`${word.split('=')[0]}: ${why}`];
            });
            return refused.length === 0
                ? { value: words }
                : { write: `other arguments, without ${refused.join('; ')}` };
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/inputs/groups/agent.js


const agentInputs = {
    'agent-files': {
        group: 'agent',
        common: true,
        kind: (0,kinds/* paths */.f0)(),
        lines: true,
        description: "Files, or directories whose content is taken, from the checkout, one per line, that are copied into the agent's workspace before each run, such as AGENTS.md, `skills/` or `.openclaw/extensions/`; they never overwrite files of the task.",
    },
    'tasks-dir': {
        group: 'agent',
        kind: (0,kinds/* text */.Qq)({ maxLength: 4096 }),
        description: "Directory in the checkout with your own tasks in ClawBench's format, which run instead of the suite.",
    },
    'clawbench-args': {
        group: 'agent',
        kind: harnessArguments(),
        description: 'More arguments for `clawbench run`, quoted as in a shell; those that the action itself passes are refused.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/groups/cleanup.js

const cleanupInputs = {
    cleanup: {
        group: 'cleanup',
        common: true,
        kind: (0,kinds/* choice */.Yq)(['always', 'on-success', 'never']),
        default: 'always',
        circumstantial: true,
        description: 'When to delete what the evaluation created: `always`, `on-success` or `never`; what is kept expires by itself.',
    },
};

;// CONCATENATED MODULE: ./lib/src/cluster/choices.js
const clusterChoices = ['auto', 'kubeconfig', 'ambient', 'in-cluster', 'kind'];

;// CONCATENATED MODULE: ./lib/src/inputs/groups/cluster.js


const clusterInputs = {
    kubeconfig: {
        group: 'cluster',
        common: true,
        kind: (0,kinds/* secretContents */.Rl)(120 * 1024),
        secret: true,
        circumstantial: true,
        description: 'Contents of a kubeconfig, plain or base64; by default the file in `$KUBECONFIG`, which a login step before this one may set.',
    },
    context: {
        group: 'cluster',
        kind: (0,kinds/* text */.Qq)(),
        circumstantial: true,
        description: 'Context of the kubeconfig to use instead of its current context.',
    },
    cluster: {
        group: 'cluster',
        common: true,
        kind: (0,kinds/* choice */.Yq)(clusterChoices),
        default: 'auto',
        circumstantial: true,
        description: "How to find the cluster: `auto` uses the `kubeconfig` input, else `$KUBECONFIG`; `ambient` uses kubectl's default, `~/.kube/config`; `in-cluster` uses the service account of the runner's pod; `kind` creates a cluster on the runner for this step alone.",
    },
    namespace: {
        group: 'cluster',
        common: true,
        kind: (0,kinds/* dnsLabel */.UG)(),
        terminalEnv: 'CLAWBENCH_NAMESPACE',
        description: 'Namespace to work in; by default `eval` creates its own and deletes it afterwards, `deploy` and `teardown` use `clawbench`, and `sweep` searches the whole cluster; `attach`, `logs`, `results` and `detach` require it.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/workload-kind.js
const workload_kind_kinds = {
    deployment: 'Deployment',
    deploy: 'Deployment',
    statefulset: 'StatefulSet',
    sts: 'StatefulSet',
    pod: 'Pod',
};
function workload() {
    return {
        type: 'text',
        parse(raw) {
            const [, kind, name = ''] = /^(?:([a-z]+)\/)?([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)$/.exec(raw) ?? [];
            const known = Object.entries(workload_kind_kinds).find(([word]) => word === kind)?.[1];
            if (name === '' || (kind !== undefined && known === undefined))
                return { write: 'the name of a Deployment or StatefulSet, or statefulset/<name>, or pod/<name>' };
            return { value: { kind: known ?? null, name } };
        },
    };
}

;// CONCATENATED MODULE: ./lib/src/inputs/groups/existing.js


const existingInputs = {
    openclaw: {
        group: 'existing',
        kind: (0,kinds/* choice */.Yq)(['new', 'existing']),
        default: 'new',
        description: 'Which OpenClaw to evaluate: a `new` one, or an `existing` one in `namespace`, as with `mode: attach`.',
    },
    'openclaw-deployment': {
        group: 'existing',
        kind: workload(),
        description: 'What the existing OpenClaw runs in: the name of a Deployment or StatefulSet, `statefulset/<name>`, or `pod/<name>`; by default `openclaw`, else the only one in the namespace that looks like OpenClaw.',
    },
    'openclaw-container': {
        group: 'existing',
        kind: (0,kinds/* dnsSubdomain */.ou)(),
        description: 'Container of the gateway in its pod; by default `gateway`, `openclaw`, or the only one.',
    },
    'openclaw-home': {
        group: 'existing',
        kind: (0,kinds/* text */.Qq)({ pattern: /^\/[^\s]*$/, write: 'an absolute path such as /home/node/.openclaw' }),
        description: 'Path on a volume of that container for the workspaces of the evaluation, which are removed at its end; by default its state directory.',
    },
    'attach-method': {
        group: 'existing',
        kind: (0,kinds/* choice */.Yq)(['ephemeral', 'rollout']),
        default: 'ephemeral',
        description: 'How the evaluation joins the pod: as an `ephemeral` container, which restarts nothing, or by a `rollout` that adds a container to the Deployment, which restarts the gateway.',
    },
    'openclaw-gateway-token': {
        group: 'existing',
        kind: (0,kinds/* secretText */.yD)(),
        env: 'OPENCLAW_GATEWAY_TOKEN',
        secret: true,
        description: 'Token of the OpenClaw gateway; by default the one it has, or a random one for a gateway that `deploy` creates.',
    },
    detach: {
        group: 'existing',
        common: true,
        kind: (0,kinds/* flag */.Jt)(),
        default: 'false',
        description: 'Return as soon as the evaluation runs; its results are kept for 24 hours, for `mode: results` to fetch.',
    },
};

// EXTERNAL MODULE: ./lib/src/inputs/patterns.js
var patterns = __nccwpck_require__(29327);
;// CONCATENATED MODULE: ./lib/src/inputs/groups/eval.js


const evalInputs = {
    tasks: {
        group: 'eval',
        common: true,
        kind: (0,kinds/* list */.p_)(patterns/* taskId */.B, 'task ids such as t1-bugfix-discount, separated by spaces'),
        terminalEnv: 'CLAWBENCH_TASKS',
        description: 'Ids of the tasks to run, separated by spaces; by default the whole suite.',
    },
    runs: {
        group: 'eval',
        common: true,
        kind: (0,kinds/* integerOr */.ch)('auto', 1, 100),
        terminalEnv: 'CLAWBENCH_RUNS',
        default: '3',
        description: 'Runs of each task; `auto` starts with one and adds more only while it is unclear whether `threshold` is reached.',
    },
    'max-runs': {
        group: 'eval',
        kind: (0,kinds/* integer */.nd)(1, 100),
        default: '5',
        description: 'Maximum number of runs of each task with `runs: auto`.',
    },
    'confirm-runs': {
        group: 'eval',
        kind: (0,kinds/* integer */.nd)(0, 100),
        default: '9',
        description: 'Additional runs of each suspected task before a drop against `baseline` counts as a regression; 0 turns them off.',
    },
    confirm: {
        group: 'eval',
        kind: (0,kinds/* choice */.Yq)(['both', 'head', 'off']),
        default: 'both',
        description: 'Who makes the `confirm-runs`: `both` sides in the same hour, so that what drifts between evaluations is no regression, where the baseline runs beside the evaluation or can be made again beside it; `head` alone; or nobody (`off`).',
    },
    resume: {
        group: 'eval',
        kind: (0,kinds/* choice */.Yq)(['auto', 'never']),
        default: 'auto',
        circumstantial: true,
        description: 'With "Re-run failed jobs", `auto` reuses the valid runs of an inconclusive attempt, and `never` repeats them all, as does an evaluation with `baseline: base` or `run`, whose arms must share their hour.',
    },
    'max-cost-usd': {
        group: 'eval',
        common: true,
        kind: (0,kinds/* decimal */._)(0.0001, 1_000_000, '25'),
        description: 'Stop the evaluation once it has cost this many USD, before the next request is sent; finished runs are kept. A warning says if the price of the model is not known.',
    },
    'max-tokens': {
        group: 'eval',
        kind: (0,kinds/* integer */.nd)(1, 1_000_000_000_000),
        description: 'Stop the evaluation once it has used this many tokens; finished runs are kept.',
    },
    'max-minutes': {
        group: 'eval',
        kind: (0,kinds/* integer */.nd)(1, 7200),
        description: 'Stop the evaluation once it has run for this many minutes; finished runs are kept.',
    },
    concurrency: {
        group: 'eval',
        kind: (0,kinds/* integer */.nd)(1, 64),
        terminalEnv: 'CLAWBENCH_CONCURRENCY',
        default: '4',
        description: 'Number of runs at the same time on each gateway.',
    },
    shards: {
        group: 'eval',
        kind: (0,kinds/* integerOr */.ch)('auto', 1, 100),
        default: 'auto',
        description: 'Number of pods, each with its own gateway, that share the tasks; `auto` is 1, or `concurrency` if the tag of `openclaw-image` is a version whose gateway takes one run at a time.',
    },
    'connect-timeout': {
        group: 'eval',
        kind: (0,kinds/* duration */.p0)('1s', '1h'),
        terminalEnv: 'CLAWBENCH_CONNECT_TIMEOUT',
        default: '120s',
        description: 'Time limit for connecting to the gateway.',
    },
    'request-timeout': {
        group: 'eval',
        kind: (0,kinds/* duration */.p0)('1s', '6h'),
        terminalEnv: 'CLAWBENCH_REQUEST_TIMEOUT',
        default: '300s',
        description: 'Time limit for one request to the gateway.',
    },
    'per-run-timeout': {
        group: 'eval',
        kind: (0,kinds/* duration */.p0)('10s', '24h'),
        terminalEnv: 'CLAWBENCH_PER_RUN_BUDGET_SECONDS',
        default: '600s',
        description: 'Time limit for one run of a task; a run that exceeds it counts against the model.',
    },
    'startup-timeout': {
        group: 'eval',
        kind: (0,kinds/* duration */.p0)('30s', '6h'),
        default: '10m',
        description: 'Time limit until the pods are ready, including the wait for nodes and images.',
    },
    timeout: {
        group: 'eval',
        kind: (0,kinds/* duration */.p0)('1m', '120h'),
        default: '3h',
        description: 'Time limit for the whole evaluation; set `timeout-minutes` of the job to more.',
    },
    'retry-invalid': {
        group: 'eval',
        kind: (0,kinds/* integer */.nd)(0, 5),
        default: '1',
        description: 'Retries for runs that failed for infrastructure reasons.',
    },
};

// EXTERNAL MODULE: ./lib/src/inputs/baseline-inputs-kind.js
var baseline_inputs_kind = __nccwpck_require__(83060);
// EXTERNAL MODULE: ./lib/src/inputs/baseline-kind.js
var baseline_kind = __nccwpck_require__(27042);
;// CONCATENATED MODULE: ./lib/src/inputs/groups/gate.js




const tierName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const gateInputs = {
    threshold: {
        group: 'gate',
        common: true,
        kind: (0,kinds/* decimal */._)(0, 1, '0.70'),
        description: 'Minimum score from 0 to 1. Unset: nothing is gated on the score.',
    },
    'tier-thresholds': {
        group: 'gate',
        kind: (0,kinds/* shares */.Be)(tierName, 'tier1=0.8 tier2=0.7'),
        description: 'Minimum score of each tier, for example `tier1=0.8 tier2=0.7`.',
    },
    'required-tasks': {
        group: 'gate',
        kind: (0,kinds/* list */.p_)(patterns/* taskId */.B, 'task ids such as t1-bugfix-discount, separated by spaces'),
        description: 'Ids of tasks whose valid runs must all pass, separated by spaces.',
    },
    baseline: {
        group: 'gate',
        common: true,
        kind: (0,baseline_kind/* baselineSources */.A)(),
        lines: true,
        default: 'none',
        description: 'What to compare with. An arm that runs beside the evaluation, in the same hour: `base` with the `agent-files`, `openclaw-config` and `tasks-dir` of the commit that a change is based on, `run` with other inputs (`baseline-inputs`). Or an earlier result: `artifact` for the last evaluation of this step on the base branch that reached a verdict, `artifact:<branch>` for that of another branch, the path of a verdict.json, a benchmark.json or an unpacked artifact, an https address, `mlflow` for the last evaluation of this step on the base branch in the MLflow experiment, or `mlflow:<run id>`; several, one per line, are pooled.',
    },
    'baseline-inputs': {
        group: 'gate',
        kind: (0,baseline_inputs_kind/* inputTexts */.L)(),
        lines: true,
        description: 'With `baseline: run`, the inputs that differ in the arm beside the evaluation, as YAML, for example `openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1` or `agent-files: ""`: `model`, `openai-api-base`, `price-input`, `price-cached-input`, `price-output`, `context-window`, `openclaw-config`, `agent-files` and `openclaw-image` may.',
    },
    history: {
        group: 'gate',
        kind: (0,kinds/* integer */.nd)(0, 30),
        default: '10',
        description: 'How many of the last evaluations of the base branch are looked at. With `baseline: artifact` or `mlflow`, the baseline among them: how far they drift apart, which a regression must exceed, whether their score slides, and how single tasks did; with `base` or `run`, whose arms share an hour, for single tasks and slides alone. 0 for none but the baseline. `mode: history` draws them over weeks.',
    },
    'max-regression': {
        group: 'gate',
        common: true,
        kind: (0,kinds/* decimal */._)(0, 1, '0.03'),
        default: '0.03',
        description: 'Largest drop of the mean run score against the baseline that still passes; a larger one fails if it is statistically significant.',
    },
    'task-regression': {
        group: 'gate',
        kind: (0,kinds/* choice */.Yq)(['fail', 'warn', 'off']),
        default: 'fail',
        description: 'What follows if a single task got worse than in the baseline and the last evaluations of the base branch (`history`), by more than chance explains among all tasks: `fail`, once fresh runs have confirmed it (`confirm-runs`), or `warn`; without such runs it is a warning at most, and `off` watches no single tasks.',
    },
    quarantine: {
        group: 'gate',
        kind: (0,kinds/* text */.Qq)({ maxLength: 4096 }),
        description: 'Path of a file in the checkout that names tasks which only inform: they run and are shown, but no score, threshold, comparison or alarm rests on them. One task id a line; `#` begins a comment.',
    },
    'on-model-change': {
        group: 'gate',
        kind: (0,kinds/* choice */.Yq)(['note', 'incomparable']),
        default: 'note',
        description: 'What follows if the provider served the baseline by another model, or another snapshot of it, than this evaluation: a `note`, or no comparison (`incomparable`).',
    },
    'on-inconclusive': {
        group: 'gate',
        kind: (0,kinds/* choice */.Yq)(['fail', 'warn', 'pass']),
        default: 'fail',
        description: 'How the step ends with an inconclusive verdict: `fail`, or green with a warning (`warn`) or a notice (`pass`); the outputs stay the same.',
    },
    'min-coverage': {
        group: 'gate',
        kind: (0,kinds/* decimal */._)(0, 1, '0.9'),
        default: '0.9',
        description: 'Share of the planned runs that must be valid; below it the verdict is inconclusive.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/groups/detached.js

const detachedInputs = {
    instance: {
        group: 'detached',
        common: true,
        kind: (0,kinds/* text */.Qq)({
            pattern: /^[0-9a-f]{8}$/,
            write: 'the 8 hex digits that the evaluation printed when it started',
        }),
        description: 'Which evaluation in `namespace`, by its 8 hex digits; needed only if there are several.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/harness-image.js
const HARNESS_IMAGE = 'quay.io/sallyom/clawbench:latest';

;// CONCATENATED MODULE: ./lib/src/inputs/groups/images.js


const imagesInputs = {
    'openclaw-image': {
        group: 'images',
        common: true,
        kind: (0,kinds/* image */.Sl)(),
        terminalEnv: 'OPENCLAW_IMAGE',
        default: 'ghcr.io/openclaw/openclaw:2026.7.1-2-browser',
        description: 'Image of the OpenClaw gateway; three tasks need one with a browser.',
    },
    'clawbench-image': {
        group: 'images',
        kind: (0,kinds/* image */.Sl)(),
        terminalEnv: 'CLAWBENCH_IMAGE',
        default: HARNESS_IMAGE,
        description: 'Image of the ClawBench harness; its maintainers publish no version tags, so pin it by digest.',
    },
    'mlflow-image': {
        group: 'images',
        kind: (0,kinds/* image */.Sl)(),
        terminalEnv: 'MLFLOW_IMAGE',
        default: 'ghcr.io/mlflow/mlflow:v3.16.1',
        description: 'Image of the MLflow server that the action deploys.',
    },
    'image-pull-secret': {
        group: 'images',
        kind: (0,kinds/* dnsSubdomain */.ou)(),
        description: 'Existing Secret in `namespace` with the credentials of a private registry.',
    },
    'image-registry': {
        group: 'images',
        kind: (0,kinds/* text */.Qq)({
            pattern: /^(?!-)[a-z0-9.-]{1,253}(?::\d{1,5})?$/,
            write: 'the host of a registry such as ghcr.io, without https:// and path; docker.io is Docker Hub',
        }),
        description: 'Private registry of the images; with its user and password it becomes a Secret that is deleted with the evaluation.',
    },
    'image-registry-username': {
        group: 'images',
        kind: (0,kinds/* text */.Qq)(),
        description: 'User for `image-registry`.',
    },
    'image-registry-password': {
        group: 'images',
        kind: (0,kinds/* secretText */.yD)(),
        env: 'IMAGE_REGISTRY_PASSWORD',
        secret: true,
        description: 'Password or token for `image-registry`.',
    },
    'image-pull-policy': {
        group: 'images',
        kind: (0,kinds/* choice */.Yq)(['auto', 'Always', 'IfNotPresent', 'Never']),
        default: 'auto',
        description: 'When nodes pull the images: `auto` is `Always` for the tag latest, else `IfNotPresent`; an image pinned by digest or in `load-images` is never pulled again.',
    },
};

// EXTERNAL MODULE: ./lib/src/stack/ownership.js
var ownership = __nccwpck_require__(34096);
// EXTERNAL MODULE: ./lib/src/stack/queue.js
var queue = __nccwpck_require__(47650);
;// CONCATENATED MODULE: ./lib/src/inputs/metadata-kinds.js



const MAX_ANNOTATION_BYTES = 200 * 1024;
const ownKeys = new Set([...Object.values(ownership/* labels */.WD), 'app.kubernetes.io/name']);
const prefix = /^(?=.{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\//;
const word = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
function labelLines() {
    return pairs((key, value) => {
        if (key === queue/* QUEUE_LABEL */.X)
            return `the name of the queue as \`queue\`, not as the label ${queue/* QUEUE_LABEL */.X}`;
        if (value === '' || word.test(value))
            return undefined;
        return `values of at most 63 letters, digits, ".", "_" and "-" that begin and end with a letter or digit; ${(0,kinds/* quote */.hD)(value)} of ${key} is not one`;
    });
}
function annotationLines() {
    const lines = pairs(() => undefined);
    return {
        type: lines.type,
        parse: (raw) => Buffer.byteLength(raw) <= MAX_ANNOTATION_BYTES
            ? lines.parse(raw)
            : { write: `at most ${MAX_ANNOTATION_BYTES / 1024} KiB` },
    };
}
function pairs(refuse) {
    return {
        type: 'lines',
        parse(raw) {
            const values = new Map();
            for (const line of raw.split('\n').map((text) => text.trim())) {
                if (line === '')
                    continue;
                const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
                const instead = problemOf(line, key) ?? refuse(key.trim(), value.trim());
                if (instead !== undefined)
                    return { write: instead };
                if (values.has(key.trim()))
                    return { write: `each key once; ${(0,kinds/* quote */.hD)(key.trim())} is there twice` };
                values.set(key.trim(), value.trim());
            }
            return { value: Object.fromEntries(values) };
        },
    };
}
function problemOf(line, written) {
    const key = written.trim();
    if (/[\p{Cc}\p{Cf}]/u.test(line))
        return 'text without control characters';
    if (!line.includes('='))
        return `one key=value per line; ${(0,kinds/* quote */.hD)(line)} is not one`;
    const name = key.replace(prefix, '');
    if (!word.test(name))
        return `keys such as team or example.com/cost-center before the "="; ${(0,kinds/* quote */.hD)(key)} is not one`;
    if (ownKeys.has(key) || /^([^/]*\.)?clawbench\.dev\//.test(key))
        return `other keys; the evaluation is found by ${key}`;
    return undefined;
}

;// CONCATENATED MODULE: ./lib/src/inputs/groups/job.js


const jobInputs = {
    queue: {
        group: 'job',
        kind: (0,kinds/* dnsSubdomain */.ou)(),
        circumstantial: true,
        description: 'LocalQueue of Kueue in `namespace`, in which the Job of the evaluation waits for quota, up to `startup-timeout`.',
    },
    'job-labels': {
        group: 'job',
        kind: labelLines(),
        lines: true,
        circumstantial: true,
        description: 'Labels of the Job of the evaluation, one `key=value` per line, for example `team=agents`; those of its pods are in `pod-overlay`.',
    },
    'job-annotations': {
        group: 'job',
        kind: annotationLines(),
        lines: true,
        circumstantial: true,
        description: 'Annotations of the Job of the evaluation, one `key=value` per line.',
    },
};

// EXTERNAL MODULE: ./lib/src/inputs/groups/kind.js
var kind = __nccwpck_require__(74969);
;// CONCATENATED MODULE: ./lib/src/inputs/groups/legs.js

const legsInputs = {
    'report-run-id': {
        group: 'legs',
        kind: (0,kinds/* integer */.nd)(1, Number.MAX_SAFE_INTEGER),
        workflowOnly: true,
        description: 'Workflow run of this repository whose evaluations are compared; by default the run that triggered this one (`workflow_run`), otherwise this one. Its artifacts are read unless `result` names directories.',
    },
    'expected-legs': {
        group: 'legs',
        kind: (0,kinds/* integer */.nd)(1, 256),
        description: 'Number of evaluations that there must be; each one that is missing is inconclusive. By default the legs of a matrix of which at least one left a result.',
    },
    'fail-on': {
        group: 'legs',
        kind: (0,kinds/* choice */.Yq)(['any', 'all', 'none']),
        default: 'any',
        description: 'Which verdicts make the step red: a failure of `any` evaluation, only of `all` of them, or `none`.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/groups/mlflow.js

const mlflowInputs = {
    mlflow: {
        group: 'mlflow',
        kind: (0,kinds/* flagOr */.il)('auto'),
        default: 'auto',
        description: 'Log the result to MLflow: `auto` logs to `mlflow-tracking-uri`, or to an MLflow that this action deployed to `mlflow-namespace` before, and deploys none; `true` deploys one that stays if there is none; `false` logs nothing. `mode: deploy` deploys one with `auto`, too.',
    },
    'mlflow-tracking-uri': {
        group: 'mlflow',
        kind: (0,kinds/* httpUrl */.q3)('https://mlflow.example.com'),
        env: 'MLFLOW_TRACKING_URI',
        description: 'MLflow server to log to, which the pods must be able to reach.',
    },
    'mlflow-namespace': {
        group: 'mlflow',
        kind: (0,kinds/* dnsLabel */.UG)(),
        env: 'MLFLOW_NAMESPACE',
        default: 'mlflow',
        description: 'Namespace of the MLflow that the action deploys, or has deployed before.',
    },
    'mlflow-experiment-name': {
        group: 'mlflow',
        kind: (0,kinds/* text */.Qq)({ maxLength: 500 }),
        env: 'MLFLOW_EXPERIMENT_NAME',
        default: 'clawbench',
        description: 'MLflow experiment to log to; created if it does not exist.',
    },
    'mlflow-experiment-id': {
        group: 'mlflow',
        kind: (0,kinds/* text */.Qq)({ pattern: /^\d{1,40}$/, write: 'the number of an experiment' }),
        env: 'MLFLOW_EXPERIMENT_ID',
        description: 'Id of an existing MLflow experiment to log to, instead of its name.',
    },
    'mlflow-username': {
        group: 'mlflow',
        kind: (0,kinds/* text */.Qq)(),
        env: 'MLFLOW_TRACKING_USERNAME',
        description: 'User for an MLflow server with basic authentication.',
    },
    'mlflow-password': {
        group: 'mlflow',
        kind: (0,kinds/* secretText */.yD)(),
        env: 'MLFLOW_TRACKING_PASSWORD',
        secret: true,
        description: 'Password for an MLflow server with basic authentication.',
    },
    'mlflow-token': {
        group: 'mlflow',
        kind: (0,kinds/* secretText */.yD)(),
        env: 'MLFLOW_TRACKING_TOKEN',
        secret: true,
        description: 'Bearer token for the MLflow server.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/groups/mode.js

const modeInputs = {
    mode: { group: 'mode', kind: (0,kinds/* text */.Qq)(), default: 'eval', workflowOnly: true, description: '' },
};

// EXTERNAL MODULE: ./lib/src/inputs/groups/model.js
var model = __nccwpck_require__(19122);
// EXTERNAL MODULE: ./lib/src/inputs/network-kinds.js
var network_kinds = __nccwpck_require__(44278);
;// CONCATENATED MODULE: ./lib/src/inputs/groups/pods.js


const podsInputs = {
    'pod-overlay': {
        group: 'pods',
        kind: (0,kinds/* contents */.PG)(64 * 1024),
        description: 'YAML in the shape of a pod that is merged over the pods of the evaluation, or of the OpenClaw that `deploy` creates: node selector, tolerations, resources, priority, volumes, labels.',
    },
    'https-proxy': {
        group: 'pods',
        kind: (0,network_kinds/* proxyUrl */.sd)(),
        env: 'CLAWBENCH_HTTPS_PROXY',
        secret: true,
        description: 'Proxy through which the pods reach model providers and MLflow, with its user and password if it needs them; the agent under test can read it.',
    },
    'no-proxy': {
        group: 'pods',
        kind: (0,kinds/* list */.p_)(/^(\*|\*?\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?|[0-9a-fA-F:.]+(\/\d{1,3})?)$/, 'hosts such as .corp.example or 10.0.0.0/8, separated by spaces or commas'),
        description: 'Hosts that the pods reach without `https-proxy`, in addition to loopback and the services of the cluster.',
    },
    'ca-certificates': {
        group: 'pods',
        kind: (0,network_kinds/* caCertificates */.TB)(),
        description: 'Certificates (PEM) of private CAs that the pods trust in addition to the public ones, for model endpoints, MLflow or a proxy that intercepts TLS.',
    },
};

// EXTERNAL MODULE: ./lib/src/inputs/matrix.js
var matrix = __nccwpck_require__(31017);
;// CONCATENATED MODULE: ./lib/src/inputs/groups/report.js


const reportInputs = {
    label: {
        group: 'report',
        kind: (0,kinds/* text */.Qq)({ maxLength: 100 }),
        circumstantial: true,
        description: 'Name of this evaluation in the comment and the artifact, for workflows with several; by default the model.',
    },
    'github-token': {
        group: 'report',
        kind: (0,kinds/* secretText */.yD)(),
        env: 'GITHUB_TOKEN',
        runnerDefault: '${{ github.token }}',
        secret: true,
        workflowOnly: true,
        description: 'Token for the pull-request comment (`pull-requests: write`), the check run (`checks: write`), the artifacts of earlier workflow runs (`actions: read`), and with `baseline: base` files that the checkout does not have (`contents: read`).',
    },
    comment: {
        group: 'report',
        kind: (0,kinds/* choice */.Yq)(['always', 'changes', 'failures', 'off']),
        default: 'always',
        workflowOnly: true,
        description: 'When to comment on the pull request: `always`, when the verdict `changes`, on `failures`, or never (`off`).',
    },
    'check-run': {
        group: 'report',
        kind: (0,kinds/* flag */.Jt)(),
        default: 'false',
        workflowOnly: true,
        description: 'Whether to report as a check run on the commit too, named `ClawBench: <label>`, which a ruleset can require; needs `checks: write`.',
    },
    matrix: {
        group: 'report',
        kind: (0,matrix/* matrixLeg */.QD)(),
        runnerDefault: matrix/* MATRIX_EXPRESSION */.J3,
        workflowOnly: true,
        description: "Number and values of this leg of the job's matrix, which tell its artifact, baseline and section of the comment from those of the other legs; the runner fills them in.",
    },
    'matrix-legs': {
        group: 'report',
        kind: (0,matrix/* matrixLegs */.xs)(),
        runnerDefault: '${{ strategy.job-total }}',
        workflowOnly: true,
        description: "Number of legs of the job's matrix, by which `mode: report` knows when one is missing; the runner fills it in.",
    },
    'artifact-name': {
        group: 'report',
        kind: (0,kinds/* text */.Qq)({
            pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
            write: 'a name of letters, digits, dots, hyphens and underscores, at most 80 characters',
        }),
        default: 'clawbench',
        workflowOnly: true,
        description: 'First part of the name of the artifact.',
    },
    'artifact-retention-days': {
        group: 'report',
        kind: (0,kinds/* integer */.nd)(0, 400),
        default: '0',
        workflowOnly: true,
        description: 'Number of days the artifact is kept; 0 is the default of the repository.',
    },
    'artifact-content': {
        group: 'report',
        kind: (0,kinds/* choice */.Yq)(['full', 'scores']),
        default: 'full',
        circumstantial: true,
        description: 'What the artifact holds: everything (`full`), or only the `scores`, without transcripts and logs.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/groups/saved.js

const savedInputs = {
    result: {
        group: 'saved',
        common: true,
        kind: (0,kinds/* paths */.f0)(),
        lines: true,
        description: 'Path of a benchmark.json, or better of an unpacked artifact, which holds more evidence, in the checkout or `RUNNER_TEMP`; the files of several shards, one per line, are merged. For `report`: directories of unpacked artifacts, or the directory that they are in, one per line.',
    },
    'run-cache': {
        group: 'saved',
        common: true,
        kind: (0,kinds/* text */.Qq)({ maxLength: 4096 }),
        description: 'Directory with the run files of `result`, if that is not `runs` beside it; without any, summary figures decide which runs count.',
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/groups/deployed.js

const deployedInputs = {
    components: {
        group: 'deployed',
        common: true,
        kind: (0,kinds/* choices */.zM)(['openclaw', 'mlflow']),
        description: 'What to deploy or tear down: `openclaw`, `mlflow`, or both; by default both are deployed, and only OpenClaw is torn down.',
    },
    'storage-class': {
        group: 'deployed',
        kind: (0,kinds/* dnsSubdomain */.ou)(),
        description: 'Storage class of the volumes of OpenClaw and MLflow; by default that of the cluster.',
    },
};

// EXTERNAL MODULE: ./lib/src/base/safe-address.js
var safe_address = __nccwpck_require__(14804);
;// CONCATENATED MODULE: ./lib/src/inputs/history-kind.js


const history_kind_forms = 'artifacts, mlflow, the path of unpacked artifacts or of an earlier history.json, or its https address';
function historySources() {
    return {
        type: 'text',
        parse(raw) {
            const lines = raw.split('\n').map((line) => line.trim());
            const parsed = lines.filter((line) => line !== '').map(parseSource);
            const problem = parsed.find((one) => 'write' in one);
            return problem ?? { value: parsed.flatMap((one) => ('value' in one ? [one.value] : [])) };
        },
    };
}
function parseSource(line) {
    const others = { write: `${history_kind_forms}; ${(0,kinds/* quote */.hD)(line)} is none of these` };
    if (line.length > 4096 || /[\p{Cc}\p{Cf}]/u.test(line))
        return others;
    if (line === 'artifacts' || line === 'mlflow')
        return { value: { from: line } };
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(line))
        return { value: { from: 'path', path: line } };
    const url = URL.canParse(line) ? new URL(line) : null;
    if (url === null || !/^https?:$/.test(url.protocol))
        return others;
    if (url.username !== '' || url.password !== '')
        return { write: 'an address without user and password' };
    const problem = (0,safe_address/* whyUnsafe */.T)(url);
    return problem === null ? { value: { from: 'url', url: url.href } } : { write: problem };
}

;// CONCATENATED MODULE: ./lib/src/inputs/groups/trend.js


const trendInputs = {
    'history-from': {
        group: 'trend',
        kind: historySources(),
        lines: true,
        default: 'artifacts',
        description: 'Where the evaluations are read, one source per line: `artifacts` of the workflow runs of this repository, `mlflow` for the experiment on the server in `mlflow-tracking-uri`, a path with unpacked artifacts, or the path or https address of an earlier history.json, which keeps what has expired elsewhere.',
    },
    'history-branch': {
        group: 'trend',
        kind: (0,kinds/* text */.Qq)({ pattern: /^[^\s~^:?*[\\]{1,255}$/, write: 'the name of a branch' }),
        description: 'Branch whose evaluations count; by default the default branch, and on the command line any.',
    },
    'history-weeks': {
        group: 'trend',
        kind: (0,kinds/* integer */.nd)(1, 520),
        default: '26',
        description: 'Number of weeks to look back.',
    },
    'history-least-change': {
        group: 'trend',
        kind: (0,kinds/* decimal */._)(0, 1, '0.03'),
        default: '0.03',
        description: 'Smallest change of the score, over the whole time, that is called a slide or a gain.',
    },
    'history-path': {
        group: 'trend',
        kind: (0,kinds/* text */.Qq)({ maxLength: 4096 }),
        description: 'Directory for the page (index.html), history.json and the badges; by default a new one in `RUNNER_TEMP`.',
    },
};

// EXTERNAL MODULE: ./lib/src/inputs/groups/relay.js
var relay = __nccwpck_require__(32486);
// EXTERNAL MODULE: ./lib/src/inputs/groups/safety.js
var safety = __nccwpck_require__(24293);
;// CONCATENATED MODULE: ./lib/src/inputs/table.js





















const inputTable = {
    ...modeInputs,
    ...savedInputs,
    ...legsInputs,
    ...trendInputs,
    ...clusterInputs,
    ...kind/* kindInputs */.Q,
    ...model/* modelInputs */.p,
    ...agentInputs,
    ...evalInputs,
    ...gateInputs,
    ...reportInputs,
    ...mlflowInputs,
    ...imagesInputs,
    ...jobInputs,
    ...podsInputs,
    ...relay/* relayInputs */.Z,
    ...existingInputs,
    ...detachedInputs,
    ...deployedInputs,
    ...safety/* safetyInputs */.I,
    ...cleanupInputs,
};


/***/ }),

/***/ 43575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LO: () => (/* binding */ inputVariable),
/* harmony export */   _F: () => (/* binding */ fieldOf),
/* harmony export */   k8: () => (/* binding */ inputRows)
/* harmony export */ });
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(11);

const inputRows = Object.entries(_table_js__WEBPACK_IMPORTED_MODULE_0__/* .inputTable */ .F);
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function fieldOf(name, row) {
    const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    return row.kind.type === 'duration' ? `${camel}Ms` : camel;
}


/***/ }),

/***/ 30265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  n: () => (/* binding */ modes)
});

// EXTERNAL MODULE: ./lib/src/inputs/rules/cluster.js
var cluster = __nccwpck_require__(79580);
// EXTERNAL MODULE: ./lib/src/inputs/rules/addresses.js
var addresses = __nccwpck_require__(74922);
// EXTERNAL MODULE: ./lib/src/inputs/rules/words.js
var words = __nccwpck_require__(4215);
;// CONCATENATED MODULE: ./lib/src/inputs/rules/egress.js

function egressProblems({ network, networkAllow, relay }) {
    return [
        ...(0,words/* when */.z)(network === 'open' && networkAllow !== null, 'Input `network-allow` is for `network: model-only`; with `open` the pods reach these addresses anyway: write that, or remove it.'),
        ...(0,words/* when */.z)(network === 'model-only' && relay === 'off', 'Input `network` is model-only, and only the relay knows where the models are, but `relay` is off: remove one of them.'),
    ];
}

;// CONCATENATED MODULE: ./lib/src/inputs/rules/mlflow.js

function mlflowProblems(inputs, { given }) {
    const { mlflowUsername: user, mlflowPassword: password, mlflowToken: token } = inputs;
    const { mlflowTrackingUri, baseline } = inputs;
    return [
        ...(0,words/* when */.z)(given.has('mlflow-experiment-id') && given.has('mlflow-experiment-name'), 'Inputs `mlflow-experiment-id` and `mlflow-experiment-name` name two experiments: write only one of them.'),
        ...(0,words/* when */.z)((user === null) !== (password === null), 'Inputs `mlflow-username` and `mlflow-password` belong together: write both, or neither.'),
        ...(0,words/* when */.z)(token !== null && user !== null, 'Inputs `mlflow-token` and `mlflow-username` are two ways to log in: write one of them.'),
        ...(0,words/* when */.z)(mlflowTrackingUri === null && (user !== null || token !== null), 'Credentials for MLflow are given, but no server: write `mlflow-tracking-uri`.'),
        ...(0,words/* when */.z)(inputs.mlflow === false && baseline.some((source) => source.from === 'mlflow'), 'Input `baseline` names MLflow, which contradicts `mlflow: false`: remove one of them.'),
        ...(0,words/* when */.z)(inputs.mlflow === false && mlflowTrackingUri !== null, 'Input `mlflow-tracking-uri` contradicts `mlflow: false`: remove one of them.'),
    ];
}

// EXTERNAL MODULE: ./lib/src/inputs/rules/model.js
var model = __nccwpck_require__(10107);
;// CONCATENATED MODULE: ./lib/src/inputs/rules/evaluation.js






function settingsProblems(inputs, origin) {
    return [
        ...(0,model/* endpointProblems */.sj)(inputs),
        ...(0,addresses/* addressProblems */.X)(inputs),
        ...(0,model/* overlayProblems */.pN)(inputs),
        ...mlflowProblems(inputs, origin),
        ...(0,words/* when */.z)(inputs.runs === 'auto' && inputs.threshold === null, 'Input `runs` is auto, which runs until it is clear whether a threshold is reached: write `threshold`, or a number of runs.'),
        ...(0,cluster/* networkProblems */.rz)(inputs),
        ...egressProblems(inputs),
        ...(0,words/* when */.z)(inputs.perRunTimeoutMs >= inputs.timeoutMs, 'Input `timeout` is for the whole evaluation: write more than `per-run-timeout`.'),
        ...(0,words/* when */.z)(inputs.imagePullSecret !== null && inputs.namespace === null, 'Input `image-pull-secret` names a Secret that must exist before: write the `namespace` that has it.'),
    ];
}
function runningProblems(inputs, origin) {
    return [
        ...(0,cluster/* lastingClusterProblems */.$i)(inputs, origin),
        ...(0,words/* when */.z)(inputs.namespace === null, 'Input `namespace` is empty: write the namespace that the evaluation runs in.'),
    ];
}

// EXTERNAL MODULE: ./lib/src/inputs/baseline-kind.js
var baseline_kind = __nccwpck_require__(27042);
// EXTERNAL MODULE: ./lib/src/inputs/groups/kind.js
var kind = __nccwpck_require__(74969);
// EXTERNAL MODULE: ./lib/src/inputs/groups/relay.js
var relay = __nccwpck_require__(32486);
;// CONCATENATED MODULE: ./lib/src/inputs/rules/existing.js




const ours = 'is for an OpenClaw of our own; an evaluation of an existing one joins its pod as it is';
const ofJob = 'is for the Job of a new OpenClaw; an evaluation of an existing one has none';
const ofRelay = 'is for the pods of a new OpenClaw; an existing one calls its models by itself';
const ofNetwork = 'is for the pods of a new OpenClaw; what the pod of an existing one may reach, its own NetworkPolicies say';
const newCluster = 'is for a cluster that kind makes; an existing OpenClaw is in one that exists';
const withoutEffect = {
    'openclaw-image': 'is for an OpenClaw of our own; an existing one is evaluated with the image it runs',
    'openclaw-config': ours,
    'pod-overlay': ours,
    'baseline-inputs': 'is for a second OpenClaw beside the first; an existing one is joined as it is',
    'https-proxy': ours,
    'ca-certificates': ours,
    queue: ofJob,
    'job-labels': ofJob,
    'job-annotations': ofJob,
    'image-pull-secret': ours,
    'image-registry': ours,
    ...Object.fromEntries(Object.keys(relay/* relayInputs */.Z).map((name) => [name, ofRelay])),
    network: ofNetwork,
    'network-allow': ofNetwork,
    ...Object.fromEntries(Object.keys(kind/* kindInputs */.Q).map((name) => [name, newCluster])),
};
const onlyForExisting = ['openclaw-deployment', 'openclaw-container', 'openclaw-home', 'attach-method'];
function existingProblems({ namespace, shards, baseline }, { given }) {
    return [
        ...(0,words/* when */.z)(namespace === null, 'Input `namespace` is empty: write the namespace of the OpenClaw that is to be evaluated.'),
        ...(0,words/* when */.z)(shards !== 'auto' && shards !== 1, 'Input `shards` is for gateways of our own; an existing OpenClaw has one: remove it.'),
        ...(0,words/* when */.z)((0,baseline_kind/* armSource */.I)(baseline) !== null, `Input \`baseline\` is ${(0,baseline_kind/* armSource */.I)(baseline)}, which runs a second OpenClaw beside the first, but an existing one is joined as it is: write an earlier result, or remove it.`),
        ...Object.entries(withoutEffect)
            .filter(([name]) => given.has(name))
            .map(([name, why]) => `Input \`${name}\` ${why}: remove it.`),
    ];
}
function existingInKindProblems({ cluster }) {
    return (0,words/* when */.z)(cluster === 'kind', 'Input `openclaw` is existing, which contradicts `cluster: kind`, a new cluster: remove one of them.');
}
function newProblems({ detach, cluster, namespace, queue }, { given }) {
    return [
        ...onlyForExisting
            .filter((name) => given.has(name))
            .map((name) => `Input \`${name}\` is for \`openclaw: existing\`: write that too, or remove it.`),
        ...(0,words/* when */.z)(detach && cluster === 'kind', 'Input `detach` contradicts `cluster: kind`, which is gone after the step: remove one of them.'),
        ...(0,words/* when */.z)(queue !== null && cluster === 'kind', 'Input `queue` names a LocalQueue of Kueue, but `cluster: kind` is new and has none: remove one of them.'),
        ...(0,words/* when */.z)(queue !== null && cluster !== 'kind' && namespace === null, 'Input `queue` names a LocalQueue that must exist before: write the `namespace` that has it.'),
    ];
}

// EXTERNAL MODULE: ./lib/src/inputs/load.js
var load = __nccwpck_require__(39240);
// EXTERNAL MODULE: ./lib/src/inputs/base-arm.js
var base_arm = __nccwpck_require__(72226);
;// CONCATENATED MODULE: ./lib/src/inputs/rules/arms.js



function armProblems(inputs, given, problemsOf) {
    const source = (0,baseline_kind/* armSource */.I)(inputs.baseline);
    const ofHead = problemsOf(inputs);
    if (source === null)
        return [...ofHead, ...leftOver(inputs, source)];
    const together = [
        ...leftOver(inputs, source),
        ...(0,words/* when */.z)(source === 'run' && inputs.baselineInputs === null, 'Input `baseline` is run, but `baseline-inputs` does not say what differs in the arm beside the evaluation: write it there, for example `openclaw-image: ghcr.io/openclaw/openclaw:2026.7.1`.'),
        ...(0,words/* when */.z)(inputs.runs === 'auto', `Input \`runs\` is auto, which gives runs to the head alone, but with \`baseline: ${source}\` both arms make the same: write a number of runs.`),
        ...(0,words/* when */.z)(inputs.confirm === 'head' && given.has('confirm'), `Input \`confirm\` is head, but with \`baseline: ${source}\` the base arm runs anyway, and confirming both costs the same: write both or off.`),
    ];
    return [...ofHead, ...together, ...(source === 'run' ? baseProblems(inputs, ofHead, problemsOf) : [])];
}
function leftOver({ baselineInputs }, source) {
    return (0,words/* when */.z)(baselineInputs !== null && source !== 'run', 'Input `baseline-inputs` says what differs in the arm of `baseline: run`: write that too, or remove it.');
}
function baseProblems(inputs, ofHead, problemsOf) {
    const base = (0,base_arm/* baseArmInputs */.Ti)(inputs);
    if ('problems' in base)
        return base.problems;
    return problemsOf(base.inputs)
        .filter((problem) => !ofHead.includes(problem))
        .map((problem) => `With \`baseline-inputs\`: ${problem}`);
}

// EXTERNAL MODULE: ./lib/src/inputs/rules/risks.js
var risks = __nccwpck_require__(21330);
;// CONCATENATED MODULE: ./lib/src/modes/eval.js







const evalGroups = [
    'mode',
    'cluster',
    'model',
    'agent',
    'eval',
    'gate',
    'report',
    'mlflow',
    'images',
    'safety',
    'cleanup',
];
const evaluate = {
    does: 'deploys OpenClaw, runs ClawBench, judges, reports and cleans up',
    accepts: { groups: [...evalGroups, 'kind', 'job', 'pods', 'relay', 'existing'], also: ['storage-class'] },
    judges: true,
    reproducible: true,
    examples: [
        '--threshold 0.70',
        '--model anthropic/claude-sonnet-4-6 --runs 1',
        '--baseline ./artifact-of-main --json > verdict.json',
    ],
    problems: (inputs, origin) => inputs.openclaw === 'existing'
        ? [
            ...(0,cluster/* clusterProblems */.xC)(inputs, origin),
            ...existingInKindProblems(inputs),
            ...existingProblems(inputs, origin),
            ...settingsProblems(inputs, origin),
        ]
        : armProblems(inputs, origin.given, (ofArm) => [
            ...(0,cluster/* clusterProblems */.xC)(ofArm, origin),
            ...(0,cluster/* kindProblems */.FV)(ofArm, origin),
            ...newProblems(ofArm, origin),
            ...(0,model/* modelProblems */.QW)(ofArm, origin),
            ...settingsProblems(ofArm, origin),
        ]),
    async run(inputs, host) {
        const [{ refuseForeignCheckout }, { readBaseFiles, readFilesOf }, { planAgain }, { newPlan }, { runEval, startEval }, { warnIfUngated },] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 67129)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 86456)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 56528)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 56184)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 85200)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 60489)),
        ]);
        for (const note of (0,risks/* retiredRiskNotes */.K)(inputs))
            host.log.info(note);
        await refuseForeignCheckout(inputs, host.env);
        const plan = await newPlan(inputs, (0,load/* publicInputs */.PX)(inputs), {
            ...host,
            readBase: (of, headFiles) => readBaseFiles(of, headFiles, host),
        });
        if (plan.endpointNotice !== null)
            host.log.warning('Model endpoint', plan.endpointNotice);
        if (plan.isDetached)
            return await startEval(plan, host);
        warnIfUngated(plan.terms, host.log);
        const deps = { ...host, readFilesOf: (commit, of) => readFilesOf(commit, of, host) };
        const remake = (made) => planAgain(inputs, plan, made, deps);
        return { kind: 'judged', outcome: await runEval(plan, host, remake) };
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/attach.js




const attach = {
    does: 'runs an evaluation on an existing OpenClaw, and leaves it as it was',
    accepts: {
        groups: [...evalGroups, 'existing'],
        also: ['storage-class'],
        without: ['openclaw-image'],
    },
    preset: { openclaw: 'existing' },
    judges: true,
    examples: ['--namespace clawbench-eval --detach'],
    problems: (inputs, origin) => [
        ...(0,cluster/* lastingClusterProblems */.$i)(inputs, origin),
        ...existingProblems(inputs, origin),
        ...settingsProblems(inputs, origin),
    ],
    run: evaluate.run,
};

// EXTERNAL MODULE: ./lib/src/inputs/rules/components.js
var components = __nccwpck_require__(59200);
;// CONCATENATED MODULE: ./lib/src/modes/deploy.js





const deploy = {
    does: 'deploys an OpenClaw and an MLflow that stay',
    accepts: {
        groups: ['mode', 'cluster', 'model', 'mlflow', 'images', 'pods', 'deployed', 'safety'],
        also: ['startup-timeout', 'openclaw-gateway-token'],
    },
    examples: ['--namespace clawbench-eval', '--components mlflow'],
    problems: (inputs, origin) => [
        ...(0,cluster/* lastingClusterProblems */.$i)(inputs, origin),
        ...(0,model/* routeProblems */._d)(inputs),
        ...(0,model/* endpointProblems */.sj)(inputs),
        ...(0,addresses/* addressProblems */.X)(inputs),
        ...(0,model/* overlayProblems */.pN)(inputs),
        ...(0,cluster/* networkProblems */.rz)(inputs),
        ...mlflowProblems(inputs, origin),
        ...((0,components/* wantedComponents */.y)(inputs).includes('openclaw') ? (0,model/* anyKeyProblems */.A5)(inputs, origin) : []),
    ],
    async run(inputs, host) {
        const [{ refuseForeignCheckout }, { onCluster }, { deployPlan }, { deployComponents }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 67129)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6518)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 53325)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 86860)),
        ]);
        await refuseForeignCheckout(inputs, host.env);
        const plan = deployPlan(inputs);
        const notice = (0,addresses/* endpointNotice */.u)(inputs.openaiApiBase);
        if (notice !== null)
            host.log.warning('Model endpoint', notice);
        return await onCluster(inputs, host, (kube) => deployComponents(kube, plan, host));
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/detach.js

const detach = {
    does: 'stops an evaluation that runs or waits to be fetched, saves its finished runs, and removes it',
    accepts: { groups: ['mode', 'cluster', 'detached'] },
    examples: ['--namespace clawbench-eval'],
    problems: runningProblems,
    async run(inputs, host) {
        const [{ onCluster }, { endEval }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6518)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2151)),
        ]);
        return await onCluster(inputs, host, (kube) => endEval(kube, inputs, host));
    },
};

;// CONCATENATED MODULE: ./lib/src/inputs/rules/history.js


function historyProblems(inputs, origin) {
    const readsMlflow = inputs.historyFrom.some(({ from }) => from === 'mlflow');
    return [
        ...mlflowProblems(inputs, origin),
        ...(0,words/* when */.z)(inputs.historyFrom.length === 0, 'Input `history-from` is empty: write where the evaluations are, for example artifacts.'),
        ...(0,words/* when */.z)(readsMlflow && inputs.mlflowTrackingUri === null, 'Input `history-from` names mlflow, but no server: write `mlflow-tracking-uri`, an address that the runner reaches.'),
    ];
}

;// CONCATENATED MODULE: ./lib/src/modes/history.js

const history_history = {
    does: 'shows on one static page how score, cost and time changed over weeks, and finds slow slides',
    accepts: {
        groups: ['mode', 'trend'],
        also: [
            'github-token',
            'artifact-name',
            'mlflow-tracking-uri',
            'mlflow-experiment-name',
            'mlflow-experiment-id',
            'mlflow-username',
            'mlflow-password',
            'mlflow-token',
        ],
    },
    operands: { usage: 'DIR…', input: 'history-from' },
    examples: ['./artifacts', './artifacts old.json --history-path site'],
    problems: historyProblems,
    async run(inputs, host) {
        const { history: written } = await Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 21362));
        return { kind: 'done', ...(await written(inputs, host)) };
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/logs.js

const logs = {
    does: 'follows the log of an evaluation from its beginning to its end',
    accepts: { groups: ['mode', 'cluster', 'detached'] },
    examples: ['--namespace clawbench-eval'],
    problems: runningProblems,
    async run(inputs, host) {
        const [{ onCluster }, { followEval }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6518)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 86199)),
        ]);
        return await onCluster(inputs, host, (kube) => followEval(kube, inputs, host));
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/plan.js







const plan = {
    does: 'shows what `eval` would apply and run, with a forecast of cost and time, and touches nothing',
    accepts: evaluate.accepts,
    examples: [
        '--shards 4 --baseline ./artifact-of-main',
        '--namespace bench | kubectl apply --dry-run=server -f -',
    ],
    problems: (inputs, origin) => inputs.openclaw === 'existing'
        ? [
            ...(0,cluster/* contextProblems */._g)(inputs),
            ...existingInKindProblems(inputs),
            ...existingProblems(inputs, origin),
            ...settingsProblems(inputs, origin),
        ]
        : armProblems(inputs, origin.given, (ofArm) => [
            ...(0,cluster/* contextProblems */._g)(ofArm),
            ...(0,cluster/* kindProblems */.FV)(ofArm, origin),
            ...newProblems(ofArm, origin),
            ...(0,model/* routeProblems */._d)(ofArm),
            ...settingsProblems(ofArm, origin),
        ]),
    async run(inputs, host) {
        const [{ readBaseFiles }, { newPlan, nothingRandom }, { planEval }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 86456)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 56184)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 33971)),
        ]);
        const planned = await newPlan(inputs, (0,load/* publicInputs */.PX)(inputs), {
            ...host,
            random: nothingRandom,
            readBase: (of, headFiles) => readBaseFiles(of, headFiles, host),
        });
        return await planEval(planned, host);
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/report.js
const report = {
    does: 'puts the evaluations of a workflow run side by side, and says which is better',
    accepts: {
        groups: ['mode', 'legs', 'report'],
        also: ['result', 'on-inconclusive'],
        without: ['artifact-content'],
    },
    judges: true,
    operands: { usage: 'DIRECTORY…', input: 'result' },
    examples: ['./artifacts', './artifact-a ./artifact-b --json > leaderboard.json'],
    problems: () => [],
    async run(inputs, host) {
        const { reportLegs } = await Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 55228));
        const wish = {
            directories: inputs.result,
            runId: inputs.reportRunId,
            artifactName: inputs.artifactName,
            expected: inputs.expectedLegs,
            failOn: inputs.failOn,
        };
        return { kind: 'compared', report: await reportLegs(wish, host) };
    },
};

// EXTERNAL MODULE: ./lib/src/inputs/rules/gate.js
var gate = __nccwpck_require__(34055);
;// CONCATENATED MODULE: ./lib/src/modes/results.js





const results = {
    does: 'waits for a detached evaluation, judges and reports it, and removes it',
    accepts: {
        groups: ['mode', 'cluster', 'detached', 'gate', 'report', 'mlflow', 'safety', 'cleanup'],
        also: ['confirm-runs', 'confirm', 'max-runs'],
        without: ['baseline-inputs'],
    },
    judges: true,
    examples: ['--namespace clawbench-eval --json > verdict.json'],
    problems: (inputs, origin) => [
        ...runningProblems(inputs, origin),
        ...mlflowProblems(inputs, origin),
        ...(0,gate/* armOfFinishedProblems */.Mu)(inputs.baseline, 'leave `baseline` out, and it is compared with the arm that was launched beside it, if there is one'),
    ],
    async run(inputs, host) {
        const [{ collectEval }, { termsOf }, { readQuarantine }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8819)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 54183)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 87566)),
        ]);
        for (const note of (0,risks/* retiredRiskNotes */.K)(inputs))
            host.log.info(note);
        const terms = termsOf(inputs, (0,load/* publicInputs */.PX)(inputs, results), readQuarantine(inputs, host.places));
        return { kind: 'judged', outcome: await collectEval({ ...inputs, access: inputs }, terms, host) };
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/sweep.js

const sweep = {
    does: 'deletes what earlier evaluations left behind once it has expired',
    accepts: { groups: ['mode', 'cluster'] },
    examples: ['', '--namespace bench'],
    problems: cluster/* lastingClusterProblems */.$i,
    async run(inputs, host) {
        const [{ onCluster }, { sweepUp }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6518)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4641)),
        ]);
        return await onCluster(inputs, host, (kube) => sweepUp(kube, inputs.namespace, host));
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/teardown.js

const teardown = {
    does: 'deletes the OpenClaw that `deploy` made, with all of its data',
    accepts: { groups: ['mode', 'cluster'], also: ['components', 'mlflow-namespace'] },
    examples: ['--namespace clawbench-eval'],
    problems: cluster/* lastingClusterProblems */.$i,
    async run(inputs, host) {
        const [{ onCluster }, { teardownPlan }, { tearDown }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6518)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8414)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 34397)),
        ]);
        return await onCluster(inputs, host, (kube) => tearDown(kube, teardownPlan(inputs), host));
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/verdict.js


const verdict = {
    does: 'judges and reports an earlier result, without a cluster',
    accepts: { groups: ['mode', 'saved', 'gate', 'report'], without: ['baseline-inputs'] },
    judges: true,
    operands: { usage: 'RESULT…', input: 'result' },
    examples: ['./artifact --threshold 0.70', 'benchmark.json --baseline main.json'],
    problems: gate/* savedProblems */.QX,
    async run(inputs, host) {
        const [{ judgeSaved }, { termsOf }, { readQuarantine }] = await Promise.all([
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 94768)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 54183)),
            Promise.all(/* import() | work */[__nccwpck_require__.e(49), __nccwpck_require__.e(112)]).then(__nccwpck_require__.bind(__nccwpck_require__, 87566)),
        ]);
        const files = { ...inputs, paths: inputs.result ?? [] };
        const terms = termsOf(inputs, (0,load/* publicInputs */.PX)(inputs), readQuarantine(inputs, host.places));
        return { kind: 'judged', outcome: await judgeSaved(files, terms, host) };
    },
};

;// CONCATENATED MODULE: ./lib/src/modes/table.js












const modes = {
    eval: evaluate,
    plan: plan,
    attach: attach,
    detach: detach,
    logs: logs,
    results: results,
    deploy: deploy,
    teardown: teardown,
    sweep: sweep,
    verdict: verdict,
    report: report,
    history: history_history,
};


/***/ }),

/***/ 95493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bd: () => (/* binding */ taggedVersion),
/* harmony export */   jf: () => (/* binding */ maxConcurrencyOf),
/* harmony export */   zL: () => (/* binding */ isTaggedFrom)
/* harmony export */ });
/* unused harmony export compatibilityWith */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);

const oldest = [2026, 6, 1];
function compatibilityWith(version) {
    const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
    if (match === null)
        return { shim: true, maxConcurrency: 1 };
    const numbers = match.slice(1).map(Number);
    if (isBefore(numbers, oldest)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('gateway-incompatible', `OpenClaw ${version} is older than ${oldest.join('.')}, the oldest version ClawBench works with.`, { hint: 'Choose a newer OpenClaw image.' });
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


/***/ }),

/***/ 97628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ podVariables)
/* harmony export */ });
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


/***/ }),

/***/ 96976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _U: () => (/* binding */ podPaths),
/* harmony export */   pC: () => (/* binding */ GATEWAY_PORT),
/* harmony export */   qu: () => (/* binding */ shardFailures)
/* harmony export */ });
/* unused harmony export SCHEMA_VERSION */
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
    wirePrices: '/wire/prices.json',
    wireBodies: '/wire/bodies',
    wireBefore: '/control/wire-before.json',
    catalog: '/catalog',
    allowance: '/control/allowance.json',
    work: '/work',
    gatewayOwnLog: '/work/gateway/gateway.log',
};
const shardFailures = [
    'bad-model-access',
    'provider-unavailable',
    'bad-config',
    'unknown-task',
    'gateway-not-ready',
    'gateway-incompatible',
    'internal',
];


/***/ }),

/***/ 15558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cy: () => (/* binding */ parseOverlay),
/* harmony export */   Dk: () => (/* binding */ problemIn),
/* harmony export */   HV: () => (/* binding */ secretVariable),
/* harmony export */   Qo: () => (/* binding */ clearTextSecrets),
/* harmony export */   XL: () => (/* binding */ referredVariables),
/* harmony export */   Zu: () => (/* binding */ merged),
/* harmony export */   fK: () => (/* binding */ valueAt),
/* harmony export */   ii: () => (/* binding */ referencesIn),
/* harmony export */   sw: () => (/* binding */ MAX_OVERLAY_BYTES),
/* harmony export */   tV: () => (/* binding */ withValues)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(33243);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(49050);


const MAX_OVERLAY_BYTES = 64 * 1024;
const MAX_NODES = 10_000;
const MAX_DEPTH = 32;
function parseOverlay(text) {
    if (Buffer.byteLength(text) > MAX_OVERLAY_BYTES)
        return { write: `at most ${MAX_OVERLAY_BYTES / 1024} KiB` };
    let parsed;
    try {
        parsed = (0,js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .load */ .Hh)(text, { schema: js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .CORE_SCHEMA */ .OU });
    }
    catch (error) {
        if (!(error instanceof js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .YAMLException */ .tB))
            throw error;
        const line = error.mark === undefined ? '' : ` (${error.reason} in line ${error.mark.line + 1})`;
        return { write: `YAML or JSON as in openclaw.json; this is neither${line}` };
    }
    if (!(0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(parsed))
        return { write: 'a mapping as in openclaw.json, for example "tools: {profile: full}"' };
    return problemIn(parsed) ?? { value: parsed };
}
function merged(base, overlay) {
    const result = new Map(Object.entries(base));
    for (const [key, value] of Object.entries(overlay)) {
        const below = result.get(key);
        if (value === null)
            result.delete(key);
        else if ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value))
            result.set(key, merged((0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(below) ? below : {}, value));
        else
            result.set(key, value);
    }
    return Object.fromEntries(result);
}
function valueAt(config, path) {
    return path.split('.').reduce((value, key) => ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value) ? value[key] : undefined), config);
}
function referencesIn(config) {
    const look = (value, path) => {
        if (typeof value === 'string')
            return variablesIn(value).map((variable) => ({ path, variable }));
        if (typeof value !== 'object' || value === null)
            return [];
        const variable = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value) ? secretVariable(value) : undefined;
        const below = Object.entries(value).flatMap(([key, child]) => look(child, [...path, key]));
        return variable === undefined ? below : [...below, { path, variable }];
    };
    return look(config, []);
}
function referredVariables(config) {
    return [...new Set(referencesIn(config).map(({ variable }) => variable))];
}
function withValues(text, values) {
    return text.replace(/(?<!\$)\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, name) => values.get(name) ?? whole);
}
function variablesIn(text) {
    return [...text.matchAll(/(?<!\$)\$\{([A-Z_][A-Z0-9_]*)\}/g)].map(([, name = '']) => name);
}
function secretVariable({ source, id }) {
    return source === 'env' && typeof id === 'string' ? id : undefined;
}
function clearTextSecrets(overlay, isHarmless) {
    const found = [];
    const look = (value, path) => {
        if ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(value))
            for (const [key, below] of Object.entries(value))
                look(below, [...path, key]);
        else if (Array.isArray(value))
            value.forEach((below, index) => look(below, [...path, String(index)]));
        else if (typeof value === 'string' && isSecret(path.at(-1) ?? '', value) && !isHarmless(value))
            found.push(path.join('.'));
    };
    look(overlay, []);
    return found;
}
const secretKey = /(^|[^a-z])(api[-_]?key|token|password|secret|authorization)$|(ApiKey|Token|Password|Secret)$/i;
const addressWithPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/\s]*:[^/\s]*@/i;
function isSecret(key, value) {
    if (addressWithPassword.test(value))
        return true;
    return secretKey.test(key) && !/\$\{[A-Z_][A-Z0-9_]*\}/.test(value);
}
function problemIn(root) {
    let nodes = 0;
    const look = (value, depth) => {
        nodes += 1;
        if (nodes > MAX_NODES || depth > MAX_DEPTH)
            return `at most ${MAX_NODES} values, at most ${MAX_DEPTH} deep, aliases counted each time`;
        if (typeof value === 'number' && !Number.isFinite(value))
            return 'numbers that JSON has, which excludes .inf and .nan';
        if (typeof value !== 'object' || value === null)
            return null;
        if (Object.hasOwn(value, '__proto__'))
            return 'it without the key "__proto__"';
        for (const below of Object.values(value)) {
            const problem = look(below, depth + 1);
            if (problem !== null)
                return problem;
        }
        return null;
    };
    const write = look(root, 0);
    return write === null ? null : { write };
}


/***/ }),

/***/ 94849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MF: () => (/* binding */ openclawConfig),
/* harmony export */   fm: () => (/* binding */ contradictedPaths),
/* harmony export */   ht: () => (/* binding */ knowsRelayHosts),
/* harmony export */   nF: () => (/* binding */ withoutPerplexity)
/* harmony export */ });
/* harmony import */ var _config_overlay_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(15558);
/* harmony import */ var _protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(95493);
/* harmony import */ var _protocol_pod_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(96976);
/* harmony import */ var _providers_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(26439);




function openclawConfig(routes, image, overlay = null) {
    return (0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_0__/* .merged */ .Zu)(ownConfig(routes, image, (0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_0__/* .referredVariables */ .XL)(overlay ?? {})), overlay ?? {});
}
const fixedPaths = [
    'gateway.mode',
    'gateway.bind',
    'gateway.port',
    'gateway.auth',
    'gateway.tls',
    'logging.file',
];
function contradictedPaths(overlay) {
    const own = ownConfig([], '', []);
    const config = (0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_0__/* .merged */ .Zu)(own, overlay);
    return fixedPaths
        .map((path) => ({
        path,
        is: JSON.stringify((0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_0__/* .valueAt */ .fK)(own, path)),
        now: JSON.stringify((0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_0__/* .valueAt */ .fK)(config, path)),
    }))
        .filter(({ is, now }) => is !== now)
        .map(({ path, is }) => ({ path, is: is ?? 'nothing' }));
}
const withoutPerplexity = { plugins: { entries: { perplexity: { enabled: false } } } };
function ownConfig(routes, image, referred) {
    const custom = routes.filter((route) => route.endpoint !== undefined);
    const first = custom[0]?.endpoint;
    const isNew = (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_1__/* .isTaggedFrom */ .zL)(image, [2026, 9, 6]);
    return {
        gateway: {
            mode: 'local',
            bind: 'loopback',
            port: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_2__/* .GATEWAY_PORT */ .pC,
            auth: { mode: 'token' },
            ...(needsNoReload(image) ? { reload: { mode: 'off' } } : {}),
        },
        logging: { file: _protocol_pod_js__WEBPACK_IMPORTED_MODULE_2__/* .podPaths */ ._U.gatewayOwnLog },
        browser: {
            enabled: true,
            headless: true,
            noSandbox: true,
            ssrfPolicy: { allowedHostnames: ['localhost', '127.0.0.1'] },
        },
        tools: { profile: 'coding', alsoAllow: ['browser'] },
        agents: {
            defaults: {
                workspace: '~/.openclaw/workspace',
                ...(isNew ? { utilityModel: '' } : { memorySearch: { enabled: false } }),
            },
        },
        ...(isNew ? { memory: { search: { enabled: false } } } : {}),
        cron: { enabled: false },
        ...([...referred, ...routes.map((route) => route.keyVariable)].includes('OPENROUTER_API_KEY')
            ? withoutPerplexity
            : {}),
        ...(first === undefined
            ? {}
            : {
                models: {
                    providers: {
                        custom: {
                            baseUrl: first.baseUrl,
                            apiKey: `\${${_providers_js__WEBPACK_IMPORTED_MODULE_3__/* .CUSTOM_KEY */ .K3}}`,
                            api: 'openai-completions',
                            models: custom.map(modelEntry),
                        },
                    },
                },
            }),
    };
}
function needsNoReload(image) {
    return (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_1__/* .taggedVersion */ .Bd)(image)?.startsWith('2026.7.') ?? false;
}
function knowsRelayHosts(image) {
    return (0,_protocol_openclaw_version_js__WEBPACK_IMPORTED_MODULE_1__/* .taggedVersion */ .Bd)(image)?.startsWith('2026.7.') ?? false;
}
function modelEntry({ ref, endpoint }) {
    const id = ref.slice(ref.indexOf('/') + 1);
    return {
        id,
        name: id,
        reasoning: false,
        input: ['text'],
        cost: {
            input: endpoint?.price?.inputUsd ?? 0,
            output: endpoint?.price?.outputUsd ?? 0,
            cacheRead: endpoint?.price?.cachedUsd ?? 0,
            cacheWrite: endpoint?.price?.inputUsd ?? 0,
        },
        contextWindow: endpoint?.contextWindowTokens ?? 128_000,
        maxTokens: 8192,
        compat: { supportsUsageInStreaming: true },
    };
}


/***/ }),

/***/ 34096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ isReserved),
/* harmony export */   Kf: () => (/* binding */ MANAGED_BY),
/* harmony export */   MD: () => (/* binding */ deployedLabels),
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   WD: () => (/* binding */ labels),
/* harmony export */   Yk: () => (/* binding */ legOf),
/* harmony export */   _7: () => (/* binding */ arms),
/* harmony export */   gW: () => (/* binding */ evalMetadata),
/* harmony export */   hk: () => (/* binding */ annotations),
/* harmony export */   pQ: () => (/* binding */ relaySecretName),
/* harmony export */   qM: () => (/* binding */ evalName),
/* harmony export */   sU: () => (/* binding */ evalOf),
/* harmony export */   yf: () => (/* binding */ evalNamespace),
/* harmony export */   zT: () => (/* binding */ labelledInstance)
/* harmony export */ });
/* harmony import */ var _base_sha256_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(37883);

const MANAGED_BY = 'clawbench-k8s-action';
const labels = {
    managedBy: 'app.kubernetes.io/managed-by',
    component: 'app.kubernetes.io/component',
    instance: 'clawbench.dev/instance',
    leg: 'clawbench.dev/leg',
    arm: 'clawbench.dev/arm',
};
const annotations = {
    expiresAt: 'clawbench.dev/expires-at',
    runUrl: 'clawbench.dev/run-url',
    run: 'clawbench.dev/run',
    shard: 'clawbench.dev/shard-',
    configHash: 'clawbench.dev/config-hash',
    secretsHash: 'clawbench.dev/secrets-hash',
    template: 'clawbench.dev/template',
};
const arms = ['head', 'base'];
function legOf(parts) {
    const { repository, workflow, job, step, label, matrix } = parts;
    const text = [repository, workflow, job, step, label, ...(matrix === null ? [] : [matrix])].join('\n');
    return (0,_base_sha256_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .s)(text).slice(0, 10);
}
function evalName(instance, arm) {
    return `clawbench-${instance}${arm === 'base' ? '-base' : ''}`;
}
function evalMetadata({ names, arm, expiresAtMs, runUrl }) {
    return {
        labels: {
            [labels.managedBy]: MANAGED_BY,
            [labels.component]: 'eval',
            [labels.instance]: names.instance,
            [labels.leg]: names.leg,
            [labels.arm]: arm,
        },
        annotations: {
            [annotations.expiresAt]: new Date(expiresAtMs).toISOString(),
            ...(runUrl === undefined ? {} : { [annotations.runUrl]: runUrl }),
        },
    };
}
function deployedLabels(component) {
    return { [labels.managedBy]: MANAGED_BY, [labels.component]: component };
}
const components = new Set(['eval', 'openclaw', 'mlflow']);
function isOurs({ metadata: { labels: found = {} } = {} }) {
    return found[labels.managedBy] === MANAGED_BY && components.has(found[labels.component] ?? '');
}
const INSTANCE = /^[0-9a-f]{8}$/;
function labelledInstance({ metadata: { labels: found = {} } = {} }) {
    const instance = found[labels.instance] ?? '';
    const isEval = found[labels.managedBy] === MANAGED_BY && found[labels.component] === 'eval';
    return isEval && INSTANCE.test(instance) ? instance : undefined;
}
function evalOf(kind, object) {
    const instance = labelledInstance(object);
    const name = object.metadata?.name ?? '';
    if (instance === undefined)
        return undefined;
    if (kind === 'Namespace')
        return isEvalNamespace(name, instance) ? instance : undefined;
    const own = `clawbench-${instance}`;
    return name === own || name.startsWith(`${own}-`) ? instance : undefined;
}
function relaySecretName(name) {
    return `${name}-relay`;
}
function evalNamespace(run, instance) {
    return `clawbench-${run === null ? 'local' : `${run.runId}-${run.attempt}`}-${instance}`;
}
function isEvalNamespace(name, instance) {
    const [, run, attempt] = /^clawbench-(\d+)-(\d+)-/.exec(name) ?? [];
    if (run === undefined)
        return name === evalNamespace(null, instance);
    return name === evalNamespace({ runId: run, attempt: Number(attempt) }, instance);
}
function isReserved(namespace) {
    return namespace === 'default' || /^(kube|openshift)(-|$)/.test(namespace);
}


/***/ }),

/***/ 26439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K3: () => (/* binding */ CUSTOM_KEY),
/* harmony export */   Nh: () => (/* binding */ routeModel),
/* harmony export */   OZ: () => (/* binding */ isHosted),
/* harmony export */   Pd: () => (/* binding */ providerKeyNames),
/* harmony export */   WK: () => (/* binding */ hostedProviders),
/* harmony export */   lc: () => (/* binding */ providerOf)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1559);
/* harmony import */ var _base_json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(49050);
/* harmony import */ var _config_overlay_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(15558);



const hostedProviders = {
    openai: {
        key: 'OPENAI_API_KEY',
        keyFor: 'OpenAI models, or for the endpoint of `openai-api-base`',
        protocol: 'OpenAI Responses',
        api: 'openai-responses',
        baseUrl: 'https://api.openai.com/v1',
        relayHost: 'api.openai.com',
        priceSource: "OpenClaw's catalog",
    },
    anthropic: {
        key: 'ANTHROPIC_API_KEY',
        keyFor: 'Anthropic models',
        protocol: 'Anthropic Messages',
        api: 'anthropic-messages',
        baseUrl: 'https://api.anthropic.com',
        relayHost: 'api.anthropic.com',
        priceSource: "OpenClaw's catalog",
    },
    openrouter: {
        key: 'OPENROUTER_API_KEY',
        keyFor: 'models served through OpenRouter',
        protocol: 'OpenAI Chat Completions',
        api: 'openai-completions',
        baseUrl: 'https://openrouter.ai/api/v1',
        relayHost: 'relay.openrouter.ai',
        priceSource: "OpenRouter's answers",
    },
    google: {
        key: 'GEMINI_API_KEY',
        keyFor: 'Gemini models of Google',
        alias: 'gemini',
        protocol: 'Gemini `generateContent`',
        api: 'google-generative-ai',
        baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
        relayHost: 'generativelanguage.googleapis.com',
        priceSource: '`cost` in `openclaw-config`: OpenClaw lists none',
    },
};
const providerRows = Object.entries(hostedProviders);
const providerKeyNames = providerRows.map(([, { key }]) => key);
const CUSTOM_KEY = 'CUSTOM_API_KEY';
function routeModel(model, endpoint, overlay = null) {
    const slash = model.indexOf('/');
    const prefix = model.slice(0, Math.max(slash, 0));
    const id = model.slice(slash + 1);
    if (slash < 1 || id === '') {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `The model "${model}" has no provider.`, {
            hint: 'Write it as <provider>/<model>, for example openai/gpt-5.5.',
        });
    }
    if (prefix === 'openai' && endpoint !== undefined) {
        const isPriceKnown = endpoint.price !== undefined;
        return { model, ref: `custom/${id}`, keyVariable: CUSTOM_KEY, endpoint, isPriceKnown };
    }
    const configured = (0,_config_overlay_js__WEBPACK_IMPORTED_MODULE_1__/* .valueAt */ .fK)(overlay, `models.providers`);
    const ownOf = (name) => (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(configured) && Object.hasOwn(configured, name) ? configured[name] : undefined;
    const hosted = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(ownOf(prefix)) ? undefined : providerRows.find(([, { alias }]) => alias === prefix);
    const provider = hosted?.[0] ?? prefix;
    const own = ownOf(provider);
    const isPriceKnown = own === undefined || hasPrice(own, id);
    if (!isHosted(provider)) {
        if ((0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(own))
            return { model, ref: `${provider}/${id}`, keyVariable: undefined, endpoint: undefined, isPriceKnown };
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('bad-input', `The model "${model}" names the provider "${prefix}", which has no key input.`, {
            hint: `Use one of ${Object.keys(hostedProviders).join(', ')}; for an OpenAI-compatible server write openai/<model> and set "openai-api-base"; for any other define models.providers.${prefix} in "openclaw-config".`,
        });
    }
    const keyVariable = hostedProviders[provider].key;
    return { model, ref: `${provider}/${id}`, keyVariable, endpoint: undefined, isPriceKnown };
}
function providerOf(ref) {
    return ref.slice(0, ref.indexOf('/'));
}
function hasPrice(provider, id) {
    const models = (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(provider) ? provider['models'] : undefined;
    const entry = Array.isArray(models) ? models.find((one) => (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(one) && one['id'] === id) : undefined;
    return entry === undefined || (0,_base_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(entry['cost']);
}
function isHosted(provider) {
    return Object.hasOwn(hostedProviders, provider);
}


/***/ }),

/***/ 47650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ QUEUE_LABEL)
/* harmony export */ });
const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';


/***/ }),

/***/ 33243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ dump),
/* harmony export */   Gf: () => (/* binding */ defineScalarTag),
/* harmony export */   Hh: () => (/* binding */ load),
/* harmony export */   LJ: () => (/* binding */ mergeTag),
/* harmony export */   OU: () => (/* binding */ CORE_SCHEMA),
/* harmony export */   iE: () => (/* binding */ boolYaml11Tag),
/* harmony export */   kt: () => (/* binding */ binaryTag),
/* harmony export */   tB: () => (/* binding */ YAMLException),
/* harmony export */   uH: () => (/* binding */ FAILSAFE_SCHEMA)
/* harmony export */ });
/* unused harmony exports CHOMPING_CLIP, CHOMPING_KEEP, CHOMPING_MODE, CHOMPING_STRIP, COLLECTION_STYLE, COLLECTION_STYLE_BLOCK, COLLECTION_STYLE_FLOW, DEFAULT_SCALAR_STYLE_RULES, DUMP_SCHEMA, EVENT_ALIAS, EVENT_DOCUMENT, EVENT_ID, EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, JSON_SCHEMA, NOT_RESOLVED, SCALAR_STYLE, SCALAR_STYLE_DOUBLE_QUOTED, SCALAR_STYLE_FOLDED_BLOCK, SCALAR_STYLE_LITERAL_BLOCK, SCALAR_STYLE_PLAIN, SCALAR_STYLE_SINGLE_QUOTED, Schema, VISIT_BREAK, VISIT_SKIP, YAML11_SCHEMA, boolCoreTag, boolJsonTag, constructFromEvents, defineMappingTag, defineSequenceTag, eventsToAst, floatCoreTag, floatJsonTag, floatYaml11Tag, getScalarValue, intCoreTag, intJsonTag, intYaml11Tag, jsToAst, legacyMapTag, loadAll, mapTag, nullCoreTag, nullJsonTag, nullYaml11Tag, omapTag, pairsTag, parseEvents, present, realMapTag, seqTag, setTag, strTag, timestampTag, visit */
/*! js-yaml 5.5.0 https://github.com/nodeca/js-yaml @license MIT */
//#region src/tag.ts
/**
* Returned by a scalar resolver when the source does not match its tag.
*
* @category Tags
*/
var NOT_RESOLVED = Symbol("NOT_RESOLVED");
/**
* Create a normalized scalar tag definition.
*
* @category Tags
*/
function defineScalarTag(tagName, options) {
	return {
		tagName,
		nodeKind: "scalar",
		implicit: options.implicit ?? false,
		matchByTagPrefix: options.matchByTagPrefix ?? false,
		implicitFirstChars: options.implicitFirstChars ?? null,
		resolve: options.resolve,
		identify: options.identify,
		represent: options.represent ?? ((data) => String(data)),
		representTagName: options.representTagName ?? (() => tagName)
	};
}
/**
* Create a normalized sequence tag definition.
*
* @category Tags
*/
function defineSequenceTag(tagName, options) {
	const carrierIsResult = options.finalize === void 0;
	return {
		tagName,
		nodeKind: "sequence",
		implicit: false,
		matchByTagPrefix: options.matchByTagPrefix ?? false,
		create: options.create,
		addItem: options.addItem,
		finalize: options.finalize ?? ((carrier) => carrier),
		carrierIsResult,
		identify: options.identify,
		represent: options.represent ?? ((data) => data),
		representTagName: options.representTagName ?? (() => tagName)
	};
}
/**
* Create a normalized mapping tag definition.
*
* @category Tags
*/
function defineMappingTag(tagName, options) {
	const carrierIsResult = options.finalize === void 0;
	return {
		tagName,
		nodeKind: "mapping",
		implicit: false,
		matchByTagPrefix: options.matchByTagPrefix ?? false,
		create: options.create,
		addPair: options.addPair,
		has: options.has,
		keys: options.keys,
		get: options.get,
		finalize: options.finalize ?? ((carrier) => carrier),
		carrierIsResult,
		identify: options.identify,
		represent: options.represent ?? ((data) => data),
		representTagName: options.representTagName ?? (() => tagName)
	};
}
//#endregion
//#region src/tag/scalar/str.ts
/** @category Tags */
var strTag = defineScalarTag("tag:yaml.org,2002:str", {
	resolve: (source) => source,
	identify: (data) => typeof data === "string"
});
//#endregion
//#region src/tag/scalar/null_core.ts
var NULL_VALUES$1 = [
	"",
	"~",
	"null",
	"Null",
	"NULL"
];
/** @category Tags */
var nullCoreTag = defineScalarTag("tag:yaml.org,2002:null", {
	implicit: true,
	implicitFirstChars: [
		"",
		"~",
		"n",
		"N"
	],
	resolve: (source) => {
		if (NULL_VALUES$1.indexOf(source) !== -1) return null;
		return NOT_RESOLVED;
	},
	identify: (object) => object === null,
	represent: () => "null"
});
//#endregion
//#region src/tag/scalar/null_json.ts
/** @category Tags */
var nullJsonTag = defineScalarTag("tag:yaml.org,2002:null", {
	implicit: true,
	implicitFirstChars: ["n"],
	resolve: (source, isExplicit) => {
		if (source === "null" || isExplicit && source === "") return null;
		return NOT_RESOLVED;
	},
	identify: (object) => object === null,
	represent: () => "null"
});
//#endregion
//#region src/tag/scalar/null_yaml11.ts
var NULL_VALUES = [
	"",
	"~",
	"null",
	"Null",
	"NULL"
];
/** @category Tags */
var nullYaml11Tag = defineScalarTag("tag:yaml.org,2002:null", {
	implicit: true,
	implicitFirstChars: [
		"",
		"~",
		"n",
		"N"
	],
	resolve: (source) => {
		if (NULL_VALUES.indexOf(source) !== -1) return null;
		return NOT_RESOLVED;
	},
	identify: (object) => object === null,
	represent: () => "null"
});
//#endregion
//#region src/tag/scalar/bool_core.ts
var TRUE_VALUES$2 = [
	"true",
	"True",
	"TRUE"
];
var FALSE_VALUES$2 = [
	"false",
	"False",
	"FALSE"
];
/** @category Tags */
var boolCoreTag = defineScalarTag("tag:yaml.org,2002:bool", {
	implicit: true,
	implicitFirstChars: [
		"t",
		"T",
		"f",
		"F"
	],
	resolve: (source) => {
		if (TRUE_VALUES$2.indexOf(source) !== -1) return true;
		if (FALSE_VALUES$2.indexOf(source) !== -1) return false;
		return NOT_RESOLVED;
	},
	identify: (object) => Object.prototype.toString.call(object) === "[object Boolean]",
	represent: (object) => object ? "true" : "false"
});
//#endregion
//#region src/tag/scalar/bool_json.ts
var TRUE_VALUES$1 = ["true"];
var FALSE_VALUES$1 = ["false"];
/** @category Tags */
var boolJsonTag = defineScalarTag("tag:yaml.org,2002:bool", {
	implicit: true,
	implicitFirstChars: ["t", "f"],
	resolve: (source) => {
		if (TRUE_VALUES$1.indexOf(source) !== -1) return true;
		if (FALSE_VALUES$1.indexOf(source) !== -1) return false;
		return NOT_RESOLVED;
	},
	identify: (object) => Object.prototype.toString.call(object) === "[object Boolean]",
	represent: (object) => object ? "true" : "false"
});
//#endregion
//#region src/tag/scalar/bool_yaml11.ts
var TRUE_VALUES = [
	"true",
	"True",
	"TRUE",
	"y",
	"Y",
	"yes",
	"Yes",
	"YES",
	"on",
	"On",
	"ON"
];
var FALSE_VALUES = [
	"false",
	"False",
	"FALSE",
	"n",
	"N",
	"no",
	"No",
	"NO",
	"off",
	"Off",
	"OFF"
];
/** @category Tags */
var boolYaml11Tag = defineScalarTag("tag:yaml.org,2002:bool", {
	implicit: true,
	implicitFirstChars: [
		"y",
		"Y",
		"n",
		"N",
		"t",
		"T",
		"f",
		"F",
		"o",
		"O"
	],
	resolve: (source) => {
		if (TRUE_VALUES.indexOf(source) !== -1) return true;
		if (FALSE_VALUES.indexOf(source) !== -1) return false;
		return NOT_RESOLVED;
	},
	identify: (object) => Object.prototype.toString.call(object) === "[object Boolean]",
	represent: (object) => object ? "true" : "false"
});
//#endregion
//#region src/tag/scalar/int_core.ts
var YAML_INTEGER_IMPLICIT_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+)$");
var YAML_INTEGER_EXPLICIT_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:[-+]?0b[0-1]+|[-+]?0o[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?[0-9]+)$");
function parseYamlInteger$2(source) {
	let value = source;
	let sign = 1;
	if (value[0] === "-" || value[0] === "+") {
		if (value[0] === "-") sign = -1;
		value = value.slice(1);
	}
	if (value.startsWith("0b")) return sign * parseInt(value.slice(2), 2);
	if (value.startsWith("0o")) return sign * parseInt(value.slice(2), 8);
	if (value.startsWith("0x")) return sign * parseInt(value.slice(2), 16);
	return sign * parseInt(value, 10);
}
function resolveYamlInteger$2(source, isExplicit) {
	if (isExplicit) {
		if (!YAML_INTEGER_EXPLICIT_PATTERN$1.test(source)) return NOT_RESOLVED;
	} else if (!YAML_INTEGER_IMPLICIT_PATTERN$1.test(source)) return NOT_RESOLVED;
	const result = parseYamlInteger$2(source);
	return Number.isFinite(result) ? result : NOT_RESOLVED;
}
/** @category Tags */
var intCoreTag = defineScalarTag("tag:yaml.org,2002:int", {
	implicit: true,
	implicitFirstChars: [
		"-",
		"+",
		..."0123456789"
	],
	resolve: resolveYamlInteger$2,
	identify: (object) => Number.isInteger(object) && !Object.is(object, -0) && object.toString(10).indexOf("e") < 0,
	represent: (object) => object.toString(10)
});
//#endregion
//#region src/tag/scalar/int_json.ts
var YAML_INTEGER_IMPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^-?(?:0|[1-9][0-9]*)$");
var YAML_INTEGER_EXPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?0b[0-1]+|[-+]?0o[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?[0-9]+)$");
function parseYamlInteger$1(source) {
	let value = source;
	let sign = 1;
	if (value[0] === "-" || value[0] === "+") {
		if (value[0] === "-") sign = -1;
		value = value.slice(1);
	}
	if (value.startsWith("0b")) return sign * parseInt(value.slice(2), 2);
	if (value.startsWith("0o")) return sign * parseInt(value.slice(2), 8);
	if (value.startsWith("0x")) return sign * parseInt(value.slice(2), 16);
	return sign * parseInt(value, 10);
}
function resolveYamlInteger$1(source, isExplicit) {
	if (isExplicit) {
		if (!YAML_INTEGER_EXPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
	} else if (!YAML_INTEGER_IMPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
	const result = parseYamlInteger$1(source);
	return Number.isFinite(result) ? result : NOT_RESOLVED;
}
/** @category Tags */
var intJsonTag = defineScalarTag("tag:yaml.org,2002:int", {
	implicit: true,
	implicitFirstChars: ["-", ..."0123456789"],
	resolve: resolveYamlInteger$1,
	identify: (object) => Number.isInteger(object) && !Object.is(object, -0) && object.toString(10).indexOf("e") < 0,
	represent: (object) => object.toString(10)
});
//#endregion
//#region src/tag/scalar/int_yaml11.ts
var YAML_INTEGER_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+|[-+]?(?:0|[1-9][0-9_]*))$");
function parseYamlInteger(source) {
	let value = source.replace(/_/g, "");
	let sign = 1;
	if (value[0] === "-" || value[0] === "+") {
		if (value[0] === "-") sign = -1;
		value = value.slice(1);
	}
	if (value.startsWith("0b")) return sign * parseInt(value.slice(2), 2);
	if (value.startsWith("0x")) return sign * parseInt(value.slice(2), 16);
	if (value.includes(":")) {
		let result = 0;
		for (const part of value.split(":")) result = result * 60 + Number(part);
		return sign * result;
	}
	if (value !== "0" && value[0] === "0") return sign * parseInt(value, 8);
	return sign * parseInt(value, 10);
}
function resolveYamlInteger(source) {
	if (!YAML_INTEGER_PATTERN.test(source)) return NOT_RESOLVED;
	const result = parseYamlInteger(source);
	return Number.isFinite(result) ? result : NOT_RESOLVED;
}
/** @category Tags */
var intYaml11Tag = defineScalarTag("tag:yaml.org,2002:int", {
	implicit: true,
	implicitFirstChars: [
		"-",
		"+",
		..."0123456789"
	],
	resolve: resolveYamlInteger,
	identify: (object) => Number.isInteger(object) && !Object.is(object, -0) && object.toString(10).indexOf("e") < 0,
	represent: (object) => object.toString(10)
});
//#endregion
//#region src/tag/scalar/float_core.ts
var YAML_FLOAT_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
var YAML_FLOAT_SPECIAL_PATTERN$1 = /* @__PURE__ */ new RegExp("^(?:[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
function resolveYamlFloat$2(source) {
	if (!YAML_FLOAT_PATTERN$1.test(source)) return NOT_RESOLVED;
	let value = source.toLowerCase();
	const sign = value[0] === "-" ? -1 : 1;
	if ("+-".includes(value[0])) value = value.slice(1);
	if (value === ".inf") return sign === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
	if (value === ".nan") return NaN;
	const result = sign * parseFloat(value);
	if (Number.isFinite(result) || YAML_FLOAT_SPECIAL_PATTERN$1.test(source)) return result;
	return NOT_RESOLVED;
}
function representYamlFloat$2(object) {
	if (isNaN(object)) return ".nan";
	if (object === Number.POSITIVE_INFINITY) return ".inf";
	if (object === Number.NEGATIVE_INFINITY) return "-.inf";
	if (Object.is(object, -0)) return "-0.0";
	const result = object.toString(10);
	return /^[-+]?[0-9]+e/.test(result) ? result.replace("e", ".e") : result;
}
/** @category Tags */
var floatCoreTag = defineScalarTag("tag:yaml.org,2002:float", {
	implicit: true,
	implicitFirstChars: [
		"-",
		"+",
		".",
		..."0123456789"
	],
	resolve: resolveYamlFloat$2,
	identify: (object) => typeof object === "number" && (!Number.isInteger(object) || Object.is(object, -0) || object.toString(10).indexOf("e") >= 0),
	represent: representYamlFloat$2
});
//#endregion
//#region src/tag/scalar/float_json.ts
var YAML_FLOAT_IMPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$");
var YAML_FLOAT_EXPLICIT_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
function resolveYamlFloat$1(source, isExplicit) {
	if (isExplicit) {
		if (!YAML_FLOAT_EXPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
		let value = source.toLowerCase();
		const sign = value[0] === "-" ? -1 : 1;
		if ("+-".includes(value[0])) value = value.slice(1);
		if (value === ".inf") return sign === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
		if (value === ".nan") return NaN;
		const result = sign * parseFloat(value);
		return Number.isFinite(result) ? result : NOT_RESOLVED;
	}
	if (!YAML_FLOAT_IMPLICIT_PATTERN.test(source)) return NOT_RESOLVED;
	const result = Number(source);
	if (Number.isFinite(result)) return result;
	return NOT_RESOLVED;
}
function representYamlFloat$1(object) {
	if (isNaN(object)) return ".nan";
	if (object === Number.POSITIVE_INFINITY) return ".inf";
	if (object === Number.NEGATIVE_INFINITY) return "-.inf";
	if (Object.is(object, -0)) return "-0.0";
	const result = object.toString(10);
	return /^[-+]?[0-9]+e/.test(result) ? result.replace("e", ".e") : result;
}
/** @category Tags */
var floatJsonTag = defineScalarTag("tag:yaml.org,2002:float", {
	implicit: true,
	implicitFirstChars: ["-", ..."0123456789"],
	resolve: resolveYamlFloat$1,
	identify: (object) => typeof object === "number" && (!Number.isInteger(object) || Object.is(object, -0) || object.toString(10).indexOf("e") >= 0),
	represent: representYamlFloat$1
});
//#endregion
//#region src/tag/scalar/float_yaml11.ts
var YAML_FLOAT_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?(?:(?:[0-9][0-9_]*)?\\.[0-9_]*)(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
var YAML_FLOAT_SPECIAL_PATTERN = /* @__PURE__ */ new RegExp("^(?:[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))$");
function resolveYamlFloat(source) {
	if (!YAML_FLOAT_PATTERN.test(source)) return NOT_RESOLVED;
	let value = source.toLowerCase().replace(/_/g, "");
	const sign = value[0] === "-" ? -1 : 1;
	if ("+-".includes(value[0])) value = value.slice(1);
	if (value === ".inf") return sign === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
	if (value === ".nan") return NaN;
	let result = 0;
	if (value.includes(":")) {
		for (const part of value.split(":")) result = result * 60 + Number(part);
		result *= sign;
	} else result = sign * parseFloat(value);
	if (Number.isFinite(result) || YAML_FLOAT_SPECIAL_PATTERN.test(source)) return result;
	return NOT_RESOLVED;
}
function representYamlFloat(object) {
	if (isNaN(object)) return ".nan";
	if (object === Number.POSITIVE_INFINITY) return ".inf";
	if (object === Number.NEGATIVE_INFINITY) return "-.inf";
	if (Object.is(object, -0)) return "-0.0";
	const result = object.toString(10);
	return /^[-+]?[0-9]+e/.test(result) ? result.replace("e", ".e") : result;
}
/** @category Tags */
var floatYaml11Tag = defineScalarTag("tag:yaml.org,2002:float", {
	implicit: true,
	implicitFirstChars: [
		"-",
		"+",
		".",
		..."0123456789"
	],
	resolve: resolveYamlFloat,
	identify: (object) => typeof object === "number" && (!Number.isInteger(object) || Object.is(object, -0) || object.toString(10).indexOf("e") >= 0),
	represent: representYamlFloat
});
//#endregion
//#region src/tag/scalar/merge.ts
/**
* Enables merge keys in {@link CORE_SCHEMA} when added with
* {@link Schema.withTags}.
*
* @category Tags
*/
var mergeTag = defineScalarTag("tag:yaml.org,2002:merge", {
	implicit: true,
	implicitFirstChars: ["<"],
	resolve: (source, isExplicit) => {
		if (source === "<<" || isExplicit && source === "") return "<<";
		return NOT_RESOLVED;
	},
	identify: () => false
});
//#endregion
//#region src/tag/scalar/binary.ts
var BASE64_PATTERN = /^[A-Za-z0-9+/]*={0,2}$/;
function resolveYamlBinary(source) {
	const input = source.replace(/\s/g, "");
	if (input.length % 4 !== 0 || !BASE64_PATTERN.test(input)) return NOT_RESOLVED;
	const binary = atob(input);
	const result = new Uint8Array(binary.length);
	for (let index = 0; index < binary.length; index++) result[index] = binary.charCodeAt(index);
	return result;
}
function representYamlBinary(object) {
	let binary = "";
	for (let index = 0; index < object.length; index++) binary += String.fromCharCode(object[index]);
	return btoa(binary);
}
/**
* The `!!binary` tag, represented as a `Uint8Array`.
*
* @category Tags
*/
var binaryTag = defineScalarTag("tag:yaml.org,2002:binary", {
	resolve: resolveYamlBinary,
	identify: (object) => Object.prototype.toString.call(object) === "[object Uint8Array]",
	represent: representYamlBinary
});
//#endregion
//#region src/tag/scalar/timestamp.ts
var YAML_DATE_REGEXP = /* @__PURE__ */ new RegExp("^([0-9][0-9][0-9][0-9])-([0-9][0-9])-([0-9][0-9])$");
var YAML_TIMESTAMP_REGEXP = /* @__PURE__ */ new RegExp("^([0-9][0-9][0-9][0-9])-([0-9][0-9]?)-([0-9][0-9]?)(?:[Tt]|[ \\t]+)([0-9][0-9]?):([0-9][0-9]):([0-9][0-9])(?:\\.([0-9]*))?(?:[ \\t]*(Z|([-+])([0-9][0-9]?)(?::([0-9][0-9]))?))?$");
function makeUtcDate(year, month, day, hour = 0, minute = 0, second = 0, fraction = 0) {
	const date = new Date(Date.UTC(year, month, day, hour, minute, second, fraction));
	date.setUTCFullYear(year, month, day);
	return date;
}
function resolveYamlTimestamp(source) {
	let match = YAML_DATE_REGEXP.exec(source);
	if (match === null) match = YAML_TIMESTAMP_REGEXP.exec(source);
	if (match === null) return NOT_RESOLVED;
	const year = +match[1];
	const month = +match[2] - 1;
	const day = +match[3];
	if (!match[4]) {
		const date = makeUtcDate(year, month, day);
		if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month || date.getUTCDate() !== day) return NOT_RESOLVED;
		return date;
	}
	const hour = +match[4];
	const minute = +match[5];
	const second = +match[6];
	let fraction = 0;
	if (hour > 23 || minute > 59 || second > 59) return NOT_RESOLVED;
	if (match[7]) {
		let value = match[7].slice(0, 3);
		while (value.length < 3) value += "0";
		fraction = +value;
	}
	const date = makeUtcDate(year, month, day, hour, minute, second, fraction);
	if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month || date.getUTCDate() !== day) return NOT_RESOLVED;
	if (match[9]) {
		const offsetHour = +match[10];
		const offsetMinute = +(match[11] || 0);
		if (offsetHour > 23 || offsetMinute > 59) return NOT_RESOLVED;
		const offset = (offsetHour * 60 + offsetMinute) * 6e4;
		date.setTime(date.getTime() - (match[9] === "-" ? -offset : offset));
	}
	return date;
}
/**
* The YAML 1.1 `!!timestamp` tag, represented as a JavaScript `Date`.
*
* @category Tags
*/
var timestampTag = defineScalarTag("tag:yaml.org,2002:timestamp", {
	implicit: true,
	implicitFirstChars: [..."0123456789"],
	resolve: resolveYamlTimestamp,
	identify: (object) => object instanceof Date,
	represent: (object) => object.toISOString()
});
//#endregion
//#region src/tag/sequence/seq.ts
/** @category Tags */
var seqTag = defineSequenceTag("tag:yaml.org,2002:seq", {
	create: () => [],
	addItem: (container, item) => {
		container.push(item);
	},
	identify: Array.isArray
});
//#endregion
//#region src/common/object.ts
function isPlainObject(data) {
	if (data === null || typeof data !== "object" || Array.isArray(data)) return false;
	const prototype = Object.getPrototypeOf(data);
	return prototype === null || prototype === Object.prototype;
}
function pick(object, keys) {
	const result = {};
	for (const key of keys) if (object[key] !== void 0) result[key] = object[key];
	return result;
}
//#endregion
//#region src/tag/sequence/omap.ts
/**
* Provided only for YAML 1.1 compatibility and supported by the loader only.
* JavaScript has no dedicated class to represent this type, so it cannot be
* identified and dumped.
*
* ```yaml
* !!omap
*   - one: 1
*   - two: 2
* ```
*
* is loaded as
*
* ```javascript
* [
*   { one: 1 },
*   { two: 2 }
* ]
* ```
*
* @category Tags
*/
var omapTag = defineSequenceTag("tag:yaml.org,2002:omap", {
	create: () => ({
		list: [],
		seen: /* @__PURE__ */ new Set()
	}),
	addItem: (carrier, item) => {
		let key;
		if (item instanceof Map) {
			if (item.size !== 1) return "cannot resolve an ordered map item";
			key = item.keys().next().value;
		} else if (isPlainObject(item)) {
			const itemKeys = Object.keys(item);
			if (itemKeys.length !== 1) return "cannot resolve an ordered map item";
			key = itemKeys[0];
		} else return "cannot resolve an ordered map item";
		if (carrier.seen.has(key)) return "duplicate key in ordered map";
		carrier.seen.add(key);
		carrier.list.push(item);
		return "";
	},
	finalize: (carrier) => carrier.list,
	identify: () => false
});
//#endregion
//#region src/tag/sequence/pairs.ts
/**
* Provided only for YAML 1.1 compatibility and supported by the loader only.
* JavaScript has no dedicated class to represent this type, so it cannot be
* identified and dumped.
*
* ```yaml
* !!pairs
*   - one: 1
*   - two: 2
* ```
*
* is loaded as
*
* ```javascript
* [
*   ['one', 1],
*   ['two', 2]
* ]
* ```
*
* @category Tags
*/
var pairsTag = defineSequenceTag("tag:yaml.org,2002:pairs", {
	create: () => [],
	addItem: (container, item) => {
		if (item instanceof Map) {
			if (item.size !== 1) return "cannot resolve a pairs item";
			container.push(item.entries().next().value);
			return "";
		}
		if (Object.prototype.toString.call(item) !== "[object Object]") return "cannot resolve a pairs item";
		const object = item;
		const keys = Object.keys(object);
		if (keys.length !== 1) return "cannot resolve a pairs item";
		container.push([keys[0], object[keys[0]]]);
		return "";
	},
	identify: () => false
});
//#endregion
//#region src/tag/mapping/map.ts
/**
* This is the default mapping implementation. It uses `{}` objects and has only
* partial functionality due to language limitations. This choice was made
* because users expect to get JavaScript objects, and it was left unchanged to
* avoid too many breaking changes in the v5 release.
*
* Side effects:
*
* - `Object.hasOwn()` checks or `for...of` loops are required for safe use (to
*   avoid falling through to prototypes).
* - Only scalar string keys are supported properly.
* - Other scalar keys, such as `null` and numbers, are converted to strings.
*   This is historical behaviour, and it can cause side effects such as
*   problems with `!!merge`.
*
* Note that non-string scalar keys may be deprecated in future versions.
*
* Ideally, use {@link realMapTag} instead.
*
* @category Tags
*/
var mapTag = defineMappingTag("tag:yaml.org,2002:map", {
	create: () => ({}),
	identify: isPlainObject,
	represent: (o) => {
		const map = /* @__PURE__ */ new Map();
		for (const key of Object.keys(o)) map.set(key, o[key]);
		return map;
	},
	addPair: (container, key, value) => {
		if (key !== null && typeof key === "object") return "object-based map does not support complex keys";
		const normalizedKey = String(key);
		if (normalizedKey === "__proto__") Object.defineProperty(container, normalizedKey, {
			value,
			enumerable: true,
			configurable: true,
			writable: true
		});
		else container[normalizedKey] = value;
		return "";
	},
	has: (container, key) => {
		if (key !== null && typeof key === "object") return false;
		return Object.prototype.hasOwnProperty.call(container, String(key));
	},
	keys: (container) => Object.keys(container),
	get: (container, key) => {
		const normalizedKey = String(key);
		if (!Object.prototype.hasOwnProperty.call(container, normalizedKey)) return null;
		return container[normalizedKey];
	}
});
//#endregion
//#region src/tag/mapping/set.ts
/**
* The YAML 1.1 `!!set` tag, represented as a JavaScript `Set`.
*
* @category Tags
*/
var setTag = defineMappingTag("tag:yaml.org,2002:set", {
	create: () => /* @__PURE__ */ new Set(),
	identify: (data) => data instanceof Set,
	represent: (data) => {
		const map = /* @__PURE__ */ new Map();
		for (const key of data) map.set(key, null);
		return map;
	},
	addPair: (container, key, value) => {
		if (value !== null) return "cannot resolve a set item";
		container.add(key);
		return "";
	},
	has: (container, key) => container.has(key),
	keys: (container) => container.keys(),
	get: () => null
});
//#endregion
//#region src/schema.ts
function createTagDefinitionMap() {
	return {
		scalar: Object.create(null),
		sequence: Object.create(null),
		mapping: Object.create(null)
	};
}
function createTagDefinitionListMap() {
	return {
		scalar: [],
		sequence: [],
		mapping: []
	};
}
function compileTags(tags) {
	const result = [];
	for (const tag of tags) {
		let index = result.length;
		for (let previousIndex = 0; previousIndex < result.length; previousIndex++) {
			const previous = result[previousIndex];
			if (previous.nodeKind === tag.nodeKind && previous.tagName === tag.tagName && previous.matchByTagPrefix === tag.matchByTagPrefix) {
				index = previousIndex;
				break;
			}
		}
		result[index] = tag;
	}
	return result;
}
/**
* Controls tag resolution when loading and type selection when dumping.
*
* @category Schemas
*/
var Schema = class Schema {
	tags;
	/** @internal */
	implicitScalarTags;
	/**
	* Dispatch implicit scalar resolvers by `source.charAt(0)`. Each bucket holds
	* the resolvers that may match that key, in schema order; a key absent from
	* the map uses
	* {@link Schema.implicitScalarAnyFirstChar}
	* (resolvers that declared no first-char constraint, so they apply to any
	* first character).
	*/
	implicitScalarByFirstChar;
	implicitScalarAnyFirstChar;
	/**
	* The default scalar tag (`!!str`), resolved once so the composer's fallback
	* for unresolved plain scalars avoids a keyed lookup per scalar.
	*
	* @internal
	*/
	defaultScalarTag;
	/**
	* The default container tags (`!!seq` / `!!map`), used by the dumper: when a
	* value is identified by its default tag, the tag is implicit and not
	* printed. Undefined if the schema does not define them (then such values
	* can't be dumped).
	*
	* @internal
	*/
	defaultSequenceTag;
	/** @internal */
	defaultMappingTag;
	exact;
	prefix;
	constructor(tags) {
		const compiledTags = compileTags(tags);
		const implicitScalarTags = [];
		const exact = createTagDefinitionMap();
		const prefix = createTagDefinitionListMap();
		for (const tag of compiledTags) {
			if (tag.nodeKind === "scalar" && tag.implicit) {
				if (tag.matchByTagPrefix) throw new Error("Implicit scalar tags cannot match by tag prefix");
				implicitScalarTags.push(tag);
			}
			switch (tag.nodeKind) {
				case "scalar":
					if (tag.matchByTagPrefix) prefix.scalar.push(tag);
					else exact.scalar[tag.tagName] = tag;
					break;
				case "sequence":
					if (tag.matchByTagPrefix) prefix.sequence.push(tag);
					else exact.sequence[tag.tagName] = tag;
					break;
				case "mapping": if (tag.matchByTagPrefix) prefix.mapping.push(tag);
				else exact.mapping[tag.tagName] = tag;
			}
		}
		const implicitScalarAnyFirstChar = implicitScalarTags.filter((tag) => tag.implicitFirstChars === null);
		const keys = /* @__PURE__ */ new Set();
		for (const tag of implicitScalarTags) if (tag.implicitFirstChars !== null) for (const key of tag.implicitFirstChars) keys.add(key);
		const implicitScalarByFirstChar = /* @__PURE__ */ new Map();
		for (const key of keys) implicitScalarByFirstChar.set(key, implicitScalarTags.filter((tag) => tag.implicitFirstChars === null || tag.implicitFirstChars.indexOf(key) !== -1));
		const defaultScalarTag = exact.scalar["tag:yaml.org,2002:str"];
		if (!defaultScalarTag) throw new Error("schema does not define the default scalar tag (tag:yaml.org,2002:str)");
		this.tags = compiledTags;
		this.implicitScalarTags = implicitScalarTags;
		this.implicitScalarByFirstChar = implicitScalarByFirstChar;
		this.implicitScalarAnyFirstChar = implicitScalarAnyFirstChar;
		this.defaultScalarTag = defaultScalarTag;
		this.defaultSequenceTag = exact.sequence["tag:yaml.org,2002:seq"];
		this.defaultMappingTag = exact.mapping["tag:yaml.org,2002:map"];
		this.exact = exact;
		this.prefix = prefix;
	}
	/** @internal */
	lookupScalarTag(tagName) {
		const exactTag = this.exact.scalar[tagName];
		if (exactTag) return exactTag;
		for (const tag of this.prefix.scalar) if (tagName.startsWith(tag.tagName)) return tag;
	}
	/** @internal */
	lookupSequenceTag(tagName) {
		const exactTag = this.exact.sequence[tagName];
		if (exactTag) return exactTag;
		for (const tag of this.prefix.sequence) if (tagName.startsWith(tag.tagName)) return tag;
	}
	/** @internal */
	lookupMappingTag(tagName) {
		const exactTag = this.exact.mapping[tagName];
		if (exactTag) return exactTag;
		for (const tag of this.prefix.mapping) if (tagName.startsWith(tag.tagName)) return tag;
	}
	/** @internal */
	resolveImplicitScalarTag(source) {
		const candidates = this.implicitScalarByFirstChar.get(source.charAt(0)) ?? this.implicitScalarAnyFirstChar;
		for (const tag of candidates) {
			const value = tag.resolve(source, false, tag.tagName);
			if (value !== NOT_RESOLVED) return {
				value,
				tag
			};
		}
		const tag = this.defaultScalarTag;
		return {
			value: tag.resolve(source, false, tag.tagName),
			tag
		};
	}
	/**
	* Creates a new schema with the specified tags added. If a tag already
	* exists, it is replaced by the specified tag.
	*
	* @example
	*
	* ```javascript
	* import { CORE_SCHEMA, mergeTag, realMapTag } from 'js-yaml'
	*
	* const schema = CORE_SCHEMA.withTags(mergeTag, realMapTag)
	* ```
	*/
	withTags(...tags) {
		let flatTags = [];
		for (const tag of tags) flatTags = flatTags.concat(tag);
		return new Schema([...this.tags, ...flatTags]);
	}
};
/**
* The YAML 1.2 Failsafe Schema: strings, sequences, and mappings.
*
* @category Schemas
*/
var FAILSAFE_SCHEMA = new Schema([
	strTag,
	seqTag,
	mapTag
]);
/**
* The YAML 1.2 JSON Schema. It uses JSON scalar forms while retaining YAML
* collection syntax.
*
* @category Schemas
*/
var JSON_SCHEMA = new Schema([
	...FAILSAFE_SCHEMA.tags,
	nullJsonTag,
	boolJsonTag,
	intJsonTag,
	floatJsonTag
]);
/**
* The default schema for the loaders. Note, {@link CORE_SCHEMA} comes
* without the `!!merge` tag. You can easily enable it if needed.
*
* @example
* Enable {@link mergeTag}:
*
* ```javascript
* import { load, CORE_SCHEMA, mergeTag } from 'js-yaml'
*
* try {
*   load(data, { schema: CORE_SCHEMA.withTags(mergeTag) })
* } catch (e) {
*   console.error(e)
* }
* ```
*
* @category Schemas
*/
var CORE_SCHEMA = new Schema([
	...FAILSAFE_SCHEMA.tags,
	nullCoreTag,
	boolCoreTag,
	intCoreTag,
	floatCoreTag
]);
/**
* YAML 1.1-compatible schema.
*
* @category Schemas
*/
var YAML11_SCHEMA = new Schema([
	...FAILSAFE_SCHEMA.tags,
	nullYaml11Tag,
	boolYaml11Tag,
	intYaml11Tag,
	floatYaml11Tag,
	timestampTag,
	mergeTag,
	binaryTag,
	omapTag,
	pairsTag,
	setTag
]);
/**
* The dumper schema for maximum compatibility. It combines all supported type
* variants from YAML 1.1 and YAML 1.2 so strings matching any of them are
* quoted. This makes the generated YAML more compatible with other parsers.
*
* The schema is based on YAML 1.1, but extends `!!int` and `!!float` to accept
* both YAML 1.1 and Core Schema forms, since Core Schema supports some forms
* that YAML 1.1 does not.
*
* @category Schemas
*/
var DUMP_SCHEMA = YAML11_SCHEMA.withTags({
	...intYaml11Tag,
	resolve: (source, isExplicit, tagName) => {
		const result = intYaml11Tag.resolve(source, isExplicit, tagName);
		return result === NOT_RESOLVED ? intCoreTag.resolve(source, isExplicit, tagName) : result;
	}
}, {
	...floatYaml11Tag,
	resolve: (source, isExplicit, tagName) => {
		const result = floatYaml11Tag.resolve(source, isExplicit, tagName);
		return result === NOT_RESOLVED ? floatCoreTag.resolve(source, isExplicit, tagName) : result;
	}
});
//#endregion
//#region src/tag/mapping/real_map.ts
/**
* Recommended when non-string keys are actually needed. It uses native
* JavaScript `Map` objects, so keys keep their constructed types instead of
* being converted to strings.
*
* It is not the default to avoid widespread breaking changes in existing
* projects. `Map` has a different access API and does not pass deep equality
* checks against `{}`-based fixtures. Alongside the other changes in v5,
* making it the default was considered too disruptive.
*
* If these differences are acceptable for your project, we recommend using
* {@link realMapTag} to guarantee the absence of problems and side effects.
*
* @example
* Enable {@link realMapTag}:
*
* ```javascript
* import { load, CORE_SCHEMA, realMapTag } from 'js-yaml'
*
* try {
*   load(data, { schema: CORE_SCHEMA.withTags(realMapTag) })
* } catch (e) {
*   console.error(e)
* }
* ```
*
* @category Tags
*/
var realMapTag = defineMappingTag("tag:yaml.org,2002:map", {
	create: () => /* @__PURE__ */ new Map(),
	addPair: (container, key, value) => {
		container.set(key, value);
		return "";
	},
	has: (container, key) => container.has(key),
	keys: (container) => container.keys(),
	get: (container, key) => container.get(key),
	identify: (data) => data instanceof Map || isPlainObject(data),
	represent: (data) => {
		if (data instanceof Map) return data;
		const map = /* @__PURE__ */ new Map();
		const obj = data;
		for (const key of Object.keys(obj)) map.set(key, obj[key]);
		return map;
	}
});
//#endregion
//#region src/tag/mapping/legacy_map.ts
function normalizeKey(key) {
	if (Array.isArray(key)) {
		const array = Array.prototype.slice.call(key);
		for (let index = 0; index < array.length; index++) {
			if (Array.isArray(array[index])) return null;
			if (typeof array[index] === "object" && Object.prototype.toString.call(array[index]) === "[object Object]") array[index] = "[object Object]";
		}
		return String(array);
	}
	if (typeof key === "object" && Object.prototype.toString.call(key) === "[object Object]") return "[object Object]";
	return String(key);
}
/**
* This implementation exists solely to reproduce v4 behavior exactly. Its use
* is strongly discouraged. If complex or non-string keys are needed, use
* {@link realMapTag} instead.
*
* @category Tags
*/
var legacyMapTag = defineMappingTag("tag:yaml.org,2002:map", {
	create: () => ({}),
	identify: isPlainObject,
	represent: (o) => {
		const map = /* @__PURE__ */ new Map();
		for (const key of Object.keys(o)) map.set(key, o[key]);
		return map;
	},
	addPair: (container, key, value) => {
		const normalizedKey = normalizeKey(key);
		if (normalizedKey === null) return "nested arrays are not supported inside keys";
		if (normalizedKey === "__proto__") Object.defineProperty(container, normalizedKey, {
			value,
			enumerable: true,
			configurable: true,
			writable: true
		});
		else container[normalizedKey] = value;
		return "";
	},
	has: (container, key) => {
		const normalizedKey = normalizeKey(key);
		return normalizedKey !== null && Object.prototype.hasOwnProperty.call(container, normalizedKey);
	},
	keys: (container) => Object.keys(container),
	get: (container, key) => {
		const normalizedKey = String(key);
		if (!Object.prototype.hasOwnProperty.call(container, normalizedKey)) return null;
		return container[normalizedKey];
	}
});
//#endregion
//#region src/common/snippet.ts
var DEFAULT_SNIPPET_OPTIONS = {
	maxLength: 79,
	indent: 1,
	linesBefore: 3,
	linesAfter: 2
};
function getLine(buffer, lineStart, lineEnd, position, maxLineLength) {
	let head = "";
	let tail = "";
	const maxHalfLength = Math.floor(maxLineLength / 2) - 1;
	if (position - lineStart > maxHalfLength) {
		head = " ... ";
		lineStart = position - maxHalfLength + head.length;
	}
	if (lineEnd - position > maxHalfLength) {
		tail = " ...";
		lineEnd = position + maxHalfLength - tail.length;
	}
	return {
		str: head + buffer.slice(lineStart, lineEnd).replace(/\t/g, "→") + tail,
		pos: position - lineStart + head.length
	};
}
function padStart(string, max) {
	return " ".repeat(Math.max(max - string.length, 0)) + string;
}
function makeSnippet(mark, options) {
	if (!mark.buffer) return null;
	const opts = {
		...DEFAULT_SNIPPET_OPTIONS,
		...options
	};
	const re = /\r?\n|\r|\0/g;
	const lineStarts = [0];
	const lineEnds = [];
	let match;
	let foundLineNo = -1;
	while (match = re.exec(mark.buffer)) {
		lineEnds.push(match.index);
		lineStarts.push(match.index + match[0].length);
		if (mark.position <= match.index && foundLineNo < 0) foundLineNo = lineStarts.length - 2;
	}
	if (foundLineNo < 0) foundLineNo = lineStarts.length - 1;
	let result = "";
	const lineNoLength = Math.min(mark.line + opts.linesAfter, lineEnds.length).toString().length;
	const maxLineLength = opts.maxLength - (opts.indent + lineNoLength + 3);
	for (let i = 1; i <= opts.linesBefore; i++) {
		if (foundLineNo - i < 0) break;
		const line = getLine(mark.buffer, lineStarts[foundLineNo - i], lineEnds[foundLineNo - i], mark.position - (lineStarts[foundLineNo] - lineStarts[foundLineNo - i]), maxLineLength);
		result = `${" ".repeat(opts.indent)}${padStart((mark.line - i + 1).toString(), lineNoLength)} | ${line.str}\n${result}`;
	}
	const line = getLine(mark.buffer, lineStarts[foundLineNo], lineEnds[foundLineNo], mark.position, maxLineLength);
	result += `${" ".repeat(opts.indent)}${padStart((mark.line + 1).toString(), lineNoLength)} | ${line.str}\n`;
	result += `${"-".repeat(opts.indent + lineNoLength + 3 + line.pos)}^\n`;
	for (let i = 1; i <= opts.linesAfter; i++) {
		if (foundLineNo + i >= lineEnds.length) break;
		const line = getLine(mark.buffer, lineStarts[foundLineNo + i], lineEnds[foundLineNo + i], mark.position - (lineStarts[foundLineNo] - lineStarts[foundLineNo + i]), maxLineLength);
		result += `${" ".repeat(opts.indent)}${padStart((mark.line + i + 1).toString(), lineNoLength)} | ${line.str}\n`;
	}
	return result.replace(/\n$/, "");
}
//#endregion
//#region src/common/exception.ts
function formatError(exception, compact) {
	let where = "";
	if (!exception.mark) return exception.reason;
	if (exception.mark.name) where += `in "${exception.mark.name}" `;
	where += `(${exception.mark.line + 1}:${exception.mark.column + 1})`;
	if (!compact && exception.mark.snippet) where += `\n\n${exception.mark.snippet}`;
	return `${exception.reason} ${where}`;
}
/**
* A YAML error. Unlike an ordinary `Error`, it adds a source snippet showing
* the location of the problem to the error message, when available.
*
* @category Main
*/
var YAMLException = class YAMLException extends Error {
	reason;
	mark;
	/**
	* Optional `mark` contains source snippet data. Usually, use
	* {@link YAMLException.throwAt} instead of passing it directly.
	*/
	constructor(reason, mark) {
		super();
		this.name = "YAMLException";
		this.reason = reason;
		this.mark = mark;
		this.message = formatError(this, false);
		if (Error.captureStackTrace) Error.captureStackTrace(this, this.constructor);
	}
	/**
	* Returns the formatted error, omitting the source snippet in compact mode.
	*/
	toString(compact) {
		return `${this.name}: ${formatError(this, compact)}`;
	}
	/**
	* Builds a YAMLException with a source snippet and throws it. `source` is
	* the raw input text; `position` is an offset into it.
	*/
	static throwAt(source, position, message, filename = "") {
		let line = 0;
		let lineStart = 0;
		for (let index = 0; index < position; index++) {
			const ch = source.charCodeAt(index);
			if (ch === 10) {
				line++;
				lineStart = index + 1;
			} else if (ch === 13) {
				line++;
				if (source.charCodeAt(index + 1) === 10) index++;
				lineStart = index + 1;
			}
		}
		const mark = {
			name: filename,
			buffer: source,
			position,
			line,
			column: position - lineStart
		};
		mark.snippet = makeSnippet(mark);
		throw new YAMLException(message, mark);
	}
};
//#endregion
//#region src/parser/events.ts
/** @category Events */
var EVENT_ID = {
	DOCUMENT: 1,
	SEQUENCE: 2,
	MAPPING: 3,
	SCALAR: 4,
	ALIAS: 5,
	POP: 6
};
/** @category Nodes */
var SCALAR_STYLE = {
	PLAIN: 1,
	SINGLE_QUOTED: 2,
	DOUBLE_QUOTED: 3,
	LITERAL_BLOCK: 4,
	FOLDED_BLOCK: 5
};
/** @category Nodes */
var COLLECTION_STYLE = {
	BLOCK: 1,
	FLOW: 2
};
/** @category Nodes */
var CHOMPING_MODE = {
	CLIP: 1,
	STRIP: 2,
	KEEP: 3
};
//#endregion
//#region src/parser/parser_scalar.ts
var NO_RANGE$3 = -1;
function simpleEscapeSequence(c) {
	switch (c) {
		case 48: return "\0";
		case 97: return "\x07";
		case 98: return "\b";
		case 116: return "	";
		case 9: return "	";
		case 110: return "\n";
		case 118: return "\v";
		case 102: return "\f";
		case 114: return "\r";
		case 101: return "\x1B";
		case 32: return " ";
		case 34: return "\"";
		case 47: return "/";
		case 92: return "\\";
		case 78: return "";
		case 95: return "\xA0";
		case 76: return "\u2028";
		case 80: return "\u2029";
		default: return "";
	}
}
var simpleEscapeCheck = new Array(256);
var simpleEscapeMap = new Array(256);
for (let i = 0; i < 256; i++) {
	simpleEscapeCheck[i] = simpleEscapeSequence(i) ? 1 : 0;
	simpleEscapeMap[i] = simpleEscapeSequence(i);
}
function charFromCodepoint(c) {
	if (c <= 65535) return String.fromCharCode(c);
	return String.fromCharCode((c - 65536 >> 10) + 55296, (c - 65536 & 1023) + 56320);
}
function fromHexCode$1(c) {
	if (c >= 48 && c <= 57) return c - 48;
	return (c | 32) - 97 + 10;
}
function escapedHexLen$1(c) {
	if (c === 120) return 2;
	if (c === 117) return 4;
	return 8;
}
function skipFoldedBreaks(input, position, end) {
	let breaks = 0;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 10) {
			breaks++;
			position++;
		} else if (ch === 13) {
			breaks++;
			position++;
			if (input.charCodeAt(position) === 10) position++;
		} else if (ch === 32 || ch === 9) position++;
		else break;
	}
	return {
		position,
		breaks
	};
}
function foldedBreaks(count) {
	if (count === 1) return " ";
	return "\n".repeat(count - 1);
}
function getPlainValue(input, start, end) {
	let result = "";
	let position = start;
	let captureStart = start;
	let captureEnd = start;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 10 || ch === 13) {
			result += input.slice(captureStart, captureEnd);
			const fold = skipFoldedBreaks(input, position, end);
			result += foldedBreaks(fold.breaks);
			position = captureStart = captureEnd = fold.position;
		} else {
			position++;
			if (ch !== 32 && ch !== 9) captureEnd = position;
		}
	}
	return result + input.slice(captureStart, captureEnd);
}
function getSingleQuotedValue(input, start, end) {
	let result = "";
	let position = start;
	let captureStart = start;
	let captureEnd = start;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 39) {
			result += input.slice(captureStart, position) + "'";
			position += 2;
			captureStart = captureEnd = position;
		} else if (ch === 10 || ch === 13) {
			result += input.slice(captureStart, captureEnd);
			const fold = skipFoldedBreaks(input, position, end);
			result += foldedBreaks(fold.breaks);
			position = captureStart = captureEnd = fold.position;
		} else {
			position++;
			if (ch !== 32 && ch !== 9) captureEnd = position;
		}
	}
	return result + input.slice(captureStart, end);
}
function getDoubleQuotedValue(input, start, end) {
	let result = "";
	let position = start;
	let captureStart = start;
	let captureEnd = start;
	while (position < end) {
		const ch = input.charCodeAt(position);
		if (ch === 92) {
			result += input.slice(captureStart, position);
			position++;
			const escaped = input.charCodeAt(position);
			if (escaped === 10 || escaped === 13) position = skipFoldedBreaks(input, position, end).position;
			else if (escaped < 256 && simpleEscapeCheck[escaped]) {
				result += simpleEscapeMap[escaped];
				position++;
			} else {
				let hexLength = escapedHexLen$1(escaped);
				let hexResult = 0;
				for (; hexLength > 0; hexLength--) {
					position++;
					const digit = fromHexCode$1(input.charCodeAt(position));
					hexResult = (hexResult << 4) + digit;
				}
				result += charFromCodepoint(hexResult);
				position++;
			}
			captureStart = captureEnd = position;
		} else if (ch === 10 || ch === 13) {
			result += input.slice(captureStart, captureEnd);
			const fold = skipFoldedBreaks(input, position, end);
			result += foldedBreaks(fold.breaks);
			position = captureStart = captureEnd = fold.position;
		} else {
			position++;
			if (ch !== 32 && ch !== 9) captureEnd = position;
		}
	}
	return result + input.slice(captureStart, end);
}
function getBlockValue(input, start, end, indent, chomping, folded) {
	const textIndent = indent < 0 ? 0 : indent;
	const region = input.slice(start, end).replace(/\r\n?/g, "\n");
	const lines = region === "" ? [] : (region.endsWith("\n") ? region.slice(0, -1) : region).split("\n");
	let result = "";
	let didReadContent = false;
	let emptyLines = 0;
	let atMoreIndented = false;
	for (const line of lines) {
		let column = 0;
		while (column < textIndent && line.charCodeAt(column) === 32) column++;
		if (indent < 0 || column >= line.length) {
			emptyLines++;
			continue;
		}
		const content = line.slice(textIndent);
		const first = content.charCodeAt(0);
		if (folded) {
			if (first === 32 || first === 9) {
				atMoreIndented = true;
				result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
			} else if (atMoreIndented) {
				atMoreIndented = false;
				result += "\n".repeat(emptyLines + 1);
			} else if (emptyLines === 0) {
				if (didReadContent) result += " ";
			} else result += "\n".repeat(emptyLines);
		} else result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
		result += content;
		didReadContent = true;
		emptyLines = 0;
	}
	if (chomping === CHOMPING_MODE.KEEP) result += "\n".repeat(didReadContent ? 1 + emptyLines : emptyLines);
	else if (chomping !== CHOMPING_MODE.STRIP) {
		if (didReadContent) result += "\n";
	}
	return result;
}
/**
* Decodes the scalar referenced by event offsets in `input`.
*
* @category Events
*/
function getScalarValue(input, scalar) {
	if (scalar.valueStart === NO_RANGE$3) return "";
	const { valueStart, valueEnd } = scalar;
	if (scalar.fast) return input.slice(valueStart, valueEnd);
	switch (scalar.style) {
		case SCALAR_STYLE.SINGLE_QUOTED: return getSingleQuotedValue(input, valueStart, valueEnd);
		case SCALAR_STYLE.DOUBLE_QUOTED: return getDoubleQuotedValue(input, valueStart, valueEnd);
		case SCALAR_STYLE.LITERAL_BLOCK: return getBlockValue(input, valueStart, valueEnd, scalar.indent, scalar.chomping, false);
		case SCALAR_STYLE.FOLDED_BLOCK: return getBlockValue(input, valueStart, valueEnd, scalar.indent, scalar.chomping, true);
		default: return getPlainValue(input, valueStart, valueEnd);
	}
}
//#endregion
//#region src/common/tagname.ts
var DEFAULT_TAG_HANDLERS = Object.assign(Object.create(null), {
	"!": "!",
	"!!": "tag:yaml.org,2002:"
});
var TAG_SUFFIX_CHARS = "-#;/?:@&=+$_.~*'()";
var TAG_URI_CHARS = TAG_SUFFIX_CHARS + "!,[]";
var HEX = "0123456789ABCDEF";
function percentByte(byte) {
	return "%" + HEX[byte >> 4] + HEX[byte & 15];
}
function tagPercentEncode(source, isSuffix) {
	const allowed = isSuffix ? TAG_SUFFIX_CHARS : TAG_URI_CHARS;
	let result = "";
	for (let index = 0; index < source.length; index++) {
		let ch = source.charCodeAt(index);
		if (ch >= 48 && ch <= 57 || ch >= 65 && ch <= 90 || ch >= 97 && ch <= 122 || allowed.includes(source[index])) {
			result += source[index];
			continue;
		}
		if (ch >= 55296 && ch <= 56319) ch = 65536 + ((ch & 1023) << 10) + (source.charCodeAt(++index) & 1023);
		if (ch < 128) result += percentByte(ch);
		else if (ch < 2048) result += percentByte(192 | ch >> 6) + percentByte(128 | ch & 63);
		else if (ch < 65536) result += percentByte(224 | ch >> 12) + percentByte(128 | ch >> 6 & 63) + percentByte(128 | ch & 63);
		else result += percentByte(240 | ch >> 18) + percentByte(128 | ch >> 12 & 63) + percentByte(128 | ch >> 6 & 63) + percentByte(128 | ch & 63);
	}
	return result;
}
function tagPercentDecode(source) {
	let result = "";
	let index = 0;
	while (index < source.length) {
		if (source.charCodeAt(index) !== 37) {
			result += source[index++];
			continue;
		}
		let ch = parseInt(source.slice(index + 1, index + 3), 16);
		index += 3;
		if (ch >= 192) {
			let remaining = ch < 224 ? 1 : ch < 240 ? 2 : 3;
			ch &= (1 << 6 - remaining) - 1;
			while (remaining-- > 0) {
				ch = ch << 6 | parseInt(source.slice(index + 1, index + 3), 16) & 63;
				index += 3;
			}
		}
		if (ch < 65536) result += String.fromCharCode(ch);
		else {
			ch -= 65536;
			result += String.fromCharCode(55296 | ch >> 10, 56320 | ch & 1023);
		}
	}
	return result;
}
function tagNameFull(rawTag, tagHandlers) {
	if (rawTag.startsWith("!<") && rawTag.endsWith(">")) return tagPercentDecode(rawTag.slice(2, -1));
	const handleEnd = rawTag.indexOf("!", 1);
	const handle = handleEnd === -1 ? "!" : rawTag.slice(0, handleEnd + 1);
	return tagPercentDecode(tagHandlers?.[handle] ?? DEFAULT_TAG_HANDLERS[handle] ?? handle) + tagPercentDecode(rawTag.slice(handle.length));
}
function tagNameShort(fullTag) {
	let tag = fullTag;
	if (tag.charCodeAt(0) === 33) {
		tag = tag.slice(1);
		return `!${tagPercentEncode(tag, true)}`;
	}
	if (tag.slice(0, 18) === "tag:yaml.org,2002:") return `!!${tagPercentEncode(tag.slice(18), true)}`;
	return `!<${tagPercentEncode(tag, false)}>`;
}
//#endregion
//#region src/parser/constructor.ts
var NO_RANGE$2 = -1;
var MERGE_TAG_NAME = "tag:yaml.org,2002:merge";
var DEFAULT_CONSTRUCTOR_OPTIONS = {
	filename: "",
	schema: CORE_SCHEMA,
	json: false,
	maxTotalMergeKeys: 1e4,
	maxAliases: -1
};
function eventPosition$1(event) {
	if ("tagStart" in event && event.tagStart !== NO_RANGE$2) return event.tagStart;
	if ("anchorStart" in event && event.anchorStart !== NO_RANGE$2) return event.anchorStart;
	if ("valueStart" in event && event.valueStart !== NO_RANGE$2) return event.valueStart;
	if ("start" in event) return event.start;
	return 0;
}
function throwError$1(state, message) {
	YAMLException.throwAt(state.source, state.position, message, state.filename);
}
function finalizeCollection(state, position, tag, carrier) {
	try {
		return tag.finalize(carrier);
	} catch (error) {
		if (error instanceof YAMLException) throw error;
		YAMLException.throwAt(state.source, position, error instanceof Error ? error.message : String(error), state.filename);
	}
}
function constructScalar(state, event) {
	const source = getScalarValue(state.source, event);
	const rawTag = event.tagStart === NO_RANGE$2 ? "" : state.source.slice(event.tagStart, event.tagEnd);
	const strTag = state.schema.defaultScalarTag;
	if (rawTag !== "") {
		if (rawTag === "!") return {
			value: source,
			tag: strTag
		};
		const tagName = tagNameFull(rawTag, state.tagHandlers);
		const scalarTag = state.schema.lookupScalarTag(tagName);
		if (scalarTag) {
			const result = scalarTag.resolve(source, true, tagName);
			if (result === NOT_RESOLVED) throwError$1(state, `cannot resolve a node with !<${tagName}> explicit tag`);
			return {
				value: result,
				tag: scalarTag
			};
		}
		const collectionTagDef = state.schema.lookupMappingTag(tagName) ?? state.schema.lookupSequenceTag(tagName);
		if (collectionTagDef) {
			if (source !== "") throwError$1(state, `cannot resolve a node with !<${tagName}> explicit tag`);
			const carrier = collectionTagDef.create(tagName);
			return {
				value: collectionTagDef.carrierIsResult ? carrier : finalizeCollection(state, state.position, collectionTagDef, carrier),
				tag: collectionTagDef
			};
		}
		throwError$1(state, `unknown scalar tag !<${tagName}>`);
	}
	if (event.style === SCALAR_STYLE.PLAIN) return state.schema.resolveImplicitScalarTag(source);
	return {
		value: strTag.resolve(source, false, strTag.tagName),
		tag: strTag
	};
}
function collectionTagName(state, event, defaultTagName) {
	const rawTag = event.tagStart === NO_RANGE$2 ? "" : state.source.slice(event.tagStart, event.tagEnd);
	return rawTag === "" || rawTag === "!" ? defaultTagName : tagNameFull(rawTag, state.tagHandlers);
}
function isMappingTag(tag) {
	return tag.nodeKind === "mapping";
}
function chargeMergeWork(state) {
	state.totalMergeKeys++;
	if (state.maxTotalMergeKeys !== -1 && state.totalMergeKeys > state.maxTotalMergeKeys) throwError$1(state, `merge keys exceeded maxTotalMergeKeys (${state.maxTotalMergeKeys})`);
}
function mergeKeys(state, frame, source, sourceTag) {
	chargeMergeWork(state);
	for (const sourceKey of sourceTag.keys(source)) {
		chargeMergeWork(state);
		if (frame.tag.has(frame.value, sourceKey)) continue;
		const err = frame.tag.addPair(frame.value, sourceKey, sourceTag.get(source, sourceKey));
		if (err) throwError$1(state, err);
		frame.overridable ??= /* @__PURE__ */ new Set();
		frame.overridable.add(sourceKey);
	}
}
function mergeSource(state, frame, source, sourceTag) {
	state.position = frame.keyPosition;
	if (isMappingTag(sourceTag)) mergeKeys(state, frame, source, sourceTag);
	else if (sourceTag.nodeKind === "sequence" && Array.isArray(source)) {
		if (source.length > 100) throwError$1(state, "abnormal merge sequence size");
		for (const element of source) {
			const elementTag = state.nodeTags.get(element);
			if (!elementTag) throwError$1(state, "cannot merge mappings; the provided source object is unacceptable");
			mergeKeys(state, frame, element, elementTag);
		}
	} else throwError$1(state, "cannot merge mappings; the provided source object is unacceptable");
}
function addMappingValue(state, frame, key, value, tag) {
	state.position = frame.keyPosition;
	if (frame.keyIsMerge) {
		mergeSource(state, frame, value, tag);
		return;
	}
	if (!state.json && frame.tag.has(frame.value, key) && !frame.overridable?.has(key)) throwError$1(state, "duplicated mapping key");
	const err = frame.tag.addPair(frame.value, key, value);
	if (err) throwError$1(state, err);
	frame.overridable?.delete(key);
}
function addValue(state, value, tag) {
	const frame = state.frames[state.frames.length - 1];
	if (frame.kind === "document") {
		frame.value = value;
		frame.hasValue = true;
	} else if (frame.kind === "sequence") {
		if (isMappingTag(tag)) state.nodeTags.set(value, tag);
		const err = frame.tag.addItem(frame.value, value, frame.index++);
		if (err) throwError$1(state, err);
	} else if (frame.hasKey) {
		const key = frame.key;
		frame.key = void 0;
		frame.hasKey = false;
		addMappingValue(state, frame, key, value, tag);
	} else {
		frame.key = value;
		frame.keyPosition = state.position;
		frame.hasKey = true;
		frame.keyIsMerge = tag.tagName === MERGE_TAG_NAME;
	}
}
function storeAnchor(state, event, value, tag, isValueFinal) {
	if (event.anchorStart !== NO_RANGE$2) {
		const anchor = {
			value,
			tag,
			isValueFinal
		};
		state.anchors.set(state.source.slice(event.anchorStart, event.anchorEnd), anchor);
		return anchor;
	}
	return null;
}
/**
* Constructs JavaScript documents directly from parser events, without an
* intermediate AST.
*
* @category Events
*/
function constructFromEvents(events, options) {
	const state = {
		...DEFAULT_CONSTRUCTOR_OPTIONS,
		...options,
		events,
		documents: [],
		eventIndex: 0,
		position: 0,
		frames: [],
		anchors: /* @__PURE__ */ new Map(),
		nodeTags: /* @__PURE__ */ new Map(),
		tagHandlers: Object.create(null),
		totalMergeKeys: 0,
		aliasCount: 0
	};
	while (state.eventIndex < state.events.length) {
		const event = state.events[state.eventIndex++];
		state.position = eventPosition$1(event);
		switch (event.type) {
			case EVENT_ID.DOCUMENT:
				state.anchors = /* @__PURE__ */ new Map();
				state.nodeTags = /* @__PURE__ */ new Map();
				state.aliasCount = 0;
				state.tagHandlers = Object.create(null);
				for (const directive of event.directives) if (directive.kind === "tag") state.tagHandlers[directive.handle] = directive.prefix;
				state.frames.push({
					kind: "document",
					position: state.position,
					value: void 0,
					hasValue: false
				});
				break;
			case EVENT_ID.SCALAR: {
				const { value, tag } = constructScalar(state, event);
				storeAnchor(state, event, value, tag, true);
				addValue(state, value, tag);
				break;
			}
			case EVENT_ID.SEQUENCE: {
				const tagName = collectionTagName(state, event, "tag:yaml.org,2002:seq");
				const tag = state.schema.lookupSequenceTag(tagName);
				if (!tag) throwError$1(state, `unknown sequence tag !<${tagName}>`);
				const value = tag.create(tagName);
				const anchor = storeAnchor(state, event, value, tag, tag.carrierIsResult);
				state.frames.push({
					kind: "sequence",
					position: state.position,
					value,
					tag,
					anchor,
					index: 0
				});
				break;
			}
			case EVENT_ID.MAPPING: {
				const tagName = collectionTagName(state, event, "tag:yaml.org,2002:map");
				const tag = state.schema.lookupMappingTag(tagName);
				if (!tag) throwError$1(state, `unknown mapping tag !<${tagName}>`);
				const value = tag.create(tagName);
				const anchor = storeAnchor(state, event, value, tag, tag.carrierIsResult);
				state.frames.push({
					kind: "mapping",
					position: state.position,
					value,
					tag,
					anchor,
					key: void 0,
					keyPosition: state.position,
					hasKey: false,
					keyIsMerge: false,
					overridable: null
				});
				break;
			}
			case EVENT_ID.ALIAS: {
				if (state.maxAliases !== -1 && ++state.aliasCount > state.maxAliases) throwError$1(state, `aliases exceeded maxAliases (${state.maxAliases})`);
				const name = state.source.slice(event.anchorStart, event.anchorEnd);
				const anchor = state.anchors.get(name);
				if (!anchor) throwError$1(state, `unidentified alias "${name}"`);
				if (!anchor.isValueFinal) throwError$1(state, `recursive alias "${name}" is not supported for tag ${anchor.tag.tagName} because it uses finalize()`);
				addValue(state, anchor.value, anchor.tag);
				break;
			}
			case EVENT_ID.POP: {
				const frame = state.frames.pop();
				if (frame.kind === "mapping" && frame.hasKey) {
					state.position = frame.keyPosition;
					throwError$1(state, "incomplete mapping pair in event stream");
				}
				if (frame.kind === "document") state.documents.push(frame.value);
				else {
					const value = frame.tag.carrierIsResult ? frame.value : finalizeCollection(state, frame.position, frame.tag, frame.value);
					if (frame.anchor) {
						frame.anchor.value = value;
						frame.anchor.isValueFinal = true;
					}
					addValue(state, value, frame.tag);
				}
				break;
			}
		}
	}
	return state.documents;
}
//#endregion
//#region src/parser/parser.ts
var NO_RANGE$1 = -1;
var HAS_OWN = Object.prototype.hasOwnProperty;
var CONTEXT_FLOW_IN = 1;
var CONTEXT_FLOW_OUT = 2;
var CONTEXT_BLOCK_IN = 3;
var CONTEXT_BLOCK_OUT = 4;
var PATTERN_NON_PRINTABLE = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;
var PATTERN_FLOW_INDICATORS = /[,\[\]{}]/;
var PATTERN_TAG_HANDLE = /^(?:!|!!|![0-9A-Za-z-]+!)$/;
var NS_URI_CHAR = String.raw`(?:%[0-9A-Fa-f]{2}|[0-9A-Za-z\-#;/?:@&=+$,_.!~*'()\[\]])`;
var NS_TAG_CHAR = String.raw`(?:%[0-9A-Fa-f]{2}|[0-9A-Za-z\-#;/?:@&=+$.~*'()_])`;
var PATTERN_TAG_URI = new RegExp(`^(?:${NS_URI_CHAR})*$`);
var PATTERN_TAG_SUFFIX = new RegExp(`^(?:${NS_TAG_CHAR})+$`);
var PATTERN_TAG_PREFIX = new RegExp(`^(?:!(?:${NS_URI_CHAR})*|${NS_TAG_CHAR}(?:${NS_URI_CHAR})*)$`);
var DEFAULT_PARSER_OPTIONS = {
	filename: "",
	maxDepth: 100
};
function addDocumentEvent(state, explicitStart, explicitEnd) {
	state.events.push({
		type: EVENT_ID.DOCUMENT,
		explicitStart,
		explicitEnd,
		directives: state.directives
	});
}
function addSequenceEvent(state, start, anchorStart, anchorEnd, tagStart, tagEnd, style) {
	state.events.push({
		type: EVENT_ID.SEQUENCE,
		start,
		anchorStart,
		anchorEnd,
		tagStart,
		tagEnd,
		style
	});
}
function addMappingEvent(state, start, anchorStart, anchorEnd, tagStart, tagEnd, style) {
	state.events.push({
		type: EVENT_ID.MAPPING,
		start,
		anchorStart,
		anchorEnd,
		tagStart,
		tagEnd,
		style
	});
}
function insertFlowPairMappingEvent(state, snapshot) {
	state.events.splice(snapshot.eventsLength, 0, {
		type: EVENT_ID.MAPPING,
		start: snapshot.position,
		anchorStart: NO_RANGE$1,
		anchorEnd: NO_RANGE$1,
		tagStart: NO_RANGE$1,
		tagEnd: NO_RANGE$1,
		style: COLLECTION_STYLE.FLOW
	});
}
function addScalarEvent(state, valueStart, valueEnd, anchorStart, anchorEnd, tagStart, tagEnd, style, chomping = CHOMPING_MODE.CLIP, indent = -1, fast = false) {
	state.events.push({
		type: EVENT_ID.SCALAR,
		valueStart,
		valueEnd,
		anchorStart,
		anchorEnd,
		tagStart,
		tagEnd,
		style,
		chomping,
		indent,
		fast
	});
}
function addAliasEvent(state, anchorStart, anchorEnd) {
	state.events.push({
		type: EVENT_ID.ALIAS,
		anchorStart,
		anchorEnd
	});
}
function addPopEvent(state) {
	state.events.push({ type: EVENT_ID.POP });
}
function addEmptyScalarEvent(state) {
	addScalarEvent(state, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, NO_RANGE$1, SCALAR_STYLE.PLAIN);
}
function emptyProperties() {
	return {
		anchorStart: NO_RANGE$1,
		anchorEnd: NO_RANGE$1,
		tagStart: NO_RANGE$1,
		tagEnd: NO_RANGE$1
	};
}
function snapshotState(state) {
	return {
		position: state.position,
		line: state.line,
		lineStart: state.lineStart,
		lineIndent: state.lineIndent,
		firstTabInLine: state.firstTabInLine,
		eventsLength: state.events.length
	};
}
function restoreState(state, snapshot) {
	state.position = snapshot.position;
	state.line = snapshot.line;
	state.lineStart = snapshot.lineStart;
	state.lineIndent = snapshot.lineIndent;
	state.firstTabInLine = snapshot.firstTabInLine;
	state.events.length = snapshot.eventsLength;
}
function throwError(state, message) {
	YAMLException.throwAt(state.input.slice(0, state.length), state.position, message, state.filename);
}
function isEol(c) {
	return c === 10 || c === 13;
}
function isWhiteSpace(c) {
	return c === 9 || c === 32;
}
function isWsOrEol(c) {
	return isWhiteSpace(c) || isEol(c);
}
function isWsOrEolOrEnd(c) {
	return c === 0 || isWsOrEol(c);
}
function isFlowIndicator(c) {
	return c === 44 || c === 91 || c === 93 || c === 123 || c === 125;
}
function fromDecimalCode(c) {
	return c >= 48 && c <= 57 ? c - 48 : -1;
}
function fromHexCode(c) {
	if (c >= 48 && c <= 57) return c - 48;
	const lc = c | 32;
	if (lc >= 97 && lc <= 102) return lc - 97 + 10;
	return -1;
}
function escapedHexLen(c) {
	if (c === 120) return 2;
	if (c === 117) return 4;
	if (c === 85) return 8;
	return 0;
}
function isSimpleEscape(c) {
	return c === 48 || c === 97 || c === 98 || c === 116 || c === 9 || c === 110 || c === 118 || c === 102 || c === 114 || c === 101 || c === 32 || c === 34 || c === 47 || c === 92 || c === 78 || c === 95 || c === 76 || c === 80;
}
function consumeLineBreak(state) {
	if (state.input.charCodeAt(state.position) === 10) state.position++;
	else {
		state.position++;
		if (state.input.charCodeAt(state.position) === 10) state.position++;
	}
	state.line++;
	state.lineStart = state.position;
	state.lineIndent = 0;
	state.firstTabInLine = -1;
}
function skipSeparationSpace(state, allowComments) {
	let lineBreaks = 0;
	let ch = state.input.charCodeAt(state.position);
	let hasSeparation = state.position === state.lineStart || isWsOrEol(state.input.charCodeAt(state.position - 1));
	while (ch !== 0) {
		while (isWhiteSpace(ch)) {
			hasSeparation = true;
			if (ch === 9 && state.firstTabInLine === -1) state.firstTabInLine = state.position;
			ch = state.input.charCodeAt(++state.position);
		}
		if (allowComments && hasSeparation && ch === 35) do
			ch = state.input.charCodeAt(++state.position);
		while (!isEol(ch) && ch !== 0);
		if (!isEol(ch)) break;
		consumeLineBreak(state);
		lineBreaks++;
		hasSeparation = true;
		ch = state.input.charCodeAt(state.position);
		while (ch === 32) {
			state.lineIndent++;
			ch = state.input.charCodeAt(++state.position);
		}
	}
	return lineBreaks;
}
function testDocumentSeparator(state, position = state.position) {
	const ch = state.input.charCodeAt(position);
	if ((ch === 45 || ch === 46) && ch === state.input.charCodeAt(position + 1) && ch === state.input.charCodeAt(position + 2)) {
		const following = state.input.charCodeAt(position + 3);
		return following === 0 || isWsOrEol(following);
	}
	return false;
}
function skipByteOrderMark(state) {
	if (state.position === state.lineStart && state.input.charCodeAt(state.position) === 65279) {
		state.position++;
		state.lineStart = state.position;
	}
}
function testDocumentBoundary(state) {
	if (state.position !== state.lineStart) return false;
	if (testDocumentSeparator(state)) return true;
	if (state.input.charCodeAt(state.position) !== 65279) return false;
	const snapshot = snapshotState(state);
	skipByteOrderMark(state);
	skipSeparationSpace(state, true);
	const ch = state.input.charCodeAt(state.position);
	const result = state.position === state.lineStart && (ch === 37 || ch === 45 && testDocumentSeparator(state));
	restoreState(state, snapshot);
	return result;
}
function skipUntilLineEnd(state) {
	let ch = state.input.charCodeAt(state.position);
	while (ch !== 0 && !isEol(ch)) ch = state.input.charCodeAt(++state.position);
}
function checkPrintable(state, start, end) {
	const match = PATTERN_NON_PRINTABLE.exec(state.input.slice(start, end));
	if (match !== null) {
		state.position = start + match.index + match[0].length - 1;
		throwError(state, "the stream contains non-printable characters");
	}
}
function readTagProperty(state, props, inFlow) {
	if (state.input.charCodeAt(state.position) !== 33) return false;
	if (props.tagStart !== NO_RANGE$1) throwError(state, "duplication of a tag property");
	const start = state.position;
	let isVerbatim = false;
	let isNamed = false;
	let tagHandle = "!";
	let ch = state.input.charCodeAt(++state.position);
	if (ch === 60) {
		isVerbatim = true;
		ch = state.input.charCodeAt(++state.position);
	} else if (ch === 33) {
		isNamed = true;
		tagHandle = "!!";
		ch = state.input.charCodeAt(++state.position);
	}
	let suffixStart = state.position;
	let tagName;
	if (isVerbatim) {
		while (ch !== 0 && ch !== 62) ch = state.input.charCodeAt(++state.position);
		if (ch !== 62) throwError(state, "unexpected end of the stream within a verbatim tag");
		tagName = state.input.slice(suffixStart, state.position);
		state.position++;
	} else {
		while (ch !== 0 && !isWsOrEol(ch) && !(inFlow && isFlowIndicator(ch))) {
			if (ch === 33) {
				if (!isNamed) {
					tagHandle = state.input.slice(suffixStart - 1, state.position + 1);
					if (!PATTERN_TAG_HANDLE.test(tagHandle)) throwError(state, "named tag handle cannot contain such characters");
					isNamed = true;
					suffixStart = state.position + 1;
				} else throwError(state, "tag suffix cannot contain exclamation marks");
			}
			ch = state.input.charCodeAt(++state.position);
		}
		tagName = state.input.slice(suffixStart, state.position);
		if (PATTERN_FLOW_INDICATORS.test(tagName)) throwError(state, "tag suffix cannot contain flow indicator characters");
	}
	if (tagName && !(isVerbatim ? PATTERN_TAG_URI.test(tagName) : PATTERN_TAG_SUFFIX.test(tagName))) throwError(state, `tag name cannot contain such characters: ${tagName}`);
	if (!isVerbatim && tagHandle !== "!" && tagHandle !== "!!" && !HAS_OWN.call(state.tagHandlers, tagHandle)) throwError(state, `undeclared tag handle "${tagHandle}"`);
	props.tagStart = start;
	props.tagEnd = state.position;
	return true;
}
function readAnchorProperty(state, props) {
	if (state.input.charCodeAt(state.position) !== 38) return false;
	if (props.anchorStart !== NO_RANGE$1) throwError(state, "duplication of an anchor property");
	state.position++;
	const start = state.position;
	while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position)) && !isFlowIndicator(state.input.charCodeAt(state.position))) state.position++;
	if (state.position === start) throwError(state, "name of an anchor node must contain at least one character");
	props.anchorStart = start;
	props.anchorEnd = state.position;
	return true;
}
function readAlias(state, props) {
	if (state.input.charCodeAt(state.position) !== 42) return false;
	if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) throwError(state, "alias node should not have any properties");
	state.position++;
	const start = state.position;
	while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position)) && !isFlowIndicator(state.input.charCodeAt(state.position))) state.position++;
	if (state.position === start) throwError(state, "name of an alias node must contain at least one character");
	addAliasEvent(state, start, state.position);
	return true;
}
function readFlowScalarBreak(state, nodeIndent) {
	skipSeparationSpace(state, false);
	if (state.lineIndent < nodeIndent) throwError(state, "deficient indentation");
}
function readSingleQuotedScalar(state, nodeIndent, props) {
	if (state.input.charCodeAt(state.position) !== 39) return false;
	state.position++;
	const start = state.position;
	let simple = true;
	while (state.input.charCodeAt(state.position) !== 0) {
		const ch = state.input.charCodeAt(state.position);
		if (ch === 39) {
			if (state.input.charCodeAt(state.position + 1) === 39) {
				simple = false;
				state.position += 2;
				continue;
			}
			const end = state.position;
			state.position++;
			addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.SINGLE_QUOTED, CHOMPING_MODE.CLIP, -1, simple);
			return true;
		}
		if (isEol(ch)) {
			simple = false;
			readFlowScalarBreak(state, nodeIndent);
		} else if (state.position === state.lineStart && testDocumentSeparator(state)) throwError(state, "unexpected end of the document within a single quoted scalar");
		else if (ch !== 9 && ch < 32) throwError(state, "expected valid JSON character");
		else state.position++;
	}
	throwError(state, "unexpected end of the stream within a single quoted scalar");
}
function readDoubleQuotedScalar(state, nodeIndent, props) {
	if (state.input.charCodeAt(state.position) !== 34) return false;
	state.position++;
	const start = state.position;
	let simple = true;
	while (state.input.charCodeAt(state.position) !== 0) {
		const ch = state.input.charCodeAt(state.position);
		if (ch === 34) {
			const end = state.position;
			state.position++;
			addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.DOUBLE_QUOTED, CHOMPING_MODE.CLIP, -1, simple);
			return true;
		}
		if (ch === 92) {
			simple = false;
			const escaped = state.input.charCodeAt(++state.position);
			if (isEol(escaped)) readFlowScalarBreak(state, nodeIndent);
			else if (isSimpleEscape(escaped)) state.position++;
			else {
				let hexLength = escapedHexLen(escaped);
				if (hexLength === 0) throwError(state, "unknown escape sequence");
				while (hexLength-- > 0) {
					state.position++;
					if (fromHexCode(state.input.charCodeAt(state.position)) < 0) throwError(state, "expected hexadecimal character");
				}
				state.position++;
			}
		} else if (isEol(ch)) {
			simple = false;
			readFlowScalarBreak(state, nodeIndent);
		} else if (state.position === state.lineStart && testDocumentSeparator(state)) throwError(state, "unexpected end of the document within a double quoted scalar");
		else if (ch !== 9 && ch < 32) throwError(state, "expected valid JSON character");
		else state.position++;
	}
	throwError(state, "unexpected end of the stream within a double quoted scalar");
}
function readBlockScalar(state, parentIndent, props) {
	const ch = state.input.charCodeAt(state.position);
	let chomping = CHOMPING_MODE.CLIP;
	let indent = -1;
	let detectedIndent = false;
	if (ch !== 124 && ch !== 62) return false;
	const style = ch === 124 ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
	state.position++;
	while (state.input.charCodeAt(state.position) !== 0) {
		const current = state.input.charCodeAt(state.position);
		const digit = fromDecimalCode(current);
		if (current === 43 || current === 45) {
			if (chomping !== CHOMPING_MODE.CLIP) throwError(state, "repeat of a chomping mode identifier");
			chomping = current === 43 ? CHOMPING_MODE.KEEP : CHOMPING_MODE.STRIP;
			state.position++;
		} else if (digit >= 0) {
			if (digit === 0) throwError(state, "bad explicit indentation width of a block scalar; it cannot be less than one");
			if (detectedIndent) throwError(state, "repeat of an indentation width identifier");
			indent = parentIndent + digit - 1;
			detectedIndent = true;
			state.position++;
		} else break;
	}
	let hadWhitespace = false;
	while (isWhiteSpace(state.input.charCodeAt(state.position))) {
		hadWhitespace = true;
		state.position++;
	}
	if (hadWhitespace && state.input.charCodeAt(state.position) === 35) skipUntilLineEnd(state);
	if (isEol(state.input.charCodeAt(state.position))) consumeLineBreak(state);
	else if (state.input.charCodeAt(state.position) !== 0) throwError(state, "a line break is expected");
	let contentIndent = detectedIndent ? indent : -1;
	let maxLeadingIndent = 0;
	const valueStart = state.position;
	let valueEnd = state.position;
	while (state.input.charCodeAt(state.position) !== 0) {
		const linePosition = state.position;
		let column = 0;
		while (state.input.charCodeAt(linePosition + column) === 32) column++;
		const first = state.input.charCodeAt(linePosition + column);
		if (first === 0) {
			if (contentIndent >= 0) {
				if (column > contentIndent) valueEnd = linePosition + column;
			} else if (column > 0) valueEnd = linePosition + column;
			break;
		}
		if (testDocumentBoundary(state)) break;
		if (!detectedIndent && contentIndent === -1 && isEol(first)) maxLeadingIndent = Math.max(maxLeadingIndent, column);
		if (!detectedIndent && contentIndent === -1 && !isEol(first)) {
			if (first === 9 && column < parentIndent) {
				state.position = linePosition + column;
				throwError(state, "tab characters must not be used in indentation");
			}
			if (column >= parentIndent && column < maxLeadingIndent) {
				state.position = linePosition + column;
				throwError(state, "bad indentation of a mapping entry");
			}
		}
		if (contentIndent === -1 && first !== 0 && !isEol(first) && column < parentIndent) {
			state.lineIndent = column;
			state.position = linePosition + column;
			break;
		}
		if (!detectedIndent && first !== 0 && !isEol(first) && contentIndent === -1) contentIndent = column;
		const requiredIndent = contentIndent === -1 ? parentIndent + 1 : contentIndent;
		if (first !== 0 && !isEol(first) && column < requiredIndent) {
			state.lineIndent = column;
			state.position = linePosition + column;
			break;
		}
		skipUntilLineEnd(state);
		valueEnd = state.position;
		if (isEol(state.input.charCodeAt(state.position))) {
			consumeLineBreak(state);
			valueEnd = state.position;
		}
	}
	checkPrintable(state, valueStart, valueEnd);
	addScalarEvent(state, valueStart, valueEnd, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, style, chomping, contentIndent);
	return true;
}
function canStartPlainScalar(state, nodeContext) {
	const ch = state.input.charCodeAt(state.position);
	const inFlow = nodeContext === CONTEXT_FLOW_IN;
	if (ch === 0 || isWsOrEol(ch) || ch === 35 || ch === 38 || ch === 42 || ch === 33 || ch === 124 || ch === 62 || ch === 39 || ch === 34 || ch === 37 || ch === 64 || ch === 96 || isFlowIndicator(ch)) return false;
	if (ch === 63 || ch === 45) {
		const following = state.input.charCodeAt(state.position + 1);
		if (isWsOrEolOrEnd(following) || inFlow && isFlowIndicator(following)) return false;
	}
	return true;
}
function readPlainScalar(state, nodeIndent, nodeContext, props) {
	if (!canStartPlainScalar(state, nodeContext)) return false;
	const start = state.position;
	let end = state.position;
	let ch = state.input.charCodeAt(state.position);
	const inFlow = nodeContext === CONTEXT_FLOW_IN;
	let multiline = false;
	while (ch !== 0) {
		if (testDocumentBoundary(state)) break;
		if (ch === 58) {
			const following = state.input.charCodeAt(state.position + 1);
			if (isWsOrEolOrEnd(following) || inFlow && isFlowIndicator(following)) break;
		} else if (ch === 35) {
			if (isWsOrEol(state.input.charCodeAt(state.position - 1))) break;
		} else if (inFlow && isFlowIndicator(ch)) break;
		else if (isEol(ch)) {
			const savedPosition = state.position;
			const savedLine = state.line;
			const savedLineStart = state.lineStart;
			const savedLineIndent = state.lineIndent;
			skipSeparationSpace(state, false);
			if (state.lineIndent >= nodeIndent) {
				multiline = true;
				ch = state.input.charCodeAt(state.position);
				continue;
			}
			state.position = savedPosition;
			state.line = savedLine;
			state.lineStart = savedLineStart;
			state.lineIndent = savedLineIndent;
			break;
		}
		if (!isWhiteSpace(ch)) end = state.position + 1;
		ch = state.input.charCodeAt(++state.position);
	}
	if (end === start) return false;
	checkPrintable(state, start, end);
	addScalarEvent(state, start, end, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.PLAIN, CHOMPING_MODE.CLIP, -1, !multiline);
	return true;
}
function skipFlowSeparationSpace(state, nodeIndent) {
	const startLine = state.line;
	skipSeparationSpace(state, true);
	if (state.line > startLine && state.lineIndent < nodeIndent || state.firstTabInLine !== -1 && state.lineIndent < nodeIndent) throwError(state, "deficient indentation");
}
function readFlowCollection(state, nodeIndent, props) {
	const ch = state.input.charCodeAt(state.position);
	const isMapping = ch === 123;
	const start = state.position;
	let readNext = true;
	if (ch !== 91 && ch !== 123) return false;
	const terminator = isMapping ? 125 : 93;
	if (isMapping) addMappingEvent(state, start, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.FLOW);
	else addSequenceEvent(state, start, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.FLOW);
	state.position++;
	while (state.input.charCodeAt(state.position) !== 0) {
		skipFlowSeparationSpace(state, nodeIndent);
		let ch = state.input.charCodeAt(state.position);
		if (ch === terminator) {
			state.position++;
			addPopEvent(state);
			return true;
		} else if (!readNext) throwError(state, "missed comma between flow collection entries");
		else if (ch === 44) throwError(state, "expected the node content, but found ','");
		let isPair = false;
		let isExplicitPair = false;
		if (ch === 63 && isWsOrEol(state.input.charCodeAt(state.position + 1))) {
			isPair = isExplicitPair = true;
			state.position += 1;
			skipFlowSeparationSpace(state, nodeIndent);
		}
		const entryLine = state.line;
		const entryStart = snapshotState(state);
		const keyWasRead = parseNode(state, nodeIndent, CONTEXT_FLOW_IN, false, true);
		skipFlowSeparationSpace(state, nodeIndent);
		ch = state.input.charCodeAt(state.position);
		if ((isMapping || isExplicitPair || state.line === entryLine) && ch === 58) {
			isPair = true;
			state.position++;
			skipFlowSeparationSpace(state, nodeIndent);
			if (!isMapping) {
				insertFlowPairMappingEvent(state, entryStart);
				if (!keyWasRead) addEmptyScalarEvent(state);
			} else if (!keyWasRead) addEmptyScalarEvent(state);
			if (!parseNode(state, nodeIndent, CONTEXT_FLOW_IN, false, true)) addEmptyScalarEvent(state);
			skipFlowSeparationSpace(state, nodeIndent);
			if (!isMapping) addPopEvent(state);
		} else if (isMapping && isPair) {
			if (!keyWasRead) addEmptyScalarEvent(state);
			addEmptyScalarEvent(state);
		} else if (isMapping) addEmptyScalarEvent(state);
		else if (isPair) {
			insertFlowPairMappingEvent(state, entryStart);
			if (!keyWasRead) addEmptyScalarEvent(state);
			addEmptyScalarEvent(state);
			addPopEvent(state);
		}
		ch = state.input.charCodeAt(state.position);
		if (ch === 44) {
			readNext = true;
			state.position++;
		} else readNext = false;
	}
	throwError(state, "unexpected end of the stream within a flow collection");
}
function readBlockSequence(state, nodeIndent, props) {
	if (state.firstTabInLine !== -1 || state.input.charCodeAt(state.position) !== 45 || !isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) return false;
	addSequenceEvent(state, state.position, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.BLOCK);
	while (state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) {
		if (state.firstTabInLine !== -1) {
			state.position = state.firstTabInLine;
			throwError(state, "tab characters must not be used in indentation");
		}
		const entryLine = state.line;
		state.position++;
		const hadBreak = skipSeparationSpace(state, true) > 0;
		if (state.firstTabInLine !== -1 && state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) throwError(state, "bad indentation of a sequence entry");
		if (hadBreak && state.lineIndent <= nodeIndent) addEmptyScalarEvent(state);
		else parseNode(state, nodeIndent, CONTEXT_BLOCK_IN, false, true);
		skipSeparationSpace(state, true);
		if (state.lineIndent < nodeIndent || state.position >= state.length) break;
		if (state.lineIndent > nodeIndent) throwError(state, "bad indentation of a sequence entry");
		if (state.line === entryLine && state.input.charCodeAt(state.position) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 1))) throwError(state, "bad indentation of a sequence entry");
	}
	addPopEvent(state);
	return true;
}
function readBlockMapping(state, nodeIndent, flowIndent, props) {
	let atExplicitKey = false;
	let detected = false;
	let mappingOpened = false;
	let pendingExplicitKey = false;
	if (state.firstTabInLine !== -1) return false;
	let ch = state.input.charCodeAt(state.position);
	while (ch !== 0) {
		if (!atExplicitKey && state.firstTabInLine !== -1) {
			state.position = state.firstTabInLine;
			throwError(state, "tab characters must not be used in indentation");
		}
		const following = state.input.charCodeAt(state.position + 1);
		const entryLine = state.line;
		if ((ch === 63 || ch === 58) && isWsOrEolOrEnd(following)) {
			if (!mappingOpened) {
				addMappingEvent(state, state.position, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, COLLECTION_STYLE.BLOCK);
				mappingOpened = true;
			}
			if (ch === 63) {
				if (atExplicitKey) addEmptyScalarEvent(state);
				detected = true;
				atExplicitKey = true;
			} else if (atExplicitKey) atExplicitKey = false;
			else {
				addEmptyScalarEvent(state);
				detected = true;
				atExplicitKey = false;
			}
			state.position += 1;
			pendingExplicitKey = true;
		} else {
			if (atExplicitKey) {
				addEmptyScalarEvent(state);
				atExplicitKey = false;
			}
			const beforeKey = snapshotState(state);
			if (!parseNode(state, flowIndent, CONTEXT_FLOW_OUT, false, true)) break;
			if (state.line === entryLine) {
				ch = state.input.charCodeAt(state.position);
				while (isWhiteSpace(ch)) ch = state.input.charCodeAt(++state.position);
				if (ch === 58) {
					ch = state.input.charCodeAt(++state.position);
					if (!isWsOrEolOrEnd(ch)) throwError(state, "a whitespace character is expected after the key-value separator within a block mapping");
					if (!mappingOpened) {
						state.events.splice(beforeKey.eventsLength, 0, {
							type: EVENT_ID.MAPPING,
							start: beforeKey.position,
							anchorStart: props.anchorStart,
							anchorEnd: props.anchorEnd,
							tagStart: props.tagStart,
							tagEnd: props.tagEnd,
							style: COLLECTION_STYLE.BLOCK
						});
						mappingOpened = true;
					}
					detected = true;
					atExplicitKey = false;
					pendingExplicitKey = false;
				} else if (detected) throwError(state, "expected ':' after a mapping key");
				else {
					if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) {
						restoreState(state, beforeKey);
						return false;
					}
					return true;
				}
			} else if (detected) throwError(state, "can not read a block mapping entry; a multiline key may not be an implicit key");
			else {
				if (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1) {
					restoreState(state, beforeKey);
					return false;
				}
				return true;
			}
		}
		if (parseNode(state, nodeIndent, CONTEXT_BLOCK_OUT, true, pendingExplicitKey)) pendingExplicitKey = false;
		if (!atExplicitKey) {
			if (pendingExplicitKey) {
				addEmptyScalarEvent(state);
				pendingExplicitKey = false;
			}
		}
		skipSeparationSpace(state, true);
		ch = state.input.charCodeAt(state.position);
		if ((state.line === entryLine || state.lineIndent > nodeIndent) && ch !== 0) throwError(state, "bad indentation of a mapping entry");
		else if (state.lineIndent < nodeIndent) break;
	}
	if (!detected) return false;
	if (atExplicitKey) addEmptyScalarEvent(state);
	if (mappingOpened) addPopEvent(state);
	return true;
}
function parseNode(state, parentIndent, nodeContext, allowToSeek, allowCompact, allowPropertyMapping = true) {
	if (state.depth >= state.maxDepth) throwError(state, `nesting exceeded maxDepth (${state.maxDepth})`);
	state.depth++;
	let indentStatus = 1;
	let atNewLine = false;
	let hasContent = false;
	let propertyStart = null;
	const props = emptyProperties();
	let allowBlockScalars = nodeContext === CONTEXT_BLOCK_OUT || nodeContext === CONTEXT_BLOCK_IN;
	let allowBlockCollections = allowBlockScalars;
	const allowBlockStyles = allowBlockScalars;
	if (allowToSeek && skipSeparationSpace(state, true)) {
		atNewLine = true;
		if (state.lineIndent > parentIndent) indentStatus = 1;
		else if (state.lineIndent === parentIndent) indentStatus = 0;
		else indentStatus = -1;
	}
	if (indentStatus === 1) while (true) {
		const ch = state.input.charCodeAt(state.position);
		const propertyState = snapshotState(state);
		if (atNewLine && indentStatus !== 1 && (ch === 33 || ch === 38)) break;
		if (atNewLine && allowBlockStyles && (props.tagStart !== NO_RANGE$1 || props.anchorStart !== NO_RANGE$1) && (ch === 33 || ch === 38)) {
			const fallbackState = snapshotState(state);
			const flowIndent = parentIndent + 1;
			if (readBlockMapping(state, state.position - state.lineStart, flowIndent, props) && state.events[fallbackState.eventsLength]?.type === EVENT_ID.MAPPING) {
				state.depth--;
				return true;
			}
			restoreState(state, fallbackState);
		}
		if (atNewLine && (ch === 33 && props.tagStart !== NO_RANGE$1 || ch === 38 && props.anchorStart !== NO_RANGE$1)) break;
		if (!readTagProperty(state, props, nodeContext === CONTEXT_FLOW_IN) && !readAnchorProperty(state, props)) break;
		if (propertyStart === null) propertyStart = propertyState;
		if (skipSeparationSpace(state, true)) {
			atNewLine = true;
			allowBlockCollections = allowBlockStyles;
			if (state.lineIndent > parentIndent) indentStatus = 1;
			else if (state.lineIndent === parentIndent) indentStatus = 0;
			else indentStatus = -1;
		} else allowBlockCollections = false;
	}
	if (allowBlockCollections) allowBlockCollections = atNewLine || allowCompact;
	if (indentStatus === 1 || nodeContext === CONTEXT_BLOCK_OUT) {
		const flowIndent = nodeContext === CONTEXT_FLOW_IN || nodeContext === CONTEXT_FLOW_OUT ? parentIndent : parentIndent + 1;
		const blockIndent = state.position - state.lineStart;
		if (indentStatus === 1) {
			if (allowBlockCollections && (readBlockSequence(state, blockIndent, props) || readBlockMapping(state, blockIndent, flowIndent, props)) || readFlowCollection(state, flowIndent, props)) hasContent = true;
			else {
				const ch = state.input.charCodeAt(state.position);
				if (propertyStart !== null && allowPropertyMapping && allowBlockStyles && !allowBlockCollections && ch !== 124 && ch !== 62) {
					const fallbackState = snapshotState(state);
					const propertyIndent = propertyStart.position - propertyStart.lineStart;
					restoreState(state, propertyStart);
					if (readBlockMapping(state, propertyIndent, flowIndent, emptyProperties()) && state.events[fallbackState.eventsLength]?.type === EVENT_ID.MAPPING) hasContent = true;
					else restoreState(state, fallbackState);
				}
				if (!hasContent && (allowBlockScalars && readBlockScalar(state, flowIndent, props) || readSingleQuotedScalar(state, flowIndent, props) || readDoubleQuotedScalar(state, flowIndent, props) || readAlias(state, props) || readPlainScalar(state, flowIndent, nodeContext, props))) hasContent = true;
			}
		} else if (indentStatus === 0) hasContent = allowBlockCollections && readBlockSequence(state, blockIndent, props);
	}
	allowBlockScalars = allowBlockScalars && !hasContent;
	if (!hasContent && (props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1 || allowBlockScalars)) {
		addScalarEvent(state, NO_RANGE$1, NO_RANGE$1, props.anchorStart, props.anchorEnd, props.tagStart, props.tagEnd, SCALAR_STYLE.PLAIN);
		hasContent = true;
	}
	state.depth--;
	return hasContent || props.anchorStart !== NO_RANGE$1 || props.tagStart !== NO_RANGE$1;
}
function readDirective(state) {
	if (state.lineIndent > 0 || state.input.charCodeAt(state.position) !== 37) return false;
	state.position++;
	const nameStart = state.position;
	while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position))) state.position++;
	const name = state.input.slice(nameStart, state.position);
	const args = [];
	if (name.length === 0) throwError(state, "directive name must not be less than one character in length");
	while (state.input.charCodeAt(state.position) !== 0 && !isEol(state.input.charCodeAt(state.position))) {
		while (isWhiteSpace(state.input.charCodeAt(state.position))) state.position++;
		if (state.input.charCodeAt(state.position) === 35 || isEol(state.input.charCodeAt(state.position)) || state.input.charCodeAt(state.position) === 0) break;
		const start = state.position;
		while (state.input.charCodeAt(state.position) !== 0 && !isWsOrEol(state.input.charCodeAt(state.position))) state.position++;
		args.push(state.input.slice(start, state.position));
	}
	if (isEol(state.input.charCodeAt(state.position))) consumeLineBreak(state);
	if (name === "YAML") {
		if (state.directives.some((directive) => directive.kind === "yaml")) throwError(state, "duplication of %YAML directive");
		if (args.length !== 1) throwError(state, "YAML directive accepts exactly one argument");
		const match = /^([0-9]+)\.([0-9]+)$/.exec(args[0]);
		if (match === null) throwError(state, "ill-formed argument of the YAML directive");
		if (parseInt(match[1], 10) !== 1) throwError(state, "unacceptable YAML version of the document");
		state.directives.push({
			kind: "yaml",
			version: args[0]
		});
	} else if (name === "TAG") {
		if (args.length !== 2) throwError(state, "TAG directive accepts exactly two arguments");
		const [handle, prefix] = args;
		if (!PATTERN_TAG_HANDLE.test(handle)) throwError(state, "ill-formed tag handle (first argument) of the TAG directive");
		if (HAS_OWN.call(state.tagHandlers, handle)) throwError(state, `there is a previously declared suffix for "${handle}" tag handle`);
		if (!PATTERN_TAG_PREFIX.test(prefix)) throwError(state, "ill-formed tag prefix (second argument) of the TAG directive");
		state.tagHandlers[handle] = prefix;
		state.directives.push({
			kind: "tag",
			handle,
			prefix
		});
	}
	return true;
}
function readDocument(state) {
	state.directives = [];
	state.tagHandlers = Object.create(null);
	let hasDirectives = false;
	skipSeparationSpace(state, true);
	while (readDirective(state)) {
		hasDirectives = true;
		skipSeparationSpace(state, true);
	}
	let explicitStart = false;
	let explicitEnd = false;
	let allowCompact = true;
	if (state.lineIndent === 0 && state.input.charCodeAt(state.position) === 45 && state.input.charCodeAt(state.position + 1) === 45 && state.input.charCodeAt(state.position + 2) === 45 && isWsOrEolOrEnd(state.input.charCodeAt(state.position + 3))) {
		explicitStart = true;
		const markerLine = state.line;
		state.position += 3;
		skipSeparationSpace(state, true);
		allowCompact = state.line > markerLine;
	} else if (hasDirectives) throwError(state, "directives end mark is expected");
	const documentEventIndex = state.events.length;
	if (!explicitStart && state.position === state.lineStart && state.input.charCodeAt(state.position) === 46 && testDocumentSeparator(state)) {
		state.position += 3;
		skipSeparationSpace(state, true);
		return;
	}
	addDocumentEvent(state, explicitStart, false);
	if (!parseNode(state, state.lineIndent - 1, CONTEXT_BLOCK_OUT, false, allowCompact, allowCompact)) addEmptyScalarEvent(state);
	skipSeparationSpace(state, true);
	if (state.position === state.lineStart && testDocumentSeparator(state)) {
		explicitEnd = state.input.charCodeAt(state.position) === 46;
		if (explicitEnd) {
			const markerLine = state.line;
			state.position += 3;
			skipSeparationSpace(state, true);
			if (state.line === markerLine && state.position < state.length) throwError(state, "end of the stream or a document separator is expected");
		}
	}
	const documentEvent = state.events[documentEventIndex];
	if (documentEvent?.type === EVENT_ID.DOCUMENT) documentEvent.explicitEnd = explicitEnd;
	addPopEvent(state);
	if (!explicitEnd && state.position < state.length && !testDocumentBoundary(state)) throwError(state, "end of the stream or a document separator is expected");
}
/**
* Parses YAML into a flat event stream referencing source text by offsets.
*
* @category Events
*/
function parseEvents(input, options) {
	const length = input.length;
	const state = {
		...DEFAULT_PARSER_OPTIONS,
		...options,
		input: `${input}\0`,
		length,
		position: 0,
		line: 0,
		lineStart: 0,
		lineIndent: 0,
		firstTabInLine: -1,
		depth: 0,
		directives: [],
		tagHandlers: Object.create(null),
		events: []
	};
	const nullpos = input.indexOf("\0");
	if (nullpos !== -1) YAMLException.throwAt(input, nullpos, "null byte is not allowed in input", state.filename);
	while (state.position < state.length) {
		skipByteOrderMark(state);
		skipSeparationSpace(state, true);
		if (state.position >= state.length) break;
		const documentStart = state.position;
		readDocument(state);
		if (state.position === documentStart)
 /* c8 ignore next */
		throwError(state, "can not read a document");
	}
	return state.events;
}
//#endregion
//#region src/load.ts
var DEFAULT_LOAD_OPTIONS = {
	...DEFAULT_PARSER_OPTIONS,
	...DEFAULT_CONSTRUCTOR_OPTIONS
};
function loadDocuments(input, options = {}) {
	const opts = {
		...DEFAULT_LOAD_OPTIONS,
		...options
	};
	const source = String(input);
	const PARSER_OPT_KEYS = Object.keys(DEFAULT_PARSER_OPTIONS);
	const CONSTRUCTOR_OPT_KEYS = Object.keys(DEFAULT_CONSTRUCTOR_OPTIONS);
	return constructFromEvents(parseEvents(source, pick(opts, PARSER_OPT_KEYS)), {
		...pick(opts, CONSTRUCTOR_OPT_KEYS),
		source
	});
}
function loadAll(input, iteratorOrOptions, options) {
	let iterator = null;
	if (typeof iteratorOrOptions === "function") iterator = iteratorOrOptions;
	else if (iteratorOrOptions !== null && typeof iteratorOrOptions === "object") options = iteratorOrOptions;
	const documents = loadDocuments(input, options);
	if (iterator === null) return documents;
	for (const document of documents) iterator(document);
}
/**
* Parses `string` as a single YAML document. Throws {@link YAMLException} on
* error. This function does not understand multi-document or empty sources; it
* throws an exception on those.
*
* > [!NOTE]
* > 1. When processing untrusted input, see the
* >    [security considerations](../docs/safety.md).
* > 2. All exceptions MUST be caught, not just {@link YAMLException}.
* > 3. The default {@link CORE_SCHEMA} comes without the `!!merge` tag. You can
* >    easily enable it if needed.
* > 4. The default {@link mapTag} is `{}`-object based, with known limitations
* >    (see description). For full compatibility use {@link realMapTag}
* >    instead (it uses native JS `Map`).
*
* @example
* Enable {@link mergeTag} and {@link realMapTag}:
*
* ```javascript
* import { load, CORE_SCHEMA, mergeTag, realMapTag } from 'js-yaml'
*
* try {
*   load(data, { schema: CORE_SCHEMA.withTags(mergeTag, realMapTag) })
* } catch (e) {
*   console.error(e)
* }
* ```
*
* @category Main
*/
function load(input, options) {
	const documents = loadDocuments(input, options);
	if (documents.length === 0) throw new YAMLException("expected a document, but the input is empty");
	if (documents.length === 1) return documents[0];
	throw new YAMLException("expected a single document in the stream, but found more");
}
//#endregion
//#region src/ast/from_js.ts
var INVALID = Symbol("INVALID");
function buildRepresentTypes(schema) {
	const defaultTags = new Set([
		schema.defaultScalarTag,
		schema.defaultSequenceTag,
		schema.defaultMappingTag
	].filter((t) => t !== void 0));
	const implicitScalars = schema.implicitScalarTags;
	const explicitTags = schema.tags.filter((t) => !(t.nodeKind === "scalar" && t.implicit) && !defaultTags.has(t));
	const defaultTagsLast = schema.tags.filter((t) => defaultTags.has(t));
	return [
		...implicitScalars.map((tag) => ({
			tag,
			implicitTag: true
		})),
		...explicitTags.map((tag) => ({
			tag,
			implicitTag: false
		})),
		...defaultTagsLast.map((tag) => ({
			tag,
			implicitTag: true
		}))
	];
}
function matchTag(state, object) {
	for (let index = 0, length = state.representTypes.length; index < length; index += 1) {
		const { tag, implicitTag } = state.representTypes[index];
		if (tag.identify(object)) {
			let tagName;
			if (tag.matchByTagPrefix) tagName = tag.representTagName(object);
			else tagName = tag.tagName;
			return {
				tag,
				tagName,
				implicitTag
			};
		}
	}
	return null;
}
function build(state, object) {
	if (!state.noRefs && object !== null && typeof object === "object") {
		const existing = state.refs.get(object);
		if (existing) {
			if (existing.anchor === void 0) existing.anchor = `ref_${state.refCounter++}`;
			return {
				kind: "alias",
				anchor: existing.anchor
			};
		}
	}
	const matched = matchTag(state, object);
	if (!matched) {
		if (object === void 0) return INVALID;
		if (state.skipInvalid) return INVALID;
		throw new YAMLException(`unacceptable kind of an object to dump ${Object.prototype.toString.call(object)}`);
	}
	const { tag, tagName, implicitTag } = matched;
	const nodeTagName = implicitTag ? tagName : tagNameShort(tagName);
	if (tag.nodeKind === "scalar") return {
		kind: "scalar",
		tag: nodeTagName,
		tagged: !implicitTag,
		style: SCALAR_STYLE.PLAIN,
		value: tag.represent(object)
	};
	if (tag.nodeKind === "sequence") {
		const container = tag.represent(object);
		const node = {
			kind: "sequence",
			tag: nodeTagName,
			tagged: !implicitTag,
			style: COLLECTION_STYLE.BLOCK,
			items: []
		};
		if (!state.noRefs) state.refs.set(object, node);
		for (let index = 0, length = container.length; index < length; index += 1) {
			let item = build(state, container[index]);
			if (item === INVALID && container[index] === void 0) item = build(state, null);
			if (item === INVALID) continue;
			node.items.push(item);
		}
		return node;
	}
	const map = tag.represent(object);
	const node = {
		kind: "mapping",
		tag: nodeTagName,
		tagged: !implicitTag,
		style: COLLECTION_STYLE.BLOCK,
		items: []
	};
	if (!state.noRefs) state.refs.set(object, node);
	for (const [objectKey, objectValue] of map) {
		const key = build(state, objectKey);
		if (key === INVALID) continue;
		const value = build(state, objectValue);
		if (value === INVALID) continue;
		node.items.push({
			key,
			value
		});
	}
	return node;
}
/**
* Convert JS object to AST. A JS value is one YAML document. An unrepresentable
* root becomes an empty document, which the presenter renders as an empty
* string.
*
* @category AST
*/
function jsToAst(input, schema, options = {}) {
	const root = build({
		representTypes: buildRepresentTypes(schema),
		noRefs: options.noRefs ?? false,
		skipInvalid: options.skipInvalid ?? false,
		refs: /* @__PURE__ */ new Map(),
		refCounter: 0
	}, input);
	return [{
		contents: root === INVALID ? null : root,
		directives: []
	}];
}
//#endregion
//#region src/ast/visit.ts
/**
* Return from a visitor to stop the whole traversal.
*
* @category AST
*/
var VISIT_BREAK = Symbol("visit:break");
/**
* Return from a visitor to skip the current node's children.
*
* @category AST
*/
var VISIT_SKIP = Symbol("visit:skip");
function visitNode(node, visitor, ctx) {
	const control = visitor(node, ctx);
	if (control === VISIT_BREAK) return true;
	if (control === VISIT_SKIP) return false;
	const depth = ctx.depth + 1;
	switch (node.kind) {
		case "sequence":
			for (const item of node.items) if (visitNode(item, visitor, {
				depth,
				parent: node,
				isKey: false
			})) return true;
			break;
		case "mapping": for (const { key, value } of node.items) {
			if (visitNode(key, visitor, {
				depth,
				parent: node,
				isKey: true
			})) return true;
			if (visitNode(value, visitor, {
				depth,
				parent: node,
				isKey: false
			})) return true;
		}
	}
	return false;
}
/**
* Walk every node in the documents, calling {@link Visitor} once per
* node (pre-order).
*
* @category AST
*/
function visit(documents, visitor) {
	for (const doc of documents) if (doc.contents && visitNode(doc.contents, visitor, {
		depth: 0,
		parent: null,
		isKey: false
	})) return;
}
//#endregion
//#region src/ast/styler_defaults.ts
function hasBit(mask, bit) {
	return (mask & 1 << bit) !== 0;
}
/**
* Default scalar styling rules in application order.
* See [Scalar styling](../../docs/scalar_styling.md) for usage details.
*
* @category AST
*/
var DEFAULT_SCALAR_STYLE_RULES = {
	applyQuoteFlowKeysOption,
	doubleQuoteForInvisibles,
	doubleQuoteWhitespaceOnly,
	applyForceQuotesOption,
	tryLongOrMultilineAsBlock,
	quoteInvalidPlain,
	fallbackToDoubleQuoted
};
function _preferredQuotedStyle(layout) {
	if (layout.presenterOptions.quoteStyle === "single" && hasBit(layout.allowedStylesMask, SCALAR_STYLE.SINGLE_QUOTED)) return SCALAR_STYLE.SINGLE_QUOTED;
	return SCALAR_STYLE.DOUBLE_QUOTED;
}
function applyQuoteFlowKeysOption(layout) {
	if (!layout.presenterOptions.quoteFlowKeys) return;
	if (!layout.isKey || !layout.flowOnly || layout.style !== SCALAR_STYLE.PLAIN) return;
	layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
function doubleQuoteForInvisibles(layout) {
	if (layout.style === SCALAR_STYLE.PLAIN && /[\t\x7F-\xA0\u2028\u2029\uFEFF\uFFFE\uFFFF]/.test(layout.node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
function doubleQuoteWhitespaceOnly(layout) {
	if (layout.style === SCALAR_STYLE.PLAIN && /^\s+$/.test(layout.node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
function applyForceQuotesOption(layout) {
	if (!layout.presenterOptions.forceQuotes) return;
	if (layout.isKey || layout.style !== SCALAR_STYLE.PLAIN) return;
	if (layout.node.tag !== layout.presenterOptions.schema.defaultScalarTag.tagName) return;
	layout.style = layout.node.value.includes("\n") ? SCALAR_STYLE.DOUBLE_QUOTED : _preferredQuotedStyle(layout);
}
function tryLongOrMultilineAsBlock(layout) {
	if (layout.style !== SCALAR_STYLE.PLAIN || layout.isKey) return;
	const value = layout.node.value;
	const multiline = value.indexOf("\n") !== -1;
	if (!hasBit(layout.allowedStylesMask, SCALAR_STYLE.LITERAL_BLOCK)) {
		if (multiline) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
		return;
	}
	const w = layout.presenterOptions.lineWidth;
	if (w === -1) {
		if (multiline) layout.style = SCALAR_STYLE.LITERAL_BLOCK;
		return;
	}
	const availableWidth = Math.max(Math.min(w, 40), w - layout.shiftOfContent);
	let position = 0;
	let shouldFold = false;
	while (position <= value.length) {
		let lineEnd = value.length;
		const nextLineBreak = value.indexOf("\n", position);
		if (nextLineBreak !== -1) lineEnd = nextLineBreak;
		const line = value.slice(position, lineEnd);
		if (line.length > availableWidth && line[0] !== " " && / [^ \t]/.test(line)) shouldFold = true;
		if (nextLineBreak === -1) break;
		position = nextLineBreak + 1;
	}
	if (shouldFold) layout.style = SCALAR_STYLE.FOLDED_BLOCK;
	else if (multiline) layout.style = SCALAR_STYLE.LITERAL_BLOCK;
}
function quoteInvalidPlain(layout) {
	if (layout.style === SCALAR_STYLE.PLAIN && !hasBit(layout.allowedStylesMask, SCALAR_STYLE.PLAIN)) layout.style = _preferredQuotedStyle(layout);
}
function fallbackToDoubleQuoted(layout) {
	if (!hasBit(layout.allowedStylesMask, layout.style)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
}
//#endregion
//#region src/ast/scalar_styler.ts
function setBit(mask, bit) {
	return mask | 1 << bit;
}
var SRC_C_PRINTABLE = "[\\x09\\x0A\\x0D\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]";
var SRC_B_CHAR = "[\\n\\r]";
var SRC_C_BYTE_ORDER_MARK = "\\uFEFF";
var SRC_S_WHITE = "[ \\t]";
var SRC_NB_CHAR = `(?:(?!(?:${SRC_B_CHAR}|${SRC_C_BYTE_ORDER_MARK}))${SRC_C_PRINTABLE})`;
var SRC_NS_CHAR = `(?:(?!${SRC_S_WHITE})${SRC_NB_CHAR})`;
var SRC_NB_JSON = "[\\x09\\x20-\\uD7FF\\uE000-\\uFFFF\\u{10000}-\\u{10FFFF}]";
var SRC_C_INDICATOR = "[-?:,\\[\\]{}#&*!|>'\"%@`]";
var SRC_C_FLOW_INDICATOR = "[,\\[\\]{}]";
var SRC_NS_PLAIN_SAFE_FLOW_OUT = SRC_NS_CHAR;
var SRC_NS_PLAIN_SAFE_FLOW_IN = `(?:(?!${SRC_C_FLOW_INDICATOR})${SRC_NS_CHAR})`;
var SRC_NS_PLAIN_FIRST_FLOW_OUT = `(?:(?:(?!${SRC_C_INDICATOR})${SRC_NS_CHAR})|[?:-](?=${SRC_NS_PLAIN_SAFE_FLOW_OUT}))`;
var SRC_NS_PLAIN_FIRST_FLOW_IN = `(?:(?:(?!${SRC_C_INDICATOR})${SRC_NS_CHAR})|[?:-](?=${SRC_NS_PLAIN_SAFE_FLOW_IN}))`;
var SRC_NS_PLAIN_CHAR_FLOW_OUT = `(?:(?:(?![:#])${SRC_NS_PLAIN_SAFE_FLOW_OUT})|:(?=${SRC_NS_PLAIN_SAFE_FLOW_OUT}))#*`;
var SRC_NS_PLAIN_CHAR_FLOW_IN = `(?:(?:(?![:#])${SRC_NS_PLAIN_SAFE_FLOW_IN})|:(?=${SRC_NS_PLAIN_SAFE_FLOW_IN}))#*`;
var SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT = `(?:${SRC_S_WHITE}*${SRC_NS_PLAIN_CHAR_FLOW_OUT})*`;
var SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN = `(?:${SRC_S_WHITE}*${SRC_NS_PLAIN_CHAR_FLOW_IN})*`;
var SRC_NS_PLAIN_ONE_LINE_FLOW_OUT = `${SRC_NS_PLAIN_FIRST_FLOW_OUT}#*${SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT}`;
var SRC_NS_PLAIN_ONE_LINE_FLOW_IN = `${SRC_NS_PLAIN_FIRST_FLOW_IN}#*${SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN}`;
var SRC_NS_PLAIN_ONE_LINE_BLOCK_KEY = SRC_NS_PLAIN_ONE_LINE_FLOW_OUT;
var SRC_NS_PLAIN_ONE_LINE_FLOW_KEY = SRC_NS_PLAIN_ONE_LINE_FLOW_IN;
var SRC_S_NS_PLAIN_NEXT_LINE_FLOW_OUT = `\\n+${SRC_NS_PLAIN_CHAR_FLOW_OUT}${SRC_NB_NS_PLAIN_IN_LINE_FLOW_OUT}`;
var SRC_S_NS_PLAIN_NEXT_LINE_FLOW_IN = `\\n+${SRC_NS_PLAIN_CHAR_FLOW_IN}${SRC_NB_NS_PLAIN_IN_LINE_FLOW_IN}`;
var SRC_NS_PLAIN_MULTI_LINE_FLOW_OUT = `${SRC_NS_PLAIN_ONE_LINE_FLOW_OUT}(?:${SRC_S_NS_PLAIN_NEXT_LINE_FLOW_OUT})*`;
var SRC_NS_PLAIN_MULTI_LINE_FLOW_IN = `${SRC_NS_PLAIN_ONE_LINE_FLOW_IN}(?:${SRC_S_NS_PLAIN_NEXT_LINE_FLOW_IN})*`;
var NS_PLAIN_FLOW_OUT = new RegExp(`^(?:${SRC_NS_PLAIN_MULTI_LINE_FLOW_OUT})$`, "u");
var NS_PLAIN_FLOW_IN = new RegExp(`^(?:${SRC_NS_PLAIN_MULTI_LINE_FLOW_IN})$`, "u");
var NS_PLAIN_BLOCK_KEY = new RegExp(`^(?:${SRC_NS_PLAIN_ONE_LINE_BLOCK_KEY})$`, "u");
var NS_PLAIN_FLOW_KEY = new RegExp(`^(?:${SRC_NS_PLAIN_ONE_LINE_FLOW_KEY})$`, "u");
var NB_SINGLE_ONE_LINE = new RegExp(`^(?:${SRC_NB_JSON})*$`, "u");
var NB_SINGLE_MULTI_LINE = new RegExp(`^(?:${SRC_NB_JSON}|\\n)*$`, "u");
var BLOCK_SCALAR_CONTENT = new RegExp(`^(?:${SRC_NB_CHAR}|\\n)*$`, "u");
var C_FORBIDDEN_FIRST_LINE = /^(?:---|\.\.\.)(?=$|[ \t\n\r])/;
var C_FORBIDDEN_CONTENT = /^(?:---|\.\.\.)(?=$|[ \t\n\r])/m;
function canUsePlain(layout) {
	const str = layout.node.value;
	if (str !== "") {
		if (!(layout.isKey ? layout.flowOnly ? NS_PLAIN_FLOW_KEY : NS_PLAIN_BLOCK_KEY : layout.flowOnly ? NS_PLAIN_FLOW_IN : NS_PLAIN_FLOW_OUT).test(str)) return false;
		if (layout.shiftOfFirstLine === 0 && C_FORBIDDEN_FIRST_LINE.test(str)) return false;
		if (layout.shiftOfContent === 0) {
			const firstLineBreak = str.indexOf("\n");
			if (firstLineBreak !== -1) {
				const content = str.slice(firstLineBreak + 1);
				if (C_FORBIDDEN_CONTENT.test(content)) return false;
			}
		}
	}
	const resolvedTag = layout.presenterOptions.schema.resolveImplicitScalarTag(str).tag.tagName;
	if (!layout.node.tagged && resolvedTag !== layout.node.tag) return false;
	if (!layout.node.tagged && str === "=" && resolvedTag === layout.presenterOptions.schema.defaultScalarTag.tagName) return false;
	return true;
}
function canUseSingleQuoted(layout) {
	const str = layout.node.value;
	if (!(layout.isKey ? NB_SINGLE_ONE_LINE : NB_SINGLE_MULTI_LINE).test(str)) return false;
	if (/[ \t]\n|\n[ \t]/.test(str)) return false;
	if (!layout.isKey && layout.shiftOfContent === 0) {
		const firstLineBreak = str.indexOf("\n");
		if (firstLineBreak !== -1 && C_FORBIDDEN_CONTENT.test(str.slice(firstLineBreak + 1))) return false;
	}
	return true;
}
function canUseBlock(layout) {
	if (layout.flowOnly || !BLOCK_SCALAR_CONTENT.test(layout.node.value)) return false;
	const contentIndent = layout.shiftOfContent - layout.shiftOfParent;
	if (contentIndent < 1) return false;
	if (contentIndent > 9 && /^\n* /.test(layout.node.value)) return false;
	if (layout.shiftOfContent === 0 && C_FORBIDDEN_CONTENT.test(layout.node.value)) return false;
	return true;
}
function detectAllowedStyles(layout) {
	let mask = setBit(0, SCALAR_STYLE.DOUBLE_QUOTED);
	if (canUsePlain(layout)) mask = setBit(mask, SCALAR_STYLE.PLAIN);
	if (canUseSingleQuoted(layout)) mask = setBit(mask, SCALAR_STYLE.SINGLE_QUOTED);
	if (canUseBlock(layout)) mask = setBit(setBit(mask, SCALAR_STYLE.LITERAL_BLOCK), SCALAR_STYLE.FOLDED_BLOCK);
	layout.allowedStylesMask = mask;
}
function renderScalar(layout) {
	switch (layout.style) {
		case SCALAR_STYLE.PLAIN: return renderPlain(layout);
		case SCALAR_STYLE.SINGLE_QUOTED: return renderSingleQuoted(layout);
		case SCALAR_STYLE.LITERAL_BLOCK: return renderLiteralBlock(layout);
		case SCALAR_STYLE.FOLDED_BLOCK: return renderFoldedBlock(layout);
		case SCALAR_STYLE.DOUBLE_QUOTED: return renderDoubleQuoted(layout);
	}
}
function renderPlain(layout) {
	return encodeFlowBreaks(layout.node.value, layout.shiftOfContent);
}
function renderSingleQuoted(layout) {
	return `'${encodeFlowBreaks(layout.node.value, layout.shiftOfContent).replace(/'/g, "''")}'`;
}
function renderLiteralBlock(layout) {
	const value = layout.node.value;
	return "|" + blockHeader(value, layout.shiftOfParent, layout.shiftOfContent) + dropEndingNewline(indentString(value, layout.shiftOfContent));
}
function renderFoldedBlock(layout) {
	const value = layout.node.value;
	const w = layout.presenterOptions.lineWidth;
	let availableWidth = Infinity;
	if (w !== -1) availableWidth = Math.max(Math.min(w, 40), w - layout.shiftOfContent);
	return ">" + blockHeader(value, layout.shiftOfParent, layout.shiftOfContent) + dropEndingNewline(indentString(foldBlockScalar(value, availableWidth), layout.shiftOfContent));
}
function renderDoubleQuoted(layout) {
	return `"${escapeString(layout.node.value)}"`;
}
function encodeFlowBreaks(string, shiftOfContent) {
	let nextLF = string.indexOf("\n");
	if (nextLF === -1) return string;
	const pad = " ".repeat(shiftOfContent);
	let result = string.slice(0, nextLF);
	const lineRe = /(\n+)([^\n]*)/g;
	lineRe.lastIndex = nextLF;
	let match;
	while (match = lineRe.exec(string)) {
		const breaks = match[1].length;
		const line = match[2];
		result += "\n".repeat(breaks + 1) + pad + line;
	}
	return result;
}
function indentString(string, spaces) {
	const indent = " ".repeat(spaces);
	let position = 0;
	let result = "";
	const length = string.length;
	while (position < length) {
		let line;
		const next = string.indexOf("\n", position);
		if (next === -1) {
			line = string.slice(position);
			position = length;
		} else {
			line = string.slice(position, next + 1);
			position = next + 1;
		}
		if (line.length && line !== "\n") result += indent;
		result += line;
	}
	return result;
}
function needIndentIndicator(string) {
	return /^\n* /.test(string);
}
function blockHeader(string, shiftOfParent, shiftOfContent) {
	const indentIndicator = needIndentIndicator(string) ? String(shiftOfContent - shiftOfParent) : "";
	const clip = string[string.length - 1] === "\n";
	return `${indentIndicator}${clip && (string[string.length - 2] === "\n" || string === "\n") ? "+" : clip ? "" : "-"}\n`;
}
function dropEndingNewline(string) {
	return string[string.length - 1] === "\n" ? string.slice(0, -1) : string;
}
function isMoreIndented(char) {
	return char === " " || char === "	";
}
function foldLine(line, width) {
	if (line === "" || isMoreIndented(line[0])) return line;
	const breakRe = / [^ \t]/g;
	let match;
	let start = 0;
	let end;
	let curr = 0;
	let next = 0;
	let result = "";
	while (match = breakRe.exec(line)) {
		next = match.index;
		if (next - start > width) {
			end = curr > start ? curr : next;
			result += `\n${line.slice(start, end)}`;
			start = end + 1;
		}
		curr = next;
	}
	result += "\n";
	if (line.length - start > width && curr > start) result += `${line.slice(start, curr)}\n${line.slice(curr + 1)}`;
	else result += line.slice(start);
	return result.slice(1);
}
function foldBlockScalar(string, width) {
	const lineRe = /(\n+)([^\n]*)/g;
	let nextLF = string.indexOf("\n");
	if (nextLF === -1) nextLF = string.length;
	lineRe.lastIndex = nextLF;
	let result = foldLine(string.slice(0, nextLF), width);
	let prevMoreIndented = string[0] === "\n" || isMoreIndented(string[0]);
	let moreIndented;
	let match;
	while (match = lineRe.exec(string)) {
		const prefix = match[1];
		const line = match[2];
		moreIndented = line !== "" && isMoreIndented(line[0]);
		result += prefix + (!prevMoreIndented && !moreIndented && line !== "" ? "\n" : "") + foldLine(line, width);
		prevMoreIndented = moreIndented;
	}
	return result;
}
var CHARACTERS_TO_ESCAPE = /["\\\x00-\x1F\x7F-\xA0\u2028\u2029\uD800-\uDFFF\uFEFF\uFFFE\uFFFF]/gu;
function escapeCharacter(character) {
	switch (character) {
		case "\0": return "\\0";
		case "\x07": return "\\a";
		case "\b": return "\\b";
		case "	": return "\\t";
		case "\n": return "\\n";
		case "\v": return "\\v";
		case "\f": return "\\f";
		case "\r": return "\\r";
		case "\x1B": return "\\e";
		case "\"": return "\\\"";
		case "\\": return "\\\\";
		case "": return "\\N";
		case "\xA0": return "\\_";
		case "\u2028": return "\\L";
		case "\u2029": return "\\P";
	}
	const code = character.charCodeAt(0);
	const hex = code.toString(16).toUpperCase();
	if (code <= 255) return `\\x${"0".repeat(2 - hex.length)}${hex}`;
	return `\\u${"0".repeat(4 - hex.length)}${hex}`;
}
function escapeString(string) {
	return string.replace(CHARACTERS_TO_ESCAPE, escapeCharacter);
}
//#endregion
//#region src/ast/presenter.ts
var CHAR_LINE_FEED = 10;
var DEFAULT_PRESENTER_OPTIONS = {
	indent: 2,
	seqNoIndent: false,
	seqInlineFirst: true,
	lineWidth: 80,
	flowBracketPadding: false,
	flowSkipCommaSpace: false,
	flowSkipColonSpace: false,
	quoteFlowKeys: false,
	quoteStyle: "single",
	forceQuotes: false,
	scalarStyleRules: Object.keys(DEFAULT_SCALAR_STYLE_RULES).map((name) => Reflect.get(DEFAULT_SCALAR_STYLE_RULES, name)),
	tagBeforeAnchor: false
};
function nodeTagShort(node) {
	return node.tagged ? node.tag : tagNameShort(node.tag);
}
function createPresenterState(options) {
	const opts = {
		...DEFAULT_PRESENTER_OPTIONS,
		...options
	};
	if (opts.flowSkipColonSpace) opts.quoteFlowKeys = true;
	return {
		...opts,
		defaultScalarTagName: opts.schema.defaultScalarTag.tagName,
		openEnded: false
	};
}
function generateNextLine(state, level) {
	return `\n${" ".repeat(state.indent * level)}`;
}
function scalarLayout(state, node, parent, level, isKey, flowOnly) {
	return {
		node,
		parent,
		level,
		isKey,
		flowOnly,
		shiftOfParent: level === 0 ? -1 : state.indent * (level - 1),
		shiftOfContent: state.indent * Math.max(1, level),
		shiftOfFirstLine: level === 0 ? 0 : state.indent * level,
		presenterOptions: state,
		allowedStylesMask: 0,
		style: node.style
	};
}
function writeFlowSequence(state, level, node) {
	let result = "";
	for (let index = 0, length = node.items.length; index < length; index += 1) {
		const item = writeNode(state, level, node.items[index], node, {}).text;
		if (index > 0) result += `,${!state.flowSkipCommaSpace ? " " : ""}`;
		result += item;
	}
	const pad = state.flowBracketPadding && node.items.length > 0 ? " " : "";
	return `[${pad}${result}${pad}]`;
}
function writeBlockSequence(state, level, node, compact) {
	let result = "";
	for (let index = 0, length = node.items.length; index < length; index += 1) {
		const item = writeNode(state, level + 1, node.items[index], node, {
			block: true,
			compact: state.seqInlineFirst,
			isblockseq: true
		}).text;
		if (!compact || result !== "") result += generateNextLine(state, level);
		if (item === "" || CHAR_LINE_FEED === item.charCodeAt(0)) result += "-";
		else result += "- ";
		result += item;
	}
	return result;
}
function writeFlowMapping(state, level, node) {
	let result = "";
	for (const { key, value } of node.items) {
		let pairBuffer = "";
		if (result !== "") pairBuffer += `,${!state.flowSkipCommaSpace ? " " : ""}`;
		const keyRender = writeNode(state, level, key, node, { iskey: true });
		const keyText = keyRender.text;
		const valueText = writeNode(state, level, value, node, {}).text;
		const sep = state.flowSkipColonSpace || valueText === "" ? "" : " ";
		const keyIsBareProps = key.kind === "scalar" && keyRender.noBody && (key.tagged || key.anchor !== void 0);
		const keyColonSep = key.kind === "alias" || keyIsBareProps ? " " : "";
		pairBuffer += `${keyText}${keyColonSep}:${sep}${valueText}`;
		result += pairBuffer;
	}
	const pad = state.flowBracketPadding && result !== "" ? " " : "";
	return `{${pad}${result}${pad}}`;
}
function writeBlockMapping(state, level, node, compact) {
	let result = "";
	for (let index = 0, length = node.items.length; index < length; index += 1) {
		let pairBuffer = "";
		if (!compact || result !== "") pairBuffer += generateNextLine(state, level);
		const { key, value } = node.items[index];
		const keyIsBlock = (key.kind === "mapping" || key.kind === "sequence") && key.style === COLLECTION_STYLE.BLOCK && key.items.length !== 0 || key.kind === "scalar" && (key.style === SCALAR_STYLE.LITERAL_BLOCK || key.style === SCALAR_STYLE.FOLDED_BLOCK);
		const keyRender = keyIsBlock ? writeNode(state, level + 1, key, node, {
			block: true,
			compact: true,
			isblockseq: !cannotBeCompact(state, key, level + 1)
		}) : writeNode(state, level + 1, key, node, {
			block: true,
			compact: true,
			iskey: true
		});
		const keyText = keyRender.text;
		const keyHasLineBreak = key.kind === "scalar" && key.value.indexOf("\n") !== -1;
		const keyIsTooLong = keyText.length > 1024 && /^[\s\S]{1025}/u.test(keyText);
		const explicitPair = keyIsBlock || keyHasLineBreak || keyIsTooLong;
		if (explicitPair) {
			if (keyText && CHAR_LINE_FEED === keyText.charCodeAt(0)) pairBuffer += "?";
			else pairBuffer += "? ";
		}
		pairBuffer += keyText;
		if (explicitPair) pairBuffer += generateNextLine(state, level);
		const valueText = writeNode(state, level + 1, value, node, {
			block: true,
			compact: explicitPair,
			isblockseq: explicitPair && !cannotBeCompact(state, value, level + 1)
		}).text;
		const keyIsBareProps = key.kind === "scalar" && keyRender.noBody && (key.tagged || key.anchor !== void 0);
		const keyColonSep = !explicitPair && (key.kind === "alias" || keyIsBareProps) ? " " : "";
		if (valueText === "" || CHAR_LINE_FEED === valueText.charCodeAt(0)) pairBuffer += `${keyColonSep}:`;
		else pairBuffer += `${keyColonSep}: `;
		pairBuffer += valueText;
		result += pairBuffer;
	}
	return result;
}
function cannotBeCompact(state, node, level) {
	if (node.kind === "alias") return true;
	return node.tagged || node.anchor !== void 0 || state.indent < 2 && level > 0;
}
function writeNode(state, level, node, parent, ctx) {
	if (node.kind === "alias") {
		state.openEnded = false;
		return {
			text: `*${node.anchor}`,
			noBody: false
		};
	}
	const { block = false, iskey = false, isblockseq = false } = ctx;
	let compact = ctx.compact ?? false;
	const hasAnchor = node.anchor !== void 0;
	if (cannotBeCompact(state, node, level)) compact = false;
	let body;
	let shouldPrintTag = node.tagged;
	const useBlockCollection = block && (node.kind === "mapping" || node.kind === "sequence") && node.style === COLLECTION_STYLE.BLOCK && node.items.length !== 0;
	if (node.kind === "mapping") {
		if (useBlockCollection) body = writeBlockMapping(state, level, node, compact);
		else body = writeFlowMapping(state, level, node);
	} else if (node.kind === "sequence") {
		if (useBlockCollection) {
			if (state.seqNoIndent && !isblockseq && level > 0) body = writeBlockSequence(state, level - 1, node, compact);
			else body = writeBlockSequence(state, level, node, compact);
		} else body = writeFlowSequence(state, level, node);
	} else {
		const layout = scalarLayout(state, node, parent, level, iskey, !block);
		detectAllowedStyles(layout);
		for (const rule of state.scalarStyleRules) rule(layout);
		body = renderScalar(layout);
		state.openEnded = (layout.style === SCALAR_STYLE.LITERAL_BLOCK || layout.style === SCALAR_STYLE.FOLDED_BLOCK) && (node.value === "\n" || node.value.endsWith("\n\n"));
		shouldPrintTag = node.tagged || body === "" && layout.flowOnly && parent?.kind === "sequence" && !hasAnchor || layout.style !== SCALAR_STYLE.PLAIN && node.tag !== state.defaultScalarTagName;
	}
	if ((node.kind === "mapping" || node.kind === "sequence") && !useBlockCollection) state.openEnded = false;
	if (useBlockCollection && compact && level > 0 && state.indent > 2) body = `${" ".repeat(state.indent - 2)}${body}`;
	const noBody = body === "";
	let text = body;
	if (shouldPrintTag || hasAnchor) {
		const props = [];
		const tag = shouldPrintTag ? nodeTagShort(node) : null;
		const anchor = hasAnchor ? `&${node.anchor}` : null;
		if (state.tagBeforeAnchor) {
			if (tag !== null) props.push(tag);
			if (anchor !== null) props.push(anchor);
		} else {
			if (anchor !== null) props.push(anchor);
			if (tag !== null) props.push(tag);
		}
		const sep = body === "" || body.charCodeAt(0) === CHAR_LINE_FEED ? "" : " ";
		text = `${props.join(" ")}${sep}${body}`;
	}
	return {
		text,
		noBody
	};
}
function rootStartsOwnLine(node) {
	return (node.kind === "sequence" || node.kind === "mapping") && node.style === COLLECTION_STYLE.BLOCK && node.items.length !== 0 && !node.tagged && node.anchor === void 0;
}
function writeDocumentDirectives(doc) {
	let result = "";
	for (const directive of doc.directives) {
		if (directive.kind === "yaml") {
			result += `%YAML ${directive.version}\n`;
			continue;
		}
		const { handle, prefix } = directive;
		result += `%TAG ${handle} ${prefix}\n`;
	}
	return result;
}
/**
* Build YAML from AST.
*
* @category AST
*/
function present(documents, options) {
	const state = createPresenterState(options);
	let result = "";
	let previousEnded = false;
	for (let index = 0; index < documents.length; index += 1) {
		const doc = documents[index];
		state.openEnded = false;
		const directives = writeDocumentDirectives(doc);
		const hasDirectives = directives !== "";
		const marker = doc.explicitStart || hasDirectives || index > 0 && !previousEnded;
		result += directives;
		if (doc.contents === null) {
			if (marker) result += "---\n";
		} else if (marker) {
			const body = writeNode(state, 0, doc.contents, null, {
				block: true,
				compact: true
			}).text;
			const sep = body === "" ? "" : hasDirectives || rootStartsOwnLine(doc.contents) ? "\n" : " ";
			result += `---${sep}${body}\n`;
		} else result += writeNode(state, 0, doc.contents, null, {
			block: true,
			compact: true
		}).text + "\n";
		previousEnded = doc.explicitEnd || state.openEnded;
		if (previousEnded) result += "...\n";
	}
	return result;
}
//#endregion
//#region src/dump.ts
var DEFAULT_DUMP_OPTIONS = {
	...DEFAULT_PRESENTER_OPTIONS,
	schema: DUMP_SCHEMA,
	skipInvalid: false,
	noRefs: false,
	flowLevel: -1,
	sortKeys: false,
	transform: () => {}
};
function defaultCompareFn(a, b) {
	const x = String(a);
	const y = String(b);
	if (x < y) return -1;
	if (x > y) return 1;
	return 0;
}
/**
* Serializes JS object as a YAML document. By default it can dump every
* supported YAML type, so it throws an exception if you try to dump regexps or
* functions. However, you can disable exceptions by setting the
* {@link DumpOptions.skipInvalid} option to `true`.
*
* @category Main
*/
function dump(input, options = {}) {
	const opts = {
		...DEFAULT_DUMP_OPTIONS,
		...options
	};
	const documents = jsToAst(input, opts.schema, {
		noRefs: opts.noRefs,
		skipInvalid: opts.skipInvalid
	});
	if (opts.flowLevel >= 0) visit(documents, (node, ctx) => {
		if (ctx.depth < opts.flowLevel) return;
		if (node.kind === "sequence" || node.kind === "mapping") node.style = COLLECTION_STYLE.FLOW;
		return VISIT_SKIP;
	});
	if (opts.sortKeys) {
		const compareFn = opts.sortKeys === true ? defaultCompareFn : opts.sortKeys;
		visit(documents, (node) => {
			if (node.kind !== "mapping") return;
			node.items.sort((a, b) => compareFn(a.key.kind === "scalar" ? a.key.value : "", b.key.kind === "scalar" ? b.key.value : ""));
		});
	}
	opts.transform(documents);
	return present(documents, {
		...pick(opts, Object.keys(DEFAULT_PRESENTER_OPTIONS)),
		schema: opts.schema
	});
}
//#endregion
//#region src/ast/from_events.ts
var NO_RANGE = (/* unused pure expression or super */ null && (-1));
function eventPosition(event) {
	if ("tagStart" in event && event.tagStart !== NO_RANGE) return event.tagStart;
	if ("anchorStart" in event && event.anchorStart !== NO_RANGE) return event.anchorStart;
	if ("valueStart" in event && event.valueStart !== NO_RANGE) return event.valueStart;
	if ("start" in event) return event.start;
	return 0;
}
function rawTag(state, event) {
	return event.tagStart === NO_RANGE ? "" : state.source.slice(event.tagStart, event.tagEnd);
}
function anchorName(state, event) {
	return event.anchorStart === NO_RANGE ? void 0 : state.source.slice(event.anchorStart, event.anchorEnd);
}
function buildScalar(state, event) {
	const value = getScalarValue(state.source, event);
	const raw = rawTag(state, event);
	let tag;
	let tagged = false;
	if (raw !== "") {
		tagged = true;
		tag = raw;
	} else if (event.style === SCALAR_STYLE.PLAIN) tag = state.schema.resolveImplicitScalarTag(value).tag.tagName;
	else tag = state.schema.defaultScalarTag.tagName;
	return {
		kind: "scalar",
		tag,
		tagged,
		style: event.style,
		anchor: anchorName(state, event),
		value
	};
}
function buildCollection(state, event, defaultTagName) {
	const raw = rawTag(state, event);
	let tag;
	let tagged = false;
	if (raw === "") tag = defaultTagName;
	else {
		tag = raw;
		tagged = true;
	}
	return {
		tag,
		tagged,
		style: event.style,
		anchor: anchorName(state, event)
	};
}
function addNode(state, node) {
	const frame = state.frames[state.frames.length - 1];
	if (frame.kind === "document") frame.doc.contents = node;
	else if (frame.kind === "sequence") frame.node.items.push(node);
	else if (frame.key) {
		frame.node.items.push({
			key: frame.key,
			value: node
		});
		frame.key = null;
	} else frame.key = node;
}
/**
* Builds an AST from parser events
*
* @category AST
*/
function eventsToAst(events, options) {
	const state = {
		source: options.source,
		schema: options.schema,
		eventIndex: 0,
		position: 0,
		frames: [],
		documents: []
	};
	while (state.eventIndex < events.length) {
		const event = events[state.eventIndex++];
		state.position = eventPosition(event);
		switch (event.type) {
			case EVENT_ID.DOCUMENT: {
				const doc = {
					contents: null,
					explicitStart: event.explicitStart,
					explicitEnd: event.explicitEnd,
					directives: event.directives
				};
				state.frames.push({
					kind: "document",
					doc
				});
				break;
			}
			case EVENT_ID.SCALAR:
				addNode(state, buildScalar(state, event));
				break;
			case EVENT_ID.SEQUENCE: {
				const { tag, tagged, style, anchor } = buildCollection(state, event, "tag:yaml.org,2002:seq");
				const node = {
					kind: "sequence",
					tag,
					tagged,
					style,
					anchor,
					items: []
				};
				state.frames.push({
					kind: "sequence",
					node
				});
				break;
			}
			case EVENT_ID.MAPPING: {
				const { tag, tagged, style, anchor } = buildCollection(state, event, "tag:yaml.org,2002:map");
				const node = {
					kind: "mapping",
					tag,
					tagged,
					style,
					anchor,
					items: []
				};
				state.frames.push({
					kind: "mapping",
					node,
					key: null
				});
				break;
			}
			case EVENT_ID.ALIAS:
				addNode(state, {
					kind: "alias",
					anchor: state.source.slice(event.anchorStart, event.anchorEnd)
				});
				break;
			case EVENT_ID.POP: {
				const frame = state.frames.pop();
				if (frame.kind === "mapping" && frame.key) throw new Error("incomplete mapping pair in event stream");
				if (frame.kind === "document") state.documents.push(frame.doc);
				else addNode(state, frame.node);
				break;
			}
		}
	}
	return state.documents;
}
//#endregion
//#region src/index.ts
/** @deprecated Use `EVENT_ID.DOCUMENT` instead. @internal */
var EVENT_DOCUMENT = EVENT_ID.DOCUMENT;
/** @deprecated Use `EVENT_ID.SEQUENCE` instead. @internal */
var EVENT_SEQUENCE = EVENT_ID.SEQUENCE;
/** @deprecated Use `EVENT_ID.MAPPING` instead. @internal */
var EVENT_MAPPING = EVENT_ID.MAPPING;
/** @deprecated Use `EVENT_ID.SCALAR` instead. @internal */
var EVENT_SCALAR = EVENT_ID.SCALAR;
/** @deprecated Use `EVENT_ID.ALIAS` instead. @internal */
var EVENT_ALIAS = EVENT_ID.ALIAS;
/** @deprecated Use `EVENT_ID.POP` instead. @internal */
var EVENT_POP = EVENT_ID.POP;
/** @deprecated Use `SCALAR_STYLE.PLAIN` instead. @internal */
var SCALAR_STYLE_PLAIN = SCALAR_STYLE.PLAIN;
/** @deprecated Use `SCALAR_STYLE.SINGLE_QUOTED` instead. @internal */
var SCALAR_STYLE_SINGLE_QUOTED = SCALAR_STYLE.SINGLE_QUOTED;
/** @deprecated Use `SCALAR_STYLE.DOUBLE_QUOTED` instead. @internal */
var SCALAR_STYLE_DOUBLE_QUOTED = SCALAR_STYLE.DOUBLE_QUOTED;
/** @deprecated Use `SCALAR_STYLE.LITERAL_BLOCK` instead. @internal */
var SCALAR_STYLE_LITERAL_BLOCK = SCALAR_STYLE.LITERAL_BLOCK;
/** @deprecated Use `SCALAR_STYLE.FOLDED_BLOCK` instead. @internal */
var SCALAR_STYLE_FOLDED_BLOCK = SCALAR_STYLE.FOLDED_BLOCK;
/** @deprecated Use `COLLECTION_STYLE.BLOCK` instead. @internal */
var COLLECTION_STYLE_BLOCK = COLLECTION_STYLE.BLOCK;
/** @deprecated Use `COLLECTION_STYLE.FLOW` instead. @internal */
var COLLECTION_STYLE_FLOW = COLLECTION_STYLE.FLOW;
/** @deprecated Use `CHOMPING_MODE.CLIP` instead. @internal */
var CHOMPING_CLIP = CHOMPING_MODE.CLIP;
/** @deprecated Use `CHOMPING_MODE.STRIP` instead. @internal */
var CHOMPING_STRIP = CHOMPING_MODE.STRIP;
/** @deprecated Use `CHOMPING_MODE.KEEP` instead. @internal */
var CHOMPING_KEEP = CHOMPING_MODE.KEEP;
//#endregion


//# sourceMappingURL=js-yaml.mjs.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(95210);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
