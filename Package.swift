// swift-tools-version: 6.2
// The targets of Guiji and the directions between them. `make check-layers` compares the `import` lines with this file.

import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["GuijiTestSupport"], swiftSettings: strict)
}

let package = Package(
    name: "guiji",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "guiji", targets: ["guiji"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // System libraries and the C++ shim.
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),

        // Shared values.
        library("GuijiModel", []),
        library("GuijiContract", ["GuijiModel", .product(name: "Yams", package: "Yams")]),

        // Stages. They never import one another.
        library("GuijiReading", ["GuijiModel", "GuijiContract", "CLibXML2", "CSimdjson"]),
        library("GuijiShaping", ["GuijiModel", "GuijiContract"]),
        library("GuijiResolution", ["GuijiModel", "GuijiContract"]),
        library(
            "GuijiWarehouse",
            [
                "GuijiModel", "GuijiContract", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        library("GuijiReporting", ["GuijiModel", "GuijiWarehouse"]),

        // Invents deliveries; knows contracts, and nothing of how they are loaded.
        library("GuijiSamples", ["GuijiModel", "GuijiContract"]),

        // The order of the stages, and the tool.
        library(
            "GuijiPipeline",
            [
                "GuijiModel", "GuijiContract", "GuijiReading", "GuijiShaping", "GuijiResolution",
                "GuijiWarehouse", "GuijiReporting", "CLibCrypto", "CZstd",
                .product(name: "Yams", package: "Yams"),
            ]),
        .executableTarget(
            name: "guiji",
            dependencies: [
                "GuijiModel", "GuijiContract", "GuijiPipeline", "GuijiReporting", "GuijiResolution",
                "GuijiSamples", "GuijiWarehouse",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Tests.
        .target(
            name: "GuijiTestSupport",
            dependencies: ["GuijiModel", "GuijiContract", "GuijiShaping"],
            path: "Tests/GuijiTestSupport", swiftSettings: strict),
        tests("GuijiModelTests", ["GuijiModel", "GuijiContract"]),
        tests("GuijiContractTests", ["GuijiContract"]),
        tests("GuijiReadingTests", ["GuijiReading"]),
        tests("GuijiShapingTests", ["GuijiShaping"]),
        tests("GuijiResolutionTests", ["GuijiResolution"]),
        tests(
            "GuijiWarehouseTests",
            ["GuijiWarehouse", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("GuijiSamplesTests", ["GuijiSamples"]),
        tests("GuijiReportingTests", ["GuijiReporting"]),
        tests("GuijiPipelineTests", ["GuijiPipeline"]),
        tests("GuijiCommandTests", ["GuijiWarehouse"]),
    ],
    cxxLanguageStandard: .cxx17
)

// libFuzzer's entry point does not link in an ordinary build, so the target exists only for `make fuzz`.
if ProcessInfo.processInfo.environment["GUIJI_FUZZ"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "guiji-fuzz", dependencies: ["GuijiReading"], path: "Tests/Fuzz",
            swiftSettings: [.swiftLanguageMode(.v6)]))
}

// Scores and speeds of single normalizers: `GUIJI_MEASURE=1 swift run -c release guiji-measure`.
if ProcessInfo.processInfo.environment["GUIJI_MEASURE"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "guiji-measure",
            dependencies: ["GuijiModel", "GuijiContract", "GuijiShaping", "GuijiTestSupport"],
            path: "Tests/Measure", swiftSettings: strict))
}

// The documentation plugin is needed by `make docs` alone.
if ProcessInfo.processInfo.environment["GUIJI_DOCS"] == "1" {
    package.dependencies.append(
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
