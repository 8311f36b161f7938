//! Quantisers of QKeras on the command line: `dense_kernel=ternary()`, or a word alone.

use crate::nn::quantiser::Quantiser;

/// A quantiser for a tensor, or without a name for all that are not named.
pub fn of_some(text: &str) -> Result<(Option<String>, Quantiser), String> {
    let (tensor, word) = split(text);
    Ok((tensor, word.parse::<Quantiser>().map_err(|error| error.sentence())?))
}

/// A quantiser for a tensor.
pub fn of_one(text: &str) -> Result<(String, Quantiser), String> {
    match (split(text).0, of_some(text)) {
        (None, _) => Err("a tensor, '=', and a quantiser are needed".to_owned()),
        (Some(tensor), quantiser) => Ok((tensor, quantiser?.1)),
    }
}

/// The tensor, if there is one, and the word.
fn split(text: &str) -> (Option<String>, &str) {
    // The settings of a word may have names, too.
    match text.split_once('=') {
        Some((tensor, word)) if !tensor.contains('(') => (Some(tensor.trim().to_owned()), word),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_settings() {
        fn word(text: &str) -> Quantiser {
            text.parse().unwrap()
        }
        let plain = "quantized_bits(6,0,alpha=1)";
        assert_eq!(of_some(plain).unwrap(), (None, word(plain)));
        assert_eq!(of_some("conv_kernel=binary()").unwrap(), (Some("conv_kernel".into()), word("binary()")));
        assert_eq!(of_some(&format!("dense_kernel={plain}")).unwrap(), (Some("dense_kernel".into()), word(plain)));
        assert!(of_some("conv_kernel=nothing(1)").unwrap_err().contains("nothing"));
        assert!(of_some("conv_kernel").unwrap_err().contains("conv_kernel"));
    }
}
