//! For tests: a component as the HTML that it renders to, held against a file.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test` writes the files anew; the difference is then read before it is committed.

use std::fs;
use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use iam_evaluator::scenario::Scenario;
use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::state::{Dispatch, State};

/// Draws something that reports to a dispatcher.
#[derive(Clone)]
struct Draw(Rc<dyn Fn(Dispatch) -> Html>);

impl PartialEq for Draw {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct StageProps {
    draw: Draw,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let state = use_reducer(|| State::new(Scenario::default()));
    (props.draw.0)(state.dispatcher())
}

/// The HTML of what `draw` makes, one element a line.
pub(crate) fn rendered(draw: impl Fn(Dispatch) -> Html + 'static) -> String {
    let props = StageProps { draw: Draw(Rc::new(draw)) };
    let html = block_on(LocalServerRenderer::<Stage>::with_props(props).hydratable(false).render());
    html.replace("><", ">\n<")
}

/// Renders, and compares with `web/tests/snapshots/{name}.html`.
#[track_caller]
pub(crate) fn check(name: &str, draw: impl Fn(Dispatch) -> Html + 'static) {
    let html = rendered(draw) + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name).with_extension("html");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let written = fs::create_dir_all(path.parent().unwrap_or(&path)).and_then(|()| fs::write(&path, &html));
        assert!(written.is_ok(), "{} cannot be written", path.display());
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(html, expected, "{} differs", path.display());
}

/// Runs a future that never waits for anything outside it.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
