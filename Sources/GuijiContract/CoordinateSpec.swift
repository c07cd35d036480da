package import GuijiModel

/// Two fields that are one point: brought from their system to CGCS2000 together.
package struct CoordinateSpec: Sendable, Equatable {
    package enum System: Sendable, Equatable {
        case fixed(CoordinateSystem)
        /// The index of the field that names the system, record by record.
        case field(Int)
    }

    /// Indices into the contract's fields.
    package var longitude: Int
    package var latitude: Int
    package var system: System
    /// Where points may lie, in degrees of CGCS2000.
    package var box: CoordinateBox

    package init(
        longitude: Int, latitude: Int, system: System, box: CoordinateBox = .haimen
    ) {
        self.longitude = longitude
        self.latitude = latitude
        self.system = system
        self.box = box
    }
}
