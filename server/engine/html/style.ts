// The report's style: VS Code's theme colours where there is a theme, else the system's light or dark ones.

/** What everything else is made of: colours, each mixed from the theme's own so that text on it can be read. */
const colours = `
:root{color-scheme:light dark;--light:#fff;--ink:#1f2328;
--bg:var(--vscode-editor-background,Canvas);--fg:var(--vscode-editor-foreground,CanvasText);
--soft:color-mix(in srgb,var(--fg) 74%,var(--bg));
--line:color-mix(in srgb,var(--fg) 16%,var(--bg));
--track:color-mix(in srgb,var(--fg) 8%,var(--bg));
--fill:color-mix(in srgb,var(--fg) 42%,var(--bg));
--link:var(--vscode-textLink-foreground,LinkText);
--focus:var(--vscode-focusBorder,Highlight);
--good:#1a7f37;--bad:#c4320a;
--mono:var(--vscode-editor-font-family,ui-monospace,SFMono-Regular,Menlo,Consolas,monospace);
--h0:#3b82d0;--h1:#2f9e62;--h2:#c99a2e;--h3:#c0558f;--h4:#8264cf;--h5:#7a868f}
body.vscode-dark{--good:#57c982;--bad:#ff8d73;--h0:#4d9bea;--h1:#45b87a;--h2:#d6ab45;--h3:#d970a6;--h4:#9f86e6;--h5:#8d99a3}
@media (prefers-color-scheme:dark){body:not(.vscode-light,.vscode-high-contrast-light){--good:#57c982;--bad:#ff8d73;
--h0:#4d9bea;--h1:#45b87a;--h2:#d6ab45;--h3:#d970a6;--h4:#9f86e6;--h5:#8d99a3}}
`;

/** High contrast: lines instead of tints, and the theme's own accent. */
const contrast = `
body.vscode-high-contrast,body.vscode-high-contrast-light{--soft:var(--fg);--line:var(--vscode-contrastBorder,CanvasText);
--track:transparent;--fill:var(--fg);--good:var(--fg);--bad:var(--fg)}
body.vscode-high-contrast .cell,body.vscode-high-contrast-light .cell{background:transparent;border:1px solid var(--line)}
body.vscode-high-contrast .track,body.vscode-high-contrast-light .track{stroke:var(--line)}
body.vscode-high-contrast .fill.good,body.vscode-high-contrast-light .fill.good{fill:var(--vscode-contrastActiveBorder,Highlight)}
@media (forced-colors:active){.cell{border:1px solid CanvasText}.fill{fill:CanvasText}.track{stroke:CanvasText}}
`;

