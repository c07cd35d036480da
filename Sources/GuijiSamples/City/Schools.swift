/// A school: an institution with grades.
package struct School: Sendable {
    package var organization: Int
    /// Ten digits.
    package var code: String
    package var name: String
    /// The grades, youngest first, and the age at which each begins: 小学 six to eleven, 初中 twelve to fourteen.
    package var grades: [String]
    package var firstAge: Int
}

/// Pupils, one array a column.
package struct Pupils: Sendable {
    package var person: [Int] = []
    package var school: [Int] = []
    /// From 0, within the school's grades.
    package var grade: [Int] = []
    /// From 1.
    package var schoolClass: [Int] = []
    /// `G` and the identity number, or `L` and another.
    package var number: [String] = []

    package var count: Int { person.count }
    package var indices: Range<Int> { person.indices }
}

extension CityBuilder {
    /// Children of school age go to a school of their age, nearest first, in classes of forty-five.
    mutating func addSchools() {
        for organization in city.organizations.indices {
            let name = city.organizations.shortName[organization]
            guard city.organizations.category[organization] == "12" else { continue }
            let isPrimary = name.hasSuffix("小学")
            guard isPrimary || name.hasSuffix("初级中学") else { continue }
            let names = isPrimary ? ["一", "二", "三", "四", "五", "六"] : ["七", "八", "九"]
            city.schools.append(
                School(
                    organization: organization,
                    code: "320684" + Digits.pad(city.schools.count + 1, 4),
                    name: name, grades: names.map { $0 + "年级" }, firstAge: isPrimary ? 6 : 12))
        }
        var filled: [Int: Int] = [:]
        for person in city.people.indices {
            // School years begin on the first of September.
            let age = city.people.age(person, on: DateText.day(2020, 9, 1))
            let fitting = city.schools.indices.filter {
                age >= city.schools[$0].firstAge
                    && age < city.schools[$0].firstAge + city.schools[$0].grades.count
            }
            guard !fitting.isEmpty, city.people.residentType[person] < 3 else { continue }
            let street = city.addresses.street[city.people.address[person]]
            let school = fitting[street % fitting.count]
            let grade = age - city.schools[school].firstAge
            let place = school * 16 + grade
            filled[place, default: 0] += 1
            city.pupils.person.append(person)
            city.pupils.school.append(school)
            city.pupils.grade.append(grade)
            city.pupils.schoolClass.append((filled[place, default: 1] - 1) / 45 + 1)
            if person == Cast.secondTwin {
                city.pupils.number.append("L3206840099")
                continue
            }
            // A twin's name stands in the list before its number is known.
            let twin = city.traps.people[person]?.contains(.twins) == true
            let hasNumber = !chance.happens(twin ? 0.4 : 0.04)
            city.pupils.number.append(
                hasNumber
                    ? "G" + city.people.idNumber[person]
                    : "L320684" + Digits.pad(city.pupils.count, 8))
        }
    }
}
