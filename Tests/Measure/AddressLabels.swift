import GuijiShaping
import GuijiTestSupport

/// What the labelled set calls the parser's parts.
enum AddressLabels {
    static let reported = [
        "prov", "city", "district", "devZone", "town", "community", "road", "subRoad", "roadno",
        "subroadno", "poi", "subpoi", "houseno", "cellno", "floorno", "roomno", "assist",
        "redundant",
    ]

    static func spans(
        _ segments: [AddressSegment], _ text: UnsafeBufferPointer<UInt8>
    ) -> [LabelledAddresses.Span] {
        var spans: [LabelledAddresses.Span] = []
        var last: AddressPart?
        var hasPoint = false
        for segment in segments {
            let label: String
            switch segment.part {
            case .country: label = "country"
            case .province: label = isMunicipality(segment, text) ? "city" : "prov"
            case .city: label = "city"
            case .county: label = "district"
            case .street: label = endsWith("区", segment, text) ? "devZone" : "town"
            case .community: label = "community"
            case .road: label = last == .road ? "subRoad" : "road"
            case .doorNo:
                label = spans.contains { $0.label == "subRoad" } ? "subroadno" : "roadno"
            case .subNo: label = "roadno"
            case .villageGroup: label = "road"
            case .estate, .poi:
                label = hasPoint ? "subpoi" : "poi"
                hasPoint = true
            case .building: label = "houseno"
            case .unit: label = "cellno"
            case .floor: label = "floorno"
            case .room: label = "roomno"
            case .hint: label = "assist"
            case .redundant: label = "redundant"
            }
            if segment.part == .subNo || (last == .villageGroup && segment.part == .doorNo),
                let before = spans.last, before.end <= segment.start
            {
                // The set keeps 5组6号 and 88号附1号 in one piece.
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

    private static func isMunicipality(
        _ segment: AddressSegment, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let name = String(decoding: text[segment.start..<segment.end], as: UTF8.self)
        return ["北京", "上海", "天津", "重庆"].contains { name.hasPrefix($0) }
    }

    private static func endsWith(
        _ ending: String, _ segment: AddressSegment, _ text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        String(decoding: text[segment.start..<segment.end], as: UTF8.self).hasSuffix(ending)
    }
}
