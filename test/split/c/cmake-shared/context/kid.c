int kid;
