#!/usr/bin/env python3
"""Makes the code lists for names: pinyin, surname_readings, compound_surnames, surnames, character_variants,
organization_forms, organization_sectors.

usage: make_name_tables.py SHARED_DATA PYPINYIN OUT
SHARED_DATA: folder with text-normalization/ and organizations/ (JioNLP, companynameparser: Apache-2.0)
PYPINYIN: pinyin_dict.json of the package pypinyin 0.55.0 (MIT)
OUT: Schemas/codelists
"""
import json, sys, unicodedata
from pathlib import Path

data, pinyin_file, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])


def write(name, title, source, licence, rows):
    lines = [f"# {title}", f"# source: {source}", f"# licence: {licence}", "code,name,aliases"]
    for code, label, aliases in rows:
        lines.append(f"{code},{label},{'|'.join(aliases)}")
    (out / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(rows))


OWN = "facts of the language; the choice is ours"

# The commonest reading of each character, without its tone; ü is v.
def toneless(syllable):
    text = unicodedata.normalize("NFD", syllable)
    text = text.replace("u\u0308", "v")
    return "".join(c for c in text if c.isascii() and c.isalpha())

readings = {}
for code, syllables in json.loads(pinyin_file.read_text(encoding="utf-8")).items():
    char = chr(int(code))
    if 0x4E00 <= ord(char) <= 0x9FFF or 0x3400 <= ord(char) <= 0x4DBF:
        syllable = toneless(syllables.split(",")[0])
        if syllable:
            readings.setdefault(syllable, []).append(char)
write("pinyin", "Readings of characters in pinyin without tones; ü is v. Of several the commonest.",
      "pypinyin 0.55.0 (first reading of each character)", "MIT",
      [(s, cs[0], cs[1:]) for s, cs in sorted(readings.items())])

# How characters are read as surnames, where that is not their commonest reading.
surnames = {
    "shan": "单", "zeng": "曾", "qiu": "仇", "ou": "区", "xie": "解", "zha": "查", "piao": "朴", "ren": "任",
    "hua": "华", "ge": "盖葛", "zhai": "翟祭", "yue": "乐", "shao": "召", "miao": "缪", "xian": "冼洗", "yun": "员",
    "she": "折", "chong": "种", "he": "黑", "po": "繁", "bi": "秘", "yan": "燕", "ying": "应", "ning": "宁",
    "qin": "覃", "wei": "隗", "ji": "纪", "na": "那", "pang": "逄", "zi": "訾", "mu": "牟", "guan": "观", "kan": "阚",
    "chen": "谌", "dao": "刀", "bian": "卞", "pi": "皮", "cen": "岑", "kuang": "邝", "xi": "郗", "nie": "乜",
    "tan": "谈", "ru": "汝", "zhu": "竺", "chao": "晁", "che": "车", "shi": "石", "yi": "弋", "gui": "炅",
}
write("surname_readings", "Characters that are read otherwise when they are a surname.", "general knowledge", OWN,
      [(s, cs[0], list(cs[1:])) for s, cs in sorted(surnames.items())])

compound = """欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 东方 南宫 西门 司徒 司空 独孤 长孙 宇文 轩辕 端木 百里 东郭
呼延 闻人 钟离 濮阳 淳于 单于 申屠 公冶 宗政 太叔 仲孙 澹台 赫连 万俟 公羊 拓跋 第五 梁丘 左丘 东门 南门 谷梁 段干 乐正
漆雕 壤驷 公良 夹谷 宰父 子车 颛孙 巫马 公西 鲜于 闾丘 亓官 司寇 微生 羊舌 即墨 纳兰 叶赫 完颜 爱新觉罗""".split()
traditional = {"欧阳": "歐陽", "司马": "司馬", "诸葛": "諸葛", "尉迟": "尉遲", "公孙": "公孫", "东方": "東方", "南宫": "南宮",
               "西门": "西門", "独孤": "獨孤", "长孙": "長孫", "轩辕": "軒轅", "钟离": "鍾離", "濮阳": "濮陽", "闻人": "聞人",
               "单于": "單于", "澹台": "澹臺", "赫连": "赫連", "万俟": "萬俟", "鲜于": "鮮于", "夏侯": "夏矦"}
