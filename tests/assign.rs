//! `econ-emu assign`: the same result whoever dies, register files that do what is said of them, links given out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{econ_emu, files_below};
use econ_emu::assign::candidates::BEFORE;
use econ_emu::assign::plan::{AssignPlan, PlannedTask};
use econ_emu::assign::result::Assignment;
use econ_emu::assign::rows::{self, CHOOSE, JUDGE};
use econ_emu::data::cache::CacheWriter;
use econ_emu::data::synth::{Synth, SynthKind};
use econ_emu::data::{Columns, Sample};
use econ_emu::interchange::import::ImportOptions;
use econ_emu::network::AeBlock;
use econ_emu::physics::choose::{ChooseOptions, OtherSamples};
use econ_emu::physics::contender::Spec;
use econ_emu::physics::metrics::Metric;
use econ_emu::physics::outcomes::Modules;
use tempfile::TempDir;

/// Layers of the detector that the tests look at.
const LAYERS: [u8; 2] = [9, 30];

/// Few rows, so that it takes seconds; two classes can fit an encoder.
const SMALL: &str = "--ring-step 50 --choose-rows 160 --judge-rows 120 --least-rows 25 --lease 2";

/// A detector of two layers with data.
struct Detector {
    scratch: TempDir,
}

impl Detector {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let table = econ_emu().args(["assign", "table"]).assert().success().get_output().stdout.clone();
        let table = String::from_utf8(table).unwrap();
        let of_layers = |line: &&str| LAYERS.iter().any(|layer| line.starts_with(&format!("{layer},")));
        let rows: Vec<&str> = table.lines().skip(1).filter(of_layers).collect();
        assert!(rows.len() > 400, "{}", rows.len());
        let header = table.lines().next().unwrap();
        std::fs::write(scratch.path().join("modules.csv"), format!("{header}\n{}\n", rows.join("\n"))).unwrap();
        let detector = Detector { scratch };
        let synth = Synth::new(5, SynthKind::Mixed, None, 60_000);
        let samples = (0..60_000).map(|row| synth.row(row));
        let of_layers = samples.filter(|row| row.meta.layer.is_some_and(|layer| LAYERS.contains(&layer)));
        let samples: Vec<Sample> = of_layers.take(1300).map(|row| synth.sample(&row)).collect();
        detector.write("data.calq", &samples, Columns::ALL);
        detector
    }

    fn at(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    fn write(&self, name: &str, samples: &[Sample], columns: Columns) {
        let mut writer = CacheWriter::create(&self.at(name), columns).unwrap();
        samples.iter().for_each(|sample| writer.write(sample).unwrap());
        writer.commit().unwrap();
    }

    fn assign(&self, output: &str, options: &str) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("econ-emu"));
        command.args(["assign", "--modules"]).arg(self.at("modules.csv")).arg("--data").arg(self.at("data.calq"));
        command.arg("--output").arg(self.at(output)).args(options.split_whitespace());
        command
    }

    /// What the command says when it refuses.
    fn fault(&self, output: &str, options: &str) -> String {
        let found = self.assign(output, &format!("{SMALL} {options}")).output().unwrap();
        assert_eq!(found.status.code(), Some(2), "{found:?}");
        String::from_utf8(found.stderr).unwrap()
    }
}

/// All that is not the work of the workers.
fn result(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files_below(directory).into_iter();
    all.filter(|(name, _)| !["tasks/", "workers/"].iter().any(|start| name.starts_with(start))).collect()
}

fn children(process: u32) -> Vec<u32> {
    let list = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    list.split_whitespace().map(|id| id.parse().unwrap()).collect()
}

/// Tasks with a result.
fn done(directory: &Path) -> usize {
    let Ok(tasks) = std::fs::read_dir(directory.join("tasks")) else { return 0 };
    let has_result = |path: PathBuf| {
        let names = std::fs::read_dir(path).into_iter().flatten().flatten();
        names.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("result"))
    };
    tasks.flatten().filter(|task| has_result(task.path())).count()
}

