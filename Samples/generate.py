#!/usr/bin/env python3
"""Writes the sample deliveries of two nights, and expected.json with what they must become.

    python3 Samples/generate.py

Standard library only; the same bytes on every run. See README.md for what each file shows.
"""

import csv
import io
import json
import pathlib
import random
from xml.sax.saxutils import escape, quoteattr

from city import City, Dwelling, uscc, org_code
from truth import Delivery, Feeds

ROOT = pathlib.Path(__file__).resolve().parent
DATES = {1: "2020-11-19", 2: "2020-11-20"}
FULL_WIDTH = str.maketrans("0123456789Xx,.", "０１２３４５６７８９Ｘｘ，．")
CITY = City()
PEOPLE, FIRMS = CITY.people, CITY.firms
SPOTS = []


def wide(text):
    """Digits as an old input method leaves them."""
    return text.translate(FULL_WIDTH)


def day(night):
    return DATES[night].replace("-", "")


def spot(night, feed, where, **values):
    """A value that must stand in the feed's table after that night."""
    SPOTS.append({"night": night, "feed": feed, "where": where, "values": values})


def delivery(feed, night, folder, name, mode):
    return Delivery(feed, f"{folder}/{name}", mode)


def save(found, night, data):
    path = ROOT / f"inbox-{DATES[night]}" / found.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def table(rows, delimiter=",", quote_all=False, end="\r\n"):
    out = io.StringIO()
    style = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=style, lineterminator=end).writerows(rows)
    return out.getvalue()


# --- D02 实有人口: CSV, GB18030, CRLF, every field quoted; delta -------------------------------

SYRK = (
    "RYBH RKLB XM CYM GMSFHM YGMSFHM ZJZL ZJHM XB MZ CSRQ WHCD HYZK HH YHZGX HJDZ XZZ LXDH FWCS "
    "SWRQ ZXBS FQSFZH MQSFZH JHRSFZH GXSJ CZBS"
).split()


def person_row(person, operation="1", changed="2020-11-19 23:10:05", **changes):
    number = person.index
    ethnic = {"汉族": ["汉族", "汉", "01", "1"][number % 4 if number else 0]}
    mother = person.mother.id if person.mother else ""
    row = {
        "RYBH": person.person_no,
        "RKLB": "2" if number % 9 == 5 else "1",
        "XM": person.name,
        "CYM": "无" if number % 6 == 1 else "",
        "GMSFHM": person.id.lower() if number % 2 else person.id,
        "XB": "1" if person.is_male else "2",
        "MZ": ethnic.get(person.ethnic, person.ethnic),
        "CSRQ": person.birth if number % 3 else person.birth_iso,
        "WHCD": ["大学本科", "高中", "初中", "小学"][number % 4] if person.age >= 18 else "小学",
        "HYZK": "已婚" if person.age >= 28 else "未婚",
        "HH": person.household,
        "YHZGX": "户主" if person.age >= 28 else "子" if person.is_male else "女",
        "HJDZ": str(person.dwelling),
        "XZZ": "同户籍" if number % 5 == 0 else str(person.dwelling),
        "LXDH": wide(person.phone) if number % 7 == 0 else "无" if person.age < 10 else person.phone,
        "FWCS": "NULL" if number % 11 == 3 else "",
        "ZXBS": "1",
        "MQSFZH": mother,
        "JHRSFZH": mother,
        "GXSJ": changed,
        "CZBS": operation,
    }
    row.update(changes)
    return [row.get(column, "") for column in SYRK]


def syrk(night):
    found = delivery("D02-syrk", night, "D02-gaj", f"syrk_{day(night)}.csv", "delta")
    rows = []

    def add(row, aside=None):
        rows.append(row)
        operation = "delete" if row[-1] == "3" else "upsert"
        found.add(row[0], tuple(row[:-1]), aside, operation, row[-2])

    if night == 1:
        special = {
            30: {"CSRQ": "19930230"},  # no such day: the cell goes, the record stays
            31: {"CSRQ": PEOPLE[31].birth[:4] + "0000"},
            32: {"FWCS": '海门"样品"公司'},
        }
        for person in PEOPLE[:396]:
            add(person_row(person, **special.get(person.index, {})))
        # An older change of the same person arrives after the newer one.
        add(person_row(PEOPLE[20], "2", "2020-11-18 10:00:00", XZZ=str(Dwelling("示范新村", 9, 1, 101))))
        add(person_row(PEOPLE[396], XM="", RYBH="3206840000000900"), "REQUIRED")
        add(person_row(PEOPLE[397], "9", RYBH="3206840000000901"), "OPERATION_UNKNOWN")
        add(person_row(PEOPLE[398], XM="样?", RYBH="3206840000000902"), "RECORD_UNDECODABLE")
        spot(1, "D02-syrk", {"person_no": PEOPLE[0].person_no}, name="张样本", sex_code="1",
             ethnic_code="01", birth_date="1985-03-12", phone="15400000001", current_address=None,
             id_number="320684198503129916")
        for index in (6, 7, 8):
            spot(1, "D02-syrk", {"person_no": PEOPLE[index].person_no}, name=PEOPLE[index].name)
        spot(1, "D02-syrk", {"person_no": PEOPLE[30].person_no}, birth_date=None)
        spot(1, "D02-syrk", {"person_no": PEOPLE[31].person_no}, birth_date=PEOPLE[31].birth[:4])
        spot(1, "D02-syrk", {"person_no": PEOPLE[32].person_no}, workplace='海门"样品"公司')
        spot(1, "D02-syrk", {"person_no": PEOPLE[20].person_no}, changed_at="2020-11-19T23:10:05+08:00")
    else:
        changed = "2020-11-20 21:05:00"
        for person in PEOPLE[40:52]:
            add(person_row(person, "2", changed, XZZ=str(Dwelling("测试新苑", 2, 1, 301))))
        for person in PEOPLE[60:64]:
            add(person_row(person, "3", changed, ZXBS="2", SWRQ="2020-11-18"))
        for person in PEOPLE[396:]:
            add(person_row(person, "1", changed))
        add(person_row(PEOPLE[70], "2", "昨天", XZZ=""), "TYPE_MISMATCH")
        spot(2, "D02-syrk", {"person_no": PEOPLE[40].person_no},
             current_address="江苏省海门市海门镇测试新苑2幢1单元301室")
    data = table([SYRK] + rows, quote_all=True).encode("gb18030")
    # A four-byte character cut by a fixed-width exporter.
    data = data.replace("样?".encode("gb18030"), b"\xd1\xf9\x82\x30\xb7")
    save(found, night, data)
    return found


