#!/usr/bin/env python3
"""What Optuna and its dashboard read in a journal: python3 scripts/optuna_reference.py JOURNAL

Prints JSON: the studies with their trials, and what the dashboard answers. Packages: scripts/python_packages.sh models
"""
import json
import sys

import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend
from optuna_dashboard import wsgi


def ask(app, path):
    """The status and the answer of a page of the dashboard."""
    status = []
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": sys.stdin.buffer,
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    body = b"".join(app(environment, lambda code, headers, *rest: status.append(code)))
    return status[0], json.loads(body)


storage = JournalStorage(JournalFileBackend(sys.argv[1]))
studies = []
for summary in optuna.get_all_study_summaries(storage):
    study = optuna.load_study(study_name=summary.study_name, storage=storage)
    trials = [
        {
            "number": trial.number,
            "state": trial.state.name,
            "value": trial.value,
            "params": trial.params,
            "curve": list(trial.intermediate_values.values()),
            "seconds": trial.duration.total_seconds() if trial.duration else None,
            "attributes": trial.user_attrs,
        }
        for trial in study.trials
    ]
    complete = [trial for trial in trials if trial["state"] == "COMPLETE"]
    studies.append(
        {
            "name": study.study_name,
            "direction": study.direction.name,
            "trials": trials,
            "best": study.best_trial.number if complete else None,
        }
    )
app = wsgi(storage)
status, listed = ask(app, "/api/studies")
detail_status, detail = ask(app, "/api/studies/0")
print(
    json.dumps(
        {
            "studies": studies,
            "dashboard": {
                "status": [status, detail_status],
                "names": [entry["study_name"] for entry in listed["study_summaries"]],
                "trials": len(detail["trials"]),
            },
        }
    )
)
