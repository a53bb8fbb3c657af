//! The evaluator for JavaScript: bindings without logic.
//!
//! What goes in and what comes out is JSON text, which JavaScript engines read and write faster than an object can be built across
//! the border; what is wrong with an input is thrown as the JSON text of an [`InvalidInput`]. What is asked most has shorter ways: in,
//! a request that is packed or kept; out, an evaluation as numbers and a text.

mod asked;
mod packed;

pub use asked::Asked;
use iam_evaluator::policy::Policy;
use iam_evaluator::request::{Decision, Request};
use iam_evaluator::scenario::{PolicyInput, Scenario};
use iam_evaluator::{InvalidInput, Packed, Question, Told, test_scenario_text};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// JSON text, or what is thrown.
type Answer = Result<String, JsValue>;

/// What [`PolicySet::decide_packed`] says where it is no decision.
const UNDECIDED: u8 = 3;

/// Policies, read once and asked many times.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PolicySet {
    set: iam_evaluator::PolicySet,
    /// What JavaScript knows of its evaluations.
    told: Told,
    /// The last evaluation.
    packed: Packed,
}

#[wasm_bindgen]
impl PolicySet {
    /// Reads an array of policies.
    ///
    /// # Errors
    /// The policies are of the wrong shape, or pass a limit.
    #[wasm_bindgen(constructor)]
    pub fn new(policies: &str) -> Result<Self, JsValue> {
        let set = set(policies).map_err(|error| thrown(&error))?;
        Ok(Self { set, told: Told::default(), packed: Packed::default() })
    }

    /// The `Evaluation` of a request, packed: the address of its numbers in the memory. Before them stand two more, address and length
    /// of its text. All of it lasts until the next call.
    ///
    /// # Errors
    /// The request cannot be judged.
    pub fn evaluate(&mut self, request: &str) -> Result<usize, JsValue> {
        question(request).map(|question| self.pack(&question))
    }

    /// The same where nothing but the account is known of who asks.
    ///
    /// # Errors
    /// As [`PolicySet::evaluate`].
    #[wasm_bindgen(js_name = evaluateNameless)]
    pub fn evaluate_nameless(&mut self, request: &str) -> Result<usize, JsValue> {
        question(request).map(|question| self.pack(&question.nameless()))
    }

    /// The same about a request in the form of `packed`. 0 is no address: asked again in JSON, the request gets its answer or the reason
    /// why there is none.
    #[wasm_bindgen(js_name = evaluatePacked)]
    pub fn evaluate_packed(&mut self, request: &str) -> usize {
        let question = packed::read(request).and_then(|request| Question::new(&request).ok());
        question.map(|question| self.pack(&question)).unwrap_or_default()
    }

    /// The same about a request that is kept.
    #[wasm_bindgen(js_name = evaluateAsked)]
    pub fn evaluate_asked(&mut self, asked: &Asked, place: u16) -> usize {
        asked.get(place).map(|question| self.pack(question)).unwrap_or_default()
    }

    /// The decision alone.
    ///
    /// # Errors
    /// The request cannot be judged.
    pub fn decide(&self, request: &str) -> Answer {
        answer(Request::read(request).and_then(|request| self.set.decide(&request)))
    }

    /// The decision alone, about a request in the form of `packed`: 0 allowed, 1 explicit deny, 2 implicit deny. 3 is none of them:
    /// asked again in JSON, the request gets its answer or the reason why there is none.
    #[wasm_bindgen(js_name = decidePacked)]
    pub fn decide_packed(&self, request: &str) -> u8 {
        packed::read(request).and_then(|request| self.set.decide(&request).ok()).map_or(UNDECIDED, number)
    }

    /// The same about a request that is kept.
    #[wasm_bindgen(js_name = decideAsked)]
    pub fn decide_asked(&self, asked: &Asked, place: u16) -> u8 {
        asked.get(place).map_or(UNDECIDED, |question| number(self.set.decide_question(question)))
    }

    /// How many policies come before the first one that cannot be read.
    pub fn readable(&self) -> usize {
        self.set.readable()
    }

