#!/usr/bin/env python3
"""Speed and memory of the nightly import beside its peers, on generated rows. Standard library only.

usage: bench.py --guiji PROGRAM [--rows 1000000] [--runs 3] [--only NAME,...] [--keep DIR]

Every case is a whole process from start to exit, alternated with `sqlite3 .import` of the same CSV into a STRICT
table with a text key, so that the ratio holds when the machine's speed drifts. Guiji's cases do all that a night
does: hash, archive (zstd), read, check, shape, load with history and record lineage. Wall seconds, CPU seconds and
peak memory are the operating system's own figures for the finished process. DuckDB runs where its Python module is
installed (`make venv`).
"""
import argparse
import datetime
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--guiji", required=True)
parser.add_argument("--rows", type=int, default=1_000_000)
parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--only", default="")
parser.add_argument("--keep", default=str(root / "build" / "bench"))
arguments = parser.parse_args()
guiji = str(pathlib.Path(arguments.guiji).resolve())
data = pathlib.Path(arguments.keep)
data.mkdir(parents=True, exist_ok=True)

COLUMNS = [  # name, logicalType, extra contract lines
    ("order_no", "string", {"primaryKey": True, "primaryKeyPosition": 1, "required": True,
                            "logicalTypeOptions": {"pattern": "^RX[0-9]{12}$"}}),
    ("dept_code", "string", {"required": True, "logicalTypeOptions": {"minLength": 4, "maxLength": 4}}),
    ("category", "string", {}),
    ("town", "string", {}),
    ("address", "string", {}),
    ("description", "string", {}),
    ("lon", "number", {"physicalType": "REAL", "logicalTypeOptions": {"minimum": 70, "maximum": 140}}),
    ("lat", "number", {"physicalType": "REAL", "logicalTypeOptions": {"minimum": 3, "maximum": 54}}),
    ("created_at", "timestamp", {"logicalTypeOptions": {"format": "yyyy-MM-dd HH:mm:ss"}}),
    ("due_on", "date", {"logicalTypeOptions": {"format": "yyyy-MM-dd"}}),
    ("people", "integer", {"physicalType": "INTEGER", "logicalTypeOptions": {"minimum": 0}}),
    ("amount", "number", {}),
]
NAMES = [c[0] for c in COLUMNS]
DDL = ("CREATE TABLE t(order_no TEXT PRIMARY KEY, dept_code TEXT, category TEXT, town TEXT, address TEXT, "
       "description TEXT, lon REAL, lat REAL, created_at TEXT, due_on TEXT, people INTEGER, amount TEXT) STRICT;")


def rows(count, changed_share=0.0, seed=20260102):
    rnd = random.Random(seed)
    change = random.Random(7)
    categories = ["咨询", "求助", "投诉", "举报", "建议"]
    streets = ["人民路", "解放路", "建设路", "和平街", "文化巷", "滨河大道", "学府路", "工业园区一路"]
    towns = ["城关镇", "东河乡", "西山镇", "南桥街道", "北岭乡"]
    texts = ["路灯损坏已三天无人维修", "小区供水水压不足", "占道经营影响通行", "咨询医保报销流程",
             "噪声扰民,请夜间巡查", "井盖缺失存在安全隐患"]
    for i in range(count):
        m = i % 1440
        row = [f"RX{i:012d}", f"D{rnd.randrange(1, 42):03d}", rnd.choice(categories), rnd.choice(towns),
               f"{rnd.choice(streets)}{rnd.randrange(1, 999)}号", rnd.choice(texts),
               f"{113 + rnd.random():.6f}", f"{34 + rnd.random():.6f}",
               f"2026-01-{1 + i % 28:02d} {m // 60:02d}:{m % 60:02d}:00", f"2026-02-{1 + i % 28:02d}",
               str(rnd.randrange(0, 40)), f"{rnd.random() * 10000:.2f}"]
        if changed_share and change.random() < changed_share:
            row[5] = "已办结"
        yield row


def quoted(value):
    return '"' + value + '"' if "," in value or '"' in value else value


