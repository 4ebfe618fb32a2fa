import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificates extends Disposable {
  /** The certificate of the authority that signed the other one. */
  caFile: string;
  keyFile: string;
  certFile: string;
  key: Buffer;
  cert: Buffer;
}

/** A private authority and a server certificate for these names, such as `DNS:a.test` and `IP:127.0.0.1`. */
export function makeCertificates(names: string[]): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=tests', '-days', '2');
  openssl('req', ...key, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=server');
  writeFileSync(file('names'), `subjectAltName=${names.join(',')}\n`);
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
  openssl('x509', '-req', '-in', 'request.pem', ...authority, '-extfile', 'names', '-out', 'cert.pem');
  return {
    caFile: file('ca.pem'),
    keyFile: file('key.pem'),
    certFile: file('cert.pem'),
    key: readFileSync(file('key.pem')),
    cert: readFileSync(file('cert.pem')),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