# --- D04 失信被执行人: CSV, UTF-8 with BOM, two record shapes; snapshot ------------------------

def sxbzx(night):
    found = delivery("D04-sxbzx", night, "D04-fy", f"sxbzx_{day(night)}.csv", "snapshot")
    header = "案号 被执行人 类型 证件号码 法定代表人 执行法院 立案时间 履行情况 发布时间".split()
    rows = []
    debtors = [PEOPLE[0]] + PEOPLE[100:280]
    for number, person in enumerate(debtors):
        if night == 2 and number in (50, 51, 52):
            continue  # struck off the list
        brackets = "（{}）" if (number + night) % 2 else "({})"
        case = brackets.format(2020) + f"苏0684执XXXX{number + 1:04d}号"
        masked = [person.id[:4] + "*" * 10 + person.id[-4:], person.id[:4] + "*" * 12 + person.id[-2:],
                  person.id[:12] + "******"][number % 3]
        status = "全部未履行" if number % 3 else "部分履行"
        if night == 2 and number % 30 == 7:
            status = "全部履行"
        row = [case, person.name, "自然人", masked, "/", "海门市人民法院",
               f"2020年{number % 9 + 1}月{number % 27 + 1}日", status, "2020-11-01 08:00:00"]
        rows.append(row)
        found.add((number, person.name), status)
    for number, firm in enumerate(FIRMS[:20]):
        case = f"(2020)苏0684执XXXX{number + 801:04d}号"
        rows.append([case, firm.name, "法人", firm.uscc[:12] + "****", firm.legal_rep.name,
                     "海门市人民法院", "2020-06-15", "全部未履行", "2020-11-01 08:00:00"])
        found.add((number + 800, firm.name), "")
    rows.append(["(2020)苏0684执XXXX0999号", "无", "自然人", "-", "/", "海门市人民法院", "2020-06-15", "", ""])
    found.add("nobody", "", "REQUIRED")
    rows.append(["(2020)苏0684执XXXX0998号", "示例合伙", "其他组织", "-", "/", "海门市人民法院", "", "", ""])
    found.add("third kind", "", "RECORD_SHAPE_UNKNOWN")
    # Brackets alone tell the two nights' case numbers apart: the canonical form does not.
    spot(night, "D04-sxbzx", {"debtor": "张样本", "case_no": "(2020)苏0684执XXXX0001号"},
         masked_id_number="3206**********9916", masked_uscc=None, filed_on="2020-01-01", debtor_type="自然人")
    save(found, night, b"\xef\xbb\xbf" + table([header] + rows).encode())
    return found


# --- D08 学籍: XML, prefixed root, nested, repeated guardians; snapshot ------------------------

def xj(night):
    found = delivery("D08-xj", night, "D08-jyj", f"xj_{day(night)}.xml", "snapshot")
    pupils = [p for p in PEOPLE if 6 <= p.age <= 18]
    if night == 2:
        pupils.remove(pupils[10])
    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<xj:学籍 xmlns:xj="urn:xj:2">']
    for school_number, school in enumerate(("示例小学", "测试中学")):
        out.append(f' <xj:学校 bsm="320684000{school_number + 1}"><mc>{school}</mc>')
        own = [p for p in pupils if (p.age >= 13) == bool(school_number)]
        for age in sorted({p.age for p in own}):
            out.append(f'  <年级 njmc="{age - 5}年级"><班级 bh="{age - 5}.1">')
            for pupil in (p for p in own if p.age == age):
                out.append(pupil_element(pupil, found, night))
            out.append("  </班级></年级>")
        if school_number == 0:
            # Neither G nor L: the number is not one of a pupil.
            out.append('  <年级 njmc="一年级"><班级 bh="1.2"><学生><xm>样未定</xm><学籍号>待定</学籍号></学生>'
                       "</班级></年级>")
            found.add("待定", "", "PATTERN_MISMATCH")
        out.append(" </xj:学校>")
    out.append("</xj:学籍>")
    save(found, night, "\n".join(out).encode())
    return found


