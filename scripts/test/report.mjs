/** What a run of the tests says at its end: the slowest files, and leg by leg what ran, what did not, and why. */

const SLOWEST = 20;

function table(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}

/** The slowest files of all legs, in seconds of the wall clock. */
export function printSlowest(rows) {
  const files = rows.flatMap((row) => row.files ?? []).sort((a, b) => b.seconds - a.seconds);
  if (files.length === 0) return;
  console.log(`\nthe slowest ${Math.min(SLOWEST, files.length)} of ${files.length} files`);
  table(files.slice(0, SLOWEST).map(({ seconds, leg, path }) => [`${seconds.toFixed(1)} s`.padStart(8), leg, path]));
}

const counts = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

export function printLegs(rows) {
  console.log('');
  table([
    ['leg', 'result', 'tests', 'time', 'why'],
    ...rows.map((row) => [
      row.name,
      row.result,
      row.seconds ? counts(row) : '',
      `${Math.round(row.seconds)} s`,
      row.why ?? '',
    ]),
  ]);
}

/** The last line of all: the sum over the legs. */
export function printTotals(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`\n${counts({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') })}`);
}
