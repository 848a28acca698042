// results/report/charts.js: the three charts of a run, the one of a fit, the one of staffing, the one of a sweep, the switch of language, and print. One function per chart, one object of options,
// direction as a value: ECharts knows no right-to-left, so mirroring is done here and nowhere else (`start` and `end` replace left and
// right, horizontal axes are inverted). All words and figures come from the page; labels are isolated there. Tested in tests/browser/.
import * as echarts from 'echarts/core';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent, TooltipComponent, AxisPointerComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
echarts.use([BarChart, LineChart, ScatterChart, GridComponent, TitleComponent, TooltipComponent, AxisPointerComponent, SVGRenderer]);

const root = document.documentElement;
const printing = () => root.classList.contains('printing');
// Nothing has no sign, whatever it was rounded from.
const number = (value, digits = 0) => (+value.toFixed(digits) < 0 ? '\u2212' : '') +
  Math.abs(value).toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
// A label of an axis, below one with the digits that tell it from its neighbours: those of 0.002 and 0.004 are not both 0.00.
const tiny = value => (value < 0 ? '\u2212' : '') + +Math.abs(value).toPrecision(3);
const isTiny = value => value && Math.abs(value) < 1;
const short = value => value >= 1e6 ? number(value / 1e6, value % 1e6 ? 1 : 0) + ' M' : value >= 1e5 ? number(value / 1e3) + ' k' : null;  // fits the gutter
const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

function maker(data, rtl, width) {
  const style = getComputedStyle(root), colour = name => style.getPropertyValue('--' + name).trim();
  const [start, end] = rtl ? ['right', 'left'] : ['left', 'right'], small = width < 560, text = data.text;
  const font = { fontFamily: colour('font'), fontSize: rtl ? 13 : 12.5, color: colour('soft') };
  const isolate = label => rtl ? '\u2067' + label + '\u2069' : label;
  const axis = extra => ({ axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: colour('line') } }, axisLabel: { ...font }, ...extra });
  const edge = size => ({ align: start, margin: size });             // labels begin at the card's edge, under the title, not at the plot
  const gutter = 40, tail = small ? 4 : 150, height = printing() ? 92 : 150, grid = { [start]: gutter, [end]: tail };
  const labels = data.rows.map(row => row[0]);
  const half = (width - gutter - tail) / labels.length / 2;
  // Under the pointer stands the table's own row, word for word.
  const tip = row => `<div dir="${rtl ? 'rtl' : 'ltr'}"><b>${escape(row[0])}</b>` +
    row.slice(1).map((cell, i) => `<div><span>${escape(data.heads[i + 1])}</span><span>${escape(cell)}</span></div>`).join('') + '</div>';
  const every = Math.ceil(labels.length / Math.max(3, Math.floor((width - gutter - tail) / (labels[0].length > 8 ? 90 : 58))));
  const category = (index, extra = {}) => axis({ type: 'category', gridIndex: index, inverse: rtl, data: labels, splitLine: { show: false },
    axisLine: { show: true, lineStyle: { color: colour('axis') } },
    axisLabel: index ? { ...font, interval: i => i % every === 0, formatter: isolate } : { show: false }, ...extra });
  const value = (index, extra = {}) => axis({ type: 'value', gridIndex: index, position: start, min: 0, splitNumber: 4,
    axisLabel: { ...font, ...edge(gutter), formatter: v => short(v) || (isTiny(v) ? tiny(v) : number(v, v % 1 ? (v * 10 % 1 ? 2 : 1) : 0)) }, ...extra });
  const note = (label, ink, dy = 0) => ({ show: !small, distance: 0, offset: [(rtl ? -1 : 1) * (half + 8), dy], align: start, ...font, color: ink, formatter: () => isolate(label) });
  const band = (panel, mean, width95, ink) => {
    const whole = mean.every((v, i) => v != null && width95[i] != null);
    const of = (values, extra = {}) => ({ type: 'line', xAxisIndex: panel, yAxisIndex: panel, stack: 'band' + panel, stackStrategy: 'all', symbol: 'none', silent: true,
      lineStyle: { opacity: 0 }, data: values, ...extra });
    return whole ? [of(mean.map((v, i) => Math.max(0, v - width95[i]))),
      of(mean.map((v, i) => v + width95[i] - Math.max(0, v - width95[i])), { areaStyle: { color: ink, opacity: .2 } })] : [];
  };
  const options = series => ({ animation: false, textStyle: font, aria: { enabled: false }, axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [{ top: 30, height, ...grid }, { top: height + 82, height, ...grid }],
    title: [0, 1].map(i => ({ text: isolate(text.panels[i]), top: i * (height + 52), [start]: 0, textAlign: 'auto', padding: [4, 0, 0, 0],
      textStyle: { ...font, color: colour('ink'), fontWeight: 600, width: width, overflow: 'truncate' } })),
    xAxis: [category(0), category(1)], yAxis: [value(0), value(1)],
    tooltip: { className: 'tip', confine: true, appendTo: document.body, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: colour('axis') } },
      formatter: points => tip(data.rows[points[0].dataIndex]) },
    series });
  return { colour, note, band, options, labels, text };
}

