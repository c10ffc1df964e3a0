module example.com/shortener

go 1.21

require (
	github.com/labstack/echo/v4 v4.11.3
	github.com/mattn/go-sqlite3 v1.14.18
)