def pupil_element(pupil, found, night):
    number = f"G{pupil.id}" if pupil.index != 4 else "L3206840099"
    guardians = ""
    if pupil.mother:
        mother = pupil.mother
        phone = mother.phone if night == 1 or pupil.index % 7 else "154" + "9" * 8
        guardians = (f"<jhr><xm>{mother.name}</xm><gx>母亲</gx><sfzjh>{mother.id}</sfzjh>"
                     f"<lxdh>{phone}</lxdh></jhr>")
    if pupil.index % 8 == 3:
        guardians += "<jhr><xm>古丽样艾例</xm><gx>其他</gx><sfzjh>653101199202149943</sfzjh></jhr>"
    text = (f"   <学生><xm>{pupil.name}</xm><学籍号>{number}</学籍号><xbm>{'男' if pupil.is_male else '女'}</xbm>"
            f"<csrq>{pupil.birth}</csrq><mzm>{pupil.ethnic}</mzm><hkszd>{pupil.dwelling}</hkszd>"
            f"<xzz>{pupil.dwelling.new_style()}</xzz><sfdsznv>{'是' if pupil.index % 2 else '否'}</sfdsznv>"
            f"<sflsr>N</sflsr>{guardians}<jhr/></学生>")
    found.add(number, text)
    if pupil.index == 4:
        spot(night, "D08-xj", {"student_no": number}, name="张样武", school_name="示例小学",
             school_code="3206840001", grade="3年级", class_no="3.1", birth_date="2012-06-18",
             is_only_child=0, sex_code="2")
    return text


# --- D09 规上企业月报: one JSON array; snapshot; the second night repeats the first file --------

def gsqy(night):
    found = delivery("D09-gsqy", night, "D09-gxj", f"gsqy_{day(night)}.json", "snapshot")
    chance = random.Random(9)
    rows = []
    for month in ("202005", "202006", "202007", "202008", "202009", "202010"):
        for firm in FIRMS:
            output = chance.randint(1000, 90000)
            rows.append({
                "code": firm.uscc, "name": firm.name, "industry": firm.industry, "month": month,
                "output": f"{output:,}.5" if firm.index % 2 == 0 else output,
                "power": None if firm.index % 13 == 4 else str(chance.randint(1000, 50000)),
                "staff": len(firm.employees) * 10 if firm.index % 3 else wide(str(len(firm.employees) * 10)),
                "addr": f"海门市{firm.street}",
            })
            found.add((firm.uscc, month), "")
            if month == "202010" and firm.index == 0:
                spot(1, "D09-gsqy", {"uscc": firm.uscc, "month": month},
                     output_cny=f"{output}500.00", staff_count=90, industry_code="1751")
    rows.append({"code": "", "name": "海门样无码有限公司", "month": "202010", "output": 1})
    found.add("no code", "", "REQUIRED")
    save(found, night, json.dumps(rows, ensure_ascii=False, indent=1).encode())
    if night == 2:
        found.state = "duplicate"
    return found


# --- D10 惠民补贴: CSV, GB18030, semicolons, total line, blank lines; event --------------------

def hmbt(night):
    found = delivery("D10-hmbt", night, "D10-czj", f"hmbt_{day(night)}.csv", "event")
    header = "批次号 序号 补贴项目 姓名 身份证号 金额 发放日期 账号 村组 主管部门".split()
    batch = "HM202011" if night == 1 else "HM202011B"
    chance = random.Random(10 + night)
    payees = {1: PEOPLE[0], 17: PEOPLE[2]}
    rows = []
    for number in range(1, 261 if night == 1 else 81):
        person = payees.get(number) or chance.choice(PEOPLE[10:])
        amount = [f"{chance.randint(100, 3000)}.50", "1,200.00", "800", "-350.00"][number % 4]
        row = [batch, str(number), ["耕地地力保护补贴", "低保金", "高龄津贴"][number % 3], person.name,
               person.id15 if number % 10 == 7 else person.id, amount,
               ["2020.11.20", "2020-11-20", "20201120", "2020年11月20日"][number % 4],
               f"'62000000000{number:08d}", person.dwelling.village_style(), "农业农村局"]
        if number == 17:
            row[2], row[5], row[4] = "耕地地力;保护补贴", wide("1,200.00"), "320625481105993"
        if number == 18:
            row[4] = wide(person.id)
        rows.append(row)
        found.add((batch, number), tuple(row))
    ragged = [batch, "9001", "低保金", "样多列", "", "100", "2020.11.20", "", "", "民政局", "多出", "两列"]
    rows.append(ragged)
    found.add((batch, 9001), "", "RECORD_RAGGED")
    rows.append([batch, "9002", "低保金", "样无额", "", "壹佰元?", "2020.11.20", "", "", "民政局"])
    found.add((batch, 9002), "", "TYPE_MISMATCH")
    text = table([header] + rows, delimiter=";")
    lines = text.split("\r\n")
    lines[5:5] = ["", ""]
    text = "\r\n".join(lines) + "合计;;;;;345678.90;;;;\r\n\r\n"
    save(found, night, text.encode("gb18030"))
    spot(night, "D10-hmbt", {"batch_no": batch, "line_no": 17}, amount_cny="1200.00",
         subsidy_item="耕地地力;保护补贴", paid_on="2020-11-20", payee_name="王试根")
    return found


