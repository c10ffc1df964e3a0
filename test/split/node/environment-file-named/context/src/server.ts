import { existsSync, readFileSync } from "node:fs";
import express from "express";

const settings = existsSync(".env") ? readFileSync(".env", "utf8") : "";

express().listen(Number(/^PORT=(\d+)/m.exec(settings)?.[1] ?? process.env.PORT ?? 3000));
