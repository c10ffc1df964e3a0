// The report's script: the page reads the same without it. Built into `../script.ts` by `npm run generate`.

import { connectEditor } from "./editor.ts";
import { bringMapToLife } from "./map.ts";

for (const contents of document.querySelectorAll<HTMLElement>(".contents")) bringMapToLife(contents);
connectEditor();
