module x

go 1.19
require(
	a.b/c v1
)
