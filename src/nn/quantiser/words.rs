//! Quantisers as QKeras writes them: words such as `quantized_bits(5,1,alpha=1)`, and configurations in
//! Keras files. What is not understood is refused by name; nothing is passed over.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::{Alpha, FITS, MAX_BITS, Quantiser, TEMPERATURE};
use crate::error::{Error, Result};

/// The settings of a quantiser as they were written, taken one by one so that what is left was not
/// understood.
struct Settings {
    class: String,
    values: Map<String, Value>,
}

impl Settings {
    /// Names the setting in an error.
    fn fault(&self, message: &str, setting: &str, found: &Value, allowed: impl Into<String>) -> Error {
        Error::new(message).field(format!("{}.{setting}", self.class)).found(found).allowed(allowed)
    }

    /// Bits in all, and bits before the binary point.
    fn widths(&mut self) -> Result<(u32, i32)> {
        let bits = self.integer("bits", 8, 1..=MAX_BITS)?;
        Ok((bits, self.integer("integer", 0, 0..=MAX_BITS)? as i32))
    }

    fn take(&mut self, setting: &str) -> Option<Value> {
        self.values.shift_remove(setting)
    }

    fn integer(&mut self, setting: &str, default: u32, allowed: std::ops::RangeInclusive<u32>) -> Result<u32> {
        let Some(found) = self.take(setting) else { return Ok(default) };
        // Python wrote some of them as 1.0.
        let number =
            found.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0).map(|number| number as u32);
        number.filter(|number| allowed.contains(number)).ok_or_else(|| {
            self.fault(
                "not a usable number of bits",
                setting,
                &found,
                format!("{}..={}", allowed.start(), allowed.end()),
            )
        })
    }

    fn flag(&mut self, setting: &str, default: bool) -> Result<bool> {
        match self.take(setting) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(found) => match found.as_f64() {
                Some(0.0) => Ok(false),
                Some(1.0) => Ok(true),
                _ => Err(self.fault("not a yes or no", setting, &found, "False or True")),
            },
        }
    }

    fn alpha(&mut self) -> Result<Alpha> {
        let found = self.take("alpha").unwrap_or_default();
        let number = found.as_f64().map(|number| number as f32);
        match (&found, number) {
            (Value::Null, _) => Ok(Alpha::Unset),
            (Value::String(word), _) if word == "auto" => Ok(Alpha::Auto),
            (Value::String(word), _) if word == "auto_po2" => Ok(Alpha::PowerOfTwo),
            (_, Some(number)) if number.is_normal() && number > 0.0 => Ok(Alpha::Number(number)),
            _ => Err(self.fault("not a scale", "alpha", &found, "none, a positive number, 'auto_po2', or 'auto'")),
        }
    }

    /// An alpha that may be `auto_po2` but not `auto`.
    fn alpha_of_signs(&mut self) -> Result<Alpha> {
        match self.alpha()? {
            Alpha::Auto => Err(self
                .fault("a scale that is fitted but no power of two", "alpha", &"auto".into(), "'auto_po2'")
                .hint("hardware takes powers of two alone")),
            alpha => Ok(alpha),
        }
    }

    fn number(&mut self, setting: &str) -> Result<Option<f32>> {
        let Some(found) = self.take(setting).filter(|found| !found.is_null()) else { return Ok(None) };
        match found.as_f64().map(|number| number as f32) {
            Some(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(self.fault("not a usable number", setting, &found, "none or a number that is not negative")),
        }
    }

    /// Settings for which only one value is understood.
    fn only(&mut self, settings: &[(&str, f64)]) -> Result<()> {
        for &(setting, allowed) in settings {
            let Some(found) = self.take(setting) else { continue };
            let number = match &found {
                Value::Bool(flag) => Some(f64::from(*flag)),
                found => found.as_f64(),
            };
            if number != Some(allowed) {
                return Err(self.fault("not supported", setting, &found, allowed.to_string()));
            }
        }
        Ok(())
    }

    /// Settings that may only be none.
    fn none(&mut self, settings: &[&str]) -> Result<()> {
        for setting in settings {
            if let Some(found) = self.take(setting).filter(|found| !found.is_null()) {
                return Err(self.fault("not supported", setting, &found, "none"));
            }
        }
        Ok(())
    }

    /// Settings that change no number.
    fn of_no_effect(&mut self, settings: &[&str]) {
        for setting in settings {
            self.values.shift_remove(*setting);
        }
    }

    fn finish(self, quantiser: Quantiser) -> Result<Quantiser> {
        match self.values.iter().next() {
            None => Ok(quantiser),
            Some((setting, found)) => Err(self.fault(
                "unknown setting of a quantiser",
                setting,
                found,
                order(&self.class).unwrap_or_default().join(", "),
            )),
        }
    }
}

