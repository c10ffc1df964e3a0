// Puts the page together and makes its style sheet small.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const ships = JSON.parse(readFileSync("src/ships.json", "utf8"));
mkdirSync("dist", { recursive: true });
writeFileSync("dist/index.html", readFileSync("src/index.html", "utf8").replace("{{ships}}", ships.join(", ")));
writeFileSync("dist/board.css", readFileSync("src/board.css", "utf8").replace(/\s+/g, " "));
