//! What only some policy types have: the resource type and the endpoint type.

use iam_evaluator::policy::{EndpointType, PolicyType};
use iam_evaluator::scenario::PolicyInput;
use yew::prelude::*;

use super::field::text_of;
use crate::state::{Action, Dispatch, PolicyField};

/// The values of Access Analyzer's `validatePolicyResourceType`, and the KMS key.
const RESOURCE_TYPES: [&str; 7] = [
    "AWS::IAM::AssumeRolePolicyDocument",
    "AWS::KMS::Key",
    "AWS::S3::Bucket",
    "AWS::S3::AccessPoint",
    "AWS::S3::MultiRegionAccessPoint",
    "AWS::S3ObjectLambda::AccessPoint",
    "AWS::DynamoDB::Table",
];

/// What only some policy types have.
pub fn policy_details(dispatch: &Dispatch, place: usize, policy: &PolicyInput) -> Html {
    let choose = |field: fn(String) -> PolicyField| {
        let dispatch = dispatch.clone();
        move |event: Event| dispatch.dispatch(Action::ChangedPolicy(place, field(text_of(&event))))
    };
    match policy.policy_type {
        PolicyType::Resource => {
            let now = policy.resource_type.as_deref().unwrap_or_default();
            let onchange = choose(|value| PolicyField::ResourceType(Some(value).filter(|value| !value.is_empty())));
            html! {
                <select class="field field--bare field--auto bar__detail" aria-label="Resource type" {onchange}>
                    <option value="" selected={now.is_empty()}>{ "any resource" }</option>
                    { for RESOURCE_TYPES.iter().map(|it| html! {
                        <option key={*it} value={*it} selected={now == *it}>{ it.trim_start_matches("AWS::") }</option>
                    }) }
                </select>
            }
        }
        PolicyType::VpcEndpoint => {
            let gateway = policy.endpoint_type == Some(EndpointType::Gateway);
            let onchange = choose(|value| {
                PolicyField::EndpointType(Some(if value == "gateway" {
                    EndpointType::Gateway
                } else {
                    EndpointType::Interface
                }))
            });
            html! {
                <select class="field field--bare field--auto bar__detail" aria-label="Endpoint type" {onchange}>
                    <option value="interface" selected={!gateway}>{ "interface" }</option>
                    <option value="gateway" selected={gateway}>{ "gateway" }</option>
                </select>
            }
        }
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl
        | PolicyType::ResourceControl => html! {},
    }
}
