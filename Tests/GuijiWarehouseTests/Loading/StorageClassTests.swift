import GuijiContract
import Testing

@testable import GuijiWarehouse

@Suite("Types of columns")
struct StorageClassTests {
    @Test("Coordinates are REAL, counts INTEGER, names and numbers of documents TEXT")
    func kinds() {
        #expect(FieldKind.longitude.storageClass == "REAL")
        #expect(FieldKind.latitude.storageClass == "REAL")
        #expect(FieldKind.count.storageClass == "INTEGER")
        for kind: FieldKind in [
            .personName, .organizationName, .document, .organizationNumber,
            .plate(province: nil), .vin, .certificateNumber, .share,
        ] {
            #expect(kind.storageClass == "TEXT")
        }
    }
}
