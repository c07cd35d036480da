/// Organizations that are easily taken for one another, and addresses with more than one name.
extension CityBuilder {
    /// What lies on organizations for good, and those made for it: canteens of schools, committees of villages, firms
    /// that were shops.
    mutating func addOrganizationTraps() {
        addNamedBranch()
        let known = city.organizations.indices
        var isConverted = false
        for organization in known {
            let name = city.organizations.name[organization]
            switch city.organizations.category[organization] {
            case "12" where name.hasSuffix("小学") || name.hasSuffix("中学"):
                if chance.happens(0.5) { addCanteen(of: organization) }
            case "N2": addCommittee(beside: organization)
            case "92" where city.organizations.status[organization] == 1 && !name.isEmpty:
                if chance.happens(0.006) || !isConverted {
                    isConverted = convert(organization) || isConverted
                }
            case "91" where city.organizations.parent[organization] >= 0:
                city.traps.organization(organization, .branch)
                city.traps.organization(city.organizations.parent[organization], .branch)
            default: break
            }
        }
    }

    /// 海门样品纺织有限公司三厂分公司 (scenario S15).
    private mutating func addNamedBranch() {
        var draft = OrganizationDraft()
        draft.name = city.organizations.name[Cast.firm] + "三厂分公司"
        draft.shortName = city.organizations.shortName[Cast.firm] + "三厂分公司"
        draft.sign = city.organizations.sign[Cast.firm]
        draft.trade = city.organizations.trade[Cast.firm]
        draft.industry = city.organizations.industry[Cast.firm]
        draft.legalRep = Cast.dotted
        draft.founded = DateText.day(2016, 4, 1)
        draft.address = newDoor(street: 2)
        draft.parent = Cast.firm
        number(&draft)
        _ = city.organizations.append(draft)
    }

    /// 食堂: the caterer at a school's door, a business of its own.
    private mutating func addCanteen(of school: Int) {
        var draft = OrganizationDraft()
        let name = city.organizations.shortName[school]
        draft.category = "92"
        draft.founded = city.firstDay - 300 - chance.below(1500)
        draft.name = "海门区" + name + "食堂"
        draft.shortName = name + "食堂"
        draft.sign = name
        draft.trade = "小吃店"
        draft.industry = "6291"
        draft.legalRep = chance.below(city.people.count)
        while city.people.age(draft.legalRep, on: city.firstDay) < 25
            || !city.people.isAlive(draft.legalRep, on: city.firstDay)
            || city.people.residentType[draft.legalRep] == 3
        {
            draft.legalRep = (draft.legalRep + 1) % city.people.count
        }
        draft.capital = 10
        draft.address = city.organizations.address[school]
        number(&draft)
        let canteen = city.organizations.append(draft)
        city.traps.organization(school, .canteen)
        city.traps.organization(canteen, .canteen)
    }

    /// 村民委员会, at the door of the village's economy.
    private mutating func addCommittee(beside economy: Int) {
        var draft = OrganizationDraft()
        let place = city.organizations.name[economy].replacing("股份经济合作社", with: "")
        draft.category = "54"
        draft.name = "海门区" + place + "村民委员会"
        draft.shortName = place + "村委会"
        draft.sign = draft.shortName
        draft.industry = "9610"
        draft.legalRep = city.organizations.legalRep[economy]
        draft.founded = city.organizations.founded[economy]
        draft.address = city.organizations.address[economy]
        number(&draft)
        let committee = city.organizations.append(draft)
        city.traps.organization(economy, .villageCommittee)
        city.traps.organization(committee, .villageCommittee)
    }

