//! Options of commands whose work is done by many processes.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::choice::choice;
use super::output::say;
use super::signals;
use super::threads;
use crate::error::{Error, Result};
use crate::search::engine::Workers;
use crate::search::launcher::{HtCondor, HtCondorOptions, Launcher, Slurm};
use crate::search::local::Local;

/// Workers on a cluster where their number is not given.
const CLUSTER_WORKERS: usize = 10;

/// How many workers there are, and who runs them.
#[derive(clap::Args)]
pub struct WorkersArgs {
    /// Workers, each with one thread [default: one for each core, or 10 on a cluster]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    workers: Option<u16>,
    /// Who runs the workers
    #[arg(long, value_parser = choice::<Launcher>(), default_value = "local")]
    launcher: Launcher,
    /// Seconds without a sign of life of a worker after which another takes over
    #[arg(long, default_value_t = 60.0)]
    pub lease: f64,
    #[command(flatten)]
    slurm: SlurmArgs,
    #[command(flatten)]
    htcondor: HtCondorArgs,
}

impl WorkersArgs {
    /// Who runs the workers of a command; none runs yet.
    pub fn workers(&self, directory: &Path, command: &'static str) -> Result<Box<dyn Workers>> {
        let asked = self.workers.map(usize::from);
        let on_cluster = asked.unwrap_or(CLUSTER_WORKERS);
        Ok(match self.launcher {
            Launcher::Local => {
                let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
                Box::new(Local::new(directory, asked.unwrap_or(cores), command)?)
            }
            Launcher::Slurm => Box::new(Slurm::new(directory, on_cluster, command, self.slurm.arguments())?),
            Launcher::Htcondor => {
                let workers = HtCondor::new(directory, on_cluster, command, self.htcondor.options())?;
                say!("workers wait to be submitted; from any machine that sees the directory:");
                say!("  {}", workers.command());
                Box::new(workers)
            }
        })
    }
}

/// What goes to `sbatch`.
#[derive(clap::Args)]
#[command(next_help_heading = "With --launcher slurm")]
struct SlurmArgs {
    /// Partition
    #[arg(long)]
    partition: Option<String>,
    /// Time limit of a worker; one that meets it is submitted again
    #[arg(long)]
    time: Option<String>,
    /// Cores of a worker, which uses one
    #[arg(long)]
    cpus_per_task: Option<usize>,
    /// Memory of a worker, as 4G
    #[arg(long)]
    mem: Option<String>,
    /// Account
    #[arg(long)]
    account: Option<String>,
    /// Another option of sbatch, as --sbatch-arg=--qos=long; may be repeated
    #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
    sbatch_arg: Vec<String>,
}

impl SlurmArgs {
    fn arguments(&self) -> Vec<String> {
        let options = [
            ("partition", self.partition.clone()),
            ("time", self.time.clone()),
            ("cpus-per-task", self.cpus_per_task.map(|count| count.to_string())),
            ("mem", self.mem.clone()),
            ("account", self.account.clone()),
        ];
        let given = options.into_iter().filter_map(|(name, value)| Some(format!("--{name}={}", value?)));
        given.chain(self.sbatch_arg.iter().cloned()).collect()
    }
}

/// What goes into the submit description.
#[derive(clap::Args)]
#[command(next_help_heading = "With --launcher htcondor")]
struct HtCondorArgs {
    /// Requirements on the machines, as 'OpSysAndVer == "AlmaLinux9"'
    #[arg(long, value_name = "CLASSAD")]
    requirements: Option<String>,
    /// Memory of a worker
    #[arg(long, value_name = "SIZE", default_value = "2GB")]
    request_memory: String,
    /// The machines do not see this program: HTCondor brings it, with these files (libraries)
    #[arg(long, value_name = "FILE", num_args = 0..)]
    transfer: Option<Vec<PathBuf>>,
}

impl HtCondorArgs {
    fn options(&self) -> HtCondorOptions {
        HtCondorOptions {
            requirements: self.requirements.clone(),
            request_memory: self.request_memory.clone(),
            transfer: self.transfer.clone(),
        }
    }
}

/// Arguments of a worker.
#[derive(clap::Args)]
pub struct WorkerArgs {
    /// Directory that the workers share: of a search, as hyperband_search_3, or of an assignment
    pub directory: PathBuf,
    /// Threads
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: u16,
    /// End when standard input closes, after the present epoch or task: with the leader
    #[arg(long, hide = true)]
    with_leader: bool,
}

impl WorkerArgs {
    /// Prepares this process for the work, and gives a flag that tells it to stop.
    pub fn start(&self) -> Result<Arc<AtomicBool>> {
        let stop = signals::stop_flag();
        if self.with_leader {
            let stop = stop.clone();
            let listener = std::thread::Builder::new().spawn(move || {
                let _closed = std::io::stdin().read_to_end(&mut Vec::new());
                stop.store(true, Ordering::Relaxed);
            });
            listener
                .map_err(|error| Error::new(format!("cannot start a thread that listens to the leader: {error}")))?;
        }
        threads::prepare(Some(self.threads.into()))?;
        Ok(stop)
    }
}
