import { describe, expect, it } from 'vitest';
import { openSecrets } from '../../../src/base/clean.ts';
import { answeredError } from '../../../src/kube/status.ts';

function status(message: string, more: object = {}): string {
  return JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, ...more });
}

// Response bodies of kube-apiserver 1.34.
const answers: [
  string,
  number,
  string,
  { code: string; reason: string; retryable: boolean; says: string },
][] = [
  [
    'a misspelt field in server-side apply',
    500,
    status(
      'failed to create typed patch object (cv/x1; /v1, Kind=ConfigMap): .dataa: field not declared in schema',
    ),
    {
      code: 'bad-manifest',
      reason: 'InternalError',
      retryable: false,
      says: '.dataa: field not declared in schema',
    },
  ],
  [
    'a misspelt field of a Deployment',
    500,
    status(
      'failed to create typed patch object (cv/d; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="c"].comand: field not declared in schema',
    ),
    {
      code: 'bad-manifest',
      reason: 'InternalError',
      retryable: false,
      says: '.spec.template.spec.containers[name="c"].comand: field',
    },
  ],
  [
    'a bad quantity',
    500,
    status(
      'failed to convert new object (cv/d; apps/v1, Kind=Deployment) to proper version: unable to convert unstructured object to apps/v1, Kind=Deployment: quantities must match the regular expression',
    ),
    { code: 'bad-manifest', reason: 'InternalError', retryable: false, says: 'quantities must match' },
  ],
  [
    'a server in trouble',
    500,
    status('etcdserver: leader changed', { reason: 'InternalError' }),
    { code: 'api-error', reason: 'InternalError', retryable: true, says: 'etcdserver: leader changed' },
  ],
  [
    'fields that belong to others',
    409,
    status('Apply failed with 2 conflicts', {
      reason: 'Conflict',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "argocd" using apps/v1',
            field: '.spec.replicas',
          },
          { reason: 'FieldManagerConflict', message: 'conflict with "helm"', field: '.data.a' },
        ],
      },
    }),
    {
      code: 'foreign-object',
      reason: 'Conflict',
      retryable: false,
      says: 'some of its fields are managed by others: .spec.replicas (argocd), .data.a (helm)',
    },
  ],
  [
    'an object that exists',
    409,
    status('secrets "x" already exists', { reason: 'AlreadyExists' }),
    { code: 'foreign-object', reason: 'AlreadyExists', retryable: false, says: 'already exists' },
  ],
  [
    'a missing permission',
    403,
    status('pods is forbidden: User "u" cannot list resource "pods" in API group "" in the namespace "n"', {
      reason: 'Forbidden',
    }),
    {
      code: 'missing-permission',
      reason: 'Forbidden',
      retryable: false,
      says: 'cannot list resource "pods"',
    },
  ],
  [
    'a request without credentials',
    403,
    status('pods is forbidden: User "system:anonymous" cannot list resource "pods"', { reason: 'Forbidden' }),
    { code: 'cluster-auth', reason: 'Forbidden', retryable: false, says: 'system:anonymous' },
  ],
  [
    'a quota',
    403,
    status('pods "x" is forbidden: exceeded quota: q, requested: cpu=1, used: cpu=2, limited: cpu=2', {
      reason: 'Forbidden',
    }),
    { code: 'quota-exceeded', reason: 'QuotaUsedUp', retryable: false, says: 'exceeded quota: q' },
  ],
  [
    'PodSecurity',
    403,
    status(
      'pods "bad" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      {
        reason: 'Forbidden',
      },
    ),
    { code: 'admission-refused', reason: 'Refused', retryable: false, says: 'violates PodSecurity' },
  ],
  [
    'a namespace on its way out',
    403,
    status(
      'configmaps "x" is forbidden: unable to create new content in namespace n because it is being terminated',
      {
        reason: 'Forbidden',
        details: { causes: [{ reason: 'NamespaceTerminating', message: 'namespace n is being terminated' }] },
      },
    ),
    { code: 'api-error', reason: 'Forbidden', retryable: false, says: 'being terminated' },
  ],
  [
    'an expired token',
    401,
    status('Unauthorized', { reason: 'Unauthorized' }),
    { code: 'cluster-auth', reason: 'Unauthorized', retryable: false, says: 'Unauthorized' },
  ],
  [
    'too many requests',
    429,
    status('the server has received too many requests', {
      reason: 'TooManyRequests',
      details: { retryAfterSeconds: 3 },
    }),
    { code: 'api-error', reason: 'TooManyRequests', retryable: true, says: 'too many requests' },
  ],
  [
    'an unknown API group, in plain text',
    404,
    '404 page not found\n',
    { code: 'api-error', reason: 'NotFound', retryable: false, says: '404 page not found' },
  ],
  [
    'a load balancer without a server behind it',
    503,
    '<html><body><h1>503 Service Unavailable</h1></body></html>',
    { code: 'api-error', reason: 'ServiceUnavailable', retryable: true, says: 'an HTML page' },
  ],
  [
    'an empty body',
    502,
    '',
    { code: 'api-error', reason: 'HTTP 502', retryable: true, says: 'answered 502' },
  ],
];