    /// 个转企: the shop closes, a firm of the same owner and nearly the same name opens at its door.
    /// - Returns: whether the shop is old enough.
    private mutating func convert(_ shop: Int) -> Bool {
        var draft = OrganizationDraft()
        let organizations = city.organizations
        let day = city.firstDay - 10 - chance.below(150)
        guard organizations.founded[shop] < day - 100 else { return false }
        draft.name = "海门" + organizations.shortName[shop] + "有限公司"
        draft.shortName = organizations.shortName[shop]
        draft.sign = organizations.sign[shop]
        draft.trade = organizations.trade[shop]
        draft.industry = organizations.industry[shop]
        draft.legalRep = organizations.legalRep[shop]
        draft.founded = day
        draft.capital = 50
        draft.address = organizations.address[shop]
        draft.holders = [(draft.legalRep, 100)]
        number(&draft)
        // The register goes on under the same number of its own.
        draft.entityNumber = organizations.entityNumber[shop]
        let firm = city.organizations.append(draft)
        city.organizations.convertedFrom[firm] = shop
        city.organizations.status[shop] = 3
        city.organizations.closed[shop] = day
        city.traps.organization(shop, .converted)
        city.traps.organization(firm, .converted)
        return true
    }

    /// Corner houses, roads with a former name, and what has the same name elsewhere.
    mutating func addAddressTraps() {
        for road in city.roads.indices.dropFirst() where chance.happens(0.08) {
            city.roads[road].formerName =
                chance.pick(["跃进", "新建", "向阳", "团结"]) + chance.pick(["样", "例", "试"]) + "路"
        }
        for road in city.roads.indices {
            let street = city.roads[road].street
            let others = city.roads.indices.filter { city.roads[$0].street == street && $0 != road }
            for door in city.roads[road].doors where !others.isEmpty && chance.happens(0.03) {
                guard city.addresses.road[door] == road else { continue }
                let other = chance.pick(others)
                let number = city.roads[other].doors.count * 2 + 1
                // The number is taken on the other road as well.
                city.roads[other].doors.append(door)
                city.corners[door] = city.roads[other].name + "\(number)号"
            }
        }
        // The corner house of the examples has a door on either road (scenario S12).
        city.corners[city.organizations.address[Cast.firm]] = "解放路1号"
        city.noteNames()
    }
}

extension City {
    /// Counts the names that an organization goes by.
    mutating func noteBearer(_ organization: Int) {
        let names: Set<String> = [
            organizations.name[organization], organizations.shortName[organization],
            organizations.sign[organization], organizations.formerName[organization],
        ]
        for key in Set(names.map { City.bearerKey($0) }) where !key.isEmpty {
            bearers[key, default: 0] += 1
        }
    }

    /// A name as it is compared: 有限责任公司 is 有限公司.
    static func bearerKey(_ name: String) -> String {
        name.replacing("有限责任公司", with: "有限公司")
    }

    /// Counts what texts without street, and names without code, could mean.
    mutating func noteNames() {
        for organization in organizations.indices { noteBearer(organization) }
        for estate in estates { nameCounts[estate.name, default: 0] += 1 }
        for village in villages { nameCounts[village.name, default: 0] += 1 }
        for address in addresses.indices
        where addresses.level[address] == 7 && addresses.road[address] >= 0 {
            nameCounts[detail(address), default: 0] += 1
        }
        for corner in corners.values { nameCounts[corner, default: 0] += 1 }
        let twice = Set(estates.indices.filter { nameCounts[estates[$0].name, default: 0] > 1 })
        for address in addresses.indices where twice.contains(addresses.estate[address]) {
            traps.addresses[address] = [.estateInTwoTowns]
        }
    }

    /// Whether an address says nothing certain without its street: its estate, village or door has the same name in
    /// another.
    func isAmbiguousWithoutStreet(_ address: Int) -> Bool {
        let name: String
        if addresses.estate[address] >= 0 {
            name = estates[addresses.estate[address]].name
        } else if addresses.village[address] >= 0 {
            name = villages[addresses.village[address]].name
        } else {
            name = detail(address)
        }
        return nameCounts[name, default: 0] > 1
    }
}
