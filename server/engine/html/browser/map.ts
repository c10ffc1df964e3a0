// The treemap's keys and clicks: arrows move, Enter goes into a folder and shows it in the tree, Escape goes back.

import { type Box, inDirection } from "./geometry.ts";

interface Cell {
  readonly element: HTMLElement;
  readonly path: string;
  readonly box: Box;
}

/** `contents` holds the map, its status line and the tree beside it. */
export function bringMapToLife(contents: HTMLElement): void {
  const map = contents.querySelector<HTMLElement>(".map");
  const status = contents.querySelector<HTMLElement>(".status");
  if (map === null || status === null) return;
  new TreeMap(contents, map, status);
}

class TreeMap {
  private readonly contents: HTMLElement;
  private readonly status: HTMLElement;
  private readonly cells: readonly Cell[];
  private readonly trail: HTMLElement;
  /** The folder that fills the map; the root is "". */
  private folder = "";

  constructor(contents: HTMLElement, map: HTMLElement, status: HTMLElement) {
    this.contents = contents;
    this.status = status;
    this.cells = [...map.querySelectorAll<HTMLElement>(".cell")].map((element) => {
      const [left = 0, top = 0, width = 0, height = 0] = (element.dataset.box ?? "").split(" ").map(Number);
      return { element, path: element.dataset.path ?? "", box: { left, top, width, height } };
    });
    this.trail = document.createElement("nav");
    this.trail.className = "trail";
    this.trail.setAttribute("aria-label", `Folder that fills the map of ${contents.dataset.label}`);
    map.before(this.trail);
    this.drawTrail();
    map.addEventListener("keydown", (event) => this.onKey(event));
    map.addEventListener("click", (event) => {
      const cell = this.cellOf(event.target);
      if (cell === undefined) return;
      // The address stays as it is; an editor would take it for a link to open.
      event.preventDefault();
      event.stopPropagation();
      this.enter(cell);
    });
    map.addEventListener("focusin", (event) => this.point(this.cellOf(event.target)));
    map.addEventListener("pointerover", (event) => this.point(this.cellOf(event.target)));
    map.addEventListener("pointerleave", () => this.point(this.cellOf(document.activeElement)));
  }

  private cellOf(target: EventTarget | null): Cell | undefined {
    const element = target instanceof Element ? target.closest(".cell") : null;
    return this.cells.find((cell) => cell.element === element);
  }

  private visible(): readonly Cell[] {
    return this.cells.filter(({ element }) => !element.hidden);
  }

  private onKey(event: KeyboardEvent): void {
    const cell = this.cellOf(event.target);
    if (cell === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = this.nextOf(event.key, cell);
    if (next !== undefined) this.focus(next);
    else if (event.key === "Enter" || event.key === " ") this.enter(cell);
    else if ((event.key === "Escape" || event.key === "Backspace") && this.folder !== "") this.leave(cell);
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private nextOf(key: string, from: Cell): Cell | undefined {
    const cells = this.visible();
    if (key === "Home") return cells[0];
    if (key === "End") return cells.at(-1);
    return inDirection(
      key,
      from,
      cells.filter((cell) => cell !== from),
    );
  }

  private focus(cell: Cell): void {
    for (const each of this.cells) each.element.tabIndex = each === cell ? 0 : -1;
    cell.element.focus();
  }

  /** Says what the pointer or the focus is on, and marks it in the tree. */
  private point(cell: Cell | undefined): void {
    for (const row of this.contents.querySelectorAll(".row.current")) row.classList.remove("current");
    this.status.textContent = cell?.element.title ?? `${this.contents.dataset.total} in files`;
    this.rowOf(cell?.path)?.classList.add("current");
  }

  private rowOf(path: string | undefined): HTMLElement | undefined {
    const cell = this.cells.find((each) => each.path === path);
    const id = cell?.element.getAttribute("href")?.slice(1);
    return (id === undefined ? null : document.getElementById(id)) ?? undefined;
  }

  /** One folder further in the direction of the cell; at the innermost it only shows the cell in the tree. */
  private enter(cell: Cell): void {
    this.showInTree(cell);
    const below = this.folder === "" ? cell.path : cell.path.slice(this.folder.length + 1);
    let inner = this.folder;
    for (const name of below.split("/")) {
      inner = inner === "" ? name : `${inner}/${name}`;
      const inside = this.cells.filter(({ path }) => isIn(path, inner));
      // A folder that fills the map already, or that is one rectangle, shows nothing new.
      if (inside.length > 1 && inside.length < this.visible().length) {
        this.fillWith(inner, cell);
        return;
      }
    }
    this.focus(cell);
  }

  private leave(cell: Cell): void {
    const all = this.visible().length;
    let outer = this.folder;
    do outer = outer.includes("/") ? outer.slice(0, outer.lastIndexOf("/")) : "";
    while (outer !== "" && this.cells.filter(({ path }) => isIn(path, outer)).length === all);
    this.fillWith(outer, cell);
  }

  private fillWith(folder: string, focused: Cell | undefined): void {
    this.folder = folder;
    const inside = this.cells.filter(({ path }) => isIn(path, folder));
    const left = Math.min(...inside.map(({ box }) => box.left));
    const top = Math.min(...inside.map(({ box }) => box.top));
    const wide = 100 / (Math.max(...inside.map(({ box }) => box.left + box.width)) - left);
    const high = 100 / (Math.max(...inside.map(({ box }) => box.top + box.height)) - top);
    for (const cell of this.cells) {
      const { element, box } = cell;
      element.hidden = !inside.includes(cell);
      element.style.left = `${(box.left - left) * wide}%`;
      element.style.top = `${(box.top - top) * high}%`;
      element.style.width = `${box.width * wide}%`;
      element.style.height = `${box.height * high}%`;
    }
    this.drawTrail();
    const cell = focused !== undefined && inside.includes(focused) ? focused : inside[0];
    if (cell !== undefined) this.focus(cell);
  }

  private drawTrail(): void {
    const names = this.folder === "" ? [] : this.folder.split("/");
    const steps = ["", ...names.map((_, index) => names.slice(0, index + 1).join("/"))];
    this.trail.replaceChildren(
      ...steps.map((path, index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = index === 0 ? "/" : (names[index - 1] ?? "");
        button.setAttribute("aria-label", `/${path}`);
        if (path === this.folder) button.setAttribute("aria-current", "true");
        button.addEventListener("click", () => this.fillWith(path, undefined));
        return button;
      }),
    );
  }

  private showInTree(cell: Cell): void {
    const row = this.rowOf(cell.path);
    for (let at = row?.closest("details"); at !== null && at !== undefined; ) {
      at.open = true;
      at = at.parentElement?.closest("details");
    }
    row?.scrollIntoView({ block: "nearest" });
  }
}

function isIn(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
