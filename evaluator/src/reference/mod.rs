//! What services are like, as data: actions that take no resource, services without resource-based policies,
//! services that RCPs cover, calls that need several decisions.
//!
//! Source: Service Authorization Reference; Organizations User Guide, "Resource control policies".

pub mod calls;
mod ecs;
pub mod global_keys;
mod rcp;
mod s3;

pub use rcp::SERVICES as RCP_SERVICES;

/// Whether an action, in lower case, is known to take no resource.
pub fn takes_no_resource(action: &str) -> bool {
    match action.split_once(':') {
        Some(("ecs", name)) => ecs::WITHOUT_RESOURCE.iter().any(|known| known.eq_ignore_ascii_case(name)),
        Some(("s3", name)) => s3::WITHOUT_RESOURCE.iter().any(|known| known.eq_ignore_ascii_case(name)),
        _ => false,
    }
}

/// Whether RCPs cover the service with this prefix.
pub fn rcp_covers(prefix: &str) -> bool {
    RCP_SERVICES.contains(&prefix)
}

/// Services that are known to have no resource-based policies of their own. A role's trust policy is read by STS only.
pub const WITHOUT_RESOURCE_POLICIES: [&str; 2] = ["ecs", "iam"];
