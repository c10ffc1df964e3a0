/* "not this" */
#include "game.h"
int main() {
  // "nor this"
  std::ifstream in("levels/one.txt");
  FILE *f = fopen ("settings.ini", "r");
  auto page = R"html(<p class="x">)html";
  char c = '"';
  printf("%s\n", "done");
}
