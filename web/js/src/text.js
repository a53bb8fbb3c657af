// The difference of two texts, as few and as small changes, so that the caret, the marks and the folds stay where
// they belong.

/** Line ends as the editor counts them. */
export function normalized(text) {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/**
 * @param {string} before
 * @param {string} after
 * @returns {{ from: number, to: number, insert: string }[]} In order, with offsets into `before`.
 */
export function changesBetween(before, after) {
  if (before === after) return [];
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--;
  const from = start;
  const to = before.length - end;
  const insert = after.slice(start, after.length - end);
  return spacingChanges(before, from, to, insert) ?? [{ from, to, insert }];
}

/** The changes when only white space differs, as after formatting; else nothing. */
function spacingChanges(before, from, to, insert) {
  const changes = [];
  let old = from;
  let now = 0;
  while (old < to || now < insert.length) {
    if (old < to && now < insert.length && before.charCodeAt(old) === insert.charCodeAt(now)) {
      old++;
      now++;
      continue;
    }
    const oldEnd = spaceEnd(before, old, to);
    const nowEnd = spaceEnd(insert, now, insert.length);
    if (oldEnd === old && nowEnd === now) return undefined;
    changes.push({ from: old, to: oldEnd, insert: insert.slice(now, nowEnd) });
    old = oldEnd;
    now = nowEnd;
  }
  return changes;
}

function spaceEnd(text, start, end) {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

const isSpace = (unit) => unit === 32 || unit === 10 || unit === 9 || unit === 13;
const isHighSurrogate = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
