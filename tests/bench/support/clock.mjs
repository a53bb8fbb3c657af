// Times a piece of work: as often as it takes to fill a twentieth of a second.
const LONG_ENOUGH = 50_000_000n;

/** Nanoseconds that one run takes. */
export function nanosecondsOf(run) {
  const started = process.hrtime.bigint();
  let runs = 0;
  let took = 0n;
  do {
    run();
    runs += 1;
    took = process.hrtime.bigint() - started;
  } while (took < LONG_ENOUGH);
  return Number(took) / runs;
}

/** The middle one. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
