// The AWS SDK's names, in shapes of this package's own.
import type { SimulateCustomPolicyRequest, SimulatePolicyResponse } from "./index.js";

export interface ResponseMetadata {
  httpStatusCode: number;
  attempts: number;
  totalRetryDelay: number;
}

export type SimulateCustomPolicyCommandInput = SimulateCustomPolicyRequest;
export type SimulateCustomPolicyCommandOutput = SimulatePolicyResponse & { $metadata: ResponseMetadata };

export interface GetContextKeysForCustomPolicyCommandInput {
  PolicyInputList: string[];
}
export interface GetContextKeysForCustomPolicyCommandOutput {
  ContextKeyNames: string[];
  IsTruncated: false;
  $metadata: ResponseMetadata;
}

export declare class SimulateCustomPolicyCommand {
  constructor(input: SimulateCustomPolicyCommandInput);
  readonly input: SimulateCustomPolicyCommandInput;
}

export declare class GetContextKeysForCustomPolicyCommand {
  constructor(input: GetContextKeysForCustomPolicyCommandInput);
  readonly input: GetContextKeysForCustomPolicyCommandInput;
}

/** Of the SDK's configuration nothing is needed, and all is taken. */
export interface IAMClientConfig {
  /** Of this package: how results are laid out. */
  shape?: "2026" | "classic";
  [field: string]: unknown;
}

/** The SDK's options of a call. */
export interface SendOptions {
  /** What is aborted before it is answered rejects with an error named "AbortError". */
  abortSignal?: { readonly aborted: boolean } | undefined;
  /** Read, and without effect. */
  requestTimeout?: number | undefined;
}

type Callback<Output> = (error: Error | null, output?: Output) => void;

export declare class IAMClient {
  constructor(config?: IAMClientConfig);
  readonly config: IAMClientConfig;
  // The callbacks come first: a function would do as options, too.
  send(command: SimulateCustomPolicyCommand, callback: Callback<SimulateCustomPolicyCommandOutput>): void;
  send(command: SimulateCustomPolicyCommand, options: SendOptions, callback: Callback<SimulateCustomPolicyCommandOutput>): void;
  send(command: SimulateCustomPolicyCommand, options?: SendOptions): Promise<SimulateCustomPolicyCommandOutput>;
  send(command: GetContextKeysForCustomPolicyCommand, callback: Callback<GetContextKeysForCustomPolicyCommandOutput>): void;
  send(command: GetContextKeysForCustomPolicyCommand, options: SendOptions, callback: Callback<GetContextKeysForCustomPolicyCommandOutput>): void;
  send(command: GetContextKeysForCustomPolicyCommand, options?: SendOptions): Promise<GetContextKeysForCustomPolicyCommandOutput>;
  destroy(): void;
}

/** Every page of a simulation. */
export declare function paginateSimulateCustomPolicy(
  config: { client: IAMClient; pageSize?: number; startingToken?: string },
  input: SimulateCustomPolicyCommandInput,
  options?: SendOptions,
): AsyncGenerator<SimulateCustomPolicyCommandOutput>;

/** What the service answers with an error. */
export declare class IAMServiceException extends Error {
  readonly $fault: "client";
  readonly $metadata: ResponseMetadata;
}
export declare class InvalidInputException extends IAMServiceException {
  readonly name: "InvalidInputException";
}
/** A policy cannot be read. */
export declare class PolicyEvaluationException extends IAMServiceException {
  readonly name: "PolicyEvaluationException";
}
