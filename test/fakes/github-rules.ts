import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';
import openapi from './github-openapi.json' with { type: 'json' };

/** Why GitHub refuses a request. */
export interface GitHubRefusal {
  status: number;
  message: string;
}

/** A request that GitHub knows, with the parts of its path by name. */
export interface KnownRequest {
  /** `METHOD /template/{of}/the/path` */
  operation: string;
  values: Record<string, string>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: object;
}

interface Operation {
  parameters: Parameter[];
  body: { properties?: Record<string, unknown> } | null;
}

/** Values in addresses are text. `nullable` is what OpenAPI 3.0 has in place of a type. */
const ajv = formats.default(new Ajv({ strict: false, coerceTypes: true, allErrors: true }));
const compiled = new Map<object, ValidateFunction>();

/** GitHub's rules for requests, from its published description; see `scripts/github-api.ts`. */
export function githubRules(server: 'github.com' | 'enterprise'): {
  /** @returns null for a request that GitHub does not have */
  known: (method: string, path: string) => KnownRequest | null;
  /** @returns null for a request that is right */
  refusal: (request: KnownRequest, query: URLSearchParams, body: unknown) => GitHubRefusal | null;
} {
  const operations: Record<string, Operation> = openapi[server];
  return {
    known(method, path) {
      for (const operation of Object.keys(operations)) {
        const [verb, template = ''] = operation.split(' ');
        const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
        const match = new RegExp(`^${pattern}$`).exec(path);
        if (verb === method && match !== null) return { operation, values: { ...match.groups } };
      }
      return null;
    },
    refusal({ operation, values }, query, body) {
      const { parameters, body: schema } = operations[operation]!;
      const unknown = [...query.keys()].find(
        (name) => !parameters.some((each) => each.in === 'query' && each.name === name),
      );
      if (unknown !== undefined) return { status: 422, message: `no such parameter: ${unknown}` };
      for (const { name, in: place, required, schema: type } of parameters) {
        const value = place === 'path' ? values[name] : query.get(name);
        if (value === undefined || value === null) {
          if (required === true) return { status: 422, message: `${name} is missing` };
          continue;
        }
        const problem = problemOf({ type: 'object', properties: { value: type } }, { value });
        if (problem !== null) return { status: 422, message: `${name} ${problem}` };
      }
      if (schema === null) return null;
      const problem = problemOf(closed(schema), body) ?? lengthProblem(body);
      return problem === null ? null : { status: 422, message: `Validation Failed: ${problem}` };
    },
  };
}

function problemOf(schema: object, value: unknown): string | null {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

const closedSchemas = new Map<object, object>();

/** GitHub says `"x" is not a permitted key`; its description leaves that out. */
function closed(schema: object): object {
  const known = closedSchemas.get(schema) ?? { ...schema, additionalProperties: false };
  closedSchemas.set(schema, known);
  return known;
}

const limited = z.object({
  body: z.string().default(''),
  output: z
    .object({
      summary: z.string().default(''),
      annotations: z.array(z.object({ message: z.string(), title: z.string().default('') })).default([]),
    })
    .default({ summary: '', annotations: [] }),
});

/** Limits that the description has in words only, or in another unit. */
function lengthProblem(found: unknown): string | null {
  const { body, output } = limited.parse(found);
  if (Array.from(body).length > 65_536 || Buffer.byteLength(body) > 262_144)
    return 'Body is too long (maximum is 65536 characters)';
  if (Buffer.byteLength(output.summary) > 65_535) return 'summary exceeds a maximum bytesize of 65535';
  const long = output.annotations.find(
    ({ message, title }) => Buffer.byteLength(message) > 65_536 || title.length > 255,
  );
  return long === undefined ? null : `an annotation is too long: ${long.title}`;
}
