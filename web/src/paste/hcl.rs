//! The part of Terraform's language that policies are written in: blocks, attributes, literals, templates, heredocs and
//! calls. Any other expression is kept as its text.
//!
//! Source: Terraform Language Documentation, "Configuration Syntax", "Strings and Templates".

mod reader;
mod template;

pub use reader::{read, read_expression};
pub use template::Part;

/// The inside of a file or a block.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// `name = value`
    pub attributes: Vec<Attribute>,
    /// `kind "label" { … }`
    pub blocks: Vec<Block>,
}

/// A name with an expression.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub line: usize,
    /// The value.
    pub value: Expr,
}

/// A block.
#[derive(Clone, Debug)]
pub struct Block {
    /// `resource`, `data`, `statement`, …
    pub kind: String,
    /// What stands between the kind and the brace.
    pub labels: Vec<String>,
    /// Where it begins.
    pub line: usize,
    /// What is in it.
    pub body: Body,
}

/// An expression and its line.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Counted from 1.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
}

/// An expression.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `null`, `true`, `false` or a number, as text.
    Literal(String),
    /// A quoted text or a heredoc, with its escapes undone where it has some.
    Template(Vec<Part>),
    /// `[…]`
    List(Vec<Expr>),
    /// `{…}`
    Object(Vec<(Expr, Expr)>),
    /// `name(…)`
    Call(String, Vec<Expr>),
    /// Anything else: references, operators, `for`.
    Other(String),
}

/// What could not be read: its line, and why.
pub type Trouble = (usize, String);

impl Body {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&Expr> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| &attribute.value)
    }
}
