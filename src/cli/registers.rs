//! `econ-emu registers`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use num_traits::ToPrimitive;
use serde_json::{Map, Value, json};

use super::chip_args::{ConfigArgs, ReadingArgs};
use super::output::{self, say};
use super::quantiser;
use crate::error::{Error, Result};
use crate::files::{self, hash};
use crate::interchange::import::{self, ImportMode, ImportOptions, Quantisers};
use crate::network::AeBlock;
use crate::nn::Weights;
use crate::nn::quantiser::Quantiser;
use crate::physics::imported::OwnEncoder;
use crate::registers::settings::{Effect, SETTINGS, Setting, SettingValues};
use crate::registers::{
    ChipConfig, ConfigDifference, ConfigSource, Dialect, SettingDifference, TensorDifference, ValueDifference, i2c,
    image, weight_table, write_config,
};

/// Arguments.
#[derive(clap::Args)]
pub struct RegistersArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print the settings of a configuration and where each comes from
    Show(ShowArgs),
    /// Write a configuration in another dialect
    Convert(ConvertArgs),
    /// Compare two configurations, of any dialects or lists of I2C writes: which settings differ, and what they change
    Diff(DiffArgs),
    /// Put files with some or all settings over a configuration
    Merge(MergeArgs),
    /// Take weights out of a configuration, or put others in
    #[command(subcommand)]
    Weights(WeightsCommand),
    /// The P1 registers as a list of I2C writes, and back
    #[command(subcommand)]
    I2c(I2cCommand),
    /// Print the description of a network
    Network(NetworkArgs),
}

#[derive(clap::Args)]
struct NetworkOption {
    /// Encoder network: chip-8x8, cmssw-4x4x3, or a description in YAML
    #[arg(long, default_value = "chip-8x8")]
    network: String,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  econ-emu registers show --config init.yaml")]
struct ShowArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Print as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    network: NetworkOption,
}

#[derive(clap::Args)]
#[command(after_help = "\
The MUX is renumbered between P1 (a, b) and the production chip (c), so that every cell is routed as before.

Example:
  econ-emu registers convert --config p1.yaml --to c --output prod.yaml")]
struct ConvertArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Dialect to write
    #[arg(long, value_enum)]
    to: DialectArg,
    /// File to write; - is standard output
    #[arg(long, value_name = "YAML", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    network: NetworkOption,
}

#[derive(clap::Args)]
#[command(after_help = "\
Every file but the first may hold any part of the settings, and of an array: only the MUX, ten calibration factors,
one group of weights. What none of them sets takes its default. The MUX of a file of the other generation is
renumbered to that of the first.

Example:
  econ-emu registers merge init.yaml calibration.yaml mux.yaml --output chip.yaml")]
struct MergeArgs {
    /// The configuration, then what goes over it
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    written: Written,
}

#[derive(clap::Args)]
#[command(after_help = "\
Of a setting that differs: what it is, the stages of the chip whose values it changes first (as 'emulate --trace' names
them), and its values. Settings that neither algorithm heeds are said to be of no effect. The MUX of a chip of the other
generation is compared by what it routes.

Examples:
  econ-emu registers diff init.yaml other.yaml
  econ-emu registers diff p1.yaml writes.txt --json | jq '.settings[].setting'

Exit codes: 0 no setting differs, 1 some do, 2 an error.")]
struct DiffArgs {
    /// A configuration, or a list of I2C writes
    a: PathBuf,
    /// The one that is compared with it
    b: PathBuf,
    /// Print as JSON, with all values
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    network: NetworkOption,
}

/// What is made of a configuration that was read, in its own dialect unless another is wanted.
#[derive(clap::Args)]
struct Written {
    /// Dialect to write [default: that of the (first) configuration; B for D, C for the JSON of CMSSW]
    #[arg(long, value_enum)]
    to: Option<DialectArg>,
    /// File to write; - is standard output
    #[arg(long, value_name = "YAML", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    network: NetworkOption,
}

impl Written {
    fn network(&self) -> Result<AeBlock> {
        AeBlock::find(&self.network.network)
    }

    fn write(&self, config: &ChipConfig, read: Dialect, network: &AeBlock) -> Result<()> {
        let to = self.to.map_or(read.written(), Dialect::from);
        files::write(&self.output, write_config(config, to, network)?)
    }
}

