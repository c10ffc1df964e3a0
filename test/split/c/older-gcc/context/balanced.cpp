#include <iostream>

int main() {
    std::cout << "the harbour is open" << std::endl;
    return 0;
}
