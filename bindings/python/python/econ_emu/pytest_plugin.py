"""A plugin for pytest: `pytest --econ-golden DIR` makes a test of every golden set below a directory."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser):
    """The option of the plugin."""
    parser.getgroup("econ-emu").addoption(
        "--econ-golden",
        metavar="DIR",
        action="append",
        default=[],
        help="test every golden set below this directory: init.yaml, testInput.csv, testOutput.csv (can be repeated)",
    )


class GoldenDirectory(pytest.Collector):
    """A directory with golden sets."""

    def __init__(self, *, directory: Path, **rest):
        super().__init__(**rest)
        self.directory = directory

    def collect(self):
        """One test for each configuration with an expected output."""
        import econ_emu

        for one in econ_emu.verify(self.directory).sets:
            if one["outcome"]["status"] != "no-output":
                yield GoldenSet.from_parent(self, name=one["path"], outcome=one)


class GoldenSet(pytest.Item):
    """A golden set and its outcome."""

    def __init__(self, *, outcome: dict, **rest):
        super().__init__(**rest)
        self.outcome = outcome

    def runtest(self):
        """Fails unless every row is equal."""
        outcome = self.outcome["outcome"]
        if outcome["status"] == "error":
            raise GoldenFault(outcome["message"])
        if outcome["status"] != "equal":
            first = outcome["first"]
            rows = f"{self.outcome['rows_equal']} of {self.outcome['rows']} rows are equal"
            place = f"row {first['row']}, BX {first['bx']}: {first['field']}" if first else "no field"
            raise GoldenFault(f"{rows}; first difference: {place}")

    def repr_failure(self, excinfo, style=None):
        """The fault in words, without a traceback of this file."""
        if isinstance(excinfo.value, GoldenFault):
            return f"{self.outcome['config']}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        """Where the set stands."""
        return Path(self.outcome["config"]), 0, f"golden set {self.name}"


class GoldenFault(Exception):
    """A golden set that differs or cannot be used."""


@pytest.hookimpl(hookwrapper=True)
def pytest_collection_modifyitems(session, config, items):
    """Adds the sets to what is tested."""
    for directory in config.getoption("--econ-golden"):
        collector = GoldenDirectory.from_parent(session, name=str(directory), directory=Path(directory))
        items.extend(collector.collect())
    yield
