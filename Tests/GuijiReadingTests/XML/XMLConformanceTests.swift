import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

/// The W3C XML Conformance Test Suite, as far as the data folder has it. A reader that does not validate accepts
/// `valid` and `invalid` and refuses `not-wf`; `error` is left to it.
@Suite("XML: conformance")
struct XMLConformanceTests {
    static let archive = "xml-conformance/w3c-xmlconf-sun-xmltest.tar.xz"

    struct Case {
        var id: String
        var type: String
        var entities: String
        var file: URL
    }

    enum Outcome: Equatable {
        case accepted
        /// By policy: a reference to an entity that the document declares or may declare.
        case entity
        case refused(String)
    }

    @Test(
        "Every document of the suite is treated as its catalog says",
        .enabled(if: SharedData.has(archive), "needs ../shared/data"))
    func suite() throws {
        try SharedData.withExpanded(Self.archive) { folder in
            let cases = try Self.catalogs.flatMap { try Self.cases(folder.appending(path: $0)) }
            #expect(cases.count == 524)
            var accepted = 0
            var byPolicy = 0
            var refused = 0
            var deviations: Set<String> = []
            for test in cases where test.type != "error" {
                let outcome = try Self.outcome([UInt8](Data(contentsOf: test.file)))
                switch (test.type, outcome) {
                case ("not-wf", .accepted): deviations.insert(test.id)
                case ("not-wf", _): refused += 1
                case (_, .accepted): accepted += 1
                case (_, .entity):
                    byPolicy += 1
                    let text = try String(contentsOf: test.file, encoding: .isoLatin1)
                    let names = text.matches(of: /[&%]([A-Za-z][^; ]*);/).map { String($0.1) }
                    let isUsed = names.contains {
                        !["lt", "gt", "amp", "quot", "apos"].contains($0)
                    }
                    #expect(isUsed, "\(test.id) has no entity")
                case (_, .refused(let reason)): deviations.insert("\(test.id): \(reason)")
                }
            }
            #expect(deviations == Self.deviations)
            #expect(accepted == 221)
            #expect(byPolicy == 48)
            #expect(refused == 243)
        }
    }

    /// What is accepted though the catalog says `not-wf`: the defect is in the external part of the document type
    /// (a conditional section, a stray declaration), which is never loaded. A non-validating processor need not read
    /// it (XML 1.0, section 5.1).
    private static let deviations: Set = [
        "not-wf-not-sa-001", "not-wf-not-sa-003", "not-wf-not-sa-004", "not-wf-not-sa-006",
        "not-wf-not-sa-007", "not-wf-not-sa-008", "not-wf-not-sa-009", "cond01", "cond02", "dtd07",
    ]

    private static let catalogs = [
        "xmltest/xmltest.xml", "sun/sun-valid.xml", "sun/sun-invalid.xml", "sun/sun-not-wf.xml",
        "sun/sun-error.xml",
    ]

    /// The catalogs of `sun` have no root, so they are read as text.
    private static func cases(_ catalog: URL) throws -> [Case] {
        let text = try String(contentsOf: catalog, encoding: .utf8)
        return text.components(separatedBy: "<TEST ").dropFirst().map { part in
            let tag = part.prefix { $0 != ">" }
            func attribute(_ name: String) -> String {
                guard
                    let range = (" " + tag.replacing("\n", with: " ").replacing("\t", with: " "))
                        .firstRange(of: " \(name)=")
                else { return "" }
                let spaced = " " + tag.replacing("\n", with: " ").replacing("\t", with: " ")
                return String(spaced[range.upperBound...].dropFirst().prefix { $0 != "\"" })
            }
            return Case(
                id: attribute("ID"), type: attribute("TYPE"), entities: attribute("ENTITIES"),
                file: catalog.deletingLastPathComponent().appending(path: attribute("URI")))
        }
    }

    /// Reads a document whose root has to be found out first.
    static func outcome(_ bytes: [UInt8]) throws -> Outcome {
        do {
            _ = try XMLReading(bytes, .xml("/no-such-root"))
            return .accepted
        } catch let error as DeliveryError where error.found.hasPrefix("a document that begins <") {
            let name = error.found.dropFirst(24).prefix { $0 != ">" }
            let space = error.found.firstRange(of: " in the namespace ").map {
                String(error.found[$0.upperBound...])
            }
            let local = name.split(separator: ":").last.map(String.init) ?? ""
            var namespaces: [String: String] = [:]
            if let space { namespaces["p"] = space }
            return try outcome(
                bytes, .xml(space == nil ? "/\(local)" : "/p:\(local)", namespaces: namespaces))
        } catch let error as DeliveryError {
            return verdict(error)
        }
    }

    private static func outcome(_ bytes: [UInt8], _ plan: ReadPlan) throws -> Outcome {
        do {
            let reading = try XMLReading(bytes, plan)
            if !reading.problems.isEmpty { return .refused(reading.problems.joined()) }
            return reading.records.count == 1 ? .accepted : .refused("no record")
        } catch let error as DeliveryError {
            return verdict(error)
        }
    }

    private static func verdict(_ error: DeliveryError) -> Outcome {
        error.found.hasPrefix("a reference to the entity") ? .entity : .refused(error.found)
    }

    @Test(
        "Attack payloads are refused, harmless document types and namespaces are not",
        .enabled(if: SharedData.has("xml-conformance/attack-payloads"), "needs ../shared/data"))
    func attacks() throws {
        let expected: [String: Outcome] = [
            "cyclic.xml": .entity, "external.xml": .entity, "external_file.xml": .entity,
            "quadratic.xml": .entity, "xmlbomb.xml": .entity, "xmlbomb2.xml": .entity,
            // Nothing is loaded, so a document type without entities does no harm (the feed from sina.com has one).
            "dtd.xml": .accepted, "dtd_element.xml": .accepted,
            "simple.xml": .accepted, "simple-ns.xml": .accepted,
        ]
        let folder = SharedData.url("xml-conformance/attack-payloads")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(expected.keys))
        for file in files {
            let bytes = try SharedData.bytes("xml-conformance/attack-payloads/\(file)")
            let outcome = try Self.outcome(bytes)
            #expect(outcome == expected[file], "\(file)")
        }
    }
}
