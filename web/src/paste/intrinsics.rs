//! Intrinsic functions and pseudo parameters of CloudFormation, as far as a template alone gives their values; what only a
//! deployment knows becomes a named placeholder, with a note.
//!
//! Source: CloudFormation User Guide, "Intrinsic function reference" and "Pseudo parameters reference".

use super::found::Found;
use super::tree::{Entry, Tree, Value};
use super::{arn_shape, placeholder};

/// What functions of a template refer to.
pub struct Template<'a> {
    /// Its resources by logical id.
    pub resources: &'a [Entry],
}

/// The property that gives a resource its name, where the author gives one.
const NAMES: [&str; 14] = [
    "BucketName",
    "RoleName",
    "UserName",
    "GroupName",
    "ManagedPolicyName",
    "QueueName",
    "TopicName",
    "TableName",
    "FunctionName",
    "ClusterName",
    "RepositoryName",
    "LogGroupName",
    "StateMachineName",
    "Name",
];

/// Types whose Ref is an ARN.
const REF_IS_ARN: [&str; 5] = [
    "AWS::IAM::ManagedPolicy",
    "AWS::SNS::Topic",
    "AWS::SecretsManager::Secret",
    "AWS::ECS::TaskDefinition",
    "AWS::StepFunctions::StateMachine",
];

impl Template<'_> {
    /// The type of a resource of the template.
    pub fn type_of(&self, id: &str) -> Option<&str> {
        self.resource(id)?.text_of("Type")
    }

    fn resource(&self, id: &str) -> Option<&Tree> {
        self.resources.iter().find(|entry| entry.key == id).map(|entry| &entry.value)
    }

    /// The name that a resource will have, where the author gives one as plain text.
    pub fn given_name(&self, id: &str) -> Option<&str> {
        let properties = self.resource(id)?.get("Properties")?;
        NAMES.iter().find_map(|name| properties.text_of(name))
    }

    /// The name of a resource, a placeholder where the author gives none.
    pub fn name_of(&self, id: &str) -> String {
        self.given_name(id).map_or_else(|| placeholder::named(id), str::to_owned)
    }

    /// The ARN of a resource; `None` where its type has none that is known.
    pub fn arn_of(&self, id: &str) -> Option<String> {
        let kind = self.type_of(id)?;
        arn_shape::of_type(kind, &self.name_of(id))
    }

    /// `tree` with every function in it replaced.
    pub fn resolve(&self, tree: &Tree, found: &mut Found) -> Tree {
        let value = match &tree.value {
            Value::List(items) => {
                Value::List(items.iter().filter(|it| !is_no_value(it)).map(|it| self.resolve(it, found)).collect())
            }
            Value::Map(entries) => match entries.as_slice() {
                [only] if is_function(&only.key) => return self.call(only, found),
                _ => Value::Map(
                    entries
                        .iter()
                        .filter(|entry| !is_no_value(&entry.value))
                        .map(|entry| Entry { value: self.resolve(&entry.value, found), ..entry.clone() })
                        .collect(),
                ),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => tree.value.clone(),
        };
        Tree { line: tree.line, value }
    }

    fn call(&self, call: &Entry, found: &mut Found) -> Tree {
        let (line, argument) = (call.line, &call.value);
        let text = match call.key.as_str() {
            "Ref" => argument.as_text().map(|name| self.reference(name, line, found)),
            "Fn::GetAtt" => attribute_of(argument).map(|(id, attribute)| self.attribute(&id, &attribute, line, found)),
            "Fn::Sub" => self.sub(argument, found),
            "Fn::Join" => self.join(argument, found),
            "Fn::If" => match argument.items() {
                [condition, then, _] => {
                    let name = condition.as_text().unwrap_or("condition");
                    found.note(line, format!("`Fn::If` is taken as if `{name}` held"));
                    return self.resolve(then, found);
                }
                _ => None,
            },
            "Fn::Select" => match argument.items() {
                [index, list] => {
                    let index = index.scalar().and_then(|index| index.parse::<usize>().ok());
                    let list = self.resolve(list, found);
                    index.and_then(|index| list.items().get(index)?.scalar())
                }
                _ => None,
            },
            "Fn::ImportValue" => {
                let name = self.resolve(argument, found);
                name.as_text().map(|name| replaced(&format!("ImportValue {name}"), value_named(name), line, found))
            }
            _ => None,
        };
        let text = text.unwrap_or_else(|| {
            let name = placeholder::named(&[call.key.trim_start_matches("Fn::"), &first_text(argument)].join("_"));
            replaced(&call.key, name, line, found)
        });
        Tree::text(line, text)
    }

    /// What `Ref` gives.
    fn reference(&self, name: &str, line: usize, found: &mut Found) -> String {
        if let Some(value) = pseudo(name) {
            return replaced(name, value.to_owned(), line, found);
        }
        let value = match self.type_of(name) {
            Some(kind) if REF_IS_ARN.contains(&kind) => self.arn_of(name),
            Some(_) => match self.given_name(name) {
                Some(given) => return given.to_owned(),
                None => None,
            },
            None => arn_shape::of_word(name, &placeholder::named(name)),
        };
        replaced(&format!("Ref {name}"), value.unwrap_or_else(|| placeholder::named(name)), line, found)
    }

    /// What `Fn::GetAtt` gives.
    fn attribute(&self, id: &str, attribute: &str, line: usize, found: &mut Found) -> String {
        let arn = match attribute {
            "Arn" | "TopicArn" | "RoleArn" => self.arn_of(id),
            _ => None,
        };
        let reference = format!("{id}.{attribute}");
        let value = arn
            .or_else(|| arn_shape::of_word(attribute, &placeholder::named(id)).filter(|_| attribute.ends_with("Arn")));
        replaced(&format!("GetAtt {reference}"), value.unwrap_or_else(|| placeholder::named(&reference)), line, found)
    }

    fn sub(&self, argument: &Tree, found: &mut Found) -> Option<String> {
        let (text, variables) = match argument.items() {
            [text] => (text, None),
            [text, variables] => (text, Some(variables)),
            _ => return None,
        };
        let line = text.line;
        let mut rest = text.as_text()?;
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                out.push_str("${");
                rest = after;
                continue;
            };
            rest = after;
            let name = name.trim();
            let variable = variables.and_then(|variables| variables.get(name));
            if let Some(literal) = name.strip_prefix('!') {
                out.extend(["${", literal, "}"]);
            } else if let Some(variable) = variable {
                let value = self.resolve(variable, found);
                out.push_str(&value.scalar().unwrap_or_else(|| placeholder::named(name)));
            } else if let Some((id, attribute)) = name.split_once('.') {
                out.push_str(&self.attribute(id, attribute, line, found));
            } else {
                out.push_str(&self.reference(name, line, found));
            }
        }
        out.push_str(rest);
        Some(out)
    }

    fn join(&self, argument: &Tree, found: &mut Found) -> Option<String> {
        let [delimiter, list] = argument.items() else { return None };
        let Value::List(_) = &list.value else { return None };
        let parts: Option<Vec<String>> = self.resolve(list, found).items().iter().map(Tree::scalar).collect();
        Some(parts?.join(delimiter.as_text()?))
    }
}

