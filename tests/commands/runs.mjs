/** What the last runs of the tests have found, as their runners wrote it down. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

/** What a run has written into artifacts; null where it has not. */
export const read = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(root, 'artifacts', file), 'utf8'));
  } catch {
    return null;
  }
};

/** Every test of a run's report that was run: its title, where, and whether it passed. */
export function testsOf(file, where) {
  const report = read(file);
  if (!report) return [];
  if (report.testResults)
    return report.testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'passed' || status === 'failed')
        .map(({ fullName, title, status }) => ({ title: `${fullName} ${title}`, where, passed: status === 'passed' })),
    );
  // To Playwright a test that was skipped is a good one.
  const wasRun = ({ tests }) => tests.some(({ status }) => status !== 'skipped');
  const within = (suite) => [
    ...(suite.specs ?? [])
      .filter(wasRun)
      .map(({ title, ok, file }) => ({ title, where: file.includes('firefox') ? 'Firefox' : where, passed: ok })),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return report.suites.flatMap(within);
}