# --- D11 职工社保参保: tabs, GB18030, never quoted; delta --------------------------------------

CBRY = (
    "AAC001 AAC003 AAE135 AAC004 AAC006 AAB001 AAB004 AAB003 AAE140 AAC031 AAE030 AAE031 AAC040 "
    "AAE005 AAE036 op"
).split()


def cbry(night):
    found = delivery("D11-cbry", night, "D11-rsj", f"cbry_{day(night)}.txt", "delta")
    jobs = [(firm, person) for firm in FIRMS for person in firm.employees]
    rows = []

    def add(firm, person, operation, changed, aside=None, **changes):
        row = {
            "AAC001": f"SSP{person.index + 1:07d}", "AAC003": person.name, "AAE135": person.id,
            "AAC004": "男" if person.is_male else "女", "AAC006": person.birth, "AAB001": firm.account,
            "AAB004": firm.name if firm.index % 4 else firm.name.removeprefix("海门").removesuffix("有限公司"),
            "AAB003": firm.uscc, "AAE140": "110", "AAC031": "1", "AAE030": "2015-03-01",
            "AAE031": "9999-12-31", "AAC040": f"{3000 + person.index * 10}.00",
            "AAE005": firm.legal_rep.phone, "AAE036": changed, "op": operation,
        }
        row.update(changes)
        rows.append([row[column] for column in CBRY])
        found.add((row["AAC001"], firm.account, "110"), tuple(rows[-1]), aside,
                  "delete" if operation == "D" else "upsert", changed)

    if night == 1:
        for firm, person in jobs:
            typo = {"AAE135": "320684198503129196", "AAE005": "15400000001"} if person.index == 0 else {}
            if person.index == 6:
                typo = {"AAC003": "张?样"}
            add(firm, person, "I", "2020-11-19 17:00:00", **typo)
        add(FIRMS[3], PEOPLE[390], "X", "2020-11-19 17:00:00", "OPERATION_UNKNOWN")
        add(FIRMS[4], PEOPLE[391], "I", "2020-11-19 17:00:00", "REQUIRED", AAC001="")
        spot(1, "D11-cbry", {"person_account": "SSP0000001"}, id_number="320684198503129196",
             valid_to=None, valid_from="2015-03-01", base_wage_cny="3000.00")
    else:
        for firm, person in jobs[30:50]:
            add(firm, person, "U", "2020-11-20 16:00:00", AAC031="2")
        for firm, person in jobs[60:65]:
            add(firm, person, "D", "2020-11-20 16:00:00", AAC031="3", AAE031="2020-11-20")
        add(FIRMS[5], PEOPLE[392], "I", "2020-11-20 16:00:00")
        add(FIRMS[5], PEOPLE[393], "I", "2020-11-20 16:00:00", "RECORD_RAGGED", op="I\t多一列")
    text = "".join("\t".join(row) + "\r\n" for row in [CBRY] + rows)
    save(found, night, text.encode("gb18030"))
    return found


# --- D12 不动产登记: XML in GB18030, values in attributes; event ------------------------------

def bdc(night):
    found = delivery("D12-bdc", night, "D12-zrj", f"bdc_{day(night)}.xml", "event")
    out = ['<?xml version="1.0" encoding="GB18030"?>',
           '<bdc:Message xmlns:bdc="urn:bdc:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">']

    def add(number, holders, date, shares, area="98.50", aside=None):
        dwelling = holders[0].dwelling
        text = (f'<bdc:Data YWH="YW{number}" DJLX="200" DJSJ="{date}">\n'
                f'  <KTT_FW_H BDCDYH="320684001001GB00001F{number:08d}" ZL={quoteattr(str(dwelling))}'
                f' JZMJ="{area}" YT="10"/>\n')
        for holder, share in zip(holders, shares):
            text += (f'  <ZTT_GY_QLR BDCQZH="苏（2019）海门市不动产权第{number:07d}号" QLRMC="{holder.name}"'
                     f' ZJZL="1" ZJH="{holder.id}" QLBL="{share}"/>\n')
        out.append(text + "</bdc:Data>")
        found.add(f"YW{number}", text, aside)

    first = 1 if night == 1 else 191
    if night == 1:
        add(1, PEOPLE[:2], "2019-05-06T10:00:00", ["1/2", "50%"])
        spot(1, "D12-bdc", {"business_no": "YW1"}, registered_at="2019-05-06T10:00:00+08:00",
             area_m2="98.50", unit_code="320684001001GB00001F00000001")
        add(5001, PEOPLE[20:21], "", [""], aside="REQUIRED")
    else:
        add(1, PEOPLE[:2], "2019-05-06T10:00:00", ["1/2", "1/2"], area="98.60")  # a correction
        add(2, PEOPLE[6:7], "2018-01-06T09:30:00", ["1"])  # sent again, unchanged
        spot(2, "D12-bdc", {"business_no": "YW1"}, area_m2="98.60")
    for number in range(max(first, 2), first + (190 if night == 1 else 50)):
        owner = PEOPLE[(number + 4) % 400]
        day_of_month = number % 28 + 1
        add(number, [owner], f"2018-01-{6 if number == 2 else day_of_month:02d}T09:30:00", ["1"])
    out.append("</bdc:Message>")
    save(found, night, "\n".join(out).encode("gb18030"))
    return found


