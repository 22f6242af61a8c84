// Draws the pictures of docs/performance.md from what the suites of ./oncemark bench measured.
// usage: npm run draw [-- FROM [TO]], directories of the suites' files and of the pictures; both docs/performance, if not given
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import * as vega from 'vega';
import {compile} from 'vega-lite';

const here = import.meta.dirname;
const docs = path.join(here, '../../docs/performance');
const [from = docs, to = docs] = process.argv.slice(2);
const json = file => JSON.parse(readFileSync(file, 'utf8'));

/** Such as "Oncemark, 2,000/s, to the row". */
const RATE = /^(.*), ([0-9,]+\/s|[0-9]+ % of capacity)(, .*)?$/;
const OURS = /^(streams-app|sink|ingest-api|Oncemark)/;

const STYLE = {
  background: 'white',
  padding: 16,
  config: {
    font: 'system-ui, sans-serif',
    title: {anchor: 'start', fontSize: 15, offset: 14},
    axis: {labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', titlePadding: 8, tickCount: 5, domain: false},
    legend: {labelFontSize: 12, labelLimit: 600},
    text: {fontSize: 12},
    view: {stroke: null},
  },
};

/** All values of a suite that measured, one by one, by contestant and quantity; none if it did not. */
function values(suite) {
  const file = path.join(from, suite + '.json');
  if (!existsSync(file)) return [];
  return Object.entries(json(file).values).flatMap(([contestant, quantities]) =>
    Object.entries(quantities).flatMap(([quantity, all]) => all.map(value => ({contestant, quantity, value}))));
}

/** Of every contestant one quantity. */
function bars(file, suite, quantity) {
  const some = values(suite)
    .filter(one => one.quantity === quantity)
    .map(one => ({...one, series: one.contestant, ours: OURS.test(one.contestant)}));
  draw(file, 'bars.vl.json', some, `${suite}: ${quantity}`, spec =>
    spec.layer.forEach(layer => (layer.encoding.x.title = quantity)));
}

/** All quantities that end so, by how much was in the state. */
function growth(file, what, ending, unit) {
  const some = values('growth')
    .filter(one => one.quantity.endsWith(ending))
    .map(one => ({...one, series: one.quantity, place: one.contestant.replace(' completions', '')}));
  lines(file, some, `growth: ${what}`, 'completions in the state', unit);
}

/** For each rate, the percentiles from left to right. */
function latency() {
  const some = values('latency')
    .filter(one => /^p[0-9.]+ ms$/.test(one.quantity) && RATE.test(one.contestant))
    .map(one => {
      const [, contestant, rate, what] = RATE.exec(one.contestant);
      return {...one, rate, series: contestant + what, place: one.quantity.replace(/^p(.*) ms$/, '$1 %')};
    });
  for (const rate of new Set(some.map(one => one.rate))) {
    const name = rate.replace('/', ' per ').replace(/[^a-z0-9]+/g, '-');
    const measured = some.filter(one => one.rate === rate);
    lines(`latency-at-${name}-percentiles.svg`, measured, `latency at ${rate}`, 'percentile', 'ms');
  }
}

function lines(file, some, title, along, unit) {
  draw(file, 'lines.vl.json', some, title, spec => {
    spec.encoding.x.title = along;
    spec.layer.forEach(layer => (layer.encoding.y.title = unit));
  });
}

function draw(file, template, measured, title, name) {
  if (measured.length === 0) return;
  const spec = {...STYLE, ...json(path.join(here, template)), title, datasets: {values: measured}};
  name(spec);
  const view = new vega.View(vega.parse(compile(spec).spec), {renderer: 'none'});
  drawn.push(view.toSVG().then(svg => {
    writeFileSync(path.join(to, file), svg + '\n');
    console.log(path.join(to, file));
  }));
}

const drawn = [];
bars('streams-cpu-us-per-record.svg', 'streams', 'CPU µs/record');
bars('mix-cpu-us-per-record.svg', 'mix', 'CPU µs/record');
bars('old-way-completions-per-s.svg', 'old-way', 'completions/s');
bars('http-cpu-us-per-completion-server.svg', 'http', 'CPU µs/completion: server');
bars('sink-rows-per-s.svg', 'sink', 'rows/s');
growth('growth-cpu.svg', 'CPU', 'CPU µs/record', 'CPU µs/record');
growth('growth-state.svg', 'state', 'bytes/completion', 'bytes/completion');
growth('growth-time-until-it-decides.svg', 'time until it decides', ', s', 'seconds');
latency();
await Promise.all(drawn);
