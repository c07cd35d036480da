import GuijiModel
import Testing

@testable import GuijiResolution

@Suite struct IdentifierResolverTests {
    /// The groups of mentions that were found the same, by identity.
    func groups(_ drafts: [MentionDraft], identifier: IdentifierForm = .residentID) throws
        -> Set<Set<String>>
    {
        let clustering = try IdentifierResolver()
            .resolve(MentionSet(drafts, identifier: identifier))
        var result = [Set<String>](repeating: [], count: clustering.clusterCount)
        for (row, draft) in drafts.enumerated() {
            result[Int(clustering.clusterOf[row])].insert(draft.identity)
        }
        #expect(!result.contains([]), "a cluster without mentions")
        return Set(result)
    }

    func rule(_ drafts: [MentionDraft], _ row: Int) throws -> String {
        let clustering = try IdentifierResolver().resolve(MentionSet(drafts))
        return clustering.ruleNames[Int(clustering.rules[row])]
    }

    @Test("Mentions with the same valid identifier are one entity, whatever their names")
    func sameIdentifier() throws {
        let drafts = [
            MentionDraft(key: 1, id: residentNumber(0), form: "样一"),
            MentionDraft(feed: "D07-b", key: 9, id: residentNumber(0), form: "例二"),
            MentionDraft(key: 2, id: residentNumber(1), form: "样一"),
        ]
        #expect(
            try groups(drafts) == [
                ["D02-a/subject/1/0", "D07-b/subject/9/0"], ["D02-a/subject/2/0"],
            ])
        #expect(try rule(drafts, 0) == "ID")
    }

    @Test("A resident's number of 15 digits is the same as its 18-digit form")
    func fifteenDigits() throws {
        let drafts = [
            MentionDraft(key: 1, id: "320625481105993"),
            MentionDraft(key: 2, id: "320625194811059931"),
        ]
        #expect(try groups(drafts).count == 1)
    }

    @Test("A 15-digit number with a centenary's sequence decides nothing")
    func centenary() throws {
        let drafts = [
            MentionDraft(key: 1, id: "320625481105998"),
            MentionDraft(key: 2, id: "320625481105998"),
        ]
        #expect(try groups(drafts).count == 2)
    }

    @Test("An invalid identifier links nothing, and its mention counts as having none")
    func invalidIdentifier() throws {
        let bad = "320625194811059930"
        #expect(
            try groups([MentionDraft(key: 1, id: bad), MentionDraft(key: 2, id: bad)]).count == 2)
        let drafts = [
            MentionDraft(key: 1, id: bad, form: "样例有限公司"), MentionDraft(key: 2, form: "样例有限公司"),
        ]
        #expect(try groups(drafts).count == 1)
        #expect(try rule(drafts, 0) == "CANON")
    }

    @Test("A mention without identifier joins the one entity that has its canonical form")
    func uniqueForm() throws {
        let drafts = [
            MentionDraft(key: 1, form: "样例 有限责任公司"),
            MentionDraft(key: 2, id: residentNumber(0), form: "样例有限公司"),
            MentionDraft(key: 3, id: residentNumber(0), form: "旧名样例有限公司"),
        ]
        #expect(try groups(drafts).count == 1)
        #expect(try rule(drafts, 0) == "CANON")
    }

    @Test("A canonical form that two identified entities share joins neither")
    func ambiguousForm() throws {
        let drafts = [
            MentionDraft(key: 1, form: "样例店"), MentionDraft(key: 2, form: "样例店"),
            MentionDraft(key: 3, id: residentNumber(0), form: "样例店"),
            MentionDraft(key: 4, id: residentNumber(1), form: "样例店"),
        ]
        #expect(
            try groups(drafts) == [
                ["D02-a/subject/1/0", "D02-a/subject/2/0"], ["D02-a/subject/3/0"],
                ["D02-a/subject/4/0"],
            ])
    }

    @Test("A mention with neither identifier nor canonical form is its own entity")
    func own() throws {
        let drafts = [MentionDraft(key: 1), MentionDraft(key: 2), MentionDraft(key: 3, form: " ")]
        #expect(try groups(drafts).count == 3)
        #expect(try rule(drafts, 1) == "OWN")
    }

    @Test("The answer is that of the plain definition, in every order", arguments: 1...40)
    func twin(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var drafts: [MentionDraft] = []
        for key in 0..<UInt64.random(in: 1...40, using: &random) {
            var draft = MentionDraft(key: key)
            draft.feed = ["D02-a", "D07-b", "D24-c"].randomElement(using: &random) ?? ""
            if Bool.random(using: &random) {
                draft.id = residentNumber(Int.random(in: 0..<8, using: &random))
                if Int.random(in: 0..<6, using: &random) == 0 { draft.id = "320625194811059930" }
            }
            if Int.random(in: 0..<4, using: &random) > 0 {
                let name = Int.random(in: 0..<8, using: &random)
                draft.form = "样\(name)" + (Bool.random(using: &random) ? "有限公司" : "有限责任公司")
            }
            drafts.append(draft)
        }
        let expected = plainGroups(drafts)
        for _ in 0..<5 {
            #expect(try groups(drafts) == expected, "seed \(seed)")
            drafts.shuffle(using: &random)
        }
    }

    /// The definition in so many words: sets of strings, compared one with another.
    func plainGroups(_ drafts: [MentionDraft]) -> Set<Set<String>> {
        func form(_ draft: MentionDraft) -> String? {
            draft.form.map { $0.replacing("有限责任公司", with: "有限公司") }
        }
        func valid(_ draft: MentionDraft) -> String? {
            draft.id.flatMap { $0 == "320625194811059930" ? nil : $0 }
        }
        var result: Set<Set<String>> = []
        for one in drafts {
            let same = drafts.filter { other in
                if one == other { return true }
                func identifierByForm(_ draft: MentionDraft) -> String? {
                    if let own = valid(draft) { return own }
                    guard let form = form(draft) else { return nil }
                    let owners = Set(
                        drafts.filter { candidate in
                            valid(candidate) != nil && candidate.form != nil
                                && form == candidate.form?.replacing("有限责任公司", with: "有限公司")
                        }.compactMap(valid))
                    return owners.count == 1 ? owners.first : nil
                }
                switch (identifierByForm(one), identifierByForm(other)) {
                case (let left?, let right?): return left == right
                case (nil, nil): return form(one) != nil && form(one) == form(other)
                default: return false
                }
            }
            result.insert(Set(same.map(\.identity)))
        }
        return result
    }

    @Test("Remembered entities find their cluster and change no decision")
    func remembered() throws {
        let drafts = [
            MentionDraft(key: 1, id: residentNumber(0), form: "样例店"),
            MentionDraft(key: 2, form: "另一店"),
        ]
        let remembered = [
            MentionDraft(key: 0, id: residentNumber(0), form: "无关", previous: 4),
            MentionDraft(key: 0, form: "另一店", previous: 5),
            MentionDraft(key: 0, id: residentNumber(3), form: "样例店", previous: 6),
            MentionDraft(key: 0, form: "无人知", previous: 7),
        ]
        let clustering = try IdentifierResolver()
            .resolve(MentionSet(drafts, remembered: remembered))
        #expect(clustering.clusterCount == 2)
        #expect(clustering.clusterOf == [0, 1, 0, 1, -1, -1])
    }

    @Test("Two identifier columns are two kinds of identifiers: equal text in both links nothing")
    func columnsApart() throws {
        var mentions = MentionSet(
            [MentionDraft(key: 1, id: "X1"), MentionDraft(key: 2, form: "X1")], identifier: .any)
        mentions.columns[1].part = .identifier(.any)
        #expect(try IdentifierResolver().resolve(mentions).clusterCount == 2)
    }
}
