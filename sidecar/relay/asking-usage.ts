import type { Attempt } from './attempt.ts';
import type { Provider } from './config.ts';
import { peek } from './peek.ts';
import type { Upstream } from './upstream.ts';

interface Asking {
  provider: Provider;
  /** Providers that do not take the question for usage; gets those that turn out so. */
  refusing: Set<Provider>;
  signal: AbortSignal;
}

/**
 * Sends a request with what is inserted into it to be told the usage, and once more without if that is what the provider
 * refuses.
 * @throws the signal's reason
 */
export async function sendAskingUsage(
  upstream: Upstream,
  request: Parameters<Upstream['send']>[0],
  { provider, refusing, signal }: Asking,
): Promise<Attempt> {
  const plain = { ...request, insert: '' };
  if (request.insert === '' || refusing.has(provider)) return await upstream.send(plain, signal);
  const attempt = await upstream.send(request, signal);
  if (attempt.kind !== 'answer' || (attempt.status !== 400 && attempt.status !== 422)) return attempt;
  const { text, body } = await peek(attempt.body);
  if (!/stream_options|include_usage/.test(text)) return { ...attempt, body };
  body.destroy();
  refusing.add(provider);
  return await upstream.send(plain, signal);
}