    /// The context keys that the policies read, as an array.
    #[wasm_bindgen(js_name = contextKeys)]
    pub fn context_keys(&self) -> String {
        json(&self.set.context_keys())
    }
}

impl PolicySet {
    fn pack(&mut self, question: &Question) -> usize {
        self.set.evaluate_packed(question, &mut self.told, &mut self.packed);
        let Packed { numbers, text } = &mut self.packed;
        let place = [text.as_ptr().addr(), text.len()].map(|number| u32::try_from(number).unwrap_or_default());
        if let Some(first) = numbers.first_chunk_mut() {
            *first = place;
        }
        numbers.as_ptr().addr()
    }
}

/// What reading a policy finds, as an array.
///
/// # Errors
/// The policy is of the wrong shape; its document never is.
#[wasm_bindgen]
pub fn validate(policy: &str) -> Answer {
    answer(PolicyInput::read(policy).map(|policy| Policy::read(&policy).findings()))
}

/// What would make a denied request pass, as an array.
///
/// # Errors
/// As [`PolicySet::new`] and [`PolicySet::evaluate`].
#[wasm_bindgen]
pub fn repairs(policies: &str, request: &str) -> Answer {
    answer(
        PolicyInput::read_all(policies)
            .and_then(|policies| iam_evaluator::repairs(&policies, &Request::read(request)?)),
    )
}

/// The `ScenarioResult` of a scenario, without the evaluations.
///
/// # Errors
/// The scenario is of the wrong shape, or its policies cannot be put together.
#[wasm_bindgen(js_name = runScenario)]
pub fn run_scenario(scenario: &str) -> Answer {
    answer(test_scenario_text(scenario))
}

/// Nothing, if the text is a scenario.
///
/// # Errors
/// It is none.
#[wasm_bindgen(js_name = checkScenario)]
pub fn check_scenario(scenario: &str) -> Result<(), JsValue> {
    Scenario::read(scenario).map(|_| ()).map_err(|error| thrown(&error))
}

/// The one of these words, a line each, that was probably meant; empty where none was.
#[wasm_bindgen]
pub fn nearest(word: &str, words: &str) -> String {
    let words: Vec<&str> = words.lines().collect();
    iam_evaluator::nearest(word, &words).unwrap_or_default().to_owned()
}

fn set(policies: &str) -> Result<iam_evaluator::PolicySet, InvalidInput> {
    iam_evaluator::PolicySet::new(&PolicyInput::read_all(policies)?)
}

fn question(request: &str) -> Result<Question, JsValue> {
    Request::read(request).and_then(|request| Question::new(&request)).map_err(|error| thrown(&error))
}

fn number(decision: Decision) -> u8 {
    match decision {
        Decision::Allowed => 0,
        Decision::ExplicitDeny => 1,
        Decision::ImplicitDeny => 2,
    }
}

fn answer<T: Serialize>(outcome: Result<T, InvalidInput>) -> Answer {
    match outcome {
        Ok(value) => Ok(json(&value)),
        Err(error) => Err(thrown(&error)),
    }
}

fn json<T: Serialize>(value: &T) -> String {
    // Texts and numbers under names that are texts can always be written.
    let text = serde_json::to_string(value).unwrap_or_default();
    if text.is_ascii() { text } else { ascii(&text) }
}

/// The same JSON with every other character escaped: a text of ASCII alone is decoded, and kept, at half the cost.
fn ascii(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() + json.len() / 16);
    let mut rest = json;
    while let Some(at) = rest.find(|character: char| !character.is_ascii()) {
        let (plain, others) = rest.split_at_checked(at).unwrap_or((rest, ""));
        escaped.push_str(plain);
        let end = others.find(|character: char| character.is_ascii()).unwrap_or(others.len());
        let (others, after) = others.split_at_checked(end).unwrap_or((others, ""));
        for unit in others.encode_utf16() {
            escaped.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                escaped.extend(char::from_digit(u32::from(unit) >> shift & 15, 16));
            }
        }
        rest = after;
    }
    escaped.push_str(rest);
    escaped
}

fn thrown(error: &InvalidInput) -> JsValue {
    JsValue::from_str(&json(error))
}