write("compound_surnames", "Surnames of two and more characters.", "general knowledge", OWN,
      [(c, c, [traditional[c]] if c in traditional else []) for c in compound])

single = """王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭
陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊葛洪季施牛"""
single = "".join(single.split())
write("surnames", "The commonest surnames of one character, for the married prefix (陈李样).", "general knowledge", OWN,
      [(c, c, []) for c in dict.fromkeys(single)])

# Variants: traditional to simplified. Some pairs are two surnames or two characters of names and stay apart.
apart = set("乾於藉瞭徵麽摺幺餘闆穀鬥後裡里乾幹榦瀋睏捨繫係薑嶽范範葉")
simple = {}
for line in (data / "text-normalization/tra2sim_char.txt").read_text(encoding="utf-8").splitlines():
    parts = line.split("\t")
    if len(parts) == 2 and len(parts[0]) == 1 and len(parts[1]) == 1 and parts[0] != parts[1]:
        if parts[0] not in apart:
            simple[parts[0]] = parts[1]
# Written one for the other in registers.
for a, b in ["葉叶", "嶽岳", "閆闫", "阎闫", "閻闫", "萧肖", "蕭肖", "峯峰", "喆哲", "堃坤", "犇奔", "甦苏", "淼淼", "昇升", "陞升",
             "崑昆", "崙仑", "祕秘", "羣群", "銹锈", "豔艳", "豓艳", "艶艳", "凖准", "淸清", "靑青", "髙高", "眞真", "緖绪", "啓启",
             "強强", "彊强", "晧皓", "暠皓", "槪概", "黃黄", "呂吕", "吳吴", "吴吴", "卽即", "竝并", "並并", "倂并", "併并", "甯宁",
             "寗宁", "囯国", "囻国", "裏里", "鍾钟", "鐘钟", "锺钟", "飛飞", "叡睿", "嚐尝", "綵彩", "煇辉", "暉晖", "禕祎", "喬乔"]:
    if a != b:
        simple[a] = b
def final(char):
    seen = set()
    while char in simple and char not in seen:
        seen.add(char)
        char = simple[char]
    return char
groups = {}
for char in simple:
    root = final(char)
    if root != char:
        groups.setdefault(root, []).append(char)
write("character_variants", "Characters that are written one for the other in names: traditional, old and folk forms.",
      "JioNLP tra2sim_char.txt, and forms seen in registers", "Apache-2.0 (JioNLP); the rest are facts",
      [(root, root, sorted(chars)) for root, chars in sorted(groups.items())])

forms = [w for w in (data / "organizations/lexicon-suffix.txt").read_text(encoding="utf-8").split() if w != "银行"]
# Words that say the trade, not the form.
forms = [w for w in forms if w not in ("数码", "电子产品", "数码电子产品", "新音响店", "第一分", "第一分公司")]
forms += """股份有限公司 有限责任公司 有限公司 集团有限公司 集团股份有限公司 控股有限公司 普通合伙 有限合伙 合伙企业 个人独资企业
专业合作社 农民专业合作社 股份合作社 经济合作社 经济联合社 合作联社 联合社 农场 家庭农场 事务所 律师事务所 会计师事务所 研究所
研究院 研究中心 设计院 委员会 村民委员会 居民委员会 基金会 协会 学会 商会 促进会 联合会 幼儿园 小学 中学 初级中学 高级中学 学校
大学 学院 培训学校 卫生院 卫生室 卫生服务中心 诊所 门诊部 医院 药店 药房 分局 支队 大队 派出所 管理处 管理所 服务所 工作站
分店 分公司 支行 营业所 经营户 商铺 饭店 酒店 宾馆 旅馆 饭馆 面馆 小吃店 早餐店 餐饮店 快餐店 火锅店 烧烤店 茶馆 茶楼 会所 理发店
美发店 洗衣店 棋牌室 网吧 网咖 书屋 小卖部 小店 杂货店 五金店 建材店 烟酒店 鞋店 布店 摊 摊位 苗圃 养殖场 加工坊 作坊 工坊 车间
商场 商城 市场 购物中心 批发部 销售部 服务部 修理部 修理店 汽修厂 门诊 行 铺 屋 社 院 站 所 园 室 阁 居 轩 吧""".split()
write("organization_forms", "Words that end the name of an organization: its form, or the kind of its place.",
      "companynameparser 0.2 (suffix words) and our own", "Apache-2.0",
      [("有限公司", "有限公司", ["有限责任公司"])]
      + [(w, w, []) for w in dict.fromkeys(forms) if w not in ("有限公司", "有限责任公司")])

