// The question that a smoke start asks of each open port, and what is kept of the answer.

/** HTTP/1.0, so that the answer ends with the connection and is not cut in chunks. */
export const getRoot =
  "GET / HTTP/1.0\r\nHost: localhost\r\nUser-Agent: lean-dockerfile\r\nAccept: */*\r\n\r\n";

export interface HttpAnswer {
  /** Null where what listens does not speak HTTP, or says nothing. */
  readonly status: number | null;
  /** What follows the header; empty without one. */
  readonly body: Uint8Array;
}

export function httpAnswer(bytes: Uint8Array): HttpAnswer {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const status = /^HTTP\/1\.[01] (\d{3})(?: |\r?\n)/.exec(content.subarray(0, 32).toString("latin1"))?.[1];
  if (status === undefined) return { status: null, body: new Uint8Array(0) };
  const end = content.indexOf("\r\n\r\n");
  return { status: Number(status), body: end === -1 ? new Uint8Array(0) : content.subarray(end + 4) };
}
