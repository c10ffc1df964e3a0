version = "0.1.0"
bin = @["app"]
