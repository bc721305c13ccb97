/** A report as one page that needs nothing else: no script, no address it loads anything from, and paper in mind. */

import { count, money, NOTHING } from '../format.ts';
import { type Agency, isPicture, type Paper, type PaperCell, type PaperPart, type PaperTable } from '../paper.ts';
import { safeHref } from '../safe-href.ts';
import { visibleText } from '../visible-text.ts';
import { direction, language, t } from '../words.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand anywhere in a page, also inside quotes; nothing in it that a person does not see. */
const text = (written: string): string => visibleText(written, 2000).replace(/[&<>"']/g, (char) => entities[char] ?? '');

const stranger = (written: string): string => (written === '' ? NOTHING : `<bdi>${text(written)}</bdi>`);

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const style = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1080px;padding:32px 28px;background:#fff;color:#14171f;font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:24px;border-bottom:2px solid #14171f;padding-bottom:14px}
header img{max-width:220px;max-height:64px}
h1{margin:0;font-size:26px;line-height:1.2}
h2{margin:28px 0 4px;font-size:18px;break-after:avoid}
p{margin:4px 0}
.muted,dt,caption{color:#5a6372}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px 20px;margin:10px 0;padding:12px 14px;border:1px solid #e3e6eb;border-radius:8px;break-inside:avoid}
dt{font-size:12px}
dd{margin:0;font-size:17px;font-weight:600;overflow-wrap:anywhere}
ul{margin:10px 0;padding:0;list-style:none}
li{margin:4px 0;padding-left:10px;border-left:4px solid #8a93a3;break-inside:avoid}
li.bad{border-color:#b3261e}li.warn{border-color:#8f5400}li.good{border-color:#0b7445}
table{width:100%;border-collapse:collapse;margin:10px 0;font-size:12.5px}
caption{text-align:left;font-size:12px;padding-bottom:4px}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{padding:4px 8px 4px 0;border-bottom:1px solid #e3e6eb;text-align:left;vertical-align:top;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
a{color:#2a55e5}
code{font-size:11px;overflow-wrap:anywhere}
@page{margin:16mm}
@media print{body{max-width:none;padding:0}a{color:inherit;text-decoration:none}}
`;

function cell({ text: written, address }: PaperCell, isNumber: boolean): string {
  const href = address === undefined ? null : safeHref(address);
  const shown = stranger(written);
  const inner = href ? `<a href="${text(href)}" rel="noopener noreferrer nofollow">${shown}</a>` : shown;
  return `<td${isNumber ? ' class="n"' : ''}>${inner}</td>`;
}

function table({ caption, columns, rows, more }: PaperTable): string {
  if (rows.length === 0) return `<p class="muted">${t`No rows: nothing was found for this.`}</p>\n`;
  const head = columns.map(({ label, isNumber }) => `<th scope="col"${isNumber ? ' class="n"' : ''}>${stranger(label)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((each, at) => cell(each, columns[at]?.isNumber ?? false)).join('')}</tr>`).join('\n');
  const rest =
    more > 0
      ? `<p class="muted">${more === 1 ? t`${count(more)} more row is not printed here.` : t`${count(more)} more rows are not printed here.`}</p>\n`
      : '';
  return `<table><caption>${text(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>\n${rest}`;
}

const toneWords = { bad: t`Red flag`, warn: t`Look at this`, good: t`Good`, plain: t`Note` } as const;

function part({ title, explains, figures, notes, table: rows, missing }: PaperPart): string {
  return [
    `<section>\n<h2>${text(title)}</h2>\n`,
    explains ? `<p class="muted">${text(explains)}</p>\n` : '',
    missing ? `<p><strong>${text(missing)}</strong></p>\n` : '',
    figures.length > 0
      ? `<dl>${figures.map(({ label, text: value }) => `<div><dt>${text(label)}</dt><dd>${stranger(value)}</dd></div>`).join('')}</dl>\n`
      : '',
    notes.length > 0
      ? `<ul>${notes.map(({ tone, text: said }) => `<li class="${tone}"><strong>${toneWords[tone]}:</strong> ${stranger(said)}</li>`).join('')}</ul>\n`
      : '',
    rows ? table(rows) : '',
    '</section>\n',
  ].join('');
}

/** The report as the text of an HTML file. Every word of it that is not ours is escaped. */
export function paperHtml(paper: Paper, agency: Agency = { name: '', logo: '' }): string {
  const { title, question, targets, environment, madeAt, parts, cautions, calls } = paper;
  const about = targets.join(', ');
  const spent = calls.reduce((sum, { costUsd }) => sum + costUsd, 0);
  const logo = isPicture(agency.logo)
    ? `<img src="${text(agency.logo.slice(0, 40))}${agency.logo.slice(40)}" alt="${text(agency.name)}">`
    : '';
  const sources = calls
    .map(
      (call) =>
        `<tr><td>${text(call.title)}</td><td><code>${stranger(call.request)}</code></td><td>${moment(call.fetchedAt)}</td><td class="n">${call.total === null ? count(call.rows) : t`${count(call.rows)} of ${count(call.total)}`}</td><td class="n">${money(call.costUsd)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${text(`${title}: ${about}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<div>
<h1>${text(title)}</h1>
<p><strong>${stranger(about)}</strong></p>
<p class="muted">${text(question)}</p>
<p class="muted">${agency.name ? t`Made ${moment(madeAt)} by ${stranger(agency.name)}` : t`Made ${moment(madeAt)}`}${environment === 'production' ? '' : t`, from ${text(environment)} data`}</p>
</div>
${logo}
</header>
<main>
${parts.map(part).join('')}
${cautions.map((caution) => `<p class="muted">${text(caution)}</p>`).join('\n')}
<section>
<h2>${t`What it is made of`}</h2>
<table><caption>${t`Calls to DataForSEO, together ${money(spent)}`}</caption><thead><tr><th scope="col">${t`Report`}</th><th scope="col">${t`Request`}</th><th scope="col">${t`Fetched`}</th><th scope="col" class="n">${t`Rows`}</th><th scope="col" class="n">${t`Cost`}</th></tr></thead><tbody>
${sources}
</tbody></table>
</section>
</main>
</body>
</html>
`;
}
