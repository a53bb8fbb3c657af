//! The evaluator for JavaScript: bindings without logic.
//!
//! What goes in is JSON text, which JavaScript engines write faster than an object can be taken apart across the border; a request has
//! shorter ways, packed or kept. What comes out are numbers and a text, of which JavaScript builds the answer, or the reason why there
//! is none.

mod asked;
mod packed;

pub use asked::Asked;
use iam_evaluator::policy::Policy;
use iam_evaluator::request::{Decision, Request};
use iam_evaluator::scenario::{PolicyInput, Scenario};
use iam_evaluator::{InvalidInput, Pack, Packed, Question, Told};
use wasm_bindgen::prelude::wasm_bindgen;

/// In fewer bytes than the standard library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The address of an answer's numbers in the memory, which is even. The first two say where its text is: address and length. All of it
/// lasts until the next call. What is wrong with an input, an `InvalidInput`, is at an address that is told one too high.
type Address = usize;

/// What the decisions say where there is none.
const UNDECIDED: u8 = 3;

/// Policies, read once and asked many times.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Policies {
    set: iam_evaluator::PolicySet,
    /// What JavaScript knows of its evaluations.
    told: Told,
    /// The last evaluation.
    packed: Packed,
}

#[wasm_bindgen]
impl Policies {
    /// The `Evaluation` of a request.
    pub fn evaluate(&mut self, request: &str) -> Address {
        self.judge(question(request))
    }

    /// The same where nothing but the account is known of who asks.
    #[wasm_bindgen(js_name = evaluateNameless)]
    pub fn evaluate_nameless(&mut self, request: &str) -> Address {
        self.judge(question(request).map(Question::nameless))
    }

    /// The same about a request in the form of `packed`. 0 is no address: asked again in JSON, the request gets its answer or the reason
    /// why there is none.
    #[wasm_bindgen(js_name = evaluatePacked)]
    pub fn evaluate_packed(&mut self, request: &str) -> Address {
        packed::question(request).map(|question| self.pack(&question)).unwrap_or_default()
    }

    /// The same about a request that is kept.
    #[wasm_bindgen(js_name = evaluateAsked)]
    pub fn evaluate_asked(&mut self, asked: &Asked, place: u16) -> Address {
        asked.get(place).map(|question| self.pack(question)).unwrap_or_default()
    }

    /// The decision alone: 0 allowed, 1 explicit deny, 2 implicit deny. 3 is none: `evaluate` tells why.
    pub fn decide(&self, request: &str) -> u8 {
        self.number(question(request).as_ref().ok())
    }

    /// The same about a request in the form of `packed`. After a 3 it is asked again in JSON.
    #[wasm_bindgen(js_name = decidePacked)]
    pub fn decide_packed(&self, request: &str) -> u8 {
        self.number(packed::question(request).as_ref())
    }

    /// The same about a request that is kept.
    #[wasm_bindgen(js_name = decideAsked)]
    pub fn decide_asked(&self, asked: &Asked, place: u16) -> u8 {
        self.number(asked.get(place))
    }

    /// How many policies come before the first one that cannot be read.
    pub fn readable(&self) -> usize {
        self.set.readable()
    }

    /// The context keys that the policies read.
    #[wasm_bindgen(js_name = contextKeys)]
    pub fn context_keys(&mut self) -> Address {
        give(&mut self.packed, &self.set.context_keys())
    }
}

impl Policies {
    fn judge(&mut self, question: Result<Question, InvalidInput>) -> Address {
        match question {
            Ok(question) => self.pack(&question),
            Err(error) => refuse(&mut self.packed, &error),
        }
    }

    fn pack(&mut self, question: &Question) -> Address {
        self.set.evaluate_packed(question, &mut self.told, &mut self.packed);
        address(&mut self.packed)
    }

    fn number(&self, question: Option<&Question>) -> u8 {
        question.map_or(UNDECIDED, |question| number(self.set.decide_question(question)))
    }
}

/// What is asked without a set that is kept.
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

    /// Reads an array of policies. Where the policies are of the wrong shape or pass a limit, there is no set, and `wrong` tells why.
    pub fn policies(&mut self, policies: &str) -> Option<Policies> {
        let set = PolicyInput::read_all(policies).and_then(|policies| iam_evaluator::PolicySet::new(&policies));
        let set = set.map_err(|error| self.0.put(&error)).ok()?;
        Some(Policies { set, told: Told::default(), packed: Packed::default() })
    }

    /// What was wrong.
    pub fn wrong(&mut self) -> Address {
        address(&mut self.0) + 1
    }

    /// What reading a policy finds.
    pub fn validate(&mut self, policy: &str) -> Address {
        self.pack(PolicyInput::read(policy).map(|policy| Policy::read(&policy).findings()))
    }

    /// What would make a denied request pass.
    pub fn repairs(&mut self, policies: &str, request: &str) -> Address {
        let policies = PolicyInput::read_all(policies);
        self.pack(policies.and_then(|policies| iam_evaluator::repairs(&policies, &Request::read(request)?)))
    }

    /// What is wrong with the requests of a scenario, each by itself.
    #[wasm_bindgen(js_name = readScenario)]
    pub fn read_scenario(&mut self, scenario: &str) -> Address {
        self.pack(Scenario::read_each(scenario).map(|(_, unread)| unread))
    }

    /// The one of these words, a line each, that was probably meant; empty where none was.
    pub fn nearest(&mut self, word: &str, words: &str) -> Address {
        let words: Vec<&str> = words.lines().collect();
        give(&mut self.0, &iam_evaluator::nearest(word, &words).unwrap_or_default().to_owned())
    }
}

impl Desk {
    fn pack<T: Pack>(&mut self, outcome: Result<T, InvalidInput>) -> Address {
        match outcome {
            Ok(value) => give(&mut self.0, &value),
            Err(error) => refuse(&mut self.0, &error),
        }
    }
}

fn question(request: &str) -> Result<Question, InvalidInput> {
    Request::read(request).and_then(|request| Question::new(&request))
}

fn number(decision: Decision) -> u8 {
    match decision {
        Decision::Allowed => 0,
        Decision::ExplicitDeny => 1,
        Decision::ImplicitDeny => 2,
    }
}

fn give(packed: &mut Packed, value: &dyn Pack) -> Address {
    packed.put(value);
    address(packed)
}

fn refuse(packed: &mut Packed, error: &InvalidInput) -> Address {
    give(packed, error) + 1
}

/// The address of the numbers, the first two of which now say where the text is.
fn address(packed: &mut Packed) -> Address {
    let Packed { numbers, text } = packed;
    let place = [text.as_ptr().addr(), text.len()].map(|number| u32::try_from(number).unwrap_or_default());
    if let Some(first) = numbers.first_chunk_mut() {
        *first = place;
    }
    numbers.as_ptr().addr()
}
