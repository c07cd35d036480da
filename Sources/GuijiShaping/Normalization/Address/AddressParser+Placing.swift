/// What follows from the places that are known: the street that a text leaves out, other names of a door, the estate
/// behind a door (domain.md 4.2, A3 to A5).
///
/// Everything is told by names and numbers, never by distance, and only where one place fits.
extension AddressParser {
    func place(_ result: inout AddressComponents) {
        guard result.state.county != 0 else { return }
        if !result.has(.street), let street = onlyStreet(&result) {
            setStreet(street, &result)
            result.note(.streetFilled)
            if result.status == .standard { result.status = .derived }
        }
        if result.has(.road), result.has(.doorNo) {
            replaceDoor(&result)
            replaceGate(&result)
        }
        nameCommunity(&result)
    }

    /// A3: the one street that has the estate, the number at the road, the road, or the village.
    private func onlyStreet(_ result: inout AddressComponents) -> UInt64? {
        let county = result.state.county
        if result.has(.estate), result.state.estateStreet != 0 { return result.state.estateStreet }
        if let road = result.value(.road) {
            if let number = result.value(.doorNo),
                let door = places.door(county, 0, road: road, number: number, &result.scratch),
                door.street != 0
            {
                return door.street
            }
            if result.state.roadStreet != 0 { return result.state.roadStreet }
        }
        guard !result.state.hasVillages, let name = result.value(.community),
            let village = places.village(county, 0, name, &result.scratch)
        else { return nil }
        return village.street
    }

    /// A5, and a road's section (A3): the name in use of a door, where it has another.
    private func replaceDoor(_ result: inout AddressComponents) {
        guard let road = result.value(.road), let number = result.value(.doorNo),
            let door = places.door(
                result.state.county, result.streetCode, road: road, number: number,
                &result.scratch), !door.road.isEmpty
        else { return }
        result.begin(.road)
        door.road.withUnsafeBufferPointer { result.add($0) }
        result.finish(.road)
        result.begin(.doorNo)
        door.number.withUnsafeBufferPointer { result.add($0) }
        result.finish(.doorNo)
        result.note(door.isSection ? .sectionFilled : .doorReplaced)
    }

    /// A4: a building behind a door that stands for an estate is a building of the estate; the door says no more.
    private func replaceGate(_ result: inout AddressComponents) {
        guard result.has(.building) || result.has(.unit) || result.has(.room),
            !result.has(.subNo), let road = result.value(.road), let number = result.value(.doorNo)
        else { return }
        let county = result.state.county
        if let estate = result.value(.estate) {
            guard
                places.isGate(
                    county, result.streetCode, road: road, number: number, of: estate,
                    &result.scratch)
            else { return }
        } else {
            guard result.has(.building),
                let estate = places.estate(
                    county, result.streetCode, road: road, number: number, &result.scratch)
            else { return }
            result.begin(.estate)
            estate.withUnsafeBufferPointer { result.add($0) }
            result.finish(.estate)
        }
        result.remove(.road)
        result.remove(.doorNo)
        result.note(.gateReplaced)
    }

    /// The code of a village or community that the street has.
    private func nameCommunity(_ result: inout AddressComponents) {
        guard result.communityCode == 0, result.streetCode != 0,
            let name = result.value(.community),
            let village = places.village(
                result.state.county, result.streetCode, name, &result.scratch)
        else { return }
        result.communityCode = village.code
    }
}
