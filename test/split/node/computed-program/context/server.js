const { spawn } = require("child_process");
const tool = process.env.TOOL;
spawn(tool, ["--version"]);