// Two panels on one clock: who comes and who can be served; how long nine in ten wait.
function day(data, rtl, width) {
  const { colour, note, band, options, labels, text } = maker(data, rtl, width);
  const told = data.capacity.length > 0, limit = data.threshold;
  const hot = data.p90.map((v, i) => v > limit || data.p90[i + 1] > limit || data.p90[i - 1] > limit ? v : null);
  const lower = { xAxisIndex: 1, yAxisIndex: 1 };
  return options([
    { type: 'bar', stack: 'arrivals', data: data.arrivals.map((v, i) => told ? Math.min(v, data.capacity[i]) : v), barWidth: '72%', itemStyle: { color: colour('good-line'), borderColor: colour('good'), borderWidth: 1 } },
    { type: 'bar', stack: 'arrivals', data: data.arrivals.map((v, i) => told ? Math.max(0, v - data.capacity[i]) : 0), itemStyle: { color: colour('bad') } },
    ...(told ? [{ type: 'line', step: 'middle', data: data.capacity, symbol: 'none', lineStyle: { color: colour('ink'), width: 2 }, endLabel: note(text.capacityShort, colour('ink')) }] : []),
    ...band(1, data.p90, data.half, colour('good')),
    { type: 'line', ...lower, data: data.p90, symbol: 'none', lineStyle: { color: colour('good'), width: 2.5 }, endLabel: note(text.p90Short, colour('good')) },
    { type: 'line', ...lower, data: hot, symbol: 'diamond', symbolSize: v => v > limit ? 8 : 0, lineStyle: { color: colour('bad'), width: 3 }, itemStyle: { color: colour('bad') }, z: 4 },
    { type: 'line', ...lower, data: labels.map(() => limit), symbol: 'none', silent: true, lineStyle: { color: colour('ink'), type: [5, 4], width: 1.4 }, endLabel: note(text.threshold, colour('ink')) },
  ]);
}