#[derive(ValueEnum, Clone, Copy, PartialEq)]
pub enum DialectArg {
    /// ECON-T: RW:, P1
    A,
    /// Algorithm / FormatterBuffer, P1
    B,
    /// ConfigAlgo / FormatterBuffer, production chip
    C,
}

impl From<DialectArg> for Dialect {
    fn from(dialect: DialectArg) -> Self {
        match dialect {
            DialectArg::A => Dialect::A,
            DialectArg::B => Dialect::B,
            DialectArg::C => Dialect::C,
        }
    }
}

#[derive(clap::Subcommand)]
enum WeightsCommand {
    /// Write the weights as csv: tensor, index, value in units of its last bit
    #[command(after_help = "Example:\n  econ-emu registers weights export --config init.yaml --output weights.csv")]
    Export {
        #[command(flatten)]
        config: ConfigArgs,
        /// File to write; - is standard output
        #[arg(long, value_name = "CSV", default_value = "-")]
        output: PathBuf,
        #[command(flatten)]
        network: NetworkOption,
    },
    /// Put weights into a configuration
    #[command(after_help = "\
Weights are rounded to the nearest step of 1/32 and the dense matrix is transposed to the chip's order. Old
registers were made otherwise: --legacy floors and does not transpose, which scrambles the encoder. What the file does
not say, and how far the chip is from the model of the file on synthetic samples, is printed.

Examples:
  econ-emu registers weights import --keras encoder.hdf5 --config base.yaml --output init.yaml
  econ-emu registers weights import --keras encoder.onnx --config base.yaml --output init.yaml
  econ-emu registers weights import --keras qkeras.hdf5 --quantiser 'quantized_bits(5,1,alpha=1)' --config base.yaml
  econ-emu registers weights import --csv weights.csv --config base.yaml --output init.yaml
  econ-emu registers weights import --random 1 --config base.yaml --output init.yaml")]
    Import(ImportArgs),
}

#[derive(clap::Args)]
struct ImportArgs {
    /// Encoder: a Keras model or weights (.h5, .hdf5, .keras), a frozen TensorFlow graph (.pb), the directory of a
    /// SavedModel, ONNX or QONNX (.onnx), weights of PyTorch (.pth, .pt) or of a TensorFlow checkpoint (.index), or arrays
    /// as 'export-model' writes them (.npz)
    #[arg(long, value_name = "FILE", group = "source")]
    keras: Option<PathBuf>,
    /// Weights as 'weights export' writes them
    #[arg(long, value_name = "CSV", group = "source")]
    csv: Option<PathBuf>,
    /// Uniform random weights from this seed: a test pattern, not an encoder
    #[arg(long, value_name = "SEED", group = "source", required_unless_present_any = ["keras", "csv"])]
    random: Option<u64>,
    /// Quantiser of QKeras for weights whose file names none (HDF5 of 'save_weights', PyTorch), before they are rounded:
    /// 'conv_kernel=quantized_bits(5,1,alpha=1)', or a word for all tensors; may be given several times
    #[arg(long = "quantiser", value_name = "[TENSOR=]WORD", value_parser = quantiser::of_some, requires = "keras")]
    quantisers: Vec<(Option<String>, Quantiser)>,
    /// As the old converter: floor instead of rounding, dense matrix not transposed
    #[arg(long, requires = "keras", conflicts_with = "quantisers")]
    legacy: bool,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    written: Written,
}

