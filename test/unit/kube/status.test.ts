import { describe, expect, it } from 'vitest';
import { admissionRefusal, answeredError } from '../../../src/kube/status.ts';

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
    { code: 'quota-exceeded', reason: 'Forbidden', retryable: false, says: 'exceeded quota: q' },
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
    { code: 'admission-refused', reason: 'Forbidden', retryable: false, says: 'violates PodSecurity' },
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
    expect(answeredError('x', 429, body, 500).retryAfterMs).toBe(500);
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
      'Could not apply Job n/x: spec.template: field is immutable; data.k: must be something: else; kind: supported values: "a"; : Too long: may not be more than 1048576 bytes',
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

  it.each([
    ['exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1', 'quota-exceeded', false],
    ['[maximum memory usage per Container is 1Gi, but limit is 2Gi]', 'quota-exceeded', true],
    ['unable to validate against any security context constraint: []', 'admission-refused', true],
    ['admission webhook "validate.kyverno.svc" denied the request: no', 'admission-refused', true],
    ["ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no", 'admission-refused', true],
  ])('recognizes the admission rule behind "%s"', (message, code, terminal) => {
    expect(admissionRefusal(`pods "x" is forbidden: ${message}`)).toEqual({ code, terminal });
  });
});
