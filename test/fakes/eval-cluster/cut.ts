import type { ServerResponse } from 'node:http';

/** Has the connection cut in the middle of what is sent next. @param share of its bytes that arrive, 0..1 */
export function cutShort(response: ServerResponse, share: number): void {
  const write = response.write.bind(response);
  let isCut = false;
  const send = (text = ''): boolean => {
    if (isCut) return false;
    isCut = true;
    const bytes = Buffer.from(text);
    return write(bytes.subarray(0, Math.floor(share * bytes.length)), () => response.destroy());
  };
  Object.assign(response, { write: send, end: send });
}
