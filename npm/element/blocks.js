// Code blocks of the language `iam-playground`, which hold a scenario: each gets an element before it that takes its place once it is
// drawn. The block stays where it is, since it may belong to a framework; blocks that come later are seen too.
const NAMES = ["language-iam-playground", "lang-iam-playground", "iam-playground"];
const SELECTOR = NAMES.map((name) => `.${name}`).join(",");

const standing = new Map();

export function enhanceBlocks() {
  enhance(document);
  new MutationObserver((changes) => {
    for (const [block, element] of standing) {
      if (block.isConnected) continue;
      element.remove();
      standing.delete(block);
    }
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) enhance(node);
  }).observe(document.documentElement, { childList: true, subtree: true });
}

function enhance(ground) {
  const found = [...(ground.matches?.(SELECTOR) ? [ground] : []), ...ground.querySelectorAll(SELECTOR)];
  for (const marked of found) {
    // Of several with the name, the outermost is the whole block: it may hold a copy button too.
    if (marked.parentElement?.closest(SELECTOR) || marked.closest("iam-playground")) continue;
    const code = marked.matches("code") ? marked : marked.querySelector("code");
    const block = marked.matches("code") ? (marked.closest("pre") ?? marked) : marked;
    if (!code || standing.has(block)) continue;
    const element = document.createElement("iam-playground");
    element.standFor(block, code.textContent);
    standing.set(block, element);
    block.before(element);
  }
}
