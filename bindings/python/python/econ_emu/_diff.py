"""Results of comparisons."""

from __future__ import annotations


class Diagnosis:
    """A cause that explains why outputs differ; its parts are attributes (``kind``, ``by``, ``link``, ``explains``, ...)."""

    def __init__(self, parts: dict):
        self.parts = parts

    def __getattr__(self, name: str):
        try:
            return self.__dict__["parts"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __str__(self) -> str:
        return self.parts["sentence"]

    def __repr__(self) -> str:
        return f"<Diagnosis: {self}>"


class Diff:
    """How two outputs differ, and why."""

    def __init__(self, found: dict):
        self.difference: dict = found["difference"]
        """Counts of rows, bits and fields that differ, and the first difference, as ``econ-emu diff --json`` gives them."""
        self.rows: list[int] = found["rows"]
        """Expected and received rows."""
        self.diagnoses: list[Diagnosis] = [Diagnosis(parts) for parts in found["diagnoses"]]
        """What is wrong with the set-up, the best explanation first."""
        self.bit_errors: list[dict] | None = found["bit_errors"]
        """The wrong bits of each link, where no cause was found."""
        self.notes: list[str] = found["notes"]
        """What else was noticed."""

    @property
    def equal(self) -> bool:
        """Whether all rows are equal."""
        return self.difference["rows_different"] == 0 and self.rows[0] == self.rows[1]

    def __bool__(self) -> bool:
        return not self.equal

    def __repr__(self) -> str:
        if self.equal:
            return f"<Diff: {self.rows[0]} rows, all equal>"
        different = f"{self.difference['rows_different']} of {self.difference['rows']} rows differ"
        return f"<Diff: {self.diagnoses[0] if self.diagnoses else different}>"


class Verification:
    """Outcomes of golden sets."""

    def __init__(self, found: dict):
        self.sets: list[dict] = found["lines"]
        """One dict for each configuration, as ``econ-emu verify --json`` gives it."""
        self.unclaimed: list[str] = found["unclaimed"]
        """Expected outputs that belong to no configuration."""

    @property
    def passed(self) -> bool:
        """Whether at least one expected output was compared, and all that were are equal."""
        compared = [one["outcome"]["status"] for one in self.sets if one["outcome"]["status"] != "no-output"]
        return bool(compared) and all(status == "equal" for status in compared)

    def __repr__(self) -> str:
        equal = sum(one["outcome"]["status"] == "equal" for one in self.sets)
        return f"<Verification: {equal} of {len(self.sets)} sets equal>"

    def _repr_html_(self) -> str:
        from . import _table

        rows = ((one["path"], f"{one['rows_equal']} of {one['rows']}", one["outcome"]["status"]) for one in self.sets)
        return _table(["set", "equal rows", "outcome"], rows)
