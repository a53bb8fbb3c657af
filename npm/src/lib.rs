//! The evaluator for JavaScript: bindings without logic.
//!
//! What goes in is JSON text, which JavaScript engines write faster than an object can be taken apart across the border; a request has
//! shorter ways, packed or kept. What comes out are numbers and a text, of which JavaScript builds the answer; what is wrong with an
//! input is thrown as a text.

mod asked;
mod packed;

pub use asked::Asked;
use iam_evaluator::policy::Policy;
use iam_evaluator::request::{Decision, Request};
use iam_evaluator::scenario::{PolicyInput, Scenario};
use iam_evaluator::{InvalidInput, Pack, Packed, Question, Told, test_scenario_text};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// In fewer bytes than the standard library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Where an answer is, as [`PolicySet::evaluate`] says it; or what is thrown.
type Answer = Result<usize, JsValue>;

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
    pub fn evaluate(&mut self, request: &str) -> Answer {
        question(request).map(|question| self.pack(&question))
    }

    /// The same where nothing but the account is known of who asks.
    ///
    /// # Errors
    /// As [`PolicySet::evaluate`].
    #[wasm_bindgen(js_name = evaluateNameless)]
    pub fn evaluate_nameless(&mut self, request: &str) -> Answer {
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

    /// The decision alone: 0 allowed, 1 explicit deny, 2 implicit deny.
    ///
    /// # Errors
    /// The request cannot be judged.
    pub fn decide(&self, request: &str) -> Result<u8, JsValue> {
        let decision = Request::read(request).and_then(|request| self.set.decide(&request));
        decision.map(number).map_err(|error| thrown(&error))
    }

    /// The same about a request in the form of `packed`. 3 is no decision: asked again in JSON, the request gets its answer or the reason
    /// why there is none.
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

    /// The context keys that the policies read, packed as the evaluations are: texts.
    #[wasm_bindgen(js_name = contextKeys)]
    pub fn context_keys(&mut self) -> usize {
        self.packed.put(&self.set.context_keys());
        place(&mut self.packed)
    }
}

impl PolicySet {
    fn pack(&mut self, question: &Question) -> usize {
        self.set.evaluate_packed(question, &mut self.told, &mut self.packed);
        place(&mut self.packed)
    }
}

/// What is asked without a set that is kept. Its answers are packed as the evaluations of one are.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Desk(Packed);

#[wasm_bindgen]
impl Desk {
    /// One that was asked nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// What reading a policy finds.
    ///
    /// # Errors
    /// The policy is of the wrong shape; its document never is.
    pub fn validate(&mut self, policy: &str) -> Answer {
        self.pack(PolicyInput::read(policy).map(|policy| Policy::read(&policy).findings()))
    }

    /// What would make a denied request pass.
    ///
    /// # Errors
    /// As [`PolicySet::new`] and [`PolicySet::evaluate`].
    pub fn repairs(&mut self, policies: &str, request: &str) -> Answer {
        let policies = PolicyInput::read_all(policies);
        self.pack(policies.and_then(|policies| iam_evaluator::repairs(&policies, &Request::read(request)?)))
    }

    /// The `ScenarioResult` of a scenario, without the evaluations.
    ///
    /// # Errors
    /// The scenario is of the wrong shape, or its policies cannot be put together.
    #[wasm_bindgen(js_name = runScenario)]
    pub fn run_scenario(&mut self, scenario: &str) -> Answer {
        self.pack(test_scenario_text(scenario))
    }
}

impl Desk {
    fn pack<T: Pack>(&mut self, outcome: Result<T, InvalidInput>) -> Answer {
        self.0.put(&outcome.map_err(|error| thrown(&error))?);
        Ok(place(&mut self.0))
    }
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

/// The address of the numbers, the first two of which now say where the text is.
fn place(packed: &mut Packed) -> usize {
    let Packed { numbers, text } = packed;
    let place = [text.as_ptr().addr(), text.len()].map(|number| u32::try_from(number).unwrap_or_default());
    if let Some(first) = numbers.first_chunk_mut() {
        *first = place;
    }
    numbers.as_ptr().addr()
}

/// Code, length of the pointer, pointer and message; a blank behind each of the first two.
fn thrown(error: &InvalidInput) -> JsValue {
    let InvalidInput { code, pointer, message, .. } = error;
    let length = pointer.encode_utf16().count().to_string();
    JsValue::from_str(&[code, " ", &length, " ", pointer, message].concat())
}
