/// What `AddressComparison` learned from three fifths of some 19,000 labelled pairs, as logarithms of odds against
/// "different"; the order is that of its features. Each row of four: equal, near, different, only one has it.
///
/// `Tests/Tools/learn_address_pairs.py` writes this file.
enum AddressComparisonWeights {
    static let partly: [Double] = [
        0.11, 0.66, -0.47, 0.38,  // province
        0.44, -0.08, 0.4, 0.25,  // city
        0.76, 0.36, -0.04, 0.11,  // county
        -0.41, 0.29, -0.5, 0.15,  // street
        0.53, 0.59, -0.71, -0.51,  // community
        0.56, 0.25, -0.32, -0.06,  // road
        0.34, 0.1, -0.5, -0.17,  // doorNo
        0.64, -0.1, 0.66, -0.05,  // subNo
        0.44, -0.18, 0.84, 0.34,  // villageGroup
        1.4, 1.01, -0.54, -0.09,  // estate
        -1.03, -0.53, 0.36, 0.13,  // building
        -0.17, 0.02, 0.51, 0.15,  // unit
        -0.1, -0.01, 0.98, 0.03,  // floor
        0.28, 0.3, -0.3, -0.22,  // room
        0.99, 0.61, -0.17, 0.17,  // poi
        // dice, dice2, covered, covered2, runShorter, runLonger, run, tail, head, poi
        2.82, -0.58, 3.46, -1.29, -1.86, -0.96, 2.95, -2.04, 0.22, -0.47,
        // numbers, noNumbers, sharedNumber, lengths, shorter, longer, coveredTail, diceNumbers, one
        -0.66, -0.59, 0.02, 0.95, -0.72, 0.96, 1.4, -0.28, -3.58,
    ]

    static let same: [Double] = [
        0.37, 1.47, -0.35, 0.47,  // province
        0.21, 0.43, 0.47, 0.17,  // city
        0.6, 0.44, 0.03, -0.24,  // county
        0.04, 0.53, 0.12, 0.4,  // street
        0.53, 0.89, -0.24, -0.55,  // community
        0.6, 0.34, -0.5, 0.08,  // road
        -0.2, -0.54, -1.05, -0.46,  // doorNo
        -0.08, 0.35, -0.12, 0.08,  // subNo
        0.43, -0.04, -0.14, -0.44,  // villageGroup
        1.83, 1.28, -0.48, -0.02,  // estate
        -0.13, -0.31, -1.48, -0.71,  // building
        0.52, 1.38, 1.41, 0.53,  // unit
        0.77, 0.27, -0.29, 0.47,  // floor
        -0.36, -0.51, -0.25, -0.21,  // room
        1.16, 1.02, -0.16, 0.03,  // poi
        // dice, dice2, covered, covered2, runShorter, runLonger, run, tail, head, poi
        2.91, 1.6, 1.77, 0.76, -3.49, -0.25, 1.5, 0.39, -0.22, 0.17,
        // numbers, noNumbers, sharedNumber, lengths, shorter, longer, coveredTail, diceNumbers, one
        -0.24, -0.27, 0.32, -0.32, -0.11, 0.66, 1, 0.14, -4.04,
    ]
}
