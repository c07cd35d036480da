import GuijiShaping
import GuijiTestSupport

/// Times the parser over texts that are already bytes.
private func timed(_ texts: [String]) throws -> () -> Int {
    let (_, parser) = try nationalParser()
    let bytes = texts.map { Array($0.utf8) }
    return {
        var result = AddressComponents()
        var total = 0
        for text in bytes {
            text.withUnsafeBufferPointer { parser.parse($0, into: &result) }
            total &+= result.canonical.count
        }
        precondition(total > 0)
        return bytes.count
    }
}

let addressSpeed = SpeedCase(name: "addresses, of one county") {
    var texts: [String] = []
    for number in 1...2000 {
        texts.append(
            "江苏省南通市海门区海门街道示范新村\(number % 90 + 1)幢\(number % 4 + 1)单元\(number % 6 + 1)0\(number % 3 + 1)室"
        )
        texts.append("江苏省海门市常乐镇示例村\(number % 30 + 1)组\(number)号")
        texts.append("海门市人民中路\(number)号")
        texts.append("示范新村\(number % 90 + 1)-\(number % 4 + 1)-\(number % 6 + 1)01")
    }
    return try timed(texts)
}

let companyAddressSpeed = SpeedCase(name: "addresses, of companies everywhere") {
    guard SharedData.isPresent else { return nil }
    return try timed(companyAddresses())
}