// Two panels: how long the platform takes to answer; how much of each tier is used.
function platform(data, rtl, width) {
  const { colour, note, band, options, text } = maker(data, rtl, width);
  const looks = [['ink', 'dotted'], ['plum', 'dashed'], ['same', 'solid']], px = printing() ? 92 : 150;
  // End labels are pushed apart: 17 px is a line of type.
  const spread = (lasts, most) => { const at = lasts.map((v, i) => ({ i, y: -(v ?? 0) / most * px })).sort((a, b) => a.y - b.y), shift = [];
    at.forEach((o, k) => { o.to = Math.max(o.y, k ? at[k - 1].to + 17 : -1e9); shift[o.i] = o.to - o.y; });
    const over = Math.max(0, at.length ? at[at.length - 1].to - 6 : 0); return shift.map(d => d - over); };
  const last = values => values[values.length - 1], lines = [{ name: text.slowest, values: data.p99 }, ...data.means];
  const top = Math.max(...lines.flatMap(l => l.values.map(v => v ?? 0)), ...data.p99.map((v, i) => (v ?? 0) + (data.half[i] ?? 0)));
  const shiftTop = spread(lines.map(l => last(l.values)), top * 1.1);
  const most = Math.max(1, ...data.tiers.flatMap(t => t.values.map(v => v ?? 0))), shiftLow = spread(data.tiers.map(t => last(t.values)), most * 1.1);
  const line = (panel, name, values, look, dy, strong) => ({ type: 'line', xAxisIndex: panel, yAxisIndex: panel, data: values, symbol: 'none', z: strong ? 5 : 3,
    lineStyle: { color: colour(look[0]), type: look[1], width: strong ? 3 : 1.8 }, endLabel: last(values) == null ? { show: false } : note(name, colour(look[0]), dy) });
  return options([...band(0, data.p99, data.half, colour('good')),
    ...lines.map((l, i) => line(0, l.name, l.values, i ? looks[i - 1] : ['good', 'solid'], shiftTop[i], !i)),
    ...data.tiers.map((t, i) => line(1, t.name, t.values, i ? looks[i - 1] : ['good', 'solid'], shiftLow[i], !i))]);
}

// One panel, numbers on both axes: what was seen, as points (hollow where no fit has seen them) or as a line, and the curves fitted to it.
// The key stands in the page; a pointer finds the points, all other figures are in the tables.
function fit(data, rtl, width) {
  const style = getComputedStyle(root), colour = name => style.getPropertyValue('--' + name).trim();
  const font = { fontFamily: colour('font'), fontSize: 12.5, color: colour('soft') };
  const plain = v => Math.abs(v) < 1e4 ? (v < 0 ? '\u2212' : '') + +Math.abs(v).toPrecision(6) : number(v);   // four figures stay together: 2014 is a year
  const axis = (from, extra) => ({ type: 'value', min: from.ends[0], max: from.ends[1], axisTick: { show: false }, axisLine: { show: false }, splitLine: { lineStyle: { color: colour('line') } },
    axisLabel: { ...font, hideOverlap: true, formatter: plain, ...(from.stated[0] ? {} : { showMinLabel: false }), ...(from.stated[1] ? {} : { showMaxLabel: false }) }, ...extra });
  const line = (points, extra) => ({ type: 'line', data: points, symbol: 'none', silent: true, ...extra });
  const curve = c => line(c.points, { step: c.step ? 'end' : false, z: c.width > 2 ? 5 : 3, lineStyle: { color: colour(c.look), type: c.stroke, width: c.width } });
  const band = (c, i) => c.band.length ? [0, 1].map(part => line(c.band.map(([x, low, high]) => [x, part ? high - low : low]), { step: c.step ? 'end' : false,
    stack: 'band' + i, stackStrategy: 'all', lineStyle: { opacity: 0 }, ...(part ? { areaStyle: { color: colour(c.look), opacity: .18 } } : {}) })) : [];
  const points = (values, hollow) => ({ type: 'scatter', data: values.map(([x, y, said]) => ({ value: [x, y], said })), symbolSize: 8, z: 6,
    itemStyle: { color: hollow ? colour('card') : colour('ink'), borderColor: colour('ink'), borderWidth: 1.6 } });
  return { animation: false, textStyle: font, aria: { enabled: false }, grid: { top: 34, bottom: 48, left: 46, right: 18 },
    title: { text: data.y.name, top: 0, left: 0, padding: [4, 0, 0, 0], textStyle: { ...font, color: colour('ink'), fontWeight: 600, width, overflow: 'truncate' } },
    xAxis: axis(data.x, { name: data.x.name, nameLocation: 'middle', nameGap: 30, nameTextStyle: font, splitLine: { show: false }, axisLine: { show: true, onZero: false, lineStyle: { color: colour('axis') } } }),
    yAxis: axis(data.y),
    tooltip: { className: 'tip', confine: true, appendTo: document.body, trigger: 'item', formatter: p => p.data.said ? `<div>${escape(p.data.said)}</div>` : '' },
    series: [...data.curves.flatMap(band), ...data.curves.map(curve),
      ...(data.split == null ? [] : [line(data.y.ends.map(y => [data.split, y]), { lineStyle: { color: colour('axis'), type: [5, 4], width: 1.2 } })]),
      points(data.seen, false), points(data.unseen, true)] };
}

