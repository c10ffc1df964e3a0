const fs = require("fs");

fs.mkdirSync("build", { recursive: true });
fs.writeFileSync("build/index.html", fs.readFileSync("src/index.html", "utf8").replace("{{year}}", "1851"));
