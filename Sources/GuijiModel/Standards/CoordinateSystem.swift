#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The systems in which coordinates of this country come.
package enum CoordinateSystem: UInt8, Sendable, CaseIterable {
    /// 2000 国家大地坐标系; taken as equal to WGS-84, from which it differs by centimetres.
    case cgcs2000
    /// The offset system of published maps (高德, 腾讯).
    case gcj02
    /// GCJ-02 with 百度's own offset on top.
    case bd09

    /// For people.
    package var title: String {
        switch self {
        case .cgcs2000: "CGCS2000"
        case .gcj02: "GCJ-02"
        case .bd09: "BD-09"
        }
    }
}

/// A place on the Earth, in decimal degrees.
@frozen
package struct GeoPoint: Sendable, Equatable {
    package var longitude: Double
    package var latitude: Double

    @inlinable
    package init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Both rounded to six digits after the point, which is a tenth of a metre.
    package var rounded: GeoPoint {
        GeoPoint(
            longitude: (longitude * 1e6).rounded() / 1e6,
            latitude: (latitude * 1e6).rounded() / 1e6)
    }

    /// The great-circle distance in metres (haversine, mean radius 6,371,008.8 m).
    package func distance(to other: GeoPoint) -> Double {
        let radians = Double.pi / 180
        let dLat = (other.latitude - latitude) * radians
        let dLon = (other.longitude - longitude) * radians
        let a =
            sin(dLat / 2) * sin(dLat / 2)
            + cos(latitude * radians) * cos(other.latitude * radians) * sin(dLon / 2)
            * sin(dLon / 2)
        return 2 * 6_371_008.8 * asin(min(1, a.squareRoot()))
    }
}

/// A rectangle of longitudes and latitudes, in degrees.
package struct CoordinateBox: Sendable, Equatable {
    package var west, south, east, north: Double

    package init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// 海门区 with some of its surroundings.
    package static let haimen = CoordinateBox(west: 120.9, south: 31.7, east: 121.7, north: 32.2)

    package func contains(_ point: GeoPoint) -> Bool {
        point.longitude >= west && point.longitude <= east && point.latitude >= south
            && point.latitude <= north
    }
}

extension GeoPoint {
    /// The point in CGCS2000. The inverse of the GCJ-02 offset has no closed form: the forward one is iterated until
    /// the step is below 1e-9 degrees. Some hundred nanoseconds.
    package func toCGCS2000(from system: CoordinateSystem) -> GeoPoint {
        switch system {
        case .cgcs2000: self
        case .gcj02: withoutOffset
        case .bd09: withoutBaiduOffset.withoutOffset
        }
    }

    /// The point, which is in CGCS2000, in another system.
    package func fromCGCS2000(to system: CoordinateSystem) -> GeoPoint {
        switch system {
        case .cgcs2000: self
        case .gcj02: withOffset
        case .bd09: withOffset.withBaiduOffset
        }
    }

    /// WGS-84 to GCJ-02, by the series that mapping libraries share (Krasovsky's ellipsoid, base 105° E, 35° N).
    private var withOffset: GeoPoint {
        let semiMajor = 6_378_245.0
        let eccentricity = 0.00669342162296594323
        let x = longitude - 105
        let y = latitude - 35
        let pi = Double.pi
        let fast = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
        var dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
        dLat += fast
        dLat += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
        dLat += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
        var dLon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
        dLon += fast
        dLon += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
        dLon += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
        let radians = latitude / 180 * pi
        let magic = 1 - eccentricity * sin(radians) * sin(radians)
        let root = magic.squareRoot()
        dLat = dLat * 180 / (semiMajor * (1 - eccentricity) / (magic * root) * pi)
        dLon = dLon * 180 / (semiMajor / root * cos(radians) * pi)
        return GeoPoint(longitude: longitude + dLon, latitude: latitude + dLat)
    }

    /// GCJ-02 to WGS-84. The offset changes by less than a thousandth over its own length, so each step gains three
    /// digits; thirty steps are a bound, three the rule.
    private var withoutOffset: GeoPoint {
        var guess = self
        for _ in 0..<30 {
            let there = guess.withOffset
            let east = there.longitude - longitude
            let north = there.latitude - latitude
            guess.longitude -= east
            guess.latitude -= north
            if abs(east) < 1e-9, abs(north) < 1e-9 { break }
        }
        return guess
    }

    private static let baiduPi = Double.pi * 3000 / 180

    private var withBaiduOffset: GeoPoint {
        let z =
            (longitude * longitude + latitude * latitude).squareRoot()
            + 2e-5 * sin(latitude * GeoPoint.baiduPi)
        let angle = atan2(latitude, longitude) + 3e-6 * cos(longitude * GeoPoint.baiduPi)
        return GeoPoint(longitude: z * cos(angle) + 0.0065, latitude: z * sin(angle) + 0.006)
    }

    private var withoutBaiduOffset: GeoPoint {
        let x = longitude - 0.0065
        let y = latitude - 0.006
        let z = (x * x + y * y).squareRoot() - 2e-5 * sin(y * GeoPoint.baiduPi)
        let angle = atan2(y, x) - 3e-6 * cos(x * GeoPoint.baiduPi)
        return GeoPoint(longitude: z * cos(angle), latitude: z * sin(angle))
    }
}
