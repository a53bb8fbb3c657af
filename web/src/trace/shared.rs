//! A shared value that is equal to itself and to nothing else.

use std::ops::Deref;
use std::rc::Rc;

use iam_evaluator::trace::Evaluation;
use yew::html::{ImplicitClone, IntoPropValue};

/// An `Rc` that is compared by its address.
///
/// An evaluation of a large policy has many thousand nodes: comparing them all on each movement of the pointer would
/// cost more than drawing what changed.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: Rc<T>) -> Self {
        Self(value)
    }

    /// The value with its count.
    pub fn rc(&self) -> Rc<T> {
        Rc::clone(&self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> ImplicitClone for Shared<T> {}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl IntoPropValue<Shared<Evaluation>> for Rc<Evaluation> {
    fn into_prop_value(self) -> Shared<Evaluation> {
        Shared::new(self)
    }
}
