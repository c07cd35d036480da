/// Finds which columns of several files hold the same under different headers.
package enum ColumnAlignment {
    /// Empty profiles of groups of headers; a group has at most one header of each file.
    ///
    /// Two columns hold the same if no file has both, their values are of one kind, and either their headers say the same
    /// or many of their values are equal.
    /// - Parameter profiles: of single headers.
    package static func groups(_ profiles: [ColumnProfile]) -> [ColumnProfile] {
        var groups: [(headers: [String], files: Set<Int>, first: ColumnProfile)] = []
        for profile in profiles {
            let place = groups.firstIndex { group in
                group.files.isDisjoint(with: profile.files) && holdTheSame(group.first, profile)
            }
            if let place {
                groups[place].headers.append(profile.header)
                groups[place].files.formUnion(profile.files)
            } else {
                groups.append(([profile.header], profile.files, profile))
            }
        }
        return groups.map { ColumnProfile(headers: $0.headers, files: $0.files) }
    }

    private static func holdTheSame(_ left: ColumnProfile, _ right: ColumnProfile) -> Bool {
        if left.isID || right.isID { return false }
        if let role = left.role {
            if right.role == role { return true }
            if right.role != nil { return left.sharedValues(right) > 0.6 }
        }
        guard left.kind == right.kind, left.distinctCount > 20, right.distinctCount > 20 else {
            return false
        }
        return left.sharedValues(right) > 0.2
    }
}
