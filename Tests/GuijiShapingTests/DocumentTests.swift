import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

@Suite("Identity documents")
struct DocumentTests {
    @Test(
        "A number's kind is told from its form",
        arguments: [
            ("320684198503129916", .residentID18), ("32068419700515994X", .residentID18),
            ("320625481105993", .residentID15), ("810000197806069916", .residencePermit),
            ("820000199109099926", .residencePermit), ("830000196601309938", .residencePermit),
            ("932840198002299917", .permanentResident18),
            ("93284019751231000X", .permanentResident18),
            ("932840199910109925", .permanentResident18), ("USA320080022991", .permanentResident15),
            ("E12345678", .passportCN), ("EA1234567", .passportCN), ("G12345678", .passportCN),
            ("P1234567", .passportCN), ("SE1234567", .passportCN), ("EI1234567", .passportForeign),
            ("123456789", .passportForeign), ("AB123456", .passportForeign),
            ("H12345678", .homeReturnPermit), ("M1234567801", .homeReturnPermit),
            ("12345678", .taiwanPermit), ("32062519481105993142", .disabilityCertificate),
            ("32062519481105993142B1", .disabilityCertificate),
            ("G320684198503129916", .studentNumber), ("L32068419700515994X", .studentNumber),
            ("320684199001010004-1", .motherWithOrder), ("3206**********991X", .masked),
            ("320684********9916", .masked), ("3206************16", .masked),
            ("320684198503******", .masked), ("32062519481105993185", .unknown),
            ("ABCDEFGH", .unknown), ("91320684XXXX000195", .unknown), ("", .unknown),
            ("1234", .unknown),
        ] as [(String, IdentityDocument.Kind)])
    func kinds(number: String, kind: IdentityDocument.Kind) {
        #expect(IdentityDocument.kind(of: number) == kind)
    }

    @Test(
        "Documents come to one form; what fails its checks is kept and marked",
        arguments: [
            ("320684198503129916", Shaped("320684198503129916")),
            (" 320684 19850312 991６", Shaped("320684198503129916")),
            ("320684-19850312-9916", Shaped("320684198503129916")),
            ("32068419700515994x", Shaped("32068419700515994X")),
            ("usa320080022991", Shaped("USA320080022991")),
            ("USA320080133191", Shaped("USA320080133191", .idChecksum)),
            ("e12345678", Shaped("E12345678")), ("h12345678", Shaped("H12345678")),
            ("g320684198503129916", Shaped("G320684198503129916")),
            ("G320684198503129926", Shaped("G320684198503129926", .idChecksum)),
            ("320684199001010004-1", Shaped("320684199001010004-1")),
            ("32062519481105993142b1", Shaped("32062519481105993142B1")),
            ("320684198503129926", Shaped("320684198503129926", .idChecksum)),
            ("3206**********991x", Shaped("3206**********991X", .idChecksum)),
            ("无证件", Shaped("无证件", .documentInvalid)),
            ("320684-1985", Shaped("320684-1985", .documentInvalid)),
            ("3.20684E+17", Shaped(nil, .numberPrecisionLost)), ("Null", Shaped(nil)),
        ])
    func forms(raw: String, expected: Shaped) throws {
        #expect(try outcome(.document, raw) == expected)
    }

    @Test("A resident number is found within certificates, the mother's apart")
    func inner() throws {
        func inner(_ text: String) -> (own: String?, mothers: String?) {
            var text = text
            return text.withUTF8 { bytes in
                let kind = IdentityDocument.kind(bytes)
                func cut(_ range: Range<Int>?) -> String? {
                    range.map { String(decoding: bytes[$0], as: UTF8.self) }
                }
                return (
                    cut(IdentityDocument.residentNumber(in: bytes, kind: kind)),
                    cut(IdentityDocument.mothersNumber(in: bytes, kind: kind))
                )
            }
        }
        #expect(inner("32062519481105993142B1") == ("320625194811059931", nil))
        #expect(inner("G320684198503129916") == ("320684198503129916", nil))
        #expect(inner("320684199001010004-1") == (nil, "320684199001010004"))
        #expect(inner("E12345678") == (nil, nil))
        var certificate = "32062519481105993142"
        let graded = certificate.withUTF8 { IdentityDocument.disability($0) }
        #expect(try #require(graded) == (4, 2))
    }
}

@Suite("Numbers of organizations")
struct OrganizationNumberTests {
    @Test(
        "Worked numbers are recognized",
        arguments: [
            ("91320684XXXX000195", .creditCode), ("92320614XXXX00027G", .creditCode),
            ("12320684XXXX000350", .creditCode), ("N2320684XXXX000435", .creditCode),
            ("XXXX00019", .organizationCode), ("XXXX00027", .organizationCode),
            ("XXXX00078", .organizationCode), ("XXXX00107", .organizationCode),
            ("XXXX00018", .unknown), ("320684000990017", .registrationNumber),
            ("320684400990024", .registrationNumber), ("320684600990035", .registrationNumber),
            ("320684000990018", .unknown), ("320684XXXX00019", .taxNumber15),
            ("32068419850312991601", .taxNumber20), ("32062548110599301", .taxNumber17),
            ("320684198503129916", .residentID), ("XXXX000****", .masked), ("样例", .unknown),
        ] as [(String, OrganizationNumber.Kind)])
    func kinds(number: String, kind: OrganizationNumber.Kind) {
        #expect(OrganizationNumber.kind(of: number) == kind)
    }