// Two panels by month or year: the digital share with its interval; visits to centres.
function years(data, rtl, width) {
  const { colour, note, band, options, text } = maker(data, rtl, width);
  const chart = options([...band(0, data.share, data.half, colour('good')),
    { type: 'line', data: data.share, symbol: 'circle', symbolSize: 6, itemStyle: { color: colour('good') }, lineStyle: { color: colour('good'), width: 2.5 }, endLabel: note(text.shareShort, colour('good')) },
    { type: 'bar', xAxisIndex: 1, yAxisIndex: 1, data: data.visits, barWidth: '60%', itemStyle: { color: colour('good-line'), borderColor: colour('good'), borderWidth: 1 } }]);
  chart.yAxis[0].max = 100;  // of few runs the band would go beyond all there is
  return chart;
}

// Two panels by digital share: agents' hours needed, beside those there are; visits. Bars, for the shares need not lie evenly.
function shares(data, rtl, width) {
  const { colour, note, options, labels, text } = maker(data, rtl, width);
  const bars = values => ({ type: 'bar', data: values, barWidth: '60%', barMaxWidth: 90, itemStyle: { color: colour('good-line'), borderColor: colour('good'), borderWidth: 1 } });
  return options([bars(data.hours),
    ...(data.have == null ? [] : [{ type: 'line', data: labels.map(() => data.have), symbol: 'none', silent: true, lineStyle: { color: colour('ink'), type: [5, 4], width: 1.4 }, endLabel: note(text.haveShort, colour('ink')) }]),
    { ...bars(data.visits), xAxisIndex: 1, yAxisIndex: 1 }]);
}

// Differences of one measure from the baseline: a row for each scenario, its dot and interval, the zero line, the figure at the end.
function difference(data, rtl, width) {
  const { colour, names, axes, font } = lanes(data, rtl, width, data.rows.map(row => row[0]), data.dots.map(dot => dot.said));
  const shape = { good: ['circle', 'good'], bad: ['diamond', 'bad'], same: ['circle', 'same'], changed: ['rect', 'plum'] };
  const ends = data.dots.flatMap(dot => [dot.low, dot.high, 0]), low = Math.min(...ends), high = Math.max(...ends), room = (high - low || 1) * .06;
  const line = (points, look, z) => ({ type: 'line', data: points, symbol: 'none', silent: true, z, lineStyle: look });
  return { height: 36 + 30 * names.length, animation: false, textStyle: font, aria: { enabled: false }, ...axes(low - room, high + room, names.length, i => i),
    series: [line([[0, -.6], [0, names.length - .4]], { color: colour('axis'), width: 1.4 }, 2),
      ...data.dots.map((dot, i) => line([[dot.low, i], [dot.high, i]], { color: colour(shape[dot.tone][1]), width: 3, opacity: .75 }, 3)),
      { type: 'scatter', z: 5, data: data.dots.map((dot, i) => ({ value: [dot.mean, i], row: i, symbol: shape[dot.tone][0], symbolSize: dot.tone === 'bad' ? 14 : 11,
        itemStyle: { color: dot.tone === 'same' ? colour('card') : colour(shape[dot.tone][1]), borderColor: colour(shape[dot.tone][1]), borderWidth: 2 } })) }] };
}

