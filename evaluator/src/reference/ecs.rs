//! Amazon ECS, as far as the rules need it.
//!
//! Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon ECS".

/// Actions that take no resource: only `*` covers them.
pub const WITHOUT_RESOURCE: [&str; 14] = [
    "ListClusters",
    "ListServices",
    "ListServicesByNamespace",
    "ListTaskDefinitions",
    "ListTaskDefinitionFamilies",
    "DescribeTaskDefinition",
    "DeregisterTaskDefinition",
    "DiscoverPollEndpoint",
    "ListAccountSettings",
    "PutAccountSetting",
    "PutAccountSettingDefault",
    "DeleteAccountSetting",
    "ListDaemons",
    "ListDaemonTaskDefinitions",
];
