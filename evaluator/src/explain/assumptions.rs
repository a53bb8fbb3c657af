//! What was taken as given, which absent keys were read, and the "if …" of the decision.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::message::Sentence;
use super::tree::Doubted;
use super::{Explained, unread, words};
use crate::evaluation::FrameDoubt;
use crate::evaluation::scope::{Standing, StandingDoubt};
use crate::evaluation::witness::{self, Call};
use crate::matching::Doubt;
use crate::policy::PolicyType;
use crate::reference;
use crate::request::requester::RequesterKind;
use crate::request::{ContextValue, Decision};
use crate::trace::{Assumption, Message, MissingKey, Presence, Witness};

/// Absent keys that were read for this request, in the order in which they were read first.
pub(super) fn missing(explained: &Explained<'_, '_>, call: Option<Call<'_>>) -> Vec<MissingKey> {
    let mut keys: Vec<MissingKey> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut matters: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for read in &explained.tree.reads {
        let (policy, position) = read.statement;
        let statement = matters.entry(read.statement);
        let statement = *statement.or_insert_with(|| explained.judgement.statement_matters(policy, position));
        let could_change = read.open && statement;
        let place = *places.entry(read.key.to_ascii_lowercase()).or_insert(keys.len());
        match keys.get_mut(place) {
            Some(known) => {
                known.could_change |= could_change;
                if known.nodes.last() != Some(&read.node) {
                    known.nodes.push(read.node.clone());
                }
            }
            None => keys.push(MissingKey {
                key: read.key.clone(),
                nodes: alloc::vec![read.node.clone()],
                presence: presence(&read.key),
                could_change,
                witness: None,
            }),
        }
    }
    if !keys.iter().any(|key| key.could_change) {
        return keys;
    }
    let names: Vec<String> = keys.iter().map(|key| key.key.clone()).collect();
    let mut search = witness::Search::new(explained.judgement, call);
    for key in keys.iter_mut().filter(|key| key.could_change) {
        key.witness = search.find(&key.key).map(|found| {
            let mut context: BTreeMap<String, Option<ContextValue>> = BTreeMap::new();
            for (name, values) in found.assignment.into_values() {
                let read = names.iter().find(|read| read.eq_ignore_ascii_case(&name)).cloned();
                context.insert(read.unwrap_or(name), Some(ContextValue::from(&values)));
            }
            // A key that takes the change back, whatever its value is, has to stay absent.
            context.entry(key.key.clone()).or_default();
            Witness { context, decision: found.decision }
        });
    }
    keys
}

fn presence(key: &str) -> Presence {
    match reference::global_keys::find(key) {
        Some(known) if known.always => Presence::Always,
        _ => Presence::Sometimes,
    }
}

/// What was taken as given, what could change the decision first.
pub(super) fn all(explained: &Explained<'_, '_>) -> Vec<Assumption> {
    let mut all = Vec::new();
    all.extend(unread_policies(explained));
    all.extend(frame_doubts(explained));
    all.extend(doubts(explained));
    let mut all = joined(all);
    all.sort_by_key(|assumption: &Assumption| !assumption.could_change);
    all.extend(frame(explained));
    all
}

/// One assumption for each that says the same.
fn joined(assumptions: Vec<Assumption>) -> Vec<Assumption> {
    let mut all: Vec<Assumption> = Vec::new();
    for assumption in assumptions {
        let same = |known: &&mut Assumption| {
            known.code == assumption.code
                && known.message.params.get("policy") == assumption.message.params.get("policy")
        };
        match all.iter_mut().find(same) {
            Some(known) => {
                known.could_change |= assumption.could_change;
                known.nodes.extend(assumption.nodes);
            }
            None => all.push(assumption),
        }
    }
    all
}

fn unread_policies<'e>(explained: &'e Explained<'_, '_>) -> impl Iterator<Item = Assumption> + 'e {
    unread(explained.judgement).map(|(index, policy)| Assumption {
        code: "PolicyUnread".into(),
        nodes: explained.tree.policies.get(&index).cloned().into_iter().collect(),
        could_change: explained.judgement.unread_matters(index),
        witness: None,
        message: Sentence::default()
            .code(&policy.name)
            .text(" cannot be read: it was taken to allow nothing and to deny nothing")
            .param("policy", policy.name.clone())
            .message("PolicyUnread"),
    })
}

fn frame_doubts(explained: &Explained<'_, '_>) -> Vec<Assumption> {
    let judgement = explained.judgement;
    let resource_node = || explained.tree.types.get(&PolicyType::Resource).cloned().into_iter().collect::<Vec<_>>();
    let mut found = Vec::new();
    if let Some(doubt) = judgement.not_given {
        let (code, sentence) = frame_doubt(explained, doubt);
        found.push(Assumption {
            code: code.into(),
            nodes: resource_node(),
            could_change: judgement.not_given_matters(),
            witness: None,
            message: sentence.message(code),
        });
    }
    let frames = judgement.other_frames.iter().map(|(doubt, _)| (*doubt, judgement.frame_matters(*doubt)));
    let frames = frames.map(|(doubt, could_change)| (frame_doubt(explained, doubt), could_change));
    let standings = judgement.standings.iter();
    let standings = standings.map(|doubt| (standing_doubt(explained, *doubt), judgement.standings_matter()));
    for ((code, sentence), could_change) in frames.chain(standings) {
        found.push(Assumption {
            code: code.into(),
            nodes: Vec::new(),
            could_change,
            witness: None,
            message: sentence.message(code),
        });
    }
    found
}

