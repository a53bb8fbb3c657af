//! The name that was probably meant.

use alloc::vec::Vec;

/// Longer words are not names that are looked for here.
const LONGEST: usize = 64;

/// The candidate that differs least from `word`, letter case counting nothing, if it differs by little: a third of its letters at most.
///
/// ```
/// assert_eq!(iam_evaluator::nearest("Efect", &["Action", "Effect"]), Some("Effect"));
/// ```
pub fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word: Vec<char> = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut limit = (word.len() / 3).clamp(1, 3);
    let mut nearest = None;
    for candidate in candidates {
        match distance(&word, candidate, limit) {
            Some(least) if nearest.is_none() || least < limit => (limit, nearest) = (least, Some(*candidate)),
            Some(_) | None => {}
        }
    }
    nearest
}

/// How many characters have to be put in, taken out, replaced or swapped with their neighbour; `None` above `limit`.
fn distance(word: &[char], candidate: &str, limit: usize) -> Option<usize> {
    if candidate.len().abs_diff(word.len()) > limit {
        return None;
    }
    // Row i of the table: the distances of the candidate's first i characters to every beginning of the word.
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let mut last = None;
    for (i, c) in candidate.chars().map(|c| c.to_ascii_lowercase()).enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        let mut previous = None;
        for (j, w) in word.iter().copied().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&row, j) + usize::from(w != c);
            let mut best = replaced.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            if Some(w) == last && Some(c) == previous {
                best = best.min(at(&before, j.wrapping_sub(1)) + 1);
            }
            next.push(best);
            previous = Some(w);
        }
        if next.iter().all(|distance| *distance > limit) {
            return None;
        }
        before = core::mem::replace(&mut row, next);
        last = Some(c);
    }
    row.last().copied().filter(|distance| *distance <= limit)
}
