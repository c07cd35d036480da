"""A fictitious city of about 400 people, 40 firms and 300 dwellings, the same on every run.

Conventions that keep everything here invented: sequence 000 or 990-999 in identity numbers, mobiles in the
unallocated segment 154, 样 例 测 试 示 in every name, XXXX#### as the body of an organization's code.
"""

import random

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def id_check(first17):
    """The check character of GB 11643-1999 (MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, ID_WEIGHTS))
    return "10X98765432"[total % 11]


def resident_id(division, birth, sequence):
    first17 = f"{division}{birth}{sequence}"
    return first17 + id_check(first17)


def uscc(first17):
    """A unified social credit code with the check character of GB 32100-2015."""
    total = sum(USCC_ALPHABET.index(char) * pow(3, i, 31) for i, char in enumerate(first17))
    return first17 + USCC_ALPHABET[(31 - total % 31) % 31]


def org_code(body):
    """A nine-character organization code of GB 11714."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum((int(c) if c.isdigit() else ord(c) - 55) * w for c, w in zip(body, weights))
    check = 11 - total % 11
    return body + ("X" if check == 10 else "0" if check == 11 else str(check))


# The worked examples of the standards: a slip in the arithmetic above stops the script.
assert resident_id("320684", "19850312", "991") == "320684198503129916"
assert resident_id("320684", "19700515", "994") == "32068419700515994X"
assert org_code("XXXX0001") == "XXXX00019"
assert uscc("91320684XXXX00019") == "91320684XXXX000195"

HANZI_DIGITS = "〇一二三四五六七八九"


class Dwelling:
    """A place to live, written in the style of whoever writes it."""

    def __init__(self, estate=None, building=0, unit=0, room=0, group=0, number=0):
        self.estate, self.building, self.unit, self.room = estate, building, unit, room
        self.group, self.number = group, number

    def __str__(self):
        if self.estate:
            return f"江苏省海门市海门镇{self.estate}{self.building}幢{self.unit}单元{self.room}室"
        return f"江苏省海门市常乐镇示例村{self.group}组{self.number}号"

    def new_style(self):
        if self.estate:
            room = "".join(HANZI_DIGITS[int(d)] for d in str(self.room))
            building, unit = HANZI_DIGITS[self.building % 10], HANZI_DIGITS[self.unit]
            if self.building > 9:
                building = "十" + (building if self.building > 10 else "")
            return f"南通市海门区海门街道{self.estate}{building}号楼{unit}单元{room}"
        return f"南通市海门区常乐镇示例村{self.group}组{self.number}号"

    def short_style(self):
        if self.estate:
            return f"{self.estate}{self.building}-{self.unit}-{self.room}"
        return f"示例村{self.group}队{self.number}"

    def village_style(self):
        if self.estate:
            return f"海门街道{self.estate}{self.building}幢"
        return f"常乐镇示例村{HANZI_DIGITS[self.group]}组"


class Person:
    def __init__(self, index, name, id_number, dwelling, ethnic="汉族"):
        self.index, self.name, self.id, self.dwelling, self.ethnic = (
            index, name, id_number, dwelling, ethnic)
        self.birth = id_number[6:14]
        self.is_male = int(id_number[16]) % 2 == 1
        self.phone = f"154{index + 1:08d}"
        self.household = self.mother = None
        self.person_no = f"320684{index + 1:010d}"

    @property
    def id15(self):
        return self.id[:6] + self.id[8:17]

    @property
    def age(self):
        return 2020 - int(self.birth[:4])

    @property
    def birth_iso(self):
        return f"{self.birth[:4]}-{self.birth[4:6]}-{self.birth[6:]}"


class Firm:
    def __init__(self, index, name, code, legal_rep, street, employees, industry):
        self.index, self.name, self.uscc, self.legal_rep = index, name, code, legal_rep
        self.street, self.employees, self.industry = street, employees, industry
        self.account = f"SSU{index + 1:06d}"
        self.entity_no = f"3206840000{index + 1:06d}"


ESTATES = ("示范新村", "样例花园", "测试新苑", "试点家园")
SURNAMES = "张李王陈刘黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
MARKS = "样例测试示"
# Last characters: two of four bytes in GB18030 (㛃, 𠮷), one that GBK lacks (䶮), and ordinary ones.
ORDINARY = "本根文武华明芳丽强军洋勇艳杰涛超霞平刚玲健静波宁清云飞浩梅"


