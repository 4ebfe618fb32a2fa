/*
 * Runs before the build, on any Node version. It is written in ES5, because an old Node cannot parse the rest. The
 * oldest supported version comes from package.json.
 */
var oldest = require('../package.json').engines.node.replace('>=', '');
var wanted = oldest.split('.');
var present = process.version.replace('v', '').split('.');
var index = 0;

while (index < wanted.length - 1 && Number(present[index]) === Number(wanted[index])) index += 1;
if (Number(present[index]) < Number(wanted[index])) {
  console.error('Node %s or newer is needed, this is %s: see https://nodejs.org', oldest, process.version);
  process.exit(1);
}
