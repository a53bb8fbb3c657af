// Gives each frame of a playground the height that its document tells. Only a message from a frame of this page counts, only from the
// origin that its address says, and only for a frame of a playground.
const MESSAGE = "iam-playground:height";
const HIGHEST = 20_000;

let listening = false;

export function fitFrames() {
  if (listening || typeof addEventListener === "undefined") return;
  listening = true;
  addEventListener("message", ({ data, origin, source }) => {
    if (data?.type !== MESSAGE || !(data.height > 0 && data.height <= HIGHEST)) return;
    const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
    if (frame && isFrom(frame, origin)) frame.style.setProperty("height", `${data.height}px`);
  });
}

/** A frame in a sandbox without `allow-same-origin` has no origin, and says "null". */
function isFrom(frame, origin) {
  const address = new URL(frame.src, document.baseURI);
  if (!/\/embed\/(?:index\.html)?$/.test(address.pathname)) return false;
  const sandboxed = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
  return origin === (sandboxed ? "null" : address.origin);
}