junk = set("""唐山百驰 常熟 杭州 潍坊 莱西 阿达 阿胶 明月 北方工业 埃德尔 埃航 埃顿 宝军 广西南宁 天骄 众安 诺贝 统众 蓝润 蓝润滑油 联汇
顺然 顶津 雪花 金蝉养殖 以色列 金桥 大自然 无忧 要求 改为 下载 第一国际 南方电网 走廊 领域 起航 省级 品 快车""".split())
trades = [w for w in (data / "organizations/lexicon-trade.txt").read_text(encoding="utf-8").split() if w not in junk]
trades += """工贸 商贸 贸易 国际 实业 发展 集团 控股 股份 科技 技术 信息 网络 电子 电器 机械 设备 建设 建筑 工程 装饰 设计 装修 装潢
文化 传媒 传播 教育 咨询 管理 服务 投资 资产 资本 金融 租赁 物业 物流 运输 货运 快递 仓储 供应链 农业 食品 餐饮 酒店 旅游 医疗 医药
化工 纺织 服装 服饰 家纺 家居 家具 建材 五金 材料 塑料 橡胶 包装 印刷 广告 汽车 配件 电气 自动化 智能 软件 环保 能源 园林 绿化 生物
健康 养老 家政 美容 美发 房地产 开发 置业 劳务 人力资源 保安 代理 进出口 经贸 贸 制造 加工 销售 批发 零售 维修 安装 检测 生产 经营 养殖
种植 水产 畜牧 粮油 蔬菜 水果 茶叶 烟酒 日用品 百货 超市 珠宝 眼镜 玩具 体育 健身 娱乐 影视 摄影 图文 办公 文具 手机 数码 电脑 家电 照明
灯饰 门窗 玻璃 石材 陶瓷 卫浴 厨具 钢结构 金属 钢铁 铝业 铜业 不锈钢 模具 电缆 电线 船舶 海洋 渔业 港口 航运 矿业 煤炭 石油 天然气 燃气
水利 水务 电力 供水 供电 热力 市政 路桥 公路 铁路 交通 公交 出租 客运 环境 卫生 清洁 保洁 消防 安防 安全 通信 通讯 电信 互联网 电商 数据
系统 集成 平台 云 创意 策划 会展 展览 演出 艺术 音乐 舞蹈 培训 留学 翻译 法律 会计 税务 财务 审计 评估 拍卖 典当 担保 小额贷款 保险 证券
基金 银行 信托 融资 创业 孵化 园区 产业 企业 商业 商务 外贸 内贸 邮政 城市 农村 乡村 民族 综合 总 第一 第二 第三 第四 第五 第六
宾馆 饮食 小吃 快餐 早餐 面馆 鲜花 花卉 苗木 宠物 母婴 童装 女装 男装 鞋业 皮具 箱包 床上用品 针织 印染 布艺 刺绣 绣品 家饰 窗帘 被业""".split()
write("organization_sectors", "Words for the trade in the name of an organization.",
      "companynameparser 0.2 (trade words) and our own", "Apache-2.0",
      [(w, w, []) for w in dict.fromkeys(trades)])
