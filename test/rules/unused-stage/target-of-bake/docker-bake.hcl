target "tools" {
  context = "."
  target  = "tools"
}
