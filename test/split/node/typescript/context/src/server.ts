import { tide } from "./tide";
declare function require(name: string): any;

const http = require("node:http");
const fs = require("node:fs");
const page: string = fs.readFileSync(`${process.cwd()}/views/tide.txt`, "utf8");
declare const process: { cwd(): string };

http
  .createServer((_request: unknown, response: { end(text: string): void }) => response.end(page.replace("%", tide(3))))
  .listen(8080);
