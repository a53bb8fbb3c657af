//! `Principal` and `NotPrincipal`.
//!
//! Source: IAM User Guide, "AWS JSON policy elements: Principal" and "`NotPrincipal`". No wildcard but the lone `*`; a list is an OR; every
//! kind of match is kept, since the decision needs the strongest.

use alloc::string::String;
use alloc::vec::Vec;

use super::grants::Grants;
use super::{Doubt, ElementJudgement, EntryJudgement, Scope, Tri, Why};
use crate::arn::Arn;
use crate::glob::has_wildcard;
use crate::policy::{Effect, EndpointType, Polarity, PolicyType, PrincipalElement, PrincipalKey, ResourceKind};
use crate::request::query::Query;
use crate::request::requester::{Requester, RequesterKind};

/// A compiled `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub struct PrincipalPattern {
    polarity: Polarity,
    effect: Effect,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    key: PrincipalKey,
    value: String,
}

/// How one entry fits the requester.
#[derive(Clone, Copy)]
struct Fit {
    grants: Grants,
    open: Grants,
    why: Why,
    doubt: Option<Doubt>,
}

/// A judged `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub struct PrincipalJudgement {
    /// As of any element.
    pub element: ElementJudgement,
    /// To whom the statement grants.
    pub grants: Grants,
    /// To whom else it might.
    pub open_grants: Grants,
}

impl PrincipalPattern {
    /// Compiles the element of a statement with `effect`.
    pub fn new(element: &PrincipalElement, effect: Effect) -> Self {
        let entries =
            element.entries.iter().map(|entry| Entry { key: entry.key, value: entry.value.clone() }).collect();
        Self { polarity: element.polarity, effect, entries }
    }

    /// To whom the element grants; `None` where it leaves the requester out.
    pub fn matches(&self, query: &Query, scope: Scope) -> Option<Grants> {
        let fits = self.entries.iter().map(|entry| entry.fit(query, scope));
        let judged = self.fold(fits, query, scope);
        judged.element.matches.then_some(judged.grants)
    }

    /// Judges every entry.
    pub fn judge(&self, query: &Query, scope: Scope) -> PrincipalJudgement {
        let fits: Vec<Fit> = self.entries.iter().map(|entry| entry.fit(query, scope)).collect();
        let mut judged = self.fold(fits.iter().copied(), query, scope);
        judged.element.entries = fits.into_iter().map(Fit::judgement).collect();
        judged
    }

    fn fold(&self, fits: impl Iterator<Item = Fit>, query: &Query, scope: Scope) -> PrincipalJudgement {
        let none = (Grants::NONE, Grants::NONE);
        let (grants, open) = fits.fold(none, |(grants, open), fit| (grants | fit.grants, open | fit.open));
        match self.polarity {
            Polarity::Plain => plain(grants, open),
            Polarity::Not => self.negated(grants, open, &query.requester, scope),
        }
    }

    fn negated(&self, listed: Grants, open: Grants, requester: &Requester, scope: Scope) -> PrincipalJudgement {
        if self.effect == Effect::Allow {
            // Not supported by AWS: fail closed as soon as any layer is listed.
            let matches = listed.is_none();
            let tri = if matches && !open.is_none() { Tri::Open } else { Tri::known(matches) };
            return judgement(matches, tri, if matches { Grants::PUBLIC } else { Grants::NONE }, Grants::NONE);
        }
        if scope.has_boundary && scope.policy_type == PolicyType::Resource {
            let mut judged = judgement(true, Tri::Yes, Grants::NONE, Grants::NONE);
            judged.element.why = Some(Why::BoundaryDefeatsNotPrincipal);
            return judged;
        }
        let layers = layers(requester);
        let exempt = listed.any(Grants::PUBLIC) || (!layers.is_none() && listed.all(layers));
        let missing = layers.without(listed);
        // AWS says of a list that lacks only the account: some services deny, some do not.
        let doubtful = !exempt && (missing == Grants::ACCOUNT || (!open.is_none() && (listed | open).all(layers)));
        let parent_doubt = exempt && listed.without(open) != listed;
        let tri = if doubtful || parent_doubt { Tri::Open } else { Tri::known(!exempt) };
        let mut judged = judgement(!exempt, tri, Grants::NONE, Grants::NONE);
        if !exempt && missing == Grants::ACCOUNT {
            judged.element.doubts.push(Doubt::NotPrincipalWithoutAccount);
        }
        judged
    }
}

