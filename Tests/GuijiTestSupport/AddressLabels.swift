/// What the labelled set calls the parser's parts.
package enum AddressLabels {
    package static let reported = [
        "prov", "city", "district", "devZone", "town", "community", "road", "subRoad", "roadno",
        "subroadno", "poi", "subpoi", "houseno", "cellno", "floorno", "roomno", "assist",
        "redundant",
    ]

    /// A piece of the text and the name of the parser's part (`doorNo`).
    package struct Piece {
        package var part: String
        package var start: Int
        package var end: Int

        package init(part: String, start: Int, end: Int) {
            self.part = part
            self.start = start
            self.end = end
        }
    }

    /// The spans by the set's labels.
    package static func spans(
        _ segments: [Piece], _ text: UnsafeBufferPointer<UInt8>
    ) -> [LabelledAddresses.Span] {
        var spans: [LabelledAddresses.Span] = []
        var last = ""
        var hasPoint = false
        var isLane = false
        for segment in segments {
            let label: String
            switch segment.part {
            case "country": label = "country"
            case "province": label = isMunicipality(segment, text) ? "city" : "prov"
            case "city": label = "city"
            case "county": label = "district"
            case "street": label = endsWith("区", segment, text) ? "devZone" : "town"
            case "community": label = "community"
            case "road": label = last == "road" ? "subRoad" : "road"
            case "doorNo":
                // 49弄4号: the set calls the lane a smaller road.
                isLane = endsWith("弄", segment, text)
                label =
                    isLane
                    ? "subRoad" : spans.contains { $0.label == "subRoad" } ? "subroadno" : "roadno"
            case "subNo": label = isAppended(segment, text) ? "roadno" : "houseno"
            case "villageGroup": label = "road"
            case "estate", "poi":
                label = hasPoint ? "subpoi" : "poi"
                hasPoint = true
            case "building": label = isLane ? "subroadno" : "houseno"
            case "unit": label = "cellno"
            case "floor": label = "floorno"
            case "room": label = "roomno"
            case "hint": label = "assist"
            default: label = "redundant"
            }
            if segment.part == "subNo", label == "roadno", let before = spans.last,
                before.end <= segment.start
            {
                // The set keeps 88号附1号 in one piece, but not 88-1号.
                spans[spans.count - 1].label = "roadno"
                spans[spans.count - 1].end = segment.end
            } else {
                spans.append(
                    LabelledAddresses.Span(label: label, start: segment.start, end: segment.end))
            }
            last = segment.part
        }
        return spans
    }

    /// 附1号, 之一
    private static func isAppended(
        _ segment: Piece, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let part = String(decoding: text[segment.start..<segment.end], as: UTF8.self)
        return part.hasPrefix("附") || part.hasPrefix("之")
    }

    private static func isMunicipality(
        _ segment: Piece, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let name = String(decoding: text[segment.start..<segment.end], as: UTF8.self)
        return ["北京", "上海", "天津", "重庆"].contains { name.hasPrefix($0) }
    }

    private static func endsWith(
        _ ending: String, _ segment: Piece, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        String(decoding: text[segment.start..<segment.end], as: UTF8.self).hasSuffix(ending)
    }
}