#[derive(clap::Subcommand)]
enum I2cCommand {
    /// Configuration to a list of writes: address and bytes, in hexadecimal
    #[command(after_help = "Example:\n  econ-emu registers i2c write --config init.yaml --output writes.txt")]
    Write {
        #[command(flatten)]
        config: ConfigArgs,
        /// File to write; - is standard output
        #[arg(long, value_name = "TXT", default_value = "-")]
        output: PathBuf,
        #[command(flatten)]
        network: NetworkOption,
    },
    /// List of writes to a configuration; registers that are not written keep their reset value, writes to other
    /// blocks than the data path are counted and read over
    #[command(after_help = "Example:\n  econ-emu registers i2c read --list writes.txt --to b --output init.yaml")]
    Read {
        /// List of writes
        #[arg(long, value_name = "TXT")]
        list: PathBuf,
        /// Dialect to write
        #[arg(long, value_enum, default_value = "b")]
        to: DialectArg,
        /// File to write; - is standard output
        #[arg(long, value_name = "YAML", default_value = "-")]
        output: PathBuf,
        #[command(flatten)]
        network: NetworkOption,
    },
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  econ-emu registers network chip-8x8 > my_network.yaml")]
struct NetworkArgs {
    /// chip-8x8, cmssw-4x4x3, or a description in YAML to check
    #[arg(default_value = "chip-8x8")]
    network: String,
}

/// Runs the command.
pub fn run(args: &RegistersArgs) -> Result<u8> {
    match &args.command {
        Command::Show(args) => show(args)?,
        Command::Convert(args) => {
            args.config.check_outputs(&[&args.output], &[])?;
            let network = AeBlock::find(&args.network.network)?;
            let config = args.config.read(&network)?.without_warnings();
            files::write(&args.output, write_config(&config, args.to.into(), &network)?)?;
        }
        Command::Diff(args) => return diff(args),
        Command::Merge(args) => {
            let inputs: Vec<&Path> = args.files.iter().map(PathBuf::as_path).collect();
            files::check_outputs(&[&args.written.output], &inputs)?;
            let network = args.written.network()?;
            let file = args.reading.read(&args.files, &network)?;
            args.written.write(file.config(), file.dialect, &network)?;
        }
        Command::Weights(WeightsCommand::Export { config, output, network }) => {
            config.check_outputs(&[output], &[])?;
            let network = AeBlock::find(&network.network)?;
            let file = config.read(&network)?;
            let weights = file.without_warnings().weights.ok_or_else(|| no_weights(config.path()))?;
            files::write(output, weight_table::write(&network, &weights)?)?;
        }
        Command::Weights(WeightsCommand::Import(args)) => import(args)?,
        Command::I2c(I2cCommand::Write { config, output, network }) => {
            config.check_outputs(&[output], &[])?;
            let network = AeBlock::find(&network.network)?;
            let file = config.read(&network)?;
            let writes = i2c::to_writes(file.config(), &network).map_err(|error| error.file(config.path()))?;
            files::write(output, i2c::write_list(&writes))?;
        }
        Command::I2c(I2cCommand::Read { list, to, output, network }) => {
            files::check_outputs(&[output], &[list])?;
            let network = AeBlock::find(&network.network)?;
            let config = read_writes(list, &files::read_text(list)?, &network)?;
            files::write(output, write_config(&config, (*to).into(), &network)?)?;
        }
        Command::Network(args) => output::print(&AeBlock::find(&args.network)?.to_yaml()?)?,
    }
    Ok(0)
}

/// The settings of a list of I2C writes.
fn read_writes(list: &Path, text: &str, network: &AeBlock) -> Result<ChipConfig> {
    let writes = i2c::parse_list(text, list)?;
    let (config, others) = i2c::from_writes(&writes, network).map_err(|error| error.file(list))?;
    if !others.is_empty() {
        say!("read over, not of the data path: {others}");
    }
    Ok(config)
}

/// Whether a text is a list of I2C writes, and no configuration: it begins with an address.
fn is_list_of_writes(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|line| line.starts_with("0x") && !line.contains(':'))
}

/// Values of a setting, or weights of a tensor, that are shown.
const SHOWN: usize = 8;

/// The settings of a configuration or of a list of I2C writes.
fn read_any(args: &DiffArgs, path: &PathBuf, network: &AeBlock) -> Result<ChipConfig> {
    let text = files::read_text(path)?;
    match is_list_of_writes(&text) {
        true => read_writes(path, &text, network),
        false => Ok(args.reading.read(std::slice::from_ref(path), network)?.without_warnings()),
    }
}

fn diff(args: &DiffArgs) -> Result<u8> {
    let network = AeBlock::find(&args.network.network)?;
    let (a, b) = (read_any(args, &args.a, &network)?, read_any(args, &args.b, &network)?);
    let difference = ConfigDifference::of(&a, &b, &network);
    let b = b.to_generation(a.generation);
    match args.json {
        true => output::print_json(&diff_json(&difference, [&a, &b]))?,
        false => output::print(&diff_text(&difference, [&a, &b]))?,
    }
    Ok(if difference.is_empty() { 0 } else { super::DIFFERENT })
}

