// What the page does inside an editor: its buttons, the lines that lead into the document, and what a reload needs.

interface Editor {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: (() => Editor) | undefined;

/** Outside an editor the buttons stay hidden and the line numbers are plain numbers. */
export function connectEditor(): void {
  if (typeof acquireVsCodeApi !== "function") return;
  const editor = acquireVsCodeApi();
  editor.setState({ subject: document.body.dataset.subject ?? "" });
  for (const actions of document.querySelectorAll<HTMLElement>(".actions")) actions.hidden = false;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-action]"))
    button.addEventListener("click", () => editor.postMessage({ kind: button.dataset.action }));
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-line]")) {
    button.disabled = false;
    button.title = "Go to this line";
    button.addEventListener("click", () =>
      editor.postMessage({ kind: "reveal", line: Number(button.dataset.line) }),
    );
  }
}
