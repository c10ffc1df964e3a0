package db

import (
	"database/sql"

	"github.com/golang-migrate/migrate/v4"
	_ "github.com/golang-migrate/migrate/v4/source/file"
	_ "github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
)

func Up(url string) error {
	db, err := sql.Open("sqlite3", "./ship.db")
	if err != nil {
		return err
	}
	goose.Up(db, "db/goose")
	m, err := migrate.New("file://migrations", url)
	if err != nil {
		return err
	}
	migrate.New("github://owner/repo/migrations", url)
	return m.Up()
}
