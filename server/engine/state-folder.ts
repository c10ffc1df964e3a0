// The folder of the user's account where programs keep what outlives them and is no setting.

import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Where we keep such things; null where the account has no home. It may not exist yet. */
export function stateFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const name = "lean-dockerfile";
  const home = homeOf(env);
  if (platform === "win32") {
    const local = env.LOCALAPPDATA ?? "";
    return isAbsolute(local) ? join(local, name) : null;
  }
  if (platform === "darwin") return home === null ? null : join(home, "Library", "Application Support", name);
  // A relative one is not valid, says the specification of these variables.
  const state = env.XDG_STATE_HOME ?? "";
  if (isAbsolute(state)) return join(state, name);
  return home === null ? null : join(home, ".local", "state", name);
}

function homeOf({ HOME = "" }: NodeJS.ProcessEnv): string | null {
  if (isAbsolute(HOME)) return HOME;
  try {
    return homedir();
  } catch {
    return null;
  }
}
