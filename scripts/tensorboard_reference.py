#!/usr/bin/env python3
"""Reads event files as TensorBoard does and prints what it sees, as JSON.

    tensorboard_reference.py DIRECTORY

For each run below the directory: events (epochs that hold a value of each tag, counted in the files one by
one), scalars (tag: [step, value]…) as the classic reader gives them and as the data server of the web page
gives them, and the session (hyperparameters, status, last value of each metric) that the HParams plugin makes
of it.
"""
import glob
import json
import os
import sys
import types

# TensorBoard reads event files without TensorFlow too; importing that takes longer than all of this.
sys.modules["tensorboard.compat.notf"] = types.ModuleType("tensorboard.compat.notf")

from tensorboard.backend.event_processing import event_accumulator, event_file_loader
from tensorboard.context import RequestContext
from tensorboard.data import provider as data
from tensorboard.data import server_ingester
from tensorboard.plugins import base_plugin
from tensorboard.plugins.hparams import api_pb2, backend_context, list_session_groups
from tensorboard.util import grpc_util


def events(run):
    """How often each tag is in the files of a run."""
    counts = {}
    for path in sorted(glob.glob(os.path.join(run, "*tfevents*"))):
        for event in event_file_loader.EventFileLoader(path).Load():
            for value in event.summary.value:
                counts[value.tag] = counts.get(value.tag, 0) + 1
    return counts


def classic(run):
    reader = event_accumulator.EventAccumulator(run, size_guidance={event_accumulator.SCALARS: 0})
    reader.Reload()
    return {tag: [[s.step, s.value] for s in reader.Scalars(tag)] for tag in reader.Tags()["scalars"]}


def served(provider, context):
    read = provider.read_scalars(
        context,
        experiment_id="",
        plugin_name="scalars",
        downsample=10000,
        run_tag_filter=data.RunTagFilter(),
    )
    return {run: {tag: [[s.step, s.value] for s in of] for tag, of in tags.items()} for run, tags in read.items()}


def sessions(provider, context):
    plugin = backend_context.Context(base_plugin.TBContext(data_provider=provider))
    parameters = [api_pb2.ColParams(metric=api_pb2.MetricName(tag="val_loss"), order=api_pb2.ORDER_ASC)]
    statuses = [api_pb2.STATUS_UNKNOWN, api_pb2.STATUS_SUCCESS, api_pb2.STATUS_FAILURE, api_pb2.STATUS_RUNNING]
    request = api_pb2.ListSessionGroupsRequest(
        col_params=parameters, allowed_statuses=statuses, start_index=0, slice_size=1000, include_metrics=True
    )
    groups = list_session_groups.Handler(context, plugin, "", request).run().session_groups
    value = lambda v: v.number_value if v.HasField("number_value") else v.string_value
    found = {}
    for group in groups:
        for session in group.sessions:
            found[session.name] = {
                "hyperparameters": {name: value(v) for name, v in group.hparams.items()},
                "status": api_pb2.Status.Name(session.status),
                "times": [session.start_time_secs, session.end_time_secs],
                "metrics": {m.name.tag: [m.training_step, m.value] for m in session.metric_values},
            }
    return found


def main():
    root = sys.argv[1]
    server = server_ingester.SubprocessServerDataIngester(
        server_binary=server_ingester.get_server_binary(),
        logdir=root,
        reload_interval=0,
        channel_creds_type=grpc_util.ChannelCredsType.LOCAL,
        samples_per_plugin={"scalars": 0},
    )
    server.start()
    context = RequestContext()
    scalars, found = served(server.data_provider, context), sessions(server.data_provider, context)
    runs = {os.path.dirname(path) for path in glob.glob(os.path.join(root, "**/*tfevents*"), recursive=True)}
    print(json.dumps({
        os.path.relpath(run, root): {
            "events": events(run),
            "classic": classic(run),
            "served": scalars.get(os.path.relpath(run, root)),
            "session": found.get(os.path.relpath(run, root)),
        }
        for run in sorted(runs)
    }))


if __name__ == "__main__":
    main()
