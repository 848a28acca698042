// tests/browser/check.mjs FOLDER [WORDS]: what only a browser can say about the page. Each check is a sentence that must hold; WORDS
// chooses those that have them.
// Names and figures are made up (tests/results/report_fixture.cpp); chromium is Debian's, named by $CHROMIUM.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]), require = createRequire(join(folder, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const languages = ['en', 'ar'], modes = ['light', 'dark'];
const url = (page, lang) => pathToFileURL(join(folder, 'pages', page + '.html')).href + (lang === 'ar' ? '#ar' : '');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

let failed = 0;
async function holds(sentence, check) {
  if (!sentence.includes(process.argv[3] ?? '')) return;
  let wrong;
  try { wrong = await check(); } catch (error) { wrong = error.message; }
  if (wrong) failed++;
  console.log(`${wrong ? 'FAILED' : 'ok    '} ${sentence}${wrong ? '\n       ' + wrong : ''}`);
}

async function open(name, lang, { width = 1180, mode = 'light', script = true, details = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: mode, javaScriptEnabled: script });
  const page = await context.newPage();
  page.noises = [];
  page.on('console', message => page.noises.push(message.text()));
  page.on('pageerror', error => page.noises.push(error.message));
  page.on('request', request => { if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) page.noises.push('asked for ' + request.url()); });
  await page.goto(url(name, lang));
  if (script) await page.waitForSelector('html[data-drawn]', { state: 'attached' });
  if (details) await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true; }));
  return page;
}
const close = page => page.context().close();
async function withPage(name, lang, options, check) {
  const page = await open(name, lang, options);
  try { return await check(page); } finally { await close(page); }
}

// Takes out rows whose every cell looks as one before it in that column of such a table: axe asks each cell for what lies behind it,
// thousands of them, for most of its time.
const keepOneOfAKind = () => {
  const look = cell => [cell, ...cell.querySelectorAll('*')].map(one => one.tagName + one.className + (one.getAttribute('style') ?? '').replace(/[\d.]+/g, '0')).join();
  const seen = new Set();
  for (const body of document.querySelectorAll('tbody'))
    [...body.rows].forEach((row, number) => {
      const looks = [...row.cells].map((cell, column) => [body.parentElement.className, row.className, column, look(cell)].join());
      if (number > 0 && looks.every(one => seen.has(one))) row.remove();
      looks.forEach(one => seen.add(one));
    });
};

async function accessible(page) {
  await page.evaluate(keepOneOfAKind);
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  if (found.passes.length < 10) return `only ${found.passes.length} rules were tried`;
  return found.violations.map(v => `${v.id} (${v.impact}): ${v.nodes.length} x ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary?.slice(0, 300) ?? ''}`).join('\n       ');
}

const sideways = page => page.evaluate(() => {
  const root = document.scrollingElement;
  return root.scrollWidth > root.clientWidth ? `${root.scrollWidth} px wide in a window of ${root.clientWidth}` : '';
});

// Every name in this page that the sheet hides or shows is judged by what a reader sees.
const seen = (page, selector) => page.locator(selector).first().isVisible();

async function tooltip(page, lang) {
  const chart = page.locator(`#${lang} .chart[data-chart=day]`);
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 110);
  await page.waitForFunction(() => [...document.querySelectorAll('.tip')].some(tip => tip.textContent && getComputedStyle(tip).visibility !== 'hidden'), undefined, { timeout: 5000 });
  return page.evaluate(() => {
    const tip = [...document.querySelectorAll('.tip')].find(one => one.textContent), at = tip.getBoundingClientRect();
    return { text: tip.innerText, inside: at.left >= 0 && at.right <= innerWidth, dir: tip.firstElementChild.dir };
  });
}

