rootProject.name = "fleet"
include("ship", "harbour:docks")
include(
    ":tools",
    ":api",
)
project(":api").projectDir = File(settingsDir, "services/api")