# --- D15 城市部件: GeoJSON; snapshot --------------------------------------------------------

def bj(night):
    found = delivery("D15-bj", night, "D15-cgj", f"bj_{day(night)}.geojson", "snapshot")
    chance = random.Random(15)
    features = []
    for number in range(1, 261):
        lon = round(121.1 + chance.random() / 5, 6)
        lat = round(31.85 + chance.random() / 10, 6)
        kind = ["雨水井盖", "路灯", "果皮箱", "消火栓"][number % 4]
        if night == 2 and number in (100, 101, 102):
            continue
        properties = {
            "OBJCODE": f"3206140103{number:06d}", "OBJNAME": kind, "BGCODE": "320614001001003",
            "DEPTNAME1": "市城管局", "DEPTNAME2": "市住建局", "DEPTNAME3": "市住建局",
            "OBJSTATE": "破损" if night == 2 and number % 30 == 1 else "完好", "ORDATE": "2018-6-1",
            "CHDATE": None if number % 3 else "2020/1/15",
        }
        point = [lat, lon] if number % 25 == 3 else [lon, lat]
        geometry = {"type": "Point", "coordinates": point}
        if number % 40 == 7:
            geometry = {"type": "LineString", "coordinates": [[lon, lat], [round(lon + 0.001, 6), lat]]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
        found.add(properties["OBJCODE"], properties["OBJSTATE"])
        if number == 123:
            spot(1, "D15-bj", {"component_code": properties["OBJCODE"]}, lon=lon, lat=lat,
                 name=kind, installed_on="2018-06-01", status="完好")
        if number == 3:
            spot(1, "D15-bj", {"component_code": properties["OBJCODE"]}, lon=None, lat=None)
    features.append({"type": "Feature", "properties": {"OBJCODE": None, "OBJNAME": "未编码"},
                     "geometry": {"type": "Point", "coordinates": [121.2, 31.9]}})
    found.add("no code", "", "REQUIRED")
    collection = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "本地坐标"}}}
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    head = json.dumps(collection, ensure_ascii=False)[:-1]
    save(found, night, f'{head}, "features": [\n{lines}\n]}}'.encode())
    return found


# --- D21 流调: JSON Lines, nested; event with versions ---------------------------------------

def lxd(night):
    found = delivery("D21-lxd", night, "D21-wjw", f"lxd_{day(night)}.jsonl", "event")
    lines = []

    def add(number, version, person, aside=None, **changes):
        record = {
            "lcbh": f"LX{number:04d}", "ver": version,
            "ry": {"xm": person.name, "zjlx": "身份证", "zjhm": person.id, "sj": person.phone,
                   "xzz": person.dwelling.short_style()},
            "fl": "来自风险地区", "ddsj": "2020-11-12 18:20",
            "xc": [{"ks": "2020-11-13 12:00", "js": "约13点", "dd": "人民中路88号美食城", "jtgj": "步行"}],
            "jcz": [{"xm": "车友王某", "sj": f"154{number % 7 + 7:08d}"}] if number % 2 else [],
            "sf": [{"rq": "2020-11-13", "tw": 36.5, "hs": "阴性"}, {"rq": "2020-11-15", "hs": "阴性"}],
        }
        if number % 10 == 0:
            record.update(ddly="示例市", glfs="集中", glks="2020-11-13 08:00", gljs="2020-11-27 08:00")
            record["xc"].append({"ks": "2020-11-12 18:20", "dd": "高铁站", "jtgj": "网约车", "cph": "苏F·0000X"})
            record["jcz"].append({"xm": PEOPLE[1].name, "gx": "同住", "zjhm": PEOPLE[1].id})
            record["sf"].append({"rq": "2020-11-17", "tw": 36.8, "zt": "无", "hs": "阴性"})
        record.update(changes)
        lines.append(json.dumps(record, ensure_ascii=False))
        found.add(record["lcbh"], lines[-1], aside, order=version or 0)

    if night == 1:
        for number in range(1, 131):
            person = PEOPLE[0] if number == 1 else PEOPLE[(number * 3) % 400]
            add(number, 1, person, fl="密接" if number % 4 == 0 else "来自风险地区")
        add(1, 2, PEOPLE[0], xc=[{"ks": "2020-11-13 12:00", "dd": "人民中路88号\n美食城二楼"}])
        add(900, None, PEOPLE[9], "REQUIRED")
        lines.append('{"lcbh":"LX0901","ver":1,"ry":{"xm":"样断行"')  # a transfer broke off
        found.add("LX0901", "", "RECORD_MALFORMED")
        spot(1, "D21-lxd", {"survey_no": "LX0001"}, version_no=2, name="张样本",
             phone="15400000001", arrived_at="2020-11-12T18:20:00+08:00")
    else:
        for number in range(20, 30):
            add(number, 2, PEOPLE[(number * 3) % 400], fl="解除")
        add(1, 1, PEOPLE[0])  # an old version again: the second stays current
        for number in range(131, 160):
            add(number, 1, PEOPLE[(number * 3) % 400])
        spot(2, "D21-lxd", {"survey_no": "LX0001"}, version_no=2)
        spot(2, "D21-lxd", {"survey_no": "LX0020"}, version_no=2)
    save(found, night, ("\n".join(lines) + "\n").encode())
    return found


