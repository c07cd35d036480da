import GuijiContract
import GuijiModel
import GuijiTestSupport

/// How many brands of the labelled company names are found, on the half that was looked at while writing and on the
/// other. `--errors` lists the misses of the first half.
func measureBrands(_ options: [String]) throws {
    guard SharedData.isPresent else {
        print("  skipped, its data is not in ../shared/data")
        return
    }
    let schemas = SchemaLoader.load(
        directory: SharedData.packageRoot.appending(path: "Schemas").path
    ).0
    let parser = OrganizationNameParser(schemas)
    let names = try LabelledBrands.read()
    for (title, rest) in [("looked at", 0), ("held out", 1)] {
        let half = names.enumerated().filter { $0.offset % 2 == rest }.map(\.element)
        let right = half.count { parser.parse($0.name).brand == $0.brand }
        print("  \(title): \(right) of \(half.count), \(1000 * right / half.count) per mille")
        guard rest == 0, options.contains("--errors") else { continue }
        for (name, brand) in half where parser.parse(name).brand != brand {
            let parts = parser.parse(name)
            print("    \(name): \(brand), found \(parts.brand) | \(parts.region) | \(parts.sector)")
        }
    }
}
