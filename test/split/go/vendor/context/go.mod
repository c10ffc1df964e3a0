module example.com/server

go 1.22

require example.com/knots v1.0.0
