//! Weights as a table: csv with the columns `tensor,index,value`.
//!
//! Values are integers in units of the last fractional bit (1/32 on the chip); indices run through
//! each flattened tensor in register order.

use std::path::Path;

use crate::error::{Error, Result};
use crate::files;
use crate::network::AeBlock;
use crate::nn::{Interval, Weights, weight_range};

const HEADER: [&str; 3] = ["tensor", "index", "value"];

/// The table as text.
///
/// ```
/// use std::path::Path;
/// use econ_emu::error::Error;
/// use econ_emu::registers::{default_network, default_settings, weight_table};
///
/// let (network, config) = (default_network()?, default_settings()?);
/// let weights = config.weights.ok_or_else(|| Error::missing("no weights"))?;
/// let text = weight_table::write(&network, &weights)?;
/// assert!(text.starts_with("tensor,index,value\n"));
/// assert_eq!(weight_table::read(&text, Path::new("weights.csv"), &network)?, weights);
/// # Ok::<(), econ_emu::error::Error>(())
/// ```
///
/// # Errors
/// If serialisation fails, which no weights are known to cause.
pub fn write(network: &AeBlock, weights: &Weights) -> Result<String> {
    files::csv_text("the weights", |table| {
        table.write_record(HEADER)?;
        for id in network.typed().tensor_ids() {
            for (index, value) in weights.integers(id).iter().enumerate() {
                table.write_record([&network.typed().tensor(id).name, &index.to_string(), &value.to_string()])?;
            }
        }
        Ok(())
    })
}

fn no_table(error: &csv::Error, file: &Path) -> Error {
    Error::syntax(format!("not a csv table: {error}")).file(file)
}

fn no_weight(file: &Path, line: u64, column: &str) -> Error {
    Error::mismatch("not a weight of this network").file(file).line(line).field(column)
}

/// Reads a table; every weight of the network must stand in it exactly once, in any order.
///
/// # Errors
/// Unknown tensors, indices or values out of range, weights that are missing or stand twice, with
/// line and column.
pub fn read(text: &str, file: &Path, network: &AeBlock) -> Result<Weights> {
    let mut table = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = table.headers().map_err(|error| no_table(&error, file))?;
    if header.iter().ne(HEADER) {
        let found = header.iter().collect::<Vec<_>>().join(",");
        return Err(Error::syntax("unexpected columns").file(file).line(1).found(found).allowed(HEADER.join(",")));
    }
    let typed = network.typed();
    let mut tensors: Vec<_> = typed.tensors().iter().map(|tensor| vec![None::<i32>; tensor.len()]).collect();
    for record in table.records() {
        let record = record.map_err(|error| no_table(&error, file))?;
        let line = record.position().map_or(0, csv::Position::line);
        let (Some(name), Some(index), Some(value), 3) = (record.get(0), record.get(1), record.get(2), record.len())
        else {
            return Err(no_weight(file, line, "row").found(format!("{} columns", record.len())).allowed("3 columns"));
        };
        let names = || typed.tensors().iter().map(|tensor| tensor.name.as_str()).collect::<Vec<_>>().join(", ");
        let id = typed.find_tensor(name).ok_or_else(|| no_weight(file, line, "tensor").found(name).allowed(names()))?;
        let tensor = typed.tensor(id);
        let slot = index.parse::<usize>().ok().and_then(|index| tensors[id.0].get_mut(index));
        let slot = slot
            .ok_or_else(|| no_weight(file, line, "index").found(index).allowed(format!("0..={}", tensor.len() - 1)))?;
        let Interval { min, max } = weight_range(tensor, id, None, 0);
        let value = value
            .parse::<i32>()
            .ok()
            .filter(|&value| (min..=max).contains(&i128::from(value)))
            .ok_or_else(|| no_weight(file, line, "value").found(value).allowed(format!("{min}..={max}")))?;
        if slot.replace(value).is_some() {
            return Err(Error::syntax("the weight stands twice")
                .file(file)
                .line(line)
                .field(format!("{name}[{index}]")));
        }
    }
    for (tensor, values) in typed.tensors().iter().zip(&tensors) {
        if let Some(index) = values.iter().position(Option::is_none) {
            return Err(Error::missing("a weight is missing")
                .file(file)
                .field(format!("{}[{index}]", tensor.name))
                .allowed(format!("all {} weights of the network {}", typed.weight_count(), network.name())));
        }
    }
    Weights::of_integers(typed, tensors.into_iter().map(|values| values.into_iter().flatten().collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_survives_writing_and_reading() {
        let network = AeBlock::chip_8x8();
        let mut next = -33;
        let weights = Weights::from_fn(network.typed(), |_, _| {
            next = if next >= 31 { -32 } else { next + 1 };
            next
        });
        let weights = weights.unwrap();
        let text = write(&network, &weights).unwrap();
        assert_eq!(read(&text, Path::new("w.csv"), &network).unwrap(), weights);
        fn fault(text: &str) -> String {
            read(text, Path::new("w.csv"), &AeBlock::chip_8x8()).unwrap_err().to_string()
        }
        assert!(fault(&text.replacen("conv_kernel,3,", "conv_kernel,72,", 1)).contains("w.csv:5: index"));
        assert!(fault(&text.replacen("conv_kernel,3,", "conv_kernel,2,", 1)).contains("twice"));
        assert!(fault(&text.replacen("conv_bias,0,", "bias,0,", 1)).contains("tensor"));
        assert!(fault(&text.replacen("conv_kernel,0,-32", "conv_kernel,0,-33", 1)).contains("-32..=31"));
        assert!(fault(text.trim_end().rsplit_once('\n').unwrap().0).contains("dense_bias[15]"));
        assert!(fault("a,b\n").contains("unexpected columns"));
    }
}