const text = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem clamp(1rem,4vw,2.5rem) 3rem;background:var(--bg);color:var(--fg);
font:var(--vscode-font-size,15px)/1.5 var(--vscode-font-family,system-ui,-apple-system,"Segoe UI",sans-serif)}
h1{font-size:clamp(1.9em,7vw,3em);line-height:1.1;margin:.5rem 0 0;font-weight:600;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
h1.long{font-size:1.9em;letter-spacing:0}h1 .from,h1 .arrow{color:var(--soft);font-weight:400}
h2{font-size:1.35em;line-height:1.3;margin:0 0 .75rem;font-weight:600}
h3{font-size:1em;margin:1.5rem 0 .5rem;font-weight:600}
p{margin:.5rem 0}a{color:var(--link)}b,th{font-weight:600}
section{margin-top:2.25rem;padding-top:1.5rem;border-top:1px solid var(--line)}
section>h2+h3,.cols h3{margin-top:0}
.soft{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
code,.path{font-family:var(--mono);font-size:.92em;overflow-wrap:anywhere}
code{background:none;color:inherit;padding:0}
pre{margin:.4rem 0;padding:.6rem .8rem;background:var(--track);border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere;font:.92em/1.45 var(--mono)}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
ul{margin:.5rem 0;padding-left:1.25rem}li{margin:.25rem 0}
`;

const head = `
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem 1.5rem}
.subject{margin:0}.actions{display:flex;gap:.5rem}.actions[hidden]{display:none}
button{font:inherit;color:inherit;background:none;border:1px solid transparent;border-radius:4px;cursor:pointer}
.actions button{padding:.2rem .7rem;background:var(--vscode-button-secondaryBackground,var(--track));
color:var(--vscode-button-secondaryForeground,var(--fg));border-color:var(--vscode-button-border,transparent)}
.actions button:hover{background:var(--vscode-button-secondaryHoverBackground,var(--line))}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px}
.change{font-size:1.25em;font-weight:600;margin:.35rem 0 0}
.facts{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;margin:.5rem 0 0;padding:0}
.facts .good::before{content:"\\2713\\00a0"}.facts .bad::before{content:"!\\00a0";font-weight:700}
.sides{display:grid;grid-template-columns:fit-content(14rem) 1fr max-content;gap:.6rem 1rem;margin-top:1.5rem}
.side{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:center}
.side .name{overflow-wrap:anywhere}
`;

const tables = `
.scroll{overflow-x:auto;scrollbar-width:thin}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem 1rem .35rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-weight:400;font-size:.92em;white-space:nowrap;vertical-align:bottom}
thead th.n{white-space:normal;min-width:5.5rem}
thead th.n:first-child{width:5.5rem}thead th.short{min-width:0}th.n,td.n{text-align:right}tbody th{font-weight:400}
.places{display:block;overflow:hidden;text-overflow:ellipsis;white-space:pre;font-size:.85em}.cols table{table-layout:fixed}.cols th.n{width:5.5em}
.state{font-weight:600}
.line{padding:0 .3rem;margin:0 -.3rem;color:var(--link);font-variant-numeric:tabular-nums}
.line:disabled{color:inherit;cursor:auto}.line:hover:enabled{text-decoration:underline}
.bar{display:block;width:100%;overflow:hidden}.track{fill:var(--track)}.fill{fill:var(--fill)}
.fill.good{fill:var(--good)}.fill.bad{fill:var(--bad)}
.bar.thick{height:1.35rem;border-radius:3px}.bar.middle{height:.7rem;margin-top:.4rem;border-radius:2px}
.bar.thin{height:.2rem;margin-top:.2rem;border-radius:1px}.bar.thin .track{fill:transparent}
td.meter{width:22%;min-width:3.5rem}
.cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:1.5rem 2.5rem}
.fold{margin:.75rem 0}summary{cursor:pointer;border-radius:3px}.fold>summary{padding:.15rem 0}.fold .scroll{margin:.5rem 0 1rem}
`;

const map = `
.contents{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1rem 2rem;align-items:start}
.map{position:relative;aspect-ratio:1.7;width:100%;overflow:hidden;border-radius:4px;background:var(--track)}
.cell{position:absolute;display:block;overflow:hidden;padding:.25rem .4rem;border:1px solid var(--bg);border-radius:3px;
color:var(--fg);text-decoration:none;font-size:.86em;line-height:1.35;container-type:size}
.cell[hidden]{display:none}.cell:hover{z-index:1;border-color:var(--fg)}
.cell:focus-visible{z-index:2;outline:2px solid var(--focus);outline-offset:-2px}
.cell .long,.cell .short,.cell small{display:none;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.cell small{color:inherit;font-size:.92em;font-variant-numeric:tabular-nums}
@container (min-width:2.4rem) and (min-height:1.1em){.cell .short{display:block}}
@container (min-width:11rem) and (min-height:1.1em){.cell .short{display:none}.cell .long{display:block}}
@container (min-width:2.4rem) and (min-height:2.6em){.cell small{display:block}}
.c0{background:color-mix(in srgb,var(--h0) 32%,var(--bg))}.c1{background:color-mix(in srgb,var(--h1) 32%,var(--bg))}
.c2{background:color-mix(in srgb,var(--h2) 32%,var(--bg))}.c3{background:color-mix(in srgb,var(--h3) 32%,var(--bg))}
.c4{background:color-mix(in srgb,var(--h4) 32%,var(--bg))}.c5{background:color-mix(in srgb,var(--h5) 32%,var(--bg))}
.status{margin:.4rem 0 0;font-size:.92em;min-height:1.5em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.trail{display:flex;flex-wrap:wrap;gap:.1rem;margin-bottom:.35rem;font-family:var(--mono);font-size:.92em}
.trail button{padding:0 .4rem;color:var(--link)}.trail button:hover{background:var(--track)}
.trail button[aria-current]{color:var(--fg)}.trail button+button::before{content:"\\203a";margin-right:.5rem;color:var(--soft)}
.tree,.tree ul{list-style:none;margin:0;padding:0}.tree ul{padding-left:1.1rem}.tree li{margin:0}
.tree summary::-webkit-details-marker{display:none}.tree summary{list-style:none}
.row{display:grid;grid-template-columns:1rem 1fr max-content 3.2rem;column-gap:.5rem;padding:.2rem .25rem;border-radius:3px;align-items:baseline}
.row::before{content:"";grid-row:1}summary.row::before{content:"\\203a";color:var(--soft);text-align:center}
details[open]>summary.row::before{transform:rotate(90deg)}
.row>.bar{grid-column:2/-1;grid-row:2}.row>.name{grid-column:2}
.row:hover,.row.current,.row:target{background:var(--vscode-list-hoverBackground,var(--track))}
.row.current,.row:target{outline:1px solid var(--focus);outline-offset:-1px}
`;

const narrow = `
@media (max-width:34rem){.sides{grid-template-columns:1fr max-content}.side{row-gap:.15rem}.side .bar{grid-column:1/-1;grid-row:2}th,td{padding-right:.6rem}section{margin-top:1.75rem;padding-top:1.25rem}}
@media print{.actions,.trail{display:none}section{break-inside:avoid-page}}
`;

export const style = [colours, text, head, tables, map, narrow, contrast].join("").trim();
