// ODK Web Forms' engine on many forms: reads jobs from standard input, a JSON array of
// {id, xml, edits: [[path, value or "+"]]}, and writes what each form says after every
// edit, a JSON object a line: {id, steps: [{path: [value, relevant]}]} or {id, error}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const { JSDOM } = require('jsdom');
const window = new JSDOM('<!doctype html>').window;
const names = ['DOMParser', 'XMLSerializer', 'XMLDocument', 'Document', 'Element', 'Node',
  'Text', 'Attr', 'XPathResult', 'XPathEvaluator', 'Blob', 'File', 'FormData'];
for (const name of names) globalThis[name] = window[name];
Object.assign(globalThis, { document: window.document, require,
  __dirname: process.cwd(), __filename: join(process.cwd(), 'x.js') });
const home = join(process.cwd(), 'node_modules/@getodk/xforms-engine');
const described = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
const entry = described.exports?.['.']?.import ?? described.module;
const engine = await import(join(home, entry.default ?? entry));

const say = (root) => {
  const said = {};
  const nodes = new Map();
  const walk = (around) => {
    for (const node of around.currentState.children ?? []) {
      const state = node.currentState;
      const known = nodes.get(state.reference);
      if (!String(known?.nodeType).startsWith('repeat-range')) nodes.set(state.reference, node);
      said[state.reference] = [state.children ? null : String(state.instanceValue ?? ''), !!state.relevant];
      walk(node);
    }
  };
  walk(root);
  return [said, nodes];
};

const put = (node, value) => {
  if (value === '+') node.addInstances();
  else if (node.nodeType === 'select') node.selectValues([value]);
  else if (node.valueType === 'int') node.setValue(BigInt(value));
  else node.setValue(node.valueType === 'decimal' ? Number(value) : value);
};

for (const job of JSON.parse(readFileSync(0, 'utf8'))) {
  const told = { id: job.id, steps: [] };
  try {
    const form = await engine.loadForm(job.xml, {
      fetchFormAttachment: async () => { throw new Error('none'); } });
    if (form.status === 'failure') throw form.error;
    const root = form.createInstance({ stateFactory: (state) => state }).root;
    let [said, nodes] = say(root);
    told.steps.push(said);
    for (const [path, value] of job.edits) {
      put(nodes.get(path), value);
      [said, nodes] = say(root);
      told.steps.push(said);
    }
  } catch (error) {
    told.error = String(error?.message ?? error).slice(0, 200);
  }
  console.log(JSON.stringify(told));
}
process.exit(0);
