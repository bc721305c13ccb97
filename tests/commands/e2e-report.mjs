/** What there is to say of a run of the browsers' tests besides its numbers, read from Playwright's report. */

/** Every test of a report's suites, with its title. */
function testsIn(suites = []) {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...specs.flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test }))),
    ...testsIn(inner),
  ]);
}

/**
 * The sentences of a report: each reason why tests were skipped with how many they were, and each test that failed and then passed.
 * @param {{ suites: object[] }} report Playwright's JSON report
 * @returns {string[]}
 */
export function remarks({ suites }) {
  const tests = testsIn(suites);
  const skipped = new Map();
  for (const { status, annotations = [] } of tests) {
    if (status !== 'skipped') continue;
    const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'skipped: no reason is given';
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  }
  return [
    ...[...skipped].map(([reason, count]) => `${reason} (${count} ${count === 1 ? 'test' : 'tests'})`),
    ...tests.filter(({ status }) => status === 'flaky').map(({ title }) => `passed at the second try alone: ${title}`),
  ];
}
