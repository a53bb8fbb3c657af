// What is thrown for an input that cannot be judged at all. Its name is set, since minifiers change names.
export class InvalidInput extends TypeError {
  static name = "InvalidInput";

  constructor({ code, pointer, message }, cause) {
    super(pointer === "" ? message : `${pointer}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = InvalidInput.name;
    this.code = code;
    this.pointer = pointer;
    Object.defineProperty(this, "sentence", { value: message });
  }

  /** The same, of an input that stands at `parent` in another one. */
  at(parent) {
    return new InvalidInput({ code: this.code, pointer: parent + this.pointer, message: this.sentence }, this.cause);
  }
}