describe('a response with an error status', () => {
  it.each(answers)('reports %s', (_, httpStatus, body, expected) => {
    const error = answeredError('apply ConfigMap n/x', httpStatus, body);
    expect(error).toMatchObject({
      code: expected.code,
      reason: expected.reason,
      retryable: expected.retryable,
      status: httpStatus,
    });
    expect(error.message).toMatch(/^Could not apply ConfigMap n\/x: /);
    expect(error.message).toContain(expected.says);
  });

  it('waits as long as the Status says if there is no header', () => {
    const body = status('slow down', { details: { retryAfterSeconds: 3 } });
    expect(answeredError('x', 429, body).retryAfterMs).toBe(3000);
    expect(answeredError('x', 429, body, { retryAfterMs: 500 }).retryAfterMs).toBe(500);
  });

  it('names the fields of an invalid object, and does not quote the object', () => {
    const dump = `core.PodTemplateSpec{Spec:core.PodSpec{Env:[]core.EnvVar{{Name:"KEY", Value:"sk-canary"}}}}`;
    const causes = [
      {
        field: 'spec.template',
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${dump}: field is immutable`,
      },
      {
        field: 'data.k',
        reason: 'FieldValueInvalid',
        message: 'Invalid value: "sk-canary: x": must be something: else',
      },
      {
        field: 'kind',
        reason: 'FieldValueNotSupported',
        message: 'Unsupported value: "sk-canary": supported values: "a"',
      },
      { field: '', reason: 'FieldValueTooLong', message: 'Too long: may not be more than 1048576 bytes' },
    ];
    const message = `Job.batch "x" is invalid: spec.template: Invalid value: ${dump}: field is immutable`;
    const error = answeredError(
      'apply Job n/x',
      422,
      status(message, { reason: 'Invalid', details: { causes } }),
    );
    expect(error.code).toBe('bad-manifest');
    expect(error.causes.some((cause) => cause.field === 'spec.template')).toBe(true);
    expect(error.message).toBe(
      'Could not apply Job n/x: spec.template: field is immutable; data.k: must be something: else; kind: supported values: "a"; Too long: may not be more than 1048576 bytes',
    );
    const bare = answeredError('apply Job n/x', 422, status(message, { reason: 'Invalid' }));
    expect(bare.message).not.toContain('sk-canary');
  });

  it('does not repeat a value of the wrong type, which in a Secret is the secret', () => {
    const message =
      'failed to create typed patch object (n/s; /v1, Kind=Secret): .stringData.key: expected string, got &value.valueUnstructured{Value:sk-canary}';
    const error = answeredError('apply Secret n/s', 500, status(message));
    expect(error.message).toBe(
      'Could not apply Secret n/s: .stringData.key: expected string, got something else',
    );
  });

  // A webhook chooses the code, the reason and the details of its refusal; without a code it is 400.
  it.each([
    [400, undefined],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [409, 'AlreadyExists'],
    [413, 'RequestEntityTooLarge'],
    [422, 'Invalid'],
    [429, 'TooManyRequests'],
    [500, 'InternalError'],
    [503, 'ServiceUnavailable'],
  ])('calls the refusal of a webhook by its name, with status %i', (httpStatus, reason) => {
    const body = status(
      'admission webhook "labels.example.com" denied the request: \n\njobs need the label team',
      {
        ...(reason === undefined ? {} : { reason }),
        details: { causes: [{ message: 'jobs need the label team' }], retryAfterSeconds: 1 },
      },
    );
    const error = answeredError('apply Job n/x', httpStatus, body, { sent: { kind: 'Job' } });
    expect(error).toMatchObject({ code: 'admission-refused', reason: 'Refused', retryable: false });
    expect(error.message).toBe(
      'Could not apply Job n/x: admission webhook "labels.example.com" denied the request: jobs need the label team',
    );
    expect(error.hint).toContain('"job-labels"');
  });

  it.each([
    [422, 'Invalid'],
    [403, 'Forbidden'],
    [401, 'Unauthorized'],
    [413, 'RequestEntityTooLarge'],
  ])('calls the refusal of a policy by its name, with status %i', (httpStatus, reason) => {
    const words =
      "ValidatingAdmissionPolicy 'team' with binding 'team' denied request: jobs need the label team";
    const body = status(`jobs.batch "x" is forbidden: ${words}`, {
      reason,
      details: { causes: [{ message: words }] },
    });
    const error = answeredError('apply Job n/x', httpStatus, body, { sent: { kind: 'Namespace' } });
    expect(error).toMatchObject({ code: 'admission-refused', retryable: false });
    expect(error.message).toBe(`Could not apply Job n/x: ${words}`);
    expect(error.hint).toContain('"namespace"');
  });

  it('does not take a missing permission for a policy, whatever the authorizer adds', () => {
    const message =
      'jobs.batch is forbidden: User "u" cannot create resource "jobs" in API group "batch": denied by policy';
    expect(answeredError('x', 403, status(message)).code).toBe('missing-permission');
    expect(answeredError('x', 500, status('error dialing backend: denied by firewall')).code).toBe(
      'api-error',
    );
  });

  it('names a webhook that cannot be called, and lets the request be tried again', () => {
    const words =
      'failed to call webhook: Post "https://w.n.svc:443/v?timeout=10s": no endpoints available for service "w"';
    const error = answeredError(
      'apply Job n/x',
      500,
      status(`Internal error occurred: failed calling webhook "v.example.com": ${words}`, {
        reason: 'InternalError',
      }),
    );
    expect(error).toMatchObject({ code: 'api-error', retryable: true });
    expect(error.message).toBe(
      'Could not apply Job n/x: admission webhook "v.example.com" cannot be called: Post "https://w.n.svc:443/v?timeout=10s": no endpoints available for service "w"',
    );
    expect(error.hint).toContain('webhook');
  });

  it.each([
    ['requested: count/jobs.batch=1, used: count/jobs.batch=5, limited: count/jobs.batch=5', 'QuotaUsedUp'],
    ['requested: count/jobs.batch=1, used: count/jobs.batch=0, limited: count/jobs.batch=0', 'Refused'],
  ])('tells a quota that may be freed from one that is too small: %s', (words, reason) => {
    const body = status(`jobs.batch "x" is forbidden: exceeded quota: q, ${words}`, { reason: 'Forbidden' });
    const error = answeredError('apply Job n/x', 403, body);
    expect(error).toMatchObject({ code: 'quota-exceeded', reason });
    expect(error.message).toBe(`Could not apply Job n/x: exceeded quota: q, ${words}`);
  });
});

describe('a refused Secret', () => {
  const key = 'sk-canary-"0123456789';
  const sent = { kind: 'Secret', stringData: { OPENAI_API_KEY: key } };
  const base64 = Buffer.from(key).toString('base64');
  const echoes = [
    JSON.stringify(sent),
    `Secret in version "v1" cannot be handled: ${JSON.stringify(sent)}`,
    `data.OPENAI_API_KEY: Invalid value: "${base64}": is wrong`,
    `is forbidden: [${[...Buffer.from(key)].join(' ')}] is not allowed, ${key.toUpperCase()}`,
    `admission webhook "w" denied the request: ${JSON.stringify(sent)} ${base64} ${key}`,
  ];
  const forms = [key, base64, JSON.stringify(key), [...Buffer.from(key)].join(' '), key.toUpperCase()];

  it.each([400, 403, 404, 409, 413, 415, 422, 429, 500, 503])(
    'is not quoted with status %i',
    (httpStatus) => {
      for (const echo of echoes) {
        const causes = [
          { field: echo, message: echo },
          { field: 'data.OPENAI_API_KEY', message: echo },
        ];
        for (const body of [echo, status(echo), status(echo, { details: { causes } })]) {
          const error = answeredError('apply Secret n/s', httpStatus, body, { sent });
          const text = [
            error.message,
            error.hint,
            ...error.causes.flatMap((cause) => Object.values(cause)),
          ].join('\n');
          for (const form of forms) expect(text).not.toContain(form);
          expect(error.message).toContain('Could not apply Secret n/s: ');
        }
      }
    },
  );

  it('still says what Kubernetes itself says of it', () => {
    const says = (httpStatus: number, message: string): string =>
      answeredError('apply Secret n/s', httpStatus, status(message), { sent }).message;
    const right = 'User "u" cannot patch resource "secrets" in API group "" in the namespace "n"';
    expect(says(403, `secrets "s" is forbidden: ${right}`)).toContain(right);
    const quota =
      'exceeded quota: q, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0';
    expect(says(403, `secrets "s" is forbidden: ${quota}`)).toContain(quota);
    expect(says(404, 'namespaces "n" not found')).toContain('namespaces "n" not found');
    expect(says(422, 'x')).toContain('refused it (422)');
    expect(says(400, 'admission webhook "w" denied the request: no owner')).toContain(
      'denied the request: no owner',
    );
  });

  it('has its values replaced in errors about any other object, too', () => {
    const secrets = openSecrets([key]);
    const env = { kind: 'ConfigMap', data: { a: key } };
    const ofMap = answeredError('apply ConfigMap n/x', 400, status(`bad: ${base64}`), { sent: env, secrets });
    expect(ofMap.message).toContain('may repeat a secret');
    const other = answeredError('read Pod n/x', 500, `upstream says ${key}`, { secrets });
    expect(other.message).toBe('Could not read Pod n/x: upstream says ***');
  });
});
