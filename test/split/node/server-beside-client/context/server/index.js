const express = require("express");
express().use(express.static("../client/dist")).listen(8080);