# --- D24 市场主体: XML, default namespace, nested repeats; delta ------------------------------

def scjt(night):
    found = delivery("D24-scjt", night, "D24-scj", f"scjt_{day(night)}.xml", "delta")
    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<entlist xmlns="urn:aic:ent:3">']

    def add(number, operation, changed, name, code, boss, street, status="在业", aside=None,
            holders=(), established="2010年3月5日", capital="500.00", entity=None):
        entity = f"3206840000{number:06d}" if entity is None else entity
        text = (f'<ent czlx="{operation}" gxsj="{changed}"><pripid>{entity}</pripid><uniscid>{code}</uniscid>'
                f"<entname>{escape(name)}</entname><enttype>{code[:2]}</enttype>"
                f"<lerep><name>{boss.name}</name><certype>1</certype><cerno>{boss.id}</cerno>"
                f"<tel>{boss.phone}</tel></lerep><dom>江苏省海门市{street}</dom><oploc>南通市海门区{street}</oploc>"
                f"<regcap>{capital}</regcap><estdate>{established}</estdate><regstate>{status}</regstate>"
                f"<opscope><![CDATA[生产、销售<样品>；]]>零售</opscope><industryco>1771</industryco>")
        for holder in holders:
            text += (f"<inv><name>{holder.name}</name><cerno>{holder.id}</cerno><subconam>100</subconam>"
                     f"<share>{100 // len(holders)}%</share></inv>")
        if number == 1:
            text += ("<alt><item>名称</item><be>海门市样品家纺有限责任公司</be><af>海门样品纺织有限公司</af>"
                     "<date>2020-08-01</date></alt>")
        if number % 40 == 12 or number == 205:
            text += f'<branch puniscid="{FIRMS[0].uscc}"/>'
        text += "</ent>"
        out.append(text)
        found.add(entity, text, aside, "delete" if operation == "D" else "upsert", changed)

    def shop(number, operation="I", changed="2020-11-19 18:00:00", **more):
        boss = PEOPLE[(number * 2) % 400]
        code = uscc("92320684" + org_code(f"XXXX{number:04d}"))
        name = "****" if number % 9 == 0 else f"海门区{boss.name}示例小吃店"
        add(number, operation, changed, name, code, boss, f"解放路{number}号", capital="5", **more)
        return code

    if night == 1:
        for firm in FIRMS:
            capital = "1,000.50" if firm.index == 1 else "500.00"
            add(firm.index + 1, "I", "2020-11-19 18:00:00", firm.name, firm.uscc, firm.legal_rep,
                firm.street, holders=firm.employees[:2], capital=capital,
                established="2019-02-29" if firm.index == 2 else "2010年3月5日")
        codes = [shop(number) for number in range(41, 201)]
        add(0, "I", "2020-11-19 18:00:00", "海门样无号店", codes[0], PEOPLE[11], "解放路1号",
            aside="REQUIRED", entity="")
        spot(1, "D24-scjt", {"entity_no": "3206840000000001"}, uscc="91320684XXXX000195",
             reg_capital_cny="5000000.00", est_date="2010-03-05", legal_rep_name="张样本",
             legal_rep_id_number="320684198503129916", org_type="91",
             reg_address="江苏省海门市人民东路8号", scope="生产、销售<样品>;零售")
        spot(1, "D24-scjt", {"entity_no": "3206840000000002"}, reg_capital_cny="10005000.00")
        spot(1, "D24-scjt", {"entity_no": "3206840000000003"}, est_date=None)
        spot(1, "D24-scjt", {"entity_no": "3206840000000045"}, name=None)
    else:
        changed = "2020-11-20 18:00:00"
        for number in range(60, 68):
            shop(number, "U", changed, status="吊销")
        for number in range(70, 73):
            shop(number, "D", changed, status="注销")
        for number in range(201, 206):
            shop(number, "I", changed)
        add(2, "U", "2020-11-01 08:00:00", "海门例旧家纺有限公司", FIRMS[1].uscc, FIRMS[1].legal_rep,
            FIRMS[1].street)  # older than what holds
        spot(2, "D24-scjt", {"entity_no": "3206840000000002"}, reg_capital_cny="10005000.00")
    out.append("</entlist>")
    save(found, night, "\n".join(out).encode())
    return found


# --- D32 热线工单: JSON envelope with a total; delta; held on the second night -----------------

