//! What a line of the list of calls becomes: how its input is read, what is called, how its answer is written, what its shapes are.
//! It does not know any call.
//! Called by `calls`, which is the list.

use serde::Deserialize;
use serde_json::Value as Json;
use ts_rs::{Config, TS};

use crate::outcome::On;
use crate::step::strict;
use crate::{Failure, Office, Result, kinds};

/// One call as `gonglian calls` prints it; names and shapes are TypeScript.
pub struct CallShape {
    pub name: &'static str,
    /// What the pages call it.
    pub input: String,
    pub output: String,
    /// Its fields, for who writes one by hand.
    pub input_shape: String,
    pub output_shape: String,
}

pub(crate) fn shape<In: TS, Out: TS>(name: &'static str, cfg: &Config) -> CallShape {
    CallShape {
        name,
        input: In::name(cfg),
        output: Out::name(cfg),
        input_shape: In::inline(cfg),
        output_shape: Out::inline(cfg),
    }
}

/// A step names its record beside its own form.
pub(crate) fn step_shape<In: TS, Out: TS>(name: &'static str, cfg: &Config) -> CallShape {
    let of_step = shape::<In, Out>(name, cfg);
    CallShape {
        input: format!("On & {}", of_step.input),
        input_shape: format!("{} & {}", On::inline(cfg), of_step.input_shape),
        ..of_step
    }
}

pub(crate) fn parse<T: for<'de> Deserialize<'de>>(input: Json) -> Result<T> {
    serde_json::from_value(input).map_err(|e| Failure::BadInput { problem: e.to_string() }.into())
}

/// A form as it is typed, with every id in it of a noun that its field may name.
pub(crate) fn form<T: for<'de> Deserialize<'de> + serde::Serialize>(
    office: &Office,
    name: &str,
    input: Json,
) -> Result<T> {
    let typed = strict::<T>(input.clone())?;
    office.desk.read(|reader| {
        kinds::check(reader, name, &input)?;
        kinds::check_files(reader, &input)
    })?;
    Ok(typed)
}

pub(crate) fn answer<T: serde::Serialize>(value: &T) -> Result<Json> {
    serde_json::to_value(value).map_err(|e| Failure::Broken { what: e.to_string() }.into())
}

macro_rules! calls {
    (
        before { $($bpath:path => $bname:ident($bin:ty) -> $bout:ty;)* }
        after { $($path:path => $name:ident($in:ty) -> $out:ty;)* }
        forms { $($fpath:path => $form:ident($form_in:ty) -> $form_out:ty;)* }
        steps { $($verb:path => $step:ident($step_in:ty) on $noun:ty;)* }
    ) => {
        /// Calls that need nobody signed in.
        pub(crate) fn before(host: &Host, name: &str, input: &Json) -> Option<Result<Json>> {
            match name {
                $(stringify!($bname) => Some(parse::<$bin>(input.clone()).and_then(|i| $bpath(host, i)).and_then(|o| answer(&o))),)*
                _ => None,
            }
        }

        /// Calls of a person who is signed in.
        pub(crate) fn after(office: &Office, who: &Who, name: &str, input: Json) -> Result<Json> {
            match name {
                $(stringify!($name) => parse::<$in>(input).and_then(|i| $path(office, who, i)).and_then(|o| answer(&o)),)*
                // Put together from the forms of several nouns: what none of them knows is refused.
                $(stringify!($form) => form::<$form_in>(office, name, input).and_then(|i| $fpath(office, who, i)).and_then(|o| answer(&o)),)*
                $(stringify!($step) => {
                    step::<$noun, $step_in, _>((office, who), stringify!($step), input, $verb).and_then(|o| answer(&o))
                })*
                _ => Err(Error::from(Failure::UnknownCall { name: name.to_owned() })),
            }
        }

        pub(crate) fn is_known(name: &str) -> bool {
            [$(stringify!($bname),)* $(stringify!($name),)* $(stringify!($form),)* $(stringify!($step),)*].contains(&name)
        }

        /// Every call with its shapes.
        #[must_use]
        pub fn shapes() -> Vec<CallShape> {
            let cfg = config();
            vec![
                $(shape::<$bin, $bout>(stringify!($bname), &cfg),)*
                $(shape::<$in, $out>(stringify!($name), &cfg),)*
                $(shape::<$form_in, $form_out>(stringify!($form), &cfg),)*
                $(step_shape::<$step_in, Outcome<desk::Done>>(stringify!($step), &cfg),)*
            ]
        }

        pub(crate) fn declare(types: &mut Declared) {
            $(types.visit::<$bin>(); types.visit::<$bout>();)*
            $(types.visit::<$in>(); types.visit::<$out>();)*
            $(types.visit::<$form_in>(); types.visit::<$form_out>();)*
            $(types.visit::<$step_in>();)*
            types.visit::<On>();
        }
    };
}

pub(crate) use calls;