fn diff_json(difference: &ConfigDifference, configs: [&ChipConfig; 2]) -> Value {
    let settings: Vec<Value> = difference.settings.iter().map(|difference| setting_json(difference, configs)).collect();
    let weights = difference.weights.as_ref().map(|weights| {
        let tensors: Vec<Value> = weights.tensors.iter().map(tensor_json).collect();
        json!({
            "meaning": weights.effect.meaning, "stages": weights.effect.stages, "acts": weights.acts,
            "there": {"a": weights.there[0], "b": weights.there[1]}, "tensors": tensors,
        })
    });
    let generations = difference.generations.map(|[a, b]| json!({"a": a, "b": b}));
    json!({"equal": difference.is_empty(), "settings": settings, "weights": weights, "generations": generations})
}

fn setting_json(difference: &SettingDifference, configs: [&ChipConfig; 2]) -> Value {
    let SettingDifference { setting, acts, values } = difference;
    let values: Vec<Value> = values.iter().map(|value| value_json(setting, value, configs)).collect();
    json!({
        "setting": setting.name, "meaning": setting.effect.meaning, "stages": setting.effect.stages, "acts": acts,
        "values": values,
    })
}

fn value_json(setting: &Setting, value: &ValueDifference, configs: [&ChipConfig; 2]) -> Value {
    let [a, b] = configs.map(|config| shown_number(setting, config, value.index));
    let mut object = json!({"a": a, "b": b});
    if setting.count() > 1 {
        object["cell"] = json!(value.index);
    }
    if matches!(setting.values, SettingValues::Bits(_)) {
        let [in_a, in_b] = value.bits();
        object["bits_in_a_only"] = json!(in_a);
        object["bits_in_b_only"] = json!(in_b);
    }
    object
}

fn tensor_json(tensor: &TensorDifference) -> Value {
    let weight = |(index, [a, b]): &(usize, [i32; 2])| json!({"index": index, "a": a, "b": b});
    let weights: Vec<Value> = tensor.weights.iter().map(weight).collect();
    json!({"tensor": tensor.name, "different": tensor.weights.len(), "of": tensor.len, "weights": weights})
}

fn diff_text(difference: &ConfigDifference, configs: [&ChipConfig; 2]) -> String {
    let mut text = String::new();
    for setting in &difference.settings {
        text += &setting_text(setting, configs);
    }
    if let Some(weights) = &difference.weights {
        text += &heading("weights", weights.effect, weights.acts, configs);
        text += &weights.tensors.iter().map(tensor_text).collect::<String>();
        for (which, _) in ["A", "B"].into_iter().zip(weights.there).filter(|(_, there)| !there) {
            let _ = writeln!(text, "  {which} has none");
        }
        text.push('\n');
    }
    if difference.is_empty() {
        text += "no setting differs\n";
    }
    if let Some([a, b]) = difference.generations {
        let line = format!(
            "A is for {a}, B for {b}: their address bitmaps go in opposite order, whatever the settings; the MUX of B is \
             given in the numbering of {a}"
        );
        text += &(output::wrap(&line, 80, 2) + "\n");
    }
    text
}

/// What a setting is and changes.
fn heading(name: &str, effect: Effect, acts: bool, [a, b]: [&ChipConfig; 2]) -> String {
    let stages = match effect.stages {
        [stage] => format!("stage {stage}"),
        stages => format!("stages {}", stages.join(", ")),
    };
    let algorithms = if a.algorithm == b.algorithm {
        a.algorithm.to_string()
    } else {
        format!("{} and {}", a.algorithm, b.algorithm)
    };
    let none = if acts { String::new() } else { format!("; of no effect with {algorithms}") };
    output::wrap(&format!("{name}: {} ({stages}{none})", effect.meaning), 80, 4) + "\n"
}

fn setting_text(difference: &SettingDifference, configs: [&ChipConfig; 2]) -> String {
    let SettingDifference { setting, acts, values } = difference;
    let mut text = heading(setting.name, setting.effect, *acts, configs);
    if setting.count() > 1 {
        let _ = writeln!(text, "  {} of {} cells differ", values.len(), setting.count());
    }
    for value in values.iter().take(SHOWN) {
        let [a, b] = configs.map(|config| shown_with_label(setting, config, value.index));
        let cell = if setting.count() > 1 { format!("cell {:>2}: ", value.index) } else { String::new() };
        let _ = writeln!(text, "  {cell}A {a}, B {b}");
        if matches!(setting.values, SettingValues::Bits(_)) {
            for (which, bits) in ["A", "B"].into_iter().zip(value.bits()).filter(|(_, bits)| !bits.is_empty()) {
                let _ = writeln!(
                    text,
                    "{}",
                    output::wrap(&format!("  set in {which} only: bits {}", ranges(&bits)), 80, 4)
                );
            }
        }
    }
    text + &more(values.len()) + "\n"
}

