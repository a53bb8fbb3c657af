// Waits until something the page shows is as it should be, and says what it was if it never gets so.
import assert from "node:assert/strict";

const LIMIT = 10_000;
const BETWEEN = 25;

/** Reads until `holds` accepts what was read. */
export async function expect(read, holds, what) {
  const end = performance.now() + LIMIT;
  let last;
  for (;;) {
    last = await read();
    if (holds(last)) return last;
    if (performance.now() > end) break;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  }
  assert.fail(`expected ${what}, got ${JSON.stringify(last)}`);
}
