#!/usr/bin/env node
// Stands in for a client: knows one image, and saves it as a stream that is made while it is read, to any size.
//
// LEAN_IMAGE_BYTES says how many bytes its files have together, LEAN_IMAGE_FILES how many files there are.
import { randomBytes } from "node:crypto";
import { once } from "node:events";

const total = Number(process.env.LEAN_IMAGE_BYTES);
const count = Number(process.env.LEAN_IMAGE_FILES);
const args = process.argv.slice(2).join(" ");
const config = { Cmd: ["/usr/bin/f0"], Env: ["PATH=/usr/bin"], WorkingDir: "/" };

/** One header of a tar archive. */
function header(name, size, mode) {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
  block.write("0000000\0".repeat(2), 108);
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  block.write("00000000000\0", 136);
  block.write("        0", 148);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

const padded = (size) => Math.ceil(size / 512) * 512;
const noise = randomBytes(1024 * 1024);

async function write(chunk) {
  if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
}

async function writeNoise(size) {
  for (let left = padded(size); left > 0; left -= noise.length)
    await write(noise.subarray(0, Math.min(left, noise.length)));
}

/** A dynamic program's header, so that its start is kept until it is known what it needs. */
const elf = Buffer.alloc(512);
elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
elf.writeUInt16LE(3, 16);
elf.writeUInt16LE(62, 18);
elf.writeBigUInt64LE(64n, 32);
elf.writeUInt16LE(56, 54);
elf.writeUInt16LE(1, 56);
elf.writeUInt32LE(2, 64);
elf.writeBigUInt64LE(400n, 72);
elf.writeBigUInt64LE(16n, 96);

/** Two layers; the second one replaces every fourth file. One file in fifty is a program, and the last ones are large. */
function layers() {
  const large = Math.floor(total / 10);
  const each = Math.floor((total - 2 * large) / Math.floor(count * 1.25));
  const file = (index, size) => ({
    name: `usr/${index % 50 === 0 ? "bin" : `share/folder-${index % 997}`}/f${index}`,
    size,
    mode: index % 50 === 0 ? 0o755 : 0o644,
  });
  const first = [...Array(count).keys()].map((index) => file(index, each));
  const second = first.filter((_, index) => index % 4 === 0);
  return [
    [...first, { name: "usr/bin/large-1", size: large, mode: 0o755 }],
    [...second, { name: "usr/bin/large-2", size: large, mode: 0o755 }],
  ];
}

const sizeOf = (files) => files.reduce((sum, { size }) => sum + 512 + padded(size), 0) + 1024;

async function save() {
  const made = layers();
  const names = made.map((_, index) => `${String(index).repeat(64)}/layer.tar`);
  const history = made.map((_, index) => ({ created_by: `RUN step ${index}` }));
  for (const [name, document] of [
    ["c.json", { config, history }],
    ["manifest.json", [{ Config: "c.json", Layers: names }]],
  ]) {
    const text = Buffer.from(JSON.stringify(document));
    await write(
      Buffer.concat([
        header(name, text.length, 0o644),
        text,
        Buffer.alloc(padded(text.length) - text.length),
      ]),
    );
  }
  for (const [index, files] of made.entries()) {
    const size = sizeOf(files);
    await write(header(names[index], size, 0o644));
    for (const { name, size: bytes, mode } of files) {
      await write(header(name, bytes, mode));
      if (mode === 0o755 && bytes > elf.length) {
        await write(elf);
        await writeNoise(padded(bytes) - elf.length);
      } else await writeNoise(bytes);
    }
    await write(Buffer.alloc(1024 + padded(size) - size));
  }
  await write(Buffer.alloc(1024));
}

if (args.startsWith("image save")) await save();
else if (args.startsWith("image inspect"))
  console.log(
    JSON.stringify({
      Id: "sha256:1",
      Size: total,
      Architecture: "amd64",
      Os: "linux",
      RootFS: { Layers: ["sha256:1", "sha256:2"] },
      Config: config,
    }),
  );
else if (args.startsWith("image history")) console.log("RUN step 1\nRUN step 0");
else if (args.startsWith("version"))
  console.log(
    JSON.stringify({
      Client: { Version: "20.10.0", ApiVersion: "1.41" },
      Server: { Version: "20.10.0", Os: "linux" },
    }),
  );
else if (args.startsWith("info")) console.log(JSON.stringify({ Driver: "overlay2", OSType: "linux" }));
else process.exitCode = 1;
