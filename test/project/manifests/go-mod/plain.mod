// The ship's log
module example.com/ship

go 1.22.3

toolchain go1.22.5

require github.com/gin-gonic/gin v1.9.1 // keep

require (
	github.com/mattn/go-sqlite3 v1.14.17
	golang.org/x/net v0.17.0 // indirect
	"quoted.example/x" v1.0.0
)

replace github.com/a/b => ../b

replace (
	github.com/c/d v1.2.3 => github.com/e/d v1.2.4
	example.com/f => ./internal/f
)

exclude golang.org/x/net v0.1.0
retract v1.0.0
tool golang.org/x/tools/cmd/stringer
