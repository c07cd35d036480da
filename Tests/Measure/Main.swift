import Foundation

/// Measures single normalizers, on their own: how good (against labelled data) and how fast.
///
/// `guiji-measure NAME…` runs the named measurements, without a name all of them; `guiji-measure speed NAME…` only times.
/// One measurement is one file here, with an entry in `measurements`.
@main
enum Measure {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let known = measurements.map(\.name)
        let options = arguments.filter { $0.hasPrefix("--") }
        let names = arguments.filter { !$0.hasPrefix("--") }
        guard names.allSatisfy({ known.contains($0) }) else {
            print("usage: guiji-measure [NAME]… [--errors]\nNAME: \(known.joined(separator: ", "))")
            exit(64)
        }
        for measurement in measurements where names.isEmpty || names.contains(measurement.name) {
            print("\(measurement.name): \(measurement.title)")
            do {
                try measurement.run(options)
            } catch {
                print("  failed: \(error)")
                exit(1)
            }
            print("")
        }
    }
}

/// One thing to measure.
struct Measurement: Sendable {
    var name: String
    var title: String
    var run: @Sendable (_ options: [String]) throws -> Void
}

let measurements: [Measurement] = [
    Measurement(
        name: "addresses", title: "parts of addresses against labels, cases and codes",
        run: measureAddresses),
    Measurement(
        name: "addresses-pairs", title: "whether two addresses are one place, against labels",
        run: measureAddressPairs),
    Measurement(
        name: "brands", title: "brands of companies against labels", run: measureBrands),
    Measurement(
        name: "speed", title: "values a second on one core", run: measureSpeed),
]
