// The peer: @cloud-copilot/iam-simulate, whose `authorize` its entry does not export. Policies are loaded and requests built beforehand.
import { loadPolicy } from "@cloud-copilot/iam-policy";
import { documentOf } from "./document.mjs";

const file = (path) => import(new URL(path, new URL("./", import.meta.resolve("@cloud-copilot/iam-simulate"))));
const { authorize } = await file("./core_engine/CoreSimulatorEngine.js");
const { AwsRequestImpl } = await file("./request/request.js");
const { DiscoveryContextKeyConstraints } = await file("./context_keys/discoveryContextKeyConstraints.js");
const { RequestContextImpl } = await file("./requestContext.js");

const DECISIONS = { Allowed: "allowed", ExplicitlyDenied: "explicitDeny", ImplicitlyDenied: "implicitDeny" };
const name = (arn) => arn.slice(arn.lastIndexOf("/") + 1);

/** For each request a function that decides it. */
export function peerOf({ policies, requests }) {
  const identityPolicies = policies.map(({ name, document }) => loadPolicy(documentOf(document), { name }));
  return requests.map((request) => {
    const account = request.principal.split(":")[4];
    const context = new RequestContextImpl({
      ...request.context,
      "aws:PrincipalArn": request.principal,
      "aws:PrincipalAccount": account,
      "aws:username": name(request.principal),
      "aws:PrincipalType": "User",
    });
    const question = {
      request: new AwsRequestImpl(request.principal, { resource: request.resource, accountId: account }, request.action, context),
      identityPolicies,
      sessionPolicy: undefined,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: undefined,
      permissionBoundaries: undefined,
      vpcEndpointPolicies: undefined,
      simulationParameters: { simulationMode: "Strict", discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints() },
    };
    return () => DECISIONS[authorize(question).result];
  });
}
