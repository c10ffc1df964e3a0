module example.com/knots

go 1.22