/// The settings of a quantiser in the order in which QKeras takes them.
fn order(class: &str) -> Option<&'static [&'static str]> {
    Some(match class {
        "quantized_bits" => &[
            "bits",
            "integer",
            "symmetric",
            "keep_negative",
            "alpha",
            "use_stochastic_rounding",
            "scale_axis",
            "qnoise_factor",
            "var_name",
            "use_ste",
            "use_variables",
        ],
        "quantized_relu" => &[
            "bits",
            "integer",
            "use_sigmoid",
            "negative_slope",
            "use_stochastic_rounding",
            "relu_upper_bound",
            "is_quantized_clip",
            "qnoise_factor",
            "var_name",
            "use_ste",
            "use_variables",
        ],
        "ternary" => &["alpha", "threshold", "use_stochastic_rounding", "number_of_unrolls"],
        "stochastic_ternary" => &["alpha", "threshold", "temperature", "use_real_sigmoid", "number_of_unrolls"],
        "binary" => &["use_01", "alpha", "use_stochastic_rounding"],
        _ => return None,
    })
}

impl Quantiser {
    /// Reads a quantiser as a Keras file holds it: a word such as `quantized_bits(5,1,alpha=1)`, or a
    /// `class_name` and its `config`.
    ///
    /// # Errors
    /// Anything that is not understood in full.
    pub fn from_keras(found: &Value) -> Result<Self> {
        match found {
            Value::String(text) => text.parse(),
            Value::Object(object) => {
                // Keras numbers objects that stand in several places.
                const KEYS: [&str; 5] = ["class_name", "config", "module", "registered_name", "shared_object_id"];
                if let Some((key, found)) = object.iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
                    return Err(Error::unknown("unknown entry of a quantiser")
                        .field(key)
                        .found(found)
                        .allowed(KEYS.join(", ")));
                }
                match (&found["class_name"], &found["config"]) {
                    (Value::String(class), Value::Object(config)) => Self::from_settings(class, config.clone()),
                    _ => Err(Error::syntax("a quantiser has no class_name with a config").found(found)),
                }
            }
            _ => {
                Err(Error::syntax("not a quantiser").found(found).allowed("a word of QKeras, or class_name and config"))
            }
        }
    }

    fn from_settings(class: &str, values: Map<String, Value>) -> Result<Self> {
        let mut settings = Settings { class: class.to_owned(), values };

        let quantiser = match class {
            "quantized_bits" => {
                let (bits, integer) = settings.widths()?;
                let symmetric = settings.flag("symmetric", false)?;
                let keep_negative = settings.flag("keep_negative", true)?;
                let alpha = settings.alpha()?;
                settings.only(&[("use_stochastic_rounding", 0.0), ("qnoise_factor", 1.0), ("use_ste", 1.0)])?;
                settings.none(&["scale_axis"])?;
                settings.of_no_effect(&["var_name", "use_variables"]);
                // A fitted scale makes it symmetric.
                let symmetric = symmetric || alpha.fitted();
                Quantiser::QuantizedBits { bits, integer, symmetric, keep_negative, alpha }
            }
            "quantized_relu" => {
                let (bits, integer) = settings.widths()?;
                settings.only(&[("use_sigmoid", 0.0), ("negative_slope", 0.0), ("use_stochastic_rounding", 0.0)])?;
                settings.only(&[("is_quantized_clip", 1.0), ("qnoise_factor", 1.0), ("use_ste", 1.0)])?;
                settings.none(&["relu_upper_bound"])?;
                settings.of_no_effect(&["var_name", "use_variables"]);
                Quantiser::QuantizedRelu { bits, integer }
            }
            "ternary" => {
                let alpha = settings.alpha_of_signs()?;
                let threshold = settings.number("threshold")?;
                settings.only(&[("use_stochastic_rounding", 0.0), ("number_of_unrolls", FITS as f64)])?;
                if let (Some(found), true) = (threshold, alpha.fitted()) {
                    return Err(settings
                        .fault("a fitted scale takes no threshold", "threshold", &found.into(), "none")
                        .hint("QKeras fails on it"));
                }
                Quantiser::Ternary { alpha, threshold }
            }
            "stochastic_ternary" => {
                let alpha = settings.alpha_of_signs()?;
                if let Alpha::Number(found) = alpha {
                    return Err(settings
                        .fault("stochastic_ternary takes no number as its scale", "alpha", &found.into(), "'auto_po2'")
                        .hint("QKeras cannot train with it"));
                }
                settings.none(&["threshold"])?;
                let temperature = settings.number("temperature")?.unwrap_or(TEMPERATURE);
                settings.only(&[("use_real_sigmoid", 1.0), ("number_of_unrolls", FITS as f64)])?;
                Quantiser::StochasticTernary { alpha, temperature }
            }
            "binary" => {
                let alpha = settings.alpha_of_signs()?;
                settings.only(&[("use_01", 0.0), ("use_stochastic_rounding", 0.0)])?;
                Quantiser::Binary { alpha }
            }
            _ => {
                return Err(Error::unknown("unknown quantiser")
                    .found(class)
                    .allowed("quantized_bits, quantized_relu, ternary, stochastic_ternary, binary"));
            }
        };
        settings.finish(quantiser)
    }
}