def gd(night):
    found = delivery("D32-gd", night, "D32-rx", f"gd_{day(night)}.json", "delta")
    orders = []
    first, count = (1, 180) if night == 1 else (181, 120)
    for number in range(first, first + count):
        person = PEOPLE[0] if number == 5 else PEOPLE[(number * 7) % 400]
        order = {
            "orderNo": f"RX20201119{number:04d}", "callTime": f"{DATES[night]} {number % 24:02d}:15:00",
            "caller": person.name if number % 5 == 0 else ["市民", "先生"][number % 2], "phone": person.phone,
            "sex": "男" if person.is_male else "女", "appealType": "投诉", "cat1": "市容", "cat2": "垃圾",
            "cat3": "暴露垃圾", "content": f"反映{person.dwelling.short_style()}门口垃圾未清\n请联系{person.phone}",
            "addr": person.dwelling.new_style() + ("（靠北）" if number % 6 == 0 else ""),
            "lng": 121.17, "lat": 31.89, "mainOrg": "市城管局", "secret": number % 10 == 0,
            "flow": [{"node": "受理", "org": "热线中心", "time": f"{DATES[night]} 23:00:00"},
                     {"node": "派单", "org": "市城管局", "time": f"{DATES[night]}T23:30:00+08:00",
                      "remark": "请及时处置"}],
            "visit": {"satisfied": "不满意" if number % 9 == 0 else None, "solved": "否"},
            "dupOf": f"RX20201119{number - 1:04d}" if number % 20 == 0 else None,
            "lastUpdate": f"{DATES[night]} 23:40:00", "state": "NEW",
        }
        aside = None
        if number == 77:
            order["callTime"], aside = None, "REQUIRED"
        if number == 78:
            order["state"] = "UPD"
        if number == 79:
            order["callTime"] = "2020-11-19T04:00:00+0000"
        orders.append(order)
        found.add(order["orderNo"], number, aside, order=order["lastUpdate"])
    total = len(orders)
    if night == 2:
        total, found.state = 150, "held"  # the list was cut short
        found.rules = {"COUNT_MISMATCH": 1}
    else:
        spot(1, "D32-gd", {"order_no": "RX202011190079"}, called_at="2020-11-19T12:00:00+08:00")
        spot(1, "D32-gd", {"order_no": "RX202011190005"}, caller_name="张样本", is_confidential=0)
        spot(1, "D32-gd", {"order_no": "RX202011190007"}, caller_name=None, called_at="2020-11-19T07:15:00+08:00")
    lines = ",\n".join(json.dumps(order, ensure_ascii=False) for order in orders)
    save(found, night, f'{{"total":{total},"list":[\n{lines}\n]}}\n'.encode())
    return found


# --- D34 自动站: columnar JSON, UTC, numbers for "missing"; event ------------------------------

def sk(night):
    found = delivery("D34-sk", night, "D34-qxj", f"sk_{day(night)}.json", "event")
    chance = random.Random(34)
    rows = []
    start = 0 if night == 1 else 24
    times = [f"2020-11-{18 + (hour + 16) // 24:02d} {(hour + 16) % 24:02d}:00:00" for hour in range(48)]
    for hour in range(48):
        for station in range(12):
            number = "58360" if station == 0 else f"M{station:04d}"
            rain = [0, 0.4, 999990, 999999][(hour + station) % 4]
            row = [number, times[hour], rain, round(5 + chance.random() * 9, 1), 4.2, 71, 12000]
            if station == 3 and hour % 5 == 0:
                row[3] = 999999
            corrected = night == 2 and hour == 23 and station == 1
            if corrected:
                row[3] = 11.1  # last night's value, corrected
            if start <= hour < start + 24 or corrected or (night == 2 and hour == 23):
                rows.append(row)
                found.add((number, times[hour]), tuple(row))
    rows.append([None, times[start], 0, 9.9, 1.0, 50, 9000])
    found.add("no station", "", "REQUIRED")
    spot(1, "D34-sk", {"station_no": "M0003", "observed_at": "2020-11-19T00:00:00+08:00"},
         temperature_c=None, rain_1h_mm=None, humidity_pct=71)
    if night == 2:
        spot(2, "D34-sk", {"station_no": "M0001", "observed_at": "2020-11-19T23:00:00+08:00"},
             temperature_c=11.1)
    fields = ["Station_Id", "Datetime", "PRE_1h", "TEM", "WIN_S_Max", "RHU", "VIS"]
    lines = ",\n".join(json.dumps(row) for row in rows)
    save(found, night, f'{{"fields":{json.dumps(fields)},"rows":[\n{lines}\n]}}'.encode())
    return found


# --- D40 用水量与报修: CSV, two shapes, UTF-8; the second night arrives in GB18030 --------------

