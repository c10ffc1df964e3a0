module example.com/ships-log

go 1.22
