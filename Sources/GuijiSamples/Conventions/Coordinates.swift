import Foundation

/// Coordinates in the systems that departments use, from CGCS2000 degrees. The reverse is Guiji's work, not this one's.
package enum Coordinates {
    /// GCJ-02, by the published series (a = 6378245, ee = 0.00669342162296594323).
    package static func gcj02(lon: Double, lat: Double) -> (lon: Double, lat: Double) {
        let (x, y) = (lon - 105, lat - 35)
        let waves = (sin(6 * x * .pi) + sin(2 * x * .pi)) * 20 * 2 / 3
        var north =
            -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot() + waves
        north += (sin(y * .pi) + 2 * sin(y / 3 * .pi)) * 20 * 2 / 3
        north += (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot() + waves
        east += (sin(x * .pi) + 2 * sin(x / 3 * .pi)) * 20 * 2 / 3
        east += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
        let axis = 6_378_245.0
        let flattening = 0.006_693_421_622_965_943_23
        let radians = lat / 180 * .pi
        let magic = 1 - flattening * sin(radians) * sin(radians)
        let root = magic.squareRoot()
        let dLat = north * 180 / ((axis * (1 - flattening)) / (magic * root) * .pi)
        let dLon = east * 180 / (axis / root * cos(radians) * .pi)
        return (lon + dLon, lat + dLat)
    }

    /// BD-09, from GCJ-02 of the same point.
    package static func bd09(lon: Double, lat: Double) -> (lon: Double, lat: Double) {
        let point = gcj02(lon: lon, lat: lat)
        let factor = Double.pi * 3000 / 180
        let radius =
            (point.lon * point.lon + point.lat * point.lat).squareRoot() + 0.00002
            * sin(point.lat * factor)
        let angle = atan2(point.lat, point.lon) + 0.000003 * cos(point.lon * factor)
        return (radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)
    }
}
