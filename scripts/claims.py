#!/usr/bin/env python3
"""Checks that what is claimed can be checked: the tests and scripts of docs/claims.md, and of every command that names one.

    scripts/claims.py [ROOT]

docs/claims.md is read as tables: each line of one has a claim, at least one check in backquotes (`FILE::TEST`, or the
path of a script), a command, and its last run ("each run" of scripts/test.sh, or a date and a commit). A check must be
there: the file, and in it a function of that name. Every `cargo test` in README.md, CONTRIBUTING.md, docs/ and scripts/ that names a
test file, a module or a test must find something: a filter that fits nothing runs no test and passes.

Exit status: 0 all found, 1 something is missing (each with file and line), 2 wrong usage. Standard library only.
"""

import pathlib
import re
import shlex
import sys

CHECK = re.compile(r"`([\w./-]+?\.(?:rs|py|sh))(?:::(\w+))?`")
LAST_RUN = re.compile(r"each run|\d{4}-\d{2}-\d{2}, [0-9a-f]{7,40}")


def functions(path):
    """Names of the functions of a source, with those of its directory if it is a module of several files."""
    text = path.read_text()
    below = path.with_suffix("") if path.name != "mod.rs" else path.parent
    for other in sorted(below.rglob("*.rs")) if below.is_dir() else []:
        text += other.read_text()
    return set(re.findall(r"\b(?:fn|def)\s+(\w+)", text))


def claims(root, found):
    """Faults of docs/claims.md, and how many claims there are."""
    name, count, faults = "docs/claims.md", 0, []
    for number, line in enumerate((root / name).read_text().splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[0] == "claim" or set(line) <= set("|-"):
            continue
        count += 1
        if len(cells) != 4:
            faults.append(f"{name}:{number}: {len(cells)} columns in place of 4")
            continue
        checks = CHECK.findall(cells[1])
        if not checks:
            faults.append(f"{name}:{number}: no check that is a test or a script")
        for path, test in checks:
            if not (root / path).is_file():
                faults.append(f"{name}:{number}: there is no {path}")
            elif test and test not in found(root / path):
                faults.append(f"{name}:{number}: there is no {test} in {path}")
        if not cells[2].startswith("`") or not LAST_RUN.fullmatch(cells[3]):
            faults.append(f"{name}:{number}: no command, or no last run ('each run', or DATE, COMMIT): {cells[3]}")
    return faults, count


def words_of(command):
    """The words of a command up to a pipe or the like; none if they cannot be told."""
    command = re.split(r"`|[|<>;&)#]| \d?>", command)[0]
    try:
        return shlex.split(command)
    except ValueError:
        return []


def module(root, path):
    """The file of a module, and what is left of the path behind it."""
    parts = [part for part in path.split("::") if part]
    for end in range(len(parts), 0, -1):
        base = root.joinpath("src", *parts[:end])
        for file in (base.with_suffix(".rs"), base / "mod.rs"):
            if file.is_file():
                return file, [part for part in parts[end:] if part != "tests"]
    return None, parts


def faults_of_command(root, words, found):
    """What a `cargo test` names and does not find."""
    targets, filters, lib = [], [], False
    takes_value = {"--features", "--test", "--bench", "--bin", "-p", "--skip"}
    at = 2
    while at < len(words):
        word = words[at]
        if word in takes_value:
            at += 1
            if word == "--test" and at < len(words):
                targets.append(words[at])
        elif word == "--lib":
            lib = True
        elif not word.startswith("-") and "$" not in word:
            filters.append(word)
        at += 1
    places = [root / "tests", root / "trainer/tests", *sorted(root.glob("bindings/*/tests"))]
    files, missing = [], []
    for target in targets:
        there = [place / f"{target}.rs" for place in places if (place / f"{target}.rs").is_file()]
        files += there[:1]
        missing += [] if there else [f"there is no tests/{target}.rs"]
    for text in filters:
        if lib and not files:
            file, rest = module(root, text)
            if file is None or any(not any(part in name for name in found(file)) for part in rest):
                missing.append(f"nothing in the library is named {text}")
        elif files and not any(text in name for file in files for name in found(file)):
            missing.append(f"no test of {', '.join(targets)} is named {text}")
    return missing


def commands(root, found):
    """Faults of all commands, and how many there are."""
    count, faults = 0, []
    files = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md")),
             *sorted((root / "scripts").iterdir())]
    for path in files:
        if path.name == pathlib.Path(__file__).name or path.suffix not in {".md", ".sh", ".py"}:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for start in re.finditer(r"cargo test ", line):
                count += 1
                for fault in faults_of_command(root, words_of(line[start.start():]), found):
                    faults.append(f"{path.relative_to(root)}:{number}: {fault}")
    return faults, count


def main():
    if len(sys.argv) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) == 2 else pathlib.Path(__file__).resolve().parent.parent
    known = {}

    def found(path):
        if path not in known:
            known[path] = functions(path)
        return known[path]

    (faults, claimed), (more, given) = claims(root, found), commands(root, found)
    faults += more
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{claimed} claims and {given} commands: every test and script that they name is there")
    return 1 if faults or not claimed else 0


if __name__ == "__main__":
    sys.exit(main())
