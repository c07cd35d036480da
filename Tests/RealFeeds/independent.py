"""Reads a real feed with Python's own csv, json and ElementTree, and prints its rows as the warehouse must hold them.

    python3 independent.py KIND FILE

prints one JSON array a record, in file order, with the columns in the contract's order. Nothing here is shared with
Guiji: where the two disagree, one of them is wrong.
"""

import csv
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from decimal import Decimal

NULL_WORDS = {"", "NULL", "null", "无", "/", "-", "不详"}
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
BLANKS = re.compile("[\\s\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff]+")


def text(value, *null_words):
    """NFC, full-width ASCII to half-width, blanks collapsed; nothing for words that mean nothing."""
    if value is None:
        return None
    value = unicodedata.normalize("NFC", str(value)).translate(FULL_WIDTH)
    value = BLANKS.sub(" ", value).strip()
    return None if value in NULL_WORDS or value in null_words else value


def real(value, *null_words):
    value = text(value, *null_words)
    return None if value is None else float(value)


def integer(value):
    value = text(value)
    return None if value is None else int(value)


def decimal(value, *null_words, german=False):
    """A decimal number as text, without zeros at the end."""
    value = text(value, *null_words)
    if value is None:
        return None
    if german:
        value = value.replace(".", "").replace(",", ".")
    number = format(Decimal(value), "f")
    return number.rstrip("0").rstrip(".") if "." in number else number


def date(value, *null_words):
    value = text(value, *null_words)
    if value is not None and re.fullmatch(r"\d{8}", value):
        return f"{value[:4]}-{value[4:6]}-{value[6:]}"
    return value


def minguo(value):
    """中華民國104年4月16日: years count from 1912."""
    year, month, day = re.fullmatch(r"中華民國(\d+)年(\d+)月(\d+)日", text(value)).groups()
    return f"{int(year) + 1911}-{int(month):02d}-{int(day):02d}"


def free(value):
    return None if value is None or not value.strip() else value.strip()


def table(path, encoding="utf-8-sig", delimiter=","):
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def document(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def pois(path):
    for row in table(path, "gb18030"):
        yield [text(row["poiname"]), real(row["lat"]), real(row["lon"]), text(row["tag"]), text(row["source"])]


def city(path):
    for row in table(path, "gb18030"):
        yield [text(row["provinceName"]), text(row["provinceId"]), integer(row["provinceTotal"]),
               text(row["cityName"]), text(row["cityId"]), real(row["cityLon"]), real(row["cityLat"]),
               integer(row["cityLevel"]), integer(row["cityCount"])]


def ncov_row(row):
    names = "country countryCode province provinceCode city cityCode".split()
    counts = "confirmed suspected cured dead".split()
    return [date(row["date"])] + [text(row[n]) for n in names] + [integer(row[n]) for n in counts]


def ncovcsv(path):
    return map(ncov_row, table(path))


def ncovjson(path):
    return map(ncov_row, document(path))


def area(path):
    for row in table(path):
        yield [text(row["code"]), text(row["name"])]


def gazette(path):
    texts = ("Doc_Style_LName Doc_Style_SName Chapter PubGov PubGovName UndertakeGov Officer_name".split(),
             "GazetteId Title TitleEnglish".split(), "ThemeSubject".split(), "Keyword Eng_Keyword".split(),
             "Explain".split(), "Category Cake Service GazetteHTML".split(), "HTMLContent".split())
    for record in ElementTree.parse(path).getroot():
        def values(names, convert):
            return [convert(record.findtext(name)) for name in names]
        yield ([integer(record.findtext("MetaId"))] + values(texts[0], text)
               + [minguo(record.findtext("Date_Created"))] + values(texts[1], text) + values(texts[2], free)
               + values(texts[3], text) + values(texts[4], free) + values(texts[5], text) + values(texts[6], free))


def polling(path, german):
    for row in table(path, delimiter=";" if german else ","):
        names = "STIMMBEZIRK_STADTTEIL KOMMUNALWAHLBEZIRK LANDTAGSWAHLKREIS BUNDESTAGSWAHLKREIS".split()
        yield ([integer(row["OBJECTID"])]
               + [text(row[n]) for n in ("NR_STIMMBEZIRK800", "WLK_NAME", "WLK_ADRESSE")]
               + [integer(row["ROLLSTUHLGERECHT"]), text(row["WLK_STADTTEIL"]), text(row["POSTZUSTELLBEZIRK"])]
               + [decimal(row[n], german=german) for n in ("KOORX", "KOORY")] + [text(row[n]) for n in names])


def wahlsource(path):
    return polling(path, german=True)


def wahl(path):
    return polling(path, german=False)


def budget_rows(path, german):
    for row in table(path, delimiter=";" if german else ","):
        years = ["Ergebnis 2010"] + [f"Plan {year}" for year in range(2011, 2016)]
        yield ([text(row[n]) for n in ("Produktbereich", "PB_BEZ", "Teilplan", "PG_BEZ")]
               + [integer(row["Bezirk"]), text(row["Bezeichnung"]), text(row["Teilplanzeile"])]
               + [decimal(row[n], german=german) for n in years])


def budgetsource(path):
    return budget_rows(path, german=True)


def budget(path):
    return budget_rows(path, german=False)


def stations(path):
    for row in table(path):
        values = list(row.values())
        yield ([text(v) for v in values[:3]] + [date(v) for v in values[3:5]]
               + [real(values[5]), text(values[6]), real(values[7]), text(values[8]), integer(values[9])]
               + [text(v) for v in values[10:]])


def ozone(path):
    for day, hours in document(path).items():
        yield [date(day)] + [real(hour, "-999") for hour in hours]


def no2(path):
    for day, values in document(path).items():
        yield [date(day), decimal(values[0], "-999")]


def permits(path):
    for row in document(path):
        def value(name):
            return text(row[name], "未披露")
        yield [value("company_name"), text(row["project_name"]), text(row["permit_type"]), value("permit_number"),
               date(row["permit_date"], "未披露"), date(row["publish_date"]), value("project_address"),
               value("issuing_authority")] + [
                   text(row[n]) for n in ("district", "district_code", "source_name", "source_url")]


if __name__ == "__main__":
    for row in globals()[sys.argv[1]](sys.argv[2]):
        print(json.dumps(row, ensure_ascii=True))
