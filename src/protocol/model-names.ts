/**
 * What may follow the name of a model without making it another one: a date, the number of a snapshot, a stage, and what
 * routers append. `-mini` is none of these.
 */
const SNAPSHOT =
  /(?:[-@:._](?:\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{2}-\d{2}|\d{2}-\d{4}|\d{8}|\d{6}|\d{3,4}|latest|preview|exp|beta|stable|v\d+:\d+|free|nitro|floor|online|exacto|fp\d+|q\d\w*|gguf))+$/;

/**
 * Whether two names are of one model: alike but for case, a provider before it, and a snapshot after it. Aliases that a
 * provider may point anywhere, such as `auto`, are a name of any model.
 */
export function isNameOf(served: string, asked: string): boolean {
  const [one, other] = [plain(served), plain(asked)];
  return one === other || other === 'auto' || withoutSnapshot(one) === withoutSnapshot(other);
}

/** `models/Gemini-3-Flash` → `gemini-3-flash` */
function plain(name: string): string {
  const last = name.slice(-200).toLowerCase().trim().split('/').at(-1)!;
  // OpenRouter and Bedrock put the maker before the name with other marks.
  return last.replace(
    /^(?:~|(?:us|eu|apac|global)\.)?(?:anthropic|meta|google|openai|mistral|amazon|cohere)\./,
    '',
  );
}

const withoutSnapshot = (name: string): string => name.replace(SNAPSHOT, '');
