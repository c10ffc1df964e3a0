#include <iostream>
#include "berths.h"

int main() {
    std::cout << berths() << " berths" << std::endl;
}
