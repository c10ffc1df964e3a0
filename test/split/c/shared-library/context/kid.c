int kid = 1;
