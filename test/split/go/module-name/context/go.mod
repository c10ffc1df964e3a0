module example.com/beacon/v2

go 1.22
