extension AddressParser {
    /// Writes the canonical text (rule 9): fixed order, empty parts left out.
    func render(_ result: inout AddressComponents) {
        result.renderedEnds.removeAll(keepingCapacity: true)
        if result.renderValue(.province) { result.noteEnd() }
        if result.renderValue(.city) { result.noteEnd() }
        if result.renderValue(.county) { result.noteEnd() }
        if result.renderValue(.street) { result.noteEnd() }
        // A neighbourhood community is left out where a road or an estate says more.
        if result.isVillage || (!result.has(.road) && !result.has(.estate)) {
            if result.renderValue(.community) { result.noteEnd() }
        }
        if result.renderValue(.road) { result.noteEnd() }
        // In a village and in an estate the number follows the group or the estate.
        let isGroupDoor =
            !result.has(.road)
            && (result.has(.villageGroup) || result.state.houses == .buildings)
        if !isGroupDoor { renderDoor(&result) }
        if result.renderValue(.estate) { result.noteEnd() }
        if result.renderValue(.villageGroup) {
            result.render(utf8: "组")
            result.noteEnd()
        }
        if isGroupDoor { renderDoor(&result) }
        let isLane = result.isLaneDoor
        if result.renderValue(.building) {
            result.render(utf8: isLane ? "号" : "幢")
            result.noteEnd()
        }
        result.noteHouse()
        if result.renderValue(.unit) {
            result.render(utf8: "单元")
            result.noteEnd()
        }
        if result.has(.floor), !result.isFloorImplied {
            renderFloor(&result)
            result.noteEnd()
        }
        if result.renderValue(.room) { result.render(utf8: "室") }
        if result.level == 7, !result.has(.doorNo), !result.has(.estate) {
            _ = result.renderValue(.poi)
        }
    }

    /// 负1层 for -1.
    private func renderFloor(_ result: inout AddressComponents) {
        guard let floor = result.value(.floor), let first = floor.first else { return }
        if first == 0x2D {
            result.render(utf8: "负")
            result.render(floor.part(1, floor.count))
        } else {
            result.render(floor)
        }
        result.render(utf8: "层")
    }

    private func renderDoor(_ result: inout AddressComponents) {
        guard result.renderValue(.doorNo) else { return }
        if !result.isLaneDoor { result.render(utf8: "号") }
        result.noteEnd()
        defer { result.noteDoor() }
        guard result.has(.subNo) else { return }
        result.render(utf8: "附")
        _ = result.renderValue(.subNo)
        result.render(utf8: "号")
        result.noteEnd()
    }
}

extension AddressComponents {
    /// How far down an address must reach to tell households apart: a room, or a house in a village.
    package var isDwelling: Bool {
        level >= 11 || has(.doorNo) && !has(.road) && (isVillage || has(.villageGroup))
    }

    /// The canonical text down to the house: the number at the road or in the village, else the building of an
    /// estate. Empty where none is named. Holds until the next parse.
    package var house: UnsafeBufferPointer<UInt8> { canonical.part(0, state.houseEnd) }

    /// Marks the end of the house, once the building is rendered.
    mutating func noteHouse() {
        let isBuilding = has(.building) && (has(.estate) || isLaneDoor)
        if isBuilding, !has(.doorNo) || isLaneDoor { state.houseEnd = canonical.count }
    }

    /// Marks the end of the house behind the door's number. A lane's number is only the way to its houses.
    mutating func noteDoor() {
        if !isLaneDoor || !has(.building) { state.houseEnd = canonical.count }
    }

    /// Where in the canonical text the places end in which the address lies, from the smallest to the largest: those
    /// named in it, at most eight; 0 behind the last.
    package var ancestors: SIMD8<UInt16> {
        var result = SIMD8<UInt16>(repeating: 0)
        var place = 0
        for end in renderedEnds.reversed() where end < canonical.count && place < 8 {
            result[place] = UInt16(truncatingIfNeeded: end)
            place += 1
        }
        return result
    }

    mutating func noteEnd() { renderedEnds.append(canonical.count) }

    /// The community is a village, which is part of an address; a neighbourhood community is not.
    var isVillage: Bool {
        guard let name = value(.community), name.count >= 3 else { return false }
        let end = name.count
        return name[end - 3] == 0xE6 && name[end - 2] == 0x9D && name[end - 1] == 0x91  // 村
    }

    /// The door is a numbered lane (832弄).
    var isLaneDoor: Bool {
        guard let door = value(.doorNo), door.count > 3 else { return false }
        return door[door.count - 3] == 0xE5 && door[door.count - 2] == 0xBC
            && door[door.count - 1] == 0x84
    }

    /// The room's number says the floor already.
    var isFloorImplied: Bool {
        guard let floor = value(.floor), let room = value(.room) else { return false }
        guard room.count == 3 || room.count == 4, room.count == floor.count + 2 else {
            return false
        }
        return isEqual(room.part(0, floor.count), floor)
    }
}
