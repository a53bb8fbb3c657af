/** A key as keys are compared: in ASCII alone. */
export function lowercase(key) {
  return key.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
