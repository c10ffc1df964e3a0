const http = require("http");
const beam = require("beam");

http.createServer((request, response) => response.end(`${beam(3)}\n`)).listen(process.env.PORT);