fn frame_doubt(explained: &Explained<'_, '_>, doubt: FrameDoubt) -> (&'static str, Sentence) {
    let query = &explained.judgement.query;
    match doubt {
        FrameDoubt::TrustPolicyNotGiven => (
            "TrustPolicyNotGiven",
            Sentence::new("the trust policy of the role is not given: it was taken to allow nothing"),
        ),
        FrameDoubt::KeyPolicyNotGiven => (
            "KeyPolicyNotGiven",
            Sentence::new(
                "the key policy is not given: the default one was taken, which leaves access to the account's policies",
            ),
        ),
        FrameDoubt::ResourceAccountAssumed if query.owner.is_empty() => (
            "ResourceAccountAssumed",
            Sentence::new("the resource's account is not known: it was taken to be none that a policy names"),
        ),
        FrameDoubt::ResourceAccountAssumed => (
            "ResourceAccountAssumed",
            Sentence::new("the resource's account is not known: the requester's own, ")
                .code(&query.owner)
                .text(", was taken")
                .param("account", query.owner.clone()),
        ),
        FrameDoubt::BlockPublicAccessAssumed => (
            "BlockPublicAccessAssumed",
            Sentence::new("S3 Block Public Access was taken to be on, as on every new bucket"),
        ),
    }
}

fn standing_doubt(explained: &Explained<'_, '_>, doubt: StandingDoubt) -> (&'static str, Sentence) {
    match doubt {
        StandingDoubt::ParentUserAssumed => (
            "ParentUserAssumed",
            Sentence::new(
                "the user who asked for the federated session is not known; the user of the same name was taken",
            ),
        ),
        StandingDoubt::SessionNameUnknown => (
            "SessionNameUnknown",
            Sentence::new(
                "the requester is any session of the role: a policy that is attached to one session was left out",
            ),
        ),
        StandingDoubt::RolePathUnknown => (
            "RolePathUnknown",
            Sentence::new(
                "by its name the role is a service-linked one, which SCPs and RCPs do not touch; its path is not given, \
                 so that it was taken to be an ordinary role",
            ),
        ),
        StandingDoubt::NamedRoleAssumed => (
            "NamedRoleAssumed",
            Sentence::new(
                "a policy is attached to a role with a path, and the path of the session's role is not known; it was \
                 taken to be that role",
            ),
        ),
        StandingDoubt::ResourceAccountAssumed => frame_doubt(explained, FrameDoubt::ResourceAccountAssumed),
        StandingDoubt::ResourceNotNamed => (
            "ResourceNotNamed",
            Sentence::new("`*` was asked for an action that has resources: the policies of the resource took no part"),
        ),
    }
}

fn doubts(explained: &Explained<'_, '_>) -> Vec<Assumption> {
    let of = |(doubt, places): (&Doubt, &Vec<Doubted>)| {
        let (code, text, _) = words::doubt(*doubt);
        let could_change =
            places.iter().any(|(_, statement)| explained.judgement.statement_matters(statement.0, statement.1));
        Assumption {
            code: code.into(),
            nodes: places.iter().map(|(node, _)| node.clone()).collect(),
            could_change,
            witness: None,
            message: Sentence::new(text).message(code),
        }
    };
    explained.tree.doubts.iter().map(of).collect()
}

