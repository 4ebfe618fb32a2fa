import { describe, expect, it } from 'vitest';
import { readSettings, UsageError } from '../../packages/mcp/src/settings.js';

describe('the settings of the MCP server', () => {
  it('are read from arguments and the environment', () => {
    expect(readSettings([], { SCG_TOKEN: 'scg_x' })).toEqual({
      url: 'http://localhost:4000/graphql',
      token: 'scg_x',
      http: null,
    });
    const env = { SCG_TOKEN: 'scg_x', SCG_URL: 'https://scg.example' };
    const args = ['--http', '--port', '0', '--host', '::', '--allow-host', 'MCP.example'];
    expect(readSettings(args, env)).toEqual({
      url: 'https://scg.example/graphql',
      // Each request has its own.
      token: undefined,
      http: { host: '::', port: 0, hostnames: ['localhost', '127.0.0.1', '[::1]', 'mcp.example'] },
    });
    expect(readSettings(['--help'], {})).toBe('help');
  });

  it.each([
    [[]],
    [['--http', '--port', '65536']],
    [['--http', '--port', 'x']],
    [['--unknown']],
    [['--http', '--url', 'http://']],
  ])('%j are rejected', (args) => {
    expect(() => readSettings(args, {})).toThrow(UsageError);
  });
});