def write_csv(path, encoding, generator, shuffle=False):
    lines = [",".join(map(quoted, row)) for row in generator]
    if shuffle:
        random.Random(3).shuffle(lines)
    with open(path, "w", encoding=encoding, newline="") as f:
        f.write(",".join(NAMES) + "\n")
        for start in range(0, len(lines), 10000):
            f.write("\n".join(lines[start:start + 10000]) + "\n")


def make(name, writer):
    path = data / f"{arguments.rows}-{name}"
    if not path.exists():
        print(f"generating {path.name}", file=sys.stderr)
        part = path.with_suffix(".part")
        # In a process of its own: a command's peak memory counts from what its parent had when it was started.
        generator = multiprocessing.Process(target=writer, args=(part,))
        generator.start()
        generator.join()
        if generator.exitcode != 0:
            sys.exit(f"{path.name} could not be generated")
        part.rename(path)
    return path


def write_jsonl(path):
    numeric = {"lon", "lat", "people", "amount"}
    with open(path, "w", encoding="utf-8") as f:
        for row in rows(arguments.rows):
            f.write("{" + ",".join(
                f'"{n}":{v}' if n in numeric else f'"{n}":"{v}"' for n, v in zip(NAMES, row)) + "}\n")


def write_xml(path):
    with open(path, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<orders>\n')
        for row in rows(arguments.rows):
            f.write("<order>" + "".join(f"<{n}>{v}</{n}>" for n, v in zip(NAMES, row)) + "</order>\n")
        f.write("</orders>\n")


def contract(kind, encoding):
    container = {"encoding": encoding}
    if kind == "xml":
        container["records"] = "/orders/order"
    properties = []
    for name, logical, extra in COLUMNS:
        properties.append({"name": name, "logicalType": logical, **extra, "transformSourceObjects": [name]})
    return {
        "version": "1.0.0", "apiVersion": "v3.1.0", "kind": "DataContract", "id": "D99-bench", "name": "bench",
        "status": "active",
        "servers": [{"server": "inbox", "type": "local", "path": "bench/*", "format": kind}],
        "schema": [{"name": "feed_d99_bench", "logicalType": "object", "properties": properties}],
        "customProperties": [
            {"property": "guijiDepartment", "value": {"code": "D99", "name": "bench"}},
            {"property": "guijiContainer", "value": container},
            {"property": "guijiLoad", "value": {"mode": "snapshot"}},
        ],
    }


def workspace(base, kind, encoding):
    schemas = base / "schemas"
    folder = schemas / "departments" / "D99-bench"
    folder.mkdir(parents=True)
    # YAML is a superset of JSON.
    (folder / "bench.odcs.yaml").write_text(json.dumps(contract(kind, encoding), ensure_ascii=False))
    subprocess.run([guiji, "init", str(base / "ws"), "--schemas", str(schemas)], check=True, stdout=subprocess.DEVNULL)
    (base / "ws" / "inbox" / "bench").mkdir()
    return base / "ws"


def measure(command, cwd=None):
    out = tempfile.TemporaryFile()
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        out.seek(0)
        sys.exit(f"{command}: exit {os.waitstatus_to_exitcode(status)}\n{out.read().decode()[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / 1024}


def place(ws, source, name):
    target = ws / "inbox" / "bench" / name
    os.link(source, target)
    os.utime(target, (1_700_000_000, 1_700_000_000))  # settled: not a file still being written


def night(ws, date):
    return measure([guiji, "run", "--workspace", str(ws), "--date", date])


def first_night(kind, encoding, source):
    def case(base):
        ws = workspace(base, kind, encoding)
        place(ws, source, f"a_20260101.{kind}")
        return night(ws, "2026-01-01")
    return case


def second_night(source, prepared={}):
    def case(base):
        ws = workspace(base, "csv", "UTF-8")
        place(ws, csv_utf8, "a_20260101.csv")
        night(ws, "2026-01-01")
        place(ws, source, "a_20260102.csv")
        return night(ws, "2026-01-02")
    return case


def sqlite_import(base):
    return measure(["sqlite3", str(base / "w.db"), "-cmd", DDL, "-cmd", ".mode csv", f".import --skip 1 {csv_utf8} t"])


def find_duckdb():
    for python in (root / "build" / "venv" / "bin" / "python", sys.executable):
        if pathlib.Path(python).exists() and subprocess.run(
                [str(python), "-c", "import duckdb"], capture_output=True).returncode == 0:
            return str(python)
    return None


def duckdb(python):
    code = "import duckdb,sys; c=duckdb.connect(sys.argv[2]); c.execute(f\"CREATE TABLE t AS SELECT * FROM read_csv('{sys.argv[1]}')\"); c.close()"
    return lambda base: measure([python, "-c", code, str(csv_utf8), str(base / "w.duckdb")])


csv_utf8 = make("utf8.csv", lambda p: write_csv(p, "utf-8", rows(arguments.rows)))
csv_gb = make("gb18030.csv", lambda p: write_csv(p, "gb18030", rows(arguments.rows)))
jsonl = make("rows.jsonl", write_jsonl)
xml = make("rows.xml", write_xml)
csv_order = make("other-order.csv", lambda p: write_csv(p, "utf-8", rows(arguments.rows), shuffle=True))
csv_changed = make("one-percent.csv", lambda p: write_csv(p, "utf-8", rows(arguments.rows, 0.01)))

CSV = "first night, CSV UTF-8"
cases = [
    # name, run, compared with, bar
    (CSV, first_night("csv", "UTF-8", csv_utf8), "sqlite3", 1.0),
    ("first night, CSV GB18030", first_night("csv", "GB18030", csv_gb), CSV, 1.3),
    ("first night, JSON Lines", first_night("jsonl", "UTF-8", jsonl), CSV, 1.5),
    ("first night, XML", first_night("xml", "UTF-8", xml), CSV, 4.0),
    ("second night, same bytes", second_night(csv_utf8), CSV, 0.35),
    ("second night, same rows, other order", second_night(csv_order), CSV, 0.35),
    ("second night, 1 % changed", second_night(csv_changed), CSV, 0.4),
]
python = find_duckdb()
if python:
    cases.append(("DuckDB read_csv into a table", duckdb(python), "sqlite3", None))
else:
    print("DuckDB: skipped, its Python module is not installed (make venv)", file=sys.stderr)
only = [s for s in arguments.only.split(",") if s]
cases = [c for c in cases if not only or c[0] == CSV or any(o in c[0] for o in only)]

results = {"sqlite3": []}
for name, *_ in cases:
    results[name] = []
for run in range(arguments.runs):
    for name, case in [("sqlite3", sqlite_import)] + [(c[0], c[1]) for c in cases]:
        base = pathlib.Path(tempfile.mkdtemp(dir=data))
        try:
            results[name].append(case(base))
        finally:
            shutil.rmtree(base)

print(f"{arguments.rows:,} rows x {len(COLUMNS)} columns, {csv_utf8.stat().st_size / 1e6:.0f} MB as UTF-8 CSV; "
      f"{arguments.runs} alternated runs, {datetime.date.today()}, {os.cpu_count()} cores")
print(f"{'':40} {'wall s':>7} {'cpu s':>7} {'peak MiB':>9} {'ratio':>6}  {'to':26} {'bar':>5}")
for name, other, bar in [("sqlite3", None, None)] + [(c[0], c[2], c[3]) for c in cases]:
    mine = results[name]
    label = "sqlite3 .import, STRICT, text key" if name == "sqlite3" else name
    ratio = statistics.median(a["wall"] / b["wall"] for a, b in zip(mine, results[other])) if other else None
    print(f"{label:40} {statistics.median(r['wall'] for r in mine):7.2f} "
          f"{statistics.median(r['cpu'] for r in mine):7.2f} {max(r['mib'] for r in mine):9.0f} "
          + (f"{ratio:6.2f}  {(other if other != 'sqlite3' else 'sqlite3 .import'):26} "
             f"{'' if bar is None else format(bar, '5.2f')}" if ratio is not None else ""))
