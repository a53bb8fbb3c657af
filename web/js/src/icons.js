// The shapes of the gutter. Filled shapes decide, bare strokes compare.

const namespace = "http://www.w3.org/2000/svg";

/** Each path with its class: `solid` is filled, `ko` is drawn into a filled shape. */
const shapes = {
  allows: [["M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1-13 0z", "solid"], ["M5 8.3 7.1 10.4 11 6", "ko"]],
  denies: [["M5.4 1.7h5.2l3.7 3.7v5.2l-3.7 3.7H5.4l-3.7-3.7V5.4z", "solid"], ["m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4", "ko"]],
  overridden: [["M2.25 8a5.75 5.75 0 1 1 11.5 0a5.75 5.75 0 1 1-11.5 0z", "dashed"], ["M5.6 8.2 7.3 9.9 10.6 6.3"]],
  invalid: [["M9.5 1.8H4.2a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h7.6a1 1 0 0 0 1-1V5z"], ["M8 6v3.2m0 2.2v.05"]],
  match: [["m3.2 8.6 3.1 3.1 6.5-7.2"]],
  noMatch: [["m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6"]],
  assumed: [["M5.4 5.9a2.7 2.7 0 1 1 4.2 2.3c-1 .7-1.5 1.1-1.5 2.1m0 2.6v.05"]],
  notApplicable: [["M8 8h.02", "dot"]],
  folded: [["m6 3.5 4.5 4.5L6 12.5"]],
  unfolded: [["M3.5 6 8 10.5 12.5 6"]],
};

/** @param {keyof typeof shapes} name */
export function icon(name) {
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const [outline, role] of shapes[name] ?? shapes.notApplicable) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("d", outline);
    if (role) path.setAttribute("class", role);
    svg.append(path);
  }
  return svg;
}
