// The report in a real browser: what axe-core finds, keys on the treemap, and what the page does without its script.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumArguments, findChromium } from "../../scripts/vscode-browser.mjs";
import { htmlReport } from "../../server/engine/html/page.ts";
import type { CompareResult } from "../../server/protocol/compare.ts";
import { evil, hostileResult, sampleResult } from "./support/report-sample.ts";

const executablePath = findChromium();
const required = (process.env.LEAN_REQUIRE ?? "").split(",").includes("vscode");
if (executablePath === undefined && required) throw new Error("LEAN_REQUIRE wants a browser: no Chromium");
if (executablePath === undefined) console.log("skipped: no Chromium to show the report in");

const light = {
  "--vscode-editor-background": "#ffffff",
  "--vscode-editor-foreground": "#3b3b3b",
  "--vscode-textLink-foreground": "#005fb8",
  "--vscode-button-secondaryBackground": "#e5e5e5",
  "--vscode-button-secondaryForeground": "#3b3b3b",
  "--vscode-list-hoverBackground": "#f2f2f2",
};
const dark = {
  "--vscode-editor-background": "#1f1f1f",
  "--vscode-editor-foreground": "#cccccc",
  "--vscode-textLink-foreground": "#4daafc",
  "--vscode-button-secondaryBackground": "#313131",
  "--vscode-button-secondaryForeground": "#cccccc",
  "--vscode-list-hoverBackground": "#2a2d2e",
};
const contrast = {
  "--vscode-editor-background": "#000000",
  "--vscode-editor-foreground": "#ffffff",
  "--vscode-contrastBorder": "#6fc3df",
  "--vscode-contrastActiveBorder": "#f38518",
  "--vscode-textLink-foreground": "#21a6ff",
};

/** Themes as VS Code's own set their colours; the rest of the page's colours is mixed from these. */
const appearances = [
  { name: "no theme, light", colorScheme: "light", theme: "", colours: {}, width: 1100 },
  { name: "no theme, dark", colorScheme: "dark", theme: "", colours: {}, width: 1100 },
  { name: "Light Modern", colorScheme: "dark", theme: "vscode-light", colours: light, width: 1100 },
  { name: "Dark Modern", colorScheme: "light", theme: "vscode-dark", colours: dark, width: 1100 },
  {
    name: "High Contrast",
    colorScheme: "dark",
    theme: "vscode-high-contrast",
    colours: contrast,
    width: 1100,
  },
  { name: "a narrow panel", colorScheme: "dark", theme: "vscode-dark", colours: dark, width: 380 },
] as const;

