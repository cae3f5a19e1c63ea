"""Change the law in one place at a time and see whether its tests notice: `python tests/load/mutation.py [options]`. Goal: 90 % or more.

Every comparison, sum, condition, number, truth value, return, least and greatest of `app/law` is a place to change. Each change is tried
in a process of its own, on the code in memory; nothing is written. `--sample 200 --seed 1` tries so many drawn at random, `--only clock`
those of one module, `--list` names them all. Left out is what only another cache size or a decorator would show. Changes that no test
noticed are printed with their line, so that a test can be written for each, or a reason be found why it changes nothing to be seen.
"""

import argparse
import ast
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
LAW = ROOT / "app" / "law"
TESTS = (
    "law/test_lifecycle",
    "law/test_follow_ups",
    "law/test_returns",
    "law/test_authority",
    "law/test_alerts",
    "law/test_turning_points",
    "law/test_contradictions",
    "law_data/test_competence",
    "law/test_deadlines",
    "law/test_any_case",
    "law/test_other_reckoning",
    "law_data/test_limits",
)
"""Files of tests, the quick ones first."""

SECONDS = 240
"""After so long a change counts as noticed: it made something endless."""

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A change in one module: the line, what is changed, and the place of the changed node in a walk through the module's tree."""

    module: str
    line: int
    what: str
    place: int

    def tree(self) -> ast.Module:
        """The module with the change; without any where `what` is empty."""
        found = ast.parse((LAW / f"{self.module}.py").read_text(encoding="utf-8"))
        for place, node in enumerate(ast.walk(found)):
            if self.what and place == self.place:
                dict(_ways(node))[self.what](node)
                break
        return ast.fix_missing_locations(found)


def changes(path: Path) -> Iterator[Change]:
    """Every change to one module."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for place, node in enumerate(ast.walk(ast.parse("\n".join(lines)))):
        for what, _ in _ways(node):
            change = Change(path.stem, _line(node), what, place)
            if _matters(lines[change.line - 1]):
                yield change


def _line(node: Any) -> int:
    """The line of a node; a comprehension has that of what it walks through."""
    return int(node.iter.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 1))


def _matters(line: str) -> bool:
    """Not the sizes of what is remembered, nor how classes are made: they change nothing that anybody sees."""
    return "maxsize" not in line and not line.lstrip().startswith(("@", "class "))


Apply = Callable[[Any], object]


def _ways(node: ast.AST) -> Iterator[tuple[str, Apply]]:
    """How this one node can be changed, in words and as a deed on its copy."""
    for kinds, ways in WAYS:
        if isinstance(node, kinds):
            yield from ways(node)


def _compared(node: Any) -> Iterator[tuple[str, Apply]]:
    for place, operator in enumerate(node.ops):
        if new := SWAPPED.get(type(operator)):
            yield f"{type(operator).__name__} to {new.__name__} ({place + 1})", partial(_swap_at, place, new)


def _swap_at(place: int, new: type[Any], node: Any) -> None:
    node.ops[place] = new()


def _joined(node: Any) -> Iterator[tuple[str, Apply]]:
    if new := SWAPPED.get(type(node.op)):
        yield f"{type(node.op).__name__} to {new.__name__}", lambda n: setattr(n, "op", new())


def _negated(node: Any) -> Iterator[tuple[str, Apply]]:
    if isinstance(node.op, ast.Not):
        yield "no more not", _affirm


def _affirm(node: Any) -> None:
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _constant(node: Any) -> Iterator[tuple[str, Apply]]:
    if type(node.value) is int:
        yield f"{node.value} to {node.value + 1}", lambda n: setattr(n, "value", n.value + 1)
    elif type(node.value) is bool:
        yield f"{node.value} to {not node.value}", lambda n: setattr(n, "value", not n.value)


def _conditional(node: Any) -> Iterator[tuple[str, Apply]]:
    yield "condition always true", lambda n: setattr(n, "test", ast.Constant(value=True))
    yield "condition never true", lambda n: setattr(n, "test", ast.Constant(value=False))


def _returned(node: Any) -> Iterator[tuple[str, Apply]]:
    if node.value is not None and not _is_none(node.value):
        yield "returns nothing", lambda n: setattr(n, "value", ast.Constant(value=None))


def _extreme(node: Any) -> Iterator[tuple[str, Apply]]:
    if isinstance(node.func, ast.Name) and node.func.id in OPPOSITE:
        yield f"{node.func.id} swapped", lambda n: setattr(n.func, "id", OPPOSITE[n.func.id])


def _filtered(node: Any) -> Iterator[tuple[str, Apply]]:
    if node.ifs:
        yield "no condition", lambda n: setattr(n, "ifs", [])


OPPOSITE = {"min": "max", "max": "min"}

WAYS: tuple[tuple[Any, Callable[[Any], Iterator[tuple[str, Apply]]]], ...] = (
    (ast.Compare, _compared),
    (ast.BinOp | ast.BoolOp, _joined),
    (ast.UnaryOp, _negated),
    (ast.Constant, _constant),
    (ast.If | ast.IfExp, _conditional),
    (ast.Return, _returned),
    (ast.Call, _extreme),
    (ast.comprehension, _filtered),
)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


class Changed(MetaPathFinder, Loader):
    """Imports one module from its changed tree."""

    def __init__(self, change: Change) -> None:
        self.name = f"app.law.{change.module}"
        self.path = str(LAW / f"{change.module}.py")
        self.code: CodeType = compile(change.tree(), self.path, "exec")

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The changed module under its own name."""
        return spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        exec(self.code, module.__dict__)  # noqa: S102 -- it is our own code, changed by us


