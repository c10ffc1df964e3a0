require("puppeteer");
