name := "tides"
version := "1.0"
scalaVersion := "2.13.14"
