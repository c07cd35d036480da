#!/usr/bin/env python3
"""Compares the `import` lines under Sources/ with the directions that Package.swift declares.

SwiftPM lets a target import what it depends on only indirectly; this does not. Also refuses imports between stages.
Exit 1 with one line a violation.
"""
import json
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
package = json.loads(subprocess.run(
    ["swift", "package", "dump-package"], cwd=root, check=True, capture_output=True, text=True).stdout)
# What must know nothing of one another: the stages, and the generator whose truth they are held against.
stages = {"GuijiReading", "GuijiShaping", "GuijiResolution", "GuijiWarehouse", "GuijiSamples"}
declared = {}
for target in package["targets"]:
    names = set()
    for dependency in target["dependencies"]:
        for kind in ("byName", "target", "product"):
            if kind in dependency:
                names.add(dependency[kind][0])
    declared[target["name"]] = names
own = set(declared)
third_party = {"GRDB", "Yams", "ArgumentParser"}
pattern = re.compile(r"^\s*(?:@\w+\s+)*(?:package |public |internal |private |fileprivate )?import\s+(?:\w+\s+)?(\w+)")
problems = []
for path in sorted((root / "Sources").rglob("*.swift")):
    target = path.relative_to(root / "Sources").parts[0]
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = pattern.match(line)
        if not match:
            continue
        module = match.group(1)
        if module in own | third_party and module != target and module not in declared[target]:
            problems.append(f"{path.relative_to(root)}:{number}: {target} imports {module}, which it does not declare")
        if target in stages and module in stages and module != target:
            problems.append(f"{path.relative_to(root)}:{number}: the stage {target} imports the stage {module}")
for target in stages:
    for other in declared[target] & stages:
        problems.append(f"Package.swift: the stage {target} depends on the stage {other}")
print("\n".join(problems) if problems else f"layers: {len(own)} targets, no import against the direction")
sys.exit(1 if problems else 0)
