import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
NestFactory.create(class {});