// How single runs come out: twenty dots for each scenario, piled up; a dot is as wide as its pile. Losses are hollow.
function outcomes(data, rtl, width) {
  const all = data.lanes.flatMap(lane => lane.values).concat(0), low = Math.min(...all), high = Math.max(...all), room = (high - low || 1) * .05;
  const { colour, axes, font, plot } = lanes(data, rtl, width, data.lanes.map(lane => lane.name), data.lanes.map(lane => lane.said));
  const size = printing() ? 7 : 9, bin = (high - low + 2 * room) / Math.max(8, Math.floor(plot / size));
  const piled = pile(data, low - room, bin), lane = Math.max(...piled.map(one => one.tallest)) * size + 22, n = data.lanes.length;
  const line = points => ({ type: 'line', data: points, symbol: 'none', silent: true, z: 2, lineStyle: { color: colour('axis'), width: 1.4 } });
  return { height: n * lane + 32, animation: false, textStyle: font, aria: { enabled: false }, ...axes(low - room, high + room, n * lane, i => (i + 1) * lane - 16),
    series: [line([[0, 0], [0, n * lane]]), { type: 'scatter', z: 5, symbolSize: size - 1, data: piled.flatMap((one, i) => one.dots.map(dot => {
      const gain = data.higher ? dot.value > 0 : dot.value < 0, ink = colour(gain ? 'good' : 'bad');
      return { value: [dot.x, (i + 1) * lane - 8 - (dot.level + .5) * size], row: i, itemStyle: { color: gain ? ink : colour('card'), borderColor: ink, borderWidth: 1.5 } };
    })) }] };
}
function pile(data, from, bin) {
  return data.lanes.map(lane => {
    const levels = new Map(), dots = lane.values.map(value => {
      const at = Math.floor((value - from) / bin), level = levels.get(at) ?? 0;
      levels.set(at, level + 1);
      return { value, level, x: from + (at + .5) * bin };
    });
    return { dots, tallest: Math.max(...levels.values()) };
  });
}
// What charts with a row for each scenario share: names in the gutter, a figure at the row's end. `middle`: where row i stands on an axis of length n.
function lanes(data, rtl, width, names, said) {
  const style = getComputedStyle(root), colour = name => style.getPropertyValue('--' + name).trim();
  const [start, end] = rtl ? ['right', 'left'] : ['left', 'right'], small = width < 420;
  const font = { fontFamily: colour('font'), fontSize: rtl ? 13 : 12.5, color: colour('soft') };
  const gutter = small ? 96 : Math.min(200, Math.round(width * .3)), tail = Math.max(...said.map(text => text.length)) > 14 ? 112 : 74, plot = width - gutter - tail;
  const isolate = text => rtl ? '\u2067' + text + '\u2069' : text;
  const tip = row => `<div dir="${rtl ? 'rtl' : 'ltr'}"><b>${escape(row[0])}</b>` +
    row.slice(1).map((cell, i) => `<div><span>${escape(data.heads[i + 1])}</span><span>${escape(cell)}</span></div>`).join('') + '</div>';
  const rows = (position, texts, n, middle, extra) => ({ type: 'value', inverse: true, position, min: middle(0) === 0 ? -.6 : 0, max: middle(0) === 0 ? n - .4 : n,
    interval: 1e9, axisLine: { show: false }, axisTick: { show: false, customValues: texts.map((_, i) => middle(i)) }, splitLine: { show: false },
    axisLabel: { ...font, customValues: texts.map((_, i) => middle(i)), formatter: value => isolate(texts[texts.findIndex((_, i) => Math.abs(middle(i) - value) < .5)] ?? ''), overflow: 'truncate', ...extra } });
  const figures = value => { const size = Math.abs(value); return short(value) || (value > 0 ? '+' : '') + (isTiny(value) ? tiny(value) : number(value, size >= 10 || Number.isInteger(value) ? 0 : 1)); };
  const axes = (low, high, n, middle) => ({ grid: { top: 6, bottom: 26, [start]: gutter, [end]: tail },
    xAxis: { type: 'value', inverse: rtl, min: low, max: high, splitNumber: small ? 2 : 4, axisLine: { show: true, onZero: false, lineStyle: { color: colour('axis') } }, axisTick: { show: false },
      splitLine: { lineStyle: { color: colour('line') } }, axisLabel: { ...font, showMinLabel: false, showMaxLabel: false, hideOverlap: true, formatter: figures } },
    yAxis: [rows(start, names, n, middle, { align: start, margin: gutter, width: gutter - 8, color: colour('ink') }), rows(end, said, n, middle, { align: start, margin: 8, color: colour('ink') })],
    tooltip: { className: 'tip', confine: true, appendTo: document.body, trigger: 'item', formatter: point => point.data.row == null ? '' : tip(data.rows[point.data.row]) } });
  return { colour, font, names, axes, plot };
}

