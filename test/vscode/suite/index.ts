// The suite that runs inside a trusted VS Code's extension host; both launchers call its run().

import { buildingCases } from "./cases-building.ts";
import { editingCases } from "./cases-editing.ts";
import { tidy } from "./editing.ts";
import { runCases } from "./runner.ts";

export async function run(): Promise<void> {
  await runCases([...editingCases, ...buildingCases()], tidy);
}
