module example.com/ships

go 1.22