// The charts of one language as pictures, without words.
async function pictures(lang) {
  return withPage('full', lang, {}, async page => {
    await page.addStyleTag({ content: 'svg text { visibility: hidden }' });
    const shots = [];
    for (const chart of await page.locator(`#${lang} .chart`).all()) shots.push((await chart.screenshot()).toString('base64'));
    return shots;
  });
}
async function shareDiffering(one, other) {   // of the pixels, after the other was mirrored; lines may sit up to two pixels aside
  const page = await browser.newPage();
  const share = await page.evaluate(async ([a, b]) => {
    const load = async data => createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
    const [first, second] = [await load(a), await load(b)];
    const pixels = (image, mirrored) => {
      const canvas = new OffscreenCanvas(first.width, first.height), pen = canvas.getContext('2d');
      if (mirrored) { pen.translate(first.width, 0); pen.scale(-1, 1); }
      pen.drawImage(image, 0, 0);
      return pen.getImageData(0, 0, first.width, first.height).data;
    };
    const p = pixels(first, false), q = pixels(second, true);
    let differ = Math.abs(first.height - second.height) * first.width;
    const line = 4 * first.width, shifts = [0, -line, line].flatMap(row => [0, -4, 4, -8, 8].map(column => row + column));
    const near = i => shifts.some(d => Math.abs(p[i] - q[i + d]) + Math.abs(p[i + 1] - q[i + d + 1]) + Math.abs(p[i + 2] - q[i + d + 2]) <= 90);
    for (let i = 0; i < p.length; i += 4) if (!near(i)) differ++;
    return differ / (p.length / 4);
  }, [one, other]);
  await page.close();
  return share;
}

for (const name of ['full', 'textbook'])
  for (const lang of languages)
    for (const mode of modes)
      await holds(`axe finds nothing: ${name}, ${lang}, ${mode}`, () => withPage(name, lang, { mode, details: true }, accessible));

for (const lang of languages)
  for (const width of [320, 390, 1180])
    for (const name of ['full', 'once'])
      await holds(`no sideways scroll: ${name}, ${lang}, ${width} px, lists open`, () => withPage(name, lang, { width, details: true }, sideways));

for (const name of ['full', 'met', 'undecided', 'textbook', 'once'])
  await holds(`nothing is fetched, nothing complains: ${name}`, () => withPage(name, 'en', {}, async page => page.noises.join('; ')));

for (const lang of languages)
  await holds(`all three charts are drawn, in the page's own type: ${lang}`, () => withPage('full', lang, {}, async page => {
    const charts = await page.evaluate(code => [...document.querySelectorAll(`#${code} .chart`)].map(chart =>
      ({ paths: chart.querySelectorAll('svg path').length, texts: chart.querySelectorAll('svg text').length, width: chart.getBoundingClientRect().width })), lang);
    const fonts = await page.evaluate(() => [...document.fonts].filter(face => face.status === 'loaded').length);
    const empty = charts.length !== 3 || charts.some(chart => chart.paths < 10 || chart.texts < 10 || chart.width < 600);
    return empty || fonts < 2 ? JSON.stringify({ charts, fonts }) : '';
  }));

for (const lang of languages)
  await holds(`the figures under the pointer stand in the table, inside the window: ${lang}`, () => withPage('full', lang, { details: true }, async page => {
    const tip = await tooltip(page, lang), time = tip.text.match(/\d\d:\d\d/)?.[0];
    const row = await page.locator(`#${lang} tr`, { hasText: time }).first().innerText();
    const missing = (tip.text.replace(/\d\d:\d\d/, '').match(/\d+(\.\d+)?/g) ?? ['none']).filter(figure => !row.includes(figure));
    return missing.length || !tip.inside || tip.dir !== (lang === 'ar' ? 'rtl' : 'ltr') ? JSON.stringify({ tip, row, missing }) : '';
  }));

await holds('the switch shows the other language, keeps it in the address, and draws its charts', () => withPage('full', 'en', {}, async page => {
  await page.click('#en .switch');
  await page.waitForSelector('#ar .chart svg');
  const there = await page.evaluate(() => [location.hash, document.documentElement.lang, document.documentElement.dir, document.title].join(' '));
  if (!there.startsWith('#ar ar rtl') || await seen(page, '#en h1') || !await seen(page, '#ar h1')) return there;
  await page.reload();
  await page.waitForSelector('html[data-drawn]', { state: 'attached' });
  if (!await seen(page, '#ar h1')) return 'a reload lost the language';
  await page.click('#ar .switch');
  await page.waitForSelector('#en .chart svg');
  return await seen(page, '#en h1') && !await seen(page, '#ar h1') ? '' : 'the way back is lost';
}));

await holds('with scripts off the answer, the tables and the switch are there', () => withPage('full', 'en', { script: false, details: false }, async page => {
  for (const selector of ['#en h1', '#en .notice', '#en .heat', '#en .tiles', '#en .bar100'])
    if (!await seen(page, selector)) return `${selector} is not to be seen`;
  if (await seen(page, '#ar h1') || await seen(page, '#en .print')) return 'the other language, or a button that does nothing, is shown';
  await page.click('#en .switch');
  return await seen(page, '#ar h1') && !await seen(page, '#en h1') ? '' : 'the switch needs the script';
}));

