// What the person who typed a command has to mend: it is said in one sentence, without a stack.
export class Misuse extends Error {}
