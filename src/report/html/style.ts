// SPDX-License-Identifier: Apache-2.0

/** The style of the page: light and dark, narrow and wide, and on paper. No font, picture or address from elsewhere. */
export const style = `
:root{color-scheme:light dark;--page:#f4f5f7;--paper:#fff;--ink:#1b2027;--soft:#56606c;--line:#d8dce2;--fill:#eef0f3;--link:#0b57b8; --critical:#a50e3e;--high:#b8410b;--medium:#80600a;--low:#1b62c4;--informational:#5b6672;--good:#3f7f59;--dull:#b5bcc6;--warn:#fff4e0;--warn-line:#c98a1b}
@media (prefers-color-scheme:dark){
  :root{--page:#0f1216;--paper:#171b21;--ink:#e6e9ed;--soft:#a2acb8;--line:#2e353f;--fill:#20262e;--link:#82b6ff; --critical:#ff7198;--high:#ff9d66;--medium:#e3bb4b;--low:#7eb2ff;--informational:#a2acb8;--good:#63b184;--dull:#4a535f;--warn:#2b2415;--warn-line:#8a6a2b}
}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:3.5rem}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:3}
header,main,footer{max-width:1160px;margin:0 auto;padding:0 20px}
header{padding-top:1.6rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .6rem}
h2{font-size:1.2rem;margin:0 0 .7rem}
h3{font-size:1rem;margin:1.2rem 0 .4rem;line-height:1.35}
h4{font-size:.8rem;margin:1.1rem 0 .35rem;color:var(--soft);font-weight:600}
nav{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--line);margin-top:1.2rem}
nav ul{max-width:1160px;margin:0 auto;padding:.5rem 20px;display:flex;gap:.2rem 1.2rem;list-style:none;overflow-x:auto;white-space:nowrap}
nav a{text-decoration:none;font-size:.9rem}
nav a:hover{text-decoration:underline}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.2rem 1.3rem;margin:1.2rem 0}
.muted,.key{color:var(--soft);font-size:.9rem}
.key span{margin-right:.7rem;white-space:nowrap}
.key .muted{white-space:normal}
code{font:.9em ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace}
.lead{font-size:1.1rem;margin:.3rem 0 1rem;padding-left:.8rem;border-left:4px solid var(--good)}
.cards{display:grid;grid-template-columns:repeat(9,1fr);gap:.6rem;margin:0}
.card{background:var(--paper);border:1px solid var(--line);border-top:3px solid var(--line);border-radius:8px;padding:.5rem .7rem}
.card dt{font-size:.8rem;color:var(--soft);white-space:nowrap}
.card dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
.zero dd{color:var(--soft);font-weight:400}
.plain-card{background:none}
.cap-critical{border-top-color:var(--critical)}
.cap-high{border-top-color:var(--high)}
.cap-medium{border-top-color:var(--medium)}
.cap-low{border-top-color:var(--low)}
.cap-informational{border-top-color:var(--informational)}
.alert{background:var(--warn);border:1px solid var(--warn-line);border-radius:8px;padding:.6rem 1rem;margin:1rem 0}
.alert p{margin:.2rem 0}
.alert ul{margin:.2rem 0;padding-left:1.2rem}
.ink-critical{color:var(--critical)}
.ink-high{color:var(--high)}
.ink-medium{color:var(--medium)}
.ink-low{color:var(--low)}
.ink-informational{color:var(--informational)}
.fill-critical{fill:var(--critical)}
.fill-high{fill:var(--high)}
.fill-medium{fill:var(--medium)}
.fill-low{fill:var(--low)}
.fill-informational{fill:var(--informational)}
.line-critical{stroke:var(--critical)}
.line-high{stroke:var(--high)}
.line-medium{stroke:var(--medium)}
.line-low{stroke:var(--low)}
.line-informational{stroke:var(--informational)}
.badge{font-weight:600;font-size:.82rem;white-space:nowrap}
.glyph{width:.85em;height:.85em;vertical-align:-.06em;margin-right:.3em}
.tag{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:0 .35em;font-size:.8rem;color:var(--soft);background:var(--fill)}
.story{border-left:4px solid var(--line);padding:.1rem 0 .1rem 1rem;margin:1rem 0}
.story h3{margin:.2rem 0;font-size:1.05rem}
.story p{margin:.3rem 0}
.story ol{margin:.5rem 0;padding-left:1.4rem}
.story li{margin:.25rem 0}
.story time{font-variant-numeric:tabular-nums;color:var(--soft);font-size:.88rem;margin-right:.4rem}
.story .badge{margin-right:.4rem}
.findings{list-style:none;margin:0;padding:0}
.finding{border:1px solid var(--line);border-left:4px solid var(--line);border-radius:6px;margin:.6rem 0;scroll-margin-top:3.5rem}
.finding:target{box-shadow:0 0 0 3px var(--link)}
.finding summary{cursor:pointer;padding:.65rem 1rem;list-style:none;position:relative;padding-right:2.4rem}
.finding summary::-webkit-details-marker{display:none}
.finding summary::after{content:"";position:absolute;right:1.1rem;top:1.1rem;width:.5rem;height:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(45deg)}
.finding details[open]>summary::after{transform:rotate(225deg);top:1.3rem}
.finding summary:hover{background:var(--fill)}
.top{display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:baseline;font-size:.85rem;color:var(--soft);font-variant-numeric:tabular-nums}
.top .number{order:9;margin-left:auto}
.top .number::before{content:"#"}
.finding h3{margin:.15rem 0 .1rem;font-size:1.02rem}
.sentence{color:var(--ink);font-size:.95rem}
.body{padding:0 1rem 1rem}
.parties{display:grid;grid-template-columns:repeat(auto-fit,minmax(380px,1fr));gap:.35rem 1.6rem;margin:.2rem 0 0;padding:.7rem .9rem;background:var(--fill);border-radius:6px}
.parties div{display:flex;gap:.7rem}
.parties dt{flex:0 0 4rem;color:var(--soft);font-size:.88rem}
.parties dd{margin:0;font-size:.92rem;min-width:0}
.body ul{list-style:disc}
.body ol,.body ul{margin:.2rem 0;padding-left:1.4rem}
.body p{margin:.4rem 0}
.chain{list-style:none;padding:0!important;border-left:2px solid var(--line);margin-left:.35rem!important}
.chain li{position:relative;display:grid;grid-template-columns:12.4rem 1fr;gap:.2rem 1rem;padding:.35rem 0 .35rem 1.1rem}
.chain li::before{content:"";position:absolute;left:-.36rem;top:.85rem;width:.6rem;height:.6rem;border-radius:50%;background:var(--paper);border:2px solid var(--soft)}
.when{font-size:.88rem;font-variant-numeric:tabular-nums}
.gap{display:block;color:var(--soft)}
.what p{margin:0}
.facts{font-size:.88rem;color:var(--soft)}
.fact{display:inline-block;margin-right:.7rem}
.fact .label{opacity:.85}
.fact,.source{color:var(--ink)}
.label{color:var(--soft)}
.source{font-weight:600;margin-right:.3rem}
.stage{border:1px solid var(--line);border-radius:4px;padding:0 .35em;margin:0 .7rem 0 .3rem}
.place{color:var(--soft);font-size:.85rem}
.rule{margin-top:1rem!important;font-size:.85rem}
.id{margin-left:.3rem}
#controls:not([hidden]){display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:0 0 1rem;padding:.8rem;background:var(--fill);border-radius:8px;font-size:.9rem}
#controls input[type=search],#controls select,#controls button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--dull);border-radius:6px;padding:.35rem .6rem}
#controls .search{flex:1 1 14rem}
#controls input[type=search]{width:100%;display:block}
#controls select{display:block}
fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.3rem .9rem;align-items:center}
legend{float:left;padding:0;width:100%}
.check{white-space:nowrap}
#found{flex-basis:100%;color:var(--soft)}
#found:empty{display:none}
.scroll{overflow-x:auto;max-width:100%}
svg.timeline,svg.graph{display:block;width:100%;min-width:820px;height:auto;font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
svg text{fill:var(--ink)}
.tick,.node-kind,.count{fill:var(--soft)!important;font-size:11px}
.tick{text-anchor:middle}
.tick.day{font-weight:600}
.count{font-weight:600;font-size:10px!important}
.lane{fill:var(--fill)}
.grid{stroke:var(--line)}
.extent{stroke:var(--dull);stroke-width:3}
.strong{font-weight:600}
.target{fill:transparent}
.mark{stroke:var(--paper);stroke-width:1}
.timeline a:hover .mark,.timeline a:focus .mark{stroke:var(--ink);stroke-width:2}
.node{fill:var(--fill);stroke:var(--dull)}
.column{font-weight:600}
.edge{fill:none;opacity:.55}
.edge:hover{opacity:1}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600}
tbody th{font-weight:400}
thead th{color:var(--soft);font-size:.85rem}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:2px solid var(--dull)}
.tally{max-width:760px}
.tally th{white-space:nowrap}
.columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:1rem 2.5rem}
.columns td,.columns th{overflow-wrap:break-word}
.columns .scroll+.scroll{margin-top:1.2rem}
.bar{display:block;width:100%;height:12px;border-radius:6px;margin:.4rem 0 .8rem}
.swatch{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.5em}
.areas .wide{min-width:14rem;width:34%}
.areas .bar{margin:.3rem 0}
.areas th{white-space:nowrap;padding-right:1.2rem}
.areas td:last-child{min-width:13rem}
.part-matched{fill:var(--high);background:var(--high)}
.part-clean{fill:var(--good);background:var(--good)}
.part-unrecognised{fill:var(--dull);background:var(--dull)}
.part-unparsable{fill:var(--critical);background:var(--critical)}
.plain summary{cursor:pointer;color:var(--link);margin-top:.6rem}
.guide div{display:flex;gap:1rem;margin:.35rem 0}
.guide dt{flex:0 0 6.5rem;font-weight:600}
.guide dd{margin:0}
.edge-critical{border-left-color:var(--critical)}
.edge-high{border-left-color:var(--high)}
.edge-medium{border-left-color:var(--medium)}
.edge-low{border-left-color:var(--low)}
.edge-informational{border-left-color:var(--informational)}
footer{color:var(--soft);font-size:.85rem;padding-bottom:2rem}
@media (max-width:1000px){
  .cards{grid-template-columns:repeat(5,1fr)}
}
@media (max-width:760px){
  .columns{grid-template-columns:minmax(0,1fr)}
}
@media (max-width:640px){
  .samples{min-width:620px}
  .tally td:last-child{font-size:.82rem}
  .columns tbody th{overflow-wrap:anywhere;min-width:7rem}
  header,main,footer{padding-left:12px;padding-right:12px}
  nav ul{padding-left:12px;padding-right:12px}
  section{padding:1rem .85rem}
  .cards{grid-template-columns:repeat(3,1fr)}
  .chain li{grid-template-columns:1fr}
  .gap{display:inline;margin-left:.6rem}
  .parties{grid-template-columns:1fr;padding:.6rem .7rem}
  .guide div{display:block}
  .finding summary{padding-left:.8rem}
  .body{padding-left:.8rem;padding-right:.8rem}
  .story{padding-left:.8rem}
}
@media (prefers-reduced-motion:reduce){
  html{scroll-behavior:auto}
}
@media print{
  :root{--page:#fff;--fill:#f4f4f4}
  body{font-size:11pt}
  nav,.skip,#controls:not([hidden]){display:none}
  section{border:0;padding:0;break-inside:auto}
  .finding,.story{break-inside:avoid-page}
  details::details-content{content-visibility:visible;block-size:auto;opacity:1}
  .finding summary::after{display:none}
  svg.timeline,svg.graph{min-width:0}
  .scroll{overflow:visible}
}
`;
