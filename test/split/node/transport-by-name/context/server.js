const pino = require("pino")({ transport: { target: "pino-pretty" } });
pino.info("ahoy");
