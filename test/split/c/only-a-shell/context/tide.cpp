#include <iostream>
int main() { std::cout << "high"; }
