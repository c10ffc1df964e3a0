version = "0.1.0"
binDir = "bin"
srcDir = "src"
bin = @["gulls"]
