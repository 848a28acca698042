// results/report/pack.mjs: packs the sheet (fonts inside) and the script (chart library inside), and collects the notices that both must
// carry. Runs beside node_modules in the build folder.   node pack.mjs OUTPUT_FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const out = process.argv[2];
const common = { bundle: true, minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'warning' };
buildSync({ ...common, entryPoints: ['charts.js'], outfile: join(out, 'page.js'), format: 'iife', target: 'es2020' });
buildSync({ ...common, entryPoints: ['page.css'], outfile: join(out, 'page.css'), loader: { '.woff2': 'dataurl' } });

// Apache-2.0 asks for its NOTICE and a copy of the licence, BSD and OFL for their texts. Inside an HTML comment "-->" may not stand.
const carried = [
  ['Apache ECharts (charts), Apache License 2.0', ['echarts/NOTICE', 'echarts/LICENSE']],
  ['ZRender (drawing under ECharts), BSD 3-Clause', ['zrender/LICENSE']],
  ['IBM Plex Sans (type), SIL Open Font License 1.1', ['@fontsource/ibm-plex-sans/LICENSE']],
  ['IBM Plex Sans Arabic (type), SIL Open Font License 1.1', ['@fontsource/ibm-plex-sans-arabic/LICENSE']],
];
const text = ['This page carries the following works, unchanged but packed:'];
for (const [title, files] of carried) text.push(`\n==== ${title}`, ...files.map(file => readFileSync(join('node_modules', file), 'utf8').trim()));
writeFileSync(join(out, 'notices.txt'), text.join('\n').replace(/--(?=!?>)|<!--/g, '- -') + '\n');
