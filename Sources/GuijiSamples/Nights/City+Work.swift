/// Who starts and ends work, what is sold, and which firms change.
extension City {
    mutating func work(_ night: inout Night) {
        var chance = chance("work", night.day)
        for _ in 0..<times(25, &chance) {
            let person = anyone(night.day, 19...55, &chance)
            let organization = chance.below(organizations.count)
            guard organizations.isOpen(organization, on: night.day),
                !organizations.staff[organization].contains(person)
            else { continue }
            night.events.startedJobs.append(jobs.count)
            jobs.append(person, organization, night.day, 2500 + chance.below(120) * 100, false)
            organizations.staff[organization].append(person)
        }
        for _ in 0..<times(25, &chance) where jobs.count > 0 {
            let job = chance.below(jobs.count)
            guard jobs.to[job] == .max, jobs.from[job] < night.day else { continue }
            jobs.to[job] = night.day
            organizations.staff[jobs.organization[job]].removeAll { $0 == jobs.person[job] }
            night.events.endedJobs.append(job)
        }
        for _ in 0..<times(8, &chance) where properties.count > 0 {
            let property = chance.below(properties.count)
            guard !night.events.transferred.contains(property) else { continue }
            let buyer = anyone(night.day, 24...65, &chance)
            properties.owners[property] = [
                Properties.Owner(person: buyer, organization: -1, part: 1, whole: 1)
            ]
            properties.registered[property] = night.day
            properties.business[property] =
                "YW" + DateText.compact(night.day)
                + Digits.pad(night.events.transferred.count + 1, 4)
            night.events.transferred.append(property)
        }
    }

    mutating func firms(_ night: inout Night) {
        var chance = chance("firms", night.day)
        for _ in 0..<times(6, &chance) {
            let firm = chance.below(organizations.count)
            guard organizations.category[firm].hasPrefix("9"),
                organizations.isOpen(firm, on: night.day),
                !night.events.changedFirms.contains(firm)
            else { continue }
            if organizations.isFirm(firm), chance.happens(0.4) {
                organizations.formerName[firm] = organizations.name[firm]
                organizations.renamed[firm] = night.day
                let brand =
                    chance.pick(Vocabulary.marks) + chance.pick(Vocabulary.brandWords)
                    + chance.pick(Vocabulary.brandWords)
                organizations.name[firm] = "海门区" + brand + organizations.trade[firm] + "有限公司"
                organizations.shortName[firm] = brand + organizations.trade[firm]
                for name in [organizations.name[firm], organizations.shortName[firm]] {
                    bearers[City.bearerKey(name), default: 0] += 1
                }
            } else {
                organizations.legalRep[firm] = anyone(night.day, 24...60, &chance)
            }
            night.events.changedFirms.append(firm)
        }
        for _ in 0..<times(3, &chance) {
            let firm = chance.below(organizations.count)
            guard organizations.category[firm].hasPrefix("9"),
                organizations.isOpen(firm, on: night.day),
                !night.events.changedFirms.contains(firm), !night.events.closed.contains(firm)
            else { continue }
            organizations.status[firm] = chance.happens(0.3) ? 2 : 3
            organizations.closed[firm] = night.day
            night.events.closed.append(firm)
        }
        night.events.founded = addFounded(times(4, &chance), on: night.day)
    }
}
