release:
	gcc -o kids main.c
