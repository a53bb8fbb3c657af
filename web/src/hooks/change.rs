//! What is done after drawing: the effects of Yew, in one type for all that components do and depend on.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;

/// What takes back what was done, or is let go with it.
pub type Undo = Box<dyn FnOnce()>;

/// Lets go of `kept` before the next time.
pub fn until_then<T: 'static>(kept: T) -> Undo {
    Box::new(move || drop(kept))
}

/// Nothing to take back.
pub fn for_good() -> Undo {
    Box::new(|| ())
}

/// Does something after drawing, whenever `on` is another than before, and takes back what was done before.
#[hook]
pub fn use_change<T: PartialEq + 'static>(on: T, act: impl FnOnce() -> Undo + 'static) {
    let act: Box<dyn FnOnce(&On) -> Undo> = Box::new(move |_| act());
    use_effect_with(On(Rc::new(on)), act);
}

/// A value of any type, which knows its equals.
struct On(Rc<dyn Comparable>);

trait Comparable: Any {
    fn equals(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Comparable for T {
    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>() == Some(self)
    }
}

impl PartialEq for On {
    fn eq(&self, other: &Self) -> bool {
        let other: &dyn Any = &*other.0;
        self.0.as_ref().equals(other)
    }
}
