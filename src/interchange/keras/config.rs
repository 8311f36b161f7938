//! What the description of a model in a Keras file says about its encoder.
//!
//! A file of `save` holds it as JSON, one of `save_weights` does not. The shapes of the weights leave open what
//! stands around them: a convolution of step 1 with pooling behind it has those of a convolution of step 2.

use serde_json::Value;

use crate::error::{Error, Result};
use crate::network::FirstForm;

/// Deepest nesting that is followed; Keras has some ten levels.
const MAX_DEPTH: usize = 64;

/// A layer of a model.
struct Layer<'a> {
    class: &'a str,
    config: &'a Value,
}

impl Layer<'_> {
    fn name(&self) -> String {
        let name = self.config["name"].as_str().unwrap_or("a layer without a name");
        format!("{name} ({})", self.class)
    }
}

/// Checks the steps, the padding and the pooling of a description; one that is no such JSON says nothing.
///
/// # Errors
/// An encoder that is not that of the network.
pub(super) fn check(json: &str, network: &FirstForm) -> Result<()> {
    let Ok(model) = serde_json::from_str::<Value>(json) else { return Ok(()) };
    let mut layers = Vec::new();
    collect(encoder(&model, 0).unwrap_or(&model), 0, &mut layers);
    let stride = network.conv.stride;
    let allowed = format!("a convolution of step {stride} with padding, no pooling");
    let fault = |layer: &Layer, what: &str, found: String| {
        Err(Error::new(what)
            .field(layer.name())
            .found(found)
            .allowed(&allowed)
            .hint("--network names another network; the registers of the chip know no other convolution"))
    };
    if let Some(pooling) = layers.iter().find(|layer| layer.class.contains("Pooling")) {
        return fault(pooling, "the encoder of the file has pooling", pooling.class.to_owned());
    }
    // Behind the first stand those of a decoder.
    let Some(conv) = layers.iter().find(|layer| layer.class.ends_with("Conv2D")) else { return Ok(()) };
    if let Some(steps) = conv.config["strides"].as_array()
        && steps.iter().any(|step| step.as_u64() != Some(stride as u64))
    {
        return fault(conv, "the convolution of the file has another step", conv.config["strides"].to_string());
    }
    if let Some(padding) = conv.config["padding"].as_str()
        && padding != "same"
    {
        return fault(conv, "the convolution of the file has another padding", padding.to_owned());
    }
    Ok(())
}

/// The model called encoder within a model.
fn encoder(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::Object(object) => {
            let name = value["config"]["name"].as_str().unwrap_or_default();
            if value["config"]["layers"].is_array() && name.to_lowercase().starts_with("encoder") {
                return Some(value);
            }
            object.values().find_map(|value| encoder(value, depth + 1))
        }
        Value::Array(values) => values.iter().find_map(|value| encoder(value, depth + 1)),
        _ => None,
    }
}

/// The layers of a model, in order.
fn collect<'a>(value: &'a Value, depth: usize, layers: &mut Vec<Layer<'a>>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Object(object) => {
            if let (Some(class), Some(config)) = (value["class_name"].as_str(), object.get("config")) {
                layers.push(Layer { class, config });
            }
            object.values().for_each(|value| collect(value, depth + 1, layers));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth + 1, layers)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn layer(class: &str, config: Value) -> Value {
        json!({"class_name": class, "config": config})
    }

    fn model(name: &str, layers: Vec<Value>) -> Value {
        json!({"class_name": "Functional", "config": {"name": name, "layers": layers}})
    }

    fn conv(stride: u64, padding: &str) -> Value {
        layer("QConv2D", json!({"name": "conv", "strides": [stride, stride], "padding": padding}))
    }

    fn fault(model: &Value) -> String {
        check(&model.to_string(), &FirstForm::chip_8x8()).unwrap_err().to_string()
    }

    #[test]
    fn the_encoder_of_the_chip_passes() {
        let decoder = || {
            let last = layer("Conv2D", json!({"name": "last", "strides": [1, 1], "padding": "same"}));
            model("decoder", vec![layer("UpSampling2D", json!({})), layer("Conv2DTranspose", json!({})), last])
        };
        let encoder = || model("encoder", vec![conv(2, "same"), layer("QDense", json!({"name": "latent"}))]);
        for good in [encoder(), model("all", vec![decoder(), encoder()]), json!([1, null]), json!({"config": 3})] {
            check(&good.to_string(), &FirstForm::chip_8x8()).unwrap();
        }
        check("not JSON", &FirstForm::chip_8x8()).unwrap();
    }

    #[test]
    fn another_encoder_is_refused() {
        let pool = || layer("MaxPooling2D", json!({"name": "pool"}));
        let pooled = fault(&model("all", vec![model("encoder_0", vec![conv(1, "same"), pool()])]));
        assert!(pooled.contains("pool (MaxPooling2D)") && pooled.contains("step 2"), "{pooled}");
        let step = fault(&model("m", vec![conv(1, "same")]));
        assert!(step.contains("conv (QConv2D)") && step.contains("[1,1]"), "{step}");
        assert!(fault(&model("m", vec![conv(2, "valid")])).contains("valid"));
    }
}