def noticed(change: Change) -> bool:
    """Whether the tests fail with that change, in a process of its own."""
    child = os.fork()
    if child == 0:
        _try(change)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _try(change: Change) -> None:
    import hypothesis  # noqa: PLC0415 -- read by the parent, before it forked
    import pytest  # noqa: PLC0415

    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    sys.meta_path.insert(0, Changed(change))
    os.chdir(ROOT)
    code = 1
    try:
        hypothesis.settings.register_profile("few", max_examples=25, derandomize=True, database=None, deadline=None)
        hypothesis.settings.load_profile("few")
        files = [f"tests/{name}.py" for name in TESTS]
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "--noconftest", *files])
    finally:
        os._exit(int(code))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="")
    options.add_argument("--list", action="store_true")
    given = options.parse_args()
    found = [change for path in sorted(LAW.glob("*.py")) if given.only in path.stem for change in changes(path)]
    if given.sample and given.sample < len(found):
        found = sorted(random.Random(given.seed).sample(found, given.sample), key=lambda change: (change.module, change.line))  # noqa: S311
    if given.list:
        print(*(f"{change.module}:{change.line} {change.what}" for change in found), sep="\n")
        return 0
    _read_ahead()
    if noticed(Change("places", 0, "", 0)):
        print("The tests fail without any change.")
        return 2
    return _tried(found)


def _tried(found: Sequence[Change]) -> int:
    seen: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for number, change in enumerate(found, start=1):
        print(f"\r{number} of {len(found)} ", end="", file=sys.stderr, flush=True)
        seen[change.module] += 1
        if noticed(change):
            killed[change.module] += 1
        else:
            print(f"not noticed: app/law/{change.module}.py:{change.line} {change.what}", flush=True)
    for module in sorted(seen):
        print(f"{module:20} {killed[module]:4} of {seen[module]:4} noticed")
    share = killed.total() / max(1, seen.total())
    print(f"{'all':20} {killed.total():4} of {seen.total():4} noticed: {share:.1%}")
    return int(share < 0.9)


def _read_ahead() -> None:
    """What every child would read again: all but the law itself."""
    sys.path.insert(0, str(ROOT))
    for name in ("pytest", "hypothesis", "hypothesis.strategies", "holidays", "pycountry", "_pytest.assertion.rewrite"):
        __import__(name)


if __name__ == "__main__":
    sys.exit(main())
