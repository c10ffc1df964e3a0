// Reads the kernel's tables of TCP sockets, /proc/net/tcp and /proc/net/tcp6, for what listens. Layout: proc(5).

export interface Listener {
  readonly port: number;
  /** Where a request reaches it from inside: 4 or 16 bytes. */
  readonly address: Uint8Array;
}

const listening = "0A";

/** The tables whose contents `listenersOf` takes, one after the other. */
export const socketTables = ["/proc/net/tcp", "/proc/net/tcp6"] as const;

/** One listener for each port, in the order of their ports; undefined for a text that is no such table. */
export function listenersOf(tables: string): readonly Listener[] | undefined {
  if (!/^\s*sl\s+local_address/.test(tables)) return undefined;
  const found = new Map<number, Listener>();
  for (const line of tables.split("\n")) {
    const row = /^\s*\d+:\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+\S+\s+([0-9A-F]{2})\s/i.exec(line);
    if (row?.[1] === undefined || row[2] === undefined || row[3] !== listening) continue;
    const port = Number.parseInt(row[2], 16);
    if (!found.has(port)) found.set(port, { port, address: reachable(bytesOf(row[1])) });
  }
  return [...found.values()].sort((a, b) => a.port - b.port);
}

/** The table holds the address as numbers of four bytes, as a little-endian machine writes them. */
function bytesOf(hex: string): Uint8Array {
  const bytes = Buffer.from(hex, "hex");
  return bytes.swap32();
}

/** Who listens on every address is reached on the loopback; `::` takes IPv4 too unless the program forbids it. */
function reachable(address: Uint8Array): Uint8Array {
  if (address.some((byte) => byte !== 0)) return address;
  return Uint8Array.of(127, 0, 0, 1);
}
