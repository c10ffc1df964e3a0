// The report as a person uses it in a real VS Code: it survives a reload of the window, is saved in every form through
// the editor's own dialog, and its lines lead into the Dockerfile.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium, type Frame, type Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { chromiumArguments, serveVscode, workbenchUrl } from "../../scripts/vscode-browser.mjs";
import type { CompareResult } from "../../server/protocol/compare.ts";
import { ensureBuilt, root } from "../built.ts";
import { parseAs } from "../cli/schemas.ts";
import { parseStructureTest } from "../engine/support/structure-test.ts";
import { isRequired } from "../harness/require.ts";
import { engineAnswers, findVscode } from "./launch.ts";
import { reportOf } from "./launch-browser.ts";

const minutes = 60_000;
const pictures = path.join(root, "node_modules", ".cache", "vscode-pictures");

beforeAll(ensureBuilt, 2 * minutes);

const text = `FROM busybox:musl
RUN mkdir /page && head -c 300000 /dev/zero > /page/old
RUN rm /page/old && echo hello > /page/index.html
USER 1000
CMD ["httpd", "-f", "-p", "8080", "-h", "/page"]
`;

interface Opened {
  readonly page: Page;
  /** A real folder for the workspace, and for what is saved. */
  readonly folder: string;
}

/** Opens the Dockerfile in a VS Code with the extension, does the work and closes everything. */
async function inEditor(
  skip: (reason: string) => void,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const vscode = await findVscode();
  const reason =
    vscode.kind !== "browser"
      ? "only the VS Code for the browser can be reloaded by a test"
      : "no container engine answers, whose image the report would be about";
  if (vscode.kind !== "browser" || !engineAnswers()) {
    if (isRequired("vscode") && isRequired("engine")) throw new Error(reason);
    console.log(`skipped: ${reason}`);
    skip(reason);
    return;
  }
  const workFolder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "lean-dockerfile-reload-")));
  const folder = path.join(workFolder, "page");
  mkdirSync(folder);
  mkdirSync(pictures, { recursive: true });
  writeFileSync(path.join(folder, "Dockerfile"), text);
  const server = await serveVscode({
    serverMain: vscode.serverMain,
    dataFolder: path.join(workFolder, "data"),
    trust: "trusted",
  });
  const browser = await chromium.launch({ executablePath: vscode.chromium, args: [...chromiumArguments] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(2 * minutes);
  try {
    // A file that the address names would be all that is open after a reload.
    await page.goto(workbenchUrl(server, { folder, extension: root }));
    await page.getByRole("treeitem", { name: "Dockerfile" }).dblclick();
    await work({ page, folder });
  } catch (error) {
    await page.screenshot({ path: path.join(pictures, "failed-reload.png") });
    throw error;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(workFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.fill(`>${name}`);
  await page.locator(".quick-input-list").getByText(name).first().waitFor();
  await page.keyboard.press("Enter");
}

async function frontReport(page: Page): Promise<Frame> {
  const frame = await reportOf(page);
  if (frame === undefined) throw new Error("There is no report to be seen.");
  return frame;
}

/** Presses the button, gives the dialog that path, and waits for the file. */
async function saveBy(page: Page, button: string, file: string): Promise<string> {
  const report = await frontReport(page);
  await report.getByRole("button", { name: button }).click();
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor();
  // The dialog writes its own proposal first, which would end up behind what is typed.
  await expect
    .poll(() => input.inputValue(), { timeout: 20_000 })
    .toMatch(/(?:size-report\.html|structure-test\.yaml)$/);
  await input.fill(file);
  await page.screenshot({ path: path.join(pictures, `save-${path.basename(file)}.png`) });
  await page.keyboard.press("Enter");
  await expect
    .poll(() => existsSync(file) && readFileSync(file, "utf8") !== "", { timeout: 20_000 })
    .toBe(true);
  return readFileSync(file, "utf8");
}

test("a report survives a reload, is saved in every form, and leads to lines", {
  timeout: 10 * minutes,
}, async ({ skip }) => {
  await inEditor(skip, async ({ page, folder }) => {
    // The line above the instruction is drawn anew while the window still loads, and then a click goes astray.
    await vi.waitFor(
      async () => {
        await page.getByText("Build and compare size").first().click();
        await page.locator(".notification-toast").first().waitFor({ timeout: 8_000 });
      },
      { timeout: minutes },
    );
    await page.getByRole("button", { name: "Open Report" }).click();
    const heading = await (await frontReport(page)).locator("h1").textContent();
    expect(heading).toMatch(/^\d.* [kM]B$/);
    const headingNow = async () => (await frontReport(page)).locator("h1").textContent();

    // What a reload brings back is kept by the window, which stores it from time to time.
    await page.waitForTimeout(6_000);
    const before = (await frontReport(page)).url();
    await runCommand(page, "Developer: Reload Window");
    await expect
      .poll(async () => (await reportOf(page))?.url() ?? before, { timeout: 60_000 })
      .not.toBe(before);
    expect(await headingNow()).toBe(heading);
    await page.screenshot({ path: path.join(pictures, "reloaded.png") });

    const json = await saveBy(page, "Save As...", path.join(folder, "report.json"));
    const { kind, sides } = parseAs("compare", json) as CompareResult;
    expect([kind, sides.map(({ wasted }) => wasted?.bytes)]).toEqual(["measured", [300_000]]);
    const html = await saveBy(page, "Save As...", path.join(folder, "report.html"));
    expect(html).toMatch(/^<!DOCTYPE html>/);
    expect(html).toContain(heading ?? "no heading");
    const markdown = await saveBy(page, "Save As...", path.join(folder, "report.md"));
    expect(markdown).toMatch(/^\*\*[\d.]+ [kM]B\*\*\n/);
    const test = await saveBy(page, "Save as Structure Test...", path.join(folder, "test.yaml"));
    expect(parseStructureTest(test).metadataTest.user).toBe("1000");

    const report = await frontReport(page);
    await report.locator("button[data-line='2']").first().click();
    await expect
      .poll(
        () =>
          page
            .getByText(/^Ln 3, /)
            .first()
            .isVisible(),
        { timeout: 20_000 },
      )
      .toBe(true);
    await page.screenshot({ path: path.join(pictures, "report-line.png") });

    // What was saved is a page of its own in any browser.
    const saved = await page.context().browser()?.newPage();
    if (saved === undefined) throw new Error("The browser is gone.");
    await saved.goto(`file://${path.join(folder, "report.html")}`);
    expect(await saved.locator("h1").textContent()).toBe(heading);
    expect(await saved.locator(".actions").isVisible()).toBe(false);
    await saved.screenshot({ path: path.join(pictures, "saved-report.png"), fullPage: true });
  });
});
