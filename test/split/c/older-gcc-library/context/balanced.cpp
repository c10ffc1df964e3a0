#include <iostream>

int main() {
  std::cout << "balanced" << std::endl;
}
