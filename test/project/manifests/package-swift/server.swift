// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "api",
    products: [
        .executable(name: "Serve", targets: ["Run"]), // .executable(name: "Not")
    ],
    dependencies: [
        .package(url: "https://github.com/vapor/vapor.git", from: "4.89.0"),
    ],
    targets: [
        .target(name: "App", dependencies: [.product(name: "Vapor", package: "vapor")], resources: [.copy("x")]),
        .executableTarget(name: "Run", dependencies: [.target(name: "App")], path: "Sources/Main"),
        .testTarget(name: "AppTests", dependencies: ["App"]),
    ]
)
