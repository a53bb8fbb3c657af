//! `Principal` and `NotPrincipal`: whom an element names, and in which way.

use std::collections::BTreeSet;

use serde_json::Value;

use super::requester::{Requester, Who};
use super::statement::Reading;
use super::{Asked, is_account, texts};

/// The ways in which a requester is named.
pub type Kinds = BTreeSet<&'static str>;

/// What of the policy matters beside the element.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    /// How it is read.
    pub reading: Reading,
    /// Its type.
    pub policy_type: &'p str,
    /// Whether it is the policy of a gateway endpoint.
    pub gateway: bool,
    /// Whether the requester has a permissions boundary.
    pub bounded: bool,
}

/// In which ways `Principal` names the requester.
pub fn named(element: &Value, asked: &Asked, place: Place) -> Kinds {
    if *element == "*" {
        return ["Public"].into();
    }
    let requester = &asked.requester;
    let mut kinds = Kinds::new();
    for entry in texts(&element["AWS"]) {
        kinds.extend(by_aws(&entry, requester, place));
    }
    for entry in texts(&element["Service"]) {
        if requester.who == Who::Service && requester.services.contains(&entry) {
            kinds.insert("Service");
        }
    }
    for entry in texts(&element["Federated"]) {
        let host = requester.services.first() == Some(&entry);
        if requester.who == Who::Provider && place.reading == Reading::Trust && (requester.arn == entry || host) {
            kinds.insert("Provider");
        }
    }
    for entry in texts(&element["CanonicalUser"]) {
        if requester.canonical.as_ref() == Some(&entry) {
            kinds.insert("Canonical");
        }
    }
    kinds
}

fn by_aws(entry: &str, requester: &Requester, place: Place) -> Kinds {
    let outside = matches!(requester.who, Who::Service | Who::Provider);
    if entry == "*" {
        return if outside && place.reading == Reading::Trust { Kinds::new() } else { ["Public"].into() };
    }
    let mut kinds = Kinds::new();
    if entry.contains(['*', '?']) || !requester.has_account() {
        return kinds;
    }
    let root = format!("arn:{}:iam::{}:root", requester.partition, requester.account);
    if entry == root || (is_account(entry) && entry == requester.account) {
        if requester.who == Who::Root {
            kinds.insert("Root");
            kinds.insert("Account");
        } else if !(place.policy_type == "vpcEndpoint" && place.gateway) {
            kinds.insert("Account");
        }
    }
    let by_id = requester.id.as_deref() == Some(entry);
    match requester.who {
        Who::User if entry == requester.arn || (by_id && entry.starts_with("AIDA")) => kinds.insert("User"),
        Who::Session if requester.is_session_of(entry) || (by_id && entry.starts_with("AROA")) => kinds.insert("Role"),
        Who::Session if requester.session.is_some() && entry == requester.arn => kinds.insert("Session"),
        Who::Federated if Some(entry) == requester.parent.as_deref() => kinds.insert("FedParentUser"),
        Who::Federated if entry == requester.arn => kinds.insert("Session"),
        _ => false,
    };
    kinds
}

/// Whether a Deny with this `NotPrincipal` leaves the requester out: every layer of it is listed.
pub fn exempt(element: &Value, asked: &Asked, place: Place) -> bool {
    if place.bounded && place.policy_type == "resource" {
        return false;
    }
    let kinds = named(element, asked, place);
    let layers: &[&str] = match asked.requester.who {
        Who::Root => &["Account"],
        Who::User => &["Account", "User"],
        Who::Session => &["Account", "Role", "Session"],
        Who::Federated => &["Account", "FedParentUser", "Session"],
        Who::Provider => &["Provider"],
        Who::Service => &["Service"],
        Who::Anonymous => &["Public"],
    };
    kinds.contains("Public") || layers.iter().all(|layer| kinds.contains(layer))
}