// One panel, a line for each scenario: the one of the headline thick, with its band; the baseline dotted; names at the ends, pushed apart.
function course(data, rtl, width) {
  const { colour, note, band, options } = maker(data, rtl, width);
  const looks = [['good', 'solid'], ['ink', 'dotted'], ['plum', 'dashed'], ['same', 'solid'], ['plum', [2, 3]], ['same', [7, 3]]], px = printing() ? 92 : 150;
  const top = Math.max(...data.lines.flatMap(line => line.values.map((v, i) => (v ?? 0) + (line.half[i] ?? 0)))), last = values => values[values.length - 1];
  const order = data.lines.map((line, i) => ({ i, y: -(last(line.values) ?? 0) / (top * 1.1 || 1) * px })).sort((a, b) => a.y - b.y), shift = [];
  order.forEach((one, k) => { one.to = Math.max(one.y, k ? order[k - 1].to + 17 : -1e9); shift[one.i] = one.to - one.y; });
  const over = Math.max(0, order[order.length - 1].to - 6), chart = options([...band(0, data.lines[0].values, data.lines[0].half, colour('good')),
    ...data.lines.map((line, i) => ({ type: 'line', data: line.values, symbol: 'none', z: i ? 3 : 5, lineStyle: { color: colour(looks[i][0]), type: looks[i][1], width: i ? 1.8 : 3 },
      endLabel: last(line.values) == null ? { show: false } : { ...note(line.name, colour(looks[i][0]), shift[i] - over), width: 140, overflow: 'truncate' } }))]);
  chart.grid = [chart.grid[0]]; chart.title = [chart.title[0]]; chart.yAxis = [{ ...chart.yAxis[0], ...(data.most == null ? {} : { max: data.most }) }];
  chart.xAxis = [{ ...chart.xAxis[1], gridIndex: 0 }];
  return { ...chart, height: px + 66 };
}

