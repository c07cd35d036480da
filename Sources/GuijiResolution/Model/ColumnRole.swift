/// What a header says that a column holds.
///
/// Used where values alone don't tell (a given name, a surname), and to see that columns of several files with different
/// headers hold the same.
enum ColumnRole: Sendable {
    case birth, givenName, surname, middleName, organization, name, sex, phone, email, postcode
    case houseNumber, address, city, state, nationalID, year, age, title, author

    init?(header: String) {
        let word = header.lowercased().filter { $0.isLetter }
        guard let role = ColumnRole.table.first(where: { $0.matches(word) })?.role else {
            return nil
        }
        self = role
    }

    private struct Entry {
        var role: ColumnRole
        var whole: [String] = []
        var parts: [String] = []

        func matches(_ word: String) -> Bool {
            whole.contains(word) || parts.contains { word.contains($0) }
        }
    }

    /// The first that matches counts.
    private static let table: [Entry] = [
        Entry(
            role: .birth, whole: ["born", "birth"],
            parts: ["dob", "birthdate", "dateofbirth", "birthday", "出生"]),
        Entry(role: .name, parts: ["firstandsurname", "fullname", "firstandlast"]),
        Entry(
            role: .givenName, whole: ["given", "first", "fname"],
            parts: ["firstname", "givenname", "forename", "christianname"]),
        Entry(
            role: .surname, whole: ["last", "family", "lname"],
            parts: ["surname", "lastname", "familyname"]),
        Entry(role: .middleName, whole: ["mi"], parts: ["middle"]),
        Entry(
            role: .organization, whole: ["company", "business", "firm", "organization", "dba"],
            parts: [
                "businessname", "companyname", "firmname", "legalname", "dbaname", "tradename",
                "tradingname", "organi", "corporat", "restaurantname", "shopname", "storename",
                "facilityname", "establishment", "entityname", "employer", "企业名称", "单位名称", "公司名称",
            ]),
        Entry(
            role: .name, whole: ["name"],
            parts: ["personname", "patientname", "customername", "clientname", "姓名"]),
        Entry(role: .sex, whole: ["sex"], parts: ["gender", "性别"]),
        Entry(role: .phone, whole: ["tel"], parts: ["phone", "mobile", "电话", "手机"]),
        Entry(role: .email, parts: ["email"]),
        Entry(role: .postcode, whole: ["zip"], parts: ["zipcode", "postcode", "postal", "邮编"]),
        Entry(
            role: .houseNumber, parts: ["houseno", "housenum", "streetnum", "streetno", "门牌"]),
        Entry(role: .address, parts: ["address", "addr", "street", "地址", "住址", "住所"]),
        Entry(
            role: .city, whole: ["city", "town"], parts: ["suburb", "municipality", "cityname"]),
        Entry(role: .state, whole: ["state", "province"]),
        Entry(
            role: .nationalID, whole: ["ssn"], parts: ["socsec", "socialsec", "nationalid", "身份证"]),
        Entry(role: .year, parts: ["year", "年份"]),
        Entry(role: .age, whole: ["age", "年龄"]),
        Entry(role: .title, whole: ["title", "songtitle", "papertitle"]),
        Entry(role: .author, parts: ["author"]),
    ]
}
