// Runs the suite in a VS Code that is served to a Chromium, and takes the pictures that the suite asks for.

import { existsSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import { chromium, type Frame, type Page } from "playwright-core";
import { chromiumArguments, serveVscode, workbenchUrl } from "../../scripts/vscode-browser.mjs";
import type { LaunchOptions } from "./launch.ts";
import { type MomentReply, type MomentRequest, type SuiteOutcome, settingsVariable } from "./protocol.ts";

/** How long a text may take to show up, in milliseconds. */
const patience = 25_000;

export async function launchInBrowser(
  options: LaunchOptions,
  vscode: { readonly serverMain: string; readonly chromium: string },
): Promise<SuiteOutcome> {
  const momentsFolder = path.join(options.workFolder, "moments");
  const outcomeFile = path.join(options.workFolder, "outcome.json");
  await mkdir(momentsFolder, { recursive: true });
  const suite = { outcomeFile, momentsFolder, engine: options.engine };
  const server = await serveVscode({
    serverMain: vscode.serverMain,
    dataFolder: path.join(options.workFolder, "data"),
    trust: options.trust,
    environment: { [settingsVariable]: JSON.stringify(suite) },
  });
  const browser = await chromium.launch({ executablePath: vscode.chromium, args: [...chromiumArguments] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const { folder, extension, suiteFile, openFile } = options;
    await page.goto(workbenchUrl(server, { folder, extension, openFile, tests: suiteFile }));
    return await untilDone(page, options, momentsFolder, outcomeFile);
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\nVS Code's server said:\n${server.output()}`,
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function untilDone(
  page: Page,
  options: LaunchOptions,
  momentsFolder: string,
  outcomeFile: string,
): Promise<SuiteOutcome> {
  const end = Date.now() + options.timeout;
  while (Date.now() < end) {
    for (const file of readdirSync(momentsFolder)) {
      if (file.endsWith(".request.json")) await serveMoment(page, options, path.join(momentsFolder, file));
    }
    if (existsSync(outcomeFile)) return JSON.parse(readFileSync(outcomeFile, "utf8")) as SuiteOutcome;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await page.screenshot({ path: path.join(options.picturesFolder, "timeout.png") });
  throw new Error(`The suite did not end within ${options.timeout / 1000} seconds; see timeout.png.`);
}

async function serveMoment(
  page: Page,
  { picturesFolder }: LaunchOptions,
  requestFile: string,
): Promise<void> {
  const request = JSON.parse(readFileSync(requestFile, "utf8")) as MomentRequest;
  unlinkSync(requestFile);
  const missing: string[] = [];
  for (const text of request.texts) {
    if (!(await showsUp(page, text))) missing.push(text);
  }
  // Animations of notifications and menus are over after this time.
  await page.waitForTimeout(400);
  for (const text of request.absent ?? []) {
    if (await isVisible(page, text)) missing.push(`no ${text}`);
  }
  const report =
    request.audit === undefined && request.heading === undefined ? undefined : await reportOf(page);
  if (request.heading !== undefined)
    await report?.evaluate((heading) => {
      const found = [...document.querySelectorAll("h2")].find(({ textContent }) => textContent === heading);
      found?.scrollIntoView();
      window.scrollBy(0, -16);
    }, request.heading);
  const name = path.basename(requestFile, ".request.json");
  await page.screenshot({ path: path.join(picturesFolder, `${name}.png`) });
  const violations = request.audit === undefined ? [] : await audit(report);
  if (request.press !== undefined)
    await page.getByRole("button", { name: request.press, exact: true }).first().click();
  const reply: MomentReply = { missing, violations };
  const replyFile = requestFile.replace(/request\.json$/, "reply.json");
  writeFileSync(`${replyFile}.tmp`, JSON.stringify(reply));
  renameSync(`${replyFile}.tmp`, replyFile);
}

/** The frame of the report that is in front; undefined when none shows up. */
export async function reportOf(page: Page): Promise<Frame | undefined> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const shows = await frame
        .locator("body[data-subject]")
        .isVisible()
        .catch(() => false);
      if (shows) return frame;
    }
    await page.waitForTimeout(100);
  }
  return undefined;
}

async function audit(report: Frame | undefined): Promise<readonly string[]> {
  if (report === undefined) return ["there is no report to look at"];
  await report.evaluate(axe.source);
  const { violations } = await report.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Webviews, the Markdown preview among them, are frames within frames. */
async function showsUp(page: Page, text: string): Promise<boolean> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (await isVisible(page, text)) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

async function isVisible(page: Page, text: string): Promise<boolean> {
  for (const frame of page.frames()) {
    const matches = await frame
      .getByText(text)
      .all()
      .catch(() => []);
    for (const match of matches) {
      if (await match.isVisible().catch(() => false)) return true;
    }
  }
  return false;
}
