// The baseline's server: express-pouchdb on LevelDB. node pouch_server.js FOLDER
// Prints its port. Run from the folder where npm installed it.
const path = require('path');
const {createRequire} = require('module');
const wanted = createRequire(path.join(process.cwd(), 'from-here.js'));
const express = wanted('express');
const folder = process.argv[2];
const PouchDB = wanted('pouchdb').defaults({prefix: folder + path.sep});
const app = express();
const settings = {
  mode: 'minimumForPouchDB',
  configPath: path.join(folder, 'config.json'),
  logPath: path.join(folder, 'log.txt'),
};
app.use('/', wanted('express-pouchdb')(PouchDB, settings));
const listening = app.listen(0, '127.0.0.1', () => {
  console.log(listening.address().port);
});