impl fmt::Display for Alpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Alpha::Unset => f.write_str("None"),
            Alpha::Number(number) => write!(f, "{number:?}"),
            Alpha::Auto => f.write_str("'auto'"),
            Alpha::PowerOfTwo => f.write_str("'auto_po2'"),
        }
    }
}

/// The word that QKeras writes and reads.
impl fmt::Display for Quantiser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alpha = match self.alpha() {
            Alpha::Unset => None,
            alpha => Some(format!("alpha={alpha}")),
        };
        let (class, settings) = match self {
            Quantiser::QuantizedBits { bits, integer, symmetric, keep_negative, .. } => {
                let widths = format!("{bits},{integer},{}", u8::from(*symmetric));
                let sign = (!keep_negative).then(|| "keep_negative=False".to_owned());
                ("quantized_bits", vec![Some(widths), sign, alpha])
            }
            Quantiser::QuantizedRelu { bits, integer } => ("quantized_relu", vec![Some(format!("{bits},{integer}"))]),
            Quantiser::Ternary { threshold, .. } => {
                ("ternary", vec![alpha, threshold.map(|threshold| format!("threshold={threshold:?}"))])
            }
            Quantiser::StochasticTernary { temperature, .. } => {
                let temperature = (*temperature != TEMPERATURE).then(|| format!("temperature={temperature:?}"));
                ("stochastic_ternary", vec![alpha, temperature])
            }
            Quantiser::Binary { .. } => ("binary", vec![alpha]),
        };
        let settings: Vec<String> = settings.into_iter().flatten().collect();
        write!(f, "{class}({})", settings.join(","))
    }
}

impl From<Quantiser> for String {
    fn from(quantiser: Quantiser) -> Self {
        quantiser.to_string()
    }
}

impl TryFrom<String> for Quantiser {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

/// Reads a word as QKeras does: settings by position, then by name.
impl FromStr for Quantiser {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (class, list) = match text.trim().split_once('(') {
            Some((class, rest)) => {
                (class, rest.strip_suffix(')').ok_or_else(|| misread("a parenthesis is not closed", text))?)
            }
            None => (text.trim(), ""),
        };
        let mut values = Map::new();
        let mut positions = order(class).unwrap_or_default().iter();
        let mut named = false;
        for setting in list.split(',').map(str::trim).filter(|_| !list.trim().is_empty()) {
            let (name, word) = match setting.split_once('=') {
                Some((name, word)) => {
                    named = true;
                    (name.trim(), word.trim())
                }
                None if named => return Err(misread("a setting without a name stands behind one with a name", text)),
                None => match positions.next() {
                    Some(name) => (*name, setting),
                    // The class is unknown, which is the fault to report, or takes no more settings.
                    None if order(class).is_none() => break,
                    None => return Err(misread("more settings than the quantiser has", text)),
                },
            };
            if values
                .insert(name.to_owned(), literal(word).ok_or_else(|| misread("not a value of Python", text))?)
                .is_some()
            {
                return Err(misread("a setting is given twice", text).field(name));
            }
        }
        Self::from_settings(class, values)
    }
}

fn misread(message: &str, text: &str) -> Error {
    Error::syntax(message).found(text).allowed("such as quantized_bits(5,1,alpha=1) or quantized_relu(11,3)")
}