def ysl(night):
    found = delivery("D40-ysl", night, "D40-zls", f"ysl_{day(night)}.csv", "event")
    header = "类型 编号 户号 日期 用量 报修内容 报修地址 报修时间 电话".split()
    rows = []
    for number in range(1, 301):
        usage = ["0.12", "0", "离线", "NULL", wide("1.5")][number % 5]
        row = ["抄表", f"R{night}{number:04d}", f"W{number:06d}", DATES[night].replace("-", "/"), usage,
               "", "", "", ""]
        rows.append(row)
        found.add(("抄表", row[1]), tuple(row))
    reporters = [PEOPLE[0]] + PEOPLE[200:230]
    for number, person in enumerate(reporters):
        text = ["路面冒水", "水表漏水,已关总阀", "井盖旁\n渗水", "阀门坏，请速修"][number % 4]
        row = ["报修", f"B{night}{number:04d}", "", "", "", text, person.dwelling.short_style(),
               f"{DATES[night]} 07:{number:02d}:00", person.phone]
        rows.append(row)
        found.add(("报修", row[1]), tuple(row))
    rows.append(["报修", "", "", "", "", "无编号的报修", "示范新村3-2-401", f"{DATES[night]} 09:00:00", "/"])
    found.add("no number", "", "REQUIRED")
    text = table([header] + rows, end="\n")
    # A quote inside a field that is not quoted, and blank lines, as the export tool writes them.
    text = text.replace("阀门坏，请速修", '阀门"坏"，请速修').replace("报修,B", "\n报修,B", 1)
    if night == 1:
        save(found, night, text.encode())
        spot(1, "D40-ysl", {"record_type": "抄表", "record_no": "R10002"}, usage_m3=None, repair_text=None,
             read_on="2020-11-19", account_no="W000002")
        spot(1, "D40-ysl", {"record_type": "抄表", "record_no": "R10004"}, usage_m3="1.5")
        spot(1, "D40-ysl", {"record_type": "报修", "record_no": "B10002"}, repair_text="井盖旁\n渗水")
        spot(1, "D40-ysl", {"record_type": "报修", "record_no": "B10003"}, repair_text='阀门"坏"，请速修')
        spot(1, "D40-ysl", {"record_type": "报修", "record_no": "B10000"}, phone="15400000001",
             repair_at="2020-11-19T07:00:00+08:00", repair_address="示范新村3-2-401")
    else:
        save(found, night, text.encode("gb18030"))
        found.rules["ENCODING_MISMATCH"] = 1
        spot(2, "D40-ysl", {"record_type": "报修", "record_no": "B20001"}, repair_text="水表漏水,已关总阀")
    return found


# --- D41 燃气客户: JSON envelope; snapshot; the second night's export failed --------------------

def rqkh(night):
    found = delivery("D41-rqkh", night, "D41-rq", f"rqkh_{day(night)}.json", "snapshot")
    if night == 2:
        found.state = "failed"
        save(found, night, '{"code":500,"message":"导出服务繁忙，请稍后再试","data":null}\n'.encode())
        return found
    rows = []
    for number in range(1, 281):
        person = PEOPLE[number - 1]
        suffix = "（租户）" if number % 12 == 5 else ""
        row = {
            "cardNo": f"RQ{number:08d}", "userName": person.name + suffix,
            "idCard": wide(person.id) if number % 15 == 1 else person.id if number % 4 else "",
            "tel": f"0086{person.phone}" if number % 9 == 0 else person.phone,
            "address": person.dwelling.short_style(), "type": "居民",
            "lastCheck": f"2020.{number % 10 + 1}.{number % 27 + 1}", "state": 1,
        }
        rows.append(row)
        found.add(row["cardNo"], tuple(row.values()))
    rows.append({"cardNo": "RQ00009999", "userName": "无", "state": 0})
    found.add("RQ00009999", "", "REQUIRED")
    spot(1, "D41-rqkh", {"card_no": "RQ00000001"}, id_number="320684198503129916", phone="15400000001",
         last_safety_check="2020-02-02", status=1)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    save(found, night, f'{{"code":0,"data":{{"rows":[\n{lines}\n]}}}}\n'.encode())
    return found


FEEDS = [syrk, sxbzx, xj, gsqy, hmbt, cbry, bdc, bj, lxd, scjt, gd, sk, ysl, rqkh]


def main():
    feeds = Feeds()
    nights = []
    for night, date in DATES.items():
        found = [feed(night) for feed in FEEDS]
        for one in found:
            feeds.apply(one)
        troubled = any(one.state in ("held", "failed") for one in found)
        nights.append({
            "date": date,
            "exit_code": 2 if troubled else 0,
            "deliveries": [one.expected() for one in found],
            "current": feeds.current(),
        })
    # Whom every department knows: one person, once, with mentions from all these feeds.
    people = [
        {"id_number": "320684198503129916", "name": "张样本", "min_feeds": 6},
        {"id_number": "320684198808089951", "name": "张䶮样", "min_feeds": 3},
    ]
    expected = {"nights": nights, "values": SPOTS, "people": people}
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (ROOT / "expected.json").write_text(text, encoding="utf-8")
    write_counts(nights)


def write_counts(nights):
    """Puts the table of expected counts into README.md."""
    lines = ["| feed | night 1 | rows after | night 2 | rows after |", "| --- | --- | --- | --- | --- |"]
    for pair in zip(*(night["deliveries"] for night in nights)):
        cells = [pair[0]["feed"]]
        for night, one in zip(nights, pair):
            counts = f"{one['records']} / {one['set_aside']}" if one["records"] is not None else ""
            state = "" if one["state"] == "loaded" else f" **{one['state']}**"
            cells += [(counts + state).strip(), str(night["current"][one["feed"]])]
        lines.append("| " + " | ".join(cells) + " |")
    readme = ROOT / "README.md"
    start, end = "<!-- counts: written by generate.py -->\n", "<!-- end of counts -->"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(start)
    after = rest.split(end)[1]
    readme.write_text(before + start + "\n".join(lines) + "\n" + end + after, encoding="utf-8")


if __name__ == "__main__":
    main()