    @Test("The organization code is found within a credit code and an old tax number")
    func inner() {
        #expect(OrganizationNumber.organizationCode(of: "91320684XXXX000195") == "XXXX00019")
        #expect(OrganizationNumber.organizationCode(of: "320684XXXX00019") == "XXXX00019")
        #expect(OrganizationNumber.organizationCode(of: "320684000990017") == nil)
    }

    @Test(
        "They come to one form",
        arguments: [
            ("91320684XXXX000195", Shaped("91320684XXXX000195")),
            ("9132O684XXXX000I95", Shaped("91320684XXXX000195", .usccRepaired)),
            ("91320684xxxx000195", Shaped("91320684XXXX000195", .usccRepaired)),
            ("91320684XXXX000196", Shaped("91320684XXXX000196", .usccInvalid)),
            ("xxxx0001-9", Shaped("XXXX00019")), ("320684 XXXX0001-9", Shaped("320684XXXX00019")),
            ("320684000990017", Shaped("320684000990017")),
            ("32068419850312991601", Shaped("32068419850312991601")),
            ("320684000990018", Shaped("320684000990018", .orgNumberInvalid)),
            ("320684198503129916", Shaped("320684198503129916")),
            ("XXXX000****", Shaped("XXXX000****", .usccInvalid)),
        ])
    func forms(raw: String, expected: Shaped) throws {
        #expect(try outcome(.organizationNumber, raw) == expected)
    }
}

@Suite("Vehicles")
struct VehicleTests {
    @Test(
        "Plates come to one form",
        arguments: [
            ("苏F·0000X", Shaped("苏F0000X")), ("苏F•0000X", Shaped("苏F0000X")),
            ("苏Ｆ００００Ｘ", Shaped("苏F0000X")), ("苏f 0000x", Shaped("苏F0000X")),
            ("苏F-D00001", Shaped("苏FD00001")), ("苏FD00001", Shaped("苏FD00001")),
            ("苏FF0A001", Shaped("苏FF0A001", .plateInvalid)), ("苏F00001D", Shaped("苏F00001D")),
            ("苏F0000挂", Shaped("苏F0000挂")), ("苏F0000学", Shaped("苏F0000学")),
            ("苏F0000警", Shaped("苏F0000警")), ("粤Z0000港", Shaped("粤Z0000港")),
            ("粤Z0000澳", Shaped("粤Z0000澳")), ("沪A0000领", Shaped("沪A0000领")),
            ("000001使", Shaped("000001使")), ("苏F0000应急", Shaped("苏F0000应急")),
            ("苏FO0001", Shaped("苏FO0001", .plateInvalid)),
            ("苏F000", Shaped("苏F000", .plateInvalid)),
            ("f0001x", Shaped("F0001X", .plateInvalid)), ("无", Shaped(nil)),
        ])
    func plates(raw: String, expected: Shaped) throws {
        #expect(try outcome(.plate(province: nil), raw) == expected)
    }

    @Test(
        "A plate without its province gets the one that the contract names",
        arguments: [
            ("F0001X", Shaped("苏F0001X")), ("f·d00001", Shaped("苏FD00001")),
            ("浙F0001X", Shaped("浙F0001X")), ("0001X", Shaped("0001X", .plateInvalid)),
        ])
    func province(raw: String, expected: Shaped) throws {
        #expect(try outcome(.plate(province: "苏"), raw) == expected)
    }

    @Test("New energy is told by its letter's place")
    func newEnergy() {
        #expect(LicensePlate.kind(of: "苏FD00001") == .newEnergySmall)
        #expect(LicensePlate.kind(of: "苏FA0A001") == .unknown)
        #expect(LicensePlate.kind(of: "苏FAA0001") == .newEnergySmall)
        #expect(LicensePlate.kind(of: "苏F00001D") == .newEnergyLarge)
        #expect(LicensePlate.kind(of: "苏F0000X") == .ordinary)
        #expect(LicensePlate.kind(of: "苏F0000挂") == .special)
    }

    @Test(
        "Vehicle numbers: a wrong check digit is mentioned, I O Q are repaired where it then holds",
        arguments: [
            ("LXXTEST04L0000001", Shaped("LXXTEST04L0000001")),
            ("LXXTEST06L0000002", Shaped("LXXTEST06L0000002")),
            ("LXXTEST15M0000003", Shaped("LXXTEST15M0000003")),
            ("lxxtest04l0000001", Shaped("LXXTEST04L0000001")),
            ("LXXTESTO4LOOQ0001", Shaped("LXXTEST04L0000001", .vinRepaired)),
            ("LXXTEST04L000000I", Shaped("LXXTEST04L0000001", .vinRepaired)),
            ("LXXTEST0IL0000001", Shaped("LXXTEST0IL0000001", .vinInvalid)),
            ("LXXTEST05L0000001", Shaped("LXXTEST05L0000001", .vinChecksum)),
            ("LXXTEST04L00001", Shaped("LXXTEST04L00001", .vinInvalid)),
        ])
    func vehicleNumbers(raw: String, expected: Shaped) throws {
        #expect(try outcome(.vin, raw) == expected)
    }

    @Test(
        "Certificate numbers: half-width brackets, no blanks",
        arguments: [
            ("苏（2020）海门区不动产权第 0000001 号", "苏(2020)海门区不动产权第0000001号"),
            ("海门〔2020〕1号", "海门(2020)1号"), ("[2020]１号", "(2020)1号"), ("JY1320684X", "JY1320684X"),
        ])
    func certificates(raw: String, expected: String) throws {
        #expect(try outcome(.certificateNumber, raw) == Shaped(expected))
    }
}
