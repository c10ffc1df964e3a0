// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "harbour",
    dependencies: [
        .package(url: "https://github.com/vapor/vapor.git", from: "4.89.0"),
    ],
    targets: [
        .target(name: "App", dependencies: [.product(name: "Vapor", package: "vapor")]),
        .executableTarget(name: "Run", dependencies: [.target(name: "App")]),
    ]
)
