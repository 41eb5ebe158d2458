// The baseline's two laptops: each line on standard input is a step, [name, argument];
// a line comes back when it is done. node pouch_client.js FOLDER URL
const path = require('path');
const readline = require('readline');
const {createRequire} = require('module');
const wanted = createRequire(path.join(process.cwd(), 'from-here.js'));
const PouchDB = wanted('pouchdb');
const [, , folder, url] = process.argv;
const stores = ['asha', 'bilal'].map((name) => new PouchDB(path.join(folder, name)));
const HOW = {batch_size: 100, batches_limit: 10};

function checked(result) {
  if (!result.ok || result.errors.length || result.doc_write_failures) {
    throw Error(JSON.stringify(result));
  }
  return result.docs_written;
}

const STEPS = {
  load: async (documents) => {
    const named = documents.map(({id, ...answers}) => ({_id: id, ...answers}));
    await stores[0].bulkDocs(named);
    await new PouchDB(url).info(); // makes the database there
    return named.length;
  },
  edit: async (patches) => {
    for (const {id, set} of patches) {
      await stores[0].put({...(await stores[0].get(id)), ...set});
    }
    return patches.length;
  },
  push: async (which) => checked(await stores[which].replicate.to(url, HOW)),
  pull: async (which) => checked(await stores[which].replicate.from(url, HOW)),
  count: async (which) => (await stores[which].info()).doc_count,
};

(async () => {
  for await (const line of readline.createInterface({input: process.stdin})) {
    const [step, argument] = JSON.parse(line);
    console.log(JSON.stringify(await STEPS[step](argument)));
  }
  process.exit(0);
})().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