// One line with its band over one varied number (or over words); each point is marked: target met, missed, or too close to call.
function sweep(data, rtl, width) {
  const style = getComputedStyle(root), colour = name => style.getPropertyValue('--' + name).trim(), side = rtl ? 'right' : 'left';
  const font = { fontFamily: colour('font'), fontSize: rtl ? 13 : 12.5, color: colour('soft') }, text = data.text, n = data.labels.length;
  const isolate = label => rtl ? '\u2067' + label + '\u2069' : label;
  const at = i => data.numbers ? data.numbers[i] : i, known = data.mean.map((v, i) => i).filter(i => data.mean[i] != null);
  const order = data.numbers ? [...known].sort((a, b) => at(a) - at(b)) : known, half = i => data.half[i] ?? 0;
  const plain = v => Math.abs(v) < 1e3 ? (v < 0 ? '\u2212' : '') + +Math.abs(v).toPrecision(6) : short(v) || number(v);
  const line = (points, extra) => ({ type: 'line', data: points, symbol: 'none', silent: true, ...extra });
  const band = [line(order.map(i => [at(i), data.mean[i] - half(i)]), { stack: 'band', stackStrategy: 'all', lineStyle: { opacity: 0 } }),
    line(order.map(i => [at(i), 2 * half(i)]), { stack: 'band', stackStrategy: 'all', lineStyle: { opacity: 0 }, areaStyle: { color: colour('good'), opacity: .2 } })];
  const looks = { 1: { symbol: 'circle', itemStyle: { color: colour('good') } }, '-1': { symbol: 'diamond', symbolSize: 11, itemStyle: { color: colour('bad') } },
    0: { symbol: 'circle', itemStyle: { color: colour('card'), borderColor: colour('same'), borderWidth: 2 } } };
  const first = order[0], last = order[order.length - 1];
  const shared = { axisTick: { show: false }, inverse: rtl, name: isolate(text.x), nameLocation: 'middle', nameGap: 30, nameTextStyle: font, splitLine: { show: false },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour('axis') } } };
  const xAxis = data.numbers ? { type: 'value', min: at(first), max: at(last), axisLabel: { ...font, hideOverlap: true, formatter: plain }, ...shared }
    : { type: 'category', data: data.labels, axisLabel: { ...font, hideOverlap: true, formatter: isolate }, ...shared };
  return { animation: false, textStyle: font, aria: { enabled: false }, grid: { top: 34, bottom: 48, [side]: 52, [rtl ? 'left' : 'right']: 26 },
    title: { text: isolate(text.y), top: 0, [side]: 0, textAlign: 'auto', padding: [4, 0, 0, 0], textStyle: { ...font, color: colour('ink'), fontWeight: 600, width, overflow: 'truncate' } },
    xAxis, yAxis: { type: 'value', scale: true, position: side, axisTick: { show: false }, axisLine: { show: false }, splitLine: { lineStyle: { color: colour('line') } }, axisLabel: { ...font, formatter: plain } },
    tooltip: { className: 'tip', confine: true, appendTo: document.body, trigger: 'item', formatter: p => p.data.row == null ? '' :
      `<div dir="${rtl ? 'rtl' : 'ltr'}"><b>${escape(data.rows[p.data.row][0])}</b><div><span>${escape(data.heads[1])}</span><span>${escape(data.rows[p.data.row][1])}</span></div></div>` },
    series: [...band, line(order.map(i => [at(i), data.mean[i]]), { lineStyle: { color: colour('good'), width: 2.4 }, z: 4 }),
      ...(data.target == null ? [] : [line([[at(first), data.target], [at(last), data.target]], { lineStyle: { color: colour('ink'), type: [5, 4], width: 1.4 } })]),
      { type: 'scatter', z: 6, symbolSize: n > 60 ? 5 : 8, data: order.map(i => ({ value: [at(i), data.mean[i]], row: i, ...looks[data.marks[i]] })) }] };
}

const charts = { day, platform, years, fit, shares, difference, outcomes, course, sweep };
let live = [];
function draw() {
  live.forEach(chart => chart.dispose());
  live = [];
  for (const box of document.querySelectorAll('.language:not([hidden]) .chart')) {
    const data = JSON.parse(box.nextElementSibling.textContent), rtl = box.closest('.language').dir === 'rtl';
    box.style.display = 'block';
    const width = printing() ? (box.closest('.multiples') ? 312 : 646) : box.clientWidth;
    const { height = printing() ? 296 : 412, ...options } = charts[box.dataset.chart](data, rtl, width);   // 646: A4 less margins and card padding, at 96 px an inch
    box.style.height = height + 'px';
    const chart = echarts.init(box, null, { renderer: 'svg', width, height });
    chart.setOption(options);
    chart.getZr().flush();
    live.push(chart);
  }
}

function show() {
  const code = location.hash.startsWith('#ar') ? 'ar' : 'en';
  for (const language of document.querySelectorAll('.language')) language.hidden = language.id !== code;
  const shown = document.getElementById(code);
  root.lang = code;
  root.dir = shown.dir;
  document.title = shown.dataset.title;
}

root.classList.add('script');
show();
const faces = ['400', '600'].flatMap(weight => [document.fonts.load(`${weight} 13px Plex`), document.fonts.load(`${weight} 13px "Plex Arabic"`, 'س')]);
Promise.allSettled(faces).then(() => { draw(); root.dataset.drawn = 'yes'; });      // after the fonts: text is measured once
let waiting, width = innerWidth;
addEventListener('hashchange', () => { show(); draw(); });
addEventListener('resize', () => { if (innerWidth === width || printing()) return; width = innerWidth; clearTimeout(waiting); waiting = setTimeout(draw, 150); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
addEventListener('beforeprint', () => { root.classList.add('printing'); draw(); });
addEventListener('afterprint', () => { root.classList.remove('printing'); draw(); });
for (const button of document.querySelectorAll('button.print')) button.addEventListener('click', () => print());
