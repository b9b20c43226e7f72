// SPDX-License-Identifier: Apache-2.0
// The JSON of an answer, with bounds on its size and depth.
import type { TransportResponse } from './transport.ts';

export type ResponseBody =
  | { readonly ok: true; readonly body: unknown }
  /** `again`: another try may bring it whole. */
  | { readonly ok: false; readonly reason: string; readonly again: boolean };

/** Levels of nesting; a line of saved pages adds one, and records may have 256. */
export const maxBodyDepth = 200;

/** Whether brackets are nested deeper than that; texts are passed over. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.byteLength; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > maxBodyDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

/**
 * Reads the body of an answer as JSON. An empty body is `null`.
 *
 * @param limit bytes, after decompression
 * @throws the error of the connection where it breaks off
 */
export async function readBody(response: TransportResponse, limit: number): Promise<ResponseBody> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > limit) {
      // Leaving the loop ends the connection.
      return { ok: false, reason: `the answer has more than ${limit} bytes`, again: false };
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.byteLength === 0) return { ok: true, body: null };
  if (isTooDeep(bytes)) {
    return { ok: false, reason: `the answer is nested deeper than ${maxBodyDepth} levels`, again: false };
  }
  try {
    return { ok: true, body: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    // The engine's message quotes the text, which may hold a secret.
    const what = error instanceof SyntaxError ? 'is not JSON, or breaks off' : 'cannot be read';
    return { ok: false, reason: `the answer ${what}`, again: true };
  }
}
