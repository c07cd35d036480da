#!/usr/bin/env python3
"""Linking made-up people: Guiji beside Splink on DuckDB, in turn, with wall time, memory and F1.

  python3 Tests/Bench/link.py --guiji .build/release/guiji [--rows 100000] [--seed 20261124] [--runs 1] [--python VENV/bin/python]

Needs ../shared/bench/er (the generator and the peer's script). The peer is run with --python, an environment that has
splink, duckdb, pandas, pypinyin and scipy; without it only Guiji is measured. Neither reads the column true_id.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEER = ROOT.parent / "shared" / "bench" / "er"


def run(command, **more):
    """Wall seconds, peak memory in MB and standard output of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss // 1024, usage.ru_utime + usage.ru_stime, out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guiji", default=".build/release/guiji")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--python", help="an interpreter that has the peer")
    parser.add_argument("--folder", default=str(ROOT / "build" / "bench-link"))
    a = parser.parse_args()
    if not PEER.is_dir():
        print("skipped: ../shared/bench/er is not there")
        return
    folder = pathlib.Path(a.folder)
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / f"people-{a.rows}-{a.seed}.csv"
    if not table.exists():
        subprocess.run([a.python or sys.executable, PEER / "gen_persons.py", str(a.rows), table,
                        "--seed", str(a.seed)], check=True)
    model = ROOT / "Schemas" / "matching" / "persons-zh.yaml"
    out = folder / "clusters.csv"
    own, other = [], []
    for _ in range(a.runs):
        if a.python:
            other.append(run([a.python, PEER / "persons_splink.py", table, "--out", folder / "peer.csv"], cwd=PEER))
        own.append(run([a.guiji, "link", table, "--model", model, "-o", out]))
    scored = json.loads(run([a.guiji, "link", "score", out, "--truth", table, "--truth-column", "true_id", "--json"])[3])
    scores = scored["scores"]
    own.sort()
    seconds, memory, cpu, _ = own[len(own) // 2]
    print(f"{a.rows} rows, seed {a.seed}, load {os.getloadavg()[0]:.1f}")
    print(f"guiji   {seconds:7.2f} s  {memory:5d} MB  cpu {cpu:6.1f} s  pairs F1 {scores['pairF1']:.4f}  B-cubed F1 {scores['bCubedF1']:.4f}")
    if other:
        other.sort()
        row = other[len(other) // 2]
        lines = [json.loads(line) for line in row[3].splitlines() if line.startswith("{")]
        peer = next(line for line in lines if line["row"] == "p0.95")
        # The script's own time ends before it scores; its memory is that of the same moment.
        print(f"splink  {peer['t_total']:7.2f} s  {peer['rss_mb']:5d} MB                 "
              f"pairs F1 {peer['pair_f1']:.4f}  B-cubed F1 {peer['bcubed_f1']:.4f}")
        print(f"ratio   {seconds / peer['t_total']:7.3f}    {memory / peer['rss_mb']:5.2f}")


if __name__ == "__main__":
    main()
