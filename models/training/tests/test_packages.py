"""Test of the order of the packages. Needs no data."""
from __future__ import annotations

import ast
import unittest
from pathlib import Path

import pinna_training

ROOT = Path(pinna_training.__file__).parent
# Each package imports only from those before it, with relative imports.
ORDER = ("places", "signal", "data", "examples", "trunk", "networks", "measuring", "fitting", "fixtures", "shipping", "studies",
         "recipe")


def package(file: Path) -> str:
    """Returns the package, or the single module, directly below ``pinna_training`` that ``file`` belongs to."""
    return file.relative_to(ROOT).with_suffix("").parts[0]


def imported(file: Path) -> set[str]:
    """Returns the packages that ``file`` imports from; ``pinna_training`` stands for an import that is not relative."""
    above = file.relative_to(ROOT).parts[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {"pinna_training" for alias in node.names if alias.name.split(".")[0] == "pinna_training"}
        elif isinstance(node, ast.ImportFrom):
            path = node.module.split(".") if node.module else []
            if node.level:
                path = [*above[:len(above) - node.level + 1], *path]
                names |= {path[0]} if path else {alias.name for alias in node.names}
            elif path[0] == "pinna_training":
                names.add(path[0])
    return names


class Packages(unittest.TestCase):
    def test_a_package_imports_only_from_those_before_it(self) -> None:
        for file in set(ROOT.rglob("*.py")) - {ROOT / "__init__.py"}:
            with self.subTest(file.relative_to(ROOT)):
                self.assertLessEqual(imported(file), set(ORDER[:ORDER.index(package(file)) + 1]))
