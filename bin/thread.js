// The second thread's door.
const { workerData } = require('node:worker_threads');
const { load } = require('./loader.js');

load('./thread.cjs').work(workerData);