fn plain(grants: Grants, open: Grants) -> PrincipalJudgement {
    let matches = !grants.is_none();
    let certain = grants.without(open);
    let tri = match (certain.is_none(), matches || !open.is_none()) {
        (false, _) => Tri::Yes,
        (true, true) => Tri::Open,
        (true, false) => Tri::No,
    };
    judgement(matches, tri, grants, open)
}

fn judgement(matches: bool, tri: Tri, grants: Grants, open_grants: Grants) -> PrincipalJudgement {
    PrincipalJudgement {
        element: ElementJudgement { matches, tri, why: None, doubts: Vec::new(), entries: Vec::new() },
        grants,
        open_grants,
    }
}

/// The layers of a requester that a `NotPrincipal` has to list, every one.
fn layers(requester: &Requester) -> Grants {
    match requester.kind {
        RequesterKind::Root => Grants::ACCOUNT,
        RequesterKind::User => Grants::ACCOUNT | Grants::USER,
        RequesterKind::RoleSession => Grants::ACCOUNT | Grants::ROLE | Grants::SESSION,
        RequesterKind::FederatedUser => Grants::ACCOUNT | Grants::FED_PARENT_USER | Grants::SESSION,
        RequesterKind::Provider => Grants::PROVIDER,
        RequesterKind::Service => Grants::SERVICE,
        RequesterKind::Anonymous => Grants::NONE,
    }
}

impl Entry {
    fn fit(&self, query: &Query, scope: Scope) -> Fit {
        let requester = &query.requester;
        match self.key {
            PrincipalKey::Everyone => Fit::hit(Grants::PUBLIC, Why::CoversAll),
            PrincipalKey::Aws => self.fit_aws(query, scope),
            PrincipalKey::Service => {
                let named = requester.kind == RequesterKind::Service && requester.services.contains(&self.value);
                Fit::when(named, Grants::SERVICE, Why::NamesRequester)
            }
            PrincipalKey::Federated => {
                let named = requester.kind == RequesterKind::Provider
                    && requester.arn == self.value
                    && scope.resource_kind == ResourceKind::RoleTrust;
                Fit::when(named, Grants::PROVIDER, Why::NamesRequester)
            }
            PrincipalKey::CanonicalUser => match &requester.canonical_id {
                Some(id) => Fit::when(*id == self.value, Grants::CANONICAL, Why::NamesAccount),
                None if requester.has_account() => Fit::doubtful(Grants::CANONICAL, Doubt::CanonicalIdUnknown),
                None => Fit::miss(Why::NamesOther),
            },
        }
    }

    fn fit_aws(&self, query: &Query, scope: Scope) -> Fit {
        let requester = &query.requester;
        let text = self.value.as_str();
        if text == "*" {
            let outside = matches!(requester.kind, RequesterKind::Service | RequesterKind::Provider);
            let trust = scope.resource_kind == ResourceKind::RoleTrust;
            return Fit::when(!(outside && trust), Grants::PUBLIC, Why::CoversAll);
        }
        if has_wildcard(text) {
            return Fit::miss(Why::PartialWildcard);
        }
        if text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return fit_account(query, scope, text == requester.account);
        }
        if text.starts_with("AIDA") || text.starts_with("AROA") {
            return fit_unique_id(requester, text);
        }
        match Arn::parse(text) {
            Some(arn) => fit_arn(query, scope, text, &arn),
            None => Fit::miss(Why::NeverMatches),
        }
    }
}

fn fit_account(query: &Query, scope: Scope, same: bool) -> Fit {
    let requester = &query.requester;
    if !same || !requester.has_account() {
        return Fit::miss(Why::NamesOther);
    }
    if requester.kind == RequesterKind::Root {
        return Fit::hit(Grants::ACCOUNT | Grants::ROOT, Why::NamesAccount);
    }
    let account = Fit::hit(Grants::ACCOUNT, Why::NamesAccount);
    match scope.endpoint_type {
        _ if scope.policy_type != PolicyType::VpcEndpoint => account,
        Some(EndpointType::Gateway) => Fit::miss(Why::NamesRootOnly),
        // Only these two have gateways.
        None if matches!(query.service(), "s3" | "dynamodb") => {
            Fit { open: Grants::ACCOUNT, doubt: Some(Doubt::EndpointTypeAssumed), ..account }
        }
        Some(EndpointType::Interface) | None => account,
    }
}