describe.skipIf(executablePath === undefined)("the report in a browser", { timeout: 120_000 }, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "lean-dockerfile-report-"));
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: [...chromiumArguments] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the report as one file and nothing else. */
  async function open(result: CompareResult, options: BrowserContextOptions = {}): Promise<Page> {
    const file = path.join(folder, "report.html");
    writeFileSync(file, htmlReport(result, { title: "Dockerfile", subject: "subject", documentSide: 0 }));
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(5_000);
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  const inFocus = (page: Page) =>
    page.evaluate(() => document.activeElement?.getAttribute("data-path") ?? null);

  test.each(appearances)("has no violation that axe finds: $name", async (appearance) => {
    const { colorScheme, theme, colours, width } = appearance;
    const page = await open(sampleResult, { colorScheme, viewport: { width, height: 900 } });
    await page.evaluate(
      ([className, variables]) => {
        document.body.className = className;
        for (const [key, value] of Object.entries(variables))
          document.documentElement.style.setProperty(key, value);
        for (const fold of document.querySelectorAll("details")) fold.open = true;
        for (const actions of document.querySelectorAll<HTMLElement>(".actions")) actions.hidden = false;
      },
      [theme, colours] as const,
    );
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
      [],
    );
    expect(passes.map(({ id }) => id)).toContain("color-contrast");
    await page.context().close();
  });

  test("leads through the treemap by keys", async () => {
    const page = await open(sampleResult);
    const map = page.locator(".map").first();
    await page.locator(".trail button").first().focus();
    await page.keyboard.press("Tab");
    expect(await inFocus(page)).toBe("usr/lib/gcc/x86_64-linux-gnu");
    // One stop for the tab key: the next one is outside of the map.
    await page.keyboard.press("Tab");
    expect(await map.evaluate((element) => element.contains(document.activeElement))).toBe(false);
    await page.keyboard.press("Shift+Tab");
    const box = () =>
      page.evaluate(() => document.activeElement?.getBoundingClientRect().toJSON() as DOMRect);
    const start = await box();
    await page.keyboard.press("ArrowRight");
    const right = await box();
    expect(right.left).toBeGreaterThanOrEqual(start.right - 2);
    await page.keyboard.press("ArrowLeft");
    expect((await box()).left).toBeLessThan(right.left);
    // Every rectangle is reached by arrows alone.
    const reached = await page.evaluate(async () => {
      const cells = [...(document.querySelector(".map")?.querySelectorAll<HTMLElement>(".cell") ?? [])];
      const seen = new Set<Element>();
      const queue = cells.slice(0, 1);
      for (let cell = queue.pop(); cell !== undefined; cell = queue.pop())
        for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
          cell.focus();
          cell.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          const next = document.activeElement;
          if (next instanceof HTMLElement && !seen.has(next)) {
            seen.add(next);
            queue.push(next);
          }
        }
      return [seen.size, cells.length];
    });
    expect(reached[0]).toBe(reached[1]);
    await page.context().close();
  });

  test("goes into a folder, shows it in the tree, and comes back", async () => {
    const page = await open(sampleResult);
    const map = page.locator(".map").first();
    const shown = () => map.locator(".cell:visible").count();
    const all = await shown();
    await map.locator('.cell[data-path="root/.cache/go-build/8d"]').focus();
    await page.keyboard.press("Enter");
    expect(await shown()).toBeLessThan(all);
    expect(await inFocus(page)).toBe("root/.cache/go-build/8d");
    expect(await page.locator(".trail").first().locator('[aria-current="true"]').textContent()).toBe("root");
    // The row in the tree beside it is to be seen now.
    expect(await page.locator(".tree").first().locator(".row.current").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await shown()).toBe(all);
    await page.keyboard.press("End");
    await page.keyboard.press("Home");
    expect(await inFocus(page)).toBe("usr/lib/gcc/x86_64-linux-gnu");
    expect(page.url().includes("#")).toBe(false);
    await page.context().close();
  });

  test("offers nothing outside an editor, and inside one its buttons and lines", async () => {
    const alone = await open(sampleResult);
    expect(await alone.locator(".actions").isVisible()).toBe(false);
    expect(await alone.locator("button[data-line]:enabled").count()).toBe(0);
    await alone.context().close();

    const context = await browser.newContext();
    await context.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(globalThis, {
        told,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => told.push(message),
          setState: (state: unknown) => told.push(state),
        }),
      });
    });
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.join(folder, "report.html")).href);
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByRole("button", { name: "Save As..." }).click();
    await page.locator("button[data-line]").last().click();
    expect(await page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told)).toEqual([
      { subject: "subject" },
      { kind: "copy" },
      { kind: "save" },
      { kind: "reveal", line: 6 },
    ]);
    await context.close();
  });

  test("reads the same without its script", async () => {
    const page = await open(sampleResult, { javaScriptEnabled: false });
    expect(await page.locator(".map").first().locator(".cell:visible").count()).toBeGreaterThan(8);
    expect(await page.locator(".tree").first().locator(".row").first().isVisible()).toBe(true);
    // A rectangle leads to its row, which opens the folders around it.
    await page.locator('.map .cell[data-path="usr/lib/gcc/x86_64-linux-gnu"]').click();
    expect(await page.locator(".row:target").isVisible()).toBe(true);
    await page.context().close();
  });

  test("fits narrow panels", async () => {
    for (const width of [320, 480, 700]) {
      const page = await open(sampleResult, { viewport: { width, height: 900 } });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([width, over <= 0]).toEqual([width, true]);
      await page.context().close();
    }
  });

  test("takes nothing from a file for markup, and loads nothing", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const events: string[] = [];
    page.on(
      "dialog",
      (dialog) => void dialog.dismiss().then(() => events.push(`dialog ${dialog.message()}`)),
    );
    page.on("pageerror", (error) => events.push(`error ${error.message}`));
    page.on("console", (message) => events.push(`console ${message.text()}`));
    page.on("request", (request) => events.push(`request ${request.url().slice(0, 60)}`));
    const file = path.join(folder, "hostile.html");
    writeFileSync(file, htmlReport(hostileResult, { title: evil, subject: evil, documentSide: 0 }));
    await page.goto(pathToFileURL(file).href);
    await page.locator(".map .cell").first().focus();
    await page.keyboard.press("Enter");
    expect(events).toEqual([`request ${pathToFileURL(file).href.slice(0, 60)}`]);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.evaluate(() => document.body.dataset.subject)).toBe(evil);
    await context.close();
  });
});
