// The same edits on ODK Web Forms' engine: JSON lines of what took how long, and of
// what the form says afterwards. usage: node engine_peer.mjs form.xml members
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Its packages lie in the folder it is started from, not beside this file.
const require = createRequire(join(process.cwd(), 'package.json'));
const { JSDOM } = require('jsdom');
const window = new JSDOM('<!doctype html>').window;
const names = ['DOMParser', 'XMLSerializer', 'XMLDocument', 'Document', 'Element', 'Node',
  'Text', 'Attr', 'XPathResult', 'XPathEvaluator', 'Blob', 'File', 'FormData'];
for (const name of names) globalThis[name] = window[name];
Object.assign(globalThis, { document: window.document, require,
  __dirname: process.cwd(), __filename: join(process.cwd(), 'x.js') });
const home = join(process.cwd(), 'node_modules/@getodk/xforms-engine/package.json');
const described = JSON.parse(readFileSync(home, 'utf8'));
const entry = described.exports?.['.']?.import ?? described.module;
const engine = await import(join(home, '..', entry.default ?? entry));

const [, , file, count] = process.argv;
const members = Number(count);
const tell = (line) => console.log(JSON.stringify(line));
const timed = (what, repeats, work) => {
  const taken = [];
  for (let number = 0; number < repeats; number += 1) {
    const begun = performance.now();
    work(number);
    taken.push(performance.now() - begun);
  }
  taken.sort((one, other) => one - other);
  tell({ what, median: taken[taken.length >> 1], p95: taken[Math.floor(taken.length * 0.95)] });
};

const begun = performance.now();
const xml = readFileSync(file, 'utf8');
const form = await engine.loadForm(xml, {
  fetchFormAttachment: async () => { throw new Error('none'); } });
if (form.status === 'failure') throw form.error;
const root = form.createInstance({ stateFactory: (state) => state }).root;
tell({ what: 'open', median: performance.now() - begun, p95: performance.now() - begun });

const nodes = new Map();
const index = (node) => {
  for (const child of node.currentState.children ?? []) {
    nodes.set(child.currentState.reference, child);
    index(child);
  }
};
index(root);
const put = (path, value) => {
  const node = nodes.get(path);
  if (node.nodeType === 'select') node.selectValues([value]);
  else node.setValue(value);
};
const value = (path) => {
  const state = nodes.get(path).currentState;
  return String(state.instanceValue ?? state.value ?? '');
};
const of = (number, name) => `/data/member[${number}]/${name}`;

timed('all members', 1, () => put('/data/hh_size', BigInt(members)));
index(root);
for (let number = 1; number <= members; number += 1) {
  const year = number % 3 ? 1980 : 2015;
  put(of(number, 'm_name'), 'Person');
  put(of(number, 'sex'), 'mf'[number % 2]);
  put(of(number, 'dob'), `${year}-05-0${1 + number % 9}`);
  put(of(number, 'rel'), number === 1 ? 'head' : 'child');
  if (number % 3) {
    put(of(number, 'works'), 'yes');
    put(of(number, 'income'), 100 + number);
  }
}
tell({ said: Object.fromEntries(['n_members', 'hh_income', 'n_women', 'n_child', 'oldest', 'head_name']
  .map((name) => [name, value(`/data/${name}`)])
  .concat([3, members].flatMap((row) => ['age', 'share', 'n_older']
    .map((name) => [`member[${row}]/${name}`, value(of(row, name))])))) });

timed('text in the roster', 30, (n) => {
  put(of(7, 'm_name'), `Person ${'abcdefgh'[n % 8]}`); value('/data/head_name'); });
timed('income (sum, 20 shares, score)', 30, (n) => {
  put(of(7, 'income'), 200 + n); for (let m = 1; m <= members; m += 1) value(of(m, 'share')); });
timed('birth date (age, relevances, 20 counts)', 30, (n) => {
  put(of(7, 'dob'), `19${60 + n % 30}-03-01`);
  for (let m = 1; m <= members; m += 1) value(of(m, 'n_older')); });
timed('sex (count with a predicate)', 30, (n) => {
  put(of(7, 'sex'), 'mf'[n % 2]); value('/data/n_women'); });
timed('a number at the top (calculations in a row)', 30, (n) => {
  put('/data/sec5/s5_q0', BigInt(n)); value('/data/grand'); });
put('/data/region', 'r0');
timed('district, then its villages', 10, (n) => {
  put('/data/district', `d${n % 20}`);
  if (!nodes.get('/data/village').currentState.valueOptions.length) throw new Error('none'); });
timed('a member more or less', 3, (n) => put('/data/hh_size', BigInt(members + (n + 1) % 2)));
tell({ what: 'memory, MB', median: process.memoryUsage().rss / 1e6, p95: 0 });
