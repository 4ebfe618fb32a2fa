import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

/** Names of the tests and their addresses in turn. The last one stays. All other names are resolved normally. */
const ANSWERS = {
  'loopback.test': ['127.0.0.1'],
  'loopback6.test': ['::1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  // IANA has not assigned 2d00::/8: its addresses count as public, and nobody is disturbed.
  'rebind.test': ['2d00::1', '127.0.0.1'],
};

const { lookup } = dns;
dns.lookup = (hostname, options, callback) => {
  const answers = ANSWERS[hostname];
  if (!answers) return lookup(hostname, options, callback);
  const address = answers.length > 1 ? answers.shift() : answers[0];
  const family = address.includes(':') ? 6 : 4;
  const [settings, done] = typeof options === 'function' ? [{}, options] : [options, callback];
  process.nextTick(() => (settings.all ? done(null, [{ address, family }]) : done(null, address, family)));
};
syncBuiltinESMExports();