/// The frame: what is not given as a whole, and what is not modelled.
fn frame(explained: &Explained<'_, '_>) -> Vec<Assumption> {
    let judgement = explained.judgement;
    let query = &judgement.query;
    let mut found = Vec::new();
    let mut add = |code: &'static str, text: &str| {
        found.push(Assumption {
            code: code.into(),
            nodes: Vec::new(),
            could_change: false,
            witness: None,
            message: Sentence::new(text).message(code),
        });
    };
    // What never applies to such a request is no assumption; what is attached elsewhere is as if it were not given.
    let given = |policy_type| judgement.members(policy_type).any(|(_, member)| member.standing != Standing::Elsewhere);
    let requester = judgement.frame.requester;
    if let Some(asked) = &query.asked_resource {
        add(
            "ResourceJudgedAsAny",
            &format!("`{}` takes no resource: `*` was judged in place of `{asked}`", query.action),
        );
    }
    if !given(PolicyType::ServiceControl) && query.requester.has_account() {
        add("NoServiceControlPolicy", "no SCP given: none applies");
    }
    if !given(PolicyType::ResourceControl) && reference::rcp_covers(query.service()) && !query.has_no_resource() {
        add("NoResourceControlPolicy", "no RCP given: none applies");
    }
    if !given(PolicyType::VpcEndpoint) && requester != RequesterKind::Service {
        add("NoVpcEndpointPolicy", "no VPC endpoint policy given: the request was taken to come through none");
    }
    let has_resource_policies =
        !query.has_no_resource() && !reference::WITHOUT_RESOURCE_POLICIES.contains(&query.service());
    if !given(PolicyType::Resource) && has_resource_policies && judgement.not_given.is_none() {
        add("NoResourcePolicy", "no resource policy given: the resource was taken to have none");
    }
    let limited = matches!(requester, RequesterKind::User | RequesterKind::RoleSession | RequesterKind::FederatedUser)
        && !judgement.frame.is_root;
    if !given(PolicyType::PermissionsBoundary) && limited {
        add("NoPermissionsBoundary", "no permissions boundary given: none applies");
    }
    if !given(PolicyType::Session) && requester == RequesterKind::RoleSession {
        add("NoSessionPolicy", "no session policy given: none was passed");
    }
    if query.service() == "s3" {
        add("S3AclsNotModelled", "S3 ACLs are not modelled");
    }
    if judgement.hints_at_call {
        add(
            "CallNotExpanded",
            "what else such a call may need, such as iam:PassRole or a tagging action, was not asked",
        );
    }
    found
}

/// One thing that could change the decision: what it is about, and the fact as it was taken.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The key, or the code of the assumption, with the policy where there is one.
    pub(super) about: String,
    sentence: Sentence,
}

/// All that could change the decision: what cannot be read, absent keys, all else.
pub(super) fn clauses(
    explained: &Explained<'_, '_>,
    assumptions: &[Assumption],
    missing: &[MissingKey],
) -> Vec<Clause> {
    let changing = |unread: bool| {
        let of =
            move |assumption: &&Assumption| assumption.could_change && (assumption.code == "PolicyUnread") == unread;
        assumptions.iter().filter(of).map(|assumption| Clause {
            about: assumption.code.to_string() + assumption.message.params.get("policy").map_or("", String::as_str),
            sentence: fact(explained, assumption),
        })
    };
    let keys = missing.iter().filter(|key| key.could_change).map(|key| {
        let link = key.nodes.first().map(String::as_str).unwrap_or_default();
        let sentence = Sentence::new("if ").link(&key.key, link).text(" is absent").param("key", key.key.clone());
        Clause { about: key.key.to_ascii_lowercase(), sentence }
    });
    changing(true).chain(keys).chain(changing(false)).collect()
}

/// The "if …" of the decision: the first of what could change it, and how many more.
pub(super) fn condition(clauses: &[Clause]) -> Option<Message> {
    let (first, others) = clauses.split_first()?;
    let sentence = first.sentence.clone();
    let others = others.len();
    let sentence = if others > 0 { sentence.text(&format!(", and {others} more")) } else { sentence };
    Some(sentence.param("more", others.to_string()).message("If"))
}

/// The fact as it was taken.
fn fact(explained: &Explained<'_, '_>, assumption: &Assumption) -> Sentence {
    let link = assumption.nodes.first().map(String::as_str).unwrap_or_default();
    if let Some(policy) = assumption.message.params.get("policy") {
        let can_allow = unread(explained.judgement)
            .any(|(index, unread)| unread.name == *policy && explained.judgement.unread_allow_matters(index));
        let what = match explained.judgement.decision {
            Decision::ImplicitDeny if can_allow => " allows nothing",
            Decision::Allowed | Decision::ImplicitDeny => " denies nothing",
            Decision::ExplicitDeny => " changes nothing",
        };
        return Sentence::new("if ").link(policy, link).text(what).param("policy", policy.clone());
    }
    let text = match assumption.code.as_ref() {
        "TrustPolicyNotGiven" => "the role's trust policy allows nothing".to_owned(),
        "KeyPolicyNotGiven" => "the key has the default key policy".to_owned(),
        "ResourceAccountAssumed" if explained.judgement.query.owner.is_empty() => {
            "the resource is in no account that a policy names".to_owned()
        }
        "ResourceAccountAssumed" => format!("the resource is in the account `{}`", explained.judgement.query.owner),
        "BlockPublicAccessAssumed" => "S3 Block Public Access is on".to_owned(),
        "RolePathUnknown" if explained.tree.doubts.is_empty() => "the role is no service-linked one".to_owned(),
        "NamedRoleAssumed" => "the role is the one that the policy names, path and all".to_owned(),
        "SessionNameUnknown" if explained.tree.doubts.is_empty() => "no policy is attached to the session".to_owned(),
        "ParentUserAssumed" => "the federated session's user has its name".to_owned(),
        "ResourceNotNamed" => "no policy of the resource takes part".to_owned(),
        code => {
            let known = explained.tree.doubts.keys().map(|doubt| words::doubt(*doubt)).find(|(name, ..)| *name == code);
            known.map_or_else(String::new, |(_, _, fact)| fact.to_string())
        }
    };
    Sentence::new("if ").text(&text)
}