fn tensor_text(tensor: &TensorDifference) -> String {
    let mut text = format!("  {}: {} of {} weights differ\n", tensor.name, tensor.weights.len(), tensor.len);
    for (index, [a, b]) in tensor.weights.iter().take(SHOWN) {
        let _ = writeln!(text, "    [{index}]: A {a}, B {b}");
    }
    text + &more(tensor.weights.len())
}

fn more(values: usize) -> String {
    match values.saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("  and {more} more (--json has all)\n"),
    }
}

/// A value in the base in which the setting is written, and in the other one where that helps.
fn shown_with_label(setting: &Setting, config: &ChipConfig, index: usize) -> String {
    let value = setting.get(config, index);
    let shown = match shown_number(setting, config, index) {
        Value::String(text) => text,
        number => number.to_string(),
    };
    match (setting.notes.label, setting.values) {
        (Some(label), _) => format!("{shown} ({})", label(config)),
        (None, SettingValues::Hexadecimal(..)) => format!("{shown} ({value})"),
        (None, SettingValues::Decimal(_, max)) if max > u64::from(u8::MAX) => format!("{shown} ({value:#x})"),
        (None, _) => shown,
    }
}

/// Bits in increasing order, neighbours as ranges.
fn ranges(bits: &[u64]) -> String {
    let runs = bits.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] => format!("{first}-{last}"),
        run => run.iter().map(u64::to_string).collect(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

fn no_weights(config: &std::path::Path) -> Error {
    Error::new("the configuration holds no weights")
        .file(config)
        .field("Encoder")
        .hint("'econ-emu registers weights import' puts weights into a configuration")
}

fn import(args: &ImportArgs) -> Result<()> {
    let models: Vec<&Path> = args.keras.iter().chain(&args.csv).map(PathBuf::as_path).collect();
    args.config.check_outputs(&[&args.written.output], &models)?;
    let network = args.written.network()?;
    let file = args.config.read_without_weights(&network)?;
    let (dialect, mut config) = (file.dialect, file.without_warnings());
    let weights = if let Some(path) = &args.keras {
        let mode = if args.legacy { ImportMode::Legacy } else { ImportMode::Nearest };
        let options = ImportOptions { mode, quantisers: Quantisers::new(args.quantisers.clone())? };
        let imported = import::encoder(path, &network, &options)?;
        for tensor in &imported.tensors {
            say!(
                "{:<13} from {}: {} clipped, largest error {:.5}",
                tensor.tensor.name(),
                tensor.dataset,
                tensor.clipped,
                tensor.max_error
            );
        }
        imported.warnings.iter().for_each(|warning| say!("warning: {warning}"));
        if let Some(graph) = imported.graph {
            let agreement = OwnEncoder::new(graph, &network).and_then(|own| own.agreement(&imported.parameters, None));
            say!("{}", agreement.map_err(|error| error.file(path))?);
        }
        imported.parameters
    } else if let Some(path) = &args.csv {
        weight_table::read(&files::read_text(path)?, path, &network)?
    } else {
        crate::golden::random::weights(&network, args.random.unwrap_or_default())
    };
    config.weights = Some(weights);
    args.written.write(&config, dialect, &network)
}

fn show(args: &ShowArgs) -> Result<()> {
    let network = AeBlock::find(&args.network.network)?;
    let file = args.config.read(&network)?;
    let settings = settings(file.config(), &network)?;
    if args.json {
        let mut object = Map::new();
        object.insert("dialect".into(), json!(format!("{:?}", file.dialect)));
        object.insert("generation".into(), json!(file.config().generation));
        for (name, value) in settings {
            object.insert(name.into(), value);
        }
        return output::print_json(&Value::Object(object));
    }
    let mut text = format!("dialect {:?}, generation {}\n\n", file.dialect, file.config().generation);
    let mut lists = Vec::new();
    let rows: Vec<Vec<String>> = settings
        .into_iter()
        .map(|(name, value)| {
            let from = sources_of(name, &file.sources, &args.config.paths);
            let mut shown = compact(&value);
            if shown.len() > 60 {
                lists.push((name, std::mem::replace(&mut shown, "see below".to_owned())));
            }
            vec![name.to_owned(), shown, from]
        })
        .collect();
    let _ = write!(text, "{}", output::table(&["setting", "value", "from"], &rows));
    for (name, value) in lists {
        let _ = writeln!(text, "{}", output::wrap(&format!("\n{name:<18} {value}"), 110, 19));
    }
    output::print(&text)
}

/// Where the value of a setting comes from: keys with their lines, and their files where there are several.
fn sources_of(setting: &str, sources: &[ConfigSource], paths: &[PathBuf]) -> String {
    let keys = sources.iter().filter(|source| source.setting == setting).filter_map(|source| {
        let (key, line) = source.key.as_ref()?;
        let file = paths.get(source.file).filter(|_| paths.len() > 1);
        let file = file.map_or_else(String::new, |file| format!("{}, ", file.display()));
        Some(format!("{file}line {line}, {key}"))
    });
    let keys: Vec<String> = keys.collect();
    if keys.is_empty() { "default".to_owned() } else { keys.join("; ") }
}

/// A value on one line: an array of 48 equal numbers as one number.
fn compact(value: &Value) -> String {
    match value {
        Value::Array(values) if values.len() > 1 && values.iter().all(|v| v == &values[0]) => {
            format!("{} for all {}", compact(&values[0]), values.len())
        }
        Value::Array(values) => values.iter().map(compact).collect::<Vec<_>>().join(" "),
        Value::Object(map) => map.iter().map(|(key, v)| format!("{key} {}", compact(v))).collect::<Vec<_>>().join(", "),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The last settings, in the order in which they are shown: arrays after numbers.
const SHOWN_LAST: [&str; 12] = [
    "links",
    "stc_type",
    "use_sum",
    "idle_pattern",
    "link_reset_pattern",
    "buffer_t1",
    "buffer_t2",
    "buffer_t3",
    "keep_mask",
    "mux",
    "calibration",
    "thresholds",
];

fn settings(config: &ChipConfig, network: &AeBlock) -> Result<Vec<(&'static str, Value)>> {
    let mut settings: Vec<&Setting> = SETTINGS.iter().collect();
    settings.sort_by_key(|setting| SHOWN_LAST.iter().position(|name| *name == setting.name));
    let weights = match &config.weights {
        None => json!("none"),
        Some(weights) => weight_summary(weights, network)?,
    };
    Ok(settings
        .into_iter()
        .map(|setting| (setting.name, shown(setting, config)))
        .chain([("weights", weights)])
        .collect())
}

/// The value of a setting, or its values for all trigger cells.
fn shown(setting: &Setting, config: &ChipConfig) -> Value {
    match setting.notes.label {
        Some(label) => json!(format!("{} ({})", shown_number(setting, config, 0), label(config))),
        None if setting.count() == 1 => shown_number(setting, config, 0),
        None => (0..setting.count()).map(|index| shown_number(setting, config, index)).collect(),
    }
}

fn shown_number(setting: &Setting, config: &ChipConfig, index: usize) -> Value {
    let value = setting.get(config, index);
    match setting.values {
        // No register of this kind has more than 64 bits.
        SettingValues::Flag | SettingValues::Decimal(..) => json!(value.to_u64()),
        SettingValues::Hexadecimal(..) => json!(format!("{value:#05x}")),
        SettingValues::Bits(_) => {
            // Register by register, the highest bits first.
            let parts = setting.fields.iter().rev().map(|field| {
                let digits = field.bits.div_ceil(4) as usize;
                format!("{:0digits$x}", field.part(&value))
            });
            json!(format!("0x{}", parts.collect::<Vec<_>>().join("_")))
        }
    }
}

fn weight_summary(weights: &Weights, network: &AeBlock) -> Result<Value> {
    let mut map = Map::new();
    for id in network.typed().tensor_ids() {
        let values = weights.integers(id);
        let zeros = values.iter().filter(|&&value| value == 0).count();
        let (min, max) = (values.iter().min(), values.iter().max());
        let (min, max) = (min.copied().unwrap_or_default(), max.copied().unwrap_or_default());
        map.insert(
            network.typed().tensor(id).name.clone(),
            json!(format!("{} in {min}..={max}, {zeros} zero", values.len())),
        );
    }
    map.insert("sha256".into(), json!(hash::of_bytes(image::to_bytes(network, weights)?)));
    Ok(Value::Object(map))
}
