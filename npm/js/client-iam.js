// The AWS SDK's names for the two commands of the IAM API that need no account: a script written for `@aws-sdk/client-iam` runs offline.
import init, { InvalidInput, PolicySet, simulateCustomPolicy } from "./browser.js";

/** What the service answers with an error. */
export class IAMServiceException extends Error {
  constructor(message, cause) {
    super(message, { cause });
    this.$fault = "client";
    this.$metadata = { httpStatusCode: 400, attempts: 1, totalRetryDelay: 0 };
  }
}

export class InvalidInputException extends IAMServiceException {
  name = "InvalidInputException";
}

/** A policy cannot be read. */
export class PolicyEvaluationException extends IAMServiceException {
  name = "PolicyEvaluationException";
}

class Command {
  constructor(input) {
    this.input = input;
  }
}

export class SimulateCustomPolicyCommand extends Command {
  /** What it answers; `shape` is of this package. */
  answer(shape) {
    return simulateCustomPolicy(this.input, { shape });
  }
}

export class GetContextKeysForCustomPolicyCommand extends Command {
  answer() {
    const { PolicyInputList: documents, ...others } = this.input ?? {};
    const isList = Array.isArray(documents) && documents.every((document) => typeof document === "string");
    if (!isList || Object.keys(others).length > 0) throw new InvalidInputException("it takes PolicyInputList, an array of JSON texts, and nothing else");
    const policies = documents.map((document, index) => ({ name: `PolicyInputList.${index + 1}`, type: "identity", document }));
    const set = new PolicySet(policies);
    try {
      // Nothing is known of the keys of a policy that cannot be read. The API has no other error for this command.
      const unread = PolicySet.unread(set, policies);
      if (unread !== undefined) throw new InvalidInputException(`/PolicyInputList/${unread.place}: ${unread.text}`);
      return { ContextKeyNames: PolicySet.keysOf(set), IsTruncated: false };
    } finally {
      set.free();
    }
  }
}

/** Of the SDK's configuration nothing is needed, and all is taken; `shape` is of this package: "2026" or "classic". */
export class IAMClient {
  constructor(config = {}) {
    this.config = config;
  }

  /** Answers a command: by a promise, or by a callback behind the command or its options. */
  send(command, options, callback) {
    const answer = this.#answer(command, options?.abortSignal);
    const call = typeof options === "function" ? options : callback;
    if (call === undefined) return answer;
    answer.then((output) => call(null, output), (error) => call(error));
    return undefined;
  }

  destroy() {}

  async #answer(command, signal) {
    if (!(command instanceof Command)) throw new TypeError("send() takes a command of iam-policy-playground/client-iam; others need an account");
    await init();
    if (signal?.aborted) throw Object.assign(new Error("Request aborted"), { name: "AbortError" });
    try {
      return { $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 }, ...command.answer(this.config.shape) };
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const Exception = error.code === "MALFORMED_POLICY" ? PolicyEvaluationException : InvalidInputException;
      throw new Exception(error.message, error);
    }
  }
}

/** Every page of a simulation. */
export async function* paginateSimulateCustomPolicy({ client, pageSize, startingToken }, input, ...options) {
  let Marker = startingToken;
  do {
    const page = await client.send(new SimulateCustomPolicyCommand({ ...input, MaxItems: pageSize ?? input.MaxItems, Marker }), ...options);
    yield page;
    Marker = page.Marker;
  } while (Marker !== undefined);
}
