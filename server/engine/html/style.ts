// The report's style: VS Code's theme colours where there is a theme, else the system's light or dark ones.

export const style = `
:root{color-scheme:light dark;--bg:var(--vscode-editor-background,Canvas);--fg:var(--vscode-editor-foreground,CanvasText);
--soft:var(--vscode-descriptionForeground,color-mix(in srgb,CanvasText 72%,Canvas));
--line:var(--vscode-panel-border,color-mix(in srgb,CanvasText 22%,Canvas));
--fill:var(--vscode-editorWidget-background,color-mix(in srgb,CanvasText 6%,Canvas));
--link:var(--vscode-textLink-foreground,LinkText);--good:#2f7d4f;--bad:#b3382c;--bar:#4a7db8;
--c0:#b9cfe8;--c1:#bfe0c8;--c2:#ead9ad;--c3:#e3c3d8;--c4:#cfc8ea;--c5:#b9dede;--on:#1b1b1b}
body.vscode-dark{--good:#6cc58c;--bad:#f0867a;--bar:#5f9bdc}
body.vscode-dark{--c0:#2e4d70;--c1:#2c5a3d;--c2:#5f4f1e;--c3:#5d3350;--c4:#43396f;--c5:#1f5656;--on:#f2f2f2}
@media (prefers-color-scheme:dark){body:not(.vscode-light){--good:#6cc58c;--bad:#f0867a;--bar:#5f9bdc;
--c0:#2e4d70;--c1:#2c5a3d;--c2:#5f4f1e;--c3:#5d3350;--c4:#43396f;--c5:#1f5656;--on:#f2f2f2}}
body.vscode-high-contrast,body.vscode-high-contrast-light{--bar:var(--vscode-contrastActiveBorder,Highlight);
--line:var(--vscode-contrastBorder,CanvasText);--c0:transparent;--c1:transparent;--c2:transparent;--c3:transparent;--c4:transparent;--c5:transparent;--on:var(--fg);--good:var(--fg);--bad:var(--fg)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1.5rem;background:var(--bg);color:var(--fg);
font:var(--vscode-font-size,14px)/1.5 var(--vscode-font-family,system-ui,sans-serif)}
h1{font-size:1.75em;line-height:1.25;margin:0 0 .25rem;font-weight:600}
h2{font-size:1.2em;margin:2rem 0 .5rem;font-weight:600}h3{font-size:1em;margin:1.25rem 0 .4rem;font-weight:600}
p{margin:.4rem 0}a{color:var(--link)}.soft{color:var(--soft)}.actions a{margin-right:1.25rem}
code,td.path{font-family:var(--vscode-editor-font-family,ui-monospace,monospace);font-size:.92em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem .25rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-weight:600}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.sizes{display:grid;gap:.4rem;margin:1rem 0}.size{display:grid;grid-template-columns:9rem 1fr 7rem;gap:.75rem;align-items:center}
.size b{font-weight:600;text-align:right;font-variant-numeric:tabular-nums}.meter{display:block}td .meter{margin-top:.3rem}
.whole{fill:var(--fill);stroke:var(--line)}.part{fill:var(--bar)}
.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:0 2rem}
.treemap{width:100%;height:auto;border:1px solid var(--line)}.treemap rect{stroke:var(--bg)}.treemap text{fill:var(--on);font-size:11px}
.c0{fill:var(--c0)}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}.c4{fill:var(--c4)}.c5{fill:var(--c5)}
body.vscode-high-contrast .treemap rect,body.vscode-high-contrast-light .treemap rect{stroke:var(--line)}
.ok{color:var(--good);font-weight:600}.look{color:var(--bad);font-weight:600}
pre{margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font:.92em var(--vscode-editor-font-family,ui-monospace,monospace)}
details{margin:.5rem 0}summary{cursor:pointer}summary:focus-visible,a:focus-visible{outline:2px solid var(--vscode-focusBorder,Highlight);outline-offset:2px}
@media (max-width:40rem){.size{grid-template-columns:1fr}.size b{text-align:left}}
`;
