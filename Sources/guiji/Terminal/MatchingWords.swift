/// Chinese for what the matching models under `Schemas/matching` call comparisons, answers and columns. A word that is
/// not here is shown as the model has it.
enum MatchingWords {
    static let chinese: [String: String] = [
        // Comparisons.
        "number": "号码", "paper": "证件", "name": "姓名或名称", "birth": "出生日期", "day": "出生日",
        "sex": "性别", "phone": "电话", "address": "地址", "register": "学籍或户籍", "parents": "父母",
        "relative": "亲属", "order": "胎次", "employer": "单位", "rarity": "姓名是否罕见", "country": "国籍",
        // Answers.
        "same": "相同", "different": "不同", "missing": "缺", "variant": "异体", "former": "曾用名",
        "homophone": "同音", "one character": "一字之差", "masked": "脱敏相符",
        "partly masked": "部分脱敏", "replaced": "已更正", "slip": "一处笔误", "other valid": "另一有效号码",
        "part": "部分相符", "near": "相近", "rare": "罕见", "same room": "同一户室", "same door": "同一门牌",
        "one of the other": "一方载于另一方", "else": "其他", "before": "起点", "contradiction": "矛盾",
        "instead": "另一种可能", "any two rows": "任意两行",
        // Columns.
        "id_number": "身份证号", "former_id_number": "曾用身份证号", "passport_no": "护照号",
        "name_norm": "规范姓名", "name_pinyin": "姓名拼音", "birth_date": "出生日期", "sex_code": "性别代码",
        "nationality": "国籍", "phone_primary": "电话", "address_key": "户室", "address_door": "门牌",
        "household_no": "户号", "student_no": "学籍号", "org_name": "单位名称", "uscc": "统一社会信用代码",
        // Decisions.
        "link": "关联", "attach": "挂接", "review": "待核", "never": "不得关联", "asked": "规则要求人工核对",
        "several": "有多个候选", "accept": "认定同一", "reject": "认定不同", "merge": "合并", "split": "拆分",
    ]
}
