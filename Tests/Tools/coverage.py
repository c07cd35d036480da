#!/usr/bin/env python3
"""Prints line coverage of Sources/ by target from llvm-cov's JSON (the generated runner and the tests left out)."""
import collections
import json
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parents[2] / "Sources"
totals = collections.defaultdict(lambda: [0, 0])
for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
    path = pathlib.Path(file["filename"])
    if root not in path.parents:
        continue
    lines = file["summary"]["lines"]
    for name in (path.relative_to(root).parts[0], "all"):
        totals[name][0] += lines["covered"]
        totals[name][1] += lines["count"]
for name, (covered, count) in sorted(totals.items()):
    print(f"{name:20} {covered:6} of {count:6} lines  {100 * covered / max(count, 1):5.1f} %")
