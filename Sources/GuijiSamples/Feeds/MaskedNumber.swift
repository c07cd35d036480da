import GuijiModel

/// What can be seen of somebody in a public list: a name, or its surname where the rest is hidden, and the two ends of
/// a number. Kept as a hash: there are some hundred thousand.
struct MaskedNumber: Hashable {
    private let value: UInt64

    init(name: some StringProtocol, head: Int, tail: Int, of person: Int, in city: City) {
        var hash = StableHash()
        let number = city.people.idNumber[person]
        var text = "\(name)|\(number.prefix(head))|\(number.suffix(tail))"
        text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        value = hash.value
    }
}

/// How many people fit what can be seen, by name and by surname. One pass over the people; 100,000 take some tenths of
/// a second.
struct MaskedNumbers {
    private var counts: [MaskedNumber: Int] = [:]

    init(in city: City, masks: [(head: Int, tail: Int)]) {
        for person in city.people.indices where !city.people.idNumber[person].isEmpty {
            let name = city.people.name[person]
            for mask in masks {
                for text in [name[...], name.prefix(1)] {
                    let seen = MaskedNumber(
                        name: text, head: mask.head, tail: mask.tail, of: person, in: city)
                    counts[seen, default: 0] += 1
                }
            }
        }
    }

    func count(of mask: MaskedNumber) -> Int { counts[mask, default: 0] }
}

/// Numbers of what lies outside the city and stands in no table of the truth.
enum Outside {
    /// 市场监督管理局, which decides on permits.
    static let authority = 200_000_001
    /// A seller on a platform of another city.
    static let platform = 200_000_002
    /// 海门区人民政府.
    static let government = 200_000_003
    /// Firms that stand where a person should; the firm's number is added.
    static let firms = 300_000_000
}
