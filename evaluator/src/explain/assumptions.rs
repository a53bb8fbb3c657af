//! What was taken as given, which absent keys were read, and the "if …" of the decision.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::answer::{Missing, Taken, Wording};
use super::message::Sentence;
use super::said::Said;
use super::{Explained, unread, words};
use crate::evaluation::FrameDoubt;
use crate::evaluation::scope::{Standing, StandingDoubt};
use crate::evaluation::witness::{self, Call};
use crate::order::{First, sort_by_key};
use crate::policy::PolicyType;
use crate::reference;
use crate::request::requester::RequesterKind;
use crate::request::{ContextValue, Decision};
use crate::trace::{Presence, Witness};

/// Absent keys that were read for this request, in the order in which they were read first.
pub(super) fn missing<'j>(explained: &Explained<'j, '_>, call: Option<Call<'_>>) -> Vec<Missing<'j>> {
    let mut keys: Vec<Missing<'j>> = Vec::new();
    let mut places = First::default();
    // Of the statement that was looked at last.
    let mut matters = (None, false);
    for read in &explained.tree.reads {
        let (policy, position) = read.statement;
        if read.open && matters.0 != Some(read.statement) {
            matters = (Some(read.statement), explained.judgement.statement_matters(policy, position));
        }
        let could_change = read.open && matters.1;
        let place = places.earlier(&read.key.to_ascii_lowercase(), keys.len()).unwrap_or(keys.len());
        match keys.get_mut(place) {
            Some(known) => {
                known.could_change |= could_change;
                if known.nodes.last() != Some(&read.node) {
                    known.nodes.push(read.node);
                }
            }
            None => keys.push(Missing {
                key: read.key,
                nodes: alloc::vec![read.node],
                presence: presence(read.key),
                could_change,
                witness: None,
            }),
        }
    }
    if !keys.iter().any(|key| key.could_change) {
        return keys;
    }
    let names: Vec<&str> = keys.iter().map(|key| key.key).collect();
    let mut search = witness::Search::new(explained.judgement, call);
    for key in keys.iter_mut().filter(|key| key.could_change) {
        key.witness = search.find(key.key).map(|found| {
            let mut change = Witness { context: Vec::new(), decision: found.decision };
            // A key that takes the change back, whatever its value is, has to stay absent.
            change.give(key.key, None);
            for assigned in found.assignment.iter() {
                let read = names.iter().find(|read| read.eq_ignore_ascii_case(&assigned.name));
                let name = read.map_or(assigned.name.as_str(), |read| *read);
                change.give(name, Some(ContextValue::from(&assigned.values)));
            }
            change
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
pub(super) fn all(explained: &Explained<'_, '_>) -> Vec<Taken> {
    let mut all = Vec::new();
    for (index, policy) in unread(explained.judgement) {
        let nodes = explained.tree.policy(index).into_iter().collect();
        let sentence = Sentence::default()
            .code(&policy.name)
            .text(" cannot be read: it was taken to allow nothing and to deny nothing")
            .param("policy", &policy.name)
            .coded("PolicyUnread");
        join(&mut all, nodes, explained.judgement.unread_matters(index), Wording::Sentence(sentence));
    }
    add_frame_doubts(explained, &mut all);
    for (doubt, places) in &explained.tree.doubts {
        let (code, text, _) = words::doubt(*doubt);
        let could_change =
            places.iter().any(|(_, statement)| explained.judgement.statement_matters(statement.0, statement.1));
        let nodes = places.iter().map(|(node, _)| *node).collect();
        join(&mut all, nodes, could_change, Wording::Said(Said::Words(code, text)));
    }
    changing_first(&mut all);
    add_frame(explained, &mut all);
    all
}

/// Puts first what could change the decision.
pub(super) fn changing_first(all: &mut [Taken]) {
    sort_by_key(all, |assumption| !assumption.could_change);
}

/// Adds an assumption, to the one that says the same where there is one.
fn join(all: &mut Vec<Taken>, nodes: Vec<u32>, could_change: bool, sentence: Wording) {
    let same =
        |known: &&mut Taken| known.sentence.code() == sentence.code() && known.sentence.policy() == sentence.policy();
    match all.iter_mut().find(same) {
        Some(known) => {
            known.could_change |= could_change;
            known.nodes.extend(nodes);
        }
        None => all.push(Taken { nodes, could_change, sentence }),
    }
}

fn add_frame_doubts(explained: &Explained<'_, '_>, all: &mut Vec<Taken>) {
    let judgement = explained.judgement;
    if let Some(doubt) = judgement.not_given {
        let nodes = explained.tree.policy_type(PolicyType::Resource).into_iter().collect();
        join(all, nodes, judgement.not_given_matters(), frame_doubt(explained, doubt));
    }
    for (doubt, _) in &judgement.other_frames {
        join(all, Vec::new(), judgement.frame_matters(*doubt), frame_doubt(explained, *doubt));
    }
    for doubt in &judgement.standings {
        join(all, Vec::new(), judgement.standings_matter(), standing_doubt(explained, *doubt));
    }
}

fn frame_doubt(explained: &Explained<'_, '_>, doubt: FrameDoubt) -> Wording {
    let owner = &explained.judgement.query.owner;
    Wording::Said(match doubt {
        FrameDoubt::TrustPolicyNotGiven => Said::Words(
            "TrustPolicyNotGiven",
            "the trust policy of the role is not given: it was taken to allow nothing",
        ),
        FrameDoubt::KeyPolicyNotGiven => Said::Words(
            "KeyPolicyNotGiven",
            "the key policy is not given: the default one was taken, which leaves access to the account's policies",
        ),
        FrameDoubt::ResourceAccountAssumed if owner.is_empty() => Said::Words(
            "ResourceAccountAssumed",
            "the resource's account is not known: it was taken to be none that a policy names",
        ),
        FrameDoubt::ResourceAccountAssumed => {
            return Wording::Sentence(
                Sentence::new("the resource's account is not known: the requester's own, ")
                    .code(owner)
                    .text(", was taken")
                    .param("account", owner)
                    .coded("ResourceAccountAssumed"),
            );
        }
        FrameDoubt::BlockPublicAccessAssumed => {
            Said::Words("BlockPublicAccessAssumed", "S3 Block Public Access was taken to be on, as on every new bucket")
        }
    })
}

fn standing_doubt(explained: &Explained<'_, '_>, doubt: StandingDoubt) -> Wording {
    Wording::Said(match doubt {
        StandingDoubt::ParentUserAssumed => Said::Words(
            "ParentUserAssumed",
            "the user who asked for the federated session is not known; the user of the same name was taken",
        ),
        StandingDoubt::SessionNameUnknown => Said::Words(
            "SessionNameUnknown",
            "the requester is any session of the role: a policy that is attached to one session was left out",
        ),
        StandingDoubt::GroupsUnknown => Said::Words(
            "GroupsUnknown",
            "a policy is attached to a group, and whether the user is in it is not known; it was left out",
        ),
        StandingDoubt::AttachedToNobody => Said::Words(
            "AttachedToNobody",
            "a policy is attached to what is the ARN of no user, group, role or session; it was left out",
        ),
        StandingDoubt::RolePathUnknown => Said::Words(
            "RolePathUnknown",
            "by its name the role is a service-linked one, which SCPs and RCPs do not touch; its path is not given, \
             so that it was taken to be an ordinary role",
        ),
        StandingDoubt::NamedRoleAssumed => Said::Words(
            "NamedRoleAssumed",
            "a policy is attached to a role with a path, and the path of the session's role is not known; it was \
             taken to be that role",
        ),
        StandingDoubt::EndpointNotNamed => Said::Words(
            "EndpointNotNamed",
            "a VPC endpoint policy is attached to one endpoint, and `aws:SourceVpce` is not given; the request was \
             taken to come through that one",
        ),
        StandingDoubt::ResourceAccountAssumed => return frame_doubt(explained, FrameDoubt::ResourceAccountAssumed),
        StandingDoubt::ResourceNotNamed => Said::Words(
            "ResourceNotNamed",
            "`*` was asked for an action that has resources: the policies of the resource took no part",
        ),
        StandingDoubt::KeyNotNamed => Said::Words(
            "KeyNotNamed",
            "an alias was asked, and for this action AWS asks the policies about the key behind it, by the key's ARN; the \
             key's policy took no part",
        ),
    })
}

/// The frame: what is not given as a whole, and what is not modelled.
fn add_frame(explained: &Explained<'_, '_>, all: &mut Vec<Taken>) {
    let judgement = explained.judgement;
    let query = judgement.query;
    if let Some(asked) = &query.asked_resource {
        let text = format!("`{}` takes no resource: `*` was judged in place of `{asked}`", query.action);
        let sentence = Wording::Sentence(Sentence::new(&text).coded("ResourceJudgedAsAny"));
        all.push(Taken { nodes: Vec::new(), could_change: false, sentence });
    }
    let mut add = |code, text| {
        let sentence = Wording::Said(Said::Words(code, text));
        all.push(Taken { nodes: Vec::new(), could_change: false, sentence });
    };
    // What never applies to such a request is no assumption; what is attached elsewhere is as if it were not given.
    let given = |policy_type| judgement.members(policy_type).any(|(_, member)| member.standing != Standing::Elsewhere);
    let requester = judgement.frame.requester;
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
}

/// One thing that could change the decision: what it is about, and the fact as it was taken.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The key, or the code of the assumption, with the policy where there is one.
    pub(super) about: String,
    sentence: Sentence,
}

/// All that could change the decision: what cannot be read, absent keys, all else.
pub(super) fn clauses(explained: &Explained<'_, '_>, assumptions: &[Taken], missing: &[Missing<'_>]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let add = |unread: bool, clauses: &mut Vec<Clause>| {
        for assumption in assumptions.iter().filter(|assumption| assumption.could_change) {
            let code = assumption.sentence.code();
            if (code == "PolicyUnread") == unread {
                let about = [code, assumption.sentence.policy().unwrap_or_default()].concat();
                clauses.push(Clause { about, sentence: fact(explained, assumption) });
            }
        }
    };
    add(true, &mut clauses);
    for key in missing.iter().filter(|key| key.could_change) {
        let link = key.nodes.first().copied();
        let sentence = Sentence::new("if ").link(key.key, link).text(" is absent").param("key", key.key);
        clauses.push(Clause { about: key.key.to_ascii_lowercase(), sentence });
    }
    add(false, &mut clauses);
    clauses
}

/// The "if …" of the decision: the first of what could change it, and how many more.
pub(super) fn condition(clauses: &[Clause]) -> Option<Sentence> {
    let (first, others) = clauses.split_first()?;
    let sentence = first.sentence.clone();
    let others = others.len();
    let sentence = if others > 0 { sentence.text(&format!(", and {others} more")) } else { sentence };
    Some(sentence.param("more", &others.to_string()).coded("If"))
}

/// The fact as it was taken.
fn fact(explained: &Explained<'_, '_>, assumption: &Taken) -> Sentence {
    let link = assumption.nodes.first().copied();
    if let Some(policy) = assumption.sentence.policy() {
        let can_allow = unread(explained.judgement)
            .any(|(index, unread)| unread.name == policy && explained.judgement.unread_allow_matters(index));
        let what = match explained.judgement.decision {
            Decision::ImplicitDeny if can_allow => " allows nothing",
            Decision::Allowed | Decision::ImplicitDeny => " denies nothing",
            Decision::ExplicitDeny => " changes nothing",
        };
        return Sentence::new("if ").link(policy, link).text(what).param("policy", policy);
    }
    let code = assumption.sentence.code();
    let owner = &explained.judgement.query.owner;
    if code == "ResourceAccountAssumed" && !owner.is_empty() {
        return Sentence::new("if the resource is in the account ").code(owner);
    }
    let listed = |facts: &[(&str, &'static str)]| facts.iter().find(|(of, _)| *of == code).map(|(_, fact)| *fact);
    let doubted = || {
        let mut doubts = explained.tree.doubts.iter().map(|(doubt, _)| words::doubt(*doubt));
        doubts.find(|(name, ..)| *name == code).map(|(_, _, fact)| fact)
    };
    let fact = listed(&FACTS).or_else(doubted).or_else(|| listed(&STANDINGS));
    Sentence::new("if ").text(fact.unwrap_or_default())
}

/// The facts of assumptions, by their codes.
const FACTS: [(&str, &str); 9] = [
    ("TrustPolicyNotGiven", "the role's trust policy allows nothing"),
    ("KeyPolicyNotGiven", "the key has the default key policy"),
    ("ResourceAccountAssumed", "the resource is in no account that a policy names"),
    ("BlockPublicAccessAssumed", "S3 Block Public Access is on"),
    ("NamedRoleAssumed", "the role is the one that the policy names, path and all"),
    ("ParentUserAssumed", "the federated session's user has its name"),
    ("EndpointNotNamed", "the request comes through the endpoint that a policy is attached to"),
    ("ResourceNotNamed", "no policy of the resource takes part"),
    ("KeyNotNamed", "the policies say of the alias's key what they say of the alias"),
];

/// Those where no statement is in doubt for the same.
const STANDINGS: [(&str, &str); 4] = [
    ("RolePathUnknown", "the role is no service-linked one"),
    ("SessionNameUnknown", "no policy is attached to the session"),
    ("AttachedToNobody", "no such policy is the requester's"),
    ("GroupsUnknown", "the user is in no group that a policy is attached to"),
];
