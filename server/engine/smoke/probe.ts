// Makes the smallest program that tells from inside a container what its network shows: an image need not have any tool.
// It is copied into a container of ours, never into an image. `x86-64.s` and `aarch64.s` are its source.

/** What the program prints: files one after another, or what a TCP server answers to a request. */
export type ProbeTask =
  | { readonly kind: "files"; readonly paths: readonly string[] }
  | {
      readonly kind: "request";
      readonly address: Uint8Array;
      readonly port: number;
      readonly request: string;
    };

interface Machine {
  /** Machine number of the ELF header. */
  readonly number: number;
  /** The assembled source; what it works on follows it, aligned to 16 bytes. */
  readonly code: string;
}

/** By the architecture names of images. */
const machines: Readonly<Record<string, Machine>> = {
  amd64: {
    number: 62,
    code: `
      488d1dc90000004881ec001000008b3b85ff7444be0100000031d2b8290000000f0585c0786f4189c44489e7488d7310
      8b5304b82a0000000f0585c078574489e7488d73308b5308b8010000000f05e84800000031ffeb364c8d6b3041807d00
      007429bf9cffffff4c89ee31d2b8010100000f054189c485c07805e81c00000049ffc541807dff0075f6ebd031ffb8e7
      0000000f05bf01000000ebf24489e7488d742408ba0010000031c00f0585c07e1789c2bf01000000488d742408b80100
      00000f0585c07fd4c30f1f8000000000`,
  },
  arm64: {
    number: 183,
    code: `
      13070010ff0740d1600240b9600200342100805202008052c81880d2010000d4e003f837f403002a61420091620640b9
      681980d2010000d42003f837e003142a61c20091620a40b9080880d2010000d4150000940f00001475c20091a0024039
      80010034600c8012e10315aa02008052080780d2010000d46000f837f403002a09000094a0164038e0ffff35f4ffff17
      00008052c80b80d2010000d420008052fdffff17e003142ae1030091020082d2e80780d2010000d41f0000710d010054
      e203002a20008052e1030091080880d2010000d41f0000716cfeff54c0035fd6`,
  },
};

/** Where the program lies in memory, and what comes before its code in the file. */
const base = 0x400000;
const headersSize = 64 + 56;
/** The data before the request or the paths: family, lengths, and the address as the kernel wants it. */
const textAt = 48;
const inet = 2;
const inet6 = 10;

export function machineCode(architecture: string): Uint8Array | undefined {
  const code = machines[architecture]?.code;
  return code === undefined ? undefined : Buffer.from(code.replace(/\s/g, ""), "hex");
}

/** The program as an ELF file; undefined for architectures that it is not written for. */
export function probeProgram(architecture: string, task: ProbeTask): Uint8Array | undefined {
  const code = machineCode(architecture);
  const machine = machines[architecture];
  if (code === undefined || machine === undefined) return undefined;
  const data = dataOf(task);
  const file = Buffer.alloc(headersSize + code.length + data.length);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(machine.number, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(base + headersSize), 24);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  // One segment holds the whole file, to be read and executed: the program writes to its stack alone.
  file.writeUInt32LE(1, 64);
  file.writeUInt32LE(5, 68);
  for (const [at, value] of [
    [80, base],
    [88, base],
    [96, file.length],
    [104, file.length],
    [112, 0x1000],
  ] as const)
    file.writeBigUInt64LE(BigInt(value), at);
  file.set(code, headersSize);
  file.set(data, headersSize + code.length);
  return file;
}

function dataOf(task: ProbeTask): Uint8Array {
  const text = task.kind === "files" ? `${task.paths.join("\0")}\0\0` : task.request;
  const words = Buffer.from(text, "utf8");
  const data = Buffer.alloc(textAt + words.length);
  data.set(words, textAt);
  if (task.kind === "files") return data;
  const wide = task.address.length === 16;
  data.writeUInt32LE(wide ? inet6 : inet, 0);
  data.writeUInt32LE(wide ? 28 : 16, 4);
  data.writeUInt32LE(words.length, 8);
  // sockaddr_in and sockaddr_in6: family, port in network order, then the address.
  data.writeUInt16LE(wide ? inet6 : inet, 16);
  data.writeUInt16BE(task.port, 18);
  data.set(task.address, wide ? 24 : 20);
  return data;
}
