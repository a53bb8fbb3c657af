// What an element looks like before its panels are there: as what the page itself holds, with a button or a message below it.
const CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
button { font: inherit; min-height: 2.25em; padding: 0 1em; border: 1px solid; border-radius: 5px; background: transparent; color: inherit; cursor: pointer; }
button:disabled { cursor: progress; }
p { margin: .5em 0; padding-left: .75em; border-left: 3px solid; }
`;

let sheets;

export function bare() {
  if (!sheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    sheets = [sheet];
  }
  return sheets;
}
