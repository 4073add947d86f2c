#!/usr/bin/env node
// Known advisories of all that is installed, from what `npm audit --json` says on standard input: exit 1 where there are any.
// A service that cannot be reached says nothing of them. That is said aloud, and fails no build.
import { readFileSync } from 'node:fs';

const said = readFileSync(0, 'utf8');
const report = parsed(said);
if (report?.auditReportVersion === undefined || report.metadata?.vulnerabilities === undefined) {
  const reason = report?.message ?? report?.error?.summary ?? said.trim().split('\n')[0] ?? '';
  console.log(`advisories: NOT CHECKED, the service of advisories gave no answer (${reason || 'nothing was said'})`);
} else {
  const found = Object.values(report.vulnerabilities ?? {});
  for (const { name, severity, range, via } of found) {
    console.log(`advisories: ${severity}: ${name} ${range}: ${via.map((each) => each.title ?? each).join('; ')}`);
  }
  console.log(`advisories: ${found.length} packages of ${report.metadata.dependencies?.total ?? '?'} have one`);
  process.exitCode = found.length > 0 || report.metadata.vulnerabilities.total > 0 ? 1 : 0;
}

function parsed(text) {
  try {
    // npm may warn before its answer.
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return undefined;
  }
}