for (const lang of languages)
  await holds(`on paper it is 4 to 7 pages of A4: ${lang}`, () => withPage('full', lang, { mode: 'dark' }, async page => {
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    return pages >= 4 && pages <= 7 ? '' : `${pages} pages`;
  }));

for (const name of ['fit', 'shares']) {
  for (const mode of modes)
    await holds(`axe finds nothing: ${name}, ${mode}`, () => withPage(name, 'en', { mode }, accessible));
  for (const width of [320, 390, 1180])
    await holds(`no sideways scroll: ${name}, ${width} px`, () => withPage(name, 'en', { width }, sideways));
  await holds(`nothing is fetched, nothing complains: ${name}`, () => withPage(name, 'en', {}, async page => page.noises.join('; ')));
  await holds(`each curve of the key is drawn, and one has its band: ${name}`, () => withPage(name, 'en', {}, async page => {
    const counts = await page.evaluate(() => {
      const paths = [...document.querySelectorAll('#en .chart svg path')], of = fill => paths.filter(path => fill(path.getAttribute('fill')));
      const strokes = new Set(of(fill => fill === 'none').filter(path => path.getAttribute('stroke') !== 'transparent').map(path => path.getAttribute('d')));
      return { keys: document.querySelectorAll('#en .keys li').length, curves: strokes.size, bands: paths.filter(path => path.getAttribute('fill-opacity') === '0.18').length };
    });
    return counts.keys >= 3 && counts.curves >= counts.keys && counts.bands === 1 ? '' : JSON.stringify(counts);
  }));
}

for (const name of ['compare', 'race']) {
  for (const lang of languages) {
    for (const mode of modes)
      await holds(`axe finds nothing: ${name}, ${lang}, ${mode}`, () => withPage(name, lang, { mode, details: true }, accessible));
    for (const width of [320, 390, 1180])
      await holds(`no sideways scroll: ${name}, ${lang}, ${width} px, lists open`, () => withPage(name, lang, { width, details: true }, sideways));
  }
  await holds(`nothing is fetched, nothing complains: ${name}`, () => withPage(name, 'en', {}, async page => page.noises.join('; ')));
}
for (const lang of languages)
  await holds(`differences have a row a scenario, outcomes twenty dots each: ${lang}`, () => withPage('compare', lang, {}, async page => {
    const charts = await page.evaluate(code => [...document.querySelectorAll(`#${code} .chart`)].map(chart => ({ kind: chart.dataset.chart,
      names: [...chart.querySelectorAll('svg text')].filter(text => /[A-Za-z\u0600-\u06FF]{4}/.test(text.textContent)).length, paths: chart.querySelectorAll('svg path').length })), lang);
    const of = kind => charts.filter(chart => chart.kind === kind);
    const good = of('difference').length === 4 && of('difference').every(chart => chart.names >= 3) && of('outcomes').length === 1 && of('outcomes')[0].paths >= 60 && of('course').length === 1;
    return good ? '' : JSON.stringify(charts);
  }));

for (const name of ['sweep', 'sweep-two', 'tornado', 'morris', 'sobol'])
  for (const lang of languages) {
    for (const mode of modes)
      await holds(`axe finds nothing: ${name}, ${lang}, ${mode}`, () => withPage(name, lang, { mode, details: true }, accessible));
    for (const width of [320, 390, 1180])
      await holds(`no sideways scroll: ${name}, ${lang}, ${width} px`, () => withPage(name, lang, { width, details: true }, sideways));
    await holds(`nothing is fetched, nothing complains: ${name}, ${lang}`, () => withPage(name, lang, {}, async page => page.noises.join('; ')));
  }

for (const lang of languages)
  await holds(`a sweep draws a line with its band and a mark for each point: ${lang}`, () => withPage('sweep', lang, {}, async page => {
    const counts = await page.evaluate(code => [...document.querySelectorAll(`#${code} .chart`)].map(chart => {
      const paths = [...chart.querySelectorAll('svg path')];
      return { bands: paths.filter(path => path.getAttribute('fill-opacity') === '0.2').length, marks: paths.filter(path => path.getAttribute('transform')).length };
    }), lang);
    return counts.length === 2 && counts.every(one => one.bands === 1 && one.marks >= 5) ? '' : JSON.stringify(counts);
  }));

for (const lang of languages)
  await holds(`the bars of a tornado begin at the start of the line, mirrored in Arabic: ${lang}`, () => withPage('tornado', lang, {}, async page => {
    const [bar, track] = await page.evaluate(code => ['.tb', '.track'].map(one => { const box = document.querySelector(`#${code} ${one}`).getBoundingClientRect(); return [box.left, box.right]; }), lang);
    const gap = lang === 'ar' ? track[1] - bar[1] : bar[0] - track[0];
    return gap >= -1 && bar[1] - bar[0] > 50 ? '' : JSON.stringify({ bar, track });
  }));

