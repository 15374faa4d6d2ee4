"""Runs a function that a model wrote, on the cases of a task, read as JSON from standard input. Exits with 0 if every result is right.

The code may compute and nothing else. It is refused before it runs if it names anything with two underscores, frames, or what the built-in
functions below do not have. It imports facades of a few modules, which have no other modules in them. Then the process gives up the means
to open a file or a connection, to start a process, and to take more than five seconds or half a gigabyte.
"""

import ast
import bisect
import builtins
import collections
import datetime
import decimal
import fractions
import functools
import heapq
import itertools
import json
import math
import operator
import re
import resource
import string
import sys
import types
import typing

SECONDS = 5
BYTES = 512 * 1024 * 1024
MODULES = {
    "bisect": bisect, "collections": collections, "collections.abc": collections.abc, "datetime": datetime, "decimal": decimal,
    "fractions": fractions, "functools": functools, "heapq": heapq, "itertools": itertools, "math": math, "operator": operator, "re": re,
    "string": string, "typing": typing,
}
ONLY = {
    "functools": {"cache", "cmp_to_key", "lru_cache", "partial", "reduce"},
    "typing": {"Any", "Callable", "Dict", "Iterable", "Iterator", "List", "Mapping", "NamedTuple", "Optional", "Sequence", "Set", "Tuple",
               "Union"},
}
NEVER = {"attrgetter", "methodcaller", "Formatter"}
BUILT_IN = [
    "ArithmeticError", "AssertionError", "AttributeError", "Exception", "False", "IndexError", "KeyError", "LookupError", "None",
    "NotImplementedError", "OverflowError", "RecursionError", "RuntimeError", "StopIteration", "True", "TypeError", "ValueError",
    "ZeroDivisionError", "__build_class__", "abs", "all", "any", "ascii", "bin", "bool", "bytearray", "bytes", "callable", "chr",
    "classmethod", "complex", "dict", "divmod", "enumerate", "filter", "float", "format", "frozenset", "hash", "hex", "id", "int",
    "isinstance", "issubclass", "iter", "len", "list", "map", "max", "min", "next", "object", "oct", "ord", "pow", "property", "range",
    "repr", "reversed", "round", "set", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "zip",
]
FRAMES = re.compile(r"(gi|cr|ag|tb|f|co)_[a-z]+$")


def objection(tree):
    """Returns what the code must not name; None if it may run."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (node.attr.startswith("_") or FRAMES.match(node.attr)):
            return node.attr
        if isinstance(node, ast.MatchClass) and any(name.startswith("_") or FRAMES.match(name) for name in node.kwd_attrs):
            return "an attribute in a pattern"
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and "__" in str(node.value):
            if node.value != "__main__":
                return "two underscores in a text"
        for field, value in ast.iter_fields(node):
            names = value if isinstance(value, list) else [value]
            if not isinstance(node, (ast.Constant, ast.FunctionDef)):
                if any(isinstance(name, str) and name.startswith("__") and name != "__name__" for name in names):
                    return str(value)
    return None


def facade(name):
    """Returns a copy of a module without its private names and without the modules in it."""
    allowed = ONLY.get(name)
    module = MODULES[name]
    return types.SimpleNamespace(**{
        key: getattr(module, key) for key in dir(module)
        if not key.startswith("_") and key not in NEVER and (allowed is None or key in allowed)
        and not isinstance(getattr(module, key), types.ModuleType)
    })


def import_facade(name, _globals=None, _locals=None, names=(), _level=0):
    if name not in MODULES:
        raise ImportError(name)
    return facade(name if names else name.split(".")[0])


def same(result, expected):
    if isinstance(expected, bool) or isinstance(result, bool):
        return result is expected
    if isinstance(expected, (int, float)):
        return isinstance(result, (int, float)) and math.isclose(result, expected, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(expected, list):
        return isinstance(result, (list, tuple)) and len(result) == len(expected) and all(map(same, result, expected))
    if isinstance(expected, dict):
        return isinstance(result, dict) and result.keys() == expected.keys() and all(same(result[k], expected[k]) for k in expected)
    return type(result) is type(expected) and result == expected


def give_up_means():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for limit, value in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 3), (resource.RLIMIT_NPROC, 0), (resource.RLIMIT_AS, BYTES)):
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):  # The system has no such limit, or a process of root is above it.
            continue


def main():
    task = json.load(sys.stdin)
    tree = ast.parse(task["code"])
    refused = objection(tree)
    if refused is not None:
        return 2
    code = compile(tree, "answer", "exec")
    offered = {name: getattr(builtins, name) for name in BUILT_IN}
    offered.update({"__import__": import_facade, "print": lambda *args, **kwargs: None})
    names = {"__builtins__": offered, "__name__": "answer"}
    give_up_means()
    exec(code, names)
    function = names[task["function"]]
    for arguments, expected in task["cases"]:
        if not same(function(*arguments), expected):
            return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BaseException as failure:
        if isinstance(failure, SystemExit):
            raise
        sys.exit(3)
