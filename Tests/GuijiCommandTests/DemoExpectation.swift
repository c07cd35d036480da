import Foundation

/// `Samples/expected.json`.
struct DemoExpectation: Decodable {
    struct Night: Decodable {
        var date: String
        var exitCode: Int32
        var deliveries: [Delivery]
        /// For each feed, the rows that hold after the night.
        var current: [String: Int]
    }

    struct Delivery: Decodable {
        var feed: String
        var path: String
        var state: String
        /// `nil` where the file is not read to its end.
        var records: Int?
        var setAside: Int?
        /// Findings about the whole file or that set a record aside, by rule.
        var rules: [String: Int]
    }

    struct Value: Decodable {
        var night: Int
        var feed: String
        var whereKey: [String: CellValue]
        var values: [String: CellValue]

        enum CodingKeys: String, CodingKey {
            case night, feed, values
            case whereKey = "where"
        }
    }

    struct Person: Decodable {
        var idNumber: String
        var name: String
        var minFeeds: Int
    }

    var nights: [Night]
    var values: [Value]
    var people: [Person]

    static func load(_ file: URL) throws -> DemoExpectation {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(DemoExpectation.self, from: Data(contentsOf: file))
    }
}
