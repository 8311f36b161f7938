#!/usr/bin/env bash
# A real Slurm on this machine, for tests: munged, slurmctld and one slurmd, with configuration, keys, state
# and ports of their own, so that a Slurm of the system and other copies of this one are not touched.
#
#   scripts/slurm.sh run COMMAND…   starts it, runs the command with SLURM_CONF set, stops it, whatever happens
#   scripts/slurm.sh start DIR      starts it with everything in that new directory, and prints its SLURM_CONF
#   scripts/slurm.sh stop DIR       stops it and removes the directory
#   scripts/slurm.sh check          does nothing but say whether it can be started here
#
# Needs root and the packages slurm-wlm and munge; without them the exit code is 3.
set -euo pipefail
PATH="$PATH:/usr/sbin:/sbin"

say() { printf 'slurm: %s\n' "$*" >&2; }

usage() {
  say "usage: scripts/slurm.sh run COMMAND… | start DIR | stop DIR | check"
  exit 2
}

require() {
  if [ "$(id -u)" != 0 ]; then
    say "only root can start it"
    exit 3
  fi
  for program in munged slurmctld slurmd sbatch squeue scancel scontrol; do
    if ! command -v "$program" >/dev/null; then
      say "$program is missing: install slurm-wlm and munge (scripts/setup.sh --tests)"
      exit 3
    fi
  done
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

configure() { # directory
  cat >"$1/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
AuthInfo=socket=$1/munge.socket
CredType=cred/munge
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/slurmd.pid
SlurmctldLogFile=$1/slurmctld.log
SlurmdLogFile=$1/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=1,sched_interval=1,bf_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=5
NodeName=$(hostname -s) NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 CPUs=4 RealMemory=4000 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
}

start() { # directory
  mkdir "$1" "$1/state" "$1/spool"
  chmod 755 "$1"
  head -c 1024 /dev/urandom >"$1/munge.key"
  chmod 600 "$1/munge.key"
  munged --force --num-threads 2 --key-file "$1/munge.key" --socket "$1/munge.socket" --pid-file "$1/munged.pid" \
    --log-file "$1/munged.log" --seed-file "$1/munge.seed" 2>"$1/munged.err"
  export SLURM_CONF="$1/slurm.conf"
  for _ in 1 2 3; do
    configure "$1"
    slurmctld 2>"$1/slurmctld.err" && slurmd 2>"$1/slurmd.err" || true
    for _ in $(seq 100); do
      case "$(sinfo --noheader --format=%T 2>/dev/null)" in
        idle) return ;;
      esac
      sleep 0.1
    done
    # A port may have been taken between looking and using it: again, with others.
    halt "$1" slurmd slurmctld
  done
  say "it did not come up; the ends of its logs:"
  tail -n 5 "$1"/*.log "$1"/*.err >&2
  stop "$1"
  exit 1
}

halt() { # directory, daemons
  local directory=$1 daemon pid
  shift
  for daemon in "$@"; do
    pid=$(cat "$directory/$daemon.pid" 2>/dev/null) || continue
    kill "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || continue 2
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
  done
}

stop() { # directory
  [ -e "$1/munge.key" ] || { say "no Slurm of this script in $1"; exit 2; }
  # Jobs first: their processes are no children of ours.
  if [ -e "$1/slurmd.pid" ]; then
    export SLURM_CONF="$1/slurm.conf"
    scancel --user=root 2>/dev/null || true
    for _ in $(seq 100); do
      [ -n "$(squeue --noheader 2>/dev/null)" ] || break
      sleep 0.1
    done
  fi
  halt "$1" slurmd slurmctld munged
  rm -rf "$1"
}

case "${1-}" in
  run)
    shift
    [ $# -gt 0 ] || usage
    require
    parent=$(mktemp -d)
    # A key of munge is refused where others could reach it; a socket where they could not.
    chmod 755 "$parent"
    trap '[ -e "$parent/slurm/munge.key" ] && stop "$parent/slurm"; rm -rf "$parent"' EXIT
    start "$parent/slurm"
    "$@"
    ;;
  check)
    [ $# = 1 ] || usage
    require
    ;;
  start)
    [ $# = 2 ] || usage
    require
    start "$(realpath "$2")"
    echo "export SLURM_CONF='$(realpath "$2")/slurm.conf'"
    ;;
  stop)
    [ $# = 2 ] || usage
    stop "$(realpath "$2")"
    ;;
  *) usage ;;
esac
