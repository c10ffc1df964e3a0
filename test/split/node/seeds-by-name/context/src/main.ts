import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
NestFactory.create(class {});
const task = process.argv[2];
if (task) require(`./${task}`);
