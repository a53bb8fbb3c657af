// The editor's difference of two texts: whatever the two are, applying it to the one gives the other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesBetween, normalized } from "../../web/js/src/text.js";

function applied(before, changes) {
  let after = "";
  let at = 0;
  for (const { from, to, insert } of changes) {
    assert.ok(at <= from && from <= to && to <= before.length, "changes are in order and inside the text");
    after += before.slice(at, from) + insert;
    at = to;
  }
  return after + before.slice(at);
}

/** A small generator of numbers, the same in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("applying the difference gives the other text", () => {
  const next = numbers(7);
  const letters = ["a", "b", " ", "\n", "{", '"', "\u{1f511}", "\u{1f512}"];
  const text = () => Array.from({ length: next(12) }, () => letters[next(letters.length)]).join("");
  for (let run = 0; run < 20_000; run++) {
    const [before, after] = [text(), text()];
    assert.equal(applied(before, changesBetween(before, after)), after);
  }
});

test("equal texts have no difference", () => {
  assert.deepEqual(changesBetween("{}", "{}"), []);
});

test("a change in the middle leaves both ends alone", () => {
  assert.deepEqual(changesBetween('{"a":1}', '{"b":1}'), [{ from: 2, to: 3, insert: "b" }]);
});

test("formatting changes white space only", () => {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "ecs:Run Task", Resource: "*" }] };
  const changes = changesBetween(JSON.stringify(policy), JSON.stringify(policy, null, 2));
  assert.ok(changes.length > 8);
  for (const { from, to, insert } of changes) {
    assert.equal(from, to);
    assert.match(insert, /^\s+$/);
  }
});

test("a character outside the basic plane is never cut", () => {
  assert.deepEqual(changesBetween("\u{1f511}", "\u{1f512}"), [{ from: 0, to: 2, insert: "\u{1f512}" }]);
});

test("line ends become those of the editor", () => {
  assert.equal(normalized("a\r\nb\rc\nd"), "a\nb\nc\nd");
});