fn is_function(key: &str) -> bool {
    key == "Ref" || key == "Condition" || key.starts_with("Fn::")
}

/// `!Ref AWS::NoValue`, which takes away what it is the value of.
fn is_no_value(tree: &Tree) -> bool {
    matches!(tree.entries(), [only] if only.key == "Ref" && only.value.as_text() == Some("AWS::NoValue"))
}

fn attribute_of(argument: &Tree) -> Option<(String, String)> {
    match argument.items() {
        [both] => both.as_text()?.split_once('.').map(|(id, attribute)| (id.to_owned(), attribute.to_owned())),
        [id, attribute] => Some((id.as_text()?.to_owned(), attribute.scalar()?)),
        _ => None,
    }
}

fn first_text(tree: &Tree) -> String {
    tree.texts().first().and_then(|it| it.as_text()).unwrap_or_default().to_owned()
}

/// The value of a pseudo parameter.
fn pseudo(name: &str) -> Option<&'static str> {
    Some(match name {
        "AWS::AccountId" => placeholder::ACCOUNT,
        "AWS::Region" => placeholder::REGION,
        "AWS::Partition" => placeholder::PARTITION,
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => "REF_StackName",
        "AWS::StackId" => "arn:aws:cloudformation:us-east-1:111122223333:stack/REF_StackName/REF_StackId",
        _ => return None,
    })
}

/// The value of something that is known by a name alone.
fn value_named(name: &str) -> String {
    let value = placeholder::named(name);
    arn_shape::of_word(name, &value).unwrap_or(value)
}

fn replaced(what: &str, value: String, line: usize, found: &mut Found) -> String {
    found.note(line, format!("`{value}` stands for `{what}`"));
    value
}