for (const name of ['staffing', 'staffing-days'])
  for (const lang of languages) {
    for (const mode of modes)
      await holds(`axe finds nothing: ${name}, ${lang}, ${mode}`, () => withPage(name, lang, { mode, details: true }, accessible));
    for (const width of [320, 390, 1180])
      await holds(`no sideways scroll: ${name}, ${lang}, ${width} px, lists open`, () => withPage(name, lang, { width, details: true }, sideways));
    await holds(`nothing is fetched, nothing complains: ${name}, ${lang}`, () => withPage(name, lang, {}, async page => page.noises.join('; ')));
  }

for (const lang of languages) {
  await holds(`staff by share: a chart with a mark for each of eight shares, whose figures stand in the table: ${lang}`, () => withPage('staffing', lang, {}, async page => {
    const found = await page.evaluate(code => {
      const charts = [...document.querySelectorAll(`#${code} .chart[data-chart=shares]`)], figures = JSON.parse(charts[0].nextElementSibling.textContent);
      const text = document.querySelector(`#${code} table`).textContent;
      return { charts: charts.length, marks: charts[0].querySelectorAll('svg path').length, hours: figures.hours.length,
        missing: figures.hours.filter(hours => !text.includes(hours.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }))) };
    }, lang);
    return found.charts === 1 && found.hours === 8 && found.marks >= 10 && !found.missing.length ? '' : JSON.stringify(found);
  }));
  await holds(`labels of an axis below one are told apart: ${lang}`, () => withPage('staffing', lang, {}, async page => {
    const labels = await page.evaluate(code => {
      const chart = document.querySelector(`#${code} .chart[data-chart=shares]`), store = chart.nextElementSibling, data = JSON.parse(store.textContent);
      store.textContent = JSON.stringify({ ...data, hours: data.hours.map(hours => hours / 1e5), have: data.have / 1e5 });  // some thousandths
      dispatchEvent(new Event('hashchange'));
      return [...chart.querySelectorAll('svg text')].map(text => text.textContent).filter(text => /^0\.\d+$/.test(text));
    }, lang);
    return labels.length >= 3 && new Set(labels).size === labels.length ? '' : JSON.stringify(labels);
  }));
  await holds(`the plan is a table of halls by half-hour, and the half-hour that misses its target stands out in it: ${lang}`, () => withPage('staffing', lang, {}, async page => {
    const found = await page.evaluate(code => {
      const heat = document.querySelector(`#${code} .heat`), missed = [...heat.querySelectorAll('td.b')];
      const colour = cell => getComputedStyle(cell.querySelector('span')).backgroundColor + getComputedStyle(cell).backgroundColor;
      return { halls: heat.querySelectorAll('tbody tr').length, across: heat.querySelectorAll('thead th').length, missed: missed.length,
        apart: colour(missed[0]) !== colour(heat.querySelector('td.d')) && colour(missed[0]) !== colour(heat.querySelector('td.x')) };
    }, lang);
    return found.halls === 6 && found.across === 15 && found.missed === 1 && found.apart ? '' : JSON.stringify(found);
  }));
  await holds(`without scripts the answer and the plan are there: ${lang}`, () => withPage('staffing', 'en', { script: false }, async page => {
    if (lang === 'ar') await page.click('#en .switch');
    for (const selector of [`#${lang} h1`, `#${lang} .notice`, `#${lang} .heat`, `#${lang} table`])
      if (!await seen(page, selector)) return `${selector} is not to be seen`;
    return '';
  }));
  await holds(`staffing on paper ends within twenty pages of A4: ${lang}`, () => withPage('staffing', lang, {}, async page => {
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    return pages >= 3 && pages <= 20 ? '' : `${pages} pages`;
  }));
}

await holds('the Arabic charts are the English ones in a mirror', async () => {
  const [english, arabic] = [await pictures('en'), await pictures('ar')];
  const shares = await Promise.all(english.map((shot, i) => shareDiffering(shot, arabic[i])));
  return shares.length === 3 && shares.every(share => share < 0.01) ? '' : `of the pixels differ: ${shares.map(share => (100 * share).toFixed(2) + ' %').join(', ')}`;
});

await browser.close();
console.log(failed ? `${failed} failed` : 'all hold');
process.exit(failed ? 1 : 0);