class City:
    def __init__(self, seed=20201120):
        self.random = random.Random(seed)
        self.dwellings = self.make_dwellings()
        self.people = self.make_people()
        self.firms = self.make_firms()

    def make_dwellings(self):
        dwellings = [Dwelling("示范新村", 3, 2, 401), Dwelling("示范新村", 3, 2, 402)]
        for estate in ESTATES:
            for building in range(1, 13):
                for _ in range(5):
                    room = self.random.choice([101, 201, 202, 301, 302, 502, 601])
                    dwellings.append(Dwelling(estate, building, self.random.randint(1, 3), room))
        for group in range(1, 10):
            for _ in range(7):
                dwellings.append(Dwelling(group=group, number=self.random.randint(1, 60)))
        return dwellings

    def make_people(self):
        home = self.dwellings[0]
        village = next(d for d in self.dwellings if d.group == 5)
        named = [
            ("张样本", "320684198503129916", home, "汉族"),
            ("李示例", "320684199001010004", home, "汉族"),
            ("王试根", "320625194811059931", village, "汉族"),
            ("张样文", "320684201206189968", home, "汉族"),
            ("张样武", "320684201206189984", home, "汉族"),
            ("古丽样·艾例", "653101199202149943", self.dwellings[1], "维吾尔族"),
            ("张䶮样", "320684198808089951", self.dwellings[2], "汉族"),
            ("陈㛃例", resident_id("320684", "19760421", "998"), self.dwellings[3], "汉族"),
            ("吴𠮷试", resident_id("320625", "19650930", "993"), self.dwellings[4], "汉族"),
            # Same name and birthday as the first, another person.
            ("张样本", "320684198503129932", self.dwellings[5], "汉族"),
        ]
        people = [Person(i, *values) for i, values in enumerate(named)]
        taken = {person.id for person in people}
        while len(people) < 400:
            year = self.random.randint(1935, 2013)
            birth = f"{year}{self.random.randint(1, 12):02d}{self.random.randint(1, 28):02d}"
            division = "320625" if year < 1994 and self.random.random() < 0.6 else "320684"
            number = resident_id(division, birth, self.random.choice([990 + n for n in range(10)]))
            if number in taken:
                continue
            taken.add(number)
            name = self.random.choice(SURNAMES) + self.random.choice(MARKS)
            if self.random.random() < 0.85:
                name += self.random.choice(ORDINARY)
            ethnic = "汉族" if self.random.random() < 0.97 else self.random.choice(["回族", "满族", "苗族"])
            dwelling = self.random.choice(self.dwellings[6:])
            people.append(Person(len(people), name, number, dwelling, ethnic))
        self.make_households(people)
        return people

    def make_households(self, people):
        numbers = {}
        for person in people:
            person.household = f"HH{numbers.setdefault(id(person.dwelling), len(numbers) + 9)}"
        people[3].mother = people[4].mother = people[1]
        mothers = [p for p in people if not p.is_male and 25 <= p.age <= 50]
        for person in people[5:]:
            if person.age < 16:
                person.mother = self.random.choice(mothers)

    def make_firms(self):
        trades = [("纺织", "1751"), ("家纺", "1771"), ("机械", "3411"), ("食品", "1411"), ("建材", "3021")]
        words = "样例测试示"
        adults = [p for p in self.people[10:] if 20 <= p.age <= 60]
        firms = []
        for index in range(40):
            trade, industry = trades[index % 5]
            brand = words[index % 5] + "品通达盛源丰和泰兴"[index // 5]
            is_individual = index % 10 == 9
            division = "320684" if index < 30 else "320614"
            first17 = ("92" if is_individual else "91") + division + org_code(f"XXXX{index + 1:04d}")
            name = f"海门{brand}{trade}有限公司"
            if is_individual:
                name = f"海门区{brand}{trade}店"
            boss = self.people[0] if index == 0 else self.random.choice(adults)
            street = f"人民{'东中西'[index % 3]}路{8 + 10 * index}号"
            staff = self.random.sample(adults, 2 if is_individual else 9)
            firms.append(Firm(index, name, uscc(first17), boss, street, staff, industry))
        firms[0].name = "海门样品纺织有限公司"
        firms[0].employees[:2] = [self.people[0], self.people[6]]
        return firms
