// What is installed: under which licences, and what is made of an answer about known advisories.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './support/registry.ts';

interface Package {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const json = (file: string): unknown => JSON.parse(readFileSync(path.join(project, file), 'utf8'));
const { packages } = json('package-lock.json') as { packages: Readonly<Record<string, Package>> };
/** What is locked and, for this system, installed. */
const installed = Object.entries(packages).filter(([at]) => at !== '' && existsSync(path.join(project, at, 'package.json')));

/** Licences that ask for no more than a notice. */
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MIT OR Apache-2.0'];
/** By name, those of MPL-2.0: changes to the package's own files would have to be published, and nobody changes them here. */
const ofMozilla = /^node_modules\/(?:axe-core|ical\.js|lightningcss(?:-[a-z0-9-]+)?)$/;

describe('what is installed', () => {
  it('is what the lock names, and much of it', () => {
    expect(installed.length).toBeGreaterThan(50);
    for (const [at, { version }] of installed) expect([at, (json(`${at}/package.json`) as Package).version]).toEqual([at, version]);
  });

  it('has a licence that allows its use', () => {
    for (const [at] of installed) {
      const { license } = json(`${at}/package.json`) as Package;
      const isAllowed = permissive.includes(license ?? '') || (license === 'MPL-2.0' && ofMozilla.test(at));
      expect([at, isAllowed ? 'allowed' : license]).toEqual([at, 'allowed']);
    }
  });

  it('runs nothing when it is installed', () => {
    const scripts = Object.entries(packages).flatMap(([at, { hasInstallScript }]) => (hasInstallScript ? [at] : []));
    // For macOS alone, of the file watcher of the test runner.
    expect(scripts.filter((at) => !at.endsWith('node_modules/fsevents'))).toEqual([]);
  });
});

describe('advisories', () => {
  const judged = (said: string): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, [path.join(project, '.ci/advisories.js')], { input: said, encoding: 'utf8' });
  const report = (vulnerabilities: object): string =>
    JSON.stringify({
      auditReportVersion: 2,
      vulnerabilities,
      metadata: { vulnerabilities: { total: Object.keys(vulnerabilities).length }, dependencies: { total: 90 } },
    });

  it('fail where one is known, by name', () => {
    const bad = { yaml: { name: 'yaml', severity: 'high', range: '<9', via: [{ title: 'Uncaught exception' }, 'other'] } };
    expect(judged(report(bad))).toMatchObject({ status: 1, stdout: expect.stringContaining('high: yaml <9: Uncaught exception; other') });
  });

  it('pass where none is known', () => {
    expect(judged(report({}))).toMatchObject({ status: 0, stdout: 'advisories: 0 packages of 90 have one\n' });
  });

  it.each([
    ['a refusal', '{"message": "405 Method Not Allowed", "statusCode": 405}', '405 Method Not Allowed'],
    ['an error', 'npm warn audit\n{"error": {"code": "ENOAUDIT", "summary": "no audit"}}', 'no audit'],
    ['no JSON', 'request failed, reason: getaddrinfo EAI_AGAIN', 'EAI_AGAIN'],
    ['nothing', '', 'nothing was said'],
  ])('are not checked, and do not pass for checked, after %s', (_, said, reason) => {
    const { status, stdout } = judged(said);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^advisories: NOT CHECKED/);
    expect(stdout).toContain(reason);
  });
});
