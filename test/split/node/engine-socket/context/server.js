const Docker = require("dockerode"); new Docker().listContainers().then(console.log);