fn fit_unique_id(requester: &Requester, text: &str) -> Fit {
    let grant = match requester.kind {
        RequesterKind::User if text.starts_with("AIDA") => Grants::USER,
        RequesterKind::RoleSession if text.starts_with("AROA") => Grants::ROLE,
        _ => return Fit::miss(Why::NamesOther),
    };
    match &requester.id {
        Some(id) => Fit::when(id == text, grant, Why::NamesRequester),
        None => Fit::doubtful(grant, Doubt::UniqueIdUnknown),
    }
}

fn fit_arn(query: &Query, scope: Scope, text: &str, arn: &Arn) -> Fit {
    let requester = &query.requester;
    if !requester.has_account() {
        return Fit::miss(Why::NamesOther);
    }
    let (kind, _) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    match (arn.service, kind) {
        ("iam", "root") if arn.resource == "root" => {
            fit_account(query, scope, arn.account == requester.account && arn.partition == requester.partition)
        }
        ("iam", "user") => fit_user(requester, text, arn),
        ("iam", "role") => {
            let fit = Fit::when(requester.is_session_of(text), Grants::ROLE, Why::NamesRole);
            // Role names are unique in an account, yet the named path may be that of a role that is no more.
            let doubtful = requester.may_be_session_of(text);
            if doubtful { Fit { open: Grants::ROLE, doubt: Some(Doubt::NamedRoleAssumed), ..fit } } else { fit }
        }
        ("sts", "assumed-role") => fit_session(requester, text, arn),
        ("sts", "federated-user") => {
            let named = requester.kind == RequesterKind::FederatedUser && requester.arn == text;
            Fit::when(named, Grants::SESSION, Why::NamesRequester)
        }
        _ => Fit::miss(Why::NamesOther),
    }
}

fn fit_user(requester: &Requester, text: &str, arn: &Arn) -> Fit {
    match (&requester.kind, &requester.parent) {
        (RequesterKind::User, _) => Fit::when(requester.arn == text, Grants::USER, Why::NamesRequester),
        (RequesterKind::FederatedUser, Some(parent)) => {
            let named = parent.arn == text;
            let same_account = arn.account == requester.account && arn.partition == requester.partition;
            let mut fit = Fit::when(named, Grants::FED_PARENT_USER, Why::NamesParent);
            if parent.assumed && same_account {
                fit.open = Grants::FED_PARENT_USER;
                fit.doubt = Some(Doubt::ParentUserAssumed);
            }
            fit
        }
        _ => Fit::miss(Why::NamesOther),
    }
}

fn fit_session(requester: &Requester, text: &str, arn: &Arn) -> Fit {
    if requester.kind != RequesterKind::RoleSession {
        return Fit::miss(Why::NamesOther);
    }
    if requester.session.is_some() {
        return Fit::when(requester.arn == text, Grants::SESSION, Why::NamesRequester);
    }
    let role = arn.resource.split('/').nth(1).unwrap_or_default();
    let same = arn.account == requester.account && arn.partition == requester.partition && role == requester.name;
    if same { Fit::doubtful(Grants::SESSION, Doubt::SessionNameUnknown) } else { Fit::miss(Why::NamesOther) }
}

impl Fit {
    fn judgement(self) -> EntryJudgement {
        let judged = EntryJudgement::certain(!self.grants.is_none(), self.why);
        match self.doubt {
            Some(doubt) => judged.doubted(doubt),
            None => judged,
        }
    }

    fn hit(grants: Grants, why: Why) -> Self {
        Self { grants, open: Grants::NONE, why, doubt: None }
    }

    fn miss(why: Why) -> Self {
        Self::hit(Grants::NONE, why)
    }

    fn when(named: bool, grants: Grants, why: Why) -> Self {
        if named { Self::hit(grants, why) } else { Self::miss(Why::NamesOther) }
    }

    /// No match for what is known, and perhaps one.
    fn doubtful(grants: Grants, doubt: Doubt) -> Self {
        Self { open: grants, doubt: Some(doubt), ..Self::miss(Why::NamesOther) }
    }
}
