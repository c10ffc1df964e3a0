import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
NestFactory.create(class {});
if (process.argv.includes("--seed")) require("./seeder");