/// One worker; two of which one is killed, and their leader, and then the rest by `--resume`: the same bytes. What is
/// written is what the chip does.
#[test]
fn the_same_result_whoever_dies_and_its_registers_do_it() {
    let detector = Detector::new();
    let options = format!("{SMALL} --i2c");
    let quiet = detector.assign("quiet", &format!("{options} --workers 1")).output().unwrap();
    assert!(quiet.status.success(), "{}", String::from_utf8_lossy(&quiet.stderr));
    let said = String::from_utf8(quiet.stdout).unwrap();
    assert!(said.contains("the best single choice for all is") && said.contains("modules.csv"), "{said}");

    let wild = detector.at("wild");
    let mut leader = detector.assign("wild", &format!("{options} --workers 2"));
    let mut leader = leader.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while done(&wild) < 5 {
        assert!(start.elapsed() < Duration::from_secs(120) && leader.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(10));
    }
    let worker = children(leader.id())[0].to_string();
    assert!(Command::new("kill").args(["-9", &worker]).status().unwrap().success());
    leader.kill().unwrap();
    leader.wait().unwrap();
    let before = done(&wild);
    let fault = detector.fault("wild", "--i2c");
    assert!(fault.contains("begun in this directory") && fault.contains("--resume"), "{fault}");
    let fault = detector.fault("wild", "--i2c --resume --loss emd");
    assert!(fault.contains("another assignment") && fault.contains("loss: emd"), "{fault}");
    let resumed = detector.assign("wild", &format!("{options} --workers 2 --resume")).output().unwrap();
    assert!(resumed.status.success(), "{}", String::from_utf8_lossy(&resumed.stderr));

    let (expected, found) = (result(&detector.at("quiet")), result(&wild));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in &expected {
        assert!(*bytes == found[name], "{name} differs");
    }
    let plan = AssignPlan::read(&wild).unwrap();
    assert!(before < plan.tasks.len() && plan.classes.len() >= 10, "{before} of {}", plan.tasks.len());
    consistent(&wild, &plan, &said);
    as_evaluate_has_it(&wild, &plan);

    // Every register file through the emulator; one that was changed is found.
    let verified = econ_emu().args(["assign", "verify"]).arg(&wild).assert().success();
    let text = String::from_utf8(verified.get_output().stdout.clone()).unwrap();
    assert!(text.contains(&format!("{} modules, {} classes", plan.modules.len(), plan.classes.len())), "{text}");
    let classes = Assignment::read(&wild).unwrap().classes;
    let class = classes.iter().find(|class| class.stated.contains("drop=")).unwrap();
    let file = wild.join(format!("registers/class_{:05}.yaml", class.class));
    let registers = std::fs::read_to_string(&file).unwrap();
    let line = registers.lines().find(|line| line.contains("drop_lsb")).unwrap();
    let other = if line.ends_with('4') { line.replace('4', "0") } else { format!("{}4", &line[..line.len() - 1]) };
    std::fs::write(&file, registers.replace(line, &other)).unwrap();
    let verified = econ_emu().args(["assign", "verify"]).arg(&wild).assert().code(1);
    let text = String::from_utf8(verified.get_output().stdout.clone()).unwrap();
    assert!(text.contains(&format!("class_{:05}.yaml ({})", class.class, class.name)), "{text}");
    let status = econ_emu().args(["assign", "status"]).arg(&wild).assert().success();
    let text = String::from_utf8(status.get_output().stdout.clone()).unwrap();
    assert!(text.contains(&format!("{0} of {0} tasks finished", plan.tasks.len())), "{text}");
}

