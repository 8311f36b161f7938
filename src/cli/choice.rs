//! Options whose values are the variants of an enum of another module.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use strum::{EnumMessage, VariantArray};

/// A parser of the names of an enum's variants. The help shows their documentation.
pub fn choice<T>() -> impl TypedValueParser<Value = T>
where
    T: VariantArray + EnumMessage + Into<&'static str> + Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(values::<T>()).try_map(|name| find::<T>(&name).ok_or("there is no such value"))
}

/// As [`choice`], with one more name, which gives `None`.
pub fn choice_or<T>(other: &'static str, about: &'static str) -> impl TypedValueParser<Value = Option<T>>
where
    T: VariantArray + EnumMessage + Into<&'static str> + Copy + Send + Sync + 'static,
{
    let values = values::<T>().chain([PossibleValue::new(other).help(about)]);
    PossibleValuesParser::new(values).map(|name| find::<T>(&name))
}

fn values<T: VariantArray + EnumMessage + Into<&'static str> + Copy>() -> impl Iterator<Item = PossibleValue> {
    T::VARIANTS.iter().map(|&variant| {
        // Other names that are still understood are not listed.
        let value = PossibleValue::new(variant.into()).aliases(variant.get_serializations());
        match variant.get_documentation() {
            Some(documentation) => value.help(help(documentation)),
            None => value,
        }
    })
}

fn find<T: VariantArray + EnumMessage + Into<&'static str> + Copy>(name: &str) -> Option<T> {
    T::VARIANTS.iter().copied().find(|&variant| variant.into() == name || variant.get_serializations().contains(&name))
}

/// The first paragraph of a documentation as one line, without its full stop: what clap makes of doc comments.
fn help(documentation: &str) -> String {
    let paragraph = documentation.lines().map(str::trim).take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::CellOrder;

    #[test]
    fn help_is_the_first_paragraph_in_one_line() {
        assert_eq!(help("Real numbers, nothing quantised."), "Real numbers, nothing quantised");
        assert_eq!(help("The quantisers: 8 bits,\n 9 bits.\n\nMore of them.\n"), "The quantisers: 8 bits, 9 bits");
    }

    #[test]
    fn names_and_documentation_are_those_of_the_enum() {
        let command =
            clap::Command::new("test").arg(clap::Arg::new("cells").long("cells").value_parser(choice::<CellOrder>()));
        let [known, other] =
            ["post-mux", "other"].map(|value| command.clone().try_get_matches_from(["test", "--cells", value]));
        assert_eq!(known.unwrap().get_one::<CellOrder>("cells"), Some(&CellOrder::PostMux));
        let fault = other.unwrap_err().to_string();
        assert!(fault.contains("[possible values: training, post-mux]"), "{fault}");
        let help = command.clone().render_long_help().to_string();
        assert!(help.contains("- training: Ecoder's CALQ index\n"), "{help}");
    }
}
