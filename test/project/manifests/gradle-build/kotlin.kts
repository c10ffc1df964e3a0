plugins {
    kotlin("jvm") version "2.0.0"
    `java-library`
    application
    alias(libs.plugins.shadow)
    id("com.github.johnrengelman.shadow") version "8.1.1"
}
group = "com.example"
version = "0.1"
tasks.jar { archiveBaseName.set("ship") }
