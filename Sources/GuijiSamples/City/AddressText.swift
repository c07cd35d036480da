/// Addresses as they are written: canonical, and in the styles of the departments.
extension City {
    /// The canonical rendering: `江苏省南通市海门区海门街道示范新村3幢2单元401室`, `…常乐镇示例村5组23号`.
    package func canonical(_ address: Int) -> String {
        "江苏省南通市海门区" + streetName(address) + detail(address)
    }

    /// As papers before 2020 have it: `江苏省海门市海门镇示范新村3幢2单元401室`.
    package func oldStyle(_ address: Int) -> String {
        "江苏省海门市" + oldStreetName(address) + detail(address)
    }

    /// As papers after 2020 have it, numerals in hanzi: `南通市海门区海门街道示范新村三号楼二单元四〇一`.
    package func newStyle(_ address: Int) -> String {
        guard addresses.estate[address] >= 0, addresses.room[address] > 0 else {
            return "南通市海门区" + streetName(address) + detail(address)
        }
        return "南通市海门区" + streetName(address) + estates[addresses.estate[address]].name
            + Digits.hanzi(addresses.building[address]) + "号楼"
            + Digits.hanzi(addresses.unit[address]) + "单元"
            + Digits.hanziDigits(addresses.room[address])
    }

    /// As people say it: `示范新村3-2-401`, `示例村5队23`, `人民中路88号`.
    package func shortStyle(_ address: Int) -> String {
        if addresses.estate[address] >= 0 {
            let parts = [
                addresses.building[address], addresses.unit[address], addresses.room[address],
            ]
            return estates[addresses.estate[address]].name
                + parts.filter { $0 > 0 }.map(String.init).joined(separator: "-")
        }
        if addresses.village[address] >= 0 {
            let door = addresses.door[address] > 0 ? String(addresses.door[address]) : ""
            return villages[addresses.village[address]].name + "\(addresses.group[address])队" + door
        }
        return detail(address)
    }

    /// The power company's own: `海门.海门镇.示范新村.3.2.401`.
    package func dottedStyle(_ address: Int) -> String {
        var parts = ["海门", oldStreetName(address)]
        if addresses.estate[address] >= 0 {
            parts.append(estates[addresses.estate[address]].name)
            parts += [
                addresses.building[address], addresses.unit[address], addresses.room[address],
            ]
            .filter { $0 > 0 }.map(String.init)
        } else if addresses.village[address] >= 0 {
            parts.append(villages[addresses.village[address]].name)
            parts += ["\(addresses.group[address])组", String(addresses.door[address])]
        } else {
            parts.append(detail(address))
        }
        return parts.joined(separator: ".")
    }

    /// Street, estate and building, or village and group in hanzi: `常乐镇示例村五组`.
    package func groupStyle(_ address: Int) -> String {
        if addresses.village[address] >= 0 {
            return streetName(address) + villages[addresses.village[address]].name
                + Digits.hanzi(addresses.group[address]) + "组"
        }
        guard addresses.estate[address] >= 0 else { return streetName(address) + detail(address) }
        let building = addresses.building[address] > 0 ? "\(addresses.building[address])幢" : ""
        return streetName(address) + estates[addresses.estate[address]].name + building
    }

    /// What stands below the street: `示范新村3幢2单元401室`, `示例村5组23号`, `人民中路88号`.
    package func detail(_ address: Int) -> String {
        if addresses.estate[address] >= 0 {
            var text = estates[addresses.estate[address]].name
            if addresses.building[address] > 0 { text += "\(addresses.building[address])幢" }
            if addresses.unit[address] > 0 { text += "\(addresses.unit[address])单元" }
            if addresses.room[address] > 0 { text += "\(addresses.room[address])室" }
            return text
        }
        let door = addresses.door[address] > 0 ? "\(addresses.door[address])号" : ""
        if addresses.village[address] >= 0 {
            return villages[addresses.village[address]].name + "\(addresses.group[address])组" + door
        }
        return addresses.road[address] >= 0 ? roads[addresses.road[address]].name + door : door
    }

    package func streetName(_ address: Int) -> String {
        Vocabulary.streets[addresses.street[address]].name
    }

    /// The street by the name of its town in the days of 海门市.
    package func oldStreetName(_ address: Int) -> String {
        switch streetName(address) {
        case "海门街道": "海门镇"
        case "三厂街道": "三厂镇"
        case let name: name
        }
    }

    /// Where people without local 户籍 are registered.
    package func hukouText(_ person: Int, old: Bool = true) -> String {
        let address = people.hukou[person]
        if address >= 0 { return old ? oldStyle(address) : newStyle(address) }
        guard people.origin[person] >= 0 else { return "" }
        return Vocabulary.origins[people.origin[person]].1
            + "样例镇示例村\(person % 20 + 1)组\(person % 90 + 1)号"
    }
}
