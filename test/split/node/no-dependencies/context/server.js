const http = require("node:http");
const fs = require("node:fs");
const path = require("node:path");

const page = fs.readFileSync(path.join(__dirname, "views", "page.html"), "utf8");
http
  .createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(page.replace("{{ship}}", "Aurora"));
  })
  .listen(8080);