/// A number, a truth value or a quoted text of Python. QKeras cannot read `None` in such a word.
fn literal(word: &str) -> Option<Value> {
    match word {
        "True" => Some(Value::Bool(true)),
        "False" => Some(Value::Bool(false)),
        _ => match ['\'', '"'].into_iter().find_map(|quote| word.strip_prefix(quote)?.strip_suffix(quote)) {
            Some(text) => Some(text.into()),
            None => word.parse::<i64>().map(Value::from).ok().or_else(|| {
                let number = word.parse::<f64>().ok()?;
                number.is_finite().then(|| number.into())
            }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Quantiser {
        text.parse().unwrap()
    }

    fn fault(text: &str) -> String {
        text.parse::<Quantiser>().unwrap_err().to_string()
    }

    #[test]
    fn words_and_configs_of_keras() {
        let words = [
            "quantized_bits(5,1,0,alpha=1.0)",
            "quantized_bits(9,6,0)",
            "quantized_bits(6,0,1,alpha='auto_po2')",
            "quantized_bits(6,0,1,keep_negative=False,alpha=0.25)",
            "quantized_relu(11,3)",
            "ternary(alpha=2.0,threshold=0.1)",
            "stochastic_ternary(alpha='auto_po2',temperature=6.0)",
            "binary()",
        ];
        for word in words {
            assert_eq!(read(word).to_string(), word);
            let yaml = serde_yaml::to_string(&read(word)).unwrap();
            assert_eq!(serde_yaml::from_str::<Quantiser>(&yaml).unwrap(), read(word));
        }
        assert_eq!(read(" quantized_bits( 5, 1, alpha = 1 ) ").to_string(), words[0]);
        assert_eq!(read("quantized_bits").to_string(), "quantized_bits(8,0,0)");
        assert_eq!(read("quantized_bits(6,alpha=\"auto_po2\")"), read(words[2]));
        let config = json!({"module": "qkeras.quantizers", "class_name": "quantized_bits", "config": {"bits": 5,
            "integer": 1.0, "symmetric": 0, "alpha": 1, "keep_negative": true, "use_stochastic_rounding": false,
            "qnoise_factor": 1.0}, "registered_name": "quantized_bits"});
        assert_eq!(Quantiser::from_keras(&config).unwrap(), read(words[0]));
        assert_eq!(Quantiser::from_keras(&json!(words[1])).unwrap(), read(words[1]));
    }

    #[test]
    fn what_is_not_understood_is_refused_by_name() {
        for (text, named) in [
            ("quantized_po2(4)", "quantized_po2"),
            ("quantized_bits(0)", "quantized_bits.bits"),
            ("quantized_bits(25)", "1..=24"),
            ("quantized_bits(8,-1)", "quantized_bits.integer"),
            ("quantized_bits(8,1.5)", "quantized_bits.integer"),
            ("quantized_bits(8,1,2)", "quantized_bits.symmetric"),
            ("quantized_bits(8,1,alpha=0)", "quantized_bits.alpha"),
            ("quantized_bits(8,1,alpha='po2')", "quantized_bits.alpha"),
            ("quantized_bits(8,1,alpha=auto_po2)", "not a value of Python"),
            ("quantized_bits(8,1,alpha=None)", "not a value of Python"),
            ("quantized_bits(8,1,use_stochastic_rounding=True)", "use_stochastic_rounding"),
            ("quantized_bits(8,1,scale_axis=0)", "scale_axis"),
            ("quantized_bits(8,1,qnoise_factor=0.5)", "qnoise_factor"),
            ("quantized_bits(8,1,bits=8)", "given twice"),
            ("quantized_bits(bits=8,1)", "behind one with a name"),
            ("quantized_bits(8", "not closed"),
            ("quantized_bits(1,2,0,1,1,0,0,1,0,1,0,0)", "more settings"),
            ("quantized_bits(8,1,post_training_scale=1)", "post_training_scale"),
            ("quantized_relu(8,1,negative_slope=0.125)", "negative_slope"),
            ("quantized_relu(8,1,relu_upper_bound=6)", "relu_upper_bound"),
            ("quantized_relu(8,1,alpha=1)", "alpha"),
            ("ternary(alpha='auto')", "ternary.alpha"),
            ("ternary(alpha='auto_po2',threshold=0.5)", "threshold"),
            ("ternary(number_of_unrolls=3)", "number_of_unrolls"),
            ("stochastic_ternary(alpha=1)", "QKeras cannot train"),
            ("stochastic_ternary(threshold=0.5)", "threshold"),
            ("binary(1)", "use_01"),
            ("", "unknown quantiser"),
        ] {
            assert!(fault(text).contains(named), "{text}: {}", fault(text));
        }
        for (value, words) in [
            (json!({"class_name": "ternary"}), "config"),
            (json!({"class_name": "ternary", "config": {}, "name": 1}), "name"),
            (json!({"class_name": "ternary", "config": {"alpha": [1]}}), "ternary.alpha"),
            (json!(3), "not a quantiser"),
        ] {
            let error = Quantiser::from_keras(&value).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
