import express from "express";

process.loadEnvFile();
express().listen(process.env.PORT ?? 3000);