/// Tables, means and lists agree with each other.
fn consistent(directory: &Path, plan: &AssignPlan, said: &str) {
    let assignment = Assignment::read(directory).unwrap();
    let mean = |of: &dyn Fn(&econ_emu::assign::result::AssignedClass) -> f64| {
        let sum: f64 = assignment.classes.iter().map(|class| class.modules as f64 * of(class)).sum();
        sum / plan.modules.len() as f64
    };
    let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * a.abs(), "{a} {b}");
    close(assignment.single.loss, mean(&|class| class.loss));
    close(assignment.single.other, mean(&|class| class.single_loss));
    close(assignment.single.gain, assignment.single.other - assignment.single.loss);
    close(assignment.singles[0].loss, assignment.single.other);
    assert!(assignment.single.error > 0.0 && said.contains(&format!("{:.4e}", assignment.single.loss)));
    // The single choices compete with those of classes alone.
    assert!(assignment.classes.iter().any(|class| class.tuned));
    let mut modules = csv::Reader::from_path(directory.join("modules.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = modules.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), plan.modules.len());
    for (row, module) in rows.iter().zip(&plan.modules) {
        let class = &assignment.classes[module.class];
        assert_eq!((row[0].parse().ok(), row[4].parse().ok()), (Some(module.layer), Some(class.links)));
        assert_eq!(row[11].parse::<f64>().ok(), Some(class.loss));
        assert!(directory.join(&row[9]).is_file() && directory.join(&row[10]).is_file());
    }
    // The list of I2C writes makes the same registers.
    let read = |name: &str| std::fs::read_to_string(directory.join(name)).unwrap();
    let list = directory.join("i2c/class_00000.txt");
    let back = econ_emu().args(["registers", "i2c", "read", "--to", "c", "--list"]).arg(&list).assert().success();
    let back = String::from_utf8(back.get_output().stdout.clone()).unwrap();
    assert_eq!(back, read("registers/class_00000.yaml"));
    let page = read("assignment.html");
    assert!(page.contains("layer 9:") && page.contains("layer 30:") && !page.contains("NaN"));
}

/// The losses of classes that an algorithm of the chip has are those that a comparison of contenders gives.
fn as_evaluate_has_it(directory: &Path, plan: &AssignPlan) {
    let assignment = Assignment::read(directory).unwrap();
    let mut compared = 0;
    for (task, planned) in plan.tasks.iter().enumerate() {
        let &PlannedTask::Classes(first, end) = planned else { continue };
        let pools = rows::read(directory, plan, task).unwrap();
        for class in &assignment.classes[first..end] {
            // A mean image is that of the rows for choosing, which are other ones for a single choice.
            if class.stated.starts_with("ae") || !class.tuned && class.stated.contains("mean") {
                continue;
            }
            let specs = Spec::parse(&class.stated, &AeBlock::chip_8x8(), &ImportOptions::default()).unwrap();
            let parts = &pools[&plan.classes[class.class].pool].parts;
            let density = class.key.density;
            let options = ChooseOptions { samples: usize::MAX, ..ChooseOptions::default() };
            let others = OtherSamples::new(&parts[CHOOSE], density, options);
            let judged = &parts[JUDGE];
            // In the middle of a stream of the same rows.
            let rounds = BEFORE.div_ceil(judged.len());
            let stream: Vec<Sample> = std::iter::repeat_n(judged, rounds + 1).flatten().copied().collect();
            let modules = Modules::new(stream[..].into(), density).unwrap();
            let found = specs[0].transmit(class.links, &modules, &others).unwrap().outcomes;
            let found = found.read(rounds * judged.len()..stream.len()).unwrap();
            let mut losses = Vec::new();
            for (sample, outcome) in judged.iter().zip(&found) {
                let truth = sample.charges.map(|charge| charge.0 as f32);
                let flat = Metric::TelescopeNormalised.of(&truth, &[1.0; 48]);
                losses
                    .extend(flat.map(|flat| Metric::TelescopeNormalised.of(&truth, &outcome.charges).unwrap_or(flat)));
            }
            let mean = losses.iter().sum::<f64>() / losses.len() as f64;
            assert!((mean / class.loss - 1.0).abs() < 1e-12, "{}: {mean} {}", class.name, class.loss);
            assert_eq!(losses.len(), class.rows[1]);
            compared += 1;
        }
    }
    assert!(compared >= 5, "{compared}");
}

/// Links go where they are worth most; every module has a register file of its own, in another dialect.
#[test]
fn links_are_given_out() {
    let detector = Detector::new();
    let plain = "--contender bc:best --contender stc:best:tiles --per-module --dialect b --workers 2 --loss mix";
    let options = format!("{SMALL} {plain} --total-links 1450 --links-range 2..=4");
    let output = detector.assign("out", &options).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let assignment = Assignment::read(&detector.at("out")).unwrap();
    let budget = assignment.budget.clone().unwrap();
    let spent: u64 = assignment.classes.iter().map(|class| class.modules as u64 * u64::from(class.links)).sum();
    assert!(spent == budget.spent && (1300..=1450).contains(&spent), "{spent}");
    assert_eq!(budget.modules.values().sum::<usize>(), assignment.modules);
    assert!(budget.modules.len() > 1 && assignment.classes.iter().all(|class| (2..=4).contains(&class.links)));
    assert!(budget.uniform.error > 0.0 && budget.uniform.gain > 0.0, "{budget:?}");
    let files = files_below(&detector.at("out/registers"));
    assert_eq!(files.len(), assignment.modules);
    econ_emu().args(["assign", "verify"]).arg(detector.at("out")).assert().success();
    let fault = detector.fault("none", "--total-links 5");
    assert!(fault.contains("--total-links") && fault.contains("1 to 5 for each"), "{fault}");
    let fault = detector.fault("none", "--total-links 2000 --class-by layer,links");
    assert!(fault.contains("--class-by"), "{fault}");
    let fault = detector.fault("none", "--total-links 2000 --links-range 4..=2");
    assert!(fault.contains("--links-range"), "{fault}");
    assert!(!detector.at("none").exists());
}

/// What cannot be done is said; a class without rows takes those of a wider one, and says so.
#[test]
fn gaps_and_faults() {
    let detector = Detector::new();
    let table = std::fs::read_to_string(detector.at("modules.csv")).unwrap();
    // A layer of which there are no data, and modules of another number of links.
    std::fs::write(detector.at("modules.csv"), format!("{table}40,3,1,2,LD,FM\n40,1,3,0,HD,FI\n")).unwrap();
    let options = format!("{SMALL} --contender bc:drop=0:sum=0:rest --contender rpt:sent --class-by layer");
    let output = detector.assign("out", &options).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 classes with too few rows") && said.contains("1 modules without links"), "{said}");
    let assignment = Assignment::read(&detector.at("out")).unwrap();
    let far = assignment.classes.iter().find(|class| class.name.starts_with("layer 40")).unwrap();
    assert_eq!(far.rows_of.as_deref(), Some("low density"));
    assert!(assignment.classes.iter().filter(|class| class.rows_of.is_some()).count() == 1);

    let with_table = |text: &str| std::fs::write(detector.at("modules.csv"), text).unwrap();
    let fault = |options: &str| detector.fault("none", &format!("{options} --contender bc:best"));
    with_table(&table.replacen(",HD,", ",XD,", 1));
    assert!(fault("").contains("HD_LD"));
    let (first, _) = table.split_once('\n').unwrap();
    with_table(&format!("{first}\n9,3,1,14,LD,FM\n"));
    assert!(fault("").contains("ECONT_eTX") && fault("").contains("0..=13"));
    with_table(&format!("{first}\n9,3,1,0,LD,FM\n"));
    assert!(fault("").contains("no module of the table has links"));
    let first_module: Vec<&str> = table.lines().take(2).collect();
    with_table(&format!("{}\n", first_module.join("\n")));
    assert!(fault("").contains("--skip-unlisted"));
    assert!(fault("--skip-unlisted").contains("too few rows"));
    with_table(&table.replace(",LD,", ",HD,"));
    assert!(fault("").contains("disagree on the density"));
    with_table(&table);
    assert!(fault("--contender flat").contains("sends nothing"));
    assert!(fault("--contender bc:best").contains("twice"));
    assert!(fault("--least-rows 0").contains("--least-rows"));
    assert!(fault("--ring-step 0").contains("--ring-step"));
    assert!(fault("--judged 1").contains("--judged"));
    assert!(!detector.at("none").exists());

    let synth = Synth::new(5, SynthKind::Mixed, None, 40);
    let samples: Vec<Sample> = (0..40).map(|row| synth.sample(&synth.row(row))).collect();
    detector.write("data.calq", &samples, Columns::default());
    assert!(fault("").contains("no column layer"));
    std::fs::create_dir(detector.at("full")).unwrap();
    std::fs::write(detector.at("full/file"), "").unwrap();
    assert!(detector.fault("full", "").contains("not empty"));
    let nothing = econ_emu().args(["assign", "verify"]).arg(detector.at("full")).assert().code(2);
    assert!(String::from_utf8_lossy(&nothing.get_output().stderr).contains("plan.json is missing"));
}
