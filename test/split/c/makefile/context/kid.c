int kids = 3;
