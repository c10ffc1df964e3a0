import { Response } from "express";
import "reflect-metadata";
import { NestFactory } from "@nestjs/core";
NestFactory.create(class {});
export const answer = (response: Response) => response.send("ready");
