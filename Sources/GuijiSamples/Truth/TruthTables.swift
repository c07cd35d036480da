/// What is true of the people, organizations and addresses of the city after the last night, as CSV in UTF-8. The
/// first column is the number that the links of records name.
enum TruthTables {
    static func write(_ city: City, to folder: String) throws {
        try table(folder + "/person.csv", personHeader, city.people.indices) { person(city, $0) }
        try table(folder + "/organization.csv", organizationHeader, city.organizations.indices) {
            organization(city, $0)
        }
        try table(folder + "/address.csv", addressHeader, city.addresses.indices) {
            address(city, $0)
        }
    }

    private static let personHeader = [
        "person", "name", "sex_code", "birth_date", "id_number", "passport", "ethnic_code",
        "marital_code",
        "education_code", "resident_type", "phone", "household", "relation_code", "father",
        "mother", "spouse",
        "hukou_address", "current_address", "death_date",
    ]
    private static let organizationHeader = [
        "organization", "name", "uscc", "registration_no", "status", "est_date", "closed",
        "industry_code",
        "reg_capital_cny", "legal_rep", "address", "parent", "former_name",
    ]
    private static let addressHeader = [
        "address", "full_text", "level", "parent", "street", "community_code", "lon", "lat",
    ]

    private static func table(
        _ path: String, _ header: [String], _ rows: Range<Int>, _ row: (Int) -> [String]
    ) throws {
        let sink = try ByteSink(path: path, encoding: .utf8)
        sink.append(CSVText.row(header))
        for number in rows {
            sink.append(CSVText.row(row(number)))
            try sink.flushIfFull()
        }
        try sink.close()
    }

    private static func person(_ city: City, _ person: Int) -> [String] {
        let people = city.people
        return [
            String(person), people.name[person], String(people.sex[person]),
            DateText.iso(people.birth[person]), people.idNumber[person], people.passport[person],
            Digits.pad(people.ethnic[person], 2), String(people.marital[person]),
            String(people.education[person]), String(people.residentType[person]),
            people.phone[person],
            people.household[person] >= 0 ? city.households.number[people.household[person]] : "",
            Digits.pad(people.relation[person], 2), number(people.father[person]),
            number(people.mother[person]), number(people.spouse[person]),
            number(people.hukou[person]), number(people.address[person]), day(people.death[person]),
        ]
    }

    private static func organization(_ city: City, _ organization: Int) -> [String] {
        let organizations = city.organizations
        return [
            String(organization), organizations.name[organization],
            organizations.creditCode[organization], organizations.registrationNumber[organization],
            String(organizations.status[organization]),
            DateText.iso(organizations.founded[organization]),
            day(organizations.closed[organization]), organizations.industry[organization],
            "\(organizations.capital[organization])0000.00",
            number(organizations.legalRep[organization]),
            number(organizations.address[organization]), number(organizations.parent[organization]),
            organizations.formerName[organization],
        ]
    }

    private static func address(_ city: City, _ address: Int) -> [String] {
        let addresses = city.addresses
        let community = addresses.community[address]
        return [
            String(address), city.canonical(address), String(addresses.level[address]),
            number(addresses.parent[address]), city.streetName(address),
            community >= 0 ? String(city.communities[community].code) : "",
            Digits.decimal(addresses.lon[address], 6), Digits.decimal(addresses.lat[address], 6),
        ]
    }

    private static func number(_ number: Int) -> String { number >= 0 ? String(number) : "" }
    private static func day(_ day: Day) -> String { day == .max ? "" : DateText.iso(day) }
}
