#!/usr/bin/env python3
"""What cpca and jionlp make of the addresses that Guiji's parser is scored on.

    python3 -m venv build/venv && build/venv/bin/pip install cpca jionlp
    GUIJI_MEASURE=1 swift build -c release --product guiji-measure --scratch-path .build-measure
    build/venv/bin/python Tests/Bench/addresses_peers.py --measure .build-measure/release/guiji-measure

Both peers give names of divisions, not pieces of the text, and fill in what the text leaves out. So this compares, for
each row whose label names a province, city, county or town, whether the parser's name has the same stem (海门市 and
海门区 have); and for company addresses the county code (cpca) or the county's name (jionlp). Guiji is measured the same
way here, which is not its score by spans.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile
import time

ENDINGS = re.compile(
    r"(维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|自治县|地区|街道办事处|街道|省|市|区|县|镇|乡|盟|旗)$")
PARTS = ["province", "city", "county", "street"]


def stem(name):
    short = ENDINGS.sub("", name or "")
    return short if len(short) >= 2 else (name or "")


def by_cpca(texts):
    import cpca
    frame = cpca.transform(texts)
    # Missing names are None or NaN.
    frame = frame.fillna("")
    return [
        [row["省"], row["市"], row["区"], "", str(row["adcode"])]
        for row in frame.to_dict("records")
    ]


def by_jionlp(texts):
    import jionlp
    rows = []
    for text in texts:
        try:
            found = jionlp.parse_location(text, town_village=True, change2new=True)
        except Exception:
            found = {}
        rows.append([found.get(key) or "" for key in ("province", "city", "county", "town")] + [""])
    return rows


def names_of_codes(data):
    names = {}
    for line in (data / "admin-divisions/stats-2023-areas.csv").read_text().splitlines()[1:]:
        cells = [cell.strip('"') for cell in line.split(",")]
        names[cells[0]] = cells[1]
    return names


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--measure", required=True, help="the built guiji-measure")
    options.add_argument("--data", type=pathlib.Path,
                         default=pathlib.Path(__file__).resolve().parents[2].parent / "shared/data")
    options = options.parse_args()
    with tempfile.NamedTemporaryFile(suffix=".tsv") as file:
        subprocess.run([options.measure, "addresses", f"--rows={file.name}"], check=True,
                       stdout=subprocess.DEVNULL)
        rows = [line.split("\t") for line in pathlib.Path(file.name).read_text().splitlines()]
    labels = [row for row in rows if row[0] == "labels"]
    companies = [row for row in rows if row[0] == "companies"]
    county = names_of_codes(options.data)
    print(f"{'':10}" + "".join(f"{part:>10}" for part in PARTS) + f"{'codes':>10}{'rows/s':>12}")
    for name, parse in (("guiji", None), ("cpca", by_cpca), ("jionlp", by_jionlp)):
        start = time.time()
        if parse:
            found = parse([row[1] for row in labels])
            coded = parse([row[1] for row in companies])
        else:
            found = [row[7:12] for row in labels]
            coded = [row[7:12] for row in companies]
        seconds = time.time() - start
        line = f"{name:10}"
        for index, part in enumerate(PARTS):
            wanted = [(row[2 + index], got) for row, got in zip(labels, found) if row[2 + index]]
            right = sum(
                stem(want) == stem(got[index]) or (part == "city" and stem(want) == stem(got[0]))
                or (part == "city" and stem(want) == stem(got[2]))
                for want, got in wanted)
            line += "         -" if part == "street" and name == "cpca" else f"{right / len(wanted):10.3f}"
        if name == "jionlp":
            right = sum(county.get(row[6]) == got[2] for row, got in zip(companies, coded))
        else:
            right = sum(row[6] == got[4] for row, got in zip(companies, coded))
        line += f"{right / len(companies):10.3f}"
        line += f"{(len(labels) + len(companies)) / seconds:12,.0f}" if parse else f"{'(speed)':>12}"
        print(line)
    cases = json.loads((options.data / "addresses/address-parse-cases.json").read_text())
    texts = [case["input"] for case in cases]
    for name, parse in (("cpca", by_cpca), ("jionlp", by_jionlp)):
        right = 0
        for case, got in zip(cases, parse(texts)):
            want = [case["expected"].get(part) or "" for part in PARTS[:3]]
            right += [g if g != "市辖区" else want[1] for g in got[:3]] == want
        print(f"{name}: {right} of {len(cases)} cases with the expected province, city and county")


if __name__ == "__main__":
    main()
